"""A quién se cita cuando se escribe su nombre y no su identificador."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from generador.modelo.correcciones import identificador
from generador.modelo.nombres import ID_DE_NORMA

_PARTICULAS = re.compile(r"\b(?:no|numero|nro|de|del|la|el|los|las)-")


def quien_se_llama(escrito: str, conocidos: Mapping[str, Iterable[str]]) -> str:
    """El único identificador que se llama así; el texto vacío si no lo hay, o hay varios.

    `conocidos` da los nombres de cada identificador, que también es un nombre.
    """
    buscado = _llano(escrito)
    suyos = [id_ for id_, nombres in conocidos.items() if buscado in map(_llano, (id_, *nombres))]
    # El que está mal escrito también se corrige: se cita como va a quedar.
    return identificador(suyos[0]) if buscado and len(suyos) == 1 else ""


def _llano(nombre: str) -> str:
    return _PARTICULAS.sub("", f"{identificador(nombre)}-").strip("-")


def nombres_de_entidades(datos: Mapping[str, Any]) -> dict[str, list[str]]:
    """Cada entidad con su nombre, su sigla y los nombres que tuvo."""
    return {
        id_: [
            *_textos(entidad, "nombre", "sigla"),
            *(
                n
                for antes in _grupos(entidad, "nombres_anteriores")
                for n in _textos(antes, "nombre")
            ),
        ]
        for id_, entidad in datos.items()
    }


def nombres_de_integrantes(instancia: Mapping[str, Any]) -> dict[str, list[str]]:
    """Cada cargo con su nombre, solo y con su dependencia."""
    return {
        str(uno.get("id", "")): [
            *_textos(uno, "cargo"),
            " ".join(_textos(uno, "cargo", "dependencia")),
        ]
        for uno in _grupos(instancia, "integrantes")
    }


def nombres_de_instancias(fichas: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """Cada instancia, por su carpeta, con su nombre y los otros con que se la conoce."""
    return {
        carpeta: [
            *_textos(ficha, "nombre"),
            *(a for a in ficha.get("alias") or () if isinstance(a, str)),
        ]
        for carpeta, ficha in fichas.items()
    }


def nombres_de_listas(listas: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """Cada lista de requisitos, por su archivo, con su título."""
    return {id_: _textos(lista, "titulo") for id_, lista in listas.items()}


def nombres_de_metas(plan: Mapping[str, Any]) -> dict[str, list[str]]:
    """Cada meta de un plan, por su identificador."""
    return {str(m.get("id", "")): _textos(m, "texto") for m in _grupos(plan, "metas")}


def nombres_de_funciones(instancia: Mapping[str, Any]) -> dict[str, list[str]]:
    """Cada función, por su número."""
    return {str(f.get("numero", "")): _textos(f, "texto") for f in _grupos(instancia, "funciones")}


def nombres_de_sectores(datos: Mapping[str, Any]) -> dict[str, list[str]]:
    """Cada sector, por su número."""
    return {str(s.get("numero", "")): _textos(s, "nombre") for s in _grupos(datos, "sectores")}


def nombres_de_iconos(datos: Mapping[str, Any]) -> dict[str, list[str]]:
    """Cada icono, por su identificador."""
    return {str(i.get("id", "")): _textos(i, "nombre") for i in _grupos(datos, "iconos")}


def nombres_de_normas(ids: Iterable[str]) -> dict[str, list[str]]:
    """Cada norma, como «acuerdo 257 de 2006», sin su emisor."""
    partes = {id_: ID_DE_NORMA.fullmatch(id_) for id_ in ids}
    return {id_: [f"{m[1]}-{m[2]}-{m[3]}"] if m else [] for id_, m in partes.items()}


def nombre_de_norma(datos: Mapping[str, Any]) -> str:
    """«decreto-527-2014-alcaldia-mayor», si la norma dice bien los cuatro datos."""
    partes = [str(datos.get(c, "")) for c in ("tipo", "numero", "anio", "emisor")]
    nombre = "-".join(partes).lower().replace("_", "-")
    return nombre if all(partes) and ID_DE_NORMA.fullmatch(nombre) else ""


def _textos(grupo: Any, *claves: str) -> list[str]:
    hallados = (grupo.get(c) for c in claves) if isinstance(grupo, dict) else ()
    return [t for t in hallados if isinstance(t, str)]


def _grupos(datos: Any, clave: str) -> list[dict[str, Any]]:
    lista = datos.get(clave) if isinstance(datos, dict) else None
    return [g for g in lista or () if isinstance(g, dict)] if isinstance(lista, list) else []
