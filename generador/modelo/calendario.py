"""El calendario de festivos: reglas con su ley, y los festivos de cada año.

Las reglas son datos (llegan ya leídas); aquí solo se calculan fechas.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generador.modelo.base import Confianza

_CONFIANZAS = (Confianza.CONFIRMADO, Confianza.POR_CONFIRMAR)
_CLAVES_CALENDARIO = frozenset({"formato", "desde", "reglas"})
_CLAVES_COMUNES = frozenset(
    {"nombre", "regla", "traslado", "ley", "confianza", "desde", "hasta", "nota"}
)
_CLAVE_PROPIA = {"fija": "dia", "pascua": "dias"}
# El lunes siguiente a una fecha posterior a esta puede caer en el año que viene.
_ULTIMO_TRASLADABLE = (12, 25)


@dataclass(frozen=True, slots=True, order=True)
class Festivo:
    """Un día festivo de un año, con la ley que lo ordena y la confianza en ese dato."""

    fecha: date
    nombre: str
    ley: str
    confianza: Confianza = Confianza.CONFIRMADO


@dataclass(frozen=True, slots=True)
class DiaFijo:
    """El mismo mes y día todos los años."""

    mes: int
    dia: int

    def fecha(self, anio: int) -> date:
        """El día en ese año."""
        return date(anio, self.mes, self.dia)


@dataclass(frozen=True, slots=True)
class DesdePascua:
    """Un número de días después (o antes, si es negativo) del Domingo de Pascua."""

    dias: int

    def fecha(self, anio: int) -> date:
        """El día en ese año."""
        return pascua(anio) + timedelta(days=self.dias)


@dataclass(frozen=True, slots=True)
class ReglaFestivo:
    """Una regla: qué día cae, si pasa al lunes, en qué años rige y por cuál ley."""

    nombre: str
    cae: DiaFijo | DesdePascua
    al_lunes: bool
    ley: str
    confianza: Confianza
    desde: int | None = None
    hasta: int | None = None
    nota: str = ""

    def rige(self, anio: int) -> bool:
        """Si la regla vale en ese año (los dos extremos incluidos)."""
        empezo = self.desde is None or self.desde <= anio
        return empezo and (self.hasta is None or anio <= self.hasta)

    def festivo(self, anio: int) -> Festivo:
        """El festivo de ese año, ya trasladado si la regla lo manda."""
        fecha = self.cae.fecha(anio)
        if self.al_lunes:
            fecha = lunes_desde(fecha)
        return Festivo(fecha, self.nombre, self.ley, self.confianza)


@dataclass(frozen=True, slots=True)
class Calendario:
    """Las reglas, el primer año del que dicen algo y los días no hábiles propios de un sitio."""

    reglas: tuple[ReglaFestivo, ...]
    desde: int
    propios: tuple[Festivo, ...] = ()

    def cubre(self, anio: int) -> bool:
        """Si el calendario dice algo de ese año: distingue «ninguno» de «no se sabe»."""
        return anio >= self.desde

    def festivos(self, anio: int) -> tuple[Festivo, ...]:
        """Los días no hábiles del año, por fecha: los de las reglas y los propios.

        Hay un festivo por regla: dos reglas que caen el mismo día (2025-06-30) dan dos. Las reglas
        no dan ninguno en un año que el calendario no cubre.
        """
        propios = [dia for dia in self.propios if dia.fecha.year == anio]
        rigen = [regla for regla in self.reglas if self.cubre(anio) and regla.rige(anio)]
        return tuple(sorted([*propios, *(regla.festivo(anio) for regla in rigen)]))


def pascua(anio: int) -> date:
    """El Domingo de Pascua del calendario gregoriano (años desde 1583).

    Algoritmo gregoriano anónimo: J. Meeus, *Astronomical Algorithms*, cap. 8; publicado en
    *Nature* (1876) y en S. Butcher, *The Ecclesiastical Calendar* (1877), y difundido por
    H. Spencer Jones, *General Astronomy* (1922).
    """
    ciclo = anio % 19
    siglo, resto = divmod(anio, 100)
    bisiestos, sobra = divmod(siglo, 4)
    luna = (siglo - (siglo + 8) // 25 + 1) // 3
    epacta = (19 * ciclo + siglo - bisiestos - luna + 15) % 30
    cuartos, anios = divmod(resto, 4)
    semana = (32 + 2 * sobra + 2 * cuartos - epacta - anios) % 7
    ajuste = (ciclo + 11 * epacta + 22 * semana) // 451
    mes, dia = divmod(epacta + semana - 7 * ajuste + 114, 31)
    return date(anio, mes, dia + 1)


def lunes_desde(fecha: date) -> date:
    """La misma fecha si es lunes; si no, el lunes siguiente."""
    return fecha + timedelta(days=-fecha.weekday() % 7)


def calendario_desde(datos: Mapping[str, object]) -> Calendario:
    """El calendario que describen los datos ya leídos (números como `int` o como texto).

    Lanza `ValueError`, en español y con el nombre de la regla, si están mal formados: son datos
    que vienen con el programa, y un error en ellos es un error del programa.
    """
    _exigir_claves(datos, _CLAVES_CALENDARIO, "el calendario")
    if _entero(datos, "formato", "el calendario") != 1:
        raise ValueError("el calendario: solo se conoce el formato 1")
    filas = datos.get("reglas")
    if not isinstance(filas, Sequence) or isinstance(filas, str) or not filas:
        raise ValueError("el calendario: «reglas» debe ser una lista con al menos una regla")
    reglas = tuple(_regla(fila, numero) for numero, fila in enumerate(filas, start=1))
    nombres = [regla.nombre for regla in reglas]
    repetidos = sorted({nombre for nombre in nombres if nombres.count(nombre) > 1})
    if repetidos:
        raise ValueError(f"el calendario: nombres repetidos: {', '.join(repetidos)}")
    return Calendario(reglas, _entero(datos, "desde", "el calendario"))


def _regla(fila: object, numero: int) -> ReglaFestivo:
    if not isinstance(fila, Mapping):
        raise ValueError(f"la regla {numero}: debe tener claves y valores")
    donde = f"la regla {numero} («{fila.get('nombre', 'sin nombre')}»)"
    clase = _opcion(fila, "regla", tuple(_CLAVE_PROPIA), donde)
    _exigir_claves(fila, _CLAVES_COMUNES | {_CLAVE_PROPIA[clase]}, donde)
    regla = ReglaFestivo(
        nombre=_texto(fila, "nombre", donde),
        cae=_dia_fijo(fila, donde)
        if clase == "fija"
        else DesdePascua(_entero(fila, "dias", donde)),
        al_lunes=_opcion(fila, "traslado", ("lunes", "ninguno"), donde) == "lunes",
        ley=_texto(fila, "ley", donde),
        confianza=Confianza(_opcion(fila, "confianza", _CONFIANZAS, donde)),
        desde=_entero(fila, "desde", donde) if "desde" in fila else None,
        hasta=_entero(fila, "hasta", donde) if "hasta" in fila else None,
        nota=_texto(fila, "nota", donde) if "nota" in fila else "",
    )
    _comprobar(regla, donde)
    return regla


def _comprobar(regla: ReglaFestivo, donde: str) -> None:
    cae = regla.cae
    if regla.desde is not None and regla.hasta is not None and regla.hasta < regla.desde:
        raise ValueError(f"{donde}: «hasta» ({regla.hasta}) es anterior a «desde» ({regla.desde})")
    if regla.al_lunes and isinstance(cae, DiaFijo) and (cae.mes, cae.dia) > _ULTIMO_TRASLADABLE:
        raise ValueError(f"{donde}: un festivo posterior al 25 de diciembre no se puede trasladar")
    if regla.confianza is Confianza.POR_CONFIRMAR and not regla.nota:
        raise ValueError(f"{donde}: falta la «nota» que diga qué está por confirmar")


def _dia_fijo(fila: Mapping[str, object], donde: str) -> DiaFijo:
    texto = _texto(fila, "dia", donde)
    try:
        # 2001 no es bisiesto: un festivo fijo debe existir todos los años. Y como Python lee
        # también semanas («W01-1»), vale solo lo que se escribe igual de vuelta.
        fecha = date.fromisoformat(f"2001-{texto}")
        if f"{fecha:%m-%d}" == texto:
            return DiaFijo(fecha.month, fecha.day)
    except ValueError:
        pass
    raise ValueError(f"{donde}: «dia» debe ser MM-DD y existir cada año, no «{texto}»")


def _exigir_claves(fila: Mapping[str, object], conocidas: frozenset[str], donde: str) -> None:
    extranas = sorted(str(clave) for clave in fila if clave not in conocidas)
    if extranas:
        raise ValueError(f"{donde}: claves desconocidas: {', '.join(extranas)}")


def _opcion(fila: Mapping[str, object], clave: str, opciones: Sequence[str], donde: str) -> str:
    valor = _texto(fila, clave, donde)
    if valor not in opciones:
        raise ValueError(f"{donde}: «{clave}» debe ser {' o '.join(opciones)}, no «{valor}»")
    return valor


def _texto(fila: Mapping[str, object], clave: str, donde: str) -> str:
    valor = fila.get(clave)
    if not isinstance(valor, str) or not valor.strip():
        raise ValueError(f"{donde}: falta el texto de «{clave}»")
    return valor.strip()


def _entero(fila: Mapping[str, object], clave: str, donde: str) -> int:
    valor = fila.get(clave)
    try:
        # bool es un int en Python: `desde: true` no es el año 1.
        if isinstance(valor, int | str) and not isinstance(valor, bool):
            return int(valor)
    except ValueError:
        pass
    raise ValueError(f"{donde}: «{clave}» debe ser un número entero, no «{valor}»")
