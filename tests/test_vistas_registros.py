"""Las vistas de los registros: enteras para acervos pequeños, y cada caso que las cambia."""

from __future__ import annotations

import pytest
from apoyo.completos import DECRETO, RESOLUCION, acervo_completo, contexto_completo
from apoyo.informes import (
    POSTES,
    acervo,
    acta,
    contexto,
    instancia,
    norma,
    reglamento,
)

from generador.vistas.acta import VistaActa, vista_acta
from generador.vistas.asistencia import VistaAsistencia
from generador.vistas.comunes import INICIO, hacer_marco
from generador.vistas.marco import Enlace
from generador.vistas.norma import vista_norma
from generador.vistas.normas import FilaDeNorma, vista_normas
from generador.vistas.plan import VistaActividad, vista_plan
from generador.vistas.registros import Dato, Respaldo
from generador.vistas.reglamento import vista_reglamento
from generador.vistas.sin_sesiones import VistaSinSesiones, vista_sin_sesiones

MESA = Enlace("Mesa de prueba", "instancias/mesa/index.html")
PRIMERA = Enlace(
    "Acta de la sesión ordinaria del 1 de marzo de 2021", "instancias/mesa/actas/2021/01.html"
)
SIN_RESPALDO = Respaldo(False, None, None, ())
PROBADA = Dato("Publicación probada")


def valores(datos: tuple[Dato, ...]) -> dict[str, str]:
    """Los datos que se conocen, por su nombre."""
    return {d.nombre: d.valor for d in datos if d.valor}


# --- vistas enteras ---------------------------------------------------------------------------


def test_un_acta_de_la_que_casi_nada_se_sabe_es_sin_dato_y_no_es_no() -> None:
    sola = acta("2021/01", "2021-03-01")
    con = contexto()
    assert vista_acta(sola, acervo(instancia(), actas=(sola,)), con) == VistaActa(
        marco=hacer_marco(
            con,
            PRIMERA.ruta,
            PRIMERA.texto,
            f"{PRIMERA.texto}. Mesa de prueba",
            (INICIO, MESA),
            clase="pagina-acta",
        ),
        realizada=True,
        sin_acta="",
        datos=(
            Dato("Fecha de la sesión", "1 de marzo de 2021"),
            Dato("Tipo de sesión", "Ordinaria"),
            Dato("Número del acta"),
            Dato("Número de la sesión"),
            Dato("Estado de la sesión", "Realizada"),
            Dato("Modalidad"),
            Dato("Lugar o medio"),
            Dato("Hora de inicio"),
            Dato("Hora de cierre"),
            Dato("Citación"),
            Dato("Próxima sesión"),
            Dato("Estado del acta"),
            Dato("Aprobación del acta"),
            Dato("Publicación declarada"),
            PROBADA,
        ),
        decisiones=None,
        compromisos=None,
        asistencia=VistaAsistencia(False, "", ()),
        quorum=(
            Dato("Requerido"),
            Dato("Presentes con voto"),
            Dato("Hubo quórum"),
            Dato("Según el acta, hubo quórum"),
            Dato("Regla de quórum que regía"),
            Dato("Reglamento que regía"),
        ),
        orden_del_dia=None,
        desarrollo=None,
        desarrollo_resumen=False,
        actas_aprobadas=None,
        seguimientos=None,
        funciones=None,
        respaldo=SIN_RESPALDO,
        firmas=None,
        anterior=None,
        siguiente=None,
    )


def test_una_constancia_entera() -> None:
    de, con = acervo_completo(), contexto_completo()
    nombre = "Constancia de que no hubo sesiones en el primer semestre de 2020"
    assert vista_sin_sesiones(de.sin_sesiones[0], de, con) == VistaSinSesiones(
        marco=hacer_marco(
            con,
            "instancias/mesa/actas/2020/sin-sesiones.html",
            nombre,
            f"{nombre}. Mesa de prueba",
            (INICIO, MESA),
            ("Instancia ficticia: ninguna de estas personas, entidades ni decisiones existe",),
            "pagina-constancia",
        ),
        motivo="Hubo cuarentena.",
        datos=(
            Dato("Periodo sin sesiones", "Primer semestre de 2020"),
            Dato("Primer día", "1 de enero de 2020"),
            Dato("Último día", "30 de junio de 2020"),
            Dato("Fecha de la constancia", "3 de julio de 2020"),
            Dato("Publicación declarada"),
            PROBADA,
        ),
        texto=None,
        texto_resumen=False,
        firmas=(),
        respaldo=Respaldo(False, None, None, ()),
    )


def test_la_lista_de_normas_va_de_la_mas_reciente_a_la_mas_antigua() -> None:
    assert vista_normas(contexto_completo()).filas == (
        FilaDeNorma(
            Enlace(
                "Resolución 7 de 2021, Secretaría Distrital de Gobierno",
                f"normas/{RESOLUCION}.html",
            ),
            "Resolución",
            fecha="",
            epigrafe="",
            epigrafe_resumen=False,
            vigencia="",
            insignias=("datos por confirmar",),
        ),
        FilaDeNorma(
            Enlace("Decreto 5 de 2019, Alcaldía Mayor de Bogotá", f"normas/{DECRETO}.html"),
            "Decreto",
            fecha="10 de enero de 2019",
            epigrafe="Por el cual se crea la mesa",
            epigrafe_resumen=True,
            vigencia="Modificada",
            insignias=(),
        ),
    )


# --- actas ------------------------------------------------------------------------------------


def acta_completa() -> VistaActa:
    de = acervo_completo()
    return vista_acta(de.actas[1], de, contexto_completo())


def test_los_datos_de_un_acta_completa() -> None:
    assert valores(acta_completa().datos) == {
        "Fecha de la sesión": "1 de junio de 2021",
        "Tipo de sesión": "Ordinaria",
        "Número del acta": "2",
        "Número de la sesión": "43",
        "Estado de la sesión": "Realizada",
        "Modalidad": "Mixta",
        "Lugar o medio": "Sala 2",
        "Hora de inicio": "8:30 a. m.",
        "Hora de cierre": "12:00 m.",
        "Citación": "20 de mayo de 2021",
        "Próxima sesión": "agosto de 2021 a septiembre de 2021",
        "Estado del acta": "Firmada",
        "Aprobación del acta": "15 de junio de 2021",
        "Publicación declarada": "20 de junio de 2021",
        "Publicación probada": "21 de junio de 2021",
    }


def test_el_quorum_dice_de_donde_se_sabe_y_con_que_regla() -> None:
    assert acta_completa().quorum == (
        Dato("Requerido", "2", "según «Informe de 2021»"),
        Dato("Presentes con voto", "2", "según «Informe de 2021»"),
        Dato("Hubo quórum", "Sí", "contado"),
        Dato("Según «Informe de 2021», hubo quórum", "Sí"),
        Dato("Regla de quórum que regía", "La mitad más uno de los integrantes con voto"),
        Dato(
            "Reglamento que regía",
            enlaces=(
                Enlace(
                    "Reglamento interno 001 del 15 de enero de 2021",
                    "instancias/mesa/reglamento/2021-01-15.html",
                ),
            ),
        ),
    )


def test_la_asistencia_va_por_sector_y_el_cargo_callado_es_sin_dato() -> None:
    asistencia = acta_completa().asistencia
    filas = {(g.sector, f.cargo): f.asistio for g in asistencia.grupos for f in g.filas}
    assert filas == {
        ("2. Gobierno", "Director"): "No",
        ("2. Gobierno", "Asesora"): "",
        ("13. Mujeres", "Secretaria"): "Sí",
        ("Sector sin dato", "desconocido"): "Sí",
    }
    assert asistencia.cuenta == "2 cargos asistieron, 1 no asistió y de 1 no hay dato"


def test_de_una_lista_conocida_y_vacia_nadie_asistio() -> None:
    sola = acta("2021/01", "2021-03-01", asistencia="ninguna")
    de = acervo(instancia(integrantes=POSTES), actas=(sola,))
    assert vista_acta(sola, de, contexto()).asistencia.cuenta == "3 no asistieron"


def test_un_seguimiento_se_ve_en_las_dos_actas() -> None:
    de, con = acervo_completo(), contexto_completo()
    primera, segunda = (vista_acta(a, de, con) for a in de.actas)
    assert primera.decisiones is not None and segunda.seguimientos is not None
    despues = primera.decisiones[0].despues[0]
    antes = segunda.seguimientos[0]
    assert (despues.texto, despues.estado, despues.enlace.ruta) == (
        "Ya rige",
        "Cumplido",
        "instancias/mesa/actas/2021/02.html",
    )
    assert antes.enlace == Enlace(
        "Aprobar el plan (sesión ordinaria del 1 de marzo de 2021)", f"{PRIMERA.ruta}#plan"
    )
    assert (primera.siguiente, segunda.anterior) == (despues.enlace, PRIMERA)


def test_dos_actas_iguales_del_mismo_dia_no_se_confunden() -> None:
    actas = tuple(acta(f"2021/0{n}", "2021-03-01") for n in (1, 2, 3))
    vista = vista_acta(actas[1], acervo(instancia(), actas=actas), contexto())
    assert vista.anterior and vista.siguiente
    assert [vista.anterior.ruta[-7:], vista.siguiente.ruta[-7:]] == ["01.html", "03.html"]


def test_una_sesion_aplazada_dice_por_que_y_para_cuando() -> None:
    aplazada = acta(
        "2021/01",
        "2021-03-01",
        estado_sesion="aplazada",
        motivo="Sin quórum",
        aplazada_a="2021-03-08",
    )
    vista = vista_acta(aplazada, acervo(instancia(), actas=(aplazada,)), contexto())
    assert not vista.realizada
    assert valores(vista.datos).items() >= {
        ("Motivo", "Sin quórum"),
        ("Aplazada para", "8 de marzo de 2021"),
    }


# --- normas, reglamentos y planes -------------------------------------------------------------


def test_una_norma_dice_quien_la_cita_y_que_norma_la_modifica() -> None:
    con = contexto_completo()
    vista = vista_norma(con.normas[DECRETO], con, (MESA,))
    modificada = vista.la_mencionan[0]
    assert vista.citantes == (MESA,)
    assert (modificada.relacion, modificada.norma.texto, modificada.articulos) == (
        "Modificada por",
        "Resolución 7 de 2021, Secretaría Distrital de Gobierno",
        "2 y 3",
    )
    assert vista.relaciones is None
    sin_confirmar = vista_norma(con.normas[RESOLUCION], con, ())
    assert sin_confirmar.marco.avisos == ("Los datos de esta norma están por confirmar",)


def test_un_reglamento_reemplazado_dice_desde_cuando_y_por_cual() -> None:
    de, con = acervo_completo(), contexto_completo()
    vieja, nueva = (vista_reglamento(r, de, con) for r in de.reglamentos)
    enlace = Enlace(
        "Reglamento interno 001 del 15 de enero de 2021",
        "instancias/mesa/reglamento/2021-01-15.html",
    )
    assert vieja.reemplazado_por == enlace
    assert vieja.rige == (
        "Rigió desde el 1 de febrero de 2019 hasta el 15 de enero de 2021, cuando otro lo reemplazó"
    )
    assert nueva.reemplazado_por is None
    assert nueva.rige == (
        "Rige desde el 15 de enero de 2021; estos registros no tienen una versión posterior"
    )
    assert [(v.enlace.ruta[-15:], v.es_esta) for v in vieja.versiones] == [
        ("2021-01-15.html", False),
        ("2019-02-01.html", True),
    ]


@pytest.mark.parametrize(
    ("numero", "visto"),
    [(None, ""), ("ninguno", "Se sabe que no tiene número"), ("001", "001")],
)
def test_no_tener_numero_no_es_no_saberlo(numero: str | None, visto: str) -> None:
    uno = reglamento("2016-03-16", numero=numero)
    vista = vista_reglamento(uno, acervo(instancia(), reglamentos=(uno,)), contexto())
    assert vista.datos[0] == Dato("Número", visto)


def test_el_avance_de_un_plan_se_cuenta_de_sus_actividades() -> None:
    de, con = acervo_completo(), contexto_completo()
    vista = vista_plan(de.planes[0], de, con)
    assert vista.avance == (
        Dato("Actividades", "2"),
        Dato("Cumplido", "1"),
        Dato("Sin dato de su estado", "1"),
    )
    assert vista.actividades is not None
    assert vista.actividades[0] == VistaActividad(
        id="a",
        texto="Hacer un taller",
        funcion="1",
        meta="Llegar a todos",
        responsable="Asesora",
        fecha="junio de 2021",
        estado="Cumplido",
        evidencia=Enlace(
            "Acta 2 de la sesión ordinaria del 1 de junio de 2021",
            "instancias/mesa/actas/2021/02.html",
        ),
    )


def test_una_norma_reconstruida_no_es_el_texto_oficial() -> None:
    datos = {"procedencia": "reconstruida", "reconstruida_de": "Ficha"}
    vista = vista_norma(norma(DECRETO, **datos), contexto(), ())
    assert vista.marco.avisos == (
        "Registro reconstruido a partir de «Ficha»: no es el texto oficial",
    )
