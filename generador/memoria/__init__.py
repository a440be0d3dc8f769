"""Lo que se recuerda de la última construcción, para no repetir lo que no cambió.

De cada instancia se guarda lo que dio (resumen, fichas, hallazgos) y de qué dependió: la huella
de sus archivos, las respuestas que pidió al contexto, el intervalo de fechas de corte en que vale
y la huella del producto (código, tema, bibliotecas). Se reutiliza solo si todo coincide y si sus
páginas están, con la misma huella, en el árbol publicado; así no importa en qué orden se guarde.

Una memoria dañada, ajena o de otra versión se ignora: lo peor que pasa es construir de nuevo.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from generador.arboles import Almacen, Ficha, Sondeo
from generador.configuracion import Contexto, huella
from generador.configuracion.corte import Corte, fecha_escrita
from generador.lectura.contenido import Conocido
from generador.lectura.textos import TextoConvertido, Textos
from generador.vigencia.programa import huella_del_programa

_T = TypeVar("_T")


class Recuerdo(msgspec.Struct, frozen=True):
    """Lo guardado de una instancia: de qué dependió, lo escrito y lo que dio.

    `vistas` es la huella de lo que se dibujó en cada página.
    Sin `sondeo`, sus archivos eran demasiado recientes para volver a creerle al disco.
    """

    sondeo: str
    archivos: str
    clave: tuple[str, ...]
    desde: date
    hasta: date
    preguntas: dict[str, str]
    fichas: dict[str, Ficha]
    vistas: dict[str, str]
    valor: msgspec.Raw


@dataclass(frozen=True)
class Memoria:
    """Los recuerdos de una carpeta de salida, uno por instancia.

    Vale para un mismo producto y una sola corrida, con un solo contexto. `vivos` son los que este
    proceso ya leyó: quien construye una y otra vez los pasa de una corrida a la siguiente.
    """

    carpeta: Path
    producto: str
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
    ) -> tuple[_T, Mapping[str, Ficha]] | None:
        """Lo guardado de una instancia, si vale; `revivir` lo vuelve un valor.

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
            self._cerrar(slug, recuerdo)
        valor = vivo[1] if vivo else revivir(recuerdo.valor)
        if self.vivos is not None:
            self.vivos[slug] = recuerdo, valor
        return valor, recuerdo.fichas

    def dibujadas(
        self, slug: str, contexto: Contexto, publicado: Mapping[str, Ficha]
    ) -> dict[str, tuple[str, Ficha]]:
        """De cada página de la última vez que sigue publicada, la huella de su vista y su ficha."""
        recuerdo = self._leer(slug)
        if recuerdo is None or recuerdo.clave != self._clave(contexto):
            return {}
        fichas = recuerdo.fichas
        return {
            ruta: (vista, fichas[ruta])
            for ruta, vista in recuerdo.vistas.items()
            if ruta in fichas and publicado.get(ruta) == fichas[ruta]
        }

    def textos(self, slug: str) -> Textos:
        """Los textos que se convirtieron la última vez, con este mismo producto."""
        guardados = self._almacen.leer(f"textos/{slug}", dict[str, TextoConvertido], self.producto)
        return Textos(guardados)

    def guardar_textos(self, slug: str, textos: Textos) -> None:
        """Guarda los textos usados ahora, si no son los mismos de antes."""
        if textos.hay_nuevos:
            self._almacen.guardar(f"textos/{slug}", textos.usados, self.producto)

    def vistos(self, slug: str) -> Mapping[str, Conocido]:
        """Lo que se vio de los archivos de una instancia, o de los comunes si no se dice cuál."""
        nombre = _de_los_archivos(slug)
        return self._almacen.leer(nombre, dict[str, Conocido], huella_del_programa()) or {}

    def guardar_vistos(self, slug: str, vistos: Mapping[str, Conocido]) -> None:
        """Guarda lo visto, si hay algo."""
        if vistos:
            self._almacen.guardar(_de_los_archivos(slug), vistos, huella_del_programa())

    def comunes(self, tipo: type[_T]) -> _T | None:
        """Lo guardado de las páginas comunes, si lo hizo este mismo producto."""
        return self._almacen.leer("comun/paginas", tipo, self.producto)

    def guardar_comunes(self, valor: object) -> None:
        """Guarda lo que se sabe de las páginas comunes."""
        self._almacen.guardar("comun/paginas", valor, self.producto)

    @property
    def _almacen(self) -> Almacen:
        return Almacen(self.carpeta)

    def _leer(self, slug: str) -> Recuerdo | None:
        return self._almacen.leer(slug, Recuerdo)

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
        vistas: dict[str, str],
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
            escrito,
        )
        self._cerrar(slug, recuerdo)

    def _cerrar(self, slug: str, recuerdo: Recuerdo) -> None:
        if self.vivos is not None:
            self.vivos.pop(slug, None)
        self._almacen.guardar(slug, recuerdo)

    def olvidar_las_demas(self, slugs: tuple[str, ...]) -> None:
        """Borra los recuerdos de instancias que ya no están."""
        self._almacen.podar(slugs, "", "textos", "archivos")


def _de_los_archivos(slug: str) -> str:
    return f"archivos/{slug}" if slug else "comun/archivos"


def huella_del_producto(huella_del_tema: str) -> str:
    """La huella de lo que dibuja: fuentes y datos del generador, tema y bibliotecas."""
    return hashlib.sha256(f"{huella_del_tema}\n{huella_del_programa()}".encode()).hexdigest()
