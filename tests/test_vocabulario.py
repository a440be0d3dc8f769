"""De una palabra que no es del vocabulario se propone otra solo si dice lo mismo."""

from __future__ import annotations

from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio

from generador.cli import principal

ACTA = "contenido/instancias/mesa/actas/2020/01.md"
NORMA = "contenido/normas/ley-1-2020-uno.md"
FICHA = "contenido/instancias/mesa/instancia.md"
# Campo: sus palabras, lo que las niega, las matiza o nombra dos, y lo que solo está mal escrito.
VOCABULARIOS = {
    "vigencia": (
        "vigente, modificada, derogada, suspendida, anulada, revocada, agotada",
        ("no vigente", "derogada parcialmente", "vigente y derogada", "antes vigente", "¿vigente?"),
        {"Vigentes": "vigente", "derrogado": "derogada", "norma vigente": "vigente"},
    ),
    "estado": (
        "borrador, provisional, aprobada, firmada, anulada",
        (
            "no aprobada",
            "sin aprobar",
            "por aprobar",
            "pendiente de firma",
            "firmada parcialmente",
            "desaprobada",
            "aprobada y firmada",
            "aprobada con observaciones",
            "aprobar",
            "firmará",
            "firmando",
        ),
        {"aprovada": "aprobada", "Acta firmada": "firmada", "en borrador": "borrador"},
    ),
    "modalidad": (
        "presencial, virtual, mixta",
        ("no presencial", "semipresencial", "virtual o presencial", "casi virtual"),
        {"presensial": "presencial", "Virtuales": "virtual", "mixto": "mixta"},
    ),
    "tipo": (
        "ordinaria, extraordinaria, informativa",
        ("no ordinaria", "ordinaria y extraordinaria", "ordinaria/informativa", "normal"),
        {"sesión ordinaria": "ordinaria", "extra ordinaria": "extraordinaria", "ord.": "ordinaria"},
    ),
    "clasificacion": (
        "publica, publica_clasificada, publica_reservada",
        ("no pública", "pública no reservada", "desclasificada", "pública y reservada"),
        {"reservada": "publica_reservada", "Clasificada": "publica_clasificada"},
    ),
    "estado_sesion": (
        "convocada, realizada, aplazada, cancelada",
        ("no realizada", "realizada a medias", "reconvocada", "suspendida"),
        {"realisada": "realizada", "Cancelado": "cancelada"},
    ),
}
DICEN_OTRA_COSA = [(c, e) for c, (_, otras, _) in VOCABULARIOS.items() for e in otras]
MAL_ESCRITAS = [(c, *par) for c, (*_, malas) in VOCABULARIOS.items() for par in malas.items()]


def dicho(sitio: Path, campo: str, escrito: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Lo que dice `revisar` de esa palabra en ese campo."""
    norma = "tipo: ley\nnumero: 1\nanio: 2020\nemisor: uno"
    tipo = "" if campo == "tipo" else "tipo: ordinaria\n"
    if campo == "clasificacion":
        campo = "anexos:\n  - titulo: Uno\n    clasificacion"
    archivo, base = (NORMA, norma) if campo == "vigencia" else (ACTA, f"{tipo}fecha: 2020-06-09")
    escribir_sitio(sitio, {archivo: f"---\n{base}\n{campo}: {escrito}\n---\n"})
    return revisar(sitio, capsys)


def revisar(sitio: Path, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        principal(["revisar", "--contenido", str(sitio / "contenido"), "--fecha", "2026-11-28"])
    return capsys.readouterr().out


@pytest.mark.parametrize(("campo", "escrito"), DICEN_OTRA_COSA)
def test_lo_que_dice_otra_cosa_no_se_cambia_por_una_palabra(
    campo: str, escrito: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    salida = dicho(tmp_path, campo, escrito, capsys)
    assert f"de estos: {VOCABULARIOS[campo][0]}\n" in salida
    assert "¿Quiso decir" not in salida
    assert "Propuesta: " not in salida
    pasos = [t for t in salida.splitlines() if t.startswith("    Ejemplo: ")]
    assert [p.partition(" por ")[2] for p in pasos] in ([], [f"«sin_dato  # {escrito}»"])


@pytest.mark.parametrize(("campo", "escrito", "debida"), MAL_ESCRITAS)
def test_la_palabra_mal_escrita_se_propone(
    campo: str, escrito: str, debida: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    salida = dicho(tmp_path, campo, escrito, capsys)
    assert f"¿Quiso decir «{debida}»?" in salida
    assert "    Propuesta: en la línea" in salida
    assert f"cambie «{escrito}» por «{debida}»" in salida


def test_de_dos_cargos_juntos_no_se_escoge_uno(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ficha = "---\nnombre: Mesa\ntipo: mesa\nsecretaria_tecnica: uno\nintegrantes:\n  - id: alfa\n"
    ficha += "    sector: 1\n    entidad: uno\n    cargo: Directora\n    roles:\n"
    escribir_sitio(tmp_path, {FICHA: f"{ficha}      - Presidencia y Secretaría\n---\n"})
    salida = revisar(tmp_path, capsys)
    assert "Escriba uno de estos: P, S, I, IP, O" in salida
    assert "línea 11" not in salida


FILAS = "  - integrante: {}\n    asistio: si\n  - integrante: secretaria-tecnica\n    asistio: si\n"


def test_no_se_pregunta_por_un_cargo_que_ya_tiene_su_renglon(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ficha = "---\nnombre: Mesa\ntipo: mesa\nsecretaria_tecnica: uno\nintegrantes:\n"
    for id_ in ("presidencia", "secretaria-tecnica"):
        ficha += f"  - {{id: {id_}, sector: 1, entidad: uno, cargo: Directora, roles: [I]}}\n"
    acta = "---\ntipo: ordinaria\nfecha: 2020-06-09\nasistencia:\n"
    escribir_sitio(
        tmp_path, {FICHA: f"{ficha}---\n", ACTA: f"{acta}{FILAS.format('secretaria')}---\n"}
    )
    salida = revisar(tmp_path, capsys)
    assert "El cargo «secretaria» no está entre los integrantes de la instancia.\n" in salida
    assert "por «presidencia»" not in salida


@pytest.mark.parametrize(
    ("escrito", "clave"),
    [("acta-firmada.pdf", "archivo"), ("https://ejemplo.gov.co/acta.pdf", "url")],
)
def test_el_original_escrito_como_texto_conserva_su_archivo(
    escrito: str, clave: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    salida = dicho(tmp_path, "original", escrito, capsys)
    assert "si es un documento, escriba «titulo:», y «archivo:» o «url:»" in salida
    assert f"original:\n  titulo: Nombre del documento\n  {clave}: {escrito}\n" in salida
