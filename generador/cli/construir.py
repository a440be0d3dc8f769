"""`generador construir`: publica el sitio y cuenta qué hizo."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generador.cli.avance import barra
from generador.cli.comun import CON_ERRORES, CORRECTO, Opciones, con_opciones, orden
from generador.cli.hallazgos import lineas_de_hallazgos, resumen
from generador.cli.lista import tabla_de_renglones
from generador.cli.presentar import VACIA, Linea, Pieza, cuenta, linea, mostrar, titulo

if TYPE_CHECKING:
    from generador.arboles import Asiento
    from generador.construccion import Resultado

_RUTAS = 5
_RENGLONES = 40
_CLASES = {
    "reglamentos": "reglamento",
    "actas": "acta",
    "constancias": "constancia",
    "planes": "plan",
    "informes": "informe",
    "anexos": "anexo",
}


@orden("construir")
@con_opciones
@click.option("--limpio", is_flag=True, help="Escribe todo de nuevo, sin aprovechar lo publicado.")
@click.option("--pdf", is_flag=True, help="Hace también el PDF de cada acta y de cada informe.")
@click.option("--sin-buscador", is_flag=True, help="No hace el índice de búsqueda.")
@click.option(
    "--procesos",
    type=click.IntRange(1, 64),
    metavar="N",
    help="Cuántos procesos trabajan a la vez; sin ella, uno por núcleo.",
)
def construir(
    opciones: Opciones, limpio: bool, pdf: bool, sin_buscador: bool, procesos: int | None
) -> int:
    """Construye el sitio y lo publica.

    Con un error en el contenido no publica nada y el sitio anterior sigue igual.
    """
    from generador import construccion

    with barra("Documentos en PDF", silencio=opciones.silencio) as avance:
        resultado = construccion.construir(
            construccion.Pedido(
                raiz=opciones.raiz,
                salida=opciones.salida,
                corte=opciones.corte,
                tema=opciones.tema,
                limpio=limpio,
                pdf=pdf,
                buscador=not sin_buscador,
                procesos=procesos,
                avance=avance,
            )
        )
    if not resultado.correcto:
        lineas = lineas_de_hallazgos(resultado.hallazgos, opciones.raiz, todos=opciones.todos)
        final = "No se publicó nada; el sitio anterior sigue igual."
        mostrar([*lineas, titulo(resumen(resultado.hallazgos)), linea(final)], error=True)
        return CON_ERRORES
    mostrar([linea(f"Aviso: {aviso}") for aviso in resultado.avisos], error=True)
    if not opciones.silencio:
        mostrar(_informe(resultado, opciones.salida))
    return CORRECTO


def _informe(resultado: Resultado, salida: Path) -> list[Pieza]:
    assert resultado.asiento is not None
    segundos = f"{resultado.segundos:.1f}".replace(".", ",")
    return [
        linea(f"Registros: {_registros(resultado)}"),
        linea(f"Páginas: {resultado.paginas}"),
        *_cambios(resultado.asiento),
        *_hallazgos(resultado),
        *_cumplimiento(resultado),
        linea(f"Hecho en {segundos} s. Abra {_relativa(salida / 'index.html')}"),
    ]


def _registros(resultado: Resultado) -> str:
    """«1 instancia, 3 actas, 1 informe, 8 normas»: de cada clase que haya."""
    suma: Counter[str] = Counter()
    for resumido in resultado.resumenes:
        suma.update(dict(resumido.registros))
    cuentas = [(len(resultado.resumenes), "instancia", "instancias")]
    cuentas += [(suma[varios], _CLASES.get(varios, varios), varios) for varios in suma]
    normas = len(resultado.contexto.normas) if resultado.contexto else 0
    cuentas.append((normas, "norma", "normas"))
    return ", ".join(cuenta(*c) for c in cuentas if c[0]) or "ninguno"


def _cambios(asiento: Asiento) -> Iterable[Linea]:
    grupos = (
        ("agregado", "+", asiento.agregados),
        ("cambiado", "~", asiento.cambiados),
        ("retirado", "-", asiento.retirados),
    )
    if not any(rutas for _, _, rutas in grupos):
        yield linea("Nada cambió")
        return
    partes = [cuenta(len(rutas), que, f"{que}s") for que, _, rutas in grupos if rutas]
    yield linea(f"Archivos: {', '.join(partes)}, {cuenta(asiento.iguales, 'igual', 'iguales')}")
    for _, signo, rutas in grupos:
        for ruta in rutas[:_RUTAS]:
            yield linea(f"{signo} {ruta}", sangria=2)
        if len(rutas) > _RUTAS:
            yield linea(f"{signo} … y {len(rutas) - _RUTAS} más", sangria=2)


def _hallazgos(resultado: Resultado) -> Iterable[Linea]:
    pista = ". Se ven con «generador revisar»" if resultado.hallazgos else ""
    yield linea(f"Hallazgos: {resumen(resultado.hallazgos).lower()}{pista}")


def _cumplimiento(resultado: Resultado) -> Iterable[Pieza]:
    """La lista de requisitos, si no es larga: entera la muestra `generador lista`."""
    renglones = [r for resumido in resultado.resumenes for r in resumido.renglones]
    if not renglones:
        return
    yield VACIA
    yield tabla_de_renglones(renglones[:_RENGLONES])
    if len(renglones) > _RENGLONES:
        faltan = f"… y {len(renglones) - _RENGLONES} más: «generador lista» los muestra todos"
        yield linea(faltan)
    yield VACIA


def _relativa(camino: Path) -> str:
    """El camino desde aquí, si está aquí adentro; si no, entero."""
    relativo = os.path.relpath(camino)
    return str(camino) if relativo.startswith(os.pardir) else relativo
