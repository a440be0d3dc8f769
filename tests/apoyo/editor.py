"""Un editor de texto de mentira que habla con el `yaml-language-server` de verdad.

Toma los ajustes del archivo que escribió `generador esquemas`, como los tomaría VS Code, y pregunta
lo que un editor pregunta: qué se puede escribir aquí, qué es esto y qué está mal.
"""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

SERVIDOR = Path(__file__).parent / "node_modules/yaml-language-server/bin/yaml-language-server"
PLAZO = 30.0
"""Segundos que se aguarda cada respuesta: con la máquina cargada, mucho más de lo que tarda."""

_MENSAJES = 2000
_AVISOS = "textDocument/publishDiagnostics"
_AJUSTES = "workspace/configuration"
# Lo que VS Code dice que sabe hacer, hasta donde cambia lo que el servidor contesta.
_CAPACIDADES = {
    "textDocument": {
        "completion": {
            "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}
        },
        "hover": {"contentFormat": ["markdown"]},
        "publishDiagnostics": {},
    },
    "workspace": {"configuration": True},
}


@dataclass(frozen=True, slots=True)
class Queja:
    """Lo que el editor subraya: la línea, contada desde 1, y lo que dice."""

    linea: int
    mensaje: str


@dataclass(slots=True)
class Editor:
    """Un editor con una carpeta abierta. Cada texto se ve como si estuviera en esa ruta."""

    raiz: Path
    proceso: subprocess.Popen[bytes]
    ajustes: Mapping[str, Any]
    _llegados: queue.Queue[dict[str, Any]] = field(default_factory=queue.Queue)
    _pedidos: int = 0
    _versiones: dict[str, int] = field(default_factory=dict)

    def quejas(self, archivos: Mapping[str, str]) -> dict[str, list[Queja]]:
        """Lo que el editor subraya en cada archivo, por su ruta. Cada ruta se mira una sola vez.

        El servidor no dice de qué versión de un archivo se queja: con una sola no hay duda.
        """
        por_uri = {self._mostrar(ruta, texto): ruta for ruta, texto in archivos.items()}
        assert all(self._versiones[uri] == 1 for uri in por_uri), "una ruta se miró dos veces"
        quejas: dict[str, list[Queja]] = {}
        while len(quejas) < len(por_uri):
            datos = self._esperar(lambda m: m.get("method") == _AVISOS)["params"]
            if datos["uri"] in por_uri:
                quejas[por_uri[datos["uri"]]] = [
                    Queja(a["range"]["start"]["line"] + 1, a["message"])
                    for a in datos["diagnostics"]
                ]
        return quejas

    def ofrecidos(self, ruta: str, texto: str) -> dict[str, str]:
        """Lo que se ofrece donde está `|`, y su explicación."""
        hallados = self._preguntar("textDocument/completion", ruta, texto)
        items = hallados["items"] if isinstance(hallados, dict) else hallados or []
        return {i["label"]: _texto(i.get("documentation")) for i in items}

    def escrito(self, ruta: str, texto: str, etiqueta: str) -> str:
        """Lo que se escribe al aceptar esa propuesta."""
        hallados = self._preguntar("textDocument/completion", ruta, texto)
        (propuesta,) = (i for i in hallados["items"] if i["label"] == etiqueta)
        nuevo: str = propuesta["textEdit"]["newText"]
        return nuevo

    def explicado(self, ruta: str, texto: str) -> str:
        """Lo que se muestra al detener el ratón en `|`."""
        hallado = self._preguntar("textDocument/hover", ruta, texto)
        return _texto(hallado["contents"]) if hallado else ""

    def _preguntar(self, metodo: str, ruta: str, texto: str) -> Any:
        antes, marca, despues = texto.partition("|")
        assert marca, "falta la marca «|» que dice dónde está el cursor"
        uri = self._mostrar(ruta, antes + despues)
        lugar = {"line": antes.count("\n"), "character": len(antes) - antes.rfind("\n") - 1}
        return self._pedir(metodo, {"textDocument": {"uri": uri}, "position": lugar})

    def _mostrar(self, ruta: str, texto: str) -> str:
        uri = (self.raiz / ruta).as_uri()
        version = self._versiones[uri] = self._versiones.get(uri, 0) + 1
        documento: dict[str, Any] = {"uri": uri, "version": version}
        if version == 1:
            documento |= {"languageId": "yaml", "text": texto}
            self._enviar("textDocument/didOpen", {"textDocument": documento})
        else:
            cambio = {"textDocument": documento, "contentChanges": [{"text": texto}]}
            self._enviar("textDocument/didChange", cambio)
        return uri

    def _pedir(self, metodo: str, datos: dict[str, Any]) -> Any:
        self._pedidos += 1
        numero = self._pedidos
        self._enviar(metodo, datos, id=numero)
        respuesta = self._esperar(lambda m: m.get("id") == numero and "method" not in m)
        assert "error" not in respuesta, respuesta
        return respuesta.get("result")

    def _enviar(self, metodo: str, datos: Any, **demas: Any) -> None:
        self._escribir({"jsonrpc": "2.0", "method": metodo, "params": datos, **demas})

    def _escribir(self, mensaje: dict[str, Any]) -> None:
        cuerpo = json.dumps(mensaje).encode()
        assert self.proceso.stdin is not None
        self.proceso.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(cuerpo), cuerpo))
        self.proceso.stdin.flush()

    def _esperar(self, es: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """El primer mensaje que cumpla; mientras tanto, contesta lo que el servidor pregunte."""
        for _ in range(_MENSAJES):
            mensaje = self._llegados.get(timeout=PLAZO)
            if "id" in mensaje and "method" in mensaje:
                self._contestar(mensaje)
            if es(mensaje):
                return mensaje
        raise AssertionError(f"en {_MENSAJES} mensajes no llegó el que se esperaba")

    def _contestar(self, pregunta: dict[str, Any]) -> None:
        respuesta: Any = None
        if pregunta["method"] == _AJUSTES:
            secciones = (i.get("section", "") for i in pregunta["params"]["items"])
            respuesta = [_seccion(self.ajustes, s) for s in secciones]
        self._escribir({"jsonrpc": "2.0", "id": pregunta["id"], "result": respuesta})


def _seccion(ajustes: Mapping[str, Any], nombre: str) -> dict[str, Any]:
    """Lo de una sección, como lo entrega VS Code: `yaml.a.b` es `{"a": {"b": …}}`."""
    hallados: dict[str, Any] = {}
    for clave, valor in ajustes.items():
        if clave.startswith(f"{nombre}."):
            *grupos, ultimo = clave.removeprefix(f"{nombre}.").split(".")
            dentro = hallados
            for grupo in grupos:
                dentro = dentro.setdefault(grupo, {})
            dentro[ultimo] = valor
    return hallados


def _texto(contenido: Any) -> str:
    return contenido["value"] if isinstance(contenido, dict) else contenido or ""


def leer_ajustes(archivo: Path) -> dict[str, Any]:
    """Los ajustes de VS Code: JSON con renglones de comentario."""
    renglones = archivo.read_text(encoding="utf-8").splitlines()
    texto = "\n".join(r for r in renglones if not r.lstrip().startswith("//"))
    ajustes: dict[str, Any] = json.loads(texto)
    return ajustes


@contextmanager
def abrir_editor(raiz: Path, ajustes: Path) -> Iterator[Editor]:
    """El editor con la carpeta `raiz` abierta y los ajustes de ese archivo."""
    node = shutil.which("node")
    assert node, "falta Node: lo instala `make preparar`"
    proceso = subprocess.Popen(
        [node, str(SERVIDOR), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    editor = Editor(raiz, proceso, leer_ajustes(ajustes))
    assert proceso.stdout is not None
    lector = threading.Thread(target=_leer, args=(proceso.stdout, editor._llegados), daemon=True)
    lector.start()
    try:
        _saludar(editor)
        yield editor
    finally:
        proceso.kill()
        proceso.wait(PLAZO)
        lector.join(PLAZO)


def _saludar(editor: Editor) -> None:
    carpeta = {"uri": editor.raiz.as_uri(), "name": "sitio"}
    editor._pedir(
        "initialize",
        {
            "processId": None,
            "rootUri": carpeta["uri"],
            "workspaceFolders": [carpeta],
            "locale": "es",
            "capabilities": _CAPACIDADES,
        },
    )
    editor._enviar("initialized", {})
    # Lo que se muestre antes de que pregunte los ajustes se juzgaría sin ellos.
    editor._esperar(lambda m: m.get("method") == _AJUSTES)


def _leer(salida: IO[bytes], llegados: queue.Queue[dict[str, Any]]) -> None:
    """Pasa a la cola cada mensaje, hasta que el servidor termine."""
    while cabecera := salida.readline():
        largo = int(cabecera.split(b":")[1])
        while salida.readline().strip():
            pass
        llegados.put(json.loads(salida.read(largo)))
