"""Lo que puso en el destino quien sirve el sitio se conserva; lo que publicó el sitio y ya no, no.

Y lo que alguien borró o cambió allá se nota al publicar, aunque el contenido sea el mismo.
"""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from apoyo.reales import generador, hacer_sitio, poner_acta

CORTA = ("--sin-buscador",)
QUIEN = ("-c", "user.name=Otra", "-c", "user.email=otra@ejemplo.gov.co")
PAGINA = "instancias/mesa/actas/2020/01.html"


def _git(carpeta: Path, *orden: str) -> str:
    hecho = subprocess.run(
        ["git", "-C", str(carpeta), *QUIEN, *orden], check=True, capture_output=True, text=True
    )
    return hecho.stdout


class Lugar:
    """Un destino al que otro también escribe."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.nombre = str(base / "d")

    def cambiar(self, ruta: str, texto: str | None) -> None:
        """Otra persona escribe un archivo en lo que está a la vista, o lo borra."""
        archivo = (self.base / "d/actual").resolve() / ruta
        archivo.unlink(missing_ok=True)
        if texto is not None:
            archivo.parent.mkdir(parents=True, exist_ok=True)
            archivo.write_text(texto, "utf-8")

    def leer(self, ruta: str) -> str | None:
        archivo = self.base / "d/actual" / ruta
        return archivo.read_text("utf-8") if archivo.is_file() else None


class Rama(Lugar):
    """Una rama de git, con los cambios de otro en un commit suyo."""

    def __init__(self, base: Path) -> None:
        super().__init__(base)
        self.repositorio, self.copia = base / "rama.git", base / "copia"
        subprocess.run(["git", "init", "-q", "--bare", str(self.repositorio)], check=True)
        self.nombre = f"git+{self.repositorio}#sitio"

    def cambiar(self, ruta: str, texto: str | None) -> None:
        if not self.copia.exists():
            _git(self.base, "clone", "-q", "-b", "sitio", str(self.repositorio), str(self.copia))
        _git(self.copia, "pull", "-q", "--no-rebase")
        archivo = self.copia / ruta
        archivo.unlink(missing_ok=True)
        if texto is not None:
            archivo.parent.mkdir(parents=True, exist_ok=True)
            archivo.write_text(texto, "utf-8")
        _git(self.copia, "add", "-A")
        _git(self.copia, "commit", "-q", "-m", "A mano")
        _git(self.copia, "push", "-q", "origin", "sitio")

    def leer(self, ruta: str) -> str | None:
        hay = _git(self.repositorio, "ls-tree", "-r", "--name-only", "sitio").split("\n")
        return _git(self.repositorio, "show", f"sitio:{ruta}") if ruta in hay else None


LUGARES: list[Callable[[Path], Lugar]] = [Lugar, Rama]


@pytest.mark.parametrize("hacer", LUGARES)
def test_lo_que_el_sitio_ya_no_publica_en_la_raiz_deja_de_verse(
    hacer: Callable[[Path], Lugar], tmp_path: Path
) -> None:
    raiz, lugar = hacer_sitio(tmp_path / "sitio", 1), hacer(tmp_path)
    propios = raiz / "contenido/raiz"
    (propios / "well-known").mkdir(parents=True)
    (propios / "robots.txt").write_text("User-agent: *\nDisallow: /\n")
    (propios / "well-known/reto").write_text("uno\n")
    assert generador(raiz, "publicar", lugar.nombre, *CORTA).codigo == 0
    lugar.cambiar("CNAME", "actas.ejemplo.gov.co\n")
    for archivo in (propios / "robots.txt", propios / "well-known/reto"):
        archivo.unlink()
    (propios / "well-known").rmdir()
    propios.rmdir()
    hecho = generador(raiz, "publicar", lugar.nombre, *CORTA)
    assert hecho.codigo == 0 and "- robots.txt" in hecho.dicho, hecho.dicho
    assert [lugar.leer(r) for r in ("robots.txt", ".well-known/reto")] == [None, None]
    assert lugar.leer("CNAME") == "actas.ejemplo.gov.co\n"


@pytest.mark.parametrize("hacer", LUGARES)
def test_deshacer_conserva_lo_de_quien_sirve(
    hacer: Callable[[Path], Lugar], tmp_path: Path
) -> None:
    raiz, lugar = hacer_sitio(tmp_path / "sitio", 1), hacer(tmp_path)
    assert generador(raiz, "publicar", lugar.nombre, *CORTA).codigo == 0
    primera = lugar.leer("index.html")
    poner_acta(raiz, 2)
    assert generador(raiz, "publicar", lugar.nombre, *CORTA).codigo == 0
    lugar.cambiar("CNAME", "actas.ejemplo.gov.co\n")
    lugar.cambiar(".well-known/acme", "reto\n")
    hecho = generador(raiz, "publicar", lugar.nombre, "--deshacer", *CORTA)
    assert hecho.codigo == 0, hecho.dicho
    assert lugar.leer("index.html") == primera
    assert lugar.leer("CNAME") == "actas.ejemplo.gov.co\n"
    assert lugar.leer(".well-known/acme") == "reto\n"


@pytest.mark.parametrize("texto", [None, "entraron\n"])
@pytest.mark.parametrize("hacer", LUGARES)
def test_lo_que_alguien_dano_se_nota_aunque_no_haya_nada_nuevo(
    hacer: Callable[[Path], Lugar], texto: str | None, tmp_path: Path
) -> None:
    raiz, lugar = hacer_sitio(tmp_path / "sitio", 1), hacer(tmp_path)
    assert generador(raiz, "publicar", lugar.nombre, *CORTA).codigo == 0
    lugar.cambiar(PAGINA, texto)
    simulado = generador(raiz, "publicar", lugar.nombre, "--simular", *CORTA)
    assert f"! {PAGINA}: alguien lo había cambiado" in simulado.dicho, simulado.dicho
    assert lugar.leer(PAGINA) == texto
    hecho = generador(raiz, "publicar", lugar.nombre, *CORTA)
    assert hecho.codigo == 0 and f"! {PAGINA}: alguien lo" in hecho.dicho, hecho.dicho
    assert lugar.leer(PAGINA) == (raiz / "publicado" / PAGINA).read_text("utf-8")
    otra = generador(raiz, "publicar", lugar.nombre, *CORTA)
    assert "no hay nada que publicar" in otra.dicho, otra.dicho


def test_un_paquete_danado_se_escribe_de_nuevo(tmp_path: Path) -> None:
    raiz, paquete = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "d.zip"
    assert generador(raiz, "publicar", str(paquete), *CORTA).codigo == 0
    with zipfile.ZipFile(paquete) as viejo:
        contenido = {n: viejo.read(n) for n in viejo.namelist()}
    with zipfile.ZipFile(paquete, "w") as nuevo:
        for nombre, datos in contenido.items():
            nuevo.writestr(nombre, b"otra cosa" if nombre == f"sitio/{PAGINA}" else datos)
    hecho = generador(raiz, "publicar", str(paquete), *CORTA)
    assert hecho.codigo == 0 and PAGINA in hecho.dicho, hecho.dicho
    with zipfile.ZipFile(paquete) as arreglado:
        leida = arreglado.read(f"sitio/{PAGINA}")
    assert leida == (raiz / "publicado" / PAGINA).read_bytes()
