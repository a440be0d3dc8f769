"""Los hallazgos como los leen las plataformas donde se revisa cada propuesta de cambio."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generador.hallazgo import Gravedad, Hallazgo

if TYPE_CHECKING:
    from generador.arreglos import Mesa

_CLASES = {Gravedad.ERROR: "error", Gravedad.AVISO: "warning", Gravedad.INFORMACION: "notice"}
_SEVERIDADES = {Gravedad.ERROR: "blocker", Gravedad.AVISO: "minor", Gravedad.INFORMACION: "info"}
_RAICES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Dónde dice cada plataforma que está la raíz del repositorio."""


def en_github(hallazgos: Iterable[Hallazgo], mesa: Mesa) -> str:
    """Una orden de flujo de trabajo por hallazgo: GitHub la muestra al lado de su línea."""
    return "\n".join(_orden(h, mesa) for h in hallazgos)


def _orden(hallazgo: Hallazgo, mesa: Mesa) -> str:
    propiedades = {
        "file": _camino(hallazgo.origen.archivo, mesa.contenido.raiz),
        "line": str(hallazgo.origen.linea),
        "col": str(hallazgo.origen.columna),
        "title": hallazgo.codigo,
    }
    dichas = ",".join(f"{c}={_propiedad(v)}" for c, v in propiedades.items())
    return f"::{_CLASES[hallazgo.gravedad]} {dichas}::{_dato(_explicado(hallazgo, mesa))}"


def _dato(texto: str) -> str:
    return texto.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _propiedad(texto: str) -> str:
    return _dato(texto).replace(":", "%3A").replace(",", "%2C")


def en_gitlab(hallazgos: Iterable[Hallazgo], mesa: Mesa) -> str:
    """El informe de calidad de código que GitLab compara entre dos ramas."""
    veces: Counter[str] = Counter()
    return json.dumps([_asiento(h, mesa, veces) for h in hallazgos], ensure_ascii=False, indent=2)


def _asiento(hallazgo: Hallazgo, mesa: Mesa, veces: Counter[str]) -> dict[str, Any]:
    camino = _camino(hallazgo.origen.archivo, mesa.contenido.raiz)
    # Sin la línea: el mismo defecto unas líneas más abajo no es un defecto nuevo.
    clave = f"{hallazgo.codigo}\n{camino}\n{hallazgo.mensaje}"
    veces[clave] += 1
    huella = hashlib.sha256(f"{clave}\n{veces[clave]}".encode()).hexdigest()
    return {
        "description": _explicado(hallazgo, mesa),
        "check_name": hallazgo.codigo,
        "fingerprint": huella,
        "severity": _SEVERIDADES[hallazgo.gravedad],
        "location": {"path": camino, "lines": {"begin": hallazgo.origen.linea}},
    }


def _explicado(hallazgo: Hallazgo, mesa: Mesa) -> str:
    """El mensaje, el remedio y los pasos, un renglón cada uno."""
    from generador.cli.hallazgos import pasos_dichos

    renglones = [hallazgo.mensaje]
    if hallazgo.remedio:
        renglones.append(f"Remedio: {hallazgo.remedio}")
    for rotulo, frase, debajo in pasos_dichos(hallazgo, mesa):
        renglones += [f"{rotulo}: {frase}", *debajo]
    return "\n".join(renglones)


def _camino(archivo: str, raiz: Path) -> str:
    """El archivo desde la raíz del repositorio, que puede tener el sitio en una subcarpeta."""
    base = next((os.environ[v] for v in _RAICES if os.environ.get(v)), str(Path.cwd()))
    completo = raiz / archivo
    if not completo.is_relative_to(base):
        return archivo
    return completo.relative_to(base).as_posix()
