"""Una instancia, de sus archivos a sus páginas: la unidad de trabajo de todo el sitio.

    leer -> estructurar -> verificar -> planear -> representar

`compilar` no toca el disco; `trabajar` lee, compila y escribe aparte; `recordar` y
`redibujar` dicen qué de eso ya está hecho. Lo que vuelve de una
instancia es pequeño: su resumen, la lista de lo escrito y los hallazgos.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext

from generador.arboles import (
    Ficha,
)
from generador.compilacion.entrega import Entrega, compilar
from generador.compilacion.mostrado import mostrado
from generador.compilacion.recordado import Sabido, recordar, redibujar
from generador.compilacion.salida import EnBytes, representar
from generador.compilacion.taller import Taller, Trabajo, carpeta_de
from generador.configuracion import Contexto
from generador.cronometro import Cronometro
from generador.hallazgo import hay_errores
from generador.lectura.instancia import (
    InstanciaLeida,
    leer_instancia,
)
from generador.modelo.clases import clase_en
from generador.modelo.instancia import Instancia
from generador.planeacion import Planeada
from generador.resumen.valores import Dicho, dichos_por

__all__ = [
    "EnBytes",
    "Taller",
    "Trabajo",
    "carpeta_de",
    "compilar",
    "dichos_en",
    "recordar",
    "representar",
    "trabajar",
]


def trabajar(slug: str, contexto: Contexto, taller: Taller) -> Trabajo:
    """Las páginas de una instancia, escritas. Si solo cambiaron plantillas, no se lee otra vez."""
    return redibujar(slug, contexto, taller) or _trabajar(slug, contexto, taller)


def _trabajar(slug: str, contexto: Contexto, taller: Taller) -> Trabajo:
    """Lee la instancia, la compila y escribe sus archivos; deja memoria de lo hecho."""
    sondeo = taller.sondeo(slug)
    contenido = taller.contenido(slug)
    anotado = contexto.anotando()
    with taller.etapa("Leer los registros"):
        textos = taller.memoria.textos(slug)
        leida = leer_instancia(contenido, slug, textos, taller.cronometro)
    with taller.etapa("Verificar y planear"):
        entrega = compilar(leida, anotado, con_borradores=taller.con_borradores)
    with taller.etapa("Documentos en PDF") if taller.prensa else nullcontext():
        planeadas, fichas = _imprimir(slug, entrega, taller)
    with taller.etapa("Dibujar y escribir páginas"):
        mostrados = {planeada.ruta: mostrado(planeada) for planeada in planeadas}
        vistas = {ruta: (m.plantilla, m.huella) for ruta, m in mostrados.items()}
        fichas |= _dibujar(slug, planeadas, vistas, contexto, taller)
    for anexo in entrega.anexos:
        fichas[anexo.ruta] = taller.anexar(contenido, f"contenido/{anexo.ruta}", anexo)
    # Con errores no se publica nada. La huella es la de los bytes que se compilaron, aunque
    # mientras tanto alguien haya escrito otros.
    archivos = ""
    if not hay_errores(entrega.hallazgos):
        archivos = contenido.huella(carpeta_de(slug))
        sabido = Sabido(
            entrega.resumen,
            entrega.hallazgos,
            entrega.examenes,
            entrega.ineditas,
            entrega.sin_publicar,
        )
        taller.memoria.guardar(slug, sondeo, archivos, anotado, fichas, vistas, sabido)
        taller.memoria.guardar_mostrados(slug, mostrados)
        taller.memoria.guardar_textos(slug, textos)
        if taller.con_dichos:
            taller.memoria.guardar_dichos(slug, archivos, dichos_en(leida))
    taller.cerrar(slug)
    return Trabajo(
        slug,
        entrega.resumen,
        fichas,
        entrega.hallazgos,
        entrega.examenes,
        archivos=archivos,
        ineditas=entrega.ineditas,
        sin_publicar=entrega.sin_publicar,
        abiertos=contenido.abiertos() if taller.con_dichos else {},
    )


def dichos_en(leida: InstanciaLeida) -> dict[str, Dicho]:
    """Lo que dicen los registros de una instancia; nada si su ficha está apartada o no se lee."""
    registros = [r for suyos in leida.registros.values() for r in suyos]
    hay = any(isinstance(r, Instancia) and not r.aparta for r in registros)
    return dichos_por(registros) if hay else {}


def _dibujar(
    slug: str,
    planeadas: Iterable[Planeada],
    vistas: Mapping[str, tuple[str, str]],
    contexto: Contexto,
    taller: Taller,
) -> dict[str, Ficha]:
    """Las fichas de las páginas; la que ya está publicada con la misma vista no se dibuja."""
    dibujadas = taller.memoria.dibujadas(slug, contexto, taller.publicado)
    fichas = {}
    for planeada in planeadas:
        vista, ficha = dibujadas.get(planeada.ruta, (None, None))
        if ficha is None or vista != vistas[planeada.ruta]:
            with _del_registro(planeada, taller.cronometro):
                ficha = taller.escribir(representar(planeada, taller.dibujo))
        fichas[planeada.ruta] = ficha
    return fichas


def _del_registro(
    planeada: Planeada, cronometro: Cronometro | None
) -> AbstractContextManager[None]:
    """Mide el dibujo de la página de un registro, si alguien pidió medir."""
    ruta = planeada.ruta.removesuffix(".html")
    clase = clase_en("/".join(ruta.split("/")[2:])) if cronometro else None
    return cronometro.registro(ruta, clase.nombre) if cronometro and clase else nullcontext()


def _imprimir(
    slug: str, entrega: Entrega, taller: Taller
) -> tuple[tuple[Planeada, ...], dict[str, Ficha]]:
    """Las páginas con el enlace a su PDF, y los PDF. Con errores no se publica, y no se hacen."""
    if taller.prensa is None or hay_errores(entrega.hallazgos):
        return entrega.planeadas, {}
    from generador.pdf import enlazar

    def escribir(ruta: str, contenido: bytes) -> Ficha:
        return taller.escribir(EnBytes(ruta, contenido))

    hechos = taller.prensa.imprimir(slug, entrega.planeadas, taller.publicado, escribir)
    return enlazar(entrega.planeadas, hechos), hechos
