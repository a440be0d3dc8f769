"""Las normas que los textos nombran: que estén registradas y bien citadas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Gravedad
from generador.modelo.base import Registro, Valor
from generador.modelo.nombres import NOMBRES_DE_TIPO, nombre_de_norma
from generador.modelo.norma import Norma, TipoNorma
from generador.modelo.tipos import Ruta, sin_tildes
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos

_NormaNombrada = tuple[TipoNorma, str, int]

_CLASES = ("ley", "decreto", "acuerdo", "resoluci", "circular")
_CITA = re.compile(
    r"\b(ley|decreto|acuerdo|resoluci[oó]n|circular)"
    r"(?:\s+(?:distrital|nacional|local|conjunt[ao]|externa|ley))*"
    r"(?:\s+(?:n\.?\s?[º°o]\.?|no\.?|nro\.?|n[uú]m(?:ero|\.)))?"
    r"\s+(\d{1,5})(?:\s+del?\s+(?:a[nñ]o\s+)?|\s*/\s*)(\d{4})\b",
    re.IGNORECASE,
)


_SIN_TEXTO = (type(None), bool, int, date, time)


def textos(valor: object, camino: Ruta = ()) -> Iterator[tuple[Ruta, str]]:
    """Cada texto que hay dentro de un valor del modelo, con su camino."""
    if isinstance(valor, str):
        yield camino, valor
    elif isinstance(valor, tuple):
        for n, elemento in enumerate(valor):
            yield from textos(elemento, (*camino, n))
    elif isinstance(valor, Valor):
        # `vars` y no `getattr`: esto recorre cada valor de cada registro en cada corrida.
        for campo, parte in vars(valor).items():
            if parte.__class__ in _SIN_TEXTO:
                continue
            yield from textos(parte, (*camino, campo))


def _citas(acervo: Acervo) -> Iterator[Caso]:
    """Cada norma distinta que un registro nombra en sus textos, en el primer lugar."""
    for registro in acervo.registros():
        vistas: set[_NormaNombrada] = set()
        for camino, texto in (*textos(registro), *_cuerpo(registro)):
            if not _puede_nombrar(texto):
                continue
            for hallada in _CITA.finditer(texto):
                cita = _leida(hallada)
                if cita not in vistas:
                    vistas.add(cita)
                    yield Caso(registro, camino, cita)


def _puede_nombrar(texto: str) -> bool:
    """Si está la palabra de alguna clase: casi ningún texto la tiene, y buscarla cuesta poco."""
    bajo = texto.lower()
    return any(clase in bajo for clase in _CLASES)


def _cuerpo(registro: Registro) -> Iterator[tuple[Ruta, str]]:
    yield (), registro.fuente.cuerpo


def _leida(hallada: re.Match[str]) -> _NormaNombrada:
    return TipoNorma(sin_tildes(hallada[1])), str(int(hallada[2])), int(hallada[3])


def _registrada(cita: _NormaNombrada, contexto: Contexto) -> bool:
    return any((n.tipo, n.numero, n.anio) == cita for n in contexto.todas_las_normas())


def _parecidas(cita: _NormaNombrada, contexto: Contexto) -> list[Norma]:
    return [norma for norma in contexto.todas_las_normas() if _se_parece(cita, norma)]


def _se_parece(cita: _NormaNombrada, norma: Norma) -> bool:
    """Si solo difieren en una cosa: una cifra del número, el año o la clase."""
    tipo, numero, anio = cita
    diferencias = [
        tipo is not norma.tipo,
        numero != norma.numero,
        anio != norma.anio,
    ]
    return sum(diferencias) == 1 and (not diferencias[1] or _por_poco(numero, norma.numero))


def _por_poco(a: str, b: str) -> bool:
    """Si difieren en una cifra, o tienen las mismas en otro orden."""
    distintas = sum(x != y for x, y in zip(a, b, strict=False))
    return len(a) == len(b) and (distintas == 1 or sorted(a) == sorted(b))


def _en_palabras(cita: _NormaNombrada) -> str:
    tipo, numero, anio = cita
    return f"{NOMBRES_DE_TIPO[tipo]} {numero} de {anio}"


def _bien_citada(caso: Caso, _: Acervo, contexto: Contexto) -> Reparos:
    if _registrada(caso.valor, contexto):
        return
    parecidas = _parecidas(caso.valor, contexto)
    if parecidas:
        nombres = " o ".join(f"«{nombre_de_norma(n)}»" for n in parecidas)
        yield (
            f"El texto nombra «{_en_palabras(caso.valor)}», y esa norma no está registrada. "
            f"¿Quiso decir {nombres}?",
            "Corrija el número, el año o la clase; si así está en el documento, dígalo en «notas»; "
            "si es otra norma, regístrela en contenido/normas/",
        )


def _con_registro(caso: Caso, _: Acervo, contexto: Contexto) -> Reparos:
    if not _registrada(caso.valor, contexto) and not _parecidas(caso.valor, contexto):
        tipo, numero, anio = caso.valor
        yield (
            f"El texto nombra «{_en_palabras(caso.valor)}», y esa norma no está registrada",
            f"Si la instancia se rige por ella, cree contenido/normas/{tipo}-{numero}-{anio}- y el "
            "emisor",
        )


_LEY = "Ley 1712 de 2014: las normas se publican con su tipo, su fecha y su texto"

REGLAS: tuple[Regla, ...] = (
    Regla(
        "norma-mal-citada",
        Gravedad.AVISO,
        "Una norma citada casi como otra que sí existe",
        _LEY,
        _citas,
        _bien_citada,
    ),
    Regla(
        "norma-sin-registrar",
        Gravedad.INFORMACION,
        "Una norma que se nombra y no está registrada",
        _LEY,
        _citas,
        _con_registro,
    ),
)
