"""Los archivos de todo el sitio, por su camino desde la carpeta que lo tiene."""

SITIO = "contenido/sitio.yaml"
ENTIDADES = "contenido/entidades.yaml"
NORMAS = "contenido/normas"
INSTANCIAS = "contenido/instancias"
LISTAS = "contenido/listas"
PUBLICACIONES = "contenido/publicaciones"
"""La carpeta del registro de publicaciones: una entrada por archivo."""
RETIRADOS = "contenido/retirados.yaml"
DIRECCIONES = "contenido/direcciones.yaml"
"""Lo que se vio en las direcciones de otros sitios."""
EXTENSIONES = (".md", ".yaml")
"""Las de un registro, según lleve o no su texto en el mismo archivo."""
