"""`python -m generador` es lo mismo que `generador`."""

from generador.cli import principal

principal()
