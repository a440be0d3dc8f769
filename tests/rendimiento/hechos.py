"""Lo que una página dice, la haya escrito quien la haya escrito."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rendimiento.arbol import Nodo, leer

BLOQUES = ("h2", "h3", "h4", "p", "li", "th", "td")


@dataclass(frozen=True, slots=True)
class HechosDeActa:
    """Lo que la página de un acta le dice a quien la lee."""

    titulo: str
    datos: Mapping[str, str]
    asistencia: tuple[str, ...]
    decisiones: tuple[str, ...]
    compromisos: tuple[str, ...]
    orden: tuple[str, ...]
    funciones: tuple[str, ...]
    cuerpo: tuple[tuple[str, str], ...]
    enfasis: tuple[str, ...]


def hechos(html: str) -> HechosDeActa:
    """Los hechos de la página de un acta, la haya escrito quien la haya escrito."""
    pagina = leer(html)
    prosa = Nodo("", {}, [*pagina.con("div", clase="prosa")])
    return HechosDeActa(
        titulo=textos(pagina.con("h1"))[0] if pagina.con("h1") else "",
        datos={
            d.con("dt")[0].texto: d.con("dd")[0].texto
            for lista in pagina.con("dl", clase="datos")
            for d in lista.con("div")
        },
        asistencia=columna(pagina, "t_asistencia", "sistió"),
        decisiones=textos(seccion(pagina, "s_decisiones").con("h3")),
        compromisos=textos(seccion(pagina, "s_compromisos").con("h3")),
        orden=textos(seccion(pagina, "s_orden").con("li")),
        funciones=textos(seccion(pagina, "s_funciones").con("li")),
        cuerpo=tuple(_bloques(prosa)),
        enfasis=textos([*prosa.con("strong"), *prosa.con("em")]),
    )


def textos(nodos: Iterable[Nodo]) -> tuple[str, ...]:
    return tuple(n.texto for n in nodos)


def seccion(pagina: Nodo, titulo: str) -> Nodo:
    halladas = (s for s in pagina.con("section") if s.atributos.get("aria-labelledby") == titulo)
    return next(halladas, Nodo("section", {}))


def filas(pagina: Nodo, rotulo: str) -> list[tuple[str, ...]]:
    """Las filas de la tabla que lleva ese rótulo, celda por celda, con la de los títulos."""
    tabla = next((t for t in pagina.con("table") if t.con("caption", id=rotulo)), None)
    return [_celdas(f) for f in tabla.con("tr")] if tabla else []


def columna(pagina: Nodo, rotulo: str, titulo: str) -> tuple[str, ...]:
    """Lo que dice cada fila de la tabla de ese rótulo, en la columna cuyo título lleva eso.

    Se cuenta desde la última: la primera celda puede valer por varias filas.
    """
    encabezado, *demas = filas(pagina, rotulo) or [()]
    desde_el_final = next((n for n, t in enumerate(reversed(encabezado)) if titulo in t), None)
    if desde_el_final is None:
        return ()
    return tuple(fila[-1 - desde_el_final] for fila in demas)


def _celdas(fila: Nodo) -> tuple[str, ...]:
    return textos(n for n in fila.todos() if n.nombre in ("td", "th"))


def _bloques(prosa: Nodo) -> Iterator[tuple[str, str]]:
    """Los bloques del cuerpo; de un título importa qué dice, no en qué nivel lo pone el tema."""
    for nodo in prosa.todos():
        if nodo.nombre in BLOQUES:
            yield "título" if nodo.nombre.startswith("h") else nodo.nombre, nodo.texto
