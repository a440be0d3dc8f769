"""Los registros como JSON Schema, para que un editor complete y señale mientras se escribe.

Salen del modelo, sin copia. Un editor lee el YAML a su manera (`3` es un número, un valor en blanco
es nulo) y la lectura no: cada esquema admite las formas en que a un editor le llega lo que la
lectura acepta.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generador.esquemas.campos import Definiciones, esquema_de_modelo
from generador.modelo.archivos import (
    DIRECCIONES,
    ENTIDADES,
    INSTANCIAS,
    LISTAS,
    PUBLICACIONES,
    RETIRADOS,
    SITIO,
)
from generador.modelo.clases import CLASES_DE_INSTANCIA, NORMA
from generador.modelo.sitio import (
    Entidad,
    ListaDeRequisitos,
    Publicacion,
    Retirados,
    Sitio,
    Visitas,
)

DIALECTO = "http://json-schema.org/draft-07/schema#"
"""El dialecto que los editores entienden mejor."""

AUTOR = "Lo escribe «generador esquemas»; un cambio hecho aquí se pierde."
"""La marca de lo que esta orden puede volver a escribir."""

# Los registros que no son de una instancia: `lectura/contexto.py` lee cada uno por su cuenta, sin
# una tabla de clases de donde sacarlos. Las entidades van aparte: un archivo las trae todas.
_DEL_SITIO_ENTERO = {
    "sitio": (Sitio, SITIO),
    "lista": (ListaDeRequisitos, f"{LISTAS}/*.yaml"),
    "publicacion": (Publicacion, f"{PUBLICACIONES}/*.yaml"),
    "retirados": (Retirados, RETIRADOS),
    "direcciones": (Visitas, DIRECCIONES),
}
_INSTANCIA = f"{INSTANCIAS}/*"


def esquemas() -> dict[str, dict[str, Any]]:
    """El esquema de cada clase de registro, por su nombre: «acta», «norma», «sitio»…"""
    modelos: dict[str, type[Any]] = {c.nombre: c.modelo for c in (*CLASES_DE_INSTANCIA, NORMA)}
    modelos |= {nombre: modelo for nombre, (modelo, _) in _DEL_SITIO_ENTERO.items()}
    hechos = {nombre: _raiz(nombre, modelo) for nombre, modelo in modelos.items()}
    return hechos | {"entidades": _entidades()}


def _raiz(nombre: str, modelo: type[Any]) -> dict[str, Any]:
    definiciones: Definiciones = {}
    cuerpo = esquema_de_modelo(modelo, definiciones)
    return _con_cabecera(nombre, cuerpo, definiciones)


def _con_cabecera(
    nombre: str, cuerpo: Mapping[str, Any], definiciones: Definiciones
) -> dict[str, Any]:
    cabecera = {"$schema": DIALECTO, "$comment": AUTOR, "title": nombre.capitalize()}
    final = {"definitions": dict(sorted(definiciones.items()))} if definiciones else {}
    return cabecera | dict(cuerpo) | final


def _entidades() -> dict[str, Any]:
    definiciones: Definiciones = {}
    cuerpo = {
        "type": "object",
        "description": "Las entidades del sitio, cada una por su identificador.",
        "additionalProperties": esquema_de_modelo(Entidad, definiciones),
    }
    return _con_cabecera("entidades", cuerpo, definiciones)


def lugares() -> dict[str, tuple[str, ...]]:
    """Los patrones de archivo en que vale cada esquema, desde la raíz del sitio; con `!`, en los
    que no.

    Son los `.yaml`: dentro de la portada de un `.md`, los editores no completan. Una norma va
    siempre en un `.md`.
    """
    de_todo = {nombre: (lugar,) for nombre, (_, lugar) in _DEL_SITIO_ENTERO.items()}
    patrones = {c.nombre: _patron(c.ejemplo) for c in CLASES_DE_INSTANCIA}
    de_instancia = {n: (p, *_de_otra(p, patrones.values())) for n, p in patrones.items()}
    return de_instancia | de_todo | {"entidades": (ENTIDADES,)}


def _patron(ejemplo: str) -> str:
    """«actas/*/*.yaml», de «actas/2020/01.md»: un nombre con letras, como «sin-sesiones», queda."""
    *carpetas, nombre = ejemplo.removesuffix(".md").split("/")
    propio = f"{nombre}*" if nombre[0].isalpha() else "*"
    donde = [*carpetas[:1], *("*" for _ in carpetas[1:])]
    return "/".join((_INSTANCIA, *donde, f"{propio if donde else nombre}.yaml"))


def _de_otra(patron: str, todos: Iterable[str]) -> Iterator[str]:
    """Los que caben en un patrón y son de otra clase, con su nombre propio."""
    carpeta, _, nombre = patron.rpartition("/")
    for otro in todos:
        if nombre == "*.yaml" and otro != patron and otro.rpartition("/")[0] == carpeta:
            yield f"!**/{otro.rpartition('/')[2]}"
