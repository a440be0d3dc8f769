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
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from msgspec.structs import replace

from generador.arboles import Lugar, abrir_archivo
from generador.hallazgo import Hallazgo, Origen, error, hay_errores, parecido
from generador.lectura.anexos import imagen_ilegible
from generador.lectura.archivos import defecto_de_clase, hay_carpeta, no_utf8
from generador.lectura.contenido import Contenido
from generador.lectura.imagenes import ImagenIlegible, es_imagen, sin_metadatos
from generador.modelo.archivos import SITIO
from generador.vigencia.programa import TEMAS_INSTALADOS, carpeta_de_temas_propios

ESTATICOS = "estaticos"
PLANTILLAS = "plantillas"
DATOS = "tema.yaml"
# Solo lo que las plantillas citan lleva huella en el nombre: lo que citan las hojas (letras,
# imágenes) está escrito dentro de ellas por su nombre.
_CON_HUELLA = (".css", ".js")
_LARGO_DE_HUELLA = 10
# Lo que una página del tema puede pedir: hojas, guiones, dibujos y letras, y la licencia de estas.
_CLASES_DE_ESTATICO = (
    *(".css", ".js", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico"),
    *(".woff2", ".woff", ".ttf", ".otf", ".webmanifest"),
)
_LETRAS = f"{ESTATICOS}/letras/"
_DEL_PRODUCTO = "base"
_CITADA = re.compile(rb"""\{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")
_NOMBRADAS = 3


@dataclass(frozen=True, slots=True)
class Capa:
    """Una carpeta de un tema: por nombre relativo, sus archivos y lo leído de los no estáticos.

    `lugar` es la carpeta, desde la del sitio si es suya, e `imagenes`, las suyas sin metadatos.
    """

    nombre: str
    lugar: str
    del_generador: bool
    archivos: Mapping[str, Lugar]
    huellas: Mapping[str, str]
    leidos: Mapping[str, bytes]
    imagenes: Mapping[str, bytes]

    def los_de(self, carpeta: str) -> Iterator[tuple[str, bytes]]:
        """El nombre dentro de esa carpeta y el contenido de lo leído, por orden de nombre."""
        for nombre, crudo in self.leidos.items():
            if nombre.startswith(f"{carpeta}/"):
                yield nombre.removeprefix(f"{carpeta}/"), crudo


@dataclass(frozen=True, slots=True)
class ArchivoDeTema:
    """Un archivo estático: de dónde se copia y en qué dirección del sitio queda.

    De una imagen, `imagen` es ella sin sus metadatos; lo demás se copia tal cual.
    """

    origen: Lugar
    ruta: str
    sha256: str
    imagen: bytes | None


@dataclass(frozen=True, slots=True)
class Tema:
    """Las capas de un tema, de la más particular a la más general, y lo que se copia.

    `estaticos` va por nombre relativo a `estaticos/`. `huella` cubre plantillas y estáticos: si
    no cambia, el tema dibuja lo mismo. `huella_comun` cubre lo que no son plantillas.
    """

    nombre: str
    capas: tuple[Capa, ...]
    estaticos: MappingProxyType[str, ArchivoDeTema]
    huella: str
    huella_comun: str


def abrir_tema(nombre: str, carpetas: tuple[Path, ...]) -> tuple[Tema | None, tuple[Hallazgo, ...]]:
    """El tema y sus bases, buscados en `carpetas` (las del sitio primero).

    Todo se lee aquí, una sola vez: lo que se dibuja es lo que cubre la huella. Códigos:
    tema-desconocido, tema-en-circulo, tema-datos, tema-sin-base, archivo-es-enlace,
    archivo-especial, archivo-no-utf8, tema-archivo-de-otra-clase.
    """
    # En el código fuente, la carpeta del sitio y la del generador son la misma.
    carpetas = tuple({os.path.realpath(c): c for c in reversed(carpetas)}.values())[::-1]
    capas: list[Capa] = []
    hallazgos: list[Hallazgo] = []
    pendiente, lugar = nombre, Origen(SITIO)
    while pendiente:
        if any(capa.nombre == pendiente for capa in capas):
            hallazgos.append(_en_circulo(pendiente, lugar))
            break
        nuevas = [n for c in carpetas if (n := _abrir_capa(c, pendiente, hallazgos)) is not None]
        if not nuevas and not hay_errores(hallazgos):
            hallazgos.append(_desconocido(pendiente, lugar, carpetas))
        capas += nuevas
        if hay_errores(hallazgos):
            break
        pendiente, lugar = _base(nuevas, hallazgos)
    if not hay_errores(hallazgos):
        hallazgos += _sin_base(capas, carpetas)
    if hay_errores(hallazgos):
        return None, tuple(hallazgos)
    estaticos = MappingProxyType(archivos_de_tema(tuple(capas)))
    huellas = _huella(capas), _huella(capas, menos=f"{PLANTILLAS}/")
    return Tema(nombre, tuple(capas), estaticos, *huellas), tuple(hallazgos)


def _abrir_capa(temas: Path, nombre: str, hallazgos: list[Hallazgo]) -> Capa | None:
    """Lo que una carpeta de temas trae de ese tema, leído; `None` si no lo trae."""
    archivos = _hallar(temas, nombre, hallazgos)
    if archivos is None:
        return None
    # Cada archivo se abre una vez; de los que solo se copian, que pueden pesar, queda la huella.
    crudos = {n: _leer(lugar) for n, lugar in archivos.items() if not _solo_se_copia(n)}
    huellas = {
        n: hashlib.sha256(crudos[n]).hexdigest() if n in crudos else _huella_de(lugar)
        for n, lugar in archivos.items()
    }
    imagenes: dict[str, bytes] = {}
    for n in filter(es_imagen, crudos):
        try:
            imagenes[n] = b"".join(sin_metadatos(crudos[n]))
        except ImagenIlegible as falla:
            hallazgos.append(imagen_ilegible(Origen(archivos[n].ruta), falla))
    del_generador = temas == carpeta_de_temas_propios()
    if not del_generador:
        hallazgos += _ilegibles(archivos, crudos)
        hallazgos += _de_otra_clase(archivos)
    lugar = f"{temas}/{nombre}" if del_generador else f"{temas.name}/{nombre}"
    leidos = {n: crudo for n, crudo in crudos.items() if not _es_estatico(n)}
    return Capa(nombre, lugar, del_generador, archivos, huellas, leidos, imagenes)


def _solo_se_copia(nombre: str) -> bool:
    """Si de un archivo no hay nada que mirar: una letra, un guion."""
    return _es_estatico(nombre) and not es_imagen(nombre) and not nombre.endswith(".css")


def _ilegibles(archivos: Mapping[str, Lugar], crudos: Mapping[str, bytes]) -> Iterator[Hallazgo]:
    """Los textos del tema que no están en UTF-8, y que nadie podría dibujar ni mostrar bien."""
    for nombre, lugar in archivos.items():
        hoja = nombre.startswith(f"{ESTATICOS}/") and nombre.endswith(".css")
        if not (hoja or nombre == DATOS or nombre.startswith(f"{PLANTILLAS}/")):
            continue
        if defecto := no_utf8(crudos[nombre], lugar.ruta):
            # Lo de un tema no lo toca «revisar --arreglar»: no se le propone nada.
            yield replace(defecto, arreglos=())


def _de_otra_clase(archivos: Mapping[str, Lugar]) -> Iterator[Hallazgo]:
    """Lo que quedó con los estáticos y no es de un tema: se publicaría sin que nadie lo nombre."""
    for nombre, lugar in archivos.items():
        licencia = nombre.startswith(_LETRAS) and nombre.endswith(".txt")
        suyo = licencia or nombre.lower().endswith(_CLASES_DE_ESTATICO)
        if _es_estatico(nombre) and not suyo:
            yield error(
                "tema-archivo-de-otra-clase",
                Origen(lugar.ruta),
                f"«{nombre.rpartition('/')[2]}» no es de una clase que un tema publique: lo que "
                "está en «estaticos» sale entero al sitio",
                "Si es un documento, llévelo a la carpeta de su registro y nómbrelo en él; si es "
                f"de trabajo, sáquelo del sitio. Un tema publica {', '.join(_CLASES_DE_ESTATICO)}",
            )


def _sin_base(capas: list[Capa], carpetas: tuple[Path, ...]) -> Iterator[Hallazgo]:
    """Las páginas que nadie dibujaría, si el tema no termina en el del producto."""
    if any(capa.nombre == _DEL_PRODUCTO for capa in capas):
        return
    propias = _abrir_capa(carpetas[-1], _DEL_PRODUCTO, [])
    suyas = {n for capa in capas for n, _ in capa.los_de(PLANTILLAS)}
    faltan = [n for n in _las_que_son_paginas(propias) if n not in suyas]
    if faltan:
        ultimo = capas[-1].nombre
        puntos = ", …" if len(faltan) > _NOMBRADAS else ""
        cuales = f"{', '.join(faltan[:_NOMBRADAS])}{puntos}"
        mensaje = f"El tema «{ultimo}» no tiene base y le faltan plantillas ({cuales})"
        remedio = f"Escriba base: {_DEL_PRODUCTO} en temas/{ultimo}/{DATOS}"
        yield error("tema-sin-base", Origen(f"temas/{ultimo}"), mensaje, remedio)


def _las_que_son_paginas(capa: Capa | None) -> list[str]:
    """Las plantillas que no son pieza de otra: la que es pieza, un tema entero puede no tenerla."""
    plantillas = dict(capa.los_de(PLANTILLAS)) if capa else {}
    piezas = {c.decode() for crudo in plantillas.values() for c in _CITADA.findall(crudo)}
    return [n for n in plantillas if n.endswith(".html") and n not in piezas]


def _hallar(temas: Path, nombre: str, hallazgos: list[Hallazgo]) -> dict[str, Lugar] | None:
    """Los archivos del tema bajo esa carpeta, por nombre relativo, sin lo oculto."""
    if temas == TEMAS_INSTALADOS:
        # Aquí sí se siguen enlaces: hay instaladores que ponen así los archivos de un paquete.
        return _hallar_instalados(temas / nombre) if (temas / nombre).is_dir() else None
    carpeta = f"{temas.name}/{nombre}"
    de_temas = Contenido(temas.parent)
    if not hay_carpeta(de_temas, carpeta, hallazgos):
        return None
    archivos = {}
    for ruta, datos in de_temas.mirar(carpeta).items():
        if defecto := defecto_de_clase(Origen(f"{carpeta}/{ruta}"), datos.st_mode):
            hallazgos.append(defecto)
        elif stat.S_ISREG(datos.st_mode):
            archivos[ruta] = Lugar(temas.parent, f"{carpeta}/{ruta}")
    return dict(sorted(archivos.items()))


def _hallar_instalados(carpeta: Path) -> dict[str, Lugar]:
    hallados = {a.relative_to(carpeta): a.resolve() for a in carpeta.rglob("*") if a.is_file()}
    visibles = (p for p in hallados.items() if not any(t.startswith(".") for t in p[0].parts))
    return {n.as_posix(): Lugar(a.parent, a.name) for n, a in sorted(visibles)}


def _es_estatico(nombre: str) -> bool:
    return nombre.startswith(f"{ESTATICOS}/")


def _leer(lugar: Lugar) -> bytes:
    with os.fdopen(abrir_archivo(lugar), "rb") as abierto:
        return abierto.read()


def _huella_de(lugar: Lugar) -> str:
    with os.fdopen(abrir_archivo(lugar), "rb") as abierto:
        return hashlib.file_digest(abierto, "sha256").hexdigest()


def _base(capas: list[Capa], hallazgos: list[Hallazgo]) -> tuple[str, Origen]:
    """El tema que estas capas toman por base, y dónde lo dicen; vacío si ninguno."""
    for capa in capas:
        if DATOS in capa.leidos:
            lugar = Origen(f"temas/{capa.nombre}/{DATOS}")
            return _leer_base(capa.leidos[DATOS].decode("utf-8"), lugar, hallazgos), lugar
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
        for completo in filter(_es_estatico, capa.archivos):
            nombre = completo.removeprefix(f"{ESTATICOS}/")
            if nombre not in hallados:
                sha256 = capa.huellas[completo]
                ruta = f"{ESTATICOS}/{nombre_con_huella(nombre, sha256)}"
                imagen = capa.imagenes.get(completo)
                hallados[nombre] = ArchivoDeTema(capa.archivos[completo], ruta, sha256, imagen)
    return dict(sorted(hallados.items()))


def nombre_con_huella(nombre: str, sha256: str) -> str:
    """«estilo.3f2a9c01bd.css»: un navegador nunca usa la hoja vieja con la página nueva."""
    tronco, punto, extension = nombre.rpartition(".")
    if not nombre.endswith(_CON_HUELLA):
        return nombre
    return f"{tronco}.{sha256[:_LARGO_DE_HUELLA]}{punto}{extension}"


def _huella(capas: list[Capa], menos: str = "-") -> str:
    """La huella de lo que las capas contienen, con su orden y sin el lugar del disco.

    `menos` es el comienzo del nombre de lo que no se cuenta.
    """
    # Cada tema pone su hoja; dos capas con el mismo nombre son el mismo tema.
    suma = hashlib.sha256(repr(list(dict.fromkeys(c.nombre for c in capas))).encode())
    for capa in capas:
        for nombre, contenido in sorted(capa.huellas.items()):
            if not nombre.startswith(menos):
                suma.update(f"{capa.nombre}/{nombre}\n{contenido}\n".encode())
    return suma.hexdigest()
