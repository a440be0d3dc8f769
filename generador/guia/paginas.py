"""De los textos de la guía a sus páginas: el Markdown de los registros con el tema base."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup

from generador.guia import INICIO, PAGINAS, PARTES, carpeta_de_la_guia, direccion
from generador.lectura.anclas import en_palabras
from generador.lectura.markdown import convertir
from generador.vigencia.programa import carpeta_de_temas_propios

_PLANTILLA = Path(__file__).parent.parent / "datos/guia.html"
_ESTILO = "estilo.css"
_NOMBRES = {
    "editores": "Editores",
    "administracion": "Administración",
    "temas": "Temas",
    "automatizacion": "Automatización",
    "glosario": "Glosario",
}
_CARPETAS = ("tareas", "imagenes", "referencia")
_COMENTARIO = re.compile(r"<!--.*?-->\n*", re.DOTALL)
_TITULO = re.compile(r"<h1[^>]*>.*?</h1>\n?", re.DOTALL)
_TAREA = re.compile(r"\]\((tareas/[^)#]+\.md)\)")
_MARCA_DE_TITULO = "t-"


@dataclass(frozen=True, slots=True)
class _EntradaDelMenu:
    """A dónde lleva y qué dice."""

    texto: str
    destino: str
    aqui: bool = False


def escribir_guia(destino: Path) -> None:
    """Escribe la guía entera en una carpeta; lo que ya estuviera con esos nombres, lo reemplaza."""
    textos = dict(_textos())
    titulos = {ruta: _titulo(texto) for ruta, texto in textos.items()}
    plantilla = Environment(autoescape=True, trim_blocks=True).from_string(
        _PLANTILLA.read_text("utf-8")
    )
    for ruta, texto in textos.items():
        pagina = plantilla.render(_vista(ruta, texto, titulos, _tareas(textos)))
        _guardar(destino / direccion(ruta), pagina.encode())
    for ruta, archivo in _los_demas():
        _guardar(destino / ruta, archivo.read_bytes())


def _textos() -> Iterator[tuple[str, str]]:
    carpeta = carpeta_de_la_guia()
    for ruta in (*PAGINAS.values(), "prueba-de-la-guia.md"):
        yield ruta, _COMENTARIO.sub("", (carpeta / ruta).read_text("utf-8"))


def _los_demas() -> Iterator[tuple[str, Path]]:
    """Lo que las páginas muestran o citan tal cual: la hoja de estilo, imágenes y ejemplos."""
    yield _ESTILO, carpeta_de_temas_propios() / "base/estaticos" / _ESTILO
    carpeta = carpeta_de_la_guia()
    for parte in _CARPETAS:
        for archivo in sorted((carpeta / parte).rglob("*")):
            if archivo.is_file() and archivo.suffix != ".md":
                yield archivo.relative_to(carpeta).as_posix(), archivo


def _guardar(archivo: Path, contenido: bytes) -> None:
    archivo.parent.mkdir(parents=True, exist_ok=True)
    # Dos órdenes a la vez escriben lo mismo, y quien lee nunca halla una página a medias.
    provisional = archivo.with_name(f".{archivo.name}.{os.getpid()}")
    provisional.write_bytes(contenido)
    provisional.replace(archivo)


def _titulo(texto: str) -> str:
    return texto.partition("\n")[0].lstrip("# ").replace("`", "")


def _tareas(textos: Mapping[str, str]) -> list[str]:
    """Las páginas de la guía de editores, en el orden de su índice."""
    return [INICIO, *dict.fromkeys(_TAREA.findall(textos[INICIO]))]


def _vista(
    ruta: str, texto: str, titulos: Mapping[str, str], tareas: list[str]
) -> dict[str, object]:
    def hacia(otra: str) -> str:
        return posixpath.relpath(direccion(otra), posixpath.dirname(ruta) or ".")

    def resolver(escrito: str) -> str:
        return _resolver(escrito, ruta, titulos)

    cuerpo, _ = convertir(texto, ruta, resolver=resolver, nivel_base=1)
    return {
        "titulo": titulos[ruta],
        "cuerpo": Markup(_TITULO.sub("", cuerpo.html, count=1)),
        "indice": [_EntradaDelMenu(t.texto, f"#{t.ancla}") for t in cuerpo.titulos if t.nivel == 2],
        "estilo": posixpath.relpath(_ESTILO, posixpath.dirname(ruta) or "."),
        "inicio": hacia(INICIO),
        "partes": [_EntradaDelMenu(_NOMBRES[n], hacia(r), r == ruta) for n, r in PARTES.items()],
        "es_inicio": ruta == INICIO,
        "tareas": [_EntradaDelMenu(titulos[r], hacia(r), r == ruta) for r in tareas[1:]],
        **_vecinas(ruta, tareas, titulos),
    }


def _vecinas(
    ruta: str, tareas: list[str], titulos: Mapping[str, str]
) -> dict[str, _EntradaDelMenu | None]:
    """La página anterior y la siguiente, si es una de las que se leen en orden."""
    vecinas: dict[str, _EntradaDelMenu | None] = {"anterior": None, "siguiente": None}
    if ruta in tareas:
        lugar = tareas.index(ruta)
        desde = posixpath.dirname(ruta) or "."
        for nombre, otro in (("anterior", lugar - 1), ("siguiente", lugar + 1)):
            if 0 <= otro < len(tareas):
                destino = posixpath.relpath(direccion(tareas[otro]), desde)
                vecinas[nombre] = _EntradaDelMenu(titulos[tareas[otro]], destino)
    return vecinas


def _resolver(escrito: str, ruta: str, titulos: Mapping[str, str]) -> str:
    """El destino de un enlace de la guía, en la guía hecha páginas."""
    partes = urlsplit(escrito)
    if partes.scheme:
        return escrito
    ancla = f"#{_MARCA_DE_TITULO}{en_palabras(partes.fragment)}" if partes.fragment else ""
    if not partes.path:
        return ancla
    otra = posixpath.normpath(posixpath.join(posixpath.dirname(ruta), partes.path))
    if otra not in titulos:
        return partes.path + ancla
    return posixpath.relpath(direccion(otra), posixpath.dirname(ruta) or ".") + ancla
