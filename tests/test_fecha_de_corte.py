"""El sitio como era un día: lo posterior no está, y no por eso está roto."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio

from generador.cli import principal

RAIZ = Path(__file__).parents[1]
MESA = "contenido/instancias/mesa"
OTRA = "contenido/instancias/otra"
ANTES, DESPUES = "2020-07-01", "2020-12-31"
SITIO = {
    f"{MESA}/actas/2020/01.md": """---
tipo: ordinaria
fecha: 2020-06-09
fecha_publicacion: 2020-06-20
---

Después vino la [segunda](02.md), con [su lista](02/lista.csv), y la
[de la otra](../../../otra/actas/2020/01.md).
""",
    # Sin fecha de publicación: no pudo publicarse antes de hacerse.
    f"{MESA}/actas/2020/02.md": """---
tipo: ordinaria
fecha: 2020-08-25
anexos:
  - {titulo: Lista, archivo: lista.csv}
---
""",
    f"{MESA}/planes/2020.md": "---\nanio: 2020\naprobado_en: actas/2020/02\n---\n",
    f"{MESA}/actas/2020/02/lista.csv": "nombre\n",
    f"{OTRA}/instancia.md": "---\nnombre: Otra\ntipo: comite\nsecretaria_tecnica: uno\n---\n",
    f"{OTRA}/actas/2020/01.md": """---
tipo: ordinaria
fecha: 2020-06-30
fecha_publicacion: 2020-09-01
---
""",
}


Correr = Callable[..., tuple[int, str]]


@pytest.fixture
def correr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Correr:
    """El código y lo que dice una orden sobre el sitio de la prueba, a una fecha de corte."""

    def correr(fecha: str, *orden: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as final:
            principal([*orden, "--contenido", str(tmp_path / "contenido"), "--fecha", fecha])
        salidas = capsys.readouterr()
        return int(final.value.code or 0), salidas.out + salidas.err

    return correr


def sin_destino(publicado: Path) -> Iterator[tuple[str, str]]:
    """Los enlaces de las páginas a direcciones del sitio que no tienen archivo."""
    for pagina in publicado.rglob("*.html"):
        de = posixpath.dirname(pagina.relative_to(publicado).as_posix())
        # En la página de error los enlaces son absolutos: se puede ver desde cualquier carpeta.
        if pagina.name == "404.html":
            continue
        for destino in set(re.findall(r'<a [^>]*href="([^"#?:]+)[#?"]', pagina.read_text())):
            ruta = posixpath.normpath(posixpath.join(de, destino))
            avisos = (ruta, f"{ruta}.html", f"{ruta}/index.html")
            if not any((publicado / r).is_file() for r in avisos):
                yield pagina.relative_to(publicado).as_posix(), destino


@pytest.mark.parametrize("fecha", ["2018-01-01", "2020-06-30", "2022-01-01", "2026-06-01"])
def test_nuestro_contenido_se_construye_como_era_cualquier_dia(
    tmp_path: Path, correr: Correr, fecha: str
) -> None:
    shutil.copytree(RAIZ / "contenido", tmp_path / "contenido")
    codigo, dicho = correr(fecha, "construir", "--sin-buscador")
    assert codigo == 0, dicho
    assert list(sin_destino(tmp_path / "publicado")) == []


def test_lo_posterior_se_distingue_de_lo_roto(tmp_path: Path, correr: Correr) -> None:
    escribir_sitio(tmp_path, SITIO)
    codigo, dicho = correr(ANTES, "revisar")
    assert (codigo, dicho.count("enlace-posterior"), dicho.count("cita-posterior")) == (0, 3, 1)
    assert "enlace-roto" not in dicho
    roto = SITIO[f"{MESA}/actas/2020/01.md"].replace("](02.md)", "](03.md)")
    escribir_sitio(tmp_path, SITIO | {f"{MESA}/actas/2020/01.md": roto})
    codigo, dicho = correr(ANTES, "revisar")
    assert (codigo, dicho.count("enlace-roto")) == (1, 1)


@pytest.mark.parametrize("estado", ["convocada", "aplazada", "cancelada"])
def test_una_sesion_citada_no_se_conoce_antes_de_citarla(
    estado: str, tmp_path: Path, correr: Correr
) -> None:
    sesion = (
        f"---\ntipo: ordinaria\nfecha: 2020-12-10\nestado_sesion: {estado}\nmotivo: Se citó\n"
        "citacion: {fecha: 2020-11-20}\n---\n"
    )
    escribir_sitio(tmp_path, {f"{MESA}/actas/2020/03.md": sesion})
    pagina = tmp_path / "publicado/instancias/mesa/actas/2020/03.html"
    portada = tmp_path / "publicado/index.html"
    for dia, esta in (("2020-11-19", False), ("2020-11-20", True)):
        codigo, dicho = correr(dia, "construir", "--sin-buscador")
        assert (codigo, pagina.exists()) == (0, esta), dicho
        assert ("10 de diciembre" in portada.read_text()) == esta


def test_lo_que_esta_en_borrador_no_llega_solo_y_sigue_siendo_un_error(
    tmp_path: Path, correr: Correr
) -> None:
    apartada = SITIO[f"{MESA}/actas/2020/02.md"].replace("tipo:", "borrador: si\ntipo:")
    escribir_sitio(tmp_path, SITIO | {f"{MESA}/actas/2020/02.md": apartada})
    codigo, dicho = correr(ANTES, "revisar")
    assert (codigo, "enlace-roto" in dicho, "registro-desconocido" in dicho) == (1, True, True)


def test_la_direccion_citada_dice_desde_cuando_estara(tmp_path: Path, correr: Correr) -> None:
    escribir_sitio(tmp_path, SITIO)
    publicado = tmp_path / "publicado"
    assert correr(ANTES, "construir", "--sin-buscador")[0] == 0
    assert list(sin_destino(publicado)) == []
    espera = (publicado / "instancias/otra/actas/2020/01.html").read_text()
    assert "Se muestra desde el 1 de septiembre de 2020" in espera
    # La sesión de agosto no se había hecho: nada la cuenta, y su lista tampoco está.
    sesion = (publicado / "instancias/mesa/actas/2020/02.html").read_text()
    assert "Este documento todavía no está" in sesion
    assert not (publicado / "instancias/mesa/actas/2020/02/lista.csv").exists()
    assert "25 de agosto" not in (publicado / "instancias/mesa/index.html").read_text()
    # Y cuando llega su día, la misma orden pone la página donde estaba el aviso.
    assert correr(DESPUES, "construir", "--sin-buscador")[0] == 0
    assert "todavía no está" not in (publicado / "instancias/mesa/actas/2020/02.html").read_text()
    assert (publicado / "instancias/mesa/actas/2020/02/lista.csv").exists()


def test_el_sitio_de_un_dia_no_pierde_lo_que_se_publico_despues(
    tmp_path: Path, correr: Correr
) -> None:
    escribir_sitio(tmp_path, SITIO)
    ruta = "instancias/mesa/actas/2020/02.html"
    registro = f"""numero: 1
fecha: 2020-09-02
documentos:
  - {{ruta: {ruta}, accion: publicado, sha256: {"0" * 64}}}
"""
    (tmp_path / "contenido/publicaciones").mkdir()
    (tmp_path / "contenido/publicaciones/2020-09-02-1.yaml").write_text(registro)
    codigo, dicho = correr(ANTES, "construir", "--sin-buscador")
    assert (codigo, "direccion-perdida" in dicho) == (0, False), dicho
    # Publicarlo así sí quitaría de la vista lo publicado.
    destino = tmp_path.with_name("copia")
    codigo, dicho = correr(ANTES, "publicar", str(destino), "--sin-buscador")
    assert (codigo, "direccion-perdida" in dicho) == (1, True), dicho
    assert not destino.exists()
