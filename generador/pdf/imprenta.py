"""De los datos al PDF, con Typst: sin letras del sistema, sin paquetes y sin reloj.

Typst no deja correr a otros hilos mientras trabaja, así que lo mucho se reparte entre procesos.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache, cached_property
from importlib import metadata
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from generador.arboles import FalloDeEntorno
from generador.pdf.datos import nombrar
from generador.representacion import Tema

AvanceDeImpresion = Callable[[int, int], None]
"""Se llama con cuántos documentos van y cuántos son."""

CARPETA = "pdf"
_BIBLIOTECAS = ("typst", "segno")
_NORMAS = ("ua-1", "a-2a")
_LETRAS = '("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern")'
# Arrancar un proceso tarda lo que varios documentos.
_POCOS = 12
# Todo lo anterior a esto lo dibujan las tres letras.
_LATIN_FINAL = 0x180


class Imprenta:
    """Las plantillas de documento de un tema, por nombre de archivo.

    `del_sitio` son los archivos de las que escribió el sitio: un defecto puede ser suyo.
    """

    def __init__(self, plantillas: Mapping[str, bytes], del_sitio: Iterable[str] = ()) -> None:
        self._plantillas = dict(plantillas)
        self._del_sitio = tuple(del_sitio)

    @cached_property
    def huella(self) -> str:
        """La huella de lo que dibuja, sin los datos: plantillas, código y bibliotecas."""
        suma = hashlib.sha256()
        for nombre, texto in sorted(self._plantillas.items()):
            suma.update(f"{nombre}\n{len(texto)}\n".encode() + texto)
        for archivo in sorted(Path(__file__).parent.glob("*.py")):
            suma.update(archivo.read_bytes())
        for biblioteca in _BIBLIOTECAS:
            suma.update(f"{biblioteca} {metadata.version(biblioteca)}\n".encode())
        return suma.hexdigest()

    def clave(self, plantilla: str, datos: Mapping[str, Any]) -> str:
        """La huella de un documento: con la misma, los bytes son los mismos."""
        return hashlib.sha256(f"{self.huella}\n{plantilla}\n{_en_json(datos)}".encode()).hexdigest()

    def imprimir(self, plantilla: str, datos: Mapping[str, Any]) -> bytes:
        """El PDF. Lanza `typst.TypstError` si la plantilla tiene un defecto.

        Si el sitio escribió alguna, lanza `FalloDeEntorno`, que dice cuáles y por qué.
        """
        with self._culpando_al_sitio():
            return _imprimir(self._plantillas, plantilla, _en_json(datos))

    def imprimir_todos(
        self,
        pedidos: Iterable[tuple[str, Mapping[str, Any]]],
        avance: AvanceDeImpresion | None = None,
    ) -> Iterator[bytes]:
        """Los PDF, en el orden de los pedidos; entre varios procesos si son muchos."""
        listos = [(plantilla, _en_json(datos)) for plantilla, datos in pedidos]
        with self._culpando_al_sitio():
            for n, hecho in enumerate(self._repartir(listos), 1):
                if avance is not None:
                    avance(n, len(listos))
                yield hecho

    @contextmanager
    def _culpando_al_sitio(self) -> Iterator[None]:
        """Lo que Typst no puede imprimir, dicho a quien escribió la plantilla."""
        if not self._del_sitio:
            yield
            return
        import typst

        try:
            yield
        except typst.TypstError as fallo:
            raise FalloDeEntorno(
                "El PDF no se puede imprimir con las plantillas del sitio: "
                f"{', '.join(self._del_sitio)}. Typst dice: {str(fallo).rstrip('. ')}. Nada se "
                "publicó.",
                "Compárelas con las del generador con «generador tema diferencias»; lo que trae "
                "cada página está en la referencia de vistas.",
            ) from fallo

    def _repartir(self, pedidos: list[tuple[str, str]]) -> Iterator[bytes]:
        procesos = min(os.cpu_count() or 1, len(pedidos) // (_POCOS // 2))
        if procesos < 2 or len(pedidos) < _POCOS:
            yield from (_imprimir(self._plantillas, *pedido) for pedido in pedidos)
            return
        # No es fork: Typst ya puede tener hilos propios, y copiarlos a medias lo cuelga.
        with ProcessPoolExecutor(
            procesos,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_llevar,
            initargs=(self._plantillas,),
        ) as equipo:
            yield from equipo.map(_imprimir_aparte, *zip(*pedidos, strict=True), chunksize=4)


def abrir_imprenta(tema: Tema) -> Imprenta:
    """La imprenta de un tema. Lanza `FalloDeEntorno` si falta la parte opcional."""
    if any(find_spec(biblioteca) is None for biblioteca in _BIBLIOTECAS):
        raise FalloDeEntorno(
            "Falta la parte opcional «pdf».",
            # Por la carpeta y no por el nombre: en el índice público ese nombre es de otro.
            'Instálela, en la carpeta del generador, con: pip install -e ".[pdf]"',
        )
    plantillas: dict[str, bytes] = {}
    del_sitio: list[str] = []
    for capa in tema.capas:
        for nombre, contenido in capa.los_de(CARPETA):
            if nombre.endswith(".typ"):
                if not capa.del_generador and nombre not in plantillas:
                    del_sitio.append(f"{capa.lugar}/{CARPETA}/{nombre}")
                plantillas.setdefault(nombre, contenido)
    return Imprenta(plantillas, del_sitio)


def _en_json(datos: Mapping[str, Any]) -> str:
    return json.dumps(datos, ensure_ascii=False, sort_keys=True)


# --- un documento -----------------------------------------------------------------------------

_LLEVADAS: dict[str, bytes] = {}


def _llevar(plantillas: Mapping[str, bytes]) -> None:
    """Deja las plantillas en el proceso que va a imprimir."""
    _LLEVADAS.update(plantillas)


def _imprimir_aparte(plantilla: str, datos: str) -> bytes:
    return _imprimir(_LLEVADAS, plantilla, datos)


def _imprimir(plantillas: Mapping[str, bytes], plantilla: str, datos: str) -> bytes:
    """El PDF con lo que las letras no dibujan nombrado."""
    import typst

    dudosos = {c for c in datos if ord(c) >= _LATIN_FINAL}
    sin_dibujo = {c for c in dudosos if not _se_dibuja(c)}
    try:
        return _con_nombres(plantillas, plantilla, datos, sin_dibujo)
    except typst.TypstError:
        # Dos caracteres que se dibujan por separado pueden no tener una letra que los una.
        if sin_dibujo == dudosos:
            raise
        return _con_nombres(plantillas, plantilla, datos, dudosos)


def _con_nombres(
    plantillas: Mapping[str, bytes], plantilla: str, datos: str, nombrados: set[str]
) -> bytes:
    pedido = json.loads(datos.translate({ord(c): nombrar(c) for c in nombrados}))
    archivos = {**plantillas, "main.typ": f'#include "{plantilla}.typ"'.encode()}
    url = pedido["pie"]["url"]
    # Los archivos en memoria solo pueden ser texto: la imagen va como una lista de números.
    pedido["pie"]["qr"] = list(_qr(url)) if url else []
    return _componer(archivos, {"datos": _en_json(pedido)})


def _qr(url: str) -> bytes:
    """El código QR de una dirección: una imagen de un punto por módulo."""
    import segno

    escrito = BytesIO()
    segno.make(url, error="m", micro=False).save(escrito, kind="png", scale=1, border=0)
    return escrito.getvalue()


@cache
def _se_dibuja(caracter: str) -> bool:
    """Si alguna de las letras lo tiene y PDF/A lo admite."""
    import typst

    prueba = (
        "#set document(title: [P], date: datetime(year: 2000, month: 1, day: 1))\n"
        f'#set text(lang: "es", font: {_LETRAS})\n#sys.inputs.c'
    )
    try:
        _componer({"main.typ": prueba.encode()}, {"c": f"a{caracter}"})
    except typst.TypstError:
        return False
    return True


def _componer(archivos: dict[str, bytes], entradas: dict[str, str]) -> bytes:
    import typst

    hecho: bytes = typst.compile(
        # Typst también sabe recibir los archivos en la memoria; sus tipos no lo dicen.
        archivos,  # type: ignore[call-overload]
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs=entradas,
        pdf_standards=list(_NORMAS),
        # La fecha del documento es la de su registro; el reloj no entra.
        timestamp=0,
    )
    return hecho
