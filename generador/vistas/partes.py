"""Lo común a las páginas de una instancia: dónde están, qué advierten y a dónde llevan."""

from __future__ import annotations

from msgspec.structs import replace

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.instancia import EstadoInstancia, Instancia
from generador.verificacion.porvenir import sesiones_por_venir
from generador.vistas import textos
from generador.vistas.comunes import INICIO, enlace_a_instancia, hacer_marco
from generador.vistas.marco import AVISO_FICTICIA, Enlace, Marco

PARTES = (
    ("decisiones", "Decisiones"),
    ("compromisos", "Compromisos"),
    ("asistencia", "Asistencia"),
    ("integrantes", "Integrantes"),
    ("documentos", "Documentos"),
    ("cifras", "En cifras"),
    ("cumplimiento", "Cumplimiento"),
)
"""Las páginas que toda instancia tiene además de la de inicio, con su título."""
_CESES = {EstadoInstancia.INACTIVA: "inactiva", EstadoInstancia.NO_VIGENTE: "no vigente"}


def ruta_de_parte(slug: str, parte: str) -> str:
    """La página de una parte de la instancia: «instancias/mesa/decisiones.html»."""
    return f"instancias/{slug}/{parte}.html"


def partes_de(acervo: Acervo, contexto: Contexto) -> tuple[Enlace, ...]:
    """Las páginas de la instancia, la de inicio primero; solo las que existen."""
    slug = acervo.slug
    enlaces = [Enlace("Presentación", ruta_de_parte(slug, "index"))]
    if sesiones_por_venir(acervo, contexto.corte):
        enlaces.append(Enlace("Próxima sesión", ruta_de_parte(slug, "proxima-sesion")))
    enlaces += [Enlace(texto, ruta_de_parte(slug, parte)) for parte, texto in PARTES]
    if acervo.reglamentos:
        enlaces.append(Enlace("Reglamento", ruta_de_parte(slug, "reglamento/index")))
    return tuple(enlaces)


def avisos_de_instancia(instancia: Instancia) -> tuple[str, ...]:
    """Lo que toda página de la instancia advierte: que es ficticia, o que ya no funciona."""
    return (AVISO_FICTICIA if instancia.ficticia else "", aviso_de_cese(instancia))


def aviso_de_cese(instancia: Instancia) -> str:
    """«Instancia no vigente desde junio de 2021…», o vacío si funciona o no se sabe."""
    estado = _CESES.get(instancia.estado) if instancia.estado else None
    if estado is None:
        return ""
    desde = textos.lapso(instancia.estado_desde) or textos.fecha(instancia.hasta)
    cuando = f"desde {_articulo(desde)}{desde}" if desde else "y no consta desde cuándo"
    return f"Instancia {estado} {cuando}: sus registros se conservan"


def _articulo(desde: str) -> str:
    # «el 3 de junio de 2021», pero «junio de 2021» y «2021» van solos.
    return "el " if desde[0].isdigit() and " de " in desde else ""


def marco_de_parte(
    acervo: Acervo, contexto: Contexto, parte: str, titulo: str, descripcion: str, aviso: str = ""
) -> Marco:
    """El marco de una página de la instancia que no es la de un registro, con su advertencia."""
    instancia = acervo.instancia
    marco = hacer_marco(
        contexto,
        ruta_de_parte(acervo.slug, parte),
        f"{titulo}: {instancia.nombre}",
        descripcion,
        (INICIO, enlace_a_instancia(acervo.slug, instancia.nombre)),
        (*avisos_de_instancia(instancia), aviso),
        f"pagina-{parte.partition('/')[0]}",
    )
    return replace(marco, partes=partes_de(acervo, contexto))
