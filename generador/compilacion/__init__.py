"""Una instancia, de sus archivos a sus páginas: la unidad de trabajo de todo el sitio.

    leer -> estructurar -> verificar -> planear -> representar

`compilar` no toca el disco; `trabajar` lee, compila y escribe aparte. Lo que vuelve de una
instancia es pequeño: su resumen, la lista de lo escrito y los hallazgos.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import astuple

from generador.arboles import (
    ArchivoCambio,
    Ficha,
    Lugar,
    Sondeo,
    copiar_en,
    escribir_en,
    sondear,
)
from generador.compilacion.inedito import (
    de_borradores,
    hallazgos_de_lo_inedito,
    ineditas,
    sin_publicar,
)
from generador.compilacion.mostrado import Mostrado, mostrado
from generador.configuracion import Contexto
from generador.cronometro import Cronometro
from generador.hallazgo import Hallazgo, hay_errores, ordenar
from generador.lectura.contenido import Contenido
from generador.lectura.instancia import (
    InstanciaLeida,
    estructurar,
    leer_instancia,
)
from generador.memoria import Memoria, Recuerdo
from generador.modelo.base import Archivo
from generador.modelo.clases import clase_en
from generador.modelo.instancia import Instancia
from generador.modelo.nombres import direccion_de_pdf
from generador.planeacion import Pagina, Planeada, Texto, planear_instancia
from generador.representacion import Representador
from generador.resumen import ResumenInstancia
from generador.resumen.resumir import resumir
from generador.resumen.valores import Dicho, dichos_por
from generador.verificacion.cumplimiento import cumplimiento
from generador.verificacion.reglas import REGLAS, Examen, examinar
from generador.verificacion.reglas.anexos import nombrados

if TYPE_CHECKING:
    from generador.pdf import Prensa


@dataclass(frozen=True, slots=True)
class Salida:
    """Un archivo del sitio, ya en bytes."""

    ruta: str
    contenido: bytes


@dataclass(frozen=True)
class Entrega:
    """Lo que una instancia da: sus páginas por dibujar, y lo que se supo de ella."""

    planeadas: tuple[Planeada, ...]
    anexos: tuple[Archivo, ...]
    resumen: ResumenInstancia | None
    hallazgos: tuple[Hallazgo, ...]
    examenes: tuple[Examen, ...]
    ineditas: Mapping[str, str] = field(default_factory=dict)
    sin_publicar: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Trabajo:
    """El resultado de trabajar una instancia: lo que el sitio muestra de ella y lo que se supo.

    `archivos` es la huella de su carpeta, si no tuvo errores. `ineditas` son las direcciones que
    solo existen en la vista previa, con lo que advierten; `sin_publicar`, los archivos de los
    registros que no se publican, con su porqué.
    """

    slug: str
    resumen: ResumenInstancia | None
    fichas: Mapping[str, Ficha] = field(default_factory=dict)
    hallazgos: tuple[Hallazgo, ...] = ()
    examenes: tuple[Examen, ...] = ()
    recordado: bool = False
    archivos: str = ""
    ineditas: Mapping[str, str] = field(default_factory=dict)
    sin_publicar: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Taller:
    """Con qué se trabaja: la carpeta del sitio, las plantillas, la carpeta donde se escribe aparte,
    lo que ya está publicado y lo que se recuerda de la última vez.

    `con_borradores` es solo de la vista previa, y su memoria no puede ser la de lo público.
    `con_dichos` pide recordar lo que dice cada registro, para publicar. `prensa` hace los
    documentos en PDF, si se piden; `sondeos` son los que ya se hicieron, y
    `contenidos`, lo que se abrió de las instancias que siguen por trabajar.
    """

    raiz: Path
    dibujo: Representador
    destino: Path
    publicado: Mapping[str, Ficha]
    memoria: Memoria
    con_borradores: bool = False
    con_dichos: bool = False
    prensa: Prensa | None = None
    sondeos: dict[str, Sondeo] = field(default_factory=dict)
    cronometro: Cronometro | None = None
    contenidos: dict[str, Contenido] = field(default_factory=dict)

    def etapa(self, nombre: str) -> AbstractContextManager[None]:
        """Mide el bloque, si alguien pidió medir."""
        return self.cronometro.etapa(nombre) if self.cronometro else nullcontext()

    def sondeo(self, slug: str) -> Sondeo:
        """Lo que el disco decía de la carpeta de una instancia antes de leerla."""
        if slug not in self.sondeos:
            try:
                self.sondeos[slug] = sondear(Lugar(self.raiz, carpeta_de(slug)))
            except (OSError, ArchivoCambio):
                # Lo que no se deja mirar tampoco se deja leer: que lo diga quien lee.
                self.sondeos[slug] = Sondeo("", firme=False)
        return self.sondeos[slug]

    def contenido(self, slug: str) -> Contenido:
        """Los archivos de una instancia: los que se abran al recordarla no se abren otra vez."""
        if slug not in self.contenidos:
            sabidos = self.memoria.vistos(slug)
            self.contenidos[slug] = Contenido(self.raiz, sabidos, self.destino)
        return self.contenidos[slug]

    def cerrar(self, slug: str) -> None:
        """Recuerda lo que se vio de los archivos de una instancia, y ya no se tiene a mano."""
        if (contenido := self.contenidos.pop(slug, None)) is not None:
            contenido.descartar()
            self.memoria.guardar_vistos(slug, contenido.vistos)

    def escribir(self, salida: Salida) -> Ficha:
        """Escribe aparte lo que no esté ya publicado con los mismos bytes."""
        ficha = Ficha(hashlib.sha256(salida.contenido).hexdigest(), len(salida.contenido))
        if self.publicado.get(salida.ruta) != ficha:
            escribir_en(self.destino, salida.ruta, salida.contenido)
        return ficha

    def copiar(self, origen: Lugar, ruta: str, sha256: str) -> Ficha:
        """Copia un archivo, salvo que ya esté publicado con los mismos bytes.

        Lanza `ArchivoCambio` si lo copiado no es lo que se leyó, cuya huella `sha256` ya está en
        las páginas.
        """
        publicada = self.publicado.get(ruta)
        if publicada is not None and publicada.sha256 == sha256:
            return publicada
        ficha = copiar_en(self.destino, ruta, origen)
        if ficha.sha256 != sha256:
            raise ArchivoCambio(origen.ruta)
        return ficha

    def anexar(self, contenido: Contenido, archivo: str, anexo: Archivo) -> Ficha:
        """Deja aparte la copia de un anexo, salvo que ya esté publicado con los mismos bytes."""
        ficha = Ficha(anexo.sha256, anexo.bytes)
        if self.publicado.get(anexo.ruta) != ficha:
            contenido.copiar(archivo, anexo)
        return ficha


def carpeta_de(slug: str) -> str:
    """La carpeta de los registros de una instancia."""
    return f"contenido/instancias/{slug}"


def recordar(slug: str, contexto: Contexto, taller: Taller) -> Trabajo | None:
    """El trabajo de la última vez, si nada de lo que dependió ha cambiado."""
    recordado = _recordado(slug, contexto, taller)
    if recordado is None or taller.memoria.cambiadas(recordado[1]):
        return None
    return _hecho_antes(slug, taller, *recordado)


def _recordado(slug: str, contexto: Contexto, taller: Taller) -> tuple[Sabido, Recuerdo] | None:
    """Lo que se sabe de la última vez, si de lo que dependió solo cambiaron plantillas."""
    sondeo = taller.sondeo(slug)
    return taller.memoria.recordar(
        slug, sondeo, lambda: _huella_de_ahora(slug, taller), contexto, taller.publicado, _revivir
    )


def _hecho_antes(slug: str, taller: Taller, sabido: Sabido, guardado: Recuerdo) -> Trabajo:
    taller.cerrar(slug)
    return Trabajo(
        slug,
        sabido.resumen,
        guardado.fichas,
        sabido.hallazgos,
        sabido.examenes,
        recordado=True,
        archivos=guardado.archivos,
        ineditas=sabido.ineditas,
        sin_publicar=sabido.sin_publicar,
    )


def _huella_de_ahora(slug: str, taller: Taller) -> str:
    """La huella de los archivos de una instancia; vacía si alguno no estaba la última vez."""
    contenido, carpeta = taller.contenido(slug), carpeta_de(slug)
    return contenido.huella(carpeta) if contenido.tiene_lo_de_antes(carpeta) else ""


def trabajar(slug: str, contexto: Contexto, taller: Taller) -> Trabajo:
    """Las páginas de una instancia, escritas. Si solo cambiaron plantillas, no se lee otra vez."""
    return _redibujar(slug, contexto, taller) or _trabajar(slug, contexto, taller)


def _redibujar(slug: str, contexto: Contexto, taller: Taller) -> Trabajo | None:
    """Dibuja, de lo que mostraban, las páginas cuyas plantillas cambiaron; nada si hay que leer."""
    memoria = taller.memoria
    if (recordado := _recordado(slug, contexto, taller)) is None:
        return None
    sabido, guardado = recordado
    mostrados, cambiadas = memoria.mostrados(slug, Mostrado), memoria.cambiadas(guardado)
    fichas = dict(guardado.fichas)
    with taller.etapa("Dibujar y escribir páginas"):
        for ruta, (plantilla, huella) in guardado.vistas.items():
            if plantilla not in cambiadas:
                continue
            if ruta not in mostrados or mostrados[ruta].huella != huella:
                return None
            fichas[ruta] = taller.escribir(representar(mostrados[ruta].pagina(ruta), taller.dibujo))
    return _hecho_antes(slug, taller, sabido, memoria.redibujado(slug, guardado, fichas))


def _trabajar(slug: str, contexto: Contexto, taller: Taller) -> Trabajo:
    """Lee la instancia, la compila y escribe sus archivos; deja memoria de lo hecho."""
    sondeo = taller.sondeo(slug)
    contenido = taller.contenido(slug)
    anotado = contexto.anotando()
    with taller.etapa("Leer los registros"):
        textos = taller.memoria.textos(slug)
        leida = leer_instancia(contenido, slug, textos, taller.cronometro)
    with taller.etapa("Verificar y planear"):
        entrega = compilar(leida, anotado, con_borradores=taller.con_borradores)
    with taller.etapa("Documentos en PDF") if taller.prensa else nullcontext():
        planeadas, fichas = _imprimir(slug, entrega, taller)
    with taller.etapa("Dibujar y escribir páginas"):
        mostrados = {planeada.ruta: mostrado(planeada) for planeada in planeadas}
        vistas = {ruta: (m.plantilla, m.huella) for ruta, m in mostrados.items()}
        fichas |= _dibujar(slug, planeadas, vistas, contexto, taller)
    for anexo in entrega.anexos:
        fichas[anexo.ruta] = taller.anexar(contenido, f"contenido/{anexo.ruta}", anexo)
    # Con errores no se publica nada. La huella es la de los bytes que se compilaron, aunque
    # mientras tanto alguien haya escrito otros.
    archivos = ""
    if not hay_errores(entrega.hallazgos):
        archivos = contenido.huella(carpeta_de(slug))
        sabido = Sabido(
            entrega.resumen,
            entrega.hallazgos,
            entrega.examenes,
            entrega.ineditas,
            entrega.sin_publicar,
        )
        taller.memoria.guardar(slug, sondeo, archivos, anotado, fichas, vistas, sabido)
        taller.memoria.guardar_mostrados(slug, mostrados)
        taller.memoria.guardar_textos(slug, textos)
        if taller.con_dichos:
            taller.memoria.guardar_dichos(slug, archivos, dichos_en(leida))
    taller.cerrar(slug)
    return Trabajo(
        slug,
        entrega.resumen,
        fichas,
        entrega.hallazgos,
        entrega.examenes,
        archivos=archivos,
        ineditas=entrega.ineditas,
        sin_publicar=entrega.sin_publicar,
    )


def dichos_en(leida: InstanciaLeida) -> dict[str, Dicho]:
    """Lo que dicen los registros de una instancia; nada si su ficha está apartada o no se lee."""
    registros = [r for suyos in leida.registros.values() for r in suyos]
    hay = any(isinstance(r, Instancia) and not r.aparta for r in registros)
    return dichos_por(registros) if hay else {}


def _dibujar(
    slug: str,
    planeadas: Iterable[Planeada],
    vistas: Mapping[str, tuple[str, str]],
    contexto: Contexto,
    taller: Taller,
) -> dict[str, Ficha]:
    """Las fichas de las páginas; la que ya está publicada con la misma vista no se dibuja."""
    dibujadas = taller.memoria.dibujadas(slug, contexto, taller.publicado)
    fichas = {}
    for planeada in planeadas:
        vista, ficha = dibujadas.get(planeada.ruta, (None, None))
        if ficha is None or vista != vistas[planeada.ruta]:
            with _del_registro(planeada, taller.cronometro):
                ficha = taller.escribir(representar(planeada, taller.dibujo))
        fichas[planeada.ruta] = ficha
    return fichas


def _del_registro(
    planeada: Planeada, cronometro: Cronometro | None
) -> AbstractContextManager[None]:
    """Mide el dibujo de la página de un registro, si alguien pidió medir."""
    ruta = planeada.ruta.removesuffix(".html")
    clase = clase_en("/".join(ruta.split("/")[2:])) if cronometro else None
    return cronometro.registro(ruta, clase.nombre) if cronometro and clase else nullcontext()


def _imprimir(
    slug: str, entrega: Entrega, taller: Taller
) -> tuple[tuple[Planeada, ...], dict[str, Ficha]]:
    """Las páginas con el enlace a su PDF, y los PDF. Con errores no se publica, y no se hacen."""
    if taller.prensa is None or hay_errores(entrega.hallazgos):
        return entrega.planeadas, {}
    from generador.pdf import enlazar

    def escribir(ruta: str, contenido: bytes) -> Ficha:
        return taller.escribir(Salida(ruta, contenido))

    hechos = taller.prensa.imprimir(slug, entrega.planeadas, taller.publicado, escribir)
    return enlazar(entrega.planeadas, hechos), hechos


class Sabido(msgspec.Struct, frozen=True):
    """Lo que se recuerda de una instancia además de sus páginas."""

    resumen: ResumenInstancia | None
    hallazgos: tuple[Hallazgo, ...]
    examenes: tuple[Examen, ...]
    ineditas: Mapping[str, str]
    sin_publicar: Mapping[str, str]


@cache
def _lector() -> msgspec.json.Decoder[Sabido]:
    return msgspec.json.Decoder(Sabido)


def _revivir(datos: msgspec.Raw) -> Sabido:
    return _lector().decode(datos)


def compilar(leida: InstanciaLeida, contexto: Contexto, *, con_borradores: bool = False) -> Entrega:
    """De lo leído a lo que se publica. Sin una instancia legible no se planea ninguna página.

    `con_borradores` es solo de la vista previa: incluye lo que aún no se publica y lo enumera.
    """
    acervo = estructurar(leida, contexto.corte, con_borradores=con_borradores)
    por_fuera = sin_publicar(leida, contexto.corte)
    ocultos = {} if con_borradores else por_fuera
    # En la vista previa, quien escribe un borrador espera ver su error y la página de antes.
    al_leer = leida.hallazgos if con_borradores else de_borradores(leida)
    adelantados = (*al_leer, *hallazgos_de_lo_inedito(leida, ocultos, contexto))
    if acervo is None:
        vacia = Entrega((), (), None, ordenar(adelantados), ())
        return replace(vacia, sin_publicar=por_fuera)
    examenes, hallazgos = examinar(REGLAS, acervo, contexto)
    # Un borrador se ve en la vista previa, pero no está publicado y no cumple nada.
    publico = estructurar(leida, contexto.corte) if con_borradores else acervo
    renglones = cumplimiento(publico, contexto) if publico else ()
    planeadas = tuple(planear_instancia(acervo, contexto, renglones))
    # Lo que nadie nombra tampoco se copia en la vista previa, que se hace aunque haya errores.
    anexos = tuple(acervo.anexos[r] for r in sorted(nombrados(acervo)))
    resumen = resumir(
        acervo,
        contexto,
        renglones,
        tuple(sorted((*_rutas(planeadas, contexto), *(a.ruta for a in anexos)))),
        tuple(
            (e.direccion, e.ancla, *astuple(e.origen))
            for e in leida.enlaces
            if e.registro in acervo.por_ruta
        ),
        tuple((d, tuple(sorted(anclas))) for d, anclas in leida.anclas.items()),
    )
    return Entrega(
        planeadas,
        tuple(a for a in anexos if not a.defecto),
        resumen,
        ordenar((*adelantados, *hallazgos)),
        examenes,
        ineditas(acervo, planeadas, contexto.corte) if con_borradores else {},
        por_fuera,
    )


def _rutas(planeadas: Iterable[Planeada], contexto: Contexto) -> Iterator[str]:
    """Las direcciones que se ofrecen; las de los PDF, solo si el sitio siempre los publica."""
    for planeada in planeadas:
        yield planeada.ruta
        if isinstance(planeada, Pagina) and planeada.oficial and contexto.sitio.pdf:
            yield direccion_de_pdf(planeada.ruta)


def representar(planeada: Planeada, dibujo: Representador) -> Salida:
    """Los bytes de una página, de un archivo de datos o de un texto."""
    if isinstance(planeada, Pagina):
        return Salida(planeada.ruta, dibujo.representar(planeada.plantilla, planeada.vista))
    if isinstance(planeada, Texto):
        return Salida(planeada.ruta, planeada.contenido.encode())
    return Salida(planeada.ruta, _json(planeada.contenido))


def _json(contenido: Mapping[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(contenido), indent=1) + b"\n"
