"""Las unidades de los requisitos de normas de creación y de reglamento interno."""

from __future__ import annotations

from datetime import date

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.fechas import fecha_larga
from generador.modelo.instancia import Relacion
from generador.modelo.nombres import (
    nombre_de_reglamento,
    partes_de_norma,
)
from generador.modelo.sitio import RELACIONES_DE_CREACION
from generador.verificacion.pruebas import Prueba, prueba_de, prueba_de_norma
from generador.verificacion.requisito_de_un_anio import (
    NO_ESTA,
    Nada,
    RequisitoDeUnAnio,
    Unidades,
    exigencia,
    rige,
)
from generador.verificacion.resultados import Estado, Exigencia


def de_normas(caso: RequisitoDeUnAnio) -> Unidades:
    """Una unidad por norma de creación o modificación expedida hasta el fin del año.

    A toda instancia la crea una norma: no citar ninguna es que falta, y donde la cobertura es
    parcial el renglón dirá que no consta.
    """
    if caso.acervo.instancia.normas == ():
        # Saber que no la hay no es ignorarlo: se exige y falta.
        nombre = "Norma de creación"
        return (Exigencia(nombre, False, falta="los registros dicen que no la hay"),)
    ids = normas_de_creacion(caso.acervo)
    if not ids:
        return (Exigencia("Norma de creación", False, falta=NO_ESTA),)
    fechadas = sorted((fecha_de_norma(caso.contexto, id_) or date.min, id_) for id_ in ids)
    exigibles = tuple(id_ for fecha, id_ in fechadas if fecha <= caso.ventana.fin)
    if not exigibles and not _consta_cual_la_creo(caso.acervo):
        # Si algo la modificó después, antes la creó una norma que aquí no está.
        return (Exigencia("Norma de creación", False, falta=NO_ESTA),)
    if not exigibles or not rige(caso, caso.ventana.fin):
        return Nada(Estado.NO_APLICA, "La norma de creación que consta aquí es posterior.")
    return tuple(_de_norma(caso, id_) for id_ in exigibles)


def _consta_cual_la_creo(acervo: Acervo) -> bool:
    return any(c.relacion is Relacion.CREA for c in acervo.instancia.normas or ())


def normas_de_creacion(acervo: Acervo) -> frozenset[str]:
    """Las normas que la instancia cita como de creación o modificación."""
    citas = acervo.instancia.normas or ()
    return frozenset(c.norma for c in citas if c.relacion in RELACIONES_DE_CREACION)


def fecha_de_norma(contexto: Contexto, id_: str) -> date | None:
    """La fecha de expedición; si no se conoce, el primer día de su año; `None` si ni eso."""
    norma = contexto.norma(id_)
    if norma is not None and norma.fecha is not None:
        return norma.fecha
    partes = partes_de_norma(id_)
    anio = norma.anio if norma is not None else partes[2] if partes else None
    return date(anio, 1, 1) if anio else None


def _de_norma(caso: RequisitoDeUnAnio, id_: str) -> Exigencia:
    nombre, norma = caso.contexto.nombre_de_norma(id_), caso.contexto.norma(id_)
    if norma is None:
        return exigencia(caso, nombre, Prueba(falta=NO_ESTA), {})
    prueba = prueba_de_norma(caso.contexto, id_, nombre, norma)
    return exigencia(caso, nombre, prueba, {"expedicion": norma.fecha} if norma.fecha else {})


def de_reglamento(caso: RequisitoDeUnAnio) -> Unidades:
    """El reglamento que rige al fin del año, o en el corte."""
    fin = caso.ventana.fin
    if not rige(caso, fin):
        return Nada(Estado.NO_APLICA, "No se exigía en este año.")
    enteros = (r for r in caso.acervo.reglamentos if not r.modifica)
    posibles = sorted(enteros, key=lambda r: (r.fecha, r.ruta))
    vigentes = [r for r in posibles if r.fecha <= fin]
    if not posibles:
        return (Exigencia("Reglamento interno", False, falta=NO_ESTA),)
    if not vigentes:
        primero = fecha_larga(posibles[0].fecha)
        falta = f"{NO_ESTA}; el primero que hay es del {primero}"
        return (Exigencia("Reglamento interno", False, falta=falta),)
    vigente = vigentes[-1]
    prueba = prueba_de(caso.acervo, caso.contexto, vigente)
    hechos = {"expedicion": vigente.fecha}
    return (exigencia(caso, nombre_de_reglamento(vigente), prueba, hechos),)
