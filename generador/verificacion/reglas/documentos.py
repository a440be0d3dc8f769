"""Los documentos que un registro nombra: que existan, dentro de su carpeta, y una sola vez."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from generador.acervo import Acervo, ruta_de_anexo
from generador.configuracion import Contexto
from generador.hallazgo import (
    Accion,
    Arreglo,
    Certeza,
    Gravedad,
    escribir_parecido,
    parecido,
)
from generador.modelo.base import Clasificacion, Documento, EnElIndice
from generador.modelo.correcciones import direccion, nombre_de_archivo
from generador.modelo.fechas import fecha_larga
from generador.modelo.nombres import enumerar
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos

_DE_LA_WEB = re.compile(r"https?:|www\.", re.IGNORECASE)


def documentos(acervo: Acervo) -> Iterable[Caso]:
    """Cada documento que un registro nombra, con su lugar."""
    for registro in acervo.publicables:
        for camino, documento in registro.documentos:
            yield Caso(registro, camino, documento)


def _con_archivo(acervo: Acervo) -> Iterable[Caso]:
    for caso in documentos(acervo):
        if caso.valor.archivo:
            archivo = caso.valor.archivo
            yield Caso(caso.registro, (*caso.camino, "archivo"), archivo, citado=archivo)


def _dentro_de_su_carpeta(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    if _DE_LA_WEB.match(caso.valor):
        yield (
            f"«{caso.valor}» es una dirección web, y en «archivo:» va el nombre de un archivo",
            "Escríbala en «url:»; si se tiene el archivo, cópielo en "
            f"contenido/{caso.registro.ruta}/ y escriba aquí solo su nombre",
            *_como_direccion(caso),
        )
        return
    partes = caso.valor.replace("\\", "/").split("/")
    if caso.valor.startswith(("/", "\\", "~")) or ".." in partes or ":" in partes[0]:
        yield (
            f"«{caso.valor}» sale de la carpeta de anexos del registro",
            f"Copie el archivo en {caso.registro.ruta}/ y escriba solo su nombre",
            Arreglo(Accion.VALOR, _solo_su_nombre(caso.valor), Certeza.PROBABLE),
        )


def _como_direccion(caso: Caso) -> tuple[Arreglo, ...]:
    """La dirección en su clave, si no hay ya otra en ella."""
    suyo = getattr(caso.registro, str(caso.camino[0]))
    documento = suyo if isinstance(suyo, Documento) else suyo[caso.camino[1]]
    completa = direccion(caso.valor)
    if documento.url or not completa:
        return ()
    return (Arreglo(Accion.PAREJA, f"url: {completa}", Certeza.PROBABLE),)


def _solo_su_nombre(escrito: str) -> str:
    return nombre_de_archivo(re.split(r"[/\\]", escrito)[-1])


def _existe(caso: Caso, acervo: Acervo, contexto: Contexto) -> Reparos:
    if any(_dentro_de_su_carpeta(caso, acervo, contexto)):
        return
    ruta = ruta_de_anexo(caso.registro, caso.valor)
    if ruta not in acervo.anexos:
        carpeta = f"{caso.registro.ruta}/"
        vecinos = acervo.anexos_de(caso.registro)
        yield (
            f"El archivo «{caso.valor}» no está en {carpeta}."
            f"{parecido(caso.valor, vecinos) or _los_que_hay(vecinos)}",
            f"Copie el archivo en contenido/{carpeta} o corrija el nombre; si solo se sabe en qué "
            "página está, escriba «url:» con su dirección en vez de «archivo:»",
            *_nombre_que_hay(caso, vecinos),
        )


def _los_que_hay(vecinos: frozenset[str]) -> str:
    """Los otros de la carpeta, si son pocos: uno puede ser el mismo, con otro nombre."""
    citados = [f"«{v}»" for v in sorted(vecinos)]
    if not 0 < len(citados) <= _POCOS:
        return ""
    return f" Ahí {'está' if len(citados) == 1 else 'están'} {enumerar(citados)}."


def _nombre_que_hay(caso: Caso, vecinos: frozenset[str]) -> tuple[Arreglo, ...]:
    """El mismo nombre, como está en la carpeta, o el más parecido."""
    debido = nombre_de_archivo(caso.valor)
    if debido in vecinos:
        return (Arreglo(Accion.VALOR, debido),)
    return escribir_parecido(caso.valor, vecinos)


def _algun_lugar(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    if not caso.valor.archivo and not caso.valor.url and not caso.valor.retenido:
        yield (
            f"El documento «{caso.valor.titulo}» no tiene archivo ni dirección",
            "Escriba «archivo:» con el nombre del anexo o «url:» con su dirección",
        )


def _originales(acervo: Acervo) -> Iterable[Caso]:
    return (caso for caso in documentos(acervo) if caso.camino == ("original",))


def _con_su_archivo(caso: Caso, _: Acervo, contexto: Contexto) -> Reparos:
    if caso.valor.url and not caso.valor.archivo and not contexto.visita(caso.valor.url):
        yield (
            f"El original, «{caso.valor.titulo}», es solo una dirección web: no cuenta como prueba",
            f"Copie el archivo en contenido/{caso.registro.ruta}/ y nómbrelo con «archivo:»; si "
            f"tiene que estar en el otro sitio, {_VISITE}",
        )


def _anexos(acervo: Acervo) -> Iterable[Caso]:
    return (caso for caso in documentos(acervo) if caso.camino[:1] == ("anexos",))


def _anexo_con_su_archivo(caso: Caso, _: Acervo, contexto: Contexto) -> Reparos:
    anexo = caso.valor
    if not anexo.url or anexo.archivo or anexo.retenido or contexto.visita(anexo.url):
        return
    yield (
        f"El anexo «{anexo.titulo}» es solo una dirección web: no cuenta como publicado",
        f"Copie el archivo en contenido/{caso.registro.ruta}/ y nómbrelo con «archivo:»; si "
        f"tiene que estar en el otro sitio, {_VISITE}",
    )


def _que_responda(caso: Caso, _: Acervo, contexto: Contexto) -> Reparos:
    visita = contexto.visita(caso.valor.url or "")
    if visita and visita.no_responde and not caso.valor.archivo:
        desde = fecha_larga(visita.falla_desde or visita.fecha)
        yield (
            f"El documento «{caso.valor.titulo}» está en otro sitio, y desde el {desde} no se "
            f"puede leer: {visita.falla}",
            f"Corrija «url:», o copie el archivo en contenido/{caso.registro.ruta}/ y nómbrelo "
            f"con «archivo:»; después, {_VISITE}",
        )


def _retenido_con_fundamento(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    if not caso.valor.retenido:
        return
    if not caso.valor.fundamento:
        yield (
            f"El documento «{caso.valor.titulo}» se retiene sin decir con qué fundamento",
            "Escriba «fundamento:» con la norma que lo permite",
        )
    if caso.valor.archivo:
        yield (
            f"El documento «{caso.valor.titulo}» está retenido, pero su archivo está en el sitio",
            "Retire el archivo y publique la versión pública como otro documento",
        )
    elif caso.valor.url:
        yield (
            f"El documento «{caso.valor.titulo}» está retenido, y dice en qué dirección se ve",
            "Quite «url:», que no se publica; si ahí se puede ver, pida que lo retiren o quite "
            "«clasificacion:»",
        )


def _retenidos(acervo: Acervo) -> Iterable[Caso]:
    return (caso for caso in documentos(acervo) if caso.valor.retenido)


def _con_lo_del_indice(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    """Que el índice pueda decir lo que la ley pide; lo que el registro ya dice no se pide."""
    documento = caso.valor
    indice = documento.indice or EnElIndice()
    pedidas = (
        ("fecha", documento.fecha),
        *((f"indice: {clave}", getattr(indice, clave)) for clave in _DEL_INDICE),
    )
    if faltan := [f"«{clave}»" for clave, valor in pedidas if valor is None]:
        yield (
            f"Del documento «{documento.titulo}», el índice de información clasificada y reservada "
            f"no dice {enumerar(faltan)}",
            "Escriba lo que se sepa, con esas claves; de lo demás, el índice dirá «sin dato»",
        )


def _con_indice(acervo: Acervo) -> Iterable[Caso]:
    for caso in documentos(acervo):
        if caso.valor.indice:
            yield Caso(caso.registro, (*caso.camino, "indice"), caso.valor)


def _solo_lo_retenido(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    if not caso.valor.retenido:
        yield (
            f"El documento «{caso.valor.titulo}» dice qué va en el índice de lo retenido, y es "
            "público",
            "Si se retiene, escriba «clasificacion:» con publica_clasificada o publica_reservada y "
            "su «fundamento:»; si no, quite «indice:»",
        )


def _plazo_de_la_reserva(caso: Caso, _: Acervo, contexto: Contexto) -> Reparos:
    documento = caso.valor
    escrito = documento.indice.plazo or ""
    anios = int(hallado[1]) if (hallado := _ANIOS.match(escrito)) else 0
    if documento.clasificacion is not Clasificacion.RESERVADA or not anios:
        return
    if anios > ANIOS_DE_RESERVA:
        yield (
            f"El documento «{documento.titulo}» se reserva por {escrito}, y la ley permite "
            f"{ANIOS_DE_RESERVA} como mucho",
            "Corrija «plazo:» según el acto que lo calificó",
        )
    elif documento.fecha and date(documento.fecha.year + anios + 1, 1, 1) <= contexto.corte:
        yield (
            f"La reserva del documento «{documento.titulo}» era por {escrito} desde "
            f"{documento.fecha.year}, y ya pasaron",
            "Publique el documento, o corrija «plazo:» según el acto que lo calificó",
        )


ANIOS_DE_RESERVA = 15
"""Los que como mucho dura una reserva: Ley 1712 de 2014, artículo 22."""
_ANIOS = re.compile(r"\s*(\d{1,3})\s*años?\s*$", re.IGNORECASE)
_DEL_INDICE = (
    "objetivo_legitimo",
    "fundamento_juridico",
    "excepcion",
    "calificado",
    "plazo",
    "medio",
)
"""Lo que de un documento retenido no dice ningún otro campo del registro."""

_VISITE = "léalo con «generador revisar --direcciones», que guarda su huella y su fecha"
_LEY = "Ley 1712 de 2014, artículos 18, 19 y 21"
_EVIDENCIA = "Un documento que no se puede abrir no prueba nada"

_POCOS = 3

REGLAS: tuple[Regla, ...] = (
    Regla(
        "anexo-fuera-de-carpeta",
        Gravedad.ERROR,
        "Un anexo fuera de su carpeta",
        _EVIDENCIA,
        _con_archivo,
        _dentro_de_su_carpeta,
    ),
    Regla(
        "anexo-no-existe",
        Gravedad.ERROR,
        "Un anexo que no existe",
        _EVIDENCIA,
        _con_archivo,
        _existe,
    ),
    Regla(
        "documento-sin-lugar",
        Gravedad.ERROR,
        "Un documento sin archivo ni dirección",
        _EVIDENCIA,
        documentos,
        _algun_lugar,
    ),
    Regla(
        "original-sin-archivo",
        Gravedad.AVISO,
        "Un original que solo es una dirección web",
        "Lo que está en otro sitio puede cambiar o desaparecer: no hay con qué comprobarlo",
        _originales,
        _con_su_archivo,
    ),
    Regla(
        "anexo-sin-archivo",
        Gravedad.AVISO,
        "Un anexo que solo es una dirección web",
        "Lo que está en otro sitio puede cambiar o desaparecer: no hay con qué comprobarlo",
        _anexos,
        _anexo_con_su_archivo,
    ),
    Regla(
        "direccion-no-responde",
        Gravedad.AVISO,
        "Un documento de otro sitio que ya no se puede leer",
        _EVIDENCIA,
        documentos,
        _que_responda,
    ),
    Regla(
        "documento-retenido",
        Gravedad.ERROR,
        "Un documento retenido sin fundamento o aun publicado",
        _LEY,
        documentos,
        _retenido_con_fundamento,
    ),
    Regla(
        "indice-incompleto",
        Gravedad.AVISO,
        "Un documento retenido del que el índice no dice todo",
        "Ley 1712 de 2014, artículo 20; Decreto 1081 de 2015, artículo 2.1.1.5.2.2",
        _retenidos,
        _con_lo_del_indice,
    ),
    Regla(
        "indice-de-lo-publico",
        Gravedad.ERROR,
        "Un documento público descrito como retenido",
        "Ley 1712 de 2014, artículo 20: el índice es de lo que no se publica",
        _con_indice,
        _solo_lo_retenido,
    ),
    Regla(
        "plazo-de-reserva",
        Gravedad.AVISO,
        "Una reserva de más años de los que se puede, o ya terminada",
        "Ley 1712 de 2014, artículo 22: quince años desde que se generó la información",
        _con_indice,
        _plazo_de_la_reserva,
    ),
)
