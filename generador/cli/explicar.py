"""`generador explicar`: la historia entera de un código de hallazgo."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from generador.cli.comun import CORRECTO, en_json, orden
from generador.cli.presentar import VACIA, Linea, linea, mostrar, titulo
from generador.cli.salida import escribir
from generador.hallazgo import Gravedad, parecido

if TYPE_CHECKING:
    from generador.lectura.ejemplos import ArchivosDeEjemplo, Ejemplo

_NOMBRES = {
    Gravedad.ERROR: ("Error: detiene la publicación", "Errores: detienen la publicación"),
    Gravedad.AVISO: ("Aviso: conviene atenderlo", "Avisos: conviene atenderlos"),
    Gravedad.INFORMACION: ("Información: no hay que hacer nada", "Informaciones"),
}


@orden("explicar", short_help="Explica un código de hallazgo, con ejemplos.")
@click.argument("codigo", required=False, metavar="[CODIGO]")
@en_json
def explicar(codigo: str | None, en_json: bool) -> int:
    """Explica un código: qué significa, por qué importa y cómo se ve bien y mal escrito.

    Los códigos son las palabras que «generador revisar» muestra al lado de cada hallazgo. Sin
    CODIGO muestra todos.
    """
    from generador.verificacion.catalogo import CATALOGO

    if codigo is not None:
        # Quien lo copia de un correo o de un título puede traerlo en mayúsculas.
        codigo = codigo.lower()
    if codigo is not None and codigo not in CATALOGO:
        raise click.BadParameter(
            f"no existe el código «{codigo}».{parecido(codigo, CATALOGO)} Sin código se ven todos.",
            click.get_current_context(),
            param_hint="CODIGO",
        )
    elegidos = CATALOGO if codigo is None else {codigo: CATALOGO[codigo]}
    if en_json:
        datos = [_como_datos(c, *explicado) for c, explicado in elegidos.items()]
        salida = datos if codigo is None else datos[0]
        escribir(json.dumps(salida, ensure_ascii=False, indent=2))
    else:
        mostrar(_todos() if codigo is None else _uno(codigo))
    return CORRECTO


def _todos() -> Iterable[Linea]:
    """Los códigos por gravedad y, dentro de ella, por lo que los funda."""
    from generador.verificacion.catalogo import CATALOGO

    for gravedad, (_, nombre) in _NOMBRES.items():
        suyos = {c: (t, f) for c, (t, g, f) in CATALOGO.items() if g is gravedad}
        yield titulo(f"{nombre} ({len(suyos)})")
        for fundamento in dict.fromkeys(f for _, f in suyos.values()):
            yield linea(fundamento, sangria=2)
            for codigo, (que, de) in suyos.items():
                if de == fundamento:
                    yield linea(f"{codigo}: {que}", sangria=4)
        yield VACIA
    yield linea("Con «generador explicar CODIGO» se ve cada uno con su ejemplo.")


def _uno(codigo: str) -> Iterable[Linea]:
    from generador.lectura.ejemplos import leer_ejemplo
    from generador.verificacion.catalogo import CATALOGO

    que, gravedad, fundamento = CATALOGO[codigo]
    yield titulo(codigo)
    yield linea(f"{que}.")
    yield linea(f"{_NOMBRES[gravedad][0]}.")
    yield linea(f"Se funda en: {fundamento}.")
    ejemplo = leer_ejemplo(codigo)
    if ejemplo is not None:
        yield VACIA
        yield linea(ejemplo.explicacion)
        yield from _archivos("Con", ejemplo.con)
        yield from _archivos("Mal", ejemplo.mal)
        yield from _archivos("Bien", ejemplo.bien)


def _archivos(rotulo: str, archivos: ArchivosDeEjemplo) -> Iterable[Linea]:
    for ruta, texto in archivos:
        yield VACIA
        yield titulo(f"{rotulo}: contenido/{ruta}")
        for renglon in texto.rstrip("\n").split("\n") if texto else ["(vacío)"]:
            yield linea(renglon, sangria=4)


def _como_datos(codigo: str, que: str, gravedad: Gravedad, fundamento: str) -> dict[str, Any]:
    from generador.lectura.ejemplos import leer_ejemplo

    datos = {
        "codigo": codigo,
        "titulo": que,
        "gravedad": str(gravedad),
        "fundamento": fundamento,
    }
    ejemplo = leer_ejemplo(codigo)
    return datos | (_ejemplo(ejemplo) if ejemplo else {})


def _ejemplo(ejemplo: Ejemplo) -> dict[str, Any]:
    grupos = {"con": ejemplo.con, "mal": ejemplo.mal, "bien": ejemplo.bien}
    archivos = {
        clase: [{"archivo": f"contenido/{ruta}", "texto": texto} for ruta, texto in suyos]
        for clase, suyos in grupos.items()
    }
    return {"explicacion": ejemplo.explicacion} | archivos
