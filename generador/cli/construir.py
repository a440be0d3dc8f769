"""`generador construir`: publica el sitio y cuenta qué hizo."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generador.cli.comun import CON_ERRORES, CORRECTO, Opciones, con_opciones, orden
from generador.cli.hallazgos import lineas_sin_publicar, mostrar_errores, resumen
from generador.cli.lista import COLUMNAS
from generador.cli.pedidos import con_opciones_del_sitio, pedido_de
from generador.cli.presentar import VACIA, Linea, Pieza, Tabla, cuenta, linea, mostrar
from generador.cli.progreso import progreso
from generador.cronometro import Cronometro
from generador.vigencia import Balance, consultar

if TYPE_CHECKING:
    from generador.arboles import Asiento
    from generador.construccion import Resultado
    from generador.construccion.motor_dask import MotorDask

_RUTAS = 5
_RENGLONES = 40
# Opciones con que se construye lo mismo, y la fecha, que va aparte con su valor por omisión. Una
# opción nueva, mientras no esté aquí, obliga a construir.
_SIN_EFECTO = {
    *("fecha", "limpio", "motor", "motor_sin_tls"),
    *("perfil", "procesos", "silencio", "todos"),
}
_DASK = "dask="
_MOTOR = re.compile(r"dask=(?:tcp|tls)://(?:[\w.-]+|\[[0-9a-fA-F:]+\]):[0-9]{1,5}")


@orden("construir")
@con_opciones
@con_opciones_del_sitio
@click.option("--limpio", is_flag=True, help="Escribe todo de nuevo, sin aprovechar lo publicado.")
@click.option(
    "--procesos",
    type=click.IntRange(1, 64),
    metavar="N",
    help="Cuántos procesos trabajan a la vez; sin ella, uno por núcleo.",
)
@click.option(
    "--motor",
    metavar="dask=DIRECCIÓN",
    help="Reparte las instancias entre los obreros de un planificador de Dask, como "
    "dask=tls://maquina:8786. Todos ven la carpeta del sitio en la misma ruta.",
)
@click.option(
    "--motor-sin-tls",
    is_flag=True,
    help="Acepta hablar sin cifrar con otras máquinas. Quien llegue al planificador corre "
    "programas en él: úsela solo en una red cerrada.",
)
@click.option("--perfil", is_flag=True, help="Muestra en qué se fue el tiempo, con un proceso.")
def construir(
    opciones: Opciones,
    pdf: bool,
    sin_buscador: bool,
    limpio: bool,
    procesos: int | None,
    motor: str | None,
    motor_sin_tls: bool,
    perfil: bool,
) -> int:
    """Construye el sitio y lo publica.

    Con un error en el contenido no publica nada y el sitio anterior sigue igual.
    """
    inicio = time.monotonic()
    if motor is not None:
        _exigir_motor(motor, motor_sin_tls, perfil)
    elif motor_sin_tls:
        raise click.UsageError("--motor-sin-tls no dice nada sin --motor.")
    consulta = consultar(opciones.raiz, opciones.salida, _pedido(opciones))
    if consulta.balance is not None and not (limpio or perfil):
        if not opciones.silencio:
            mostrar(_informe(consulta.balance, None, inicio, opciones.salida))
        return CORRECTO
    from generador import construccion

    cronometro = Cronometro() if perfil else None
    with progreso(silencio=opciones.silencio) as avance:
        resultado = construccion.construir(
            pedido_de(
                opciones,
                pdf,
                sin_buscador,
                limpio=limpio,
                procesos=procesos,
                sondeos=consulta.sondeos,
                avance=avance,
                cronometro=cronometro,
                motor=_motor(motor, motor_sin_tls),
            )
        )
    if not resultado.correcto:
        cierre = "No se publicó nada; el sitio anterior sigue igual."
        mostrar_errores(resultado.hallazgos, opciones, cierre, resultado.contenido)
        return CON_ERRORES
    balance = _balance(resultado)
    consulta.sellar(balance, resultado.manifiesto)
    if not opciones.silencio:
        avisos = _hueco(resultado, opciones.salida)
        mostrar([linea(f"Aviso: {aviso}") for aviso in avisos], error=True)
        mostrar(_informe(balance, resultado.asiento, inicio, opciones.salida))
    if cronometro is not None:
        mostrar(_perfil(cronometro))
    return CORRECTO


def _exigir_motor(motor: str, sin_tls: bool, perfil: bool) -> None:
    """Error de uso si no es un motor que haya, o si iría en claro por la red sin decirlo."""
    from generador.construccion.motor_dask import va_cifrada

    contexto = click.get_current_context()
    if not _MOTOR.fullmatch(motor):
        raise click.BadParameter(
            f"«{motor}» no es un motor. Escriba dask= y la dirección del planificador, con su "
            "puerto: dask=tls://maquina:8786.",
            contexto,
            param_hint="--motor",
        )
    if not (sin_tls or va_cifrada(motor.removeprefix(_DASK))):
        raise click.BadParameter(
            "con tcp:// y otra máquina nada va cifrado, y quien llegue al planificador corre "
            "programas en él. Use tls:// o, si la red es cerrada, agregue --motor-sin-tls.",
            contexto,
            param_hint="--motor",
        )
    if perfil:
        raise click.UsageError("--perfil mide un solo proceso: quite --motor.", contexto)


def _motor(motor: str | None, sin_tls: bool) -> MotorDask | None:
    if motor is None:
        return None
    from generador.construccion.motor_dask import MotorDask

    return MotorDask(motor.removeprefix(_DASK), sin_tls)


def _pedido(opciones: Opciones) -> list[str]:
    """La fecha de corte y, de las opciones dadas, las que cambian lo que se construye."""
    dadas = click.get_current_context().params.items()
    cambian = sorted(f"{nombre}={valor}" for nombre, valor in dadas if nombre not in _SIN_EFECTO)
    return [opciones.corte.isoformat(), *cambian]


def _perfil(cronometro: Cronometro) -> list[Pieza]:
    from generador.cli.perfil import lineas_del_perfil

    return lineas_del_perfil(
        cronometro.etapas, cronometro.clases, tuple(cronometro.registros.items())
    )


def _balance(resultado: Resultado) -> Balance:
    """Lo que se va a informar, ya contado: es lo que se recuerda si nada vuelve a cambiar."""
    from generador.cli.lista import fila

    renglones = [r for resumido in resultado.resumenes for r in resumido.renglones]
    return Balance(
        registros=tuple(_registros(resultado)),
        paginas=resultado.paginas,
        hallazgos=resumen(resultado.hallazgos) if resultado.hallazgos else "",
        filas=tuple(fila(r) for r in renglones[:_RENGLONES]),
        renglones=len(renglones),
        sin_publicar=tuple(sorted(resultado.sin_publicar.items())),
    )


def _hueco(resultado: Resultado, salida: Path) -> Iterable[str]:
    """Que al publicar hubo un instante sin sitio, y si va a volver a pasar."""
    if resultado.asiento is None or not resultado.asiento.hueco:
        return
    seguira = (
        "Desde ahora es un enlace y no vuelve a pasar"
        if salida.is_symlink()
        else "Pasará cada vez: este disco no cambia una carpeta por otra ni admite enlaces"
    )
    yield f"al publicar, «{_relativa(salida)}» no existió por un instante. {seguira}."


def _registros(resultado: Resultado) -> Iterator[tuple[int, str, str]]:
    """«1 instancia, 3 actas, 1 informe, 8 normas»: de cada clase que haya."""
    from generador.modelo.clases import PUBLICABLES

    nombres = {clase.plural: clase.nombre for clase in PUBLICABLES} | {"anexos": "anexo"}
    suma: Counter[str] = Counter()
    for resumido in resultado.resumenes:
        suma.update(dict(resumido.registros))
    yield len(resultado.resumenes), "instancia", "instancias"
    for varios, cuantos in suma.items():
        yield cuantos, nombres[varios], varios
    yield len(resultado.contexto.normas) if resultado.contexto else 0, "norma", "normas"


def _informe(balance: Balance, asiento: Asiento | None, inicio: float, salida: Path) -> list[Pieza]:
    registros = ", ".join(cuenta(*c) for c in balance.registros if c[0]) or "ninguno"
    segundos = f"{time.monotonic() - inicio:.1f}".replace(".", ",")
    return [
        linea(f"Registros: {registros}"),
        linea(f"Páginas: {balance.paginas}"),
        *(_cambios(asiento) if asiento else [linea("Nada cambió")]),
        *lineas_sin_publicar(balance.sin_publicar),
        *_hallazgos(balance),
        *_cumplimiento(balance),
        linea(f"Hecho en {segundos} s. Abra {_relativa(salida / 'index.html')}"),
    ]


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


def _hallazgos(balance: Balance) -> Iterable[Linea]:
    pista = ". Se ven con «generador revisar»" if balance.hallazgos else ""
    yield linea(f"Hallazgos: {(balance.hallazgos or resumen(())).lower()}{pista}")


def _cumplimiento(balance: Balance) -> Iterable[Pieza]:
    """La lista de requisitos, si no es larga: entera la muestra `generador lista`."""
    if not balance.filas:
        return
    yield VACIA
    yield Tabla(COLUMNAS, balance.filas)
    if balance.renglones > len(balance.filas):
        faltan = f"… y {balance.renglones - len(balance.filas)} más: "
        yield linea(f"{faltan}«generador lista» los muestra todos")
    yield VACIA


def _relativa(camino: Path) -> str:
    """El camino desde aquí, si está aquí adentro; si no, entero."""
    relativo = os.path.relpath(camino)
    return str(camino) if relativo.startswith(os.pardir) else relativo
