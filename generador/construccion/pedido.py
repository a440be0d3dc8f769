"""Lo que se pide construir y lo que se hizo."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generador.arboles import Asiento, Sondeo
from generador.compilacion import Taller, Trabajo
from generador.configuracion import Contexto
from generador.cronometro import Cronometro
from generador.hallazgo import Hallazgo, hay_errores
from generador.lectura.contenido import Contenido
from generador.modelo.publicaciones import Olvido
from generador.planeacion.direcciones import Direcciones
from generador.resumen import ResumenInstancia
from generador.resumen.valores import Valores
from generador.verificacion.reglas import Examen

Avance = Callable[[str, int, int], None]
"""A quién se cuenta cómo va una etapa: su nombre, cuántas cosas lleva hechas y cuántas son; 0 si no
se sabe."""

Motor = Callable[[Sequence[str], Contexto, Taller], Iterator[Trabajo]]
"""Quien trabaja las instancias en otras máquinas, y las da en cualquier orden."""


@dataclass(frozen=True)
class Resultado:
    """Lo que se hizo, para informarlo: nada aquí es necesario para el sitio mismo.

    `ineditas` son las direcciones que solo tiene la vista previa, con lo que advierten;
    `manifiesto`, el SHA-256 del manifiesto que quedó público; `sin_publicar`, los archivos de los
    registros que se leen y no se publican, con su porqué; `contenido`, los archivos del sitio, para
    leer de ellos algo más; `valores`, si se pidieron, lo que dice cada registro, por la dirección
    de su página.
    """

    corte: date
    resumenes: tuple[ResumenInstancia, ...] = ()
    hallazgos: tuple[Hallazgo, ...] = ()
    examenes: tuple[Examen, ...] = ()
    asiento: Asiento | None = None
    contexto: Contexto | None = None
    segundos: float = 0.0
    paginas: int = 0
    ineditas: Mapping[str, str] = field(default_factory=dict)
    trabajos: tuple[Trabajo, ...] = field(default=(), repr=False)
    direcciones: Direcciones = field(default_factory=Direcciones, repr=False)
    ofrecidas: frozenset[str] = field(default=frozenset(), repr=False)
    manifiesto: str = ""
    sin_publicar: Mapping[str, str] = field(default_factory=dict)
    contenido: Contenido | None = field(default=None, repr=False, compare=False)
    valores: Valores = field(default_factory=dict, repr=False)

    @property
    def correcto(self) -> bool:
        """Si no hay errores en los registros."""
        return not hay_errores(self.hallazgos)


@dataclass(frozen=True, slots=True)
class Pedido:
    """Lo que se pide construir: de dónde, a dónde y a qué fecha de corte.

    Una vista previa incluye borradores y documentos futuros, y muestra lo que pueda aunque haya
    errores: nunca va a la carpeta de lo público. `pdf` pide los documentos en PDF aunque el sitio
    no los pida siempre; la vista previa no los hace. `avance` se entera de
    cómo va cada etapa, y `cronometro` mide en qué se va el tiempo, en un solo proceso. `buscador`
    pide el índice de búsqueda: sin él, el formulario lleva a los listados.

    `sondeos` son los de las carpetas de las instancias, si quien pide ya las miró. Si es
    `exigente`, se construye para publicar: lo que allá no puede faltar impide construir. `olvidar`
    es lo que el registro de publicaciones ya no debe decir. `valores` pide también lo que dice cada
    registro, campo por campo. `contenido` son los archivos del sitio, si ya se abrió
    alguno. `motor` reparte las instancias entre otras máquinas.
    """

    raiz: Path
    salida: Path
    corte: date
    tema: str | None = None
    limpio: bool = False
    espera: float = 0.0
    vista_previa: bool = False
    procesos: int | None = None
    pdf: bool = False
    avance: Avance | None = None
    cronometro: Cronometro | None = None
    buscador: bool = True
    exigente: bool = False
    olvidar: Olvido = field(default_factory=Olvido)
    valores: bool = False
    sondeos: Mapping[str, Sondeo] = field(default_factory=dict)
    contenido: Contenido | None = field(default=None, repr=False, compare=False)
    motor: Motor | None = None
