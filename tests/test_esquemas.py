"""Los JSON Schema aceptan lo que la lectura acepta, y rechazan lo que ella rechaza."""

from __future__ import annotations

import fnmatch
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from apoyo.en_yaml import registro_a_yaml
from apoyo.estrategias import crudos
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import generador
from generador.cli import principal
from generador.esquemas import AUTOR, esquemas, lugares
from generador.esquemas.editor import AJUSTES, RECOMENDACIONES
from generador.esquemas.vocabularios import LITERALES, VOCABLOS
from generador.lectura.validar import validar
from generador.lectura.yaml_estricto import leer_yaml
from generador.modelo import correcciones, tipos
from generador.modelo.base import Valor
from generador.modelo.clases import CLASES_DE_INSTANCIA, NORMA
from generador.modelo.fechas import ANIO_MAXIMO, ANIO_MINIMO
from generador.modelo.sitio import ListaDeRequisitos, Publicacion, Retirados, Sitio
from generador.modelo.tipos import Vocablo

MODELOS: dict[str, type[Valor]] = {
    **{c.nombre: c.modelo for c in (*CLASES_DE_INSTANCIA, NORMA)},
    "sitio": Sitio,
    "lista": ListaDeRequisitos,
    "publicacion": Publicacion,
    "retirados": Retirados,
}


class _Yaml12(yaml.SafeLoader):
    """El esquema «core» de YAML 1.2, que es el que usan los editores."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


for _etiqueta, _patron, _inicios in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+0123456789."),
):
    _Yaml12.add_implicit_resolver(
        f"tag:yaml.org,2002:{_etiqueta}", re.compile(_patron), list(_inicios)
    )
_Yaml12.add_constructor("tag:yaml.org,2002:int", lambda c, n: int(n.value))


@cache
def validador(nombre: str) -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(esquemas()[nombre])


def acepta(nombre: str, texto: str) -> bool:
    """Si un editor no señalaría nada en ese YAML."""
    return validador(nombre).is_valid(yaml.load(texto, Loader=_Yaml12))


def lee(nombre: str, texto: str) -> bool:
    """Si la lectura no encuentra errores en ese YAML."""
    arbol = leer_yaml(texto, "x.yaml")
    _, hallazgos = validar(MODELOS[nombre], arbol, "x.yaml")
    return not arbol.hallazgos and not hallazgos


@pytest.mark.parametrize("nombre", esquemas())
def test_cada_esquema_es_un_esquema(nombre: str) -> None:
    jsonschema.Draft7Validator.check_schema(esquemas()[nombre])


@pytest.mark.parametrize("nombre", MODELOS)
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(datos=st.data())
def test_acepta_todo_registro_que_se_puede_escribir(nombre: str, datos: st.DataObject) -> None:
    registro = MODELOS[nombre].model_validate(datos.draw(crudos(MODELOS[nombre])))
    texto = registro_a_yaml(registro)
    assert acepta(nombre, texto)


ACEPTADOS = [
    "",
    "numero: 3",
    "número: '3'",
    "NUMERO: 012",
    "fecha_aprobacion: 2020-08-25",
    "fecha_aprobacion: '2020-08-25'",
    "hora_inicio: 8:30",
    "decisiones: ninguna",
    "decisiones: Ninguno",
    "decisiones:",
    "lugar: sin_dato",
    "lugar: 3.10",
    "lugar: true",
    "lugar: ''",
    "anexos: []",
    "quorum: {}",
    "original: {}",
    "original: este_registro",
    "original: {titulo: Acta, archivo: acta.pdf}",
    "modalidad: VIRTUAL",
    "estado_sesion: Realizada",
    "quorum: {hubo: Sí}",
    "quórum: {hubo: si, presentes: 4}",
    "quorum: {hubo: NO}",
    "proxima_sesion: 2021",
    "proxima_sesion: 2021-01/2021-02",
    "asistencia: [{integrante: a, asistió: no}]",
    "asistencia: [{integrante: 1e-1, asistió: no}]",
    "extra: {Lo que sea: [1, {a: b}]}",
]
RECHAZADOS = [
    "lugarr: Sala",
    "numero: tres",
    "numero: -1",
    "numero: 1.5",
    "fecha_aprobacion: 09/06/2020",
    "fecha_aprobacion: 2020-13-01",
    "fecha_aprobacion: 2020-06-09T10:00:00Z",
    "hora_inicio: 25:00",
    "decisiones: si",
    "decisiones: [texto]",
    "decisiones: [{id: x}]",
    "orden_del_dia: [a, ]\nnotas:\n  - a\n  -",
    "lugar: [a]",
    "lugar: {a: b}",
    "original: otro_registro",
    "original: {archivo: acta.pdf}",
    "modalidad: remota",
    "quorum: {hubo: true}",
    "quorum: {hubo: quizas}",
    "quorum: cinco",
    "proxima_sesion: enero",
    "asistencia: [{asistio: si}]",
    "asistencia: [{integrante: Directora General}]",
]


@pytest.mark.parametrize("renglon", ACEPTADOS)
def test_lo_que_la_lectura_acepta(renglon: str) -> None:
    texto = f"tipo: ordinaria\nfecha: 2020-06-09\n{renglon}\n"
    assert (lee("acta", texto), acepta("acta", texto)) == (True, True)


@pytest.mark.parametrize("renglon", RECHAZADOS)
def test_lo_que_la_lectura_rechaza(renglon: str) -> None:
    texto = f"tipo: ordinaria\nfecha: 2020-06-09\n{renglon}\n"
    assert (lee("acta", texto), acepta("acta", texto)) == (False, False)


@pytest.mark.parametrize(
    ("nombre", "texto", "vale"),
    [
        ("plan", "año: 2020", True),
        ("plan", "Anio: '2020'", True),
        ("plan", "fecha: 2020-01-01", False),
        ("plan", "anio:", False),
        ("acta", "tipo: ordinaria", False),
        ("informe", "periodo: 2020", True),
        ("informe", "Periodo: 2020-t3", True),
        ("informe", "periodo: 2020-t5", False),
        ("informe", "periodo: 2020\ndeclarado: {plan: {avance: 100 %}}", True),
        ("informe", "periodo: 2020\ndeclarado: {plan: {avance: 101}}", False),
        ("informe", "periodo: 2020\ndeclarado: {reglamentó: uno}", True),
        ("reglamento", "fecha: 2016-03-16\nquorum: {base: mitad_mas_uno}", True),
        ("reglamento", "fecha: 2016-03-16\nquorum: {base: mitad más uno}", False),
        ("reglamento", "fecha: 2016-03-16\nnumero: ninguno", True),
        ("instancia", "nombre: M\ntipo: comité\nsecretaria_tecnica: uno\nestado: no vigente", True),
        ("instancia", "nombre: M\ntipo: asamblea\nsecretaría_técnica: uno", False),
        ("sitio", "formato: 1\ntitulo: T\nentidad: uno", True),
        ("sitio", "formato: 2\ntitulo: T\nentidad: uno", False),
        ("sitio", "formato: 1\ntitulo: T\nentidad: uno\ndireccion: ftp://x", False),
        ("publicacion", "numero: 1\nfecha: 2026-11-22", True),
    ],
)
def test_como_la_lectura(nombre: str, texto: str, vale: bool) -> None:
    assert (lee(nombre, texto), acepta(nombre, texto)) == (vale, vale)


CASI_VALIDOS = {
    "numero": r"[0-9]{1,4}|uno",
    "hora_fin": r"[0-2]?[0-9]:[0-6][0-9]",
    "modalidad": r"[PpVv][RrIi][EeÉéRr](sencial|tual)",
    "fecha_publicacion": r"2020-[01][0-9]-[0-3][0-9]",
    "proxima_sesion": r"2021(-[01][0-9])?(/2021-1[0-2])?",
    "anexos": r"[Nn]ing[uú]n[oa]|[a-z]{3}",
    "sintesis": r"[A-Za-z0-9]{1,5}",
}


@pytest.mark.parametrize("campo", CASI_VALIDOS)
@settings(max_examples=60)
@given(datos=st.data())
def test_nunca_senala_lo_que_la_lectura_acepta(campo: str, datos: st.DataObject) -> None:
    valor = datos.draw(st.from_regex(CASI_VALIDOS[campo], fullmatch=True))
    texto = f"tipo: ordinaria\nfecha: 2020-06-09\n{campo}: {valor}\n"
    assert acepta("acta", texto) or not lee("acta", texto)


def test_entidades() -> None:
    bien = "uno:\n  nombre: Entidad Uno\n  sector: 13\n"
    esquema = validador("entidades")
    assert esquema.is_valid(yaml.load(bien, Loader=_Yaml12))
    assert not esquema.is_valid({"uno": {"sigla": "U"}})


def test_lo_que_ve_quien_escribe_esta_en_espanol() -> None:
    acta = esquemas()["acta"]
    propiedades = acta["properties"]
    assert propiedades["fecha"]["description"] == "Día de la sesión. Por ejemplo: 2020-08-25"
    assert propiedades["tipo"]["anyOf"][0]["enum"] == ["ordinaria", "extraordinaria", "informativa"]
    campos = [e for d in acta["definitions"].values() for e in d["properties"].values()]
    assert all(e["description"] for e in [*campos, *propiedades.values()])


def test_los_limites_de_los_esquemas_son_los_de_la_lectura() -> None:
    """Lo que la lectura y el editor exigen está escrito en el modelo, y en ninguna otra parte."""
    fuentes = [p.read_text("utf-8") for p in Path(generador.__file__).parent.rglob("*.py")]
    for dicho in (
        tipos.PATRON_DE_ID,
        tipos.PATRON_DE_ID.replace("?:", ""),
        correcciones.PATRON_DE_DIRECCION,
        tipos.UNA_DIRECCION,
        str(ANIO_MAXIMO),
    ):
        assert sum(dicho in fuente for fuente in fuentes) <= 1, dicho
    escrito = json.dumps(esquemas()["plan"])
    assert f'"minimum": {ANIO_MINIMO}, "maximum": {ANIO_MAXIMO}' in escrito


def test_cada_palabra_de_cada_vocabulario_se_explica() -> None:
    assert {v: list(VOCABLOS[v]) for v in Vocablo.__subclasses__()} == {
        v: [palabra.value for palabra in v] for v in Vocablo.__subclasses__()
    }
    todas = [*LITERALES.values(), *(e for v in VOCABLOS.values() for e in v.values())]
    assert all(e[0].isupper() and e.endswith(".") for e in todas)


# --- los lugares y los archivos ---------------------------------------------------------------


def test_cada_lugar_es_de_una_sola_clase_y_de_la_que_dice_la_lectura() -> None:
    for clase in CLASES_DE_INSTANCIA:
        ruta = f"contenido/instancias/mesa/{clase.ejemplo.replace('.md', '.yaml')}"
        suyas = {n for n, patrones in lugares().items() if _cae(ruta, patrones)}
        assert suyas == {clase.nombre}
    assert set(lugares()) == set(esquemas()) - {"norma"}


def _cae(ruta: str, patrones: tuple[str, ...]) -> bool:
    fuera = any(fnmatch.fnmatch(ruta, p[1:]) for p in patrones if p[0] == "!")
    # fnmatch deja que * cruce carpetas; un editor, no.
    dentro = (p for p in patrones if p[0] != "!" and p.count("/") == ruta.count("/"))
    return not fuera and any(fnmatch.fnmatch(ruta, p) for p in dentro)


def correr(capsys: pytest.CaptureFixture[str], *argumentos: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as fin:
        principal(["esquemas", *argumentos])
    assert isinstance(fin.value.code, int)
    return fin.value.code, *capsys.readouterr()


def test_en_la_salida(capsys: pytest.CaptureFixture[str]) -> None:
    codigo, salida, _ = correr(capsys)
    assert (codigo, json.loads(salida)) == (0, esquemas())


def test_en_una_carpeta_y_sin_tocar_lo_ajeno(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    pedido = ("--salida", "esquemas", "--editor", "vscode")
    for _ in range(2):
        assert correr(capsys, *pedido)[0] == 0
    escritos = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.json"))
    assert escritos == sorted(
        [AJUSTES, RECOMENDACIONES, *(f"esquemas/{n}.json" for n in esquemas())]
    )
    ajustes = (tmp_path / AJUSTES).read_text(encoding="utf-8")
    marca, _, datos = ajustes.partition("\n")
    assert (marca, list(json.loads(datos)["yaml.schemas"])) == (
        f"// {AUTOR}",
        [f"./esquemas/{n}.json" for n in lugares()],
    )
    (tmp_path / AJUSTES).write_text('{"editor.tabSize": 2}')
    (tmp_path / "esquemas/acta.json").unlink()
    codigo, _, mensajes = correr(capsys, *pedido)
    assert (codigo, f"Ya existe {AJUSTES} y no lo escribió esta orden" in mensajes) == (2, True)
    assert (tmp_path / AJUSTES).read_text() == '{"editor.tabSize": 2}'
    assert not (tmp_path / "esquemas/acta.json").exists()


def test_lo_mal_pedido(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert correr(capsys, "--editor", "vscode")[0] == 2
    assert correr(capsys, "--editor", "vscode", "--salida", "../x")[0] == 2
    assert correr(capsys, "--editor", "vsc", "--salida", "x")[0] == 2
    assert list(tmp_path.iterdir()) == []
