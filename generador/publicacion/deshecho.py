"""Que lo que se deshizo no vuelva a verse con el cambio de otra persona.

Deshacer no toca el contenido: quien lo publique después, por otra cosa, mostraría otra vez lo que
se quitó de la vista. Se mira documento por documento y campo por campo.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping

from generador.modelo.sitio import CambioDeCampo, DocumentoPublicado, Publicacion
from generador.publicacion.documentos import Relevo
from generador.publicacion.interfaz import FalloDeDestino
from generador.publicacion.retiro import retiro_de_otro
from generador.publicacion.taller import Obrador
from generador.publicacion.valores import huella_de_valores

_DICHOS = 10


def exigir_sin_lo_deshecho(
    taller: Obrador, publicaciones: Iterable[Publicacion], paso: Relevo
) -> None:
    """Lanza `FalloDeDestino` si lo deshecho se vería otra vez exactamente igual.

    Si de varios documentos se corrigió alguno, quien publica ya atendió la vuelta atrás, y de los
    demás solo se avisa. Lo que se retira definitivamente se retira siempre.
    """
    numero = 0 if taller.otro_numero else taller.estado.numero
    todas = tuple(publicaciones)
    sola = _deshecha(todas, numero)
    if sola is None:
        return
    deshecha = _con_lo_de_otros(sola, todas)
    vuelven = [_nombre(d) for d in _lo_que_vuelve(deshecha, paso)]
    if not deshecha.documentos:
        taller.advertencias.append(
            f"lo que la publicación {taller.estado.numero} deshizo no es de ningún documento: es "
            "de sitio.yaml, de las entidades o del tema. Si nadie lo corrigió, vuelve a verse."
        )
    if not vuelven:
        return
    resto = f" y {len(vuelven) - _DICHOS} más" if len(vuelven) > _DICHOS else ""
    cuales = f"{', '.join(vuelven[:_DICHOS])}{resto}"
    if taller.peticion.retirar or _se_corrigio_algo(deshecha, paso):
        taller.advertencias.append(
            f"vuelve a verse, igual, lo que la publicación {taller.estado.numero} deshizo: "
            f"{cuales}. Si algo de eso estaba mal, corríjalo en contenido/ y publique."
        )
        return
    raise FalloDeDestino(
        f"Volvería a verse, igual, lo que la publicación {taller.estado.numero} deshizo: {cuales}. "
        "Nada se publicó.",
        f"Corríjalo en contenido/ y publique; o, si estaba bien, {_si_estaba_bien(taller)}.",
    )


def _si_estaba_bien(taller: Obrador) -> str:
    """Con algo retirado después en otro destino no se vuelve atrás: se retira también aquí."""
    if retiro := retiro_de_otro(taller):
        return (
            f"repita aquí el «--retirar-definitivo» de la publicación {retiro}, que publica lo de "
            "hoy y borra lo que este destino guarda de antes"
        )
    return "repita «--deshacer», que vuelve a mostrarlo, y publique"


def _se_corrigio_algo(deshecha: Publicacion, paso: Relevo) -> bool:
    mostrados = (d for d in deshecha.documentos or () if d.accion != "retirado")
    return any(not _vuelve(d, paso, all) for d in mostrados)


def _deshecha(publicaciones: Iterable[Publicacion], a_la_vista: int) -> Publicacion | None:
    """La publicación que quedó deshecha, si lo que está a la vista es una vuelta atrás.

    Deshacer lo que ya era una vuelta atrás muestra lo de antes: no queda nada deshecho.
    """
    por_numero = {p.numero: p for p in publicaciones}
    esta, vueltas = por_numero.get(a_la_vista), 0
    while esta is not None and esta.deshace is not None and esta.deshace < esta.numero:
        esta, vueltas = por_numero.get(esta.deshace), vueltas + 1
    return esta if vueltas % 2 else None


def _con_lo_de_otros(deshecha: Publicacion, todas: tuple[Publicacion, ...]) -> Publicacion:
    """La misma, con lo que su destino mostró con ella y otro destino había anotado antes.

    El registro dice un cambio una sola vez, en la publicación del primer destino que lo mostró.
    """
    previas = (p for p in todas if p.destino == deshecha.destino and p.numero < deshecha.numero)
    desde = max((p.numero for p in previas), default=0)
    tramo = [p for p in todas if desde < p.numero <= deshecha.numero]
    vueltas = {p.deshace for p in tramo if p.deshace is not None}
    juntos: dict[str, DocumentoPublicado] = {}
    for publicacion in tramo:
        if publicacion.deshace is None and publicacion.numero not in vueltas:
            for documento in publicacion.documentos or ():
                antes = juntos.get(documento.ruta)
                juntos[documento.ruta] = _con_sus_cambios(documento, antes)
    return deshecha.model_copy(update={"documentos": tuple(juntos.values())})


def _con_sus_cambios(
    documento: DocumentoPublicado, antes: DocumentoPublicado | None
) -> DocumentoPublicado:
    """El documento con sus cambios y los de antes, campo por campo."""
    if antes is None or not antes.cambios or not documento.cambios:
        return documento
    todos = {c.campo: c for c in (*antes.cambios, *documento.cambios)}
    return documento.model_copy(update={"cambios": tuple(todos.values())})


def _lo_que_vuelve(deshecha: Publicacion, paso: Relevo) -> Iterator[DocumentoPublicado]:
    suyos = {d.ruta: d for d in deshecha.documentos or ()}
    for documento in suyos.values():
        # Un anexo sigue a su registro: si este se corrigió, los que ya llevaba siguen siendo suyos.
        registro = suyos.get(_registro_de(documento.ruta, paso), documento)
        if _vuelve(documento, paso) and _vuelve(registro, paso):
            valores = paso.nuevos.get(registro.ruta, {})
            # Lo que entonces salió antes de tiempo, y hoy ya es su día, no es lo que se deshizo.
            if valores.get("fecha_publicacion", "") <= deshecha.fecha.isoformat():
                yield documento


def _vuelve(
    documento: DocumentoPublicado, paso: Relevo, cuantos: Callable[[Iterable[bool]], bool] = any
) -> bool:
    """Si algo de ese documento se vería otra vez como se deshizo; con `all`, si todo."""
    if documento.accion == "retirado" or documento.ruta not in paso.ahora:
        return False
    valores = paso.nuevos.get(documento.ruta)
    if valores is None:
        return paso.ahora[documento.ruta].sha256 == documento.sha256
    if documento.cambios:
        return cuantos(_dice_lo_mismo(c, valores) for c in documento.cambios)
    return documento.valores == huella_de_valores(valores)


def _dice_lo_mismo(cambio: CambioDeCampo, valores: Mapping[str, str]) -> bool:
    ahora = CambioDeCampo(campo=cambio.campo, ahora=valores.get(cambio.campo)).ahora
    return ahora == cambio.ahora


def _registro_de(ruta: str, paso: Relevo) -> str:
    """La página del registro que lleva ese anexo, o la misma dirección si es la de un registro."""
    carpeta = posixpath.dirname(ruta)
    posibles = (ruta, f"{carpeta}.html", f"{carpeta}/index.html")
    return next((p for p in posibles if p in paso.nuevos), ruta)


def _nombre(documento: DocumentoPublicado) -> str:
    campos = ", ".join(c.campo for c in documento.cambios or ())
    return f"«{documento.ruta}»{f' ({campos})' if campos else ''}"


def lo_que_vuelve(
    publicaciones: Iterable[Publicacion], documentos: Iterable[DocumentoPublicado]
) -> Iterator[str]:
    """Avisa de lo que vuelve a estar como ya estuvo: una copia puede no tener la corrección."""
    dichos: dict[str, list[tuple[int, str]]] = {}
    for publicacion in publicaciones:
        for documento in publicacion.documentos or ():
            dichos.setdefault(documento.ruta, []).append((publicacion.numero, documento.huella))
    for documento in documentos:
        anteriores = dichos.get(documento.ruta, [])
        iguales = [n for n, huella in anteriores if huella == documento.huella]
        if iguales and documento.accion != "retirado" and iguales[-1] != anteriores[-1][0]:
            yield (
                f"«{documento.ruta}» vuelve a verse como en la publicación {iguales[-1]}; la "
                f"{anteriores[-1][0]} lo había cambiado o retirado. Si no es lo que quería, traiga "
                "los cambios del repositorio y publique otra vez."
            )
