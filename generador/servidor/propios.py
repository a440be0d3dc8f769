"""Los archivos de la vista previa misma: dónde están y con qué dirección se piden."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

import livereload

ESTATICOS = Path(__file__).parent / "estaticos"
PREFIJO = "_vista"
RECARGA = f"/livereload.js?v={livereload.__version__}"
"""El guion de livereload, que viene con ella y solo cambia con su versión."""


@cache
def direccion_propia(nombre: str) -> str:
    """La dirección de uno de los estáticos, con lo que dice de sus bytes.

    Si cambia, cambia la dirección: así el navegador puede guardarlo, y al recargar una página no
    vuelve a pedir lo que ya tiene.
    """
    suma = sha256((ESTATICOS / nombre).read_bytes()).hexdigest()
    return f"/{PREFIJO}/{nombre}?v={suma[:10]}"
