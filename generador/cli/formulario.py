"""Los bloques del formulario del informe de gestión, para leerlos en la terminal."""

from __future__ import annotations

from collections.abc import Iterator

from generador.cli.presentar import VACIA, Linea, Pieza, Tabla, linea, titulo
from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.verificacion.resultados import InformeCalculado
from generador.vistas.contraste import VistaCifra
from generador.vistas.formulario import BLOQUES, Bloque, Formulario
from generador.vistas.informe_bloques import ParteDeBloque, VistaCampo, bloques_llenos, en_texto

_CIFRAS = ("calculado", "declarado", "contraste")


def piezas_del_formulario(
    formulario: Formulario, bloques: tuple[Bloque, ...] = BLOQUES
) -> list[Pieza]:
    """El formulario entero, en su orden; un bloque sin nada dice «sin dato»."""
    piezas = list(_encabezado(formulario.calculado))
    for bloque in bloques_llenos(formulario, bloques):
        piezas += (VACIA, titulo(bloque.titulo))
        for parte in bloque.partes:
            if parte.titulo and len(bloque.partes) > 1:
                piezas.append(linea(parte.titulo))
            piezas += _piezas(parte)
    return piezas


def _encabezado(calculado: InformeCalculado) -> Iterator[Pieza]:
    yield titulo(f"Informe de gestión: {calculado.instancia}, {calculado.periodo_texto}")
    yield linea(f"Del {calculado.desde.isoformat()} al {calculado.hasta.isoformat()}")
    informe = calculado.informe
    yield linea(f"Informe presentado: {informe.titulo if informe else SIN_DATO_DICHO}")


def _piezas(parte: ParteDeBloque) -> Iterator[Pieza]:
    if parte.clase == "prosa":
        for renglon in (parte.prosa or parte.sin_registro or SIN_DATO_DICHO).splitlines():
            yield linea(renglon, sangria=2) if renglon.strip() else Linea(())
    elif parte.enlace:
        yield linea(parte.enlace.texto, sangria=2)
    elif parte.clase == "cifras":
        yield from _cifras(parte)
    elif parte.grupos:
        yield _tabla(parte)
    else:
        yield linea(parte.sabido or SIN_DATO_DICHO, sangria=2)


def _cifras(parte: ParteDeBloque) -> Iterator[Pieza]:
    yield from (linea(f"{c.nombre}: {en_texto(c)}", sangria=2) for c in parte.campos if not c.cifra)
    filas = tuple((c.nombre, *_lados(c.cifra)) for c in parte.campos if c.cifra)
    if filas:
        yield Tabla(("", *_CIFRAS), filas)


def _tabla(parte: ParteDeBloque) -> Tabla:
    """Una columna por campo; si hay cifras, un renglón por cifra con sus dos lados."""
    filas = [fila for grupo in parte.grupos for fila in grupo.filas]
    primera = next((n for n, c in enumerate(filas[0]) if c.cifra), None)
    if primera is None:
        columnas = (c.nombre.lower() for c in filas[0])
        return Tabla(tuple(columnas), tuple(tuple(map(en_texto, fila)) for fila in filas))
    # El contraste, que es el último, ya va en cada renglón.
    de_mas = [c.nombre.lower() for c in filas[0][primera:-1] if not c.cifra]
    renglones = (r for fila in filas for r in _con_cifras(fila, primera))
    return Tabla(("", *_CIFRAS, *de_mas), tuple(renglones))


def _con_cifras(fila: tuple[VistaCampo, ...], primera: int) -> Iterator[tuple[str, ...]]:
    cifras = [c for c in fila if c.cifra and c.lado != "declarado"]
    de_quien = ", ".join(c.texto for c in fila[:primera] if c.texto)
    nombres = (de_quien, *(f"  {c.nombre.lower()}" for c in cifras[1:]))
    de_mas = [en_texto(c) for c in fila[primera:-1] if not c.cifra]
    for nombre, campo in zip(nombres, cifras, strict=True):
        yield nombre, *_lados(campo.cifra), *de_mas
        de_mas = [""] * len(de_mas)


def _lados(cifra: VistaCifra | None) -> tuple[str, ...]:
    assert cifra is not None
    return (
        cifra.calculado or SIN_DATO_DICHO,
        cifra.declarado or SIN_DATO_DICHO,
        cifra.contraste.palabra,
    )
