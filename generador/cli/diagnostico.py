"""`generador diagnostico`: si este computador tiene lo que hace falta, y cómo se arregla."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generador.cli.comun import CORRECTO, DEL_ENTORNO, en_json, entero, orden
from generador.cli.presentar import Linea, Trozo, cuenta, linea, mostrar, titulo
from generador.cli.salida import escribir

if TYPE_CHECKING:
    from generador.diagnostico import Comprobacion

_ESTILOS = {"ok": "green", "aviso": "yellow", "falla": "bold red"}
_NOMBRES = (("falla", "falla", "fallas"), ("aviso", "aviso", "avisos"), ("ok", "bien", "bien"))


@orden("diagnostico", short_help="Dice qué le falta a este computador.")
@click.option(
    "--contenido", metavar="DIR", help="La carpeta «contenido» de otro sitio, en vez de esta."
)
@click.option("--salida", metavar="DIR", help="Dónde se publica: por omisión, «publicado».")
@click.option(
    "--puerto",
    type=click.IntRange(1, 65535),
    metavar="N",
    help="El puerto de la vista previa que se quiere usar.",
)
@click.option("--silencio", is_flag=True, help="Solo dice las fallas.")
@en_json
def diagnostico(
    contenido: str | None, salida: str | None, puerto: int | None, silencio: bool, en_json: bool
) -> int:
    """Comprueba que este computador tenga lo necesario y dice cómo arreglar lo que no.

    Mira Python y sus bibliotecas, git, las partes opcionales, el disco de la salida, el reloj, los
    puertos y la terminal. No usa la red ni cambia nada. Sirve dentro y fuera de un sitio. Termina
    con 3 si algo impide trabajar; los avisos no cuentan.
    """
    from generador.diagnostico import examinar, lugar_de

    raiz = _raiz(contenido)
    lugar = lugar_de(raiz, entero(salida) if salida else None, puerto)
    hechas = tuple(examinar(lugar))
    hay_fallas = any(c.estado == "falla" for c in hechas)
    if en_json:
        escribir(json.dumps(_datos(hechas), ensure_ascii=False, indent=2))
    elif hay_fallas or not silencio:
        mostrar(_informe(hechas, silencio))
    return DEL_ENTORNO if hay_fallas else CORRECTO


def _raiz(contenido: str | None) -> Path:
    """La carpeta que se mira: la que contiene `contenido`, exista o no."""
    carpeta = entero(contenido or "contenido")
    if contenido is not None and not (carpeta.is_dir() and carpeta.name == "contenido"):
        raise click.BadParameter(
            f"«{contenido}» no es una carpeta que se llame «contenido».",
            click.get_current_context(),
            param_hint="--contenido",
        )
    return carpeta.parent


def _informe(hechas: Iterable[Comprobacion], silencio: bool) -> Iterable[Linea]:
    ancho = max(map(len, _ESTILOS))
    for hecha in hechas:
        if silencio and hecha.estado != "falla":
            continue
        estado = Trozo(f"{hecha.estado:<{ancho}}", _ESTILOS[hecha.estado])
        yield linea(estado, f"  {hecha.que}: {hecha.visto}")
        if hecha.remedio:
            yield linea(f"Remedio: {hecha.remedio}", sangria=ancho + 2)
    yield titulo(_resumen(hechas))


def _resumen(hechas: Iterable[Comprobacion]) -> str:
    por_estado = Counter(str(h.estado) for h in hechas)
    return ", ".join(cuenta(por_estado[e], u, v) for e, u, v in _NOMBRES if por_estado[e])


def _datos(hechas: Iterable[Comprobacion]) -> dict[str, object]:
    por_estado = Counter(str(h.estado) for h in hechas)
    return {
        "comprobaciones": [
            {
                "codigo": h.codigo,
                "estado": str(h.estado),
                "que": h.que,
                "visto": h.visto,
                "remedio": h.remedio,
            }
            for h in hechas
        ],
        "cuentas": {estado: por_estado[estado] for estado in _ESTILOS},
    }
