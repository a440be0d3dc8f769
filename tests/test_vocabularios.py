"""Las palabras de un vocabulario se dicen una vez: lo demás sale de su clase o la tiene entera."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import click
import pytest
from pydantic import BaseModel

import generador
from generador import cli
from generador.cli.comun import OpcionDePalabras
from generador.modelo.base import Procedencia, campos_de
from generador.modelo.instancia import TipoInstancia
from generador.modelo.nombres import enumerar
from generador.modelo.norma import TipoNorma
from generador.modelo.sesion import TipoSesion
from generador.modelo.tipos import Vocablo, sin_tildes

EN_PARTE = {
    "generador.verificacion.cumplimiento._CASILLAS": "las que tienen una casilla en el formulario",
    "generador.verificacion.exigencias._PERIODOS": "las que parten el año",
    "generador.verificacion.explicacion._DICHOS": "las que no son de publicar un documento",
    "generador.verificacion.reglas.votaciones._EN_PALABRAS": "un impedido no vota",
    "generador.vistas.acuerdos._SIEMPRE": "las que se dicen aunque nadie las escogiera",
    "generador.vistas.acuerdos._SI_LOS_HAY": "las que se dicen solo si las hay",
    "generador.vistas.comunes._CLASIFICACIONES": "lo público no se avisa",
    "generador.vistas.partes._CESES": "las de una instancia que no se reúne",
}
"""De qué palabras son los diccionarios que no las tienen todas."""


def _modulos() -> Iterator[ModuleType]:
    for modulo in pkgutil.walk_packages(generador.__path__, "generador."):
        if not modulo.name.endswith("__main__"):
            yield import_module(modulo.name)


def test_lo_que_se_dice_de_un_vocabulario_se_dice_de_cada_palabra() -> None:
    """Sin esto, la palabra nueva se lee bien y tumba la página que la dice."""
    cortos = {
        f"{modulo.__name__}.{nombre}": sorted(faltan)
        for modulo in _modulos()
        for nombre, valor in vars(modulo).items()
        if isinstance(valor, Mapping) and valor and all(isinstance(k, Vocablo) for k in valor)
        if (faltan := {p for clave in valor for p in type(clave)} - valor.keys())
    }
    assert not {donde: que for donde, que in cortos.items() if donde not in EN_PARTE}
    assert EN_PARTE.keys() <= cortos.keys()


def _vocablo(anotacion: Any) -> type[Vocablo] | None:
    if get_origin(anotacion) in (Union, UnionType):
        return next(filter(None, map(_vocablo, get_args(anotacion))), None)
    es = isinstance(anotacion, type) and issubclass(anotacion, Vocablo)
    return anotacion if es else None


def test_la_descripcion_de_un_campo_no_repite_su_vocabulario() -> None:
    """La referencia y el editor ya ofrecen las palabras: repetidas, una nueva faltaría en ellas."""
    repiten = []
    for modelo in {m for modulo in _modulos() for m in vars(modulo).values() if _es_modelo(m)}:
        anotaciones = get_type_hints(modelo)
        for nombre, campo in campos_de(modelo).items():
            vocablo = _vocablo(anotaciones[nombre])
            # Esa descripción explica sus dos palabras, y no solo las enumera.
            palabras = (vocablo is not Procedencia and vocablo) or ()
            descrito = sin_tildes(campo.description or "")
            if sum(p.value.replace("_", " ") in descrito for p in palabras) > 1:
                repiten.append(f"{modelo.__name__}.{nombre}")
    assert not repiten, " ".join(repiten)


def _es_modelo(valor: object) -> bool:
    return isinstance(valor, type) and issubclass(valor, BaseModel)


@pytest.mark.parametrize(
    ("orden", "vocabulario"),
    [
        ("instancia", TipoInstancia),
        ("norma", TipoNorma),
        ("acta", TipoSesion),
        ("convocatoria", TipoSesion),
    ],
)
def test_la_ayuda_dice_las_palabras_que_se_pueden(orden: str, vocabulario: type[Vocablo]) -> None:
    grupo = cli.grupo.get_command(click.Context(cli.grupo), "nuevo")
    assert isinstance(grupo, click.Group)
    (opcion,) = (p for p in grupo.commands[orden].params if isinstance(p, OpcionDePalabras))
    _, ayuda = opcion.get_help_record(click.Context(grupo)) or ("", "")
    assert ayuda.endswith(f" Puede ser {enumerar(vocabulario, 'o')}.")


def test_el_nexo_es_otro_si_lo_ultimo_suena_como_el() -> None:
    assert enumerar(TipoSesion, "o") == "ordinaria, extraordinaria o informativa"
    assert enumerar(("extraordinaria", "ordinaria"), "o") == "extraordinaria u ordinaria"
    assert enumerar(TipoSesion) == "ordinaria, extraordinaria e informativa"
