"""Publicar desde una copia recién hecha del repositorio, sin terminal y sin nada guardado antes.

Es lo que hace una integración continua: la llave por una variable, y nadie que conteste.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from apoyo.reales import Corrida, Ssh, hacer_sitio, poner_acta, sshd

GIT = ("git", "-c", "user.name=prueba", "-c", "user.email=prueba@ejemplo.gov.co")


@dataclass(slots=True)
class Repositorio:
    """Un repositorio central; cada tarea lo copia de nuevo, publica y guarda el registro."""

    carpeta: Path
    lugar: str
    ssh: Ssh
    copias: int = 0

    def copiar(self) -> Path:
        self.copias += 1
        copia = self.carpeta / f"copia-{self.copias}"
        orden = [*GIT, "clone", "-q", "--depth", "1", f"file://{self.carpeta}/central", str(copia)]
        subprocess.run(orden, check=True)
        return copia

    def guardar(self, copia: Path, que: str) -> None:
        for orden in (["add", "contenido"], ["commit", "-q", "-m", que], ["push", "-q"]):
            subprocess.run([*GIT, *orden], cwd=copia, check=True)

    def publicar(self, copia: Path, *mas: str) -> Corrida:
        """Sin terminal, sin entrada, sin agente y con una carpeta personal vacía."""
        vacia = self.carpeta / "vacia"
        vacia.mkdir(exist_ok=True)
        hecho = subprocess.run(
            [sys.executable, "-m", "generador", "publicar", self.lugar, *mas],
            cwd=copia,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": os.pathsep.join(sys.path),
                "HOME": str(vacia),
                "GENERADOR_SSH_LLAVE": f"{self.ssh.carpeta}/cliente",
                "GENERADOR_SSH_CONOCIDOS": str(self.ssh.known_hosts),
            },
        )
        return Corrida(hecho.returncode, hecho.stdout + hecho.stderr)


@pytest.fixture
def repositorio(tmp_path: Path) -> Iterator[Repositorio]:
    origen = hacer_sitio(tmp_path / "origen", 2)
    (origen / ".gitignore").write_text("publicado/\n.generador/\n")
    for orden in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "Primero"]):
        subprocess.run([*GIT, *orden], cwd=origen, check=True)
    subprocess.run(
        ["git", "clone", "-q", "--bare", str(origen), str(tmp_path / "central")], check=True
    )
    with sshd(tmp_path / "ssh") as ssh:
        lugar = f"ssh://127.0.0.1:{ssh.puerto}{tmp_path}/destino"
        yield Repositorio(tmp_path, lugar, ssh)


def test_cada_tarea_empieza_de_cero(repositorio: Repositorio) -> None:
    primera = repositorio.copiar()
    hecho = repositorio.publicar(primera)
    assert hecho.codigo == 0 and "Publicación 1 a la vista" in hecho.dicho, hecho.dicho
    repositorio.guardar(primera, "Publicación 1")

    # El commit que solo trae el registro vuelve a encender la tarea: no publica de nuevo.
    nada = repositorio.publicar(repositorio.copiar())
    dicho = nada.dicho.splitlines()
    assert (nada.codigo, dicho[0]) == (
        0,
        "El destino ya muestra este sitio: no hay nada que publicar.",
    )
    assert [r for r in dicho[1:] if not r.startswith("Destino: ")] == []

    cambiada = repositorio.copiar()
    poner_acta(cambiada, 1, lugar="Sala nueva")
    repositorio.guardar(cambiada, "Otra sala")
    segunda = repositorio.copiar()
    assert "Publicación 2 a la vista" in repositorio.publicar(segunda).dicho
    (entrada,) = (segunda / "contenido/publicaciones").glob("*-2.yaml")
    # Qué campo cambió se sabe sin haber estado aquí la vez anterior.
    assert 'campo: "lugar"\n        antes: "Sala 1"\n        ahora: "Sala nueva"' in (
        entrada.read_text("utf-8")
    )
    repositorio.guardar(segunda, "Publicación 2")

    tercera = repositorio.copiar()
    assert "Publicación 3 a la vista" in repositorio.publicar(tercera, "--deshacer").dicho
    repositorio.guardar(tercera, "Publicación 3: se deshace la 2")
    # Lo que se deshizo no vuelve solo porque otra copia no sepa que se deshizo.
    cuarta = repositorio.copiar()
    otra = repositorio.publicar(cuarta)
    assert otra.codigo == 0 and "es el mismo que se deshizo" in otra.dicho, otra.dicho
    poner_acta(cuarta, 1, lugar="Sala corregida")
    corregida = repositorio.publicar(cuarta)
    assert "Publicación 4 a la vista" in corregida.dicho, corregida.dicho


def test_una_tarea_que_no_pudo_guardar_el_registro(repositorio: Repositorio) -> None:
    """La siguiente recupera la entrada del destino y sigue la cuenta."""
    assert repositorio.publicar(repositorio.copiar()).codigo == 0
    otra = repositorio.copiar()
    poner_acta(otra, 2, lugar="Sala dos")
    hecho = repositorio.publicar(otra)
    assert "Se recuperó del destino" in hecho.dicho and "Publicación 2 a la vista" in hecho.dicho
    nombres = sorted(p.name[11:] for p in (otra / "contenido/publicaciones").iterdir())
    assert nombres == ["1.yaml", "2.yaml"]


def test_lo_que_le_falta_a_una_tarea_se_dice(repositorio: Repositorio) -> None:
    repositorio.ssh.known_hosts.write_text("")
    hecho = repositorio.publicar(repositorio.copiar())
    assert hecho.codigo == 3 and "no mostró la llave que se conoce" in hecho.dicho
