"""Los datos como tablas CSV, para abrir en una hoja de cálculo o leer con un programa.

Cada tabla de `TABLAS` dice sus columnas una vez: de ellas salen el CSV del sitio, el de cada
instancia y el diccionario de `docs/referencia/datos.md`.

UTF-8 con su marca, que Excel necesita para las tildes; coma, comillas dobles y CRLF (RFC 4180).
La última columna, `aviso`, dice lo que hay que saber antes de usar la fila. Lo que no se sabe es
«sin_dato».
"""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from typing import Any

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import EstadoActa
from generador.modelo.acuerdos import ResultadoDeDecision, SentidoDelVoto
from generador.modelo.base import Procedencia
from generador.modelo.invisibles import parece_formula
from generador.modelo.nombres import direccion_de, enumerar
from generador.modelo.sesion import ClaseDePunto, FormaDeAsistir, Modalidad, TipoSesion
from generador.modelo.sin_dato import SIN_DATO
from generador.resumen import EntradaDeDocumento, ResumenInstancia
from generador.resumen.acuerdos import compromisos_de
from generador.resumen.resumir import asistencia_de, demoras_de
from generador.verificacion.exportar import cobertura
from generador.vistas.campos import De, tomador, tomar
from generador.vistas.cifras import ASISTENCIA, DEMORA, FUNCIONES, ruta_de_csv
from generador.vistas.filas_de_sesion import (
    cargos_en_sesion,
    dicho,
    enlistado,
    funciones_en_cifras,
    invitados_a_sesion,
    partes_de_sesion,
    puntos_de_sesion,
    quorum_verificado,
    votaciones,
    votos,
    votos_por_cargo,
)
from generador.vistas.marco import AVISO_DEMOSTRACION, AVISO_FICTICIA, Enlace

Fila = Sequence[object]


class _Renglones(list[str]):
    """Donde `csv` escribe: guarda cada renglón."""

    def write(self, renglon: str) -> int:
        """Agrega un renglón."""
        self.append(renglon)
        return len(renglon)


def en_csv(columnas: Sequence[str], filas: Iterable[Fila]) -> str:
    """El CSV entero, con su marca de UTF-8."""
    renglones = _Renglones([BOM_UTF8.decode()])
    escritor = csv.writer(renglones)
    escritor.writerow(columnas)
    escritor.writerows([_celda(valor) for valor in fila] for fila in filas)
    return "".join(renglones)


def _celda(valor: object) -> str:
    if valor is None or valor == "":
        return SIN_DATO
    if isinstance(valor, bool):
        return "si" if valor else "no"
    if isinstance(valor, tuple):
        return _celda("; ".join(map(_escrito, valor)))
    texto = valor if valor.__class__ is str else _escrito(valor)
    # Una hoja de cálculo ejecutaría lo que empieza así; un número negativo no es una fórmula.
    inocente = texto[:1].isalnum() or not parece_formula(texto) or isinstance(valor, int)
    return texto if inocente else f"'{texto}"


def _escrito(valor: object) -> str:
    if isinstance(valor, time):
        return valor.isoformat("minutes")
    return valor.isoformat() if isinstance(valor, date) else str(valor)


def _aviso(contexto: Contexto, ficticia: bool) -> str:
    avisos = [AVISO_DEMOSTRACION] if contexto.sitio.demostracion else []
    avisos += [AVISO_FICTICIA] if ficticia else []
    return ". ".join(avisos) or "ninguno"


# --- las columnas -----------------------------------------------------------------------------


class ColumnaDeDatos(Struct, frozen=True):
    """Una columna: su nombre, qué dice y de dónde sale, si no se llama igual.

    Lo que es `de_instancia` sale de la instancia y no de la fila.
    """

    nombre: str
    descripcion: str
    de: De = ""
    de_instancia: bool = False

    @property
    def tomador(self) -> Callable[[Any], Any]:
        """Lo que da el dato de la celda."""
        return tomador(self.de or self.nombre)


class TablaDeDatos(Struct, frozen=True):
    """Una tabla: sus columnas, y de dónde salen sus filas, en todo el sitio o en una instancia.

    La que es solo `si_hay` no se publica sin filas: lo suyo no consta en casi ninguna instancia.
    """

    titulo: str
    columnas: tuple[ColumnaDeDatos, ...]
    del_sitio: De = ""
    de_instancia: Callable[[Acervo, Contexto], Iterable[Any]] | None = None
    si_hay: bool = False

    def csv(self, de: Iterable[tuple[Any, Iterable[Any], str]], *comunes: ColumnaDeDatos) -> str:
        """El CSV, con las filas y el aviso de cada instancia."""
        columnas = (*comunes, *self.columnas)
        tomadores = [(c.de_instancia, c.tomador) for c in columnas]
        return en_csv(
            (*(c.nombre for c in columnas), AVISO.nombre),
            (
                (*(dar(instancia if suyo else fila) for suyo, dar in tomadores), aviso)
                for instancia, filas, aviso in de
                for fila in filas
            ),
        )


INSTANCIA = ColumnaDeDatos("instancia", "La carpeta de la instancia.", "slug", True)
AVISO = ColumnaDeDatos("aviso", "Lo que hay que saber antes de usar la fila, o «ninguno».")
_FECHA = ColumnaDeDatos("fecha", "El día de la sesión.")
_TIPO = ColumnaDeDatos("tipo", f"Si la sesión fue {enumerar(TipoSesion, 'o')}.")
_ACTA = ColumnaDeDatos("acta", "La página de su acta, dentro del sitio.", "ruta")
_DIRECCION = ColumnaDeDatos("direccion", "Su página, dentro del sitio.", "ruta")
_PROCEDENCIA = ColumnaDeDatos(
    "procedencia",
    "«documento» si se transcribió del suyo; «reconstruida» si se armó con otro.",
    lambda f: Procedencia.RECONSTRUIDA if f.reconstruida else Procedencia.DOCUMENTO,
)


def _clase(documento: EntradaDeDocumento) -> str:
    es_constancia = documento.clase == "constancia"
    return "constancia sin sesiones" if es_constancia else documento.clase


# --- las tablas -------------------------------------------------------------------------------


POR_CARGO, SESIONES, PUNTOS = "asistencia-por-cargo", "sesiones", "puntos-del-orden-del-dia"
VOTACIONES, VOTOS, INVITADOS = "votaciones", "votos-por-cargo", "invitados"
VERIFICACIONES = "verificaciones-del-quorum"
"""Las tablas de una instancia que cuentan cada sesión."""
_D = ColumnaDeDatos
_DE_LA_SESION = (
    _D("fecha", _FECHA.descripcion, "acta.fecha"),
    _D("tipo", _TIPO.descripcion, "acta.tipo"),
    _D("acta", _ACTA.descripcion, lambda f: direccion_de(f.acta)),
)
_DE_LA_DECISION = (
    *_DE_LA_SESION,
    _D("direccion", "La decisión, en la página de su acta."),
)
_DEL_CARGO = (
    _D("integrante", "El identificador del cargo en la instancia.", "cargo.id"),
    _D("cargo", "El cargo.", "cargo.cargo"),
    _D("dependencia", "Su dependencia.", "cargo.dependencia"),
    _D("entidad", "El identificador de su entidad.", "cargo.entidad"),
)
_PROCEDENCIA_DEL_ACTA = _D("procedencia", _PROCEDENCIA.descripcion, "acta.procedencia")


def _del_quorum(cuando: str) -> tuple[ColumnaDeDatos, ...]:
    """El quórum que había en ese momento: «al decidir»."""
    return (
        _D("presentes_exigidos", "Con cuántos presentes hay quórum.", "quorum.requerido"),
        _D("presentes", f"Cuántos con voto había {cuando}.", "quorum.presentes"),
        _D("hubo_quorum", f"Si lo hubo {cuando}.", "quorum.hubo"),
        _D("de_donde_se_sabe", "Si se contó, se calculó o solo se afirma.", "quorum.fuente"),
    )


TABLAS = {
    "cumplimiento": TablaDeDatos(
        "Cumplimiento",
        (
            _D("anio", "El año que se juzga."),
            _D("lista", "La lista de requisitos."),
            _D("requisito", "El identificador del requisito en su lista."),
            _D("titulo", "El requisito, como se lee."),
            _D("estado", "Si se cumple: `cumple`, `parcial`, `falta`…"),
            _D("cumplidos", "Cuántas cosas exigidas están."),
            _D("exigidos", "Cuántas se exigen."),
            _D("faltantes", "Cuáles faltan, o «ninguno».", lambda r: r.faltantes or "ninguno"),
            _D(
                "plazo",
                "Hasta qué día había plazo.",
                lambda r: r.vencimiento and r.vencimiento.fecha,
            ),
            _D("certeza_del_plazo", "Qué tan cierto es ese día."),
            _D(
                "cobertura",
                "Si el sitio tiene todos los registros de la instancia.",
                lambda s: cobertura(parcial=s.cobertura_parcial),
                True,
            ),
        ),
        "renglones",
    ),
    "actas-que-faltan": TablaDeDatos(
        "Actas que faltan",
        (
            _D("anio", "El año del acta."),
            _D("numero", "Qué acta es: «Acta 2 de 2025».", "nombre"),
            _D("fecha_de_la_sesion", "El día de su sesión.", "fecha"),
            _D("que_falta", "Si no está, si está incompleta o si falta la constancia.", "clase"),
            _D("por_que_se_sabe", "De dónde se sabe.", "razones"),
            _DIRECCION,
        ),
        "faltantes",
    ),
    "decisiones": TablaDeDatos(
        "Decisiones",
        (
            _D("fecha", "El día en que se decidió."),
            _D("decision", "Lo que se decidió."),
            _D("resultado", f"En qué quedó: {enumerar(ResultadoDeDecision, 'o')}."),
            _D("sintesis", "Su síntesis."),
            _DIRECCION,
            _PROCEDENCIA,
        ),
        "decisiones",
    ),
    "compromisos": TablaDeDatos(
        "Compromisos",
        (
            _FECHA,
            _D("compromiso", "Lo que alguien quedó de hacer."),
            _D("responsable", "El cargo que lo hace, o como se escribió."),
            _D("entidad", "El identificador de la entidad de ese cargo."),
            _D("fecha_limite", "Para cuándo."),
            _D("estado", "Cómo va a la fecha de corte."),
            _DIRECCION,
            _PROCEDENCIA,
        ),
        "compromisos",
        lambda acervo, contexto: compromisos_de(acervo, contexto.corte),
    ),
    "asistencia": TablaDeDatos(
        ASISTENCIA,
        (
            _FECHA,
            _TIPO,
            _ACTA,
            _D("asistieron", "Cuántos cargos asistieron."),
            _D("no_asistieron", "Cuántos no."),
            _D("sin_dato", "De cuántos no se sabe."),
            _PROCEDENCIA,
        ),
        "asistencia",
        lambda acervo, contexto: asistencia_de(acervo, contexto.corte),
    ),
    "documentos": TablaDeDatos(
        "Documentos",
        (
            _D("clase", "Qué es: acta, plan, informe…", _clase),
            _D("titulo", "Su nombre."),
            _D("fecha", "La que el documento lleva."),
            _D("anio", "El año del que trata."),
            _D("publicado", "El día en que se publicó.", "publicada"),
            _D(
                "publicado_probado",
                "Si ese día lo prueba el registro de publicaciones; si no, lo declara el editor.",
                lambda entrada: entrada.probada if entrada.publicada else None,
            ),
            _DIRECCION,
            _PROCEDENCIA,
        ),
        "documentos",
    ),
    POR_CARGO: TablaDeDatos(
        "Asistencia de cada cargo a cada sesión",
        (
            *_DE_LA_SESION,
            _D("dia", "De qué día se trata: una sesión puede durar varios."),
            *_DEL_CARGO,
            _D("puestos", "Cuántos puestos agrupa.", "cargo.cupos"),
            _D("asistio", "Si alguno asistió ese día."),
            _D("puestos_que_asistieron", "Cuántos puestos asistieron.", "puestos"),
            _D("forma", f"Cómo asistió: {enumerar(FormaDeAsistir, 'o')}.", dicho("forma")),
            _D("llegada", "A qué hora llegó, si fue después de empezar.", dicho("llegada")),
            _D("salida", "A qué hora se retiró, si fue antes de terminar.", dicho("salida")),
            _D("excusa", "La que presentó, si no asistió.", dicho("excusa")),
            _D("delegado", "Quién fue por él.", dicho("delegado")),
            _D(
                "suplente",
                "El identificador del integrante que ocupó su puesto.",
                dicho("suplente"),
            ),
            _D("acto", "Con qué se delegó o se nombró suplente.", dicho("acto")),
            _D("observacion", "Lo que el acta aclara.", dicho("observacion")),
            _PROCEDENCIA_DEL_ACTA,
        ),
        de_instancia=cargos_en_sesion,
    ),
    SESIONES: TablaDeDatos(
        "Cada sesión, con su quórum",
        (
            *_DE_LA_SESION,
            _D("nombre_de_la_instancia", "El que llevaba ese día.", "nombre"),
            _D("estado_del_acta", f"{enumerar(EstadoActa, 'o')}.", "acta.estado"),
            _D("aprobada", "El día en que consta que se aprobó.", "aprobada"),
            _D("misma_sesion", "La página de otra acta de la misma sesión.", "otra_acta"),
            _D("conjunta_con", "Las instancias que sesionaron a la vez.", "conjunta_con"),
            _D("parte", "1, o la que sigue si se suspendió y se reanudó."),
            _D("dia", "El día de esa parte."),
            _D("hora_inicio", "A qué hora empezó esa parte."),
            _D("hora_fin", "A qué hora se suspendió o terminó."),
            _D("termina_al_dia_siguiente", "Si esa hora es del día siguiente."),
            _D("modalidad", f"Cómo se reunió: {enumerar(Modalidad, 'o')}.", "acta.modalidad"),
            _D("lugar", "Dónde, o por qué medio."),
            *_del_quorum("al empezar esa parte"),
            _PROCEDENCIA_DEL_ACTA,
        ),
        de_instancia=partes_de_sesion,
    ),
    VERIFICACIONES: TablaDeDatos(
        "Cada vez que se verificó el quórum",
        (
            *_DE_LA_SESION,
            _D("dia", "El día en que se verificó."),
            _D("hora", "A qué hora."),
            *_del_quorum("entonces"),
            _PROCEDENCIA_DEL_ACTA,
        ),
        de_instancia=quorum_verificado,
        si_hay=True,
    ),
    PUNTOS: TablaDeDatos(
        "Los puntos del orden del día de cada sesión",
        (
            *_DE_LA_SESION,
            _D("orden", "En qué lugar está en el orden del día."),
            _D("numero", "El que le da el documento: «10.1».", "punto.numero"),
            _D("punto", "De qué trata.", "punto.punto"),
            _D("clase", f"Para qué está: {enumerar(ClaseDePunto, 'o')}.", "punto.clase"),
            _D("resultado", "En qué quedó.", "punto.resultado"),
            _D("anexos", "Sus archivos, o «ninguno».", lambda f: enlistado(f.punto.anexos)),
            _D("a_puerta_cerrada", "Si se trató así.", "punto.reservado"),
            _D("fundamento", "La norma que permite reservarlo.", "punto.fundamento"),
            _PROCEDENCIA_DEL_ACTA,
        ),
        de_instancia=puntos_de_sesion,
        si_hay=True,
    ),
    VOTACIONES: TablaDeDatos(
        "Cómo se votó cada decisión",
        (
            *_DE_LA_DECISION,
            _D("dia", "Qué día se decidió."),
            _D("hora", "A qué hora se decidió.", "decision.hora"),
            _D("decision", "Lo que se decidió.", "decision.decision"),
            _D("resultado", f"{enumerar(ResultadoDeDecision, 'o')}.", "decision.resultado"),
            _D("unanimidad", "Si se tomó por unanimidad.", "decision.unanimidad"),
            _D("a_favor", "Votos a favor.", votos(SentidoDelVoto.A_FAVOR)),
            _D("en_contra", "Votos en contra.", votos(SentidoDelVoto.EN_CONTRA)),
            _D("abstenciones", "Abstenciones.", votos(SentidoDelVoto.ABSTENCION)),
            _D("en_blanco", "Votos en blanco.", votos(SentidoDelVoto.EN_BLANCO)),
            _D("impedidos", "Cuántos se declararon impedidos.", votos(SentidoDelVoto.IMPEDIDO)),
            *_del_quorum("al decidir"),
            _PROCEDENCIA_DEL_ACTA,
        ),
        de_instancia=votaciones,
        si_hay=True,
    ),
    VOTOS: TablaDeDatos(
        "Qué votó cada cargo",
        (
            *_DE_LA_DECISION,
            *_DEL_CARGO,
            _D("voto", f"{enumerar(SentidoDelVoto, 'o')}."),
            _PROCEDENCIA_DEL_ACTA,
        ),
        de_instancia=votos_por_cargo,
        si_hay=True,
    ),
    INVITADOS: TablaDeDatos(
        "Quiénes asistieron invitados",
        (
            *_DE_LA_SESION,
            _D("organizacion", "La entidad u organización.", "invitado.organizacion"),
            _D("cargo", "El cargo de quien asistió por ella.", "invitado.cargo"),
            _D("cuantos", "Cuántas personas.", "invitado.cuantos"),
            _D("motivo", "Para qué.", "invitado.motivo"),
            _PROCEDENCIA_DEL_ACTA,
        ),
        de_instancia=invitados_a_sesion,
        si_hay=True,
    ),
    "demora": TablaDeDatos(
        DEMORA,
        (
            _FECHA,
            _TIPO,
            _ACTA,
            _D("dias_a_publicacion", "Cuántos días pasaron."),
            _D("fecha_de_publicacion_es", "Si es «probada» o «declarada».", "publicacion_fuente"),
            _PROCEDENCIA,
        ),
        "demoras",
        demoras_de,
    ),
    "actividades": TablaDeDatos(
        "Actividades de los planes",
        (
            _D("anio", "El año del plan."),
            _D("actividad", "La actividad."),
            _D("responsable", "El cargo que la hace, o como se escribió."),
            _D("entidad", "El identificador de la entidad de ese cargo."),
            _D("funcion", "La función a la que sirve."),
            _D("fecha", "Cuándo se hace.", "cuando"),
            _D("estado", "Cómo va, según el plan."),
            _DIRECCION,
            _PROCEDENCIA,
        ),
        "actividades",
    ),
    "funciones": TablaDeDatos(
        FUNCIONES,
        (
            _D("numero", "El número de la función."),
            _D("funcion", "La función.", "texto"),
            _D("sesiones_en_que_se_abordo", "En cuántas sesiones.", "sesiones"),
            _D("sesiones_que_lo_dicen", "De cuántas se sabe qué funciones abordaron.", "dicen"),
            _D(
                "procedencia",
                "«documento» si se sabe por sus actas; «reconstruida» si el registro de alguna "
                "de esas sesiones se armó con otro documento.",
            ),
        ),
        de_instancia=funciones_en_cifras,
    ),
}
"""Las tablas, por su nombre."""
DEL_SITIO = {nombre: tabla.titulo for nombre, tabla in TABLAS.items() if tabla.del_sitio}
"""Las de todo el sitio, con su título."""


def tablas_de_la_instancia(acervo: Acervo, contexto: Contexto) -> dict[str, str]:
    """Las tablas de una instancia, por su nombre."""
    aviso = _aviso(contexto, acervo.instancia.ficticia)
    suyas = {
        n: tuple(t.de_instancia(acervo, contexto)) for n, t in TABLAS.items() if t.de_instancia
    }
    return {
        nombre: TABLAS[nombre].csv([(acervo, filas, aviso)])
        for nombre, filas in suyas.items()
        if filas or not TABLAS[nombre].si_hay
    }


def enlaces_a_tablas(
    acervo: Acervo, contexto: Contexto, nombres: Iterable[str]
) -> tuple[Enlace, ...]:
    """Las que hay de esas, para descargarlas."""
    return tuple(
        Enlace(f"{TABLAS[n].titulo} (CSV)", ruta_de_csv(acervo.slug, n))
        for n in nombres
        if _la_hay(TABLAS[n], acervo, contexto)
    )


def enlace_a_tabla(nombre: str) -> Enlace:
    """Una de las tablas `DEL_SITIO`, para descargarla."""
    return Enlace(f"{TABLAS[nombre].titulo} de todas las instancias (CSV)", ruta_de_tabla(nombre))


def _la_hay(tabla: TablaDeDatos, acervo: Acervo, contexto: Contexto) -> bool:
    if not tabla.si_hay or tabla.de_instancia is None:
        return True
    return next(iter(tabla.de_instancia(acervo, contexto)), None) is not None


def tabla_del_sitio(nombre: str, resumenes: Iterable[ResumenInstancia], contexto: Contexto) -> str:
    """Una de las tablas `DEL_SITIO`, con lo de todas las instancias."""
    tabla = TABLAS[nombre]
    todas = ((r, tomar(r, tabla.del_sitio), _aviso(contexto, r.ficticia)) for r in resumenes)
    return tabla.csv(todas, INSTANCIA)


def ruta_de_tabla(nombre: str) -> str:
    """Dónde está una tabla de todo el sitio."""
    return f"datos/{nombre}.csv"
