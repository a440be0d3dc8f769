"""`generador revisar --arreglar`: solo lo mecánico, con permiso, y nada más se toca."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from apoyo.casos import BASE, escribir_sitio
from apoyo.equivocaciones import Equivocacion, copiar_sano, equivocar, foto, leer_todas
from apoyo.formatos_minimos import pdf_en_blanco
from apoyo.remedios import hacer, leer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generador.arreglos.lineas import TextoEnLineas, en_crudo
from generador.arreglos.mecanicos import Arreglado, arreglar
from generador.cli import principal
from generador.cli.arreglar import hacer as hacer_arreglos
from generador.construccion import revisar
from generador.lectura.contenido import Contenido

CORTE = date(2026, 11, 22)
FECHA = ("--fecha", CORTE.isoformat())
ACTA = "contenido/instancias/mesa/actas/2020/01.md"
MALA = (
    "---\n"
    "tipo: ordinaria   # la primera del año\n"
    "modaliad: presencial\n"
    "fecha: 25/08/2020\n"
    "\n"
    "# el lugar, como está en el documento\n"
    "lugar: Sala: piso 3\n"
    "decisiones: ninguno\n"
    "---\n"
    "\n"
    "Texto con  espacios   y una fecha: 09/06/2020.  \n"
)
BUENA = (
    MALA.replace("modaliad:", "modalidad:")
    .replace("fecha: 25/08/2020\n", "fecha: 2020-08-25\n")
    .replace("Sala: piso 3", "'Sala: piso 3'")
)


def proponer(raiz: Path, salida: Path | None = None) -> tuple[Arreglado, ...]:
    """Lo que cambiaría."""
    return arreglar(raiz, lambda nuevo: revisar(nuevo, CORTE).hallazgos, salida)


class Orden:
    """Corre `revisar --arreglar` y da su código, su salida y sus mensajes."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, raiz: Path, *opciones: str) -> tuple[int, str, str]:
        orden = ["revisar", "--contenido", str(raiz / "contenido"), "--arreglar", *FECHA]
        with pytest.raises(SystemExit) as fin:
            principal([*orden, *opciones])
        assert isinstance(fin.value.code, int)
        return fin.value.code, *self._capsys.readouterr()


@pytest.fixture
def orden(capsys: pytest.CaptureFixture[str]) -> Orden:
    return Orden(capsys)


@pytest.fixture
def danado(tmp_path: Path) -> Path:
    """Un sitio con un acta que tiene tres defectos mecánicos."""
    escribir_sitio(tmp_path, {ACTA: MALA})
    return tmp_path


DIFERENCIA = f"""\
--- {ACTA}
+++ {ACTA}
@@ -2,7 +2,7 @@
 tipo: ordinaria   # la primera del año
-modaliad: presencial
-fecha: 25/08/2020
+modalidad: presencial
+fecha: 2020-08-25

 # el lugar, como está en el documento
-lugar: Sala: piso 3
+lugar: 'Sala: piso 3'
 decisiones: ninguno
"""


def test_sin_terminal_ni_permiso_se_muestra_y_no_se_toca(danado: Path, orden: Orden) -> None:
    antes = foto(danado)
    falta = "No se cambió nada: sin una terminal donde preguntar, use --arreglar --si.\n"
    assert orden(danado) == (1, DIFERENCIA, falta)
    assert foto(danado) == antes
    assert [p.name for p in danado.iterdir()] == ["contenido"]


def test_con_permiso_se_hace_y_lo_demas_queda_igual(danado: Path, orden: Orden) -> None:
    assert orden(danado, "--si") == (0, f"{DIFERENCIA}Se arregló: 1 archivo\n", "")
    assert (danado / ACTA).read_text(encoding="utf-8") == BUENA
    assert orden(danado, "--si") == (0, "No hay nada que se pueda arreglar sin saber más.\n", "")


@pytest.mark.parametrize(
    ("respuesta", "cambia"), [("s", True), ("Sí", True), ("n", False), ("", False)]
)
def test_en_una_terminal_se_pregunta(
    danado: Path, orden: Orden, monkeypatch: pytest.MonkeyPatch, respuesta: str, cambia: bool
) -> None:
    monkeypatch.setattr("generador.cli.arreglar.hay_terminal", lambda: True)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: respuesta)
    codigo, salida, _ = orden(danado)
    assert codigo == (0 if cambia else 1)
    assert salida.endswith("Se arregló: 1 archivo\n" if cambia else "No se cambió nada.\n")
    assert (danado / ACTA).read_text(encoding="utf-8") == (BUENA if cambia else MALA)


def test_lo_que_solo_sabe_una_persona_no_se_toca(tmp_path: Path, orden: Orden) -> None:
    mala = "---\ntipo: ordinaria\nfecha: 16-12-20\nestado_sesion: realisada\n---\n"
    escribir_sitio(tmp_path, {ACTA: mala})
    quedan = "Quedan por arreglar a mano: 2 errores. Véalos con «generador revisar».\n"
    nada = "No hay nada que se pueda arreglar sin saber más.\n"
    assert orden(tmp_path, "--si") == (1, nada + quedan, "")
    assert (tmp_path / ACTA).read_text(encoding="utf-8") == mala


MAL_USO = {
    ("--json",): "«--arreglar» muestra la diferencia: no va con «--json» ni con «--formato».",
    ("--formato", "github"): "«--arreglar» muestra la diferencia: no va con «--json» ni con "
    "«--formato».",
}


@pytest.mark.parametrize("opciones", MAL_USO, ids=" ".join)
def test_mal_uso(danado: Path, orden: Orden, opciones: tuple[str, ...]) -> None:
    codigo, salida, mensajes = orden(danado, *opciones)
    assert (codigo, salida) == (2, "")
    assert mensajes.splitlines()[-1] == f"Error: {MAL_USO[opciones]}"


def test_si_alguien_guarda_mientras_tanto_no_se_toca_nada(danado: Path) -> None:
    import click

    propuestos = proponer(danado)
    (danado / ACTA).write_text("otra cosa", encoding="utf-8")
    with click.Context(click.Command("revisar")), pytest.raises(click.UsageError):
        hacer_arreglos(danado, propuestos)
    assert (danado / ACTA).read_text(encoding="utf-8") == "otra cosa"


# --- lo publicado no cambia de nombre ---------------------------------------------------------


@pytest.fixture
def con_mayuscula(tmp_path: Path) -> Path:
    """Un sitio con un anexo que se llama con mayúscula, y un acta que lo nombra así."""
    acta = "---\ntipo: ordinaria\nfecha: 2020-06-09\nanexos:\n"
    acta += "  - {titulo: Lista, archivo: Lista.pdf}\n---\n"
    anexo = ACTA.replace(".md", "/Lista.pdf")
    escribir_sitio(tmp_path, {ACTA: acta, anexo: pdf_en_blanco()})
    return tmp_path


def _nombres(raiz: Path) -> list[tuple[str, str]]:
    return [(Path(a.antes).name, Path(a.ahora).name) for a in proponer(raiz)]


def test_un_nombre_se_arregla_y_quien_lo_cita_tambien(con_mayuscula: Path) -> None:
    assert _nombres(con_mayuscula) == [("01.md", "01.md"), ("Lista.pdf", "lista.pdf")]


def _anotar(raiz: Path) -> None:
    entrada = raiz / "contenido/publicaciones/2020-07-01-1.yaml"
    entrada.parent.mkdir()
    direccion = "instancias/mesa/actas/2020/01/Lista.pdf"
    entrada.write_text(
        f"numero: 1\nfecha: 2020-07-01\ndocumentos:\n  - ruta: {direccion}\n    accion: publicado\n"
    )


def _construir(raiz: Path) -> None:
    publicado = raiz / "publicado/instancias/mesa/actas/2020/01/Lista.pdf"
    publicado.parent.mkdir(parents=True)
    publicado.write_text(pdf_en_blanco())


def _retirar(raiz: Path) -> None:
    (raiz / "contenido/retirados.yaml").write_text(
        "documentos:\n  - ruta: instancias/mesa/actas/2020/01/lista.pdf\n"
        "    fecha: 2020-07-01\n    motivo: Tenía datos personales\n"
    )


@pytest.mark.parametrize("publicar", [_anotar, _construir, _retirar])
def test_una_direccion_publicada_o_retirada_no_se_toca(
    con_mayuscula: Path, publicar: Callable[[Path], None]
) -> None:
    publicar(con_mayuscula)
    assert proponer(con_mayuscula, con_mayuscula / "publicado") == ()


# --- un nombre cambia con todo lo que lo nombra, o no cambia -----------------------------------

LISTA = "contenido/instancias/mesa/actas/2020/01/Lista de Asistencia.CSV"
OTRA = ACTA.replace("01.md", "02.md")
MAL_LLAMADA = ACTA.replace("01.md", "Acta No. 2.md")
FICHA = "contenido/instancias/mesa/instancia.md"
_SIN_ANEXO = "---\ntipo: ordinaria\nfecha: 2020-06-09\n---\n"
_ENLACE = "\nVer la [lista](01/Lista%20de%20Asistencia.CSV#dos).\n"
_NOMBRA = _SIN_ANEXO.replace(
    "09\n---", "09\nanexos:\n  - {titulo: Lista, archivo: Lista de Asistencia.CSV}\n---"
)
_DE_OTRO_DIA = _SIN_ANEXO.replace("06-09", "07-14")
# De cada uno: los archivos, y en cuál está el error que nada tiene que ver con el nombre.
QUIEN_NOMBRA = {
    "su registro": ({LISTA: "a,b\n1,2\n", ACTA: _NOMBRA + _ENLACE}, ACTA),
    "solo un enlace": ({LISTA: "a,b\n1,2\n", ACTA: _SIN_ANEXO + _ENLACE}, ACTA),
    "otro registro": (
        {LISTA: "a,b\n1,2\n", ACTA: _SIN_ANEXO, OTRA: _DE_OTRO_DIA + _ENLACE},
        OTRA,
    ),
    "un registro de una ficha dañada": (
        {LISTA: "a,b\n1,2\n", ACTA: _NOMBRA + _ENLACE, FICHA: BASE[FICHA]},
        FICHA,
    ),
    "el que enlaza un registro": (
        {MAL_LLAMADA: _SIN_ANEXO, OTRA: f"{_DE_OTRO_DIA}\n[La otra](Acta%20No.%202.md)\n"},
        OTRA,
    ),
}
_DE_UN_NOMBRE = {"anexo-no-existe", "anexo-sin-nombrar", "enlace-roto", "nombre-de-archivo"}


def _errores(raiz: Path) -> set[str]:
    return {h.codigo for h in revisar(Contenido(raiz), CORTE).hallazgos if h.gravedad == "error"}


@pytest.mark.parametrize("cual", QUIEN_NOMBRA)
def test_el_nombre_espera_a_que_se_arregle_quien_lo_dice(
    cual: str, tmp_path: Path, orden: Orden, capsys: pytest.CaptureFixture[str]
) -> None:
    archivos, danado = QUIEN_NOMBRA[cual]
    con_error = archivos[danado].replace("tipo:", "hora: 8:30\ntipo:", 1)
    escribir_sitio(tmp_path, {**archivos, danado: con_error})
    antes = foto(tmp_path)
    assert orden(tmp_path, "--si")[0] == 1
    assert foto(tmp_path) == antes
    with pytest.raises(SystemExit):
        principal(["revisar", "--contenido", str(tmp_path / "contenido"), *FECHA])
    dicho = capsys.readouterr().out
    assert "Propuesta: cambie el nombre de" in dicho
    assert "y cámbielo también donde lo nombra contenido/" in dicho
    (tmp_path / danado).write_text(archivos[danado], encoding="utf-8")
    assert orden(tmp_path, "--si")[0] == 0
    assert not _errores(tmp_path)
    if LISTA in archivos:
        textos = [(tmp_path / a).read_text(encoding="utf-8") for a in archivos if a.endswith(".md")]
        assert any("(01/lista-de-asistencia.csv#dos)" in t for t in textos)


NO_CAMBIAN = {
    "un registro que enlaza su carpeta": {
        MAL_LLAMADA: f"{_SIN_ANEXO}\nVer la [lista](Acta%20No.%202/Lista.csv).\n",
        MAL_LLAMADA.replace(".md", "/Lista.csv"): "a,b\n1,2\n",
    },
    "la carpeta de un registro dañado": {
        ACTA.replace("01", "acta-2"): _SIN_ANEXO.replace("tipo:", "hora: 8:30\ntipo:")
        + "\n[Lista](Acta-2/lista.csv)\n",
        ACTA.replace("01.md", "Acta-2/lista.csv"): "a,b\n1,2\n",
    },
    "un enlace partido en dos renglones": {
        LISTA: "a,b\n1,2\n",
        ACTA: _SIN_ANEXO + _ENLACE.replace("[lista]", "[lista\nde ese día]"),
    },
    "un enlace con paréntesis en su destino": {
        ACTA: f"{_SIN_ANEXO}\nVer la [lista](01/Lista_(final).csv).\n",
        ACTA.replace(".md", "/Lista_(final).csv"): "a,b\n1,2\n",
    },
    "un destino aparte del enlace": {
        LISTA: "a,b\n1,2\n",
        ACTA: f"{_SIN_ANEXO}\nVer la [lista][l].\n\n[l]: 01/Lista%20de%20Asistencia.CSV\n",
    },
}


@pytest.mark.parametrize("cual", NO_CAMBIAN)
def test_un_nombre_que_no_cambiaria_en_todas_partes_no_cambia(
    cual: str, tmp_path: Path, orden: Orden
) -> None:
    escribir_sitio(tmp_path, NO_CAMBIAN[cual])
    antes = foto(tmp_path)
    orden(tmp_path, "--si")
    assert foto(tmp_path) == antes


def test_el_archivo_de_una_norma_cambia_de_nombre_con_ella(tmp_path: Path, orden: Orden) -> None:
    norma = "contenido/normas/acuerdo-3-2020-uno.md"
    texto = "---\ntipo: acuerdo\nnumero: 3\nanio: 2020\nemisor: uno\n"
    texto += "original: {titulo: Texto, archivo: Texto.pdf}\n---\n"
    escribir_sitio(tmp_path, {norma: texto, norma.replace(".md", "/Texto.pdf"): pdf_en_blanco()})
    orden(tmp_path, "--si")
    assert not _errores(tmp_path) & _DE_UN_NOMBRE
    assert "archivo: texto.pdf" in (tmp_path / norma).read_text(encoding="utf-8")


# --- el programa de verdad y el que lee los remedios hacen lo mismo ----------------------------

MECANICAS = [e for e in leer_todas() if "    Arreglo: " in e.salida][::4]


@pytest.mark.parametrize("caso", MECANICAS, ids=lambda c: c.nombre)
def test_lo_que_se_imprime_es_lo_que_se_hace(
    caso: Equivocacion, tmp_path: Path, orden: Orden, capsys: pytest.CaptureFixture[str]
) -> None:
    a_mano, con_la_orden = tmp_path / "mano", tmp_path / "orden"
    for raiz in (a_mano, con_la_orden):
        equivocar(copiar_sano(raiz), caso.cambios)
    orden(con_la_orden, "--si")
    for _ in range(8):
        with pytest.raises(SystemExit):
            principal(["revisar", "--contenido", str(a_mano / "contenido"), *FECHA])
        seguros = [i for i in leer(capsys.readouterr().out) if i.seguridad == 0]
        if not seguros:
            break
        hacer(a_mano, seguros[0])
    assert foto(a_mano) == foto(con_la_orden)


# --- propiedades ------------------------------------------------------------------------------

# De cada renglón: el que está bien, y cómo lo escribe mal alguien.
RENGLONES = {
    "fecha: 2020-06-09": ("fecha: 9 de junio de 2020", "fecha: “2020-06-09”", "fecha:2020-06-09"),
    "modalidad: virtual": ("modaliad: virtual", "modalidad : virtual", "modalidad: “virtual”"),
    "hora_inicio: 14:30": ("hora_inicio: 2:30 p. m.", "hora inicio: 14h30", "\thora_inicio: 14:30"),
    "lugar: 'Sala: piso 3'": ("lugar: Sala: piso 3", 'lugar: "Sala: piso 3', "lugar: @piso3: x"),
    "quorum: {requerido: 2, presentes: 2}": (
        "quorum: {requerido: 2., presentes: dos}",
        "quorum: {requerido: 2, presentes: 2, presentes: 2}",
    ),
    "numero: 1": ("numero: 1.", "número: 01", "numero: 1\nnumero: 1"),
}
PARRAFOS = st.sampled_from(["", "Texto corriente.  ", "Señalé: 09/06/2020", "- uno\n- dos"])
COMENTARIOS = st.sampled_from(["", "  # como está en el acta", "   "])


@st.composite
def actas(draw: st.DrawFn, *, sanas: bool = False) -> bytes:
    """Un acta con renglones bien y mal escritos, en cualquier orden y con lo que traiga de más."""
    renglones = []
    for bueno in draw(st.permutations(list(RENGLONES))):
        malo = bueno if sanas else draw(st.sampled_from((bueno, *RENGLONES[bueno])))
        limpio = malo.startswith(("lugar", "\t")) or "\n" in malo
        renglones.append(malo if limpio else malo + draw(COMENTARIOS))
    cuerpo = "\n\n".join(draw(st.lists(PARRAFOS, max_size=3)))
    texto = "\n".join(("---", "tipo: ordinaria", *renglones, "---", "", cuerpo))
    if draw(st.booleans()):
        texto = texto.replace("\n", "\r\n")
    return texto.encode(draw(st.sampled_from(("utf-8", "utf-8-sig"))))


@pytest.fixture(scope="module")
def sitio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    raiz = tmp_path_factory.mktemp("sitio")
    escribir_sitio(raiz, {ACTA: ""})
    return raiz


AJUSTES = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@AJUSTES
@given(crudo=actas())
def test_dos_veces_es_lo_mismo_que_una_y_lo_demas_no_cambia(sitio: Path, crudo: bytes) -> None:
    (sitio / ACTA).write_bytes(crudo)
    propuestos = proponer(sitio)
    assert (sitio / ACTA).read_bytes() == crudo
    hacer_arreglos(sitio, propuestos)
    assert proponer(sitio) == ()
    _solo_cambiaron_los_malos(crudo, (sitio / ACTA).read_bytes())


def _solo_cambiaron_los_malos(antes: bytes, ahora: bytes) -> None:
    """Los renglones que estaban bien siguen, con sus mismos bytes y en su mismo orden."""
    buenos = {"---", "tipo: ordinaria", *RENGLONES}
    # Un renglón repetido sobra una de las dos veces; los «---» de los extremos son dos.
    portada = antes.splitlines(keepends=True)[1:]
    suyos = [r for r in dict.fromkeys(portada) if _llano(r) in buenos]
    quedan = iter(ahora.splitlines(keepends=True))
    assert all(renglon in quedan for renglon in suyos)
    corte = b"---\r\n" if b"\r\n" in antes else b"---\n"
    assert antes.split(corte, 2)[2] == ahora.split(corte, 2)[2]
    assert antes[:3] == ahora[:3]


def _llano(renglon: bytes) -> str:
    return renglon.decode("utf-8-sig").partition("  ")[0].rstrip("\r\n ")


@AJUSTES
@given(crudo=actas(sanas=True))
def test_lo_que_estaba_bien_no_se_toca(sitio: Path, crudo: bytes) -> None:
    (sitio / ACTA).write_bytes(crudo)
    assert proponer(sitio) == ()


@given(
    lineas=st.lists(st.text("ab:ñ ", max_size=6), min_size=1, max_size=6),
    final=st.sampled_from(["\n", "\r\n", "\r"]),
    marca=st.booleans(),
    datos=st.data(),
)
def test_un_texto_en_lineas_no_pierde_un_byte(
    lineas: list[str], final: str, marca: bool, datos: st.DataObject
) -> None:
    crudo = (("\ufeff" if marca else "") + final.join(lineas)).encode()
    texto = TextoEnLineas.de(crudo)
    assert texto.en_bytes() == crudo
    desde = datos.draw(st.integers(1, len(lineas)))
    igual = texto.cambiar(desde, 1, (texto.lineas[desde - 1],))
    assert igual.en_bytes() == crudo
    cambiado = texto.cambiar(desde, 1, ("x",)).lineas
    assert [c for n, c in enumerate(cambiado, 1) if n != desde] == [
        c for n, c in enumerate(texto.lineas, 1) if n != desde
    ]


def test_la_columna_en_un_texto_con_tildes_sueltas() -> None:
    linea = "lugar: sesio\u0301n: 3"
    assert linea[en_crudo(linea, len("lugar: sesión")) :] == ": 3"


def test_los_enlaces_y_los_permisos_se_conservan(danado: Path) -> None:
    (danado / ACTA).chmod(0o640)
    (danado / "contenido/enlace").symlink_to("sitio.yaml")
    hacer_arreglos(danado, proponer(danado))
    assert (danado / ACTA).stat().st_mode & 0o777 == 0o640
    assert (danado / "contenido/enlace").readlink() == Path("sitio.yaml")


def test_mientras_se_propone_no_se_escribe_nada(danado: Path) -> None:
    """Ni en el sitio ni al lado: lo propuesto está solo en memoria."""

    def estados() -> dict[Path, tuple[int, int, int]]:
        hay = {p: p.lstat() for p in danado.rglob("*")}
        return {p: (e.st_ino, e.st_size, e.st_ctime_ns) for p, e in hay.items()}

    antes = estados()
    (propuesto,) = proponer(danado)
    assert propuesto.crudo_ahora.decode() == BUENA
    assert estados() == antes
