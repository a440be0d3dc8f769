"""Lo que comparten las pruebas con servidores."""

from __future__ import annotations

import pytest
from apoyo.servido import Servido, hacer_servido


@pytest.fixture(scope="session")
def servido(tmp_path_factory: pytest.TempPathFactory) -> Servido:
    """Un solo sitio servido para todas: las pruebas que lo cambian lo dejan como estaba."""
    return hacer_servido(tmp_path_factory.mktemp("servido"))
