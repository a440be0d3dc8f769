"""Qué documentos publica, cambia o retira una publicación, para el registro."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generador.arboles import Ficha
from generador.modelo.publicaciones import Vigentes
from generador.modelo.sitio import (
    CAMBIO_DE_DIRECCION,
    DocumentoPublicado,
    Publicacion,
    Retirado,
)
from generador.planeacion.direcciones import pagina_de_aviso
from generador.publicacion.valores import cambios, huella_de_valores
from generador.resumen.valores import TITULO, Valores

Fichas = Mapping[str, Ficha]


@dataclass(frozen=True, slots=True)
class Relevo:
    """Dos estados del sitio: lo que el destino muestra y lo que va a mostrar.

    `viejos` es `None` si los valores de entonces no se guardaron: un registro cuya página cambió
    figura entonces como cambiado, sin decir en qué. `callar` dice que tampoco se diga aunque se
    sepa: lo viejo es de antes de un retiro definitivo, y puede ser lo que se borró.
    """

    antes: Fichas
    ahora: Fichas
    viejos: Valores | None
    nuevos: Valores
    anexos: frozenset[str]
    callar: bool = False


def documentos_que_cambian(
    paso: Relevo, registrados: Vigentes, retirados: tuple[Retirado, ...]
) -> tuple[DocumentoPublicado, ...]:
    """Los documentos distintos: registros por sus campos, anexos por estar o no.

    Se compara con lo que dice el registro, y no con lo que muestre este destino: que otro destino
    no lo tenga todavía no es un cambio.
    """
    motivos = {r.ruta.lstrip("/"): r.motivo for r in retirados}
    hechos = [
        *_registros(paso, registrados),
        *_anexos(paso, registrados),
        *_retirados(paso, registrados, motivos),
    ]
    return tuple(sorted(hechos, key=lambda d: d.ruta))


def _registros(paso: Relevo, registrados: Vigentes) -> Iterator[DocumentoPublicado]:
    for ruta, valores in paso.nuevos.items():
        if ruta not in paso.ahora:
            continue
        hecho = DocumentoPublicado(
            ruta=ruta,
            titulo=valores.get(TITULO),
            accion="publicado" if ruta not in registrados else "cambiado",
            sha256=paso.ahora[ruta].sha256,
            valores=huella_de_valores(valores),
        )
        if ruta not in registrados:
            yield hecho
            continue
        viejos = (paso.viejos or {}).get(ruta)
        sabidos = registrados[ruta].valores or (huella_de_valores(viejos) if viejos else None)
        if sabidos not in (None, hecho.valores):
            distintos = () if viejos is None or paso.callar else cambios(viejos, valores)
            yield hecho.model_copy(update={"cambios": distintos or None})


def sin_huella_de_antes(paso: Relevo, registrados: Vigentes) -> Iterator[DocumentoPublicado]:
    """Los documentos de los que no se sabe si cambiaron: un retiro borró la huella de lo que decían
    y este destino no los muestra así, o los muestra de antes del retiro.
    """
    for ruta in sorted((paso.nuevos.keys() | paso.anexos) & paso.ahora.keys() & registrados.keys()):
        mostrado = paso.antes.get(ruta) == paso.ahora[ruta] and not paso.callar
        if not registrados[ruta].huella and not mostrado:
            valores = paso.nuevos.get(ruta)
            yield DocumentoPublicado(
                ruta=ruta,
                accion="cambiado",
                sha256=paso.ahora[ruta].sha256,
                valores=None if valores is None else huella_de_valores(valores),
            )


def _anexos(paso: Relevo, registrados: Vigentes) -> Iterator[DocumentoPublicado]:
    for ruta in paso.anexos & paso.ahora.keys():
        if ruta not in registrados:
            sha256 = paso.ahora[ruta].sha256
            yield DocumentoPublicado(ruta=ruta, accion="publicado", sha256=sha256)


def _retirados(
    paso: Relevo, registrados: Vigentes, motivos: Mapping[str, str]
) -> Iterator[DocumentoPublicado]:
    """Lo que el registro da por publicado y ya no está, o está solo como aviso o redirección."""
    for ruta, documento in registrados.items():
        if ruta in paso.nuevos or ruta in paso.anexos:
            continue
        movida = pagina_de_aviso(ruta) in paso.ahora
        motivo = motivos.get(ruta) or (CAMBIO_DE_DIRECCION if movida else None)
        yield DocumentoPublicado(
            ruta=ruta, titulo=documento.titulo, accion="retirado", motivo=motivo
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
    datos: dict[str, object] = {"ruta": documento.ruta, "accion": accion, "cambios": volteados}
    if documento.titulo:
        datos["titulo"] = documento.titulo
    if accion == "retirado":
        datos["motivo"] = f"Se deshizo la publicación {numero}"
    # Lo que no se dice no se escribe: un campo escrito y vacío no es un campo que falta.
    return DocumentoPublicado.model_validate({c: v for c, v in datos.items() if v != ()})
