"""Las filas de la tabla: qué se cambia antes de cada corrida y qué se comprueba después."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rendimiento.corpus import ActaInventada
from rendimiento.disposicion import ANTERIOR, DE_LA_CASA, PROPIO
from rendimiento.equivalencia import TrabajoDesigual
from rendimiento.medir import CorridaFallida, Medida, cambiados, distintos, fotografiar
from rendimiento.resultados import Corrida, Medicion
from rendimiento.taller import Taller

COMUNES = (PROPIO, ANTERIOR, "hugo", "zola")
TODOS = (*COMUNES, "eleventy", "pelican", "mkdocs", "zensical")
SERVIR = "servir"
DESCARGAS = "descargas"
DESDE_CERO = "desde-cero"
"""Este generador, sin nada recordado: contra qué se mide, en el mismo turno, lo que rehace."""
SIN_HALLAZGOS = "sin-hallazgos"
"""Este generador, con los mismos registros antes de equivocarlos."""
HALLAZGOS = 1000
OTRAS_PLANTILLAS = {
    "instancia": "index", "decisiones": "decisiones", "asistencia": "asistencia",
    "documentos": "documentos", "integrantes": "integrantes",
}  # fmt: skip
"""Las plantillas de otras clases de página, y la página de cada instancia que dibujan."""

Marcada = tuple[Path, str]
"""Una página y la marca que debe traer."""
Antes = Callable[[Taller, int], Marcada | None]
"""Prepara un turno; devuelve en qué página debe verse lo que cambió, si en alguna."""


def _construir(taller: Taller, fila: Fila, turno: int) -> Medida:
    return taller.construir(fila.buscador, turno + 1 if fila.corre_la_fecha else 0)


@dataclass(frozen=True, slots=True)
class Fila:
    """Un trabajo que se mide, y quiénes lo hacen según cuántas actas haya."""

    clave: str
    titulo: str
    antes: Antes
    quienes: Mapping[int, tuple[str, ...]]
    buscador: bool = False
    corre_la_fecha: bool = False
    contra: str = ""
    """Un trabajo de este mismo generador que se mide en cada turno al lado del de la fila."""
    hacer: Callable[[Taller, Fila, int], Medida] = _construir

    def participantes(self, actas: int) -> tuple[str, ...]:
        """Quiénes se miden con tantas actas: los lentos, solo en lo pequeño."""
        return next((q for tope, q in sorted(self.quienes.items()) if actas <= tope), (PROPIO,))


def _desde_cero(taller: Taller, turno: int) -> None:
    taller.limpiar()


def _nada(taller: Taller, turno: int) -> None:
    """No se toca nada."""


def _recien(taller: Taller, turno: int) -> None:
    taller.limpiar()
    taller.construir(buscador=True)


def _un_acta(taller: Taller, turno: int) -> Marcada:
    acta = acta_del_turno(taller, turno)
    taller.editar_acta(acta, marca := f"marca-acta-{turno}")
    return taller.pagina(acta), marca


def _plantilla(taller: Taller, turno: int) -> Marcada:
    taller.editar_plantilla(marca := f"marca-plantilla-{turno}")
    return taller.pagina(acta_del_turno(taller, turno)), marca


def _otra_plantilla(taller: Taller, turno: int) -> Marcada:
    """En cada turno la de otra clase: el límite es para cualquiera de ellas."""
    plantilla, pagina = list(OTRAS_PLANTILLAS.items())[turno % len(OTRAS_PLANTILLAS)]
    taller.editar_plantilla(marca := f"marca-plantilla-{turno}", plantilla)
    return taller.portada(acta_del_turno(taller, turno)).with_name(f"{pagina}.html"), marca


def _norma(taller: Taller, turno: int) -> None:
    taller.editar_norma(taller.actas[0], f"marca-norma-{turno}")


def _equivocar(taller: Taller, turno: int) -> None:
    # En cada acta otro cargo: cada hallazgo busca el que se quiso escribir.
    for n, acta in enumerate(taller.actas[:HALLAZGOS]):
        taller.equivocar_acta(acta, f"cargp-{n}")


def _revisar(taller: Taller, fila: Fila, turno: int) -> Medida:
    return taller.revisar(codigo=1)


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
        Fila("nada-buscador", "Nada cambió, con índice de búsqueda", _nada,
             {10_000: DE_LA_CASA}, buscador=True),
        Fila("nada-recien", "Nada cambió, con índice de búsqueda y recién construido", _recien,
             {10_000: DE_LA_CASA}, buscador=True),
        Fila("una-acta", "Cambió un acta, en un proceso nuevo", _un_acta, {10_000: COMUNES}),
        Fila("una-acta-buscador", "Cambió un acta, con índice de búsqueda", _un_acta,
             {10_000: (PROPIO, ANTERIOR, "hugo")}, buscador=True),
        Fila(SERVIR, "De guardar el archivo a ver la página recargada", _un_acta,
             {10_000: COMUNES}),
        Fila("plantilla", "Cambió la plantilla del acta", _plantilla, {10_000: COMUNES},
             contra=DESDE_CERO),
        Fila("plantilla-otra", "Cambió la plantilla de otra clase de página", _otra_plantilla,
             {10_000: DE_LA_CASA}, contra=DESDE_CERO),
        Fila("norma", "Cambió una norma que citan cincuenta instancias", _norma,
             {10_000: COMUNES}),
        Fila("dia", "Cambió el día", _nada, {10_000: COMUNES}, corre_la_fecha=True),
        Fila("revisar", "Revisar con mil hallazgos de una clase", _equivocar,
             {2000: DE_LA_CASA, sys.maxsize: ()}, contra=SIN_HALLAZGOS, hacer=_revisar),
        Fila(DESCARGAS, "Bytes que se descargan al buscar", _nada, {10_000: DE_LA_CASA},
             buscador=True),
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
            for cual in _anotadas(fila, taller):
                medicion.corridas[cual] = medicion.corridas.get(cual, [])[:hechos]
            # Sin medir: deja el estado del que la fila parte, y lo leído ya en la memoria.
            taller.construir(fila.buscador)
        for turno in range(hechos, veces):
            for taller in talleres:
                corridas = (_medir_turno(fila, taller, turno), *_al_lado(fila, taller))
                for cual, corrida in zip(_anotadas(fila, taller), corridas, strict=True):
                    medicion.corridas[cual].append(corrida)
            al_medir()
        _comprobar_al_final(fila, talleres, medicion)
        al_medir()
    finally:
        for taller in talleres:
            taller.restaurar()


def _anotadas(fila: Fila, taller: Taller) -> list[str]:
    """Con qué nombres se guarda lo que un taller mide en un turno."""
    al_lado = fila.contra and taller.quien == PROPIO
    return [taller.quien, fila.contra] if al_lado else [taller.quien]


def _al_lado(fila: Fila, taller: Taller) -> Iterator[Corrida]:
    """El trabajo contra el que se compara la fila, si es de este generador."""
    if len(_anotadas(fila, taller)) > 1:
        yield asdict(_AL_LADO[fila.contra](taller, fila))


def _aparte(taller: Taller, fila: Fila) -> Medida:
    with taller.aparte(fila.buscador) as (_, medida):
        return medida


def _sin_hallazgos(taller: Taller, fila: Fila) -> Medida:
    taller.restaurar()
    return taller.revisar()


_AL_LADO = {DESDE_CERO: _aparte, SIN_HALLAZGOS: _sin_hallazgos}


def _medir_turno(fila: Fila, taller: Taller, turno: int) -> Corrida:
    marcada = fila.antes(taller, turno)
    antes = fotografiar(taller.raiz)
    medida = fila.hacer(taller, fila, turno)
    despues = fotografiar(taller.raiz)
    for foto in (antes, despues):
        # El cerrojo solo dice quién trabaja: no es nada de lo construido.
        foto.pop(str(taller.raiz / ".generador/publicado/cerrojo"), None)
    if marcada and marcada[1] not in marcada[0].read_text("utf-8"):
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
    with propio.aparte() as (otra, _):
        # La marca de la carpeta dice cuál es: es lo único que debe cambiar.
        diferentes = [d for d in distintos(propio.salida, otra) if d != ".generador-salida"]
    medicion.notas["distintos_de_una_limpia"] = len(diferentes)
    if diferentes:
        raise CorridaFallida(f"no es igual a una construcción limpia: {diferentes[:3]}")
