"""La forma corta de las exigencias, y que sus compuertas descubren a quien no cumple."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from exigencias import g1_entero, g2_exacto, g3_ajeno, g5_turnos, ingenuos, lectores
from exigencias.__main__ import promesas
from exigencias.base import Cuenta, NoSePuede, correr_parte, lugar_rapido
from exigencias.documento import DOCUMENTO, marcas
from exigencias.procesos import calentar, construir, correr, correr_con_strace
from exigencias.rastro import del_interprete, leer_rastro
from exigencias.sitios import sitio_pequeno

pytestmark = pytest.mark.promesas


@pytest.fixture
def carpeta() -> Iterator[Path]:
    """Una carpeta vacía, en memoria si se puede."""
    with TemporaryDirectory(prefix="garantias-", dir=lugar_rapido()) as nueva:
        yield Path(nueva)


@pytest.fixture(scope="module", autouse=True)
def preparados() -> Iterator[None]:
    """Cada caso de la primera promesa se prepara una vez: las pruebas parten de copias suyas."""
    preparar = g1_entero.preparar
    with (
        TemporaryDirectory(prefix="garantias-", dir=lugar_rapido()) as lugar,
        pytest.MonkeyPatch.context() as cambios,
    ):

        @cache
        def una_vez(caso: str, modo: str) -> g1_entero.Base:
            propia = Path(lugar) / f"{caso}, {modo}"
            propia.mkdir()
            return preparar(propia, caso, modo)

        def preparado(
            carpeta: Path, caso: str, modo: str, *orden: g1_entero.Orden
        ) -> g1_entero.Base:
            return preparar(carpeta, caso, modo, *orden) if orden else una_vez(caso, modo)

        cambios.setattr(g1_entero, "preparar", preparado)
        yield


PARTES = [
    pytest.param(parte, id=f"{promesa.numero}: {nombre}")
    for promesa in promesas()
    for nombre, parte in promesa.partes(False).items()
]


@pytest.mark.parametrize("parte", PARTES)
def test_se_cumple(parte: Callable[[Path, Cuenta], None], carpeta: Path) -> None:
    cuenta = correr_parte(parte, carpeta / "parte")
    if cuenta.omitidas and not cuenta.intentos:
        pytest.skip("; ".join(cuenta.omitidas))
    assert (cuenta.fallas, cuenta.fallidos) == ([], 0)
    assert cuenta.intentos


def como(ingenuo: Callable[[], None], *opciones: str) -> g1_entero.Orden:
    """La orden, hecha por un programa ingenuo."""

    def orden() -> int:
        ingenuo()
        return construir(*opciones)()

    return orden


def test_las_muertes_descubren_a_quien_escribe_encima(carpeta: Path) -> None:
    cuenta = Cuenta()
    try:
        base = g1_entero.preparar(
            carpeta, "primera", "con intercambio", como(ingenuos.escribir_encima)
        )
    except NoSePuede as motivo:
        pytest.skip(str(motivo))
    for paso in [p for p in base.pasos if p.nombre == "write"][-3:]:
        g1_entero.herir(base, carpeta, paso, "signal=KILL", cuenta)
    assert cuenta.fallidos


def test_el_lector_descubre_a_quien_escribe_encima(carpeta: Path) -> None:
    raiz = carpeta / "sitio"
    raiz.mkdir()
    sitio_pequeno(raiz)
    lectores.poner_version(raiz, 0)
    calentar(raiz)

    def publicar(version: int) -> None:
        lectores.poner_version(raiz, version)
        assert correr(raiz, como(ingenuos.escribir_encima)).codigo == 0

    visto = lectores.mirar_mientras(raiz / "publicado", publicar, 8)
    assert visto["carpeta mezclada"] or visto["rota"]


@pytest.mark.parametrize("ingenuo", [ingenuos.escribir_encima, ingenuos.memoria_que_no_pregunta])
def test_lo_exacto_descubre_lo_que_queda(ingenuo: Callable[[], None], carpeta: Path) -> None:
    parte = partial(g2_exacto.sin_rastro, 2, como(ingenuo))
    assert correr_parte(parte, carpeta / "parte").fallidos


def test_lo_exacto_descubre_una_clave_que_no_mira_el_contenido(carpeta: Path) -> None:
    raiz = carpeta / "sitio"
    raiz.mkdir()
    sitio_pequeno(raiz)
    calentar(raiz)
    orden = como(ingenuos.clave_por_tamano)
    assert correr(raiz, orden).codigo == 0
    acta = raiz / g2_exacto.ACTAS / "01.md"
    acta.write_text(acta.read_text("utf-8").replace("asunto", "osunta"), "utf-8")
    assert correr(raiz, orden).codigo == 0
    assert not g2_exacto._igual_que_de_cero(raiz, carpeta)


def test_los_canarios_descubren_un_borrador_publicado(carpeta: Path) -> None:
    def sin_apartar() -> None:
        from generador.lectura import instancia

        instancia.es_publico = lambda registro, corte: True

    parte = partial(g2_exacto.canarios, como(sin_apartar, "--limpio"))
    assert correr_parte(parte, carpeta / "parte").fallidos


def test_el_cambiazo_descubre_a_quien_lee_por_la_ruta(carpeta: Path) -> None:
    parte = partial(g3_ajeno.cambiazos, (g3_ajeno.ACTAS,), 5, ingenuos.leer_por_la_ruta)
    assert correr_parte(parte, carpeta / "parte").fallidos


def test_el_rastro_descubre_a_quien_lee_afuera_y_a_quien_llama_a_la_red(carpeta: Path) -> None:
    raiz = carpeta / "sitio"
    raiz.mkdir()
    (carpeta / "carta.odt").write_text("querida mamá")

    def curiosa() -> int:
        (raiz / "propio").write_text((carpeta / "carta.odt").read_text())
        socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).close()
        for direccion in ("127.0.0.1", "192.0.2.1"):
            with (
                socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as enchufe,
                contextlib.suppress(OSError),
            ):
                enchufe.connect((direccion, 9))
        return 0

    opciones = ["-y", "-o", str(carpeta / "traza"), "-e", "trace=%file,%network"]
    try:
        assert correr_con_strace(raiz, curiosa, opciones).codigo == 0
    except NoSePuede as motivo:
        pytest.skip(str(motivo))
    rastro = leer_rastro(carpeta / "traza")
    propias = [raiz, carpeta / "dijo-sitio", *del_interprete()]
    assert rastro.fuera_de(propias) == [str(carpeta / "carta.odt")]
    assert len(rastro.red) == 5
    assert ["192.0.2.1" in r for r in rastro.con_otros()] == [True]


def test_una_huella_ve_los_modos_y_los_nombres(carpeta: Path) -> None:
    from exigencias.g4_bytes import huella

    (carpeta / "a").write_text("x")
    (carpeta / "a").chmod(0o644)
    vistas = {huella(carpeta)}
    (carpeta / "a").chmod(0o600)
    vistas.add(huella(carpeta))
    (carpeta / "a").rename(carpeta / "b")
    vistas.add(huella(carpeta))
    assert len(vistas) == 3


def test_las_carreras_descubren_que_no_hay_cerrojo(carpeta: Path) -> None:
    parte = partial(g5_turnos.carreras, 3, ingenuos.sin_cerrojo)
    assert correr_parte(parte, carpeta / "parte").fallidos


def test_un_muerto_descubre_el_cerrojo_que_se_queda(carpeta: Path) -> None:
    parte = partial(g5_turnos.muertos, 3, ingenuos.cerrojo_de_archivo)
    assert correr_parte(parte, carpeta / "parte").fallidos


def test_el_documento_tiene_donde_anotar_cada_promesa() -> None:
    texto = DOCUMENTO.read_text("utf-8")
    for promesa in promesas():
        abre, cierra = marcas(promesa.numero)
        assert texto.index(f"## {promesa.numero}. {promesa.titulo}") < texto.index(abre)
        assert texto.index(abre) < texto.index(cierra)
