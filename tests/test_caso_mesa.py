"""Los vacíos del documento de la Mesa quedan a la vista, con los códigos que dice su página."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from generador.hallazgo import Gravedad, Hallazgo
from generador.lectura.contenido import Contenido
from generador.lectura.contexto import leer_contexto
from generador.lectura.instancia import estructurar, leer_instancia
from generador.verificacion.catalogo import CATALOGO
from generador.verificacion.reglas import REGLAS, examinar

RAIZ = Path(__file__).parent.parent
MESA = "mesa-de-territorializacion"
CORTE = date(2026, 11, 22)
PAGINA = (RAIZ / "docs" / "caso-mesa.md").read_text(encoding="utf-8")


def _hallazgos() -> tuple[Hallazgo, ...]:
    leido, instancia = leer_contexto(Contenido(RAIZ), CORTE), leer_instancia(Contenido(RAIZ), MESA)
    acervo = estructurar(instancia, CORTE)
    assert leido.contexto is not None and acervo is not None
    return (*instancia.hallazgos, *examinar(REGLAS, acervo, leido.contexto)[1])


def _codigos_de_la_pagina(texto: str) -> set[str]:
    return {c for c in re.findall(r"`([a-z-]+)`", texto) if c in CATALOGO}


def _renglones() -> dict[int, str]:
    filas = re.findall(r"^\| (\d+) \|.*\|.*\| (.*) \|$", PAGINA, re.MULTILINE)
    return {int(numero): ultima for numero, ultima in filas}


def test_la_pagina_nombra_los_hallazgos_de_la_mesa_y_solo_esos() -> None:
    # `fecha-no-iso` es del documento, no del registro: ya se transcribió con la forma debida.
    hallados = {h.codigo for h in _hallazgos()}
    assert hallados | {"fecha-no-iso"} == _codigos_de_la_pagina(PAGINA)


def test_cada_uno_de_los_17_vacios_se_muestra_de_alguna_forma() -> None:
    renglones = _renglones()
    assert sorted(renglones) == list(range(1, 18))
    sin_codigo = {n for n, texto in renglones.items() if not _codigos_de_la_pagina(texto)}
    assert sin_codigo == {7, 10}
    assert all("Sin hallazgo: se lee en la página." in renglones[n] for n in sin_codigo)


def test_ningun_vacio_del_documento_detiene_la_publicacion() -> None:
    avisos = {h.codigo for h in _hallazgos() if h.gravedad is not Gravedad.INFORMACION}
    assert avisos == {"quorum-sin-conteo", "presidencia-sin-cargo", "plan-avance-sin-actividades"}
