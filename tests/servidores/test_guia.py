"""La guía de administración, seguida al pie de la letra: de un servidor vacío a deshacer.

Las órdenes salen de la guía misma. Solo se cambian los nombres que ella pide cambiar: el servidor,
la cuenta, la carpeta y la dirección.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from apoyo.reales import Ssh, exigir, generador, hacer_sitio, nginx, poner_acta, puerto_libre, sshd

GUIA = Path(__file__).parents[2] / "docs/guia-administracion.md"
DIRECCION = "https://ejemplo.gov.co/transparencia/instancias/"


@pytest.fixture
def servidor(tmp_path: Path) -> Iterator[Ssh]:
    with sshd(tmp_path / "ssh") as encendido:
        yield encendido


def bloques(titulo: str) -> list[str]:
    """Las órdenes de los bloques que siguen a un título, hasta el título siguiente."""
    texto = GUIA.read_text("utf-8")
    hallado = re.search(rf"^#+ {re.escape(titulo)}$(.*?)(?=^#|\Z)", texto, re.MULTILINE | re.DOTALL)
    assert hallado, f"la guía no tiene «{titulo}»"
    dentro = re.findall(r"^```\n(.*?)^```", hallado[1], re.MULTILINE | re.DOTALL)
    return [renglon for bloque in dentro for renglon in bloque.splitlines()]


def yaml_de(titulo: str) -> str:
    """El primer bloque de YAML que sigue a un título."""
    return (
        GUIA.read_text("utf-8").split(f" {titulo}\n", 1)[1].split("```yaml\n", 1)[1].split("```")[0]
    )


def test_de_un_servidor_vacio_a_deshacer(servidor: Ssh, tmp_path: Path) -> None:
    exigir("nginx", "git")
    raiz, destino, puerto = hacer_sitio(tmp_path / "sitio", 2), tmp_path / "srv", puerto_libre()
    cuenta = servidor.configuracion.read_text().split("User ")[1].split()[0]
    servidor.configuracion.write_text(
        servidor.configuracion.read_text().replace(
            "Host 127.0.0.1\n",
            f"Host ejemplo.gov.co\n  HostName 127.0.0.1\n  Port {servidor.puerto}\n",
        )
    )
    direccion = f"http://127.0.0.1:{puerto}/transparencia/instancias/"

    def propia(texto: str) -> str:
        texto = texto.replace(DIRECCION, direccion).replace("publica@", f"{cuenta}@")
        return texto.replace("/srv/instancias", str(destino))

    def seguir(orden: str, *mas: str) -> str:
        programa, *resto = [
            str(Path(t).expanduser()) if t.startswith("~") else t
            for t in shlex.split(propia(orden))
        ]
        if programa != "generador":
            return subprocess.run([programa, *resto], cwd=raiz, check=True).args[0]
        a_archivo = resto[resto.index(">") + 1] if ">" in resto else ""
        resto = resto[: resto.index(">")] if a_archivo else resto
        hecho = generador(raiz, *resto, *mas, **servidor.entorno)
        assert hecho.codigo == 0, hecho.dicho
        if a_archivo:
            (raiz / a_archivo).write_text(hecho.dicho)
        return hecho.dicho

    subprocess.run(["git", "init", "-q", str(raiz)], check=True)
    for clave in ("user.name", "user.email"):
        subprocess.run(["git", "-C", str(raiz), "config", clave, "prueba"], check=True)
    escrito = raiz / "contenido/sitio.yaml"
    titulo = "3. El destino, en `contenido/sitio.yaml`"
    destinos = propia(yaml_de(titulo))
    sin_leer = re.sub(r"^ *direccion:.*\n", "", destinos, flags=re.MULTILINE)
    inicio = escrito.read_text("utf-8")
    escrito.write_text(f"{inicio}direccion: {direccion}\n{sin_leer}", "utf-8")

    publicar = bloques("4. Ver qué pasaría, y publicar")
    dichos = [seguir(orden) for orden in publicar]
    assert "No se envió nada" in dichos[0] and "Publicación 1 a la vista" in dichos[1]
    for orden in bloques("5. El servidor web"):
        seguir(orden, "--puerto", str(puerto))
    escrito.write_text(f"{inicio}direccion: {direccion}\n{destinos}", "utf-8")
    with nginx((raiz / "instancias.conf").read_text(), tmp_path / "nginx", puerto):
        for orden in bloques("6. Comprobar desde afuera"):
            assert "es la publicación 1" in seguir(orden)
        poner_acta(raiz, 1, lugar="Segunda sala")
        for orden in bloques("Cada día"):
            if not orden.startswith(("git pull", "git push", "generador servidor", "systemd")):
                seguir(orden)
        (deshacer,) = bloques("Deshacer")
        assert "Publicación 3 a la vista" in seguir(deshacer)
        (vigilar,) = bloques("Vigilar desde afuera")
        assert "es la publicación 3" in seguir(vigilar)
        pagina = destino / "actual/instancias/mesa/actas/2020/01.html"
        assert "Segunda sala" not in pagina.read_text("utf-8")


def test_toda_orden_de_la_guia_existe(tmp_path: Path) -> None:
    """Cada «generador …» de la guía, con --help: la orden y sus opciones están escritas bien."""
    texto = GUIA.read_text("utf-8")
    ordenes = set(re.findall(r"^generador .*$", texto, re.MULTILINE))
    assert len(ordenes) > 8
    for orden in sorted(ordenes):
        partes = shlex.split(orden.partition(" >")[0])[1:]
        ayuda = generador(hacer_sitio(tmp_path / str(len(orden)), 0), partes[0], "--help")
        opciones = [p for p in partes if p.startswith("--")]
        assert [o for o in opciones if o not in ayuda.dicho] == [], orden
