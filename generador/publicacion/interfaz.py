"""Lo que todo destino sabe hacer, y lo que se sabe de él al llegar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

from generador.arboles import MANIFIESTO, FalloDeEntorno, Manifiesto, manifiesto_de
from generador.integridad.sello import huella, numero_de_entrada

CAMPOS = "datos/campos.json.gz"
"""Lo que decía cada registro publicado, campo por campo: con ello se sabe qué cambió después."""


class FalloDeDestino(FalloDeEntorno):
    """El destino no deja publicar. El mensaje dice en qué estado quedó."""


class OtroPublico(FalloDeDestino):
    """Otra publicación terminó primero, o empezó después y tiene el turno."""

    def __init__(self) -> None:
        super().__init__(
            "Otra persona publica en este destino, o publicó mientras esta publicación se "
            "preparaba. Esta se detuvo; lo que está a la vista sigue entero.",
            "Espere un minuto, traiga los cambios del repositorio (git pull) y repita la orden.",
        )


@dataclass(frozen=True)
class LoPublicado:
    """Cómo está el destino. `actual` y `anterior` nombran sus dos versiones, o son vacíos.

    `firma` es la del manifiesto que está a la vista, si se firmó. `entradas` es la cadena: las
    entradas del registro que se guardan allá, por nombre. `campos` es el archivo `CAMPOS` de lo que
    está a la vista. `ajenos` son los archivos que generador no escribió, y `de_quien_sirve`, los
    que sí puede poner en la raíz quien sirve el sitio (CNAME, .well-known/…) y este no publicó.
    `desfase` son segundos entre su reloj y el nuestro.
    """

    actual: str = ""
    manifiesto: bytes = b""
    firma: bytes = b""
    campos: bytes = b""
    anterior: str = ""
    manifiesto_anterior: bytes = b""
    entradas: Mapping[str, bytes] = field(default_factory=dict)
    ajenos: tuple[str, ...] = ()
    de_quien_sirve: frozenset[str] = frozenset()
    desfase: int = 0

    @cached_property
    def publicado(self) -> Manifiesto | None:
        """El manifiesto de lo que está a la vista."""
        return manifiesto_de(self.manifiesto) if self.manifiesto else None

    @cached_property
    def previo(self) -> Manifiesto | None:
        """El manifiesto de la versión anterior que guarda."""
        return manifiesto_de(self.manifiesto_anterior) if self.manifiesto_anterior else None

    @property
    def sin_manifiesto(self) -> bool:
        """Si muestra un sitio publicado, y su manifiesto no está o no se puede leer."""
        return bool(self.actual and self.entradas) and self.publicado is None

    @property
    def numero(self) -> int:
        """El de la publicación a la vista, o 0 si no hay; sin manifiesto, el de la cadena."""
        if self.sin_manifiesto:
            return max(filter(None, map(numero_de_entrada, self.entradas)), default=0)
        return numero_de(self.publicado)

    @property
    def numero_mas_viejo(self) -> int:
        """El de la versión más vieja que guarda."""
        return numero_de(self.previo) or self.numero


def numero_de(manifiesto: Manifiesto | None) -> int:
    """El número de la publicación de ese manifiesto, o 0 si no lo dice."""
    numero = manifiesto.extra.get("publicacion") if manifiesto else 0
    return numero if isinstance(numero, int) else 0


@dataclass(frozen=True, slots=True)
class Version:
    """Lo que se va a publicar: un árbol completo en el disco, sellos incluidos.

    `base` dice de qué versión del destino se toman los archivos que no cambian; `iguales` son
    esos archivos, y `conservar`, los de quien sirve el sitio, que pasan de lo que está a la vista a
    esta versión. `entrada` se guarda en la cadena del destino con el nombre `nombre_de_entrada`.
    `de_nuevo` dice que esta orden ya la subió y ahora la completa.
    """

    nombre: str
    arbol: Path
    manifiesto: Manifiesto
    sellos: Mapping[str, bytes]
    nombre_de_entrada: str
    entrada: bytes
    base: str = ""
    iguales: frozenset[str] = frozenset()
    conservar: frozenset[str] = frozenset()
    resumen: str = ""
    de_nuevo: bool = False

    @property
    def sello(self) -> str:
        """La huella de su manifiesto."""
        return huella(self.sellos[MANIFIESTO])

    @property
    def cambian(self) -> tuple[str, ...]:
        """Los archivos que tienen que viajar, sin los sellos."""
        return tuple(sorted(self.manifiesto.archivos.keys() - self.iguales))


class Destino(Protocol):
    """Un lugar a donde se publica. Nada se ve allá hasta `cambiar`, que es un solo paso.

    Todos los métodos lanzan `FalloDeDestino`; salvo que `cambiar` termine, lo que estaba a la
    vista sigue entero.
    """

    @property
    def debilidades(self) -> tuple[str, ...]:
        """Lo que este destino no puede prometer, en palabras."""

    def mirar(self) -> LoPublicado:
        """Cómo está, sin tocar nada."""

    def danados(self, estado: LoPublicado) -> tuple[str, ...]:
        """De lo que está a la vista, las rutas que no tienen los bytes que se publicaron."""

    def subir(self, version: Version) -> None:
        """Lleva la versión aparte; si quedó a medias la otra vez, la completa."""

    def comparar(self, version: Version) -> tuple[str, ...]:
        """Las rutas de la versión que allá no tienen los bytes debidos."""

    def cambiar(self, version: Version, estado: LoPublicado) -> None:
        """La hace visible si lo que estaba es aún lo de `estado`; si no, lanza `OtroPublico`."""

    def purgar(self, version: Version, entradas: Mapping[str, bytes]) -> None:
        """Borra toda otra versión y deja en la cadena solo esas entradas."""
