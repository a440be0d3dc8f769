"""La página de los registros: sale del modelo, con ejemplos que se validan como cualquier registro.

Un campo sin ejemplo, sin descripción o de un tipo sin palabras es un error: ningún campo nuevo
queda sin documentar.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from generador.lectura.validar import validar
from generador.lectura.yaml_estricto import leer_yaml
from generador.modelo import contactos, tipos
from generador.modelo.base import Original, Registro, Valor, campos_de
from generador.modelo.citas import Cita, LoQueCita, citas_en
from generador.modelo.clases import CLASES_DE_INSTANCIA, NORMA, POR_NOMBRE
from generador.modelo.correcciones import sin_tildes
from generador.modelo.sitio import (
    Entidad,
    ListaDeRequisitos,
    Publicacion,
    Retirados,
    Sitio,
    Visitas,
)

REFERENCIA = Path(__file__).parent / "referencia"
EJEMPLOS = REFERENCIA / "ejemplos"
GENERADO = (
    "<!-- Lo escribe docs/generar.py: los cambios se hacen en el programa y luego "
    "`make referencia`. -->"
)

EN_PALABRAS: dict[Any, str] = {
    tipos.Texto: "texto",
    tipos.TextoMarkdown: "texto en Markdown",
    tipos.Id: "identificador",
    tipos.Direccion: "dirección web",
    tipos.DireccionDelSitio: "dirección web de una carpeta",
    tipos.LugarDeDestino: "lugar de un destino",
    tipos.Fecha: "fecha",
    tipos.LapsoEscrito: "fecha, mes, año o rango",
    tipos.Hora: "hora",
    tipos.PeriodoEscrito: "periodo",
    tipos.Anio: "año, con sus cuatro cifras",
    tipos.Entero: "número entero",
    tipos.NumeroDeNorma: "número de norma",
    tipos.Porcentaje: "porcentaje",
    tipos.DiaDelAnio: "mes y día",
    tipos.SiNo: "sí o no",
    tipos.NumeroONinguno: "texto, o `ninguno`",
    contactos.Correo: "correo",
    contactos.Telefono: "teléfono",
    contactos.DatoDeContacto: "texto",
    Original: "[`Documento`](#documento), o `este_registro`",
    dict[str, Any]: "grupo de claves libres",
}
CITAS_EN_PALABRAS = {
    Cita.ENTIDAD: "identificador de una entidad",
    Cita.CARGO: "identificador de un cargo",
    Cita.NORMA: "identificador de una norma",
    Cita.ICONO: "identificador de un icono",
    Cita.META: "identificador de una meta del plan",
    Cita.INSTANCIA: "carpeta de una instancia",
    Cita.LISTA: "identificador de una lista de requisitos",
    Cita.FUNCION: "número de una función",
    Cita.SECTOR: "número de un sector",
    Cita.REGISTRO: "camino de un registro",
    Cita.ACUERDO: "camino de una decisión o un compromiso",
}
_PARTES_EN_PALABRAS = {Registro: "Lo que puede decir todo registro"}
Ejemplos = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Archivo:
    """Una clase de archivo de `contenido/`; `raiz` es el camino de su valor en el ejemplo."""

    titulo: str
    modelo: type[Valor]
    lugar: str
    ejemplo: str
    raiz: tuple[str | int, ...] = ()
    campos_markdown: tuple[str, ...] = ()


ARCHIVOS = (
    *(
        Archivo(
            c.nombre.capitalize(),
            c.modelo,
            f"contenido/instancias/<instancia>/{c.ejemplo}",
            f"{sin_tildes(c.nombre)}.yaml",
            (),
            c.campos_markdown,
        )
        for c in CLASES_DE_INSTANCIA
    ),
    Archivo("Norma", NORMA.modelo, f"contenido/{NORMA.ejemplo}", "norma.yaml"),
    Archivo("Sitio", Sitio, "contenido/sitio.yaml", "sitio.yaml"),
    Archivo("Entidad", Entidad, "contenido/entidades.yaml", "entidades.yaml", ("entidad-a",)),
    Archivo(
        "Lista de requisitos", ListaDeRequisitos, "contenido/listas/<lista>.yaml", "lista.yaml"
    ),
    Archivo(
        "Publicación",
        Publicacion,
        "contenido/publicaciones/<fecha>-<n>.yaml",
        "publicacion.yaml",
    ),
    Archivo("Retirados", Retirados, "contenido/retirados.yaml", "retirados.yaml"),
    Archivo("Direcciones", Visitas, "contenido/direcciones.yaml", "direcciones.yaml"),
)


class SinDocumentar(Exception):
    """El programa tiene algo que la referencia todavía no sabe decir."""


# --- registros --------------------------------------------------------------------------------


def registros(archivos: tuple[Archivo, ...] = ARCHIVOS) -> str:
    """La página de los registros. Lanza `SinDocumentar` si un campo no tiene ejemplo o tipo."""
    ejemplos = {k: v for archivo in archivos for k, v in _ejemplos(archivo).items()}
    partes = partes_de(archivos)
    trozos = [_INTRODUCCION, "## Clases de archivo\n"]
    trozos += [f"- [{a.titulo}](#{_ancla(a.titulo)}): `{a.lugar}`" for a in archivos]
    trozos += [f"\n## {_PARTES_EN_PALABRAS[Registro]}\n", *_tabla(Registro, ejemplos, ())]
    for archivo in archivos:
        trozos += [f"\n## {archivo.titulo}\n", *_encabezado(archivo)]
        heredados = tuple(Registro.model_fields) if issubclass(archivo.modelo, Registro) else ()
        trozos += _tabla(archivo.modelo, ejemplos, heredados)
    trozos.append("\n## Partes de los registros\n\nGrupos de claves que van dentro de un registro.")
    for parte in partes:
        trozos += [f"\n### {parte.__name__}\n", f"{_dice(parte)}\n", *_tabla(parte, ejemplos, ())]
    return "\n".join(trozos) + "\n"


_INTRODUCCION = f"""# Los registros y sus campos

{GENERADO}

Cada registro es un archivo de Markdown con sus claves entre dos líneas `---` al comienzo y el
texto debajo; o un `.yaml` con las claves y, si hace falta, un `.md` del mismo nombre con el texto.
Todo valor se lee como texto y su campo dice cómo se entiende:

- **fecha**: AAAA-MM-DD y nada más. **Fecha, mes, año o rango**: `2021-03-15`, `2021-03`, `2021` o
  dos de ellos separados por `/`. **Periodo**: `2020`, `2020-s1` o `2020-t3`. **Hora**: de Bogotá.
- **identificador**: minúsculas sin tildes, cifras y guiones.
- **sin dato**: una clave ausente, vacía (`''`, `[]`) o con `sin_dato` quiere decir que no se sabe.
  En una lista, `ninguno` quiere decir que se sabe que no hay.
- Las claves se escriben sin tildes ni eñes; con ellas también se reconocen (`año` es `anio`).
- Una clave que no está aquí es un error. Los datos propios del sitio van dentro de `extra`.

Los anexos de un registro van en la carpeta que se llama como él: los de `actas/2021/02.md`, en
`actas/2021/02/`. Cada clase trae un [ejemplo con todos sus campos](ejemplos/): es un muestrario
ficticio, y ningún registro los usa todos a la vez. Los sectores, los iconos, el calendario, las
líneas de accesibilidad y el menú de transparencia del
producto se cambian con un archivo del mismo nombre en `contenido/datos/`.
"""


def _encabezado(archivo: Archivo) -> list[str]:
    lineas = [
        f"{_dice(archivo.modelo)}\n",
        f"Va en `{archivo.lugar}`. Ejemplo: [{archivo.ejemplo}](ejemplos/{archivo.ejemplo}).\n",
    ]
    if issubclass(archivo.modelo, Registro):
        ancla = _ancla(_PARTES_EN_PALABRAS[Registro])
        lineas.append(f"Además, [lo que puede decir todo registro](#{ancla}).\n")
    if archivo.raiz:
        lineas.append("El archivo los reúne a todos: cada clave es un identificador; debajo va:\n")
    if archivo.campos_markdown:
        campos = " y ".join(f"`{c}`" for c in archivo.campos_markdown)
        lineas.append(f"En {campos} el texto es Markdown, como el cuerpo.\n")
    return lineas


def _dice(modelo: type[BaseModel]) -> str:
    return " ".join((modelo.__doc__ or "").split())


def _tabla(modelo: type[BaseModel], ejemplos: Ejemplos, sin: tuple[str, ...]) -> list[str]:
    filas = ["| Campo | Valor | Obligatorio | Qué es | Ejemplo |", "|---|---|---|---|---|"]
    anotaciones = get_type_hints(modelo, include_extras=True)
    for nombre, campo in campos_de(modelo).items():
        if nombre in sin:
            continue
        if not campo.description:
            raise SinDocumentar(f"{modelo.__name__}.{nombre} no tiene descripción")
        ejemplo = _ejemplo(modelo, nombre, anotaciones[nombre], ejemplos)
        celdas = (
            f"`{nombre}`",
            en_palabras(anotaciones[nombre]),
            _obligatorio(campo),
            campo.description,
            ejemplo,
        )
        filas.append("| " + " | ".join(c.replace("|", "\\|") for c in celdas) + " |")
    return filas


def _obligatorio(campo: Any) -> str:
    if campo.is_required():
        return "sí"
    return f"no; `{tipos.a_texto(campo.default)}`" if campo.default is not None else "no"


def en_palabras(anotacion: Any) -> str:
    """El tipo de un campo, dicho para quien escribe registros. Lanza `SinDocumentar`."""
    if anotacion in EN_PALABRAS:
        return EN_PALABRAS[anotacion]
    origen, partes = get_origin(anotacion), get_args(anotacion)
    if origen is Annotated:
        marcas = [m for m in partes[1:] if not isinstance(m, tipos.Resguardo | tipos.DeArchivo)]
        marcado = marcas and len(marcas) + 1 < len(partes)
        suyo = Annotated[partes[0], *marcas] if marcado else partes[0]
        return "".join(map(_cita_en_palabras, citas_en(partes[1:]))) or en_palabras(suyo)
    if origen in (Union, types.UnionType):
        return en_palabras(next(p for p in partes if p is not type(None)))
    if origen is tuple:
        return f"lista: {en_palabras(partes[0])}"
    if origen is Literal:
        return ", ".join(f"`{p}`" for p in partes)
    if isinstance(anotacion, type) and issubclass(anotacion, tipos.Vocablo):
        return ", ".join(f"`{v.value}`" for v in anotacion)
    if isinstance(anotacion, type) and issubclass(anotacion, Valor):
        return f"[`{anotacion.__name__}`](#{_ancla(anotacion.__name__)})"
    raise SinDocumentar(f"no hay palabras para el tipo {anotacion!r}")


def _cita_en_palabras(que: LoQueCita) -> str:
    return f"camino de {POR_NOMBRE[que.clase].uno}" if que.clase else CITAS_EN_PALABRAS[que.cita]


def partes_de(archivos: tuple[Archivo, ...]) -> list[type[Valor]]:
    """Los grupos de claves que hay dentro de los archivos, por nombre."""
    vistas: set[type[Valor]] = set()
    por_ver: list[type[Valor]] = [a.modelo for a in archivos]
    while por_ver:
        for hija in _hijas(por_ver.pop()):
            if hija not in vistas:
                vistas.add(hija)
                por_ver.append(hija)
    return sorted(vistas, key=lambda m: m.__name__)


def _hijas(modelo: type[BaseModel]) -> Iterator[type[Valor]]:
    for anotacion in get_type_hints(modelo, include_extras=True).values():
        hija = _parte_en(anotacion)
        if hija is not None:
            yield hija


def _parte_en(anotacion: Any) -> type[Valor] | None:
    """El grupo de claves que admite una anotación, si admite alguno."""
    if isinstance(anotacion, type) and not get_args(anotacion):
        return anotacion if issubclass(anotacion, Valor) else None
    partes = get_args(anotacion)[:1] if get_origin(anotacion) is Annotated else get_args(anotacion)
    return next((hija for p in partes if (hija := _parte_en(p)) is not None), None)


# --- ejemplos ---------------------------------------------------------------------------------


def _ejemplos(archivo: Archivo) -> dict[tuple[str, str], str]:
    """Los valores del ejemplo, por modelo y campo. Lanza `SinDocumentar` si el ejemplo no vale."""
    camino = EJEMPLOS / archivo.ejemplo
    arbol = leer_yaml(camino.read_text("utf-8"), archivo.ejemplo)
    _, defectos = validar(archivo.modelo, arbol, archivo.ejemplo, archivo.raiz)
    if hallazgos := [*arbol.hallazgos, *defectos]:
        raise SinDocumentar(f"el ejemplo no vale: {[h.mensaje for h in hallazgos]}")
    datos: Any = arbol.datos
    for paso in archivo.raiz:
        datos = datos[paso]
    return dict(_valores(archivo.modelo, datos))


def _valores(modelo: type[BaseModel], datos: Any) -> Iterator[tuple[tuple[str, str], str]]:
    anotaciones = get_type_hints(modelo, include_extras=True)
    for campo, valor in datos.items():
        # Los campos de `Registro` se ejemplifican una vez, en el registro que los trae.
        dueno = "Registro" if campo in Registro.model_fields else modelo.__name__
        dueno = dueno if issubclass(modelo, Registro) else modelo.__name__
        hija = _parte_en(anotaciones[campo])
        grupos = valor if isinstance(valor, list) else [valor]
        if hija is not None and isinstance(grupos[0], dict):
            for grupo in grupos:
                yield from _valores(hija, grupo)
        elif isinstance(valor, dict):
            yield (dueno, campo), ", ".join(f"{k}: {v}" for k, v in valor.items())
        else:
            escrito = f"[{', '.join(valor)}]" if isinstance(valor, list) else valor.strip()
            yield (dueno, campo), escrito


def _ejemplo(modelo: type[BaseModel], campo: str, anotacion: Any, ejemplos: Ejemplos) -> str:
    if (modelo.__name__, campo) in ejemplos:
        return f"`{ejemplos[modelo.__name__, campo]}`"
    parte = _parte_en(anotacion)
    if parte is None:
        raise SinDocumentar(f"{modelo.__name__}.{campo} no está en ningún ejemplo")
    return f"véase [`{parte.__name__}`](#{_ancla(parte.__name__)})"


def _ancla(titulo: str) -> str:
    """El ancla que los visores de Markdown dan a un título."""
    return titulo.lower().replace(" ", "-")
