"""Lo que se recuerda de la última construcción, para no repetir lo que no cambió.

De cada instancia se guarda lo que dio (resumen, fichas, hallazgos) y de qué dependió: la huella
de sus archivos, las respuestas que pidió al contexto, el intervalo de fechas de corte en que vale
y la huella del producto (código, bibliotecas y lo común del tema). Se reutiliza solo si todo
coincide y si sus páginas están, con la misma huella, en el árbol publicado; así no importa en qué
orden se guarde. Las plantillas van aparte: si cambia una, se dibujan otra vez sus páginas.

Cómo se guarda lo sabe el almacén, que ignora lo dañado; lo de otro producto se ignora aquí.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from generador.arboles import LO_QUE_PASO, Almacen, Ficha, Sondeo
from generador.configuracion import Contexto, huella
from generador.configuracion.corte import Corte, fecha_escrita
from generador.lectura.contenido import Conocido
from generador.lectura.textos import TextoConvertido, Textos
from generador.resumen.valores import Dicho
from generador.vigencia.programa import huella_del_programa

_T = TypeVar("_T")


class Recuerdo(msgspec.Struct, frozen=True):
    """Lo guardado de una instancia: de qué dependió, lo escrito y lo que dio.

    `vistas` es, de cada página, su plantilla y la huella de lo que muestra; `plantillas`, la huella
    de cada una de esas plantillas.
    Sin `sondeo`, sus archivos eran demasiado recientes para volver a creerle al disco.
    """

    sondeo: str
    archivos: str
    clave: tuple[str, ...]
    desde: date
    hasta: date
    preguntas: dict[str, str]
    fichas: dict[str, Ficha]
    vistas: dict[str, tuple[str, str]]
    plantillas: dict[str, str]
    valor: msgspec.Raw


class _DichosDeUna(msgspec.Struct, frozen=True):
    """Lo que dicen los registros de una instancia, y de qué archivos."""

    archivos: str
    dichos: dict[str, Dicho]


@dataclass(frozen=True)
class Memoria:
    """Lo recordado de una carpeta de salida: de cada instancia, y de las páginas comunes.

    Vale para un mismo producto y una sola corrida, con un solo contexto. `huella_de` da la huella
    de una plantilla con las que usa. `vivos` son los que este proceso ya leyó: quien construye una
    y otra vez los pasa de una corrida a la siguiente.
    """

    almacen: Almacen
    producto: str
    huella_de: Callable[[str], str] = str
    vivos: dict[str, tuple[Recuerdo, Any]] | None = None
    _respondidas: dict[str, str] = field(default_factory=dict)

    def recordar(
        self,
        slug: str,
        sondeo: Sondeo,
        archivos: Callable[[], str],
        contexto: Contexto,
        publicado: Mapping[str, Ficha],
        revivir: Callable[[msgspec.Raw], _T],
    ) -> tuple[_T, Recuerdo] | None:
        """Lo guardado de una instancia, si vale; `revivir` lo vuelve un valor.

        Vale aunque sus plantillas sean otras: lo dice `cambiadas`.
        `sondeo` es lo que el disco dice de su carpeta; `archivos` calcula la huella de lo que
        contiene, y solo se pregunta si el sondeo no basta. `publicado` es el árbol que se ve ahora.
        """
        vivo = self.vivos.get(slug) if self.vivos else None
        recuerdo = vivo[0] if vivo else self._leer(slug)
        if recuerdo is None:
            return None
        if recuerdo.clave != self._clave(contexto):
            return None
        ya_vista = recuerdo.sondeo == sondeo.huella
        huella_de_archivos = recuerdo.archivos if ya_vista else archivos()
        if not self._vale(recuerdo, huella_de_archivos, contexto):
            return None
        if any(publicado.get(ruta) != ficha for ruta, ficha in recuerdo.fichas.items()):
            return None
        if not ya_vista and sondeo.firme:
            # Los mismos bytes con otras horas: un clon, un `touch`. Que no se lean otra vez.
            recuerdo = replace(recuerdo, sondeo=sondeo.huella)
            self._guardar(slug, recuerdo)
        valor = vivo[1] if vivo else revivir(recuerdo.valor)
        if self.vivos is not None:
            self.vivos[slug] = recuerdo, valor
        return valor, recuerdo

    def dibujadas(
        self, slug: str, contexto: Contexto, publicado: Mapping[str, Ficha]
    ) -> dict[str, tuple[tuple[str, str], Ficha]]:
        """La ficha de cada página de la última vez, con lo que se recuerda de su vista.

        Solo de las que siguen publicadas y de las que sus plantillas dirían lo mismo.
        """
        recuerdo = self._leer(slug)
        if recuerdo is None or recuerdo.clave != self._clave(contexto):
            return {}
        fichas, cambiadas = recuerdo.fichas, self.cambiadas(recuerdo)
        return {
            ruta: (vista, fichas[ruta])
            for ruta, vista in recuerdo.vistas.items()
            if vista[0] not in cambiadas and publicado.get(ruta) == fichas.get(ruta)
        }

    def cambiadas(self, recuerdo: Recuerdo) -> set[str]:
        """Las plantillas con que se dibujó una instancia y que hoy dirían otra cosa."""
        return {p for p, antes in recuerdo.plantillas.items() if antes != self.huella_de(p)}

    def redibujado(self, slug: str, recuerdo: Recuerdo, fichas: dict[str, Ficha]) -> Recuerdo:
        """Guarda que las páginas se dibujaron con las plantillas de ahora."""
        plantillas = {plantilla: self.huella_de(plantilla) for plantilla in recuerdo.plantillas}
        nuevo = replace(recuerdo, fichas=fichas, plantillas=plantillas)
        self._guardar(slug, nuevo)
        return nuevo

    def mostrados(self, slug: str, tipo: type[_T]) -> dict[str, _T]:
        """Lo que mostraba cada página de una instancia, con este mismo producto."""
        de_cada_pagina = dict[str, tipo]  # type: ignore[valid-type]  # el tipo llega como un valor
        return self.almacen.leer(f"vistas/{slug}", de_cada_pagina, self.producto) or {}

    def guardar_mostrados(self, slug: str, mostrados: Mapping[str, object]) -> None:
        """Guarda lo que muestra cada página de una instancia."""
        self.almacen.guardar(f"vistas/{slug}", mostrados, self.producto)

    def textos(self, slug: str) -> Textos:
        """Los textos que se convirtieron la última vez, con este mismo programa."""
        programa = huella_del_programa()
        return Textos(self.almacen.leer(f"textos/{slug}", dict[str, TextoConvertido], programa))

    def guardar_textos(self, slug: str, textos: Textos) -> None:
        """Guarda los textos usados ahora, si no son los mismos de antes."""
        if textos.hay_nuevos:
            self.almacen.guardar(f"textos/{slug}", textos.usados, huella_del_programa())

    def vistos(self, slug: str) -> Mapping[str, Conocido]:
        """Lo que se vio de los archivos de una instancia, o de los comunes si no se dice cuál."""
        nombre = _de_los_archivos(slug)
        return self.almacen.leer(nombre, dict[str, Conocido], huella_del_programa()) or {}

    def guardar_vistos(self, slug: str, vistos: Mapping[str, Conocido]) -> None:
        """Guarda lo visto, si hay algo."""
        if vistos:
            self.almacen.guardar(_de_los_archivos(slug), vistos, huella_del_programa())

    def dichos(self, slug: str, archivos: str) -> dict[str, Dicho] | None:
        """Lo que dicen los registros de una instancia, si es lo de esos archivos."""
        guardados = self.almacen.leer(f"dichos/{slug}", _DichosDeUna, huella_del_programa())
        return guardados.dichos if guardados and guardados.archivos == archivos else None

    def guardar_dichos(self, slug: str, archivos: str, dichos: dict[str, Dicho]) -> None:
        """Guarda lo que dicen los registros de una instancia."""
        self.almacen.guardar(
            f"dichos/{slug}", _DichosDeUna(archivos, dichos), huella_del_programa()
        )

    def comunes(self, tipo: type[_T]) -> _T | None:
        """Lo guardado de las páginas comunes, si lo hizo este mismo producto."""
        return self.almacen.leer("paginas-comunes", tipo, self.producto)

    def guardar_comunes(self, valor: object) -> None:
        """Guarda lo que se sabe de las páginas comunes."""
        self.almacen.guardar("paginas-comunes", valor, self.producto)

    def _leer(self, slug: str) -> Recuerdo | None:
        return self.almacen.leer(f"instancias/{slug}", Recuerdo, LO_QUE_PASO)

    def _vale(self, recuerdo: Recuerdo, archivos: str, contexto: Contexto) -> bool:
        if (recuerdo.archivos, recuerdo.clave) != (archivos, self._clave(contexto)):
            return False
        en_plazo = recuerdo.desde <= contexto.corte <= recuerdo.hasta
        return en_plazo and contexto.sigue_igual(recuerdo.preguntas, self._respondidas)

    def _clave(self, contexto: Contexto) -> tuple[str, ...]:
        """Lo común que, si cambia, obliga a construir de nuevo; el sitio sale en cada página."""
        return (self.producto, huella(contexto.sitio))

    def guardar(
        self,
        slug: str,
        sondeo: Sondeo,
        archivos: str,
        contexto: Contexto,
        fichas: Mapping[str, Ficha],
        vistas: dict[str, tuple[str, str]],
        valor: object,
    ) -> None:
        """Guarda lo que dio una instancia compilada con un contexto anotado."""
        # El valor se escribe antes de leer el intervalo: escribirlo también puede estrecharlo.
        escrito = msgspec.Raw(msgspec.json.encode(valor, enc_hook=fecha_escrita))
        corte = contexto.corte
        assert isinstance(corte, Corte), "solo un contexto anotado sabe de qué dependió"
        recuerdo = Recuerdo(
            sondeo.huella if sondeo.firme else "",
            archivos,
            self._clave(contexto),
            corte.desde,
            corte.hasta,
            contexto.anotadas or {},
            dict(fichas),
            vistas,
            {plantilla: self.huella_de(plantilla) for plantilla, _ in vistas.values() if plantilla},
            escrito,
        )
        self._guardar(slug, recuerdo)

    def _guardar(self, slug: str, recuerdo: Recuerdo) -> None:
        if self.vivos is not None:
            self.vivos.pop(slug, None)
        self.almacen.guardar(f"instancias/{slug}", recuerdo, LO_QUE_PASO)

    def olvidar_las_demas(self, slugs: tuple[str, ...]) -> None:
        """Borra los recuerdos de instancias que ya no están."""
        for grupo in ("instancias", "textos", "archivos", "dichos", "vistas", "pdf"):
            self.almacen.podar(grupo, slugs)
        self.almacen.limpiar()


def _de_los_archivos(slug: str) -> str:
    return f"archivos/{slug}" if slug else "archivos-comunes"


def huella_del_producto(comun_del_tema: str) -> str:
    """La huella de lo que dibuja, sin las plantillas: fuentes y datos del generador, lo común de su
    tema y bibliotecas."""
    return hashlib.sha256(f"{comun_del_tema}\n{huella_del_programa()}".encode()).hexdigest()
