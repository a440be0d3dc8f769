"""Un archivo cambia de nombre solo si también cambia donde se nombra.

Lo que nombra un registro con errores no se comprueba hasta que se arreglen: con el archivo ya
cambiado, quedaría nombrando uno que no está. Mientras tanto, el cambio es solo una propuesta.
"""

from __future__ import annotations

import html
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from msgspec import structs

from generador.arboles import ArchivoCambio
from generador.hallazgo import Accion, Arreglo, Certeza, Hallazgo, hay_errores
from generador.lectura.contenido import Contenido
from generador.modelo.anexos import se_publica
from generador.modelo.archivos import EXTENSIONES, INSTANCIAS, NORMAS

# Salen de leer el registro entero: los arregla el mismo cambio.
_DE_NOMBRES = frozenset(
    ("anexo-no-existe", "anexo-sin-nombrar", "documento-reemplazado-falta", "enlace-roto")
)
_EN_INSTANCIAS, _EN_NORMAS = f"{INSTANCIAS}/", f"{NORMAS}/"
# El enlace que sabe cambiar la acción «destino»: en un renglón, y sin otros paréntesis.
_ENLACE = re.compile(r"\[[^\]\n]*\]\((?:<[^>\n]*>|[^()\s<]*)[^()\n]*\)")
# Los demás, y «[lista]: 01/Lista.pdf», el destino que está aparte del enlace.
_OTRO_ENLACE = re.compile(r"(?m)\]\(.*|^ {0,3}\[[^\]]+\]:.*(?:\n[ \t]+\S.*)?")


def aplazar_nombres(hallazgos: list[Hallazgo], contenido: Contenido) -> list[Hallazgo]:
    """Los mismos, sin ningún cambio de nombre seguro que deje mal a quien nombra el archivo."""
    if not any(_es_cambio_seguro(a) for h in hallazgos for a in h.arreglos):
        return hallazgos
    hay = (a for a in contenido.bajo("contenido") if a.endswith(EXTENSIONES))
    escritos = {a: _leer(contenido, a) for a in hay}
    textos = dict(_lo_que_no_se_cambia(hallazgos, escritos))
    enteros = [_llano(texto) for texto in escritos.values()]
    return [_sin_quien_lo_nombre(_aplazado(h, textos), enteros) for h in hallazgos]


def _es_cambio_seguro(arreglo: Arreglo) -> bool:
    return arreglo.accion in (Accion.MOVER, Accion.MUDAR) and arreglo.certeza is Certeza.MECANICO


def _lo_que_no_se_cambia(
    hallazgos: Iterable[Hallazgo], escritos: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """De cada archivo de texto, la parte donde un nombre viejo se quedaría como está."""
    danados = frozenset(
        h.origen.archivo for h in hallazgos if hay_errores((h,)) and h.codigo not in _DE_NOMBRES
    )
    comun = any(not d.startswith((_EN_INSTANCIAS, _EN_NORMAS)) for d in danados)
    for archivo, texto in escritos.items():
        if not comun and not danados.intersection(_de_quienes_depende(archivo)):
            texto = "\n".join(_OTRO_ENLACE.findall(_ENLACE.sub("", texto)))
        if texto:
            yield archivo, _llano(texto)


def _de_quienes_depende(archivo: str) -> Iterator[str]:
    """El registro, en sus dos archivos; las carpetas en que está, y la ficha de su instancia."""
    yield from (f"{posixpath.splitext(archivo)[0]}{x}" for x in EXTENSIONES)
    partes = archivo.split("/")
    yield from ("/".join(partes[:n]) for n in range(2, len(partes)))
    if archivo.startswith(_EN_INSTANCIAS):
        yield from (f"{'/'.join(partes[:3])}/instancia{x}" for x in EXTENSIONES)


def _leer(contenido: Contenido, archivo: str) -> str:
    try:
        crudo = contenido.crudo(archivo)
    except (OSError, ArchivoCambio):
        return ""
    try:
        return crudo.decode("utf-16" if b"\0" in crudo else "utf-8-sig")
    except UnicodeDecodeError:
        return crudo.decode("latin-1")


def _llano(texto: str) -> str:
    """Como se lee: un nombre se puede escribir «a%20b», «a\\_b» o partido en dos renglones."""
    sin_signos = html.unescape(unquote(texto)).replace("\\", "")
    return " ".join(unicodedata.normalize("NFC", sin_signos).split())


def _aplazado(hallazgo: Hallazgo, textos: dict[str, str]) -> Hallazgo:
    if not any(map(_es_cambio_seguro, hallazgo.arreglos)):
        return hallazgo
    nombrado = _como_se_nombra(hallazgo.origen.archivo)
    quien = next((a for a, texto in textos.items() if nombrado.search(texto)), "")
    if not quien:
        return hallazgo
    return _solo_propuesto(hallazgo, f"y cámbielo también donde lo nombra {quien}")


def _sin_quien_lo_nombre(hallazgo: Hallazgo, textos: Iterable[str]) -> Hallazgo:
    """De un anexo que además nadie nombra: con otro nombre, eso es lo que se diría de él."""
    nombre = hallazgo.origen.archivo.rpartition("/")[2]
    if not se_publica(nombre) or not any(map(_es_cambio_seguro, hallazgo.arreglos)):
        return hallazgo
    suyos = {_llano(nombre), *(posixpath.basename(a.texto) for a in hallazgo.arreglos)}
    if any(suyo in texto for texto in textos for suyo in suyos):
        return hallazgo
    return _solo_propuesto(hallazgo, "y nómbrelo en su registro, que no lo nombra")


def _solo_propuesto(hallazgo: Hallazgo, ademas: str) -> Hallazgo:
    """El mismo, sin ningún cambio de nombre que se haga solo, y con lo que falta hacer."""
    arreglos = tuple(
        structs.replace(a, certeza=Certeza.PROBABLE) if _es_cambio_seguro(a) else a
        for a in hallazgo.arreglos
    )
    return structs.replace(hallazgo, remedio=f"{hallazgo.remedio}, {ademas}", arreglos=arreglos)


def _como_se_nombra(archivo: str) -> re.Pattern[str]:
    """Un anexo, por su nombre; un registro o una carpeta, como parte de un camino."""
    nombre = _llano(archivo.rpartition("/")[2])
    tronco, extension = posixpath.splitext(nombre)
    if re.fullmatch(r"\.[A-Za-z0-9]{1,8}", extension) and extension not in EXTENSIONES:
        return re.compile(re.escape(nombre))
    tronco = re.escape(tronco if extension in EXTENSIONES else nombre)
    return re.compile(rf"/{tronco}(?!\w)|(?<!\w){tronco}(?:/|\.(?:md|yaml|html)\b)")
