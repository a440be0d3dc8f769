"""El documento oficial: su estructura, sus bytes, lo que muestra y lo que nunca interpreta."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from apoyo.casos import escribir_sitio
from apoyo.completos import acervo_completo, acervo_minimo, contexto_completo
from apoyo.informes import acervo, calcular, contexto, informe, instancia
from apoyo.pdf import altura_minima, etiquetas, hojas, junto, sin_letras_dentro, texto_de
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import astuple, replace
from typst import TypstError

from generador.acervo import Acervo
from generador.arboles import Almacen, Ficha
from generador.configuracion import Contexto
from generador.modelo.base import Html
from generador.modelo.fechas import Periodo
from generador.pdf import Imprenta, Prensa, abrir_imprenta, datos_de, enlazar
from generador.pdf.arbol import arbol_de
from generador.planeacion import Oficial, Pagina, planear_informe
from generador.representacion import abrir_tema, carpeta_de_temas_propios
from generador.vigencia.programa import huella_del_programa
from generador.vistas.acta import vista_acta
from generador.vistas.contraste import VistaCifra
from generador.vistas.informe import VistaInforme, vista_informe
from generador.vistas.marco import AVISO_DEMOSTRACION, AVISO_FICTICIA, AVISO_RESUMEN
from generador.vistas.puntos import VistaPunto

HUELLA = "0123456789abcdef" * 4
OFICIAL = Oficial(HUELLA, date(2021, 12, 31), "Entidad de la secretaría técnica")
DIRECCION = "https://www.ejemplo.gov.co/transparencia"


@pytest.fixture(scope="module")
def imprenta() -> Imprenta:
    tema, hallazgos = abrir_tema("base", (carpeta_de_temas_propios(),))
    assert tema is not None, hallazgos
    return abrir_imprenta(tema)


def con_sitio(con: Contexto, **datos: Any) -> Contexto:
    return dataclasses.replace(con, sitio=con.sitio.model_copy(update=datos))


def informe_de(de: Acervo, con: Contexto) -> VistaInforme:
    (uno,) = de.informes
    return vista_informe(uno, calcular(de, uno.periodo.clave, con), de, con)


def completo() -> VistaInforme:
    con = con_sitio(contexto_completo(), demostracion=True, direccion=DIRECCION)
    return informe_de(acervo_completo(), con)


@pytest.fixture(scope="module")
def pdf(imprenta: Imprenta) -> bytes:
    """El informe de un acervo en que todo está escrito."""
    return imprenta.imprimir("informe", datos_de(completo(), OFICIAL))


@pytest.fixture(scope="module")
def pdf_de_acta(imprenta: Imprenta) -> bytes:
    de, con = acervo_completo(), contexto_completo()
    return imprenta.imprimir("acta", datos_de(vista_acta(de.actas[1], de, con), OFICIAL))


# --- la forma del archivo ---------------------------------------------------------------------


@pytest.mark.parametrize("cual", ["pdf", "pdf_de_acta"])
def test_declara_sus_normas_su_idioma_y_su_titulo(
    cual: str, request: pytest.FixtureRequest
) -> None:
    titulos = {
        "pdf": "Informe de gestión de 2021. Mesa de prueba",
        "pdf_de_acta": "Sesión ordinaria del 1 de junio de 2021, acta 2 (reconstruida). Mesa de "
        "prueba",
    }
    with pikepdf.open(BytesIO(request.getfixturevalue(cual))) as abierto:
        datos = abierto.open_metadata()
        assert {clave: datos[clave] for clave in ("pdfuaid:part", "dc:title")} == {
            "pdfuaid:part": "1",
            "dc:title": titulos[cual],
        }
        assert (datos["pdfaid:part"], datos["pdfaid:conformance"]) == ("2", "A")
        assert str(abierto.Root.Lang) == "es-CO"
        assert bool(abierto.Root.MarkInfo.Marked)
        assert bool(abierto.Root.ViewerPreferences.DisplayDocTitle)
        # El autor es quien lleva los papeles de la instancia, y no quien publica el sitio.
        assert str(abierto.docinfo["/Author"]) == OFICIAL.autor
        # El comienzo de ese día en Bogotá: la medianoche universal es allá el día anterior.
        assert str(abierto.docinfo["/CreationDate"]) == "D:20211231050000Z"


@pytest.mark.parametrize("cual", ["pdf", "pdf_de_acta"])
def test_las_tablas_tienen_encabezado_y_los_titulos_no_se_saltan_niveles(
    cual: str, request: pytest.FixtureRequest
) -> None:
    arbol = etiquetas(request.getfixturevalue(cual))
    cuenta = Counter(clase for clase, _ in arbol)
    assert cuenta["/Document"] == cuenta["/Title"] == 1
    assert cuenta["/Table"] == cuenta["/THead"] > 0
    assert cuenta["/TH"] >= 2 * cuenta["/Table"]
    assert {padre for clase, padre in arbol if clase in ("/TH", "/TD")} == {"/TR"}
    niveles = [int(clase[2:]) for clase, _ in arbol if re.fullmatch("/H[1-6]", clase)]
    saltos = [b for a, b in zip([0, *niveles], niveles, strict=False) if b > a + 1]
    assert (niveles[0], saltos) == (1, [])


@pytest.mark.parametrize("cual", ["pdf", "pdf_de_acta"])
def test_lleva_dentro_todas_sus_letras(cual: str, request: pytest.FixtureRequest) -> None:
    assert sin_letras_dentro(request.getfixturevalue(cual)) == []


def test_las_preguntas_sobre_la_forma_saben_decir_que_no() -> None:
    vacio = pikepdf.new()
    letra = pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name.Ajena)
    vacio.Root.Prueba = vacio.make_indirect(letra)
    escrito = BytesIO()
    vacio.save(escrito)
    assert sin_letras_dentro(escrito.getvalue()) == ["/Ajena"]
    with pytest.raises(AttributeError):
        etiquetas(escrito.getvalue())


_OTRO = """
import hashlib, json, sys
from generador.pdf import abrir_imprenta
from generador.representacion import abrir_tema, carpeta_de_temas_propios
tema, _ = abrir_tema("base", (carpeta_de_temas_propios(),))
hecho = abrir_imprenta(tema).imprimir("informe", json.load(sys.stdin))
print(hashlib.sha256(hecho).hexdigest())
"""


def test_los_bytes_son_los_mismos_otra_vez_y_en_otra_zona_y_otro_idioma(
    imprenta: Imprenta, pdf: bytes
) -> None:
    datos = datos_de(completo(), OFICIAL)
    ajeno = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "7"}
    proceso = subprocess.run(
        [sys.executable, "-c", _OTRO],
        input=json.dumps(datos),
        env=os.environ | ajeno,
        capture_output=True,
        text=True,
        check=True,
    )
    huellas = {proceso.stdout.strip()}
    huellas |= {hashlib.sha256(h).hexdigest() for h in (pdf, imprenta.imprimir("informe", datos))}
    assert len(huellas) == 1


# --- lo que muestra ---------------------------------------------------------------------------


def cifras(valor: object) -> Iterator[VistaCifra]:
    """Todas las cifras que hay dentro de una vista."""
    if isinstance(valor, VistaCifra):
        yield valor
    elif isinstance(valor, tuple):
        for parte in valor:
            yield from cifras(parte)
    elif isinstance(valor, Struct):
        for campo in astuple(valor):
            yield from cifras(campo)


def test_cada_cifra_de_la_vista_esta_en_el_documento_con_sus_dos_lados(pdf: bytes) -> None:
    texto, todas = texto_de(pdf), list(cifras(completo().bloques))
    esperadas = {
        junto(f"Declarado: {c.declarado} Calculado: {c.calculado}") if c.difiere else junto(c.valor)
        for c in todas
    }
    assert len(todas) > 15 and any(c.difiere for c in todas)
    assert [e for e in sorted(esperadas) if e not in texto] == []
    assert texto.count(junto("No coincide")) >= 2


def test_los_bloques_van_en_el_orden_del_formulario(pdf: bytes) -> None:
    texto = texto_de(pdf)
    bloques = (
        "Identificación",
        "Número y fecha del reglamento interno",
        "Asistentes",
        "Rol: P: presidencia. S: secretaría técnica. I: integrante.",
        "Sesiones realizadas y programadas",
        "Publicación en la página web",
        "Funciones generales",
        "Seguimiento al plan de trabajo",
        "Análisis del funcionamiento de la instancia",
        "Seguimiento a las decisiones",
        "Firma de quien ejerce la secretaría técnica",
    )
    lugares = [texto.index(junto(b)) for b in bloques]
    assert lugares == sorted(lugares)


def test_lleva_las_advertencias_de_la_pagina_y_al_pie_de_cada_hoja_como_comprobarlo(
    pdf: bytes, pdf_de_acta: bytes
) -> None:
    for hoja in hojas(pdf):
        assert junto(AVISO_DEMOSTRACION) in hoja
        assert junto(f"{DIRECCION}/instancias/mesa/informes/2021.html") in hoja
        assert junto(f"SHA-256 {HUELLA}") in hoja
    assert junto(AVISO_FICTICIA) in texto_de(pdf)
    acta = texto_de(pdf_de_acta)
    for aviso in (AVISO_FICTICIA, AVISO_RESUMEN, "Registro reconstruido a partir de"):
        assert junto(aviso) in acta
    assert junto(AVISO_DEMOSTRACION) not in acta


def imagenes(contenido: bytes) -> int:
    with pikepdf.open(BytesIO(contenido)) as abierto:
        return len({i.objgen for hoja in abierto.pages for i in hoja.get_images().values()})


def test_sin_direccion_del_sitio_no_hay_codigo_qr_y_lo_dice(pdf: bytes, pdf_de_acta: bytes) -> None:
    assert (imagenes(pdf), imagenes(pdf_de_acta)) == (1, 0)
    assert junto("no lleva código QR") in texto_de(pdf_de_acta)
    assert junto("no lleva código QR") not in texto_de(pdf)
    assert "instancias/mesa/actas/2021/02.html" in texto_de(pdf_de_acta)


def test_una_tabla_larga_repite_su_encabezado_en_cada_hoja_y_no_pierde_filas(
    imprenta: Imprenta,
) -> None:
    puestos = [
        {
            "id": f"c{n}",
            "sector": 2 if n < 45 else 13,
            "entidad": "gobierno",
            "cargo": f"Cargo número {n} de la lista larga",
            "roles": ["I"],
        }
        for n in range(100, 160)
    ]
    de = acervo(instancia(integrantes=puestos), informes=(informe("2021"),))
    todas = hojas(imprenta.imprimir("informe", datos_de(informe_de(de, contexto()), OFICIAL)))
    con_filas = [h for h in todas if junto("de la lista larga") in h]
    assert len(con_filas) > 2
    assert all(junto("Entidad u organismo") in h for h in con_filas)
    # El nombre del sector va en una celda común a cinco filas, que no se parte entre hojas.
    sectores = [len(re.findall(r"2\.Gobierno|13\.Mujeres", h)) for h in con_filas]
    assert [5 * n for n in sectores] == [h.count("delalistalarga") for h in con_filas]
    vistas = re.findall(r"Cargonúmero(\d+)delalista", "".join(todas))
    assert vistas == [str(n) for n in range(100, 160)]


LARGO = " ".join(f"palabra{n}" for n in range(160))


@pytest.mark.parametrize("plantilla", ["informe", "acta"])
def test_un_texto_que_no_cabe_en_una_hoja_sigue_en_la_otra(
    imprenta: Imprenta, plantilla: str
) -> None:
    de, con = acervo_completo(LARGO), contexto_completo()
    vista = informe_de(de, con) if plantilla == "informe" else vista_acta(de.actas[1], de, con)
    hecho = imprenta.imprimir(plantilla, datos_de(vista, OFICIAL))
    assert texto_de(hecho).count("palabra159") >= 3
    assert altura_minima(hecho) > 30


def test_el_informe_de_un_periodo_que_nadie_escribio_se_calcula_y_lo_advierte(
    imprenta: Imprenta,
) -> None:
    con = con_sitio(contexto_completo(), direccion=DIRECCION)
    pagina = planear_informe(acervo_completo(), con, Periodo.leer("2021-s1"), ())
    assert pagina.oficial == Oficial("", date(2021, 6, 30))
    hecho = imprenta.imprimir("informe", datos_de(pagina.vista, pagina.oficial))
    texto = texto_de(hecho)
    for dicho in (
        "Calculado de los registros con fecha de corte del 22 de noviembre de 2026: no está",
        "Nombre: Cargo: Secretaria",
        "Nombre: Cargo: Asesora",
        "No hay un registro escrito de este documento",
    ):
        assert junto(dicho) in texto
    assert (imagenes(hecho), "SHA256" in texto) == (0, False)


@pytest.mark.parametrize("plantilla", ["informe", "acta"])
def test_de_lo_que_nada_se_sabe_dice_sin_dato(imprenta: Imprenta, plantilla: str) -> None:
    de, con = acervo_minimo(), contexto()
    vista = informe_de(de, con) if plantilla == "informe" else vista_acta(de.actas[0], de, con)
    texto = texto_de(imprenta.imprimir(plantilla, datos_de(vista, OFICIAL)))
    assert texto.count("sindato") >= 10
    assert "None" not in texto and "none" not in texto


# --- lo que un editor escribe no se interpreta ------------------------------------------------

HOSTIL = (
    '#panic("x") $x$ \\u{41} *a* _b_ `c` <d> @preview/e:1.0.0 [f] // g /* h */ #import "i": j '
    "~ -- ... ' \" = k"
)


@pytest.mark.parametrize("plantilla", ["informe", "acta"])
def test_el_texto_hostil_sale_tal_como_se_escribio(imprenta: Imprenta, plantilla: str) -> None:
    de, con = acervo_completo(HOSTIL), contexto_completo(HOSTIL)
    vista = informe_de(de, con) if plantilla == "informe" else vista_acta(de.actas[0], de, con)
    texto = texto_de(imprenta.imprimir(plantilla, datos_de(vista, OFICIAL)))
    assert texto.count(junto(HOSTIL)) >= 2


def test_lo_que_ninguna_letra_dibuja_se_nombra(imprenta: Imprenta) -> None:
    raro = "Voto 😀 y 漢, \ue000; שלום, العربية, ✔ y ñandú"
    de = acervo(instancia(nombre=raro), informes=(informe("2021"),))
    texto = texto_de(imprenta.imprimir("informe", datos_de(informe_de(de, contexto()), OFICIAL)))
    assert junto("Voto [U+1F600] y [U+6F22], [U+E000];") in texto
    assert "✔yñandú" in texto and set("שלום") <= set(texto)


def test_si_juntos_no_se_dibujan_se_nombran_todos(
    imprenta: Imprenta, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generador.pdf.imprenta._se_dibuja", lambda _: True)
    de = acervo(instancia(nombre="Voto 😀 y ✔ y ñ"), informes=(informe("2021"),))
    texto = texto_de(imprenta.imprimir("informe", datos_de(informe_de(de, contexto()), OFICIAL)))
    assert junto("Voto [U+1F600] y [U+2714] y ñ") in texto


def test_un_defecto_de_la_plantilla_no_se_calla() -> None:
    rota = Imprenta({"rota.typ": b"#panic(1)"})
    for texto in ("llano", "✔"):
        with pytest.raises(TypstError, match="panicked"):
            rota.imprimir("rota", {"x": texto, "pie": {"url": ""}})


def test_con_otra_plantilla_los_pdf_se_hacen_de_nuevo(sitio: Path) -> None:
    """Los datos de cada uno son los mismos: lo que cambió es cómo se dibujan."""

    def hechos() -> dict[str, bytes]:
        assert orden(sitio, "construir", "--pdf").returncode == 0
        actas = (sitio / "publicado").rglob("actas/**/*.pdf")
        return {p.name: p.read_bytes() for p in actas}

    del_producto = (carpeta_de_temas_propios() / "base/pdf/acta.typ").read_text("utf-8")
    suya = sitio / "temas/base/pdf/acta.typ"
    suya.parent.mkdir(parents=True, exist_ok=True)
    suya.write_text(f"{del_producto}\n#pagebreak()\nUna hoja\n", encoding="utf-8")
    antes = hechos()
    suya.write_text(f"{del_producto}\n#pagebreak()\nOtra hoja más\n", encoding="utf-8")
    ahora = hechos()
    assert antes.keys() == ahora.keys() and antes
    assert all(antes[n] != ahora[n] for n in antes)


def test_si_el_defecto_es_de_una_plantilla_del_sitio_se_dice_cual(sitio: Path) -> None:
    rota = sitio / "temas/base/pdf/acta.typ"
    rota.parent.mkdir(parents=True)
    rota.write_text("#panic(1)", encoding="utf-8")
    hecho = orden(sitio, "construir", "--pdf")
    assert (hecho.returncode, hecho.stdout) == (3, "")
    assert "temas/base/pdf/acta.typ" in hecho.stderr and "Traceback" not in hecho.stderr
    assert not (sitio / "publicado/index.html").exists()


@settings(max_examples=12)
@given(texto=st.text(min_size=1, max_size=12))
def test_con_cualquier_texto_hay_documento(imprenta: Imprenta, texto: str) -> None:
    vista = completo()
    vista = replace(vista, sin_contraste=texto, marco=replace(vista.marco, titulo=f"T {texto}"))
    assert imprenta.imprimir("informe", datos_de(vista, OFICIAL)).startswith(b"%PDF-1.7")


# --- el texto corrido -------------------------------------------------------------------------


def test_el_texto_corrido_se_vuelve_un_arbol_con_titulos_en_su_nivel() -> None:
    html = (
        '<h4 id="t-a">Uno &amp; dos</h4>\n<p>Hay <strong>tres</strong>\n<br>\n'
        '<a href="../a.html">ir</a></p>\n<ol start="3">\n<li>x</li>\n</ol>\n'
        '<pre><code>a\n  b\n</code></pre>\n<p><img alt="Foto" src="f.png"></p>\n'
        "<table>\n<thead>\n<tr><th>A</th><th>B</th></tr>\n</thead>\n"
        "<tbody>\n<tr><td>1</td></tr>\n</tbody>\n</table>"
    )

    def nodo(etiqueta: str, *hijos: Any, **datos: Any) -> dict[str, Any]:
        return {"etiqueta": etiqueta, "hijos": list(hijos)} | datos

    codigo = nodo("code", "a\n  b\n", texto="a\n  b")
    assert arbol_de(html, str.upper) == [
        nodo("titulo", "Uno & dos", nivel=2),
        nodo(
            "p",
            "Hay ",
            nodo("strong", "tres"),
            " ",
            nodo("br"),
            " ",
            nodo("a", "ir", url="../A.HTML"),
        ),
        nodo("ol", nodo("li", "x", numero=3), inicio=3),
        nodo("pre", codigo, texto="a\n  b"),
        nodo("p", nodo("em", "[Imagen: Foto]")),
        nodo("tabla", columnas=2, encabezado=[["A"], ["B"]], filas=[[["1"], []]]),
    ]


def test_el_pdf_conserva_los_numeros_de_las_listas_y_lo_tachado(imprenta: Imprenta) -> None:
    texto = Html(
        '<ol start="3"><li>Lectura</li><li value="7">Varios</li><li>Cierre</li></ol>'
        '<ul><li><input type="checkbox" checked="" disabled=""> Acta</li></ul><p><del>No</del></p>'
    )
    pdf = imprenta.imprimir("informe", datos_de(replace(completo(), texto=texto), OFICIAL))
    leido = texto_de(pdf)
    for esperado in (r"3\.\s*Lectura", r"7\.\s*Varios", r"8\.\s*Cierre", r"\[x\]\s*Acta"):
        assert re.search(esperado, leido), (esperado, leido)


def test_los_enlaces_del_texto_van_a_la_direccion_publica_o_son_solo_texto() -> None:
    html = Html('<p><a href="../actas/1.html">a</a><a href="#n">b</a><a href="tel:1">c</a></p>')
    vista = replace(completo(), texto=html)

    def urls(con_direccion: str) -> list[str]:
        marco = replace(vista.marco, sitio=replace(vista.marco.sitio, direccion=con_direccion))
        (parrafo,) = datos_de(replace(vista, marco=marco), OFICIAL)["v"]["texto"]
        return [a["url"] for a in parrafo["hijos"]]

    assert urls(DIRECCION) == [f"{DIRECCION}/instancias/mesa/actas/1.html", "", "tel:1"]
    assert urls("") == ["", "", "tel:1"]


def test_un_texto_corrido_entero_se_imprime(imprenta: Imprenta) -> None:
    html = Html(
        "<h2>Título</h2><ul><li><p>uno</p><ul><li>dos</li></ul></li></ul><blockquote><p>tres</p>"
        "</blockquote><hr><p><code>#x</code><sup>1</sup></p><table><thead><tr><th>A</th></tr>"
        "</thead><tbody><tr><td><em>cuatro</em></td></tr></tbody></table><pre><code>$y$</code></pre>"
    )
    vista = replace(completo(), texto=html)
    texto = texto_de(imprenta.imprimir("informe", datos_de(vista, OFICIAL)))
    for parte in ("Título", "uno", "dos", "tres", "#x", "Acuatro", "$y$"):
        assert parte in texto


# --- solo lo que cambió -----------------------------------------------------------------------


@pytest.fixture
def prensa(imprenta: Imprenta, tmp_path: Path) -> Prensa:
    return Prensa(imprenta, Almacen(tmp_path))


def paginas(de: Acervo) -> list[Pagina]:
    con = contexto_completo()
    return [
        Pagina(f"actas/{n}.html", "acta.html", vista_acta(a, de, con), OFICIAL)
        for n, a in enumerate(de.actas)
    ]


def imprimir(prensa: Prensa, cuales: list[Pagina], publicado: dict[str, Ficha]) -> list[str]:
    """Imprime, publica, y dice qué se imprimió de verdad."""
    hechas = []

    def escribir(ruta: str, contenido: bytes) -> Ficha:
        hechas.append(ruta)
        return Ficha(hashlib.sha256(contenido).hexdigest(), len(contenido))

    publicado |= prensa.imprimir("mesa", cuales, publicado, escribir)
    return hechas


def test_solo_se_imprime_lo_que_cambio(prensa: Prensa) -> None:
    publicado: dict[str, Ficha] = {}
    todas = paginas(acervo_completo())
    assert imprimir(prensa, todas, publicado) == ["actas/0.pdf", "actas/1.pdf"]
    assert imprimir(prensa, todas, publicado) == []
    vista = replace(todas[1].vista, orden_del_dia=(VistaPunto("", "Otro", (), ()),))
    assert imprimir(prensa, [todas[0], replace(todas[1], vista=vista)], publicado) == [
        "actas/1.pdf"
    ]
    del publicado["actas/0.pdf"]
    assert imprimir(prensa, todas, publicado) == ["actas/0.pdf", "actas/1.pdf"]


@pytest.mark.parametrize("otro", [[], {"actas/0.pdf": 3}])
def test_un_recuerdo_de_otra_forma_se_ignora(prensa: Prensa, otro: object) -> None:
    publicado: dict[str, Ficha] = {}
    todas = paginas(acervo_completo())[:1]
    imprimir(prensa, todas, publicado)
    prensa.almacen.guardar("pdf/mesa", otro, huella_del_programa())
    assert imprimir(prensa, todas, publicado) == ["actas/0.pdf"]


def test_la_pagina_enlaza_su_documento_con_nombre_y_tamano_solo_si_existe() -> None:
    primera, segunda = paginas(acervo_completo())
    enlazadas = enlazar([primera, segunda], {"actas/0.pdf": Ficha("", 80_400)})
    assert [p.vista.pdf and (p.vista.pdf.texto, p.vista.pdf.ruta) for p in enlazadas] == [
        ("Esta página en PDF, sin firmas (80 kB)", "actas/0.pdf"),
        None,
    ]


def test_entre_varios_procesos_salen_los_mismos_bytes_y_en_su_orden(imprenta: Imprenta) -> None:
    pedidos = [
        ("acta", datos_de(p.vista, Oficial(HUELLA, date(2021, 1, dia))))
        for dia in range(1, 8)
        for p in paginas(acervo_completo())
    ]
    avances: list[tuple[int, int]] = []
    juntos = list(imprenta.imprimir_todos(pedidos, lambda n, total: avances.append((n, total))))
    assert juntos == [imprenta.imprimir(*pedido) for pedido in pedidos]
    assert avances == [(n, 14) for n in range(1, 15)]


# --- las órdenes ------------------------------------------------------------------------------

ACTA = "contenido/instancias/mesa/actas/2021/01.md"
INFORME = "contenido/instancias/mesa/informes/2021.md"


@pytest.fixture
def sitio(tmp_path: Path) -> Path:
    acta = "---\ntipo: ordinaria\nfecha: 2021-03-01\nnumero: 1\n---\n\nSe habló.\n"
    escribir_sitio(tmp_path, {ACTA: acta, INFORME: "---\nperiodo: 2021\n---\n"})
    return tmp_path


def orden(sitio: Path, *argumentos: str, sin: str = "") -> subprocess.CompletedProcess[str]:
    """Corre la orden; `sin` es una biblioteca que se finge no instalada."""
    programa = f"import sys\nif {sin!r}: sys.modules[{sin!r}] = None\n"
    programa += "from generador.cli import principal\nprincipal(sys.argv[1:])"
    completos = [*argumentos, "--fecha", "2022-06-01"]
    return subprocess.run(
        [sys.executable, "-c", programa, *completos], cwd=sitio, capture_output=True, text=True
    )


def publicados(sitio: Path) -> list[str]:
    publicado = sitio / "publicado"
    return sorted(p.relative_to(publicado).as_posix() for p in publicado.rglob("*.pdf"))


LOS_DOS = ["instancias/mesa/actas/2021/01.pdf", "instancias/mesa/informes/2021.pdf"]


@pytest.mark.parametrize("biblioteca", ["typst", "segno"])
def test_sin_la_parte_opcional_se_construye_y_pedir_un_pdf_dice_como_instalarla(
    sitio: Path, biblioteca: str
) -> None:
    assert orden(sitio, "construir", "--silencio", sin=biblioteca).returncode == 0
    falta = (
        "Error: Falta la parte opcional «pdf».\n"
        'Remedio: Instálela, en la carpeta del generador, con: pip install -e ".[pdf]"\n'
    )
    for pedido in (
        ("construir", "--pdf"),
        ("informe", "mesa", "2021", "--formato", "pdf"),
    ):
        hecho = orden(sitio, *pedido, sin=biblioteca)
        assert (hecho.returncode, hecho.stdout, hecho.stderr) == (3, "", falta)
    assert publicados(sitio) == [] and (sitio / "publicado/index.html").exists()


def test_construir_los_hace_y_los_enlaza_si_se_piden_o_si_el_sitio_los_pide(sitio: Path) -> None:
    enlace = '<a href="../../../instancias/mesa/informes/2021.pdf" type="application/pdf">'
    pagina = sitio / "publicado/instancias/mesa/informes/2021.html"
    assert orden(sitio, "construir", "--pdf").returncode == 0
    assert publicados(sitio) == LOS_DOS
    assert enlace in pagina.read_text(encoding="utf-8")
    primeros = [(sitio / "publicado" / p).read_bytes() for p in LOS_DOS]
    assert orden(sitio, "construir").returncode == 0
    assert publicados(sitio) == [] and enlace not in pagina.read_text(encoding="utf-8")
    configuracion = sitio / "contenido/sitio.yaml"
    configuracion.write_text(configuracion.read_text() + "pdf: si\n")
    assert orden(sitio, "construir").returncode == 0
    assert [(sitio / "publicado" / p).read_bytes() for p in publicados(sitio)] == primeros
    assert "Nada cambió" in orden(sitio, "construir").stdout


def test_informe_escribe_el_pdf_dice_donde_y_no_reemplaza_otro(sitio: Path) -> None:
    pedir = ("informe", "mesa", "2021-t1", "--formato", "pdf")
    archivo = sitio / "informe-mesa-2021-t1.pdf"
    hecho = orden(sitio, *pedir)
    assert re.fullmatch(r"Escrito: informe-mesa-2021-t1\.pdf \(\d+ kB\)\n", hecho.stdout)
    assert archivo.read_bytes().startswith(b"%PDF") and hecho.returncode == 0
    assert orden(sitio, *pedir).returncode == 0
    archivo.write_bytes(b"otro")
    rechazado = orden(sitio, *pedir)
    assert (rechazado.returncode, archivo.read_bytes()) == (2, b"otro")
    assert "Ya existe «informe-mesa-2021-t1.pdf» y es distinto. Use --forzar" in rechazado.stderr
    assert orden(sitio, *pedir, "--forzar").returncode == 0
    assert archivo.read_bytes().startswith(b"%PDF")
    assert sorted(p.name for p in sitio.glob(".*pdf*")) == []


def test_informe_no_pone_el_pdf_en_lugar_de_algo_que_no_es_un_archivo(sitio: Path) -> None:
    os.mkfifo(sitio / "tubo")
    pedir = ("informe", "mesa", "2021-t1", "--formato", "pdf", "--salida-pdf", "tubo", "--forzar")
    hecho = orden(sitio, *pedir)
    assert (hecho.returncode, "indique un archivo" in hecho.stderr) == (2, True)
    assert (sitio / "tubo").is_fifo()


@pytest.mark.parametrize(
    ("de_mas", "dicho"),
    [
        (("--formato", "pdf", "--json"), "Use --json o --formato pdf, no los dos."),
        (("--para-firmar", "--json"), "Use --json o --para-firmar, no los dos."),
        (("--forzar",), "--salida-pdf y --forzar van con --formato pdf o con --para-firmar."),
        (("--formato", "pdf", "--salida-pdf", "no/a.pdf"), "No existe la carpeta «no»."),
        (("--formato", "pdf", "--salida-pdf", "contenido"), "Ya existe «contenido»"),
    ],
)
def test_las_opciones_mal_combinadas_son_un_error_de_uso(
    sitio: Path, de_mas: tuple[str, ...], dicho: str
) -> None:
    hecho = orden(sitio, "informe", "mesa", "2021", *de_mas)
    assert hecho.returncode == 2 and dicho in hecho.stderr
