"""Quien firma: con qué rol, dicho como el formulario lo dice."""

from __future__ import annotations

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.hallazgo import Accion, Arreglo, Certeza, Gravedad
from generador.modelo.instancia import Rol
from generador.modelo.sin_dato import SIN_DATO
from generador.modelo.tipos import sin_tildes
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos, escribir, firmas

_COMIENZOS = {"presid": Rol.PRESIDENCIA, "secretar": Rol.SECRETARIA_TECNICA}


def _rol_del_formulario(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    rol = caso.valor.rol
    if not rol or sin_tildes(rol).upper() in tuple(Rol):
        return
    yield (
        f"El rol «{rol}» de {caso.valor.nombre} no es una de las letras del formulario: la firma "
        "no se cuenta como la de la presidencia ni como la de la secretaría técnica",
        "Escriba P si firma por la presidencia o S si firma por la secretaría técnica; si firma "
        "por otra cosa, llévelo a «cargo»",
        _letra(caso, rol),
    )


def _letra(caso: Caso, rol: str) -> Arreglo:
    """La de quien preside o lleva la secretaría; si no se sabe, sin dato y lo escrito al lado."""
    letra = next((r for c, r in _COMIENZOS.items() if sin_tildes(rol).startswith(c)), None)
    donde = caso.registro.origen(*caso.camino, "rol")
    if letra is None:
        return escribir(f"{SIN_DATO}  # {' '.join(rol.split())}", donde)
    return Arreglo(Accion.VALOR, letra, Certeza.PROBABLE, donde=donde)


REGLAS: tuple[Regla, ...] = (
    Regla(
        "firma-rol-desconocido",
        Gravedad.AVISO,
        "Una firma con un rol que no es del formulario",
        "El formulario del informe de gestión nombra cada rol con una letra",
        firmas,
        _rol_del_formulario,
    ),
)
