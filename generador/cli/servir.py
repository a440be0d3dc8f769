"""`generador servir`: la vista previa, que se recarga sola al guardar."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

import click

from generador.cli.comun import CORRECTO, Opciones, con_opciones, orden
from generador.cli.hallazgos import lineas_de_hallazgos, resumen
from generador.cli.presentar import Linea, cuenta, linea, mostrar, titulo
from generador.cli.salida import escribir
from generador.hallazgo import hay_errores

if TYPE_CHECKING:
    from generador.construccion import Resultado
    from generador.hallazgo import Hallazgo

_POR_OMISION = 8000


@orden("servir")
@con_opciones
@click.option(
    "--puerto",
    type=click.IntRange(1, 65535),
    metavar="N",
    help=f"El puerto. Por omisión, {_POR_OMISION} o el primero libre que le siga.",
)
@click.option("--buscador", is_flag=True, help="Hace también el índice de búsqueda, cada vez.")
def servir(opciones: Opciones, puerto: int | None, buscador: bool) -> int:
    """Muestra el sitio en el navegador mientras se escribe.

    Incluye los borradores y los documentos futuros, con una cinta que lo dice, y los hallazgos
    sobre la página. Cada vez que se guarda, la página se recarga. Solo se abre desde este
    computador y no toca lo publicado: escribe en la carpeta «.vista». Ctrl-C termina.
    """
    from generador import servidor
    from generador.arboles import FalloDeEntorno
    from generador.construccion import Pedido

    cronista = _Cronista(opciones, puerto)

    def fallido(fallo: BaseException) -> None:
        if isinstance(fallo, FalloDeEntorno):
            escribir(f"Error: {fallo.mensaje}\nRemedio: {fallo.remedio}", error=True)
        else:
            escribir("".join(traceback.format_exception(fallo)).rstrip(), error=True)

    voces = servidor.Voces(cronista.abierto, cronista.construido, fallido)
    pedido = Pedido(
        opciones.raiz, opciones.salida, opciones.corte, opciones.tema, buscador=buscador
    )
    servidor.servir(pedido, puerto, voces)
    if not opciones.silencio:
        escribir("Vista previa terminada.")
    return CORRECTO


class _Cronista:
    """Cuenta en la terminal lo que pasa; los hallazgos, solo cuando son otros.

    Los que no son errores se ven sobre la página: aquí, solo con `--todos`.
    """

    def __init__(self, opciones: Opciones, puerto: int | None) -> None:
        self._opciones = opciones
        self._pedido = puerto or _POR_OMISION
        self._vistos: tuple[Hallazgo, ...] = ()

    def abierto(self, puerto: int) -> None:
        """La dirección: se dice siempre, porque sin ella no hay cómo abrirla."""
        if puerto != self._pedido:
            mostrar([linea(f"El puerto {self._pedido} está ocupado: se usa el {puerto}.")])
        direccion = titulo(f"Vista previa en http://127.0.0.1:{puerto}/")
        mostrar([direccion, linea("Se recarga al guardar. Ctrl-C termina.")])

    def construido(self, resultado: Resultado) -> None:
        """Qué cambió y en cuánto tiempo."""
        from generador.lectura.contenido import Contenido

        son_otros = resultado.hallazgos != self._vistos
        self._vistos = resultado.hallazgos
        if son_otros:
            todos = self._opciones.todos
            visibles = [h for h in resultado.hallazgos if todos or hay_errores((h,))]
            # Otro cada vez: los archivos cambian mientras se sirve.
            contenido = Contenido(self._opciones.raiz)
            mostrar(lineas_de_hallazgos(visibles, contenido, todos=todos), error=True)
        if (son_otros or _cambiados(resultado)) and not self._opciones.silencio:
            mostrar([_renglon(resultado)])


def _cambiados(resultado: Resultado) -> int:
    asiento = resultado.asiento
    grupos = (asiento.agregados, asiento.cambiados, asiento.retirados) if asiento else ()
    return sum(map(len, grupos))


def _renglon(resultado: Resultado) -> Linea:
    segundos = f"{resultado.segundos:.2f}".replace(".", ",")
    archivos = cuenta(_cambiados(resultado), "archivo cambió", "archivos cambiaron")
    hecho = archivos if resultado.asiento else "No se pudo construir: sigue a la vista lo anterior"
    return linea(f"{hecho} ({segundos} s). {resumen(resultado.hallazgos)}.")
