"""Quien usa el programa: escribe órdenes en su carpeta y mira lo que sale, sin saber nada más."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from apoyo.otro_dia import programa as texto_del_programa

DIA = date(2026, 11, 26)
"""El día de los recorridos: el programa lo cree el de hoy."""


@dataclass(frozen=True)
class Persona:
    """Una carpeta suya, `aqui`, y la terminal donde escribe."""

    aqui: Path
    programa: Path
    python: Path

    @staticmethod
    def sentar(entorno: Path, carpeta: Path, dia: date) -> Persona:
        """Pone a alguien en `carpeta`, un día."""
        python = entorno / "bin/python"
        programa = carpeta / "bin/generador"
        programa.parent.mkdir(parents=True, exist_ok=True)
        programa.write_text(texto_del_programa(python, dia))
        programa.chmod(0o755)
        (carpeta / "casa").mkdir(exist_ok=True)
        return Persona(carpeta, programa, python)

    def en(self, carpeta: str) -> Persona:
        """La misma, después de `cd`."""
        return Persona(self.aqui / carpeta, self.programa, self.python)

    @property
    def _ambiente(self) -> dict[str, str]:
        return {
            **os.environ,
            "PATH": f"{self.programa.parent}:{os.environ['PATH']}",
            "HOME": str(self.programa.parent.parent / "casa"),
            "GIT_CONFIG_GLOBAL": str(self.programa.parent.parent / "casa/gitconfig"),
            **{f"GIT_{q}_NAME": "Quien edita" for q in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{q}_EMAIL": "quien@ejemplo.gov.co" for q in ("AUTHOR", "COMMITTER")},
        }

    @contextmanager
    def deja_abierta(self, orden: str) -> Iterator[str]:
        """Teclea una orden que sigue hasta Ctrl-C; da la dirección que dice. Termina con 0."""
        with (self.aqui.parent / "pantalla").open("w+", encoding="utf-8") as pantalla:
            proceso = subprocess.Popen(
                shlex.split(orden),
                cwd=self.aqui,
                env=self._ambiente,
                stdout=pantalla,
                stderr=subprocess.STDOUT,
            )
            try:
                yield _direccion_dicha(Path(pantalla.name), proceso)
            finally:
                proceso.send_signal(signal.SIGINT)
                assert proceso.wait(60) == 0, Path(pantalla.name).read_text("utf-8")

    def escribe(self, orden: str, *, sale: int = 0) -> str:
        """Teclea una orden y devuelve lo que se ve; debe terminar con `sale`."""
        hecho = subprocess.run(
            orden,
            shell=True,
            cwd=self.aqui,
            env=self._ambiente,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        dicho = hecho.stdout + hecho.stderr
        assert hecho.returncode == sale, f"$ {orden}\n{dicho}"
        assert "Traceback" not in dicho, dicho
        return dicho

    def guarda(self, ruta: str, texto: str | bytes) -> Path:
        """Guarda un archivo desde el editor."""
        archivo = self.aqui / ruta
        archivo.parent.mkdir(parents=True, exist_ok=True)
        archivo.write_bytes(texto if isinstance(texto, bytes) else texto.encode())
        return archivo

    def cambia(self, ruta: str, viejo: str, nuevo: str) -> None:
        """Busca un texto en un archivo y pone otro; el texto tiene que estar."""
        archivo = self.aqui / ruta
        antes = archivo.read_text("utf-8")
        assert re.search(viejo, antes), f"{ruta} no dice {viejo}:\n{antes}"
        archivo.write_text(re.sub(viejo, nuevo, antes, count=1), "utf-8")


def _direccion_dicha(pantalla: Path, proceso: subprocess.Popen[bytes]) -> str:
    limite = time.monotonic() + 60
    while time.monotonic() < limite and proceso.poll() is None:
        if dicha := re.search(r"http://127\.0\.0\.1:\d+/", pantalla.read_text("utf-8")):
            return dicha[0]
        time.sleep(0.1)
    raise AssertionError(pantalla.read_text("utf-8"))
