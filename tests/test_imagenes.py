"""Imágenes: lo que miden, y que no queda en ellas nada que no haga falta para verlas."""

from __future__ import annotations

import contextlib
import hashlib
import struct
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from hypothesis import given, settings
from hypothesis import strategies as st

from generador.construccion import Pedido, construir
from generador.lectura.contenido import Contenido
from generador.lectura.imagenes import ImagenIlegible, es_imagen, medidas
from generador.lectura.imagenes import sin_metadatos as pedazos_sin_metadatos
from generador.lectura.instancia import leer_instancia


def sin_metadatos(imagen: bytes) -> bytes:
    return b"".join(pedazos_sin_metadatos(imagen))


SECRETO = b"Bogota 4.60971,-74.08175"


# --- imágenes pequeñas, hechas aquí -----------------------------------------------------------


def trozo(nombre: bytes, datos: bytes) -> bytes:
    """Un trozo de PNG, con su suma."""
    suma = struct.pack(">I", zlib.crc32(nombre + datos))
    return struct.pack(">I", len(datos)) + nombre + datos + suma


def png(*otros: bytes, ancho: int = 3, alto: int = 2, cola: bytes = b"") -> bytes:
    """Un PNG gris; `otros` van antes de los datos."""
    cabeza = trozo(b"IHDR", struct.pack(">IIBBBBB", ancho, alto, 8, 0, 0, 0, 0))
    datos = trozo(b"IDAT", zlib.compress(bytes((ancho + 1) * alto)))
    return b"\x89PNG\r\n\x1a\n" + cabeza + b"".join(otros) + datos + trozo(b"IEND", b"") + cola


def segmento(marca: int, datos: bytes) -> bytes:
    return bytes([0xFF, marca]) + struct.pack(">H", len(datos) + 2) + datos


def exif(giro: int, orden: str = "<") -> bytes:
    """Un segmento Exif con la orientación y un texto secreto."""
    marca = b"II" if orden == "<" else b"MM"
    entradas = struct.pack(f"{orden}HHII", 0x010E, 2, len(SECRETO), 38)
    entradas += struct.pack(f"{orden}HHIHH", 0x0112, 3, 1, giro, 0)
    cabeza = marca + struct.pack(f"{orden}HIH", 42, 8, 2)
    return segmento(0xE1, b"Exif\0\0" + cabeza + entradas + bytes(4) + SECRETO)


def jpeg(*otros: bytes, entre: bytes = b"", cola: bytes = b"") -> bytes:
    """Un JPEG de 4 por 3; `entre` va entre sus dos pasadas de datos, y `cola`, tras el fin."""
    cuadro = segmento(0xC2, struct.pack(">BHHB", 8, 3, 4, 1) + b"\x01\x11\x00")
    pasada = segmento(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return b"\xff\xd8" + b"".join(otros) + cuadro + pasada + entre + pasada + b"\xff\xd9" + cola


def webp(*otros: bytes, banderas: int = 0x0C) -> bytes:
    """Un WebP extendido de 5 por 4."""
    extendido = b"VP8X" + struct.pack("<I", 10) + bytes([banderas, 0, 0, 0, 4, 0, 0, 3, 0, 0])
    cuerpo = extendido + b"VP8L" + struct.pack("<I", 6) + b"\x2f\x04\xc0\x00\x00\x00"
    cuerpo += b"".join(otros)
    return b"RIFF" + struct.pack("<I", len(cuerpo) + 4) + b"WEBP" + cuerpo


JFIF = segmento(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")
ICC = segmento(0xE2, b"ICC_PROFILE\0\x01\x01perfil")
ADOBE = segmento(0xEE, b"Adobe\0\x64\0\0\0\0\0")
MINIATURA = segmento(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x03\x03" + SECRETO + b"...")
JFXX = segmento(0xE0, b"JFXX\0\x10" + jpeg(segmento(0xFE, SECRETO)))
COMENTARIO = segmento(0xFE, SECRETO)
GIF = b"GIF89a" + struct.pack("<HH", 7, 6) + b"\x00\x00\x00;"


def bloques(datos: bytes) -> bytes:
    """Los bloques de un GIF, cada uno con su largo."""
    trozos = (datos[i : i + 255] for i in range(0, len(datos), 255))
    return b"".join(bytes([len(t)]) + t for t in trozos) + b"\0"


def gif(*otros: bytes, despues: bytes = b"", cola: bytes = b"") -> bytes:
    """Un GIF de un punto con paleta; `otros` van antes de su cuadro y `despues`, tras él."""
    paleta = b"\0\0\0\xff\xff\xff"
    cuadro = b"\x2c" + bytes(4) + b"\1\0\1\0\x80" + paleta + b"\x02" + bloques(b"\x44\x01")
    cabeza = b"GIF89a" + struct.pack("<HH", 1, 1) + b"\x80\0\0" + paleta
    return cabeza + b"".join(otros) + cuadro + despues + b";" + cola


REPETICION = b"\x21\xff" + b"\x0bNETSCAPE2.0" + bloques(b"\1\0\0")
TIEMPO = b"\x21\xf9" + bloques(b"\0\x0a\0\0")
COMENTARIO_GIF = b"\x21\xfe" + bloques(SECRETO * 30)
TEXTO_GIF = b"\x21\x01" + bloques(bytes(12))[:-1] + bloques(SECRETO)
# El XMP de un GIF no va en bloques: lo hace saltable una cola que cuenta hacia atrás.
_COLA_XMP = bytes((1, *range(255, -1, -1), 0))
XMP_GIF = b"\x21\xff\x0bXMP DataXMP" + b"<x:xmpmeta>" + SECRETO + b"</x:xmpmeta>" + _COLA_XMP


# --- medidas ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("imagen", "esperadas"),
    [
        (png(ancho=640, alto=480), (640, 480)),
        (jpeg(JFIF), (4, 3)),
        (jpeg(exif(6)), (3, 4)),
        (jpeg(exif(8, ">")), (3, 4)),
        (jpeg(exif(3)), (4, 3)),
        (GIF, (7, 6)),
        (webp(), (5, 4)),
        (b"RIFF\0\0\0\0WEBPVP8L" + bytes(4) + b"\x2f\x09\x40\x00\x00", (10, 2)),
        (b"RIFF\0\0\0\0WEBPVP8 " + bytes(4) + bytes(6) + struct.pack("<HH", 9, 8), (9, 8)),
    ],
)
def test_lo_que_mide_cada_formato(imagen: bytes, esperadas: tuple[int, int]) -> None:
    assert medidas(imagen) == esperadas


@pytest.mark.parametrize(
    "imagen",
    [
        b"", b"<svg/>", b"GIF89a", b"\x89PNG\r\n\x1a\n", png()[:20], jpeg()[:8], b"\xff\xd8\x00",
        b"\xff\xd8\xff\xd9", b"RIFF\0\0\0\0WEBPNADA", png(ancho=0),
    ],
)  # fmt: skip
def test_una_imagen_mal_formada_no_tiene_medidas(imagen: bytes) -> None:
    with pytest.raises(ImagenIlegible):
        medidas(imagen)


# --- sin metadatos ----------------------------------------------------------------------------


TEXTOS_PNG = tuple(trozo(n, b"a\0" + SECRETO) for n in (b"tEXt", b"iTXt", b"zTXt", b"eXIf"))
COLOR_PNG = trozo(b"gAMA", struct.pack(">I", 45455))
PARES = {
    "png": (png(*TEXTOS_PNG, COLOR_PNG, trozo(b"tIME", SECRETO), cola=SECRETO), png(COLOR_PNG)),
    "jpeg": (
        jpeg(JFIF, exif(1), segmento(0xED, SECRETO), COMENTARIO, ICC, ADOBE, cola=SECRETO),
        jpeg(JFIF, ICC, ADOBE),
    ),
    "jpeg con pasadas": (jpeg(JFIF, entre=COMENTARIO), jpeg(JFIF)),
    "jpeg con otro perfil": (jpeg(segmento(0xE2, b"MPF\0" + SECRETO)), jpeg()),
    "webp": (
        webp(b"EXIF" + struct.pack("<I", 25) + SECRETO + b"..", b"XMP \x02\0\0\0ab"),
        webp(banderas=0),
    ),
    "gif": (gif(), gif()),
    "gif con comentarios": (
        gif(COMENTARIO_GIF, REPETICION, TIEMPO, despues=COMENTARIO_GIF + TEXTO_GIF, cola=SECRETO),
        gif(REPETICION, TIEMPO),
    ),
    "gif con xmp": (gif(XMP_GIF), gif()),
    "gif con otra repetición": (
        gif(b"\x21\xff\x0bNETSCAPE2.0" + b"\x03\1\0\0" + bloques(SECRETO)),
        gif(REPETICION),
    ),
    "jpeg con miniaturas": (jpeg(MINIATURA, JFXX), jpeg(JFIF)),
    "jpeg de otro programa": (
        jpeg(JFIF, segmento(0xE0, SECRETO), segmento(0xF2, SECRETO)),
        jpeg(JFIF),
    ),
    "jpeg con color y cola": (jpeg(segmento(0xEE, ADOBE[4:] + SECRETO)), jpeg(ADOBE)),
    "png con otro trozo": (png(trozo(b"SECR", SECRETO)), png()),
    "webp con otro trozo": (
        webp(b"RARO" + struct.pack("<I", 24) + SECRETO) + SECRETO,
        webp(banderas=0),
    ),
    "webp con cuadros": (
        webp(
            b"ANMF" + struct.pack("<I", 48) + bytes(16) + b"RARO" + struct.pack("<I", 24) + SECRETO
        ),
        webp(b"ANMF" + struct.pack("<I", 16) + bytes(16), banderas=0),
    ),
}


@pytest.mark.parametrize("caso", PARES)
def test_de_cada_formato_queda_solo_lo_que_hace_falta(caso: str) -> None:
    sucia, limpia = PARES[caso]
    assert sin_metadatos(sucia) == limpia
    assert sin_metadatos(limpia) == limpia
    assert SECRETO not in limpia
    assert medidas(limpia) == medidas(sucia)


@pytest.mark.parametrize("orden", ["<", ">"])
def test_una_foto_girada_se_sigue_viendo_derecha(orden: str) -> None:
    limpia = sin_metadatos(jpeg(JFIF, exif(6, orden)))
    assert SECRETO not in limpia
    assert medidas(limpia) == (3, 4)
    assert sin_metadatos(limpia) == limpia


@pytest.mark.parametrize(
    "danado", [b"Exif\0\0II*\0", b"Exif\0\0XX*\0\x08\0\0\0", b"http://ns.adobe.com/xap/1.0/\0"]
)
def test_un_exif_danado_se_quita_igual(danado: bytes) -> None:
    assert sin_metadatos(jpeg(segmento(0xE1, danado + SECRETO))) == jpeg()


@pytest.mark.parametrize("hacer", [png, jpeg, gif, webp])
def test_una_imagen_cortada_no_se_limpia_a_medias(hacer: Callable[[], bytes]) -> None:
    entera = hacer()
    for fin in range(len(entera)):
        with pytest.raises(ImagenIlegible):
            sin_metadatos(entera[:fin])


def test_una_imagen_sin_puntos_no_es_una_imagen() -> None:
    """Tiene todas las partes del formato, y mide; lo que no tiene es qué mostrar."""
    sin_datos = png().replace(b"IDAT", b"tEXt")
    sin_pasada = b"\xff\xd8" + segmento(0xC0, bytes((8, 0, 3, 0, 4, 1, 1, 17, 0))) + b"\xff\xd9"
    for imagen in (sin_datos, sin_pasada, GIF, webp().replace(b"VP8L", b"EXIF")):
        assert medidas(imagen)
        with pytest.raises(ImagenIlegible, match="pero no la imagen"):
            sin_metadatos(imagen)


@settings(max_examples=200)
@given(
    st.binary(max_size=80),
    st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF"]),
)
def test_ningun_byte_hace_fallar_de_otra_manera(resto: bytes, comienzo: bytes) -> None:
    for funcion in (medidas, sin_metadatos):
        with contextlib.suppress(ImagenIlegible):
            funcion(comienzo + resto)


@pytest.mark.parametrize(("nombre", "si"), [("a/b.PNG", True), ("a.jpeg", True), ("a.svg", False)])
def test_cuales_son_imagenes(nombre: str, si: bool) -> None:
    assert es_imagen(nombre) is si


# --- en un sitio ------------------------------------------------------------------------------


ACTAS = "contenido/instancias/mesa/actas/2024"
ACTA = (
    "---\ntipo: ordinaria\nfecha: 2024-03-01\noriginal: este_registro\n"
    "anexos:\n  - {{titulo: Mapa, archivo: mapa.png}}\n---\n{}\n"
)


def hacer_sitio(raiz: Path, texto: str, imagen: bytes, nombre: str = "mapa.png") -> None:
    escribir_sitio(raiz, {f"{ACTAS}/01.md": ACTA.format(texto)})
    (raiz / ACTAS / "01").mkdir()
    (raiz / ACTAS / "01" / "mapa.png").write_bytes(png())
    (raiz / ACTAS / "01" / nombre).write_bytes(imagen)


def publicar(raiz: Path) -> Path:
    resultado = construir(Pedido(raiz, raiz / "publicado", date(2026, 11, 22), buscador=False))
    assert resultado.correcto, resultado.hallazgos
    return raiz / "publicado/instancias/mesa/actas/2024"


@pytest.mark.parametrize("destino", ["mapa.png", "01/mapa.png"])
def test_una_imagen_se_publica_con_su_tamano_y_sin_metadatos(destino: str, tmp_path: Path) -> None:
    hacer_sitio(tmp_path, f"![El mapa]({destino})", png(*TEXTOS_PNG))
    publicado = publicar(tmp_path)
    pagina = (publicado / "01.html").read_text(encoding="utf-8")
    assert '<img alt="El mapa" height="2" src="01/mapa.png" width="3">' in pagina
    assert (publicado / "01/mapa.png").read_bytes() == png()
    # La huella que se muestra es la de lo que se publica.
    assert hashlib.sha256(png()).hexdigest() in pagina
    assert hashlib.sha256(png(*TEXTOS_PNG)).hexdigest() not in pagina


def test_la_segunda_construccion_no_la_vuelve_a_escribir(tmp_path: Path) -> None:
    hacer_sitio(tmp_path, "![El mapa](mapa.png)", png(*TEXTOS_PNG))
    publicada = publicar(tmp_path) / "01/mapa.png"
    antes = publicada.stat().st_mtime_ns
    publicar(tmp_path)
    assert publicada.stat().st_mtime_ns == antes


def test_si_la_imagen_cambia_de_tamano_la_pagina_lo_dice(tmp_path: Path) -> None:
    hacer_sitio(tmp_path, "![El mapa](mapa.png)", png())
    publicar(tmp_path)
    (tmp_path / ACTAS / "01/mapa.png").write_bytes(png(ancho=30))
    assert 'width="30"' in (publicar(tmp_path) / "01.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("nombre", "imagen", "texto", "esperados"),
    [
        ("mapa.png", b"no es", "![El mapa](mapa.png)",
         [("error", "markdown-imagen-ilegible", 8), ("error", "anexo-danado", 1)]),
        ("plano.svg", b"<svg/>", "Uno\n\n![Plano](plano.svg)",
         [("error", "markdown-imagen-ilegible", 10), ("error", "anexo-de-otra-clase", 1)]),
        ("otra.jpg", jpeg()[:-2], "Uno", [("error", "imagen-ilegible", 1)]),
        ("plano.svg", b"<svg/>", "Uno", [("error", "anexo-de-otra-clase", 1)]),
    ],
)  # fmt: skip
def test_una_imagen_que_no_sirve_es_un_hallazgo(
    nombre: str,
    imagen: bytes,
    texto: str,
    esperados: list[tuple[str, str, int]],
    tmp_path: Path,
) -> None:
    hacer_sitio(tmp_path, texto, imagen, nombre)
    hallazgos = leer_instancia(Contenido(tmp_path), "mesa").hallazgos
    assert [(h.gravedad, h.codigo, h.origen.linea) for h in hallazgos] == esperados


@pytest.mark.parametrize(
    ("nombre", "sucia"),
    [
        ("foto.jfif", jpeg(MINIATURA, exif(1))),
        ("foto.jpe", jpeg(JFIF, exif(1))),
        ("foto.jpg", jpeg(JFIF, exif(1), cola=jpeg(exif(1)))),
        ("mapa.gif", gif(XMP_GIF, COMENTARIO_GIF)),
        ("otro-mapa.webp", webp(b"EXIF" + struct.pack("<I", 24) + SECRETO)),
    ],
)
def test_una_imagen_se_limpia_por_lo_que_es_y_no_por_su_nombre(
    nombre: str, sucia: bytes, tmp_path: Path
) -> None:
    assert SECRETO in sucia
    hacer_sitio(tmp_path, f"Vea la [foto](01/{nombre}).", sucia, nombre)
    publicar(tmp_path)
    publicada = tmp_path / "publicado/instancias/mesa/actas/2024/01" / nombre
    assert publicada.read_bytes() == sin_metadatos(sucia)
    sitio = (p for p in (tmp_path / "publicado").rglob("*") if p.is_file())
    assert not [p for p in sitio if SECRETO in p.read_bytes()]


def con_tema(raiz: Path, nombre: str, imagen: bytes) -> Pedido:
    """Un sitio con un tema suyo que trae esa imagen."""
    hacer_sitio(raiz, "Texto.", png())
    estaticos = raiz / "temas/mio/estaticos"
    estaticos.mkdir(parents=True)
    (raiz / "temas/mio/tema.yaml").write_text("base: base\n", "utf-8")
    (estaticos / nombre).write_bytes(imagen)
    return Pedido(raiz, raiz / "publicado", date(2026, 11, 22), "mio", buscador=False)


def test_la_imagen_de_un_tema_tambien_se_publica_sin_metadatos(tmp_path: Path) -> None:
    pedido = con_tema(tmp_path, "foto.jpg", jpeg(exif(1)))
    for _ in range(2):
        resultado = construir(pedido)
        assert resultado.correcto, resultado.hallazgos
        assert SECRETO not in (tmp_path / "publicado/estaticos/foto.jpg").read_bytes()


def test_la_imagen_de_un_tema_que_no_lo_es_no_se_publica(tmp_path: Path) -> None:
    resultado = construir(con_tema(tmp_path, "logo.png", b"esto es un texto"))
    assert [h.codigo for h in resultado.hallazgos] == ["imagen-ilegible"]
    assert not (tmp_path / "publicado").exists()
