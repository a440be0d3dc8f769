"""Las actas que faltan, de una instancia o de todas: cuál, de qué día y por qué se sabe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.instancia import Cobertura
from generador.modelo.nombres import enumerar
from generador.modelo.tipos import sin_tildes
from generador.resumen import ResumenInstancia
from generador.verificacion.faltantes import (
    ActaFaltante,
    QueFalta,
    actas_faltantes,
    exige_actas,
)
from generador.verificacion.resultados import Estado, Renglon
from generador.vistas import textos
from generador.vistas.comunes import FALTANTES, enlace_a_instancia, por_nombre, vista_estado
from generador.vistas.marco import Enlace, Marco
from generador.vistas.matriz import ancla_de, orden_de_lista, ruta_de_cumplimiento
from generador.vistas.por_anios import (
    AnioDeLista,
    Reparto,
    Resumenes,
    agrupar,
    marco_por_anio,
    repartir,
)
from generador.vistas.solicitud import Destinatario, destinatario, solicitud

CLASES = {
    QueFalta.AUSENTE: "No está",
    QueFalta.INCOMPLETA: "Está incompleta",
    QueFalta.CONSTANCIA: "Sin constancia",
}
_CUENTAS = {
    QueFalta.AUSENTE: ("acta que no está", "actas que no están"),
    QueFalta.INCOMPLETA: ("acta incompleta", "actas incompletas"),
    QueFalta.CONSTANCIA: ("año sin actas ni constancia", "años sin actas ni constancia"),
}
NINGUNA = "No se sabe de ninguna"


class FilaFaltante(Struct, frozen=True):
    """Un acta que falta, cómo se nombra y en qué falta.

    `requisito` es el requisito que la exige, con su estado; `pedir`, el correo con que se pide.
    """

    de: ActaFaltante
    id: str
    titulo: str
    clase: str
    requisito: Enlace | None
    instancia: Enlace | None = None
    pedir: Enlace | None = None


class FaltanteDeInstancia(Struct, frozen=True):
    """Cuántas faltan de una instancia, y a quién se le piden; vacío si no consta."""

    instancia: Enlace
    cuenta: str
    correo: str


class VistaFaltantes(Struct, frozen=True):
    """La página de todo el sitio, o de un año.

    `cubre` son los años que se miraron; `parciales`, las instancias de las que el sitio no tiene
    todos los registros; `sin_lista`, aquellas a las que ninguna lista exige actas completas.
    """

    marco: Marco
    cuenta: str
    cubre: str
    por_instancia: tuple[FaltanteDeInstancia, ...]
    anios: tuple[AnioDeLista[FilaFaltante], ...]
    hay_instancias: bool
    parciales: tuple[Enlace, ...]
    sin_lista: tuple[Enlace, ...]
    reparto: Reparto


class Faltantes(Struct, frozen=True):
    """Las de una instancia: cuántas, de qué años y cuáles.

    `parcial`: faltan registros suyos; `juzgadas`: si una lista exige que sus actas estén completas.
    """

    cuenta: str
    cubre: str
    parcial: bool
    juzgadas: bool
    anios: tuple[AnioDeLista[FilaFaltante], ...]

    @property
    def ausentes(self) -> dict[str, tuple[FilaFaltante, ...]]:
        """Las que no están, por año."""
        ausente = QueFalta.AUSENTE
        return {a.anio: tuple(f for f in a.filas if f.de.clase is ausente) for a in self.anios}


# --- una instancia ----------------------------------------------------------------------------


def faltantes_de(acervo: Acervo, contexto: Contexto, renglones: tuple[Renglon, ...]) -> Faltantes:
    """Las actas que faltan de una instancia, para su página."""
    todas = actas_faltantes(acervo, contexto, renglones)
    instancia = acervo.instancia
    a_quien = destinatario(
        instancia.contacto.primer_correo if instancia.contacto else "",
        instancia.nombre_afuera,
        enlace_a_instancia(acervo.slug, "").ruta,
        contexto,
    )
    return Faltantes(
        cuenta_de_faltantes(todas),
        anios_mirados(renglones),
        Cobertura.PARCIAL in (instancia.cobertura, contexto.cobertura()),
        any(exige_actas(r, contexto) for r in renglones),
        _agrupadas(filas_de_faltantes(acervo.slug, todas, renglones, a_quien)),
    )


def _agrupadas(filas: Iterable[FilaFaltante]) -> tuple[AnioDeLista[FilaFaltante], ...]:
    """Por año, el último primero, y en cada uno las que no están antes que las demás."""
    clases = list(CLASES)
    en_orden = sorted(filas, key=lambda f: (-f.de.anio, clases.index(f.de.clase)))
    return agrupar((fila.de.anio, fila) for fila in en_orden)


def filas_de_faltantes(
    slug: str,
    faltantes: Iterable[ActaFaltante],
    renglones: Iterable[Renglon],
    a_quien: Destinatario | None,
    instancia: Enlace | None = None,
) -> tuple[FilaFaltante, ...]:
    """Las filas de una instancia, en el orden en que vienen."""
    todas = tuple(faltantes)
    if not todas:
        return ()
    estados = {(r.lista, r.requisito, r.anio): r for r in renglones}
    return tuple(_fila(slug, f, estados, a_quien, instancia) for f in todas)


def _fila(
    slug: str,
    faltante: ActaFaltante,
    renglones: Mapping[tuple[str, str, int], Renglon],
    a_quien: Destinatario | None,
    instancia: Enlace | None,
) -> FilaFaltante:
    id_, titulo = id_de(faltante), titulo_de(faltante)
    return FilaFaltante(
        faltante,
        id_,
        titulo,
        CLASES[faltante.clase],
        _requisito(slug, faltante, renglones),
        instancia,
        solicitud(faltante, titulo, id_, a_quien) if a_quien else None,
    )


def titulo_de(faltante: ActaFaltante) -> str:
    """Cómo se nombra: por su número y, si no se sabe, por el día de su sesión."""
    return faltante.nombre or f"Acta de la sesión del {textos.fecha(faltante.fecha)}"


def id_de(faltante: ActaFaltante) -> str:
    """El lugar de un acta que falta en la página de su instancia: «falta-2025-06-19»."""
    que = faltante.fecha.isoformat() if faltante.fecha else faltante.nombre
    limpio = "".join(c if c.isalnum() else "-" for c in sin_tildes(que).lower())
    numero = "".join(c for c in faltante.nombre.partition(" de ")[0] if c.isdigit())
    # Dos sesiones de un mismo día se distinguen por el número de su acta.
    return f"falta-{limpio}-{numero}" if faltante.fecha and numero else f"falta-{limpio}"


def _requisito(
    slug: str, faltante: ActaFaltante, renglones: Mapping[tuple[str, str, int], Renglon]
) -> Enlace | None:
    """El requisito de la primera lista que la exige, la oficial antes que otra."""
    for lista, requisito in sorted(faltante.requisitos, key=lambda c: orden_de_lista(c[0])):
        if renglon := renglones.get((lista, requisito, faltante.anio)):
            estado = vista_estado(renglon.estado).palabra.lower()
            estado = f"{estado}; esta todavía está en plazo" if faltante.en_plazo else estado
            return Enlace(
                f"{renglon.titulo} en {faltante.anio}: {estado}",
                f"{ruta_de_cumplimiento(slug)}#{ancla_de(lista, faltante.anio, requisito)}",
            )
    return None


def cuenta_de_faltantes(faltantes: Iterable[ActaFaltante]) -> str:
    """«2 actas que no están y 1 acta incompleta»; si no falta nada, «No se sabe de ninguna»."""
    cuentas = Counter(f.clase for f in faltantes)
    partes = [textos.contar(cuentas[c], *_CUENTAS[c]) for c in QueFalta if cuentas[c]]
    return enumerar(partes) or NINGUNA


def anios_mirados(renglones: Iterable[Renglon]) -> str:
    """«de 2020 a 2026», «en 2026», o vacío si no se juzga ningún año."""
    anios = {r.anio for r in renglones if r.estado is not Estado.NO_APLICA}
    if not anios:
        return ""
    return f"de {min(anios)} a {max(anios)}" if len(anios) > 1 else f"en {min(anios)}"


# --- todo el sitio ----------------------------------------------------------------------------


def anios_de_faltantes(resumen: ResumenInstancia) -> Iterator[int]:
    """El año de cada acta que falta."""
    return (f.anio for f in resumen.faltantes)


def vista_faltantes(
    resumenes: Resumenes, contexto: Contexto, anio: str | None = None
) -> VistaFaltantes:
    """Las de todas las instancias: las de un año, o la primera página."""
    reparto = repartir(FALTANTES, "index", resumenes, anios_de_faltantes, anio)
    suyas = [f for r in resumenes for f in r.faltantes if not anio or str(f.anio) == anio]
    marco = marco_por_anio(
        contexto,
        FALTANTES,
        anio,
        "Qué actas faltan de cada instancia, de qué sesión y por qué se sabe.",
        "pagina-faltantes",
    )
    return VistaFaltantes(
        marco,
        cuenta_de_faltantes(suyas) if resumenes else "Este sitio todavía no tiene instancias",
        f"en {anio}" if anio else anios_mirados(r for s in resumenes for r in s.renglones),
        tuple(_de_cada_una(resumenes, anio, contexto)),
        _por_anio(resumenes, reparto.aqui, contexto),
        bool(resumenes),
        tuple(enlace_a_instancia(r.slug, r.nombre) for r in resumenes if r.cobertura_parcial),
        tuple(
            enlace_a_instancia(r.slug, r.nombre)
            for r in resumenes
            if not any(exige_actas(renglon, contexto) for renglon in r.renglones)
        ),
        reparto,
    )


def _de_cada_una(
    resumenes: Resumenes, anio: str | None, contexto: Contexto
) -> Iterator[FaltanteDeInstancia]:
    """Las instancias a las que les falta algo, por nombre."""
    for r in por_nombre(resumenes):
        suyas = [f for f in r.faltantes if not anio or str(f.anio) == anio]
        if suyas:
            a_quien = destinatario(r.correo, r.nombre, r.ruta, contexto)
            yield FaltanteDeInstancia(
                enlace_a_instancia(r.slug, r.nombre),
                cuenta_de_faltantes(suyas),
                a_quien.correo if a_quien else "",
            )


def _por_anio(
    resumenes: Iterable[ResumenInstancia], anios: tuple[str, ...], contexto: Contexto
) -> tuple[AnioDeLista[FilaFaltante], ...]:
    """Las de esos años, por instancia."""
    return _agrupadas(
        fila
        for r in por_nombre(resumenes)
        for fila in filas_de_faltantes(
            r.slug,
            (f for f in r.faltantes if str(f.anio) in anios),
            r.renglones,
            destinatario(r.correo, r.nombre, r.ruta, contexto),
            enlace_a_instancia(r.slug, r.nombre),
        )
    )
