"""Lo que todas las órdenes comparten: sus opciones y sus fallos."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from generador.cli.comillas import como_se_escribe
from generador.cli.idioma import OPCIONES
from generador.cli.posibles import Buscar, buscar_para
from generador.cli.presentar import CUANDO_HAY_COLOR, elegir_color
from generador.hallazgo import Hallazgo, hay_errores, parecido
from generador.reloj import hoy

if TYPE_CHECKING:
    from generador.lectura.contenido import Contenido

CORRECTO, CON_ERRORES, DEL_ENTORNO = 0, 1, 3

_T = TypeVar("_T")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Orden(click.Command):
    """Una orden: su línea de uso en español, `--color` y lo que completa cada parámetro."""

    def __init__(self, *argumentos: Any, **ajustes: Any) -> None:
        super().__init__(*argumentos, **{"options_metavar": OPCIONES} | ajustes)
        self.params.append(_opcion_de_color())
        for parametro in self.params:
            if (buscar := buscar_para(parametro)) is not None:
                # Así se completa sin que cada opción de cada orden tenga que decirlo.
                completar = functools.partial(_completar, buscar, parametro)
                parametro.shell_complete = completar  # type: ignore[method-assign]  # click lo lee de ahí

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Los argumentos; si sobran palabras, cómo se escribe la orden con ellas en su lugar."""
        if ctx.resilient_parsing:
            return super().parse_args(ctx, args)
        # Se pregunta qué instancias hay: puede faltar un permiso.
        if debido := en_el_entorno(lambda: como_se_escribe(self, args)):
            ctx.fail(f"{debido.porque}. Escriba:\n{ctx.command_path} {debido.orden}")
        return super().parse_args(ctx, args)


def _completar(
    buscar: Buscar, parametro: click.Parameter, contexto: click.Context, incompleto: str
) -> list[CompletionItem]:
    return buscar(contexto, parametro, incompleto)


class OpcionDePalabras(click.Option):
    """Una opción que es una palabra de un vocabulario: su ayuda dice cuáles hay."""

    def __init__(self, *argumentos: Any, palabras: str, **ajustes: Any) -> None:
        super().__init__(*argumentos, **ajustes)
        self._palabras = palabras

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """La opción y su ayuda. Solo quien la pide trae el modelo, que tarda."""
        from generador.modelo.nombres import enumerar

        escrita, ayuda = super().get_help_record(ctx) or ("", "")
        return escrita, f"{ayuda} Puede ser {enumerar(resolve_name(self._palabras), 'o')}."


def _opcion_de_color() -> click.Option:
    def elegir(_: click.Context, __: click.Parameter, cuando: str) -> None:
        elegir_color(cuando)

    return click.Option(
        ["--color"],
        type=click.Choice(CUANDO_HAY_COLOR),
        default=CUANDO_HAY_COLOR[0],
        metavar="CUÁNDO",
        show_default=False,
        expose_value=False,
        callback=elegir,
        help="«siempre», «nunca» o «auto»: en una terminal y sin la variable NO_COLOR.",
    )


orden = functools.partial(click.command, cls=Orden)
"""`click.command`, que hace una `Orden`."""


@dataclass(frozen=True)
class Opciones:
    """Las opciones comunes, ya comprobadas. `raiz` es la carpeta del sitio."""

    raiz: Path
    salida: Path
    corte: date
    tema: str | None
    silencio: bool
    todos: bool

    @functools.cached_property
    def contenido(self) -> Contenido:
        """Los archivos del sitio: uno solo en toda la orden, que abre cada uno una vez."""
        from generador.lectura.contenido import Contenido

        return Contenido(self.raiz)

    def visibles(self, hallazgos: Iterable[Hallazgo]) -> list[Hallazgo]:
        """Los que se muestran: con `--silencio`, solo los errores."""
        return [h for h in hallazgos if not self.silencio or hay_errores((h,))]


class FallaDelEntorno(click.ClickException):
    """El disco, un permiso u otra orden en curso no dejan seguir."""

    exit_code = DEL_ENTORNO


class FechaEscrita(click.ParamType[date]):
    """Una fecha AAAA-MM-DD y nada más; de otras formas se ofrece la debida."""

    name = "fecha"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """La fecha, o un error de uso."""
        from generador.modelo.fechas import ANIO_MAXIMO, ANIO_MINIMO, sugerir_iso

        if isinstance(value, date):
            return value
        try:
            leida = date.fromisoformat(value) if _ISO.fullmatch(value) else None
        except ValueError:
            leida = None
        if leida is None:
            iso = sugerir_iso(value)
            pista = f" ¿Quiso decir «{iso}»?" if iso else ""
            self.fail(f"«{value}» no es una fecha AAAA-MM-DD.{pista}", param, ctx)
        if not ANIO_MINIMO <= leida.year <= ANIO_MAXIMO:
            self.fail(f"el año debe estar entre {ANIO_MINIMO} y {ANIO_MAXIMO}.", param, ctx)
        return leida


_OPCIONES = (
    click.option(
        "--contenido",
        metavar="DIR",
        # Antes que los argumentos: una instancia se busca por su nombre en ese sitio.
        is_eager=True,
        help="La carpeta «contenido» de otro sitio: se trabaja en la carpeta que la contiene.",
    ),
    click.option(
        "--salida",
        metavar="DIR",
        help="Dónde se publica: por omisión, «publicado» en la carpeta del sitio. Solo la usa "
        "«construir».",
    ),
    click.option(
        "--tema",
        metavar="DIR",
        help="Carpeta de «temas» con que se dibuja, en vez de la que dice sitio.yaml. Solo la usan "
        "«construir» y «servir».",
    ),
    click.option(
        "--fecha",
        type=FechaEscrita(),
        metavar="AAAA-MM-DD",
        help="Fecha de corte: el sitio como es ese día. Por omisión, hoy en Bogotá.",
    ),
    click.option("--silencio", is_flag=True, help="Solo dice los errores."),
    click.option("--todos", is_flag=True, help="Muestra todos los hallazgos, por muchos que sean."),
)

en_json = click.option(
    "--json", "en_json", is_flag=True, help="Escribe el resultado en JSON, y solo eso."
)
"""La opción de las órdenes que informan: la salida es solo JSON y los mensajes van aparte."""


def con_opciones(funcion: Callable[..., int]) -> Callable[..., int]:
    """Agrega las opciones comunes, que la función recibe juntas como primer argumento."""

    def hacer(**dadas: Any) -> int:
        raiz = _raiz(dadas.pop("contenido"))
        salida, tema, fecha = (dadas.pop(c) for c in ("salida", "tema", "fecha"))
        opciones = Opciones(
            raiz=raiz,
            salida=raiz / "publicado" if salida is None else Path(salida),
            corte=fecha or hoy(),
            tema=_tema(tema, raiz),
            silencio=dadas.pop("silencio"),
            todos=dadas.pop("todos"),
        )
        return funcion(opciones, **dadas)

    @functools.wraps(funcion)
    def envuelta(**dadas: Any) -> int:
        # También al buscar la carpeta del sitio puede faltar un permiso.
        return en_el_entorno(functools.partial(hacer, **dadas))

    resultado: Callable[..., int] = envuelta
    for opcion in reversed(_OPCIONES):
        resultado = opcion(resultado)
    return resultado


def _raiz(contenido: str | None) -> Path:
    """La carpeta del sitio: la que contiene `contenido/`."""
    carpeta = entero(contenido or "contenido")
    if carpeta.is_dir() and carpeta.name == "contenido":
        return carpeta.parent
    if contenido is None:
        raise click.UsageError(
            "Aquí no hay una carpeta «contenido». Vaya a la carpeta del sitio, o diga dónde está "
            "con --contenido.",
            click.get_current_context(),
        )
    falla = "debe llamarse «contenido»" if carpeta.is_dir() else "no existe"
    raise click.BadParameter(
        f"la carpeta «{contenido}» {falla}.", click.get_current_context(), param_hint="--contenido"
    )


def entero(camino: str) -> Path:
    """El camino completo, sin seguir enlaces."""
    try:
        # No es resolve(): la carpeta del sitio es la que se nombra, aunque «contenido» sea un
        # enlace. Ni absolute(), que deja los «..».
        return Path(os.path.abspath(camino))  # noqa: PTH100  # pathlib no tiene lo mismo
    except FileNotFoundError:
        raise FallaDelEntorno(
            "La carpeta de trabajo ya no existe: alguien la borró o la movió.\n"
            "Remedio: vaya a la carpeta del sitio con «cd» y repita la orden."
        ) from None


def _tema(dado: str | None, raiz: Path) -> str | None:
    """El nombre del tema: se puede dar solo, o como la carpeta `temas/<nombre>` del sitio."""
    if dado is None or os.sep not in dado.rstrip(os.sep):
        return dado and dado.rstrip(os.sep)
    carpeta = entero(dado)
    if carpeta.parent == raiz / "temas":
        return carpeta.name
    raise click.BadParameter(
        f"«{dado}» no está en la carpeta «temas» del sitio.",
        click.get_current_context(),
        param_hint="--tema",
    )


def en_el_entorno(hacer: Callable[[], _T]) -> _T:
    """Hace lo pedido; lo que el disco o el sistema no dejan es `FallaDelEntorno`."""
    from generador.arboles import FalloDeEntorno, traducir_errores

    try:
        with traducir_errores():
            return hacer()
    except FalloDeEntorno as fallo:
        raise FallaDelEntorno(f"{fallo.mensaje}\nRemedio: {fallo.remedio}") from fallo
    except (FileNotFoundError, NotADirectoryError) as fallo:
        # Hay carpetas, como /proc, que existen y en las que nada se puede crear.
        raise FallaDelEntorno(
            f"No existe «{fallo.filename}», y ahí no se puede crear.\n"
            "Remedio: revise la ruta, o use otra carpeta."
        ) from fallo


def exigir_instancia(slug: str, existentes: Iterable[str]) -> None:
    """Error de uso si no hay una instancia con ese nombre de carpeta."""
    from generador.modelo.correcciones import identificador

    posibles = tuple(existentes)
    if slug in posibles:
        return
    pista = parecido(identificador(slug), posibles) or (
        f" Las que hay: {', '.join(posibles)}." if posibles else " El sitio no tiene ninguna."
    )
    raise click.BadParameter(
        f"no existe la instancia «{slug}».{pista}",
        click.get_current_context(),
        param_hint="INSTANCIA",
    )
