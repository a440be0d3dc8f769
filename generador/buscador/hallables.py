"""Lo que se puede hallar en el sitio, con lo que un resultado muestra y por lo que se filtra."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby

from msgspec import Struct

from generador.configuracion import Contexto
from generador.modelo.fechas import fecha_larga
from generador.modelo.nombres import direccion_de, nombre_de_norma
from generador.modelo.norma import Norma
from generador.resumen import (
    CompromisoResumido,
    DecisionResumida,
    EntradaDeDocumento,
    ResumenInstancia,
)
from generador.verificacion.faltantes import ActaFaltante
from generador.vistas.comunes import (
    ACCESIBILIDAD,
    AYUDA,
    COMPROMISOS,
    CONTACTO,
    CUMPLIMIENTO,
    DECISIONES,
    DOCUMENTOS,
    FALTANTES,
    GLOSARIO,
    LISTADOS,
    NORMAS,
)
from generador.vistas.faltantes import CLASES as CLASES_DE_FALTANTE
from generador.vistas.faltantes import cuenta_de_faltantes, id_de, titulo_de
from generador.vistas.marco import Enlace

LISTADO = "Listado"
FALTA = "Acta que falta"
# Con las palabras con que se suele preguntar por ellas.
_QUE_FALTA = "Qué actas faltan: faltantes, pendientes, sin publicar, que no están."
_DE_QUE_ES = {
    FALTANTES.ruta: _QUE_FALTA,
    DECISIONES.ruta: "Qué se decidió: acuerdos y decisiones de todas las instancias.",
    COMPROMISOS.ruta: "Quién se comprometió a qué: pendientes, en curso, vencidos y cumplidos.",
    DOCUMENTOS.ruta: "Todos los documentos publicados, por año.",
    CUMPLIMIENTO.ruta: "Qué exige la ley publicar, qué se publicó, cuándo y con qué plazos.",
    NORMAS.ruta: "Las normas de creación y las que las modifican.",
    GLOSARIO.ruta: "Qué quiere decir cada palabra.",
    CONTACTO.ruta: "A quién escribir o llamar: peticiones, quejas, reclamos y solicitudes.",
    ACCESIBILIDAD.ruta: "Qué tan accesible es el sitio para personas con discapacidad.",
}
RECONSTRUIDO = "Reconstruido"
FICTICIO = "Ficticio"


class Hallable(Struct, frozen=True):
    """Algo que se busca.

    `ruta` es a donde lleva el resultado, con ancla o sin ella; `pagina`, la página de donde sale
    su texto, o vacía si el texto es `texto`. `fecha` está en palabras y `orden` es AAAA-MM-DD.
    `atajo` es la consulta que lo nombra, sin tildes ni palabras menudas: «acta 2 2025».
    """

    ruta: str
    titulo: str
    clase: str
    fecha: str = ""
    orden: str = ""
    anio: str = ""
    marcas: tuple[str, ...] = ()
    pagina: str = ""
    texto: str = ""
    atajo: str = ""

    @property
    def dia(self) -> int:
        """AAAAMMDD; con ceros lo que no se sabe."""
        return int(self.orden.replace("-", "").ljust(8, "0") or 0)


@dataclass(frozen=True, slots=True)
class Grupo:
    """Lo que se halla de una instancia, o las normas de un emisor.

    `clave` lo nombra en el índice; `instancia` y `entidad` son por las que se filtra. `hallar` da
    lo que se halla, que sale de `insumo` y de los bytes de `paginas`: mientras sean los mismos no
    hace falta preguntarlo.
    """

    clave: str
    instancia: str
    entidad: str
    insumo: object
    paginas: tuple[str, ...]
    hallar: Callable[[], Iterable[Hallable]]


def grupo_de(clave: str, instancia: str, entidad: str, hallables: Sequence[Hallable]) -> Grupo:
    """El grupo de lo que se halla, cuando ya se sabe."""
    paginas = tuple(h.pagina for h in hallables if h.pagina)
    return Grupo(clave, instancia, entidad, hallables, paginas, lambda: hallables)


def grupos(resumenes: Iterable[ResumenInstancia], contexto: Contexto) -> Iterator[Grupo]:
    """Todo lo que se halla en el sitio. Solo con resúmenes: no se vuelve a leer ningún registro."""
    # Ninguna instancia lleva un punto en su nombre.
    yield grupo_de("sitio.listados", "", "", [_listado(e) for e in (*LISTADOS, *AYUDA)])
    normas = sorted(contexto.normas.values(), key=lambda n: (n.emisor, direccion_de(n)))
    for emisor, suyas in groupby(normas, key=lambda n: n.emisor):
        entidad = contexto.entidades.get(emisor)
        nombre = entidad.nombre if entidad else emisor
        yield grupo_de(f"normas.{emisor}", "", nombre, [_norma(n, nombre) for n in suyas])
    for resumen in resumenes:
        yield Grupo(
            resumen.slug,
            resumen.nombre,
            resumen.entidad,
            resumen,
            (resumen.ruta, *(d.ruta for d in resumen.documentos)),
            partial(_de_la_instancia, resumen),
        )


def _listado(enlace: Enlace) -> Hallable:
    return Hallable(enlace.ruta, enlace.texto, LISTADO, texto=_DE_QUE_ES.get(enlace.ruta, ""))


def _de_la_instancia(resumen: ResumenInstancia) -> Iterator[Hallable]:
    yield Hallable(
        resumen.ruta,
        resumen.nombre,
        "Instancia",
        marcas=_marcas(resumen, False),
        pagina=resumen.ruta,
    )
    yield from (_documento(d, resumen) for d in resumen.documentos)
    yield _faltantes(resumen)
    yield from (_faltante(f, resumen) for f in resumen.faltantes)
    yield from (_decision(d, resumen) for d in resumen.decisiones)
    yield from (_compromiso(c, resumen) for c in resumen.compromisos)


def _documento(entrada: EntradaDeDocumento, resumen: ResumenInstancia) -> Hallable:
    return Hallable(
        entrada.ruta,
        entrada.titulo,
        entrada.clase.capitalize(),
        *_fechado(entrada.fecha, entrada.anio),
        _marcas(resumen, entrada.reconstruida),
        pagina=entrada.ruta,
        atajo=_atajo(entrada.numero),
    )


def _decision(decision: DecisionResumida, resumen: ResumenInstancia) -> Hallable:
    propio = (decision.sintesis, decision.fundamento)
    titulo, cierre = decision.decision, f"Decidió: {resumen.nombre}."
    return _asunto(decision, resumen, "Decisión", titulo, propio, cierre)


def _compromiso(compromiso: CompromisoResumido, resumen: ResumenInstancia) -> Hallable:
    titulo, cierre = compromiso.compromiso, f"Se comprometió en: {resumen.nombre}."
    return _asunto(compromiso, resumen, "Compromiso", titulo, (compromiso.responsable,), cierre)


def _asunto(
    asunto: DecisionResumida | CompromisoResumido,
    resumen: ResumenInstancia,
    clase: str,
    titulo: str,
    propio: tuple[str, ...],
    cierre: str,
) -> Hallable:
    """Lo acordado en una sesión: lo propio, lo que pasó después y las palabras con que se busca."""
    despues = " ".join(s.texto for s in asunto.seguimientos)
    return Hallable(
        asunto.ruta,
        titulo,
        clase,
        *_fechado(asunto.fecha, asunto.fecha.year),
        _marcas(resumen, asunto.reconstruida),
        texto=" ".join((*propio, despues, cierre)),
    )


def _faltantes(resumen: ResumenInstancia) -> Hallable:
    return Hallable(
        f"{resumen.ruta}#actas-que-faltan",
        f"{FALTANTES.texto}: {resumen.nombre}",
        LISTADO,
        marcas=_marcas(resumen, False),
        texto=f"{cuenta_de_faltantes(resumen.faltantes)}. {_QUE_FALTA}",
    )


def _faltante(faltante: ActaFaltante, resumen: ResumenInstancia) -> Hallable:
    return Hallable(
        f"{resumen.ruta}#{id_de(faltante)}",
        f"{titulo_de(faltante)}: {CLASES_DE_FALTANTE[faltante.clase].lower()}",
        FALTA,
        *_fechado(faltante.fecha, faltante.anio),
        _marcas(resumen, False),
        texto=f"Falta. {'. '.join(faltante.razones)}.",
        atajo=_atajo(faltante.nombre),
    )


def _atajo(numerada: str) -> str:
    """De «Acta 2 de 2025, serie ordinaria», «acta 2 2025»: como el guion reduce lo que se busca."""
    return numerada.partition(",")[0].lower().replace(" de ", " ")


def _norma(norma: Norma, emisor: str) -> Hallable:
    return Hallable(
        direccion_de(norma),
        nombre_de_norma(norma, emisor),
        "Norma",
        *_fechado(norma.fecha, norma.anio),
        pagina=direccion_de(norma),
    )


def _fechado(fecha: date | None, anio: int | None) -> tuple[str, str, str]:
    return (
        fecha_larga(fecha) if fecha else str(anio or ""),
        fecha.isoformat() if fecha else str(anio or ""),
        str(anio or ""),
    )


def _marcas(resumen: ResumenInstancia, reconstruida: bool) -> tuple[str, ...]:
    """Lo que un resultado advierte: fuera de su página no se ven los avisos de ella."""
    ficticia = (FICTICIO,) if resumen.ficticia else ()
    return (*ficticia, *((RECONSTRUIDO,) if reconstruida else ()))
