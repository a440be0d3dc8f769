"""Las páginas que reúnen a todas las instancias: se hacen solo las que pueden haber cambiado.

De cada una se anota qué preguntó: qué campos de los resúmenes, y entre qué fechas de corte vale.
Mientras esos campos sean los mismos no se hace su vista; y si la vista resulta igual, no se dibuja.
Nadie declara de qué depende una página, así que nadie puede olvidarlo.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, cast

import msgspec

from generador.arboles import Ficha
from generador.compilacion import Taller, representar
from generador.compilacion.mostrado import mostrado
from generador.configuracion.corte import Corte, fecha_escrita
from generador.construccion.pedido import Resultado
from generador.lectura.leido import ContextoLeido
from generador.planeacion import Plano, planos_del_sitio
from generador.resumen import ResumenInstancia


class PaginaComun(msgspec.Struct, frozen=True):
    """De una página común: qué preguntó, la huella de lo que le respondieron y lo que salió."""

    campos: tuple[str, ...]
    desde: date
    hasta: date
    insumos: str
    vista: str
    ficha: Ficha


class PaginasComunes(msgspec.Struct, frozen=True):
    """Lo que se recuerda de todas."""

    paginas: dict[str, PaginaComun]


class _ResumenVigilado:
    """Un resumen que anota en `preguntados` los campos que se le piden."""

    __slots__ = ("_preguntados", "_resumen")

    def __init__(self, resumen: ResumenInstancia, preguntados: set[str]) -> None:
        self._resumen, self._preguntados = resumen, preguntados

    def __getattr__(self, campo: str) -> Any:
        self._preguntados.add(campo)
        return getattr(self._resumen, campo)


class _Insumos:
    """Las huellas de los campos de todos los resúmenes, cada una calculada una sola vez."""

    def __init__(self, comun: str, resumenes: tuple[ResumenInstancia, ...]) -> None:
        self._comun, self._resumenes = comun, resumenes
        self._de: dict[str, bytes] = {}

    def huella(self, plantilla: str, campos: tuple[str, ...]) -> str:
        """La huella de lo que responden los resúmenes a esas preguntas, y de lo demás común.

        `plantilla` es la huella de la plantilla.
        """
        suma = sha256(f"{self._comun}\n{plantilla}\n{' '.join(campos)}\n".encode())
        for campo in campos:
            suma.update(self._del_campo(campo))
        return suma.hexdigest()

    def _del_campo(self, campo: str) -> bytes:
        if campo not in self._de:
            valores = [getattr(resumen, campo) for resumen in self._resumenes]
            escrito = msgspec.json.encode(valores, enc_hook=fecha_escrita)
            self._de[campo] = sha256(escrito).digest()
        return self._de[campo]


@dataclass(frozen=True)
class _Dependencias:
    """Donde se anota de qué depende la página que se está haciendo.

    `preguntados` son los campos que ya pidió; `corte` anota por su cuenta entre qué fechas vale.
    """

    preguntados: set[str]
    corte: Corte
    insumos: _Insumos
    taller: Taller

    def sigue_igual(self, previa: PaginaComun, plano: Plano) -> bool:
        """Si la página de antes daría hoy lo mismo, sin hacer su vista."""
        if plano.calculado or not previa.desde <= self.corte.dia <= previa.hasta:
            return False
        return self.insumos.huella(self._plantilla(plano), previa.campos) == previa.insumos

    def _plantilla(self, plano: Plano) -> str:
        return self.taller.dibujo.huella_de(plano.plantilla) if plano.plantilla else ""

    def hacer(self, plano: Plano, previa: PaginaComun | None) -> PaginaComun:
        """La vista de la página y, si no es la de antes, su dibujo."""
        self.preguntados.clear()
        self.corte.desde, self.corte.hasta = date.min, date.max
        planeada = plano.hecho()
        plantilla = self._plantilla(plano)
        vista = f"{plantilla} {mostrado(planeada).huella}"
        campos = tuple(sorted(self.preguntados))
        insumos = self.insumos.huella(plantilla, campos)
        if previa is not None and previa.vista == vista:
            ficha = previa.ficha
        else:
            ficha = self.taller.escribir(representar(planeada, self.taller.dibujo))
        return PaginaComun(campos, self.corte.desde, self.corte.hasta, insumos, vista, ficha)


def escribir_comunes(
    resultado: Resultado, leido: ContextoLeido, taller: Taller
) -> Iterator[tuple[str, Ficha]]:
    """La ficha de cada página y archivo común; escribe lo que no está ya publicado igual."""
    assert leido.contexto is not None
    contexto = leido.contexto.anotando()
    assert isinstance(contexto.corte, Corte)
    insumos = _Insumos(leido.huella(), resultado.resumenes)
    cuaderno = _Dependencias(set(), contexto.corte, insumos, taller)
    anotados = tuple(_ResumenVigilado(r, cuaderno.preguntados) for r in resultado.resumenes)
    antes = taller.memoria.comunes(PaginasComunes)
    ahora: dict[str, PaginaComun] = {}
    for plano in planos_del_sitio(
        cast("tuple[ResumenInstancia, ...]", anotados),
        contexto,
        leido.textos_de_normas,
        resultado.direcciones,
        resultado.ofrecidas,
    ):
        previa = _publicada(antes, plano.ruta, taller.publicado)
        if previa is None or not cuaderno.sigue_igual(previa, plano):
            previa = cuaderno.hacer(plano, previa)
        ahora[plano.ruta] = previa
        yield plano.ruta, previa.ficha
    taller.memoria.guardar_comunes(PaginasComunes(ahora))


def _publicada(
    antes: PaginasComunes | None, ruta: str, publicado: Mapping[str, Ficha]
) -> PaginaComun | None:
    previa = antes.paginas.get(ruta) if antes else None
    return previa if previa and publicado.get(ruta) == previa.ficha else None
