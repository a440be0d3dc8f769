"""Un programa que arregla registros como lo haría una persona: leyendo lo que `revisar` imprime.

No sabe nada del generador: ni qué es un acta, ni qué campos hay, ni qué es YAML. Lee los renglones
de la salida, entiende el lenguaje de los remedios y hace en los archivos lo que dicen.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

_LUGAR = re.compile(r"(\S.*?):(\d+):(\d+)  (error|aviso|información)  ([a-z0-9-]+)")
_PASO = re.compile(r" {4}(Arreglo|Propuesta|Ejemplo): (.+)")
_DE = r"(?: de «(?P<archivo>[^»]+)»)?"
_FINAL = re.compile(r"(\r\n|\r|\n)")

FRASES = {
    "cambiar": rf"en la línea (?P<desde>\d+){_DE}, cambie «(?P<viejo>.*)» por «(?P<nuevo>.*)»",
    "escribir": rf"escriba (?:la línea|las líneas) (?P<desde>\d+)(?: a (?P<hasta>\d+))?{_DE} así:",
    "agregar": rf"agregue (?:debajo de la línea (?P<desde>\d+)|al comienzo){_DE}:",
    "quitar": rf"quite (?:la línea|las líneas) (?P<desde>\d+)(?: a (?P<hasta>\d+))?{_DE}",
    "nombrar": r"cambie el nombre de «(?P<archivo>[^»]+)» a «(?P<nombre>[^»]+)»",
    "mover": r"mueva «(?P<archivo>[^»]+)» a «(?P<destino>[^»]+)»",
    "crear": r"cree el archivo «(?P<archivo>[^»]+)» con:",
    "borrar": r"borre el archivo «(?P<archivo>[^»]+)»",
    "guardar": r"guarde «(?P<archivo>[^»]+)» en UTF-8: está en (?P<codificacion>\S+)",
}


@dataclass(frozen=True)
class Paso:
    """Un paso impreso: qué tan seguro es, qué dice, y los renglones que trae."""

    rotulo: str
    frase: str
    renglones: tuple[str, ...]


@dataclass
class Impreso:
    """Un hallazgo, como se leyó de la salida."""

    archivo: str
    linea: int
    columna: int
    gravedad: str
    codigo: str
    mensaje: str = ""
    pasos: list[Paso] = field(default_factory=list)

    @property
    def seguridad(self) -> int:
        """Cuánto se puede confiar en sus pasos: primero lo que no tiene duda."""
        rotulos = ("Arreglo", "Propuesta", "Ejemplo")
        return max((rotulos.index(p.rotulo) for p in self.pasos), default=9)


def leer(salida: str) -> list[Impreso]:
    """Los hallazgos de la salida de `revisar`, en su orden."""
    impresos: list[Impreso] = []
    copiables: list[str] | None = None
    for renglon in salida.splitlines():
        if copiables is not None:
            # Lo que se copia va entre dos renglones en blanco.
            if renglon:
                copiables.append(renglon)
            elif copiables:
                viejo = impresos[-1].pasos.pop()
                impresos[-1].pasos.append(Paso(viejo.rotulo, viejo.frase, tuple(copiables)))
                copiables = None
        elif m := _LUGAR.fullmatch(renglon):
            impresos.append(Impreso(m[1], int(m[2]), int(m[3]), m[4], m[5]))
        elif m := _PASO.fullmatch(renglon):
            impresos[-1].pasos.append(Paso(m[1], m[2], ()))
            copiables = [] if m[2].endswith(":") else None
        elif impresos and renglon.startswith("    ") and renglon.strip() not in ("", "^"):
            _anotar_mensaje(impresos[-1], renglon)
    return impresos


def _anotar_mensaje(impreso: Impreso, renglon: str) -> None:
    if not renglon.startswith(("    Por qué: ", "    Remedio: ")) and not impreso.pasos:
        impreso.mensaje = renglon.strip()


def hacer(raiz: Path, impreso: Impreso) -> None:
    """Hace en `raiz` los pasos de un hallazgo. Lanza `ValueError` si no entiende uno."""
    for paso in impreso.pasos:
        _hacer_paso(raiz, impreso.archivo, paso)


def _hacer_paso(raiz: Path, archivo: str, paso: Paso) -> None:
    for nombre, patron in FRASES.items():
        if m := re.fullmatch(patron, paso.frase):
            dicho = m.groupdict()
            suyo = raiz / (dicho.get("archivo") or archivo)
            if nombre in _EN_LINEAS:
                _en_lineas(suyo, nombre, dicho, paso.renglones)
            else:
                _en_archivos(raiz, suyo, nombre, dicho, paso.renglones)
            return
    raise ValueError(f"no entiendo: {paso.frase}")


_EN_LINEAS = ("cambiar", "escribir", "agregar", "quitar")


def _en_lineas(
    archivo: Path, que: str, dicho: dict[str, str | None], nuevas: tuple[str, ...]
) -> None:
    """Cambia las líneas y deja los finales de línea como estaban."""
    partes = _FINAL.split(archivo.read_bytes().decode("utf-8-sig"))
    marca = b"\xef\xbb\xbf" if archivo.read_bytes().startswith(b"\xef\xbb\xbf") else b""
    lineas, finales = partes[::2], [*partes[1::2], ""]
    corriente = finales[0] or "\n"
    desde = int(dicho["desde"] or 0)
    hasta = int(dicho.get("hasta") or desde)
    inicio = desde if que == "agregar" else desde - 1
    fin = desde if que == "agregar" else hasta
    if que == "cambiar":
        viejo, nuevo = dicho["viejo"] or "", dicho["nuevo"] or ""
        if lineas[inicio].count(viejo) != 1:
            raise ValueError(f"«{viejo}» no está una sola vez en la línea {desde}")
        nuevas = (lineas[inicio].replace(viejo, nuevo),)
    puestos = [*finales[inicio:fin], *[corriente] * len(nuevas)][: len(nuevas)]
    lineas[inicio:fin], finales[inicio:fin] = nuevas, puestos
    if finales and finales[-1]:
        lineas, finales = [*lineas, ""], [*finales, ""]
    finales[:-1] = [f or corriente for f in finales[:-1]]
    texto = "".join(x for par in zip(lineas, finales, strict=True) for x in par)
    archivo.write_bytes(marca + texto.encode())


def _en_archivos(
    raiz: Path, archivo: Path, que: str, dicho: dict[str, str | None], nuevas: tuple[str, ...]
) -> None:
    if que == "nombrar":
        archivo.rename(archivo.with_name(dicho["nombre"] or ""))
    elif que == "mover":
        destino = raiz / (dicho["destino"] or "")
        destino.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(archivo, destino)
    elif que == "crear":
        archivo.parent.mkdir(parents=True, exist_ok=True)
        archivo.write_text("".join(f"{n}\n" for n in nuevas), encoding="utf-8")
    elif que == "borrar":
        archivo.unlink()
    else:
        archivo.write_text(archivo.read_bytes().decode(dicho["codificacion"] or ""), "utf-8")
