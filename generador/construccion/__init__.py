"""El sitio entero: la lista de pasos.

    preparar -> trabajar cada instancia -> reunir -> asentar

Solo el último paso hace visible algo. Con un error en los registros no se llega a él, y el
sitio anterior queda como estaba.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generador import __version__
from generador.arboles import Asiento, Ficha, Lugar, Obra, abrir_salida
from generador.compilacion import Taller, Trabajo, compilar, representar
from generador.configuracion import Contexto
from generador.construccion.busqueda import agregar_buscador
from generador.construccion.cuadrilla import trabajar_todas
from generador.hallazgo import Hallazgo, Origen, error, hay_errores, ordenar, parecido
from generador.lectura.contexto import ContextoLeido, leer_contexto
from generador.lectura.instancia import estructurar, leer_instancia
from generador.memoria import Memoria, huella_del_producto
from generador.modelo.base import Registro
from generador.modelo.fechas import Periodo
from generador.pdf import Avance, Prensa, abrir_imprenta, datos_de
from generador.planeacion import planear_informe, planear_sitio
from generador.planeacion.comunes import direcciones_comunes
from generador.planeacion.direcciones import Direcciones, reunir_direcciones
from generador.representacion import Representador, Tema, abrir_tema, carpeta_de_temas_propios
from generador.resumen import ResumenInstancia
from generador.verificacion.cumplimiento import cumplimiento
from generador.verificacion.informe import calcular_informe
from generador.verificacion.reglas import REGLAS, Examen
from generador.verificacion.resultados import InformeCalculado


@dataclass(frozen=True)
class Resultado:
    """Lo que se hizo, para informarlo: nada aquí es necesario para el sitio mismo.

    `ineditas` son las direcciones que solo tiene la vista previa, con lo que advierten; `avisos`,
    lo que no se pudo hacer sin que por eso se dejara de publicar.
    """

    corte: date
    resumenes: tuple[ResumenInstancia, ...] = ()
    hallazgos: tuple[Hallazgo, ...] = ()
    examenes: tuple[Examen, ...] = ()
    asiento: Asiento | None = None
    contexto: Contexto | None = None
    segundos: float = 0.0
    paginas: int = 0
    ineditas: Mapping[str, str] = field(default_factory=dict)
    trabajos: tuple[Trabajo, ...] = field(default=(), repr=False)
    direcciones: Direcciones = field(default_factory=Direcciones, repr=False)
    ofrecidas: frozenset[str] = field(default=frozenset(), repr=False)
    avisos: tuple[str, ...] = ()

    @property
    def correcto(self) -> bool:
        """Si no hay errores en los registros."""
        return not hay_errores(self.hallazgos)


@dataclass(frozen=True, slots=True)
class Pedido:
    """Lo que se pide construir: de dónde, a dónde y a qué fecha de corte.

    Una vista previa incluye borradores y documentos futuros, y muestra lo que pueda aunque haya
    errores: nunca va a la carpeta de lo público. `pdf` pide los documentos en PDF aunque el sitio
    no los pida siempre; la vista previa no los hace. `avance` se entera de cómo van. `buscador`
    pide el índice de búsqueda: sin él, el formulario lleva a los listados.

    `hasta_publicacion` calla las entradas del registro con ese número o mayor: así se sabe si lo
    único nuevo es el registro mismo.
    """

    raiz: Path
    salida: Path
    corte: date
    tema: str | None = None
    limpio: bool = False
    espera: float = 0.0
    vista_previa: bool = False
    procesos: int | None = None
    pdf: bool = False
    avance: Avance | None = None
    hasta_publicacion: int | None = None
    buscador: bool = False


def construir(pedido: Pedido) -> Resultado:
    """Construye y publica en `pedido.salida`. Lanza `FalloDeEntorno` si el disco no deja."""
    inicio = time.monotonic()
    leido, tema = preparar(pedido)
    if tema is None:
        return Resultado(pedido.corte, hallazgos=ordenar(leido.hallazgos))
    with abrir_obra(pedido, "construir") as obra:
        resultado = levantar(pedido, leido, Representador(tema), obra)
    return replace(resultado, segundos=time.monotonic() - inicio)


def preparar(pedido: Pedido) -> tuple[ContextoLeido, Tema | None]:
    """Lo común del sitio y su tema, que es `None` si con lo leído no se puede construir nada."""
    leido = leer_contexto(pedido.raiz, pedido.corte)
    if leido.contexto is None:
        return leido, None
    leido.contexto = _hasta(leido.contexto, pedido.hasta_publicacion)
    tema, defectos = abrir_tema(
        pedido.tema or leido.contexto.sitio.tema,
        (pedido.raiz / "temas", carpeta_de_temas_propios()),
    )
    leido.hallazgos += defectos
    return leido, tema


def _hasta(contexto: Contexto, numero: int | None) -> Contexto:
    if numero is None:
        return contexto
    anteriores = tuple(p for p in contexto.publicaciones if p.numero < numero)
    return replace(contexto, publicaciones=anteriores)


def abrir_obra(pedido: Pedido, orden: str) -> AbstractContextManager[Obra]:
    """La carpeta de salida del pedido, abierta para escribir; `orden` firma el cerrojo."""
    return abrir_salida(
        pedido.salida,
        prohibidas=(pedido.raiz / "contenido", pedido.raiz / "temas"),
        orden=orden,
        espera=pedido.espera,
        limpio=pedido.limpio,
    )


def levantar(pedido: Pedido, leido: ContextoLeido, dibujo: Representador, obra: Obra) -> Resultado:
    """Trabaja todas las instancias y asienta el sitio; con errores, solo si es vista previa.

    Puede repetirse sobre la misma obra: cada vez parte de lo que asentó la anterior.
    """
    assert leido.contexto is not None
    producto = huella_del_producto(dibujo.tema.huella)
    # Un recuerdo con borradores no puede servir nunca a una construcción pública.
    producto += "-vista-previa" if pedido.vista_previa else ""
    prensa = _abrir_prensa(pedido, leido.contexto, dibujo.tema, obra)
    producto += f"-pdf-{prensa.imprenta.huella}" if prensa else ""
    taller = Taller(
        dibujo,
        obra.carpeta,
        obra.anterior,
        Memoria(obra.carpeta.parent / "memoria", producto),
        con_borradores=pedido.vista_previa,
        prensa=prensa,
    )
    trabajos = trabajar_todas(
        pedido.raiz, leido.instancias, leido.contexto, taller, pedido.procesos
    )
    resultado = reunir(leido, trabajos)
    if not resultado.correcto and not pedido.vista_previa:
        return resultado
    fichas = dict(_escribir_lo_comun(resultado, leido, taller))
    for trabajo in trabajos:
        fichas |= trabajo.fichas
    avisos = tuple(_buscador(pedido, resultado, fichas, taller))
    taller.memoria.olvidar_las_demas(leido.instancias)
    asiento = obra.asentar(
        fichas, {"version": __version__, "fecha_corte": pedido.corte.isoformat()}
    )
    paginas = sum(1 for ruta in fichas if ruta.endswith(".html"))
    return replace(resultado, asiento=asiento, paginas=paginas, avisos=avisos)


def _buscador(
    pedido: Pedido, resultado: Resultado, fichas: dict[str, Ficha], taller: Taller
) -> Iterator[str]:
    if not pedido.buscador:
        return iter(())
    assert resultado.contexto is not None
    return agregar_buscador(fichas, resultado.resumenes, resultado.contexto, taller, pedido.salida)


def _abrir_prensa(pedido: Pedido, contexto: Contexto, tema: Tema, obra: Obra) -> Prensa | None:
    """La que hace los PDF, si se piden; la vista previa no es nada que se pueda entregar."""
    if pedido.vista_previa or not (pedido.pdf or contexto.sitio.pdf):
        return None
    return Prensa(abrir_imprenta(tema), obra.carpeta.parent / "pdf", pedido.avance)


def revisar(raiz: Path, corte: date) -> Resultado:
    """Lee y verifica todo sin dibujar ni escribir nada."""
    inicio = time.monotonic()
    leido = leer_contexto(raiz, corte)
    if leido.contexto is None:
        return Resultado(corte, hallazgos=ordenar(leido.hallazgos))
    trabajos = []
    for slug in leido.instancias:
        entrega = compilar(leer_instancia(raiz, slug), leido.contexto)
        trabajos.append(Trabajo(slug, entrega.resumen, {}, entrega.hallazgos, entrega.examenes))
    resultado = reunir(leido, tuple(trabajos))
    return replace(resultado, segundos=time.monotonic() - inicio)


def registros_publicos(raiz: Path, corte: date) -> Iterator[Registro]:
    """Todo registro que el sitio muestra a esa fecha: las normas y los de cada instancia."""
    leido = leer_contexto(raiz, corte)
    if leido.contexto is None:
        return
    yield from (n for _, n in sorted(leido.contexto.normas.items()))
    for slug in leido.instancias:
        acervo = estructurar(leer_instancia(raiz, slug), corte)
        if acervo is not None:
            yield from acervo.registros()


def informe_de(raiz: Path, corte: date, slug: str, periodo: Periodo) -> InformeCalculado | None:
    """El informe calculado de una instancia y un periodo, o `None` si la instancia no se lee."""
    leido = leer_contexto(raiz, corte)
    if leido.contexto is None:
        return None
    acervo = estructurar(leer_instancia(raiz, slug), corte)
    if acervo is None:
        return None
    renglones = cumplimiento(acervo, leido.contexto)
    return calcular_informe(acervo, leido.contexto, periodo, renglones)


def informe_en_pdf(
    raiz: Path, corte: date, slug: str, periodo: Periodo, tema: str | None = None
) -> tuple[bytes | None, tuple[Hallazgo, ...]]:
    """El informe de un periodo en PDF, aunque nadie lo haya escrito; o `None` y por qué no.

    Lanza `FalloDeEntorno` si falta la parte opcional.
    """
    leido, abierto = preparar(Pedido(raiz, raiz, corte, tema))
    leida = leer_instancia(raiz, slug)
    acervo = estructurar(leida, corte)
    if leido.contexto is None or abierto is None or acervo is None:
        return None, ordenar((*leido.hallazgos, *leida.hallazgos))
    imprenta = abrir_imprenta(abierto)
    renglones = cumplimiento(acervo, leido.contexto)
    pagina = planear_informe(acervo, leido.contexto, periodo, renglones)
    assert pagina.oficial is not None
    return imprenta.imprimir("informe", datos_de(pagina.vista, pagina.oficial)), ()


def reunir(leido: ContextoLeido, trabajos: tuple[Trabajo, ...]) -> Resultado:
    """La suma de los resúmenes, y lo que solo el conjunto muestra: enlaces que no llevan a nada."""
    assert leido.contexto is not None
    resumenes = tuple(t.resumen for t in trabajos if t.resumen is not None)
    hallazgos = [*leido.hallazgos]
    for trabajo in trabajos:
        hallazgos += trabajo.hallazgos
    ineditas = {ruta: motivo for t in trabajos for ruta, motivo in t.ineditas.items()}
    ofrecidas = _ofrecidas(leido.contexto, resumenes) - ineditas.keys()
    direcciones = reunir_direcciones(resumenes, leido.contexto, ofrecidas)
    hallazgos += direcciones.hallazgos
    hallazgos += _enlaces_rotos(leido, resumenes, ofrecidas | direcciones.atendidas)
    return Resultado(
        leido.contexto.corte,
        resumenes,
        ordenar(_sin_consecuencias(hallazgos)),
        _sumar_examenes(trabajos),
        contexto=leido.contexto,
        ineditas=ineditas,
        trabajos=trabajos,
        direcciones=direcciones,
        ofrecidas=ofrecidas,
    )


_CONSECUENCIAS = {
    "entidad-desconocida": "contenido/entidades.yaml",
    "norma-desconocida": "contenido/normas/",
}


_CITAS = ("registro-desconocido", "seguimiento-desconocido")


def _sin_consecuencias(hallazgos: list[Hallazgo]) -> list[Hallazgo]:
    """Sin lo que falta solo porque el archivo donde está no se pudo leer."""
    ilegibles = [
        codigo
        for codigo, lugar in _CONSECUENCIAS.items()
        if any(h.origen.archivo.startswith(lugar) and hay_errores((h,)) for h in hallazgos)
    ]
    registros = [
        h.origen.archivo.removeprefix("contenido/").partition("/")[2].partition("/")[2]
        for h in hallazgos
        if hay_errores((h,)) and h.codigo not in _CITAS
    ]
    citables = [archivo.rpartition(".")[0] for archivo in registros if "/" in archivo]
    return [
        h
        for h in hallazgos
        if h.codigo not in ilegibles
        and not (h.codigo in _CITAS and any(ruta in h.mensaje for ruta in citables))
    ]


def _ofrecidas(contexto: Contexto, resumenes: tuple[ResumenInstancia, ...]) -> frozenset[str]:
    """Las páginas y los archivos que el sitio tiene hoy."""
    ofrecidas = set(direcciones_comunes(resumenes, contexto))
    ofrecidas |= {a.ruta for a in contexto.archivos_de_normas.values()}
    if contexto.publicaciones:
        ofrecidas.add("publicaciones.html")
    for resumen in resumenes:
        ofrecidas |= set(resumen.direcciones)
    return frozenset(ofrecidas)


def _enlaces_rotos(
    leido: ContextoLeido, resumenes: tuple[ResumenInstancia, ...], ofrecidas: frozenset[str]
) -> Iterator[Hallazgo]:
    """Los enlaces de los textos a direcciones del sitio que nadie ofrece.

    En la vista previa son los mismos que al publicar: lo inédito todavía no está.
    """
    enlaces = [(e.direccion, e.origen) for e in leido.enlaces]
    enlaces += [(d, Origen(a, li, co)) for r in resumenes for d, a, li, co in r.enlaces]
    for direccion, origen in enlaces:
        if direccion not in ofrecidas:
            yield error(
                "enlace-roto",
                origen,
                f"El enlace lleva a «{direccion}», que no está en el sitio."
                f"{parecido(direccion, ofrecidas)}",
                "Corrija el camino del archivo al que quiere enlazar",
            )


def _sumar_examenes(trabajos: Iterable[Trabajo]) -> tuple[Examen, ...]:
    sumas = {r.codigo: [0, 0] for r in REGLAS}
    for trabajo in trabajos:
        for examen in trabajo.examenes:
            sumas[examen.codigo][0] += examen.examinados
            sumas[examen.codigo][1] += examen.hallados
    return tuple(Examen(codigo, *cuentas) for codigo, cuentas in sumas.items())


def _escribir_lo_comun(
    resultado: Resultado, leido: ContextoLeido, taller: Taller
) -> Iterator[tuple[str, Ficha]]:
    """Las páginas que reúnen a todas las instancias, y los archivos del tema."""
    assert leido.contexto is not None
    for planeada in planear_sitio(
        resultado.resumenes,
        leido.contexto,
        leido.textos_de_normas,
        resultado.direcciones,
        resultado.ofrecidas,
    ):
        salida = representar(planeada, taller.dibujo)
        yield salida.ruta, taller.escribir(salida)
    for archivo in taller.dibujo.tema.estaticos.values():
        yield archivo.ruta, taller.copiar(archivo.origen, archivo.ruta, archivo.sha256)
    for anexo in leido.contexto.archivos_de_normas.values():
        origen = Lugar(leido.raiz, f"contenido/{anexo.ruta}")
        yield anexo.ruta, taller.copiar(origen, anexo.ruta, anexo.sha256)
