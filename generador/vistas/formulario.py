"""El formulario del informe de gestión: cada bloque, dicho una sola vez.

De `BLOQUES` salen, en este orden, la página, el PDF, la hoja que se firma, lo que muestra la
terminal y el borrador; y lo que en la hoja queda en blanco. Un bloque más es un renglón más aquí,
con su dato en `InformeCalculado`, que es también lo que va en el JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta
from generador.modelo.base import Html
from generador.modelo.informe import Informe
from generador.modelo.instancia import Rol, nombre_de_entonces
from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.modelo.tipos import leer_lapso
from generador.verificacion.presencia import presente
from generador.verificacion.resultados import (
    AvanceDelPlan,
    Estado,
    FilaDeAsistencia,
    FilaDeCompromiso,
    FilaDeDecision,
    FilaDeFuncion,
    FilaDePublicacion,
    FilaDeSesion,
    InformeCalculado,
    Referencia,
)
from generador.vistas import textos
from generador.vistas.campos import De, tomar
from generador.vistas.comunes import vista_estado
from generador.vistas.contraste import fechas_juntas
from generador.vistas.informe_acuerdos import (
    decision_con_resultado,
    por_estado,
    vista_compromiso,
    vista_decision,
)
from generador.vistas.registros import Dato


class Formulario(Struct, frozen=True):
    """Lo calculado de un informe, con lo que solo sabe quien ve los registros."""

    calculado: InformeCalculado
    acervo: Acervo
    contexto: Contexto
    informe: Informe | None = None

    @property
    def nombre(self) -> str:
        """Cómo se llamaba la instancia entonces."""
        anteriores = self.acervo.instancia.nombres_anteriores or ()
        entonces = nombre_de_entonces(anteriores, self.calculado.hasta)
        return entonces or self.acervo.instancia.nombre

    @property
    def antes(self) -> str:
        """Los nombres que dejó de llevar en el periodo: « (hasta el 3 de mayo de 2020, …)»."""
        desde, hasta = self.calculado.desde, self.calculado.hasta
        dejados = [
            f"hasta el {textos.fecha(a.hasta)}, {a.nombre}"
            for a in self.acervo.instancia.nombres_anteriores or ()
            if a.hasta and desde <= a.hasta < hasta
        ]
        return f" ({'; '.join(dejados)})" if dejados else ""

    def prosa(self, campo: str) -> Html | str:
        """Lo que el informe escribe en un campo; sin su registro, como se escribió."""
        html = self.acervo.html(self.informe, campo) if self.informe else None
        return html or getattr(self.calculado, campo)


class Anotado(Struct, frozen=True):
    """Un valor con lo que va debajo en letra menor; `significado` es el de una sigla."""

    valor: Any
    nota: str = ""
    consta_en: Referencia | None = None
    resumen: bool = False
    significado: str = ""


def en_palabras(valor: Any) -> str:
    """Un valor como se lee en cualquier parte; vacío si no se sabe."""
    if isinstance(valor, Anotado):
        return en_palabras(valor.valor)
    if isinstance(valor, bool):
        return textos.si_no(valor)
    if isinstance(valor, date):
        return textos.fecha(valor)
    if isinstance(valor, Estado):
        return vista_estado(valor).palabra
    if isinstance(valor, Referencia):
        return valor.titulo
    if isinstance(valor, tuple):
        son_fechas = bool(valor) and isinstance(valor[0], date)
        return fechas_juntas(valor) if son_fechas else "; ".join(valor) or "ninguna"
    return "" if valor is None else str(valor)


class Campo(Struct, frozen=True):
    """Un dato que el formulario pide: `de` lo toma de un renglón.

    `corto` es su título donde no cabe el del formulario; `lado`, si de una cifra va solo uno;
    `en_acta`, si un acta dice que ese renglón estuvo en su sesión.
    """

    titulo: str
    de: De
    corto: str = ""
    palabras: Callable[[Any], str] = en_palabras
    lado: str = ""
    en_acta: Callable[[Acervo, Acta, Any], bool | None] | None = None


class Cifras(Struct, frozen=True):
    """Datos sueltos, cada uno con su nombre. En la hoja, los que tienen título van en uno solo."""

    campos: tuple[Campo, ...]
    titulo: str = ""
    oficial: bool = True


class Cuadro(Struct, frozen=True):
    """Una tabla, con un renglón por fila.

    El campo `encabeza` nombra cada renglón; en una frase, `llamado` si lo hay. `vacio` dice que no
    consta ninguno, y `sabido`, que se sabe que no hubo. Con `articulos`, los renglones se leen
    mejor sueltos que en celdas: la página los dibuja con la macro que se llama como el bloque.
    """

    id: str
    titulo: str
    filas: De
    campos: tuple[Campo, ...]
    vacio: str = ""
    sabido: Callable[[Formulario], str] = lambda _: ""
    encabeza: int = 0
    llamado: De = ""
    sector: De = lambda _: ""
    leyenda: str = ""
    datos: Callable[[Formulario], tuple[Dato, ...]] = lambda _: ()
    articulos: Callable[[Formulario], tuple[Any, ...]] = lambda _: ()
    oficial: bool = True
    en_pagina: bool = True

    def nombre(self, fila: Any) -> str:
        """Cómo se llama un renglón en una frase."""
        return en_palabras(tomar(fila, self.llamado or self.campos[self.encabeza].de)).rstrip(".")


class Prosa(Struct, frozen=True):
    """Lo que alguien escribió."""

    campo: str
    oficial: bool = True


class Mencion(Struct, frozen=True):
    """Un registro al que se puede ir, si lo hay."""

    de: De
    oficial: bool = False


class Bloque(Struct, frozen=True):
    """Un bloque. El que no es `oficial` no lo pide el formulario: sale de los registros."""

    id: str
    titulo: str
    partes: tuple[Cifras | Cuadro | Prosa | Mencion, ...]
    oficial: bool = True

    def titulo_de(self, formulario: Formulario) -> str:
        """Su título, con el plan por su nombre."""
        plan = textos.minuscula(formulario.calculado.plan.denominacion)
        return self.titulo.replace("{plan}", plan)


# --- lo que va en un renglón ------------------------------------------------------------------


def _vino(acervo: Acervo, acta: Acta, fila: FilaDeAsistencia) -> bool | None:
    cargo = acervo.integrantes[fila.integrante]
    return presente(acervo, acta, cargo) if cargo.existe(acta.fecha) else False


def _se_abordo(_: Acervo, acta: Acta, fila: FilaDeFuncion) -> bool:
    return fila.numero in (acta.funciones or ())


def _entidad(fila: FilaDeAsistencia) -> Anotado:
    """Lo que el formulario llama «entidad u organismo» suele ser una dependencia."""
    if fila.dependencia:
        return Anotado(fila.dependencia, fila.entidad)
    return Anotado(fila.entidad)


def _funcion(fila: FilaDeFuncion) -> Anotado:
    """Una función; si ya se había cumplido antes, cuándo y con qué."""
    cumplida = textos.lapso(leer_lapso(fila.cumplida_en)) if fila.cumplida_en else ""
    return Anotado(
        f"{fila.numero}. {fila.texto}",
        cumplida and f"Se cumplió antes: {cumplida}",
        fila.cumplida_con,
        fila.resumen,
    )


def _estado(fila: FilaDePublicacion) -> Anotado:
    return Anotado(fila.estado, f"{fila.cumplidos} de {fila.exigidos}" if fila.exigidos else "")


def _avance(fila: AvanceDelPlan) -> str:
    callan = f"; {SIN_DATO_DICHO} de {fila.sin_dato}" if fila.sin_dato else ""
    return f"{fila.cumplidas} de {fila.actividades}{callan}"


def _hechos(fila: FilaDeDecision | FilaDeCompromiso) -> str:
    return "; ".join(h.texto or h.estado for h in fila.seguimientos)


def _decisiones(f: Formulario) -> tuple[FilaDeDecision, ...]:
    """Las decisiones, con su icono por su nombre."""
    iconos = [f.contexto.icono(d.icono) if d.icono else None for d in f.calculado.decisiones]
    return tuple(
        replace(d, icono=icono.nombre if icono else d.icono)
        for d, icono in zip(f.calculado.decisiones, iconos, strict=True)
    )


def _sin_sesiones(f: Formulario) -> str:
    se_sabe = f.calculado.ordinarias.realizadas.calculado is not None
    return "Se sabe que en el periodo no hubo sesiones" if se_sabe else ""


def _quorum(fila: FilaDeSesion) -> Anotado:
    return Anotado(fila.hubo_quorum, fila.quorum_fuente)


def _demora(fila: FilaDeSesion) -> Anotado:
    dias, fuente = fila.dias_a_publicacion, fila.publicacion_fuente
    cuantos = "" if dias is None else textos.contar(dias, "día", "días")
    return Anotado(cuantos, fuente and f"fecha {fuente}")


# --- los bloques ------------------------------------------------------------------------------


def _de_sesiones(clase: str) -> Cifras:
    titulo, cuentas = f"Sesiones {clase}", ("realizadas", "programadas")
    return Cifras(tuple(Campo(f"{titulo} {c}", f"calculado.{clase}.{c}") for c in cuentas), titulo)


_DE_FUNCION = (
    Campo("Función", _funcion),
    Campo(
        "Sesiones en las que se abordaron dichas funciones", "fechas", "Fechas", en_acta=_se_abordo
    ),
    Campo("Se abordó", "se_abordo"),
)


def _de_funciones(id_: str, clase: str) -> Bloque:
    titulo, filas = f"Funciones {clase}", f"calculado.funciones_{id_}"
    pie = f"{titulo} y sesiones en las que se abordaron"
    vacio = f"La instancia no tiene funciones {clase} en estos registros"
    cuadro = Cuadro(f"t_{id_}", pie, filas, _DE_FUNCION, vacio, llamado="numero")
    return Bloque(id_, titulo, (cuadro,))


def _de_avance(id_: str, grupo: str) -> Cuadro:
    titulo = f"Avance por {grupo.lower()}, calculado de las actividades"
    campos = (Campo(grupo, "nombre"), Campo("Actividades cumplidas", _avance))
    return Cuadro(f"t_{id_}", titulo, f"calculado.plan.{id_}", campos, oficial=False)


_IDENTIFICACION = Cifras(
    (
        Campo("Nombre de la instancia", lambda f: f.nombre + f.antes),
        Campo("Número y fecha del reglamento interno", "calculado.reglamento"),
        Campo("Normas", "calculado.normas"),
    )
)
_ASISTENTES = Cuadro(
    "t_asistentes",
    "Sesiones en las que participó cada cargo, por sector",
    "calculado.asistentes",
    (
        Campo("Entidad u organismo", _entidad),
        Campo("Cargo", lambda a: Anotado(a.cargo, textos.mayuscula(a.nota))),
        Campo("Rol", lambda a: Anotado(", ".join(a.roles), significado=textos.roles(a.roles))),
        Campo("Sesiones en las que participaron", "fechas", "Fechas", en_acta=_vino),
        Campo("Total", "total"),
    ),
    "La instancia no tiene integrantes en estos registros",
    encabeza=1,
    sector="sector",
    leyenda="Rol",
    datos=lambda _: tuple(Dato(r.value, textos.ROLES[r]) for r in Rol),
)
_PUBLICACION = Cuadro(
    "t_publicacion",
    "Documentos publicados en la web de la entidad que ejerce la secretaría técnica",
    "calculado.publicacion",
    (
        Campo("Documento", "titulo"),
        Campo("Declarado", "casilla", lado="declarado"),
        Campo("Calculado", "casilla", lado="calculado"),
        Campo("Estado del requisito", _estado),
    ),
)
_CIFRAS_DEL_PLAN = Cifras(
    (
        Campo("Funciones que recoge", "calculado.plan.funciones"),
        Campo("Metas", "calculado.plan.metas"),
        Campo("Actividades", "calculado.plan.actividades"),
        Campo("Cumplimiento", "calculado.plan.avance", palabras=lambda n: f"{n} %"),
    ),
    "Cifras del plan",
    oficial=False,
)
_ACTIVIDADES = Cuadro(
    "t_actividades",
    "Actividades del plan",
    "calculado.plan.por_actividad",
    (Campo("Actividad", "nombre"), Campo("Estado", lambda a: textos.palabras(a.estado))),
    oficial=False,
    en_pagina=False,
)
_DECISIONES = Cuadro(
    "t_decisiones",
    "Decisiones, su síntesis y su seguimiento",
    _decisiones,
    (
        Campo("Fecha de la sesión", "fecha"),
        Campo("Icono", "icono"),
        Campo("Decisión", decision_con_resultado),
        Campo("Seguimiento", _hechos),
        Campo("Síntesis", lambda d: d.sintesis_declarada or d.sintesis),
    ),
    "No consta ninguna decisión en estos registros",
    encabeza=2,
    articulos=lambda f: tuple(vista_decision(d, f.contexto) for d in f.calculado.decisiones),
)
_FIRMAS = Cuadro(
    "t_firmas",
    "Quienes firman",
    "calculado.firmas",
    (Campo("Nombre", "nombre"), Campo("Cargo", "cargo"), Campo("Entidad", "entidad")),
)
_COMPROMISOS = Cuadro(
    "t_compromisos",
    "Compromisos y su seguimiento",
    "calculado.compromisos",
    (
        Campo("Compromiso", "compromiso"),
        Campo("Fecha de la sesión", "fecha"),
        Campo("Responsable", "responsable"),
        Campo("Fecha límite", "fecha_limite"),
        Campo("Estado", lambda c: textos.palabras(c.estado)),
        Campo("Seguimiento", _hechos),
    ),
    "No consta ningún compromiso en estos registros",
    datos=lambda f: por_estado(f.calculado.compromisos),
    articulos=lambda f: tuple(map(vista_compromiso, f.calculado.compromisos)),
)
_QUORUM = Cuadro(
    "t_quorum",
    "Quórum de cada sesión y días que tardó su acta en publicarse",
    "calculado.sesiones",
    (
        Campo("Sesión", "fuente"),
        Campo("Requerido", "quorum_requerido"),
        Campo("Presentes", "quorum_presentes"),
        Campo("Hubo quórum", _quorum),
        Campo("De la sesión a la publicación", _demora),
    ),
    "No consta ninguna sesión del periodo en estos registros",
    _sin_sesiones,
)
_AFIRMADO = Campo("El informe afirma que hubo quórum en cada sesión", "calculado.quorum_declarado")

BLOQUES = (
    Bloque("identificacion", "Identificación", (_IDENTIFICACION,)),
    Bloque("asistentes", "Asistentes", (_ASISTENTES,)),
    Bloque(
        "sesiones",
        "Sesiones realizadas y programadas",
        (
            Mencion("calculado.sin_sesiones"),
            _de_sesiones("ordinarias"),
            _de_sesiones("extraordinarias"),
        ),
    ),
    Bloque("publicacion", "Publicación en la página web", (_PUBLICACION,)),
    _de_funciones("generales", "generales"),
    _de_funciones("especificas", "específicas"),
    Bloque(
        "plan",
        "Seguimiento al {plan}",
        (
            Prosa("seguimiento_al_plan"),
            _CIFRAS_DEL_PLAN,
            _de_avance("por_funcion", "Función"),
            _de_avance("por_meta", "Meta"),
            _ACTIVIDADES,
            Mencion("calculado.plan.fuente"),
        ),
    ),
    Bloque("analisis", "Análisis del funcionamiento de la instancia", (Prosa("analisis"),)),
    Bloque("decisiones", "Seguimiento a las decisiones", (_DECISIONES,)),
    Bloque("firmas", "Firma de quien ejerce la secretaría técnica", (_FIRMAS,)),
    Bloque("compromisos", "Compromisos", (_COMPROMISOS,), oficial=False),
    Bloque(
        "quorum",
        "Quórum y publicación de cada sesión",
        (Cifras((_AFIRMADO,)), _QUORUM),
        oficial=False,
    ),
)
