"""Los documentos oficiales de una instancia: se imprimen solo aquellos cuya vista cambió.

De cada documento se recuerda la huella de lo que lo hizo y la de sus bytes. Si la primera es la
misma y en lo publicado están los segundos, no se vuelve a imprimir.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from generador.arboles import Almacen, Ficha
from generador.modelo.nombres import direccion_de_pdf
from generador.pdf.datos import datos_de
from generador.pdf.imprenta import AvanceDeImpresion, Imprenta
from generador.planeacion import Pagina, Planeada
from generador.vigencia.programa import huella_del_programa
from generador.vistas.comunes import tamano_en_palabras
from generador.vistas.marco import Enlace

_Recuerdos = dict[str, tuple[str, Ficha]]


@dataclass(frozen=True)
class Prensa:
    """La imprenta, dónde recuerda y a quién le cuenta cómo va."""

    imprenta: Imprenta
    almacen: Almacen
    avance: AvanceDeImpresion | None = None

    def imprimir(
        self,
        slug: str,
        planeadas: Iterable[Planeada],
        publicado: Mapping[str, Ficha],
        escribir: Callable[[str, bytes], Ficha],
    ) -> dict[str, Ficha]:
        """La ficha de cada documento de una instancia; los que cambiaron pasan por `escribir`."""
        antes = self.almacen.leer(f"pdf/{slug}", _Recuerdos, huella_del_programa()) or {}
        ahora: _Recuerdos = {}
        pendientes: list[tuple[str, str, str, dict[str, Any]]] = []
        for pagina in planeadas:
            if not isinstance(pagina, Pagina) or pagina.oficial is None:
                continue
            ruta, plantilla = direccion_de_pdf(pagina.ruta), pagina.plantilla.removesuffix(".html")
            datos = datos_de(pagina.vista, pagina.oficial)
            clave = self.imprenta.clave(plantilla, datos)
            vieja, ficha = antes.get(ruta, ("", None))
            if clave == vieja and ficha is not None and publicado.get(ruta) == ficha:
                ahora[ruta] = clave, ficha
            else:
                pendientes.append((ruta, clave, plantilla, datos))
        hechos = self.imprenta.imprimir_todos([p[2:] for p in pendientes], self.avance)
        for (ruta, clave, _, _), hecho in zip(pendientes, hechos, strict=True):
            ahora[ruta] = clave, escribir(ruta, hecho)
        self.almacen.guardar(f"pdf/{slug}", ahora, huella_del_programa())
        return {ruta: ficha for ruta, (_, ficha) in ahora.items()}


def enlazar(planeadas: Iterable[Planeada], documentos: Mapping[str, Ficha]) -> tuple[Planeada, ...]:
    """Las mismas páginas; la que tiene documento lo enlaza, con su nombre y su tamaño."""
    return tuple(_con_enlace(p, documentos) if isinstance(p, Pagina) else p for p in planeadas)


def _con_enlace(pagina: Pagina, documentos: Mapping[str, Ficha]) -> Pagina:
    ruta = direccion_de_pdf(pagina.ruta)
    if pagina.oficial is None or ruta not in documentos:
        return pagina
    tamano = tamano_en_palabras(documentos[ruta].bytes)
    enlace = Enlace(f"Esta página en PDF, sin firmas ({tamano})", ruta)
    return replace(pagina, vista=replace(pagina.vista, pdf=enlace))
