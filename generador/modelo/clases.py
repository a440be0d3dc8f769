"""Las clases de registro: lo que el resto de la casa sabe de cada una está en su renglón.

De aquí salen dónde va cada archivo y cómo debe llamarse, qué modelo lo valida, en qué orden se
muestran los suyos y cómo se nombra cada uno. Una clase nueva es un renglón.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Any, NamedTuple, TypeVar

from generador.modelo.acta import Acta, SinSesiones
from generador.modelo.base import Documento, Registro
from generador.modelo.convocatoria import Convocatoria
from generador.modelo.escrito import Escrito
from generador.modelo.fechas import PATRON_DE_PERIODO, fecha_larga
from generador.modelo.informe import Informe
from generador.modelo.instancia import Instancia
from generador.modelo.nombres import (
    con_anio,
    nombre_de_acta,
    nombre_de_constancia,
    nombre_de_informe,
    nombre_de_norma,
    nombre_de_plan,
    nombre_de_reglamento,
    reconstruido_de,
    sesion_con_marca,
)
from generador.modelo.norma import Norma, Reglamento
from generador.modelo.plan import Plan

_R = TypeVar("_R", bound=Registro)


class DeOtroLugar(NamedTuple):
    """El defecto del registro que no está donde dicen sus datos.

    `codigo` y `titulo` son los de su hallazgo; `dato`, lo que puede estar mal escrito: «la fecha».
    """

    codigo: str
    titulo: str
    dato: str


@dataclass(frozen=True, slots=True)
class Clase:
    """Una clase de registro.

    `nombre` y `plural` son las palabras de las órdenes y de los datos, y `articulo`, el que su
    nombre lleva en una frase; `etiqueta`, la palabra de las listas. `lugar` es la forma de su
    camino dentro de la instancia; `camino`, ese camino con un hueco por cada parte, y `partes`, las
    de uno por lo que dice; `orden`, la clave con que se ordenan los suyos. `campo` es el que dice
    de cuándo es, y `de_cuando` lo dice en una frase: «El plan es de 2020»; `mal_puesto`, qué se
    dice del que está en otra carpeta. `campos_markdown` son los que llevan Markdown además del
    texto del registro.
    """

    articulo: str
    nombre: str
    plural: str
    etiqueta: str
    modelo: type[Registro]
    lugar: re.Pattern[str]
    ejemplo: str
    nombrar: Callable[[Any], str]
    camino: str
    partes: Callable[[Any], tuple[object, ...]]
    orden: Callable[[Any], Any]
    campo: str
    de_cuando: Callable[[Any], str]
    mal_puesto: DeOtroLugar | None
    campos_markdown: tuple[str, ...] = ()

    @property
    def uno(self) -> str:
        """Uno cualquiera, en una frase: «un acta»."""
        return f"{self.articulo} {self.nombre}"

    @property
    def carpeta(self) -> str:
        """La carpeta de la instancia en que van los suyos."""
        return self.camino.partition("/")[0]

    def ruta(self, instancia: str, *partes: object) -> str:
        """La ruta del registro de esas partes: su año y su nombre, su fecha, su periodo…"""
        return f"instancias/{instancia}/{self.camino.format(*partes)}"

    def archivo(self, registro: Registro) -> str:
        """El camino que le corresponde a uno por lo que dice."""
        return self.camino.format(*self.partes(registro))


def _clase(
    articulo: str,
    nombre: str,
    plural: str,
    etiqueta: str,
    modelo: type[_R],
    *,
    lugar: str,
    ejemplo: str,
    nombrar: Callable[[_R], str],
    camino: str,
    partes: Callable[[_R], tuple[object, ...]],
    orden: Callable[[_R], Any] = lambda _: 0,
    campo: str = "",
    de_cuando: Callable[[_R], str] = lambda _: "",
    mal_puesto: DeOtroLugar | None = None,
    markdown: tuple[str, ...] = (),
) -> Clase:
    return Clase(
        articulo=articulo,
        nombre=nombre,
        plural=plural,
        etiqueta=etiqueta,
        modelo=modelo,
        lugar=re.compile(lugar),
        ejemplo=ejemplo,
        nombrar=nombrar,
        camino=camino,
        partes=partes,
        orden=orden,
        campo=campo,
        de_cuando=de_cuando,
        mal_puesto=mal_puesto,
        campos_markdown=markdown,
    )


def _propio(registro: Registro) -> str:
    return registro.ruta.rpartition("/")[2]


INSTANCIA = _clase(
    "una",
    "instancia",
    "instancias",
    "Instancia",
    Instancia,
    lugar=r"instancia",
    ejemplo="instancia.md",
    nombrar=lambda i: i.nombre,
    camino="{}",
    partes=lambda i: (_propio(i),),
)
PUBLICABLES: tuple[Clase, ...] = (
    _clase(
        "un",
        "reglamento",
        "reglamentos",
        "Reglamento interno",
        Reglamento,
        lugar=r"reglamento/\d{4}-\d{2}-\d{2}",
        ejemplo="reglamento/2016-03-16.md",
        nombrar=nombre_de_reglamento,
        camino="reglamento/{}",
        partes=lambda r: (r.fecha,),
        orden=lambda r: r.fecha,
        campo="fecha",
        de_cuando=lambda r: f"El reglamento es del {fecha_larga(r.fecha)}",
        mal_puesto=DeOtroLugar(
            "reglamento-otra-fecha", "Un reglamento con el nombre de otra fecha", "la fecha"
        ),
    ),
    _clase(
        "una",
        "convocatoria",
        "convocatorias",
        "Convocatoria",
        Convocatoria,
        lugar=r"convocatorias/\d{4}/[a-z0-9-]+",
        ejemplo="convocatorias/2020/01.md",
        nombrar=lambda c: (
            f"Convocatoria del {fecha_larga(c.fecha)} a la sesión {c.tipo} del "
            f"{fecha_larga(c.sesion)}"
        ),
        camino="convocatorias/{}/{}",
        partes=lambda c: (c.sesion.year, _propio(c)),
        orden=lambda c: (c.sesion, c.fecha),
        campo="sesion",
        de_cuando=lambda c: f"La convocatoria es para el {fecha_larga(c.sesion)}",
        mal_puesto=DeOtroLugar(
            "convocatoria-otro-anio",
            "Una convocatoria en la carpeta de otro año",
            "la fecha de la sesión",
        ),
    ),
    _clase(
        "un",
        "acta",
        "actas",
        "Acta",
        Acta,
        lugar=r"actas/\d{4}/(?!sin-sesiones(?:-|$))[a-z0-9-]+",
        ejemplo="actas/2020/01.md",
        nombrar=nombre_de_acta,
        camino="actas/{}/{}",
        partes=lambda a: (a.anio, _propio(a)),
        # La que no dice a qué hora empezó, después: puede ser otra acta de una sesión de ese día.
        orden=lambda a: (a.fecha, a.hora_inicio or time.max, a.serie, a.numero or 0),
        campo="fecha",
        de_cuando=lambda a: f"La sesión es del {fecha_larga(a.fecha)}",
        mal_puesto=DeOtroLugar("acta-otro-anio", "Un acta en la carpeta de otro año", "la fecha"),
    ),
    _clase(
        "una",
        "constancia",
        "constancias",
        "Constancia",
        SinSesiones,
        lugar=r"actas/\d{4}/sin-sesiones(-[a-z0-9-]+)?",
        ejemplo="actas/2020/sin-sesiones.md",
        nombrar=nombre_de_constancia,
        camino="actas/{}/{}",
        partes=lambda c: (c.periodo.anio, _propio(c)),
        orden=lambda c: c.periodo.desde,
        campo="periodo",
        de_cuando=lambda c: f"La constancia es {c.periodo.con_de}",
        mal_puesto=DeOtroLugar(
            "constancia-otro-anio", "Una constancia en la carpeta de otro año", "el periodo"
        ),
    ),
    _clase(
        "un",
        "plan",
        "planes",
        "Plan",
        Plan,
        lugar=r"planes/\d{4}",
        ejemplo="planes/2020.md",
        nombrar=nombre_de_plan,
        camino="planes/{}",
        partes=lambda p: (p.anio,),
        orden=lambda p: p.anio,
        campo="anio",
        de_cuando=lambda p: f"El plan es de {p.anio}",
        mal_puesto=DeOtroLugar("plan-otro-anio", "Un plan con el nombre de otro año", "el año"),
    ),
    _clase(
        "un",
        "informe",
        "informes",
        "Informe de gestión",
        Informe,
        lugar=f"informes/{PATRON_DE_PERIODO}",
        ejemplo="informes/2020-t3.md",
        nombrar=nombre_de_informe,
        camino="informes/{}",
        partes=lambda i: (i.periodo.clave,),
        orden=lambda i: (i.periodo.hasta, i.periodo.desde),
        campo="periodo",
        de_cuando=lambda i: f"El informe es {i.periodo.con_de}",
        mal_puesto=DeOtroLugar(
            "informe-otro-periodo", "Un informe con el nombre de otro periodo", "el periodo"
        ),
        markdown=("seguimiento_al_plan", "analisis"),
    ),
    _clase(
        "un",
        "escrito",
        "documentos propios",
        "Documento propio",
        Escrito,
        lugar=r"documentos/\d{4}/[a-z0-9-]+",
        ejemplo="documentos/2020/cronograma.md",
        nombrar=lambda e: e.titulo,
        camino="documentos/{}/{}",
        partes=lambda e: (e.fecha.year, _propio(e)),
        orden=lambda e: (e.fecha, e.titulo),
        campo="fecha",
        de_cuando=lambda e: f"El documento es del {fecha_larga(e.fecha)}",
        mal_puesto=DeOtroLugar(
            "escrito-otro-anio", "Un documento propio en la carpeta de otro año", "la fecha"
        ),
    ),
)
CLASES_DE_INSTANCIA = (INSTANCIA, *PUBLICABLES)
NORMA = _clase(
    "una",
    "norma",
    "normas",
    "Norma",
    Norma,
    lugar=r"[a-z0-9-]+",
    ejemplo="normas/decreto-527-2014-alcaldia-mayor.md",
    nombrar=nombre_de_norma,
    camino="normas/{}",
    partes=lambda n: (n.id,),
)
POR_MODELO = {clase.modelo: clase for clase in (*CLASES_DE_INSTANCIA, NORMA)}
POR_NOMBRE = {clase.nombre: clase for clase in POR_MODELO.values()}
CAMPOS_DE_MARKDOWN = frozenset(c for clase in POR_NOMBRE.values() for c in clase.campos_markdown)
"""Los que, en alguna clase, llevan Markdown además del cuerpo."""


def camino_de(clase: str) -> str:
    """Qué se escribe para citar un registro de esa clase, o de cualquiera si no se dice una."""
    cual = POR_NOMBRE[clase].uno if clase else "un registro"
    return f"el camino de {cual} dentro de la instancia, por ejemplo {camino_de_ejemplo(clase)}"


def camino_de_ejemplo(clase: str) -> str:
    """Cómo se cita un registro de esa clase: «actas/2020/01»; si no se dice una, un acta."""
    return POR_NOMBRE[clase or "acta"].ejemplo.removesuffix(".md")


def clase_en(camino: str) -> Clase | None:
    """La clase de un registro por su camino dentro de la instancia, sin extensión."""
    return next((c for c in CLASES_DE_INSTANCIA if c.lugar.fullmatch(camino)), None)


def clase_de(registro: Registro) -> Clase:
    """La clase de un registro leído; su modelo, o aquel del que sale, está en la tabla."""
    return next(POR_MODELO[tipo] for tipo in type(registro).__mro__ if tipo in POR_MODELO)


def nombre_de_registro(registro: Registro) -> str:
    """El nombre de un registro de cualquier clase: «Informe de gestión de 2020»."""
    return clase_de(registro).nombrar(registro)


def nombre_de_fuente(registro: Registro) -> str:
    """Cómo se nombra un registro donde se dice que algo sale de él.

    Del acta que nadie ha visto no sale nada: se nombra la sesión, con su marca.
    """
    if isinstance(registro, Acta) and reconstruido_de(registro):
        return sesion_con_marca(registro)
    return nombre_de_registro(registro)


def lugar_debido(registro: Registro) -> str:
    """La ruta que le corresponde por lo que dice: su año, su periodo o su fecha."""
    archivo = clase_de(registro).archivo(registro)
    partes = registro.ruta.split("/")
    return f"{'/'.join(partes[:2])}/{archivo}" if partes[0] == "instancias" else archivo


def nombre_de_documento(documento: Documento, registro: Registro) -> str:
    """El título de un documento, con la fecha que le falte: la suya o la de su registro.

    «Presentación del plan (acta de la sesión ordinaria del 25 de agosto de 2020)».
    """
    if con_anio(documento.titulo):
        return documento.titulo
    if documento.fecha:
        return f"{documento.titulo}, {fecha_larga(documento.fecha)}"
    nombre = nombre_de_registro(registro)
    return f"{documento.titulo} ({nombre[0].lower()}{nombre[1:]})"
