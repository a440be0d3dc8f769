"""`generador explicar`: cada ejemplo prueba lo que dice de su código."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from apoyo.ejemplos import CORTE, codigos, errores, hallados

from generador.cli import principal
from generador.construccion import revisar
from generador.hallazgo import Gravedad
from generador.lectura.archivos import EnDisco, _choques
from generador.lectura.contenido import Contenido
from generador.lectura.ejemplos import Ejemplo, leer_ejemplo, partir_ejemplo
from generador.representacion import abrir_tema, carpeta_de_temas_propios
from generador.verificacion.catalogo import CATALOGO

EJEMPLOS = {codigo: ejemplo for codigo in CATALOGO if (ejemplo := leer_ejemplo(codigo))}
CON_ARCHIVOS = {c: e for c, e in EJEMPLOS.items() if e.mal}


@pytest.mark.parametrize("codigo", CON_ARCHIVOS)
def test_lo_malo_da_ese_codigo_y_ninguno_que_lo_bueno_no_de(codigo: str, tmp_path: Path) -> None:
    ejemplo, gravedad = CON_ARCHIVOS[codigo], CATALOGO[codigo][1]
    mal = hallados(tmp_path / "mal", (*ejemplo.con, *ejemplo.mal))
    bien = hallados(tmp_path / "bien", (*ejemplo.con, *ejemplo.bien))
    assert codigos(mal) - codigos(bien) == {codigo}
    assert errores(mal) == ({codigo} if gravedad is Gravedad.ERROR else set())
    assert errores(bien) == set()
    assert {h.gravedad for h in mal if h.codigo == codigo} == {gravedad}


# --- los que no caben en el texto de un registro ----------------------------------------------

_ACTA = "contenido/instancias/mesa/actas/2020/01.md"
_TEXTO = b"---\ntipo: ordinaria\nfecha: 2020-06-09\n---\n"


def _enlace(acta: Path) -> None:
    aparte = acta.parents[5] / "aparte.md"
    aparte.write_bytes(_TEXTO)
    acta.symlink_to(aparte)


DANOS: dict[str, Callable[[Path], object]] = {
    "archivo-es-enlace": _enlace,
    "archivo-especial": os.mkfifo,
    "archivo-muy-grande": lambda acta: acta.write_bytes(_TEXTO + b"x" * 1_100_000),
    "archivo-no-utf8": lambda acta: acta.write_bytes(_TEXTO + "Sesión".encode("latin-1")),
    "carpeta-muy-adentro": lambda acta: (
        acta.with_suffix("").joinpath(*"a" * 22).mkdir(parents=True)
    ),
    "markdown-muy-grande": lambda acta: acta.write_bytes(_TEXTO + b"a\n" * 20_001),
    "sitio-falta": lambda acta: (acta.parents[4] / "sitio.yaml").unlink(),
}
_DE_TEMAS = {
    "tema-desconocido": {},
    "tema-datos": {"vase/tema.yaml": "color: rojo\n"},
    "tema-en-circulo": {"vase/tema.yaml": "base: dos\n", "dos/tema.yaml": "base: vase\n"},
    "tema-sin-base": {"vase/plantillas/acta.html": ""},
    "tema-archivo-de-otra-clase": {
        "vase/tema.yaml": "base: base\n",
        "vase/estaticos/notas internas.docx": "x",
    },
}


@pytest.mark.parametrize("codigo", DANOS)
def test_lo_que_no_es_un_texto_tambien_se_prueba(codigo: str, tmp_path: Path) -> None:
    sano = hallados(tmp_path / "bien", ())
    raiz = tmp_path / "mal"
    hallados(raiz, ())
    (raiz / _ACTA).parent.mkdir(parents=True)
    DANOS[codigo](raiz / _ACTA)
    hallazgos = revisar(Contenido(raiz), CORTE).hallazgos
    assert codigo in errores(hallazgos)
    assert codigo not in codigos(sano)


@pytest.mark.parametrize("codigo", _DE_TEMAS)
def test_los_de_temas(codigo: str, tmp_path: Path) -> None:
    for ruta, texto in _DE_TEMAS[codigo].items():
        (tmp_path / ruta).parent.mkdir(parents=True)
        (tmp_path / ruta).write_text(texto)
    _, hallazgos = abrir_tema("vase", (tmp_path, carpeta_de_temas_propios()))
    _, del_bueno = abrir_tema("base", (tmp_path, carpeta_de_temas_propios()))
    assert (codigos(hallazgos), codigos(del_bueno)) == ({codigo}, set())


def test_dos_nombres_iguales_en_un_disco_que_no_distingue_mayusculas() -> None:
    def choques(*nombres: str) -> set[str]:
        return codigos(_choques([EnDisco(n, 1) for n in nombres], "contenido"))

    mal, bien = choques("lista.pdf", "Lista.pdf"), choques("lista-1.pdf", "lista-2.pdf")
    assert (mal, bien) == ({"nombre-repetido"}, set())


def test_un_anexo_en_otra_codificacion(tmp_path: Path) -> None:
    acta = tmp_path / "sitio" / _ACTA
    hallados(tmp_path / "sitio", ())
    acta.with_suffix("").mkdir(parents=True)
    acta.write_bytes(_TEXTO + b"\n[Lista](01/lista.csv)\n")
    for codificacion, debidos in (("cp1252", {"anexo-no-utf8"}), ("utf-8", set())):
        (acta.with_suffix("") / "lista.csv").write_text("asistió\n", encoding=codificacion)
        dichos = codigos(revisar(Contenido(tmp_path / "sitio"), CORTE).hallazgos)
        assert dichos & {"anexo-no-utf8"} == debidos


def test_cada_codigo_tiene_su_ejemplo_y_cada_ejemplo_su_prueba() -> None:
    assert set(EJEMPLOS) == set(CATALOGO)
    assert set(EJEMPLOS) - set(CON_ARCHIVOS) == {
        *DANOS,
        *_DE_TEMAS,
        "nombre-repetido",
        "anexo-no-utf8",
    }
    assert all(e.explicacion.endswith(".") for e in EJEMPLOS.values())
    assert all(e.bien for e in CON_ARCHIVOS.values())


def test_lo_que_parte_un_ejemplo() -> None:
    texto = "Por\nqué.\n-- con: a.md --\nuno\n-- mal: b.md --\n-- bien: b.md --\ndos\n"
    assert partir_ejemplo(texto) == Ejemplo(
        "Por qué.", (("a.md", "uno\n"),), (("b.md", ""),), (("b.md", "dos\n"),)
    )


# --- la orden ---------------------------------------------------------------------------------


def correr(capsys: pytest.CaptureFixture[str], *argumentos: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as fin:
        principal(["explicar", *argumentos])
    assert isinstance(fin.value.code, int)
    return fin.value.code, *capsys.readouterr()


ESPERADO = """\
hora-al-reves
Una sesión que no termina después de empezar.
Aviso: conviene atenderlo.
Se funda en: La hora de cierre es posterior a la de inicio.

La hora de cierre es posterior a la de inicio; las horas van de 00:00 a 23:59.

Mal: contenido/instancias/mesa/actas/2020/01.md
    ---
    tipo: ordinaria
    fecha: 2020-06-09
    hora_inicio: 14:00
    hora_fin: 04:00
    ---

Bien: contenido/instancias/mesa/actas/2020/01.md
    ---
    tipo: ordinaria
    fecha: 2020-06-09
    hora_inicio: 14:00
    hora_fin: 16:00
    ---
"""


def test_un_codigo_entero(capsys: pytest.CaptureFixture[str]) -> None:
    assert correr(capsys, "hora-al-reves") == (0, ESPERADO, "")


def test_un_codigo_en_mayusculas_es_el_mismo(capsys: pytest.CaptureFixture[str]) -> None:
    assert correr(capsys, "HORA-AL-REVES") == (0, ESPERADO, "")


def test_un_codigo_que_no_existe(capsys: pytest.CaptureFixture[str]) -> None:
    codigo, salida, mensajes = correr(capsys, "hora-al-rebes")
    assert (codigo, salida) == (2, "")
    assert "no existe el código «hora-al-rebes». ¿Quiso decir «hora-al-reves»?" in mensajes


def test_sin_codigo_estan_todos_y_una_sola_vez(capsys: pytest.CaptureFixture[str]) -> None:
    codigo, salida, _ = correr(capsys)
    dichos = [r.strip().split(":")[0] for r in salida.splitlines() if r.startswith("    ")]
    assert (codigo, sorted(dichos)) == (0, sorted(CATALOGO))


def test_en_json(capsys: pytest.CaptureFixture[str]) -> None:
    _, salida, _ = correr(capsys, "archivo-vacio", "--json")
    datos = json.loads(salida)
    acta = "contenido/instancias/mesa/actas/2020/01.md"
    assert list(datos) == [
        "codigo",
        "titulo",
        "gravedad",
        "fundamento",
        "explicacion",
        "con",
        "mal",
        "bien",
    ]
    assert datos["mal"] == [{"archivo": acta, "texto": ""}]
    _, todos, _ = correr(capsys, "--json")
    assert [d["codigo"] for d in json.loads(todos)] == list(CATALOGO)
