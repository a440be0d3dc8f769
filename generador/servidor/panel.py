"""El panel «Lo que falta», junto a la página del registro que se está escribiendo.

Todo lo que viene del contenido va escapado. Lo que se ve o se esconde lo recuerda `panel.js`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape

from generador.servidor.pendientes import PorHacer
from generador.servidor.propios import direccion_propia

_CLASES = {
    "error": ("Error", "error", "errores"),
    "aviso": ("Aviso", "aviso", "avisos"),
    "exigencia": ("Requisito", "requisito", "requisitos"),
    "blanco": ("En blanco", "clave en blanco", "claves en blanco"),
    "informacion": ("Información", "información", "informaciones"),
}


def panel(pendientes: Iterable[PorHacer], atrasada: str = "") -> str:
    """El panel, como HTML. `atrasada` dice por qué la página no es la de ahora; entonces está
    abierto y lo dice antes que nada."""
    lista = list(pendientes)
    grave = bool(atrasada) or any(p.clase == "error" for p in lista)
    clase = "vista-falta vista-falta-grave" if grave else "vista-falta"
    aviso = f'<p class="vista-atrasada">{escape(atrasada)}</p>\n' if atrasada else ""
    items = "\n".join(_item(p) for p in lista)
    cuerpo = f'<ul class="vista-lista">\n{items}\n</ul>\n' if lista else ""
    return (
        f'\n<aside class="{clase}" aria-label="Lo que falta">\n'
        f"<details{' open' if grave else ''}>\n<summary>{escape(_resumen(lista))}</summary>\n"
        f'<div class="vista-cuerpo" tabindex="0" role="region" aria-label="Qué falta y dónde">\n'
        f"{aviso}{cuerpo}</div>\n</details>\n</aside>\n"
        f'<script src="{direccion_propia("panel.js")}"></script>\n'
    )


def _resumen(lista: list[PorHacer]) -> str:
    """«Lo que falta: 1 error, 2 avisos», o que no falta nada."""
    cuentas = Counter(p.clase for p in lista)
    partes = [
        f"{cuentas[clase]} {uno if cuentas[clase] == 1 else varios}"
        for clase, (_, uno, varios) in _CLASES.items()
        if cuentas[clase]
    ]
    return f"Lo que falta: {', '.join(partes)}" if partes else "No falta nada"


def _item(pendiente: PorHacer) -> str:
    nombre = _CLASES[pendiente.clase][0]
    lugar = f" <code>{escape(pendiente.lugar)}</code>" if pendiente.lugar else ""
    remedio = pendiente.remedio and f'<p class="vista-remedio">{escape(pendiente.remedio)}</p>'
    return (
        f'<li class="vista-pendiente falta-{pendiente.clase}">'
        f'<p class="vista-lugar"><strong>{nombre}</strong>{lugar}</p>'
        f"{_senalado(pendiente)}"
        f'<p class="vista-mensaje">{escape(pendiente.mensaje)}</p>{remedio}</li>'
    )


def _senalado(pendiente: PorHacer) -> str:
    """El renglón y debajo la señal; a quien oye la página, la señal no le dice nada."""
    if pendiente.clase != "error" or not pendiente.renglon:
        return ""
    senal = " " * pendiente.columna + "^"
    return (
        f'<pre tabindex="0" aria-label="El renglón">{escape(pendiente.renglon)}\n'
        f'<span aria-hidden="true">{senal}</span></pre>'
    )
