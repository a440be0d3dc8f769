"""¿Hacen lo mismo? Las mismas páginas, con los mismos hechos y de peso parecido.

Un par que escriba menos no entra en la comparación: mediría otra cosa.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from rendimiento.arbol import leer
from rendimiento.corpus import CARGOS, ActaInventada
from rendimiento.disposicion import ANTERIOR, DISPOSICIONES, PROPIO, lugar, norma
from rendimiento.formato import veces
from rendimiento.hechos import HechosDeActa, filas, hechos, seccion, textos
from rendimiento.registros import Tamano, fecha_larga, titulo, titulo_norma

MUESTRA = 25
TOLERANCIA = 0.20
FUNCIONES = 3
# De la página de la instancia, lo que sale de la lista de requisitos: los pares no lo hacen.
DE_LA_LISTA = re.compile(
    r'<section class="seccion seccion-ancha" aria-labelledby="cumplimiento">.*?</section>'
    r'|<nav class="partes.*?</nav>',
    re.DOTALL,
)


class TrabajoDesigual(Exception):
    """Un par no hizo el mismo trabajo: dice en qué se aparta."""


@dataclass(slots=True)
class Comparacion:
    """Cuántas páginas y bytes de cada clase, y en qué se apartan los hechos."""

    paginas: dict[str, tuple[int, int]] = field(default_factory=dict)
    bytes: dict[str, tuple[int, int]] = field(default_factory=dict)
    faltas: list[str] = field(default_factory=list)
    muestra: int = 0

    def exigir(self, par: str) -> None:
        """No hace nada si el trabajo es igual; si no, `TrabajoDesigual`."""
        if self.faltas:
            raise TrabajoDesigual(f"{par} no hace el mismo trabajo: " + "; ".join(self.faltas[:5]))


def comparar(
    propio: Path, ajeno: Path, par: str, actas: Sequence[ActaInventada], tamano: Tamano
) -> Comparacion:
    """Compara las salidas de dos sitios ya construidos sobre el mismo corpus.

    Del generador de antes basta que las páginas estén: hace lo mismo y lo dice de otro modo.
    """
    hecho = Comparacion()
    _pesar(hecho, propio, ajeno, par, actas)
    if par == ANTERIOR:
        return hecho
    muestra = random.Random(tamano.clave).sample(actas, min(MUESTRA, len(actas)))
    hecho.muestra = len(muestra)
    for acta in muestra:
        mio = _html(propio, PROPIO, acta, de_acta=True)
        suyo = _html(ajeno, par, acta, de_acta=True)
        hecho.faltas += _faltas_del_acta(acta, hechos(mio), hechos(suyo))
        de_ella = [a for a in actas if a.instancia == acta.instancia]
        hecho.faltas += _faltas_de_la_instancia(
            de_ella, _html(propio, PROPIO, acta), _html(ajeno, par, acta)
        )
    return hecho


def _html(raiz: Path, quien: str, acta: ActaInventada, de_acta: bool = False) -> str:
    archivo = _pagina(raiz, quien, acta, de_acta)
    return archivo.read_text("utf-8") if archivo.exists() else ""


def _pagina(raiz: Path, quien: str, acta: ActaInventada, de_acta: bool) -> Path:
    forma = DISPOSICIONES[quien]
    patron = forma.pagina_acta if de_acta else forma.pagina_instancia
    return raiz / forma.salida / lugar(patron, acta)


def _pesar(
    hecho: Comparacion, propio: Path, ajeno: Path, par: str, actas: Sequence[ActaInventada]
) -> None:
    """Las páginas que hay y los bytes que pesan, por clase."""
    una_por_instancia = list({a.instancia: a for a in actas}.values())
    for clase, cuales in (("actas", actas), ("instancias", una_por_instancia)):
        pesos = [
            [_peso(raiz, quien, a, clase == "actas") for a in cuales]
            for raiz, quien in ((propio, PROPIO), (ajeno, par))
        ]
        mias, suyas = (len([p for p in lado if p]) for lado in pesos)
        hecho.paginas[clase] = mias, suyas
        hecho.bytes[clase] = sum(pesos[0]), sum(pesos[1])
        if not mias == suyas == len(cuales):
            hecho.faltas.append(f"{clase}: {suyas} páginas de {len(cuales)} (aquí, {mias})")
        elif par != ANTERIOR and abs(sum(pesos[1]) / sum(pesos[0]) - 1) > TOLERANCIA:
            razon = sum(pesos[1]) / sum(pesos[0])
            hecho.faltas.append(f"{clase}: pesan {veces(razon)} lo que aquí")


def _peso(raiz: Path, quien: str, acta: ActaInventada, de_acta: bool) -> int:
    archivo = _pagina(raiz, quien, acta, de_acta)
    if not archivo.exists():
        return 0
    if de_acta or quien != PROPIO:
        return archivo.stat().st_size
    return len(DE_LA_LISTA.sub("", archivo.read_text("utf-8")).encode())


def _faltas_del_acta(acta: ActaInventada, mios: HechosDeActa, suyos: HechosDeActa) -> list[str]:
    """En qué se aparta cada página de lo que dice el registro, y la ajena de la propia.

    La propia puede decir además lo que calcula; ninguna puede callar lo que está en el registro.
    """
    donde = f"{acta.slug} {acta.anio}-{acta.numero}"
    dicho = yaml.load(acta.datos, yaml.CSafeLoader)
    faltas = []
    for quien, h in (("aquí", mios), ("el par", suyos)):
        # Para este YAML, `no` es falso y `si` es un texto.
        asistieron = tuple("No" if a["asistio"] is False else "Sí" for a in dicho["asistencia"])
        completos = {
            "el título": h.titulo == titulo(acta),
            "los datos": _datos(acta, dicho).items() <= h.datos.items(),
            "la asistencia": h.asistencia == asistieron,
            "las decisiones": h.decisiones == tuple(d["decision"] for d in dicho["decisiones"]),
            "el orden del día": h.orden == tuple(dicho["orden_del_dia"]),
            "el cuerpo": len(h.cuerpo) > 0,
        }
        faltas += [
            f"{donde}: {quien} no trae bien {q}" for q, bien in completos.items() if not bien
        ]
    return faltas + [
        f"{donde}: {campo} no es igual"
        for campo in ("asistencia", "compromisos", "funciones", "cuerpo", "enfasis")
        if getattr(mios, campo) != getattr(suyos, campo)
    ]


def _falsos(completos: Mapping[str, bool]) -> list[str]:
    return [que for que, bien in completos.items() if not bien]


def _datos(acta: ActaInventada, dicho: Mapping[str, Any]) -> dict[str, str]:
    """Los datos de la sesión como deben leerse en la página."""
    return {
        "Fecha de la sesión": fecha_larga(acta.fecha),
        "Número del acta": str(acta.numero),
        "Tipo de sesión": dicho["tipo"].capitalize(),
        "Modalidad": dicho["modalidad"].capitalize(),
        "Lugar o medio": dicho["lugar"],
        "Estado del acta": dicho["estado"].capitalize(),
        "Publicación declarada": fecha_larga(dicho["fecha_publicacion"]),
        "Hora de inicio": "8:30 a. m.",
        "Hora de cierre": "11:00 a. m.",
        "Requerido": f"{dicho['quorum']['requerido']} según el acta",
        "Presentes con voto": f"{dicho['quorum']['presentes']} según el acta",
    }


def _faltas_de_la_instancia(actas: Sequence[ActaInventada], mia: str, suya: str) -> list[str]:
    """La página de la instancia tiene la lista de sus actas por año, las normas y los cargos."""
    faltas = []
    for quien, pagina in (("aquí", leer(mia)), ("el par", leer(suya))):
        lista = seccion(pagina, "actas")
        esperadas = tuple(titulo(a) for a in reversed(ordenadas(actas)))
        # Unos repiten el número al lado del nombre, que ya lo dice.
        anios = textos([*lista.con("h3"), *lista.con("summary")])
        vistas = tuple(re.sub(r" acta \d+$", "", t) for t in textos(lista.con("p", clase="que")))
        completos = {
            "la lista de actas": vistas == esperadas,
            "los años": all(any(str(a.anio) in t for t in anios) for a in actas),
            "las normas": titulo_norma(norma(actas[0].instancia))
            in seccion(pagina, "normas").texto + seccion(pagina, "quienes").texto,
            "los integrantes": len(filas(pagina, "tabla-integrantes")[1:]) == 2 * CARGOS,
            "las funciones": sum(len(o.con("li")) for o in pagina.con("ol", clase="funciones"))
            >= FUNCIONES,
        }
        faltas += [f"{actas[0].slug}: {quien} no trae bien {q}" for q in _falsos(completos)]
    return faltas


def ordenadas(actas: Sequence[ActaInventada]) -> list[ActaInventada]:
    """De la más vieja a la más nueva."""
    return sorted(actas, key=lambda a: a.fecha)
