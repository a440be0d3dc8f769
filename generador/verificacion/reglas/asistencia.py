"""La asistencia: cargos que existían, delegaciones admitidas y cupos contados."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Accion, Gravedad, ejemplo
from generador.modelo.fechas import fecha_larga
from generador.modelo.instancia import Integrante
from generador.modelo.sin_dato import SIN_DATO
from generador.verificacion.conciliacion import normalizado
from generador.verificacion.presencia import asistencia_de
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos, filas_de_asistencia, filas_que_dicen


def _admitida(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    acta, fila = caso.valor
    reglamento = acervo.reglamento_en(acta.fecha)
    if reglamento and reglamento.admite_delegados is False:
        yield (
            f"«{fila.integrante}» asistió por delegado, y el reglamento del "
            f"{fecha_larga(reglamento.fecha)} no admite delegados: no cuenta como presente",
            "Revise «delegado» en el acta y «admite_delegados» en el reglamento",
        )


def _asistio(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    _acta, fila = caso.valor
    if fila.asistio is False:
        yield (
            f"«{fila.integrante}» tiene delegado, «{fila.delegado}», y dice «asistio: no»",
            "Escriba «asistio: si» si el delegado estuvo; si no, pase el dato a «observacion»",
        )


def _delegaciones_encadenadas(acervo: Acervo) -> Iterator[Caso]:
    """Cada delegado con el cargo que delega a su vez, si es uno de ellos.

    El valor es (renglón, el integrante que es el delegado y que también mandó delegado, o `None`).
    """
    nombres = _nombres_de_cargos(acervo)
    for acta in acervo.actas:
        delegan = {f.integrante for f in acta.asistencia or () if f.delegado}
        for n, fila in enumerate(acta.asistencia or ()):
            if fila.delegado:
                otro = nombres.get(normalizado(fila.delegado))
                encadena = otro if otro and otro.id in delegan - {fila.integrante} else None
                yield Caso(acta, ("asistencia", n, "delegado"), (fila, encadena))


def _nombres_de_cargos(acervo: Acervo) -> dict[str, Integrante]:
    """Cada integrante por las formas de nombrar su cargo que no son de otro.

    Hay varios «Director»: un cargo repetido solo se reconoce junto con su dependencia.
    """
    formas = [(forma, i) for i in acervo.integrantes.values() for forma in _formas(i)]
    veces = Counter(forma for forma, _ in formas)
    return {forma: i for forma, i in formas if veces[forma] == 1}


def _formas(integrante: Integrante) -> set[str]:
    cargo, dependencia = integrante.cargo, integrante.dependencia or ""
    formas = {integrante.id, cargo, f"{cargo} {dependencia}", f"{cargo} de {dependencia}"}
    return {normalizado(f) for f in formas} - {""}


def _de_primera_mano(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    fila, encadena = caso.valor
    if encadena:
        yield (
            f"«{fila.integrante}» delegó en «{fila.delegado}», que es el cargo «{encadena.id}» y "
            "que en la misma sesión delegó en otra persona: sería delegado de un delegado",
            "Revise en el acta quién asistió por cada cargo y escríbalo en su «delegado»",
        )


def _con_vigencia(acervo: Acervo) -> Iterator[Caso]:
    """Cada asistencia de un cargo conocido; el valor es (acta, cargo)."""
    for caso in filas_de_asistencia(acervo):
        acta, fila = caso.valor
        cargo = acervo.integrantes.get(fila.integrante)
        if cargo:
            yield Caso(acta, (*caso.camino, "integrante"), (acta, cargo))


def _existia(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    acta, cargo = caso.valor
    if not cargo.existe(acta.fecha):
        yield (
            f"«{cargo.id}» figura en la sesión del {fecha_larga(acta.fecha)}, y hace parte de la "
            f"instancia {_vigencia(cargo)}",
            "Quite el renglón, o corrija «desde» y «hasta» de ese integrante en instancia.md",
        )


def _vigencia(cargo: Integrante) -> str:
    partes = []
    if cargo.desde:
        partes.append(f"desde el {fecha_larga(cargo.desde)}")
    if cargo.hasta:
        partes.append(f"hasta el {fecha_larga(cargo.hasta)}")
    return " ".join(partes)


def _colectivos(acervo: Acervo) -> Iterator[Caso]:
    """Cada asistencia de un cargo colectivo; el valor es (renglón, cargo)."""
    for caso in filas_de_asistencia(acervo):
        _, fila = caso.valor
        cargo = acervo.integrantes.get(fila.integrante)
        if cargo and cargo.cupos > 1:
            yield Caso(caso.registro, caso.camino, (fila, cargo))


def _cupos_contados(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    fila, cargo = caso.valor
    if fila.asistio and fila.cupos is None:
        yield (
            f"«{cargo.id}» reúne {cargo.cupos} puestos, y no consta cuántos asistieron: una sola "
            "respuesta oculta las ausencias",
            "Escriba «cupos:» con cuántos asistieron; si el acta no lo dice, queda sin dato",
        )


def _cupos_posibles(acervo: Acervo) -> Iterator[Caso]:
    for caso in filas_de_asistencia(acervo):
        _, fila = caso.valor
        cargo = acervo.integrantes.get(fila.integrante)
        if cargo and fila.cupos is not None:
            yield Caso(caso.registro, (*caso.camino, "cupos"), (fila, cargo))


def _caben(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    fila, cargo = caso.valor
    if fila.cupos > cargo.cupos:
        yield (
            f"Asistieron {fila.cupos} de «{cargo.id}», que tiene {cargo.cupos}",
            "Corrija «cupos» en el acta o en el integrante de instancia.md",
        )


def _con_lista(acervo: Acervo) -> Iterator[Caso]:
    for acta in acervo.actas:
        if acta.asistencia:
            yield Caso(acta, ("asistencia",), acta)


def _completa(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    acta = caso.valor
    nombrados = {f.integrante for f in asistencia_de(acervo, acta)}
    cargos = acervo.instancia.integrantes or ()
    faltan = [i.id for i in cargos if i.existe(acta.fecha) and i.id not in nombrados]
    if faltan:
        yield (
            f"La asistencia no dice nada de: {', '.join(faltan)}",
            "Agregue cada cargo con «asistio: si» o «asistio: no»; si no se sabe, con "
            f"«{SIN_DATO}»",
            ejemplo(
                Accion.ELEMENTO,
                "\n".join(f"- integrante: {cargo}\n  asistio: {SIN_DATO}" for cargo in faltan),
                acta.origen("asistencia"),
            ),
        )


_REGLAMENTO = "El reglamento interno dice si los integrantes pueden delegar"
_FORMULARIO = "El formulario cuenta la asistencia por cargo"

REGLAS: tuple[Regla, ...] = (
    Regla(
        "delegado-no-admitido",
        Gravedad.AVISO,
        "Un delegado que el reglamento no admite",
        _REGLAMENTO,
        filas_que_dicen("delegado"),
        _admitida,
    ),
    Regla(
        "delegado-de-delegado",
        Gravedad.AVISO,
        "Un delegado que a su vez delegó",
        "Lo delegado no se delega",
        _delegaciones_encadenadas,
        _de_primera_mano,
    ),
    Regla(
        "delegado-ausente",
        Gravedad.AVISO,
        "Un delegado de quien no asistió",
        _FORMULARIO,
        filas_que_dicen("delegado"),
        _asistio,
    ),
    Regla(
        "asistencia-sin-vigencia",
        Gravedad.ERROR,
        "La asistencia de un cargo que no existía ese día",
        _FORMULARIO,
        _con_vigencia,
        _existia,
        sigue_a_la_fecha=True,
    ),
    Regla(
        "cupos-sin-contar",
        Gravedad.INFORMACION,
        "Un cargo colectivo sin contar sus puestos",
        _FORMULARIO,
        _colectivos,
        _cupos_contados,
    ),
    Regla(
        "cupos-de-mas",
        Gravedad.ERROR,
        "Más asistentes que puestos",
        _FORMULARIO,
        _cupos_posibles,
        _caben,
    ),
    Regla(
        "asistencia-incompleta",
        Gravedad.INFORMACION,
        "Una asistencia que no nombra todos los cargos",
        _FORMULARIO,
        _con_lista,
        _completa,
        sigue_a_lo_que_falta=True,
    ),
)
