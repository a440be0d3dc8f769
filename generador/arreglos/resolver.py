"""De los arreglos de un hallazgo a sus pasos, mirando el archivo.

Un arreglo que no se puede hacer con seguridad en ese archivo no da ningún paso: queda el remedio
en palabras.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

from msgspec.structs import replace

from generador.arreglos.claves import campo, clave, quitar, sacar, sangrar
from generador.arreglos.hoja import Hoja
from generador.arreglos.lenguaje import decir
from generador.arreglos.mesa import Mesa
from generador.arreglos.pasos import Borrado, Cambio, Creacion, Paso, Recodificacion, Traslado
from generador.arreglos.renglones import al_final, cambiar, destino, renglones, sintaxis
from generador.arreglos.valores import elemento, pareja, valor, ya_esta_en_su_lista
from generador.hallazgo import Accion, Arreglo, Certeza, Hallazgo, Origen
from generador.modelo.invisibles import EN_UN_RENGLON

_AJENO = re.compile(r"⟨(\w+)⟩")


def pasos_de(hallazgo: Hallazgo, mesa: Mesa) -> tuple[Paso, ...]:
    """Los pasos que arreglan el hallazgo; ninguno si alguno no se puede dar."""
    pasos: list[Paso] = []
    for arreglo in hallazgo.arreglos:
        suyos = _pasos(arreglo, arreglo.donde or hallazgo.origen, hallazgo.codigo, mesa)
        if not suyos:
            return ()
        pasos += suyos
    return tuple(pasos) if all(_se_puede_decir(p) for p in pasos) else ()


def _se_puede_decir(paso: Paso) -> bool:
    """Si lo que se muestra es lo que se escribe: ni renglones en blanco ni signos invisibles."""
    _, renglones = decir(paso, paso.archivo)
    return all(r.strip() and r == r.rstrip() and not EN_UN_RENGLON.search(r) for r in renglones)


def _pasos(arreglo: Arreglo, lugar: Origen, codigo: str, mesa: Mesa) -> tuple[Paso, ...]:
    """Los pasos de un arreglo; ninguno si no se puede hacer."""
    texto = _con_lo_conocido(arreglo.texto, lugar, mesa)
    if texto is None:
        return ()
    arreglo = replace(arreglo, texto=texto)
    if arreglo.accion in (Accion.MOVER, Accion.MUDAR):
        return _mover(arreglo, lugar, mesa)
    if arreglo.accion is Accion.BORRAR:
        # Lo publicado no se borra por un ejemplo: se retira, diciendo por qué.
        if mesa.publicado(lugar.archivo):
            return ()
        return (Borrado(lugar.archivo, arreglo.certeza),)
    if arreglo.accion is Accion.RECODIFICAR:
        return (Recodificacion(lugar.archivo, arreglo.texto, arreglo.certeza),)
    leido = mesa.texto(lugar.archivo)
    if arreglo.accion is Accion.CREAR or (arreglo.accion is Accion.AL_FINAL and leido is None):
        existe = mesa.existe(lugar.archivo)
        return () if existe else (Creacion(lugar.archivo, arreglo.texto, arreglo.certeza),)
    if leido is None:
        return ()
    hoja = Hoja(lugar.archivo, leido, lugar, codigo)
    if arreglo.accion is Accion.VALOR and ya_esta_en_su_lista(arreglo.texto, hoja):
        # Serían dos con el mismo: cuál de los dos está mal lo sabe quien escribe.
        arreglo = replace(arreglo, certeza=Certeza.PROBABLE)
    cambio = _ACCIONES[arreglo.accion](arreglo, hoja)
    return () if cambio is None else (cambio,)


def _con_lo_conocido(texto: str, lugar: Origen, mesa: Mesa) -> str | None:
    """El texto con lo que nombra del sitio; ninguno si algo de eso no se sabe."""
    for que in _AJENO.findall(texto):
        conocido = mesa.conocido(que, lugar)
        if not conocido:
            return None
        texto = texto.replace(f"⟨{que}⟩", conocido)
    return texto


def _mover(arreglo: Arreglo, lugar: Origen, mesa: Mesa) -> tuple[Paso, ...]:
    """Los traslados, si ninguno toca una dirección publicada ni pisa otro archivo."""
    pares = [(lugar.archivo, arreglo.texto)]
    if arreglo.accion is Accion.MUDAR:
        tronco = posixpath.splitext(lugar.archivo)[0]
        # El registro puede estar en dos archivos, y sus anexos en la carpeta que se llama como él.
        pares = [
            (f"{tronco}{final}", f"{arreglo.texto}{final}")
            for final in (".md", ".yaml", "")
            # «reglamento» es la carpeta a donde va «reglamento.md», y no la de sus anexos.
            if mesa.existe(f"{tronco}{final}") and not arreglo.texto.startswith(f"{tronco}{final}/")
        ]
    if any(mesa.existe(a) or mesa.publicado(de) or mesa.publicado(a) for de, a in pares):
        return ()
    return tuple(Traslado(de, a, arreglo.certeza) for de, a in pares)


_ACCIONES: dict[Accion, Callable[[Arreglo, Hoja], Cambio | None]] = {
    Accion.VALOR: valor,
    Accion.CLAVE: clave,
    Accion.CAMPO: campo,
    Accion.PAREJA: pareja,
    Accion.ELEMENTO: elemento,
    Accion.SANGRAR: sangrar,
    Accion.SACAR: sacar,
    Accion.QUITAR: quitar,
    Accion.CAMBIAR: cambiar,
    Accion.DESTINO: destino,
    Accion.RENGLONES: renglones,
    Accion.AL_FINAL: al_final,
    Accion.SINTAXIS: sintaxis,
}
