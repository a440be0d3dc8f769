"""Lo que termina antes de empezar se dice en su renglón, sea de quien sea, y no se publica."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio

from generador.construccion import revisar
from generador.lectura.contenido import Contenido

AL_REVES = "desde: 2026-12-01, hasta: 2026-11-15"
CASOS = {
    "contenido/instancias/mesa/instancia.md": (
        f"---\nnombre: Mesa\ntipo: mesa\nsecretaria_tecnica: uno\n"
        f"nombres_anteriores:\n  - {{nombre: Otra, {AL_REVES}}}\n"
        f"funciones:\n  - {{numero: 1, texto: Ir, {AL_REVES}}}\n---\n"
    ),
    "contenido/entidades.yaml": (
        "uno:\n  nombre: Uno\n  desde: 2026-12-01\n  hasta: 2026-11-15\n"
        f"otra:\n  nombre: Otra\n  nombres_anteriores:\n    - {{nombre: Ayer, {AL_REVES}}}\n"
    ),
    "contenido/listas/propia.yaml": (
        "titulo: Propia\nconfianza: ficticia\nrequisitos:\n  - item: a\n    titulo: A\n"
        "    pregunta: ¿A?\n    evidencia: plan\n    periodicidad:\n"
        f"      - {{cada: anual, confianza: ficticia, {AL_REVES}}}\n"
    ),
}


@pytest.mark.parametrize("archivo", CASOS)
def test_lo_que_termina_antes_de_empezar(tmp_path: Path, archivo: str) -> None:
    escribir_sitio(tmp_path, {archivo: CASOS[archivo]})
    hallados = revisar(Contenido(tmp_path), date(2026, 12, 1)).hallazgos
    suyos = [h for h in hallados if h.codigo == "fecha-imposible"]
    renglones = [n for n, t in enumerate(CASOS[archivo].split("\n"), 1) if "2026-11-15" in t]
    assert [h.origen.linea for h in suyos] == renglones
    assert all("antes de empezar" in h.mensaje and h.gravedad == "error" for h in suyos)
