"""Publicar: llevar el sitio a donde se sirve, probarlo, y poder deshacerlo.

    mirar el destino -> recuperar el registro -> construir -> comprobar -> comparar (aquí para
    `simular`) -> subir aparte -> comparar huellas allá -> cambiar en un paso -> registrar -> leer

Hasta el cambio nada de lo que está a la vista se toca; desde el cambio, todo lo que falte se
completa al repetir la orden.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import replace

from generador import __version__
from generador.arboles import FalloDeEntorno, Manifiesto, escribir_en, manifiesto_de
from generador.construccion import Resultado
from generador.lectura.contexto import leer_contexto
from generador.modelo.sitio import Destino as DestinoEscrito
from generador.modelo.sitio import DocumentoPublicado
from generador.publicacion import registro
from generador.publicacion.construido import (
    comprobar,
    construir_en,
    es_lo_mismo,
    es_lo_que_se_deshizo,
    huella_de_lo_construido,
)
from generador.publicacion.documentos import (
    Paso,
    al_reves,
    anexos_cambiados,
    documentos_que_cambian,
    vigentes,
)
from generador.publicacion.envio import enviar, nueva_publicacion, sellada
from generador.publicacion.fuente import commit_de, huella_de_la_fuente
from generador.publicacion.interfaz import CAMPOS, Destino, FalloDeDestino, OtroPublico
from generador.publicacion.preparar import preparar_arbol
from generador.publicacion.retiro import borrar_del_registro
from generador.publicacion.taller import (
    Hecho,
    Peticion,
    Taller,
    abrir,
    exigir_reloj,
    exigir_sin_ajenos,
)
from generador.publicacion.valores import escribir_valores, valores_publicados, valores_publicos

__all__ = ["Destino", "FalloDeDestino", "Hecho", "OtroPublico", "Peticion", "deshacer", "publicar"]


def publicar(peticion: Peticion, conocidos: tuple[DestinoEscrito, ...]) -> Hecho:
    """Publica si hay qué. Lanza `FalloDeEntorno`; su mensaje dice en qué estado quedó el destino.

    `conocidos` son los destinos de `sitio.yaml`.
    """
    with ExitStack() as pila:
        taller = abrir(peticion, conocidos, pila)
        exigir_sin_ajenos(taller.estado)
        ultima = registro.exigir_corrido(taller.entradas)
        exigir_reloj(taller, ultima)
        if peticion.retirar and not peticion.simular:
            borrar_del_registro(taller)
        igual = construir_en(taller, antes_de=taller.estado.numero or None)
        if not igual.correcto:
            return Hecho(igual)
        construido = comprobar(peticion.pedido.salida)
        if es_lo_mismo(taller, construido):
            return _nada(taller, igual)
        if es_lo_que_se_deshizo(taller):
            return replace(_nada(taller, igual), deshecho=True)
        resultado = construir_en(taller, antes_de=None) if taller.estado.numero else igual
        if not resultado.correcto:
            return Hecho(resultado)
        return _llevar(taller, resultado, comprobar(peticion.pedido.salida), ultima + 1)


def _nada(taller: Taller, resultado: Resultado) -> Hecho:
    return Hecho(
        resultado,
        recuperadas=tuple(sorted(taller.recuperadas)),
        advertencias=tuple(taller.advertencias),
    )


def _llevar(taller: Taller, resultado: Resultado, construido: Manifiesto, numero: int) -> Hecho:
    peticion, estado = taller.peticion, taller.estado
    salida = peticion.pedido.salida
    arbol, fichas = preparar_arbol(salida, construido, taller.carpeta)
    publicado = estado.publicado
    valores = valores_publicos(taller.raiz, peticion.pedido.corte)
    fichas[CAMPOS] = escribir_en(arbol, CAMPOS, escribir_valores(valores))
    paso = Paso(
        antes=publicado.archivos if publicado else {},
        ahora=fichas,
        viejos=valores_publicados(estado),
        nuevos=valores,
        anexos=frozenset(r for r in fichas if (taller.raiz / "contenido" / r).is_file()),
    )
    documentos = _documentos(resultado, paso)
    publicacion = nueva_publicacion(taller, numero, documentos)
    if peticion.retirar:
        publicacion = publicacion.model_copy(update={"retiro_definitivo": peticion.motivo})
    extra: dict[str, object] = {
        "version": __version__,
        "fecha_corte": peticion.pedido.corte.isoformat(),
        "commit": commit_de(taller.raiz),
        "fuente": huella_de_la_fuente(taller.raiz),
        "sitio": huella_de_lo_construido(salida, construido),
    }
    version = sellada(taller, arbol, fichas, extra, publicacion)
    iguales = frozenset(r for r, f in fichas.items() if paso.antes.get(r) == f)
    version = replace(version, base=estado.actual, iguales=iguales)
    return enviar(taller, resultado, version, publicacion)


def _documentos(resultado: Resultado, paso: Paso) -> tuple[DocumentoPublicado, ...]:
    assert resultado.contexto is not None
    registrados = vigentes(resultado.contexto.publicaciones)
    if cambiados := anexos_cambiados(paso, registrados):
        raise FalloDeEntorno(
            f"Estos archivos ya se publicaron y ahora tienen otros bytes: "
            f"{', '.join(f'«{c}»' for c in cambiados[:10])}. Nada se publicó.",
            "Ponga la versión nueva en un archivo nuevo, con «reemplaza», y deje el anterior.",
        )
    return documentos_que_cambian(paso, registrados, resultado.contexto.retirados)


def deshacer(peticion: Peticion, conocidos: tuple[DestinoEscrito, ...]) -> Hecho:
    """Publica de nuevo, con otro número, el árbol que el destino mostraba antes."""
    with ExitStack() as pila:
        taller = abrir(peticion, conocidos, pila)
        exigir_sin_ajenos(taller.estado)
        ultima = registro.exigir_corrido(taller.entradas)
        exigir_reloj(taller, ultima)
        anterior = _exigir_anterior(taller)
        deshecha = taller.estado.numero
        publicacion = nueva_publicacion(taller, ultima + 1, _contrario(taller, deshecha))
        publicacion = publicacion.model_copy(update={"deshace": deshecha})
        extra = {**anterior.extra, "deshace": deshecha, "fuente_deshecha": _fuente(taller)}
        arbol = taller.carpeta / "arbol"
        shutil.rmtree(arbol, ignore_errors=True)
        version = sellada(taller, arbol, dict(anterior.archivos), extra, publicacion)
        version = replace(
            version, base=taller.estado.anterior, iguales=frozenset(anterior.archivos)
        )
        return enviar(taller, None, version, publicacion)


def _exigir_anterior(taller: Taller) -> Manifiesto:
    estado = taller.estado
    anterior = manifiesto_de(estado.manifiesto_anterior) if estado.manifiesto_anterior else None
    hay = estado.anterior and estado.manifiesto_anterior != estado.manifiesto
    # Un retiro al que le faltó borrar lo retirado tampoco deja volver a mostrarlo.
    if anterior is None or not hay or registro.es_retiro(taller.entradas, estado.numero):
        raise FalloDeDestino(
            "El destino no guarda una versión anterior: es la primera publicación, o la última "
            "retiró algo definitivamente. No se tocó nada.",
            "Corrija el contenido y publique.",
        )
    return anterior


def _contrario(taller: Taller, numero: int) -> tuple[DocumentoPublicado, ...]:
    leido = leer_contexto(taller.raiz, taller.peticion.pedido.corte)
    publicaciones = leido.contexto.publicaciones if leido.contexto else ()
    deshecha = next((p for p in publicaciones if p.numero == numero), None)
    return al_reves(deshecha) if deshecha else ()


def _fuente(taller: Taller) -> object:
    publicado = taller.estado.publicado
    return publicado.extra.get("fuente", "") if publicado else ""
