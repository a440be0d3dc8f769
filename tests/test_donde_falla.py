"""Lo que YAML no entiende se dice en la línea en que alguien se equivocó.

Cada línea de un registro sano se daña de todas las maneras corrientes, una a la vez, y se mira en
qué línea va el primer hallazgo. Los registros son los ejemplos de la referencia.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generador.lectura.yaml_estricto import leer_yaml

EJEMPLOS = sorted((Path(__file__).parents[1] / "docs/referencia/ejemplos").glob("*.yaml"))
_VALOR = re.compile(r"(\s*(?:- )?\w+: )(\w.*)$")
ACTA = """numero: 3
tipo: ordinaria
fecha: 2026-03-10
hora_inicio: "08:30"
lugar: Sala de juntas
asistencia:
  - integrante: alfa
    asistio: si
    nota: "Llegó tarde"
  - {integrante: beta, asistio: no}
funciones: [1, 2]
decisiones:
  - id: plan
    decision: Aprobar el plan
    estado: en_curso
anexos:
  - titulo: Lista
    archivo: lista.pdf
notas:
  - Una nota
"""


def _en_el_valor(antes: str, despues: str = "") -> Callable[[str], str]:
    return lambda linea: _VALOR.sub(lambda m: f"{m[1]}{antes}{m[2]}{despues}", linea)


def _sangria(linea: str) -> str:
    return linea[: len(linea) - len(linea.lstrip())]


DANOS: dict[str, Callable[[str], str]] = {
    "sin dos puntos": lambda linea: linea.replace(":", "", 1),
    "dos puntos pegados": lambda linea: linea.replace(": ", ":", 1),
    "comilla sin cerrar": _en_el_valor('"'),
    "comilla sencilla sin cerrar": _en_el_valor("'"),
    "sin la comilla del final": lambda linea: re.sub(r'"$', "", linea),
    "palabras tras la comilla": lambda linea: re.sub(r": (\w+)(.*)$", r': "\1"\2 y más', linea),
    "tabulador": lambda linea: f"\t{linea}",
    "tabulador por sangría": lambda linea: re.sub(r"^  ", "\t", linea),
    "dos espacios de más": lambda linea: f"  {linea}",
    "un espacio de más": lambda linea: f" {linea}",
    "dos espacios de menos": lambda linea: linea.removeprefix("  "),
    "un espacio de menos": lambda linea: linea.removeprefix(" "),
    "sin cerrar el corchete": lambda linea: re.sub(r"[\]}]$", "", linea),
    "sin abrir el corchete": lambda linea: re.sub(r"[\[{]", "", linea, count=1),
    "guion pegado": lambda linea: linea.replace("- ", "-", 1),
    "sin guion": lambda linea: linea.replace("- ", "", 1),
    "guion de más": lambda linea: f"{_sangria(linea)}- {linea.lstrip()}",
    "otros dos puntos": _en_el_valor("", ": otra cosa"),
    "arroba": _en_el_valor("@"),
    "porcentaje": _en_el_valor("%"),
    "asterisco": _en_el_valor("*"),
    "un renglón suelto": lambda linea: f"{_sangria(linea)}Un renglón suelto\n{linea}",
}


def fuera_de_su_linea(texto: str) -> Iterator[tuple[bool, str]]:
    """De cada daño que se rechaza, si se dice en otra línea, y cuál es."""
    lineas = texto.splitlines()
    for nombre, danar in DANOS.items():
        for n, linea in enumerate(lineas):
            danada = danar(linea)
            if not linea.strip() or danada == linea:
                continue
            hallazgos = leer_yaml("\n".join([*lineas[:n], danada, *lineas[n + 1 :], ""]), "x.md")
            for hallazgo in hallazgos.hallazgos[:1]:
                donde = hallazgo.origen.linea
                yield donde != n + 1, f"{nombre}: «{danada}», en la {n + 1}; dice la {donde}"


def test_en_un_acta_corriente_siempre_es_esa_linea() -> None:
    vistos = list(fuera_de_su_linea(ACTA))
    assert len(vistos) > 200
    assert [que for fuera, que in vistos if fuera] == []


def test_en_los_ejemplos_casi_siempre_es_esa_linea() -> None:
    """En las que quedan, lo escrito se puede explicar de las dos maneras."""
    vistos = [v for archivo in EJEMPLOS for v in fuera_de_su_linea(archivo.read_text("utf-8"))]
    fuera = [que for fuera, que in vistos if fuera]
    assert len(vistos) > 4000
    assert len(fuera) <= len(vistos) * 0.025, fuera


@pytest.mark.parametrize(
    ("texto", "linea"),
    [
        ("tipo: ordinaria\nfecha 2026-01-01\nlugar: Sala\n", 2),
        ('titulo: "Sin cerrar\nfecha: 2026-01-01\nlugar: Sala\n', 1),
        ("funciones: [1, 2\nfecha: 2026-01-01\n", 1),
        ("lugar: Sala: la grande\nfecha: 2026-01-01\n", 1),
        ("a: 1\n\n# nota\nb 2\n\nc: 3\n", 4),
    ],
)
def test_la_linea_de_la_equivocacion(texto: str, linea: int) -> None:
    assert [h.origen.linea for h in leer_yaml(texto, "x.md").hallazgos] == [linea]
