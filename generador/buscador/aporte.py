"""Lo que un grupo aporta al índice: sus documentos, sus palabras y el texto de cada resultado.

Depende solo de él: el sitio entero es la suma, y lo que cambia en una instancia no toca lo demás.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import groupby

import msgspec

from generador.buscador.hallables import LISTADO, Grupo, Hallable
from generador.buscador.pagina import texto_de
from generador.buscador.palabras import LARGO_MAXIMO, clave, dias, partir, principales

JUNTOS = 4
"""Cuántos textos hay en un archivo: quien ve un resultado suele ver el de al lado."""
# Una palabra del título dice de qué trata, y entre dos que la llevan decide la fecha; una repetida
# muchas veces en el texto no lo dice más.
_SATURACION, _LARGO_NORMAL, _PESO_DEL_LARGO = 1.2, 300, 0.6
_GRADOS = 10
_DE_LO_ENUMERADO, _DEL_TITULO, _DE_UNA_LISTA = 24, 3 * _GRADOS, 4 * _GRADOS
_LARGO_DE_HUELLA = 8
_PALABRA = re.compile(r"[^\W_]+")
_CON_SIGNOS = re.compile(r"(?<!\w)[^\W_]++(?:(?:[^\w\s]|_)++[^\W_]++)++")
_SIGNOS = re.compile(r"[\W_]+")


class Aporte(msgspec.Struct, frozen=True):
    """Lo que un grupo aporta.

    `renglon` es el suyo en el índice: cómo se llama, por qué se filtra; del primer día al último,
    el día AAAAMMDD, cuánto le falta a ese año para ser el otro por el que se filtra, y la clase de
    cada documento; y las huellas de los archivos de sus textos. Un documento se nombra
    por su lugar en esa cuenta, que llega a `cuantos`.
    `palabras` son, por clave, en qué documentos está y cuánto pesa en cada uno: la distancia al
    anterior y el peso, uno tras otro, en JSON. `formas` son las palabras como están escritas, y en
    cuántos documentos.
    """

    cuantos: int
    renglon: msgspec.Raw
    palabras: dict[str, msgspec.Raw]
    formas: dict[str, int]


def aportar(grupo: Grupo, leer: Callable[[str], bytes]) -> tuple[Aporte, dict[str, bytes]]:
    """Lo que aporta un grupo, y los archivos con los textos de sus resultados.

    `leer` da los bytes de una página ya escrita.
    """
    ordenados = sorted(grupo.hallar(), key=lambda h: h.dia)
    textos = [_texto(h, leer) for h in ordenados]
    pares = list(zip(ordenados, textos, strict=True))
    tandas = [msgspec.json.encode(tanda) for tanda in _tandas(pares)]
    huellas = [huella_corta(tanda) for tanda in tandas]
    renglon = _renglon(grupo, ordenados, huellas)
    aporte = Aporte(len(pares), renglon, _palabras(pares), dict(_formas(pares)))
    nombres = (f"{n}-{huella}.json" for n, huella in enumerate(huellas))
    return aporte, dict(zip(nombres, tandas, strict=True))


def _texto(hallable: Hallable, leer: Callable[[str], bytes]) -> str:
    suyo = texto_de(leer(hallable.pagina)) if hallable.pagina else ""
    return f"{suyo} {hallable.texto}".strip()


def huella_corta(datos: bytes) -> str:
    """La que va en el nombre de un archivo: con el índice de antes no se lee uno por otro."""
    return hashlib.sha256(datos).hexdigest()[:_LARGO_DE_HUELLA]


def _renglon(grupo: Grupo, ordenados: list[Hallable], textos: list[str]) -> msgspec.Raw:
    clases = sorted({h.clase for h in ordenados})
    dias = [
        (dia, dia // 10_000 - int(anio or 0), *(clases.index(h.clase) for h in suyos))
        for (dia, anio), suyos in groupby(ordenados, key=lambda h: (h.dia, h.anio))
    ]
    return _raw((grupo.clave, grupo.instancia, grupo.entidad, clases, dias, textos))


def _raw(valor: object) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(valor))


def _tandas(pares: list[tuple[Hallable, str]]) -> Iterator[list[tuple[str, str, str, str, str]]]:
    """Lo que muestra cada resultado, de a varios."""
    filas = [(h.ruta, h.titulo, h.fecha, ", ".join(h.marcas), texto) for h, texto in pares]
    return (filas[n : n + JUNTOS] for n in range(0, len(filas), JUNTOS))


def _palabras(pares: list[tuple[Hallable, str]]) -> dict[str, msgspec.Raw]:
    halladas: defaultdict[str, list[int]] = defaultdict(list)
    ultimo: dict[str, int] = {}
    for n, (hallable, texto) in enumerate(pares):
        for palabra, peso in _pesos(hallable, texto):
            halladas[palabra] += (n - ultimo.get(palabra, 0), peso)
            ultimo[palabra] = n
    return {palabra: _raw(halladas[palabra]) for palabra in sorted(halladas)}


def _pesos(hallable: Hallable, texto: str) -> Iterator[tuple[str, int]]:
    """Cuánto dice un documento de cada palabra: BM25 con el largo normal fijo, en décimos.

    Con el largo medio del sitio, un acta nueva cambiaría el peso de todas.
    """
    dichas, nombrada = partir(texto), partir(f"{hallable.titulo} {hallable.preguntas}")
    largo = 1 - _PESO_DEL_LARGO + _PESO_DEL_LARGO * len(dichas) / _LARGO_NORMAL
    veces: defaultdict[str, int] = defaultdict(int)
    for palabra, cuantas in Counter((*nombrada, *dichas)).items():
        veces[clave(palabra)] += cuantas
    veces.update(Counter(dias(f"{hallable.titulo} {texto}")))
    nombran = _los_que_nombran(hallable)
    menor = _DE_LO_ENUMERADO if hallable.enumera else 1
    for palabra, cuantas in veces.items():
        dice = round(2 * _GRADOS * cuantas / (cuantas + _SATURACION * largo))
        yield palabra, nombran.get(palabra) or max(menor, dice)
    for atajo in dict.fromkeys(map(clave_de_atajo, hallable.atajos)):
        yield atajo, _GRADOS


def _los_que_nombran(hallable: Hallable) -> dict[str, int]:
    """Las palabras de su título y aquellas con que se pregunta por él.

    Quien nombra una lista la quiere antes que lo que hay en ella; no quien nombra de qué es.
    """
    propio, _, ajeno = f"{hallable.titulo}:".partition(":")
    peso = _DE_UNA_LISTA if hallable.clase == LISTADO else _DEL_TITULO
    propias = dict.fromkeys(map(clave, partir(f"{propio} {hallable.preguntas}")), peso)
    return dict.fromkeys(map(clave, partir(ajeno)), _DEL_TITULO) | propias


def clave_de_atajo(atajo: str) -> str:
    """De «Acta 2 de 2025», «2025:acta 2 2025»: así está al lado de su año, que también se busca."""
    claves = [clave(p) for p in principales(atajo)]
    return f"{claves[-1]}:{' '.join(claves)}"


def _formas(pares: list[tuple[Hallable, str]]) -> Counter[str]:
    """Las palabras en minúscula y con sus tildes; lo que va sin espacios, también junto."""
    cuentas: Counter[str] = Counter()
    for hallable, texto in pares:
        propio = f"{hallable.titulo} {hallable.preguntas} {texto}"
        trozos = {*propio.lower().split()}
        enteras = {t for t in trozos if t.isalnum()}
        dicho = " ".join(trozos - enteras)
        juntas = (_SIGNOS.sub("", trozo) for trozo in _CON_SIGNOS.findall(dicho))
        suyas = {*enteras, *_PALABRA.findall(dicho), *juntas}
        cuentas.update(p for p in suyas if _se_propone(p))
    return cuentas


def _se_propone(palabra: str) -> bool:
    """Una cifra sola no se propone en vez de otra."""
    return 2 <= len(palabra) <= LARGO_MAXIMO and not palabra.isdigit()
