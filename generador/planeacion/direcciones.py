"""Las direcciones que no son de una página: redirecciones, avisos de retiro y de espera.

Una dirección que se publicó una vez responde siempre: con la página, con una redirección a donde
está hoy, o con el aviso de que se retiró, cuándo y por qué. La que se cita antes de que su
documento se muestre responde con el día en que estará.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from msgspec import Struct

from generador.configuracion import Contexto
from generador.hallazgo import Accion, Arreglo, Certeza, Hallazgo, Origen, ejemplo, error
from generador.modelo.archivos import RETIRADOS
from generador.modelo.nombres import (
    direccion_anterior,
    direccion_de,
    es_del_sitio,
    nombre_de_norma,
)
from generador.modelo.sitio import Retirado
from generador.resumen import DireccionAnterior, ResumenInstancia


class Direcciones(Struct, frozen=True):
    """Las direcciones sin página de todo el sitio, cada una con lo que hoy responde."""

    redirecciones: tuple[tuple[str, DireccionAnterior], ...] = ()
    retiradas: tuple[Retirado, ...] = ()
    hallazgos: tuple[Hallazgo, ...] = ()
    esperadas: tuple[tuple[str, date], ...] = ()

    @property
    def atendidas(self) -> frozenset[str]:
        """Las rutas que responden sin tener ya su página."""
        retiradas = (direccion_anterior(r.ruta) or r.ruta for r in self.retiradas)
        return frozenset((*(vieja for vieja, _ in self.redirecciones), *retiradas))


# Las carpetas de quien edita, que en el sitio no están.
_DE_LA_CASA = ("contenido", "publicado")


def pagina_de_aviso(ruta: str) -> str:
    """Dónde va la página que responde por una dirección: un PDF no puede ser una página."""
    return ruta if ruta.endswith((".html", ".htm")) else f"{ruta}.html"


def reunir_direcciones(
    resumenes: Iterable[ResumenInstancia], contexto: Contexto, ofrecidas: frozenset[str]
) -> Direcciones:
    """Las direcciones viejas, y los defectos: inválidas u ocupadas.

    `ofrecidas` son las rutas que hoy tienen página o archivo.
    """
    hallazgos: list[Hallazgo] = []
    anteriores = [*_de_normas(contexto), *(a for r in resumenes for a in r.anteriores)]
    redirecciones = tuple(_redirecciones(anteriores, ofrecidas, hallazgos))
    retiradas = tuple(_retiradas(contexto, ofrecidas, hallazgos))
    return Direcciones(redirecciones, retiradas, tuple(hallazgos))


def _de_normas(contexto: Contexto) -> Iterator[DireccionAnterior]:
    for norma in contexto.normas.values():
        for n, escrita in enumerate(norma.antes or ()):
            origen = norma.origen("antes", n)
            yield DireccionAnterior(
                escrita,
                direccion_de(norma),
                nombre_de_norma(norma),
                origen.archivo,
                origen.linea,
                origen.columna,
            )


@dataclass(slots=True)
class _Ocupacion:
    """Las direcciones que ya son de algo: páginas, carpetas con páginas y direcciones viejas.

    Sin distinguir mayúsculas: no todo disco distingue dos páginas que solo difieren en ellas.
    """

    paginas: set[str] = field(default_factory=set)
    carpetas: set[str] = field(default_factory=set)
    viejas: set[str] = field(default_factory=set)

    @classmethod
    def de(cls, ofrecidas: Iterable[str]) -> _Ocupacion:
        paginas = {ruta.casefold() for ruta in ofrecidas}
        return cls(paginas, _carpetas(paginas))

    def choca(self, vieja: str) -> bool:
        """Si la dirección ya responde, o si su página no cabría en el disco."""
        plegada, pagina = vieja.casefold(), pagina_de_aviso(vieja).casefold()
        suyas = {plegada, pagina}
        ya_es = any(suyas & ocupadas for ocupadas in (self.paginas, self.carpetas, self.viejas))
        return ya_es or bool(_carpetas((pagina,)) & self.paginas)

    def agregar(self, vieja: str) -> None:
        pagina = pagina_de_aviso(vieja).casefold()
        self.viejas |= {vieja.casefold(), *(c for c in _carpetas((pagina,)) if "." in c)}
        self.paginas.add(pagina)


def _carpetas(rutas: Iterable[str]) -> set[str]:
    """Las carpetas en que están esas rutas, y las que las contienen."""
    carpetas: set[str] = set()
    for ruta in rutas:
        carpeta = ruta.rpartition("/")[0]
        while carpeta and carpeta not in carpetas:
            carpetas.add(carpeta)
            carpeta = carpeta.rpartition("/")[0]
    return carpetas


def _redirecciones(
    anteriores: Sequence[DireccionAnterior], ofrecidas: frozenset[str], hallazgos: list[Hallazgo]
) -> Iterator[tuple[str, DireccionAnterior]]:
    ocupacion = _Ocupacion.de(ofrecidas) if anteriores else _Ocupacion()
    for anterior in anteriores:
        origen = Origen(anterior.archivo, anterior.linea, anterior.columna)
        vieja = direccion_anterior(anterior.escrita)
        if vieja is None:
            hallazgos.append(
                error(
                    "direccion-anterior-invalida",
                    origen,
                    f"«{anterior.escrita}» no es una dirección de este sitio",
                    "Escriba el camino dentro del sitio, como instancias/mesa/actas/2020/1.html",
                    ejemplo(Accion.QUITAR, ""),
                )
            )
        elif es_del_sitio(vieja):
            hallazgos.append(
                error(
                    "direccion-anterior-ocupada",
                    origen,
                    f"La dirección «{vieja}» es del sitio mismo, que la usa o la puede usar",
                    "Quítela de «antes»",
                    Arreglo(Accion.QUITAR, certeza=Certeza.PROBABLE),
                )
            )
        elif ocupacion.choca(vieja):
            hallazgos.append(
                error(
                    "direccion-anterior-ocupada",
                    origen,
                    f"La dirección «{vieja}» ya es de otra página o de otro registro",
                    "Quítela de «antes», o cambie el nombre del registro que la ocupa",
                    Arreglo(Accion.QUITAR, certeza=Certeza.PROBABLE),
                )
            )
        else:
            ocupacion.agregar(vieja)
            yield vieja, anterior


def _retiradas(
    contexto: Contexto, ofrecidas: frozenset[str], hallazgos: list[Hallazgo]
) -> Iterator[Retirado]:
    for retirado in contexto.retirados:
        ruta = direccion_anterior(retirado.ruta)
        if ruta is None:
            mensaje = f"«{retirado.ruta}» no es una dirección de este sitio"
            remedio = "Escriba el camino dentro del sitio, como instancias/mesa/actas/2020/1.html"
        elif (carpeta := ruta.partition("/")[0]) in _DE_LA_CASA:
            mensaje = f"«{retirado.ruta}» es el camino de un archivo, y no su dirección en el sitio"
            remedio = f"Quite «{carpeta}/» del comienzo"
        elif {ruta, pagina_de_aviso(ruta)} & ofrecidas:
            mensaje = f"«{ruta}» figura como retirado, pero sigue en el sitio"
            remedio = "Quite el documento de contenido/, o quite el renglón de retirados.yaml"
        else:
            yield retirado
            continue
        hallazgos.append(error("retirado-no-vale", Origen(RETIRADOS), mensaje, remedio))
