"""`generador revisar`: lee y verifica todo, y arregla lo mecánico si se pide."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from generador.cli.comun import CON_ERRORES, CORRECTO, Opciones, con_opciones, en_json, orden
from generador.cli.hallazgos import (
    con_lo_oculto,
    lineas_de_hallazgos,
    lineas_sin_publicar,
    pasos_dichos,
    resumen,
)
from generador.cli.presentar import Linea, cuenta, linea, mostrar, titulo
from generador.cli.salida import escribir

if TYPE_CHECKING:
    from generador.arreglos import Mesa
    from generador.construccion import Resultado
    from generador.hallazgo import Hallazgo
    from generador.verificacion.reglas import Examen


FORMATOS = ("texto", "github", "gitlab")


@orden("revisar")
@con_opciones
@en_json
@click.option(
    "--formato",
    type=click.Choice(FORMATOS),
    default=FORMATOS[0],
    help="Cómo se escriben los hallazgos: «github» los anota en la propuesta de cambio; «gitlab» "
    "es su informe de calidad de código.",
)
@click.option(
    "--arreglar",
    is_flag=True,
    help="Hace los arreglos mecánicos: muestra la diferencia y pregunta. Lo demás no lo toca.",
)
@click.option("--si", is_flag=True, help="Con --arreglar, no pregunta.")
@click.option(
    "--direcciones",
    is_flag=True,
    help="Lee los documentos que están en otro sitio y guarda su huella, su peso y el día.",
)
def revisar(
    opciones: Opciones,
    en_json: bool,
    formato: str,
    arreglar: bool,
    si: bool,
    direcciones: bool,
) -> int:
    """Revisa el contenido y muestra cada defecto con su remedio.

    Solo escribe con --arreglar y con --direcciones. Con --todos dice también qué reglas no tuvieron
    nada que examinar. Termina con 1 si hay errores.
    """
    _comprobar_uso(en_json, formato, arreglar, si, direcciones)
    if direcciones:
        from generador.cli.direcciones import comprobar_direcciones

        return comprobar_direcciones(opciones)
    if arreglar:
        from generador.cli.arreglar import arreglar as hacer_arreglos

        return hacer_arreglos(opciones, sin_preguntar=si)
    from generador import construccion

    revisado = construccion.revisar(opciones.contenido, opciones.corte)
    resultado = replace(revisado, hallazgos=con_lo_oculto(revisado.hallazgos, opciones))
    callar = opciones.silencio and resultado.correcto
    if en_json or formato != FORMATOS[0]:
        if dicho := _para_programas(resultado, opciones, "json" if en_json else formato):
            escribir(dicho)
        if not callar:
            escribir(_resumen(resultado.hallazgos, resultado.examenes), error=True)
    elif not callar:
        mostrar(_informe(resultado, opciones))
    return CORRECTO if resultado.correcto else CON_ERRORES


def _comprobar_uso(
    en_json: bool, formato: str, arreglar: bool, si: bool, direcciones: bool
) -> None:
    """Error de uso si las opciones no van juntas."""
    falla = ""
    if si and not arreglar:
        falla = "La opción «--si» va con «--arreglar»."
    elif en_json and formato != FORMATOS[0]:
        falla = "«--json» y «--formato» no van juntas."
    elif arreglar and (en_json or formato != FORMATOS[0]):
        falla = "«--arreglar» muestra la diferencia: no va con «--json» ni con «--formato»."
    elif direcciones and (arreglar or en_json or formato != FORMATOS[0]):
        falla = "«--direcciones» va sola: lo que lee queda en contenido/direcciones.yaml."
    if falla:
        raise click.UsageError(falla, click.get_current_context())


def _para_programas(resultado: Resultado, opciones: Opciones, formato: str) -> str:
    from generador.arreglos import Mesa
    from generador.cli.formatos import en_github, en_gitlab

    mesa = Mesa(opciones.contenido, opciones.salida)
    if formato == "json":
        return json.dumps(como_datos(resultado, mesa), ensure_ascii=False, indent=2)
    escribir_en = en_github if formato == "github" else en_gitlab
    return escribir_en(resultado.hallazgos, mesa)


def como_datos(resultado: Resultado, mesa: Mesa) -> dict[str, Any]:
    """Los hallazgos y las reglas como los leen otros programas."""
    from generador.verificacion.catalogo import CATALOGO

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
                "por_que": CATALOGO[h.codigo][2],
                "pasos": [
                    {"certeza": rotulo.lower(), "paso": frase, "texto": list(debajo)}
                    for rotulo, frase, debajo in pasos_dichos(h, mesa)
                ],
            }
            for h in resultado.hallazgos
        ],
        "reglas": [
            {"codigo": e.codigo, "examinados": e.examinados, "hallados": e.hallados}
            for e in resultado.examenes
        ],
    }


def _informe(resultado: Resultado, opciones: Opciones) -> list[Linea]:
    visibles = opciones.visibles(resultado.hallazgos)
    lineas = lineas_de_hallazgos(visibles, opciones.contenido, todos=opciones.todos)
    reglas = () if opciones.silencio else _reglas(resultado.examenes, opciones.todos)
    apartados = lineas_sin_publicar(sorted(resultado.sin_publicar.items()))
    return [*lineas, *apartados, *reglas, titulo(_resumen(visibles, resultado.examenes))]


def _resumen(hallazgos: Collection[Hallazgo], examenes: Iterable[Examen]) -> str:
    """Cuántos hay; que no los haya dice algo solo si había qué examinar."""
    if not hallazgos and not any(e.examinados for e in examenes):
        return "Sin hallazgos: no hay ninguna instancia que se publique"
    return resumen(hallazgos)


def _reglas(examenes: Iterable[Examen], todos: bool) -> Iterable[Linea]:
    """Cuánto se examinó; con `todos`, qué reglas no tuvieron casos: esas no prueban nada."""
    con_casos = [e for e in examenes if e.examinados]
    sin_casos = [e.codigo for e in examenes if not e.examinados] if todos else []
    casos = cuenta(sum(e.examinados for e in con_casos), "caso", "casos")
    examinaron = f"{cuenta(len(con_casos), 'regla examinó', 'reglas examinaron')} {casos}"
    yield linea(examinaron if con_casos else "Ninguna regla tuvo qué examinar")
    if sin_casos:
        yield linea(f"sin casos: {', '.join(sin_casos)}")
