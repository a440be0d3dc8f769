"""Todos los códigos de hallazgo, con su título, su gravedad y su fundamento."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generador.verificacion.codigos import CODIGOS, Explicado
from generador.verificacion.reglas import REGLAS

CATALOGO: Mapping[str, Explicado] = MappingProxyType(
    CODIGOS | {r.codigo: (r.titulo, r.gravedad, r.fundamento) for r in REGLAS}
)
"""Por código, en el orden en que se muestran. Un código es una palabra que nunca se reutiliza."""
