"""Lo que se halla en un sitio pequeño con los archivos de un ejemplo."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from apoyo.casos import escribir_sitio

from generador.construccion import revisar
from generador.hallazgo import Gravedad, Hallazgo
from generador.lectura.contenido import Contenido
from generador.lectura.ejemplos import ArchivosDeEjemplo

CORTE = date(2026, 11, 22)


def hallados(raiz: Path, archivos: ArchivosDeEjemplo) -> tuple[Hallazgo, ...]:
    """Lo que `revisar` halla en `raiz` con la base de los casos y esos archivos."""
    raiz.mkdir()
    escribir_sitio(raiz, {f"contenido/{ruta}": texto for ruta, texto in archivos})
    return revisar(Contenido(raiz), CORTE).hallazgos


def codigos(hallazgos: Iterable[Hallazgo]) -> set[str]:
    """Sus códigos."""
    return {h.codigo for h in hallazgos}


def errores(hallazgos: Iterable[Hallazgo]) -> set[str]:
    """Los códigos de los que detienen la publicación."""
    return codigos(h for h in hallazgos if h.gravedad is Gravedad.ERROR)
