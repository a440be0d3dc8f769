"""Los temas: carpetas con plantillas y archivos estáticos, cada una con su base.

    temas/<tema>/tema.yaml       opcional: `base: <tema>`
    temas/<tema>/plantillas/     lo que Jinja2 lee
    temas/<tema>/estaticos/      lo que se copia al sitio

De un archivo vale el primero que se encuentra: el del tema, luego el de su base. Un tema se
busca en cada carpeta, la del sitio primero; si está en varias, la del sitio va delante de la
del generador, y así un sitio cambia un solo archivo del tema «base».
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from generador.hallazgo import Hallazgo, Origen, error, hay_errores, parecido

ESTATICOS = "estaticos"
PLANTILLAS = "plantillas"
_DATOS = "tema.yaml"
# Solo las hojas de estilo llevan huella en el nombre: lo que ellas citan (letras, imágenes) está
# escrito dentro por su nombre.
_CON_HUELLA = (".css",)
_LARGO_DE_HUELLA = 10


@dataclass(frozen=True, slots=True)
class Capa:
    """Una carpeta de un tema."""

    nombre: str
    carpeta: Path


@dataclass(frozen=True, slots=True)
class ArchivoDeTema:
    """Un archivo estático: de dónde se copia y en qué dirección del sitio queda."""

    origen: Path
    ruta: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Tema:
    """Las capas de un tema, de la más particular a la más general, y lo que se copia.

    `estaticos` va por nombre relativo a `estaticos/`. `huella` cubre plantillas y estáticos: si
    no cambia, el tema dibuja lo mismo.
    """

    nombre: str
    capas: tuple[Capa, ...]
    estaticos: MappingProxyType[str, ArchivoDeTema]
    huella: str


def carpeta_de_temas_propios() -> Path:
    """Donde están los temas del generador: dentro del paquete instalado o en la raíz del código."""
    paquete = Path(__file__).parent.parent
    instalados = paquete / "temas"
    return instalados if instalados.is_dir() else paquete.parent / "temas"


def abrir_tema(nombre: str, carpetas: tuple[Path, ...]) -> tuple[Tema | None, tuple[Hallazgo, ...]]:
    """El tema y sus bases, buscados en `carpetas` (las del sitio primero).

    Códigos: tema-desconocido, tema-en-circulo, tema-datos.
    """
    # En el código fuente, la carpeta del sitio y la del generador son la misma.
    carpetas = tuple(dict.fromkeys(c.resolve() for c in carpetas))
    capas: list[Capa] = []
    hallazgos: list[Hallazgo] = []
    pendiente, lugar = nombre, Origen("contenido/sitio.yaml")
    while pendiente and not hay_errores(hallazgos):
        if any(capa.nombre == pendiente for capa in capas):
            hallazgos.append(_en_circulo(pendiente, lugar))
            break
        nuevas = [Capa(pendiente, c / pendiente) for c in carpetas if (c / pendiente).is_dir()]
        if not nuevas:
            hallazgos.append(_desconocido(pendiente, lugar, carpetas))
        capas += nuevas
        pendiente, lugar = _base(nuevas, hallazgos)
    if hay_errores(hallazgos):
        return None, tuple(hallazgos)
    estaticos = MappingProxyType(archivos_de_tema(tuple(capas)))
    return Tema(nombre, tuple(capas), estaticos, _huella(capas)), tuple(hallazgos)


def _base(capas: list[Capa], hallazgos: list[Hallazgo]) -> tuple[str, Origen]:
    """El tema que estas capas toman por base, y dónde lo dicen; vacío si ninguno."""
    for capa in capas:
        archivo = capa.carpeta / _DATOS
        if archivo.is_file():
            lugar = Origen(f"temas/{capa.nombre}/{_DATOS}")
            return _leer_base(archivo.read_text(encoding="utf-8"), lugar, hallazgos), lugar
    return "", Origen("")


def _leer_base(texto: str, lugar: Origen, hallazgos: list[Hallazgo]) -> str:
    # Tarda en cargarse, y casi ningún tema tiene datos.
    from generador.lectura.yaml_estricto import leer_yaml

    arbol = leer_yaml(texto, lugar.archivo)
    hallazgos += arbol.hallazgos
    datos = arbol.datos or {}
    base = datos.get("base", "")
    if set(datos) <= {"base"} and isinstance(base, str):
        return base
    mensaje = "Los datos de un tema solo dicen cuál es su base"
    hallazgos.append(error("tema-datos", lugar, mensaje, "Escriba una sola línea: base: base"))
    return ""


def _desconocido(nombre: str, lugar: Origen, carpetas: tuple[Path, ...]) -> Hallazgo:
    existentes = {c.name for carpeta in carpetas if carpeta.is_dir() for c in carpeta.iterdir()}
    remedio = f"Use uno de estos: {', '.join(sorted(existentes))}.{parecido(nombre, existentes)}"
    return error("tema-desconocido", lugar, f"No existe el tema «{nombre}»", remedio)


def _en_circulo(nombre: str, lugar: Origen) -> Hallazgo:
    mensaje = f"El tema «{nombre}» termina siendo base de sí mismo"
    return error("tema-en-circulo", lugar, mensaje, "Quite la línea base: de uno de los temas")


def archivos_de_tema(capas: tuple[Capa, ...]) -> dict[str, ArchivoDeTema]:
    """Los archivos que se copian al sitio, por nombre; de cada nombre, el de la primera capa."""
    hallados: dict[str, ArchivoDeTema] = {}
    for capa in capas:
        for nombre, archivo in _archivos(capa.carpeta / ESTATICOS):
            if nombre not in hallados:
                sha256 = hashlib.sha256(archivo.read_bytes()).hexdigest()
                ruta = f"{ESTATICOS}/{nombre_con_huella(nombre, sha256)}"
                hallados[nombre] = ArchivoDeTema(archivo, ruta, sha256)
    return dict(sorted(hallados.items()))


def nombre_con_huella(nombre: str, sha256: str) -> str:
    """«estilo.3f2a9c01bd.css»: un navegador nunca usa la hoja vieja con la página nueva."""
    tronco, punto, extension = nombre.rpartition(".")
    if not nombre.endswith(_CON_HUELLA):
        return nombre
    return f"{tronco}.{sha256[:_LARGO_DE_HUELLA]}{punto}{extension}"


def _huella(capas: list[Capa]) -> str:
    """La huella de todo lo que las capas contienen, con su orden y sin el lugar del disco."""
    suma = hashlib.sha256()
    for capa in capas:
        for nombre, archivo in _archivos(capa.carpeta):
            contenido = hashlib.sha256(archivo.read_bytes()).hexdigest()
            suma.update(f"{capa.nombre}/{nombre}\n{contenido}\n".encode())
    return suma.hexdigest()


def _archivos(carpeta: Path) -> list[tuple[str, Path]]:
    """Los archivos de una carpeta, por nombre relativo; los ocultos no cuentan."""
    if not carpeta.is_dir():
        return []
    hallados = [(a.relative_to(carpeta), a) for a in carpeta.rglob("*") if a.is_file()]
    visibles = (p for p in hallados if not any(t.startswith(".") for t in p[0].parts))
    return sorted((relativo.as_posix(), archivo) for relativo, archivo in visibles)
