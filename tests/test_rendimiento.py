"""Lo que mide y compara: las cuentas, el documento y que el trabajo desigual se descubra."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from rendimiento import corpus, documento, resultados
from rendimiento.analizadores import esqueleto
from rendimiento.disposicion import ANTERIOR, PROPIO
from rendimiento.estadistica import Resumen, razon, resumir
from rendimiento.exigido import CRECEN, LIMITES, Exigencia, Veredicto, frase, veredictos
from rendimiento.filas import DESDE_CERO, FILAS, Fila, medir_fila
from rendimiento.formato import numero, segundos, veces
from rendimiento.glibc import ablandar
from rendimiento.instalar import TODOS
from rendimiento.medir import (
    CorridaFallida,
    Medida,
    cambiados,
    cronometrar,
    distintos,
    fotografiar,
)
from rendimiento.registros import Tamano, leer_tamano
from rendimiento.resultados import Medicion, Resultados
from rendimiento.taller import Taller, abrir
from rendimiento.textos import PORQUES

TAMANO = Tamano(20, 2)
ACTAS = list(corpus.actas(20, 2, 1))
DORADO = Path(__file__).parent / "rendimiento/dorado"

# --- las cuentas ------------------------------------------------------------------------------


def test_el_resumen_de_unas_corridas() -> None:
    assert resumir([4, 1, 3, 2, 10]) == Resumen(3, 2, 4, 1, 10, 5)
    assert resumir([7]) == Resumen(7, 7, 7, 7, 7, 1)


def test_la_razon_es_turno_por_turno() -> None:
    # Un turno en que la máquina estuvo cargada les toca a los dos y no cambia la razón.
    assert razon([1, 10, 1], [2, 20, 2]) == Resumen(0.5, 0.5, 0.5, 0.5, 0.5, 3)
    assert razon([1, 2, 9], [2, 2]).veces == 2


@pytest.mark.parametrize("cuenta", [lambda: resumir([]), lambda: razon([], [1])])
def test_sin_corridas_no_hay_cuenta(cuenta: Callable[[], Resumen]) -> None:
    with pytest.raises(ValueError, match="no hay"):
        cuenta()


def test_las_cifras_se_escriben_en_espanol() -> None:
    assert [numero(1234.5, 1), numero(10_000)] == ["1.234,5", "10.000"]
    assert [segundos(s) for s in (0.0042, 0.12, 1.234, 14.26)] == [
        "4,2 ms", "120 ms", "1,23 s", "14,3 s",
    ]  # fmt: skip
    assert [veces(v) for v in (0.0123, 0.86, 2)] == ["0,012 ×", "0,86 ×", "2,00 ×"]


def test_el_tamano_dice_cuantas_instancias() -> None:
    assert leer_tamano("10000") == Tamano(10_000, 200)
    assert leer_tamano("4000x1") == Tamano(4000, 1)
    assert [leer_tamano(t).clave for t in ("1000", "1000x20", "4000x1")] == [
        "1000", "1000", "4000x1",
    ]  # fmt: skip


# --- medir una corrida ------------------------------------------------------------------------


def test_se_mide_el_tiempo_y_la_memoria_de_todo_el_arbol(tmp_path: Path) -> None:
    nieto = "import time; x = bytearray(80 << 20); time.sleep(0.2)"
    hijo = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {nieto!r}])"
    medida = cronometrar([[sys.executable, "-c", hijo]], tmp_path)
    assert 0.2 < medida.segundos < 20
    assert 80 << 20 < medida.memoria < 300 << 20


def test_lo_que_mide_no_ensucia_la_memoria_de_lo_medido(tmp_path: Path) -> None:
    lastre = bytearray(os.urandom(1 << 10)) * (100 << 10)
    medida = cronometrar([["/bin/true"]], tmp_path)
    assert medida.memoria < len(lastre) / 2


def test_una_orden_que_falla_dice_que_dijo(tmp_path: Path) -> None:
    mala = [sys.executable, "-c", "print('no hay sitio'); raise SystemExit(3)"]
    with pytest.raises(CorridaFallida, match="no hay sitio"):
        cronometrar([mala], tmp_path)


def test_se_cuentan_los_archivos_escritos_y_los_quitados(tmp_path: Path) -> None:
    for nombre in ("igual", "reescrito", "quitado"):
        (tmp_path / nombre).write_text(nombre)
    antes = fotografiar(tmp_path)
    (tmp_path / "aparte").write_text("reescrito")
    (tmp_path / "aparte").replace(tmp_path / "reescrito")
    (tmp_path / "quitado").unlink()
    (tmp_path / "nuevo").touch()
    assert cambiados(antes, fotografiar(tmp_path)) == 3
    assert cambiados(antes, antes) == 0


def test_dos_carpetas_se_comparan_por_su_contenido(tmp_path: Path) -> None:
    for carpeta, texto in (("una", "a"), ("otra", "b")):
        (tmp_path / carpeta).mkdir()
        (tmp_path / carpeta / "igual").write_text("x")
        (tmp_path / carpeta / "distinto").write_text(texto)
    (tmp_path / "otra/sobra").touch()
    assert distintos(tmp_path / "una", tmp_path / "otra") == ["distinto", "sobra"]


def test_una_glibc_mas_nueva_se_marca_debil(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copia = Path(shutil.copy(Path("/bin/true").resolve(), tmp_path / "true"))
    assert ablandar(copia) == 0
    monkeypatch.setattr(platform, "libc_ver", lambda: ("glibc", "2.3"))
    antes = copia.read_bytes()
    marcadas = ablandar(copia)
    cambios = [n for n, (a, b) in enumerate(zip(antes, copia.read_bytes(), strict=True)) if a != b]
    assert marcadas > 0 and len(cambios) == marcadas
    assert subprocess.run([copia]).returncode == 0


# --- los turnos -------------------------------------------------------------------------------


class TallerFingido(Taller):
    """Un taller que anota lo que se le pide en vez de construir."""

    def __init__(self, quien: str, raiz: Path, dichos: list[str]) -> None:
        raiz.mkdir(exist_ok=True)
        super().__init__(quien, raiz, ACTAS, raiz / "sello", "firma")
        self.dichos = dichos

    def construir(self, buscador: bool = False, dias: int = 0) -> Medida:
        self.dichos.append(f"{self.quien} {dias}")
        return Medida(1.5, 1.0, 1 << 20)

    @contextmanager
    def aparte(self, buscador: bool = False) -> Iterator[tuple[Path, Medida]]:
        yield self.raiz, Medida(9, 9, 1 << 20)


DIA = FILAS["dia"]


def test_se_mide_por_turnos_y_se_retoma(tmp_path: Path) -> None:
    dichos: list[str] = []
    talleres = [TallerFingido(q, tmp_path / q, dichos) for q in (PROPIO, "hugo")]
    medicion = Medicion("dia", "20", "ext4", "h", "2026-11-22")
    medir_fila(DIA, talleres, medicion, 2, lambda: None)
    # El primero de cada uno no se mide: deja el estado del que parte la fila.
    assert dichos == [f"{q} {d}" for d in (0, 1, 2) for q in (PROPIO, "hugo")]
    medir_fila(DIA, talleres, medicion, 2, lambda: None)
    assert len(dichos) == 6
    medir_fila(DIA, talleres, medicion, 3, lambda: None)
    assert dichos[6:] == [f"{q} {d}" for d in (0, 3) for q in (PROPIO, "hugo")]
    assert medicion.valores("hugo") == [1.5] * 3


def test_lo_del_mismo_codigo_se_mide_al_lado_en_cada_turno(tmp_path: Path) -> None:
    dichos: list[str] = []
    talleres = [TallerFingido(q, tmp_path / q, dichos) for q in (PROPIO, ANTERIOR)]
    medicion = Medicion("dia", "20", "ext4", "h", "2026-11-22")
    medir_fila(replace(DIA, contra=DESDE_CERO), talleres, medicion, 2, lambda: None)
    assert {q: len(c) for q, c in medicion.corridas.items()} == {
        PROPIO: 2, DESDE_CERO: 2, ANTERIOR: 2,
    }  # fmt: skip


@pytest.mark.parametrize("clave", ["nada-recien", "plantilla-otra", "revisar"])
def test_cada_fila_nueva_se_mide_en_un_sitio_y_lo_deja_como_estaba(
    clave: str, tmp_path: Path
) -> None:
    taller = abrir(PROPIO, tmp_path, ACTAS, TAMANO, 1)
    antes = fotografiar(taller.raiz)
    medicion = Medicion(clave, "20x2", "ext4", "h", "2026-11-22")
    medir_fila(FILAS[clave], [taller], medicion, 1, lambda: None)
    assert medicion.corridas.keys() == {PROPIO, FILAS[clave].contra} - {""}
    assert [c["segundos"] > 0 for corridas in medicion.corridas.values() for c in corridas]
    taller.limpiar()
    assert fotografiar(taller.raiz).keys() == antes.keys()


def test_los_lentos_solo_se_miden_en_lo_pequeno() -> None:
    fria: Fila = FILAS["fria"]
    assert "pelican" in fria.participantes(1000)
    assert "pelican" not in fria.participantes(10_000)
    assert FILAS["nada"].participantes(100_000) == (PROPIO,)
    assert FILAS["revisar"].participantes(10_000) == ()


# --- lo guardado y el documento ---------------------------------------------------------------


def medido() -> Resultados:
    """Unos resultados inventados, con filas que cumplen, que no cumplen y que faltan."""

    def corridas(*valores: float, memoria: int = 200, escritos: int = 0) -> list[dict[str, float]]:
        return [
            {"segundos": s, "procesador": s, "memoria": memoria * 10**6, "publicados": escritos,
             "escritos": escritos}
            for s in valores
        ]  # fmt: skip

    dato = Resultados({"procesador": "uno inventado, 2 núcleos"}, {PROPIO: "0.1.0", "hugo": "1"})
    filas = {
        "fria": {
            PROPIO: corridas(15, 16, 17, memoria=310),
            ANTERIOR: corridas(40, 40, 40),
            "hugo": corridas(10, 10, 10),
        },
        "fria-buscador": {
            PROPIO: corridas(20, 20, 20),
            ANTERIOR: corridas(80, 80, 80, memoria=2000),
        },
        "descargas": {
            PROPIO: [{"primera": 150_000, "siguiente": 9000}],
            ANTERIOR: [{"primera": 100_000, "siguiente": 12_000}],
        },
        "plantilla-otra": {PROPIO: corridas(1, 1, 4), DESDE_CERO: corridas(20, 20, 20)},
        "nada": {PROPIO: corridas(0.1, 0.11, 0.12), "hugo": corridas(15, 16, 17)},
        "una-acta": {PROPIO: corridas(0.9, 0.96, 1.02, escritos=5), "hugo": corridas(15, 16, 17)},
    }
    for clave, hechas in filas.items():
        m = Medicion(clave, "10000", "ext4", "abc123", "2026-11-22", hechas)
        dato.mediciones[m.clave] = m
    chica = Medicion("fria", "1000", "ext4", "abc123", "2026-11-22", {PROPIO: corridas(1.7)})
    dato.mediciones[chica.clave] = chica
    dato.mediciones["una-acta|10000|ext4"].notas["distintos_de_una_limpia"] = 0
    dato.iguales = {
        "10000": {"hugo": {"paginas": {"actas": [10_000, 10_000]},
                           "bytes": {"actas": [100, 97]}, "muestra": 25}}
    }  # fmt: skip
    dato.perfiles = {"1000": {"bibliotecas": {"markdown": 0.65, "jinja2": 0.2}}}
    dato.analizadores = {
        "El de aquí": {"por_texto": 0.0014, "iguales": 1.0, "difieren": []},
        "Otro": {"por_texto": 0.0001, "iguales": 0.975, "difieren": ["una tabla", "un salto"]},
    }
    return dato


def test_el_documento_dice_lo_guardado(tmp_path: Path) -> None:
    documento.escribir(medido(), tmp_path / "rendimiento.md")
    for nombre in ("rendimiento.md", "rendimiento.svg"):
        esperado = DORADO / nombre
        if os.environ.get("REESCRIBIR"):
            shutil.copy(tmp_path / nombre, esperado)
        assert (tmp_path / nombre).read_text("utf-8") == esperado.read_text("utf-8")


def test_solo_de_una_fila_con_limite_se_dice_por_que_no_lo_alcanza() -> None:
    assert PORQUES.keys() <= {exigencia.fila for exigencia in LIMITES}


@pytest.mark.parametrize("exigencia", LIMITES, ids=lambda e: f"{e.fila} {e.tamano} {e.que}")
def test_cada_limite_se_puede_pasar_y_alcanzar(exigencia: Exigencia) -> None:
    assert veredicto(exigencia, 10**12).palabra == "**no cumple**"
    assert veredicto(exigencia, 0).palabra == "cumple"


def veredicto(exigencia: Exigencia, cifra: float) -> Veredicto:
    """El de una fila en que todo lo nuestro mide `cifra`, y todo lo de los demás, uno."""
    medidos = ("segundos", "memoria", "escritos", "primera", "siguiente")
    todo = dict.fromkeys(medidos, 1.0)
    medicion = Medicion(exigencia.fila, exigencia.tamano, "ext4", "h", "2026-11-22")
    medicion.corridas = {q: [todo] for q in (*TODOS, FILAS[exigencia.fila].contra)}
    medicion.corridas[PROPIO] = [dict.fromkeys(todo, cifra)]
    medicion.notas = {"distintos_de_una_limpia": cifra}
    return Veredicto(exigencia, exigencia.cifra(medicion))


def test_de_dos_html_se_compara_lo_que_nota_quien_lee() -> None:
    aqui = '<h2 id="a">Uno</h2>\n<p>dos<br>tres</p>'
    assert esqueleto(aqui) == ["<h2>", "Uno", "</h2>", "<p>", "dos", "<br>", "tres", "</p>"]
    assert esqueleto("<h2>Uno</h2><p>dos<br />\ntres</p>") == esqueleto(aqui)
    assert esqueleto("<h2>Uno</h2><p>dos tres</p>") != esqueleto(aqui)


def test_cada_limite_tiene_su_veredicto() -> None:
    dichos = {
        (v.exigencia.fila, v.exigencia.que): v.palabra
        for v in veredictos(medido(), "ext4")
        if v.exigencia.tamano == "10000"
    }
    assert dichos == {
        ("fria", "tiempo contra el de antes"): "cumple",
        ("fria", "tiempo contra Hugo"): "**no cumple**",
        ("fria", "tiempo contra Zola"): "sin medir",
        ("fria", "memoria del mayor proceso"): "**no cumple**",
        ("fria-buscador", "tiempo contra el de antes"): "cumple",
        ("fria-buscador", "tiempo contra Hugo y Pagefind"): "sin medir",
        ("fria-buscador", "tiempo contra Zola y Pagefind"): "sin medir",
        ("fria-buscador", "memoria contra el de antes"): "cumple",
        ("nada", "tiempo contra Hugo"): "cumple",
        ("nada", "archivos escritos"): "cumple",
        ("nada-buscador", "tiempo contra el de antes"): "sin medir",
        ("nada-recien", "tiempo contra el de antes"): "sin medir",
        ("una-acta", "tiempo contra el de antes"): "sin medir",
        ("una-acta", "tiempo contra Hugo"): "**no cumple**",
        ("una-acta", "archivos distintos de una construcción limpia"): "cumple",
        ("una-acta-buscador", "tiempo contra el de antes"): "sin medir",
        ("servir", "tiempo contra el de antes"): "sin medir",
        ("servir", "tiempo contra Zola"): "sin medir",
        ("servir", "mediana"): "sin medir",
        ("servir", "peor"): "sin medir",
        ("descargas", "hasta la primera respuesta, contra el de antes"): "**no cumple**",
        ("descargas", "por cada palabra más, contra el de antes"): "cumple",
        ("plantilla", "tiempo contra desde cero"): "sin medir",
        ("plantilla-otra", "la peor, tiempo contra desde cero"): "**no cumple**",
        ("fria", "costo por acta contra el de 1.000 actas"): "cumple",
    }


def test_lo_que_no_se_alcanza_dice_por_cuanto() -> None:
    fallan = [v for v in veredictos(medido(), "ext4") if v.valor is not None and not v.cumple]
    assert [frase(v) for v in fallan] == [
        "Desde cero, sin índice de búsqueda, 10.000 actas, tiempo contra Hugo: se midió 1,60 × y "
        "el límite es 1,50 ×; se pasa en un 7 %.",
        "Desde cero, sin índice de búsqueda, 10.000 actas, memoria del mayor proceso: se midió "
        "310 MB y el límite es 300 MB; se pasa en un 3 %.",
        "Cambió un acta, en un proceso nuevo, 10.000 actas, tiempo contra Hugo: se midió "
        "0,060 × y el límite es 0,050 ×; se pasa en un 20 %.",
        "Cambió la plantilla de otra clase de página, 10.000 actas, la peor, tiempo contra desde "
        "cero: se midió 0,20 × y el límite es 0,15 ×; se pasa en un 33 %.",
        "Bytes que se descargan al buscar, 10.000 actas, hasta la primera respuesta, contra el de "
        "antes: se midió 1,50 × y el límite es 1,20 ×; se pasa en un 25 %.",
    ]


def test_sin_nada_medido_el_documento_lo_dice(tmp_path: Path) -> None:
    documento.escribir(Resultados(), tmp_path / "rendimiento.md")
    escrito = (tmp_path / "rendimiento.md").read_text("utf-8")
    assert escrito.count("sin medir") == len(LIMITES) + len(CRECEN)
    assert "no cumple" not in escrito
    # Sin barras no hay gráfica, y el documento no enlaza lo que no está.
    assert ".svg" not in escrito
    assert not (tmp_path / "rendimiento.svg").exists()


def test_lo_guardado_se_lee_igual(tmp_path: Path) -> None:
    dato = medido()
    dato.archivo = tmp_path / "resultados.json"
    dato.guardar()
    assert resultados.leer(dato.archivo) == dato
    dato.archivo.write_text("{")
    assert resultados.leer(dato.archivo) == Resultados(archivo=dato.archivo)


def test_lo_medido_con_otro_codigo_no_se_suma(monkeypatch: pytest.MonkeyPatch) -> None:
    dato = medido()
    monkeypatch.setattr(resultados, "huella_del_codigo", lambda: "abc123")
    assert len(dato.medicion("nada", "10000", "ext4").valores(PROPIO)) == 3
    monkeypatch.setattr(resultados, "huella_del_codigo", lambda: "otra")
    assert dato.medicion("nada", "10000", "ext4").corridas == {}
