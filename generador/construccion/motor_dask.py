"""El trabajo repartido entre varias máquinas, con el `distributed` de Dask.

De Dask no se espera más de lo que hace: puede repetir una tarea terminada, no compara versiones y
lo cancelado sigue escribiendo. Aquí se compara antes de repartir, cada tarea tiene un nombre que
nadie más usa, y lo que se muda a la obra es lo de la respuesta que llegó.
"""

from __future__ import annotations

import logging
import os
import shutil
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from generador.arboles import FalloDeEntorno, mudar
from generador.compilacion import Taller, Trabajo
from generador.configuracion import Contexto
from generador.construccion.encargo import (
    Devuelto,
    Saludo,
    Sobre,
    Tropiezo,
    encargar,
    saludar,
    trabajar_aparte,
)
from generador.vigencia.programa import partes_del_programa

if TYPE_CHECKING:
    from distributed import Client, Future

_CERTIFICADOS = (
    "DASK_DISTRIBUTED__COMM__TLS__CA_FILE",
    "DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT",
    "DASK_DISTRIBUTED__COMM__TLS__CLIENT__KEY",
)
_ENCARGOS = "encargos"
# Segundos.
_AL_CONECTAR = 15
_CADA_CUANTO = 5.0
_SIN_NADIE = 60
_SIN_RESPUESTA = 60
_SIGUE = "El sitio publicado sigue entero."


@dataclass(frozen=True)
class MotorDask:
    """Un planificador de Dask, por su dirección. `sin_tls` acepta hablarle en claro por la red."""

    direccion: str
    sin_tls: bool = False

    def __call__(
        self, slugs: Sequence[str], contexto: Contexto, taller: Taller
    ) -> Iterator[Trabajo]:
        """El trabajo de cada instancia, según llega. Lanza `FalloDeEntorno`."""
        encargos = taller.destino.with_name(_ENCARGOS)
        # Lo de otras corridas. Lo que se dio por perdido puede estar todavía escribiendo ahí.
        shutil.rmtree(encargos, ignore_errors=True)
        corrida = os.urandom(8).hex()
        try:
            sobre = encargar(f"{encargos}/{corrida}", contexto, taller)
            with self._conectado() as cliente:
                self._exigir_iguales(cliente, sobre)
                for hecho in _repartir(cliente, sobre, slugs, taller, corrida):
                    if os.path.isdir(hecho.carpeta):
                        mudar(hecho.carpeta, str(taller.destino))
                    yield hecho.trabajo
        finally:
            shutil.rmtree(encargos, ignore_errors=True)

    @contextmanager
    def _conectado(self) -> Iterator[Client]:
        if find_spec("distributed") is None:
            raise FalloDeEntorno(
                "Falta la parte opcional «distribuido».",
                'Instálela, en la carpeta del generador, con: pip install -e ".[distribuido]"',
            )
        from distributed import Client

        _callar()
        if urlsplit(self.direccion).scheme == "tls":
            _exigir_certificados()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                cliente = Client(self.direccion, timeout=_AL_CONECTAR, set_as_default=False)
        except OSError as fallo:
            raise FalloDeEntorno(
                f"En «{self.direccion}» no responde un planificador de Dask. {_SIGUE}",
                "Revise la dirección, que «dask scheduler» esté corriendo allá y, con tls://, que "
                "los certificados sean de la misma autoridad.",
            ) from fallo
        try:
            yield cliente
        finally:
            # Al irse quien las pidió, el planificador olvida las tareas que queden.
            cliente.close(timeout=_CADA_CUANTO)

    def _exigir_iguales(self, cliente: Client, sobre: Sobre) -> None:
        """Que cada máquina conectada haga los mismos bytes. Ninguna recibe trabajo antes."""
        try:
            cliente.wait_for_workers(1, timeout=_SIN_NADIE)
        except TimeoutError:
            raise _nadie_trabaja(self.direccion) from None
        for obrero in cliente.scheduler_info(n_workers=-1)["workers"]:
            if not (self.sin_tls or va_cifrada(obrero)):
                raise FalloDeEntorno(
                    f"El obrero «{obrero}» recibiría el trabajo sin cifrar.",
                    "Use tls:// con certificados o, en una red de confianza, --motor-sin-tls.",
                )
        versiones = cliente.get_versions()
        propias = _las_de_dask(versiones["client"])
        # También el planificador abre las tareas, aunque no haga ninguna.
        otras = _las_de_dask(versiones["scheduler"])
        if mal := diferencias(propias, otras) or _del_planificador(cliente):
            raise _no_es_igual(f"El planificador «{self.direccion}»", mal)
        saludos = cliente.run(saludar, sobre, on_error="return")
        for obrero, suyas in versiones["workers"].items():
            otras = _las_de_dask(suyas)
            if mal := diferencias(propias, otras) or _al_saludar(saludos.get(obrero), sobre):
                raise _no_es_igual(f"El obrero «{obrero}»", mal)


def _exigir_certificados() -> None:
    """Los de quien pide, que Dask lee de su propia configuración."""
    from distributed.security import Security

    try:
        hay = Security().get_connection_args("client").get("ssl_context")
    except OSError:
        hay = None
    if hay is None:
        raise FalloDeEntorno(
            "Para hablar por tls:// hacen falta los certificados, y no están o no se leen.",
            f"Ponga la ruta de cada uno en {', '.join(_CERTIFICADOS)}.",
        )


def _callar() -> None:
    """Lo que importa de cuanto cuenta Dask se dice aquí, en español."""
    for nombre in list(logging.root.manager.loggerDict):
        if nombre.split(".")[0] == "distributed":
            logging.getLogger(nombre).setLevel(logging.CRITICAL + 1)


def va_cifrada(direccion: str) -> bool:
    """Si por esa dirección nada pasa en claro de una máquina a otra."""
    partes = urlsplit(direccion)
    if partes.scheme == "tls" or partes.hostname == "localhost":
        return True
    try:
        return ip_address(partes.hostname or "").is_loopback
    except ValueError:
        return False


def diferencias(aqui: Mapping[str, str], alla: Mapping[str, str]) -> str:
    """Lo que no es igual en dos máquinas, con las dos versiones; vacío si todo lo es."""
    nombres = [n for n in aqui if aqui[n] != alla.get(n)]
    return "; ".join(f"{n}: aquí {aqui[n]}, allá {alla.get(n, 'no está')}" for n in nombres)


def _las_de_dask(versiones: Mapping[str, Any] | None) -> dict[str, str]:
    if versiones is None:
        return {}
    python = ".".join(map(str, versiones["host"]["python"].split(".")[:3]))
    paquetes = {n: str(versiones["packages"].get(n)) for n in ("dask", "distributed", "msgpack")}
    return {"Python": python, **paquetes}


def _del_planificador(cliente: Client) -> str:
    """Por qué no puede repartir el planificador; vacío si puede."""
    try:
        partes = cliente.run_on_scheduler(partes_del_programa)
    except Exception as fallo:  # lanza lo que haya fallado allá, que puede ser cualquier cosa
        return _no_se_entiende(fallo)
    return diferencias(partes_del_programa(), partes)


def _no_se_entiende(respuesta: object) -> str:
    """Si allá no hay generador, o es de otro tiempo, no sabe responder."""
    return f"allá no está este mismo generador ({type(respuesta).__name__}: {respuesta})"


def _al_saludar(saludo: Saludo | BaseException | None, sobre: Sobre) -> str:
    """Por qué no puede trabajar quien así saluda; vacío si puede."""
    if not isinstance(saludo, Saludo):
        return _no_se_entiende(saludo)
    if distintas := diferencias(partes_del_programa(), saludo.partes):
        return f"en «{saludo.maquina}» {distintas}"
    if saludo.encargo != sobre.sha256:
        return f"«{saludo.maquina}» no ve la carpeta «{os.path.dirname(sobre.carpeta)}»"
    return "" if saludo.tema == sobre.tema else f"en «{saludo.maquina}» el tema es otro"


def _repartir(
    cliente: Client, sobre: Sobre, slugs: Sequence[str], taller: Taller, corrida: str
) -> Iterator[Devuelto]:
    """Lo hecho, según llega."""
    # Con un nombre que se repitiera, Dask daría lo que respondió la otra vez.
    tareas = [
        cliente.submit(
            trabajar_aparte, sobre, slug, taller.sondeo(slug), key=f"generador-{corrida}-{n}"
        )
        for n, slug in enumerate(slugs)
    ]
    listas: SimpleQueue[Future] = SimpleQueue()
    for tarea in tareas:
        tarea.add_done_callback(listas.put)
    # Dask abandona la tarea que nadie tiene a mano.
    faltan, guardia = set(tareas), _Guardia(cliente)
    tareas.clear()
    while faltan:
        try:
            tarea = listas.get(timeout=_CADA_CUANTO)
        except Empty:
            guardia.exigir_vivos()
            continue
        try:
            hecho = _respuesta(tarea)
        except TimeoutError:
            # Quien la tenía murió antes de darla: se hará otra vez.
            guardia.exigir_vivos()
            tarea.add_done_callback(listas.put)
            continue
        if isinstance(hecho, Tropiezo):
            hecho.lanzar()
        guardia.hay_quien()
        faltan.remove(tarea)
        # Lo que nadie guarda no se hace otra vez cuando muere quien lo hizo.
        tarea.release()
        yield hecho


def _respuesta(tarea: Future) -> Devuelto | Tropiezo:
    from distributed.client import FutureCancelledError
    from distributed.comm import CommClosedError
    from distributed.scheduler import KilledWorker

    try:
        return cast("Devuelto | Tropiezo", tarea.result(timeout=_CADA_CUANTO))
    except KilledWorker as fallo:
        raise FalloDeEntorno(
            f"Los obreros que intentaron una misma instancia murieron, uno tras otro. {_SIGUE}",
            "Casi siempre es falta de memoria: deles más, o menos obreros por máquina.",
        ) from fallo
    except (FutureCancelledError, CommClosedError) as fallo:
        raise _se_perdio() from fallo


class _Guardia:
    """Mira si del otro lado sigue habiendo quien trabaje: sin esto se esperaría para siempre."""

    def __init__(self, cliente: Client) -> None:
        self._cliente = cliente
        self._id = self._identidad()["id"]
        self.hay_quien()

    def hay_quien(self) -> None:
        """Anota que en este momento alguien trabaja."""
        self._desde = time.monotonic()

    def exigir_vivos(self) -> None:
        """Lanza `FalloDeEntorno` si el planificador es otro o no está, o hace rato no hay nadie."""
        identidad = self._identidad()
        if identidad["id"] != self._id:
            raise _se_perdio()
        if identidad["workers"]:
            self.hay_quien()
        elif time.monotonic() - self._desde > _SIN_NADIE:
            raise _nadie_trabaja(self._cliente.scheduler_info()["address"])

    def _identidad(self) -> Mapping[str, Any]:
        if self._cliente.status != "running":
            raise _se_perdio()
        try:
            pregunta = self._cliente.scheduler.identity
            return cast(
                "Mapping[str, Any]", self._cliente.sync(pregunta, callback_timeout=_SIN_RESPUESTA)
            )
        except (OSError, TimeoutError) as fallo:
            raise _se_perdio() from fallo


def _no_es_igual(quien: str, por_que: str) -> FalloDeEntorno:
    return FalloDeEntorno(
        f"{quien} no puede trabajar en este sitio: {por_que}. {_SIGUE}",
        "Póngalo igual a este computador, o desconéctelo, y repita la orden.",
    )


def _se_perdio() -> FalloDeEntorno:
    return FalloDeEntorno(
        f"Se perdió el planificador de Dask mientras trabajaba. {_SIGUE}",
        "Mire por qué se detuvo, vuelva a encenderlo con sus obreros y repita la orden.",
    )


def _nadie_trabaja(direccion: str) -> FalloDeEntorno:
    return FalloDeEntorno(
        f"El planificador «{direccion}» no tiene obreros. {_SIGUE}",
        "Conéctele al menos uno: en cada máquina, «dask worker» con esa misma dirección.",
    )
