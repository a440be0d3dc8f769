"""Los daños que `verificar` debe nombrar: cada uno, una copia dañada y lo que se debe hallar.

Con la tabla entera se prueba que cada comprobación hace falta: al quitarla, algún renglón cambia.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from exigencias.publicacion import Copia, alterar
from generador.arboles import MANIFIESTO, SIN_BUSCADOR, Ficha, Manifiesto, manifiesto_de
from generador.integridad import Apoyos, Carpeta, Visto, sello

Esperado = frozenset[tuple[str, str]]
"""Códigos y rutas."""
ACTA, PORTADA = "instancias/mesa/actas/2020/01.html", "index.html"
DIRECCIONES = "datos/direcciones.json"


@dataclass(frozen=True, slots=True)
class Dano:
    """Una copia dañada, en qué se confía al verificarla y lo que se debe hallar."""

    fuente: EnMemoria
    confianza: Apoyos
    esperado: Esperado


@dataclass(frozen=True, slots=True)
class EnMemoria:
    """Lo que dice una carpeta, leído una vez: la tabla se verifica muchas veces."""

    archivos: Mapping[str, bytes]
    lista: frozenset[str]
    lleva: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def de(cls, raiz: Path, lleva: Mapping[str, str] | None = None) -> EnMemoria:
        """La de una carpeta; `lleva` son direcciones que redirigen, como en un servidor."""
        carpeta = Carpeta(raiz)
        hay = carpeta.listar() or frozenset()
        leidos = {r: carpeta.leer(r) for r in (*hay, *sello.SELLOS)}
        return cls({r: d for r, d in leidos.items() if d is not None}, hay, lleva or {})

    def leer(self, ruta: str) -> bytes | None:
        """Los bytes."""
        return self.archivos.get(ruta)

    def leer_todos(self, rutas: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """Uno por uno."""
        return ((r, self.leer(r)) for r in rutas)

    def lleva_a(self, ruta: str) -> str:
        """A dónde lleva esa ruta."""
        return self.lleva.get(ruta, "")

    def listar(self) -> frozenset[str] | None:
        """Todo lo que había."""
        return self.lista


def escribir_manifiesto(copia: Copia, manifiesto: Manifiesto) -> None:
    """Otro manifiesto con sus sumas, firmado con la llave buena: todo concuerda entre sí."""
    datos, llave = manifiesto.serializar(), copia.raiz / "llave"
    (copia.arbol / MANIFIESTO).write_bytes(datos)
    (copia.arbol / sello.SUMAS).write_bytes(sello.sumas(manifiesto))
    orden = ["ssh-keygen", "-Y", "sign", "-q", "-f", str(llave), "-n", "generador-publicacion"]
    firma = subprocess.run(orden, input=datos, capture_output=True, check=True).stdout
    (copia.arbol / sello.FIRMA).write_bytes(firma)


def con_extra(copia: Copia, **extra: object) -> None:
    """El manifiesto con otras claves, bien sellado; `None` quita la clave."""
    manifiesto = manifiesto_de((copia.arbol / MANIFIESTO).read_bytes())
    assert manifiesto is not None
    nuevas = {k: v for k, v in {**manifiesto.extra, **extra}.items() if v is not None}
    escribir_manifiesto(copia, Manifiesto(manifiesto.archivos, nuevas))


def sellada(copia: Copia) -> tuple[Manifiesto, str]:
    """El manifiesto de la copia y su huella."""
    datos = (copia.arbol / MANIFIESTO).read_bytes()
    manifiesto = manifiesto_de(datos)
    assert manifiesto is not None
    return manifiesto, sello.huella(datos)


def _registro(nombre: str) -> str:
    return f"contenido/publicaciones/{nombre}"


# --- los que se hacen con un nombre -----------------------------------------------------------


def _de_alterar(nombres: list[str]) -> dict[str, set[tuple[str, str]]]:
    primera, ultima = _registro(nombres[0]), _registro(nombres[-1])
    alterado = "registro-alterado"
    return {
        "pagina": {("archivo-alterado", "index.html")},
        "falta": {("archivo-falta", "index.html")},
        "sobra": {("archivo-sobra", "ajeno.html")},
        "sumas": {("sumas-alteradas", sello.SUMAS)},
        "sin-sumas": {("sumas-faltan", sello.SUMAS)},
        "firma": {("firma-invalida", sello.FIRMA)},
        "sin-firma": {("firma-falta", sello.FIRMA)},
        "entrada-vieja": {(alterado, _registro(""))},
        "entrada-ultima": {(alterado, ultima)},
        "entrada-borrada": {("registro-incompleto", _registro("1")), (alterado, _registro(""))},
        "entrada-renombrada": {(alterado, _registro(""))},
        "manifiesto": {
            ("sumas-alteradas", sello.SUMAS),
            ("firma-invalida", sello.FIRMA),
            ("manifiesto-otro", ultima),
        },
        "primera-entrada-de-otro": {(alterado, _registro("")), (alterado, primera)},
    }


def danos(original: Copia, carpeta: Path) -> dict[str, Dano]:
    """La tabla, con una copia por renglón."""
    nombres = sorted(original.registro())
    hechos: dict[str, Dano] = {}

    def agregar(
        nombre: str,
        hacer: Callable[[Copia], object],
        esperado: set[tuple[str, str]],
        confiar: Callable[[Copia], Apoyos] = _en_todo,
    ) -> None:
        copia = original.copiar(carpeta / nombre)
        hacer(copia)
        fuente = EnMemoria.de(copia.arbol)
        hechos[nombre] = Dano(fuente, confiar(copia), frozenset(esperado))

    for que, esperado in _de_alterar(nombres).items():
        hacer = _otra_huella if que == "primera-entrada-de-otro" else _alterar(que)
        agregar(que, hacer, esperado)
    agregar("intacta", lambda c: None, set())
    _del_manifiesto(agregar)
    _de_la_busqueda(agregar)
    _de_la_cadena(agregar, original)
    _del_registro(agregar, nombres)
    hechos |= _de_redirecciones(original, carpeta)
    return hechos


Agregar = Callable[..., None]


def _alterar(que: str) -> Callable[[Copia], None]:
    return lambda copia: alterar(copia, que)


def _en_todo(copia: Copia) -> Apoyos:
    return Apoyos(copia.registro(), copia.firmantes)


def _en_la_cadena(copia: Copia) -> Apoyos:
    """Lo que guarda el destino mismo."""
    return Apoyos(copia.registro(), es_cadena=True)


def _en_nada(copia: Copia) -> Apoyos:
    return Apoyos()


def _con(**extra: object) -> Callable[[Copia], None]:
    return lambda copia: con_extra(copia, **extra)


def _en_la_firma(copia: Copia) -> Apoyos:
    return Apoyos(firmantes=copia.firmantes)


# --- el manifiesto y la cadena ----------------------------------------------------------------


def _del_manifiesto(agregar: Agregar) -> None:
    otro = {("manifiesto-alterado", MANIFIESTO)}
    agregar(
        "sin-manifiesto",
        lambda c: (c.arbol / MANIFIESTO).unlink(),
        {("manifiesto-falta", MANIFIESTO)},
    )
    agregar("manifiesto-ilegible", lambda c: (c.arbol / MANIFIESTO).write_bytes(b"{"), otro)
    # El mismo dato escrito de otro modo: sin esto, dos archivos distintos pasarían por el mismo.
    agregar("manifiesto-reescrito", lambda c: _agregar_al_final(c.arbol / MANIFIESTO), otro)
    sin = {("sin-publicacion", MANIFIESTO)}
    agregar("sin-publicacion", _con(publicacion=None), sin)
    for n, dicha in enumerate(("tres", 0, True)):
        agregar(f"publicacion-que-no-es-{n}", _con(publicacion=dicha), sin, _en_nada)
    agregar("sin-publicacion-y-nada-exigido", _con(publicacion=None), set(), _en_nada)
    for nombre, confianza in (
        ("visto", lambda c: Apoyos(visto=Visto(1, "0" * 64))),
        ("firmantes", _en_la_firma),
        ("registro", lambda c: Apoyos(registro=c.registro())),
    ):
        agregar(f"sin-publicacion-exige-{nombre}", _con(publicacion=None), sin, confianza)


def _de_la_busqueda(agregar: Agregar) -> None:
    """Bien sellado todo: solo falta que se pueda buscar."""
    falta = {("buscador-falta", "buscador/indice.json")}
    agregar("sin-buscador", _sin_archivos("buscador/"), falta, _en_la_firma)
    agregar(
        "sin-buscador-a-proposito",
        _sin_archivos("buscador/", **{SIN_BUSCADOR: True}),
        set(),
        _en_la_firma,
    )
    agregar("sin-pagina-de-busqueda", _sin_archivos("busca"), set(), _en_la_firma)


def _sin_archivos(comienzo: str, **extra: object) -> Callable[[Copia], None]:
    """Quita lo que empieza así, también del manifiesto."""

    def quitar(copia: Copia) -> None:
        manifiesto, _ = sellada(copia)
        quedan = {r: f for r, f in manifiesto.archivos.items() if not r.startswith(comienzo)}
        for ruta in manifiesto.archivos.keys() - quedan.keys():
            (copia.arbol / ruta).unlink()
        for carpeta in sorted(copia.arbol.rglob("*"), reverse=True):
            if carpeta.is_dir() and not any(carpeta.iterdir()):
                carpeta.rmdir()
        escribir_manifiesto(copia, Manifiesto(quedan, {**manifiesto.extra, **extra}))

    return quitar


def _agregar_al_final(archivo: Path) -> None:
    archivo.write_bytes(archivo.read_bytes() + b"\n")


def _de_la_cadena(agregar: Agregar, original: Copia) -> None:
    manifiesto, huella = sellada(original)
    cadena = manifiesto.extra["cadena"]
    assert isinstance(cadena, list)
    rota = {("cadena-rota", MANIFIESTO)}
    cambios: dict[str, dict[str, object]] = {
        "cadena-corta": {"cadena": cadena[1:]},
        "cadena-que-no-es": {"cadena": "ab"},
        "anterior-que-no-es": {"anterior": "0" * 64},
        "sin-cadena": {"cadena": None},
    }
    cambios["primera-con-otra-cadena"] = {"publicacion": 1, "cadena": "x", "anterior": ""}
    for nombre, cambio in cambios.items():
        agregar(nombre, _con(**cambio), rota, _en_la_firma)
    antigua = {("publicacion-antigua", MANIFIESTO)}
    vistos = {
        "vista-una-posterior": (Visto(4, huella), antigua),
        "vista-otra-del-mismo-numero": (Visto(3, "0" * 64), {("manifiesto-otro", MANIFIESTO)}),
        "vista-una-que-no-es-antecesora": (Visto(2, "0" * 64), rota),
        "vista-la-misma": (Visto(3, huella), set()),
        "vista-la-antecesora": (Visto(2, str(cadena[1])), set()),
    }
    for nombre, (visto, esperado) in vistos.items():
        agregar(nombre, lambda c: None, esperado, lambda c, v=visto: Apoyos(visto=v))
    agregar("vieja-bien-firmada", _volver_atras, antigua, _en_todo)


def _volver_atras(copia: Copia) -> None:
    shutil.rmtree(copia.arbol)
    shutil.copytree(copia.anterior(), copia.arbol)


# --- el registro y las redirecciones ----------------------------------------------------------


def _otra_huella(copia: Copia) -> None:
    entrada = sorted(copia.entradas.iterdir())[0]
    texto = entrada.read_text("utf-8").rpartition("manifiesto: ")[0]
    entrada.write_text(f"{texto}manifiesto: {'0' * 64}\n", "utf-8")


def _del_registro(agregar: Agregar, nombres: list[str]) -> None:
    primera, ultima = nombres[0], nombres[-1]
    alterado = "registro-alterado"

    def otra_ultima(copia: Copia) -> None:
        con_extra(copia, fecha="2020-01-01")
        entrada = copia.entradas / ultima
        texto = entrada.read_text("utf-8").rpartition("manifiesto: ")[0]
        entrada.write_text(f"{texto}manifiesto: {sellada(copia)[1]}\n", "utf-8")

    def otra(copia: Copia, nombre: str, texto: str = "numero: 9\n") -> None:
        (copia.entradas / nombre).write_text(texto, "utf-8")

    dia = primera[:10]
    agregar(
        "nombre-que-no-es",
        lambda c: otra(c, "apuntes.yaml"),
        {(alterado, _registro("apuntes.yaml"))},
    )
    repetida = f"9999-12-31-{primera[11:]}"
    agregar(
        "numero-repetido",
        lambda c: shutil.copy(c.entradas / primera, c.entradas / repetida),
        {(alterado, _registro(repetida)), (alterado, _registro(""))},
    )
    agregar("otro-dia", otra_ultima, {(alterado, _registro(ultima))})
    agregar(
        "entrada-que-no-se-ve",
        lambda c: otra(c, f"{dia}-4.yaml", f"numero: 4\n{_destino_de(c.entradas / primera)}\n"),
        {("publicacion-antigua", MANIFIESTO)},
    )
    agregar(
        "entrada-de-otro-destino",
        lambda c: otra(c, f"{dia}-4.yaml", "numero: 4\ndestino: otro\n"),
        set(),
    )
    agregar(
        "cadena-sin-la-de-otro", lambda c: (c.entradas / primera).unlink(), set(), _en_la_cadena
    )
    agregar(
        "cadena-sin-la-propia",
        lambda c: (c.entradas / ultima).unlink(),
        {("registro-incompleto", _registro("3"))},
        _en_la_cadena,
    )
    agregar(
        "cadena-entera-y-alterada",
        _alterar("entrada-vieja"),
        {(alterado, _registro(""))},
        _en_la_cadena,
    )

    def retirar(copia: Copia) -> None:
        alterar(copia, "entrada-vieja")
        otra(copia, f"{dia}-4.yaml", "numero: 4\ndestino: otro\nretiro_definitivo: Datos\n")

    agregar("retirado-en-otro", retirar, {("retiro-pendiente", _registro(f"{dia}-4.yaml"))})
    agregar(
        "entrada-con-hueco",
        lambda c: otra(c, f"{dia}-5.yaml", "numero: 5\ndestino: otro\n"),
        {("registro-incompleto", _registro("4"))},
    )


def _de_redirecciones(original: Copia, carpeta: Path) -> dict[str, Dano]:
    """Lo que falta y lleva a otra parte: vale solo si lo dice la lista, y la lista es la debida."""
    hechos = {}
    listas = [
        json.dumps({"redirecciones": r, "retiradas": {}}).encode() for r in ({}, {ACTA: PORTADA})
    ]
    falta, alterada = ("archivo-falta", ACTA), ("archivo-alterado", DIRECCIONES)
    casos: tuple[tuple[str, bytes, str, set[tuple[str, str]]], ...] = (
        ("redireccion-que-nadie-publico", listas[0], PORTADA, {falta, alterada}),
        ("redireccion-publicada", listas[1], PORTADA, set()),
        ("redireccion-a-otra-parte", listas[1], "otra.html", {falta}),
        ("redirecciones-que-faltan", b"", PORTADA, {falta, ("archivo-falta", DIRECCIONES)}),
        ("redireccion-a-ninguna", listas[1], "", {falta}),
    )
    for nombre, publicada, lleva, esperado in casos:
        copia = original.copiar(carpeta / nombre)
        manifiesto, _ = sellada(copia)
        ficha = Ficha(sello.huella(publicada), len(publicada))
        archivos = {**manifiesto.archivos, DIRECCIONES: ficha}
        escribir_manifiesto(copia, replace(manifiesto, archivos=archivos))
        if publicada:
            (copia.arbol / DIRECCIONES).write_bytes(listas[1])
        (copia.arbol / ACTA).unlink()
        fuente = EnMemoria.de(copia.arbol, {ACTA: lleva})
        hechos[nombre] = Dano(fuente, _en_la_firma(copia), frozenset(esperado))
    return hechos


def _destino_de(entrada: Path) -> str:
    """El renglón que dice a qué destino fue esa publicación."""
    (renglon,) = (r for r in entrada.read_text("utf-8").splitlines() if r.startswith("destino:"))
    return renglon
