"""Lo que dice cada registro de lo construido: lo que quien publica compara con lo ya publicado."""

from __future__ import annotations

from generador.compilacion import carpeta_de, dichos_en
from generador.construccion.pedido import Resultado
from generador.lectura.contenido import Contenido
from generador.lectura.instancia import leer_instancia
from generador.memoria import Memoria
from generador.resumen.valores import Valores, a_la_vista, dichos_por


def valores_publicos(resultado: Resultado, contenido: Contenido, memoria: Memoria) -> Valores:
    """Los valores de todo registro público; se leen solo los que no se han leído nunca."""
    assert resultado.contexto is not None
    dichos = dichos_por(resultado.contexto.normas.values())
    for trabajo in resultado.trabajos:
        suyos = memoria.dichos(trabajo.slug, trabajo.archivos)
        if suyos is None:
            suyos = dichos_en(leer_instancia(contenido, trabajo.slug))
            memoria.guardar_dichos(trabajo.slug, contenido.huella(carpeta_de(trabajo.slug)), suyos)
        dichos |= suyos
    return a_la_vista(dichos, resultado.corte)
