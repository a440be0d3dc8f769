"""Acervos pequeños para probar el informe: cada registro se escribe como en su archivo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from generador.acervo import Acervo
from generador.configuracion import Contexto, Sector
from generador.modelo.acta import Acta, SinSesiones
from generador.modelo.base import Fuente, Registro
from generador.modelo.calendario import Calendario
from generador.modelo.fechas import Periodo
from generador.modelo.informe import Informe
from generador.modelo.instancia import Instancia
from generador.modelo.norma import Norma, Reglamento
from generador.modelo.plan import Plan
from generador.modelo.sitio import Entidad, Publicacion, Sitio
from generador.verificacion.informe import calcular_informe
from generador.verificacion.resultados import Estado, InformeCalculado, Referencia, Renglon

_R = TypeVar("_R", bound=Registro)
SIN = "sin_dato"
CARPETA = "instancias/mesa"


def registro(clase: type[_R], ruta: str, datos: Mapping[str, Any]) -> _R:
    """Un registro de la mesa de prueba; `ruta` es relativa a su carpeta."""
    hecho = clase.model_validate(dict(datos))
    entera = f"{CARPETA}/{ruta}"
    hecho.con_fuente(Fuente(f"contenido/{entera}.md", entera))
    return hecho


def instancia(**datos: Any) -> Instancia:
    basicos = {"nombre": "Mesa de prueba", "tipo": "mesa", "secretaria_tecnica": "mujer"}
    return registro(Instancia, "instancia", basicos | datos)


def acta(ruta: str, fecha: str, **datos: Any) -> Acta:
    basicos = {"tipo": "ordinaria", "fecha": fecha}
    return registro(Acta, f"actas/{ruta}", basicos | datos)


def plan(anio: int = 2021, **datos: Any) -> Plan:
    return registro(Plan, f"planes/{anio}", {"anio": anio} | datos)


def informe(periodo: str, **datos: Any) -> Informe:
    return registro(Informe, f"informes/{periodo}", {"periodo": periodo} | datos)


def reglamento(fecha: str, **datos: Any) -> Reglamento:
    return registro(Reglamento, f"reglamento/{fecha}", {"fecha": fecha} | datos)


def sin_sesiones(periodo: str, fecha: str, **datos: Any) -> SinSesiones:
    basicos = {"periodo": periodo, "fecha": fecha, "motivo": "No hubo de qué tratar."}
    return registro(SinSesiones, f"actas/{periodo[:4]}/sin-sesiones", basicos | datos)


def norma(id_: str, **datos: Any) -> Norma:
    tipo, numero, anio, emisor = id_.split("-", 3)
    basicos = {"tipo": tipo, "numero": numero, "anio": anio, "emisor": emisor}
    hecha = Norma.model_validate(basicos | datos)
    hecha.con_fuente(Fuente(f"contenido/normas/{id_}.md", f"normas/{id_}"))
    return hecha


def acervo(de: Instancia, **grupos: Any) -> Acervo:
    """`grupos` son los registros de cada clase, con el nombre que les da el acervo."""
    modelos = {
        "actas": Acta,
        "sin_sesiones": SinSesiones,
        "reglamentos": Reglamento,
        "planes": Plan,
        "informes": Informe,
    }
    propios = {modelos[n]: tuple(r) for n, r in grupos.items() if n in modelos}
    otros = {n: v for n, v in grupos.items() if n not in modelos}
    return Acervo("mesa", de, propios, **otros)


def contexto(
    corte: str = "2026-11-22",
    normas: Mapping[str, Norma] | None = None,
    publicaciones: tuple[Publicacion, ...] = (),
    **sitio: Any,
) -> Contexto:
    basicos = {"formato": "1", "titulo": "Prueba", "entidad": "mujer"}
    entidades = {
        "mujer": "Secretaría Distrital de la Mujer",
        "gobierno": "Secretaría Distrital de Gobierno",
        "alcaldia-mayor": "Alcaldía Mayor de Bogotá",
    }
    return Contexto(
        corte=date.fromisoformat(corte),
        sitio=Sitio.model_validate(basicos | sitio),
        calendario=Calendario((), 2000),
        entidades={id_: Entidad.model_validate({"nombre": n}) for id_, n in entidades.items()},
        normas=normas or {},
        sectores={2: Sector(2, "Gobierno"), 13: Sector(13, "Mujeres")},
        publicaciones=publicaciones,
    )


def renglon(requisito: str, estado: Estado, cumplidos: int, exigidos: int, **datos: Any) -> Renglon:
    """Un renglón de la lista oficial de 2021, con la evidencia que se le dé."""
    basicos: dict[str, Any] = {
        "instancia": "mesa",
        "anio": 2021,
        "lista": "publicacion-web",
        "titulo": requisito,
        "pregunta": "",
        "declarado": None,
        "exigencias": (),
        "evidencias": (),
        "faltantes": (),
        "vencimiento": None,
        "plazo_firme": False,
        "plazo_fuente": "",
        "base_legal": (),
        "explicacion": "",
        "valido_hasta": None,
    }
    propios = {"requisito": requisito, "estado": estado, "cumplidos": cumplidos}
    return Renglon(**(basicos | propios | {"exigidos": exigidos} | datos))


def calcular(
    de: Acervo, periodo: str, con: Contexto | None = None, renglones: tuple[Renglon, ...] = ()
) -> InformeCalculado:
    return calcular_informe(de, con or contexto(), Periodo.leer(periodo), renglones)


POSTES = [
    {"id": "p", "sector": 13, "entidad": "mujer", "cargo": "Secretaria", "roles": ["P"]},
    {"id": "g", "sector": 2, "entidad": "gobierno", "cargo": "Director", "roles": ["I"]},
    {"id": "s", "sector": 2, "entidad": "gobierno", "cargo": "Asesora", "roles": ["S"]},
]
VOTOS = ("si", "si", "no")


def mesa_2021(**datos: Any) -> Instancia:
    integrantes = [c | {"voto": v} for c, v in zip(POSTES, VOTOS, strict=True)]
    return instancia(**({"integrantes": integrantes} | datos))


def lista(**presencias: str) -> list[dict[str, str]]:
    return [{"integrante": id_, "asistio": vino} for id_, vino in presencias.items()]


EVIDENCIA = Referencia("Evidencia de 2021", "instancias/mesa/actas/2021/01.html", date(2021, 3, 1))
