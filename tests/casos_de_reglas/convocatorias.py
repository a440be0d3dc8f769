"""Casos de las convocatorias y de las actas que las citan."""

from __future__ import annotations

from typing import Any

from apoyo import fabrica as f

from casos_de_reglas.par import AVISO, ERROR, Par
from generador.modelo.convocatoria import Convocatoria
from generador.modelo.escrito import Escrito

_RUTA = "instancias/mesa/convocatorias"


def _para(sesion: str, ruta: str = f"{_RUTA}/2020/01", **campos: Any) -> Convocatoria:
    base = {"fecha": "2020-06-01", "sesion": sesion, "tipo": "ordinaria"}
    return f.registro(Convocatoria, ruta, **base | campos)


_CITA = {"convocatoria": "convocatorias/2020/01"}


def _escrito(ruta: str) -> Escrito:
    campos = {"titulo": "Cronograma", "tipo": "cronograma", "fecha": "2021-02-03"}
    return f.registro(Escrito, ruta, **campos)


PARES: dict[str, Par] = {
    "escrito-otro-anio": Par(
        ERROR,
        f.acervo(_escrito("instancias/mesa/documentos/2021/cronograma")),
        f.acervo(_escrito("instancias/mesa/documentos/2020/cronograma")),
        dice=(
            (
                "instancias/mesa/documentos/2020/cronograma",
                ("fecha",),
                "El documento es del 3 de febrero de 2021, y el archivo está en documentos/2020/",
                "Corrija la fecha, o lleve el archivo y sus anexos a documentos/2021/",
            ),
        ),
    ),
    "convocatoria-otro-anio": Par(
        ERROR,
        f.acervo(_para("2020-06-09")),
        f.acervo(_para("2020-06-09", f"{_RUTA}/2019/01")),
        dice=(
            (
                f"{_RUTA}/2019/01",
                ("sesion",),
                "La convocatoria es para el 9 de junio de 2020, y el archivo está en "
                "convocatorias/2019/",
                "Corrija la fecha de la sesión, o lleve el archivo y sus anexos a "
                "convocatorias/2020/",
            ),
        ),
    ),
    "convocatoria-otro-dia": Par(
        AVISO,
        f.acervo(_para("2020-06-09"), f.acta("2020-06-09", **_CITA)),
        f.acervo(_para("2020-06-10"), f.acta("2020-06-09", **_CITA)),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("convocatoria",),
                "La convocatoria es para el 10 de junio de 2020, y la sesión es del 9 de junio de "
                "2020",
                "Revise las dos fechas; si la sesión se aplazó, dígalo en «notas»",
            ),
        ),
    ),
    "convocatoria-sin-acta": Par(
        AVISO,
        f.acervo(_para("2020-06-09"), f.acta("2020-06-09", estado_sesion="cancelada")),
        f.acervo(_para("2020-06-09"), f.acta("2020-06-10")),
        dice=(
            (
                f"{_RUTA}/2020/01",
                ("sesion",),
                "La sesión convocada para el 9 de junio de 2020 ya pasó, y no hay acta de ella",
                "Registre su acta en actas/2020/; si la sesión no se hizo, dígalo en ella con "
                "«estado_sesion: cancelada» o «aplazada»",
            ),
        ),
    ),
}
