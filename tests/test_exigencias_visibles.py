"""Lo que una lista de requisitos dice de sí se ve en el sitio: no hay campos que nadie lee."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from apoyo.casos import escribir_sitio

from generador.construccion import Pedido, construir

LISTA = """titulo: Lista propia
descripcion: Canario de la descripción
confianza: por_confirmar
requisitos:
  - item: actas
    titulo: Actas
    pregunta: ¿Hay actas?
    evidencia: actas_con_anexos
    periodicidad:
      - {cada: semestral, hasta: 2019-12-31, fuente: Canario de antes, confianza: confirmado}
      - {cada: por_sesion, desde: 2020-01-01, fuente: Canario de ahora}
"""


def test_la_descripcion_y_la_fuente_de_cada_cadencia_se_ven(tmp_path: Path) -> None:
    acta = "---\ntipo: ordinaria\nfecha: 2020-06-09\n---\n"
    archivos = {
        "contenido/listas/propia.yaml": LISTA,
        "contenido/instancias/mesa/actas/2020/01.md": acta,
    }
    escribir_sitio(tmp_path, archivos)
    pedido = Pedido(
        tmp_path, tmp_path / "publicado", date(2026, 11, 28), buscador=False, procesos=1
    )
    assert construir(pedido).correcto
    pagina = (tmp_path / "publicado/cumplimiento.html").read_text("utf-8")
    for dicho in (
        "Canario de la descripción",
        "Se pide cada semestre, hasta el 31 de diciembre de 2019",
        "Según: Canario de antes",
        "Se pide en cada sesión, desde el 1 de enero de 2020",
        "Según: Canario de ahora",
    ):
        assert dicho in pagina, dicho
