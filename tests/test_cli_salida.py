"""El color, el silencio y el avance, en todas las órdenes: qué se ve y dónde."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import click
import pytest
from apoyo.reales import generador, hacer_sitio, poner_acta

from generador import cli

RAIZ = Path(__file__).parent.parent


@pytest.fixture
def sitio(tmp_path: Path) -> Path:
    return hacer_sitio(tmp_path / "sitio", 2)


def entorno(**mas: str) -> dict[str, str]:
    limpio = {n: v for n, v in os.environ.items() if n not in ("NO_COLOR", "FORCE_COLOR")}
    return limpio | {"PYTHONPATH": str(RAIZ), "TERM": "xterm-256color", "COLUMNS": "100"} | mas


def en_terminal(carpeta: Path, *orden: str, **mas: str) -> str:
    """Lo que se ve en una terminal de verdad."""
    amo, esclavo = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "generador", *orden],
        cwd=carpeta,
        stdin=esclavo,
        stdout=esclavo,
        stderr=esclavo,
        env=entorno(**mas),
    ):
        os.close(esclavo)
        visto = b""
        while select.select([amo], [], [], 60)[0]:
            try:
                trozo = os.read(amo, 65536)
            except OSError:  # la terminal se cierra cuando el programa termina
                break
            visto += trozo
    os.close(amo)
    return visto.decode()


def por_tuberia(carpeta: Path, *orden: str, **mas: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generador", *orden],
        cwd=carpeta,
        capture_output=True,
        text=True,
        env=entorno(**mas),
    )


def danar(raiz: Path) -> None:
    """Otra instancia, con un error: los avisos de la primera se siguen viendo."""
    otra = raiz / "contenido/instancias/otra/instancia.md"
    otra.parent.mkdir()
    texto = (raiz / "contenido/instancias/mesa/instancia.md").read_text("utf-8")
    otra.write_text(texto.replace("tipo: mesa", "tipo: mesaa"), encoding="utf-8")


# --- el color ---------------------------------------------------------------------------------

COLOR = "\x1b["


@pytest.mark.parametrize(
    ("opciones", "ambiente", "hay"),
    [
        ((), {}, True),
        ((), {"NO_COLOR": "1"}, False),
        ((), {"NO_COLOR": ""}, True),
        ((), {"TERM": "dumb"}, False),
        (("--color", "nunca"), {}, False),
        (("--color", "siempre"), {"NO_COLOR": "1"}, True),
        (("--color=auto",), {"NO_COLOR": "1"}, False),
    ],
)
def test_en_una_terminal(
    opciones: tuple[str, ...], ambiente: dict[str, str], hay: bool, sitio: Path
) -> None:
    assert (COLOR in en_terminal(sitio, "revisar", *opciones, **ambiente)) == hay


@pytest.mark.parametrize(("opciones", "hay"), [((), False), (("--color", "siempre"), True)])
def test_por_una_tuberia(opciones: tuple[str, ...], hay: bool, sitio: Path) -> None:
    hecho = por_tuberia(sitio, "revisar", *opciones)
    assert (COLOR in hecho.stdout, hecho.stderr) == (hay, "")


def test_el_json_no_lleva_color_aunque_se_pida(sitio: Path) -> None:
    hecho = por_tuberia(sitio, "revisar", "--json", "--color", "siempre")
    assert set(json.loads(hecho.stdout)) >= {"hallazgos", "reglas"}


def ordenes() -> list[tuple[str, click.Command]]:
    """Todas las órdenes que hacen algo, también las que están dentro de otra."""
    contexto = click.Context(cli.grupo)
    sueltas = [(n, cli.grupo.get_command(contexto, n)) for n in cli.ORDENES]
    todas = []
    for nombre, orden in sueltas:
        assert orden is not None
        if isinstance(orden, click.Group):
            todas += [(f"{nombre} {n}", h) for n, h in orden.commands.items()]
        else:
            todas.append((nombre, orden))
    return todas


@pytest.mark.parametrize("nombre", [n for n, _ in ordenes()])
def test_toda_orden_tiene_color(nombre: str) -> None:
    opciones = {o for p in dict(ordenes())[nombre].params for o in p.opts}
    assert "--color" in opciones


def test_toda_orden_cabe_en_el_renglon_de_la_ayuda(capsys: pytest.CaptureFixture[str]) -> None:
    for pedido in (["--help"], ["nuevo", "--help"]):
        with pytest.raises(SystemExit):
            cli.principal(pedido)
    assert "..." not in capsys.readouterr().out


# --- el silencio ------------------------------------------------------------------------------


def test_lo_que_sale_bien_no_dice_nada(sitio: Path, tmp_path: Path) -> None:
    destino = str(tmp_path / "srv")
    for orden in (
        ("revisar",),
        ("construir",),
        ("construir", "--sin-buscador", "--limpio"),
        ("publicar", destino),
        ("publicar", destino),
        ("publicar", destino, "--simular"),
        ("verificar", destino),
        ("diagnostico",),
    ):
        hecho = por_tuberia(sitio, *orden, "--silencio")
        assert (orden, hecho.returncode, hecho.stdout, hecho.stderr) == (orden, 0, "", "")


def test_de_lo_que_sale_mal_solo_los_errores(sitio: Path, tmp_path: Path) -> None:
    danar(sitio)
    for orden in (("revisar",), ("construir",), ("publicar", str(tmp_path / "srv"))):
        con_todo, callada = generador(sitio, *orden), generador(sitio, *orden, "--silencio")
        assert (orden, con_todo.codigo, callada.codigo) == (orden, 1, 1)
        assert ("  información  " in con_todo.dicho, "  información  " in callada.dicho) == (
            True,
            False,
        ), orden
        assert "mesaa" in callada.dicho and callada.dicho.count("1 error\n") == 1


def test_una_copia_alterada_se_dice_tambien_en_silencio(sitio: Path, tmp_path: Path) -> None:
    destino = tmp_path / "srv"
    generador(sitio, "publicar", str(destino))
    (destino / "actual/index.html").write_text("otra cosa")
    hecho = generador(sitio, "verificar", str(destino), "--silencio")
    assert (hecho.codigo, "archivo-alterado: index.html" in hecho.dicho) == (1, True)


# --- el avance --------------------------------------------------------------------------------

LENTO = """
import sys, time
from generador.integridad import fuentes
leer = fuentes.Carpeta.leer
def despacio(self, ruta):
    time.sleep(0.05)
    return leer(self, ruta)
fuentes.Carpeta.leer = despacio
from generador.__main__ import principal
principal()
"""


def test_verificar_cuenta_lo_que_lleva_y_no_deja_rastro(sitio: Path, tmp_path: Path) -> None:
    destino = str(tmp_path / "srv")
    generador(sitio, "publicar", destino)
    poner_acta(sitio, 1)
    amo, esclavo = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", LENTO, "verificar", destino],
        cwd=sitio,
        stdout=subprocess.PIPE,
        stderr=esclavo,
        text=True,
        env=entorno(),
    ) as proceso:
        os.close(esclavo)
        visto = b""
        while select.select([amo], [], [], 60)[0]:
            try:
                trozo = os.read(amo, 65536)
            except OSError:
                break
            visto += trozo
        salida = proceso.stdout.read() if proceso.stdout else ""
    os.close(amo)
    dibujos = visto.decode().split("\r")
    assert any(d.startswith("Comparar archivos  ━") for d in dibujos)
    assert dibujos[-1] == "\x1b[K"
    assert "es la publicación 1" in salida and "Comparar" not in salida
