"""La lista de requisitos: qué cambia cuando una evidencia se retira, tarda o desaparece."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest
from apoyo.estrategias import en_orden
from apoyo.fabrica import (
    DATOS,
    acervo,
    acta,
    archivo,
    contexto,
    documento,
    huella_de,
    informe,
    instancia,
    leer_yaml,
    listas_oficiales,
    norma,
    plan,
    reglamento,
    sin_sesiones,
)
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec import structs

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.configuracion.corte import Corte
from generador.modelo.base import Confianza, Registro
from generador.modelo.sitio import ListaDeRequisitos
from generador.verificacion.cumplimiento import cumplimiento
from generador.verificacion.exportar import lista_json
from generador.verificacion.resultados import Estado, Referencia, Renglon

DECRETO = "decreto-527-2014-alcaldia-mayor"
LISTAS = ("publicacion-web", "ampliada")
MESA = {
    "registros_desde": "2023-01-01",
    "hasta": "2023-12-31",
    "normas": [{"norma": DECRETO, "relacion": "crea"}],
}
ACTA_1 = {
    "original": documento("acta.pdf"),
    "anexos": [documento("lista.pdf")],
    "fecha_publicacion": "2023-03-24",
}
ARCHIVOS = (
    "instancias/mesa/actas/2023/01/acta.pdf",
    "instancias/mesa/actas/2023/01/lista.pdf",
)
SESIONES = [
    {"fecha": "2023-03-10", "estado": "realizada"},
    {"fecha": "2023-08-25", "estado": "realizada"},
]
INFORMES = {
    "2023-t1": "2023-04-30",
    "2023-t2": "2023-07-31",
    "2023-t3": "2023-10-31",
    "2023-t4": "2024-01-31",
    "2023": "2024-01-31",
}
ITEMS = (
    "plan-de-trabajo",
    "normas-de-creacion",
    "reglamento-interno",
    "actas-con-anexos",
    "informe-de-gestion",
)


def registros() -> dict[str, Registro]:
    """Los registros de una mesa que en 2023 publicó todo a tiempo, por un nombre corto."""
    return {
        "instancia": instancia(**MESA),
        "reglamento": reglamento("2016-03-16"),
        "acta 1": acta("2023-03-10", "01", **ACTA_1),
        "acta 2": acta("2023-08-25", "02", fecha_publicacion="2023-09-08"),
        "plan": plan(2023, fecha_publicacion="2023-02-28", sesiones=SESIONES),
        **{p: informe(p, fecha_publicacion=dia) for p, dia in INFORMES.items()},
    }


def completo(**cambios: Registro | None) -> Acervo:
    """El acervo completo, con registros cambiados o (`None`) quitados."""
    return acervo(
        *(r for r in (registros() | cambios).values() if r is not None), archivos=ARCHIVOS
    )


def aceptado(corte: str = "2024-06-30", **sitio: object) -> Contexto:
    """Un sitio que acepta los plazos y tiene el decreto de creación."""
    textos = {DECRETO: archivo(f"normas/{DECRETO}/texto.pdf")}
    sitio = {"plazos_aceptados": list(LISTAS)} | sitio
    return contexto(corte, norma(DECRETO), archivos_de_normas=textos, **sitio)


def resumen(r: Renglon) -> tuple[str, int, int, tuple[str, ...]]:
    return (str(r.estado), r.cumplidos, r.exigidos, r.faltantes)


def cambiados(caso: Acervo, entorno: Contexto) -> dict[str, tuple[str, int, int, tuple[str, ...]]]:
    """Los renglones que no quedan idénticos, campo por campo, a los del acervo completo."""
    antes, despues = cumplimiento(completo(), aceptado()), cumplimiento(caso, entorno)
    assert [r.requisito for r in despues] == list(ITEMS)
    return {d.requisito: resumen(d) for a, d in zip(antes, despues, strict=True) if a != d}


def renglon(caso: Acervo, entorno: Contexto, requisito: str, anio: int) -> Renglon:
    """El único renglón de ese requisito y año."""
    (unico,) = (
        r for r in cumplimiento(caso, entorno) if (r.requisito, r.anio) == (requisito, anio)
    )
    return unico


# --- el caso completo -------------------------------------------------------------------------


def test_todo_publicado_a_tiempo() -> None:
    filas = cumplimiento(completo(), aceptado())
    assert [(r.lista, r.requisito, r.anio, *resumen(r)) for r in filas] == [
        ("ampliada", "plan-de-trabajo", 2023, "cumple", 1, 1, ()),
        ("publicacion-web", "normas-de-creacion", 2023, "cumple", 1, 1, ()),
        ("publicacion-web", "reglamento-interno", 2023, "cumple", 1, 1, ()),
        ("publicacion-web", "actas-con-anexos", 2023, "cumple", 2, 2, ()),
        ("publicacion-web", "informe-de-gestion", 2023, "cumple", 5, 5, ()),
    ]
    assert {r.valido_hasta for r in filas} == {None}


def test_las_evidencias_de_las_actas() -> None:
    fila = renglon(completo(), aceptado(), "actas-con-anexos", 2023)
    carpeta = "instancias/mesa/actas/2023"
    assert fila.evidencias == (
        Referencia(
            "Acta de la sesión ordinaria del 10 de marzo de 2023",
            f"{carpeta}/01/acta.pdf",
            date(2023, 3, 10),
            huella_de(f"{carpeta}/01/acta.pdf"),
        ),
        Referencia(
            "Documento lista.pdf (acta de la sesión ordinaria del 10 de marzo de 2023)",
            f"{carpeta}/01/lista.pdf",
            None,
            huella_de(f"{carpeta}/01/lista.pdf"),
        ),
        Referencia(
            "Acta de la sesión ordinaria del 25 de agosto de 2023",
            f"{carpeta}/02.html",
            date(2023, 8, 25),
            huella_de(f"{carpeta}/02"),
        ),
    )
    assert fila.base_legal == (
        "Resolución 233 de 2018, Secretaría General (por confirmar)",
        "Resolución 753 de 2020, Secretaría General (por confirmar)",
        "Ley 1712 de 2014, Congreso de la República, artículo 11, literal d, para las decisiones; "
        "la ley no nombra las actas (confirmado)",
    )


# --- quitar, retirar, borrador y demorar ------------------------------------------------------

ACTA_AGOSTO = "Acta de la sesión ordinaria del 25 de agosto de 2023"
ACTA_MARZO = "Acta de la sesión ordinaria del 10 de marzo de 2023"
TRIMESTRE = "Informe de gestión del tercer trimestre de 2023"
PLAN = "Plan de trabajo de 2023"
SIN_REGISTRO = "no está en los registros"


@pytest.mark.parametrize(
    ("nombre", "esperado"),
    [
        (
            "reglamento",
            {
                "reglamento-interno": (
                    "falta",
                    0,
                    1,
                    ("Reglamento interno (no está en los registros)",),
                )
            },
        ),
        (
            "acta 2",
            {
                "actas-con-anexos": (
                    "parcial",
                    1,
                    2,
                    (f"{ACTA_AGOSTO} (según el plan se realizó, y no hay acta)",),
                )
            },
        ),
        (
            "2023-t3",
            {"informe-de-gestion": ("parcial", 4, 5, (f"{TRIMESTRE} ({SIN_REGISTRO})",))},
        ),
        ("plan", {"plan-de-trabajo": ("incumple", 0, 1, (f"{PLAN} ({SIN_REGISTRO})",))}),
    ],
)
def test_borrar_un_registro_o_dejarlo_en_borrador(nombre: str, esperado: object) -> None:
    # Un borrador se quita antes de formar el acervo: para la lista es lo mismo que borrarlo.
    assert cambiados(completo(**{nombre: None}), aceptado()) == esperado


def test_borrar_la_norma() -> None:
    entorno = dataclasses.replace(aceptado(), normas={})
    faltante = f"Decreto 527 de 2014, Alcaldía Mayor de Bogotá ({SIN_REGISTRO})"
    assert cambiados(completo(), entorno) == {"normas-de-creacion": ("falta", 0, 1, (faltante,))}


def test_borrar_la_cita_de_la_norma() -> None:
    sin_cita = instancia(**MESA | {"normas": [{"norma": DECRETO, "relacion": "lineamiento"}]})
    assert cambiados(completo(instancia=sin_cita), aceptado()) == {
        "normas-de-creacion": ("falta", 0, 1, ("Norma de creación (no está en los registros)",))
    }


def test_de_una_norma_que_modifica_antes_hubo_una_que_creo() -> None:
    """Y de esa, que aquí no está, no se dice que no se había expedido."""
    tarde = norma(DECRETO, fecha="2030-01-01")
    entorno = dataclasses.replace(aceptado(), normas={DECRETO: tarde})
    modificada = instancia(**MESA | {"normas": [{"norma": DECRETO, "relacion": "modifica"}]})
    assert cambiados(completo(instancia=modificada), entorno)["normas-de-creacion"] == (
        *("falta", 0, 1),
        ("Norma de creación (no está en los registros)",),
    )


def test_saber_que_no_hay_norma_no_es_ignorarlo() -> None:
    ninguna = instancia(**MESA | {"normas": "ninguna"})
    faltante = "Norma de creación (los registros dicen que no la hay)"
    assert cambiados(completo(instancia=ninguna), aceptado()) == {
        "normas-de-creacion": ("falta", 0, 1, (faltante,))
    }


def test_retirar_el_texto_de_la_norma() -> None:
    entorno = dataclasses.replace(aceptado(), archivos_de_normas={})
    faltante = "Decreto 527 de 2014, Alcaldía Mayor de Bogotá (falta el archivo texto.pdf)"
    assert cambiados(completo(), entorno) == {"normas-de-creacion": ("falta", 0, 1, (faltante,))}


@pytest.mark.parametrize(
    ("queda", "falta"),
    [
        (ARCHIVOS[0], "falta el anexo «Documento lista.pdf»"),
        (ARCHIVOS[1], "falta el archivo acta.pdf"),
    ],
)
def test_retirar_el_archivo_de_un_acta_o_de_su_anexo(queda: str, falta: str) -> None:
    caso = dataclasses.replace(completo(), anexos={queda: archivo(queda)})
    assert cambiados(caso, aceptado()) == {
        "actas-con-anexos": ("parcial", 1, 2, (f"{ACTA_MARZO} ({falta})",))
    }


SOLO_ENLACE = {"titulo": "Copia de 2023", "url": "https://ejemplo.gov.co/copia.pdf"}
RECONSTRUIDO = {"procedencia": "reconstruida", "reconstruida_de": "El informe anual"}


@pytest.mark.parametrize(
    ("cambio", "falta"),
    [
        ({"original": SOLO_ENLACE}, "enlace sin comprobar"),
        (RECONSTRUIDO, "solo hay una reconstrucción"),
        ({"original": documento("perdido.pdf")}, "falta el archivo perdido.pdf"),
        ({"original": {"titulo": "Copia de 2023"}}, "falta el documento original"),
    ],
)
def test_lo_que_no_prueba_nada(cambio: dict[str, object], falta: str) -> None:
    fecha = {"fecha_publicacion": "2023-02-28"}
    caso = completo(
        **{
            "reglamento": reglamento("2016-03-16", **cambio),
            "acta 2": acta("2023-08-25", "02", **fecha | cambio),
            "plan": plan(2023, sesiones=SESIONES, **fecha | cambio),
            "2023-t3": informe("2023-t3", **fecha | cambio),
        }
    )
    reglamento_interno = "Reglamento interno del 16 de marzo de 2016"
    estado = "sin_comprobar" if falta == "enlace sin comprobar" else "falta"
    assert cambiados(caso, aceptado()) == {
        "plan-de-trabajo": ("incumple", 0, 1, (f"{PLAN} ({falta})",)),
        "reglamento-interno": (estado, 0, 1, (f"{reglamento_interno} ({falta})",)),
        "actas-con-anexos": ("parcial", 1, 2, (f"{ACTA_AGOSTO} ({falta})",)),
        "informe-de-gestion": ("parcial", 4, 5, (f"{TRIMESTRE} ({falta})",)),
    }


def test_una_norma_reconstruida_no_prueba() -> None:
    entorno = dataclasses.replace(aceptado(), normas={DECRETO: norma(DECRETO, **RECONSTRUIDO)})
    (unico,) = cambiados(completo(), entorno).items()
    assert unico[0] == "normas-de-creacion" and unico[1][0] == "falta"


def test_un_acta_sin_aprobar_no_satisface() -> None:
    caso = completo(**{"acta 2": acta("2023-08-25", "02", estado="borrador")})
    assert cambiados(caso, aceptado()) == {
        "actas-con-anexos": ("parcial", 1, 2, (f"{ACTA_AGOSTO} (no consta su aprobación)",))
    }


def test_un_anexo_reservado_con_fundamento_no_se_exige() -> None:
    reservado = documento(
        "reserva.pdf", clasificacion="publica_reservada", fundamento="Ley 1712 de 2014, art. 19"
    )
    con_reserva = ACTA_1 | {"anexos": [*ACTA_1["anexos"], reservado]}
    assert cambiados(completo(**{"acta 1": acta("2023-03-10", **con_reserva)}), aceptado()) == {}


@pytest.mark.parametrize(
    ("nombre", "tardio", "requisito", "total"),
    [
        ("plan", plan(2023, fecha_publicacion="2023-03-01", sesiones=SESIONES), ITEMS[0], 1),
        ("acta 2", acta("2023-08-25", "02", fecha_publicacion="2023-09-09"), ITEMS[3], 2),
        ("2023-t3", informe("2023-t3", fecha_publicacion="2023-11-01"), ITEMS[4], 5),
    ],
)
def test_publicar_un_dia_tarde(nombre: str, tardio: Registro, requisito: str, total: int) -> None:
    caso = completo(**{nombre: tardio})
    assert cambiados(caso, aceptado()) == {requisito: ("cumple_tarde", total, total, ())}
    # Un plazo sin confirmar que el sitio no acepta no hace tardío a nadie.
    assert renglon(caso, aceptado(plazos_aceptados=[]), requisito, 2023).estado is Estado.CUMPLE


def test_demorar_lo_que_no_tiene_plazo_no_cambia_el_estado() -> None:
    tardio = reglamento("2016-03-16", fecha_publicacion="2023-12-30")
    assert cambiados(completo(reglamento=tardio), aceptado()) == {
        "reglamento-interno": ("cumple", 1, 1, ())
    }


def test_la_fecha_del_registro_de_publicaciones_prevalece() -> None:
    probada = {
        "numero": 1,
        "fecha": "2023-12-01",
        "leida": "https://www.ejemplo.gov.co/",
        "documentos": [{"ruta": ARCHIVOS[0], "accion": "publicado"}],
    }
    entorno = contexto("2024-06-30", publicaciones=[probada], plazos_aceptados=list(LISTAS))
    fila = renglon(completo(), entorno, "actas-con-anexos", 2023)
    assert (fila.estado, fila.exigencias[0].publicada) == (Estado.CUMPLE_TARDE, date(2023, 12, 1))
    assert fila.explicacion == (
        "Todo lo exigible está publicado. Se publicó después del plazo: Acta de la sesión "
        "ordinaria del 10 de marzo de 2023, vencía el 27 de marzo de 2023, se publicó el 1 de "
        "diciembre de 2023."
    )


# --- los demás estados ------------------------------------------------------------------------


def test_sin_sesiones_y_su_constancia() -> None:
    sin_actas = {"acta 1": None, "acta 2": None, "plan": plan(2023, fecha_publicacion="2023-01-10")}

    def con(*constancias: Registro) -> tuple[str, int, int, tuple[str, ...]]:
        todas = {f"constancia {n}": c for n, c in enumerate(constancias)}
        return resumen(renglon(completo(**sin_actas, **todas), aceptado(), ITEMS[3], 2023))

    nombre = "Constancia de que no hubo sesiones en 2023"
    assert con() == ("falta", 0, 1, (f"{nombre} (no está publicada)",))
    assert con(sin_sesiones("2023")) == ("cumple", 1, 1, ())
    assert con(sin_sesiones("2023-s1"), sin_sesiones("2023-s2")) == ("cumple", 1, 1, ())
    assert con(sin_sesiones("2023-s1")) == ("falta", 0, 1, (f"{nombre} (no cubre todo el año)",))
    assert con(sin_sesiones("2022")) == ("falta", 0, 1, (f"{nombre} (no está publicada)",))
    enlace = sin_sesiones("2023", original=SOLO_ENLACE)
    assert con(enlace) == ("sin_comprobar", 0, 1, (f"{nombre} (enlace sin comprobar)",))


def test_dos_sesiones_en_un_dia_piden_dos_actas() -> None:
    programadas = [
        {"fecha": "2023-08-25", "tipo": "extraordinaria", "estado": "realizada"},
        {"fecha": "2023-08-25", "estado": "realizada"},
        {"fecha": "2023-05", "estado": "realizada"},
        {"fecha": "2023-12-16", "estado": "cancelada"},
    ]
    con_plan = plan(2023, fecha_publicacion="2023-02-28", sesiones=programadas)
    faltante = (
        "Acta de la sesión extraordinaria del 25 de agosto de 2023 "
        "(según el plan se realizó, y no hay acta)"
    )
    assert cambiados(completo(plan=con_plan), aceptado()) == {
        "actas-con-anexos": ("parcial", 2, 3, (faltante,))
    }


def test_en_plazo_y_luego_incumple() -> None:
    caso = acervo(instancia(registros_desde="2023-01-01"))

    def estado(corte: str, requisito: str) -> tuple[str, int, int, date | None]:
        fila = renglon(caso, aceptado(corte), requisito, 2023)
        return (str(fila.estado), fila.cumplidos, fila.exigidos, fila.valido_hasta)

    assert estado("2023-02-28", ITEMS[0]) == ("en_plazo", 0, 1, date(2023, 2, 28))
    assert estado("2023-03-01", ITEMS[0]) == ("incumple", 0, 1, date(2023, 12, 31))
    assert estado("2023-03-31", ITEMS[4]) == ("no_aplica", 0, 0, date(2023, 3, 31))
    assert estado("2023-04-01", ITEMS[4]) == ("en_plazo", 0, 1, date(2023, 5, 2))
    # El 30 de abril es domingo y el 1 de mayo, festivo: el último día es el martes.
    assert estado("2023-05-02", ITEMS[4]) == ("en_plazo", 0, 1, date(2023, 5, 2))
    assert estado("2023-05-03", ITEMS[4]) == ("incumple", 0, 1, date(2023, 6, 30))
    # El segundo trimestre está en plazo: no cuenta mientras haya otro ya exigible.
    assert estado("2023-07-01", ITEMS[4]) == ("incumple", 0, 1, date(2023, 7, 31))
    assert estado("2023-08-01", ITEMS[4]) == ("incumple", 0, 2, date(2023, 9, 30))


def test_un_plazo_sin_confirmar_da_falta_y_lo_dice() -> None:
    fila = renglon(completo(plan=None), aceptado(plazos_aceptados=[]), ITEMS[0], 2023)
    assert (fila.estado, fila.plazo_firme) == (Estado.FALTA, False)
    assert fila.explicacion == "No está publicado. El plazo no está confirmado."


@pytest.mark.parametrize("donde", ["instancia", "sitio"])
def test_la_cobertura_parcial_no_acusa(donde: str) -> None:
    parcial = {"cobertura": "parcial"}
    mesa = instancia(**MESA | (parcial if donde == "instancia" else {}))
    entorno = aceptado(**parcial if donde == "sitio" else {})
    filas = cumplimiento(acervo(mesa, informe("2023-t3")), entorno)
    assert [(r.requisito, str(r.estado)) for r in filas] == [
        ("plan-de-trabajo", "sin_dato"),
        ("normas-de-creacion", "cumple"),
        ("reglamento-interno", "sin_dato"),
        ("actas-con-anexos", "sin_dato"),
        ("informe-de-gestion", "parcial"),
    ]
    assert "Lo que falta no consta en estos registros." in filas[-1].explicacion


@pytest.mark.parametrize(
    ("otro", "dicho"),
    [
        (
            "2023-s2",
            "; el del segundo semestre de 2023 abarca esos días y no dice que sea de ellos",
        ),
        ("2023-s1", ""),
    ],
)
def test_de_un_informe_que_falta_se_dice_cual_abarca_sus_dias(otro: str, dicho: str) -> None:
    """Quien publicó el semestre no dijo que fuera de sus trimestres: faltan, y se dice por qué."""
    caso = completo(**{"2023-t3": None, otro: informe(otro, fecha_publicacion="2023-12-30")})
    assert renglon(caso, aceptado(), "informe-de-gestion", 2023).faltantes == (
        f"{TRIMESTRE} ({SIN_REGISTRO}{dicho})",
    )


def test_la_cadencia_cambia_a_mitad_de_2020() -> None:
    fila = renglon(
        acervo(instancia(registros_desde="2019-01-01")), aceptado("2021-01-01"), ITEMS[4], 2020
    )
    assert [e.nombre.removeprefix("Informe de gestión ") for e in fila.exigencias] == [
        "del primer semestre de 2020",
        "del tercer trimestre de 2020",
        "del cuarto trimestre de 2020",
        "de 2020",
    ]


def test_el_plan_no_se_exige_antes_de_2022() -> None:
    caso = acervo(instancia(registros_desde="2020-06-09"), plan(2020))
    filas = [r for r in cumplimiento(caso, aceptado("2022-01-15")) if r.requisito == ITEMS[0]]
    assert [(r.anio, str(r.estado)) for r in filas] == [
        (2020, "no_aplica"),
        (2021, "no_aplica"),
        (2022, "en_plazo"),
    ]


@pytest.mark.parametrize(
    ("mesa", "corte", "anios"),
    [
        ({"registros_desde": "2021-05-01"}, "2023-06-30", [2021, 2022, 2023]),
        ({"registros_desde": "2021-05-01", "hasta": "2022-03-01"}, "2023-06-30", [2021, 2022]),
        ({}, "2020-06-30", [2016, 2017, 2018, 2019, 2020]),
        ({"desde": "2019-02-01"}, "2020-06-30", [2019, 2020]),
        ({"registros_desde": "2024-01-01"}, "2023-06-30", []),
    ],
)
def test_los_anios_que_se_juzgan(mesa: dict[str, str], corte: str, anios: list[int]) -> None:
    caso = acervo(instancia(**mesa), reglamento("2016-03-16"))
    filas = cumplimiento(caso, aceptado(corte))
    assert [r.anio for r in filas if r.requisito == ITEMS[2]] == anios


def test_el_reglamento_es_el_que_rige_al_fin_de_cada_anio() -> None:
    versiones = [reglamento("2022-05-02"), reglamento("2023-03-01")]
    caso = acervo(instancia(registros_desde="2021-01-01"), *versiones)
    filas = [r for r in cumplimiento(caso, aceptado("2023-02-15")) if r.requisito == ITEMS[2]]
    assert [(r.anio, str(r.estado), [e.titulo for e in r.evidencias]) for r in filas] == [
        (2021, "falta", []),
        (2022, "cumple", ["Reglamento interno del 2 de mayo de 2022"]),
        (2023, "cumple", ["Reglamento interno del 2 de mayo de 2022"]),
    ]
    assert filas[-1].valido_hasta == date(2023, 2, 28)


def test_lo_declarado_viene_del_informe_anual() -> None:
    casillas = {"normas_de_creacion": "si", "actas_con_anexos": "no"}
    otras = {"publicacion": {"reglamento_interno": "si"}}
    cambios = {
        "2023": informe("2023", declarado={"publicacion": casillas}),
        "2023-t1": informe("2023-t1", declarado=otras),
    }
    filas = cumplimiento(completo(**cambios), aceptado())
    assert [r.declarado for r in filas] == [None, True, None, False, None]


def test_a_una_instancia_ficticia_no_se_le_exige_lo_real() -> None:
    assert cumplimiento(acervo(instancia(ficticia="si")), aceptado()) == ()


# --- exportar ---------------------------------------------------------------------------------


def test_lista_json() -> None:
    filas = cumplimiento(completo(plan=None), aceptado())
    datos = lista_json([filas[0], filas[2]], aceptado(), "https://ejemplo.gov.co/sub/", {"mesa"})
    assert datos == {
        "fecha_corte": "2024-06-30",
        "requisitos": [
            {
                "instancia": "mesa",
                "periodo": "2023",
                "lista": "ampliada",
                "requisito": "plan-de-trabajo",
                "estado": "incumple",
                "cumplidos": 0,
                "exigidos": 1,
                "declarado": "sin_dato",
                "evidencias": [],
                "faltantes": ["Plan de trabajo de 2023 (no está en los registros)"],
                "plazo": "2023-02-28",
                "certeza_del_plazo": "por_confirmar",
                "fuente_del_plazo": "Supuesto, sin contrastar con el articulado: los dos primeros "
                "meses del año",
                "cobertura": "parcial",
                "base_legal": "Resolución 753 de 2020, Secretaría General (por confirmar)",
            },
            {
                "instancia": "mesa",
                "periodo": "2023",
                "lista": "publicacion-web",
                "requisito": "reglamento-interno",
                "estado": "cumple",
                "cumplidos": 1,
                "exigidos": 1,
                "declarado": "sin_dato",
                "evidencias": [
                    {
                        "titulo": "Reglamento interno del 16 de marzo de 2016",
                        "url": "https://ejemplo.gov.co/sub/instancias/mesa/reglamento/"
                        "2016-03-16.html",
                        "fecha": "2016-03-16",
                        "sha256": huella_de("instancias/mesa/reglamento/2016-03-16"),
                    }
                ],
                "faltantes": [],
                "plazo": "sin_dato",
                "certeza_del_plazo": "sin_dato",
                "fuente_del_plazo": "sin_dato",
                "cobertura": "parcial",
                "base_legal": "Resolución 233 de 2018, Secretaría General (por confirmar); "
                "Ley 1712 de 2014, Congreso de la República, artículo 9, literal d "
                "(confirmado)",
            },
        ],
    }


def test_lo_que_no_se_sabe_se_escribe_sin_dato() -> None:
    fila = structs.replace(
        cumplimiento(completo(), aceptado())[0],
        declarado=False,
        evidencias=(Referencia("Plan de 2023", "https://otra.gov.co/plan.pdf"),),
        base_legal=(),
    )
    (requisito,) = lista_json([fila], aceptado(), "https://ejemplo.gov.co/")["requisitos"]
    assert (requisito["declarado"], requisito["base_legal"]) == ("no", "sin_dato")
    assert requisito["evidencias"] == [
        {
            "titulo": "Plan de 2023",
            "url": "https://otra.gov.co/plan.pdf",
            "fecha": "sin_dato",
            "sha256": "sin_dato",
        }
    ]


# --- los datos --------------------------------------------------------------------------------


def test_las_listas_que_trae_el_producto() -> None:
    listas = {id_: x for id_, x in listas_oficiales().items() if not x.por_eleccion}
    items = {id_: [r.item for r in lista.requisitos] for id_, lista in listas.items()}
    assert items == {"ampliada": list(ITEMS[:1]), "publicacion-web": list(ITEMS[1:])}
    plazos = [r.plazo for lista in listas.values() for r in lista.requisitos if r.plazo]
    assert {p.confianza for p in plazos} == {Confianza.POR_CONFIRMAR}


def test_sectores_e_iconos() -> None:
    sectores = leer_yaml(DATOS / "sectores.yaml")["sectores"]
    assert [s["numero"] for s in sectores] == [str(n) for n in range(1, 16)]
    iconos = leer_yaml(DATOS / "iconos.yaml")["iconos"]
    assert all(set(i) == {"id", "simbolo", "nombre"} for i in iconos)
    assert len({i["simbolo"] for i in iconos}) == len({i["id"] for i in iconos}) == len(iconos)


# --- propiedades ------------------------------------------------------------------------------

# La explicación de un fallo tarda minutos con estos datos, y el ejemplo mínimo ya dice qué pasó.
RAPIDO = settings(max_examples=60, phases=[fase for fase in Phase if fase is not Phase.explain])
DIAS = st.dates(date(2019, 1, 1), date(2023, 12, 31)).map(date.isoformat)
ORIGINALES = st.sampled_from(["este_registro", SOLO_ENLACE, None])
PUBLICADAS = st.none() | DIAS


@st.composite
def algun_registro(draw: st.DrawFn) -> Registro:
    """Un registro cualquiera de la mesa, con prueba o sin ella."""
    dia, n = draw(DIAS), f"{draw(st.integers(1, 99)):02}"
    campos = {"original": draw(ORIGINALES), "fecha_publicacion": draw(PUBLICADAS)}
    campos["procedencia"] = draw(st.sampled_from(["documento", "documento", "reconstruida"]))
    periodo = draw(st.sampled_from([dia[:4], f"{dia[:4]}-s1", f"{dia[:4]}-t3"]))
    sesiones = [{"fecha": draw(DIAS), "estado": "realizada"}]
    return draw(
        st.sampled_from(
            [
                acta(dia, n, **campos),
                reglamento(dia, **campos),
                informe(periodo, **campos),
                plan(int(dia[:4]), sesiones=sesiones, **campos),
                sin_sesiones(periodo, **campos),
            ]
        )
    )


MESAS = st.fixed_dictionaries(
    {},
    optional={
        "normas": st.sampled_from(["ninguna", MESA["normas"]]),
        "registros_desde": DIAS,
        "desde": DIAS,
        "hasta": DIAS,
        "cobertura": st.sampled_from(["completa", "parcial"]),
    },
).map(lambda campos: instancia(**en_orden(campos)))
SITIOS = st.fixed_dictionaries({"plazos_aceptados": st.sampled_from([[], list(LISTAS)])})


@RAPIDO
@given(MESAS, st.lists(algun_registro(), max_size=8, unique_by=lambda r: r.ruta), DIAS, SITIOS)
def test_las_cuentas_cuadran_y_el_orden_no_importa(
    mesa: Registro, otros: list[Registro], corte: str, sitio: dict[str, list[str]]
) -> None:
    entorno = aceptado(corte, **sitio)
    filas = cumplimiento(acervo(mesa, *otros), entorno)
    assert filas == cumplimiento(acervo(mesa, *reversed(otros)), entorno)
    for fila in filas:
        assert 0 <= fila.cumplidos <= fila.exigidos
        assert len(fila.faltantes) == fila.exigidos - fila.cumplidos
        igual = fila.cumplidos == fila.exigidos > 0
        assert igual == (fila.estado in (Estado.CUMPLE, Estado.CUMPLE_TARDE))
        assert (fila.estado is Estado.PARCIAL) == (0 < fila.cumplidos < fila.exigidos)
        assert fila.explicacion


@RAPIDO
@given(
    MESAS,
    st.lists(algun_registro(), max_size=6, unique_by=lambda r: r.ruta),
    DIAS,
    SITIOS,
    st.data(),
)
def test_un_renglon_vale_hasta_el_dia_que_dice(
    mesa: Registro,
    otros: list[Registro],
    corte: str,
    sitio: dict[str, list[str]],
    datos: st.DataObject,
) -> None:
    caso = acervo(mesa, *otros)
    for fila in cumplimiento(caso, aceptado(corte, **sitio)):
        ultimo = fila.valido_hasta or date.fromisoformat(corte) + timedelta(days=900)
        dia = datos.draw(st.dates(date.fromisoformat(corte), ultimo))
        for otro in {dia, ultimo}:
            entorno = aceptado(otro.isoformat(), **sitio)
            despues = renglon(caso, entorno, fila.requisito, fila.anio)
            assert despues == fila


@RAPIDO
@given(
    MESAS,
    st.lists(algun_registro(), max_size=6, unique_by=lambda r: r.ruta),
    DIAS,
    SITIOS,
    st.data(),
)
def test_el_intervalo_que_anota_el_corte_es_cierto(
    mesa: Registro,
    otros: list[Registro],
    corte: str,
    sitio: dict[str, list[str]],
    datos: st.DataObject,
) -> None:
    caso, entorno = acervo(mesa, *otros), aceptado(corte, **sitio).anotando()
    filas = cumplimiento(caso, entorno)
    assert isinstance(entorno.corte, Corte)
    dia = datos.draw(st.dates(entorno.corte.desde, entorno.corte.hasta))
    assert cumplimiento(caso, aceptado(dia.isoformat(), **sitio)) == filas


def test_calcular_no_ata_el_renglon_a_un_solo_dia() -> None:
    entorno = aceptado("2024-06-30").anotando()
    cumplimiento(completo(), entorno)
    assert isinstance(entorno.corte, Corte)
    assert (entorno.corte.desde, entorno.corte.hasta) == (date(2024, 1, 1), date.max)


def test_cada_estado_se_alcanza() -> None:
    parcial = acervo(instancia(registros_desde="2021-01-01", cobertura="parcial"))
    sin_nada = acervo(instancia(registros_desde="2021-01-01"), acta("2022-05-02"))
    tardio = acervo(instancia(**MESA), plan(2023, fecha_publicacion="2023-06-01"))
    casos = [
        (parcial, aceptado("2022-06-30")),
        (sin_nada, aceptado("2022-12-31")),
        (sin_nada, aceptado("2022-02-01")),
        (completo(**{"acta 2": None}), aceptado()),
        (tardio, aceptado()),
        (completo(reglamento=reglamento("2016-03-16", original=SOLO_ENLACE)), aceptado()),
    ]
    vistos = {r.estado for caso, entorno in casos for r in cumplimiento(caso, entorno)}
    assert vistos == set(Estado)


def test_una_lista_que_no_dice_que_hacer_sin_sesiones() -> None:
    base = listas_oficiales()["publicacion-web"]
    actas = base.requisitos[2]

    def estado(si_no_hay: str | None) -> Estado:
        requisito = actas.model_copy(update={"si_no_hay": si_no_hay})
        lista: ListaDeRequisitos = base.model_copy(update={"requisitos": (requisito,)})
        entorno = dataclasses.replace(aceptado(), listas_de_requisitos={"otra": lista})
        (fila,) = cumplimiento(acervo(instancia(**MESA)), entorno)
        return fila.estado

    assert estado(None) is Estado.SIN_DATO
    assert estado("no_aplica") is Estado.NO_APLICA
    assert estado("constancia_sin_sesiones") is Estado.FALTA


# --- lo que le pasa a un acta -----------------------------------------------------------------

ACTAS, POR_APROBAR = "actas-con-anexos", "no consta su aprobación"


def test_de_un_acta_anulada_falta_la_que_la_reemplace() -> None:
    anulada = acta("2023-08-25", "02", estado="anulada", anulacion="Resolución 1")
    fila = renglon(completo(**{"acta 2": anulada}), aceptado(), ACTAS, 2023)
    assert (fila.cumplidos, fila.exigidos) == (1, 2)
    assert "el acta se anuló, y no hay otra" in fila.exigencias[1].falta
    otra = acta("2023-08-25", "03", misma_sesion="actas/2023/02", fecha_publicacion="2023-09-08")
    caso = completo(**{"acta 2": anulada, "acta 3": otra})
    fila = renglon(caso, aceptado(), ACTAS, 2023)
    assert (fila.estado, fila.exigidos) == (Estado.CUMPLE, 2)


def test_un_acta_provisional_cumple_cuando_otra_sesion_la_aprueba() -> None:
    provisional = acta("2023-08-25", "02", estado="provisional", fecha_publicacion="2023-09-08")
    caso = completo(**{"acta 2": provisional})
    assert POR_APROBAR in renglon(caso, aceptado(), ACTAS, 2023).exigencias[1].falta
    despues = acta("2024-03-01", "01", aprobacion_de_actas=["actas/2023/02"])
    caso = completo(**{"acta 2": provisional, "acta 3": despues})
    assert renglon(caso, aceptado(), ACTAS, 2023).estado is Estado.CUMPLE


def test_el_plazo_de_una_sesion_de_varios_dias_cuenta_desde_el_ultimo() -> None:
    """Del 25 de agosto van diez días hábiles hasta el 8 de septiembre; del 28, hasta el 11."""
    tarde = {"fecha_publicacion": "2023-09-11"}
    de_un_dia = completo(**{"acta 2": acta("2023-08-25", "02", **tarde)})
    assert renglon(de_un_dia, aceptado(), ACTAS, 2023).estado is Estado.CUMPLE_TARDE
    sigue = acta("2023-08-25", "02", reanudaciones=[{"fecha": "2023-08-28"}], **tarde)
    assert renglon(completo(**{"acta 2": sigue}), aceptado(), ACTAS, 2023).estado is Estado.CUMPLE
