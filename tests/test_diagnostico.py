"""El diagnóstico, en computadores a los que de verdad les falta algo."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from generador import diagnostico
from generador.__main__ import MINIMO
from generador.cli import diagnostico as orden_de_diagnostico
from generador.diagnostico import disco, programa, reloj, sistema
from generador.diagnostico.valores import Comprobacion, DondeSeMira
from generador.nuevo.sitio import archivos_del_sitio
from generador.pdf import imprenta
from generador.servidor import puertas

RAIZ = Path(__file__).parent.parent
ESTADOS = ("ok", "aviso", "falla")


@pytest.fixture
def sitio(tmp_path: Path) -> Path:
    raiz = tmp_path / "sitio"
    for ruta, texto in archivos_del_sitio(date(2026, 11, 1)).items():
        (raiz / ruta).parent.mkdir(parents=True, exist_ok=True)
        (raiz / ruta).write_text(texto, encoding="utf-8")
    return raiz


def correr(
    carpeta: Path, *opciones: str, python: tuple[str, ...] = ("-m", "generador"), **mas: Any
) -> subprocess.CompletedProcess[str]:
    """La orden en un proceso aparte. Nunca deja una traza."""
    entorno = os.environ | {"PYTHONPATH": str(RAIZ)} | mas.pop("entorno", {})
    hecho = subprocess.run(
        [sys.executable, *python, "diagnostico", *opciones],
        cwd=carpeta,
        capture_output=True,
        text=True,
        errors="replace",
        env=entorno,
        **mas,
    )
    assert "Traceback" not in hecho.stderr, hecho.stderr
    return hecho


def mirar(carpeta: Path, *opciones: str, **mas: Any) -> tuple[int, dict[str, dict[str, str]]]:
    """El código de salida y cada comprobación por su código; de las repetidas, la peor."""
    hecho = correr(carpeta, "--json", *opciones, **mas)
    hechas: dict[str, dict[str, str]] = {}
    for una in json.loads(hecho.stdout)["comprobaciones"]:
        anterior = hechas.get(una["codigo"])
        if anterior is None or ESTADOS.index(anterior["estado"]) < ESTADOS.index(una["estado"]):
            hechas[una["codigo"]] = una
    return hecho.returncode, hechas


# --- un computador sano -----------------------------------------------------------------------


def test_en_un_sitio_no_hay_fallas_y_todo_lo_malo_trae_remedio(sitio: Path) -> None:
    codigo, hechas = mirar(sitio)
    assert codigo == 0
    assert {c for c, h in hechas.items() if h["estado"] == "falla"} == set()
    assert [c for c, h in hechas.items() if (h["estado"] == "ok") == bool(h["remedio"])] == []
    for debida in ("python", "libyaml", "escritura", "intercambio", "enlaces", "cerrojos", "reloj"):
        assert hechas[debida]["estado"] == "ok", hechas[debida]
    assert sorted(p.name for p in sitio.iterdir()) == [
        ".gitattributes",
        ".gitignore",
        "LEEME.md",
        "contenido",
    ]


def test_fuera_de_un_sitio_tambien_sirve(tmp_path: Path) -> None:
    codigo, hechas = mirar(tmp_path)
    assert (codigo, hechas["sitio"]["estado"]) == (0, "aviso")
    assert "generador nuevo sitio" in hechas["sitio"]["remedio"]
    assert list(tmp_path.iterdir()) == []


def test_el_informe_que_se_lee(sitio: Path, tmp_path: Path) -> None:
    hecho = correr(sitio, entorno={"PATH": str(tmp_path)})
    renglones = hecho.stdout.splitlines()
    donde = next(n for n, r in enumerate(renglones) if r.startswith("aviso  Git: "))
    assert renglones[donde : donde + 2] == [
        "aviso  Git: no está",
        "       Remedio: En Debian y Ubuntu: apt-get install git",
    ]
    assert renglones[-1].endswith(" bien")
    assert (hecho.returncode, hecho.stderr) == (0, "")


def test_en_silencio_solo_las_fallas(sitio: Path) -> None:
    assert correr(sitio, "--silencio").stdout == ""
    with ocupado() as puerto:
        hecho = correr(sitio, "--silencio", "--puerto", str(puerto))
    assert (hecho.returncode, hecho.stdout.splitlines()[0]) == (
        3,
        f"falla  Puerto de «servir»: {puerto} ocupado",
    )


# --- lo que falta -----------------------------------------------------------------------------


def test_sin_git_ni_ssh(sitio: Path, tmp_path: Path) -> None:
    sin_nada = {"PATH": str(tmp_path)}
    codigo, hechas = mirar(sitio, entorno=sin_nada)
    assert (codigo, hechas["git"]["estado"], hechas["publicar"]["estado"]) == (0, "aviso", "aviso")
    assert "git-identidad" not in hechas
    configuracion = sitio / "contenido/sitio.yaml"
    texto = configuracion.read_text("utf-8")
    destino = "destinos:\n  - nombre: uno\n    lugar: ssh://a@b/c\n"
    configuracion.write_text(texto + destino, encoding="utf-8")
    codigo, hechas = mirar(sitio, entorno=sin_nada)
    assert (codigo, hechas["publicar"]["estado"]) == (3, "falla")
    assert "rsync, ssh" in hechas["publicar"]["visto"]
    assert hechas["publicar"]["remedio"].endswith("apt-get install openssh-client rsync")


@pytest.mark.skipif(shutil.which("git") is None, reason="falta el programa git: make preparar")
def test_git_sin_nombre_y_una_carpeta_de_otra_cuenta(sitio: Path, tmp_path: Path) -> None:
    solo = {
        "HOME": str(tmp_path),
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
    }
    subprocess.run(["git", "init", "-q", str(sitio)], check=True, env=os.environ | solo)
    _, hechas = mirar(sitio, entorno=solo)
    assert hechas["git-identidad"]["estado"] == "aviso"
    assert "git config --global user.name" in hechas["git-identidad"]["remedio"]
    assert hechas["git-repositorio"]["estado"] == "ok"
    ajena = solo | {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}
    _, hechas = mirar(sitio, entorno=ajena)
    assert f"safe.directory {sitio}" in hechas["git-repositorio"]["remedio"]


def bloqueado(*modulos: str) -> tuple[str, ...]:
    """Un Python donde cargar esos módulos falla, como si nadie los hubiera instalado."""
    guion = (
        "import sys\n"
        f"for modulo in {modulos!r}:\n    sys.modules[modulo] = None\n"
        "from generador.__main__ import principal\nprincipal()\n"
    )
    return ("-c", guion)


SIN_PARTE = {
    "brotli": ("compresion", "aviso"),
    "typst": ("pdf", "aviso"),
    "segno": ("pdf", "aviso"),
    "yaml": ("libyaml", "falla"),
}


@pytest.mark.parametrize("modulo", SIN_PARTE)
def test_sin_una_parte(modulo: str, sitio: Path) -> None:
    cual, estado = SIN_PARTE[modulo]
    codigo, hechas = mirar(sitio, python=bloqueado(modulo))
    assert (codigo, hechas[cual]["estado"]) == (3 if estado == "falla" else 0, estado)
    assert "pip install" in hechas[cual]["remedio"]


@pytest.mark.parametrize("dicho", ["si", "SI", "Sí", "true"])
def test_si_el_sitio_pide_pdf_su_parte_no_es_opcional(sitio: Path, dicho: str) -> None:
    configuracion = sitio / "contenido/sitio.yaml"
    configuracion.write_text(configuracion.read_text("utf-8") + f"pdf: {dicho}\n", encoding="utf-8")
    codigo, hechas = mirar(sitio, python=bloqueado("segno"))
    assert (codigo, hechas["pdf"]["estado"]) == (3, "falla")


def test_un_yaml_sin_libyaml() -> None:
    guion = (
        "import yaml\nyaml.__with_libyaml__ = False\n"
        "from generador.diagnostico.programa import libyaml\n"
        "(c,) = libyaml(None)\nprint(c.estado, c.visto)\n"
    )
    hecho = subprocess.run(
        [sys.executable, "-c", guion], capture_output=True, text=True, check=True, cwd=RAIZ
    )
    assert hecho.stdout.startswith("falla PyYAML ") and "sin libyaml" in hecho.stdout


@pytest.mark.parametrize("orden", ["diagnostico", "construir"])
def test_sin_bibliotecas_se_dice_cual_falta(orden: str, sitio: Path) -> None:
    programa_ = [sys.executable, "-S", "-m", "generador", orden]
    entorno = os.environ | {"PYTHONPATH": str(RAIZ)}
    hecho = subprocess.run(programa_, cwd=sitio, capture_output=True, text=True, env=entorno)
    assert hecho.returncode == 3
    assert hecho.stderr.startswith("Error: Falta la biblioteca «click»: este Python es ")
    assert "Traceback" not in hecho.stderr and "\nRemedio: " in hecho.stderr


def test_con_un_python_viejo_no_se_llega_a_cargar_nada(sitio: Path) -> None:
    guion = (
        "import sys\nsys.version_info = (3, 9, 2, 'final', 0)\n"
        "from generador.__main__ import principal\nprincipal()\n"
    )
    hecho = correr(sitio, python=("-c", guion))
    assert hecho.returncode == 3
    assert hecho.stderr.startswith("Error: Este es Python 3.9 y se necesita 3.11 o posterior.\n")


def test_todos_piden_el_mismo_python() -> None:
    """El comienzo, que no puede cargar nada; el diagnóstico; y el paquete, al instalarse."""
    paquete = tomllib.loads((RAIZ / "pyproject.toml").read_text("utf-8"))["project"]
    pedido = ">=" + ".".join(map(str, MINIMO))
    assert (programa.PYTHON_MINIMO, paquete["requires-python"]) == (MINIMO, pedido)


def test_un_defecto_del_programa_conserva_su_traza(sitio: Path) -> None:
    """Que falte un módulo propio no es que falte una biblioteca."""
    guion = (
        "import sys\nsys.modules['generador.cli.idioma'] = None\n"
        "from generador.__main__ import principal\nprincipal()\n"
    )
    entorno = os.environ | {"PYTHONPATH": str(RAIZ)}
    hecho = subprocess.run(
        [sys.executable, "-c", guion, "diagnostico"], capture_output=True, text=True, env=entorno
    )
    assert "Traceback" in hecho.stderr


def test_las_bibliotecas_viejas_y_las_que_faltan_se_nombran(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pedidas = ["click>=99", "tornado[x]>=6", "no-existe>=2", 'segno>=9; extra == "pdf"']
    monkeypatch.setattr(programa.metadata, "requires", lambda _: pedidas)
    (hecha,) = programa.bibliotecas(DondeSeMira(Path(), Path(), False))
    assert hecha.estado == "falla"
    assert hecha.visto.startswith("no-existe (falta), click 8.")
    assert hecha.visto.endswith("(se pide 99)")


# --- el disco ---------------------------------------------------------------------------------


@contextmanager
def disco_de_prueba(punto: Path, opciones: str) -> Iterator[Path]:
    """Un disco de verdad, en la memoria del computador, mientras dure el bloque."""
    punto.mkdir()
    montar = ["mount", "-t", "tmpfs", "-o", opciones, "tmpfs", str(punto)]
    if os.geteuid() != 0 or subprocess.run(montar, capture_output=True).returncode != 0:
        pytest.skip("montar un disco pide permisos de administración")
    try:
        yield punto
    finally:
        subprocess.run(["umount", str(punto)], check=True)


def test_una_carpeta_de_solo_lectura(sitio: Path, tmp_path: Path) -> None:
    """Quien administra pasa por encima de los permisos: para él, un disco de solo lectura."""
    if os.geteuid() != 0:
        sitio.chmod(0o555)
        codigo, hechas = mirar(sitio)
        sitio.chmod(0o755)
    else:
        with disco_de_prueba(tmp_path / "disco", "size=8m") as punto:
            sitio = shutil.copytree(sitio, punto / "sitio")
            subprocess.run(["mount", "-o", "remount,ro", str(punto)], check=True)
            codigo, hechas = mirar(sitio)
    assert (codigo, hechas["escritura"]["estado"]) == (3, "falla")
    assert f"no se puede en «{sitio}»" in hechas["escritura"]["visto"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="este sistema no tiene /proc")
def test_un_disco_donde_no_se_puede_crear_nada(sitio: Path) -> None:
    codigo, hechas = mirar(sitio, "--salida", "/proc/self/sitio")
    assert (codigo, hechas["escritura"]["estado"]) == (3, "falla")
    assert hechas["escritura"]["visto"].endswith(": el sistema responde ENOENT")


@pytest.mark.skipif(not os.path.ismount("/dev/shm"), reason="aquí no hay un segundo disco")
def test_la_salida_en_otro_disco_que_su_memoria(sitio: Path) -> None:
    (sitio / ".generador").symlink_to("/dev/shm")
    codigo, hechas = mirar(sitio)
    assert (codigo, hechas["mismo-disco"]["estado"]) == (3, "falla")
    codigo, hechas = mirar(sitio, "--salida", "/dev/shm")
    assert "es un punto de montaje" in hechas["mismo-disco"]["visto"]


def test_un_disco_que_no_intercambia_ni_enlaza_ni_cierra(
    sitio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def negarse(*_: object, **__: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(disco, "intercambiar", negarse)
    monkeypatch.setattr(disco.os, "link", negarse)
    monkeypatch.setattr(disco.fcntl, "flock", negarse)
    lugar = diagnostico.lugar_de(sitio, None, None)
    estados = {c.codigo: str(c.estado) for c in disco.escritura(lugar)}
    assert estados == {
        "escritura": "ok",
        "intercambio": "aviso",
        "enlaces": "aviso",
        "cerrojos": "falla",
        "reloj-del-disco": "ok",
    }


def discos() -> Iterator[tuple[str, tuple[int, int, int], str, str]]:
    mega = (1 << 20) // 4096
    yield "lleno", (10 * mega, 10**6, 10**6), "falla", "10 MB libres y 1.000.000 archivos más"
    yield "escaso", (100 * mega, 10**6, 10**6), "aviso", "100 MB libres y 1.000.000 archivos más"
    yield "sin nombres", (10**6, 10, 10**6), "falla", "3.906 MB libres y 10 archivos más"
    yield "no los cuenta", (10**6, 0, 0), "ok", "3.906 MB libres"


@pytest.mark.parametrize("caso", tuple(discos()), ids=lambda c: c[0])
def test_el_espacio(caso: tuple[str, tuple[int, int, int], str, str]) -> None:
    _, (libres, nombres, todos), estado, visto = caso
    sistema_ = os.statvfs_result(
        (4096, 4096, 10**9, libres, libres, todos, nombres, nombres, 0, 255)
    )
    hecha = disco.juzgar_espacio("la salida", sistema_)
    assert (str(hecha.estado), hecha.visto, bool(hecha.remedio)) == (estado, visto, estado != "ok")


def test_un_disco_casi_lleno_de_verdad(tmp_path: Path, sitio: Path) -> None:
    with disco_de_prueba(tmp_path / "chico", "size=1m,nr_inodes=50") as punto:
        codigo, hechas = mirar(sitio, "--salida", str(punto / "publicado"))
    assert (codigo, hechas["espacio"]["estado"]) == (3, "falla")


# --- el reloj ---------------------------------------------------------------------------------


def test_un_reloj_atrasado_se_nota_en_los_archivos(sitio: Path) -> None:
    futuro = reloj.time.time() + 7200
    os.utime(sitio / "contenido/sitio.yaml", (futuro, futuro))
    codigo, hechas = mirar(sitio)
    assert (codigo, hechas["reloj"]["estado"]) == (0, "aviso")
    assert "«contenido/sitio.yaml» es de" in hechas["reloj"]["visto"]


def test_un_reloj_en_otro_anio_es_una_falla(sitio: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reloj.time, "time", lambda: 0.0)
    (hecha,) = reloj.hora(diagnostico.lugar_de(sitio, None, None))
    assert (str(hecha.estado), hecha.visto) == ("falla", "dice que es 1969-12-31")


def test_un_registro_del_futuro_es_una_falla(sitio: Path) -> None:
    carpeta = sitio / "contenido/publicaciones"
    carpeta.mkdir()
    manana = date.today() + timedelta(days=2)
    (carpeta / f"{manana}-1.yaml").touch()
    codigo, hechas = mirar(sitio)
    assert (codigo, hechas["registro"]["estado"]) == (3, "falla")


def test_sin_la_base_de_zonas(sitio: Path) -> None:
    guion = (
        "import sys, zoneinfo\nzoneinfo.reset_tzpath(to=())\nsys.modules['tzdata'] = None\n"
        "from generador.__main__ import principal\nprincipal()\n"
    )
    codigo, hechas = mirar(sitio, python=("-c", guion))
    assert (codigo, hechas["zona"]["estado"]) == (0, "aviso")
    assert "apt-get install tzdata" in hechas["zona"]["remedio"]


# --- los puertos y la terminal ----------------------------------------------------------------


@contextmanager
def ocupado(puerto: int = 0) -> Iterator[int]:
    """Un puerto que otro programa tiene abierto."""
    with socket.socket() as otro:
        otro.bind(("127.0.0.1", puerto))
        otro.listen(1)
        yield otro.getsockname()[1]


def test_un_puerto_ocupado_es_falla_si_es_el_pedido(sitio: Path) -> None:
    with ocupado() as puerto:
        codigo, hechas = mirar(sitio, "--puerto", str(puerto))
        assert (codigo, hechas["puerto"]["visto"]) == (3, f"{puerto} ocupado")
    assert mirar(sitio, "--puerto", str(puerto))[1]["puerto"]["visto"] == f"{puerto} libre"


def test_si_el_de_siempre_esta_ocupado_se_dice_cual_se_usara(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with ocupado() as puerto:
        monkeypatch.setattr(sistema, "PUERTO", puerto)
        (hecha,) = sistema.puertos(DondeSeMira(Path(), Path(), False))
    assert (str(hecha.estado), hecha.visto.startswith(f"{puerto} ocupado: «servir» usará ")) == (
        "aviso",
        True,
    )


def test_una_terminal_sin_tildes(sitio: Path) -> None:
    feas = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    codigo, hechas = mirar(sitio, entorno=feas)
    assert (codigo, hechas["terminal"]["estado"]) == (0, "aviso")
    hecho = correr(sitio, entorno=feas)
    assert (hecho.returncode, "export LANG=C.UTF-8" in hecho.stdout) == (0, True)


@pytest.mark.parametrize("cerrado", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_con_los_canales_cerrados_no_hay_traza(cerrado: str, sitio: Path) -> None:
    orden = f'"{sys.executable}" -m generador diagnostico {cerrado}'
    entorno = os.environ | {"PYTHONPATH": str(RAIZ)}
    hecho = subprocess.run(
        ["sh", "-c", orden], cwd=sitio, capture_output=True, text=True, env=entorno
    )
    assert (hecho.returncode, hecho.stderr) == (0, "")


def test_una_carpeta_que_ya_no_existe(tmp_path: Path) -> None:
    borrada = tmp_path / "borrada"
    orden = (
        f'mkdir "{borrada}"; cd "{borrada}"; rmdir "{borrada}"; "{sys.executable}" -m generador '
    )
    entorno = os.environ | {"PYTHONPATH": str(RAIZ)}
    for cual in ("diagnostico", "revisar"):
        hecho = subprocess.run(
            ["sh", "-c", orden + cual], capture_output=True, text=True, env=entorno
        )
        assert hecho.returncode == 3
        assert hecho.stderr.startswith("Error: La carpeta de trabajo ya no existe")


def test_sin_carpeta_temporal(sitio: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def ninguna() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(sistema.tempfile, "gettempdir", ninguna)
    primera = next(iter(sistema.limites(diagnostico.lugar_de(sitio, None, None))))
    assert (primera.codigo, str(primera.estado)) == ("temporal", "falla")


def test_con_pocos_archivos_abiertos(sitio: Path) -> None:
    orden = f'ulimit -n 64; "{sys.executable}" -m generador diagnostico --json'
    entorno = os.environ | {"PYTHONPATH": str(RAIZ)}
    hecho = subprocess.run(
        ["sh", "-c", orden], cwd=sitio, capture_output=True, text=True, env=entorno
    )
    hechas = {c["codigo"]: c for c in json.loads(hecho.stdout)["comprobaciones"]}
    assert hechas["archivos-abiertos"]["visto"] == "solo 64"


# --- la orden ---------------------------------------------------------------------------------


def test_lo_que_no_se_puede_mirar_es_una_falla_y_se_sigue() -> None:
    def roto(_: DondeSeMira) -> Iterator[Comprobacion]:
        raise OSError(5, "Input/output error")
        yield

    examenes = (roto, programa.python)
    hechas = tuple(diagnostico.examinar(DondeSeMira(Path(), Path(), False), examenes))
    assert [(h.codigo, str(h.estado)) for h in hechas] == [("roto", "falla"), ("python", "ok")]


@pytest.mark.parametrize("texto", ["", "[", "- 1\n", "destinos: {a: 1}\n", "\0\1", "a: *b\n"])
def test_un_sitio_que_no_se_puede_leer_no_estorba(texto: str, sitio: Path) -> None:
    (sitio / "contenido/sitio.yaml").write_text(texto, encoding="utf-8")
    lugar = diagnostico.lugar_de(sitio, None, None)
    assert (lugar.en_sitio, lugar.destinos, lugar.pdf) == (True, (), False)


def test_mal_uso(sitio: Path) -> None:
    hecho = correr(sitio, "--contenido", "contenido/instancias")
    assert (hecho.returncode, "no es una carpeta que se llame «contenido»" in hecho.stderr) == (
        2,
        True,
    )


def test_dice_lo_mismo_que_las_partes_que_mira() -> None:
    assert (sistema.PUERTO, sistema.VECINOS) == (puertas.PUERTO, puertas._VECINOS)
    assert all(f'"{letra}"' in imprenta._LETRAS for letra in programa.LETRAS)
    assert set(orden_de_diagnostico._ESTILOS) == {str(e) for e in diagnostico.Salud}
