"""Lo que revisa cada propuesta y publica la rama principal: qué archivos son y dónde van."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

PARTES = ("gancho", "github", "gitlab")
"""Lo que se puede pedir, y el orden en que se dice."""

DESTINO = "produccion"
_RAMA = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")


@dataclass(frozen=True, slots=True)
class PorEscribir:
    """Un archivo por escribir: dónde, con qué texto y si se ejecuta.

    `comun` es el que sirve a varias partes: si ya está, es de quien lo puso.
    """

    ruta: str
    texto: str
    ejecutable: bool = False
    comun: bool = False


# De cada parte: dónde va, de qué plantilla sale y si se ejecuta.
_DE_CADA_PARTE: dict[str, tuple[tuple[str, str, bool], ...]] = {
    "gancho": (
        (".githooks/pre-commit", "pre-commit.sh", True),
        (".pre-commit-config.yaml", "pre-commit-config.yaml", False),
    ),
    "github": ((".github/workflows/sitio.yml", "github.yml", False),),
    "gitlab": ((".gitlab-ci.yml", "gitlab.yml", False),),
}
_COMUNES = (
    ("automatizacion/LEEME.md", "LEEME.md", False),
    ("automatizacion/instalar.sh", "instalar.sh", True),
    ("automatizacion/publicar.sh", "publicar.sh", True),
    ("automatizacion/known_hosts", "known_hosts.txt", False),
)


def archivos_de_automatizacion(
    partes: Iterable[str], destino: str, rama: str, leer: Callable[[str], str]
) -> tuple[PorEscribir, ...]:
    """Los archivos de esas partes. `leer` da el texto de una plantilla por su nombre.

    Lanza `ValueError` si el destino o la rama no se pueden escribir en ellos.
    """
    # Solo al escribirlos: la ayuda de la orden carga este módulo, y los tipos tardan.
    from generador.modelo.tipos import ID

    if ID.fullmatch(destino) is None:
        raise ValueError(
            f"«{destino}» no sirve de nombre de destino: minúsculas, cifras y guiones."
        )
    if _RAMA.fullmatch(rama) is None or ".." in rama:
        raise ValueError(f"«{rama}» no es el nombre de una rama.")
    propios = [a for parte in PARTES if parte in set(partes) for a in _DE_CADA_PARTE[parte]]
    de_todos = [(fila, False) for fila in propios] + [(fila, True) for fila in _COMUNES]

    def escrito(plantilla: str) -> str:
        return leer(plantilla).replace("@DESTINO@", destino).replace("@RAMA@", rama)

    return tuple(
        PorEscribir(ruta, escrito(plantilla), ejecutable, comun)
        for (ruta, plantilla, ejecutable), comun in de_todos
    )
