"""El disco donde se publica: si cabe, si deja escribir y si sabe hacer lo que hace falta."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from generador.arboles import TALLER
from generador.arboles.fallos import causa_de
from generador.arboles.sistema import intercambiar
from generador.diagnostico.valores import Comprobacion, DondeSeMira, Salud, aviso, bien, falla

_MEGA = 1 << 20
POCO, CASI_NADA = 512 * _MEGA, 64 * _MEGA
"""Bytes libres por debajo de los cuales se avisa, y con los que no se puede trabajar."""

POCOS_NOMBRES, CASI_NINGUNO = 20_000, 1_000
_DESFASE = 2.0
_OTRA = "Use otra carpeta con --salida, en un disco local."


def carpetas(lugar: DondeSeMira) -> Iterator[Comprobacion]:
    """Dónde se está, y si ahí hay un sitio."""
    if lugar.en_sitio:
        yield bien("sitio", "Carpeta del sitio", str(lugar.raiz))
    else:
        yield aviso(
            "sitio",
            "Carpeta del sitio",
            f"en {lugar.raiz} no hay «contenido»",
            "Vaya a la carpeta del sitio, o empiece uno: generador nuevo sitio DIR",
        )


def _existente(ruta: Path) -> Path:
    """La carpeta más cercana, hacia arriba, que existe."""
    for carpeta in (ruta, *ruta.parents):
        if carpeta.is_dir():
            return carpeta
    return Path("/")


def _lugares(lugar: DondeSeMira) -> dict[str, Path]:
    """Las carpetas donde se escribe, y con qué nombre se dicen; las del mismo disco, juntas."""
    salida = _existente(lugar.salida)
    memoria = _existente(lugar.salida.parent / TALLER)
    if salida.stat().st_dev == memoria.stat().st_dev:
        return {"la salida y la memoria": salida}
    return {"la salida": salida, "la memoria": memoria}


# --- espacio ----------------------------------------------------------------------------------


def espacio(lugar: DondeSeMira) -> Iterator[Comprobacion]:
    """Los bytes y los nombres de archivo que quedan."""
    for nombre, carpeta in _lugares(lugar).items():
        yield juzgar_espacio(nombre, os.statvfs(carpeta))


def juzgar_espacio(nombre: str, disco: os.statvfs_result) -> Comprobacion:
    """Una sola línea por disco. Hay discos que no cuentan los nombres y dicen 0 de 0."""
    libres = disco.f_bavail * disco.f_frsize
    nombres = disco.f_favail if disco.f_files else None
    visto = f"{libres // _MEGA:,} MB libres".replace(",", ".")
    if nombres is not None:
        visto += f" y {nombres:,} archivos más".replace(",", ".")
    niveles = [_nivel(libres, POCO, CASI_NADA)]
    if nombres is not None:
        niveles.append(_nivel(nombres, POCOS_NOMBRES, CASI_NINGUNO))
    peor = max(niveles, key=list(Salud).index)
    remedio = "" if peor is Salud.BIEN else "Libere espacio: borre lo que no use de ese disco."
    return Comprobacion("espacio", peor, f"Espacio en {nombre}", visto, remedio)


def _nivel(cuanto: int, poco: int, casi_nada: int) -> Salud:
    if cuanto < casi_nada:
        return Salud.FALLA
    return Salud.AVISO if cuanto < poco else Salud.BIEN


def mismo_disco(lugar: DondeSeMira) -> Iterator[Comprobacion]:
    """La salida y su reserva se cambian una por otra: tienen que estar juntas."""
    que = "Salida y memoria en un disco"
    if lugar.salida.is_dir() and os.path.ismount(lugar.salida):
        visto = f"«{lugar.salida}» es un punto de montaje"
        yield falla("mismo-disco", que, visto, "Use con --salida una carpeta dentro de él.")
    elif len(_lugares(lugar)) > 1:
        visto = f"«{lugar.salida}» y «{lugar.salida.parent / TALLER}» están en discos distintos"
        yield falla("mismo-disco", que, visto, _OTRA)
    else:
        yield bien("mismo-disco", que, "sí")


# --- lo que el disco sabe hacer ---------------------------------------------------------------


def escritura(lugar: DondeSeMira) -> Iterator[Comprobacion]:
    """Escribe, enlaza, cierra e intercambia de verdad, en una carpeta que después borra."""
    que, donde = "Permiso de escribir", _existente(lugar.salida.parent)
    try:
        prueba = Path(tempfile.mkdtemp(prefix=".generador-diagnostico-", dir=donde))
    except OSError as fallo:
        visto = f"no se puede en «{donde}»: {causa_de(fallo)}"
        yield falla("escritura", que, visto, f"Revise el dueño y los permisos. {_OTRA}")
        return
    try:
        yield bien("escritura", que, f"sí, en {donde}")
        yield from _sin_permiso(lugar)
        for probar in (_intercambio, _enlaces, _cerrojo, _reloj_del_disco):
            yield probar(prueba)
    finally:
        shutil.rmtree(prueba, ignore_errors=True)


def _sin_permiso(lugar: DondeSeMira) -> Iterator[Comprobacion]:
    """Lo que ya existe y no se deja escribir: de otra cuenta, casi siempre."""
    for ruta in (lugar.salida, lugar.salida.parent / TALLER, lugar.raiz / "contenido"):
        if ruta.is_dir() and not os.access(ruta, os.W_OK | os.X_OK):
            yield falla(
                "escritura",
                "Permiso de escribir",
                f"no se puede en «{ruta}»",
                f"Revise el dueño y los permisos: ls -ld {ruta}",
            )


def _intercambio(prueba: Path) -> Comprobacion:
    que = "Cambio en una llamada"
    una, otra = prueba / "una", prueba / "otra"
    (una / "aqui").mkdir(parents=True)
    otra.mkdir()
    try:
        intercambiar(una, otra)
    except OSError as fallo:
        return _sin_intercambio(que, prueba, causa_de(fallo))
    hecho = (otra / "aqui").is_dir()
    return bien("intercambio", que, "sí") if hecho else falla("intercambio", que, "miente", _OTRA)


def _sin_intercambio(que: str, prueba: Path, causa: str) -> Comprobacion:
    """Sin esa llamada la salida es un enlace; y sin enlaces hay un instante sin ella."""
    try:
        (prueba / "enlace-a-carpeta").symlink_to("una")
    except OSError:
        return aviso(
            "intercambio",
            que,
            f"este disco no lo hace ({causa}), ni hace enlaces a carpetas",
            f"Al publicar habrá un instante sin la carpeta. Para evitarlo: {_OTRA}",
        )
    return aviso(
        "intercambio",
        que,
        f"este disco no lo hace ({causa}): la salida será un enlace",
        "No hace falta hacer nada, salvo que el servidor web siga los enlaces de su carpeta.",
    )


def _enlaces(prueba: Path) -> Comprobacion:
    que = "Enlaces entre archivos"
    (prueba / "original").write_bytes(b"x")
    try:
        os.link(prueba / "original", prueba / "enlace")
    except OSError as fallo:
        return aviso(
            "enlaces",
            que,
            f"este disco no los hace: {causa_de(fallo)}",
            "No hace falta hacer nada: se copia, y el sitio ocupa el doble.",
        )
    return bien("enlaces", que, "sí")


def _cerrojo(prueba: Path) -> Comprobacion:
    que = "Cerrojos"
    with (prueba / "cerrojo").open("wb") as abierto:
        try:
            fcntl.flock(abierto, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fallo:
            return falla("cerrojos", que, f"este disco no los admite: {causa_de(fallo)}", _OTRA)
    return bien("cerrojos", que, "sí")


def _reloj_del_disco(prueba: Path, reloj: Callable[[], float] = time.time) -> Comprobacion:
    """La fecha que el disco le pone a un archivo: en uno de red la dice otro computador."""
    que, antes = "Reloj del disco", reloj()
    (prueba / "recien").write_bytes(b"x")
    desfase = (prueba / "recien").stat().st_mtime - antes
    if abs(desfase) <= _DESFASE:
        return bien("reloj-del-disco", que, "es el de este computador")
    visto = f"difiere en {abs(desfase):.0f} segundos del de este computador"
    return aviso("reloj-del-disco", que, visto, "Ponga en hora los dos computadores.")
