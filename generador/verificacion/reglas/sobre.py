"""Lo que comparten las reglas: qué registros miran y cómo los nombran."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Accion, Arreglo, Certeza, Origen, Reparo, ejemplo
from generador.modelo.acta import Acta, SinSesiones
from generador.modelo.citas import Cita
from generador.modelo.fechas import Periodo
from generador.modelo.informe import Informe
from generador.modelo.instancia import Cobertura
from generador.verificacion.reglas.regla import Caso

Reparos = Iterator[Reparo]
"""Lo que dice una regla de un caso."""


def escribir(valor: object, donde: Origen | None = None) -> Arreglo:
    """En vez del que está, el valor que dicen otros datos; el verdadero lo dice el documento."""
    return ejemplo(Accion.VALOR, str(valor), donde)


def agregar(campo: str, donde: Origen | None = None) -> Arreglo:
    """Una clave que falta, con lo que de ella dicen otros datos."""
    return ejemplo(Accion.CAMPO, campo, donde)


def quitar() -> Arreglo:
    """La clave con su valor sobra; borrar lo escrito siempre lo confirma alguien."""
    return Arreglo(Accion.QUITAR, certeza=Certeza.PROBABLE)


def mudar(ruta: str) -> Arreglo:
    """El registro, con lo que lo acompaña, en el lugar que dicen sus datos."""
    return Arreglo(Accion.MUDAR, f"contenido/{ruta}", Certeza.PROBABLE)


def que_citan(*citas: Cita) -> Callable[[Acervo], Iterator[Caso]]:
    """Lo que los registros citan de esas clases; qué campos citan lo dice el modelo."""

    def casos(acervo: Acervo) -> Iterator[Caso]:
        for cita in citas:
            for registro, citado in acervo.citas[cita]:
                valor = citado.valor
                yield Caso(registro, citado.camino, valor, citado.clase, str(valor))

    return casos


def actas(acervo: Acervo) -> Iterator[Caso]:
    """Cada acta, por su fecha."""
    return (Caso(acta, ("fecha",), acta) for acta in acervo.actas)


def sesiones(acervo: Acervo) -> Iterator[Caso]:
    """Cada acta de una sesión realizada, por su fecha."""
    return (Caso(acta, ("fecha",), acta) for acta in acervo.realizadas)


def filas_de_asistencia(acervo: Acervo) -> Iterator[Caso]:
    """Cada renglón de asistencia de cada acta; el valor es (acta, renglón)."""
    for acta in acervo.actas:
        for n, fila in enumerate(acta.asistencia or ()):
            yield Caso(acta, ("asistencia", n), (acta, fila))


def filas_que_dicen(clave: str) -> Callable[[Acervo], Iterator[Caso]]:
    """Cada renglón de asistencia que trae esa clave, en su lugar; el valor es (acta, renglón)."""

    def casos(acervo: Acervo) -> Iterator[Caso]:
        for caso in filas_de_asistencia(acervo):
            _, fila = caso.valor
            if getattr(fila, clave):
                yield Caso(caso.registro, (*caso.camino, clave), caso.valor)

    return casos


def firmas(acervo: Acervo) -> Iterator[Caso]:
    """Cada firma de un registro."""
    for registro in acervo.registros():
        for n, firma in enumerate(getattr(registro, "firmas", None) or ()):
            yield Caso(registro, ("firmas", n), firma)


def cubre_todo(acervo: Acervo, contexto: Contexto) -> bool:
    """Si el sitio dice tener todos los registros de la instancia."""
    coberturas = (acervo.instancia.cobertura, contexto.cobertura())
    return Cobertura.PARCIAL not in coberturas


def en_el_periodo(acervo: Acervo, periodo: Periodo) -> tuple[Acta, ...]:
    """Las sesiones realizadas de un periodo."""
    return acervo.sesiones_entre(periodo.desde, periodo.hasta)


def fechas_con_periodo(acervo: Acervo) -> Iterator[Caso]:
    """Las fechas de cada informe y cada constancia; el valor es (periodo, qué es, día)."""
    registros: tuple[Informe | SinSesiones, ...] = (*acervo.informes, *acervo.sin_sesiones)
    for registro in registros:
        que = "La constancia" if isinstance(registro, SinSesiones) else "El informe"
        for camino, verbo, dia in _fechas(registro):
            yield Caso(registro, camino, (registro.periodo, f"{que} {verbo}", dia))


def _fechas(registro: Informe | SinSesiones) -> Iterator[tuple[tuple[str | int, ...], str, date]]:
    for campo, verbo in (("fecha", "tiene fecha del"), ("fecha_publicacion", "se publicó el")):
        if dia := getattr(registro, campo):
            yield (campo,), verbo, dia
    for n, firma in enumerate(registro.firmas or ()):
        if firma.fecha:
            yield ("firmas", n, "fecha"), "se firmó el", firma.fecha
