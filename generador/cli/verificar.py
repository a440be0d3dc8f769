"""`generador verificar`: compara un sitio publicado, o una copia, con lo que se publicó."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generador.cli.comun import CON_ERRORES, CORRECTO, en_el_entorno, en_json, orden
from generador.cli.nuevos_archivos import reemplazar
from generador.cli.presentar import Linea, cuenta, linea, mostrar, titulo
from generador.cli.progreso import progreso
from generador.cli.salida import escribir
from generador.modelo.sin_dato import SIN_DATO

if TYPE_CHECKING:
    from generador.construccion.pedido import Avance
    from generador.integridad import Copia, Dictamen, Visto

_DEFECTOS = 40
_O_SU_DIRECCION = "O dé la dirección con que se visita el sitio, si ya se sirve."


@orden("verificar", short_help="Comprueba que un sitio es el que se publicó.")
@click.argument("lugar", metavar="DIRECCIÓN|CARPETA")
@click.option(
    "--registro",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="La carpeta contenido/publicaciones del repositorio, para comprobar también el registro.",
)
@click.option(
    "--llave",
    metavar="ARCHIVO",
    type=click.Path(path_type=Path),
    help="Llaves públicas Ed25519, una por renglón: el manifiesto debe estar firmado por una.",
)
@click.option(
    "--memoria",
    metavar="ARCHIVO",
    type=click.Path(path_type=Path),
    help="Donde se recuerda lo visto, para descubrir que el sitio retrocedió.",
)
@click.option("--servidor", is_flag=True, help="Comprueba también cómo responde el servidor.")
@click.option("--silencio", is_flag=True, help="Solo dice los errores.")
@en_json
def verificar(
    lugar: str,
    registro: Path | None,
    llave: Path | None,
    memoria: Path | None,
    servidor: bool,
    silencio: bool,
    en_json: bool,
) -> int:
    """Comprueba que un sitio es el que se publicó: cada archivo, la cadena y el registro.

    Se le da la dirección del sitio o la carpeta de una copia. No necesita la fuente ni permisos:
    cualquiera puede vigilar un sitio desde afuera. Termina con 0 si todo está igual, 1 si algo
    difiere y 3 si no se pudo leer.
    """
    es_sitio = lugar.startswith(("http://", "https://"))
    if servidor and not es_sitio:
        raise click.UsageError("--servidor pide una dirección, no una carpeta.")
    if not (_se_puede_pedir(lugar) if es_sitio else lugar and Path(lugar).is_dir()):
        raise click.UsageError(
            f"«{lugar}» no es una dirección http ni una carpeta. {_que_darle(lugar)}"
        )
    _exigir_legibles(llave, memoria)

    def hacer() -> int:
        confiables = (registro, llave, memoria)
        with progreso(silencio=silencio) as avance:
            dictamen = _verificar(lugar, confiables, servidor, avance)
        if en_json:
            escribir(json.dumps(_datos(lugar, dictamen), ensure_ascii=False, indent=2))
        elif not (silencio and dictamen.integro):
            mostrar(_informe(lugar, dictamen))
        return CORRECTO if dictamen.integro else CON_ERRORES

    return en_el_entorno(hacer)


def _se_puede_pedir(direccion: str) -> bool:
    from generador.modelo.tipos import es_direccion_web

    return es_direccion_web(direccion)


def _que_darle(lugar: str) -> str:
    """Cómo se comprueba ese lugar, que puede ser el de un destino; si no lo es, qué se espera."""
    from generador.modelo import destinos

    esperado = (
        "Dé la dirección con que se visita el sitio, con https://, o la carpeta de una copia."
    )
    try:
        leido = destinos.leer_lugar(lugar)
    except destinos.LugarConCredencial:
        raise click.UsageError(
            "El lugar lleva una contraseña o un token. No se usó ni se mostró. Dé la dirección con "
            "que se visita el sitio."
        ) from None
    except destinos.LugarIlegible:
        return esperado
    if leido.clase == destinos.GIT:
        repositorio, rama = _escrito(leido.repositorio), _escrito(leido.rama)
        return (
            "Una rama de git se comprueba en una copia:\n"
            f"git clone --branch {rama} {repositorio} copia\n"
            f"generador verificar copia\n{_O_SU_DIRECCION}"
        )
    if leido.clase == destinos.ZIP:
        return (
            "Un ZIP se comprueba descomprimido, y el sitio es su carpeta «sitio»:\n"
            f"unzip {_escrito(lugar)} -d copia\n"
            f"generador verificar copia/sitio\n{_O_SU_DIRECCION}"
        )
    if leido.clase in (destinos.SSH, destinos.SFTP):
        return (
            "Dé la dirección con que se visita el sitio, o traiga de ese servidor una copia de la "
            "carpeta y dé esa."
        )
    return esperado


def _escrito(palabra: str) -> str:
    # No es shlex.quote(): sus comillas sencillas, en un mensaje, se vuelven «».
    return f'"{palabra}"' if " " in palabra else palabra


def _exigir_legibles(llave: Path | None, memoria: Path | None) -> None:
    if llave is not None and not llave.is_file():
        raise click.UsageError(f"No existe el archivo de llaves «{llave}».")
    if memoria is None or memoria.is_file():
        return
    if memoria.exists() or not memoria.parent.is_dir():
        raise click.UsageError(f"«{memoria}» no sirve de memoria: indique un archivo.")


def _llaves(archivo: Path) -> tuple[str, ...]:
    from generador.integridad import leer_llaves

    try:
        return leer_llaves(archivo.read_text("utf-8"))
    except UnicodeDecodeError:
        raise click.UsageError(f"«{archivo}» no es un archivo de llaves públicas.") from None


def _verificar(
    lugar: str, confiables: tuple[Path | None, ...], servidor: bool, avance: Avance
) -> Dictamen:
    from generador import integridad

    fuente, propio = _fuente(lugar)
    registro, llave, memoria = confiables
    confianza = integridad.Apoyos(
        registro=_registro(registro or propio),
        es_cadena=registro is None,
        firmantes=_llaves(llave) if llave else None,
        visto=_visto(memoria),
    )
    dictamen = integridad.verificar(_Contada(fuente, avance), confianza)
    if servidor:
        from generador.integridad.servidores import revisar_servidor

        assert isinstance(fuente, integridad.EnLaRed)
        defectos, notas = revisar_servidor(fuente)
        dictamen.defectos += defectos
        dictamen.sin_comprobar += notas
    if memoria is not None and dictamen.integro and dictamen.publicacion:
        _recordar(memoria, dictamen)
    return dictamen


class _Contada:
    """Una copia que va contando cuántos de sus archivos se han leído."""

    def __init__(self, fuente: Copia, avance: Avance) -> None:
        self._fuente, self._avance = fuente, avance
        self.leer, self.lleva_a, self.listar = fuente.leer, fuente.lleva_a, fuente.listar

    def leer_todos(self, rutas: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """Los mismos de la copia, en el mismo orden."""
        todas = tuple(rutas)
        for n, leido in enumerate(self._fuente.leer_todos(todas), 1):
            self._avance("Comparar archivos", n, len(todas))
            yield leido


def _fuente(lugar: str) -> tuple[Copia, Path | None]:
    """La copia y, si la carpeta es un destino, su cadena."""
    from generador.integridad import Carpeta, EnLaRed

    if lugar.startswith(("http://", "https://")):
        return EnLaRed(lugar), None
    carpeta = Path(lugar)
    if (carpeta / ".generador-destino").is_file():
        return Carpeta(Path(os.path.realpath(carpeta / "actual"))), carpeta / "cadena"
    return Carpeta(Path(os.path.realpath(carpeta))), None


def _registro(carpeta: Path | None) -> dict[str, bytes] | None:
    if carpeta is None:
        return None
    if not carpeta.is_dir():
        raise click.UsageError(f"No existe la carpeta del registro «{carpeta}».")
    return {p.name: p.read_bytes() for p in carpeta.glob("*.yaml") if p.is_file()}


def _visto(memoria: Path | None) -> Visto | None:
    from generador.integridad import Visto

    if memoria is None or not memoria.exists():
        return None
    try:
        datos = json.loads(memoria.read_text("utf-8"))
        return Visto(int(datos["publicacion"]), str(datos["manifiesto"]))
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise click.UsageError(f"«{memoria}» no es una memoria de esta orden.") from None


def _recordar(memoria: Path, dictamen: Dictamen) -> None:
    datos = {"publicacion": dictamen.publicacion, "manifiesto": dictamen.manifiesto}
    reemplazar(memoria, f"{json.dumps(datos)}\n".encode())


def _datos(lugar: str, dictamen: Dictamen) -> dict[str, object]:
    return {
        "lugar": lugar,
        "integro": dictamen.integro,
        "publicacion": dictamen.publicacion or SIN_DATO,
        "fecha_corte": dictamen.fecha_corte or SIN_DATO,
        "manifiesto": dictamen.manifiesto or SIN_DATO,
        "archivos": dictamen.archivos,
        "firmado": dictamen.firmado,
        "defectos": [
            {"codigo": d.codigo, "ruta": d.ruta, "mensaje": d.mensaje} for d in dictamen.defectos
        ],
        "sin_comprobar": dictamen.sin_comprobar,
    }


def _informe(lugar: str, dictamen: Dictamen) -> Iterator[Linea]:
    for defecto in dictamen.defectos[:_DEFECTOS]:
        yield linea(f"{defecto.codigo}: {defecto.ruta}")
        yield linea(defecto.mensaje, sangria=4)
    if len(dictamen.defectos) > _DEFECTOS:
        yield linea(f"… y {len(dictamen.defectos) - _DEFECTOS} más: todos, con --json")
    for pendiente in dictamen.sin_comprobar:
        yield linea(f"Sin comprobar: {pendiente}")
    if not dictamen.integro:
        yield titulo(f"{lugar} NO es lo que se publicó")
        return
    numero = f"la publicación {dictamen.publicacion}" if dictamen.publicacion else "lo construido"
    firma = ", firmada" if dictamen.firmado else ""
    archivos = cuenta(dictamen.archivos, "archivo", "archivos")
    yield titulo(f"{lugar} es {numero}{firma}: {archivos} iguales")
