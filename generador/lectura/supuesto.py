"""El sitio que se supone mientras `sitio.yaml` tiene errores, para revisar de una vez lo demás."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from generador.modelo.sitio import Sitio

_LO_MENOS = {"formato": "1", "titulo": "Sin título", "entidad": "sin-entidad"}


def sitio_supuesto(datos: Mapping[str, Any]) -> Sitio:
    """Lo que de `sitio.yaml` está bien escrito; con él nada se publica."""
    buenos = {**_LO_MENOS, **datos}
    try:
        return Sitio.model_validate(buenos)
    except ValidationError as falla:
        malos = {e["loc"][0] for e in falla.errors(include_url=False)}
        return Sitio.model_validate(
            {**_LO_MENOS, **{k: v for k, v in buenos.items() if k not in malos}}
        )
