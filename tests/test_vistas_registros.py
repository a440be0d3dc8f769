"""Lo que las vistas de un acta hacen en casos que ninguna página publicada muestra."""

from __future__ import annotations

from apoyo.informes import POSTES, acervo, acta, contexto, instancia

from generador.vistas.acta import vista_acta


def test_de_un_cargo_que_la_instancia_no_tiene_se_ve_lo_que_se_escribio() -> None:
    """Es un error y no se publica, pero la vista previa lo muestra."""
    sola = acta(
        "2021/01", "2021-03-01", asistencia=[{"integrante": "desconocido", "asistio": "si"}]
    )
    asistencia = vista_acta(sola, acervo(instancia(), actas=(sola,)), contexto()).asistencia
    (grupo,) = asistencia.grupos
    assert (grupo.sector, [f.cargo for f in grupo.filas]) == ("Sector sin dato", ["desconocido"])


def test_de_una_lista_conocida_y_vacia_nadie_asistio() -> None:
    sola = acta("2021/01", "2021-03-01", asistencia="ninguna")
    de = acervo(instancia(integrantes=POSTES), actas=(sola,))
    assert vista_acta(sola, de, contexto()).asistencia.cuenta == "3 no asistieron"


def test_dos_actas_iguales_del_mismo_dia_no_se_confunden() -> None:
    actas = tuple(acta(f"2021/0{n}", "2021-03-01") for n in (1, 2, 3))
    vista = vista_acta(actas[1], acervo(instancia(), actas=actas), contexto())
    assert vista.anterior and vista.siguiente
    assert [vista.anterior.ruta[-7:], vista.siguiente.ruta[-7:]] == ["01.html", "03.html"]
