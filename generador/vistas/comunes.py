"""Piezas que comparten las vistas: el sitio, el marco, los estados en palabras y los documentos."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from msgspec import Struct

from generador.configuracion import Contexto
from generador.modelo.anexos import ENTREGA
from generador.modelo.base import Archivo, Clasificacion, Documento, Registro
from generador.modelo.clases import nombre_de_documento
from generador.modelo.instancia import Contacto
from generador.modelo.publicaciones import HISTORIA
from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.modelo.sitio import Visita
from generador.modelo.tipos import sin_tildes
from generador.resumen import ResumenInstancia
from generador.verificacion.resultados import Estado
from generador.vistas import textos
from generador.vistas.marco import AVISO_DEMOSTRACION, Enlace, Marco, VistaDocumento, VistaSitio

INICIO = Enlace("Inicio", "index.html")
NORMAS = Enlace("Normas", "normas/index.html")
CUMPLIMIENTO = Enlace("Cumplimiento", "cumplimiento.html")
COMPARAR = Enlace("Comparar", "comparar.html")
RESPONSABLES = Enlace("Responsables", "responsables.html")
DECISIONES = Enlace("Decisiones", "decisiones.html")
COMPROMISOS = Enlace("Compromisos", "compromisos.html")
DOCUMENTOS = Enlace("Documentos", "documentos.html")
FALTANTES = Enlace("Actas que faltan", "actas-que-faltan.html")
GLOSARIO = Enlace("Glosario", "glosario.html")
COMPROBAR = Enlace("Cómo comprobar un documento", "comprobar.html")
CONTACTO = Enlace("Contacto y PQRSD", "contacto.html")
PQRSD = "Peticiones, quejas, reclamos, sugerencias y denuncias (PQRSD)"
ACCESIBILIDAD = Enlace("Accesibilidad", "accesibilidad.html")
MAPA = Enlace("Mapa del sitio", "mapa.html")
ESQUEMA = Enlace("Esquema de publicación", "esquema-de-publicacion.html")
INDICE = Enlace(
    "Índice de información clasificada y reservada", "informacion-clasificada-y-reservada.html"
)
MATRIZ = Enlace("Matriz de cumplimiento (ITA)", "matriz-de-cumplimiento.html")
PUBLICACIONES = Enlace("Registro de publicaciones", HISTORIA)
LISTADOS = (
    DECISIONES,
    COMPROMISOS,
    RESPONSABLES,
    DOCUMENTOS,
    CUMPLIMIENTO,
    FALTANTES,
    COMPARAR,
    NORMAS,
)
"""Las páginas que reúnen lo de todas las instancias: van en el menú y en el mapa."""
AYUDA = (CONTACTO, COMPROBAR, GLOSARIO, MAPA, ACCESIBILIDAD, ESQUEMA)
"""Las páginas que ayudan a usar el sitio: van en el pie."""
EN_EL_MAPA = (*AYUDA, INDICE, MATRIZ)
"""Esas, y las que se alcanzan desde ellas."""

SIN_COMPROBAR = "Enlace sin comprobar: no prueba la publicación"
SIN_ARCHIVO = "El archivo no está en estos registros"
RECONSTRUIDA = "reconstruida"
RECONSTRUIDO = "registro reconstruido"
"""Lo mismo, junto a un nombre que puede ser masculino: «Plan de 2020»."""

# La página ya lo dice antes.
_NUMERAL = re.compile(r"^numeral\s+", re.IGNORECASE)
# Un registro también se ofrece como se escribió.
_FORMATOS = {"md": "Texto Markdown"} | {e: palabra for e, (_, palabra) in ENTREGA.items()}
_CLASIFICACIONES = {
    Clasificacion.CLASIFICADA: "Información pública clasificada: no se publica",
    Clasificacion.RESERVADA: "Información pública reservada: no se publica",
}


# --- el sitio y el marco ----------------------------------------------------------------------


def vista_sitio(contexto: Contexto) -> VistaSitio:
    """Lo del sitio que sale en cada página, con la entidad por su nombre."""
    sitio = contexto.sitio
    entidad = contexto.entidad(sitio.entidad)
    return VistaSitio(
        titulo=sitio.titulo,
        entidad=entidad.nombre if entidad else sitio.entidad,
        entidad_url=entidad.url or "" if entidad else "",
        menu=_NUMERAL.sub("", sitio.menu or ""),
        demostracion=sitio.demostracion,
        direccion=sitio.direccion or "",
        navegacion=(INICIO, *LISTADOS),
        ayuda=AYUDA,
        pie=lineas_de_contacto(sitio.contacto),
    )


def lineas_de_contacto(contacto: Contacto | None) -> tuple[str, ...]:
    """Las líneas de contacto que se conocen, cada una con su nombre."""
    if contacto is None:
        return ()
    lineas = (
        ("Dirección", contacto.direccion),
        ("Horario de atención", contacto.horario),
        ("Teléfono", contacto.telefono),
        ("Correo", contacto.correo),
    )
    return tuple(f"{nombre}: {valor}" for nombre, valor in lineas if valor)


def hacer_marco(
    contexto: Contexto,
    ruta: str,
    titulo: str,
    descripcion: str,
    migas: tuple[Enlace, ...] = (),
    avisos: tuple[str, ...] = (),
    clase: str = "",
) -> Marco:
    """El marco de una página; si el sitio es de demostración, su aviso va primero."""
    propios = (AVISO_DEMOSTRACION,) if contexto.sitio.demostracion else ()
    avisos = propios + tuple(a for a in avisos if a and a not in propios)
    sitio = vista_sitio(contexto)
    return Marco(ruta, titulo, descripcion, sitio, migas, avisos, clase)


def por_nombre(resumenes: Iterable[ResumenInstancia]) -> tuple[ResumenInstancia, ...]:
    """Las instancias por nombre, y al final las ficticias."""
    return tuple(sorted(resumenes, key=lambda r: (r.ficticia, sin_tildes(r.nombre))))


def enlace_a_instancia(slug: str, nombre: str) -> Enlace:
    """El enlace a la página de una instancia."""
    return Enlace(nombre, f"instancias/{slug}/index.html")


# --- estados ----------------------------------------------------------------------------------


class VistaEstado(Struct, frozen=True):
    """Un estado en palabras: la clave escoge el dibujo y el color, que nunca van solos."""

    clave: str
    palabra: str
    significado: str


_ESTADOS = {
    Estado.CUMPLE: ("Cumple", "está publicado y hay con qué probarlo"),
    Estado.CUMPLE_TARDE: ("Cumple tarde", "está publicado, pero después del plazo confirmado"),
    Estado.PARCIAL: ("Parcial", "está publicada una parte de lo exigido"),
    Estado.EN_PLAZO: ("En plazo", "falta, y el plazo confirmado no ha vencido"),
    Estado.INCUMPLE: ("Incumple", "falta, y el plazo confirmado ya venció"),
    Estado.SIN_COMPROBAR: (
        "Enlace sin comprobar",
        "solo hay un enlace a otro sitio; sin el archivo no hay con qué probarlo, y no cumple",
    ),
    Estado.FALTA: ("Falta", "no está publicado; el plazo no está confirmado"),
    Estado.SIN_DATO: (
        textos.mayuscula(SIN_DATO_DICHO),
        "no consta en estos registros; no quiere decir que no exista ni que no se haya publicado",
    ),
    Estado.NO_APLICA: ("No aplica", "no se exige en ese año, o todavía no hay qué exigir"),
}


def vista_estado(estado: Estado) -> VistaEstado:
    """Un estado con su palabra y lo que quiere decir."""
    return VistaEstado(estado.value, *_ESTADOS[estado])


def leyenda() -> tuple[VistaEstado, ...]:
    """Todos los estados, en el orden en que se explican."""
    return tuple(map(vista_estado, _ESTADOS))


# --- documentos -------------------------------------------------------------------------------


class ConArchivos(Protocol):
    """Lo que se le pide a un acervo: el archivo de un documento, si existe."""

    def archivo_de(self, registro: Registro, documento: Documento) -> Archivo | None:
        """El archivo, o `None`."""


def vista_documento(
    registro: Registro, documento: Documento, acervo: ConArchivos, contexto: Contexto
) -> VistaDocumento:
    """Un documento de un registro. Lo clasificado o reservado no lleva dirección ni huella.

    Una fecha que no se sabe es un texto vacío.
    """
    archivo = acervo.archivo_de(registro, documento)
    retenido = _CLASIFICACIONES.get(documento.clasificacion, "")
    ruta = "" if retenido else _ruta(documento, archivo)
    publico = archivo if ruta else None
    visita = contexto.visita(ruta) if ruta and ruta == documento.url else None
    return VistaDocumento(
        titulo=nombre_de_documento(documento, registro),
        ruta=ruta,
        formato="" if retenido else formato_de(documento.archivo or documento.url or ""),
        tamano=_tamano(publico, visita),
        sha256=publico.sha256 if publico else (visita.sha256 or "") if visita else "",
        fecha=textos.fecha(documento.fecha),
        publicacion_declarada=textos.fecha(documento.fecha_publicacion),
        publicacion_probada=textos.fecha(contexto.fecha_probada(ruta) if publico else None),
        estado=retenido or _estado_de(documento, archivo, visita),
        fundamento=documento.fundamento or "",
        tambien=_en_otro_sitio(documento, ruta),
        reemplaza=None if retenido else _version_anterior(registro, documento, acervo),
        idioma=documento.idioma or "",
    )


def _en_otro_sitio(documento: Documento, ruta: str) -> Enlace | None:
    """La dirección escrita, si el documento es un archivo de este sitio."""
    es_otra = documento.url and ruta and ruta != documento.url
    return Enlace(documento.url, documento.url) if es_otra and documento.url else None


def _version_anterior(
    registro: Registro, documento: Documento, acervo: ConArchivos
) -> Enlace | None:
    """El archivo que este sustituye, que sigue publicado."""
    if documento.reemplaza is None:
        return None
    anterior = documento.model_copy(update={"archivo": documento.reemplaza})
    archivo = acervo.archivo_de(registro, anterior)
    return Enlace(documento.reemplaza, archivo.ruta if archivo else "")


def _ruta(documento: Documento, archivo: Archivo | None) -> str:
    if documento.archivo is not None:
        return archivo.ruta if archivo else ""
    return documento.url or ""


def _tamano(archivo: Archivo | None, visita: Visita | None) -> str:
    octetos = archivo.bytes if archivo else visita.bytes if visita else None
    return "" if octetos is None else tamano_en_palabras(octetos)


def _estado_de(documento: Documento, archivo: Archivo | None, visita: Visita | None) -> str:
    if archivo is not None:
        return ""
    if visita is not None:
        return _estado_de_visita(visita)
    return SIN_COMPROBAR if documento.url and not documento.archivo else SIN_ARCHIVO


def _estado_de_visita(visita: Visita) -> str:
    """Qué se sabe de un documento que está en otro sitio, desde que se visitó."""
    dia = textos.fecha(visita.fecha)
    if not visita.sha256:
        return f"Está en otro sitio, y el {dia} no se pudo leer: {visita.falla}"
    leido = f"Está en otro sitio: se leyó el {dia}"
    if not visita.no_responde:
        return leido
    return f"{leido}, y desde el {textos.fecha(visita.falla_desde)} no se puede: {visita.falla}"


def formato_de(nombre: str) -> str:
    """El formato en palabras, por la extensión: «PDF»; de una dirección sin ella, «Página web»."""
    extension = nombre.rsplit("/", 1)[-1].rpartition(".")[2].lower()
    if extension in _FORMATOS:
        return _FORMATOS[extension]
    if nombre.startswith(("https://", "http://")):
        return "Página web"
    return extension.upper() if "." in nombre else ""


def tamano_en_palabras(octetos: int) -> str:
    """«512 B», «48 kB», «1,2 MB»: múltiplos de mil y coma decimal."""
    if octetos < 1000:
        return f"{octetos} B"
    if octetos < 999_500:
        return f"{octetos / 1000:.0f} kB"
    return f"{octetos / 1_000_000:.1f} MB".replace(".", ",")
