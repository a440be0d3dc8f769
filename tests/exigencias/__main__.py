"""Corre las exigencias: `make exigencias`, o `make exigencias G=1` para una sola promesa.

Lo que ya pasó no se repite mientras el código sea el mismo: si se interrumpe, se retoma. Imprime
un renglón por promesa y termina con 1 si alguna falla.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

from exigencias.base import Cuenta, Parte, Promesa, correr_parte, lugar_rapido
from exigencias.documento import anotar

RAIZ = Path(__file__).parents[2]
ESTADO = RAIZ / "tests/.cache/exigencias.json"
MODULOS = (
    "g1_entero",
    "g2_exacto",
    "g3_ajeno",
    "g4_bytes",
    "g5_turnos",
    "g6_publicado",
    "g7_integro",
    "g8_memoria",
)
A_LA_VEZ = 3


def promesas() -> tuple[Promesa, ...]:
    """Las promesas, por orden de número."""
    hechas = (import_module(f"exigencias.{nombre}").PROMESA for nombre in MODULOS)
    return tuple(sorted(hechas, key=lambda p: p.numero))


def medir(promesa: Promesa, completa: bool, estado: dict[str, Any]) -> Cuenta:
    """Corre las partes que falten, varias a la vez, y suma todas; los segundos son de reloj."""
    partes = dict(promesa.partes(completa))
    guardadas: dict[str, Any] = estado.setdefault(f"{promesa.numero}", {})
    faltan = [n for n in partes if n not in guardadas]
    inicio = time.monotonic()
    en_curso: dict[int, tuple[str, Path]] = {}
    with (
        tempfile.TemporaryDirectory(
            prefix="exigencias-", dir=lugar_rapido(), ignore_cleanup_errors=True
        ) as carpeta,
        _sin_dejar_hijos(en_curso),
    ):
        while faltan or en_curso:
            while faltan and len(en_curso) < A_LA_VEZ:
                nombre = faltan.pop(0)
                lugar = Path(carpeta) / f"p{len(partes) - len(faltan)}"
                en_curso[_correr_aparte(partes[nombre], lugar)] = nombre, lugar
            hijo, _ = os.wait()
            if hijo in en_curso:
                nombre, lugar = en_curso.pop(hijo)
                guardadas[nombre] = asdict(_resultado(lugar))
                guardadas["reloj"] = guardadas.get("reloj", 0.0) + time.monotonic() - inicio
                inicio = time.monotonic()
                _guardar(estado)
                _contar(promesa, nombre, guardadas[nombre])
    suma = Cuenta()
    for nombre in partes:
        suma.sumar(Cuenta(**guardadas[nombre]))
    suma.segundos = guardadas.get("reloj", 0.0)
    return suma


@contextmanager
def _sin_dejar_hijos(en_curso: Mapping[int, object]) -> Iterator[None]:
    """Si se interrumpe, las partes en curso también: desmontan y borran lo suyo."""
    try:
        yield
    finally:
        for hijo in en_curso:
            with suppress(OSError):
                os.killpg(hijo, signal.SIGINT)
        for hijo in en_curso:
            with suppress(OSError):
                os.waitpid(hijo, 0)


def _correr_aparte(parte: Parte, lugar: Path) -> int:
    """La parte en otro proceso, que deja su cuenta escrita al lado de su carpeta."""
    hijo = os.fork()
    if hijo:
        return hijo
    codigo = 1
    try:
        os.setpgid(0, 0)
        cuenta = correr_parte(parte, lugar)
        lugar.with_suffix(".json").write_text(json.dumps(asdict(cuenta)), "utf-8")
        shutil.rmtree(lugar, ignore_errors=True)
        codigo = 0
    except KeyboardInterrupt:
        pass
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(codigo)


def _resultado(lugar: Path) -> Cuenta:
    try:
        return Cuenta(**json.loads(lugar.with_suffix(".json").read_text("utf-8")))
    except FileNotFoundError:
        return Cuenta(1, 1, ["la parte se rompió: su traza está arriba"])


def _contar(promesa: Promesa, nombre: str, dato: dict[str, Any]) -> None:
    """El avance va por la salida de errores: la normal es un renglón por promesa."""
    print(
        f"  {promesa.numero}. {nombre}: {dato['intentos']} intentos, {dato['fallidos']} fallidos, "
        f"{dato['segundos']:.0f} s",
        file=sys.stderr,
        flush=True,
    )
    for falla in dato["fallas"]:
        print(f"     FALLA {falla}", file=sys.stderr, flush=True)


def huella_del_codigo() -> str:
    """Cambia si cambia lo que se prueba o cómo se prueba."""
    suma = hashlib.sha256(sys.version.encode())
    for carpeta in ("generador", "temas", "contenido", "tests/exigencias", "tests/sitios"):
        for archivo in sorted((RAIZ / carpeta).rglob("*")):
            if archivo.is_file() and "__pycache__" not in archivo.parts:
                suma.update(f"{archivo.relative_to(RAIZ)}\n".encode() + archivo.read_bytes())
    return suma.hexdigest()


def _leer_estado(tamano: str) -> dict[str, Any]:
    """Lo que ya pasó con este mismo código y tamaño; lo que falló se repite."""
    huella = f"{tamano}-{huella_del_codigo()}"
    try:
        estado: dict[str, Any] = json.loads(ESTADO.read_text("utf-8"))
    except (OSError, ValueError):
        estado = {}
    if estado.get("huella") != huella:
        return {"huella": huella}
    for partes in estado.values():
        if isinstance(partes, dict):
            for nombre in [n for n, d in partes.items() if n != "reloj" and d["fallidos"]]:
                del partes[nombre]
    return estado


def _guardar(estado: dict[str, Any]) -> None:
    ESTADO.parent.mkdir(exist_ok=True)
    nuevo = ESTADO.with_suffix(".nuevo")
    nuevo.write_text(json.dumps(estado, ensure_ascii=False, indent=1), "utf-8")
    nuevo.replace(ESTADO)


def principal() -> int:
    """Corre lo pedido; 1 si alguna promesa falla."""
    orden = argparse.ArgumentParser(prog="exigencias", description=__doc__)
    orden.add_argument("--promesa", type=int, choices=range(1, len(MODULOS) + 1))
    orden.add_argument("--completa", action="store_true", help="las cuentas completas")
    orden.add_argument("--de-nuevo", action="store_true", help="no aprovecha lo ya medido")
    pedido = orden.parse_args()
    estado = _leer_estado("completa" if pedido.completa else "corta")
    fallaron = False
    for promesa in promesas():
        if pedido.promesa not in (None, promesa.numero):
            continue
        if pedido.de_nuevo:
            estado.pop(str(promesa.numero), None)
        cuenta = medir(promesa, pedido.completa, estado)
        fallaron = fallaron or bool(cuenta.fallidos)
        print(
            f"{promesa.numero}. {promesa.titulo}: {cuenta.intentos} intentos, "
            f"{cuenta.fallidos} fallidos, {cuenta.segundos:.0f} s",
            flush=True,
        )
        for omitida in cuenta.omitidas:
            print(f"   sin probar: {omitida}", flush=True)
        if pedido.completa:
            anotar(promesa, cuenta, estado[str(promesa.numero)])
    return int(fallaron)


def _interrumpir(senal: int, marco: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _interrumpir)
    try:
        sys.exit(principal())
    except KeyboardInterrupt:
        print("Interrumpido: lo que terminó está guardado. Repita la orden.", file=sys.stderr)
        sys.exit(130)
