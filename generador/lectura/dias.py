"""Los días no hábiles que un sitio escribe y no quitan ninguno a los plazos."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generador.hallazgo import Hallazgo, Origen, aviso
from generador.lectura.yaml_estricto import ArbolDeYaml
from generador.modelo.archivos import SITIO
from generador.modelo.fechas import dia_semana, fecha_larga
from generador.modelo.sitio import Sitio

_SABADO = 5


def dias_de_mas(sitio: Sitio, arbol: ArbolDeYaml) -> Iterator[Hallazgo]:
    """Un aviso por cada día repetido, y por cada sábado o domingo: alguno quiso ser otro."""
    vistos: set[date] = set()
    for n, dia in enumerate(sitio.dias_no_habiles or ()):
        fecha, cual = dia.fecha, fecha_larga(dia.fecha)
        repetido = fecha in vistos
        vistos.add(fecha)
        if repetido:
            mensaje, que_hacer = f"El {cual} está dos veces en «dias_no_habiles»", "esta entrada"
        elif fecha.weekday() >= _SABADO:
            mensaje = f"El {cual} es {dia_semana(fecha)}, que ya no es hábil"
            que_hacer = "la entrada"
        else:
            continue
        yield aviso(
            "dia-no-habil-de-mas",
            Origen(SITIO, *arbol.posiciones.get(("dias_no_habiles", n, "fecha"), ())),
            mensaje,
            f"Revise la fecha; si está bien, borre {que_hacer}",
        )
