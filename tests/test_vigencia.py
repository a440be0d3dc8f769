"""«Nada cambió» solo se dice si de verdad nada cambió, y entonces no se escribe nada."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Callable, Iterator
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from unittest import mock

import pytest
from apoyo.construcciones import ACTAS, CORTE, RECIENTE, sitio_base

from generador.arboles import Almacen
from generador.construccion import Pedido, construir
from generador.vigencia import Balance, Consulta, consultar, programa

MEMORIA, SELLO = ".generador/publicado/memoria", "ultima-construccion"
BALANCE = Balance(((1, "acta", "actas"),), 9, "2 avisos", (("mesa", "Actas"),), 1)


@pytest.fixture(autouse=True)
def reloj() -> Iterator[None]:
    """Los archivos de la prueba acaban de nacer: veinte milésimas bastan para creerles."""
    with mock.patch("generador.arboles.sondeo.RECIENTE", RECIENTE):
        yield


@pytest.fixture
def sitio(tmp_path: Path) -> Path:
    """Un sitio construido y sellado."""
    sitio_base(tmp_path)
    (tmp_path / "temas/base/estaticos").mkdir(parents=True)
    (tmp_path / "temas/base/estaticos/propio.css").write_text("a{}")
    with mock.patch("time.time_ns", lambda: 1 << 62):
        # El sello no espera a que los archivos dejen de ser recientes.
        consulta = preguntar(tmp_path)
    hecho = construir(
        Pedido(tmp_path, tmp_path / "publicado", CORTE, sondeos=consulta.sondeos, buscador=False)
    )
    consulta.sellar(BALANCE, hecho.manifiesto)
    return tmp_path


def preguntar(raiz: Path, corte: str = CORTE.isoformat()) -> Consulta:
    """La consulta de quien pide construir."""
    return consultar(raiz, raiz / "publicado", (corte,))


def estados(raiz: Path) -> dict[Path, tuple[int, ...]]:
    """Todo lo que hay, con lo que cambia al escribir. La hora de acceso cambia al leer."""
    return {
        p: (e.st_ino, e.st_size, e.st_mtime_ns, e.st_ctime_ns)
        for p in raiz.rglob("*")
        for e in [p.lstat()]
    }


NO_HACEN_EL_SITIO = {
    "brotli": "las copias que van al destino, que no son del sitio",
    "click": "la línea de órdenes",
    "distributed": "reparte el trabajo, que hacen las demás",
    "livereload": "la vista previa",
    "tornado": "la vista previa",
    "watchfiles": "la vista previa",
}


def test_cada_dependencia_hace_parte_del_programa_o_dice_por_que_no() -> None:
    """Una biblioteca que hace páginas y no se mirara daría «Nada cambió» al cambiar de versión."""
    texto = (Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8")
    proyecto = tomllib.loads(texto)["project"]
    pedidas = chain(proyecto["dependencies"], *proyecto["optional-dependencies"].values())
    nombres = {re.split(r"[^\w.-]", pedida)[0].replace("-", "_") for pedida in pedidas}
    miradas = {programa._PAQUETES.get(b, b) for b in programa._BIBLIOTECAS}
    assert nombres - miradas == NO_HACEN_EL_SITIO.keys()


@pytest.mark.parametrize("biblioteca", programa._BIBLIOTECAS)
def test_otra_version_de_una_biblioteca_es_otro_programa(tmp_path: Path, biblioteca: str) -> None:
    (otra := tmp_path / "__init__.py").write_text("version = 0")
    antes = programa._huella_de_este.__wrapped__()

    def hallar(nombre: str) -> ModuleSpec | None:
        mia = ModuleSpec(nombre, None, origin=str(otra))
        return mia if nombre == biblioteca else find_spec(nombre)

    with mock.patch.object(programa, "find_spec", hallar):
        assert programa._huella_de_este.__wrapped__() != antes
    with mock.patch.object(programa, "find_spec", lambda _: None):
        assert programa._huella_de_este.__wrapped__() != antes


def test_otra_version_puesta_a_la_misma_hora_es_otro_programa(tmp_path: Path) -> None:
    """Una imagen hecha por receta pone a todos los archivos la misma hora; la versión, no."""
    (tmp_path / "jinja2").mkdir()
    (modulo := tmp_path / "jinja2/__init__.py").write_text("")

    def puesta(version: str, anotado: str) -> str:
        dicho = tmp_path / f"Jinja2-{version}.dist-info"
        dicho.mkdir(exist_ok=True)
        (dicho / "RECORD").write_text(anotado)
        programa._instaladas.cache_clear()
        huella = programa._huella_de_este.__wrapped__()
        shutil.rmtree(dicho)
        return huella

    def hallar(nombre: str) -> ModuleSpec | None:
        mia = ModuleSpec(nombre, None, origin=str(modulo))
        return mia if nombre == "jinja2" else find_spec(nombre)

    with mock.patch.object(programa, "find_spec", hallar):
        una = puesta("3.1.6", "jinja2/environment.py,sha256=a,1")
        assert una == puesta("3.1.6", "jinja2/environment.py,sha256=a,1")
        assert una != puesta("3.1.7", "jinja2/environment.py,sha256=a,1")
        assert una != puesta("3.1.6", "jinja2/environment.py,sha256=b,1")
    programa._instaladas.cache_clear()


def test_si_nada_cambio_se_sabe_sin_escribir_nada(sitio: Path) -> None:
    antes = estados(sitio)
    assert preguntar(sitio).balance == BALANCE
    assert estados(sitio) == antes


ACTA = f"{ACTAS}/2026/01.md"
CAMBIOS: dict[str, Callable[[Path], object]] = {
    "otras palabras": lambda r: (r / ACTA).write_text("---\nnumero: 1\n---\n"),
    "los mismos bytes, escritos otra vez": lambda r: (r / ACTA).write_bytes(
        (r / ACTA).read_bytes()
    ),
    "un acta más": lambda r: (r / f"{ACTAS}/2026/02.md").write_text("x"),
    "un acta menos": lambda r: (r / ACTA).unlink(),
    "otro nombre": lambda r: (r / ACTA).rename(r / f"{ACTAS}/2026/03.md"),
    "una instancia menos": lambda r: shutil.rmtree(r / "contenido/instancias/otra"),
    "una norma": lambda r: (r / "contenido/normas/decreto-1-2019-uno.md").touch(),
    "el tema": lambda r: (r / "temas/base/estaticos/propio.css").write_text("b{}"),
    "un enlace en vez de la carpeta": lambda r: (
        (r / "contenido").rename(r / "aparte"),
        (r / "contenido").symlink_to("aparte"),
    ),
    "lo público, a mano": lambda r: (r / "publicado/index.html").write_text("x"),
    "lo público, de menos": lambda r: (r / "publicado/index.html").unlink(),
    "lo público, de más": lambda r: (r / "publicado/otro.html").write_text("x"),
    "el sello, dañado": lambda r: (r / MEMORIA / SELLO).write_text("{"),
    "el sello, de otra forma": lambda r: Almacen(r / MEMORIA).guardar(SELLO, {"clave": ""}, ""),
    "una carpeta con nombre de otro programa": lambda r: (
        (r / f"{ACTAS}/2026/__pycache__").mkdir(),
        (r / f"{ACTAS}/2026/__pycache__/02.md").write_text("x"),
    ),
}


@pytest.mark.parametrize("cambio", CAMBIOS)
def test_con_cualquier_cambio_se_construye(cambio: str, sitio: Path) -> None:
    CAMBIOS[cambio](sitio)
    assert preguntar(sitio).balance is None


def test_otro_dia_u_otro_programa_se_construye(sitio: Path) -> None:
    assert preguntar(sitio, "2026-11-23").balance is None
    programa._huella_de_este.cache_clear()
    with mock.patch.object(programa, "__version__", "0"):
        assert preguntar(sitio).balance is None
    programa._huella_de_este.cache_clear()
    assert preguntar(sitio).balance == BALANCE


def test_con_otros_temas_del_generador_se_construye(sitio: Path, tmp_path: Path) -> None:
    """Los temas del generador pueden estar fuera del paquete, y también son el programa."""
    otros = tmp_path / "otros-temas"
    shutil.copytree(programa.carpeta_de_temas_propios(), otros)
    programa._huella_de_este.cache_clear()
    with mock.patch.object(programa, "carpeta_de_temas_propios", lambda: otros):
        assert preguntar(sitio).balance is None
    programa._huella_de_este.cache_clear()
    assert preguntar(sitio).balance == BALANCE


def test_lo_que_no_lee_nadie_no_cuenta(sitio: Path) -> None:
    (sitio / "contenido/.DS_Store").write_text("x")
    (sitio / "contenido/instancias/mesa/.ficha.yaml.swp").write_text("x")
    (sitio / "contenido/instancias/mesa/ficha.yaml~").write_text("x")
    assert preguntar(sitio).balance == BALANCE


def test_lo_recien_escrito_no_se_sella(sitio: Path) -> None:
    (sitio / ACTA).write_bytes((sitio / ACTA).read_bytes())
    with mock.patch("generador.arboles.sondeo.RECIENTE", 60_000_000_000):
        consulta = preguntar(sitio)
        hecho = construir(Pedido(sitio, sitio / "publicado", CORTE, buscador=False))
        consulta.sellar(BALANCE, hecho.manifiesto)
    assert preguntar(sitio).balance is None
