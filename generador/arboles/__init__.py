"""Dos árboles y un cambio: publicar de modo que se vea el sitio viejo o el nuevo, enteros.

Al lado de la carpeta de salida vive `.generador/<nombre>/`, con el árbol de
reserva y lo que se escribe aparte. Cada publicación pone la reserva al día y
la cambia por la salida en una sola llamada, o en un solo cambio de nombre donde
la salida es un enlace a uno de los dos árboles.

Quien lea por rutas puede ver dos sitios enteros distintos entre una lectura y
la siguiente. Quien tenga abierta la carpeta misma ve uno solo hasta que
empiece la publicación que siga al cambio: entonces ese árbol es la reserva.
"""

from generador.arboles.almacen import LO_QUE_PASO, Almacen
from generador.arboles.apertura import (
    ArchivoCambio,
    Lugar,
    abrir_archivo,
    abrir_carpeta,
    que_es,
)
from generador.arboles.escritura import (
    Pedazo,
    copiar_en,
    crear_archivo,
    crear_carpeta,
    escribir_en,
    ficha_de,
    mudar,
    verter_en,
)
from generador.arboles.estado import intacta
from generador.arboles.fallos import (
    FalloDeEntorno,
    SalidaOcupada,
    SalidaRechazada,
    nombre_legible,
    traducir_errores,
)
from generador.arboles.manifiesto import (
    SIN_BUSCADOR,
    Ficha,
    Manifiesto,
    leer_manifiesto,
    manifiesto_de,
)
from generador.arboles.obra import Asiento, Obra, abrir_salida
from generador.arboles.recorrido import ajenos, alterados, inventariar
from generador.arboles.rutas import (
    MANIFIESTO,
    MARCA,
    TALLER,
    TEXTO_DE_LA_MARCA,
    VISTA,
    RutasDeSalida,
    es_ruta_valida,
)
from generador.arboles.sistema import morir_con, se_puede_bifurcar
from generador.arboles.sondeo import (
    CARPETAS_MAXIMAS,
    EstadoEnDisco,
    Sondeo,
    andar,
    entradas,
    es_de_otros,
    es_reciente,
    estado_de,
    sondear,
    sondear_programa,
)

__all__ = [
    "CARPETAS_MAXIMAS",
    "LO_QUE_PASO",
    "MANIFIESTO",
    "MARCA",
    "SIN_BUSCADOR",
    "TALLER",
    "TEXTO_DE_LA_MARCA",
    "VISTA",
    "Almacen",
    "ArchivoCambio",
    "Asiento",
    "EstadoEnDisco",
    "FalloDeEntorno",
    "Ficha",
    "Lugar",
    "Manifiesto",
    "Obra",
    "Pedazo",
    "RutasDeSalida",
    "SalidaOcupada",
    "SalidaRechazada",
    "Sondeo",
    "abrir_archivo",
    "abrir_carpeta",
    "abrir_salida",
    "ajenos",
    "alterados",
    "andar",
    "copiar_en",
    "crear_archivo",
    "crear_carpeta",
    "entradas",
    "es_de_otros",
    "es_reciente",
    "es_ruta_valida",
    "escribir_en",
    "estado_de",
    "ficha_de",
    "intacta",
    "inventariar",
    "leer_manifiesto",
    "manifiesto_de",
    "morir_con",
    "mudar",
    "nombre_legible",
    "que_es",
    "se_puede_bifurcar",
    "sondear",
    "sondear_programa",
    "traducir_errores",
    "verter_en",
]
