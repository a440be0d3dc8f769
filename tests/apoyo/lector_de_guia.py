"""Quien sigue una página de la guía de editores al pie de la letra, sin saber nada más.

Hace lo que dicen los bloques, en su orden: escribe en la terminal los de `sh` y lee lo que sale;
guarda los de `yaml` y `markdown` en el archivo que la página acaba de nombrar; y en los de `diff`
quita los renglones con «-» y pone los de «+». Un bloque `text` es lo que la página promete que se
ve: `…` en un renglón vale por lo que haya en medio. A lo que el programa pregunta contesta lo que
ahí se ve después de la pregunta; si no se ve nada, pulsa Enter.
"""

from __future__ import annotations

import codecs
import os
import pty
import re
import select
import shlex
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from pathlib import Path

from apoyo.fechas_de_guia import al_dia
from apoyo.formatos_minimos import pdf_de_texto
from apoyo.otro_dia import programa

RAIZ = Path(__file__).parents[2]
TAREAS = RAIZ / "docs/tareas"
DIA = date(2026, 11, 22)
"""El día en que se siguió la guía: las fechas que muestra se cuentan desde él."""

_BLOQUE = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_RUTA = re.compile(r"`((?:contenido/)[^`\s]+\.\w+)`")
# Lo que cambia de una vez a otra sin que cambie lo que dice la página.
_TIEMPO = re.compile(r"\b\d+,\d+ s\b")
_PUERTO = re.compile(r"127\.0\.0\.1:\d+")
_COMMIT = re.compile(r"^\[(\S+)( \([^)]*\))? [0-9a-f]{7,}\]", re.MULTILINE)
_LO_DE_EN_MEDIO = r"(?:.*\n)*"
_FECHA_ESCAPADA = re.compile(r"\d{4}\\-\d\d\\-\d\d")
# El ancho de una columna es el de lo más largo que haya en ella.
# Cada página nueva del sitio los cambia.
_CUANTOS = re.compile(r"\d+(?=\\ archivos\\ iguales)")
_SEPARACION = re.compile(r"(?:\\ ){2,}")
_UNA_FECHA = r"\\d{4}-\\d\\d-\\d\\d"
_PLAZO = 20.0


@dataclass(frozen=True)
class Paso:
    """Un bloque de una página, y el archivo de que venía hablando."""

    clase: str
    texto: str
    archivo: str
    pagina: str
    promesa: str = ""
    """Lo que la página dice que se ve después, si lo dice."""


def pasos(pagina: Path, dia: date = DIA) -> Iterator[Paso]:
    """Los bloques de una página, en su orden, como los escribe quien la sigue ese día."""
    texto = al_dia(pagina.read_text("utf-8"), DIA, dia)
    bloques = list(_BLOQUE.finditer(texto))
    for bloque, sigue in zip_longest(bloques, bloques[1:]):
        nombrados = _RUTA.findall(texto[: bloque.start()])
        dentro = textwrap.dedent(bloque[2])
        promesa = textwrap.dedent(sigue[2]) if sigue and sigue[1] == "text" else ""
        archivo = nombrados[-1] if nombrados else ""
        yield Paso(bloque[1], dentro, archivo, pagina.name, promesa)


def llano(texto: str) -> str:
    """Lo dicho, sin lo que cambia cada vez: los segundos, el puerto y la huella de un cambio."""
    sin_tiempo = _PUERTO.sub("127.0.0.1:8000", _TIEMPO.sub("0,0 s", texto))
    sin_huella = _COMMIT.sub(r"[\1\2 1234567]", sin_tiempo)
    return "\n".join(renglon.rstrip() for renglon in sin_huella.strip().splitlines())


def se_ve(prometido: str, dicho: str, *, otro_dia: bool = False) -> bool:
    """Si lo dicho es lo que la página promete; otro día, las fechas que se calculan son otras."""
    renglones = llano(prometido).splitlines()
    patron = "".join(_LO_DE_EN_MEDIO if r == "…" else f"{re.escape(r)}\n" for r in renglones)
    patron = _CUANTOS.sub(r"\\d+", patron)
    if otro_dia:
        patron = _FECHA_ESCAPADA.sub(_UNA_FECHA, patron)
        patron = _SEPARACION.sub(r"\\s+", patron)
    return re.fullmatch(patron, f"{llano(dicho)}\n") is not None


@dataclass
class Lector:
    """Alguien con una terminal abierta, una carpeta suya y dos PDF en sus documentos."""

    carpeta: Path
    dia: date = DIA
    aqui: Path = Path()
    """Dónde tiene abierta la terminal; por omisión, en una carpeta nueva para su trabajo."""
    dicho: str = ""
    hechos: int = 0
    """Cuántas órdenes ha escrito y cuántos archivos ha cambiado."""
    terminaron: list[tuple[str, int]] = field(default_factory=list)
    """Cada orden que escribió, y el código con que terminó."""

    def __post_init__(self) -> None:
        if self.carpeta.exists():
            return
        self.aqui = self.carpeta / "publicaciones"
        self.aqui.mkdir(parents=True)
        guion = programa(sys.executable, self.dia)
        _escribir(self.carpeta / "bin/generador", guion).chmod(0o755)
        # La instalación se sigue aparte: aquí el entorno ya está, y encenderlo no hace nada.
        _escribir(self.aqui / "entorno/bin/activate", "")
        documentos = self.carpeta / "Documentos"
        documentos.mkdir()
        for nombre, titulo in _DOCUMENTOS.items():
            documento = documentos / al_dia(nombre, DIA, self.dia)
            documento.write_bytes(pdf_de_texto(titulo, ["Ficticio."]))

    def seguir(self, pagina: str) -> list[str]:
        """Sigue una página entera; devuelve en qué no se vio lo que promete."""
        faltas = []
        for paso in pasos(TAREAS / pagina, self.dia):
            if paso.clase != "text":
                self.hacer(paso)
            elif not se_ve(paso.texto, self.dicho, otro_dia=self.dia != DIA):
                faltas.append(f"{paso.pagina} promete:\n{paso.texto}\nse vio:\n{self.dicho}")
        return faltas

    def hacer(self, paso: Paso) -> None:
        """Hace lo que dice un bloque; deja en `dicho` lo que se vio."""
        if paso.clase == "sh":
            renglones = [r for r in paso.texto.splitlines() if r.strip()]
            self.dicho = "".join(self.escribir(r, paso.promesa) for r in renglones)
            return
        self.hechos += 1
        archivo = self.aqui / paso.archivo
        nuevo = paso.texto
        if paso.clase == "diff":
            nuevo = cambiado(archivo.read_text("utf-8"), paso.texto)
        _escribir(archivo, nuevo)

    def escribir(self, orden: str, promesa: str = "") -> str:
        """Escribe un renglón en la terminal y devuelve lo que se vio."""
        self.hechos += 1
        if re.match(r"python3 -m venv|\S+/pip install", orden):
            return ""
        if orden == "generador servir":
            return self._servir()
        if re.match(r"generador (nuevo|revisar --arreglar)", orden):
            return self._conversar(orden, promesa)
        guion = f"{orden}\nsalio=$?\npwd >{self.carpeta}/donde\nexit $salio"
        corrida = subprocess.run(
            ["bash", "-c", guion], cwd=self.aqui, env=self._entorno(), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        self.aqui = Path((self.carpeta / "donde").read_text("utf-8").strip())
        self.terminaron.append((orden, corrida.returncode))
        return corrida.stdout

    def _conversar(self, orden: str, promesa: str) -> str:
        """Una orden que puede preguntar, en una terminal de verdad."""
        amo, suya = pty.openpty()
        proceso = subprocess.Popen(
            shlex.split(orden), cwd=self.aqui, env=self._entorno() | {"NO_COLOR": "1"},
            executable=self.carpeta / "bin/generador", stdin=suya, stdout=suya, stderr=suya,
        )  # fmt: skip
        os.close(suya)
        dicho = ""
        try:
            for trozo in _leidos(amo):
                dicho += trozo
                if dicho.endswith(": "):
                    pregunta = dicho.splitlines()[-1]
                    os.write(amo, f"{_respuesta(pregunta, promesa)}\n".encode())
            self.terminaron.append((orden, proceso.wait(_PLAZO)))
        except TimeoutError as error:
            proceso.kill()
            proceso.wait(_PLAZO)
            raise AssertionError(f"«{orden}» no termina de preguntar:\n{dicho[-2000:]}") from error
        finally:
            os.close(amo)
        return dicho.replace("\r\n", "\n")

    def _servir(self) -> str:
        """Enciende la vista previa, lee lo primero que dice y la apaga con Ctrl-C."""
        dicho = self.carpeta / "servir"
        with dicho.open("w") as salida:
            proceso = subprocess.Popen(
                ["generador", "servir"], cwd=self.aqui, env=self._entorno(),
                executable=self.carpeta / "bin/generador", stdout=salida, stderr=salida,
            )  # fmt: skip
        try:
            limite = time.monotonic() + _PLAZO
            while "Ctrl-C" not in dicho.read_text("utf-8"):
                assert time.monotonic() < limite, dicho.read_text("utf-8")
                time.sleep(0.05)
            return dicho.read_text("utf-8")
        finally:
            proceso.send_signal(signal.SIGINT)
            proceso.wait(_PLAZO)

    def _entorno(self) -> dict[str, str]:
        ajenas = ("GIT_", "NO_COLOR", "GENERADOR_", "COLUMNS")
        propias = {n: v for n, v in os.environ.items() if not n.startswith(ajenas)}
        camino = f"{self.carpeta / 'bin'}:{propias['PATH']}"
        return propias | {
            "PATH": camino,
            "HOME": str(self.carpeta),
            "PYTHONPATH": str(RAIZ),
            "LC_ALL": "C.UTF-8",
        }


def _leidos(terminal: int) -> Iterator[str]:
    """Lo que se va viendo en una terminal, hasta que se cierre.

    Lanza `TimeoutError` si no se cierra en el plazo: una orden que pregunta lo que la guía no
    responde se queda esperando, o vuelve a preguntar sin fin.
    """
    decodificar = codecs.getincrementaldecoder("utf-8")().decode
    limite = time.monotonic() + 3 * _PLAZO
    while True:
        falta = limite - time.monotonic()
        if falta <= 0 or not select.select([terminal], [], [], falta)[0]:
            raise TimeoutError
        try:
            yield decodificar(os.read(terminal, 4096))
        except OSError:
            # En Linux, así termina una terminal cuando nadie más la tiene abierta.
            return


def _respuesta(pregunta: str, promesa: str) -> str:
    vistos = [r for r in promesa.splitlines() if r.startswith(pregunta.rstrip())]
    return vistos[0].removeprefix(pregunta.rstrip()).strip() if vistos else ""


_DOCUMENTOS = {
    "asistencia.pdf": "Lista de asistencia",
    "calendario.pdf": "Propuesta de calendario",
    "calendario-v2.pdf": "Calendario corregido",
    "reglamento-firmado.pdf": "Reglamento interno",
    "acuerdo-3-de-2026.pdf": "Acuerdo 3 de 2026",
    "cronograma.pdf": "Cronograma de entregas",
}


def cambiado(texto: str, diferencia: str) -> str:
    """El texto con los renglones de «-» cambiados por los de «+»; los demás dicen dónde."""
    renglones = diferencia.splitlines()
    antes = "".join(f"{r[1:]}\n" for r in renglones if not r.startswith("+"))
    despues = "".join(f"{r[1:]}\n" for r in renglones if not r.startswith("-"))
    assert texto.count(antes) == 1, f"está {texto.count(antes)} veces:\n{antes}"
    return texto.replace(antes, despues)


def _escribir(archivo: Path, texto: str) -> Path:
    archivo.parent.mkdir(parents=True, exist_ok=True)
    archivo.write_text(texto, "utf-8")
    return archivo
