"""El acta de la sesión que sigue, con lo que los registros anteriores permiten proponer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generador.acervo import Acervo
from generador.modelo.acta import Acta, EstadoActa
from generador.modelo.acuerdos import EstadoCompromiso
from generador.modelo.clases import POR_MODELO
from generador.modelo.fechas import fecha_larga
from generador.modelo.instancia import Integrante
from generador.modelo.nombres import SERIE_UNICA, enumerar
from generador.modelo.norma import ReglaDeQuorum
from generador.modelo.sesion import TipoSesion
from generador.nuevo.convocatoria import convocatoria_para
from generador.nuevo.escribir import Claves
from generador.nuevo.numeracion import nombre_de_archivo, sesion_siguiente
from generador.nuevo.registro import EN_BORRADOR, Nuevo, borrador
from generador.verificacion.vencimientos import Pendiente, compromisos_pendientes

_CUERPO = "## Desarrollo\n"
_SOBRE_DECISIONES = (
    "Si no hubo, escriba «ninguna»:",
    "  - id: calendario",
    "    decision: Lo que se decidió",
)
# Una lista vacía no dice qué claves lleva cada renglón: sin el ejemplo hay que adivinarlas.
_FIJOS = {
    "borrador": EN_BORRADOR,
    "estado": (f"El estado del acta es {enumerar(EstadoActa, 'o')}.",),
    "original": (
        "El acta firmada va en la carpeta que se llama como este registro; si el registro es el "
        "original, escriba «este_registro»:",
        "  titulo: Acta firmada",
        "  archivo: acta-firmada.pdf",
    ),
    "orden_del_dia": ("Un punto en cada renglón:", "  - Verificación del quórum"),
    "decisiones": _SOBRE_DECISIONES,
    "anexos": (
        "Los archivos van en la carpeta que se llama como este registro:",
        "  - titulo: Lista de asistencia",
        "    archivo: asistencia.pdf",
    ),
}


@dataclass(frozen=True, slots=True)
class DatosDeActa:
    """Lo que identifica la sesión; sin `nombre`, el archivo se llama por su número."""

    fecha: date
    tipo: TipoSesion
    serie: str
    numero: int
    nombre: str = ""


def acta_nueva(acervo: Acervo, datos: DatosDeActa) -> Nuevo:
    """El borrador del acta: asistencia por cargo, regla de quórum y compromisos pendientes.

    `acervo` trae también los borradores, para que un número ya usado no se proponga otra vez.
    """
    pendientes = compromisos_pendientes(acervo, datos.fecha - timedelta(days=1))
    nombre = datos.nombre or nombre_de_archivo(acervo, datos.serie, datos.numero)
    arbol = borrador(
        {
            "numero": str(datos.numero),
            **({} if datos.serie == SERIE_UNICA else {"serie": datos.serie}),
            **_sesion(acervo),
            "tipo": datos.tipo.value,
            "modalidad": None,
            "fecha": datos.fecha.isoformat(),
            "hora_inicio": None,
            "hora_fin": None,
            "lugar": None,
            **_citacion(acervo, datos.fecha),
            "estado": None,
            "fecha_publicacion": None,
            "original": None,
            "asistencia": _asistencia(acervo, datos.fecha),
            "quorum": {"requerido": None, "presentes": None, "hubo": None},
            "orden_del_dia": None,
            "aprobacion_de_actas": None,
            **({"seguimientos": None} if pendientes else {}),
            "decisiones": None,
            "compromisos": None,
            "funciones": None,
            "proxima_sesion": None,
            "anexos": None,
            "firmas": None,
        }
    )
    comentarios = {
        **_FIJOS,
        "asistencia": _sobre_asistencia(acervo, datos.fecha),
        "quorum": _sobre_quorum(acervo, datos.fecha),
        "aprobacion_de_actas": _sobre_aprobacion(acervo, datos.fecha),
        "seguimientos": _sobre_pendientes(acervo, pendientes),
        "compromisos": _sobre_compromisos(acervo, datos.fecha),
        "funciones": _sobre_funciones(acervo),
    }
    ruta = POR_MODELO[Acta].ruta(acervo.slug, datos.fecha.year, nombre)
    return Nuevo(ruta, arbol, comentarios, _CUERPO)


def _citacion(acervo: Acervo, sesion: date) -> Claves:
    """La convocatoria de ese día; si no está, la citación y el orden del día por escribir."""
    convocatoria = convocatoria_para(acervo, sesion)
    if convocatoria:
        return {"convocatoria": acervo.corta(convocatoria.ruta)}
    return {"citacion": {"fecha": None, "medio": None}}


def _sesion(acervo: Acervo) -> Claves:
    numero = sesion_siguiente(acervo)
    return {} if numero is None else {"sesion": str(numero)}


# --- asistencia -------------------------------------------------------------------------------


def ultima_sesion(acervo: Acervo, fecha: date) -> Acta | None:
    """La última sesión realizada antes de ese día que dice quiénes asistieron."""
    anteriores = acervo.sesiones_entre(date.min, fecha - timedelta(days=1))
    return next((a for a in reversed(anteriores) if a.asistencia), None)


def _cargos(acervo: Acervo, fecha: date) -> list[Integrante]:
    """Los de la última sesión, en su orden, y los demás que existen ese día."""
    ultima = ultima_sesion(acervo, fecha)
    de_antes = [fila.integrante for fila in (ultima.asistencia or ())] if ultima else []
    ids = dict.fromkeys((*de_antes, *acervo.integrantes))
    cargos = (acervo.integrantes.get(id_) for id_ in ids)
    return [c for c in cargos if c is not None and c.existe(fecha)]


def _asistencia(acervo: Acervo, fecha: date) -> list[Claves] | None:
    filas: list[Claves] = []
    for cargo in _cargos(acervo, fecha):
        fila: Claves = {"integrante": cargo.id, "asistio": None}
        filas.append(fila | ({"cupos": None} if cargo.cupos > 1 else {}))
    return filas or None


def _sobre_asistencia(acervo: Acervo, fecha: date) -> tuple[str, ...]:
    ultima = ultima_sesion(acervo, fecha)
    de_donde = f"los de la sesión del {fecha_larga(ultima.fecha)}" if ultima else "los actuales"
    return (
        f"Los cargos son {de_donde}. Escriba si o no en «asistio», y el cargo de quien vino en su "
        "lugar en «delegado». En blanco queda sin dato.",
    )


# --- quórum -----------------------------------------------------------------------------------


def _sobre_quorum(acervo: Acervo, fecha: date) -> tuple[str, ...]:
    reglamento = acervo.reglamento_en(fecha)
    if reglamento is None or reglamento.quorum is None:
        return ("No consta la regla de quórum: escriba lo que diga el acta.",)
    regla = f"Regla del reglamento del {fecha_larga(reglamento.fecha)}: {_regla(reglamento.quorum)}"
    cargos = [c for c in acervo.integrantes.values() if c.existe(fecha)]
    if not cargos or any(c.voto_en(fecha) is None for c in cargos):
        return (f"{regla}.",)
    votantes = sum(c.cupos for c in cargos if c.voto_en(fecha))
    debido = reglamento.quorum.requerido(votantes)
    return (f"{regla}. Con {votantes} puestos con voto se requieren {debido}.",)


def _regla(regla: ReglaDeQuorum) -> str:
    if regla.base == "mitad_mas_uno":
        return "la mitad más uno de los puestos con voto"
    if regla.base == "porcentaje":
        return f"el {regla.porcentaje} % de los puestos con voto"
    return f"{regla.numero} presentes con voto"


# --- compromisos ------------------------------------------------------------------------------


def _sobre_aprobacion(acervo: Acervo, fecha: date) -> tuple[str, ...]:
    ultima = ultima_sesion(acervo, fecha)
    ejemplo = (f"  - {acervo.corta(ultima.ruta)}",) if ultima else ()
    return ("Las actas anteriores que se aprobaron:", *ejemplo)


def _sobre_compromisos(acervo: Acervo, fecha: date) -> tuple[str, ...]:
    responsable = next(iter(acervo.integrantes), "")
    limite = fecha + timedelta(days=30)
    return (
        "El responsable es el identificador de su cargo. Si no hubo, escriba «ninguno»:",
        "  - id: carta",
        "    compromiso: Lo que hay que hacer",
        *((f"    responsable: {responsable}",) if responsable else ()),
        f"    fecha_limite: {limite.isoformat()}",
    )


def _sobre_funciones(acervo: Acervo) -> tuple[str, ...]:
    primera = next(iter(acervo.funciones), None)
    ejemplo = () if primera is None else (f"  - {primera}",)
    return ("Los números de las funciones que se trataron:", *ejemplo)


def _sobre_pendientes(acervo: Acervo, pendientes: Sequence[Pendiente]) -> tuple[str, ...]:
    """Los seguimientos por escribir, comentados: de los que no se habló no se dice nada."""
    return (
        "Compromisos pendientes. De los que se haya hablado, quite el # y escriba qué pasó; el "
        f"estado es {enumerar(EstadoCompromiso, 'o')}.",
        *(linea for p in pendientes for linea in _seguimiento(acervo, p)),
    )


def _seguimiento(acervo: Acervo, pendiente: Pendiente) -> tuple[str, ...]:
    corta = acervo.corta(pendiente.acta.ruta)
    limite = pendiente.compromiso.fecha_limite
    plazo = f" Plazo: {limite.isoformat()}." if limite else ""
    return (
        f"  # {pendiente.compromiso.compromiso}{plazo}",
        f"  - de: {corta}#{pendiente.compromiso.id}",
        "    texto: Lo que pasó",
        f"    estado: {pendiente.estado}",
    )
