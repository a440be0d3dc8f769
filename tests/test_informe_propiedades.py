"""Propiedades del informe calculado: totales, orden y qué mueve cada dato."""

from __future__ import annotations

from datetime import date
from typing import Any

from apoyo.informes import (
    acervo,
    acta,
    calcular,
    mesa_2021,
    reglamento,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from generador.acervo import Acervo
from generador.verificacion.exportar_informe import informe_json

# --- propiedades ------------------------------------------------------------------------------

presencias = st.lists(
    st.tuples(
        st.integers(1, 365), st.lists(st.sampled_from(["si", "no", None]), min_size=3, max_size=3)
    ),
    min_size=1,
    max_size=5,
)
MITAD = (reglamento("2020-01-01", quorum={"base": "mitad_mas_uno"}),)


def con_presencias(filas: list[tuple[int, list[str | None]]]) -> Acervo:
    actas = tuple(
        acta(
            f"2021/{n:02}",
            date.fromordinal(date(2020, 12, 31).toordinal() + dia).isoformat(),
            asistencia=[
                {"integrante": id_} | ({"asistio": vino} if vino else {})
                for id_, vino in zip("pgs", vinieron, strict=True)
            ],
        )
        for n, (dia, vinieron) in enumerate(filas)
    )
    return acervo(mesa_2021(), actas=actas, reglamentos=MITAD)


@settings(max_examples=40)
@given(presencias, st.randoms())
def test_el_total_cuenta_las_fechas_y_el_orden_no_importa(filas: Any, azar: Any) -> None:
    de = con_presencias(filas)
    hecho = calcular(de, "2021")
    for fila in hecho.asistentes:
        assert fila.total.calculado == (
            None if fila.fechas.calculado is None else len(fila.fechas.calculado)
        )
    barajadas = list(de.actas)
    azar.shuffle(barajadas)
    otro = acervo(de.instancia, actas=tuple(barajadas), reglamentos=MITAD)
    assert calcular(otro, "2021") == hecho


@settings(max_examples=40)
@given(presencias, st.data())
def test_cambiar_una_asistencia_mueve_solo_lo_que_depende_de_ella(filas: Any, data: Any) -> None:
    n = data.draw(st.integers(0, len(filas) - 1))
    cual = data.draw(st.integers(0, 2))
    filas = [(dia, ["si" if v is None else v for v in vinieron]) for dia, vinieron in filas]
    otras = [(dia, list(vinieron)) for dia, vinieron in filas]
    otras[n][1][cual] = "no" if filas[n][1][cual] == "si" else "si"
    antes = informe_json(calcular(con_presencias(filas), "2021"))
    despues = informe_json(calcular(con_presencias(otras), "2021"))
    id_ = "pgs"[cual]
    fila = next(i for i, f in enumerate(antes["asistentes"]) if f["integrante"] == id_)
    esperados = {
        ("asistentes", fila, "fechas", "calculado"),
        ("asistentes", fila, "total", "calculado"),
    }
    if id_ != "s":  # la secretaría técnica no vota: su presencia no toca el quórum
        url = f"instancias/mesa/actas/2021/{n:02}.html"
        s = next(i for i, f in enumerate(antes["sesiones"]) if f["fuente"]["url"] == url)
        esperados.add(("sesiones", s, "quorum_presentes"))
        if antes["sesiones"][s]["hubo_quorum"] != despues["sesiones"][s]["hubo_quorum"]:
            esperados.add(("sesiones", s, "hubo_quorum"))
    assert set(diferencias(antes, despues)) == esperados


def diferencias(uno: Any, otro: Any, camino: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Los caminos en que difieren dos informes; una lista de otro tamaño difiere entera."""
    if isinstance(uno, dict):
        return [d for c in uno for d in diferencias(uno[c], otro[c], (*camino, c))]
    if isinstance(uno, list) and len(uno) == len(otro) and camino[-1] != "calculado":
        return [d for i, u in enumerate(uno) for d in diferencias(u, otro[i], (*camino, i))]
    return [] if uno == otro else [camino]
