"""Cada registro tiene una identidad y solo una: sesión, versión, periodo, cargo o función."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Arreglo, Gravedad
from generador.modelo.acta import Acta
from generador.modelo.base import Registro
from generador.modelo.clases import lugar_debido
from generador.modelo.fechas import fecha_larga, hora_texto
from generador.modelo.nombres import con_serie, nombre_de_acta
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos, escribir

_Identificador = tuple[tuple[str | int, ...], object]
"""El camino de un identificador en su registro, y él."""
_CUENTAS = ("numero", "sesion")
_LO_QUE_PASO = (
    "asistencia",
    "orden_del_dia",
    "puntos",
    "decisiones",
    "compromisos",
    "seguimientos",
)


def _identidades(acervo: Acervo) -> Iterator[Caso]:
    """Cada registro; el valor es (lo que es, en palabras, el primero que lo es)."""
    primeros: dict[str, Registro] = {}
    for caso in _en_palabras(acervo):
        if not _bien_puesto(caso.registro):
            continue
        primero = primeros.setdefault(caso.valor, caso.registro)
        yield Caso(caso.registro, caso.camino, (caso.valor, primero))


def _bien_puesto(registro: Registro) -> bool:
    """Si está donde dicen sus datos: de una copia en la carpeta de otro año se dice su lugar."""
    return lugar_debido(registro) == registro.ruta


def _bien_puestas(acervo: Acervo) -> Iterator[Acta]:
    return (acta for acta in acervo.actas if _bien_puesto(acta))


def _en_palabras(acervo: Acervo) -> Iterator[Caso]:
    """Los que no se llaman como lo que son: de los demás no caben dos en su lugar."""
    for acta in acervo.actas:
        if acta.numero is not None:
            nombre = con_serie(f"el acta {acta.numerada} de {acta.anio}", acta.serie)
            yield Caso(acta, ("numero",), nombre)
    for constancia in acervo.sin_sesiones:
        nombre = f"la constancia de que no hubo sesiones {constancia.periodo.con_en}"
        yield Caso(constancia, ("periodo",), nombre)


def _sin_repetir(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    que, primero = caso.valor
    if primero is not caso.registro:
        yield (
            f"Ya hay otro registro que es {que}: {primero.fuente.archivo}",
            "Corrija el número, la fecha o el periodo de uno de los dos, o borre el que sobra",
        )


def _titulos(acervo: Acervo) -> Iterator[Caso]:
    """Cada acta; el valor es (su título, ella, la primera que lo tiene)."""
    primeras: dict[str, Acta] = {}
    for acta in _bien_puestas(acervo):
        titulo = nombre_de_acta(acta)
        yield Caso(acta, ("fecha",), (titulo, acta, primeras.setdefault(titulo, acta)))


def _sin_confundirse(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    titulo, acta, primera = caso.valor
    # Las dos del mismo número y la misma serie son «identidad-repetida».
    if primera is acta or _son_la_misma(acta, primera):
        return
    remedio = (
        f"Escriba «numero:», o {_otra_hora(acta)}; si es la misma sesión, borre la copia"
        if acta.numero is None
        else "Corrija «numero» o «serie» en una de las dos, o borre la que sobra"
    )
    yield f"Ya hay otra que se llama «{titulo}»: {primera.fuente.archivo}", remedio


def _otra_hora(acta: Acta) -> str:
    return "corrija «hora_inicio:»" if acta.hora_inicio else "«hora_inicio:» en las dos"


def _son_la_misma(una: Acta, otra: Acta) -> bool:
    """Si su número dice que son una sola acta."""
    return una.numero is not None and _cual(una) == _cual(otra)


def _cual(acta: Acta) -> tuple[int, str, str]:
    return acta.anio, acta.serie, acta.numerada


def _a_la_misma_hora(acervo: Acervo) -> Iterator[Caso]:
    """Cada acta; el valor es (el acta, la primera de ese día y esa hora en el mismo estado)."""
    primeras: dict[tuple[object, ...], Acta] = {}
    for acta in _bien_puestas(acervo):
        cuando = (acta.fecha, acta.hora_inicio, acta.estado_sesion)
        yield Caso(acta, ("fecha",), (acta, primeras.setdefault(cuando, acta)))


def _sin_copiar(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    acta, primera = caso.valor
    if primera is acta or acta.misma_sesion or _ya_dicho(acta, primera):
        return
    copiada = acervo.corta(primera.ruta)
    if acta.hora_inicio:
        yield (
            f"La sesión del {fecha_larga(acta.fecha)}, {hora_texto(acta.hora_inicio)}, parece una "
            f"copia de {copiada}: una instancia no sesiona dos veces a la misma hora",
            "Si es una copia, bórrela; si son dos sesiones, corrija en una «fecha» o «hora_inicio»",
        )
    elif _dicen_lo_mismo(acervo, acta, primera):
        yield (
            f"La sesión del {fecha_larga(acta.fecha)} parece una copia de {copiada}: dice lo mismo "
            "y solo cambia el número",
            "Si es una copia, bórrela; si son dos sesiones, escriba «hora_inicio:» en cada una",
        )


def _ya_dicho(una: Acta, otra: Acta) -> bool:
    return _son_la_misma(una, otra) or nombre_de_acta(una) == nombre_de_acta(otra)


def _dicen_lo_mismo(acervo: Acervo, una: Acta, otra: Acta) -> bool:
    """Si cuentan una sesión con las mismas palabras; dos actas casi vacías no cuentan nada."""
    cuentan = any(getattr(una, campo) for campo in _LO_QUE_PASO) or acervo.html(una)
    campos = (c for c in Acta.model_fields if c not in _CUENTAS)
    iguales = all(getattr(una, c) == getattr(otra, c) for c in campos)
    return bool(cuentan) and iguales and acervo.html(una) == acervo.html(otra)


def _ids_internos(acervo: Acervo) -> Iterable[Caso]:
    """Los identificadores que no se repiten entre sí, en el lugar del primero que se repite."""
    de = acervo.instancia
    listas: list[tuple[Registro, list[_Identificador]]] = [
        (de, _identificadores(de, "integrantes", "id")),
        (de, _identificadores(de, "funciones", "numero")),
    ]
    for acta in acervo.actas:
        decisiones = _identificadores(acta, "decisiones", "id")
        listas.append((acta, decisiones + _identificadores(acta, "compromisos", "id")))
        listas.append((acta, _asistentes(acta)))
    for registro, suyos in listas:
        if suyos:
            ids = tuple(suyo for _, suyo in suyos)
            n = _el_repetido(ids)
            camino = suyos[-1][0][:1] if n is None else suyos[n][0]
            yield Caso(registro, camino, ids)


def _identificadores(registro: Registro, campo: str, clave: str) -> list[_Identificador]:
    """Los de una lista del registro, cada uno con su camino."""
    elementos = getattr(registro, campo) or ()
    return [((campo, n, clave), getattr(e, clave)) for n, e in enumerate(elementos)]


def _asistentes(acta: Acta) -> list[_Identificador]:
    """Los cargos de la asistencia: uno puede estar una vez por cada día de la sesión."""
    filas = enumerate(acta.asistencia or ())
    return [
        (
            ("asistencia", n, "integrante"),
            f"{f.integrante} ({f.fecha})" if f.fecha else f.integrante,
        )
        for n, f in filas
    ]


def _el_repetido(ids: Sequence[object]) -> int | None:
    return next((n for n, suyo in enumerate(ids) if suyo in ids[:n]), None)


def _ids_sin_repetir(caso: Caso, acervo: Acervo, __: Contexto) -> Reparos:
    repetidos = sorted({str(i) for i in caso.valor if caso.valor.count(i) > 1})
    if repetidos:
        yield (
            f"Se repite en «{caso.camino[0]}»: {', '.join(repetidos)}",
            "Deje uno solo o cambie el identificador de uno",
            *_cambiar_el_repetido(caso, acervo),
        )


def _cambiar_el_repetido(caso: Caso, acervo: Acervo) -> tuple[Arreglo, ...]:
    """La segunda vez que aparece, con otro identificador.

    Un cargo que las actas nombran y nadie define es, seguro, el que falta. El número de una función
    lo dice la norma, y a qué vino quien figura dos veces lo dice el acta: para eso no hay ejemplo.
    """
    campo, n = str(caso.camino[0]), _el_repetido(caso.valor)
    if n is None or campo in ("asistencia", "funciones"):
        return ()
    if campo == "integrantes":
        citados = {f.integrante for a in acervo.actas for f in a.asistencia or ()}
        libres = sorted(citados - set(caso.valor))
        return (escribir((*libres, f"{caso.valor[n]}-2")[0]),)
    return (escribir(f"{caso.valor[n]}-2"),)


def _reconstruidos(acervo: Acervo) -> Iterable[Caso]:
    for registro in acervo.registros():
        if registro.procedencia == "reconstruida":
            yield Caso(registro, ("procedencia",), registro)


def _dice_de_que(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    if not caso.registro.reconstruida_de:
        yield (
            "El registro es reconstruido y no dice de qué documento",
            "Escriba «reconstruida_de:» con el nombre del documento",
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
        "titulo-repetido",
        Gravedad.ERROR,
        "Dos actas con el mismo título",
        "El título dice cuál es un acta a quien la lee y a quien la busca",
        _titulos,
        _sin_confundirse,
    ),
    Regla(
        "sesion-copiada",
        Gravedad.AVISO,
        "Un acta que parece una copia de otra",
        "Una instancia no sesiona dos veces a la misma hora",
        _a_la_misma_hora,
        _sin_copiar,
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
