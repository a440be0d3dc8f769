"""Las clases de archivo que se publican, por qué cada una, y cómo se reconocen por dentro.

La lista es cerrada: lo que no está en ella no se publica, y se dice cómo guardarlo. Las firmas son
las de cada formato: los bytes con que empieza, o los archivos que tiene dentro si es un ZIP.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from typing import NamedTuple


class Formato(NamedTuple):
    """Una clase de anexo: con qué extensiones, por qué se admite y cómo empieza.

    `firmas` son expresiones que alguna debe hallarse al comienzo; `dentro`, lo que además debe
    nombrar el índice de un ZIP; `final`, lo que tiene al terminar, si se guardó entero; `macros`,
    lo que ese índice nombra solo si el documento trae un programa. Sin firmas, es un texto.
    """

    nombre: str
    extensiones: tuple[str, ...]
    por_que: str
    firmas: tuple[bytes, ...] = ()
    dentro: bytes = b""
    final: bytes = b""
    macros: bytes = b""


# La firma puede no ser lo primero: el formato admite bytes antes.
_PDF = (rb"(?s).{0,1024}%PDF-",)
# El de la primera hoja de uno para leer por partes dice cero: no es el final.
_FIN_DE_PDF = rb"startxref\s+0*[1-9]\d*\s*%%EOF"
_ZIP = (rb"PK\x03\x04",)
_FIN_DE_ZIP = rb"PK\x05\x06"
_OLE = (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_MACROS = rb"vbaProject\.bin"
_FIN_DE_RTF = rb"\}[\s\0]*\Z"
# La marca con que puede empezar un texto en UTF-8.
_MARCA = b"(?:%s)?" % BOM_UTF8
_JSON = (_MARCA + rb"\s*[\[{]",)
_ICS = (_MARCA + b"BEGIN:VCAL",)
_ABIERTO = "Documento abierto (ISO/IEC 26300), que cualquiera puede leer sin pagar"
_DE_OFICINA = "Documento de oficina corriente (ISO/IEC 29500)"
_ANTIGUO = "Documentos de años anteriores, que hay que conservar como están"
_FOTO = "Fotos y planos; se publican sin sus metadatos"
_GRABACION = "La grabación de una sesión"
_JUNTOS = "Varios archivos que van juntos"
_DATOS = "Datos abiertos, que se leen con cualquier programa"

CLASES: tuple[Formato, ...] = (
    Formato("un PDF", ("pdf",), "El documento firmado o escaneado", _PDF, final=_FIN_DE_PDF),
    Formato("un documento de texto abierto", ("odt",), _ABIERTO, _ZIP, b"content.xml", _FIN_DE_ZIP),
    Formato("una hoja de cálculo abierta", ("ods",), _ABIERTO, _ZIP, b"content.xml", _FIN_DE_ZIP),
    Formato("una presentación abierta", ("odp",), _ABIERTO, _ZIP, b"content.xml", _FIN_DE_ZIP),
    Formato("un documento de Word", ("docx",), _DE_OFICINA, _ZIP, b"word/", _FIN_DE_ZIP, _MACROS),
    Formato("una hoja de Excel", ("xlsx",), _DE_OFICINA, _ZIP, b"xl/", _FIN_DE_ZIP, _MACROS),
    Formato(
        "una presentación de PowerPoint",
        ("pptx",),
        _DE_OFICINA,
        _ZIP,
        b"ppt/",
        _FIN_DE_ZIP,
        _MACROS,
    ),
    Formato("un documento de Office anterior a 2007", ("doc", "xls", "ppt"), _ANTIGUO, _OLE),
    Formato("un texto con formato RTF", ("rtf",), _ANTIGUO, (rb"\{\\rtf",), b"", _FIN_DE_RTF),
    Formato("un texto", ("txt", "csv", "tsv"), _DATOS),
    Formato("un JSON", ("json", "geojson"), _DATOS, _JSON, b"", rb"[\]}]\s*\Z"),
    Formato("un calendario", ("ics",), "Las fechas de sesión", _ICS, b"", rb"END:VCALENDAR"),
    Formato("un PNG", ("png",), _FOTO, (rb"\x89PNG\r\n\x1a\n",)),
    Formato("un JPEG", ("jpg", "jpeg", "jpe", "jfif"), _FOTO, (rb"\xff\xd8\xff",)),
    Formato("un GIF", ("gif",), _FOTO, (rb"GIF8[79]a",)),
    Formato("un WebP", ("webp",), _FOTO, (rb"(?s)RIFF.{4}WEBP",)),
    Formato("un MP3", ("mp3",), _GRABACION, (rb"ID3", rb"\xff[\xe2-\xe7\xf2-\xf7\xfa-\xff]")),
    Formato("un audio o un video MP4", ("m4a", "mp4"), _GRABACION, (rb"(?s).{4}ftyp",)),
    Formato("un Ogg", ("ogg",), _GRABACION, (rb"OggS",)),
    Formato("un WAV", ("wav",), _GRABACION, (rb"(?s)RIFF.{4}WAVE",)),
    Formato("un WebM", ("webm",), _GRABACION, (rb"\x1a\x45\xdf\xa3",)),
    Formato("un ZIP", ("zip",), _JUNTOS, _ZIP, final=_FIN_DE_ZIP),
)

POR_EXTENSION = {extension: clase for clase in CLASES for extension in clase.extensiones}

# Un solo lugar: de aquí lo toman el servidor web, quien lo revisa y la página que lo enlaza.
_DE_WORD = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
ENTREGA: Mapping[str, tuple[str, str]] = {
    "csv": ("text/csv", "CSV"),
    "doc": ("application/msword", "Word"),
    "docx": (f"{_DE_WORD}.wordprocessingml.document", "Word"),
    "geojson": ("application/geo+json", "GeoJSON"),
    "gif": ("image/gif", "Imagen GIF"),
    "ics": ("text/calendar", "Calendario"),
    "jfif": ("image/jpeg", "Imagen JPEG"),
    "jpe": ("image/jpeg", "Imagen JPEG"),
    "jpeg": ("image/jpeg", "Imagen JPEG"),
    "jpg": ("image/jpeg", "Imagen JPEG"),
    "json": ("application/json", "JSON"),
    "m4a": ("audio/mp4", "Audio MP4"),
    "mp3": ("audio/mpeg", "Audio MP3"),
    "mp4": ("video/mp4", "Video MP4"),
    "odp": (f"{_ODF}.presentation", "Presentación OpenDocument"),
    "ods": (f"{_ODF}.spreadsheet", "Hoja OpenDocument"),
    "odt": (f"{_ODF}.text", "OpenDocument"),
    "ogg": ("audio/ogg", "Audio Ogg"),
    "pdf": ("application/pdf", "PDF"),
    "png": ("image/png", "Imagen PNG"),
    "ppt": ("application/vnd.ms-powerpoint", "PowerPoint"),
    "pptx": (f"{_DE_WORD}.presentationml.presentation", "PowerPoint"),
    "rtf": ("application/rtf", "Texto RTF"),
    "tsv": ("text/tab-separated-values", "TSV"),
    "txt": ("text/plain", "Texto"),
    "wav": ("audio/wav", "Audio WAV"),
    "webm": ("video/webm", "Video WebM"),
    "webp": ("image/webp", "Imagen WebP"),
    "xls": ("application/vnd.ms-excel", "Excel"),
    "xlsx": (f"{_DE_WORD}.spreadsheetml.sheet", "Excel"),
    "zip": ("application/zip", "ZIP"),
}
"""De cada extensión que se admite, el tipo con que se entrega y cómo se llama al enlazarla."""

_TABLAS = ("csv", "tsv")
_DE_JSON = ("json", "geojson")
_DE_LETRAS = (*_TABLAS, *_DE_JSON, "txt", "ics")
_QUE_UNE_GIT = (*_DE_LETRAS, "rtf")

_OBJETO = re.compile(_MARCA + rb"\s*(?:\[\s*)?\{\s*\"[^\"\n]*\"\s*:")
_HOJA_DE_PDF = re.compile(rb"/Type\s*/Page\b|/ObjStm\b")
_PAGINA = re.compile(_MARCA + rb"\s*<(?:!doctype\s+html|html|head|\?php)", re.IGNORECASE)
MARCAS_DE_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""Con lo que empieza un texto que dice de sí mismo que está en UTF-16."""

_PUNTERO = re.compile(rb"version https://(?:git-lfs|hawser)\.github\.com/spec/")
SIN_TRAER = "es solo la seña que Git LFS deja en lugar del documento, que no se trajo"
SIN_UNIR = "tiene dos versiones sin unir"
_CON_MACROS = ": tiene macros"

_EN_OTRA: tuple[tuple[tuple[str, ...], str], ...] = (
    (("tif", "tiff", "bmp", "heic", "heif", "mpo", "avif", "raw"), "PNG o JPEG; lo escaneado, PDF"),
    (("docm", "dotm", "dotx"), "DOCX, sin macros, o PDF"),
    (("xlsm", "xlsb", "xltm"), "XLSX, sin macros"),
    (("pptm", "ppsx", "ppsm"), "PPTX, sin macros, o PDF"),
    (("rar", "7z", "gz", "tgz", "tar"), "ZIP"),
    (("avi", "mov", "wmv", "mkv"), "MP4"),
    (("wma", "aac", "amr", "opus"), "MP3"),
    (("kml", "kmz", "shp"), "GeoJSON"),
    (("svg",), "PNG"),
)
_CONVENIENTE = {extension: en for extensiones, en in _EN_OTRA for extension in extensiones}


def extension_de(nombre: str) -> str:
    """La extensión de un nombre, en minúsculas y sin punto."""
    _, punto, extension = nombre.rpartition("/")[2].rpartition(".")
    return extension.lower() if punto else ""


def se_publica(nombre: str) -> bool:
    """Si un archivo que se llama así es de una clase que se publica."""
    return extension_de(nombre) in POR_EXTENSION


def es_de_letras(nombre: str) -> bool:
    """Si un archivo que se llama así es un texto: un navegador lo lee como UTF-8."""
    return extension_de(nombre) in _DE_LETRAS


def es_de_json(nombre: str) -> bool:
    """Si un archivo que se llama así tiene que entenderse como JSON."""
    return extension_de(nombre) in _DE_JSON


def lo_une_git(nombre: str) -> bool:
    """Si git une por renglones dos versiones de un archivo que se llama así, y deja sus marcas."""
    return extension_de(nombre) in _QUE_UNE_GIT


def en_que_guardarlo(nombre: str) -> str:
    """La clase que sirve para lo mismo y sí se publica."""
    return _CONVENIENTE.get(extension_de(nombre), "PDF")


def como_guardarlo_en_utf8(nombre: str) -> str:
    """El paso con que se guarda en UTF-8, en el programa con que ese texto se suele escribir."""
    if extension_de(nombre) in _TABLAS:
        return (
            "En Excel, «Guardar como» y la clase «CSV UTF-8 (delimitado por comas)»; en "
            "LibreOffice, «Guardar como», «Editar configuración del filtro» y el juego de "
            "caracteres «Unicode (UTF-8)»"
        )
    return "En el Bloc de notas, «Guardar como» y la codificación «UTF-8»"


def remedio_de(nombre: str, defecto: str) -> str:
    """Qué se hace con un archivo que se puede publicar, y que por ese defecto no prueba nada."""
    if defecto == SIN_TRAER:
        return "Tráigalo con «git lfs pull», o copie aquí el documento mismo"
    if defecto.endswith(_CON_MACROS):
        en = extension_de(nombre).upper()
        return f"Ábralo y guárdelo como {en}, sin macros, o como PDF"
    return "Ábralo para ver qué es; copie otra vez el documento, o póngale la extensión que es"


def defecto_de(nombre: str, cabeza: bytes, cola: bytes) -> str:
    """Por qué un archivo no se publica ni prueba nada; el texto vacío si es lo que dice su nombre.

    `cabeza` son sus primeros bytes y `cola` los últimos; con eso basta para no leerlo entero.
    """
    clase = POR_EXTENSION.get(extension_de(nombre))
    if clase is None:
        return "es de una clase que no se publica"
    if not cabeza.removeprefix(BOM_UTF8).strip(b"\0 \t\r\n") or re.match(_FIN_DE_ZIP, cabeza):
        return "está vacío"
    if es_puntero(cabeza):
        return SIN_TRAER
    if extension_de(nombre) in _TABLAS and _OBJETO.match(cabeza):
        return "no es una tabla: es un JSON"
    if not _es(clase, cabeza, cola):
        return f"no es {clase.nombre}" + (": es una página web" if _PAGINA.match(cabeza) else "")
    if not re.search(clase.final, cola):
        return cortado(nombre)
    if clase.final == _FIN_DE_PDF and cola.startswith(cabeza) and not _HOJA_DE_PDF.search(cola):
        return "no tiene ninguna página"
    if clase.macros and re.search(clase.macros, cola):
        return f"no es {clase.nombre}{_CON_MACROS}"
    return ""


def clase_por_dentro(crudo: bytes) -> Formato | None:
    """La clase que dicen los bytes de un archivo entero, si no es un texto."""
    if b"\0" not in crudo or crudo.startswith(MARCAS_DE_UTF_16):
        # Un texto dañado puede empezar como la música de un MP3, y el que está en UTF-16, también.
        return None
    de_bytes = (c for c in CLASES if c.extensiones[0] not in _QUE_UNE_GIT)
    return next((c for c in de_bytes if _es(c, crudo, crudo)), None)


def es_puntero(cabeza: bytes) -> bool:
    """Si esos primeros bytes son los de la seña que Git LFS deja en lugar de un archivo."""
    return _PUNTERO.match(cabeza) is not None


def cortado(nombre: str) -> str:
    """El defecto de un archivo de una clase que se publica, al que le falta el final."""
    clase = POR_EXTENSION[extension_de(nombre)]
    return f"se cortó al guardarlo o al traerlo, y no es {clase.nombre} entero"


def _es(clase: Formato, cabeza: bytes, cola: bytes) -> bool:
    if not clase.firmas:
        return not _PAGINA.match(cabeza) and (
            b"\0" not in cabeza or cabeza.startswith(MARCAS_DE_UTF_16)
        )
    return any(re.match(f, cabeza) for f in clase.firmas) and clase.dentro in cola
