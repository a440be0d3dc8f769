"""Una instancia entera, leída sola: sus registros, sus anexos y todos sus defectos."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

from msgspec import structs

from generador.acervo import Acervo
from generador.acervo.visibles import es_posterior, es_publico
from generador.cronometro import Cronometro
from generador.hallazgo import (
    Accion,
    Arreglo,
    Certeza,
    Hallazgo,
    Origen,
    error,
    parecido,
)
from generador.lectura.anclas import anclar, pagina_de
from generador.lectura.anexos import ANEXO_MAXIMO
from generador.lectura.archivos import EnDisco, recorrer
from generador.lectura.contenido import Contenido
from generador.lectura.lugares import (
    bien_terminado,
    cambiar_terminacion,
    nombre_de_carpeta,
    su_lugar,
    tronco_de,
)
from generador.lectura.registros import EnlaceInterno, Leido, con_su_ancla, leer_registro
from generador.lectura.textos import Textos
from generador.modelo.acta import Acta
from generador.modelo.archivos import EXTENSIONES, INSTANCIAS
from generador.modelo.base import Archivo, Html, Registro
from generador.modelo.clases import CLASES_DE_INSTANCIA, INSTANCIA, PUBLICABLES, Clase, clase_en
from generador.modelo.correcciones import nombre_de_archivo
from generador.modelo.instancia import Instancia

_DE_OFICINA = (".doc", ".docx", ".odt", ".rtf", ".pages")


@dataclass(slots=True)
class InstanciaLeida:
    """Lo que hay en la carpeta de una instancia, antes de saber qué se publica.

    `borradores` son los archivos de los que se dicen borrador, se hayan podido leer o no.
    """

    slug: str
    registros: dict[str, list[Registro]] = field(default_factory=dict)
    textos: dict[tuple[str, str], Html] = field(default_factory=dict)
    anexos: dict[str, Archivo] = field(default_factory=dict)
    enlaces: list[EnlaceInterno] = field(default_factory=list)
    anclas: dict[str, frozenset[str]] = field(default_factory=dict)
    hallazgos: list[Hallazgo] = field(default_factory=list)
    borradores: set[str] = field(default_factory=set)


def leer_instancia(
    contenido: Contenido,
    slug: str,
    textos: Textos | None = None,
    cronometro: Cronometro | None = None,
) -> InstanciaLeida:
    """Lee `contenido/instancias/<slug>/`.

    `textos` son los ya convertidos, que se completan con los de ahora.
    """
    prefijo = f"{INSTANCIAS}/{slug}"
    hallados, defectos = recorrer(contenido, prefijo)
    leida = InstanciaLeida(slug, hallazgos=defectos)
    registros, anexos = _separar(hallados, leida)
    base = f"instancias/{slug}"
    caminos = [r.removeprefix(f"{base}/") for r in registros]
    carpetas = _solo_de_anexos(hallados) if defectos else ()
    leida.hallazgos[:] = (_con_su_registro(h, carpetas, base, caminos) for h in leida.hallazgos)
    for ruta, (clase, extensiones) in registros.items():
        with cronometro.registro(ruta, clase.nombre) if cronometro else nullcontext():
            leido = leer_registro(contenido, extensiones, ruta, clase, textos)
        _agregar(leida, ruta, clase, extensiones, leido)
    _anclar(leida)
    for archivo in anexos:
        _agregar_anexo(leida, contenido, archivo)
    if f"instancias/{slug}/instancia" not in registros:
        leida.hallazgos.append(
            error(
                "instancia-falta",
                Origen(prefijo),
                f"La carpeta «{slug}» no tiene instancia.md",
                f"Escriba {prefijo}/instancia.md con «nombre:», «tipo:» y «secretaria_tecnica:», "
                "como el que hace «generador nuevo instancia»; si la carpeta no es de una "
                "instancia, sáquela de aquí",
            )
        )
    return leida


def _anclar(leida: InstanciaLeida) -> None:
    """Los enlaces a una parte de una página, cuando ya se sabe qué partes tiene cada una."""
    con_ancla = {enlace.registro for enlace in leida.enlaces if enlace.ancla}
    for (ruta, campo), html in leida.textos.items():
        if ruta in con_ancla:
            leida.textos[ruta, campo] = anclar(html, ruta, leida.anclas)
    leida.enlaces = [con_su_ancla(e, leida.anclas) for e in leida.enlaces]


def _separar(
    hallados: Iterable[EnDisco], leida: InstanciaLeida
) -> tuple[dict[str, tuple[Clase, dict[str, str]]], list[EnDisco]]:
    """Los registros, por su camino bajo `contenido/`, y los anexos; lo demás está mal puesto."""
    base = f"instancias/{leida.slug}"
    registros: dict[str, tuple[Clase, dict[str, str]]] = {}
    otros: list[EnDisco] = []
    for archivo in hallados:
        camino, extension = posixpath.splitext(archivo.ruta)
        clase = clase_en(camino) if extension in EXTENSIONES else None
        if clase is None:
            otros.append(archivo)
            continue
        _, extensiones = registros.setdefault(f"{base}/{camino}", (clase, {}))
        extensiones[extension] = f"contenido/{base}/{archivo.ruta}"
    anexos = [a for a in otros if f"{base}/{posixpath.dirname(a.ruta)}" in registros]
    de_registro = set(anexos)
    perdidos = [a for a in otros if a not in de_registro]
    carpetas = [r.removeprefix(f"{base}/") for r in registros] if perdidos else []
    leida.hallazgos += (_fuera_de_lugar(a.ruta, base, carpetas) for a in perdidos)
    return registros, anexos


def _con_su_registro(
    hallado: Hallazgo, carpetas: Collection[str], base: str, registros: Collection[str]
) -> Hallazgo:
    """El de una carpeta mal nombrada: la de unos anexos se llama como su registro, no de otro modo.

    `carpetas` son las que solo tienen anexos; `registros`, los caminos de los que se hallaron.
    """
    carpeta = hallado.origen.archivo.removeprefix(f"contenido/{base}/")
    puesta, barra, nombre = carpeta.rpartition("/")
    ocupado = f"{puesta}{barra}{nombre_de_archivo(nombre)}" in carpetas
    if hallado.codigo != "nombre-de-archivo" or carpeta not in carpetas or ocupado:
        return hallado
    remedio, arreglos = nombre_de_carpeta(f"contenido/{base}", carpeta, registros)
    return structs.replace(hallado, remedio=remedio, arreglos=arreglos)


def _solo_de_anexos(hallados: Iterable[EnDisco]) -> set[str]:
    """Las carpetas que no tienen dentro ningún texto que pueda ser un registro."""
    todas, de_textos = set(), set()
    for archivo in hallados:
        suyas = {str(carpeta) for carpeta in PurePosixPath(archivo.ruta).parents}
        todas |= suyas
        de_textos |= suyas if archivo.ruta.endswith(EXTENSIONES) else set()
    return todas - de_textos


def _fuera_de_lugar(ruta: str, base: str, carpetas: list[str]) -> Hallazgo:
    ejemplos = ", ".join(c.ejemplo for c in CLASES_DE_INSTANCIA)
    tronco, extension = tronco_de(ruta)
    if clase_en(tronco) and (debido := bien_terminado(ruta)):
        return _mal_terminado(ruta, base, debido, tronco in carpetas)
    if (extension in _DE_OFICINA and clase_en(tronco)) or _se_llama_como_un_registro(ruta):
        return _es_un_documento(ruta, base, tronco in carpetas)
    arreglos = su_lugar(f"contenido/{base}", ruta, carpetas)
    if not arreglos and clase_en(carpeta := posixpath.dirname(ruta)):
        return _de_quien_no_esta(ruta, base, carpeta)
    de_un_registro = any(ruta.startswith(f"{c}/") for c in carpetas)
    cercana = "" if arreglos or de_un_registro else parecido(tronco, carpetas)
    return error(
        "archivo-fuera-de-lugar",
        Origen(f"contenido/{base}/{ruta}"),
        f"«{ruta}» no es un registro ni está en la carpeta de anexos de un registro.{cercana}",
        "Un anexo va en la carpeta que se llama como su registro (actas/2020/01/anexo.pdf para "
        f"actas/2020/01.md); un registro, en uno de estos lugares: {ejemplos}",
        *arreglos,
    )


def _de_quien_no_esta(ruta: str, base: str, registro: str) -> Hallazgo:
    """«actas/2020/07/lista.pdf», sin ningún «actas/2020/07.md»."""
    return error(
        "archivo-fuera-de-lugar",
        Origen(f"contenido/{base}/{ruta}"),
        f"«{ruta}» está en la carpeta de anexos de «{registro}.md», que no existe",
        "Escriba ese registro, o devuélvalo a su lugar; si el archivo es de otro, llévelo a la "
        "carpeta que se llama como él; y si no es de ninguno, sáquelo de contenido/",
    )


def _se_llama_como_un_registro(ruta: str) -> bool:
    """Si solo puede ser el documento de ese registro: «03.md.pdf», «07.pdf», «planes/2026.pdf».

    De las actas, las que llevan un número: «lista.pdf» puede ser un anexo de otra.
    """
    tronco, _ = tronco_de(ruta)
    clase = clase_en(tronco)
    es_acta = clase is not None and clase.modelo is Acta
    con_dos = posixpath.splitext(ruta)[0] != tronco
    return clase is not None and (not es_acta or con_dos or posixpath.basename(tronco).isdigit())


def _mal_terminado(ruta: str, base: str, debido: str, ya_esta: bool) -> Hallazgo:
    """«actas/2020/06.md.md», «actas/2020/06.markdown» o «actas/2020/06»."""
    remedio, arreglos = cambiar_terminacion(f"contenido/{base}", debido, ya_esta)
    return error(
        "archivo-fuera-de-lugar",
        Origen(f"contenido/{base}/{ruta}"),
        f"«{ruta}» está donde va un registro, y su nombre debe terminar en "
        f"{posixpath.splitext(debido)[1]}, una sola vez",
        remedio,
        *arreglos,
    )


def _es_un_documento(ruta: str, base: str, hay_registro: bool) -> Hallazgo:
    """«actas/2020/01.docx»: el acta en Word, donde va su registro."""
    tronco, nombre = tronco_de(ruta)[0], posixpath.basename(ruta)
    escribirlo = "P" if hay_registro else f"Escriba el registro en {tronco}.md y p"
    empezarlo = "" if hay_registro else "; para empezarlo, «generador nuevo»"
    a_su_carpeta = Arreglo(Accion.MOVER, f"contenido/{base}/{tronco}/{nombre}", Certeza.PROBABLE)
    return error(
        "archivo-fuera-de-lugar",
        Origen(f"contenido/{base}/{ruta}"),
        f"«{ruta}» está donde va un registro, y un registro se escribe en un archivo .md",
        f"{escribirlo}onga este archivo en la carpeta {tronco}/, con su renglón en «anexos» o en "
        f"«original»{empezarlo}",
        *((a_su_carpeta,) if hay_registro else ()),
    )


def _agregar(
    leida: InstanciaLeida, ruta: str, clase: Clase, extensiones: Mapping[str, str], leido: Leido
) -> None:
    leida.hallazgos += leido.hallazgos
    leida.enlaces += leido.enlaces
    leida.anclas[pagina_de(ruta)] = leido.anclas
    for campo, html in leido.textos.items():
        leida.textos[ruta, campo] = html
    if leido.borrador:
        leida.borradores |= set(extensiones.values())
    if leido.registro is not None:
        leida.registros.setdefault(clase.nombre, []).append(leido.registro)


def _agregar_anexo(leida: InstanciaLeida, contenido: Contenido, archivo: EnDisco) -> None:
    ruta = f"instancias/{leida.slug}/{archivo.ruta}"
    if archivo.bytes > ANEXO_MAXIMO:
        leida.hallazgos.append(
            error(
                "archivo-muy-grande",
                Origen(f"contenido/{ruta}"),
                f"El anexo pesa más de {ANEXO_MAXIMO >> 20} MiB",
                "Divídalo o reduzca la resolución de sus imágenes",
            )
        )
        return
    anexo = contenido.anexo(f"contenido/{ruta}")
    leida.anexos[ruta] = anexo.archivo
    leida.hallazgos += anexo.hallazgos


def estructurar(
    leida: InstanciaLeida, corte: date, *, con_borradores: bool = False
) -> Acervo | None:
    """El acervo publicable a una fecha de corte, o `None` si no hay instancia legible.

    Los borradores y lo que se publica después del corte se apartan aquí, una sola vez: nada
    de lo que sigue los ve. Los anexos de lo apartado se apartan con él.
    """

    def visibles(clase: Clase) -> tuple[Registro, ...]:
        leidos = leida.registros.get(clase.nombre, ())
        suyos = (r for r in leidos if con_borradores or es_publico(r, corte))
        # A igualdad, por el camino: el orden del disco no cambia un byte.
        return tuple(sorted(suyos, key=lambda r: (clase.orden(r), r.ruta)))

    instancia = next(iter(visibles(INSTANCIA)), None)
    if not isinstance(instancia, Instancia):
        return None
    acervo = Acervo(leida.slug, instancia, {c.modelo: visibles(c) for c in PUBLICABLES})
    rutas = acervo.por_ruta
    return replace(
        acervo,
        anexos={r: a for r, a in leida.anexos.items() if posixpath.dirname(r) in rutas},
        cuerpos={c: h for c, h in leida.textos.items() if c[0] in rutas},
        posteriores={
            r.ruta: r
            for suyos in leida.registros.values()
            for r in suyos
            if es_posterior(r, corte) and not r.aparta
        },
    )
