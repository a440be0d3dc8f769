"""Las páginas que reúnen a todas las instancias: se hacen solo las que pueden haber cambiado.

De cada una se anota qué preguntó: qué campos de los resúmenes, y entre qué fechas de corte vale.
Mientras esos campos sean los mismos no se hace su vista; y si la vista resulta igual, no se dibuja.
Nadie declara de qué depende una página, así que nadie puede olvidarlo.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any, cast

import msgspec

from generador.arboles import Ficha
from generador.compilacion import Taller, huella_de_vista, representar
from generador.configuracion.corte import Corte
from generador.construccion.pedido import Resultado
from generador.lectura.contexto import ContextoLeido
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


class _Preguntas:
    """Los campos que la página que se está haciendo ha preguntado."""

    def __init__(self) -> None:
        self.campos: set[str] = set()


class _Anotado:
    """Un resumen que anota lo que se le pregunta."""

    __slots__ = ("_preguntas", "_resumen")

    def __init__(self, resumen: ResumenInstancia, preguntas: _Preguntas) -> None:
        self._resumen, self._preguntas = resumen, preguntas

    def __getattr__(self, campo: str) -> Any:
        self._preguntas.campos.add(campo)
        return getattr(self._resumen, campo)


class _Insumos:
    """Las huellas de los campos de todos los resúmenes, cada una calculada una sola vez."""

    def __init__(self, comun: str, resumenes: tuple[ResumenInstancia, ...]) -> None:
        self._comun, self._resumenes = comun, resumenes
        self._de: dict[str, bytes] = {}

    def huella(self, plano: Plano, campos: tuple[str, ...]) -> str:
        """La huella de lo que responden los resúmenes a esas preguntas, y de lo demás común."""
        suma = sha256(f"{self._comun}\n{plano.plantilla}\n{' '.join(campos)}\n".encode())
        for campo in campos:
            suma.update(self._del_campo(campo))
        return suma.hexdigest()

    def _del_campo(self, campo: str) -> bytes:
        if campo not in self._de:
            valores = [getattr(resumen, campo) for resumen in self._resumenes]
            self._de[campo] = sha256(msgspec.json.encode(valores)).digest()
        return self._de[campo]


def escribir_comunes(
    resultado: Resultado, leido: ContextoLeido, taller: Taller
) -> Iterator[tuple[str, Ficha]]:
    """La ficha de cada página y archivo común; escribe lo que no está ya publicado igual."""
    assert leido.contexto is not None
    preguntas, resumenes = _Preguntas(), resultado.resumenes
    anotados = cast(
        "tuple[ResumenInstancia, ...]", tuple(_Anotado(r, preguntas) for r in resumenes)
    )
    contexto = leido.contexto.anotando()
    assert isinstance(contexto.corte, Corte)
    # Publicar calla la última entrada del registro: los archivos son los mismos y lo leído no.
    comun = f"{leido.huella()} {len(contexto.publicaciones)}"
    insumos = _Insumos(comun, resumenes)
    antes = taller.memoria.comunes(PaginasComunes)
    ahora: dict[str, PaginaComun] = {}
    for plano in planos_del_sitio(
        anotados, contexto, leido.textos_de_normas, resultado.direcciones, resultado.ofrecidas
    ):
        previa = _publicada(antes, plano.ruta, taller.publicado)
        if previa is None or not _sigue_igual(previa, plano, insumos, contexto.corte):
            previa = _hacer(plano, previa, preguntas, contexto.corte, insumos, taller)
        ahora[plano.ruta] = previa
        yield plano.ruta, previa.ficha
    taller.memoria.guardar_comunes(PaginasComunes(ahora))


def _publicada(
    antes: PaginasComunes | None, ruta: str, publicado: Mapping[str, Ficha]
) -> PaginaComun | None:
    previa = antes.paginas.get(ruta) if antes else None
    return previa if previa and publicado.get(ruta) == previa.ficha else None


def _sigue_igual(previa: PaginaComun, plano: Plano, insumos: _Insumos, corte: Corte) -> bool:
    if plano.calculado or not previa.desde <= corte.dia <= previa.hasta:
        return False
    return insumos.huella(plano, previa.campos) == previa.insumos


def _hacer(
    plano: Plano,
    previa: PaginaComun | None,
    preguntas: _Preguntas,
    corte: Corte,
    insumos: _Insumos,
    taller: Taller,
) -> PaginaComun:
    """La vista de la página y, si no es la de antes, su dibujo."""
    preguntas.campos = set()
    corte.desde, corte.hasta = date.min, date.max
    planeada = plano.hecho()
    vista = huella_de_vista(planeada)
    campos = tuple(sorted(preguntas.campos))
    if previa is not None and previa.vista == vista:
        ficha = previa.ficha
    else:
        ficha = taller.escribir(representar(planeada, taller.dibujo))
    return PaginaComun(
        campos, corte.desde, corte.hasta, insumos.huella(plano, campos), vista, ficha
    )
