"""nginx y Caddy con la configuración que escribe `generador servidor`, y `verificar --servidor`."""

from __future__ import annotations

import shutil
import subprocess
import urllib.error
import urllib.request
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest
from apoyo.reales import caddy, exigir, generador, hacer_sitio, nginx, poner_acta, puerto_libre
from exigencias.publicacion import leer_mientras_se_publica

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


@dataclass(frozen=True, slots=True)
class Servido:
    """Un sitio con direcciones viejas y retiradas, publicado dos veces."""

    raiz: Path
    destino: Path


@pytest.fixture(scope="module")
def servido(tmp_path_factory: pytest.TempPathFactory) -> Servido:
    carpeta = tmp_path_factory.mktemp("servido")
    # El servidor corre con otra cuenta en una máquina real: la carpeta debe poder recorrerse.
    for madre in (carpeta, *carpeta.parents[:3]):
        if madre != Path("/tmp"):
            madre.chmod(0o755)
    raiz, destino = hacer_sitio(carpeta / "sitio", 2), carpeta / "destino"
    actas = raiz / "contenido/instancias/mesa/actas/2020"
    (actas / "01/plano.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    publicar(raiz, destino)
    (actas / "02.md").rename(actas / "03.md")
    (actas / "02").rename(actas / "03")
    texto = (actas / "03.md").read_text("utf-8").replace("numero: 2", "numero: 3")
    vieja = "antes: [instancias/mesa/actas/2020/02.html, vieja/acta dos.pdf]\n---\n\n"
    (actas / "03.md").write_text(texto.replace("---\n\n", vieja, 1), "utf-8")
    (raiz / "contenido/retirados.yaml").write_text(
        "documentos:\n  - ruta: instancias/mesa/actas/2020/02/anexo.pdf\n"
        "    fecha: 2026-11-20\n    motivo: Está en otra dirección\n"
    )
    publicar(raiz, destino)
    return Servido(raiz, destino)


def publicar(raiz: Path, destino: Path) -> None:
    hecho = generador(raiz, "publicar", str(destino))
    assert hecho.codigo == 0, hecho.dicho


def encender(clase: str, servido: Servido, carpeta: Path, *mas: str) -> AbstractContextManager[int]:
    """El servidor con su configuración; Brotli, si su módulo está."""
    puerto = puerto_libre()
    con_brotli = clase == "caddy" or BROTLI.exists()
    orden = ["servidor", clase, "--base", str(servido.destino), "--puerto", str(puerto)]
    escrita = generador(servido.raiz, *orden, *mas, *(["--brotli"] if con_brotli else []))
    assert escrita.codigo == 0, escrita.dicho
    if clase == "caddy":
        return caddy(escrita.dicho, carpeta, puerto)
    return nginx(escrita.dicho, carpeta, puerto, brotli=con_brotli)


@pytest.mark.parametrize("prefijo", ["", "/transparencia/instancias"], ids=["raiz", "prefijo"])
@pytest.mark.parametrize("clase", ["nginx", "caddy"])
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
            debida = "br" if clase == "caddy" or BROTLI.exists() else None
            assert respuesta.headers["Content-Encoding"] == debida
        if prefijo:
            with pytest.raises(urllib.error.HTTPError):
                urllib.request.urlopen(f"http://127.0.0.1:{puerto}/index.html")


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
        "Falta Strict-Transport-Security",
        "Falta X-Content-Type-Options",
        "La política de seguridad de contenido falta",
        "charset=utf-8",
        "sin volver a preguntar",
        "copia comprimida con gzip",
        "se abre dentro del sitio",
        "Debe llevar a",
        "debe responder 410",
        "la lista de archivos",
    ):
        assert falta in hecho.dicho, falta


def test_los_recursos_de_la_version_anterior_siguen_a_mano(
    servido: Servido, tmp_path: Path
) -> None:
    """Quien abrió la página antes del cambio pide la hoja de estilo de entonces."""
    for clase in ("nginx", "caddy"):
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


def test_lectores_mientras_se_publica(servido: Servido, tmp_path: Path) -> None:
    exigir("nginx")
    otro = Servido(servido.raiz, servido.destino.parent / "otro")
    with encender("nginx", otro, tmp_path / "nginx", "--prefijo", "/") as puerto:
        direccion = f"http://127.0.0.1:{puerto}"
        cuenta = leer_mientras_se_publica(
            tmp_path, direccion, otro.destino, lectores=10, publicaciones=2
        )
    assert (cuenta.rotas, cuenta.faltas, cuenta.publicaciones) == (0, 0, 2)
    assert cuenta.lecturas > 20


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


def test_el_temporizador_es_valido(tmp_path: Path) -> None:
    exigir("systemd-analyze")
    raiz = hacer_sitio(tmp_path / "sitio", 1)
    hecho = generador(
        raiz, "servidor", "systemd", "--base", str(tmp_path / "u"), "--destino", "web"
    )
    assert hecho.codigo == 0, hecho.dicho
    servicio = tmp_path / "u/generador-publicar.service"
    programa = shutil.which("true") or "/bin/true"
    texto = servicio.read_text()
    linea = next(r for r in texto.splitlines() if r.startswith("ExecStart="))
    servicio.write_text(texto.replace(linea.split()[0], f"ExecStart={programa}"))
    orden = ["systemd-analyze", "verify", *map(str, sorted((tmp_path / "u").iterdir()))]
    revisado = subprocess.run(orden, capture_output=True, text=True, check=False)
    propios = [r for r in revisado.stderr.splitlines() if "generador-publicar" in r]
    assert (revisado.returncode, propios) == (0, []), revisado.stderr
    calendario = ["systemd-analyze", "calendar", "*-*-* 00:20:00 America/Bogota"]
    assert "05:20:00 UTC" in subprocess.run(calendario, capture_output=True, text=True).stdout


def test_una_pagina_con_guion_dentro_no_tiene_configuracion(tmp_path: Path) -> None:
    from generador.hospedaje import mirar_uso

    (tmp_path / "a.html").write_text('<p style="x"><script>1</script><img src="//otro/x.png">')
    uso = mirar_uso(tmp_path, ["a.html"])
    assert [d.partition(": ")[2] for d in uso.defectos] == [
        "tiene estilos escritos dentro de la página",
        "tiene un guion escrito dentro de la página",
        "carga «//otro/x.png», que es de otro sitio",
    ]
