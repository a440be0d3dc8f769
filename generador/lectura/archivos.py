"""Qué archivos hay en el contenido y qué dicen, con lo que impide leerlos.

Los nombres se comparan en NFC y sin distinguir mayúsculas, porque un sitio publicado puede
vivir en un disco que no las distingue.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generador.arboles import CARPETAS_MAXIMAS, ArchivoCambio, nombre_legible
from generador.hallazgo import Accion, Arreglo, Certeza, Hallazgo, Origen, ejemplo, error
from generador.lectura.anexos import no_sirve
from generador.lectura.contenido import Contenido, maximo_de
from generador.lectura.letras import danados, legible
from generador.lectura.lugares import (
    es_de_un_parche,
    es_para_quien_edita,
    es_reservado,
    nombre_debido,
)
from generador.lectura.pegado import conflicto
from generador.modelo.anexos import MARCAS_DE_UTF_16, POR_EXTENSION, clase_por_dentro
from generador.modelo.archivos import EXTENSIONES
from generador.modelo.correcciones import nombre_de_archivo

_EN_UTF8 = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_EN_ESPANOL = frozenset("áéíóúüñÁÉÍÓÚÜÑ¿¡«»“”‘’–—…°ºª·•€§½¼¾×\xa0àèòçâêôãõ")
_RAYA_EN_PALABRA = re.compile(r"[^\W\d][—–’][^\W\d]")
_CON_TILDE = re.compile("[áéíóúñ]", re.IGNORECASE)
_NOMBRE = re.compile(r"[a-z0-9][a-z0-9._-]*")
_SE_LEEN = "|".join((*POR_EXTENSION, "md", "yaml", "yml", "markdown", "text"))
_DE_OTRA_CLASE = re.compile(rf"(?i)\.(?!(?:{_SE_LEEN})$)[a-z0-9]{{1,8}}$")


@dataclass(frozen=True, slots=True)
class EnDisco:
    """Un archivo hallado: su camino bajo la carpeta recorrida y cuánto ocupa."""

    ruta: str
    bytes: int


def recorrer(contenido: Contenido, carpeta: str) -> tuple[list[EnDisco], list[Hallazgo]]:
    """Los archivos bajo una carpeta, por orden de nombre, y los que se rechazan.

    Se rechazan por su clase o por su nombre. Las rutas son relativas a la carpeta.
    """
    hallados: list[EnDisco] = []
    hallazgos: list[Hallazgo] = []
    todo = contenido.mirar(carpeta)
    for ruta, datos in todo.items():
        lugar = Origen(f"{carpeta}/{nombre_legible(ruta)}")
        defecto = defecto_de_clase(lugar, datos.st_mode)
        if defecto := defecto or _defecto_de_nombre(ruta, lugar, todo):
            hallazgos.append(defecto)
        elif stat.S_ISDIR(datos.st_mode) and ruta.count("/") >= CARPETAS_MAXIMAS:
            hallazgos.append(_muy_adentro(lugar))
        elif stat.S_ISREG(datos.st_mode):
            hallados.append(EnDisco(ruta, datos.st_size))
    return hallados, list(_sin_gemelos(hallazgos)) + _choques(hallados, carpeta)


def _sin_gemelos(hallazgos: list[Hallazgo]) -> Iterator[Hallazgo]:
    """A dos que quedarían con el mismo nombre no se les propone ese: se diría de uno solo."""
    debidos = Counter(a.texto for h in hallazgos for a in h.arreglos if a.accion is Accion.MOVER)
    for hallazgo in hallazgos:
        destinos = (a.texto for a in hallazgo.arreglos if a.accion is Accion.MOVER)
        if hallazgo.codigo == "nombre-de-archivo" and any(debidos[d] > 1 for d in destinos):
            nombre = hallazgo.origen.archivo.rpartition("/")[2]
            hallazgo = _ocupado(nombre, hallazgo.origen, stat.S_IFREG)
        yield hallazgo


def listar(contenido: Contenido, carpeta: str) -> list[tuple[str, int]]:
    """El nombre, que se pueda escribir, y el modo de lo que hay en una carpeta, sin bajar."""
    return [(nombre_legible(nombre), modo) for nombre, modo in contenido.listar(carpeta)]


def hay_archivo(contenido: Contenido, archivo: str, hallazgos: list[Hallazgo]) -> bool:
    """Si es un archivo corriente; un enlace u otra cosa es además un hallazgo."""
    return _hay(contenido, archivo, stat.S_IFREG, hallazgos)


def hay_carpeta(contenido: Contenido, carpeta: str, hallazgos: list[Hallazgo]) -> bool:
    """Lo mismo con una carpeta."""
    return _hay(contenido, carpeta, stat.S_IFDIR, hallazgos)


def _hay(contenido: Contenido, ruta: str, debida: int, hallazgos: list[Hallazgo]) -> bool:
    clase = contenido.que_es(ruta)
    if clase and clase != debida:
        lugar = Origen(ruta)
        hallazgos.append(defecto_de_clase(lugar, clase) or _otra_clase(lugar, debida))
    return clase == debida


def _otra_clase(lugar: Origen, debida: int) -> Hallazgo:
    debe = "un archivo" if debida == stat.S_IFREG else "una carpeta"
    return error(
        "archivo-especial", lugar, f"«{lugar.archivo}» no es {debe}", f"Ponga ahí {debe} o retírelo"
    )


def defecto_de_clase(lugar: Origen, modo: int) -> Hallazgo | None:
    """El hallazgo de un enlace o de un archivo especial; ninguno si es corriente o carpeta."""
    nombre = lugar.archivo.rpartition("/")[2]
    if stat.S_ISLNK(modo):
        return error(
            "archivo-es-enlace",
            lugar,
            f"«{nombre}» es un enlace a otro archivo o carpeta",
            "Copie aquí el archivo mismo: un enlace puede llevar fuera del sitio",
        )
    if not stat.S_ISREG(modo) and not stat.S_ISDIR(modo):
        return error(
            "archivo-especial",
            lugar,
            f"«{nombre}» no es un archivo corriente",
            "Retírelo de la carpeta",
        )
    return None


def _defecto_de_nombre(
    ruta: str, lugar: Origen, rutas: Mapping[str, os.stat_result]
) -> Hallazgo | None:
    carpeta, barra, nombre = nombre_legible(ruta).rpartition("/")
    es_anexo = bool({f"{carpeta}.md", f"{carpeta}.yaml"} & rutas.keys())
    if ajeno := no_es_contenido(lugar, es_anexo=es_anexo):
        return ajeno
    if es_reservado(nombre):
        return reservado(lugar, carpeta=stat.S_ISDIR(rutas[ruta].st_mode))
    if _NOMBRE.fullmatch(nombre):
        return None
    if _DE_OTRA_CLASE.search(nombre) and not stat.S_ISDIR(rutas[ruta].st_mode):
        # Con otro nombre tampoco se publicaría.
        return no_sirve(lugar, "es de una clase que no se publica")
    if otro := rutas.get(f"{carpeta}{barra}{nombre_de_archivo(nombre)}"):
        return _ocupado(nombre, lugar, otro.st_mode)
    es_carpeta = stat.S_ISDIR(rutas[ruta].st_mode)
    remedio, arreglos = nombre_debido(lugar.archivo, es_carpeta=es_carpeta)
    # Lo que ya está en la carpeta que debía ser se junta a mano.
    arreglos = tuple(
        a for a in arreglos if f"{carpeta}{barra}{a.texto.rpartition('/')[2]}" not in rutas
    )
    return error(
        "nombre-de-archivo",
        lugar,
        f"El nombre «{nombre}» tiene mayúsculas, tildes, espacios o signos",
        remedio,
        *arreglos,
    )


def no_es_contenido(lugar: Origen, *, es_anexo: bool = False) -> Hallazgo | None:
    """El de lo que no es un registro ni un anexo: un «README.md», o lo que dejó un parche.

    `es_anexo` dice si está en la carpeta de un registro.
    """
    nombre = lugar.archivo.rpartition("/")[2]
    if es_para_quien_edita(nombre, es_anexo=es_anexo):
        remedio = (
            "Llévelo fuera de contenido/; lo que explica de un registro, escríbalo en el texto de "
            "ese"
        )
        return _ajeno(lugar, f"«{nombre}» no es un registro ni un anexo: no se publica", remedio)
    if es_de_un_parche(nombre):
        suyo = nombre[: -len(".rej")]
        dicho = f"«{nombre}» es lo que no se pudo cambiar en «{suyo}» al unir dos versiones"
        return _ajeno(lugar, dicho, f"Escriba en «{suyo}» lo que falte, y borre este archivo")
    return None


def _ajeno(lugar: Origen, dicho: str, remedio: str) -> Hallazgo:
    return error("archivo-fuera-de-lugar", lugar, dicho, remedio)


def reservado(lugar: Origen, *, carpeta: bool = True) -> Hallazgo:
    """El de un archivo o una carpeta con un nombre que Windows no deja usar."""
    donde, _, nombre = lugar.archivo.rpartition("/")
    cosa = "carpeta" if carpeta else "archivo"
    return error(
        "nombre-de-archivo",
        lugar,
        f"Windows no deja que {'una' if carpeta else 'un'} {cosa} se llame «{nombre}»: allá el "
        "sitio no se puede copiar",
        f"Cámbiele el nombre, por ejemplo a «{cosa}-{nombre}», también donde se cita",
        ejemplo(Accion.MOVER, f"{donde}/{cosa}-{nombre}"),
    )


def _ocupado(nombre: str, lugar: Origen, modo: int) -> Hallazgo:
    """El nombre debido ya es de otro archivo o de otra carpeta, de ese modo."""
    debido, otro = (
        nombre_de_archivo(nombre),
        "otra carpeta" if stat.S_ISDIR(modo) else "otro archivo",
    )
    return error(
        "nombre-de-archivo",
        lugar,
        f"El nombre «{nombre}» tiene mayúsculas, tildes, espacios o signos, y sin ellos es el de "
        f"{otro}: «{debido}»",
        f"Deje uno solo, o póngale a este otro nombre, como {_con_numero(debido)}, también donde "
        "se cita",
    )


def _muy_adentro(lugar: Origen) -> Hallazgo:
    return error(
        "carpeta-muy-adentro",
        lugar,
        f"Hay más de {CARPETAS_MAXIMAS} carpetas una dentro de otra",
        "Saque lo que sirva a la carpeta de su registro y borre las demás",
    )


def _choques(hallados: list[EnDisco], prefijo: str) -> list[Hallazgo]:
    """Nombres que son el mismo en NFC y sin mayúsculas."""
    vistos: dict[str, str] = {}
    hallazgos = []
    for archivo in hallados:
        plegado = unicodedata.normalize("NFC", archivo.ruta).casefold()
        if plegado in vistos:
            hallazgos.append(
                error(
                    "nombre-repetido",
                    Origen(f"{prefijo}/{archivo.ruta}"),
                    f"«{archivo.ruta}» y «{vistos[plegado]}» son el mismo nombre",
                    "Cambie el nombre de uno de los dos",
                    ejemplo(Accion.MOVER, _con_numero(f"{prefijo}/{archivo.ruta}")),
                )
            )
        vistos.setdefault(plegado, archivo.ruta)
    return hallazgos


def _con_numero(ruta: str) -> str:
    base, punto, extension = ruta.rpartition(".")
    return f"{base}-2{punto}{extension}" if punto else f"{ruta}-2"


def lineas_de(contenido: Contenido, archivo: str) -> list[str]:
    """Las líneas de un registro como las cuenta la lectura; ninguna si no es un texto legible."""
    if not archivo.endswith(EXTENSIONES):
        return []
    try:
        crudo = contenido.crudo(archivo)
    except (OSError, ArchivoCambio):
        return []
    return normalizar(crudo.decode("utf-8-sig", errors="replace")).split("\n")


def leer_texto(contenido: Contenido, archivo: str) -> tuple[str, str, list[Hallazgo]]:
    """El texto normalizado de un archivo, su sha256 y los defectos: vacío, grande o no UTF-8.

    Si no se puede leer, el texto está vacío.

    Los finales de línea quedan en `\\n` y los caracteres en NFC antes de calcular la huella, para
    que el mismo registro dé los mismos bytes venga de donde venga.
    """
    return interpretar_texto(contenido.crudo(archivo), archivo)


def interpretar_texto(crudo: bytes, archivo: str) -> tuple[str, str, list[Hallazgo]]:
    """Como `leer_texto`, con los bytes ya leídos."""
    lugar, maximo = Origen(archivo), maximo_de(archivo)
    if len(crudo) > maximo:
        mensaje = f"El archivo pasa de {maximo >> 20} MiB"
        remedio = "Un registro es un texto corto: ponga lo extenso como anexo"
        return "", "", [error("archivo-muy-grande", lugar, mensaje, remedio)]
    if ilegible := no_utf8(crudo, archivo):
        return "", "", [ilegible]
    texto = normalizar(crudo.decode("utf-8-sig"))
    if not texto.strip():
        mensaje = "El archivo está vacío"
        remedio = "Escriba el registro o borre el archivo"
        # Sin sitio.yaml o entidades.yaml no hay sitio: esos no se borran.
        sobra = archivo.count("/") > 1
        borrar = (Arreglo(Accion.BORRAR, certeza=Certeza.PROBABLE),) if sobra else ()
        return "", "", [error("archivo-vacio", lugar, mensaje, remedio, *borrar)]
    if en_conflicto := conflicto(texto, archivo):
        return "", "", [en_conflicto]
    sha256 = hashlib.sha256(texto.encode()).hexdigest()
    return legible(texto), sha256, list(danados(texto, archivo))


def no_utf8(crudo: bytes, archivo: str) -> Hallazgo | None:
    """El defecto de un texto que no está en UTF-8, en su primer byte dañado; ninguno si lo está."""
    primero = _primer_byte_danado(crudo)
    if primero is None:
        return None
    otra = codificacion(crudo)
    es_registro = archivo.endswith(EXTENSIONES)
    if not otra and es_registro and (clase := clase_por_dentro(crudo)):
        mensaje = f"El archivo no es un texto: es {clase.nombre}, con el nombre de un registro"
        remedio = "Ábralo, copie lo que dice en un registro y llévelo a su carpeta de anexos"
        return error("archivo-no-utf8", Origen(archivo), mensaje, remedio)
    antes = crudo[:primero]
    columna = primero - antes.rfind(b"\n")
    lugar = Origen(archivo, antes.count(b"\n") + 1, columna)
    mensaje = "El texto no está en UTF-8"
    remedio = "En el editor, elija «Guardar con codificación» y escoja UTF-8"
    if not otra:
        mensaje = f"El texto no está en UTF-8: el byte {crudo[primero]:#04x} está dañado"
        remedio = "Borre en esa línea el signo que se ve mal y escríbalo de nuevo"
    arreglos = (Arreglo(Accion.RECODIFICAR, otra),) if otra else ()
    return error("archivo-no-utf8", lugar, mensaje, remedio, *arreglos)


def _primer_byte_danado(crudo: bytes) -> int | None:
    """Dónde está; el primer cero de un UTF-16 sin tildes, que también se lee como UTF-8."""
    try:
        crudo.decode("utf-8-sig")
    except UnicodeDecodeError as falla:
        return falla.start
    return crudo.find(b"\0") if b"\0" in crudo and _de_dos_en_dos(crudo) else None


def codificacion(crudo: bytes) -> str:
    """En qué está entero un texto que no es UTF-8; el texto vacío si no se puede saber.

    Uno que en parte sí está en UTF-8 tiene unos bytes dañados: leerlo entero de otra manera dañaría
    los demás. Y uno con signos que nadie escribe en español no está en la de Windows.
    """
    if crudo.startswith(MARCAS_DE_UTF_16):
        return "utf-16" if _se_lee(crudo, "utf-16") else ""
    if b"\0" in crudo:
        return _de_dos_en_dos(crudo)
    if _EN_UTF8.search(crudo) or not _se_lee(crudo, "cp1252"):
        return ""
    texto = crudo.decode("cp1252")
    raros = {c for c in texto if not c.isascii()} - _EN_ESPANOL
    # La «ó» de un Mac de antes es una raya en Windows: «Verificaci—n».
    dudoso = _RAYA_EN_PALABRA.search(texto) and not _CON_TILDE.search(texto)
    return "" if raros or dudoso else "windows-1252"


def _de_dos_en_dos(crudo: bytes) -> str:
    """El UTF-16 sin su marca: en español, de cada dos bytes casi siempre uno es cero."""
    for como, ceros in (("utf-16-le", crudo[1::2]), ("utf-16-be", crudo[::2])):
        mitad = len(crudo) // 2
        if ceros.count(0) * 2 > mitad and _se_lee(crudo, como) and "\0" not in crudo.decode(como):
            return como
    return ""


def _se_lee(crudo: bytes, como: str) -> bool:
    try:
        crudo.decode(como)
    except UnicodeDecodeError:
        return False
    return True


def normalizar(texto: str) -> str:
    """El texto con `\\n` como final de línea y en forma NFC."""
    if "\r" in texto:
        texto = texto.replace("\r\n", "\n").replace("\r", "\n")
    return texto if texto.isascii() else unicodedata.normalize("NFC", texto)
