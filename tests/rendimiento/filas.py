"""Las filas de la tabla: qué se cambia antes de cada corrida y qué se comprueba después."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from rendimiento.corpus import ActaInventada
from rendimiento.disposicion import ANTERIOR, PROPIO
from rendimiento.equivalencia import TrabajoDesigual
from rendimiento.medir import CorridaFallida, cambiados, cronometrar, distintos, fotografiar
from rendimiento.resultados import Corrida, Medicion
from rendimiento.taller import Taller

COMUNES = (PROPIO, ANTERIOR, "hugo", "zola")
TODOS = (*COMUNES, "eleventy", "pelican", "mkdocs", "zensical")
SERVIR = "servir"

Antes = Callable[[Taller, int], str]
"""Prepara un turno; devuelve la marca que la página del acta editada debe traer, o vacío."""


@dataclass(frozen=True, slots=True)
class Fila:
    """Un trabajo que se mide, y quiénes lo hacen según cuántas actas haya."""

    clave: str
    titulo: str
    antes: Antes
    quienes: Mapping[int, tuple[str, ...]]
    buscador: bool = False
    corre_la_fecha: bool = False

    def participantes(self, actas: int) -> tuple[str, ...]:
        """Quiénes se miden con tantas actas: los lentos, solo en lo pequeño."""
        return next((q for tope, q in sorted(self.quienes.items()) if actas <= tope), (PROPIO,))


def _desde_cero(taller: Taller, turno: int) -> str:
    taller.limpiar()
    return ""


def _nada(taller: Taller, turno: int) -> str:
    return ""


def _un_acta(taller: Taller, turno: int) -> str:
    taller.editar_acta(acta_del_turno(taller, turno), marca := f"marca-acta-{turno}")
    return marca


def _plantilla(taller: Taller, turno: int) -> str:
    taller.editar_plantilla(marca := f"marca-plantilla-{turno}")
    return marca


def _norma(taller: Taller, turno: int) -> str:
    taller.editar_norma(taller.actas[0], f"marca-norma-{turno}")
    return ""


def acta_del_turno(taller: Taller, turno: int) -> ActaInventada:
    """Cada turno edita otra acta, de otra instancia."""
    return taller.actas[(turno * 53 + 5) % len(taller.actas)]


FILAS: Mapping[str, Fila] = {
    f.clave: f
    for f in (
        Fila("fria", "Desde cero, sin índice de búsqueda", _desde_cero,
             {1000: TODOS, 10_000: (*COMUNES, "eleventy"), 100_000: (PROPIO, ANTERIOR, "zola")}),
        Fila("fria-buscador", "Desde cero, con índice de búsqueda", _desde_cero,
             {10_000: COMUNES}, buscador=True),
        Fila("nada", "Nada cambió", _nada, {10_000: COMUNES}),
        Fila("una-acta", "Cambió un acta, en un proceso nuevo", _un_acta, {10_000: COMUNES}),
        Fila("una-acta-buscador", "Cambió un acta, con índice de búsqueda", _un_acta,
             {10_000: (PROPIO, ANTERIOR, "hugo")}, buscador=True),
        Fila(SERVIR, "De guardar el archivo a ver la página recargada", _un_acta,
             {10_000: COMUNES}),
        Fila("plantilla", "Cambió la plantilla del acta", _plantilla, {10_000: COMUNES}),
        Fila("norma", "Cambió una norma que citan cincuenta instancias", _norma,
             {10_000: COMUNES}),
        Fila("dia", "Cambió el día", _nada, {10_000: COMUNES}, corre_la_fecha=True),
    )
}  # fmt: skip


def medir_fila(
    fila: Fila,
    talleres: Sequence[Taller],
    medicion: Medicion,
    veces: int,
    al_medir: Callable[[], None],
) -> None:
    """Agrega los turnos que falten: todos hacen el suyo antes de que empiece el siguiente."""
    hechos = min(len(medicion.corridas.get(t.quien, [])) for t in talleres)
    if hechos >= veces:
        return
    if not hechos:
        # De otros participantes no quedan turnos que no sean de estos mismos.
        medicion.corridas.clear()
    try:
        for taller in talleres:
            medicion.corridas[taller.quien] = medicion.corridas.get(taller.quien, [])[:hechos]
            # Sin medir: deja el estado del que la fila parte, y lo leído ya en la memoria.
            taller.construir(fila.buscador)
        for turno in range(hechos, veces):
            for taller in talleres:
                corrida = _medir_turno(fila, taller, turno)
                medicion.corridas[taller.quien].append(corrida)
            al_medir()
        _comprobar_al_final(fila, talleres, medicion)
        al_medir()
    finally:
        for taller in talleres:
            taller.restaurar()


def _medir_turno(fila: Fila, taller: Taller, turno: int) -> Corrida:
    marca = fila.antes(taller, turno)
    antes = fotografiar(taller.raiz)
    medida = taller.construir(fila.buscador, turno + 1 if fila.corre_la_fecha else 0)
    despues = fotografiar(taller.raiz)
    for foto in (antes, despues):
        # El cerrojo solo dice quién trabaja: no es nada de lo construido.
        foto.pop(str(taller.raiz / ".generador/publicado/cerrojo"), None)
    if marca and marca not in taller.pagina(acta_del_turno(taller, turno)).read_text("utf-8"):
        raise TrabajoDesigual(f"{taller.quien}: la página no trae lo que se cambió")
    salida = str(taller.salida)
    publicados = [
        {r: dato for r, dato in foto.items() if r.startswith(salida)} for foto in (antes, despues)
    ]
    return {
        **asdict(medida),
        "publicados": cambiados(*publicados),
        "escritos": cambiados(antes, despues),
    }


def _comprobar_al_final(fila: Fila, talleres: Sequence[Taller], medicion: Medicion) -> None:
    """Lo construido por partes tiene que ser, byte a byte, lo que se construye desde cero."""
    propio = next((t for t in talleres if t.quien == PROPIO), None)
    if propio is None or fila.clave != "una-acta":
        return
    otra = propio.raiz / "desde-cero"
    orden = [*propio.ordenes()[0], "--salida", str(otra)]
    try:
        cronometrar([orden], propio.raiz)
        # La marca de la carpeta dice cuál es: es lo único que debe cambiar.
        diferentes = [d for d in distintos(propio.salida, otra) if d != ".generador-salida"]
    finally:
        for resto in (otra, propio.raiz / ".generador/desde-cero"):
            shutil.rmtree(resto, ignore_errors=True)
    medicion.notas["distintos_de_una_limpia"] = len(diferentes)
    if diferentes:
        raise CorridaFallida(f"no es igual a una construcción limpia: {diferentes[:3]}")
