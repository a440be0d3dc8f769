"""La página de un informe de gestión: los bloques del formulario oficial, en su orden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.base import Html
from generador.modelo.informe import Informe
from generador.modelo.instancia import Rol
from generador.verificacion.resultados import FilaDeCompromiso, InformeCalculado
from generador.vistas import textos
from generador.vistas.contraste import (
    CuentaDeContraste,
    VistaCifra,
    cuenta_de,
    enlace_de,
    sin_contraste,
    ver_cifra,
)
from generador.vistas.informe_acuerdos import (
    VistaFilaDeCompromiso,
    VistaFilaDeDecision,
    VistaFilaDeSesion,
    vista_compromiso,
    vista_decision,
    vista_sesion,
)
from generador.vistas.informe_bloques import (
    CifraConNombre,
    GrupoDeAsistencia,
    VistaBloqueDePlan,
    VistaCasilla,
    VistaFilaDeFuncion,
    cifras_de_sesiones,
    grupos_de_asistencia,
    vista_bloque_de_plan,
    vista_casilla,
    vista_funcion,
)
from generador.vistas.marco import Enlace, Marco
from generador.vistas.registros import (
    Dato,
    Respaldo,
    VistaFirma,
    datos_de_publicacion,
    marco_de_registro,
    nombre_de_la_instancia,
    respaldo,
    vista_firmas,
)

_LEYENDA = tuple(Dato(r.value, textos.ROLES[r]) for r in Rol)


class VistaFormulario(Struct, frozen=True):
    """Los bloques del formulario oficial, en su orden. Un texto vacío es «sin dato»."""

    nombre: str
    reglamento: VistaCifra
    normas: VistaCifra
    asistentes: tuple[GrupoDeAsistencia, ...]
    ordinarias: tuple[CifraConNombre, ...]
    extraordinarias: tuple[CifraConNombre, ...]
    publicacion: tuple[VistaCasilla, ...]
    funciones_generales: tuple[VistaFilaDeFuncion, ...]
    funciones_especificas: tuple[VistaFilaDeFuncion, ...]
    plan: VistaBloqueDePlan
    seguimiento_al_plan: Html | str
    analisis: Html | str
    narrativa_resumen: bool
    decisiones: tuple[VistaFilaDeDecision, ...]
    firmas: tuple[VistaFirma, ...] | None


class VistaInforme(Struct, frozen=True):
    """La página de un informe: el formulario y, después, lo que los registros añaden."""

    marco: Marco
    json: str
    datos: tuple[Dato, ...]
    sin_contraste: str
    contraste: tuple[CuentaDeContraste, ...]
    roles: tuple[Dato, ...]
    formulario: VistaFormulario
    sin_sesiones: Enlace | None
    compromisos_por_estado: tuple[Dato, ...]
    compromisos: tuple[VistaFilaDeCompromiso, ...]
    quorum_declarado: str
    sesiones: tuple[VistaFilaDeSesion, ...]
    texto: Html | None
    respaldo: Respaldo
    pdf: Enlace | None = None


def vista_informe(
    informe: Informe, calculado: InformeCalculado, acervo: Acervo, contexto: Contexto
) -> VistaInforme:
    """La vista de un informe: lo que declaró junto a lo que se calcula de los registros."""
    formulario = _formulario(informe, calculado, acervo, contexto)
    cifras = tuple(_cifras(formulario))
    constancia = calculado.sin_sesiones
    return VistaInforme(
        marco=marco_de_registro(informe, acervo, contexto),
        json=f"{informe.ruta}.json",
        datos=_datos(informe, contexto),
        sin_contraste=sin_contraste(cifras),
        contraste=cuenta_de(cifras),
        roles=_LEYENDA,
        formulario=formulario,
        sin_sesiones=enlace_de(constancia) if constancia else None,
        compromisos_por_estado=_por_estado(calculado.compromisos),
        compromisos=tuple(map(vista_compromiso, calculado.compromisos)),
        quorum_declarado=textos.si_no(calculado.quorum_declarado),
        sesiones=tuple(map(vista_sesion, calculado.sesiones)),
        texto=acervo.html(informe),
        respaldo=respaldo(informe, acervo, contexto),
    )


def _formulario(
    informe: Informe, calculado: InformeCalculado, acervo: Acervo, contexto: Contexto
) -> VistaFormulario:
    return VistaFormulario(
        nombre=nombre_de_la_instancia(informe, acervo),
        reglamento=ver_cifra(calculado.reglamento, str),
        normas=ver_cifra(calculado.normas, lambda nombres: "; ".join(nombres) or "ninguna"),
        asistentes=grupos_de_asistencia(calculado.asistentes),
        ordinarias=cifras_de_sesiones(calculado.ordinarias, "ordinarias"),
        extraordinarias=cifras_de_sesiones(calculado.extraordinarias, "extraordinarias"),
        publicacion=tuple(map(vista_casilla, calculado.publicacion)),
        funciones_generales=tuple(map(vista_funcion, calculado.funciones_generales)),
        funciones_especificas=tuple(map(vista_funcion, calculado.funciones_especificas)),
        plan=vista_bloque_de_plan(calculado.plan),
        seguimiento_al_plan=acervo.html(informe, "seguimiento_al_plan")
        or calculado.seguimiento_al_plan,
        analisis=acervo.html(informe, "analisis") or calculado.analisis,
        narrativa_resumen=calculado.narrativa_resumen,
        decisiones=tuple(vista_decision(d, contexto) for d in calculado.decisiones),
        firmas=vista_firmas(informe.firmas, contexto),
    )


def _cifras(f: VistaFormulario) -> Iterator[VistaCifra]:
    """Todas las cifras del formulario, para contarlas."""
    yield from (f.reglamento, f.normas)
    for grupo in f.asistentes:
        for fila in grupo.filas:
            yield from (fila.fechas, fila.total)
    for suelta in (*f.ordinarias, *f.extraordinarias, *f.plan.cifras):
        yield suelta.cifra
    for casilla in f.publicacion:
        yield casilla.casilla
    for funcion in (*f.funciones_generales, *f.funciones_especificas):
        yield from (funcion.fechas, funcion.se_abordo)


def _datos(informe: Informe, contexto: Contexto) -> tuple[Dato, ...]:
    return (
        Dato("Periodo", textos.mayuscula(informe.periodo.texto), _extremos(informe)),
        Dato("Número del informe", informe.numero or ""),
        Dato("Fecha del informe", textos.fecha(informe.fecha)),
        *datos_de_publicacion(informe, contexto),
    )


def _extremos(informe: Informe) -> str:
    periodo = informe.periodo
    return f"del {textos.fecha(periodo.desde)} al {textos.fecha(periodo.hasta)}"


def _por_estado(compromisos: tuple[FilaDeCompromiso, ...]) -> tuple[Dato, ...]:
    """Cuántos compromisos hay en cada estado, en el orden en que aparecen."""
    cuentas = Counter(c.estado for c in compromisos)
    return tuple(Dato(textos.palabras(estado), str(n)) for estado, n in cuentas.items())
