"""Las exigencias: cada promesa de `docs/garantias.md`, puesta a prueba contra el sistema real.

Cada módulo prueba una promesa en dos tamaños: el corto corre con las demás pruebas y el completo
con `make exigencias`, que además anota en el documento las cifras que obtuvo.
"""
