"""Los correos y los teléfonos: lo que se publica sirve para escribir o llamar, o se dice que no."""

from __future__ import annotations

from pathlib import Path

import pytest
from apoyo.casos import BASE, escribir_sitio
from pydantic import ValidationError

from generador.cli import principal
from generador.modelo.contactos import correos, enlace_de_correo
from generador.modelo.instancia import Contacto

SITIO = "contenido/sitio.yaml"


def correr(raiz: Path, contacto: str, *orden: str) -> int:
    escribir_sitio(raiz, {SITIO: f"{BASE[SITIO]}contacto:\n{contacto}"})
    with pytest.raises(SystemExit) as fin:
        principal([*orden, "--contenido", str(raiz / "contenido"), "--fecha", "2026-11-28"])
    assert isinstance(fin.value.code, int)
    return fin.value.code


@pytest.mark.parametrize(
    ("contacto", "remedio"),
    [
        ("correo: contacto arroba x.gov.co", "Escriba contacto@x.gov.co"),
        ("correo: contacto[at]x.gov.co", "Escriba contacto@x.gov.co"),
        ("correo: contacto@x,gov.co", "Escriba contacto@x.gov.co"),
        ("correo: “contacto@x.gov.co”", "Escriba contacto@x.gov.co"),
        ("correo: a@x.gov.co, b arroba x.gov.co", "atencion@ejemplo.gov.co"),
        ("correo: contacto@x", "atencion@ejemplo.gov.co"),
        ("telefono: “601 381 3000”", "Escriba 601 381 3000"),
        ("telefono: tel:+576013813000", "Escriba +576013813000"),
        ("telefono: por definir", "escriba el número"),
        ("direccion: “Carrera 8 10-65”", "Escriba Carrera 8 10-65"),
        ("pqrsd: “https://x.gov.co/pqrsd”", "Escriba https://x.gov.co/pqrsd"),
    ],
)
def test_lo_que_no_sirve_para_comunicarse_se_dice(
    contacto: str, remedio: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert correr(tmp_path, f"  {contacto}\n", "revisar") == 1
    dicho = capsys.readouterr().out
    assert "contenido/sitio.yaml:5:" in dicho
    assert remedio in dicho


@pytest.mark.parametrize(
    "telefono",
    [
        "+57 601 381 3000",
        "(601) 381 3000 ext. 1234",
        "(601) 381 3000, 381 3001 y 381 3002",
        "línea 195",
        "195",
        "#646",
        "01 8000 111 222 (gratuita)",
    ],
)
def test_un_telefono_se_escribe_de_muchas_maneras(telefono: str) -> None:
    assert Contacto.model_validate({"telefono": telefono}).telefono == telefono


@pytest.mark.parametrize(
    "correo",
    ["a.b-c_d+e@x.gov.co", "contacto@bogotá.gov.co", "a@x.gov.co (solo quejas).", "a@x.co,b@x.co"],
)
def test_un_correo_se_escribe_de_varias_maneras(correo: str) -> None:
    assert Contacto.model_validate({"correo": correo}).correo == correo


@pytest.mark.parametrize(
    "correo",
    ["contacto@@x.gov.co", "contacto@x..gov.co", "@x.gov.co", "x", "a@x.gov,co", "a@x.gov;co"],
)
def test_a_un_correo_que_no_abre_no_se_le_hace_enlace(correo: str) -> None:
    with pytest.raises(ValidationError):
        Contacto.model_validate({"correo": correo})


@pytest.mark.parametrize(
    ("texto", "hallados"),
    [
        ("a@x.gov.co; b@x.gov.co", (("a@x.gov.co",) * 2, ("b@x.gov.co",) * 2)),
        ("a@x.gov.co y b@x.gov.co", (("a@x.gov.co",) * 2, ("b@x.gov.co",) * 2)),
        (
            "Ana <a@x.gov.co>; Luis (b@x.gov.co), c@x.gov.co",
            (
                ("Ana <a@x.gov.co>", "a@x.gov.co"),
                ("Luis (b@x.gov.co)", "b@x.gov.co"),
                ("c@x.gov.co", "c@x.gov.co"),
            ),
        ),
        ("Quejas: q@x.gov.co (lunes)", (("Quejas: q@x.gov.co (lunes)", "q@x.gov.co"),)),
        ("", ()),
    ],
)
def test_los_correos_de_un_texto(texto: str, hallados: tuple[tuple[str, str], ...]) -> None:
    assert correos(texto) == hallados


def test_la_direccion_de_un_correo_no_trae_otra_cosa() -> None:
    assert enlace_de_correo("a&b?c=d@x.gov.co") == "mailto:a%26b%3Fc%3Dd@x.gov.co"


def test_cada_correo_de_la_pagina_de_contacto_abre_el_suyo(tmp_path: Path) -> None:
    dos = "  correo: contacto@x.gov.co, notificaciones@x.gov.co\n"
    assert correr(tmp_path, dos, "construir", "--salida", str(tmp_path / "publicado")) == 0
    pagina = (tmp_path / "publicado/contacto.html").read_text(encoding="utf-8")
    for uno in ("contacto", "notificaciones"):
        assert f'href="mailto:{uno}@x.gov.co" rel="external">{uno}@x.gov.co</a>' in pagina
