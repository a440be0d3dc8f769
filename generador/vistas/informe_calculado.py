"""El informe de un periodo que no tiene registro: solo lo que se calcula, listo para firmar."""

from __future__ import annotations

from msgspec.structs import replace

from generador.acervo import Acervo
from generador.configuracion import Contexto
from generador.modelo.base import Fuente
from generador.modelo.clases import POR_MODELO
from generador.modelo.fechas import Periodo
from generador.modelo.informe import Informe
from generador.modelo.instancia import Rol
from generador.verificacion.resultados import InformeCalculado
from generador.vistas import textos
from generador.vistas.informe import VistaInforme, vista_informe
from generador.vistas.registros import VistaFirma, entidad

_FIRMAN = (Rol.PRESIDENCIA, Rol.SECRETARIA_TECNICA)


def vista_informe_calculado(
    calculado: InformeCalculado, periodo: Periodo, acervo: Acervo, contexto: Contexto
) -> VistaInforme:
    """La vista de un informe que nadie ha escrito; advierte a qué fecha de corte se calculó."""
    informe = Informe.model_validate({"periodo": periodo.clave})
    ruta = POR_MODELO[Informe].ruta(acervo.slug, periodo.clave)
    informe.con_fuente(Fuente(f"contenido/{ruta}.md", ruta))
    vista = vista_informe(informe, calculado, acervo, contexto)
    aviso = (
        "Calculado de los registros con fecha de corte del "
        f"{textos.fecha(contexto.corte)}: no está firmado ni publicado"
    )
    return replace(
        vista,
        marco=replace(vista.marco, avisos=(*vista.marco.avisos, aviso)),
        firmas=_por_firmar(periodo, acervo, contexto),
    )


def _por_firmar(
    periodo: Periodo, acervo: Acervo, contexto: Contexto
) -> tuple[VistaFirma, ...] | None:
    """Los cargos que firman, con el nombre en blanco; `None` si no se sabe cuáles son."""
    dia = min(periodo.hasta, contexto.corte)
    firmas = tuple(
        VistaFirma(
            "",
            i.cargo,
            entidad(i.entidad, contexto, dia),
            textos.roles(r for r in _FIRMAN if r in i.roles_en(dia)),
            "",
        )
        for i in acervo.instancia.integrantes or ()
        if i.existe(dia) and any(r in i.roles_en(dia) for r in _FIRMAN)
    )
    return firmas or None
