"""Las cifras de un informe en renglones: lo que el formulario pide y los registros dan."""

from __future__ import annotations

from collections.abc import Iterator

from generador.vistas.formulario import BLOQUES, Bloque, Formulario
from generador.vistas.informe_bloques import ParteDeBloque, VistaCampo, bloques_llenos, en_texto


def cifras_en_palabras(
    formulario: Formulario, bloques: tuple[Bloque, ...] = BLOQUES
) -> tuple[str, ...]:
    """Los renglones; ninguno depende del día en que se calculan, solo de los registros y el corte.

    Lo declarado no está: se escribe en el informe y no se calcula.
    """
    llenos = bloques_llenos(formulario, bloques)
    partes = (parte for bloque in llenos for parte in bloque.partes)
    renglones = (renglon for parte in partes for renglon in _renglones(parte))
    return (f"Periodo: {formulario.calculado.periodo_texto}", *renglones)


def _renglones(parte: ParteDeBloque) -> Iterator[str]:
    for campo in parte.campos:
        if campo.cifra:
            yield f"{campo.nombre}: {en_texto(campo)}"
    if parte.grupos:
        yield f"{parte.titulo}:"
    for grupo in parte.grupos:
        for fila in grupo.filas:
            que = en_texto(fila[parte.encabeza]).rstrip(".")
            yield f"  {que}: {_lo_demas(parte.encabeza, fila)}"


def _lo_demas(encabeza: int, fila: tuple[VistaCampo, ...]) -> str:
    """Lo que la fila dice de lo que nombra; si tiene cifras, desde la primera y sin contraste."""
    cifras = [n for n, c in enumerate(fila) if c.cifra and c.lado != "declarado"]
    suyos = fila[cifras[0] : -1] if cifras else (*fila[:encabeza], *fila[encabeza + 1 :])
    return "; ".join(f"{c.nombre.lower()}: {en_texto(c)}" for c in suyos)
