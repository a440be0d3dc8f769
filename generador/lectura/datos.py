"""Los datos que un sitio puede cambiar: sectores, iconos, calendario, accesibilidad y menú.

Los del sitio valen si tienen la forma de los del producto; si no, se dice y valen los del producto.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field

from generador.configuracion import Icono, LineaDeAccesibilidad, LugarDelMenu, Sector
from generador.hallazgo import Origen, error
from generador.lectura.archivos import hay_archivo
from generador.lectura.leido import ContextoLeido, anotar, entender, leer_arbol
from generador.lectura.validar import validar
from generador.lectura.yaml_estricto import ArbolDeYaml
from generador.modelo.base import Confianza, Valor
from generador.modelo.calendario import Calendario, calendario_desde
from generador.modelo.sitio import Evidencia
from generador.modelo.tipos import Entero, ListaDe, Texto

CALENDARIO = "calendario/colombia.yaml"
_T = TypeVar("_T")
_V = TypeVar("_V", bound=Valor)


class _SectorEscrito(Valor):
    numero: Entero = Field(description="Número del sector.")
    nombre: Texto = Field(description="Nombre del sector.")
    fuente: Texto | None = Field(None, description="De dónde se sabe.")


class _Sectores(Valor):
    formato: Literal["1"] = Field(description="Versión del formato.")
    fuente: Texto | None = Field(None, description="De dónde se saben los que no dicen otra cosa.")
    sectores: tuple[_SectorEscrito, ...] = Field(min_length=1, description="Los sectores.")


class _IconoEscrito(Valor):
    id: Texto = Field(description="Identificador.")
    simbolo: Texto = Field(description="El dibujo.")
    nombre: Texto = Field(description="El nombre, que siempre va al lado.")


class _Iconos(Valor):
    formato: Literal["1"] = Field(description="Versión del formato.")
    fuente: Texto | None = Field(None, description="De dónde salen.")
    iconos: tuple[_IconoEscrito, ...] = Field(min_length=1, description="Los iconos.")


class _LineaEscrita(Valor):
    cc: Texto = Field(description="Código de la línea.")
    texto: Texto = Field(description="De qué trata.")
    confianza: Confianza = Field(Confianza.POR_CONFIRMAR, description="Qué tan cierto es.")
    wcag: ListaDe[Texto] = Field(None, description="Criterios de WCAG.")
    alcance: Texto | None = Field(None, description="Qué comprueban las pruebas.")
    pruebas: ListaDe[Texto] = Field(None, description="Las pruebas que la comprueban.")


class _Lineas(Valor):
    formato: Literal["1"] = Field(description="Versión del formato.")
    fuente: Texto | None = Field(None, description="De dónde salen.")
    lineas: tuple[_LineaEscrita, ...] = Field(min_length=1, description="Las líneas.")


class _LugarEscrito(Valor):
    evidencia: Evidencia = Field(description="Qué clase de documento va ahí.")
    nivel1: Texto = Field(description="Primer nivel, con su número.")
    nivel2: Texto = Field(description="Segundo nivel, con su número.")
    item: Texto | None = Field(None, description="Ítem, con su número, si va en uno.")


class _EmisorEscrito(Valor):
    id: Texto = Field(description="Identificador.")
    nombre: Texto = Field(description="Su nombre.")


class _Emisores(Valor):
    formato: Literal["1"] = Field(description="Versión del formato.")
    fuente: Texto = Field(description="De dónde salen.")
    emisores: tuple[_EmisorEscrito, ...] = Field(min_length=1, description="Los emisores.")


class _Menu(Valor):
    formato: Literal["1"] = Field(description="Versión del formato.")
    fuente: Texto = Field(description="De dónde se sabe.")
    confianza: Confianza = Field(Confianza.POR_CONFIRMAR, description="Qué tan cierto es.")
    lugares: tuple[_LugarEscrito, ...] = Field(min_length=1, description="Los lugares.")


def leer_sectores(leido: ContextoLeido) -> dict[int, Sector]:
    """Los sectores administrativos, por su número."""
    escritos = _leer("sectores.yaml", _como(_Sectores), leido)
    general = escritos.fuente or ""
    return {s.numero: Sector(s.numero, s.nombre, s.fuente or general) for s in escritos.sectores}


def leer_iconos(leido: ContextoLeido) -> dict[str, Icono]:
    """Los iconos de las decisiones, por su identificador."""
    escritos = _leer("iconos.yaml", _como(_Iconos), leido).iconos
    return {i.id: Icono(i.id, i.simbolo, i.nombre) for i in escritos}


def leer_accesibilidad(leido: ContextoLeido) -> tuple[LineaDeAccesibilidad, ...]:
    """Las líneas del anexo 1 de la Resolución 1519 de 2020."""
    return tuple(
        LineaDeAccesibilidad(
            x.cc, x.texto, x.confianza, x.wcag or (), x.alcance or "", x.pruebas or ()
        )
        for x in _leer("accesibilidad.yaml", _como(_Lineas), leido).lineas
    )


def leer_menu(leido: ContextoLeido) -> dict[Evidencia, LugarDelMenu]:
    """En qué lugar del menú de transparencia va cada clase de documento."""
    escrito = _leer("menu.yaml", _como(_Menu), leido)
    return {
        x.evidencia: LugarDelMenu(x.nivel1, x.nivel2, x.item or "", escrito.fuente)
        for x in escrito.lugares
    }


def leer_emisores(leido: ContextoLeido) -> dict[str, str]:
    """El nombre de quien expide lo que citan las listas del producto; el sitio no lo cambia."""
    escritos = _del_producto("emisores.yaml", _como(_Emisores), leido)
    return {e.id: e.nombre for e in escritos.emisores}


def leer_calendario(leido: ContextoLeido) -> Calendario:
    """Los días festivos."""
    return _leer(CALENDARIO, _calendario, leido)


_QuienLee = Callable[[ArbolDeYaml, str, ContextoLeido], _T | None]


def _leer(nombre: str, interpretar: _QuienLee[_T], leido: ContextoLeido) -> _T:
    """El del sitio (`contenido/datos/…`), si está y es lo que debe; si no, el del producto."""
    propio = f"contenido/datos/{nombre}"
    if hay_archivo(leido.contenido, propio, leido.hallazgos):
        arbol = leer_arbol(propio, leido)
        valor = interpretar(arbol, propio, leido) if arbol else None
        if valor is not None:
            return valor
    return _del_producto(nombre, interpretar, leido)


def _del_producto(nombre: str, interpretar: _QuienLee[_T], leido: ContextoLeido) -> _T:
    del_producto = leer_del_producto(nombre, leido)
    valor = interpretar(del_producto, f"generador/datos/{nombre}", leido) if del_producto else None
    assert valor is not None, f"generador/datos/{nombre} no tiene la forma que debe"
    return valor


def carpeta_del_producto(nombre: str) -> Path:
    """Donde está un dato, o una carpeta de ellos, de los que trae el producto."""
    return Path(__file__).parent.parent / "datos" / nombre


def leer_del_producto(nombre: str, leido: ContextoLeido) -> ArbolDeYaml | None:
    """Uno de esos datos."""
    # Aquí sí se siguen enlaces: hay instaladores que ponen así los archivos de un paquete.
    crudo = carpeta_del_producto(nombre).read_bytes()
    return anotar(entender(crudo, f"generador/datos/{nombre}"), leido)


def _como(modelo: type[_V]) -> _QuienLee[_V]:
    def interpretar(arbol: ArbolDeYaml, archivo: str, leido: ContextoLeido) -> _V | None:
        valor, defectos = validar(modelo, arbol, archivo)
        leido.hallazgos += defectos
        return valor

    return interpretar


def _calendario(arbol: ArbolDeYaml, archivo: str, leido: ContextoLeido) -> Calendario | None:
    try:
        return calendario_desde(arbol.datos or {})
    except ValueError as falla:
        leido.hallazgos.append(
            error(
                "tipo-incorrecto",
                Origen(archivo),
                f"El calendario no se puede usar: {falla}",
                "Corríjalo como está el del producto, o bórrelo: sin él vale el del producto",
            )
        )
        return None
