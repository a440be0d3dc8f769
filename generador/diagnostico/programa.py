"""Lo que el generador es: Python, sus bibliotecas y sus partes opcionales."""

from __future__ import annotations

import importlib
import platform
import re
import sys
from collections.abc import Iterator
from importlib import metadata

from generador.diagnostico.valores import Comprobacion, DondeSeMira, aviso, bien, falla

PYTHON_MINIMO = (3, 11)
LETRAS = ("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern")
"""Las que usan los PDF; las trae typst."""

_REQUISITO = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?\s*(?:>=\s*([0-9.]+))?")
_INSTALAR = "en la carpeta del generador, «make sitio» o «pip install --require-hashes -r"
_REINSTALAR = f"Instale lo que falta: {_INSTALAR} requisitos.txt»."


def python(_: DondeSeMira) -> Iterator[Comprobacion]:
    """La versión."""
    visto = f"{platform.python_version()}, en {sys.executable or 'un lugar desconocido'}"
    if sys.version_info[:2] >= PYTHON_MINIMO:
        yield bien("python", "Python", visto)
    else:
        minimo = ".".join(map(str, PYTHON_MINIMO))
        yield falla("python", "Python", visto, f"Instale Python {minimo} o posterior.")


def bibliotecas(_: DondeSeMira) -> Iterator[Comprobacion]:
    """Las que el paquete declara, en la versión que pide o una posterior."""
    que = "Bibliotecas"
    try:
        pedidas = metadata.requires("generador") or []
    except metadata.PackageNotFoundError:
        yield aviso(
            "bibliotecas",
            que,
            "generador no está instalado: corre desde su carpeta",
            (
                "No hace falta si todo lo demás está bien. Para instalarlo: pip install --no-deps "
                "--no-build-isolation ."
            ),
        )
        return
    leidas = [_REQUISITO.match(p) for p in pedidas if "extra ==" not in p]
    pares = [(m[1], m[2] or "0") for m in leidas if m]
    faltan = [f"{n} (falta)" for n, _ in pares if not _version(n)]
    viejas = [f"{n} {_version(n)} (se pide {m})" for n, m in pares if _es_vieja(_version(n), m)]
    if faltan or viejas:
        yield falla("bibliotecas", que, ", ".join(faltan + viejas), _REINSTALAR)
    else:
        yield bien("bibliotecas", que, f"las {len(pares)}, en la versión debida")


def _version(distribucion: str) -> str:
    try:
        return metadata.version(distribucion)
    except metadata.PackageNotFoundError:
        return ""


def _es_vieja(instalada: str, minima: str) -> bool:
    return bool(instalada) and _numeros(instalada) < _numeros(minima)


def _numeros(version: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"[0-9]+", version)[:4])


def libyaml(_: DondeSeMira) -> Iterator[Comprobacion]:
    """El lector en C: el generador lee los registros solo con él."""
    que = "libyaml"
    try:
        import yaml
    except ImportError:
        yield falla("libyaml", que, "falta PyYAML", _REINSTALAR)
        return
    if yaml.__with_libyaml__:
        yield bien("libyaml", que, f"PyYAML {yaml.__version__}, con libyaml")
        return
    yield falla(
        "libyaml",
        que,
        f"PyYAML {yaml.__version__} se instaló sin libyaml",
        (
            "Instale la rueda oficial de PyYAML (pip install --force-reinstall --only-binary :all: "
            "pyyaml) o, si la compila, antes libyaml-dev."
        ),
    )


def pdf(lugar: DondeSeMira) -> Iterator[Comprobacion]:
    """Typst y segno, y dentro de typst las letras de los documentos."""
    que = "PDF (typst y segno)"
    faltan = [m for m in ("typst", "segno") if not _se_carga(m)]
    remedio = 'En la carpeta del generador: pip install -e ".[pdf]"'
    if faltan:
        visto = f"{'faltan' if len(faltan) > 1 else 'falta'} {' y '.join(faltan)}"
        if lugar.pdf:
            yield falla("pdf", que, f"{visto}, y sitio.yaml pide PDF", remedio)
        else:
            yield aviso("pdf", que, f"{visto}: no se pueden hacer PDF", remedio)
        return
    yield bien("pdf", que, f"typst {_version('typst')}, segno {_version('segno')}")
    yield _letras(remedio)


def _letras(remedio: str) -> Comprobacion:
    typst = importlib.import_module("typst")
    presentes = set(typst.Fonts(include_system_fonts=False).families())
    ausentes = [letra for letra in LETRAS if letra not in presentes]
    if ausentes:
        return falla("letras", "Letras de los PDF", f"typst no trae {', '.join(ausentes)}", remedio)
    return bien("letras", "Letras de los PDF", ", ".join(LETRAS))


def compresion(_: DondeSeMira) -> Iterator[Comprobacion]:
    """Brotli."""
    que = "Copias .br (brotli)"
    if _se_carga("brotli"):
        yield bien("compresion", que, f"brotli {_version('brotli')}")
    else:
        yield aviso(
            "compresion",
            que,
            "no está: al publicar solo se hacen copias .gz",
            ('Es opcional. En la carpeta del generador: pip install ".[compresion]"'),
        )


def _se_carga(modulo: str) -> bool:
    # Cargarlo de verdad: instalado para otro sistema también falla.
    try:
        importlib.import_module(modulo)
    except ImportError:
        return False
    return True
