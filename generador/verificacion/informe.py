"""El informe de gestión de cualquier periodo, calculado de los registros.

Todo lo que hay en el acervo es publicable, así que aquí solo se mira que la sesión se haya
realizado y que no sea posterior a la fecha de corte. Lo que declaró un informe firmado queda al
lado de lo calculado, sin corregirlo.
"""

from __future__ import annotations

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.base import Firma, Registro
from generador.modelo.fechas import Periodo
from generador.modelo.informe import FuncionDeclarada, PublicacionDeclarada
from generador.modelo.instancia import ClaseFuncion, Funcion
from generador.modelo.nombres import (
    nombre_de_reglamento,
)
from generador.modelo.sesion import TipoSesion
from generador.modelo.sitio import RELACIONES_DE_CREACION
from generador.verificacion.ambito import Ambito, ambito_de
from generador.verificacion.asistencia import filas_de_asistencia, filas_de_sesiones
from generador.verificacion.conciliacion import (
    conciliar,
    mismo_reglamento,
    mismos_elementos,
    referencia_a,
)
from generador.verificacion.informe_plan import bloque_de_plan, bloque_de_sesiones
from generador.verificacion.resultados import (
    Cifra,
    Estado,
    FilaDeFirma,
    FilaDeFuncion,
    FilaDePublicacion,
    InformeCalculado,
    Renglon,
)
from generador.verificacion.seguimiento import (
    filas_de_compromisos,
    filas_de_decisiones,
    seguimientos_hasta,
)

LISTA_DEL_FORMULARIO = "publicacion-web"
"""La lista de las cuatro casillas del formulario: siempre va primero."""

CASILLAS = (
    ("normas_de_creacion", "Normas de creación"),
    ("reglamento_interno", "Reglamento interno"),
    ("actas_con_anexos", "Actas con sus anexos"),
    ("informe_de_gestion", "Informe de gestión"),
)
"""Las casillas del formulario, en su orden; el requisito se llama igual, con guiones."""

_SIN_CASILLAS = PublicacionDeclarada.model_construct()


def calcular_informe(
    acervo: Acervo, contexto: Contexto, periodo: Periodo, renglones: tuple[Renglon, ...]
) -> InformeCalculado:
    """Todos los bloques del formulario para un año, un semestre o un trimestre.

    De `renglones` se toman los de la instancia en la lista `publicacion-web` y el año del periodo:
    las cuatro casillas son del año aunque el informe sea de una parte de él.
    """
    ambito = ambito_de(acervo, contexto, periodo)
    informe, dicho = ambito.informe, ambito.declarado
    hechos = seguimientos_hasta(acervo, ambito.limite)
    return InformeCalculado(
        instancia=acervo.slug,
        periodo=periodo.clave,
        periodo_texto=periodo.texto,
        desde=periodo.desde,
        hasta=periodo.hasta,
        informe=referencia_a(informe) if informe else None,
        reglamento=_reglamento(ambito),
        normas=_normas(ambito),
        asistentes=filas_de_asistencia(ambito),
        ordinarias=bloque_de_sesiones(ambito, TipoSesion.ORDINARIA, dicho.sesiones_ordinarias),
        extraordinarias=bloque_de_sesiones(
            ambito, TipoSesion.EXTRAORDINARIA, dicho.sesiones_extraordinarias
        ),
        publicacion=_publicacion(ambito, renglones),
        funciones_generales=_funciones(ambito, ClaseFuncion.GENERAL),
        funciones_especificas=_funciones(ambito, ClaseFuncion.ESPECIFICA),
        plan=bloque_de_plan(ambito),
        seguimiento_al_plan=(informe and informe.seguimiento_al_plan) or "",
        analisis=(informe and informe.analisis) or "",
        narrativa_resumen=informe.resumen if informe else False,
        decisiones=filas_de_decisiones(ambito, hechos),
        compromisos=filas_de_compromisos(ambito, hechos),
        sesiones=filas_de_sesiones(ambito),
        quorum_declarado=dicho.quorum,
        sin_sesiones=referencia_a(ambito.constancia) if ambito.constancia else None,
        firmas=tuple(_firma(ambito, f) for f in (informe and informe.firmas) or ()),
    )


# --- encabezado -------------------------------------------------------------------------------


def _reglamento(ambito: Ambito) -> Cifra[str]:
    """El reglamento que rige el último día que se mira, como lo escribe el formulario."""
    vigente = ambito.acervo.reglamento_en(ambito.limite)
    declarado = ambito.declarado.reglamento
    if vigente is None:
        return conciliar(None, declarado, ())
    return conciliar(
        nombre_de_reglamento(vigente),
        declarado,
        (vigente,),
        lambda _, texto: mismo_reglamento(vigente, texto),
    )


def _normas(ambito: Ambito) -> Cifra[tuple[str, ...]]:
    """Las normas que crean o modifican la instancia, expedidas hasta ese día, por su nombre."""
    citas = ambito.acervo.instancia.normas
    ids = None if citas is None else _de_creacion(ambito)
    declaradas = ambito.declarado.normas
    normas = [norma for id_ in ids or () if (norma := ambito.contexto.norma(id_))]
    registros: tuple[Registro, ...] = tuple(normas) or (ambito.acervo.instancia,)
    return conciliar(
        None if ids is None else tuple(map(ambito.contexto.nombre_de_norma, ids)),
        None if declaradas is None else tuple(map(ambito.contexto.nombre_de_norma, declaradas)),
        registros,
        mismos_elementos,
    )


def _de_creacion(ambito: Ambito) -> tuple[str, ...]:
    citas = ambito.acervo.instancia.normas or ()
    ids = (c.norma for c in citas if c.relacion in RELACIONES_DE_CREACION)
    return tuple(id_ for id_ in dict.fromkeys(ids) if not _posterior(ambito, id_))


def _posterior(ambito: Ambito, id_: str) -> bool:
    norma = ambito.contexto.norma(id_)
    return norma is not None and norma.fecha is not None and norma.fecha > ambito.limite


def _firma(ambito: Ambito, firma: Firma) -> FilaDeFirma:
    return FilaDeFirma(
        nombre=firma.nombre,
        cargo=firma.cargo or "",
        entidad=ambito.contexto.nombre_y_sigla_de(firma.entidad) if firma.entidad else "",
        rol=firma.rol or "",
        fecha=firma.fecha,
    )


# --- publicación en la página web -------------------------------------------------------------


def _publicacion(ambito: Ambito, renglones: tuple[Renglon, ...]) -> tuple[FilaDePublicacion, ...]:
    del_anio = [
        r
        for r in renglones
        if (r.instancia, r.anio) == (ambito.acervo.slug, ambito.periodo.anio_principal)
    ]
    # A quien no se le aplica la lista oficial se le leen las casillas en la suya.
    listas = {r.lista for r in del_anio}
    lista = (
        LISTA_DEL_FORMULARIO
        if LISTA_DEL_FORMULARIO in listas
        else min(listas, default=LISTA_DEL_FORMULARIO)
    )
    suyos = {r.requisito.replace("-", "_"): r for r in del_anio if r.lista == lista}
    dicho = ambito.declarado.publicacion or _SIN_CASILLAS
    return tuple(
        _casilla(clave, titulo, suyos.get(clave), getattr(dicho, clave))
        for clave, titulo in CASILLAS
    )


def _casilla(
    clave: str, titulo: str, renglon: Renglon | None, declarado: bool | None
) -> FilaDePublicacion:
    calculado = _marca(clave, renglon) if renglon else None
    casilla = conciliar(calculado, declarado, ())
    if renglon and calculado is not None:
        casilla = Cifra(calculado, declarado, casilla.coincide, renglon.evidencias)
    return FilaDePublicacion(
        requisito=clave.replace("_", "-"),
        titulo=titulo,
        casilla=casilla,
        estado=renglon.estado if renglon else Estado.SIN_DATO,
        cumplidos=renglon.cumplidos if renglon else 0,
        exigidos=renglon.exigidos if renglon else 0,
    )


def _marca(clave: str, renglon: Renglon) -> bool | None:
    """La casilla que corresponde a un estado.

    Basta un documento publicado para marcar Sí, salvo en las actas, que deben estar todas: por
    eso «parcial» es Sí en tres casillas y No en la de actas. Lo que aún está en plazo, no se
    aplica o no se sabe no se marca.
    """
    if renglon.estado in (Estado.CUMPLE, Estado.CUMPLE_TARDE):
        return True
    if renglon.estado is Estado.PARCIAL:
        return clave != "actas_con_anexos" and renglon.cumplidos > 0
    return (
        False if renglon.estado in (Estado.INCUMPLE, Estado.SIN_COMPROBAR, Estado.FALTA) else None
    )


# --- funciones --------------------------------------------------------------------------------


def _funciones(ambito: Ambito, clase: ClaseFuncion) -> tuple[FilaDeFuncion, ...]:
    """Una fila por función que existió en el periodo o que el informe nombra, por número."""
    declaradas = {d.funcion: d for d in ambito.declarado.funciones or ()}
    suyas = [
        f
        for f in ambito.acervo.instancia.funciones or ()
        if f.clase is clase and (ambito.alcanza(f) or f.numero in declaradas)
    ]
    return tuple(
        _funcion(ambito, f, declaradas.get(f.numero)) for f in sorted(suyas, key=lambda f: f.numero)
    )


def _funcion(ambito: Ambito, f: Funcion, declarada: FuncionDeclarada | None) -> FilaDeFuncion:
    posibles = [a for a in ambito.sesiones if f.existe(a.fecha)]
    sabidas = tuple(a for a in posibles if a.funciones is not None)
    se_sabe = bool(sabidas) if posibles else ambito.se_conocen
    fechas = tuple(a.fecha for a in sabidas if f.numero in (a.funciones or ()))
    # Un acta que no dice qué funciones abordó deja abierto el No, pero no el Sí.
    no = False if se_sabe and len(sabidas) == len(posibles) else None
    registros = sabidas or ambito.registros
    # Lo que se cumplió en el periodo, o después, no se había cumplido antes.
    antes = f.cumplida_en is not None and f.cumplida_en.hasta < ambito.periodo.desde
    prueba = ambito.acervo.buscar(f.cumplida_con) if antes and f.cumplida_con else None
    return FilaDeFuncion(
        numero=f.numero,
        clase=f.clase.value,
        texto=f.texto,
        resumen=f.resumen,
        fechas=conciliar(
            fechas if se_sabe else None,
            declarada.fechas if declarada else None,
            registros,
            mismos_elementos,
        ),
        se_abordo=conciliar(
            True if fechas else no, declarada.se_abordo if declarada else None, registros
        ),
        cumplida_en=str(f.cumplida_en) if antes else "",
        cumplida_con=referencia_a(prueba) if prueba else None,
    )
