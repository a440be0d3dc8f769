"""De una clase del modelo a su esquema: recorre las anotaciones de sus campos."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, BeforeValidator, StringConstraints
from pydantic.fields import FieldInfo

from generador.esquemas import formas
from generador.esquemas.formas import Esquema
from generador.esquemas.vocabularios import LITERALES, SI_NO, VOCABLOS
from generador.modelo import contactos, correcciones, tipos
from generador.modelo.base import Documento, Original, campos_de
from generador.modelo.citas import Cita, lo_que_cita
from generador.modelo.clases import camino_de_ejemplo
from generador.modelo.fechas import ANIO_MAXIMO, ANIO_MINIMO, PATRON_DE_PERIODO
from generador.modelo.tipos import Lectura, Vocablo

Definiciones = dict[str, Esquema]
"""Los esquemas de los grupos de claves, por el nombre de su clase."""

_SI_NO = "^(?:[Ss](?:[IiÍí])|[Nn][OoÓó])$"
_DIA = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_ANIO: Esquema = {"type": "integer", "minimum": ANIO_MINIMO, "maximum": ANIO_MAXIMO}
_FECHA = "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"
_HORA = "^(?:[01]?[0-9]|2[0-3]):[0-5][0-9]$"
_UN_DIA = "Escriba la fecha como AAAA-MM-DD, sin comillas."
_UN_LAPSO = "Escriba una fecha, un mes, un año, o dos de ellos separados por «/»."
_UNA_HORA = "Escriba la hora de 00:00 a 23:59."
_UN_PERIODO = "Escriba 2020 (año), 2020-s1 (semestre) o 2020-t3 (trimestre)."
_UN_ID = "Use minúsculas sin tildes, cifras y guiones."
_UNA_DIRECCION_DEL_SITIO = f"{tipos.UNA_DIRECCION} y no lleva «?» ni «#»"
_UN_CORREO = "Escriba la dirección de correo, como atencion@ejemplo.gov.co"
_UN_TELEFONO = "Escriba el número, con su indicativo."
_UN_DATO = f"Aquí va un texto de hasta {tipos.LARGO_DE_TEXTO} letras."
_UN_DESTINO = "Escriba una carpeta, un .zip, ssh://…, sftp://… o git+<repositorio>#<rama>."

_DIA_DEL_ANIO = (
    "^(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))$"
)
_DE_LECTURA: dict[Callable[[object], Any], Esquema] = {
    tipos.leer_fecha: formas.una_de(_UN_DIA, formas.patron(_FECHA)),
    tipos.leer_lapso: formas.una_de(_UN_LAPSO, formas.patron(f"^{_DIA}(?: */ *{_DIA})?$"), _ANIO),
    tipos.leer_hora: formas.una_de(_UNA_HORA, formas.patron(_HORA)),
    tipos.leer_periodo: formas.una_de(_UN_PERIODO, formas.patron(f"^{PATRON_DE_PERIODO}$"), _ANIO),
    tipos.leer_dia_del_anio: formas.una_de(
        "Escriba el mes y el día con dos cifras, como 01-31.", formas.patron(_DIA_DEL_ANIO)
    ),
    tipos.leer_anio: formas.una_de(
        "Escriba el año con sus cuatro cifras.",
        formas.patron("^ *[0-9]{4} *$"),
        {"type": "integer", "minimum": tipos.PRIMER_ANIO, "maximum": ANIO_MAXIMO},
    ),
    tipos.leer_entero: formas.entero("Escriba solo cifras."),
    tipos.leer_numero_de_norma: formas.una_de(
        "Escriba las cifras; si lleva letras o partes, sin espacios: 0123A, 100-010.",
        formas.patron(f"^{tipos.PATRON_DE_NUMERO_DE_NORMA}$"),
        formas.NUMERO,
    ),
    tipos.leer_porcentaje: formas.una_de(
        "Escriba un número de 0 a 100.",
        formas.patron("^(?:100|[0-9]{1,2}) *%?$"),
        {"type": "integer", "minimum": 0, "maximum": 100},
    ),
    tipos.leer_si_no: formas.una_de(
        "Escriba si o no.", formas.ofrecer(formas.patron(_SI_NO), SI_NO)
    ),
    # Un editor ve números en `12` y en `1e-1`.
    tipos.leer_id: formas.una_de(
        _UN_ID, formas.patron(f"^{tipos.PATRON_DE_ID}$"), {"type": "number", "minimum": 0}
    ),
    tipos.leer_lugar_de_destino: formas.una_de(_UN_DESTINO, formas.patron(r"^[^\x00-\x1f\x7f]+$")),
    tipos.leer_direccion: formas.una_de(
        tipos.UNA_DIRECCION, formas.patron(f"^{correcciones.PATRON_DE_DIRECCION}$")
    ),
    tipos.leer_direccion_del_sitio: formas.una_de(
        _UNA_DIRECCION_DEL_SITIO, formas.patron(r"^https?://[^\s<>\"'\\?#]+$")
    ),
    contactos.leer_correo: formas.una_de(_UN_CORREO, formas.patron("@")),
    contactos.leer_telefono: formas.una_de(
        _UN_TELEFONO, formas.patron("[0-9]"), {"type": "integer", "minimum": 0}
    ),
    contactos.leer_dato: formas.texto(tipos.LARGO_DE_TEXTO, _UN_DATO),
}

_EVIDENTES = (tipos.leer_si_no, tipos.leer_entero, tipos.leer_porcentaje, tipos.leer_id)


def esquema_de_modelo(modelo: type[BaseModel], definiciones: Definiciones) -> Esquema:
    """El esquema de un grupo de claves; los grupos que contiene quedan en `definiciones`."""
    anotaciones = get_type_hints(modelo, include_extras=True)
    propiedades: dict[str, Esquema] = {}
    exigencias = []
    for nombre, info in campos_de(modelo).items():
        esquema = _esquema(anotaciones[nombre], definiciones)
        if info.is_required():
            exigencias.append(formas.exigencia(nombre, info.description or ""))
        else:
            esquema = formas.o_en_blanco(esquema)
        propiedades[nombre] = esquema | _descripcion(info, anotaciones[nombre])
    return {
        "type": "object",
        "description": inspect.cleandoc(modelo.__doc__ or "").split("\n")[0],
        "properties": propiedades,
        "patternProperties": {formas.clave(n): e for n, e in propiedades.items()},
        "additionalProperties": False,
        "errorMessage": _de_estas_claves(propiedades),
    } | ({"allOf": exigencias} if exigencias else {})


def _descripcion(campo: FieldInfo, anotacion: Any) -> Esquema:
    """Lo que se muestra de un campo. El ejemplo va en el texto: como `examples`, un editor lo
    escribiría solo, y una fecha de ejemplo acabaría publicada."""
    texto, que = campo.description or "", lo_que_cita(campo)
    if que and que.cita is Cita.REGISTRO:
        ejemplo = camino_de_ejemplo(que.clase)
    else:
        ejemplo = _ejemplo(anotacion)
    return {"description": f"{texto} Por ejemplo: {ejemplo}" if ejemplo else texto}


def _ejemplo(anotacion: Any) -> str:
    """El ejemplo de una fecha, una hora o una dirección; vacío si no hace falta."""
    if get_origin(anotacion) is Annotated:
        lecturas = (m for m in get_args(anotacion)[1:] if isinstance(m, Lectura))
        return next((m.ejemplo for m in lecturas if m.leer not in _EVIDENTES), "")
    if get_origin(anotacion) in (Union, types.UnionType):
        return next(filter(None, map(_ejemplo, get_args(anotacion))), "")
    return ""


def _de_estas_claves(nombres: dict[str, Esquema]) -> str:
    if "extra" in nombres:
        return (
            "Esta clave no existe aquí: corrija el nombre o, si es un dato propio del sitio, "
            "póngala dentro de «extra:»."
        )
    return f"Aquí van solo estas claves, con dos puntos y su valor: {', '.join(nombres)}."


def _esquema(anotacion: Any, definiciones: Definiciones) -> Esquema:
    if anotacion == Original:
        este = formas.enumeracion({"este_registro": LITERALES["este_registro"]})
        este["errorMessage"] = "Escriba este_registro, o las claves del documento."
        return {"anyOf": [este, _referencia(Documento, definiciones)]}
    if get_origin(anotacion) is Annotated:
        return _anotado(anotacion, definiciones)
    if get_origin(anotacion) in (Union, types.UnionType):
        return _esquema(_sin_none(anotacion), definiciones)
    if get_origin(anotacion) is Literal:
        return formas.literal({v: LITERALES[v] for v in get_args(anotacion)})
    if get_origin(anotacion) is tuple:
        return formas.lista(_esquema(get_args(anotacion)[0], definiciones))
    if get_origin(anotacion) is dict:
        return formas.grupo_libre()
    if issubclass(anotacion, Vocablo):
        return formas.vocablo({v.value: VOCABLOS[anotacion][v.value] for v in anotacion})
    if issubclass(anotacion, BaseModel):
        return _referencia(anotacion, definiciones)
    raise TypeError(f"no hay esquema para {anotacion}")


def _anotado(anotacion: Any, definiciones: Definiciones) -> Esquema:
    base, *metadatos = get_args(anotacion)
    for metadato in metadatos:
        if isinstance(metadato, Lectura):
            return _DE_LECTURA[metadato.leer]
        if isinstance(metadato, StringConstraints):
            maximo = metadato.max_length or 0
            return formas.texto(maximo, f"Aquí va un texto de hasta {maximo} letras.")
        if isinstance(metadato, BeforeValidator) and metadato.func is tipos.leer_lista:
            return formas.con_ninguno(_esquema(_sin_none(base), definiciones))
    return _esquema(base, definiciones)


def _sin_none(anotacion: Any) -> Any:
    """La parte de la unión que no es `None`: el modelo no tiene uniones de más de una."""
    (unica,) = (p for p in get_args(anotacion) if p is not type(None))
    return unica


def _referencia(modelo: type[BaseModel], definiciones: Definiciones) -> Esquema:
    nombre = modelo.__name__
    if nombre not in definiciones:
        definiciones[nombre] = {}
        definiciones[nombre] = esquema_de_modelo(modelo, definiciones)
    return {"$ref": f"#/definitions/{nombre}"}
