"""Lo que el resto del sitio puede saber de una instancia: pequeño y completo.

Portada, listas, búsqueda, mapa y datos abiertos se hacen solo con resúmenes; por eso una
instancia que no cambió no se vuelve a leer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generador.verificacion.resultados import Referencia, Renglon


@dataclass(frozen=True, slots=True)
class EntradaDeDocumento:
    """Un documento publicado, para los listados: qué es, de cuándo y dónde está."""

    clase: str  # acta, reglamento, plan, informe, constancia
    titulo: str
    ruta: str
    fecha: date | None
    anio: int | None
    publicada: date | None
    reconstruida: bool = False


@dataclass(frozen=True, slots=True)
class DecisionResumida:
    """Una decisión, para la portada y los listados del sitio."""

    fecha: date
    decision: str
    ruta: str


@dataclass(frozen=True, slots=True)
class ResumenInstancia:
    """Una instancia vista desde fuera.

    `direcciones` son las páginas y anexos que ofrece; `enlaces`, las direcciones internas de
    otras instancias o del sitio a las que lleva, con el archivo desde donde se citan.
    """

    slug: str
    nombre: str
    tipo: str
    estado: str
    objeto: str
    entidad: str
    ficticia: bool
    cobertura_parcial: bool
    ultima_sesion: Referencia | None
    proxima_sesion: str
    ultima_decision: DecisionResumida | None
    documentos: tuple[EntradaDeDocumento, ...]
    decisiones: tuple[DecisionResumida, ...]
    renglones: tuple[Renglon, ...]
    registros: tuple[tuple[str, int], ...]
    direcciones: tuple[str, ...]
    enlaces: tuple[tuple[str, str, int, int], ...]
    normas_citadas: tuple[str, ...]

    @property
    def ruta(self) -> str:
        """La página de la instancia."""
        return f"instancias/{self.slug}/index.html"
