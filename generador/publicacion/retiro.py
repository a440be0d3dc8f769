"""Retirar definitivamente: que de un documento no quede ni el nombre."""

from __future__ import annotations

import posixpath
import shutil
from collections.abc import Iterator, Set
from pathlib import Path

from generador.arboles import (
    LO_QUE_PASO,
    VISTA,
    Almacen,
    FalloDeEntorno,
    Manifiesto,
    RutasDeSalida,
    SalidaOcupada,
    cerrojo,
)
from generador.hallazgo import parecido
from generador.integridad import sello
from generador.lectura.anclas import pagina_de
from generador.lectura.contexto import leer_publicaciones, leer_retirados
from generador.modelo.archivos import EXTENSIONES, RETIRADOS
from generador.modelo.publicaciones import Olvido
from generador.modelo.sitio import RUTA_BORRADA, DocumentoPublicado, Publicacion
from generador.parecidos import numeros
from generador.publicacion import registro
from generador.publicacion.borrados import dichas
from generador.publicacion.interfaz import FalloDeDestino
from generador.publicacion.preparar import CARPETA_DE_COPIAS
from generador.publicacion.taller import Obrador
from generador.publicacion.valores import huella_de_valores
from generador.resumen.valores import Valores

_MEMORIA = "ultimo-retiro"


def sin_lo_retirado(taller: Obrador) -> dict[str, bytes]:
    """Las entradas del registro que nombran lo que se retira, ya sin nombrarlo; no escribe nada.

    Lanza `FalloDeEntorno` si algo de eso sigue en contenido/.
    """
    olvido = taller.peticion.olvido
    for ruta in olvido.rutas:
        if not olvido.solo_lo_anterior and sigue_en_contenido(taller.raiz, ruta):
            raise _sigue(ruta)
    contenido = taller.contenido_al_dia()
    avisados = {r.ruta.lstrip("/") for r in leer_retirados(contenido)}
    if nombradas := avisados.intersection(olvido.rutas):
        raise FalloDeEntorno(
            f"{RETIRADOS} publica un aviso que nombra «{min(nombradas)}». Nada se "
            "publicó ni se borró.",
            "Quite de contenido/retirados.yaml su entrada, y repita.",
        )
    todas = leer_publicaciones(contenido)
    taller.conocidas = _conocidas(taller, todas)
    _exigir_publicadas(taller, olvido.rutas)
    taller.borradas = dichas(todas, taller.estado, olvido.rutas)
    taller.con_palabras = {d.ruta for p in todas for d in p.documentos or () if d.cambios}
    taller.advertencias += _donde_puede_seguir(todas, taller.escrito.nombre)
    pares = ((p, olvido.en(p)) for p in todas)
    return {
        registro.archivo_de(limpia): registro.escribir_entrada(limpia)
        for publicacion, limpia in pares
        if limpia != publicacion
    }


def _sigue(ruta: str) -> FalloDeEntorno:
    return FalloDeEntorno(
        f"«{ruta}» sigue en contenido/. Nada se publicó ni se borró.",
        "Quite de contenido/ el archivo y lo que lo cita, y repita; si el documento sigue y lo que "
        "no se debe ver es lo que decía antes de corregirlo, agregue «--solo-lo-anterior».",
    )


def _donde_puede_seguir(publicaciones: tuple[Publicacion, ...], este: str) -> Iterator[str]:
    """Los otros destinos a los que se publicó: cada uno guarda lo suyo."""
    otros = sorted({p.destino for p in publicaciones if p.destino} - {este})
    if otros:
        yield (
            f"también se publicó en {', '.join(otros)}, que puede tener lo retirado. Repita la "
            "orden con cada destino que lo tenga."
        )


def ya_se_borro(taller: Obrador) -> bool:
    """Si el último retiro se completó en este destino, y de lo que se pide no queda nada."""
    estado = taller.estado
    completo = sello.es_retiro(taller.entradas, estado.numero) and not estado.anterior
    olvido = taller.peticion.olvido
    if olvido.solo_lo_anterior:
        return completo and _es_el_ultimo(taller) and not taller.limpias
    # Un destino también queda limpio al publicar en él como todos los días después del retiro.
    limpio = completo or (_es_el_ultimo(taller) and not retiro_pendiente(taller))
    return limpio and not taller.conocidas.intersection(olvido.rutas)


def _conocidas(taller: Obrador, publicaciones: tuple[Publicacion, ...]) -> frozenset[str]:
    estado = taller.estado
    del_registro = (d.ruta for p in publicaciones for d in p.documentos or ())
    manifiestos = (m for m in (estado.publicado, estado.previo) if m)
    # La copia comprimida de una página no es un documento: va con ella.
    del_destino = (
        r for m in manifiestos for r in m.archivos if not sello.es_copia_comprimida(r, m.archivos)
    )
    return frozenset((*del_registro, *del_destino)) - {RUTA_BORRADA}


def exigir_terminado(taller: Obrador) -> None:
    """Que un retiro que se cortó lo termine la misma orden: solo ella sabe qué se retiraba.

    Su entrada está solo en el destino, que todavía guarda la versión de antes: se cortó antes de
    limpiar las demás.
    """
    numero = taller.estado.numero
    if not sello.es_retiro(taller.recuperadas, numero) or not taller.estado.anterior:
        return
    pedido = Almacen(taller.carpeta).leer(_MEMORIA, str, LO_QUE_PASO)
    otro = pedido not in (None, _cual(taller.peticion.olvido))
    if taller.peticion.retirar and not otro:
        return
    raise FalloDeDestino(
        f"La publicación {numero} retiró algo definitivamente y se cortó antes de terminar: el "
        "destino y el registro todavía lo guardan. Nada se publicó.",
        "Repita la misma orden, con --retirar-definitivo y las mismas opciones: lo termina.",
    )


def exigir_corregido(taller: Obrador, nuevos: Valores) -> None:
    """Con `solo_lo_anterior`, que algo se haya corregido: si no, seguiría a la vista."""
    if not taller.peticion.solo_lo_anterior:
        return
    for ruta, huellas in taller.borradas.items():
        igual = ruta in nuevos and huellas == {huella_de_valores(nuevos[ruta])}
        sabe = ruta in taller.con_palabras or _guarda_otra_version(taller, ruta)
        if igual and not sabe:
            raise FalloDeEntorno(
                f"«{ruta}» dice hoy lo mismo que está publicado, y no hay nada anterior que "
                "borrar. Nada se publicó ni se borró.",
                "Corrija primero el documento en contenido/, y repita.",
            )


def _guarda_otra_version(taller: Obrador, ruta: str) -> bool:
    """Si el destino tiene de antes lo que ya se corrigió, o lo que otro destino ya borró."""
    estado = taller.estado
    if sello.retiro_posterior(taller.entradas, estado.numero_mas_viejo - taller.otro_numero):
        return True
    publicado, previo = estado.publicado, estado.previo
    if publicado is None or previo is None:
        return False
    return previo.archivos.get(ruta) not in (None, publicado.archivos.get(ruta))


def con_lo_corregido(
    taller: Obrador, documentos: tuple[DocumentoPublicado, ...], nuevos: Valores
) -> tuple[DocumentoPublicado, ...]:
    """Los documentos de la entrada, y los que se corrigieron antes y de los que ahora se borra."""
    if not taller.peticion.solo_lo_anterior:
        return documentos
    estan = {d.ruta for d in documentos}
    faltan = (r for r in taller.peticion.olvido.rutas if r not in estan and r in nuevos)
    return (
        *documentos,
        *(
            DocumentoPublicado(ruta=r, accion="cambiado", valores=huella_de_valores(nuevos[r]))
            for r in faltan
        ),
    )


def exigir_lo_que_sigue(taller: Obrador, construido: Manifiesto) -> None:
    """Lo que se retira no lo escribe otra vez el sitio; y aquello cuyo pasado se borra, sigue."""
    olvido = taller.peticion.olvido
    rutas, estan = set(olvido.rutas), construido.archivos.keys()
    if olvido.solo_lo_anterior and (faltan := rutas - estan):
        raise FalloDeEntorno(
            f"«{min(faltan)}» no está en el sitio. Nada se publicó ni se borró.",
            "Con «--solo-lo-anterior» el documento sigue a la vista: escriba la dirección de su "
            "página, o repita sin esa opción para retirarlo entero.",
        )
    if not olvido.solo_lo_anterior and (siguen := rutas & estan):
        raise FalloDeEntorno(
            f"«{min(siguen)}» sigue en el sitio: sale de los demás registros. Nada se publicó ni "
            "se borró.",
            "Retire el documento que no se debe ver; las páginas que lo nombran cambian solas. Si "
            "es la dirección que un documento tenía antes de cambiar de lugar, agregue "
            "«--solo-lo-anterior»: se borra lo que allí se veía.",
        )


def _exigir_publicadas(taller: Obrador, rutas: tuple[str, ...]) -> None:
    """Que de cada dirección haya qué borrar: una mal escrita no retira nada y parece que sí.

    Si es el mismo retiro que este computador acaba de hacer, se deja terminar.
    """
    hubo_retiros = sello.retiro_posterior(taller.entradas, 0)
    if hubo_retiros and _es_el_ultimo(taller):
        return
    o_ya = ", o ya se borró de él" if hubo_retiros else ""
    for ruta in rutas:
        if ruta not in taller.conocidas:
            raise FalloDeEntorno(
                f"«{ruta}» nunca se publicó en este destino{o_ya}."
                f"{_quiso_decir(ruta, taller.conocidas, hubo_retiros)} Nada se publicó ni se "
                "borró.",
                "Escriba la dirección como está después del nombre del sitio, por ejemplo "
                "instancias/mesa/actas/2020/02/lista.pdf",
            )


def _quiso_decir(ruta: str, conocidas: Set[str], hubo_retiros: int) -> str:
    """La página de lo que se escribió, o la dirección que se le parece; otra acta no es.

    Si pudo borrarse ya, la que se le parece es la de otro documento, y borrarla sería peor.
    """
    suya = _de_su_archivo(ruta)
    if suya in conocidas:
        return f" ¿Quiso decir «{suya}»?"
    if hubo_retiros:
        return ""
    cifras = numeros(posixpath.basename(suya))
    return parecido(suya, sorted(c for c in conocidas if numeros(posixpath.basename(c)) == cifras))


def _de_su_archivo(ruta: str) -> str:
    """La dirección de la página de un registro, si lo que se escribió es su archivo."""
    sin_raiz = ruta.removeprefix("contenido/")
    tronco, punto, extension = sin_raiz.rpartition(".")
    return pagina_de(tronco) if punto and extension in ("md", "yaml") else sin_raiz


def recordar(taller: Obrador) -> None:
    """Cuál retiro se hace, sin su nombre: si se corta, la misma orden lo termina."""
    if taller.peticion.retirar:
        Almacen(taller.carpeta).guardar(_MEMORIA, _cual(taller.peticion.olvido), LO_QUE_PASO)


def _es_el_ultimo(taller: Obrador) -> bool:
    """Si es el mismo retiro que este computador hizo de último."""
    return Almacen(taller.carpeta).leer(_MEMORIA, str, LO_QUE_PASO) == _cual(taller.peticion.olvido)


def _cual(olvido: Olvido) -> str:
    partes = (*sorted(olvido.rutas), *(("",) if olvido.solo_lo_anterior else ()))
    return sello.huella("\n".join(partes).encode())


def sigue_en_contenido(raiz: Path, ruta: str) -> bool:
    """Si en `contenido/` está el archivo del que sale esa dirección."""
    base = ruta.removesuffix("/index.html") + "/instancia" if ruta.endswith("/index.html") else ruta
    posibles = [base, *(f"{base.removesuffix('.html')}{e}" for e in EXTENSIONES)]
    return any((raiz / "contenido" / p).is_file() for p in posibles)


def olvidar(taller: Obrador) -> None:
    """Borra de este computador todo lo que pudiera guardar lo retirado."""
    for nombre in ("arbol", CARPETA_DE_COPIAS):
        shutil.rmtree(taller.carpeta / nombre, ignore_errors=True)
    _olvidar_lo_de(taller.peticion.pedido.salida)
    vista = taller.raiz / VISTA / "sitio"
    if vista.is_dir():
        try:
            with cerrojo.tomar(RutasDeSalida(vista).cerrojo, "publicar"):
                shutil.rmtree(vista, ignore_errors=True)
                _olvidar_lo_de(vista)
        except SalidaOcupada:
            taller.advertencias.append(
                f"la vista previa está abierta, y guarda en {VISTA}/ lo que se veía: ciérrela y "
                "borre esa carpeta."
            )


def _olvidar_lo_de(salida: Path) -> None:
    for nombre in ("reserva", "obra", "memoria"):
        shutil.rmtree(RutasDeSalida(salida).carpeta / nombre, ignore_errors=True)


def retiro_de_otro(taller: Obrador) -> int:
    """La publicación que retiró algo después de lo que este destino todavía guarda; 0 si ninguna.

    Lo retiró otro destino, o este y no alcanzó a borrarlo.
    """
    return 0 if taller.peticion.retirar else retiro_pendiente(taller)


def retiro_pendiente(taller: Obrador) -> int:
    """Lo mismo, aunque lo que se pida sea otro retiro."""
    if not taller.estado.numero_mas_viejo:
        return 0
    # La publicación que el registro no tiene se hizo sin saber de la que lleva su número.
    desde = taller.estado.numero_mas_viejo - taller.otro_numero
    return sello.retiro_posterior(taller.entradas, desde)
