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
from generador.compilacion import Taller, Trabajo, compilar, representar, trabajar
from generador.configuracion import Contexto
from generador.hallazgo import Hallazgo, Origen, error, hay_errores, ordenar, parecido
from generador.lectura.contexto import ContextoLeido, leer_contexto
from generador.lectura.instancia import estructurar, leer_instancia
from generador.memoria import Memoria, huella_del_producto
from generador.modelo.fechas import Periodo
from generador.planeacion import planear_sitio
from generador.representacion import Representador, Tema, abrir_tema, carpeta_de_temas_propios
from generador.resumen import ResumenInstancia
from generador.verificacion.cumplimiento import cumplimiento
from generador.verificacion.informe import calcular_informe
from generador.verificacion.reglas import REGLAS, Examen
from generador.verificacion.resultados import InformeCalculado


@dataclass(frozen=True)
class Resultado:
    """Lo que se hizo, para informarlo: nada aquí es necesario para el sitio mismo.

    `ineditas` son las direcciones que solo tiene la vista previa, con lo que advierten.
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

    @property
    def correcto(self) -> bool:
        """Si no hay errores en los registros."""
        return not hay_errores(self.hallazgos)


@dataclass(frozen=True, slots=True)
class Pedido:
    """Lo que se pide construir: de dónde, a dónde y a qué fecha de corte.

    Una vista previa incluye borradores y documentos futuros, y muestra lo que pueda aunque haya
    errores: nunca va a la carpeta de lo público.
    """

    raiz: Path
    salida: Path
    corte: date
    tema: str | None = None
    limpio: bool = False
    espera: float = 0.0
    vista_previa: bool = False


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
    tema, defectos = abrir_tema(
        pedido.tema or leido.contexto.sitio.tema,
        (pedido.raiz / "temas", carpeta_de_temas_propios()),
    )
    leido.hallazgos += defectos
    return leido, tema


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
    taller = Taller(
        dibujo,
        obra.carpeta,
        obra.anterior,
        Memoria(obra.carpeta.parent / "memoria", producto),
        con_borradores=pedido.vista_previa,
    )
    trabajos = tuple(
        trabajar(pedido.raiz, slug, leido.contexto, taller) for slug in leido.instancias
    )
    resultado = reunir(leido, trabajos)
    if not resultado.correcto and not pedido.vista_previa:
        return resultado
    fichas = dict(_escribir_lo_comun(resultado, leido, taller))
    for trabajo in trabajos:
        fichas |= trabajo.fichas
    taller.memoria.olvidar_las_demas(leido.instancias)
    asiento = obra.asentar(
        fichas, {"version": __version__, "fecha_corte": pedido.corte.isoformat()}
    )
    paginas = sum(1 for ruta in fichas if ruta.endswith(".html"))
    return replace(resultado, asiento=asiento, paginas=paginas)


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


def reunir(leido: ContextoLeido, trabajos: tuple[Trabajo, ...]) -> Resultado:
    """La suma de los resúmenes, y lo que solo el conjunto muestra: enlaces que no llevan a nada."""
    assert leido.contexto is not None
    resumenes = tuple(t.resumen for t in trabajos if t.resumen is not None)
    hallazgos = [*leido.hallazgos]
    for trabajo in trabajos:
        hallazgos += trabajo.hallazgos
    ineditas = {ruta: motivo for t in trabajos for ruta, motivo in t.ineditas.items()}
    hallazgos += _enlaces_rotos(leido, resumenes, ineditas)
    return Resultado(
        leido.contexto.corte,
        resumenes,
        ordenar(_sin_consecuencias(hallazgos)),
        _sumar_examenes(trabajos),
        contexto=leido.contexto,
        ineditas=ineditas,
        trabajos=trabajos,
    )


_CONSECUENCIAS = {
    "entidad-desconocida": "contenido/entidades.yaml",
    "norma-desconocida": "contenido/normas/",
}


def _sin_consecuencias(hallazgos: list[Hallazgo]) -> list[Hallazgo]:
    """Sin lo que falta solo porque el archivo donde está no se pudo leer."""
    ilegibles = [
        codigo
        for codigo, lugar in _CONSECUENCIAS.items()
        if any(h.origen.archivo.startswith(lugar) and hay_errores((h,)) for h in hallazgos)
    ]
    return [h for h in hallazgos if h.codigo not in ilegibles]


def _enlaces_rotos(
    leido: ContextoLeido, resumenes: tuple[ResumenInstancia, ...], ineditas: Mapping[str, str]
) -> Iterator[Hallazgo]:
    """Los enlaces de los textos a direcciones del sitio que nadie ofrece.

    En la vista previa son los mismos que al publicar: lo inédito todavía no está.
    """
    assert leido.contexto is not None
    ofrecidas = {"index.html", "cumplimiento.html", "normas/index.html"}
    ofrecidas |= {f"normas/{id_}.html" for id_ in leido.contexto.normas}
    ofrecidas |= {a.ruta for a in leido.contexto.archivos_de_normas.values()}
    for resumen in resumenes:
        ofrecidas |= set(resumen.direcciones)
    ofrecidas -= ineditas.keys()
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
    for planeada in planear_sitio(resultado.resumenes, leido.contexto, leido.textos_de_normas):
        salida = representar(planeada, taller.dibujo)
        yield salida.ruta, taller.escribir(salida)
    for archivo in taller.dibujo.tema.estaticos.values():
        yield archivo.ruta, taller.copiar(archivo.origen, archivo.ruta, archivo.sha256)
    for anexo in leido.contexto.archivos_de_normas.values():
        origen = Lugar(leido.raiz, f"contenido/{anexo.ruta}")
        yield anexo.ruta, taller.copiar(origen, anexo.ruta, anexo.sha256)
