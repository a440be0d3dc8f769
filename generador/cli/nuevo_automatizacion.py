"""`generador nuevo automatizacion`: lo que revisa cada propuesta y publica la rama principal."""

from __future__ import annotations

import os
from contextlib import suppress
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generador.cli.comun import CORRECTO, Opciones, con_opciones, orden
from generador.cli.lectura import destinos_escritos
from generador.cli.nuevos_archivos import escribir_todos, ya_existe
from generador.cli.presentar import linea, mostrar
from generador.nuevo.automatizacion import DESTINO, PARTES, archivos_de_automatizacion

if TYPE_CHECKING:
    from generador.nuevo.automatizacion import PorEscribir


@orden("automatizacion")
@click.argument("partes", metavar="[gancho|github|gitlab]…", nargs=-1, type=click.Choice(PARTES))
@con_opciones
@click.option(
    "--destino",
    metavar="NOMBRE",
    help="A dónde se publica: por omisión, el primero de «destinos» en sitio.yaml.",
)
@click.option(
    "--rama",
    metavar="NOMBRE",
    help="La rama que se publica: por omisión, la principal del repositorio, main o master.",
)
def automatizacion(
    opciones: Opciones, partes: tuple[str, ...], destino: str | None, rama: str | None
) -> int:
    """Automatiza la revisión y la publicación.

    Escribe un gancho de git, que revisa antes de guardar un cambio, y los archivos con que GitHub y
    GitLab revisan cada propuesta y publican la rama principal; sin decir cuáles, todos. Ninguno
    lleva secretos: automatizacion/LEEME.md dice cuáles poner y dónde. Nada que exista se cambia.
    """
    _exigir_la_raiz(opciones.raiz)
    elegido = destino or next((d.nombre for d in destinos_escritos(opciones)), DESTINO)
    publicada = rama or _rama_principal(opciones.raiz / ".git")
    try:
        archivos = archivos_de_automatizacion(partes or PARTES, elegido, publicada, _plantilla)
    except ValueError as falla:
        raise click.UsageError(str(falla), click.get_current_context()) from None
    faltan = _sin_lo_que_esta(opciones.raiz, archivos)
    escribir_todos(opciones.raiz, {a.ruta: a.texto for a in faltan})
    for archivo in faltan:
        if archivo.ejecutable:
            (opciones.raiz / archivo.ruta).chmod(0o755)
    if not opciones.silencio:
        _contar(archivos, faltan, publicada)
    return CORRECTO


def _rama_principal(git: Path) -> str:
    """«main» o «master», la que ya exista; si ninguna, la que se está usando."""
    referencias = {f"refs/heads/{a.name}" for a in (git / "refs/heads").glob("*")}
    with suppress(OSError):
        referencias |= set((git / "packed-refs").read_text("utf-8").split())
    ramas = [r for r in ("main", "master") if f"refs/heads/{r}" in referencias]
    with suppress(OSError):
        ramas.append((git / "HEAD").read_text("utf-8").strip().partition("refs/heads/")[2])
    return next(filter(None, ramas), "main")


def _exigir_la_raiz(raiz: Path) -> None:
    """GitHub, GitLab y los ganchos miran solo la raíz del repositorio."""
    repositorio = next((c for c in (raiz, *raiz.parents) if (c / ".git").exists()), raiz)
    if repositorio != raiz:
        raise click.UsageError(
            f"El repositorio empieza en «{repositorio}» y el sitio está más adentro: ni GitHub ni "
            "GitLab leerían estos archivos. Tenga el sitio en un repositorio propio.",
            click.get_current_context(),
        )


def _plantilla(nombre: str) -> str:
    return (resources.files("generador") / "datos" / "automatizacion" / nombre).read_text("utf-8")


def _sin_lo_que_esta(raiz: Path, archivos: tuple[PorEscribir, ...]) -> tuple[PorEscribir, ...]:
    """Los que hay que escribir; error de uso si ya está otro distinto y no es de los comunes."""
    presentes = [a for a in archivos if os.path.lexists(raiz / a.ruta)]
    for archivo in presentes:
        if not archivo.comun and not _es_igual(raiz / archivo.ruta, archivo.texto):
            raise ya_existe(archivo.ruta)
    return tuple(a for a in archivos if a not in presentes)


def _es_igual(presente: Path, texto: str) -> bool:
    return presente.is_file() and presente.read_bytes() == texto.encode()


def _contar(
    archivos: tuple[PorEscribir, ...], escritos: tuple[PorEscribir, ...], rama: str
) -> None:
    mostrar(
        linea(f"Creado {a.ruta}" if a in escritos else f"Ya estaba {a.ruta}: no se cambió")
        for a in archivos
    )
    gancho = any(a.ruta.startswith(".githooks/") for a in escritos)
    encender = linea("El gancho se enciende con: git config core.hooksPath .githooks")
    seguir = linea("Lo que hay que poner antes de publicar está en automatizacion/LEEME.md")
    mostrar([encender, seguir] if gancho else [seguir])
    if any(a.ruta.startswith((".github/", ".gitlab")) for a in archivos):
        mostrar([linea(f"La rama que se publica sola es «{rama}»; si es otra, dígala con --rama")])
