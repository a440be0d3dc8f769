"""Las páginas de los registros de un acervo, dibujadas con el tema base, y cómo están hechas."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any

from apoyo.informes import calcular

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.representacion import Representador, abrir_tema, carpeta_de_temas_propios
from generador.vistas.acta import vista_acta
from generador.vistas.informe import vista_informe
from generador.vistas.marco import Enlace
from generador.vistas.norma import vista_norma
from generador.vistas.normas import vista_normas
from generador.vistas.plan import vista_plan
from generador.vistas.reglamento import vista_reglamento
from generador.vistas.sin_sesiones import vista_sin_sesiones


@cache
def representador() -> Representador:
    tema, hallazgos = abrir_tema("base", (carpeta_de_temas_propios(),))
    assert tema is not None, hallazgos
    return Representador(tema)


def vistas(de: Acervo, con: Contexto) -> Iterator[tuple[str, Any]]:
    """La plantilla y la vista de cada registro y de cada norma."""
    for a in de.actas:
        yield "acta.html", vista_acta(a, de, con)
    for r in de.reglamentos:
        yield "reglamento.html", vista_reglamento(r, de, con)
    for p in de.planes:
        yield "plan.html", vista_plan(p, de, con)
    for i in de.informes:
        yield "informe.html", vista_informe(i, calcular(de, i.periodo.clave, con), de, con)
    for c in de.sin_sesiones:
        yield "sin_sesiones.html", vista_sin_sesiones(c, de, con)
    citantes = (Enlace(de.instancia.nombre, "instancias/mesa/index.html"),)
    for n in con.normas.values():
        yield "norma.html", vista_norma(n, con, citantes)
    yield "normas.html", vista_normas(con)


def paginas(de: Acervo, con: Contexto) -> dict[str, str]:
    """Cada página por su dirección."""
    return {
        v.marco.ruta: representador().representar(plantilla, v).decode()
        for plantilla, v in vistas(de, con)
    }


class Armazon(HTMLParser):
    """Lo que se mira de una página: etiquetas con sus atributos, y el texto que se lee."""

    def __init__(self, pagina: str) -> None:
        super().__init__()
        self.etiquetas: list[tuple[str, dict[str, str | None]]] = []
        self.textos: list[str] = []
        self.feed(pagina)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.etiquetas.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.textos.append(data)

    @property
    def texto(self) -> str:
        return " ".join(" ".join(self.textos).split())

    def valores(self, atributo: str) -> list[str]:
        return [v for _, a in self.etiquetas if (v := a.get(atributo)) is not None]
