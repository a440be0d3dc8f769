"""Lo publicado, leído por su dirección pública: la prueba de que alguien de afuera lo puede ver."""

from __future__ import annotations

from pathlib import Path

from generador.integridad import sello
from generador.lectura.contenido import Contenido
from generador.publicacion import registro

_CLAVE = b"leida: "


def falta_leer(raiz: Path, numero: int) -> bool:
    """Si en el registro está esa publicación, y no consta que se haya leído de vuelta."""
    return any(_CLAVE not in d for n, d in _entradas(raiz, numero))


def anotar_lectura(raiz: Path, numero: int, direccion: str) -> None:
    """Anota en su entrada dónde se leyó esa publicación; no cambia la huella de la entrada."""
    for nombre, datos in _entradas(raiz, numero):
        cuerpo = sello.cuerpo_de_entrada(datos)
        final = sello.llana(datos).removeprefix(cuerpo)
        leida = registro.renglon_de_lectura(direccion)
        registro.agregar(raiz, nombre, cuerpo + leida + final)


def _entradas(raiz: Path, numero: int) -> list[tuple[str, bytes]]:
    hay = registro.leer_archivos(Contenido(raiz)).items()
    return [(n, d) for n, d in hay if sello.numero_de_entrada(n) == numero]
