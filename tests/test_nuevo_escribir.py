"""De un registro a su YAML, y de vuelta al mismo registro."""

from __future__ import annotations

from typing import Any

import pytest
from apoyo.en_yaml import registro_a_yaml
from apoyo.estrategias import TEXTOS, crudos
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generador.lectura.archivos import normalizar
from generador.lectura.portada import partir
from generador.lectura.validar import validar
from generador.modelo.acta import Acta
from generador.modelo.base import Valor
from generador.modelo.clases import CLASES_DE_INSTANCIA, NORMA
from generador.modelo.sitio import Entidad, ListaDeRequisitos, Publicacion, Retirados, Sitio
from generador.nuevo.escribir import yaml_de

MODELOS: dict[str, type[Valor]] = {
    **{c.nombre: c.modelo for c in (*CLASES_DE_INSTANCIA, NORMA)},
    "sitio": Sitio,
    "entidad": Entidad,
    "lista": ListaDeRequisitos,
    "publicacion": Publicacion,
    "retirados": Retirados,
}


def releido(texto: str, modelo: type[Valor]) -> Valor | None:
    """Lo que la lectura obtiene de un `.md` con ese YAML de portada."""
    partes = partir(normalizar(f"---\n{texto}---\n\nCuerpo.\n"), "x.md")
    assert (partes.arbol.hallazgos, partes.cuerpo.strip()) == ([], "Cuerpo.")
    valor, hallazgos = validar(modelo, partes.arbol, "x.md")
    assert hallazgos == []
    return valor


@pytest.mark.parametrize("nombre", MODELOS)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(datos=st.data())
def test_de_registro_a_yaml_a_registro(nombre: str, datos: st.DataObject) -> None:
    registro = MODELOS[nombre].model_validate(datos.draw(crudos(MODELOS[nombre])))
    assert releido(registro_a_yaml(registro), MODELOS[nombre]) == registro


@settings(max_examples=300)
@given(texto=TEXTOS, clave=TEXTOS)
def test_cualquier_texto_vuelve_igual(texto: str, clave: str) -> None:
    arbol: Any = {"extra": {clave[:50].strip() or "a": texto, "lista": [texto, [texto]]}}
    partes = partir(normalizar(f"---\n{yaml_de(arbol)}---\n"), "x.md")
    assert (partes.arbol.datos, partes.arbol.hallazgos) == (arbol, [])


@settings(max_examples=50)
@given(texto=TEXTOS)
def test_un_comentario_nunca_es_un_dato(texto: str) -> None:
    escrito = yaml_de({"tipo": "mesa"}, {"tipo": (texto, f"  {texto}"), "": (texto,)})
    partes = partir(normalizar(f"---\n{escrito}---\n"), "x.md")
    assert (partes.arbol.datos, partes.arbol.hallazgos) == ({"tipo": "mesa"}, [])


ESCRITO = """\
numero: 3
tipo: ordinaria
fecha: 2020-12-16
hora_inicio: 08:30
lugar: "Salón: piso 2"
asistencia:
  - integrante: alcaldias
    asistio: si
    cupos: 14
quorum:
  requerido: 5
  presentes: 6
decisiones: ninguno
funciones:
  - 1
  - 2
proxima_sesion: 2021-01/2021-02
resumen: si
notas:
  - >-
    Una nota larga se reparte en varias líneas, para que se pueda leer sin mover la
    pantalla de un lado a otro.
  - |-
    Una lista:
    - de dos
  - "sin_dato"
"""


def test_como_queda_un_acta() -> None:
    acta = Acta.model_validate(
        {
            "numero": "3",
            "tipo": "Ordinaria",
            "fecha": "2020-12-16",
            "hora_inicio": "8:30",
            "lugar": "Salón: piso 2",
            "asistencia": [{"integrante": "alcaldias", "asistio": "Sí", "cupos": "14"}],
            "quorum": {"requerido": "5", "presentes": "6"},
            "decisiones": "ninguna",
            "funciones": ["1", "2"],
            "proxima_sesion": "2021-01/2021-02",
            "resumen": "si",
            "notas": [
                "Una nota larga se reparte en varias líneas, para que se pueda leer sin mover la "
                "pantalla de un lado a otro.",
                "Una lista:\n- de dos",
                "sin_dato",
            ],
        }
    )
    assert registro_a_yaml(acta) == ESCRITO
    assert releido(ESCRITO, Acta) == acta
