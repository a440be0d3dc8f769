"""Una hoja de cálculo, con los mismos bytes cada vez que sus celdas son las mismas."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

from generador.modelo.sin_dato import SIN_DATO
from generador.planeacion import HojaDeCalculo

# El programa escribiría la hora de ahora, y la hoja cambiaría sin que cambiara ninguna celda. Esta
# es la primera que un ZIP puede decir.
_SIN_HORA = datetime(1980, 1, 1)
_ANCHO = 32
_LARGO_DEL_NOMBRE = 31
"""Las letras que caben en el nombre de una hoja (ISO/IEC 29500, 18.2.19)."""


def en_xlsx(hoja: HojaDeCalculo) -> bytes:
    """El libro entero, con una hoja: los encabezados fijos, el texto como texto y las fechas como
    fechas. Lo que no se sabe es «sin_dato», como en el CSV."""
    # Se carga al usarlo: pocas órdenes escriben una.
    from xlsxwriter import Workbook

    libro = BytesIO()
    # Nada de lo escrito es una fórmula ni un enlace, aunque lo parezca.
    opciones = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(libro, opciones) as archivo:
        archivo.set_properties({"title": hoja.titulo, "created": _SIN_HORA})
        renglon = archivo.add_format({"text_wrap": True, "valign": "top"})
        titulo = archivo.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        dia = archivo.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        pagina = archivo.add_worksheet(_nombre(hoja.titulo))
        pagina.freeze_panes(1, 0)
        pagina.set_column(0, len(hoja.columnas) - 1, _ANCHO)
        for n, columna in enumerate(hoja.columnas):
            pagina.write_string(0, n, columna, titulo)
        for numero, fila in enumerate(hoja.filas, start=1):
            for n, celda in enumerate(fila):
                if isinstance(celda, date):
                    pagina.write_datetime(numero, n, celda, dia)
                else:
                    pagina.write_string(numero, n, celda or SIN_DATO, renglon)
        pagina.autofilter(0, 0, max(len(hoja.filas), 1), len(hoja.columnas) - 1)
    return libro.getvalue()


def _nombre(titulo: str) -> str:
    """El nombre de la hoja, sin lo que el formato no admite."""
    return "".join(c for c in titulo if c not in "[]:*?/\\")[:_LARGO_DEL_NOMBRE].strip()
