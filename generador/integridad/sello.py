"""Con qué se sella una publicación: el manifiesto, las sumas, la cadena y el registro.

Lo mismo lo escribe quien publica y lo comprueba quien verifica: por eso está en un solo lugar.

    manifiesto n  lleva `cadena`, las huellas de los manifiestos 1 a n-1; `registro`, la huella de
                  las entradas anteriores; y `entrada`, la de la suya sin su último renglón
    entrada n     lleva en su último renglón la huella del manifiesto n
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping

from generador.arboles import MANIFIESTO, Ficha, Manifiesto
from generador.modelo.publicaciones import CUMPLIMIENTO_JSON, HISTORIA

SUMAS = "SHA256SUMS"
FIRMA = f"{MANIFIESTO}.sig"
SELLOS = frozenset({MANIFIESTO, SUMAS, FIRMA})
"""Los archivos de una publicación que su manifiesto no puede enumerar."""

# Así la escribe el tema. Donde un sitio la escriba de otro modo, lo peor que pasa es una
# publicación de más, en que ningún documento cambió.
_HISTORIA = re.compile(
    rb'<section class="seccion" aria-labelledby="s_historia">.*?</section>', re.DOTALL
)
COMPRIMIDOS = (".gz", ".br")
_NOMBRE_DE_ENTRADA = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-([1-9][0-9]*)\.yaml")
_LEIDA = re.compile(rb"^leida: [^\n]*\n", re.MULTILINE)
_DESTINO = re.compile(rb"^destino: ([^\n]*)\n", re.MULTILINE)
_RENGLON_FINAL = re.compile(rb"^manifiesto: ([0-9a-f]{64})\n\Z", re.MULTILINE)


def huella(datos: bytes) -> str:
    """El SHA-256 en hexadecimal."""
    return hashlib.sha256(datos).hexdigest()


# --- el árbol ---------------------------------------------------------------------------------


def sumas(manifiesto: Manifiesto) -> bytes:
    """`SHA256SUMS`: todos los archivos y el manifiesto, en la forma que lee `sha256sum -c`."""
    renglones = {ruta: ficha.sha256 for ruta, ficha in manifiesto.archivos.items()}
    renglones[MANIFIESTO] = huella(manifiesto.serializar())
    return "".join(f"{suma}  {ruta}\n" for ruta, suma in sorted(renglones.items())).encode()


def sin_su_historia(pagina: bytes) -> bytes:
    """La página de un documento sin lo que cuenta de las publicaciones mismas."""
    return _HISTORIA.sub(b"", pagina)


def huella_del_sitio(
    archivos: Mapping[str, Ficha], cumplimiento: bytes, sin_historia: Mapping[str, str]
) -> str:
    """La huella de lo que el sitio dice: sin la fecha de corte, las copias comprimidas ni el
    registro de publicaciones.

    `sin_historia` es la huella de las páginas que cuentan algo de él, sin eso.

    Dos construcciones con la misma huella muestran lo mismo: no hay qué volver a publicar.
    """
    fichas = {r: f.sha256 for r, f in archivos.items() if not es_copia_comprimida(r, archivos)}
    fichas |= sin_historia
    fichas.pop(HISTORIA, None)
    if CUMPLIMIENTO_JSON in fichas:
        fichas[CUMPLIMIENTO_JSON] = huella(_sin_fecha(cumplimiento))
    texto = "".join(f"{suma}  {ruta}\n" for ruta, suma in sorted(fichas.items()))
    return huella(texto.encode())


def _sin_fecha(cumplimiento: bytes) -> bytes:
    datos = json.loads(cumplimiento)
    datos.pop("fecha_corte", None)
    return json.dumps(datos, sort_keys=True).encode()


def es_copia_comprimida(ruta: str, archivos: Mapping[str, Ficha]) -> bool:
    """Si es la copia comprimida de otro archivo del árbol, que el servidor entrega por él."""
    original, punto, extension = ruta.rpartition(".")
    return bool(punto) and f".{extension}" in COMPRIMIDOS and original in archivos


# --- el registro ------------------------------------------------------------------------------


def nombre_de_entrada(fecha: str, numero: int) -> str:
    """El archivo de una entrada del registro."""
    return f"{fecha}-{numero}.yaml"


def numero_de_entrada(nombre: str) -> int | None:
    """El número de una entrada por el nombre de su archivo, o `None` si no es una entrada."""
    hallado = _NOMBRE_DE_ENTRADA.fullmatch(nombre)
    return int(hallado[2]) if hallado else None


def es_retiro(archivos: Mapping[str, bytes], numero: int) -> bool:
    """Si esa publicación retiró algo definitivamente: antes de ella no se vuelve."""
    entradas = (d for n, d in archivos.items() if numero_de_entrada(n) == numero)
    return any(b"\nretiro_definitivo: " in d for d in entradas)


def retiro_posterior(archivos: Mapping[str, bytes], numero: int) -> int:
    """La última publicación posterior a esa que retiró algo definitivamente; 0 si ninguna."""
    numeros = filter(None, map(numero_de_entrada, archivos))
    return max((n for n in numeros if n > numero and es_retiro(archivos, n)), default=0)


def llana(entrada: bytes) -> bytes:
    """La entrada como se publicó: un repositorio puede cambiar los finales de renglón, y dónde se
    leyó de vuelta se anota después."""
    return _LEIDA.sub(b"", entrada.replace(b"\r\n", b"\n"))


def cuerpo_de_entrada(entrada: bytes) -> bytes:
    """La entrada sin el renglón del manifiesto, que se conoce de último."""
    return _RENGLON_FINAL.sub(b"", llana(entrada))


def destino_de_entrada(entrada: bytes) -> str:
    """El destino que dice una entrada, o vacío si no lo dice."""
    hallado = _DESTINO.search(llana(entrada))
    return hallado[1].decode("utf-8", "replace").strip("\"' ") if hallado else ""


def manifiesto_de_entrada(entrada: bytes) -> str:
    """La huella del manifiesto que dice una entrada, o vacía si no la dice."""
    hallado = _RENGLON_FINAL.search(llana(entrada))
    return hallado[1].decode() if hallado else ""


def huella_del_registro(entradas: Mapping[str, bytes], antes_de: int) -> str:
    """La huella de las entradas anteriores a un número, con sus nombres y en su orden."""
    propias = [(n, nombre) for nombre in entradas if (n := numero_de_entrada(nombre))]
    suma = hashlib.sha256()
    for numero, nombre in sorted(propias):
        if numero < antes_de:
            suma.update(f"{nombre} {huella(llana(entradas[nombre]))}\n".encode())
    return suma.hexdigest()
