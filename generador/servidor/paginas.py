"""Lo que la vista previa muestra en cada dirección, y si ya es distinto de lo que mostró."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from generador.servidor.archivos import INDICE, hallar
from generador.servidor.sobrepuesto import (
    lo_que_falta,
    no_se_puede,
    pagina_que_falta,
    sobreponer,
)
from generador.servidor.ultimas import Ultimas
from generador.servidor.vista_previa import VistaPrevia

_HALLADA, _AUSENTE = 200, 404
_LARGO = 16


@dataclass(frozen=True, slots=True)
class _Armada:
    """Una página y lo que se le pone encima."""

    codigo: int
    pagina: bytes
    falta: str


class Paginas:
    """Las páginas de una vista previa. Las direcciones van sin barra inicial."""

    def __init__(self, vista: VistaPrevia) -> None:
        self._vista = vista
        self._ultimas = Ultimas()

    def mostrar(self, direccion: str) -> tuple[int, bytes]:
        """El código y los bytes de una página.

        Donde no la hay, la última que hubo si un error la quitó, o por qué no está.
        """
        ruta = con_indice(direccion)
        armada = self._armar(ruta)
        if armada.codigo == _HALLADA:
            self._ultimas.recordar(ruta, armada.pagina)
        estado, huella = self._vista.estado, self._huella(ruta, armada)
        return armada.codigo, sobreponer(armada.pagina, ruta, estado, armada.falta, huella)

    def huella(self, direccion: str) -> str:
        """Con la que hoy se mostraría una página: si la que lleva es otra, ya es vieja."""
        ruta = con_indice(direccion)
        return self._huella(ruta, self._armar(ruta))

    def _armar(self, ruta: str) -> _Armada:
        estado, codigo, pagina, atrasada = self._vista.estado, _HALLADA, self._leer(ruta), False
        if pagina is None:
            codigo = _AUSENTE
            pagina = self._ultimas.de(ruta) if no_se_puede(ruta, estado) else None
            atrasada = pagina is not None
        if pagina is None:
            pagina = pagina_que_falta(ruta, self._vista.sitio, estado)
        falta = lo_que_falta(ruta, estado, self._vista.raiz, atrasada=atrasada)
        return _Armada(codigo, pagina, falta)

    def _leer(self, ruta: str) -> bytes | None:
        adelantada = self._vista.adelantadas.get(ruta)
        camino = hallar(self._vista.sitio, ruta) if adelantada is None else None
        if camino is None or camino.suffix != ".html":
            return adelantada
        try:
            return camino.read_bytes()
        except FileNotFoundError:
            # El árbol cambió entre hallarla y leerla.
            return None

    def _huella(self, ruta: str, armada: _Armada) -> str:
        # Los hallazgos de todo el sitio no están: el guion los pone al día sin recargar.
        cinta = self._vista.estado.ineditas.get(ruta, "")
        suma = sha256(armada.pagina)
        suma.update(f"{armada.codigo}\0{armada.falta}\0{cinta}".encode())
        return suma.hexdigest()[:_LARGO]


def con_indice(direccion: str) -> str:
    """La dirección de la página: la de una carpeta es la de su índice."""
    return f"{direccion}{INDICE}" if not direccion or direccion.endswith("/") else direccion
