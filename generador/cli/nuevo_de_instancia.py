"""Los registros de una instancia que existe: `generador nuevo acta` y los demás."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from generador.cli.comun import (
    CON_ERRORES,
    CORRECTO,
    OpcionDePalabras,
    Opciones,
    con_opciones,
    orden,
)
from generador.cli.lectura import acervo_con_todo
from generador.cli.nombres import NombreDeInstancia
from generador.cli.nuevos_archivos import crear
from generador.cli.presentar import linea, mostrar
from generador.reloj import hoy

if TYPE_CHECKING:
    from generador.acervo import Acervo
    from generador.nuevo.acta import DatosDeActa

INSTANCIA = click.argument("instancia", metavar="INSTANCIA", type=NombreDeInstancia())
EN_DOS = click.option(
    "--yaml", "en_dos", is_flag=True, help="Los datos en un .yaml aparte del texto."
)


@orden("acta")
@INSTANCIA
@con_opciones
@click.option(
    "--tipo",
    cls=OpcionDePalabras,
    palabras="generador.modelo.sesion:TipoSesion",
    metavar="TIPO",
    help="El tipo de sesión: por omisión, el de su convocatoria u ordinaria.",
)
@click.option("--serie", metavar="ID", help="La serie: por omisión, la de las de su tipo.")
@click.option("--numero", metavar="N", help="El número del acta: por omisión, el que sigue.")
@click.option("--nombre", metavar="ID", help="El nombre del archivo: por omisión, el número.")
@EN_DOS
def acta(
    opciones: Opciones,
    instancia: str,
    tipo: str | None,
    serie: str | None,
    numero: str | None,
    nombre: str | None,
    en_dos: bool,
) -> int:
    """Propone el acta de la próxima sesión.

    La fecha es la que diga --fecha. Trae el número que sigue según el reglamento, los cargos de la
    última sesión, la regla de quórum y los compromisos pendientes. INSTANCIA es su nombre o el
    de su carpeta.
    """
    from generador.cli.preguntas import hay_terminal
    from generador.nuevo.acta import acta_nueva
    from generador.nuevo.numeracion import numero_siguiente, por_que_sigue

    acervo = acervo_con_todo(opciones, instancia)
    if acervo is None:
        return CON_ERRORES
    fecha = _fecha(opciones, "Fecha de la sesión")
    datos = _datos_de_acta(acervo, fecha, tipo, serie, numero, nombre)
    crear(opciones, acta_nueva(acervo, datos), en_dos=en_dos)
    # En una terminal se le preguntó, con lo propuesto a la vista.
    if numero is None and not hay_terminal() and not opciones.silencio:
        sigue = datos.numero == numero_siguiente(acervo, fecha, datos.serie)
        porque = f": {por_que_sigue(acervo, fecha, datos.serie)}" if sigue else ""
        dicho = f"Le quedó el número {datos.numero}{porque}. Si es otro, cámbielo en «numero»."
        mostrar([linea(dicho)])
    return CORRECTO


def _datos_de_acta(
    acervo: Acervo,
    fecha: date,
    tipo: str | None,
    serie: str | None,
    numero: str | None,
    nombre: str | None,
) -> DatosDeActa:
    """Lo que se necesita para empezar un acta: lo dado en la orden y, lo demás, respondido."""
    from generador.cli.preguntas import Pregunta, responder, un_nombre_de_acta, una_de
    from generador.modelo.sesion import TipoSesion
    from generador.modelo.tipos import leer_entero, leer_id
    from generador.nuevo.acta import DatosDeActa
    from generador.nuevo.convocatoria import convocatoria_para
    from generador.nuevo.numeracion import nombre_de_archivo, numero_siguiente, serie_de

    convocada = convocatoria_para(acervo, fecha)
    posible = (convocada and convocada.tipo) or TipoSesion.ORDINARIA
    clase = responder(Pregunta("--tipo", "Tipo de sesión", una_de(TipoSesion), posible), tipo)
    propia = serie_de(acervo, clase)
    # Donde todas las actas llevan la misma cuenta no hay entre qué escoger.
    sola = serie is None and all(a.serie == propia for a in acervo.actas)
    suya = propia if sola else responder(Pregunta("--serie", "Serie", leer_id, propia), serie)
    sigue = str(numero_siguiente(acervo, fecha, suya))
    cual = responder(Pregunta("--numero", "Número del acta", leer_entero, sigue), numero)
    por_su_numero = nombre_de_archivo(acervo, suya, cual)
    archivo = Pregunta("--nombre", "Nombre del archivo", un_nombre_de_acta, por_su_numero)
    return DatosDeActa(fecha, clase, suya, cual, responder(archivo, nombre))


@orden("convocatoria")
@INSTANCIA
@con_opciones
@click.option(
    "--tipo",
    cls=OpcionDePalabras,
    palabras="generador.modelo.sesion:TipoSesion",
    metavar="TIPO",
    help="El tipo de sesión: por omisión, ordinaria.",
)
@EN_DOS
def convocatoria(opciones: Opciones, instancia: str, tipo: str | None, en_dos: bool) -> int:
    """Empieza la convocatoria de una sesión.

    El día de la sesión es el que diga --fecha; el de la convocatoria, hoy. El acta que se empiece
    después con «generador nuevo acta» la cita.
    """
    from generador.cli.preguntas import Pregunta, responder, una_de
    from generador.modelo.sesion import TipoSesion
    from generador.nuevo.convocatoria import convocatoria_nueva

    acervo = acervo_con_todo(opciones, instancia)
    if acervo is None:
        return CON_ERRORES
    sesion = _fecha(opciones, "Fecha de la sesión")
    cual = Pregunta("--tipo", "Tipo de sesión", una_de(TipoSesion), "ordinaria")
    clase = responder(cual, tipo)
    nueva = convocatoria_nueva(acervo, min(hoy(), sesion), sesion, clase)
    crear(opciones, nueva, en_dos=en_dos)
    return CORRECTO


@orden("reglamento")
@INSTANCIA
@con_opciones
@click.option("--numero", metavar="TEXTO", help="El número del acto, o «ninguno».")
@EN_DOS
def reglamento(opciones: Opciones, instancia: str, numero: str | None, en_dos: bool) -> int:
    """Empieza una versión del reglamento.

    La fecha es la que diga --fecha. Trae las reglas de la versión anterior y dice que la reemplaza.
    """
    from generador.cli.preguntas import Pregunta, responder, un_texto
    from generador.nuevo.reglamento import reglamento_nuevo

    acervo = acervo_con_todo(opciones, instancia)
    if acervo is None:
        return CON_ERRORES
    fecha = _fecha(opciones, "Fecha del reglamento")
    cual = Pregunta("--numero", "Número, o «ninguno»", un_texto, opcional=True)
    crear(opciones, reglamento_nuevo(acervo, fecha, responder(cual, numero)), en_dos=en_dos)
    return CORRECTO


@orden("plan")
@INSTANCIA
@con_opciones
@click.option("--anio", metavar="AAAA", help="El año del plan: por omisión, el de --fecha.")
@EN_DOS
def plan(opciones: Opciones, instancia: str, anio: str | None, en_dos: bool) -> int:
    """Empieza el plan de un año.

    Trae tantas sesiones programadas como manda el reglamento.
    """
    from generador.cli.preguntas import Pregunta, responder, un_anio
    from generador.nuevo.reglamento import plan_nuevo

    acervo = acervo_con_todo(opciones, instancia)
    if acervo is None:
        return CON_ERRORES
    cual = Pregunta("--anio", "Año del plan", un_anio, str(opciones.corte.year))
    crear(opciones, plan_nuevo(acervo, responder(cual, anio)), en_dos=en_dos)
    return CORRECTO


@orden("constancia")
@INSTANCIA
@click.argument("periodo", metavar="PERIODO")
@con_opciones
@click.option("--motivo", metavar="TEXTO", help="Por qué no hubo sesiones.")
@EN_DOS
def constancia(
    opciones: Opciones, instancia: str, periodo: str, motivo: str | None, en_dos: bool
) -> int:
    """Empieza la constancia de que no hubo sesiones.

    La fecha en que se hace es la que diga --fecha. PERIODO se escribe 2020, 2020-s1 o 2020-t3.
    """
    from generador.cli.informe import exigir_periodo
    from generador.cli.preguntas import Pregunta, algun_texto, responder
    from generador.nuevo.escrito import constancia_nueva

    pedido = exigir_periodo(periodo, instancia)
    acervo = acervo_con_todo(opciones, instancia)
    if acervo is None:
        return CON_ERRORES
    porque = responder(Pregunta("--motivo", "Por qué no hubo sesiones", algun_texto), motivo)
    fecha = _fecha(opciones, "Fecha de la constancia")
    crear(opciones, constancia_nueva(acervo, pedido, porque, fecha), en_dos=en_dos)
    return CORRECTO


@orden("documento")
@INSTANCIA
@con_opciones
@click.option("--titulo", metavar="TEXTO", help="Cómo se llama el documento.")
@click.option("--tipo", metavar="TEXTO", help="Qué es: lineamiento, memorando, cronograma…")
@click.option("--nombre", metavar="ID", help="El nombre del archivo: sale del título.")
@EN_DOS
def documento(
    opciones: Opciones,
    instancia: str,
    titulo: str | None,
    tipo: str | None,
    nombre: str | None,
    en_dos: bool,
) -> int:
    """Empieza un documento propio: un lineamiento, un memorando…

    Es lo que se publica y no es acta, norma, plan ni informe. La fecha es la que diga --fecha.
    """
    from generador.cli.preguntas import Pregunta, algun_texto, responder, un_nombre
    from generador.nuevo.escrito import escrito_nuevo
    from generador.nuevo.instancia import id_sugerido

    acervo = acervo_con_todo(opciones, instancia)
    if acervo is None:
        return CON_ERRORES
    suyo = responder(Pregunta("--titulo", "Título", algun_texto), titulo)
    que_es = Pregunta("--tipo", "Qué es (lineamiento, memorando, cronograma…)", algun_texto)
    clase = responder(que_es, tipo)
    fecha = _fecha(opciones, "Fecha del documento")
    archivo = Pregunta("--nombre", "Nombre del archivo", un_nombre, id_sugerido(suyo))
    nuevo = escrito_nuevo(acervo, suyo, clase, fecha, responder(archivo, nombre))
    crear(opciones, nuevo, en_dos=en_dos)
    return CORRECTO


def _fecha(opciones: Opciones, texto: str) -> date:
    """La de `--fecha`, la que se conteste o la de hoy en Bogotá."""
    from generador.cli.preguntas import Pregunta, responder
    from generador.modelo.tipos import leer_fecha

    if click.get_current_context().get_parameter_source("fecha") is ParameterSource.COMMANDLINE:
        return opciones.corte
    return responder(Pregunta("--fecha", texto, leer_fecha, opciones.corte.isoformat()), None)
