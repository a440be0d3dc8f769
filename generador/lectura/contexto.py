"""Lo que es de todo el sitio: configuración, entidades, normas, listas y datos del producto.

Los datos que vienen con el producto (sectores, iconos, calendario, listas) se leen igual que
los del sitio, y un archivo del sitio con el mismo nombre toma su lugar.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from generador.configuracion import Contexto, Icono, Sector
from generador.hallazgo import Hallazgo, Origen, error
from generador.lectura.archivos import ANEXO_MAXIMO, leer_anexo, leer_texto, recorrer
from generador.lectura.clases import NORMA
from generador.lectura.registros import EnlaceInterno, leer_registro
from generador.lectura.validar import validar
from generador.lectura.yaml_estricto import Arbol, leer_yaml
from generador.modelo.base import Archivo, Html, Valor
from generador.modelo.calendario import calendario_desde
from generador.modelo.nombres import partes_de_norma
from generador.modelo.norma import Norma
from generador.modelo.sitio import Entidad, ListaDeRequisitos, Publicacion, Sitio

_V = TypeVar("_V", bound=Valor)


@dataclass(slots=True)
class ContextoLeido:
    """El contexto, o `None` si la configuración no se puede leer, y lo hallado al leerlo."""

    raiz: Path
    contexto: Contexto | None = None
    instancias: tuple[str, ...] = ()
    textos_de_normas: dict[tuple[str, str], Html] = field(default_factory=dict)
    enlaces: list[EnlaceInterno] = field(default_factory=list)
    hallazgos: list[Hallazgo] = field(default_factory=list)


def leer_contexto(raiz: Path, corte: date) -> ContextoLeido:
    """Lee todo lo de `contenido/` que no es de una instancia."""
    leido = ContextoLeido(raiz)
    sitio = _leer_valor(raiz, "contenido/sitio.yaml", Sitio, leido)
    entidades = _leer_entidades(raiz, leido)
    normas, archivos = _leer_normas(raiz, leido)
    listas = _leer_listas(raiz, leido)
    publicaciones = _leer_publicaciones(raiz, leido)
    leido.instancias = _slugs(raiz, leido)
    if sitio is not None:
        leido.contexto = Contexto(
            corte=corte,
            sitio=sitio,
            calendario=calendario_desde(_dato(raiz, "calendario/colombia.yaml", leido)),
            entidades=entidades,
            normas=normas,
            archivos_de_normas=archivos,
            listas_de_requisitos=listas,
            sectores=_sectores(_dato(raiz, "sectores.yaml", leido)),
            iconos=_iconos(_dato(raiz, "iconos.yaml", leido)),
            publicaciones=publicaciones,
        )
    return leido


def _leer_arbol(camino: Path, archivo: str, leido: ContextoLeido) -> Arbol | None:
    texto, _, defectos = leer_texto(camino, archivo)
    leido.hallazgos += defectos
    if defectos:
        return None
    arbol = leer_yaml(texto, archivo)
    leido.hallazgos += arbol.hallazgos
    return arbol if arbol.datos is not None else None


def _leer_valor(raiz: Path, archivo: str, modelo: type[_V], leido: ContextoLeido) -> _V | None:
    if not (raiz / archivo).is_file():
        leido.hallazgos.append(
            error(
                "sitio-falta",
                Origen(archivo),
                f"No existe {archivo}",
                "Cree el archivo, o ejecute la orden desde la carpeta del sitio",
            )
        )
        return None
    arbol = _leer_arbol(raiz / archivo, archivo, leido)
    if arbol is None:
        return None
    valor, defectos = validar(modelo, arbol, archivo)
    leido.hallazgos += defectos
    return valor


def _leer_entidades(raiz: Path, leido: ContextoLeido) -> dict[str, Entidad]:
    archivo = "contenido/entidades.yaml"
    if not (raiz / archivo).is_file():
        return {}
    arbol = _leer_arbol(raiz / archivo, archivo, leido)
    entidades = {}
    for id_ in (arbol.datos or {}) if arbol else ():
        entidad, defectos = validar(Entidad, arbol, archivo, (id_,))  # type: ignore[arg-type]
        leido.hallazgos += defectos
        if entidad is not None:
            entidades[id_] = entidad
    return entidades


def _leer_normas(raiz: Path, leido: ContextoLeido) -> tuple[dict[str, Norma], dict[str, Archivo]]:
    carpeta = "contenido/normas"
    normas: dict[str, Norma] = {}
    archivos: dict[str, Archivo] = {}
    if not (raiz / carpeta).is_dir():
        return normas, archivos
    hallados, defectos = recorrer(raiz / carpeta, carpeta)
    leido.hallazgos += defectos
    for hallado in hallados:
        ruta = f"normas/{hallado.ruta}"
        id_ = hallado.ruta.removesuffix(".md")
        if "/" in hallado.ruta and hallado.bytes <= ANEXO_MAXIMO:
            archivos[ruta] = leer_anexo(raiz / "contenido" / ruta, ruta)
        elif hallado.ruta.endswith(".md"):
            _leer_norma(raiz, id_, normas, leido)
        else:
            leido.hallazgos.append(
                error(
                    "archivo-fuera-de-lugar",
                    Origen(f"contenido/{ruta}"),
                    f"«{hallado.ruta}» no es una norma",
                    f"Una norma va en {NORMA.ejemplo}; sus archivos, en la carpeta de igual nombre",
                )
            )
    return normas, _originales(normas, archivos, leido)


def _originales(
    normas: dict[str, Norma], archivos: dict[str, Archivo], leido: ContextoLeido
) -> dict[str, Archivo]:
    """El archivo del texto de cada norma que lo tiene, por el identificador de la norma."""
    originales = {}
    for id_, norma in normas.items():
        nombre = norma.original.archivo if norma.original else None
        if nombre is None:
            continue
        archivo = archivos.get(f"normas/{id_}/{nombre}")
        if archivo is not None:
            originales[id_] = archivo
            continue
        leido.hallazgos.append(
            error(
                "anexo-no-existe",
                norma.origen("original", "archivo"),
                f"El archivo «{nombre}» no está en normas/{id_}/",
                f"Copie el archivo en contenido/normas/{id_}/ o corrija el nombre",
            )
        )
    return originales


def _leer_norma(raiz: Path, id_: str, normas: dict[str, Norma], leido: ContextoLeido) -> None:
    archivo = f"contenido/normas/{id_}.md"
    lectura = leer_registro(raiz, {".md": archivo}, f"normas/{id_}", NORMA)
    leido.hallazgos += lectura.hallazgos
    leido.enlaces += lectura.enlaces
    for campo, html in lectura.textos.items():
        leido.textos_de_normas[f"normas/{id_}", campo] = html
    norma = lectura.registro
    if not isinstance(norma, Norma) or norma.borrador:
        return
    normas[id_] = norma
    partes = partes_de_norma(id_)
    if partes != (norma.tipo, norma.numero, norma.anio, norma.emisor):
        debido = f"{norma.tipo}-{norma.numero}-{norma.anio}-{norma.emisor}.md"
        leido.hallazgos.append(
            error(
                "norma-mal-nombrada",
                Origen(archivo),
                "El nombre del archivo no corresponde al tipo, número, año y emisor de la norma",
                f"Cambie el nombre a {debido}, o corrija esos datos",
            )
        )


def _leer_listas(raiz: Path, leido: ContextoLeido) -> dict[str, ListaDeRequisitos]:
    caminos = {p.name: (p, f"generador/datos/listas/{p.name}") for p in _del_producto("listas")}
    propias = raiz / "contenido/listas"
    if propias.is_dir():
        for p in sorted(propias.glob("*.yaml")):
            caminos[p.name] = (p, f"contenido/listas/{p.name}")
    listas = {}
    for nombre, (camino, archivo) in sorted(caminos.items()):
        arbol = _leer_arbol(camino, archivo, leido)
        if arbol is None:
            continue
        lista, defectos = validar(ListaDeRequisitos, arbol, archivo)
        leido.hallazgos += defectos
        if lista is not None:
            listas[nombre.removesuffix(".yaml")] = lista
    return listas


def _leer_publicaciones(raiz: Path, leido: ContextoLeido) -> tuple[Publicacion, ...]:
    carpeta = raiz / "contenido/publicaciones"
    publicaciones = []
    for camino in sorted(carpeta.glob("*.yaml")) if carpeta.is_dir() else ():
        archivo = f"contenido/publicaciones/{camino.name}"
        publicacion = _leer_valor(raiz, archivo, Publicacion, leido)
        if publicacion is not None:
            publicaciones.append(publicacion)
    return tuple(sorted(publicaciones, key=lambda p: p.numero))


def _slugs(raiz: Path, leido: ContextoLeido) -> tuple[str, ...]:
    """Las carpetas de `contenido/instancias/`, por orden de nombre."""
    carpeta = raiz / "contenido/instancias"
    if not carpeta.is_dir():
        return ()
    slugs = []
    for entrada in sorted(carpeta.iterdir()):
        if entrada.name.startswith("."):
            continue
        if entrada.is_symlink() or not entrada.is_dir():
            leido.hallazgos.append(
                error(
                    "archivo-es-enlace" if entrada.is_symlink() else "archivo-fuera-de-lugar",
                    Origen(f"contenido/instancias/{entrada.name}"),
                    f"«{entrada.name}» no es la carpeta de una instancia",
                    "Deje aquí solo carpetas, una por instancia",
                )
            )
            continue
        slugs.append(entrada.name)
    return tuple(slugs)


def _del_producto(carpeta: str) -> list[Path]:
    datos = Path(str(resources.files("generador") / "datos" / carpeta))
    return sorted(datos.glob("*.yaml"))


def _dato(raiz: Path, nombre: str, leido: ContextoLeido) -> dict[str, Any]:
    """Un archivo de datos: el del sitio (`contenido/datos/…`) o el del producto."""
    propio = raiz / "contenido/datos" / nombre
    if propio.is_file():
        arbol = _leer_arbol(propio, f"contenido/datos/{nombre}", leido)
        if arbol is not None:
            return arbol.datos or {}
    del_producto = Path(str(resources.files("generador") / "datos" / nombre))
    arbol = _leer_arbol(del_producto, f"generador/datos/{nombre}", leido)
    return (arbol.datos if arbol else None) or {}


def _sectores(datos: dict[str, Any]) -> dict[int, Sector]:
    fuente = str(datos.get("fuente", ""))
    return {
        int(s["numero"]): Sector(int(s["numero"]), str(s["nombre"]), fuente)
        for s in datos["sectores"]
    }


def _iconos(datos: dict[str, Any]) -> dict[str, Icono]:
    return {i["id"]: Icono(i["id"], i["simbolo"], i["nombre"]) for i in datos["iconos"]}
