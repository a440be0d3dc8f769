"""Comprobar que un sitio publicado es el que se publicó: cada archivo, la cadena y el registro.

No necesita nada de quien publicó: basta la dirección o una copia. Con el registro, las llaves
públicas o la memoria de una verificación anterior descubre también lo que una copia vieja, aunque
bien firmada, esconde.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generador.arboles import MANIFIESTO, SIN_BUSCADOR, FalloDeEntorno, Manifiesto, manifiesto_de
from generador.integridad import sello
from generador.integridad.firma import firma_valida
from generador.integridad.fuentes import Carpeta, Copia, EnLaRed
from generador.modelo.archivos import PUBLICACIONES
from generador.modelo.raiz import es_de_la_raiz

__all__ = ["Apoyos", "Carpeta", "Copia", "Defecto", "Dictamen", "EnLaRed", "Visto", "verificar"]

DIRECCIONES = "datos/direcciones.json"
_BUSCAR, _INDICE = "buscar.html", "buscador/indice.json"


@dataclass(frozen=True, slots=True)
class Defecto:
    """Algo que no es como se publicó. `codigo` es una palabra estable."""

    codigo: str
    ruta: str
    mensaje: str


@dataclass(frozen=True, slots=True)
class Visto:
    """Lo que se recuerda de una verificación para la siguiente."""

    publicacion: int
    manifiesto: str


@dataclass(frozen=True, slots=True)
class Apoyos:
    """En qué se apoya la verificación además de la copia misma; lo que no se tiene no se comprueba.

    `registro` son los archivos de `contenido/publicaciones/`, por nombre; `es_cadena` dice que son
    los que guarda el destino mismo, que no tiene los de otros destinos. `firmantes` son llaves
    públicas; `visto`, lo que dejó la verificación anterior.
    """

    registro: Mapping[str, bytes] | None = None
    firmantes: tuple[str, ...] | None = None
    visto: Visto | None = None
    es_cadena: bool = False


@dataclass(slots=True)
class Dictamen:
    """Lo que se halló. `sin_comprobar` dice qué no se pudo mirar y por qué."""

    publicacion: int | None = None
    fecha_corte: str = ""
    manifiesto: str = ""
    archivos: int = 0
    firmado: bool = False
    defectos: list[Defecto] = field(default_factory=list)
    sin_comprobar: list[str] = field(default_factory=list)

    @property
    def integro(self) -> bool:
        """Si no se halló ningún defecto."""
        return not self.defectos


def verificar(fuente: Copia, confianza: Apoyos | None = None) -> Dictamen:
    """El dictamen de una copia. Lanza `FalloDeEntorno` si no se pudo leer."""
    dictamen, confianza = Dictamen(), confianza or Apoyos()
    datos = fuente.leer(MANIFIESTO)
    manifiesto = manifiesto_de(datos) if datos is not None else None
    if datos is None or manifiesto is None or manifiesto.serializar() != datos:
        dictamen.defectos.append(_sin_manifiesto(datos))
        return dictamen
    _anotar(dictamen, datos, manifiesto)
    dictamen.defectos += _archivos(fuente, manifiesto)
    dictamen.defectos += _sobrantes(fuente, manifiesto, dictamen)
    dictamen.defectos += _busqueda(manifiesto, dictamen)
    if dictamen.publicacion is None:
        dictamen.defectos += _sin_publicacion(manifiesto, confianza, dictamen)
        return dictamen
    dictamen.defectos += _sumas(fuente, manifiesto)
    dictamen.defectos += _firma(fuente, datos, confianza, dictamen)
    dictamen.defectos += _cadena(manifiesto, dictamen)
    dictamen.defectos += _memoria(manifiesto, confianza.visto, dictamen)
    if confianza.registro is None:
        dictamen.sin_comprobar.append("el registro de publicaciones (no se dio)")
    else:
        dictamen.defectos += _registro(manifiesto, confianza, dictamen)
    return dictamen


def _sin_manifiesto(datos: bytes | None) -> Defecto:
    if datos is None:
        return Defecto("manifiesto-falta", MANIFIESTO, "No está el manifiesto")
    return Defecto("manifiesto-alterado", MANIFIESTO, "El manifiesto no es el que se escribió")


def _anotar(dictamen: Dictamen, datos: bytes, manifiesto: Manifiesto) -> None:
    numero = manifiesto.extra.get("publicacion")
    dictamen.publicacion = numero if type(numero) is int and numero > 0 else None
    dictamen.fecha_corte = str(manifiesto.extra.get("fecha_corte", ""))
    dictamen.manifiesto = sello.huella(datos)
    dictamen.archivos = len(manifiesto.archivos)


# --- el árbol ---------------------------------------------------------------------------------


def _archivos(fuente: Copia, manifiesto: Manifiesto) -> Iterator[Defecto]:
    for ruta, datos in fuente.leer_todos(sorted(manifiesto.archivos)):
        ficha = manifiesto.archivos[ruta]
        if datos is None:
            destino = fuente.lleva_a(ruta)
            if destino and _redirecciones(fuente, manifiesto).get(ruta) == destino:
                continue
            yield Defecto("archivo-falta", ruta, "El manifiesto lo enumera y no está")
        elif len(datos) != ficha.bytes or sello.huella(datos) != ficha.sha256:
            yield Defecto("archivo-alterado", ruta, "Sus bytes no son los que se publicaron")


def _redirecciones(fuente: Copia, manifiesto: Manifiesto) -> Mapping[str, str]:
    """Las direcciones viejas que un servidor puede redirigir, si la lista es la debida."""
    ficha = manifiesto.archivos.get(DIRECCIONES)
    datos = fuente.leer(DIRECCIONES) if ficha else None
    if ficha is None or datos is None or sello.huella(datos) != ficha.sha256:
        return {}
    redirecciones: Mapping[str, str] = json.loads(datos)["redirecciones"]
    return redirecciones


def _sobrantes(fuente: Copia, manifiesto: Manifiesto, dictamen: Dictamen) -> Iterator[Defecto]:
    hay = fuente.listar()
    if hay is None:
        dictamen.sin_comprobar.append("los archivos de más (desde afuera no se pueden listar)")
        return
    for ruta in sorted(hay - manifiesto.archivos.keys() - sello.SELLOS):
        if es_de_la_raiz(ruta):
            dictamen.sin_comprobar.append(f"«{ruta}» (es de quien sirve el sitio, y no se publicó)")
            continue
        yield Defecto("archivo-sobra", ruta, "El manifiesto no lo enumera")


def _busqueda(manifiesto: Manifiesto, dictamen: Dictamen) -> Iterator[Defecto]:
    """Un sitio con página de búsqueda lleva su índice, salvo que alguien lo quiera sin él."""
    if _BUSCAR not in manifiesto.archivos or _INDICE in manifiesto.archivos:
        return
    if manifiesto.extra.get(SIN_BUSCADOR):
        dictamen.sin_comprobar.append(
            "la búsqueda (el sitio se construyó sin ella, con --sin-buscador)"
        )
    else:
        mensaje = "El sitio tiene página de búsqueda y no tiene índice: nadie puede buscar en él"
        yield Defecto("buscador-falta", _INDICE, mensaje)


def _sumas(fuente: Copia, manifiesto: Manifiesto) -> Iterator[Defecto]:
    datos = fuente.leer(sello.SUMAS)
    if datos is None:
        yield Defecto("sumas-faltan", sello.SUMAS, f"No está {sello.SUMAS}")
    elif datos != sello.sumas(manifiesto):
        yield Defecto("sumas-alteradas", sello.SUMAS, "No corresponde al manifiesto")


def _sin_publicacion(
    manifiesto: Manifiesto, confianza: Apoyos, dictamen: Dictamen
) -> Iterator[Defecto]:
    """Un árbol construido y no publicado: no tiene cadena, firma ni registro con qué compararse."""
    exige = confianza.visto or confianza.firmantes or confianza.registro
    if exige or "publicacion" in manifiesto.extra:
        yield Defecto("sin-publicacion", MANIFIESTO, "No dice qué publicación es")
    else:
        dictamen.sin_comprobar.append("la cadena y el registro (este árbol no se ha publicado)")


# --- la firma, la cadena y la memoria ---------------------------------------------------------


def _firma(fuente: Copia, datos: bytes, confianza: Apoyos, dictamen: Dictamen) -> Iterator[Defecto]:
    firma = fuente.leer(sello.FIRMA)
    if confianza.firmantes is None:
        dictamen.sin_comprobar.append("la firma (no se dio ninguna llave pública)")
    elif firma is None:
        yield Defecto("firma-falta", sello.FIRMA, "El manifiesto no está firmado")
    elif not firma_valida(datos, firma, confianza.firmantes):
        yield Defecto("firma-invalida", sello.FIRMA, "Ninguna de las llaves dadas firmó esto")
    else:
        dictamen.firmado = True


def _cadena(manifiesto: Manifiesto, dictamen: Dictamen) -> Iterator[Defecto]:
    """Que el manifiesto enumere las huellas de todos los anteriores, y la última sea la suya."""
    assert dictamen.publicacion is not None
    cadena = manifiesto.extra.get("cadena")
    eslabones = cadena if isinstance(cadena, list) else []
    ultimo = eslabones[-1] if eslabones else ""
    completa = isinstance(cadena, list) and len(eslabones) == dictamen.publicacion - 1
    if not completa or manifiesto.extra.get("anterior", "") != ultimo:
        yield Defecto("cadena-rota", MANIFIESTO, "No enumera todas las publicaciones anteriores")


def _eslabon(manifiesto: Manifiesto, numero: int) -> str:
    cadena = manifiesto.extra.get("cadena")
    eslabones = cadena if isinstance(cadena, list) else []
    return str(eslabones[numero - 1]) if 0 < numero <= len(eslabones) else ""


def _memoria(manifiesto: Manifiesto, visto: Visto | None, dictamen: Dictamen) -> Iterator[Defecto]:
    actual = dictamen.publicacion or 0
    if visto is None:
        return
    if actual < visto.publicacion:
        yield _antigua(actual, visto.publicacion, "ya se había visto")
    elif actual == visto.publicacion and dictamen.manifiesto != visto.manifiesto:
        yield Defecto("manifiesto-otro", MANIFIESTO, f"La publicación {actual} era otra")
    elif actual > visto.publicacion and _eslabon(manifiesto, visto.publicacion) != visto.manifiesto:
        mensaje = f"La publicación {visto.publicacion} que ya se había visto no es su antecesora"
        yield Defecto("cadena-rota", MANIFIESTO, mensaje)


def _antigua(actual: int, debida: int, segun: str) -> Defecto:
    return Defecto(
        "publicacion-antigua", MANIFIESTO, f"Muestra la publicación {actual}; {segun} la {debida}"
    )


# --- el registro ------------------------------------------------------------------------------

# El destino guarda su entrada desde antes de mostrarla.
_SIN_ANOTAR = (
    ", la de lo que se muestra. Si la publicación se cortó antes de anotarla, publique otra vez en "
    "ese destino: la entrada se recupera"
)


def _registro(manifiesto: Manifiesto, confianza: Apoyos, dictamen: Dictamen) -> Iterator[Defecto]:
    assert confianza.registro is not None
    registro, numero = confianza.registro, dictamen.publicacion or 0
    entradas: dict[int, str] = {}
    for nombre in sorted(registro):
        n = sello.numero_de_entrada(nombre)
        if n is None or n in entradas:
            yield _del_registro("registro-alterado", nombre, "No es el nombre de una entrada")
        else:
            entradas[n] = nombre
    faltan = [n for n in range(1, max((*entradas, numero)) + 1) if n not in entradas]
    ajenas = [n for n in faltan if n != numero] if confianza.es_cadena else []
    for n in faltan:
        if n not in ajenas:
            suya = n == numero and not confianza.es_cadena
            mensaje = f"Falta la entrada {n}{_SIN_ANOTAR if suya else ''}"
            yield _del_registro("registro-incompleto", str(n), mensaje)
    if ajenas:
        cuales = ", ".join(map(str, ajenas))
        dictamen.sin_comprobar.append(
            f"las publicaciones que este destino no guarda, como las de otros: {cuales} "
            "(dé --registro)"
        )
    if retiro := sello.retiro_posterior(registro, numero):
        yield _del_registro(
            "retiro-pendiente",
            entradas[retiro],
            f"La publicación {retiro} retiró algo definitivamente, y aquí todavía se muestra la "
            f"{numero}: publique en este destino, y se borra lo que guarda de antes",
        )
        return
    for n, nombre in sorted(entradas.items()):
        yield from _entrada(manifiesto, n, nombre, registro[nombre], dictamen)
    if ajenas:
        return
    if sello.huella_del_registro(registro, numero) != manifiesto.extra.get("registro"):
        yield _del_registro(
            "registro-alterado", "", f"Las entradas anteriores a la {numero} no son las de entonces"
        )


def _entrada(
    manifiesto: Manifiesto, n: int, nombre: str, datos: bytes, dictamen: Dictamen
) -> Iterator[Defecto]:
    numero = dictamen.publicacion or 0
    dice = sello.manifiesto_de_entrada(datos)
    if n > numero:
        if sello.destino_de_entrada(datos) == manifiesto.extra.get("destino"):
            yield _antigua(numero, n, "el registro dice que se publicó")
    elif n == numero:
        if dice != dictamen.manifiesto:
            yield _del_registro("manifiesto-otro", nombre, _era_otra(n, datos, manifiesto))
            return
        if sello.huella(sello.cuerpo_de_entrada(datos)) != manifiesto.extra.get("entrada"):
            yield _del_registro("registro-alterado", nombre, "La entrada no es la que se escribió")
        if not nombre.startswith(f"{manifiesto.extra.get('fecha')}-"):
            yield _del_registro("registro-alterado", nombre, "No es el día en que se publicó")
    elif dice != _eslabon(manifiesto, n):
        yield _del_registro("registro-alterado", nombre, "Su manifiesto no es el de la cadena")


def _era_otra(numero: int, datos: bytes, manifiesto: Manifiesto) -> str:
    otro = sello.destino_de_entrada(datos)
    if otro == manifiesto.extra.get("destino"):
        return f"La publicación {numero} era otra"
    return (
        f"La publicación {numero} del registro es la de «{otro}»: dos personas publicaron a la "
        "vez. Publique otra vez en este destino, y queda con su propio número"
    )


def _del_registro(codigo: str, nombre: str, mensaje: str) -> Defecto:
    return Defecto(codigo, f"{PUBLICACIONES}/{nombre}", mensaje)


def leer_llaves(texto: str) -> tuple[str, ...]:
    """Las llaves públicas de un archivo, una por renglón. `FalloDeEntorno` si no hay ninguna."""
    llaves = tuple(r.strip() for r in texto.splitlines() if r.startswith("ssh-ed25519 "))
    if not llaves:
        raise FalloDeEntorno(
            "El archivo no tiene ninguna llave pública Ed25519.",
            "Debe tener renglones que empiezan por «ssh-ed25519».",
        )
    return llaves
