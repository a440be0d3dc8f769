"""Lo que el documento dice siempre: qué se mide, cómo, y qué no hacen los demás."""

from __future__ import annotations

CABEZA = (
    "# Rendimiento",
    "",
    "Lo escribe `make rendimiento`, que mide y compara; no se edita a mano. Ninguna cifra de",
    "velocidad de este proyecto sale de otra parte.",
    "",
    "Se comparan la construcción **completa** de este generador (revisa los registros, sanea el",
    "texto, calcula la lista de requisitos, escribe páginas, listas y datos, y publica todo de una",
    "vez) y la de otros generadores con los mismos registros, un tema equivalente y menos trabajo.",
)
COMO = (
    "## Cómo se mide",
    "",
    "- El corpus sale de una semilla. Cada acta lleva unas cuarenta líneas de datos y un cuerpo en",
    "  Markdown con títulos, párrafos, una lista y una tabla; todo es ficticio. Cada generador",
    "  recibe los mismos registros, escritos como los pide.",
    "- Los temas de los demás están en `tests/rendimiento/temas/`, hechos como los haría quien usa",
    "  cada uno y con lo que su guía aconseja para ir rápido. Dibujan la misma página de acta, la",
    "  misma página de instancia y una portada con las instancias.",
    "- El generador de antes sale de la historia de este repositorio y se instala al lado, con las",
    "  bibliotecas de su propio candado. Lee los mismos archivos y hace todo lo que se hace aquí:",
    "  no es de «los demás», y de sus páginas se comprueba que estén.",
    "- Antes de medir se comprueba que el trabajo sea igual: las mismas páginas de actas y de",
    "  instancias; en una muestra, los mismos hechos (título, datos, asistencia fila por fila,",
    "  decisiones, compromisos, orden del día y el cuerpo bloque por bloque), y un peso que no se",
    "  aparte más del veinte por ciento. De la página de instancia no se cuenta lo que sale de la",
    "  lista de requisitos, que los demás no hacen. El que no pase no se mide.",
    "- Se mide por turnos: en cada uno corren todos, uno tras otro, y la razón se saca turno por",
    "  turno. Se dan la mediana, la mitad central y los extremos. Antes de cada corrida el disco",
    "  termina de escribir lo anterior.",
    "- El tiempo es de reloj, desde que se crea el proceso hasta que termina. La memoria es el",
    "  máximo del proceso que más usó, entre todos los que la orden creó.",
    "- «Archivos escritos» son los que cambiaron en la carpeta publicada. Cuando nada cambió, se",
    "  miran todos los del sitio, también los recuerdos del generador; no cuenta el cerrojo.",
    "- Lo que se descarga al buscar se cuenta en Chromium, con un servidor que comprime con gzip:",
    "  los guiones y lo de `buscador/` que se envían desde que se abre la página hasta que se ven",
    "  los resultados de la primera palabra y, después, la mediana de lo de cada palabra más, sin",
    "  volver a cargar la página. En cada turno se empieza por otra, sin nada guardado.",
    "- Los hallazgos son mil actas que citan, cada una, otro cargo que no existe; «sin los",
    "  hallazgos» es revisar en el mismo turno los mismos registros, como estaban.",
    "- «Este generador, desde cero» es este mismo código, en el mismo turno y sin nada recordado.",
    "- Tras cambiar actas una por una, lo publicado se compara byte a byte con una construcción",
    "  desde cero.",
    "- La recarga se mide en Chromium: desde que se empieza a guardar el archivo hasta que la",
    "  página con el cambio terminó de cargar, con dos segundos entre una edición y otra. Hugo y",
    "  Zola, con sus servidores; Zola, con `--fast` y sin su espera de un segundo.",
    "- Con índice de búsqueda, a los demás, que no lo traen, se les agrega Pagefind sobre lo que",
    "  escribieron.",
)
NO_HACEN = (
    "## Lo que los demás no hacen",
    "",
    "Su tiempo no incluye nada de esto, y el de aquí sí:",
    "",
    "- revisar cada registro contra su forma y contra los demás, y decir el archivo y la línea;",
    "- sanear el texto: lo que no es seguro es un error, no una página;",
    "- calcular la lista de requisitos de cada instancia, año por año, y sus plazos;",
    "- las páginas de decisiones, compromisos, asistencia, integrantes, documentos, cifras y",
    "  cumplimiento de cada instancia y las de todo el sitio;",
    "- los datos abiertos de cada instancia y el manifiesto de lo publicado;",
    "- publicar de una vez: quien visita ve el sitio anterior entero o el nuevo entero;",
    "- rehacer solo lo que depende de lo que cambió, con los mismos bytes que desde cero.",
    "",
    "A cambio, hacen lo que aquí no hace falta: temas de terceros, sitios de cualquier clase,",
    "transformación de imágenes o de hojas de estilo.",
)
UN_PROCESO = (
    "Cada instancia la trabaja un proceso: con una sola, los demás núcleos no ayudan y cada acta",
    "cuesta más que repartidas entre muchas.",
)
COMO_REPETIR = (
    "## Cómo repetirlo",
    "",
    "```sh",
    "make rendimiento                              # todo, con 1.000 y con 10.000 actas",
    "make rendimiento SOLO=fria TAMANO=10000       # una fila",
    "make rendimiento SOLO=nada TAMANO=10000",
    "make rendimiento SOLO=nada-buscador TAMANO=10000",
    "make rendimiento SOLO=nada-recien TAMANO=10000",
    "make rendimiento SOLO=una-acta TAMANO=10000",
    "make rendimiento SOLO=servir TAMANO=10000",
    "make rendimiento SOLO=fria-buscador TAMANO=10000",
    "make rendimiento SOLO=una-acta-buscador TAMANO=10000",
    "make rendimiento SOLO=plantilla TAMANO=10000",
    "make rendimiento SOLO=plantilla-otra TAMANO=10000",
    "make rendimiento SOLO=norma TAMANO=10000",
    "make rendimiento SOLO=dia TAMANO=10000",
    "make rendimiento SOLO=descargas TAMANO=10000",
    "make rendimiento SOLO=revisar TAMANO=2000",
    "make rendimiento SOLO=fria TAMANO=100000 VECES=1",
    "make rendimiento SOLO=fria-buscador TAMANO=100000 VECES=1",
    "make rendimiento SOLO=fria TAMANO=1000x1      # una sola instancia, con 1.000 actas",
    "make rendimiento SOLO=fria TAMANO=4000x1      # y con 4.000",
    "```",
    "",
    "`VECES=9` cambia los turnos, `EN_MEMORIA=1` trabaja en memoria en vez de disco y `DE_NUEVO=1`",
    "olvida lo medido de esas filas. Lo medido queda en `.rendimiento/`, se suma y se retoma; si",
    "el código cambió, la fila se mide otra vez. Los demás generadores se instalan allí mismo, en",
    "las versiones dichas arriba: hacen falta npm y Node para Zola y Eleventy, y Chromium para la",
    "recarga.",
)

ANALIZADORES = (
    "## Con otro analizador de Markdown",
    "",
    "Los mismos textos del corpus, convertidos por otros, y qué saldría distinto en lo que se",
    "escribe en un acta. Se comparan los elementos y las palabras, no los atributos. De ninguno se",
    "cuenta revisar ni sanear, que habría que hacer igual.",
)
_POR_EL_TEMA = (
    "Cada página recuerda sus plantillas y lo que muestra: sin leer un registro, se reviven sus "
    "datos y se dibuja de nuevo, y esas dos cosas son lo que tarda. Se probó también no recordar "
    "lo que muestra (decisión 0029): había que leer y verificar todo, y costaba como empezar."
)
NOTAS = {
    "nada-recien": "Antes de cada corrida se construye desde cero, y eso no se cuenta.",
    "plantilla-otra": (
        "En cada turno, la plantilla de otra clase de página: la de la instancia, la de sus "
        "decisiones, la de su asistencia, la de sus documentos y la de sus integrantes."
    ),
    "descargas": "De cada palabra se cuenta también lo que sus diez primeros resultados muestran.",
    "norma": "Se leen otra vez solo las instancias que la citan.",
    "dia": (
        "Se leen otra vez las instancias en que el día nuevo cambia algo; cada recuerdo sabe hasta "
        "qué día vale."
    ),
}
"""Lo que hay que saber de una fila para entender lo que se midió."""
PORQUES = {
    "plantilla": _POR_EL_TEMA,
    "plantilla-otra": _POR_EL_TEMA,
    "fria": (
        "El perfil de más abajo dice en qué se va: una cuarta parte en leer el Markdown, otra en "
        "verificar y planear, una quinta en las plantillas, y lo demás en pedazos de uno o dos "
        "por ciento. Se probó otro analizador (decisión 0032: quita menos de una cuarta parte); "
        "que un texto sin marcas, o con un énfasis de una sola lectura, no pase por la biblioteca "
        "(el Markdown bajó a la mitad), y no calcular dos veces lo que varias reglas y tablas "
        "piden de un acta. Contra el de antes hay además más que hacer: siete tablas de datos por "
        "instancia y no cuatro, 67 clases de hallazgo más y otras páginas. Es Python contra "
        "programas compilados "
        "que hacen menos."
    ),
    "fria-buscador": (
        "El índice es cerca de una cuarta parte: sacar el texto de cada página y contar sus "
        "palabras. Se hace en todos los núcleos, y se probó a sacar el texto sin expresiones que "
        "miran letra por letra (baja a la mitad). Lo demás es lo de construir desde cero."
    ),
    "nada": (
        "Es lo que tardan el intérprete y sus bibliotecas en empezar, y preguntarle al disco por "
        "cada archivo de las fuentes y de lo publicado, que se miran a la vez en dos procesos. Lo "
        "que se escribe es del primer turno, recién construido: se anota otra vez lo que entonces "
        "no se podía dar por quieto."
    ),
    "nada-buscador": (
        "Lo mismo, con los archivos del índice: cada uno se le pregunta al disco. El de antes los "
        "tenía también, y cargaba menos al empezar."
    ),
    "nada-recien": (
        "De un archivo que cambió hace un instante la hora no dice nada: puede volver a cambiar en "
        "el mismo tic del reloj. Se vuelve a mirar todo hasta que esté quieto, y se anota."
    ),
    "una-acta": (
        "La mitad es encender el intérprete y cargar las bibliotecas y el programa mismo, en "
        "pedazos pequeños: ni cargarlas al usarlas ni dejar sin hacer los modelos que no se usan, "
        "que es como están, quita más. De lo otro, poco es del acta: revivir lo que se sabe de "
        "cada instancia, rehacer las páginas de todo el sitio que la muestran y mirar todo lo "
        "publicado, antes y después, para no pisar lo que alguien tocó a mano. Un proceso "
        "siempre encendido no lo pagaría: es lo que hace la vista previa."
    ),
    "servir": (
        "La página editada se adelanta a la construcción entera. Lo que tarda es leer y compilar "
        "otra vez toda su instancia, de la que depende, y lo que el navegador demora en preguntar "
        "y en cargar la página."
    ),
}
"""Por qué no se alcanza el límite de una fila; se muestra solo si no se alcanza."""
SIN_PORQUE = "No se ha explicado todavía."
