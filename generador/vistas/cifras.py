"""Una instancia en cifras: asistencia, demora en publicar, funciones abordadas y compromisos."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta
from generador.modelo.fechas import Periodo
from generador.modelo.nombres import direccion_de, reconstruido_de, sesion_con_marca
from generador.resumen.acuerdos import compromisos_de
from generador.verificacion.ambito import ambito_de
from generador.verificacion.asistencia import cuenta_de_presencia, filas_de_sesiones
from generador.verificacion.resultados import FilaDeSesion
from generador.vistas import textos
from generador.vistas.graficos import Celda, Clave, Columna, Grafico, TablaDeGrafico, apilar
from generador.vistas.marco import Marco
from generador.vistas.partes import marco_de_parte
from generador.vistas.seguimientos import ESTADOS_DE_COMPROMISO, estado_de_compromiso

ASISTENCIA = "Asistencia, sesión por sesión"
DEMORA = "Días de cada sesión a la publicación de su acta"
FUNCIONES = "Sesiones en que se abordó cada función"
"""Cómo se llaman la tabla de la página y la de los datos."""

_SIN_SESIONES = "No consta ninguna sesión realizada en estos registros."
_PRESENTES, _AUSENTES, _NADA = "lleno", "hueco", "punteado"
_TRAMAS = dict(
    zip(ESTADOS_DE_COMPROMISO, ("lleno", "hueco", "rayado", "cruzado", "tenue"), strict=True)
)


class VistaCifras(Struct, frozen=True):
    """La página de cifras de una instancia."""

    marco: Marco
    de: str
    graficos: tuple[Grafico, ...]


class AsistenciaDeSesion(Struct, frozen=True):
    """Cuántos cargos fueron a una sesión, cuántos no, y de cuántos no hay dato."""

    acta: Acta
    presentes: int
    ausentes: int
    sin_dato: int


def vista_cifras(acervo: Acervo, contexto: Contexto) -> VistaCifras:
    """La vista de la página, con lo ocurrido hasta la fecha de corte."""
    nombre = acervo.instancia.nombre
    marco = marco_de_parte(
        acervo,
        contexto,
        "cifras",
        "En cifras",
        f"Asistencia, demora en publicar, funciones y compromisos: {nombre}.",
    )
    graficos = (
        _de_asistencia(acervo, contexto),
        _de_demora(acervo, contexto),
        _de_funciones(acervo, contexto),
        _de_compromisos(acervo, contexto),
    )
    return VistaCifras(marco, nombre, graficos)


def ruta_de_csv(slug: str, tabla: str) -> str:
    """Dónde está una tabla de datos de una instancia."""
    return f"datos/{slug}/{tabla}.csv"


def sesiones_hasta_el_corte(acervo: Acervo, contexto: Contexto) -> tuple[Acta, ...]:
    """Las sesiones realizadas hasta la fecha de corte, por fecha."""
    return tuple(a for a in acervo.sesiones if a.fecha <= contexto.corte)


# --- asistencia -------------------------------------------------------------------------------


def asistencia_por_sesion(acervo: Acervo, contexto: Contexto) -> tuple[AsistenciaDeSesion, ...]:
    """La asistencia a cada sesión, contada por cargo entre los que existían ese día."""
    return tuple(
        AsistenciaDeSesion(a, *cuenta_de_presencia(acervo, a))
        for a in sesiones_hasta_el_corte(acervo, contexto)
    )


def _de_asistencia(acervo: Acervo, contexto: Contexto) -> Grafico:
    filas = asistencia_por_sesion(acervo, contexto)
    columnas, tope = apilar(
        (
            f"{sesion_con_marca(f.acta)}: {_cuenta(f)}",
            ((_PRESENTES, f.presentes), (_AUSENTES, f.ausentes), (_NADA, f.sin_dato)),
        )
        for f in filas
    )
    return _grafico(
        "asistencia",
        ASISTENCIA,
        "Cuántos cargos fueron a cada sesión, de los que la integraban ese día. "
        "Se cuenta por cargo, no por persona.",
        columnas if tope else (),
        (
            Clave(_PRESENTES, "Asistió"),
            Clave(_AUSENTES, "No asistió"),
            Clave(_NADA, "Sin dato"),
        ),
        textos.contar(tope, "cargo", "cargos"),
        [f.acta for f in filas],
        TablaDeGrafico(
            "Cargos que asistieron a cada sesión",
            ("Sesión", "Asistieron", "No asistieron", "Sin dato"),
            tuple(
                (_sesion(f.acta), _numero(f.presentes), _numero(f.ausentes), _numero(f.sin_dato))
                for f in filas
            ),
        ),
        acervo.slug,
        _SIN_SESIONES if not filas else "" if tope else "No consta quiénes la integran.",
    )


def _cuenta(fila: AsistenciaDeSesion) -> str:
    sabidos = fila.presentes + fila.ausentes
    return f"{fila.presentes} de {sabidos} cargos" if sabidos else textos.SIN_DATO


def _sesion(acta: Acta) -> Celda:
    return Celda(sesion_con_marca(acta), direccion_de(acta))


def _numero(valor: int) -> Celda:
    return Celda(str(valor), numero=True)


def _grafico(
    id_: str,
    titulo: str,
    descripcion: str,
    columnas: tuple[Columna, ...],
    claves: tuple[Clave, ...],
    tope: str,
    actas: list[Acta],
    tabla: TablaDeGrafico,
    slug: str,
    falta: str,
) -> Grafico:
    """Un gráfico con una columna por sesión; sin datos, solo lo que falta."""
    if falta:
        return Grafico(id_, titulo, descripcion, falta=falta)
    extremos = textos.fecha(actas[0].fecha), textos.fecha(actas[-1].fecha)
    ruta = ruta_de_csv(slug, id_)
    return Grafico(id_, titulo, descripcion, columnas, claves, tope, *extremos, tabla, ruta)


# --- demora en publicar -----------------------------------------------------------------------


def demoras(acervo: Acervo, contexto: Contexto) -> tuple[FilaDeSesion, ...]:
    """Lo que tardó en publicarse el acta de cada sesión, en orden."""
    anios = sorted({a.fecha.year for a in sesiones_hasta_el_corte(acervo, contexto)})
    return tuple(
        fila
        for anio in anios
        for fila in filas_de_sesiones(ambito_de(acervo, contexto, Periodo(anio)))
    )


def _de_demora(acervo: Acervo, contexto: Contexto) -> Grafico:
    filas = demoras(acervo, contexto)
    sabidas = sorted(f.dias_a_publicacion for f in filas if f.dias_a_publicacion is not None)
    columnas, tope = apilar(
        (f"{f.fuente.titulo}: {_dias(f)}", ((_PRESENTES, _alto(f)),)) for f in filas
    )
    return _grafico(
        "demora",
        "Días de la sesión a la publicación del acta",
        f"Cuánto tardó en publicarse el acta de cada sesión. {_mediana(sabidas, len(filas))}",
        columnas if tope else (),
        (),
        textos.contar(tope, "día", "días"),
        list(sesiones_hasta_el_corte(acervo, contexto)),
        TablaDeGrafico(
            DEMORA,
            ("Acta o sesión", "Días", "Cómo se sabe la fecha"),
            tuple(
                (
                    Celda(f.fuente.titulo, f.fuente.url),
                    Celda(_dias(f), numero=True),
                    Celda(f.publicacion_fuente or textos.SIN_DATO),
                )
                for f in filas
            ),
        ),
        acervo.slug,
        "" if filas else _SIN_SESIONES,
    )


def _alto(fila: FilaDeSesion) -> int:
    # Un acta con fecha anterior a su sesión no tiene columna: la tabla lo dice.
    return max(fila.dias_a_publicacion or 0, 0)


def _dias(fila: FilaDeSesion) -> str:
    return textos.cantidad(fila.dias_a_publicacion) or textos.SIN_DATO


def _mediana(sabidas: list[int], sesiones: int) -> str:
    if not sabidas:
        return "De ninguna se sabe."
    # La mediana baja: es siempre un número de días que de verdad se tardó.
    medio = textos.contar(sabidas[(len(sabidas) - 1) // 2], "día", "días")
    return f"La mitad tardó {medio} o menos; se sabe de {len(sabidas)} de {sesiones}."


# --- funciones --------------------------------------------------------------------------------


def sesiones_por_funcion(acervo: Acervo, contexto: Contexto) -> Counter[int]:
    """En cuántas sesiones se abordó cada función, por su número."""
    return Counter(
        numero
        for acta in sesiones_con_funciones(acervo, contexto)
        for numero in set(acta.funciones or ())
    )


def sesiones_con_funciones(acervo: Acervo, contexto: Contexto) -> tuple[Acta, ...]:
    """Las sesiones de las que se sabe qué funciones abordaron."""
    sesiones = sesiones_hasta_el_corte(acervo, contexto)
    return tuple(a for a in sesiones if a.funciones is not None)


def _de_funciones(acervo: Acervo, contexto: Contexto) -> Grafico:
    titulo = "Funciones abordadas"
    sesiones = sesiones_hasta_el_corte(acervo, contexto)
    sabidas = sesiones_con_funciones(acervo, contexto)
    dicen = len(sabidas)
    descripcion = "En cuántas sesiones se abordó cada función."
    if not acervo.funciones or not dicen:
        falta = "De ninguna sesión se sabe." if sesiones else _SIN_SESIONES
        if not acervo.funciones:
            falta = "No consta qué funciones tiene."
        return Grafico("funciones", titulo, descripcion, falta=falta)
    descripcion += f" Se sabe de {dicen} de {len(sesiones)}{_reconstruidas(sabidas)}."
    cuentas = sesiones_por_funcion(acervo, contexto)
    tabla = TablaDeGrafico(
        FUNCIONES,
        ("Función", "Sesiones"),
        tuple(
            (
                Celda(f"{f.numero}. {f.texto}"),
                Celda(f"{cuentas[n]} de {dicen}", fraccion=round(100 * cuentas[n] / dicen)),
            )
            for n, f in sorted(acervo.funciones.items())
        ),
    )
    ruta = ruta_de_csv(acervo.slug, "funciones")
    return Grafico("funciones", titulo, descripcion, tabla=tabla, csv=ruta)


def _reconstruidas(sesiones: tuple[Acta, ...]) -> str:
    """Lo que se dice de esas sesiones si el acta de alguna no se ha visto; si no, nada."""
    cuantas = sum(bool(reconstruido_de(a)) for a in sesiones)
    marca = textos.contar(cuantas, "reconstruida", "reconstruidas")
    return f" ({marca}: no se ha visto su acta)" if cuantas else ""


# --- compromisos ------------------------------------------------------------------------------


def _de_compromisos(acervo: Acervo, contexto: Contexto) -> Grafico:
    titulo = "Compromisos por fecha límite"
    todos = compromisos_de(acervo, contexto.corte)
    cuentas = Counter(
        (c.fecha_limite.year, (c.fecha_limite.month + 2) // 3, c.estado)
        for c in todos
        if c.fecha_limite
    )
    sin_fecha = sum(c.fecha_limite is None for c in todos)
    descripcion = (
        "Cuántos compromisos vencían en cada trimestre, según cómo va cada uno. "
        f"Sin fecha límite: {sin_fecha}."
    )
    if not cuentas:
        falta = "No consta ningún compromiso con fecha límite en estos registros."
        return Grafico("compromisos", titulo, descripcion, falta=falta)
    periodos = _seguidos((anio, t) for anio, t, _ in cuentas)
    columnas, tope = apilar(
        (f"{p.texto}: {sum(n for _, n in suyos)}", [(_TRAMAS[e], n) for e, n in suyos])
        for p in periodos
        if (suyos := [(e, cuentas[p.anio, p.numero, e]) for e in ESTADOS_DE_COMPROMISO])
    )
    usados = [e for e in ESTADOS_DE_COMPROMISO if any(c[2] == e for c in cuentas)]
    return Grafico(
        "compromisos",
        titulo,
        descripcion,
        columnas,
        tuple(Clave(_TRAMAS[e], estado_de_compromiso(e).palabra) for e in usados),
        textos.contar(tope, "compromiso", "compromisos"),
        textos.mayuscula(periodos[0].texto),
        textos.mayuscula(periodos[-1].texto),
        TablaDeGrafico(
            "Compromisos que vencían en cada trimestre, por estado",
            ("Trimestre", *(estado_de_compromiso(e).palabra for e in usados)),
            tuple(
                (
                    Celda(textos.mayuscula(p.texto)),
                    *(_numero(cuentas[p.anio, p.numero, e]) for e in usados),
                )
                for p in periodos
            ),
        ),
        ruta_de_csv(acervo.slug, "compromisos"),
    )


def _seguidos(trimestres: Iterable[tuple[int, int]]) -> list[Periodo]:
    """Todos los trimestres del primero al último, también los que no tienen nada."""
    numeros = [anio * 4 + t - 1 for anio, t in trimestres]
    return [Periodo(n // 4, "trimestre", n % 4 + 1) for n in range(min(numeros), max(numeros) + 1)]
