"""Los códigos que no vienen de una regla: los de la lectura, los temas y la construcción.

Están escritos aquí porque quien los explica no puede depender de quien los produce.
"""

from __future__ import annotations

from generador.hallazgo import Gravedad

Explicado = tuple[str, Gravedad, str]
"""Título, gravedad y fundamento de un código."""

_YAML = "Los registros se escriben en un YAML sencillo, que se lee de una sola manera"
_ARCHIVO = "Los archivos son textos y documentos corrientes, dentro de la carpeta del sitio"
_NOMBRE = "El nombre de un archivo es su dirección: minúsculas, cifras y guiones"
_CAMPOS = "Cada registro tiene los campos de su clase, con la forma que cada uno pide"
_FECHAS = "Una fecha se escribe AAAA-MM-DD, para que nadie dude cuál es el día"
_LUGAR = "La clase de un registro la dice su lugar"
_DISTINTAS = "El nombre dice cuál es una instancia a quien la lee y a quien la busca"
_TEXTO = "Nada de lo que se escribe se pierde ni llega a la página sin revisar"
_TEMA = "Un tema dice, a lo sumo, cuál es su base"
_PLANTILLAS = "Cada página se dibuja con una plantilla, del tema o de su base"
_DIRECCION = "Una dirección que se publicó responde siempre"
_REGISTRO = "El registro de publicaciones prueba lo que se publicó, y sus entradas no se corrigen"
_ENLACE = "Lo que se cita debe poder consultarse"

_ERRORES: dict[str, dict[str, str]] = {
    _YAML: {
        "yaml-roto": "El registro no se puede leer desde una línea",
        "yaml-clave-repetida": "Una clave está dos veces en el mismo lugar",
        "yaml-almohadilla": "Una almohadilla corta un valor que no está entre comillas",
        "texto-de-muestra": "Un texto sigue siendo la muestra de su campo",
        "yaml-coma": "Una coma entre corchetes parte un número",
        "yaml-ancla": "Hay un ancla, un alias o una mezcla de claves",
        "yaml-etiqueta": "Hay una etiqueta de YAML",
        "yaml-segundo-documento": "Hay un segundo documento en el mismo archivo",
        "yaml-muy-profundo": "El registro tiene demasiados niveles o valores",
        "lista-elemento-vacio": "Un elemento de una lista está vacío",
        "portada-falta": "El registro no empieza con una línea «---»",
        "portada-sin-cerrar": "La portada del registro no se cierra",
        "portada-partida": "La portada se cierra antes de su última clave",
        "portada-doble": "Los datos están en el .md y también en el .yaml",
    },
    _ARCHIVO: {
        "archivo-es-enlace": "Un archivo o una carpeta es un enlace",
        "archivo-especial": "Un archivo no es corriente",
        "archivo-muy-grande": "Un archivo pesa demasiado",
        "archivo-no-utf8": "Un registro o un texto del tema no está en UTF-8",
        "archivo-vacio": "Un registro está vacío",
        "carpeta-muy-adentro": "Hay demasiadas carpetas una dentro de otra",
        "anexo-de-otra-clase": "Un anexo es de una clase que no se publica",
        "anexo-danado": "Un anexo está vacío, no está entero o no es lo que dice su nombre",
        "archivo-en-conflicto": "Un archivo tiene dos versiones sin unir",
        "texto-danado": "Un texto tiene letras dañadas",
    },
    _NOMBRE: {
        "nombre-de-archivo": "Un nombre de archivo tiene mayúsculas, tildes, espacios o signos",
        "nombre-repetido": "Dos archivos tienen el mismo nombre",
        "norma-mal-nombrada": "El archivo de una norma no se llama como sus datos",
    },
    _CAMPOS: {
        "campo-falta": "Falta un campo obligatorio",
        "lista-contradictoria": "Una lista pide algo que no puede ser",
        "clave-desconocida": "Hay una clave que no existe",
        "tipo-incorrecto": "Un valor no tiene la forma que pide su campo",
        "valor-desconocido": "Un valor no es de su vocabulario",
    },
    _FECHAS: {
        "fecha-no-iso": "Una fecha no está en la forma AAAA-MM-DD",
        "fecha-imposible": "Una fecha no existe",
        "fecha-con-zona": "Una fecha trae hora o zona",
    },
    _LUGAR: {
        "sitio-falta": "No hay un sitio en esta carpeta",
        "instancia-falta": "Una carpeta de instancia no tiene instancia.md",
        "archivo-fuera-de-lugar": "Un archivo no es un registro ni un anexo",
    },
    _DISTINTAS: {"instancia-repetida": "Dos instancias tienen el mismo nombre"},
    _TEXTO: {
        "markdown-html": "En el texto hay una etiqueta HTML, o algo que lo parece",
        "markdown-enlace-inseguro": "El destino de un enlace o de una imagen no se admite",
        "markdown-enlace-vacio": "A un enlace le falta el destino o el texto",
        "markdown-tabla-celdas": "Una fila tiene más celdas que el encabezado de su tabla",
        "markdown-imagen-sin-texto": "Una imagen no tiene texto alternativo",
        "markdown-imagen-externa": "Una imagen está guardada en otro sitio",
        "markdown-imagen-ilegible": "Una imagen no se puede mostrar",
        "markdown-muy-grande": "El texto, o una de sus líneas, es demasiado largo",
        "markdown-muy-anidado": "Hay demasiadas cosas unas dentro de otras, o muchas marcas",
        "markdown-caracter-de-control": "Hay un carácter invisible que no se puede publicar",
        "markdown-se-pierde-texto": "Una parte de lo escrito no saldría en la página",
        "markdown-marca-dudosa": "Unas marcas de énfasis parecen escritas para leerlas",
        "markdown-vineta": "Una lista se pegó con viñetas que no son marcas de lista",
    },
    _TEMA: {
        "tema-desconocido": "No existe el tema",
        "tema-archivo-de-otra-clase": "Con los estáticos de un tema hay un archivo que no es suyo",
        "tema-datos": "Los datos de un tema dicen más que su base",
        "tema-en-circulo": "Un tema termina siendo base de sí mismo",
    },
    _PLANTILLAS: {"tema-sin-base": "A un tema sin base le faltan plantillas"},
    _ENLACE: {
        "enlace-roto": "Un enlace lleva a algo que no está en el sitio",
    },
    _REGISTRO: {"publicacion-cambiada": "Una entrada del registro no es la que dice su nombre"},
    _DIRECCION: {
        "direccion-perdida": "Una dirección que se publicó ya no responde",
        "anexo-cambiado": "Un archivo que ya se publicó tiene otro contenido",
        "direccion-anterior-invalida": "Una dirección de «antes» no es de este sitio",
        "direccion-anterior-ocupada": "Una dirección de «antes» ya es de otra página",
        "retirado-no-vale": "Un documento que figura como retirado sigue en el sitio",
    },
}

CODIGOS: dict[str, Explicado] = {
    codigo: (titulo, Gravedad.ERROR, fundamento)
    for fundamento, titulos in _ERRORES.items()
    for codigo, titulo in titulos.items()
} | {
    "imagen-ilegible": (
        "No se pueden quitar los metadatos de una imagen",
        Gravedad.ERROR,
        "Una foto puede decir dónde y cuándo se tomó, y eso no se publica (Ley 1581 de 2012)",
    ),
    "dia-no-habil-de-mas": (
        "Un día no hábil está repetido, o es sábado o domingo",
        Gravedad.AVISO,
        "Un plazo salta cada día no hábil una vez: si la fecha era otra, queda mal contado",
    ),
    "anexo-no-utf8": (
        "Un anexo de texto no está en UTF-8",
        Gravedad.AVISO,
        "Un texto se entrega como UTF-8, y quien lo abre tiene que ver sus tildes y sus eñes",
    ),
    "anexo-letras-danadas": (
        "Un anexo de texto tiene letras dañadas",
        Gravedad.AVISO,
        "Un texto se entrega como se escribió, y quien lo abre tiene que poder leerlo",
    ),
    "markdown-nivel-de-titulo": (
        "Un título se salta un nivel, o no tiene texto",
        Gravedad.AVISO,
        "Los títulos ordenan la página para quien la oye",
    ),
    "markdown-enumeracion": (
        "Unos renglones que parecen una lista saldrían seguidos",
        Gravedad.AVISO,
        _TEXTO,
    ),
    "markdown-numeracion": (
        "El número de un elemento de una lista no avanza",
        Gravedad.AVISO,
        _TEXTO,
    ),
    "enlace-posterior": (
        "Un enlace lleva a algo que se muestra después de la fecha de corte",
        Gravedad.INFORMACION,
        "El sitio es como era ese día: lo posterior no falta, todavía no está",
    ),
}
