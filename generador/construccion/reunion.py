"""Lo que solo el conjunto muestra: direcciones perdidas, enlaces que no llevan a nada."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generador.compilacion import BORRADOR, EN_BORRADOR, Trabajo
from generador.configuracion import Contexto
from generador.construccion.consecuencias import sin_consecuencias
from generador.construccion.pedido import Resultado
from generador.construccion.vecindad import Vecindad
from generador.hallazgo import (
    Accion,
    Arreglo,
    Certeza,
    Hallazgo,
    Origen,
    error,
    ordenar,
)
from generador.lectura.contexto import ContextoLeido
from generador.modelo.nombres import direccion_de
from generador.planeacion.comunes import direcciones_comunes
from generador.planeacion.direcciones import reunir_direcciones
from generador.resumen import ResumenInstancia
from generador.verificacion.reglas import REGLAS, Examen


def reunir(leido: ContextoLeido, trabajos: tuple[Trabajo, ...]) -> Resultado:
    """La suma de los resúmenes, y lo que solo el conjunto muestra: enlaces que no llevan a nada."""
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
    hallazgos += _enlaces_rotos(leido, resumenes, ofrecidas | direcciones.atendidas)
    return Resultado(
        leido.contexto.corte,
        resumenes,
        ordenar(sin_consecuencias(hallazgos)),
        _sumar_examenes(trabajos),
        contexto=leido.contexto,
        ineditas=ineditas,
        trabajos=trabajos,
        direcciones=direcciones,
        ofrecidas=ofrecidas,
        sin_publicar=dict(_sin_publicar(leido, trabajos)),
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
        ofrecidas.add("publicaciones.html")
    for resumen in resumenes:
        ofrecidas |= set(resumen.direcciones)
    return frozenset(ofrecidas)


def _enlaces_rotos(
    leido: ContextoLeido, resumenes: tuple[ResumenInstancia, ...], ofrecidas: frozenset[str]
) -> Iterator[Hallazgo]:
    """Los enlaces de los textos a direcciones del sitio que nadie ofrece.

    En la vista previa son los mismos que al publicar: lo inédito todavía no está.
    """
    enlaces = [(e.direccion, e.origen) for e in leido.enlaces]
    enlaces += [(d, Origen(a, li, co)) for r in resumenes for d, a, li, co in r.enlaces]
    vecindad = Vecindad(ofrecidas)
    for direccion, origen in enlaces:
        if direccion not in ofrecidas:
            cercana = vecindad.la_mas_cercana(direccion)
            pregunta = f" ¿Quiso decir «{cercana}»?" if cercana else ""
            # Sin ninguna que se le parezca, queda el texto sin el enlace.
            certeza = Certeza.PROBABLE if cercana else Certeza.EJEMPLO
            yield error(
                "enlace-roto",
                origen,
                f"El enlace lleva a «{direccion}», que no está en el sitio.{pregunta}",
                "Corrija el camino del archivo al que quiere enlazar",
                Arreglo(Accion.DESTINO, cercana, certeza),
                citado=direccion,
            )


def _sumar_examenes(trabajos: Iterable[Trabajo]) -> tuple[Examen, ...]:
    sumas = {r.codigo: [0, 0] for r in REGLAS}
    for trabajo in trabajos:
        for examen in trabajo.examenes:
            sumas[examen.codigo][0] += examen.examinados
            sumas[examen.codigo][1] += examen.hallados
    return tuple(Examen(codigo, *cuentas) for codigo, cuentas in sumas.items())
