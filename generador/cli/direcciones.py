"""`generador revisar --direcciones`: visitar los documentos que están en otro sitio."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from generador.cli.comun import CON_ERRORES, CORRECTO, Opciones
from generador.cli.nuevos_archivos import reemplazar
from generador.cli.presentar import Trozo, cuenta, linea, mostrar, titulo
from generador.modelo.archivos import DIRECCIONES

if TYPE_CHECKING:
    from generador.modelo.sitio import Visita

_ENCABEZADO = (
    "# Lo escribe «generador revisar --direcciones»: qué había en la dirección de cada documento\n"
    "# que está en otro sitio, y qué día se leyó. No se corrige a mano: se repite la orden.\n"
)


def comprobar_direcciones(opciones: Opciones) -> int:
    """Visita cada dirección que un registro da como documento y guarda lo que vio.

    Termina con 1 si alguna no se pudo leer. Lo que se vio otro día, y hoy no, se conserva: probó
    que ese día estaba.
    """
    from generador import construccion
    from generador.integridad import visitas

    urls, antes = construccion.direcciones_ajenas(opciones.contenido, opciones.corte)
    if not urls:
        mostrar([linea("Ningún registro que se pueda leer da como documento una dirección.")])
        return CORRECTO
    hechas = []
    for url in urls:
        visita = visitas.visitar(url, opciones.corte, visitas.es_publico)
        hechas.append(_con_lo_de_antes(visita, antes.get(url)))
        mostrar([linea(_dicha(visita))])
    reemplazar(opciones.raiz / DIRECCIONES, "".join(_escritas(hechas)).encode())
    malas = sum(v.no_responde for v in hechas)
    leidas = cuenta(len(hechas) - malas, "dirección leída", "direcciones leídas")
    resto = f", {cuenta(malas, 'sin leer', 'sin leer')}" if malas else ""
    mostrar([titulo(f"{leidas}{resto}. Quedó en {DIRECCIONES}")])
    return CON_ERRORES if malas else CORRECTO


def _con_lo_de_antes(visita: Visita, antes: Visita | None) -> Visita:
    """La de hoy; si hoy no se pudo leer, con lo que se leyó antes y desde cuándo falla."""
    if not visita.falla or antes is None or not antes.sha256:
        return visita
    desde = antes.falla_desde or visita.fecha
    return antes.model_copy(update={"falla": visita.falla, "falla_desde": desde})


def _dicha(visita: Visita) -> Trozo:
    if visita.falla:
        return Trozo(f"{visita.url}: {visita.falla}", "yellow")
    return Trozo(f"{visita.url}: {visita.tipo}, {visita.bytes} bytes")


def _escritas(visitas: Iterable[Visita]) -> Iterator[str]:
    from generador.lectura.escalares import escalar

    yield f"{_ENCABEZADO}direcciones:\n"
    for visita in visitas:
        datos = visita.model_dump(exclude_none=True)
        marca = "- "
        for clave, valor in datos.items():
            dicho = valor.isoformat() if isinstance(valor, date) else escalar(str(valor))
            yield f"  {marca}{clave}: {dicho}\n"
            marca = "  "
