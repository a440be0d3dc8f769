"""Dónde va el archivo de cada registro lo dice su renglón en la tabla de clases, y nadie más."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from apoyo.fabrica import acta, registro

import generador
from generador.modelo import archivos, sin_dato
from generador.modelo.clases import CLASES_DE_INSTANCIA, PUBLICABLES, Clase, clase_de
from generador.modelo.convocatoria import Convocatoria
from generador.verificacion.ambito import en_orden

PAQUETE = Path(generador.__file__).parent
PARTES = {
    "instancia": ("instancia",),
    "reglamento": ("2016-03-16",),
    "convocatoria": (2020, "01"),
    "acta": (2020, "01"),
    "constancia": (2020, "sin-sesiones"),
    "plan": (2020,),
    "informe": ("2020-t3",),
    "escrito": (2020, "cronograma"),
}


@pytest.mark.parametrize("clase", CLASES_DE_INSTANCIA, ids=lambda c: c.nombre)
def test_el_camino_de_una_clase_es_de_su_lugar(clase: Clase) -> None:
    assert clase.nombre in PARTES, f"Escriba en PARTES las partes del camino de {clase.uno}"
    ruta = clase.ruta("mesa", *PARTES[clase.nombre])
    camino = ruta.removeprefix("instancias/mesa/")
    assert f"{camino}.md" == clase.ejemplo
    assert clase.lugar.fullmatch(camino)


def test_nadie_mas_escribe_el_camino_de_un_registro() -> None:
    carpetas = {f"/{clase.camino.partition('/')[0]}/" for clase in PUBLICABLES}
    hallados = [
        f"{modulo.relative_to(PAQUETE)}:{nodo.lineno}"
        for modulo in sorted(PAQUETE.rglob("*.py"))
        for nodo in ast.walk(ast.parse(modulo.read_text("utf-8")))
        if isinstance(nodo, ast.JoinedStr)
        and any(isinstance(p, ast.Constant) and p.value in carpetas for p in nodo.values)
    ]
    assert hallados == []


def test_nadie_mas_escribe_la_tabla_de_las_clases() -> None:
    """Ni dos de sus plurales o de sus carpetas juntos: a una copia le falta la clase nueva.

    Las partes de la página de una instancia son de su plantilla: las comprueba `test_anclas`.
    """
    palabras = {p for clase in PUBLICABLES for p in (clase.plural, clase.carpeta)}
    hallados = [
        f"{modulo.relative_to(PAQUETE)}:{nodo.lineno}: {', '.join(suyas)}"
        for modulo in sorted({*PAQUETE.rglob("*.py")} - {PAQUETE / "lectura/anclas.py"})
        for nodo in ast.walk(ast.parse(modulo.read_text("utf-8")))
        if (suyas := sorted(palabras.intersection(_enumeradas(nodo)))) and len(suyas) > 1
        if isinstance(nodo, ast.expr)
    ]
    assert hallados == []


def test_nadie_mas_escribe_como_se_dice_que_algo_no_se_sabe() -> None:
    """Está en `modelo/sin_dato.py`; los demás tienen en su vocabulario una palabra igual."""
    dichas = (sin_dato.SIN_DATO, sin_dato.SIN_DATO_DICHO)
    hallados = {
        str(modulo.relative_to(PAQUETE))
        for modulo in PAQUETE.rglob("*.py")
        for nodo in ast.walk(ast.parse(modulo.read_text("utf-8")))
        if isinstance(nodo, ast.Constant) and nodo.value in dichas
    }
    propias = {"verificacion/resultados.py", "vistas/contraste.py", "vistas/tablas.py"}
    assert hallados == {"modelo/sin_dato.py", *propias}


def _enumeradas(nodo: ast.AST) -> Iterator[str]:
    """Los textos de una lista, un conjunto o una tupla, y las claves de un diccionario."""
    partes = nodo.keys if isinstance(nodo, ast.Dict) else getattr(nodo, "elts", ())
    for parte in partes:
        if isinstance(parte, ast.Constant) and isinstance(parte.value, str):
            yield parte.value


def test_nadie_mas_escribe_el_nombre_de_un_archivo_de_todo_el_sitio() -> None:
    """Ni las extensiones de un registro: están en `modelo/archivos.py`."""
    suyos = [v for n, v in vars(archivos).items() if n.isupper() and isinstance(v, str)]
    hallados = [
        f"{modulo.relative_to(PAQUETE)}:{nodo.lineno}"
        for modulo in sorted({*PAQUETE.rglob("*.py")} - {Path(archivos.__file__)})
        for nodo in ast.walk(ast.parse(modulo.read_text("utf-8")))
        if (isinstance(nodo, ast.Constant) and str(nodo.value).startswith(tuple(suyos)))
        or (isinstance(nodo, ast.Tuple) and tuple(_enumeradas(nodo)) == archivos.EXTENSIONES)
    ]
    assert hallados == []


def test_las_actas_de_un_dia_van_por_su_hora_y_al_final_la_que_no_la_dice() -> None:
    """La extraordinaria de la tarde, después de la ordinaria de la mañana, lleven o no número."""
    tarde = acta("2023-06-15", "e01", serie="extraordinaria", numero="1", hora_inicio="14:00")
    manana = acta("2023-06-15", "02", serie="ordinaria", numero="2", hora_inicio="08:30")
    sin_hora = acta("2023-06-15", "02-aclaratoria", serie="ordinaria", numero="2")
    otro_dia = acta("2023-06-14", "01", serie="ordinaria", numero="1", hora_inicio="16:00")
    debido = (otro_dia, manana, tarde, sin_hora)
    assert en_orden((sin_hora, tarde, manana, otro_dia)) == debido


def test_de_una_convocatoria_se_dice_el_dia_de_la_sesion_y_en_ese_orden() -> None:
    """Se convoca antes: su fecha no es de lo que trata."""
    una, otra = (
        registro(
            Convocatoria,
            f"instancias/mesa/convocatorias/2026/{n}",
            fecha=fecha,
            sesion=sesion,
            tipo="ordinaria",
        )
        for n, fecha, sesion in (
            ("01", "2026-01-02", "2026-03-10"),
            ("02", "2026-01-03", "2026-02-05"),
        )
    )
    assert una.dias == (date(2026, 3, 10), date(2026, 3, 10))
    assert sorted((una, otra), key=clase_de(una).orden) == [otra, una]
