"""Los bloques del formulario, llenos y en palabras."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from msgspec import Struct

from generador.modelo.base import Html
from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.verificacion.resultados import Cifra, Estado, Referencia
from generador.vistas.campos import tomar
from generador.vistas.comunes import VistaEstado, vista_estado
from generador.vistas.contraste import VistaCifra, enlace_de, peor, ver_cifra
from generador.vistas.formulario import (
    BLOQUES,
    Anotado,
    Bloque,
    Campo,
    Cifras,
    Cuadro,
    Formulario,
    Mencion,
    Prosa,
)
from generador.vistas.informe_acuerdos import VistaFilaDeCompromiso, VistaFilaDeDecision
from generador.vistas.marco import Enlace
from generador.vistas.registros import Dato


class VistaCampo(Struct, frozen=True):
    """Un dato con el nombre de su columna: una cifra, un estado, un enlace o un texto.

    Si hay `lado`, de la cifra va solo ese. `nota` y `consta_en` van debajo, en letra menor;
    `significado` es el de una sigla.
    """

    nombre: str
    texto: str = ""
    cifra: VistaCifra | None = None
    estado: VistaEstado | None = None
    enlace: Enlace | None = None
    nota: str = ""
    consta_en: Enlace | None = None
    resumen: bool = False
    significado: str = ""
    lado: str = ""


class GrupoDeRenglones(Struct, frozen=True):
    """Los renglones de un sector; sin sector, todos los del cuadro."""

    sector: str
    filas: tuple[tuple[VistaCampo, ...], ...]

    @property
    def cuantas(self) -> int:
        """Cuántas filas son."""
        return len(self.filas)


class ParteDeBloque(Struct, frozen=True):
    """Una parte de un bloque. `clase` dice cómo se dibuja: cifras, cuadro, prosa o mencion.

    `columnas` son los títulos del formulario; los de los campos son más cortos. De un cuadro sin
    renglones, `sabido` dice que se sabe que no hubo, o `vacio`, que no constan. `prosa` es la del
    registro del informe; sin él, `sin_registro` es la que se calculó.
    """

    clase: str
    id: str = ""
    titulo: str = ""
    campos: tuple[VistaCampo, ...] = ()
    columnas: tuple[str, ...] = ()
    encabeza: int = 0
    grupos: tuple[GrupoDeRenglones, ...] = ()
    articulos: tuple[VistaFilaDeDecision | VistaFilaDeCompromiso, ...] = ()
    leyenda: str = ""
    datos: tuple[Dato, ...] = ()
    sabido: str = ""
    vacio: str = ""
    prosa: Html | None = None
    sin_registro: str = ""
    enlace: Enlace | None = None


class VistaBloque(Struct, frozen=True):
    """Un bloque del formulario; el que no es `oficial` sale de los registros."""

    id: str
    titulo: str
    oficial: bool
    partes: tuple[ParteDeBloque, ...]


def bloques_llenos(
    formulario: Formulario, bloques: tuple[Bloque, ...] = BLOQUES, *, en_pagina: bool = False
) -> tuple[VistaBloque, ...]:
    """Los bloques de la tabla, en su orden, con lo que hay en cada uno."""
    return tuple(
        VistaBloque(
            b.id, b.titulo_de(formulario), b.oficial, tuple(_partes(b, formulario, en_pagina))
        )
        for b in bloques
    )


def cifras_de(bloques: tuple[VistaBloque, ...]) -> Iterator[VistaCifra]:
    """Todas las cifras, una vez cada una, para contarlas."""
    for parte in (p for bloque in bloques for p in bloque.partes):
        filas = (parte.campos, *(fila for grupo in parte.grupos for fila in grupo.filas))
        for campo in (c for fila in filas for c in fila):
            if campo.cifra is not None and campo.lado != "declarado":
                yield campo.cifra


def en_texto(campo: VistaCampo) -> str:
    """Lo que un dato dice, donde solo cabe texto; de una cifra, lo calculado."""
    estado = campo.estado.palabra if campo.estado else ""
    enlace = campo.enlace.texto if campo.enlace else ""
    calculado = campo.cifra.calculado if campo.cifra else ""
    dicho = campo.texto or estado or enlace or calculado or SIN_DATO_DICHO
    return f"{dicho} ({campo.nota})" if campo.nota else dicho


def _partes(bloque: Bloque, f: Formulario, en_pagina: bool) -> Iterator[ParteDeBloque]:
    for parte in bloque.partes:
        match parte:
            case Cifras():
                campos = tuple(_campo(c, f) for c in parte.campos)
                yield ParteDeBloque("cifras", titulo=parte.titulo, campos=campos)
            case Cuadro() if parte.en_pagina or not en_pagina:
                yield _cuadro(parte, f)
            case Prosa():
                dicho = f.prosa(parte.campo)
                de_registro = dicho if isinstance(dicho, Html) else None
                sin_registro = "" if isinstance(dicho, Html) else dicho
                yield ParteDeBloque("prosa", prosa=de_registro, sin_registro=sin_registro)
            case Mencion():
                if registro := tomar(f, parte.de):
                    yield ParteDeBloque("mencion", enlace=enlace_de(registro))


def _cuadro(cuadro: Cuadro, f: Formulario) -> ParteDeBloque:
    grupos = groupby(tomar(f, cuadro.filas), key=lambda fila: tomar(fila, cuadro.sector))
    llenos = tuple(
        GrupoDeRenglones(sector, tuple(_renglon(cuadro.campos, fila) for fila in suyas))
        for sector, suyas in grupos
    )
    return ParteDeBloque(
        "cuadro",
        cuadro.id,
        cuadro.titulo,
        columnas=_columnas(cuadro.campos, llenos),
        encabeza=cuadro.encabeza,
        grupos=llenos,
        articulos=cuadro.articulos(f),
        leyenda=cuadro.leyenda,
        datos=cuadro.datos(f),
        sabido=cuadro.sabido(f),
        vacio=cuadro.vacio,
    )


def _columnas(campos: tuple[Campo, ...], llenos: tuple[GrupoDeRenglones, ...]) -> tuple[str, ...]:
    """Los títulos del formulario, y el del contraste si lo hay."""
    suyos = tuple(c.titulo for c in campos)
    de_mas = llenos[0].filas[0][len(campos) :] if llenos else ()
    return (*suyos, *(c.nombre for c in de_mas))


def _renglon(campos: tuple[Campo, ...], fila: Any) -> tuple[VistaCampo, ...]:
    """Los datos de una fila; si tiene cifras, al final su contraste."""
    hechos = tuple(_campo(c, fila) for c in campos)
    cifras = [h.cifra for h in hechos if h.cifra is not None]
    return (*hechos, VistaCampo("Contraste", estado=peor(cifras))) if cifras else hechos


def _campo(campo: Campo, fila: Any) -> VistaCampo:
    dicho = tomar(fila, campo.de)
    suyo = dicho if isinstance(dicho, Anotado) else Anotado(dicho)
    valor = suyo.valor
    return VistaCampo(
        campo.corto or campo.titulo,
        campo.palabras(valor) if not isinstance(valor, Cifra | Estado | Referencia) else "",
        ver_cifra(valor, campo.palabras) if isinstance(valor, Cifra) else None,
        vista_estado(valor) if isinstance(valor, Estado) else None,
        enlace_de(valor) if isinstance(valor, Referencia) else None,
        suyo.nota,
        enlace_de(suyo.consta_en) if suyo.consta_en else None,
        suyo.resumen,
        suyo.significado,
        campo.lado,
    )
