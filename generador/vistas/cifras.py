"""Una instancia en cifras: asistencia, demora en publicar, funciones abordadas y compromisos."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta
from generador.modelo.fechas import Periodo
from generador.modelo.nombres import direccion_de, reconstruido_de, sesion_con_marca
from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.resumen import DemoraResumida
from generador.resumen.acuerdos import compromisos_de
from generador.resumen.resumir import demoras_de
from generador.verificacion.presencia import cuenta_de_presencia
from generador.vistas import textos
from generador.vistas.graficos import Clave, FilaDeGrafico, Grafico, TablaDeGrafico, Tramo, barras
from generador.vistas.marco import Marco
from generador.vistas.partes import marco_de_parte
from generador.vistas.seguimientos import ESTADOS_DE_COMPROMISO, estado_de_compromiso

ASISTENCIA = "Asistencia, sesión por sesión"
DEMORA = "Días de cada sesión a la publicación de su acta"
FUNCIONES = "Sesiones en que se abordó cada función"
"""Cómo se llaman la tabla de la página y la de los datos."""

_SIN_DATO = textos.mayuscula(SIN_DATO_DICHO)
_SIN_SESIONES = "No consta ninguna sesión realizada en estos registros."
_ASISTENCIA = _PRESENTES, _AUSENTES, _NADA = "lleno", "hueco", "punteado"
_TRAMAS = dict(
    zip(ESTADOS_DE_COMPROMISO, ("lleno", "hueco", "rayado", "cruzado", "tenue"), strict=True)
)

_Fila = TypeVar("_Fila")


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
    filas = asistencia_por_sesion(acervo, contexto)[::-1]
    hay_cargos = any(f.presentes + f.ausentes + f.sin_dato for f in filas)
    return _grafico(
        "asistencia",
        ASISTENCIA,
        "Cuántos cargos fueron a cada sesión, de los que la integraban ese día. "
        "Se cuenta por cargo, no por persona.",
        (
            Clave(_PRESENTES, "Asistieron"),
            Clave(_AUSENTES, "No asistieron"),
            Clave(_NADA, _SIN_DATO),
        ),
        TablaDeGrafico(
            "Cargos que asistieron a cada sesión",
            "Sesión",
            ("Asistieron", "No asistieron", _SIN_DATO),
            tuple(
                FilaDeGrafico(
                    sesion_con_marca(f.acta), direccion_de(f.acta), tuple(map(str, valores)), tramos
                )
                for f, valores, tramos in _con_barras(
                    filas, lambda f: (f.presentes, f.ausentes, f.sin_dato), _ASISTENCIA
                )
            ),
        ),
        acervo.slug,
        _SIN_SESIONES if not filas else "" if hay_cargos else "No consta quiénes la integran.",
    )


def _con_barras(
    filas: Iterable[_Fila], valores_de: Callable[[_Fila], tuple[int, ...]], claves: tuple[str, ...]
) -> Iterator[tuple[_Fila, tuple[int, ...], tuple[Tramo, ...]]]:
    """Cada fila con sus valores y la barra que los dibuja."""
    todas = [(f, valores_de(f)) for f in filas]
    dibujos = barras([tuple(zip(claves, v, strict=True)) for _, v in todas])
    return ((f, v, tramos) for (f, v), tramos in zip(todas, dibujos, strict=True))


def _grafico(
    id_: str,
    titulo: str,
    descripcion: str,
    claves: tuple[Clave, ...],
    tabla: TablaDeGrafico,
    slug: str,
    falta: str,
) -> Grafico:
    """Un gráfico con su CSV, que se llama como él; sin datos, solo lo que falta."""
    if falta:
        return Grafico(id_, titulo, descripcion, falta=falta)
    return Grafico(id_, titulo, descripcion, claves, tabla, ruta_de_csv(slug, id_))


# --- demora en publicar -----------------------------------------------------------------------


def _de_demora(acervo: Acervo, contexto: Contexto) -> Grafico:
    filas = tuple(demoras_de(acervo, contexto))[::-1]
    sabidas = [f.dias_a_publicacion for f in filas if f.dias_a_publicacion is not None]
    return _grafico(
        "demora",
        # No el nombre de su tabla: dos regiones de una página no se llaman igual (axe).
        "Demora en publicar las actas",
        f"Cuánto tardó en publicarse el acta de cada sesión. {_mediana(sabidas, len(filas))}",
        (),
        TablaDeGrafico(
            DEMORA,
            "Acta o sesión",
            ("Días", "Cómo se sabe la fecha"),
            tuple(
                FilaDeGrafico(f.acta, f.ruta, (_dias(f), f.publicacion_fuente), tramos)
                # Un acta con fecha anterior a su sesión no tiene barra: la cifra lo dice.
                for f, _, tramos in _con_barras(
                    filas, lambda f: (max(f.dias_a_publicacion or 0, 0),), (_PRESENTES,)
                )
            ),
        ),
        acervo.slug,
        "" if filas else _SIN_SESIONES,
    )


def _dias(fila: DemoraResumida) -> str:
    return textos.cantidad(fila.dias_a_publicacion)


def mediana(dias: Iterable[int]) -> int:
    """La mediana baja: es siempre un número de días que de verdad se tardó. Exige alguno."""
    en_orden = sorted(dias)
    return en_orden[(len(en_orden) - 1) // 2]


def _mediana(sabidas: list[int], sesiones: int) -> str:
    if not sabidas:
        return "De ninguna se sabe."
    medio = textos.contar(mediana(sabidas), "día", "días")
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
    sesiones = sesiones_hasta_el_corte(acervo, contexto)
    sabidas = sesiones_con_funciones(acervo, contexto)
    dicen = len(sabidas)
    falta = "" if dicen else "De ninguna sesión se sabe." if sesiones else _SIN_SESIONES
    se_sabe = f" Se sabe de {dicen} de {len(sesiones)}{_reconstruidas(sabidas)}." if dicen else ""
    cuentas = sesiones_por_funcion(acervo, contexto)
    funciones = sorted(acervo.funciones.items())
    dibujos = barras([((_PRESENTES, cuentas[n]),) for n, _ in funciones], dicen)
    return _grafico(
        "funciones",
        "Funciones abordadas",
        f"En cuántas sesiones se abordó cada función.{se_sabe}",
        (),
        TablaDeGrafico(
            FUNCIONES,
            "Función",
            ("Sesiones",),
            tuple(
                FilaDeGrafico(f"{f.numero}. {f.texto}", "", (f"{cuentas[n]} de {dicen}",), tramos)
                for (n, f), tramos in zip(funciones, dibujos, strict=True)
            ),
        ),
        acervo.slug,
        falta if funciones else "No consta qué funciones tiene.",
    )


def _reconstruidas(sesiones: tuple[Acta, ...]) -> str:
    """Lo que se dice de esas sesiones si el acta de alguna no se ha visto; si no, nada."""
    cuantas = sum(bool(reconstruido_de(a)) for a in sesiones)
    marca = textos.contar(cuantas, "reconstruida", "reconstruidas")
    return f" ({marca}: no se ha visto su acta)" if cuantas else ""


# --- compromisos ------------------------------------------------------------------------------


def _de_compromisos(acervo: Acervo, contexto: Contexto) -> Grafico:
    todos = compromisos_de(acervo, contexto.corte)
    cuentas = Counter(
        (c.fecha_limite.year, (c.fecha_limite.month + 2) // 3, c.estado)
        for c in todos
        if c.fecha_limite
    )
    sin_fecha = sum(c.fecha_limite is None for c in todos)
    usados = tuple(e for e in ESTADOS_DE_COMPROMISO if any(c[2] == e for c in cuentas))
    trimestres = sorted({(anio, t) for anio, t, _ in cuentas}, reverse=True)
    return _grafico(
        "compromisos",
        "Compromisos por fecha límite",
        "Cuántos compromisos vencían en cada trimestre, según cómo va cada uno. "
        f"Sin fecha límite: {sin_fecha}.",
        tuple(Clave(_TRAMAS[e], estado_de_compromiso(e).palabra) for e in usados),
        TablaDeGrafico(
            "Compromisos que vencían en cada trimestre, por estado",
            "Trimestre",
            tuple(estado_de_compromiso(e).palabra for e in usados),
            tuple(
                FilaDeGrafico(_trimestre(*cual), "", tuple(map(str, valores)), tramos)
                for cual, valores, tramos in _con_barras(
                    trimestres,
                    lambda cual: tuple(cuentas[*cual, e] for e in usados),
                    tuple(_TRAMAS[e] for e in usados),
                )
            ),
        ),
        acervo.slug,
        "" if cuentas else "No consta ningún compromiso con fecha límite en estos registros.",
    )


def _trimestre(anio: int, numero: int) -> str:
    return textos.mayuscula(Periodo(anio, "trimestre", numero).texto)
