"""Lo que aún no se publica de una instancia: qué es, por qué, y qué se halla en ello."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator, Mapping
from datetime import date

from generador.acervo import Acervo
from generador.acervo.visibles import es_publico
from generador.configuracion import Contexto
from generador.hallazgo import Gravedad, Hallazgo, Origen, aplazado
from generador.lectura.instancia import InstanciaLeida, estructurar
from generador.modelo.base import Publicable, Registro
from generador.modelo.fechas import fecha_larga
from generador.modelo.nombres import direccion_de
from generador.planeacion import Planeada
from generador.verificacion.reglas import REGLAS, examinar

EN_BORRADOR = "Borrador"
BORRADOR = f"{EN_BORRADOR}: no se publica"
"""Por qué una página solo está en la vista previa."""


def hallazgos_de_lo_inedito(
    leida: InstanciaLeida, ocultos: Mapping[str, str], contexto: Contexto
) -> Iterator[Hallazgo]:
    """Lo que las reglas hallan en los registros que aún no se publican.

    Se dice antes, para que nadie lo sepa el día en que publica; y no detiene nada, porque lo demás
    del sitio no depende de ellos. Lo que solo informa es de lo publicado, y lo que sigue en blanco
    ya se sabe.
    """
    todo = estructurar(leida, contexto.corte, con_borradores=True) if ocultos else None
    if todo is None:
        return
    blancos = {lugar for registro in todo.registros() for lugar in _en_blanco(registro)}
    for hallado in examinar(REGLAS, todo, contexto)[1]:
        if hallado.origen.archivo not in ocultos or hallado.gravedad is Gravedad.INFORMACION:
            continue
        if hallado.gravedad is Gravedad.AVISO and hallado.origen in blancos:
            continue
        yield aplazado(hallado)


def _en_blanco(registro: Registro) -> Iterator[Origen]:
    """Los lugares de las claves escritas y sin valor."""
    for camino in registro.fuente.posiciones:
        if len(camino) == 1 and getattr(registro, str(camino[0]), "") is None:
            yield registro.origen(*camino)


def sin_publicar(leida: InstanciaLeida, corte: date) -> dict[str, str]:
    """Los archivos de los registros que no se publican: de cada uno, por qué."""
    todos = [r for suyos in leida.registros.values() for r in suyos]
    motivos = {
        r.fuente.archivo: EN_BORRADOR if motivo == BORRADOR else motivo
        for r in todos
        for motivo in (_por_que_es_inedito(r, corte),)
    }
    # De un borrador que no se puede leer solo se sabe eso: lo dice el archivo de sus datos.
    leidos = {archivo.rpartition(".")[0] for archivo in motivos}
    sin_leer = (a for a in sorted(leida.borradores) if a.rpartition(".")[0] not in leidos)
    motivos |= {a: EN_BORRADOR for a in sin_leer if _es_el_de_los_datos(a, leida.borradores)}
    general = next((motivos[r.fuente.archivo] for r in leida.registros.get("instancia", ())), "")
    de_todos = f"La instancia no se publica todavía. {general}" if general else ""
    porques = {a: motivo or de_todos for a, motivo in motivos.items()}
    return {archivo: porque for archivo, porque in sorted(porques.items()) if porque}


def _es_el_de_los_datos(archivo: str, hay: Container[str]) -> bool:
    """Si un registro está en dos archivos, el `.yaml`."""
    return not (archivo.endswith(".md") and f"{archivo.removesuffix('.md')}.yaml" in hay)


def de_borradores(leida: InstanciaLeida) -> Iterator[Hallazgo]:
    """Lo hallado al leer; lo de un borrador no detiene lo demás."""
    for hallado in leida.hallazgos:
        yield aplazado(hallado) if hallado.origen.archivo in leida.borradores else hallado


def ineditas(acervo: Acervo, planeadas: tuple[Planeada, ...], corte: date) -> dict[str, str]:
    """Las direcciones que lo público aún no tiene: de cada una, por qué."""
    # Si la instancia misma no es pública, nada de lo suyo lo es.
    general = _por_que_es_inedito(acervo.instancia, corte)
    rutas = dict.fromkeys((*(p.ruta for p in planeadas), *acervo.anexos), general)
    for registro in acervo.registros():
        motivo = _por_que_es_inedito(registro, corte) or general
        suyas = (direccion_de(registro), f"{registro.ruta}.json", *_anexos_de(registro, acervo))
        rutas |= {r: motivo for r in suyas if r in rutas}
    return {r: motivo for r, motivo in sorted(rutas.items()) if motivo}


def _anexos_de(registro: Registro, acervo: Acervo) -> Iterator[str]:
    return (r for r in acervo.anexos if posixpath.dirname(r) == registro.ruta)


def _por_que_es_inedito(registro: Registro, corte: date) -> str:
    if es_publico(registro, corte):
        return ""
    dia = registro.se_muestra_desde
    if dia is None or registro.aparta:
        return BORRADOR
    if isinstance(registro, Publicable) and registro.fecha_publicacion:
        return f"Se publica el {fecha_larga(dia)}"
    return f"Su fecha, {fecha_larga(dia)}, es posterior a la de corte"
