"""nginx, Apache y Caddy como los configura `generador servidor`, y `verificar --servidor`."""

from __future__ import annotations

import shutil
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from apoyo.reales import (
    abrir_camino,
    exigir,
    generador,
    hacer_sitio,
    nombrar,
    poner_acta,
    puerto_libre,
)
from apoyo.servido import Servido, encender, publicar, sirve_brotli


@pytest.mark.parametrize("prefijo", ["", "/transparencia/instancias"], ids=["raiz", "prefijo"])
@pytest.mark.parametrize("clase", ["nginx", "apache", "caddy"])
def test_el_servidor_hace_todo_lo_debido(
    clase: str, prefijo: str, servido: Servido, tmp_path: Path
) -> None:
    exigir(clase)
    with encender(clase, servido, tmp_path, "--prefijo", prefijo or "/") as puerto:
        direccion = f"http://127.0.0.1:{puerto}{prefijo}/"
        hecho = generador(servido.raiz, "verificar", direccion, "--servidor")
        assert hecho.codigo == 0, hecho.dicho
        pedido = urllib.request.Request(direccion, headers={"Accept-Encoding": "br"})
        with urllib.request.urlopen(pedido) as respuesta:
            debida = "br" if sirve_brotli(clase) else None
            assert respuesta.headers["Content-Encoding"] == debida
        with urllib.request.urlopen(f"{direccion}SHA256SUMS") as sumas:
            assert sumas.headers["Content-Type"].startswith("text/plain")
            assert sumas.headers["Strict-Transport-Security"] is None
        if prefijo:
            # Lo demás sigue siendo del portal.
            for ruta in ("", "/index.html", "/transparencia", "/transparencia/otra"):
                with urllib.request.urlopen(f"http://127.0.0.1:{puerto}{ruta}") as otra:
                    assert otra.read() == b"portal", ruta


_ANEXOS = {
    "a.csv": b"cargo,si\n",
    "a.tsv": b"cargo\tsi\n",
    "a.txt": b"Texto\n",
    "a.json": b'{"a": 1}',
    "a.geojson": b'{"type": "FeatureCollection", "features": []}',
    "a.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    "a.rtf": b"{\\rtf1 x}",
    "a.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99),
    "a.mp3": b"ID3\x04",
    "a.m4a": b"\0\0\0\x20ftypM4A ",
    "a.ogg": b"OggS\0",
    "a.wav": b"RIFF\0\0\0\0WAVEfmt ",
    "a.webm": b"\x1a\x45\xdf\xa3",
}


@pytest.mark.parametrize("clase", ["nginx", "apache", "caddy"])
def test_cada_clase_de_anexo_se_entrega_con_su_tipo(clase: str, tmp_path: Path) -> None:
    exigir(clase)
    raiz = hacer_sitio(tmp_path / "sitio", 1)
    carpeta = raiz / "contenido/instancias/mesa/actas/2020/01"
    for nombre, datos in _ANEXOS.items():
        (carpeta / nombre).write_bytes(datos)
        nombrar(raiz, 1, nombre)
    servido = Servido(raiz, tmp_path / "d")
    publicar(raiz, servido.destino)
    with encender(clase, servido, tmp_path / "s", "--prefijo", "/") as puerto:
        hecho = generador(raiz, "verificar", f"http://127.0.0.1:{puerto}/", "--servidor")
        assert hecho.codigo == 0, hecho.dicho


@pytest.mark.parametrize("clase", ["nginx", "apache", "caddy"])
def test_bajo_una_ruta_el_servidor_entero_se_pide(
    clase: str, servido: Servido, tmp_path: Path
) -> None:
    exigir(clase)
    orden = ["servidor", clase, "--base", "/srv", "--prefijo", "/sub", "--nombre", "a.gov.co"]
    mal = generador(servido.raiz, *orden)
    assert mal.codigo == 2 and "agregue --entero" in mal.dicho
    with encender(clase, servido, tmp_path, "--prefijo", "/sub", "--entero") as puerto:
        hecho = generador(
            servido.raiz, "verificar", f"http://127.0.0.1:{puerto}/sub/", "--servidor"
        )
        assert hecho.codigo == 0, hecho.dicho
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"http://127.0.0.1:{puerto}/index.html")


@pytest.mark.parametrize("clase", ["nginx", "apache", "caddy"])
def test_hsts_solo_si_se_pide(clase: str, servido: Servido) -> None:
    orden = ["servidor", clase, "--base", "/srv"]
    assert "Strict-Transport-Security" not in generador(servido.raiz, *orden).dicho
    pedida = generador(servido.raiz, *orden, "--hsts", "30").dicho
    assert "max-age=2592000" in pedida and "includeSubDomains" not in pedida
    con_todos = generador(servido.raiz, *orden, "--hsts", "30", "--hsts-subdominios").dicho
    assert "max-age=2592000; includeSubDomains" in con_todos
    assert generador(servido.raiz, *orden, "--hsts-subdominios").codigo == 2


def test_un_servidor_sin_configurar_se_descubre(servido: Servido, tmp_path: Path) -> None:
    """El de Python, que no sabe nada de esto: cada falta tiene su renglón."""
    import sys

    from apoyo.reales import proceso

    puerto = puerto_libre()
    orden = [sys.executable, "-m", "http.server", str(puerto), "--bind", "127.0.0.1"]
    with proceso([*orden, "-d", str(servido.destino / "actual")], puerto, tmp_path / "salida"):
        hecho = generador(servido.raiz, "verificar", f"http://127.0.0.1:{puerto}/", "--servidor")
    assert hecho.codigo == 1
    for falta in (
        "X-Content-Type-Options falta o no protege",
        "Content-Security-Policy falta o no cierra lo demás",
        "charset=utf-8",
        "sin volver a preguntar",
        "copia comprimida con gzip",
        "se abre en vez de descargarse",
        "Debe llevar a",
        "debe responder 410",
        "la lista de archivos",
    ):
        assert falta in hecho.dicho, falta


def test_los_recursos_de_la_version_anterior_siguen_a_mano(
    servido: Servido, tmp_path: Path
) -> None:
    """Quien abrió la página antes del cambio pide la hoja de estilo de entonces."""
    for clase in ("nginx", "apache", "caddy"):
        exigir(clase)
        viejo = (servido.destino / "anterior").resolve() / "estaticos/vieja.0123456789.css"
        viejo.write_text("body{}")
        pagina = viejo.parent.parent / "borrada.html"
        pagina.write_text("x")
        try:
            with encender(clase, servido, tmp_path / clase, "--prefijo", "/") as puerto:
                base = f"http://127.0.0.1:{puerto}"
                with urllib.request.urlopen(f"{base}/estaticos/vieja.0123456789.css") as hoja:
                    assert hoja.read() == b"body{}", clase
                with pytest.raises(urllib.error.HTTPError, match="404"):
                    urllib.request.urlopen(f"{base}/borrada.html")
        finally:
            viejo.unlink()
            pagina.unlink()


def test_publicar_lee_de_vuelta_lo_que_ve_un_ciudadano(servido: Servido, tmp_path: Path) -> None:
    exigir("nginx")
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), servido.destino.parent / "leido"
    with encender("nginx", Servido(servido.raiz, destino), tmp_path / "n", "--prefijo", "/") as p:
        sitio = raiz / "contenido/sitio.yaml"
        antes = sitio.read_text("utf-8")
        for lugar, codigo in ((destino, 0), (tmp_path / "otra-carpeta", 3)):
            sitio.write_text(
                f"{antes}destinos:\n  - nombre: web\n    lugar: {lugar}\n"
                f"    direccion: http://127.0.0.1:{p}/\n"
            )
            poner_acta(raiz, 1, lugar=f"Sala {codigo}")
            hecho = generador(raiz, "publicar", "web")
            assert hecho.codigo == codigo, hecho.dicho
            esperado = "igual a lo publicado" if codigo == 0 else "no la entrega"
            assert esperado in hecho.dicho


def test_si_la_direccion_no_responde_se_dice_que_lo_publicado_quedo(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "destino"
    sitio, direccion = raiz / "contenido/sitio.yaml", f"http://127.0.0.1:{puerto_libre()}/"
    sitio.write_text(
        f"{sitio.read_text('utf-8')}destinos:\n  - nombre: web\n    lugar: {destino}\n"
        f"    direccion: {direccion}\n"
    )
    hecho = generador(raiz, "publicar", "web")
    assert hecho.codigo == 3 and (destino / "actual/index.html").exists()
    assert "La publicación 1 quedó en el destino, pero no se pudo leer de vuelta." in hecho.dicho
    assert f"compruebe con «generador verificar {direccion}»" in hecho.dicho


def test_el_temporizador_es_valido(tmp_path: Path) -> None:
    exigir("systemd-analyze")
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "destino"
    escrito = raiz / "contenido/sitio.yaml"
    escrito.write_text(
        f"{escrito.read_text('utf-8')}destinos:\n  - nombre: web\n    lugar: {destino}\n", "utf-8"
    )
    unidades = tmp_path / "u"
    orden = ["servidor", "systemd", "--base", str(unidades), "--destino", "web"]
    hecho = generador(raiz, *orden, "--firmar", str(tmp_path / "llave de firma"))
    assert hecho.codigo == 0, hecho.dicho
    servicio = unidades / "generador-publicar.service"
    texto = servicio.read_text()
    assert f"ReadWritePaths={destino}\n" in texto
    linea = next(r for r in texto.splitlines() if r.startswith("ExecStart="))
    assert linea.endswith(f"publicar web --firmar {tmp_path}/llave\\x20de\\x20firma --silencio")
    # Las pruebas no corren por el programa instalado: el de verdad lo prueba la guía.
    programa = shutil.which("true") or "/bin/true"
    servicio.write_text(texto.replace(linea.split()[0], f"ExecStart={programa}"))
    revisar = ["systemd-analyze", "verify", *map(str, sorted(unidades.iterdir()))]
    revisado = subprocess.run(revisar, capture_output=True, text=True, check=False)
    propios = [r for r in revisado.stderr.splitlines() if "generador-publicar" in r]
    assert (revisado.returncode, propios) == (0, []), revisado.stderr
    calendario = ["systemd-analyze", "calendar", "*-*-* 00:20:00 America/Bogota"]
    assert "05:20:00 UTC" in subprocess.run(calendario, capture_output=True, text=True).stdout
    otro = generador(raiz, *orden[:-1], "otro")
    assert otro.codigo == 2 and "uno de los de sitio.yaml: web" in otro.dicho


def test_una_pagina_con_guion_dentro_no_tiene_configuracion(tmp_path: Path) -> None:
    from generador.hospedaje import mirar_uso

    (tmp_path / "a.html").write_text('<p style="x"><script>1</script><img src="//otro/x.png">')
    uso = mirar_uso(tmp_path, ["a.html"])
    assert [d.partition(": ")[2] for d in uso.defectos] == [
        "tiene estilos escritos dentro de la página",
        "tiene un guion escrito dentro de la página",
        "carga «//otro/x.png», que es de otro sitio",
    ]


@pytest.mark.parametrize("clase", ["nginx", "apache", "caddy"])
def test_lo_deshecho_no_se_sigue_viendo_en_el_indice(clase: str, tmp_path: Path) -> None:
    """El índice trae lo que dicen los documentos: del de antes no se entrega nada."""
    exigir(clase)
    abrir_camino(tmp_path)
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "destino"
    publicar(raiz, destino)
    poner_acta(raiz, 2, lugar="Xilófono")
    publicar(raiz, destino)
    con = (destino / "actual").resolve()
    suyos = [a for a in con.glob("buscador/*/**/*.json") if "ilófono" in a.read_text("utf-8")]
    suyos += con.glob("buscador/palabras/x-*.json")
    rutas = [a.relative_to(con).as_posix() for a in suyos]
    assert len(rutas) == 2
    assert generador(raiz, "publicar", str(destino), "--deshacer").codigo == 0
    with encender(clase, Servido(raiz, destino), tmp_path / "srv", "--prefijo", "/") as puerto:
        for ruta in rutas:
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(f"http://127.0.0.1:{puerto}/{ruta}")
        with urllib.request.urlopen(f"http://127.0.0.1:{puerto}/buscador/indice.json") as indice:
            assert indice.headers["Cache-Control"] == "no-cache"
