"""Entero: quien lee ve el sitio viejo entero o el nuevo entero, pase lo que pase."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from exigencias.base import Cuenta, NoSePuede, Parte, Promesa
from exigencias.lectores import MODOS, leer_mientras_se_publica
from exigencias.procesos import (
    LIMITE,
    Corrida,
    Hijo,
    Paso,
    calentar,
    construir,
    correr,
    correr_con_strace,
    pasos_que_cambian,
    sin_intercambio,
)
from exigencias.sitios import (
    copiar,
    foto,
    sitio_grande,
    sitio_pequeno,
    version_grande,
)

MARGEN = 10.0
POR_LUGAR = ("EIO", "EACCES", "EMFILE", "EROFS")
_MUESTRA = 4
CON_INTERCAMBIO, SIN_INTERCAMBIO, _ = MODOS
DE_CARPETA_A_ENLACE = "de carpeta a enlace"
CASOS = (
    ("primera", CON_INTERCAMBIO),
    ("tercera", CON_INTERCAMBIO),
    ("primera", SIN_INTERCAMBIO),
    ("tercera", SIN_INTERCAMBIO),
)

Foto = dict[str, str] | None
Orden = Callable[[], int]


@dataclass(frozen=True)
class Base:
    """Un sitio listo para construirse otra vez, y los dos árboles enteros que pueden verse."""

    raiz: Path
    antes: Foto
    despues: Foto
    pasos: list[Paso]
    limite: float
    orden: Orden
    con_hueco: bool = False


def preparar(carpeta: Path, caso: str, modo: str, orden: Orden | None = None) -> Base:
    """El caso «primera» no tiene nada publicado; «tercera», los dos árboles con otra versión.

    `modo` es uno de `MODOS`: en «de carpeta a enlace» lo publicado es una carpeta y el disco ya
    no las cambia en una llamada.
    """
    con_hueco = modo == DE_CARPETA_A_ENLACE
    antes = orden or (construir() if con_hueco else MODOS[modo](construir()))
    orden = orden or (sin_intercambio(construir()) if con_hueco else antes)
    calentar_con = carpeta / "calentar"
    calentar_con.mkdir()
    sitio_pequeno(calentar_con)
    calentar(calentar_con)
    raiz = carpeta / "base"
    raiz.mkdir()
    for version in (2, 1) if caso == "tercera" else ():
        sitio_pequeno(raiz, version)
        _exigir(correr(raiz, antes))
    sitio_pequeno(raiz, 2)
    entera = copiar(raiz, carpeta / "entera")
    _exigir(correr(entera, orden))
    pasos, segundos = pasos_que_cambian(copiar(raiz, carpeta / "contada"), orden)
    despues = foto(entera / "publicado")
    limite = 2 * segundos + MARGEN
    return Base(raiz, foto(raiz / "publicado"), despues, pasos, limite, orden, con_hueco)


def _exigir(corrida: Corrida) -> None:
    assert corrida.codigo == 0, corrida.dijo


def herir(base: Base, carpeta: Path, paso: Paso, como: str, cuenta: Cuenta) -> None:
    """Construye con un paso herido: `como` es `signal=KILL` o `error=…`; y comprueba lo prometido.

    Se ve uno de los dos sitios enteros; termina con 0 solo si es el nuevo, y si no, con 3 y un
    mensaje; la siguiente construcción llega sola al nuevo.
    """
    raiz = copiar(base.raiz, carpeta / "herida")
    veces = f"{paso.nombre}:{como}:when={paso.cual}"
    opciones = ["-e", f"trace={paso.nombre}", "-e", f"inject={veces}"]
    corrida = correr_con_strace(raiz, base.orden, opciones, limite=base.limite)
    que = f"{veces} en {paso.donde}: {corrida.codigo} {corrida.dijo[-300:].strip()}"
    bien = _se_ve_entero(base, raiz, corrida)
    bien = bien and corrida.muerta is (como == "signal=KILL")
    bien = bien and not corrida.colgada and not corrida.con_traza
    siguiente = correr(raiz, base.orden, base.limite)
    recobrada = siguiente.codigo == 0 and foto(raiz / "publicado") == base.despues
    if not recobrada:
        que += f"; la siguiente: {siguiente.codigo} {siguiente.dijo[-300:].strip()}"
    cuenta.probar(bien and recobrada, que)
    subprocess.run(["rm", "-rf", raiz], check=True)


def _se_ve_entero(base: Base, raiz: Path, corrida: Corrida) -> bool:
    visto = foto(raiz / "publicado")
    if corrida.codigo == 0:
        return visto == base.despues
    if visto is None and base.con_hueco:
        # Entre los dos cambios de nombre no hay carpeta: nada se ve, y nada a medias.
        return corrida.muerta and (raiz / ".generador/publicado/saliente").exists()
    return visto in (base.antes, base.despues) and (corrida.muerta or corrida.codigo == 3)


def _repartidos(pasos: list[Paso], cuantos: int | None) -> list[Paso]:
    """Todos, o esa cantidad de ellos, del primero al último."""
    if cuantos is None or len(pasos) <= cuantos:
        return pasos
    return [pasos[n * (len(pasos) - 1) // (cuantos - 1)] for n in range(cuantos)]


def en_cada_paso(
    caso: str, modo: str, como: str, cuantos: int | None, carpeta: Path, cuenta: Cuenta
) -> None:
    """Una corrida por cada paso que cambia archivos (o por `cuantos`, repartidos)."""
    base = preparar(carpeta, caso, modo)
    for paso in _repartidos(base.pasos, cuantos):
        herir(base, carpeta, paso, como, cuenta)
    cuenta.notas.append(f"{caso}, {modo}: {len(base.pasos)} llamadas que cambian archivos")


def de_carpeta_a_enlace(cuantos: int | None, carpeta: Path, cuenta: Cuenta) -> None:
    """La única vez que se quita una carpeta de en medio: morir y fallar en cada paso de ese cambio.

    Los demás pasos son los mismos de las otras partes.
    """
    base = preparar(carpeta, "tercera", DE_CARPETA_A_ENLACE)
    pasos = [p for p in base.pasos if "arboles/intercambio.py" in p.donde]
    for como in ("signal=KILL", "error=ENOSPC", "error=EIO"):
        for paso in _repartidos(pasos, cuantos):
            herir(base, carpeta, paso, como, cuenta)


def en_cada_lugar(
    caso: str,
    modo: str,
    errores: tuple[str, ...],
    cuantos: int | None,
    carpeta: Path,
    cuenta: Cuenta,
) -> None:
    """Cada lugar del código que cambia archivos falla una vez con cada error."""
    base = preparar(carpeta, caso, modo)
    lugares: dict[tuple[str, str], Paso] = {}
    for paso in base.pasos:
        lugares.setdefault((paso.nombre, paso.donde), paso)
    for paso in _repartidos(list(lugares.values()), cuantos):
        for codigo in errores:
            herir(base, carpeta, paso, f"error={codigo}", cuenta)
    cuenta.notas.append(f"{caso}, {modo}: {len(lugares)} lugares distintos del código")


def al_azar(paginas: int, veces: int, semilla: int, carpeta: Path, cuenta: Cuenta) -> None:
    """Mata la construcción de un sitio grande en un instante cualquiera, una y otra vez."""
    azar = random.Random(semilla)
    raiz = carpeta / "sitio"
    sitio_grande(raiz, paginas)
    calentar(raiz)
    enteras, duran = _versiones_enteras(raiz, min(8, veces))
    visible = max(enteras)
    for vez in range(veces):
        nueva = azar.choice([v for v in enteras if v != visible])
        # Las que cambian poco terminan antes: cada una muere dentro de lo que suele durar.
        duracion = duran["todo" if 0 in (visible, nueva) else "poco"]
        version_grande(raiz, nueva)
        visible = _matar_una(raiz, enteras, visible, nueva, azar.random() * duracion, cuenta)
        if vez % 10 == 9:
            siguiente = correr(raiz, construir(), 2 * duran["todo"] + MARGEN)
            bien = siguiente.codigo == 0 and foto(raiz / "publicado") == enteras[nueva]
            cuenta.probar(bien, f"tras matar, la siguiente: {siguiente}")
            visible = nueva
    hojas = enteras[0] or {}
    cuenta.notas.append(f"muertes al azar: {sum(h.endswith('.html') for h in hojas)} páginas")


def _versiones_enteras(raiz: Path, cuantas: int) -> tuple[dict[int, Foto], dict[str, float]]:
    """Cómo es cada versión entera, y cuánto tarda la que cambia todo y la que cambia poco."""
    enteras: dict[int, Foto] = {}
    duran = {"todo": 0.0, "poco": 0.0}
    for version in range(cuantas):
        version_grande(raiz, version)
        corrida = correr(raiz, construir())
        _exigir(corrida)
        clase = "todo" if version < 2 else "poco"
        duran[clase] = max(duran[clase], corrida.segundos)
        enteras[version] = foto(raiz / "publicado")
    return enteras, duran


def _matar_una(
    raiz: Path,
    enteras: Mapping[int, Foto],
    visible: int,
    nueva: int,
    pausa: float,
    cuenta: Cuenta,
) -> int:
    hijo = Hijo(raiz, construir(), None)
    hijo.soltar()
    time.sleep(pausa)
    hijo.matar()
    corrida = hijo.esperar(LIMITE)
    visto = foto(raiz / "publicado")
    se_ve = [v for v in (nueva, visible) if enteras[v] == visto]
    bien = bool(se_ve) and (corrida.muerta or (corrida.codigo == 0 and se_ve[0] == nueva))
    cuenta.probar(bien, f"muerte al azar: de {visible} a {nueva}, {corrida}, se ve {se_ve}")
    return se_ve[0] if se_ve else visible


def disco_lleno(tamanos: int, carpeta: Path, cuenta: Cuenta) -> None:
    """Un disco de verdad, pequeño, que se llena en distintos momentos de la construcción."""
    base = preparar(carpeta, "tercera", CON_INTERCAMBIO)
    entero = sum(f.stat().st_blocks * 512 for f in base.raiz.rglob("*"))
    for n in range(tamanos):
        # De «apenas cabe lo que había» a «cabe todo»: en el medio, cada vez se llena en otra parte.
        libres = 4096 * (1 + n * 120 // tamanos)
        with tmpfs(carpeta / "disco", entero + libres + (64 << 10)) as disco:
            raiz = copiar(base.raiz, disco / "sitio")
            corrida = correr(raiz, base.orden, base.limite)
            visto = foto(raiz / "publicado")
            bien = (corrida.codigo, visto) in ((0, base.despues), (3, base.antes))
            cuenta.probar(
                bien and not corrida.con_traza, f"disco con {libres} bytes libres: {corrida}"
            )
            subprocess.run(["mount", "-o", "remount,size=64m", disco], check=True)
            siguiente = correr(raiz, base.orden, base.limite)
            bien = siguiente.codigo == 0 and foto(raiz / "publicado") == base.despues
            cuenta.probar(bien, f"con espacio otra vez ({libres} antes): {siguiente}")


@contextmanager
def tmpfs(punto: Path, bytes_: int) -> Iterator[Path]:
    """Un disco en memoria de ese tamaño, mientras dure el bloque."""
    punto.mkdir(exist_ok=True)
    orden = ["mount", "-t", "tmpfs", "-o", f"size={bytes_}", "tmpfs", punto]
    montado = subprocess.run(orden, capture_output=True, text=True)
    if montado.returncode:
        raise NoSePuede(f"no se puede montar un disco pequeño: {montado.stderr.strip()[:120]}")
    try:
        yield punto
    finally:
        subprocess.run(["umount", punto], check=True)


def partes(completa: bool) -> Mapping[str, Parte]:
    """Cada parte con el tamaño que toca."""
    cuantos = None if completa else _MUESTRA
    # Las más largas van primero y por mitades: una en cada procesador.
    muertes = (1000, 250) if completa else (40, 4)
    hechas: dict[str, Parte] = {
        f"muertes al azar ({mitad} de 2)": partial(al_azar, *muertes, mitad) for mitad in (1, 2)
    }
    for caso, modo in CASOS:
        nombre = f"{caso}, {modo}"
        for titulo, como in (("muertes", "signal=KILL"), ("disco lleno", "error=ENOSPC")):
            hechas[f"{titulo} en cada llamada ({nombre})"] = partial(
                en_cada_paso, caso, modo, como, cuantos
            )
        errores = POR_LUGAR if completa else POR_LUGAR[:1]
        hechas[f"otros errores en cada lugar ({nombre})"] = partial(
            en_cada_lugar, caso, modo, errores, cuantos
        )
    hechas["de una carpeta a un enlace"] = partial(de_carpeta_a_enlace, cuantos)
    hechas["disco pequeño de verdad"] = partial(disco_lleno, 60 if completa else 3)
    for modo in MODOS:
        hechas[f"lectores ({modo})"] = partial(
            leer_mientras_se_publica, 200 if completa else 10, modo
        )
    return hechas


PROMESA = Promesa(
    1,
    "Entero",
    "Quien lee ve el sitio viejo entero o el nuevo entero. Si la construcción muere o el disco "
    "falla en cualquier punto, lo publicado sigue entero, la siguiente construcción se repone "
    "sola, y el código de salida es 0 solo si el sitio nuevo está completo.",
    partes,
)
