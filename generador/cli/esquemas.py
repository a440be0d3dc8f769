"""`generador esquemas`: los esquemas con que un editor ayuda a escribir los registros."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from generador.cli.comun import CORRECTO, en_el_entorno, orden
from generador.cli.presentar import linea, mostrar
from generador.cli.salida import escribir


@orden("esquemas")
@click.option("--salida", metavar="DIR", help="Carpeta en que se escribe un archivo por clase.")
@click.option(
    "--editor",
    type=click.Choice(["vscode"]),
    help="Escribe también los ajustes del editor. Necesita --salida.",
)
@click.option("--silencio", is_flag=True, help="Solo dice los errores.")
def esquemas(salida: str | None, editor: str | None, silencio: bool) -> int:
    """Escribe los JSON Schema de los registros.

    Sin --salida los muestra, en un solo objeto por clase de registro. Con --editor vscode deja
    además los ajustes para que VS Code los aplique a los .yaml de «contenido», y propone instalar
    la extensión que los entiende. Dentro de la portada de un .md los editores no completan: para
    eso sirve la forma de dos archivos, la de «generador nuevo» con --yaml. Nunca cambia un archivo
    que no haya escrito esta orden.
    """
    from generador.esquemas import esquemas as todos

    if salida is None:
        if editor:
            raise click.UsageError("--editor necesita --salida.", click.get_current_context())
        escribir(_texto(todos()).rstrip("\n"))
        return CORRECTO
    archivos = {Path(salida) / f"{nombre}.json": _texto(e) for nombre, e in todos().items()}
    if editor:
        archivos |= _ajustes(salida)
    return en_el_entorno(lambda: _escribir(archivos, silencio))


def _texto(datos: object) -> str:
    return json.dumps(datos, ensure_ascii=False, indent=2) + "\n"


def _ajustes(salida: str) -> dict[Path, str]:
    from generador.esquemas.editor import archivos_de_vscode

    carpeta = Path(os.path.relpath(salida)).as_posix()
    if carpeta == ".." or carpeta.startswith("../"):
        raise click.BadParameter(
            "con --editor, debe estar dentro de la carpeta del sitio.",
            click.get_current_context(),
            param_hint="--salida",
        )
    return {Path(camino): texto for camino, texto in archivos_de_vscode(carpeta).items()}


def _escribir(archivos: dict[Path, str], silencio: bool) -> int:
    # Primero se mira todo: o se escribe entero, o no se escribe nada.
    for destino, texto in archivos.items():
        _exigir_propio(destino, texto)
    for destino, texto in archivos.items():
        destino.parent.mkdir(parents=True, exist_ok=True)
        destino.write_text(texto, encoding="utf-8", newline="\n")
    if not silencio:
        mostrar(linea(f"Escrito {destino.as_posix()}") for destino in archivos)
    return CORRECTO


def _exigir_propio(destino: Path, texto: str) -> None:
    """Error de uso si el archivo existe y no lo escribió esta orden."""
    from generador.esquemas import AUTOR

    if not os.path.lexists(destino):
        return
    propio = destino.is_file() and AUTOR.encode() in destino.read_bytes()
    if destino.is_symlink() or not propio:
        raise click.UsageError(
            f"Ya existe {destino.as_posix()} y no lo escribió esta orden: no se cambió nada. "
            f"Lo que iba a escribir:\n{texto if len(texto) < 4000 else '(es largo)'}",
            click.get_current_context(),
        )
