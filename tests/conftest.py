"""Las cuentas de la corrida: el tiempo de cada parte y cada prueba omitida con su motivo.

Cada prueba pertenece a una parte: la de su marca (`@pytest.mark.navegador`), la de su carpeta
(`tests/sitios/`) o, si nada lo dice, `unidad`. Con CI=true, omitir una prueba que no está
anotada en `omisiones.txt` hace fallar la corrida.
"""

from __future__ import annotations

import functools
import gc
import importlib
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from apoyo.mirada import Sitio
    from playwright.sync_api import Browser

# Lo que tarda un ejemplo depende de la máquina, y no es lo que se prueba.
settings.register_profile("casa", deadline=None)
settings.load_profile("casa")

AQUI = Path(__file__).parent
LARGAS = "largas"
PARTES = {
    "estilo": "ruff, mypy y los contratos de importación",
    "unidad": "una pieza a la vez; toda prueba que no es de otra parte",
    "sitios": "sitios pequeños completos, comparados con lo esperado",
    "navegador": "las páginas en un navegador de verdad",
    "promesas": "las garantías que se ofrecen a quien usa el generador",
    "servidores": "el sitio servido por servidores de verdad",
    "recorridos": "el camino de cada persona, con la rueda instalada y un navegador",
}
# Las partes cuyos archivos tardan minutos, de la más larga a la menos.
PARTES_LARGAS = {"recorridos": 0, "navegador": 1, "servidores": 2, "promesas": 3, "estilo": 4}


@dataclass(frozen=True, slots=True)
class Omision:
    """Una prueba que no corrió, o un archivo de pruebas entero."""

    prueba: str
    parte: str
    motivo: str


def parte_de(ruta: Path, marcas: set[str]) -> str:
    """La parte de una prueba: su marca, su carpeta bajo `tests/` o `unidad`."""
    carpetas = ruta.parent.relative_to(AQUI).parts if ruta.is_relative_to(AQUI) else ()
    return next((p for p in PARTES if p in marcas or p in carpetas), "unidad")


def leer_permitidas(archivo: Path) -> list[re.Pattern[str]]:
    """Las omisiones anotadas; `*` vale por cualquier texto. Sin motivo es un error de uso."""
    if not archivo.exists():
        return []
    patrones = []
    for numero, renglon in enumerate(archivo.read_text(encoding="utf-8").splitlines(), 1):
        prueba, _, motivo = (trozo.strip() for trozo in renglon.partition("|"))
        if not prueba or prueba.startswith("#"):
            continue
        if not motivo:
            raise pytest.UsageError(f"{archivo.name}:{numero}: falta el motivo, después de «|»")
        # No es fnmatch: los corchetes de una prueba con parámetros son texto.
        patrones.append(re.compile(".*".join(map(re.escape, prueba.split("*")))))
    return patrones


def motivo_de(reporte: pytest.TestReport | pytest.CollectReport) -> str:
    """El motivo con que la prueba se omitió, sin el prefijo de pytest."""
    texto = reporte.longrepr[2] if isinstance(reporte.longrepr, tuple) else str(reporte.longrepr)
    return texto.removeprefix("Skipped: ")


class Cuentas:
    """Suma mientras corren las pruebas y lo cuenta al final."""

    def __init__(self, permitidas: list[re.Pattern[str]], estricto: bool) -> None:
        self.permitidas = permitidas
        self.estricto = estricto
        self.segundos: defaultdict[str, float] = defaultdict(float)
        self.corridas: Counter[str] = Counter()
        self.omisiones: list[Omision] = []

    @property
    def sin_anotar(self) -> list[Omision]:
        """Las omisiones que `omisiones.txt` no permite."""
        return [
            o for o in self.omisiones if not any(p.fullmatch(o.prueba) for p in self.permitidas)
        ]

    # Antes que el filtro de `-m`, que necesita las marcas puestas.
    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            parte = parte_de(item.path, {m.name for m in item.iter_markers()})
            item.add_marker(parte)
            # Viaja con el resultado: quien corre la prueba puede ser otro proceso.
            item.user_properties.append(("parte", parte))
        # Los archivos largos van primero: si salieran de últimos, un núcleo esperaría al otro.
        items.sort(key=lambda item: PARTES_LARGAS.get(item.user_properties[-1][1], 9))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            ruta = AQUI.parent / report.nodeid
            self.omisiones.append(Omision(report.nodeid, parte_de(ruta, set()), motivo_de(report)))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        parte = str(dict(report.user_properties)["parte"])
        self.segundos[parte] += report.duration
        self.corridas[parte] += report.when == "setup"
        # Un fallo esperado también llega como omitido, pero la prueba sí corrió.
        if report.skipped and not hasattr(report, "wasxfail"):
            self.omisiones.append(Omision(report.nodeid, parte, motivo_de(report)))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.estricto and self.sin_anotar and not session.exitstatus:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.ensure_newline()
        terminalreporter.section("partes")
        for renglon in self._tabla():
            terminalreporter.write_line(renglon)
        if self.omisiones:
            terminalreporter.section("omitidas")
        for o in self.omisiones:
            terminalreporter.write_line(f"{o.prueba}: {o.motivo}")
        if self.estricto and self.sin_anotar:
            terminalreporter.section("omitidas sin anotar", red=True)
            terminalreporter.write_line(
                "Con CI=true toda omisión se anota en tests/omisiones.txt con su motivo. Faltan:"
            )
            for o in self.sin_anotar:
                terminalreporter.write_line(f"  {o.prueba}")

    def _tabla(self) -> list[str]:
        omitidas = Counter(o.parte for o in self.omisiones)
        vistas = [p for p in PARTES if self.corridas[p] or omitidas[p]]
        filas = [(p, self.corridas[p], self.segundos[p], omitidas[p]) for p in vistas]
        cuentas = [sum(f[n] for f in filas) for n in (1, 2, 3)]
        filas.append(("total", cuentas[0], cuentas[1], cuentas[2]))
        titulo = f"{'parte':<12}{'pruebas':>9}{'segundos':>10}{'omitidas':>10}"
        return [titulo, *(f"{p:<12}{n:>9}{s:>10.1f}{o:>10}" for p, n, s, o in filas)]


# --- el navegador y los sitios que se miran con él --------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def una_sola_vez() -> Iterator[None]:
    """Leer o compilar una plantilla, comprimir unos bytes o leer un dato del producto, una vez.

    Cada prueba construye su sitio desde cero y todas con las mismas plantillas y los mismos datos;
    lo que se hace de nuevo por ser otro sale igual que sin esto.
    """
    brotli = importlib.import_module("brotli")
    from jinja2 import Environment

    compilar, analizar = Environment.compile, Environment.parse
    comprimir = brotli.compress
    compiladas: dict[tuple[object, ...], Any] = {}
    analizadas: dict[tuple[object, ...], Any] = {}

    # Todo lo que decide cómo se lee, además de la plantilla: cómo se configuró el entorno.
    def modo(entorno: Environment) -> tuple[object, ...]:
        return (type(entorno), entorno.autoescape, entorno.trim_blocks, entorno.lstrip_blocks)

    def compilar_una_vez(entorno: Environment, source: Any, *nombres: Any, **mas: Any) -> Any:
        if mas or not isinstance(source, str):
            return compilar(entorno, source, *nombres, **mas)
        clave = (modo(entorno), tuple(entorno.filters), source, nombres)
        if clave not in compiladas:
            compiladas[clave] = compilar(entorno, source, *nombres)
        return compiladas[clave]

    # Quien pide la lectura de una plantilla la mira y no la cambia.
    def analizar_una_vez(entorno: Environment, source: str, *nombres: Any) -> Any:
        clave = (modo(entorno), tuple(entorno.extensions), source, nombres)
        if clave not in analizadas:
            analizadas[clave] = analizar(entorno, source, *nombres)
        return analizadas[clave]

    # Si ninguna prueba lo usa, no se carga.
    leido: Any = sys.modules.get("generador.lectura.leido")
    leer = leido and leido.leer_yaml
    leidos: dict[tuple[object, ...], Any] = {}

    def leer_una_vez(texto: str, archivo: str, **mas: Any) -> Any:
        if not archivo.startswith("generador/datos/"):
            return leer(texto, archivo, **mas)
        clave = (texto, archivo, *mas.items())
        if clave not in leidos:
            leidos[clave] = leer(texto, archivo, **mas)
        return leidos[clave]

    with pytest.MonkeyPatch.context() as cambios:
        if leido:
            cambios.setattr(leido, "leer_yaml", leer_una_vez)
        cambios.setattr(Environment, "compile", compilar_una_vez)
        cambios.setattr(Environment, "parse", analizar_una_vez)
        cambios.setattr(brotli, "compress", functools.lru_cache(maxsize=None)(comprimir))
        yield


@pytest.fixture(scope="session")
def navegador() -> Iterator[Browser]:
    """Un solo Chromium para toda la corrida; sin ventanas, que cuestan cuatro veces más."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # En un contenedor, Chromium no puede crear su propio encierro.
        abierto = playwright.chromium.launch(
            executable_path="/usr/bin/chromium-headless-shell",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield abierto
        abierto.close()


@pytest.fixture(scope="session")
def sitio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitio]:
    """El sitio de `contenido/`, con el tema base y el buscador, servido."""
    from apoyo.mirada import construido, servido

    with servido(construido(tmp_path_factory.mktemp("base"), "base")) as abierto:
        yield abierto


@pytest.fixture(scope="session")
def sitio_govco(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitio]:
    """El mismo sitio con el tema govco."""
    from apoyo.mirada import construido, servido

    with servido(construido(tmp_path_factory.mktemp("govco"), "govco")) as abierto:
        yield abierto


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Lo juntado dura toda la corrida: buscar basura ahí, una y otra vez, es tiempo perdido."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Las pruebas largas solo corren si se piden con `-m largas`."""
    if LARGAS in config.getoption("markexpr"):
        return
    largas = [i for i in items if i.get_closest_marker(LARGAS)]
    config.hook.pytest_deselected(items=largas)
    items[:] = [i for i in items if i not in largas]


def pytest_configure(config: pytest.Config) -> None:
    for parte, que in PARTES.items():
        config.addinivalue_line("markers", f"{parte}: {que}")
    config.addinivalue_line("markers", f"{LARGAS}: tardan minutos; solo con -m {LARGAS}")
    permitidas = leer_permitidas(AQUI / "omisiones.txt")
    config.pluginmanager.register(Cuentas(permitidas, os.environ.get("CI") == "true"))
