"""Qué usan de verdad las páginas construidas: de ahí sale la política de seguridad de contenido."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from generador.arboles import FalloDeEntorno

_CARGAN = {"img": "img-src", "audio": "media-src", "video": "media-src", "iframe": "frame-src"}
_DE_DATOS = ("application/ld+json", "application/json")


@dataclass(slots=True)
class Uso:
    """Lo que las páginas cargan. `defectos` es lo que exigiría una política débil."""

    directivas: dict[str, set[str]] = field(default_factory=dict)
    defectos: list[str] = field(default_factory=list)

    def anotar(self, directiva: str, fuente: str = "'self'") -> None:
        """Anota que se carga algo."""
        self.directivas.setdefault(directiva, set()).add(fuente)

    @property
    def csp(self) -> str:
        """La política: todo cerrado, salvo lo que se usa."""
        partes = ["default-src 'none'"]
        partes += [f"{d} {' '.join(sorted(f))}" for d, f in sorted(self.directivas.items())]
        if "form-action" not in self.directivas:
            partes.append("form-action 'none'")
        return "; ".join([*partes, "base-uri 'none'", "frame-ancestors 'none'"])


def mirar_uso(salida: Path, rutas: Iterable[str]) -> Uso:
    """Mira todas las páginas y las hojas de estilo de lo construido."""
    uso = Uso()
    for ruta in sorted(rutas):
        if ruta.endswith(".html"):
            lector = _LoQueCarga(ruta, uso)
            lector.feed(_texto(salida, ruta))
        elif ruta.endswith(".css"):
            _mirar_hoja(ruta, _texto(salida, ruta), uso)
    if "script-src" in uso.directivas:
        uso.anotar("script-src")
        # Un guion del sitio solo puede pedir archivos del sitio.
        uso.anotar("connect-src")
    return uso


def _texto(salida: Path, ruta: str) -> str:
    try:
        return (salida / ruta).read_text("utf-8")
    except UnicodeDecodeError as fallo:
        raise FalloDeEntorno(
            f"«{ruta}», en lo construido, no está en UTF-8: no se sabe qué carga.",
            "Si es del tema, guarde en UTF-8 el archivo de temas/ del que sale. Construya otra vez "
            "con «generador construir».",
        ) from fallo


def _mirar_hoja(ruta: str, texto: str, uso: Uso) -> None:
    for trozo in texto.split("url(")[1:]:
        valor = trozo.split(")", 1)[0].strip("\"' ")
        directiva = "font-src" if valor.split("?")[0].endswith((".woff2", ".woff")) else "img-src"
        if valor.startswith("data:"):
            uso.anotar("img-src", "data:")
        elif "//" in valor:
            uso.defectos.append(f"{ruta}: la hoja de estilo carga algo de otro sitio")
        elif not valor.startswith("#"):
            uso.anotar(directiva)


class _LoQueCarga(HTMLParser):
    """Anota lo que carga una página."""

    def __init__(self, ruta: str, uso: Uso) -> None:
        super().__init__()
        self._ruta = ruta
        self._uso = uso

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Cada etiqueta, con sus atributos."""
        atributos = {nombre: valor or "" for nombre, valor in attrs}
        for motivo in _en_linea(tag, atributos):
            self._uso.defectos.append(f"{self._ruta}: {motivo}")
        if tag == "script" and "src" in atributos:
            self._cargar("script-src", atributos["src"])
        elif tag == "link" and atributos.get("rel") == "stylesheet":
            self._cargar("style-src", atributos.get("href", ""))
        elif tag == "link" and atributos.get("rel") == "icon":
            self._cargar("img-src", atributos.get("href", ""))
        elif tag == "form":
            self._cargar("form-action", atributos.get("action", ""))
        elif tag in _CARGAN and "src" in atributos:
            self._cargar(_CARGAN[tag], atributos["src"])

    def _cargar(self, directiva: str, direccion: str) -> None:
        if direccion.startswith("data:") and directiva == "img-src":
            self._uso.anotar(directiva, "data:")
        elif direccion.startswith(("http:", "https:", "//", "data:")):
            self._uso.defectos.append(
                f"{self._ruta}: carga «{direccion[:80]}», que es de otro sitio"
            )
        else:
            self._uso.anotar(directiva)


def _en_linea(tag: str, atributos: dict[str, str]) -> Iterator[str]:
    if tag == "script" and "src" not in atributos and atributos.get("type") not in _DE_DATOS:
        yield "tiene un guion escrito dentro de la página"
    if tag == "style" or "style" in atributos:
        yield "tiene estilos escritos dentro de la página"
    if any(nombre.startswith("on") for nombre in atributos):
        yield f"tiene un guion en un atributo de <{tag}>"
    if tag in ("object", "embed", "base"):
        yield f"usa <{tag}>"
