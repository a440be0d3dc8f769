"""`generador ayuda`: la guía como la lee quien instaló el programa, en su navegador."""

from __future__ import annotations

import re
import webbrowser
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from generador.cli import principal
from generador.guia import PAGINAS
from generador.guia.paginas import escribir_guia
from generador.lectura.markdown import convertir

DOCS = Path(__file__).parent.parent / "docs"


class _Pagina(HTMLParser):
    """Los identificadores de una página, sus títulos y a dónde llevan sus enlaces e imágenes."""

    def __init__(self, texto: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.destinos: list[str] = []
        self.titulares = 0
        self.feed(texto)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        datos = dict(attrs)
        self.titulares += tag == "h1"
        self.ids.add(datos.get("id") or "")
        self.destinos += [d for d in (datos.get("href"), datos.get("src")) if d]


@pytest.fixture(scope="module")
def guia(tmp_path_factory: pytest.TempPathFactory) -> Path:
    carpeta = tmp_path_factory.mktemp("guia")
    escribir_guia(carpeta)
    return carpeta


def paginas(guia: Path) -> Iterator[tuple[Path, _Pagina]]:
    for archivo in sorted(guia.rglob("*.html")):
        yield archivo, _Pagina(archivo.read_text("utf-8"))


def test_cada_enlace_de_la_guia_llega(guia: Path) -> None:
    todas = dict(paginas(guia))
    rotos = []
    for archivo, pagina in todas.items():
        for destino in pagina.destinos:
            partes = urlsplit(destino)
            if partes.scheme:
                continue
            otra = (archivo.parent / unquote(partes.path)).resolve() if partes.path else archivo
            llega = otra.exists()
            if llega and partes.fragment:
                llega = unquote(partes.fragment) in todas[otra].ids
            rotos += [] if llega else [(archivo.name, destino)]
    assert rotos == []


def test_cada_pagina_tiene_un_solo_titular_y_dice_donde_se_esta(guia: Path) -> None:
    for archivo, pagina in paginas(guia):
        assert pagina.titulares == 1, archivo
        assert 'aria-label="Principal"' in archivo.read_text("utf-8")


def test_de_la_primera_pagina_a_la_ultima_con_siguiente(guia: Path) -> None:
    vistas, aqui = [], guia / "index.html"
    while siguiente := re.search(r'href="([^"]+)" rel="next"', aqui.read_text("utf-8")):
        vistas.append(aqui.stem)
        aqui = (aqui.parent / siguiente[1]).resolve()
    assert len([*vistas, aqui]) == 1 + len(list((DOCS / "tareas").glob("*.md")))


@pytest.mark.parametrize("ruta", sorted(PAGINAS.values()))
def test_ningun_texto_de_la_guia_pierde_nada_al_volverse_pagina(ruta: str) -> None:
    texto = re.sub(r"<!--.*?-->\n*", "", (DOCS / ruta).read_text("utf-8"), flags=re.DOTALL)
    _, hallazgos = convertir(texto, ruta, nivel_base=1)
    assert hallazgos == ()


def ayuda(*argumentos: str) -> int:
    with pytest.raises(SystemExit) as salida:
        principal(["ayuda", *argumentos])
    assert isinstance(salida.value.code, int)
    return salida.value.code


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def test_abre_el_navegador_en_la_pagina_pedida(
    cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    abiertas: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda uri: abiertas.append(uri) or True)
    assert (ayuda(), ayuda("publicar-un-acta")) == (0, 0)
    inicio, pagina = (Path(unquote(urlsplit(uri).path)) for uri in abiertas)
    assert "<h1>Guía de editores</h1>" in inicio.read_text("utf-8")
    assert "<h1>Publicar un acta en cinco minutos</h1>" in pagina.read_text("utf-8")
    assert capsys.readouterr() == ("", "")


def test_sin_navegador_dice_donde_esta(
    cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda uri: False)
    assert ayuda("glosario") == 0
    sin_navegador = capsys.readouterr().out
    monkeypatch.setattr(webbrowser, "open", lambda uri: pytest.fail("se abrió"))
    assert ayuda("glosario", "--ruta") == 0
    assert capsys.readouterr().out == sin_navegador == f"{cache}/generador/guia/glosario.html\n"


def test_una_pagina_que_no_hay_se_dice_con_la_mas_parecida(
    cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ayuda("publicar-acta") == 2
    assert "¿Quiso decir «publicar-un-acta»?" in capsys.readouterr().err


def test_donde_no_se_puede_escribir_se_dice(
    cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (cache / "generador").write_text("un archivo, no una carpeta", "utf-8")
    assert ayuda("--ruta") == 3
    assert "XDG_CACHE_HOME" in capsys.readouterr().err
