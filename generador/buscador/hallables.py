"""Lo que se puede hallar en el sitio, con lo que un resultado muestra y por lo que se filtra."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby

from msgspec import Struct

from generador.configuracion import Contexto
from generador.modelo.fechas import fecha_larga
from generador.modelo.nombres import direccion_de, nombre_de_norma
from generador.modelo.norma import Norma
from generador.modelo.sesion import TipoSesion
from generador.resumen import (
    CompromisoResumido,
    DecisionResumida,
    EntradaDeDocumento,
    ResumenInstancia,
)
from generador.verificacion.faltantes import ActaFaltante
from generador.verificacion.resultados import Estado, Renglon
from generador.vistas.compromisos import (
    COMPROMISOS_EN_PLURAL,
    entidades_responsables,
    ruta_por_entidad,
    ruta_por_estado,
)
from generador.vistas.comunes import (
    ACCESIBILIDAD,
    COMPARAR,
    COMPROBAR,
    COMPROMISOS,
    CONTACTO,
    CUMPLIMIENTO,
    DECISIONES,
    DOCUMENTOS,
    EN_EL_MAPA,
    ESQUEMA,
    FALTANTES,
    GLOSARIO,
    INDICE,
    LISTADOS,
    MAPA,
    MATRIZ,
    NORMAS,
    RECONSTRUIDO,
    RESPONSABLES,
)
from generador.vistas.faltantes import CLASES as CLASES_DE_FALTANTE
from generador.vistas.faltantes import cuenta_de_faltantes, id_de, titulo_de
from generador.vistas.listas_por_anios import LISTAS_POR_ANIOS
from generador.vistas.marco import Enlace
from generador.vistas.matriz import ancla, ruta_de_cumplimiento
from generador.vistas.partes import PARTES, ruta_de_parte
from generador.vistas.textos import mayuscula

LISTADO = "Listado"
FALTA = "Acta que falta"
REQUISITO = "Requisito sin cumplir"
SESION = "Sesión"
INCOMPLETA = "Incompleta"
_DE_QUE_ES = {
    ESQUEMA.ruta: "Qué se publica, en qué formato, cada cuánto, dónde y quién responde.",
    INDICE.ruta: "Los documentos que no se publican, con su fundamento y su plazo.",
    MATRIZ.ruta: "Lo que cada instancia debe publicar, con las columnas de la matriz ITA.",
    FALTANTES.ruta: "Las actas que no están o que no bastan, con el plazo de cada una.",
    DECISIONES.ruta: "Qué se decidió: acuerdos y decisiones de todas las instancias.",
    COMPROMISOS.ruta: "Quién se comprometió a qué: pendientes, en curso, vencidos y cumplidos.",
    DOCUMENTOS.ruta: "Todos los documentos publicados, por año.",
    RESPONSABLES.ruta: "Qué le toca a cada cargo de cada entidad, y cómo va.",
    COMPARAR.ruta: "Las instancias, una al lado de otra: requisitos, demora y asistencia.",
    CUMPLIMIENTO.ruta: "Qué exige la ley publicar, qué se publicó, cuándo y con qué plazos.",
    NORMAS.ruta: "Las normas de creación y las que las modifican.",
    GLOSARIO.ruta: "Qué quiere decir cada palabra.",
    MAPA.ruta: "Todas las páginas, y los datos abiertos en tablas CSV y JSON.",
    COMPROBAR.ruta: "Si una copia es la que se publicó, y qué día consta que era pública.",
    CONTACTO.ruta: "A quién escribir o llamar: peticiones, quejas, reclamos y solicitudes.",
    ACCESIBILIDAD.ruta: "Qué tan accesible es el sitio para personas con discapacidad.",
}
_NO_ESTA = (Estado.FALTA, Estado.INCUMPLE)
_QUE_FALTA = "faltantes pendientes publicado sin publicar incompletas"
# Con qué otras palabras se pregunta por cada página.
_SE_PREGUNTA = {
    FALTANTES.ruta: _QUE_FALTA,
    DECISIONES.ruta: "decidió decidido acuerdos acordado aprobado",
    COMPROMISOS.ruta: "comprometió tareas pendientes",
    CUMPLIMIENTO.ruta: "cumple cumplen incumple",
    RESPONSABLES.ruta: "responsable responsables encargado encargada",
    COMPARAR.ruta: "comparación comparativo ranking peor mejor tarda demora puntual asiste",
    CONTACTO.ruta: "teléfono correo electrónico email dirección horario de atención contactar "
    "comunico comunicarse escribir escribo llamar queja reclamo petición solicitud denuncia "
    "PQR PQRS",
    GLOSARIO.ruta: "definición significado significa palabra siglas",
    COMPROBAR.ruta: "huella SHA-256 hash auténtico auténtica genuino genuina original verdadero "
    "verdadera falso falsa falsificado verificar verificación autenticidad comprobar compruebo "
    "prueba copia PDF",
    MAPA.ruta: "descargar bajar tablas Excel hoja de cálculo",
}
# Las preguntas enteras que piden una página, sin las palabras menudas.
_ATAJOS = {
    FALTANTES.ruta: (
        "actas faltantes",
        "faltan actas",
        "pedir acta",
        "pedir acta falta",
        "pedir actas faltan",
        "solicitar acta",
        "pedir copia acta",
    ),
    DOCUMENTOS.ruta: ("actas", "publicaciones", "publicaciones recientes", "publicado"),
    CUMPLIMIENTO.ruta: (
        "publica debe",
        "debe publicar",
        "debe publicar instancia",
        "debe publicarse",
        "cumple",
        "cumple ley",
    ),
    RESPONSABLES.ruta: (
        "responsables",
        "responsables compromisos",
        "toca",
        "responsable compromiso",
    ),
    COMPARAR.ruta: (
        "comparar instancias",
        "comparación instancias",
        "comparativo",
        "instancia publica tarde",
        "instancia tarda publicar",
        "instancia demora publicar",
        "instancia cumple",
        "instancia asiste menos",
        "asiste menos",
        "cumple menos",
        "cumple mejor",
    ),
    CONTACTO.ruta: ("derecho petición",),
    MAPA.ruta: ("datos abiertos", "datos", "descargar datos", "csv", "json", "excel"),
    COMPROBAR.ruta: (
        "huella",
        "sha 256",
        "compruebo pdf",
        "compruebo archivo",
        "comprobar archivo",
        "auténtico",
        "archivo auténtico",
        "documento auténtico",
    ),
}
_ATAJOS_DE_ESTADO = {
    "programado": ("compromisos hacer", "está hacer", "falta hacer"),
    "incumplido": ("compromisos sin cumplir", "no cumplió", "sin cumplir"),
}
_ESTADO_SE_PREGUNTA = {"vencido": "atrasados", "programado": "pendientes", "parcial": "pendientes"}
_PROXIMA = "proxima-sesion"
_VERSIONES = "reglamento/index"
_PARTE_SE_PREGUNTA = {
    "asistencia": "quién asiste asistió falta faltó inasistencia ausencias reuniones",
    "integrantes": "miembros entidades integran conforman preside presidencia presidente "
    "delegados cargos",
    "cifras": "estadísticas números gráficos",
    _VERSIONES: "cambios cambió modificaciones reformas historia",
}
_PARTE_DE_QUE_ES = {
    "decisiones": "Lo que ha decidido, con la votación de cada decisión.",
    "compromisos": "Quién quedó de hacer qué, para cuándo y cómo va.",
    "asistencia": "Qué cargos asistieron a cada sesión.",
    "documentos": "Sus documentos publicados, por año.",
    "cifras": "Sus sesiones, decisiones y compromisos, contados.",
    "cumplimiento": "Qué debe publicar y qué ha publicado, año por año.",
}
_CUANDO_SE_REUNE = (
    "próxima siguiente reunión sesión reúne reúnen reunirse convocatoria orden del día "
    "asistir participar inscripción"
)
FICTICIO = "Ficticio"


class Hallable(Struct, frozen=True):
    """Algo que se busca.

    `ruta` es a donde lleva el resultado, con ancla o sin ella; `pagina`, la página de donde sale
    su texto, o vacía si el texto es `texto`. `fecha` está en palabras y `orden` es AAAA-MM-DD.
    Con página, `texto` es lo que se le agrega. Los `atajos` son las consultas que lo nombran, como
    «acta 2 de 2025», y `preguntas`, otras palabras con que se pregunta por ello, que no se
    muestran. La que `enumera` trata de todo lo que dice: el cargo que está en ella se busca ahí
    primero.
    """

    ruta: str
    titulo: str
    clase: str
    fecha: str = ""
    orden: str = ""
    anio: str = ""
    marcas: tuple[str, ...] = ()
    pagina: str = ""
    texto: str = ""
    atajos: tuple[str, ...] = ()
    preguntas: str = ""
    enumera: bool = False

    @property
    def dia(self) -> int:
        """AAAAMMDD; con ceros lo que no se sabe."""
        return int(self.orden.replace("-", "").ljust(8, "0") or 0)


@dataclass(frozen=True, slots=True)
class Grupo:
    """Lo que se halla de una instancia, o las normas de un emisor.

    `clave` lo nombra en el índice; `instancia` y `entidad` son por las que se filtra. `hallar` da
    lo que se halla, que sale de `insumo` y de los bytes de `paginas`: mientras sean los mismos no
    hace falta preguntarlo.
    """

    clave: str
    instancia: str
    entidad: str
    insumo: object
    paginas: tuple[str, ...]
    hallar: Callable[[], Iterable[Hallable]]


def grupo_de(clave: str, instancia: str, entidad: str, hallables: Sequence[Hallable]) -> Grupo:
    """El grupo de lo que se halla, cuando ya se sabe."""
    paginas = tuple(h.pagina for h in hallables if h.pagina)
    return Grupo(clave, instancia, entidad, hallables, paginas, lambda: hallables)


def grupos(resumenes: Iterable[ResumenInstancia], contexto: Contexto) -> Iterator[Grupo]:
    """Todo lo que se halla en el sitio. Solo con resúmenes: no se vuelve a leer ningún registro."""
    todos = tuple(resumenes)
    # Ninguna instancia lleva un punto en su nombre.
    listados = [_listado(e) for e in (*LISTADOS, *EN_EL_MAPA)]
    propios = [*listados, *_de_los_anios(todos), *_de_los_compromisos(todos, contexto)]
    yield grupo_de("sitio.listados", "", "", propios)
    normas = sorted(contexto.normas.values(), key=lambda n: (n.emisor, direccion_de(n)))
    for emisor, suyas in groupby(normas, key=lambda n: n.emisor):
        nombre = contexto.nombre_y_sigla_de(emisor)
        yield grupo_de(f"normas.{emisor}", "", nombre, [_norma(n, nombre) for n in suyas])
    for resumen in todos:
        yield Grupo(
            resumen.slug,
            resumen.nombre,
            resumen.entidad,
            resumen,
            (resumen.ruta, *_partes_leidas(resumen), *(d.ruta for d in resumen.documentos)),
            partial(_de_la_instancia, resumen),
        )


def _listado(enlace: Enlace) -> Hallable:
    return Hallable(
        enlace.ruta,
        enlace.texto,
        LISTADO,
        texto=_DE_QUE_ES.get(enlace.ruta, ""),
        atajos=(enlace.texto, *_ATAJOS.get(enlace.ruta, ())),
        preguntas=_SE_PREGUNTA.get(enlace.ruta, ""),
    )


def _de_los_anios(resumenes: tuple[ResumenInstancia, ...]) -> Iterator[Hallable]:
    """Cada año de una lista repartida por años."""
    for lista in LISTAS_POR_ANIOS:
        de = lista.listado.ruta
        for anio, enlace in lista.por_anio(resumenes).items():
            yield Hallable(
                enlace.ruta,
                enlace.texto,
                LISTADO,
                anio=anio,
                texto=_DE_QUE_ES[de],
                atajos=(enlace.texto, *(f"{a} {anio}" for a in _ATAJOS.get(de, ()))),
                preguntas=_SE_PREGUNTA.get(de, ""),
            )


def _de_los_compromisos(
    resumenes: Iterable[ResumenInstancia], contexto: Contexto
) -> Iterator[Hallable]:
    """Las listas de los compromisos de un estado y de los de una entidad."""
    for estado, titulo in COMPROMISOS_EN_PLURAL.items():
        yield Hallable(
            ruta_por_estado(estado),
            titulo,
            LISTADO,
            texto=f"{titulo} de todas las instancias, con su responsable y su fecha límite.",
            atajos=(titulo, *_ATAJOS_DE_ESTADO.get(estado, ())),
            preguntas=_ESTADO_SE_PREGUNTA.get(estado, ""),
        )
    for entidad in entidades_responsables(resumenes):
        if conocida := contexto.entidades.get(entidad):
            nombre = conocida.nombre_y_sigla
            yield Hallable(
                ruta_por_entidad(entidad),
                f"{COMPROMISOS.texto}: {nombre}",
                LISTADO,
                texto=f"Los compromisos a cargo de {nombre}, por estado.",
                atajos=(
                    f"{COMPROMISOS.texto} {nombre.partition(' (')[0]}",
                    f"le toca a {nombre.partition(' (')[0]}",
                ),
                preguntas="pendiente pendientes tareas debe hacer",
            )


def _partes(resumen: ResumenInstancia) -> Iterator[Hallable]:
    """Las páginas de la instancia que no son un documento."""
    leidas = _partes_leidas(resumen)
    proxima = ((_PROXIMA, "Próxima sesión"),) if len(leidas) > 1 else ()
    for parte, titulo in (*proxima, *PARTES, *_versiones(resumen)):
        ruta = ruta_de_parte(resumen.slug, parte)
        yield Hallable(
            ruta,
            f"{titulo}: {resumen.nombre}",
            LISTADO,
            marcas=_marcas(resumen, False),
            pagina=ruta if ruta in leidas else "",
            texto=_PARTE_DE_QUE_ES.get(parte, ""),
            # «Decisiones del consejo», sin decir de cuál.
            atajos=(f"{titulo} {_sin_aviso(resumen)}", f"{titulo} {resumen.tipo}"),
            enumera=parte == "integrantes",
            preguntas=_CUANDO_SE_REUNE if parte == _PROXIMA else _PARTE_SE_PREGUNTA.get(parte, ""),
        )


def _versiones(resumen: ResumenInstancia) -> tuple[tuple[str, str], ...]:
    """La página de las versiones del reglamento, si hay alguno."""
    hay = ruta_de_parte(resumen.slug, _VERSIONES) in resumen.direcciones
    return ((_VERSIONES, "Versiones del reglamento"),) if hay else ()


def _partes_leidas(resumen: ResumenInstancia) -> tuple[str, ...]:
    """De cuáles se busca todo lo que dicen: quién la integra y, si se sabe, cuándo se reúne."""
    rutas = (ruta_de_parte(resumen.slug, parte) for parte in ("integrantes", _PROXIMA))
    return tuple(ruta for ruta in rutas if ruta in resumen.direcciones)


def _sin_aviso(resumen: ResumenInstancia) -> str:
    """El nombre sin lo que advierte entre paréntesis."""
    return resumen.nombre.partition(" (")[0]


def _de_la_instancia(resumen: ResumenInstancia) -> Iterator[Hallable]:
    yield Hallable(
        resumen.ruta,
        resumen.nombre,
        "Instancia",
        marcas=_marcas(resumen, False),
        pagina=resumen.ruta,
        atajos=(_sin_aviso(resumen),),
        preguntas="funciones objeto secretaría técnica",
    )
    yield from _partes(resumen)
    incompletas = {f.ruta: f for f in resumen.faltantes if f.ruta}
    yield from (_documento(d, resumen, incompletas.get(d.ruta)) for d in resumen.documentos)
    yield _faltantes(resumen)
    yield from (_faltante(f, resumen) for f in resumen.faltantes if not f.ruta)
    yield from (_sin_cumplir(r, resumen) for r in resumen.renglones if r.estado in _NO_ESTA)
    yield from (_decision(d, resumen) for d in resumen.decisiones)
    yield from (_compromiso(c, resumen) for c in resumen.compromisos)


def _documento(
    entrada: EntradaDeDocumento, resumen: ResumenInstancia, falta: ActaFaltante | None
) -> Hallable:
    """Un documento; si está y no basta, él mismo lo dice: un aviso aparte le quitaría el lugar."""
    marcas = _marcas(resumen, entrada.reconstruida)
    return Hallable(
        entrada.ruta,
        entrada.titulo,
        _clase(entrada),
        *_fechado(entrada.fecha, entrada.anio),
        (*marcas, INCOMPLETA) if falta else marcas,
        pagina=entrada.ruta,
        texto=f"Está incompleta. {'. '.join(falta.razones)}." if falta else "",
        atajos=_atajos(entrada.numero),
    )


def _clase(entrada: EntradaDeDocumento) -> str:
    """La de la sesión que no se ha hecho, o no se hizo, no es la de un acta: no la tiene."""
    sin_acta = entrada.clase == "acta" and not entrada.titulo.startswith("Acta")
    return SESION if sin_acta else entrada.clase.capitalize()


def _decision(decision: DecisionResumida, resumen: ResumenInstancia) -> Hallable:
    quedo = f"{decision.resultado.capitalize()}." if decision.resultado else ""
    propio = (quedo, decision.sintesis, decision.fundamento)
    titulo, cierre = decision.decision, f"Decidió: {resumen.nombre}."
    return _asunto(decision, resumen, "Decisión", titulo, propio, cierre)


def _compromiso(compromiso: CompromisoResumido, resumen: ResumenInstancia) -> Hallable:
    titulo, cierre = compromiso.compromiso, f"Se comprometió en: {resumen.nombre}."
    return _asunto(compromiso, resumen, "Compromiso", titulo, (compromiso.responsable,), cierre)


def _asunto(
    asunto: DecisionResumida | CompromisoResumido,
    resumen: ResumenInstancia,
    clase: str,
    titulo: str,
    propio: tuple[str, ...],
    cierre: str,
) -> Hallable:
    """Lo acordado en una sesión: lo propio, lo que pasó después y las palabras con que se busca."""
    frases = (*propio, *(s.texto for s in asunto.seguimientos), cierre)
    return Hallable(
        asunto.ruta,
        titulo,
        clase,
        *_fechado(asunto.fecha, asunto.fecha.year),
        _marcas(resumen, asunto.reconstruida),
        texto=" ".join(_terminada(f) for f in frases if f),
    )


def _terminada(frase: str) -> str:
    """Con su punto: la siguiente no se lee como parte de ella."""
    return frase if frase[-1] in ".;:!?…" else f"{frase}."


def _faltantes(resumen: ResumenInstancia) -> Hallable:
    return Hallable(
        f"{resumen.ruta}#actas-que-faltan",
        f"{FALTANTES.texto}: {resumen.nombre}",
        LISTADO,
        marcas=_marcas(resumen, False),
        texto=f"{cuenta_de_faltantes(resumen.faltantes)}.",
        atajos=(f"{FALTANTES.texto} {_sin_aviso(resumen)}", f"{FALTANTES.texto} {resumen.tipo}"),
        preguntas=_QUE_FALTA,
    )


def _faltante(faltante: ActaFaltante, resumen: ResumenInstancia) -> Hallable:
    return Hallable(
        f"{resumen.ruta}#{id_de(faltante)}",
        f"{titulo_de(faltante)}: {CLASES_DE_FALTANTE[faltante.clase].lower()}",
        FALTA,
        *_fechado(faltante.fecha, faltante.anio),
        _marcas(resumen, False),
        texto=f"Falta. {'. '.join(faltante.razones)}.",
        atajos=_atajos(faltante.nombre),
    )


def _sin_cumplir(renglon: Renglon, resumen: ResumenInstancia) -> Hallable:
    """Lo que debía estar ese año y no está, para quien lo busca por su nombre."""
    nombre = f"{renglon.titulo} de {renglon.anio}"
    return Hallable(
        f"{ruta_de_cumplimiento(resumen.slug)}#{ancla(renglon)}",
        f"{nombre}: {'no está publicado' if renglon.es_de_publicar else 'no se cumple'}",
        REQUISITO,
        anio=str(renglon.anio),
        marcas=_marcas(resumen, False),
        texto=renglon.explicacion,
        atajos=(nombre,),
    )


def _atajos(numerada: str) -> tuple[str, ...]:
    """«Acta 2 de 2025» es la ordinaria; la de otra serie se nombra con ella."""
    if not numerada:
        return ()
    nombre, _, serie = numerada.partition(", serie ")
    ordinaria = serie in ("", TipoSesion.ORDINARIA)
    return (nombre if ordinaria else nombre.replace(" de ", f" {serie} de "),)


def _norma(norma: Norma, emisor: str) -> Hallable:
    return Hallable(
        direccion_de(norma),
        nombre_de_norma(norma, emisor),
        "Norma",
        *_fechado(norma.fecha, norma.anio),
        pagina=direccion_de(norma),
        # Quien la nombra la busca a ella, y no a otra que la cita.
        atajos=(f"{norma.tipo} {norma.numero} {norma.anio}", f"{norma.tipo} {norma.numero}"),
    )


def _fechado(fecha: date | None, anio: int | None) -> tuple[str, str, str]:
    return (
        fecha_larga(fecha) if fecha else str(anio or ""),
        fecha.isoformat() if fecha else str(anio or ""),
        str(anio or ""),
    )


def _marcas(resumen: ResumenInstancia, reconstruida: bool) -> tuple[str, ...]:
    """Lo que un resultado advierte: fuera de su página no se ven los avisos de ella."""
    ficticia = (FICTICIO,) if resumen.ficticia else ()
    return (*ficticia, *((mayuscula(RECONSTRUIDO),) if reconstruida else ()))
