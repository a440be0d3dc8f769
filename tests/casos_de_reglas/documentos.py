"""Casos de documentos, anexos, reglamentos, normas y citas."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from apoyo import fabrica as f
from pydantic import Field

from casos_de_reglas.par import AVISO, CONTEXTO, ERROR, INFORMACION, Par, cargo, firma, mesa
from generador.acervo import Acervo
from generador.modelo.acta import Acta
from generador.modelo.base import Html
from generador.modelo.citas import IdDeInstancia, IdDeLista
from generador.modelo.sitio import Visita

_CARPETA = "instancias/mesa/actas/2020/01"
_LINEAMIENTO = {"norma": "resolucion-233-2018-secretaria-general", "relacion": "lineamiento"}


def _acta(*archivos: str, **campos: Any) -> Acervo:
    """Un acta con esos campos y esos archivos en su carpeta de anexos."""
    rutas = [f"{_CARPETA}/{archivo}" for archivo in archivos]
    return f.acervo(f.acta("2020-06-09", **campos), archivos=rutas)


def _anexo(archivo: str = "lista.pdf", **campos: Any) -> dict[str, Any]:
    return {"anexos": [{"titulo": "Lista", "archivo": archivo} | campos]}


INDICE = {
    "objetivo_legitimo": "La seguridad pública",
    "fundamento_juridico": "Ley 1712 de 2014, artículo 19, literal b",
    "excepcion": "total",
    "calificado": "2020-06-12",
    "plazo": "10 años",
    "medio": "Digital",
}
RESERVADO = {
    "titulo": "Concepto",
    "fecha": "2020-06-09",
    "clasificacion": "publica_reservada",
    "fundamento": "Ley 1712 de 2014, artículo 19",
    "indice": INDICE,
}


def _con_texto(html: str, *archivos: str) -> Acervo:
    return replace(_acta(*archivos), cuerpos={(_CARPETA, "cuerpo"): Html(html)})


class _ActaQueCita(Acta):
    """Un acta con lo que hoy solo se cita en lo que es de todo el sitio."""

    lista: IdDeLista | None = Field(None, description="Lista de requisitos de que se habló.")
    con: IdDeInstancia | None = Field(None, description="Instancia con que se sesionó.")


def _cita(**campos: Any) -> Acervo:
    return f.acervo(
        f.registro(_ActaQueCita, _CARPETA, tipo="ordinaria", fecha="2020-06-09", **campos)
    )


_CON_DOS = replace(
    CONTEXTO,
    instancias=("mesa", "consejo"),
    listas_de_requisitos={"linea-base": next(iter(f.listas_oficiales().values()))},
)


_PROBADA = {"id": "a", "texto": "Adoptarlo", "evidencia": "reglamento/2016-03-16"}

_AJENA = "https://ejemplo.gov.co/presentacion.pdf"
_EN_OTRO_SITIO = _acta(anexos=[{"titulo": "Presentación", "url": _AJENA}])
_LEIDA = Visita(url=_AJENA, fecha=date(2020, 7, 1), sha256="a1", bytes=9, tipo="application/pdf")
_FALLA = {"falla": "no existe (404)", "falla_desde": date(2020, 8, 3)}

PARES: dict[str, Par] = {
    "direccion-no-responde": Par(
        AVISO,
        _EN_OTRO_SITIO,
        _acta(anexos=[{"titulo": "Lista", "url": f"{_AJENA}#2"}]),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("anexos", 0),
                "El documento «Lista» está en otro sitio, y desde el 3 de agosto de 2020 no se "
                "puede leer: no existe (404)",
                "Corrija «url:», o copie el archivo en contenido/instancias/mesa/actas/2020/01/ y "
                "nómbrelo con «archivo:»; después, léalo con «generador revisar --direcciones», "
                "que guarda su huella y su fecha",
            ),
        ),
        contexto=replace(
            CONTEXTO,
            visitas={
                _AJENA: _LEIDA,
                f"{_AJENA}#2": _LEIDA.model_copy(update={"url": f"{_AJENA}#2", **_FALLA}),
            },
        ),
    ),
    "anexo-fuera-de-carpeta": Par(
        ERROR,
        _acta(**_anexo("lista.pdf")),
        _acta(**_anexo("../02/lista.pdf")),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("anexos", 0, "archivo"),
                "«../02/lista.pdf» sale de la carpeta de anexos del registro",
                "Copie el archivo en instancias/mesa/actas/2020/01/ y escriba solo su nombre",
            ),
        ),
    ),
    "anexo-no-existe": Par(
        ERROR,
        _acta("lista.pdf", **_anexo("lista.pdf")),
        _acta("lista.pdf", **_anexo("listas.pdf")),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("anexos", 0, "archivo"),
                "El archivo «listas.pdf» no está en instancias/mesa/actas/2020/01/. ¿Quiso "
                "decir «lista.pdf»?",
                "Copie el archivo en contenido/instancias/mesa/actas/2020/01/ o corrija el nombre; "
                "si solo se sabe en qué página está, escriba «url:» con su dirección en vez de "
                "«archivo:»",
            ),
        ),
    ),
    "documento-sin-lugar": Par(
        ERROR,
        _acta(anexos=[{"titulo": "Lista", "url": "https://ejemplo.gov.co/lista.pdf"}]),
        _acta(anexos=[{"titulo": "Lista"}]),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("anexos", 0),
                "El documento «Lista» no tiene archivo ni dirección",
                "Escriba «archivo:» con el nombre del anexo o «url:» con su dirección",
            ),
        ),
    ),
    "original-sin-archivo": Par(
        AVISO,
        _acta("acta.pdf", original={"titulo": "Acta", "archivo": "acta.pdf"}),
        _acta(original={"titulo": "Acta", "url": "https://ejemplo.gov.co/acta.pdf"}),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("original",),
                "El original, «Acta», es solo una dirección web: no cuenta como prueba",
                "Copie el archivo en contenido/instancias/mesa/actas/2020/01/ y nómbrelo con "
                "«archivo:»; si tiene que estar en el otro sitio, léalo con «generador revisar "
                "--direcciones», que guarda su huella y su fecha",
            ),
        ),
    ),
    "anexo-sin-archivo": Par(
        AVISO,
        _acta("lista.pdf", **_anexo(archivo="lista.pdf")),
        _acta(anexos=[{"titulo": "Lista", "url": "https://ejemplo.gov.co/lista.pdf"}]),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("anexos", 0),
                "El anexo «Lista» es solo una dirección web: no cuenta como publicado",
                "Copie el archivo en contenido/instancias/mesa/actas/2020/01/ y nómbrelo con "
                "«archivo:»; si tiene que estar en el otro sitio, léalo con «generador revisar "
                "--direcciones», que guarda su huella y su fecha",
            ),
        ),
    ),
    "indice-incompleto": Par(
        AVISO,
        _acta(anexos=[RESERVADO]),
        _acta(anexos=[{**RESERVADO, "fecha": None, "indice": {**INDICE, "plazo": None}}]),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("anexos", 0),
                "Del documento «Concepto», el índice de información clasificada y reservada no "
                "dice «fecha» e «indice: plazo»",
                "Escriba lo que se sepa, con esas claves; de lo demás, el índice dirá «sin dato»",
            ),
        ),
    ),
    "indice-de-lo-publico": Par(
        ERROR,
        _acta(anexos=[RESERVADO]),
        _acta("concepto.pdf", **_anexo(archivo="concepto.pdf", indice=INDICE)),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("anexos", 0, "indice"),
                "El documento «Lista» dice qué va en el índice de lo retenido, y es público",
                "Si se retiene, escriba «clasificacion:» con publica_clasificada o "
                "publica_reservada y su «fundamento:»; si no, quite «indice:»",
            ),
        ),
    ),
    "plazo-de-reserva": Par(
        AVISO,
        _acta(anexos=[RESERVADO]),
        _acta(
            anexos=[
                {**RESERVADO, "indice": {**INDICE, "plazo": "20 años"}},
                {
                    **RESERVADO,
                    "titulo": "Estudio",
                    "fecha": "2010-06-09",
                    "indice": {**INDICE, "plazo": "5 años"},
                },
            ]
        ),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("anexos", 0, "indice"),
                "El documento «Concepto» se reserva por 20 años, y la ley permite 15 como mucho",
                "Corrija «plazo:» según el acto que lo calificó",
            ),
            (
                "instancias/mesa/actas/2020/01",
                ("anexos", 1, "indice"),
                "La reserva del documento «Estudio» era por 5 años desde 2010, y ya pasaron",
                "Publique el documento, o corrija «plazo:» según el acto que lo calificó",
            ),
        ),
    ),
    "documento-retenido": Par(
        ERROR,
        _acta(
            anexos=[
                {
                    "titulo": "Lista",
                    "clasificacion": "publica_clasificada",
                    "fundamento": "Ley 1712 de 2014, art. 18",
                }
            ]
        ),
        _acta(
            anexos=[
                {"titulo": "Lista", "archivo": "lista.pdf", "clasificacion": "publica_reservada"},
                {**RESERVADO, "url": "https://ejemplo.gov.co/concepto.pdf"},
            ]
        ),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("anexos", 0),
                "El documento «Lista» se retiene sin decir con qué fundamento",
                "Escriba «fundamento:» con la norma que lo permite",
            ),
            (
                "instancias/mesa/actas/2020/01",
                ("anexos", 0),
                "El documento «Lista» está retenido, pero su archivo está en el sitio",
                "Retire el archivo y publique la versión pública como otro documento",
            ),
            (
                "instancias/mesa/actas/2020/01",
                ("anexos", 1),
                "El documento «Concepto» está retenido, y dice en qué dirección se ve",
                "Quite «url:», que no se publica; si ahí se puede ver, pida que lo retiren o quite "
                "«clasificacion:»",
            ),
        ),
    ),
    "anexo-sin-nombrar": Par(
        ERROR,
        _con_texto('<p><img alt="x" src="01/foto%201.png"></p>', "foto 1.png"),
        _acta("lista.pdf", "suelto.pdf", "viejo.pdf", **_anexo(reemplaza="viejo.pdf")),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                (),
                "El archivo «suelto.pdf» está en la carpeta de anexos y nadie lo nombra",
                "Agréguelo en «anexos» con su título, o enlácelo en el texto; si no se publica, "
                "llévelo fuera de contenido/",
            ),
        ),
    ),
    "documento-reemplazado-falta": Par(
        ERROR,
        _acta("lista.pdf", "vieja.pdf", **_anexo(reemplaza="vieja.pdf")),
        _acta("lista.pdf", "vieja.pdf", **_anexo(reemplaza="viejas.pdf")),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("anexos", 0, "reemplaza"),
                "El archivo reemplazado, «viejas.pdf», ya no está en "
                "instancias/mesa/actas/2020/01/. ¿Quiso decir «vieja.pdf»?",
                "Devuélvalo a contenido/instancias/mesa/actas/2020/01/: lo publicado se "
                "reemplaza, no se retira; o corrija el nombre",
            ),
        ),
    ),
    "reglamento-anterior-a-norma": Par(
        INFORMACION,
        f.acervo(
            mesa(normas=[_LINEAMIENTO]), f.reglamento("2016-03-16"), f.reglamento("2018-06-13")
        ),
        f.acervo(mesa(normas=[_LINEAMIENTO]), f.reglamento("2016-03-16")),
        dice=(
            (
                "instancias/mesa/reglamento/2016-03-16",
                ("fecha",),
                "El reglamento, del 16 de marzo de 2016, es anterior a una norma que da "
                "lineamientos a la instancia: Resolución 233 de 2018, que rige desde el 13 de "
                "junio de 2018",
                "Compruebe si el reglamento se ajustó a ella; si hay una versión posterior, "
                "regístrela en reglamento/ con «reemplaza»",
            ),
        ),
    ),
    "reglamento-sin-reemplaza": Par(
        AVISO,
        f.acervo(
            f.reglamento("2016-03-16"),
            f.reglamento("2020-01-01", reemplaza="reglamento/2016-03-16"),
        ),
        f.acervo(f.reglamento("2016-03-16"), f.reglamento("2020-01-01")),
        dice=(
            (
                "instancias/mesa/reglamento/2020-01-01",
                ("reemplaza",),
                "Hay un reglamento anterior, del 16 de marzo de 2016, y este no dice si lo "
                "reemplaza",
                "Si lo reemplaza, escriba «reemplaza: reglamento/2016-03-16»; si solo lo cambia en "
                "parte, «modifica: reglamento/2016-03-16»",
            ),
        ),
    ),
    "reglamento-reemplaza-posterior": Par(
        ERROR,
        f.acervo(
            f.reglamento("2016-03-16"),
            f.reglamento("2020-01-01", reemplaza="reglamento/2016-03-16"),
        ),
        f.acervo(
            f.reglamento("2016-03-16", reemplaza="reglamento/2020-01-01"),
            f.reglamento("2020-01-01", reemplaza="reglamento/2020-01-01"),
        ),
        dice=(
            (
                "instancias/mesa/reglamento/2016-03-16",
                ("reemplaza",),
                "El reglamento del 16 de marzo de 2016 dice reemplazar al del 1 de enero de "
                "2020, que no es anterior",
                "Corrija «reemplaza» o la fecha de una de las dos versiones",
            ),
            (
                "instancias/mesa/reglamento/2020-01-01",
                ("reemplaza",),
                "El reglamento del 1 de enero de 2020 dice reemplazar al del 1 de enero de 2020, "
                "que no es anterior",
                "Corrija «reemplaza» o la fecha de una de las dos versiones",
            ),
        ),
    ),
    "reglamento-modifica-otro": Par(
        ERROR,
        f.acervo(
            f.reglamento("2016-03-16"),
            f.reglamento("2018-01-01", modifica="reglamento/2016-03-16"),
        ),
        f.acervo(
            f.reglamento("2016-03-16"),
            f.reglamento("2018-01-01", modifica="reglamento/2020-01-01"),
            f.reglamento("2020-01-01", reemplaza="reglamento/2016-03-16"),
            f.reglamento("2021-01-01", modifica="reglamento/2018-01-01"),
            f.reglamento(
                "2022-01-01", modifica="reglamento/2020-01-01", reemplaza="reglamento/2020-01-01"
            ),
        ),
        dice=(
            (
                "instancias/mesa/reglamento/2018-01-01",
                ("modifica",),
                "El reglamento del 1 de enero de 2018 modifica al del 1 de enero de 2020, que ese "
                "día no regía",
                "Corrija «modifica», o la fecha de una de las dos versiones",
            ),
            (
                "instancias/mesa/reglamento/2021-01-01",
                ("modifica",),
                "El reglamento del 1 de enero de 2021 modifica al del 1 de enero de 2018, que a "
                "su vez modifica a otro",
                "Escriba en «modifica» el que trae el texto entero: reglamento/2020-01-01",
            ),
            (
                "instancias/mesa/reglamento/2022-01-01",
                ("modifica",),
                "El reglamento del 1 de enero de 2022 dice que reemplaza a otro y también que lo "
                "modifica",
                "Deje «reemplaza» si es un texto entero nuevo, o «modifica» si solo cambia una "
                "parte",
            ),
        ),
    ),
    "reglamento-sin-quorum": Par(
        INFORMACION,
        f.acervo(f.reglamento("2016-03-16", quorum={"base": "mitad_mas_uno"})),
        f.acervo(f.reglamento("2016-03-16")),
        dice=(
            (
                "instancias/mesa/reglamento/2016-03-16",
                ("fecha",),
                "No consta la regla de quórum del reglamento: el de las sesiones no se puede "
                "comprobar",
                "Escriba «quorum:» con su «base» como la dice el reglamento; si no se conoce, "
                "queda sin dato",
            ),
        ),
    ),
    "norma-mal-citada": Par(
        AVISO,
        _acta(notas=["Conforme a la Resolución No. 233 de 2018."]),
        f.acervo(
            f.informe("2020", declarado={"reglamento": "Adoptado según la resolucion 230/2018"}),
            f.acta("2020-06-09", orden_del_dia=["Decreto 233 de 2018", "Resolución 233 de 2019"]),
        ),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("orden_del_dia", 0),
                "El texto nombra «Decreto 233 de 2018», y esa norma no está registrada. ¿Quiso "
                "decir «Resolución 233 de 2018»?",
                "Corrija el número, el año o la clase; si así está en el documento, dígalo en "
                "«notas»; si es otra norma, regístrela en contenido/normas/",
            ),
            (
                "instancias/mesa/actas/2020/01",
                ("orden_del_dia", 1),
                "El texto nombra «Resolución 233 de 2019», y esa norma no está registrada. "
                "¿Quiso decir «Resolución 233 de 2018»?",
                "Corrija el número, el año o la clase; si así está en el documento, dígalo en "
                "«notas»; si es otra norma, regístrela en contenido/normas/",
            ),
            (
                "instancias/mesa/informes/2020",
                ("declarado", "reglamento"),
                "El texto nombra «Resolución 230 de 2018», y esa norma no está registrada. "
                "¿Quiso decir «Resolución 233 de 2018»?",
                "Corrija el número, el año o la clase; si así está en el documento, dígalo en "
                "«notas»; si es otra norma, regístrela en contenido/normas/",
            ),
        ),
    ),
    "norma-sin-registrar": Par(
        INFORMACION,
        _acta(notas=["Conforme a la Resolución 233 de 2018."]),
        _acta(notas=["Según el Decreto Distrital 371 de 2010, y otra vez el decreto 371 de 2010."]),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("notas", 0),
                "El texto nombra «Decreto 371 de 2010», y esa norma no está registrada",
                "Si la instancia se rige por ella, cree contenido/normas/decreto-371-2010- y "
                "el emisor",
            ),
        ),
    ),
    "norma-desconocida": Par(
        ERROR,
        f.acervo(mesa(normas=[_LINEAMIENTO])),
        f.acervo(mesa(normas=[_LINEAMIENTO | {"norma": "resolucion-230-2018-secretaria-general"}])),
        dice=(
            (
                "instancias/mesa/instancia",
                ("normas", 0, "norma"),
                "La norma «resolucion-230-2018-secretaria-general» no está en "
                "contenido/normas/. ¿Quiso decir «resolucion-233-2018-secretaria-general»?",
                "Revise tipo, número, año y emisor, o cree el archivo "
                "contenido/normas/resolucion-230-2018-secretaria-general.md",
            ),
        ),
    ),
    "entidad-desconocida": Par(
        ERROR,
        f.acervo(mesa(cargo()), f.acta("2020-06-09", firmas=[firma(entidad="mujer")])),
        f.acervo(mesa(cargo()), f.acta("2020-06-09", firmas=[firma(entidad="mujeres")])),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("firmas", 0, "entidad"),
                "La entidad «mujeres» no está en contenido/entidades.yaml. ¿Quiso decir «mujer»?",
                "Corrija el identificador o agregue la entidad en contenido/entidades.yaml",
            ),
        ),
    ),
    "sector-desconocido": Par(
        ERROR,
        f.acervo(mesa(cargo(), sectores=["13"])),
        f.acervo(mesa(cargo(sector="16"), sectores=["13"])),
        dice=(
            (
                "instancias/mesa/instancia",
                ("integrantes", 0, "sector"),
                "El sector 16 no existe",
                "Escriba uno de estos: 13 Mujeres",
            ),
        ),
    ),
    "lista-desconocida": Par(
        ERROR,
        _cita(lista="linea-base"),
        _cita(lista="linea-bases"),
        contexto=_CON_DOS,
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("lista",),
                "No existe la lista de requisitos «linea-bases». ¿Quiso decir «linea-base»?",
                "Valores posibles: linea-base",
            ),
        ),
    ),
    "instancia-desconocida": Par(
        ERROR,
        _cita(con="consejo"),
        _cita(con="concejo"),
        contexto=_CON_DOS,
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("con",),
                "No hay ninguna instancia en contenido/instancias/concejo/. ¿Quiso decir "
                "«consejo»?",
                "Valores posibles: mesa, consejo",
            ),
        ),
    ),
    "icono-desconocido": Par(
        ERROR,
        _acta(decisiones=[{"id": "a", "decision": "Aprobar", "icono": "plan"}]),
        _acta(decisiones=[{"id": "a", "decision": "Aprobar", "icono": "planes"}]),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("decisiones", 0, "icono"),
                "El icono «planes» no existe. ¿Quiso decir «plan»?",
                "Valores posibles: plan",
            ),
        ),
    ),
    "registro-desconocido": Par(
        ERROR,
        f.acervo(f.plan(2020, aprobado_en="actas/2020/01"), f.acta("2020-06-09")),
        f.acervo(
            f.plan(2020, aprobado_en="actas/2020/02"),
            f.acta("2020-06-09", convocatoria="convocatorias/2020/07"),
        ),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("convocatoria",),
                "No hay ningún registro en «convocatorias/2020/07».",
                "Escriba el camino de una convocatoria dentro de la instancia, por ejemplo "
                "convocatorias/2020/01",
            ),
            (
                "instancias/mesa/planes/2020",
                ("aprobado_en",),
                "No hay ningún registro en «actas/2020/02».",
                "Escriba el camino de un acta dentro de la instancia, por ejemplo actas/2020/01",
            ),
        ),
    ),
    "registro-de-otra-clase": Par(
        ERROR,
        f.acervo(
            f.reglamento("2016-03-16"),
            f.acta("2020-06-09"),
            f.plan(2020, aprobado_en="actas/2020/01", actividades=[_PROBADA]),
        ),
        f.acervo(
            f.reglamento("2016-03-16", reemplaza="instancia"),
            f.acta("2020-06-09", convocatoria="planes/2020", misma_sesion="planes/2020"),
            f.plan(2020, aprobado_en="reglamento/2016-03-16"),
        ),
        dice=(
            (
                "instancias/mesa/reglamento/2016-03-16",
                ("reemplaza",),
                "«instancia» es una instancia, y aquí va un reglamento.",
                "Escriba el camino de un reglamento dentro de la instancia, por ejemplo "
                "reglamento/2016-03-16",
            ),
            (
                "instancias/mesa/actas/2020/01",
                ("convocatoria",),
                "«planes/2020» es un plan, y aquí va una convocatoria.",
                "Escriba el camino de una convocatoria dentro de la instancia, por ejemplo "
                "convocatorias/2020/01",
            ),
            (
                "instancias/mesa/actas/2020/01",
                ("misma_sesion",),
                "«planes/2020» es un plan, y aquí va un acta.",
                "Escriba el camino de un acta dentro de la instancia, por ejemplo actas/2020/01",
            ),
            (
                "instancias/mesa/planes/2020",
                ("aprobado_en",),
                "«reglamento/2016-03-16» es un reglamento, y aquí va un acta.",
                "Escriba el camino de un acta dentro de la instancia, por ejemplo actas/2020/01",
            ),
        ),
    ),
    "cita-posterior": Par(
        INFORMACION,
        f.acervo(f.plan(2026, aprobado_en="actas/2026/01"), f.acta("2026-11-09")),
        replace(
            f.acervo(f.plan(2026, aprobado_en="actas/2026/01")),
            posteriores={
                "instancias/mesa/actas/2026/01": f.acta(
                    "2026-11-09", fecha_publicacion="2026-12-01"
                )
            },
        ),
        dice=(
            (
                "instancias/mesa/planes/2026",
                ("aprobado_en",),
                "«actas/2026/01» se muestra desde el 1 de diciembre de 2026, después de la fecha "
                "de corte",
                "No hay nada que corregir: hasta ese día, su dirección dice que todavía no está",
            ),
        ),
    ),
    "reconstruida-sin-fuente": Par(
        ERROR,
        _acta(procedencia="reconstruida", reconstruida_de="Informe de gestión 2020"),
        _acta(procedencia="reconstruida"),
        dice=(
            (
                "instancias/mesa/actas/2020/01",
                ("procedencia",),
                "El registro es reconstruido y no dice de qué documento",
                "Escriba «reconstruida_de:» con el nombre del documento",
            ),
        ),
    ),
}
