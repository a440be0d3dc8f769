"""Un hallazgo que es consecuencia de otro se calla; uno que solo se le parece, no."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from apoyo.casos import escribir_sitio
from apoyo.formatos_minimos import pdf_en_blanco

from generador.construccion import revisar

MESA = "contenido/instancias/mesa/actas/2020"
DANADA = "---\nfecha: [2020\n---\n"


def _acta(cuerpo: str, campos: str = "") -> str:
    return f"---\ntipo: ordinaria\nfecha: 2020-12-09\n{campos}---\n\n{cuerpo}\n"


def _codigos(raiz: Path, archivos: dict[str, str]) -> dict[str, list[str]]:
    escribir_sitio(raiz, archivos)
    hallados: dict[str, list[str]] = {}
    for h in revisar(raiz, date(2026, 11, 28)).hallazgos:
        if h.gravedad == "error":
            hallados.setdefault(h.codigo, []).append(h.citado)
    return hallados


def test_un_acta_danada_no_calla_a_la_que_empieza_igual(tmp_path: Path) -> None:
    citan = _acta(
        "Vea [la 1](1.md) y [la 12](12.md).",
        "aprobacion_de_actas: [actas/2020/1, actas/2020/12]\n"
        "seguimientos:\n  - {de: actas/2020/1#x, texto: Va}\n"
        "  - {de: actas/2020/12#x, texto: Va}\n",
    )
    hallados = _codigos(tmp_path, {f"{MESA}/1.md": DANADA, f"{MESA}/20.md": citan})
    assert hallados["registro-desconocido"] == ["actas/2020/12"]
    assert hallados["seguimiento-desconocido"] == ["actas/2020/12#x"]
    assert hallados["enlace-roto"] == ["instancias/mesa/actas/2020/12.html"]


def test_el_mismo_nombre_en_otra_instancia_es_otro_registro(tmp_path: Path) -> None:
    otra = "contenido/instancias/otra"
    ficha = "---\nnombre: Otra\ntipo: comite\nsecretaria_tecnica: uno\n---\n"
    archivos = {
        f"{otra}/instancia.md": ficha,
        f"{otra}/actas/2020/1.md": DANADA,
        f"{MESA}/20.md": _acta("", "aprobacion_de_actas: [actas/2020/1]\n"),
    }
    assert _codigos(tmp_path, archivos)["registro-desconocido"] == ["actas/2020/1"]


def test_el_mismo_anexo_de_otra_acta_es_otro_archivo(tmp_path: Path) -> None:
    con_anexo = "anexos:\n  - {titulo: Lista, archivo: lista.pdf}\n"
    archivos = {
        f"{MESA}/01.md": _acta("", con_anexo),
        f"{MESA}/01/Lista.pdf": pdf_en_blanco(),
        f"{MESA}/02.md": _acta("", con_anexo).replace("12-09", "12-10"),
    }
    hallados = _codigos(tmp_path, archivos)
    assert len(hallados["nombre-de-archivo"]) == 1
    assert hallados["anexo-no-existe"] == ["lista.pdf"]
