"""Lo que ya hay en el sitio, leído para una orden; si no se puede, con los errores ya mostrados."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from generador.cli.comun import Opciones, exigir_instancia
from generador.cli.hallazgos import mostrar_errores
from generador.cli.salida import escribir
from generador.modelo.archivos import INSTANCIAS

if TYPE_CHECKING:
    from generador.acervo import Acervo
    from generador.configuracion import Contexto
    from generador.construccion import Resultado
    from generador.lectura.instancia import InstanciaLeida
    from generador.modelo.sitio import DestinoEscrito


def sitio_sin_errores(
    opciones: Opciones,
    instancia: str | None,
    mirar: Callable[[InstanciaLeida, Contexto], None] | None = None,
) -> Resultado | None:
    """Todo lo hallado en el sitio; `None` si hay errores: con ellos lo calculado sería engañoso.

    `mirar` recibe cada instancia sin errores, tal como se leyó. Error de uso si se nombra una
    instancia que no existe.
    """
    from generador import construccion

    resultado = construccion.revisar(opciones.contenido, opciones.corte, mirar)
    if instancia is not None and resultado.contexto is not None:
        exigir_instancia(instancia, (t.slug for t in resultado.trabajos))
    if resultado.correcto:
        return resultado
    mostrar_errores(resultado.hallazgos, opciones)
    return None


_SIN_SITIO = "No se creó nada: lo que se propone sale de sitio.yaml, que tiene errores."


def contexto_leido(opciones: Opciones, cierre: str = _SIN_SITIO) -> Contexto | None:
    """Lo común del sitio, o `None` con los errores ya mostrados, y `cierre`."""
    from generador.lectura.contexto import leer_contexto

    leido = leer_contexto(opciones.contenido, opciones.corte)
    if leido.contexto is None:
        mostrar_errores(leido.hallazgos, opciones, cierre=cierre)
    return leido.contexto


def destinos_escritos(opciones: Opciones) -> tuple[DestinoEscrito, ...]:
    """Los destinos con nombre de sitio.yaml; ninguno si no se puede leer."""
    from generador.lectura.contexto import leer_sitio

    sitio = leer_sitio(opciones.contenido)
    return (sitio.destinos or ()) if sitio else ()


def instancia_leida(opciones: Opciones, slug: str) -> InstanciaLeida:
    """La instancia; error de uso si no existe su carpeta."""
    from generador.lectura.instancia import leer_instancia

    carpeta = opciones.raiz / INSTANCIAS
    existentes = sorted(c.name for c in carpeta.iterdir() if c.is_dir()) if carpeta.is_dir() else ()
    exigir_instancia(slug, existentes)
    return leer_instancia(opciones.contenido, slug)


def acervo_con_todo(opciones: Opciones, slug: str) -> Acervo | None:
    """Todo lo que hay de la instancia, con borradores; `None` si su ficha no se puede leer."""
    from generador.hallazgo import hay_errores
    from generador.lectura.instancia import estructurar

    leida = instancia_leida(opciones, slug)
    acervo = estructurar(leida, opciones.corte, con_borradores=True)
    if acervo is None:
        cierre = "No se creó nada: lo que se propone sale de instancia.md, que tiene errores."
        mostrar_errores(leida.hallazgos, opciones, cierre=cierre)
    elif hay_errores(leida.hallazgos):
        aviso = "Hay registros con errores, y lo propuesto no los tiene en cuenta: véalos con"
        escribir(f"{aviso} «generador revisar».", error=True)
    return acervo
