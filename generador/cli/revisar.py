"""`generador revisar`: lee y verifica todo sin escribir nada."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from generador.cli.comun import CON_ERRORES, CORRECTO, Opciones, con_opciones, en_json, orden
from generador.cli.hallazgos import lineas_de_hallazgos, resumen
from generador.cli.presentar import Linea, cuenta, linea, mostrar, titulo
from generador.cli.salida import escribir

if TYPE_CHECKING:
    from generador.construccion import Resultado
    from generador.verificacion.reglas import Examen


@orden("revisar")
@con_opciones
@en_json
def revisar(opciones: Opciones, en_json: bool) -> int:
    """Revisa el contenido y muestra cada defecto con su remedio.

    No escribe nada. Termina con 1 si hay errores.
    """
    from generador import construccion

    resultado = construccion.revisar(opciones.raiz, opciones.corte)
    callar = opciones.silencio and resultado.correcto
    if en_json:
        escribir(json.dumps(como_datos(resultado), ensure_ascii=False, indent=2))
        if not callar:
            escribir(resumen(resultado.hallazgos), error=True)
    elif not callar:
        mostrar(_informe(resultado, opciones))
    return CORRECTO if resultado.correcto else CON_ERRORES


def como_datos(resultado: Resultado) -> dict[str, Any]:
    """Los hallazgos y las reglas como los leen otros programas."""
    return {
        "hallazgos": [
            {
                "codigo": h.codigo,
                "gravedad": str(h.gravedad),
                "mensaje": h.mensaje,
                "archivo": h.origen.archivo,
                "linea": h.origen.linea,
                "columna": h.origen.columna,
                "remedio": h.remedio,
            }
            for h in resultado.hallazgos
        ],
        "reglas": [
            {"codigo": e.codigo, "examinados": e.examinados, "hallados": e.hallados}
            for e in resultado.examenes
        ],
    }


def _informe(resultado: Resultado, opciones: Opciones) -> list[Linea]:
    lineas = lineas_de_hallazgos(resultado.hallazgos, opciones.raiz, todos=opciones.todos)
    return [*lineas, *_reglas(resultado.examenes), titulo(resumen(resultado.hallazgos))]


def _reglas(examenes: Iterable[Examen]) -> Iterable[Linea]:
    """Cuánto se examinó: una regla sin casos no prueba que todo esté bien."""
    con_casos = [e for e in examenes if e.examinados]
    sin_casos = [e.codigo for e in examenes if not e.examinados]
    casos = cuenta(sum(e.examinados for e in con_casos), "caso", "casos")
    yield linea(f"{cuenta(len(con_casos), 'regla examinó', 'reglas examinaron')} {casos}")
    if sin_casos:
        yield linea(f"sin casos: {', '.join(sin_casos)}")
