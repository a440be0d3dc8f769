"""El índice de búsqueda: qué se halla, cuándo se rehace, y qué pasa sin Pagefind."""

from __future__ import annotations

import hashlib
import json
import re
import stat
from collections.abc import Iterable
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.mirada import CORTE

from generador.arboles import Almacen, Ficha
from generador.buscador import Hallable, Indice, hacer_indice
from generador.buscador.pagina import contenido_de, pagina_de
from generador.buscador.vocabulario import vocabulario
from generador.cli import principal
from generador.construccion import Pedido, construir

ACTA = "instancias/mesa/actas/2020/01.html"
PAGINA = (
    b'<!doctype html><head><link href="estilo.1.css"></head><body><main class="x"><h1>Acta</h1>'
    b'<nav>Otra parte</nav><p id="a" class="b">La territorializaci\xc3\xb3n.</p></main>pie</body>'
)
HALLABLES = (
    Hallable(ACTA, "Acta 1", "Acta", "9 de junio de 2020", "2020-06-09", "2020", "Mesa", "Uno",
             pagina=ACTA, atajo="acta 1 2020"),
    Hallable(f"{ACTA}#d", "Abrir un parque", "Decisión", "9 de junio de 2020", "2020-06-09", "2020",
             "Mesa", "Uno", texto="Abrir un parque <b>grande</b>."),
)  # fmt: skip


def fichas(archivos: dict[str, bytes]) -> dict[str, Ficha]:
    return {r: Ficha(hashlib.sha256(c).hexdigest(), len(c)) for r, c in archivos.items()}


def indice(
    taller: Path, pagina: bytes = PAGINA, antes: Indice | None = None,
    hallables: Iterable[Hallable] = HALLABLES,
) -> Indice:  # fmt: skip
    """El índice de los hallables, con lo publicado por el anterior."""
    publicado = {**antes.iguales, **fichas(dict(antes.nuevos))} if antes else {}
    paginas = {ACTA: pagina}
    return hacer_indice(
        hallables,
        fichas(paginas),
        lambda r: paginas.get(r, b""),
        publicado,
        taller,
        Almacen(taller),
    )


def test_dos_indices_de_lo_mismo_tienen_los_mismos_bytes(tmp_path: Path) -> None:
    uno, otro = indice(tmp_path / "a"), indice(tmp_path / "b")
    assert uno.nuevos and uno.nuevos == otro.nuevos
    assert not list((tmp_path / "a").glob("indice-en-obra"))


def test_las_facetas_dicen_de_que_es_cada_resultado(tmp_path: Path) -> None:
    datos = json.loads(indice(tmp_path).nuevos["buscador/facetas.json"])
    assert datos["valores"] == {
        "clase": ["Acta", "Decisión"],
        "instancia": ["Mesa"],
        "anio": ["2020"],
        "entidad": ["Uno"],
    }
    assert sorted(datos["de"].values()) == [[0, 0, 0, 0, 20200609], [1, 0, 0, 0, 20200609]]
    # «Acta 1 de 2020» nombra un resultado; lo demás solo se le parece.
    (nombrado,) = datos["atajos"].pop("acta 1 2020")
    assert datos["de"][nombrado][0] == 0 and datos["atajos"] == {}


def test_se_rehace_solo_si_cambio_lo_que_cubre(tmp_path: Path) -> None:
    primero = indice(tmp_path)
    igual = indice(tmp_path, antes=primero)
    assert not igual.nuevos and igual.iguales == fichas(dict(primero.nuevos))
    # Otra hoja de estilo cambia todas las páginas y ningún texto.
    otra_hoja = indice(tmp_path, PAGINA.replace(b"estilo.1", b"estilo.2"), igual)
    assert not otra_hoja.nuevos and otra_hoja.iguales == igual.iguales
    otro_texto = indice(tmp_path, PAGINA.replace(b"La terr", b"Una terr"), otra_hoja)
    assert otro_texto.nuevos and not otro_texto.iguales
    assert indice(tmp_path, hallables=HALLABLES[:1], antes=otro_texto).nuevos


def test_si_lo_publicado_no_esta_entero_se_rehace(tmp_path: Path) -> None:
    primero = indice(tmp_path)
    incompleto = Indice(nuevos=dict(list(primero.nuevos.items())[1:]))
    assert indice(tmp_path, antes=incompleto).nuevos == primero.nuevos
    (tmp_path / "buscador").write_text("{dañado")
    assert indice(tmp_path, antes=primero).nuevos == primero.nuevos


def test_lo_menor_no_se_pega_a_la_palabra_de_antes() -> None:
    celda = '<th>Gobierno<span class="menor">Secretaría</span></th>'
    indexado = contenido_de(f"<main>{celda}</main>".encode())
    assert re.sub("<[^>]*>", "", indexado).split() == ["Gobierno", "Secretaría"]


def test_se_indexa_el_contenido_y_nada_mas() -> None:
    assert contenido_de(PAGINA).strip() == '<p id="a">La territorialización.</p>'
    assert contenido_de(b"<p>sin main</p>") == ""
    hecha = pagina_de(HALLABLES[1], b"")
    assert "Abrir un parque &lt;b&gt;grande&lt;/b&gt;." in hecha
    assert f'data-pagefind-meta="ruta[content]" content="{ACTA}#d"' in hecha


def test_el_vocabulario_son_las_palabras_de_las_paginas() -> None:
    paginas = ["<p class=a>Comité y Parque</p>", "<p>I.D.U.: parque &amp; sede 2 C40 PM2.5</p>"]
    (archivo,) = vocabulario(paginas).items()
    palabras = ["parque", "c40", "comité", "idu", "pm2", "pm25", "sede"]
    assert (archivo[0], json.loads(archivo[1])) == (
        "vocabulario.json",
        {"palabras": palabras, "partes": ""},
    )


def test_del_vocabulario_no_se_queda_ninguna_palabra_por_fuera() -> None:
    muchas = [f"b{'aeiou'[n % 5]}{n}" for n in range(5_000)]
    archivos = vocabulario([" ".join(("zócalo", "órgano", "otro", *muchas))])
    leidos = {nombre: json.loads(datos) for nombre, datos in archivos.items()}
    todo = leidos.pop("vocabulario.json")
    assert len(todo["palabras"]) == 5_000
    assert leidos == {"vocabulario-o.json": ["otro", "órgano"], "vocabulario-z.json": ["zócalo"]}
    assert todo["partes"] == "oz"


@pytest.mark.parametrize("dicho", ["se cayó", "se cayó."])
def test_al_publicar_sin_pagefind_se_dice_una_sola_cosa(
    dicho: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    falso = tmp_path / "pagefind"
    falso.write_text(f"#!/bin/sh\necho {dicho} >&2\nexit 9\n")
    falso.chmod(falso.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(falso))
    escribir_sitio(tmp_path / "sitio", {})
    monkeypatch.chdir(tmp_path / "sitio")
    with pytest.raises(SystemExit) as fin:
        principal(["publicar", str(tmp_path / "destino"), "--fecha", "2026-11-28"])
    mensajes = capsys.readouterr().err
    assert fin.value.code == 3
    assert "Pagefind terminó con 9: se cayó. No se construyó nada; lo que estaba" in mensajes
    assert "se publica sin buscador" not in mensajes
    assert not (tmp_path / "destino/actual").exists()


@pytest.mark.parametrize("programa", ["no-existe", "#!/bin/sh\necho se cayó >&2\nexit 9\n"])
def test_sin_pagefind_el_sitio_se_publica_y_lo_dice(
    programa: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    falso = tmp_path / "pagefind"
    if programa.startswith("#!"):
        falso.write_text(programa)
        falso.chmod(falso.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(falso))
    escribir_sitio(tmp_path, {})
    salida = tmp_path / "publicado"
    resultado = construir(Pedido(tmp_path, salida, CORTE, buscador=True))
    (aviso,) = resultado.avisos
    assert aviso.startswith("Pagefind ") and "se publica sin buscador" in aviso
    assert (salida / "buscar.html").is_file() and not (salida / "buscador").exists()
    monkeypatch.delenv("PAGEFIND_BINARY_PATH")
    assert construir(Pedido(tmp_path, salida, CORTE, buscador=True)).avisos == ()
    assert (salida / "buscador/pagefind.js").is_file()
    # Y sin pedirlo, se retira.
    construir(Pedido(tmp_path, salida, CORTE, buscador=False))
    assert not (salida / "buscador").exists()
