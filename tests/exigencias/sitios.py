"""Los sitios de las exigencias: uno pequeño y uno grande, con versiones que se distinguen."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from apoyo.casos import escribir_sitio

FECHA = "2026-11-22"
MESA = "contenido/instancias/mesa"
NORMA = "contenido/normas/decreto-1-2019-uno.md"

_NORMA = "---\ntipo: decreto\nnumero: 1\nanio: 2019\nemisor: uno\nepigrafe: Crea la mesa\n---\n"
_INSTANCIA = (
    "---\nnombre: {}\ntipo: mesa\nsecretaria_tecnica: uno\nregistros_desde: 2025-01-01\n"
    "normas:\n  - {{norma: decreto-1-2019-uno, relacion: crea}}\n"
    "integrantes:\n  - {{id: alfa, sector: 1, entidad: uno, cargo: Directora, roles: [P, S]}}\n"
    "funciones:\n  - {{numero: 1, texto: Coordinar}}\n---\n"
)


def acta(dia: str, numero: int, texto: str, mas: str = "") -> str:
    """Un acta firmada y corta."""
    return (
        f"---\nnumero: {numero}\ntipo: ordinaria\nfecha: {dia}\nestado: firmada\n"
        f"original: este_registro\n{mas}"
        f"asistencia:\n  - {{integrante: alfa, asistio: si}}\nfunciones: [1]\n---\n{texto}\n"
    )


def sitio_pequeno(raiz: Path, version: int = 1) -> None:
    """Escribe el sitio; de la versión 1 a la 2 cambia, falta y aparece algo de cada clase."""
    shutil.rmtree(raiz / "contenido", ignore_errors=True)
    archivos = {
        "contenido/sitio.yaml": "formato: 1\ntitulo: Sitio de prueba\nentidad: uno\n",
        NORMA: _NORMA,
        f"{MESA}/instancia.md": _INSTANCIA.format("Mesa de prueba"),
        f"{MESA}/actas/2026/01.md": acta("2026-03-01", 1, "Se trató un asunto."),
        f"{MESA}/actas/2026/02.md": acta(
            "2026-04-01",
            2,
            f"Versión {version}.",
            f"anexos: [{{titulo: 'Lista {version}, 2026', archivo: lista-{version}.csv}}]\n",
        ),
        f"{MESA}/actas/2026/02/lista-{version}.csv": f"{version}\n",
        f"{MESA}/actas/2026/0{2 + version}.md": acta("2026-05-01", 2 + version, "Va y viene."),
    }
    if version == 2:
        archivos["contenido/instancias/otra/instancia.md"] = _INSTANCIA.format("Otra mesa")
    escribir_sitio(raiz, archivos)


INSTANCIAS_GRANDES = 10


def sitio_grande(raiz: Path, paginas: int) -> None:
    """Un sitio de unas `paginas` páginas en diez instancias."""
    por_instancia = paginas // INSTANCIAS_GRANDES
    archivos = {NORMA: _NORMA}
    for n in range(INSTANCIAS_GRANDES):
        base = f"contenido/instancias/mesa-{n}"
        archivos[f"{base}/instancia.md"] = _INSTANCIA.format(f"Mesa {n}")
        for k in range(por_instancia):
            anio, mes, numero = 2025 - k // 12, k % 12 + 1, k % 12 + 1
            dia = f"{anio}-{mes:02d}-15"
            archivos[f"{base}/actas/{anio}/{numero:02d}.md"] = acta(dia, numero, "Sin novedad.")
    escribir_sitio(raiz, archivos)


ANIOS = range(2000, 2026)


def sitio_desigual(raiz: Path, grande: int, pequenas: int, en_cada_una: int) -> None:
    """Una instancia con `grande` actas, y otras `pequenas` con unas pocas."""
    archivos = {NORMA: _NORMA}
    for n in range(pequenas + 1):
        base = f"contenido/instancias/mesa-{n}"
        archivos[f"{base}/instancia.md"] = _INSTANCIA.format(f"Mesa {n}")
        archivos |= dict(_actas(base, en_cada_una if n else grande))
    escribir_sitio(raiz, archivos)


def _actas(base: str, cuantas: int) -> Iterator[tuple[str, str]]:
    """Por su archivo, repartidas en los años y, dentro de cada uno, en los días."""
    por_anio = -(-cuantas // len(ANIOS))
    for k in range(cuantas):
        anio, numero = ANIOS[-1 - k // por_anio], k % por_anio + 1
        dia = date(anio, 1, 1) + timedelta(days=(numero - 1) * 365 // por_anio)
        texto = acta(dia.isoformat(), numero, f"Sesión {numero}.")
        yield f"{base}/actas/{anio}/{numero:04d}.md", texto


def version_grande(raiz: Path, version: int) -> None:
    """Deja el sitio grande en esa versión: la 0 cambia todas las páginas; las demás, unas."""
    titulo = f"formato: 1\ntitulo: Sitio {bool(version)}\nentidad: uno\n"
    (raiz / "contenido/sitio.yaml").write_text(titulo, encoding="utf-8")
    for n in range(INSTANCIAS_GRANDES):
        carpeta = raiz / f"contenido/instancias/mesa-{n}/actas/2025"
        (carpeta / "01.md").write_text(
            acta("2025-01-15", 1, f"Versión {version if n == version % 7 else 0}."),
            encoding="utf-8",
        )
        extra = carpeta / "e01.md"
        extra.unlink(missing_ok=True)
        if n == version % 5:
            extra.write_text(
                acta("2025-12-20", 1, "Va y viene.", "serie: otra\n"), encoding="utf-8"
            )


def copiar(origen: Path, destino: Path) -> Path:
    """Copia un sitio con sus enlaces duros y sus horas."""
    subprocess.run(["cp", "-a", origen, destino], check=True)
    return destino


def foto(carpeta: Path) -> dict[str, str] | None:
    """El SHA-256 de cada archivo, y de cada enlace a dónde va; `None` si no hay carpeta."""
    if not carpeta.is_dir():
        return None
    return {
        h.relative_to(carpeta).as_posix(): _huella(h)
        for h in carpeta.rglob("*")
        if h.is_symlink() or not h.is_dir()
    }


def _huella(hoja: Path) -> str:
    if hoja.is_symlink():
        return f"enlace a {os.readlink(hoja)}"  # noqa: PTH115
    return hashlib.sha256(hoja.read_bytes()).hexdigest() if hoja.is_file() else "especial"


def foto_entera(carpeta: Path) -> list[tuple[str, int, str]]:
    """Todo lo que hay, carpetas incluidas: nombre, modo y contenido o destino."""
    hojas = [carpeta, *sorted(carpeta.rglob("*"))]
    return [
        (str(h), h.lstat().st_mode, "" if h.is_dir() and not h.is_symlink() else _huella(h))
        for h in hojas
    ]
