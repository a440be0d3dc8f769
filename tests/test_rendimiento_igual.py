"""Solo se compara con quien hace el mismo trabajo: el desigual se descubre y no se mide."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from rendimiento import corpus
from rendimiento.descargas import medir_descargas
from rendimiento.disposicion import ANTERIOR, DISPOSICIONES, PROPIO, lugar
from rendimiento.equivalencia import DE_LA_LISTA, Comparacion, TrabajoDesigual, comparar
from rendimiento.instalar import TODOS, NoSeInstala, Par, instalar
from rendimiento.registros import Tamano, escribir
from rendimiento.resultados import Medicion
from rendimiento.taller import Taller, abrir

TAMANO = Tamano(20, 2)
ACTAS = list(corpus.actas(20, 2, 1))


@pytest.fixture(scope="module")
def propio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """El corpus de veinte actas construido por este generador."""
    taller = abrir(PROPIO, tmp_path_factory.mktemp("igual"), ACTAS, TAMANO, 1)
    taller.construir()
    return taller.raiz


@pytest.fixture
def calcado(propio: Path, tmp_path: Path) -> Path:
    """Un par que dibuja las mismas páginas, en los lugares en que las pone Hugo."""
    mia, suya = DISPOSICIONES[PROPIO], DISPOSICIONES["hugo"]
    for de, a in (
        (mia.pagina_acta, suya.pagina_acta),
        (mia.pagina_instancia, suya.pagina_instancia),
    ):
        for acta in ACTAS:
            destino = tmp_path / suya.salida / lugar(a, acta)
            destino.parent.mkdir(parents=True, exist_ok=True)
            pagina = (propio / mia.salida / lugar(de, acta)).read_text("utf-8")
            destino.write_text(DE_LA_LISTA.sub("", pagina), "utf-8")
    return tmp_path


def cambiar(raiz: Path, cambio: Callable[[str], str]) -> None:
    """Cambia todas las páginas de un par, como si su tema fuera otro."""
    for pagina in raiz.rglob("*.html"):
        pagina.write_text(cambio(pagina.read_text("utf-8")), "utf-8")


def comparado(propio: Path, par: Path) -> Comparacion:
    return comparar(propio, par, "hugo", ACTAS, TAMANO)


def test_el_mismo_trabajo_pasa(propio: Path, calcado: Path) -> None:
    hecho = comparado(propio, calcado)
    assert hecho.faltas == []
    assert hecho.paginas == {"actas": (20, 20), "instancias": (2, 2)}
    hecho.exigir("Hugo")


CAMBIOS: dict[str, tuple[Callable[[str], str], str]] = {
    "sin asistencia": (lambda h: h.replace("t_asistencia", "t_nada"), "la asistencia"),
    "uno que no asistió": (lambda h: h.replace("<div>No</div>", "<div>Sí</div>"), "la asistencia"),
    "sin decisiones": (lambda h: h.replace("s_decisiones", "s_nada"), "las decisiones"),
    "otro título": (lambda h: h.replace("<h1>Acta", "<h1>El acta"), "el título"),
    "sin lugar": (lambda h: h.replace("Lugar o medio", "Lugar"), "los datos"),
    "sin orden del día": (lambda h: h.replace("s_orden", "s_nada"), "el orden del día"),
    "sin negrita": (lambda h: h.replace("strong>", "b>"), "enfasis"),
    "el cuerpo recortado": (lambda h: h.replace("10 %", ""), "cuerpo"),
    "sin años": (lambda h: re.sub("<(/?)(h3|summary)", r"<\1h5", h), "los años"),
    "el doble de bytes": (lambda h: h + " " * len(h), "lo que aquí"),
}  # fmt: skip


@pytest.mark.parametrize("cual", CAMBIOS)
def test_el_trabajo_desigual_se_descubre(cual: str, propio: Path, calcado: Path) -> None:
    cambio, falta = CAMBIOS[cual]
    cambiar(calcado, cambio)
    hecho = comparado(propio, calcado)
    assert any(falta in f for f in hecho.faltas), hecho.faltas
    with pytest.raises(TrabajoDesigual, match="Hugo no hace el mismo trabajo"):
        hecho.exigir("Hugo")


def test_una_pagina_de_menos_se_descubre(propio: Path, calcado: Path) -> None:
    (calcado / "public" / lugar(DISPOSICIONES["hugo"].pagina_acta, ACTAS[7])).unlink()
    assert "actas: 19 páginas de 20 (aquí, 20)" in comparado(propio, calcado).faltas


def test_del_generador_de_antes_basta_que_las_paginas_esten(propio: Path, tmp_path: Path) -> None:
    copia = tmp_path / "copia"
    shutil.copytree(propio, copia)
    cambiar(copia / "publicado", lambda h: h.replace("<h1>Acta", "<h1>El acta") + " " * len(h))
    assert comparar(propio, copia, ANTERIOR, ACTAS, TAMANO).faltas == []
    (copia / "publicado" / lugar(DISPOSICIONES[ANTERIOR].pagina_acta, ACTAS[7])).unlink()
    faltas = comparar(propio, copia, ANTERIOR, ACTAS, TAMANO).faltas
    assert faltas == ["actas: 19 páginas de 20 (aquí, 20)"]


def test_lo_que_no_esta_en_la_historia_no_se_instala(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rendimiento.instalar.PARES", tmp_path)
    de_nunca = Par("nunca", "El de nunca", "git", ("0" * 40,), "nada")
    with pytest.raises(NoSeInstala, match="0000 no está en la historia de esta copia"):
        instalar(de_nunca)


@pytest.mark.largas
def test_el_generador_de_antes_se_instala_y_construye_lo_mismo(
    propio: Path, tmp_path: Path
) -> None:
    instalar(TODOS[ANTERIOR])
    taller = abrir(ANTERIOR, tmp_path, ACTAS, TAMANO, 1)
    taller.construir()
    assert comparar(propio, taller.raiz, ANTERIOR, ACTAS, TAMANO).faltas == []


@pytest.mark.largas
@pytest.mark.parametrize("quien", [q for q in TODOS if q != ANTERIOR])
def test_cada_par_hace_el_mismo_trabajo_y_sin_asistencia_se_rechaza(
    quien: str, propio: Path, tmp_path: Path
) -> None:
    instalar(TODOS[quien])
    escribir(quien, tmp_path / quien, TAMANO, 1)
    taller = Taller(quien, tmp_path / quien, ACTAS, tmp_path / "sello", "")
    taller.construir()
    assert comparar(propio, taller.raiz, quien, ACTAS, TAMANO).faltas == []
    plantilla = taller.raiz / taller.forma.plantilla
    plantilla.write_text(plantilla.read_text("utf-8").replace("t_asistencia", "t_nada"), "utf-8")
    taller.limpiar()
    taller.construir()
    with pytest.raises(TrabajoDesigual, match="la asistencia"):
        comparar(propio, taller.raiz, quien, ACTAS, TAMANO).exigir(quien)


@pytest.mark.navegador
def test_lo_que_se_descarga_al_buscar_se_cuenta_en_el_navegador(tmp_path: Path) -> None:
    taller = abrir(PROPIO, tmp_path, ACTAS, TAMANO, 1)
    medicion = Medicion("descargas", "20x2", "ext4", "h", "2026-11-22")
    # En otro hilo: en este ya corre el navegador de las demás pruebas.
    with ThreadPoolExecutor(1) as hilo:
        hilo.submit(medir_descargas, [taller], medicion, 2, lambda: None).result()
    indice = gzip.compress((taller.salida / "buscador/indice.json").read_bytes(), 6, mtime=0)
    primeras = medicion.valores(PROPIO, "primera")
    assert len(primeras) == 2
    assert all(len(indice) < p < 10 * len(indice) + 100_000 for p in primeras)
    # De las palabras de un mismo trozo del índice se pide menos, y nada dos veces.
    assert all(s < min(primeras) for s in medicion.valores(PROPIO, "siguiente"))


@pytest.mark.navegador
def test_la_recarga_se_mide_en_el_navegador(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rendimiento import navegador
    from rendimiento.navegador import EDICIONES_PROPIAS, medir_servir

    # La pausa es para que la cifra sea justa; aquí solo importa que se mida.
    monkeypatch.setattr(navegador, "PAUSA", 0.2)
    taller = abrir(PROPIO, tmp_path, ACTAS, TAMANO, 1)
    medicion = Medicion("servir", "20x2", "ext4", "h", "2026-11-22")
    # En otro hilo: en este ya corre el navegador de las demás pruebas.
    with ThreadPoolExecutor(1) as hilo:
        hilo.submit(medir_servir, [taller], medicion, 1, lambda: None).result()
    tardo = medicion.valores(PROPIO)
    assert len(tardo) == EDICIONES_PROPIAS
    assert all(0 < s < 20 for s in tardo)
    # Lo editado queda como estaba.
    acta = taller.raiz / lugar(taller.forma.acta, ACTAS[0])
    assert "marca-vista" not in acta.read_text("utf-8")
