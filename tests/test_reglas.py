"""Cada regla con un caso sano y uno enfermo, y las cuentas de lo que examina."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from apoyo import fabrica as f
from casos_de_reglas import actas, acuerdos, convocatorias, documentos, presencia, sesion, sindatos
from casos_de_reglas.par import CONTEXTO, Par, cargo, con_datos, mesa, vino
from msgspec.structs import replace

from generador.acervo import Acervo
from generador.configuracion.corte import Corte
from generador.hallazgo import Gravedad, Hallazgo
from generador.modelo.base import Registro
from generador.modelo.convocatoria import Convocatoria
from generador.verificacion.reglas import REGLAS, Examen, Regla, examinar

MODULOS = (actas, convocatorias, presencia, sesion, acuerdos, documentos, sindatos)
PARES: dict[str, Par] = {c: par for modulo in MODULOS for c, par in modulo.PARES.items()}
POR_CODIGO: dict[str, Regla] = {r.codigo: r for r in REGLAS}


def test_cada_regla_tiene_su_par_y_ningun_par_sobra() -> None:
    codigos = Counter(c for modulo in MODULOS for c in modulo.PARES)
    assert codigos == Counter(r.codigo for r in REGLAS)


@pytest.mark.parametrize("codigo", PARES)
def test_el_caso_sano_se_examina_y_calla(codigo: str) -> None:
    par = PARES[codigo]
    (examen,), hallazgos = examinar((POR_CODIGO[codigo],), par.sano, par.contexto)
    assert (examen.examinados > 0, examen.hallados, hallazgos) == (True, 0, ())


@pytest.mark.parametrize("codigo", PARES)
def test_el_caso_enfermo_dice_todo_lo_esperado(codigo: str) -> None:
    par, regla = PARES[codigo], POR_CODIGO[codigo]
    dicho = tuple(
        (caso.registro.ruta, caso.camino, mensaje, remedio)
        for caso in regla.sobre(par.enfermo)
        for mensaje, remedio, *_ in regla.revisar(caso, par.enfermo, par.contexto)
    )
    assert (regla.gravedad, dicho) == (par.gravedad, par.dice)
    assert dicho


@pytest.mark.parametrize("codigo", PARES)
def test_el_hallazgo_lleva_el_codigo_la_gravedad_y_el_archivo(codigo: str) -> None:
    par = PARES[codigo]
    (examen,), hallazgos = examinar((POR_CODIGO[codigo],), par.enfermo, par.contexto)
    assert examen.hallados == len(hallazgos)
    assert tuple(replace(h, arreglos=(), citado="") for h in hallazgos) == tuple(
        Hallazgo(codigo, par.gravedad, mensaje, _registro(par, ruta).origen(*camino), remedio)
        for ruta, camino, mensaje, remedio in par.dice
    )


def _registro(par: Par, ruta: str) -> Registro:
    return par.enfermo.por_ruta[ruta]


@pytest.mark.parametrize("codigo", PARES)
def test_las_fechas_se_dicen_en_palabras_y_los_textos_no_traen_valores_de_python(
    codigo: str,
) -> None:
    for _, _, mensaje, remedio in PARES[codigo].dice:
        for texto in (mensaje, remedio):
            assert "None" not in texto and "datetime" not in texto and "  " not in texto


# --- las cuentas ------------------------------------------------------------------------------


def _completo() -> Acervo:
    """Una instancia de dos cargos con un registro de cada clase."""
    return f.acervo(
        mesa(cargo("a", voto="si"), cargo("b", voto="si", cupos="3"), sectores=["13"]),
        f.reglamento("2019-01-15", numero="4", quorum={"base": "mitad_mas_uno"}),
        f.acta(
            "2020-02-03",
            numero="1",
            asistencia=[vino("a"), vino("b", cupos="2")],
            quorum={"requerido": "3", "presentes": "3"},
            convocatoria="convocatorias/2020/01",
        ),
        f.acta("2020-05-04", "02", numero="2", decisiones=[{"id": "x", "decision": "Cerrar"}]),
        f.registro(
            Convocatoria,
            "instancias/mesa/convocatorias/2020/01",
            fecha="2020-01-20",
            sesion="2020-02-03",
            tipo="ordinaria",
        ),
        f.sin_sesiones("2020-s2"),
        f.plan(2020, fecha="2020-01-20", sesiones=[{"fecha": "2020-02"}]),
        f.informe("2020", declarado={"quorum": "si", "plan": {"avance": "50"}}),
    )


EXAMINADOS = {
    "identidad-repetida": 3,
    "registro-desconocido": 1,
    "registro-de-otra-clase": 1,
    "cita-posterior": 1,
    "citacion-posterior": 1,
    "titulo-repetido": 2,
    "sesion-copiada": 2,
    "identificador-repetido": 3,
    "cargo-desconocido": 2,
    "entidad-desconocida": 3,
    "sector-desconocido": 3,
    "acta-otro-anio": 2,
    "constancia-otro-anio": 1,
    "convocatoria-otro-anio": 1,
    "convocatoria-otro-dia": 1,
    "convocatoria-sin-acta": 1,
    "plan-otro-anio": 1,
    "informe-otro-periodo": 1,
    "reglamento-otra-fecha": 1,
    "acta-salto-numero": 2,
    "acta-numero-desordenado": 2,
    "acta-numero-repetido": 2,
    "periodo-sin-cerrar": 1,
    "registro-fuera-de-vigencia": 4,
    "sesion-sin-acta": 1,
    "sesion-programada-pendiente": 1,
    "sesion-convocada-pasada": 2,
    "sesion-futura": 2,
    "acta-sin-original": 2,
    "constancia-con-sesiones": 1,
    "asistencia-sin-vigencia": 2,
    "cupos-sin-contar": 1,
    "cupos-de-mas": 1,
    "asistencia-incompleta": 1,
    "quorum-insuficiente": 1,
    "quorum-contradictorio": 1,
    "quorum-otra-regla": 1,
    "quorum-otra-asistencia": 1,
    "quorum-sin-conteo": 1,
    "quorum-regla-incompleta": 1,
    "decision-sin-seguimiento": 1,
    "acuerdo-sin-decision": 1,
    "presidencia-sin-cargo": 1,
    "secretaria-sin-cargo": 1,
    "reglamento-anterior-a-norma": 1,
    "reglamento-sin-quorum": 1,
    "plan-aprobado-tarde": 1,
    "plan-posterior-a-sesiones": 1,
    "sesiones-programadas-calcadas": 1,
    "plan-avance-sin-actividades": 1,
    "plan-contado-sin-enumerar": 1,
    "acta-sin-numero": 2,
    "reglamento-sin-numero": 1,
    "informe-sin-numero": 1,
    "informe-sin-fecha": 1,
    "informe-sin-publicacion": 1,
    "decision-sin-icono": 1,
    "publicacion-sin-marca": 1,
    "instancia-sin-dato": 4,
}


def test_se_cuenta_lo_que_cada_regla_examina() -> None:
    examenes, _ = examinar(REGLAS, _completo(), CONTEXTO)
    assert {e.codigo: e.examinados for e in examenes if e.examinados} == EXAMINADOS


def test_un_acervo_vacio_solo_examina_la_instancia_y_lo_dice() -> None:
    examenes, _ = examinar(REGLAS, f.acervo(), CONTEXTO)
    assert [e for e in examenes if e.examinados] == [
        Examen("entidad-desconocida", 1, 0),
        Examen("instancia-sin-dato", 4, 4),
    ]
    assert len(examenes) == len(REGLAS)


# --- lo que cambia con la fecha de corte ------------------------------------------------------


def _con_plazos() -> Acervo:
    compromiso = {"id": "a", "compromiso": "Enviar", "fecha_limite": "2020-03-10"}
    return f.acervo(
        mesa(cargo(), normas=[_LINEAMIENTO]),
        f.reglamento("2018-01-15"),
        f.acta("2020-03-01", compromisos=[compromiso], decisiones=[{"id": "x", "decision": "Sí"}]),
        f.acta("2020-03-20", "02", estado_sesion="convocada"),
        f.acta("2020-03-25", "03"),
        f.plan(2020, sesiones=[{"fecha": "2020-03-14"}]),
    )


_LINEAMIENTO = {"norma": "resolucion-233-2018-secretaria-general", "relacion": "lineamiento"}
_NORMA = f.norma("resolucion-233-2018-secretaria-general", en_vigor_desde="2020-03-05")


def _hallazgos(dia: date) -> tuple[Hallazgo, ...]:
    return examinar(REGLAS, _con_plazos(), con_datos(f.contexto(dia.isoformat(), _NORMA)))[1]


def _intervalo(dia: date) -> tuple[date, date]:
    """Entre qué fechas de corte dice el contexto que vale lo examinado."""
    contexto = con_datos(f.contexto(dia.isoformat(), _NORMA)).anotando()
    examinar(REGLAS, _con_plazos(), contexto)
    assert isinstance(contexto.corte, Corte)
    return contexto.corte.desde, contexto.corte.hasta


def test_los_hallazgos_son_los_mismos_en_todo_el_intervalo_que_se_anota() -> None:
    dias = [date(2020, 2, 20) + timedelta(days=n) for n in range(50)]
    por_dia = {dia: _hallazgos(dia) for dia in dias}
    for dia in dias:
        desde, hasta = _intervalo(dia)
        assert desde <= dia <= hasta
        iguales = [por_dia[d] for d in dias if desde <= d <= hasta]
        assert iguales == [por_dia[dia]] * len(iguales)
    cambios = [d for d, siguiente in pairwise(dias) if por_dia[d] != por_dia[siguiente]]
    assert cambios == [date(2020, 2, 29), *(date(2020, 3, d) for d in (4, 10, 14, 20, 24))]


def test_ninguna_regla_usa_una_gravedad_que_no_existe() -> None:
    assert {r.gravedad for r in REGLAS} == set(Gravedad)
