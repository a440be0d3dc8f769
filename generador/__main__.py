"""`generador` y `python -m generador`: lo que se mira antes de poder decir nada más.

Con un Python viejo o sin las bibliotecas ninguna orden alcanza a empezar, ni la que diagnostica.
Por eso este archivo lo entiende cualquier Python 3 y no importa nada del generador hasta saberlo.
"""

import sys

# También está en `diagnostico/programa.py`: este archivo no importa nada de la casa, y de él no se
# importa, porque carga las órdenes. Una prueba compara las dos con la que pide el paquete.
MINIMO = (3, 11)
_DEL_ENTORNO = 3


def principal() -> None:
    """El punto de entrada; lo que falta para empezar se dice en vez de dar una traza."""
    if sys.version_info[:2] < MINIMO:
        _terminar(
            "Este es Python {}.{} y se necesita {}.{} o posterior.".format(
                *sys.version_info[:2], *MINIMO
            ),
            "Instálelo, haga un entorno con él (python{}.{} -m venv .venv) e instale ahí.".format(
                *MINIMO
            ),
        )
    try:
        from generador import cli
    except ModuleNotFoundError as falta:
        nombre = (falta.name or "").partition(".")[0]
        if nombre in ("", "generador"):
            raise
        _terminar(
            f"Falta la biblioteca «{nombre}»: este Python es {sys.executable}.",
            "Active el entorno donde instaló (. .venv/bin/activate), o instale lo que falta: "
            "pip install --require-hashes -r requisitos.txt",
        )
    cli.principal()


def _terminar(mensaje: str, remedio: str) -> None:
    sys.stderr.write(f"Error: {mensaje}\nRemedio: {remedio}\n")
    sys.exit(_DEL_ENTORNO)


if __name__ == "__main__":
    principal()
