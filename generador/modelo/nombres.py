"""Cómo se nombra cada registro y en qué dirección está su página.

Un nombre dice siempre el documento y su fecha o su año: en una lista de enlaces no hay dos
iguales ni uno que solo se entienda por lo que tiene al lado.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from generador.modelo.acta import Acta, SinSesiones
from generador.modelo.base import Procedencia, Registro
from generador.modelo.fechas import Periodo, fecha_larga, hora_texto, mes_largo
from generador.modelo.informe import Informe
from generador.modelo.norma import Norma, Reglamento, TipoNorma
from generador.modelo.plan import Denominacion, Plan
from generador.modelo.raiz import ARCHIVOS, CON_SU_NOMBRE
from generador.modelo.sesion import EstadoSesion, TipoSesion
from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.modelo.tipos import Lapso

# Ante qué suena igual cada nexo, y cuál se dice entonces.
_OTRO_NEXO = {
    "y": ("e", re.compile(r"[«“\"(¿¡]*h?[ií](?![aeoáéó])", re.IGNORECASE)),
    "o": ("u", re.compile(r"[«“\"(¿¡]*h?[oó]", re.IGNORECASE)),
}
NOMBRES_DE_TIPO: dict[TipoNorma, str] = {
    TipoNorma.LEY: "Ley",
    TipoNorma.DECRETO: "Decreto",
    TipoNorma.ACUERDO: "Acuerdo",
    TipoNorma.RESOLUCION: "Resolución",
    TipoNorma.CIRCULAR: "Circular",
    TipoNorma.CIRCULAR_CONJUNTA: "Circular conjunta",
    TipoNorma.DIRECTIVA: "Directiva",
    TipoNorma.LINEAMIENTO: "Lineamiento",
}
NOMBRES_DE_PLAN: dict[Denominacion, str] = {
    Denominacion.TRABAJO: "Plan de trabajo",
    Denominacion.ACCION: "Plan de acción",
}
SERIE_UNICA = "unica"
_ANIO = re.compile(r"\b(?:19|20)[0-9]{2}\b")
# El número más corto que deje un año después: «circular-100-010-2021-funcion-publica».
ID_DE_NORMA = re.compile(
    r"([a-z]+(?:-conjunta)?)-([0-9]+[a-z]*(?:-[0-9]+[a-z]*)*?)-([0-9]{4})-([a-z0-9-]+)"
)
_PORTADA = "/instancia"
# Sin signos que una dirección o la configuración de un servidor pudieran entender como otra cosa.
_TRAMO = r"(?!\.)[\w ()+,.@~-]+"
_DIRECCION = re.compile(rf"{_TRAMO}(?:/{_TRAMO})*")
# Lo que escribe el programa en la raíz: ningún registro se lo puede llevar a otra parte.
_RESERVADAS = frozenset(
    {
        "manifiesto.json",
        "manifiesto.json.sig",
        "sha256sums",
        "404.html",
        *map(str.casefold, (*ARCHIVOS.values(), *CON_SU_NOMBRE)),
    }
)
_CARPETAS_RESERVADAS = frozenset(("datos", "buscador", "estaticos"))
# Las páginas que reúnen a todas las instancias y sus carpetas, aunque hoy no tengan nada.
_DEL_SITIO = frozenset(
    (
        "accesibilidad",
        "actas-que-faltan",
        "buscar",
        "comparar",
        "compromisos",
        "comprobar",
        "contacto",
        "cumplimiento",
        "decisiones",
        "documentos",
        "esquema-de-publicacion",
        "glosario",
        "index",
        "informacion-clasificada-y-reservada",
        "instancias",
        "mapa",
        "mapa-del-sitio.xml",
        "matriz-de-cumplimiento",
        "normas",
        "publicaciones",
        "responsables",
        "sitemap.xml",
    )
)
_CON_REGISTROS = ("instancias", "normas")
# Un sitio grande tiene varios mapas: «mapa-del-sitio-2.xml».
_UN_MAPA = re.compile(r"(?<=^mapa-del-sitio)-[0-9]+(?=\.xml$)")


def enumerar(partes: Iterable[object], nexo: Literal["y", "o"] = "y") -> str:
    """«a», «a y b», «a, b o c»; «a e hijos», «a u otro» si lo último suena como el nexo."""
    lista = [str(parte) for parte in partes]
    if len(lista) < 2:
        return "".join(lista)
    otro, como_el = _OTRO_NEXO[nexo]
    return f"{', '.join(lista[:-1])} {otro if como_el.match(lista[-1]) else nexo} {lista[-1]}"


# --- sesiones y actas -------------------------------------------------------------------------


def nombre_de_sesion(acta: Acta) -> str:
    """«sesión ordinaria del 25 de agosto de 2020, acta 2»; si no se hizo, dice qué pasó con ella.

    En un día puede haber dos sesiones del mismo tipo: las distingue el número de su acta y, si no
    se sabe, la hora en que empezaron.
    """
    nombre = f"{_sesion(acta)}{_distintivo(acta)}"
    if acta.estado_sesion is EstadoSesion.REALIZADA:
        return nombre
    return f"{nombre} ({acta.estado_sesion})"


def _sesion(acta: Acta) -> str:
    return f"sesión {acta.tipo} del {fecha_larga(acta.fecha)}"


def _distintivo(acta: Acta) -> str:
    if acta.numero is not None:
        return f", acta {acta.numerada}{_serie(acta)}"
    return f", {hora_texto(acta.hora_inicio)}" if acta.hora_inicio else ""


def _serie(acta: Acta) -> str:
    # «Acta 1, serie ordinaria, de la sesión ordinaria» diría lo mismo dos veces.
    repetida = acta.serie.rstrip("s") == acta.tipo
    return "" if repetida or acta.serie == SERIE_UNICA else f", serie {acta.serie}"


def nombre_de_acta(acta: Acta) -> str:
    """«Acta 2 de la sesión ordinaria del 25 de agosto de 2020»; sin número, «Acta de la sesión …».

    Una sesión que no se hizo no tiene acta: se nombra «Sesión ordinaria del … (cancelada)».
    """
    if acta.estado_sesion is not EstadoSesion.REALIZADA:
        return _con_mayuscula(nombre_de_sesion(acta))
    if acta.numero is None:
        return f"Acta de la {nombre_de_sesion(acta)}"
    serie = _serie(acta)
    return f"Acta {acta.numerada}{serie}{',' if serie else ''} de la {_sesion(acta)}"


def reconstruido_de(registro: Registro) -> str:
    """El documento del que se armó un registro reconstruido, o el texto vacío."""
    if registro.procedencia is not Procedencia.RECONSTRUIDA:
        return ""
    return registro.reconstruida_de or SIN_DATO_DICHO


def sesion_con_marca(acta: Acta) -> str:
    """«Sesión ordinaria del 25 de agosto de 2020 (reconstruida)»; sin la marca, si hay acta."""
    marca = " (reconstruida)" if reconstruido_de(acta) else ""
    return f"{_con_mayuscula(nombre_de_sesion(acta))}{marca}"


def nombre_de_acta_sin_registro(tipo: TipoSesion | None, fecha: date) -> str:
    """El acta de una sesión de la que solo se sabe el día y, si la dice un plan, el tipo."""
    de_tipo = f" {tipo}" if tipo else ""
    return f"Acta de la sesión{de_tipo} del {fecha_larga(fecha)}"


def nombre_de_constancia(constancia: SinSesiones) -> str:
    """«Constancia de que no hubo sesiones en el primer semestre de 2021»."""
    return nombre_de_constancia_de(constancia.periodo)


def nombre_de_constancia_de(periodo: Periodo) -> str:
    """El nombre de la constancia de un periodo, exista o no."""
    return f"Constancia de que no hubo sesiones {periodo.con_en}"


def nombre_numerado(acta: Acta) -> str:
    """«Acta 2 de 2025», con su serie si lleva cuentas aparte; vacío si no tiene número."""
    if acta.numero is None:
        return ""
    return con_serie(f"Acta {acta.numerada} de {acta.anio}", acta.serie)


def con_serie(nombre: str, serie: str) -> str:
    """El nombre con la serie, si la instancia lleva más de una: «…, serie extraordinaria»."""
    return nombre if serie == SERIE_UNICA else f"{nombre}, serie {serie}"


# --- normas y reglamentos ---------------------------------------------------------------------


def nombre_de_norma(norma: Norma, emisor_nombre: str = "") -> str:
    """«Resolución 233 de 2018, Secretaría General»; sin el nombre del emisor, hasta el año."""
    nombre = f"{NOMBRES_DE_TIPO[norma.tipo]} {norma.numero} de {norma.anio}"
    return f"{nombre}, {emisor_nombre}" if emisor_nombre else nombre


def partes_de_norma(id_: str) -> tuple[TipoNorma, str, int, str] | None:
    """Tipo, número, año y emisor de `resolucion-233-2018-secretaria-general`, o `None`."""
    hallado = ID_DE_NORMA.fullmatch(id_)
    tipo = hallado[1].replace("-", "_") if hallado else ""
    if hallado is None or tipo not in tuple(TipoNorma):
        return None
    # Las letras de un número se escriben en mayúscula; en el nombre del archivo, no.
    return TipoNorma(tipo), hallado[2].upper(), int(hallado[3]), hallado[4]


def nombre_de_norma_sin_registro(id_: str, emisor_nombre: str = "") -> str:
    """El nombre que cabe deducir del identificador de una norma que el sitio no tiene."""
    partes = partes_de_norma(id_)
    if partes is None:
        return id_
    tipo, numero, anio, emisor = partes
    return f"{NOMBRES_DE_TIPO[tipo]} {numero} de {anio}, {emisor_nombre or emisor}"


def nombre_de_reglamento(reglamento: Reglamento) -> str:
    """«Reglamento interno del 16 de marzo de 2016», con su número si lo tiene."""
    tiene_numero = reglamento.numero not in (None, "ninguno")
    numero = f" {reglamento.numero}" if tiene_numero else ""
    return f"Reglamento interno{numero} del {fecha_larga(reglamento.fecha)}"


# --- informes y planes ------------------------------------------------------------------------


def nombre_de_informe(informe: Informe) -> str:
    """«Informe de gestión del tercer trimestre de 2020», «Informe de gestión de 2020»."""
    return nombre_de_informe_de(informe.periodo)


def nombre_de_informe_de(periodo: Periodo) -> str:
    """El nombre del informe de un periodo, exista o no."""
    return f"Informe de gestión {periodo.con_de}"


def nombre_de_plan(plan: Plan) -> str:
    """«Plan de acción de 2020», con la denominación que usa el documento."""
    return nombre_de_plan_de(plan.anio, plan.denominacion)


def nombre_de_plan_de(anio: int, denominacion: Denominacion = Denominacion.TRABAJO) -> str:
    """El nombre del plan de un año, exista o no."""
    return f"{NOMBRES_DE_PLAN[denominacion]} de {anio}"


# --- cualquier registro -----------------------------------------------------------------------


def con_anio(titulo: str) -> bool:
    """Si el título de un documento ya dice de qué año es."""
    return _ANIO.search(titulo) is not None


def direccion_de(registro: Registro) -> str:
    """La dirección de su página dentro del sitio: «instancias/x/actas/2020/01.html»."""
    return direccion_de_ruta(registro.ruta)


def direccion_de_ruta(ruta: str) -> str:
    """La dirección de la página de una ruta; la de `instancia` es la de inicio de su carpeta."""
    if ruta.startswith("instancias/") and ruta.endswith(_PORTADA) and ruta.count("/") == 2:
        return f"{ruta.removesuffix(_PORTADA)}/index.html"
    return f"{ruta}.html"


def direccion_anterior(escrita: str) -> str | None:
    """La dirección vieja como ruta del sitio, o `None` si no es una ruta que pueda responder.

    Se admite con barra inicial y como carpeta: `/viejo/` es `viejo/index.html`.
    """
    ruta = escrita.strip().lstrip("/")
    if ruta.endswith("/"):
        ruta += "index.html"
    plegada = ruta.casefold()
    reservada = plegada in _RESERVADAS or plegada.partition("/")[0] in _CARPETAS_RESERVADAS
    return ruta if _DIRECCION.fullmatch(ruta) and not reservada else None


def es_del_sitio(ruta: str) -> bool:
    """Si esa dirección es de una página del sitio mismo o de su carpeta, la haya hoy o no.

    Debajo de `instancias/` y `normas/` están los registros: de esas carpetas, solo ellas mismas.
    """
    primero, _, resto = ruta.casefold().partition("/")
    if resto and primero in _CON_REGISTROS:
        return False
    return _UN_MAPA.sub("", primero).removesuffix(".html") in _DEL_SITIO


def _con_mayuscula(texto: str) -> str:
    return texto[0].upper() + texto[1:]


def lapso_en_palabras(lapso: Lapso) -> str:
    """«25 de agosto de 2020», «agosto de 2020», «2020», «enero de 2021 a febrero de 2021»."""
    return " a ".join(_en_palabras(parte.strip()) for parte in lapso.texto.split("/", 1))


def _en_palabras(parte: str) -> str:
    anio, *resto = (int(cifra) for cifra in parte.split("-"))
    if not resto:
        return parte
    dia = date(anio, resto[0], resto[1] if len(resto) > 1 else 1)
    return fecha_larga(dia) if len(resto) > 1 else f"{mes_largo(dia)} de {anio}"


def direccion_de_pdf(ruta: str) -> str:
    """La dirección del documento de una página: la misma, con `.pdf`."""
    return ruta.removesuffix(".html") + ".pdf"
