"""« #» en un valor sin comillas: YAML toma lo que sigue por un comentario y corta el texto.

Las direcciones lo llevan («Carrera 8 # 10-65»), y lo cortado se perdería sin que nadie lo note. Es
un comentario lo que está en una línea propia; lo que sigue a un valor entre comillas, si no es
una cifra; lo que sigue a «ninguno» y a «sin_dato»; y, en un campo en que no cabe cualquier texto,
lo que sigue con dos espacios o más antes de «#» y un espacio y una palabra después. Ahí, después
de una fecha, una hora, un número, si o no basta un espacio.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SEGUIDA = re.compile(r"([ \t]*)#(.*)")
_EN_LINEA = re.compile(r"(?m)^.*[ \t\"']#.*$")
_CON_PALABRA = re.compile(r"[ \t]+[^\s\d]")
_OTRA = re.compile(r"[ \t]#")
_CON_CIFRA = re.compile(r"[ \t]*\d")
# Valores a los que nada les puede seguir, si en su campo no cabe cualquier texto.
_COMPLETO = re.compile(
    r"\d{4}(-\d{2}){0,2}|\d{4}-[st]\d|\d{1,2}:\d{2}|\d+ ?%?|s[ií]|no", re.IGNORECASE
)
# Y a los que nada les sigue en ninguno.
_SIN_VALOR = re.compile(r"ningun[oa]|sin[_ ]dato|null|~", re.IGNORECASE)
# Una palabra sola y en minúsculas puede ser de un vocabulario.
_VOCABLO = re.compile(r"[a-z_-]+")


# Un teléfono o un correo al lado de un valor suele ser una nota de quien escribe.
_DE_ALGUIEN = re.compile(r"@|(?:\d[ .-]?){7}")


@dataclass(frozen=True, slots=True)
class ValorCortado:
    """Un valor cortado: lo escrito entero, y si no hay otra manera de entenderlo.

    `comentario` es el final de lo escrito que parece una nota, desde su almohadilla.
    """

    entero: str
    seguro: bool
    comentario: str = ""

    @property
    def es_de_palabras(self) -> bool:
        """Si antes hay una palabra como las de un vocabulario, y después otras, sin cifra."""
        antes, _, despues = self.entero.partition("#")
        return bool(_VOCABLO.fullmatch(antes.strip())) and not _CON_CIFRA.match(despues)

    @property
    def valor(self) -> str:
        """Lo escrito sin el comentario: lo que se publicaría."""
        return self.entero.removesuffix(self.comentario).rstrip()


def lineas_con_almohadilla(texto: str) -> dict[int, str]:
    """Las líneas en que una almohadilla puede cortar un valor, por su número desde cero."""
    if "#" not in texto:
        return {}
    hallados = (m for m in _EN_LINEA.finditer(texto) if not m[0].lstrip().startswith("#"))
    return {texto.count("\n", 0, m.start()): m[0] for m in hallados}


def corte(
    linea: str, inicio: int, fin: int, *, en_llaves: bool, de_texto: bool = False
) -> ValorCortado | None:
    """El corte del valor sin comillas que está entre `inicio` y `fin`; ninguno si no lo hay.

    `de_texto` dice que en su campo cabe cualquier texto: «301» puede ser su comienzo.
    """
    sigue = _SEGUIDA.fullmatch(linea[fin:])
    if sigue is None:
        return None
    valor, blancos, cola = linea[inicio:fin].strip(), sigue[1], sigue[2]
    if _es_comentario(valor, blancos, cola, de_texto):
        return None
    entero = linea[inicio:].strip()
    entero = entero.removesuffix(",").rstrip() if en_llaves else entero
    seguro = bool(_CON_CIFRA.match(cola)) and not _VOCABLO.fullmatch(valor) and valor != ""
    completo = _COMPLETO.fullmatch(valor) or _SIN_VALOR.fullmatch(valor)
    seguro = seguro and not completo and not _puede_ser_nota(cola)
    return ValorCortado(entero, seguro, _comentario(cola))


def _puede_ser_nota(cola: str) -> bool:
    """Si después de la primera almohadilla hay otra, o algo que no se escribe para publicarlo."""
    return _OTRA.search(cola) is not None or _DE_ALGUIEN.search(cola) is not None


def _comentario(cola: str) -> str:
    """Desde la siguiente almohadilla a la que sigue una palabra: «10-65 # confirmar»."""
    for otra in _OTRA.finditer(cola):
        if _CON_PALABRA.match(cola, otra.end()):
            return cola[otra.end() - 1 :].rstrip()
    return ""


def corte_tras_comillas(linea: str, inicio: int, fin: int) -> ValorCortado | None:
    """El del valor entre comillas al que le sigue «#» y una cifra: «"Calle 26" # 51-53».

    Con una palabra después es un comentario, que ahí se entiende.
    """
    sigue = _SEGUIDA.fullmatch(linea[fin:])
    if sigue is None or not _CON_CIFRA.match(sigue[2]):
        return None
    return ValorCortado(linea[inicio:].strip(), False, _comentario(sigue[2]))


def _es_comentario(valor: str, blancos: str, cola: str, de_texto: bool) -> bool:
    if not valor:
        # Una clave en blanco con su aclaración al lado: «lugar: # dónde fue».
        return _CON_PALABRA.match(cola) is not None or not cola.strip()
    sin_valor, aparte = _SIN_VALOR.fullmatch(valor) is not None, len(blancos) > 1
    if de_texto and not sin_valor:
        return False
    completo = sin_valor or _COMPLETO.fullmatch(valor) is not None
    if not _CON_PALABRA.match(cola):
        return completo and aparte and cola[:1].isspace()
    return completo or aparte
