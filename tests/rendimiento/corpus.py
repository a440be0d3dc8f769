"""Un corpus de actas inventadas, siempre el mismo para la misma semilla.

Cada acta tiene unas 39 líneas de YAML y unos 2,4 kB de Markdown. Las actas se reparten por igual
entre las instancias y van numeradas por año. Todo es ficticio y lo dice.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ACTAS_POR_ANIO = 10
MUCHAS = 500
CARGOS = 8
_VERBOS = (
    "revisar",
    "coordinar",
    "aprobar",
    "presentar",
    "ajustar",
    "concertar",
    "evaluar",
    "priorizar",
)
_COSAS = (
    "el plan de trabajo",
    "la estrategia territorial",
    "los indicadores de gestión",
    "la ruta de atención",
    "el presupuesto sensible al género",
    "la caracterización de las localidades",
    "el cronograma de sesiones",
    "los lineamientos técnicos",
    "el informe de seguimiento",
)
_LUGARES = ("Sala de juntas", "Auditorio principal", "Reunión virtual", "Alcaldía local")


@dataclass(frozen=True, slots=True)
class ActaInventada:
    """Lo que un acta del corpus dice, para escribirla en cualquier formato."""

    instancia: int
    anio: int
    numero: int
    fecha: date
    datos: str
    cuerpo: str

    @property
    def slug(self) -> str:
        """El identificador de su instancia."""
        return slug(self.instancia)


def slug(instancia: int) -> str:
    """El identificador de la n-ésima instancia."""
    return f"mesa-{instancia:04d}"


def actas(cuantas: int, instancias: int, semilla: int = 1) -> Iterator[ActaInventada]:
    """Las actas del corpus, instancia por instancia."""
    por_instancia = cuantas // instancias
    # Con miles en una sola instancia, diez por año llevarían a siglos en que no hubo sesiones.
    por_anio = ACTAS_POR_ANIO if por_instancia <= MUCHAS else 10 * ACTAS_POR_ANIO
    for n in range(instancias):
        azar = random.Random(f"{semilla}-{n}")
        for k in range(por_instancia):
            anio, numero = 2025 - k // por_anio, k % por_anio + 1
            dia = date(anio, 1, 10) + timedelta(days=(numero - 1) * (350 // por_anio))
            yield ActaInventada(
                n, anio, numero, dia, _datos(azar, anio, numero, dia), _cuerpo(azar)
            )


def _frase(azar: random.Random) -> str:
    return f"{azar.choice(_VERBOS)} {azar.choice(_COSAS)}"


def _datos(azar: random.Random, anio: int, numero: int, dia: date) -> str:
    """Las claves YAML de un acta: 39 líneas."""
    asistencia = "".join(
        f"  - integrante: cargo-{c}\n    asistio: {azar.choice(('si', 'si', 'si', 'no'))}\n"
        for c in range(1, CARGOS + 1)
    )
    return (
        f"numero: {numero}\ntipo: ordinaria\nmodalidad: presencial\nfecha: {dia}\n"
        f"hora_inicio: 08:30\nhora_fin: 11:00\nlugar: {azar.choice(_LUGARES)}\n"
        f"estado: firmada\nfecha_publicacion: {dia + timedelta(days=azar.randint(3, 40))}\n"
        f"original: este_registro\nasistencia:\n{asistencia}"
        f"quorum:\n  requerido: 5\n  presentes: {azar.randint(5, 8)}\n"
        f"orden_del_dia:\n  - Verificación del quórum\n  - {_frase(azar).capitalize()}\n"
        f"decisiones:\n  - id: d1\n    decision: {_frase(azar).capitalize()} de {anio}\n"
        f"funciones: [1, {azar.randint(2, 3)}]\n"
        f"notas:\n  - Documento ficticio del corpus de medición.\n"
    )


def _cuerpo(azar: random.Random) -> str:
    """Unos 2,4 kB de Markdown con lo que suele traer un acta."""
    partes = ["## Desarrollo de la sesión\n"]
    for n in range(1, 5):
        frases = [
            f"Se propuso **{_frase(azar)}** y luego {_frase(azar)}, según lo acordado."
            for _ in range(4)
        ]
        partes.append(f"### Punto {n}. {_frase(azar).capitalize()}\n\n{' '.join(frases)}\n")
    lista = "\n".join(f"- {_frase(azar).capitalize()}: *cargo {c}*." for c in range(1, 7))
    filas = "\n".join(
        f"| {_frase(azar).capitalize()} | cargo {c} | {c * 10} % |" for c in range(1, 5)
    )
    partes.append(f"## Tareas\n\n{lista}\n")
    partes.append(f"| Actividad | Responsable | Avance |\n|---|---|---|\n{filas}\n")
    return "\n".join(partes)


def instancia(n: int) -> str:
    """El archivo `instancia.md` de la n-ésima instancia."""
    integrantes = "".join(
        f"  - id: cargo-{c}\n    sector: {c}\n    entidad: entidad-{c}\n"
        f"    cargo: Dirección {c}\n    roles: [{'S' if c == 1 else 'P' if c == 2 else 'I'}]\n"
        f"    voto: si\n"
        for c in range(1, CARGOS + 1)
    )
    funciones = "".join(f"  - {{numero: {f}, texto: Función {f}}}\n" for f in (1, 2, 3))
    return (
        f"---\nnombre: Mesa de medición {n:04d}\ntipo: mesa\nestado: vigente\nficticia: si\n"
        f"objeto: Coordinar lo que corresponde a la mesa {n:04d}.\nsecretaria_tecnica: entidad-1\n"
        f"normas:\n  - norma: decreto-{n // 50 + 1}-2015-entidad-1\n    relacion: crea\n"
        f"integrantes:\n{integrantes}funciones:\n{funciones}---\n"
    )


def escribir(raiz: Path, cuantas: int, instancias: int, semilla: int = 1) -> None:
    """Escribe el corpus como un sitio del generador en `raiz`."""
    _guardar(
        raiz / "contenido/sitio.yaml",
        "formato: 1\ntitulo: Sitio de medición\nentidad: entidad-1\ndemostracion: si\n",
    )
    entidades = "".join(f"entidad-{c}:\n  nombre: Entidad {c}\n" for c in range(1, CARGOS + 1))
    _guardar(raiz / "contenido/entidades.yaml", entidades)
    _guardar(raiz / "contenido/listas/medicion.yaml", _lista(instancias))
    for d in range(1, (instancias - 1) // 50 + 2):
        norma = (
            f"---\ntipo: decreto\nnumero: {d}\nanio: 2015\nemisor: entidad-1\n"
            "fecha: 2015-01-01\n---\n"
        )
        _guardar(raiz / f"contenido/normas/decreto-{d}-2015-entidad-1.md", norma)
    for n in range(instancias):
        _guardar(raiz / f"contenido/instancias/{slug(n)}/instancia.md", instancia(n))
    for acta in actas(cuantas, instancias, semilla):
        _guardar(
            raiz / f"contenido/instancias/{acta.slug}/actas/{acta.anio}/{acta.numero:02d}.md",
            f"---\n{acta.datos}---\n\n{acta.cuerpo}",
        )


def _lista(instancias: int) -> str:
    slugs = "".join(f"  - {slug(n)}\n" for n in range(instancias))
    return (
        f"titulo: Lista de medición\nconfianza: ficticia\naplica_a:\n{slugs}requisitos:\n"
        "  - item: actas\n    titulo: Actas con sus anexos\n    pregunta: ¿Están las actas?\n"
        "    evidencia: actas_con_anexos\n    periodicidad: [{cada: por_sesion}]\n"
        "    plazo: {dias: 10, desde: sesion, fuente: Ficticia, confianza: ficticia}\n"
        "  - item: normas\n    titulo: Normas de creación\n    pregunta: ¿Están las normas?\n"
        "    evidencia: normas_de_creacion\n    periodicidad: [{cada: unica}]\n"
    )


def _guardar(camino: Path, texto: str) -> None:
    camino.parent.mkdir(parents=True, exist_ok=True)
    camino.write_text(texto, encoding="utf-8")
