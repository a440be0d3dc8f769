"""`generador informe`: el informe de gestión de un periodo, calculado y declarado."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from generador.cli.comun import (
    CON_ERRORES,
    CORRECTO,
    Opciones,
    con_opciones,
    en_json,
    exigir_instancia,
    orden,
)
from generador.cli.hallazgos import mostrar_errores
from generador.cli.nombres import NombreDeInstancia
from generador.cli.presentar import mostrar
from generador.cli.salida import escribir
from generador.hallazgo import Hallazgo, hay_errores

if TYPE_CHECKING:
    from generador.acervo import Acervo
    from generador.configuracion import Contexto
    from generador.construccion import UnaLeida
    from generador.modelo.fechas import Periodo

_FORMAS = (
    "2020 (el año), 2020-s1 (un semestre) o 2020-t3 (un trimestre); de uno a otro, 2023-a-2024-t1"
)


@orden("informe")
@click.argument("instancia", metavar="INSTANCIA", type=NombreDeInstancia())
@click.argument("periodo", metavar="PERIODO")
@con_opciones
@en_json
@click.option(
    "--formato",
    type=click.Choice(["texto", "pdf"]),
    default="texto",
    help="«texto», en la terminal, o «pdf», en un archivo.",
)
@click.option(
    "--para-firmar",
    is_flag=True,
    help="Del borrador, el formulario oficial en PDF para imprimir y firmar, con una columna por "
    "sesión. En Word todavía no se hace.",
)
@click.option(
    "--salida-pdf",
    metavar="ARCHIVO",
    help="Dónde queda el PDF: por omisión, «informe-INSTANCIA-PERIODO.pdf» aquí, o "
    "«para-firmar-INSTANCIA-PERIODO.pdf».",
)
@click.option("--forzar", is_flag=True, help="Reemplaza el PDF si ya existe y es distinto.")
def informe(
    opciones: Opciones,
    instancia: str,
    periodo: str,
    en_json: bool,
    formato: str,
    para_firmar: bool,
    salida_pdf: str | None,
    forzar: bool,
) -> int:
    """Muestra el informe de gestión de una instancia en un periodo.

    Cada cifra va con lo calculado de los registros, lo declarado y si coinciden. INSTANCIA es su
    nombre o el de su carpeta; PERIODO se escribe 2020, 2020-s1 o 2020-t3.
    """
    pedido = exigir_periodo(periodo, instancia)
    _exigir_pasado(pedido, opciones)
    _exigir_formato(formato, en_json, para_firmar, salida_pdf, forzar)
    una = _leer(opciones, instancia, pedido)
    if una is None:
        return CON_ERRORES
    from generador import construccion

    formulario = construccion.informe_de(una, pedido)
    if formulario is None:
        raise click.UsageError(
            f"La instancia «{instancia}» es un borrador a la fecha de corte.",
            click.get_current_context(),
        )
    if para_firmar:
        from generador.cli.informe_pdf import escribir_para_firmar

        return escribir_para_firmar(opciones, una, pedido, salida_pdf, forzar)
    if formato == "pdf":
        from generador.cli.informe_pdf import escribir_informe

        return escribir_informe(opciones, una, pedido, salida_pdf, forzar)
    if en_json:
        from generador.verificacion.exportar_informe import informe_json

        escribir(json.dumps(informe_json(formulario.calculado), ensure_ascii=False, indent=2))
    elif not opciones.silencio:
        from generador.cli.formulario import piezas_del_formulario

        mostrar(piezas_del_formulario(formulario))
    return CORRECTO


def _exigir_formato(
    formato: str, en_json: bool, para_firmar: bool, salida_pdf: str | None, forzar: bool
) -> None:
    """Un error de uso si las opciones del PDF no van juntas."""
    if formato == "pdf" and en_json:
        falla = "Use --json o --formato pdf, no los dos."
    elif para_firmar and en_json:
        falla = "Use --json o --para-firmar, no los dos."
    elif not para_firmar and formato != "pdf" and (salida_pdf or forzar):
        falla = "--salida-pdf y --forzar van con --formato pdf o con --para-firmar."
    else:
        return
    raise click.UsageError(falla, click.get_current_context())


def _exigir_pasado(periodo: Periodo, opciones: Opciones) -> None:
    """Un error de uso si el periodo no ha empezado: sería un formulario entero sin un dato."""
    from generador.modelo.fechas import fecha_larga

    if periodo.desde > opciones.corte:
        raise click.BadParameter(
            f"todavía no hay nada {periodo.con_de}: empieza el {fecha_larga(periodo.desde)}, "
            f"después de la fecha de corte, que es el {fecha_larga(opciones.corte)}.",
            click.get_current_context(),
            param_hint="PERIODO",
        )


def exigir_periodo(texto: str, instancia: str) -> Periodo:
    """El periodo escrito, o un error de uso que dice cómo se escribe.

    «T3 2020» y «segundo semestre de 2020» se entienden; «2020-1» puede ser dos, y se pregunta.
    """
    from generador.modelo import correcciones
    from generador.modelo.fechas import Periodo

    try:
        return Periodo.leer(correcciones.periodo(texto) or texto)
    except ValueError:
        raise click.BadParameter(
            f"«{texto}» no es un periodo.{_pista(texto, instancia)} Se escribe {_FORMAS}.",
            click.get_current_context(),
            param_hint="PERIODO",
        ) from None


def _pista(texto: str, instancia: str) -> str:
    """Lo que se quiso decir, si se entiende: los dos argumentos al revés, un mes, otro periodo."""
    from generador.modelo import correcciones

    if correcciones.periodo(instancia) or correcciones.periodos_posibles(instancia):
        bien = f"{texto} {instancia}"
        return f" Parecen al revés: primero va la instancia y después el periodo, «{bien}»."
    posibles = [f"«{p}»" for p in correcciones.periodos_posibles(texto)]
    dichos = " o ".join(filter(None, (", ".join(posibles[:-1]), *posibles[-1:])))
    es_un_mes = " Un mes no tiene informe." if correcciones.mes_escrito(texto) else ""
    return f"{es_un_mes} ¿Quiso decir {dichos}?" if posibles else ""


def _leer(opciones: Opciones, slug: str, periodo: Periodo) -> UnaLeida | None:
    """Lo común y esa instancia; `None` si tienen errores, que ya se mostraron.

    Los defectos de las demás no le tocan. Un error de uso si de ese periodo, por anterior, no puede
    haber nada.
    """
    from generador.construccion import UnaLeida
    from generador.lectura.contexto import leer_contexto
    from generador.lectura.instancia import leer_instancia

    leido = leer_contexto(opciones.contenido, opciones.corte)
    exigir_instancia(slug, leido.instancias)
    hallazgos: tuple[Hallazgo, ...] = ()
    una = UnaLeida(leido, leer_instancia(opciones.contenido, slug), opciones.corte)
    if leido.contexto is not None:
        hallazgos = _defectos(una, leido.contexto, periodo)
    if leido.contexto is None or hay_errores((*leido.hallazgos, *hallazgos)):
        mostrar_errores((*leido.hallazgos, *hallazgos), opciones)
        return None
    return una


def _defectos(una: UnaLeida, contexto: Contexto, periodo: Periodo) -> tuple[Hallazgo, ...]:
    """Los de esa instancia. Con ellos no se sabe desde cuándo puede haber informes."""
    from generador.compilacion import compilar
    from generador.lectura.instancia import estructurar

    hallazgos = compilar(una.instancia, contexto).hallazgos
    todo = estructurar(una.instancia, una.corte, con_borradores=True)
    if todo is not None and not hay_errores(hallazgos):
        _exigir_alcanzado(periodo, todo, contexto)
    return hallazgos


def _exigir_alcanzado(periodo: Periodo, acervo: Acervo, contexto: Contexto) -> None:
    """Un error de uso si el periodo es anterior a todo: también sería un formulario vacío."""
    from generador.modelo.fechas import fecha_larga
    from generador.verificacion.ambito import comienzo

    primero = comienzo(acervo, contexto)
    if primero is not None and periodo.hasta < primero:
        raise click.BadParameter(
            f"no hay nada {periodo.con_de}: lo de esta instancia empieza el "
            f"{fecha_larga(primero)}.",
            click.get_current_context(),
            param_hint="PERIODO",
        )
