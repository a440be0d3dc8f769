"""El informe para firmar: el formulario oficial y nada más, con una columna por sesión.

Sale de los bloques oficiales de `formulario.BLOQUES`. Lo que no se sabe queda en blanco.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from msgspec import Struct

from generador.modelo.acta import Acta
from generador.modelo.base import Html
from generador.verificacion.resultados import Cifra, Coincide, InformeCalculado
from generador.vistas import textos
from generador.vistas.campos import tomar
from generador.vistas.formulario import (
    BLOQUES,
    Bloque,
    Campo,
    Cifras,
    Cuadro,
    Formulario,
    Prosa,
    en_palabras,
)

POR_LLENAR = "____"
"""Lo que no se sabe, donde el blanco diría otra cosa."""
_PRESIDENCIA, _SECRETARIA = ("P",), ("S", "")
"""Los roles con que se firma por una y por otra; sin rol, por la secretaría técnica."""

_NOMBRES = {"P": "la Presidencia", "S": "la Secretaría Técnica"}


class FilaConFechas(Struct, frozen=True):
    """Una fila con una celda por sesión: su fecha, nada si no fue, o una raya si no se sabe."""

    rotulos: tuple[str, ...]
    fechas: tuple[str, ...]
    final: str


class SectorParaFirmar(Struct, frozen=True):
    """Los asistentes de un sector; sin él, todas las filas de un cuadro."""

    sector: str
    filas: tuple[FilaConFechas, ...]


class ParteParaFirmar(Struct, frozen=True):
    """Una parte de la hoja. `clase`: casillas, con_fechas, si_no, tabla o prosa.

    `pares` son nombres con su valor; `comun` y `ultimo`, los títulos de las fechas y del final;
    `filas`, las de una tabla.
    """

    clase: str
    pares: tuple[tuple[str, str], ...] = ()
    rotulos: tuple[str, ...] = ()
    comun: str = ""
    ultimo: str = ""
    sectores: tuple[SectorParaFirmar, ...] = ()
    filas: tuple[tuple[str, ...], ...] = ()
    prosa: Html | str = ""


class BloqueParaFirmar(Struct, frozen=True):
    """Un bloque del formulario; sin título, el de sus casillas o el de su cuadro basta."""

    id: str
    titulo: str
    partes: tuple[ParteParaFirmar, ...]


class FirmaParaFirmar(Struct, frozen=True):
    """Quien firma; vacío es un renglón por llenar."""

    nombre: str
    cargo: str
    entidad: str


class GrupoDeFirmas(Struct, frozen=True):
    """Quienes firman con un mismo rol."""

    titulo: str
    firmas: tuple[FirmaParaFirmar, ...]


class VistaParaFirmar(Struct, frozen=True):
    """Los bloques del formulario, en su orden; lo vacío queda en blanco."""

    nombre: str
    periodo: str
    demostracion: bool
    columnas: int
    bloques: tuple[BloqueParaFirmar, ...]
    firmas: tuple[GrupoDeFirmas, ...]


class Columnas(Struct, frozen=True):
    """La fecha de cada columna, y en cuál va cada acta, por su ruta."""

    fechas: tuple[date, ...]
    de: dict[str, int]


class _Llenado(Struct, frozen=True):
    """Lo que se llena, con sus columnas y las actas de ellas."""

    formulario: Formulario
    actas: tuple[Acta, ...]
    columnas: Columnas

    def dicen(self, campo: Campo, fila: Any) -> dict[int, bool | None]:
        """Lo que el acta de cada columna dice de una fila."""
        assert campo.en_acta is not None
        acervo, de = self.formulario.acervo, self.columnas.de
        return {de[a.ruta]: campo.en_acta(acervo, a, fila) for a in self.actas}

    def lleno(self, campo: Campo, fila: Any) -> bool:
        """Si de un renglón se sabe todo; lo declarado lo dice de todas las sesiones."""
        valor = tomar(fila, campo.de)
        if campo.en_acta is None or valor.declarado is not None:
            return _dicho(valor) not in (None, "")
        return valor.calculado is not None and None not in self.dicen(campo, fila).values()


def vista_para_firmar(
    formulario: Formulario, bloques: tuple[Bloque, ...] = BLOQUES
) -> VistaParaFirmar:
    """El formulario de un informe escrito, publicado o en borrador."""
    oficiales = _oficiales(formulario, bloques)
    hoja = _hoja(formulario, oficiales)
    return VistaParaFirmar(
        nombre=formulario.nombre,
        periodo=formulario.calculado.periodo_texto,
        demostracion=formulario.contexto.sitio.demostracion,
        columnas=len(hoja.columnas.fechas),
        bloques=tuple(_bloque(b, hoja) for b in oficiales),
        firmas=_firmas(formulario.calculado),
    )


def _oficiales(formulario: Formulario, bloques: tuple[Bloque, ...]) -> tuple[Bloque, ...]:
    """Los del formulario, sin las firmas, que van al final, y sin cuadros vacíos que sobren."""
    suyos = tuple(b for b in bloques if b.oficial and b.id != "firmas")
    cuadros = {b.id: c for b in suyos for c in _cuadros(b)}
    llenos = [c for c in cuadros.values() if tomar(formulario, c.filas)]
    sobran, vistos = set(), [c.campos for c in llenos]
    for id_, cuadro in cuadros.items():
        # De dos cuadros iguales, como los de funciones, el vacío solo va si el otro también lo es.
        if cuadro not in llenos and cuadro.campos in vistos:
            sobran.add(id_)
        vistos.append(cuadro.campos)
    return tuple(b for b in suyos if b.id not in sobran)


def _cuadros(bloque: Bloque) -> Iterator[Cuadro]:
    return (p for p in bloque.partes if isinstance(p, Cuadro) and p.oficial)


# --- lo que queda en blanco, y lo que no coincide ----------------------------------------------


def por_completar(formulario: Formulario, bloques: tuple[Bloque, ...] = BLOQUES) -> tuple[str, ...]:
    """Lo que el formulario pide y queda en blanco, en el orden del formulario."""
    oficiales = _oficiales(formulario, bloques)
    hoja = _hoja(formulario, oficiales)
    firmas = formulario.calculado.firmas
    faltan = (falta for b in oficiales for falta in _faltan(b, hoja))
    sin_firma = (
        f"quién firma por {_NOMBRES[roles[0]].lower()}"
        for roles in _que_firman(formulario.calculado)
        if not any(f.rol in roles for f in firmas)
    )
    a_medias = not all(f.cargo and f.entidad for f in firmas)
    de_firmantes = ("el cargo y la entidad de cada firmante",) if a_medias else ()
    return (*faltan, *sin_firma, *de_firmantes)


def _faltan(bloque: Bloque, hoja: _Llenado) -> Iterator[str]:
    titulo = textos.minuscula(bloque.titulo_de(hoja.formulario))
    for parte in bloque.partes:
        if isinstance(parte, Prosa) and not hoja.formulario.prosa(parte.campo):
            yield titulo
        if isinstance(parte, Cuadro) and parte.oficial and not _filas(parte, hoja.formulario):
            yield titulo
    for nombre, filas in _datos(bloque, hoja.formulario).items():
        suyas = [quien for quien, campo, fila in filas if not hoja.lleno(campo, fila)]
        if suyas:
            yield _de_quien(nombre, suyas)


def contradicciones(
    formulario: Formulario, bloques: tuple[Bloque, ...] = BLOQUES
) -> tuple[str, ...]:
    """Lo que el informe declara y no es lo de los registros; en la hoja va lo declarado."""
    por_dato = (d for b in _oficiales(formulario, bloques) for d in _datos(b, formulario).items())
    dispares = (
        (nombre, [quien for quien, campo, fila in filas if _difiere(campo, fila)])
        for nombre, filas in por_dato
    )
    return tuple(_de_quien(nombre, suyas) for nombre, suyas in dispares if suyas)


def _difiere(campo: Campo, fila: Any) -> bool:
    cifra = tomar(fila, campo.de)
    return isinstance(cifra, Cifra) and cifra.coincide is Coincide.NO


def _de_quien(nombre: str, de: list[str]) -> str:
    """«total (Directora, Asesora)»; de un dato suelto, su nombre solo."""
    return f"{nombre} ({', '.join(de)})" if any(de) else nombre


def _datos(bloque: Bloque, formulario: Formulario) -> dict[str, list[tuple[str, Campo, Any]]]:
    """Cada dato oficial del bloque, con su nombre: de quién es, su campo y su fila."""
    datos: dict[str, list[tuple[str, Campo, Any]]] = {}
    for parte in bloque.partes:
        if isinstance(parte, Cifras | Cuadro) and parte.oficial:
            for campo in (c for c in parte.campos if c.lado != "calculado"):
                # De una casilla, que es un lado de su cifra, el nombre es el del bloque.
                nombre = textos.minuscula(bloque.titulo if campo.lado else campo.titulo)
                filas = _filas(parte, formulario)
                datos[nombre] = [(quien, campo, fila) for quien, fila in filas]
    return datos


def _filas(parte: Cifras | Cuadro, formulario: Formulario) -> list[tuple[str, Any]]:
    if isinstance(parte, Cifras):
        return [("", formulario)]
    return [(parte.nombre(fila), fila) for fila in tomar(formulario, parte.filas)]


# --- lo que se escribe ------------------------------------------------------------------------


def _dicho(valor: Any) -> Any:
    """De una cifra, lo que el informe declara; si no lo declara, lo calculado."""
    if not isinstance(valor, Cifra):
        return valor
    return valor.calculado if valor.declarado is None else valor.declarado


def _escrito(campo: Campo, fila: Any) -> str:
    """Un dato como va en la hoja; vacío si no se sabe."""
    dicho = _dicho(tomar(fila, campo.de))
    if isinstance(dicho, date):
        return f"{dicho:%d-%m-%Y}"
    return "" if dicho == () else en_palabras(dicho)


def _bloque(bloque: Bloque, hoja: _Llenado) -> BloqueParaFirmar:
    partes = tuple(_parte(p, bloque, hoja) for p in bloque.partes if p.oficial)
    # Con un solo rótulo, el título del bloque es el de su cuadro.
    con_titulo = any(p.clase != "casillas" and len(p.rotulos) != 1 for p in partes)
    titulo = bloque.titulo_de(hoja.formulario)
    return BloqueParaFirmar(bloque.id, titulo if con_titulo else "", partes)


def _parte(parte: Any, bloque: Bloque, hoja: _Llenado) -> ParteParaFirmar:
    f = hoja.formulario
    match parte:
        case Prosa():
            return ParteParaFirmar("prosa", prosa=f.prosa(parte.campo))
        case Cifras():
            return ParteParaFirmar("casillas", pares=_casillas(parte, f))
        case Cuadro() if any(c.en_acta for c in parte.campos):
            return _con_fechas(parte, bloque, hoja)
        case Cuadro() if any(c.lado for c in parte.campos):
            (casilla,) = (c for c in parte.campos if c.lado == "declarado")
            pares = tuple((quien, _escrito(casilla, fila)) for quien, fila in _filas(parte, f))
            return ParteParaFirmar("si_no", pares=pares)
    filas = (tuple(_escrito(c, fila) for c in parte.campos) for fila in tomar(f, parte.filas))
    titulos = tuple(c.titulo for c in parte.campos)
    return ParteParaFirmar("tabla", rotulos=titulos, filas=tuple(filas))


def _casillas(cifras: Cifras, de: Any) -> tuple[tuple[str, str], ...]:
    """Cada dato con su nombre; los que van juntos, «3 / 3», y vacío si no se sabe ninguno."""
    pares = tuple((c.titulo, _escrito(c, de)) for c in cifras.campos)
    if not cifras.titulo:
        return pares
    primero, *otros = (nombre for nombre, _ in pares)
    nombre = " / ".join((primero, *map(textos.minuscula, otros)))
    valores = [valor for _, valor in pares]
    return ((nombre, " / ".join(v or POR_LLENAR for v in valores) if any(valores) else ""),)


def _con_fechas(cuadro: Cuadro, bloque: Bloque, hoja: _Llenado) -> ParteParaFirmar:
    """Los rótulos son lo que va antes de las fechas, y el final, lo que va después."""
    (n,) = (n for n, c in enumerate(cuadro.campos) if c.en_acta)
    *rotulos, fechas, final = cuadro.campos[: n + 2]
    titulos = tuple(c.titulo for c in rotulos)
    if isinstance(cuadro.sector, str):
        titulos = ("Sector", *titulos)
    filas = tomar(hoja.formulario, cuadro.filas)
    sectores = groupby(filas, key=lambda fila: tomar(fila, cuadro.sector))
    return ParteParaFirmar(
        "con_fechas",
        rotulos=titulos if len(titulos) > 1 else (bloque.titulo.upper(),),
        comun=fechas.titulo,
        ultimo=final.titulo,
        sectores=tuple(
            SectorParaFirmar(
                sector, tuple(_con_fecha(rotulos, fechas, final, fila, hoja) for fila in suyas)
            )
            for sector, suyas in sectores
        ),
    )


def _con_fecha(
    rotulos: list[Campo], fechas: Campo, final: Campo, fila: Any, hoja: _Llenado
) -> FilaConFechas:
    dicen, cifra = hoja.dicen(fechas, fila), tomar(fila, fechas.de)
    suyas = (n for n, estuvo in dicen.items() if estuvo)
    celdas = _celdas(_dicho(cifra) or (), suyas, hoja.columnas)
    # Lo declarado lo dice de todas las sesiones.
    callan = {n for n, estuvo in dicen.items() if estuvo is None and cifra.declarado is None}
    total = tomar(fila, final.de)
    ultimo = total.declarado if callan else _dicho(total)
    return FilaConFechas(
        tuple(_escrito(r, fila) for r in rotulos),
        tuple(POR_LLENAR if n in callan else celda for n, celda in enumerate(celdas)),
        en_palabras(ultimo),
    )


# --- una columna por sesión -------------------------------------------------------------------


def _hoja(formulario: Formulario, bloques: tuple[Bloque, ...]) -> _Llenado:
    """Las actas de las sesiones que el informe cuenta, y una columna por sesión."""
    calculado = formulario.calculado
    dias = {s.fecha for s in calculado.sesiones}
    vistas = formulario.acervo.sesiones_entre(calculado.desde, calculado.hasta)
    actas = tuple(a for a in vistas if a.fecha in dias)
    dichas = (
        _dicho(tomar(fila, campo.de)) or ()
        for bloque in bloques
        for cuadro in _cuadros(bloque)
        for campo in cuadro.campos
        if campo.en_acta
        for fila in tomar(formulario, cuadro.filas)
    )
    return _Llenado(
        formulario, actas, _columnas([s.fecha for s in calculado.sesiones], dichas, actas)
    )


def _columnas(
    sesiones: list[date], dichas: Iterable[tuple[date, ...]], actas: tuple[Acta, ...]
) -> Columnas:
    """Dos sesiones del mismo día son dos columnas."""
    veces = Counter(sesiones)
    for fechas_de_fila in dichas:
        veces |= Counter(fechas_de_fila)
    fechas = tuple(sorted(veces.elements()))
    puestas: Counter[date] = Counter()
    de = {}
    for acta in actas:
        de[acta.ruta] = fechas.index(acta.fecha) + puestas[acta.fecha]
        puestas[acta.fecha] += 1
    return Columnas(fechas, de)


def _celdas(dichas: tuple[date, ...], suyas: Iterable[int], columnas: Columnas) -> tuple[str, ...]:
    """Lo dicho, en la columna de su sesión.

    `suyas` son las columnas de las actas que lo dicen. Si de un día no son tantas como lo dicho, lo
    declaró el informe, que no dice de cuál de las sesiones de ese día habla.
    """
    de_actas, marcadas = set(suyas), set()
    for dia, cuantas in Counter(dichas).items():
        del_dia = [n for n, fecha in enumerate(columnas.fechas) if fecha == dia]
        propias = [n for n in del_dia if n in de_actas]
        marcadas.update(propias if len(propias) == cuantas else del_dia[:cuantas])
    return tuple(
        f"{fecha:%d/%m/%Y}" if n in marcadas else "" for n, fecha in enumerate(columnas.fechas)
    )


# --- las firmas -------------------------------------------------------------------------------


def _firmas(calculado: InformeCalculado) -> tuple[GrupoDeFirmas, ...]:
    """Las firmas bajo el rol de quien firma; las que pide el formulario, aunque sean por llenar."""
    por_titulo: dict[str, list[FirmaParaFirmar]] = {}
    for firma in calculado.firmas:
        suya = FirmaParaFirmar(firma.nombre, firma.cargo, firma.entidad)
        por_titulo.setdefault(_quien_firma(firma.rol), []).append(suya)
    for rol, *_ in _que_firman(calculado):
        por_titulo.setdefault(_quien_firma(rol), [FirmaParaFirmar("", "", "")])
    return tuple(GrupoDeFirmas(titulo, tuple(suyas)) for titulo, suyas in por_titulo.items())


def _que_firman(calculado: InformeCalculado) -> tuple[tuple[str, ...], ...]:
    """Los roles que firman: la secretaría técnica, y la presidencia si la ejerce algún cargo."""
    preside = any(rol in fila.roles for fila in calculado.asistentes for rol in _PRESIDENCIA)
    return (_PRESIDENCIA, _SECRETARIA) if preside else (_SECRETARIA,)


def _quien_firma(rol: str) -> str:
    """El título de la firma; sin rol es la de la secretaría técnica."""
    suyo = rol or _SECRETARIA[0]
    return f"Firma de quien ejerce {_NOMBRES[suyo]}" if suyo in _NOMBRES else f"Firma: {rol}"
