"""Cómo se dice que algo no se sabe: distinto de «no», de cero y de «ninguno»."""

SIN_DATO = "sin_dato"
"""La palabra que se escribe en un registro y que llevan los datos que se publican."""
SIN_DATO_DICHO = "sin dato"
"""La que lee una persona."""
