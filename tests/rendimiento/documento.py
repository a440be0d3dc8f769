"""`docs/rendimiento.md` y su gráfica: todo lo que dicen sale de lo guardado."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from rendimiento import formato
from rendimiento.analizadores import OTROS
from rendimiento.disposicion import PROPIO
from rendimiento.estadistica import razon, resumir
from rendimiento.exigido import frase, por_acta, tamano_en_palabras, veredictos
from rendimiento.filas import DESCARGAS, DESDE_CERO, FILAS, SIN_HALLAZGOS
from rendimiento.grafica import Barra, dibujar
from rendimiento.instalar import RAIZ, TODOS
from rendimiento.resultados import Medicion, Resultados
from rendimiento.textos import (
    ANALIZADORES,
    CABEZA,
    COMO,
    COMO_REPETIR,
    NO_HACEN,
    NOTAS,
    PORQUES,
    SIN_PORQUE,
    UN_PROCESO,
)

DOCUMENTO = RAIZ / "docs/rendimiento.md"
GRAFICA = "rendimiento.svg"
NOMBRES = {
    PROPIO: "Este generador",
    DESDE_CERO: "Este generador, desde cero",
    SIN_HALLAZGOS: "Este generador, sin los hallazgos",
    **{p.nombre: p.titulo for p in TODOS.values()},
}
LUGARES = {"tmpfs": "en memoria (tmpfs)"}


def escribir(resultados: Resultados, archivo: Path = DOCUMENTO) -> None:
    """Escribe el documento y, a su lado, la gráfica."""
    dibujo = grafica(resultados)
    if dibujo:
        archivo.with_name(GRAFICA).write_text(dibujo, "utf-8")
    else:
        archivo.with_name(GRAFICA).unlink(missing_ok=True)
    texto = re.sub(r"\n{3,}", "\n\n", "\n".join(redactar(resultados)))
    archivo.write_text(texto.rstrip() + "\n", "utf-8")


def redactar(resultados: Resultados) -> Iterator[str]:
    """Los renglones del documento."""
    yield from (*CABEZA, "")
    yield from _con_que(resultados)
    for lugar in _lugares(resultados):
        yield from ("", f"## Lo exigido, {_en(lugar)}", "")
        yield from _exigido(resultados, lugar)
    yield from ("", "## Las medidas", "")
    if grafica(resultados):
        yield f"![Construcción desde cero, sin índice de búsqueda]({GRAFICA})"
    for fila in FILAS:
        yield from _fila(resultados, fila)
    yield from _crecimiento(resultados)
    yield from _perfiles(resultados)
    yield from _analizadores(resultados)
    yield from _igual_trabajo(resultados)
    yield from ("", *NO_HACEN, "", *COMO, "", *COMO_REPETIR)


def _con_que(resultados: Resultados) -> Iterator[str]:
    yield from ("## Con qué se midió", "")
    yield from (f"- {que.capitalize()}: {cual}." for que, cual in resultados.maquina.items())
    yield from (f"- {NOMBRES[q]}: {v}." for q, v in resultados.versiones.items())
    dias = sorted({m.dia for m in resultados.mediciones.values()})
    codigos = sorted({m.huella for m in resultados.mediciones.values()})
    if dias:
        entre = f"entre el {dias[0]} y el {dias[-1]}" if len(dias) > 1 else f"el {dias[0]}"
        yield f"- Medido {entre}."
    if len(codigos) > 1:
        yield (
            f"- Las filas no se midieron todas con el mismo código, sino con {len(codigos)} "
            f"versiones: {', '.join(codigos)}. Cada una dice con cuál."
        )


def _lugares(resultados: Resultados) -> list[str]:
    """Los lugares en que se midió: primero el disco."""
    hallados = {m.lugar for m in resultados.mediciones.values()} or {"disco"}
    return sorted(hallados, key=lambda lugar: (lugar == "tmpfs", lugar))


def _en(lugar: str) -> str:
    return LUGARES.get(lugar, f"en disco ({lugar})")


def _exigido(resultados: Resultados, lugar: str) -> Iterator[str]:
    hechos = veredictos(resultados, lugar)
    filas = [
        [
            FILAS[v.exigencia.fila].titulo,
            tamano_en_palabras(v.exigencia.tamano),
            v.exigencia.que + (" (meta)" if v.exigencia.meta else ""),
            v.exigencia.escrita(v.exigencia.limite),
            "—" if v.valor is None else v.exigencia.escrita(v.valor),
            v.palabra,
        ]
        for v in hechos
    ]
    titulos = ["Trabajo", "Corpus", "Qué se mira", "Límite", "Medido", ""]
    yield from formato.tabla(titulos, filas, 3)
    fallan = [v for v in hechos if v.valor is not None and not v.cumple]
    yield from ("", "Lo que no se alcanza:" if fallan else "Nada de lo medido se pasa del límite.")
    yield from ("", *(f"- {frase(v)}" for v in fallan)) if fallan else ()
    filas_que_fallan = dict.fromkeys(v.exigencia.fila for v in fallan)
    for fila in filas_que_fallan:
        por_que = PORQUES.get(fila, SIN_PORQUE)
        yield from ("", f"**Por qué: {FILAS[fila].titulo.lower()}.** {por_que}")


def _fila(resultados: Resultados, clave: str) -> Iterator[str]:
    mediciones = [m for m in resultados.mediciones.values() if m.fila == clave and m.corridas]
    yield from ("", f"### {FILAS[clave].titulo}", "")
    if clave in NOTAS:
        yield from (NOTAS[clave], "")
    if not mediciones:
        yield f"Sin medir. Se mide con `make rendimiento SOLO={clave}`."
        return
    for medicion in sorted(mediciones, key=_orden):
        corpus = f"{tamano_en_palabras(medicion.tamano)}, {_en(medicion.lugar)}"
        yield from (f"{corpus}, código {medicion.huella}:", "")
        yield from (_tabla_de_bytes if clave == DESCARGAS else _tabla_de)(medicion)


def _orden(medicion: Medicion) -> tuple[bool, int, int]:
    actas, _, instancias = medicion.tamano.partition("x")
    return medicion.lugar == "tmpfs", int(actas), int(instancias or 0)


def _tabla_de(medicion: Medicion) -> Iterator[str]:
    """Lo de un tamaño: quién, su mediana, sus extremos y cuánto es lo nuestro contra lo suyo."""
    mios = medicion.valores(PROPIO)
    filas = []
    for quien in sorted(medicion.corridas, key=lambda q: resumir(medicion.valores(q)).mediana):
        suyos = medicion.valores(quien)
        resumen = resumir(suyos)
        contra = "—" if quien == PROPIO else formato.veces(_razon(mios, suyos)) if mios else "—"
        memorias = medicion.valores(quien, "memoria")
        escritos = medicion.valores(quien, "publicados")
        filas.append([
            NOMBRES[quien],
            formato.segundos(resumen.mediana),
            f"{formato.segundos(resumen.cuarto_bajo)} a {formato.segundos(resumen.cuarto_alto)}",
            formato.dispersion(resumen),
            contra,
            formato.memoria(max(memorias)) if memorias else "—",
            formato.numero(resumir(escritos).mediana) if escritos else "—",
            str(resumen.veces),
        ])  # fmt: skip
    titulos = ["", "Mediana", "Mitad central", "Extremos", "Este, contra él", "Memoria",
               "Archivos escritos", "Veces"]  # fmt: skip
    yield from (*formato.tabla(titulos, filas), "")


def _tabla_de_bytes(medicion: Medicion) -> Iterator[str]:
    """Lo que cada sitio envía a quien busca, y cuánto es lo nuestro contra lo suyo."""
    filas = []
    for quien in medicion.corridas:
        columnas = [NOMBRES[quien]]
        for que in ("primera", "siguiente"):
            mios, suyos = medicion.valores(PROPIO, que), medicion.valores(quien, que)
            columnas.append(formato.kilobytes(resumir(suyos).mediana))
            columnas.append("—" if quien == PROPIO else formato.veces(_razon(mios, suyos)))
        filas.append([*columnas, str(len(medicion.corridas[quien]))])
    titulos = ["", "Primera respuesta", "Este, contra él", "Por palabra más", "Este, contra él",
               "Veces"]  # fmt: skip
    yield from (*formato.tabla(titulos, filas), "")


def _razon(mios: list[float], suyos: list[float]) -> float:
    if len(mios) != len(suyos):
        return resumir(mios).mediana / resumir(suyos).mediana
    return razon(mios, suyos).mediana


def _crecimiento(resultados: Resultados) -> Iterator[str]:
    """El costo por acta y la memoria de este generador, de un tamaño a otro."""
    yield from ("", "## Cómo crece", "")
    filas = []
    medidas = [m for m in resultados.mediciones.values() if m.fila == "fria" and m.corridas]
    for m in sorted(medidas, key=_orden):
        costo = por_acta(resultados, m.lugar, m.tamano)
        if costo is not None:
            memoria = formato.memoria(max(m.valores(PROPIO, "memoria")))
            corpus = f"{tamano_en_palabras(m.tamano)}, {_en(m.lugar)}"
            filas.append([corpus, f"{formato.numero(costo * 1000, 2)} ms", memoria])
    if filas:
        yield from formato.tabla(["Corpus", "Por acta, desde cero", "Memoria"], filas)
        yield from ("", *UN_PROCESO)
    else:
        yield "Sin medir."


def _perfiles(resultados: Resultados) -> Iterator[str]:
    yield from ("", "## En qué se va el tiempo", "")
    if not any(resultados.perfiles.values()):
        yield "Sin medir."
    for clave, perfil in resultados.perfiles.items():
        if "bibliotecas" in perfil:
            yield f"{tamano_en_palabras(clave)}, desde cero, en un proceso y con rastreo:"
            partes = perfil["bibliotecas"].items()
            filas = [[f"`{b}`", f"{formato.numero(p * 100)} %"] for b, p in partes]
            titulos = ["De quién es el código", "Parte del tiempo"]
            yield from ("", *formato.tabla(titulos, filas), "")
        if "etapas" in perfil:
            yield f"{tamano_en_palabras(clave)}, con `generador construir --perfil`:"
            yield from ("", "```text", perfil["etapas"], "```", "")


def _analizadores(resultados: Resultados) -> Iterator[str]:
    yield from ("", *ANALIZADORES, "")
    if not resultados.analizadores:
        yield "Sin medir."
        return
    yield f"Versiones: {OTROS.version}."
    filas = [
        [nombre, formato.segundos(dato["por_texto"]), f"{formato.numero(dato['iguales'] * 100)} %",
         "; ".join(dato["difieren"]) or "—"]
        for nombre, dato in resultados.analizadores.items()
    ]  # fmt: skip
    titulos = ["Analizador", "Por texto", "Actas del corpus iguales", "Sale distinto"]
    yield from ("", *formato.tabla(titulos, filas, 1))


def _igual_trabajo(resultados: Resultados) -> Iterator[str]:
    yield from ("", "## El trabajo es igual", "")
    filas = [
        [NOMBRES[quien], tamano_en_palabras(clave), clase,
         formato.numero(hecho["paginas"][clase][1]),
         formato.veces(hecho["bytes"][clase][1] / hecho["bytes"][clase][0]),
         formato.numero(hecho["muestra"])]
        for clave, pares in resultados.iguales.items()
        for quien, hecho in pares.items()
        for clase in hecho["paginas"]
    ]  # fmt: skip
    titulos = ["", "Corpus", "Páginas de", "Cuántas", "Bytes contra los de aquí", "Comparadas"]
    yield from formato.tabla(titulos, filas, 3) if filas else ("Sin comprobar.",)


def grafica(resultados: Resultados) -> str:
    """Las barras de la construcción desde cero, en el primer lugar medido; vacío si no hay."""
    lugar = _lugares(resultados)[0]
    medidas = [
        m
        for m in resultados.mediciones.values()
        if m.fila == "fria" and m.lugar == lugar and len(m.corridas) > 1
    ]
    grupos: list[tuple[str, list[Barra]]] = [
        (
            tamano_en_palabras(m.tamano),
            [(NOMBRES[q], resumir(m.valores(q)).mediana, q == PROPIO) for q in m.corridas],
        )
        for m in sorted(medidas, key=_orden)
    ]
    if not grupos:
        return ""
    return dibujar("Construcción desde cero, sin índice de búsqueda, en segundos", grupos)
