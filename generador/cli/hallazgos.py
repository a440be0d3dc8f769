"""Los hallazgos en la terminal: qué, dónde, el renglón señalado y cómo se arregla."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from generador.cli.presentar import (
    VACIA,
    Linea,
    Trozo,
    ancho,
    cuenta,
    limpio,
    linea,
    mostrar,
    titulo,
)
from generador.hallazgo import Certeza, Gravedad, Hallazgo, Origen, ordenar

if TYPE_CHECKING:
    from generador.arreglos import Mesa
    from generador.cli.comun import Opciones
    from generador.lectura.contenido import Contenido

TOPE = 40
"""Cuántos se muestran si no se piden todos."""

# Un renglón se muestra sin la contraseña o el token que lleve: lo mostrado queda en bitácoras.
_CREDENCIAL = re.compile(r"(?<=://)[^/?#\s@]*:[^/?#\s@]+(?=@)|(?<=https://)[^/?#\s@]+(?=@)")
_SANGRIA = 4
_ANCHO_MAXIMO = 100
_LUGARES = 3
_ROTULOS = {
    Certeza.MECANICO: "Arreglo",
    Certeza.PROBABLE: "Propuesta",
    Certeza.EJEMPLO: "Ejemplo",
}
_NOMBRES = {
    Gravedad.ERROR: ("error", "errores", "bold red"),
    Gravedad.AVISO: ("aviso", "avisos", "yellow"),
    Gravedad.INFORMACION: ("información", "informaciones", "cyan"),
}


def lineas_de_hallazgos(
    hallazgos: Iterable[Hallazgo],
    contenido: Contenido,
    *,
    todos: bool = False,
    salida: Path | None = None,
) -> list[Linea]:
    """Los hallazgos por archivo; los iguales, juntos. Sin `todos`, los primeros `TOPE`.

    `salida` es la carpeta pública: un archivo que ya está en ella no cambia de nombre.

    Si no caben todos, los errores tienen prioridad: un aviso nunca oculta un error.
    """
    grupos = _juntar(hallazgos)
    elegidos = grupos if todos else _elegir(grupos)
    if not elegidos:
        return []
    mostrador = _Mostrador(contenido, salida)
    lineas: list[Linea] = []
    for grupo in elegidos:
        lineas += _lineas_de_grupo(grupo, mostrador)
        # Lo que se copia ya deja un renglón en blanco detrás.
        lineas += [VACIA] if lineas[-1] is not VACIA else []
    if len(elegidos) < len(grupos):
        quedan = f"Se muestran {len(elegidos)} hallazgos de {len(grupos)}: todos, con --todos."
        lineas += [linea(quedan), VACIA]
    return lineas


def mostrar_errores(
    hallazgos: Iterable[Hallazgo],
    opciones: Opciones,
    cierre: str = "",
    contenido: Contenido | None = None,
) -> None:
    """Los hallazgos, en la salida de errores; después, cuántos son y el `cierre`, si lo hay.

    `contenido` es de donde se leyó, si no es el de la orden: lo ya abierto no se abre otra vez.
    """
    visibles = opciones.visibles(con_lo_oculto(hallazgos, opciones))
    leido = contenido or opciones.contenido
    lineas = lineas_de_hallazgos(visibles, leido, todos=opciones.todos)
    final = [linea(cierre)] if cierre else []
    mostrar([*lineas, titulo(resumen(visibles)), *final], error=True)


def con_lo_oculto(hallazgos: Iterable[Hallazgo], opciones: Opciones) -> tuple[Hallazgo, ...]:
    """En orden, con lo que está mal en un archivo que no se puede leer, si se sabe cómo va."""
    from generador import construccion
    from generador.arreglos.detras import con_lo_que_ocultan

    return con_lo_que_ocultan(
        ordenar(hallazgos),
        opciones.raiz,
        lambda contenido: construccion.revisar(contenido, opciones.corte).hallazgos,
        opciones.salida,
    )


def lineas_sin_publicar(sin_publicar: Iterable[tuple[str, str]]) -> Iterable[Linea]:
    """Los registros que se leen y no se publican, uno por renglón, con su porqué."""
    todos = tuple(sin_publicar)
    if todos:
        verbo = "No se publica" if len(todos) == 1 else "No se publican"
        yield linea(f"{verbo} {cuenta(len(todos), 'registro', 'registros')}:")
    for archivo, porque in todos:
        yield linea(f"{archivo}: {porque[0].lower()}{porque[1:]}", sangria=2)


def resumen(hallazgos: Iterable[Hallazgo]) -> str:
    """«3 errores, 2 avisos, 1 información», o «Sin hallazgos»."""
    por_gravedad = Counter(h.gravedad for h in hallazgos)
    partes = [
        cuenta(por_gravedad[g], uno, varios)
        for g, (uno, varios, _) in _NOMBRES.items()
        if por_gravedad[g]
    ]
    return ", ".join(partes) or "Sin hallazgos"


def _juntar(hallazgos: Iterable[Hallazgo]) -> list[list[Hallazgo]]:
    """Los que dicen y proponen lo mismo en distintos lugares, en el lugar del primero."""
    grupos: dict[tuple[object, ...], list[Hallazgo]] = {}
    for h in sorted(hallazgos, key=lambda h: h.clave):
        # Solo se muestra lo que propone el primero: lo que otro propusiera no se vería.
        propuesto = tuple((a.accion, a.texto, a.antes, a.certeza) for a in h.arreglos)
        clave = (h.codigo, h.gravedad, h.mensaje, h.remedio, propuesto)
        grupos.setdefault(clave, []).append(h)
    return list(grupos.values())


def _elegir(grupos: list[list[Hallazgo]]) -> list[list[Hallazgo]]:
    gravedades = list(_NOMBRES)
    por_gravedad = sorted(grupos, key=lambda g: gravedades.index(g[0].gravedad))
    return sorted(por_gravedad[:TOPE], key=lambda g: g[0].clave)


class _Mostrador:
    """Lo que se mira para mostrar: los archivos, la razón de cada código y cómo se arregla."""

    def __init__(self, contenido: Contenido, salida: Path | None) -> None:
        # Se cargan al haber algo que mostrar.
        from generador.arreglos import Mesa
        from generador.verificacion.catalogo import CATALOGO

        self.contenido = contenido
        self.mesa = Mesa(self.contenido, salida)
        self.textos: dict[str, list[str]] = {}
        self.razones = {codigo: fundamento for codigo, (_, _, fundamento) in CATALOGO.items()}

    def lineas(self, archivo: str) -> list[str]:
        """Las de un registro, que puede tener miles de hallazgos."""
        from generador.lectura.archivos import lineas_de

        if archivo not in self.textos:
            self.textos[archivo] = lineas_de(self.contenido, archivo)
        return self.textos[archivo]


def _lineas_de_grupo(grupo: list[Hallazgo], mostrador: _Mostrador) -> Iterable[Linea]:
    primero = grupo[0]
    uno, _, estilo = _NOMBRES[primero.gravedad]
    yield linea(f"{_lugar(primero.origen)}  ", Trozo(uno, estilo), f"  {primero.codigo}")
    yield from _senalado(primero.origen, mostrador)
    yield linea(primero.mensaje, sangria=_SANGRIA)
    if razon := mostrador.razones.get(primero.codigo):
        yield linea(f"Por qué: {razon}", sangria=_SANGRIA)
    if primero.remedio:
        yield linea(f"Remedio: {primero.remedio}", sangria=_SANGRIA)
    yield from _lineas_de_pasos(primero, mostrador.mesa)
    if len(grupo) > 1:
        otros = [_lugar(h.origen) for h in grupo[1 : _LUGARES + 1]]
        mas = ", …" if len(grupo) > _LUGARES + 1 else ""
        yield linea(f"{len(grupo)} veces; también en {', '.join(otros)}{mas}", sangria=_SANGRIA)


def _lineas_de_pasos(hallazgo: Hallazgo, mesa: Mesa) -> Iterable[Linea]:
    """Cada paso, y debajo lo que se escribe.

    Va contra el margen, entre dos renglones en blanco: así se copia con la sangría del archivo.
    """
    for rotulo, frase, renglones in pasos_dichos(hallazgo, mesa):
        yield linea(f"{' ' * _SANGRIA}{rotulo}: {frase}")
        if renglones:
            yield from (VACIA, *map(linea, renglones), VACIA)


def pasos_dichos(hallazgo: Hallazgo, mesa: Mesa) -> list[tuple[str, str, tuple[str, ...]]]:
    """De cada paso, su rótulo, su frase y lo que va debajo."""
    if not hallazgo.arreglos:
        return []
    from generador.arreglos import decir, pasos_de

    return [
        (_ROTULOS[paso.certeza], *decir(paso, hallazgo.origen.archivo))
        for paso in pasos_de(hallazgo, mesa)
    ]


def _lugar(origen: Origen) -> str:
    return f"{origen.archivo}:{origen.linea}:{origen.columna}"


def _senalado(origen: Origen, mostrador: _Mostrador) -> Iterable[Linea]:
    """El renglón del archivo, recortado alrededor de la columna, y debajo la señal."""
    lineas = mostrador.lineas(origen.archivo)
    renglon = lineas[origen.linea - 1] if 0 < origen.linea <= len(lineas) else ""
    if not renglon.strip():
        return
    renglon = _CREDENCIAL.sub(lambda c: "•" * len(c[0]), renglon)
    visible, donde = _recortar(limpio(renglon).rstrip(), origen.columna - 1)
    margen = " " * _SANGRIA
    yield linea(margen, Trozo(visible, "dim"))
    yield linea(margen + " " * ancho(visible[:donde]), Trozo("^", "bold"))


def _recortar(renglon: str, donde: int) -> tuple[str, int]:
    """La parte del renglón que cabe, y dónde quedó en ella la columna."""
    cabe = max(20, min(_ANCHO_MAXIMO, shutil.get_terminal_size().columns - 2 * _SANGRIA))
    donde = min(donde, len(renglon))
    desde = max(0, min(donde - cabe // 2, len(renglon) - cabe))
    antes = "…" if desde else ""
    despues = "…" if desde + cabe < len(renglon) else ""
    visible = antes + renglon[desde : desde + cabe] + despues
    return visible, donde - desde + len(antes)
