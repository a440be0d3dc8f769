"""De un acervo a su resumen: lo único de la instancia que sale de ella."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta
from generador.modelo.base import EnElIndice, Procedencia, Publicable
from generador.modelo.citas import Cita
from generador.modelo.clases import (
    PUBLICABLES,
    clase_de,
    nombre_de_documento,
    nombre_de_fuente,
    nombre_de_registro,
)
from generador.modelo.nombres import direccion_de, nombre_numerado
from generador.resumen import (
    ActividadResumida,
    ArchivoResumido,
    AsistenciaResumida,
    DemoraResumida,
    DireccionAnterior,
    EntradaDeDocumento,
    ResumenInstancia,
    RetenidoResumido,
    SesionPorVenir,
)
from generador.resumen.acuerdos import compromisos_de, decisiones_de
from generador.verificacion.asistencia import demora_de
from generador.verificacion.faltantes import actas_faltantes
from generador.verificacion.porvenir import sesiones_por_venir
from generador.verificacion.presencia import cuenta_de_presencia
from generador.verificacion.resultados import Referencia, Renglon


def resumir(
    acervo: Acervo,
    contexto: Contexto,
    renglones: tuple[Renglon, ...],
    direcciones: tuple[str, ...],
    enlaces: tuple[tuple[str, str, str, int, int], ...],
    anclas: tuple[tuple[str, tuple[str, ...]], ...] = (),
) -> ResumenInstancia:
    """El resumen de una instancia. `direcciones`, `enlaces` y `anclas` vienen de sus páginas."""
    instancia = acervo.instancia
    sitio_parcial = contexto.sitio.cobertura == "parcial"
    decisiones = decisiones_de(acervo, contexto.corte)
    return ResumenInstancia(
        slug=acervo.slug,
        nombre=instancia.nombre_afuera,
        tipo=instancia.tipo,
        estado=instancia.estado or "",
        estado_desde=str(instancia.estado_desde or ""),
        objeto=instancia.objeto or "",
        entidad=contexto.nombre_y_sigla_de(instancia.secretaria_tecnica),
        ficticia=instancia.ficticia,
        cobertura_parcial=sitio_parcial or instancia.cobertura == "parcial",
        ultima_sesion=_ultima_sesion(acervo, contexto.corte),
        proxima_sesion=_proxima_sesion(acervo, contexto.corte),
        ultima_decision=next((d for d in decisiones if d.se_decidio), None),
        documentos=tuple(entrada for _, entrada in entradas_de(acervo, contexto)),
        decisiones=decisiones,
        compromisos=compromisos_de(acervo, contexto.corte),
        renglones=renglones,
        registros=_cuentas(acervo),
        direcciones=direcciones,
        enlaces=enlaces,
        anclas=anclas,
        normas_citadas=tuple(sorted({citada.valor for _, citada in acervo.citas[Cita.NORMA]})),
        anteriores=tuple(_anteriores(acervo)),
        faltantes=actas_faltantes(acervo, contexto, renglones),
        asistencia=tuple(asistencia_de(acervo, contexto.corte)),
        demoras=tuple(demoras_de(acervo, contexto)),
        actividades=tuple(actividades_de(acervo)),
        posteriores=tuple(
            (ruta, dia) for ruta in sorted(acervo.posteriores) if (dia := acervo.dia_de(ruta))
        ),
        correo=instancia.contacto.primer_correo if instancia.contacto else "",
        retenidos=tuple(retenidos_de(acervo, contexto)),
    )


def asistencia_de(acervo: Acervo, corte: date) -> Iterator[AsistenciaResumida]:
    """La asistencia a cada sesión hecha hasta el corte."""
    for acta in acervo.sesiones:
        if acta.fecha <= corte:
            cuentas = cuenta_de_presencia(acervo, acta)
            yield AsistenciaResumida(
                acta.fecha,
                acta.tipo,
                direccion_de(acta),
                *cuentas,
                acta.procedencia is Procedencia.RECONSTRUIDA,
            )


def demoras_de(acervo: Acervo, contexto: Contexto) -> Iterator[DemoraResumida]:
    """Lo que tardó en publicarse el acta de cada sesión hecha hasta el corte, por fecha."""
    for acta in acervo.realizadas:
        if acta.fecha <= contexto.corte:
            yield DemoraResumida(
                acta.fecha,
                acta.tipo,
                nombre_de_fuente(acta),
                direccion_de(acta),
                *demora_de(acervo, contexto, acta),
                acta.procedencia is Procedencia.RECONSTRUIDA,
            )


def actividades_de(acervo: Acervo) -> Iterator[ActividadResumida]:
    """Las actividades de los planes, en el orden en que cada uno las trae."""
    for plan in acervo.planes:
        for actividad in plan.actividades or ():
            cargo = acervo.integrantes.get(actividad.responsable or "")
            funcion = acervo.funciones.get(actividad.funcion or 0)
            yield ActividadResumida(
                plan=nombre_de_registro(plan),
                anio=plan.anio,
                actividad=actividad.texto,
                responsable=cargo.cargo if cargo else actividad.responsable or "",
                entidad=cargo.entidad if cargo else "",
                funcion=f"{funcion.numero}. {funcion.texto}" if funcion else "",
                cuando=actividad.fecha.texto if actividad.fecha else "",
                estado=actividad.estado or "",
                ruta=f"{direccion_de(plan)}#actividad_{actividad.id}",
                reconstruida=plan.procedencia is Procedencia.RECONSTRUIDA,
            )


def _anteriores(acervo: Acervo) -> Iterator[DireccionAnterior]:
    for registro in acervo.registros():
        for n, escrita in enumerate(registro.antes or ()):
            lugar = registro.origen("antes", n)
            yield DireccionAnterior(
                escrita,
                direccion_de(registro),
                nombre_de_registro(registro),
                lugar.archivo,
                lugar.linea,
                lugar.columna,
            )


def _ultima_sesion(acervo: Acervo, corte: date) -> Referencia | None:
    pasadas = [a for a in acervo.sesiones if a.fecha <= corte]
    if not pasadas:
        return None
    acta = pasadas[-1]
    return Referencia(nombre_de_fuente(acta), direccion_de(acta), acta.fecha)


def _proxima_sesion(acervo: Acervo, corte: date) -> SesionPorVenir | None:
    futuras = sesiones_por_venir(acervo, corte)
    return SesionPorVenir(futuras[0].tipo or "", futuras[0].cuando.texto) if futuras else None


def entradas_de(
    acervo: Acervo, contexto: Contexto
) -> Iterable[tuple[Publicable, EntradaDeDocumento]]:
    """Todos los registros menos la instancia, cada uno con su entrada."""
    return ((r, _entrada(r, acervo, contexto)) for r in acervo.publicables)


def _entrada(registro: Publicable, acervo: Acervo, contexto: Contexto) -> EntradaDeDocumento:
    direccion = direccion_de(registro)
    probada = contexto.fecha_probada(direccion)
    return EntradaDeDocumento(
        clase=clase_de(registro).nombre,
        titulo=nombre_de_registro(registro),
        ruta=direccion,
        fecha=registro.fecha,
        anio=registro.dias[0].year,
        publicada=probada or registro.fecha_publicacion,
        reconstruida=registro.procedencia is Procedencia.RECONSTRUIDA,
        probada=probada is not None,
        archivos=tuple(_archivos(registro, acervo)),
        numero=nombre_numerado(registro) if isinstance(registro, Acta) else "",
    )


def _archivos(registro: Publicable, acervo: Acervo) -> Iterator[ArchivoResumido]:
    """Los archivos públicos del registro: el original y luego los anexos, sin repetir ninguno."""
    vistos: set[str] = set()
    for _, documento in registro.documentos:
        archivo = acervo.archivo_de(registro, documento)
        if archivo is None or documento.retenido or archivo.ruta in vistos:
            continue
        vistos.add(archivo.ruta)
        titulo = nombre_de_documento(documento, registro)
        yield ArchivoResumido(titulo, archivo.ruta, archivo.bytes, archivo.sha256, documento.fecha)


def retenidos_de(acervo: Acervo, contexto: Contexto) -> Iterator[RetenidoResumido]:
    """Los documentos clasificados o reservados de los registros, con lo que dice el índice."""
    for registro in acervo.publicables:
        dia = registro.fecha or registro.dias[1]
        secretaria = contexto.nombre_y_sigla_de(acervo.instancia.secretaria_en(dia))
        for _, documento in registro.documentos:
            if documento.retenido:
                indice = documento.indice or EnElIndice()
                yield RetenidoResumido(
                    clase=clase_de(registro).nombre,
                    titulo=nombre_de_documento(documento, registro),
                    clasificacion=documento.clasificacion,
                    ruta=direccion_de(registro),
                    fecha=documento.fecha,
                    fundamento=documento.fundamento or "",
                    idioma=documento.idioma or "",
                    objetivo_legitimo=indice.objetivo_legitimo or "",
                    fundamento_juridico=indice.fundamento_juridico or "",
                    excepcion=indice.excepcion or "",
                    calificado=indice.calificado,
                    plazo=indice.plazo or "",
                    medio=indice.medio or "",
                    produce=indice.produce or secretaria,
                    custodia=indice.custodia or secretaria,
                    reconstruido=registro.procedencia is Procedencia.RECONSTRUIDA,
                )


def _cuentas(acervo: Acervo) -> tuple[tuple[str, int], ...]:
    """Cuántos registros de cada clase."""
    propias = ((clase.plural, len(acervo.de(clase.modelo))) for clase in PUBLICABLES)
    return (*propias, ("anexos", len(acervo.anexos)))
