"""PDF, PNG y XLSX mínimos, escritos byte a byte: los mismos en cualquier máquina.

Nada se comprime, porque cada versión de zlib comprime a su manera, y toda fecha es fija.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

_FICTICIO = "Documento ficticio: ninguna de las entidades, personas o cifras existe."
_FECHA = (2021, 1, 1, 0, 0, 0)

# --- PDF --------------------------------------------------------------------------------------


def pdf_de_texto(titulo: str, lineas: Sequence[str]) -> bytes:
    """Una página carta con texto que se puede buscar; la última línea dice que es ficticio."""
    ordenes = ["BT /F1 16 Tf 56 720 Td 20 TL", f"({_literal(titulo)}) Tj", "/F1 11 Tf T*"]
    ordenes += [f"T* ({_literal(linea)}) Tj" for linea in (*lineas, "", _FICTICIO)]
    fuente = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    return _pdf(titulo, "<< /Font << /F1 6 0 R >> >>", "\n".join((*ordenes, "ET")), fuente.encode())


def pdf_escaneado(titulo: str, lineas: Sequence[str]) -> bytes:
    """Una página que es solo una imagen, como la de un escáner: no tiene texto."""
    ancho, alto, pixeles = mapa_de_bits(lineas, 3)
    dibujo = f"q 500 0 0 {500 * alto // ancho} 56 400 cm /I1 Do Q"
    imagen = _flujo(
        f"/Type /XObject /Subtype /Image /Width {ancho} /Height {alto} "
        "/ColorSpace /DeviceGray /BitsPerComponent 1",
        pixeles,
    )
    return _pdf(titulo, "<< /XObject << /I1 6 0 R >> >>", dibujo, imagen)


def pdf_en_blanco(marca: str = "") -> str:
    """Una página carta sin nada, toda en ASCII; la marca distingue un archivo de otro."""
    objetos = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << >> >>",
    )
    return _armar(f"%PDF-1.7\n% {marca}\n".encode(), [o.encode() for o in objetos], "").decode()


def _literal(texto: str) -> str:
    return texto.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _flujo(claves: str, datos: bytes) -> bytes:
    return f"<< {claves} /Length {len(datos)} >>\nstream\n".encode() + datos + b"\nendstream"


def _pdf(titulo: str, recursos: str, contenido: str, recurso: bytes) -> bytes:
    """Un PDF 1.7 de una página: el objeto 6 es la fuente o la imagen que usa el contenido."""
    nombre = f"{titulo} - Documento ficticio"
    objetos = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (es-CO) /ViewerPreferences "
        b"<< /DisplayDocTitle true >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources {recursos} "
        "/Contents 5 0 R >>".encode(),
        b"<< /Title <FEFF" + nombre.encode("utf-16-be").hex().upper().encode() + b"> "
        b"/CreationDate (D:20210101000000-05'00') >>",
        _flujo("", contenido.encode("cp1252")),
        recurso,
    ]
    return _armar(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", objetos, " /Info 4 0 R")


def _armar(portada: bytes, objetos: Sequence[bytes], mas: str) -> bytes:
    """El archivo con la tabla de dónde empieza cada objeto; el primero es el catálogo."""
    salida, lugares = bytearray(portada), []
    for numero, objeto in enumerate(objetos, 1):
        lugares.append(len(salida))
        salida += f"{numero} 0 obj\n".encode() + objeto + b"\nendobj\n"
    tabla = len(salida)
    filas = "".join(f"{lugar:010} 00000 n \n" for lugar in lugares)
    cuantos = len(objetos) + 1
    salida += f"xref\n0 {cuantos}\n0000000000 65535 f \n{filas}".encode()
    salida += f"trailer\n<< /Size {cuantos} /Root 1 0 R{mas} >>\n".encode()
    return bytes(salida + f"startxref\n{tabla}\n%%EOF\n".encode())


# --- imágenes ---------------------------------------------------------------------------------

GIF_DE_UN_PUNTO = (
    b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff\x2c\0\0\0\0\1\0\1\0\0\x02\x02\x44\x01\0;"
)

_LETRAS = {
    " ": "00000000000000",
    "A": "0E11111F111111",
    "C": "0E11101010110E",
    "D": "1E11111111111E",
    "E": "1F10101E10101F",
    "F": "1F10101E101010",
    "I": "0E04040404040E",
    "J": "0702020202120C",
    "L": "1010101010101F",
    "M": "111B1515111111",
    "N": "11191513111111",
    "O": "0E11111111110E",
    "P": "1E11111E101010",
    "S": "0F10100E01011E",
    "T": "1F040404040404",
    "U": "1111111111110E",
    "0": "0E11131519110E",
    "1": "040C040404040E",
    "2": "0E11010204081F",
}
"""Siete filas de cinco puntos por letra, en hexadecimal."""


def mapa_de_bits(lineas: Sequence[str], escala: int) -> tuple[int, int, bytes]:
    """Las líneas dibujadas punto a punto, negro sobre blanco: ancho, alto y un bit por punto."""
    columnas = max(map(len, lineas)) * 6 + 8
    columnas += -columnas % 8
    filas = [0] * 4
    for linea in lineas:
        filas += [_fila_de_letras(linea, n, columnas) for n in range(7)] + [0] * 3
    grandes = [fila for fila in filas for _ in range(escala)]
    ancho = columnas * escala
    return ancho, len(grandes), b"".join(_ensanchar(f, columnas, escala) for f in grandes)


def _fila_de_letras(linea: str, fila: int, columnas: int) -> int:
    bits = 0
    for n, letra in enumerate(linea):
        puntos = int(_LETRAS[letra][2 * fila : 2 * fila + 2], 16)
        bits |= puntos << (columnas - 4 - 5 - 6 * n)
    return bits


def _ensanchar(fila: int, columnas: int, escala: int) -> bytes:
    puntos = "".join(c * escala for c in f"{fila:0{columnas}b}")
    negro = int(puntos, 2)
    return (negro ^ ((1 << len(puntos)) - 1)).to_bytes(len(puntos) // 8, "big")


def png(lineas: Sequence[str]) -> bytes:
    """Las líneas como imagen PNG de un bit por punto."""
    ancho, alto, pixeles = mapa_de_bits(lineas, 2)
    paso = ancho // 8
    filas = b"".join(b"\0" + pixeles[n * paso : (n + 1) * paso] for n in range(alto))
    cabeza = struct.pack(">IIBBBBB", ancho, alto, 1, 0, 0, 0, 0)
    partes = ((b"IHDR", cabeza), (b"IDAT", _sin_comprimir(filas)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parte_de_png(*p) for p in partes)


def parte_de_png(tipo: bytes, datos: bytes) -> bytes:
    """Un trozo de PNG, con su suma."""
    suma = struct.pack(">I", zlib.crc32(tipo + datos))
    return struct.pack(">I", len(datos)) + tipo + datos + suma


def _sin_comprimir(datos: bytes) -> bytes:
    """Un flujo zlib de un solo bloque guardado tal cual; caben 65 535 bytes."""
    bloque = struct.pack("<BHH", 1, len(datos), len(datos) ^ 0xFFFF)
    return b"\x78\x01" + bloque + datos + struct.pack(">I", zlib.adler32(datos))


def lo_que_dice(texto: str) -> bytes:
    """Los bytes de un archivo de un caso, que dice entre paréntesis lo que no es texto."""
    no_son_texto = {
        "(un PDF de una página)": pdf_en_blanco().encode(),
        "(una imagen GIF de un punto)": GIF_DE_UN_PUNTO,
    }
    return no_son_texto.get(texto.strip()) or texto.encode()


# --- hoja de cálculo --------------------------------------------------------------------------

_OFICINA = "http://schemas.openxmlformats.org"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TIPOS = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def xlsx(hoja: str, filas: Iterable[Sequence[str | int]]) -> bytes:
    """Un libro de una hoja, con la primera fila como encabezado."""
    relaciones = f"{_OFICINA}/officeDocument/2006/relationships"
    paquete = f'<Relationships xmlns="{_OFICINA}/package/2006/relationships">'
    renglones = "".join(_fila(n, f) for n, f in enumerate(filas, 1))
    partes = {
        "[Content_Types].xml": f'<Types xmlns="{_OFICINA}/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TIPOS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/hoja.xml" ContentType="{_TIPOS}.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": f'{paquete}<Relationship Id="r1" Type="{relaciones}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_OFICINA}/spreadsheetml/2006/main" '
        f'xmlns:r="{relaciones}"><sheets><sheet name="{escape(hoja)}" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{paquete}<Relationship Id="r1" '
        f'Type="{relaciones}/worksheet" Target="worksheets/hoja.xml"/></Relationships>',
        "xl/worksheets/hoja.xml": f'<worksheet xmlns="{_OFICINA}/spreadsheetml/2006/main">'
        f"<sheetData>{renglones}</sheetData></worksheet>",
    }
    destino = io.BytesIO()
    with zipfile.ZipFile(destino, "w", zipfile.ZIP_STORED) as libro:
        for nombre, texto in partes.items():
            entrada = zipfile.ZipInfo(nombre, _FECHA)
            # Sin esto la máquina en que se escribe queda anotada en el archivo.
            entrada.create_system, entrada.external_attr = 3, 0o600 << 16
            libro.writestr(entrada, _XML + texto)
    return destino.getvalue()


def _fila(numero: int, celdas: Sequence[str | int]) -> str:
    return f'<row r="{numero}">{"".join(_celda(numero, *c) for c in enumerate(celdas))}</row>'


def _celda(fila: int, columna: int, valor: str | int) -> str:
    lugar = f"{chr(ord('A') + columna)}{fila}"
    if isinstance(valor, int):
        return f'<c r="{lugar}"><v>{valor}</v></c>'
    return f'<c r="{lugar}" t="inlineStr"><is><t>{escape(valor)}</t></is></c>'
