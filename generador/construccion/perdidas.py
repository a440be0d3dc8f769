"""Las direcciones que se publicaron y ya nadie atiende: cada una, dicha donde está su causa.

Si el registro existe, se explica solo: o tiene un error, que ya se dice, o una línea suya lo aparta
de lo público, y ahí va el hallazgo. De sus anexos no se dice nada más.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from generador.configuracion import Contexto
from generador.hallazgo import (
    Accion,
    Arreglo,
    Certeza,
    Hallazgo,
    Origen,
    ejemplo,
    error,
    hay_errores,
)
from generador.lectura.archivos import hay_archivo
from generador.lectura.clases import NORMA, clase_de
from generador.lectura.contexto import ContextoLeido
from generador.lectura.registros import leer_registro
from generador.modelo.acta import EstadoActa
from generador.modelo.base import Registro
from generador.modelo.sitio import RUTA_BORRADA, Publicacion
from generador.planeacion.direcciones import RETIRADOS

_EXTENSIONES = (".md", ".yaml")


def direcciones_perdidas(
    leido: ContextoLeido,
    responden: frozenset[str],
    sin_publicar: Mapping[str, str],
    hallazgos: Iterable[Hallazgo],
    *,
    al_publicar: bool,
) -> Iterator[Hallazgo]:
    """Un error por cada causa de que algo publicado ya no responda.

    `responden` son las direcciones atendidas; `sin_publicar`, los archivos que se leen y no se
    publican, y `hallazgos`, los que ya se saben: un archivo con errores ya está explicado. El
    sitio como era un día no pierde lo que se publicó después; pero `al_publicar` sí se perdería.
    """
    assert leido.contexto is not None
    danados = {_sin_extension(h.origen.archivo) for h in hallazgos if hay_errores((h,))}
    apartados: dict[str, Publicacion] = {}
    corte = date.max if al_publicar else leido.contexto.corte
    for ruta, publicacion in sorted(_vigentes(leido.contexto).items()):
        if ruta in responden or publicacion.fecha > corte:
            continue
        suyos = tuple(_sus_registros(ruta))
        if danados.intersection(suyos):
            continue
        apartado = next((f for f in suyos if _archivo_de(leido, f) in sin_publicar), "")
        if apartado:
            apartados.setdefault(apartado, publicacion)
        else:
            yield _perdida(leido.contexto, ruta, publicacion)
    for registro, publicacion in apartados.items():
        yield _apartado(leido, registro, publicacion)


def _vigentes(contexto: Contexto) -> dict[str, Publicacion]:
    """Las direcciones publicadas, cada una con la última publicación que la mostró.

    Lo que solo publicó algo que después se deshizo no cuenta: nunca quedó.
    """
    vigentes: dict[str, Publicacion] = {}
    for publicacion in contexto.publicaciones:
        for documento in publicacion.documentos or ():
            if documento.ruta == RUTA_BORRADA:
                continue
            if documento.accion != "retirado":
                vigentes[documento.ruta] = publicacion
            elif publicacion.deshace is not None or publicacion.retiro_definitivo:
                vigentes.pop(documento.ruta, None)
    return vigentes


def _sus_registros(ruta: str) -> Iterator[str]:
    """Los registros y carpetas de los que puede depender una dirección: lo suyo y su instancia."""
    base, extension = posixpath.splitext(f"contenido/{ruta}")
    carpeta = posixpath.dirname(base)
    if extension in (".html", ".pdf"):
        yield f"{carpeta}/instancia" if posixpath.basename(base) == "index" else base
    # Un anexo va en la carpeta que se llama como su registro.
    yield carpeta
    partes = ruta.split("/")
    if partes[0] == "instancias" and len(partes) > 1:
        yield from (f"contenido/instancias/{partes[1]}{f}" for f in ("", "/instancia"))


def _archivo_de(leido: ContextoLeido, registro: str) -> str:
    """El archivo de un registro, o el texto vacío si no está."""
    posibles = (f"{registro}{e}" for e in _EXTENSIONES)
    return next((a for a in posibles if hay_archivo(leido.raiz, a, [])), "")


def _sin_extension(archivo: str) -> str:
    base, extension = posixpath.splitext(archivo)
    return base if extension in _EXTENSIONES else archivo


def _apartado(leido: ContextoLeido, registro: str, publicacion: Publicacion) -> Hallazgo:
    """El registro sigue aquí: el hallazgo va en la línea que lo aparta de lo público."""
    hallado = _leer(leido, registro)
    clave = _que_lo_aparta(hallado) if hallado else "borrador"
    archivo = _archivo_de(leido, registro)
    lugar = hallado.origen(clave) if hallado else Origen(archivo)
    return error(
        "direccion-perdida",
        lugar,
        f"Este registro ya se publicó (publicación {publicacion.numero}), y con «{clave}» así "
        "dejaría de estar en el sitio",
        "Deje la línea como estaba. Si el documento se retira, mueva el registro fuera de "
        f"contenido/ y diga por qué en {RETIRADOS}",
        *((Arreglo(Accion.QUITAR, certeza=Certeza.PROBABLE),) if clave == "borrador" else ()),
    )


def _leer(leido: ContextoLeido, registro: str) -> Registro | None:
    dentro = registro.removeprefix("contenido/").split("/")
    clase = NORMA if dentro[0] == "normas" else clase_de("/".join(dentro[2:]))
    if clase is None:
        return None
    hay = {e: f"{registro}{e}" for e in _EXTENSIONES}
    extensiones = {e: a for e, a in hay.items() if hay_archivo(leido.raiz, a, [])}
    ruta = registro.removeprefix("contenido/")
    return leer_registro(leido.raiz, extensiones, ruta, clase).registro


def _que_lo_aparta(registro: Registro) -> str:
    if registro.borrador:
        return "borrador"
    en_borrador = getattr(registro, "estado", None) is EstadoActa.BORRADOR
    return "estado" if en_borrador else "fecha_publicacion"


def _perdida(contexto: Contexto, ruta: str, publicacion: Publicacion) -> Hallazgo:
    """Nada de lo suyo está: el hallazgo va en la entrada que lo publicó."""
    renglones = (
        f"  - ruta: {ruta}",
        f"    fecha: {contexto.corte:%Y-%m-%d}",
        "    motivo: Por qué se retiró",
    )
    texto, donde = "\n".join(renglones), Origen(RETIRADOS)
    declarar = (
        ejemplo(Accion.AL_FINAL, texto, donde)
        if contexto.retirados
        else ejemplo(Accion.CREAR, f"documentos:\n{texto}\n", donde)
    )
    return error(
        "direccion-perdida",
        _entrada(publicacion),
        f"«{ruta}», que la publicación {publicacion.numero} mostró, ya no está en el sitio",
        f"Diga dónde está con «antes:» en el registro, o por qué se retiró en {RETIRADOS}",
        declarar,
    )


def _entrada(publicacion: Publicacion) -> Origen:
    """El archivo de una entrada del registro de publicaciones."""
    nombre = f"{publicacion.fecha.isoformat()}-{publicacion.numero}.yaml"
    return Origen(f"contenido/publicaciones/{nombre}")
