"""Lo que se recuerda de la última construcción, para no repetir lo que no cambió.

De cada instancia se guarda lo que dio (resumen, fichas, hallazgos) y de qué dependió: la huella
de sus archivos, las respuestas que pidió al contexto, el intervalo de fechas de corte en que vale
y la huella del producto (código, tema, bibliotecas). Se reutiliza solo si todo coincide y si sus
páginas están, con la misma huella, en el árbol publicado; así no importa en qué orden se guarde.

Una memoria dañada, ajena o de otra versión se ignora: lo peor que pasa es construir de nuevo.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TypeVar

import msgspec

from generador import __version__
from generador.arboles import Ficha, traducir_errores
from generador.configuracion import Contexto, huella
from generador.configuracion.corte import Corte

_T = TypeVar("_T")
FORMATO = "2"
_BIBLIOTECAS = ("markdown", "jinja2", "nh3", "pydantic", "pyyaml")


class Recuerdo(msgspec.Struct, frozen=True):
    """Lo guardado de una instancia: de qué dependió, lo escrito y lo que dio."""

    clave: tuple[str, ...]
    desde: date
    hasta: date
    preguntas: dict[str, str]
    fichas: dict[str, Ficha]
    valor: msgspec.Raw


@dataclass(frozen=True)
class Memoria:
    """Los recuerdos de una carpeta de salida, uno por instancia, para un mismo producto."""

    carpeta: Path
    producto: str

    def recordar(
        self,
        slug: str,
        archivos: str,
        contexto: Contexto,
        publicado: Mapping[str, Ficha],
        revivir: Callable[[msgspec.Raw], _T],
    ) -> tuple[_T, Mapping[str, Ficha]] | None:
        """Lo guardado de una instancia, si vale; `revivir` lo vuelve un valor.

        `archivos` es la huella de su carpeta; `publicado`, el árbol que se ve ahora.
        """
        recuerdo = self._leer(slug)
        if recuerdo is None or not self._vale(recuerdo, archivos, contexto):
            return None
        if any(publicado.get(ruta) != ficha for ruta, ficha in recuerdo.fichas.items()):
            return None
        return revivir(recuerdo.valor), recuerdo.fichas

    def _leer(self, slug: str) -> Recuerdo | None:
        try:
            suma, _, datos = (self.carpeta / f"{slug}.json").read_bytes().partition(b"\n")
            if suma != hashlib.sha256(datos).hexdigest().encode():
                return None
            return msgspec.json.decode(datos, type=Recuerdo)
        except (OSError, msgspec.DecodeError):
            # Ausente, cortada o de otra forma: se construye de nuevo, que es siempre correcto.
            return None

    def _vale(self, recuerdo: Recuerdo, archivos: str, contexto: Contexto) -> bool:
        if recuerdo.clave != self._clave(archivos, contexto):
            return False
        en_plazo = recuerdo.desde <= contexto.corte <= recuerdo.hasta
        return en_plazo and contexto.sigue_igual(recuerdo.preguntas)

    def _clave(self, archivos: str, contexto: Contexto) -> tuple[str, ...]:
        """Todo lo que, si cambia, obliga a construir de nuevo; el sitio sale en cada página."""
        return (FORMATO, self.producto, archivos, huella(contexto.sitio))

    def guardar(
        self,
        slug: str,
        archivos: str,
        contexto: Contexto,
        fichas: Mapping[str, Ficha],
        valor: object,
    ) -> None:
        """Guarda lo que dio una instancia compilada con un contexto anotado."""
        # El valor se escribe antes de leer el intervalo: escribirlo también puede estrecharlo.
        escrito = msgspec.Raw(msgspec.json.encode(valor, enc_hook=_fecha))
        corte = contexto.corte
        assert isinstance(corte, Corte), "solo un contexto anotado sabe de qué dependió"
        recuerdo = Recuerdo(
            self._clave(archivos, contexto),
            corte.desde,
            corte.hasta,
            contexto.anotadas or {},
            dict(fichas),
            escrito,
        )
        datos = msgspec.json.encode(recuerdo)
        self._escribir(slug, hashlib.sha256(datos).hexdigest().encode() + b"\n" + datos)

    @traducir_errores()
    def _escribir(self, slug: str, datos: bytes) -> None:
        self.carpeta.mkdir(parents=True, exist_ok=True)
        aparte = self.carpeta / f"{slug}.json.nueva"
        aparte.write_bytes(datos)
        os.replace(aparte, self.carpeta / f"{slug}.json")

    @traducir_errores()
    def olvidar_las_demas(self, slugs: tuple[str, ...]) -> None:
        """Borra los recuerdos de instancias que ya no están."""
        if self.carpeta.is_dir():
            for archivo in self.carpeta.glob("*.json"):
                if archivo.stem not in slugs:
                    archivo.unlink()


def _fecha(valor: object) -> str:
    """Una fecha de corte dentro de un valor: escribirla anota que el valor vale solo ese día."""
    if isinstance(valor, Corte):
        return valor.isoformat()
    raise TypeError(f"no se sabe guardar {type(valor)}")


def huella_del_producto(huella_del_tema: str) -> str:
    """La huella de lo que dibuja: fuentes y datos del generador, tema y bibliotecas."""
    return hashlib.sha256(f"{huella_del_tema}\n{_huella_del_generador()}".encode()).hexdigest()


@cache
def _huella_del_generador() -> str:
    # Una vez por proceso: lo que corre es lo que se cargó, aunque después cambie en el disco.
    suma = hashlib.sha256(f"{__version__}\n".encode())
    for biblioteca in _BIBLIOTECAS:
        suma.update(f"{biblioteca} {metadata.version(biblioteca)}\n".encode())
    raiz = Path(__file__).parent.parent
    for archivo in sorted(raiz.rglob("*")):
        if archivo.suffix in (".py", ".yaml") and "temas" not in archivo.relative_to(raiz).parts:
            suma.update(f"{archivo.relative_to(raiz)}\n".encode() + archivo.read_bytes())
    return suma.hexdigest()
