"""Los documentos dicen lo que el programa hace hoy: nada de lo que existe queda sin documentar."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import shlex
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest
from pydantic import Field

from generador import cli, modelo
from generador.hallazgo import Gravedad
from generador.modelo.base import Publicable, Registro, Valor
from generador.modelo.instancia import ConVigencia
from generador.modelo.sitio import Sitio
from generador.modelo.tipos import Texto, sin_tildes
from generador.verificacion.catalogo import CATALOGO

RAIZ = Path(__file__).parent.parent
MESA = RAIZ / "contenido/instancias/mesa-de-territorializacion"
DE_LA_RAIZ = ("README.md", "README.en.md", "CHANGELOG.md", "CONTRIBUTING.md")
PAGINAS = sorted([*(RAIZ / p for p in DE_LA_RAIZ), *(RAIZ / "docs").rglob("*.md")])
PAGINAS_CON_ORDENES = [
    *(RAIZ / p for p in (*DE_LA_RAIZ, "docs/automatizacion.md")),
    *sorted((RAIZ / "docs/tareas").glob("*.md")),
]
_ENLACE = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)")
_BLOQUE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
_ENTRE_COMILLAS = re.compile(r"(?<!`)`[^`\n]+`(?!`)")
_DE_TERMINAL = re.compile(r"^ *```sh\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
_EN_LINEA = re.compile(r"`((?:make|generador) [^`]+)`")
_CODIGO = re.compile(r"`([a-z]+(?:-[a-z0-9]+)+)`")
_META = re.compile(r"^([a-z]+):", re.MULTILINE)


@cache
def importar(nombre: str) -> ModuleType:
    """Un módulo de `docs/`, que no es parte del paquete."""
    with pytest.MonkeyPatch.context() as parche:
        parche.syspath_prepend(RAIZ / "docs")
        return importlib.import_module(nombre)


def generar() -> ModuleType:
    return importar("generar")


def de_registros() -> ModuleType:
    return importar("generar_registros")


# --- la referencia ----------------------------------------------------------------------------


def desfasadas(paginas: Mapping[Path, str]) -> list[str]:
    """Las páginas de la referencia que no dicen lo que el programa dice ahora."""
    return [p.name for p, t in paginas.items() if not p.exists() or p.read_text("utf-8") != t]


def test_la_referencia_esta_al_dia() -> None:
    assert desfasadas(generar().paginas()) == [], "corra: make referencia"


def test_la_referencia_no_depende_de_la_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    antes = generar().ordenes()
    monkeypatch.setenv("COLUMNS", "40")
    assert generar().ordenes() == antes


def test_una_regla_sin_documentar_se_descubre() -> None:
    nueva = {**CATALOGO, "regla-inventada": ("Una regla", Gravedad.AVISO, "Una norma")}
    pagina = generar().REFERENCIA / "reglas.md"
    assert desfasadas({pagina: generar().reglas(nueva)}) == ["reglas.md"]


def test_una_orden_de_mas_o_de_menos_se_descubre() -> None:
    pagina = generar().REFERENCIA / "ordenes.md"
    assert desfasadas({pagina: generar().ordenes(cli.ORDENES[:-1])}) == ["ordenes.md"]


class SitioCrecido(Sitio):
    """El sitio con un campo que nadie documentó."""

    lema: Texto | None = Field(None, description="El lema.")


class SitioMudo(Sitio):
    """El sitio con un campo que no dice qué es."""

    titulo: Texto = Field()


@pytest.mark.parametrize(
    ("crecido", "falla"),
    [
        (SitioCrecido, "SitioCrecido.lema no está en ningún ejemplo"),
        (SitioMudo, "SitioMudo.titulo no tiene descripción"),
    ],
)
def test_un_campo_sin_documentar_se_descubre(crecido: type[Sitio], falla: str) -> None:
    archivos = tuple(
        replace(a, modelo=crecido) if a.modelo is Sitio else a for a in de_registros().ARCHIVOS
    )
    with pytest.raises(de_registros().SinDocumentar, match=falla):
        de_registros().registros(archivos)


def modelos() -> set[type[Valor]]:
    """Todas las formas de `generador.modelo`, menos las que solo sirven de base."""
    for modulo in pkgutil.iter_modules(modelo.__path__, f"{modelo.__name__}."):
        importlib.import_module(modulo.name)
    por_ver, vistos = [Valor], set[type[Valor]]()
    while por_ver:
        hijas = por_ver.pop().__subclasses__()
        vistos |= set(hijas)
        por_ver += hijas
    return {m for m in vistos if m.__module__.startswith(modelo.__name__)} - {
        ConVigencia,
        Publicable,
        Registro,
    }


def sin_documentar(archivos: tuple[Any, ...]) -> set[str]:
    """Las formas que la página de registros no muestra."""
    documentados = {a.modelo for a in archivos} | set(de_registros().partes_de(archivos))
    return {m.__name__ for m in modelos() - documentados}


def test_toda_forma_del_modelo_esta_en_la_referencia() -> None:
    assert sin_documentar(de_registros().ARCHIVOS) == set()


def test_una_clase_de_archivo_sin_documentar_se_descubre() -> None:
    sin_plan = tuple(a for a in de_registros().ARCHIVOS if a.titulo != "Plan")
    assert {"Plan", "Meta", "Hito"} <= sin_documentar(sin_plan)


def test_un_tipo_sin_palabras_se_descubre() -> None:
    with pytest.raises(de_registros().SinDocumentar, match="no hay palabras para el tipo"):
        de_registros().en_palabras(bytes)


# --- la arquitectura --------------------------------------------------------------------------


def pisos_del_contrato() -> list[list[str]]:
    """Los pisos que comprueba import-linter, de arriba abajo."""
    contratos = tomllib.loads((RAIZ / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    pisos = next(c for c in contratos["contracts"] if c["id"] == "pisos")["layers"]
    return [re.findall(r"\w+", piso) for piso in pisos]


def pisos_de_la_tabla(texto: str) -> list[list[str]]:
    """Los pisos de la tabla «Piso | Qué es»."""
    tabla = texto.partition("| Piso |")[2].partition("\n\n")[0]
    return [re.findall(r"`(\w+)`", fila.split("|")[1]) for fila in tabla.splitlines()[2:]]


def test_los_pisos_son_los_del_contrato() -> None:
    texto = (RAIZ / "docs/arquitectura.md").read_text("utf-8")
    assert pisos_de_la_tabla(texto) == pisos_del_contrato()


def test_un_piso_de_menos_se_descubre() -> None:
    tabla = "| Piso | Qué es |\n|---|---|\n| `cli` | Las órdenes. |\n| `a`, `b` | Dos. |\n\nMás.\n"
    assert pisos_de_la_tabla(tabla) == [["cli"], ["a", "b"]] != pisos_del_contrato()


# --- el glosario ------------------------------------------------------------------------------


def test_el_glosario_va_en_orden_y_sin_repetir() -> None:
    texto = (RAIZ / "docs/glosario.md").read_text("utf-8")
    palabras = [sin_tildes(p) for p in re.findall(r"^- \*\*(.+?)\*\*: .+\.$", texto, re.MULTILINE)]
    assert palabras == sorted(set(palabras))
    assert len(palabras) == texto.count("\n- ")


def _es_de_tipos(valor: ast.expr | None) -> bool:
    """Si es un alias de un tipo: `tuple[int, str]`, `Annotated[…]`, `A | B` u otro nombre."""
    if isinstance(valor, ast.BinOp):
        return _es_de_tipos(valor.left) and _es_de_tipos(valor.right)
    if isinstance(valor, ast.Subscript):
        valor = valor.value
    nombre = getattr(valor, "id", getattr(valor, "attr", ""))
    return nombre in ("str", "bytes", "int", "tuple", "dict", "list", "set", "frozenset") or (
        re.fullmatch(r"_?[A-Z]\w*[a-z]\w*", nombre) is not None
    )


def nombres_de_cosas(texto: str) -> Iterator[str]:
    """Las clases de un módulo y los nombres que da a tipos, sin la raya con que empiecen."""
    arbol = ast.parse(texto)
    yield from (n.name.lstrip("_") for n in ast.walk(arbol) if isinstance(n, ast.ClassDef))
    for nodo in arbol.body:
        puestos = nodo.targets if isinstance(nodo, ast.Assign) else [getattr(nodo, "target", None)]
        nombre = getattr(puestos[0], "id", "")
        es_tipo = re.fullmatch(r"_?[A-Z]\w*[a-z]\w*", nombre) is not None
        if es_tipo and _es_de_tipos(getattr(nodo, "value", None)):
            yield nombre.lstrip("_")


def test_un_nombre_dice_una_sola_cosa() -> None:
    """Con dos clases o dos tipos del mismo nombre hay que saber de cuál se habla, y la raya con que
    uno empiece no los distingue."""
    textos = (p.read_text("utf-8") for p in (RAIZ / "generador").rglob("*.py"))
    nombres = Counter(n for t in textos for n in nombres_de_cosas(t))
    assert [nombre for nombre, veces in nombres.items() if veces > 1] == []


def test_un_nombre_repetido_se_descubre() -> None:
    texto = (
        "Marca = tuple[int, int]\nLugar = Texto\n_Cosa = Acta | dict[str, int]\nTOPE = 3\n"
        "Vacio = f()\nclass _Marca: ...\nRenglon: TypeAlias = Annotated[str, 1]\n"
    )
    assert sorted(nombres_de_cosas(texto)) == ["Cosa", "Lugar", "Marca", "Marca", "Renglon"]


DEL_GLOSARIO = {
    "Acervo": "acervo/__init__",
    "Acta": "modelo/acta",
    "Anexo": "lectura/anexos",
    "Anuncio": "verificacion/porvenir",
    "Apoyos": "integridad/__init__",
    "Arreglo": "hallazgo",
    "Asiento": "arboles/obra",
    "Bloque": "vistas/formulario",
    "Caso": "verificacion/reglas/regla",
    "Cita": "modelo/citas",
    "Clase": "modelo/clases",
    "Cobertura": "modelo/instancia",
    "Confianza": "modelo/base",
    "Contenido": "lectura/contenido",
    "Contexto": "configuracion/__init__",
    "Convocatoria": "modelo/convocatoria",
    "Corte": "configuracion/corte",
    "Declarado": "modelo/informe",
    "Destino": "publicacion/interfaz",
    "Encargo": "construccion/encargo",
    "Entrega": "compilacion/entrega",
    "Escrito": "modelo/escrito",
    "Evidencia": "modelo/sitio",
    "Exigencia": "verificacion/resultados",
    "Ficha": "arboles/manifiesto",
    "Gravedad": "hallazgo",
    "Hallazgo": "hallazgo",
    "Hito": "modelo/plan",
    "Informe": "modelo/informe",
    "Instancia": "modelo/instancia",
    "Instrumento": "vistas/instrumento",
    "Integrante": "modelo/instancia",
    "Lapso": "modelo/tipos",
    "Manifiesto": "arboles/manifiesto",
    "Memoria": "memoria/__init__",
    "Motor": "construccion/pedido",
    "Norma": "modelo/norma",
    "Obra": "arboles/obra",
    "Obrador": "publicacion/taller",
    "Origen": "hallazgo",
    "Paso": "arreglos/pasos",
    "Periodo": "modelo/fechas",
    "Plan": "modelo/plan",
    "Plazo": "verificacion/plazos",
    "Procedencia": "modelo/base",
    "Prueba": "verificacion/pruebas",
    "Publicacion": "modelo/sitio",
    "Quorum": "modelo/sesion",
    "Reanudacion": "modelo/sesion",
    "Registro": "modelo/base",
    "Regla": "verificacion/reglas/regla",
    "Reglamento": "modelo/norma",
    "Renglon": "verificacion/resultados",
    "Reparto": "vistas/por_anios",
    "Requisito": "modelo/sitio",
    "SecretariaTecnica": "vistas/contacto",
    "Sello": "vigencia/__init__",
    "Sobre": "construccion/encargo",
    "Sondeo": "arboles/sondeo",
    "Taller": "compilacion/taller",
    "Tema": "representacion/tema",
    "Trabajo": "compilacion/taller",
    "Tropiezo": "construccion/encargo",
    "Visita": "modelo/sitio",
    "VistaPrevia": "servidor/vista_previa",
    "Dicho": "resumen/valores",
    "Original": "modelo/base",
}
"""Dónde está la clase o el tipo que se llama como una palabra del glosario, y es esa cosa."""


def test_lo_que_se_llama_como_una_palabra_del_glosario_es_esa_cosa() -> None:
    """Uno nuevo se agrega aquí después de leer en el glosario qué quiere decir."""
    glosario = (RAIZ / "docs/glosario.md").read_text("utf-8")
    palabras = {
        sin_tildes(p).title().replace(" ", "")
        for p in re.findall(r"^- \*\*(.+?)\*\*: ", glosario, re.MULTILINE)
    }
    hallados = {
        nombre: modulo.relative_to(RAIZ / "generador").with_suffix("").as_posix()
        for modulo in sorted((RAIZ / "generador").rglob("*.py"))
        for nombre in nombres_de_cosas(modulo.read_text("utf-8"))
        if nombre in palabras
    }
    assert hallados == DEL_GLOSARIO


# --- los enlaces ------------------------------------------------------------------------------


def anclas(texto: str) -> set[str]:
    """Las anclas de los títulos, como las forman los visores de Markdown."""
    titulos = re.findall(r"^#+ (.+)$", _BLOQUE.sub("", texto), re.MULTILINE)
    limpios = (re.sub(r"[^\w\- ]", "", t.lower()) for t in titulos)
    return {t.replace(" ", "-") for t in limpios}


def enlaces_rotos(pagina: Path) -> Iterator[str]:
    """Los enlaces de una página que no llevan a un archivo o a un título que exista."""
    # Lo que va entre comillas se enseña a escribir: no es un enlace de la página.
    texto = _ENTRE_COMILLAS.sub("", _BLOQUE.sub("", pagina.read_text("utf-8")))
    for destino in _ENLACE.findall(texto):
        if re.match(r"[a-z]+:", destino):
            continue
        camino, _, ancla = destino.partition("#")
        archivo = pagina.parent / camino if camino else pagina
        if not archivo.exists() or (ancla and ancla not in anclas(archivo.read_text("utf-8"))):
            yield destino


@pytest.mark.parametrize("pagina", PAGINAS, ids=lambda p: p.relative_to(RAIZ).as_posix())
def test_todo_enlace_lleva_a_algo(pagina: Path) -> None:
    assert list(enlaces_rotos(pagina)) == []


def test_un_enlace_roto_se_descubre(tmp_path: Path) -> None:
    pagina = tmp_path / "pagina.md"
    pagina.write_text(
        "# Un título, con coma\n\n[bien](#un-título-con-coma) [bien](pagina.md) [mal](otra.md)\n"
        "[mal](pagina.md#nada) [de fuera](https://ejemplo.gov.co/)\n\n```\n[no](es.enlace)\n```\n",
        "utf-8",
    )
    assert list(enlaces_rotos(pagina)) == ["otra.md", "pagina.md#nada"]


# --- lo que se manda escribir -----------------------------------------------------------------


def mandados(texto: str) -> Iterator[list[str]]:
    """Cada renglón de un bloque de terminal, y cada orden nombrada en el texto, en palabras."""
    for bloque in _DE_TERMINAL.findall(texto):
        yield from (p for r in bloque.splitlines() if (p := shlex.split(r, comments=True)))
    yield from (shlex.split(dicho) for dicho in _EN_LINEA.findall(_BLOQUE.sub("", texto)))


def faltas(palabras: list[str]) -> list[str]:
    """Lo que un mandato nombra y no existe: una meta de make, una orden o una opción."""
    programa, *resto = palabras
    if programa == "make":
        metas = set(_META.findall((RAIZ / "Makefile").read_text("utf-8")))
        return [p for p in resto if "=" not in p and not p.startswith("-") and p not in metas]
    if Path(programa).name != "generador":
        return []
    orden: click.Command = cli.grupo
    for palabra in (p for p in resto if not p.startswith("-")):
        # Una palabra en mayúsculas está en lugar de otra: «generador ORDEN --help».
        if not isinstance(orden, click.Group) or palabra.isupper():
            break
        hija = orden.get_command(click.Context(orden), palabra)
        if hija is None:
            return [palabra]
        orden = hija
    return [p for p in resto if p.startswith("-") and p.partition("=")[0] not in _opciones(orden)]


def _opciones(orden: click.Command) -> set[str]:
    contexto = click.Context(orden, **cli.grupo.context_settings)
    return {opcion for p in orden.get_params(contexto) for opcion in p.opts}


@pytest.mark.parametrize("pagina", PAGINAS_CON_ORDENES, ids=lambda p: p.name)
def test_lo_que_se_manda_escribir_existe(pagina: Path) -> None:
    assert [f for m in mandados(pagina.read_text("utf-8")) for f in faltas(m)] == []


@pytest.mark.parametrize("orden", cli.ORDENES)
def test_el_readme_nombra_cada_orden(orden: str) -> None:
    assert re.search(rf"`generador {orden}\b", (RAIZ / "README.md").read_text("utf-8"))


@pytest.mark.parametrize(
    ("texto", "esperadas"),
    [
        ("```sh\nmake sitio  # nada\nmake despegar\n```\n", ["despegar"]),
        ("```sh\n.venv/bin/generador revisar --json --deprisa\n```\n", ["--deprisa"]),
        ("Corra `generador volar` o `generador ORDEN --help`.\n", ["volar"]),
        ("```sh\npython3 -m venv .venv\n```\n`make pruebas PARTE=unidad`\n", []),
    ],
)
def test_lo_que_no_existe_se_descubre(texto: str, esperadas: list[str]) -> None:
    assert [f for m in mandados(texto) for f in faltas(m)] == esperadas


# --- el caso de la Mesa -----------------------------------------------------------------------


def codigos_ajenos(texto: str) -> set[str]:
    """Las palabras con guiones que no son un código de hallazgo ni están en los registros."""
    registros = "\n".join(p.read_text("utf-8") for p in sorted(MESA.rglob("*.md")))
    return {c for c in _CODIGO.findall(texto) if c not in CATALOGO and c not in registros}


def test_los_codigos_del_caso_existen() -> None:
    assert codigos_ajenos((RAIZ / "docs/caso-mesa.md").read_text("utf-8")) == set()


def test_un_codigo_inventado_se_descubre() -> None:
    assert codigos_ajenos("`acta-voladora`, `acta-sin-numero`, `alcaldias-locales`") == {
        "acta-voladora"
    }
