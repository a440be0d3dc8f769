"""Cómo se cuentan los plazos, vistos desde el sitio: lo que dice la página y lo que se juzga."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio

from generador.cli import principal
from generador.construccion import Pedido, construir

LISTA = """\
titulo: Lista de ejemplo
confianza: confirmado
requisitos:
  - item: informe-de-gestion
    titulo: Informe de gestión
    pregunta: ¿Está publicado?
    evidencia: informe
    periodicidad:
      - cada: trimestral
        confianza: confirmado
    plazo:
      PLAZO
      desde: fin_de_periodo
      fuente: Norma de ejemplo
      confianza: confirmado
"""
SITIO = "formato: 1\ntitulo: Sitio de prueba\nentidad: uno\n"
PUBLICADO = {
    "contenido/instancias/mesa/informes/2026-t3.md": (
        "---\nperiodo: 2026-t3\nfecha: 2026-10-20\nfecha_publicacion: 2026-11-03\n"
        "original: este_registro\n---\n"
    )
}


def pagina(raiz: Path, plazo: str, sitio: str = SITIO) -> str:
    """La página de cumplimiento de una mesa cuyo informe se publicó el 3 de noviembre de 2026."""
    archivos = {
        "contenido/sitio.yaml": sitio,
        "contenido/listas/ejemplo.yaml": LISTA.replace("PLAZO", plazo),
        **PUBLICADO,
    }
    escribir_sitio(raiz, archivos)
    pedido = Pedido(raiz, raiz / "publicado", date(2026, 11, 20), procesos=1, buscador=False)
    resultado = construir(pedido)
    assert resultado.correcto, [h.mensaje for h in resultado.hallazgos]
    return (raiz / "publicado/instancias/mesa/cumplimiento.html").read_text("utf-8")


def test_publicar_el_primer_dia_habil_despues_de_un_plazo_en_meses_es_a_tiempo(
    tmp_path: Path,
) -> None:
    dicho = pagina(tmp_path, "meses: 1")
    assert "se publicó el 3 de noviembre de 2026" not in dicho
    assert "se pasa al primero que lo sea (Ley 4 de 1913, art. 62)" in dicho


@pytest.mark.parametrize(
    ("plazo", "firme"),
    [("dias: 31\n      tipo: calendario", False), ("dias: 30\n      tipo: calendario", True)],
)
def test_un_plazo_calendario_que_vence_en_dia_no_habil_queda_por_confirmar(
    plazo: str, firme: bool, tmp_path: Path
) -> None:
    dicho = pagina(tmp_path, plazo)
    tarde = "vencía el" in dicho
    assert tarde is firme
    assert ("está por confirmar si un plazo en días calendario se corre" in dicho) is not firme


def test_un_dia_no_habil_del_sitio_no_cuenta_y_se_nombra_con_su_fuente(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    civico = (
        "dias_no_habiles:\n  - fecha: 2026-07-01\n    motivo: Día cívico de ejemplo\n"
        "    fuente: Decreto 1 de 2026 de Ejemplo\n"
    )
    pagina(tmp_path, "dias: 3", SITIO + civico)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        principal(["plazos", "--fecha", "2026-11-20"])
    dicho = " ".join(capsys.readouterr().out.split())
    assert "vence el 6 de julio de 2026" in dicho
    assert "miércoles 1 de julio (Día cívico de ejemplo, Decreto 1 de 2026 de Ejemplo)" in dicho


def test_un_dia_no_habil_repetido_o_de_fin_de_semana_se_avisa_y_no_detiene(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    dias = ("2026-07-01", "2026-07-04", "2026-07-01", "2026-07-02")
    escritos = "".join(f"  - {{fecha: {d}, motivo: Cierre, fuente: Decreto 1}}\n" for d in dias)
    pagina(tmp_path, "dias: 3", f"{SITIO}dias_no_habiles:\n{escritos}")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as salida:
        principal(["revisar", "--fecha", "2026-11-20"])
    dicho = capsys.readouterr().out
    assert salida.value.code == 0
    assert dicho.count("dia-no-habil-de-mas") == 2
    assert "contenido/sitio.yaml:6:" in dicho and "contenido/sitio.yaml:7:" in dicho
    assert "El 4 de julio de 2026 es sábado, que ya no es hábil" in dicho
    assert "El 1 de julio de 2026 está dos veces en «dias_no_habiles»" in dicho
