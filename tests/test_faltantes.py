"""Las actas que faltan: qué se sabe de cada una, y qué no se le atribuye a ninguna."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from apoyo.fabrica import acervo, acta, contexto, instancia, plan, registro, reglamento
from apoyo.paginas import planeadas, resumenes_de, sitio
from apoyo.pintar import representador
from msgspec.structs import replace

from generador.acervo import Acervo
from generador.modelo.base import Registro
from generador.modelo.informe import Informe
from generador.planeacion import Pagina
from generador.verificacion.cumplimiento import cumplimiento
from generador.verificacion.faltantes import ActaFaltante, QueFalta, actas_faltantes
from generador.vistas.faltantes import (
    Faltantes,
    FilaFaltante,
    cuenta_de_faltantes,
    faltantes_de,
    vista_faltantes,
)
from generador.vistas.marco import Enlace
from generador.vistas.por_anios import (
    LARGA,
    TOPE,
    AnioDeLista,
    a_la_vista,
    alcance,
    contar_anios,
)
from generador.vistas.seguimientos import Salto
from generador.vistas.textos import anios_en_palabras

CORTE = "2026-11-22"
OFICIAL = (("publicacion-web", "actas-con-anexos"),)
SALTO = "La numeración salta del acta 1, del 13 de marzo de 2025, a la 3, del 16 de octubre de 2025"
POR_PLAN = "Plan de trabajo de 2025: da por hecha una sesión ese día"


def faltan(de: Acervo) -> tuple[ActaFaltante, ...]:
    con = contexto(CORTE)
    return actas_faltantes(de, con, cumplimiento(de, con))


def informe(periodo: str, *fechas: str) -> Informe:
    declarado = {"decisiones": [{"fecha": f, "decision": "Algo."} for f in fechas]}
    return registro(
        Informe, f"instancias/mesa/informes/{periodo}", periodo=periodo, declarado=declarado
    )


def sesiones(*fechas: str, tipo: str = "ordinaria") -> Any:
    return plan(
        fechas[0][:4], sesiones=[{"fecha": f, "tipo": tipo, "estado": "realizada"} for f in fechas]
    )


def ausente(nombre: str, fecha: str, *razones: str) -> ActaFaltante:
    dia = date.fromisoformat(fecha) if fecha else None
    return ActaFaltante(QueFalta.AUSENTE, 2025, nombre, dia, razones, OFICIAL)


UNA = acta("2025-03-13", "01", numero="1")
TRES = acta("2025-10-16", "03", numero="3")


@pytest.mark.parametrize(
    ("otros", "esperadas"),
    [
        # Un número y una sesión en el mismo salto: son la misma acta.
        ([sesiones("2025-06-19")], [ausente("Acta 2 de 2025", "2025-06-19", SALTO, POR_PLAN)]),
        # Dos sesiones para un solo número: no se sabe cuál es cuál.
        (
            [sesiones("2025-06-19", "2025-08-21")],
            [
                ausente("", "2025-08-21", POR_PLAN),
                ausente("", "2025-06-19", POR_PLAN),
                ausente("Acta 2 de 2025", "", SALTO),
            ],
        ),
        # Una sesión de fuera del salto no es la del número que falta.
        (
            [sesiones("2025-11-20")],
            [ausente("", "2025-11-20", POR_PLAN), ausente("Acta 2 de 2025", "", SALTO)],
        ),
        ([], [ausente("Acta 2 de 2025", "", SALTO)]),
        (
            [informe("2025", "2025-06-19", "2025-10-16")],
            [
                ausente(
                    "Acta 2 de 2025",
                    "2025-06-19",
                    SALTO,
                    "Informe de gestión de 2025: nombra una sesión ese día",
                )
            ],
        ),
    ],
)
def test_se_junta_lo_que_cada_fuente_dice_de_un_acta(
    otros: list[Registro], esperadas: list[ActaFaltante]
) -> None:
    hubo = instancia(registros_desde="2025-01-01", hasta="2025-12-31")
    assert list(faltan(acervo(hubo, UNA, TRES, *otros))) == esperadas


@pytest.mark.parametrize(
    ("de", "nombres"),
    [
        ([acta("2024-01-10", "01", numero="1"), acta("2024-02-10", "02", numero="2")], []),
        # El orden de los números manda, aunque las fechas lo contradigan.
        (
            [acta("2024-01-10", "01", numero="4"), acta("2024-02-10", "02", numero="2")],
            ["Acta 3 de 2024", "Acta 1 de 2024"],
        ),
        # Cada serie lleva su cuenta.
        (
            [
                acta("2024-01-10", "01", numero="1", serie="ordinaria"),
                acta("2024-02-10", "02", numero="2", serie="extraordinaria"),
            ],
            ["Acta 1 de 2024, serie extraordinaria"],
        ),
        # Si no se reinicia no se sabe qué hay antes de la primera, ni de qué año es un salto.
        (
            [
                reglamento("2020-01-01", numeracion="continua"),
                acta("2023-11-10", "40", numero="40"),
                acta("2024-02-10", "42", numero="42"),
            ],
            ["Acta 41"],
        ),
        # Un número mal escrito no llena la página de renglones.
        ([acta("2024-01-10", "01", numero="202401")], ["Actas 1 a 202400 de 2024"]),
    ],
)
def test_los_numeros_que_faltan_se_nombran(de: list[Any], nombres: list[str]) -> None:
    todas = faltan(acervo(instancia(registros_desde="2023-01-01", hasta="2024-12-31"), *de))
    assert [f.nombre for f in todas if f.clase is QueFalta.AUSENTE] == nombres


def test_si_los_registros_empiezan_a_mitad_del_anio_no_falta_nada_de_antes() -> None:
    de = acervo(instancia(registros_desde="2026-02-01"), acta("2026-03-01", numero="4"))
    assert faltan(de) == ()


def test_un_acta_sin_numero_puede_ser_la_que_falta_y_se_dice() -> None:
    hubo = instancia(registros_desde="2025-01-01", hasta="2025-12-31")
    (una,) = faltan(acervo(hubo, UNA, TRES, acta("2025-07-01", "02")))
    duda = "De ese año hay actas sin número, y esta puede ser una de ellas"
    assert una == ausente("Acta 2 de 2025", "", SALTO, duda)


def test_un_acta_que_no_basta_dice_que_le_falta_y_a_donde_ir() -> None:
    hubo = instancia(registros_desde="2024-01-01", hasta="2025-12-31")
    copia = acta("2025-03-01", numero="1", procedencia="reconstruida", reconstruida_de="Un informe")
    assert faltan(acervo(hubo, copia)) == (
        ActaFaltante(
            QueFalta.INCOMPLETA,
            2025,
            "Acta 1 de 2025",
            date(2025, 3, 1),
            ("Solo hay una reconstrucción",),
            OFICIAL,
            "instancias/mesa/actas/2025/01.html",
        ),
        ActaFaltante(
            QueFalta.CONSTANCIA,
            2024,
            "Constancia de que no hubo sesiones en 2024",
            None,
            ("No está publicada",),
            OFICIAL,
        ),
    )


def test_en_palabras_se_cuenta_cada_clase() -> None:
    una = ausente("", "2025-06-19")
    constancia = ActaFaltante(QueFalta.CONSTANCIA, 2024, "Constancia", None, ())
    assert [cuenta_de_faltantes(f) for f in ([], [una], [una, una, constancia])] == [
        "No se sabe de ninguna",
        "1 acta que no está",
        "2 actas que no están y 1 año sin actas ni constancia",
    ]
    assert anios_en_palabras([2025, 2020, 2021, 2023, 2022]) == "2020 a 2023 y 2025"
    assert anios_en_palabras([2024, 2025]) == "2024 y 2025"


# --- las páginas ------------------------------------------------------------------------------


HUBO = acervo(
    instancia(registros_desde="2025-01-01", hasta="2025-12-31"), UNA, TRES, sesiones("2025-06-19")
)
FILA = FilaFaltante(
    ActaFaltante(
        QueFalta.AUSENTE, 2025, "Acta 2 de 2025", date(2025, 6, 19), (SALTO, POR_PLAN), OFICIAL
    ),
    id="falta-2025-06-19-2",
    titulo="Acta 2 de 2025",
    clase="No está",
    requisito=Enlace(
        "Actas con sus anexos en 2025: parcial",
        "instancias/mesa/cumplimiento.html#publicacion-web-2025-actas-con-anexos",
    ),
)


def test_la_instancia_y_el_sitio_muestran_lo_mismo() -> None:
    con = contexto(CORTE)
    suyas = faltantes_de(HUBO, con, cumplimiento(HUBO, con))
    assert suyas == Faltantes(
        "1 acta que no está", "en 2025", False, True, (AnioDeLista("2025", (FILA,)),)
    )
    mesa = Enlace("Mesa de Prueba", "instancias/mesa/index.html")
    todas = vista_faltantes(resumenes_de(con, HUBO), con)
    assert todas.anios == (AnioDeLista("2025", (replace(FILA, instancia=mesa),)),)


def test_desde_la_portada_se_llega_en_dos_clics_al_requisito_de_cada_acta_que_falta() -> None:
    paginas = sitio(contexto(CORTE), HUBO)
    assert 'href="actas-que-faltan.html"' in paginas["index.html"]
    casilla = "instancias/mesa/cumplimiento.html#publicacion-web-2025-actas-con-anexos"
    assert f'href="{casilla}"' in paginas["actas-que-faltan.html"]
    ancla = casilla.partition("#")[2]
    assert f'id="{ancla}"' in paginas["instancias/mesa/cumplimiento.html"]
    assert 'id="falta-2025-06-19-2"' in paginas["instancias/mesa/index.html"]


# --- por años ---------------------------------------------------------------------------------


def test_la_primera_pagina_trae_los_ultimos_anios_que_caben_y_lo_dice() -> None:
    cuentas = contar_anios([2024] * TOPE + [2025, None] + [2023])
    assert list(cuentas.items()) == [("2025", 1), ("2024", TOPE), ("2023", 1), ("Sin año", 1)]
    assert (a_la_vista(cuentas, None), a_la_vista(cuentas, "2023")) == (("2025",), ("2023",))
    assert alcance(cuentas, None) == "Aquí, 1 de 23: 2025. Los demás años tienen su propia página."
    corta = contar_anios([2024, 2025])
    assert (a_la_vista(corta, None), alcance(corta, None)) == (("2025", "2024"), "")


def test_cada_anio_de_las_listas_largas_tiene_su_pagina() -> None:
    todas = planeadas(contexto(CORTE), HUBO)
    rutas = {p.ruta for p in todas if isinstance(p, Pagina) and not p.ruta.startswith("instancias")}
    assert {"documentos/2025.html", "actas-que-faltan/2025.html"} <= rutas


def test_un_anio_que_no_cabe_en_una_pagina_lleva_a_la_lista_de_cada_instancia() -> None:
    con = contexto(CORTE)
    (mesa,) = resumenes_de(con, HUBO)
    (una,) = mesa.faltantes
    de_2024 = replace(una, anio=2024)
    muchas = replace(mesa, faltantes=(*(una,) * (LARGA - 1), de_2024))
    otra = replace(mesa, slug="otra", nombre="Otra mesa")

    cabe = vista_faltantes((muchas, otra), con, "2025")
    assert (len(cabe.anios[0].filas), cabe.reparto.instancias) == (LARGA, ())

    todas = (replace(otra, slug="b", nombre="B"), muchas, otra)
    primera, de_2025 = (vista_faltantes(todas, con, anio) for anio in (None, "2025"))
    for vista in (primera, de_2025):
        assert vista.anios == ()
        assert vista.reparto.instancias == (
            Salto(Enlace("B", "instancias/b/index.html#s_2025"), "1"),
            Salto(Enlace("Mesa de Prueba", "instancias/mesa/index.html#s_2025"), str(LARGA - 1)),
            Salto(Enlace("Otra mesa", "instancias/otra/index.html#s_2025"), "1"),
        )
    # En la primera página no hay nada de 2025 a lo que saltar.
    assert [s.enlace.ruta for s in primera.reparto.indice] == [
        "actas-que-faltan/2025.html",
        "actas-que-faltan/2024.html",
    ]
    # A donde llevan hay una lista de ese año, y la página lo dice en vez de su propia lista.
    assert 'id="s_2025"' in sitio(con, HUBO)["instancias/mesa/index.html"]
    pagina = representador().representar("faltantes.html", primera).decode()
    assert '<a href="instancias/mesa/index.html#s_2025">Mesa de Prueba</a>' in pagina
    assert "data-filtrable" not in pagina
