"""Los datos con que se llama o se escribe a una entidad, y los correos que hay en un texto.

Un teléfono se escribe de muchas maneras y se publica como está: aquí solo se exige que lo sea. De
un correo sale un enlace, y por eso cada uno tiene que poder abrirse.
"""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import quote, unquote

from pydantic_core import PydanticCustomError, PydanticKnownError

from generador.hallazgo import Certeza
from generador.modelo.tipos import LARGO_DE_TEXTO, Lectura, falla

_ANTES_DE_LA_ARROBA = r"\w!#$%&'*+=?^`{|}~-"
_CORREO = re.compile(
    rf"(?<![.{_ANTES_DE_LA_ARROBA}])[{_ANTES_DE_LA_ARROBA}]+(?:\.[{_ANTES_DE_LA_ARROBA}]+)*"
    r"@(?:[\w-]+\.)+[^\W\d_][\w-]+(?![\w@-])"
)
_ARROBA = re.compile(r"\s*(?:[(\[{<]\s*(?:arroba|at|a)\s*[)\]}>]|\barroba\b)\s*", re.IGNORECASE)
_ESQUEMA = re.compile(r"^(?:mailto|tel):\s*", re.IGNORECASE)
_ENLACE = re.compile(r"\[[^\]]*\]\((?:mailto|tel):([^)]*)\)", re.IGNORECASE)
_COMILLAS = "\"'“”„‟‘’‚‛«»`´"
_CIERRAN = tuple(")>]}")
_ENTRE_CORREOS = re.compile(r"^(?:[\s,;/]|y\s)+|[\s,;/]+$")


def correos(texto: str) -> tuple[tuple[str, str], ...]:
    """Cada correo del texto: lo que se lee, con las palabras que lo presentan, y su dirección."""
    hallados = list(_CORREO.finditer(texto))
    # Lo que encierra un correo se cierra con él: «Ana <ana@ejemplo.gov.co>; …».
    finales = [m.end() + (texto[m.end() : m.end() + 1] in _CIERRAN) for m in hallados[:-1]]
    desde, hasta = [0, *finales], [*finales, len(texto)]
    return tuple(
        (_ENTRE_CORREOS.sub("", texto[inicio:fin]), m[0])
        for m, inicio, fin in zip(hallados, desde, hasta, strict=False)
    )


def _sigue_pegado(texto: str) -> bool:
    """Si a un correo le sigue, tras una coma y sin espacio, algo que no es otro: «a@b.gov,co»."""
    colas = (texto[m.end() :] for m in _CORREO.finditer(texto))
    return any(re.match(r"[,;]\w", c) and not _CORREO.match(c[1:]) for c in colas)


def enlace_de_correo(direccion: str) -> str:
    """El `mailto:` que abre un correo para esa dirección."""
    return f"mailto:{quote(direccion, safe='@')}"


def es_de_contacto(destino: str) -> bool:
    """Si un `mailto:` tiene a quién escribirle, o un `tel:` qué marcar."""
    esquema, _, resto = unquote(destino).partition(":")
    if esquema.lower() == "tel":
        return _se_puede_marcar(resto)
    # «mailto:?subject=…» abre un correo sin destinatario, y hay quien lo quiere así.
    return resto.startswith("?") or bool(_CORREO.search(resto))


def _se_puede_marcar(texto: str) -> bool:
    return re.search(r"\d", texto) is not None


def leer_correo(valor: object) -> str:
    """El texto, si todo lo que en él quiere ser un correo lo es."""
    texto = _un_texto(valor)
    if _son_correos(texto) and _sin_adornos(texto) == texto:
        return texto
    limpio = _sin_adornos(texto)
    if _son_correos(limpio):
        raise _con_adornos(texto, limpio)
    probable = _con_arroba(limpio)
    propuesto = probable if _son_correos(probable) else ""
    raise falla(
        "tipo-incorrecto",
        f"«{texto}» no es una dirección de correo",
        f"Escriba {propuesto}" if propuesto else "Escríbala como atencion@ejemplo.gov.co",
        propuesto or "atencion@ejemplo.gov.co",
        Certeza.PROBABLE if propuesto else Certeza.EJEMPLO,
    )


def _son_correos(texto: str) -> bool:
    hallados = _CORREO.findall(texto)
    enteros = len(hallados) == texto.count("@") and not _sigue_pegado(texto)
    return bool(hallados) and enteros and not _ARROBA.search(texto)


def _con_arroba(texto: str) -> str:
    """«contacto arroba ejemplo.gov.co» y «contacto@ejemplo,gov.co», con sus signos."""
    con_signo = re.sub(r"\s*@\s*", "@", _ARROBA.sub("@", texto))
    sin_comas = con_signo.replace(",", ".") if con_signo.count("@") == 1 else con_signo
    return sin_comas if _CORREO.fullmatch(sin_comas) else ""


def leer_telefono(valor: object) -> str:
    """El texto, si hay en él un número que se pueda marcar."""
    texto = _un_texto(valor)
    limpio = _sin_adornos(texto)
    if not _se_puede_marcar(texto):
        mensaje, remedio = f"«{texto}» no es un teléfono", "Escriba el número, con su indicativo"
        raise falla("tipo-incorrecto", mensaje, remedio, "(601) 000 0000", Certeza.EJEMPLO)
    if limpio != texto:
        raise _con_adornos(texto, limpio)
    return texto


def leer_dato(valor: object) -> str:
    """El texto, si no está todo él entre comillas."""
    texto = _un_texto(valor)
    if (limpio := _sin_comillas(texto)) != texto:
        raise _con_adornos(texto, limpio)
    return texto


def _con_adornos(texto: str, limpio: str) -> PydanticCustomError:
    mensaje = f"«{texto}» se publicaría con signos que no son suyos"
    # De un enlace, lo que se lee y a donde lleva pueden no ser lo mismo.
    certeza = Certeza.PROBABLE if _ENLACE.search(texto) else Certeza.MECANICO
    return falla("tipo-incorrecto", mensaje, f"Escriba {limpio}", _en_yaml(limpio), certeza)


def _en_yaml(texto: str) -> str:
    sencillo = re.fullmatch(r"[\w(+][^:#]*", texto)
    return texto if sencillo else "'" + texto.replace("'", "''") + "'"


def _sin_adornos(texto: str) -> str:
    """Sin comillas alrededor, y sin la marca con que otro programa lo volvió un enlace."""
    limpio = _ESQUEMA.sub("", _ENLACE.sub(r"\1", _sin_comillas(texto)))
    entre_angulos = re.fullmatch(r"<([^<>]*)>", limpio)
    return _ESQUEMA.sub("", entre_angulos[1].strip()) if entre_angulos else limpio


def _sin_comillas(texto: str) -> str:
    adentro = texto.strip(_COMILLAS)
    entero = adentro and adentro != texto and not any(c in adentro for c in _COMILLAS)
    return adentro.strip() if entero else texto


def _un_texto(valor: object) -> str:
    # Lo que de esto se dice es lo que se dice de cualquier texto.
    if not isinstance(valor, str):
        raise PydanticKnownError("string_type")
    if len(valor) > LARGO_DE_TEXTO:
        raise PydanticKnownError("string_too_long", {"max_length": LARGO_DE_TEXTO})
    return valor


Correo = Annotated[str, Lectura(leer_correo, "atencion@ejemplo.gov.co", libre=True)]
Telefono = Annotated[str, Lectura(leer_telefono, "(601) 000 0000", libre=True)]
DatoDeContacto = Annotated[
    str, Lectura(leer_dato, "Lunes a viernes, de 8:00 a. m. a 5:00 p. m.", libre=True)
]
