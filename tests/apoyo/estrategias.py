"""Registros al azar: lo que un editor podría escribir en cada campo de cada clase del modelo."""

from __future__ import annotations

import types
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from pydantic import BaseModel, BeforeValidator, StringConstraints

from generador.modelo import contactos, tipos
from generador.modelo.base import Documento, Original
from generador.modelo.invisibles import INVISIBLE
from generador.modelo.tipos import Lectura, Vocablo

Crudo = st.SearchStrategy[Any]
"""Textos, listas y mapas, como los da la lectura de YAML."""

_DIAS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
_ANIOS = st.integers(1900, 2100).map(str)
_MESES = _DIAS.map(lambda d: d.isoformat()[:7])
_LAPSOS = _ANIOS | _MESES | _DIAS.map(str)
_IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)

# Los que tropiezan: comillas, dos puntos, marcas de YAML, palabras que se leen de otro modo.
# fmt: off
_DIFICILES = st.sampled_from([
    "sin_dato", "null", "~", "no", "NO", "si", "012", "3.10", "08:30", "1e3", "true", "<<", "=",
    "- a", "? a", "a: b", "a:", ": a", ":", "#a", "a #b", "# >>> a", "'a'", '"a"', "\\", "a\\n",
    "{a}", "[a]", "a,b", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a`", "---", "...", "2020-01-01",
    "a\n---\nb", "a\n\n\nb", "a\n  b", "a\n# b", "a \nb", "a\tb", "a\u00a0b", "e\u0301",
    "a\ne\u0301", "\u0338=", "ñ", "🙂", "palabra " * 30,
    "a  b " * 40,
])
# fmt: on
_LETRAS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
# La lectura no da textos con signos que no se ven.
TEXTOS = (_LETRAS | _DIFICILES).map(str.strip).filter(lambda t: t and not INVISIBLE.search(t))

_DE_LECTURA: dict[Any, Crudo] = {
    tipos.leer_fecha: _DIAS.map(str),
    tipos.leer_lapso: _LAPSOS | _ANIOS.map(lambda a: f"{a}-01/{a}-12"),
    tipos.leer_hora: st.times().map(lambda h: f"{h:%H:%M}"),
    tipos.leer_periodo: st.builds(
        "{}{}".format,
        st.integers(1900, 2099),
        st.sampled_from(["", "-s1", "-s2", "-t1", "-t4", "-a-2100", "-t3-a-2100-s2"]),
    ),
    tipos.leer_numero_de_norma: st.from_regex(
        r"[0-9]{1,9}[A-Z]{0,3}(-[0-9]{1,9}[a-z]{0,3}){0,2}", fullmatch=True
    ),
    tipos.leer_anio: st.integers(1810, 2100).map(str),
    tipos.leer_entero: st.integers(0, 999_999_999).map(str),
    tipos.leer_porcentaje: st.integers(0, 100).map(str),
    tipos.leer_dia_del_anio: st.dates().map("{:%m-%d}".format).filter("02-29".__ne__),
    tipos.leer_si_no: st.sampled_from(["si", "no", "sí", "Sí", "NO"]),
    tipos.leer_id: _IDS,
    tipos.leer_lugar_de_destino: _IDS.map("ssh://{0}.gov.co/srv/{0}".format),
    contactos.leer_correo: st.lists(_IDS.map("{0}@{0}.gov.co".format), min_size=1, max_size=2).map(
        ", ".join
    ),
    contactos.leer_telefono: st.integers(100, 9_999_999_999).map("(601) {}".format),
    contactos.leer_dato: TEXTOS.filter(lambda t: not set(t) & set("'\"`´“”‘’‚‛„‟«»")),
    tipos.leer_direccion: _IDS.map(lambda i: f"https://{i}.gov.co/#{i}"),
    tipos.leer_direccion_del_sitio: _IDS.map(lambda i: f"https://{i}.gov.co/{i}/"),
}
_LIBRES: Crudo = st.dictionaries(
    TEXTOS.filter(lambda t: len(t) < 20),
    st.recursive(TEXTOS, lambda h: st.lists(h, min_size=1, max_size=2), max_leaves=3),
    min_size=1,
    max_size=2,
)


@cache
def crudos(modelo: type[BaseModel]) -> Crudo:
    """Mapas válidos para ese modelo, con unos campos optativos y otros no."""
    anotaciones = get_type_hints(modelo, include_extras=True)
    campos = modelo.model_fields
    todos = st.fixed_dictionaries(
        {c: _de(anotaciones[c]) for c, info in campos.items() if info.is_required()},
        optional={c: _de(anotaciones[c]) for c, info in campos.items() if not info.is_required()},
    )
    return todos.map(en_orden).filter(bool)


def en_orden(campos: dict[str, Any]) -> dict[str, Any]:
    """Los mismos; lo que tiene primer y último día, con el primero primero."""
    extremos = [campos.get(c) for c in ("desde", "hasta")]
    if all(isinstance(e, str) for e in extremos):
        return campos | dict(zip(("desde", "hasta"), sorted(map(str, extremos)), strict=True))
    return campos


def _de(anotacion: Any) -> Crudo:
    if anotacion == Original:
        return st.just("este_registro") | st.deferred(lambda: crudos(Documento))
    origen, partes = get_origin(anotacion), get_args(anotacion)
    if origen is Annotated:
        return _anotado(partes[0], partes[1:])
    if origen in (Union, types.UnionType):
        return st.one_of([_de(p) for p in partes if p is not type(None)])
    if origen is Literal:
        return st.sampled_from(partes)
    if origen is tuple:
        return st.lists(_de(partes[0]), min_size=1, max_size=2)
    if origen is dict:
        return _LIBRES
    if issubclass(anotacion, Vocablo):
        return st.sampled_from([v.value for v in anotacion])
    return st.deferred(lambda: crudos(anotacion))


def _anotado(base: Any, metadatos: tuple[Any, ...]) -> Crudo:
    for metadato in metadatos:
        if isinstance(metadato, Lectura):
            return _DE_LECTURA[metadato.leer]
        if isinstance(metadato, StringConstraints):
            return TEXTOS
        if isinstance(metadato, BeforeValidator) and metadato.func is tipos.leer_lista:
            return st.sampled_from(["ninguno", "Ninguna"]) | _de(base)
    return _de(base)
