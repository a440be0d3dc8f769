"""Un tabulador por sangría: lo que se arregla sin preguntar deja cada clave donde estaba."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generador.arreglos.sintaxis import hacer_legible
from generador.hallazgo import Certeza

EJEMPLOS = sorted((Path(__file__).parents[1] / "docs/referencia/ejemplos").glob("*.yaml"))


def _arreglado(lineas: tuple[str, ...], cual: int) -> tuple[object, Certeza] | None:
    ensayo = hacer_legible(lineas, cual)
    if ensayo is None:
        return None
    fin = ensayo.desde + ensayo.cuantas
    quedan = (*lineas[: ensayo.desde], *ensayo.nuevas, *lineas[fin:])
    return yaml.load("\n".join(quedan), yaml.BaseLoader), ensayo.certeza


@pytest.mark.parametrize("archivo", EJEMPLOS, ids=lambda p: p.stem)
def test_en_cada_clave_de_adentro_lo_seguro_la_deja_donde_estaba(archivo: Path) -> None:
    sanas = tuple(archivo.read_text("utf-8").rstrip("\n").split("\n"))
    dice = yaml.load("\n".join(sanas), yaml.BaseLoader)
    for n, linea in enumerate(sanas):
        resto = linea.lstrip(" ")
        if resto == linea or ": " not in resto:
            continue
        hecho = _arreglado((*sanas[:n], f"\t{resto}", *sanas[n + 1 :]), n)
        if hecho and hecho[1] is Certeza.MECANICO:
            assert hecho[0] == dice, f"{archivo.name}:{n + 1}"


@pytest.mark.parametrize(
    ("registro", "certeza"),
    [
        # Cabe en el elemento y al margen: «motivo» es también por qué se aplazó la sesión.
        (
            "invitados:\n  - organizacion: Uno\n    cargo: D\n\tmotivo: El balance\nlugar: Sala",
            0,
        ),
        ("integrantes:\n  - id: a\n    voto: si\n\thasta: 2026-11-15\nobjeto: Uno", 0),
        ("una:\n  nombre: Una\n\totra:\n  nombre: Otra", 0),
        # No cabe en otra parte.
        ("quorum:\n  requerido: 3\n\tpresentes: 4\nlugar: Sala", 1),
        ("lugar:\n\thora_inicio: '8:00'\nfecha: 2026-11-15", 1),
        # Todo lo de la clave, con la misma sangría.
        ("citacion:\n\tfecha: 2026-11-01\n\tmedio: Correo\nlugar: Sala", 1),
        ("asistencia:\n\t- integrante: p\n\t  asistio: si\nlugar: Sala", 1),
    ],
)
def test_solo_es_seguro_si_no_cabe_en_otro_nivel(registro: str, certeza: int) -> None:
    lineas = tuple(registro.split("\n"))
    hecho = _arreglado(lineas, next(n for n, t in enumerate(lineas) if "\t" in t))
    assert hecho is not None
    assert (hecho[1] is Certeza.MECANICO) == bool(certeza)
