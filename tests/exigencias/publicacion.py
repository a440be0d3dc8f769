"""Las exigencias de publicar y verificar, con sus cuentas completas.

Cada función recibe una carpeta vacía y una cuenta, y devuelve lo que midió; las pruebas de todos
los días corren las mismas con cuentas cortas.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from apoyo.reales import Cortador, Ssh, generador, hacer_sitio, poner_acta

from generador.integridad import Apoyos, Carpeta, Dictamen, leer_llaves, sello, verificar


def _ordenar(raiz: Path, *orden: str, **entorno: str) -> str:
    hecho = generador(raiz, *orden, **entorno)
    assert hecho.codigo == 0, hecho.dicho
    return hecho.dicho


# --- verificar --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Copia:
    """Una copia de un sitio firmado, con su registro y la llave pública de quien lo firmó."""

    raiz: Path

    @classmethod
    def hacer(cls, carpeta: Path) -> Copia:
        """Publica tres veces, con firma, y reúne lo que se verifica."""
        carpeta.mkdir(parents=True, exist_ok=True)
        llave = carpeta / "llave"
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(llave)], check=True
        )
        sitio, destino = hacer_sitio(carpeta / "sitio"), carpeta / "destino"
        for n in range(1, 4):
            poner_acta(sitio, n, lugar=f"Sala {n}", texto=f"Cambio {n}. " * 80)
            _ordenar(sitio, "publicar", str(destino), "--firmar", str(llave))
        copia = cls(carpeta / "copia")
        shutil.copytree(destino / "actual", copia.arbol)
        shutil.copytree(destino / "anterior", copia.anterior())
        shutil.copytree(sitio / "contenido/publicaciones", copia.entradas)
        shutil.copy(f"{llave}.pub", copia.raiz / "llave.pub")
        shutil.copy(llave, copia.raiz / "llave")
        return copia

    @property
    def arbol(self) -> Path:
        """El árbol publicado."""
        return self.raiz / "arbol"

    @property
    def entradas(self) -> Path:
        """La carpeta del registro."""
        return self.raiz / "entradas"

    @property
    def firmantes(self) -> tuple[str, ...]:
        """La llave pública."""
        return leer_llaves((self.raiz / "llave.pub").read_text())

    def anterior(self) -> Path:
        """El árbol de la publicación anterior, también firmado."""
        return self.raiz / "anterior"

    def copiar(self, a: Path) -> Copia:
        """Otra copia, para dañarla."""
        shutil.copytree(self.raiz, a)
        return Copia(a)

    def registro(self) -> Mapping[str, bytes]:
        """Los archivos del registro."""
        return {p.name: p.read_bytes() for p in self.entradas.iterdir()}

    def verificar(self) -> Dictamen:
        """Con todo en que apoyarse."""
        return verificar(Carpeta(self.arbol), Apoyos(self.registro(), self.firmantes))


def alterar(copia: Copia, que: str) -> None:
    """Un cambio con nombre, de los que `verificar` debe nombrar."""
    arbol, entradas = copia.arbol, sorted(copia.entradas.iterdir())
    match que:
        case "pagina":
            _voltear(arbol / "index.html", 100)
        case "falta":
            (arbol / "index.html").unlink()
        case "sobra":
            (arbol / "ajeno.html").write_text("<p>hola</p>")
        case "sumas":
            _voltear(arbol / sello.SUMAS, 3)
        case "manifiesto":
            manifiesto = arbol / "manifiesto.json"
            texto = manifiesto.read_text("utf-8")
            manifiesto.write_text(texto.replace('"commit": "sin_dato"', '"commit": "otro"'))
        case "firma":
            _otra_firma(arbol)
        case "sin-firma":
            (arbol / sello.FIRMA).unlink()
        case "sin-sumas":
            (arbol / sello.SUMAS).unlink()
        case "entrada-vieja":
            _voltear(entradas[0], 60)
        case "entrada-ultima":
            _voltear(entradas[-1], 60)
        case "entrada-borrada":
            entradas[0].unlink()
        case "entrada-renombrada":
            entradas[0].rename(entradas[0].with_name("2020-01-01-1.yaml"))


def _voltear(archivo: Path, lugar: int) -> None:
    datos = bytearray(archivo.read_bytes())
    datos[lugar % len(datos)] ^= 1
    archivo.write_bytes(bytes(datos))


def _otra_firma(arbol: Path) -> None:
    """La firma de otro: bien hecha, con una llave que nadie conoce."""
    llave = arbol.parent / "intrusa"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(llave)], check=True)
    orden = ["ssh-keygen", "-Y", "sign", "-q", "-f", str(llave), "-n", "generador-publicacion"]
    datos = (arbol / "manifiesto.json").read_bytes()
    hecho = subprocess.run(orden, input=datos, capture_output=True, check=True)
    (arbol / sello.FIRMA).write_bytes(hecho.stdout)


@contextlib.contextmanager
def cambiar_al_azar(copia: Copia, azar: random.Random) -> Iterator[str]:
    """Un cambio al azar en el árbol, el registro o la firma, que se deshace al salir.

    Entrega qué se hizo, para decirlo si nadie lo descubre.
    """
    archivos = [
        p for c in (copia.arbol, copia.entradas) for p in sorted(c.rglob("*")) if p.is_file()
    ]
    archivo = azar.choice(archivos)
    antes = archivo.read_bytes()
    clase = azar.choice(("bit", "quitar", "agregar", "cortar", "borrar", "nuevo", "trocar"))
    nuevo = archivo.with_name(f"nuevo-{azar.randrange(10**6)}{archivo.suffix}")
    try:
        _cambiar(clase, archivo, antes, nuevo, azar, archivos)
        yield f"{clase} en {archivo.name}"
    finally:
        archivo.unlink(missing_ok=True)
        archivo.write_bytes(antes)
        nuevo.unlink(missing_ok=True)


def _cambiar(
    clase: str,
    archivo: Path,
    antes: bytes,
    nuevo: Path,
    azar: random.Random,
    archivos: list[Path],
) -> None:
    lugar = azar.randrange(len(antes))
    # Otro archivo con bytes distintos: poner uno igual no sería un cambio.
    otros = [p for p in archivos if p != archivo and p.read_bytes() != antes]
    match clase:
        case "bit":
            _voltear_bit(archivo, lugar, azar.randrange(8))
        case "quitar":
            archivo.write_bytes(antes[:lugar] + antes[lugar + 1 :])
        case "agregar":
            archivo.write_bytes(antes[:lugar] + azar.randbytes(1) + antes[lugar:])
        case "cortar":
            archivo.write_bytes(antes[:lugar])
        case "borrar":
            archivo.unlink()
        case "nuevo":
            nuevo.write_bytes(antes)
        case "trocar":
            archivo.write_bytes(azar.choice(otros).read_bytes())


def _voltear_bit(archivo: Path, lugar: int, bit: int) -> None:
    datos = bytearray(archivo.read_bytes())
    datos[lugar] ^= 1 << bit
    archivo.write_bytes(bytes(datos))


def cambios_descubiertos(carpeta: Path, cuantos: int = 1000) -> tuple[int, int]:
    """De tantos cambios al azar, los descubiertos; y de tantas corridas limpias, las acusadas."""
    copia, azar = Copia.hacer(carpeta), random.Random(2026)
    hallados = 0
    for _ in range(cuantos):
        with cambiar_al_azar(copia, azar):
            hallados += not copia.verificar().integro
    acusadas = sum(not copia.verificar().integro for _ in range(cuantos))
    return hallados, acusadas


# --- cortes -----------------------------------------------------------------------------------


@dataclass(slots=True)
class Cortes:
    """Cuántas conexiones se cortaron y qué pasó con ellas."""

    cortadas: int = 0
    completas: int = 0
    rotos: int = 0
    sin_completar: int = 0

    def __add__(self, otra: Cortes) -> Cortes:
        sumas = (getattr(self, c) + getattr(otra, c) for c in self.__slots__)
        return Cortes(*sumas)


def cortar_conexiones(
    carpeta: Path, ssh: Ssh, cuantas: int = 200, esquema: str = "ssh", semilla: int = 5
) -> Cortes:
    """Corta la publicación en un byte al azar; el sitio viejo o el nuevo, y luego se completa."""
    raiz, destino = hacer_sitio(carpeta / "sitio", 4), carpeta / "destino"
    cuenta, azar = Cortes(), random.Random(semilla)
    cortador = Cortador(ssh.puerto)
    por = ssh.por(cortador.puerto)
    lugar = f"{esquema}://127.0.0.1:{cortador.puerto}{destino}"
    try:
        _ordenar(raiz, "publicar", lugar, **por.entorno)
        # Lo que pasa en una publicación que cambia poco: así casi todos los cortes caen dentro.
        poner_acta(raiz, 1, lugar="Sala primera")
        cortador.poner(None)
        _ordenar(raiz, "publicar", lugar, **por.entorno)
        total = cortador.pasaron
        for n in range(cuantas):
            poner_acta(raiz, 1, lugar=f"Sala {n}")
            cortador.poner(azar.randrange(total))
            hecho = generador(raiz, "publicar", lugar, **por.entorno)
            cuenta.cortadas += hecho.codigo == 3
            cuenta.completas += hecho.codigo == 0
            cuenta.rotos += not verificar(Carpeta((destino / "actual").resolve())).integro
            cortador.poner(None)
            otra = generador(raiz, "publicar", lugar, **por.entorno)
            vista = (destino / "actual/instancias/mesa/actas/2020/01.html").read_text("utf-8")
            cuenta.sin_completar += otra.codigo != 0 or f"Sala {n}" not in vista
    finally:
        cortador.cerrar()
    return cuenta


# --- lectores ---------------------------------------------------------------------------------


@dataclass(slots=True)
class Lecturas:
    """Lo que vieron los lectores mientras se publicaba."""

    lecturas: int = 0
    rotas: int = 0
    faltas: int = 0
    publicaciones: int = 0


def leer_mientras_se_publica(
    carpeta: Path, direccion: str, destino: Path, lectores: int = 1000, publicaciones: int = 50
) -> Lecturas:
    """Muchos lectores por HTTP mientras el sitio cambia: cada página, entera y de una versión.

    Cada versión lleva el mismo número al principio y al final de su página; una rota tendría dos.
    `direccion` sirve `destino/actual`. Los lectores viven en otro proceso, todos conectados a la
    vez: en este, quien publica no les dejaría turno.
    """
    raiz = hacer_sitio(carpeta / "sitio", 1)
    _poner_marca(raiz, 0)
    _ordenar(raiz, "publicar", str(destino))
    entrada, salida = os.pipe()
    hijo = os.fork()
    if not hijo:
        _lector_aparte(direccion, lectores, salida)
    os.close(salida)
    try:
        for n in range(1, publicaciones + 1):
            _poner_marca(raiz, n)
            _ordenar(raiz, "publicar", str(destino))
    finally:
        os.kill(hijo, signal.SIGTERM)
        with os.fdopen(entrada, encoding="utf-8") as dicho:
            vistas = json.loads(dicho.read() or "{}")
        os.waitpid(hijo, 0)
    hechas = len(list((raiz / "contenido/publicaciones").iterdir())) - 1
    return Lecturas(sum(vistas.values()), vistas.get("rota", 0), vistas.get("falta", 0), hechas)


def _poner_marca(raiz: Path, n: int) -> None:
    texto = "Largo.\n\n" * 1500 + f"marca-{n}-marca"
    poner_acta(raiz, 1, lugar=f"marca-{n}-marca", texto=texto)


def _lector_aparte(direccion: str, lectores: int, salida: int) -> None:
    codigo = 1
    try:
        vistas = asyncio.run(leer_sin_parar(direccion, lectores))
        os.write(salida, json.dumps(vistas).encode())
        codigo = 0
    finally:
        os._exit(codigo)


async def leer_sin_parar(direccion: str, lectores: int) -> Counter[str]:
    """Lo que vieron tantos lectores a la vez, hasta que llegue SIGTERM."""
    vistas: Counter[str] = Counter()
    fin = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, fin.set)
    partes = urlsplit(f"{direccion}/instancias/mesa/actas/2020/01.html")
    await asyncio.gather(*(_leer(partes, vistas, fin) for _ in range(lectores)))
    return vistas


async def _leer(url: SplitResult, vistas: Counter[str], fin: asyncio.Event) -> None:
    pedido = f"GET {url.path} HTTP/1.1\r\nHost: {url.netloc}\r\n\r\n".encode()
    conexion: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
    while not fin.is_set():
        try:
            conexion = conexion or await asyncio.open_connection(url.hostname, url.port)
            conexion[1].write(pedido)
            visto, sigue = await asyncio.wait_for(_una_respuesta(conexion[0]), 60)
            vistas[visto] += 1
            conexion = conexion if sigue else None
        except (TimeoutError, OSError, asyncio.IncompleteReadError):
            vistas["falta"] += 1
            conexion = None
        await asyncio.sleep(0.01)
    if conexion:
        conexion[1].close()


async def _una_respuesta(lee: asyncio.StreamReader) -> tuple[str, bool]:
    """Cómo llegó la página, y si el servidor deja la conexión abierta."""
    cabeza = await lee.readuntil(b"\r\n\r\n")
    largo = re.search(rb"Content-Length: (\d+)", cabeza)
    datos = await lee.readexactly(int(largo[1])) if largo else b""
    sigue = b"Connection: close" not in cabeza
    if not cabeza.startswith(b"HTTP/1.1 200"):
        return "falta", sigue
    # Su historia, al final, dice también qué decía antes.
    marcas = set(re.findall(rb"marca-([0-9]+)-marca", datos.partition(b'id="s_historia"')[0]))
    entera = len(marcas) == 1 and datos.rstrip().endswith(b"</html>")
    return ("entera" if entera else "rota"), sigue
