"""Completar con Tab, en los intérpretes de verdad."""

from __future__ import annotations

import os
import pty
import resource
import select
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from apoyo.reales import exigir
from click.shell_completion import CompletionItem

from generador import cli
from generador.cli.comun import hoy
from generador.cli.interpretes import INTERPRETES
from generador.cli.posibles import buscar_para
from generador.verificacion.catalogo import CATALOGO

RAIZ = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
VECES = 5.0
"""Cuánto más que cargar esa biblioteca puede costar una respuesta."""

SITIO = {
    "sitio.yaml": (
        "formato: 1\ntitulo: Prueba\nentidad: mujer\ndestinos:\n"
        "  - nombre: produccion\n    lugar: ssh://publica@ejemplo.gov.co/srv\n"
        "    direccion: https://ejemplo.gov.co/\n  - nombre: pruebas\n    lugar: /srv/pruebas\n"
    ),
    "entidades.yaml": "mujer:\n  nombre: Secretaría de la Mujer\nhacienda:\n  nombre: Hacienda\n",
    "instancias/mesa-una/actas/2020/01.md": "",
    "instancias/mesa-una/informes/2021-s1.md": "",
    "instancias/mesa-una/convocatorias/2019/01.md": "",
    "instancias/comite-dos/instancia.md": "",
}


@pytest.fixture
def sitio(tmp_path: Path) -> Path:
    for ruta, texto in SITIO.items():
        archivo = tmp_path / "contenido" / ruta
        archivo.parent.mkdir(parents=True, exist_ok=True)
        archivo.write_text(texto, encoding="utf-8")
    return tmp_path


def entorno() -> dict[str, str]:
    return os.environ | {"PATH": f"{BIN}:{os.environ['PATH']}", "PYTHONPATH": str(RAIZ)}


def guion(interprete: str) -> str:
    orden = [sys.executable, "-m", "generador", "completar", interprete]
    return subprocess.run(orden, capture_output=True, text=True, check=True, env=entorno()).stdout


def correr(interprete: str, programa: str, carpeta: Path) -> str:
    """Lo que dice un programa del intérprete, con el guion ya cargado."""
    archivo = carpeta / f"completar.{interprete}"
    archivo.write_text(guion(interprete), encoding="utf-8")
    exigir(interprete)
    opciones = {"bash": ["--norc", "-c"], "zsh": ["-f", "-c"], "fish": ["--no-config", "-c"]}
    orden = [interprete, *opciones[interprete], programa.replace("GUION", str(archivo))]
    ambiente = entorno() | {"HOME": str(carpeta), "XDG_CONFIG_HOME": str(carpeta)}
    hecho = subprocess.run(
        orden, cwd=carpeta, capture_output=True, text=True, env=ambiente, timeout=60
    )
    assert (hecho.returncode, hecho.stderr) == (0, "")
    return hecho.stdout


_BASH = """
source GUION
COMP_LINE=$PEDIDO COMP_POINT=${#PEDIDO}
_generador_completion generador
printf '%s\\n' "${COMPREPLY[@]}"
"""


def con_bash(sitio: Path, renglon: str) -> list[str]:
    exigir("bash")
    programa = f"PEDIDO={_citado(renglon)}\n{_BASH}"
    return correr("bash", programa, sitio).split()


def _citado(texto: str) -> str:
    return "'" + texto.replace("'", "'\\''") + "'"


CASOS = {
    "generador con": ["construir"],
    "generador di": ["diagnostico"],
    "generador nuevo a": ["acta", "automatizacion"],
    "generador lista ": ["comite-dos", "mesa-una"],
    "generador nuevo acta m": ["mesa-una"],
    "generador informe mesa-una 2020": [
        *("2020", "2020-s1", "2020-s2", "2020-t1", "2020-t2", "2020-t3", "2020-t4"),
    ],
    "generador publicar ": ["produccion", "pruebas"],
    "generador servidor systemd --destino p": ["produccion", "pruebas"],
    "generador servidor c": ["caddy"],
    "generador revisar --sil": ["--silencio"],
    "generador revisar --color ": ["auto", "siempre", "nunca"],
    "generador revisar --color=n": ["nunca"],
    "generador construir --tema ": ["base", "govco"],
    "generador nuevo norma --emisor ": ["mujer", "hacienda"],
    "generador explicar yaml-": [c for c in sorted(CATALOGO) if c.startswith("yaml-")],
    "generador completar ": ["bash", "zsh", "fish"],
    "generador ayuda publicar-": ["publicar-un-acta", "publicar-y-deshacer"],
    "generador no-existe ni-esto zzz": [],
    "generador lista 'sin cerrar": [],
}


@pytest.mark.parametrize("renglon", CASOS)
def test_en_bash(renglon: str, sitio: Path) -> None:
    assert con_bash(sitio, renglon) == CASOS[renglon]


def test_los_periodos_son_los_anios_con_algo_y_el_de_hoy(sitio: Path) -> None:
    ofrecidos = con_bash(sitio, "generador informe mesa-una 2")
    assert ofrecidos == sorted({"2019", "2020", "2021", str(hoy().year)}, reverse=True)


SESIONES = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], ""),
    "zsh": (["zsh", "-f", "-i"], "autoload -U compinit; compinit -u -d ./zcompdump; "),
}


@pytest.mark.parametrize("interprete", SESIONES)
def test_un_tab_de_verdad_escribe_lo_que_falta(interprete: str, sitio: Path) -> None:
    """Una sesión en una terminal, con la tecla."""
    exigir(interprete)
    (sitio / "guion").write_text(guion(interprete), encoding="utf-8")
    orden, antes = SESIONES[interprete]
    visto = sesion(
        orden, sitio, f"{antes}source ./guion", "generador expl\tyaml-anc\t--json | head -2", "exit"
    )
    assert '"codigo": "yaml-ancla"' in visto


def sesion(orden: list[str], carpeta: Path, *renglones: str) -> str:
    """Lo que se ve al escribir esos renglones, cada uno cuando ya se respondió el anterior."""
    amo, esclavo = pty.openpty()
    ambiente = entorno() | {"PS1": "LISTO ", "TERM": "xterm", "HISTFILE": "", "HOME": str(carpeta)}
    visto = ""
    with subprocess.Popen(
        orden, stdin=esclavo, stdout=esclavo, stderr=esclavo, cwd=carpeta, env=ambiente
    ) as proceso:
        os.close(esclavo)
        for renglon in renglones:
            visto += hasta(amo, "LISTO ")
            os.write(amo, f"{renglon}\n".encode())
        visto += hasta(amo, None)
        proceso.wait(20)
    os.close(amo)
    return visto


def hasta(amo: int, senal: str | None) -> str:
    """Lo que llega hasta que aparece la señal o se cierra la terminal."""
    visto = b""
    while (senal is None or senal.encode() not in visto) and select.select([amo], [], [], 20)[0]:
        try:
            trozo = os.read(amo, 4096)
        except OSError:  # la terminal se cierra cuando el programa termina
            break
        visto += trozo
    return visto.decode("utf-8", "replace")


EN_ZSH = {
    "generador con": ["construir"],
    "generador lista m": ["mesa-una"],
    "generador publicar ": ["produccion", "pruebas"],
    "generador revisar --color=n": ["--color=nunca"],
}


@pytest.mark.parametrize("renglon", EN_ZSH)
def test_en_zsh(renglon: str, sitio: Path) -> None:
    """zsh completa solo dentro de una sesión: se le da una función que la reemplaza."""
    exigir("zsh")
    programa = f"""
compdef() {{ }}; source GUION
_describe() {{ local -a x; x=("${{(@P)3}}"); print -rl -- "${{x[@]%%:*}}" }}
compadd() {{ local -a x; x=("${{(@P)${{@[-1]}}}}"); print -rl -- $x }}
words=({renglon.rstrip()} {"''" if renglon.endswith(" ") else ""}); CURRENT=$#words
_generador_completion
"""
    assert correr("zsh", programa, sitio).split() == EN_ZSH[renglon]


@pytest.mark.parametrize("renglon", CASOS)
def test_en_fish(renglon: str, sitio: Path) -> None:
    exigir("fish")
    programa = f"source GUION; complete --do-complete {_citado(renglon)}"
    hallados = [r.split("\t")[0] for r in correr("fish", programa, sitio).splitlines()]
    valores = [h.rpartition("=")[2] for h in hallados]
    assert sorted(valores) == sorted(CASOS[renglon])


@pytest.mark.parametrize("interprete", INTERPRETES)
def test_el_guion_lo_entiende_su_interprete(interprete: str, tmp_path: Path) -> None:
    exigir(interprete)
    archivo = tmp_path / "guion"
    archivo.write_text(guion(interprete), encoding="utf-8")
    revisar = [interprete, "--no-execute" if interprete == "fish" else "-n", str(archivo)]
    assert subprocess.run(revisar, capture_output=True, text=True).stderr == ""


def gastado() -> float:
    """Los segundos de procesador de los programas que ya terminaron."""
    uso = resource.getrusage(resource.RUSAGE_CHILDREN)
    return uso.ru_utime + uso.ru_stime


@pytest.mark.parametrize("renglon", ["generador ", "generador explicar ", "generador publicar "])
def test_no_se_nota_la_espera(renglon: str, sitio: Path) -> None:
    """Al lado de solo cargar la biblioteca de las órdenes, y en tiempo de procesador."""
    ambiente = entorno() | {"_GENERADOR_COMPLETE": "bash_complete", "COMP_WORDS": renglon}
    ordenes = {"propia": [str(BIN / "generador")], "ajena": [sys.executable, "-c", "import click"]}
    tiempos: dict[str, list[float]] = {nombre: [] for nombre in ordenes}
    for _ in range(7):
        for nombre, orden in ordenes.items():
            antes = gastado()
            subprocess.run(orden, cwd=sitio, env=ambiente, capture_output=True, check=True)
            tiempos[nombre].append(gastado() - antes)
    assert min(tiempos["propia"]) < VECES * min(tiempos["ajena"]), tiempos


def test_completar_no_carga_el_generador(sitio: Path) -> None:
    programa = (
        "import sys\nfrom generador import cli\n"
        "try:\n    cli.grupo.main([], prog_name='generador')\nexcept SystemExit:\n    pass\n"
        "pesados = ('pydantic', 'jinja2', 'rich', 'markdown', 'generador.construccion')\n"
        "print([m for m in pesados if m in sys.modules], file=sys.stderr)\n"
    )
    for renglon in (
        "generador ",
        "generador nuevo acta ",
        "generador publicar ",
        "generador lista -",
    ):
        ambiente = entorno() | {"_GENERADOR_COMPLETE": "bash_complete", "COMP_WORDS": renglon}
        orden = [sys.executable, "-c", programa]
        hecho = subprocess.run(orden, cwd=sitio, env=ambiente, capture_output=True, text=True)
        assert hecho.stderr == "[]\n", renglon


@pytest.mark.parametrize(
    "danado",
    ["contenido/sitio.yaml", "contenido/entidades.yaml"],
)
@pytest.mark.parametrize("texto", ["[", "- 1\n", "a: *b\n", "\0", "destinos: [1, [2]]\n"])
def test_lo_que_no_se_puede_leer_no_se_ofrece_ni_se_queja(
    danado: str, texto: str, sitio: Path
) -> None:
    (sitio / danado).write_text(texto, encoding="utf-8")
    renglon = "generador publicar " if "sitio.yaml" in danado else "generador nuevo norma --emisor "
    ambiente = entorno() | {"_GENERADOR_COMPLETE": "bash_complete", "COMP_WORDS": renglon}
    orden = [sys.executable, "-m", "generador"]
    hecho = subprocess.run(orden, cwd=sitio, env=ambiente, capture_output=True, text=True)
    assert (hecho.stdout.strip(), hecho.stderr) == ("", "")


# --- la definición es una sola ----------------------------------------------------------------

SIN_COMPLETAR = {
    "dask=DIRECCIÓN",
    "ID",
    "N",
    "TEXTO",
    "TIPO",
    "AAAA",
    "DÍAS",
    "HOST",
    "CUENTA",
    "/RUTA",
    "RUTA",
    "NOMBRE",
}
"""Lo que solo sabe quien escribe."""


def parametros() -> list[tuple[str, click.Parameter]]:
    """Cada parámetro con valor de cada orden."""

    def de(orden: click.Command, nombre: str) -> list[tuple[str, click.Parameter]]:
        contexto = click.Context(orden)
        suyos = [(nombre, p) for p in orden.params if not getattr(p, "is_flag", False)]
        if isinstance(orden, click.Group):
            for hija in orden.list_commands(contexto):
                una = orden.get_command(contexto, hija)
                assert una is not None
                suyos += de(una, f"{nombre} {hija}")
        return suyos

    return [par for par in de(cli.grupo, "generador") if par[1].name not in ("help", "version")]


def sin_respuesta(parametro: click.Parameter) -> bool:
    """Si no se completa y su «metavar» no está entre lo que nadie puede adivinar."""
    completa = isinstance(parametro.type, click.Choice) or buscar_para(parametro) is not None
    return not completa and (parametro.metavar or "") not in SIN_COMPLETAR


def test_todo_parametro_se_completa_o_se_sabe_por_que_no() -> None:
    faltan = [f"{orden} {p.name} {p.metavar}" for orden, p in parametros() if sin_respuesta(p)]
    assert (faltan, len(parametros()) > 60) == ([], True)


def test_uno_sin_completar_se_descubre() -> None:
    assert sin_respuesta(click.Option(["--nuevo"], metavar="COSA"))
    assert not sin_respuesta(click.Option(["--nuevo"], metavar="DIR"))


def test_una_orden_nueva_se_completa_sin_decirlo_en_otra_parte(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cli, "ORDENES", (*cli.ORDENES, "volar"))
    monkeypatch.setattr(
        cli.Ordenes, "get_command", lambda *_: click.Command("volar", help="Vuela.")
    )
    items = cli.grupo.shell_complete(click.Context(cli.grupo, info_name="generador"), "vo")
    assert [(i.value, i.help) for i in items if isinstance(i, CompletionItem)] == [
        ("volar", "Vuela.")
    ]


def test_los_codigos_que_se_ofrecen_son_los_del_catalogo() -> None:
    orden = cli.grupo.get_command(click.Context(cli.grupo), "explicar")
    assert orden is not None
    codigo = next(p for p in orden.params if p.name == "codigo")
    ofrecidos = codigo.shell_complete(click.Context(orden), "")
    assert {i.value for i in ofrecidos} == set(CATALOGO)
    assert shutil.which("bash") is not None
