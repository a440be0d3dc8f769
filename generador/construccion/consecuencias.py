"""Los hallazgos que solo son consecuencia de otro: se callan hasta que el otro se arregle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generador.hallazgo import Accion, Hallazgo, hay_errores

_DE_OTRO_ARCHIVO = {
    "entidad-desconocida": "contenido/entidades.yaml",
    "norma-desconocida": "contenido/normas/",
}
_DE_LA_INSTANCIA = ("cargo-desconocido", "funcion-desconocida")
_DE_UN_LUGAR = ("enlace-roto", "anexo-no-existe")
_CITAS = ("registro-desconocido", "seguimiento-desconocido")
_POR_UN_REGISTRO_QUE_FALTA = frozenset(
    (
        "acta-salto-numero",
        "acta-numero-desordenado",
        "acta-numeracion",
        "sesion-sin-acta",
        "sesion-programada-pendiente",
        "decision-sin-seguimiento",
        "compromiso-vencido",
        "declarado-fecha-fuera",
        "declarado-fecha-sin-sesion",
        "declarado-sesiones-distintas",
        "declarado-total-distinto",
        "declarado-funcion-contradictoria",
        "plan-posterior-a-sesiones",
        "anexo-sin-nombrar",
        "asistencia-incompleta",
        "quorum-otra-asistencia",
        "plan-avance-sin-actividades",
        "plan-contado-sin-enumerar",
    )
)


def sin_consecuencias(hallazgos: list[Hallazgo]) -> list[Hallazgo]:
    """Sin lo que falta solo porque el archivo donde está no se pudo leer."""
    if not hay_errores(hallazgos):
        return hallazgos
    danados = [h.origen.archivo for h in hallazgos if hay_errores((h,)) and h.codigo not in _CITAS]
    ilegibles = {
        codigo
        for codigo, lugar in _DE_OTRO_ARCHIVO.items()
        if any(archivo.startswith(lugar) for archivo in danados)
    }
    instancias = {_instancia(a) for a in danados if a.startswith("contenido/instancias/")}
    sin_instancia = {
        _instancia(a) for a in danados if a.endswith(("/instancia.md", "/instancia.yaml"))
    }
    mal_puestos = set(_con_otro_nombre(hallazgos))
    citables = [ruta for ruta in map(_ruta_corta, danados) if "/" in ruta]
    return [
        h
        for h in hallazgos
        if h.codigo not in ilegibles
        and not (h.codigo in _CITAS and any(ruta in h.mensaje for ruta in citables))
        and not (h.codigo == "enlace-roto" and any(f"{r}.html»," in h.mensaje for r in citables))
        and not (h.codigo in _DE_UN_LUGAR and any(f"«{d}»" in h.mensaje for d in mal_puestos))
        and not _falta_un_registro(h, instancias)
        and not (h.codigo in _DE_LA_INSTANCIA and _instancia(h.origen.archivo) in sin_instancia)
    ]


def _con_otro_nombre(hallazgos: Iterable[Hallazgo]) -> Iterator[str]:
    """Lo que otros nombran de los archivos mal puestos o mal nombrados: dónde deberían estar."""
    for arreglo in (a for h in hallazgos for a in h.arreglos):
        if arreglo.accion not in (Accion.MOVER, Accion.MUDAR):
            continue
        debido = arreglo.texto.removeprefix("contenido/")
        yield from (debido, f"{debido.removesuffix('.md')}.html", debido.rpartition("/")[2])
    for h in hallazgos:
        if h.codigo in ("nombre-de-archivo", "archivo-fuera-de-lugar"):
            # Y como están: quien los nombra así los nombra mal solo por eso.
            yield h.origen.archivo.rpartition("/")[2]


def _falta_un_registro(hallazgo: Hallazgo, danadas: Iterable[str]) -> bool:
    """Si solo dice que no está algo que puede estar en un registro que no se pudo leer."""
    # Un error no se calla por esto: podría ser el único.
    se_calla = hallazgo.codigo in _POR_UN_REGISTRO_QUE_FALTA and not hay_errores((hallazgo,))
    return se_calla and _instancia(hallazgo.origen.archivo) in danadas


def _instancia(archivo: str) -> str:
    return "/".join(archivo.split("/")[:3])


def _ruta_corta(archivo: str) -> str:
    """El camino del registro dentro de su instancia, sin extensión."""
    dentro = archivo.removeprefix("contenido/").partition("/")[2].partition("/")[2]
    return dentro.rpartition(".")[0]
