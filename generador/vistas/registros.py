"""Lo común a las páginas de un registro: hechos, enlaces, firmas, documentos y notas.

En una vista el texto vacío y `None` quieren decir «sin dato»; una tupla vacía, que se sabe que
no hubo.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.acta import Acta
from generador.modelo.base import Documento, Firma, Publicable, Registro
from generador.modelo.clases import clase_de, nombre_de_fuente
from generador.modelo.instancia import Rol, nombre_de_entonces
from generador.modelo.nombres import (
    direccion_de,
    direccion_de_ruta,
    reconstruido_de,
)
from generador.modelo.norma import Norma, ReglaDeQuorum
from generador.modelo.plan import Plan
from generador.modelo.sesion import OtraInstancia
from generador.modelo.sin_dato import SIN_DATO_DICHO
from generador.vistas import textos
from generador.vistas.comunes import (
    INICIO,
    ConArchivos,
    enlace_a_instancia,
    hacer_marco,
    vista_documento,
)
from generador.vistas.marco import AVISO_RESUMEN, Enlace, Marco, VistaDocumento
from generador.vistas.partes import avisos_de_instancia
from generador.vistas.publicaciones import Publicado, historia_de


class Dato(Struct, frozen=True):
    """Un hecho con su nombre. Sin valor ni enlaces, la página lo nombra en «No consta: …»."""

    nombre: str
    valor: str = ""
    nota: str = ""
    enlaces: tuple[Enlace, ...] = ()

    @property
    def cuantos(self) -> int:
        """Cuántos enlaces son."""
        return len(self.enlaces)


class VistaFirma(Struct, frozen=True):
    """Quien firma, con lo que se sepa de la firma."""

    nombre: str
    cargo: str
    entidad: str
    rol: str
    fecha: str


class Respaldo(Struct, frozen=True):
    """Lo que prueba un registro y lo que lo acompaña.

    `reconstruido_de` es el documento de que se armó, si no se transcribió del suyo; `prueba`, qué
    día consta que era público, e `historia`, lo que el registro de publicaciones dice de él.
    """

    es_este_registro: bool
    original: VistaDocumento | None
    anexos: tuple[VistaDocumento, ...] | None
    notas: tuple[str, ...]
    reconstruido_de: str = ""
    prueba: str = ""
    historia: tuple[Publicado, ...] = ()


def marco_de_registro(
    registro: Publicable, acervo: Acervo, contexto: Contexto, *propios: str
) -> Marco:
    """El marco de la página de un registro, con sus migas y sus advertencias.

    `propios` son las que solo tiene una clase de registro; las vacías no se muestran.
    """
    nombre = nombre_de_fuente(registro)
    instancia = acervo.instancia
    return hacer_marco(
        contexto,
        direccion_de(registro),
        nombre,
        f"{nombre}. {nombre_de_la_instancia(registro, acervo)}",
        (INICIO, enlace_a_instancia(acervo.slug, nombre_de_la_instancia(registro, acervo))),
        (
            *avisos_de_instancia(instancia),
            *propios,
            procedencia(registro),
            AVISO_RESUMEN if registro.resumen else "",
        ),
        f"pagina-{clase_de(registro).nombre}",
    )


def nombre_de_la_instancia(registro: Publicable, acervo: Acervo) -> str:
    """Cómo se llamaba la instancia entonces; cuando se aprobó, si es un plan."""
    dia = registro.fecha if isinstance(registro, Plan) else registro.dias[1]
    anteriores = acervo.instancia.nombres_anteriores or ()
    return nombre_de_entonces(anteriores, dia) or acervo.instancia.nombre


def procedencia(registro: Registro) -> str:
    """La advertencia de un registro reconstruido, o el texto vacío."""
    de = reconstruido_de(registro)
    return f"Registro reconstruido a partir de «{de}»: {_que_no_es(registro)}" if de else ""


def se_sabe(registro: Registro, que: str) -> str:
    """«Se sabe que…», o «Según «…», …» si el registro se armó con ese documento."""
    de = reconstruido_de(registro)
    return f"Según «{de}», {que}" if de else f"Se sabe que {que}"


def segun(acta: Acta) -> str:
    """Quién dice lo que consta de una sesión: su acta, o el documento del que se reconstruyó."""
    de = reconstruido_de(acta)
    return f"según «{de}»" if de else "según el acta"


def _que_no_es(registro: Registro) -> str:
    """Lo que una reconstrucción no es: un lector no tiene por qué saber qué prueba un acta."""
    if isinstance(registro, Norma):
        return "no es el texto oficial"
    firmado = "el acta firmada" if isinstance(registro, Acta) else "el documento firmado"
    return f"no es {firmado} y no prueba nada por sí mismo"


def respaldo(registro: Publicable | Norma, acervo: ConArchivos, contexto: Contexto) -> Respaldo:
    """El original, los anexos y las notas de un registro; una norma no lleva anexos."""

    def ver(documento: Documento) -> VistaDocumento:
        return vista_documento(registro, documento, acervo, contexto)

    original = registro.original
    anexos = registro.anexos if isinstance(registro, Publicable) else ()
    return Respaldo(
        isinstance(original, str),
        ver(original) if isinstance(original, Documento) else None,
        None if anexos is None else tuple(map(ver, anexos)),
        registro.notas or (),
        reconstruido_de(registro),
        _desde_cuando(registro, contexto),
        historia_de(direccion_de(registro), contexto),
    )


def _desde_cuando(registro: Publicable | Norma, contexto: Contexto) -> str:
    """Qué día consta que era público.

    Va con la historia y no con los datos: publicar cambia lo que dice, y no por eso hay que
    publicar otra vez.
    """
    ruta = direccion_de(registro)
    if probada := textos.fecha(contexto.fecha_probada(ruta)):
        return f"Consta que era público el {probada}: ese día se leyó en su dirección."
    if entregada := textos.fecha(contexto.fecha_entregada(ruta)):
        return f"Se entregó el {entregada}, y no consta que se leyera en su dirección pública."
    return "Este sitio no prueba que fuera público ningún día."


def datos_de_publicacion(registro: Publicable | Norma) -> tuple[Dato, ...]:
    """La fecha de publicación que el editor declara, si la declara."""
    declarada = Dato("Publicación declarada", textos.fecha(registro.fecha_publicacion))
    return (declarada,) if declarada.valor else ()


def sector(numero: int, contexto: Contexto) -> str:
    """«13. Mujeres», o «Sector 13» si no está en la lista de sectores."""
    hallado = contexto.sector(numero)
    return f"{numero}. {hallado.nombre}" if hallado else f"Sector {numero}"


def entidad(id_: str, contexto: Contexto, dia: date | None = None) -> str:
    """El nombre de una entidad con su sigla; si ese día se llamaba de otro modo, ese nombre."""
    hallada = contexto.entidad(id_)
    if hallada is None:
        return id_
    if antes := nombre_de_entonces(hallada.nombres_anteriores or (), dia):
        return antes
    return hallada.nombre_y_sigla


def dato_de_otra(nombre: str, otra: OtraInstancia) -> Dato:
    """Otra instancia, con el enlace a su página si es de este sitio."""
    if otra.instancia is None:
        return Dato(nombre, otra.nombre)
    return Dato(nombre, enlaces=(enlace_a_instancia(otra.instancia, otra.nombre),))


def enlace_a(cita: str, acervo: Acervo) -> Enlace:
    """El enlace a un registro citado por su camino, entero o corto, y a su parte si lleva `#`."""
    ruta, _, parte = cita.partition("#")
    registro = acervo.buscar(ruta)
    texto = nombre_de_fuente(registro) if registro else _por_su_camino(ruta, acervo)
    direccion = direccion_de_ruta(acervo.camino(ruta))
    return Enlace(texto, f"{direccion}#{parte}" if parte else direccion)


def _por_su_camino(ruta: str, acervo: Acervo) -> str:
    """Lo que no está: qué es y desde cuándo se muestra, si solo es eso; si no, su camino."""
    dia, camino = acervo.dia_de(ruta), acervo.camino(ruta)
    if dia is None:
        return camino
    que = clase_de(acervo.posteriores[camino]).etiqueta
    return f"{que} que se muestra desde el {textos.fecha(dia)}"


def cargo(id_: str | None, acervo: Acervo) -> str:
    """El cargo de un identificador de integrante; cualquier otro texto queda como se escribió."""
    integrante = acervo.integrantes.get(id_ or "")
    return integrante.cargo if integrante else id_ or ""


def regla_de_quorum(regla: ReglaDeQuorum | None) -> str:
    """«La mitad más uno de los integrantes con voto», o vacío si no se conoce la regla."""
    if regla is None:
        return ""
    if regla.base == "mitad_mas_uno":
        return "La mitad más uno de los integrantes con voto"
    if regla.base == "porcentaje":
        return f"{_o_sin_dato(regla.porcentaje)} % de los integrantes con voto"
    return f"{_o_sin_dato(regla.numero)} integrantes con voto"


def _o_sin_dato(n: int | None) -> str:
    return textos.cantidad(n) or SIN_DATO_DICHO


def enlace_a_norma(id_: str, contexto: Contexto) -> Enlace:
    """El enlace a una norma; si el sitio no la tiene, su nombre lleva a la lista de normas."""
    norma = contexto.norma(id_)
    lleva = direccion_de(norma) if norma else "normas/index.html"
    return Enlace(contexto.nombre_de_norma(id_), lleva)


def vista_firmas(
    firmas: tuple[Firma, ...] | None, contexto: Contexto
) -> tuple[VistaFirma, ...] | None:
    """Las firmas para mostrar; `None` si no se sabe quién firma."""
    return None if firmas is None else tuple(_vista_firma(f, contexto) for f in firmas)


def _vista_firma(firma: Firma, contexto: Contexto) -> VistaFirma:
    conocido = firma.rol is not None and firma.rol in tuple(Rol)
    return VistaFirma(
        firma.nombre,
        firma.cargo or "",
        entidad(firma.entidad, contexto, firma.fecha) if firma.entidad else "",
        textos.roles((firma.rol,)) if firma.rol and conocido else firma.rol or "",
        textos.fecha(firma.fecha),
    )
