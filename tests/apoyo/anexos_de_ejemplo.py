"""Los anexos del Consejo de ejemplo, que no existe: quien lea el repositorio puede rehacerlos.

Desde la carpeta tests/:

    python -m apoyo.anexos_de_ejemplo               los escribe en contenido/
    python -m apoyo.anexos_de_ejemplo --comprobar   dice cuáles no son los que escribiría

Los bytes son los mismos en cualquier máquina.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from apoyo.formatos_minimos import pdf_de_texto, pdf_escaneado, png, xlsx

CONTENIDO = Path(__file__).parents[2] / "contenido"
_CONSEJO = "instancias/consejo-de-ejemplo"


def _acta(numero: str, dia: str, puntos: Sequence[str]) -> Callable[[], bytes]:
    lineas = (f"Sesión del {dia}.", *puntos, "", "Firman: Persona de ejemplo 1 (presidencia)")
    titulo = f"Acta {numero} - Consejo de ejemplo"
    return lambda: pdf_de_texto(titulo, (*lineas, "y Persona de ejemplo 2 (secretaría técnica)."))


def _texto(titulo: str, *lineas: str) -> Callable[[], bytes]:
    return lambda: pdf_de_texto(titulo, lineas)


_ASISTENCIA: tuple[tuple[str | int, ...], ...] = (
    ("Cargo", "Entidad", "Asistió", "Puestos"),
    ("Directora de ejemplo A", "Entidad de ejemplo A (ficticia)", "sí", 1),
    ("Jefe de la Oficina de ejemplo 1", "Entidad de ejemplo A (ficticia)", "sí", 1),
    ("Subdirectora de ejemplo B", "Entidad de ejemplo B (ficticia)", "sí", 1),
    ("Jefe de oficina de ejemplo C", "Entidad de ejemplo C (ficticia)", "no", 0),
    ("Coordinadores de sede de ejemplo D", "Entidad de ejemplo D (ficticia)", "sí", 3),
    ("Documento ficticio", "", "", ""),
)

ANEXOS: dict[str, Callable[[], bytes]] = {
    "normas/acuerdo-1-2019-ejemplo-concejo/acuerdo-1-2019.pdf": _texto(
        "Acuerdo 1 de 2019 del Concejo de ejemplo",
        "Artículo 1. Se crea el Consejo de ejemplo.",
        "Artículo 2. El Consejo coordina lo que hacen las entidades de ejemplo.",
    ),
    f"{_CONSEJO}/reglamento/2022-04-20/reglamento-2-de-2022.pdf": _texto(
        "Reglamento interno 2 del 20 de abril de 2022",
        "Artículo 1. Hay quórum con el 60 % de los puestos con voto.",
        "Artículo 2. Cada integrante puede enviar un delegado.",
    ),
    f"{_CONSEJO}/planes/2022/plan-de-accion-2022.pdf": _texto(
        "Plan de acción de 2022", "Dos metas y cuatro actividades."
    ),
    f"{_CONSEJO}/informes/2023/informe-de-gestion-2023.pdf": _texto(
        "Informe de gestión de 2023",
        "Sesiones ordinarias realizadas: 4. Programadas: 3.",
        "Avance del plan de trabajo: 100 %.",
    ),
    f"{_CONSEJO}/actas/2021/01/acta-1-de-2021.pdf": _acta(
        "1 de 2021", "18 de marzo de 2021", ("Se aprueba el mapa de sedes de ejemplo.",)
    ),
    f"{_CONSEJO}/actas/2021/01/presentacion-del-diagnostico.pdf": _texto(
        "Presentación del diagnóstico", "Hay cuatro sedes de ejemplo.", "Dos no tienen aviso."
    ),
    f"{_CONSEJO}/actas/2021/01/asistencia-por-cargo.xlsx": lambda: xlsx("Asistencia", _ASISTENCIA),
    f"{_CONSEJO}/actas/2021/01/mapa-de-sedes.png": lambda: png(
        ("MAPA DE EJEMPLO", "", "SEDE 1     SEDE 2", "", "DOCUMENTO FICTICIO")
    ),
    f"{_CONSEJO}/actas/2021/02/acta-2-de-2021-escaneada.pdf": lambda: pdf_escaneado(
        "Acta 2 de 2021", ("CONSEJO DE EJEMPLO", "ACTA 2 DE 2021", "", "DOCUMENTO FICTICIO")
    ),
    f"{_CONSEJO}/actas/2022/01/acta-1-de-2022.pdf": _acta(
        "1 de 2022", "17 de marzo de 2022", ("Se aprueba el plan de acción de 2022.",)
    ),
    f"{_CONSEJO}/actas/2022/02/acta-2-de-2022.pdf": _acta(
        "2 de 2022", "18 de agosto de 2022", ("Se presenta el protocolo de avisos de ejemplo.",)
    ),
    f"{_CONSEJO}/actas/2022/02/protocolo-de-avisos-v1.pdf": _texto(
        "Protocolo de avisos, versión 1", "El aviso lleva el nombre de la sede."
    ),
    f"{_CONSEJO}/actas/2022/02/protocolo-de-avisos-v2.pdf": _texto(
        "Protocolo de avisos, versión 2", "El aviso lleva el nombre y el horario de la sede."
    ),
    f"{_CONSEJO}/actas/2023/02/acta-2-de-2023.pdf": _acta(
        "2 de 2023", "15 de junio de 2023", ("Se recibe el concepto de seguridad de las sedes.",)
    ),
    f"{_CONSEJO}/actas/2023/02/concepto-de-seguridad-version-publica.pdf": _texto(
        "Concepto de seguridad, versión pública", "Se retiran los puntos 2 y 3."
    ),
    f"{_CONSEJO}/actas/2024/sin-sesiones/constancia-2024.pdf": _texto(
        "Constancia de que no hubo sesiones en 2024", "Las entidades de ejemplo se reorganizaban."
    ),
    f"{_CONSEJO}/actas/2025/01/acta-1-de-2025.pdf": _acta(
        "1 de 2025", "13 de marzo de 2025", ("Se aprueba el plan de trabajo de 2025.",)
    ),
    f"{_CONSEJO}/actas/2026/01/acta-1-de-2026.pdf": _acta(
        "1 de 2026", "19 de febrero de 2026", ("Se aprueba el plan de trabajo de 2026.",)
    ),
}
"""Cada anexo por su camino bajo `contenido/`."""


def distintos(contenido: Path) -> list[str]:
    """Los anexos que faltan o no tienen los bytes que este programa escribiría."""
    return [
        ruta
        for ruta, hacer in ANEXOS.items()
        if not (contenido / ruta).is_file() or (contenido / ruta).read_bytes() != hacer()
    ]


def escribir(contenido: Path) -> None:
    """Escribe todos los anexos bajo `contenido`."""
    for ruta, hacer in ANEXOS.items():
        (contenido / ruta).parent.mkdir(parents=True, exist_ok=True)
        (contenido / ruta).write_bytes(hacer())


if __name__ == "__main__":
    if "--comprobar" not in sys.argv:
        escribir(CONTENIDO)
    if malos := distintos(CONTENIDO):
        sys.exit("\n".join(("No son los que escribiría:", *malos)))
