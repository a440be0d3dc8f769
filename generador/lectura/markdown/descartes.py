"""Lo que la lectura dejó anotado, dicho como hallazgos."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generador.hallazgo import Accion, Arreglo, Certeza, Origen, aviso
from generador.lectura.markdown.limites import muy_anidado
from generador.lectura.markdown.motor import CuerpoLeido
from generador.lectura.markdown.revision import Revision, cambiar

_COMIENZO = 80
_CODIGO = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")


def revisar_descartes(lectura: CuerpoLeido, revision: Revision) -> None:
    """Un hallazgo por cada cosa que no llegaría a la página, o que llegaría cambiada."""
    for fila in lectura.apuntes.filas_con_sobrante:
        _fila_con_sobrante(fila, revision)
    for clave in lectura.definiciones_perdidas:
        _definicion_perdida(clave, revision)
    for dudoso in lectura.enfasis_dudosos:
        _marca_dudosa(dudoso, revision)
    for linea, numero, sigue in lectura.apuntes.numeros_repetidos:
        _numero_repetido(linea, numero, sigue, revision)
    for lineas in _seguidas(lectura.apuntes.numeros_en_parrafo):
        _numeros_pegados(lineas, revision)
    _muy_adentro(lectura, revision)


def _fila_con_sobrante(fila: str, revision: Revision) -> None:
    revision.error(
        "markdown-tabla-celdas",
        revision.lugares.de(fila, clase="fila"),
        "Esta fila tiene más celdas que el encabezado de la tabla; lo que sobra se perdería.",
        "Quite la celda de más o agregue su columna al encabezado. "
        "Una barra que es parte del texto se escribe «\\|».",
        *_sin_la_ultima_barra(fila),
    )


def _sin_la_ultima_barra(fila: str) -> tuple[Arreglo, ...]:
    """La fila con su última celda unida a la anterior, o con la barra de un código escapada."""
    escapada = _CODIGO.sub(lambda m: re.sub(r"(?<!\\)\|", r"\\|", m[0]), fila)
    if escapada != fila:
        return (cambiar(fila, escapada),)
    *antes, ultima = _sin_vacias([c.strip() for c in fila.strip().strip("|").split("|")]) or [""]
    antes = _sin_vacias(antes)
    unida = " | ".join((*antes[:-1], f"{antes[-1]}, {ultima}")) if antes else ""
    return (cambiar(fila, f"| {unida} |"),) if unida else ()


def _sin_vacias(celdas: list[str]) -> list[str]:
    """Las celdas, sin las vacías del final."""
    llenas = [n for n, c in enumerate(celdas, 1) if c]
    return celdas[: max(llenas, default=0)]


def _definicion_perdida(clave: str, revision: Revision) -> None:
    revision.error(
        "markdown-se-pierde-texto",
        revision.lugares.de_definicion(clave),
        f"«[{clave}]:» al comienzo de una línea define un enlace o una nota, pero no se usa o "
        "está repetida: su texto no saldría en la página.",
        "Si es texto corriente, escriba «\\[» en lugar de «[». Si es un enlace o una nota, "
        "cítelo en el texto o borre la línea.",
        cambiar(f"[{clave}]", f"\\[{clave}]"),
    )


def _marca_dudosa(escrito: str, revision: Revision) -> None:
    """Un énfasis que parece una cuenta o una llamada: quien lee echaría de menos sus marcas."""
    trozo = re.split("[\x02\n]", escrito)[0]
    escapado = re.sub(r"([*_~])", r"\\\1", trozo)
    marca = next(c for c in trozo if c in "*_~")
    leida = "tachado" if marca == "~" else "cursiva o negrita"
    revision.error(
        "markdown-marca-dudosa",
        revision.lugares.de(trozo, clase="enfasis"),
        f"Las marcas de «{trozo[:40]}» no se verían: se leen como {leida}.",
        f"Si son para leerlas, escriba «\\{marca}» en vez de cada «{marca}». Si es un énfasis, "
        "sepárelo de las cifras y deje los signos por fuera.",
        *((cambiar(trozo, escapado),) if trozo == escrito else ()),
    )


def _numero_repetido(linea: int, numero: int, sigue: int, revision: Revision) -> None:
    """Un número de lista que no avanza: se publica como está, y puede ser una equivocación."""
    revision.hallazgos.append(
        aviso(
            "markdown-numeracion",
            revision.lugares.en_linea(linea),
            f"En esta lista, después del {sigue - 1} va otra vez el {numero}: se publica como se "
            f"escribió, y la vista previa de GitHub muestra {sigue}.",
            "Corrija el número; si es otra lista, escriba antes de ella un párrafo o un título.",
            Arreglo(Accion.CAMBIAR, str(sigue), Certeza.PROBABLE, str(numero)),
        )
    )


def _seguidas(lineas: Sequence[int]) -> list[list[int]]:
    """Los grupos de dos o más líneas seguidas."""
    grupos: list[list[int]] = []
    for linea in lineas:
        if grupos and linea == grupos[-1][-1] + 1:
            grupos[-1].append(linea)
        else:
            grupos.append([linea])
    return [grupo for grupo in grupos if len(grupo) > 1]


def _numeros_pegados(lineas: Sequence[int], revision: Revision) -> None:
    """Una lista que no empieza en 1, pegada a un párrafo: es parte de él."""
    revision.hallazgos.append(
        aviso(
            "markdown-enumeracion",
            revision.lugares.en_linea(lineas[0]),
            f"Estos {len(lineas)} renglones salen seguidos en el párrafo de arriba: una lista "
            "pegada a un párrafo solo lo es si empieza en 1.",
            "Deje un renglón en blanco antes de la lista.",
        )
    )


def _muy_adentro(lectura: CuerpoLeido, revision: Revision) -> None:
    for hondo in lectura.enfasis_hondos[:1]:
        lugar = _lugar_de(hondo, revision)
        revision.hallazgos.append(muy_anidado(lugar, "demasiadas marcas de énfasis"))


def revisar_impedimento(lectura: CuerpoLeido, revision: Revision) -> bool:
    """Si la lectura no se terminó; el motivo queda anotado."""
    if lectura.apuntes.impedimento:
        linea, detalle = lectura.apuntes.impedimento
        revision.hallazgos.append(muy_anidado(revision.lugares.en_linea(linea), detalle))
    elif lectura.costoso:
        lugar = _lugar_de(lectura.costoso, revision)
        revision.hallazgos.append(muy_anidado(lugar, "demasiadas marcas de formato"))
    return bool(lectura.apuntes.impedimento or lectura.costoso)


def _lugar_de(texto: str, revision: Revision) -> Origen:
    return revision.lugares.de(re.split("[\x02\n]", texto)[0][:_COMIENZO])
