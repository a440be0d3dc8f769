"""El índice de búsqueda del sitio, que el navegador consulta sin servidor.

Lo que se halla son los documentos, las decisiones, los compromisos, las instancias y las normas,
cada uno con su título, su fecha y sus facetas. Es un índice invertido, en archivos JSON:

    indice.json                     los grupos y sus documentos, y qué trozos hay
    palabras/<comienzo>-<huella>    en qué documentos está cada palabra que empieza así
    textos/<grupo>/<n>-<huella>     lo que muestran unos resultados
    vocabulario.json                las palabras del sitio, por si alguna está mal escrita

El navegador trae el primero, los trozos de las palabras que busca y los textos que muestra. Cambiar
un acta rehace los trozos de las palabras que en ella cambiaron, y nada más.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import msgspec

from generador.arboles import Almacen, Ficha
from generador.buscador.aporte import JUNTOS, Aporte, aportar, huella_corta
from generador.buscador.hallables import Grupo, Hallable, grupo_de, grupos
from generador.buscador.trozos import cambiar_trozo, letras_de, lo_que_cambia, sumar_trozos
from generador.buscador.vocabulario import vocabulario
from generador.configuracion.corte import fecha_escrita
from generador.vigencia.programa import huella_del_programa

__all__ = ["CARPETA", "Grupo", "Hallable", "Indexador", "grupo_de", "grupos", "hacer_indice"]

CARPETA = "buscador"
"""La carpeta del sitio donde está el índice."""
_RECUERDO = "buscador"
_APORTES = "buscador-aportes"


@dataclass(frozen=True)
class Indexador:
    """Con qué se hace el índice.

    `fichas` son las de las páginas ya escritas; `publicado`, el árbol que se ve ahora. `leer` da
    los bytes de un archivo de cualquiera de los dos y `escribir` deja uno nuevo. `repartir` aplica
    una función a cada nombre, en su orden, en uno o en varios procesos.
    """

    fichas: Mapping[str, Ficha]
    publicado: Mapping[str, Ficha]
    almacen: Almacen
    leer: Callable[[str], bytes]
    escribir: Callable[[str, bytes], Ficha]
    repartir: Callable[[Callable[[str], GrupoIndexado], list[str]], Iterable[GrupoIndexado]]


class GrupoIndexado(msgspec.Struct, frozen=True):
    """Lo que se hizo de un grupo: de qué, sus documentos y los archivos de sus textos."""

    huella: str
    cuantos: int
    renglon: msgspec.Raw
    textos: dict[str, Ficha]


class _Guardado(msgspec.Struct, frozen=True):
    """Lo que se guarda de un grupo, para no volver a leer sus páginas."""

    hecho: GrupoIndexado
    aporte: Aporte


class TrozoEscrito(msgspec.Struct, frozen=True):
    """El archivo de un trozo."""

    huella: str
    ruta: str
    ficha: Ficha


class _IndiceAnterior(msgspec.Struct, frozen=True):
    """El último índice: sus grupos en su orden, en cuántos documentos está cada palabra, los trozos
    por su comienzo, y las fichas de todos sus archivos.
    """

    grupos: dict[str, GrupoIndexado]
    formas: dict[str, int]
    trozos: dict[str, TrozoEscrito]
    fichas: dict[str, Ficha]


def hacer_indice(todos: Iterable[Grupo], indexador: Indexador) -> dict[str, Ficha]:
    """Las fichas de los archivos del índice; escribe los que no están ya publicados iguales.

    Lanza `FalloDeEntorno` si el disco no deja.
    """
    por_clave = {g.clave: g for g in todos}
    huellas = {clave: _huella(g, indexador.fichas) for clave, g in por_clave.items()}
    antes = _recordar(indexador)
    if antes and [(c, h.huella) for c, h in antes.grupos.items()] == list(huellas.items()):
        return antes.fichas

    def hacer(claves: Iterable[str]) -> dict[str, GrupoIndexado]:
        suyas = list(claves)
        uno = partial(_hacer, por_clave, huellas, indexador)
        return dict(zip(suyas, indexador.repartir(uno, suyas), strict=True))

    viejos = _los_de_antes(antes, huellas, indexador)
    ahora = None
    if antes is not None and viejos is not None:
        ahora = _cambiado(antes, antes.grupos | hacer(viejos), viejos, indexador)
    if ahora is None:
        ahora = _entero(hacer(huellas), indexador)
    indexador.almacen.podar(_APORTES, huellas)
    indexador.almacen.guardar(_RECUERDO, ahora, huella_del_programa())
    return ahora.fichas


def _huella(grupo: Grupo, fichas: Mapping[str, Ficha]) -> str:
    """De qué se hace lo de un grupo: lo que se sabe de él y los bytes de sus páginas."""
    paginas = [fichas[pagina].sha256 for pagina in grupo.paginas]
    partes = (huella_del_programa(), grupo.clave, grupo.instancia, grupo.entidad, grupo.insumo)
    escrito = msgspec.json.encode((*partes, paginas), enc_hook=fecha_escrita)
    return hashlib.sha256(escrito).hexdigest()


def _recordar(indexador: Indexador) -> _IndiceAnterior | None:
    """El último índice, si todo lo suyo sigue publicado igual."""
    recuerdo = indexador.almacen.leer(_RECUERDO, _IndiceAnterior, huella_del_programa())
    fichas = recuerdo.fichas if recuerdo else {}
    entero = all(indexador.publicado.get(ruta) == ficha for ruta, ficha in fichas.items())
    return recuerdo if entero else None


def _guardado(clave: str, huella: str, indexador: Indexador) -> _Guardado | None:
    """Lo guardado de un grupo, si se hizo de eso mismo."""
    guardado = indexador.almacen.leer(f"{_APORTES}/{clave}", _Guardado, huella_del_programa())
    return guardado if guardado and guardado.hecho.huella == huella else None


def _los_de_antes(
    antes: _IndiceAnterior | None, huellas: Mapping[str, str], indexador: Indexador
) -> dict[str, Aporte] | None:
    """Lo que aportaban los grupos que cambiaron; `None` si hay que sumar todo otra vez."""
    if antes is None or list(antes.grupos) != list(huellas):
        return None
    cambiados = {c: h.huella for c, h in antes.grupos.items() if h.huella != huellas[c]}
    guardados = {c: _guardado(c, huella, indexador) for c, huella in cambiados.items()}
    aportes = {c: g.aporte for c, g in guardados.items() if g is not None}
    return aportes if len(aportes) == len(cambiados) else None


def _hacer(
    grupos: Mapping[str, Grupo], huellas: Mapping[str, str], indexador: Indexador, clave: str
) -> GrupoIndexado:
    """Lo de un grupo: lo guardado, si vale; si no, se leen sus páginas y se escriben sus textos."""
    guardado = _guardado(clave, huellas[clave], indexador)
    if guardado and all(indexador.publicado.get(r) == f for r, f in guardado.hecho.textos.items()):
        return guardado.hecho
    aporte, archivos = aportar(grupos[clave], indexador.leer)
    rutas = {f"{CARPETA}/textos/{clave}/{nombre}": crudo for nombre, crudo in archivos.items()}
    textos = {ruta: indexador.escribir(ruta, crudo) for ruta, crudo in rutas.items()}
    hecho = GrupoIndexado(huellas[clave], aporte.cuantos, aporte.renglon, textos)
    indexador.almacen.guardar(
        f"{_APORTES}/{clave}", _Guardado(hecho, aporte), huella_del_programa()
    )
    return hecho


def _entero(hechos: Mapping[str, GrupoIndexado], indexador: Indexador) -> _IndiceAnterior:
    """El índice, sumado de lo que aporta cada grupo."""
    formas: Counter[str] = Counter()

    def aportes() -> Iterator[Aporte]:
        for clave in hechos:
            aporte = _aporte(clave, indexador)
            formas.update(aporte.formas)
            yield aporte

    sumados = sumar_trozos(aportes(), _letras(hechos))
    trozos = {
        nombre: _escribir_trozo(nombre, trozo, indexador) for nombre, trozo in sumados.items()
    }
    return _terminado(hechos, formas, trozos, indexador)


def _cambiado(
    antes: _IndiceAnterior,
    hechos: Mapping[str, GrupoIndexado],
    viejos: Mapping[str, Aporte],
    indexador: Indexador,
) -> _IndiceAnterior | None:
    """El índice de antes, con lo que ahora aportan los grupos que cambiaron.

    `None` si los trozos se llaman ya de otro modo, y hay que sumar todo.
    """
    letras = _letras(hechos)
    if letras != _letras(antes.grupos):
        return None
    lugares = {clave: lugar for lugar, clave in enumerate(hechos)}
    nuevos = {clave: _aporte(clave, indexador) for clave in viejos}
    formas = Counter(antes.formas)
    for clave, viejo in viejos.items():
        formas.subtract(viejo.formas)
        formas.update(nuevos[clave].formas)
    cambios = lo_que_cambia(((lugares[c], v, nuevos[c]) for c, v in viejos.items()), letras)
    trozos = dict(antes.trozos)
    for nombre, suyos in cambios.items():
        ruta = trozos.pop(nombre, None)
        trozo = cambiar_trozo(indexador.leer(ruta.ruta) if ruta else b"", suyos)
        if trozo:
            trozos[nombre] = _escribir_trozo(nombre, trozo, indexador)
    return _terminado(hechos, +formas, trozos, indexador)


def _letras(hechos: Mapping[str, GrupoIndexado]) -> int:
    return letras_de(sum(h.cuantos for h in hechos.values()))


def _aporte(clave: str, indexador: Indexador) -> Aporte:
    guardado = indexador.almacen.leer(f"{_APORTES}/{clave}", _Guardado, huella_del_programa())
    assert guardado is not None, f"no quedó guardado lo que se acaba de hacer de «{clave}»"
    return guardado.aporte


def _escribir_trozo(nombre: str, trozo: bytes, indexador: Indexador) -> TrozoEscrito:
    """Con su huella en el nombre: quien abrió el índice de antes pide los de antes."""
    huella = huella_corta(trozo)
    ruta = f"{CARPETA}/palabras/{nombre}-{huella}.json"
    return TrozoEscrito(huella, ruta, indexador.escribir(ruta, trozo))


def _terminado(
    hechos: Mapping[str, GrupoIndexado],
    formas: Mapping[str, int],
    trozos: Mapping[str, TrozoEscrito],
    indexador: Indexador,
) -> _IndiceAnterior:
    """Con lo que reúne a todos: las palabras del sitio y la lista de grupos y de trozos."""
    ordenados = dict(sorted(trozos.items()))
    indice = {
        "letras": _letras(hechos),
        "juntos": JUNTOS,
        "trozos": {nombre: trozo.huella for nombre, trozo in ordenados.items()},
        "grupos": [hecho.renglon for hecho in hechos.values()],
    }
    archivos = {**vocabulario(formas), "indice.json": msgspec.json.encode(indice)}
    comunes = {f"{CARPETA}/{nombre}": crudo for nombre, crudo in archivos.items()}
    fichas = {ruta: indexador.escribir(ruta, crudo) for ruta, crudo in comunes.items()}
    fichas |= {trozo.ruta: trozo.ficha for trozo in ordenados.values()}
    for hecho in hechos.values():
        fichas |= hecho.textos
    return _IndiceAnterior(dict(hechos), dict(formas), ordenados, fichas)
