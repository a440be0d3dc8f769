"""Hallazgos: los defectos de los registros, como valores.

Un hallazgo dice que esta mal, donde, por que y como se arregla. Nadie lanza
excepciones por un defecto del contenido: se devuelve un hallazgo y se sigue,
para mostrarlos todos en una sola corrida.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from generador.parecidos import el_mas_cercano


class Gravedad(StrEnum):
    """`error` detiene la publicacion; `aviso` e `informacion`, no."""

    ERROR = "error"
    AVISO = "aviso"
    INFORMACION = "informacion"


class Origen(Struct, frozen=True, order=True):
    """Un lugar de los registros: archivo relativo a la raiz del sitio, linea y columna desde 1."""

    archivo: str
    linea: int = 1
    columna: int = 1


class Certeza(StrEnum):
    """Qué tanto se sabe de un arreglo.

    `mecanico`: no hay otra manera de escribirlo. `probable`: es lo que parece, y quien escribe lo
    confirma. `ejemplo`: el valor solo lo sabe una persona, y se muestra uno de su forma.
    """

    MECANICO = "mecanico"
    PROBABLE = "probable"
    EJEMPLO = "ejemplo"


class Accion(StrEnum):
    """Lo que un arreglo hace con el archivo, en el lugar del hallazgo.

    - `valor`, `clave`: escribe el texto en vez del valor o de la clave que está en el lugar.
    - `campo`: agrega el texto, «clave: valor», al grupo que está en el lugar.
    - `pareja`: escribe el texto, «clave: valor», en vez de la clave del lugar y de su valor; puede
      ser más de una, una por renglón.
    - `elemento`: agrega el texto al final de la lista que está en el lugar.
    - `sangrar`: mete la clave del lugar en el grupo que está antes.
    - `sacar`: lleva la clave del lugar al grupo de más afuera.
    - `quitar`: quita la clave con su valor, o el elemento de la lista.
    - `cambiar`: en la línea del lugar, escribe el texto en vez de `antes`.
    - `destino`: hace que el enlace del lugar lleve a la dirección del sitio que dice el texto; sin
      texto, deja lo que se lee y quita el enlace.
    - `renglones`: escribe el texto en vez de las `cuantas` líneas que empiezan en el lugar; sin
      texto, las quita.
    - `al_final`: agrega el texto después de la última línea del archivo.
    - `sintaxis`: hace legible la línea; qué se escribe depende de todo el archivo.
    - `mover`: lleva el archivo o la carpeta al camino que dice el texto.
    - `mudar`: lleva el registro, con los archivos que lo acompañan, al camino que dice el texto.
    - `crear`, `borrar`: el archivo entero.
    - `recodificar`: guarda en UTF-8 un archivo que está en la codificación que dice el texto.
    """

    VALOR = "valor"
    CLAVE = "clave"
    CAMPO = "campo"
    PAREJA = "pareja"
    ELEMENTO = "elemento"
    SANGRAR = "sangrar"
    SACAR = "sacar"
    QUITAR = "quitar"
    CAMBIAR = "cambiar"
    DESTINO = "destino"
    RENGLONES = "renglones"
    AL_FINAL = "al_final"
    SINTAXIS = "sintaxis"
    MOVER = "mover"
    MUDAR = "mudar"
    CREAR = "crear"
    BORRAR = "borrar"
    RECODIFICAR = "recodificar"


class Arreglo(Struct, frozen=True):
    """Cómo se arregla un hallazgo, dicho como valor; `donde` es su lugar si no es el del hallazgo.

    Quien conoce el archivo lo vuelve un cambio (`generador.arreglos`): de él salen el remedio que
    se muestra y lo que hace `revisar --arreglar`, que por eso no pueden decir cosas distintas.
    """

    accion: Accion
    texto: str = ""
    certeza: Certeza = Certeza.MECANICO
    antes: str = ""
    donde: Origen | None = None
    cuantas: int = 1


Reparo = tuple[str, str, *tuple[Arreglo, ...]]
"""Lo que se dice de un defecto: mensaje, remedio y, si se sabe escribirlo, cómo se arregla."""


class Hallazgo(Struct, frozen=True):
    """Un defecto. `codigo` es una palabra estable que nunca se reutiliza.

    `citado` es lo que el registro nombra y no se halló, tal como lo nombra; si no es de eso, nada.
    """

    codigo: str
    gravedad: Gravedad
    mensaje: str
    origen: Origen
    remedio: str
    arreglos: tuple[Arreglo, ...] = ()
    citado: str = ""

    @property
    def clave(self) -> tuple[str, int, int, str, str]:
        """El orden en que se muestran: por lugar, luego por codigo."""
        o = self.origen
        return (o.archivo, o.linea, o.columna, self.codigo, self.mensaje)


def error(
    codigo: str, origen: Origen, mensaje: str, remedio: str, *arreglos: Arreglo, citado: str = ""
) -> Hallazgo:
    """Un hallazgo que detiene la publicación."""
    return Hallazgo(codigo, Gravedad.ERROR, mensaje, origen, remedio, arreglos, citado)


def aviso(codigo: str, origen: Origen, mensaje: str, remedio: str, *arreglos: Arreglo) -> Hallazgo:
    """Un hallazgo que conviene atender y no detiene la publicación."""
    return Hallazgo(codigo, Gravedad.AVISO, mensaje, origen, remedio, arreglos)


def informacion(
    codigo: str, origen: Origen, mensaje: str, remedio: str, *arreglos: Arreglo, citado: str = ""
) -> Hallazgo:
    """Un hallazgo que solo informa."""
    return Hallazgo(codigo, Gravedad.INFORMACION, mensaje, origen, remedio, arreglos, citado)


def ordenar(hallazgos: Iterable[Hallazgo]) -> tuple[Hallazgo, ...]:
    """Los hallazgos sin repetir, en el orden en que se muestran."""
    # No es un conjunto: lo que llega casi ordenado se ordena en una pasada.
    return tuple(sorted(dict.fromkeys(hallazgos), key=lambda h: h.clave))


def hay_errores(hallazgos: Iterable[Hallazgo]) -> bool:
    """Si alguno detiene la publicación."""
    return any(h.gravedad is Gravedad.ERROR for h in hallazgos)


def aplazado(hallazgo: Hallazgo) -> Hallazgo:
    """El mismo, de un registro que aún no se publica: se dice antes y no detiene lo demás."""
    if hallazgo.gravedad is not Gravedad.ERROR:
        return hallazgo
    cuando = "(aún no se publica; al publicarlo será un error)"
    mensaje = f"{hallazgo.mensaje.rstrip('.')} {cuando}"
    return replace(hallazgo, gravedad=Gravedad.AVISO, mensaje=mensaje)


def parecido(palabra: str, posibles: Iterable[str]) -> str:
    """« ¿Quiso decir «x»?» con la posibilidad mas cercana, o el texto vacio."""
    cercano = el_mas_parecido(palabra, posibles)
    return f" ¿Quiso decir «{cercano}»?" if cercano else ""


def el_mas_parecido(palabra: str, posibles: Iterable[str]) -> str:
    """La posibilidad más cercana, o el texto vacío."""
    return el_mas_cercano(palabra, frozenset(posibles))


def escribir_parecido(
    escrito: object, posibles: Iterable[object], donde: Origen | None = None
) -> tuple[Arreglo, ...]:
    """Escribe la posibilidad más parecida; si ninguna se parece, nada: otra sería inventarla."""
    palabras = posibles if isinstance(posibles, frozenset) else [str(p) for p in posibles]
    cercano = el_mas_parecido(str(escrito), palabras)
    return (Arreglo(Accion.VALOR, cercano, Certeza.PROBABLE, donde=donde),) if cercano else ()


def ejemplo(accion: Accion, texto: str, donde: Origen | None = None) -> Arreglo:
    """Un arreglo cuyo valor solo lo sabe una persona."""
    return Arreglo(accion, texto, Certeza.EJEMPLO, donde=donde)
