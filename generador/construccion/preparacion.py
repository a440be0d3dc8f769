"""Lo común a todas las instancias, antes de trabajar ninguna: el contexto y el tema."""

from __future__ import annotations

from dataclasses import replace

from generador.configuracion import Contexto
from generador.construccion.pedido import Pedido
from generador.lectura.contenido import Contenido
from generador.lectura.contexto import leer_contexto
from generador.lectura.leido import ContextoLeido
from generador.modelo.publicaciones import Olvido
from generador.representacion import Tema, abrir_tema, carpeta_de_temas_propios


def preparar(pedido: Pedido, contenido: Contenido) -> tuple[ContextoLeido, Tema | None]:
    """Lo común del sitio y su tema, que es `None` si con lo leído no se puede construir nada."""
    leido = leer_contexto(contenido, pedido.corte, con_borradores=pedido.vista_previa)
    if leido.contexto is None:
        return leido, None
    leido.contexto = _sin_nombrar(leido.contexto, pedido.olvidar)
    return leido, tema_de(leido, pedido.tema)


def tema_de(leido: ContextoLeido, pedido: str | None) -> Tema | None:
    """El tema pedido o, sin él, el del sitio; lo hallado en él, en `leido`."""
    if leido.contexto is None:
        return None
    carpetas = (leido.contenido.raiz / "temas", carpeta_de_temas_propios())
    tema, defectos = abrir_tema(pedido or leido.contexto.sitio.tema, carpetas)
    leido.hallazgos += defectos
    return tema


def _sin_nombrar(contexto: Contexto, olvidar: Olvido) -> Contexto:
    if not olvidar.rutas:
        return contexto
    return replace(contexto, publicaciones=tuple(map(olvidar.en, contexto.publicaciones)))
