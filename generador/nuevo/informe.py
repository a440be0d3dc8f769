"""El informe de gestión de un periodo: lo que solo una persona escribe, y las cifras para leer.

Las cifras van en comentarios entre dos líneas marcadas. Volver a escribirlas cambia lo que hay
entre las marcas y nada más: ni un byte de lo que alguien escribió.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8

from generador.modelo.clases import POR_MODELO
from generador.modelo.fechas import Periodo
from generador.modelo.informe import Informe
from generador.nuevo.cifras import cifras_en_palabras
from generador.nuevo.escribir import comentario
from generador.nuevo.registro import EN_BORRADOR, Nuevo, borrador
from generador.vistas.formulario import Formulario

INICIO = "# >>> Cifras calculadas de los registros: se leen, no se editan"
FIN = "# <<< Fin de las cifras calculadas"


def informe_nuevo(formulario: Formulario, periodo: Periodo) -> Nuevo:
    """El borrador del informe, con las cifras entre sus marcas."""
    instancia = formulario.acervo.instancia
    arbol = borrador(
        {
            "periodo": periodo.clave,
            "numero": None,
            "fecha": None,
            "fecha_publicacion": None,
            "original": None,
            "seguimiento_al_plan": None,
            "analisis": None,
            "firmas": None,
        }
    )
    comentarios = {
        "borrador": EN_BORRADOR,
        "seguimiento_al_plan": (
            "Qué se hizo del plan y qué falta. El texto va debajo, con sangría; si son varios "
            "párrafos, escriba «|» después de los dos puntos:",
            "  Se hicieron las actividades programadas",
        ),
        "analisis": ("El análisis del funcionamiento de la instancia, de la misma manera.",),
        "firmas": (
            "P es la presidencia y S la secretaría técnica:",
            "  - nombre: Nombre de quien firma",
            "    cargo: Su cargo",
            f"    entidad: {instancia.secretaria_tecnica}",
            "    rol: S",
            f"    fecha: {periodo.hasta.isoformat()}",
        ),
    }
    # Las marcas van enteras: `comentario` las partiría si fueran más largas que el ancho.
    comentarios[""] = (INICIO[2:], *cifras_en_palabras(formulario), FIN[2:])
    ruta = POR_MODELO[Informe].ruta(formulario.acervo.slug, periodo.clave)
    return Nuevo(ruta, arbol, comentarios)


_PORTADA = re.compile(rb"(?:%s)?---[ \t]*\r?\n" % BOM_UTF8)
_CIERRE = re.compile(rb"^---[ \t]*\r?$", re.MULTILINE)
_MARCA = re.compile(
    rb"^(?:(?P<inicio>%s)|(?P<fin>%s))[ \t]*(?P<salto>\r?\n|\Z)"
    % (re.escape(INICIO.encode()), re.escape(FIN.encode())),
    re.MULTILINE,
)


def con_cifras_nuevas(archivo: bytes, formulario: Formulario) -> bytes | None:
    """El mismo archivo con las cifras al día, o `None` si no tiene las dos marcas, una vez.

    Solo cuentan las marcas de los datos: en el cuerpo de un `.md`, un renglón que empieza por #
    es un título.
    """
    marcas = list(_MARCA.finditer(archivo, 0, _fin_de_los_datos(archivo)))
    if [m["inicio"] is not None for m in marcas] != [True, False]:
        return None
    inicio, fin = marcas
    salto = inicio["salto"]
    lineas = comentario(cifras_en_palabras(formulario))
    nuevas = b"".join(linea.encode() + salto for linea in lineas)
    return archivo[: inicio.end()] + nuevas + archivo[fin.start() :]


def _fin_de_los_datos(archivo: bytes) -> int:
    """Dónde termina la portada; si no la hay, el archivo entero son datos."""
    portada = _PORTADA.match(archivo)
    cierre = _CIERRE.search(archivo, portada.end()) if portada else None
    return cierre.start() if cierre else len(archivo)
