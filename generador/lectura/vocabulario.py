"""Una palabra que no es del vocabulario de su campo, y la que se quiso escribir, si es una sola.

«No vigente» y «derogada parcialmente» nombran una palabra del vocabulario y dicen otra cosa: solo
se propone una si lo demás que se escribió no le cambia el sentido.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generador.hallazgo import Accion, Arreglo, Certeza
from generador.lectura.palabras import es_casi, la_misma, llana
from generador.modelo.correcciones import sin_tildes

# Lo que el formulario llama con una letra.
_SINONIMOS = {
    "P": ("presidencia", "presidente", "presidenta", "preside"),
    "S": ("secretaria_tecnica", "secretaria", "secretario_tecnico", "secretario"),
    "I": ("integrante", "integrantes", "miembro"),
    "IP": ("invitado_permanente", "invitada_permanente"),
    "O": ("otro", "otra", "otros"),
}
# «Sesión ordinaria», «acuerdo distrital», «mesa técnica», «ya firmada».
_NO_CAMBIAN = (
    {"el", "la", "de", "del", "en", "es", "fue", "esta", "ya"}
    | {"acta", "documento", "norma", "reunion", "sesion"}
    | {"distrital", "municipal", "departamental", "nacional", "local"}
    | {"tecnico", "tecnica", "sectorial", "intersectorial"}
)
_CON_COMIENZO = 3
"""Cuántas letras bastan para abreviar una palabra."""


def la_palabra(escrito: str, posibles: Sequence[str]) -> Arreglo | None:
    """El arreglo que escribe la palabra que se quiso decir; ninguno si no es una sola."""
    if limpia := next((p for p in posibles if _es(llana(escrito), p)), ""):
        return Arreglo(Accion.VALOR, limpia)
    # Quien pregunta no lo sabe.
    cercana = "" if "?" in escrito else _la_que_dice(escrito, posibles)
    return Arreglo(Accion.VALOR, cercana, Certeza.PROBABLE) if cercana else None


def _es(escrito: str, posible: str) -> bool:
    return sin_tildes(posible) == escrito or escrito in _SINONIMOS.get(posible, ())


def _la_que_dice(escrito: str, posibles: Sequence[str]) -> str:
    todas = re.findall(r"[a-z0-9]+", llana(escrito))
    palabras = [p for p in todas if p not in _NO_CAMBIAN] or todas
    if igual := la_misma("_".join(todas), posibles) or la_misma("_".join(palabras), posibles):
        return igual
    if len(palabras) != 1:
        return ""
    sola = [p for p in posibles if "_" not in p and _nombra(palabras[0], sin_tildes(p))]
    # «Reservada», de «publica_reservada».
    cercanas = sola or [p for p in posibles if "_" in p and la_misma(palabras[0], _largas(p))]
    return cercanas[0] if len(cercanas) == 1 else ""


def _largas(posible: str) -> list[str]:
    return [p for p in posible.split("_") if len(p) > _CON_COMIENZO]


def _nombra(palabra: str, posible: str) -> bool:
    """Si la abrevia o deriva de ella, como «ord.» y «creación», o casi es ella."""
    corta, larga = sorted((palabra, posible), key=len)
    deriva = larga.startswith(corta) and len(corta) >= _CON_COMIENZO
    return deriva or es_casi(palabra, posible)
