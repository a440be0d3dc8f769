"""El camino que recorre cada quien, de la orden escrita a la copia publicada en un navegador."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from apoyo.mirada import abierta
from apoyo.reales import abrir_camino, exigir
from playwright.sync_api import Browser, Page, expect

from recorridos import camino
from recorridos.camino import ACTAS, INSTANCIA, PALABRA, RUTA, busca, pide
from recorridos.persona import DIA, Persona

TITULO = "Acta 1 de la sesión ordinaria del 12 de noviembre de 2026"


@dataclass(frozen=True)
class Publicado:
    """Un sitio publicado en sus tres destinos y servido dentro de un portal."""

    aqui: Persona
    base: Path
    direccion: str


@contextmanager
def _publicado(escrito: Persona, persona: Persona, carpeta: Path) -> Iterator[Publicado]:
    exigir("nginx")
    puerto = camino.puerto()
    aqui = camino.retomado(escrito, persona)
    base = camino.destinos(aqui, puerto)
    camino.revisado(aqui)
    with camino.portal(aqui, base, carpeta, puerto):
        dicho = aqui.escribe("generador publicar web")
        assert "Leído de vuelta" in dicho, dicho
        for otro in ("rama", "entrega"):
            aqui.escribe(f"generador publicar {otro}")
        yield Publicado(aqui, base, f"http://127.0.0.1:{puerto}{RUTA}/")


@pytest.fixture(scope="module")
def publicado(
    instalado: Path, escrito: Persona, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Publicado]:
    """El de quienes solo lo leen: lo hace una vez quien edita."""
    carpeta = tmp_path_factory.mktemp("publicado")
    abrir_camino(carpeta)
    persona = Persona.sentar(instalado, carpeta / "persona", DIA)
    with _publicado(escrito, persona, carpeta / "nginx") as p:
        yield p


@pytest.fixture
def pagina(navegador: Browser) -> Iterator[Page]:
    """Una pestaña; ningún guion puede fallar ni la política del servidor impedir nada."""
    quejas: list[str] = []
    with abierta(navegador) as nueva:
        nueva.on("pageerror", lambda falla: quejas.append(str(falla)))
        nueva.on("console", lambda m: quejas.append(m.text) if m.type == "error" else None)
        yield nueva
    assert quejas == []


# --- quien edita --------------------------------------------------------------------------------


def test_quien_edita_abre_la_guia_y_llega_a_su_tarea(persona: Persona, pagina: Page) -> None:
    pagina.goto(Path(persona.escribe("generador ayuda --ruta").strip()).as_uri())
    pagina.get_by_role("link", name="Publicar un acta en cinco minutos").click()
    assert "Publicar un acta" in pagina.get_by_role("heading", level=1).inner_text()
    ancha = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    for ancho in (320, 768, 1280):
        pagina.set_viewport_size({"width": ancho, "height": 800})
        assert not pagina.evaluate(ancha), ancho
    rotas = "[...document.images].filter((i) => !i.naturalWidth).map((i) => i.src)"
    assert pagina.evaluate(rotas) == []
    pagina.get_by_role("link", name="Siguiente: ").click()
    assert pagina.get_by_role("heading", level=1).inner_text() == "Su sitio, desde cero"


def test_quien_edita_mira_su_borrador_antes_de_publicarlo(
    escrito: Persona, persona: Persona, navegador: Browser
) -> None:
    aqui, acta = camino.retomado(escrito, persona), f"{ACTAS}/02.md"
    aqui.escribe(f"generador nuevo acta {INSTANCIA} --fecha 2026-11-19 --tipo ordinaria")
    servir, quejas = f"generador servir --puerto {camino.puerto()}", list[str]()
    with abierta(navegador) as pagina, aqui.deja_abierta(servir) as direccion:
        pagina.on("pageerror", lambda falla: quejas.append(str(falla)))
        pagina.goto(f"{direccion}instancias/{INSTANCIA}/actas/2026/02.html")
        expect(pagina.locator("body")).to_contain_text("borrador")
        expect(pagina.locator("body")).to_contain_text("Lo que falta")
        aqui.cambia(acta, "## Desarrollo\n", f"## Desarrollo\n\nOtra vez la {PALABRA}.\n")
        expect(pagina.locator("main")).to_contain_text(f"Otra vez la {PALABRA}", timeout=30_000)
        # Un error al guardar: se ve lo anterior, y el error en la línea que lo tiene.
        aqui.cambia(acta, r"\ntipo: ordinaria\n", "\ntipo: ordinari\n")
        expect(pagina.locator(".vista-hallazgos")).to_contain_text("«ordinari»", timeout=30_000)
        expect(pagina.locator("main")).to_contain_text(f"Otra vez la {PALABRA}")
        aqui.cambia(acta, "tipo: ordinari\n", "tipo: extraordinaria\n")
        expect(pagina.locator("h1")).to_contain_text("extraordinaria", timeout=30_000)
    assert quejas == []
    aqui.escribe("generador construir")
    publicado = aqui.aqui / "publicado"
    assert (publicado / f"instancias/{INSTANCIA}/actas/2026/01.html").is_file()
    assert [p for p in publicado.rglob("*.html") if f"Otra vez la {PALABRA}" in p.read_text()] == []


def test_quien_edita_publica_corrige_deshace_y_retira(
    escrito: Persona, persona: Persona, tmp_path: Path, pagina: Page
) -> None:
    with _publicado(escrito, persona, tmp_path / "nginx") as sitio:
        aqui, direccion = sitio.aqui, sitio.direccion
        assert [t for t in busca(pagina, direccion, PALABRA) if TITULO in t]
        pagina.locator("#resultados a").first.click()
        expect(pagina.locator("h1")).to_contain_text("12 de noviembre de 2026")
        expect(pagina.locator("main")).to_contain_text("Carrera 8 # 10-65")
        expect(pagina.locator("main ol > li")).to_have_count(2)
        expect(pagina.locator("main ol ul > li")).to_have_count(2)
        assert "no hay nada que publicar" in aqui.escribe("generador publicar web")

        aqui.cambia(f"{ACTAS}/01.md", PALABRA, "digitalización")
        nueva = f"{direccion}instancias/{INSTANCIA}/actas/2026/02.html"
        aqui.guarda(f"{ACTAS}/02.md", (aqui.aqui / f"{ACTAS}/01.md").read_text("utf-8"))
        aqui.cambia(f"{ACTAS}/02.md", "numero: 1", "numero: 2")
        aqui.cambia(f"{ACTAS}/02.md", "fecha: 2026-11-12", "fecha: 2026-11-19")
        aqui.cambia(f"{ACTAS}/02.md", r"original:\n(?:  .*\n)+", "original: este_registro\n")
        aqui.cambia(f"{ACTAS}/02.md", r"anexos:\n(?:  .*\n)+", "")
        aqui.escribe("generador publicar web")
        assert pide(nueva)[0] == 200
        assert busca(pagina, direccion, PALABRA) == []
        assert [t for t in busca(pagina, direccion, "digitalizacion") if TITULO in t]

        assert "a la vista" in aqui.escribe("generador publicar web --deshacer")
        assert pide(nueva)[0] == 404
        assert [t for t in busca(pagina, direccion, PALABRA) if TITULO in t]
        aqui.cambia(f"{ACTAS}/01.md", "digitalización", "digitalización completa")
        # La otra acta también se había deshecho, y estaba bien: vuelve con la corregida, y se dice.
        publicado = aqui.escribe("generador publicar web")
        assert "vuelve a verse, igual" in publicado and "actas/2026/02.html»" in publicado
        assert "actas/2026/01.html»" not in publicado.partition("vuelve a verse")[2][:300]
        assert pide(nueva)[0] == 200

        ruta = f"instancias/{INSTANCIA}/actas/2026/01/tablas.csv"
        (aqui.aqui / f"{ACTAS}/01/tablas.csv").unlink()
        aqui.cambia(f"{ACTAS}/01.md", r"anexos:\n(?:  .*\n)+", "anexos: ninguno\n")
        assert "tablas.csv" in aqui.escribe("generador revisar", sale=1)
        aqui.guarda(
            "contenido/retirados.yaml",
            f"documentos:\n  - ruta: {ruta}\n    fecha: {DIA}\n    motivo: Traía un error\n",
        )
        aqui.escribe("generador publicar web")
        # La configuración del servidor se escribe del sitio: quien administra la renueva.
        assert pide(f"{direccion}{ruta}")[0] == 404
        dicho = aqui.escribe(f"generador servidor nginx --base {sitio.base}/web")
        assert f"{RUTA}/{ruta}" in dicho and "410" in dicho
        sano = aqui.escribe(f"generador verificar {direccion} --registro contenido/publicaciones")
        assert "buscador-falta" not in sano


def test_quien_edita_se_equivoca_y_lo_que_esta_a_la_vista_no_cambia(
    escrito: Persona, persona: Persona, tmp_path: Path, pagina: Page
) -> None:
    with _publicado(escrito, persona, tmp_path / "nginx") as sitio:
        aqui, acta = sitio.aqui, f"{ACTAS}/01.md"
        publica = f"{sitio.direccion}instancias/{INSTANCIA}/actas/2026/01.html"
        registro = aqui.aqui / "contenido/publicaciones"

        # Una dirección con su numeral: se dice, se arregla sola y sale entera.
        aqui.cambia(acta, "lugar: .*", "lugar: Calle 26 # 59-41, piso 3")
        assert f"{acta}:7:" in aqui.escribe("generador revisar", sale=1)
        aqui.escribe("generador revisar --arreglar --si")
        aqui.escribe("generador publicar web")
        pagina.goto(publica)
        expect(pagina.locator("main")).to_contain_text("Calle 26 # 59-41, piso 3")
        antes, sano = pide(publica)[2], (aqui.aqui / acta).read_text("utf-8")

        # Lo publicado vuelve a borrador: se dice en su línea, una vez, y no se propone retirarlo.
        aqui.cambia(acta, "---\n", "---\nborrador: si\n")
        dicho = aqui.escribe("generador revisar", sale=1)
        assert f"{acta}:2:" in dicho and dicho.count("direccion-perdida") == 1, dicho
        aqui.escribe("generador publicar web", sale=1)
        aqui.guarda(acta, sano)

        # La página de error de otro sitio, guardada con nombre de documento, no es un anexo.
        aqui.guarda(f"{ACTAS}/01/concepto.pdf", "<!doctype html><title>No se encontró</title>")
        otro = "anexos:\n  - titulo: Concepto\n    archivo: concepto.pdf\n"
        aqui.cambia(acta, "anexos:\n", otro)
        assert "concepto.pdf" in aqui.escribe("generador revisar", sale=1)
        aqui.escribe("generador publicar web", sale=1)
        aqui.guarda(acta, sano)
        (aqui.aqui / f"{ACTAS}/01/concepto.pdf").unlink()

        # Un retiro que no se puede hacer porque otra cosa está mal no toca el registro.
        entradas = {p.name: p.read_bytes() for p in registro.iterdir()}
        ruta = f"instancias/{INSTANCIA}/actas/2026/01/tablas.csv"
        (aqui.aqui / f"{ACTAS}/01/tablas.csv").unlink()
        aqui.cambia(acta, r"anexos:\n(?:  .*\n)+", "anexos: ninguno\n")
        aqui.guarda(f"{ACTAS}/02.md", "---\nnumero: [\n---\n")
        retirar = f"generador publicar web --retirar-definitivo {ruta} --motivo 'Traía datos'"
        aqui.escribe(retirar, sale=1)
        assert {p.name: p.read_bytes() for p in registro.iterdir()} == entradas
        assert pide(f"{sitio.direccion}{ruta}")[0] == 200
        assert pide(publica)[2] == antes


def test_una_orden_cortada_no_deja_nada_a_medias(
    escrito: Persona, persona: Persona, tmp_path: Path
) -> None:
    """Se apaga el computador a mitad de publicar; al volver, se repite la orden y ya."""
    with _publicado(escrito, persona, tmp_path / "nginx") as sitio:
        aqui = sitio.aqui
        aqui.cambia(f"{ACTAS}/01.md", PALABRA, "digitalización")
        registro = aqui.aqui / "contenido/publicaciones"
        antes = {p.name: p.read_bytes() for p in registro.iterdir()}
        for segundos in ("0.4", "0.7", "1.0", "1.4"):
            aqui.escribe(f"timeout -s KILL {segundos} generador publicar web || true")
            codigo, _, cuerpo = pide(f"{sitio.direccion}instancias/{INSTANCIA}/actas/2026/01.html")
            assert codigo == 200 and (PALABRA.encode() in cuerpo) != (b"digitali" in cuerpo)
            hay = {
                p.name: p.read_bytes() for p in (aqui.aqui / "contenido/publicaciones").iterdir()
            }
            assert antes.items() <= hay.items()
        aqui.escribe("generador publicar web")
        aqui.escribe(f"generador verificar {sitio.direccion} --registro contenido/publicaciones")


# --- quien lleva la secretaría técnica ----------------------------------------------------------


def test_la_secretaria_tecnica_saca_su_informe(escrito: Persona, persona: Persona) -> None:
    aqui = camino.retomado(escrito, persona)
    assert "Actas con sus anexos" in aqui.escribe("generador lista")
    aqui.escribe("generador plazos")
    aqui.escribe(f"generador nuevo informe {INSTANCIA} 2026-t4")
    informe = f"contenido/instancias/{INSTANCIA}/informes/2026-t4.md"
    assert "Sesiones ordinarias realizadas: 1" in (aqui.aqui / informe).read_text("utf-8")
    datos = json.loads(aqui.escribe(f"generador informe {INSTANCIA} 2026-t4 --json"))
    assert datos
    assert "borrador" in aqui.escribe("generador revisar")
    aqui.escribe(f"generador informe {INSTANCIA} 2026-t4")
    dijo = aqui.escribe(f"generador informe {INSTANCIA} 2026-t4 --para-firmar")
    assert "Escrito: para-firmar-" in dijo and "quién firma" in dijo
    mal = aqui.escribe("generador informe comite-de-archiv 2026-t4", sale=2)
    assert "¿Quiso decir «comite-de-archivo»?" in mal


# --- quien administra ---------------------------------------------------------------------------


def test_quien_administra_ve_el_portal_intacto_y_el_servidor_bien_puesto(
    publicado: Publicado,
) -> None:
    aqui, direccion = publicado.aqui, publicado.direccion
    raiz = direccion.removesuffix(f"{RUTA}/")
    assert pide(f"{raiz}/")[2] == b"portal" == pide(f"{raiz}/otra/cosa")[2]
    dicho = aqui.escribe(f"generador verificar {direccion} --servidor")
    assert "defecto" not in dicho.lower().replace("sin defectos", ""), dicho
    aqui.escribe("generador diagnostico")
    aqui.escribe("generador publicar web --simular")
    aqui.escribe("generador esquemas")


def test_quien_administra_cambia_el_tema_y_ve_que_ya_no_se_muestra(
    escrito: Persona, persona: Persona
) -> None:
    aqui = camino.retomado(escrito, persona)
    assert "no cambia ningún archivo suyo" in aqui.escribe("generador tema diferencias")
    propia = (
        '{% extends "base:normas.html" %}\n'
        "{% block entrada %}{{ super() }}<p>De la casa.</p>{% endblock %}\n"
    )
    de_antes = "{% block de_otra_version %}<p>No se ve.</p>{% endblock %}\n"
    aqui.guarda("temas/base/plantillas/normas.html", propia + de_antes)
    dicho = aqui.escribe("generador tema diferencias", sale=1)
    assert "El bloque «entrada», además del original:" in dicho
    assert "Nada muestra el bloque «de_otra_version»" in dicho
    aqui.guarda("temas/base/plantillas/normas.html", propia)
    aqui.escribe("generador tema diferencias")
    aqui.escribe("generador construir")
    normas = (aqui.aqui / "publicado/normas/index.html").read_text("utf-8")
    assert "De la casa." in normas and "No se ve." not in normas


# --- quien lee ----------------------------------------------------------------------------------


def test_la_ciudadania_busca_en_cada_copia_publicada(publicado: Publicado, pagina: Page) -> None:
    with camino.copias(publicado.aqui, publicado.base) as copias:
        for nombre, direccion in {"web": publicado.direccion, **copias}.items():
            for escrita in (PALABRA, "microfilmacion", "Microfilmaciones"):
                hallados = busca(pagina, direccion, escrita)
                assert [t for t in hallados if TITULO in t], (nombre, escrita, hallados)
            pagina.locator("#resultados a", has_text=TITULO).first.click()
            enlaces = pagina.locator("main a[href*='01/']")
            rutas = {e.get_attribute("href") or "" for e in enlaces.all()}
            for archivo in ("acta-firmada.pdf", "tablas.csv"):
                (href,) = {r for r in rutas if r.endswith(archivo)}
                entera = pagina.evaluate("h => new URL(h, document.baseURI).href", href)
                codigo, _, datos = pide(entera)
                debido = (publicado.aqui.aqui / f"{ACTAS}/01/{archivo}").read_bytes()
                assert (codigo, datos) == (200, debido), (nombre, archivo)
    codigo, _, cuerpo = pide(f"{publicado.direccion}no/existe.html")
    assert codigo == 404 and b"<h1" in cuerpo


def test_ningun_enlace_de_lo_publicado_se_rompe(publicado: Publicado, pagina: Page) -> None:
    """Desde la portada, todo lo que se puede pulsar en el sitio responde."""
    vistas, pendientes = set[str](), [publicado.direccion]
    while pendientes:
        actual = pendientes.pop()
        codigo, encabezados, _ = pide(actual)
        assert codigo == 200, actual
        if not (encabezados["Content-Type"] or "").startswith("text/html"):
            continue
        pagina.goto(actual)
        for href in pagina.evaluate("Array.from(document.links, a => a.href.split('#')[0])"):
            if href.startswith(publicado.direccion) and href not in vistas:
                vistas.add(href)
                pendientes.append(href)
    assert len(vistas) > 20


def test_el_periodismo_se_lleva_los_datos(publicado: Publicado) -> None:
    manifiesto = json.loads(pide(f"{publicado.direccion}manifiesto.json")[2])
    datos = [r for r in manifiesto["archivos"] if r.startswith("datos/") and r.endswith(".csv")]
    assert datos
    for ruta in datos:
        codigo, encabezados, cuerpo = pide(f"{publicado.direccion}{ruta}")
        assert codigo == 200 and encabezados["Content-Type"] == "text/csv; charset=utf-8"
        filas = list(csv.reader(io.StringIO(cuerpo.decode("utf-8-sig"))))
        assert filas and {len(f) for f in filas} == {len(filas[0])}, ruta
    json.loads(pide(f"{publicado.direccion}datos/cumplimiento.json")[2])


def test_quien_audita_comprueba_sin_pedir_permiso(publicado: Publicado, tmp_path: Path) -> None:
    aqui, direccion = publicado.aqui, publicado.direccion
    codigo, encabezados, sumas = pide(f"{direccion}SHA256SUMS")
    assert codigo == 200 and (encabezados["Content-Type"] or "").startswith("text/plain")
    copia = tmp_path / "copia"
    shutil.copytree((publicado.base / "web/actual").resolve(), copia)
    (copia / "SHA256SUMS").write_bytes(sumas)
    aqui.escribe(f"cd {copia} && sha256sum --quiet -c SHA256SUMS")
    aqui.escribe(f"generador verificar {copia}")
    (copia / f"instancias/{INSTANCIA}/actas/2026/01/tablas.csv").write_text("otra cosa")
    assert "archivo-alterado" in aqui.escribe(f"generador verificar {copia}", sale=1)
    shutil.rmtree(copia / "buscador")
    assert "archivo-falta" in aqui.escribe(f"generador verificar {copia}", sale=1)
