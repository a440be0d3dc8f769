"""El diagnóstico: si este computador y esta carpeta tienen lo que el generador necesita.

Cada examen mira de verdad: escribe, enlaza, intercambia o abre lo que dice. Ninguno usa la red, y
ninguno necesita una biblioteca que pueda faltar.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from generador.arboles.fallos import causa_de
from generador.diagnostico import disco, programa, reloj, sistema
from generador.diagnostico.valores import Comprobacion, Comprobador, DondeSeMira, Salud, falla

__all__ = ["EXAMENES", "Comprobacion", "DondeSeMira", "Salud", "examinar", "lugar_de"]

_SITIO_MAXIMO = 1 << 20

EXAMENES: tuple[Comprobador, ...] = (
    programa.python,
    programa.bibliotecas,
    programa.libyaml,
    programa.pdf,
    programa.compresion,
    sistema.git,
    sistema.programas_de_publicar,
    disco.carpetas,
    disco.espacio,
    disco.mismo_disco,
    disco.escritura,
    reloj.hora,
    reloj.registro,
    reloj.zona,
    sistema.puertos,
    sistema.terminal,
    sistema.limites,
)
"""En el orden en que se muestran: lo que a otros les falta viene antes."""


def examinar(
    lugar: DondeSeMira, examenes: Iterable[Comprobador] = EXAMENES
) -> Iterator[Comprobacion]:
    """Cada comprobación, en orden. Lo que no se puede mirar es una falla."""
    for examen in examenes:
        try:
            yield from examen(lugar)
        except (OSError, subprocess.SubprocessError, ImportError) as fallo:
            nombre = getattr(examen, "__name__", "examen")
            causa = causa_de(fallo) if isinstance(fallo, OSError) else f"falló {fallo}"
            yield falla(
                nombre,
                nombre.replace("_", " ").capitalize(),
                f"no se pudo mirar: {causa}",
                "Revise los permisos y el estado del disco, y repita.",
            )


def lugar_de(raiz: Path, salida: Path | None, puerto: int | None) -> DondeSeMira:
    """El lugar que se va a mirar, con lo que `sitio.yaml` pide si se puede leer."""
    escrito = _sitio(raiz / "contenido" / "sitio.yaml")
    destinos = escrito.get("destinos")
    escritos = destinos if isinstance(destinos, list) else []
    lugares = [d.get("lugar") for d in escritos if isinstance(d, dict)]
    return DondeSeMira(
        raiz,
        salida or raiz / "publicado",
        (raiz / "contenido").is_dir(),
        tuple(str(x) for x in lugares if x),
        _es_si(escrito.get("pdf")),
        puerto,
    )


def _es_si(valor: object) -> bool:
    """Si dice que sí, como se diga: es lo mismo que admite `revisar`."""
    from generador.modelo.correcciones import si_no

    return valor is True or (isinstance(valor, str) and si_no(valor) == "si")


def _sitio(archivo: Path) -> dict[str, Any]:
    """Lo escrito en `sitio.yaml`, sin juzgarlo; vacío si no se puede leer."""
    try:
        import yaml
    except ImportError:
        return {}
    try:
        if archivo.stat().st_size > _SITIO_MAXIMO:
            return {}
        leido = yaml.safe_load(archivo.read_text("utf-8"))
    except (OSError, ValueError, RecursionError, yaml.YAMLError):
        return {}
    return leido if isinstance(leido, dict) else {}
