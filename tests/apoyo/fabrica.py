"""Registros, acervos y contextos pequeños para las pruebas, sin disco.

Cada función acepta como palabras clave los campos del registro, escritos como en el YAML.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

import generador
from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta, SinSesiones
from generador.modelo.base import Archivo, Fuente, Registro
from generador.modelo.calendario import Calendario, calendario_desde
from generador.modelo.clases import PUBLICABLES
from generador.modelo.informe import Informe
from generador.modelo.instancia import Instancia
from generador.modelo.norma import Norma, Reglamento
from generador.modelo.plan import Plan
from generador.modelo.sitio import Entidad, ListaDeRequisitos, Publicacion, Sitio

DATOS = Path(generador.__file__).parent / "datos"
SLUG = "mesa"
_R = TypeVar("_R", bound=Registro)


def huella_de(texto: str) -> str:
    """Un sha256 de mentira, distinto para cada texto."""
    return hashlib.sha256(texto.encode()).hexdigest()


def registro(clase: type[_R], ruta: str, **campos: Any) -> _R:
    """Un registro validado, con su origen en `contenido/<ruta>.md`."""
    valor = clase.model_validate(campos)
    valor.con_fuente(Fuente(f"contenido/{ruta}.md", ruta, huella_de(ruta)))
    return valor


def instancia(slug: str = SLUG, **campos: Any) -> Instancia:
    """Una mesa con secretaría técnica en la entidad `mujer`."""
    base = {"nombre": "Mesa de Prueba", "tipo": "mesa", "secretaria_tecnica": "mujer"}
    return registro(Instancia, f"instancias/{slug}/instancia", **base | campos)


def acta(fecha: str, n: str = "01", slug: str = SLUG, **campos: Any) -> Acta:
    """El acta firmada de una sesión ordinaria; el registro es el original."""
    base = {"tipo": "ordinaria", "fecha": fecha, "estado": "firmada", "original": "este_registro"}
    return registro(Acta, f"instancias/{slug}/actas/{fecha[:4]}/{n}", **base | campos)


def sin_sesiones(periodo: str, slug: str = SLUG, **campos: Any) -> SinSesiones:
    """La constancia de un periodo sin sesiones; el registro es el original."""
    base = {
        "periodo": periodo,
        "motivo": "No hubo asuntos",
        "fecha": f"{periodo[:4]}-12-31",
        "original": "este_registro",
    }
    nombre = "sin-sesiones" if len(periodo) == 4 else f"sin-sesiones-{periodo}"
    return registro(SinSesiones, f"instancias/{slug}/actas/{periodo[:4]}/{nombre}", **base | campos)


def reglamento(fecha: str, slug: str = SLUG, **campos: Any) -> Reglamento:
    """Un reglamento interno; el registro es el original."""
    base = {"fecha": fecha, "original": "este_registro"}
    return registro(Reglamento, f"instancias/{slug}/reglamento/{fecha}", **base | campos)


def informe(periodo: str, slug: str = SLUG, **campos: Any) -> Informe:
    """El informe de gestión de un periodo; el registro es el original."""
    base = {"periodo": periodo, "original": "este_registro"}
    return registro(Informe, f"instancias/{slug}/informes/{periodo}", **base | campos)


def plan(anio: int, slug: str = SLUG, **campos: Any) -> Plan:
    """El plan de un año; el registro es el original."""
    base = {"anio": anio, "original": "este_registro"}
    return registro(Plan, f"instancias/{slug}/planes/{anio}", **base | campos)


def norma(id_: str = "decreto-527-2014-alcaldia-mayor", **campos: Any) -> Norma:
    """La norma de ese identificador, con su texto en `texto.pdf`."""
    tipo, numero, anio, emisor = id_.split("-", 3)
    base = {
        "tipo": tipo,
        "numero": numero,
        "anio": anio,
        "emisor": emisor,
        "fecha": f"{anio}-11-24",
        "original": documento("texto.pdf"),
    }
    return registro(Norma, f"normas/{id_}", **base | campos)


def documento(archivo: str, **campos: Any) -> dict[str, Any]:
    """Un documento con archivo, como se escribe en el YAML."""
    return {"titulo": f"Documento {archivo}", "archivo": archivo} | campos


def archivo(ruta: str) -> Archivo:
    """Un archivo que existe en esa ruta bajo `contenido/`."""
    return Archivo(ruta, 1000, huella_de(ruta))


def acervo(*registros: Registro, archivos: Iterable[str] = (), slug: str = SLUG) -> Acervo:
    """El acervo de esos registros, en el orden en que se dan; sin instancia, una cualquiera."""

    propias = (r for r in registros if isinstance(r, Instancia))
    return Acervo(
        slug=slug,
        instancia=next(propias, None) or instancia(slug),
        propios={
            clase.modelo: tuple(r for r in registros if isinstance(r, clase.modelo))
            for clase in PUBLICABLES
        },
        anexos={ruta: archivo(ruta) for ruta in archivos},
    )


def contexto(
    corte: str,
    *normas: Norma,
    listas: dict[str, ListaDeRequisitos] | None = None,
    archivos_de_normas: dict[str, Archivo] | None = None,
    publicaciones: Iterable[dict[str, Any]] = (),
    **sitio: Any,
) -> Contexto:
    """Un contexto con las listas que trae el producto; `sitio` son campos de `sitio.yaml`."""
    base = {"formato": "1", "titulo": "Sitio de prueba", "entidad": "mujer"}
    return Contexto(
        corte=date.fromisoformat(corte),
        sitio=Sitio.model_validate(base | sitio),
        calendario=calendario(),
        entidades={
            "mujer": Entidad(nombre="Secretaría Distrital de la Mujer"),
            "alcaldia-mayor": Entidad(nombre="Alcaldía Mayor de Bogotá"),
            "secretaria-general": Entidad(nombre="Secretaría General"),
            "congreso": Entidad(nombre="Congreso de la República"),
        },
        normas={n.ruta.removeprefix("normas/"): n for n in normas},
        archivos_de_normas=archivos_de_normas or {},
        listas_de_requisitos=listas_oficiales() if listas is None else listas,
        publicaciones=tuple(Publicacion.model_validate(p) for p in publicaciones),
    )


@cache
def listas_oficiales() -> dict[str, ListaDeRequisitos]:
    """Las listas de requisitos que trae el producto."""
    return {
        ruta.stem: ListaDeRequisitos.model_validate(leer_yaml(ruta))
        for ruta in sorted((DATOS / "listas").glob("*.yaml"))
    }


@cache
def calendario() -> Calendario:
    """El calendario que trae el producto."""
    return calendario_desde(leer_yaml(DATOS / "calendario" / "colombia.yaml"))


def leer_yaml(ruta: Path) -> Any:
    """El YAML de un archivo, con todos los valores como texto."""
    return yaml.load(ruta.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
