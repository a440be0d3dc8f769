"""Los esquemas en el servidor que usan los editores: qué ofrece, qué explica y qué señala.

Es el `yaml-language-server` de verdad, con los ajustes que escribe `generador esquemas`. Lo que
señala tiene que ser lo que dice `revisar`, en el mismo renglón.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.editor import Editor, abrir_editor
from apoyo.en_yaml import registro_a_yaml
from apoyo.estrategias import crudos
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generador.cli import principal
from generador.esquemas.editor import AJUSTES
from generador.modelo.clases import CLASES_DE_INSTANCIA

RAIZ = Path(__file__).parent.parent
MESA = "contenido/instancias/mesa"
ACTA = f"{MESA}/actas/2020/99.yaml"


@pytest.fixture(scope="module")
def sitio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Un sitio con los esquemas y los ajustes que escribe la orden."""
    raiz = tmp_path_factory.mktemp("sitio")
    with pytest.MonkeyPatch.context() as parche, pytest.raises(SystemExit) as fin:
        parche.chdir(raiz)
        principal(["esquemas", "--salida", "esquemas", "--editor", "vscode", "--silencio"])
    assert fin.value.code == 0
    return raiz


@pytest.fixture(scope="module")
def editor(sitio: Path) -> Iterator[Editor]:
    with abrir_editor(sitio, sitio / AJUSTES) as abierto:
        yield abierto


@pytest.fixture
def recien_abierto(sitio: Path) -> Iterator[Editor]:
    """Un editor que todavía no ha visto ningún archivo."""
    with abrir_editor(sitio, sitio / AJUSTES) as abierto:
        yield abierto


# --- lo que se ofrece -------------------------------------------------------------------------

# fmt: off
DE_TODO_REGISTRO = [
    "procedencia", "reconstruida_de", "resumen", "borrador", "notas", "antes", "extra",
]
CLAVES = {
    (ACTA, "|"): [
        "numero", "sufijo", "serie", "sesion", "tipo", "modalidad", "fecha",
        "hora_inicio", "hora_fin", "termina_al_dia_siguiente", "reanudaciones", "lugar",
        "conjunta_con", "convocatoria", "citacion", "estado_sesion", "aplazada_a", "motivo",
        "estado", "fecha_aprobacion", "correcciones", "anulacion", "misma_sesion",
        "asistencia", "invitados", "quorum",
        "orden_del_dia", "puntos", "aprobacion_de_actas", "seguimientos", "decisiones",
        "compromisos", "funciones", "rendicion_de_cuentas", "proxima_sesion", "firmas",
        "fecha_publicacion", "original", "anexos", *DE_TODO_REGISTRO,
    ],
    (ACTA, "tipo: ordinaria\nquorum:\n  |"): [
        "requerido", "presentes", "hubo", "verificaciones",
    ],
    # Lo que ya está escrito no se vuelve a ofrecer.
    (ACTA, "quorum:\n  hubo: si\n  |"): ["requerido", "presentes", "verificaciones"],
    (ACTA, "decisiones:\n  - |"): [
        "id", "decision", "punto", "fecha", "hora", "icono", "sintesis", "sintesis_resumen",
        "resultado", "unanimidad", "votos", "afecta_al_publico",
        "fundamento",
    ],
    (ACTA, "anexos:\n  - titulo: a\n    |"): [
        "archivo", "url", "fecha", "fecha_publicacion", "clasificacion", "fundamento", "indice",
        "idioma", "reemplaza",
    ],
    (ACTA, "compromisos:\n  - id: a\n    |"): [
        "compromiso", "responsable", "fecha_limite", "estado",
    ],
    (f"{MESA}/actas/2020/sin-sesiones.yaml", "|"): [
        "periodo", "motivo", "fecha", "firmas", "fecha_publicacion", "original", "anexos",
        *DE_TODO_REGISTRO,
    ],
    (f"{MESA}/instancia.yaml", "integrantes:\n  - |"): [
        "id", "sector", "entidad", "dependencia", "cargo", "roles", "voto",
        "roles_anteriores", "interrupciones", "cupos", "persona", "nota", "desde", "hasta",
    ],
    (f"{MESA}/instancia.yaml", "contacto:\n  |"): [
        "correo", "telefono", "direccion", "horario", "pqrsd",
    ],
    (f"{MESA}/reglamento/2020-01-01.yaml", "quorum:\n  |"): ["base", "porcentaje", "numero"],
    (f"{MESA}/planes/2020.yaml", "actividades:\n  - |"): [
        "id", "texto", "funcion", "meta", "responsable", "fecha", "estado", "evidencia",
    ],
    (f"{MESA}/informes/2020.yaml", "declarado:\n  plan:\n    |"): [
        "funciones", "metas", "actividades", "avance",
    ],
    ("contenido/sitio.yaml", "|"): [
        "formato", "titulo", "descripcion", "entidad", "direccion", "registros_desde", "cobertura",
        "demostracion", "pdf", "tema", "plazos_aceptados", "dias_no_habiles",
        "menu", "contacto", "destinos",
        "firmantes", "extra",
    ],
    ("contenido/entidades.yaml", "uno:\n  |"): [
        "nombre", "sigla", "sector", "url", "nombres_anteriores", "desde", "hasta",
    ],
    ("contenido/listas/a.yaml", "requisitos:\n  - item: a\n    plazo:\n      |"): [
        "dias", "tipo", "meses", "dia_fijo", "desde", "fuente", "confianza",
    ],
    # Donde no hay registros no se ofrece nada.
    (f"{MESA}/actas/2020/01/anexo.yaml", "a: b\n|"): [],
    (".github/workflows/publicar.yaml", "a: b\n|"): [],
}
# fmt: on


@pytest.mark.parametrize(("ruta", "texto"), CLAVES)
def test_se_ofrecen_las_claves_de_ese_lugar(editor: Editor, ruta: str, texto: str) -> None:
    assert list(editor.ofrecidos(ruta, texto)) == CLAVES[ruta, texto]


VALORES = {
    (ACTA, "tipo: |"): {
        "ordinaria": "La que la norma o el reglamento prevé.",
        "extraordinaria": "La que se convoca por fuera de las previstas.",
        "informativa": "Para informar, sin decidir.",
    },
    (ACTA, "modalidad: |"): {
        "presencial": "Todos en un mismo lugar.",
        "virtual": "Todos a distancia.",
        "mixta": "Unos en el lugar y otros a distancia.",
    },
    (ACTA, "quorum:\n  hubo: |"): {"si": "Sí.", "no": "No."},
    (ACTA, "original: |"): {"este_registro": "El registro mismo es el documento firmado."},
    (ACTA, "decisiones: |"): {"ninguno": "Se sabe que no hubo. Si no se sabe, borre la clave."},
    (f"{MESA}/instancia.yaml", "integrantes:\n  - roles:\n      - |"): {
        "P": "Presidencia.",
        "S": "Secretaría técnica.",
        "I": "Integrante.",
        "IP": "Invitado permanente.",
        "O": "Otro.",
    },
    (f"{MESA}/reglamento/2020-01-01.yaml", "quorum:\n  base: |"): {
        "mitad_mas_uno": "La mitad más uno de los integrantes con voto.",
        "porcentaje": "Un porcentaje de los integrantes con voto: escríbalo en «porcentaje».",
        "numero": "Un número fijo de presentes: escríbalo en «numero».",
    },
    ("contenido/sitio.yaml", "formato: |"): {"1": "El formato de hoy."},
    # De ejemplo no se ofrece nada: una fecha inventada acabaría publicada.
    (ACTA, "fecha: |"): {},
}


@pytest.mark.parametrize(("ruta", "texto"), VALORES)
def test_de_cada_palabra_se_dice_que_es(editor: Editor, ruta: str, texto: str) -> None:
    assert editor.ofrecidos(ruta, texto) == VALORES[ruta, texto]


def test_lo_que_se_acepta_se_escribe_bien(editor: Editor) -> None:
    assert editor.escrito(ACTA, "fe|", "fecha") == "fecha: "
    assert editor.escrito(ACTA, "tipo: or|", "ordinaria") == "ordinaria"
    assert editor.escrito(ACTA, "borrador: |", "no") == "no"


def test_al_senalar_una_clave_se_explica(editor: Editor) -> None:
    assert editor.explicado(ACTA, "fe|cha: 2020-06-09\n") == (
        "#### Acta\n\nDía de la sesión. Por ejemplo: 2020-08-25\n"
    )
    # También con tilde, y también sobre el valor.
    assert "Número del acta" in editor.explicado(ACTA, "nú|mero: 3\n")
    assert "* `virtual`: Todos a distancia." in editor.explicado(ACTA, "modalidad: vir|tual\n")


# --- lo que se señala -------------------------------------------------------------------------

SANOS_A_MANO = {
    f"{MESA}/actas/2021/01.yaml": "número: '3'\ntipo: ORDINARIA\nfecha: 2021-06-09\n",
    f"{MESA}/actas/2021/02.yaml": "# nota\n\ntipo: ordinaria\nfecha: 2021-06-09\nquorum:\n",
    f"{MESA}/actas/2021/03.yaml": "tipo: ordinaria\nfecha: '2021-06-09'\nlugar: sin_dato\n",
    f"{MESA}/actas/2021/04.yaml": "tipo: ordinaria\nfecha: 2021-06-09\nquorum: {hubo: Sí}\n",
    f"{MESA}/actas/2021/05.yaml": "tipo: ordinaria\nfecha: 2021-06-09\nanexos: []\nlugar: ''\n",
    f"{MESA}/actas/2021/06.yaml": "tipo: ordinaria\nfecha: 2021-06-09\noriginal: {}\n",
    f"{MESA}/actas/2021/07.yaml": "tipo: ordinaria\nfecha: 2021-06-09\ndecisiones: Ninguna\n",
    f"{MESA}/planes/2021.yaml": "año: 2021\ndenominación: plan de acción\n",
}


def sanos() -> dict[str, str]:
    """Registros en que `revisar` no halla errores de forma, con el lugar en que van."""
    textos = dict(SANOS_A_MANO)
    for archivo in sorted((RAIZ / "contenido").rglob("*.yaml")):
        textos[archivo.relative_to(RAIZ).as_posix()] = archivo.read_text(encoding="utf-8")
    for archivo in sorted((RAIZ / "contenido/instancias").rglob("*.md")):
        portada = archivo.read_text(encoding="utf-8").partition("---\n")[2].partition("\n---\n")[0]
        ruta = archivo.relative_to(RAIZ).with_suffix(".yaml").as_posix()
        if portada:
            textos.setdefault(ruta, portada + "\n")
    return textos | _ejemplos()


def _ejemplos() -> dict[str, str]:
    """El muestrario con todos los campos de cada clase, cada uno en un lugar que le sirve."""
    lugares = {
        "instancia": "contenido/instancias/muestra/instancia.yaml",
        "reglamento": f"{MESA}/reglamento/2022-01-01.yaml",
        "constancia": f"{MESA}/actas/2022/sin-sesiones.yaml",
        "acta": f"{MESA}/actas/2022/01.yaml",
        "plan": f"{MESA}/planes/2022.yaml",
        "informe": f"{MESA}/informes/2022-t3.yaml",
        "lista": "contenido/listas/muestra.yaml",
        "publicacion": "contenido/publicaciones/2022-01-01-1.yaml",
        "retirados": "contenido/retirados.yaml",
        "direcciones": "contenido/direcciones.yaml",
    }
    carpeta = RAIZ / "docs/referencia/ejemplos"
    return {r: (carpeta / f"{n}.yaml").read_text(encoding="utf-8") for n, r in lugares.items()}


def test_en_un_registro_sano_no_se_senala_nada(recien_abierto: Editor) -> None:
    textos = sanos()
    assert len(textos) > 60
    quejas = recien_abierto.quejas(textos)
    assert {ruta: q for ruta, q in quejas.items() if q} == {}


@settings(
    max_examples=8,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(datos=st.data())
def _inventar(textos: dict[str, str], datos: st.DataObject) -> None:
    for clase in CLASES_DE_INSTANCIA:
        registro = clase.modelo.model_validate(datos.draw(crudos(clase.modelo)))
        nombre = clase.ejemplo.replace(".md", ".yaml")
        textos[f"contenido/instancias/m{len(textos)}/{nombre}"] = registro_a_yaml(registro)


def test_en_lo_que_escribe_el_programa_no_se_senala_nada(recien_abierto: Editor) -> None:
    textos: dict[str, str] = {}
    _inventar(textos)
    assert len(textos) > 30
    quejas = recien_abierto.quejas(textos)
    assert {textos[ruta]: q for ruta, q in quejas.items() if q} == {}


ACTA_BUENA = "tipo: ordinaria\nfecha: 2020-06-09\n"
ENFERMOS = {
    "contenido/entidades.yaml": "uno:\n  nombre: U\ndos:\n  sigla: D\ntres:\n  nombr: T\n",
    "contenido/listas/a.yaml": (
        "titulo: L\nconfianza: cierta\nrequisitos:\n  - item: a\n    titulo: A\n"
        "    pregunta: ¿A?\n    evidencia: foto\n    periodicidad:\n      - cada: siglo\n"
        "    plazo: {dias: 5, tipo: laborables, desde: sesion, fuente: F, confianza: confirmado}\n"
    ),
    f"{MESA}/instancia.yaml": (
        "nombre: M\ntipo: junta\nsecretaria_tecnica: Entidad Uno\nintegrantes:\n"
        "  - {id: alfa, sector: uno, entidad: uno, cargo: C, roles: [S, X]}\n"
        "  - {id: beta, sector: 1, entidad: uno, cargo: C, roles: []}\n"
        "contacto:\n  pqrsd: www.ejemplo.gov.co\n  correo: mesa\n  telefono: no\n  fax: 123\n"
    ),
    f"{MESA}/reglamento/2020-01-01.yaml": (
        "fecha: 2020-01-01\nquorum:\n  base: mayoria\n  porcentaje: 120\nnumeracion: mensual\n"
    ),
    f"{MESA}/planes/2020.yaml": (
        "anio: dos mil\nactividades:\n  - texto: A\n  - id: b\n    texto: B\n    fecha: enero\n"
    ),
    f"{MESA}/informes/2020.yaml": (
        "periodo: 2020-t5\ndeclarado:\n  publicacion:\n    reglamento_interno: true\n"
        "  plan: {avance: ciento uno}\n  normas: decreto-1\n"
    ),
    f"{MESA}/actas/2020/sin-sesiones.yaml": "periodo: 2020\nfecha: 2020-12-31\n",
} | {
    f"{MESA}/actas/2020/{numero:02}.yaml": texto
    for numero, texto in enumerate(
        [
            f"{ACTA_BUENA}lugarr: Sala\n",
            f"{ACTA_BUENA}quorum:\n  presente: 3\n  hubo: quizás\n",
            f"{ACTA_BUENA}modalidad: remota\n",
            f"{ACTA_BUENA}numero: tres\n",
            f"{ACTA_BUENA}numero: -1\n",
            f"{ACTA_BUENA}hora_inicio: 25:00\n",
            f"{ACTA_BUENA}fecha_aprobacion: 09/06/2020\n",
            f"{ACTA_BUENA}proxima_sesion: enero\n",
            f"{ACTA_BUENA}decisiones: muchas\n",
            f"{ACTA_BUENA}decisiones:\n  - Se aprobó\n",
            f"{ACTA_BUENA}decisiones:\n  - id: plan\n",
            f"{ACTA_BUENA}decisiones:\n  - decision: Se aprobó\n    id: El plan\n",
            f"{ACTA_BUENA}lugar: [Sala]\n",
            f"{ACTA_BUENA}lugar:\n  sala: 2\n",
            f"{ACTA_BUENA}original: otro\n",
            f"{ACTA_BUENA}original:\n  archivo: acta.pdf\n",
            f"{ACTA_BUENA}borrador: tal vez\n",
            f"{ACTA_BUENA}orden_del_dia:\n  - Uno\n  -\n",
            f"{ACTA_BUENA}citacion: ayer\n",
            f"{ACTA_BUENA}extra: texto\n",
            f"{ACTA_BUENA}serie: Ordinarias\n",
            "# Un comentario\n\ntipo: ordinaria\n",
            "tipo:\nfecha: 2020-06-09\n",
            "tipo: ordinaria\nfecha:\n",
            "lugar: Sala\ntipo: ordinario\nfecha: 9 de junio\n",
            f"{ACTA_BUENA}anexos:\n  - titulo: A\n    clasificacion: secreta\n  - archivo: b.pdf\n",
            f"{ACTA_BUENA}compromisos:\n  - id: a\n    compromiso: A\n    estado: pendiente\n",
            f"{ACTA_BUENA}asistencia:\n  - asistio: si\n  - integrante: a\n    cupos: dos\n",
            f"{ACTA_BUENA}firmas:\n  - Ana Ruiz\n",
            f"{ACTA_BUENA}funciones: [1, dos, 3]\n",
        ],
        start=1,
    )
}


# Una clave que falta no está en ningún renglón. El editor la señala en la clave de su grupo, o en
# ella misma si está en blanco; `revisar`, donde empieza el grupo en que habría que escribirla.
FALTAS = {
    "contenido/entidades.yaml": ({3, 5, 6}, {4, 6}),
    f"{MESA}/actas/2020/16.yaml": ({3}, {4}),
}
EN_ESPANOL = ("Aquí va", "Escriba ", "Esta clave no existe aquí", "Falta «", "Use minúsculas")


def de_revisar(raiz: Path, salida: pytest.CaptureFixture[str]) -> dict[str, set[int]]:
    """Los renglones con errores de cada archivo, según la orden."""
    with pytest.raises(SystemExit):
        principal(["revisar", "--json", "--contenido", f"{raiz}/contenido"])
    renglones = defaultdict(set)
    for hallazgo in json.loads(salida.readouterr().out)["hallazgos"]:
        if hallazgo["gravedad"] == "error":
            renglones[hallazgo["archivo"]].add(hallazgo["linea"])
    return dict(renglones)


def test_se_senala_el_renglon_que_dice_revisar(
    recien_abierto: Editor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    escribir_sitio(tmp_path, ENFERMOS)
    (tmp_path / f"{MESA}/instancia.md").unlink()
    quejas = recien_abierto.quejas(ENFERMOS)
    senalados = {ruta: {q.linea for q in suyas} for ruta, suyas in quejas.items()}
    dichos = de_revisar(tmp_path, capsys)
    distintos = {
        ruta: (senalados[ruta], dichos.get(ruta, set()))
        for ruta in ENFERMOS
        if senalados[ruta] != dichos.get(ruta)
    }
    assert distintos == FALTAS
    mensajes = {q.mensaje for suyas in quejas.values() for q in suyas}
    assert {m for m in mensajes if not m.startswith(EN_ESPANOL)} == set()


def test_la_configuracion_del_sitio_tambien_se_senala(
    recien_abierto: Editor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    malo = {"contenido/sitio.yaml": "formato: 2\ntitulo: T\nentidad: uno\ndireccion: ftp://x\n"}
    escribir_sitio(tmp_path, malo)
    (quejas,) = recien_abierto.quejas(malo).values()
    assert {"contenido/sitio.yaml": {q.linea for q in quejas}} == de_revisar(tmp_path, capsys)
    assert sorted(q.mensaje for q in quejas) == [
        "Escriba la dirección completa, que empieza por https:// y no lleva «?» ni «#»",
        "Escriba uno de estos: 1.",
    ]
