"""`generador nuevo`: lo que propone, lo que pregunta y lo que nunca toca."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from apoyo.formatos_minimos import pdf_en_blanco

from generador.cli import principal
from generador.construccion import Pedido, construir, revisar
from generador.lectura.contenido import Contenido
from generador.lectura.instancia import leer_instancia
from generador.modelo.acta import Acta
from generador.modelo.norma import REGLAS_DE_REGLAMENTO
from generador.nuevo.sitio import MESA, archivos_del_sitio

HOY = date(2026, 11, 22)
FECHA = ("--fecha", "2026-11-22")
ACTAS = f"contenido/instancias/{MESA}/actas/2026"


class Orden:
    """Corre `generador nuevo …` y da su código, su salida y sus mensajes."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *argumentos: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as fin:
            principal(["nuevo", *argumentos])
        assert isinstance(fin.value.code, int)
        return fin.value.code, *self._capsys.readouterr()


@pytest.fixture
def orden(capsys: pytest.CaptureFixture[str]) -> Orden:
    return Orden(capsys)


@pytest.fixture
def sitio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """El sitio que hace `nuevo sitio`, en la carpeta de trabajo."""
    for ruta, texto in archivos_del_sitio(HOY).items():
        (tmp_path / ruta).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / ruta).write_text(texto, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def defectos(raiz: Path) -> list[str]:
    return [f"{h.origen.archivo} {h.codigo}" for h in revisar(Contenido(raiz), HOY).hallazgos]


# --- el sitio ---------------------------------------------------------------------------------


def test_lo_que_no_va_en_el_repositorio_git_no_lo_toma(sitio: Path) -> None:
    nombres = ("cerrojo", "anterior.zip", "nuevo.zip", "paso.zip")
    suyos = ["para-firmar-mesa-2026-t4.pdf", *(f"entregas/sitio.{n}" for n in nombres)]
    subprocess.run(["git", "init", "-q"], cwd=sitio, check=True)
    orden = ["git", "check-ignore", "--no-index", *suyos, "entregas/sitio.zip"]
    hecho = subprocess.run(orden, cwd=sitio, capture_output=True, text=True, check=True)
    assert hecho.stdout.split() == suyos


@pytest.mark.parametrize("dia", [HOY, date(2026, 1, 3), date(2024, 2, 29)], ids=str)
def test_el_sitio_nuevo_se_construye_sin_un_solo_hallazgo(
    dia: date, tmp_path: Path, orden: Orden
) -> None:
    raiz = tmp_path / "sitio"
    codigo, salida, mensajes = orden("sitio", str(raiz), "--fecha", dia.isoformat())
    assert (codigo, mensajes) == (0, "")
    assert salida.startswith(f"Sitio nuevo en {raiz}: 10 archivos.")
    resultado = construir(Pedido(raiz=raiz, salida=raiz / "publicado", corte=dia, buscador=False))
    assert resultado.hallazgos == ()
    publicada = raiz / f"publicado/instancias/{MESA}/actas"
    assert [p.name for p in sorted(publicada.glob("*/01.html"))] == ["01.html"]
    assert [p.name for p in publicada.glob("*/01/*")] == ["compromisos.csv"]


def test_una_carpeta_con_algo_no_se_toca(tmp_path: Path, orden: Orden) -> None:
    (tmp_path / "mio.txt").write_text("mío")
    codigo, _, mensajes = orden("sitio", str(tmp_path))
    assert (codigo, [p.name for p in tmp_path.iterdir()]) == (2, ["mio.txt"])
    assert f"la carpeta «{tmp_path}» no está vacía." in mensajes
    codigo, _, mensajes = orden("sitio", str(tmp_path / "mio.txt"))
    assert (codigo, "no es una carpeta" in mensajes) == (2, True)


def test_un_repositorio_recien_hecho_es_donde_se_empieza(tmp_path: Path, orden: Orden) -> None:
    (tmp_path / ".git").mkdir()
    assert orden("sitio", str(tmp_path))[0] == 0
    assert (tmp_path / "contenido/sitio.yaml").is_file()


# --- cada registro ----------------------------------------------------------------------------

REGISTROS = {
    "instancia": (
        ("--nombre", "Comité «A»: uno # dos", "--id", "comite"),
        "contenido/instancias/comite/instancia",
    ),
    "norma": (
        ("--tipo", "resolución", "--numero", "233", "--anio", "2018", "--emisor", "mi-entidad"),
        "contenido/normas/resolucion-233-2018-mi-entidad",
    ),
    "reglamento": ((MESA,), f"contenido/instancias/{MESA}/reglamento/2026-11-22"),
    "acta": ((MESA,), f"{ACTAS}/02"),
    "plan": ((MESA,), f"contenido/instancias/{MESA}/planes/2026"),
    "constancia": (
        (MESA, "2025-s2", "--motivo", "No hubo asuntos"),
        f"contenido/instancias/{MESA}/actas/2025/sin-sesiones-s2",
    ),
    "documento": (
        (MESA, "--titulo", "Cronograma de entregas", "--tipo", "cronograma"),
        f"contenido/instancias/{MESA}/documentos/2026/cronograma-de-entregas",
    ),
    "informe": ((MESA, "2026-t3"), f"contenido/instancias/{MESA}/informes/2026-t3"),
}


@pytest.mark.parametrize("clase", REGISTROS)
def test_lo_escrito_pasa_la_revision_y_no_se_escribe_dos_veces(
    clase: str, sitio: Path, orden: Orden
) -> None:
    argumentos, base = REGISTROS[clase]
    codigo, salida, _ = orden(clase, *argumentos, *FECHA)
    assert (codigo, salida.splitlines()[0], defectos(sitio)) == (0, f"Creado {base}.md", [])
    texto = (sitio / f"{base}.md").read_bytes()
    (sitio / f"{base}.md").write_bytes(texto.replace(b"# >>>", b"#"))
    tocado = (sitio / f"{base}.md").read_bytes()
    if clase == "acta":
        argumentos = (*argumentos, "--numero", "2")
    codigo, _, mensajes = orden(clase, *argumentos, *FECHA)
    if clase == "informe":
        assert (codigo, f"Ya existe {base}.md y no tiene" in mensajes) == (2, True)
    else:
        assert (codigo, f"Ya existe {base}.md: no se cambió nada." in mensajes) == (2, True)
    assert (sitio / f"{base}.md").read_bytes() == tocado


@pytest.mark.parametrize("regla", REGLAS_DE_REGLAMENTO)
def test_el_reglamento_nuevo_trae_cada_regla_del_anterior(
    regla: str, sitio: Path, orden: Orden
) -> None:
    (anterior,) = (sitio / f"contenido/instancias/{MESA}/reglamento").glob("*.md")
    assert orden("reglamento", MESA, *FECHA)[0] == 0
    nuevo = (sitio / f"{REGISTROS['reglamento'][1]}.md").read_text("utf-8")
    (renglon,) = re.findall(rf"^{regla}:.*", nuevo, re.MULTILINE)
    assert renglon in anterior.read_text("utf-8") or renglon == f"{regla}:"


@pytest.mark.parametrize("clase", [c for c in REGISTROS if c != "norma"])
def test_en_dos_archivos(clase: str, sitio: Path, orden: Orden) -> None:
    argumentos, base = REGISTROS[clase]
    assert orden(clase, *argumentos, *FECHA, "--yaml")[0] == 0
    assert (sitio / f"{base}.yaml").read_text(encoding="utf-8").startswith("# Mientras diga")
    assert (sitio / f"{base}.md").exists() == (clase == "acta")
    assert defectos(sitio) == []
    codigo, _, mensajes = orden(clase, *argumentos, *FECHA, "--yaml")
    assert codigo == (0 if clase in ("informe", "acta") else 2)
    assert "Traceback" not in mensajes


def test_el_nombre_esta_tomado_en_cualquiera_de_las_dos_formas(sitio: Path, orden: Orden) -> None:
    plan = sitio / f"contenido/instancias/{MESA}/planes/2026"
    assert orden("plan", MESA, *FECHA)[0] == 0
    assert orden("plan", MESA, *FECHA, "--yaml")[0] == 2
    assert not plan.with_suffix(".yaml").exists()
    plan.with_suffix(".md").rename(plan.with_suffix(".yaml"))
    codigo, _, mensajes = orden("plan", MESA, *FECHA)
    assert (codigo, "planes/2026.yaml: no se cambió nada" in mensajes) == (2, True)
    assert not plan.with_suffix(".md").exists()


ACTA = """\
---
# Mientras diga «borrador: si» se revisa y no se publica. Al terminar, quite la línea.
borrador: si
numero: 2
tipo: extraordinaria
modalidad:
fecha: 2026-12-09
hora_inicio:
hora_fin:
lugar:
citacion:
  fecha:
  medio:
# El estado del acta es borrador, provisional, aprobada, firmada o anulada.
estado:
fecha_publicacion:
# El acta firmada va en la carpeta que se llama como este registro; si el registro es el
# original, escriba «este_registro»:
original:
#   titulo: Acta firmada
#   archivo: acta-firmada.pdf
# Los cargos son los de la sesión del 23 de octubre de 2026. Escriba si o no en «asistio», y
# el cargo de quien vino en su lugar en «delegado». En blanco queda sin dato.
asistencia:
  - integrante: presidencia
    asistio:
  - integrante: secretaria-tecnica
    asistio:
  - integrante: planeacion
    asistio:
# Regla del reglamento del 24 de agosto de 2026: la mitad más uno de los puestos con voto.
# Con 2 puestos con voto se requieren 2.
quorum:
  requerido:
  presentes:
  hubo:
# Un punto en cada renglón:
orden_del_dia:
#   - Verificación del quórum
# Las actas anteriores que se aprobaron:
aprobacion_de_actas:
#   - actas/2026/01
# Compromisos pendientes. De los que se haya hablado, quite el # y escriba qué pasó; el
# estado es programado, cumplido, parcial o incumplido.
seguimientos:
#   # Proponer el calendario de sesiones. Plazo: 2026-12-22.
#   - de: actas/2026/01#calendario
#     texto: Lo que pasó
#     estado: programado
# Si no hubo, escriba «ninguna»:
decisiones:
#   - id: calendario
#     decision: Lo que se decidió
# El responsable es el identificador de su cargo. Si no hubo, escriba «ninguno»:
compromisos:
#   - id: carta
#     compromiso: Lo que hay que hacer
#     responsable: presidencia
#     fecha_limite: 2027-01-08
# Los números de las funciones que se trataron:
funciones:
#   - 1
proxima_sesion:
# Los archivos van en la carpeta que se llama como este registro:
anexos:
#   - titulo: Lista de asistencia
#     archivo: asistencia.pdf
firmas:
---

## Desarrollo
"""


def test_el_acta_propuesta_entera(sitio: Path, orden: Orden) -> None:
    assert orden("acta", MESA, "--tipo", "extraordinaria", "--fecha", "2026-12-09")[0] == 0
    assert (sitio / f"{ACTAS}/02.md").read_text(encoding="utf-8") == ACTA


_BLOQUES = re.compile(r"(?m)(?:^#   .*\n)+")
_DE_FORMA = ("yaml-", "campo-", "clave-", "tipo-", "valor-", "fecha-", "lista-", "portada-")


def _descomentados(texto: str) -> Iterator[str]:
    """El texto con cada ejemplo sin su «#», solo o con su espacio; y con todos a la vez."""
    # Las cifras calculadas se leen, no se editan: no son un ejemplo.
    texto, marca, cifras = texto.partition("# >>>")
    for quitar in ("#", "# "):
        for bloque in _BLOQUES.findall(texto):
            yield texto.replace(bloque, re.sub(f"(?m)^{quitar}", "", bloque)) + marca + cifras
        todos = _BLOQUES.sub(lambda m, q=quitar: re.sub(f"(?m)^{q}", "", m[0]), texto)
        yield todos + marca + cifras


@pytest.mark.parametrize("clase", [*REGISTROS, "acta", "informe"])
def test_quitar_la_almohadilla_de_un_ejemplo_da_un_registro_valido(
    clase: str, sitio: Path, orden: Orden
) -> None:
    argumentos = {"acta": (MESA, *FECHA), "informe": (MESA, "2026-t4")}.get(clase)
    antes = {p: p.read_text("utf-8") for p in sitio.rglob("*.md")}
    assert orden(clase, *(argumentos or REGISTROS[clase][0]))[0] == 0
    (archivo,) = (p for p in sitio.rglob("*.md") if antes.get(p) != p.read_text("utf-8"))
    texto = archivo.read_text("utf-8")
    for otro in _descomentados(texto):
        archivo.write_text(otro, "utf-8")
        hallados = [
            h for h in revisar(Contenido(sitio), HOY).hallazgos if h.codigo.startswith(_DE_FORMA)
        ]
        assert [(h.codigo, h.mensaje, h.origen.linea) for h in hallados] == [], otro


_PDF = pdf_en_blanco().encode()


def _poner_los_anexos(registro: Path, texto: str) -> None:
    """Los archivos que el texto nombra, en la carpeta que se llama como el registro."""
    carpeta = registro.with_suffix("")
    for nombre in re.findall(r"(?m)^ +archivo: (.+)$", texto):
        carpeta.mkdir(exist_ok=True)
        (carpeta / nombre).write_bytes(_PDF)


@pytest.mark.parametrize("con_norma", [True, False], ids=["con norma", "sin norma"])
@pytest.mark.parametrize("clase", [*REGISTROS, "acta", "informe"])
def test_quitar_la_almohadilla_de_un_ejemplo_y_el_borrador_pasa_la_revision(
    clase: str, con_norma: bool, sitio: Path, orden: Orden
) -> None:
    if not con_norma:
        _sin_normas(sitio)
    argumentos = {"acta": (MESA, *FECHA), "informe": (MESA, "2026-t3")}.get(clase)
    antes = {p: p.read_text("utf-8") for p in sitio.rglob("*.md")}
    assert orden(clase, *(argumentos or REGISTROS[clase][0]))[0] == 0
    (archivo,) = (p for p in sitio.rglob("*.md") if antes.get(p) != p.read_text("utf-8"))
    texto = archivo.read_text("utf-8").replace("borrador: si\n", "")
    for otro in (texto, *_descomentados(texto)):
        shutil.rmtree(archivo.with_suffix(""), ignore_errors=True)
        _poner_los_anexos(archivo, otro)
        archivo.write_text(otro, "utf-8")
        hallados = [h for h in revisar(Contenido(sitio), HOY).hallazgos if h.gravedad == "error"]
        # Que un texto sea el de la muestra se dice: lo cambia quien sabe qué va.
        dichos = [h for h in hallados if h.codigo != "texto-de-muestra"]
        assert [(h.codigo, h.mensaje, h.origen.linea) for h in dichos] == [], otro


def _sin_normas(sitio: Path) -> None:
    """El sitio sin ninguna norma, ni quien las cite."""
    shutil.rmtree(sitio / "contenido/normas")
    mesa = sitio / f"contenido/instancias/{MESA}/instancia.md"
    escrito = mesa.read_text("utf-8")
    mesa.write_text(re.sub(r"(?m)^normas:\n(?:  .*\n)+", "", escrito), "utf-8")


def test_los_seguimientos_descomentados_se_leen(sitio: Path, orden: Orden) -> None:
    orden("acta", MESA, *FECHA)
    archivo = sitio / f"{ACTAS}/02.md"
    antes, clave, resto = archivo.read_text("utf-8").partition("seguimientos:\n")
    bloque = re.sub(r"(?m)^#", "", _BLOQUES.match(resto)[0])  # type: ignore[index]
    archivo.write_text(f"{antes}{clave}{_BLOQUES.sub(bloque, resto, count=1)}", "utf-8")
    leidos = leer_instancia(Contenido(sitio), MESA).registros["acta"]
    actas = [r for r in leidos if isinstance(r, Acta)]
    assert [len(a.seguimientos or ()) for a in actas] == [0, 1]


def test_un_borrador_sin_publicar_no_presta_su_numero(sitio: Path, orden: Orden) -> None:
    orden("acta", MESA, *FECHA)
    assert orden("acta", MESA, *FECHA)[1].startswith(f"Creado {ACTAS}/03.md\n")


ERRORES = [
    (("instancia",), "Falta la opción «--nombre»."),
    (("instancia", "--nombre", " "), "Valor inválido para --nombre: no puede quedar en blanco."),
    (("instancia", "--nombre", "Asociación"), "Falta la opción «--tipo»."),
    (
        ("instancia", "--nombre", "Mesa X", "--secretaria-tecnica", "mi-entida"),
        "no existe la entidad «mi-entida». ¿Quiso decir «mi-entidad»?",
    ),
    (("acta", "mesa-de-ejempl"), "no existe la instancia «mesa-de-ejempl». ¿Quiso decir"),
    (("acta", MESA, "--tipo", "extra"), "«extra» no es un valor posible."),
    (("acta", MESA, "--numero", "x"), "«x» no es un número entero. Escriba solo cifras"),
    (("acta", MESA, "--nombre", "sin-sesiones"), "una constancia de que no hubo sesiones."),
    (("acta", MESA, "--nombre", "con"), "Windows no deja que un archivo ni una carpeta"),
    (("acta", MESA, "--nombre", "readme"), "«readme» no se lee como un acta."),
    (("instancia", "--nombre", "Mesa X", "--id", "nul"), "Windows no deja"),
    (("acta", MESA, "--fecha", "09/06/2020"), "¿Quiso decir «2020-06-09»?"),
    (("plan", MESA, "--anio", "20"), "no es un año de cuatro cifras. ¿Quiso decir 2020?"),
    (("informe", MESA, "2026-t5"), "«2026-t5» no es un periodo"),
    (("constancia", MESA, "2025"), "Falta la opción «--motivo»."),
    (("constancia", MESA, "2026-t5", "--motivo", "X"), "«2026-t5» no es un periodo"),
    (("documento", MESA, "--titulo", "Cronograma"), "Falta la opción «--tipo»."),
    (("norma", "--tipo", "ley"), "Falta la opción «--numero»."),
    (("actas",), "No existe la orden «actas». ¿Quiso decir «acta»?"),
]


@pytest.mark.parametrize(("argumentos", "esperado"), ERRORES, ids=lambda v: str(v)[:40])
def test_lo_mal_pedido_es_2_y_no_escribe(
    argumentos: tuple[str, ...], esperado: str, sitio: Path, orden: Orden
) -> None:
    antes = sorted(p for p in sitio.rglob("*"))
    codigo, salida, mensajes = orden(*argumentos)
    assert (codigo, salida, esperado in mensajes) == (2, "", True)
    assert sorted(p for p in sitio.rglob("*")) == antes


def test_la_carpeta_propuesta_se_puede_copiar_a_windows(sitio: Path, orden: Orden) -> None:
    codigo, salida, _ = orden("instancia", "--nombre", "Con", "--tipo", "mesa")
    assert codigo == 0
    assert "contenido/instancias/mesa-con/instancia.md" in salida
    assert defectos(sitio) == []


def test_un_sitio_ilegible_es_1(sitio: Path, orden: Orden) -> None:
    (sitio / "contenido/sitio.yaml").write_text("formato: 1\n")
    codigo, _, mensajes = orden("instancia", "--nombre", "Mesa X")
    assert (codigo, "Falta «titulo»" in mensajes) == (1, True)


def test_una_carpeta_que_es_un_archivo_no_da_una_traza(sitio: Path, orden: Orden) -> None:
    (sitio / f"contenido/instancias/{MESA}/planes").write_text("estorba")
    codigo, _, mensajes = orden("plan", MESA, *FECHA)
    assert (codigo, "Ya existe un archivo donde va la carpeta" in mensajes) == (2, True)


# --- en la terminal ---------------------------------------------------------------------------


def dialogo(carpeta: Path, argumentos: list[str], respuestas: str) -> tuple[int, str]:
    """Lo que se ve en una terminal al contestar esas líneas, y el código de salida."""
    programa = [sys.executable, "-m", "generador", "nuevo", *argumentos]
    entorno = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent), "NO_COLOR": "1"}
    amo, esclavo = pty.openpty()
    with subprocess.Popen(
        programa, stdin=esclavo, stdout=esclavo, stderr=esclavo, cwd=carpeta, env=entorno
    ) as proceso:
        os.close(esclavo)
        os.write(amo, respuestas.encode())
        visto = b""
        while select.select([amo], [], [], 30)[0]:
            try:
                trozo = os.read(amo, 4096)
            except OSError:  # la terminal se cierra cuando el programa termina
                break
            visto += trozo
        codigo = proceso.wait(30)
    os.close(amo)
    return codigo, visto.decode().replace("\r\n", "\n")


def test_pregunta_con_propuestas_y_vuelve_a_preguntar(sitio: Path) -> None:
    respuestas = "09/12/2026\n2026-12-09\nextra\n\n\n\n"
    codigo, visto = dialogo(sitio, ["acta", MESA], respuestas)
    assert codigo == 0
    for dicho in (
        "Fecha de la sesión [",
        "Error: «09/12/2026»",
        "Tipo de sesión [ordinaria]:",
        "Error: «extra» no es un valor posible.",
        "Número del acta [2]:",
        "Nombre del archivo [02]:",
        f"Creado {ACTAS}/02.md",
    ):
        assert dicho in visto
    # Todas sus actas llevan la misma cuenta: no hay entre qué escoger.
    assert "Serie" not in visto
    assert "fecha: 2026-12-09\n" in (sitio / f"{ACTAS}/02.md").read_text(encoding="utf-8")


def test_la_serie_se_pregunta_si_hay_varias(sitio: Path, orden: Orden) -> None:
    orden("acta", MESA, "--tipo", "extraordinaria", "--serie", "extraordinaria", *FECHA)
    _, visto = dialogo(sitio, ["acta", MESA, *FECHA], "\n\n\n\n")
    assert "Serie [unica]:" in visto


def test_lo_dado_no_se_pregunta(sitio: Path) -> None:
    argumentos = ["instancia", "--nombre", "Comité de prueba", "--tipo", "comité"]
    codigo, visto = dialogo(sitio, argumentos, "\n\n")
    assert (codigo, "Nombre completo" in visto, "Tipo" in visto) == (0, False, False)
    assert "Nombre de su carpeta [comite-de-prueba]:" in visto


def test_sin_nadie_que_conteste_no_se_queda_esperando(sitio: Path) -> None:
    programa = [sys.executable, "-m", "generador", "nuevo", "instancia"]
    entorno = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    lector, escritor = os.pipe()
    corrida = subprocess.run(
        programa, stdin=lector, capture_output=True, cwd=sitio, env=entorno, timeout=60
    )
    os.close(lector)
    os.close(escritor)
    assert corrida.returncode == 2
