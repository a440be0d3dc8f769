"""Un reglamento que cambia una parte de otro: el otro sigue rigiendo, con lo que cambió."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio

from generador.construccion import Pedido, construir
from generador.modelo.base import Html
from generador.vistas.articulos import partir

CARPETA = "contenido/instancias/mesa"
ARCHIVOS = {
    f"{CARPETA}/reglamento/2016-03-16.md": (
        "---\nfecha: 2016-03-16\nquorum: {base: mitad_mas_uno}\nadmite_delegados: no\n---\nTexto.\n"
    ),
    f"{CARPETA}/reglamento/2022-04-20.md": (
        "---\nfecha: 2022-04-20\nmodifica: reglamento/2016-03-16\narticulos: artículo 5\n"
        "quorum: {base: numero, numero: 1}\n---\nEl artículo 5 queda así.\n"
    ),
    f"{CARPETA}/reglamento/2024-01-10.md": (
        "---\nfecha: 2024-01-10\nreemplaza: reglamento/2016-03-16\n---\nTexto nuevo.\n"
    ),
}


def acta(fecha: str) -> dict[str, str]:
    """Una sesión con un solo presente."""
    return {
        f"{CARPETA}/actas/{fecha[:4]}/{fecha}.md": (
            f"---\nfecha: {fecha}\ntipo: ordinaria\nasistencia:\n"
            "  - {integrante: alfa, asistio: si}\n  - {integrante: beta, asistio: no}\n---\n"
        )
    }


@pytest.fixture
def publicado(tmp_path: Path) -> Path:
    instancia = (
        "---\nnombre: Mesa de prueba\ntipo: mesa\nsecretaria_tecnica: uno\nintegrantes:\n"
        "  - {id: alfa, sector: 1, entidad: uno, cargo: Directora, roles: [S, P], voto: si}\n"
        "  - {id: beta, sector: 2, entidad: dos, cargo: Gerente, roles: [I], voto: si}\n---\n"
    )
    archivos = {f"{CARPETA}/instancia.md": instancia, **ARCHIVOS}
    escribir_sitio(tmp_path, {**archivos, **acta("2020-05-06"), **acta("2023-05-06")})
    pedido = Pedido(tmp_path, tmp_path / "publicado", date(2024, 6, 30), procesos=1, buscador=False)
    resultado = construir(pedido)
    assert resultado.correcto, [h.mensaje for h in resultado.hallazgos]
    return tmp_path / "publicado/instancias/mesa"


def leer(pagina: Path) -> str:
    texto = pagina.read_text("utf-8")
    return " ".join(unescape(re.sub("<[^>]+>", " ", texto[texto.index("<main") :])).split())


def test_el_quorum_de_cada_dia_es_el_de_las_reglas_que_regian(publicado: Path) -> None:
    antes = leer(publicado / "actas/2020/2020-05-06.html")
    despues = leer(publicado / "actas/2023/2023-05-06.html")
    assert "Requerido 2" in antes and "Hubo quórum No" in antes
    assert "Requerido 1" in despues and "Hubo quórum Sí" in despues
    # El que regía es el entero, que lo que no cambió lo sigue mandando.
    assert all("Reglamento interno del 16 de marzo de 2016" in t for t in (antes, despues))


def test_cada_version_dice_entre_que_dias_rigio_y_que_la_cambio(publicado: Path) -> None:
    entero = leer(publicado / "reglamento/2016-03-16.html")
    assert (
        "Rigió desde el 16 de marzo de 2016 hasta el 10 de enero de 2024, con los cambios que le "
        "hizo el reglamento interno del 20 de abril de 2022"
    ) in entero
    assert "Modificado por Reglamento interno del 20 de abril de 2022 artículo 5" in entero
    cambio = leer(publicado / "reglamento/2022-04-20.html")
    assert (
        "Rigió desde el 20 de abril de 2022 hasta el 10 de enero de 2024 y cambia en parte el "
        "reglamento interno del 16 de marzo de 2016"
    ) in cambio
    assert "Modifica a Reglamento interno del 16 de marzo de 2016 artículo 5" in cambio


def test_en_la_lista_lo_que_cambia_va_despues_de_lo_que_cambia(publicado: Path) -> None:
    lista = leer(publicado / "reglamento/index.html")
    enlaces = ("10 de enero de 2024", "16 de marzo de 2016", "20 de abril de 2022")
    lugares = [lista.index(f"Reglamento interno del {dia}") for dia in enlaces]
    assert lugares == sorted(lugares)


# --- el texto que rige ------------------------------------------------------------------------

BASE = (
    "---\nfecha: 2016-03-16\n---\n## Artículo 1. Objeto\n\nCoordinar.\n\n"
    "## Artículo 5. Quórum\n\nLa mitad más uno.\n\n- Se verifica al comienzo\n"
)
CAMBIOS = {
    "2018-04-20": "## Artículo 5. Quórum\n\nUn tercio.\n",
    "2020-04-20": "### Artículo 5: Quórum\n\nUno solo.\n\n## Artículo 6. Actas\n\nEn diez días.\n",
}


def con_articulos(raiz: Path, corte: date, cambios: dict[str, str]) -> str:
    """La página del reglamento de 2016, con esos cambios."""
    archivos = {f"{CARPETA}/reglamento/2016-03-16.md": BASE}
    for dia, texto in cambios.items():
        archivos[f"{CARPETA}/reglamento/{dia}.md"] = (
            f"---\nfecha: {dia}\nmodifica: reglamento/2016-03-16\narticulos: artículo 5\n---\n"
            f"{texto}"
        )
    escribir_sitio(raiz, archivos)
    pedido = Pedido(raiz, raiz / "publicado", corte, procesos=1, buscador=False)
    resultado = construir(pedido)
    assert resultado.correcto, [h.mensaje for h in resultado.hallazgos]
    return (raiz / "publicado/instancias/mesa/reglamento/2016-03-16.html").read_text("utf-8")


def test_cada_articulo_cambiado_esta_en_su_lugar_y_lo_de_antes_plegado(tmp_path: Path) -> None:
    pagina = con_articulos(tmp_path, date(2024, 6, 30), CAMBIOS)
    texto = pagina[pagina.index("s_texto") : pagina.index("s_versiones")]
    lugares = [texto.index(x) for x in ("Coordinar", "Uno solo", "Un tercio", "La mitad más uno")]
    assert lugares == sorted(lugares)
    assert texto.index("La mitad más uno") > texto.index("<details")
    assert "Así desde el 20 de abril de 2020" in texto
    assert "Nuevo desde el 20 de abril de 2020" in texto
    ids = re.findall(r' id="([^"]*)"', pagina)
    assert len(ids) == len(set(ids))


def test_en_otra_fecha_rige_el_texto_de_entonces(tmp_path: Path) -> None:
    pagina = con_articulos(tmp_path, date(2019, 6, 30), CAMBIOS)
    texto = pagina[pagina.index("s_texto") : pagina.index("s_versiones")]
    assert "Así desde el 20 de abril de 2018" in texto
    assert "Uno solo" not in texto


def test_un_cambio_que_es_un_resumen_reconstruido_lo_dice_en_su_lugar(tmp_path: Path) -> None:
    con_articulos(tmp_path, date(2019, 6, 30), CAMBIOS)
    otro = tmp_path / CARPETA / "reglamento/2018-04-20.md"
    marcas = "resumen: si\nprocedencia: reconstruida\nreconstruida_de: Un informe\nfecha: 2018"
    otro.write_text(otro.read_text("utf-8").replace("fecha: 2018", marcas), "utf-8")
    pedido = Pedido(tmp_path, tmp_path / "publicado", date(2019, 6, 30), procesos=1, buscador=False)
    assert construir(pedido).correcto
    pagina = leer(tmp_path / "publicado/instancias/mesa/reglamento/2016-03-16.html")
    assert "(registro reconstruido; resumen, no el texto firmado)" in pagina


def test_sin_articulos_que_poner_en_su_lugar_el_texto_queda_como_esta(tmp_path: Path) -> None:
    pagina = con_articulos(tmp_path, date(2024, 6, 30), {"2018-04-20": "Se cambia el quórum.\n"})
    assert "Lo que decía antes" not in pagina
    assert "La mitad más uno" in pagina


def test_un_titulo_dentro_de_una_cita_no_parte_el_texto() -> None:
    html = Html(
        "<h2>Artículo 1</h2><blockquote><h3>Artículo 2</h3><p>x<br>y</p></blockquote><h2>Artículo 3"
        "</h2><p>z</p>"
    )
    trozos = list(partir(html))
    assert [t.articulo for t in trozos] == ["1", "3"]
    assert "".join(t.texto for t in trozos) == html
