"""Construir con memoria da los mismos bytes que construir de cero, pase lo que pase antes.

La máquina de estados edita, borra, renombra, daña y repara registros, cambia norma, lista,
entidad, tema, configuración y fecha, y corta construcciones a la mitad; después de cada
construcción lograda compara el árbol entero con uno hecho de cero.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from unittest import mock

import pytest
from apoyo.casos import escribir_sitio
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from generador.arboles import MANIFIESTO, Obra
from generador.configuracion import Contexto
from generador.construccion import Pedido, Resultado, construir
from generador.memoria import Memoria, Recuerdo

ACTAS = "contenido/instancias/mesa/actas"
CORTE = date(2026, 11, 22)
SECUENCIAS = 40

NORMA = "---\ntipo: decreto\nnumero: 1\nanio: 2019\nemisor: uno\nepigrafe: {}\n---\n"
LISTA = (
    "titulo: {}\nconfianza: por_confirmar\nrequisitos:\n"
    "  - item: actas\n    titulo: Actas\n    pregunta: ¿Hay actas?\n"
    "    evidencia: actas_con_anexos\n    periodicidad: [{{cada: por_sesion}}]\n"
    "    plazo: {{dias: 10, desde: sesion, fuente: Prueba, confianza: confirmado}}\n"
)
INSTANCIA = (
    "---\nnombre: Mesa de prueba\ntipo: mesa\nsecretaria_tecnica: uno\n"
    "registros_desde: 2025-01-01\n"
    "normas:\n  - {norma: decreto-1-2019-uno, relacion: crea}\n"
    "integrantes:\n  - {id: alfa, sector: 1, entidad: uno, cargo: Directora, roles: [P, S]}\n"
    "funciones:\n  - {numero: 1, texto: Coordinar}\n---\n"
)


def acta(dia: date, numero: int, texto: str, publicada: date | None = None) -> str:
    """Un acta pequeña; `publicada` puede ser futura."""
    cuando = f"fecha_publicacion: {publicada}\n" if publicada else ""
    return (
        f"---\nnumero: {numero}\ntipo: ordinaria\nfecha: {dia}\nestado: firmada\n"
        f"original: este_registro\n{cuando}"
        f"asistencia:\n  - {{integrante: alfa, asistio: si}}\nfunciones: [1]\n---\n{texto}\n"
    )


def sitio_base(raiz: Path) -> None:
    """El sitio con que empiezan todas las secuencias: dos instancias, una norma y una lista."""
    otra = INSTANCIA.replace("Mesa de prueba", "Otra mesa").replace("registros_desde", "desde")
    escribir_sitio(
        raiz,
        {
            "contenido/instancias/mesa/instancia.md": INSTANCIA,
            "contenido/instancias/otra/instancia.md": otra,
            "contenido/normas/decreto-1-2019-uno.md": NORMA.format("Crea la mesa"),
            "contenido/listas/propia.yaml": LISTA.format("Propia"),
            f"{ACTAS}/2026/01.md": acta(date(2026, 3, 2), 1, "Primera."),
        },
    )


def arbol(salida: Path) -> dict[str, bytes]:
    """Todo lo publicado, por ruta."""
    return {
        p.relative_to(salida).as_posix(): p.read_bytes() for p in salida.rglob("*") if p.is_file()
    }


def de_cero(raiz: Path, corte: date) -> dict[str, bytes]:
    """El árbol de una construcción sin nada previo."""
    with tempfile.TemporaryDirectory() as carpeta:
        resultado = construir(Pedido(raiz, Path(carpeta) / "publicado", corte))
        assert resultado.correcto, resultado.hallazgos
        return arbol(Path(carpeta) / "publicado")


class _Corte(BaseException):
    """El proceso muere en ese punto."""


class Construcciones(RuleBasedStateMachine):
    """Un sitio que alguien edita mientras lo construye una y otra vez en la misma carpeta."""

    @initialize()
    def empezar(self) -> None:
        self.carpeta = Path(tempfile.mkdtemp())
        self.raiz = self.carpeta / "sitio"
        self.salida = self.raiz / "publicado"
        self.corte = CORTE
        self.danados: dict[Path, str] = {}
        self.logrado: tuple[date, dict[str, bytes]] | None = None
        sitio_base(self.raiz)

    def teardown(self) -> None:
        shutil.rmtree(self.carpeta)

    def _escribir(self, ruta: str, texto: str) -> None:
        (self.raiz / ruta).parent.mkdir(parents=True, exist_ok=True)
        (self.raiz / ruta).write_text(texto, encoding="utf-8")
        self.danados.pop(self.raiz / ruta, None)

    def _actas(self) -> list[Path]:
        return sorted((self.raiz / ACTAS).rglob("*.md"))

    @rule(n=st.integers(1, 4), texto=st.sampled_from(["Uno.", "Dos, con *énfasis*.", "Ñandú."]))
    def editar_acta(self, n: int, texto: str) -> None:
        self._escribir(f"{ACTAS}/2026/{n:02d}.md", acta(date(2026, 3, n), n, texto))

    @rule(n=st.integers(1, 4), dia=st.integers(-3, 3))
    def acta_que_se_publica_despues(self, n: int, dia: int) -> None:
        publicada = date(2026, 11, 22 + dia)
        self._escribir(f"{ACTAS}/2026/{n:02d}.md", acta(date(2026, 3, n), n, "Luego.", publicada))

    @rule(n=st.integers(1, 3))
    def anexar(self, n: int) -> None:
        carpeta = self.raiz / f"{ACTAS}/2026/01"
        if (self.raiz / f"{ACTAS}/2026/01.md").exists():
            carpeta.mkdir(exist_ok=True)
            (carpeta / "lista.csv").write_text(f"{n}\n")

    @rule(datos=st.data())
    def borrar_acta(self, datos: st.DataObject) -> None:
        if actas := self._actas():
            elegida = datos.draw(st.sampled_from(actas))
            elegida.unlink()
            shutil.rmtree(elegida.with_suffix(""), ignore_errors=True)
            self.danados.pop(elegida, None)

    @rule(datos=st.data())
    def renombrar_acta(self, datos: st.DataObject) -> None:
        if actas := self._actas():
            elegida = datos.draw(st.sampled_from(actas))
            nueva = elegida.with_name(f"{elegida.stem}-b.md")
            if nueva.exists():
                return
            elegida.rename(nueva)
            if elegida.with_suffix("").is_dir():
                elegida.with_suffix("").rename(nueva.with_suffix(""))
            if elegida in self.danados:
                self.danados[nueva] = self.danados.pop(elegida)

    @rule(datos=st.data())
    def danar(self, datos: st.DataObject) -> None:
        sanas = [a for a in self._actas() if a not in self.danados]
        if sanas:
            elegida = datos.draw(st.sampled_from(sanas))
            self.danados[elegida] = elegida.read_text(encoding="utf-8")
            elegida.write_text("---\nnumero: [\n---\n")

    @precondition(lambda self: self.danados)
    @rule()
    def reparar(self) -> None:
        for archivo, texto in self.danados.items():
            archivo.write_text(texto, encoding="utf-8")
        self.danados.clear()

    @rule(que=st.sampled_from(["norma", "lista", "entidad", "sitio", "tema"]), n=st.integers(1, 3))
    def cambiar_lo_comun(self, que: str, n: int) -> None:
        cambios = {
            "norma": ("contenido/normas/decreto-1-2019-uno.md", NORMA.format(f"Versión {n}")),
            "lista": ("contenido/listas/propia.yaml", LISTA.format(f"Lista {n}")),
            "entidad": (
                "contenido/entidades.yaml",
                f"uno:\n  nombre: Entidad {n}\ndos:\n  nombre: Entidad Dos\n",
            ),
            "sitio": ("contenido/sitio.yaml", f"formato: 1\ntitulo: Sitio {n}\nentidad: uno\n"),
            "tema": ("temas/base/estaticos/propio.css", f"a{{top:{n}px}}\n"),
        }
        self._escribir(*cambios[que])

    @rule(dias=st.integers(-400, 400))
    def cambiar_la_fecha(self, dias: int) -> None:
        self.corte = date.fromordinal(CORTE.toordinal() + dias)

    @rule()
    def construir(self) -> None:
        resultado = self._construir()
        assert resultado.correcto is not bool(self.danados)
        if resultado.correcto:
            self.logrado = (self.corte, arbol(self.salida))

    @rule(antes=st.booleans())
    def construir_y_morir(self, antes: bool) -> None:
        """El proceso muere justo antes o justo después de hacer visible el sitio."""
        asentar = Obra.asentar

        def cortado(self: Obra, *args: object, **kw: object) -> None:
            if not antes:
                asentar(self, *args, **kw)  # type: ignore[arg-type]
            raise _Corte

        with mock.patch.object(Obra, "asentar", cortado), contextlib.suppress(_Corte):
            self._construir()
        self.logrado = None

    def _construir(self) -> Resultado:
        return construir(Pedido(self.raiz, self.salida, self.corte))

    @invariant()
    def igual_que_de_cero(self) -> None:
        if getattr(self, "logrado", None) is not None and not self.danados:
            corte, publicado = self.logrado  # type: ignore[misc]
            self.logrado = None
            assert publicado == de_cero(self.raiz, corte)


Construcciones.TestCase.settings = settings(
    max_examples=SECUENCIAS,
    stateful_step_count=8,
    deadline=None,
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
    plantillas = raiz / "temas/base/plantillas"
    plantillas.mkdir(parents=True)
    (plantillas / "acta.html").write_text("<p>{{ v.marco.titulo }}</p>")
    return CORTE


def _pasar_el_plazo(raiz: Path) -> date:
    return date(2027, 2, 1)


CLAVES: dict[str, tuple[Callable[[Path], date], dict[str, object]]] = {
    "archivos": (_editar_acta, {"_clave": lambda s, a, c: (s.producto, repr(c.sitio))}),
    "sitio": (_cambiar_titulo, {"_clave": lambda s, a, c: (s.producto, a)}),
    "producto": (_cambiar_tema, {"_clave": lambda s, a, c: (a, repr(c.sitio))}),
}


@pytest.mark.parametrize("parte", CLAVES)
def test_sin_una_parte_de_la_clave_queda_lo_viejo(parte: str, raiz: Path) -> None:
    cambio, parche = CLAVES[parte]
    _comprobar(raiz, cambio, Memoria, parche)


@pytest.mark.parametrize("cambio", [_cambiar_entidad, _cambiar_lista])
def test_sin_las_preguntas_queda_lo_viejo(cambio: Callable[[Path], date], raiz: Path) -> None:
    _comprobar(raiz, cambio, Contexto, {"sigue_igual": lambda s, p: True})


def test_sin_el_intervalo_de_fechas_queda_lo_viejo(raiz: Path) -> None:
    def vale(self: Memoria, recuerdo: Recuerdo, archivos: str, contexto: Contexto) -> bool:
        return recuerdo.clave == self._clave(archivos, contexto)

    _comprobar(raiz, _pasar_el_plazo, Memoria, {"_vale": vale})


def _comprobar(
    raiz: Path, cambio: Callable[[Path], date], clase: type, parche: dict[str, object]
) -> None:
    """Con la memoria entera sale lo mismo que de cero; sin esa parte, no."""
    for con_parche in (True, False):
        salida = raiz / f"salida-{con_parche}"
        for _ in range(2):
            construir(Pedido(raiz, salida, CORTE))
        if con_parche:
            corte = cambio(raiz)
            limpio = de_cero(raiz, corte)
            with mock.patch.multiple(clase, **parche):
                # Lo recordado antes tiene la clave entera: se guarda de nuevo con la recortada.
                roto = raiz / "salida-rota"
                _deshacer(raiz, roto, cambio)
                construir(Pedido(raiz, roto, corte))
                assert arbol(roto) != limpio, "esa parte de la clave no hace falta"
            sitio_base(raiz)
            shutil.rmtree(raiz / "temas", ignore_errors=True)
        else:
            corte = cambio(raiz)
            construir(Pedido(raiz, salida, corte))
            assert arbol(salida) == de_cero(raiz, corte)


def _deshacer(raiz: Path, salida: Path, cambio: Callable[[Path], date]) -> None:
    """Construye el estado anterior al cambio y vuelve a hacer el cambio."""
    shutil.rmtree(raiz / "temas", ignore_errors=True)
    sitio_base(raiz)
    construir(Pedido(raiz, salida, CORTE))
    cambio(raiz)


def test_lo_publicado_que_falta_se_vuelve_a_hacer(raiz: Path) -> None:
    salida = raiz / "publicado"
    construir(Pedido(raiz, salida, CORTE))
    shutil.rmtree(salida)
    construir(Pedido(raiz, salida, CORTE))
    assert arbol(salida) == de_cero(raiz, CORTE)


@pytest.mark.parametrize("dano", [b"", b"{", b'{"sha256": "0", "datos": "{}"}', b"[1]"])
def test_una_memoria_danada_se_ignora(raiz: Path, dano: bytes) -> None:
    salida = raiz / "publicado"
    construir(Pedido(raiz, salida, CORTE))
    (recuerdo,) = (raiz / ".generador/publicado/memoria").glob("mesa.json")
    recuerdo.write_bytes(dano)
    resultado = construir(Pedido(raiz, salida, CORTE))
    assert [t.recordado for t in resultado.trabajos] == [False, True]
    assert arbol(salida) == de_cero(raiz, CORTE)


def test_la_segunda_construccion_no_escribe_nada(raiz: Path) -> None:
    salida = raiz / "publicado"
    construir(Pedido(raiz, salida, CORTE))
    antes = {p: p.lstat() for p in [salida, *salida.rglob("*")]}
    resultado = construir(Pedido(raiz, salida, CORTE))
    assert resultado.asiento is not None
    assert not resultado.asiento.escrito
    assert all(t.recordado for t in resultado.trabajos)
    assert {p: p.lstat() for p in [salida, *salida.rglob("*")]} == antes
    assert (salida / MANIFIESTO).is_file()
