"""`generador publicar`: lleva el sitio a donde se sirve, o deshace la última publicación."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generador.cli.comun import (
    CON_ERRORES,
    CORRECTO,
    FallaDelEntorno,
    Opciones,
    con_opciones,
    orden,
)
from generador.cli.hallazgos import lineas_sin_publicar, mostrar_errores
from generador.cli.pedidos import con_opciones_del_sitio, destinos_de, pedido_de
from generador.cli.presentar import Linea, cuenta, linea, mostrar, titulo
from generador.cli.progreso import progreso
from generador.reloj import hoy

if TYPE_CHECKING:
    from generador.hallazgo import Hallazgo
    from generador.integridad import Dictamen
    from generador.lectura.contenido import Contenido
    from generador.publicacion import Hecho

_RUTAS = 10


@orden("publicar", short_help="Lleva el sitio a donde se sirve, o lo deshace.")
@click.argument("destino", metavar="DESTINO")
@con_opciones
@con_opciones_del_sitio
@click.option("--simular", is_flag=True, help="Muestra qué cambiaría y no envía nada.")
@click.option("--deshacer", is_flag=True, help="Vuelve a publicar lo que el destino tenía antes.")
@click.option(
    "--firmar",
    metavar="LLAVE",
    envvar="GENERADOR_FIRMA",
    type=click.Path(path_type=Path),
    help="Llave privada Ed25519 de SSH con que se firma el manifiesto. Fuera de la carpeta del "
    "sitio. También la da la variable GENERADOR_FIRMA.",
)
@click.option(
    "--retirar-definitivo",
    "retirar",
    metavar="RUTA",
    multiple=True,
    help="Borra un documento de todas las versiones del destino. Pide --motivo; con varias "
    "direcciones, se repite en la misma orden.",
)
@click.option(
    "--recuperar-registro",
    "recuperar",
    is_flag=True,
    help="Trae del destino las últimas entradas del registro, si aquí se perdieron. Solo si aquí "
    "está todo lo publicado: de lo contrario, git pull.",
)
@click.option(
    "--solo-lo-anterior",
    is_flag=True,
    help="Con --retirar-definitivo: el documento, ya corregido, sigue a la vista; se borra lo que "
    "decía antes.",
)
@click.option(
    "--enviar-todo",
    "todo",
    is_flag=True,
    help="Envía todos los archivos, también los que el destino ya tiene: por SFTP no se ve si "
    "alguien los cambió allá sin cambiarles el tamaño.",
)
@click.option("--motivo", default="", metavar="TEXTO", help="Por qué se retira definitivamente.")
def publicar(
    opciones: Opciones,
    destino: str,
    pdf: bool,
    sin_buscador: bool,
    simular: bool,
    deshacer: bool,
    firmar: Path | None,
    retirar: tuple[str, ...],
    solo_lo_anterior: bool,
    motivo: str,
    recuperar: bool,
    todo: bool,
) -> int:
    """Publica el sitio en DESTINO: un nombre de «destinos» en sitio.yaml, o un lugar.

    Un lugar es una carpeta, un archivo .zip, ssh://usuario@servidor/carpeta,
    sftp://usuario@servidor/carpeta o git+<repositorio>#<rama>. Construye, comprueba todas las
    huellas, envía solo lo que cambia y lo hace visible en un paso; lo anota en
    contenido/publicaciones. Si algo falla, lo que estaba a la vista sigue igual.
    """
    from generador import publicacion
    from generador.lectura.contexto import leer_contexto, leer_sitio

    _exigir_que_concuerden(bool(retirar), bool(motivo.strip()), solo_lo_anterior, deshacer, todo)
    _exigir_que_ya_llegue(opciones.corte)
    sitio = leer_sitio(opciones.contenido)
    if sitio is None and "/" not in destino:
        # Con el lugar escrito en la orden se puede deshacer aunque sitio.yaml esté dañado.
        return _con_errores(leer_contexto(opciones.contenido, opciones.corte).hallazgos, opciones)
    conocidos = destinos_de(opciones, sitio)
    lugar = publicacion.lugar_sin_nombre(destino, conocidos, opciones.raiz)
    if lugar and not opciones.silencio:
        mostrar([linea(f"Destino: {lugar} (no está en «destinos» de sitio.yaml)")], error=True)
    with progreso(silencio=opciones.silencio) as avance:
        pedido = pedido_de(
            opciones, pdf, sin_buscador, avance=avance, exigente=True, contenido=opciones.contenido
        )
        peticion = publicacion.Peticion(
            pedido,
            destino,
            hoy(),
            simular,
            firmar,
            retirar,
            motivo.strip(),
            recuperar,
            solo_lo_anterior,
            todo,
        )
        hacer = publicacion.deshacer if deshacer else publicacion.publicar
        with _diciendo_que_falta(bool(retirar)):
            hecho = hacer(peticion, conocidos)
    return _contar(hecho, opciones)


@contextmanager
def _diciendo_que_falta(retirar: bool) -> Iterator[None]:
    """Si un retiro se interrumpe, que lo retirado todavía no está borrado."""
    try:
        yield
    except KeyboardInterrupt:
        if retirar:
            dicho = "Repita la misma orden: hasta que termine, lo retirado no está borrado."
            mostrar([linea(dicho)], error=True)
        raise


def _exigir_que_concuerden(
    retirar: bool, motivo: bool, solo_lo_anterior: bool, deshacer: bool, todo: bool
) -> None:
    """Un error de uso si a una opción le falta la que la acompaña, o le sobra otra."""
    if retirar != motivo:
        raise click.UsageError("--retirar-definitivo y --motivo van juntos.")
    if solo_lo_anterior and not retirar:
        raise click.UsageError("--solo-lo-anterior va con --retirar-definitivo.")
    if todo and deshacer:
        raise click.UsageError(
            "--deshacer y --enviar-todo no van juntos: lo de antes está solo en el destino."
        )
    if retirar and deshacer:
        raise click.UsageError("--deshacer y --retirar-definitivo no van juntos.")


def _exigir_que_ya_llegue(corte: date) -> None:
    """Un error de uso si la fecha es futura: se vería lo que todavía no se publica."""
    from generador.modelo.fechas import fecha_larga

    if corte > hoy():
        raise click.BadParameter(
            f"el {fecha_larga(corte)} no ha llegado: publicarlo así mostraría lo que todavía no se "
            "publica. Publique sin --fecha; con ella, el sitio de ese día se construye aparte.",
            click.get_current_context(),
            param_hint="--fecha",
        )


def _con_errores(
    hallazgos: Iterable[Hallazgo], opciones: Opciones, contenido: Contenido | None = None
) -> int:
    final = "No se publicó nada; lo que estaba a la vista sigue igual."
    mostrar_errores(hallazgos, opciones, final, contenido)
    return CON_ERRORES


def _contar(hecho: Hecho, opciones: Opciones) -> int:
    construido = hecho.construccion
    if construido is not None and not construido.correcto:
        return _con_errores(construido.hallazgos, opciones, construido.contenido)
    if not opciones.silencio:
        mostrar(_informe(hecho))
    if hecho.direccion and not hecho.simulado and not hecho.deshecho:
        _leer_de_vuelta(hecho, opciones)
    return CORRECTO


def _informe(hecho: Hecho) -> Iterator[Linea]:
    if hecho.construccion is not None:
        yield from lineas_sin_publicar(sorted(hecho.construccion.sin_publicar.items()))
    for nombre in hecho.recuperadas:
        yield linea(f"Se recuperó del destino una entrada que faltaba: {nombre}")
    if hecho.recuperadas:
        # Otra persona pudo guardarla ya en git, que no la pisa si aquí está sin guardar.
        yield linea("Si el sitio está en git, guárdela (git add, git commit) antes de git pull.")
    for advertencia in hecho.advertencias:
        yield linea(f"Tenga en cuenta: {advertencia}")
    if hecho.numero and not hecho.deshecho and not hecho.ya_borrado:
        yield from _lo_publicado(hecho)
    else:
        yield from _por_que_nada(hecho)


def _por_que_nada(hecho: Hecho) -> Iterator[Linea]:
    if hecho.deshecho:
        yield linea("El contenido es el mismo que se deshizo: no se publica otra vez.")
        yield linea(
            "Corríjalo y publique; o, si estaba bien, repita «--deshacer» para volver a mostrarlo."
        )
    elif hecho.ya_borrado:
        yield linea(
            "Nada que borrar: el último retiro quedó completo, y esa dirección no está en nada de "
            "lo que guarda el destino."
        )
    else:
        yield linea("El destino ya muestra este sitio: no hay nada que publicar.")


def _lo_publicado(hecho: Hecho) -> Iterator[Linea]:
    if hecho.vuelta:
        yield linea(hecho.vuelta)
    grupos = (("+", hecho.agregados), ("~", hecho.cambiados), ("-", hecho.retirados))
    for signo, rutas in grupos:
        yield from _rutas(signo, rutas)
    for ruta in hecho.reparados:
        yield linea(f"! {ruta}: alguien lo había cambiado en el destino; se envió de nuevo")
    yield linea(
        f"Viajan {cuenta(hecho.viajan, 'archivo', 'archivos')} ({hecho.octetos} bytes); "
        f"{cuenta(len(hecho.documentos), 'documento', 'documentos')} en el registro"
    )
    if hecho.simulado:
        yield titulo(f"Simulación: sería la publicación {hecho.numero}. No se envió nada.")
        return
    if any(d.cambios for d in hecho.documentos):
        yield linea(
            "Desde la publicación siguiente, publicaciones.html y la página de cada documento que "
            f"cambió muestran qué decía antes. {_SI_ERAN_PERSONALES}"
        )
    if hecho.cuenta_lo_de_otros:
        yield linea(
            "Este destino muestra desde ahora qué decían antes los documentos que cambiaron en "
            f"publicaciones a otros destinos. {_SI_ERAN_PERSONALES}"
        )
    yield titulo(f"Publicación {hecho.numero} a la vista.")
    yield linea(f"Guarde y envíe al repositorio contenido/ entero, con {hecho.entrada}")


_SI_ERAN_PERSONALES = (
    "Si eran datos personales, bórrelo: --retirar-definitivo con --solo-lo-anterior."
)


def _rutas(signo: str, rutas: tuple[str, ...]) -> Iterator[Linea]:
    for ruta in rutas[:_RUTAS]:
        yield linea(f"{signo} {ruta}", sangria=2)
    if len(rutas) > _RUTAS:
        yield linea(f"{signo} … y {len(rutas) - _RUTAS} más", sangria=2)


def _leer_de_vuelta(hecho: Hecho, opciones: Opciones) -> None:
    """Lo publicado, leído por su dirección: lo que ve un ciudadano, no lo que se envió.

    Si ya se leyó una vez, no se repite: para vigilar está `verificar`.
    """
    from generador.arboles import FalloDeEntorno
    from generador.integridad import EnLaRed, verificar
    from generador.publicacion import anotar_lectura, falta_leer

    numero = hecho.a_la_vista
    if not falta_leer(opciones.raiz, numero):
        return
    quedo = f"La publicación {numero} quedó en el destino"
    try:
        dictamen = verificar(EnLaRed(hecho.direccion))
    except FalloDeEntorno as fallo:
        raise FallaDelEntorno(
            f"{quedo}, pero no se pudo leer de vuelta. {fallo.mensaje}\nRemedio: cuando esa "
            f"dirección responda, compruebe con «generador verificar {hecho.direccion}»."
        ) from fallo
    if dictamen.integro and dictamen.publicacion == numero:
        anotar_lectura(opciones.raiz, numero, hecho.direccion)
        if not opciones.silencio:
            mostrar([linea(f"Leído de vuelta en {hecho.direccion}: igual a lo publicado")])
        return
    que = "; ".join(f"{d.ruta}: {d.mensaje}" for d in dictamen.defectos[:5])
    visto = f"muestra la publicación {dictamen.publicacion}" if dictamen.integro else que
    raise FallaDelEntorno(
        f"{quedo}, pero {hecho.direccion} no la entrega: {visto}.\n"
        "Remedio: revise que el servidor sirva la carpeta «actual» del destino y que "
        f"ninguna memoria intermedia guarde páginas.{_si_es_del_destino(dictamen)}"
    )


def _si_es_del_destino(dictamen: Dictamen) -> str:
    """Qué hacer si el archivo mismo es otro en el destino, que no siempre lo puede decir."""
    if not any(d.codigo in ("archivo-alterado", "archivo-falta") for d in dictamen.defectos):
        return ""
    return (
        " Si no es eso, alguien cambió esos archivos en el destino: repita con «--enviar-todo», "
        "que los envía otra vez."
    )
