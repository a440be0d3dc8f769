"""Las direcciones que se publicaron y ya nadie atiende: cada una, dicha donde está su causa.

Si el registro existe, se explica solo: o tiene un error, que ya se dice, o una línea suya lo aparta
de lo público, y ahí va el hallazgo. De sus anexos no se dice nada más.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from generador.configuracion import Contexto
from generador.construccion.consecuencias import con_otro_nombre
from generador.hallazgo import (
    Accion,
    Arreglo,
    Certeza,
    Hallazgo,
    Origen,
    ejemplo,
    error,
    hay_errores,
)
from generador.lectura.archivos import hay_archivo
from generador.lectura.leido import ContextoLeido
from generador.lectura.registros import leer_registro
from generador.modelo.archivos import EXTENSIONES, INSTANCIAS, PUBLICACIONES, RETIRADOS
from generador.modelo.base import Registro
from generador.modelo.clases import NORMA, Clase, clase_en
from generador.modelo.nombres import enumerar
from generador.modelo.sitio import RUTA_BORRADA, Publicacion
from generador.parecidos import numeros
from generador.vistas.textos import contar

_ANTES_DE_TIEMPO = (
    ". Si se publicó antes de tiempo, quítelo de la vista con «generador publicar DESTINO "
    "--deshacer»"
)


def direcciones_perdidas(
    leido: ContextoLeido,
    responden: frozenset[str],
    sin_publicar: Mapping[str, str],
    hallazgos: Iterable[Hallazgo],
    *,
    al_publicar: bool,
) -> Iterator[Hallazgo]:
    """Un error por cada causa de que algo publicado ya no responda.

    `responden` son las direcciones atendidas; `sin_publicar`, los archivos que se leen y no se
    publican, y `hallazgos`, los que ya se saben: un archivo con errores ya está explicado. El
    sitio como era un día no pierde lo que se publicó después; pero `al_publicar` sí se perdería.
    """
    assert leido.contexto is not None
    danados = _danados(hallazgos)
    vigentes = _vigentes(leido.contexto)
    corte = date.max if al_publicar else leido.contexto.corte
    apartados: dict[str, Publicacion] = {}
    perdidas: dict[str, Publicacion] = {}
    posteriores: dict[str, Publicacion] = {}
    for ruta, publicacion in sorted(vigentes.items()):
        suyos = tuple(_sus_registros(ruta))
        if ruta in responden or publicacion.fecha > corte or danados.intersection(suyos):
            continue
        if publicacion.fecha > leido.contexto.corte:
            posteriores[ruta] = publicacion
            continue
        # De lo más alto a lo más propio: lo que aparta a la instancia aparta todo lo suyo.
        aparte = (f for f in reversed(suyos) if _archivo_de(leido, f) in sin_publicar)
        apartado = next(aparte, "")
        if apartado:
            apartados.setdefault(apartado, publicacion)
        else:
            perdidas[ruta] = publicacion
    # Los anexos siguen a su registro: los que queden en la carpeta de uno borrado no la explican.
    borrados = {posixpath.splitext(ruta)[0] for ruta in perdidas}
    perdidas |= {
        ruta: p
        for ruta, p in vigentes.items()
        if ruta not in responden and posixpath.dirname(ruta) in borrados and p.fecha <= corte
    }
    yield from _de_lo_perdido(leido, perdidas, vigentes.keys(), responden)
    for registro, publicacion in apartados.items():
        yield _apartado(leido, registro, publicacion)
    if posteriores:
        yield _por_el_corte(posteriores)


def _danados(hallazgos: Iterable[Hallazgo]) -> set[str]:
    """Los registros con errores, y lo que tiene donde debería estar el que está donde no va."""
    sabidos = [h for h in hallazgos if hay_errores((h,))]
    danados = {_sin_extension(h.origen.archivo) for h in sabidos}
    return danados | {f"contenido/{camino}" for camino in con_otro_nombre(sabidos)}


def _de_lo_perdido(
    leido: ContextoLeido,
    perdidas: Mapping[str, Publicacion],
    vigentes: Collection[str],
    responden: frozenset[str],
) -> Iterator[Hallazgo]:
    """De cada dirección que nadie explica, lo que parece haber pasado: otro nombre, o un retiro."""
    assert leido.contexto is not None
    # De una carpeta que se publicó y no está, o que está y no se había publicado, cuenta el nombre.
    siguen = {_instancia(r) for r in vigentes} & {_instancia(r) for r in responden}
    nuevas = responden.difference(vigentes)
    # De las páginas nuevas, las de algo que alguien escribió: un listado no es lo perdido.
    paginas = {u for r in nuevas if r.endswith(".html") and _existe(leido, u := _unidad(r, siguen))}
    nombres = _otros_nombres({_unidad(r, siguen) for r in perdidas}, paginas)
    renombrados: dict[str, list[str]] = {}
    borrados: dict[str, list[str]] = {}
    for ruta, publicacion in perdidas.items():
        unidad = _unidad(ruta, siguen)
        if unidad in nombres:
            renombrados.setdefault(unidad, []).append(ruta)
        elif f"{unidad}.html" in responden and unidad == posixpath.dirname(ruta):
            suyos = sorted(r for r in nuevas if posixpath.dirname(r) == unidad)
            yield _anexo_perdido(leido, unidad, ruta, suyos, publicacion.numero)
        else:
            borrados.setdefault(unidad, []).append(ruta)
    for rutas in borrados.values():
        yield _perdida(leido.contexto, rutas, perdidas[rutas[0]])
    for viejo, rutas in renombrados.items():
        yield _renombrado(leido, nombres[viejo], rutas, viejo, perdidas[rutas[0]].numero)


def _vigentes(contexto: Contexto) -> dict[str, Publicacion]:
    """Las direcciones publicadas, cada una con la última publicación que la mostró.

    Lo que solo publicó algo que después se deshizo no cuenta: nunca quedó.
    """
    vigentes: dict[str, Publicacion] = {}
    for publicacion in contexto.publicaciones:
        for documento in publicacion.documentos or ():
            if documento.ruta == RUTA_BORRADA:
                continue
            if documento.accion != "retirado":
                vigentes[documento.ruta] = publicacion
            elif publicacion.deshace is not None or publicacion.retiro_definitivo:
                vigentes.pop(documento.ruta, None)
    return vigentes


def _sus_registros(ruta: str) -> Iterator[str]:
    """Los registros y carpetas de los que puede depender una dirección: lo suyo y su instancia."""
    base, extension = posixpath.splitext(f"contenido/{ruta}")
    carpeta = posixpath.dirname(base)
    if extension in (".html", ".pdf"):
        yield f"{carpeta}/instancia" if posixpath.basename(base) == "index" else base
    # Un anexo va en la carpeta que se llama como su registro.
    yield carpeta
    partes = ruta.split("/")
    if partes[0] == "instancias" and len(partes) > 1:
        yield from (f"{INSTANCIAS}/{partes[1]}{f}" for f in ("", "/instancia"))


def _unidad(ruta: str, siguen: set[str]) -> str:
    """Lo que puede haber cambiado de nombre: la instancia entera, o el registro de una dirección.

    De un registro salen su página, su PDF y sus anexos. `siguen` son las instancias que se
    publicaron y están.
    """
    if _instancia(ruta) not in siguen and ruta.startswith("instancias/"):
        return _instancia(ruta)
    base, extension = posixpath.splitext(ruta)
    return base if extension in (".html", ".pdf") and _clase(base) else posixpath.dirname(ruta)


def _instancia(ruta: str) -> str:
    return "/".join(ruta.split("/")[:2])


def _existe(leido: ContextoLeido, unidad: str) -> bool:
    """Si es la carpeta de una instancia, o un registro."""
    camino = f"contenido/{unidad}"
    return (unidad.count("/") == 1 and unidad.startswith("instancias/")) or bool(
        _archivo_de(leido, camino)
    )


def _clase(camino: str) -> Clase | None:
    """La clase del registro que puede estar en un camino de `contenido/`, sin extensión."""
    clase, *dentro = camino.split("/")
    if clase == "normas":
        return NORMA if len(dentro) == 1 else None
    return clase_en("/".join(dentro[1:]))


def _otros_nombres(perdidos: set[str], nuevos: set[str]) -> dict[str, str]:
    """De lo que ya no está, cómo se llama ahora lo que puede ser lo mismo.

    Es lo único nuevo de su carpeta con el mismo número, lo único nuevo donde solo falta uno, o lo
    único con el mismo nombre en la carpeta de otro año.
    """
    nombres = {}
    for perdido in perdidos:
        vecinos = [n for n in nuevos if posixpath.dirname(n) == posixpath.dirname(perdido)]
        suyos = numeros(posixpath.basename(perdido))
        iguales = [n for n in vecinos if numeros(posixpath.basename(n)) == suyos != ()]
        otros = [p for p in perdidos if posixpath.dirname(p) == posixpath.dirname(perdido)]
        mudados = [n for n in nuevos if _en_otra_carpeta(n, perdido)]
        posibles = iguales or (vecinos if len(otros) == 1 else []) or mudados
        if (_clase(perdido) or perdido == _instancia(perdido)) and len(posibles) == 1:
            nombres[perdido] = posibles[0]
    return nombres


def _en_otra_carpeta(nuevo: str, perdido: str) -> bool:
    (una, nombre), (otra, mismo) = posixpath.split(nuevo), posixpath.split(perdido)
    return nombre == mismo and posixpath.dirname(una) == posixpath.dirname(otra) != ""


def _archivo_de(leido: ContextoLeido, registro: str) -> str:
    """El archivo de un registro, o el texto vacío si no está."""
    posibles = (f"{registro}{e}" for e in EXTENSIONES)
    return next((a for a in posibles if hay_archivo(leido.contenido, a, [])), "")


def _sin_extension(archivo: str) -> str:
    base, extension = posixpath.splitext(archivo)
    return base if extension in EXTENSIONES else archivo


def _apartado(leido: ContextoLeido, registro: str, publicacion: Publicacion) -> Hallazgo:
    """El registro sigue aquí: el hallazgo va en la línea que lo aparta de lo público."""
    hallado = _leer(leido, registro)
    clave = (hallado.aparta or "fecha_publicacion") if hallado else "borrador"
    archivo = _archivo_de(leido, registro)
    lugar = hallado.origen(clave) if hallado else Origen(archivo)
    mas = _ANTES_DE_TIEMPO if clave == "fecha_publicacion" else ""
    return error(
        "direccion-perdida",
        lugar,
        f"Este registro ya se publicó (publicación {publicacion.numero}), y con «{clave}» así "
        "dejaría de estar en el sitio",
        "Deje la línea como estaba. Si el documento se retira, mueva el registro fuera de "
        f"contenido/ y diga por qué en {RETIRADOS}{mas}",
        *((Arreglo(Accion.QUITAR, certeza=Certeza.PROBABLE),) if clave == "borrador" else ()),
    )


def _por_el_corte(posteriores: Mapping[str, Publicacion]) -> Hallazgo:
    """Lo que se dejaría de mostrar porque la fecha que se pidió es anterior a su publicación."""
    una, publicacion = next(iter(posteriores.items()))
    otras = len(posteriores) - 1
    mas = f", ni {contar(otras, 'dirección', 'direcciones')} más" if otras else ""
    return error(
        "direccion-perdida",
        _entrada(publicacion),
        f"A la fecha que se pidió no estaba «{una}», que la publicación {publicacion.numero} "
        f"mostró después{mas}: publicarlo así lo quitaría",
        "Publique sin --fecha; con ella, el sitio de ese día se construye aparte",
    )


def _leer(leido: ContextoLeido, registro: str) -> Registro | None:
    ruta = registro.removeprefix("contenido/")
    clase = _clase(ruta)
    if clase is None:
        return None
    hay = {e: f"{registro}{e}" for e in EXTENSIONES}
    extensiones = {e: a for e, a in hay.items() if hay_archivo(leido.contenido, a, [])}
    return leer_registro(leido.contenido, extensiones, ruta, clase).registro


def _renombrado(
    leido: ContextoLeido, nuevo: str, rutas: Iterable[str], viejo: str, publicacion: int
) -> Hallazgo:
    """Lo publicado no está y cerca hay algo que no se ha publicado: casi siempre es lo mismo.

    `rutas` son las direcciones que se perderían.
    """
    archivo = _archivo_de(leido, f"contenido/{nuevo}")
    # Quien copia lo que se propone no puede perder las direcciones que el registro ya conserva.
    hallado = _leer(leido, f"contenido/{nuevo}")
    ya = (hallado.antes if hallado else None) or ()
    debidas = dict.fromkeys((*ya, *rutas))
    if hallado and ya and not any(r.endswith(".html") for r in rutas):
        return _sin_sus_anexos(hallado, rutas, tuple(debidas), publicacion)
    extension = posixpath.splitext(archivo)[1]
    nombre, (carpeta, debida) = posixpath.basename(viejo), map(posixpath.dirname, (nuevo, viejo))
    volver = (
        f"Devuélvale el nombre, «{nombre}{extension}», y a su carpeta de anexos el suyo, «{nombre}»"
        if carpeta == debida
        else f"Devuélvalo, con su carpeta de anexos, a contenido/{debida}/"
    )
    quedarse = (
        f"Si debe llamarse «{posixpath.basename(nuevo)}», llame así también a la carpeta y escriba"
        if carpeta == debida
        else "Si debe estar aquí, escriba"
    )
    remedio = (
        f"{volver}: lo publicado conserva su dirección. {quedarse} en él «antes: "
        f"[{', '.join(debidas)}]»; y si es otro documento, diga por qué se retiró aquel en "
        f"{RETIRADOS}"
        if archivo
        else f"Devuélvale el nombre, «{nombre}»: lo publicado conserva su dirección. El nombre "
        "de la instancia se cambia en «nombre:», y el que tenía va en «nombres_anteriores:»"
    )
    return error(
        "direccion-perdida",
        Origen(archivo or f"contenido/{nuevo}"),
        f"«{viejo}{extension}», que la publicación {publicacion} mostró, ya no está, y esto es "
        "nuevo: parece lo mismo con otro nombre",
        remedio,
        citado=viejo,
    )


def _sin_sus_anexos(
    hallado: Registro, rutas: Iterable[str], debidas: tuple[str, ...], publicacion: int
) -> Hallazgo:
    """El registro dice dónde estaba su página, y no dónde estaban sus anexos."""
    faltan = enumerar(f"«{r}»" for r in rutas)
    return error(
        "direccion-perdida",
        hallado.origen("antes"),
        f"En «antes:» está la página, y falta lo demás que tenía: {faltan}, que la publicación "
        f"{publicacion} mostró",
        f"Escriba «antes: [{', '.join(debidas)}]»: cada archivo tiene su dirección; si alguno se "
        f"retira, diga por qué en {RETIRADOS}",
    )


def _anexo_perdido(
    leido: ContextoLeido, registro: str, ruta: str, nuevos: list[str], publicacion: int
) -> Hallazgo:
    """El registro está y uno de sus archivos publicados no; `nuevos` son los que antes no tenía."""
    nombre = posixpath.basename(ruta)
    otros = enumerar(f"«{posixpath.basename(n)}»" for n in nuevos)
    otro = f"; en su carpeta hay uno nuevo, {otros}" if nuevos else ""
    remedio = (
        f"Si le cambió el nombre, devuélvaselo, «{nombre}», aquí y en la carpeta; si es otra "
        f"versión, devuelva el archivo y escriba «reemplaza: {nombre}» en la nueva"
        if nuevos
        else f"Devuelva el archivo a contenido/{registro}/ y nómbrelo otra vez"
    )
    return error(
        "direccion-perdida",
        Origen(_archivo_de(leido, f"contenido/{registro}")),
        f"El archivo «{nombre}» de este registro, que la publicación {publicacion} mostró, ya no "
        f"está{otro}",
        f"{remedio}; si se retira, diga por qué en {RETIRADOS}",
    )


def _perdida(contexto: Contexto, rutas: list[str], publicacion: Publicacion) -> Hallazgo:
    """Nada de un registro, o de una instancia, está: va en la entrada que lo publicó."""
    renglones = (
        f"  - ruta: {ruta}\n    fecha: {contexto.corte:%Y-%m-%d}\n    motivo: Por qué se retiró"
        for ruta in rutas
    )
    una, *otras = rutas
    mas = f", ni otras {len(otras)} direcciones suyas" if len(otras) > 1 else ""
    mas = ", ni otra dirección suya" if len(otras) == 1 else mas
    texto, donde = "\n".join(renglones), Origen(RETIRADOS)
    declarar = (
        ejemplo(Accion.AL_FINAL, texto, donde)
        if contexto.retirados
        else ejemplo(Accion.CREAR, f"documentos:\n{texto}\n", donde)
    )
    return error(
        "direccion-perdida",
        _entrada(publicacion),
        f"«{una}», que la publicación {publicacion.numero} mostró, ya no está en el sitio{mas}",
        "Si fue sin querer, devuelva los archivos; si ahora está en otra parte, dígalo ahí con "
        f"«antes:»; y si se retiró, diga por qué en {RETIRADOS}. Si no debe quedar ni su nombre, "
        "publique con «--retirar-definitivo» una vez por cada dirección, todas en la misma orden",
        declarar,
        citado=posixpath.splitext(una)[0],
    )


def _entrada(publicacion: Publicacion) -> Origen:
    """El archivo de una entrada del registro de publicaciones."""
    nombre = f"{publicacion.fecha.isoformat()}-{publicacion.numero}.yaml"
    return Origen(f"{PUBLICACIONES}/{nombre}")
