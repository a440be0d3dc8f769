"""Lo leído de todo el sitio, con lo hallado al leerlo; y cómo se le agrega un archivo de datos."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

from generador.configuracion import Contexto
from generador.hallazgo import Hallazgo, Origen
from generador.lectura.archivos import interpretar_texto
from generador.lectura.contenido import Contenido
from generador.lectura.registros import EnlaceInterno
from generador.lectura.yaml_estricto import VALORES_MAXIMOS, ArbolDeYaml, leer_yaml
from generador.modelo.base import Archivo, Html
from generador.modelo.citas import Cita


class CitaLeida(NamedTuple):
    """Lo que se cita en un archivo de todo el sitio; `aplazada`, si ese aún no se publica."""

    cita: Cita
    valor: Any
    origen: Origen
    aplazada: bool = False


@dataclass(slots=True)
class ContextoLeido:
    """El contexto, o `None` si la configuración no se puede leer, y lo hallado al leerlo.

    `citas` es lo que se cita en lo leído: dónde, y si aún no se publica.
    `para_revisar` es el mismo contexto o, si `sitio.yaml` tiene errores, uno con lo que en él está
    bien: con él nada se publica, pero se halla de una vez lo que esté mal en lo demás.
    `normas_sin_publicar` dice qué normas son todavía un borrador.
    """

    contenido: Contenido
    contexto: Contexto | None = None
    para_revisar: Contexto | None = None
    instancias: tuple[str, ...] = ()
    de_la_raiz: dict[str, Archivo] = field(default_factory=dict)
    textos_de_normas: dict[tuple[str, str], Html] = field(default_factory=dict)
    enlaces: list[EnlaceInterno] = field(default_factory=list)
    anclas: dict[str, frozenset[str]] = field(default_factory=dict)
    hallazgos: list[Hallazgo] = field(default_factory=list)
    citas: list[CitaLeida] = field(default_factory=list)
    normas_sin_publicar: list[str] = field(default_factory=list)

    def huella(self) -> str:
        """La huella de todo lo leído: cambia si cambia cualquier archivo común del sitio."""
        vistos = sorted((a, v.sha256) for a, v in self.contenido.vistos.items())
        return sha256(repr(vistos).encode()).hexdigest()


def leer_arbol(archivo: str, leido: ContextoLeido) -> ArbolDeYaml | None:
    """El árbol de un archivo de datos, o `None` si no se puede leer; lo hallado, en `leido`."""
    return anotar(leido.contenido.entendido(archivo, entender), leido)


def anotar(arbol: ArbolDeYaml, leido: ContextoLeido) -> ArbolDeYaml | None:
    """El árbol, o `None` si no se pudo leer; lo hallado en él, en `leido`."""
    leido.hallazgos += arbol.hallazgos
    return arbol if arbol.datos is not None else None


def entender(crudo: bytes, archivo: str, maximo: int = VALORES_MAXIMOS) -> ArbolDeYaml:
    """El árbol de los bytes de un archivo de datos, con lo hallado al leerlos."""
    texto, _, defectos = interpretar_texto(crudo, archivo)
    arbol = leer_yaml(texto, archivo, maximo=maximo) if texto else ArbolDeYaml()
    arbol.hallazgos[:0] = defectos
    return arbol
