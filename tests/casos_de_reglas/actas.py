"""Casos de numeración, lugares, fechas y sesiones."""

from __future__ import annotations

from apoyo import fabrica as f

from casos_de_reglas.par import AVISO, CONTEXTO, ERROR, INFORMACION, Par, firma, mesa
from generador.modelo.acta import Acta, SinSesiones
from generador.modelo.informe import Informe
from generador.modelo.norma import Reglamento
from generador.modelo.plan import Plan

_ANUAL = f.reglamento("2016-03-16", numeracion="anual")
_CONTINUA = f.reglamento("2016-03-16", numeracion="continua")
_RUTA = "instancias/mesa"


def _numeradas(*actas: tuple[str, str, str]) -> tuple[Acta, ...]:
    """Actas por (fecha, archivo, número)."""
    return tuple(f.acta(fecha, archivo, numero=numero) for fecha, archivo, numero in actas)


_UNA_DOS = _numeradas(("2020-02-03", "01", "1"), ("2020-05-04", "02", "2"))
_DOCUMENTO = {"titulo": "Lista", "archivo": "lista.pdf"}
_PERIODO = {"periodo": "2020", "motivo": "No hubo asuntos", "fecha": "2021-01-15"}

_DECISIONES = [{"id": "plan", "decision": "Se aprueba el plan"}]

PARES: dict[str, Par] = {
    "acta-salto-numero": Par(
        AVISO,
        f.acervo(_ANUAL, *_UNA_DOS),
        f.acervo(
            _ANUAL,
            *_numeradas(
                ("2020-02-03", "01", "2"), ("2020-05-04", "02", "3"), ("2020-08-03", "03", "6")
            ),
        ),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("numero",),
                "La numeración salta: antes del acta 2, del 3 de febrero de 2020, no consta el "
                "acta 1",
                "Registre el acta que falta o publíquela si es un borrador; si no existe, "
                "corrija el número o explíquelo en «notas» y en el acta siguiente",
            ),
            (
                "instancias/mesa/actas/2020/03",
                ("numero",),
                "La numeración salta: antes del acta 6, del 3 de agosto de 2020, no constan "
                "las actas 4 a 5",
                "Registre el acta que falta o publíquela si es un borrador; si no existe, "
                "corrija el número o explíquelo en «notas» y en el acta siguiente",
            ),
        ),
    ),
    "acta-numero-desordenado": Par(
        AVISO,
        f.acervo(*_UNA_DOS),
        f.acervo(*_numeradas(("2020-02-03", "01", "2"), ("2020-05-04", "02", "1"))),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("numero",),
                "El acta 2 es del 3 de febrero de 2020, y la 1, actas/2020/02, de un día "
                "posterior: 4 de mayo de 2020",
                "Corrija el número o la fecha de una de las dos, según los documentos",
            ),
        ),
    ),
    "acta-numero-repetido": Par(
        ERROR,
        f.acervo(_CONTINUA, *_numeradas(("2019-11-05", "01", "7"), ("2020-02-03", "01", "8"))),
        f.acervo(_CONTINUA, *_numeradas(("2019-11-05", "01", "7"), ("2020-02-03", "01", "7"))),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("numero",),
                "El acta 7 se repite: ya es actas/2019/01, del 5 de noviembre de 2019, y el "
                "reglamento numera sin reiniciar cada año",
                "Corrija el número, o «numeracion: anual» en el reglamento si se reinicia",
            ),
        ),
    ),
    "acta-numeracion": Par(
        AVISO,
        f.acervo(_ANUAL, *_numeradas(("2019-11-05", "01", "7"), ("2020-02-03", "01", "1"))),
        f.acervo(
            _ANUAL,
            f.reglamento("2021-01-01", numeracion="continua"),
            *_numeradas(
                ("2019-11-05", "01", "7"), ("2020-02-03", "01", "8"), ("2021-02-03", "01", "1")
            ),
        ),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("numero",),
                "El acta 8, del 3 de febrero de 2020, sigue la cuenta de 2019, y el reglamento "
                "la reinicia cada año",
                "Numere desde 1 las actas de 2020, o corrija «numeracion» en el reglamento",
            ),
            (
                "instancias/mesa/actas/2021/01",
                ("numero",),
                "El acta 1, del 3 de febrero de 2021, empieza otra cuenta después de la 8, y "
                "el reglamento numera sin reiniciar",
                "Corrija los números según los documentos, o «numeracion» en el reglamento",
            ),
        ),
    ),
    "acta-otro-anio": Par(
        ERROR,
        f.acervo(f.acta("2020-12-16")),
        f.acervo(f.registro(Acta, f"{_RUTA}/actas/2019/03", tipo="ordinaria", fecha="2020-12-16")),
        dice=(
            (
                "instancias/mesa/actas/2019/03",
                ("fecha",),
                "La sesión es del 16 de diciembre de 2020, y el archivo está en actas/2019/",
                "Corrija la fecha, o lleve el archivo y sus anexos a actas/2020/",
            ),
        ),
    ),
    "constancia-otro-anio": Par(
        ERROR,
        f.acervo(f.sin_sesiones("2020")),
        f.acervo(f.registro(SinSesiones, f"{_RUTA}/actas/2019/sin-sesiones", **_PERIODO)),
        dice=(
            (
                "instancias/mesa/actas/2019/sin-sesiones",
                ("periodo",),
                "La constancia es de 2020, y el archivo está en actas/2019/",
                "Corrija el periodo, o lleve el archivo y sus anexos a actas/2020/",
            ),
        ),
    ),
    "plan-otro-anio": Par(
        ERROR,
        f.acervo(f.plan(2020)),
        f.acervo(f.registro(Plan, f"{_RUTA}/planes/2019", anio="2020")),
        dice=(
            (
                "instancias/mesa/planes/2019",
                ("anio",),
                "El plan es de 2020, y el archivo se llama 2019",
                "Corrija el año, o cambie el nombre del archivo y el de su carpeta de anexos a "
                "planes/2020",
            ),
        ),
    ),
    "informe-otro-periodo": Par(
        ERROR,
        f.acervo(f.informe("2020-s1")),
        f.acervo(f.registro(Informe, f"{_RUTA}/informes/2020", periodo="2020-s1")),
        dice=(
            (
                "instancias/mesa/informes/2020",
                ("periodo",),
                "El informe es del primer semestre de 2020, y el archivo se llama 2020",
                "Corrija el periodo, o cambie el nombre del archivo y el de su carpeta de anexos a "
                "informes/2020-s1",
            ),
        ),
    ),
    "reglamento-otra-fecha": Par(
        ERROR,
        f.acervo(f.reglamento("2016-03-16")),
        f.acervo(f.registro(Reglamento, f"{_RUTA}/reglamento/2016-03-06", fecha="2016-03-16")),
        dice=(
            (
                "instancias/mesa/reglamento/2016-03-06",
                ("fecha",),
                "El reglamento es del 16 de marzo de 2016, y el archivo se llama 2016-03-06",
                "Corrija la fecha, o cambie el nombre del archivo y el de su carpeta de anexos a "
                "reglamento/2016-03-16",
            ),
        ),
    ),
    "publicacion-anterior": Par(
        ERROR,
        f.acervo(
            f.acta(
                "2020-06-09",
                fecha_publicacion="2020-06-09",
                anexos=[_DOCUMENTO | {"fecha_publicacion": "2020-06-01"}],
            ),
            f.informe("2020", fecha="2021-01-15", fecha_publicacion="2021-01-20"),
            f.acta("2021-03-10", estado_sesion="convocada", fecha_publicacion="2021-03-01"),
        ),
        f.acervo(
            f.acta(
                "2020-06-09",
                fecha_publicacion="2020-06-08",
                original=_DOCUMENTO | {"fecha_publicacion": "2020-06-07"},
                anexos=[_DOCUMENTO | {"fecha": "2020-06-02", "fecha_publicacion": "2020-06-01"}],
            )
        ),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("fecha_publicacion",),
                "La publicación, el 8 de junio de 2020, es anterior a la sesión, que es del 9 "
                "de junio de 2020",
                "Corrija una de las dos fechas según el documento; si no se sabe cuándo se "
                "publicó, borre «fecha_publicacion»",
            ),
            (
                "instancias/mesa/actas/2020/01",
                ("original", "fecha_publicacion"),
                "La publicación, el 7 de junio de 2020, es anterior a la sesión, que es del 9 "
                "de junio de 2020",
                "Corrija una de las dos fechas según el documento; si no se sabe cuándo se "
                "publicó, borre «fecha_publicacion»",
            ),
            (
                "instancias/mesa/actas/2020/01",
                ("anexos", 0, "fecha_publicacion"),
                "La publicación, el 1 de junio de 2020, es anterior al documento «Lista», que "
                "es del 2 de junio de 2020",
                "Corrija una de las dos fechas según el documento; si no se sabe cuándo se "
                "publicó, borre «fecha_publicacion»",
            ),
        ),
    ),
    "periodo-sin-cerrar": Par(
        AVISO,
        f.acervo(f.informe("2020-t1", fecha="2020-03-31", fecha_publicacion="2020-04-15")),
        f.acervo(
            f.informe(
                "2020-t1",
                fecha="2020-03-20",
                fecha_publicacion="2020-03-25",
                firmas=[firma(fecha="2020-03-21")],
            ),
            f.sin_sesiones("2021", fecha="2021-11-30"),
        ),
        dice=(
            (
                "instancias/mesa/informes/2020-t1",
                ("fecha",),
                "El informe tiene fecha del 20 de marzo de 2020, y el periodo que cubre "
                "termina el 31 de marzo de 2020",
                "Revise la fecha y el periodo; si salió antes de tiempo, dígalo en «notas»",
            ),
            (
                "instancias/mesa/informes/2020-t1",
                ("fecha_publicacion",),
                "El informe se publicó el 25 de marzo de 2020, y el periodo que cubre termina "
                "el 31 de marzo de 2020",
                "Revise la fecha y el periodo; si salió antes de tiempo, dígalo en «notas»",
            ),
            (
                "instancias/mesa/informes/2020-t1",
                ("firmas", 0, "fecha"),
                "El informe se firmó el 21 de marzo de 2020, y el periodo que cubre termina el "
                "31 de marzo de 2020",
                "Revise la fecha y el periodo; si salió antes de tiempo, dígalo en «notas»",
            ),
            (
                "instancias/mesa/actas/2021/sin-sesiones",
                ("fecha",),
                "La constancia tiene fecha del 30 de noviembre de 2021, y el periodo que cubre "
                "termina el 31 de diciembre de 2021",
                "Revise la fecha y el periodo; si salió antes de tiempo, dígalo en «notas»",
            ),
        ),
    ),
    "acta-aprobada-antes": Par(
        ERROR,
        f.acervo(f.acta("2020-06-09", fecha_aprobacion="2020-06-09")),
        f.acervo(f.acta("2020-06-09", fecha_aprobacion="2020-06-01")),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("fecha_aprobacion",),
                "El acta se aprobó el 1 de junio de 2020, antes de la sesión, que es del 9 de "
                "junio de 2020",
                "Corrija «fecha_aprobacion» o «fecha» según el documento",
            ),
        ),
    ),
    "acta-aprobada-en-anterior": Par(
        ERROR,
        f.acervo(
            f.acta("2020-06-09"),
            f.acta("2020-08-25", "02", aprobacion_de_actas=["actas/2020/01", "actas/2020/02"]),
        ),
        f.acervo(
            f.acta("2020-06-09", aprobacion_de_actas=["actas/2020/02"]), f.acta("2020-08-25", "02")
        ),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("aprobacion_de_actas", 0),
                "La sesión del 9 de junio de 2020 aprueba el acta actas/2020/02, de una sesión "
                "posterior: 25 de agosto de 2020",
                "Corrija el camino del acta que se aprobó",
            ),
        ),
    ),
    "acta-firmada-antes": Par(
        ERROR,
        f.acervo(f.acta("2020-06-09", firmas=[firma(fecha="2020-06-20"), firma()])),
        f.acervo(f.acta("2020-06-09", firmas=[firma(), firma(fecha="2020-06-08")])),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("firmas", 1, "fecha"),
                "Ana Pérez firma el 8 de junio de 2020, antes de la sesión, que es del 9 de "
                "junio de 2020",
                "Corrija la fecha de la firma o la de la sesión según el documento",
            ),
        ),
    ),
    "citacion-posterior": Par(
        ERROR,
        f.acervo(f.acta("2020-06-09", citacion={"fecha": "2020-06-01"})),
        f.acervo(f.acta("2020-06-09", citacion={"fecha": "2020-06-10"})),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("citacion", "fecha"),
                "La citación es del 10 de junio de 2020, después de la sesión, que es del 9 de "
                "junio de 2020",
                "Corrija la fecha de la citación o la de la sesión",
            ),
        ),
    ),
    "hora-al-reves": Par(
        AVISO,
        f.acervo(f.acta("2020-06-09", hora_inicio="8:00", hora_fin="10:30")),
        f.acervo(f.acta("2020-06-09", hora_inicio="14:00", hora_fin="4:30")),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("hora_fin",),
                "La sesión termina a las 04:30, y empieza a las 14:00",
                "Escriba las horas de 00:00 a 23:59; si pasó de la medianoche, agregue "
                "«termina_al_dia_siguiente: si»",
            ),
        ),
    ),
    "registro-fuera-de-vigencia": Par(
        AVISO,
        f.acervo(mesa(desde="2014-11-24", hasta="2020-12-31"), f.acta("2020-12-31"), f.plan(2014)),
        f.acervo(
            mesa(desde="2014-11-24", hasta="2020-12-31", estado="no_vigente"),
            f.reglamento("2014-11-23"),
            f.acta("2021-01-01"),
            f.plan(2021),
        ),
        dice=(
            (
                "instancias/mesa/actas/2021/01",
                ("fecha",),
                "La sesión es del 1 de enero de 2021, y la instancia existió hasta el 31 de "
                "diciembre de 2020",
                "Corrija la fecha del registro o «hasta» en instancia.md",
            ),
            (
                "instancias/mesa/reglamento/2014-11-23",
                ("fecha",),
                "El reglamento es del 23 de noviembre de 2014, y la instancia existe desde el 24 "
                "de noviembre de 2014",
                "Corrija la fecha del registro o «desde» en instancia.md",
            ),
            (
                "instancias/mesa/planes/2021",
                ("anio",),
                "El plan es de 2021, y la instancia existió hasta el 31 de diciembre de 2020",
                "Corrija la fecha del registro o «hasta» en instancia.md",
            ),
        ),
    ),
    "sesion-sin-acta": Par(
        AVISO,
        f.acervo(
            f.acta("2020-06-09"),
            f.plan(2020, sesiones=[{"fecha": "2020-06-09", "estado": "realizada"}]),
        ),
        f.acervo(
            f.acta("2020-06-09", estado_sesion="cancelada"),
            f.plan(2020, sesiones=[{"fecha": "2020-06-09", "estado": "realizada"}]),
        ),
        dice=(
            (
                "instancias/mesa/planes/2020",
                ("sesiones", 0),
                "El plan dice que la sesión del 9 de junio de 2020 se realizó, y no hay acta "
                "de ese día",
                "Registre el acta en actas/2020/, o corrija la fecha o el estado en el plan",
            ),
        ),
    ),
    "sesion-programada-pendiente": Par(
        INFORMACION,
        f.acervo(
            f.acta("2020-06-09"),
            f.plan(2020, sesiones=[{"fecha": "2020-06"}]),
            f.plan(2027, sesiones=[{"fecha": "2027-02"}]),
        ),
        f.acervo(f.plan(2020, sesiones=[{"fecha": "2020-06"}])),
        dice=(
            (
                "instancias/mesa/planes/2020",
                ("sesiones", 0),
                "La sesión ordinaria programada para junio de 2020 ya pasó, y no consta qué "
                "fue de ella",
                "Escriba en el plan «estado:» realizada, aplazada o cancelada, y registre su "
                "acta si se hizo",
            ),
        ),
    ),
    "sesion-convocada-pasada": Par(
        AVISO,
        f.acervo(f.acta("2026-11-22", estado_sesion="convocada")),
        f.acervo(f.acta("2026-11-21", estado_sesion="convocada")),
        dice=(
            (
                "instancias/mesa/actas/2026/01",
                ("fecha",),
                "La sesión convocada para el 21 de noviembre de 2026 ya pasó, y sigue como "
                "convocada",
                "Escriba «estado_sesion:» realizada, aplazada o cancelada",
            ),
        ),
    ),
    "sesion-futura": Par(
        AVISO,
        f.acervo(f.acta("2026-11-22")),
        f.acervo(f.acta("2026-11-23")),
        dice=(
            (
                "instancias/mesa/actas/2026/01",
                ("fecha",),
                "La sesión del 23 de noviembre de 2026 figura como realizada, y es posterior a la "
                "fecha de corte",
                "Si pidió el sitio de un día anterior, no hay nada que corregir; si no, corrija la "
                "fecha, o escriba «estado_sesion: convocada» hasta que se haga",
            ),
        ),
    ),
    "aplazada-sin-fecha": Par(
        AVISO,
        f.acervo(f.acta("2020-06-09", estado_sesion="aplazada", aplazada_a="2020-06-16")),
        f.acervo(f.acta("2020-06-09", estado_sesion="aplazada")),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("aplazada_a",),
                "La sesión del 9 de junio de 2020 se aplazó, y no consta para cuándo",
                "Escriba «aplazada_a:» con la nueva fecha, o «estado_sesion: cancelada» si no "
                "la hay",
            ),
        ),
    ),
    "aplazada-hacia-atras": Par(
        ERROR,
        f.acervo(f.acta("2020-06-09", estado_sesion="aplazada", aplazada_a="2020-06-16")),
        f.acervo(f.acta("2020-06-09", estado_sesion="aplazada", aplazada_a="2020-06-02")),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("aplazada_a",),
                "La sesión del 9 de junio de 2020 se aplazó para el 2 de junio de 2020, que no "
                "es un día posterior",
                "Corrija «fecha» (el día para el que se había convocado) o «aplazada_a»",
            ),
        ),
    ),
    "aplazada-otro-anio": Par(
        INFORMACION,
        f.acervo(f.acta("2020-12-16", estado_sesion="aplazada", aplazada_a="2020-12-18")),
        f.acervo(f.acta("2020-12-16", estado_sesion="aplazada", aplazada_a="2021-01-20")),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("aplazada_a",),
                "La sesión del 16 de diciembre de 2020 se aplazó para otro año: 20 de enero de "
                "2021; no cuenta entre las de 2020",
                "Registre su acta en actas/2021/ cuando se haga",
            ),
        ),
    ),
    "sesion-sin-motivo": Par(
        AVISO,
        f.acervo(f.acta("2020-06-09", estado_sesion="cancelada", motivo="Sin quórum")),
        f.acervo(f.acta("2020-06-09", estado_sesion="cancelada")),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("motivo",),
                "La sesión del 9 de junio de 2020 figura como cancelada sin decir por qué",
                "Escriba «motivo:» con la razón",
            ),
        ),
    ),
    "acta-sin-original": Par(
        AVISO,
        f.acervo(
            f.acta("2020-06-09"),
            f.acta("2020-08-25", "02", procedencia="reconstruida", original=None),
        ),
        f.acervo(f.acta("2020-06-09", original=None)),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("original",),
                "El acta de la sesión del 9 de junio de 2020 no tiene el documento que la prueba",
                "Copie el acta firmada en su carpeta de anexos y nómbrela en «original:», o "
                "escriba «original: este_registro» si el registro es el original",
            ),
        ),
    ),
    "constancia-con-sesiones": Par(
        ERROR,
        f.acervo(f.sin_sesiones("2020-s1"), f.acta("2020-08-25")),
        f.acervo(f.sin_sesiones("2020-s1"), f.acta("2020-06-09")),
        dice=(
            (
                "instancias/mesa/actas/2020/sin-sesiones-2020-s1",
                ("periodo",),
                "La constancia dice que no hubo sesiones en el primer semestre de 2020, y hay "
                "acta de la del 9 de junio de 2020: actas/2020/01",
                "Corrija el periodo de la constancia o el estado de esa sesión, o retire la "
                "que sobra",
            ),
        ),
    ),
    "identidad-repetida": Par(
        ERROR,
        f.acervo(
            f.acta("2020-06-09", numero="1"),
            f.acta("2020-08-25", "02", numero="1", serie="extraordinaria"),
        ),
        f.acervo(f.acta("2020-06-09", numero="1"), f.acta("2020-08-25", "02", numero="1")),
        dice=(
            (
                "instancias/mesa/actas/2020/02",
                ("numero",),
                "Ya hay otro registro que es el acta 1 de 2020: "
                "contenido/instancias/mesa/actas/2020/01.md",
                "Corrija el número, la fecha o el periodo de uno de los dos, o borre el que sobra",
            ),
        ),
        contexto=CONTEXTO,
    ),
    "titulo-repetido": Par(
        ERROR,
        f.acervo(
            f.acta("2020-06-09", hora_inicio="08:00"),
            f.acta("2020-06-09", "02", hora_inicio="14:00"),
            f.acta("2020-06-09", "03", numero="1"),
            f.acta("2020-06-09", "04", tipo="extraordinaria"),
            f.acta("2020-06-09", "05", estado_sesion="cancelada"),
        ),
        f.acervo(
            f.acta("2020-06-09"),
            f.acta("2020-06-09", "02"),
            f.acta("2020-08-25", "03", hora_inicio="08:00"),
            f.acta("2020-08-25", "04", hora_inicio="08:00"),
            f.acta("2020-10-06", "05", numero="1"),
            f.acta("2020-10-06", "06", numero="1", serie="ordinaria"),
        ),
        dice=(
            (
                "instancias/mesa/actas/2020/02",
                ("fecha",),
                "Ya hay otra que se llama «Acta de la sesión ordinaria del 9 de junio de 2020»: "
                "contenido/instancias/mesa/actas/2020/01.md",
                "Escriba «numero:», o «hora_inicio:» en las dos; si es la misma sesión, borre la "
                "copia",
            ),
            (
                "instancias/mesa/actas/2020/04",
                ("fecha",),
                "Ya hay otra que se llama «Acta de la sesión ordinaria del 25 de agosto de 2020, "
                "8:00 a. m.»: contenido/instancias/mesa/actas/2020/03.md",
                "Escriba «numero:», o corrija «hora_inicio:»; si es la misma sesión, borre la "
                "copia",
            ),
            (
                "instancias/mesa/actas/2020/06",
                ("fecha",),
                "Ya hay otra que se llama «Acta 1 de la sesión ordinaria del 6 de octubre de "
                "2020»: contenido/instancias/mesa/actas/2020/05.md",
                "Corrija «numero» o «serie» en una de las dos, o borre la que sobra",
            ),
        ),
    ),
    "sesion-copiada": Par(
        AVISO,
        f.acervo(
            f.acta("2020-06-09", numero="1", hora_inicio="08:00", decisiones=_DECISIONES),
            f.acta("2020-06-09", "02", numero="2", hora_inicio="14:00", decisiones=_DECISIONES),
            f.acta("2020-08-25", "03", numero="3"),
            f.acta("2020-08-25", "04", numero="4"),
            # La ordinaria no se hizo, y a su hora se hizo otra.
            f.acta("2020-10-06", "05", hora_inicio="08:00", estado_sesion="cancelada"),
            f.acta("2020-10-06", "06", numero="5", hora_inicio="08:00", tipo="extraordinaria"),
        ),
        f.acervo(
            f.acta("2020-06-09", numero="1", hora_inicio="08:00"),
            f.acta("2020-06-09", "02", numero="2", hora_inicio="08:00"),
            f.acta("2020-08-25", "03", numero="3", decisiones=_DECISIONES),
            f.acta("2020-08-25", "04", numero="4", decisiones=_DECISIONES),
        ),
        dice=(
            (
                "instancias/mesa/actas/2020/02",
                ("fecha",),
                "La sesión del 9 de junio de 2020, 8:00 a. m., parece una copia de "
                "actas/2020/01: una instancia no sesiona dos veces a la misma hora",
                "Si es una copia, bórrela; si son dos sesiones, corrija en una «fecha» o "
                "«hora_inicio»",
            ),
            (
                "instancias/mesa/actas/2020/04",
                ("fecha",),
                "La sesión del 25 de agosto de 2020 parece una copia de actas/2020/03: dice lo "
                "mismo y solo cambia el número",
                "Si es una copia, bórrela; si son dos sesiones, escriba «hora_inicio:» en cada una",
            ),
        ),
    ),
}
