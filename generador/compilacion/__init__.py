"""Una instancia, de sus archivos a sus páginas: la unidad de trabajo de todo el sitio.

    leer -> estructurar -> verificar -> planear -> representar

`compilar` no toca el disco; `trabajar` lee, compila y escribe aparte. Lo que vuelve de una
instancia es pequeño: su resumen, la lista de lo escrito y los hallazgos.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from generador.arboles import Ficha, copiar_en, escribir_en
from generador.configuracion import Contexto
from generador.hallazgo import Hallazgo, hay_errores, ordenar
from generador.lectura.archivos import huella_de_carpeta
from generador.lectura.instancia import InstanciaLeida, estructurar, leer_instancia
from generador.memoria import Memoria
from generador.modelo.base import Archivo
from generador.planeacion import Datos, Pagina, planear_instancia
from generador.representacion import Representador
from generador.resumen import ResumenInstancia
from generador.resumen.resumir import resumir
from generador.verificacion.cumplimiento import cumplimiento
from generador.verificacion.reglas import REGLAS, Examen, examinar


@dataclass(frozen=True, slots=True)
class Salida:
    """Un archivo del sitio, ya en bytes."""

    ruta: str
    contenido: bytes


@dataclass(frozen=True)
class Entrega:
    """Lo que una instancia da: sus páginas por dibujar, y lo que se supo de ella."""

    planeadas: tuple[Pagina | Datos, ...]
    anexos: tuple[Archivo, ...]
    resumen: ResumenInstancia | None
    hallazgos: tuple[Hallazgo, ...]
    examenes: tuple[Examen, ...]


@dataclass(frozen=True)
class Trabajo:
    """El resultado de trabajar una instancia: lo que el sitio muestra de ella y lo que se supo."""

    slug: str
    resumen: ResumenInstancia | None
    fichas: Mapping[str, Ficha] = field(default_factory=dict)
    hallazgos: tuple[Hallazgo, ...] = ()
    examenes: tuple[Examen, ...] = ()
    recordado: bool = False


@dataclass(frozen=True)
class Taller:
    """Con qué se trabaja: las plantillas, la carpeta donde se escribe aparte, lo que ya está
    publicado y lo que se recuerda de la última vez."""

    dibujo: Representador
    destino: Path
    publicado: Mapping[str, Ficha]
    memoria: Memoria

    def escribir(self, salida: Salida) -> Ficha:
        """Escribe aparte lo que no esté ya publicado con los mismos bytes."""
        ficha = Ficha(hashlib.sha256(salida.contenido).hexdigest(), len(salida.contenido))
        if self.publicado.get(salida.ruta) != ficha:
            escribir_en(self.destino, salida.ruta, salida.contenido)
        return ficha

    def copiar(self, origen: Path, ruta: str, sha256: str) -> Ficha:
        """Copia un archivo, salvo que ya esté publicado con los mismos bytes."""
        publicada = self.publicado.get(ruta)
        if publicada is not None and publicada.sha256 == sha256:
            return publicada
        return copiar_en(self.destino, ruta, origen)


def trabajar(raiz: Path, slug: str, contexto: Contexto, taller: Taller) -> Trabajo:
    """Lee la instancia, la compila y escribe sus archivos; si nada cambió, la recuerda."""
    archivos = huella_de_carpeta(raiz, slug)
    recuerdo = taller.memoria.recordar(slug, archivos, contexto, taller.publicado, _revivir)
    if recuerdo is not None:
        sabido, fichas = recuerdo
        return Trabajo(slug, sabido.resumen, fichas, sabido.hallazgos, sabido.examenes, True)
    anotado = contexto.anotando()
    entrega = compilar(leer_instancia(raiz, slug), anotado)
    fichas = {
        salida.ruta: taller.escribir(salida)
        for salida in (representar(planeada, taller.dibujo) for planeada in entrega.planeadas)
    }
    for anexo in entrega.anexos:
        origen = raiz / "contenido" / anexo.ruta
        fichas[anexo.ruta] = taller.copiar(origen, anexo.ruta, anexo.sha256)
    # Con errores no se publica nada; y si un archivo cambió mientras se leía, la huella tomada
    # al principio ya no es la de lo que se compiló.
    if not hay_errores(entrega.hallazgos) and huella_de_carpeta(raiz, slug) == archivos:
        sabido = Sabido(entrega.resumen, entrega.hallazgos, entrega.examenes)
        taller.memoria.guardar(slug, archivos, anotado, fichas, _sabido().dump_python(sabido))
    return Trabajo(slug, entrega.resumen, fichas, entrega.hallazgos, entrega.examenes)


@dataclass(frozen=True)
class Sabido:
    """Lo que se recuerda de una instancia además de sus páginas."""

    resumen: ResumenInstancia | None
    hallazgos: tuple[Hallazgo, ...]
    examenes: tuple[Examen, ...]


@cache
def _sabido() -> TypeAdapter[Sabido]:
    return TypeAdapter(Sabido)


def _revivir(datos: Any) -> Sabido:
    return _sabido().validate_python(datos)


def compilar(leida: InstanciaLeida, contexto: Contexto) -> Entrega:
    """De lo leído a lo que se publica. Con errores de lectura no se planea ninguna página."""
    acervo = estructurar(leida, contexto.corte)
    if acervo is None:
        return Entrega((), (), None, ordenar(leida.hallazgos), ())
    examenes, hallazgos = examinar(REGLAS, acervo, contexto)
    renglones = cumplimiento(acervo, contexto)
    planeadas = tuple(planear_instancia(acervo, contexto, renglones))
    anexos = tuple(acervo.anexos[r] for r in sorted(acervo.anexos))
    resumen = resumir(
        acervo,
        contexto,
        renglones,
        tuple(sorted((*(p.ruta for p in planeadas), *(a.ruta for a in anexos)))),
        tuple((e.direccion, *astuple(e.origen)) for e in leida.enlaces),
    )
    return Entrega(
        planeadas,
        anexos,
        resumen,
        ordenar((*leida.hallazgos, *hallazgos)),
        examenes,
    )


def representar(planeada: Pagina | Datos, dibujo: Representador) -> Salida:
    """Los bytes de una página o de un archivo de datos."""
    if isinstance(planeada, Pagina):
        return Salida(planeada.ruta, dibujo.representar(planeada.plantilla, planeada.vista))
    return Salida(planeada.ruta, _json(planeada.contenido))


def _json(contenido: Mapping[str, Any]) -> bytes:
    return (json.dumps(contenido, ensure_ascii=False, indent=1) + "\n").encode()
