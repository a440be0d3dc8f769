"""Plazos: cuándo vencen y, día por día, por qué.

Un plazo tiene una de dos formas, y así se escribe en los datos:

* `{dias: 5, tipo: habiles}` o `{dias: 30, tipo: calendario}`: el primer día que se cuenta es el
  siguiente al inicio;
* `{meses: 1}`: hasta el último día del mes que cae ese número de meses después del mes de inicio.
  «El mes siguiente al trimestre» es `{meses: 1}` desde el último día del trimestre; «los dos
  primeros meses del año» es `{meses: 2}` desde el 31 de diciembre anterior; `{meses: 0}` es el
  mismo mes.

Cómo se cuentan lo dice la Ley 4 de 1913, art. 62: los días de un plazo son hábiles si no se dice
otra cosa; y uno en meses corre según el calendario, pero si su último día no es hábil se extiende
hasta el primero que lo sea. De un plazo que su norma llama «calendario» la ley no dice si se corre:
aquí no se corre, y si vence en un día que no es hábil lo dice y queda por confirmar.

Las fechas deben quedar lejos del año 9999, el último que existe en Python.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Literal

from msgspec import Struct

from generador.modelo.calendario import Festivo
from generador.modelo.fechas import dia_semana, fecha_larga, mes_largo
from generador.modelo.nombres import enumerar

TipoDias = Literal["habiles", "calendario"]
Festivos = Callable[[int], tuple[Festivo, ...]]

LEY_DE_LOS_PLAZOS = "Ley 4 de 1913, art. 62"

_SABADO = 5


class PlazoDias(Struct, frozen=True):
    """Un número de días (al menos uno) desde el día siguiente al inicio; hábiles si no se dice."""

    dias: int
    tipo: TipoDias = "habiles"


class PlazoMeses(Struct, frozen=True):
    """Hasta el último día del mes que cae `meses` meses después del de inicio (0: el mismo)."""

    meses: int


Plazo = PlazoDias | PlazoMeses


class DiaSaltado(Struct, frozen=True):
    """Un día que no se contó: `motivo` es «sábado», «domingo» o el festivo, que trae su ley."""

    fecha: date
    motivo: str
    ley: str = ""


class Vencimiento(Struct, frozen=True):
    """El último día del plazo y la cuenta que lleva a él.

    `dias` son los días contados de la clase `tipo`. Si el plazo era en meses, `meses` lo dice,
    `dias` son los días calendario que resultaron, y `extendido_por` es la ley que lo llevó al
    primer día hábil. `en_dia_no_habil` es de un plazo en días calendario o de una fecha fija: no se
    sabe si se corre. `dia_fijo` es que no se contaron días.
    """

    fecha: date
    inicio: date
    dias: int
    tipo: TipoDias
    saltados: tuple[DiaSaltado, ...] = ()
    meses: int | None = None
    extendido_por: str = ""
    en_dia_no_habil: bool = False
    dia_fijo: bool = False


def vence(plazo: Plazo, inicio: date, festivos: Festivos) -> Vencimiento:
    """El vencimiento de un plazo de cualquiera de las dos formas."""
    if isinstance(plazo, PlazoDias):
        return vencimiento(inicio, plazo.dias, plazo.tipo, festivos)
    return _en_meses(inicio, plazo.meses, _Saltos(festivos))


def _en_meses(inicio: date, meses: int, saltos: _Saltos) -> Vencimiento:
    fecha = fin_de_mes(inicio, meses)
    saltados: list[DiaSaltado] = []
    while salto := saltos.de(fecha):
        saltados.append(salto)
        fecha += timedelta(days=1)
    return Vencimiento(
        fecha,
        inicio,
        (fecha - inicio).days,
        "calendario",
        tuple(saltados),
        meses,
        extendido_por=LEY_DE_LOS_PLAZOS if saltados else "",
    )


def en_dia_fijo(dia: str, inicio: date, festivos: Festivos) -> Vencimiento:
    """El primer día así (`01-31`) que es posterior al inicio.

    De una fecha fija la ley de los plazos no dice si se corre: si no es hábil, queda por confirmar.
    """
    mes, numero = map(int, dia.split("-"))
    este = date(inicio.year, mes, numero)
    fecha = este if este > inicio else date(inicio.year + 1, mes, numero)
    no_habil = _Saltos(festivos).de(fecha) is not None
    dias = (fecha - inicio).days
    return Vencimiento(fecha, inicio, dias, "calendario", en_dia_no_habil=no_habil, dia_fijo=True)


def el_mismo_dia(inicio: date) -> Vencimiento:
    """El de lo que se debe hacer el mismo día del hecho."""
    return Vencimiento(inicio, inicio, 0, "calendario", dia_fijo=True)


def vencimiento(inicio: date, dias: int, tipo: TipoDias, festivos: Festivos) -> Vencimiento:
    """El día en que vencen `dias` días contados desde el siguiente a `inicio`.

    Los hábiles saltan sábados, domingos y los festivos que `festivos(anio)` da; esta se pregunta
    una sola vez por año. `ValueError` si `dias` es menor que uno.
    """
    if dias < 1:
        raise ValueError(f"un plazo tiene al menos un día, no {dias}")
    saltos = _Saltos(festivos)
    if tipo == "calendario":
        fecha = inicio + timedelta(days=dias)
        return Vencimiento(fecha, inicio, dias, tipo, en_dia_no_habil=saltos.de(fecha) is not None)
    fecha, contados = inicio, 0
    saltados: list[DiaSaltado] = []
    while contados < dias:
        fecha += timedelta(days=1)
        if salto := saltos.de(fecha):
            saltados.append(salto)
        else:
            contados += 1
    return Vencimiento(fecha, inicio, dias, tipo, tuple(saltados))


class _Saltos:
    """Por qué no se cuenta cada día, con los festivos de cada año preguntados una sola vez."""

    def __init__(self, festivos: Festivos) -> None:
        self._festivos = cache(festivos)

    def de(self, fecha: date) -> DiaSaltado | None:
        """El motivo de ese día, o `None` si es hábil."""
        return _salto(fecha, self._festivos(fecha.year))


def _salto(fecha: date, festivos: tuple[Festivo, ...]) -> DiaSaltado | None:
    """Por qué no se cuenta ese día, o `None` si es hábil."""
    if fecha.weekday() >= _SABADO:
        return DiaSaltado(fecha, dia_semana(fecha))
    suyos = [festivo for festivo in festivos if festivo.fecha == fecha]
    if not suyos:
        return None
    # Dos festivos pueden caer el mismo lunes: se nombran ambos, y la ley común una vez.
    nombres = enumerar(festivo.nombre for festivo in suyos)
    leyes = "; ".join(dict.fromkeys(festivo.ley for festivo in suyos))
    return DiaSaltado(fecha, nombres, leyes)


def fin_de_mes(fecha: date, meses: int) -> date:
    """El último día del mes que cae `meses` meses después del de `fecha` (0: el mismo mes)."""
    corridos, mes = divmod(fecha.month - 1 + meses, 12)
    anio = fecha.year + corridos
    return date(anio, mes + 1, monthrange(anio, mes + 1)[1])


def explicar(v: Vencimiento) -> str:
    """La cuenta en palabras, con la ley de cada festivo saltado.

    «5 días hábiles desde el 16 de diciembre de 2020: vence el 23 de diciembre de 2020; se
    saltaron: sábado 19, domingo 20». El mes y el año se nombran solo cuando cambian.
    """
    texto = resumir(v)
    if not v.saltados:
        return texto
    anteriores = (v.inicio, *(salto.fecha for salto in v.saltados))
    dias = map(_dia_saltado, v.saltados, anteriores)
    verbo = "se saltó" if len(v.saltados) == 1 else "se saltaron"
    return f"{texto}; {verbo}: {', '.join(dias)}"


def resumir(v: Vencimiento) -> str:
    """La cuenta en palabras, sin enumerar los días saltados."""
    return f"{_cuenta(v)}{_extension(v)}: vence el {fecha_larga(v.fecha)}{_duda(v)}"


def _extension(v: Vencimiento) -> str:
    if not v.extendido_por:
        return ""
    return f"; ese último día no es hábil y se pasa al primero que lo sea ({v.extendido_por})"


def _duda(v: Vencimiento) -> str:
    if not v.en_dia_no_habil:
        return ""
    que = "una fecha fija" if v.dia_fijo else "un plazo en días calendario"
    return f"; ese día no es hábil, y está por confirmar si {que} se corre"


def _cuenta(v: Vencimiento) -> str:
    desde = fecha_larga(v.inicio)
    if v.dia_fijo:
        return "El mismo día" if v.fecha == v.inicio else f"En fecha fija, después del {desde}"
    if v.meses is None:
        clase = "hábil" if v.tipo == "habiles" else "calendario"
        plural = "hábiles" if v.tipo == "habiles" else "calendario"
        dias = f"1 día {clase}" if v.dias == 1 else f"{v.dias} días {plural}"
        return f"{dias} desde el {desde}"
    if v.meses == 0:
        return f"Hasta el último día del mes del {desde}"
    if v.meses == 1:
        return f"Hasta el último día del mes siguiente al {desde}"
    fin = fin_de_mes(v.inicio, v.meses)
    mes = f"{mes_largo(fin)} de {fin.year}"
    return f"Hasta el último día de {mes}, {v.meses} meses después del {desde}"


def _dia_saltado(salto: DiaSaltado, anterior: date) -> str:
    fecha = salto.fecha
    dia = str(fecha.day)
    if fecha.year != anterior.year:
        dia = fecha_larga(fecha)
    elif fecha.month != anterior.month:
        dia = f"{fecha.day} de {mes_largo(fecha)}"
    ley = f" ({salto.motivo}, {salto.ley})" if salto.ley else ""
    return f"{dia_semana(fecha)} {dia}{ley}"
