"""La solicitud de un acta que falta, ya escrita: un correo que solo hay que enviar."""

from __future__ import annotations

from urllib.parse import quote

from msgspec import Struct

from generador.configuracion import Contexto
from generador.modelo.contactos import enlace_de_correo
from generador.verificacion.faltantes import ActaFaltante
from generador.vistas import textos
from generador.vistas.marco import Enlace


class Destinatario(Struct, frozen=True):
    """A quién se le pide: el correo, la instancia y dónde se publica lo que falta, si se sabe."""

    correo: str
    instancia: str
    direccion: str


def destinatario(correo: str, instancia: str, ruta: str, contexto: Contexto) -> Destinatario | None:
    """El correo de la instancia o, si no consta, el del sitio; `None` si no consta ninguno."""
    del_sitio = contexto.sitio.contacto
    a_quien = correo or (del_sitio.primer_correo if del_sitio else "")
    publica = (contexto.sitio.direccion or "").rstrip("/")
    return Destinatario(a_quien, instancia, publica and f"{publica}/{ruta}") if a_quien else None


def solicitud(faltante: ActaFaltante, titulo: str, lugar: str, a: Destinatario) -> Enlace:
    """El correo que la pide, con su asunto y su texto. `lugar` es su sitio en la página."""
    sesion = f", de la sesión del {textos.fecha(faltante.fecha)}" if faltante.fecha else ""
    que = titulo if not faltante.nombre else titulo + sesion
    donde = f"\n\nLo que de ella se publica: {a.direccion}#{lugar}" if a.direccion else ""
    texto = (
        f"Buenos días.\n\nSolicito copia de este documento:\n{a.instancia}\n{que}\n\n"
        f"Por qué falta: {'; '.join(faltante.razones)}.{donde}\n\nGracias."
    )
    asunto = f"Solicitud de copia: {titulo}, {a.instancia}"
    # En un `mailto:` el renglón se cambia con CR LF (RFC 6068, sección 5).
    cuerpo = quote(texto.replace("\n", "\r\n"), safe="")
    ruta = f"{enlace_de_correo(a.correo)}?subject={quote(asunto, safe='')}&body={cuerpo}"
    return Enlace(f"Pedirla por correo a {a.correo}", ruta)
