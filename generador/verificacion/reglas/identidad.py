"""Cada registro tiene una identidad y solo una: sesión, versión, periodo, cargo o función."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Accion, Arreglo, Gravedad, ejemplo
from generador.modelo.acta import Acta
from generador.modelo.base import Registro
from generador.modelo.fechas import fecha_larga
from generador.modelo.nombres import con_serie
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Dichos, agregar, escribir


def _identidades(acervo: Acervo) -> Iterator[Caso]:
    """Cada registro; el valor es (lo que es, en palabras, el primero que lo es)."""
    primeros: dict[str, Registro] = {}
    for caso in _en_palabras(acervo):
        primero = primeros.setdefault(caso.valor, caso.registro)
        yield Caso(caso.registro, caso.camino, (caso.valor, primero))


def _en_palabras(acervo: Acervo) -> Iterator[Caso]:
    for acta in acervo.actas:
        if acta.numero is not None:
            nombre = con_serie(f"acta {acta.numero} de {acta.anio}", acta.serie)
            yield Caso(acta, ("numero",), nombre)
    for reglamento in acervo.reglamentos:
        yield Caso(reglamento, ("fecha",), f"reglamento del {fecha_larga(reglamento.fecha)}")
    for plan in acervo.planes:
        yield Caso(plan, ("anio",), f"plan de {plan.anio}")
    for informe in acervo.informes:
        yield Caso(informe, ("periodo",), f"informe de {informe.periodo.texto}")


def _otro_numero(caso: Caso, acervo: Acervo) -> tuple[Arreglo, ...]:
    """El número que sigue al último de su año y su serie."""
    acta = caso.registro
    if not isinstance(acta, Acta):
        return ()
    suyas = [a for a in acervo.actas if (a.anio, a.serie) == (acta.anio, acta.serie)]
    return (escribir(max(a.numero or 0 for a in suyas) + 1),)


def _sin_repetir(caso: Caso, acervo: Acervo, __: Contexto) -> Dichos:
    que, primero = caso.valor
    if primero is not caso.registro:
        yield (
            f"Ya hay otro registro que es el {que}: {primero.fuente.archivo}",
            "Corrija el número, la fecha o el periodo de uno de los dos, o borre el que sobra",
            *_otro_numero(caso, acervo),
        )


def _ids_internos(acervo: Acervo) -> Iterable[Caso]:
    listas: list[tuple[Registro, str, Sequence[object]]] = [
        (acervo.instancia, "integrantes", [i.id for i in acervo.instancia.integrantes or ()]),
        (acervo.instancia, "funciones", [f.numero for f in acervo.instancia.funciones or ()]),
    ]
    for acta in acervo.actas:
        ids = [d.id for d in acta.decisiones or ()] + [c.id for c in acta.compromisos or ()]
        listas.append((acta, "compromisos", ids))
        listas.append((acta, "asistencia", [a.integrante for a in acta.asistencia or ()]))
    for registro, campo, suyos in listas:
        if suyos:
            yield Caso(registro, (campo,), tuple(suyos))


def _ids_sin_repetir(caso: Caso, acervo: Acervo, __: Contexto) -> Dichos:
    repetidos = sorted({str(i) for i in caso.valor if caso.valor.count(i) > 1})
    if repetidos:
        yield (
            f"Se repite en «{caso.camino[0]}»: {', '.join(repetidos)}",
            "Deje uno solo o cambie el identificador de uno",
            _cambiar_el_repetido(caso, acervo),
        )


def _cambiar_el_repetido(caso: Caso, acervo: Acervo) -> Arreglo:
    """La segunda vez que aparece, con otro identificador; una asistencia repetida se quita.

    Un cargo o una función que las actas nombran y nadie define es, seguro, el que falta.
    """
    registro, campo = caso.registro, str(caso.camino[0])
    n = next(n for n, suyo in enumerate(caso.valor) if suyo in caso.valor[:n])
    if campo == "asistencia":
        return ejemplo(Accion.QUITAR, "", registro.origen(campo, n))
    if campo == "funciones":
        citadas = {f for a in acervo.actas for f in a.funciones or ()} - set(caso.valor)
        libre = min(citadas, default=max(caso.valor) + 1)
        return escribir(libre, registro.origen(campo, n, "numero"))
    if campo == "integrantes":
        citados = {f.integrante for a in acervo.actas for f in a.asistencia or ()}
        libres = sorted(citados - set(caso.valor)) or [f"{caso.valor[n]}-2"]
        return escribir(libres[0], registro.origen(campo, n, "id"))
    antes = len(registro.decisiones or ()) if isinstance(registro, Acta) else 0
    camino = ("decisiones", n) if n < antes else (campo, n - antes)
    return escribir(f"{caso.valor[n]}-2", registro.origen(*camino, "id"))


def _reconstruidos(acervo: Acervo) -> Iterable[Caso]:
    for registro in acervo.registros():
        if registro.procedencia == "reconstruida":
            yield Caso(registro, ("procedencia",), registro)


def _dice_de_que(caso: Caso, _: Acervo, __: Contexto) -> Dichos:
    if not caso.registro.reconstruida_de:
        yield (
            "El registro es reconstruido y no dice de qué documento",
            "Escriba «reconstruida_de:» con el nombre del documento",
            agregar("reconstruida_de: Nombre del documento", caso.registro.origen()),
        )


REGLAS: tuple[Regla, ...] = (
    Regla(
        "identidad-repetida",
        Gravedad.ERROR,
        "Dos registros con la misma identidad",
        "La instancia, el año, la serie y el número identifican un acta",
        _identidades,
        _sin_repetir,
    ),
    Regla(
        "identificador-repetido",
        Gravedad.ERROR,
        "Dos partes con el mismo identificador",
        "Otros registros las citan por él",
        _ids_internos,
        _ids_sin_repetir,
    ),
    Regla(
        "reconstruida-sin-fuente",
        Gravedad.ERROR,
        "Un registro reconstruido que no dice de qué",
        "Lo reconstruido nunca es prueba, y el lector debe saberlo",
        _reconstruidos,
        _dice_de_que,
    ),
)
