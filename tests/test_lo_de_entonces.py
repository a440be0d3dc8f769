"""Cargos y secretarías que cambian: cada acta lleva lo del día en que se hizo."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio

from generador.construccion import Pedido, construir
from generador.modelo.instancia import Instancia, Integrante, Rol

CARPETA = "contenido/instancias/mesa"
INSTANCIA = """\
---
nombre: Mesa de prueba
tipo: mesa
secretaria_tecnica: uno
secretarias_anteriores:
  - {entidad: dos, hasta: 2021-12-31}
presidencia: Directora
presidencias_anteriores:
  - {quien: Gerente, hasta: 2021-12-31}
integrantes:
  - id: alfa
    sector: 1
    entidad: uno
    cargo: Directora
    roles: [P, S]
    voto: si
    roles_anteriores:
      - {roles: [IP], voto: no, hasta: 2021-12-31}
  - id: beta
    sector: 2
    entidad: dos
    cargo: Gerente
    roles: [I]
    voto: si
    roles_anteriores:
      - {roles: [S], hasta: 2021-12-31}
    interrupciones:
      - {desde: 2022-07-01, hasta: 2022-12-31}
---
"""
REGLAMENTO = "---\nfecha: 2019-01-01\nquorum: {base: mitad_mas_uno}\n---\nTexto.\n"


def acta(fecha: str, *vinieron: str) -> dict[str, str]:
    """Una sesión con esos cargos."""
    filas = "".join(f"  - {{integrante: {v}, asistio: si}}\n" for v in vinieron)
    return {
        f"{CARPETA}/actas/{fecha[:4]}/{fecha}.md": (
            f"---\nfecha: {fecha}\ntipo: ordinaria\nasistencia:\n{filas}---\n"
        )
    }


@pytest.fixture(scope="module")
def publicado(tmp_path_factory: pytest.TempPathFactory) -> Path:
    raiz = tmp_path_factory.mktemp("sitio")
    escribir_sitio(
        raiz,
        {
            f"{CARPETA}/instancia.md": INSTANCIA,
            f"{CARPETA}/reglamento/2019-01-01.md": REGLAMENTO,
            **acta("2020-05-06", "alfa", "beta"),
            **acta("2022-05-06", "alfa", "beta"),
            **acta("2022-09-06", "alfa"),
        },
    )
    pedido = Pedido(raiz, raiz / "publicado", date(2024, 6, 30), procesos=1, buscador=False)
    resultado = construir(pedido)
    assert resultado.correcto, [h.mensaje for h in resultado.hallazgos]
    return raiz / "publicado/instancias/mesa"


def leer(pagina: Path) -> str:
    texto = pagina.read_text("utf-8")
    return " ".join(unescape(re.sub("<[^>]+>", " ", texto[texto.index("<main") :])).split())


def test_cada_acta_lleva_los_roles_de_su_dia(publicado: Path) -> None:
    antes, despues = (
        leer(publicado / f"actas/{d[:4]}/{d}.html") for d in ("2020-05-06", "2022-05-06")
    )
    assert "Invitado permanente (IP)" in antes and "Presidencia (P)" not in antes
    assert "Presidencia (P) y secretaría técnica (S)" in despues
    assert "Integrante (I)" in despues and "Integrante (I)" not in antes


def test_el_quorum_cuenta_a_quienes_votaban_ese_dia(publicado: Path) -> None:
    antes, despues = (
        leer(publicado / f"actas/{d[:4]}/{d}.html") for d in ("2020-05-06", "2022-05-06")
    )
    assert "Requerido 1" in antes and "Presentes con voto 1" in antes
    assert "Requerido 2" in despues and "Presentes con voto 2" in despues


def test_de_quien_no_hacia_parte_ese_dia_no_se_cuenta_la_ausencia(publicado: Path) -> None:
    fuera = leer(publicado / "actas/2022/2022-09-06.html")
    assert "Gerente" not in fuera
    assert "Requerido 1" in fuera
    asistencia = leer(publicado / "asistencia.html")
    assert re.search(r"Gerente .*?1 de 1", asistencia)


def test_las_paginas_dicen_lo_que_fue_antes(publicado: Path) -> None:
    de_ella = leer(publicado / "index.html")
    assert "Antes, hasta el 31 de diciembre de 2021, Entidad Dos" in de_ella
    assert "Antes, hasta el 31 de diciembre de 2021, Gerente" in de_ella
    integrantes = leer(publicado / "integrantes.html")
    assert "Hasta el 31 de diciembre de 2021 fue invitado permanente (IP), sin voto." in integrantes
    assert "No hizo parte del 1 de julio de 2022 al 31 de diciembre de 2022." in integrantes


def test_quien_se_retiro_y_no_ha_vuelto_sigue_en_la_pagina_de_integrantes(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {f"{CARPETA}/instancia.md": INSTANCIA})
    corte = date(2022, 9, 1)
    pedido = Pedido(tmp_path, tmp_path / "publicado", corte, procesos=1, buscador=False)
    assert construir(pedido).correcto
    pagina = leer(tmp_path / "publicado/instancias/mesa/integrantes.html")
    assert "Gerente" in pagina[pagina.index("Cargos que la integraron antes") :]


@pytest.mark.parametrize(
    ("dia", "roles", "voto", "existe"),
    [
        ("2019-06-01", [Rol.OTRO], False, True),
        ("2020-06-01", [Rol.INTEGRANTE], True, True),
        ("2020-12-31", [Rol.INTEGRANTE], True, True),
        ("2021-01-01", [Rol.PRESIDENCIA], True, True),
        ("2021-03-01", [Rol.PRESIDENCIA], True, False),
    ],
)
def test_lo_que_un_cargo_era_cada_dia(dia: str, roles: list[Rol], voto: bool, existe: bool) -> None:
    cargo = Integrante.model_validate(
        {
            "id": "alfa",
            "sector": 1,
            "entidad": "uno",
            "cargo": "Directora",
            "roles": ["P"],
            "voto": "si",
            "roles_anteriores": [
                {"roles": ["I"], "hasta": "2020-12-31"},
                {"roles": ["O"], "voto": "no", "hasta": "2019-12-31"},
            ],
            "interrupciones": [{"desde": "2021-02-01", "hasta": "2021-04-30"}],
        }
    )
    cual = date.fromisoformat(dia)
    assert (list(cargo.roles_en(cual)), cargo.voto_en(cual), cargo.existe(cual)) == (
        roles,
        voto,
        existe,
    )


def test_la_secretaria_de_cada_dia() -> None:
    instancia = Instancia.model_validate(
        {
            "nombre": "Mesa",
            "tipo": "mesa",
            "secretaria_tecnica": "tres",
            "secretarias_anteriores": [
                {"entidad": "dos", "hasta": "2021-12-31"},
                {"entidad": "uno", "hasta": "2019-12-31"},
            ],
        }
    )
    dias = (date(2019, 5, 1), date(2020, 5, 1), date(2022, 1, 1))
    assert [instancia.secretaria_en(d) for d in dias] == ["uno", "dos", "tres"]


def test_una_instancia_dice_de_cual_viene_y_en_cual_se_convirtio(tmp_path: Path) -> None:
    fusionada = (
        "---\nnombre: Mesa nueva\ntipo: mesa\nsecretaria_tecnica: uno\nsucede_a:\n"
        "  - {nombre: Mesa de prueba, instancia: mesa}\n  - {nombre: Comité de lectura}\n---\n"
    )
    anterior = INSTANCIA.replace(
        "presidencia: Directora\n",
        "presidencia: Directora\nla_suceden:\n  - {nombre: Mesa nueva, instancia: nueva}\n",
    )
    archivos = {
        f"{CARPETA}/instancia.md": anterior,
        "contenido/instancias/nueva/instancia.md": fusionada,
    }
    escribir_sitio(tmp_path, archivos)
    pedido = Pedido(tmp_path, tmp_path / "publicado", date(2024, 6, 30), procesos=1, buscador=False)
    assert construir(pedido).correcto
    nueva = (tmp_path / "publicado/instancias/nueva/index.html").read_text("utf-8")
    assert re.search(r"Viene de</dt>\s*<dd><a href=\"[^\"]*mesa/index.html\">Mesa de prueba", nueva)
    assert "Comité de lectura" in nueva
    vieja = (tmp_path / "publicado/instancias/mesa/index.html").read_text("utf-8")
    assert "Se convirtió en" in vieja and "nueva/index.html" in vieja


def test_la_que_no_existe_se_nombra_con_su_renglon(tmp_path: Path) -> None:
    mala = INSTANCIA.replace(
        "presidencia: Directora\n",
        "presidencia: Directora\nla_suceden:\n  - {nombre: Otra, instancia: la-que-no-esta}\n",
    )
    escribir_sitio(tmp_path, {f"{CARPETA}/instancia.md": mala})
    pedido = Pedido(tmp_path, tmp_path / "publicado", date(2024, 6, 30), procesos=1, buscador=False)
    hallados = {(h.codigo, h.origen.linea) for h in construir(pedido).hallazgos}
    assert ("instancia-desconocida", 9) in hallados
