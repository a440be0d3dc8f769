"""Los registros nuevos: qué proponer en cada uno y cómo se escribe.

Nada aquí toca el disco ni pregunta: se recibe lo que ya hay y se devuelve texto.
"""
