"""Qué prueba un registro: su archivo firmado, o él mismo si es el original.

Una dirección web prueba algo si alguna vez se leyó y se guardó su huella. Sola no prueba nada, y
una reconstrucción tampoco: dicen por qué en `falta`.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta
from generador.modelo.base import (
    Archivo,
    Documento,
    Original,
    Procedencia,
    Publicable,
    Registro,
)
from generador.modelo.clases import nombre_de_documento, nombre_de_registro
from generador.modelo.nombres import direccion_de
from generador.modelo.norma import Norma
from generador.modelo.sitio import Visita
from generador.verificacion.resultados import ENLACE_SIN_COMPROBAR, Referencia


class Prueba(Struct, frozen=True):
    """Los documentos que prueban un registro, o por qué nada lo prueba (`falta` no vacía).

    `publicada` es el día del registro de publicaciones o, si este no lo sabe, el declarado.
    """

    referencias: tuple[Referencia, ...] = ()
    falta: str = ""
    publicada: date | None = None


def prueba_de(acervo: Acervo, contexto: Contexto, registro: Publicable) -> Prueba:
    """Lo que prueba un registro de la instancia."""
    original = registro.original
    archivo = acervo.archivo_de(registro, original) if isinstance(original, Documento) else None
    return _prueba(contexto, registro, nombre_de_registro(registro), original, archivo)


def prueba_de_norma(contexto: Contexto, id_: str, nombre: str, norma: Norma) -> Prueba:
    """Lo que prueba una norma: su texto, guardado en el sitio."""
    archivo = contexto.archivo_de_norma(id_)
    return _prueba(contexto, norma, nombre, norma.original, archivo)


def _prueba(
    contexto: Contexto,
    registro: Publicable | Norma,
    nombre: str,
    original: Original | None,
    archivo: Archivo | None,
) -> Prueba:
    visita = _visita(contexto, original)
    if falta := _por_que_no_prueba(registro, original, archivo, visita):
        return Prueba(falta=falta)
    if visita:
        # El día en que se leyó no es el de su publicación: pudo ser mucho antes.
        ajena = Referencia(nombre, visita.url, registro.fecha, visita.sha256 or "")
        return Prueba((ajena,), "", _declarada(registro, original))
    # Lo que prueba es el archivo y no la página, que pudo publicarse mucho antes que él.
    url = archivo.ruta if archivo else direccion_de(registro)
    sha256 = archivo.sha256 if archivo else registro.fuente.sha256
    publicada = contexto.fecha_probada(url) or _declarada(registro, original)
    return Prueba((Referencia(nombre, url, registro.fecha, sha256),), "", publicada)


def _declarada(registro: Publicable | Norma, original: Original | None) -> date | None:
    suya = original.fecha_publicacion if isinstance(original, Documento) else None
    return suya or registro.fecha_publicacion


def _visita(contexto: Contexto, original: Original | None) -> Visita | None:
    """La del original que solo es una dirección, si se pudo leer y su huella está guardada."""
    if not isinstance(original, Documento) or original.archivo or not original.url:
        return None
    visita = contexto.visita(original.url)
    return visita if visita and visita.sha256 else None


def _por_que_no_prueba(
    registro: Registro,
    original: Original | None,
    archivo: Archivo | None,
    visita: Visita | None,
) -> str:
    if registro.procedencia is Procedencia.RECONSTRUIDA:
        return "solo hay una reconstrucción"
    if original is None:
        return "falta el documento original"
    if visita:
        return ""
    if isinstance(original, Documento) and archivo is None:
        if original.archivo:
            return f"falta el archivo {original.archivo}"
        return ENLACE_SIN_COMPROBAR if original.url else "falta el documento original"
    if isinstance(original, Documento) and archivo and archivo.defecto:
        return f"el archivo {original.archivo} {archivo.defecto}"
    return ""


def anexos_de(
    acervo: Acervo, contexto: Contexto, acta: Acta
) -> tuple[tuple[Referencia, ...], tuple[str, ...]]:
    """Los anexos del acta que existen, y lo que falta de los demás.

    El que solo es una dirección no se puede comprobar. Lo clasificado o reservado con fundamento no
    se exige ni se enlaza (Ley 1712 de 2014).
    """
    hallados: list[Referencia] = []
    faltas: list[str] = []
    for anexo in acta.anexos or ():
        retenido = anexo.retenido and anexo.fundamento
        if retenido or not (anexo.archivo or anexo.url):
            continue
        if visita := _visita(contexto, anexo):
            nombre = nombre_de_documento(anexo, acta)
            hallados.append(Referencia(nombre, visita.url, anexo.fecha, visita.sha256 or ""))
            continue
        if not anexo.archivo:
            faltas.append(f"{ENLACE_SIN_COMPROBAR}: el anexo «{anexo.titulo}»")
            continue
        archivo = acervo.archivo_de(acta, anexo)
        if archivo and archivo.defecto:
            faltas.append(f"el anexo «{anexo.titulo}» {archivo.defecto}")
        elif archivo:
            nombre = nombre_de_documento(anexo, acta)
            hallados.append(Referencia(nombre, archivo.ruta, anexo.fecha, archivo.sha256))
        else:
            faltas.append(f"falta el anexo «{anexo.titulo}»")
    return tuple(hallados), tuple(faltas)
