"""Los anexos del Consejo de ejemplo, que no existe: quien lea el repositorio puede rehacerlos.

    python tests/apoyo/anexos_de_ejemplo.py               los escribe en contenido/
    python tests/apoyo/anexos_de_ejemplo.py --comprobar   dice cuáles no son los que escribiría

Los bytes son los mismos en cualquier máquina: nada se comprime, porque cada versión de zlib
comprime a su manera, y toda fecha es fija.
"""

from __future__ import annotations

import io
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

CONTENIDO = Path(__file__).parents[2] / "contenido"
_CONSEJO = "instancias/consejo-de-ejemplo"
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
    salida = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    lugares = []
    for numero, objeto in enumerate(objetos, 1):
        lugares.append(len(salida))
        salida += f"{numero} 0 obj\n".encode() + objeto + b"\nendobj\n"
    tabla = len(salida)
    filas = "".join(f"{lugar:010} 00000 n \n" for lugar in lugares)
    cuantos = len(objetos) + 1
    salida += f"xref\n0 {cuantos}\n0000000000 65535 f \n{filas}".encode()
    salida += f"trailer\n<< /Size {cuantos} /Root 1 0 R /Info 4 0 R >>\n".encode()
    return bytes(salida + f"startxref\n{tabla}\n%%EOF\n".encode())


# --- imágenes ---------------------------------------------------------------------------------

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
    return b"\x89PNG\r\n\x1a\n" + b"".join(_parte_de_png(*p) for p in partes)


def _parte_de_png(tipo: bytes, datos: bytes) -> bytes:
    suma = struct.pack(">I", zlib.crc32(tipo + datos))
    return struct.pack(">I", len(datos)) + tipo + datos + suma


def _sin_comprimir(datos: bytes) -> bytes:
    """Un flujo zlib de un solo bloque guardado tal cual; caben 65 535 bytes."""
    bloque = struct.pack("<BHH", 1, len(datos), len(datos) ^ 0xFFFF)
    return b"\x78\x01" + bloque + datos + struct.pack(">I", zlib.adler32(datos))


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


# --- los anexos -------------------------------------------------------------------------------


def _acta(numero: int, dia: str, puntos: Sequence[str]) -> Callable[[], bytes]:
    lineas = (f"Sesión del {dia}.", *puntos, "", "Firman: Persona de ejemplo 1 (presidencia)")
    titulo = f"Acta {numero} - Consejo de ejemplo"
    return lambda: pdf_de_texto(titulo, (*lineas, "y Persona de ejemplo 2 (secretaría técnica)."))


def _texto(titulo: str, *lineas: str) -> Callable[[], bytes]:
    return lambda: pdf_de_texto(titulo, lineas)


_ASISTENCIA: tuple[tuple[str | int, ...], ...] = (
    ("Cargo", "Entidad", "Asistió", "Puestos"),
    ("Directora de ejemplo A", "Entidad de ejemplo A (ficticia)", "sí", 1),
    ("Jefe de la Oficina de ejemplo 1", "Entidad de ejemplo A (ficticia)", "sí", 1),
    ("Subdirectora de ejemplo B", "Entidad de ejemplo B (ficticia)", "sí", 1),
    ("Jefe de oficina de ejemplo C", "Entidad de ejemplo C (ficticia)", "no", 0),
    ("Coordinadores de sede de ejemplo D", "Entidad de ejemplo D (ficticia)", "sí", 3),
    ("Documento ficticio", "", "", ""),
)

ANEXOS: dict[str, Callable[[], bytes]] = {
    "normas/acuerdo-1-2019-ejemplo-concejo/acuerdo-1-2019.pdf": _texto(
        "Acuerdo 1 de 2019 del Concejo de ejemplo",
        "Artículo 1. Se crea el Consejo de ejemplo.",
        "Artículo 2. El Consejo coordina lo que hacen las entidades de ejemplo.",
    ),
    f"{_CONSEJO}/reglamento/2022-04-20/reglamento-2-de-2022.pdf": _texto(
        "Reglamento interno 2 del 20 de abril de 2022",
        "Artículo 1. Hay quórum con el 60 % de los puestos con voto.",
        "Artículo 2. Cada integrante puede enviar un delegado.",
    ),
    f"{_CONSEJO}/planes/2022/plan-de-accion-2022.pdf": _texto(
        "Plan de acción de 2022", "Dos metas y cuatro actividades."
    ),
    f"{_CONSEJO}/informes/2023/informe-de-gestion-2023.pdf": _texto(
        "Informe de gestión de 2023",
        "Sesiones ordinarias realizadas: 4. Programadas: 3.",
        "Avance del plan de trabajo: 100 %.",
    ),
    f"{_CONSEJO}/actas/2021/01/acta-1-de-2021.pdf": _acta(
        1, "18 de marzo de 2021", ("Se aprueba el mapa de sedes de ejemplo.",)
    ),
    f"{_CONSEJO}/actas/2021/01/presentacion-del-diagnostico.pdf": _texto(
        "Presentación del diagnóstico", "Hay cuatro sedes de ejemplo.", "Dos no tienen aviso."
    ),
    f"{_CONSEJO}/actas/2021/01/asistencia-por-cargo.xlsx": lambda: xlsx("Asistencia", _ASISTENCIA),
    f"{_CONSEJO}/actas/2021/01/mapa-de-sedes.png": lambda: png(
        ("MAPA DE EJEMPLO", "", "SEDE 1     SEDE 2", "", "DOCUMENTO FICTICIO")
    ),
    f"{_CONSEJO}/actas/2021/02/acta-2-de-2021-escaneada.pdf": lambda: pdf_escaneado(
        "Acta 2 de 2021", ("CONSEJO DE EJEMPLO", "ACTA 2 DE 2021", "", "DOCUMENTO FICTICIO")
    ),
    f"{_CONSEJO}/actas/2022/01/acta-1-de-2022.pdf": _acta(
        1, "17 de marzo de 2022", ("Se aprueba el plan de acción de 2022.",)
    ),
    f"{_CONSEJO}/actas/2022/02/acta-2-de-2022.pdf": _acta(
        2, "18 de agosto de 2022", ("Se presenta el protocolo de avisos de ejemplo.",)
    ),
    f"{_CONSEJO}/actas/2022/02/protocolo-de-avisos-v1.pdf": _texto(
        "Protocolo de avisos, versión 1", "El aviso lleva el nombre de la sede."
    ),
    f"{_CONSEJO}/actas/2022/02/protocolo-de-avisos-v2.pdf": _texto(
        "Protocolo de avisos, versión 2", "El aviso lleva el nombre y el horario de la sede."
    ),
    f"{_CONSEJO}/actas/2023/02/acta-2-de-2023.pdf": _acta(
        2, "15 de junio de 2023", ("Se recibe el concepto de seguridad de las sedes.",)
    ),
    f"{_CONSEJO}/actas/2023/02/concepto-de-seguridad-version-publica.pdf": _texto(
        "Concepto de seguridad, versión pública", "Se retiran los puntos 2 y 3."
    ),
    f"{_CONSEJO}/actas/2024/sin-sesiones/constancia-2024.pdf": _texto(
        "Constancia de que no hubo sesiones en 2024", "Las entidades de ejemplo se reorganizaban."
    ),
    f"{_CONSEJO}/actas/2025/01/acta-1-de-2025.pdf": _acta(
        1, "13 de marzo de 2025", ("Se aprueba el plan de trabajo de 2025.",)
    ),
    f"{_CONSEJO}/actas/2026/01/acta-1-de-2026.pdf": _acta(
        1, "19 de febrero de 2026", ("Se aprueba el plan de trabajo de 2026.",)
    ),
}
"""Cada anexo por su camino bajo `contenido/`."""


def distintos(contenido: Path) -> list[str]:
    """Los anexos que faltan o no tienen los bytes que este programa escribiría."""
    return [
        ruta
        for ruta, hacer in ANEXOS.items()
        if not (contenido / ruta).is_file() or (contenido / ruta).read_bytes() != hacer()
    ]


def escribir(contenido: Path) -> None:
    """Escribe todos los anexos bajo `contenido`."""
    for ruta, hacer in ANEXOS.items():
        (contenido / ruta).parent.mkdir(parents=True, exist_ok=True)
        (contenido / ruta).write_bytes(hacer())


if __name__ == "__main__":
    if "--comprobar" not in sys.argv:
        escribir(CONTENIDO)
    if malos := distintos(CONTENIDO):
        sys.exit("\n".join(("No son los que escribiría:", *malos)))
