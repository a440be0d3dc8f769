"""Casos de lo que el documento calla."""

from __future__ import annotations

from apoyo import fabrica as f

from casos_de_reglas.par import AVISO, INFORMACION, Par, cargo, firma, funcion, mesa
from generador.acervo import Acervo

_LINEAMIENTO = {"norma": "resolucion-233-2018-secretaria-general", "relacion": "lineamiento"}
_CASILLAS = {
    "normas_de_creacion": "si",
    "reglamento_interno": "no",
    "actas_con_anexos": "si",
    "informe_de_gestion": "si",
}


def _decide(**icono: str) -> Acervo:
    return f.acervo(
        f.acta("2020-06-09", decisiones=[{"id": "plan", "decision": "Aprobar el plan"} | icono]),
        f.informe(
            "2020",
            declarado={
                "decisiones": [{"fecha": "2020-06-09", "decision": "Aprobar el plan"} | icono]
            },
        ),
    )


PARES: dict[str, Par] = {
    "acta-sin-numero": Par(
        INFORMACION,
        f.acervo(f.acta("2020-06-09", numero="1")),
        f.acervo(f.acta("2020-06-09")),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("numero",),
                "No consta el número del acta: sin dato",
                "Escriba «numero:» si el acta lo trae; no lo deduzca del nombre del archivo",
            ),
        ),
    ),
    "reglamento-sin-numero": Par(
        INFORMACION,
        f.acervo(f.reglamento("2016-03-16", numero="ninguno")),
        f.acervo(f.reglamento("2016-03-16")),
        dice=(
            (
                "instancias/mesa/reglamento/2016-03-16",
                ("numero",),
                "No consta el número del reglamento: sin dato",
                "Escriba «numero:» si el documento lo trae, o «numero: ninguno» si no tiene",
            ),
        ),
    ),
    "informe-sin-numero": Par(
        INFORMACION,
        f.acervo(f.informe("2020", numero="01")),
        f.acervo(f.informe("2020")),
        dice=(
            (
                "instancias/mesa/informes/2020",
                ("numero",),
                "No consta el número del informe: sin dato",
                "Escriba «numero:» si el documento lo trae",
            ),
        ),
    ),
    "informe-sin-fecha": Par(
        INFORMACION,
        f.acervo(f.informe("2020", fecha="2021-01-15")),
        f.acervo(f.informe("2020")),
        dice=(
            (
                "instancias/mesa/informes/2020",
                ("fecha",),
                "No consta la fecha del informe: sin dato",
                "Escriba «fecha:» con la que trae el documento; no la deduzca de otra",
            ),
        ),
    ),
    "informe-sin-publicacion": Par(
        INFORMACION,
        f.acervo(f.informe("2020", fecha_publicacion="2021-01-15")),
        f.acervo(f.informe("2020")),
        dice=(
            (
                "instancias/mesa/informes/2020",
                ("fecha_publicacion",),
                "No consta cuándo se publicó el informe: sin dato",
                "Escriba «fecha_publicacion:» si se sabe el día",
            ),
        ),
    ),
    "firma-sin-fecha": Par(
        INFORMACION,
        f.acervo(f.informe("2020", firmas=[firma(fecha="2021-01-15")])),
        f.acervo(f.informe("2020", firmas=[firma()]), f.sin_sesiones("2021", firmas=[firma()])),
        dice=(
            (
                "instancias/mesa/actas/2021/sin-sesiones",
                ("firmas", 0),
                "No consta cuándo firmó Ana Pérez: sin dato",
                "Escriba «fecha:» en la firma si el documento la trae",
            ),
            (
                "instancias/mesa/informes/2020",
                ("firmas", 0),
                "No consta cuándo firmó Ana Pérez: sin dato",
                "Escriba «fecha:» en la firma si el documento la trae",
            ),
        ),
    ),
    "firma-rol-desconocido": Par(
        AVISO,
        f.acervo(f.informe("2020", firmas=[firma(rol="p"), firma(rol="S"), firma(rol=None)])),
        f.acervo(f.informe("2020", firmas=[firma(rol="Presidenta")])),
        dice=(
            (
                "instancias/mesa/informes/2020",
                ("firmas", 0),
                "El rol «Presidenta» de Ana Pérez no es una de las letras del formulario: la firma "
                "no se cuenta como la de la presidencia ni como la de la secretaría técnica",
                "Escriba P si firma por la presidencia o S si firma por la secretaría técnica; si "
                "firma por otra cosa, llévelo a «cargo»",
            ),
        ),
    ),
    "firma-sin-presidencia": Par(
        INFORMACION,
        f.acervo(f.informe("2020", firmas=[firma(rol="P"), firma(rol="S")])),
        f.acervo(f.informe("2020", firmas=[firma(rol="S")])),
        dice=(
            (
                "instancias/mesa/informes/2020",
                ("firmas",),
                "El informe no trae la firma de la presidencia (P): firma S",
                "Agregue la firma con «rol: P» si está en el documento",
            ),
        ),
    ),
    "decision-sin-icono": Par(
        INFORMACION,
        _decide(icono="plan"),
        _decide(),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("decisiones", 0),
                "La columna «Icono» de la decisión «plan» está vacía: sin dato",
                "Escriba «icono:» si el documento lo trae",
            ),
            (
                "instancias/mesa/informes/2020",
                ("declarado", "decisiones", 0),
                "La columna «Icono» de la decisión «1» está vacía: sin dato",
                "Escriba «icono:» si el documento lo trae",
            ),
        ),
    ),
    "publicacion-sin-marca": Par(
        INFORMACION,
        f.acervo(f.informe("2020", declarado={"publicacion": _CASILLAS})),
        f.acervo(f.informe("2020", declarado={"quorum": "si"})),
        dice=(
            (
                "instancias/mesa/informes/2020",
                ("declarado", "publicacion"),
                "Sin marca en «Publicación en la página web»: normas_de_creacion, "
                "reglamento_interno, actas_con_anexos, informe_de_gestion",
                "Escriba si o no debajo de «publicacion:» solo si el documento lo marca; si "
                "no, queda sin dato",
            ),
        ),
    ),
    "instancia-sin-dato": Par(
        INFORMACION,
        f.acervo(mesa(cargo(), funciones=[funcion(1)], normas=[_LINEAMIENTO], estado="vigente")),
        f.acervo(mesa(cargo(), funciones=[funcion(1)], normas="ninguna")),
        dice=(
            (
                "instancias/mesa/instancia",
                ("estado",),
                "No consta «estado» de la instancia: sin dato",
                "Escriba «estado:» en instancia.md si se conoce",
            ),
        ),
    ),
}
