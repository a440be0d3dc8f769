"""Las normas del sitio y los archivos que las prueban."""

from __future__ import annotations

from collections.abc import Container, Iterable

from generador.hallazgo import (
    Accion,
    Arreglo,
    Certeza,
    Hallazgo,
    Origen,
    aplazado,
    error,
    escribir_parecido,
)
from generador.lectura.anclas import anclar, pagina_de
from generador.lectura.anexos import ANEXO_MAXIMO
from generador.lectura.archivos import hay_carpeta, recorrer
from generador.lectura.leido import CitaLeida, ContextoLeido
from generador.lectura.lugares import (
    bien_terminado,
    cambiar_terminacion,
    tronco_de,
)
from generador.lectura.registros import con_su_ancla, leer_registro
from generador.modelo.anexos import se_publica
from generador.modelo.archivos import NORMAS
from generador.modelo.base import Archivo
from generador.modelo.citas import citas_de
from generador.modelo.clases import NORMA
from generador.modelo.correcciones import nombre_de_archivo
from generador.modelo.nombres import partes_de_norma
from generador.modelo.norma import Norma


def leer_normas(
    leido: ContextoLeido, con_borradores: bool
) -> tuple[dict[str, Norma], dict[str, Archivo]]:
    """Las normas por su identificador, y sus archivos públicos: el texto, por el de su norma.

    `con_borradores` da también las que no se publican.
    """
    carpeta = NORMAS
    normas: dict[str, Norma] = {}
    archivos: dict[str, Archivo] = {}
    if not hay_carpeta(leido.contenido, carpeta, leido.hallazgos):
        return normas, archivos
    hallados, defectos = recorrer(leido.contenido, carpeta)
    leido.hallazgos += defectos
    for hallado in hallados:
        ruta = f"normas/{hallado.ruta}"
        id_ = hallado.ruta.removesuffix(".md")
        if _es_norma_en_carpeta(hallado.ruta, {h.ruta for h in hallados}):
            leido.hallazgos.append(_norma_en_carpeta(hallado.ruta))
        elif "/" in hallado.ruta and hallado.bytes <= ANEXO_MAXIMO:
            anexo = leido.contenido.anexo(f"contenido/{ruta}")
            archivos[ruta] = anexo.archivo
            leido.hallazgos += anexo.hallazgos
        elif debido := _norma_bien_terminada(hallado.ruta):
            ya_esta = debido in {h.ruta for h in hallados}
            leido.hallazgos.append(_norma_mal_terminada(hallado.ruta, debido, ya_esta))
        elif hallado.ruta.endswith(".md"):
            _leer_norma(id_, normas, leido, con_borradores)
        else:
            leido.hallazgos.append(
                error(
                    "archivo-fuera-de-lugar",
                    Origen(f"contenido/{ruta}"),
                    f"«{hallado.ruta}» no es una norma",
                    f"Una norma va en {NORMA.ejemplo}; sus archivos, en la carpeta de igual nombre",
                    *_a_su_norma(hallado.ruta, [h.ruta for h in hallados]),
                )
            )
    publicos = _originales(normas, archivos, leido)
    sin_leer = {h.ruta.removesuffix(".md") for h in hallados} - normas.keys()
    leido.hallazgos += (
        _sin_nombrar(normas.get(_su_norma(ruta)), ruta)
        for ruta in archivos.keys() - {a.ruta for a in publicos.values()}
        if _su_norma(ruta) not in sin_leer and se_publica(ruta)
    )
    return normas, publicos


def _es_norma_en_carpeta(ruta: str, hay: Container[str]) -> bool:
    """Si es un texto en una carpeta que no es de ninguna norma: «2026/decreto-2.md»."""
    carpeta = ruta.partition("/")[0]
    return "/" in ruta and ruta.endswith(".md") and f"{carpeta}.md" not in hay


def _norma_en_carpeta(ruta: str) -> Hallazgo:
    return error(
        "archivo-fuera-de-lugar",
        Origen(f"{NORMAS}/{ruta}"),
        f"«{ruta}» está en una carpeta, y ninguna norma se llama como ella",
        f"Una norma va en contenido/normas/, sin más carpetas, como {NORMA.ejemplo}; llévela allí",
        Arreglo(Accion.MUDAR, f"{NORMAS}/⟨nombre_de_norma⟩", Certeza.PROBABLE),
    )


def _norma_bien_terminada(ruta: str) -> str:
    """El archivo de la norma con su extensión, si le falta, es otra de texto o está repetida."""
    tronco, extension = tronco_de(ruta)
    if not extension and NORMA.lugar.fullmatch(tronco):
        return f"{tronco}.md"
    debido = bien_terminado(ruta)
    return debido if debido.endswith(".md") and NORMA.lugar.fullmatch(tronco) else ""


def _norma_mal_terminada(ruta: str, debido: str, ya_esta: bool) -> Hallazgo:
    remedio, arreglos = cambiar_terminacion(NORMAS, debido, ya_esta)
    return error(
        "archivo-fuera-de-lugar",
        Origen(f"{NORMAS}/{ruta}"),
        f"«{ruta}» está donde va una norma, y su nombre debe terminar en .md, una sola vez",
        remedio,
        *arreglos,
    )


def _a_su_norma(nombre: str, vecinos: list[str]) -> tuple[Arreglo, ...]:
    """El archivo, en la carpeta de la norma que se llama como él, si hay una."""
    tronco = nombre.partition(".")[0]
    normas = [v.removesuffix(".md") for v in vecinos if v.endswith(".md") and "/" not in v]
    suyas = [n for n in normas if n.startswith(tronco) or tronco.startswith(n)]
    if len(suyas) != 1:
        return ()
    return (Arreglo(Accion.MOVER, f"{NORMAS}/{suyas[0]}/{nombre}", Certeza.PROBABLE),)


def _originales(
    normas: dict[str, Norma], archivos: dict[str, Archivo], leido: ContextoLeido
) -> dict[str, Archivo]:
    """Lo que las normas nombran: su texto, por el identificador; lo demás, por su ruta."""
    nombrados = {e.direccion for e in leido.enlaces if e.registro.removeprefix("normas/") in normas}
    nombrados |= {f"normas/{id_}/{n.original.reemplaza}" for id_, n in normas.items() if n.original}
    originales = {r: a for r, a in archivos.items() if r in nombrados}
    for id_, norma in normas.items():
        nombre = norma.original.archivo if norma.original else None
        if nombre is None:
            continue
        archivo = archivos.get(f"normas/{id_}/{nombre}")
        if archivo is not None:
            originales[id_] = archivo
            continue
        leido.hallazgos.append(
            error(
                "anexo-no-existe",
                norma.origen("original", "archivo"),
                f"El archivo «{nombre}» no está en normas/{id_}/",
                f"Copie el archivo en contenido/normas/{id_}/ o corrija el nombre",
                *_archivo_que_hay(f"normas/{id_}", nombre, archivos),
                citado=nombre,
            )
        )
    return originales


def _archivo_que_hay(carpeta: str, nombre: str, archivos: Iterable[str]) -> tuple[Arreglo, ...]:
    """El mismo nombre, como está en la carpeta; si no, el más parecido."""
    debido, rutas = nombre_de_archivo(nombre), tuple(archivos)
    if f"{carpeta}/{debido}" in rutas:
        return (Arreglo(Accion.VALOR, debido),)
    return escribir_parecido(nombre, (r.rpartition("/")[2] for r in rutas))


def _su_norma(ruta: str) -> str:
    return ruta.split("/")[1]


def _sin_nombrar(norma: Norma | None, ruta: str) -> Hallazgo:
    """Un archivo de la carpeta de normas que ninguna nombra: lo dice su norma, si la hay."""
    nombre = ruta.rpartition("/")[2]
    return error(
        "anexo-sin-nombrar",
        norma.origen() if norma else Origen(f"contenido/{ruta}"),
        f"El archivo «{nombre}» está en la carpeta normas/{_su_norma(ruta)}/ y nadie lo nombra",
        "Nómbrelo en «original» o enlácelo en el texto de su norma; si no se publica, llévelo "
        "fuera de contenido/",
        *(_como_original(norma, nombre) if norma else ()),
    )


def _como_original(norma: Norma, nombre: str) -> tuple[Arreglo, ...]:
    """El archivo de una norma que no tiene el de su texto es, casi siempre, ese."""
    if norma.original is not None:
        return ()
    campo = f"original:\n  titulo: Texto de la norma\n  archivo: {nombre}"
    return (Arreglo(Accion.CAMPO, campo, Certeza.PROBABLE, donde=norma.origen()),)


def _leer_norma(
    id_: str, normas: dict[str, Norma], leido: ContextoLeido, con_borradores: bool
) -> None:
    archivo = f"{NORMAS}/{id_}.md"
    lectura = leer_registro(leido.contenido, {".md": archivo}, f"normas/{id_}", NORMA)
    aplazar = lectura.borrador and not con_borradores
    leido.hallazgos += map(aplazado, lectura.hallazgos) if aplazar else lectura.hallazgos
    propias = {pagina_de(f"normas/{id_}"): lectura.anclas}
    leido.anclas |= propias
    leido.enlaces += (con_su_ancla(e, propias) for e in lectura.enlaces)
    for campo, html in lectura.textos.items():
        leido.textos_de_normas[f"normas/{id_}", campo] = anclar(html, f"normas/{id_}", propias)
    norma = lectura.registro
    if lectura.borrador:
        leido.normas_sin_publicar.append(archivo)
    if not isinstance(norma, Norma):
        return
    leido.citas += (
        CitaLeida(c.cita, c.valor, norma.origen(*c.camino), aplazar) for c in citas_de(norma)
    )
    if aplazar:
        return
    normas[id_] = norma
    if id_ != norma.id:
        debido = f"{norma.id}.md"
        leido.hallazgos.append(
            error(
                "norma-mal-nombrada",
                Origen(archivo),
                "El nombre del archivo no corresponde al tipo, número, año y emisor de la norma",
                f"Cambie el nombre a {debido}, o corrija esos datos",
                Arreglo(
                    Accion.MUDAR,
                    f"{NORMAS}/{debido.removesuffix('.md')}",
                    Certeza.PROBABLE if partes_de_norma(id_) else Certeza.MECANICO,
                ),
            )
        )
