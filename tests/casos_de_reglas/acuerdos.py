"""Casos de decisiones, compromisos, funciones, planes e informes."""

from __future__ import annotations

from typing import Any

from apoyo import fabrica as f

from casos_de_reglas.par import AVISO, ERROR, INFORMACION, Par, cargo, funcion, mesa
from generador.acervo import Acervo

_FUNCIONES = {"funciones": [funcion(1), funcion(2), funcion(3, cumplida_en="2016-03")]}
_DECISION = {"id": "plan", "decision": "Aprobar el plan"}
_COMPROMISO = {
    "id": "actas",
    "compromiso": "Enviar el acta",
    "responsable": "gobierno",
    "fecha_limite": "2020-07-01",
}


def _despues(**campos: Any) -> Any:
    """Una sesión posterior."""
    return f.acta("2020-08-25", "02", **campos)


def _sigue(de: str, **campos: str) -> dict[str, Any]:
    return {"seguimientos": [{"de": de, "texto": "Se hizo"} | campos]}


def _con_decision(**campos: Any) -> Any:
    return f.acta("2020-06-09", decisiones=[_DECISION], **campos)


def _compromiso(*mas: Any, **campos: Any) -> Acervo:
    propio = {k: v for k, v in (_COMPROMISO | campos).items() if v}
    return f.acervo(mesa(cargo()), f.acta("2020-06-09", compromisos=[propio]), *mas)


def _declara(**declarado: Any) -> Any:
    return f.informe("2020", declarado=declarado)


def _dos_sesiones(*funciones: list[str]) -> Acervo:
    fechas = ("2020-06-09", "2020-08-25")
    actas = [
        f.acta(d, f"0{n}", funciones=x)
        for n, (d, x) in enumerate(zip(fechas, funciones, strict=True), 1)
    ]
    return f.acervo(mesa(**_FUNCIONES), *actas)


PARES: dict[str, Par] = {
    "decision-sin-seguimiento": Par(
        INFORMACION,
        f.acervo(_con_decision(), _despues(**_sigue("actas/2020/01#plan"))),
        f.acervo(_con_decision(), _despues(decisiones=[_DECISION])),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("decisiones", 0),
                "La decisión «plan», del 9 de junio de 2020, no tiene seguimiento, y hubo "
                "sesiones hasta el 25 de agosto de 2020",
                "Escriba su seguimiento en «seguimientos» de un acta posterior, con «de: "
                "actas/2020/01#plan»",
            ),
        ),
    ),
    "acuerdo-sin-decision": Par(
        INFORMACION,
        f.acervo(f.acta("2020-06-09", notas=["Se presentó el borrador del plan."])),
        f.acervo(f.acta("2020-06-09", notas=["En ella se acordó cerrar el plan."])),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("decisiones",),
                "El texto del acta dice «se acordó», y no hay ninguna decisión registrada",
                "Registre el acuerdo en «decisiones»; si no es una decisión, escriba "
                "«decisiones: ninguna», y si el documento no lo trata como tal, dígalo en "
                "«notas»",
            ),
        ),
    ),
    "seguimiento-anterior": Par(
        ERROR,
        f.acervo(_con_decision(**_sigue("actas/2020/01#plan"))),
        f.acervo(
            f.acta("2020-06-09", **_sigue("actas/2020/02#plan")), _despues(decisiones=[_DECISION])
        ),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("seguimientos", 0),
                "La sesión del 9 de junio de 2020 da seguimiento a «actas/2020/02#plan», que "
                "es posterior: 25 de agosto de 2020",
                "Corrija «de» o la fecha de una de las dos actas",
            ),
        ),
    ),
    "seguimiento-desconocido": Par(
        ERROR,
        f.acervo(_con_decision(), _despues(**_sigue("actas/2020/01#plan"))),
        f.acervo(_con_decision(), _despues(**_sigue("actas/2020/01#plam"))),
        dice=(
            (
                "instancias/mesa/actas/2020/02",
                ("seguimientos", 0, "de"),
                "No hay ninguna decisión ni compromiso en «actas/2020/01#plam». ¿Quiso decir "
                "«actas/2020/01#plan»?",
                "Escriba el camino del acta, # y el identificador, por ejemplo actas/2020/01#plan",
            ),
        ),
    ),
    "compromiso-sin-fecha": Par(
        AVISO,
        _compromiso(),
        _compromiso(fecha_limite=""),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("compromisos", 0),
                "El compromiso «actas» no tiene fecha límite",
                "Escriba «fecha_limite:» con el día acordado; si el acta no lo dice, acuérdelo "
                "en la próxima sesión",
            ),
        ),
    ),
    "compromiso-vence-antes": Par(
        ERROR,
        _compromiso(fecha_limite="2020-06-09"),
        _compromiso(fecha_limite="2020-06-01"),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("compromisos", 0),
                "El compromiso «actas» vence el 1 de junio de 2020, antes de la sesión que lo "
                "acordó: 9 de junio de 2020",
                "Corrija «fecha_limite» según el acta",
            ),
        ),
    ),
    "compromiso-vencido": Par(
        AVISO,
        _compromiso(_despues(**_sigue("actas/2020/01#actas", estado="cumplido"))),
        _compromiso(_despues(**_sigue("actas/2020/01#actas", estado="parcial"))),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("compromisos", 0),
                "El compromiso «actas» venció el 1 de julio de 2020, y su último estado es "
                "«parcial»",
                "Escriba en «seguimientos» de un acta posterior qué pasó con él y su «estado»",
            ),
        ),
    ),
    "compromiso-sin-responsable": Par(
        AVISO,
        _compromiso(),
        _compromiso(responsable=""),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("compromisos", 0),
                "El compromiso «actas» no tiene responsable",
                "Escriba «responsable:» con el identificador del cargo en instancia.md",
            ),
        ),
    ),
    "compromiso-responsable-desconocido": Par(
        AVISO,
        _compromiso(),
        _compromiso(responsable="gobierrno"),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("compromisos", 0),
                "El responsable «gobierrno» no es el identificador de un integrante. ¿Quiso "
                "decir «gobierno»?",
                "Escriba uno de estos: gobierno; o agregue el cargo en «integrantes» de "
                "instancia.md. Así como está se publica; mientras no se sepa cuál es, deje lo "
                "escrito como comentario",
            ),
        ),
    ),
    "funciones-en-bloque": Par(
        INFORMACION,
        _dos_sesiones(["1", "2"], ["1"]),
        _dos_sesiones(["1", "2"], ["1", "2", "3"]),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("funciones",),
                "Las 2 sesiones de 2020 dicen haber abordado todas las funciones pendientes: 1 y 2",
                "Revise en cada acta qué funciones se trataron; si el documento las marca "
                "todas, dígalo en «notas»",
            ),
        ),
    ),
    "funcion-cumplida-antes": Par(
        INFORMACION,
        f.acervo(mesa(**_FUNCIONES), _declara(funciones=[{"funcion": "2", "se_abordo": "no"}])),
        f.acervo(mesa(**_FUNCIONES), _declara(funciones=[{"funcion": "3", "se_abordo": "no"}])),
        dice=(
            (
                "instancias/mesa/informes/2020",
                ("declarado", "funciones", 0, "se_abordo"),
                "El informe dice que la función 3 no se abordó, y se había cumplido antes: "
                "marzo de 2016",
                "No hay que corregir lo declarado: la página muestra las dos cosas",
            ),
        ),
    ),
    "funcion-desconocida": Par(
        ERROR,
        f.acervo(mesa(**_FUNCIONES), f.acta("2020-06-09", funciones=["3"])),
        f.acervo(mesa(**_FUNCIONES), f.acta("2020-06-09", funciones=["4"])),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("funciones", 0),
                "La función 4 no está entre las funciones de la instancia",
                "Valores posibles: 1, 2, 3; o agréguela en instancia.md",
            ),
        ),
    ),
    "plan-aprobado-tarde": Par(
        INFORMACION,
        f.acervo(f.plan(2022, fecha="2022-02-28"), f.plan(2020, fecha="2020-08-25")),
        f.acervo(f.plan(2022, fecha="2022-03-01")),
        dice=(
            (
                "instancias/mesa/planes/2022",
                ("fecha",),
                "El plan de 2022 se aprobó el 1 de marzo de 2022; la lista «ampliada» da plazo "
                "hasta el 28 de febrero de 2022, que está por confirmar",
                "Revise la fecha de aprobación; si es la del documento, no hay que cambiarla",
            ),
        ),
    ),
    "plan-posterior-a-sesiones": Par(
        INFORMACION,
        f.acervo(f.plan(2020, fecha="2020-06-09"), f.acta("2020-06-09")),
        f.acervo(f.plan(2020, fecha="2020-08-25"), f.acta("2020-06-09")),
        dice=(
            (
                "instancias/mesa/planes/2020",
                ("fecha",),
                "El plan de 2020 se aprobó el 25 de agosto de 2020, después de la primera "
                "sesión del año: 9 de junio de 2020",
                "Revise la fecha de aprobación; si es la del documento, no hay que cambiarla",
            ),
        ),
    ),
    "sesiones-programadas-calcadas": Par(
        INFORMACION,
        f.acervo(
            f.plan(2020, fecha="2020-08-25", sesiones=[{"fecha": "2020-06"}, {"fecha": "2020-10"}]),
            f.acta("2020-06-09"),
            _declara(sesiones_ordinarias={"realizadas": "1", "programadas": "2"}),
        ),
        f.acervo(
            f.plan(2020, fecha="2020-08-25", sesiones=[{"fecha": "2020-06"}]),
            f.acta("2020-06-09"),
            _declara(sesiones_ordinarias={"realizadas": "1", "programadas": "1"}),
        ),
        dice=(
            (
                "instancias/mesa/planes/2020",
                ("sesiones",),
                "Las sesiones programadas de 2020, 1, son las realizadas, y el plan se aprobó "
                "el 25 de agosto de 2020, después de la primera: 9 de junio de 2020; pudieron "
                "escribirse después de hacerlas",
                "Compare con el plan aprobado; si así está en el documento, dígalo en «notas»",
            ),
            (
                "instancias/mesa/informes/2020",
                ("declarado", "sesiones_ordinarias", "programadas"),
                "Las sesiones programadas de 2020, 1, son las realizadas, y el plan se aprobó "
                "el 25 de agosto de 2020, después de la primera: 9 de junio de 2020; pudieron "
                "escribirse después de hacerlas",
                "Compare con el plan aprobado; si así está en el documento, dígalo en «notas»",
            ),
        ),
    ),
    "plan-hito-posterior": Par(
        INFORMACION,
        f.acervo(f.plan(2020, hitos=[{"fecha": "2020-12/2021-01", "texto": "Balance"}])),
        f.acervo(f.plan(2020, hitos=[{"fecha": "2021-01/2021-02", "texto": "Cierre"}])),
        dice=(
            (
                "instancias/mesa/planes/2020",
                ("hitos", 0),
                "El plan es de 2020, y uno de sus hitos es posterior: enero de 2021 a febrero "
                "de 2021",
                "Revise la fecha del hito; si el plan se cerró después del año, no hay que "
                "cambiarla",
            ),
        ),
    ),
    "plan-avance-sin-actividades": Par(
        AVISO,
        f.acervo(
            f.plan(2020, actividades=[{"id": "a", "texto": "Dialogar"}]),
            _declara(plan={"avance": "100"}),
        ),
        f.acervo(f.plan(2020), _declara(plan={"avance": "100"})),
        dice=(
            (
                "instancias/mesa/informes/2020",
                ("declarado", "plan"),
                "El informe declara un avance del 100 %, y no consta ninguna actividad del "
                "plan: no se puede comprobar",
                "Registre en el plan sus «actividades» con su «estado»; si no se conocen, el "
                "avance calculado queda sin dato",
            ),
        ),
    ),
    "plan-contado-sin-enumerar": Par(
        INFORMACION,
        f.acervo(
            f.plan(2020, metas=[{"id": "m", "texto": "Llegar"}]), _declara(plan={"metas": "1"})
        ),
        f.acervo(f.plan(2020), _declara(plan={"metas": "5", "actividades": "11"})),
        dice=(
            (
                "instancias/mesa/informes/2020",
                ("declarado", "plan"),
                "El informe cuenta 5 metas y 11 actividades, y el plan no las enumera",
                "Escríbalas en el plan si se conocen; si no, quedan sin dato",
            ),
        ),
    ),
    "meta-desconocida": Par(
        ERROR,
        f.acervo(
            f.plan(
                2020,
                metas=[{"id": "dialogo", "texto": "Dialogar"}],
                actividades=[{"id": "a", "texto": "Reunir", "meta": "dialogo"}],
            )
        ),
        f.acervo(
            f.plan(
                2020,
                metas=[{"id": "dialogo", "texto": "Dialogar"}],
                actividades=[{"id": "a", "texto": "Reunir", "meta": "dialogos"}],
            )
        ),
        dice=(
            (
                "instancias/mesa/planes/2020",
                ("actividades", 0, "meta"),
                "La meta «dialogos» no está entre las del plan. ¿Quiso decir «dialogo»?",
                "Las metas posibles son: dialogo",
            ),
        ),
    ),
    "plan-otra-aprobacion": Par(
        AVISO,
        f.acervo(
            f.plan(2020, fecha="2020-06-09", aprobado_en="actas/2020/01"), f.acta("2020-06-09")
        ),
        f.acervo(
            f.plan(2020, fecha="2020-06-10", aprobado_en="actas/2020/01"), f.acta("2020-06-09")
        ),
        dice=(
            (
                "instancias/mesa/planes/2020",
                ("aprobado_en",),
                "El plan se aprobó el 10 de junio de 2020, y el acta en que se aprobó, "
                "actas/2020/01, es del 9 de junio de 2020",
                "Corrija «fecha» o «aprobado_en» según los documentos",
            ),
        ),
    ),
    "declarado-total-distinto": Par(
        AVISO,
        f.acervo(
            _declara(asistencia=[{"integrante": "a", "fechas": ["2020-06-09"], "total": "1"}])
        ),
        f.acervo(
            _declara(asistencia=[{"integrante": "a", "fechas": ["2020-06-09"], "total": "3"}])
        ),
        dice=(
            (
                "instancias/mesa/informes/2020",
                ("declarado", "asistencia", 0, "total"),
                "La fila de «a» dice total 3, y trae 1 fecha",
                "Compare con el documento; si así está firmado, dígalo en «notas»",
            ),
        ),
    ),
    "declarado-funcion-contradictoria": Par(
        AVISO,
        f.acervo(
            _declara(
                funciones=[
                    {"funcion": "1", "se_abordo": "si", "fechas": ["2020-06-09"]},
                    {"funcion": "2", "se_abordo": "no"},
                ]
            )
        ),
        f.acervo(
            _declara(
                funciones=[
                    {"funcion": "1", "se_abordo": "no", "fechas": ["2020-06-09"]},
                    {"funcion": "2", "se_abordo": "si", "fechas": "ninguna"},
                ]
            )
        ),
        dice=(
            (
                "instancias/mesa/informes/2020",
                ("declarado", "funciones", 0),
                "El informe dice de la función 1 que no se abordó, y trae fechas: 9 de junio "
                "de 2020",
                "Compare «se_abordo» y «fechas» con el documento; si así está firmado, dígalo "
                "en «notas»",
            ),
            (
                "instancias/mesa/informes/2020",
                ("declarado", "funciones", 1),
                "El informe dice de la función 2 que se abordó, y que no hubo fechas",
                "Compare «se_abordo» y «fechas» con el documento; si así está firmado, dígalo "
                "en «notas»",
            ),
        ),
    ),
    "declarado-sesiones-distintas": Par(
        AVISO,
        f.acervo(
            _declara(
                sesiones_ordinarias={"realizadas": "1"},
                sesiones_extraordinarias={"realizadas": "1"},
                asistencia=[{"integrante": "a", "fechas": ["2020-06-09", "2020-08-25"]}],
            )
        ),
        f.acervo(
            _declara(
                sesiones_ordinarias={"realizadas": "3"},
                sesiones_extraordinarias={"realizadas": "0"},
                asistencia=[{"integrante": "a", "fechas": ["2020-08-25"]}],
                funciones=[{"funcion": "1", "fechas": ["2020-06-09"]}],
            )
        ),
        dice=(
            (
                "instancias/mesa/informes/2020",
                ("declarado", "sesiones_ordinarias"),
                "El total de sesiones realizadas que declara el informe es 3, y el de fechas "
                "que nombran sus tablas, 2: 9 de junio de 2020, 25 de agosto de 2020",
                "Compare las tablas con el documento; si así está firmado, dígalo en «notas»",
            ),
        ),
    ),
    "declarado-fecha-sin-sesion": Par(
        AVISO,
        f.acervo(
            f.acta("2020-06-09"),
            _declara(asistencia=[{"integrante": "a", "fechas": ["2020-06-09"]}]),
        ),
        f.acervo(
            f.acta("2020-06-09"),
            _declara(
                asistencia=[
                    {"integrante": "a", "fechas": ["2020-06-09", "2020-06-19"]},
                    {"integrante": "b", "fechas": ["2020-06-19"]},
                ]
            ),
        ),
        dice=(
            (
                "instancias/mesa/informes/2020",
                ("declarado", "asistencia", 0, "fechas", 1),
                "El informe nombra una sesión del 19 de junio de 2020, y no hay acta de ese día",
                "Registre el acta en actas/2020/, o corrija la fecha si se transcribió mal",
            ),
        ),
    ),
    "declarado-fecha-fuera": Par(
        AVISO,
        f.acervo(_declara(decisiones=[{"fecha": "2020-12-31", "decision": "Cerrar"}])),
        f.acervo(_declara(decisiones=[{"fecha": "2021-01-01", "decision": "Cerrar"}])),
        dice=(
            (
                "instancias/mesa/informes/2020",
                ("declarado", "decisiones", 0, "fecha"),
                "El informe es de 2020, y nombra una sesión de fuera: 1 de enero de 2021",
                "Revise la fecha y el periodo en el documento",
            ),
        ),
    ),
}
