"""El lugar de cada archivo dice lo mismo que sus datos: año, periodo o fecha."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Arreglo, Gravedad
from generador.modelo.acta import Acta
from generador.modelo.base import Publicable
from generador.modelo.clases import PUBLICABLES, Clase, clase_de, lugar_debido
from generador.modelo.nombres import direccion_de
from generador.modelo.sesion import EstadoSesion
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos, mudar


def _de_la_clase(clase: Clase, acervo: Acervo) -> Iterable[Caso]:
    """Cada registro de una clase, en el campo que dice de cuándo es."""
    return (Caso(registro, (clase.campo,), registro) for registro in acervo.de(clase.modelo))


def _en_su_lugar(dato: str, caso: Caso, acervo: Acervo, contexto: Contexto) -> Reparos:
    """`dato` es lo que puede estar mal escrito: «la fecha», «el periodo», «el año»."""
    registro: Publicable = caso.valor
    debida = lugar_debido(registro)
    if registro.ruta == debida:
        return
    carpeta, _, nombre = acervo.corta(registro.ruta).rpartition("/")
    debida_corta = acervo.corta(debida)
    suya = debida_corta.rpartition("/")[0]
    donde = f"se llama {nombre}" if carpeta == suya else f"está en {carpeta}/"
    llevarlo = (
        f"cambie el nombre del archivo y el de su carpeta de anexos a {debida_corta}"
        if carpeta == suya
        else f"lleve el archivo y sus anexos a {suya}/"
    )
    de_cuando = clase_de(registro).de_cuando(registro)
    remedio, *arreglos = _remedio(registro, debida, f"Corrija {dato}", llevarlo, acervo, contexto)
    yield f"{de_cuando}, y el archivo {donde}", remedio, *arreglos


def _remedio(
    registro: Publicable,
    debida: str,
    corregir: str,
    llevarlo: str,
    acervo: Acervo,
    contexto: Contexto,
) -> tuple[str] | tuple[str, Arreglo]:
    """Cómo se corrige, en palabras y, si es seguro, en pasos."""
    if debida in acervo.por_ruta:
        return (f"{corregir}; si es una copia de contenido/{debida}.md, bórrela",)
    es_sesion = isinstance(registro, Acta) and registro.estado_sesion is EstadoSesion.REALIZADA
    if es_sesion and registro.dias[0] > contexto.corte:
        return (f"{corregir}: ese día no ha llegado, y la sesión figura como realizada",)
    pagina = direccion_de(registro)
    publicada = contexto.fecha_entregada(pagina) is not None
    antes = f" y escriba en «antes» la dirección que tuvo: {pagina}" if publicada else ""
    return f"{corregir}, o {llevarlo}{antes}", mudar(debida)


_LUGAR = "La dirección de una página es el lugar de su archivo: no puede decir otra fecha"

REGLAS: tuple[Regla, ...] = tuple(
    Regla(
        clase.mal_puesto.codigo,
        Gravedad.ERROR,
        clase.mal_puesto.titulo,
        _LUGAR,
        partial(_de_la_clase, clase),
        partial(_en_su_lugar, clase.mal_puesto.dato),
    )
    for clase in PUBLICABLES
    if clase.mal_puesto
)
