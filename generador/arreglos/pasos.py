"""Los pasos de un arreglo: qué líneas de qué archivo cambian, o qué archivo."""

from __future__ import annotations

from dataclasses import dataclass

from generador.hallazgo import Certeza


@dataclass(frozen=True, slots=True)
class Cambio:
    """Las líneas `viejas`, que empiezan en `desde` (contando desde 1), se escriben `nuevas`.

    Sin viejas, las nuevas van antes de la línea `desde`.
    """

    archivo: str
    desde: int
    viejas: tuple[str, ...]
    nuevas: tuple[str, ...]
    certeza: Certeza = Certeza.MECANICO


@dataclass(frozen=True, slots=True)
class Traslado:
    """Un archivo o una carpeta cambia de nombre o de lugar."""

    archivo: str
    destino: str
    certeza: Certeza = Certeza.MECANICO


@dataclass(frozen=True, slots=True)
class Creacion:
    """Un archivo que hace falta."""

    archivo: str
    texto: str
    certeza: Certeza = Certeza.EJEMPLO


@dataclass(frozen=True, slots=True)
class Borrado:
    """Un archivo que sobra."""

    archivo: str
    certeza: Certeza = Certeza.PROBABLE


@dataclass(frozen=True, slots=True)
class Recodificacion:
    """Un archivo que se guarda en UTF-8."""

    archivo: str
    codificacion: str
    certeza: Certeza = Certeza.MECANICO


Paso = Cambio | Traslado | Creacion | Borrado | Recodificacion
