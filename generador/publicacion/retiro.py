"""Retirar definitivamente: que de un documento no quede ni el nombre."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from generador.arboles import TALLER, FalloDeEntorno, Manifiesto, escribir_en
from generador.hallazgo import parecido
from generador.integridad import sello
from generador.lectura.contenido import Contenido
from generador.lectura.contexto import leer_contexto
from generador.modelo.publicaciones import Olvido
from generador.modelo.sitio import RUTA_BORRADA, DocumentoPublicado, Publicacion
from generador.publicacion import registro
from generador.publicacion.taller import Obrador
from generador.publicacion.valores import Valores, huella_de_valores

_MEMORIA = "ultimo-retiro"


def sin_lo_retirado(taller: Obrador) -> dict[str, bytes]:
    """Las entradas del registro que nombran lo que se retira, ya sin nombrarlo; no escribe nada.

    Lanza `FalloDeEntorno` si algo de eso sigue en contenido/.
    """
    olvido = taller.peticion.olvido
    for ruta in olvido.rutas:
        if sigue_en_contenido(taller.raiz, ruta) != olvido.solo_lo_anterior:
            raise _sobra_o_falta(ruta, olvido)
    leido = leer_contexto(Contenido(taller.raiz), taller.peticion.pedido.corte)
    avisados = {r.ruta.lstrip("/") for r in leido.contexto.retirados} if leido.contexto else set()
    if nombradas := avisados.intersection(olvido.rutas):
        raise FalloDeEntorno(
            f"contenido/retirados.yaml publica un aviso que nombra «{min(nombradas)}». Nada se "
            "publicó ni se borró.",
            "Quite de contenido/retirados.yaml su entrada, y repita.",
        )
    todas = leido.contexto.publicaciones if leido.contexto else ()
    _exigir_publicadas(taller, olvido.rutas)
    taller.advertencias += _donde_puede_seguir(todas, taller.escrito.nombre)
    pares = ((p, olvido.en(p)) for p in todas)
    return {
        registro.archivo_de(limpia): registro.escribir_entrada(limpia)
        for publicacion, limpia in pares
        if limpia != publicacion
    }


def _sobra_o_falta(ruta: str, olvido: Olvido) -> FalloDeEntorno:
    if olvido.solo_lo_anterior:
        return FalloDeEntorno(
            f"«{ruta}» no está en contenido/. Nada se publicó ni se borró.",
            "Con «--solo-lo-anterior» el documento sigue a la vista: escriba la dirección de su "
            "página, o repita sin esa opción para retirarlo entero.",
        )
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


def retiro_de_otro(taller: Obrador) -> int:
    """La publicación que retiró algo después de lo que este destino todavía guarda; 0 si ninguna.

    Lo retiró otro destino, o este y no alcanzó a borrarlo.
    """
    if taller.peticion.retirar or not taller.estado.numero:
        return 0
    return sello.retiro_posterior(taller.entradas, taller.estado.numero_mas_viejo)


def ya_se_borro(taller: Obrador) -> bool:
    """Si lo último que se hizo fue un retiro completo, y de lo que se pide no queda nada."""
    estado = taller.estado
    completo = sello.es_retiro(taller.entradas, estado.numero) and not estado.anterior
    olvido = taller.peticion.olvido
    if olvido.solo_lo_anterior:
        return completo and _es_el_ultimo(taller) and not taller.limpias
    return completo and not conocidas_de(taller).intersection(olvido.rutas)


def conocidas_de(taller: Obrador) -> set[str]:
    """Toda dirección que nombra el registro, o que guarda el destino."""
    leido = leer_contexto(Contenido(taller.raiz), taller.peticion.pedido.corte)
    publicaciones = leido.contexto.publicaciones if leido.contexto else ()
    estado = taller.estado
    conocidas = {d.ruta for p in publicaciones for d in p.documentos or ()}
    for manifiesto in (estado.publicado, estado.previo):
        conocidas |= set(manifiesto.archivos) if manifiesto else set()
    return conocidas - {RUTA_BORRADA}


def exigir_corregido(
    taller: Obrador, publicaciones: Iterable[Publicacion], nuevos: Valores
) -> None:
    """Con `solo_lo_anterior`, que algo se haya corregido: si no, seguiría a la vista."""
    if not taller.peticion.solo_lo_anterior:
        return
    dichos: dict[str, set[str]] = {}
    for documento in (d for p in publicaciones for d in p.documentos or () if d.valores):
        dichos.setdefault(documento.ruta, set()).add(documento.valores or "")
    for ruta in taller.peticion.olvido.rutas:
        if ruta in nuevos and dichos.get(ruta) == {huella_de_valores(nuevos[ruta])}:
            raise FalloDeEntorno(
                f"«{ruta}» dice hoy lo mismo que está publicado, y no hay nada anterior que "
                "borrar. Nada se publicó ni se borró.",
                "Corrija primero el documento en contenido/, y repita.",
            )


def exigir_sin_lo_borrado(
    taller: Obrador, publicaciones: Iterable[Publicacion], nuevos: Valores
) -> None:
    """Que un documento no vuelva a decir lo que de él se borró: una copia puede no saberlo."""
    dichos: dict[str, list[str]] = {}
    borrados: dict[str, tuple[int, set[str]]] = {}
    for publicacion in publicaciones:
        for documento in publicacion.documentos or ():
            if publicacion.solo_lo_anterior:
                antes = set(dichos.get(documento.ruta, ())) - {documento.valores or ""}
                borrados[documento.ruta] = (publicacion.numero, antes)
            dichos.setdefault(documento.ruta, []).append(documento.valores or "")
    for ruta, (numero, antes) in borrados.items():
        if ruta in nuevos and huella_de_valores(nuevos[ruta]) in antes:
            raise FalloDeEntorno(
                f"«{ruta}» volvería a decir lo que se borró en la publicación {numero}. Nada se "
                "publicó.",
                "Traiga los cambios del repositorio: quien lo corrigió tiene que haberlos guardado "
                "y enviado.",
            )


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


def exigir_fuera_del_sitio(taller: Obrador, construido: Manifiesto) -> None:
    """Lo que se retira no lo escribe otra vez el sitio, como su portada o una lista."""
    olvido = taller.peticion.olvido
    siguen = construido.archivos.keys() & set(olvido.rutas)
    if siguen and not olvido.solo_lo_anterior:
        raise FalloDeEntorno(
            f"«{min(siguen)}» sigue en el sitio: sale de los demás registros. Nada se publicó ni "
            "se borró.",
            "Retire el documento que no se debe ver; las páginas que lo nombran cambian solas.",
        )


def _exigir_publicadas(taller: Obrador, rutas: tuple[str, ...]) -> None:
    """Que de cada dirección haya qué borrar: una mal escrita no retira nada y parece que sí.

    Si es el mismo retiro que este computador acaba de hacer, se deja terminar.
    """
    conocidas = conocidas_de(taller)
    fue_un_retiro = sello.es_retiro(taller.entradas, taller.estado.numero)
    if fue_un_retiro and _es_el_ultimo(taller):
        return
    o_ya = ", o ya se borró de él" if fue_un_retiro else ""
    for ruta in rutas:
        if ruta not in conocidas:
            raise FalloDeEntorno(
                f"«{ruta}» nunca se publicó en este destino{o_ya}."
                f"{parecido(ruta, sorted(conocidas))} Nada se publicó ni se borró.",
                "Escriba la dirección como está después del nombre del sitio, por ejemplo "
                "instancias/mesa/actas/2020/02/lista.pdf",
            )


def recordar(taller: Obrador) -> None:
    """Cuál retiro se hace, sin su nombre: si se corta, la misma orden lo termina."""
    if taller.peticion.retirar:
        escribir_en(taller.carpeta, _MEMORIA, _cual(taller.peticion.olvido))


def _memoria(taller: Obrador) -> Path:
    return taller.carpeta / _MEMORIA


def _es_el_ultimo(taller: Obrador) -> bool:
    """Si es el mismo retiro que este computador hizo de último."""
    memoria = _memoria(taller)
    return memoria.is_file() and memoria.read_bytes() == _cual(taller.peticion.olvido)


def _cual(olvido: Olvido) -> bytes:
    partes = (*sorted(olvido.rutas), *(("",) if olvido.solo_lo_anterior else ()))
    return sello.huella("\n".join(partes).encode()).encode()


def sigue_en_contenido(raiz: Path, ruta: str) -> bool:
    """Si en `contenido/` está el archivo del que sale esa dirección."""
    base = ruta.removesuffix("/index.html") + "/instancia" if ruta.endswith("/index.html") else ruta
    posibles = [base, *(f"{base.removesuffix('.html')}{e}" for e in (".md", ".yaml"))]
    return any((raiz / "contenido" / p).is_file() for p in posibles)


def olvidar(taller: Obrador) -> None:
    """Borra de este computador todo lo que pudiera guardar lo retirado."""
    for nombre in ("arbol", "comprimidos"):
        shutil.rmtree(taller.carpeta / nombre, ignore_errors=True)
    salida = taller.peticion.pedido.salida
    for nombre in ("reserva", "obra", "memoria"):
        shutil.rmtree(salida.parent / TALLER / salida.name / nombre, ignore_errors=True)
