"""Los renglones de la lista como los leen otros programas: `lista --json`."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date
from typing import Any

from generador.configuracion import Contexto
from generador.modelo.sin_dato import SIN_DATO
from generador.verificacion.resultados import Referencia, Renglon


def lista_json(
    renglones: Iterable[Renglon],
    contexto: Contexto,
    prefijo_direccion: str,
    parciales: Container[str] = (),
) -> dict[str, Any]:
    """`{"fecha_corte", "requisitos"}`; lo que no se sabe es la palabra «sin_dato», nunca null.

    `parciales` son las instancias de las que este sitio no tiene todos los registros.

    `prefijo_direccion` se antepone a las direcciones del sitio («https://…/» o nada); las que ya
    son direcciones web quedan como están.
    """
    return {
        "fecha_corte": contexto.corte.isoformat(),
        "requisitos": [
            _requisito(r, prefijo_direccion, r.instancia in parciales) for r in renglones
        ],
    }


def _requisito(renglon: Renglon, prefijo: str, parcial: bool) -> dict[str, Any]:
    return {
        "instancia": renglon.instancia,
        "periodo": str(renglon.anio),
        "lista": renglon.lista,
        "requisito": renglon.requisito,
        "estado": str(renglon.estado),
        "cumplidos": renglon.cumplidos,
        "exigidos": renglon.exigidos,
        "declarado": _si_no(renglon.declarado),
        "evidencias": [_evidencia(e, prefijo) for e in renglon.evidencias],
        "faltantes": list(renglon.faltantes),
        "plazo": _fecha(renglon.vencimiento.fecha if renglon.vencimiento else None),
        "certeza_del_plazo": str(renglon.certeza_del_plazo or SIN_DATO),
        "fuente_del_plazo": renglon.plazo_fuente or SIN_DATO,
        "cobertura": cobertura(parcial=parcial),
        "base_legal": "; ".join(renglon.base_legal) or SIN_DATO,
    }


def cobertura(*, parcial: bool) -> str:
    """Si el sitio tiene todos los registros de la instancia: de ahí lo que vale un «sin_dato»."""
    return "parcial" if parcial else "completa"


def _evidencia(referencia: Referencia, prefijo: str) -> dict[str, str]:
    externa = referencia.url.startswith(("https://", "http://"))
    return {
        "titulo": referencia.titulo,
        "url": referencia.url if externa else f"{prefijo}{referencia.url}",
        "fecha": _fecha(referencia.fecha),
        "sha256": referencia.sha256 or SIN_DATO,
    }


def _fecha(fecha: date | None) -> str:
    return fecha.isoformat() if fecha else SIN_DATO


def _si_no(valor: bool | None) -> str:
    return SIN_DATO if valor is None else "si" if valor else "no"
