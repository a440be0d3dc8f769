"""Publicar, comprobar y deshacer en cada clase de destino, con partes de verdad."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from apoyo.formatos_minimos import pdf_en_blanco
from apoyo.reales import Ssh, generador, hacer_sitio, nombrar, poner_acta, sshd

ACTA = "instancias/mesa/actas/2020/01.html"


@dataclass(frozen=True, slots=True)
class Lugar:
    """Un destino vacío: cómo se nombra, con qué entorno y cómo se lee lo que muestra."""

    nombre: str
    entorno: dict[str, str]
    leer: Callable[[str], str]


@pytest.fixture(scope="module")
def servidor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ssh]:
    with sshd(tmp_path_factory.mktemp("ssh")) as encendido:
        yield encendido


@pytest.fixture(params=["local", "ssh", "sftp", "git", "zip"])
def lugar(request: pytest.FixtureRequest, tmp_path: Path) -> Lugar:
    base = tmp_path / "destino"
    if request.param == "zip":
        archivo = tmp_path / "entrega.zip"
        return Lugar(str(archivo), {}, lambda r: _de_zip(archivo, r))
    if request.param == "git":
        subprocess.run(["git", "init", "-q", "--bare", str(base)], check=True)
        return Lugar(f"git+{base}#sitio", {}, lambda r: _de_git(base, r))
    if request.param == "local":
        return Lugar(str(base), {}, lambda r: (base / "actual" / r).read_text("utf-8"))
    ssh: Ssh = request.getfixturevalue("servidor")
    nombre = f"{request.param}://127.0.0.1:{ssh.puerto}{base}"
    return Lugar(nombre, ssh.entorno, lambda r: (base / "actual" / r).read_text("utf-8"))


def _de_zip(archivo: Path, ruta: str) -> str:
    with zipfile.ZipFile(archivo) as paquete:
        return paquete.read(f"sitio/{ruta}").decode()


def _de_git(base: Path, ruta: str) -> str:
    orden = ["git", "-C", str(base), "show", f"sitio:{ruta}"]
    return subprocess.run(orden, check=True, capture_output=True, text=True).stdout


def test_publicar_cambiar_y_deshacer(lugar: Lugar, tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio")

    def publicar(*mas: str) -> str:
        hecho = generador(raiz, "publicar", lugar.nombre, *mas, **lugar.entorno)
        assert hecho.codigo == 0, hecho.dicho
        return hecho.dicho

    assert "Publicación 1 a la vista" in publicar()
    assert "no hay nada que publicar" in publicar()
    poner_acta(raiz, 1, lugar="Sala nueva")
    poner_acta(raiz, 4)
    assert "sería la publicación 2" in publicar("--simular")
    assert "Sala nueva" not in lugar.leer(ACTA)
    assert "Publicación 2 a la vista" in publicar()
    assert "Sala nueva" in lugar.leer(ACTA)
    assert "Publicación 1," in lugar.leer("publicaciones.html")
    assert "Publicación 3 a la vista" in publicar("--deshacer")
    assert "Sala nueva" not in lugar.leer(ACTA)
    manifiesto = json.loads(lugar.leer("manifiesto.json"))
    assert (manifiesto["publicacion"], manifiesto["deshace"]) == (3, 2)
    assert len(manifiesto["cadena"]) == 2
    nueva = "instancias/mesa/actas/2020/04.html"
    assert nueva not in manifiesto["archivos"]
    (entrada,) = (raiz / "contenido/publicaciones").glob("*-3.yaml")
    registro = yaml.safe_load(entrada.read_text(encoding="utf-8"))
    hechos = {d["ruta"]: d["accion"] for d in registro["documentos"]}
    assert (hechos[nueva], hechos[ACTA]) == ("retirado", "cambiado")
    # Deshacer otra vez muestra lo que se había deshecho, y lo dice.
    otra_vez = publicar("--deshacer")
    assert "la publicación 3 había deshecho la 2" in otra_vez
    assert "Sala nueva" in lugar.leer(ACTA) and lugar.leer(nueva)


@pytest.mark.parametrize("lugar", ["local", "git", "zip"], indirect=True)
def test_una_entrada_perdida_se_rehace_del_destino(lugar: Lugar, tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio")
    generador(raiz, "publicar", lugar.nombre, **lugar.entorno)
    (entrada,) = (raiz / "contenido/publicaciones").iterdir()
    antes = entrada.read_bytes()
    entrada.unlink()
    hecho = generador(raiz, "publicar", lugar.nombre, **lugar.entorno)
    assert (hecho.codigo, entrada.read_bytes()) == (0, antes)
    assert "Se recuperó del destino" in hecho.dicho
    assert "no hay nada que publicar" in hecho.dicho


@pytest.mark.parametrize("lugar", ["local", "sftp"], indirect=True)
def test_dos_publicaciones_a_la_vez_ninguna_se_pierde(lugar: Lugar, tmp_path: Path) -> None:
    """La segunda, hecha desde una copia sin la primera, se niega; nunca la tapa."""
    una, otra = hacer_sitio(tmp_path / "una"), hacer_sitio(tmp_path / "otra")
    generador(una, "publicar", lugar.nombre, **lugar.entorno)
    poner_acta(otra, 1, lugar="Sala de la otra")
    hecho = generador(otra, "publicar", lugar.nombre, **lugar.entorno)
    assert hecho.codigo == 3 and "muestra la publicación 1, del " in hecho.dicho, hecho.dicho
    assert "Sala de la otra" not in lugar.leer(ACTA)
    orden = ("publicar", lugar.nombre, "--recuperar-registro")
    hecho = generador(otra, *orden, **lugar.entorno)
    assert "Publicación 2 a la vista" in hecho.dicho
    assert sorted(p.name[11:] for p in (otra / "contenido/publicaciones").iterdir()) == [
        "1.yaml",
        "2.yaml",
    ]


@pytest.mark.parametrize("lugar", ["ssh", "sftp", "git", "zip"], indirect=True)
def test_retirar_definitivamente_no_deja_nombre_ni_huella(lugar: Lugar, tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio")
    secreto = raiz / "contenido/instancias/mesa/actas/2020/02/cedulas.pdf"
    secreto.write_text(pdf_en_blanco("nombres y cedulas"))
    nombrar(raiz, 2, "cedulas.pdf")
    assert generador(raiz, "publicar", lugar.nombre, **lugar.entorno).codigo == 0
    secreto.unlink()
    poner_acta(raiz, 2)
    hecho = generador(
        raiz,
        "publicar",
        lugar.nombre,
        "--retirar-definitivo",
        "instancias/mesa/actas/2020/02/cedulas.pdf",
        "--motivo",
        "Datos personales publicados por error",
        **lugar.entorno,
    )
    assert hecho.codigo == 0, hecho.dicho
    deshecho = generador(raiz, "publicar", lugar.nombre, "--deshacer", **lugar.entorno)
    assert deshecho.codigo == 3 and "no guarda una versión anterior" in deshecho.dicho
    assert _los_que_dicen("cedulas", tmp_path) == []


def _los_que_dicen(palabra: str, carpeta: Path) -> list[str]:
    """Los archivos que nombran algo, en su nombre o por dentro; los objetos de git van aparte."""
    return [
        p.name
        for p in carpeta.rglob("*")
        if p.is_file()
        and not {"ssh", ".git", "objects"} & set(p.parts)
        and palabra.encode() in p.name.encode() + p.read_bytes()
    ]


_SFTP_CORTADO = """#!/bin/sh
lote=$(mktemp); cat > "$lote"
if [ ! -e "{marca}" ] && grep -q -e '{patron}' "$lote"; then
  : > "{marca}"
  head -n $(( ($(wc -l < "$lote") + 1) / 2 )) "$lote" | "{sftp}" "$@"
  exit 255
fi
exec "{sftp}" "$@" < "$lote"
"""


@pytest.mark.parametrize("lugar", ["sftp"], indirect=True)
@pytest.mark.parametrize("patron", ['rm .*/anterior"$', "-rmdir"])
def test_un_retiro_que_se_corta_por_sftp_se_completa_al_repetirlo(
    patron: str, lugar: Lugar, tmp_path: Path
) -> None:
    raiz = hacer_sitio(tmp_path / "sitio")
    secreto = raiz / "contenido/instancias/mesa/actas/2020/02/cedulas.pdf"
    secreto.write_text(pdf_en_blanco("nombres y cedulas"))
    nombrar(raiz, 2, "cedulas.pdf")
    assert generador(raiz, "publicar", lugar.nombre, **lugar.entorno).codigo == 0
    secreto.unlink()
    poner_acta(raiz, 2)
    programas, marca = tmp_path / "programas", tmp_path / "cortado"
    programas.mkdir()
    guion = _SFTP_CORTADO.format(marca=marca, patron=patron, sftp=shutil.which("sftp"))
    (programas / "sftp").write_text(guion)
    (programas / "sftp").chmod(0o755)
    entorno = lugar.entorno | {"PATH": f"{programas}:{os.environ['PATH']}"}
    orden = ("--retirar-definitivo", "instancias/mesa/actas/2020/02/cedulas.pdf", "--motivo", "No")
    cortado = generador(raiz, "publicar", lugar.nombre, *orden, **entorno)
    assert (cortado.codigo, marca.exists()) == (3, True), cortado.dicho
    completo = generador(raiz, "publicar", lugar.nombre, *orden, **entorno)
    assert completo.codigo == 0, completo.dicho
    assert _los_que_dicen("cedulas", tmp_path) == []
    # Si lo viejo seguía allá, completarlo es otra publicación: la cadena la tiene entera.
    numeros = [p.name[11:] for p in sorted((tmp_path / "destino/cadena").iterdir())]
    assert numeros == [f"{n}.yaml" for n in range(1, len(numeros) + 1)]
