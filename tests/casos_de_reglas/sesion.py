"""Casos de lo que pasa en una sesión: llegadas, votos por cargo, puntos, días y otras actas."""

from __future__ import annotations

from typing import Any

from apoyo import fabrica as f

from casos_de_reglas.par import AVISO, ERROR, Dicho, Par, cargo, mesa, vino
from generador.acervo import Acervo

ACTA = "instancias/mesa/actas/2020/01"
DOS = mesa(cargo("a", voto="si"), cargo("b", voto="si"), cargo("c", voto="no"))


def _sesion(**campos: Any) -> Acervo:
    return f.acervo(DOS, f.acta("2020-06-09", **campos))


def _asisten(*filas: dict[str, Any], **campos: Any) -> Acervo:
    return _sesion(asistencia=list(filas), hora_inicio="9:00", hora_fin="11:00", **campos)


def _vota(*votos: dict[str, str], asistencia: Any = None, **campos: Any) -> Acervo:
    """Una decisión de las 10:00 con esos votos."""
    decision = {"id": "mapa", "decision": "Aprobar el mapa", "hora": "10:00"}
    todo = {**decision, "votos": {"por_cargo": list(votos), **campos}}
    return _asisten(*(asistencia or (vino("a"), vino("b"), vino("c"))), decisiones=[todo])


def _decision(hora: str) -> dict[str, str]:
    return {"id": f"d{hora.replace(':', ''):0>4}", "decision": "Aprobar el mapa", "hora": hora}


def _voto(integrante: str, voto: str = "a_favor") -> dict[str, str]:
    return {"integrante": integrante, "voto": voto}


def _orden(*puntos: dict[str, Any], **campos: Any) -> Acervo:
    return _sesion(puntos=list(puntos), **campos)


def _dice(camino: tuple[str | int, ...], mensaje: str, remedio: str, de: str = ACTA) -> Dicho:
    return de, camino, mensaje, remedio


_HORAS = "Corrija las horas según el acta; si no las trae, quítelas"
_VOTOS = ("decisiones", 0, "votos", "por_cargo")
_SUPLENTE = "Revise en el acta quién ocupó cada puesto y corrija «suplente»"
_ANEXO = {"titulo": "Presentación", "archivo": "mapa.pdf"}

PARES: dict[str, Par] = {
    "excusa-sin-ausencia": Par(
        ERROR,
        _asisten(vino("a", asistio="no", excusa="Calamidad")),
        _asisten(vino("a", excusa="Calamidad"), {"integrante": "b", "excusa": "Reunión"}),
        dice=(
            _dice(
                ("asistencia", 0, "excusa"),
                "«a» asistió, y tiene excusa de no haber asistido",
                "Deje lo que diga el acta: si asistió, pase el dato a «observacion»; si no, "
                "escriba «asistio: no»",
            ),
            _dice(
                ("asistencia", 1, "excusa"),
                "«b» tiene excusa, y no dice si asistió",
                "Escriba «asistio: no» en ese renglón",
            ),
        ),
    ),
    "ausente-con-presencia": Par(
        ERROR,
        _asisten(vino("a", asistio="no")),
        _asisten(vino("a", asistio="no", llegada="9:30", suplente="c")),
        dice=(
            _dice(
                ("asistencia", 0, "llegada"),
                "«a» dice «asistio: no», y tiene «llegada», «suplente»",
                "Corrija «asistio» o quite lo demás, según el acta",
            ),
        ),
    ),
    "llegada-contradictoria": Par(
        ERROR,
        _asisten(vino("a", llegada="9:30", salida="10:30")),
        _asisten(
            vino("a", llegada="10:30", salida="9:30"),
            vino("b", llegada="11:30"),
            vino("c", salida="8:00"),
        ),
        dice=(
            _dice(("asistencia", 0), "«a» llega a las 10:30 y se retira a las 09:30", _HORAS),
            _dice(
                ("asistencia", 1),
                "«b» llega a las 11:30, y la sesión terminó a las 11:00",
                _HORAS,
            ),
            _dice(
                ("asistencia", 2),
                "«c» se retira a las 08:00, y la sesión empezó a las 09:00",
                _HORAS,
            ),
        ),
    ),
    "dia-de-otra-sesion": Par(
        ERROR,
        _asisten(vino("a", fecha="2020-06-10"), reanudaciones=[{"fecha": "2020-06-10"}]),
        _asisten(vino("a", fecha="2020-06-10")),
        dice=(
            _dice(
                ("asistencia", 0, "fecha"),
                "El 10 de junio de 2020 no es ninguno de los días de la sesión, que empezó el 9 "
                "de junio de 2020",
                "Corrija la fecha, o agregue ese día en «reanudaciones»",
            ),
        ),
    ),
    "hora-fuera-de-la-sesion": Par(
        ERROR,
        _asisten(
            vino("a"),
            decisiones=[_decision("10:30")],
            quorum={"verificaciones": [{"hora": "8:40", "hubo": "no"}, {"hora": "9:00"}]},
        ),
        _asisten(
            vino("a"),
            decisiones=[_decision("8:30"), _decision("11:30")],
            quorum={"verificaciones": [{"hora": "11:10"}]},
        ),
        dice=(
            _dice(
                ("decisiones", 0, "hora"),
                "La decisión «d0830» se tomó a las 08:30, y la sesión empezó a las 09:00",
                _HORAS,
            ),
            _dice(
                ("decisiones", 1, "hora"),
                "La decisión «d1130» se tomó a las 11:30, y la sesión terminó a las 11:00",
                _HORAS,
            ),
            _dice(
                ("quorum", "verificaciones", 0, "hora"),
                "El quórum se verificó a las 11:10, y la sesión terminó a las 11:00",
                _HORAS,
            ),
        ),
    ),
    "suplente-de-dos": Par(
        ERROR,
        _asisten(vino("a", suplente="c"), vino("b", asistio="no")),
        _asisten(vino("a", suplente="c"), vino("b", suplente="c")),
        dice=(
            _dice(
                ("asistencia", 0, "suplente"),
                "«c» ocupa como suplente el puesto de «a» y el de «b»: una persona ocupa uno",
                _SUPLENTE,
            ),
            _dice(
                ("asistencia", 1, "suplente"),
                "«c» ocupa como suplente el puesto de «b» y el de «a»: una persona ocupa uno",
                _SUPLENTE,
            ),
        ),
    ),
    "delegado-de-dos": Par(
        AVISO,
        _asisten(vino("a", delegado="Asesora"), vino("b", delegado="Asesor")),
        _asisten(vino("a", delegado="Asesora"), vino("b", delegado="asesora")),
        dice=(
            _dice(
                ("asistencia", 1, "delegado"),
                "«asesora» asiste por «a» y por «b», de la misma entidad",
                "Revise quién asistió por cada cargo; si son dos personas, dígalo en «observacion»",
            ),
        ),
    ),
    "voto-repetido": Par(
        ERROR,
        _vota(_voto("a"), _voto("b")),
        _vota(_voto("a"), _voto("a", "en_contra")),
        dice=(
            _dice(
                _VOTOS,
                "En la decisión «mapa» vota más de una vez: a",
                "Deje un voto de cada cargo, el que diga el acta",
            ),
        ),
    ),
    "votos-que-no-suman": Par(
        ERROR,
        _vota(_voto("a"), _voto("b", "en_contra"), a_favor="1", en_contra="1"),
        _vota(_voto("a"), _voto("b", "en_contra"), a_favor="2"),
        dice=(
            _dice(
                _VOTOS,
                "La decisión «mapa» dice 2 a favor, y cargo por cargo son 1",
                "Corrija la cifra o el voto de cada cargo según el acta",
            ),
        ),
    ),
    "voto-de-ausente": Par(
        ERROR,
        _vota(_voto("a"), asistencia=(vino("a", llegada="10:00"), vino("b", asistio="no"))),
        _vota(
            _voto("a"),
            _voto("b"),
            asistencia=(vino("a", llegada="10:01"), vino("b", asistio="no")),
        ),
        dice=(
            _dice(
                (*_VOTOS, 0),
                "«a» vota la decisión «mapa», de las 10:00, cuando no estaba",
                "Quite el voto, o corrija la asistencia de ese cargo y la hora de la decisión",
            ),
            _dice(
                (*_VOTOS, 1),
                "«b» vota la decisión «mapa» y no asistió",
                "Quite el voto, o corrija la asistencia de ese cargo y la hora de la decisión",
            ),
        ),
    ),
    "voto-sin-derecho": Par(
        ERROR,
        _vota(_voto("a")),
        _vota(_voto("c")),
        dice=(
            _dice(
                (*_VOTOS, 0),
                "«c» vota la decisión «mapa», y es un cargo sin voto",
                "Quite el voto, o corrija «voto» de ese integrante en instancia.md",
            ),
        ),
    ),
    "orden-de-dos-maneras": Par(
        ERROR,
        _orden({"punto": "El mapa"}),
        _orden({"punto": "El mapa"}, orden_del_dia=["El mapa"]),
        dice=(
            _dice(
                ("orden_del_dia",),
                "El orden del día está escrito dos veces, en «orden_del_dia» y en «puntos»",
                "Deje solo «puntos», con el enunciado de cada uno en «punto»",
            ),
        ),
    ),
    "punto-repetido": Par(
        ERROR,
        _orden({"numero": "10.1", "punto": "El mapa"}, {"numero": "10.2", "punto": "El faro"}),
        _orden({"numero": "10.1", "punto": "El mapa"}, {"numero": "10.1", "punto": "El faro"}),
        dice=(
            _dice(
                ("puntos",),
                "En el orden del día se repite el punto 10.1",
                "Deje a cada punto el número que trae el documento",
            ),
        ),
    ),
    "punto-desconocido": Par(
        ERROR,
        _orden(
            {"numero": "10.1", "punto": "El mapa"},
            decisiones=[{"id": "mapa", "decision": "Aprobar el mapa", "punto": "10.1"}],
        ),
        _orden(
            {"numero": "10.1", "punto": "El mapa"},
            decisiones=[{"id": "mapa", "decision": "Aprobar el mapa", "punto": "10.2"}],
        ),
        dice=(
            _dice(
                ("decisiones", 0, "punto"),
                "El punto «10.2» no está en el orden del día",
                "Escriba uno de estos: 10.1",
            ),
        ),
    ),
    "reserva-sin-fundamento": Par(
        ERROR,
        _orden({"punto": "El pleito", "reservado": "si", "fundamento": "Ley 1712, art. 19"}),
        _orden(
            {"punto": "El pleito", "reservado": "si"},
            {"punto": "El mapa", "fundamento": "Ley 1712, art. 19"},
        ),
        dice=(
            _dice(
                ("puntos", 0),
                "El punto «El pleito» es reservado y no dice con qué fundamento",
                "Escriba en «fundamento» la norma y el artículo que permiten reservarlo",
            ),
            _dice(
                ("puntos", 1),
                "El punto «El mapa» dice con qué fundamento se reserva, y no está reservado",
                "Escriba «reservado: si», o quite «fundamento»",
            ),
        ),
    ),
    "anexo-de-punto-desconocido": Par(
        ERROR,
        _orden({"punto": "El mapa", "anexos": ["mapa.pdf"]}, anexos=[_ANEXO]),
        _orden({"punto": "El mapa", "anexos": ["otro.pdf"]}, anexos=[_ANEXO]),
        dice=(
            _dice(
                ("puntos", 0, "anexos", 0),
                "El archivo «otro.pdf» de un punto no está entre los anexos del registro",
                "Agréguelo en «anexos», o escriba uno de estos: «mapa.pdf»",
            ),
        ),
    ),
    "reanudacion-desordenada": Par(
        ERROR,
        _asisten(
            reanudaciones=[
                {"fecha": "2020-06-09", "hora_inicio": "14:00", "hora_fin": "15:00"},
                {"fecha": "2020-06-10"},
            ]
        ),
        _asisten(
            reanudaciones=[
                {"fecha": "2020-06-08", "hora_inicio": "9:00"},
                {"fecha": "2020-06-10", "hora_inicio": "9:00", "hora_fin": "8:00"},
            ]
        ),
        dice=(
            _dice(
                ("reanudaciones", 0),
                "La sesión se reanuda el 8 de junio de 2020 a las 09:00, antes de suspenderse, el "
                "9 de junio de 2020 a las 11:00",
                "Corrija las fechas y las horas según el acta, de la primera a la última",
            ),
            _dice(
                ("reanudaciones", 1),
                "La sesión se reanuda el 10 de junio de 2020 a las 09:00 y para a las 08:00",
                "Corrija las horas según el acta",
            ),
        ),
    ),
    "anulada-sin-acto": Par(
        ERROR,
        _sesion(estado="anulada", anulacion="Resolución 1, por falta de quórum"),
        f.acervo(
            f.acta("2020-06-09", estado="anulada"),
            f.acta("2020-07-09", "02", anulacion="Resolución 1"),
        ),
        dice=(
            _dice(
                ("estado",),
                "El acta está anulada, y no dice con qué acto ni por qué",
                "Escriba «anulacion:» con el acto que la anuló y la razón",
            ),
            _dice(
                ("estado",),
                "El acta dice cómo se anuló, y su estado no es «anulada»",
                "Escriba «estado: anulada», o quite «anulacion»",
                "instancias/mesa/actas/2020/02",
            ),
        ),
    ),
    "sucesion-en-circulo": Par(
        ERROR,
        f.acervo(
            mesa(
                sucede_a=[{"nombre": "Vieja", "instancia": "vieja"}, {"nombre": "Otra"}],
                la_suceden=[{"nombre": "Nueva", "instancia": "nueva"}, {"nombre": "Otra"}],
            )
        ),
        f.acervo(
            mesa(
                sucede_a=[
                    {"nombre": "Ella", "instancia": "mesa"},
                    {"nombre": "Nueva", "instancia": "nueva"},
                ],
                la_suceden=[{"nombre": "Nueva", "instancia": "nueva"}],
            )
        ),
        dice=(
            _dice(
                ("sucede_a", 0, "instancia"),
                "«mesa» es esta misma instancia: no viene de ella ni la sucede",
                "Escriba la otra; si fue un cambio de nombre, va en «nombres_anteriores»",
                "instancias/mesa/instancia",
            ),
            _dice(
                ("la_suceden", 0, "instancia"),
                "«nueva» está en «sucede_a» y en «la_suceden»: una termina antes que la otra",
                "Quítela de donde no va, según la norma que hizo el cambio",
                "instancias/mesa/instancia",
            ),
        ),
    ),
    "sufijo-sin-numero": Par(
        ERROR,
        _sesion(numero="1", sufijo="bis"),
        _sesion(sufijo="bis"),
        dice=(
            _dice(
                ("sufijo",),
                "El acta tiene sufijo, «bis», y no tiene número",
                "Escriba «numero:» con el que el sufijo completa",
            ),
        ),
    ),
    "misma-sesion-equivocada": Par(
        ERROR,
        f.acervo(f.acta("2020-06-09"), f.acta("2020-06-09", "02", misma_sesion="actas/2020/01")),
        f.acervo(
            f.acta("2020-06-09", misma_sesion="actas/2020/01"),
            f.acta("2020-06-10", "02", misma_sesion="actas/2020/01"),
            f.acta("2020-06-10", "03", misma_sesion="actas/2020/02"),
        ),
        dice=(
            _dice(
                ("misma_sesion",),
                "Lo que se cita como otra acta de la sesión, actas/2020/01, no lo es",
                "Escriba el camino de la otra acta: actas/2020/01",
            ),
            _dice(
                ("misma_sesion",),
                "El acta es de la sesión del 10 de junio de 2020, y la otra, de la del 9 de junio "
                "de 2020",
                "Corrija la fecha de una de las dos, o quite «misma_sesion»",
                "instancias/mesa/actas/2020/02",
            ),
            _dice(
                ("misma_sesion",),
                "La otra acta, actas/2020/02, también dice que es de la sesión de otra",
                "Cite en todas la misma: la primera acta de la sesión, que no cita ninguna",
                "instancias/mesa/actas/2020/03",
            ),
        ),
    ),
}
