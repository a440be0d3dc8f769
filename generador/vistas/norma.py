"""La página de una norma, que comparten todas las instancias que la citan."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generador.configuracion import Contexto
from generador.modelo.base import Archivo, Confianza, Documento, Html, Registro
from generador.modelo.instancia import CitaDeNorma, Relacion
from generador.modelo.nombres import direccion_de, enumerar
from generador.modelo.norma import Norma
from generador.vistas import textos
from generador.vistas.comunes import INICIO, NORMAS, hacer_marco
from generador.vistas.exigencias import CERTEZA
from generador.vistas.marco import Enlace, Marco
from generador.vistas.registros import (
    Dato,
    Respaldo,
    datos_de_publicacion,
    enlace_a_norma,
    entidad,
    procedencia,
    respaldo,
)

_ACTIVAS = {
    Relacion.CREA: "Crea",
    Relacion.MODIFICA: "Modifica",
    Relacion.DEROGA: "Deroga",
    Relacion.FACULTA: "Faculta para expedir",
    Relacion.REGLAMENTA: "Reglamenta",
    Relacion.LINEAMIENTO: "Da lineamientos sobre",
}
_PASIVAS = {
    Relacion.CREA: "Creada por",
    Relacion.MODIFICA: "Modificada por",
    Relacion.DEROGA: "Derogada por",
    Relacion.FACULTA: "Expedida con las facultades de",
    Relacion.REGLAMENTA: "Reglamentada por",
    Relacion.LINEAMIENTO: "Tiene lineamientos en",
}


class VistaRelacion(Struct, frozen=True):
    """Lo que una norma hace con otra, o lo que otra hace con ella."""

    relacion: str
    norma: Enlace
    articulos: str


class VistaExigida(Struct, frozen=True):
    """Un requisito de publicación que se apoya en la norma, y qué tan cierto es que lo haga."""

    titulo: str
    lista: str
    articulos: str
    certeza: str


class VistaNorma(Struct, frozen=True):
    """La página de una norma. `relaciones` es `None` si no se sabe qué hace con otras."""

    marco: Marco
    datos: tuple[Dato, ...]
    epigrafe: str
    epigrafe_resumen: bool
    texto: Html | None
    texto_resumen: bool
    relaciones: tuple[VistaRelacion, ...] | None
    la_mencionan: tuple[VistaRelacion, ...]
    citantes: tuple[Enlace, ...]
    exige: tuple[VistaExigida, ...]
    respaldo: Respaldo


class _OriginalDeNorma(Struct, frozen=True):
    """El archivo del texto de una norma, dado como da un acervo los suyos."""

    archivo: Archivo | None

    def archivo_de(self, _registro: Registro, documento: Documento) -> Archivo | None:
        """El archivo, si el documento dice tener uno y existe."""
        return self.archivo if documento.archivo is not None else None


def vista_norma(
    norma: Norma,
    contexto: Contexto,
    citantes: tuple[Enlace, ...],
    texto: Html | None = None,
) -> VistaNorma:
    """La vista de una norma; `citantes` son las instancias que la citan, y `texto`, su cuerpo."""
    nombre = contexto.nombre_completo(norma)
    archivo = _OriginalDeNorma(contexto.archivo_de_norma(norma.id))
    return VistaNorma(
        marco=hacer_marco(
            contexto,
            direccion_de(norma),
            nombre,
            f"{nombre}. {norma.epigrafe or ''}".rstrip(),
            (INICIO, NORMAS),
            (procedencia(norma), _por_confirmar(norma)),
            "pagina-norma",
        ),
        datos=_datos(norma, contexto),
        epigrafe=norma.epigrafe or "",
        epigrafe_resumen=norma.epigrafe_resumen,
        texto=texto,
        texto_resumen=norma.resumen,
        relaciones=_relaciones(norma.relaciones, contexto),
        la_mencionan=_la_mencionan(norma, contexto),
        citantes=citantes,
        exige=tuple(exigidos(norma.id, contexto)),
        respaldo=respaldo(norma, archivo, contexto),
    )


def exigidos(id_: str, contexto: Contexto) -> Iterator[VistaExigida]:
    """Los requisitos de todas las listas que dicen apoyarse en ella."""
    for _, lista in sorted(contexto.listas_de_requisitos.items()):
        for requisito in lista.requisitos:
            for base in requisito.base_legal or ():
                if base.norma == id_:
                    certeza = CERTEZA[base.confianza]
                    yield VistaExigida(
                        requisito.titulo, lista.titulo, base.articulos or "", certeza
                    )


def _por_confirmar(norma: Norma) -> str:
    return {
        Confianza.CONFIRMADO: "",
        Confianza.POR_CONFIRMAR: "Los datos de esta norma están por confirmar",
        Confianza.FICTICIA: "Norma ficticia: hace parte de una demostración y no existe",
    }[norma.confianza]


def _datos(norma: Norma, contexto: Contexto) -> tuple[Dato, ...]:
    consulta = (Enlace(f"Consultar en {_sitio_de(norma.url)}", norma.url),) if norma.url else ()
    return (
        Dato("Emisor", entidad(norma.emisor, contexto, norma.fecha)),
        *_con_quien(norma, contexto),
        Dato("Fecha de expedición", textos.fecha(norma.fecha)),
        Dato("En vigor desde", textos.fecha(norma.en_vigor_desde)),
        Dato("Vigencia", textos.palabras(norma.vigencia), _cuando(norma)),
        Dato("Texto oficial", enlaces=consulta),
        *datos_de_publicacion(norma),
    )


def _con_quien(norma: Norma, contexto: Contexto) -> tuple[Dato, ...]:
    """Las demás entidades que expidieron una norma conjunta."""
    nombres = [entidad(otra, contexto, norma.fecha) for otra in norma.con or ()]
    return (Dato("Expedida también por", enumerar(nombres)),) if nombres else ()


def _cuando(norma: Norma) -> str:
    """Desde cuándo está así, o entre qué días."""
    lapso = norma.vigencia_desde
    if lapso is None:
        return ""
    return textos.lapso(lapso) if "/" in lapso.texto else f"desde {textos.lapso(lapso)}"


def _sitio_de(url: str) -> str:
    """El nombre del sitio de una dirección, para que el enlace diga adónde lleva."""
    return url.split("/")[2].removeprefix("www.")


def _relaciones(
    citas: tuple[CitaDeNorma, ...] | None, contexto: Contexto
) -> tuple[VistaRelacion, ...] | None:
    if citas is None:
        return None
    return tuple(
        VistaRelacion(_ACTIVAS[c.relacion], enlace_a_norma(c.norma, contexto), c.articulos or "")
        for c in citas
    )


def _la_mencionan(norma: Norma, contexto: Contexto) -> tuple[VistaRelacion, ...]:
    """Las normas del sitio que hacen algo con esta, la más reciente primero."""
    otras = sorted(contexto.normas.items(), key=lambda par: orden(par[1]))
    return tuple(
        VistaRelacion(_PASIVAS[c.relacion], enlace_a_norma(otra_id, contexto), c.articulos or "")
        for otra_id, otra in otras
        for c in otra.relaciones or ()
        if c.norma == norma.id
    )


def orden(norma: Norma) -> tuple[int, int, str]:
    """La clave que pone primero la más reciente; sin fecha, va tras las fechadas de su año."""
    dia = norma.fecha.timetuple().tm_yday if norma.fecha else 0
    return (-norma.anio, -dia, norma.ruta)
