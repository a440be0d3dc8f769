"""Los datos como tablas CSV, para abrir en una hoja de cálculo o leer con un programa.

UTF-8 con su marca, que Excel necesita para las tildes; coma, comillas dobles y CRLF (RFC 4180).
La última columna, `aviso`, dice lo que hay que saber antes de usar la fila. Lo que no se sabe es
«sin_dato».
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta
from generador.modelo.base import Procedencia
from generador.modelo.invisibles import parece_formula
from generador.modelo.nombres import direccion_de
from generador.resumen import CompromisoResumido, ResumenInstancia
from generador.resumen.acuerdos import compromisos_de
from generador.verificacion.asistencia import presencias
from generador.verificacion.exportar import cobertura
from generador.verificacion.resultados import Renglon
from generador.vistas.cifras import (
    asistencia_por_sesion,
    demoras,
    sesiones_hasta_el_corte,
    sesiones_por_funcion,
)
from generador.vistas.marco import AVISO_DEMOSTRACION, AVISO_FICTICIA

SIN_DATO = "sin_dato"

Fila = Sequence[object]


class _Renglones(list[str]):
    """Donde `csv` escribe: guarda cada renglón."""

    def write(self, renglon: str) -> int:
        """Agrega un renglón."""
        self.append(renglon)
        return len(renglon)


def en_csv(columnas: Sequence[str], filas: Iterable[Fila]) -> str:
    """El CSV entero, con su marca de UTF-8."""
    renglones = _Renglones(["\ufeff"])
    escritor = csv.writer(renglones)
    escritor.writerow(columnas)
    escritor.writerows([_celda(valor) for valor in fila] for fila in filas)
    return "".join(renglones)


def _celda(valor: object) -> str:
    if valor is None or valor == "":
        return SIN_DATO
    texto = valor.isoformat() if isinstance(valor, date) else str(valor)
    # Una hoja de cálculo ejecutaría lo que empieza así; un número negativo no es una fórmula.
    peligrosa = parece_formula(texto) and not isinstance(valor, int)
    return f"'{texto}" if peligrosa else texto


def _aviso(contexto: Contexto, ficticia: bool) -> str:
    avisos = [AVISO_DEMOSTRACION] if contexto.sitio.demostracion else []
    avisos += [AVISO_FICTICIA] if ficticia else []
    return ". ".join(avisos) or "ninguno"


# --- una instancia ----------------------------------------------------------------------------


def tablas_de_la_instancia(acervo: Acervo, contexto: Contexto) -> dict[str, str]:
    """Las tablas de los gráficos de una instancia, por su nombre."""
    fin = (_aviso(contexto, acervo.instancia.ficticia),)
    sesiones = sesiones_hasta_el_corte(acervo, contexto)
    dicen = sum(a.funciones is not None for a in sesiones)
    cuentas = sesiones_por_funcion(acervo, contexto)
    return {
        "asistencia": en_csv(
            _COLUMNAS_DE_ASISTENCIA,
            (
                (*_sesion(f.acta), f.presentes, f.ausentes, f.sin_dato, f.acta.procedencia, *fin)
                for f in asistencia_por_sesion(acervo, contexto)
            ),
        ),
        POR_CARGO: en_csv(
            _COLUMNAS_POR_CARGO,
            ((*fila, *fin) for acta in sesiones for fila in _por_cargo(acta, acervo)),
        ),
        "demora": en_csv(
            ("fecha", "tipo", "acta", "dias_a_publicacion", "fecha_de_publicacion_es", "aviso"),
            (
                (f.fecha, f.tipo, f.fuente.url, f.dias_a_publicacion, f.publicacion_fuente, *fin)
                for f in demoras(acervo, contexto)
            ),
        ),
        "funciones": en_csv(
            ("numero", "funcion", "sesiones_en_que_se_abordo", "sesiones_que_lo_dicen", "aviso"),
            (
                (n, f.texto, cuentas[n] if dicen else None, dicen, *fin)
                for n, f in sorted(acervo.funciones.items())
            ),
        ),
        "compromisos": en_csv(
            (*_COLUMNAS_DE_COMPROMISO, "aviso"),
            ((*_compromiso(c), *fin) for c in compromisos_de(acervo, contexto.corte)),
        ),
    }


def _sesion(acta: Acta) -> tuple[object, ...]:
    return acta.fecha, acta.tipo, direccion_de(acta)


def _por_cargo(acta: Acta, acervo: Acervo) -> Iterator[Fila]:
    """Un renglón por cargo de los que había ese día: cuántos de sus puestos fueron, si se sabe."""
    for cargo, vino, filas in presencias(acervo, acta):
        asistio = None if vino is None else "si" if vino else "no"
        puestos = sum(f.cupos for f in filas if f.cupos is not None) if filas else None
        contados = any(f.cupos is not None for f in filas)
        delegado = "; ".join(f.delegado for f in filas if f.delegado)
        suyo = (cargo.id, cargo.cargo, cargo.dependencia, cargo.entidad, cargo.cupos)
        yield (
            *(*_sesion(acta), *suyo, asistio),
            *(puestos if contados else None, delegado, acta.procedencia),
        )


_COLUMNAS_POR_CARGO = (
    "fecha",
    "tipo",
    "acta",
    "integrante",
    "cargo",
    "dependencia",
    "entidad",
    "puestos",
    "asistio",
    "puestos_que_asistieron",
    "delegado",
    "procedencia",
    "aviso",
)
POR_CARGO = "asistencia-por-cargo"
"""La tabla de la asistencia de cada cargo a cada sesión, que tiene cada instancia."""
_COLUMNAS_DE_ASISTENCIA = (
    "fecha",
    "tipo",
    "acta",
    "asistieron",
    "no_asistieron",
    "sin_dato",
    "procedencia",
    "aviso",
)
_COLUMNAS_DE_COMPROMISO = (
    "fecha",
    "compromiso",
    "responsable",
    "entidad",
    "fecha_limite",
    "estado",
    "direccion",
)


def _compromiso(c: CompromisoResumido) -> tuple[object, ...]:
    return c.fecha, c.compromiso, c.responsable, c.entidad, c.fecha_limite, c.estado, c.ruta


# --- todo el sitio ----------------------------------------------------------------------------


Avisados = list[tuple[ResumenInstancia, str]]


def tabla_del_sitio(nombre: str, resumenes: Iterable[ResumenInstancia], contexto: Contexto) -> str:
    """Una de las `TABLAS`, con lo de todas las instancias."""
    columnas, filas = _TABLAS[nombre]
    return en_csv(columnas, filas([(r, _aviso(contexto, r.ficticia)) for r in resumenes]))


def _renglones(todos: Avisados) -> Iterator[Fila]:
    return (
        (*_renglon(r), cobertura(parcial=s.cobertura_parcial), aviso)
        for s, aviso in todos
        for r in s.renglones
    )


def _compromisos(todos: Avisados) -> Iterator[Fila]:
    return ((s.slug, *_compromiso(c), aviso) for s, aviso in todos for c in s.compromisos)


def _decisiones(todos: Avisados) -> Iterator[Fila]:
    return (
        (s.slug, d.fecha, d.decision, d.sintesis, d.ruta, _procedencia(d.reconstruida), aviso)
        for s, aviso in todos
        for d in s.decisiones
    )


def _documentos(todos: Avisados) -> Iterator[Fila]:
    return (
        (
            *(s.slug, _clase(d.clase), d.titulo, d.fecha, d.anio, d.publicada, d.ruta),
            *(_procedencia(d.reconstruida), aviso),
        )
        for s, aviso in todos
        for d in s.documentos
    )


def _asistencia(todos: Avisados) -> Iterator[Fila]:
    return (
        (
            *(s.slug, a.fecha, a.tipo, a.ruta, a.asistieron, a.no_asistieron, a.sin_dato),
            *(_procedencia(a.reconstruida), aviso),
        )
        for s, aviso in todos
        for a in s.asistencia
    )


def _faltantes(todos: Avisados) -> Iterator[Fila]:
    return (
        (s.slug, f.anio, f.nombre, f.fecha, f.clase, "; ".join(f.razones), f.ruta, aviso)
        for s, aviso in todos
        for f in s.faltantes
    )


def _procedencia(reconstruida: bool) -> str:
    return str(Procedencia.RECONSTRUIDA if reconstruida else Procedencia.DOCUMENTO)


def _clase(clase: str) -> str:
    return "constancia sin sesiones" if clase == "constancia" else clase


def _renglon(r: Renglon) -> tuple[object, ...]:
    faltantes = "; ".join(r.faltantes) or "ninguno"
    plazo = r.vencimiento.fecha if r.vencimiento else None
    juicio = (r.estado, r.cumplidos, r.exigidos, faltantes, plazo, r.certeza_del_plazo)
    return r.instancia, r.anio, r.lista, r.requisito, r.titulo, *juicio


_COLUMNAS_DE_RENGLON = (
    "instancia",
    "anio",
    "lista",
    "requisito",
    "titulo",
    "estado",
    "cumplidos",
    "exigidos",
    "faltantes",
    "plazo",
    "certeza_del_plazo",
    "cobertura",
    "aviso",
)
_TABLAS: Mapping[str, tuple[tuple[str, ...], Callable[[Avisados], Iterator[Fila]]]] = {
    "cumplimiento": (_COLUMNAS_DE_RENGLON, _renglones),
    "compromisos": (("instancia", *_COLUMNAS_DE_COMPROMISO, "aviso"), _compromisos),
    "decisiones": (
        ("instancia", "fecha", "decision", "sintesis", "direccion", "procedencia", "aviso"),
        _decisiones,
    ),
    "documentos": (
        (
            "instancia",
            "clase",
            "titulo",
            "fecha",
            "anio",
            "publicado",
            "direccion",
            "procedencia",
            "aviso",
        ),
        _documentos,
    ),
    "asistencia": (("instancia", *_COLUMNAS_DE_ASISTENCIA), _asistencia),
    "actas-que-faltan": (
        (
            "instancia",
            "anio",
            "numero",
            "fecha_de_la_sesion",
            "que_falta",
            "por_que_se_sabe",
            "direccion",
            "aviso",
        ),
        _faltantes,
    ),
}
CUMPLIMIENTO_JSON = "datos/cumplimiento.json"
"""El cumplimiento con sus pruebas, que no caben en una tabla."""
TABLAS = {
    "cumplimiento": "Cumplimiento",
    "actas-que-faltan": "Actas que faltan",
    "decisiones": "Decisiones",
    "compromisos": "Compromisos",
    "asistencia": "Asistencia, sesión por sesión",
    "documentos": "Documentos",
}
"""Las tablas de todo el sitio, con su título."""


def ruta_de_tabla(nombre: str) -> str:
    """Dónde está una tabla de todo el sitio."""
    return f"datos/{nombre}.csv"
