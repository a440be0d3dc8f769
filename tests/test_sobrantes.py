"""Nada de lo que está en `contenido/` se pasa por alto: si nadie lo lee, se dice dónde va."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio

from generador.construccion import revisar
from generador.lectura.contenido import Contenido
from generador.lectura.contexto import leer_contexto

_CORTE = date(2026, 11, 22)
_DONDE = {
    "acta-nueva.md": "contenido/instancias/<instancia>/",
    "actas/2020/01.md": "contenido/instancias/<instancia>/",
    "informes/2020.md": "contenido/instancias/<instancia>/",
    "retirado.yaml": "contenido/retirados.yaml",
    "retirados.yml": "contenido/retirados.yaml",
    "entidades.yml": "contenido/entidades.yaml",
    "Sitio.yaml": "contenido/sitio.yaml",
    "instancia/mesa/instancia.md": "contenido/instancias",
    "Normas/x.md": "contenido/normas",
    "CNAME": "contenido/raiz/CNAME",
    "notas.docx": "fuera de contenido/",
    "datos/sectores.yml": "sectores.yaml",
    "datos/festivos.yaml": "calendario/colombia.yaml",
    "listas/otra.yml": ".yaml",
    "listas/viejas/otra.yaml": ".yaml",
    "publicaciones/nota.txt": "publicar",
}


@pytest.mark.parametrize("ruta", _DONDE)
def test_lo_que_nadie_lee_es_un_hallazgo_que_dice_donde_va(ruta: str, tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {f"contenido/{ruta}": "x: 1\n"})
    hallazgos = leer_contexto(Contenido(tmp_path), _CORTE).hallazgos
    (suyo,) = (h for h in hallazgos if h.codigo == "archivo-fuera-de-lugar")
    assert f"contenido/{ruta}".startswith(suyo.origen.archivo)
    assert _DONDE[ruta] in suyo.remedio


@pytest.mark.parametrize("ruta", [".DS_Store", "~$notas.docx", "sitio.yaml~", ".git/HEAD"])
def test_lo_que_dejan_otros_programas_no_se_dice(ruta: str, tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {f"contenido/{ruta}": "x"})
    assert not leer_contexto(Contenido(tmp_path), _CORTE).hallazgos


@pytest.mark.parametrize("nombre", [".htaccess", ".nojekyll", ".well-known/security.txt"])
def test_lo_de_la_raiz_con_su_punto_se_dice(nombre: str, tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {f"contenido/raiz/{nombre}": "x\n", "contenido/raiz/.DS_Store": "x"})
    hallados = revisar(Contenido(tmp_path), date(2026, 11, 28)).hallazgos
    (dicho,) = [h for h in hallados if "raiz" in h.origen.archivo]
    primera = nombre.partition("/")[0]
    assert f"«{primera}»" in dicho.mensaje
    assert [a.texto for a in dicho.arreglos] == [f"contenido/raiz/{primera[1:]}"]
