"""Una entrada vieja del registro que alguien corrigió no se sella ni se da por buena."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from apoyo.reales import Corrida, generador, hacer_sitio, poner_acta

Cambio = Callable[[Path], object]


@pytest.fixture
def raiz(tmp_path: Path) -> Path:
    """Un sitio con dos publicaciones en un destino, y algo por publicar."""
    raiz = hacer_sitio(tmp_path / "sitio")
    for lugar in ("Sala 2", "Sala 3"):
        assert _publica(raiz).codigo == 0
        poner_acta(raiz, 1, lugar=lugar)
    return raiz


def _publica(raiz: Path, *mas: str, destino: str = "d") -> Corrida:
    return generador(raiz, "publicar", str(raiz.parent / destino), "--sin-buscador", *mas)


def _entrada(raiz: Path, numero: int) -> Path:
    return next((raiz / "contenido/publicaciones").glob(f"*-{numero}.yaml"))


def _cambia(antes: str, despues: str) -> Cambio:
    return lambda a: a.write_text(a.read_text("utf-8").replace(antes, despues, 1), "utf-8")


CAMBIOS: dict[str, Cambio] = {
    "un título": _cambia('titulo: "', 'titulo: "El otro '),
    "una acción": lambda a: a.write_text(
        re.sub('(accion: ").*"', r'\1retirado"', a.read_text("utf-8"), count=1)
    ),
    "un renglón menos": lambda a: a.write_text(
        re.sub(r"    valores: .*\n", "", a.read_text("utf-8"), count=1)
    ),
    "una huella": _cambia('sha256: "', 'sha256: "0'),
    "el día, con su nombre": lambda a: (
        _cambia(a.name[:10], "2020-01-02")(a),
        a.rename(a.with_name(f"2020-01-02{a.name[10:]}")),
    ),
}


@pytest.mark.parametrize("numero", [1, 2])
@pytest.mark.parametrize("cambio", CAMBIOS.values(), ids=CAMBIOS)
def test_no_se_publica_sobre_una_entrada_cambiada(cambio: Cambio, numero: int, raiz: Path) -> None:
    original = _entrada(raiz, numero)
    nombre, datos = original.name, original.read_bytes()
    cambio(original)
    manifiesto = (raiz.parent / "d/actual/manifiesto.json").read_bytes()
    for mas in (("--simular",), (), ("--deshacer",)):
        hecho = _publica(raiz, *mas)
        assert hecho.codigo == 3, hecho.dicho
        assert f"contenido/publicaciones/{_entrada(raiz, numero).name}" in hecho.dicho
        assert "Nada se publicó" in hecho.dicho
    assert (raiz.parent / "d/actual/manifiesto.json").read_bytes() == manifiesto
    # Con lo que se le pide, sigue: la del destino se escribe sola.
    _entrada(raiz, numero).unlink()
    hecho = _publica(raiz, "--recuperar-registro")
    assert hecho.codigo == 0, hecho.dicho
    assert (raiz / "contenido/publicaciones" / nombre).read_bytes() == datos
    assert generador(raiz, "verificar", str(raiz.parent / "d")).codigo == 0


def test_revisar_dice_la_que_no_es_la_de_su_nombre(raiz: Path) -> None:
    entrada = _entrada(raiz, 1)
    _cambia(f"fecha: {entrada.name[:10]}", "fecha: 2020-01-02")(entrada)
    hecho = generador(raiz, "revisar")
    assert hecho.codigo == 1 and f"{entrada.name}:2" in hecho.dicho, hecho.dicho
    assert "publicacion-cambiada" in hecho.dicho


def test_los_finales_de_renglon_y_la_lectura_no_son_un_cambio(raiz: Path) -> None:
    uno, dos = _entrada(raiz, 1), _entrada(raiz, 2)
    uno.write_bytes(uno.read_bytes().replace(b"\n", b"\r\n"))
    leida = b'leida: "https://x.gov.co/"\nmanifiesto: '
    dos.write_bytes(dos.read_bytes().replace(b"manifiesto: ", leida))
    assert _publica(raiz).codigo == 0


def test_si_lo_publicado_da_fe_de_la_de_aqui_se_sigue(raiz: Path) -> None:
    """La que cambió es la copia que guarda el destino."""
    copia = raiz.parent / "d/cadena" / _entrada(raiz, 1).name
    copia.write_text(copia.read_text("utf-8").replace('titulo: "', 'titulo: "Otro '), "utf-8")
    assert _publica(raiz).codigo == 0


def test_con_varios_destinos_y_un_retiro_se_sigue(raiz: Path) -> None:
    """Cada destino guarda solo lo suyo, y el retiro de uno limpia las entradas del otro."""
    assert _publica(raiz, destino="otro").codigo == 0
    acta = "instancias/mesa/actas/2020/01.html"
    retiro = ("--retirar-definitivo", acta, "--solo-lo-anterior", "--motivo", "Un nombre")
    assert _publica(raiz, *retiro).codigo == 0
    for n in range(3):
        poner_acta(raiz, 2, lugar=f"Sala {n}")
        for destino in ("otro", "d"):
            hecho = _publica(raiz, destino=destino)
            assert hecho.codigo == 0, hecho.dicho
    _cambia('titulo: "', 'titulo: "Otro ')(_entrada(raiz, 1))
    assert "no se corrige" in _publica(raiz, "--enviar-todo").dicho
