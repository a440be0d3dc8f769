"""`generador nuevo informe`: empieza el informe de un periodo, o pone al día sus cifras."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generador.cli.comun import CON_ERRORES, CORRECTO, Opciones, con_opciones, orden
from generador.cli.hallazgos import mostrar_errores
from generador.cli.lectura import contexto_leido, instancia_leida
from generador.cli.nuevo_de_instancia import EN_DOS, INSTANCIA
from generador.cli.nuevos_archivos import crear, reemplazar
from generador.cli.presentar import linea, mostrar

if TYPE_CHECKING:
    from generador.configuracion import Contexto
    from generador.lectura.instancia import InstanciaLeida
    from generador.modelo.fechas import Periodo
    from generador.vistas.formulario import Formulario


@orden("informe")
@INSTANCIA
@click.argument("periodo", metavar="PERIODO")
@con_opciones
@EN_DOS
def informe(opciones: Opciones, instancia: str, periodo: str, en_dos: bool) -> int:
    """Empieza un informe, o pone al día sus cifras.

    El registro trae lo que solo una persona escribe, y las cifras calculadas como comentarios para
    leer. Si ya existe, solo cambian esos comentarios. PERIODO se escribe 2020, 2020-s1 o 2020-t3.
    """
    from generador.cli.informe import exigir_periodo
    from generador.modelo.clases import POR_MODELO
    from generador.modelo.informe import Informe
    from generador.nuevo.informe import informe_nuevo

    pedido = exigir_periodo(periodo, instancia)
    contexto = contexto_leido(opciones)
    if contexto is None:
        return CON_ERRORES
    leida = instancia_leida(opciones, instancia)
    formulario = _calcular(leida, contexto, pedido, opciones)
    if formulario is None:
        return CON_ERRORES
    ruta = POR_MODELO[Informe].ruta(instancia, pedido.clave)
    existente = _existente(opciones.raiz, f"contenido/{ruta}")
    if existente is None:
        crear(opciones, informe_nuevo(formulario, pedido), en_dos=en_dos)
    else:
        _poner_al_dia(opciones, existente, formulario)
    return CORRECTO


def _calcular(
    leida: InstanciaLeida, contexto: Contexto, periodo: Periodo, opciones: Opciones
) -> Formulario | None:
    """Lo que los registros dan, sin lo que el informe mismo declara.

    `None` con los errores ya mostrados: con ellos las cifras serían engañosas.
    """
    from generador.compilacion import compilar
    from generador.hallazgo import hay_errores
    from generador.lectura.instancia import estructurar
    from generador.modelo.informe import Informe
    from generador.verificacion.cumplimiento import cumplimiento
    from generador.verificacion.informe import calcular_informe
    from generador.vistas.formulario import Formulario

    hallazgos = compilar(leida, contexto).hallazgos
    # De una instancia que aún es un borrador se miran también sus registros en borrador.
    acervo = estructurar(leida, opciones.corte) or estructurar(
        leida, opciones.corte, con_borradores=True
    )
    if acervo is None or hay_errores(hallazgos):
        cierre = "No se cambió nada: con errores en los registros, las cifras serían engañosas."
        mostrar_errores(hallazgos, opciones, cierre=cierre)
        return None
    renglones = cumplimiento(acervo, contexto)
    otros = tuple(i for i in acervo.informes if i.periodo != periodo)
    sin_el = replace(acervo, propios={**acervo.propios, Informe: otros})
    calculado = calcular_informe(sin_el, contexto, periodo, renglones)
    return Formulario(calculado, sin_el, contexto)


def _existente(raiz: Path, base: str) -> str | None:
    """El archivo de los datos, si el informe ya está: el `.yaml` si son dos."""
    return next((r for e in (".yaml", ".md") if (raiz / (r := base + e)).is_file()), None)


def _poner_al_dia(opciones: Opciones, ruta: str, formulario: Formulario) -> None:
    from generador.nuevo.informe import FIN, INICIO, con_cifras_nuevas

    destino = opciones.raiz / ruta
    antes = destino.read_bytes()
    ahora = con_cifras_nuevas(antes, formulario)
    if ahora is None:
        raise click.UsageError(
            f"Ya existe {ruta} y no tiene, una vez cada una, las líneas que marcan las cifras: no "
            f"se cambió nada. Para que se escriban, ponga en sus datos:\n{INICIO}\n{FIN}",
            click.get_current_context(),
        )
    if ahora != antes:
        reemplazar(destino, ahora)
    if not opciones.silencio:
        hecho = "Cifras al día en" if ahora != antes else "Sin cambios en las cifras de"
        mostrar([linea(f"{hecho} {ruta}")])
