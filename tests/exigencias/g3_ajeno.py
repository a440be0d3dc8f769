"""Lo suyo sigue siendo suyo: nada ajeno se escribe, se borra, se lee ni se llama por la red."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from exigencias.base import Cuenta, NoSePuede, Parte, Promesa
from exigencias.desempacar import donde_aparece
from exigencias.ordenes import cada_orden, cada_sitio, servir
from exigencias.procesos import (
    calentar,
    construir,
    correr,
    correr_con_strace,
    exigir_strace,
)
from exigencias.sitios import MESA, copiar, foto_entera, sitio_pequeno

ACTAS = f"{MESA}/actas/2026"
SECRETO = "zqsecretokanario"
_NADIE = 65534
_ABIERTO = re.compile(r"^\S*\s*(?:\d+ )?(?:open|openat|openat2)\(.*= \d+<(?P<real>[^>]*)>")

Preparar = Callable[[Path], None]


# --- salidas hostiles -------------------------------------------------------------------


def _enlace(nombre: str, destino: str) -> Preparar:
    return lambda raiz: (raiz / nombre).symlink_to(destino)


def _llena(nombre: str) -> Preparar:
    def llenar(raiz: Path) -> None:
        (raiz / nombre).mkdir()
        (raiz / nombre / "tesis.docx").write_text("años de trabajo")

    return llenar


def _ajeno_en_lo_publicado(raiz: Path) -> None:
    assert correr(raiz, construir()).codigo == 0
    (raiz / "publicado/tesis.docx").write_text("años de trabajo")


def _marca_falsa(raiz: Path) -> None:
    _llena("otra")(raiz)
    (raiz / "otra/.generador-salida").write_text("x")


def _manifiesto_ajeno(raiz: Path) -> None:
    _marca_falsa(raiz)
    texto = '{"formato": 1, "archivos": {"../sitio/contenido/sitio.yaml": {"bytes": 1, "sha256": "'
    (raiz / "otra/manifiesto.json").write_text(texto + "0" * 64 + '"}}}')


def _solo_lectura(raiz: Path) -> None:
    (raiz / "cerrada").mkdir(mode=0o555)


def _montada(raiz: Path) -> None:
    (raiz / "montada").mkdir()
    orden = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", raiz / "montada"]
    if subprocess.run(orden, capture_output=True).returncode:
        raise NoSePuede("no se puede montar un disco para usarlo de salida")


def _nada(raiz: Path) -> None:
    return None


HOSTILES: tuple[tuple[str, Preparar], ...] = (
    ("contenido", _nada),
    ("contenido/", _nada),
    ("contenido/.", _nada),
    ("publicado/../contenido", _nada),
    ("contenido/publicado", _nada),
    ("contenido/instancias", _nada),
    ("temas", lambda raiz: (raiz / "temas").mkdir()),
    ("temas/base", lambda raiz: (raiz / "temas/base").mkdir(parents=True)),
    (".", _nada),
    ("", _nada),
    ("../sitio", _nada),
    ("..", _nada),
    ("../casa", _nada),
    ("../casa/yo", _nada),
    ("/", _nada),
    ("/proc", _nada),
    ("/dev/null", _nada),
    ("contenido/sitio.yaml", _nada),
    ("enlace", _enlace("enlace", "contenido")),
    ("enlace", _enlace("enlace", "../casa/yo")),
    ("enlace", _enlace("enlace", "/")),
    ("enlace", _enlace("enlace", "no-existe")),
    ("enlace/publicado", _enlace("enlace", "contenido")),
    ("tubo", lambda raiz: os.mkfifo(raiz / "tubo")),
    ("tesis", _llena("tesis")),
    ("publicado", _ajeno_en_lo_publicado),
    ("otra", _marca_falsa),
    ("otra", _manifiesto_ajeno),
    (".generador", _nada),
    (".generador/publicado", _nada),
    ("publicado", lambda raiz: (raiz / ".generador").symlink_to("../casa/yo")),
    ("no/existe", _nada),
    ("cerrada/publicado", _solo_lectura),
    ("montada", _montada),
)


def salidas_hostiles(carpeta: Path, cuenta: Cuenta) -> None:
    """Cada salida hostil se rechaza por su nombre y alrededor no cambia nada."""
    _dejar_pasar(carpeta)
    for n, (salida, preparar) in enumerate(HOSTILES):
        alrededor = carpeta / str(n)
        raiz = alrededor / "sitio"
        raiz.mkdir(parents=True)
        (alrededor / "casa/yo").mkdir(parents=True)
        (alrededor / "casa/yo/carta.odt").write_text("querida mamá")
        sitio_pequeno(raiz)
        calentar_aparte(carpeta)
        try:
            preparar(raiz)
            _intentar(alrededor, raiz, salida, cuenta)
        except NoSePuede as motivo:
            cuenta.omitidas.append(str(motivo))
        finally:
            if os.path.ismount(raiz / "montada"):
                subprocess.run(["umount", raiz / "montada"], check=True)


def _dejar_pasar(carpeta: Path) -> None:
    """Que un usuario sin privilegios pueda llegar hasta aquí: lo demás no se lo impide."""
    for tramo in (carpeta, *carpeta.parents):
        modo = tramo.stat()
        if not modo.st_mode & 0o001 and modo.st_uid == os.geteuid():
            tramo.chmod(modo.st_mode | 0o055)


def _intentar(alrededor: Path, raiz: Path, salida: str, cuenta: Cuenta) -> None:
    antes = foto_entera(alrededor)
    corrida = correr(raiz, _con_casa(alrededor / "casa/yo", salida))
    que = f"--salida {salida!r}: {corrida.codigo} {corrida.dijo.strip()[-300:]}"
    # Por su nombre: el mensaje dice cuál es, entera, o cuál de las suyas estorba.
    nombrada = any(f"«{r}" in corrida.dijo for r in (alrededor, _absoluta(raiz, salida)))
    bien = corrida.codigo in (2, 3) and not corrida.con_traza and nombrada
    cuenta.probar(bien, que)
    cambios = set(map(str, antes)) ^ set(map(str, foto_entera(alrededor)))
    # El cerrojo dice quién intentó de último.
    cambios = {c for c in cambios if "/cerrojo'" not in c}
    cuenta.probar(not cambios, f"--salida {salida!r} cambió {sorted(cambios)[:4]}")


def _absoluta(raiz: Path, salida: str) -> str:
    # `Path.resolve` seguiría los enlaces, y lo que se prueba es el camino escrito.
    return os.path.abspath(raiz / salida)  # noqa: PTH100


def _con_casa(casa: Path, salida: str) -> Callable[[], int]:
    """La orden con otra carpeta personal y, si se puede, sin privilegios."""

    def orden() -> int:
        os.environ["HOME"] = str(casa)
        if salida.startswith("cerrada") and os.geteuid() == 0:
            os.setuid(_NADIE)
        return construir("--salida", salida)()

    return orden


def calentar_aparte(carpeta: Path) -> None:
    """Carga la orden construyendo en otra parte, una sola vez por carpeta."""
    otra = carpeta / "calentar"
    if not otra.exists():
        otra.mkdir()
        sitio_pequeno(otra)
        calentar(otra)


# --- lecturas -----------------------------------------------------------------------------


def _afuera(raiz: Path) -> Path:
    """Una carpeta vecina con la misma forma que el sitio y el secreto por todas partes."""
    afuera = raiz.parent / "afuera"
    if not afuera.exists():
        afuera.mkdir()
        sitio_pequeno(afuera)
        for archivo in [*afuera.rglob("*.md"), *afuera.rglob("*.csv")]:
            archivo.write_text(f"{archivo.read_text('utf-8')}\n{SECRETO}\n", "utf-8")
        plantillas = afuera / "temas/base/plantillas"
        plantillas.mkdir(parents=True)
        (plantillas / "acta.html").write_text(SECRETO)
        (afuera / "temas/base/estaticos").mkdir()
        (afuera / "temas/base/estaticos/x.css").write_text(SECRETO)
    return afuera


def _por_enlace(ruta: str) -> Preparar:
    """Cambia esa ruta por un enlace a su igual de afuera."""

    def cambiar(raiz: Path) -> None:
        _quitar(raiz / ruta)
        (raiz / ruta).parent.mkdir(parents=True, exist_ok=True)
        (raiz / ruta).symlink_to(_afuera(raiz) / ruta)

    return cambiar


def _quitar(ruta: Path) -> None:
    if ruta.is_dir() and not ruta.is_symlink():
        shutil.rmtree(ruta)
    else:
        ruta.unlink(missing_ok=True)


def _escribir(ruta: str, texto: str) -> Preparar:
    def escribir(raiz: Path) -> None:
        (raiz / ruta).parent.mkdir(parents=True, exist_ok=True)
        (raiz / ruta).write_text(texto, "utf-8")

    return escribir


def _citando(archivo: str) -> Preparar:
    """Un acta que nombra de anexo un archivo de afuera."""
    datos = (
        "---\nnumero: 1\ntipo: ordinaria\nfecha: 2026-03-01\nestado: firmada\n"
        f"original: {{titulo: Acta, archivo: {archivo!r}}}\n"
        "asistencia:\n  - {integrante: alfa, asistio: si}\nfunciones: [1]\n---\n"
    )
    return _escribir(f"{ACTAS}/01.md", datos)


def _tubo(ruta: str) -> Preparar:
    def poner(raiz: Path) -> None:
        _quitar(raiz / ruta)
        os.mkfifo(raiz / ruta)

    return poner


def _enchufe(ruta: str) -> Preparar:
    def poner(raiz: Path) -> None:
        _quitar(raiz / ruta)
        donde = os.getcwd()  # noqa: PTH109
        os.chdir((raiz / ruta).parent)
        try:
            with socket.socket(socket.AF_UNIX) as enchufe:
                enchufe.bind((raiz / ruta).name)
        finally:
            os.chdir(donde)

    return poner


def _dispositivo(ruta: str) -> Preparar:
    def poner(raiz: Path) -> None:
        _quitar(raiz / ruta)
        try:
            os.mknod(raiz / ruta, 0o20644, os.makedev(1, 5))
        except PermissionError as fallo:
            raise NoSePuede("no se puede crear un dispositivo") from fallo

    return poner


def _sin_utf8(raiz: Path) -> None:
    Path(os.fsdecode(os.fsencode(raiz / ACTAS) + b"/acta-\xff\xfe.md")).write_text("x")


def _circulo(raiz: Path) -> None:
    (raiz / ACTAS / "vuelta").symlink_to("../..")


_ABSOLUTA = "/etc/passwd"
_NFD = unicodedata.normalize("NFD", "sesión")
TRAMPAS: dict[str, Preparar] = {
    "enlace: un acta": _por_enlace(f"{ACTAS}/01.md"),
    "enlace: un anexo": _por_enlace(f"{ACTAS}/02/lista-1.csv"),
    "enlace: la carpeta de anexos": _por_enlace(f"{ACTAS}/02"),
    "enlace: las actas": _por_enlace(f"{MESA}/actas"),
    "enlace: la instancia": _por_enlace(f"{MESA}/instancia.md"),
    "enlace: su carpeta": _por_enlace(MESA),
    "enlace: las instancias": _por_enlace("contenido/instancias"),
    "enlace: una norma": _por_enlace("contenido/normas/decreto-1-2019-uno.md"),
    "enlace: las normas": _por_enlace("contenido/normas"),
    "enlace: sitio.yaml": _por_enlace("contenido/sitio.yaml"),
    "enlace: entidades.yaml": _por_enlace("contenido/entidades.yaml"),
    "enlace: una lista": _por_enlace("contenido/listas/propia.yaml"),
    "enlace: las listas": _por_enlace("contenido/listas"),
    "enlace: las publicaciones": _por_enlace("contenido/publicaciones"),
    "enlace: los datos": _por_enlace("contenido/datos"),
    "enlace: contenido": _por_enlace("contenido"),
    "enlace: una plantilla": _por_enlace("temas/base/plantillas/acta.html"),
    "enlace: las plantillas": _por_enlace("temas/base/plantillas"),
    "enlace: un estático": _por_enlace("temas/base/estaticos/x.css"),
    "enlace: un tema": _por_enlace("temas/base"),
    "enlace: los temas": _por_enlace("temas"),
    "enlace: tema.yaml": _por_enlace("temas/base/tema.yaml"),
    "anexo «..»": _citando("../../../../../afuera/contenido/sitio.yaml"),
    "anexo absoluto": _citando(_ABSOLUTA),
    "anexo codificado": _citando("%2e%2e/%2e%2e/afuera/contenido/sitio.yaml"),
    "anexo con barra invertida": _citando("..\\..\\afuera\\sitio.yaml"),
    "anexo con nulo": _citando("a.csv\0/../../x"),
    "tema «..»": _escribir(
        "contenido/sitio.yaml",
        "formato: 1\ntitulo: S\nentidad: uno\ntema: ../../afuera/temas/base\n",
    ),
    "tema absoluto": _escribir(
        "contenido/sitio.yaml", "formato: 1\ntitulo: S\nentidad: uno\ntema: /etc\n"
    ),
    "base de tema «..»": _escribir("temas/base/tema.yaml", "base: ../../afuera/temas/base\n"),
    "nombre en NFD": _escribir(f"{ACTAS}/{_NFD}.md", "x"),
    "nombre que no es UTF-8": _sin_utf8,
    "círculo": _circulo,
    "tubería": _tubo(f"{ACTAS}/01.md"),
    "tubería: sitio.yaml": _tubo("contenido/sitio.yaml"),
    "tubería: plantilla": _tubo("temas/base/plantillas/acta.html"),
    "enchufe": _enchufe(f"{ACTAS}/01.md"),
    "dispositivo": _dispositivo(f"{ACTAS}/01.md"),
    "dispositivo: anexo": _dispositivo(f"{ACTAS}/02/lista-1.csv"),
}


def trampas(carpeta: Path, cuenta: Cuenta) -> None:
    """Cada trampa es un hallazgo, y `strace` no ve abrir nada de afuera."""
    exigir_strace()
    calentar_aparte(carpeta)
    for n, (que, preparar) in enumerate(TRAMPAS.items()):
        raiz = carpeta / f"t{n}" / "sitio"
        raiz.mkdir(parents=True)
        sitio_pequeno(raiz)
        (raiz / "temas/base/plantillas").mkdir(parents=True)
        _afuera(raiz)
        try:
            preparar(raiz)
        except NoSePuede as motivo:
            cuenta.omitidas.append(str(motivo))
            continue
        traza = carpeta / f"traza-{n}"
        opciones = ["-y", "-o", str(traza), "-s", "400", "-e", "trace=%file,%network"]
        corrida = correr_con_strace(raiz, construir(), opciones)
        fuera, red = leer_traza(traza, raiz)
        dicho = f"{que}: {corrida.codigo} {corrida.dijo[-300:]}"
        cuenta.probar(not fuera and not red, f"{que}: abrió {fuera[:3]} {red[:3]}")
        bien = corrida.codigo in (0, 1, 2) and not corrida.con_traza and not corrida.colgada
        # Lo que cita algo de afuera o lo enlaza es un error; una carpeta que nadie lee, no.
        cuenta.probar(bien and (corrida.codigo == 1 or not _debe_fallar(que)), dicho)
        cuenta.probar(not donde_aparece(SECRETO, raiz / "publicado"), f"{que}: salió el secreto")
        traza.unlink()


def _debe_fallar(que: str) -> bool:
    return que != "enlace: los datos"


def leer_traza(traza: Path, raiz: Path) -> tuple[list[str], list[str]]:
    """Lo abierto alrededor del sitio pero fuera de él, y lo que tocó la red."""
    alrededor, fuera, red = f"{raiz.parent}/", [], []
    for renglon in traza.read_text("utf-8", "replace").splitlines():
        if "AF_INET" in renglon:
            red.append(renglon)
        abierto = _ABIERTO.search(renglon)
        real = abierto["real"] if abierto else ""
        propio = f"{real}/".startswith((f"{raiz}/", f"{alrededor}dijo-", f"{alrededor}traza"))
        if real.startswith(alrededor) and not propio:
            fuera.append(real)
        if real in (_ABSOLUTA, "/etc"):
            fuera.append(real)
    return fuera, red


# --- el cambiazo ----------------------------------------------------------------------------

CAMBIAZOS = (MESA, f"{MESA}/actas", ACTAS, f"{ACTAS}/02", f"{ACTAS}/01.md", "contenido", "temas")


def cambiazos(
    cuales: tuple[str, ...],
    salto: int,
    ingenuo: Callable[[], None] | None,
    carpeta: Path,
    cuenta: Cuenta,
) -> None:
    """Justo antes de cada apertura, una carpeta del sitio se vuelve un enlace hacia afuera."""
    base = carpeta / "base" / "sitio"
    base.mkdir(parents=True)
    sitio_pequeno(base)
    (base / "temas/base/plantillas").mkdir(parents=True)
    (base / "temas/base/plantillas/propia.html").write_text("x")
    _afuera(base)
    calentar_aparte(carpeta)
    for cual in cuales:
        en = 1
        while _un_cambiazo(base, carpeta / "una", cual, en, ingenuo, cuenta):
            if ingenuo is not None and cuenta.fallidos:
                # Ya se sabe lo que se quería saber de él.
                return
            en += salto


def _un_cambiazo(
    base: Path, donde: Path, cual: str, en: int, ingenuo: Callable[[], None] | None, cuenta: Cuenta
) -> bool:
    """Cierto si el cambiazo alcanzó a hacerse."""
    raiz = copiar(base.parent, donde) / "sitio"
    aviso = donde / "hecho"

    def orden() -> int:
        if ingenuo is not None:
            ingenuo()
        _vigilar_aperturas(raiz, cual, en, aviso)
        return construir()()

    corrida = correr(raiz, orden)
    visto = donde_aparece(SECRETO, donde / "sitio/publicado")
    bien = not visto and not corrida.con_traza and corrida.codigo in (0, 1, 3)
    que = f"{cual} en la apertura {en}: {corrida.codigo} {corrida.dijo[-300:]} salió en {visto}"
    cuenta.probar(bien, que)
    hecho = aviso.exists()
    shutil.rmtree(donde)
    return hecho


def _vigilar_aperturas(raiz: Path, cual: str, en: int, aviso: Path) -> None:
    van = 0

    def gancho(evento: str, argumentos: tuple[object, ...]) -> None:
        nonlocal van
        # Se avisa justo antes de abrir: es el peor momento para cambiar la carpeta.
        if evento == "open" and "publicado" not in str(argumentos[0]):
            van += 1
            if van == en:
                aviso.write_text("")
                (raiz / cual).rename(raiz.parent / "quitado")
                (raiz / cual).symlink_to(raiz.parent / "afuera" / cual)

    sys.addaudithook(gancho)


def partes(completa: bool) -> Mapping[str, Parte]:
    """Cada parte con el tamaño que toca."""
    return {
        "salidas hostiles": salidas_hostiles,
        "trampas de lectura": trampas,
        "cambiazos a mitad de la construcción": partial(
            cambiazos, CAMBIAZOS, 1 if completa else 90, None
        ),
        "lo que abre cada orden": partial(cada_orden, None if completa else 2),
        "lo que abre cada sitio de las pruebas": partial(cada_sitio, 1 if completa else 9),
        "servir solo a esta máquina": servir,
    }


PROMESA = Promesa(
    3,
    "Lo suyo sigue siendo suyo",
    "Una carpeta de salida peligrosa se rechaza por su nombre y nada cambia alrededor. Solo se lee "
    "lo que está dentro de la carpeta del sitio, sin seguir enlaces, aunque la cambien mientras se "
    "construye. Construir no abre ninguna conexión de red.",
    partes,
)
