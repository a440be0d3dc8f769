"""Los arreglos mecánicos de todo un sitio, hechos primero en una copia.

Al arreglar un registro aparece lo que no se había podido leer en él: se revisa y se arregla otra
vez, hasta que no quede nada mecánico. Para mostrar la diferencia antes de tocar nada, eso pasa en
una sombra del sitio: una carpeta con enlaces a los mismos archivos, donde lo que cambia se escribe
nuevo. Con la sombra se descarta lo que no dejó mejor el sitio.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generador.arboles import TALLER
from generador.arreglos.lineas import TextoEnLineas
from generador.arreglos.mesa import Mesa
from generador.arreglos.pasos import Borrado, Cambio, Creacion, Paso, Recodificacion, Traslado
from generador.arreglos.resolver import pasos_de
from generador.hallazgo import Certeza, Hallazgo

_RONDAS = 12
_CONTENIDO = "contenido"


@dataclass(frozen=True, slots=True)
class Arreglado:
    """Un archivo con arreglos: cómo se llama y qué dice, antes y después."""

    antes: str
    ahora: str
    crudo_antes: bytes
    crudo_ahora: bytes


def arreglar(
    raiz: Path, revisar: Callable[[Path], Iterable[Hallazgo]], salida: Path | None = None
) -> tuple[Arreglado, ...]:
    """Lo que cambia al hacer todos los arreglos mecánicos de `raiz`, que queda como estaba.

    `revisar` da los hallazgos del sitio que está en una carpeta; `salida` es la carpeta pública.
    """
    with _sombra(raiz) as sombra:
        nombres = _hacer_todos(sombra, revisar, salida)
        return tuple(_comparar(raiz, sombra, nombres))


def _hacer_todos(
    sombra: Path, revisar: Callable[[Path], Iterable[Hallazgo]], salida: Path | None
) -> dict[str, str]:
    """Arregla la sombra; da, de cada archivo que cambió de nombre, el que tenía."""
    nombres: dict[str, str] = {}
    hechos: set[Paso] = set()
    hallazgos = tuple(revisar(sombra))
    for _ in range(_RONDAS):
        mesa = Mesa(sombra, salida)
        propuestos = {p: h for h in hallazgos for p in _mecanicos(h, mesa) if p not in hechos}
        por_hacer = _compatibles(propuestos)
        if not por_hacer:
            break
        # Un paso que ya se hizo y vuelve a proponerse no arregla nada: no se repite.
        hechos |= set(por_hacer)
        crudos = {p.archivo: (sombra / p.archivo).read_bytes() for p in por_hacer if _cambia(p)}
        for paso in por_hacer:
            aplicar(sombra, paso)
            _anotar_nombres(nombres, paso, sombra)
        antes, hallazgos = hallazgos, tuple(revisar(sombra))
        malos = set(que_danan({p: propuestos[p] for p in por_hacer}, antes, hallazgos))
        if malos:
            for archivo in {p.archivo for p in malos}:
                _escribir(sombra / archivo, crudos[archivo])
                # Los demás del mismo archivo se hacen en otra ronda, sin el que daña.
                hechos -= {p for p in por_hacer if p.archivo == archivo and p not in malos}
            hallazgos = tuple(revisar(sombra))
    return nombres


def _cambia(paso: Paso) -> bool:
    return isinstance(paso, Cambio | Recodificacion)


def que_danan(
    pasos: Mapping[Paso, Hallazgo], antes: Iterable[Hallazgo], ahora: Iterable[Hallazgo]
) -> Iterator[Cambio]:
    """Los cambios que dejan, en lo que escribieron, un hallazgo que antes no estaba allí.

    No cuenta el que hizo legible lo que no se podía leer: lo que deja ver ya estaba.
    """
    viejos, nuevos = _por_linea(antes), _por_linea(ahora)
    cambios = [p for p in pasos if isinstance(p, Cambio)]
    for cambio in cambios:
        if pasos[cambio].codigo.startswith(("yaml-", "portada-")):
            continue
        corrido = sum(
            len(otro.nuevas) - len(otro.viejas)
            for otro in cambios
            if otro.archivo == cambio.archivo and otro.desde < cambio.desde
        )
        habia = _codigos(viejos, cambio.archivo, cambio.desde, len(cambio.viejas))
        hay = _codigos(nuevos, cambio.archivo, cambio.desde + corrido, len(cambio.nuevas))
        if hay - habia:
            yield cambio


def _por_linea(hallazgos: Iterable[Hallazgo]) -> dict[tuple[str, int], set[tuple[str, str]]]:
    lugares: dict[tuple[str, int], set[tuple[str, str]]] = {}
    for h in hallazgos:
        lugares.setdefault((h.origen.archivo, h.origen.linea), set()).add((h.codigo, h.mensaje))
    return lugares


def _codigos(
    lugares: Mapping[tuple[str, int], set[tuple[str, str]]], archivo: str, desde: int, cuantas: int
) -> set[tuple[str, str]]:
    filas = (lugares.get((archivo, n), set()) for n in range(desde, desde + cuantas))
    return set().union(*filas)


def _mecanicos(hallazgo: Hallazgo, mesa: Mesa) -> tuple[Paso, ...]:
    pasos = pasos_de(hallazgo, mesa)
    return pasos if all(p.certeza is Certeza.MECANICO for p in pasos) else ()


def _compatibles(pasos: Iterable[Paso]) -> list[Paso]:
    """Los que se pueden hacer juntos: de abajo arriba, sin tocar dos veces la misma línea.

    Los cambios de nombre van en una ronda propia: los demás pasos nombran el archivo.
    """
    unicos = list(dict.fromkeys(pasos))
    cambios = [p for p in unicos if isinstance(p, Cambio)]
    if not cambios:
        return unicos[:1]
    elegidos: list[Paso] = []
    techo: dict[str, int] = {}
    for cambio in sorted(cambios, key=lambda c: (c.archivo, -c.desde, -len(c.viejas))):
        if cambio.desde + len(cambio.viejas) <= techo.get(cambio.archivo, 1 << 30):
            elegidos.append(cambio)
            techo[cambio.archivo] = cambio.desde
    return elegidos


def _anotar_nombres(nombres: dict[str, str], paso: Paso, sombra: Path) -> None:
    if not isinstance(paso, Traslado):
        return
    movidos = {paso.destino: paso.archivo}
    if (sombra / paso.destino).is_dir():
        dentro = (p.relative_to(sombra).as_posix() for p in (sombra / paso.destino).rglob("*"))
        movidos = {d: paso.archivo + d.removeprefix(paso.destino) for d in dentro}
    for ahora, antes in movidos.items():
        nombres[ahora] = nombres.pop(antes, antes)


# --- hacer un paso ----------------------------------------------------------------------------


def aplicar(raiz: Path, paso: Paso) -> None:
    """Hace el paso en los archivos de `raiz`."""
    archivo = raiz / paso.archivo
    if isinstance(paso, Cambio):
        texto = TextoEnLineas.de(archivo.read_bytes())
        cambiado = texto.cambiar(paso.desde, len(paso.viejas), paso.nuevas)
        _escribir(archivo, cambiado.en_bytes())
    elif isinstance(paso, Traslado):
        destino = raiz / paso.destino
        destino.parent.mkdir(parents=True, exist_ok=True)
        archivo.rename(destino)
    elif isinstance(paso, Creacion):
        _escribir(archivo, paso.texto.encode())
    elif isinstance(paso, Borrado):
        archivo.unlink()
    else:
        assert isinstance(paso, Recodificacion)
        texto_leido = archivo.read_bytes().decode(paso.codificacion)
        _escribir(archivo, texto_leido.encode())


def _escribir(archivo: Path, crudo: bytes) -> None:
    """Un archivo nuevo: escribir en el que está cambiaría también aquel al que está enlazado."""
    archivo.parent.mkdir(parents=True, exist_ok=True)
    archivo.unlink(missing_ok=True)
    archivo.write_bytes(crudo)


# --- la sombra --------------------------------------------------------------------------------


@contextmanager
def _sombra(raiz: Path) -> Iterator[Path]:
    """Una carpeta con el contenido del sitio, que se borra al terminar."""
    with _taller(raiz) as taller, tempfile.TemporaryDirectory(prefix="arreglos-", dir=taller) as c:
        carpeta = Path(c)
        shutil.copytree(
            raiz / _CONTENIDO, carpeta / _CONTENIDO, copy_function=_enlazar, symlinks=True
        )
        yield carpeta


@contextmanager
def _taller(raiz: Path) -> Iterator[Path | None]:
    """En el mismo disco, si se puede escribir en él: así los archivos se enlazan sin copiarlos."""
    taller = raiz / TALLER
    habia = taller.is_dir()
    try:
        taller.mkdir(exist_ok=True)
    except OSError:
        yield None
        return
    try:
        yield taller
    finally:
        if not habia:
            taller.rmdir()


def _enlazar(origen: str, destino: str) -> str:
    try:
        os.link(origen, destino, follow_symlinks=False)
    except OSError:
        # Otro disco, o uno que no sabe de enlaces.
        shutil.copy2(origen, destino, follow_symlinks=False)
    return destino


def _comparar(raiz: Path, sombra: Path, nombres: dict[str, str]) -> Iterator[Arreglado]:
    """Los archivos de la sombra que ya no son los del sitio, por su nombre."""
    for ruta in sorted(p.relative_to(sombra).as_posix() for p in _archivos(sombra)):
        antes = nombres.get(ruta, ruta)
        original, nuevo = raiz / antes, sombra / ruta
        igual = os.path.samestat(os.lstat(original), os.lstat(nuevo))
        if igual and antes == ruta:
            continue
        crudos = original.read_bytes(), nuevo.read_bytes()
        if crudos[0] != crudos[1] or antes != ruta:
            yield Arreglado(antes, ruta, *crudos)


def _archivos(carpeta: Path) -> Iterator[Path]:
    return (p for p in carpeta.rglob("*") if p.is_file() and not p.is_symlink())
