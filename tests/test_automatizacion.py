"""`generador nuevo automatizacion`: qué escribe, qué no toca y que está bien hecho."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
import sys
from datetime import date
from importlib import resources
from pathlib import Path

import pytest
from apoyo.reales import Corrida, exigir, generador

from generador.diagnostico import sistema
from generador.nuevo.automatizacion import PARTES, archivos_de_automatizacion
from generador.nuevo.sitio import archivos_del_sitio

BIN = Path(sys.executable).parent
PLANTILLAS = Path(str(resources.files("generador"))) / "datos" / "automatizacion"
TODOS = [
    ".githooks/pre-commit",
    ".pre-commit-config.yaml",
    ".github/workflows/sitio.yml",
    ".gitlab-ci.yml",
    "automatizacion/LEEME.md",
    "automatizacion/instalar.sh",
    "automatizacion/publicar.sh",
    "automatizacion/known_hosts",
]
ESQUEMAS = {
    ".github/workflows/sitio.yml": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
}


@pytest.fixture
def sitio(tmp_path: Path) -> Path:
    raiz = tmp_path / "sitio"
    for ruta, texto in archivos_del_sitio(date(2026, 11, 1)).items():
        (raiz / ruta).parent.mkdir(parents=True, exist_ok=True)
        (raiz / ruta).write_text(texto, encoding="utf-8")
    return raiz


def nueva(raiz: Path, *opciones: str) -> Corrida:
    return generador(raiz, "nuevo", "automatizacion", *opciones)


def archivos(raiz: Path) -> dict[str, bytes]:
    return {p.relative_to(raiz).as_posix(): p.read_bytes() for p in raiz.rglob("*") if p.is_file()}


# --- qué escribe ------------------------------------------------------------------------------


def test_escribe_todo_y_dice_que_sigue(sitio: Path) -> None:
    antes = archivos(sitio)
    assert nueva(sitio) == Corrida(
        0,
        "".join(f"Creado {ruta}\n" for ruta in TODOS)
        + "El gancho se enciende con: git config core.hooksPath .githooks\n"
        "Lo que hay que poner antes de publicar está en automatizacion/LEEME.md\n"
        "La rama que se publica sola es «main»; si es otra, dígala con --rama\n",
    )
    despues = archivos(sitio)
    assert despues.keys() - antes.keys() == set(TODOS)
    assert {r: despues[r] for r in antes} == antes
    ejecutables = {r for r in TODOS if (sitio / r).stat().st_mode & stat.S_IXUSR}
    assert ejecutables == {".githooks/pre-commit", *(r for r in TODOS if r.endswith(".sh"))}
    repetida = nueva(sitio)
    assert repetida.codigo == 0 and repetida.dicho.count("Ya estaba ") == len(TODOS)
    assert archivos(sitio) == despues


def test_solo_lo_pedido_y_lo_comun_una_vez(sitio: Path) -> None:
    assert nueva(sitio, "gitlab", "--silencio") == Corrida(0, "")
    assert {".gitlab-ci.yml", *TODOS[4:]} == archivos(sitio).keys() & set(TODOS)
    (sitio / "automatizacion/known_hosts").write_text("ejemplo.gov.co ssh-ed25519 AAAA\n")
    hecho = nueva(sitio, "github")
    assert (hecho.codigo, hecho.dicho.splitlines()) == (
        0,
        [
            "Creado .github/workflows/sitio.yml",
            *(f"Ya estaba {ruta}: no se cambió" for ruta in TODOS[4:]),
            "Lo que hay que poner antes de publicar está en automatizacion/LEEME.md",
            "La rama que se publica sola es «main»; si es otra, dígala con --rama",
        ],
    )
    assert (sitio / "automatizacion/known_hosts").read_text().startswith("ejemplo.gov.co")


@pytest.mark.parametrize("ruta", TODOS[:4])
def test_nunca_escribe_encima(ruta: str, sitio: Path) -> None:
    (sitio / ruta).parent.mkdir(parents=True, exist_ok=True)
    (sitio / ruta).write_text("mío\n", encoding="utf-8")
    antes = archivos(sitio)
    hecho = nueva(sitio)
    assert (hecho.codigo, archivos(sitio)) == (2, antes)
    assert f"Ya existe {ruta}: no se cambió nada." in hecho.dicho


def test_el_destino_es_el_primero_del_sitio_o_el_que_se_diga(sitio: Path) -> None:
    configuracion = sitio / "contenido/sitio.yaml"
    texto = configuracion.read_text("utf-8")
    destinos = (
        "destinos:\n  - nombre: portal\n    lugar: /srv/a\n  - nombre: otro\n    lugar: /srv/b\n"
    )
    configuracion.write_text(texto + destinos, encoding="utf-8")
    nueva(sitio, "gitlab")
    assert "publicar.sh portal\n" in (sitio / ".gitlab-ci.yml").read_text("utf-8")
    nueva(sitio, "github", "--destino", "otro", "--rama", "principal")
    escrito = (sitio / ".github/workflows/sitio.yml").read_text("utf-8")
    assert "publicar.sh otro\n" in escrito
    assert 'branches: ["principal"]' in escrito and "refs/heads/principal'" in escrito


MAL_PEDIDO = {
    ("--destino", "Mal Nombre"): "«Mal Nombre» no sirve de nombre de destino",
    ("--rama", "a..b"): "«a..b» no es el nombre de una rama.",
    ("--rama", 'x"]'): "no es el nombre de una rama.",
    ("bitbucket",): "«bitbucket» no es ninguna de estas: «gancho», «github», «gitlab».",
}


@pytest.mark.parametrize("opciones", MAL_PEDIDO, ids=" ".join)
def test_lo_mal_pedido_es_2_y_no_escribe(opciones: tuple[str, ...], sitio: Path) -> None:
    antes = archivos(sitio)
    hecho = nueva(sitio, *opciones)
    assert (hecho.codigo, archivos(sitio)) == (2, antes)
    assert MAL_PEDIDO[opciones] in hecho.dicho


@pytest.mark.parametrize(
    ("ramas", "usada", "publicada"),
    [
        ((), "master", "master"),
        (("main", "arreglo-1"), "arreglo-1", "main"),
        (("master", "arreglo-1"), "arreglo-1", "master"),
        (None, "", "main"),
    ],
)
def test_se_publica_la_rama_principal_del_repositorio(
    ramas: tuple[str, ...] | None, usada: str, publicada: str, sitio: Path
) -> None:
    if ramas is not None:
        git(sitio, "init", "-q", "-b", "otra")
        for rama in ramas:
            git(sitio, "checkout", "-q", "-b", rama)
            git(sitio, "commit", "-q", "--allow-empty", "-m", "uno")
        if not ramas:
            git(sitio, "symbolic-ref", "HEAD", f"refs/heads/{usada}")
        git(sitio, "pack-refs", "--all")
    hecho = nueva(sitio)
    assert f"sola es «{publicada}»" in hecho.dicho
    assert f'branches: ["{publicada}"]' in (sitio / ".github/workflows/sitio.yml").read_text()


def git(raiz: Path, *orden: str) -> None:
    quien = ("-c", "user.name=Ana", "-c", "user.email=ana@ejemplo.gov.co")
    subprocess.run(["git", *quien, *orden], cwd=raiz, check=True)


def test_un_sitio_dentro_de_otro_repositorio_se_rechaza(sitio: Path) -> None:
    (sitio.parent / ".git").mkdir()
    hecho = nueva(sitio)
    assert (hecho.codigo, (sitio / ".gitlab-ci.yml").exists()) == (2, False)
    assert f"El repositorio empieza en «{sitio.parent}»" in hecho.dicho


def test_toda_plantilla_se_usa_y_ninguna_conserva_una_marca() -> None:
    usadas: set[str] = set()

    def leer(nombre: str) -> str:
        usadas.add(nombre)
        return (PLANTILLAS / nombre).read_text("utf-8")

    hechos = archivos_de_automatizacion(PARTES, "portal", "principal", leer)
    assert usadas == {p.name for p in PLANTILLAS.iterdir()}
    assert [a.ruta for a in hechos if re.search(r"@[A-Z]+@", a.texto)] == []
    assert [a.ruta for a in hechos] == TODOS


# --- que estén bien hechos --------------------------------------------------------------------


def validar(archivo: Path, esquema: str) -> subprocess.CompletedProcess[str]:
    """Contra el esquema publicado, que viene con el programa: no se usa la red."""
    orden = [str(BIN / "check-jsonschema"), "--builtin-schema", esquema, str(archivo)]
    return subprocess.run(orden, capture_output=True, text=True)


@pytest.mark.parametrize("ruta", ESQUEMAS)
def test_cumplen_su_esquema_publicado(ruta: str, sitio: Path) -> None:
    nueva(sitio)
    hecho = validar(sitio / ruta, ESQUEMAS[ruta])
    assert hecho.returncode == 0, hecho.stdout


@pytest.mark.parametrize(
    ("ruta", "bien", "mal"),
    [
        (".github/workflows/sitio.yml", "runs-on:", "corre-en:"),
        (".gitlab-ci.yml", "  script:", "  guion:"),
    ],
)
def test_uno_mal_hecho_no_cumple(ruta: str, bien: str, mal: str, sitio: Path) -> None:
    nueva(sitio)
    archivo = sitio / ruta
    archivo.write_text(archivo.read_text("utf-8").replace(bien, mal), encoding="utf-8")
    assert validar(archivo, ESQUEMAS[ruta]).returncode == 1


def test_pre_commit_entiende_su_archivo(sitio: Path) -> None:
    nueva(sitio)
    orden = [str(BIN / "pre-commit"), "validate-config", ".pre-commit-config.yaml"]
    hecho = subprocess.run(orden, cwd=sitio, capture_output=True, text=True)
    assert (hecho.returncode, hecho.stdout) == (0, "")


@pytest.mark.parametrize("guion", sorted(p.name for p in PLANTILLAS.glob("*.sh")))
def test_los_guiones_no_tienen_descuidos(guion: str) -> None:
    exigir("shellcheck")
    orden = ["shellcheck", "--shell=sh", str(PLANTILLAS / guion)]
    hecho = subprocess.run(orden, capture_output=True, text=True)
    assert hecho.stdout == ""


def test_un_guion_descuidado_se_descubre(tmp_path: Path) -> None:
    exigir("shellcheck")
    (tmp_path / "mal.sh").write_text("#!/bin/sh\nrm -rf $1\n")
    orden = ["shellcheck", str(tmp_path / "mal.sh")]
    assert subprocess.run(orden, capture_output=True).returncode == 1


def test_las_piezas_ajenas_estan_fijas_y_los_permisos_son_pocos() -> None:
    texto = (PLANTILLAS / "github.yml").read_text("utf-8")
    usadas = re.findall(r"uses: (\S+)", texto)
    assert usadas and all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", u) for u in usadas)
    assert texto.count("persist-credentials: false") == texto.count("actions/checkout@")
    assert "pull_request_target" not in texto
    assert re.search(r"^permissions:\n  contents: read$", texto, re.MULTILINE)


def test_los_secretos_solo_los_ve_el_paso_que_publica() -> None:
    texto = (PLANTILLAS / "github.yml").read_text("utf-8")
    antes, _, paso = texto.partition("- name: Publicar\n")
    assert "secrets." not in antes and "github.token" not in antes
    assert paso.count("secrets.") == 2


def test_la_maquina_de_gitlab_instala_lo_que_publicar_usa() -> None:
    texto = (PLANTILLAS / "gitlab.yml").read_text("utf-8")
    (renglon,) = re.findall(r"- (apt-get install .*)", texto)
    paquetes = {p for p in renglon.split()[2:] if not p.startswith("-")}
    assert paquetes == set(sistema._PAQUETES.values())
    assert shutil.which("sh") is not None
