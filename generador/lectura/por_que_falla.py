"""Por qué falla un YAML: la causa y el remedio de cada error de libyaml, para quien lo escribió."""

from __future__ import annotations

import re

_OTRA_SANGRIA, _FALTA_GUION = "did not find expected key", "did not find expected '-' indicator"
_DOS_PUNTOS = "mapping values are not allowed"
_SIN_DOS_PUNTOS = "could not find expected ':'"
# Lo que falla cuando no se entiende un texto de varios renglones, o uno que está debajo de otro.
_DE_UN_TEXTO = (_OTRA_SANGRIA, _FALTA_GUION, _DOS_PUNTOS, _SIN_DOS_PUNTOS)
_EN_UN_RENGLON = (
    "Si todo es un solo texto, escríbalo en un renglón, entre comillas y sin guiones; si hay otra "
    "clave, póngala en su propia línea, alineada con sus hermanas"
)
_CLAVE_CON_VALOR = re.compile(r"\s*(?:- +)*[^\W\d]\w*:\s+[^\s|>#]")
_TRAS_COMILLAS = re.compile(r"(?:: |- )\s*(?:\"[^\"]*\"|'[^']*')\s*\S$")
_TRAS_CORCHETE = re.compile(r"(?:: |- )\s*(?:\[[^\]]*\]|\{[^}]*\})\s*\S$")
_BLOQUE_CON_TEXTO = re.compile(r"(?:: |- )\s*([|>])[-+]?[ \t]*[^\s#+-]")
_UNA_CLAVE = re.compile(r"\s*(?:- +)*[^\W\d]\w*:(?:\s|$)")
HASTA_LA_CLAVE = re.compile(r"\s*(?:- +)*")
BARRA = (
    "La barra \\ dentro de comillas dobles tiene un significado especial",
    "Use comillas sencillas, o escriba la barra dos veces",
)
_SINTAXIS = (
    (
        _DOS_PUNTOS,
        "Hay dos puntos donde no pueden ir",
        "Si los dos puntos son parte del texto, ponga todo el texto entre comillas; "
        "si empieza otra clave, escríbala en su propia línea",
    ),
    (
        _SIN_DOS_PUNTOS,
        "Falta «:» después de una clave",
        "Escriba «clave: valor», con dos puntos y un espacio",
    ),
    (
        _OTRA_SANGRIA,
        "La sangría de esta línea no corresponde a las anteriores",
        "Alinee la clave con sus hermanas, con espacios, o cierre las comillas de la anterior",
    ),
    (
        _FALTA_GUION,
        "En una lista, esta línea no empieza con guion",
        "Ponga un guion y un espacio al comienzo, alineado con los demás",
    ),
    (
        "block sequence entries are not allowed",
        "Aquí no puede empezar una lista",
        "Si es una lista, escríbala en la línea siguiente a la clave, con sangría; si es un texto "
        "que empieza con guion, póngalo entre comillas",
    ),
    (
        "unexpected end of stream",
        "El texto entre comillas no se cierra",
        "Escriba la comilla de cierre",
    ),
    (
        "did not find expected ',' or",
        "Falta cerrar un corchete o una llave",
        "Cierre con ] o }, o escriba la lista con guiones",
    ),
    ("unknown escape character", *BARRA),
    (
        "control characters are not allowed",
        "Hay un carácter invisible que no se puede leer",
        "Borre ese carácter y escríbalo de nuevo; suele venir de un texto pegado",
    ),
)


def _mas_adentro(linea: str, antes: str) -> bool:
    """Si es una clave y empieza después que la de la línea anterior."""
    una, otra = _UNA_CLAVE.match(linea), HASTA_LA_CLAVE.match(antes)
    return una is not None and otra is not None and len(linea) - len(linea.lstrip()) > otra.end()


def explicar_falla(
    problema: str, linea: str, columna: int, antes: str, *, seguido: bool
) -> tuple[str, str]:
    """La causa y el remedio de un error de libyaml; `antes` es la línea anterior con algo.

    `seguido` dice que la línea es de un texto que está en varios renglones.
    """
    if _UNA_CLAVE.match(linea) and _UNA_CLAVE.match(antes) and _FALTA_GUION in problema:
        # Entre las claves de un elemento, lo que falla es dónde empieza, y no un guion.
        problema = _OTRA_SANGRIA
    if _DOS_PUNTOS in problema and _CLAVE_CON_VALOR.match(antes) and _mas_adentro(linea, antes):
        # Debajo de una clave que ya tiene valor, más adentro no cabe otra.
        problema = _OTRA_SANGRIA
    if re.match(r"\s*-[^\s-]", linea):
        return (
            "Después del guion de un elemento falta un espacio",
            "Escriba «- » y el texto, con la misma sangría que los demás elementos de la lista",
        )
    if re.match(r" *\t", linea):
        return (
            "La línea empieza con un tabulador",
            "Quite el tabulador, o cámbielo por los espacios que llevan las líneas de su grupo",
        )
    if "cannot start any token" in problema:
        signo = linea[columna : columna + 1]
        return (
            f"Un valor no puede empezar con «{signo}»",
            "Ponga el texto entre comillas sencillas",
        )
    sobra_algo = problema.startswith((_OTRA_SANGRIA, _FALTA_GUION))
    if sobra_algo and _TRAS_COMILLAS.search(linea[: columna + 1]):
        return (
            "Después de las comillas que se cierran sigue más texto",
            "Ponga todo el valor, con sus comillas, entre otras comillas",
        )
    if sobra_algo and _TRAS_CORCHETE.search(linea[: columna + 1]):
        return (
            "Después del corchete o de la llave que se cierra sigue más texto",
            "Si todo es un texto, póngalo entre comillas; si es una lista, ciérrela al final",
        )
    if signo_de_bloque := _BLOQUE_CON_TEXTO.search(linea[: columna + 1]):
        return (
            f"«{signo_de_bloque[1]}» después de los dos puntos dice que el texto va debajo",
            "Si el signo es parte del texto, ponga todo el texto entre comillas; si no, bórrelo, o "
            "escriba el texto en la línea siguiente, con sangría",
        )
    for parte, mensaje, remedio in _SINTAXIS:
        if parte in problema:
            return (mensaje, _EN_UN_RENGLON if seguido and parte in _DE_UN_TEXTO else remedio)
    return (
        "El registro no se puede leer desde esta línea",
        "Revise la sangría, los dos puntos y las comillas de esta línea y de la anterior",
    )
