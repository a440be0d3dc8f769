"""Una instancia nueva y una norma nueva."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generador.modelo.clases import INSTANCIA
from generador.modelo.instancia import EstadoInstancia, TipoInstancia
from generador.modelo.nombres import enumerar
from generador.modelo.norma import TipoNorma, VigenciaDeNorma, id_de_norma
from generador.modelo.tipos import sin_tildes
from generador.nuevo.registro import EN_BORRADOR, Nuevo, borrador
from generador.vistas.textos import ROLES

_NO_ES_ID = re.compile(r"[^a-z0-9]+")


def id_sugerido(nombre: str) -> str:
    """El nombre como identificador: «Mesa de Diálogo» es «mesa-de-dialogo»; puede quedar vacío."""
    return _NO_ES_ID.sub("-", sin_tildes(nombre)).strip("-")


@dataclass(frozen=True, slots=True)
class DatosDeInstancia:
    """Lo mínimo de una instancia; `id` es el nombre de su carpeta.

    `norma` es una que el sitio ya tiene, para el ejemplo de cómo se cita; `listas`, las de
    requisitos que se le aplican además de las de todas.
    """

    id: str
    nombre: str
    tipo: TipoInstancia
    secretaria_tecnica: str
    norma: str = ""
    listas: tuple[str, ...] = ()


def instancia_nueva(datos: DatosDeInstancia) -> Nuevo:
    """El borrador de `instancia.md`, con sus integrantes y funciones por escribir."""
    arbol = borrador(
        {
            "nombre": datos.nombre,
            "tipo": datos.tipo.value,
            "estado": None,
            "objeto": None,
            "sectores": None,
            "secretaria_tecnica": datos.secretaria_tecnica,
            "normas": None,
            **({"listas": list(datos.listas)} if datos.listas else {}),
            "registros_desde": None,
            "integrantes": None,
            "funciones": None,
        }
    )
    comentarios = {
        "borrador": EN_BORRADOR,
        "estado": (f"Es {enumerar(EstadoInstancia, 'o')}. Lo que quede en blanco es «sin dato».",),
        "normas": _sobre_normas(datos.norma),
        "registros_desde": ("Desde cuándo se le exigen registros en este sitio (AAAA-MM-DD).",),
        "integrantes": (
            "Los cargos, nunca las personas. Un cargo puede tener varios roles: "
            f"{enumerar(f'{rol} {nombre}' for rol, nombre in ROLES.items())}.",
            "  - id: secretaria-tecnica",
            "    sector: 2",
            f"    entidad: {datos.secretaria_tecnica}",
            "    cargo: Nombre del cargo, como aparece en el documento",
            "    roles: [S, I]",
            "    voto: si",
        ),
        "funciones": (
            "Las generales vienen de la norma; las específicas, del reglamento:",
            "  - numero: 1",
            "    texto: La función, como está en la norma",
        ),
    }
    return Nuevo(INSTANCIA.ruta(datos.id, "instancia"), arbol, comentarios)


def _sobre_normas(norma: str) -> tuple[str, ...]:
    """Cómo se cita una norma; un ejemplo solo si hay cuál: citar una que no está es un error."""
    que = "Las normas que la crean y la rigen, registradas en contenido/normas/"
    if norma:
        return (f"{que}:", f"  - norma: {norma}", "    relacion: crea")
    return (
        f"{que}. Todavía no hay ninguna: empiece cada una con «generador nuevo norma» y escriba "
        "aquí, en un renglón con guion, «norma:» con el nombre de su archivo y debajo «relacion:» "
        "(crea, modifica, reglamenta…).",
    )


@dataclass(frozen=True, slots=True)
class DatosDeNorma:
    """Lo que identifica una norma: el emisor hace parte de su identidad."""

    tipo: TipoNorma
    numero: str
    anio: int
    emisor: str
    epigrafe: str = ""

    @property
    def id(self) -> str:
        """El identificador con que los registros la citan."""
        return id_de_norma(self.tipo, self.numero, self.anio, self.emisor)


def norma_nueva(datos: DatosDeNorma) -> Nuevo:
    """El borrador de una norma."""
    arbol = borrador(
        {
            "tipo": datos.tipo.value,
            "numero": datos.numero,
            "anio": str(datos.anio),
            "emisor": datos.emisor,
            "fecha": None,
            "en_vigor_desde": None,
            "epigrafe": datos.epigrafe or None,
            "vigencia": None,
            "url": None,
            "original": None,
        }
    )
    comentarios = {
        "borrador": EN_BORRADOR,
        "vigencia": (f"Es {enumerar(VigenciaDeNorma, 'o')}.",),
        "original": (
            "El archivo va en la carpeta que se llama como este registro:",
            f"  titulo: Texto de la norma, {datos.anio}",
            "  archivo: texto.pdf",
        ),
    }
    return Nuevo(f"normas/{datos.id}", arbol, comentarios)
