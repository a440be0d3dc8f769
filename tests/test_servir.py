"""`generador servir`: qué sirve, a quién se niega y cómo empieza y termina."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.servidor import (
    CABEZA,
    MESA,
    PLAZO,
    SITIO,
    Servido,
    esperar,
    orden,
    puerto_libre,
    servir,
)

from generador.hallazgo import Gravedad, Hallazgo, Origen
from generador.servidor.sobrepuesto import estado_en_json
from generador.servidor.vista_previa import LoUltimo

pytestmark = pytest.mark.servidores

ACTA = f"{MESA}/actas/2020/01.md"
PAGINA = "/instancias/mesa/actas/2020/01.html"


@pytest.fixture(scope="module")
def quieto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servido]:
    """Un servidor para las pruebas que no cambian nada."""
    with servir(tmp_path_factory.mktemp("quieto")) as servido:
        yield servido


# --- qué sirve --------------------------------------------------------------------------------


def test_una_pagina_lleva_lo_sobrepuesto_y_no_se_guarda(quieto: Servido) -> None:
    respuesta = quieto.pedir(PAGINA)
    assert respuesta.codigo == 200
    assert respuesta.cabeceras["Content-Type"] == "text/html; charset=utf-8"
    assert respuesta.cabeceras["Cache-Control"] == "no-store"
    assert re.search(
        r'<script src="/livereload.js\?v=[\d.]+" defer></script>\n</head>', respuesta.texto
    )
    assert "Texto de la primera." in respuesta.texto


def test_se_guarda_solo_lo_que_si_cambia_cambia_de_direccion(quieto: Servido) -> None:
    """Al recargar no se vuelve a pedir un estilo, y nada más se queda viejo."""
    recursos = re.findall(
        r'(?:href|src)="(?:\.\./)*/?([^"]+\.(?:css|js)[^"]*)"', quieto.pedir(PAGINA).texto
    )
    assert len(recursos) >= 6
    guardados = {r: quieto.pedir(f"/{r}").cabeceras["Cache-Control"] for r in recursos}
    assert set(guardados.values()) == {"public, max-age=31536000, immutable"}, guardados
    frescos = [
        "/_vista/vista.js",
        "/livereload.js",
        "/_vista/estado.json?v=1",
        "/datos/cumplimiento.json?v=1",
        f"{PAGINA}?v=1",
        "/estaticos/ya-no-esta.0123456789.css",
    ]
    assert {quieto.pedir(r).cabeceras["Cache-Control"] for r in frescos} == {"no-store"}


def test_lo_sobrepuesto_no_esta_en_los_archivos(quieto: Servido) -> None:
    archivos = [a for a in (quieto.raiz / ".vista/sitio").rglob("*") if a.is_file()]
    assert len(archivos) > 5
    for archivo in archivos:
        assert b"_vista" not in archivo.read_bytes()
        assert b"livereload" not in archivo.read_bytes()
        assert b"Borrador: no se publica" not in archivo.read_bytes()


def test_un_anexo_que_puede_traer_ordenes_no_corre_en_la_vista(tmp_path: Path) -> None:
    """Una página anexa no llega; y lo que quedara de antes se descarga, encerrado."""
    guion = "<script>fetch('/_vista/estado.json')</script>"
    escribir_sitio(tmp_path, {f"{MESA}/actas/2020/01/pagina.html": guion})
    with servir(tmp_path) as servido:
        assert servido.pedir("/instancias/mesa/actas/2020/01/pagina.html").codigo == 404
        anexos = tmp_path / ".vista/sitio/instancias/mesa/actas/2020/01"
        anexos.mkdir(parents=True, exist_ok=True)
        for nombre in ("plano.svg", "guion.js", "otra.xhtml"):
            (anexos / nombre).write_text(guion, "utf-8")
            cabeceras = servido.pedir(f"/instancias/mesa/actas/2020/01/{nombre}").cabeceras
            assert "sandbox" in cabeceras["Content-Security-Policy"]
            assert cabeceras["Content-Disposition"] == "attachment"


@pytest.mark.parametrize(
    ("ruta", "codigo", "tipo"),
    [
        ("/", 200, "text/html; charset=utf-8"),
        ("/instancias/mesa/", 200, "text/html; charset=utf-8"),
        ("/instancias/mesa/index.html?x=1", 200, "text/html; charset=utf-8"),
        ("/datos/cumplimiento.json", 200, "application/json; charset=utf-8"),
        ("/instancias/mesa/actas/2020/02/anexo-canario.txt", 200, "text/plain; charset=utf-8"),
        ("/livereload.js", 200, "application/javascript"),
        ("/_vista/vista.js", 200, "text/javascript; charset=utf-8"),
        ("/_vista/vista.css", 200, "text/css; charset=utf-8"),
        ("/instancias/", 404, "text/html; charset=utf-8"),
        ("/no-existe.html", 404, "text/html; charset=utf-8"),
        ("/_vista/otro.js", 404, "text/html; charset=utf-8"),
        ("/" + "x" * 5000, 404, "text/html; charset=utf-8"),
    ],
)
def test_codigos_y_tipos(quieto: Servido, ruta: str, codigo: int, tipo: str) -> None:
    respuesta = quieto.pedir(ruta)
    assert (respuesta.codigo, respuesta.cabeceras["Content-Type"]) == (codigo, tipo)


def test_una_carpeta_sin_barra_lleva_a_la_carpeta(quieto: Servido) -> None:
    respuesta = quieto.pedir("/instancias/mesa")
    assert (respuesta.codigo, respuesta.cabeceras["Location"]) == (302, "/instancias/mesa/")


def test_donde_no_hay_pagina_se_ve_la_404_del_sitio(quieto: Servido) -> None:
    assert "Esta página no existe" in quieto.pedir("/no/existe.html").texto


def test_de_un_anexo_se_puede_pedir_un_trozo_y_de_una_pagina_solo_las_cabeceras(
    quieto: Servido,
) -> None:
    anexo = "/instancias/mesa/actas/2020/02/anexo-canario.txt"
    assert quieto.pedir(anexo, Range="bytes=0-6").cuerpo == b"Canario"
    cabeceras = quieto.pedir(PAGINA, "HEAD")
    assert (cabeceras.codigo, cabeceras.cuerpo) == (200, b"")
    assert quieto.pedir(PAGINA, "POST", Content_Length="0").codigo == 405


# --- a quién se niega -------------------------------------------------------------------------


@pytest.mark.parametrize("nombre", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_los_nombres_de_este_computador_entran(quieto: Servido, nombre: str) -> None:
    huesped = f"{nombre}:{quieto.puerto}"
    assert quieto.pedir("/", Host=huesped).codigo == 200
    assert quieto.abrir_canal(Host=huesped, Origin=f"http://{huesped}").codigo == 101


AJENAS = {
    "sin Host": {"Host": ""},
    "otro nombre": {"Host": "evil.example:{puerto}"},
    "otro nombre que empieza igual": {"Host": "127.0.0.1.evil.example:{puerto}"},
    "sin puerto": {"Host": "127.0.0.1"},
    "otro puerto": {"Host": "127.0.0.1:1"},
    "otra dirección": {"Host": "0.0.0.0:{puerto}"},
    "origen ajeno": {"Origin": "http://evil.example"},
    "origen opaco": {"Origin": "null"},
    "origen de otro puerto": {"Origin": "http://127.0.0.1:1"},
    "origen con otro nombre": {"Origin": "http://localhost:{puerto}"},
    "origen seguro": {"Origin": "https://127.0.0.1:{puerto}"},
    "origen antiguo": {"Sec-WebSocket-Origin": "http://evil.example"},
}


@pytest.mark.parametrize("ruta", ["/", "/_vista/estado.json", "/livereload.js", "/no-existe"])
@pytest.mark.parametrize("caso", AJENAS)
def test_lo_ajeno_no_entra(quieto: Servido, caso: str, ruta: str) -> None:
    cabeceras = {n: v.format(puerto=quieto.puerto) for n, v in AJENAS[caso].items()}
    respuesta = quieto.pedir(ruta, **cabeceras)
    assert respuesta.codigo in ((400, 403) if caso == "sin Host" else (403,))
    assert "Mesa" not in respuesta.texto


@pytest.mark.parametrize("caso", AJENAS)
def test_el_canal_de_recarga_no_se_abre_a_lo_ajeno(quieto: Servido, caso: str) -> None:
    cabeceras = {n: v.format(puerto=quieto.puerto) for n, v in AJENAS[caso].items()}
    assert quieto.abrir_canal(**cabeceras).codigo in (400, 403)


def test_solo_escucha_en_este_computador(quieto: Servido) -> None:
    # Quien escuchara en todas las direcciones contestaría también en esta.
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", quieto.puerto), timeout=PLAZO).close()


@pytest.mark.parametrize(
    "ruta",
    [
        "/.generador-salida",
        "/.git/config",
        "/%2egenerador-salida",
        "/../.gitignore",
        "/../../contenido/sitio.yaml",
        "/%2e%2e/%2e%2e/contenido/sitio.yaml",
        "/..%2f..%2fcontenido%2fsitio.yaml",
        "/%252e%252e/%252e%252e/contenido/sitio.yaml",
        "/instancias/..%5c..%5c..%5ccontenido/sitio.yaml",
        "/instancias/mesa/../../../../contenido/sitio.yaml",
        "//contenido/sitio.yaml",
        "/index.html%00.txt",
        "/_vista/../../__init__.py",
        "/_vista/..%2f__init__.py",
    ],
)
def test_nada_oculto_ni_de_fuera(quieto: Servido, ruta: str) -> None:
    assert (quieto.raiz / ".vista/sitio/.generador-salida").is_file()
    respuesta = quieto.pedir(ruta)
    assert respuesta.codigo == 404
    assert "formato: 1" not in respuesta.texto


def test_un_enlace_no_lleva_fuera(tmp_path: Path) -> None:
    with servir(tmp_path) as servido:
        sitio = tmp_path / ".vista/sitio"
        (sitio / "enlace.yaml").symlink_to(tmp_path / "contenido/sitio.yaml")
        (sitio / "carpeta").symlink_to(tmp_path / "contenido")
        for ruta in ("/enlace.yaml", "/carpeta/", "/carpeta/sitio.yaml"):
            assert servido.pedir(ruta).codigo == 404


# --- al guardar -------------------------------------------------------------------------------


def test_lo_guardado_se_sirve(tmp_path: Path) -> None:
    with servir(tmp_path) as servido:
        version = servido.estado()["version"]
        servido.escribir(ACTA, SITIO[ACTA] + "\nTexto agregado.\n")
        esperar(lambda: "Texto agregado." in servido.pedir(PAGINA).texto)
        esperar(lambda: servido.estado()["version"] == version + 1)


def test_un_archivo_que_no_cambia_nada_no_recarga(tmp_path: Path) -> None:
    with servir(tmp_path) as servido:
        version = servido.estado()["version"]
        servido.escribir(ACTA, SITIO[ACTA])
        servido.escribir(f"{MESA}/actas/2020/.01.md.swp", "a medias")
        servido.escribir(f"{MESA}/actas/2020/02.md", SITIO[f"{MESA}/actas/2020/02.md"] + "\nFin.\n")
        esperar(lambda: "Fin." in servido.pedir(PAGINA.replace("01", "02")).texto)
        esperar(lambda: servido.estado()["version"] == version + 1)


def test_los_hallazgos_aparecen_y_se_van(tmp_path: Path) -> None:
    def errores() -> list[tuple[str, int, str]]:
        hallazgos = servido.estado()["hallazgos"]
        return [
            (h["archivo"], h["linea"], h["codigo"]) for h in hallazgos if h["gravedad"] == "error"
        ]

    with servir(tmp_path) as servido:
        assert errores() == []
        servido.escribir(ACTA, SITIO[ACTA].replace("2020-03-10", "2020-02-30"))
        assert esperar(errores) == [(ACTA, 5, "fecha-imposible")]
        # La página no se puede construir y lo dice; lo demás sigue.
        respuesta = servido.pedir(PAGINA)
        assert respuesta.codigo == 404
        assert f"Corrija los errores de {ACTA}" in respuesta.texto
        assert servido.pedir("/instancias/mesa/").codigo == 200
        assert f"{ACTA}:5:" in servido.dicho
        servido.escribir(ACTA, SITIO[ACTA])
        esperar(lambda: not errores())
        assert servido.pedir(PAGINA).codigo == 200


@pytest.mark.parametrize("crudo", [b"", b"---\ntipo: ord", b"\xff\xfe\x00", b"---\n" * 3])
def test_un_archivo_a_medias_no_detiene_el_servidor(tmp_path: Path, crudo: bytes) -> None:
    with servir(tmp_path) as servido:
        (tmp_path / ACTA).write_bytes(crudo)
        esperar(lambda: servido.pedir(PAGINA).codigo == 404)
        (tmp_path / ACTA).unlink()
        esperar(lambda: "Esta página no existe" in servido.pedir(PAGINA).texto)
        servido.escribir(ACTA, SITIO[ACTA])
        esperar(lambda: servido.pedir(PAGINA).codigo == 200)
        assert "Traceback" not in servido.dicho


def test_sin_sitio_legible_sigue_a_la_vista_lo_anterior(tmp_path: Path) -> None:
    with servir(tmp_path) as servido:
        servido.escribir("contenido/sitio.yaml", "titulo: [")
        esperar(lambda: "error" in servido.estado()["resumen"])
        assert "Texto de la primera." in servido.pedir(PAGINA).texto


def test_empieza_aunque_nada_se_pueda_construir(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, SITIO | {"contenido/sitio.yaml": "titulo: ["})
    with servir(tmp_path) as servido:
        assert "Todavía no hay sitio que mostrar" in servido.pedir("/").texto
        servido.escribir("contenido/sitio.yaml", "formato: 1\ntitulo: Ya\nentidad: uno\n")
        esperar(lambda: servido.pedir("/").codigo == 200)


_CON_DEFECTO = """
from pathlib import Path
from generador import construccion
from generador.servidor import vista_previa
levantar = construccion.levantar
def con_defecto(*argumentos, **otros):
    assert not Path("defecto").exists(), "un defecto del programa"
    return levantar(*argumentos, **otros)
vista_previa.levantar = con_defecto
"""


def test_una_plantilla_mal_escrita_se_dice_y_el_servidor_sigue(tmp_path: Path) -> None:
    plantilla = tmp_path / "temas/base/plantillas/acta.html"
    plantilla.parent.mkdir(parents=True)
    with servir(tmp_path) as servido:
        plantilla.write_text("\n{{ v.no_existe }}", encoding="utf-8")
        esperar(lambda: "plantillas/acta.html" in servido.estado()["falla"])
        assert "por su renglón 2" in servido.estado()["falla"]
        assert "Traceback" not in servido.dicho
        assert "Texto de la primera." in servido.pedir(PAGINA).texto


def test_un_defecto_del_programa_muestra_su_traza_y_el_servidor_sigue(tmp_path: Path) -> None:
    defecto = tmp_path / "defecto"
    with servir(tmp_path, previo=_CON_DEFECTO) as servido:
        defecto.touch()
        servido.escribir(ACTA, SITIO[ACTA] + "\nDurante la falla.\n")
        esperar(lambda: "defecto del programa" in servido.estado()["falla"])
        assert servido.dicho.count("Traceback (most recent call last)") == 1
        assert "Future" not in servido.dicho
        assert "Texto de la primera." in servido.pedir(PAGINA).texto
        defecto.unlink()
        servido.escribir(ACTA, SITIO[ACTA] + "\nDespués de la falla.\n")
        esperar(lambda: "Después de la falla." in servido.pedir(PAGINA).texto)
        # La página se adelanta a la construcción entera, que es la que dice si ya no falla.
        esperar(lambda: servido.estado()["falla"] == "")


# --- un sitio muy grande ----------------------------------------------------------------------

_DESPACIO = """
import time
from pathlib import Path
from generador import construccion
from generador.servidor import vista_previa
vista_previa._INSTANTE = 0
def despacio(*argumentos, **otros):
    while Path("despacio").exists():
        time.sleep(0.01)
    return construccion.levantar(*argumentos, **otros)
vista_previa.levantar = despacio
"""


def test_lo_guardado_se_ve_antes_de_construir_entero(tmp_path: Path) -> None:
    """Mientras el sitio entero tarda, la página ya es, byte por byte, la que va a quedar."""
    despacio = tmp_path / "despacio"
    with servir(tmp_path, previo=_DESPACIO) as servido:
        version = servido.estado()["version"]
        despacio.touch()
        servido.escribir(ACTA, SITIO[ACTA] + "\nTexto agregado.\n")
        esperar(lambda: "Texto agregado." in servido.pedir(PAGINA).texto)
        adelantada = servido.pedir(PAGINA)
        assert (servido.estado()["version"], adelantada.codigo) == (version, 200)
        assert "Texto agregado." not in (tmp_path / ".vista/sitio" / PAGINA[1:]).read_text("utf-8")
        despacio.unlink()
        esperar(lambda: servido.estado()["version"] == version + 1)
        assert servido.pedir(PAGINA).texto == adelantada.texto


@pytest.mark.parametrize("caso", ["con errores", "de todo el sitio"])
def test_lo_que_no_se_puede_adelantar_espera(caso: str, tmp_path: Path) -> None:
    despacio = tmp_path / "despacio"
    with servir(tmp_path, previo=_DESPACIO) as servido:
        version, antes = servido.estado()["version"], servido.pedir(PAGINA).texto
        despacio.touch()
        if caso == "con errores":
            servido.escribir(ACTA, SITIO[ACTA].replace("2020-03-10", "2020-02-30"))
        else:
            sitio = (tmp_path / "contenido/sitio.yaml").read_text("utf-8")
            servido.escribir("contenido/sitio.yaml", sitio + "descripcion: Otra.\n")
        time.sleep(0.5)
        assert servido.pedir(PAGINA).texto == antes
        despacio.unlink()
        esperar(lambda: servido.estado()["version"] == version + 1)


def test_de_miles_de_hallazgos_van_los_de_la_pagina_y_los_mas_graves() -> None:
    def hallazgo(gravedad: Gravedad, n: int) -> Hallazgo:
        return Hallazgo("x", gravedad, str(n), Origen(f"contenido/instancias/m/actas/{n}.md"), "")

    avisos = [hallazgo(Gravedad.AVISO, n) for n in range(5000)]
    estado = LoUltimo(hallazgos=(*avisos, hallazgo(Gravedad.ERROR, 9000)))
    visto = json.loads(estado_en_json(estado, "instancias/m/actas/4999.html"))
    mensajes = [h["mensaje"] for h in visto["hallazgos"]]
    assert mensajes == ["4999", "9000", *(str(n) for n in range(198))]
    assert (visto["callados"], visto["resumen"]) == (4801, "1 error, 5000 avisos")


# --- borradores -------------------------------------------------------------------------------


def test_lo_que_no_se_publica_se_ve_aqui_con_su_cinta(quieto: Servido) -> None:
    borrador = quieto.pedir(PAGINA.replace("01", "02")).texto
    futuro = quieto.pedir(PAGINA.replace("01", "03")).texto
    assert "Canario del borrador." in borrador
    assert ">Borrador: no se publica</aside>" in borrador
    assert "Canario del futuro." in futuro
    assert ">Se publica el 3 de marzo de 2027</aside>" in futuro
    assert "vista-cinta" not in quieto.pedir(PAGINA).texto
    acta = "instancias/mesa/actas/2020"
    assert quieto.estado()["ineditas"] == {
        f"{acta}/02.html": "Borrador: no se publica",
        f"{acta}/02/anexo-canario.txt": "Borrador: no se publica",
        f"{acta}/03.html": "Se publica el 3 de marzo de 2027",
    }


def test_una_construccion_publica_no_lleva_nada_de_la_vista_previa(tmp_path: Path) -> None:
    with servir(tmp_path):
        # La vista previa sigue abierta: cada una tiene su carpeta.
        hecho = subprocess.run(orden("construir"), cwd=tmp_path, capture_output=True, text=True)
    assert hecho.returncode == 0, hecho.stderr
    _exigir_sin_rastro(tmp_path, tmp_path / "publicado")


def test_publicar_sobre_la_carpeta_de_la_vista_no_aprovecha_sus_recuerdos(tmp_path: Path) -> None:
    with servir(tmp_path) as servido:
        servido.terminar()
    salida = tmp_path / ".vista/sitio"
    hecho = subprocess.run(
        orden("construir", "--salida", str(salida)), cwd=tmp_path, capture_output=True, text=True
    )
    assert hecho.returncode == 0, hecho.stderr
    _exigir_sin_rastro(tmp_path, salida)


def _exigir_sin_rastro(raiz: Path, salida: Path) -> None:
    archivos = {a: a.read_bytes().lower() for a in salida.rglob("*") if a.is_file()}
    assert any(b"texto de la primera." in crudo for crudo in archivos.values())
    for archivo, crudo in archivos.items():
        for rastro in (b"canario", b"vista-", b"_vista", b"livereload", b"borrador: no se"):
            assert rastro not in crudo, archivo.relative_to(raiz)
            assert rastro.decode() not in archivo.relative_to(salida).as_posix()


# --- empezar y terminar -----------------------------------------------------------------------


@pytest.mark.parametrize("senal", [signal.SIGINT, signal.SIGTERM])
def test_interrumpir_termina_bien_aunque_haya_un_navegador(
    tmp_path: Path, senal: signal.Signals
) -> None:
    with servir(tmp_path) as servido:
        with socket.create_connection(("127.0.0.1", servido.puerto), timeout=PLAZO) as abierta:
            abierta.sendall(
                f"GET /livereload HTTP/1.1\r\nHost: 127.0.0.1:{servido.puerto}\r\n"
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
            )
            assert abierta.recv(12) == b"HTTP/1.1 101"
            assert servido.terminar(senal) == 0
        assert servido.dicho.endswith("Vista previa terminada.\n")
        assert "Traceback" not in servido.dicho
        # El puerto quedó libre.
        socket.create_server(("127.0.0.1", servido.puerto)).close()


def test_un_puerto_ocupado_se_dice(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, SITIO)
    with socket.create_server(("127.0.0.1", 0)) as ocupado:
        puerto = ocupado.getsockname()[1]
        hecho = subprocess.run(
            orden("servir", "--puerto", str(puerto)),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=PLAZO,
        )
    assert (hecho.returncode, hecho.stdout) == (3, "")
    assert hecho.stderr == (
        f"Error: El puerto {puerto} está ocupado.\n"
        "Remedio: Cierre el programa que lo usa, o elija otro con --puerto.\n"
    )


_DESDE = """
from generador.cli import servir
from generador.servidor import puertas
puertas.PUERTO = servir._POR_OMISION = {puerto}
"""


def test_sin_puerto_se_toma_el_primero_libre_y_se_dice(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, SITIO)
    with socket.create_server(("127.0.0.1", 0)) as ocupado:
        # El 8000 de siempre lo puede tener, y soltar, otro programa de este computador.
        primero = ocupado.getsockname()[1]
        with servir(tmp_path, "--todos", previo=_DESDE.format(puerto=primero)) as servido:
            assert primero < servido.puerto < primero + 20
            dicho = f"El puerto {primero} está ocupado: se usa el {servido.puerto}."
            assert dicho in servido.dicho


def test_dos_no_sirven_el_mismo_sitio(tmp_path: Path) -> None:
    with servir(tmp_path) as servido:
        hecho = subprocess.run(
            orden("servir", "--puerto", str(puerto_libre())),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=PLAZO,
        )
        assert hecho.returncode == 3
        quien = f"el proceso {servido.proceso.pid} (servir en http://127.0.0.1:{servido.puerto}/)"
        assert f"Ya hay otra vista previa de este sitio: {quien}" in hecho.stderr
        assert servido.pedir("/").codigo == 200


def test_un_enlace_a_un_borrador_es_error_como_al_publicar(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, SITIO | {ACTA: f"---\n{CABEZA}fecha: 2020-03-10\n---\n[a](02.md)\n"})
    with servir(tmp_path) as servido:
        codigos = [h["codigo"] for h in servido.estado()["hallazgos"] if h["gravedad"] == "error"]
    assert codigos == ["enlace-roto"]
