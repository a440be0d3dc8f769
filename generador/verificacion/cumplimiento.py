"""La lista de requisitos: un renglón por lista, requisito y año de una instancia.

Un requisito incumplido es contenido que el sitio muestra, no un error. Aquí nada mira el reloj:
el corte viene en el contexto, y cada renglón dice hasta qué día vale sin registros nuevos.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.base import Confianza
from generador.modelo.fechas import fecha_larga
from generador.modelo.sitio import BaseLegal, Evidencia, Requisito
from generador.verificacion.exigencias import exigencias, periodos_exigidos
from generador.verificacion.exigencias_actas import (
    dias_que_solo_nombra_un_informe,
    sesiones_sin_acta,
)
from generador.verificacion.exigencias_normas import (
    fecha_de_norma,
    normas_de_creacion,
)
from generador.verificacion.explicacion import explicar_estado
from generador.verificacion.plazos import Vencimiento
from generador.verificacion.requisito_de_un_anio import (
    Nada,
    RequisitoDeUnAnio,
    Unidades,
    Ventana,
    cobertura_parcial,
    listas_de_la_instancia,
)
from generador.verificacion.resultados import (
    ENLACE_SIN_COMPROBAR,
    Estado,
    Exigencia,
    Renglon,
)

_CASILLAS = {
    Evidencia.NORMAS: "normas_de_creacion",
    Evidencia.REGLAMENTO: "reglamento_interno",
    Evidencia.ACTAS: "actas_con_anexos",
    Evidencia.ACTAS_PUBLICADAS: "actas_con_anexos",
    Evidencia.INFORME: "informe_de_gestion",
}
_CONFIANZA = {
    Confianza.CONFIRMADO: " (confirmado)",
    Confianza.POR_CONFIRMAR: " (por confirmar)",
    Confianza.FICTICIA: " (ficticia)",
}


def cumplimiento(acervo: Acervo, contexto: Contexto) -> tuple[Renglon, ...]:
    """Los renglones de una instancia: por lista, requisito en su orden, y año.

    `acervo` no trae borradores ni lo que se publica después del corte. Lo reconstruido y los
    enlaces sin archivo no prueban nada, y se nombran entre lo que falta.
    """
    desde = exigible_desde(acervo, contexto)
    # Los festivos de un año se piden una vez, aunque venzan en él cientos de plazos.
    festivos = cache(contexto.festivos)
    return tuple(
        _renglon(RequisitoDeUnAnio(acervo, contexto, lista_id, requisito, ventana, festivos))
        for lista_id, lista in listas_de_la_instancia(acervo, contexto)
        for requisito in lista.requisitos
        for ventana in _ventanas(acervo, contexto.corte, desde, requisito)
    )


def exigible_desde(acervo: Acervo, contexto: Contexto) -> date:
    """El primer día que se juzga: `registros_desde`, o el primer año con algún registro."""
    instancia = acervo.instancia
    desde = instancia.registros_desde or contexto.registros_desde()
    if desde is None:
        ultimo = min(contexto.corte, instancia.cesa or date.max).year
        desde = date(min(_anios_con_registros(acervo), default=ultimo), 1, 1)
    return max(desde, instancia.desde or date.min)


def _anios_con_registros(acervo: Acervo) -> Iterator[int]:
    yield from (r.fecha.year for r in acervo.reglamentos)
    yield from (a.anio for a in acervo.actas)
    yield from (a for s in acervo.sin_sesiones for a in s.periodo.anios)
    yield from (p.anio for p in acervo.planes)
    yield from (a for i in acervo.informes for a in i.periodo.anios)


def _ventanas(acervo: Acervo, corte: date, desde: date, requisito: Requisito) -> Iterator[Ventana]:
    """La parte de cada año en que la instancia existe y el requisito se exige, aunque sea vacía."""
    hasta = acervo.instancia.cesa or date.max
    for anio in range(desde.year, min(corte, hasta).year + 1):
        inicio = max(date(anio, 1, 1), desde, requisito.desde or date.min)
        tope = min(date(anio, 12, 31), hasta, requisito.hasta or date.max)
        yield Ventana(anio, inicio, tope, corte)


# --- un renglón -------------------------------------------------------------------------------


def _renglon(caso: RequisitoDeUnAnio) -> Renglon:
    requisito, corte, plazo = caso.requisito, caso.ventana.corte, caso.requisito.plazo
    juzgadas = _unidades(caso)
    unidades = () if isinstance(juzgadas, Nada) else juzgadas
    # Lo que aún está en plazo no cuenta junto a lo exigible; solo, es lo único que se cuenta.
    contadas = tuple(u for u in unidades if not u.en_plazo(corte)) or unidades
    parcial = cobertura_parcial(caso)
    estado = _estado(juzgadas, contadas, corte, parcial)
    return Renglon(
        instancia=caso.acervo.slug,
        anio=caso.ventana.anio,
        lista=caso.lista,
        requisito=requisito.item,
        titulo=requisito.titulo,
        pregunta=requisito.pregunta,
        estado=estado,
        cumplidos=sum(u.cumplida for u in contadas),
        exigidos=len(contadas),
        declarado=_declarado(caso),
        exigencias=unidades,
        evidencias=tuple(r for u in contadas if u.cumplida for r in u.pruebas),
        faltantes=tuple(_faltante(u, corte) for u in contadas if not u.cumplida),
        vencimiento=_vencimiento(unidades),
        plazo_firme=plazo is not None and caso.contexto.acepta_plazo(caso.lista, plazo.confianza),
        plazo_fuente=plazo.fuente if plazo else "",
        base_legal=tuple(_bases(caso)),
        explicacion=explicar_estado(estado, juzgadas, corte, requisito, parcial),
        valido_hasta=_valido_hasta(caso, unidades),
        plazo_confianza=plazo.confianza if plazo else None,
        es_de_publicar=requisito.evidencia.es_de_publicar,
    )


def _unidades(caso: RequisitoDeUnAnio) -> Unidades:
    ventana = caso.ventana
    if ventana.inicio > ventana.tope:
        return Nada(Estado.NO_APLICA, "No se exigía en este año.")
    if ventana.inicio > ventana.corte:
        return Nada(Estado.NO_APLICA, f"Se exige desde el {fecha_larga(ventana.inicio)}.")
    return exigencias(caso)


def _estado(
    juzgadas: Unidades, contadas: tuple[Exigencia, ...], corte: date, parcial: bool
) -> Estado:
    """El primer estado que se cumpla, en el orden en que `Estado` los enumera."""
    if isinstance(juzgadas, Nada):
        return juzgadas.estado
    cumplidas = sum(u.cumplida for u in contadas)
    if not cumplidas and parcial:
        return Estado.SIN_DATO
    if 0 < cumplidas < len(contadas):
        return Estado.PARCIAL
    if cumplidas:
        return Estado.CUMPLE_TARDE if any(u.tarde for u in contadas) else Estado.CUMPLE
    if all(u.en_plazo(corte) for u in contadas):
        return Estado.EN_PLAZO
    if any(u.vencida(corte) for u in contadas):
        return Estado.INCUMPLE
    enlazadas = all(u.falta.startswith(ENLACE_SIN_COMPROBAR) for u in contadas)
    return Estado.SIN_COMPROBAR if enlazadas else Estado.FALTA


def _declarado(caso: RequisitoDeUnAnio) -> bool | None:
    """La casilla del informe anual de ese año; `None` si no hay informe o no está marcada."""
    casilla = _CASILLAS.get(caso.requisito.evidencia)
    informes = sorted(caso.acervo.informes, key=lambda i: i.ruta)
    marcas = [
        getattr(i.declarado.publicacion, casilla)
        for i in informes
        if casilla and i.declarado and i.declarado.publicacion
        if caso.ventana.anio in i.periodo.anios_enteros
    ]
    return next((m for m in marcas if m is not None), None)


def _faltante(unidad: Exigencia, corte: date) -> str:
    detalles = [unidad.falta] if unidad.falta else []
    if unidad.vencimiento and unidad.en_plazo(corte):
        detalles.append(f"en plazo hasta el {fecha_larga(unidad.vencimiento.fecha)}")
    return f"{unidad.nombre} ({'; '.join(detalles)})" if detalles else unidad.nombre


def _vencimiento(unidades: tuple[Exigencia, ...]) -> Vencimiento | None:
    """El primer plazo de lo que falta; si no falta nada, el último de todos."""
    faltan = [u.vencimiento for u in unidades if u.vencimiento and not u.cumplida]
    todos = [u.vencimiento for u in unidades if u.vencimiento]
    if faltan:
        return min(faltan, key=lambda v: v.fecha)
    return max(todos, key=lambda v: v.fecha, default=None)


def _bases(caso: RequisitoDeUnAnio) -> Iterator[str]:
    """El fundamento en ese año: ninguna norma se cita de antes de que rigiera."""
    for base in caso.requisito.base_legal or ():
        norma = caso.contexto.norma(base.norma)
        rige = norma.en_vigor_desde or norma.fecha if norma else None
        if rige is None or rige <= caso.ventana.inicio:
            yield _base(caso.contexto, base)
        elif rige <= caso.ventana.tope:
            yield f"{_base(caso.contexto, base)}, desde el {fecha_larga(rige)}"


def _base(contexto: Contexto, base: BaseLegal) -> str:
    articulos = f", {base.articulos}" if base.articulos else ""
    return contexto.nombre_de_norma(base.norma) + articulos + _CONFIANZA.get(base.confianza, "")


# --- hasta cuándo vale ------------------------------------------------------------------------


def _valido_hasta(caso: RequisitoDeUnAnio, unidades: tuple[Exigencia, ...]) -> date | None:
    """El último día de corte con el mismo renglón, si los registros no cambian; `None`: siempre."""
    ventana, reglas = caso.ventana, caso.requisito.periodicidad
    empiezan = {ventana.inicio, *_fechas(caso), *(r.desde for r in reglas if r.desde)}
    fin_de_anio = date(ventana.anio, 12, 31)
    terminan = {
        ventana.tope,
        fin_de_anio,
        *(p.hasta for p in periodos_exigidos(caso)),
        *(r.hasta for r in reglas if r.hasta),
    }
    # El corte se compara de último: casi todas las fechas son de otro año.
    ultimos = [
        d - timedelta(days=1)
        for d in empiezan
        if ventana.inicio <= d <= ventana.tope and ventana.corte < d
    ]
    ultimos += [d for d in terminan if d <= fin_de_anio and ventana.corte <= d]
    ultimos += [
        u.vencimiento.fecha for u in unidades if u.vencimiento and u.en_plazo(ventana.corte)
    ]
    return min(ultimos, default=None)


def _fechas(caso: RequisitoDeUnAnio) -> Iterator[date]:
    """Los días en que un registro ya escrito empieza a contar, al menos los de su ventana."""
    ventana = caso.ventana
    yield from (s.fecha for s in caso.acervo.sesiones_entre(ventana.inicio, ventana.tope))
    yield from (s.fecha.desde for s in sesiones_sin_acta(caso.acervo) if s.fecha)
    yield from dias_que_solo_nombra_un_informe(caso.acervo)
    yield from (r.fecha for r in caso.acervo.reglamentos)
    fechas = (fecha_de_norma(caso.contexto, n) for n in normas_de_creacion(caso.acervo))
    yield from (f for f in fechas if f)
