"""Cada renglón de la automatización, sacado de sus archivos y corrido en una copia del repositorio.

Un repositorio vacío de git hace de GitHub o de GitLab; se publica a un servidor de SSH de verdad.
"""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml
from apoyo.formatos_minimos import pdf_en_blanco
from apoyo.reales import Ssh, exigir, generador, hacer_sitio, poner_acta, sshd

RAIZ = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
ACTA = "contenido/instancias/mesa/actas/2020/01.md"
PAGINA = "instancias/mesa/actas/2020/01.html"
_EXPRESION = re.compile(r"\$\{\{ ([a-zA-Z_.]+) \}\}")


@pytest.fixture(scope="module")
def servidor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ssh]:
    with sshd(tmp_path_factory.mktemp("ssh")) as encendido:
        yield encendido


@dataclass
class Taller:
    """Un repositorio central, y la copia en que trabaja una máquina."""

    carpeta: Path
    destino: Path
    servidor: Ssh
    copias: int = 0
    secretos: dict[str, str] = field(default_factory=dict)

    @property
    def central(self) -> Path:
        return self.carpeta / "central.git"

    def clonar(self) -> Path:
        """Una copia nueva, como la que hace cada máquina."""
        self.copias += 1
        copia = self.carpeta / f"copia-{self.copias}"
        git(self.carpeta, "clone", "-q", str(self.central), str(copia))
        return copia

    def ver(self, ruta: str = PAGINA) -> str:
        return (self.destino / "actual" / ruta).read_text("utf-8")


def git(carpeta: Path, *orden: str, **mas: str) -> str:
    ambiente = os.environ | {
        "GIT_AUTHOR_NAME": "Quien edita",
        "GIT_AUTHOR_EMAIL": "edita@ejemplo.gov.co",
        "GIT_COMMITTER_NAME": "Quien edita",
        "GIT_COMMITTER_EMAIL": "edita@ejemplo.gov.co",
    }
    hecho = subprocess.run(
        ["git", "-C", str(carpeta), *orden],
        check=True,
        capture_output=True,
        text=True,
        env=ambiente | entorno() | mas,
    )
    return hecho.stdout


@pytest.fixture
def taller(tmp_path: Path, servidor: Ssh) -> Taller:
    exigir("git", "ssh-agent")
    raiz, destino = hacer_sitio(tmp_path / "origen", 2), tmp_path / "srv"
    cuenta = servidor.configuracion.read_text().split("User ")[1].split()[0]
    configuracion = raiz / "contenido/sitio.yaml"
    configuracion.write_text(
        configuracion.read_text("utf-8")
        + "destinos:\n  - nombre: portal\n"
        + f"    lugar: ssh://{cuenta}@127.0.0.1:{servidor.puerto}{destino}\n",
        encoding="utf-8",
    )
    (raiz / ".gitignore").write_text(".generador/\npublicado/\n")
    assert generador(raiz, "nuevo", "automatizacion").codigo == 0
    (raiz / "automatizacion/known_hosts").write_text(servidor.known_hosts.read_text())
    hecho = Taller(tmp_path, destino, servidor)
    hecho.secretos["PUBLICAR_LLAVE"] = (servidor.carpeta / "cliente").read_text()
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(hecho.central))
    git(raiz, "init", "-q", "-b", "main")
    git(raiz, "add", "-A")
    git(raiz, "commit", "-q", "-m", "El sitio")
    git(raiz, "push", "-q", str(hecho.central), "main")
    return hecho


# --- una máquina que corre los renglones ------------------------------------------------------


def entorno(**mas: str) -> dict[str, str]:
    """El de una máquina que ya tiene `generador`; sin las variables de la casa de quien prueba."""
    ruta = f"{BIN}:{os.environ['PATH']}"
    return {"PATH": ruta, "PYTHONPATH": str(RAIZ), "HOME": "/nonexistent", "LANG": "C.UTF-8"} | mas


def correr(copia: Path, guion: str, ambiente: Mapping[str, str]) -> tuple[int, str]:
    """Un guion como lo corren GitHub y GitLab: bash que se detiene en el primer error."""
    hecho = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", guion],
        cwd=copia,
        capture_output=True,
        text=True,
        env=dict(ambiente),
        stdin=subprocess.DEVNULL,
    )
    return hecho.returncode, hecho.stdout + hecho.stderr


def en_github(
    copia: Path, trabajo: str, secretos: Mapping[str, str], **mas: str
) -> tuple[int, str]:
    """Los pasos con «run» de un trabajo, uno tras otro, con el entorno que el archivo les da."""
    escrito = yaml.safe_load((copia / ".github/workflows/sitio.yml").read_text("utf-8"))
    valores = {f"secrets.{n}": v for n, v in secretos.items()} | {"github.token": ""}

    def resuelto(ambiente: Mapping[str, str]) -> dict[str, str]:
        return {n: _EXPRESION.sub(lambda m: valores.get(m[1], ""), v) for n, v in ambiente.items()}

    definido = escrito["jobs"][trabajo]
    de_la_maquina = entorno(GITHUB_REF_NAME="main", GITHUB_PATH=str(copia.parent / "ruta"), **mas)
    dicho = ""
    for paso in definido["steps"]:
        if "run" not in paso:
            continue
        ambiente = de_la_maquina | resuelto(definido.get("env", {}) | paso.get("env", {}))
        codigo, suyo = correr(copia, paso["run"], ambiente)
        dicho += suyo
        if codigo:
            return codigo, dicho
    return 0, dicho


def en_gitlab(
    copia: Path, trabajo: str, secretos: Mapping[str, str], **mas: str
) -> tuple[int, str]:
    """Los renglones de antes y los del trabajo, en un solo intérprete. `apt-get` solo anota."""
    escrito = yaml.safe_load((copia / ".gitlab-ci.yml").read_text("utf-8"))
    renglones = [*escrito["default"]["before_script"], *escrito[trabajo]["script"]]
    programas = copia.parent / "programas"
    programas.mkdir(exist_ok=True)
    (programas / "apt-get").write_text(f'#!/bin/sh\necho "$*" >>"{programas}/instalado"\n')
    (programas / "apt-get").chmod(0o755)
    git(copia, "checkout", "-q", "--detach")
    ambiente = entorno(CI_COMMIT_BRANCH="main", **secretos, **mas)
    ambiente["PATH"] = f"{programas}:{ambiente['PATH']}"
    return correr(copia, "\n".join(renglones), ambiente)


EN = {"github": en_github, "gitlab": en_gitlab}


# --- revisar ----------------------------------------------------------------------------------


def danar(copia: Path) -> None:
    acta = copia / ACTA
    acta.write_text(acta.read_text("utf-8").replace("tipo: ordinaria", "tipo: ordinariaa"))


@pytest.mark.parametrize("donde", EN)
def test_una_propuesta_buena_pasa_y_una_mala_no(donde: str, taller: Taller) -> None:
    copia = taller.clonar()
    codigo, dicho = EN[donde](copia, "revisar", {})
    assert codigo == 0, dicho
    assert not taller.destino.exists()
    danar(copia)
    codigo, dicho = EN[donde](copia, "revisar", {})
    assert (codigo, ACTA in dicho) == (1, True), dicho


def test_en_github_cada_defecto_es_una_anotacion(taller: Taller) -> None:
    copia = taller.clonar()
    danar(copia)
    _, dicho = en_github(copia, "revisar", {})
    assert re.search(rf"^::error file={ACTA},line=\d+", dicho, re.MULTILINE), dicho


def test_en_gitlab_los_defectos_van_al_informe_de_calidad(taller: Taller) -> None:
    copia = taller.clonar()
    danar(copia)
    en_gitlab(copia, "revisar", {})
    informe = yaml.safe_load((copia / "calidad.json").read_text("utf-8"))
    assert ACTA in {uno["location"]["path"] for uno in informe}
    assert all(uno["fingerprint"] and uno["description"] for uno in informe)


# --- publicar ---------------------------------------------------------------------------------


@pytest.mark.parametrize("donde", EN)
def test_la_rama_principal_se_publica_y_el_registro_se_guarda(donde: str, taller: Taller) -> None:
    codigo, dicho = EN[donde](taller.clonar(), "publicar", taller.secretos)
    assert codigo == 0, dicho
    assert "Publicación 1 a la vista" in dicho and "Acta" in taller.ver()
    ultimo = git(taller.central, "log", "-1", "--format=%an %s", "main").strip()
    assert ultimo == "Publicación automática Registro de publicaciones [skip ci]"
    cambiado = git(taller.central, "show", "--format=", "--name-only", "main").split()
    assert [re.sub(r"\d{4}-\d\d-\d\d", "FECHA", c) for c in cambiado] == [
        "contenido/publicaciones/FECHA-1.yaml"
    ]


def test_lo_mismo_no_se_publica_otra_vez_y_lo_nuevo_si(taller: Taller) -> None:
    en_github(taller.clonar(), "publicar", taller.secretos)
    antes = git(taller.central, "rev-parse", "main")
    codigo, dicho = en_github(taller.clonar(), "publicar", taller.secretos)
    assert (codigo, "no hay nada que publicar" in dicho) == (0, True), dicho
    assert git(taller.central, "rev-parse", "main") == antes

    copia = taller.clonar()
    poner_acta(copia, 1, lugar="Sala nueva")
    git(copia, "commit", "-q", "-am", "Otra sala")
    git(copia, "push", "-q", "origin", "HEAD:main")
    codigo, dicho = en_github(taller.clonar(), "publicar", taller.secretos)
    assert (codigo, "Publicación 2 a la vista" in dicho) == (0, True), dicho
    assert "Sala nueva" in taller.ver()


@pytest.mark.parametrize("donde", EN)
def test_los_secretos_no_quedan_en_ningun_archivo_ni_se_muestran(
    donde: str, taller: Taller, tmp_path: Path
) -> None:
    temporal = tmp_path / "temporal"
    temporal.mkdir()
    firma = tmp_path / "llave-de-firma"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(firma)], check=True)
    secretos = taller.secretos | {"PUBLICAR_FIRMA": firma.read_text()}
    publica = (tmp_path / "llave-de-firma.pub").rename(tmp_path / "firmantes.pub")
    firma.unlink()
    copia = taller.clonar()
    guion = copia / "automatizacion/publicar.sh"
    # También lo que hay en el disco mientras se publica, no solo al final.
    orden = 'generador publicar "$destino"'
    espiar = f'cp -r "$TMPDIR" "{tmp_path}/mientras"\n{orden}'
    guion.write_text(guion.read_text("utf-8").replace(orden, espiar))
    codigo, dicho = EN[donde](copia, "publicar", secretos, TMPDIR=str(temporal))
    assert codigo == 0, dicho
    pedazos = [r for s in secretos.values() for r in s.splitlines() if len(r) > 40]
    assert len(pedazos) >= 8
    assert [p for p in pedazos if p in dicho] == []
    mirados = [a for a in tmp_path.rglob("*") if a.is_file() and not a.is_symlink()]
    assert any("mientras" in a.parts for a in mirados)
    assert [a for a in mirados if any(p.encode() in a.read_bytes() for p in pedazos)] == []
    assert list(temporal.iterdir()) == []
    verificado = generador(
        taller.carpeta, "verificar", str(taller.destino), "--llave", str(publica)
    )
    assert (verificado.codigo, "firmada" in verificado.dicho) == (0, True), verificado.dicho


def test_una_llave_en_base64_tambien_sirve(taller: Taller) -> None:
    """En un solo renglón, GitLab la puede enmascarar."""
    llave = base64.b64encode(taller.secretos["PUBLICAR_LLAVE"].encode()).decode()
    codigo, dicho = en_gitlab(taller.clonar(), "publicar", {"PUBLICAR_LLAVE": llave})
    assert (codigo, "Publicación 1 a la vista" in dicho) == (0, True), dicho


def test_un_servidor_que_nadie_anoto_se_rechaza(taller: Taller) -> None:
    copia = taller.clonar()
    conocidos = copia / "automatizacion/known_hosts"
    otra = (taller.servidor.carpeta / "cliente.pub").read_text().split()[1]
    conocidos.write_text(re.sub(r"AAAA\S+", otra, conocidos.read_text()))
    codigo, dicho = en_github(copia, "publicar", taller.secretos)
    assert (codigo, taller.destino.exists()) == (3, False), dicho
    conocidos.write_text("# nadie\n")
    codigo, dicho = en_github(copia, "publicar", taller.secretos)
    assert (codigo, taller.destino.exists()) == (3, False), dicho


def test_sin_llave_se_dice_y_no_queda_nada_a_medias(taller: Taller) -> None:
    codigo, dicho = en_github(taller.clonar(), "publicar", {})
    assert (codigo, taller.destino.exists()) == (3, False), dicho
    assert "Traceback" not in dicho


def test_si_otra_persona_guardo_mientras_tanto_se_guarda_encima(taller: Taller) -> None:
    copia, otra = taller.clonar(), taller.clonar()
    (otra / "LEEME.md").write_text("Otra cosa\n")
    git(otra, "add", "LEEME.md")
    git(otra, "commit", "-q", "-m", "Otra cosa")
    git(otra, "push", "-q", "origin", "HEAD:main")
    codigo, dicho = en_github(copia, "publicar", taller.secretos)
    assert codigo == 0, dicho
    asuntos = git(taller.central, "log", "-2", "--format=%s", "main").splitlines()
    assert asuntos == ["Registro de publicaciones [skip ci]", "Otra cosa"]


def test_una_rama_protegida_no_pierde_la_entrada(taller: Taller) -> None:
    guardian = taller.central / "hooks/pre-receive"
    guardian.write_text("#!/bin/sh\necho 'rama protegida' >&2\nexit 1\n")
    guardian.chmod(0o755)
    codigo, dicho = en_github(taller.clonar(), "publicar", taller.secretos)
    assert (codigo, "Publicación 1 a la vista" in dicho) == (3, True), dicho
    assert "no se pudo guardar en «main»" in dicho
    guardian.unlink()
    codigo, dicho = en_github(taller.clonar(), "publicar", taller.secretos)
    assert (codigo, "Se recuperó del destino" in dicho) == (0, True), dicho
    assert "-1.yaml" in git(taller.central, "show", "--format=", "--name-only", "main")


def test_el_token_se_ofrece_solo_al_servidor_del_repositorio(
    taller: Taller, tmp_path: Path
) -> None:
    """Un `generador` de mentira le pregunta a git qué credenciales daría a cada servidor."""
    programas = tmp_path / "falsos"
    programas.mkdir()
    pregunta = (
        "printf 'protocol=https\\nhost=%s\\n\\n' {} | GIT_TERMINAL_PROMPT=0 git credential fill"
    )
    (programas / "generador").write_text(
        f"#!/bin/sh\n{pregunta.format('git.ejemplo.gov.co')}\n"
        f"{pregunta.format('otro.ejemplo.gov.co')} 2>&1 || echo NADA\n"
    )
    (programas / "generador").chmod(0o755)
    ambiente = entorno(
        GITHUB_SERVER_URL="https://git.ejemplo.gov.co",
        PUBLICAR_TOKEN="secreto-de-prueba",
        PUBLICAR_USUARIO="x-access-token",
    )
    ambiente["PATH"] = f"{programas}:{ambiente['PATH']}"
    _, dicho = correr(taller.clonar(), "sh automatizacion/publicar.sh portal", ambiente)
    primero, _, segundo = dicho.partition("password=secreto-de-prueba\n")
    assert "username=x-access-token\n" in primero
    assert "secreto" not in segundo and "NADA" in segundo


def test_en_gitlab_el_registro_va_a_la_direccion_del_proyecto(taller: Taller) -> None:
    """Con un token se escribe en el proyecto, y no en el origen de la copia, que solo se lee."""
    copia = taller.clonar()
    git(copia, "remote", "set-url", "origin", "/no/se/puede")
    secretos = taller.secretos | {"PUBLICAR_TOKEN": "secreto-de-prueba"}
    proyecto = str(taller.central).removesuffix(".git")
    codigo, dicho = en_gitlab(
        copia, "publicar", secretos, CI_PROJECT_URL=proyecto, CI_SERVER_URL="https://ejemplo.gov.co"
    )
    assert (codigo, "secreto" in dicho) == (0, False), dicho
    assert "[skip ci]" in git(taller.central, "log", "-1", "--format=%s", "main")


def test_publicar_sin_destino_es_mal_uso(taller: Taller) -> None:
    codigo, dicho = correr(taller.clonar(), "sh automatizacion/publicar.sh", entorno())
    assert (codigo, dicho) == (2, "Uso: sh automatizacion/publicar.sh DESTINO\n")


# --- el gancho --------------------------------------------------------------------------------


@pytest.fixture
def con_gancho(taller: Taller) -> Path:
    """Una copia con el gancho encendido como dice el archivo mismo."""
    copia = taller.clonar()
    guion = (copia / ".githooks/pre-commit").read_text("utf-8")
    (encender,) = re.findall(r"^#   (git config .*)$", guion, re.MULTILINE)
    assert correr(copia, encender, entorno()) == (0, "")
    return copia


def guardar(copia: Path, *opciones: str, **mas: str) -> tuple[int, str]:
    quien = {"NAME": "Quien edita", "EMAIL": "edita@ejemplo.gov.co"}
    firma = {f"GIT_{rol}_{c}": v for rol in ("AUTHOR", "COMMITTER") for c, v in quien.items()}
    return correr(copia, f"git commit -q -m Prueba {' '.join(opciones)}", entorno(**firma, **mas))


def test_el_gancho_detiene_un_registro_malo_y_deja_pasar_uno_bueno(con_gancho: Path) -> None:
    danar(con_gancho)
    codigo, dicho = guardar(con_gancho, "-a")
    assert (codigo, "ordinariaa" in dicho) == (1, True), dicho
    poner_acta(con_gancho, 1, lugar="Otra sala")
    assert guardar(con_gancho, "-a") == (0, "")
    assert git(con_gancho, "status", "--porcelain") == ""


def test_el_gancho_dice_lo_que_se_quedo_sin_agregar(con_gancho: Path) -> None:
    poner_acta(con_gancho, 1, lugar="Otra sala")
    anexo = con_gancho / "contenido/instancias/mesa/actas/2020/01/otro.pdf"
    anexo.write_text(pdf_en_blanco())
    acta = con_gancho / "contenido/instancias/mesa/actas/2020/01.md"
    otro = '  - titulo: "Otro anexo, 2020"\n    archivo: otro.pdf\n'
    acta.write_text(acta.read_text("utf-8").replace("---\n\n", f"{otro}---\n\n", 1), "utf-8")
    codigo, dicho = guardar(con_gancho, "-a")
    assert codigo == 0, dicho
    assert "Esto no va en este cambio" in dicho
    assert "  contenido/instancias/mesa/actas/2020/01/otro.pdf" in dicho


def test_el_gancho_no_estorba_a_lo_que_no_es_un_registro(con_gancho: Path) -> None:
    danar(con_gancho)
    (con_gancho / "LEEME.md").write_text("Nada\n")
    git(con_gancho, "add", "LEEME.md")
    assert guardar(con_gancho) == (0, "")


def test_el_gancho_sin_generador_dice_como_ponerlo(con_gancho: Path) -> None:
    poner_acta(con_gancho, 1, lugar="Otra sala")
    git(con_gancho, "add", "contenido")
    codigo, dicho = guardar(con_gancho, PATH="/usr/bin:/bin")
    assert (codigo, "Remedio: instálela con «sh automatizacion/instalar.sh»" in dicho) == (1, True)


def test_lo_mismo_con_el_programa_pre_commit(taller: Taller, tmp_path: Path) -> None:
    copia = taller.clonar()
    ambiente = entorno(HOME=str(tmp_path), XDG_CACHE_HOME=str(tmp_path))
    assert correr(copia, "pre-commit run --all-files", ambiente)[0] == 0
    danar(copia)
    git(copia, "add", "-A")
    codigo, dicho = correr(copia, "pre-commit run", ambiente)
    assert (codigo, "ordinariaa" in dicho) == (1, True), dicho


# --- instalar ---------------------------------------------------------------------------------


def test_instalar_sin_saber_de_donde_lo_dice(taller: Taller) -> None:
    solo_el_sistema = entorno(PATH="/usr/bin:/bin")
    codigo, dicho = correr(taller.clonar(), "sh automatizacion/instalar.sh", solo_el_sistema)
    assert (codigo, "o dé GENERADOR_FUENTE" in dicho) == (3, True), dicho


@pytest.mark.largas
def test_instalar_de_la_rueda_guardada_en_el_repositorio(taller: Taller, tmp_path: Path) -> None:
    """De principio a fin, con las huellas de requisitos.txt: baja los paquetes."""
    copia = taller.clonar()
    orden = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d"]
    subprocess.run([*orden, str(copia / "automatizacion")], cwd=RAIZ, check=True)
    requisitos = (RAIZ / "requisitos.txt").read_bytes()
    (copia / "automatizacion/requisitos.txt").write_bytes(requisitos)
    pasos = tmp_path / "ruta"
    ambiente = entorno(PATH="/usr/bin:/bin", GITHUB_PATH=str(pasos), HOME=str(tmp_path))
    del ambiente["PYTHONPATH"]
    python = {"PATH": f"{_sin_entorno()}:/usr/bin:/bin"}
    codigo, dicho = correr(copia, "sh automatizacion/instalar.sh", ambiente | python)
    assert (codigo, dicho.startswith("generador ")) == (0, True), dicho
    assert pasos.read_text() == f"{copia}/.venv/bin\n"
    revisado = correr(copia, ".venv/bin/generador revisar --silencio", ambiente)
    assert revisado == (0, "")


def _sin_entorno() -> str:
    """La carpeta del Python con que se hizo el entorno de las pruebas."""
    return str(Path(sys.base_prefix) / "bin")
