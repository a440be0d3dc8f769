"""Cada orden abre y entiende cada archivo una vez; al construir, ninguna el que no cambió."""

from __future__ import annotations

import shutil
import struct
import time
import tracemalloc
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from apoyo.aperturas import aperturas, lecturas
from apoyo.construcciones import ACTAS, INSTANCIA, acta, sitio_base
from apoyo.formatos_minimos import parte_de_png, png
from apoyo.reales import generador

from generador.lectura import instancia
from generador.lectura.contenido import TEXTO_MAXIMO, Contenido
from generador.lectura.mirada import JSON_MAXIMO

FECHA = ("--fecha", "2026-11-22", "--sin-buscador")
UNA, OTRA = "primera-01.md", "segunda-02.md"
LISTA = "nombre,voto\nAna,sí\n"
INFORME = "---\nperiodo: 2026-s1\nnumero: 1\nborrador: si\n---\n"
ANEXOS = "anexos:\n  - {titulo: Lista, archivo: lista.csv}\n  - {titulo: Foto, archivo: foto.png}\n"


def _reposar() -> None:
    """Lo cambiado hace menos de dos segundos puede volver a cambiar sin que el disco lo diga."""
    time.sleep(2.2)


def _acta(dia: int, numero: int, texto: str, anexos: str = "") -> str:
    return acta(date(2026, 3, dia), numero, texto).replace("asistencia:", f"{anexos}asistencia:", 1)


@pytest.fixture
def raiz(tmp_path: Path) -> Path:
    return _sitio(tmp_path / "sitio")


@pytest.fixture(scope="module")
def quieto(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Uno para las órdenes que no escriben en él, con un informe en borrador."""
    return _sitio(tmp_path_factory.mktemp("quieto") / "sitio", {"informes/2026-s1.md": INFORME})


@pytest.fixture(scope="module")
def defectuoso(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Uno ya publicado, con defectos que se arreglan escribiendo en un archivo y mudando otros."""
    mal_puestos = {
        "actas/2025/mal-puesta.md": _acta(4, 3, "De otro año."),
        "informes/2026-s1.md": INFORME,
        "suelta.markdown": "Nada.",
    }
    raiz = tmp_path_factory.mktemp("defectuoso") / "sitio"
    _sitio(raiz, mal_puestos)
    acta = raiz / ACTAS / "2026" / OTRA
    acta.write_text(acta.read_text().replace("integrante: alfa", "integrante: alfas"))
    publicacion = raiz / "contenido/publicaciones/2026-03-20-1.yaml"
    publicacion.parent.mkdir()
    publicacion.write_text("numero: 1\nfecha: 2026-03-20\ndocumentos: ninguno\n")
    _reposar()
    return raiz


def _sitio(raiz: Path, mas: Mapping[str, str] | None = None) -> Path:
    """Un sitio cuyos archivos no repiten nombre: una instancia, dos actas y de todo lo común."""
    raiz.mkdir()
    sitio_base(raiz)
    (raiz / "contenido/instancias/otra/instancia.md").unlink()
    (raiz / "contenido/instancias/otra").rmdir()
    actas = raiz / ACTAS / "2026"
    (actas / "01.md").unlink()
    carpeta = actas / UNA.removesuffix(".md")
    carpeta.mkdir()
    (actas / UNA).write_text(_acta(2, 1, "Se vio la ![foto](foto.png).", ANEXOS))
    (actas / OTRA).write_text(_acta(3, 2, "Nada nuevo."))
    (carpeta / "lista.csv").write_text(LISTA)
    (carpeta / "foto.png").write_bytes(png(["FOTO"]))
    norma = raiz / "contenido/normas/decreto-1-2019-uno.md"
    norma.write_text(
        norma.read_text().removesuffix("---\n")
        + "original: {titulo: Texto, archivo: texto.txt}\n---\n"
    )
    norma.with_suffix("").mkdir()
    (norma.with_suffix("") / "texto.txt").write_text("Artículo 1.\n")
    (raiz / "contenido/raiz").mkdir()
    (raiz / "contenido/raiz/robots.txt").write_text("User-agent: *\n")
    (raiz / "contenido/retirados.yaml").write_text("documentos: ninguno\n")
    for ruta, texto in (mas or {}).items():
        archivo = raiz / "contenido/instancias/mesa" / ruta
        archivo.parent.mkdir(parents=True, exist_ok=True)
        archivo.write_text(texto)
    _reposar()
    return raiz


def _todos(raiz: Path) -> set[str]:
    return {p.name for p in (raiz / "contenido").rglob("*") if p.is_file()}


def _de_texto(raiz: Path) -> set[str]:
    """Los registros y los archivos de datos: lo que hay que entender para construir."""
    return {nombre for nombre in _todos(raiz) if nombre.endswith((".md", ".yaml"))}


def test_de_cero_cada_archivo_se_abre_una_vez_y_despues_ninguna(raiz: Path) -> None:
    leido = lecturas(raiz, "construir", *FECHA)
    assert leido == (Counter(_todos(raiz)), Counter(_de_texto(raiz)))
    publicada = raiz / "publicado" / ACTAS.removeprefix("contenido/") / "2026/primera-01"
    assert (publicada / "lista.csv").read_text() == LISTA
    assert (publicada / "foto.png").read_bytes() == png(["FOTO"])
    assert (raiz / "publicado/normas/decreto-1-2019-uno/texto.txt").read_text() == "Artículo 1.\n"
    assert aperturas(raiz, "construir", *FECHA) == Counter()


def test_de_lo_que_cambia_se_abre_solo_lo_que_hace_falta(raiz: Path) -> None:
    aperturas(raiz, "construir", *FECHA)
    actas = raiz / ACTAS / "2026"
    (actas / OTRA).write_text(_acta(3, 2, "Otra cosa."))
    _reposar()
    # Los registros de la instancia y lo común hay que entenderlos otra vez; los anexos, no.
    assert aperturas(raiz, "construir", *FECHA) == Counter(_de_texto(raiz))
    (actas / "primera-01/lista.csv").write_text(LISTA + "Eva,no\n")
    _reposar()
    assert aperturas(raiz, "construir", *FECHA) == Counter(_de_texto(raiz) | {"lista.csv"})
    # Los mismos bytes con otra hora: de su instancia no hay nada más que abrir.
    (actas / "primera-01/foto.png").touch()
    _reposar()
    de_la_instancia = {p.name for p in (raiz / "contenido/instancias").rglob("*.md")}
    comunes = _de_texto(raiz) - de_la_instancia
    assert aperturas(raiz, "construir", *FECHA) == Counter(comunes | {"foto.png"})


def test_con_otra_fecha_o_con_otro_tema_no_se_abre_ningun_anexo(raiz: Path) -> None:
    aperturas(raiz, "construir", *FECHA)
    registros = {p.name for p in (raiz / "contenido/instancias").rglob("*.md")}
    comunes = Counter(_de_texto(raiz) - registros)
    assert aperturas(raiz, "construir", "--fecha", "2026-12-30", *FECHA[2:]) == comunes
    # Más allá del intervalo en que valía lo de la única instancia.
    otro_anio = aperturas(raiz, "construir", "--fecha", "2027-12-30", *FECHA[2:])
    assert otro_anio == Counter(_de_texto(raiz))
    aperturas(raiz, "construir", *FECHA)
    del_tema = raiz / "temas/base"
    (del_tema / "plantillas").mkdir(parents=True)
    (del_tema / "plantillas/acta.html").write_text("<p>{{ v.marco.titulo }}</p>")
    _reposar()
    assert aperturas(raiz, "construir", *FECHA) == comunes
    (del_tema / "estaticos").mkdir()
    (del_tema / "estaticos/tema.css").write_text("a { top: 1px }")
    _reposar()
    assert aperturas(raiz, "construir", *FECHA) == Counter(_de_texto(raiz))
    (raiz / "contenido/sitio.yaml").write_text("formato: 1\ntitulo: Otro\nentidad: uno\n")
    _reposar()
    assert aperturas(raiz, "construir", *FECHA) == Counter(_de_texto(raiz))


DE_UN_DIA = ("--fecha", "2026-11-22")
DEL_INFORME = ("informe", "mesa", "2026-s1", *DE_UN_DIA)


@pytest.mark.parametrize(
    "orden",
    [
        ("revisar", *DE_UN_DIA),
        ("revisar", "--json", *DE_UN_DIA),
        ("revisar", "--formato", "gitlab", *DE_UN_DIA),
        ("revisar", "--arreglar", "--si", *DE_UN_DIA),
        ("lista", *DE_UN_DIA),
        ("plazos", *DE_UN_DIA),
        ("plazos", "mesa", "--json", *DE_UN_DIA),
        DEL_INFORME,
        (*DEL_INFORME, "--json"),
        (*DEL_INFORME, "--formato", "pdf", "--forzar"),
        (*DEL_INFORME, "--para-firmar", "--forzar"),
        ("publicar", "../sin-nada", "--simular", "--sin-buscador"),
    ],
    ids=" ".join,
)
def test_una_orden_abre_y_entiende_cada_archivo_una_vez(
    quieto: Path, orden: tuple[str, ...]
) -> None:
    leido = lecturas(quieto, *orden)
    assert leido.abiertos == Counter(_todos(quieto))
    assert leido.entendidos == Counter(_de_texto(quieto))


@pytest.mark.parametrize(
    "orden",
    [
        ("tema", "diferencias", *DE_UN_DIA),
        ("nuevo", "acta", "mesa", "--fecha", "2026-11-20"),
        ("nuevo", "informe", "mesa", "2026-t1", *DE_UN_DIA),
        ("esquemas",),
        ("diagnostico",),
    ],
    ids=" ".join,
)
def test_las_que_no_leen_todo_tampoco_abren_nada_dos_veces(
    raiz: Path, orden: tuple[str, ...]
) -> None:
    leido = lecturas(raiz, *orden)
    assert {*leido.abiertos.values(), *leido.entendidos.values()} <= {1}


def test_con_un_arreglo_se_entiende_otra_vez_lo_que_queda(raiz: Path) -> None:
    acta = raiz / ACTAS / "2026" / OTRA
    acta.write_text(acta.read_text().replace("2026-03-03", "2026-3-3"))
    _reposar()
    leido = lecturas(raiz, "revisar", "--arreglar", "--si", *DE_UN_DIA)
    assert "2026-03-03" in acta.read_text()
    # Lo arreglado se abre otra vez para compararlo y para saber que nadie lo cambió mientras tanto;
    # y se revisa cómo quedaría todo antes de escribirlo.
    otra_vez = {n: veces for n, veces in leido.abiertos.items() if veces > 1}
    assert otra_vez.keys() == {OTRA}
    assert set(leido.entendidos.values()) <= {1, 2}


@pytest.mark.parametrize(
    "orden",
    [
        ("revisar", *DE_UN_DIA),
        ("revisar", "--json", *DE_UN_DIA),
        ("lista", *DE_UN_DIA),
        ("plazos", *DE_UN_DIA),
        DEL_INFORME,
        ("construir", *FECHA),
        ("publicar", "../sin-nada", "--simular", "--sin-buscador"),
    ],
    ids=" ".join,
)
def test_un_error_se_muestra_sin_abrir_otra_vez_ningun_archivo(
    defectuoso: Path, orden: tuple[str, ...]
) -> None:
    leido = lecturas(defectuoso, *orden, termina=1)
    otra_vez = {nombre for nombre, veces in leido.abiertos.items() if veces > 1}
    # Al construir, cada instancia se lee aparte, y lo que se muestra de ella se abre al mostrarlo.
    construye = orden[0] in ("construir", "publicar")
    assert otra_vez == ({"instancia.md", "mal-puesta.md", OTRA} if construye else set())
    assert {"retirados.yaml", "2026-03-20-1.yaml", "mal-puesta.md"} <= leido.abiertos.keys()


def test_deshacer_y_retirar_abren_cada_archivo_una_vez(raiz: Path) -> None:
    publicar = ("publicar", str(raiz.parent / "destino"), "--sin-buscador")
    aperturas(raiz, *publicar)
    (raiz / ACTAS / "2026" / OTRA).write_text(_acta(3, 2, "Otra cosa."))
    aperturas(raiz, *publicar)
    _reposar()
    del_registro = {p.name for p in (raiz / "contenido/publicaciones").iterdir()}
    leido = lecturas(raiz, *publicar, "--deshacer")
    assert leido == (Counter({"sitio.yaml", *del_registro}),) * 2
    (raiz / ACTAS / "2026" / OTRA).unlink()
    _reposar()
    todos = _todos(raiz)
    del_registro = {p.name for p in (raiz / "contenido/publicaciones").iterdir()}
    retirada = "instancias/mesa/actas/2026/segunda-02.html"
    leido = lecturas(raiz, *publicar, "--retirar-definitivo", retirada, "--motivo", "Prueba")
    assert leido.abiertos == Counter(todos)
    # El registro se entiende dos veces: como está, y sin lo que se retira.
    assert leido.entendidos == Counter(_de_texto(raiz) & todos) + Counter(del_registro)


def test_una_entrada_grande_del_registro_se_abre_una_vez(tmp_path: Path) -> None:
    entrada = tmp_path / "contenido/publicaciones/2026-03-02-1.yaml"
    entrada.parent.mkdir(parents=True)
    entrada.write_bytes(b"# Un sitio grande\n" * 200_000)
    contenido = Contenido(tmp_path)
    leida = contenido.crudo("contenido/publicaciones/2026-03-02-1.yaml")
    assert len(leida) > TEXTO_MAXIMO
    entrada.unlink()
    assert contenido.crudo("contenido/publicaciones/2026-03-02-1.yaml") is leida


def test_al_publicar_cada_archivo_se_abre_una_vez(raiz: Path) -> None:
    publicar = ("publicar", str(raiz.parent / "destino"), "--sin-buscador")
    aperturas(raiz, "construir", *FECHA)
    todos = _todos(raiz)
    assert aperturas(raiz, *publicar) == Counter(todos)
    _reposar()
    # Ahora hay una entrada del registro, y lo que se leyó al construir no se abre otra vez.
    for construido in (raiz / "publicado", raiz / ".generador"):
        shutil.rmtree(construido)
    todos = _todos(raiz)
    assert lecturas(raiz, *publicar) == (Counter(todos), Counter(_de_texto(raiz) & todos))
    (raiz / ACTAS / "2026" / OTRA).write_text(_acta(3, 2, "Otra cosa."))
    _reposar()
    todos = _todos(raiz)
    assert aperturas(raiz, *publicar) == Counter(todos)


def test_tampoco_con_varios_procesos(raiz: Path) -> None:
    otra = raiz / "contenido/instancias/otra"
    for n in range(3, 29):
        (raiz / ACTAS / f"2026/mesa-{n:02}.md").write_text(_acta(n % 28 + 1, n, "Mesa."))
        (otra / "actas/2026").mkdir(parents=True, exist_ok=True)
        (otra / f"actas/2026/otra-{n:02}.md").write_text(_acta(n % 28 + 1, n, "Otra."))
    (otra / "instancia.yaml").write_text(INSTANCIA.strip("-\n").replace("de prueba", "dos"))
    assert aperturas(raiz, "construir", "--procesos", "2", *FECHA) == Counter(_todos(raiz))


def test_un_anexo_no_se_guarda_en_memoria(tmp_path: Path) -> None:
    anexo = tmp_path / "contenido/anexo.txt"
    anexo.parent.mkdir()
    anexo.write_text("Renglón de un texto muy largo.\n" * 1_000_000)
    contenido = Contenido(tmp_path, copias=tmp_path / "copias")
    tracemalloc.start()
    leido = contenido.anexo("contenido/anexo.txt")
    _, cuanto = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert cuanto < leido.archivo.bytes / 4
    assert (tmp_path / "copias/anexo.txt").read_bytes() == anexo.read_bytes()


def test_una_imagen_esta_en_memoria_una_sola_vez(tmp_path: Path) -> None:
    """Y nada más que ella: lo que queda al quitarle los metadatos no se copia."""
    foto = tmp_path / "contenido/foto.png"
    foto.parent.mkdir()
    cabeza = parte_de_png(b"IHDR", struct.pack(">IIBBBBB", 3, 2, 8, 0, 0, 0, 0))
    datos = b"".join(parte_de_png(b"IDAT", bytes(2_000_000)) for _ in range(16))
    dicho = parte_de_png(b"tEXt", b"Donde\0Bogota")
    foto.write_bytes(b"\x89PNG\r\n\x1a\n" + cabeza + dicho + datos + parte_de_png(b"IEND", b""))
    del datos
    contenido = Contenido(tmp_path, copias=tmp_path / "copias")
    tracemalloc.start()
    leido = contenido.anexo("contenido/foto.png")
    _, cuanto = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert leido.archivo.bytes == foto.stat().st_size - len(dicho)
    assert cuanto < 1.1 * leido.archivo.bytes


def test_un_json_esta_en_memoria_una_sola_vez_y_de_uno_enorme_no_hay_nada(tmp_path: Path) -> None:
    carpeta = tmp_path / "contenido"
    carpeta.mkdir()
    cuantos = {"cabe.json": JSON_MAXIMO - 4096, "enorme.json": 4 * JSON_MAXIMO}
    cuesta = {}
    for nombre, largo in cuantos.items():
        (carpeta / nombre).write_text("[" + "1," * (largo // 2) + "1]")
        contenido = Contenido(tmp_path, copias=tmp_path / "copias")
        tracemalloc.start()
        assert contenido.anexo(f"contenido/{nombre}").hallazgos == ()
        cuesta[nombre] = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    # Unos trozos de más; y del enorme, hasta que se supo que lo era.
    assert max(cuesta.values()) < 2 * JSON_MAXIMO


def test_la_copia_que_nadie_publica_no_queda(tmp_path: Path) -> None:
    (tmp_path / "contenido").mkdir()
    for nombre in ("uno.txt", "otro.txt"):
        (tmp_path / "contenido" / nombre).write_text(nombre)
    contenido = Contenido(tmp_path, copias=tmp_path / "copias")
    leidos = {n: contenido.anexo(f"contenido/{n}").archivo for n in ("uno.txt", "otro.txt")}
    contenido.copiar("contenido/uno.txt", leidos["uno.txt"])
    contenido.descartar()
    assert [p.name for p in (tmp_path / "copias").iterdir()] == ["uno.txt"]


def test_una_publicacion_entiende_cada_registro_a_lo_mas_una_vez(
    raiz: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entendidos: Counter[str] = Counter()
    entender = instancia.leer_registro

    def contar(contenido: Contenido, extensiones: Any, ruta: str, *mas: Any) -> Any:
        entendidos[ruta] += 1
        return entender(contenido, extensiones, ruta, *mas)

    monkeypatch.setattr(instancia, "leer_registro", contar)
    publicar = ("publicar", str(raiz.parent / "destino"), "--sin-buscador")
    suyos = list((raiz / "contenido/instancias").rglob("*.md"))
    assert generador(raiz, *publicar).codigo == 0
    assert sorted(entendidos.values()) == [1] * len(suyos)
    # Las páginas dicen ahora desde cuándo está publicado cada documento.
    assert generador(raiz, *publicar).codigo == 0
    entendidos.clear()
    assert generador(raiz, *publicar).codigo == 0
    assert not entendidos
    (raiz / ACTAS / "2026" / OTRA).write_text(_acta(3, 2, "Otra cosa."))
    assert generador(raiz, *publicar).codigo == 0
    assert sorted(entendidos.values()) == [1] * len(suyos)
