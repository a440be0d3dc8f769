"""Fechas en español, fechas mal escritas que se pueden entender, y periodos de informe.

Una fecha no tiene zona. Aquí nada mira el reloj ni la configuración regional de la máquina.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import total_ordering
from typing import Literal

MESES = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
DIAS_SEMANA = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")

_ABREVIATURAS = (
    "ene.",
    "feb.",
    "mar.",
    "abr.",
    "may.",
    "jun.",
    "jul.",
    "ago.",
    "sept.",
    "oct.",
    "nov.",
    "dic.",
)


def fecha_larga(fecha: date) -> str:
    """«16 de marzo de 2016»."""
    return f"{fecha.day} de {mes_largo(fecha)} de {fecha.year}"


def fecha_corta(fecha: date) -> str:
    """«16 mar. 2016»: el mes en letras, para que nadie dude cuál es el día."""
    return f"{fecha.day} {_ABREVIATURAS[fecha.month - 1]} {fecha.year}"


def mes_largo(fecha: date) -> str:
    """El nombre del mes: «marzo»."""
    return MESES[fecha.month - 1]


def dia_semana(fecha: date) -> str:
    """El nombre del día: «miércoles»."""
    return DIAS_SEMANA[fecha.weekday()]


def hora_texto(hora: time) -> str:
    """«8:30 a. m.», «2:05 p. m.»; el mediodía exacto es «12:00 m.», como se usa en Colombia."""
    if (hora.hour, hora.minute) == (12, 0):
        return "12:00 m."
    mitad = "a. m." if hora.hour < 12 else "p. m."
    return f"{hora.hour % 12 or 12}:{hora.minute:02} {mitad}"


# --- fechas mal escritas -----------------------------------------------------------------------

# Fuera de estos años lo probable es un error de digitación: no se sugiere.
ANIO_MINIMO, ANIO_MAXIMO = 1900, 2100
_LARGO_MAXIMO = 60

_ANIO_PRIMERO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_DIA_PRIMERO = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_SEGUIDA = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_ANIO_Y_MES = re.compile(r"(?P<anio>[0-9]{4})[-/ ](?P<mes>[a-z]{3,10})\.?[-/ ](?P<dia>[0-9]{1,2})")
_MES_PRIMERO = re.compile(
    r"(?P<mes>[a-z]{3,10})\.? (?P<dia>[0-9]{1,2})(?: del? |, | )(?P<anio>[0-9]{4})"
)
_EN_LETRAS = re.compile(
    r"(?:(?P<semana>[a-z]+),? )?(?P<dia>[0-9]{1,2}|primero)(?:\.?[ºo°])?"
    r"(?: de | |-|/)(?P<mes>[a-z]{3,10})\.?(?: del? |, | |-|/)(?P<anio>[0-9]{4})"
)


def sugerir_iso(texto: str) -> str | None:
    """La fecha AAAA-MM-DD que el texto quiere decir, para ofrecerla como remedio.

    Entiende «09/06/2020» (siempre el día primero), «25-08-2020», «2020/6/9», «20200609», «martes, 9
    de junio del 2020», «junio 9 de 2020» y «2020-jun-09». Da `None` si el texto es ambiguo (año de
    dos cifras, día de la semana que no corresponde) o si la fecha no existe (31/06/2020).
    """
    numeros = anio_mes_dia(texto)
    iso = _iso(*numeros) if numeros else None
    escrito = _EN_LETRAS.fullmatch(_llano(texto)) if iso else None
    semana = escrito["semana"] if escrito else None
    if iso and semana and _llano(dia_semana(date.fromisoformat(iso))) != semana:
        return None
    return iso


def anio_mes_dia(texto: str) -> tuple[int, int, int] | None:
    """El año, el mes y el día que el texto dice, exista o no ese día."""
    if len(texto) > _LARGO_MAXIMO:
        return None
    llano = _llano(texto)
    if hallado := _ANIO_PRIMERO.fullmatch(llano):
        anio, _, mes, dia = hallado.groups()
        return int(anio), int(mes), int(dia)
    if hallado := _DIA_PRIMERO.fullmatch(llano):
        dia, _, mes, anio = hallado.groups()
        return int(anio), int(mes), int(dia)
    if hallado := _SEGUIDA.fullmatch(llano):
        return int(hallado[1]), int(hallado[2]), int(hallado[3])
    patrones = (_EN_LETRAS, _MES_PRIMERO, _ANIO_Y_MES)
    hallado = next((m for p in patrones if (m := p.fullmatch(llano))), None)
    numero_de_mes = _numero_de_mes(hallado["mes"]) if hallado else None
    if hallado is None or numero_de_mes is None:
        return None
    primero = hallado["dia"] == "primero"
    return int(hallado["anio"]), numero_de_mes, 1 if primero else int(hallado["dia"])


def _llano(texto: str) -> str:
    """En minúsculas, sin tildes y con espacios y guiones sencillos; «º» se conserva."""
    partes = unicodedata.normalize("NFD", re.sub("[‐-―−]", "-", texto.lower()))
    sin_tildes = "".join(letra for letra in partes if not unicodedata.combining(letra))
    return " ".join(sin_tildes.split())


def _numero_de_mes(nombre: str) -> int | None:
    """El número del mes por su nombre o por sus primeras tres letras o más."""
    nombre = nombre.replace("setiembre", "septiembre")
    # El patrón exige tres letras, y con tres no hay dos meses que empiecen igual.
    return next((n for n, mes in enumerate(MESES, start=1) if mes.startswith(nombre)), None)


def _iso(anio: int, mes: int, dia: int) -> str | None:
    if not ANIO_MINIMO <= anio <= ANIO_MAXIMO:
        return None
    try:
        return date(anio, mes, dia).isoformat()
    except ValueError:
        return None


# --- periodos ----------------------------------------------------------------------------------

TipoPeriodo = Literal["anual", "semestre", "trimestre", "mes"]

_MESES_DE: dict[TipoPeriodo, int] = {"anual": 12, "semestre": 6, "trimestre": 3, "mes": 1}
_ORDINALES = ("primer", "segundo", "tercer", "cuarto")
_SENCILLO = r"[0-9]{4}(?:-s[12]|-t[1-4])?"
PATRON_DE_PERIODO = rf"{_SENCILLO}(?:-a-{_SENCILLO})?"
"""Cómo se escribe: un año, un semestre o un trimestre, o de uno de ellos a otro."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Periodo:
    """Un año, un semestre, un trimestre o un mes; `numero` cuenta desde 1 y en el año es 1.

    De un mes no hay informes: solo se juzga lo que debe hacerse en cada uno. Con `ultimo` es un
    tramo: del primer día de este periodo al último de aquel, como «2023-a-2024-t1».

    Se ordenan por su primer día y, con el mismo, por el último: 2020-t1, 2020-s1, 2020.
    """

    anio: int
    tipo: TipoPeriodo = "anual"
    numero: int = 1
    ultimo: Periodo | None = None

    def __post_init__(self) -> None:
        """Lanza `ValueError` si el periodo no existe."""
        if not ANIO_MINIMO <= self.anio <= ANIO_MAXIMO:
            raise ValueError(f"el año {self.anio} no está entre {ANIO_MINIMO} y {ANIO_MAXIMO}")
        if not 1 <= self.numero <= 12 // _MESES_DE[self.tipo]:
            raise ValueError(f"no existe el {self.tipo} número {self.numero}")
        if self.ultimo and self.ultimo.desde <= self._fin_del_primero:
            raise ValueError(
                f"«{self.ultimo.clave}» no empieza después de que termina «{self._primero.clave}»"
            )

    @classmethod
    def leer(cls, texto: str) -> Periodo:
        """El escrito «2020», «2020-s1», «2020-t3» o «2023-a-2024-t1»; con otro, `ValueError`."""
        if re.fullmatch(PATRON_DE_PERIODO, texto) is None:
            raise ValueError(
                f"«{texto}» no es un periodo: se escribe 2020, 2020-s1 o 2020-t3, o de uno a "
                "otro, 2020-t1-a-2020-t3"
            )
        primero, _, ultimo = texto.partition("-a-")
        return cls(*_partes(primero), cls(*_partes(ultimo)) if ultimo else None)

    @property
    def _primero(self) -> Periodo:
        return Periodo(self.anio, self.tipo, self.numero)

    @property
    def clave(self) -> str:
        """Como se escribe en los registros: «2020», «2020-s1», «2020-t3», «2023-a-2024-t1»."""
        if self.ultimo:
            return f"{self._primero.clave}-a-{self.ultimo.clave}"
        if self.tipo == "anual":
            return str(self.anio)
        if self.tipo == "mes":
            return f"{self.anio}-{self.numero:02}"
        return f"{self.anio}-{self.tipo[0]}{self.numero}"

    @property
    def texto(self) -> str:
        """Como se lee: «2020», «tercer trimestre de 2020», «2023 al primer trimestre de 2024»."""
        if self.ultimo:
            return f"{self._primero_en_palabras} {self.ultimo.con_a}"
        if self.tipo == "anual":
            return str(self.anio)
        if self.tipo == "mes":
            return f"{MESES[self.numero - 1]} de {self.anio}"
        return f"{_ORDINALES[self.numero - 1]} {self.tipo} de {self.anio}"

    @property
    def _primero_en_palabras(self) -> str:
        """«primer trimestre de 2023»; si el último es del mismo año y clase, «primer»."""
        suyo = self._primero.texto
        ultimo = self.ultimo
        juntos = ultimo and (ultimo.anio, ultimo.tipo) == (self.anio, self.tipo)
        return suyo.partition(" ")[0] if juntos else suyo

    @property
    def con_a(self) -> str:
        """Dentro de una frase: «a 2020», «al primer semestre de 2020»."""
        return f"{'a' if self.sin_articulo else 'al'} {self.texto}"

    @property
    def con_de(self) -> str:
        """Dentro de una frase: «de 2020», «del primer semestre de 2020»."""
        return f"{'de' if self.sin_articulo else 'del'} {self.texto}"

    @property
    def con_en(self) -> str:
        """Dentro de una frase: «en 2020», «en el primer semestre de 2020», «de 2020 a 2021»."""
        if self.ultimo:
            return self.con_de
        return f"en {'' if self.sin_articulo else 'el '}{self.texto}"

    @property
    def sin_articulo(self) -> bool:
        """Si se nombra sin «el», como los años y los meses."""
        return self.tipo in ("anual", "mes")

    @property
    def desde(self) -> date:
        """El primer día."""
        return date(self.anio, (self.numero - 1) * _MESES_DE[self.tipo] + 1, 1)

    @property
    def hasta(self) -> date:
        """El último día, que también es del periodo."""
        return self.ultimo.hasta if self.ultimo else self._fin_del_primero

    @property
    def _fin_del_primero(self) -> date:
        mes = self.numero * _MESES_DE[self.tipo]
        return date(self.anio, mes, monthrange(self.anio, mes)[1])

    @property
    def anios(self) -> range:
        """Los años de que tiene algún día."""
        return range(self.desde.year, self.hasta.year + 1)

    @property
    def anios_enteros(self) -> tuple[int, ...]:
        """Los años que tiene enteros."""
        return tuple(
            a for a in self.anios if self.desde <= date(a, 1, 1) and self.hasta >= date(a, 12, 31)
        )

    @property
    def es_un_anio(self) -> bool:
        """Si es un año entero y nada más."""
        return self.anios_enteros == (self.anio,) and len(self.anios) == 1

    @property
    def anio_principal(self) -> int:
        """El año del que más días tiene; entre iguales, el primero. De él es su plan."""
        return max(self.anios, key=lambda a: (self._dias_de(a), -a))

    def _dias_de(self, anio: int) -> int:
        desde, hasta = max(self.desde, date(anio, 1, 1)), min(self.hasta, date(anio, 12, 31))
        return (hasta - desde).days

    @property
    def reunidos(self) -> tuple[Periodo, ...]:
        """Los que un tramo junta, uno tras otro; de uno que no es tramo, él solo.

        Entre el primero y el último van los de la clase más larga que quepan: en
        «2023-t4-a-2025», un trimestre y dos años.
        """
        if self.ultimo is None:
            return (self,)
        clases = sorted({self.tipo, self.ultimo.tipo}, key=lambda t: -_MESES_DE[t])
        juntos = [self._primero]
        while (dia := juntos[-1].hasta + timedelta(days=1)) < self.ultimo.desde:
            caben = (Periodo(dia.year, t, (dia.month - 1) // _MESES_DE[t] + 1) for t in clases)
            juntos.append(next(p for p in caben if p.desde == dia and p.hasta < self.ultimo.desde))
        return (*juntos, self.ultimo)

    def contiene(self, fecha: date) -> bool:
        """Si la fecha cae en el periodo, extremos incluidos."""
        return self.desde <= fecha <= self.hasta

    def abarca(self, otro: Periodo) -> bool:
        """Si tiene todos los días de otro."""
        return self.desde <= otro.desde and otro.hasta <= self.hasta

    def __lt__(self, otro: Periodo) -> bool:
        """El orden del calendario."""
        return (self.desde, self.hasta) < (otro.desde, otro.hasta)


def _partes(sencillo: str) -> tuple[int, TipoPeriodo, int]:
    """El año, la clase y el número de uno que no es tramo."""
    clases: dict[str, TipoPeriodo] = {"s": "semestre", "t": "trimestre"}
    anio, _, resto = sencillo.partition("-")
    return (int(anio), clases[resto[0]], int(resto[1])) if resto else (int(anio), "anual", 1)
