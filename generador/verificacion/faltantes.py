"""Las actas que faltan: de qué sesión son, qué número tienen y por qué se sabe de ellas.

Se juntan tres fuentes que dicen cada una una parte: la lista de requisitos, lo que no se cumple; la
numeración, qué números no están; y los planes e informes, qué días hubo sesión. Un número y un día
se dan por la misma acta solo si en ese salto caben tantas sesiones sin acta como números faltan.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import chain, zip_longest

from msgspec import Struct
from msgspec.structs import replace

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta
from generador.modelo.fechas import fecha_larga
from generador.modelo.nombres import (
    con_serie,
    direccion_de,
    nombre_de_informe,
    nombre_de_plan,
    nombre_numerado,
)
from generador.modelo.norma import Numeracion
from generador.modelo.sesion import TipoSesion
from generador.verificacion.exigencias_actas import (
    dias_que_solo_nombra_un_informe,
    sesiones_sin_acta,
)
from generador.verificacion.plazos import Festivos
from generador.verificacion.requisito_de_un_anio import plazo_de
from generador.verificacion.resultados import Estado, Exigencia, Renglon

_SERIES = tuple(TipoSesion)
_ENUMERABLES = 20


class QueFalta(StrEnum):
    """Qué es lo que falta."""

    AUSENTE = "ausente"  # no hay registro de ella
    INCOMPLETA = "incompleta"  # hay registro, y no basta
    CONSTANCIA = "constancia"  # no hubo sesiones y nadie lo certifica


class ActaFaltante(Struct, frozen=True):
    """Un acta que no está, o que está y no basta; o la constancia de un año sin sesiones.

    `nombre` la dice por su número («Acta 2 de 2025») y es vacío si no se sabe; `fecha` es la de
    la sesión. `requisitos` son la lista y el requisito que la exigen ese año. `ruta` es su página,
    si hay registro de ella. `en_plazo`, que algún plazo suyo todavía corre.
    """

    clase: QueFalta
    anio: int
    nombre: str
    fecha: date | None
    razones: tuple[str, ...]
    requisitos: tuple[tuple[str, str], ...] = ()
    ruta: str = ""
    en_plazo: bool = False


class _SinActa(Struct, frozen=True):
    """Una sesión de la que no hay acta; `tipo` es vacío si quien la nombra no lo dice."""

    fecha: date
    tipo: str
    razon: str


class _NumerosQueFaltan(Struct, frozen=True):
    """Los números que no están entre dos actas; sin `anterior`, antes de la primera del año."""

    anterior: Acta | None
    posterior: Acta
    numeros: range
    sin_numero: int

    @property
    def nombres(self) -> tuple[str, ...]:
        """«Acta 2 de 2025», «Acta 3 de 2025»; uno solo si son demasiados para enumerarlos."""
        # Si la cuenta no se reinicia, no se sabe de cuál de los dos años es el acta.
        sabido = self.anterior is None or self.anterior.anio == self.posterior.anio
        de = f" de {self.posterior.anio}" if sabido else ""
        cuales = [f"Acta {n}" for n in self.numeros]
        if len(cuales) > _ENUMERABLES:
            cuales = [f"Actas {self.numeros[0]} a {self.numeros[-1]}"]
        return tuple(con_serie(f"{c}{de}", self.posterior.serie) for c in cuales)

    @property
    def razones(self) -> tuple[str, ...]:
        """Por qué se sabe, y por qué podría no ser cierto."""
        if not self.sin_numero:
            return (self.razon,)
        return (self.razon, "De ese año hay actas sin número, y esta puede ser una de ellas")

    @property
    def razon(self) -> str:
        """Dónde está el salto."""
        despues = f"{self.posterior.numero}, del {fecha_larga(self.posterior.fecha)}"
        if self.anterior is None:
            return f"La numeración empieza en el acta {despues}"
        antes = f"{self.anterior.numero}, del {fecha_larga(self.anterior.fecha)}"
        return f"La numeración salta del acta {antes}, a la {despues}"


RequisitosPorAnio = dict[int, list[tuple[str, str]]]
"""Por año, la lista y el requisito de cada renglón que exige actas."""


def actas_faltantes(
    acervo: Acervo, contexto: Contexto, renglones: Iterable[Renglon]
) -> tuple[ActaFaltante, ...]:
    """Todas las de una instancia hasta el corte, la última primero."""
    de_actas = [r for r in renglones if exige_actas(r, contexto)]
    requisitos: RequisitosPorAnio = defaultdict(list)
    for renglon in de_actas:
        requisitos[renglon.anio].append((renglon.lista, renglon.requisito))
    sin_acta = _sesiones_sin_acta(acervo, contexto.corte)
    todas = chain(
        _incompletas(acervo, de_actas, contexto.corte),
        _con_plazo(_ausentes(list(_saltos(acervo, contexto)), sin_acta, requisitos), contexto),
    )
    return tuple(sorted(todas, key=_orden, reverse=True))


def exige_actas(renglon: Renglon, contexto: Contexto) -> bool:
    """Si es de un requisito que se prueba con actas, y se le aplica ese año."""
    lista = contexto.lista(renglon.lista)
    return renglon.estado is not Estado.NO_APLICA and any(
        r.item == renglon.requisito and r.evidencia.es_de_actas
        for r in (lista.requisitos if lista else ())
    )


def _orden(faltante: ActaFaltante) -> tuple[int, date, str]:
    return faltante.anio, faltante.fecha or date(faltante.anio, 1, 1), faltante.nombre


# --- las que están y no bastan ----------------------------------------------------------------


def _incompletas(acervo: Acervo, renglones: list[Renglon], corte: date) -> Iterator[ActaFaltante]:
    """Las que la lista no da por cumplidas, y las constancias de los años sin sesiones."""
    sin_cumplir: dict[tuple[int, str], list[tuple[Renglon, Exigencia]]] = defaultdict(list)
    for renglon in renglones:
        for exigencia in renglon.exigencias:
            # Sin registro y con día, la nombra un plan: va con las ausentes.
            if not exigencia.cumplida and (exigencia.registro or exigencia.sesion is None):
                clave = renglon.anio, exigencia.registro or exigencia.nombre
                sin_cumplir[clave].append((renglon, exigencia))
    for (anio, registro), casos in sin_cumplir.items():
        acta = acervo.por_ruta.get(registro)
        plazos = [e.vencimiento.fecha for _, e in casos if e.firme and e.vencimiento]
        yield ActaFaltante(
            QueFalta.INCOMPLETA if acta else QueFalta.CONSTANCIA,
            anio,
            nombre_numerado(acta) if isinstance(acta, Acta) else casos[0][1].nombre,
            casos[0][1].sesion,
            (*_faltas(e for _, e in casos), *_en_palabras(plazos, corte)),
            tuple((r.lista, r.requisito) for r, _ in casos),
            direccion_de(acta) if acta else "",
            _corre(plazos, corte),
        )


def _faltas(exigencias: Iterable[Exigencia]) -> Iterable[str]:
    """Lo que a cada lista le falta, sin repetirlo."""
    return dict.fromkeys(e.falta[:1].upper() + e.falta[1:] for e in exigencias)


# --- las que no están -------------------------------------------------------------------------


def _sesiones_sin_acta(acervo: Acervo, corte: date) -> list[_SinActa]:
    """Los días en que un plan o un informe dice que hubo sesión y no hay registro de ella."""
    halladas = [
        _SinActa(s.fecha.desde, s.tipo, _segun_el_plan(acervo, s.fecha.desde))
        for s in sesiones_sin_acta(acervo)
        if s.fecha
    ]
    halladas += [
        _SinActa(dia, "", f"{nombre_de_informe(informe)}: nombra una sesión ese día")
        for dia, informe in dias_que_solo_nombra_un_informe(acervo).items()
    ]
    return sorted((s for s in halladas if s.fecha <= corte), key=lambda s: s.fecha)


def _segun_el_plan(acervo: Acervo, dia: date) -> str:
    plan = acervo.plan_de(dia.year)
    nombre = nombre_de_plan(plan) if plan else "Un plan"
    return f"{nombre}: da por hecha una sesión ese día"


def _saltos(acervo: Acervo, contexto: Contexto) -> Iterator[_NumerosQueFaltan]:
    """Los números que faltan entre dos actas seguidas de una cuenta.

    Si la numeración reinicia cada año, también los que faltan antes de la primera.
    """
    desde = acervo.instancia.registros_desde or contexto.registros_desde() or date.min
    sin_numero = Counter((a.serie, a.anio) for a in acervo.realizadas if a.numero is None)
    for (_, anio), suyas in _cuentas(acervo).items():
        # Antes de la primera no se sabe nada si los registros empiezan a mitad del año.
        anterior = None if anio and desde <= date(anio, 1, 1) else suyas[0]
        for acta in suyas:
            previo = anterior.numero or 0 if anterior else 0
            numeros = range(previo + 1, acta.numero or 0)
            if numeros:
                yield _NumerosQueFaltan(anterior, acta, numeros, sin_numero[acta.serie, acta.anio])
            anterior = acta


def _cuentas(acervo: Acervo) -> dict[tuple[str, int], list[Acta]]:
    """Las actas con número de cada serie y año, por número; año 0 si no se reinicia."""
    cuentas: defaultdict[tuple[str, int], list[Acta]] = defaultdict(list)
    continuas = {
        anio: (r := acervo.reglamento_en(date(anio, 12, 31))) is not None
        and r.numeracion is Numeracion.CONTINUA
        for anio in {a.anio for a in acervo.actas}
    }
    for acta in acervo.actas:
        if acta.numero is not None:
            cuentas[acta.serie, 0 if continuas[acta.anio] else acta.anio].append(acta)
    for suyas in cuentas.values():
        suyas.sort(key=lambda a: (a.numero or 0, a.fecha))
    return cuentas


def _ausentes(
    saltos: list[_NumerosQueFaltan], sin_acta: list[_SinActa], requisitos: RequisitosPorAnio
) -> Iterator[ActaFaltante]:
    """Un acta por número que falta y una por sesión sin acta; si son la misma, una sola."""
    libres = list(sin_acta)
    for salto in saltos:
        caben = [s for s in libres if _cabe(s, salto)]
        nombres = salto.nombres
        caben = caben if len(caben) == len(nombres) else []
        libres = [s for s in libres if s not in caben]
        for nombre, sesion in zip_longest(nombres, caben):
            anio = sesion.fecha.year if sesion else salto.posterior.anio
            yield ActaFaltante(
                QueFalta.AUSENTE,
                anio,
                nombre,
                sesion.fecha if sesion else None,
                (*salto.razones, *((sesion.razon,) if sesion else ())),
                tuple(requisitos.get(anio, ())),
            )
    for s in libres:
        anio = s.fecha.year
        suyas = tuple(requisitos.get(anio, ()))
        yield ActaFaltante(QueFalta.AUSENTE, anio, "", s.fecha, (s.razon,), suyas)


def _con_plazo(faltantes: Iterable[ActaFaltante], contexto: Contexto) -> Iterator[ActaFaltante]:
    """Las mismas; las de una sesión de día sabido dicen hasta cuándo había plazo."""
    festivos = cache(contexto.festivos)
    for faltante in faltantes:
        plazos = [
            plazo
            for lista, requisito in faltante.requisitos
            if faltante.fecha
            and (plazo := _plazo(lista, requisito, faltante.fecha, festivos, contexto))
        ]
        yield replace(
            faltante,
            razones=(*faltante.razones, *_en_palabras(plazos, contexto.corte)),
            en_plazo=_corre(plazos, contexto.corte),
        )


def _plazo(
    lista: str, requisito: str, sesion: date, festivos: Festivos, contexto: Contexto
) -> date | None:
    """Qué día vence, si el plazo se cuenta desde la sesión y es firme."""
    de = contexto.lista(lista)
    suyo = next((r for r in (de.requisitos if de else ()) if r.item == requisito), None)
    if suyo is None:
        return None
    vencimiento, firme = plazo_de(lista, suyo, {"sesion": sesion}, festivos, contexto)
    return vencimiento.fecha if vencimiento and firme else None


def _corre(plazos: Iterable[date], corte: date) -> bool:
    return any(dia >= corte for dia in plazos)


def _en_palabras(plazos: Iterable[date], corte: date) -> Iterable[str]:
    """«El plazo venció el 4 de julio de 2025», o «En plazo hasta el…», sin repetirlo."""
    return dict.fromkeys(
        f"{'El plazo venció' if dia < corte else 'En plazo hasta'} el {fecha_larga(dia)}"
        for dia in plazos
    )


def _cabe(sesion: _SinActa, salto: _NumerosQueFaltan) -> bool:
    """Si la sesión pudo ser una de las del salto, por su día y por su serie."""
    posterior = salto.posterior
    desde = salto.anterior.fecha if salto.anterior else date(posterior.anio, 1, 1)
    de_la_serie = not sesion.tipo or posterior.serie not in _SERIES
    return desde <= sesion.fecha <= posterior.fecha and (
        de_la_serie or sesion.tipo == posterior.serie
    )
