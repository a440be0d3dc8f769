"""Escribe `docs/referencia/` con lo que el programa sabe de sí mismo; lo corre `make referencia`.

Los registros salen del modelo, las reglas del catálogo, los datos de sus tablas y las órdenes de su
propia ayuda.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click
from generar_registros import GENERADO, REFERENCIA, SinDocumentar, registros
from generar_vistas import vistas

from generador import cli
from generador.lectura.yaml_estricto import leer_yaml
from generador.verificacion.catalogo import CATALOGO
from generador.verificacion.codigos import CODIGOS, Explicado
from generador.vistas.instrumentos import INSTRUMENTOS
from generador.vistas.tablas import AVISO, INSTANCIA, TABLAS, TablaDeDatos

ANCHO = 90
SECTORES, ICONOS = (
    Path(cli.__file__).parents[1] / "datos" / nombre for nombre in ("sectores.yaml", "iconos.yaml")
)


# --- reglas -----------------------------------------------------------------------------------


def reglas(catalogo: Mapping[str, Explicado] = CATALOGO) -> str:
    """La página de los códigos de hallazgo."""
    de_reglas = {c: e for c, e in catalogo.items() if c not in CODIGOS}
    de_lectura = {c: e for c, e in catalogo.items() if c in CODIGOS}
    trozos = [
        "# Los códigos de los hallazgos\n",
        f"{GENERADO}\n",
        _SOBRE_LOS_CODIGOS,
        "## Reglas\n",
        f"Las {len(de_reglas)} comprobaciones que se hacen sobre registros ya leídos.\n",
        *_filas(de_reglas),
        "\n## Lectura, temas y construcción\n",
        f"Los {len(de_lectura)} códigos de lo que no se puede leer, dibujar o enlazar.\n",
        *_filas(de_lectura),
    ]
    return "\n".join(trozos) + "\n"


_SOBRE_LOS_CODIGOS = """\
Un código es una palabra que no cambia de sentido ni se vuelve a usar. Un **error** detiene la
publicación; un **aviso** conviene atenderlo; una **informacion** solo informa.
"""


def _filas(catalogo: Mapping[str, Explicado]) -> list[str]:
    filas = ["| Código | Gravedad | Qué es | Fundamento |", "|---|---|---|---|"]
    for codigo, (titulo, gravedad, fundamento) in sorted(catalogo.items()):
        filas.append(f"| `{codigo}` | {gravedad} | {titulo} | {fundamento} |")
    return filas


# --- órdenes ----------------------------------------------------------------------------------


def ordenes(nombres: tuple[str, ...] = cli.ORDENES) -> str:
    """La página de las órdenes, con la ayuda que cada una muestra."""
    grupo = _contexto(cli.grupo, cli.PROGRAMA)
    trozos = [
        "# Las órdenes\n",
        f"{GENERADO}\n",
        "Se ejecutan en la carpeta del sitio, la que contiene `contenido/`.\n",
        *_bloque(cli.grupo.get_help(grupo)),
        f"\nInterrumpida con Ctrl-C, cualquier orden termina con {cli.INTERRUMPIDO}.",
    ]
    for nombre in nombres:
        orden = cli.grupo.get_command(grupo, nombre)
        if orden is None:
            raise SinDocumentar(f"no existe la orden «{nombre}»")
        trozos += _seccion(orden, _contexto(orden, nombre, grupo), nivel=2)
    return "\n".join(trozos) + "\n"


def _seccion(orden: click.Command, contexto: click.Context, nivel: int) -> list[str]:
    """La ayuda de una orden y, si reúne otras, la de cada una."""
    titulo = contexto.command_path.removeprefix(f"{cli.PROGRAMA} ")
    trozos = [f"\n{'#' * nivel} {titulo}\n", *_bloque(orden.get_help(contexto))]
    if isinstance(orden, click.Group):
        for nombre in orden.list_commands(contexto):
            hija = orden.get_command(contexto, nombre)
            assert hija is not None, nombre
            trozos += _seccion(hija, _contexto(hija, nombre, contexto), nivel + 1)
    return trozos


def _contexto(
    orden: click.Command, nombre: str, padre: click.Context | None = None
) -> click.Context:
    # Ancho fijo: la ayuda no depende de la terminal de quien genera.
    ajustes = {**orden.context_settings, "terminal_width": ANCHO}
    return click.Context(orden, parent=padre, info_name=nombre, **ajustes)


def _bloque(ayuda: str) -> list[str]:
    return ["```text", *(linea.rstrip() for linea in ayuda.strip().splitlines()), "```"]


# --- sectores ---------------------------------------------------------------------------------


def sectores() -> str:
    """La página de los sectores: el número que se escribe en los registros y su nombre."""
    datos = leer_yaml(SECTORES.read_text("utf-8"), SECTORES.name).datos
    filas = ((s["numero"], s["nombre"]) for s in datos["sectores"])
    presentacion = (
        "El número es el que se escribe en `sector` y en `sectores`. Solo los que están en un "
        "formulario visto se dan por ciertos; los demás, por confirmar."
    )
    return _pagina_de_tabla("Los sectores", presentacion, ("Número", "Sector"), filas)


def iconos() -> str:
    """La página de los iconos de las decisiones: lo que se escribe, su dibujo y su nombre."""
    datos = leer_yaml(ICONOS.read_text("utf-8"), ICONOS.name).datos
    filas = ((f"`{i['id']}`", i["simbolo"], i["nombre"]) for i in datos["iconos"])
    presentacion = (
        "Lo que se escribe en `icono`. El formulario trae la columna y no una lista: estos son una "
        "propuesta, que cada sitio cambia en `contenido/datos/iconos.yaml`."
    )
    columnas = ("Icono", "Dibujo", "Nombre")
    return _pagina_de_tabla("Los iconos de las decisiones", presentacion, columnas, filas)


def _pagina_de_tabla(
    titulo: str, presentacion: str, columnas: Sequence[str], filas: Iterable[Sequence[object]]
) -> str:
    renglones = [f"| {' | '.join(map(str, fila))} |" for fila in (columnas, *filas)]
    renglones.insert(1, f"|{'---|' * len(columnas)}")
    return "\n".join([f"# {titulo}\n", f"{GENERADO}\n", f"{presentacion}\n", *renglones]) + "\n"


# --- datos ------------------------------------------------------------------------------------


def datos(tablas: Mapping[str, TablaDeDatos] = TABLAS) -> str:
    """El diccionario de los datos que el sitio publica, columna por columna."""
    trozos = ["# Los datos que se publican\n", f"{GENERADO}\n", _SOBRE_LOS_DATOS]
    for nombre, tabla in tablas.items():
        lugares = [f"`datos/{nombre}.csv`"] if tabla.del_sitio else []
        lugares += [f"`datos/INSTANCIA/{nombre}.csv`"] if tabla.de_instancia else []
        # La instancia solo hay que decirla donde están todas.
        comunes = (INSTANCIA,) if tabla.del_sitio else ()
        filas = (f"| `{c.nombre}` | {c.descripcion} |" for c in (*comunes, *tabla.columnas, AVISO))
        trozos += [f"## {tabla.titulo}\n", f"{' y '.join(lugares)}\n"]
        trozos += ["| Columna | Qué dice |", "|---|---|", *filas, ""]
    trozos += instrumentos()
    return "\n".join(trozos).rstrip() + "\n"


def instrumentos() -> Iterator[str]:
    """Las columnas de cada instrumento, con el nombre que les da su norma."""
    for instrumento in INSTRUMENTOS:
        rutas = f"`datos/{instrumento.nombre}.csv` y `datos/{instrumento.nombre}.xlsx`"
        yield from (f"## {instrumento.enlace.texto}\n", f"{rutas}. {instrumento.norma}.\n")
        yield from ("| Columna | Qué dice |", "|---|---|")
        yield from (f"| {c.nombre} | {c.descripcion} |" for c in instrumento.columnas)
        yield ""


_SOBRE_LOS_DATOS = """\
Son tablas CSV en UTF-8, con comas y comillas dobles. Lo que no se sabe es `sin_dato`, y las fechas
van AAAA-MM-DD. Las de cada instancia están en la carpeta de su nombre y no llevan la columna
`instancia`. El cumplimiento con sus pruebas está también en `datos/cumplimiento.json`, y cada
informe, en el JSON que su página enlaza.
"""


# --- todo -------------------------------------------------------------------------------------


def paginas() -> dict[Path, str]:
    """Cada página de la referencia y lo que debe decir."""
    return {
        REFERENCIA / "registros.md": registros(),
        REFERENCIA / "reglas.md": reglas(),
        REFERENCIA / "ordenes.md": ordenes(),
        REFERENCIA / "vistas.md": vistas(),
        REFERENCIA / "sectores.md": sectores(),
        REFERENCIA / "iconos.md": iconos(),
        REFERENCIA / "datos.md": datos(),
    }


if __name__ == "__main__":
    for camino, texto in paginas().items():
        camino.write_text(texto, "utf-8")
