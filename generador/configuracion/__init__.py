"""Lo que comparten todas las instancias: sitio, entidades, normas, listas, calendario y corte.

Se pregunta por funciones que anotan lo preguntado, incluso lo que no se halló: la huella de
una instancia cubre solo esas respuestas, y así una norma que cambia solo toca a quienes la
citan.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from generador.configuracion.corte import Corte
from generador.modelo.base import Archivo, Confianza
from generador.modelo.calendario import Calendario, Festivo
from generador.modelo.instancia import Cobertura
from generador.modelo.nombres import (
    nombre_de_norma,
    nombre_de_norma_sin_registro,
    partes_de_norma,
)
from generador.modelo.norma import Norma
from generador.modelo.sitio import (
    DocumentoPublicado,
    Entidad,
    Evidencia,
    ListaDeRequisitos,
    Publicacion,
    Retirado,
    Sitio,
    Visita,
)

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Sector:
    """Un sector administrativo del Distrito."""

    numero: int
    nombre: str
    fuente: str = ""


@dataclass(frozen=True, slots=True)
class Icono:
    """Un icono de decisión, que siempre tiene nombre."""

    id: str
    simbolo: str
    nombre: str


@dataclass(frozen=True, slots=True)
class LineaDeAccesibilidad:
    """Una línea del anexo 1 de la Resolución 1519 de 2020, y las pruebas que la comprueban.

    `texto` es una descripción propia y `confianza`, qué tan cierto es que ese sea su tema;
    `alcance` dice qué comprueban las pruebas. Sin pruebas, está por verificar.
    """

    cc: str
    texto: str
    confianza: Confianza
    wcag: tuple[str, ...] = ()
    alcance: str = ""
    pruebas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LugarDelMenu:
    """Dónde va una clase de documento en el menú de transparencia: dos niveles y, quizá, un ítem.

    Cada uno con su número: «4. Planeación, presupuesto e informes».
    """

    nivel1: str
    nivel2: str
    item: str
    fuente: str


@dataclass(frozen=True, slots=True)
class Suceso:
    """Lo que una publicación hizo con una dirección."""

    publicacion: int
    fecha: date
    documento: DocumentoPublicado
    deshace: int | None = None


class RegistroDePublicaciones(tuple[Publicacion, ...]):
    """Las entradas del registro de publicaciones; quien copia el contexto comparte el índice."""

    @cached_property
    def historias(self) -> Mapping[str, tuple[Suceso, ...]]:
        """Por la dirección de cada página, lo que se hizo con ella y con los archivos que son de
        ella, que están en la carpeta de su nombre; lo primero, primero."""
        historias: dict[str, list[Suceso]] = {}
        for publicacion in self:
            for documento in publicacion.documentos or ():
                pagina = f"{documento.ruta.rpartition('/')[0]}.html"
                de = documento.ruta if documento.ruta.endswith(".html") else pagina
                numero, deshace = publicacion.numero, publicacion.deshace
                suceso = Suceso(numero, publicacion.fecha, documento, deshace)
                historias.setdefault(de, []).append(suceso)
        return {de: tuple(sucesos) for de, sucesos in historias.items()}

    @cached_property
    def probadas(self) -> Mapping[str, date]:
        """Por dirección, el primer día en que se leyó de vuelta en la dirección pública.

        Lo que una publicación entregó sin que nadie lo leyera lo prueba la primera que se lea
        después, que lo lleva también aunque no lo enumere.
        """
        fechas: dict[str, date] = {}
        pendientes: set[str] = set()
        for publicacion in self:
            for documento in publicacion.documentos or ():
                if documento.accion == "retirado":
                    pendientes.discard(documento.ruta)
                elif documento.ruta not in fechas:
                    pendientes.add(documento.ruta)
            if publicacion.leida:
                fechas |= dict.fromkeys(pendientes, publicacion.fecha)
                pendientes.clear()
        return fechas


@dataclass(frozen=True)
class Contexto:
    """La configuración entera, inmutable, con la fecha de corte como un dato más.

    `instancias` son los nombres de sus carpetas. `normas_en_borrador` solo las hay en la vista
    previa, que las muestra; nadie las puede citar.
    """

    corte: date
    sitio: Sitio
    calendario: Calendario
    entidades: Mapping[str, Entidad] = field(default_factory=dict)
    normas: Mapping[str, Norma] = field(default_factory=dict)
    normas_en_borrador: Mapping[str, Norma] = field(default_factory=dict)
    archivos_de_normas: Mapping[str, Archivo] = field(default_factory=dict)
    listas_de_requisitos: Mapping[str, ListaDeRequisitos] = field(default_factory=dict)
    sectores: Mapping[int, Sector] = field(default_factory=dict)
    iconos: Mapping[str, Icono] = field(default_factory=dict)
    accesibilidad: tuple[LineaDeAccesibilidad, ...] = ()
    menu: Mapping[Evidencia, LugarDelMenu] = field(default_factory=dict)
    emisores: Mapping[str, str] = field(default_factory=dict)
    instancias: tuple[str, ...] = ()
    publicaciones: tuple[Publicacion, ...] = RegistroDePublicaciones()
    retirados: tuple[Retirado, ...] = ()
    visitas: Mapping[str, Visita] = field(default_factory=dict)
    anotadas: dict[str, str] | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.publicaciones, RegistroDePublicaciones):
            object.__setattr__(self, "publicaciones", RegistroDePublicaciones(self.publicaciones))

    def anotando(self) -> Contexto:
        """El mismo contexto con un cuaderno en blanco donde anotar lo que se pregunte."""
        return replace(self, corte=Corte.de(self.corte), anotadas={})

    def lista(self, id_: str) -> ListaDeRequisitos | None:
        """La lista de requisitos de ese identificador."""
        return self._anotar("lista", id_, self.listas_de_requisitos.get(id_))

    def norma(self, id_: str) -> Norma | None:
        """La norma de ese identificador."""
        return self._anotar("norma", id_, self.normas.get(id_))

    def todas_las_normas(self) -> tuple[Norma, ...]:
        """Las normas del sitio, por identificador: para quien busca entre todas."""
        normas = tuple(norma for _, norma in sorted(self.normas.items()))
        return self._anotar("normas", "", normas)

    def archivo_de_norma(self, id_: str) -> Archivo | None:
        """El archivo del texto original de la norma de ese identificador, si existe."""
        return self._anotar("archivo_de_norma", id_, self.archivos_de_normas.get(id_))

    def entidad(self, id_: str) -> Entidad | None:
        """La entidad de ese identificador."""
        return self._anotar("entidad", id_, self.entidades.get(id_))

    def nombre_de_entidad(self, id_: str) -> str:
        """El que tiene en el sitio; si no, el que trae el producto; si no, su identificador."""
        entidad = self.entidad(id_)
        return entidad.nombre if entidad else self.emisores.get(id_, id_)

    def nombre_y_sigla_de(self, id_: str) -> str:
        """«Secretaría General (SG)»; de la que el sitio no tiene, el nombre que se sepa."""
        entidad = self.entidad(id_)
        return entidad.nombre_y_sigla if entidad else self.nombre_de_entidad(id_)

    def nombre_de_norma(self, id_: str) -> str:
        """«Resolución 233 de 2018, Secretaría General», aunque el sitio no tenga la norma."""
        if norma := self.norma(id_):
            return self.nombre_completo(norma)
        partes = partes_de_norma(id_)
        emisor = self.nombre_de_entidad(partes[3]) if partes else ""
        return nombre_de_norma_sin_registro(id_, emisor)

    def nombre_completo(self, norma: Norma) -> str:
        """«Decreto 527 de 2014, Alcaldía Mayor de Bogotá»: el emisor es parte de su identidad."""
        return nombre_de_norma(norma, self.nombre_de_entidad(norma.emisor))

    def sector(self, numero: int) -> Sector | None:
        """El sector de ese número."""
        return self._anotar("sector", str(numero), self.sectores.get(numero))

    def icono(self, id_: str) -> Icono | None:
        """El icono de decisión de ese identificador."""
        return self._anotar("icono", id_, self.iconos.get(id_))

    def visita(self, url: str) -> Visita | None:
        """Lo que se leyó en una dirección de otro sitio, hasta la fecha de corte."""
        visita = self._anotar("visita", url, self.visitas.get(url))
        return visita if visita and visita.fecha <= self.corte else None

    def hay_instancia(self, carpeta: str) -> bool:
        """Si alguna instancia del sitio es la de esa carpeta."""
        return self._anotar("hay_instancia", carpeta, carpeta in self.instancias)

    def festivos(self, anio: int) -> tuple[Festivo, ...]:
        """Los festivos de un año, con su ley."""
        return self._anotar("festivos", str(anio), self.calendario.festivos(anio))

    def listas_de(
        self, instancia: str, ficticia: bool, elegidas: tuple[str, ...] = ()
    ) -> tuple[tuple[str, ListaDeRequisitos], ...]:
        """Las listas que se aplican a una instancia, por identificador; las `elegidas`, también.

        Una lista que nombra instancias vale solo para ellas; a una instancia ficticia solo se le
        aplican las que la nombran, para no atribuir deberes reales a quien no existe. La de una
        elegida que vale `en_vez_de` otra hace que la otra no se aplique.
        """
        todas = self.listas_de_requisitos
        cambiadas = {x for e in elegidas if e in todas for x in todas[e].en_vez_de or ()}
        aplicables = tuple(
            (id_, lista)
            for id_, lista in sorted(todas.items())
            if id_ in elegidas
            or (id_ not in cambiadas and _es_de_todas(lista, instancia, ficticia))
        )
        clave = f"{instancia}/{'ficticia' if ficticia else ''}/{' '.join(elegidas)}"
        return self._anotar("listas", clave, aplicables)

    def acepta_plazo(self, lista: str, confianza: Confianza) -> bool:
        """Si un plazo de esa lista es firme: confirmado, ficticio o aceptado por el sitio."""
        aceptadas = self.sitio.plazos_aceptados or ()
        firme = confianza is not Confianza.POR_CONFIRMAR or lista in aceptadas
        return self._anotar("plazo", f"{lista}/{confianza}", firme)

    def registros_desde(self) -> date | None:
        """Desde cuándo exige registros el sitio a las instancias que no dicen otra cosa."""
        return self._anotar("sitio", "registros_desde", self.sitio.registros_desde)

    def cobertura(self) -> Cobertura:
        """Si al sitio le faltan registros de todas las instancias."""
        return self._anotar("sitio", "cobertura", self.sitio.cobertura)

    def fecha_probada(self, ruta: str) -> date | None:
        """El primer día en que consta que esa dirección se leyó en el sitio público."""
        assert isinstance(self.publicaciones, RegistroDePublicaciones)
        return self._anotar("publicado", ruta, self.publicaciones.probadas.get(ruta))

    def historia(self, ruta: str) -> tuple[Suceso, ...]:
        """Lo que las publicaciones hicieron con una página y con sus archivos, por orden."""
        assert isinstance(self.publicaciones, RegistroDePublicaciones)
        return self._anotar("historia", ruta, self.publicaciones.historias.get(ruta, ()))

    def fecha_entregada(self, ruta: str) -> date | None:
        """El primer día en que esa página se entregó a un destino, se haya leído después o no."""
        return next(
            (
                s.fecha
                for s in self.historia(ruta)
                if s.documento.ruta == ruta and s.documento.accion == "publicado"
            ),
            None,
        )

    def conocidos(self, que: str) -> tuple[Any, ...]:
        """Con qué se citan «entidades», «normas», «instancias»…

        Es para sugerir: pregúntese solo si lo citado no está, porque uno más lo cambia.
        """
        return self._anotar("conocidos", que, tuple(getattr(self, que)))

    def _anotar(self, clase: str, clave: str, respuesta: _T) -> _T:
        if self.anotadas is not None and f"{clase}:{clave}" not in self.anotadas:
            self.anotadas[f"{clase}:{clave}"] = huella(respuesta)
        return respuesta

    def sigue_igual(self, preguntas: Mapping[str, str], respondidas: dict[str, str]) -> bool:
        """Si todas las preguntas anotadas en otra corrida tendrían hoy la misma respuesta.

        `respondidas` son las que ya se repitieron con este contexto, y se completa: casi todas
        las instancias preguntan lo mismo.
        """
        if nuevas := preguntas.keys() - respondidas.keys():
            otra = self.anotando()
            for pregunta in nuevas:
                clase, _, clave = pregunta.partition(":")
                otra._repetir(clase, clave)  # noqa: SLF001 - es de esta misma clase
            respondidas.update(otra.anotadas or {})
        return preguntas.items() <= respondidas.items()

    def _repetir(self, clase: str, clave: str) -> None:
        """Vuelve a hacer una pregunta, para anotar su respuesta de ahora."""
        match clase:
            case "festivos":
                self.festivos(int(clave))
            case "sector":
                self.sector(int(clave))
            case "listas":
                instancia, ficticia, elegidas = clave.split("/")
                self.listas_de(instancia, bool(ficticia), tuple(elegidas.split()))
            case "normas":
                self.todas_las_normas()
            case "plazo":
                lista, _, confianza = clave.partition("/")
                self.acepta_plazo(lista, Confianza(confianza))
            case "sitio":
                getattr(self, clave)()
            case "publicado":
                self.fecha_probada(clave)
            case _:
                getattr(self, clase)(clave)


def huella(valor: object) -> str:
    """La huella de un valor del modelo: la misma en cualquier proceso y con cualquier semilla."""
    return hashlib.sha256(repr(valor).encode()).hexdigest()[:16]


def _es_de_todas(lista: ListaDeRequisitos, instancia: str, ficticia: bool) -> bool:
    """Si se le aplica sin que la elija: la nombra, o la lista es de todas y la instancia existe."""
    if lista.por_eleccion:
        return False
    return instancia in lista.aplica_a if lista.aplica_a is not None else not ficticia
