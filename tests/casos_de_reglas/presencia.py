"""Casos de asistencia, quórum e integrantes."""

from __future__ import annotations

from typing import Any

from apoyo import fabrica as f

from casos_de_reglas.par import AVISO, ERROR, INFORMACION, Par, cargo, mesa, vino
from generador.acervo import Acervo

_SIN_DELEGADOS = f.reglamento("2016-03-16", admite_delegados="no")
_MITAD = f.reglamento("2016-03-16", quorum={"base": "mitad_mas_uno"})
_TRES = mesa(
    cargo("a", voto="si"), cargo("b", voto="si"), cargo("localidades", voto="si", cupos="3")
)
_DOS_DE_TRES = [vino("a"), vino("b", asistio="no"), vino("localidades", cupos="2")]


def _sesion(*filas: dict[str, Any], de: Any = None, **campos: Any) -> Acervo:
    """Una instancia y una sesión con esa asistencia."""
    return f.acervo(de or mesa(cargo()), f.acta("2020-06-09", asistencia=list(filas), **campos))


def _quorum(**cifras: str) -> Acervo:
    return f.acervo(f.acta("2020-06-09", quorum=cifras))


def _con_regla(**cifras: str) -> Acervo:
    return f.acervo(
        _TRES, _MITAD, f.acta("2020-06-09", quorum=cifras, asistencia=list(_DOS_DE_TRES))
    )


def _decidida(quorum: dict[str, str], **campos: Any) -> Acervo:
    decision = {"id": "mapa", "decision": "Aprobar el mapa", **campos}
    return f.acervo(f.acta("2020-06-09", quorum=quorum, decisiones=[decision]))


_CON, _SIN = {"requerido": "3", "presentes": "4"}, {"requerido": "3", "presentes": "2"}

PARES: dict[str, Par] = {
    "votos-de-mas": Par(
        ERROR,
        _decidida(_CON, votos={"a_favor": "3", "en_contra": "1"}),
        _decidida(_CON, votos={"a_favor": "3", "en_contra": "1", "en_blanco": "1"}),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("decisiones", 0, "votos"),
                "La decisión «mapa» suma 5 votos, y podían votar 4",
                "Revise los votos, los presentes y quiénes tienen voto",
            ),
        ),
    ),
    "unanimidad-con-votos-en-contra": Par(
        ERROR,
        _decidida(_CON, unanimidad="si", votos={"a_favor": "4", "en_contra": "0"}),
        _decidida(_CON, unanimidad="si", votos={"a_favor": "3", "en_contra": "1"}),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("decisiones", 0, "votos"),
                "La decisión «mapa» dice «unanimidad: si», y tiene 1 en contra",
                "Corrija «unanimidad», «resultado» o los votos según el acta",
            ),
        ),
    ),
    "aprobada-con-menos-votos": Par(
        AVISO,
        _decidida(_CON, resultado="negada", votos={"a_favor": "1", "en_contra": "3"}),
        _decidida(_CON, resultado="aprobada", votos={"a_favor": "1", "en_contra": "3"}),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("decisiones", 0, "votos"),
                "La decisión «mapa» figura como aprobada con 1 a favor y 3 en contra",
                "Corrija «resultado» o los votos según el acta",
            ),
        ),
    ),
    "decision-sin-quorum": Par(
        AVISO,
        _decidida(_SIN, resultado="aplazada"),
        _decidida(_SIN, resultado="aprobada"),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("decisiones", 0),
                "La decisión «mapa» figura como tomada en una sesión sin quórum",
                "Revise el quórum; si no se decidió, escriba «resultado: aplazada» o «resultado: "
                "retirada», y si se decidió así, dígalo en «notas»",
            ),
        ),
    ),
    "delegado-no-admitido": Par(
        AVISO,
        _sesion(vino(delegado="Asesora")),
        f.acervo(
            mesa(cargo()),
            _SIN_DELEGADOS,
            f.acta("2020-06-09", asistencia=[vino(delegado="Asesora")]),
        ),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("asistencia", 0, "delegado"),
                "«gobierno» asistió por delegado, y el reglamento del 16 de marzo de 2016 no "
                "admite delegados: no cuenta como presente",
                "Revise «delegado» en el acta y «admite_delegados» en el reglamento",
            ),
        ),
    ),
    "delegado-de-delegado": Par(
        AVISO,
        _sesion(
            vino("a", delegado="Subsecretaria"),
            vino("b"),
            de=mesa(cargo("a"), cargo("b", cargo="Subsecretaria")),
        ),
        _sesion(
            vino("a", delegado="subsecretaria"),
            vino("b", delegado="Asesora"),
            de=mesa(cargo("a"), cargo("b", cargo="Subsecretaria")),
        ),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("asistencia", 0, "delegado"),
                "«a» delegó en «subsecretaria», que es el cargo «b» y que en la misma sesión "
                "delegó en otra persona: sería delegado de un delegado",
                "Revise en el acta quién asistió por cada cargo y escríbalo en su «delegado»",
            ),
        ),
    ),
    "delegado-ausente": Par(
        AVISO,
        _sesion(vino(delegado="Asesora")),
        _sesion(vino(delegado="Asesora", asistio="no")),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("asistencia", 0, "delegado"),
                "«gobierno» tiene delegado, «Asesora», y dice «asistio: no»",
                "Escriba «asistio: si» si el delegado estuvo; si no, pase el dato a «observacion»",
            ),
        ),
    ),
    "asistencia-sin-vigencia": Par(
        ERROR,
        _sesion(vino(), de=mesa(cargo(desde="2020-06-09", hasta="2020-06-09"))),
        _sesion(vino(), de=mesa(cargo(desde="2020-06-10"))),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("asistencia", 0, "integrante"),
                "«gobierno» figura en la sesión del 9 de junio de 2020, y hace parte de la "
                "instancia desde el 10 de junio de 2020",
                "Quite el renglón, o corrija «desde» y «hasta» de ese integrante en instancia.md",
            ),
        ),
    ),
    "cupos-sin-contar": Par(
        INFORMACION,
        _sesion(vino(cupos="18"), de=mesa(cargo(cupos="20"))),
        _sesion(vino(), de=mesa(cargo(cupos="20"))),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("asistencia", 0),
                "«gobierno» reúne 20 puestos, y no consta cuántos asistieron: una sola "
                "respuesta oculta las ausencias",
                "Escriba «cupos:» con cuántos asistieron; si el acta no lo dice, queda sin dato",
            ),
        ),
    ),
    "cupos-de-mas": Par(
        ERROR,
        _sesion(vino(cupos="20"), de=mesa(cargo(cupos="20"))),
        _sesion(vino(cupos="21"), de=mesa(cargo(cupos="20"))),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("asistencia", 0, "cupos"),
                "Asistieron 21 de «gobierno», que tiene 20",
                "Corrija «cupos» en el acta o en el integrante de instancia.md",
            ),
        ),
    ),
    "asistencia-incompleta": Par(
        INFORMACION,
        _sesion(vino("a"), de=mesa(cargo("a"), cargo("b", hasta="2019-12-31"))),
        _sesion(vino("a"), de=mesa(cargo("a"), cargo("b"))),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("asistencia",),
                "La asistencia no dice nada de: b",
                "Agregue cada cargo con «asistio: si» o «asistio: no»; si no se sabe, con "
                "«sin_dato»",
            ),
        ),
    ),
    "quorum-insuficiente": Par(
        AVISO,
        _quorum(requerido="4", presentes="4"),
        _quorum(requerido="4", presentes="3"),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("quorum", "presentes"),
                "No hubo quórum: se requerían 4 con voto y hubo 3",
                "Revise las dos cifras en el acta; si así fue, la sesión no podía decidir: "
                "dígalo en «notas»",
            ),
        ),
    ),
    "quorum-contradictorio": Par(
        ERROR,
        _quorum(requerido="4", presentes="3", hubo="no"),
        _quorum(requerido="4", presentes="3", hubo="si"),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("quorum", "presentes"),
                "Dice «hubo: si», y no hubo quórum (requerido: 4; presentes: 3)",
                "Corrija «hubo», «presentes» o «requerido» según el acta",
            ),
        ),
    ),
    "quorum-otra-regla": Par(
        AVISO,
        _con_regla(requerido="3"),
        _con_regla(requerido="2"),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("quorum", "requerido"),
                "El acta requiere 2 con voto; el reglamento del 16 de marzo de 2016, con los 5 que "
                "había, requiere 3",
                "Revise «requerido», el voto de los integrantes y la regla «quorum» del reglamento",
            ),
        ),
    ),
    "quorum-otra-asistencia": Par(
        AVISO,
        _con_regla(presentes="3"),
        _con_regla(presentes="5"),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("quorum", "presentes"),
                "De los presentes con voto, el acta cuenta 5 y su asistencia suma 3",
                "Revise «presentes», la asistencia de cada cargo y quiénes tienen voto",
            ),
        ),
    ),
    "quorum-sin-conteo": Par(
        AVISO,
        f.acervo(
            f.acta("2020-06-09", quorum={"hubo": "si", "requerido": "4", "presentes": "5"}),
            f.informe("2020", declarado={"quorum": "si"}),
        ),
        f.acervo(
            f.acta("2020-06-09", quorum={"hubo": "si", "presentes": "5"}),
            f.informe("2020", declarado={"quorum": "si"}),
        ),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("quorum", "hubo"),
                "El acta afirma que hubo quórum, y no consta cuántos se requerían ni cuántos hubo",
                "Escriba en el «quorum» de cada acta «requerido» y «presentes»; si el "
                "documento no los da, quedan sin dato",
            ),
            (
                "instancias/mesa/informes/2020",
                ("declarado", "quorum"),
                "El informe afirma que hubo quórum, y no consta cuántos se requerían ni "
                "cuántos hubo",
                "Escriba en el «quorum» de cada acta «requerido» y «presentes»; si el "
                "documento no los da, quedan sin dato",
            ),
        ),
    ),
    "quorum-regla-incompleta": Par(
        ERROR,
        f.acervo(_MITAD, f.reglamento("2021-01-01", quorum={"base": "numero", "numero": "4"})),
        f.acervo(f.reglamento("2021-01-01", quorum={"base": "porcentaje"})),
        dice=(
            (
                "instancias/mesa/reglamento/2021-01-01",
                ("quorum",),
                "La regla de quórum es por porcentaje, y no dice cuál",
                "Escriba «porcentaje:» debajo de «base: porcentaje», mayor que cero",
            ),
        ),
    ),
    "presidencia-sin-cargo": Par(
        AVISO,
        f.acervo(mesa(cargo(roles=["P"]))),
        f.acervo(mesa(cargo(roles=["S", "I"]))),
        dice=(
            (
                "instancias/mesa/instancia",
                ("integrantes",),
                "Ningún integrante tiene el rol P: no consta quién preside",
                "Agregue P en «roles» del cargo que preside; si nadie preside, escriba "
                "«presidencia: ninguno»",
            ),
        ),
    ),
    "secretaria-sin-cargo": Par(
        AVISO,
        f.acervo(mesa(cargo(roles=["S", "I"]))),
        f.acervo(mesa(cargo(roles=["P"]))),
        dice=(
            (
                "instancias/mesa/instancia",
                ("integrantes",),
                "Ningún integrante tiene el rol S: no consta qué cargo ejerce la secretaría "
                "técnica",
                "Agregue S en «roles» de ese cargo; un cargo puede ser S e I a la vez",
            ),
        ),
    ),
    "persona-no-publicable": Par(
        ERROR,
        f.acervo(mesa(cargo(roles=["S"], persona="Ana Pérez"))),
        f.acervo(mesa(cargo(roles=["I"], persona="Ana Pérez"))),
        dice=(
            (
                "instancias/mesa/instancia",
                ("integrantes", 0, "persona"),
                "El cargo «gobierno» trae el nombre de una persona, y no es P ni S",
                "Borre «persona»: la asistencia se lleva por cargo",
            ),
        ),
    ),
    "antes-fuera-de-tiempo": Par(
        ERROR,
        f.acervo(
            mesa(
                cargo(
                    roles=["P", "S"],
                    desde="2020-01-01",
                    roles_anteriores=[{"roles": ["I"], "hasta": "2021-06-30"}],
                    interrupciones=[{"desde": "2022-01-01", "hasta": "2022-03-31"}],
                )
            )
        ),
        f.acervo(
            mesa(
                cargo(
                    roles=["P", "S"],
                    desde="2020-01-01",
                    roles_anteriores=[{"roles": ["I"], "hasta": "2019-06-30"}],
                    interrupciones=[{"desde": "2022-03-31", "hasta": "2022-01-01"}],
                )
            )
        ),
        dice=(
            (
                "instancias/mesa/instancia",
                ("integrantes", 0, "roles_anteriores", 0),
                "Lo que termina el 30 de junio de 2019 está fuera de los días de «gobierno»",
                "Corrija esa fecha, o el «desde» o el «hasta» de aquello a que pertenece",
            ),
            (
                "instancias/mesa/instancia",
                ("integrantes", 0, "interrupciones", 0),
                "Termina el 1 de enero de 2022, antes de empezar, el 31 de marzo de 2022",
                "Corrija «desde» o «hasta»",
            ),
        ),
    ),
    "cargo-desconocido": Par(
        ERROR,
        _sesion(vino("gobierno")),
        _sesion(vino("gobiermo")),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("asistencia", 0, "integrante"),
                "El cargo «gobiermo» no está entre los integrantes de la instancia. ¿Quiso "
                "decir «gobierno»?",
                "Valores posibles: gobierno; o agréguelo en «integrantes» de instancia.md",
            ),
        ),
    ),
    "identificador-repetido": Par(
        ERROR,
        f.acervo(mesa(cargo("a"), cargo("b"))),
        f.acervo(mesa(cargo("a"), cargo("a"))),
        dice=(
            (
                "instancias/mesa/instancia",
                ("integrantes", 1, "id"),
                "Se repite en «integrantes»: a",
                "Deje uno solo o cambie el identificador de uno",
            ),
        ),
    ),
}
