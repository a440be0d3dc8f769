"""`generador lista`: el estado de cada requisito, por instancia y por año."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from generador.cli.comun import CON_ERRORES, CORRECTO, Opciones, con_opciones, en_json, orden
from generador.cli.lectura import sitio_sin_errores
from generador.cli.nombres import NombreDeInstancia
from generador.cli.presentar import VACIA, Pieza, Tabla, cuenta, linea, mostrar
from generador.cli.salida import escribir
from generador.modelo.sin_dato import SIN_DATO_DICHO

if TYPE_CHECKING:
    from generador.construccion import Resultado
    from generador.verificacion.resultados import Renglon

COLUMNAS = ("instancia", "requisito", "año", "estado", "n/m", "plazo")
EXIGIDOS = ("parcial", "sin_comprobar", "falta", "incumple")
"""Los estados con que `--exigir` falla."""


@orden("lista")
@click.argument("instancia", required=False, metavar="[INSTANCIA]", type=NombreDeInstancia())
@con_opciones
@en_json
@click.option(
    "--exigir", is_flag=True, help="Termina con 1 si algo está parcial, falta o incumple."
)
def lista(opciones: Opciones, instancia: str | None, en_json: bool, exigir: bool) -> int:
    """Muestra qué requisitos se cumplen, por año.

    INSTANCIA es su nombre o el de su carpeta; sin ella se muestran todas.
    """
    resultado = sitio_sin_errores(opciones, instancia)
    if resultado is None:
        return CON_ERRORES
    renglones = [
        r
        for resumido in resultado.resumenes
        if instancia in (None, resumido.slug)
        for r in resumido.renglones
    ]
    if en_json:
        escribir(_json(renglones, resultado))
    elif not opciones.silencio:
        mostrar(_informe(renglones, resultado))
    return _exigir(renglones) if exigir else CORRECTO


def tabla_de_renglones(renglones: Sequence[Renglon]) -> Tabla:
    """Los renglones como tabla; el plazo sin confirmar lo dice."""
    return Tabla(COLUMNAS, tuple(fila(r) for r in renglones))


def fila(renglon: Renglon) -> tuple[str, ...]:
    """Las celdas de un renglón, una por columna."""
    estado = str(renglon.estado).replace("_", " ")
    plazo = renglon.vencimiento.fecha.isoformat() if renglon.vencimiento else SIN_DATO_DICHO
    duda = " (por confirmar)" if renglon.vencimiento and not renglon.plazo_firme else ""
    return (
        renglon.instancia,
        renglon.titulo,
        str(renglon.anio),
        estado,
        f"{renglon.cumplidos}/{renglon.exigidos}",
        plazo + duda,
    )


def _json(renglones: Sequence[Renglon], resultado: Resultado) -> str:
    import json

    from generador.verificacion.exportar import lista_json

    assert resultado.contexto is not None
    direccion = resultado.contexto.sitio.direccion
    prefijo = f"{direccion.rstrip('/')}/" if direccion else ""
    parciales = {r.slug for r in resultado.resumenes if r.cobertura_parcial}
    datos = lista_json(renglones, resultado.contexto, prefijo, parciales)
    return json.dumps(datos, ensure_ascii=False, indent=2)


def _informe(renglones: Sequence[Renglon], resultado: Resultado) -> list[Pieza]:
    corte = linea(f"Fecha de corte: {resultado.corte.isoformat()}")
    if not renglones:
        return [corte, linea("No hay requisitos que se le apliquen")]
    estados = Counter(str(r.estado).replace("_", " ") for r in renglones)
    totales = ", ".join(f"{n} {estado}" for estado, n in sorted(estados.items()))
    suma = linea(f"{cuenta(len(renglones), 'renglón', 'renglones')}: {totales}")
    return [corte, VACIA, tabla_de_renglones(renglones), VACIA, suma]


def _exigir(renglones: Sequence[Renglon]) -> int:
    pendientes = Counter(str(r.estado) for r in renglones if r.estado in EXIGIDOS)
    if not pendientes:
        return CORRECTO
    detalle = ", ".join(f"{pendientes[e]} {e}" for e in EXIGIDOS if pendientes[e])
    escribir(f"No se cumple lo exigido: {detalle}", error=True)
    return CON_ERRORES
