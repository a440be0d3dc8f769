"""Quiénes participaron en cada sesión y cuánto tardó su acta en publicarse."""

from __future__ import annotations

from datetime import date

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta
from generador.modelo.fechas import fecha_larga
from generador.modelo.informe import AsistenciaDeclarada
from generador.modelo.instancia import Integrante
from generador.modelo.nombres import direccion_de, reconstruido_de
from generador.verificacion.ambito import Ambito
from generador.verificacion.conciliacion import conciliar, mismos_elementos, referencia_a
from generador.verificacion.presencia import del_dia, filas_de, presente, prohibe
from generador.verificacion.pruebas import prueba_de
from generador.verificacion.quorum import quorum_de
from generador.verificacion.resultados import FilaDeAsistencia, FilaDeSesion

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
    vino_el = [_dia_en_que_vino(ambito, a, cargo) for a, vino in vistas if vino]
    fechas = _fechas(ambito, posibles, vino_el, bool(sabidas))
    registros = sabidas or ambito.registros
    total = None if fechas is None else len(fechas)
    return FilaDeAsistencia(
        integrante=cargo.id,
        sector=_sector(ambito, cargo.sector),
        entidad=ambito.contexto.nombre_y_sigla_de(cargo.entidad),
        dependencia=cargo.dependencia or "",
        cargo=cargo.cargo,
        roles=tuple(r.value for r in cargo.roles_en(ambito.limite)),
        cupos=cargo.cupos,
        fechas=conciliar(
            fechas, declarada.fechas if declarada else None, registros, mismos_elementos
        ),
        total=conciliar(total, declarada.total if declarada else None, registros),
        nota=_nota(ambito, cargo, posibles, len(sabidas)),
    )


def _dia_en_que_vino(ambito: Ambito, acta: Acta, cargo: Integrante) -> date:
    """El primero de la sesión en que consta que vino; casi siempre es el único que tiene."""
    filas = filas_de(ambito.acervo, acta, cargo)
    if not any(f.fecha for f in filas):
        return acta.fecha
    dias = (d for d in acta.sesiono if any(f.asistio for f in del_dia(filas, d)))
    return next(dias, acta.fecha)


def _fechas(
    ambito: Ambito, posibles: list[Acta], fechas: list[date], se_sabe: bool
) -> tuple[date, ...] | None:
    # Sin sesiones posibles la ausencia es un hecho; con ellas y sin listas, no se sabe.
    if posibles and not se_sabe:
        return None
    return tuple(fechas) if ambito.se_conocen else None


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
        if any(
            f.asistio and f.delegado and prohibe(reglamento)
            for f in filas_de(ambito.acervo, acta, cargo)
        ):
            notas.append(
                f"la delegación del {fecha_larga(acta.fecha)} no cuenta: el reglamento no la admite"
            )
    return "; ".join(notas)


def _sector(ambito: Ambito, numero: int) -> str:
    sector = ambito.contexto.sector(numero)
    return f"{numero}. {sector.nombre}" if sector else str(numero)


# --- sesiones y demora -------------------------------------------------------------------------


def filas_de_sesiones(ambito: Ambito) -> tuple[FilaDeSesion, ...]:
    """El quórum de cada sesión y los días que tardó su acta en publicarse."""
    return tuple(_fila_de_sesion(ambito, acta) for acta in ambito.sesiones)


def _fila_de_sesion(ambito: Ambito, acta: Acta) -> FilaDeSesion:
    quorum = quorum_de(ambito.acervo, acta)
    dias, publicacion = demora_de(ambito.acervo, ambito.contexto, acta)
    return FilaDeSesion(
        fecha=acta.fecha,
        tipo=acta.tipo.value,
        quorum_requerido=quorum.requerido,
        quorum_presentes=quorum.presentes,
        hubo_quorum=quorum.hubo,
        quorum_fuente=quorum.fuente,
        dias_a_publicacion=dias,
        fuente=referencia_a(acta),
        publicacion_fuente=publicacion,
        reconstruida=bool(reconstruido_de(acta)),
    )


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
    return (dia - acta.dias[1]).days, "probada" if probada else "declarada"
