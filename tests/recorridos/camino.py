"""Lo que hacen los recorridos, paso por paso: del sitio vacío a la copia publicada y mirada."""

from __future__ import annotations

import shutil
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from email.message import Message
from pathlib import Path

from apoyo.formatos_minimos import pdf_de_texto
from apoyo.reales import nginx, puerto_libre, servido
from playwright.sync_api import Page, expect

from recorridos.persona import Persona

INSTANCIA = "comite-de-archivo"
ACTAS = f"contenido/instancias/{INSTANCIA}/actas/2026"
PALABRA = "microfilmación"
SITIO = "mi-sitio"
RUTA = "/instancias"


def sitio_escrito(persona: Persona) -> Persona:
    """Un sitio nuevo con su instancia, su norma, su reglamento y un acta con dos anexos."""
    persona.escribe(f"generador nuevo sitio {SITIO}")
    aqui = persona.en(SITIO)
    aqui.escribe("git init -q && git add . && git commit -qm 'Primer registro'")
    aqui.escribe(
        "generador nuevo norma --tipo resolución --numero 7 --anio 2026 --emisor mi-entidad "
        "--epigrafe 'Por la cual se crea el Comité de archivo'"
    )
    norma = "contenido/normas/resolucion-7-2026-mi-entidad.md"
    aqui.cambia(norma, r"\nfecha:.*\n", "\nfecha: 2026-01-15\n")
    _sin_borrador(aqui, norma)
    aqui.escribe(
        "generador nuevo instancia --nombre 'Comité de archivo' --tipo comité "
        f"--secretaria-tecnica mi-entidad --id {INSTANCIA}"
    )
    aqui.guarda(f"contenido/instancias/{INSTANCIA}/instancia.md", _COMITE)
    aqui.escribe(f"generador nuevo reglamento {INSTANCIA} --fecha 2026-02-10 --numero ninguno")
    reglamento = f"contenido/instancias/{INSTANCIA}/reglamento/2026-02-10.md"
    aqui.cambia(reglamento, r"\noriginal:[^\n]*\n(?:#   .*\n)*", "\noriginal: este_registro\n")
    _sin_borrador(aqui, reglamento)
    aqui.escribe(f"generador nuevo acta {INSTANCIA} --fecha 2026-11-12 --tipo ordinaria")
    aqui.guarda(f"{ACTAS}/01.md", _ACTA)
    aqui.guarda(f"{ACTAS}/01/acta-firmada.pdf", pdf_de_texto("Acta firmada", ["Ficticia."]))
    aqui.guarda(f"{ACTAS}/01/tablas.csv", "serie,años\nActas,20\n")
    return aqui


def retomado(escrito: Persona, persona: Persona) -> Persona:
    """Otra persona con una copia de ese sitio: seguir desde ahí no pide escribirlo de nuevo."""
    shutil.copytree(escrito.aqui, persona.aqui / SITIO, symlinks=True)
    return persona.en(SITIO)


def _sin_borrador(aqui: Persona, ruta: str) -> None:
    aqui.cambia(ruta, r"(?:#[^\n]*borrador[^\n]*\n)?borrador: si\n", "")


_COMITE = """\
---
nombre: Comité de archivo
tipo: comite
estado: vigente
secretaria_tecnica: mi-entidad
registros_desde: 2026-02-01
normas:
  - norma: resolucion-7-2026-mi-entidad
    relacion: crea
integrantes:
  - id: presidencia
    cargo: Directora
    sector: 1
    entidad: mi-entidad
    roles: [P]
    voto: si
  - id: secretaria
    cargo: Jefe de archivo
    sector: 1
    entidad: mi-entidad
    roles: [S]
    voto: si
---

Una instancia de ejemplo, ficticia.
"""
_ACTA = f"""\
---
numero: 1
tipo: ordinaria
modalidad: presencial
fecha: 2026-11-12
hora_inicio: 08:30
lugar: "Carrera 8 # 10-65"
estado: firmada
fecha_publicacion: 2026-11-20
original:
  titulo: Acta firmada del comité, 2026
  archivo: acta-firmada.pdf
asistencia:
  - integrante: presidencia
    asistio: si
  - integrante: secretaria
    asistio: si
anexos:
  - titulo: Tablas de retención, 2026
    archivo: tablas.csv
decisiones: ninguna
compromisos: ninguno
---

## Desarrollo

Se habló de:
1. El plan de {PALABRA}.
2. Las series:
   - actas
   - informes
"""


def revisado(aqui: Persona) -> None:
    """`revisar` no dice ningún error, y `construir` deja el sitio."""
    assert "error" not in aqui.escribe("generador revisar").lower()
    aqui.escribe("generador construir")


def destinos(aqui: Persona, puerto: int) -> Path:
    """Deja en sitio.yaml los tres destinos; devuelve la carpeta donde están."""
    base = aqui.aqui.parent / "destinos"
    base.mkdir()
    aqui.escribe(f"git init -q --bare {base}/rama.git")
    web = f"http://127.0.0.1:{puerto}{RUTA}/"
    aqui.cambia("contenido/sitio.yaml", r"\ndireccion:[^\n]*\n", f"\ndireccion: {web}\n")
    aqui.guarda(
        "contenido/sitio.yaml",
        (aqui.aqui / "contenido/sitio.yaml").read_text("utf-8")
        + f"destinos:\n  - nombre: web\n    lugar: {base}/web\n    direccion: {web}\n"
        f"  - nombre: rama\n    lugar: git+file://{base}/rama.git#publico\n"
        f"  - nombre: entrega\n    lugar: {base}/entrega.zip\n",
    )
    return base


@contextmanager
def portal(aqui: Persona, base: Path, carpeta: Path, puerto: int) -> Iterator[None]:
    """nginx con un portal que ya existe y, dentro, lo que escribe `generador servidor`."""
    fragmento = aqui.escribe(f"generador servidor nginx --base {base}/web")
    bloque = (
        f"server {{\nlisten 127.0.0.1:{puerto};\nlocation / {{ return 200 portal; }}\n{fragmento}}}"
    )
    with nginx(bloque, carpeta, puerto):
        yield


@contextmanager
def copias(aqui: Persona, base: Path) -> Iterator[dict[str, str]]:
    """Lo publicado en la rama y en el ZIP, servido como lo haría cualquiera."""
    with ExitStack() as pila:
        aqui.escribe(f"git clone -q -b publico {base}/rama.git {base}/clon")
        with zipfile.ZipFile(base / "entrega.zip") as paquete:
            paquete.extractall(base / "descomprimido")
        yield {
            "rama": pila.enter_context(servido(base / "clon", f"{RUTA}/")),
            "entrega": pila.enter_context(servido(base / "descomprimido/sitio", f"{RUTA}/")),
        }


def busca(pagina: Page, direccion: str, palabra: str) -> list[str]:
    """Escribe en el buscador del sitio y lee los títulos de lo hallado."""
    pagina.goto(direccion)
    caja = pagina.locator("input[type=search]").first
    caja.fill(palabra)
    caja.press("Enter")
    expect(pagina.locator("#estado")).to_contain_text("«", timeout=20_000)
    if "No se halló" in pagina.locator("#estado").inner_text():
        return []
    # La cuenta se dice primero; los títulos llegan con sus textos.
    expect(pagina.locator("#resultados a").first).to_be_visible(timeout=20_000)
    return pagina.locator("#resultados a").all_text_contents()


def pide(direccion: str) -> tuple[int, Message, bytes]:
    """Lo que responde una dirección, como lo pide un programa cualquiera."""
    try:
        with urllib.request.urlopen(direccion, timeout=20) as respuesta:
            return respuesta.status, respuesta.headers, respuesta.read()
    except urllib.error.HTTPError as fallo:
        with fallo:
            return fallo.code, fallo.headers, fallo.read()


def puerto() -> int:
    """Un puerto de este computador que nadie usa."""
    return puerto_libre()
