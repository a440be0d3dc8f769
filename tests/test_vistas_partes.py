"""Qué día cambia lo que dicen las páginas de una instancia que reúnen varios registros."""

from __future__ import annotations

from typing import Any

import pytest
from apoyo.fabrica import acervo, acta, contexto, documento, plan
from apoyo.paginas import resumenes_de

from generador.vistas.decisiones import vista_decisiones_de
from generador.vistas.documentos import vista_documentos, vista_documentos_de
from generador.vistas.proxima import vista_proxima

# --- decisiones -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("corte", "dichos"),
    [("2023-02-28", []), ("2023-03-01", [[]]), ("2024-01-31", [[]]), ("2024-02-01", [["Abrió."]])],
)
def test_lo_que_paso_despues_del_corte_todavia_no_se_sabe(
    corte: str, dichos: list[list[str]]
) -> None:
    de = acervo(
        acta("2023-03-01", decisiones=[{"id": "abrir", "decision": "Abrir el parque."}]),
        acta("2024-02-01", "02", seguimientos=[{"de": "actas/2023/01#abrir", "texto": "Abrió."}]),
    )
    anios = vista_decisiones_de(de, contexto(corte)).anios
    assert [[s.texto for s in f.de.seguimientos] for a in anios for f in a.filas] == dichos


# --- documentos -------------------------------------------------------------------------------


def test_un_documento_retenido_no_sale_de_la_instancia_aunque_su_archivo_este() -> None:
    """Es un error y no se publica, pero la vista previa lo muestra."""
    retenido = documento("lista.pdf", clasificacion="publica_clasificada", fundamento="Ley 1712")
    ruta = "instancias/mesa/actas/2023/01/lista.pdf"
    de, con = acervo(acta("2023-03-01", anexos=[retenido]), archivos=[ruta]), contexto("2024-12-31")
    (anio,) = vista_documentos_de(de, con).anios
    (visto,) = anio.filas[0].archivos
    assert (visto.ruta, visto.sha256, visto.fundamento) == ("", "", "Ley 1712")
    (del_sitio,) = vista_documentos(resumenes_de(con, de), con).anios
    assert del_sitio.filas[0].archivos == ()


# --- la próxima sesión ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("registros", "corte", "nombre"),
    [
        ((), "2024-01-01", None),
        ((acta("2024-02-01", proxima_sesion="2024-03/2024-04"),), "2024-04-30",
         "Sesión de marzo de 2024 a abril de 2024"),
        ((acta("2024-02-01", proxima_sesion="2024-03"),), "2024-04-01", None),
        ((acta("2024-02-01", estado_sesion="aplazada", aplazada_a="2024-03-01"),), "2024-02-15",
         "Sesión ordinaria del 1 de marzo de 2024"),
        ((acta("2024-02-01", estado_sesion="aplazada", aplazada_a="2024-03-01"),
          acta("2024-03-01", "02")), "2024-02-15", None),
        ((acta("2024-02-01", estado_sesion="cancelada"),), "2024-01-15", None),
        ((plan(2024, sesiones=[{"fecha": "2024-05", "estado": "realizada"}]),), "2024-01-01", None),
        ((plan(2024, sesiones=[{"tipo": "extraordinaria"}]),), "2024-01-01", None),
    ],
)  # fmt: skip
def test_cual_es_la_proxima(registros: tuple[Any, ...], corte: str, nombre: str | None) -> None:
    vista = vista_proxima(acervo(*registros), contexto(corte))
    assert (vista.proxima.nombre if vista else None) == nombre
