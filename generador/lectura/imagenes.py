"""Imágenes: cuánto miden, y sus bytes sin metadatos.

La imagen se tiene entera, y una sola vez: lo que queda de ella son pedazos que no se copian.

Una foto suele decir dónde, cuándo y con qué aparato se tomó. Nada de eso se publica: de cada
imagen quedan los trozos que hacen falta para verla igual, y ninguno más. Los formatos están
descritos en PNG (ISO/IEC 15948), JPEG (ITU-T T.81), GIF89a, WebP (RFC 9649) y Exif 2.32.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from generador.arboles import Pedazo

DE_IMAGEN = (".png", ".jpg", ".jpeg", ".gif", ".webp")
"""Las imágenes que se muestran dentro de un texto."""

_PNG = b"\x89PNG\r\n\x1a\n"
# Lo que cambia cómo se ve: color, transparencia, resolución y animación.
_TROZOS_PNG = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD hIST sPLT pHYs "
    b"acTL fcTL fdAT".split()
)
_PUNTOS_WEBP = (b"VP8 ", b"VP8L")
_TROZOS_WEBP = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
# Cuántas veces se repite una animación: lo único de un programa que cambia cómo se ve un GIF.
_REPETICION_GIF = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_EXIF = b"Exif\0\0"
_ICC = b"ICC_PROFILE\0"
# JFIF da la densidad; ICC y Adobe, el color. JFXX es solo una miniatura.
_DE_PROGRAMAS = {0xE0: b"JFIF\0", 0xE2: _ICC, 0xEE: b"Adobe"}
_SIN_LARGO = frozenset({0x01, *range(0xD0, 0xD8)})
_INICIOS_DE_CUADRO = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_GIRADAS = range(5, 9)


class ImagenIlegible(ValueError):
    """Los bytes no son de una imagen bien formada del formato que dicen ser."""


def parece_imagen(comienzo: bytes) -> bool:
    """Si unos bytes empiezan como una imagen de las que se publican, se llame como se llame."""
    de_webp = comienzo.startswith(b"RIFF") and comienzo[8:12] == b"WEBP"
    return de_webp or comienzo.startswith((_PNG, b"\xff\xd8\xff", b"GIF87a", b"GIF89a"))


def es_imagen(nombre: str) -> bool:
    """Si el nombre es el de una imagen de las que se muestran."""
    return nombre.lower().endswith(DE_IMAGEN)


# --- medidas ----------------------------------------------------------------------------------


def medidas(imagen: bytes) -> tuple[int, int]:
    """Ancho y alto en píxeles, como se ve. Lanza `ImagenIlegible`."""
    try:
        ancho, alto = _medidas(imagen)
    except (struct.error, IndexError) as falla:
        raise ImagenIlegible("la imagen está cortada") from falla
    if not ancho or not alto:
        raise ImagenIlegible("la imagen no tiene tamaño")
    return ancho, alto


def _medidas(imagen: bytes) -> tuple[int, int]:
    if imagen.startswith(_PNG) and imagen[12:16] == b"IHDR":
        ancho, alto = struct.unpack(">II", imagen[16:24])
        return ancho, alto
    if imagen.startswith((b"GIF87a", b"GIF89a")):
        ancho, alto = struct.unpack("<HH", imagen[6:10])
        return ancho, alto
    if imagen.startswith(b"RIFF") and imagen[8:12] == b"WEBP":
        return _medidas_de_webp(imagen)
    if imagen.startswith(b"\xff\xd8"):
        return _medidas_de_jpeg(imagen)
    raise ImagenIlegible("no es PNG, JPEG, GIF ni WebP")


def _medidas_de_webp(imagen: bytes) -> tuple[int, int]:
    clase = imagen[12:16]
    if clase == b"VP8X":
        ancho, alto = (int.from_bytes(imagen[i : i + 3], "little") + 1 for i in (24, 27))
        return ancho, alto
    if clase == b"VP8L":
        (bits,) = struct.unpack("<I", imagen[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if clase == b"VP8 ":
        ancho, alto = struct.unpack("<HH", imagen[26:30])
        return ancho & 0x3FFF, alto & 0x3FFF
    raise ImagenIlegible("el WebP no empieza por una imagen")


def _medidas_de_jpeg(imagen: bytes) -> tuple[int, int]:
    giro = 1
    for marca, segmento in _segmentos(imagen):
        if marca == 0xE1:
            giro = _giro(segmento) or giro
        if marca in _INICIOS_DE_CUADRO:
            alto, ancho = struct.unpack(">HH", segmento[3:7])
            return (alto, ancho) if giro in _GIRADAS else (ancho, alto)
    raise ImagenIlegible("el JPEG no dice cuánto mide")


# --- sin metadatos ----------------------------------------------------------------------------


def sin_metadatos(imagen: bytes) -> list[Pedazo]:
    """Los pedazos de la misma imagen sin textos, fechas, lugares ni miniaturas.

    Lanza `ImagenIlegible`. Repetirlo da los mismos bytes.
    """
    try:
        if imagen.startswith(_PNG):
            return _png_limpio(imagen)
        if imagen.startswith(b"\xff\xd8"):
            return _jpeg_limpio(imagen)
        if imagen.startswith(b"RIFF") and imagen[8:12] == b"WEBP":
            return _webp_limpio(imagen)
        if imagen.startswith((b"GIF87a", b"GIF89a")):
            return _gif_limpio(imagen)
    except (struct.error, IndexError) as falla:
        raise ImagenIlegible("la imagen está cortada") from falla
    raise ImagenIlegible("no es PNG, JPEG, GIF ni WebP")


def _exigir_puntos(los_hay: bool) -> None:
    """Que la imagen tenga con qué verse: las cabezas de un formato pueden estar sin lo demás."""
    if not los_hay:
        raise ImagenIlegible("tiene el comienzo de una imagen, pero no la imagen")


def _png_limpio(imagen: bytes) -> list[Pedazo]:
    partes: list[Pedazo] = [_PNG]
    vista, lugar, nombre = memoryview(imagen), len(_PNG), b""
    while nombre != b"IEND":
        (largo,) = struct.unpack(">I", imagen[lugar : lugar + 4])
        nombre = imagen[lugar + 4 : lugar + 8]
        fin = lugar + 12 + largo
        if fin > len(imagen):
            raise ImagenIlegible("el PNG está cortado")
        if nombre in _TROZOS_PNG:
            partes.append(vista[lugar:fin])
        lugar = fin
    _exigir_puntos(any(parte[4:8] == b"IDAT" for parte in partes))
    return partes


def _webp_limpio(imagen: bytes) -> list[Pedazo]:
    (largo,) = struct.unpack("<I", imagen[4:8])
    if largo + 8 > len(imagen):
        raise ImagenIlegible("el WebP está cortado")
    # Lo que haya después no es de la imagen.
    cuerpo = _trozos_de_webp(memoryview(imagen)[12 : 8 + largo])
    _exigir_puntos(any(parte[:4] in _PUNTOS_WEBP for parte in cuerpo))
    return [b"RIFF" + struct.pack("<I", sum(map(len, cuerpo)) + 4) + b"WEBP", *cuerpo]


def _trozos_de_webp(imagen: memoryview) -> list[Pedazo]:
    """Los trozos que hacen falta; de cada cuadro de una animación, también solo esos."""
    partes: list[Pedazo] = []
    lugar = 0
    while lugar < len(imagen):
        nombre = bytes(imagen[lugar : lugar + 4])
        (largo,) = struct.unpack("<I", imagen[lugar + 4 : lugar + 8])
        datos = imagen[lugar + 8 : lugar + 8 + largo]
        if len(datos) < largo:
            raise ImagenIlegible("el WebP está cortado")
        suyos: list[Pedazo] = [datos]
        if nombre == b"VP8X":
            # Los dos bits que anuncian los trozos que se quitan.
            suyos = [bytes([datos[0] & ~0x0C]), datos[1:10]]
        if nombre == b"ANMF":
            suyos = [datos[:16], *_trozos_de_webp(datos[16:])]
        if nombre in _TROZOS_WEBP:
            total = sum(map(len, suyos))
            partes += (nombre + struct.pack("<I", total), *suyos, bytes(total % 2))
        lugar += 8 + largo + largo % 2
    return partes


def _gif_limpio(imagen: bytes) -> list[Pedazo]:
    """Los cuadros, sus tiempos y la repetición: sin comentarios ni datos de otros programas."""
    vista, fin = memoryview(imagen), _fin_de_la_paleta(imagen, 10, 13)
    partes: list[Pedazo] = [vista[:fin]]
    lugar, hay_cuadro = fin, False
    while imagen[lugar] != 0x3B:
        inicio, clase = lugar, imagen[lugar : lugar + 2]
        if clase[:1] == b"\x2c":
            lugar = _fin_de_los_bloques(
                imagen, _fin_de_la_paleta(imagen, lugar + 9, lugar + 10) + 1
            )
            partes.append(vista[inicio:lugar])
            hay_cuadro = True
        elif clase[:1] == b"\x21":
            lugar = _fin_de_los_bloques(imagen, lugar + 2)
            partes.append(_extension_de_gif(clase, vista[inicio:lugar]))
        else:
            raise ImagenIlegible("el GIF tiene bytes sueltos entre sus partes")
    _exigir_puntos(hay_cuadro)
    return [*partes, b";"]


def _fin_de_la_paleta(imagen: bytes, banderas: int, lugar: int) -> int:
    """Dónde termina la paleta que empieza en el lugar, si las banderas dicen que la hay."""
    hay, colores = imagen[banderas] & 0x80, 2 << (imagen[banderas] & 7)
    return lugar + 3 * colores if hay else lugar


def _fin_de_los_bloques(imagen: bytes, lugar: int) -> int:
    """Dónde terminan unos bloques seguidos, cada uno con su largo; el vacío es el último."""
    while imagen[lugar]:
        lugar += imagen[lugar] + 1
    return lugar + 1


def _extension_de_gif(clase: bytes, entera: memoryview) -> bytes:
    """La extensión si cambia cómo se ve la imagen, y de ella solo lo que la cambia."""
    extension = bytes(entera[:18])
    if clase == b"\x21\xf9":
        return extension[:7] + b"\0"
    if clase == b"\x21\xff" and extension[3:14] in _REPETICION_GIF and extension[15:16] == b"\1":
        return extension + b"\0"
    return b""


def _jpeg_limpio(imagen: bytes) -> list[Pedazo]:
    partes: list[Pedazo] = [b"\xff\xd8"]
    giro, hay_puntos = 1, False
    for marca, segmento in _segmentos(imagen):
        hay_puntos |= marca == 0xDA
        if marca == 0xE1:
            giro = _giro(segmento) or giro
        elif _se_queda(marca, segmento):
            partes += (bytes([0xFF, marca]), _sin_miniatura(marca, segmento))
    _exigir_puntos(hay_puntos)
    if giro != 1:
        # Sin esto, una foto tomada con el teléfono de lado se vería acostada.
        partes.insert(1, _solo_el_giro(giro))
    return partes


def _se_queda(marca: int, segmento: memoryview) -> bool:
    """Lo que hace falta para ver la imagen; de lo de los programas, lo que cambia su color."""
    que = _DE_PROGRAMAS.get(marca)
    return 0xC0 <= marca <= 0xDF if que is None else segmento[2 : 2 + len(que)] == que


def _sin_miniatura(marca: int, segmento: memoryview) -> Pedazo:
    """El segmento con lo suyo y nada más: el JFIF puede traer después otra imagen, pequeña."""
    comienzo = bytes(segmento[2:14])
    if marca == 0xE0:
        return b"\0\x10" + comienzo + b"\0\0"
    return b"\0\x0e" + comienzo if marca == 0xEE else segmento


def _segmentos(imagen: bytes) -> Iterator[tuple[int, memoryview]]:
    """Cada marca y lo que la sigue, hasta la del fin: lo que haya después no es de la imagen."""
    vista, lugar, marca = memoryview(imagen), 2, 0
    while marca != 0xD9:
        if imagen[lugar] != 0xFF:
            raise ImagenIlegible("el JPEG tiene bytes sueltos entre sus partes")
        while imagen[lugar] == 0xFF:
            lugar += 1
        marca, inicio = imagen[lugar], lugar + 1
        lugar = inicio
        if marca not in _SIN_LARGO and marca != 0xD9:
            (largo,) = struct.unpack(">H", imagen[inicio : inicio + 2])
            lugar += largo
        if marca == 0xDA:
            lugar = _fin_de_los_datos(imagen, lugar)
        if lugar > len(imagen):
            raise ImagenIlegible("el JPEG está cortado")
        yield marca, vista[inicio:lugar]


def _fin_de_los_datos(imagen: bytes, lugar: int) -> int:
    """Dónde empieza la siguiente marca: en los datos, 0xFF va siempre seguido de 0 o de RST."""
    while True:
        lugar = imagen.find(b"\xff", lugar)
        if lugar < 0:
            raise ImagenIlegible("el JPEG no termina")
        if imagen[lugar + 1] != 0 and imagen[lugar + 1] not in _SIN_LARGO:
            return lugar
        lugar += 2


# --- hacia dónde es arriba --------------------------------------------------------------------


def _giro(segmento: memoryview) -> int | None:
    """La orientación, de 1 a 8, que dice un segmento Exif; `None` si no la dice."""
    escrito = bytes(segmento[2:])
    tiff = escrito.removeprefix(_EXIF)
    orden = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if not escrito.startswith(_EXIF) or orden is None:
        return None
    try:
        (inicio,) = struct.unpack(f"{orden}I", tiff[4:8])
        (cuantas,) = struct.unpack(f"{orden}H", tiff[inicio : inicio + 2])
        for n in range(cuantas):
            entrada = tiff[inicio + 2 + 12 * n : inicio + 14 + 12 * n]
            etiqueta, _, _, valor = struct.unpack(f"{orden}HHIH2x", entrada)
            if etiqueta == 0x0112:
                return valor if 1 <= valor <= 8 else None
    except struct.error:
        # Un Exif dañado no dice nada; la imagen se puede ver igual.
        return None
    return None


def _solo_el_giro(giro: int) -> bytes:
    """Un segmento Exif con la orientación y nada más."""
    entrada = struct.pack(">HHIH2x", 0x0112, 3, 1, giro)
    cuerpo = _EXIF + b"MM\0*" + struct.pack(">IH", 8, 1) + entrada + bytes(4)
    return b"\xff\xe1" + struct.pack(">H", len(cuerpo) + 2) + cuerpo
