"""Lo calculado junto a lo declarado: cada cifra dice de dónde sale y si los dos lados coinciden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generador.modelo.fechas import mes_largo
from generador.modelo.nombres import enumerar
from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.verificacion.resultados import Cifra, Coincide, Referencia
from generador.vistas import textos
from generador.vistas.comunes import VistaEstado, formato_de
from generador.vistas.marco import Enlace

_T = TypeVar("_T")

SIN_CONTRASTE = (
    "Sin contraste: las actas se reconstruyeron de este mismo informe; que coincidan con él no "
    "prueba nada"
)

SIN_CONTRASTE_EN_PARTE = (
    "Sin contraste en algunas cifras: sus registros se reconstruyeron de este mismo informe; que "
    "coincidan con él no prueba nada"
)

# La clave escoge un dibujo de los que ya existen para los estados de la lista de requisitos.
_DIFIERE = VistaEstado(
    "incumple", "No coincide", "lo declarado es distinto de lo calculado; se muestran los dos"
)
_SIN_CONTRASTE = VistaEstado(
    "sin_dato",
    "Sin contraste",
    "lo calculado sale de registros reconstruidos: coincida o no, no prueba nada",
)
_SOLO_DECLARADO = VistaEstado(
    "no_aplica", "Solo declarado", "lo dice el informe; los registros no alcanzan para calcularlo"
)
_SOLO_CALCULADO = VistaEstado(
    "no_aplica", "Solo calculado", "sale de los registros; el informe no lo declara"
)
_SIN_DATO = VistaEstado(
    "sin_dato", textos.mayuscula(SIN_DATO_DICHO), "ni se declara ni se puede calcular"
)
_COINCIDE = VistaEstado("cumple", "Coincide", "lo declarado es igual a lo calculado")
# Lo primero que el lector debe ver es lo que no coincide.
_EN_ORDEN = (_DIFIERE, _SIN_CONTRASTE, _SOLO_DECLARADO, _SOLO_CALCULADO, _SIN_DATO, _COINCIDE)


class VistaCifra(Struct, frozen=True):
    """Una cifra con sus dos lados en palabras; vacío es «sin dato».

    `iguales` dice si los dos lados se leen igual, y entonces basta mostrar uno.
    """

    calculado: str
    declarado: str
    contraste: VistaEstado
    fuentes: tuple[Enlace, ...]

    @property
    def iguales(self) -> bool:
        """Si los dos lados se leen igual."""
        return self.calculado == self.declarado

    @property
    def difiere(self) -> bool:
        """Si hay que mostrar los dos lados: se conocen ambos y no se leen igual."""
        return bool(self.calculado and self.declarado) and not self.iguales

    @property
    def valor(self) -> str:
        """El único lado que se conoce, o el común."""
        return self.declarado or self.calculado


class CuentaDeContraste(Struct, frozen=True):
    """Cuántas cifras quedaron en cada estado."""

    estado: VistaEstado
    cuantas: int


def ver_cifra(cifra: Cifra[_T], en_palabras: Callable[[_T], str]) -> VistaCifra:
    """La cifra con sus dos lados puestos en palabras por `en_palabras`."""
    return VistaCifra(
        "" if cifra.calculado is None else en_palabras(cifra.calculado),
        "" if cifra.declarado is None else en_palabras(cifra.declarado),
        _estado(cifra),
        tuple(enlace_de(r) for r in cifra.fuentes if r.url),
    )


def _estado(cifra: Cifra[_T]) -> VistaEstado:
    """El contraste en palabras; de un solo lado conocido, dice cuál."""
    if cifra.coincide is Coincide.SIN_DATO:
        if cifra.declarado is not None:
            return _SOLO_DECLARADO
        return _SIN_DATO if cifra.calculado is None else _SOLO_CALCULADO
    return {
        Coincide.SI: _COINCIDE,
        Coincide.NO: _DIFIERE,
        Coincide.SIN_CONTRASTE: _SIN_CONTRASTE,
    }[cifra.coincide]


def enlace_de(referencia: Referencia) -> Enlace:
    """El enlace a una referencia; si es un archivo, con su formato: su página se llama igual."""
    enlace = Enlace(referencia.titulo, referencia.url)
    if enlace.externo or referencia.url.partition("#")[0].endswith(".html"):
        return enlace
    return replace(enlace, texto=f"{enlace.texto} ({formato_de(enlace.ruta)})")


def fechas_juntas(fechas: Iterable[date]) -> str:
    """«9 de junio, 25 de agosto y 16 de diciembre de 2020»; «ninguna» si no hay."""
    anios = groupby(sorted(set(fechas)), key=lambda dia: dia.year)
    partes = [
        f"{enumerar(f'{d.day} de {mes_largo(d)}' for d in dias)} de {anio}" for anio, dias in anios
    ]
    return "; ".join(partes) or "ninguna"


def peor(cifras: Iterable[VistaCifra]) -> VistaEstado:
    """El contraste de una fila: el de la cifra que más importa ver."""
    estados = {c.contraste for c in cifras}
    return next(e for e in _EN_ORDEN if e in estados)


def cuenta_de(cifras: Iterable[VistaCifra]) -> tuple[CuentaDeContraste, ...]:
    """Cuántas cifras hay en cada estado, lo que no coincide primero; los vacíos no salen."""
    cuentas = Counter(c.contraste for c in cifras)
    return tuple(CuentaDeContraste(e, cuentas[e]) for e in _EN_ORDEN if cuentas[e])


def sin_contraste(cifras: Iterable[VistaCifra]) -> str:
    """La frase que lo explica si alguna cifra quedó sin contraste, o el texto vacío."""
    estados = {c.contraste for c in cifras}
    if _SIN_CONTRASTE not in estados:
        return ""
    contrastadas = estados & {_COINCIDE, _DIFIERE}
    return SIN_CONTRASTE_EN_PARTE if contrastadas else SIN_CONTRASTE
