"""Los hallazgos que solo son consecuencia de otro: se callan hasta que el otro se arregle."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Set

from msgspec import Struct, structs

from generador.configuracion.citables import CITABLES
from generador.hallazgo import Accion, Hallazgo, hay_errores
from generador.lectura.anclas import pagina_de
from generador.lectura.lugares import PERIODO_ESCRITO, periodo_del_nombre
from generador.modelo.archivos import ENTIDADES, EXTENSIONES, INSTANCIAS, LISTAS, NORMAS
from generador.modelo.citas import Cita
from generador.modelo.clases import PUBLICABLES
from generador.verificacion.reglas import REGLAS
from generador.verificacion.reglas.citas import DE_CADA_CITA

_DE_OTRO_ARCHIVO = {
    DE_CADA_CITA[Cita.ENTIDAD].codigo: ENTIDADES,
    DE_CADA_CITA[Cita.NORMA].codigo: f"{NORMAS}/",
    DE_CADA_CITA[Cita.LISTA].codigo: f"{LISTAS}/",
}
_DE_LO_COMUN = frozenset(codigo for codigo, _ in CITABLES.values())
_DE_LA_INSTANCIA = tuple(DE_CADA_CITA[c].codigo for c in (Cita.CARGO, Cita.FUNCION))
_DE_UN_LUGAR = ("enlace-roto", "anexo-no-existe")
_DE_OTRA_FECHA = frozenset(c.mal_puesto.codigo for c in PUBLICABLES if c.mal_puesto)
_DE_LA_FECHA = frozenset(r.codigo for r in REGLAS if r.sigue_a_la_fecha) | {"anexo-no-existe"}
_RAIZ = "contenido/"
_MAL_NOMBRADO = frozenset(
    ("anexo-no-existe", "anexo-fuera-de-carpeta", "documento-reemplazado-falta")
)
_CITAS = tuple(DE_CADA_CITA[c].codigo for c in (Cita.REGISTRO, Cita.ACUERDO))
_POR_UN_REGISTRO_QUE_FALTA = frozenset(r.codigo for r in REGLAS if r.sigue_a_lo_que_falta)


class _Causas(Struct, frozen=True):
    """Lo que ya se dice, por lo que otros hallazgos sobran.

    Los registros y los lugares van desde `contenido/`, sin extensión; las instancias, con ella.
    """

    ilegibles: Set[str]  # códigos de lo que falta en una lista que no se pudo leer
    registros: Set[str]  # los que tienen errores
    apartados: Set[str]  # de esos, los que no se publican: sus anexos no se conocen
    mal_puestos: Set[str]  # dónde está, y dónde debería, lo que está donde no va
    instancias: Set[str]  # las que tienen algún registro con errores
    sin_ficha: Set[str]  # las que tienen errores en instancia.md
    sin_archivo: Set[tuple[str, str]]  # registro y nombre de cada anexo que se dijo que falta
    nombran_mal: Set[str]  # archivos que nombran un anexo que no está
    de_otra_fecha: Set[str]  # registros que no están donde dicen sus datos


def sin_consecuencias(hallazgos: list[Hallazgo], responden: frozenset[str]) -> list[Hallazgo]:
    """Sin lo que falta solo porque el archivo donde está no se pudo leer, o dice otra fecha.

    Si hay errores, alguno queda siempre: nunca se callan todos.
    `responden` son las direcciones que el sitio atiende.
    """
    if not hay_errores(hallazgos):
        return hallazgos
    causas = _causas(hallazgos, responden)
    quedan = [h for h in hallazgos if not any(sobra(h, causas) for sobra in _SOBRAN)]
    # Dos que se explican el uno al otro no se callan los dos: algún error se dice siempre.
    return quedan if hay_errores(quedan) else hallazgos


def _causas(hallazgos: list[Hallazgo], responden: frozenset[str]) -> _Causas:
    danados = [h.origen.archivo for h in hallazgos if hay_errores((h,)) and h.codigo not in _CITAS]
    # Lo que cita algo que no está se leyó igual: nada falta por eso.
    mal_escritos = [h for h in hallazgos if hay_errores((h,)) and h.codigo not in _DE_LO_COMUN]
    registros = set(map(_sin_extension, danados))
    fichas = (a for a in danados if a.endswith(("/instancia.md", "/instancia.yaml")))
    return _Causas(
        ilegibles={
            codigo
            for codigo, lugar in _DE_OTRO_ARCHIVO.items()
            if any(h.origen.archivo.startswith(lugar) for h in mal_escritos)
        },
        registros=registros,
        # De un registro que tiene errores y aun así se lee, sus anexos se conocen.
        apartados={r for r in registros if pagina_de(r) not in responden},
        # Lo que va en contenido/ mismo no tiene ninguna carpeta mal puesta encima.
        mal_puestos=set(con_otro_nombre(hallazgos)) - {""},
        instancias={_instancia(a) for a in danados if a.startswith(f"{INSTANCIAS}/")},
        sin_ficha=set(map(_instancia, fichas)),
        sin_archivo={
            (_sin_extension(h.origen.archivo), h.citado)
            for h in hallazgos
            if h.codigo == "anexo-no-existe"
        },
        nombran_mal={h.origen.archivo for h in hallazgos if h.codigo in _MAL_NOMBRADO},
        de_otra_fecha={
            _sin_extension(h.origen.archivo) for h in hallazgos if h.codigo in _DE_OTRA_FECHA
        },
    )


def _cita_lo_que_no_se_leyo(h: Hallazgo, causas: _Causas) -> bool:
    if h.codigo in _CITAS:
        citado = registro_citado(h)
        return citado in causas.registros or citado in causas.mal_puestos
    de_la_ficha = h.codigo in _DE_LA_INSTANCIA and _instancia(h.origen.archivo) in causas.sin_ficha
    return h.codigo in causas.ilegibles or de_la_ficha


def _enlaza_lo_que_no_se_leyo(h: Hallazgo, causas: _Causas) -> bool:
    return h.codigo == "enlace-roto" and (
        _de_la_pagina(h.citado) in causas.registros
        or _carpeta_de(h.citado) in causas.apartados
        or posixpath.split(h.citado) in causas.sin_archivo
    )


def _busca_lo_mal_puesto(h: Hallazgo, causas: _Causas) -> bool:
    if h.codigo in _DE_UN_LUGAR:
        return not causas.mal_puestos.isdisjoint(_lugares_de(h))
    suyo = {"archivo-fuera-de-lugar": _carpeta, "instancia-falta": _su_ficha}.get(h.codigo)
    # Lo que él mismo dice de su lugar no lo explica: «01.md» dentro de la carpeta de sus anexos.
    propios = set(con_otro_nombre([h]))
    return suyo is not None and suyo(h) in causas.mal_puestos - propios


def _depende_de_la_fecha(h: Hallazgo, causas: _Causas) -> bool:
    """Un registro copiado o movido sin sus anexos, o cuya fecha no es la que dice."""
    suyos = {_sin_extension(h.origen.archivo), registro_citado(h)}
    return h.codigo in _DE_LA_FECHA and not suyos.isdisjoint(causas.de_otra_fecha)


def _es_lo_mal_nombrado(h: Hallazgo, causas: _Causas) -> bool:
    """El archivo que parece suelto puede ser el que el mismo registro nombra mal."""
    return h.codigo == "anexo-sin-nombrar" and h.origen.archivo in causas.nombran_mal


def _cuenta_sin_lo_que_no_se_leyo(h: Hallazgo, causas: _Causas) -> bool:
    """Solo dice que no está algo que puede estar en un registro que no se pudo leer."""
    # Un error no se calla por esto: podría ser el único.
    se_calla = h.codigo in _POR_UN_REGISTRO_QUE_FALTA and not hay_errores((h,))
    return se_calla and _instancia(h.origen.archivo) in causas.instancias


_SOBRAN = (
    _cita_lo_que_no_se_leyo,
    _enlaza_lo_que_no_se_leyo,
    _busca_lo_mal_puesto,
    _depende_de_la_fecha,
    _es_lo_mal_nombrado,
    _cuenta_sin_lo_que_no_se_leyo,
)


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
    elif hallazgo.codigo == DE_CADA_CITA[Cita.NORMA].codigo:
        registros = (f"normas/{citado}",)
    return (f"{_RAIZ}{r}{e}" for r in registros for e in EXTENSIONES)


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
                del_nombre = periodo_del_nombre(h.origen.archivo)
                texto = arreglo.texto.replace(PERIODO_ESCRITO, del_nombre)
                yield _sin_extension(texto) if texto.endswith(".md") else texto.removeprefix(_RAIZ)
        if h.codigo in ("nombre-de-archivo", "archivo-fuera-de-lugar", "anexo-de-otra-clase"):
            # Y como están: quien los nombra así los nombra mal solo por eso.
            yield h.origen.archivo.removeprefix(_RAIZ)
            yield unicodedata.normalize("NFC", h.origen.archivo.removeprefix(_RAIZ))
        if h.codigo == "archivo-fuera-de-lugar":
            # Un registro en Word, o sin su extensión, no está: su página y sus anexos, tampoco.
            nombre = h.origen.archivo.rpartition("/")[2]
            yield posixpath.join(_carpeta(h), nombre.partition(".")[0])
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
    """La carpeta en que está, desde `contenido/`; vacía si está en ella misma."""
    return posixpath.dirname(hallazgo.origen.archivo.removeprefix(_RAIZ))


def _sin_extension(archivo: str) -> str:
    return re.sub(r"\.(md|yaml)$", "", archivo.removeprefix(_RAIZ))


def _instancia(archivo: str) -> str:
    return "/".join(archivo.split("/")[:3])
