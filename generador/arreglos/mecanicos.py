"""Los arreglos mecánicos de todo un sitio, hechos primero en memoria.

Al arreglar un registro aparece lo que no se había podido leer en él: se revisa y se arregla otra
vez, hasta que no quede nada mecánico. Para mostrar la diferencia antes de tocar nada, eso pasa en
un contenido propuesto, que no está escrito en ninguna parte. Con él se descarta lo que no dejó
mejor el sitio.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from generador.arreglos.lineas import TextoEnLineas
from generador.arreglos.mesa import Mesa
from generador.arreglos.pasos import Cambio, Paso, Recodificacion, Traslado
from generador.arreglos.resolver import pasos_de
from generador.hallazgo import Certeza, Gravedad, Hallazgo
from generador.lectura.contenido import Contenido
from generador.lectura.propuesto import Propuesto

_RONDAS = 12
_DE_SU_LUGAR = frozenset(
    ("identidad-repetida", "titulo-repetido", "anexo-no-existe", "archivo-fuera-de-lugar")
)
"""Lo que está mal en un archivo por cómo se llama o por dónde está: con otro nombre no estaría."""
_DE_NOMBRES = frozenset(("anexo-no-existe", "enlace-roto", "nombre-de-archivo"))

Revisar = Callable[[Contenido], Iterable[Hallazgo]]
"""Los hallazgos de un contenido."""


@dataclass(frozen=True, slots=True)
class Arreglado:
    """Un archivo con arreglos: cómo se llama y qué dice, antes y después."""

    antes: str
    ahora: str
    crudo_antes: bytes
    crudo_ahora: bytes


def arreglar(raiz: Path, revisar: Revisar, salida: Path | None = None) -> tuple[Arreglado, ...]:
    """Lo que cambia al hacer todos los arreglos mecánicos de `raiz`, que queda como estaba.

    `salida` es la carpeta pública.
    """
    vetados: set[Paso] = set()
    while True:
        propuesto = Propuesto(raiz)
        if not (malos := _hacer_todos(propuesto, revisar, salida, vetados)):
            return tuple(_comparar(propuesto))
        vetados |= malos


def _hacer_todos(
    propuesto: Propuesto, revisar: Revisar, salida: Path | None, vetados: Set[Paso]
) -> set[Paso]:
    """Los hace; da los cambios de nombre que dejaron mal lo que nombra ese archivo."""
    hechos: set[Paso] = set(vetados)
    hallazgos = al_empezar = tuple(revisar(propuesto))
    for _ in range(_RONDAS):
        mesa = Mesa(propuesto, salida)
        propuestos = {p: h for h in hallazgos for p in pasos_mecanicos(h, mesa) if p not in hechos}
        por_hacer = compatibles(propuestos)
        if not por_hacer:
            break
        # Un paso que ya se hizo y vuelve a proponerse no arregla nada: no se repite.
        hechos |= set(por_hacer)
        crudos = {p.archivo: propuesto.entero(p.archivo) for p in por_hacer if _cambia(p)}
        for paso in por_hacer:
            aplicar(propuesto, paso)
        antes, hallazgos = hallazgos, tuple(revisar(propuesto))
        malos = set(que_danan({p: propuestos[p] for p in por_hacer}, antes, hallazgos))
        if malos:
            for archivo in {p.archivo for p in malos}:
                propuesto.escribir(archivo, crudos[archivo])
                # Los demás del mismo archivo se hacen en otra ronda, sin el que daña.
                hechos -= {p for p in por_hacer if p.archivo == archivo and p not in malos}
            hallazgos = tuple(revisar(propuesto))
    nuevos = _dichos(hallazgos) - _dichos(al_empezar)
    malos_lugares = {h.origen.archivo for h in hallazgos if h.codigo in _DE_SU_LUGAR}
    return {
        p
        for p in hechos - vetados
        if isinstance(p, Traslado)
        and (_lo_nombra(p, nuevos) or any(_es_de(p.destino, a) for a in malos_lugares))
    }


def _es_de(lugar: str, archivo: str) -> bool:
    return archivo == lugar or archivo.startswith(f"{lugar}/")


def _dichos(hallazgos: Iterable[Hallazgo]) -> set[str]:
    return {h.mensaje for h in hallazgos if h.codigo in _DE_NOMBRES}


def _lo_nombra(traslado: Traslado, mensajes: Iterable[str]) -> bool:
    nombres = (c.rpartition("/")[2] for c in (traslado.archivo, traslado.destino))
    return any(f"{nombre}»" in mensaje for nombre in nombres for mensaje in mensajes)


def _cambia(paso: Paso) -> bool:
    return isinstance(paso, Cambio | Recodificacion)


def que_danan(
    pasos: Mapping[Paso, Hallazgo], antes: Iterable[Hallazgo], ahora: Iterable[Hallazgo]
) -> Iterator[Cambio]:
    """Los cambios que dejan, en lo que escribieron o sobre ello, un hallazgo que antes no estaba.

    No cuenta el que hizo legible lo que no se podía leer: lo que deja ver ya estaba. Pero ninguno
    puede dejar mal cerrada la portada ni, si se podía leer, un archivo que ya no se lee.
    """
    viejos, nuevos = _por_linea(antes), _por_linea(ahora)
    rotos = _ilegibles(ahora) - _ilegibles(antes)
    errores = _errores(ahora) - _errores(antes)
    cambios = [p for p in pasos if isinstance(p, Cambio)]
    for cambio in cambios:
        codigo = pasos[cambio].codigo
        dejados = {c.partition("-")[0] for archivo, c in rotos if archivo == cambio.archivo}
        if "portada" in dejados or ("yaml" in dejados and not codigo.startswith(NO_DEJAN_LEER)):
            yield cambio
            continue
        if codigo.startswith(NO_DEJAN_LEER):
            continue
        corrido = sum(
            len(otro.nuevas) - len(otro.viejas)
            for otro in cambios
            if otro.archivo == cambio.archivo and otro.desde < cambio.desde
        )
        habia = _codigos(viejos, cambio.archivo, cambio.desde, len(cambio.viejas))
        hay = _codigos(nuevos, cambio.archivo, cambio.desde + corrido, len(cambio.nuevas))
        if hay - habia or any(_habla_de(cambio, a, mensaje) for a, mensaje in errores):
            yield cambio


def _errores(hallazgos: Iterable[Hallazgo]) -> set[tuple[str, str]]:
    return {(h.origen.archivo, h.mensaje) for h in hallazgos if h.gravedad is Gravedad.ERROR}


def _habla_de(cambio: Cambio, archivo: str, mensaje: str) -> bool:
    """Si el error es del mismo archivo y nombra lo que el cambio escribió: un cargo dos veces."""
    antes, ahora = (set(_PALABRA.findall("\n".join(t))) for t in (cambio.viejas, cambio.nuevas))
    return archivo == cambio.archivo and bool((ahora - antes) & set(_PALABRA.findall(mensaje)))


def _ilegibles(hallazgos: Iterable[Hallazgo]) -> set[tuple[str, str]]:
    """Los archivos que no se pueden leer, cada uno con el código y el porqué de cada hallazgo."""
    return {
        (h.origen.archivo, f"{h.codigo}: {h.mensaje}")
        for h in hallazgos
        if h.codigo == "yaml-roto" or h.codigo.startswith("portada-")
    }


NO_DEJAN_LEER = ("yaml-", "portada-")
"""Cómo empieza el código de lo que impide leer un archivo."""
_PALABRA = re.compile(r"[\w-]{3,}")


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


def pasos_mecanicos(hallazgo: Hallazgo, mesa: Mesa) -> tuple[Paso, ...]:
    """Los que lo arreglan, si todos se escriben de una sola manera; si no, ninguno."""
    pasos = pasos_de(hallazgo, mesa)
    return pasos if all(p.certeza is Certeza.MECANICO for p in pasos) else ()


def compatibles(pasos: Iterable[Paso]) -> list[Paso]:
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


def aplicar(propuesto: Propuesto, paso: Paso) -> None:
    """Hace un paso mecánico: ninguno crea ni borra un archivo."""
    if isinstance(paso, Traslado):
        propuesto.mover(paso.archivo, paso.destino)
        return
    crudo = propuesto.entero(paso.archivo)
    if isinstance(paso, Cambio):
        texto = TextoEnLineas.de(crudo)
        cambiado = texto.cambiar(paso.desde, len(paso.viejas), paso.nuevas)
        propuesto.escribir(paso.archivo, cambiado.en_bytes())
    else:
        assert isinstance(paso, Recodificacion)
        propuesto.escribir(paso.archivo, crudo.decode(paso.codificacion).encode())


def _comparar(propuesto: Propuesto) -> Iterator[Arreglado]:
    """Los archivos que dirían otra cosa o se llamarían de otro modo, por su nombre."""
    hoy = Contenido(propuesto.raiz)
    for ahora in sorted(propuesto.escritos.keys() | propuesto.venidos.keys()):
        antes = propuesto.venidos.get(ahora, ahora)
        if propuesto.que_es(ahora) == stat.S_IFREG:
            crudos = hoy.entero(antes), propuesto.entero(ahora)
            if crudos[0] != crudos[1] or antes != ahora:
                yield Arreglado(antes, ahora, *crudos)
