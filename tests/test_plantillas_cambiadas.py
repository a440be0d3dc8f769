"""Quien cambia una plantilla no espera a que se lean los registros: se dibujan las que la usan.

Lo que sale es, byte a byte, lo que saldría de cero.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any
from unittest import mock

import msgspec
import pytest
from apoyo.construcciones import ACTAS, CORTE, arbol, de_cero, sitio_base

from generador import compilacion, vistas
from generador.compilacion import Taller, recordado
from generador.compilacion.mostrado import mostrado
from generador.construccion import Pedido, construir
from generador.memoria import Memoria
from generador.planeacion import Pagina
from generador.vistas.inicio import VistaInicio

REAL = Path(__file__).parents[1]
PLANTILLAS = "temas/base/plantillas"
EXTIENDE = '{{% extends "base:{}" %}}{{% block {} %}}otra{{% endblock %}}'

CAMBIOS = {
    "la de las actas": ({"acta.html": EXTIENDE.format("acta.html", "entrada")}, {"acta.html"}),
    "una de las páginas comunes": ({"mapa.html": EXTIENDE.format("mapa.html", "entrada")}, set()),
    "la que todas extienden": (
        {"base.html": EXTIENDE.format("base.html", "pie_final")},
        {"acta.html", "instancia.html", "cumplimiento_instancia.html"},
    ),
    "la que da macros a otra": (
        {
            "acta.html": '{% import "propias.html" as p %}<p>{{ p.dicho(v.marco.titulo) }}</p>',
            "propias.html": "{% macro dicho(x) %}Dice {{ x }}{% endmacro %}",
        },
        {"acta.html"},
    ),
    "la de nombre que se sabe al dibujar": (
        {"acta.html": '{% set n = "no-hay" ~ ".html" %}{% include n ignore missing %}'},
        {"acta.html"},
    ),
}


@pytest.fixture
def raiz(tmp_path: Path) -> Path:
    sitio_base(tmp_path)
    (tmp_path / PLANTILLAS).mkdir(parents=True)
    return tmp_path


def _escribir(raiz: Path, plantillas: Mapping[str, str]) -> None:
    for nombre, texto in plantillas.items():
        (raiz / PLANTILLAS / nombre).write_text(texto, encoding="utf-8")


def _construir(raiz: Path) -> None:
    assert construir(Pedido(raiz, raiz / "publicado", CORTE, buscador=False)).correcto


def _dibujadas(raiz: Path) -> tuple[set[str], bool]:
    """Construye: con qué plantillas dibujó páginas de instancias, y si leyó alguna."""
    usadas: set[str] = set()
    representar, leer = compilacion.representar, compilacion.leer_instancia

    def anotar(planeada: Any, dibujo: Any) -> Any:
        usadas.add(planeada.plantilla)
        return representar(planeada, dibujo)

    with (
        mock.patch.object(compilacion, "representar", anotar),
        mock.patch.object(recordado, "representar", anotar),
        mock.patch.object(compilacion, "leer_instancia", side_effect=leer) as leida,
    ):
        _construir(raiz)
    return usadas, leida.called


@pytest.mark.parametrize("caso", CAMBIOS)
def test_se_dibuja_lo_que_la_usa_sin_leer_un_registro(caso: str, raiz: Path) -> None:
    plantillas, esperadas = CAMBIOS[caso]
    _construir(raiz)
    _escribir(raiz, plantillas)
    usadas, leyo = _dibujadas(raiz)
    assert esperadas <= usadas, "algo quedó con la plantilla de antes"
    assert esperadas == usadas or "base.html" in plantillas, "se dibujó algo que no la usa"
    assert not leyo
    assert arbol(raiz / "publicado") == de_cero(raiz, CORTE)


def test_la_macro_que_otra_usa_tambien_cuenta(raiz: Path) -> None:
    plantillas, _ = CAMBIOS["la que da macros a otra"]
    _escribir(raiz, plantillas)
    _construir(raiz)
    _escribir(raiz, {"propias.html": "{% macro dicho(x) %}Ahora {{ x }}{% endmacro %}"})
    assert _dibujadas(raiz) == ({"acta.html"}, False)
    assert arbol(raiz / "publicado") == de_cero(raiz, CORTE)


def test_la_que_se_nombra_al_dibujar_tambien_cuenta(raiz: Path) -> None:
    """No se sabe cuál es hasta dibujar: con cualquier cambio del tema se dibuja otra vez."""
    nombrada = '{% set n = "pie" ~ ".html" %}{% include n %}'
    _escribir(raiz, {"acta.html": nombrada, "pie.html": "Antes"})
    _construir(raiz)
    _escribir(raiz, {"pie.html": "Ahora"})
    assert "acta.html" in _dibujadas(raiz)[0]
    publicada = raiz / "publicado/instancias/mesa/actas/2026/01.html"
    assert publicada.read_text() == "Ahora\n"
    assert arbol(raiz / "publicado") == de_cero(raiz, CORTE)


def test_una_y_otra_vez_y_con_el_acta_tambien_cambiada(raiz: Path) -> None:
    _construir(raiz)
    for n in range(3):
        _escribir(raiz, {"acta.html": f"<p>{n} {{{{ v.marco.titulo }}}}</p>"})
        if n:
            registro = raiz / f"{ACTAS}/2026/01.md"
            registro.write_text(registro.read_text() + f"\nY {n}.\n")
        assert _dibujadas(raiz)[1] == bool(n)
        assert arbol(raiz / "publicado") == de_cero(raiz, CORTE)
        assert _dibujadas(raiz) == (set(), False)


@pytest.mark.parametrize("dano", [b"", b"otra\n{}"])
def test_sin_lo_que_mostraban_se_lee(dano: bytes, raiz: Path) -> None:
    _construir(raiz)
    for guardado in (raiz / ".generador/publicado/memoria/vistas").iterdir():
        guardado.write_bytes(dano)
    _escribir(raiz, CAMBIOS["la de las actas"][0])
    assert _dibujadas(raiz)[1]
    assert arbol(raiz / "publicado") == de_cero(raiz, CORTE)


def test_lo_que_mostraban_antes_de_morir_no_se_dibuja(raiz: Path) -> None:
    """Las vistas y el recuerdo se guardan aparte: el proceso puede morir entre las dos."""
    _construir(raiz)
    registro = raiz / f"{ACTAS}/2026/01.md"
    texto = registro.read_text()
    registro.write_text(texto.replace("Primera.", "Segunda."))
    _construir(raiz)
    publicada = raiz / "publicado/instancias/mesa/actas/2026/01.html"
    assert "Segunda." in publicada.read_text()
    registro.write_text(texto)
    with mock.patch.object(Memoria, "guardar_mostrados"):
        _construir(raiz)
    _escribir(raiz, CAMBIOS["la de las actas"][0])
    assert _dibujadas(raiz)[1]
    assert arbol(raiz / "publicado") == de_cero(raiz, CORTE)


def test_toda_vista_se_revive_igual(tmp_path: Path) -> None:
    """De lo escrito sale la misma vista, y de ella los mismos bytes, en cada clase de página."""
    clases: set[str] = set()
    dibujar = compilacion._dibujar

    def mirar(slug: str, planeadas: Any, vistas: Any, contexto: Any, taller: Taller) -> Any:
        for planeada in planeadas:
            if isinstance(planeada, Pagina):
                clases.add(type(planeada.vista).__name__)
                revivida = mostrado(planeada).pagina(planeada.ruta)
                assert revivida.vista == planeada.vista, planeada.ruta
                assert compilacion.representar(revivida, taller.dibujo) == compilacion.representar(
                    planeada, taller.dibujo
                )
        return dibujar(slug, planeadas, vistas, contexto, taller)

    with mock.patch.object(compilacion, "_dibujar", mirar):
        construir(Pedido(REAL, tmp_path / "publicado", CORTE, buscador=False, procesos=1))
    assert {"VistaActa", "VistaInforme", "VistaInstancia", "VistaPlan"} <= clases


def _tipos(tipo: Any, vistos: set[Any]) -> set[Any]:
    """Los tipos que un tipo nombra, a cualquier profundidad."""
    if tipo in vistos:
        return vistos
    vistos.add(tipo)
    if isinstance(tipo, type) and issubclass(tipo, msgspec.Struct):
        for campo in msgspec.structs.fields(tipo):
            _tipos(campo.type, vistos)
    for parte in getattr(tipo, "__args__", ()):
        _tipos(parte, vistos)
    return vistos


def _de_pagina() -> list[type[msgspec.Struct]]:
    """Las vistas que una plantilla de página recibe: las que tienen marco."""
    modulos = [import_module(f"generador.vistas.{m.name}") for m in iter_modules(vistas.__path__)]
    clases = {c for m in modulos for c in vars(m).values() if isinstance(c, type)}
    suyas = {c for c in clases if issubclass(c, msgspec.Struct) and "marco" in c.__struct_fields__}
    # La portada del sitio no es de una instancia: no se guarda lo que muestra.
    return sorted(suyas - {VistaInicio}, key=lambda c: c.__name__)


@pytest.mark.parametrize("vista", _de_pagina())
def test_de_lo_escrito_de_una_vista_se_sabe_que_era_cada_cosa(vista: type[msgspec.Struct]) -> None:
    """De un campo de cualquier tipo no se revive lo que era: la página saldría de otra cosa."""
    msgspec.json.Decoder(vista, dec_hook=lambda tipo, valor: valor)
    assert Any not in _tipos(vista, set())
