"""Mediciones: un corpus de una semilla, el generador y sus pares, en la misma corrida."""
