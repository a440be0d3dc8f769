"""Quiénes participaron en cada sesión, si hubo quórum y cuánto tardó su acta en publicarse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta, Asistencia, Quorum
from generador.modelo.fechas import fecha_larga
from generador.modelo.informe import AsistenciaDeclarada
from generador.modelo.instancia import Integrante
from generador.modelo.nombres import direccion_de, reconstruido_de
from generador.modelo.norma import Reglamento
from generador.verificacion.ambito import Ambito
from generador.verificacion.conciliacion import conciliar, mismos_elementos, referencia_a
from generador.verificacion.pruebas import prueba_de
from generador.verificacion.resultados import FilaDeAsistencia, FilaDeSesion

QuorumSabido = tuple[int | None, int | None, bool | None, str]
"""Requerido, presentes, si hubo, y de dónde se sabe."""

_SIN_QUORUM = Quorum.model_construct()


# --- asistentes -------------------------------------------------------------------------------


def filas_de_asistencia(ambito: Ambito) -> tuple[FilaDeAsistencia, ...]:
    """Una fila por cargo que existió en el periodo o que el informe nombra, por sector."""
    declaradas = {d.integrante: d for d in ambito.declarado.asistencia or ()}
    cargos = ambito.acervo.instancia.integrantes or ()
    suyos = [i for i in cargos if ambito.alcanza(i) or i.id in declaradas]
    # sorted es estable: dentro del sector queda el orden en que la instancia los enumera.
    return tuple(
        _fila(ambito, i, declaradas.get(i.id)) for i in sorted(suyos, key=lambda i: i.sector)
    )


def _fila(
    ambito: Ambito, cargo: Integrante, declarada: AsistenciaDeclarada | None
) -> FilaDeAsistencia:
    posibles = [a for a in ambito.sesiones if cargo.existe(a.fecha)]
    vistas = [(a, presente(ambito.acervo, a, cargo)) for a in posibles]
    sabidas = tuple(a for a, vino in vistas if vino is not None)
    fechas = _fechas(ambito, posibles, [a.fecha for a, vino in vistas if vino], bool(sabidas))
    registros = sabidas or ambito.registros
    total = None if fechas is None else len(fechas)
    return FilaDeAsistencia(
        integrante=cargo.id,
        sector=_sector(ambito, cargo.sector),
        entidad=_entidad(ambito, cargo.entidad),
        dependencia=cargo.dependencia or "",
        cargo=cargo.cargo,
        roles=tuple(r.value for r in cargo.roles),
        cupos=cargo.cupos,
        fechas=conciliar(
            fechas, declarada.fechas if declarada else None, registros, mismos_elementos
        ),
        total=conciliar(total, declarada.total if declarada else None, registros),
        nota=_nota(ambito, cargo, posibles, len(sabidas)),
    )


def _fechas(
    ambito: Ambito, posibles: list[Acta], fechas: list[date], se_sabe: bool
) -> tuple[date, ...] | None:
    # Sin sesiones posibles la ausencia es un hecho; con ellas y sin listas, no se sabe.
    if posibles and not se_sabe:
        return None
    return tuple(fechas) if ambito.se_conocen else None


def presente(acervo: Acervo, acta: Acta, cargo: Integrante) -> bool | None:
    """Si el cargo estuvo presente o validamente delegado; `None` si el acta no lo dice.

    Una delegación que el reglamento de ese día no admite no cuenta como presencia. Una lista
    «ninguna» dice que no vino nadie; una lista que no nombra el cargo no dice nada de él.
    """
    if acta.asistencia is None:
        return None
    if acta.asistencia == ():
        return False
    return _vino(_suyas(acta, cargo), acervo.reglamento_en(acta.fecha))


def _suyas(acta: Acta, cargo: Integrante) -> list[Asistencia]:
    return [fila for fila in acta.asistencia or () if fila.integrante == cargo.id]


def cuenta_de_presencia(acervo: Acervo, acta: Acta) -> tuple[int, int, int]:
    """De los cargos que existían ese día, cuántos vinieron, cuántos no y de cuántos no se sabe."""
    vinieron = [vino for _, vino, _ in presencias(acervo, acta)]
    return vinieron.count(True), vinieron.count(False), vinieron.count(None)


def presencias(
    acervo: Acervo, acta: Acta
) -> Iterator[tuple[Integrante, bool | None, list[Asistencia]]]:
    """Cada cargo que existía ese día, si vino y lo que el acta dice de él, en sus renglones."""
    reglamento = acervo.reglamento_en(acta.fecha)
    # Por cargo una sola vez: buscar las filas de cada uno cuesta el cuadrado de la lista.
    filas: dict[str, list[Asistencia]] = {}
    for fila in acta.asistencia or ():
        filas.setdefault(fila.integrante, []).append(fila)
    for cargo in acervo.instancia.integrantes or ():
        if cargo.existe(acta.fecha):
            suyas = filas.get(cargo.id, [])
            # De una lista «ninguno» se sabe que no vino nadie.
            vino = False if acta.asistencia == () else _vino(suyas, reglamento)
            yield cargo, vino, suyas


def _vino(filas: list[Asistencia], reglamento: Reglamento | None) -> bool | None:
    """Lo que las filas de un cargo dicen de él: basta que en una conste que vino."""
    dicho = [_vale(fila, reglamento) for fila in filas]
    if True in dicho:
        return True
    return None if None in dicho or not dicho else False


def _vale(fila: Asistencia, reglamento: Reglamento | None) -> bool | None:
    if fila.asistio and fila.delegado is not None and _prohibe(reglamento):
        return False
    return fila.asistio


def _prohibe(reglamento: Reglamento | None) -> bool:
    return reglamento is not None and reglamento.admite_delegados is False


def _nota(ambito: Ambito, cargo: Integrante, posibles: list[Acta], sabidas: int) -> str:
    notas: list[str] = []
    if cargo.cupos > 1:
        notas.append(f"agrupa {cargo.cupos} puestos: la cifra oculta ausencias individuales")
    if 0 < sabidas < len(posibles):
        notas.append(
            f"sin dato de asistencia en {len(posibles) - sabidas} de {len(posibles)} sesiones"
        )
    for acta in posibles:
        reglamento = ambito.acervo.reglamento_en(acta.fecha)
        if any(f.asistio and f.delegado and _prohibe(reglamento) for f in _suyas(acta, cargo)):
            notas.append(
                f"la delegación del {fecha_larga(acta.fecha)} no cuenta: el reglamento no la admite"
            )
    return "; ".join(notas)


def _sector(ambito: Ambito, numero: int) -> str:
    sector = ambito.contexto.sector(numero)
    return f"{numero}. {sector.nombre}" if sector else str(numero)


def _entidad(ambito: Ambito, id_: str) -> str:
    entidad = ambito.contexto.entidad(id_)
    return entidad.nombre_y_sigla if entidad else id_


# --- quórum y demora --------------------------------------------------------------------------


def filas_de_sesiones(ambito: Ambito) -> tuple[FilaDeSesion, ...]:
    """El quórum de cada sesión y los días que tardó su acta en publicarse."""
    return tuple(_fila_de_sesion(ambito, acta) for acta in ambito.sesiones)


def _fila_de_sesion(ambito: Ambito, acta: Acta) -> FilaDeSesion:
    requerido, presentes, hubo, fuente = quorum_de(ambito.acervo, acta)
    dias, publicacion = demora_de(ambito.acervo, ambito.contexto, acta)
    return FilaDeSesion(
        fecha=acta.fecha,
        tipo=acta.tipo.value,
        quorum_requerido=requerido,
        quorum_presentes=presentes,
        hubo_quorum=hubo,
        quorum_fuente=fuente,
        dias_a_publicacion=dias,
        fuente=referencia_a(acta),
        publicacion_fuente=publicacion,
        reconstruida=bool(reconstruido_de(acta)),
    )


def quorum_de(acervo: Acervo, acta: Acta) -> QuorumSabido:
    """El quórum contado en el acta; si no, el que da la regla del reglamento; si no, lo afirmado.

    La regla solo se aplica cuando se sabe el voto y la presencia de cada cargo: con uno que falte
    no hay cuenta. Un cargo colectivo vale por los puestos que asistieron.
    """
    escrito = acta.quorum or _SIN_QUORUM
    votantes = _votantes(acervo, acta)
    reglamento = acervo.reglamento_en(acta.fecha)
    regla = reglamento.quorum if reglamento else None
    por_regla = regla.requerido(votantes) if regla and votantes is not None else None
    requerido = escrito.requerido if escrito.requerido is not None else por_regla
    if escrito.presentes is not None:
        contado = None if requerido is None else escrito.presentes >= requerido
        return (
            requerido,
            escrito.presentes,
            escrito.hubo if contado is None else contado,
            "contado",
        )
    presentes = _presentes(acervo, acta)
    if por_regla is not None and presentes is not None:
        regla_dice = "calculado con la regla del reglamento"
        return por_regla, presentes, presentes >= por_regla, regla_dice
    fuente = "sin dato" if escrito.hubo is None else "afirmado sin conteo"
    return requerido, None, escrito.hubo, fuente


def _votantes(acervo: Acervo, acta: Acta) -> int | None:
    """Los puestos con voto ese día, o `None` si de algún cargo no se sabe si vota."""
    cargos = [i for i in acervo.instancia.integrantes or () if i.existe(acta.fecha)]
    if not cargos or any(i.voto is None for i in cargos):
        return None
    return sum(i.cupos for i in cargos if i.voto)


def _presentes(acervo: Acervo, acta: Acta) -> int | None:
    """Los puestos con voto presentes, o `None` si de alguno no se sabe."""
    cargos = [i for i in acervo.instancia.integrantes or () if i.existe(acta.fecha) and i.voto]
    puestos = [_puestos(acervo, acta, cargo) for cargo in cargos]
    sabidos = [n for n in puestos if n is not None]
    return sum(sabidos) if len(sabidos) == len(puestos) else None


def _puestos(acervo: Acervo, acta: Acta, cargo: Integrante) -> int | None:
    vino = presente(acervo, acta, cargo)
    if not vino:
        return None if vino is None else 0
    if cargo.cupos == 1:
        return 1
    # De un cargo colectivo no basta saber que alguien vino: hay que saber cuántos.
    return next((f.cupos for f in _suyas(acta, cargo) if f.asistio), None)


def demora_de(acervo: Acervo, contexto: Contexto, acta: Acta) -> tuple[int | None, str]:
    """Los días de la sesión a la publicación de su acta, y si la fecha es probada o declarada.

    Es la misma fecha con que se juzga el requisito: la de lo que prueba el acta y, si nada la
    prueba, la de su página.
    """
    prueba = prueba_de(acervo, contexto, acta)
    url = prueba.referencias[0].url if prueba.referencias else direccion_de(acta)
    probada = contexto.fecha_probada(url)
    dia = probada or prueba.publicada or acta.fecha_publicacion
    if dia is None or dia > contexto.corte:
        return None, ""
    return (dia - acta.fecha).days, "probada" if probada else "declarada"
