"""Las palabras que siguen a una instancia, cada una en la opción de la orden que la entiende."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_ANIO = re.compile(r"(?:19|20)\d\d")
_NUMERO = re.compile(r"\d{1,3}")
_QUE_ES = {
    "--fecha": "la fecha va con --fecha",
    "--anio": "el año va con --anio",
    "--numero": "el número va con --numero",
    "--tipo": "el tipo va con --tipo",
    "--dias": "los días van con --dias",
    "--formato": "el formato va con --formato",
}
"""Las opciones en que se puede reconocer un valor que se escribió sin ellas."""


@dataclass(frozen=True, slots=True)
class Repartida:
    """La orden con cada palabra en su lugar, y por qué; `sobran` son las que no son de ninguno.

    Sin `palabras`, no se sabe cómo se escribe.
    """

    porque: str = ""
    palabras: tuple[str, ...] = ()
    sobran: tuple[str, ...] = ()


def repartir(
    escrito: Sequence[str], sueltas: Sequence[int], con_valor: set[str], cuantos: int
) -> Repartida | None:
    """Lo escrito, si las primeras palabras sueltas nombran una instancia y otras la siguen.

    `cuantos` son los argumentos de la orden: el segundo, si lo hay, es un periodo.
    """
    dichas = [escrito[n] for n in sueltas]
    libres = [o for o in _QUE_ES if o in con_valor and not _esta(o, escrito)]
    nombre = _de_la_instancia(dichas, _raiz(escrito), libres) or _hasta_la_fecha(dichas, libres)
    del_periodo = _del_periodo(dichas[nombre:]) if cuantos > 1 else 0
    resto = dichas[nombre + del_periodo :]
    if not nombre or not resto:
        return None
    if cuantos > 1 and not del_periodo:
        return Repartida(sobran=tuple(resto))
    repartidas, sobran = _en_sus_opciones(resto, libres)
    juntas = (" ".join(dichas[:nombre]), " ".join(dichas[nombre : nombre + del_periodo]))
    opciones = [p for n, p in enumerate(escrito) if n not in sueltas]
    puestas = [p for par in repartidas for p in par]
    return Repartida(
        _porque([o for o, _ in repartidas], sobran, libres, con_periodo=cuantos > 1),
        tuple(p for p in (*juntas, *opciones, *puestas) if p),
        tuple(sobran),
    )


def _esta(opcion: str, escrito: Sequence[str]) -> bool:
    return any(p == opcion or p.startswith(f"{opcion}=") for p in escrito)


def _raiz(escrito: Sequence[str]) -> Path:
    """La carpeta del sitio en que se busca: se pregunta antes de leer las opciones."""
    dado = next(
        (
            p.partition("=")[2] or (*escrito, "")[n + 1]
            for n, p in enumerate(escrito)
            if p.partition("=")[0] == "--contenido"
        ),
        "",
    )
    return Path(dado or "contenido").parent


def _de_la_instancia(dichas: Sequence[str], raiz: Path, libres: Sequence[str]) -> int:
    """Cuántas de las primeras nombran una instancia que existe: las más que se pueda.

    «Mesa» puede ser la instancia «mesa», o el comienzo del nombre de otra que no existe: lo dice lo
    que sigue.
    """
    from generador.lectura.nombrados import las_que_se_llaman, nombradas

    todas = tuple(nombradas(raiz))
    posibles = range(len(dichas), 0, -1)
    hallada = next((n for n in posibles if las_que_se_llaman(" ".join(dichas[:n]), todas)), 0)
    es_segura = hallada > 1 or dichas[0] in [n.carpeta for n in todas]
    return hallada if es_segura or not _en_sus_opciones(dichas[hallada:], libres)[1] else 0


def _hasta_la_fecha(dichas: Sequence[str], libres: Sequence[str]) -> int:
    """Cuántas son el nombre de una que no existe, si después viene una fecha."""
    from generador.modelo.fechas import sugerir_iso

    con_fecha = "--fecha" in libres and len(dichas) > 1 and sugerir_iso(dichas[-1])
    return len(dichas) - 1 if con_fecha else 0


def _del_periodo(dichas: Sequence[str]) -> int:
    """Cuántas de las primeras dicen un periodo: las más que se pueda."""
    from generador.modelo.correcciones import periodo

    return next((n for n in range(len(dichas), 0, -1) if periodo(" ".join(dichas[:n]))), 0)


def _en_sus_opciones(
    resto: Sequence[str], libres: Sequence[str]
) -> tuple[list[tuple[str, str]], list[str]]:
    """Cada palabra con su opción, y las que no son de ninguna; una fecha puede tener varias."""
    from generador.modelo.fechas import sugerir_iso

    if "--fecha" in libres and (fecha := sugerir_iso(" ".join(resto))):
        return [("--fecha", fecha)], []
    repartidas: dict[str, str] = {}
    sobran = []
    for palabra in resto:
        suya = next(((o, v) for o, v in _valores(palabra) if o in {*libres} - {*repartidas}), None)
        if suya:
            repartidas |= (suya,)
        else:
            sobran.append(palabra)
    return list(repartidas.items()), sobran


def _valores(palabra: str) -> Iterator[tuple[str, str]]:
    """Las opciones de las que puede ser esa palabra, y cómo se escribe en cada una."""
    from generador.modelo.fechas import sugerir_iso
    from generador.modelo.sesion import TipoSesion
    from generador.modelo.tipos import sin_tildes

    plana = sin_tildes(palabra)
    if fecha := sugerir_iso(palabra):
        yield "--fecha", fecha
    if _ANIO.fullmatch(palabra):
        yield "--anio", palabra
    if _NUMERO.fullmatch(palabra):
        yield "--numero", palabra
        yield "--dias", palabra
    if plana in [t.value for t in TipoSesion]:
        yield "--tipo", plana
    if plana in ("pdf", "texto"):
        yield "--formato", plana


def _porque(
    puestas: Sequence[str], sobran: Sequence[str], libres: Sequence[str], *, con_periodo: bool
) -> str:
    antes = "de la instancia y del periodo" if con_periodo else "de la instancia"
    dichos = [_QUE_ES[o] for o in puestas]
    if sobran:
        sin_anio = any(map(_ANIO.fullmatch, sobran)) and "--anio" not in libres
        dichos += ["esta orden no escoge un año"] * (sin_anio and not con_periodo)
        dichos.append(f"«{' '.join(sobran)}» sobra")
    return f"Después {antes} solo van opciones: {'; '.join(dichos)}"
