"""Lo medido, en un JSON que se va sumando: una corrida interrumpida se retoma."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from rendimiento.instalar import GUARDADO, RAIZ

ARCHIVO = GUARDADO / "resultados.json"
FORMATO = 1
_BOGOTA = timezone(timedelta(hours=-5))
Corrida = dict[str, float]
"""Segundos, procesador, memoria y, según la fila, archivos escritos."""


@dataclass(slots=True)
class Medicion:
    """Una fila a un tamaño en un lugar: las corridas de cada quien, en el orden de los turnos."""

    fila: str
    tamano: str
    lugar: str
    huella: str
    dia: str
    corridas: dict[str, list[Corrida]] = field(default_factory=dict)
    notas: dict[str, Any] = field(default_factory=dict)

    @property
    def clave(self) -> str:
        """Con qué nombre se guarda."""
        return f"{self.fila}|{self.tamano}|{self.lugar}"

    def valores(self, quien: str, que: str = "segundos") -> list[float]:
        """Una cifra de cada corrida de alguien; ninguna si no se midió."""
        return [c[que] for c in self.corridas.get(quien, []) if que in c]


@dataclass(slots=True)
class Resultados:
    """Todo lo medido, con la máquina y las versiones con que se midió."""

    maquina: dict[str, str] = field(default_factory=dict)
    versiones: dict[str, str] = field(default_factory=dict)
    mediciones: dict[str, Medicion] = field(default_factory=dict)
    iguales: dict[str, Any] = field(default_factory=dict)
    perfiles: dict[str, Any] = field(default_factory=dict)
    analizadores: dict[str, Any] = field(default_factory=dict)
    archivo: Path = ARCHIVO

    def medicion(self, fila: str, tamano: str, lugar: str, de_nuevo: bool = False) -> Medicion:
        """La medición guardada, o una vacía si no la hay o el código ya es otro."""
        nueva = Medicion(fila, tamano, lugar, huella_del_codigo(), hoy())
        guardada = self.mediciones.get(nueva.clave)
        if guardada is None or guardada.huella != nueva.huella or de_nuevo:
            self.mediciones[nueva.clave] = guardada = nueva
        return guardada

    def buscar(self, fila: str, tamano: str, lugar: str) -> Medicion | None:
        """Lo guardado de una fila, sea del código que sea."""
        return self.mediciones.get(f"{fila}|{tamano}|{lugar}")

    def guardar(self) -> None:
        """Escribe todo; quien lea a la vez ve lo de antes o lo de ahora."""
        dato = {
            "formato": FORMATO,
            "maquina": self.maquina,
            "versiones": self.versiones,
            "iguales": self.iguales,
            "perfiles": self.perfiles,
            "analizadores": self.analizadores,
            "mediciones": [_a_dato(m) for m in self.mediciones.values()],
        }
        self.archivo.parent.mkdir(parents=True, exist_ok=True)
        nuevo = self.archivo.with_suffix(".nuevo")
        nuevo.write_text(json.dumps(dato, ensure_ascii=False, indent=1), "utf-8")
        nuevo.replace(self.archivo)


def leer(archivo: Path = ARCHIVO) -> Resultados:
    """Lo guardado; vacío si no hay nada, o si es de otro formato o está dañado."""
    try:
        dato: Mapping[str, Any] = json.loads(archivo.read_text("utf-8"))
    except (OSError, ValueError):
        return Resultados(archivo=archivo)
    if dato.get("formato") != FORMATO:
        return Resultados(archivo=archivo)
    mediciones = [Medicion(**m) for m in dato["mediciones"]]
    return Resultados(
        dato["maquina"],
        dato["versiones"],
        {m.clave: m for m in mediciones},
        dato["iguales"],
        dato["perfiles"],
        dato.get("analizadores", {}),
        archivo,
    )


def _a_dato(m: Medicion) -> dict[str, Any]:
    return {
        "fila": m.fila, "tamano": m.tamano, "lugar": m.lugar, "huella": m.huella, "dia": m.dia,
        "corridas": m.corridas, "notas": m.notas,
    }  # fmt: skip


def huella_del_codigo() -> str:
    """Cambia si cambia el generador o un tema: lo medido con otro código no se suma a lo nuevo."""
    suma = hashlib.sha256()
    for carpeta in ("generador", "temas"):
        for archivo in sorted((RAIZ / carpeta).rglob("*")):
            if archivo.is_file() and "__pycache__" not in archivo.parts:
                suma.update(f"{archivo.relative_to(RAIZ)}\n".encode() + archivo.read_bytes())
    return suma.hexdigest()[:12]


def hoy() -> str:
    """La fecha en Bogotá."""
    return datetime.now(_BOGOTA).date().isoformat()
