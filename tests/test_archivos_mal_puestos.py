"""Un archivo con mal nombre, o donde no va, se dice con el paso que lo arregla."""

from __future__ import annotations

from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.equivocaciones import foto
from apoyo.formatos_minimos import pdf_en_blanco

from generador.cli import principal

MESA = "contenido/instancias/mesa"
ACTA = "---\ntipo: ordinaria\nfecha: 2020-06-09\n---\n"
CONVOCATORIA = "---\ntipo: ordinaria\nfecha: 2019-12-20\nsesion: 2020-02-03\n---\n"
FICHA = "---\nnombre: Comité\ntipo: comite\nsecretaria_tecnica: uno\n---\n"
NORMA = "---\ntipo: decreto\nnumero: 2\nanio: 2020\nemisor: uno\n---\n"
_COPIA = ("Parece una copia", "borre este; si es el único")
CASOS: dict[str, tuple[str, tuple[str, ...]]] = {
    f"{MESA}/actas/2020/02.md.txt": (ACTA, ("Propuesta: ", "a «02.md»")),
    f"{MESA}/actas/2020/01.docx": (
        "PK",
        ("se escribe en un archivo .md", "/actas/2020/01/01.docx»"),
    ),
    f"{MESA}/actas/2020/07.docx": ("PK", ("Escriba el registro en actas/2020/07.md",)),
    f"{MESA}/actas/2020/01 (copia).md": (ACTA, _COPIA),
    f"{MESA}/actas/2020/01 - copia.md": (ACTA, _COPIA),
    f"{MESA}/actas/2020/Copia de 01.md": (ACTA, _COPIA),
    f"{MESA}/actas/2020/01 (1).md": (ACTA, _COPIA),
    f"{MESA}/actas/2020/01/con.csv": ("a,b\n", ("Windows no deja", "archivo-con.csv")),
    f"{MESA}/actas/2020/aux.md": (ACTA, ("Windows no deja", "archivo-aux.md")),
    f"{MESA}/actas/2020/01/Foto.HEIC": ("x", ("de una clase que no se publica", "PNG o JPEG")),
    f"{MESA}/actas/2020/01/Foto 1.png": (
        "x",
        ("Propuesta: ", "a «foto-1.png»", "y nómbrelo en su registro, que no lo nombra"),
    ),
    f"{MESA}/actas/2020/01/~lock.x": ("x", ("de una clase que no se publica", "llévelo fuera")),
    f"{MESA}/actas/2020/Lista.PDF": ("x", ("Propuesta: ", "a «lista.pdf»")),
    f"{MESA}/convocatorias/05.md": (
        CONVOCATORIA,
        ("Propuesta: ", "/convocatorias/2020/05.md»"),
    ),
    f"{MESA}/convocatoria/2020/05.md": (
        CONVOCATORIA,
        ("Propuesta: ", "/convocatorias/2020/05.md»"),
    ),
    f"{MESA}/actas/2020/README.md": ("# Notas", ("no es un registro", "Llévelo fuera")),
    f"{MESA}/actas/2020/LEEME.txt": ("# Notas", ("no es un registro", "Llévelo fuera")),
    "contenido/normas/LEEME.txt": ("# Notas", ("no es un registro", "Llévelo fuera")),
    "contenido/normas/leame.txt": ("# Notas", ("no es un registro", "Llévelo fuera")),
    "contenido/LEEME.txt": ("# Notas", ("no es un registro", "Llévelo fuera")),
    "contenido/listas/README.md": ("# Notas", ("no es un registro", "Llévelo fuera")),
    "contenido/normas/Decreto 2.pdf": (
        pdf_en_blanco(),
        ("llévelo a la carpeta que se llama como la suya, como decreto-2.pdf",),
    ),
    f"{MESA}/actas/2020/01/LEEME.txt": (
        "Notas",
        ("Propuesta: ", "a «leeme.txt»", "y nómbrelo en su registro, que no lo nombra"),
    ),
    f"{MESA}/actas/2020/01.md.rej": (
        "-a\n+b\n",
        ("no se pudo cambiar en «01.md»", "Escriba en «01.md» lo que falte, y borre este archivo"),
    ),
    "contenido/sitio.yaml.rej": ("x", ("Escriba en «sitio.yaml» lo que falte",)),
    f"{MESA}/informes/2026-3.md": (
        "---\nperiodo: 2026-t3\n---\n",
        ("Propuesta: ", "a «2026-t3.md»"),
    ),
    f"{MESA}/informes/Informe 2026.md": (
        "---\nperiodo: 2026-s1\n---\n",
        ("Propuesta: ", "a «2026-s1.md»"),
    ),
    f"{MESA}/informe-2020-t2.md": ("---\n---\n", ("Propuesta: ", "/informes/2020-t2.md»")),
    f"{MESA}/planes/plan-3.md": ("---\nanio: 2020\n---\n", ("Propuesta: ", "a «2020.md»")),
    f"{MESA}/leeme.md": ("# Notas", ("no es un registro", "Llévelo fuera")),
    f"{MESA}/actas/2020/sin_sesiones.md": (
        "---\nperiodo: 2020\n---\n",
        ("Propuesta: ", "a «sin-sesiones.md»"),
    ),
    f"{MESA}/actas/2020/01/sub/notas.txt": ("x", ("/sub/notas.txt» a «", "/01/notas.txt»")),
    "contenido/normas/2020/decreto-2.md": (
        NORMA,
        ("Una norma va en contenido/normas/", "a «contenido/normas/decreto-2-2020-uno.md»"),
    ),
    "contenido/README.md": ("# Notas", ("no es un registro", "Llévelo fuera")),
    "contenido/instancias/README.md": ("# Notas", ("no es un registro", "Llévelo fuera")),
    "contenido/instancias/con/instancia.md": (FICHA, ("Windows no deja", "a «carpeta-con»")),
    "contenido/instancias/Comité de Área/instancia.md": (FICHA, ("a «comite-de-area»",)),
}


def correr(raiz: Path, *opciones: str) -> int:
    orden = ["revisar", "--contenido", str(raiz / "contenido"), "--fecha", "2026-11-28"]
    with pytest.raises(SystemExit) as fin:
        principal([*orden, *opciones])
    assert isinstance(fin.value.code, int)
    return fin.value.code


@pytest.mark.parametrize("archivo", CASOS)
def test_se_dice_que_pasa_y_nada_se_mueve_solo(
    archivo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texto, dichos = CASOS[archivo]
    escribir_sitio(tmp_path, {f"{MESA}/actas/2020/01.md": ACTA, archivo: texto})
    assert correr(tmp_path) == 1
    salida = capsys.readouterr().out
    assert [d for d in dichos if d not in salida] == [], salida
    assert salida.count("  error  ") == 1, salida
    antes = foto(tmp_path)
    correr(tmp_path, "--arreglar", "--si")
    assert foto(tmp_path) == antes


PDF = pdf_en_blanco()
CON_ANEXO = (
    "---\ntipo: ordinaria\nfecha: 2020-06-09\nanexos:\n  - {titulo: Lista, archivo: l.csv}\n"
)
CARPETAS = {
    "Acta No. 1": "Lleve lo que tiene a la carpeta 01, que es la de su registro",
    "ACTA-01 firmada": "Lleve lo que tiene a la carpeta 01, que es la de su registro",
    "Fotos": "La carpeta de los anexos se llama como el registro al que acompañan",
}


@pytest.mark.parametrize("carpeta", CARPETAS)
def test_la_carpeta_de_anexos_se_llama_como_su_registro(
    carpeta: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suelto = f"{MESA}/actas/2020/{carpeta}/l.csv"
    escribir_sitio(tmp_path, {f"{MESA}/actas/2020/01.md": ACTA, suelto: "a,b\n"})
    assert correr(tmp_path) == 1
    salida = capsys.readouterr().out
    assert f"Remedio: {CARPETAS[carpeta]}" in salida
    # Ningún cambio de nombre es seguro: el de la carpeta no es una falta de escritura.
    assert "Arreglo:" not in salida
    antes = foto(tmp_path)
    correr(tmp_path, "--arreglar", "--si")
    assert foto(tmp_path) == antes


def test_la_que_se_llama_como_su_registro_con_mayusculas_se_arregla_sola(tmp_path: Path) -> None:
    archivos = {
        f"{MESA}/actas/2020/acta-01.md": f"{CON_ANEXO}---\n",
        f"{MESA}/actas/2020/Acta 01/l.csv": "a,b\n",
    }
    escribir_sitio(tmp_path, archivos)
    assert correr(tmp_path, "--arreglar", "--si") == 0
    assert (tmp_path / f"{MESA}/actas/2020/acta-01/l.csv").is_file()


def test_de_un_registro_mal_puesto_no_se_cuentan_sus_anexos(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archivos = {f"{MESA}/actas/2020/01/{n}.csv": "a,b\n" for n in ("l", "m", "n")}
    escribir_sitio(tmp_path, {f"{MESA}/actas/2020/01.md.txt": f"{CON_ANEXO}---\n", **archivos})
    assert correr(tmp_path) == 1
    salida = capsys.readouterr().out
    assert salida.count("archivo-fuera-de-lugar") == 1 and "a «01.md»" in salida, salida


# --- la terminación del nombre ----------------------------------------------------------------

CAMBIAR = "está donde va un registro, y su nombre debe terminar en .md, una sola vez"
EN_WORD = "está donde va un registro, y un registro se escribe en un archivo .md"
OTRA = "contenido/instancias/mesa_dos"
NORMAS = "contenido/normas"
TERMINACIONES = {
    f"{MESA}/actas/2020/06.md.md": (CAMBIAR, "a «06.md»"),
    f"{MESA}/actas/2020/05.markdown": (CAMBIAR, "a «05.md»"),
    f"{MESA}/actas/2020/05.md.markdown": (CAMBIAR, "a «05.md»"),
    f"{MESA}/actas/2020/07": (CAMBIAR, "a «07.md»"),
    f"{MESA}/planes/2020": (CAMBIAR, "a «2020.md»"),
    f"{MESA}/reglamento/2016-03-16.text": (CAMBIAR, "a «2016-03-16.md»"),
    f"{MESA}/actas/2020/01.md.md": (CAMBIAR, "Ya está 01.md: compárelos"),
    f"{MESA}/actas/2020/01": (CAMBIAR, "Ya está 01.md: compárelos"),
    f"{MESA}/actas/2020/03.md.docx": (EN_WORD, "Escriba el registro en actas/2020/03.md"),
    f"{MESA}/actas/2020/03.md.pdf": (EN_WORD, "Escriba el registro en actas/2020/03.md"),
    f"{MESA}/actas/2020/08.pdf": (EN_WORD, "Escriba el registro en actas/2020/08.md"),
    f"{MESA}/planes/2020.xlsx": (EN_WORD, "Escriba el registro en planes/2020.md"),
    f"{MESA}/actas/2020/01.md.docx": (EN_WORD, "a «contenido/instancias/mesa/actas/2020/01/01.md"),
    f"{NORMAS}/ley-1-2020-uno": ("donde va una norma", "a «ley-1-2020-uno.md»"),
    f"{NORMAS}/ley-1-2020-uno.md.md": ("donde va una norma", "a «ley-1-2020-uno.md»"),
    f"{NORMAS}/ley-1-2020-uno.markdown": ("donde va una norma", "a «ley-1-2020-uno.md»"),
    f"{OTRA}/Instancia.md": ("tiene mayúsculas", "a «instancia.md»"),
    f"{OTRA}/instancia.md.md": (CAMBIAR, "a «instancia.md»"),
    f"{OTRA}/instancia.markdown": (CAMBIAR, "a «instancia.md»"),
    f"{OTRA}/instancia": (CAMBIAR, "a «instancia.md»"),
    f"{OTRA}/instancia.docx": (EN_WORD, "Escriba el registro en instancia.md"),
}


@pytest.mark.parametrize("archivo", TERMINACIONES)
def test_lo_mal_terminado_se_dice_una_vez_y_nunca_es_de_otro(
    archivo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    escribir_sitio(tmp_path, {f"{MESA}/actas/2020/01.md": ACTA, archivo: FICHA})
    # El 01 no lleva carpeta: donde no está, un archivo puede llamarse así.
    assert correr(tmp_path) == 1
    salida = capsys.readouterr().out
    assert [d for d in TERMINACIONES[archivo] if d not in salida] == [], salida
    assert "¿Quiso decir" not in salida
    assert salida.endswith("1 error\n") or "1 error, " in salida.splitlines()[-1], salida
    if "01" not in archivo:
        assert "actas/2020/01/" not in salida.partition("Propuesta: ")[2], salida


def test_sin_ficha_de_verdad_se_dice_que_falta(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    escribir_sitio(tmp_path, {f"{OTRA}/ficha.md": FICHA})
    assert correr(tmp_path) == 1
    assert "La carpeta «mesa_dos» no tiene instancia.md" in capsys.readouterr().out


def test_el_nombre_debido_puede_ser_ya_el_de_otro(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    carpeta = "contenido/instancias/mesa/actas/2020"
    texto = "---\ntipo: ordinaria\nfecha: 2020-0{}-09\n---\n\nSe habló.\n"
    archivos = {f"{carpeta}/01.md": texto.format(6), f"{carpeta}/01.MD": texto.format(7)}
    escribir_sitio(tmp_path, archivos)
    correr(tmp_path)
    salida = capsys.readouterr().out
    assert "es el de otro archivo: «01.md»" in salida and "como 01-2.md" in salida
    antes = foto(tmp_path)
    correr(tmp_path, "--arreglar", "--si")
    assert foto(tmp_path) == antes


ACTAS = "contenido/instancias/mesa/actas/2020"
OCUPADOS = {
    "dos anexos": (f"{ACTAS}/01/Lista.csv", f"{ACTAS}/01/lista.csv", "como lista-2.csv"),
    "dos carpetas de anexos": (f"{ACTAS}/Uno/a.csv", f"{ACTAS}/uno/b.csv", "como uno-2"),
    "dos instancias": (
        "contenido/instancias/Mesa/instancia.md",
        "contenido/instancias/mesa/instancia.md",
        "Ya hay otra carpeta mesa",
    ),
    "dos archivos del sitio": (
        "contenido/Sitio.yaml",
        "contenido/sitio.yaml",
        "Ya hay contenido/sitio.yaml",
    ),
}


@pytest.mark.parametrize(("malo", "bueno", "dicho"), OCUPADOS.values(), ids=OCUPADOS)
def test_no_se_dice_que_un_archivo_tome_el_nombre_de_otro(
    malo: str, bueno: str, dicho: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    textos = {bueno: "a,b\n1,2\n"} if bueno.endswith(".csv") else {}
    acta = "---\ntipo: ordinaria\nfecha: 2020-06-09\n---\n"
    escribir_sitio(tmp_path, {f"{ACTAS}/01.md": acta, f"{ACTAS}/uno.md": acta} | textos)
    (tmp_path / malo).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / malo).write_text("a,b\n3,4\n", encoding="utf-8")
    correr(tmp_path)
    salida = capsys.readouterr().out
    assert dicho in salida
    assert f"Cambie el nombre a {Path(bueno).name}\n" not in salida
    antes = foto(tmp_path)
    correr(tmp_path, "--arreglar", "--si")
    assert foto(tmp_path) == antes


def test_un_reglamento_suelto_va_a_su_carpeta_y_no_la_carpeta_dentro_de_si(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reglamento = "---\nfecha: 2020-0{}-01\n---\nTexto\n"
    otro = f"{MESA}/reglamento/2020-03-01.md"
    suelto = f"{MESA}/reglamento.md"
    escribir_sitio(tmp_path, {otro: reglamento.format(3), suelto: reglamento.format(8)})
    correr(tmp_path)
    salida = capsys.readouterr().out
    assert f"Propuesta: mueva «{suelto}» a «{MESA}/reglamento/2020-08-01.md»" in salida
    assert salida.count("Propuesta: ") == 1


def test_un_texto_en_la_carpeta_de_un_acta_no_es_otra_acta(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suyo = f"{MESA}/actas/2020/01/sub/notas.md"
    escribir_sitio(tmp_path, {f"{MESA}/actas/2020/01.md": ACTA, suyo: "Notas\n"})
    correr(tmp_path)
    salida = capsys.readouterr().out
    assert suyo in salida
    assert "Propuesta: " not in salida
    assert "Quiso decir" not in salida
