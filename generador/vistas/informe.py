"""La página de un informe de gestión: los bloques del formulario oficial, en su orden."""

from __future__ import annotations

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.base import Html
from generador.modelo.informe import Informe
from generador.verificacion.resultados import InformeCalculado
from generador.vistas import textos
from generador.vistas.contraste import CuentaDeContraste, cuenta_de, sin_contraste
from generador.vistas.formulario import BLOQUES, Bloque, Formulario
from generador.vistas.informe_bloques import VistaBloque, bloques_llenos, cifras_de
from generador.vistas.marco import Enlace, Marco
from generador.vistas.registros import (
    Dato,
    Respaldo,
    VistaFirma,
    datos_de_publicacion,
    marco_de_registro,
    respaldo,
    vista_firmas,
)


class VistaInforme(Struct, frozen=True):
    """La página de un informe: los bloques del formulario y los que los registros añaden."""

    marco: Marco
    nombre: str
    json: str
    datos: tuple[Dato, ...]
    sin_contraste: str
    contraste: tuple[CuentaDeContraste, ...]
    bloques: tuple[VistaBloque, ...]
    narrativa_resumen: bool
    firmas: tuple[VistaFirma, ...] | None
    texto: Html | None
    respaldo: Respaldo
    pdf: Enlace | None = None


def vista_informe(
    informe: Informe,
    calculado: InformeCalculado,
    acervo: Acervo,
    contexto: Contexto,
    bloques: tuple[Bloque, ...] = BLOQUES,
) -> VistaInforme:
    """La vista de un informe: lo que declaró junto a lo que se calcula de los registros."""
    formulario = Formulario(calculado, acervo, contexto, informe)
    llenos = bloques_llenos(formulario, bloques, en_pagina=True)
    cifras = tuple(cifras_de(llenos))
    return VistaInforme(
        marco=marco_de_registro(informe, acervo, contexto),
        nombre=formulario.nombre,
        json=f"{informe.ruta}.json",
        datos=_datos(informe),
        sin_contraste=sin_contraste(cifras),
        contraste=cuenta_de(cifras),
        bloques=llenos,
        narrativa_resumen=calculado.narrativa_resumen,
        firmas=vista_firmas(informe.firmas, contexto),
        texto=acervo.html(informe),
        respaldo=respaldo(informe, acervo, contexto),
    )


def _datos(informe: Informe) -> tuple[Dato, ...]:
    return (
        Dato("Periodo", textos.mayuscula(informe.periodo.texto), _extremos(informe)),
        Dato("Número del informe", informe.numero or ""),
        Dato("Fecha del informe", textos.fecha(informe.fecha)),
        *datos_de_publicacion(informe),
    )


def _extremos(informe: Informe) -> str:
    periodo = informe.periodo
    return f"del {textos.fecha(periodo.desde)} al {textos.fecha(periodo.hasta)}"
