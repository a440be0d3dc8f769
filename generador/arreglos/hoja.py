"""Un archivo abierto en el lugar de un hallazgo."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generador.arreglos.lenguaje import decir
from generador.arreglos.lineas import TextoEnLineas, en_crudo
from generador.arreglos.nodos import PlanoDeNodos, levantar_plano
from generador.arreglos.pasos import Cambio
from generador.hallazgo import Certeza, Origen


@dataclass(frozen=True, slots=True)
class Hoja:
    """Un archivo abierto en el lugar de un hallazgo; filas y columnas desde cero."""

    archivo: str
    texto: TextoEnLineas
    lugar: Origen
    codigo: str

    @property
    def lineas(self) -> tuple[str, ...]:
        return self.texto.lineas

    @property
    def fila(self) -> int:
        return min(self.lugar.linea, len(self.lineas)) - 1

    @property
    def columna(self) -> int:
        return en_crudo(self.lineas[self.fila], self.lugar.columna - 1)

    def region(self) -> tuple[int, int]:
        """Las filas del YAML: la portada, o el archivo entero."""
        return self.texto.portada if self.archivo.endswith(".md") else (0, len(self.lineas))

    def plano(self) -> PlanoDeNodos:
        return levantar_plano(self.texto.en_yaml(*self.region()))

    def cambio(
        self, desde: int, cuantas: int, nuevas: tuple[str, ...], certeza: Certeza
    ) -> Cambio | None:
        """El cambio de las filas, si en verdad cambia algo."""
        viejas = self.lineas[desde : desde + cuantas]
        if viejas == nuevas:
            return None
        cambio = Cambio(self.archivo, desde + 1, viejas, nuevas, certeza)
        if decir(cambio, self.archivo)[1]:
            # Un blanco al final de un renglón no se ve: quien lo copie no lo copia.
            return replace(cambio, nuevas=tuple(t.rstrip() for t in nuevas))
        return cambio
