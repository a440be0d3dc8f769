"""`generador plazos`: lo que vence en los próximos días y lo que ya venció."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from generador.cli.comun import CON_ERRORES, CORRECTO, Opciones, con_opciones, en_json, orden
from generador.cli.lectura import sitio_sin_errores
from generador.cli.nombres import NombreDeInstancia
from generador.cli.presentar import VACIA, Linea, Trozo, cuenta, linea, mostrar, titulo
from generador.cli.salida import escribir
from generador.modelo.sin_dato import SIN_DATO

if TYPE_CHECKING:
    from generador.configuracion import Contexto
    from generador.lectura.instancia import InstanciaLeida
    from generador.verificacion.vencimientos import PorVencer

_TITULOS = {"vencido": "Vencido", "por_vencer": "Por vencer"}
_DIAS_MAXIMOS = 3660


@orden("plazos")
@click.argument("instancia", required=False, metavar="[INSTANCIA]", type=NombreDeInstancia())
@con_opciones
@en_json
@click.option(
    "--dias",
    type=click.IntRange(0, _DIAS_MAXIMOS),
    default=30,
    show_default=True,
    metavar="N",
    help="Cuántos días se miran desde la fecha de corte.",
)
def plazos(opciones: Opciones, instancia: str | None, en_json: bool, dias: int) -> int:
    """Muestra lo que vence en los próximos días y lo que ya venció.

    De cada cosa dice de qué instancia es, según qué norma, cómo se contó el plazo y si está por
    confirmar; también los compromisos con fecha límite. INSTANCIA es su nombre o el de su
    carpeta; sin ella se muestran todas.
    """
    filas = _reunir(opciones, instancia, dias)
    if filas is None:
        return CON_ERRORES
    if en_json:
        escribir(json.dumps(_como_datos(filas, opciones, dias), ensure_ascii=False, indent=2))
    elif not opciones.silencio:
        mostrar(_informe(filas, opciones, dias))
    return CORRECTO


def _reunir(opciones: Opciones, instancia: str | None, dias: int) -> list[PorVencer] | None:
    """Lo que vence, en orden; `None` si el sitio tiene errores, que ya se mostraron."""
    from generador.lectura.instancia import estructurar
    from generador.verificacion.vencimientos import vencimientos

    filas: list[PorVencer] = []

    def mirar(leida: InstanciaLeida, contexto: Contexto) -> None:
        acervo = estructurar(leida, opciones.corte) if instancia in (None, leida.slug) else None
        if acervo is not None:
            filas.extend(vencimientos(acervo, contexto, dias))

    if sitio_sin_errores(opciones, instancia, mirar) is None:
        return None
    return sorted(filas, key=lambda f: (f.fecha, f.instancia, f.que))


def _como_datos(filas: list[PorVencer], opciones: Opciones, dias: int) -> dict[str, Any]:
    return {
        "fecha_corte": opciones.corte.isoformat(),
        "hasta": (opciones.corte + timedelta(days=dias)).isoformat(),
        "plazos": [
            {
                "instancia": f.instancia,
                "que": f.que,
                "fecha": f.fecha.isoformat(),
                "situacion": f.situacion.value,
                "plazo": "firme" if f.firme else "por_confirmar",
                "cuenta": f.cuenta,
                "base_legal": list(f.base_legal),
                "fuente": f.fuente or SIN_DATO,
                "listas": list(f.listas),
                "responsable": f.responsable or SIN_DATO,
            }
            for f in filas
        ],
    }


# --- en la terminal ---------------------------------------------------------------------------


def _informe(filas: list[PorVencer], opciones: Opciones, dias: int) -> list[Linea]:
    hasta = opciones.corte + timedelta(days=dias)
    lineas = [linea(f"Fecha de corte: {opciones.corte}; se mira hasta el {hasta}")]
    for situacion, nombre in _TITULOS.items():
        suyas = [f for f in filas if f.situacion == situacion]
        if suyas:
            lineas += [VACIA, titulo(f"{nombre}: {len(suyas)}"), *_lineas(suyas)]
    no_constan = sum(f.situacion == "no_consta" for f in filas)
    if no_constan:
        cuantos = cuenta(no_constan, "plazo anterior", "plazos anteriores")
        aparte = f"{cuantos} de lo que no consta en estos registros: se ven con --json"
        lineas += [VACIA, linea(aparte)]
    return lineas if filas else [*lineas, linea("Nada vence en estos días")]


def _lineas(filas: Iterable[PorVencer]) -> Iterable[Linea]:
    for fila in filas:
        duda = "" if fila.firme else "  (por confirmar)"
        fecha = Trozo(fila.fecha.isoformat(), "bold")
        yield linea(fecha, f"  {fila.instancia}  {fila.que}{duda}", sangria=2)
        yield linea(fila.cuenta, sangria=4)
        if fila.base_legal:
            yield linea(f"Según: {'; '.join(fila.base_legal)}", sangria=4)
        if fila.fuente:
            yield linea(f"Fuente del plazo: {fila.fuente}", sangria=4)
        if fila.responsable:
            yield linea(f"Responsable: {fila.responsable}", sangria=4)
