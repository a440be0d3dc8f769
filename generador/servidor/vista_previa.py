"""La construcción de la vista previa: en su carpeta, con borradores y en un proceso caliente."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from generador.arboles import (
    VISTA,
    ArchivoCambio,
    Asiento,
    FalloDeEntorno,
    Obra,
    traducir_errores,
)
from generador.construccion import (
    Pedido,
    Resultado,
    abrir_obra,
    adelantar,
    con_memoria,
    levantar,
    preparar,
)
from generador.hallazgo import Gravedad, Hallazgo, ordenar
from generador.lectura.contenido import Contenido
from generador.lectura.leido import ContextoLeido
from generador.modelo.archivos import INSTANCIAS
from generador.representacion import Representador, Tema
from generador.servidor.pendientes import es_de
from generador.verificacion.resultados import Renglon

_INTENTOS = 3
_PAUSA = 0.05
_DIBUJADAS = 2000
_SIN_EFECTO = (".html", ".csv", ".json", ".xml", ".atom", ".ics", ".txt")
"""Lo que ninguna página muestra por dentro; de las páginas mismas se compara lo que dicen."""
_INSTANTE = 0.15
"""Segundos. Por debajo no se nota la espera, y adelantar sería trabajar dos veces."""


@dataclass(frozen=True)
class LoUltimo:
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

    # De cada página servida se pregunta esto, y un sitio grande tiene miles de hallazgos.

    @cached_property
    def por_gravedad(self) -> tuple[Hallazgo, ...]:
        """Los hallazgos, lo más grave primero."""
        return tuple(h for g in Gravedad for h in self.hallazgos if h.gravedad is g)

    @cached_property
    def errores(self) -> tuple[Hallazgo, ...]:
        """Los que detienen la publicación."""
        return tuple(h for h in self.hallazgos if h.gravedad is Gravedad.ERROR)

    @cached_property
    def cuentas(self) -> Counter[Gravedad]:
        """Cuántos hay de cada gravedad."""
        return Counter(h.gravedad for h in self.hallazgos)

    def de_registro(self, registro: str) -> list[Hallazgo]:
        """Los del archivo de un registro y de sus anexos, lo más grave primero."""
        if not registro:
            return []
        candidatos = self._por_instancia.get(registro.split("/")[1], ())
        return [h for h in candidatos if es_de(h.origen.archivo, registro)]

    @cached_property
    def _por_instancia(self) -> Mapping[str, list[Hallazgo]]:
        suyos: dict[str, list[Hallazgo]] = defaultdict(list)
        for hallazgo in self.por_gravedad:
            tramos = hallazgo.origen.archivo.split("/", 3)
            if tramos[:2] == ["contenido", "instancias"] and len(tramos) > 3:
                suyos[tramos[2]].append(hallazgo)
        return suyos


@contextmanager
def abrir_vista(pedido: Pedido, direccion: str = "") -> Iterator[VistaPrevia]:
    """La vista previa del sitio del pedido, con su carpeta abierta mientras dure el bloque.

    `direccion` es donde se verá: quien intente abrirla otra vez sabrá a dónde ir. Lanza
    `SalidaOcupada` si otra orden la tiene, y `FalloDeEntorno` si no se puede escribir.
    """
    carpeta = pedido.raiz / VISTA
    with traducir_errores():
        carpeta.mkdir(exist_ok=True)
        # Los borradores no se guardan en git por descuido, sea cual sea el sitio.
        (carpeta / ".gitignore").write_text("*\n", encoding="utf-8")
    pedido = replace(pedido, salida=carpeta / "sitio", vista_previa=True)
    with abrir_obra(pedido, f"servir en {direccion}" if direccion else "servir") as obra:
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


@dataclass(frozen=True, slots=True)
class _UltimaConstruccion:
    """De la última construcción: lo común que se leyó, con qué se dibujó y cuánto tardó."""

    leido: ContextoLeido
    dibujo: Representador
    segundos: float = 0.0


class VistaPrevia:
    """El sitio de la vista previa y lo que se sabe de él.

    `construir` y `adelantar` pueden correr en otro hilo; lo que se ve solo cambia con las que
    anotan. `adelantadas` son páginas más nuevas que las construidas; `otros_recursos` dice que
    cambió algo que las páginas muestran y no está escrito en ellas, como una imagen.
    """

    def __init__(self, pedido: Pedido, obra: Obra) -> None:
        self._pedido = pedido
        self._obra = obra
        self._dibujo: Representador | None = None
        self._vivos: dict[str, Any] = {}
        self._hecho: _UltimaConstruccion | None = None
        self.estado = LoUltimo()
        self.adelantadas: Mapping[str, bytes] = {}
        self.otros_recursos = False

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

    def adelantar(self, caminos: Collection[Path]) -> dict[str, bytes]:
        """Las páginas que cambian de la instancia en que está todo lo cambiado, por su ruta.

        Construir un sitio muy grande tarda más de lo que espera quien escribe. Nada si lo cambiado
        es otra cosa, si tiene errores o si construir entero también es un instante.
        """
        slug = self._la_unica(caminos)
        if slug is None or self._hecho is None or self._hecho.segundos < _INSTANTE:
            return {}
        leido, dibujo = self._hecho.leido, self._hecho.dibujo
        fichas = adelantar(self._pedido, leido, dibujo, self._obra, slug, self._vivos)
        nuevas = (r for r, f in fichas.items() if self._obra.anterior.get(r) != f)
        return {r: (self._obra.carpeta / r).read_bytes() for r in nuevas if r.endswith(".html")}

    def _la_unica(self, caminos: Collection[Path]) -> str | None:
        """La instancia en cuya carpeta está todo lo cambiado, si es una sola."""
        instancias = self._pedido.raiz / INSTANCIAS
        if not caminos or not all(c.is_relative_to(instancias) for c in caminos):
            return None
        slugs = {c.relative_to(instancias).parts[:1] for c in caminos}
        unica = slugs.pop() if len(slugs) == 1 else ()
        return unica[0] if unica and (instancias / unica[0]).is_dir() else None

    def anotar_adelanto(self, paginas: Mapping[str, bytes]) -> None:
        """Se muestran en vez de las construidas, hasta que se construya entero."""
        self.adelantadas = paginas

    def construir(self) -> Resultado:
        """Construye lo que se pueda. Si nada se puede, queda lo de la vez anterior."""
        inicio = time.monotonic()
        resultado = self._insistir()
        segundos = time.monotonic() - inicio
        if self._hecho is not None:
            self._hecho = replace(self._hecho, segundos=segundos)
        return replace(resultado, segundos=segundos)

    def _insistir(self) -> Resultado:
        # Un editor que guarda quita el archivo un instante, entre que se lista y que se lee.
        for _ in range(_INTENTOS - 1):
            try:
                return self._construir()
            except (FileNotFoundError, ArchivoCambio):
                time.sleep(_PAUSA)
        return self._construir()

    def _construir(self) -> Resultado:
        self._hecho = None
        leido, tema = preparar(self._pedido, con_memoria(Contenido(self._pedido.raiz), self._obra))
        if tema is None:
            return Resultado(self._pedido.corte, hallazgos=ordenar(leido.hallazgos))
        dibujo = self._con(tema)
        resultado = levantar(self._pedido, leido, dibujo, self._obra, self._vivos)
        self._hecho = _UltimaConstruccion(leido, dibujo)
        return resultado

    def _con(self, tema: Tema) -> Representador:
        """El mismo representador mientras el tema no cambie: guarda las plantillas compiladas."""
        if self._dibujo is None or self._dibujo.tema.huella != tema.huella:
            self._dibujo = _Caliente(tema)
        return self._dibujo

    def anotar(self, resultado: Resultado) -> None:
        """Toma lo que salió de construir; la versión crece si algo se ve distinto."""
        antes, asiento = self.estado, resultado.asiento
        self.adelantadas = {}
        self.otros_recursos = asiento is not None and _cambian_recursos(asiento)
        # Sin asiento sigue a la vista el sitio anterior, con lo inédito que tenía.
        ahora = replace(antes, hallazgos=resultado.hallazgos, falla="", detenido=asiento is None)
        if asiento:
            renglones = {r.slug: r.renglones for r in resultado.resumenes}
            ahora = replace(ahora, ineditas=resultado.ineditas, renglones=renglones)
        if (asiento and asiento.escrito) or ahora != antes or not antes.version:
            self.estado = replace(ahora, version=antes.version + 1)

    def anotar_falla(self, fallo: BaseException) -> None:
        """Una falla del entorno o del programa: se dice sobre la página, que queda como estaba."""
        self.adelantadas, self.otros_recursos = {}, False
        if isinstance(fallo, FalloDeEntorno):
            texto = str(fallo)
        else:
            texto = (
                "El generador falló al construir esta versión: es un defecto del programa, y su "
                "traza está en la terminal. La página es la de la última vez que se pudo."
            )
        if texto != self.estado.falla:
            self.estado = replace(self.estado, version=self.estado.version + 1, falla=texto)


def _cambian_recursos(asiento: Asiento) -> bool:
    return any(not r.endswith(_SIN_EFECTO) for r in (*asiento.cambiados, *asiento.retirados))
