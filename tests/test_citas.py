"""Lo que un campo cita lo dice su tipo: la regla, la sugerencia y la referencia salen de ahí."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from apoyo import fabrica as f
from pydantic import BaseModel, Field

from generador.configuracion.citables import CITABLES
from generador.lectura.validar import validar
from generador.lectura.yaml_estricto import leer_yaml
from generador.modelo.acta import Acta
from generador.modelo.base import Valor
from generador.modelo.citas import Cita, IdDeCargo, IdDeEntidad, IdDeNorma, _por_donde, citas_de
from generador.modelo.norma import Norma
from generador.modelo.sitio import Entidad, ListaDeRequisitos, Publicacion, Sitio
from generador.modelo.tipos import Lista, Texto
from generador.verificacion.reglas.citas import REGLAS
from generador.verificacion.reglas.regla import examinar


class Invitado(Valor):
    """Un grupo de claves que aún no existe en el producto."""

    entidad: IdDeEntidad = Field(description="Entidad de quien se invitó.")
    con: Lista[IdDeCargo] = Field(None, description="Cargos con que vino.")
    tema: Texto | None = Field(None, description="De qué habló.")


class ActaCrecida(Acta):
    """Un acta con dos campos más."""

    invitados: Lista[Invitado] = Field(None, description="Quiénes se invitaron.")
    base_legal: Lista[IdDeNorma] = Field(None, description="Normas en que se apoyó.")


CRECIDA = {
    "tipo": "ordinaria",
    "fecha": "2020-06-09",
    "invitados": [{"entidad": "nadie", "con": ["fantasma"], "tema": "Agua"}],
    "base_legal": ["ley-1-2020-nadie"],
    "funciones": ["99"],
}


def test_cada_cita_se_halla_con_su_camino() -> None:
    acta = f.registro(ActaCrecida, "instancias/mesa/actas/2020/01", **CRECIDA)
    assert [tuple(c) for c in citas_de(acta)] == [
        (("funciones", 0), Cita.FUNCION, 99),
        (("invitados", 0, "entidad"), Cita.ENTIDAD, "nadie"),
        (("invitados", 0, "con", 0), Cita.CARGO, "fantasma"),
        (("base_legal", 0), Cita.NORMA, "ley-1-2020-nadie"),
    ]


def test_un_campo_nuevo_que_cita_se_comprueba_sin_escribir_nada_mas() -> None:
    acta = f.registro(ActaCrecida, "instancias/mesa/actas/2020/01", **CRECIDA)
    _, hallazgos = examinar(REGLAS, f.acervo(acta), f.contexto("2026-11-28"))
    suyos = {h.codigo for h in hallazgos if h.origen.archivo.endswith("actas/2020/01.md")}
    assert suyos == {
        "cargo-desconocido",
        "entidad-desconocida",
        "funcion-desconocida",
        "norma-desconocida",
    }


@pytest.mark.parametrize(
    ("escrito", "dicho"),
    [
        ("invitados:\n  - entidad: Secretaría de Agua\n", "contenido/entidades.yaml"),
        ("invitados:\n  - con: [La Directora]\n    entidad: uno\n", "«integrantes»"),
        ("base_legal: [Ley uno]\n", "contenido/normas/"),
    ],
)
def test_y_quien_la_escribe_por_su_nombre_sabe_donde_buscarla(escrito: str, dicho: str) -> None:
    arbol = leer_yaml(f"tipo: ordinaria\nfecha: 2020-06-09\n{escrito}", "01.yaml")
    _, hallazgos = validar(ActaCrecida, arbol, "01.yaml")
    assert [dicho in h.remedio for h in hallazgos] == [True], hallazgos


def citas_del_modelo(modelo: type[BaseModel]) -> Iterator[Cita]:
    """Todo lo que puede citar un valor de ese modelo."""
    for _, que in _por_donde(modelo):
        if isinstance(que, Cita):
            yield que
        else:
            yield from citas_del_modelo(que)


@pytest.mark.parametrize("modelo", [Sitio, Entidad, ListaDeRequisitos, Publicacion, Norma])
def test_lo_que_cita_lo_de_todo_el_sitio_se_comprueba(modelo: type[BaseModel]) -> None:
    """Un campo nuevo que cita se comprueba también fuera de las instancias (`CITABLES`)."""
    assert set(citas_del_modelo(modelo)) <= CITABLES.keys()


def test_las_normas_citan_y_se_comprueba_de_verdad() -> None:
    assert set(citas_del_modelo(Norma)) == {Cita.NORMA}
    assert set(citas_del_modelo(Acta)) - CITABLES.keys()
