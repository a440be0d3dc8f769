"""Reconocer lo que se retiró definitivamente si otra copia lo vuelve a publicar, sin nombrarlo.

De lo retirado no queda el nombre. Queda, en un archivo que no se publica, una huella de cada
dirección con lo que decía: quien tenga el documento lo reconoce, y quien no lo tenga no lo
averigua. Son lentas a propósito, para que tampoco se adivine probando nombres o cédulas.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path

from generador.arboles import FalloDeEntorno
from generador.modelo.archivos import PUBLICACIONES
from generador.modelo.publicaciones import BORRADOS
from generador.modelo.sitio import DocumentoPublicado, Publicacion
from generador.publicacion import registro
from generador.publicacion.interfaz import LoPublicado
from generador.publicacion.valores import huella_de_valores, valores_publicados
from generador.resumen.valores import Valores

_VUELTAS = 100_000
_RENGLON = re.compile(r"^([0-9a-f]{32}) ([0-9a-f]{32})$", re.MULTILINE)
_AVISO = (
    "# Huellas de lo que se retiró definitivamente: con ellas ninguna copia lo vuelve a publicar.",
    "# Lo escribe «publicar» y no se publica. Guárdelo en el repositorio con lo demás.",
)

Dichas = Mapping[str, frozenset[str]]
"""Por dirección, las huellas de todo lo que se sabe que dijo."""


def dichas(
    publicaciones: Iterable[Publicacion], estado: LoPublicado, rutas: Iterable[str]
) -> dict[str, frozenset[str]]:
    """Lo que esas direcciones dijeron, según el registro y lo que el destino guarda."""
    del_registro = [d for p in publicaciones for d in p.documentos or ()]
    valores = valores_publicados(estado) or {}
    manifiestos = [m for m in (estado.publicado, estado.previo) if m]
    return {
        ruta: frozenset(
            (
                *(d.huella for d in del_registro if d.ruta == ruta and d.huella),
                *((huella_de_valores(valores[ruta]),) if ruta in valores else ()),
                *(m.archivos[ruta].sha256 for m in manifiestos if _es_anexo(ruta, m.archivos)),
            )
        )
        for ruta in rutas
    }


def _es_anexo(ruta: str, archivos: Mapping[str, object]) -> bool:
    return ruta in archivos and not ruta.endswith(".html")


def anotar(raiz: Path, dichas: Dichas, nuevos: Valores) -> None:
    """Anota lo borrado, menos lo que cada dirección sigue diciendo."""
    conocidas = _leer(raiz)
    sal = next(iter(sorted(s for s, _ in conocidas)), "") or secrets.token_hex(16)
    nuevas = {
        (sal, _lenta(sal, ruta, huella))
        for ruta, huellas in dichas.items()
        for huella in huellas - {huella_de_valores(nuevos.get(ruta, {}))}
    }
    renglones = (*_AVISO, *(" ".join(par) for par in sorted(conocidas | nuevas)))
    registro.agregar(raiz, BORRADOS, ("\n".join(renglones) + "\n").encode())


def exigir_sin_lo_borrado(raiz: Path, documentos: Iterable[DocumentoPublicado]) -> None:
    """Que nada de lo que se va a publicar sea lo que se borró: una copia puede no saberlo."""
    conocidas = _leer(raiz)
    sales = {sal for sal, _ in conocidas}
    for documento in documentos:
        dicho = (documento.ruta, documento.huella)
        if documento.accion != "retirado" and any(
            (s, _lenta(s, *dicho)) in conocidas for s in sales
        ):
            raise FalloDeEntorno(
                f"«{documento.ruta}» volvería a mostrar lo que se retiró definitivamente. Nada se "
                "publicó.",
                "Traiga los cambios del repositorio (git pull): quien lo retiró tiene que haberlos "
                "guardado y enviado. Si el retiro fue un error, publíquelo con otro nombre de "
                "archivo.",
            )


def _lenta(sal: str, ruta: str, huella: str) -> str:
    dicho = f"{ruta}\n{huella}".encode()
    return hashlib.pbkdf2_hmac("sha256", dicho, sal.encode(), _VUELTAS, 16).hex()


def _leer(raiz: Path) -> set[tuple[str, str]]:
    """Las sales y las huellas; dos copias pueden haber empezado cada una con la suya."""
    archivo = raiz / PUBLICACIONES / BORRADOS
    texto = archivo.read_text(encoding="utf-8", errors="replace") if archivo.is_file() else ""
    return {(sal, huella) for sal, huella in _RENGLON.findall(texto)}
