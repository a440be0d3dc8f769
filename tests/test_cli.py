"""La línea de órdenes: lo que dice, en español, y con qué código termina."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Self

import pytest

from generador.cli import INTERRUMPIDO, presentar, principal
from generador.cli.hallazgos import TOPE, lineas_de_hallazgos, resumen
from generador.cli.presentar import Tabla, ancho, linea, renglones
from generador.hallazgo import Accion, Arreglo, Hallazgo, Origen, aviso, error, informacion
from generador.lectura.contenido import Contenido
from generador.verificacion.reglas import identidad

CORTE = ("--fecha", "2020-12-31")
SITIO = {
    "sitio.yaml": "formato: 1\ntitulo: Prueba\nentidad: mujer\nregistros_desde: 2020-01-01\n",
    "entidades.yaml": "mujer:\n  nombre: Secretaría Distrital de la Mujer\n",
    "instancias/mesa/instancia.md": (
        "---\nnombre: Mesa de prueba\ntipo: mesa\nsecretaria_tecnica: mujer\n---\n"
    ),
    "instancias/mesa/actas/2020/01.md": (
        "---\nnumero: 1\ntipo: ordinaria\nfecha: 2020-06-09\n---\n\nTexto.\n"
    ),
}
MESA = "contenido/instancias/mesa/instancia.md"


@pytest.fixture
def sitio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un sitio correcto, con una mesa y un acta, en la carpeta de trabajo."""
    for ruta, texto in SITIO.items():
        archivo = tmp_path / "contenido" / ruta
        archivo.parent.mkdir(parents=True, exist_ok=True)
        archivo.write_text(texto, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def dos_reglas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dos reglas fijas: una regla nueva no cambia lo que aquí se espera."""
    for modulo in ("generador.compilacion.entrega", "generador.construccion.reunion"):
        monkeypatch.setattr(f"{modulo}.REGLAS", identidad.REGLAS[:2])


@pytest.fixture
def danado(sitio: Path) -> Path:
    """El mismo sitio con una palabra mal escrita."""
    mesa = sitio / MESA
    mesa.write_text(mesa.read_text(encoding="utf-8").replace("tipo: mesa", "tipo: mesaa"))
    return sitio


class Orden:
    """Corre una orden y da su código, su salida y sus mensajes."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *argumentos: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as fin:
            principal(argumentos)
        salida, mensajes = self._capsys.readouterr()
        assert isinstance(fin.value.code, int)
        return fin.value.code, salida, mensajes


@pytest.fixture
def orden(capsys: pytest.CaptureFixture[str]) -> Orden:
    return Orden(capsys)


def correr(*argumentos: str, **opciones: Any) -> subprocess.CompletedProcess[str]:
    """La orden en un proceso aparte, como la corre una persona."""
    programa = [sys.executable, "-m", "generador", *argumentos]
    entorno = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    de_siempre: dict[str, Any] = {"capture_output": True, "text": True, "env": entorno}
    return subprocess.run(programa, **de_siempre | opciones)


# --- revisar -----------------------------------------------------------------------------------

DEFECTO = f"""\
{MESA}:3:7  error  valor-desconocido
    tipo: mesaa
          ^
    «mesaa» no es un valor de «tipo». ¿Quiso decir «mesa»?
    Por qué: Cada registro tiene los campos de su clase, con la forma que cada uno pide
    Remedio: Escriba uno de estos: mesa, comite, consejo, comision, junta, concejo
    Propuesta: en la línea 3, cambie «mesaa» por «mesa»

"""
SENALADO = f"{DEFECTO}1 error\n"


def test_revisar_muestra_el_renglon_y_el_remedio(danado: Path, orden: Orden) -> None:
    reglas = "Ninguna regla tuvo qué examinar\n"
    assert orden("revisar", *CORTE) == (1, f"{DEFECTO}{reglas}1 error\n", "")


def test_revisar_con_todos_dice_las_reglas_sin_casos(sitio: Path, orden: Orden) -> None:
    esperado = "1 regla examinó 1 caso\nsin casos: identificador-repetido\nSin hallazgos\n"
    assert orden("revisar", "--todos", *CORTE) == (0, esperado, "")


def test_revisar_en_json(danado: Path, orden: Orden) -> None:
    codigo, salida, mensajes = orden("revisar", "--json", *CORTE)
    datos = json.loads(salida)
    assert (codigo, mensajes) == (1, "1 error\n")
    assert datos["hallazgos"] == [
        {
            "codigo": "valor-desconocido",
            "gravedad": "error",
            "mensaje": "«mesaa» no es un valor de «tipo». ¿Quiso decir «mesa»?",
            "archivo": MESA,
            "linea": 3,
            "columna": 7,
            "remedio": "Escriba uno de estos: mesa, comite, consejo, comision, junta, concejo",
            "por_que": "Cada registro tiene los campos de su clase, con la forma que cada uno pide",
            "pasos": [
                {
                    "certeza": "propuesta",
                    "paso": "en la línea 3, cambie «mesaa» por «mesa»",
                    "texto": [],
                }
            ],
        }
    ]
    assert datos["reglas"] == [
        {"codigo": "identidad-repetida", "examinados": 0, "hallados": 0},
        {"codigo": "identificador-repetido", "examinados": 0, "hallados": 0},
    ]
    assert list(datos) == ["hallazgos", "reglas"]


def test_silencio_calla_lo_bueno_y_no_lo_malo(sitio: Path, orden: Orden) -> None:
    assert orden("revisar", "--silencio", *CORTE) == (0, "", "")
    assert orden("construir", "--silencio", *CORTE) == (0, "", "")
    assert orden("lista", "--silencio", *CORTE) == (0, "", "")
    (sitio / "contenido/sitio.yaml").unlink()
    assert orden("construir", "--silencio")[0] == 1
    assert orden("revisar", "--silencio")[1].endswith("1 error\n")


# --- construir ---------------------------------------------------------------------------------


def test_construir_cuenta_lo_que_hizo(sitio: Path, orden: Orden) -> None:
    codigo, salida, mensajes = orden("construir", *CORTE)
    renglones = salida.splitlines()
    assert (codigo, mensajes) == (0, "")
    assert renglones[0] == "Registros: 1 instancia, 1 acta"
    assert renglones[1].startswith("Páginas: ")
    assert renglones[2].startswith("Archivos: ") and renglones[2].endswith(" agregados, 0 iguales")
    assert renglones[3].startswith("  + ")
    assert any(r.split() == ["instancia", "requisito", "año", "estado", "n/m", "plazo"]
               for r in renglones)  # fmt: skip
    assert renglones[-1].startswith("Hecho en ")
    assert renglones[-1].endswith(f"Abra {Path('publicado', 'index.html')}")
    assert Path("publicado/index.html").is_file()


def test_construir_nombra_una_sola_de_cada_clase(sitio: Path, orden: Orden) -> None:
    mesa = sitio / "contenido/instancias/mesa"
    registros = {
        "convocatorias/2020/01": "tipo: ordinaria\nfecha: 2020-06-01\nsesion: 2020-06-09",
        "planes/2020": "anio: 2020",
        "informes/2020": "periodo: 2020",
        "reglamento/2016-03-16": "fecha: 2016-03-16",
    }
    for ruta, datos in registros.items():
        archivo = mesa / f"{ruta}.md"
        archivo.parent.mkdir(parents=True, exist_ok=True)
        archivo.write_text(f"---\n{datos}\n---\n", "utf-8")
    codigo, salida, mensajes = orden("construir", *CORTE)
    dicho = salida.splitlines()[0].removeprefix("Registros: ")
    clases = ("reglamento", "convocatoria", "acta", "plan", "informe")
    assert (codigo, dicho) == (0, f"1 instancia, {', '.join(f'1 {c}' for c in clases)}"), mensajes


def test_el_perfil_dice_en_que_se_fue_el_tiempo(sitio: Path, orden: Orden) -> None:
    codigo, dicho, _ = orden("construir", *CORTE, "--perfil", "--silencio", "--sin-buscador")
    assert codigo == 0
    primeras = [renglon.split("  ")[0] for renglon in dicho.splitlines() if renglon]
    inicio, clases, lentos = (
        primeras.index(titulo)
        for titulo in (
            "Tiempo por etapa",
            "Tiempo por clase de registro",
            "Registros más lentos",
        )
    )
    assert {"Leer los registros", "Verificar y planear", "Publicar", "total"} <= set(
        primeras[inicio:clases]
    )
    assert {"acta", "instancia"} <= set(primeras[clases:lentos])
    assert set(primeras[lentos + 3 :]) == {
        "instancias/mesa/actas/2020/01",
        "instancias/mesa/instancia",
    }


def test_construir_otra_vez_dice_que_nada_cambio(sitio: Path, orden: Orden) -> None:
    orden("construir", *CORTE)
    assert orden("construir", *CORTE)[1].splitlines()[2] == "Nada cambió"


def test_con_errores_no_publica_y_el_sitio_anterior_sigue(danado: Path, orden: Orden) -> None:
    mesa = danado / MESA
    malo = mesa.read_text(encoding="utf-8")
    mesa.write_text(malo.replace("mesaa", "mesa"), encoding="utf-8")
    assert orden("construir", *CORTE)[0] == 0
    antes = {p: p.read_bytes() for p in Path("publicado").rglob("*") if p.is_file()}
    mesa.write_text(malo, encoding="utf-8")
    esperado = SENALADO + "No se publicó nada; el sitio anterior sigue igual.\n"
    assert orden("construir", *CORTE) == (1, "", esperado)
    assert {p: p.read_bytes() for p in Path("publicado").rglob("*") if p.is_file()} == antes


def test_la_salida_y_el_contenido_pueden_estar_en_otra_parte(
    sitio: Path, orden: Orden, monkeypatch: pytest.MonkeyPatch
) -> None:
    afuera = sitio / "otra"
    afuera.mkdir()
    monkeypatch.chdir(afuera)
    opciones = ("--contenido", "../contenido", "--salida", "aqui", *CORTE)
    codigo, salida, _ = orden("construir", *opciones)
    assert (codigo, salida.splitlines()[-1].endswith(f"Abra {Path('aqui', 'index.html')}")) == (
        0,
        True,
    )
    assert not (sitio / "publicado").exists()


def test_un_fallo_del_entorno_se_dice_con_su_remedio(sitio: Path, orden: Orden) -> None:
    (sitio / "publicado").mkdir()
    (sitio / "publicado/ajeno.txt").write_text("x")
    codigo, salida, mensajes = orden("construir", *CORTE)
    assert (codigo, salida) == (3, "")
    assert mensajes.startswith("Error: ") and "\nRemedio: " in mensajes


# --- lista -------------------------------------------------------------------------------------


def test_lista_es_una_tabla(sitio: Path, orden: Orden) -> None:
    codigo, salida, mensajes = orden("lista", "mesa", *CORTE)
    renglones = salida.splitlines()
    assert (codigo, mensajes) == (0, "")
    assert renglones[0] == "Fecha de corte: 2020-12-31"
    assert renglones[2].split() == ["instancia", "requisito", "año", "estado", "n/m", "plazo"]
    actas = next(r for r in renglones if "Actas con sus anexos" in r)
    assert actas.split()[:6] == ["mesa", "Actas", "con", "sus", "anexos", "2020"]


def test_lista_en_json_y_exigida(sitio: Path, orden: Orden) -> None:
    codigo, salida, mensajes = orden("lista", "--json", "--exigir", *CORTE)
    datos = json.loads(salida)
    estados = [r["estado"] for r in datos["requisitos"]]
    assert datos["fecha_corte"] == "2020-12-31"
    assert {"parcial", "falta", "incumple"} & set(estados)
    assert (codigo, mensajes.startswith("No se cumple lo exigido: ")) == (1, True)


def test_lista_sin_exigir_no_falla_por_lo_que_falta(sitio: Path, orden: Orden) -> None:
    assert orden("lista", *CORTE)[0] == 0


@pytest.mark.parametrize("pedido", [("lista",), ("informe", "mesa", "2020")])
def test_con_errores_no_se_calcula_nada(
    danado: Path, orden: Orden, pedido: tuple[str, ...]
) -> None:
    assert orden(*pedido, "--json", *CORTE) == (1, "", SENALADO)


# --- informe -----------------------------------------------------------------------------------

BLOQUES = [
    "Informe de gestión: mesa, 2020",
    "Identificación",
    "Asistentes",
    "Sesiones realizadas y programadas",
    "Publicación en la página web",
    "Funciones generales",
    "Funciones específicas",
    "Seguimiento al plan de trabajo",
    "Análisis del funcionamiento de la instancia",
    "Seguimiento a las decisiones",
    "Firma de quien ejerce la secretaría técnica",
    "Compromisos",
    "Quórum y publicación de cada sesión",
]
SESIONES = """\
                                 calculado  declarado  contraste
-------------------------------  ---------  ---------  --------------
Sesiones ordinarias realizadas   1          sin dato   Solo calculado
Sesiones ordinarias programadas  sin dato   sin dato   Sin dato
"""


def test_informe_muestra_todos_los_bloques(sitio: Path, orden: Orden) -> None:
    codigo, salida, mensajes = orden("informe", "mesa", "2020", *CORTE)
    bloques = [bloque.splitlines()[0] for bloque in salida.split("\n\n")]
    assert (codigo, mensajes, bloques) == (0, "", BLOQUES)
    assert f"\nSesiones ordinarias\n{SESIONES}" in salida


def test_informe_en_json(sitio: Path, orden: Orden) -> None:
    codigo, salida, mensajes = orden("informe", "mesa", "2020-s1", "--json", *CORTE)
    datos = json.loads(salida)
    assert (codigo, mensajes, datos["periodo"]) == (0, "", "2020-s1")
    assert datos["sesiones_ordinarias"]["realizadas"]["calculado"] == 1


def test_los_errores_de_otra_instancia_no_impiden_el_informe(sitio: Path, orden: Orden) -> None:
    otra = sitio / "contenido/instancias/otra/instancia.md"
    otra.parent.mkdir()
    otra.write_text("---\nnombre: Otra\n---\n", encoding="utf-8")
    assert orden("revisar", *CORTE)[0] == 1
    assert orden("informe", "mesa", "2020", *CORTE)[0] == 0


def test_un_borrador_no_tiene_informe(sitio: Path, orden: Orden) -> None:
    mesa = sitio / MESA
    mesa.write_text(mesa.read_text(encoding="utf-8").replace("tipo:", "borrador: si\ntipo:"))
    codigo, _, mensajes = orden("informe", "mesa", "2020", *CORTE)
    final = "Error: La instancia «mesa» es un borrador a la fecha de corte."
    assert (codigo, mensajes.splitlines()[-1]) == (2, final)


# --- mal uso -----------------------------------------------------------------------------------

MAL_USO = {
    ("contruir",): "No existe la orden «contruir». ¿Quiso decir «construir»?",
    ("xyz",): "No existe la orden «xyz».",
    ("--versionn",): "No existe la opción «--versionn». ¿Quiso decir «--version»?",
    ("revisar", "--jsn"): "No existe la opción «--jsn». ¿Quiso decir una de estas: «--json», "
    "«--si»?",
    ("construir", "--json"): "No existe la opción «--json».",
    ("revisar", "--s"): "No existe la opción «--s». ¿Quiso decir una de estas: «--json», "
    "«--si», «--todos»?",
    ("revisar", "--si"): "La opción «--si» va con «--arreglar».",
    ("revisar", "--json", "--formato", "github"): "«--json» y «--formato» no van juntas.",
    ("revisar", "--silencio=no"): "La opción «--silencio» no lleva valor.",
    ("revisar", "--fecha"): "Falta el valor de la opción «--fecha».",
    ("revisar", "algo"): "Sobra un argumento: «algo».",
    ("diagnostico", "b", "c"): "Sobran argumentos: «b c».",
    ("informe",): "Falta el argumento «INSTANCIA».",
    ("informe", "mesa"): "Falta el argumento «PERIODO».",
    ("informe", "mesa", "2020-x"): "Valor inválido para PERIODO: «2020-x» no es un periodo. Se "
    "escribe 2020 (el año), 2020-s1 (un semestre) o 2020-t3 (un trimestre); de uno a otro, "
    "2023-a-2024-t1.",
    ("informe", "meza", "2020"): "Valor inválido para INSTANCIA: no existe la instancia «meza». "
    "¿Quiso decir «mesa»?",
    ("lista", "zzz"): "Valor inválido para INSTANCIA: no existe la instancia «zzz». Las que hay: "
    "mesa.",
    ("revisar", "--fecha", "09/06/2020"): "Valor inválido para «--fecha»: «09/06/2020» no es una "
    "fecha AAAA-MM-DD. ¿Quiso decir «2020-06-09»?",
    ("revisar", "--fecha", "2020-02-30"): "Valor inválido para «--fecha»: «2020-02-30» no es una "
    "fecha AAAA-MM-DD.",
    ("revisar", "--fecha", "9999-12-31"): "Valor inválido para «--fecha»: el año debe estar entre "
    "1900 y 2100.",
    ("revisar", "--contenido", "nada"): "Valor inválido para --contenido: la carpeta «nada» no "
    "existe.",
    ("revisar", "--contenido", "contenido/instancias"): "Valor inválido para --contenido: la "
    "carpeta «contenido/instancias» debe llamarse «contenido».",
    ("construir", "--tema", "../base"): "Valor inválido para --tema: «../base» no está en la "
    "carpeta «temas» del sitio.",
}


@pytest.mark.parametrize("argumentos", MAL_USO, ids=" ".join)
def test_el_mal_uso_se_explica(sitio: Path, orden: Orden, argumentos: tuple[str, ...]) -> None:
    codigo, salida, mensajes = orden(*argumentos)
    assert (codigo, salida, mensajes.splitlines()[-1]) == (2, "", f"Error: {MAL_USO[argumentos]}")


def test_el_mal_uso_completo(sitio: Path, orden: Orden) -> None:
    assert orden("lista", "a", "b") == (
        2,
        "",
        "Uso: generador lista [OPCIONES] [INSTANCIA]\n"
        "La ayuda está en «generador lista --help».\n"
        "\n"
        "Error: Un nombre de varias palabras va entre comillas. Escriba:\n"
        'generador lista "a b"\n',
    )


def test_fuera_de_un_sitio_lo_dice(
    tmp_path: Path, orden: Orden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    codigo, _, mensajes = orden("revisar")
    assert (codigo, mensajes.splitlines()[-1]) == (
        2,
        "Error: Aquí no hay una carpeta «contenido». Vaya a la carpeta del sitio, o diga dónde "
        "está con --contenido.",
    )


# --- en la terminal ----------------------------------------------------------------------------


def mostrados(hallazgos: list[Hallazgo], raiz: Path, *, todos: bool = False) -> list[str]:
    return list(renglones(lineas_de_hallazgos(hallazgos, Contenido(raiz), todos=todos)))


def test_los_que_proponen_otra_cosa_no_se_juntan(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("uno: x\ndos: y\n", encoding="utf-8")
    cambios = [Arreglo(Accion.CAMBIAR, letra.upper(), antes=letra) for letra in "xy"]
    hallazgos = [
        error("malo", Origen("a.yaml", n, 6), "Aquí va una lista.", "Cambie", cambio)
        for n, cambio in enumerate(cambios, 1)
    ]
    dicho = "\n".join(mostrados(hallazgos, tmp_path))
    assert "veces" not in dicho
    assert "cambie «x» por «X»" in dicho and "cambie «y» por «Y»" in dicho


def test_los_iguales_se_juntan_y_el_orden_es_el_de_los_archivos(tmp_path: Path) -> None:
    hallazgos = [
        *(aviso("raro", Origen(f"b{n}.md", n, 2), "Algo raro.", "Mire") for n in range(1, 7)),
        error("malo", Origen("c.md"), "Algo malo.", "Cambie"),
        informacion("nota", Origen("a.md", 9, 9), "Una nota.", ""),
    ]
    assert mostrados(hallazgos, tmp_path) == [
        "a.md:9:9  información  nota",
        "    Una nota.",
        "",
        "b1.md:1:2  aviso  raro",
        "    Algo raro.",
        "    Remedio: Mire",
        "    6 veces; también en b2.md:2:2, b3.md:3:2, b4.md:4:2, …",
        "",
        "c.md:1:1  error  malo",
        "    Algo malo.",
        "    Remedio: Cambie",
        "",
    ]
    assert resumen(hallazgos) == "1 error, 6 avisos, 1 información"


def test_el_tope_no_oculta_un_error_y_dice_cuantos_hay(tmp_path: Path) -> None:
    avisos = [aviso("raro", Origen(f"a{n:03}.md"), f"{n}", "") for n in range(TOPE + 5)]
    hallazgos = [*avisos, error("malo", Origen("z.md"), "Algo malo.", "")]
    textos = mostrados(hallazgos, tmp_path)
    assert "z.md:1:1  error  malo" in textos
    assert textos[-2] == f"Se muestran {TOPE} hallazgos de {TOPE + 6}: todos, con --todos."
    assert len([t for t in textos if "  aviso  " in t]) == TOPE - 1
    todos = mostrados(hallazgos, tmp_path, todos=True)
    assert len([t for t in todos if "  aviso  " in t]) == TOPE + 5
    assert "Se muestran" not in "".join(todos)


def test_la_senal_cae_debajo_de_su_letra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "48")
    largo = "x" * 30 + "\tñandú" + "y" * 40
    (tmp_path / "a.md").write_text(f"---\r\n{largo}\r\n", encoding="utf-8")
    columna = largo.index("ñ") + 1
    _, renglon, senal, _, _ = mostrados([error("c", Origen("a.md", 2, columna), "m", "")], tmp_path)
    assert renglon[senal.index("^")] == "ñ"
    assert (renglon.strip()[0], renglon[-1], "\t" in renglon) == ("…", "…", False)
    assert len(renglon) <= 48


@pytest.mark.parametrize("lugar", [("a.md", 99, 1), ("a.pdf", 1, 1), ("nada.md", 1, 1)])
def test_sin_renglon_que_mostrar_no_se_muestra(tmp_path: Path, lugar: tuple[str, int, int]) -> None:
    (tmp_path / "a.md").write_text("hola\n")
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    assert len(mostrados([error("c", Origen(*lugar), "m", "r")], tmp_path)) == 4


def test_el_contenido_no_le_da_ordenes_a_la_terminal() -> None:
    sucio = "a\x1b[31mb\x9b0mc\u202ed\r\n"
    assert linea(sucio).texto == "a [31mb 0mc d  "
    assert "\x1b" not in "".join(renglones([Tabla(("x",), ((sucio,),))]))


def test_las_tablas_se_alinean_y_parten_lo_largo() -> None:
    tabla = Tabla(("qué", "n"), (("palabra " * 8, "1"), ("e\u0301", "22")))
    assert list(renglones([tabla])) == [
        "qué" + " " * 46 + "n",
        "-" * 47 + "  --",
        "palabra palabra palabra palabra palabra palabra  1",
        "palabra palabra",
        "e\u0301" + " " * 48 + "22",
    ]
    assert ancho("e\u0301") == 1


class Terminal:
    """Una salida que dice ser una terminal y guarda lo que le escriben."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self.texto = ""

    def isatty(self) -> bool:
        return True

    def write(self, texto: str) -> int:
        self.texto += texto
        return len(texto)

    def writelines(self, textos: Iterator[str]) -> None:
        self.texto += "".join(textos)

    def flush(self) -> None:
        pass


@pytest.mark.parametrize(("no_color", "con_estilo"), [("", True), ("1", False)])
def test_el_color_es_solo_de_las_terminales_que_lo_quieren(
    no_color: str, con_estilo: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    presentar.mostrar([presentar.titulo("[bold]hola[/bold] :smile:"), Tabla(("a",), (("[b]",),))])
    assert ("\x1b[1m" in terminal.texto) is con_estilo
    # Los corchetes del contenido no son marcas.
    assert "[bold]hola[/bold] :smile:" in terminal.texto and "[b]" in terminal.texto


# --- el proceso --------------------------------------------------------------------------------


def test_el_modulo_y_la_orden_instalada_son_lo_mismo() -> None:
    esperado = correr("--version")
    assert (esperado.returncode, esperado.stderr) == (0, "")
    instalada = Path(sys.executable).parent / "generador"
    if not instalada.exists():
        pytest.skip("el paquete no está instalado en este entorno")
    proceso = subprocess.run([instalada, "--version"], capture_output=True, text=True)
    assert (proceso.returncode, proceso.stdout) == (0, esperado.stdout)


def test_sin_orden_muestra_la_ayuda_y_es_mal_uso() -> None:
    proceso = correr()
    assert (proceso.returncode, proceso.stdout) == (2, "")
    assert proceso.stderr.startswith("Uso: generador [OPCIONES] ORDEN [ARGUMENTOS]…\n")


def test_cargar_las_ordenes_no_carga_lo_que_usan() -> None:
    programa = (
        "import sys, generador.cli as c\n"
        "import generador.cli.construir, generador.cli.informe, generador.cli.revisar\n"
        "pesados = {'jinja2', 'markdown', 'pydantic', 'rich', 'yaml', 'livereload'}\n"
        "print(sorted(pesados & set(sys.modules)))"
    )
    raiz = Path(__file__).parent.parent
    salida = subprocess.run(
        [sys.executable, "-c", programa], capture_output=True, text=True, check=True, cwd=raiz
    )
    assert salida.stdout == "[]\n"


def test_un_lector_que_cierra_no_cambia_el_resultado(sitio: Path) -> None:
    leer, escribir = os.pipe()
    os.close(leer)
    proceso = correr("lista", *CORTE, capture_output=False, stdout=escribir, stderr=subprocess.PIPE)
    os.close(escribir)
    assert (proceso.returncode, proceso.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="este sistema no tiene /dev/full")
def test_un_disco_lleno_en_la_salida_es_del_entorno(sitio: Path) -> None:
    with Path("/dev/full").open("w") as lleno:
        proceso = correr(
            "lista", *CORTE, capture_output=False, stdout=lleno, stderr=subprocess.PIPE
        )
    assert proceso.returncode == 3
    assert proceso.stderr.startswith("Error: No queda espacio en el disco")


def test_ctrl_c_termina_sin_traza(
    sitio: Path, orden: Orden, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrumpir(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("generador.construccion.revisar", interrumpir)
    assert orden("revisar") == (INTERRUMPIDO, "", "\nInterrumpido.\n")


def test_un_defecto_del_programa_conserva_su_traza(
    sitio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fallar(*_: object) -> None:
        raise RuntimeError("defecto")

    monkeypatch.setattr("generador.construccion.revisar", fallar)
    with pytest.raises(RuntimeError, match="defecto"):
        principal(["revisar"])


def test_una_terminal_sin_tildes_no_rompe_nada(sitio: Path) -> None:
    entorno = os.environ | {
        "PYTHONIOENCODING": "ascii",
        "PYTHONPATH": str(Path(__file__).parent.parent),
    }
    proceso = correr("informe", "mesa", "2020", *CORTE, env=entorno)
    assert (proceso.returncode, proceso.stderr) == (0, "")
    assert proceso.stdout.startswith("Informe de gesti?n: mesa, 2020\n")


def test_hoy_es_el_dia_de_bogota(monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import datetime, tzinfo

    from generador import reloj

    class Reloj(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromisoformat("2026-01-01T04:59:59+00:00").astimezone(tz)

    monkeypatch.setattr(reloj, "datetime", Reloj)
    assert reloj.hoy() == date(2025, 12, 31)
