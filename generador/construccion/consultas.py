"""Lo que se calcula y no se publica: las revisiones y los informes que alguien pide."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from generador.acervo import Propios
from generador.arboles import Ficha
from generador.compilacion import Trabajo, compilar
from generador.configuracion import Contexto
from generador.construccion.nombrados import aplazar_nombres
from generador.construccion.pedido import Resultado
from generador.construccion.preparacion import tema_de
from generador.construccion.reunion import reunir
from generador.hallazgo import Hallazgo, hay_errores, ordenar
from generador.lectura.contenido import Contenido
from generador.lectura.contexto import leer_contexto
from generador.lectura.instancia import InstanciaLeida, estructurar, leer_instancia
from generador.lectura.leido import ContextoLeido
from generador.modelo.clases import POR_MODELO
from generador.modelo.fechas import Periodo
from generador.modelo.informe import Informe
from generador.modelo.nombres import nombre_de_sesion
from generador.modelo.sitio import Visita
from generador.planeacion import planear_informe
from generador.verificacion.cumplimiento import cumplimiento
from generador.verificacion.informe import calcular_informe
from generador.verificacion.reglas import REGLAS, examinar
from generador.vistas.formulario import Formulario
from generador.vistas.para_firmar import contradicciones, por_completar, vista_para_firmar

Mirar = Callable[[InstanciaLeida, Contexto], None]
"""Quien hace algo con cada instancia que se lee."""


def revisar(contenido: Contenido, corte: date, mirar: Mirar | None = None) -> Resultado:
    """Lee y verifica todo sin dibujar ni escribir nada. `mirar` recibe lo leído sin errores."""
    inicio = time.monotonic()
    leido = leer_contexto(contenido, corte)
    leido.contexto = leido.para_revisar
    if leido.contexto is None:
        return Resultado(
            corte, hallazgos=ordenar(aplazar_nombres(leido.hallazgos, leido.contenido))
        )
    trabajos = []
    for slug in leido.instancias:
        leida = leer_instancia(contenido, slug)
        entrega = compilar(leida, leido.contexto)
        if mirar is not None and not hay_errores(entrega.hallazgos):
            mirar(leida, leido.contexto)
        trabajos.append(
            Trabajo(
                slug,
                entrega.resumen,
                {a.ruta: Ficha(a.sha256, a.bytes) for a in entrega.anexos},
                entrega.hallazgos,
                entrega.examenes,
                sin_publicar=entrega.sin_publicar,
            )
        )
    resultado = reunir(leido, tuple(trabajos))
    return replace(resultado, segundos=time.monotonic() - inicio)


def direcciones_ajenas(
    contenido: Contenido, corte: date
) -> tuple[tuple[str, ...], Mapping[str, Visita]]:
    """Las direcciones que los registros dan como documento, en orden, y lo que ya se vio en ellas.

    Las de las instancias y las normas que se pueden leer; lo retenido no se visita.
    """
    leido = leer_contexto(contenido, corte)
    contexto = leido.para_revisar
    if contexto is None:
        return (), {}
    acervos = (estructurar(leer_instancia(contenido, s), corte) for s in leido.instancias)
    de_registros = (
        documento
        for acervo in acervos
        if acervo is not None
        for registro in acervo.publicables
        for _, documento in registro.documentos
    )
    de_normas = (n.original for n in contexto.normas.values() if n.original is not None)
    urls = {
        d.url for d in (*de_registros, *de_normas) if d.url and not d.archivo and not d.retenido
    }
    return tuple(sorted(urls)), contexto.visitas


class UnaLeida(NamedTuple):
    """Una instancia, con lo común del sitio, leídas una sola vez para todo lo que se calcule."""

    leido: ContextoLeido
    instancia: InstanciaLeida
    corte: date


def informe_de(una: UnaLeida, periodo: Periodo) -> Formulario | None:
    """El formulario de una instancia y un periodo, o `None` si la instancia no se lee."""
    leido = una.leido
    acervo = estructurar(una.instancia, una.corte)
    if leido.contexto is None or acervo is None:
        return None
    renglones = cumplimiento(acervo, leido.contexto)
    calculado = calcular_informe(acervo, leido.contexto, periodo, renglones)
    return Formulario(calculado, acervo, leido.contexto)


def informe_en_pdf(
    una: UnaLeida, periodo: Periodo, tema: str | None = None
) -> tuple[bytes | None, tuple[Hallazgo, ...]]:
    """El informe de un periodo en PDF, aunque nadie lo haya escrito; o `None` y por qué no.

    Lanza `FalloDeEntorno` si falta la parte opcional.
    """
    from generador.pdf import abrir_imprenta, datos_de

    leido, abierto = una.leido, tema_de(una.leido, tema)
    acervo = estructurar(una.instancia, una.corte)
    if leido.contexto is None or abierto is None or acervo is None:
        return None, ordenar((*leido.hallazgos, *una.instancia.hallazgos))
    imprenta = abrir_imprenta(abierto)
    renglones = cumplimiento(acervo, leido.contexto)
    pagina = planear_informe(acervo, leido.contexto, periodo, renglones)
    assert pagina.oficial is not None
    return imprenta.imprimir("informe", datos_de(pagina.vista, pagina.oficial)), ()


class ParaFirmar(NamedTuple):
    """El formulario en PDF, lo que le queda en blanco y las sesiones que aún no se publican.

    `dispares` es lo declarado que no es lo que dicen los registros.
    """

    pdf: bytes
    en_blanco: tuple[str, ...]
    sin_contar: tuple[str, ...]
    dispares: tuple[str, ...]


def defectos_del_informe(una: UnaLeida, periodo: Periodo) -> tuple[Hallazgo, ...]:
    """Los errores que tiene un informe aunque sea un borrador: lo que se firma no se corrige.

    El documento que lo prueba no cuenta: es el que se va a firmar, y todavía no está.
    """
    leido, leida, corte = una
    todo = estructurar(leida, corte, con_borradores=True)
    hallados = [*leida.hallazgos]
    if todo is not None and leido.contexto is not None:
        hallados += examinar(REGLAS, todo, leido.contexto)[1]
    suyo = f"contenido/{POR_MODELO[Informe].ruta(leida.slug, periodo.clave)}."
    propios = (h for h in hallados if h.origen.archivo.startswith(suyo) and hay_errores((h,)))
    return ordenar(h for h in propios if h.codigo != "anexo-no-existe")


def informe_para_firmar(
    una: UnaLeida, periodo: Periodo, tema: str | None = None
) -> ParaFirmar | None:
    """El formulario oficial de un informe; `None` si nadie lo ha escrito.

    El informe puede ser un borrador; las cifras salen solo de lo que ya es público. La raíz no
    debe tener errores. Lanza `FalloDeEntorno` si falta la parte opcional.
    """
    from generador.pdf import abrir_imprenta, datos_para_firmar

    leido, leida, corte = una
    abierto = tema_de(leido, tema)
    publico = estructurar(leida, corte)
    escrito = estructurar(leida, corte, con_borradores=True)
    if leido.contexto is None or abierto is None or publico is None or escrito is None:
        return None
    informe = next((i for i in escrito.informes if i.periodo == periodo), None)
    if informe is None:
        return None
    renglones = cumplimiento(publico, leido.contexto)
    propios: Propios = {**publico.propios, Informe: escrito.informes}
    acervo = replace(publico, propios=propios, cuerpos=escrito.cuerpos)
    calculado = calcular_informe(acervo, leido.contexto, periodo, renglones)
    formulario = Formulario(calculado, acervo, leido.contexto, informe)
    vista = vista_para_firmar(formulario)
    quien = leido.contexto.entidad(publico.instancia.secretaria_en(min(periodo.hasta, corte)))
    autor = quien.nombre if quien else vista.nombre
    datos = datos_para_firmar(vista, autor, corte)
    hecho = abrir_imprenta(abierto).imprimir("para-firmar", datos)
    todas = escrito.sesiones_entre(calculado.desde, calculado.hasta)
    publicas = {a.ruta for a in publico.sesiones}
    sin_contar = tuple(nombre_de_sesion(a) for a in todas if a.ruta not in publicas)
    en_blanco, dispares = por_completar(formulario), contradicciones(formulario)
    return ParaFirmar(hecho, en_blanco, sin_contar, dispares)
