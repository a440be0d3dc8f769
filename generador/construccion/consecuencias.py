"""Los hallazgos que solo son consecuencia de otro: se callan hasta que el otro se arregle."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import structs

from generador.hallazgo import Accion, Hallazgo, hay_errores
from generador.lectura.anclas import pagina_de

_DE_OTRO_ARCHIVO = {
    "entidad-desconocida": "contenido/entidades.yaml",
    "norma-desconocida": "contenido/normas/",
}
_DE_LA_INSTANCIA = ("cargo-desconocido", "funcion-desconocida")
_DE_UN_LUGAR = ("enlace-roto", "anexo-no-existe")
_RAIZ = "contenido/"
_MAL_NOMBRADO = frozenset(
    ("anexo-no-existe", "anexo-fuera-de-carpeta", "documento-reemplazado-falta")
)
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
        "asistencia-incompleta",
        "quorum-otra-asistencia",
        "plan-avance-sin-actividades",
        "plan-contado-sin-enumerar",
    )
)


def sin_consecuencias(hallazgos: list[Hallazgo], responden: frozenset[str]) -> list[Hallazgo]:
    """Sin lo que falta solo porque el archivo donde está no se pudo leer.

    `responden` son las direcciones que el sitio atiende.
    """
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
    mal_puestos = set(con_otro_nombre(hallazgos))
    registros = {_sin_extension(archivo) for archivo in danados}
    # De un registro que tiene errores y aun así se lee, sus anexos se conocen.
    apartados = {r for r in registros if pagina_de(r) not in responden}
    sin_archivo = {
        (_sin_extension(h.origen.archivo), h.citado)
        for h in hallazgos
        if h.codigo == "anexo-no-existe"
    }
    # El archivo que parece suelto puede ser el que el mismo registro nombra mal.
    nombran_mal = {h.origen.archivo for h in hallazgos if h.codigo in _MAL_NOMBRADO}
    return [
        h
        for h in hallazgos
        if h.codigo not in ilegibles
        and not (h.codigo in _CITAS and registro_citado(h) in registros | mal_puestos)
        and not (h.codigo == "enlace-roto" and _de_la_pagina(h.citado) in registros)
        and not (h.codigo == "enlace-roto" and _carpeta_de(h.citado) in apartados)
        and not (h.codigo == "enlace-roto" and posixpath.split(h.citado) in sin_archivo)
        and not (h.codigo in _DE_UN_LUGAR and mal_puestos.intersection(_lugares_de(h)))
        and not (h.codigo == "archivo-fuera-de-lugar" and _carpeta(h) in mal_puestos)
        and not (h.codigo == "instancia-falta" and _su_ficha(h) in mal_puestos)
        and not (h.codigo == "anexo-sin-nombrar" and h.origen.archivo in nombran_mal)
        and not _falta_un_registro(h, instancias)
        and not (h.codigo in _DE_LA_INSTANCIA and _instancia(h.origen.archivo) in sin_instancia)
    ]


def de_lo_inedito(
    hallazgos: Iterable[Hallazgo], sin_publicar: Mapping[str, str]
) -> Iterator[Hallazgo]:
    """Los mismos; lo que se cita y aún no se publica se dice así, y no que no está.

    `sin_publicar` son los archivos que se leen y no se publican, cada uno con su porqué.
    """
    for h in hallazgos:
        archivo = next((a for a in _archivos_citados(h) if a in sin_publicar), "")
        if not archivo:
            yield h
            continue
        yield structs.replace(
            h,
            mensaje=f"Lo que se cita está en {archivo}, que aún no se publica: "
            f"{sin_publicar[archivo]}",
            remedio="Publíquelo al tiempo que esto, o deje la cita para cuando se publique",
            arreglos=(),
        )


def _archivos_citados(hallazgo: Hallazgo) -> Iterator[str]:
    """Dónde puede estar lo que cita, si el hallazgo es que no está."""
    citado = hallazgo.citado
    registros: tuple[str, ...] = ()
    if hallazgo.codigo == "enlace-roto":
        registros = (_de_la_pagina(citado), _carpeta_de(citado))
    elif hallazgo.codigo in _CITAS:
        registros = (registro_citado(hallazgo),)
    elif hallazgo.codigo == "norma-desconocida":
        registros = (f"normas/{citado}",)
    return (f"{_RAIZ}{r}{e}" for r in registros for e in (".md", ".yaml"))


def registro_citado(hallazgo: Hallazgo) -> str:
    """El camino entero del registro que cita, contado desde `contenido/`."""
    ruta = _sin_extension(hallazgo.citado.partition("#")[0].strip("/"))
    entera = ruta.startswith("instancias/")
    return ruta if entera else f"{_instancia(hallazgo.origen.archivo)[len(_RAIZ) :]}/{ruta}"


def _carpeta_de(direccion: str) -> str:
    """El registro del que puede ser un anexo, que va en la carpeta con su nombre."""
    return posixpath.dirname(direccion)


def _de_la_pagina(direccion: str) -> str:
    """El registro del que sale esa página."""
    if re.fullmatch(r"instancias/[^/]+/index\.html", direccion):
        return direccion.removesuffix("index.html") + "instancia"
    return direccion.removesuffix(".html")


def con_otro_nombre(hallazgos: Iterable[Hallazgo]) -> Iterator[str]:
    """Los archivos mal puestos o mal nombrados: dónde están y dónde deberían estar.

    Los caminos van desde `contenido/`, y los de los registros, sin extensión.
    """
    for h in hallazgos:
        if h.codigo == "direccion-perdida" and h.citado:
            yield h.citado
        for arreglo in h.arreglos:
            if arreglo.accion in (Accion.MOVER, Accion.MUDAR):
                yield (
                    _sin_extension(arreglo.texto)
                    if arreglo.texto.endswith(".md")
                    else (arreglo.texto.removeprefix(_RAIZ))
                )
        if h.codigo in ("nombre-de-archivo", "archivo-fuera-de-lugar"):
            # Y como están: quien los nombra así los nombra mal solo por eso.
            yield h.origen.archivo.removeprefix(_RAIZ)
        if h.codigo == "archivo-fuera-de-lugar":
            # Un registro en Word, o sin su extensión, no está: su página y sus anexos, tampoco.
            nombre = h.origen.archivo.rpartition("/")[2]
            yield f"{_carpeta(h)}/{nombre.partition('.')[0]}"
            yield f"{_instancia(h.origen.archivo)}/…/{nombre}"


def _lugares_de(hallazgo: Hallazgo) -> tuple[str, ...]:
    """Dónde puede estar lo que un enlace o un anexo nombra."""
    citado, archivo = hallazgo.citado, hallazgo.origen.archivo
    if hallazgo.codigo == "enlace-roto":
        return citado, _de_la_pagina(citado), _carpeta_de(citado)
    suelto = f"{_instancia(archivo)}/…/{citado}"
    return f"{_sin_extension(archivo)}/{citado}", suelto


def _su_ficha(hallazgo: Hallazgo) -> str:
    return f"{_instancia(hallazgo.origen.archivo).removeprefix(_RAIZ)}/instancia"


def _carpeta(hallazgo: Hallazgo) -> str:
    return hallazgo.origen.archivo.rpartition("/")[0].removeprefix(_RAIZ)


def _sin_extension(archivo: str) -> str:
    return re.sub(r"\.(md|yaml)$", "", archivo.removeprefix(_RAIZ))


def _falta_un_registro(hallazgo: Hallazgo, danadas: Iterable[str]) -> bool:
    """Si solo dice que no está algo que puede estar en un registro que no se pudo leer."""
    # Un error no se calla por esto: podría ser el único.
    se_calla = hallazgo.codigo in _POR_UN_REGISTRO_QUE_FALTA and not hay_errores((hallazgo,))
    return se_calla and _instancia(hallazgo.origen.archivo) in danadas


def _instancia(archivo: str) -> str:
    return "/".join(archivo.split("/")[:3])
