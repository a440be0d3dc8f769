"""Reconocer lo que se retiró definitivamente si otra copia lo vuelve a publicar, sin nombrarlo.

De lo retirado no queda el nombre. Queda, en un archivo que no se publica, una huella de cada
dirección con lo que decía: quien tenga el documento lo reconoce, y quien no lo tenga no lo
averigua. Son lentas a propósito, para que tampoco se adivine probando nombres o cédulas.

De un documento se anota todo lo que dijo, también lo que no tenía nada malo: el programa no sabe
cuál era lo que no se debía ver. Si vuelve a decir algo de eso, publicar se detiene, y quien lo lee
y ve que se puede mostrar lo escribe en ese archivo, donde queda con el resto de la historia. Un
retiro posterior de lo mismo quita ese permiso.
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
_SE_PUEDE_VER = "se-puede-ver"
_PERMISO = re.compile(rf"^{_SE_PUEDE_VER} ([0-9a-f]{{32}}) ([0-9a-f]{{32}})[ \t]*$", re.MULTILINE)
_AVISO = (
    "# Huellas de lo que se retiró definitivamente: con ellas ninguna copia lo vuelve a publicar.",
    "# Lo escribe «publicar» y no se publica. Guárdelo en el repositorio con lo demás.",
    f"# «{_SE_PUEDE_VER}» lo escribe una persona: leyó lo que dice el documento, y se puede ver.",
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
    """Anota lo borrado, menos lo que cada dirección sigue diciendo.

    De lo que se borra ahora, aunque alguien haya dicho antes que se podía ver, ya no se puede.
    """
    conocidas, permitidas = _leer(raiz, _RENGLON), _leer(raiz, _PERMISO)
    sal = next(iter(sorted(s for s, _ in conocidas)), "") or secrets.token_hex(16)
    borradas = [
        (ruta, huella)
        for ruta, huellas in dichas.items()
        for huella in huellas - {huella_de_valores(nuevos.get(ruta, {}))}
    ]
    nuevas = {(sal, _lenta(sal, *dicho)) for dicho in borradas}
    # Un permiso puede estar con la sal de otra copia.
    quitadas = {(s, _lenta(s, *dicho)) for dicho in borradas for s in {s for s, _ in permitidas}}
    renglones = (
        *_AVISO,
        *(" ".join(par) for par in sorted(conocidas | nuevas)),
        *(_permiso(par) for par in sorted(permitidas - quitadas)),
    )
    registro.agregar(raiz, BORRADOS, ("\n".join(renglones) + "\n").encode())


def exigir_sin_lo_borrado(raiz: Path, documentos: Iterable[DocumentoPublicado]) -> None:
    """Que nada de lo que se va a publicar sea lo que se borró: una copia puede no saberlo.

    Se deja lo que una persona leyó y dijo, en ese mismo archivo, que se puede ver.
    """
    borradas = _leer(raiz, _RENGLON) - _leer(raiz, _PERMISO)
    sales = {sal for sal, _ in borradas}
    vuelven = {
        d.ruta: suyas
        for d in documentos
        if d.accion != "retirado"
        and (suyas := borradas & {(s, _lenta(s, d.ruta, d.huella)) for s in sales})
    }
    if not vuelven:
        return
    primero, *demas = vuelven
    tambien = f" También: {', '.join(f'«{ruta}»' for ruta in demas)}." if demas else ""
    cada_uno = ", con la de cada documento en ese orden," if demas else ""
    permisos = "\n".join(_permiso(par) for suyas in vuelven.values() for par in sorted(suyas))
    raise FalloDeEntorno(
        f"«{primero}» volvería a mostrar lo que se retiró definitivamente, o lo que decía antes de "
        f"eso.{tambien} Nada se publicó.",
        "Traiga los cambios del repositorio (git pull): quien lo retiró tiene que haberlos "
        "guardado y enviado. Si ya los tiene, lea lo que dice hoy: lo que no se deba ver, "
        f"corríjalo. Solo si todo se puede ver, dígalo con esta línea{cada_uno} al final de "
        f"{PUBLICACIONES}/{BORRADOS}, guárdelo en el repositorio y publique otra vez:\n{permisos}",
    )


def _permiso(par: tuple[str, str]) -> str:
    return " ".join((_SE_PUEDE_VER, *par))


def _lenta(sal: str, ruta: str, huella: str) -> str:
    dicho = f"{ruta}\n{huella}".encode()
    return hashlib.pbkdf2_hmac("sha256", dicho, sal.encode(), _VUELTAS, 16).hex()


def _leer(raiz: Path, renglon: re.Pattern[str]) -> set[tuple[str, str]]:
    """Las sales y las huellas; dos copias pueden haber empezado cada una con la suya."""
    archivo = raiz / PUBLICACIONES / BORRADOS
    texto = archivo.read_text(encoding="utf-8", errors="replace") if archivo.is_file() else ""
    return {(sal, huella) for sal, huella in renglon.findall(texto)}
