"""El trabajo de la última vez: si todavía vale entero o hay que dibujar parte de él."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from generador.compilacion.mostrado import Mostrado
from generador.compilacion.salida import representar
from generador.compilacion.taller import Taller, Trabajo, carpeta_de
from generador.configuracion import Contexto
from generador.hallazgo import Hallazgo
from generador.memoria import Recuerdo
from generador.resumen import ResumenInstancia
from generador.verificacion.reglas import Examen


class Sabido(msgspec.Struct, frozen=True):
    """Lo que se recuerda de una instancia además de sus páginas."""

    resumen: ResumenInstancia | None
    hallazgos: tuple[Hallazgo, ...]
    examenes: tuple[Examen, ...]
    ineditas: Mapping[str, str]
    sin_publicar: Mapping[str, str]


@cache
def _lector() -> msgspec.json.Decoder[Sabido]:
    return msgspec.json.Decoder(Sabido)


def _revivir(datos: msgspec.Raw) -> Sabido:
    return _lector().decode(datos)


def recordar(slug: str, contexto: Contexto, taller: Taller) -> Trabajo | None:
    """El trabajo de la última vez, si nada de lo que dependió ha cambiado."""
    recordado = _recordado(slug, contexto, taller)
    if recordado is None or taller.memoria.cambiadas(recordado[1]):
        return None
    return _hecho_antes(slug, taller, *recordado)


def _recordado(slug: str, contexto: Contexto, taller: Taller) -> tuple[Sabido, Recuerdo] | None:
    """Lo que se sabe de la última vez, si de lo que dependió solo cambiaron plantillas."""
    sondeo = taller.sondeo(slug)
    return taller.memoria.recordar(
        slug, sondeo, lambda: _huella_de_ahora(slug, taller), contexto, taller.publicado, _revivir
    )


def _hecho_antes(slug: str, taller: Taller, sabido: Sabido, guardado: Recuerdo) -> Trabajo:
    abierto = taller.contenidos.get(slug)
    abiertos = abierto.abiertos() if abierto and taller.con_dichos else {}
    taller.cerrar(slug)
    return Trabajo(
        slug,
        sabido.resumen,
        guardado.fichas,
        sabido.hallazgos,
        sabido.examenes,
        recordado=True,
        archivos=guardado.archivos,
        ineditas=sabido.ineditas,
        sin_publicar=sabido.sin_publicar,
        abiertos=abiertos,
    )


def _huella_de_ahora(slug: str, taller: Taller) -> str:
    """La huella de los archivos de una instancia; vacía si alguno no estaba la última vez."""
    contenido, carpeta = taller.contenido(slug), carpeta_de(slug)
    return contenido.huella(carpeta) if contenido.tiene_lo_de_antes(carpeta) else ""


def redibujar(slug: str, contexto: Contexto, taller: Taller) -> Trabajo | None:
    """Dibuja, de lo que mostraban, las páginas cuyas plantillas cambiaron; nada si hay que leer."""
    memoria = taller.memoria
    if (recordado := _recordado(slug, contexto, taller)) is None:
        return None
    sabido, guardado = recordado
    mostrados, cambiadas = memoria.mostrados(slug, Mostrado), memoria.cambiadas(guardado)
    fichas = dict(guardado.fichas)
    with taller.etapa("Dibujar y escribir páginas"):
        for ruta, (plantilla, huella) in guardado.vistas.items():
            if plantilla not in cambiadas:
                continue
            if ruta not in mostrados or mostrados[ruta].huella != huella:
                return None
            fichas[ruta] = taller.escribir(representar(mostrados[ruta].pagina(ruta), taller.dibujo))
    return _hecho_antes(slug, taller, sabido, memoria.redibujado(slug, guardado, fichas))
