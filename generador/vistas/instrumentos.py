"""Todos los instrumentos, el del pie de página primero."""

from __future__ import annotations

from generador.vistas.esquema_de_publicacion import ESQUEMA_DE_PUBLICACION
from generador.vistas.indice_de_reserva import INDICE_DE_RESERVA
from generador.vistas.matriz_ita import MATRIZ_ITA

INSTRUMENTOS = (ESQUEMA_DE_PUBLICACION, INDICE_DE_RESERVA, MATRIZ_ITA)
