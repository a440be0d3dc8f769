"""Los archivos de anexos: ninguno suelto, y ninguno reemplazado que se haya retirado."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urljoin

from generador.acervo import Acervo, ruta_de_anexo
from generador.configuracion import Contexto
from generador.hallazgo import (
    Accion,
    Arreglo,
    Certeza,
    Gravedad,
    Origen,
    escribir_parecido,
    parecido,
)
from generador.modelo.anexos import se_publica
from generador.modelo.base import Registro
from generador.modelo.correcciones import nombre_de_archivo
from generador.modelo.nombres import direccion_de_ruta, enumerar
from generador.verificacion.reglas.documentos import documentos
from generador.verificacion.reglas.regla import Caso, Regla
from generador.verificacion.reglas.sobre import Reparos

_DESTINO = re.compile(r"""\b(?:href|src)=["']([^"']+)["']""")


def nombrados(acervo: Acervo) -> frozenset[str]:
    """Los anexos que algún registro nombra, o a los que lleva un texto: los que se publican."""
    if not acervo.anexos:
        return frozenset()
    return frozenset((*_en_documentos(acervo), *_en_textos(acervo))) & acervo.anexos.keys()


def _en_disco(acervo: Acervo) -> Iterator[Caso]:
    """Cada registro con archivos en su carpeta; el valor son los nombres que nadie nombra."""
    si = nombrados(acervo)
    sueltos: dict[str, list[str]] = defaultdict(list)
    for ruta in sorted(acervo.anexos):
        carpeta, _, nombre = ruta.rpartition("/")
        # Uno de otra clase no se publica aunque se nombre: eso es lo que se dice de él.
        sueltos[carpeta] += [nombre] if ruta not in si and se_publica(nombre) else []
    for carpeta, nombres in sueltos.items():
        yield Caso(acervo.por_ruta[carpeta], (), tuple(nombres))


def _en_documentos(acervo: Acervo) -> Iterator[str]:
    for caso in documentos(acervo):
        for nombre in (caso.valor.archivo, caso.valor.reemplaza):
            if nombre:
                yield ruta_de_anexo(caso.registro, nombre)


def _en_textos(acervo: Acervo) -> Iterator[str]:
    """Los caminos a los que llevan los enlaces y las imágenes de los textos."""
    for (ruta, _), texto in acervo.cuerpos.items():
        for destino in _DESTINO.findall(texto):
            camino = html.unescape(destino).partition("#")[0]
            yield unquote(urljoin(direccion_de_ruta(ruta), camino))


def _nombrado(caso: Caso, _: Acervo, __: Contexto) -> Reparos:
    nombres: tuple[str, ...] = caso.valor
    if not nombres:
        return
    citados = enumerar([f"«{n}»" for n in nombres])
    uno = len(nombres) == 1
    yield (
        f"{'El archivo' if uno else 'Los archivos'} {citados} {'está' if uno else 'están'} en la "
        f"carpeta de anexos y nadie {'lo' if uno else 'los'} nombra",
        f"{_como_nombrar(caso.registro)}; si no se {'publica' if uno else 'publican'}, "
        f"{'llévelo' if uno else 'llévelos'} fuera de contenido/",
        *_nombrarlos(caso.registro, nombres),
    )


def _como_nombrar(registro: Registro) -> str:
    if _lleva_anexos(registro):
        return "Agréguelo en «anexos» con su título, o enlácelo en el texto"
    return "Nómbrelo en «original» o enlácelo en el texto"


def _lleva_anexos(registro: Registro) -> bool:
    return "anexos" in type(registro).model_fields


def _nombrarlos(registro: Registro, nombres: Iterable[str]) -> tuple[Arreglo, ...]:
    """Los anexos nuevos, todos a la vez: debajo de los que hay, o con la clave si no está."""
    if not _lleva_anexos(registro):
        # Si es el original o algo que el texto enlaza, solo lo sabe quien escribe.
        return ()
    elementos = "\n".join(f'- titulo: "{_titulo(n)}"\n  archivo: {n}' for n in nombres)
    if getattr(registro, "anexos", None):
        return (_probable(Accion.ELEMENTO, elementos, registro.origen("anexos")),)
    campo = "anexos:\n  " + elementos.replace("\n", "\n  ")
    if ("anexos",) in registro.fuente.posiciones:
        return (_probable(Accion.PAREJA, campo, registro.origen("anexos")),)
    return (_probable(Accion.CAMPO, campo, registro.origen()),)


def _probable(accion: Accion, texto: str, donde: Origen) -> Arreglo:
    return Arreglo(accion, texto, Certeza.PROBABLE, donde=donde)


def _titulo(nombre: str) -> str:
    """Las palabras del nombre del archivo, mientras alguien escribe el título."""
    palabras = re.sub(r"[-_.]+", " ", nombre.rpartition(".")[0] or nombre).strip()
    return palabras[:1].upper() + palabras[1:]


def _reemplazos(acervo: Acervo) -> Iterator[Caso]:
    for caso in documentos(acervo):
        if caso.valor.reemplaza:
            viejo = caso.valor.reemplaza
            yield Caso(caso.registro, (*caso.camino, "reemplaza"), viejo, citado=viejo)


def _se_conserva(caso: Caso, acervo: Acervo, _: Contexto) -> Reparos:
    if ruta_de_anexo(caso.registro, caso.valor) in acervo.anexos:
        return
    carpeta = f"{caso.registro.ruta}/"
    vecinos, debido = acervo.anexos_de(caso.registro), nombre_de_archivo(caso.valor)
    yield (
        f"El archivo reemplazado, «{caso.valor}», ya no está en {carpeta}."
        f"{parecido(caso.valor, vecinos)}",
        f"Devuélvalo a contenido/{carpeta}: lo publicado se reemplaza, no se retira; o corrija "
        "el nombre",
        *(
            (Arreglo(Accion.VALOR, debido),)
            if debido in vecinos
            else escribir_parecido(caso.valor, vecinos)
        ),
    )


_RETIRO = "Una versión publicada nunca se retira: queda marcada como reemplazada"

REGLAS: tuple[Regla, ...] = (
    Regla(
        "anexo-sin-nombrar",
        Gravedad.ERROR,
        "Un archivo que ningún registro nombra",
        "Resolución MinTIC 1519 de 2020, anexo 2: cada documento lleva su título y su fecha",
        _en_disco,
        _nombrado,
    ),
    Regla(
        "documento-reemplazado-falta",
        Gravedad.ERROR,
        "Un documento reemplazado que se retiró",
        _RETIRO,
        _reemplazos,
        _se_conserva,
    ),
)
