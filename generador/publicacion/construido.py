"""Saber si lo construido es lo que se debe publicar."""

from __future__ import annotations

from pathlib import Path

from generador.arboles import FalloDeEntorno, Manifiesto, alterados, leer_manifiesto
from generador.construccion import Resultado
from generador.integridad import sello
from generador.integridad.firma import firmar
from generador.modelo.archivos import RETIRADOS
from generador.modelo.publicaciones import CUMPLIMIENTO_JSON
from generador.publicacion.taller import Obrador

CON_HISTORIA = ("instancias/", "normas/")
"""Dónde están las páginas que cuentan algo del registro: las de los documentos."""


def comprobar(salida: Path) -> Manifiesto:
    """El manifiesto de lo construido, después de calcular la huella de todos sus archivos."""
    manifiesto = leer_manifiesto(salida)
    if manifiesto is None:
        raise FalloDeEntorno(
            f"«{salida}» no tiene un manifiesto legible. Nada se publicó.",
            "Construya de nuevo con: generador construir --limpio",
        )
    if malos := alterados(salida, manifiesto, manifiesto.archivos, a_fondo=True):
        raise FalloDeEntorno(
            f"En «{salida}» hay archivos que no son los que se construyeron: "
            f"{', '.join(f'«{m}»' for m in malos[:10])}. Nada se publicó.",
            "Construya de nuevo con: generador construir --limpio",
        )
    return manifiesto


def huella_de_lo_construido(salida: Path, construido: Manifiesto) -> str:
    """La huella de lo que dice el sitio, sin lo que sus páginas cuentan del registro."""
    cumplimiento = salida / CUMPLIMIENTO_JSON
    datos = cumplimiento.read_bytes() if CUMPLIMIENTO_JSON in construido.archivos else b"{}"
    sin_ella = {
        ruta: sello.huella(sello.sin_su_historia((salida / ruta).read_bytes()))
        for ruta in construido.archivos
        if ruta.startswith(CON_HISTORIA) and ruta.endswith(".html")
    }
    return sello.huella_del_sitio(construido.archivos, datos, sin_ella)


def es_lo_mismo(taller: Obrador, fuente: str, sitio: str) -> bool:
    """Si el destino ya muestra esto: lo único nuevo, si acaso, es el registro o la fecha.

    `fuente` y `sitio` son las huellas de lo escrito y de lo que dice lo construido.

    El mismo día y con la misma fuente, lo que cambió en las páginas es solo que la publicación de
    hoy ya está en el registro.
    """
    publicado, pedido = taller.estado.publicado, taller.peticion.pedido
    if publicado is None or taller.peticion.retirar or taller.otro_numero:
        return False
    dicho = publicado.extra
    if (dicho.get("fuente"), dicho.get("fecha_corte")) == (fuente, pedido.corte.isoformat()):
        return True
    return dicho.get("sitio") == sitio


def es_lo_que_se_deshizo(taller: Obrador, fuente: str) -> bool:
    """Si se va a publicar, sin cambiarle nada, lo que el destino dice que se deshizo.

    Lo dice el manifiesto de allá y no una marca de aquí: así tampoco vuelve solo desde otra copia.
    Lo que se retira definitivamente se retira siempre: nadie lo pide sin querer.
    """
    publicado, previo = taller.estado.publicado, taller.estado.previo
    if publicado is None or taller.peticion.retirar:
        return False
    # Lo que se deshizo es lo que se guarda de antes: si era el sitio de otro día, no es el de hoy.
    dia = str(previo.extra.get("fecha_corte", "")) if previo else ""
    es_de_hoy = dia <= taller.peticion.pedido.corte.isoformat()
    return es_de_hoy and publicado.extra.get("fuente_deshecha") == fuente


def ya_esta_firmado(taller: Obrador) -> bool:
    """Si lo que está a la vista lleva la firma que se pide. Lanza `FalloDeEntorno` si no se puede
    firmar con esa llave.

    Una llave Ed25519 firma siempre lo mismo con los mismos bytes (RFC 8032, 5.1.6).
    """
    llave, estado = taller.peticion.firmar, taller.estado
    return llave is None or firmar(estado.manifiesto, llave, taller.raiz) == estado.firma


def exigir_los_pdf(taller: Obrador, resultado: Resultado, construido: Manifiesto) -> None:
    """Que el PDF de un registro no deje de verse solo porque esta orden no los hizo.

    Lanza `FalloDeEntorno`. El que se declara retirado, o el de un registro que ya no está, se va.
    """
    assert resultado.contexto is not None
    publicado = taller.estado.publicado
    retirados = {r.ruta.lstrip("/") for r in resultado.contexto.retirados}
    antes = set(publicado.archivos) if publicado else set()
    ahora = construido.archivos.keys()
    paginas = (r.removesuffix(".html") for r in antes & ahora if r.endswith(".html"))
    perdidos = sorted({f"{p}.pdf" for p in paginas} & antes - ahora - retirados)
    if perdidos:
        cuantos = "1 PDF" if len(perdidos) == 1 else f"{len(perdidos)} PDF"
        raise FalloDeEntorno(
            f"El destino muestra {cuantos} que esta orden no hizo, como «{perdidos[0]}»: dejarían "
            "de verse. Nada se publicó.",
            "Repita con --pdf, o escriba «pdf: si» en sitio.yaml. Si se retiran, diga por qué en "
            f"{RETIRADOS}.",
        )
