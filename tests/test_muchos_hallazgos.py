"""Lo que cuesta decir muchos hallazgos: el doble cuesta el doble, y nunca cuatro veces más.

Se cuentan las llamadas, y no los segundos: dan lo mismo en cualquier computador.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.formatos_minimos import pdf_en_blanco

from generador.arreglos import Mesa
from generador.cli.hallazgos import pasos_dichos
from generador.construccion import revisar
from generador.lectura.contenido import Contenido
from generador.parecidos import _indice, el_mas_cercano

CORTE = date(2026, 11, 28)
MESA = "contenido/instancias/mesa/"
ACTA = f"{MESA}actas/2020/01.md"
_PDF = pdf_en_blanco()
_CABEZA = "---\ntipo: ordinaria\nfecha: 2020-06-09\n"


def _lista(clave: str, filas: Iterable[str]) -> str:
    return f"{_CABEZA}{clave}:\n" + "".join(f"  - {fila}\n" for fila in filas) + "---\n"


def _enlaces(n: int) -> dict[str, str]:
    """Los enlaces a una carpeta que cambió de nombre, en un sitio con otras tantas actas."""
    actas = {f"{MESA}actas/{1900 + k // 20}/{k % 20:02}.md": _de(1900 + k // 20) for k in range(n)}
    destinos = (f"../../../vieja/actas/{1900 + k // 20}/{k % 20:02}.md" for k in range(n))
    return {**actas, ACTA: f"{_CABEZA}---\n" + "\n".join(f"- [acta {d}]({d})" for d in destinos)}


def _de(anio: int) -> str:
    return f"---\ntipo: ordinaria\nfecha: {anio}-06-09\n---\n"


def _cargos(n: int) -> dict[str, str]:
    return {ACTA: _lista("asistencia", (f"{{integrante: nadie-{k}}}" for k in range(n)))}


def _claves(n: int) -> dict[str, str]:
    fila = "{{id: c{0}, compromiso: Enviar, responsable: alfa, encargada{0}: x}}"
    return {ACTA: _lista("compromisos", (fila.format(k) for k in range(n)))}


def _fechas(n: int) -> dict[str, str]:
    fila = "{{id: c{0}, compromiso: Enviar, responsable: alfa, fecha_limite: 9 de junio de 2020}}"
    return {ACTA: _lista("compromisos", (fila.format(k) for k in range(n)))}


def _sin_nombrar(n: int) -> dict[str, str]:
    """Un archivo sin nombrar en cada una de muchas actas: los de una sola son un hallazgo."""
    actas = (f"{ACTA[:-5]}{k:04d}" for k in range(n))
    pares = ((f"{a}.md", f"{a}/anexo.pdf") for a in actas)
    return {r: t for par in pares for r, t in zip(par, (f"{_CABEZA}---\n", _PDF), strict=True)}


def _no_estan(n: int) -> dict[str, str]:
    acta = _lista("anexos", (f"{{titulo: Lista {k}, archivo: lista-{k}.pdf}}" for k in range(n)))
    hay = {f"{ACTA[:-3]}/anexo-{k}.pdf": _PDF for k in range(n)}
    return {**hay, ACTA: acta}


def _sin_lugar(n: int) -> dict[str, str]:
    return {f"{MESA}otros/anexo-{k}.pdf": _PDF for k in range(n)}


def _mal_nombrados(n: int) -> dict[str, str]:
    return {ACTA: f"{_CABEZA}---\n"} | {f"{ACTA[:-3]}/Anexo {k}.pdf": _PDF for k in range(n)}


def _cortados(n: int) -> dict[str, str]:
    return {ACTA: _lista("orden_del_dia", (f"Calle {k} # 10" for k in range(n)))}


CLASES = (
    _enlaces,
    _cargos,
    _claves,
    _fechas,
    _sin_nombrar,
    _no_estan,
    _sin_lugar,
    _mal_nombrados,
    _cortados,
)


def _llamadas(hacer: Callable[[], object]) -> int:
    cuantas = 0

    def contar(_: object, evento: str, __: object) -> None:
        nonlocal cuantas
        cuantas += evento in ("call", "c_call")

    anterior = sys.getprofile()
    sys.setprofile(contar)
    try:
        hacer()
    finally:
        sys.setprofile(anterior)
    return cuantas


def _cuesta(raiz: Path, archivos: dict[str, str], cuantos: int) -> int:
    """Las llamadas de revisar el sitio y decir cada hallazgo con sus pasos."""
    escribir_sitio(raiz, archivos)
    el_mas_cercano.cache_clear()
    _indice.cache_clear()

    def revisar_y_decir() -> None:
        hallazgos = revisar(Contenido(raiz), CORTE).hallazgos
        assert len(hallazgos) >= cuantos
        mesa = Mesa(Contenido(raiz))
        for hallazgo in hallazgos:
            pasos_dichos(hallazgo, mesa)

    return _llamadas(revisar_y_decir)


@pytest.mark.parametrize("clase", CLASES, ids=lambda c: c.__name__.strip("_"))
def test_el_doble_de_hallazgos_cuesta_el_doble(
    clase: Callable[[int], dict[str, str]], tmp_path: Path
) -> None:
    _cuesta(tmp_path / "primera", {}, 0)
    vacio = _cuesta(tmp_path / "vacio", {}, 0)
    uno, dos = (_cuesta(tmp_path / str(n), clase(n), n) - vacio for n in (100, 200))
    assert dos < 2.4 * uno
