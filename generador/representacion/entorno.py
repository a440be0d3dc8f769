"""El entorno de Jinja2 que sabe de capas: una plantilla puede extender la que reemplaza.

Está aparte porque importa jinja2, que una construcción sin cambios no necesita.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, Environment, FunctionLoader
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup, escape

from generador.arboles import Almacen, FalloDeEntorno
from generador.modelo.base import Html
from generador.representacion.filtros import sin_vacios
from generador.representacion.tema import PLANTILLAS, Capa
from generador.vigencia.programa import huella_del_programa

_SIGUIENTE = "+"

_FuenteDePlantilla = tuple[str, str, Callable[[], bool]]


class _Traductor(CodeGenerator):
    """Escapa lo que una plantilla imprime con `escapar`.

    El de la biblioteca hace un `Markup` de cada trozo, y una página tiene cientos.
    """

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.escapar(")

    def _output_child_post(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")


def escapar(valor: Any) -> str:
    """Lo que se imprime de un valor, ya escapado; `ValueError` con `None`, que diría «None».

    Da las mismas letras que `markupsafe.escape`.
    """
    # Comparar la clase es más barato que `isinstance`, pero los tipos no ven que ya es un texto.
    clase = valor.__class__
    if clase is str:
        if "&" in valor:
            valor = valor.replace("&", "&amp;")
        if "<" in valor:
            valor = valor.replace("<", "&lt;")
        if ">" in valor:
            valor = valor.replace(">", "&gt;")
        if "'" in valor:
            valor = valor.replace("'", "&#39;")
        if '"' in valor:
            valor = valor.replace('"', "&#34;")
        return valor  # type: ignore[no-any-return]  # su clase se acaba de mirar
    if clase is Markup or clase is Html:
        return valor  # type: ignore[no-any-return]  # su clase se acaba de mirar
    if clase is int:
        return int.__repr__(valor)
    return str(escape(sin_vacios(valor)))


class EntornoDeCapas(Environment):
    """Un entorno con las plantillas de unas capas, de la más particular a la más general."""

    code_generator_class = _Traductor
    escapar = staticmethod(escapar)

    def __init__(self, capas: Sequence[Capa], **ajustes: Any) -> None:
        super().__init__(loader=_cargador(capas), **ajustes)
        self._capas = capas

    def join_path(self, template: str, parent: str) -> str:
        """La plantilla que `parent` pide: si es ella misma, la de la capa que sigue.

        Un sitio cambia `temas/base/plantillas/acta.html` y ahí extiende «base:acta.html»: es la
        del generador, y no la suya otra vez.
        """
        prefijo, dos, nombre = template.partition(":")
        propia = parent == nombre and self._de_quien_es(nombre) == prefijo
        if dos and (propia or parent == template):
            return f"{prefijo}{_SIGUIENTE}:{nombre}"
        return template

    def _de_quien_es(self, nombre: str) -> str:
        """El tema de la primera capa que trae esa plantilla."""
        archivo = f"{PLANTILLAS}/{nombre}"
        return next((c.nombre for c in self._capas if archivo in c.leidos), "")


def _cargador(capas: Sequence[Capa]) -> BaseLoader:
    """Cada plantilla por su nombre, o por «tema:nombre» para extender la que se reemplaza."""
    por_tema: dict[str, list[Capa]] = {}
    for capa in capas:
        por_tema.setdefault(capa.nombre, []).append(capa)
    buscadores = {"": _buscador(capas)}
    for tema, suyas in por_tema.items():
        # Un tema está a lo sumo en dos lugares: el sitio y el generador.
        buscadores[tema] = _buscador(suyas)
        buscadores[f"{tema}{_SIGUIENTE}"] = _buscador(suyas[1:])

    def hallar(pedida: str) -> _FuenteDePlantilla | None:
        tema, _, nombre = pedida.rpartition(":")
        return buscadores[tema](nombre) if tema in buscadores else None

    # No es PrefixLoader: con él una plantilla no sabe con qué nombre la pidieron.
    return FunctionLoader(hallar)


def _buscador(capas: Iterable[Capa]) -> Callable[[str], _FuenteDePlantilla | None]:
    """Da la plantilla de la primera capa que la trae, ya leída: no se vuelve al disco por ella."""
    halladas: dict[str, _FuenteDePlantilla] = {}
    for capa in capas:
        for nombre, crudo in capa.los_de(PLANTILLAS):
            archivo = f"{capa.lugar}/{PLANTILLAS}/{nombre}"
            halladas.setdefault(nombre, (crudo.decode("utf-8"), archivo, lambda: True))
    return halladas.get


class PlantillasCompiladas(BytecodeCache):
    """Las plantillas ya traducidas a Python, para no traducirlas en cada orden.

    El nombre de cada una lleva la huella de lo que contiene; su versión es el programa que la
    tradujo. Si no se puede guardar, se traducen otra vez.
    """

    def __init__(self, almacen: Almacen) -> None:
        self._almacen = almacen
        self._programa = huella_del_programa()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Pone en `bucket` lo guardado, si es de la misma plantilla y está entero."""
        if (datos := self._almacen.leer_bytes(_nombre(bucket), self._programa)) is not None:
            bucket.bytecode_from_string(datos)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Guarda lo traducido, en lugar de lo que antes tradujo la misma plantilla."""
        with suppress(FalloDeEntorno, OSError):
            datos = bucket.bytecode_to_string()
            self._almacen.guardar_bytes(_nombre(bucket), datos, self._programa)
            self._almacen.podar(f"plantillas/{bucket.key}", {bucket.checksum})


def _nombre(bucket: Bucket) -> str:
    return f"plantillas/{bucket.key}/{bucket.checksum}"
