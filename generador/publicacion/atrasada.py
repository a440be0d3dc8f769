"""Saber si a esta copia le falta algo de lo publicado, y traer del destino lo que falte anotar.

Quien publica desde una copia atrasada borraría de la vista lo que otra persona publicó. Lo que solo
se perdió es la entrada del registro se trae del destino, y se sigue.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from generador.arboles import LO_QUE_PASO, MANIFIESTO, Almacen, Manifiesto
from generador.integridad import sello
from generador.modelo.archivos import PUBLICACIONES
from generador.modelo.fechas import mes_largo
from generador.publicacion import registro
from generador.publicacion.fuente import es_de_aqui, es_parcial, huella_de_la_fuente
from generador.publicacion.interfaz import FalloDeDestino, Version
from generador.publicacion.retiro import exigir_terminado, retiro_pendiente, sigue_en_contenido
from generador.publicacion.taller import Obrador

_MEMORIA = "ultima-publicacion"


def poner_al_dia(taller: Obrador) -> None:
    """Trae del destino las entradas que aquí faltan, y las que ya no nombran lo retirado.

    Lanza `FalloDeDestino`, sin escribir nada, si a esta copia le falta lo publicado, o si tiene
    todavía lo que se retiró definitivamente.
    """
    aqui = dict(taller.propias)
    taller.recuperadas = registro.perdidas(aqui, taller.estado)
    falta = taller.estado.numero > registro.ultima(aqui) or taller.otro_numero
    if falta and not _esta_aqui_lo_publicado(taller):
        raise _atrasada(taller)
    taller.limpias = registro.limpiadas(aqui, taller.estado)
    for ruta in sorted(_borradas(taller, aqui)):
        if sigue_en_contenido(taller.raiz, ruta):
            raise _sigue_lo_borrado(ruta)
    exigir_terminado(taller)
    taller.advertencias += _advertencias(taller, aqui)
    if not taller.peticion.simular:
        for nombre, entrada in sorted({**taller.recuperadas, **taller.limpias}.items()):
            taller.anotar(nombre, entrada)


def exigir_sin_cambios(taller: Obrador) -> None:
    """Que las entradas sean las que se publicaron: publicar sella las que haya.

    Al retirar algo se mira el registro como queda, ya sin nombrarlo.
    """
    ultimo = registro.ultima(taller.entradas) + 1
    retiro = ultimo if taller.peticion.retirar else retiro_pendiente(taller)
    rutas = [
        f"{PUBLICACIONES}/{n}" for n in registro.alteradas(taller.entradas, taller.estado, retiro)
    ]
    if not rutas:
        return
    dicen, dejelas = ("dicen", "Déjelas") if len(rutas) > 1 else ("dice", "Déjela")
    raise FalloDeDestino(
        f"{', '.join(rutas)} ya no {dicen} lo que se publicó: se cambió después, y una entrada del "
        "registro no se corrige. Nada se publicó.",
        f"{dejelas} como se publicó: está en la historia del repositorio (git checkout -- "
        f"{' '.join(rutas)}). Si no, quite el archivo y repita con «--recuperar-registro»: la que "
        "guarda el destino se escribe sola.",
    )


def _advertencias(taller: Obrador, aqui: dict[str, bytes]) -> Iterator[str]:
    if taller.limpias:
        yield (
            "el registro de aquí nombraba algo que se retiró definitivamente: se deja como está en "
            "el destino, sin nombrarlo."
        )
    if taller.otro_numero:
        yield (
            f"el número {taller.estado.numero} lo lleva en el registro la publicación de otro "
            "destino: dos personas publicaron a la vez. Esta reemplaza a la que se ve aquí, y "
            "anota lo que cambió."
        )
    if taller.estado.sin_manifiesto:
        yield (
            f"en el destino falta {MANIFIESTO}, o no se puede leer: se copió a medias, o alguien "
            "lo cambió. Se envía otra vez el sitio entero. Si nadie sabe qué pasó, lea en la guía "
            "qué hacer después de una intrusión."
        )
    if not taller.estado.numero and (antes := registro.ultima_en(aqui, taller.escrito.nombre)):
        como = f"no tiene {MANIFIESTO}" if taller.estado.entradas else "está vacío"
        yield (
            f"el destino {como}, y el registro dice que aquí se hizo la publicación {antes}: "
            "se envía otra vez el sitio entero, y no queda a qué volver con «--deshacer»."
        )


def _esta_aqui_lo_publicado(taller: Obrador) -> bool:
    """Si lo que el destino muestra salió de aquí, o de algo que esta copia ya tiene."""
    return taller.peticion.recuperar or _es_mia(taller) or _se_tiene(taller)


def _se_tiene(taller: Obrador) -> bool:
    """Si la fuente de lo publicado es esta, o un commit que ya está en ella.

    Una vuelta atrás muestra lo viejo: hay que tener también lo que deshizo, que es lo que el
    destino guarda de antes.
    """
    publicado, previo = taller.estado.publicado, taller.estado.previo
    if publicado is None:
        return False
    es_vuelta = "deshace" in publicado.extra
    if not es_vuelta:
        de_aqui = huella_de_la_fuente(taller.peticion.pedido, taller.contenido_al_dia())
        if publicado.extra.get("fuente") == de_aqui:
            return True
    debidos = [publicado, previo] if es_vuelta and previo else [publicado]
    return all(es_de_aqui(taller.raiz, str(m.extra.get("commit", ""))) for m in debidos)


def recordar_propia(taller: Obrador, version: Version) -> None:
    """Cuál se va a mostrar: si esta orden se corta antes de anotarla, se sabe que era de aquí."""
    Almacen(taller.carpeta).guardar(_MEMORIA, version.sello, LO_QUE_PASO)


def olvidar_propia(taller: Obrador) -> None:
    """La publicación ya está anotada: lo que después falte aquí no es por un corte."""
    (taller.carpeta / _MEMORIA).unlink(missing_ok=True)


def _es_mia(taller: Obrador) -> bool:
    mostrada = sello.huella(taller.estado.manifiesto)
    return Almacen(taller.carpeta).leer(_MEMORIA, str, LO_QUE_PASO) == mostrada


def _atrasada(taller: Obrador) -> FalloDeDestino:
    publicado = taller.estado.publicado
    cual = (
        nombrar(publicado, taller.peticion.hoy)
        if publicado
        else f"la publicación {taller.estado.numero}"
    )
    return FalloDeDestino(
        f"El destino muestra {cual}, que no está en el registro de esta copia: lo que se publicó "
        "entonces dejaría de verse. Nada se publicó ni se escribió.",
        f"{_como_traer(taller.raiz)} y repita. Si aquí está todo lo publicado y solo se perdió el "
        "registro, repita con «--recuperar-registro».",
    )


def _como_traer(raiz: Path) -> str:
    if es_parcial(raiz):
        return (
            "Esta copia no tiene la historia del repositorio, y no se sabe qué le falta: tráigala "
            "(git fetch --unshallow)"
        )
    return "Traiga los cambios del repositorio (git pull)"


def nombrar(manifiesto: Manifiesto, hoy: date) -> str:
    """«la publicación 3, del 30 de noviembre»; el año se dice si no es el de hoy."""
    numero, fecha = (manifiesto.extra.get(c) for c in ("publicacion", "fecha"))
    try:
        dia = date.fromisoformat(str(fecha))
    except ValueError:
        return f"la publicación {numero}"
    anio = f" de {dia.year}" if dia.year != hoy.year else ""
    return f"la publicación {numero}, del {dia.day} de {mes_largo(dia)}{anio}"


def _borradas(taller: Obrador, aqui: dict[str, bytes]) -> Iterator[str]:
    """Las direcciones que un retiro definitivo borró, y esta copia todavía conoce."""
    estado = taller.estado
    publicadas = estado.publicado.archivos if estado.publicado else {}
    for nombre, limpia in taller.limpias.items():
        yield from registro.rutas(aqui[nombre]) - registro.rutas(limpia) - publicadas.keys()
    # El retiro al que le faltó borrar: lo borrado está en lo que el destino guarda de antes.
    if estado.previo and sello.es_retiro(taller.recuperadas, estado.numero):
        yield from estado.previo.archivos.keys() - publicadas.keys()


def _sigue_lo_borrado(ruta: str) -> FalloDeDestino:
    return FalloDeDestino(
        f"«{ruta}» se retiró definitivamente, y esta copia todavía lo tiene. Nada se publicó ni se "
        "escribió.",
        "Traiga los cambios del repositorio (git pull). Si sigue en contenido/, quítelo con lo que "
        "lo cita, y repita.",
    )
