"""Las salidas peligrosas se rechazan por su nombre, sin tocar nada."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest
from apoyo.reales import abrir_camino

from generador.arboles import (
    MARCA,
    FalloDeEntorno,
    SalidaRechazada,
    abrir_salida,
    escribir_en,
    intacta,
    lugar,
    sistema,
)


@pytest.fixture
def sitio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """La raíz de un sitio: contenido con un acta, un tema y una carpeta personal aparte."""
    raiz = tmp_path / "sitio"
    for archivo in ("contenido/actas/01.md", "temas/base/pagina.html"):
        (raiz / archivo).parent.mkdir(parents=True)
        (raiz / archivo).write_text("texto")
    (tmp_path / "casa" / "yo").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "casa" / "yo"))
    monkeypatch.chdir(raiz)
    return raiz


def foto(raiz: Path) -> dict[str, int]:
    return {str(h): h.lstat().st_ctime_ns for h in [raiz, *raiz.rglob("*")]}


def intentar(salida: Path, sitio: Path) -> str:
    """El mensaje del rechazo, tras comprobar que nada cambió en el sitio ni a su lado."""
    antes = foto(sitio.parent)
    with (
        pytest.raises(FalloDeEntorno) as captura,
        abrir_salida(salida, orden="construir", prohibidas=(Path("contenido"), Path("temas"))),
    ):
        pytest.fail("se abrió una salida peligrosa")
    assert foto(sitio.parent) == antes
    assert captura.value.remedio
    return captura.value.mensaje


@pytest.mark.parametrize(
    ("salida", "motivo"),
    [
        ("contenido", "es la fuente"),
        ("contenido/.", "es la fuente"),
        ("publicado/../contenido", "es la fuente"),
        ("temas", "es la fuente"),
        ("contenido/publicado", "está dentro de la fuente"),
        ("contenido/actas", "está dentro de la fuente"),
        ("temas/base/salida", "está dentro de la fuente"),
        (".", "la carpeta de trabajo o la contiene"),
        ("../sitio", "la carpeta de trabajo o la contiene"),
        ("..", "la carpeta personal o la contiene"),
        ("../casa/yo", "la carpeta personal o la contiene"),
        ("../casa", "la carpeta personal o la contiene"),
        ("/", "la carpeta personal o la contiene"),
        ("/proc", "es un punto de montaje"),
        ("contenido/actas/01.md", "no es una carpeta"),
        ("/dev/null", "no es una carpeta"),
        (".generador", "uso interno"),
        (".generador/publicado", "uso interno"),
        ("no/existe", "No existe la carpeta"),
    ],
)
def test_salida_peligrosa(sitio: Path, salida: str, motivo: str) -> None:
    assert motivo in intentar(Path(salida), sitio)


@pytest.mark.parametrize("destino", ["contenido", ".", "/", "otra", "no-existe"])
def test_un_enlace_se_rechaza_lleve_a_donde_lleve(sitio: Path, destino: str) -> None:
    (sitio / "otra").mkdir()
    (sitio / "publicado").symlink_to(destino)
    assert "es un enlace" in intentar(Path("publicado"), sitio)


def con_enlace(sitio: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Una salida publicada donde el disco no cambia una carpeta por otra: es un enlace nuestro."""
    monkeypatch.setattr(sistema, "intercambiar", negar)
    for dato in (b"a", b"b"):
        with abrir_salida(sitio / "publicado", orden="construir") as obra:
            obra.asentar({"a.html": escribir_en(obra.carpeta, "a.html", dato)})
    assert (sitio / "publicado").readlink() == Path(".generador/publicado/gemela")
    return sitio / "publicado"


def negar(una: Path, otra: Path) -> None:
    raise OSError(errno.ENOSYS, "sin intercambio")


@pytest.mark.parametrize("nombre", ["otra", "publicad"])
def test_el_enlace_de_otra_salida_no_es_el_nuestro(
    sitio: Path, monkeypatch: pytest.MonkeyPatch, nombre: str
) -> None:
    enlace = con_enlace(sitio, monkeypatch)
    (sitio / nombre).symlink_to(enlace.readlink())
    assert "es un enlace" in intentar(Path(nombre), sitio)


@pytest.mark.parametrize(
    "destino",
    ["./.generador/publicado/gemela", ".generador/publicado/memoria", ".generador/publicado"],
)
def test_un_enlace_parecido_al_nuestro_no_es_el_nuestro(
    sitio: Path, monkeypatch: pytest.MonkeyPatch, destino: str
) -> None:
    enlace = con_enlace(sitio, monkeypatch)
    enlace.unlink()
    enlace.symlink_to(destino)
    assert "es un enlace" in intentar(Path("publicado"), sitio)


def test_por_el_enlace_nuestro_tampoco_se_toca_lo_ajeno(
    sitio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enlace = con_enlace(sitio, monkeypatch)
    (enlace / "tesis.docx").write_text("años de trabajo")
    with (
        pytest.raises(SalidaRechazada, match=r"generador no escribió: «tesis.docx»"),
        abrir_salida(enlace, orden="construir"),
    ):
        pytest.fail("se abrió una salida con algo ajeno")
    assert (enlace / "tesis.docx").read_text() == "años de trabajo"


def test_si_alguien_quita_el_enlace_lo_cambiado_a_mano_no_vuelve(
    sitio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enlace = con_enlace(sitio, monkeypatch)
    (enlace / "a.html").write_bytes(b"X")
    enlace.unlink()
    for dato in (b"c", b"b", b"b2", b"b"):
        with abrir_salida(enlace, orden="construir") as obra:
            obra.asentar({"a.html": escribir_en(obra.carpeta, "a.html", dato)})
        assert (enlace / "a.html").read_bytes() == dato


def test_un_enlace_nuestro_que_no_lleva_a_nada_se_repone(
    sitio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enlace = con_enlace(sitio, monkeypatch)
    shutil.rmtree(sitio / ".generador")
    with abrir_salida(enlace, orden="construir") as obra:
        obra.asentar({"a.html": escribir_en(obra.carpeta, "a.html", b"c")})
    assert (enlace / "a.html").read_bytes() == b"c"


def test_con_un_enlace_el_sitio_se_puede_mover(
    sitio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    con_enlace(sitio, monkeypatch)
    movido = sitio.rename(sitio.with_name("movido"))
    monkeypatch.chdir(movido)
    assert intacta(movido / "publicado")
    assert (movido / "publicado/a.html").read_bytes() == b"b"


def test_la_fuente_se_reconoce_por_otro_camino(sitio: Path) -> None:
    (sitio / "atajo").symlink_to("contenido")
    assert "está dentro de la fuente" in intentar(Path("atajo/publicado"), sitio)


def test_la_fuente_se_reconoce_con_otro_nombre(
    sitio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Como en un disco que no distingue mayúsculas o bajo un montaje: misma carpeta, otro nombre.
    otra = sitio / "CONTENIDO"
    otra.mkdir()

    def misma(una: Path, b: Path) -> bool:
        return {una.name, b.name} == {"CONTENIDO", "contenido"}

    monkeypatch.setattr(lugar, "_misma", misma)
    assert "es la fuente" in intentar(otra, sitio)


def test_un_archivo_especial_no_es_una_carpeta(sitio: Path) -> None:
    os.mkfifo(sitio / "tubo")
    assert "no es una carpeta" in intentar(sitio / "tubo", sitio)


def test_dentro_de_otra_salida_seria_un_archivo_ajeno_en_ella(sitio: Path) -> None:
    with abrir_salida(sitio / "publicado", orden="construir") as obra:
        obra.asentar({"a.html": escribir_en(obra.carpeta, "a.html", b"a")})
    assert "está en otra salida" in intentar(sitio / "publicado" / "sub", sitio)


@pytest.mark.parametrize("cual", [".generador", ".generador/publicado"])
def test_un_taller_desviado_se_rechaza(sitio: Path, cual: str) -> None:
    (sitio / cual).parent.mkdir(exist_ok=True)
    (sitio / cual).symlink_to(sitio / "contenido")
    assert "no es una carpeta llana" in intentar(sitio / "publicado", sitio)


@pytest.mark.parametrize("cual", ["obra", "reserva", "memoria", "reserva-dudosa", "enlace-nuevo"])
def test_un_enlace_dentro_del_taller_se_rechaza(sitio: Path, cual: str) -> None:
    taller = sitio / ".generador/publicado"
    taller.mkdir(parents=True)
    (taller / cual).symlink_to(sitio / "contenido")
    assert f"«{taller / cual}» es un enlace" in intentar(sitio / "publicado", sitio)


def test_rechazar_una_carpeta_con_marca_ajena_no_deja_nada_al_lado(sitio: Path) -> None:
    (sitio / "web").mkdir()
    (sitio / "web" / MARCA).write_text("otra cosa")
    (sitio / "web" / "tesis.docx").write_text("años de trabajo")
    assert "no tiene un manifiesto legible" in intentar(sitio / "web", sitio)


def test_sin_permiso_en_la_carpeta_que_la_contiene(sitio: Path) -> None:
    cerrada = sitio / "cerrada"
    cerrada.mkdir()
    abrir_camino(sitio.parent)
    cerrada.chmod(0o555)
    assert "No se puede escribir en" in como_cualquiera(cerrada / "publicado")


def como_cualquiera(salida: Path) -> str:
    """El mensaje que recibe un usuario sin privilegios, en un proceso hijo."""
    lectura, escritura = os.pipe()
    hijo = os.fork()
    if hijo == 0:
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            with abrir_salida(salida, orden="construir"):
                mensaje = "se abrió"
        except FalloDeEntorno as fallo:
            mensaje = fallo.mensaje
        finally:
            os.write(escritura, mensaje.encode())
            os._exit(0)
    os.close(escritura)
    os.waitpid(hijo, 0)
    with os.fdopen(lectura, encoding="utf-8") as tubo:
        return tubo.read()


def test_una_salida_corriente_se_acepta(sitio: Path) -> None:
    with abrir_salida(Path("publicado"), orden="construir", prohibidas=(Path("contenido"),)) as o:
        assert o.anterior == {}
    with abrir_salida(sitio.parent / "casa/yo/web", orden="construir") as obra:
        assert obra.carpeta == sitio.parent / "casa/yo/.generador/web/obra"


def test_el_rechazo_es_un_fallo_de_entorno() -> None:
    assert issubclass(SalidaRechazada, FalloDeEntorno)
