"""Lo que le falta al registro que se está mirando.

Son sus hallazgos, lo que la lista de requisitos le exige y no tiene, y las claves que siguen en
blanco. Se calcula al servir la página: el registro es un archivo pequeño y se lee otra vez.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generador.hallazgo import Hallazgo
from generador.lectura.archivos import lineas_de
from generador.lectura.contenido import Contenido
from generador.lectura.portada import partir
from generador.lectura.validar import en_camino
from generador.lectura.yaml_estricto import ArbolDeYaml, leer_yaml
from generador.modelo.clases import clase_en
from generador.modelo.fechas import Periodo, fecha_larga
from generador.modelo.informe import Informe
from generador.modelo.nombres import nombre_de_informe_de, nombre_de_plan_de
from generador.modelo.plan import Denominacion, Plan
from generador.modelo.tipos import sin_tildes
from generador.verificacion.resultados import Estado, Exigencia, Renglon

_FALTAN = frozenset(
    {Estado.FALTA, Estado.SIN_COMPROBAR, Estado.INCUMPLE, Estado.PARCIAL, Estado.EN_PLAZO}
)
_VISIBLE = 48
_DE_LA_INSTANCIA = 12


@dataclass(frozen=True, slots=True)
class PorHacer:
    """Algo por hacer. `clase` es «error», «aviso», «informacion», «exigencia» o «blanco».

    `renglon` es el texto señalado y `columna`, dónde en él, desde 0; vacío si no hay qué señalar.
    """

    clase: str
    mensaje: str
    remedio: str = ""
    lugar: str = ""
    renglon: str = ""
    columna: int = 0


def registro_de(ruta: str) -> str:
    """El camino bajo `contenido/`, sin extensión, del registro de una página de instancia; vacío
    si la página no es la de un registro."""
    partes = ruta.removesuffix(".html").split("/")
    if partes[0] != "instancias" or len(partes) < 3 or not ruta.endswith(".html"):
        return ""
    if partes[2:] == ["index"]:
        return f"{partes[0]}/{partes[1]}/instancia"
    return "/".join(partes)


def archivos_de(registro: str) -> tuple[str, str]:
    """Los archivos en que puede estar un registro; el de los datos va primero."""
    return f"contenido/{registro}.yaml", f"contenido/{registro}.md"


def pendientes(
    suyos: Iterable[Hallazgo], renglones: Sequence[Renglon], registro: str, contenido: Contenido
) -> tuple[PorHacer, ...]:
    """Lo que falta en un registro: sus hallazgos, lo exigido y lo que está en blanco."""
    if not registro:
        return ()
    return (
        *(de_hallazgo(h, contenido) for h in suyos),
        *_exigidos(renglones, registro),
        *_en_blanco(contenido, registro),
    )


def es_de(archivo: str, registro: str) -> bool:
    """Si es el archivo del registro o uno de sus anexos."""
    return archivo in archivos_de(registro) or archivo.startswith(f"contenido/{registro}/")


# --- hallazgos --------------------------------------------------------------------------------


def de_hallazgo(hallazgo: Hallazgo, contenido: Contenido) -> PorHacer:
    """Un hallazgo, con el renglón que señala si se puede leer."""
    origen = hallazgo.origen
    lineas = lineas_de(contenido, origen.archivo)
    renglon = lineas[origen.linea - 1] if 0 < origen.linea <= len(lineas) else ""
    visible, columna = _recortar(renglon.rstrip(), origen.columna - 1)
    return PorHacer(
        str(hallazgo.gravedad),
        hallazgo.mensaje,
        hallazgo.remedio,
        f"{origen.archivo}:{origen.linea}",
        visible,
        columna,
    )


def _recortar(renglon: str, columna: int) -> tuple[str, int]:
    """La parte del renglón que cabe alrededor de la columna, y dónde quedó la columna."""
    sin_sangria = renglon.lstrip()
    columna = max(0, min(columna, len(renglon)) - (len(renglon) - len(sin_sangria)))
    desde = max(0, min(columna - _VISIBLE // 2, len(sin_sangria) - _VISIBLE))
    antes = "…" if desde else ""
    despues = "…" if desde + _VISIBLE < len(sin_sangria) else ""
    # Un tabulador movería la señal.
    visible = sin_sangria[desde : desde + _VISIBLE].replace("\t", " ")
    return f"{antes}{visible}{despues}", columna - desde + len(antes)


# --- la lista de requisitos -------------------------------------------------------------------


def _exigidos(renglones: Sequence[Renglon], registro: str) -> Iterator[PorHacer]:
    if registro.endswith("/instancia") and registro.count("/") == 2:
        yield from _de_la_instancia(renglones)
        return
    nombres = _nombres_en_la_lista(registro)
    for renglon in renglones:
        for exigencia in renglon.exigencias:
            es_suya = exigencia.registro == registro or exigencia.nombre in nombres
            if es_suya and not exigencia.cumplida and exigencia.falta:
                yield _de_exigencia(renglon, exigencia)


def _nombres_en_la_lista(registro: str) -> tuple[str, ...]:
    """Cómo nombra la lista a un informe o a un plan: de los demás dice su identidad."""
    camino = registro.removeprefix("instancias/").partition("/")[2]
    clase, nombre = clase_en(camino), camino.rpartition("/")[2]
    try:
        if clase and clase.modelo is Informe:
            return (nombre_de_informe_de(Periodo.leer(nombre)),)
        if clase and clase.modelo is Plan:
            return tuple(nombre_de_plan_de(int(nombre), d) for d in Denominacion)
    except ValueError:
        # Un archivo mal nombrado tiene ya su hallazgo.
        pass
    return ()


def _de_exigencia(renglon: Renglon, exigencia: Exigencia) -> PorHacer:
    vence = exigencia.vencimiento
    plazo = f"El plazo es el {fecha_larga(vence.fecha)}." if vence else ""
    return PorHacer("exigencia", f"{renglon.titulo}: {exigencia.falta}", plazo)


def _de_la_instancia(renglones: Sequence[Renglon]) -> Iterator[PorHacer]:
    """Un renglón por requisito y año, los años recientes primero."""
    faltan = [r for r in renglones if r.estado in _FALTAN and r.faltantes]
    faltan.sort(key=lambda r: -r.anio)
    for renglon in faltan[:_DE_LA_INSTANCIA]:
        cuantos = f" ({renglon.cumplidos} de {renglon.exigidos})" if renglon.exigidos > 1 else ""
        faltante, *demas = renglon.faltantes
        otros = f" Y {len(demas)} más." if demas else ""
        titulo = f"{renglon.titulo}, {renglon.anio}{cuantos}"
        yield PorHacer("exigencia", titulo, f"Falta: {faltante}.{otros}")
    if (quedan := len(faltan) - _DE_LA_INSTANCIA) > 0:
        yield PorHacer("exigencia", f"Y {quedan} más, de años anteriores")


# --- las claves en blanco ---------------------------------------------------------------------


def _en_blanco(contenido: Contenido, registro: str) -> Iterator[PorHacer]:
    """Si es un borrador, y las claves sin valor: las que dejó por llenar quien lo empezó."""
    for archivo in archivos_de(registro):
        if lineas := lineas_de(contenido, archivo):
            arbol = _arbol("\n".join(lineas), archivo)
            yield from _claves_en_blanco(arbol, archivo)
            yield from _borrador(arbol, archivo)
            return


def _arbol(texto: str, archivo: str) -> ArbolDeYaml:
    return partir(texto, archivo).arbol if archivo.endswith(".md") else leer_yaml(texto, archivo)


def _borrador(arbol: ArbolDeYaml, archivo: str) -> Iterator[PorHacer]:
    if arbol.datos and sin_tildes(str(arbol.datos.get("borrador"))) == "si":
        lugar = f"{archivo}:{arbol.claves['borrador',][0]}"
        remedio = "Cuando esté listo, quite esta línea."
        yield PorHacer("informacion", "Es un borrador y no se publica", remedio, lugar)


def _claves_en_blanco(arbol: ArbolDeYaml, archivo: str) -> Iterator[PorHacer]:
    """En el orden en que están; las que se repiten en una lista, una vez y con su cuenta."""
    vacias = [c for c in arbol.claves if c[0] != "extra" and en_camino(arbol.datos, c) is None]
    # De un grupo en blanco basta el grupo; de los elementos de una lista, una vez la clave.
    vacias = [c for c in vacias if c[:-1] not in vacias]
    nombres = [" · ".join(str(p) for p in c if isinstance(p, str)) for c in vacias]
    veces = Counter(nombres)
    for nombre in veces:
        cuantas = f", {veces[nombre]} veces" if veces[nombre] > 1 else ""
        linea = arbol.claves[vacias[nombres.index(nombre)]][0]
        yield PorHacer("blanco", f"«{nombre}» está en blanco{cuantas}", "", f"{archivo}:{linea}")
