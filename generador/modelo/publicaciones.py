"""Lo que se sabe del registro de publicaciones entero: qué está publicado, y qué no nombrar más."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generador.modelo.sitio import RUTA_BORRADA, DocumentoPublicado, Publicacion

HISTORIA = "publicaciones.html"
"""La página del registro: cuenta las publicaciones mismas, y no lo que el sitio dice."""

CUMPLIMIENTO_JSON = "datos/cumplimiento.json"
"""El cumplimiento con sus pruebas: lo único publicado que dice la fecha de corte."""

BORRADOS = "borrados.txt"
"""El archivo del registro que no se publica: huellas de lo que se retiró definitivamente."""

Vigentes = Mapping[str, DocumentoPublicado]
"""Los documentos que el registro da por publicados, por dirección, como se anotaron de último."""


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


def huellas_de_anexos(publicaciones: Iterable[Publicacion]) -> dict[str, str]:
    """La última huella que se sabe de cada anexo, por dirección, aunque ya no esté a la vista.

    La huella de una página no dice nada: cambia con su registro.
    """
    return {
        d.ruta: d.sha256
        for p in publicaciones
        for d in p.documentos or ()
        if d.sha256 and d.valores is None and not d.ruta.endswith(".html")
    }


@dataclass(frozen=True, slots=True)
class Olvido:
    """Lo que el registro deja de decir de unos documentos, por su dirección.

    Todo: ni ruta, ni huella, ni título; o, con `solo_lo_anterior`, qué decían antes de corregirse.
    """

    rutas: tuple[str, ...] = ()
    solo_lo_anterior: bool = False

    def en(self, publicacion: Publicacion) -> Publicacion:
        """La entrada, sin nada de eso."""
        retiradas = set(self.rutas)
        nombres = {r.rpartition("/")[2] for r in retiradas}
        documentos = tuple(
            _sin_lo_anterior(d, retiradas)
            if self.solo_lo_anterior
            else _sin_nombres(d, retiradas, nombres)
            for d in publicacion.documentos or ()
        )
        return publicacion.model_copy(update={"documentos": documentos})


def _sin_lo_anterior(documento: DocumentoPublicado, rutas: set[str]) -> DocumentoPublicado:
    if documento.ruta not in rutas:
        return documento
    # El título también pudo corregirse: de la página se sabe cómo se llama hoy. Y con una huella de
    # lo que decía se prueban nombres o números hasta dar con el que era.
    callados = dict.fromkeys(("cambios", "titulo", "sha256", "valores"))
    return documento.model_copy(update=callados)


def _sin_nombres(
    documento: DocumentoPublicado, retiradas: set[str], nombres: set[str]
) -> DocumentoPublicado:
    if documento.ruta in retiradas:
        return DocumentoPublicado(ruta=RUTA_BORRADA, accion=documento.accion)
    limpios = tuple(
        c
        for c in documento.cambios or ()
        if not any(n in f"{c.campo}\n{c.antes}\n{c.ahora}" for n in nombres)
    )
    return documento.model_copy(update={"cambios": limpios or None})
