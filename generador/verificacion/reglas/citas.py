"""Lo que un registro nombra debe existir: cargos, funciones, normas, entidades y registros."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.configuracion.citables import CITABLES, posibles
from generador.hallazgo import Gravedad, el_mas_parecido, escribir_parecido, parecido
from generador.modelo.base import Registro
from generador.modelo.citas import Cita
from generador.modelo.clases import POR_NOMBRE, camino_de, clase_de
from generador.modelo.fechas import fecha_larga
from generador.parecidos import numeros
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos, que_citan


def _cargo_conocido(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    if caso.valor not in acervo.integrantes:
        sin_fila = _sin_fila(caso.registro, acervo)
        yield (
            f"El cargo «{caso.valor}» no está entre los integrantes de la instancia."
            f"{parecido(caso.valor, sin_fila)}",
            posibles(acervo.integrantes, "o agréguelo en «integrantes» de instancia.md"),
            *escribir_parecido(caso.valor, sin_fila),
        )


def _sin_fila(registro: Registro, acervo: Acervo) -> list[str]:
    """Los cargos que la asistencia del registro aún no nombra."""
    declarado = getattr(registro, "declarado", None)
    filas = getattr(declarado or registro, "asistencia", None) or ()
    nombrados = {fila.integrante for fila in filas}
    return [id_ for id_ in acervo.integrantes if id_ not in nombrados] or list(acervo.integrantes)


def _funcion_conocida(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    if caso.valor not in acervo.funciones:
        yield (
            f"La función {caso.valor} no está entre las funciones de la instancia",
            posibles(map(str, acervo.funciones), "o agréguela en instancia.md"),
        )


def _del_sitio(cita: Cita) -> Callable[[Caso, Acervo, Contexto], Reparos]:
    """La regla de lo que es de todo el sitio."""
    sin_citado = CITABLES[cita].sin_citado

    def revisar(caso: Caso, _: Acervo, contexto: Contexto) -> Reparos:
        if dicho := sin_citado(caso.valor, contexto):
            yield dicho

    return revisar


def _registro_conocido(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    if acervo.citado(caso.valor) is None:
        cercano = _con_sus_numeros(caso.valor, acervo.citables[caso.clase])
        yield (
            f"No hay ningún registro en «{caso.valor}».{parecido(caso.valor, cercano)}",
            f"Escriba {camino_de(caso.clase)}",
            *escribir_parecido(caso.valor, cercano),
        )


def _registro_de_su_clase(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    citado = acervo.citado(caso.valor)
    if citado is not None and caso.clase not in ("", clase_de(citado).nombre):
        cercano = _con_sus_numeros(caso.valor, acervo.citables[caso.clase])
        yield (
            f"«{caso.valor}» es {clase_de(citado).uno}, y aquí va {POR_NOMBRE[caso.clase].uno}."
            f"{parecido(caso.valor, cercano)}",
            f"Escriba {camino_de(caso.clase)}",
            *escribir_parecido(caso.valor, cercano),
        )


def _con_sus_numeros(escrito: str, posibles: Iterable[str]) -> tuple[str, ...]:
    """El más parecido, si lleva los mismos números: el acta 3 no es el acta 2 mal escrita."""
    cercano = el_mas_parecido(escrito, posibles)
    return (cercano,) if cercano and numeros(cercano) == numeros(escrito) else ()


def _acuerdo_conocido(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    if acervo.buscar_parte(caso.valor) is None and not acervo.dia_de(caso.valor):
        cercano = _parte_cercana(caso.valor, acervo.partes_cortas)
        yield (
            f"No hay ninguna decisión ni compromiso en «{caso.valor}»."
            f"{parecido(cercano, (cercano,))}",
            "Escriba el camino del acta, # y el identificador, por ejemplo actas/2020/01#plan",
            *escribir_parecido(cercano, (cercano,)),
        )


def _parte_cercana(escrita: str, posibles: Sequence[str]) -> str:
    """La única con ese identificador, o la de la misma acta con uno parecido; o nada."""
    acta, _, identificador = escrita.rpartition("#")
    de_otra = [] if acta else [p for p in posibles if p.endswith(f"#{identificador}")]
    if len(de_otra) == 1:
        return de_otra[0]
    cercana = el_mas_parecido(escrita, posibles)
    su_acta, _, suyo = cercana.partition("#")
    es_esa = numeros(su_acta) == numeros(acta) and el_mas_parecido(identificador, (suyo,))
    return cercana if es_esa else ""


def _meta_conocida(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    metas = [meta.id for meta in getattr(caso.registro, "metas", None) or ()]
    if caso.valor not in metas:
        yield (
            f"La meta «{caso.valor}» no está entre las del plan.{parecido(caso.valor, metas)}",
            f"Las metas posibles son: {', '.join(metas) or 'ninguna todavía'}",
            *escribir_parecido(caso.valor, metas),
        )


def _ya_se_muestra(caso: Caso, acervo: Acervo, contexto: Contexto) -> Reparos:
    dia = acervo.dia_de(caso.valor)
    if dia and dia > contexto.corte:
        yield (
            f"«{caso.valor}» se muestra desde el {fecha_larga(dia)}, después de la fecha de corte",
            "No hay nada que corregir: hasta ese día, su dirección dice que todavía no está",
        )


_EXISTE = "Integridad de los registros: lo que se cita debe poder consultarse"


class ReglaDeCita(NamedTuple):
    """Cómo se comprueba que existe lo citado: el código y el título de su regla, y qué mira."""

    codigo: str
    titulo: str
    revisar: Callable[[Caso, Acervo, Contexto], Reparos]


def _comun(cita: Cita, titulo: str) -> ReglaDeCita:
    return ReglaDeCita(CITABLES[cita].codigo, titulo, _del_sitio(cita))


DE_CADA_CITA: Mapping[Cita, ReglaDeCita] = {
    Cita.CARGO: ReglaDeCita(
        "cargo-desconocido", "Un cargo que no es de la instancia", _cargo_conocido
    ),
    Cita.FUNCION: ReglaDeCita(
        "funcion-desconocida", "Una función que la instancia no tiene", _funcion_conocida
    ),
    Cita.NORMA: _comun(Cita.NORMA, "Una norma que no está registrada"),
    Cita.ENTIDAD: _comun(Cita.ENTIDAD, "Una entidad que no está registrada"),
    Cita.SECTOR: _comun(Cita.SECTOR, "Un sector que no existe"),
    Cita.ICONO: _comun(Cita.ICONO, "Un icono de decisión que no existe"),
    Cita.INSTANCIA: _comun(Cita.INSTANCIA, "Una instancia que no está en el sitio"),
    Cita.LISTA: _comun(Cita.LISTA, "Una lista de requisitos que no existe"),
    Cita.REGISTRO: ReglaDeCita(
        "registro-desconocido", "Un registro citado que no existe", _registro_conocido
    ),
    Cita.ACUERDO: ReglaDeCita(
        "seguimiento-desconocido", "Una decisión o un compromiso que no existe", _acuerdo_conocido
    ),
    Cita.META: ReglaDeCita("meta-desconocida", "Una meta que el plan no tiene", _meta_conocida),
}


def reglas_de(comprobaciones: Mapping[Cita, ReglaDeCita]) -> tuple[Regla, ...]:
    """Una regla por cada cosa que se cita.

    Lanza `TypeError` si de alguna nadie comprueba que exista.
    """
    if faltan := [str(cita) for cita in Cita if cita not in comprobaciones]:
        raise TypeError(f"Nadie comprueba que exista lo que se cita con {', '.join(faltan)}")
    return tuple(
        Regla(codigo, Gravedad.ERROR, titulo, _EXISTE, que_citan(cita), revisar)
        for cita, (codigo, titulo, revisar) in comprobaciones.items()
    )


REGLAS: tuple[Regla, ...] = (
    *reglas_de(DE_CADA_CITA),
    Regla(
        "registro-de-otra-clase",
        Gravedad.ERROR,
        "Lo que se cita es un registro de otra clase",
        "Cada campo dice qué clase de registro cita",
        que_citan(Cita.REGISTRO),
        _registro_de_su_clase,
    ),
    Regla(
        "cita-posterior",
        Gravedad.INFORMACION,
        "Lo citado se muestra después de la fecha de corte",
        "El sitio es como era ese día: lo posterior no falta, todavía no está",
        que_citan(Cita.REGISTRO, Cita.ACUERDO),
        _ya_se_muestra,
    ),
)
