"""`generador servidor`: la configuración del servidor web o del temporizador, a la salida."""

from __future__ import annotations

import getpass
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import urlsplit

import click

from generador.cli.comun import (
    CON_ERRORES,
    CORRECTO,
    FallaDelEntorno,
    Opciones,
    con_opciones,
    orden,
)
from generador.cli.lectura import contexto_leido, destinos_escritos
from generador.cli.salida import escribir

_CLASES = ("nginx", "apache", "caddy", "systemd")
_NOMBRE = re.compile(r"[A-Za-z0-9.*_-]+(?: [A-Za-z0-9.*_-]+)*")
_SIN_DIRECCION = (
    "En sitio.yaml no se lee una «direccion»: se supuso que el sitio ocupa la raíz de su servidor. "
    "Si vive bajo una ruta, escríbala en «direccion» o agregue --prefijo /RUTA."
)


@orden("servidor", short_help="Escribe la configuración del servidor web.")
@click.argument("clase", metavar="nginx|apache|caddy|systemd", type=click.Choice(_CLASES))
@con_opciones
@click.option("--base", metavar="DIR", help="La carpeta del destino, la que contiene «actual».")
@click.option("--nombre", default="", metavar="HOST", help="El nombre del sitio en la red.")
@click.option("--puerto", type=click.IntRange(1, 65535), default=80, metavar="N", help="Sin TLS.")
@click.option("--prefijo", metavar="/RUTA", help="Por omisión, el de «direccion» en sitio.yaml.")
@click.option(
    "--entero",
    is_flag=True,
    help="Bajo una ruta: el servidor entero, donde lo demás responde 404, y no un fragmento.",
)
@click.option("--certificado", default="", metavar="ARCHIVO", help="Certificado de TLS.")
@click.option("--llave", default="", metavar="ARCHIVO", help="Llave de TLS del certificado.")
@click.option(
    "--hsts",
    type=click.IntRange(1, 730),
    metavar="DÍAS",
    help="Pide a los navegadores volver siempre con TLS durante esos días. No se puede desdecir.",
)
@click.option(
    "--hsts-subdominios", is_flag=True, help="Con --hsts: también a todos los subdominios."
)
@click.option("--brotli", is_flag=True, help="El servidor tiene Brotli (en nginx, su módulo).")
@click.option("--destino", default="", metavar="NOMBRE", help="Con systemd: a dónde se publica.")
@click.option("--usuario", default="", metavar="CUENTA", help="Con systemd: la cuenta que publica.")
@click.option(
    "--firmar",
    default="",
    metavar="LLAVE",
    help="Con systemd: la llave con que se firma, si se firma.",
)
def servidor(
    opciones: Opciones,
    clase: str,
    base: str | None,
    nombre: str,
    puerto: int,
    prefijo: str | None,
    entero: bool,
    certificado: str,
    llave: str,
    hsts: int | None,
    hsts_subdominios: bool,
    brotli: bool,
    destino: str,
    usuario: str,
    firmar: str,
) -> int:
    """Escribe la configuración de un servidor web, o del temporizador diario de systemd.

    Sale del sitio construido: la política de seguridad admite solo lo que sus páginas usan, y las
    direcciones viejas y retiradas responden lo debido. Bajo una ruta («direccion» o --prefijo) es
    un fragmento que se incluye en el servidor que ya atiende lo demás. Se guarda con «>» donde
    corresponda; con systemd se escriben dos archivos en la carpeta de --base.
    """
    from generador.hospedaje import SERVIDORES, Hospedaje

    if clase == "systemd":
        return _escribir_unidades(opciones, base, destino, usuario, firmar)
    if base is None or not base.startswith("/"):
        raise click.UsageError("Diga con --base la carpeta del destino en el servidor, desde «/».")
    _exigir_parejas((certificado, llave), (hsts, hsts_subdominios), nombre)
    csp, redirecciones, retiradas = _de_lo_construido(opciones)
    pedido = Hospedaje(
        base=base.rstrip("/"),
        csp=csp,
        nombre=nombre,
        puerto=puerto,
        prefijo=_prefijo(opciones, prefijo, entero),
        entero=entero,
        certificado=certificado,
        llave=llave,
        brotli=brotli,
        hsts=_hsts(hsts, hsts_subdominios),
        redirecciones=redirecciones,
        retiradas=retiradas,
    )
    if pedido.es_fragmento and (nombre or certificado):
        raise click.UsageError(
            f"El sitio vive bajo {pedido.prefijo}/, y se escribe un fragmento para el servidor que "
            "ya atiende ese nombre: --nombre y --certificado son los de ese servidor. Quítelas; o "
            "agregue --entero, si en ese nombre no hay nada más."
        )
    escribir(SERVIDORES[clase](pedido).rstrip("\n"))
    return CORRECTO


def _exigir_parejas(tls: tuple[str, str], hsts: tuple[int | None, bool], nombre: str) -> None:
    """Las opciones que van juntas, juntas; y el nombre, que sea uno de servidor."""
    if bool(tls[0]) != bool(tls[1]):
        raise click.UsageError("--certificado y --llave van juntos.")
    if hsts[1] and not hsts[0]:
        raise click.UsageError("--hsts-subdominios va con --hsts.")
    if nombre and _NOMBRE.fullmatch(nombre) is None:
        raise click.BadParameter("no es un nombre de servidor.", param_hint="--nombre")


def _hsts(dias: int | None, subdominios: bool) -> str:
    return f"max-age={dias * 86_400}{'; includeSubDomains' if subdominios else ''}" if dias else ""


def _de_lo_construido(opciones: Opciones) -> tuple[str, dict[str, str], tuple[str, ...]]:
    from generador.arboles import leer_manifiesto
    from generador.hospedaje import mirar_uso
    from generador.hospedaje.pedido import direcciones_de

    manifiesto = leer_manifiesto(opciones.salida)
    if manifiesto is None:
        raise FallaDelEntorno(
            f"«{opciones.salida}» no es un sitio construido.\n"
            "Remedio: construya primero con «generador construir»."
        )
    # Un anexo no decide la política: con ella, lo que traiga adentro no corre.
    propias = [r for r in manifiesto.archivos if not (opciones.raiz / "contenido" / r).is_file()]
    uso = mirar_uso(opciones.salida, propias)
    if uso.defectos:
        raise FallaDelEntorno(
            f"Las páginas necesitarían una política débil: {'; '.join(uso.defectos[:5])}.\n"
            "Remedio: lleve ese guion o estilo a un archivo de «estaticos» del tema."
        )
    ruta = "datos/direcciones.json"
    if ruta not in manifiesto.archivos:
        return uso.csp, {}, ()
    return uso.csp, *direcciones_de((opciones.salida / ruta).read_bytes())


def _prefijo(opciones: Opciones, dado: str | None, entero: bool) -> str:
    from generador.modelo.tipos import CARPETA_DEL_SITIO

    if dado is None:
        direccion = _direccion(opciones)
        dado = urlsplit(direccion).path
        if not direccion and not entero and not opciones.silencio:
            escribir(_SIN_DIRECCION, error=True)
    prefijo = f"/{dado.strip('/')}" if dado.strip("/") else ""
    if prefijo and CARPETA_DEL_SITIO.fullmatch(prefijo) is None:
        raise click.BadParameter(f"«{prefijo}» no sirve de prefijo.", param_hint="--prefijo")
    return prefijo


def _direccion(opciones: Opciones) -> str:
    cierre = "No se escribió nada: lo que se escribe sale de «direccion», en sitio.yaml."
    contexto = contexto_leido(opciones, cierre)
    if contexto is None:
        raise click.exceptions.Exit(CON_ERRORES)
    return contexto.sitio.direccion or ""


def _escribir_unidades(
    opciones: Opciones, base: str | None, destino: str, usuario: str, firmar: str
) -> int:
    from generador.hospedaje.reloj import TareaProgramada, unidades

    if not base:
        raise click.UsageError("Diga con --base en qué carpeta se escriben los dos archivos.")
    tarea = TareaProgramada(
        programa=_este_programa(),
        carpeta=str(opciones.raiz),
        destino=destino,
        usuario=usuario or getpass.getuser(),
        escribe=_carpeta_local(opciones, destino),
        firma=str(Path(firmar).expanduser().absolute()) if firmar else "",
    )
    carpeta = Path(base)
    carpeta.mkdir(parents=True, exist_ok=True)
    for nombre, texto in unidades(tarea).items():
        (carpeta / nombre).write_text(texto, "utf-8")
        escribir(str(carpeta / nombre))
    return CORRECTO


def _carpeta_local(opciones: Opciones, destino: str) -> str:
    """La carpeta de este computador donde escribe ese destino, o vacío si está en otro."""
    lugares = {d.nombre: d.lugar for d in destinos_escritos(opciones)}
    if destino not in lugares:
        hay = ", ".join(lugares) or "ninguno"
        raise click.UsageError(f"Diga con --destino uno de los de sitio.yaml: {hay}.")
    lugar = lugares[destino]
    if "://" in lugar or lugar.startswith("git+"):
        return ""
    camino = (opciones.raiz / lugar).absolute()
    return str(camino.parent if lugar.endswith(".zip") else camino)


def _este_programa() -> str:
    """La ruta de `generador`: el que corre, aunque su entorno no esté en la búsqueda."""
    propio = Path(sys.argv[0])
    if propio.name == "generador" and propio.is_file():
        return str(propio.absolute())
    return shutil.which("generador") or "/usr/local/bin/generador"
