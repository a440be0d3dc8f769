"""El español de click: sus textos pasan por gettext, y aquí está su catálogo.

Es un diccionario y no un archivo .mo: así no hay nada que compilar ni que instalar, y una prueba
lo compara con las fuentes del click instalado.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module

OPCIONES = "[OPCIONES]"
ORDEN = "ORDEN [ARGUMENTOS]…"

# A la izquierda, exactamente lo que click escribe; un par es singular y plural.
CATALOGO: dict[str, str | tuple[str, str]] = {
    # Ayuda
    "Usage:": "Uso:",
    "Options": "Opciones",
    "Commands": "Órdenes",
    "Positional arguments": "Argumentos",
    "Show this message and exit.": "Muestra esta ayuda y termina.",
    "Show the version and exit.": "Muestra la versión y termina.",
    "%(prog)s, version %(version)s": "%(prog)s, versión %(version)s",
    "default: {default}": "por omisión: {default}",
    "env var: {var}": "variable de entorno: {var}",
    "required": "obligatorio",
    "(dynamic)": "(se calcula)",
    "deprecated": "en desuso",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": (
        "Aviso: la orden «{name}» está en desuso.{extra_message}"
    ),
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": (
        "Aviso: «{name}» está en desuso.{extra_message}"
    ),
    # Errores de uso
    "Error: {message}": "Error: {message}",
    "Try '{command} {option}' for help.": "La ayuda está en «{command} {option}».",
    "Aborted!": "Interrumpido.",
    "Missing command.": "Falta la orden.",
    "Missing argument": "Falta el argumento",
    "Missing option": "Falta la opción",
    "Missing parameter": "Falta el parámetro",
    "Missing parameter: {param_name}": "Falta el parámetro {param_name}",
    "Missing {param_type}": "Falta: {param_type}",
    "No such command {name!r}.": "No existe la orden «{name}».",
    "No such option {name!r}.": "No existe la opción «{name}».",
    "Did you mean {possibility}?": (
        "¿Quiso decir {possibility}?",
        "¿Quiso decir una de estas: {possibilities}?",
    ),
    "Got unexpected extra argument ({args})": (
        "Sobra un argumento: «{args}».",
        "Sobran argumentos: «{args}».",
    ),
    "Option {name!r} does not take a value.": "La opción «{name}» no lleva valor.",
    "Option {name!r} requires an argument.": (
        "Falta el valor de la opción «{name}».",
        "La opción «{name}» lleva {nargs} valores.",
    ),
    "Argument {name!r} takes {nargs} values.": "El argumento «{name}» lleva {nargs} valores.",
    "Invalid value: {message}": "Valor inválido: {message}",
    "Invalid value for {param_hint}: {message}": "Valor inválido para {param_hint}: {message}",
    "Takes {nargs} values but 1 was given.": (
        "Lleva {nargs} valores y se dio 1.",
        "Lleva {nargs} valores y se dieron {len}.",
    ),
    "{len_type} values are required, but {len_value} was given.": (
        "Se necesitan {len_type} valores y se dio {len_value}.",
        "Se necesitan {len_type} valores y se dieron {len_value}.",
    ),
    "Value must be an iterable.": "El valor tiene que ser una serie.",
    # Tipos de valores
    "Choose from:\n\t{choices}": "Escoja entre:\n\t{choices}",
    "Choice({choices})": "Una de estas: {choices}",
    "{value!r} is not {choice}.": (
        "«{value}» no es {choice}.",
        "«{value}» no es ninguna de estas: {choices}.",
    ),
    "{value!r} does not match the format {format}.": (
        "«{value}» no tiene la forma {format}.",
        "«{value}» no tiene ninguna de las formas {formats}.",
    ),
    "{value!r} is not a valid {number_type}.": "«{value}» no es un número válido.",
    "{value!r} is not a valid UUID.": "«{value}» no es un UUID.",
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "«{value}» no es sí ni no. Valores admitidos: {states}"
    ),
    "{value} is not in the range {range}.": "{value} está fuera del intervalo {range}.",
    # Archivos
    "file": "El archivo",
    "directory": "La carpeta",
    "path": "La ruta",
    "{name} {filename!r} does not exist.": "{name} «{filename}» no existe.",
    "{name} {filename!r} is a file.": "{name} «{filename}» es un archivo.",
    "{name} {filename!r} is a directory.": "{name} «{filename}» es una carpeta.",
    "{name} {filename!r} is not readable.": "{name} «{filename}» no se puede leer.",
    "{name} {filename!r} is not writable.": "{name} «{filename}» no se puede escribir.",
    "{name} {filename!r} is not executable.": "{name} «{filename}» no se puede ejecutar.",
    "Could not open file {filename!r}: {message}": "No se pudo abrir «{filename}»: {message}",
    "unknown error": "causa desconocida",
    "Unknown standard stream '{name}'": "No existe el canal estándar «{name}»",
    "Windows error: {error}": "Falla de Windows: {error}",
    # Preguntas
    "Do you want to continue?": "¿Desea continuar?",
    "Confirm the action without prompting.": "Confirma sin preguntar.",
    "Repeat for confirmation": "Repita para confirmar",
    "Error: The two entered values do not match.": "Error: los dos valores son distintos.",
    "Error: invalid input": "Error: no se entiende la respuesta",
    "Press any key to continue...": "Oprima una tecla para continuar…",
    "{editor}: Editing failed": "{editor}: no se pudo editar",
    "{editor}: Editing failed: {e}": "{editor}: no se pudo editar: {e}",
    "d": "d",
    "Unknown color {colour!r}": "No existe el color «{colour}»",
    # Lo que solo ve quien programa órdenes
    "Could not determine name for option with declarations {decls!r}": (
        "La opción declarada con {decls!r} no tiene nombre"
    ),
    "No options defined but a name was passed ({name}). Did you mean to declare an argument "
    "instead? Did you mean to pass '--{name}'?": (
        "Se dio un nombre ({name}) sin opciones. ¿Es un argumento, o quiso escribir «--{name}»?"
    ),
    "Arguments take exactly one parameter declaration, got {length}: {decls}.": (
        "Un argumento se declara una sola vez, y se hizo {length}: {decls}."
    ),
    "Name '{name}' defined twice": "El nombre «{name}» está dos veces",
    "Boolean option {decl!r} cannot use the same flag for true/false.": (
        "La opción {decl!r} no puede decir sí y no con la misma palabra."
    ),
    "Invalid start character for option ({option})": "Una opción no empieza así: {option}",
    # Completar en el intérprete de órdenes
    "Couldn't detect Bash version, shell completion is not supported.": (
        "No se reconoce la versión de Bash: no hay cómo completar las órdenes."
    ),
    "Shell completion is not supported for Bash versions older than 4.4.": (
        "Para completar las órdenes se necesita Bash 4.4 o posterior."
    ),
}

_EN_COMILLAS = re.compile(r"'([^'\n]*)'")


def traducir(mensaje: str) -> str:
    """El texto de click en español; uno que no esté en el catálogo queda como está."""
    hallado = CATALOGO.get(mensaje, mensaje)
    return hallado if isinstance(hallado, str) else hallado[0]


def traducir_cuenta(singular: str, plural: str, cuenta: int) -> str:
    """Lo mismo, con la forma que pide la cuenta."""
    hallado = CATALOGO.get(singular, (singular, plural))
    return hallado if isinstance(hallado, str) else hallado[cuenta != 1]


def hablar_espanol() -> None:
    """Pone el catálogo en los módulos de click que ya se cargaron.

    Cada uno tomó su propia copia de gettext al cargarse, y hay que cambiarla en cada uno: la vía
    de gettext depende del idioma de la máquina, y esta orden habla español en todas.
    """
    # Click lo cargaría después, ya en inglés.
    import_module("click.shell_completion")
    for nombre, modulo in list(sys.modules.items()):
        if nombre.startswith("click."):
            for funcion, nuestra in (("_", traducir), ("ngettext", traducir_cuenta)):
                if hasattr(modulo, funcion):
                    setattr(modulo, funcion, nuestra)


def con_comillas(mensaje: str) -> str:
    """Lo que click pone entre 'comillas simples', entre «comillas españolas»."""
    return _EN_COMILLAS.sub(r"«\1»", mensaje)
