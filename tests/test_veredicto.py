"""La respuesta corta a «¿publica lo que debe?»."""

from __future__ import annotations

import pytest
from apoyo.fabrica import acervo, contexto
from msgspec.structs import replace

from generador.verificacion.cumplimiento import cumplimiento
from generador.verificacion.resultados import Estado, Renglon
from generador.vistas.veredicto import Veredicto, veredicto

MODELO = cumplimiento(acervo(), contexto("2020-12-31"))[0]


def renglon(titulo: str, anio: int, estado: str) -> Renglon:
    return replace(MODELO, titulo=titulo, anio=anio, estado=Estado(estado))


@pytest.mark.parametrize(
    ("renglones", "esperado"),
    [
        ((), None),
        ((("Actas", 2026, "no_aplica"),), None),
        (
            (("Actas", 2026, "sin_dato"), ("Plan", 2026, "no_aplica")),
            Veredicto(
                "No se sabe",
                "Aquí no constan sus documentos, y eso no quiere decir que no existan.",
            ),
        ),
        (
            (("Actas", 2026, "cumple"), ("Plan", 2026, "en_plazo"), ("Plan", 2025, "falta")),
            Veredicto(
                "Sí",
                "Está publicado lo exigible en 2026. También falta algo de 2025.",
            ),
        ),
        (
            (("Actas", 2026, "sin_dato"), ("Plan", 2026, "cumple"), ("Informe", 2026, "en_plazo")),
            Veredicto(
                "No se sabe del todo",
                "De 2026 está publicado: plan. De 2026 no consta aquí si está: actas.",
            ),
        ),
        (
            (("Actas", 2026, "parcial"), ("Plan", 2026, "incumple"), ("Normas", 2026, "cumple")),
            Veredicto("En parte", "En 2026 falta algo de: actas y plan."),
        ),
        (
            (("Actas", 2026, "falta"), ("Plan", 2026, "incumple"), ("Normas", 2026, "sin_dato")),
            Veredicto("No", "En 2026 falta algo de: actas y plan."),
        ),
    ],
)
def test_la_respuesta(
    renglones: tuple[tuple[str, int, str], ...], esperado: Veredicto | None
) -> None:
    assert veredicto(renglon(*r) for r in renglones) == esperado


def test_lo_que_debia_hacer_y_no_es_publicar_se_dice_aparte() -> None:
    sesiones = replace(renglon("Sesiones de cada mes", 2026, "falta"), es_de_publicar=False)
    dicho = veredicto((renglon("Actas", 2026, "cumple"), sesiones))
    assert dicho == Veredicto(
        "Sí",
        "Está publicado lo exigible en 2026. Además, no consta que cumpliera: sesiones de cada "
        "mes.",
    )
