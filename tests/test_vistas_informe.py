"""El informe: qué se dice de cada cifra según lo que se sabe, y los valores en palabras."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from apoyo.completos import acervo_completo, contexto_completo
from apoyo.informes import calcular

from generador.modelo.instancia import Rol
from generador.modelo.nombres import enumerar
from generador.modelo.tipos import leer_lapso
from generador.verificacion.resultados import Cifra, Coincide
from generador.vistas import textos
from generador.vistas.contraste import SIN_CONTRASTE_EN_PARTE, fechas_juntas, ver_cifra
from generador.vistas.informe import vista_informe

# --- informes ---------------------------------------------------------------------------------


def test_si_solo_una_de_las_actas_es_reconstruida_falta_contraste_en_parte() -> None:
    de, con = acervo_completo(), contexto_completo()
    vista = vista_informe(de.informes[0], calcular(de, "2021", con), de, con)
    # De un cargo solo ella dice si asistió.
    assert vista.sin_contraste == SIN_CONTRASTE_EN_PARTE


@pytest.mark.parametrize(
    ("calculado", "declarado", "palabra", "valor"),
    [
        (None, None, "Sin dato", ""),
        (0, None, "Solo calculado", "0"),
        (None, 0, "Solo declarado", "0"),
    ],
)
def test_de_una_cifra_con_un_solo_lado_se_dice_cual(
    calculado: int | None, declarado: int | None, palabra: str, valor: str
) -> None:
    vista = ver_cifra(Cifra(calculado, declarado, Coincide.SIN_DATO), str)
    assert (vista.contraste.palabra, vista.valor, vista.difiere) == (palabra, valor, False)


# --- palabras ---------------------------------------------------------------------------------


def test_las_fechas_se_juntan_por_anio() -> None:
    dias = [date(2020, 12, 16), date(2020, 6, 9), date(2021, 3, 1)]
    assert fechas_juntas(dias) == "9 de junio y 16 de diciembre de 2020; 1 de marzo de 2021"
    assert fechas_juntas([]) == "ninguna"


@pytest.mark.parametrize(
    ("escrito", "leido"),
    [
        ("2020", "2020"),
        ("2021-01", "enero de 2021"),
        ("2020-06-09", "9 de junio de 2020"),
        ("2021-01/2021-02", "enero de 2021 a febrero de 2021"),
    ],
)
def test_un_lapso_se_lee_con_la_precision_con_que_se_escribio(escrito: str, leido: str) -> None:
    assert textos.lapso(leer_lapso(escrito)) == leido


@pytest.mark.parametrize(
    ("nombre", "dentro_de_una_frase"),
    [
        ("Plan de acción", "plan de acción"),
        ("Plan de la Mesa Distrital", "plan de la Mesa Distrital"),
        ("PIGA de la Localidad", "PIGA de la Localidad"),
    ],
)
def test_dentro_de_una_frase_un_nombre_propio_y_una_sigla_siguen_como_se_escribieron(
    nombre: str, dentro_de_una_frase: str
) -> None:
    assert textos.minuscula(nombre) == dentro_de_una_frase


def test_un_cargo_puede_tener_dos_roles() -> None:
    dos: Any = (Rol.SECRETARIA_TECNICA, Rol.INTEGRANTE)
    assert textos.roles(dos) == "Secretaría técnica (S) e integrante (I)"


@pytest.mark.parametrize(
    ("partes", "texto"),
    [
        (("acta", "informe"), "acta e informe"),
        (("«Acta»", "«Informe»"), "«Acta» e «Informe»"),
        (("madera", "hierro"), "madera y hierro"),
        (("a", "hijos", "íconos"), "a, hijos e íconos"),
        (("2023", "2025"), "2023 y 2025"),
    ],
)
def test_antes_de_lo_que_suena_como_i_va_una_e(partes: tuple[str, ...], texto: str) -> None:
    assert enumerar(partes) == texto


def test_un_vocablo_se_lee_con_sus_tildes() -> None:
    assert textos.palabras("especifica") == "Específica"
    assert textos.palabras("plan_de_accion") == "Plan de acción"
    assert textos.palabras("anio") == "Año"
