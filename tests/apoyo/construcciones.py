"""Un sitio que alguien edita mientras lo construye una y otra vez: la máquina de estados.

Edita, borra, renombra, daña y repara registros, cambia norma, lista, entidad, tema, configuración
y fecha, y corta construcciones a la mitad; después de cada construcción lograda compara el árbol
entero con uno hecho de cero.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

from apoyo.casos import escribir_sitio
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from generador.arboles import Obra
from generador.construccion import Pedido, Resultado, construir
from generador.vigencia import Balance, consultar

ACTAS = "contenido/instancias/mesa/actas"
CORTE = date(2026, 11, 22)
RECIENTE = 20_000_000
"""En las pruebas los archivos acaban de nacer: veinte milésimas son ya un salto del reloj."""


BALANCE = Balance((), 0, "", (), 0)
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


COMUN = ("norma", "lista", "entidad", "sitio", "tema", "plantilla", "armazon")
PLANTILLA = (
    '{{% extends "base:acta.html" %}}{{% block entrada %}}{}{{{{ super() }}}}{{% endblock %}}'
)
ARMAZON = '{{% extends "base:base.html" %}}{{% block pie_final %}}{}{{% endblock %}}'


def acta(dia: date, numero: int, texto: str, publicada: date | None = None) -> str:
    """Un acta pequeña; `publicada` puede ser futura."""
    cuando = f"fecha_publicacion: {publicada}\n" if publicada else ""
    return (
        f"---\nnumero: {numero}\ntipo: ordinaria\nfecha: {dia}\nestado: firmada\n"
        f"original: este_registro\n{cuando}"
        f"asistencia:\n  - {{integrante: alfa, asistio: si}}\nfunciones: [1]\n---\n{texto}\n"
    )


def con_lista(texto: str) -> str:
    """El acta que nombra su anexo; la que ya lo nombra queda igual."""
    nombra = "anexos:\n  - {titulo: Lista, archivo: lista.csv}\n"
    return texto if nombra in texto else texto.replace("asistencia:", f"{nombra}asistencia:", 1)


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
        resultado = construir(Pedido(raiz, Path(carpeta) / "publicado", corte, buscador=False))
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
        self.reloj = mock.patch("generador.arboles.sondeo.RECIENTE", RECIENTE)
        self.reloj.start()
        self.logrado: tuple[date, dict[str, bytes]] | None = None
        sitio_base(self.raiz)

    def teardown(self) -> None:
        self.reloj.stop()
        shutil.rmtree(self.carpeta)

    def _escribir(self, ruta: str, texto: str) -> None:
        (self.raiz / ruta).parent.mkdir(parents=True, exist_ok=True)
        (self.raiz / ruta).write_text(texto, encoding="utf-8")
        self.danados.pop(self.raiz / ruta, None)

    def _escribir_acta(self, n: int, texto: str) -> None:
        ruta = f"{ACTAS}/2026/{n:02d}"
        tiene_lista = (self.raiz / ruta / "lista.csv").exists()
        self._escribir(f"{ruta}.md", con_lista(texto) if tiene_lista else texto)

    def _actas(self) -> list[Path]:
        return sorted((self.raiz / ACTAS).rglob("*.md"))

    @rule(n=st.integers(1, 4), texto=st.sampled_from(["Uno.", "Dos, con *énfasis*.", "Ñandú."]))
    def editar_acta(self, n: int, texto: str) -> None:
        self._escribir_acta(n, acta(date(2026, 3, n), n, texto))

    @rule(n=st.integers(1, 4), dia=st.integers(-3, 3))
    def acta_que_se_publica_despues(self, n: int, dia: int) -> None:
        publicada = date(2026, 11, 22 + dia)
        self._escribir_acta(n, acta(date(2026, 3, n), n, "Luego.", publicada))

    @rule(n=st.integers(1, 3))
    def anexar(self, n: int) -> None:
        suya = self.raiz / f"{ACTAS}/2026/01.md"
        if suya.exists() and suya not in self.danados:
            suya.with_suffix("").mkdir(exist_ok=True)
            (suya.with_suffix("") / "lista.csv").write_text(f"{n}\n")
            suya.write_text(con_lista(suya.read_text(encoding="utf-8")), encoding="utf-8")

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

    @rule(que=st.sampled_from(COMUN), n=st.integers(1, 3))
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
            "plantilla": ("temas/base/plantillas/acta.html", PLANTILLA.format(n)),
            "armazon": ("temas/base/plantillas/base.html", ARMAZON.format(n)),
        }
        self._escribir(*cambios[que])

    @rule(dias=st.integers(-400, 400))
    def cambiar_la_fecha(self, dias: int) -> None:
        self.corte = date.fromordinal(CORTE.toordinal() + dias)

    @rule()
    def construir(self) -> None:
        """Como la orden: si lo publicado sigue vigente no se construye."""
        consulta = consultar(self.raiz, self.salida, (self.corte.isoformat(),))
        if consulta.balance is None:
            resultado = construir(
                Pedido(self.raiz, self.salida, self.corte, sondeos=consulta.sondeos, buscador=False)
            )
            if not resultado.correcto:
                # Una acta con otro nombre y otra nueva pueden llevar el mismo número.
                errores = {h.codigo for h in resultado.hallazgos if h.gravedad == "error"}
                assert self.danados or errores == {"identidad-repetida"}
                return
            assert not self.danados
            consulta.sellar(BALANCE, resultado.manifiesto)
        self.logrado = (self.corte, arbol(self.salida))

    @rule(antes=st.booleans())
    def construir_y_morir(self, antes: bool) -> None:
        """El proceso muere justo antes o justo después de hacer visible el sitio."""
        asentar = Obra.asentar

        def cortado(self: Obra, *args: Any, **kw: Any) -> None:
            if not antes:
                asentar(self, *args, **kw)
            raise _Corte

        with mock.patch.object(Obra, "asentar", cortado), contextlib.suppress(_Corte):
            self._construir()
        self.logrado = None

    def _construir(self) -> Resultado:
        return construir(Pedido(self.raiz, self.salida, self.corte, buscador=False))

    @invariant()
    def igual_que_de_cero(self) -> None:
        if self.logrado is not None and not self.danados:
            corte, publicado = self.logrado
            self.logrado = None
            assert publicado == de_cero(self.raiz, corte)
