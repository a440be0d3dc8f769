"""La respuesta corta a «¿publica lo que debe?», para leerla en cinco segundos.

Se responde por el último año juzgado, y se nombran los años anteriores en que falta algo. «No se
sabe» es una respuesta distinta de «No».
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from generador.modelo.nombres import enumerar
from generador.verificacion.resultados import Estado, Renglon
from generador.vistas.matriz import FALTA
from generador.vistas.textos import anios_en_palabras, minuscula

_PUBLICADO = (Estado.CUMPLE, Estado.CUMPLE_TARDE, Estado.EN_PLAZO)


class Veredicto(Struct, frozen=True):
    """La respuesta y en qué se funda."""

    respuesta: str
    detalle: str


def veredicto(renglones: Iterable[Renglon]) -> Veredicto | None:
    """La respuesta, o `None` si a la instancia no se le exige nada en este sitio."""
    renglones = tuple(renglones)
    juzgados = _de_publicar(renglones)
    if not juzgados:
        return None
    anio = max(r.anio for r in juzgados)
    del_anio = [r for r in juzgados if r.anio == anio]
    faltan = [r for r in del_anio if r.estado in FALTA]
    publicados = [r for r in del_anio if r.estado in _PUBLICADO]
    callan = [r for r in del_anio if r.estado is Estado.SIN_DATO]
    if not faltan and not publicados:
        respuesta = "No se sabe"
        detalle = "Aquí no constan sus documentos, y eso no quiere decir que no existan."
    elif not faltan and callan:
        respuesta = "No se sabe del todo"
        estan = _titulos(r for r in publicados if r.estado is not Estado.EN_PLAZO)
        sabido = f"De {anio} está publicado: {enumerar(estan)}." if estan else ""
        detalle = f"{sabido} De {anio} no consta aquí si está: {enumerar(_titulos(callan))}."
    elif not faltan:
        respuesta, detalle = "Sí", f"Está publicado lo exigible en {anio}."
    else:
        hay_algo = publicados or any(r.estado is Estado.PARCIAL for r in faltan)
        respuesta = "En parte" if hay_algo else "No"
        detalle = f"En {anio} falta algo de: {enumerar(_titulos(faltan))}."
    dichos = (detalle.strip(), _anteriores(juzgados, anio), _sin_hacer(renglones, anio))
    return Veredicto(respuesta, " ".join(d for d in dichos if d))


def _de_publicar(renglones: Iterable[Renglon]) -> list[Renglon]:
    """Los que exigen publicar algo: de lo demás que se debe hacer no se dice que no se publica."""
    return [r for r in renglones if r.es_de_publicar and r.estado is not Estado.NO_APLICA]


def _sin_hacer(renglones: Iterable[Renglon], anio: int) -> str:
    """Lo que ese año debía hacer, que no es publicar, y no consta."""
    suyos = [r for r in renglones if not r.es_de_publicar and r.anio == anio and r.estado in FALTA]
    return f"Además, no consta que cumpliera: {enumerar(_titulos(suyos))}." if suyos else ""


def en_breve(renglones: Iterable[Renglon], con_registros: Iterable[int]) -> str:
    """La respuesta en una frase; `con_registros` son los años de que hay algún documento.

    «Le falta» se dice solo de lo que consta que falta; de lo demás se dice lo que hay.
    """
    juzgados = _de_publicar(renglones)
    if not juzgados:
        return ""
    faltan = [r for r in juzgados if r.estado in (Estado.FALTA, Estado.INCUMPLE)]
    if dicho := enumerar(_por_anios(faltan)):
        return f"Le falta publicar {dicho}"
    if parte := [r for r in juzgados if r.estado in (Estado.PARCIAL, Estado.SIN_COMPROBAR)]:
        return f"Publica una parte de lo que debe de {anios_en_palabras(r.anio for r in parte)}"
    if any(r.estado is Estado.SIN_DATO for r in juzgados):
        hay = anios_en_palabras(con_registros)
        return f"Aquí solo hay registros de {hay}" if hay else "Aquí no hay registros suyos"
    return "Publica lo que debe"


def _por_anios(renglones: Iterable[Renglon]) -> list[str]:
    """«informe de gestión (2024 y 2025)», «plan de trabajo (2024)»."""
    anios: dict[str, list[int]] = {}
    for r in renglones:
        anios.setdefault(minuscula(r.titulo), []).append(r.anio)
    return [f"{titulo} ({anios_en_palabras(suyos)})" for titulo, suyos in anios.items()]


def _titulos(renglones: Iterable[Renglon]) -> list[str]:
    return list(dict.fromkeys(minuscula(r.titulo) for r in renglones))


def _anteriores(juzgados: Iterable[Renglon], anio: int) -> str:
    """«También falta algo de 2023 y 2025.», o el texto vacío."""
    anios = {r.anio for r in juzgados if r.anio < anio and r.estado in FALTA}
    return f"También falta algo de {anios_en_palabras(anios)}." if anios else ""
