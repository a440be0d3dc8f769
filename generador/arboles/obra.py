"""Una construcción de principio a fin: abrir la salida, escribir aparte y asentar.

with abrir_salida(salida, prohibidas=(contenido,), orden="construir") as obra:
    ficha = escribir_en(obra.carpeta, "index.html", datos)
    obra.asentar({"index.html": ficha}, {"fecha_corte": "2026-11-22"})
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from generador.arboles import cerrojo
from generador.arboles.almacen import Almacen
from generador.arboles.escritura import crear_carpeta
from generador.arboles.estado import anotar_estados, hora_del_disco, mirar
from generador.arboles.fallos import traducir_errores
from generador.arboles.intercambio import cambiar, recuperar
from generador.arboles.lugar import revisar_lugar
from generador.arboles.manifiesto import Ficha, Manifiesto
from generador.arboles.publica import exigir_intacta, leer_publica
from generador.arboles.reserva import aclarar, desechar, poner_al_dia
from generador.arboles.rutas import (
    MANIFIESTO,
    RutasDeSalida,
    exigir_rutas_validas,
    exigir_sin_choques,
)

_NADA = Manifiesto({}, {})


@dataclass(frozen=True, slots=True)
class Asiento:
    """Qué cambió en lo público: rutas ordenadas, y cuántas quedaron iguales.

    `escrito` es falso si nada difería y nada se escribió; puede ser cierto sin
    rutas cambiadas cuando solo cambiaron las claves del manifiesto. `hueco` dice que, al cambiar,
    hubo un instante en que la carpeta pública no existía: el disco no dio otra manera.
    """

    agregados: tuple[str, ...]
    cambiados: tuple[str, ...]
    retirados: tuple[str, ...]
    iguales: int
    escrito: bool
    hueco: bool = False


@contextmanager
def abrir_salida(
    salida: Path,
    *,
    orden: str,
    prohibidas: Iterable[Path] = (),
    espera: float = 0.0,
    limpio: bool = False,
) -> Iterator[Obra]:
    """Revisa la carpeta, toma el cerrojo, termina lo que quedó a medias y entrega la obra.

    `prohibidas` son las carpetas de la fuente; `espera`, los segundos que
    aguarda el cerrojo; `limpio` desconoce lo publicado, de modo que todo se
    escribe de nuevo. Lanza `SalidaRechazada`, `SalidaOcupada` o
    `FalloDeEntorno`; en los tres casos lo público queda como estaba.
    """
    with ExitStack() as pila:
        with traducir_errores():
            taller = revisar_lugar(salida, prohibidas)
            if not taller.carpeta.exists():
                # Antes de crear nada al lado: si se va a rechazar, que no quede ni la carpeta.
                leer_publica(taller, limpio=limpio)
            crear_carpeta(str(taller.carpeta))
            pila.enter_context(cerrojo.tomar(taller.cerrojo, orden, espera))
            recuperar(taller)
            publico = leer_publica(taller, limpio=limpio)
            _vaciar(taller.obra)
        pila.callback(_vaciar_si_se_puede, taller.obra)
        yield Obra(taller, publico, limpio)


def _vaciar(carpeta: Path) -> None:
    if carpeta.exists() and os.listdir(carpeta):
        shutil.rmtree(carpeta)
    crear_carpeta(str(carpeta))


def _vaciar_si_se_puede(carpeta: Path) -> None:
    # Al salir, un disco lleno no debe tapar el fallo verdadero: la próxima obra vacía de nuevo.
    with suppress(OSError):
        _vaciar(carpeta)


class Obra:
    """Una construcción en curso, con el cerrojo tomado."""

    def __init__(self, taller: RutasDeSalida, publico: Manifiesto | None, limpio: bool) -> None:
        self._taller = taller
        self._publico = publico
        self._limpio = limpio

    @property
    def carpeta(self) -> Path:
        """Donde se escriben, con `escribir_en` o `copiar_en`, los archivos nuevos o cambiados."""
        return self._taller.obra

    @property
    def almacen(self) -> Almacen:
        """Donde se recuerda lo que sirve a la próxima construcción."""
        return Almacen(self._taller.memoria)

    @property
    def anterior(self) -> Mapping[str, Ficha]:
        """Lo que se puede conservar de lo público: su ficha por ruta; nada si es `limpio`."""
        return self._base.archivos

    @property
    def _base(self) -> Manifiesto:
        return _NADA if self._publico is None or self._limpio else self._publico

    @traducir_errores()
    def asentar(
        self, manifiesto: Mapping[str, Ficha], extra: Mapping[str, object] | None = None
    ) -> Asiento:
        """Hace público el sitio que `manifiesto` enumera completo; puede repetirse.

        Cada ruta sale de `carpeta`, salvo las que en `anterior` ya tienen la
        misma ficha. `extra` son claves de JSON para el manifiesto. Si nada
        difiere, nada se escribe. Lanza `ValueError` si una ruta es inválida o
        no se escribió, `SalidaRechazada` si lo público se alteró a mano y
        `FalloDeEntorno` si el disco no deja; lo público sigue entonces igual.
        """
        objetivo = Manifiesto(dict(manifiesto), dict(extra or {}))
        if not self._limpio and self._publico and objetivo.igual_a(self._publico):
            return _comparar(self._publico, objetivo, escrito=False)
        exigir_rutas_validas(objetivo.archivos)
        exigir_sin_choques(objetivo.archivos)
        nuevas = frozenset(r for r, f in objetivo.archivos.items() if self.anterior.get(r) != f)
        _exigir_escritas(self.carpeta, objetivo, nuevas)
        self._exigir_intacto()
        hueco = self._publicar(objetivo, nuevas)
        asiento = _comparar(self._publico or _NADA, objetivo, escrito=True, hueco=hueco)
        self._publico, self._limpio = objetivo, False
        return asiento

    def _exigir_intacto(self) -> None:
        # Todo lo público, no solo lo que se conserva: lo que hoy sale será mañana la reserva.
        if self._publico and not self._limpio:
            exigir_intacta(self._taller, self._publico)

    def _publicar(self, objetivo: Manifiesto, nuevas: frozenset[str]) -> bool:
        if self._limpio:
            desechar(self._taller)
        crudo = poner_al_dia(self._taller, objetivo, nuevas)
        sellado = os.lstat(self._taller.reserva / MANIFIESTO).st_ctime_ns
        hora = hora_del_disco(self._taller, sellado)
        hueco = cambiar(self._taller)
        if not self._limpio:
            # Con `limpio` la duda queda: lo que salió de lo público pudo cambiarse a mano.
            aclarar(self._taller)
        self._anotar(objetivo, crudo, hora)
        return hueco

    def _anotar(self, objetivo: Manifiesto, crudo: bytes, hora: int) -> None:
        with suppress(OSError):
            # Ya es público: si no se puede mirar, solo se tardará más la próxima vez.
            vistos = mirar(self._taller.salida).archivos
            estados = {ruta: vistos.get(ruta, []) for ruta in objetivo.archivos}
            anotar_estados(self._taller, crudo, estados, hora)


def _exigir_escritas(carpeta: Path, objetivo: Manifiesto, nuevas: Iterable[str]) -> None:
    for ruta in nuevas:
        try:
            tamano = os.lstat(f"{carpeta}/{ruta}").st_size
        except (FileNotFoundError, NotADirectoryError):
            raise ValueError(f"ruta nueva o cambiada que nadie escribió: {ruta!r}") from None
        if tamano != objetivo.archivos[ruta].bytes:
            raise ValueError(f"archivo escrito que no es el de su ficha: {ruta!r}")


def _comparar(
    antes: Manifiesto, ahora: Manifiesto, *, escrito: bool, hueco: bool = False
) -> Asiento:
    viejas, actuales = antes.archivos, ahora.archivos
    agregados = tuple(sorted(actuales.keys() - viejas.keys()))
    retirados = tuple(sorted(viejas.keys() - actuales.keys()))
    cambiados = tuple(sorted(r for r, f in actuales.items() if viejas.get(r, f) != f))
    iguales = len(actuales) - len(cambiados) - len(agregados)
    return Asiento(agregados, cambiados, retirados, iguales, escrito, hueco)
