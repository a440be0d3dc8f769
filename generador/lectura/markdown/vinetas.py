"""Las viñetas que Word pega como letras, y los renglones que parecen lista y no lo son."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generador.hallazgo import Accion, Arreglo, Certeza, Hallazgo, aviso, error
from generador.lectura.markdown.lugares import Lugares
from generador.lectura.pegado import VINETA, VINETAS_SEGURAS

_VINETA = re.compile(
    rf"^(?P<sangria>[ \t>]*)(?P<marca>{VINETA.pattern}|"
    r"o(?:[ ]{2,}|[ \t\xa0]*[\t\xa0][ \t\xa0]*))(?=\S)",
    re.MULTILINE,
)
_LETRA = re.compile(r"^[ \t>]*(?P<marca>[a-zA-Z]|[ivx]{1,4})\)[ \t]+(?=\S)", re.MULTILINE)
_EN_BLANCO = re.compile(r"\n[ \t>]*\n")


def vinetas_pegadas(lugares: Lugares) -> Iterator[Hallazgo]:
    """Un hallazgo por cada lista que se pegó con sus viñetas."""
    for grupo in _grupos(list(_VINETA.finditer(lugares.sin_codigo)), lugares, sueltas=True):
        if len(grupo) > 1 or grupo[0]["marca"][0] in VINETAS_SEGURAS:
            signo = _signo(grupo[0]["marca"][0])
            yield error(
                "markdown-vineta",
                lugares.en(grupo[0].start("marca")),
                f"{signo} no es la marca de una lista{_cuantos(grupo)}.",
                "Empiece cada elemento con un guion y un espacio: «- ».",
                *(_con_guion(m, lugares) for m in grupo),
            )


def letras_pegadas(lugares: Lugares) -> Iterator[Hallazgo]:
    """Un aviso por cada enumeración `a)`, `b)` que saldría seguida en un solo párrafo."""
    for grupo in _grupos(list(_LETRA.finditer(lugares.sin_codigo)), lugares, sueltas=False):
        if len(grupo) > 1:
            yield aviso(
                "markdown-enumeracion",
                lugares.en(grupo[0].start("marca")),
                f"«{grupo[0]['marca']})» no empieza un elemento de una lista{_cuantos(grupo)}.",
                "Empiece cada elemento con un guion: «- a) …», o deje un renglón en blanco entre "
                "uno y otro.",
                *(_guion_antes(m, lugares) for m in grupo),
            )


def _signo(marca: str) -> str:
    # Los de las letras de Word no se ven en ninguna otra.
    return f"La viñeta U+{ord(marca):04X}" if "\ue000" <= marca <= "\uf8ff" else f"«{marca}»"


def _cuantos(grupo: list[re.Match[str]]) -> str:
    return f": los {len(grupo)} renglones no se verían como una lista" if len(grupo) > 1 else ""


def _grupos(
    marcas: list[re.Match[str]], lugares: Lugares, *, sueltas: bool
) -> Iterator[list[re.Match[str]]]:
    """Las marcas de renglones seguidos; con `sueltas`, aunque haya renglones en blanco."""
    grupo: list[re.Match[str]] = []
    for m in marcas:
        if grupo and not _siguen(grupo[-1], m, lugares.texto, sueltas):
            yield grupo
            grupo = []
        grupo.append(m)
    if grupo:
        yield grupo


def _siguen(una: re.Match[str], otra: re.Match[str], texto: str, sueltas: bool) -> bool:
    """Si entre las dos no hay otro párrafo."""
    partes = _EN_BLANCO.split(texto[una.start() : otra.start()])
    return len(partes) == 1 or (sueltas and not any(p.strip() for p in partes[1:]))


def _con_guion(m: re.Match[str], lugares: Lugares) -> Arreglo:
    # La «o» es la viñeta del segundo nivel.
    guion = "  - " if m["marca"][0] == "o" and not m["sangria"] else "- "
    return Arreglo(
        Accion.CAMBIAR, guion, Certeza.PROBABLE, m["marca"], lugares.en(m.start("marca"))
    )


def _guion_antes(m: re.Match[str], lugares: Lugares) -> Arreglo:
    marca = f"{m['marca']})"
    lugar = lugares.en(m.start("marca"))
    return Arreglo(Accion.CAMBIAR, f"- {marca}", Certeza.PROBABLE, marca, lugar)
