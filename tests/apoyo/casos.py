"""Casos: un sitio pequeño y lo que debe salir, en un solo archivo de texto.

    Una línea que dice qué muestra el caso.
    -- contenido/sitio.yaml --
    …
    -- hallazgos --
    archivo:línea:columna gravedad código
        mensaje
        remedio

Lo que un caso no escribe sale de `BASE`. Con la variable REESCRIBIR=1 se escribe lo que sale en
vez de compararlo: después hay que leerlo.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from apoyo.formatos_minimos import lo_que_dice

from generador.hallazgo import Hallazgo

_SECCION = re.compile(r"^-- (.+) --\n", re.MULTILINE)

BASE = {
    "contenido/sitio.yaml": "formato: 1\ntitulo: Sitio de prueba\nentidad: uno\n",
    "contenido/entidades.yaml": "uno:\n  nombre: Entidad Uno\ndos:\n  nombre: Entidad Dos\n",
    "contenido/instancias/mesa/instancia.md": (
        "---\nnombre: Mesa de prueba\ntipo: mesa\nsecretaria_tecnica: uno\n"
        "integrantes:\n"
        "  - {id: alfa, sector: 1, entidad: uno, cargo: Directora, roles: [S]}\n"
        "  - {id: beta, sector: 2, entidad: dos, cargo: Gerente, roles: [P]}\n"
        "funciones:\n  - {numero: 1, texto: Coordinar}\n---\n"
    ),
}


def leer_caso(archivo: Path) -> dict[str, str]:
    """Las secciones de un caso, por nombre; la primera, sin nombre, es su descripción."""
    partes = _SECCION.split(archivo.read_text(encoding="utf-8"))
    return {"": partes[0], **dict(zip(partes[1::2], partes[2::2], strict=True))}


def escribir_sitio(raiz: Path, archivos: dict[str, str]) -> None:
    """Escribe `BASE` y encima los archivos del caso."""
    for ruta, texto in {**BASE, **archivos}.items():
        destino = raiz / ruta
        destino.parent.mkdir(parents=True, exist_ok=True)
        destino.write_bytes(lo_que_dice(texto))


def decir(hallazgos: Iterable[Hallazgo]) -> str:
    """Los hallazgos como los escribe un caso."""
    return "".join(
        f"{h.origen.archivo}:{h.origen.linea}:{h.origen.columna} {h.gravedad} {h.codigo}\n"
        f"    {h.mensaje}\n    {h.remedio}\n"
        for h in hallazgos
    )


def comparar(archivo: Path, seccion: str, obtenido: str) -> None:
    """Falla si la sección del caso no es lo obtenido; con REESCRIBIR=1, la escribe."""
    secciones = leer_caso(archivo)
    if os.environ.get("REESCRIBIR") == "1":
        secciones[seccion] = obtenido
        cuerpo = "".join(f"-- {n} --\n{t}" for n, t in secciones.items() if n)
        archivo.write_text(secciones[""] + cuerpo, encoding="utf-8")
    assert obtenido == secciones.get(seccion, "")
