"""La guía de administración, seguida al pie de la letra, de un servidor vacío en adelante.

Las órdenes se leen de la guía y se corren tal como están escritas, cada una en la máquina que dice
su primer renglón, en una maqueta con OpenSSH y nginx de Debian en sus puertos. Lo que la guía pide
hacer sin una orden (llevar un archivo, cambiar un renglón) lo hace la prueba, y se ve aquí.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from apoyo.maqueta import Maqueta, Maquina, apagar, armar, encender_ssh, se_puede
from apoyo.reales import exigir, generador, hacer_sitio, poner_acta

GUIA = Path(__file__).parents[2] / "docs/guia-administracion.md"
ACTA = "instancias/mesa/actas/2020/01.html"
EN_EL_SERVIDOR = "# En el servidor"
DIAS = (date(2026, 11, 28), date(2027, 12, 31), date(2028, 2, 29))
"""Uno cualquiera, el último de un año y uno que casi nunca hay."""


def bloques(titulo: str) -> list[str]:
    """Los bloques de órdenes que siguen a un título, hasta el título siguiente."""
    texto = GUIA.read_text("utf-8")
    hallado = re.search(rf"^#+ {re.escape(titulo)}$(.*?)(?=^#+ |\Z)", _tapar(texto), re.M | re.S)
    assert hallado, f"la guía no tiene «{titulo}»"
    dentro = re.findall(r"^ *```\n(.*?)^ *```", hallado[1], re.M | re.S)
    return [_destapar(bloque) for bloque in dentro]


def _tapar(texto: str) -> str:
    # Un comentario de un bloque no es un título.
    return texto.replace(EN_EL_SERVIDOR, "\0")


def _destapar(texto: str) -> str:
    return texto.replace("\0", EN_EL_SERVIDOR)


def yaml_de(titulo: str) -> str:
    """El primer bloque de YAML que sigue a un título."""
    return (
        GUIA.read_text("utf-8").split(f" {titulo}\n", 1)[1].split("```yaml\n", 1)[1].split("```")[0]
    )


class Lector:
    """Quien sigue la guía: su maqueta, su sitio, y lo que va leyendo en la pantalla."""

    def __init__(self, maqueta: Maqueta, carpeta: Path) -> None:
        self.maqueta, self.carpeta = maqueta, carpeta
        self.sitio, self.mano = carpeta / "sitio", carpeta / "mano"
        self.mano.mkdir()

    def hacer(
        self, titulo: str, servidor: Maquina | None = None, cuales: slice = slice(None)
    ) -> list[str]:
        """Corre los bloques de un apartado y devuelve lo que dijo cada renglón."""
        return [
            self._renglon(bloque, orden, servidor or self.maqueta.servidor)
            for bloque in bloques(titulo)[cuales]
            for orden in bloque.splitlines()
            if orden.strip() and not orden.startswith("#")
        ]

    def _renglon(self, bloque: str, orden: str, servidor: Maquina) -> str:
        if orden.startswith("apt-get install "):
            # Ya están, y aquí no hay red: que sean paquetes que existen es lo que se puede mirar.
            return servidor.correr(
                f"dpkg -s {orden.split(None, 2)[2]} >/dev/null", exigir=False
            ).stdout
        if bloque.startswith(EN_EL_SERVIDOR):
            return servidor.seguir(orden, str(self.mano))
        return self.maqueta.computador.seguir(orden, str(self.sitio))

    def llevar(self, de: str) -> None:
        """Lleva un archivo del computador a donde lo esperan en el servidor."""
        self.en_casa(f"cp {de} {self.mano}/")

    def en_casa(self, guion: str) -> str:
        """Lo que se hace en el computador sin que la guía dé la orden."""
        return self.maqueta.computador.seguir(guion, str(self.sitio))

    def configurar_ssh(self, antes: str = "", despues: str = "") -> None:
        """Escribe en `~/.ssh/config` lo que dice la guía, con un cambio."""
        (texto,) = (b for b in bloques("2. La llave con que se entra") if b.startswith("Host "))
        (self.carpeta / "config").write_text(texto.replace(antes, despues) if antes else texto)
        self.en_casa(f"install -m 600 {self.carpeta}/config ~/.ssh/config")


def _dias(suyo: date) -> pytest.MarkDecorator:
    """La prueba se sigue su día, y con las pruebas largas también los demás."""
    otros = [pytest.param(d, marks=pytest.mark.largas) for d in DIAS if d != suyo]
    return pytest.mark.parametrize("dia", [suyo, *otros], ids=str)


@pytest.fixture
def lector(tmp_path: Path, dia: date) -> Iterator[Lector]:
    exigir("sshd", "nginx", "git", "rsync", "unshare", "nsenter", "openssl", "systemd-analyze")
    if motivo := se_puede():
        pytest.skip(motivo)
    for madre in (tmp_path, *tmp_path.parents[:2]):
        madre.chmod(0o755)
    hacer_sitio(tmp_path / "sitio", 2)
    with armar(tmp_path, dia) as maqueta:
        try:
            yield _alistar(Lector(maqueta, tmp_path))
        finally:
            for maquina in (maqueta.servidor, maqueta.nuevo):
                apagar(maquina)


def _alistar(lector: Lector) -> Lector:
    """Lo que la guía supone: el sitio en un repositorio, los servidores y un certificado."""
    maqueta, carpeta = lector.maqueta, lector.carpeta
    encender_ssh(maqueta.servidor, "127.0.0.1")
    encender_ssh(maqueta.nuevo, "127.0.0.2")
    lector.en_casa(
        "git config --global user.name prueba; git config --global user.email prueba@prueba\n"
        "printf 'publicado/\\n.generador/\\ninstancias.conf\\n' > .gitignore\n"
        f"git init -q -b main .; git add .; git commit -qm Inicio\n"
        f"git clone -q --bare . {carpeta}/central; git remote add origin {carpeta}/central\n"
        "git fetch -q; git branch -q -u origin/main"
    )
    maqueta.servidor.correr(
        "mkdir -p /etc/ssl/sitio; cd /etc/ssl/sitio\n"
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 "
        "-subj /CN=ejemplo.gov.co -addext subjectAltName=DNS:ejemplo.gov.co "
        "-keyout llave.pem -out cadena.pem 2>/dev/null\n"
        f"cp cadena.pem {carpeta}/autoridad.pem"
    )
    return lector


def primera_publicacion(lector: Lector) -> None:
    """Del servidor vacío a lo publicado y comprobado."""
    lector.hacer("1. La cuenta y la carpeta")
    entrar_por_primera_vez(lector, lector.maqueta.servidor)
    escrito = lector.sitio / "contenido/sitio.yaml"
    destinos = yaml_de("3. El destino, en `contenido/sitio.yaml`")
    direccion = "direccion: https://ejemplo.gov.co/transparencia/instancias/\n"
    escrito.write_text(f"{escrito.read_text('utf-8')}{direccion}{destinos}", "utf-8")
    lector.hacer("4. El servidor web", cuales=slice(1))
    lector.llevar("instancias.conf")
    dichos = lector.hacer("4. El servidor web", cuales=slice(1, None))
    assert any("test is successful" in d for d in dichos), dichos
    dichos = lector.hacer("5. Ver qué pasaría, y publicar")
    assert "No se envió nada" in dichos[0]
    assert "Publicación 1 a la vista" in dichos[1] and "igual a lo publicado" in dichos[1]
    for dicho in lector.hacer("6. Comprobar desde afuera"):
        assert "es la publicación 1" in dicho


def entrar_por_primera_vez(lector: Lector, servidor: Maquina) -> None:
    """La llave, su configuración y la huella que se compara."""
    titulo = "2. La llave con que se entra"
    crear, configuracion, autorizar, huella, entrar = bloques(titulo)
    lector.en_casa(crear)
    lector.configurar_ssh()
    assert configuracion.startswith("Host ejemplo.gov.co")
    lector.llevar("~/.ssh/publica.pub")
    servidor.seguir(autorizar, str(lector.mano))
    lector.maqueta.computador.anotar_huella("SHA256:no-es-esa")
    assert lector.maqueta.computador.seguir(entrar, "/", exigir=False)
    lector.maqueta.computador.anotar_huella(servidor.seguir(huella, "/").split()[1])
    lector.en_casa(entrar)


@_dias(DIAS[1])
def test_de_un_servidor_vacio_a_deshacer_la_segunda(lector: Lector) -> None:
    primera_publicacion(lector)
    poner_acta(lector.sitio, 1, lugar="Segunda sala")
    lector.en_casa("git add contenido; git commit -qm 'Otra sala'; git push -q")
    dichos = lector.hacer("Cada día")
    assert "Publicación 2 a la vista" in dichos[1]
    _sin_nadie_al_frente(lector)
    (dicho,) = lector.hacer("Deshacer")
    assert "Publicación 3 a la vista" in dicho
    (dicho,) = lector.hacer("Vigilar desde afuera")
    assert "es la publicación 3" in dicho
    pagina = "curl -sS --cacert $SSL_CERT_FILE https://ejemplo.gov.co/transparencia/instancias/"
    assert "Segunda sala" not in lector.en_casa(pagina + ACTA)
    assert "no se publica otra vez" in lector.en_casa("generador publicar produccion")


def _sin_nadie_al_frente(lector: Lector) -> None:
    """El temporizador, y lo que correría con él, como lo correría systemd."""
    dichos = lector.hacer("Sin nadie al frente")
    assert [d for d in dichos if "generador-publicar" in d and "systemd/system" in d]
    servicio = lector.en_casa("cat /etc/systemd/system/generador-publicar.service")
    valores = dict(r.split("=", 1) for r in servicio.splitlines() if "=" in r)
    assert valores["WorkingDirectory"] == str(lector.sitio)
    assert "ReadWritePaths=/srv" not in servicio
    assert lector.maqueta.computador.seguir(valores["ExecStart"], valores["WorkingDirectory"]) == ""


@_dias(DIAS[2])
def test_pasar_a_otro_servidor_y_renovar_las_llaves(lector: Lector) -> None:
    primera_publicacion(lector)
    poner_acta(lector.sitio, 1, lugar="Segunda sala")
    lector.en_casa("generador publicar produccion")
    _renovar_la_de_entrar(lector)
    _renovar_la_del_servidor(lector)
    _mudarse(lector)


def _renovar_la_de_entrar(lector: Lector) -> None:
    lector.hacer("La de entrar", cuales=slice(1))
    lector.configurar_ssh("~/.ssh/publica\n", "~/.ssh/publica-nueva\n")
    dichos = lector.hacer("La de entrar", cuales=slice(1, None))
    assert "no hay nada que publicar" in dichos[0]
    lector.configurar_ssh()
    vieja = lector.maqueta.computador.seguir("ssh ejemplo.gov.co true", "/", exigir=False)
    assert "Permission denied" in vieja
    lector.configurar_ssh("~/.ssh/publica\n", "~/.ssh/publica-nueva\n")
    assert "nada que publicar" in lector.en_casa("generador publicar produccion")


def _renovar_la_del_servidor(lector: Lector) -> None:
    servidor = lector.maqueta.servidor
    servidor.correr("kill $(cat /run/sshd.pid)")
    encender_ssh(servidor, "127.0.0.1")
    publicar = "generador publicar produccion"
    negado = lector.maqueta.computador.seguir(publicar, str(lector.sitio), exigir=False)
    assert "no mostró la llave que se conoce" in negado
    huella = bloques("2. La llave con que se entra")[3]
    lector.maqueta.computador.anotar_huella(servidor.seguir(huella, "/").split()[1])
    lector.hacer("La del servidor")
    assert "nada que publicar" in lector.en_casa(publicar)


def _mudarse(lector: Lector) -> None:
    nuevo = lector.maqueta.nuevo
    lector.hacer("1. La cuenta y la carpeta", nuevo)
    lector.llevar("~/.ssh/publica-nueva.pub")
    autorizar = bloques("2. La llave con que se entra")[2].replace(
        "publica.pub", "publica-nueva.pub"
    )
    nuevo.seguir(autorizar, str(lector.mano))
    lector.en_casa("sed -i 's/^Host .*/& nuevo.gov.co/' ~/.ssh/config")
    huella = bloques("2. La llave con que se entra")[3]
    lector.maqueta.computador.anotar_huella(nuevo.seguir(huella, "/").split()[1])
    lector.en_casa("ssh nuevo.gov.co true")
    copiar, simular = bloques("Pasar a otro servidor")
    for orden in copiar.splitlines():
        lector.en_casa(orden)
    escrito = lector.sitio / "contenido/sitio.yaml"
    escrito.write_text(escrito.read_text("utf-8").replace("@ejemplo", "@nuevo"), "utf-8")
    assert "no hay nada que publicar" in lector.en_casa(simular)
    assert "Publicación 3 a la vista" in lector.maqueta.computador.seguir(
        "generador publicar produccion --deshacer", str(lector.sitio), exigir=False
    )


@_dias(DIAS[0])
def test_firmar_y_despues_de_una_intrusion(lector: Lector) -> None:
    primera_publicacion(lector)
    poner_acta(lector.sitio, 1, lugar="Segunda sala")
    dichos = lector.hacer("La de firmar")
    assert "Publicación 2 a la vista" in dichos[2] and ", firmada:" in dichos[3]
    lector.maqueta.servidor.correr(
        "cd /srv/instancias/actual/; echo x > puerta.php\n"
        f"sed -i 's/Segunda sala/Otra sala/' {ACTA}"
    )
    publicar = "generador publicar produccion"
    negado = lector.maqueta.computador.seguir(publicar, str(lector.sitio), exigir=False)
    assert "«actual/puerta.php»" in negado
    copiar, mirar = bloques("Después de una intrusión")[0].splitlines()
    lector.en_casa(copiar)
    hallado = lector.maqueta.computador.seguir(mirar, str(lector.sitio), exigir=False)
    for defecto in ("archivo-alterado", "archivo-sobra", ACTA, "puerta.php"):
        assert defecto in hallado
    _publicar_en_limpio(lector)


def _publicar_en_limpio(lector: Lector) -> None:
    nuevo = lector.maqueta.nuevo
    lector.hacer("1. La cuenta y la carpeta", nuevo)
    lector.llevar("~/.ssh/publica.pub")
    nuevo.seguir(bloques("2. La llave con que se entra")[2], str(lector.mano))
    lector.en_casa("sed -i 's/^Host .*/& nuevo.gov.co/' ~/.ssh/config")
    huella = bloques("2. La llave con que se entra")[3]
    lector.maqueta.computador.anotar_huella(nuevo.seguir(huella, "/").split()[1])
    lector.en_casa("ssh nuevo.gov.co true")
    escrito = lector.sitio / "contenido/sitio.yaml"
    escrito.write_text(escrito.read_text("utf-8").replace("@ejemplo", "@nuevo"), "utf-8")
    publicar = "generador publicar produccion"
    dicho = lector.maqueta.computador.seguir(publicar, str(lector.sitio), exigir=False)
    assert "Publicación 3 a la vista" in dicho or "La publicación 3 quedó" in dicho, dicho
    lector.en_casa("rsync -aH nuevo.gov.co:/srv/instancias/ ~/limpia/")
    limpia = lector.en_casa("generador verificar ~/limpia --registro contenido/publicaciones")
    assert "es la publicación 3" in limpia


@_dias(DIAS[1])
def test_las_llaves_conocidas_para_una_integracion_continua(lector: Lector) -> None:
    primera_publicacion(lector)
    (orden,) = bloques("En una integración continua")
    lector.en_casa(f"cd ..; {orden}")
    variables = (
        f"GENERADOR_SSH_LLAVE=~/.ssh/publica GENERADOR_SSH_CONOCIDOS={lector.carpeta}/conocidos"
    )
    lector.en_casa("mv ~/.ssh/known_hosts ~/.ssh/config ..")
    assert "nada que publicar" in lector.en_casa(f"{variables} generador publicar produccion")


def test_toda_orden_de_la_guia_existe(tmp_path: Path) -> None:
    """Cada «generador …» de la guía, con --help: la orden y sus opciones están escritas bien."""
    texto = GUIA.read_text("utf-8")
    ordenes = set(re.findall(r"^ *(generador .*)$", texto, re.MULTILINE))
    assert len(ordenes) > 12
    for n, orden in enumerate(sorted(ordenes)):
        partes = shlex.split(orden.partition(" >")[0])[1:]
        ayuda = generador(hacer_sitio(tmp_path / str(n), 0), partes[0], "--help")
        opciones = [p for p in partes if p.startswith("--")]
        assert [o for o in opciones if o not in ayuda.dicho] == [], orden


def test_la_unidad_vale_para_systemd_de_verdad() -> None:
    """La maqueta finge `systemctl`; que sepa lo que la guía le pide se mira aquí."""
    exigir("systemctl")
    ayuda = subprocess.run(["systemctl", "--help"], capture_output=True, text=True, check=True)
    for palabra in ("enable", "--now", "daemon-reload", "reload"):
        assert palabra in ayuda.stdout
