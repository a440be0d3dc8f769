"""La construcción de la vista previa: en su carpeta, con borradores y en un proceso caliente."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generador.arboles import ArchivoCambio, FalloDeEntorno, Obra, traducir_errores
from generador.construccion import Pedido, Resultado, abrir_obra, levantar, preparar
from generador.hallazgo import Hallazgo, ordenar
from generador.representacion import Representador, Tema
from generador.verificacion.resultados import Renglon

CARPETA = ".vista"
_INTENTOS = 3
_PAUSA = 0.05
_DIBUJADAS = 2000


@dataclass(frozen=True, slots=True)
class Estado:
    """Lo que se sabe de la última construcción. `version` crece cuando algo cambia a la vista.

    `renglones` es el cumplimiento de cada instancia. `detenido`: nada se pudo construir, y a la
    vista sigue el sitio anterior.
    """

    version: int = 0
    hallazgos: tuple[Hallazgo, ...] = ()
    ineditas: Mapping[str, str] = field(default_factory=dict)
    falla: str = ""
    renglones: Mapping[str, tuple[Renglon, ...]] = field(default_factory=dict)
    detenido: bool = False


@contextmanager
def abrir_vista(pedido: Pedido) -> Iterator[VistaPrevia]:
    """La vista previa del sitio del pedido, con su carpeta abierta mientras dure el bloque.

    Lanza `SalidaOcupada` si otra orden la tiene, y `FalloDeEntorno` si no se puede escribir.
    """
    carpeta = pedido.raiz / CARPETA
    with traducir_errores():
        carpeta.mkdir(exist_ok=True)
        # Los borradores no se guardan en git por descuido, sea cual sea el sitio.
        (carpeta / ".gitignore").write_text("*\n", encoding="utf-8")
    pedido = replace(pedido, salida=carpeta / "sitio", vista_previa=True)
    with abrir_obra(pedido, "servir") as obra:
        yield VistaPrevia(pedido, obra)


class _Caliente(Representador):
    """Un representador que no vuelve a dibujar la página cuya vista es igual a la última.

    La plantilla solo ve su vista: si es igual, también lo son los bytes. Así, al guardar un acta
    se dibujan las páginas que la muestran y no las de toda la instancia.
    """

    def __init__(self, tema: Tema) -> None:
        super().__init__(tema)
        self._dibujadas: dict[tuple[str, str], tuple[Any, bytes]] = {}

    def representar(self, plantilla: str, vista: Any) -> bytes:
        """Los bytes de la página."""
        clave = plantilla, vista.marco.ruta
        anterior, pagina = self._dibujadas.get(clave, (None, b""))
        if anterior == vista:
            return pagina
        if len(self._dibujadas) >= _DIBUJADAS:
            # Un sitio muy grande no se guarda entero en memoria.
            self._dibujadas.clear()
        pagina = super().representar(plantilla, vista)
        self._dibujadas[clave] = vista, pagina
        return pagina


class VistaPrevia:
    """El sitio de la vista previa y lo que se sabe de él.

    `construir` puede correr en otro hilo; el estado solo cambia con `anotar` y `anotar_falla`.
    """

    def __init__(self, pedido: Pedido, obra: Obra) -> None:
        self._pedido = pedido
        self._obra = obra
        self._dibujo: Representador | None = None
        self._vivos: dict[str, Any] = {}
        self.estado = Estado()

    @property
    def raiz(self) -> Path:
        """La carpeta del sitio, con `contenido` dentro."""
        return self._pedido.raiz

    @property
    def sitio(self) -> Path:
        """La carpeta que se sirve."""
        return self._pedido.salida

    @property
    def fuentes(self) -> tuple[Path, ...]:
        """Las carpetas de las que depende el sitio."""
        return self._pedido.raiz / "contenido", self._pedido.raiz / "temas"

    def construir(self) -> Resultado:
        """Construye lo que se pueda. Si nada se puede, queda lo de la vez anterior."""
        inicio = time.monotonic()
        resultado = self._insistir()
        return replace(resultado, segundos=time.monotonic() - inicio)

    def _insistir(self) -> Resultado:
        # Un editor que guarda quita el archivo un instante, entre que se lista y que se lee.
        for _ in range(_INTENTOS - 1):
            try:
                return self._construir()
            except (FileNotFoundError, ArchivoCambio):
                time.sleep(_PAUSA)
        return self._construir()

    def _construir(self) -> Resultado:
        leido, tema = preparar(self._pedido)
        if tema is None:
            return Resultado(self._pedido.corte, hallazgos=ordenar(leido.hallazgos))
        return levantar(self._pedido, leido, self._con(tema), self._obra, self._vivos)

    def _con(self, tema: Tema) -> Representador:
        """El mismo representador mientras el tema no cambie: guarda las plantillas compiladas."""
        if self._dibujo is None or self._dibujo.tema.huella != tema.huella:
            self._dibujo = _Caliente(tema)
        return self._dibujo

    def anotar(self, resultado: Resultado) -> None:
        """Toma lo que salió de construir; la versión crece si algo se ve distinto."""
        antes, asiento = self.estado, resultado.asiento
        # Sin asiento sigue a la vista el sitio anterior, con lo inédito que tenía.
        ahora = replace(antes, hallazgos=resultado.hallazgos, falla="", detenido=asiento is None)
        if asiento:
            renglones = {r.slug: r.renglones for r in resultado.resumenes}
            ahora = replace(ahora, ineditas=resultado.ineditas, renglones=renglones)
        if (asiento and asiento.escrito) or ahora != antes or not antes.version:
            self.estado = replace(ahora, version=antes.version + 1)

    def anotar_falla(self, fallo: BaseException) -> None:
        """Una falla del entorno o del programa: se dice sobre la página, que queda como estaba."""
        if isinstance(fallo, FalloDeEntorno):
            texto = str(fallo)
        else:
            texto = (
                "El generador falló al construir esta versión: es un defecto del programa, y su "
                "traza está en la terminal. La página es la de la última vez que se pudo."
            )
        if texto != self.estado.falla:
            self.estado = replace(self.estado, version=self.estado.version + 1, falla=texto)
