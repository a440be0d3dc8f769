"""Un anexo es de una clase que se publica y es lo que dice su nombre, o no prueba nada."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.formatos_minimos import pdf_en_blanco
from apoyo.reales import generador

from generador.hallazgo import Gravedad
from generador.integridad.entrega import CON_CHARSET, TIPOS_MIME
from generador.lectura.contenido import Contenido
from generador.lectura.instancia import leer_instancia
from generador.lectura.mirada import JSON_MAXIMO
from generador.modelo.anexos import CLASES, ENTREGA, POR_EXTENSION, SIN_TRAER, es_de_letras
from generador.servidor.archivos import tipo_de
from generador.vistas.comunes import formato_de

_RUTA = "contenido/instancias/mesa/actas/2020/01"
_ACTA_CON_ANEXO = "---\ntipo: ordinaria\nfecha: 2020-06-09\n---\n\nEl [anexo](01/{}) está aparte.\n"
_PAGINA = b"\n<!DOCTYPE html>\n<title>404</title>"


_PDF = pdf_en_blanco().encode()


def _zip(*nombres: str) -> bytes:
    guardado = io.BytesIO()
    with zipfile.ZipFile(guardado, "w") as archivo:
        for nombre in nombres:
            archivo.writestr(nombre, "x")
    return guardado.getvalue()


_SANOS = {
    "a.pdf": _PDF,
    "con-basura-antes-y-despues.pdf": b"\r\n\r\n" + _PDF + b"\0\0\r\n",
    "grande.pdf": b"%PDF-1.4\n" + b"x" * 1_200_000 + b"\nstartxref\r\n9\r\n%%EOF",
    "comprimido.pdf": b"%PDF-1.5\n1 0 obj<</Type/ObjStm>>\nstartxref\n9\n%%EOF\n",
    "a.docx": _zip("[Content_Types].xml", "word/document.xml"),
    "de-la-web.docx": _zip("_rels/.rels", "word/document2.xml"),
    "a.xlsx": _zip("[Content_Types].xml", "xl/workbook.xml"),
    "a.pptx": _zip("[Content_Types].xml", "ppt/presentation.xml"),
    "a.odt": _zip("mimetype", "content.xml"),
    "a.ods": _zip("mimetype", "content.xml"),
    "a.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99),
    "a.rtf": b"{\\rtf1 x}",
    "de-wordpad.rtf": b"{\\rtf1 x}\r\n\0",
    "a.csv": "cargo,asistió\n".encode(),
    "de-excel.csv": "cargo\tasistió\n".encode("utf-16"),
    "a.json": b'{"a": 1}',
    "a.geojson": b'\xef\xbb\xbf {"type": "FeatureCollection"}',
    "a.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    "de-un-mapa.geojson": b'{"type": "FeatureCollection", "features": []}\r\n',
    "muy-grande.json": b'{"a": "' + b"x" * JSON_MAXIMO + b'",,}',
    "celdas-vacias.csv": b"||||||| 1|2\n=======\n",
    "correo-citado.txt": b">>>>>>> Hola\n>>>>>>> Nos vemos\n",
    "subrayado.txt": b"Acta 12\n=======\n",
    "solo-rayas.txt": b"=======\n" * 600_000,
    "sin-renglones.txt": b"<<<<<<<" * 500_000,
    "a.mp3": b"ID3\x04",
    "a.mp4": b"\0\0\0\x20ftypisom",
    "a.zip": _zip("uno.txt"),
}
_PUNTERO = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
_CORTADO = "se cortó al guardarlo o al traerlo, y no es"
_DANADOS = {
    "solo-la-firma.pdf": (b"%PDF-1.7\n", f"{_CORTADO} un PDF entero"),
    "a-la-mitad.pdf": (_PDF[: len(_PDF) // 2], f"{_CORTADO} un PDF entero"),
    "a-la-mitad-de-uno-por-partes.pdf": (
        b"%PDF-1.5\n1 0 obj<</Linearized 1/L 99>>\n2 0 obj<</Type/Page>>\nstartxref\n0\n%%EOF\nx",
        f"{_CORTADO} un PDF entero",
    ),
    "pagina-con-firma.pdf": (b"%PDF-1.4\n" + _PAGINA, f"{_CORTADO} un PDF entero"),
    "sin-paginas.pdf": (
        b"%PDF-1.4\n1 0 obj<</Type/Pages/Count 0>>\nstartxref\n9\n%%EOF\n",
        "no tiene ninguna página",
    ),
    "a-la-mitad.docx": (_zip("word/a.xml")[:-30], f"{_CORTADO} un documento de Word entero"),
    "a-la-mitad.zip": (_zip("a.csv")[:-30], f"{_CORTADO} un ZIP entero"),
    "a-la-mitad.json": (b'{"a": [1, 2]', f"{_CORTADO} un JSON entero"),
    "a-la-mitad-de-uno-muy-grande.json": (b"[" + b"1," * JSON_MAXIMO, f"{_CORTADO} un JSON entero"),
    "a-la-mitad-con-otro-fin.geojson": (b'{"a": {"b": [1, {}]', f"{_CORTADO} un JSON entero"),
    "dos-seguidos.json": (
        b'{"a": 1}\n{"a": 2}\n',
        "no es un JSON bien escrito: no se entiende desde la línea 2",
    ),
    "sin-fondo.json": (
        b"[" * 100_000 + b"]" * 100_000,
        "no es un JSON que se pueda leer: tiene demasiadas cosas unas dentro de otras",
    ),
    "a-la-mitad.ics": (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", f"{_CORTADO} un calendario entero"),
    "a-la-mitad.rtf": (b"{\\rtf1 {x}\n y", f"{_CORTADO} un texto con formato RTF entero"),
    **{
        f"sin-traer.{extension}": (_PUNTERO, SIN_TRAER)
        for extension in ("csv", "txt", "pdf", "png")
    },
    "con-macros.docx": (
        _zip("word/document.xml", "word/vbaProject.bin"),
        "no es un documento de Word: tiene macros",
    ),
    "con-macros.xlsx": (
        _zip("xl/workbook.xml", "xl/vbaProject.bin"),
        "no es una hoja de Excel: tiene macros",
    ),
    "con-macros.pptx": (
        _zip("ppt/presentation.xml", "ppt/vbaProject.bin"),
        "no es una presentación de PowerPoint: tiene macros",
    ),
    "vacio.pdf": (b"", "está vacío"),
    "un-byte.pdf": (b"x", "no es un PDF"),
    "de-ceros.pdf": (bytes(500), "está vacío"),
    "pagina.pdf": (_PAGINA, "no es un PDF: es una página web"),
    "en-blanco.csv": (b"\n\n  \n", "está vacío"),
    "pagina.csv": (_PAGINA, "no es un texto: es una página web"),
    "binario.txt": (b"\x7fELF\0\0\0", "no es un texto"),
    "hoja.docx": (_zip("xl/workbook.xml"), "no es un documento de Word"),
    "pdf.docx": (b"%PDF-1.7\n", "no es un documento de Word"),
    "foto.png": (b"\xff\xd8\xff\xe0", "no es un PNG"),
    "programa.zip": (b"MZ\x90\0", "no es un ZIP"),
    "otro.mp4": (b"x" * 20, "no es un audio o un video MP4"),
}
_DE_OTRA_CLASE = [
    *("a.html", "a.xhtml", "a.htm", "index.html", "a.svg", "a.js", "a.php", "a.shtml", "a.mhtml"),
    *("a.exe", "a.docm", "a.xlsm", "a.tiff", "a.heic", "a.xml", "a.wasm", "a.lnk", "a.bat"),
    *("a.jar", "a.rar", "a.yaml", "a.md", "sin-extension"),
]


def _anexo(raiz: Path, nombre: str, datos: bytes) -> Path:
    ruta = raiz / _RUTA / nombre
    ruta.parent.mkdir(parents=True, exist_ok=True)
    ruta.write_bytes(datos)
    return ruta


@pytest.mark.parametrize("nombre", _SANOS)
def test_un_anexo_que_es_lo_que_dice_su_nombre_se_publica(nombre: str, tmp_path: Path) -> None:
    _anexo(tmp_path, nombre, _SANOS[nombre])
    anexo = Contenido(tmp_path).anexo(f"{_RUTA}/{nombre}")
    assert (anexo.archivo.defecto, anexo.hallazgos) == ("", ())


@pytest.mark.parametrize("nombre", _DANADOS)
def test_un_anexo_vacio_o_que_es_otra_cosa_se_dice(nombre: str, tmp_path: Path) -> None:
    datos, defecto = _DANADOS[nombre]
    _anexo(tmp_path, nombre, datos)
    anexo = Contenido(tmp_path).anexo(f"{_RUTA}/{nombre}")
    (hallazgo,) = anexo.hallazgos
    assert anexo.archivo.defecto == defecto
    assert hallazgo.codigo == "anexo-danado"
    assert defecto in hallazgo.mensaje


@pytest.mark.parametrize("nombre", _DE_OTRA_CLASE)
def test_una_clase_que_no_esta_en_la_lista_no_se_publica(nombre: str, tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {f"{_RUTA}.md": _acta(nombre)})
    _anexo(tmp_path, nombre, b"<p>x</p>")
    hallados = leer_instancia(Contenido(tmp_path), "mesa").hallazgos
    assert [h.codigo for h in hallados] == ["anexo-de-otra-clase"]
    assert "Guárdelo como " in hallados[0].remedio


def test_de_cada_clase_se_dice_por_que_y_ninguna_extension_se_repite() -> None:
    extensiones = [e for clase in CLASES for e in clase.extensiones]
    assert len(extensiones) == len(set(extensiones))
    assert all(clase.por_que for clase in CLASES)


def _acta(archivo: str) -> str:
    return (
        "---\nnumero: 1\ntipo: ordinaria\nfecha: 2020-06-09\nestado: firmada\n"
        f"original:\n  titulo: Acta firmada\n  archivo: {archivo}\n---\n"
    )


def test_un_original_vacio_no_cumple_y_se_dice_por_que(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {f"{_RUTA}.md": _acta("acta.pdf")})
    archivo = _anexo(tmp_path, "acta.pdf", b"")
    corrida = generador(tmp_path, "revisar")
    assert corrida.codigo != 0
    assert "El archivo «acta.pdf» está vacío: no prueba nada" in corrida.dicho
    assert _porque(tmp_path) == "el archivo acta.pdf está vacío"
    archivo.write_bytes(_PDF)
    assert _porque(tmp_path) == ""


def _porque(raiz: Path) -> str:
    from generador.lectura.contenido import Contenido
    from generador.lectura.contexto import leer_contexto
    from generador.lectura.instancia import estructurar
    from generador.verificacion.pruebas import prueba_de

    corte = date(2026, 11, 22)
    acervo, contexto = (
        estructurar(leer_instancia(Contenido(raiz), "mesa"), corte),
        leer_contexto(Contenido(raiz), corte).contexto,
    )
    assert acervo and contexto
    return prueba_de(acervo, contexto, acervo.actas[0]).falta


def test_un_original_que_es_solo_una_direccion_se_llama_por_su_nombre(tmp_path: Path) -> None:
    solo_url = _acta("x").replace("archivo: x", "url: https://ejemplo.gov.co/acta.pdf")
    escribir_sitio(tmp_path, {f"{_RUTA}.md": solo_url})
    dicho = generador(tmp_path, "revisar").dicho
    assert "original-sin-archivo" in dicho
    assert "no cuenta como prueba" in dicho
    assert "sin_comprobar" in generador(tmp_path, "lista", "--json").dicho
    assert generador(tmp_path, "construir", "--sin-buscador").codigo == 0
    pagina = (tmp_path / "publicado/instancias/mesa/cumplimiento.html").read_text("utf-8")
    assert "Enlace sin comprobar" in pagina
    assert "Solo hay un enlace a otro sitio" in pagina


def test_un_anexo_que_es_solo_una_direccion_no_cuenta_como_publicado(tmp_path: Path) -> None:
    acta = (
        "---\ntipo: ordinaria\nfecha: 2020-06-09\nestado: aprobada\noriginal: este_registro\n"
        "anexos:\n  - {titulo: Lista, url: 'https://ejemplo.gov.co/lista.csv'}\n---\n"
    )
    escribir_sitio(tmp_path, {f"{_RUTA}.md": acta})
    dicho = generador(tmp_path, "revisar").dicho
    assert "anexo-sin-archivo" in dicho and "no cuenta como publicado" in dicho
    assert generador(tmp_path, "construir", "--sin-buscador").codigo == 0
    pagina = (tmp_path / "publicado/instancias/mesa/cumplimiento.html").read_text("utf-8")
    assert "enlace sin comprobar: el anexo «Lista»" in pagina
    assert "Todo lo exigible está publicado" not in pagina


_EN_OTRA_CODIFICACION = {
    "de-excel.csv": ("n,cargo\n1,Secretaría\n".encode("cp1252"), 2, "CSV UTF-8"),
    "de-libreoffice.tsv": ("Señal\t1\n".encode("latin-1"), 1, "LibreOffice"),
    "nota.txt": (("x\n" * 600_000 + "año\n").encode("latin-1"), 600_001, "Bloc de notas"),
    "cortado.txt": ("a\nñ".encode()[:-1], 2, "Bloc de notas"),
    "datos.json": ('{"a": "ñ"}'.encode("latin-1"), 1, "Bloc de notas"),
}


@pytest.mark.parametrize("nombre", _EN_OTRA_CODIFICACION)
def test_un_texto_que_no_esta_en_utf8_se_publica_y_se_dice(nombre: str, tmp_path: Path) -> None:
    contenido, linea, remedio = _EN_OTRA_CODIFICACION[nombre]
    escribir_sitio(tmp_path, {f"{_RUTA}.md": _ACTA_CON_ANEXO.format(nombre)})
    anexo = tmp_path / _RUTA / nombre
    anexo.parent.mkdir()
    anexo.write_bytes(contenido)
    hecha = generador(tmp_path, "revisar", "--fecha", "2026-11-28")
    assert hecha.codigo == 0
    assert f"{_RUTA}/{nombre}:{linea}:1  aviso  anexo-no-utf8" in hecha.dicho
    assert remedio in hecha.dicho
    assert generador(tmp_path, "construir", "--fecha", "2026-11-28").codigo == 0
    publicado = tmp_path / "publicado/instancias/mesa/actas/2020/01" / nombre
    assert publicado.read_bytes() == contenido


_EN_CONFLICTO = (
    "a,b\n<<<<<<< HEAD\nSecretaría,1\n=======\nSecretaría,2\n>>>>>>> rama\n",
    "las líneas 2 («<<<<<<<»), 4 («=======»), 6 («>>>>>>>»)",
)
_CON_MARCAS = {
    **{
        f"{_RUTA}/a.{x}": _EN_CONFLICTO
        for x in ("csv", "tsv", "txt", "json", "geojson", "ics", "rtf")
    },
    f"{_RUTA}/de-windows.csv": (_EN_CONFLICTO[0].replace("\n", "\r\n"), _EN_CONFLICTO[1]),
    f"{_RUTA}/la-que-quedo.csv": ("a,b\n1,2\n>>>>>>> rama\n", "la línea 3 («>>>>>>>»)"),
    f"{_RUTA}/sin-nombre.csv": ("a,b\n1,2\n<<<<<<<\n", "la línea 3 («<<<<<<<»)"),
    f"{_RUTA}/sin-nombres.txt": (
        "uno\n<<<<<<<\ndos\n=======\ntres\n>>>>>>>\n",
        "las líneas 2 («<<<<<<<»), 4 («=======»), 6 («>>>>>>>»)",
    ),
    "contenido/raiz/_redirects": ("/a /b\n<<<<<<<", "la línea 2 («<<<<<<<»)"),
    f"{_RUTA}/muy-largo.txt": (
        "Renglón\n" * 300_000 + _EN_CONFLICTO[0],
        "las líneas 300002 («<<<<<<<»), 300004 («=======»), 300006 («>>>>>>>»)",
    ),
    **{
        f"contenido/raiz/{nombre}": _EN_CONFLICTO
        for nombre in (
            "robots.txt",
            "htaccess",
            "_headers",
            "vercel.json",
            "well-known/security.txt",
        )
    },
}


@pytest.mark.parametrize("archivo", _CON_MARCAS)
@pytest.mark.parametrize("codificacion", ["utf-8", "latin-1"])
def test_lo_que_git_no_pudo_unir_no_se_publica(
    archivo: str, codificacion: str, tmp_path: Path
) -> None:
    texto, lineas = _CON_MARCAS[archivo]
    suelto = tmp_path / archivo
    escribir_sitio(tmp_path, {f"{_RUTA}.md": _ACTA_CON_ANEXO.format(suelto.name)})
    if "raiz" in archivo:
        (tmp_path / f"{_RUTA}.md").write_text("---\ntipo: ordinaria\nfecha: 2020-06-09\n---\n")
    suelto.parent.mkdir(parents=True, exist_ok=True)
    suelto.write_bytes(texto.encode(codificacion))
    hecha = generador(tmp_path, "revisar", "--fecha", "2026-11-28")
    assert hecha.codigo == 1, hecha.dicho
    assert hecha.dicho.count("  error  ") == 1, hecha.dicho
    assert "archivo-en-conflicto" in hecha.dicho and lineas in hecha.dicho


def test_de_un_puntero_y_de_un_documento_con_macros_se_dice_que_hacer(tmp_path: Path) -> None:
    de_cada_uno = {"a.csv": "con «git lfs pull»", "a.docx": "guárdelo como DOCX, sin macros"}
    _anexo(tmp_path, "a.csv", _PUNTERO)
    _anexo(tmp_path, "a.docx", _DANADOS["con-macros.docx"][0])
    for nombre, remedio in de_cada_uno.items():
        (hallazgo,) = Contenido(tmp_path).anexo(f"{_RUTA}/{nombre}").hallazgos
        assert remedio in hallazgo.remedio
    robots = tmp_path / "contenido/raiz/robots.txt"
    robots.parent.mkdir()
    robots.write_bytes(_PUNTERO)
    (hallazgo,) = Contenido(tmp_path).anexo("contenido/raiz/robots.txt").hallazgos
    assert SIN_TRAER in hallazgo.mensaje


_LETRAS_DANADAS = {
    "a.csv": (
        "n\n1,VerificaciÃ³n\n2,Ana\n3,ActuaciÃ³n\n",
        2,
        "como «Ã³», que debe de ser «ó»; en total, en 2",
    ),
    "a.txt": ("Hola\n" * 300_000 + "AÃ±o\n", 300_001, "como «Ã±», que debe de ser «ñ»"),
    "perdida.csv": ("a\n1\nVerificaci\ufffdn\n", 3, "como «\ufffd», donde se perdió una letra"),
    "a.json": ('{"a": "â€œ"}', 1, "como «â€œ», que debe de ser «“»"),
}


@pytest.mark.parametrize("nombre", _LETRAS_DANADAS)
def test_las_letras_danadas_de_un_anexo_se_dicen_y_se_publica_como_esta(
    nombre: str, tmp_path: Path
) -> None:
    texto, linea, dicho = _LETRAS_DANADAS[nombre]
    _anexo(tmp_path, nombre, texto.encode())
    anexo = Contenido(tmp_path).anexo(f"{_RUTA}/{nombre}")
    (hallazgo,) = anexo.hallazgos
    assert (hallazgo.codigo, hallazgo.gravedad) == ("anexo-letras-danadas", Gravedad.AVISO)
    assert (hallazgo.origen.linea, anexo.archivo.defecto) == (linea, "")
    assert dicho in hallazgo.mensaje


@pytest.mark.parametrize("extension", POR_EXTENSION)
def test_cada_clase_dice_su_tipo_y_su_nombre(extension: str) -> None:
    """De una sola tabla los toman el servidor web, la vista previa y la página que la enlaza."""
    tipo, palabra = ENTREGA[extension]
    assert TIPOS_MIME[extension] == tipo
    assert tipo_de(Path(f"a.{extension}")).partition(";")[0] == tipo
    assert formato_de(f"a.{extension}") == palabra
    assert (tipo in CON_CHARSET) == es_de_letras(f"a.{extension}")


def test_la_tabla_no_dice_de_mas() -> None:
    assert ENTREGA.keys() == POR_EXTENSION.keys()
