"""Un acervo con todo lo que un registro puede decir, y otro con lo menos que puede decir."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from apoyo.informes import (
    POSTES,
    acervo,
    acta,
    contexto,
    informe,
    instancia,
    norma,
    plan,
    reglamento,
    sin_sesiones,
)

from generador.acervo import Acervo
from generador.configuracion import Contexto, Icono
from generador.modelo.base import Archivo, Html
from generador.modelo.sitio import Publicacion

DECRETO = "decreto-5-2019-alcaldia-mayor"
RESOLUCION = "resolucion-7-2021-gobierno"
PDF = {"titulo": "Acta firmada", "archivo": "acta.pdf", "fecha": "2021-03-02"}
RESERVADO = {
    "titulo": "Lista de víctimas",
    "archivo": "lista.pdf",
    "clasificacion": "publica_clasificada",
    "fundamento": "Ley 1712 de 2014, art. 18",
}
FIRMA = {"nombre": "Ana Ruiz", "cargo": "Asesora", "entidad": "gobierno", "rol": "S"}


def texto_o(texto: str | None, propio: str) -> str:
    """El texto hostil de la prueba, o el propio del registro."""
    return texto if texto is not None else propio


def segunda_acta(hostil: str | None = None) -> dict[str, Any]:
    """Un acta con todos sus campos."""
    return {
        "procedencia": "reconstruida",
        "reconstruida_de": texto_o(hostil, "Informe de 2021"),
        "resumen": "si",
        "notas": [texto_o(hostil, "Una nota.")],
        "numero": "2",
        "sesion": "43",
        "serie": "ordinarias",
        "modalidad": "mixta",
        "hora_inicio": "08:30",
        "hora_fin": "12:00",
        "lugar": texto_o(hostil, "Sala 2"),
        "citacion": {"fecha": "2021-05-20", "medio": texto_o(hostil, "correo")},
        "estado": "firmada",
        "fecha_aprobacion": "2021-06-15",
        "fecha_publicacion": "2021-06-20",
        "original": PDF,
        "asistencia": [
            {"integrante": "p", "asistio": "si", "delegado": texto_o(hostil, "Subsecretaria")},
            {"integrante": "g", "asistio": "no", "observacion": texto_o(hostil, "Se excusó")},
            {"integrante": "desconocido", "asistio": "si"},
        ],
        "quorum": {"requerido": "2", "presentes": "2", "hubo": "si"},
        "orden_del_dia": [texto_o(hostil, "Verificar el quórum"), "Cerrar"],
        "aprobacion_de_actas": ["actas/2021/01"],
        "seguimientos": [
            {"de": "actas/2021/01#plan", "texto": texto_o(hostil, "Ya rige"), "estado": "cumplido"}
        ],
        "decisiones": "ninguna",
        "funciones": ["1", "9"],
        "proxima_sesion": "2021-08/2021-09",
        "anexos": [RESERVADO],
        "firmas": [FIRMA | {"nombre": texto_o(hostil, "Ana Ruiz"), "fecha": "2021-06-16"}],
    }


def primera_acta(hostil: str | None = None) -> dict[str, Any]:
    """Un acta con una decisión y un compromiso, a los que otra hace seguimiento."""
    decision = {
        "id": "plan",
        "decision": texto_o(hostil, "Aprobar el plan."),
        "icono": "aprobacion",
        "sintesis": texto_o(hostil, "Se aprueba."),
        "sintesis_resumen": "si",
        "votos": {"a_favor": "3", "en_contra": "0"},
        "afecta_al_publico": "si",
        "fundamento": texto_o(hostil, "Decreto 5 de 2019"),
    }
    compromiso = {
        "id": "carta",
        "compromiso": texto_o(hostil, "Enviar la carta."),
        "responsable": "s",
        "fecha_limite": "2021-04-01",
    }
    return {"decisiones": [decision], "compromisos": [compromiso]}


def acervo_completo(hostil: str | None = None) -> Acervo:
    """Una mesa ficticia con un registro entero de cada clase."""
    mesa = instancia(
        nombre=texto_o(hostil, "Mesa de prueba"),
        ficticia="si",
        integrantes=[c | {"dependencia": texto_o(hostil, "Despacho")} for c in POSTES],
        funciones=[{"numero": "1", "texto": texto_o(hostil, "Coordinar."), "resumen": "si"}],
        normas=[{"norma": DECRETO, "relacion": "crea"}],
    )
    vacio = acervo(
        mesa,
        actas=(
            acta("2021/01", "2021-03-01", **primera_acta(hostil)),
            acta("2021/02", "2021-06-01", **segunda_acta(hostil)),
        ),
        reglamentos=(
            reglamento("2019-02-01", numero="ninguno"),
            reglamento("2021-01-15", **_reglamento(hostil)),
        ),
        planes=(plan(2021, **_plan(hostil)),),
        informes=(informe("2021", **_informe(hostil)),),
        sin_sesiones=(sin_sesiones("2020-s1", "2020-07-03", **_constancia(hostil)),),
    )
    firmada = Archivo("instancias/mesa/actas/2021/02/acta.pdf", 48_000, "ab" * 32)
    cuerpos = {("instancias/mesa/actas/2021/02", "cuerpo"): Html("<p>Se <em>habló</em>.</p>")}
    return replace(vacio, anexos={firmada.ruta: firmada}, cuerpos=cuerpos)


def _reglamento(hostil: str | None) -> dict[str, Any]:
    return {
        "numero": texto_o(hostil, "001"),
        "adoptado_con": DECRETO,
        "reemplaza": "reglamento/2019-02-01",
        "original": "este_registro",
        "quorum": {"base": "mitad_mas_uno"},
        "admite_delegados": "si",
        "numeracion": "anual",
        "sesiones_ordinarias_por_anio": "4",
        "anexos": "ninguno",
    }


def _plan(hostil: str | None) -> dict[str, Any]:
    actividad = {"texto": texto_o(hostil, "Hacer un taller"), "meta": "m", "funcion": "1"}
    return {
        "fecha": "2021-03-01",
        "aprobado_en": "actas/2021/01",
        "corte": "2021-12-31",
        "metas": [{"id": "m", "texto": texto_o(hostil, "Llegar a todos"), "funcion": "1"}],
        "actividades": [
            actividad
            | {
                "id": "a",
                "responsable": "s",
                "fecha": "2021-06",
                "estado": "cumplido",
                "evidencia": "actas/2021/02",
            },
            {"id": "b", "texto": "Otra"},
        ],
        "hitos": [{"fecha": "2021", "texto": texto_o(hostil, "Se presentó")}],
        "sesiones": [{"fecha": "2021-03-01", "tipo": "ordinaria", "estado": "realizada"}],
        "reuniones_de_trabajo": [{"texto": texto_o(hostil, "Taller"), "con": "Referentes"}],
    }


def _informe(hostil: str | None) -> dict[str, Any]:
    return {
        "numero": texto_o(hostil, "1"),
        "fecha": "2022-01-20",
        "analisis": texto_o(hostil, "Funcionó."),
        "firmas": [FIRMA],
        "declarado": {
            "asistencia": [{"integrante": "g", "fechas": ["2021-03-01"], "total": "1"}],
            "sesiones_ordinarias": {"realizadas": "3", "programadas": "1"},
            "publicacion": {"reglamento_interno": "si"},
            "decisiones": [{"fecha": "2021-12-01", "decision": texto_o(hostil, "Cerrar.")}],
            "quorum": "si",
        },
    }


def _constancia(hostil: str | None) -> dict[str, Any]:
    return {"motivo": texto_o(hostil, "Hubo cuarentena."), "firmas": "ninguna"}


def contexto_completo(hostil: str | None = None) -> Contexto:
    """Dos normas enlazadas, un icono y un acta cuya publicación está probada."""
    normas = {
        DECRETO: norma(
            DECRETO,
            fecha="2019-01-10",
            en_vigor_desde="2019-01-11",
            epigrafe=texto_o(hostil, "Por el cual se crea la mesa"),
            epigrafe_resumen="si",
            vigencia="modificada",
            url="https://www.ejemplo.gov.co/norma?i=5&a=1",
            original={"titulo": "Decreto 5 de 2019", "archivo": "original.pdf"},
        ),
        RESOLUCION: norma(
            RESOLUCION,
            relaciones=[{"norma": DECRETO, "relacion": "modifica", "articulos": "2 y 3"}],
            confianza="por_confirmar",
        ),
    }
    ruta = "instancias/mesa/actas/2021/02.html"
    documentos = [{"ruta": ruta, "accion": "publicado"}]
    leida = "https://www.ejemplo.gov.co/"
    primera = Publicacion.model_validate(
        {"numero": "1", "fecha": "2021-06-21", "leida": leida, "documentos": documentos}
    )
    con = contexto(normas=normas, publicaciones=(primera,), titulo=texto_o(hostil, "Prueba"))
    icono = Icono("aprobacion", "✔", texto_o(hostil, "Aprobación"))
    return replace(con, iconos={"aprobacion": icono})


def acervo_minimo() -> Acervo:
    """Un registro de cada clase, con lo que es obligatorio y nada más."""
    return acervo(
        instancia(),
        actas=(acta("2021/01", "2021-03-01"),),
        reglamentos=(reglamento("2021-01-15"),),
        planes=(plan(2021),),
        informes=(informe("2021-t1"),),
        sin_sesiones=(sin_sesiones("2020", "2021-01-05"),),
    )
