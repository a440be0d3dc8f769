"""El sitio entero: la lista de pasos.

    preparar -> trabajar cada instancia -> reunir -> asentar

Solo el último paso hace visible algo. Con un error en los registros no se llega a él, y el
sitio anterior queda como estaba.
"""

from __future__ import annotations

import gc
import hashlib
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from generador import __version__
from generador.arboles import (
    MANIFIESTO,
    SIN_BUSCADOR,
    Ficha,
    Obra,
    abrir_salida,
)
from generador.compilacion import Taller, trabajar
from generador.compilacion.salida import EnBytes
from generador.configuracion import Contexto
from generador.construccion.comunes import escribir_comunes
from generador.construccion.consultas import (
    UnaLeida,
    defectos_del_informe,
    direcciones_ajenas,
    informe_de,
    informe_en_pdf,
    informe_para_firmar,
    revisar,
)
from generador.construccion.cuadrilla import trabajar_todas
from generador.construccion.nombrados import aplazar_nombres
from generador.construccion.pedido import Pedido, Resultado
from generador.construccion.preparacion import preparar
from generador.construccion.reunion import reunir
from generador.construccion.valores import valores_publicos
from generador.hallazgo import hay_errores, ordenar
from generador.lectura.contenido import Contenido
from generador.lectura.contexto import leer_sitio
from generador.lectura.leido import ContextoLeido
from generador.memoria import Memoria, huella_del_producto
from generador.representacion import Representador, Tema

if TYPE_CHECKING:
    from generador.pdf import Prensa

__all__ = [
    "Pedido",
    "Resultado",
    "UnaLeida",
    "abrir_obra",
    "adelantar",
    "con_memoria",
    "construir",
    "defectos_del_informe",
    "direcciones_ajenas",
    "informe_de",
    "informe_en_pdf",
    "informe_para_firmar",
    "levantar",
    "preparar",
    "reunir",
    "revisar",
]


def construir(pedido: Pedido) -> Resultado:
    """Construye y publica en `pedido.salida`. Lanza `FalloDeEntorno` si el disco no deja."""
    inicio = time.monotonic()
    contenido = pedido.contenido.al_dia() if pedido.contenido else Contenido(pedido.raiz)
    if leer_sitio(contenido) is None:
        # Nada se construye, y lo que está mal en lo demás se dice en la misma corrida.
        return revisar(contenido, pedido.corte)
    with abrir_obra(pedido, "construir") as obra:
        with pedido.cronometro.etapa("Leer lo común") if pedido.cronometro else nullcontext():
            leido, tema = preparar(pedido, con_memoria(contenido, obra))
        if tema is None:
            hallazgos = aplazar_nombres(leido.hallazgos, leido.contenido)
            return Resultado(pedido.corte, hallazgos=ordenar(hallazgos), contenido=leido.contenido)
        dibujo = Representador(tema, obra.almacen)
        resultado = levantar(pedido, leido, dibujo, obra)
    return replace(resultado, segundos=time.monotonic() - inicio)


def con_memoria(contenido: Contenido, obra: Obra) -> Contenido:
    """El mismo, con lo que se vio de los archivos comunes la última vez; las copias, en la obra."""
    sabidos = Memoria(obra.almacen, "").vistos("")
    return replace(contenido, sabidos=sabidos, copias=obra.carpeta)


def abrir_obra(pedido: Pedido, orden: str) -> AbstractContextManager[Obra]:
    """La carpeta de salida del pedido, abierta para escribir; `orden` firma el cerrojo."""
    return abrir_salida(
        pedido.salida,
        prohibidas=(pedido.raiz / "contenido", pedido.raiz / "temas"),
        orden=orden,
        espera=pedido.espera,
        limpio=pedido.limpio,
    )


def levantar(
    pedido: Pedido,
    leido: ContextoLeido,
    dibujo: Representador,
    obra: Obra,
    vivos: dict[str, Any] | None = None,
) -> Resultado:
    """Trabaja todas las instancias y asienta el sitio; con errores, solo si es vista previa.

    Puede repetirse sobre la misma obra: cada vez parte de lo que asentó la anterior. `vivos` son
    los recuerdos ya leídos en ella.
    """
    assert leido.contexto is not None
    _recoger_menos()
    taller = _abrir_taller(pedido, leido.contexto, dibujo, obra, vivos)
    # Lo que mide un proceso no lo sabría el otro.
    procesos = 1 if pedido.cronometro else pedido.procesos
    trabajos = trabajar_todas(
        leido.instancias, leido.contexto, taller, procesos, pedido.avance, pedido.motor
    )
    with taller.etapa("Reunir y comprobar enlaces"):
        resultado = reunir(leido, trabajos, al_publicar=pedido.exigente)
    if not resultado.correcto and not pedido.vista_previa:
        return replace(resultado, contenido=leido.contenido)
    with taller.etapa("Páginas comunes"):
        fichas = dict(_escribir_lo_comun(resultado, leido, taller))
    for trabajo in trabajos:
        fichas |= trabajo.fichas
    if pedido.buscador:
        fichas |= _indice(pedido, resultado, fichas, taller)
    taller.memoria.olvidar_las_demas(leido.instancias)
    datos: dict[str, object] = {"version": __version__, "fecha_corte": pedido.corte.isoformat()}
    if not pedido.buscador:
        # Quien verifica sabe así que la búsqueda no se perdió: nadie la pidió.
        datos[SIN_BUSCADOR] = True
    with taller.etapa("Publicar"):
        asiento = obra.asentar(fichas, datos)
    paginas = sum(1 for ruta in fichas if ruta.endswith(".html"))
    # Se lee con el cerrojo tomado: después podría ser el de otra construcción.
    publicado = hashlib.sha256((pedido.salida / MANIFIESTO).read_bytes()).hexdigest()
    abiertos = {a: suma for trabajo in trabajos for a, suma in trabajo.abiertos.items()}
    contenido = leido.contenido.sin_creerle_al_disco(abiertos)
    return replace(
        resultado,
        asiento=asiento,
        paginas=paginas,
        manifiesto=publicado,
        contenido=contenido,
        valores=valores_publicos(resultado, contenido, taller.memoria) if pedido.valores else {},
    )


def adelantar(
    pedido: Pedido,
    leido: ContextoLeido,
    dibujo: Representador,
    obra: Obra,
    slug: str,
    vivos: dict[str, Any] | None = None,
) -> dict[str, Ficha]:
    """Trabaja una sola instancia con lo común ya leído; nada si tiene errores. No asienta nada.

    Lo que cambie queda escrito en la carpeta de la obra, y `levantar` lo hará otra vez.
    """
    assert leido.contexto is not None
    taller = _abrir_taller(pedido, leido.contexto, dibujo, obra, vivos)
    trabajo = trabajar(slug, leido.contexto, taller)
    return {} if hay_errores(trabajo.hallazgos) else dict(trabajo.fichas)


def _abrir_taller(
    pedido: Pedido,
    contexto: Contexto,
    dibujo: Representador,
    obra: Obra,
    vivos: dict[str, Any] | None,
) -> Taller:
    """Con qué se trabaja; lo recordado vale solo para el mismo producto."""
    producto = huella_del_producto(dibujo.tema.huella_comun)
    # Un recuerdo con borradores no puede servir nunca a una construcción pública.
    producto += "-vista-previa" if pedido.vista_previa else ""
    prensa = _abrir_prensa(pedido, contexto, dibujo.tema, obra)
    producto += f"-pdf-{prensa.imprenta.huella}" if prensa else ""
    return Taller(
        pedido.raiz,
        dibujo,
        obra.carpeta,
        obra.anterior,
        Memoria(obra.almacen, producto, dibujo.huella_de, vivos),
        con_borradores=pedido.vista_previa,
        con_dichos=pedido.valores,
        prensa=prensa,
        sondeos=dict(pedido.sondeos),
        cronometro=pedido.cronometro,
    )


def _recoger_menos() -> None:
    """Que Python recorra sus objetos menos veces en busca de basura.

    Aquí casi todo son valores sin ciclos que duran hasta el final: recorrerlos a cada rato costaba
    más que leerlos.
    """
    gc.set_threshold(100_000, 20, 100)


def _indice(
    pedido: Pedido, resultado: Resultado, fichas: dict[str, Ficha], taller: Taller
) -> dict[str, Ficha]:
    """Las fichas del índice de búsqueda."""
    assert resultado.contexto is not None
    from generador.construccion.busqueda import indice_de_busqueda

    # Con hilos no se bifurca, y la prensa los tiene.
    procesos = 1 if pedido.cronometro or taller.prensa else pedido.procesos
    with taller.etapa("Índice de búsqueda"):
        return indice_de_busqueda(
            fichas, resultado.resumenes, resultado.contexto, taller, pedido.salida, procesos
        )


def _abrir_prensa(pedido: Pedido, contexto: Contexto, tema: Tema, obra: Obra) -> Prensa | None:
    """La que hace los PDF, si se piden; la vista previa no es nada que se pueda entregar."""
    if pedido.vista_previa or not (pedido.pdf or contexto.sitio.pdf):
        return None
    from generador.pdf import Prensa, abrir_imprenta

    avance = partial(pedido.avance, "Documentos en PDF") if pedido.avance else None
    return Prensa(abrir_imprenta(tema), obra.almacen, avance)


def _escribir_lo_comun(
    resultado: Resultado, leido: ContextoLeido, taller: Taller
) -> Iterator[tuple[str, Ficha]]:
    """Las páginas que reúnen a todas las instancias, y los archivos del tema y de las normas."""
    assert leido.contexto is not None
    yield from escribir_comunes(resultado, leido, taller)
    for estatico in taller.dibujo.tema.estaticos.values():
        if estatico.imagen is not None:
            yield estatico.ruta, taller.escribir(EnBytes(estatico.ruta, estatico.imagen))
        else:
            yield estatico.ruta, taller.copiar(estatico.origen, estatico.ruta, estatico.sha256)
    normas = {a.ruta: a for a in leido.contexto.archivos_de_normas.values()}
    for de, archivo in {**normas, **leido.de_la_raiz}.items():
        yield archivo.ruta, taller.anexar(leido.contenido, f"contenido/{de}", archivo)
    leido.contenido.descartar()
    taller.memoria.guardar_vistos("", leido.contenido.vistos)
