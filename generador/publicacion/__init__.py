"""Publicar: llevar el sitio a donde se sirve, probarlo, y poder deshacerlo.

    mirar el destino -> recuperar el registro -> construir -> comprobar -> comparar (aquí para
    `simular`) -> subir aparte -> comparar huellas allá -> cambiar en un paso -> registrar -> leer

Se construye una sola vez, y es lo mismo que da `construir`. Hasta el cambio nada de lo que está a
la vista se toca, ni el registro; desde el cambio, lo que falte se completa al repetir la orden.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

from generador import __version__
from generador.arboles import MANIFIESTO, SIN_BUSCADOR, Manifiesto, escribir_en
from generador.construccion import Resultado, construir
from generador.integridad import sello
from generador.lectura.contexto import leer_publicaciones
from generador.modelo.publicaciones import vigentes
from generador.modelo.sitio import DestinoEscrito, DocumentoPublicado
from generador.publicacion import registro
from generador.publicacion.atrasada import exigir_sin_cambios, nombrar, poner_al_dia
from generador.publicacion.borrados import exigir_sin_lo_borrado
from generador.publicacion.construido import (
    comprobar,
    es_lo_mismo,
    es_lo_que_se_deshizo,
    exigir_los_pdf,
    huella_de_lo_construido,
    ya_esta_firmado,
)
from generador.publicacion.deshecho import exigir_sin_lo_deshecho, lo_que_vuelve
from generador.publicacion.documentos import (
    Relevo,
    al_reves,
    documentos_que_cambian,
    sin_huella_de_antes,
)
from generador.publicacion.envio import enviar, nueva_publicacion, sellada
from generador.publicacion.fuente import commit_de, huella_de_la_fuente
from generador.publicacion.interfaz import CAMPOS, Destino, FalloDeDestino, OtroPublico, numero_de
from generador.publicacion.lectura import anotar_lectura, falta_leer
from generador.publicacion.lugar import lugar_sin_nombre
from generador.publicacion.preparar import preparar_arbol
from generador.publicacion.retiro import (
    con_lo_corregido,
    exigir_corregido,
    exigir_lo_que_sigue,
    olvidar,
    recordar,
    retiro_de_otro,
    retiro_pendiente,
    sin_lo_retirado,
    ya_se_borro,
)
from generador.publicacion.taller import (
    Hecho,
    Obrador,
    Peticion,
    abrir,
    exigir_reloj,
    exigir_sin_ajenos,
)
from generador.publicacion.valores import escribir_valores, valores_publicados

__all__ = [
    "Destino",
    "FalloDeDestino",
    "Hecho",
    "OtroPublico",
    "Peticion",
    "anotar_lectura",
    "deshacer",
    "falta_leer",
    "lugar_sin_nombre",
    "publicar",
]


def publicar(peticion: Peticion, conocidos: tuple[DestinoEscrito, ...]) -> Hecho:
    """Publica si hay qué. Lanza `FalloDeEntorno`; su mensaje dice en qué estado quedó el destino.

    `conocidos` son los destinos con nombre: los de `sitio.yaml`, o los que fijó quien publica.
    """
    with ExitStack() as pila:
        taller, ultima = _entrar(peticion, conocidos, pila)
        if peticion.retirar:
            taller.limpias |= sin_lo_retirado(taller)
            if ya_se_borro(taller):
                olvidar(taller)
                return replace(_nada(taller, None), ya_borrado=True)
        exigir_sin_cambios(taller)
        pedido = replace(peticion.pedido, contenido=taller.contenido, olvidar=peticion.olvido)
        resultado = construir(replace(pedido, valores=True))
        if not resultado.correcto:
            return Hecho(resultado)
        construido = comprobar(peticion.pedido.salida)
        exigir_lo_que_sigue(taller, construido)
        exigir_los_pdf(taller, resultado, construido)
        assert resultado.contenido is not None
        fuente = huella_de_la_fuente(peticion.pedido, resultado.contenido)
        retiro = retiro_de_otro(taller)
        if retiro:
            taller.advertencias.append(
                f"la publicación {retiro} retiró algo definitivamente: también aquí se borra la "
                "versión anterior, y no se puede deshacer más atrás."
            )
        assert resultado.contexto is not None
        sitio = huella_de_lo_construido(peticion.pedido.salida, construido)
        nada_nuevo = es_lo_mismo(taller, fuente, sitio) and not (retiro or peticion.todo)
        if nada_nuevo and ya_esta_firmado(taller):
            taller.danados = taller.destino.danados(taller.estado)
            if not taller.danados:
                return _nada(taller, resultado)
        if es_lo_que_se_deshizo(taller, fuente):
            return replace(_nada(taller, resultado), deshecho=True)
        if not peticion.simular:
            recordar(taller)
        procedencia = _procedencia(taller, fuente, sitio)
        return _llevar(taller, resultado, construido, procedencia, ultima + 1)


def _entrar(
    peticion: Peticion, conocidos: tuple[DestinoEscrito, ...], pila: ExitStack
) -> tuple[Obrador, int]:
    """El taller, con el registro al día, y el número de la última publicación."""
    taller = abrir(peticion, conocidos, pila)
    exigir_sin_ajenos(taller.estado)
    poner_al_dia(taller)
    ultima = registro.exigir_corrido(taller.entradas)
    exigir_reloj(taller, ultima)
    return taller, ultima


def _nada(taller: Obrador, resultado: Resultado | None) -> Hecho:
    return Hecho(
        resultado,
        recuperadas=tuple(sorted(taller.recuperadas)),
        advertencias=tuple(taller.advertencias),
        a_la_vista=taller.estado.numero,
        direccion=taller.escrito.direccion or "",
    )


def _procedencia(taller: Obrador, fuente: str, sitio: str) -> dict[str, object]:
    """Lo que el manifiesto dice de lo publicado: de dónde salió, y la huella de lo que dice."""
    pedido = taller.peticion.pedido
    return {
        "version": __version__,
        "fecha_corte": pedido.corte.isoformat(),
        "commit": commit_de(taller.raiz),
        "fuente": fuente,
        **({} if pedido.buscador else {SIN_BUSCADOR: True}),
        "sitio": sitio,
    }


def _llevar(
    taller: Obrador,
    resultado: Resultado,
    construido: Manifiesto,
    procedencia: dict[str, object],
    numero: int,
) -> Hecho:
    peticion, estado = taller.peticion, taller.estado
    arbol, fichas = preparar_arbol(peticion.pedido.salida, construido, taller.carpeta)
    publicado = estado.publicado
    valores = resultado.valores
    fichas[CAMPOS] = escribir_en(arbol, CAMPOS, escribir_valores(valores))
    paso = Relevo(
        antes=publicado.archivos if publicado else {},
        ahora=fichas,
        viejos=valores_publicados(estado),
        nuevos=valores,
        anexos=frozenset(r for r in fichas if (taller.raiz / "contenido" / r).is_file()),
        callar=bool(retiro_pendiente(taller)),
    )
    assert resultado.contexto is not None
    exigir_corregido(taller, paso.nuevos)
    exigir_sin_lo_deshecho(taller, resultado.contexto.publicaciones, paso)
    registrados = vigentes(resultado.contexto.publicaciones)
    documentos = documentos_que_cambian(paso, registrados, resultado.contexto.retirados)
    documentos = con_lo_corregido(taller, documentos, paso.nuevos)
    por_reconocer = (*documentos, *sin_huella_de_antes(paso, registrados))
    exigir_sin_lo_borrado(taller.raiz, por_reconocer)
    taller.advertencias += lo_que_vuelve(resultado.contexto.publicaciones, documentos)
    publicacion = nueva_publicacion(taller, numero, documentos)
    if peticion.retirar:
        limpia = peticion.olvido.en(publicacion)
        cambios = {
            "retiro_definitivo": peticion.motivo,
            "solo_lo_anterior": peticion.solo_lo_anterior,
        }
        publicacion = limpia.model_copy(update=cambios)
    version = sellada(taller, arbol, fichas, procedencia, publicacion)
    if publicado and not peticion.todo:
        danados = set(taller.danados)
        iguales = (r for r, f in fichas.items() if paso.antes.get(r) == f and r not in danados)
        version = replace(version, base=estado.actual, iguales=frozenset(iguales))
    hecho = enviar(taller, resultado, version, publicacion, valores)
    return replace(hecho, cuenta_lo_de_otros=_cuenta_lo_de_otros(taller, resultado))


def _cuenta_lo_de_otros(taller: Obrador, resultado: Resultado) -> bool:
    """Si el registro dice qué decía antes un documento en una publicación que este destino no ha
    mostrado: la que se hizo aquí ya lo advirtió."""
    assert resultado.contexto is not None
    return any(
        d.cambios
        for p in resultado.contexto.publicaciones
        if p.numero > taller.estado.numero
        for d in p.documentos or ()
    )


def deshacer(peticion: Peticion, conocidos: tuple[DestinoEscrito, ...]) -> Hecho:
    """Publica de nuevo, con otro número, el árbol que el destino mostraba antes."""
    with ExitStack() as pila:
        taller, ultima = _entrar(peticion, conocidos, pila)
        exigir_sin_cambios(taller)
        _exigir_sin_retiro(taller)
        _exigir_manifiesto(taller)
        anterior = _exigir_anterior(taller)
        deshecha = taller.estado.numero
        contrario = _contrario(taller, deshecha)
        publicacion = nueva_publicacion(taller, ultima + 1, contrario)
        publicacion = publicacion.model_copy(update={"deshace": deshecha})
        extra = {**anterior.extra, "deshace": deshecha, "fuente_deshecha": _fuente(taller)}
        arbol = taller.carpeta / "arbol"
        shutil.rmtree(arbol, ignore_errors=True)
        version = sellada(taller, arbol, dict(anterior.archivos), extra, publicacion)
        version = replace(
            version, base=taller.estado.anterior, iguales=frozenset(anterior.archivos)
        )
        hecho = enviar(taller, None, version, publicacion)
        avisos = (*_vuelve_lo_deshecho(taller), *_vuelve_lo_retirado(contrario, deshecha))
        return replace(
            hecho,
            advertencias=(*hecho.advertencias, *avisos),
            vuelta=_que_se_deshace(taller, anterior),
        )


def _que_se_deshace(taller: Obrador, anterior: Manifiesto) -> str:
    assert taller.estado.publicado is not None
    deshecha = nombrar(taller.estado.publicado, taller.peticion.hoy)
    return f"Deshace {deshecha}: vuelve a verse la {numero_de(anterior)}"


def _vuelve_lo_deshecho(taller: Obrador) -> Iterator[str]:
    """Deshacer lo que ya era una vuelta atrás muestra otra vez lo que se había deshecho."""
    publicado = taller.estado.publicado
    if publicado and (deshecha := publicado.extra.get("deshace")):
        yield (
            f"la publicación {taller.estado.numero} había deshecho la {deshecha}: lo que entonces "
            "se quitó de la vista está otra vez a la vista. Si no era eso, repita la orden."
        )


def _vuelve_lo_retirado(contrario: tuple[DocumentoPublicado, ...], deshecha: int) -> Iterator[str]:
    """Deshacer un retiro muestra otra vez lo retirado, que pudo retirarse con razón."""
    if vuelven := [d.ruta for d in contrario if d.accion == "publicado"]:
        yield (
            f"la publicación {deshecha} había retirado {', '.join(vuelven)}, y otra vez está a la "
            "vista. Si no se debe ver, repita la orden; si además no debe quedar guardado en "
            "ninguna parte, publique con «--retirar-definitivo»."
        )


def _exigir_sin_retiro(taller: Obrador) -> None:
    """Que lo retirado en otro destino después de lo que este muestra no vuelva a verse aquí."""
    if retiro := retiro_de_otro(taller):
        raise FalloDeDestino(
            f"La publicación {retiro} retiró algo definitivamente, y la versión anterior de este "
            "destino puede tenerlo. No se tocó nada.",
            "Publique aquí sin «--deshacer»: al terminar se borra la versión anterior.",
        )


def _exigir_manifiesto(taller: Obrador) -> None:
    estado = taller.estado
    if estado.publicado is None and (estado.sin_manifiesto or estado.anterior):
        raise FalloDeDestino(
            f"En el destino falta {MANIFIESTO}, o no se puede leer: no se sabe qué se desharía. No "
            "se tocó nada.",
            "Publique aquí sin «--deshacer»: se envía otra vez el sitio entero, con su manifiesto.",
        )


def _exigir_anterior(taller: Obrador) -> Manifiesto:
    estado = taller.estado
    if taller.otro_numero:
        raise FalloDeDestino(
            f"El número {estado.numero} lo lleva en el registro la publicación de otro destino: "
            "dos personas publicaron a la vez. No se tocó nada.",
            "Publique aquí sin «--deshacer»: lo que se ve queda con su propio número, y después se "
            "puede deshacer.",
        )
    anterior = estado.previo
    hay = estado.anterior and estado.manifiesto_anterior != estado.manifiesto
    # Un retiro al que le faltó borrar lo retirado tampoco deja volver a mostrarlo.
    if anterior is None or not hay or sello.es_retiro(taller.entradas, estado.numero):
        raise FalloDeDestino(
            "El destino no guarda una versión anterior: es la primera publicación, o la última "
            "retiró algo definitivamente. No se tocó nada.",
            "Corrija el contenido y publique.",
        )
    return anterior


def _contrario(taller: Obrador, numero: int) -> tuple[DocumentoPublicado, ...]:
    publicaciones = leer_publicaciones(taller.contenido_al_dia())
    deshecha = next((p for p in publicaciones if p.numero == numero), None)
    return al_reves(deshecha) if deshecha else ()


def _fuente(taller: Obrador) -> object:
    publicado = taller.estado.publicado
    return publicado.extra.get("fuente", "") if publicado else ""
