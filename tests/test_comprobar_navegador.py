"""Quien tiene un archivo lo compara con los del sitio sin salir de la página."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.mirada import Sitio, abierta, construido, servido
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.navegador
MESA = "contenido/instancias/mesa"


@pytest.fixture(scope="module")
def con_anexo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitio]:
    raiz = tmp_path_factory.mktemp("comprobar")
    acta = (
        "---\ntipo: ordinaria\nfecha: 2024-01-10\n"
        "anexos:\n  - {titulo: Notas, archivo: notas.txt}\n---\n"
    )
    instancia = "---\nnombre: Mesa ficticia\ntipo: mesa\nsecretaria_tecnica: uno\n---\n"
    escribir_sitio(
        raiz,
        {
            f"{MESA}/instancia.md": instancia,
            f"{MESA}/actas/2024/01.md": acta,
            f"{MESA}/actas/2024/01/notas.txt": "Lo que se trató.\n",
        },
    )
    with servido(construido(raiz, "base", raiz)) as abierto:
        yield abierto


def test_dice_si_el_archivo_es_de_este_sitio(
    navegador: Browser, con_anexo: Sitio, tmp_path: Path
) -> None:
    igual, cambiado = tmp_path / "copia.txt", tmp_path / "otra.txt"
    igual.write_text("Lo que se trató.\n", encoding="utf-8")
    cambiado.write_text("Lo que no se trató.\n", encoding="utf-8")
    with abierta(navegador, 320) as pagina:
        pagina.goto(f"{con_anexo.direccion}comprobar.html")
        respuesta = pagina.get_by_role("status")
        pagina.locator("input[type=file]").set_input_files(igual)
        expect(respuesta).to_contain_text("Sí: su archivo es igual")
        enlace = respuesta.get_by_role("link")
        assert enlace.get_attribute("href") == "instancias/mesa/actas/2024/01/notas.txt"
        pagina.locator("input[type=file]").set_input_files(cambiado)
        expect(respuesta).to_contain_text("No: ningún archivo de este sitio es igual al suyo")


def test_sin_programas_dice_como_se_hace_a_mano(navegador: Browser, con_anexo: Sitio) -> None:
    with abierta(navegador, 320, java_script_enabled=False) as pagina:
        pagina.goto(f"{con_anexo.direccion}comprobar.html")
        expect(pagina.locator("[data-comprobar]")).to_be_hidden()
        expect(pagina.get_by_text("sha256sum documento.pdf")).to_be_visible()
