"""Los archivos de anexos: ninguno suelto, y ninguno reemplazado que se haya retirado."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin

from generador.acervo import Acervo, ruta_de_anexo
from generador.configuracion import Contexto
from generador.hallazgo import Accion, Arreglo, Gravedad, ejemplo, parecido
from generador.modelo.base import Registro
from generador.modelo.nombres import direccion_de_ruta
from generador.verificacion.reglas.documentos import documentos
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Dichos, uno_de

_DESTINO = re.compile(r"""\b(?:href|src)=["']([^"']+)["']""")


def _en_disco(acervo: Acervo) -> Iterator[Caso]:
    """Cada archivo de la carpeta de un registro; el valor es (nombre, si alguien lo nombra)."""
    if not acervo.anexos:
        return
    nombrados = {*_en_documentos(acervo), *_en_textos(acervo)}
    for ruta in sorted(acervo.anexos):
        carpeta, _, nombre = ruta.rpartition("/")
        yield Caso(acervo.por_ruta[carpeta], (), (nombre, ruta in nombrados))


def _en_documentos(acervo: Acervo) -> Iterator[str]:
    for caso in documentos(acervo):
        for nombre in (caso.valor.archivo, caso.valor.reemplaza):
            if nombre:
                yield ruta_de_anexo(caso.registro, nombre)


def _en_textos(acervo: Acervo) -> Iterator[str]:
    """Los caminos a los que llevan los enlaces y las imágenes de los textos."""
    for (ruta, _), texto in acervo.cuerpos.items():
        for destino in _DESTINO.findall(texto):
            camino = html.unescape(destino).partition("#")[0]
            yield unquote(urljoin(direccion_de_ruta(ruta), camino))


def _nombrado(caso: Caso, _: Acervo, __: Contexto) -> Dichos:
    nombre, nombrado = caso.valor
    if not nombrado:
        yield (
            f"El archivo «{nombre}» está en la carpeta de anexos y nadie lo nombra",
            "Agréguelo en «anexos» con su título, enlácelo en el texto, o retírelo de la carpeta",
            *_nombrarlo(caso.registro, nombre),
        )


def _nombrarlo(registro: Registro, nombre: str) -> tuple[Arreglo, ...]:
    """El anexo nuevo, debajo de los que hay; si no hay «anexos», con la clave."""
    elemento = f"- titulo: Nombre del documento\n  archivo: {nombre}"
    if "anexos" not in type(registro).model_fields:
        return ()
    if getattr(registro, "anexos", None):
        return (ejemplo(Accion.ELEMENTO, elemento, registro.origen("anexos")),)
    renglones = elemento.replace("\n", "\n  ")
    return (ejemplo(Accion.CAMPO, f"anexos:\n  {renglones}", registro.origen()),)


def _reemplazos(acervo: Acervo) -> Iterator[Caso]:
    for caso in documentos(acervo):
        if caso.valor.reemplaza:
            yield Caso(caso.registro, (*caso.camino, "reemplaza"), caso.valor.reemplaza)


def _se_conserva(caso: Caso, acervo: Acervo, _: Contexto) -> Dichos:
    if ruta_de_anexo(caso.registro, caso.valor) in acervo.anexos:
        return
    carpeta = f"{caso.registro.ruta}/"
    vecinos = acervo.anexos_de(caso.registro)
    yield (
        f"El archivo reemplazado, «{caso.valor}», ya no está en {carpeta}."
        f"{parecido(caso.valor, vecinos)}",
        f"Devuélvalo a contenido/{carpeta}: lo publicado se reemplaza, no se retira; o corrija "
        "el nombre",
        uno_de(caso.valor, vecinos),
    )


_RETIRO = "Una versión publicada nunca se retira: queda marcada como reemplazada"

REGLAS: tuple[Regla, ...] = (
    Regla(
        "anexo-sin-nombrar",
        Gravedad.AVISO,
        "Un archivo que ningún registro nombra",
        "Resolución MinTIC 1519 de 2020, anexo 2: cada documento lleva su título y su fecha",
        _en_disco,
        _nombrado,
    ),
    Regla(
        "documento-reemplazado-falta",
        Gravedad.ERROR,
        "Un documento reemplazado que se retiró",
        _RETIRO,
        _reemplazos,
        _se_conserva,
    ),
)
