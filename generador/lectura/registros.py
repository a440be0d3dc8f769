"""Un registro entero: sus datos, su cuerpo y su origen, desde uno o dos archivos."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from msgspec import structs
from pydantic_core import PydanticCustomError

from generador.hallazgo import Accion, Arreglo, Hallazgo, Origen, error
from generador.lectura.anclas import Anclas, ancla_publicada, anclas_propias, pagina_de
from generador.lectura.archivos import leer_texto
from generador.lectura.contenido import Contenido
from generador.lectura.enlaces import direccion_interna, resolver
from generador.lectura.ilustraciones import direccion_de_imagen, ilustrar
from generador.lectura.portada import Partes, dice_que_es_borrador, partida, partir
from generador.lectura.sugerencias import CITADO
from generador.lectura.textos import EnlaceEscrito, TextoConvertido, Textos
from generador.lectura.validar import validar
from generador.lectura.yaml_estricto import ArbolDeYaml, leer_yaml
from generador.modelo.base import Fuente, Html, Registro
from generador.modelo.clases import Clase
from generador.modelo.tipos import leer_si_no


@dataclass(frozen=True, slots=True)
class EnlaceInterno:
    """Un enlace de un texto a otra dirección del sitio, con el lugar donde está escrito.

    `ancla` es la parte de esa página que nombra, como se escribió. `registro` es el camino del
    registro que enlaza: los de un borrador no se comprueban.
    """

    registro: str
    direccion: str
    origen: Origen
    ancla: str = ""


@dataclass(slots=True)
class Leido:
    """Un registro leído, o `None` si tiene errores; con sus textos ya convertidos.

    `borrador` dice que aún no se publica, se haya podido leer o no.
    """

    borrador: bool = False
    registro: Registro | None = None
    textos: dict[str, Html] = field(default_factory=dict)
    enlaces: list[EnlaceInterno] = field(default_factory=list)
    anclas: frozenset[str] = frozenset()
    hallazgos: list[Hallazgo] = field(default_factory=list)


def leer_registro(
    contenido: Contenido,
    extensiones: Mapping[str, str],
    ruta: str,
    clase: Clase,
    textos: Textos | None = None,
) -> Leido:
    """Lee el registro `ruta` (su camino bajo `contenido/`).

    `textos` son los que ya se convirtieron otra vez; se completa con los de este registro.

    `extensiones` da, por extensión (`.md`, `.yaml`), el archivo relativo a la raíz del sitio.
    """
    partes, sha256, archivo = _abrir(contenido, extensiones, clase)
    leido = Leido(hallazgos=list(partes.arbol.hallazgos))
    fuente = Fuente(
        archivo,
        ruta,
        sha256,
        partes.cuerpo,
        partes.linea_cuerpo,
        partes.archivo_cuerpo,
        partes.arbol.posiciones,
    )
    if partes.arbol.datos is None:
        leido.borrador = partes.es_borrador
        if not any(h.codigo.startswith("portada-") for h in leido.hallazgos):
            # Dónde empieza el texto se sabe, y lo que esté mal en él se dice en la misma corrida.
            _convertir_textos(contenido, leido, fuente, partes, clase, textos or Textos())
        return leido
    registro, defectos = validar(clase.modelo, partes.arbol, archivo)
    leido.hallazgos = [*_sin_lo_mal_puesto(leido.hallazgos, defectos), *defectos]
    _convertir_textos(contenido, leido, fuente, partes, clase, textos or Textos())
    if registro is not None:
        registro.con_fuente(fuente)
        leido.registro = registro
        leido.anclas |= anclas_propias(registro)
    leido.borrador = bool(registro.aparta) if registro else _dice_que_es_borrador(partes)
    return leido


def _sin_lo_mal_puesto(
    hallazgos: Iterable[Hallazgo], defectos: Iterable[Hallazgo]
) -> Iterator[Hallazgo]:
    """Sin lo que se halló al leer un valor del que ya se dice que va de otra forma, y cómo.

    De una lista que no lo es, los guiones leídos como texto; de un texto con dos puntos que se leyó
    como un grupo, lo que su « #» corta: se cita entero.
    """
    mal_puestos = [d for d in defectos if d.codigo == "tipo-incorrecto"]
    lugares = {d.origen for d in mal_puestos}
    enteros = (d.origen for d in mal_puestos if any(a.texto == CITADO for a in d.arreglos))
    filas = {(lugar.archivo, lugar.linea) for lugar in enteros}
    for h in hallazgos:
        en_fila = (h.origen.archivo, h.origen.linea) in filas
        guion = h.codigo == "yaml-roto" and h.origen in lugares
        if not guion and not (h.codigo == "yaml-almohadilla" and en_fila):
            yield h


def _dice_que_es_borrador(partes: Partes) -> bool:
    """Si lo escrito lo aparta, aunque otra cosa esté mal."""
    try:
        return leer_si_no((partes.arbol.datos or {}).get("borrador", "no"))
    except PydanticCustomError:
        return partes.es_borrador


def _abrir(
    contenido: Contenido, extensiones: Mapping[str, str], clase: Clase
) -> tuple[Partes, str, str]:
    """Las partes del registro, su huella y el archivo de los datos."""
    md, yaml = extensiones.get(".md"), extensiones.get(".yaml")
    if yaml is None:
        assert md is not None
        texto, sha256, defectos = leer_texto(contenido, md)
        partes = partir(texto, md) if texto else Partes()
        partes.arbol.hallazgos += defectos
        if fuera := partida(texto, md, partes, clase.modelo.model_fields):
            partes.arbol.hallazgos.append(fuera)
            # Con lo que se leyó, el registro diría menos de lo que está escrito.
            partes.arbol.datos = None
        return partes, sha256, md
    texto, sha256, defectos = leer_texto(contenido, yaml)
    partes = Partes(leer_yaml(texto, yaml)) if texto else Partes()
    partes.es_borrador = dice_que_es_borrador(texto)
    partes.arbol.hallazgos += defectos
    if md is not None:
        cuerpo, sha_cuerpo, defectos = leer_texto(contenido, md)
        partes.arbol.hallazgos += defectos
        partes.cuerpo, partes.archivo_cuerpo = cuerpo, md
        sha256 = f"{sha256}+{sha_cuerpo}"
        if cuerpo.startswith("---\n"):
            partes.arbol.hallazgos.append(_en_dos_archivos(partes, partir(cuerpo, md), md, yaml))
            # Lo que a uno le falta puede estar en el otro.
            partes.arbol.datos = None
    return partes, sha256, yaml


def _en_dos_archivos(de_yaml: Partes, de_md: Partes, md: str, yaml: str) -> Hallazgo:
    """El de un registro cuyas claves están en los dos archivos."""
    uno, otro = posixpath.basename(md), posixpath.basename(yaml)
    dichas = (de_yaml.arbol.datos or {}).items()
    repetidas = de_md.arbol.datos is not None and all(
        par in dichas for par in de_md.arbol.datos.items()
    )
    return error(
        "portada-doble",
        Origen(md),
        f"El mismo registro está en {uno} y en {otro}, y los dos tienen claves",
        f"Deje todas las claves en uno solo: lleve a {uno}, entre las dos líneas «---», las de "
        f"{otro} que le falten, y borre {otro}; o llévelas a {otro}, y deje en {uno} solo el texto",
        # Se quita solo lo que el otro ya dice.
        *((Arreglo(Accion.SINTAXIS),) if repetidas else ()),
    )


def _convertir_textos(
    contenido: Contenido,
    leido: Leido,
    fuente: Fuente,
    partes: Partes,
    clase: Clase,
    textos: Textos,
) -> None:
    inicio_del_cuerpo = Origen(partes.archivo_cuerpo, partes.linea_cuerpo)
    escritos = [("cuerpo", partes.cuerpo, inicio_del_cuerpo)]
    for campo in clase.campos_markdown:
        valor = (partes.arbol.datos or {}).get(campo)
        if isinstance(valor, str):
            comienzo = partes.arbol.comienzo_de((campo,))
            escritos.append((campo, valor, Origen(fuente.archivo, *comienzo)))
    for campo, texto, inicio in escritos:
        if not texto.strip():
            continue
        hecho = textos.convertido(
            texto,
            f"{fuente.ruta}\0{inicio.archivo}\0{inicio.linea}\0{inicio.columna}",
            partial(_convertir, contenido, texto, inicio, fuente.ruta),
        )
        leido.textos[campo] = Html(hecho.html)
        claves = _con_clave(partes.arbol) if inicio.archivo == fuente.archivo else ()
        leido.hallazgos += (_sin_tocar_la_clave(h, claves) for h in hecho.hallazgos)
        leido.anclas |= frozenset(hecho.anclas)
        _anotar_enlaces(leido, hecho.enlaces, inicio.archivo, fuente.ruta)


def _convertir(contenido: Contenido, texto: str, inicio: Origen, ruta: str) -> TextoConvertido:
    # Tardan en cargarse, y casi siempre los textos ya se convirtieron antes.
    from generador.lectura.markdown import convertir

    cuerpo, hallazgos = convertir(
        texto,
        inicio.archivo,
        inicio.linea,
        resolver=lambda destino: resolver(destino, ruta),
        imagen=lambda destino: ilustrar(contenido, destino, ruta),
    )
    # Lo que hay antes de cada renglón: la sangría del bloque, o la clave y las comillas.
    margen = inicio.columna - 1
    enlaces = (
        EnlaceEscrito(e.destino, e.linea, e.columna + margen, e.es_imagen) for e in cuerpo.enlaces
    )
    anclas = tuple(titulo.ancla for titulo in cuerpo.titulos)
    corridos = (_corrido(h, margen) for h in hallazgos)
    return TextoConvertido(cuerpo.html, tuple(enlaces), anclas, tuple(corridos))


def _con_clave(arbol: ArbolDeYaml) -> frozenset[int]:
    """Las líneas de los datos que tienen una clave."""
    return frozenset(linea for linea, _ in arbol.claves.values())


def _sin_tocar_la_clave(hallazgo: Hallazgo, claves: Container[int]) -> Hallazgo:
    """Sin lo que escribiría de nuevo el renglón entero, si en él está también una clave."""
    la_tocan = any(
        a.accion is Accion.RENGLONES and (a.donde or hallazgo.origen).linea in claves
        for a in hallazgo.arreglos
    )
    return structs.replace(hallazgo, arreglos=()) if la_tocan else hallazgo


def _corrido(hallazgo: Hallazgo, margen: int) -> Hallazgo:
    lugar = hallazgo.origen
    return structs.replace(hallazgo, origen=structs.replace(lugar, columna=lugar.columna + margen))


def _anotar_enlaces(
    leido: Leido, enlaces: Iterable[EnlaceEscrito], archivo: str, ruta: str
) -> None:
    for enlace in enlaces:
        direccion = _direccion_de(enlace, ruta)
        if direccion:
            origen = Origen(archivo, enlace.linea, enlace.columna)
            ancla = enlace.destino.partition("#")[2]
            leido.enlaces.append(EnlaceInterno(ruta, direccion, origen, ancla))


def _direccion_de(enlace: EnlaceEscrito, ruta: str) -> str:
    if enlace.destino.startswith("#"):
        return pagina_de(ruta)
    if not enlace.es_imagen:
        return direccion_interna(enlace.destino, ruta)
    return direccion_de_imagen(enlace.destino, ruta)


def con_su_ancla(enlace: EnlaceInterno, anclas: Anclas) -> EnlaceInterno:
    """El enlace con su ancla como está en la página a la que lleva."""
    if not enlace.ancla:
        return enlace
    return replace(enlace, ancla=ancla_publicada(enlace.ancla, anclas.get(enlace.direccion)))
