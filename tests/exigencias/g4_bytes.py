"""Mismas fuentes, mismos bytes: nada de la máquina entra en lo publicado."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from apoyo.obreros import obreros_en

from exigencias.base import Cuenta, Parte, Promesa
from exigencias.procesos import opciones_de
from exigencias.sitios import FECHA, sitio_desigual, sitio_grande

RAIZ = Path(__file__).parents[2]
ENTORNOS = RAIZ / "tests/.cache/entornos"
VERSIONES = ("3.11", "3.12", "3.13")

# Se corre antes de la orden: el disco enumera al revés o barajado, la máscara es otra.
_AL_REVES = """
import os, random
_lista, _recorre = os.listdir, os.scandir
class Recorrido:
    def __init__(self, cosas): self.cosas = iter(cosas)
    def __iter__(self): return self
    def __next__(self): return next(self.cosas)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass
def orden(cosas): return {orden}
os.listdir = lambda *a: orden(_lista(*a))
os.scandir = lambda *a: Recorrido(orden(list(_recorre(*a))))
"""
_REVES = _AL_REVES.replace("{orden}", "cosas[::-1]")
_BARAJA = _AL_REVES.replace("{orden}", "random.Random(len(cosas)).sample(cosas, len(cosas))")
_CORRER = "\nfrom generador.cli import principal\nprincipal({argumentos!r})\n"


@dataclass(frozen=True)
class Variante:
    """Una máquina distinta: lo que cambia respecto de la de partida."""

    nombre: str
    entorno: Mapping[str, str] = field(default_factory=dict)
    mascara: int = 0o022
    antes: str = ""
    carpeta: str = "sitio"
    interprete: str = sys.executable
    al_reves: bool = False
    limpio: bool = False
    procesadores: int | None = None


VARIANTES = (
    Variante("zona Pacific/Kiritimati", {"TZ": "Pacific/Kiritimati"}),
    Variante("semilla de huellas 1", {"PYTHONHASHSEED": "1"}),
    Variante("máscara 077", mascara=0o077),
    Variante("idioma C", {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}),
    Variante("disco al revés", antes=_REVES),
    Variante("otra carpeta", carpeta="otra carpeta con ñ/y más honda/sitio"),
    Variante("zona UTC", {"TZ": "UTC"}),
    Variante("zona America/Bogota", {"TZ": "America/Bogota"}),
    Variante("zona Etc/GMT+12", {"TZ": "Etc/GMT+12"}),
    Variante("idioma es_CO.UTF-8", {"LC_ALL": "es_CO.UTF-8"}),
    Variante("idioma tr_TR.UTF-8", {"LC_ALL": "tr_TR.UTF-8"}),
    Variante("idioma POSIX con Python UTF-8", {"LC_ALL": "POSIX", "PYTHONUTF8": "1"}),
    Variante("semilla de huellas 0", {"PYTHONHASHSEED": "0"}),
    Variante("semilla de huellas 4294967295", {"PYTHONHASHSEED": "4294967295"}),
    Variante("máscara 000", mascara=0),
    Variante("máscara 027", mascara=0o027),
    Variante("disco barajado", antes=_BARAJA),
    Variante("archivos creados en otro orden", al_reves=True),
    Variante("construido dos veces", limpio=True),
    Variante("un solo procesador", procesadores=1),
    Variante("con optimización", {"PYTHONOPTIMIZE": "2"}),
    Variante("sin usuario ni casa", {"HOME": "/nonexistent", "USER": "", "LOGNAME": ""}),
    Variante("terminal ancha y con color", {"COLUMNS": "300", "FORCE_COLOR": "1"}),
)


def huella(salida: Path) -> str:
    """Una sola huella de nombres, modos y contenidos de todo lo publicado."""
    suma = hashlib.sha256()
    for hoja in sorted(salida.rglob("*")):
        contenido = hoja.read_bytes() if hoja.is_file() else b""
        nombre = hoja.relative_to(salida).as_posix()
        datos = f"{nombre}\0{hoja.lstat().st_mode:o}\0{hashlib.sha256(contenido).hexdigest()}\n"
        suma.update(datos.encode())
    return suma.hexdigest()


def construida(variante: Variante, carpeta: Path, fecha: str = FECHA) -> tuple[str, str]:
    """La huella de lo que publica esa variante, y lo que dijo si falló."""
    raiz = carpeta / variante.carpeta
    _copiar_fuentes(raiz, variante.al_reves)
    argumentos = ["construir", "--silencio", *(["--fecha", fecha] if fecha else [])]
    guion = variante.antes + _CORRER.format(argumentos=argumentos)
    veces = 2 if variante.limpio else 1
    for _ in range(veces):
        corrida = subprocess.run(
            [variante.interprete, "-c", guion],
            cwd=raiz,
            env={**_entorno(), **variante.entorno},
            umask=variante.mascara,
            capture_output=True,
            text=True,
            preexec_fn=partial(_limitar, variante.procesadores),
        )
        if corrida.returncode:
            return "", corrida.stderr[-400:]
    return huella(raiz / "publicado"), ""


def _entorno() -> dict[str, str]:
    """Lo mínimo para correr, con el código de esta carpeta por delante del instalado."""
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(RAIZ), "PYTHONDONTWRITEBYTECODE": "1"}


def _limitar(procesadores: int | None) -> None:
    if procesadores is not None:
        os.sched_setaffinity(0, list(os.sched_getaffinity(0))[:procesadores])


def _copiar_fuentes(raiz: Path, al_reves: bool) -> None:
    """El contenido del repositorio, que ejercita casi todo; los nombres, en uno u otro orden."""
    fuente = RAIZ / "contenido"
    hojas = sorted(h for h in fuente.rglob("*") if h.is_file())
    for hoja in reversed(hojas) if al_reves else hojas:
        destino = raiz / "contenido" / hoja.relative_to(fuente)
        destino.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(hoja, destino)


def variantes(cuantas: int, carpeta: Path, cuenta: Cuenta) -> None:
    """Cada variante da la misma huella que la máquina de partida."""
    esperada, falla = construida(Variante("de partida"), carpeta / "base")
    cuenta.probar(bool(esperada), f"de partida: {falla}")
    for n, variante in enumerate(VARIANTES[:cuantas]):
        obtenida, falla = construida(variante, carpeta / str(n))
        cuenta.probar(obtenida == esperada, f"{variante.nombre}: {falla or 'otros bytes'}")
        shutil.rmtree(carpeta / str(n))
    cuenta.notas.append(f"{cuantas + 1} construcciones y una huella: {esperada[:16]}…")


def obreros(completa: bool, carpeta: Path, cuenta: Cuenta) -> None:
    """Uno, dos u ocho procesos, con y sin el buscador, dan lo mismo."""
    existen = opciones_de("construir")
    if "--procesos" not in existen:
        cuenta.notas.append("la orden construye en un solo proceso: no hay qué comparar")
        return
    sin_buscador = ["--sin-buscador"] if "--sin-buscador" in existen else []
    for mas in ([], sin_buscador) if completa and sin_buscador else (sin_buscador,):
        vistas = {}
        for procesos in ("1", "2", "8"):
            raiz = carpeta / f"{procesos}{len(mas)}"
            sitio_grande(raiz, 120)
            argumentos = ["construir", "--silencio", "--fecha", FECHA, "--procesos", procesos, *mas]
            guion = _CORRER.format(argumentos=argumentos)
            orden = [sys.executable, "-c", guion]
            corrida = subprocess.run(
                orden, cwd=raiz, env=_entorno(), capture_output=True, text=True
            )
            cuenta.probar(corrida.returncode == 0, f"{procesos} procesos: {corrida.stderr[-300:]}")
            vistas[procesos] = huella(raiz / "publicado")
        cuenta.probar(len(set(vistas.values())) == 1, f"otros bytes {mas}: {vistas}")


def maquinas(grande: int, pequenas: int, en_cada_una: int, carpeta: Path, cuenta: Cuenta) -> None:
    """Dos obreros de Dask dan los mismos bytes que un solo computador."""
    raiz = carpeta / "sitio"
    sitio_desigual(raiz, grande, pequenas, en_cada_una)
    vistas = {}
    with obreros_en(carpeta / "obreros") as hay:
        hay.obrero()
        hay.obrero()
        hay.esperar()
        for salida, mas in (("local", ()), ("repartida", ("--motor", f"dask={hay.direccion}"))):
            argumentos = ["construir", "--silencio", "--fecha", FECHA, "--sin-buscador"]
            argumentos += ["--salida", salida, *mas]
            orden = [sys.executable, "-c", _CORRER.format(argumentos=argumentos)]
            inicio = time.monotonic()
            corrida = subprocess.run(
                orden, cwd=raiz, env=_entorno(), capture_output=True, text=True
            )
            tardo = time.monotonic() - inicio
            cuenta.notas.append(f"{grande} y {pequenas} × {en_cada_una}, {salida}: {tardo:.0f} s")
            cuenta.probar(corrida.returncode == 0, f"{salida}: {corrida.stderr[-300:]}")
            vistas[salida] = huella(raiz / salida)
    cuenta.probar(len(set(vistas.values())) == 1, f"otros bytes: {vistas}")


def sin_reloj(carpeta: Path, cuenta: Cuenta) -> None:
    """«Hoy» entra una sola vez, como fecha de corte anotada, y es el de Bogotá."""
    sin_fecha = Variante("sin fecha", {"TZ": "Pacific/Kiritimati"})
    obtenida, falla = construida(sin_fecha, carpeta / "hoy", fecha="")
    raiz = carpeta / "hoy" / sin_fecha.carpeta
    cuenta.probar(bool(obtenida), f"sin fecha: {falla}")
    if not obtenida:
        return
    corte = json.loads((raiz / "publicado/manifiesto.json").read_bytes())["fecha_corte"]
    esperada, falla = construida(Variante("con fecha"), carpeta / "dicho", fecha=corte)
    cuenta.probar(obtenida == esperada, f"decir la fecha {corte} da otros bytes {falla}")


def interpretes(carpeta: Path, cuenta: Cuenta) -> None:
    """Cada Python presente, con las bibliotecas del candado, da la misma huella.

    Se comparan entre sí: el entorno de las pruebas tiene partes opcionales que el candado no trae.
    """
    esperada, vistos = "", list[str]()
    for version in VERSIONES:
        python = _buscar(version)
        if python is None:
            cuenta.omitidas.append(f"no hay Python {version} en esta máquina")
            continue
        interprete = _entorno_de(version, python)
        variante = Variante(f"Python {version}", interprete=str(interprete))
        obtenida, falla = construida(variante, carpeta / version)
        esperada = esperada or obtenida
        bien = bool(obtenida) and obtenida == esperada
        cuenta.probar(bien, f"Python {version}: {falla or 'otros bytes'}")
        vistos.append(version)
    cuenta.notas.append(f"Python {', '.join(vistos)}")


def _buscar(version: str) -> Path | None:
    """El intérprete de esa versión: el del camino, o uno instalado por pyenv."""
    instalados = sorted((Path.home() / ".pyenv/versions").glob(f"{version}.*/bin/python"))
    candidatos = [*instalados[::-1], *filter(None, [shutil.which(f"python{version}")])]
    for candidato in map(Path, candidatos):
        dicho = subprocess.run([candidato, "--version"], capture_output=True, text=True)
        if dicho.stdout.startswith(f"Python {version}."):
            return candidato
    return None


def _entorno_de(version: str, python: Path) -> Path:
    """Un entorno con lo que fija `requisitos.txt`; se guarda mientras el candado no cambie."""
    candado = RAIZ / "requisitos.txt"
    sello = hashlib.sha256(candado.read_bytes()).hexdigest()[:12]
    entorno = ENTORNOS / f"{version}-{sello}"
    listo = entorno / "listo"
    if not listo.exists():
        shutil.rmtree(entorno, ignore_errors=True)
        subprocess.run([python, "-m", "venv", entorno], check=True)
        instalar = ["install", "-q", "-q", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([entorno / "bin/pip", *instalar, "-r", candado], check=True)
        listo.touch()
    return entorno / "bin/python"


def partes(completa: bool) -> Mapping[str, Parte]:
    """Cada parte con el tamaño que toca."""
    hechas: dict[str, Parte] = {
        "máquinas distintas": partial(variantes, len(VARIANTES) if completa else 5),
        "1, 2 y 8 procesos": partial(obreros, completa),
        "sin reloj": sin_reloj,
    }
    if completa:
        hechas |= {
            "versiones de Python": interpretes,
            "varias máquinas, 20.000 actas": partial(maquinas, 1_000, 19, 1_000),
            "varias máquinas, una instancia de 40.000": partial(maquinas, 40_000, 2_000, 2),
        }
    return hechas


PROMESA = Promesa(
    4,
    "Mismas fuentes, mismos bytes",
    "Las mismas fuentes dan los mismos bytes con cualquier zona horaria, idioma, semilla, máscara, "
    "orden del disco, carpeta y versión de Python. «Hoy» entra solo como la fecha de corte anotada "
    "en el manifiesto.",
    partes,
)
