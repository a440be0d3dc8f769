"""El lugar de cada archivo dice lo mismo que sus datos: año, periodo o fecha."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Arreglo, Gravedad
from generador.modelo.acta import Acta, EstadoSesion, SinSesiones
from generador.modelo.base import Registro
from generador.modelo.fechas import fecha_larga
from generador.modelo.informe import Informe
from generador.modelo.norma import Reglamento
from generador.modelo.plan import Plan
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Dichos, de_periodo, mudar, renombrar


def lugar_debido(registro: Registro) -> str:
    """La ruta que le corresponde por su año, su periodo o su fecha; la que tiene, si es de otra."""
    carpeta = registro.ruta.rpartition("/")[0]
    match registro:
        case Acta():
            return _en_el_anio(registro.ruta, registro.anio)
        case SinSesiones():
            return _en_el_anio(registro.ruta, registro.periodo.anio)
        case Plan():
            return f"{carpeta}/{registro.anio}"
        case Informe():
            return f"{carpeta}/{registro.periodo.clave}"
        case Reglamento():
            return f"{carpeta}/{registro.fecha.isoformat()}"
    return registro.ruta


def _actas(acervo: Acervo) -> Iterator[Caso]:
    """Cada acta con el año de su carpeta."""
    for acta in acervo.actas:
        yield Caso(acta, ("fecha",), (acta, acta.ruta.split("/")[-2]))


def _en_su_anio(caso: Caso, acervo: Acervo, contexto: Contexto) -> Dichos:
    acta, anio = caso.valor
    if anio != str(acta.anio):
        yield (
            f"La sesión es del {fecha_larga(acta.fecha)}, y el archivo está en actas/{anio}/",
            *_a_su_anio(acta, acervo, contexto),
        )


def _a_su_anio(acta: Acta, acervo: Acervo, contexto: Contexto) -> tuple[str] | tuple[str, Arreglo]:
    """Cómo se corrige un acta en la carpeta de otro año, en palabras y, si es seguro, en pasos."""
    pagina, debida = f"{acta.ruta}.html", _en_el_anio(acta.ruta, acta.anio)
    if debida in acervo.por_ruta:
        return (f"Corrija la fecha; si es una copia de contenido/{debida}.md, bórrela",)
    if acta.estado_sesion is EstadoSesion.REALIZADA and acta.fecha > contexto.corte:
        return ("Corrija la fecha: ese día no ha llegado, y la sesión figura como realizada",)
    publicada = contexto.fecha_entregada(pagina) is not None
    antes = f" y escriba en «antes» la dirección que tuvo: {pagina}" if publicada else ""
    remedio = f"Corrija la fecha, o lleve el archivo y sus anexos a actas/{acta.anio}/{antes}"
    return remedio, mudar(debida)


def _en_el_anio(ruta: str, anio: int) -> str:
    return re.sub(r"/actas/\d{4}/", f"/actas/{anio}/", ruta)


def _constancias(acervo: Acervo) -> Iterator[Caso]:
    for constancia in acervo.sin_sesiones:
        valor = (constancia, constancia.ruta.split("/")[-2])
        yield Caso(constancia, ("periodo",), valor)


def _constancia_en_su_anio(caso: Caso, _: Acervo, __: Contexto) -> Dichos:
    constancia, anio = caso.valor
    if anio != str(constancia.periodo.anio):
        yield (
            f"La constancia es {de_periodo(constancia.periodo)}, y el archivo está en "
            f"actas/{anio}/",
            f"Corrija el periodo o lleve el archivo a actas/{constancia.periodo.anio}/",
            mudar(_en_el_anio(constancia.ruta, constancia.periodo.anio)),
        )


def _planes(acervo: Acervo) -> Iterator[Caso]:
    return (Caso(plan, ("anio",), (str(plan.anio), _nombre(plan.ruta))) for plan in acervo.planes)


def _informes(acervo: Acervo) -> Iterator[Caso]:
    for informe in acervo.informes:
        yield Caso(informe, ("periodo",), (informe.periodo, _nombre(informe.ruta)))


def _reglamentos(acervo: Acervo) -> Iterator[Caso]:
    for reglamento in acervo.reglamentos:
        yield Caso(reglamento, ("fecha",), (reglamento.fecha, _nombre(reglamento.ruta)))


def _nombre(ruta: str) -> str:
    return ruta.rpartition("/")[2]


def _plan_en_su_archivo(caso: Caso, _: Acervo, __: Contexto) -> Dichos:
    anio, nombre = caso.valor
    if anio != nombre:
        yield (
            f"El plan es de {anio}, y el archivo se llama {nombre}",
            f"Corrija el año o cambie el nombre del archivo a planes/{anio}",
            renombrar(caso.registro, anio),
        )


def _informe_en_su_archivo(caso: Caso, _: Acervo, __: Contexto) -> Dichos:
    periodo, nombre = caso.valor
    if periodo.clave != nombre:
        yield (
            f"El informe es {de_periodo(periodo)}, y el archivo se llama {nombre}",
            f"Corrija el periodo o cambie el nombre del archivo a informes/{periodo.clave}",
            renombrar(caso.registro, periodo.clave),
        )


def _reglamento_en_su_archivo(caso: Caso, _: Acervo, __: Contexto) -> Dichos:
    fecha, nombre = caso.valor
    if fecha.isoformat() != nombre:
        yield (
            f"El reglamento es del {fecha_larga(fecha)}, y el archivo se llama {nombre}",
            f"Corrija la fecha o cambie el nombre del archivo a reglamento/{fecha}",
            renombrar(caso.registro, fecha.isoformat()),
        )


_ERROR = Gravedad.ERROR
_LUGAR = "La dirección de una página es el lugar de su archivo: no puede decir otra fecha"

REGLAS: tuple[Regla, ...] = (
    Regla(
        "acta-otro-anio", _ERROR, "Un acta en la carpeta de otro año", _LUGAR, _actas, _en_su_anio
    ),
    Regla(
        "constancia-otro-anio",
        _ERROR,
        "Una constancia en la carpeta de otro año",
        _LUGAR,
        _constancias,
        _constancia_en_su_anio,
    ),
    Regla(
        "plan-otro-anio",
        _ERROR,
        "Un plan con el nombre de otro año",
        _LUGAR,
        _planes,
        _plan_en_su_archivo,
    ),
    Regla(
        "informe-otro-periodo",
        _ERROR,
        "Un informe con el nombre de otro periodo",
        _LUGAR,
        _informes,
        _informe_en_su_archivo,
    ),
    Regla(
        "reglamento-otra-fecha",
        _ERROR,
        "Un reglamento con el nombre de otra fecha",
        _LUGAR,
        _reglamentos,
        _reglamento_en_su_archivo,
    ),
)
