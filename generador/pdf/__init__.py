"""El documento oficial de una página: el mismo informe o la misma acta, en PDF.

    vista -> datos (JSON) -> plantilla de Typst -> PDF

Sale de la vista de la página y de nada más. Declara PDF/UA-1 y PDF/A-2a, y con los mismos datos
da siempre los mismos bytes. Es una parte opcional: sin `typst` y `segno` el sitio se construye
igual, y pedir un PDF dice cómo instalarlos.
"""

from generador.pdf.datos import datos_de, datos_para_firmar
from generador.pdf.imprenta import AvanceDeImpresion, Imprenta, abrir_imprenta
from generador.pdf.prensa import Prensa, enlazar

__all__ = [
    "AvanceDeImpresion",
    "Imprenta",
    "Prensa",
    "abrir_imprenta",
    "datos_de",
    "datos_para_firmar",
    "enlazar",
]
