"""Un documento propio de la instancia: no es acta, norma, reglamento, plan ni informe."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from generador.modelo.base import Publicable
from generador.modelo.tipos import Fecha, Texto


class Escrito(Publicable):
    """Un documento propio. Archivo: `documentos/<anio>/<nombre>.md`.

    Un lineamiento, un memorando, un cronograma: lo que la instancia hace y publica además de lo que
    pide el formulario. No prueba ningún requisito.
    """

    titulo: Texto = Field(description="Cómo se llama, como aparece en él.")
    tipo: Texto = Field(description="Qué es: lineamiento, memorando, cronograma…")
    fecha: Fecha = Field(description="Fecha del documento.")
    autor: Texto | None = Field(None, description="Quién lo hizo: un cargo, un grupo, una entidad.")
    asunto: Texto | None = Field(None, description="De qué trata, en una o dos frases.")

    @property
    def dias(self) -> tuple[date, date]:
        """El de su fecha."""
        return self.fecha, self.fecha
