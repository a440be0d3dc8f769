"""Construir con memoria da los mismos bytes que construir de cero, pase lo que pase antes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from unittest import mock

import pytest
from apoyo.construcciones import (
    ACTAS,
    CORTE,
    INSTANCIA,
    LISTA,
    Construcciones,
    acta,
    arbol,
    de_cero,
    sitio_base,
)
from hypothesis import HealthCheck, settings

from generador.arboles import MANIFIESTO, Sondeo
from generador.compilacion.mostrado import Mostrado
from generador.configuracion import Contexto
from generador.construccion import Pedido, construir
from generador.hallazgo import Hallazgo
from generador.lectura.textos import TextoConvertido, Textos
from generador.memoria import Memoria, Recuerdo

SECUENCIAS = 15
"""Las que bastan cada vez; `make exigencias` hace quinientas."""

Construcciones.TestCase.settings = settings(
    max_examples=SECUENCIAS,
    stateful_step_count=8,
    suppress_health_check=list(HealthCheck),
)
TestConstrucciones = Construcciones.TestCase


# --- cada parte de la clave hace falta -----------------------------------------------


@pytest.fixture
def raiz(tmp_path: Path) -> Path:
    sitio_base(tmp_path)
    return tmp_path


def _editar_acta(raiz: Path) -> date:
    (raiz / f"{ACTAS}/2026/01.md").write_text(acta(date(2026, 3, 2), 1, "Otra cosa."))
    return CORTE


def _cambiar_titulo(raiz: Path) -> date:
    (raiz / "contenido/sitio.yaml").write_text("formato: 1\ntitulo: Nuevo\nentidad: uno\n")
    return CORTE


def _cambiar_lista(raiz: Path) -> date:
    (raiz / "contenido/listas/propia.yaml").write_text(LISTA.format("Otra lista"))
    return CORTE


def _cambiar_entidad(raiz: Path) -> date:
    (raiz / "contenido/entidades.yaml").write_text("uno:\n  nombre: Renombrada\n")
    return CORTE


def _cambiar_tema(raiz: Path) -> date:
    hojas = raiz / "temas/base/estaticos"
    hojas.mkdir(parents=True)
    (hojas / "tema.css").write_text("a { top: 1px }")
    return CORTE


def _cambiar_plantilla(raiz: Path) -> date:
    plantillas = raiz / "temas/base/plantillas"
    plantillas.mkdir(parents=True)
    (plantillas / "acta.html").write_text("<p>{{ v.marco.titulo }}</p>")
    return CORTE


def _pasar_el_plazo(raiz: Path) -> date:
    return date(2027, 2, 1)


CLAVES: dict[str, tuple[Callable[[Path], date], dict[str, object]]] = {
    "archivos": (_editar_acta, {"_vale": lambda s, r, a, c: r.clave == s._clave(c)}),
    "sitio": (_cambiar_titulo, {"_clave": lambda s, c: (s.producto,)}),
    "producto": (_cambiar_tema, {"_clave": lambda s, c: (repr(c.sitio),)}),
    "plantillas": (_cambiar_plantilla, {"cambiadas": lambda s, r: set()}),
}


@pytest.mark.parametrize("parte", CLAVES)
def test_sin_una_parte_de_la_clave_queda_lo_viejo(parte: str, raiz: Path) -> None:
    cambio, parche = CLAVES[parte]
    _comprobar(raiz, cambio, Memoria, parche)


@pytest.mark.parametrize("cambio", [_cambiar_entidad, _cambiar_lista])
def test_sin_las_preguntas_queda_lo_viejo(cambio: Callable[[Path], date], raiz: Path) -> None:
    _comprobar(raiz, cambio, Contexto, {"sigue_igual": lambda s, p, r: True})


def test_sin_el_intervalo_de_fechas_queda_lo_viejo(raiz: Path) -> None:
    def vale(self: Memoria, recuerdo: Recuerdo, archivos: str, contexto: Contexto) -> bool:
        return (recuerdo.archivos, recuerdo.clave) == (archivos, self._clave(contexto))

    _comprobar(raiz, _pasar_el_plazo, Memoria, {"_vale": vale})


def _sin_mirar(textos: Textos, lugar: str, hacer: Callable[[], TextoConvertido]) -> TextoConvertido:
    return textos.usados.setdefault(lugar, textos._recordados.get(lugar) or hacer())


PASOS: dict[str, tuple[object, dict[str, object]]] = {
    "lo que dice el disco": (
        "generador.compilacion.taller",
        {"sondear": lambda lugar: Sondeo("siempre igual", firme=True)},
    ),
    "lo que dice el disco de cada archivo": (
        "generador.lectura.contenido",
        {"estado_de": lambda datos: (0, 0, 0, 0), "es_reciente": lambda datos: False},
    ),
    "la huella de la vista": (Mostrado, {"huella": ""}),
    "lo que pregunta una página común": (
        "generador.construccion.comunes._Dependencias",
        {"sigue_igual": lambda *a: True},
    ),
    "las palabras del texto": (
        Textos,
        {"convertido": lambda yo, _, lugar, hacer: _sin_mirar(yo, lugar, hacer)},
    ),
}


@pytest.mark.parametrize("paso", PASOS)
def test_sin_mirar_algo_queda_lo_viejo(paso: str, raiz: Path) -> None:
    donde, parche = PASOS[paso]
    _comprobar(raiz, _editar_acta, donde, parche)


def _comprobar(
    raiz: Path, cambio: Callable[[Path], date], donde: object, parche: dict[str, object]
) -> None:
    """Con la memoria entera sale lo mismo que de cero; sin esa parte, no."""
    for con_parche in (True, False):
        salida = raiz / f"salida-{con_parche}"
        for _ in range(2):
            construir(Pedido(raiz, salida, CORTE, buscador=False))
        if con_parche:
            corte = cambio(raiz)
            limpio = de_cero(raiz, corte)
            with mock.patch.multiple(donde, **parche):
                # Lo recordado antes tiene la clave entera: se guarda de nuevo con la recortada.
                roto = raiz / "salida-rota"
                _deshacer(raiz, roto, cambio)
                construir(Pedido(raiz, roto, corte, buscador=False))
                assert arbol(roto) != limpio, "esa parte de la clave no hace falta"
            sitio_base(raiz)
            shutil.rmtree(raiz / "temas", ignore_errors=True)
        else:
            corte = cambio(raiz)
            construir(Pedido(raiz, salida, corte, buscador=False))
            assert arbol(salida) == de_cero(raiz, corte)


def _deshacer(raiz: Path, salida: Path, cambio: Callable[[Path], date]) -> None:
    """Construye el estado anterior al cambio y vuelve a hacer el cambio."""
    shutil.rmtree(raiz / "temas", ignore_errors=True)
    sitio_base(raiz)
    construir(Pedido(raiz, salida, CORTE, buscador=False))
    cambio(raiz)


def test_lo_publicado_que_falta_se_vuelve_a_hacer(raiz: Path) -> None:
    salida = raiz / "publicado"
    construir(Pedido(raiz, salida, CORTE, buscador=False))
    shutil.rmtree(salida)
    construir(Pedido(raiz, salida, CORTE, buscador=False))
    assert arbol(salida) == de_cero(raiz, CORTE)


@pytest.mark.parametrize("dano", [b"", b"{", b'{"sha256": "0", "datos": "{}"}', b"[1]"])
def test_una_memoria_danada_se_ignora(raiz: Path, dano: bytes) -> None:
    salida = raiz / "publicado"
    construir(Pedido(raiz, salida, CORTE, buscador=False))
    (recuerdo,) = (raiz / ".generador/publicado/memoria/instancias").glob("mesa")
    recuerdo.write_bytes(dano)
    resultado = construir(Pedido(raiz, salida, CORTE, buscador=False))
    assert [t.recordado for t in resultado.trabajos] == [False, True]
    assert arbol(salida) == de_cero(raiz, CORTE)


def _estados(salida: Path) -> dict[Path, tuple[int, ...]]:
    """Lo que cambia al escribir; la hora de acceso cambia también al leer."""
    hay = [(p, p.lstat()) for p in [salida, *salida.rglob("*")]]
    return {p: (e.st_ino, e.st_size, e.st_mtime_ns, e.st_ctime_ns) for p, e in hay}


def test_la_segunda_construccion_no_escribe_nada(raiz: Path) -> None:
    salida = raiz / "publicado"
    construir(Pedido(raiz, salida, CORTE, buscador=False))
    antes = _estados(salida)
    resultado = construir(Pedido(raiz, salida, CORTE, buscador=False))
    assert resultado.asiento is not None
    assert not resultado.asiento.escrito
    assert all(t.recordado for t in resultado.trabajos)
    assert _estados(salida) == antes
    assert (salida / MANIFIESTO).is_file()


CITAN: dict[str, tuple[str, str, str]] = {
    "entidad": (
        "firmas:\n  - {nombre: Ana, cargo: Directora, entidad: unnno}\n",
        "contenido/entidades.yaml",
        "uno:\n  nombre: Entidad Uno\nunno:\n  nombre: Otra\n",
    ),
    "instancia": (
        "conjunta_con:\n  - {nombre: Otra, instancia: meesa-3}\n",
        "contenido/instancias/mesa-3/instancia.md",
        INSTANCIA.replace("Mesa de prueba", "Tercera"),
    ),
}


@pytest.mark.parametrize("cita", CITAN)
def test_lo_que_se_le_sugiere_a_un_borrador_es_de_lo_que_hay(cita: str, raiz: Path) -> None:
    """Solo de un borrador se recuerda un error: los demás no dejan publicar."""
    claves, archivo, texto = CITAN[cita]
    borrador = acta(date(2026, 4, 2), 2, "Segunda.").replace(
        "---\n", f"---\nborrador: si\n{claves}", 1
    )
    (raiz / f"{ACTAS}/2026/02.md").write_text(borrador)
    salida = raiz / "publicado"
    antes = _dicho(raiz, salida)
    (raiz / archivo).parent.mkdir(parents=True, exist_ok=True)
    (raiz / archivo).write_text(texto)
    despues = _dicho(raiz, salida)
    assert antes != despues == _dicho(raiz, raiz / "de-cero")


def _dicho(raiz: Path, salida: Path) -> list[Hallazgo]:
    (de_la_mesa,) = (
        t
        for t in construir(Pedido(raiz, salida, CORTE, buscador=False)).trabajos
        if t.slug == "mesa"
    )
    return list(de_la_mesa.hallazgos)
