"""Los documentos que un registro nombra: que existan, dentro de su carpeta, y una sola vez."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
from generador.modelo.base import Clasificacion, Documento
from generador.modelo.correcciones import direccion, nombre_de_archivo
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
            yield Caso(caso.registro, (*caso.camino, "archivo"), caso.valor.archivo)


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
    retenido = caso.valor.clasificacion is not Clasificacion.PUBLICA
    if not caso.valor.archivo and not caso.valor.url and not retenido:
        yield (
            f"El documento «{caso.valor.titulo}» no tiene archivo ni dirección",
            "Escriba «archivo:» con el nombre del anexo o «url:» con su dirección",
        )


def _originales(acervo: Acervo) -> Iterable[Caso]:
    return (caso for caso in documentos(acervo) if caso.camino == ("original",))


def _con_su_archivo(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    if caso.valor.url and not caso.valor.archivo:
        yield (
            f"El original, «{caso.valor.titulo}», es solo una dirección web: no cuenta como prueba",
            f"Copie el archivo en contenido/{caso.registro.ruta}/ y nómbrelo con «archivo:»",
        )


def _anexos(acervo: Acervo) -> Iterable[Caso]:
    return (caso for caso in documentos(acervo) if caso.camino[:1] == ("anexos",))


def _anexo_con_su_archivo(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    anexo = caso.valor
    if anexo.url and not anexo.archivo and anexo.clasificacion is Clasificacion.PUBLICA:
        yield (
            f"El anexo «{anexo.titulo}» es solo una dirección web: no cuenta como publicado",
            f"Copie el archivo en contenido/{caso.registro.ruta}/ y nómbrelo con «archivo:»",
        )


def _retenido_con_fundamento(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    if caso.valor.clasificacion is Clasificacion.PUBLICA:
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
        "documento-retenido",
        Gravedad.ERROR,
        "Un documento retenido sin fundamento o aun publicado",
        _LEY,
        documentos,
        _retenido_con_fundamento,
    ),
)
