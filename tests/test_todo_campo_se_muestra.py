"""Lo que un editor escribe en cualquier campo cambia algo de lo que se publica.

De los ejemplos de la referencia, que tienen todos los campos, se cambia un valor cada vez: alguna
página o algún archivo de datos de su instancia tiene que ser otro.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from apoyo import fabrica as f
from pydantic import ValidationError

from generador.acervo import Acervo
from generador.compilacion.mostrado import mostrado
from generador.configuracion import Contexto
from generador.lectura.yaml_estricto import leer_yaml
from generador.modelo.base import Registro
from generador.modelo.clases import CLASES_DE_INSTANCIA, Clase
from generador.planeacion import Pagina, planear_instancia
from generador.resumen.resumir import resumir
from generador.verificacion.cumplimiento import cumplimiento
from generador.verificacion.reglas.sobre import firmas
from generador.vistas.instrumento import vista_instrumento
from generador.vistas.instrumentos import INSTRUMENTOS

EJEMPLOS = Path(__file__).parents[1] / "docs/referencia/ejemplos"
Camino = tuple[str | int, ...]


@cache
def ejemplo(clase: str) -> Any:
    texto = (EJEMPLOS / f"{clase}.yaml").read_text("utf-8")
    return leer_yaml(texto, clase).datos


def _clases() -> dict[str, Clase]:
    return {c.nombre: c for c in CLASES_DE_INSTANCIA}


def _hojas(valor: Any, camino: Camino = ()) -> Iterator[Camino]:
    if isinstance(valor, Mapping):
        for clave, hijo in valor.items():
            yield from _hojas(hijo, (*camino, clave))
    elif isinstance(valor, list):
        for n, hijo in enumerate(valor):
            yield from _hojas(hijo, (*camino, n))
    else:
        yield camino


def _sin(datos: Any, camino: Camino) -> Any:
    copia = deepcopy(datos)
    adentro = copia
    for paso in camino[:-1]:
        adentro = adentro[paso]
    del adentro[camino[-1]]
    return copia


def _registro(clase: Clase, datos: Any) -> Registro:
    leido = clase.modelo.model_validate(deepcopy(datos))
    lugar = clase.archivo(leido)
    # Hay clases en que el nombre lo pone quien escribe.
    nombre = {"constancia": "sin-sesiones"}.get(clase.nombre, "02") if lugar.endswith("/") else ""
    return f.registro(clase.modelo, f"instancias/mesa/{lugar}{nombre}", **deepcopy(datos))


def _archivos(registro: Registro, datos: Any) -> list[str]:
    carpeta = registro.ruta.removesuffix("/instancia")
    nombran = (
        c for c in _hojas(datos) if c[-1] == "archivo" or c[-2:] == ("original", "reemplaza")
    )
    return [f"{carpeta}/{_en(datos, c)}" for c in nombran]


def _en(datos: Any, camino: Camino) -> Any:
    for paso in camino:
        datos = datos[paso]
    return datos


def _acervo(cambiado: str = "", datos: Any = None) -> Acervo:
    """Un registro de cada clase, el de su ejemplo; el de `cambiado`, con esos datos."""
    registros, archivos = [], []
    for nombre, clase in _clases().items():
        suyos = datos if nombre == cambiado else ejemplo(nombre)
        registros.append(_registro(clase, suyos))
        archivos += _archivos(registros[-1], suyos)
    return f.acervo(*registros, archivos=archivos)


def _publicado(cambiado: str = "", datos: Any = None) -> dict[str, str]:
    """Por dirección, la huella de lo que muestra cada página y cada archivo de datos.

    También la de las páginas de lo que la ley pide, que reúnen a todas las instancias.
    """
    acervo = _acervo(cambiado, datos)
    contexto: Contexto = f.contexto("2026-11-22")
    renglones = cumplimiento(acervo, contexto)
    resumen = resumir(acervo, contexto, renglones, (), ())
    comunes = (
        Pagina(i.nombre, "instrumento.html", vista_instrumento(i, (resumen,), contexto))
        for i in INSTRUMENTOS
    )
    planeadas = (*planear_instancia(acervo, contexto, renglones), *comunes)
    return {p.ruta: mostrado(p).huella for p in planeadas}


CASOS = [(nombre, camino) for nombre in _clases() for camino in _hojas(ejemplo(nombre))]
_BASE = cache(_publicado)
EN_OTRA_PARTE = {
    ("instancia", "antes"): "la dirección anterior tiene su propia página, que lleva a esta",
    ("instancia", "extra"): "son del sitio: el producto no los interpreta",
    ("acta", "aplazada_a"): "solo es de la sesión que se aplazó",
    ("informe", "declarado", "decisiones", 0, "icono"): "vale el de su acta, que dice lo mismo",
    ("informe", "declarado", "decisiones", 0, "resumen"): "vale lo de su acta, que dice lo mismo",
    ("reglamento", "quorum", "numero"): "en el ejemplo, la base es el porcentaje",
    ("reglamento", "reemplaza"): "en el ejemplo, modifica: lo que modifica no reemplaza",
}


def _es(camino: tuple[Any, ...]) -> bool:
    return any(camino[: len(otro)] == otro for otro in EN_OTRA_PARTE)


@pytest.mark.parametrize(("clase", "camino"), CASOS, ids=lambda x: x if isinstance(x, str) else "")
def test_sin_ese_valor_se_publica_otra_cosa(clase: str, camino: Camino) -> None:
    modelo, entero, sin_el = _clases()[clase].modelo, ejemplo(clase), _sin(ejemplo(clase), camino)
    try:
        igual = modelo.model_validate(deepcopy(sin_el)).model_dump()
    except ValidationError:
        return  # es obligatorio: no hay cómo no escribirlo
    if igual != modelo.model_validate(deepcopy(entero)).model_dump():
        assert (_publicado(clase, sin_el) == _BASE()) == _es((clase, *camino)), camino


def test_las_reglas_miran_las_firmas_de_toda_clase_que_las_lleva() -> None:
    llevan = {c.modelo for c in CLASES_DE_INSTANCIA if "firmas" in c.modelo.model_fields}
    assert {type(caso.registro) for caso in firmas(_acervo())} == llevan
