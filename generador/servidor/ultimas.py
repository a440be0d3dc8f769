"""Las últimas páginas que se mostraron, para cuando un error no deja hacer la de ahora."""

from __future__ import annotations

from generador.servidor.pendientes import registro_de

_CUANTAS = 64


class Ultimas:
    """Las páginas de registros que alguien vio, las más recientes."""

    def __init__(self) -> None:
        self._paginas: dict[str, bytes] = {}

    def recordar(self, ruta: str, pagina: bytes) -> None:
        """Guarda la página; si ya hay muchas, olvida la que hace más tiempo no se ve."""
        if not registro_de(ruta):
            return
        self._paginas.pop(ruta, None)
        self._paginas[ruta] = pagina
        if len(self._paginas) > _CUANTAS:
            del self._paginas[next(iter(self._paginas))]

    def de(self, ruta: str) -> bytes | None:
        """La última que se vio en esa dirección, o `None`."""
        return self._paginas.get(ruta)
