"""Lo que solo el conjunto muestra: direcciones perdidas, enlaces que no llevan a nada."""

from __future__ import annotations

import posixpath
import re
import stat
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from urllib.parse import unquote

from msgspec import structs

from generador.compilacion import Trabajo
from generador.compilacion.inedito import BORRADOR, EN_BORRADOR
from generador.configuracion import Contexto
from generador.construccion.cambiados import anexos_cambiados
from generador.construccion.consecuencias import de_lo_inedito, registro_citado, sin_consecuencias
from generador.construccion.nombrados import aplazar_nombres
from generador.construccion.pedido import Resultado
from generador.construccion.perdidas import direcciones_perdidas
from generador.construccion.vecindad import Vecindad
from generador.hallazgo import (
    Accion,
    Arreglo,
    Certeza,
    Hallazgo,
    Origen,
    el_mas_parecido,
    error,
    informacion,
    ordenar,
    parecido,
)
from generador.lectura.anclas import pagina_de
from generador.lectura.contenido import Contenido
from generador.lectura.leido import ContextoLeido
from generador.modelo.archivos import INSTANCIAS
from generador.modelo.correcciones import nombre_de_archivo
from generador.modelo.fechas import fecha_larga
from generador.modelo.nombres import direccion_de
from generador.modelo.publicaciones import HISTORIA
from generador.modelo.tipos import sin_tildes
from generador.parecidos import numeros
from generador.planeacion.comunes import direcciones_comunes
from generador.planeacion.direcciones import reunir_direcciones
from generador.resumen import ResumenInstancia
from generador.verificacion.reglas import REGLAS, Examen

# Lo que en la última parte de una dirección es el nombre de un servidor: «www.bogota.gov.co».
_OTRO_SITIO = re.compile(
    r"(?:^|/)((?:www\.[\w-]+|[\w-]+(?=\.(?:gov|edu|com|org)\b))(?:\.(?!html)[a-z]{2,})+(?:/.*)?)$"
)


def reunir(
    leido: ContextoLeido, trabajos: tuple[Trabajo, ...], *, al_publicar: bool = False
) -> Resultado:
    """La suma de los resúmenes, y lo que solo el conjunto muestra: enlaces que no llevan a nada.

    `al_publicar`, ninguna dirección que esté a la vista se puede perder.
    """
    assert leido.contexto is not None
    resumenes = tuple(t.resumen for t in trabajos if t.resumen is not None)
    hallazgos = [*leido.hallazgos]
    for trabajo in trabajos:
        hallazgos += trabajo.hallazgos
    ineditas = {ruta: motivo for t in trabajos for ruta, motivo in t.ineditas.items()}
    borradores = leido.contexto.normas_en_borrador.values()
    ineditas |= dict.fromkeys(map(direccion_de, borradores), BORRADOR)
    ofrecidas = _ofrecidas(leido.contexto, resumenes) - ineditas.keys()
    direcciones = reunir_direcciones(resumenes, leido.contexto, ofrecidas)
    hallazgos += direcciones.hallazgos
    hallazgos += anexos_cambiados(leido, trabajos)
    sin_publicar = dict(_sin_publicar(leido, trabajos))
    responden = ofrecidas | direcciones.atendidas
    hallazgos += direcciones_perdidas(
        leido, responden, sin_publicar, hallazgos, al_publicar=al_publicar
    )
    posteriores = {ruta: dia for r in resumenes for ruta, dia in r.posteriores}
    hallazgos += _instancias_repetidas(resumenes)
    hallazgos += _enlaces_rotos(leido, resumenes, responden, posteriores)
    propios = sin_consecuencias([*de_lo_inedito(hallazgos, sin_publicar)], responden)
    # En la vista previa, lo que todavía no se muestra ya tiene su página.
    esperadas = {e for e in _esperadas(hallazgos, posteriores) if e[0] not in ineditas}
    direcciones = structs.replace(direcciones, esperadas=tuple(sorted(esperadas)))
    return Resultado(
        leido.contexto.corte,
        resumenes,
        ordenar(aplazar_nombres(propios, leido.contenido)),
        _sumar_examenes(trabajos),
        contexto=leido.contexto,
        ineditas=ineditas,
        trabajos=trabajos,
        direcciones=direcciones,
        ofrecidas=ofrecidas,
        sin_publicar=sin_publicar,
    )


def _instancias_repetidas(resumenes: Iterable[ResumenInstancia]) -> Iterator[Hallazgo]:
    """Las que se llaman como otra: en una lista no se sabría cuál es cuál."""
    primeras: dict[str, str] = {}
    for resumen in resumenes:
        primera = primeras.setdefault(sin_tildes(resumen.nombre), resumen.slug)
        if primera != resumen.slug:
            yield error(
                "instancia-repetida",
                Origen(f"{INSTANCIAS}/{resumen.slug}/instancia.md"),
                f"Ya hay otra que se llama «{resumen.nombre}»: {INSTANCIAS}/{primera}",
                "Si es una copia, borre una de las dos carpetas; si es otra, escriba su nombre en "
                "«nombre:»",
            )


def _sin_publicar(leido: ContextoLeido, trabajos: Iterable[Trabajo]) -> Iterator[tuple[str, str]]:
    for trabajo in trabajos:
        yield from trabajo.sin_publicar.items()
    for archivo in leido.normas_sin_publicar:
        yield archivo, EN_BORRADOR


def _ofrecidas(contexto: Contexto, resumenes: tuple[ResumenInstancia, ...]) -> frozenset[str]:
    """Las páginas y los archivos que el sitio tiene hoy."""
    ofrecidas = set(direcciones_comunes(resumenes, contexto))
    ofrecidas |= {a.ruta for a in contexto.archivos_de_normas.values()}
    if contexto.publicaciones:
        ofrecidas.add(HISTORIA)
    for resumen in resumenes:
        ofrecidas |= set(resumen.direcciones)
    return frozenset(ofrecidas)


def _enlaces_rotos(
    leido: ContextoLeido,
    resumenes: tuple[ResumenInstancia, ...],
    ofrecidas: frozenset[str],
    posteriores: Mapping[str, date],
) -> Iterator[Hallazgo]:
    """Los enlaces de los textos a direcciones del sitio que nadie ofrece.

    En la vista previa son los mismos que al publicar: lo inédito todavía no está.
    """
    enlaces = [(e.direccion, e.ancla, e.origen) for e in leido.enlaces]
    enlaces += [(d, t, Origen(a, li, co)) for r in resumenes for d, t, a, li, co in r.enlaces]
    anclas = leido.anclas | {d: frozenset(partes) for r in resumenes for d, partes in r.anclas}
    vecindad = Vecindad(ofrecidas)
    for direccion, ancla, origen in enlaces:
        if direccion in ofrecidas:
            # Con guion bajo son las de la página misma, y solo de los registros se saben las demás.
            if ancla and "_" not in ancla and ancla not in anclas.get(direccion, (ancla,)):
                yield _sin_esa_parte(direccion, ancla, anclas[direccion], origen)
        elif dia := posteriores.get(_su_registro(direccion, posteriores)):
            yield _posterior(direccion, dia, origen)
        else:
            debida = _bien_nombrada(direccion)
            if otro_sitio := _OTRO_SITIO.search(direccion):
                yield _sin_protocolo(otro_sitio[1], origen)
                continue
            hay = debida in ofrecidas or _en_disco(debida, leido.contenido)
            esta = hay and debida != direccion
            cercana = debida if esta else vecindad.la_mas_cercana(direccion)
            pregunta = f" ¿Quiso decir «{cercana}»?" if cercana else ""
            # Sin ninguna que se le parezca, queda el texto sin el enlace.
            dudosa = Certeza.PROBABLE if cercana else Certeza.EJEMPLO
            certeza = Certeza.MECANICO if esta else dudosa
            yield error(
                "enlace-roto",
                origen,
                f"El enlace lleva a «{direccion}», que no está en el sitio.{pregunta}",
                "Corrija el camino del archivo al que quiere enlazar",
                Arreglo(Accion.DESTINO, cercana, certeza),
                citado=direccion,
            )


def _sin_protocolo(escrita: str, origen: Origen) -> Hallazgo:
    """Un enlace a otro sitio web que, sin «https://», nombra un archivo de este."""
    return error(
        "enlace-roto",
        origen,
        f"El enlace lleva a «{escrita}», que así escrito es un archivo de este sitio, y no está",
        "Si es otro sitio web, su dirección empieza por «https://»",
        Arreglo(Accion.CAMBIAR, f"https://{escrita}", Certeza.PROBABLE, escrita),
    )


def _bien_nombrada(direccion: str) -> str:
    """La misma, si lo que nombra se llamara como se debe: así queda al cambiarle el nombre."""
    return "/".join(map(nombre_de_archivo, unquote(direccion).split("/")))


def _en_disco(direccion: str, contenido: Contenido) -> bool:
    """Si está aunque nadie lo ofrezca: el anexo que solo ese enlace nombra, el registro dañado."""
    fuente = re.sub(r"\.html$", ".md", direccion)
    try:
        return contenido.que_es(f"contenido/{fuente}") == stat.S_IFREG
    except OSError:
        # Un nombre más largo de lo que el disco admite.
        return False


def _su_registro(direccion: str, registros: Container[str]) -> str:
    """El registro de una página o de un anexo, que va en la carpeta que se llama como él."""
    propio = direccion.removesuffix(".html")
    return propio if propio in registros else posixpath.dirname(direccion)


def _posterior(direccion: str, dia: date, origen: Origen) -> Hallazgo:
    """Un enlace a lo que existe y se muestra después de la fecha de corte."""
    return informacion(
        "enlace-posterior",
        origen,
        f"El enlace lleva a «{direccion}», que se muestra desde el {fecha_larga(dia)}, después de "
        "la fecha de corte",
        "No hay nada que corregir: hasta ese día, esa dirección dice que todavía no está",
        citado=direccion,
    )


def _esperadas(
    hallazgos: Iterable[Hallazgo], posteriores: Mapping[str, date]
) -> Iterator[tuple[str, date]]:
    """Las direcciones citadas que todavía no se muestran, cada una con su día."""
    for h in hallazgos:
        if h.codigo == "enlace-posterior":
            yield h.citado, posteriores[_su_registro(h.citado, posteriores)]
        elif h.codigo == "cita-posterior":
            ruta = registro_citado(h)
            yield f"{ruta}.html", posteriores[ruta]


def _sin_esa_parte(direccion: str, ancla: str, sabidas: frozenset[str], origen: Origen) -> Hallazgo:
    """Un enlace a un título que no está en su página."""
    escrita = ancla.removeprefix("t-")
    titulos = [a.removeprefix("t-") for a in sorted(sabidas)]
    cercano = el_mas_parecido(escrita, titulos)
    # El artículo 2 no es el 12 mal escrito.
    cercano = cercano if numeros(cercano) == numeros(escrita) else ""
    propia = direccion == pagina_de(origen.archivo.removeprefix("contenido/").rpartition(".")[0])
    return error(
        "enlace-roto",
        origen,
        f"«{direccion}» no tiene ningún título que se llame «#{escrita}», que es adonde lleva el "
        f"enlace.{parecido(cercano, (cercano,)) if cercano else ''}",
        "Corrija lo que sigue a «#», o quítelo para que el enlace lleve al comienzo de la página",
        Arreglo(Accion.CAMBIAR, f"#{cercano}", Certeza.PROBABLE, f"#{escrita}")
        if cercano
        else Arreglo(Accion.DESTINO, "" if propia else direccion, Certeza.EJEMPLO),
    )


def _sumar_examenes(trabajos: Iterable[Trabajo]) -> tuple[Examen, ...]:
    sumas = {r.codigo: [0, 0] for r in REGLAS}
    for trabajo in trabajos:
        for examen in trabajo.examenes:
            sumas[examen.codigo][0] += examen.examinados
            sumas[examen.codigo][1] += examen.hallados
    return tuple(Examen(codigo, *cuentas) for codigo, cuentas in sumas.items())
