"""El mismo corpus, escrito como lo escribiría quien usa cada uno de los generadores."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from rendimiento import corpus
from rendimiento.corpus import ActaInventada
from rendimiento.disposicion import DE_LA_CASA, DISPOSICIONES, lugar, norma

AQUI = Path(__file__).parent
RAIZ = AQUI.parents[1]
MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip
ROLES = {"S": "Secretaría técnica (S)", "P": "Presidencia (P)", "I": "Integrante (I)"}


@dataclass(frozen=True, slots=True)
class Tamano:
    """Cuántas actas tiene un corpus y entre cuántas instancias se reparten."""

    actas: int
    instancias: int

    @property
    def clave(self) -> str:
        """Como se lo nombra en la orden: `10000`, o `4000x1` si el reparto no es el común."""
        comun = self.instancias == max(1, self.actas // corpus_por_instancia(self.actas))
        return str(self.actas) if comun else f"{self.actas}x{self.instancias}"


def corpus_por_instancia(actas: int) -> int:
    """Cincuenta actas por instancia: diez por año durante cinco años."""
    return 50 if actas >= 1000 else 10


def leer_tamano(texto: str) -> Tamano:
    """`10000`, o `4000x1` para decir entre cuántas instancias."""
    actas, _, instancias = texto.partition("x")
    cuantas = int(actas)
    return Tamano(cuantas, int(instancias or max(1, cuantas // corpus_por_instancia(cuantas))))


def fecha_larga(dia: date) -> str:
    """«10 de enero de 2025»."""
    return f"{dia.day} de {MESES[dia.month - 1]} de {dia.year}"


def titulo(acta: ActaInventada) -> str:
    """El título de la página de un acta, igual en todos."""
    return f"Acta {acta.numero} de la sesión ordinaria del {fecha_larga(acta.fecha)}"


def escribir(quien: str, raiz: Path, tamano: Tamano, semilla: int) -> None:
    """Escribe en `raiz`, que no existe, el sitio completo de un generador."""
    if quien in DE_LA_CASA:
        corpus.escribir(raiz, tamano.actas, tamano.instancias, semilla)
        return
    forma = DISPOSICIONES[quien]
    shutil.copytree(AQUI / "temas" / quien, raiz)
    shutil.copytree(RAIZ / "temas/base/estaticos", raiz / forma.estaticos)
    _escribir_comunes(quien, raiz, tamano)
    for n in range(tamano.instancias):
        datos = instancia(n)
        if forma.instancia:
            guardar(raiz / forma.instancia.format(slug=corpus.slug(n)), _portada(quien, datos))
        if quien == "eleventy":
            carpeta = {"layout": "acta.njk", "instancia": datos}
            slug = corpus.slug(n)
            guardar(raiz / f"instancias/{slug}/{slug}.json", json.dumps(carpeta))
    if forma.norma:
        for d in range(1, norma(tamano.instancias - 1) + 1):
            guardar(raiz / forma.norma.format(norma=d), _norma(quien, d))
    for acta in corpus.actas(tamano.actas, tamano.instancias, semilla):
        guardar(raiz / lugar(forma.acta, acta), _acta(quien, acta))


def instancia(n: int) -> dict[str, Any]:
    """Lo que `corpus.instancia` dice de la n-ésima, con las claves que usan los temas ajenos."""
    dicho = yaml.load(corpus.instancia(n).split("---\n")[1], yaml.CSafeLoader)
    # Por su identificador: así la plantilla del acta los halla sin recorrerlos.
    integrantes = {
        i["id"]: {"sector": str(i["sector"]), "entidad": i["entidad"], "cargo": i["cargo"],
                  "rol": i["roles"][0], "voto": i["voto"] == "si"}
        for i in dicho["integrantes"]
    }  # fmt: skip
    return {
        "slug": corpus.slug(n),
        **{k: dicho[k] for k in ("nombre", "objeto", "tipo", "estado", "secretaria_tecnica")},
        "normas": [{"titulo": titulo_norma(norma(n)), **c} for c in dicho["normas"]],
        "integrantes": integrantes,
        "funciones": [f["texto"] for f in dicho["funciones"]],
    }


def titulo_norma(d: int) -> str:
    """El título de la página de una norma, igual en todos."""
    return f"Decreto {d} de 2015, Entidad 1"


def _acta(quien: str, acta: ActaInventada) -> str:
    datos = acta.datos
    for dicho, valor in (("si", "true"), ("no", "false")):
        datos = datos.replace(f"asistio: {dicho}", f"asistio: {valor}")
    # Entre comillas: para el YAML de casi todos, 08:30 son 510 minutos.
    datos = datos.replace("hora_inicio: 08:30", 'hora_inicio: "8:30 a. m."')
    datos = datos.replace("hora_fin: 11:00", 'hora_fin: "11:00 a. m."')
    propias = {
        "pelican": f"category: {acta.slug}\nslug: {acta.anio}-{acta.numero:02d}\ntemplate: acta\n",
        "mkdocs": "template: acta.html\n",
        "zensical": "template: acta.html\n",
    }.get(quien, "")
    if quien == "zola":
        datos = "extra:\n" + "".join(f"  {renglon}\n" for renglon in datos.splitlines())
    cabeza = f"title: {titulo(acta)}\ndate: {acta.fecha}\n{propias}{datos}"
    return f"---\n{cabeza}---\n\n{acta.cuerpo}"


def _portada(quien: str, datos: dict[str, Any]) -> str:
    """La portada de una instancia: su título y su objeto aparte, como los pide cada uno."""
    cabeza = {"title": datos["nombre"], "description": datos["objeto"]}
    if quien == "zola":
        cabeza |= {
            "sort_by": "date",
            "template": "instancia.html",
            "page_template": "acta.html",
            "extra": datos,
        }
    elif quien == "eleventy":
        cabeza |= {"layout": "instancia.njk"}
    elif quien in ("mkdocs", "zensical"):
        cabeza |= {"template": "instancia.html", **datos}
    else:
        cabeza |= datos
    return _con_portada(cabeza)


def _norma(quien: str, d: int) -> str:
    cabeza = {"title": titulo_norma(d), "date": date(2015, 1, 1), "description": "Ficticia."}
    return _con_portada(cabeza)


def _con_portada(cabeza: dict[str, Any]) -> str:
    yaml_ = yaml.dump(cabeza, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    return f"---\n{yaml_}---\n"


def _escribir_comunes(quien: str, raiz: Path, tamano: Tamano) -> None:
    """Los nombres de entidades, sectores y roles, donde cada uno guarda lo de todo el sitio."""
    sectores = yaml.load(
        (RAIZ / "generador/datos/sectores.yaml").read_text("utf-8"), yaml.CSafeLoader
    )["sectores"]
    comunes = {
        "entidades": {f"entidad-{c}": f"Entidad {c}" for c in range(1, corpus.CARGOS + 1)},
        "sectores": {str(s["numero"]): s["nombre"] for s in sectores},
        "roles": ROLES,
    }
    archivo = raiz / DISPOSICIONES[quien].comunes
    if archivo.suffix == ".toml":
        tabla = "params" if quien == "hugo" else "extra"
        partes = (
            f"\n[{tabla}.{nombre}]\n" + "".join(f'"{k}" = "{v}"\n' for k, v in valores.items())
            for nombre, valores in comunes.items()
        )
        guardar(archivo, archivo.read_text("utf-8") + "".join(partes))
    elif archivo.suffix == ".yml":
        extra = yaml.safe_dump({"extra": comunes}, allow_unicode=True)
        guardar(archivo, archivo.read_text("utf-8") + extra)
    else:
        if quien == "pelican":
            comunes["instancias"] = {corpus.slug(n): instancia(n) for n in range(tamano.instancias)}
        guardar(archivo, json.dumps(comunes, ensure_ascii=False))


def guardar(camino: Path, texto: str) -> None:
    """Escribe un archivo, con las carpetas que falten."""
    camino.parent.mkdir(parents=True, exist_ok=True)
    camino.write_text(texto, encoding="utf-8")
