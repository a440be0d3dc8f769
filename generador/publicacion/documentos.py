"""Qué documentos publica, cambia o retira una publicación, para el registro."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generador.arboles import Ficha
from generador.modelo.sitio import RUTA_BORRADA, DocumentoPublicado, Publicacion, Retirado
from generador.publicacion.valores import TITULO, Valores, cambios

Fichas = Mapping[str, Ficha]
Vigentes = Mapping[str, DocumentoPublicado]
"""Los documentos que el registro da por publicados, por dirección, como se anotaron de último."""


@dataclass(frozen=True, slots=True)
class Paso:
    """Dos estados del sitio: lo que el destino muestra y lo que va a mostrar.

    `viejos` es `None` si los valores de entonces no se guardaron: un registro cuya página cambió
    figura entonces como cambiado, sin decir en qué.
    """

    antes: Fichas
    ahora: Fichas
    viejos: Valores | None
    nuevos: Valores
    anexos: frozenset[str]


def vigentes(publicaciones: Iterable[Publicacion]) -> dict[str, DocumentoPublicado]:
    """Los documentos publicados y no retirados después."""
    quedan: dict[str, DocumentoPublicado] = {}
    for publicacion in publicaciones:
        for documento in publicacion.documentos or ():
            if documento.ruta == RUTA_BORRADA:
                continue
            if documento.accion == "retirado":
                quedan.pop(documento.ruta, None)
            else:
                quedan[documento.ruta] = documento
    return quedan


def documentos_que_cambian(
    paso: Paso, registrados: Vigentes, retirados: tuple[Retirado, ...]
) -> tuple[DocumentoPublicado, ...]:
    """Los documentos distintos: registros por sus campos, anexos por estar o no."""
    motivos = {r.ruta.lstrip("/"): r.motivo for r in retirados}
    hechos = [
        *_registros(paso, registrados),
        *_anexos(paso, registrados),
        *_retirados(paso, registrados, motivos),
    ]
    return tuple(sorted(hechos, key=lambda d: d.ruta))


def _registros(paso: Paso, registrados: Vigentes) -> Iterator[DocumentoPublicado]:
    for ruta, valores in paso.nuevos.items():
        if ruta not in paso.ahora:
            continue
        hecho = DocumentoPublicado(
            ruta=ruta,
            titulo=valores.get(TITULO),
            accion="publicado" if ruta not in registrados else "cambiado",
            sha256=paso.ahora[ruta].sha256,
        )
        if ruta not in registrados:
            yield hecho
        elif paso.viejos is None or ruta not in paso.viejos:
            if paso.antes.get(ruta) != paso.ahora[ruta]:
                yield hecho
        elif distintos := cambios(paso.viejos[ruta], valores):
            yield hecho.model_copy(update={"cambios": distintos})


def _anexos(paso: Paso, registrados: Vigentes) -> Iterator[DocumentoPublicado]:
    for ruta in paso.anexos & paso.ahora.keys():
        if ruta not in registrados:
            sha256 = paso.ahora[ruta].sha256
            yield DocumentoPublicado(ruta=ruta, accion="publicado", sha256=sha256)


def _retirados(
    paso: Paso, registrados: Vigentes, motivos: Mapping[str, str]
) -> Iterator[DocumentoPublicado]:
    """Lo que el registro da por publicado y ya no está, o está solo como aviso o redirección."""
    for ruta, documento in registrados.items():
        if ruta in paso.nuevos or ruta in paso.anexos:
            continue
        motivo = motivos.get(ruta) or ("Cambió de dirección" if ruta in paso.ahora else None)
        yield DocumentoPublicado(
            ruta=ruta, titulo=documento.titulo, accion="retirado", motivo=motivo
        )


def anexos_cambiados(paso: Paso, registrados: Vigentes) -> tuple[str, ...]:
    """Los anexos publicados cuyos bytes ya no son los mismos: una dirección no cambia de bytes."""
    return tuple(
        sorted(
            ruta
            for ruta in paso.anexos & paso.ahora.keys() & registrados.keys()
            if registrados[ruta].sha256 not in (None, paso.ahora[ruta].sha256)
        )
    )


def al_reves(publicacion: Publicacion) -> tuple[DocumentoPublicado, ...]:
    """Lo contrario de una publicación, para la que la deshace."""
    return tuple(_contrario(d, publicacion.numero) for d in publicacion.documentos or ())


def _contrario(documento: DocumentoPublicado, numero: int) -> DocumentoPublicado:
    contrario = {"publicado": "retirado", "retirado": "publicado", "cambiado": "cambiado"}
    volteados = tuple(
        c.model_copy(update={"antes": c.ahora, "ahora": c.antes}) for c in documento.cambios or ()
    )
    accion = contrario[documento.accion]
    return DocumentoPublicado.model_validate(
        {
            "ruta": documento.ruta,
            "titulo": documento.titulo,
            "accion": accion,
            "motivo": f"Se deshizo la publicación {numero}" if accion == "retirado" else None,
            "cambios": volteados or None,
        }
    )
