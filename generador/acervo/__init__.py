"""Los registros de una instancia, ordenados y enlazados entre sí.

Con el contexto, es lo que ven las reglas, el cumplimiento, el informe y las vistas de la
instancia: valores ya leídos, sin borradores, sin disco detrás. Las páginas de todo el sitio ven
resúmenes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from generador.modelo.acta import Acta, EstadoActa, SinSesiones
from generador.modelo.acuerdos import Compromiso, Decision, Seguimiento
from generador.modelo.base import Archivo, Documento, Html, Publicable, Registro
from generador.modelo.citas import Cita, Citado, citas_de
from generador.modelo.clases import clase_de
from generador.modelo.convocatoria import Convocatoria
from generador.modelo.informe import Informe
from generador.modelo.instancia import Funcion, Instancia, Integrante
from generador.modelo.norma import REGLAS_DE_REGLAMENTO, Reglamento
from generador.modelo.plan import Actividad, Plan
from generador.modelo.sesion import Citacion, EstadoSesion, PuntoDelOrden

_P = TypeVar("_P", bound=Registro)
Propios = Mapping[type[Registro], tuple[Registro, ...]]
"""Los registros de una instancia menos el suyo, por su modelo."""


@dataclass(frozen=True)
class Acervo:
    """Todo lo publicable de una instancia.

    `propios` son los demás registros, por su modelo, en el orden de su clase (`modelo/clases.py`).
    `anexos` reúne los archivos que existen, por su camino bajo `contenido/`; `cuerpos`, los
    textos Markdown ya convertidos, por registro y campo (`cuerpo`, `analisis`…). `posteriores`
    son los registros que existen y se muestran después de la fecha de corte.
    """

    slug: str
    instancia: Instancia
    propios: Propios = field(default_factory=dict)
    anexos: Mapping[str, Archivo] = field(default_factory=dict)
    cuerpos: Mapping[tuple[str, str], Html] = field(default_factory=dict)
    posteriores: Mapping[str, Registro] = field(default_factory=dict)

    def de(self, modelo: type[_P]) -> tuple[_P, ...]:
        """Los de una clase."""
        return cast("tuple[_P, ...]", self.propios.get(modelo, ()))

    # Con su nombre, porque se preguntan en todas partes y cientos de veces por instancia.

    @cached_property
    def actas(self) -> tuple[Acta, ...]:
        """Las actas, por fecha, serie y número."""
        return self.de(Acta)

    @cached_property
    def sin_sesiones(self) -> tuple[SinSesiones, ...]:
        """Las constancias de los periodos sin sesiones."""
        return self.de(SinSesiones)

    @cached_property
    def reglamentos(self) -> tuple[Reglamento, ...]:
        """Las versiones del reglamento, por fecha."""
        return self.de(Reglamento)

    @cached_property
    def planes(self) -> tuple[Plan, ...]:
        """Los planes, por año."""
        return self.de(Plan)

    @cached_property
    def informes(self) -> tuple[Informe, ...]:
        """Los informes de gestión, por el fin de su periodo."""
        return self.de(Informe)

    @cached_property
    def publicables(self) -> tuple[Publicable, ...]:
        """Todos los registros menos el de la instancia."""
        return tuple(cast(Publicable, r) for suyos in self.propios.values() for r in suyos)

    @cached_property
    def por_ruta(self) -> Mapping[str, Registro]:
        """Cada registro por su identidad."""
        return {r.ruta: r for r in self.registros()}

    @cached_property
    def citas(self) -> Mapping[Cita, Sequence[tuple[Registro, Citado]]]:
        """Todo lo que los registros citan, según qué citan, con el registro que lo hace."""
        suyas: dict[Cita, list[tuple[Registro, Citado]]] = {cita: [] for cita in Cita}
        for registro in self.registros():
            for citado in citas_de(registro):
                suyas[citado.cita].append((registro, citado))
        return suyas

    @cached_property
    def integrantes(self) -> Mapping[str, Integrante]:
        """Cada cargo por su identificador."""
        return {i.id: i for i in self.instancia.integrantes or ()}

    @cached_property
    def _con_voto(self) -> dict[date, tuple[Integrante, ...] | None]:
        return {}

    def con_voto_en(self, dia: date) -> tuple[Integrante, ...] | None:
        """Los cargos con voto ese día, o `None` si de alguno no se sabe si vota."""
        if dia not in self._con_voto:
            votos = [(i, i.voto_en(dia)) for i in self.instancia.integrantes or () if i.existe(dia)]
            saben = bool(votos) and all(voto is not None for _, voto in votos)
            self._con_voto[dia] = tuple(i for i, voto in votos if voto) if saben else None
        return self._con_voto[dia]

    @cached_property
    def funciones(self) -> Mapping[int, Funcion]:
        """Cada función por su número."""
        return {f.numero: f for f in self.instancia.funciones or ()}

    @cached_property
    def realizadas(self) -> tuple[Acta, ...]:
        """Las actas de sesiones realizadas; de una sesión puede haber más de una."""
        return tuple(a for a in self.actas if a.estado_sesion is EstadoSesion.REALIZADA)

    @cached_property
    def validas(self) -> tuple[Acta, ...]:
        """Las de sesiones realizadas que no se anularon: lo que dicen, vale."""
        return tuple(a for a in self.realizadas if a.estado is not EstadoActa.ANULADA)

    @cached_property
    def sesiones(self) -> tuple[Acta, ...]:
        """Las sesiones realizadas, cada una por su acta: la primera que no se anuló."""
        de_otra = {a.ruta: self.acta_de_la_misma_sesion(a) for a in self.realizadas}
        reemplazadas = {
            otra.ruta
            for a in self.validas
            if (otra := de_otra[a.ruta]) and otra.estado is EstadoActa.ANULADA
        }
        return tuple(
            a
            for a in self.realizadas
            if a.ruta not in reemplazadas
            and ((otra := de_otra[a.ruta]) is None or otra.ruta in reemplazadas)
        )

    @cached_property
    def _aprobaciones(self) -> Mapping[str, Acta]:
        """La sesión que aprobó cada acta, por la ruta de la aprobada."""
        pares = ((self.camino(c), a) for a in self.validas for c in a.aprobacion_de_actas or ())
        return dict(reversed(list(pares)))

    def aprobada_en(self, acta: Acta) -> Acta | None:
        """El acta de la primera sesión en que se aprobó."""
        return self._aprobaciones.get(acta.ruta)

    def aprobacion_de(self, acta: Acta) -> date | None:
        """El día en que se aprobó: el que dice el acta o el de la sesión que la aprobó."""
        aprobada = self.aprobada_en(acta)
        return acta.fecha_aprobacion or (aprobada.fecha if aprobada else None)

    @cached_property
    def _dias_de_sesion(self) -> tuple[date, ...]:
        return tuple(a.fecha for a in self.sesiones)

    def siguiente_sesion(self, dia: date) -> date | None:
        """El día de la primera sesión posterior a ese."""
        lugar = bisect_right(self._dias_de_sesion, dia)
        return self._dias_de_sesion[lugar] if lugar < len(self._dias_de_sesion) else None

    @cached_property
    def _otras_actas(self) -> Mapping[str, Sequence[Acta]]:
        otras: dict[str, list[Acta]] = defaultdict(list)
        for acta in self.actas:
            if citada := self.acta_de_la_misma_sesion(acta):
                otras[citada.ruta].append(acta)
        return dict(otras)

    def otras_de_la_sesion(self, acta: Acta) -> Sequence[Acta]:
        """Las actas que dicen ser de la misma sesión que esta."""
        return self._otras_actas.get(acta.ruta, ())

    def acta_de_la_misma_sesion(self, acta: Acta) -> Acta | None:
        """El acta que esta dice que es de su misma sesión, si está."""
        otra = self.buscar(acta.misma_sesion) if acta.misma_sesion else None
        return otra if isinstance(otra, Acta) and otra is not acta else None

    # Lo que se pregunta una vez por acta se ordena antes: recorrerlas todas en cada pregunta haría
    # que una instancia con el doble de actas tardara cuatro veces más.

    @cached_property
    def sesiones_por_dia(self) -> Mapping[date, Sequence[Acta]]:
        """Las sesiones realizadas de cada día; dos en uno son legales."""
        dias: dict[date, list[Acta]] = defaultdict(list)
        for acta in self.sesiones:
            dias[acta.fecha].append(acta)
        return dict(dias)

    @cached_property
    def _lugares(self) -> Mapping[str, int]:
        return {a.ruta: n for n, a in enumerate(self.actas)}

    @cached_property
    def _seguidas(self) -> Mapping[tuple[str, str], Sequence[tuple[Acta, Seguimiento]]]:
        seguidas: dict[tuple[str, str], list[tuple[Acta, Seguimiento]]] = defaultdict(list)
        for otra in self.actas:
            for seguimiento in otra.seguimientos or ():
                if hallada := self.buscar_parte(seguimiento.de):
                    acta, parte = hallada
                    seguidas[acta.ruta, parte.id].append((otra, seguimiento))
        return dict(seguidas)

    def registros(self) -> Iterable[Registro]:
        """Todos los registros, la instancia primero."""
        yield self.instancia
        yield from self.publicables

    def sesiones_entre(self, desde: date, hasta: date) -> tuple[Acta, ...]:
        """Las sesiones realizadas entre dos días, ambos incluidos."""
        return tuple(a for a in self.sesiones if desde <= a.fecha <= hasta)

    def vecinas(self, acta: Acta) -> tuple[Acta | None, Acta | None]:
        """El acta anterior a una de estas y la siguiente, sin las sesiones que no se hicieron."""
        lugar = self._lugares[acta.ruta]
        return self._primera(range(lugar - 1, -1, -1)), self._primera(
            range(lugar + 1, len(self.actas))
        )

    def _primera(self, lugares: range) -> Acta | None:
        actas = (self.actas[n] for n in lugares)
        return next((a for a in actas if a.estado_sesion is EstadoSesion.REALIZADA), None)

    def convocatoria_de(self, acta: Acta) -> Convocatoria | None:
        """La convocatoria que el acta cita, si está."""
        citada = self.buscar(acta.convocatoria) if acta.convocatoria else None
        return citada if isinstance(citada, Convocatoria) else None

    def citacion_de(self, acta: Acta) -> Citacion | None:
        """Cuándo y cómo se convocó: lo que dice el acta o, si no lo dice, su convocatoria."""
        convocatoria = self.convocatoria_de(acta)
        if acta.citacion or convocatoria is None:
            return acta.citacion
        return Citacion(fecha=convocatoria.fecha, medio=convocatoria.medio)

    def orden_del_dia_de(self, acta: Acta) -> tuple[PuntoDelOrden, ...] | None:
        """El del acta o, si no lo trae, el de su convocatoria."""
        convocatoria = self.convocatoria_de(acta)
        if acta.orden is not None or convocatoria is None:
            return acta.orden
        return convocatoria.orden

    def reglamento_en(self, dia: date) -> Reglamento | None:
        """El reglamento que rige ese día, con las reglas que otros le hayan cambiado."""
        rige = self.reglamento_base_en(dia)
        if rige is None:
            return None
        cambiadas = {
            regla: valor
            for otro in self.que_modifican_a(rige)
            for regla in REGLAS_DE_REGLAMENTO
            if otro.fecha <= dia and (valor := getattr(otro, regla)) is not None
        }
        return rige.model_copy(update=cambiadas) if cambiadas else rige

    def reglamento_base_en(self, dia: date) -> Reglamento | None:
        """El último de fecha no posterior que no modifica a otro, como está escrito."""
        enteros = [r for r in self.reglamentos if r.fecha <= dia and not r.modifica]
        return enteros[-1] if enteros else None

    def que_modifican_a(self, reglamento: Reglamento) -> tuple[Reglamento, ...]:
        """Los que lo cambian en parte, por fecha."""
        return tuple(
            r for r in self.reglamentos if r.modifica and self.camino(r.modifica) == reglamento.ruta
        )

    def plan_de(self, anio: int) -> Plan | None:
        """El plan de un año."""
        return next((p for p in self.planes if p.anio == anio), None)

    def actividades_de(self, plan: Plan) -> tuple[Actividad, ...] | None:
        """Las de un plan; si lo que prueba una no se muestra todavía, no se sabe en qué va."""
        if plan.actividades is None:
            return None
        return tuple(
            a.model_copy(update={"estado": None}) if a.evidencia and self.dia_de(a.evidencia) else a
            for a in plan.actividades
        )

    def camino(self, cita: str) -> str:
        """El camino completo que cita un registro: corto (`actas/2020/01`) o entero."""
        ruta = cita.strip("/").removesuffix(".md").removesuffix(".yaml")
        return ruta if ruta.startswith("instancias/") else f"instancias/{self.slug}/{ruta}"

    def corta(self, ruta: str) -> str:
        """Cómo se cita desde dentro de la instancia: «actas/2020/01»."""
        return ruta.removeprefix(f"instancias/{self.slug}/")

    def buscar(self, cita: str) -> Registro | None:
        """El registro de esta instancia al que lleva una cita."""
        return self.por_ruta.get(self.camino(cita))

    def citado(self, cita: str) -> Registro | None:
        """El registro al que lleva una cita, aunque se muestre después de la fecha de corte."""
        return self.buscar(cita) or self.posteriores.get(self.camino(cita))

    def dia_de(self, cita: str) -> date | None:
        """El día en que se mostrará lo citado, si es posterior a la fecha de corte."""
        posterior = self.posteriores.get(self.camino(cita.partition("#")[0]))
        return posterior.se_muestra_desde if posterior else None

    def buscar_parte(self, cita: str) -> tuple[Acta, Decision | Compromiso] | None:
        """La decisión o el compromiso que cita `acta#identificador`, con su acta."""
        ruta, _, id_ = cita.partition("#")
        acta = self.buscar(ruta)
        if not isinstance(acta, Acta):
            return None
        return next(((acta, p) for p in partes_de(acta) if p.id == id_), None)

    def seguimientos_a(
        self, acta: Acta, parte: Decision | Compromiso
    ) -> Sequence[tuple[Acta, Seguimiento]]:
        """Lo que se dijo después de una decisión o un compromiso, con el acta que lo dijo."""
        return self._seguidas.get((acta.ruta, parte.id), ())

    @cached_property
    def citables(self) -> Mapping[str, Sequence[str]]:
        """Cómo se cita cada registro desde dentro de la instancia, por el nombre de su clase.

        Con el nombre vacío, los de todas.
        """
        por_clase: dict[str, list[str]] = defaultdict(list)
        for registro in self.registros():
            for nombre in ("", clase_de(registro).nombre):
                por_clase[nombre].append(self.corta(registro.ruta))
        # De la clase que no tiene ninguno también se pregunta.
        return por_clase

    @cached_property
    def partes_cortas(self) -> tuple[str, ...]:
        """Cómo se cita cada decisión y cada compromiso."""
        return tuple(f"{self.corta(a.ruta)}#{p.id}" for a in self.actas for p in partes_de(a))

    def html(self, registro: Registro, campo: str = "cuerpo") -> Html | None:
        """El texto convertido de un campo de un registro."""
        return self.cuerpos.get((registro.ruta, campo))

    @cached_property
    def _anexos_de(self) -> Mapping[str, frozenset[str]]:
        nombres: dict[str, list[str]] = defaultdict(list)
        for ruta in self.anexos:
            carpeta, _, nombre = ruta.rpartition("/")
            nombres[carpeta].append(nombre)
        return {carpeta: frozenset(suyos) for carpeta, suyos in nombres.items()}

    def anexos_de(self, registro: Registro) -> frozenset[str]:
        """Los nombres de los archivos que están en la carpeta de anexos del registro."""
        return self._anexos_de.get(registro.ruta, frozenset())

    def archivo_de(self, registro: Registro, documento: Documento) -> Archivo | None:
        """El archivo de un documento del registro, si existe."""
        if documento.archivo is None:
            return None
        return self.anexos.get(ruta_de_anexo(registro, documento.archivo))


def partes_de(acta: Acta) -> tuple[Decision | Compromiso, ...]:
    """Lo que otras actas pueden seguir: decisiones y compromisos."""
    return (*(acta.decisiones or ()), *(acta.compromisos or ()))


def ruta_de_anexo(registro: Registro, nombre: str) -> str:
    """El camino bajo `contenido/` de un anexo: la carpeta que se llama como el registro."""
    return f"{registro.ruta}/{nombre}"
