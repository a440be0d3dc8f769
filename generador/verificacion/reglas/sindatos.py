"""Lo que el documento calla: cada dato que falta queda a la vista como «sin dato».

Nada de esto es un error: no saber una cosa es distinto de saber que no la hay.
"""

from __future__ import annotations

from collections.abc import Iterator

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Gravedad
from generador.modelo.informe import PublicacionDeclarada
from generador.modelo.nombres import enumerar
from generador.modelo.tipos import sin_tildes
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos, firmas


def _numeros_de_acta(acervo: Acervo) -> Iterator[Caso]:
    return (Caso(acta, ("numero",), acta.numero) for acta in acervo.realizadas)


def _numeros_de_reglamento(acervo: Acervo) -> Iterator[Caso]:
    return (Caso(r, ("numero",), r.numero) for r in acervo.reglamentos)


def _numeros_de_informe(acervo: Acervo) -> Iterator[Caso]:
    return (Caso(i, ("numero",), i.numero) for i in acervo.informes)


def _fechas_de_informe(acervo: Acervo) -> Iterator[Caso]:
    return (Caso(i, ("fecha",), i.fecha) for i in acervo.informes)


def _publicaciones_de_informe(acervo: Acervo) -> Iterator[Caso]:
    return (Caso(i, ("fecha_publicacion",), i.fecha_publicacion) for i in acervo.informes)


def _acta_con_numero(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    if caso.valor is None:
        yield (
            "No consta el número del acta: sin dato",
            "Escriba «numero:» si el acta lo trae; no lo deduzca del nombre del archivo",
        )


def _reglamento_con_numero(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    if caso.valor is None:
        yield (
            "No consta el número del reglamento: sin dato",
            "Escriba «numero:» si el documento lo trae, o «numero: ninguno» si no tiene",
        )


def _informe_con_numero(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    if caso.valor is None:
        yield (
            "No consta el número del informe: sin dato",
            "Escriba «numero:» si el documento lo trae",
        )


def _informe_con_fecha(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    if caso.valor is None:
        yield (
            "No consta la fecha del informe: sin dato",
            "Escriba «fecha:» con la que trae el documento; no la deduzca de otra",
        )


def _informe_con_publicacion(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    if caso.valor is None:
        yield (
            "No consta cuándo se publicó el informe: sin dato",
            "Escriba «fecha_publicacion:» si se sabe el día",
        )


def _firma_con_fecha(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    if caso.valor.fecha is None:
        yield (
            f"No consta cuándo firmó {caso.valor.nombre}: sin dato",
            "Escriba «fecha:» en la firma si el documento la trae",
        )


def _con_firmas(acervo: Acervo) -> Iterator[Caso]:
    """Los informes firmados; el valor son los roles de quienes firman."""
    for informe in acervo.informes:
        if informe.firmas:
            roles = [sin_tildes(f.rol).upper() for f in informe.firmas if f.rol]
            yield Caso(informe, ("firmas",), roles)


def _firma_la_presidencia(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    presidencia = acervo.instancia.presidencia
    if presidencia is not None and sin_tildes(presidencia) in ("ninguno", "ninguna"):
        return
    if "P" not in caso.valor:
        firman = f"firma {enumerar(caso.valor)}" if caso.valor else "no consta con qué rol"
        yield (
            f"El informe no trae la firma de la presidencia (P): {firman}",
            "Agregue la firma con «rol: P» si está en el documento",
        )


def _iconos(acervo: Acervo) -> Iterator[Caso]:
    for acta in acervo.actas:
        for n, decision in enumerate(acta.decisiones or ()):
            yield Caso(acta, ("decisiones", n), (decision.id, decision.icono))
    for informe in acervo.informes:
        declaradas = informe.declarado.decisiones if informe.declarado else None
        for n, declarada in enumerate(declaradas or ()):
            yield Caso(informe, ("declarado", "decisiones", n), (n + 1, declarada.icono))


def _decision_con_icono(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    cual, icono = caso.valor
    if icono is None:
        yield (
            f"La columna «Icono» de la decisión «{cual}» está vacía: sin dato",
            "Escriba «icono:» si el documento lo trae",
        )


def _casillas(acervo: Acervo) -> Iterator[Caso]:
    """Las casillas «Publicación en la página web» que cada informe dejó sin marcar."""
    for informe in acervo.informes:
        if informe.declarado:
            marcas = informe.declarado.publicacion or PublicacionDeclarada.model_construct()
            vacias = [c for c in type(marcas).model_fields if getattr(marcas, c, None) is None]
            yield Caso(informe, ("declarado", "publicacion"), vacias)


def _casillas_marcadas(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    if caso.valor:
        yield (
            f"Sin marca en «Publicación en la página web»: {', '.join(caso.valor)}",
            "Escriba si o no debajo de «publicacion:» solo si el documento lo marca; si no, queda "
            "sin dato",
        )


def _listas(acervo: Acervo) -> Iterator[Caso]:
    """Lo que la instancia debe decir de sí misma."""
    de = acervo.instancia
    for campo in ("estado", "integrantes", "funciones", "normas"):
        yield Caso(de, (campo,), (campo, getattr(de, campo)))


def _instancia_completa(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    campo, valor = caso.valor
    if valor is None:
        yield (
            f"No consta «{campo}» de la instancia: sin dato",
            f"Escriba «{campo}:» en instancia.md si se conoce",
        )


_INFORMACION = Gravedad.INFORMACION
_FORMULARIO = "El formulario lo pide; si el documento no lo trae, se muestra «sin dato»"
_ANEXO = "Resolución MinTIC 1519 de 2020, anexo 2: todo documento lleva su fecha"

REGLAS: tuple[Regla, ...] = (
    Regla(
        "acta-sin-numero",
        _INFORMACION,
        "Un acta sin número",
        _FORMULARIO,
        _numeros_de_acta,
        _acta_con_numero,
    ),
    Regla(
        "reglamento-sin-numero",
        _INFORMACION,
        "Un reglamento sin número",
        _FORMULARIO,
        _numeros_de_reglamento,
        _reglamento_con_numero,
    ),
    Regla(
        "informe-sin-numero",
        _INFORMACION,
        "Un informe sin número",
        _FORMULARIO,
        _numeros_de_informe,
        _informe_con_numero,
    ),
    Regla(
        "informe-sin-fecha",
        _INFORMACION,
        "Un informe sin fecha",
        _ANEXO,
        _fechas_de_informe,
        _informe_con_fecha,
    ),
    Regla(
        "informe-sin-publicacion",
        _INFORMACION,
        "Un informe sin fecha de publicación",
        _ANEXO,
        _publicaciones_de_informe,
        _informe_con_publicacion,
    ),
    Regla(
        "firma-sin-fecha",
        _INFORMACION,
        "Una firma sin fecha",
        _FORMULARIO,
        firmas,
        _firma_con_fecha,
    ),
    Regla(
        "firma-sin-presidencia",
        _INFORMACION,
        "Un informe que la presidencia no firma",
        _FORMULARIO,
        _con_firmas,
        _firma_la_presidencia,
    ),
    Regla(
        "decision-sin-icono",
        _INFORMACION,
        "Una decisión sin icono",
        _FORMULARIO,
        _iconos,
        _decision_con_icono,
    ),
    Regla(
        "publicacion-sin-marca",
        _INFORMACION,
        "Las casillas de publicación sin marcar",
        _FORMULARIO,
        _casillas,
        _casillas_marcadas,
    ),
    Regla(
        "instancia-sin-dato",
        _INFORMACION,
        "Una instancia de la que no consta su estado, sus integrantes, funciones o normas",
        _FORMULARIO,
        _listas,
        _instancia_completa,
    ),
)
