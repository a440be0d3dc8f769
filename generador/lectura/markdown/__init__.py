"""Del Markdown de los editores a HTML seguro, sin perder una palabra en silencio.

`convertir` es todo lo que el resto del programa usa. El HTML de un `Cuerpo` es el único que
una plantilla puede marcar como seguro.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from markdown.util import ETX, STX

from generador.hallazgo import Hallazgo, error, hay_errores, ordenar
from generador.lectura.markdown.arbol import revisar
from generador.lectura.markdown.descartes import revisar_impedimento
from generador.lectura.markdown.html import escribir, sanear
from generador.lectura.markdown.limites import muy_anidado, normalizar, revisar_limites
from generador.lectura.markdown.lugares import Lugares
from generador.lectura.markdown.motor import CuerpoLeido, MotorDeMarkdown
from generador.lectura.markdown.perdidas import (
    con_cuentas,
    donde_se_pierde,
    donde_se_pierde_una_palabra,
)
from generador.lectura.markdown.revision import EnlaceDelCuerpo, Imagen, Revision, Titulo
from generador.lectura.markdown.vinetas import letras_pegadas, vinetas_pegadas

__all__ = ["Cuerpo", "EnlaceDelCuerpo", "Imagen", "Titulo", "convertir"]

_MARCA_INTERNA = re.compile(f"{STX}[a-z0-9:]*{ETX}?|{ETX}")


@dataclass(frozen=True, slots=True)
class Cuerpo:
    """Un cuerpo ya convertido: HTML saneado, y los enlaces y títulos que contiene."""

    html: str
    enlaces: tuple[EnlaceDelCuerpo, ...] = ()
    titulos: tuple[Titulo, ...] = ()


def convertir(
    texto: str,
    archivo: str,
    linea_inicial: int = 1,
    *,
    resolver: Callable[[str], str] | None = None,
    imagen: Callable[[str], Imagen] | None = None,
    nivel_base: int = 3,
) -> tuple[Cuerpo, tuple[Hallazgo, ...]]:
    """El cuerpo de un registro y sus hallazgos. Nunca lanza una excepción por el contenido.

    `linea_inicial` es la línea de `archivo` donde empieza `texto`. `resolver` recibe cada
    destino relativo como se escribió y devuelve el de la página; `imagen`, lo mismo con el de una
    imagen y lo que mide. Los títulos de más alto
    nivel del cuerpo pasan a ser `h{nivel_base}`. Con un error el HTML no pierde seguridad,
    pero puede estar incompleto: no se publica.
    """
    lugares = Lugares(normalizar(texto), archivo, linea_inicial)
    if not lugares.texto.strip():
        return Cuerpo(""), ()
    impedimentos = revisar_limites(lugares)
    if impedimentos:
        return Cuerpo(""), ordenar(impedimentos)
    revision = Revision(lugares, nivel_base, resolver, imagen)
    revision.hallazgos += [*vinetas_pegadas(lugares), *letras_pegadas(lugares)]
    try:
        html = _interpretar(lugares.texto, revision)
    except RecursionError:
        _motor.cache_clear()
        return Cuerpo(""), (muy_anidado(lugares.en(0), "demasiadas marcas"),)
    return Cuerpo(html, tuple(revision.enlaces), tuple(revision.titulos)), ordenar(
        revision.hallazgos
    )


@cache
def _motor(con_notas: bool) -> MotorDeMarkdown:
    """El intérprete de este proceso; las notas al pie cuestan, y casi nadie las usa."""
    return MotorDeMarkdown(con_notas)


def _interpretar(texto: str, revision: Revision) -> str:
    lectura = _motor("[^" in texto).leer(texto)
    if revisar_impedimento(lectura, revision):
        return ""
    cuentas = "" if lectura.con_referencias else con_cuentas(lectura)
    revisar(lectura, revision)
    html, quitado = sanear(escribir(lectura.raiz))
    if STX in html:
        # Ante ciertas comillas sin cerrar la biblioteca deja a la vista sus marcas internas.
        html, quitado = _MARCA_INTERNA.sub("", html), quitado or "formato"
    if not hay_errores(revision.hallazgos):
        perdido = quitado or _perdido(texto, html, lectura, cuentas, revision)
        if perdido:
            _decir_perdido(perdido, revision)
    return html


def _perdido(texto: str, html: str, lectura: CuerpoLeido, cuentas: str, revision: Revision) -> str:
    """Lo que ninguna revisión anterior vio y no llegaría a la página como se escribió."""
    if not lectura.con_referencias:
        return donde_se_pierde(texto, cuentas)
    destinos = " ".join(enlace.destino for enlace in revision.enlaces)
    return donde_se_pierde_una_palabra(texto, html, destinos)


def _decir_perdido(trozo: str, revision: Revision) -> None:
    revision.hallazgos.append(
        error(
            "markdown-se-pierde-texto",
            revision.lugares.de(trozo.split()[0]),
            f"Algo de lo escrito no saldría en la página, cerca de «{trozo}».",
            "Escriba esa parte de otra manera, más sencilla.",
        )
    )
