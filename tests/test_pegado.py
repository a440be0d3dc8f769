"""Lo que se guardó a medias o se pegó mal: conflictos de git y letras dañadas."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.lectura.archivos import codificacion, no_utf8
from generador.lectura.letras import danados, legible
from generador.lectura.pegado import conflicto

ENTERO = "a\n<<<<<<< HEAD\nuno\n=======\ndos\n>>>>>>> rama\nb\n"


@pytest.mark.parametrize(
    ("texto", "lineas"),
    [
        (ENTERO, (2, 4, 6)),
        ("<<<<<<< HEAD\nuno\n||||||| base\ncero\n=======\ndos\n>>>>>>> rama", (1, 3, 5, 7)),
        (ENTERO + ENTERO, (2, 4, 6, 9, 11, 13)),
        ("Título\n=======\n\n" + ENTERO, (5, 7, 9)),
        ("<<<<<<< HEAD\nuno\n=======\ndos", (1, 3)),
        ("uno\n=======\ndos\n>>>>>>> rama", (2, 4)),
    ],
)
def test_un_conflicto_es_un_hallazgo_con_todas_sus_lineas(
    texto: str, lineas: tuple[int, ...]
) -> None:
    hallazgo = conflicto(texto, "a.md")
    assert hallazgo is not None
    assert hallazgo.origen.linea == lineas[0]
    dichas = hallazgo.mensaje.partition("líneas ")[2]
    assert [int(parte.split()[0]) for parte in dichas.split(", ")] == list(lineas)


@pytest.mark.parametrize(
    "texto",
    ["Título\n=======\n", ">>>>>> seis citas\n>>>>>> de un correo", "a <<<<<<< b", "<<<<<<<<"],
)
def test_lo_que_se_le_parece_no_es_un_conflicto(texto: str) -> None:
    assert conflicto(texto, "a.md") is None


@pytest.mark.parametrize(
    "marca",
    [
        ">>>>>>> rama-de-juan",
        "<<<<<<< HEAD",
        ">>>>>>> 3f2c1a9 (acta)",
        "<<<<<<<",
        "<<<<<<< ",
        ">>>>>>>",
    ],
)
def test_la_marca_que_quedo_sola_tambien_es_de_git(marca: str) -> None:
    hallado = conflicto(f"Se verificó\n{marca}\n", "a.md")
    assert hallado is not None and hallado.origen.linea == 2


@given(st.text("áéíóúüñÁÉÍÓÚÑ¿¡°«»“”–—…€ abc.", min_size=1, max_size=30))
def test_lo_danado_se_propone_como_era(texto: str) -> None:
    # Windows lee así los bytes de un texto en UTF-8; los que no conoce los deja pasar.
    danado = "".join(_de_windows(byte) for byte in texto.encode())
    (hallazgo, *otros) = [*danados(danado, "a.md")] or [None]
    assert not otros
    if hallazgo is None:
        assert texto.isascii()
        return
    arreglado, corrido = danado, 0
    for arreglo in hallazgo.arreglos:
        assert arreglo.donde is not None
        desde = arreglo.donde.columna - 1 + corrido
        assert arreglado[desde:].startswith(arreglo.antes)
        arreglado = arreglado[:desde] + arreglo.texto + arreglado[desde + len(arreglo.antes) :]
        corrido += len(arreglo.texto) - len(arreglo.antes)
    assert arreglado == texto


def _de_windows(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


@pytest.mark.parametrize("codigo", ["latin-1", "cp850", "cp437", "mac_roman"])
def test_lo_que_otro_programa_leyo_mal_se_propone_como_era(codigo: str) -> None:
    for entero in ("REUNIÓN", "Verificación", "Bogotá", "año", "«Índice»", "pingüino", "2 – 3"):
        if (danado := entero.encode().decode(codigo)) != entero:
            (hallazgo,) = danados(danado, "a.md")
            (arreglo,) = hallazgo.arreglos
            assert danado.replace(arreglo.antes, arreglo.texto) == entero
            assert hallazgo.mensaje.isprintable()


@pytest.mark.parametrize(
    ("danado", "entero"),
    [
        ("Informaci¢n", "Información"),
        ("compa¤¡a", "compañía"),
        ("p£blica", "pública"),
        ("Informaci—n", "Información"),
        ("Informaci\x97n", "Información"),
        ("Bogot\x87 y Espa\x96a", "Bogot‡ y España"),
        ("2020\x962021", "2020–2021"),
        ("\x93Acta\x94 y\x85", "“Acta” y…"),
    ],
)
def test_de_un_solo_signo_se_propone_la_letra_que_era(danado: str, entero: str) -> None:
    (hallazgo,) = danados(danado, "a.md")
    (arreglo,) = hallazgo.arreglos
    assert danado.replace(arreglo.antes, arreglo.texto) == entero
    assert hallazgo.mensaje.isprintable()


def test_de_un_signo_que_no_se_sabe_no_se_propone_nada() -> None:
    (hallazgo,) = danados("uno \x81 dos", "a.md")
    assert not hallazgo.arreglos
    assert legible("uno \x81 dos") == "uno ? dos"


def test_la_letra_que_quedo_como_una_pregunta_se_dice() -> None:
    (hallazgo,) = danados("uno\nSal?n de la Secretar?a, se?ora", "a.md")
    assert (hallazgo.codigo, hallazgo.origen.linea, hallazgo.origen.columna) == (
        "texto-danado",
        2,
        4,
    )
    assert "quedó «?», y lo mismo 2 veces más" in hallazgo.mensaje


@pytest.mark.parametrize(
    "texto",
    [
        "¿Vino? Sí",
        "https://x.gov.co/ver?id=1",
        "url: ver?id=1&b=2",
        "¿Quién vino?Nadie",
        "a??b",
        "buscar?q=a",
        "¿cómo?",
    ],
)
def test_una_pregunta_o_una_direccion_no_es_una_letra_perdida(texto: str) -> None:
    assert list(danados(texto, "a.md")) == []


@pytest.mark.parametrize("como", ["utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize("texto", ["lugar: Salón ñandú\n", "lugar: Sala uno\n"])
def test_un_texto_de_dos_en_dos_bytes_se_reconoce_tambien_sin_su_marca(
    como: str, texto: str
) -> None:
    crudo = texto.encode(como)
    assert no_utf8(crudo, "a.md") is not None
    assert crudo.decode(codificacion(crudo)) == texto


def test_un_documento_con_el_nombre_de_un_registro_se_dice() -> None:
    hallazgo = no_utf8(b"PK\x03\x04\0\0\xd2\xff", "a.md")
    assert hallazgo and "es un ZIP, con el nombre de un registro" in hallazgo.mensaje
    assert hallazgo.arreglos == ()
    # Dos bytes con que también empieza la música de un MP3 son un texto dañado, y nada más.
    corto = no_utf8(b"\xff\xff", "a.md")
    assert corto and "está dañado" in corto.mensaje
    # Un byte cero suelto no es de ninguna codificación: es un carácter que no se ve.
    assert no_utf8(b"lugar: Sal\0n de la casa\n", "a.md") is None


@pytest.mark.parametrize(
    "texto",
    [
        "SÃO PAULO",
        "Â y Ã",
        "«Ôé»",
        "20 €",
        "Verificación",
        "mesa—comité",
        "¡Ya!",
        "20 ¢ y £3",
        "√2 y ¬p",
        "¿Sí¡?",
        "El 5 ‡",
    ],
)
def test_lo_que_esta_bien_no_se_senala(texto: str) -> None:
    assert list(danados(texto, "a.md")) == []


def test_en_el_registro_de_publicaciones_no_se_unen_las_dos() -> None:
    texto = "numero: 2\n<<<<<<< HEAD\ndestino: uno\n=======\ndestino: otro\n>>>>>>> main\n"
    del_registro = conflicto(texto, "contenido/publicaciones/2026-11-29-2.yaml")
    assert del_registro is not None and "que ya estaba en el repositorio" in del_registro.remedio
    otro = conflicto(texto, "contenido/sitio.yaml")
    assert otro is not None and "las dos en un solo texto" in otro.remedio
