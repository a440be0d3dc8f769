"""Dónde va un archivo que está donde no se espera, cuando su nombre y su carpeta lo dicen."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection

from generador.hallazgo import Accion, Arreglo, Certeza, el_mas_parecido
from generador.modelo.anexos import se_publica
from generador.modelo.archivos import EXTENSIONES, INSTANCIAS, NORMAS
from generador.modelo.clases import PUBLICABLES, clase_en
from generador.modelo.correcciones import nombre_de_archivo
from generador.modelo.fechas import PATRON_DE_PERIODO

_CARPETAS = {clase.carpeta: clase for clase in reversed(PUBLICABLES)}
"""La clase que va en cada carpeta de una instancia; de dos, la primera."""
_DE_TEXTO = (".txt", ".markdown", ".yml", ".text")
_DE_REGISTRO = re.compile(r"(?:\.(?:md|yaml|yml))+$")
_COPIA = re.compile(r"(?i)\bcopia\b|\bcopy\b|\bconflict|en conflicto|\(\d+\)(?=\.\w+$)|\bcópia\b")
_SIN_COPIA = re.compile(rf"(?:{_COPIA.pattern.removeprefix('(?i)')})(?: de\b)?", re.IGNORECASE)
_RESERVADO = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_LEEME = re.compile(r"(?i)(?:read[-_ ]?me|l[eé]e?a?[-_ ]?me)(?:\.(?:md|markdown|ya?ml|te?xt))?")
_INSTANCIA = re.compile(rf"{INSTANCIAS}/[^/]+/")
_PERIODO = re.compile(PATRON_DE_PERIODO)
_NUMERO = re.compile(r"\d+(?!.*\d)")
_DIA = re.compile(r"\d{4}-\d{2}-\d{2}")
_SIN_LUGAR = (
    "Cambie el nombre: en una instancia hay carpetas de clases (actas, planes…) y, en las que van "
    "por años, una por año (actas/2026)"
)

PERIODO_ESCRITO = "⟨periodo_escrito⟩"
"""En un arreglo, el periodo que dice el registro o, si no dice ninguno, el de su nombre."""


def su_lugar(carpeta: str, ruta: str, registros: Collection[str]) -> tuple[Arreglo, ...]:
    """El traslado del archivo a su lugar, o ninguno si no se sabe cuál es.

    `carpeta` es la de la instancia; `ruta`, el archivo dentro de ella; `registros`, los caminos de
    los que sí se hallaron.
    """
    tronco, extension = tronco_de(ruta)
    if suyo := next((r for r in registros if ruta.startswith(f"{r}/")), ""):
        # Lo que está en la carpeta de un registro es suyo: no es otro registro.
        destino = f"{suyo}/{posixpath.basename(ruta)}" if se_publica(ruta) else ""
        completo, accion = destino, Accion.MOVER
    elif debido := bien_terminado(ruta):
        destino, accion = _en_su_sitio(tronco), Accion.MOVER
        completo = f"{destino}{posixpath.splitext(debido)[1]}"
    elif extension in EXTENSIONES:
        destino, accion = _de_registro(tronco), Accion.MUDAR
        completo = destino
    else:
        destino, accion = _de_anexo(ruta, registros), Accion.MOVER
        completo = destino
    if not destino:
        return ()
    return (Arreglo(accion, f"{carpeta}/{completo}", Certeza.PROBABLE),)


def tronco_de(ruta: str) -> tuple[str, str]:
    """El camino sin extensión, y la extensión: de «06.md.docx», «06» y «.docx».

    El Bloc de notas y Word agregan la suya a la que se escribió.
    """
    tronco, extension = posixpath.splitext(ruta)
    return _DE_REGISTRO.sub("", tronco), extension


def bien_terminado(ruta: str) -> str:
    """El archivo con la terminación de un registro, si no la tiene o la tiene repetida.

    «06.md.md», «06.markdown» y «06» son «06.md»; de lo que no es un texto, ninguno.
    """
    tronco, extension = tronco_de(ruta)
    if extension and extension not in (*EXTENSIONES, *_DE_TEXTO):
        return ""
    suya = ".yaml" if extension in (".yaml", ".yml") else ".md"
    # Un nombre sin extensión es de un registro solo si está donde van los registros.
    debido = f"{tronco}{suya}" if extension or clase_en(tronco) else ruta
    return debido if debido != ruta else ""


def cambiar_terminacion(
    carpeta: str, debido: str, ya_esta: bool
) -> tuple[str, tuple[Arreglo, ...]]:
    """Cómo se dice, y se hace, el cambio a `debido`; si ya hay uno así, son dos por comparar."""
    nombre = posixpath.basename(debido)
    if ya_esta:
        return f"Ya está {nombre}: compárelos, deje en él lo bueno y borre el otro", ()
    cambio = Arreglo(Accion.MOVER, f"{carpeta}/{debido}", Certeza.PROBABLE)
    return f"Cambie el nombre a {nombre}", (cambio,)


def _en_su_sitio(tronco: str) -> str:
    return tronco if clase_en(tronco) else _de_registro(tronco)


def es_reservado(nombre: str) -> bool:
    """Si Windows no deja que un archivo se llame así, tenga la extensión que tenga."""
    return _RESERVADO.fullmatch(nombre) is not None


def es_para_quien_edita(nombre: str, *, es_anexo: bool = False) -> bool:
    """Si es el texto con que se explica una carpeta a quien la edita: «README.md», «LEEME.txt».

    El de texto que está en la carpeta de un registro puede ser un anexo suyo.
    """
    leeme = _LEEME.fullmatch(nombre)
    return leeme is not None and not (es_anexo and se_publica(nombre))


def es_de_un_parche(nombre: str) -> bool:
    """Si es lo que un parche no pudo cambiar de otro archivo: «01.md.rej»."""
    return nombre.lower().endswith(".rej")


def nombre_debido(archivo: str, *, es_carpeta: bool = False) -> tuple[str, tuple[Arreglo, ...]]:
    """Cómo se dice, y se hace, el cambio de un nombre que no sirve.

    Es seguro solo si el archivo es el mismo registro, o el mismo anexo, con el otro nombre; y una
    carpeta, si con él queda en el lugar de su clase.
    """
    carpeta, _, nombre = archivo.rpartition("/")
    if _COPIA.search(nombre):
        # Con otro nombre sería otro registro, y se publicaría dos veces.
        dicho = (
            "Parece una copia: si está también el archivo bueno, borre este; si es el único, "
            f"cámbiele el nombre a {nombre_de_archivo(_SIN_COPIA.sub('', nombre))}, también donde "
            "se cita"
        )
        return dicho, ()
    debido = nombre_de_archivo(nombre)
    if carpeta == NORMAS and debido.endswith(".md"):
        de_norma = Arreglo(Accion.MUDAR, f"{carpeta}/⟨nombre_de_norma⟩")
        return "Una norma se llama por su tipo, su número, su año y su emisor", (de_norma,)
    if carpeta == NORMAS and se_publica(debido):
        dicho = (
            f"Aquí solo van normas: llévelo a la carpeta que se llama como la suya, como {debido}; "
            "lo que no es de ninguna, fuera de contenido/"
        )
        return dicho, ()
    instancia = _INSTANCIA.match(archivo)
    if instancia and es_carpeta:
        suya = _carpeta_debida(archivo[instancia.end() :])
        if suya is None:
            return _SIN_LUGAR, ()
        return _otro_nombre(carpeta, suya or debido, seguro=suya in ("", debido))
    camino = posixpath.splitext(f"{carpeta}/{debido}")[0]
    if instancia and debido.endswith(EXTENSIONES) and clase_en(camino[instancia.end() :]) is None:
        dentro = f"{archivo[instancia.end() :].rpartition('/')[0]}/{debido}".lstrip("/")
        dicho = "Cambie el nombre: minúsculas, cifras y guiones, y el lugar de su clase de registro"
        return dicho, su_lugar(instancia[0].rstrip("/"), dentro, ())
    # Un anexo que además está donde no va no queda bien con solo cambiarle el nombre.
    suelto = instancia and se_publica(debido) and clase_en(carpeta[instancia.end() :]) is None
    return _otro_nombre(carpeta, debido, seguro=not suelto)


def _otro_nombre(carpeta: str, debido: str, *, seguro: bool) -> tuple[str, tuple[Arreglo, ...]]:
    certeza = Certeza.MECANICO if seguro else Certeza.PROBABLE
    return f"Cambie el nombre a {debido}", (Arreglo(Accion.MOVER, f"{carpeta}/{debido}", certeza),)


def _carpeta_debida(dentro: str) -> str | None:
    """El nombre de una carpeta de clase, o de las de sus años; `None` si no se sabe cuál es.

    «Reglamentos» es «reglamento», y «Actas 2026», dentro de «actas», «2026». Vacío es que no es de
    esas: la de los anexos de un registro se llama como él.
    """
    puesta, _, nombre = dentro.rpartition("/")
    if not puesta:
        return _carpeta(nombre_de_archivo(nombre)) or None
    clase = _CARPETAS.get(_carpeta(nombre_de_archivo(puesta)))
    if "/" in puesta or clase is None or clase.camino.count("{}") == 1:
        return ""
    anios = re.findall(r"(?<!\d)\d{4}(?!\d)", nombre)
    return anios[0] if len(anios) == 1 else None


def nombre_de_carpeta(
    raiz: str, carpeta: str, registros: Collection[str]
) -> tuple[str, tuple[Arreglo, ...]]:
    """Lo mismo de una carpeta que solo tiene anexos: se llama como su registro.

    `raiz` es la carpeta de la instancia; `registros`, los caminos de los que sí se hallaron.
    """
    debido = nombre_de_archivo(carpeta)
    if any(nombre_de_archivo(r) == debido for r in registros):
        return nombre_debido(f"{raiz}/{carpeta}")
    suyo = registro_de_carpeta(carpeta, registros)
    if not suyo:
        return "La carpeta de los anexos se llama como el registro al que acompañan, sin «.md»", ()
    dicho = f"Lleve lo que tiene a la carpeta {posixpath.basename(suyo)}, que es la de su registro"
    return dicho, (Arreglo(Accion.MOVER, f"{raiz}/{suyo}", Certeza.PROBABLE),)


def registro_de_carpeta(carpeta: str, registros: Collection[str]) -> str:
    """El único registro del mismo lugar con el mismo número: «Acta No. 1» es la carpeta de «01»."""
    puesta, _, nombre = carpeta.rpartition("/")
    numero = _NUMERO.search(nombre)
    iguales = [
        r
        for r in registros
        for suyo in (_NUMERO.search(posixpath.basename(r)),)
        if posixpath.dirname(r) == puesta and suyo and numero and int(suyo[0]) == int(numero[0])
    ]
    return iguales[0] if len(iguales) == 1 else ""


def _de_registro(tronco: str) -> str:
    """El camino que le corresponde, sin extensión; el texto vacío si no se sabe."""
    *carpetas, escrito = tronco.split("/")
    nombre = escrito.replace("_", "-")
    puesta = _carpeta(carpetas[0]) if carpetas else _carpeta(re.split(r"[-_\d]", nombre)[0])
    anio = next((t for t in carpetas[1:] if re.fullmatch(r"\d{4}", t)), "")
    if puesta not in _CARPETAS:
        return ""
    clase = _CARPETAS[puesta]
    por_anio = clase.camino.count("{}") > 1
    de_un_dia = clase.campo == "fecha" and not por_anio
    posibles = (
        f"{puesta}/{anio}/{nombre}" if anio else "",
        f"{puesta}/{_hallado(_DIA, nombre)}" if de_un_dia else "",
        f"{puesta}/⟨anio_de_la_{clase.campo}⟩/{nombre}" if por_anio and not anio else "",
        f"{puesta}/⟨fecha_escrita⟩" if de_un_dia else "",
        f"{puesta}/{PERIODO_ESCRITO}" if not (por_anio or de_un_dia) else "",
    )
    return next((p for p in posibles if p and (clase_en(p) or "⟨" in p)), "")


def periodo_del_nombre(archivo: str) -> str:
    """El que dice el nombre de un informe o de un plan; «2026-3» no es el año 2026."""
    nombre = posixpath.splitext(posixpath.basename(archivo))[0].lower().replace("_", "-")
    hallado = _hallado(_PERIODO, nombre)
    return "" if re.search(r"\d", nombre.replace(hallado, "", 1)) else hallado


def _carpeta(nombre: str) -> str:
    """La carpeta que se quiso decir: «acta», «Actas», «informe»…"""
    return nombre if nombre in _CARPETAS else el_mas_parecido(nombre.lower(), _CARPETAS)


def _hallado(patron: re.Pattern[str], nombre: str) -> str:
    hallado = patron.search(nombre)
    return hallado[0] if hallado else ""


def _de_anexo(ruta: str, registros: Collection[str]) -> str:
    """La carpeta del único registro que puede tenerlo: el de su carpeta, o el que la contiene."""
    carpeta, _, nombre = ruta.rpartition("/")
    dentro = [r for r in registros if carpeta == r or carpeta.startswith(f"{r}/")]
    vecinos = [r for r in registros if posixpath.dirname(r) == carpeta]
    suyos = dentro or vecinos or [r for r in (registro_de_carpeta(carpeta, registros),) if r]
    if len(suyos) == 1 or dentro:
        return f"{suyos[0]}/{nombre}"
    # De varios, el que lo nombra: lo sabe quien puede leerlos.
    return f"{carpeta}/⟨quien_lo_nombra⟩/{nombre}" if suyos else ""
