"""Sellar una versión, llevarla, comprobarla allá, hacerla visible y anotarla."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generador.arboles import MANIFIESTO, Ficha, Manifiesto
from generador.construccion import Resultado
from generador.integridad import sello
from generador.integridad.firma import firmar
from generador.modelo.archivos import PUBLICACIONES
from generador.modelo.sitio import DocumentoPublicado, Publicacion
from generador.publicacion import borrados, registro
from generador.publicacion.atrasada import olvidar_propia, recordar_propia
from generador.publicacion.interfaz import Destino, FalloDeDestino, Version
from generador.publicacion.preparar import sellar
from generador.publicacion.retiro import olvidar, retiro_de_otro
from generador.publicacion.taller import Hecho, Obrador
from generador.resumen.valores import Valores


def nueva_publicacion(
    taller: Obrador, numero: int, documentos: tuple[DocumentoPublicado, ...]
) -> Publicacion:
    return Publicacion(
        numero=numero,
        fecha=taller.peticion.hoy,
        destino=taller.escrito.nombre,
        documentos=documentos,
    )


def sellada(
    taller: Obrador,
    arbol: Path,
    fichas: dict[str, Ficha],
    extra: dict[str, object],
    publicacion: Publicacion,
) -> Version:
    """La versión con su manifiesto, sus sumas, su firma y la entrada que la anota."""
    entradas = taller.entradas
    cadena = [
        sello.manifiesto_de_entrada(d)
        for _, d in sorted(entradas.items(), key=lambda e: sello.numero_de_entrada(e[0]) or 0)
    ]
    propias = {
        "publicacion": publicacion.numero,
        "fecha": publicacion.fecha.isoformat(),
        "destino": publicacion.destino,
        "cadena": cadena,
        "anterior": cadena[-1] if cadena else "",
        "registro": sello.huella_del_registro(entradas, publicacion.numero),
        "entrada": sello.huella(registro.escribir_entrada(publicacion)),
    }
    manifiesto = Manifiesto(fichas, {**extra, **propias})
    datos = manifiesto.serializar()
    sellos = {MANIFIESTO: datos, sello.SUMAS: sello.sumas(manifiesto)}
    if taller.peticion.firmar is not None:
        sellos[sello.FIRMA] = firmar(datos, taller.peticion.firmar, taller.raiz)
    sellar(arbol, sellos)
    completa = publicacion.model_copy(update={"manifiesto": sello.huella(datos)})
    return Version(
        nombre=f"{publicacion.numero:06d}-{sello.huella(datos)[:12]}",
        arbol=arbol,
        manifiesto=manifiesto,
        sellos=sellos,
        nombre_de_entrada=registro.archivo_de(completa),
        entrada=registro.escribir_entrada(completa),
        resumen=f"Publicación {publicacion.numero}",
        conservar=taller.estado.de_quien_sirve - fichas.keys(),
    )


def enviar(
    taller: Obrador,
    resultado: Resultado | None,
    version: Version,
    publicacion: Publicacion,
    nuevos: Valores | None = None,
) -> Hecho:
    """`nuevos` es lo que va a decir cada página, si se retira algo definitivamente."""
    hecho = _comparado(taller, resultado, version, publicacion)
    if taller.peticion.simular:
        return replace(hecho, simulado=True)
    # Antes de cambiar nada: lo que se viera sin su entrada no tendría prueba.
    registro.exigir_que_se_pueda_anotar(taller.raiz)
    destino = taller.destino
    # Lo que otro destino retiró, este lo guarda todavía en la versión de antes.
    pendiente = retiro_de_otro(taller)
    destino.subir(version)
    reparados = _exigir_iguales(destino, version, deshace=publicacion.deshace is not None)
    recordar_propia(taller, version)
    if taller.borradas:
        # Antes de cambiar lo que se ve: si se corta, ninguna copia vuelve a publicar lo borrado.
        borrados.anotar(taller.raiz, taller.borradas, nuevos or {})
    destino.cambiar(version, taller.estado)
    for nombre, limpia in sorted(taller.limpias.items()):
        taller.anotar(nombre, limpia)
    taller.anotar(version.nombre_de_entrada, version.entrada)
    olvidar_propia(taller)
    if taller.peticion.retirar or pendiente:
        _purgar(taller, version, publicacion.numero)
    return replace(hecho, reparados=tuple(sorted({*hecho.reparados, *reparados})))


def _comparado(
    taller: Obrador, resultado: Resultado | None, version: Version, publicacion: Publicacion
) -> Hecho:
    publicado = taller.estado.publicado
    antes = publicado.archivos if publicado else {}
    ahora = version.manifiesto.archivos
    visibles = {r for r in {*antes, *ahora} if not r.endswith(sello.COMPRIMIDOS)}
    return Hecho(
        resultado,
        numero=publicacion.numero,
        agregados=tuple(sorted(visibles & (ahora.keys() - antes.keys()))),
        cambiados=tuple(
            sorted(r for r in visibles & antes.keys() & ahora.keys() if antes[r] != ahora[r])
        ),
        retirados=tuple(sorted(visibles & (antes.keys() - ahora.keys()))),
        reparados=tuple(sorted(visibles.intersection(taller.danados))),
        viajan=len(version.cambian),
        octetos=sum(ahora[r].bytes for r in version.cambian),
        documentos=publicacion.documentos or (),
        entrada=f"{PUBLICACIONES}/{version.nombre_de_entrada}",
        recuperadas=tuple(sorted(taller.recuperadas)),
        advertencias=tuple(taller.advertencias),
        a_la_vista=publicacion.numero,
        direccion=taller.escrito.direccion or "",
    )


def _exigir_iguales(destino: Destino, version: Version, *, deshace: bool) -> tuple[str, ...]:
    """Compara allá; lo que alguien cambió allá por su cuenta se envía otra vez, y se dice.

    Al deshacer no hay de dónde enviarlo: los archivos de antes están solo allá.
    """
    malas = destino.comparar(version)
    reenviables = frozenset(r for r in malas if (version.arbol / r).is_file())
    if malas and len(reenviables) == len(malas):
        destino.subir(replace(version, iguales=version.iguales - reenviables, de_nuevo=True))
        if not destino.comparar(version):
            return tuple(sorted(reenviables & version.iguales))
    cuales = f"{len(malas)} archivos: {', '.join(f'«{m}»' for m in malas[:10])}"
    if deshace and version.iguales.intersection(malas):
        raise FalloDeDestino(
            "No se puede deshacer: la versión anterior que guarda el destino ya no es la que se "
            f"publicó. Allá alguien cambió o borró {cuales}. Lo que está a la vista sigue igual.",
            "Corrija el contenido, o póngalo como estaba, y publique sin «--deshacer».",
        )
    if malas:
        raise FalloDeDestino(
            f"Al otro lado no quedaron los bytes debidos en {cuales}. El sitio que estaba a la "
            "vista sigue entero.",
            "Repita la orden; si vuelve a pasar, su disco falla o alguien más escribe allá.",
        )
    return ()


def _purgar(taller: Obrador, version: Version, numero: int) -> None:
    """Lo retirado ya no se ve; falta que el destino tampoco lo guarde."""
    try:
        taller.destino.purgar(version, taller.propias)
    except FalloDeDestino as fallo:
        raise FalloDeDestino(
            f"La publicación {numero} está a la vista, sin lo retirado, pero el destino todavía "
            f"lo guarda en una versión anterior. {fallo.mensaje}",
            "Repita la misma orden: termina de borrarlo. Mientras tanto no se puede deshacer.",
        ) from fallo
    olvidar(taller)
