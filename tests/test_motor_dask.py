"""`construir --motor dask=…`: los mismos bytes que en un solo computador, o el sitio de antes.

Con el planificador y los obreros de Dask de verdad, en este computador.
"""

from __future__ import annotations

import errno
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.construcciones import CORTE, INSTANCIA, LISTA, NORMA, acta, arbol, con_lista
from apoyo.obreros import Obreros, esperar_a, matar, obreros_en

from generador.arboles import FalloDeEntorno, Sondeo, abrir_salida, mudar
from generador.arboles.sondeo import RECIENTE
from generador.compilacion import Taller
from generador.construccion import Pedido, construir, preparar
from generador.construccion.encargo import encargar, saludar, trabajar_aparte
from generador.construccion.motor_dask import _al_saludar, diferencias, va_cifrada
from generador.lectura.contenido import Contenido
from generador.memoria import Memoria, huella_del_producto
from generador.representacion import Representador
from generador.vigencia.programa import con_la_huella

pytest.importorskip("distributed", reason="no está la parte opcional «distribuido»")

INSTANCIAS, ACTAS = 12, 5
DE_CADA_VEZ = {"estados", "ultima-construccion"}
"""Lo recordado que dice inodos, horas y segundos: es otro en cada corrida, repartida o no."""

MUERE_A_MEDIAS = """
import os, signal
from generador.compilacion import trabajar as de_verdad
from generador.construccion import encargo

def trabajar(slug, contexto, taller):
    de_verdad(slug, contexto, taller)
    pagina = taller.destino / "instancias" / slug / "index.html"
    pagina.write_bytes(pagina.read_bytes()[:100])
    os.kill(os.getpid(), signal.SIGKILL)

encargo.trabajar = trabajar
"""
SE_QUEDA = """
import pathlib, time
from generador.construccion import encargo

def trabajar(slug, contexto, taller):
    pathlib.Path("trabajando").touch()
    time.sleep(60)

encargo.trabajar = trabajar
"""
DE_OTRA_VERSION = "import generador\ngenerador.__version__ = '0.0.1'\n"
SIN_GENERADOR = "import sys\nsys.modules['generador'] = None\n"


@pytest.fixture
def sitio(tmp_path: Path) -> Path:
    raiz = tmp_path / "sitio"
    archivos = {
        "contenido/normas/decreto-1-2019-uno.md": NORMA.format("Crea la mesa"),
        "contenido/listas/propia.yaml": LISTA.format("Propia"),
    }
    for i in range(INSTANCIAS):
        suya = f"contenido/instancias/mesa-{i}"
        archivos[f"{suya}/instancia.md"] = INSTANCIA.replace("Mesa de prueba", f"Mesa {i}")
        for n in range(1, ACTAS + 1):
            dia = date(2026, 1, 1) + timedelta(weeks=n)
            texto = con_lista(acta(dia, n, f"Sesión {n} de la mesa {i}."))
            archivos[f"{suya}/actas/2026/{n:02d}.md"] = texto
            archivos[f"{suya}/actas/2026/{n:02d}/lista.csv"] = f"{i};{n}\n"
    escribir_sitio(raiz, archivos)
    return raiz


@pytest.fixture
def obreros(tmp_path: Path) -> Iterator[Obreros]:
    with obreros_en(tmp_path / "obreros") as hay:
        yield hay


def orden(raiz: Path, *mas: str, antes: str = "") -> subprocess.CompletedProcess[str]:
    """Lo que responde `construir`, en otro proceso; `antes` corre en él primero."""
    programa = f"import sys; {antes}\nfrom generador.__main__ import principal\nprincipal()"
    argumentos = ("construir", "--fecha", CORTE.isoformat(), "--sin-buscador", "--silencio", *mas)
    return subprocess.run(
        [sys.executable, "-c", programa, *argumentos],
        cwd=raiz,
        text=True,
        capture_output=True,
        timeout=100,
    )


def recordado(raiz: Path) -> dict[str, bytes]:
    memoria = arbol(raiz / ".generador/publicado/memoria")
    return {n: datos for n, datos in memoria.items() if n not in DE_CADA_VEZ}


def test_los_mismos_bytes_aunque_un_obrero_muera_a_medias(sitio: Path, obreros: Obreros) -> None:
    muere = obreros.obrero(MUERE_A_MEDIAS)
    obreros.obrero()
    obreros.esperar()
    # A lo recién escrito el disco no se le cree, y de eso no se guarda qué decía.
    time.sleep(RECIENTE / 1e9)
    # En otro proceso también: la huella del programa de este es de cuando empezó la corrida.
    local = orden(sitio)
    assert local.returncode == 0, local.stderr
    esperado, memoria = arbol(sitio / "publicado"), recordado(sitio)
    hecho = orden(sitio, "--limpio", "--motor", f"dask={obreros.direccion}")
    assert hecho.returncode == 0, hecho.stderr
    assert hecho.stderr == ""
    assert muere.poll() is not None, "el obrero que iba a morir no recibió nada"
    assert arbol(sitio / "publicado") == esperado
    assert recordado(sitio) == memoria
    assert not (sitio / ".generador/publicado/encargos").exists()


@pytest.mark.parametrize(
    ("al_empezar", "dicho"),
    [(DE_OTRA_VERSION, "allá 0.0.1"), (SIN_GENERADOR, "allá no está este mismo generador")],
    ids=["de-otra-version", "sin-generador"],
)
def test_el_obrero_que_no_es_igual_se_rechaza_por_su_nombre(
    sitio: Path, obreros: Obreros, al_empezar: str, dicho: str
) -> None:
    obreros.obrero(al_empezar)
    obreros.esperar()
    hecho = orden(sitio, "--motor", f"dask={obreros.direccion}")
    assert hecho.returncode == 3
    assert "El obrero «tcp://127.0.0.1:" in hecho.stderr and dicho in hecho.stderr
    assert not (sitio / "publicado").exists()


def test_sin_planificador_a_medio_camino_queda_el_sitio_de_antes(
    sitio: Path, obreros: Obreros
) -> None:
    assert construir(Pedido(sitio, sitio / "publicado", CORTE, buscador=False)).correcto
    antes = arbol(sitio / "publicado")
    obreros.obrero(SE_QUEDA)
    obreros.esperar()
    (sitio / "contenido/instancias/mesa-1/actas/2026/01.md").unlink()
    padre = subprocess.Popen(
        [
            *(sys.executable, "-m", "generador", "construir", "--fecha", CORTE.isoformat()),
            *("--sin-buscador", "--motor", f"dask={obreros.direccion}"),
        ],
        cwd=sitio,
        text=True,
        stderr=subprocess.PIPE,
    )
    esperar_a(obreros.carpeta / "trabajando")
    matar(obreros.planificador)
    assert "Se perdió el planificador de Dask" in padre.communicate(timeout=60)[1]
    assert padre.returncode == 3
    assert arbol(sitio / "publicado") == antes


def test_sin_obreros_o_sin_planificador_no_se_espera_para_siempre(
    sitio: Path, obreros: Obreros
) -> None:
    motor = "from generador.construccion import motor_dask as m"
    obreros.obrero(MUERE_A_MEDIAS)
    obreros.esperar()
    # El único muere con la primera instancia; la segunda vez ya no hay ninguno.
    for _ in "12":
        antes = f"{motor}; m._CADA_CUANTO, m._SIN_NADIE = 1, 2"
        hecho = orden(sitio, "--motor", f"dask={obreros.direccion}", antes=antes)
        assert (hecho.returncode, "no tiene obreros" in hecho.stderr) == (3, True), hecho.stderr
    matar(obreros.planificador)
    antes = f"{motor}; m._AL_CONECTAR = 1"
    hecho = orden(sitio, "--motor", f"dask={obreros.direccion}", antes=antes)
    assert (hecho.returncode, "no responde un planificador" in hecho.stderr) == (3, True)
    assert not (sitio / "publicado").exists()


def test_si_no_esta_instalado_se_dice_como_instalarlo(sitio: Path) -> None:
    sin = "from generador.construccion import motor_dask; motor_dask.find_spec = lambda _: None"
    hecho = orden(sitio, "--motor", "dask=tcp://127.0.0.1:1", antes=sin)
    assert hecho.returncode == 3
    assert 'pip install -e ".[distribuido]"' in hecho.stderr


@pytest.mark.parametrize(
    ("mas", "dicho"),
    [
        (["--motor", "dask=tcp://10.0.0.7:8786"], "--motor-sin-tls"),
        (["--motor", "dask=10.0.0.7"], "no es un motor"),
        (["--motor", "dask=tcp://127.0.0.1:1", "--perfil"], "quite --motor"),
        (["--motor-sin-tls"], "sin --motor"),
    ],
)
def test_lo_que_no_se_puede_pedir_es_un_error_de_uso(
    sitio: Path, mas: list[str], dicho: str
) -> None:
    hecho = orden(sitio, *mas)
    assert hecho.returncode == 2
    assert dicho in hecho.stderr


@pytest.mark.parametrize(
    ("direccion", "cifrada"),
    [
        ("tls://maquina:8786", True),
        ("tcp://localhost:8786", True),
        ("tcp://127.0.0.1:8786", True),
        ("tcp://[::1]:8786", True),
        ("tcp://10.0.0.7:8786", False),
        ("tcp://maquina:8786", False),
        ("tcp://127.0.0.1.ejemplo.org:8786", False),
    ],
)
def test_en_claro_solo_se_habla_con_este_computador(direccion: str, cifrada: bool) -> None:
    assert va_cifrada(direccion) is cifrada


# --- lo que hace un obrero, sin Dask ----------------------------------------------------------


@pytest.fixture
def taller(sitio: Path) -> Iterator[tuple[Taller, object]]:
    pedido = Pedido(sitio, sitio / "publicado", CORTE)
    with abrir_salida(pedido.salida, orden="construir") as obra:
        leido, tema = preparar(pedido, Contenido(sitio))
        assert tema is not None and leido.contexto is not None
        dibujo = Representador(tema, obra.almacen)
        memoria = Memoria(obra.almacen, huella_del_producto(tema.huella_comun), dibujo.huella_de)
        yield Taller(sitio, dibujo, obra.carpeta, {}, memoria), leido.contexto


def test_una_tarea_hecha_dos_veces_escribe_lo_mismo_en_dos_carpetas(taller) -> None:
    con, contexto = taller
    sobre = encargar(str(con.destino.parent / "encargos/uno"), contexto, con)
    una, otra = (trabajar_aparte(sobre, "mesa-1", con.sondeo("mesa-1")) for _ in "12")
    assert una.carpeta != otra.carpeta
    assert una.trabajo == otra.trabajo
    escrito = arbol(Path(una.carpeta))
    assert escrito == arbol(Path(otra.carpeta)) and set(escrito) == set(una.trabajo.fichas)
    mudar(una.carpeta, str(con.destino))
    assert arbol(con.destino) == escrito


def test_lo_que_recuerda_un_obrero_le_sirve_a_quien_lo_encargo(taller) -> None:
    con, contexto = taller
    # La huella de quien encarga mira su disco: la del obrero, en otra máquina, es otra.
    with con_la_huella("la de quien encarga"):
        sobre = encargar(str(con.destino.parent / "encargos/uno"), contexto, con)
        sondeo = con.sondeo("mesa-1")
    trabajar_aparte(sobre, "mesa-1", sondeo)
    assert not con.memoria.vistos("mesa-1")
    with con_la_huella("la de quien encarga"):
        assert con.memoria.vistos("mesa-1")


def test_un_obrero_con_varios_hilos_hace_una_instancia_a_la_vez(
    taller, monkeypatch: pytest.MonkeyPatch
) -> None:
    dentro: list[int] = []
    a_la_vez: list[int] = []

    def despacio(*_: object) -> None:
        dentro.append(1)
        a_la_vez.append(len(dentro))
        time.sleep(0.2)
        dentro.pop()

    con, contexto = taller
    sobre = encargar(str(con.destino.parent / "encargos/uno"), contexto, con)
    monkeypatch.setattr("generador.construccion.encargo.trabajar", despacio)
    with ThreadPoolExecutor(3) as hilos:
        for slug in ("mesa-1", "mesa-2", "mesa-3"):
            hilos.submit(trabajar_aparte, sobre, slug, con.sondeo(slug))
    assert a_la_vez == [1, 1, 1]


def test_el_obrero_que_ve_otros_archivos_no_trabaja(taller) -> None:
    con, contexto = taller
    sobre = encargar(str(con.destino.parent / "encargos/uno"), contexto, con)
    dado = trabajar_aparte(sobre, "mesa-1", Sondeo("otro", firme=True))
    with pytest.raises(FalloDeEntorno, match=r"mesa-1.*cambió mientras se leía"):
        dado.lanzar()


def test_el_obrero_con_otro_tema_o_sin_la_carpeta_se_rechaza(taller) -> None:
    con, contexto = taller
    sobre = encargar(str(con.destino.parent / "encargos/uno"), contexto, con)
    assert _al_saludar(saludar(sobre), sobre) == ""
    con_otro_tema = sobre._replace(tema="otro")
    assert "el tema es otro" in _al_saludar(saludar(con_otro_tema), con_otro_tema)
    assert "temas/" in trabajar_aparte(con_otro_tema, "mesa-1", con.sondeo("mesa-1")).mensaje
    lejos = sobre._replace(carpeta=os.devnull)
    assert "no ve la carpeta" in _al_saludar(saludar(lejos), lejos)


def test_el_obrero_de_otra_version_que_llega_tarde_no_trabaja(taller) -> None:
    con, contexto = taller
    sobre = encargar(str(con.destino.parent / "encargos/uno"), contexto, con)
    tarde = trabajar_aparte(sobre._replace(partes="otras"), "mesa-1", con.sondeo("mesa-1"))
    assert "no es el de este computador" in tarde.mensaje


def test_el_disco_lleno_de_un_obrero_se_dice_como_el_de_aqui(
    taller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sin_espacio(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "pagina.html")

    con, contexto = taller
    sobre = encargar(str(con.destino.parent / "encargos/uno"), contexto, con)
    monkeypatch.setattr("generador.construccion.encargo.trabajar", sin_espacio)
    dado = trabajar_aparte(sobre, "mesa-1", con.sondeo("mesa-1"))
    with pytest.raises(FalloDeEntorno, match=r"No queda espacio en el disco: «pagina\.html»"):
        pickle.loads(pickle.dumps(dado)).lanzar()


def test_un_error_del_programa_vuelve_con_su_traza(taller, monkeypatch: pytest.MonkeyPatch) -> None:
    def sin_fondo(*todo: object) -> None:
        sin_fondo(*todo)

    con, contexto = taller
    sobre = encargar(str(con.destino.parent / "encargos/uno"), contexto, con)
    monkeypatch.setattr("generador.construccion.encargo.trabajar", sin_fondo)
    dado = trabajar_aparte(sobre, "mesa-1", con.sondeo("mesa-1"))
    with pytest.raises(RuntimeError, match="RecursionError"):
        pickle.loads(pickle.dumps(dado)).lanzar()


def test_una_diferencia_se_dice_con_las_dos_versiones() -> None:
    aqui = {"Python": "3.11.7", "dask": "2026.8.0"}
    assert diferencias(aqui, dict(aqui)) == ""
    assert diferencias(aqui, {"Python": "3.13.1"}) == (
        "Python: aquí 3.11.7, allá 3.13.1; dask: aquí 2026.8.0, allá no está"
    )
