"""Lo que se le encarga a otra máquina, y lo que ella hace con eso.

Lo común a todas las instancias queda en un archivo de la carpeta compartida. Por la red solo van su
huella y el nombre de cada instancia, y vuelve su `Trabajo`: ni registros ni páginas.

Quien reparte puede hacer dos veces la misma tarea, o seguir con una que ya dio por perdida. Por eso
cada vez escribe en una carpeta propia, que solo se muda a la obra cuando su respuesta llegó.
"""

from __future__ import annotations

import os
import pickle
import platform
import traceback
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import NamedTuple, NoReturn

from generador.arboles import (
    Almacen,
    ArchivoCambio,
    FalloDeEntorno,
    Ficha,
    Sondeo,
    crear_archivo,
    crear_carpeta,
    traducir_errores,
)
from generador.compilacion import Taller, Trabajo, carpeta_de, trabajar
from generador.configuracion import Contexto
from generador.memoria import Memoria
from generador.representacion import Representador, abrir_tema, carpeta_de_temas_propios
from generador.vigencia.programa import con_la_huella, huella_del_programa, partes_del_programa

_ARCHIVO = "encargo"
# Una biblioteca guarda cosas de todo el proceso: dos hilos a la vez podrían mezclar dos páginas.
_de_a_una = Lock()


class Encargo(NamedTuple):
    """Lo que comparten todas las instancias de una corrida: lo que un proceso local heredaría."""

    raiz: Path
    memoria: Path
    tema: str
    con_pdf: bool
    programa: str
    producto: str
    contexto: Contexto
    publicado: dict[str, Ficha]


class Sobre(NamedTuple):
    """Dónde está un encargo, y con qué se hace: lo que viaja con cada instancia.

    `carpeta` es de una sola corrida; `partes` y `tema` son huellas.
    """

    carpeta: str
    sha256: str
    partes: str
    tema: str


class Devuelto(NamedTuple):
    """El trabajo de una instancia, y en qué carpeta quedaron sus archivos."""

    carpeta: str
    trabajo: Trabajo


class Tropiezo(NamedTuple):
    """Por qué no se hizo: lo que el entorno no deja, con su remedio, o la traza de un error.

    Vuelve como valor: de una excepción que no se puede enviar, quien espera nunca se entera.
    """

    mensaje: str
    remedio: str
    traza: str = ""

    def lanzar(self) -> NoReturn:
        """Lo que aquí se habría lanzado."""
        if self.traza:
            raise RuntimeError(f"El programa falló en otra máquina.\n{self.traza}")
        raise FalloDeEntorno(self.mensaje, self.remedio)


class Saludo(NamedTuple):
    """Lo que una máquina dice de sí antes de trabajar; `encargo` es la huella del que ve."""

    maquina: str
    partes: dict[str, str]
    encargo: str
    tema: str


def encargar(carpeta: str, contexto: Contexto, taller: Taller) -> Sobre:
    """Deja el encargo en esa carpeta, que es nueva y todas las máquinas ven. Lanza `OSError`."""
    tema = taller.dibujo.tema
    encargo = Encargo(
        taller.raiz,
        taller.memoria.almacen.carpeta,
        tema.nombre,
        taller.prensa is not None,
        huella_del_programa(),
        taller.memoria.producto,
        contexto,
        dict(taller.publicado),
    )
    datos = pickle.dumps(encargo)
    crear_carpeta(carpeta)
    crear_archivo(f"{carpeta}/{_ARCHIVO}", datos)
    return Sobre(carpeta, _suma(datos), _resumidas(partes_del_programa()), tema.huella)


def saludar(sobre: Sobre) -> Saludo:
    """Corre en la otra máquina: qué es y si ve la carpeta. No abre un encargo de otro programa."""
    partes = partes_del_programa()
    visto, tema = "", ""
    if os.path.isfile(f"{sobre.carpeta}/{_ARCHIVO}"):
        visto = _suma(Path(sobre.carpeta, _ARCHIVO).read_bytes())
    if visto == sobre.sha256 and _resumidas(partes) == sobre.partes:
        tema = _tema_de(_abrir(sobre)[1])
    return Saludo(platform.node(), partes, visto, tema)


def trabajar_aparte(sobre: Sobre, slug: str, sondeo: Sondeo) -> Devuelto | Tropiezo:
    """Corre en la otra máquina: `trabajar` con el encargo, y los archivos en una carpeta propia.

    `sondeo` es lo que el disco dijo de la instancia a quien la encarga.
    """
    try:
        with _de_a_una, traducir_errores():
            return _trabajar(sobre, slug, sondeo)
    except FalloDeEntorno as fallo:
        return Tropiezo(fallo.mensaje, fallo.remedio)
    except Exception:  # la que no se puede enviar dejaría esperando al cliente: vuelve como valor
        return Tropiezo("", "", traceback.format_exc())


def _trabajar(sobre: Sobre, slug: str, sondeo: Sondeo) -> Devuelto:
    if _resumidas(partes_del_programa()) != sobre.partes:
        # Se conectó después de los saludos.
        raise FalloDeEntorno(
            f"El generador de «{platform.node()}» no es el de este computador. "
            "El sitio publicado sigue entero.",
            "Instale allá el mismo generador, con el mismo Python y las mismas bibliotecas.",
        )
    encargo, dibujo = _abrir(sobre)
    if dibujo is None or _tema_de(dibujo) != sobre.tema:
        raise ArchivoCambio(f"temas/{encargo.tema}")
    with con_la_huella(encargo.programa):
        destino = f"{sobre.carpeta}/{os.urandom(8).hex()}"
        taller = _taller(encargo, dibujo, Path(destino))
        if taller.sondeo(slug).huella != sondeo.huella:
            raise ArchivoCambio(carpeta_de(slug))
        taller.sondeos[slug] = sondeo
        return Devuelto(destino, trabajar(slug, encargo.contexto, taller))


def _taller(encargo: Encargo, dibujo: Representador, destino: Path) -> Taller:
    almacen = Almacen(encargo.memoria)
    prensa = None
    if encargo.con_pdf:
        from generador.pdf import Prensa, abrir_imprenta

        prensa = Prensa(abrir_imprenta(dibujo.tema), almacen)
    memoria = Memoria(almacen, encargo.producto, dibujo.huella_de)
    return Taller(encargo.raiz, dibujo, destino, encargo.publicado, memoria, prensa=prensa)


@lru_cache(maxsize=1)
def _abrir(sobre: Sobre) -> tuple[Encargo, Representador | None]:
    """El encargo y las plantillas de su tema, que se abren una vez por proceso."""
    datos = Path(sobre.carpeta, _ARCHIVO).read_bytes()
    if _suma(datos) != sobre.sha256:
        raise ArchivoCambio(_ARCHIVO)
    encargo: Encargo = pickle.loads(datos)
    tema, _ = abrir_tema(encargo.tema, (encargo.raiz / "temas", carpeta_de_temas_propios()))
    return encargo, Representador(tema, Almacen(encargo.memoria)) if tema else None


def _tema_de(dibujo: Representador | None) -> str:
    return dibujo.tema.huella if dibujo else ""


def _resumidas(partes: Mapping[str, str]) -> str:
    return _suma(repr(sorted(partes.items())).encode())


def _suma(datos: bytes) -> str:
    return sha256(datos).hexdigest()
