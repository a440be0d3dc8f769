"""Las equivocaciones: un sitio sano, lo que alguien escribió mal en él, y lo que se le dice.

Un archivo tiene varias equivocaciones de una familia, cada una así:

    === La fecha con barras, como en el formulario
    @ instancias/mesa/actas/2020/01.md
     modalidad: presencial
    -fecha: 2020-06-09
    +fecha: 09/06/2020
    --- revisar
    (la salida entera de `generador revisar`)
    --- queda
    (cómo queda lo que se tocó, después de hacer lo que la salida dice)

Las rutas son bajo `contenido/`. Debajo de una, los renglones que empiezan con espacio o con «-» son
los del sitio sano, seguidos, y los que empiezan con espacio o con «+», los que quedan en su lugar.
Un archivo nuevo se escribe con solo renglones «+». Otras cosas que se le hacen a un archivo:

    @ ruta → otra ruta      cambia de nombre o de lugar
    @ ruta ✗                se borra
    @ ruta = windows-1252   se guarda en otra codificación (utf-16, con-marca, crlf)

Lo que no se ve se escribe ⟦tab⟧, ⟦nbsp⟧, ⟦cero⟧ (ancho cero), ⟦voltea⟧ o ⟦control⟧.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from apoyo.formatos_minimos import lo_que_dice

CARPETA = Path(__file__).parent.parent / "sitios/equivocaciones"
SANO = CARPETA / "sano"
_INVISIBLES = {
    "⟦tab⟧": "\t",
    "⟦nbsp⟧": "\xa0",
    "⟦cero⟧": "\u200b",
    "⟦voltea⟧": "\u202e",
    "⟦control⟧": "\x07",
}
_CASO = re.compile(r"^=== (.+)\n", re.MULTILINE)
_PARTES = re.compile(r"^--- (revisar|queda)\n", re.MULTILINE)


@dataclass(frozen=True)
class Equivocacion:
    """Un caso: su título, lo que cambia en el sitio sano, y lo esperado."""

    familia: Path
    titulo: str
    cambios: str
    salida: str
    queda: str

    @property
    def nombre(self) -> str:
        """El nombre con que se la nombra en las pruebas."""
        return f"{self.familia.stem}: {self.titulo}"


def leer_todas() -> list[Equivocacion]:
    """Todas, por familia y en su orden."""
    return [e for archivo in sorted(CARPETA.glob("*.txt")) for e in leer_familia(archivo)]


def leer_familia(archivo: Path) -> list[Equivocacion]:
    """Las de un archivo."""
    _, *partes = _CASO.split(archivo.read_text(encoding="utf-8"))
    casos = []
    for titulo, cuerpo in zip(partes[::2], partes[1::2], strict=True):
        cambios, *resto = _PARTES.split(cuerpo)
        dicho = dict(zip(resto[::2], resto[1::2], strict=True))
        queda = dicho.get("queda", "").rstrip("\n")
        queda = f"{queda}\n" if queda else ""
        casos.append(Equivocacion(archivo, titulo, cambios, dicho.get("revisar", ""), queda))
    return casos


def copiar_sano(raiz: Path) -> Path:
    """Una copia del sitio sano en `raiz`."""
    shutil.copytree(SANO, raiz, dirs_exist_ok=True)
    return raiz


def equivocar(raiz: Path, cambios: str) -> None:
    """Hace en el sitio de `raiz` los cambios de un caso."""
    bloques = re.split(r"^@ ", cambios, flags=re.MULTILINE)
    assert not bloques[0].strip(), f"sobra: {bloques[0]}"
    for bloque in bloques[1:]:
        cabeza, _, cuerpo = bloque.partition("\n")
        _hacer(raiz / "contenido", cabeza.strip(), cuerpo.splitlines())


def _hacer(contenido: Path, cabeza: str, renglones: list[str]) -> None:
    if " → " in cabeza:
        viejo, nuevo = (contenido / r for r in cabeza.split(" → "))
        nuevo.parent.mkdir(parents=True, exist_ok=True)
        viejo.rename(nuevo)
    elif cabeza.endswith(" ✗"):
        borrar(contenido / cabeza.removesuffix(" ✗"))
    elif " = " in cabeza:
        ruta, como = cabeza.split(" = ")
        _recodificar(contenido / ruta, como)
    else:
        _reescribir(contenido / cabeza, renglones)


def borrar(ruta: Path) -> None:
    """Borra un archivo o una carpeta."""
    if ruta.is_dir():
        shutil.rmtree(ruta)
    else:
        ruta.unlink()


def _recodificar(archivo: Path, como: str) -> None:
    texto = archivo.read_text(encoding="utf-8")
    if como == "crlf":
        archivo.write_bytes(texto.replace("\n", "\r\n").encode())
    else:
        archivo.write_bytes(texto.encode({"con-marca": "utf-8-sig"}.get(como, como)))


def _reescribir(archivo: Path, renglones: list[str]) -> None:
    viejas = "".join(f"{r[1:]}\n" for r in renglones if r[:1] in (" ", "-"))
    nuevas = "".join(f"{r[1:]}\n" for r in renglones if r[:1] in (" ", "+"))
    for nombre, signo in _INVISIBLES.items():
        nuevas = nuevas.replace(nombre, signo)
    if not viejas:
        archivo.parent.mkdir(parents=True, exist_ok=True)
        archivo.write_bytes(lo_que_dice(nuevas))
        return
    texto = archivo.read_text(encoding="utf-8")
    assert f"\n{texto}".count(f"\n{viejas}") == 1, f"{archivo.name}: no está una vez:\n{viejas}"
    archivo.write_bytes(f"\n{texto}".replace(f"\n{viejas}", f"\n{nuevas}")[1:].encode())


def diferencias(antes: dict[str, bytes], ahora: dict[str, bytes]) -> str:
    """Lo que cambió entre dos fotos del sitio, con los renglones que se quitaron y se pusieron."""
    partes = []
    idos = {ruta: antes[ruta] for ruta in antes.keys() - ahora.keys()}
    for ruta in sorted(antes.keys() | ahora.keys()):
        de = next((r for r, crudo in idos.items() if crudo == ahora.get(ruta)), None)
        if de and ruta not in antes:
            partes.append(f"@ {de} → {ruta}\n")
            continue
        if ruta in idos and idos[ruta] in ahora.values():
            continue
        viejo, nuevo = antes.get(ruta), ahora.get(ruta)
        if viejo == nuevo:
            continue
        marca = " (nuevo)" if viejo is None else " (ya no está)" if nuevo is None else ""
        partes.append(f"@ {ruta}{marca}\n")
        if viejo and nuevo is None:
            continue
        lineas = difflib.ndiff(_renglones(viejo or b""), _renglones(nuevo or b""))
        partes += [f"{t[0]}{t[2:]}\n" for t in lineas if t[0] in "+-"]
    return "".join(partes)


def _renglones(crudo: bytes) -> Iterable[str]:
    if b"\0" in crudo:
        return ["(no está en UTF-8)"]
    texto = crudo.decode("utf-8", "backslashreplace")
    for nombre, signo in _INVISIBLES.items():
        texto = texto.replace(signo, nombre)
    return texto.splitlines()


def foto(raiz: Path) -> dict[str, bytes]:
    """Los archivos del sitio, con lo que tienen."""
    contenido = raiz / "contenido"
    return {
        p.relative_to(contenido).as_posix(): p.read_bytes()
        for p in sorted(contenido.rglob("*"))
        if p.is_file()
    }


def comparar(caso: Equivocacion, salida: str, queda: str) -> None:
    """Falla si no es lo esperado; con REESCRIBIR=1 lo escribe, y después hay que leerlo."""
    if os.environ.get("REESCRIBIR") == "1":
        _guardar(caso, salida, queda)
        return
    assert salida == caso.salida
    assert queda == caso.queda


def _guardar(caso: Equivocacion, salida: str, queda: str) -> None:
    cabeza, *_ = _CASO.split(caso.familia.read_text(encoding="utf-8"))
    textos = []
    for e in leer_familia(caso.familia):
        dichos = (salida, queda) if e.titulo == caso.titulo else (e.salida, e.queda)
        cambios = e.cambios.rstrip("\n") + "\n"
        textos.append(f"=== {e.titulo}\n{cambios}--- revisar\n{dichos[0]}--- queda\n{dichos[1]}\n")
    caso.familia.write_text(cabeza + "\n".join(textos).rstrip("\n") + "\n", encoding="utf-8")
