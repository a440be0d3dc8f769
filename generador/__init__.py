"""generador: de registros en Markdown y YAML a un sitio estatico que rinde cuentas."""

__version__ = "0.1.0"
