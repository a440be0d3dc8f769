"""El registro de publicaciones: escribir una entrada, leerlas todas y rehacer la que se pierda.

Una entrada se escribe siempre con los mismos bytes y su último renglón es la huella del
manifiesto. Solo se agregan; la única que cambia es la que nombra algo retirado definitivamente.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from generador.arboles import escribir_en
from generador.integridad.sello import (
    destino_de_entrada,
    huella_del_registro,
    llana,
    manifiesto_de_entrada,
    nombre_de_entrada,
    numero_de_entrada,
    retiro_posterior,
)
from generador.lectura.contenido import Contenido
from generador.modelo.archivos import PUBLICACIONES
from generador.modelo.sitio import RUTA_BORRADA, DocumentoPublicado, Publicacion
from generador.publicacion.interfaz import FalloDeDestino, LoPublicado

_RUTA = re.compile(rb'^  - ruta: (".*")$', re.MULTILINE)
_BORRADA = f'  - ruta: "{RUTA_BORRADA}"'.encode()


def escribir_entrada(publicacion: Publicacion) -> bytes:
    """El YAML de una entrada, sin el renglón del manifiesto si aún no se conoce."""
    lineas = [f"numero: {publicacion.numero}", f"fecha: {publicacion.fecha.isoformat()}"]
    if publicacion.destino is not None:
        lineas.append(f"destino: {publicacion.destino}")
    if publicacion.deshace is not None:
        lineas.append(f"deshace: {publicacion.deshace}")
    if publicacion.retiro_definitivo:
        lineas.append(f"retiro_definitivo: {_texto(publicacion.retiro_definitivo)}")
    if publicacion.solo_lo_anterior:
        lineas.append("solo_lo_anterior: si")
    if publicacion.documentos:
        lineas.append("documentos:")
        for documento in publicacion.documentos:
            lineas += _documento(documento)
    else:
        lineas.append("documentos: ninguno")
    leida = renglon_de_lectura(publicacion.leida).decode() if publicacion.leida else ""
    if leida:
        lineas.append(leida.rstrip("\n"))
    if publicacion.manifiesto:
        lineas.append(f"manifiesto: {publicacion.manifiesto}")
    return ("\n".join(lineas) + "\n").encode()


def _documento(documento: DocumentoPublicado) -> Iterator[str]:
    yield f"  - ruta: {_texto(documento.ruta)}"
    for clave in ("titulo", "accion", "sha256", "valores", "motivo"):
        if valor := getattr(documento, clave):
            yield f"    {clave}: {_texto(valor)}"
    if documento.cambios:
        yield "    cambios:"
        for cambio in documento.cambios:
            yield f"      - campo: {_texto(cambio.campo)}"
            for clave in ("antes", "ahora"):
                if valor := getattr(cambio, clave):
                    yield f"        {clave}: {_texto(valor)}"


def _texto(valor: str) -> str:
    # Un texto de JSON es un texto de YAML, y nunca se confunde con otra cosa.
    return json.dumps(valor, ensure_ascii=False)


def renglon_de_lectura(direccion: str) -> bytes:
    """El renglón que dice en qué dirección se leyó de vuelta lo publicado."""
    return f"leida: {_texto(direccion)}\n".encode()


def leer_archivos(contenido: Contenido) -> dict[str, bytes]:
    """Las entradas como están en el disco, por nombre de archivo.

    Lanza `FalloDeDestino` si alguna es un enlace: lo que está en otra parte no es el registro.
    """
    if contenido.que_es(PUBLICACIONES) != stat.S_IFDIR:
        return {}
    hay = [(n, modo) for n, modo in contenido.listar(PUBLICACIONES) if n.endswith(".yaml")]
    for nombre, modo in hay:
        if not stat.S_ISREG(modo):
            raise FalloDeDestino(
                f"«{PUBLICACIONES}/{nombre}» no es un archivo, y es una entrada del registro. Nada "
                "se publicó.",
                "Ponga en su lugar el archivo mismo; está en el repositorio del sitio.",
            )
    return {nombre: contenido.crudo(f"{PUBLICACIONES}/{nombre}") for nombre, _ in hay}


def agregar(raiz: Path, nombre: str, entrada: bytes) -> None:
    """Escribe una entrada nueva, aparte y con un cambio de nombre: nunca queda a medias."""
    carpeta = raiz / PUBLICACIONES
    carpeta.mkdir(parents=True, exist_ok=True)
    escribir_en(carpeta, ".nueva", entrada)
    os.replace(carpeta / ".nueva", carpeta / nombre)


def exigir_que_se_pueda_anotar(raiz: Path) -> None:
    """Lanza `FalloDeDestino` si en el registro no se puede escribir: se vería sin su entrada."""
    carpeta = raiz / PUBLICACIONES
    try:
        carpeta.mkdir(parents=True, exist_ok=True)
        escribir_en(carpeta, ".nueva", b"")
        (carpeta / ".nueva").unlink()
    except OSError:
        raise FalloDeDestino(
            f"No se puede escribir en «{PUBLICACIONES}», donde se anota cada publicación. Nada se "
            "publicó.",
            "Dé permiso de escritura en esa carpeta a quien publica, y repita la orden.",
        ) from None


def exigir_corrido(archivos: Mapping[str, bytes]) -> int:
    """El número de la última entrada. Lanza `FalloDeDestino` si falta o se repite alguna."""
    numeros = sorted(filter(None, map(numero_de_entrada, archivos)))
    if numeros == list(range(1, len(numeros) + 1)):
        return len(numeros)
    if repetido := next((n for n in numeros if numeros.count(n) > 1), None):
        dos = " y ".join(sorted(n for n in archivos if numero_de_entrada(n) == repetido))
        raise FalloDeDestino(
            f"El registro tiene dos publicaciones {repetido}: {dos}. Dos personas publicaron a la "
            "vez. Nada se publicó.",
            "Conserve la que ya estaba en el repositorio, quite la otra y publique en el destino "
            "que dice la que quitó: lo que cambió queda anotado con otro número.",
        )
    falta = next(n for n in range(1, numeros[-1]) if n not in numeros)
    raise FalloDeDestino(
        f"El registro de publicaciones no está completo: falta la entrada {falta}. Nada se "
        "publicó.",
        "Traiga contenido/publicaciones/ del repositorio, o publique en el destino que la tiene.",
    )


def perdidas(propias: Mapping[str, bytes], estado: LoPublicado) -> dict[str, bytes]:
    """Las entradas de la cadena del destino que aquí no están.

    Una que está allá y aquí es distinta es un choque: dos personas publicaron con el mismo número.
    Si cada una publicó en su destino, la del registro se queda con el número.
    """
    aqui = {numero_de_entrada(n): (n, d) for n, d in propias.items()}
    faltan: dict[str, bytes] = {}
    for nombre, datos in estado.entradas.items():
        numero = numero_de_entrada(nombre) or 0
        # Una entrada mayor que lo publicado es de una publicación que no llegó a verse.
        if not 0 < numero <= estado.numero:
            continue
        if numero not in aqui:
            faltan[nombre] = datos
        elif _otra_en_el_mismo_destino(aqui[numero][1], datos):
            raise FalloDeDestino(
                f"La publicación {numero} del registro no es la que tiene el destino: dos personas "
                "publicaron desde copias distintas. Lo que está a la vista sigue entero.",
                f"Conserve la entrada del destino: quite {PUBLICACIONES}/{aqui[numero][0]}, traiga "
                "o termine de unir los cambios del repositorio y repita; la del destino se escribe "
                "sola.",
            )
    return faltan


def _otra_en_el_mismo_destino(una: bytes, otra: bytes) -> bool:
    distintas = manifiesto_de_entrada(una) != manifiesto_de_entrada(otra)
    return distintas and destino_de_entrada(una) == destino_de_entrada(otra)


def ultima(archivos: Mapping[str, bytes]) -> int:
    """El número de la última entrada, aunque falten otras; 0 si no hay ninguna."""
    return max(filter(None, map(numero_de_entrada, archivos)), default=0)


def ultima_en(archivos: Mapping[str, bytes], destino: str) -> int:
    """La última publicación que se hizo en ese destino, o 0 si ninguna."""
    return ultima({n: b"" for n, d in archivos.items() if destino_de_entrada(d) == destino})


def rutas(entrada: bytes) -> frozenset[str]:
    """Las direcciones que nombra una entrada, como las escribe `escribir_entrada`."""
    return frozenset(json.loads(r) for r in _RUTA.findall(llana(entrada)))


def limpiadas(aqui: Mapping[str, bytes], estado: LoPublicado) -> dict[str, bytes]:
    """Las entradas de aquí que el destino tiene ya sin lo que un retiro definitivo borró."""
    alla = {numero_de_entrada(n): d for n, d in estado.entradas.items()}
    pares = ((n, d, alla.get(numero_de_entrada(n), b"")) for n, d in aqui.items())
    return {
        nombre: limpia
        for nombre, datos, limpia in pares
        if limpia
        and retiro_posterior(estado.entradas, numero_de_entrada(nombre) or 0)
        and _solo_le_falta(datos, limpia)
    }


def _solo_le_falta(datos: bytes, limpia: bytes) -> bool:
    """Si la segunda es la primera sin algunos renglones: al limpiarla, nada se agrega."""
    aqui, alla = llana(datos), llana(limpia)
    return aqui != alla and set(alla.splitlines()) - {_BORRADA} <= set(aqui.splitlines())


def alteradas(aqui: Mapping[str, bytes], estado: LoPublicado, retiro: int) -> list[str]:
    """Las entradas de aquí que ya no son las que se publicaron en el destino.

    A las anteriores a `retiro`, que el destino aún no ha hecho, les puede faltar lo que se borró.
    Si lo publicado da fe de las de aquí, la que cambió es la copia del destino.
    """
    extra = estado.publicado.extra if estado.publicado else {}
    fe = extra.get("registro") == huella_del_registro(aqui, estado.numero)
    de_aqui = {numero_de_entrada(n): n for n in aqui}
    hay = []
    for nombre, alla in estado.entradas.items():
        numero = numero_de_entrada(nombre) or 0
        if not 0 < numero <= estado.numero or (numero < estado.numero and fe):
            continue
        suyo = de_aqui.get(numero, "")
        datos = aqui.get(suyo, alla)
        # Con otro manifiesto es la publicación de otra persona.
        if not suyo or manifiesto_de_entrada(datos) != manifiesto_de_entrada(alla):
            continue
        limpia = numero < retiro and _solo_le_falta(alla, datos)
        if suyo != nombre or (llana(datos) != llana(alla) and not limpia):
            hay.append(suyo)
    return sorted(hay)


def archivo_de(publicacion: Publicacion) -> str:
    """El nombre del archivo de una entrada."""
    return nombre_de_entrada(publicacion.fecha.isoformat(), publicacion.numero)
