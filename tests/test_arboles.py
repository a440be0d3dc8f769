"""Publicar un árbol: qué se escribe, qué se conserva y qué se rechaza."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generador.arboles import (
    MARCA,
    TEXTO_DE_LA_MARCA,
    Asiento,
    FalloDeEntorno,
    Ficha,
    Lugar,
    SalidaRechazada,
    abrir_salida,
    copiar_en,
    escribir_en,
    leer_manifiesto,
    sistema,
)

VIEJO = {"actas/01.html": b"uno", "actas/02.html": b"dos", "index.html": b"portada"}
NUEVO = {"actas/01.html": b"uno", "index.html": b"portada nueva", "lista/a.html": b"a"}


@pytest.fixture(autouse=True)
def sin_sincronizar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Aquí no se prueba el corte de luz: esperar al disco solo haría lentas las pruebas."""
    monkeypatch.setattr(sistema, "sincronizar", lambda carpeta: None)


@pytest.fixture
def salida(tmp_path: Path) -> Path:
    return tmp_path / "publicado"


def publicar(
    salida: Path,
    paginas: Mapping[str, bytes],
    extra: Mapping[str, object] | None = None,
    **opciones: Any,
) -> Asiento:
    """Publica ese sitio como una construcción: solo escribe lo que no estaba igual."""
    with abrir_salida(salida, **{"orden": "construir", **opciones}) as obra:
        fichas = {r: Ficha(hashlib.sha256(d).hexdigest(), len(d)) for r, d in paginas.items()}
        for ruta, datos in paginas.items():
            if obra.anterior.get(ruta) != fichas[ruta]:
                assert escribir_en(obra.carpeta, ruta, datos) == fichas[ruta]
        return obra.asentar(fichas, extra)


def ver(carpeta: Path) -> dict[str, bytes] | None:
    """Todo lo que hay en la carpeta, marca y manifiesto incluidos; `None` si no existe."""
    if not carpeta.exists():
        return None
    hojas = [h for h in sorted(carpeta.rglob("*")) if not h.is_dir()]
    return {h.relative_to(carpeta).as_posix(): h.read_bytes() for h in hojas}


def paginas_de(carpeta: Path) -> dict[str, bytes]:
    """Lo publicado sin la marca ni el manifiesto."""
    todo = ver(carpeta) or {}
    return {r: d for r, d in todo.items() if r not in (MARCA, "manifiesto.json")}


def huellas(raiz: Path) -> dict[str, tuple[int, int, int]]:
    """Inodo y tiempos de todo lo que hay, salvo el cerrojo, que dice quién construye."""
    return {
        str(h): (e.st_ino, e.st_mtime_ns, e.st_ctime_ns)
        for h in [raiz, *sorted(raiz.rglob("*"))]
        if h.name != "cerrojo" and (e := h.lstat())
    }


def test_la_primera_publicacion_escribe_el_sitio_la_marca_y_el_manifiesto(salida: Path) -> None:
    asiento = publicar(salida, {"á/b.html": b"hola", "index.html": b""}, {"fecha_corte": "2026"})
    assert asiento == Asiento(("index.html", "á/b.html"), (), (), 0, True)
    assert ver(salida) == {
        ".generador-salida": TEXTO_DE_LA_MARCA,
        "index.html": b"",
        "manifiesto.json": """{
"formato": 1,
"fecha_corte": "2026",
"archivos": {
"index.html": {"bytes": 0, "sha256": "\
e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
"á/b.html": {"bytes": 4, "sha256": "\
b221d9dbb083a7f33428d7c2a3c3198ae925614d70210e28716ccaa7cd4ddb79"}
}
}
""".encode(),
        "á/b.html": b"hola",
    }


def test_la_segunda_sin_cambios_no_escribe_nada(salida: Path) -> None:
    publicar(salida, VIEJO, {"version": "1"})
    publicar(salida, NUEVO, {"version": "1"})
    antes = huellas(salida.parent)
    assert publicar_sin_escribir(salida, {"version": "1"}) == Asiento((), (), (), 3, False)
    assert huellas(salida.parent) == antes


def publicar_sin_escribir(salida: Path, extra: Mapping[str, object] | None = None) -> Asiento:
    with abrir_salida(salida, orden="construir") as obra:
        return obra.asentar(obra.anterior, extra or {})


def test_agrega_cambia_y_retira(salida: Path) -> None:
    publicar(salida, VIEJO)
    asiento = publicar(salida, NUEVO)
    assert asiento == Asiento(("lista/a.html",), ("index.html",), ("actas/02.html",), 1, True)
    assert paginas_de(salida) == NUEVO
    assert not (publicar(salida, {"index.html": b"i"}).iguales or (salida / "actas").exists())


def test_solo_otra_fecha_de_corte_tambien_se_publica(salida: Path) -> None:
    publicar(salida, VIEJO, {"fecha_corte": "2026-11-21"})
    asiento = publicar(salida, VIEJO, {"fecha_corte": "2026-11-22"})
    assert asiento == Asiento((), (), (), 3, True)
    manifiesto = leer_manifiesto(salida)
    assert manifiesto and manifiesto.extra == {"fecha_corte": "2026-11-22"}


def test_lo_igual_se_comparte_entre_los_dos_arboles_y_lo_cambiado_no(salida: Path) -> None:
    publicar(salida, VIEJO)
    publicar(salida, NUEVO)
    reserva = salida.parent / ".generador" / "publicado" / "reserva"
    assert (reserva / "actas/01.html").samefile(salida / "actas/01.html")
    assert paginas_de(reserva) == VIEJO


def test_sin_enlaces_duros_se_copia(salida: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def negar(*_: object) -> None:
        raise PermissionError(1, "sin enlaces")

    publicar(salida, VIEJO)
    monkeypatch.setattr(os, "link", negar)
    publicar(salida, NUEVO)
    assert paginas_de(salida) == NUEVO


def test_un_archivo_pasa_a_carpeta_y_vuelve(salida: Path) -> None:
    for sitio in ({"a": b"1"}, {"a/b": b"2"}, {"a": b"3"}, {"a/b": b"2"}, {"a/b/c": b""}):
        publicar(salida, sitio)
        assert paginas_de(salida) == sitio


def test_los_modos_no_dependen_de_la_mascara(salida: Path) -> None:
    vieja = os.umask(0o077)
    try:
        publicar(salida, VIEJO)
    finally:
        os.umask(vieja)
    modos = {stat.S_IMODE(h.stat().st_mode) for h in salida.rglob("*") if h.is_file()}
    assert modos == {0o644}
    assert {stat.S_IMODE((salida / c).stat().st_mode) for c in (".", "actas")} == {0o755}


def test_copiar_no_enlaza_la_fuente(salida: Path, tmp_path: Path) -> None:
    fuente = tmp_path / "anexo.pdf"
    fuente.write_bytes(b"%PDF")
    with abrir_salida(salida, orden="construir") as obra:
        ficha = copiar_en(obra.carpeta, "anexo.pdf", Lugar(tmp_path, "anexo.pdf"))
        obra.asentar({"anexo.pdf": ficha})
    fuente.write_bytes(b"otra cosa")
    assert paginas_de(salida) == {"anexo.pdf": b"%PDF"}


def test_varias_veces_con_el_mismo_cerrojo(salida: Path) -> None:
    with abrir_salida(salida, orden="servir") as obra:
        for dato in (b"1", b"2", b"3"):
            obra.asentar({"i.html": escribir_en(obra.carpeta, "i.html", dato)})
            assert paginas_de(salida) == {"i.html": dato}


def test_escribir_otra_vez_no_cambia_un_archivo_compartido(tmp_path: Path) -> None:
    escribir_en(tmp_path, "a.html", b"publicado")
    (tmp_path / "otro.html").hardlink_to(tmp_path / "a.html")
    escribir_en(tmp_path, "a.html", b"nuevo")
    assert (tmp_path / "otro.html").read_bytes() == b"publicado"


def test_dos_salidas_vecinas_no_se_mezclan(tmp_path: Path) -> None:
    with (
        abrir_salida(tmp_path / "uno", orden="construir") as una,
        abrir_salida(tmp_path / "dos", orden="construir") as otra,
    ):
        una.asentar({"a.html": escribir_en(una.carpeta, "a.html", b"a")})
        otra.asentar({"b.html": escribir_en(otra.carpeta, "b.html", b"b")})
    assert paginas_de(tmp_path / "uno") == {"a.html": b"a"}
    assert paginas_de(tmp_path / "dos") == {"b.html": b"b"}


def test_un_clon_recien_hecho_trae_solo_la_marca(salida: Path) -> None:
    salida.mkdir()
    (salida / MARCA).write_bytes(TEXTO_DE_LA_MARCA)
    publicar(salida, VIEJO)
    publicar(salida, NUEVO)
    assert paginas_de(salida) == NUEVO


def rechazo(salida: Path, **opciones: Any) -> str:
    """El mensaje con que se rechaza publicar, tras comprobar que nada se tocó."""
    antes = huellas(salida)
    with pytest.raises(SalidaRechazada) as captura:
        publicar(salida, NUEVO, **opciones)
    assert huellas(salida) == antes
    return str(captura.value)


def test_un_archivo_ajeno_detiene_y_se_nombra(salida: Path) -> None:
    publicar(salida, VIEJO)
    (salida / "actas" / "mío.docx").write_bytes(b"x")
    (salida / "enlace").symlink_to("/etc")
    (salida / "vacía").mkdir()
    assert rechazo(salida) == (
        f"En «{salida}» hay 3 archivos que generador no escribió: "
        "«actas/mío.docx», «enlace», «vacía/». "
        "Muévalos a otro lugar (los anexos van en contenido/) y repita."
    )
    assert rechazo(salida, limpio=True)


def test_de_muchos_ajenos_se_nombran_diez(salida: Path) -> None:
    publicar(salida, VIEJO)
    for n in range(12):
        (salida / f"x{n:02}").touch()
    assert "hay 12 archivos" in rechazo(salida)
    assert "«x09» y 2 más." in rechazo(salida)


def test_una_carpeta_con_archivos_y_sin_marca_es_ajena(salida: Path) -> None:
    salida.mkdir()
    (salida / "tesis.docx").write_bytes(b"x")
    assert "no está vacía y no la escribió generador" in rechazo(salida)
    assert not (salida.parent / ".generador").exists()


@pytest.mark.parametrize(
    "texto",
    [
        None,
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"formato": 2, "archivos": {}}',
        b'{"formato": 1}',
        b'{"formato": 1, "archivos": {"../x": {"bytes": 1, "sha256": "' + b"0" * 64 + b'"}}}',
        b'{"formato": 1, "archivos": {"x": {"bytes": 1, "sha256": "corta"}}}',
        b'{"formato": 1, "archivos": {"x": {"bytes": -1, "sha256": "' + b"0" * 64 + b'"}}}',
        b"[" * 100_000,
    ],
    ids=repr,
)
def test_con_marca_y_sin_manifiesto_legible_se_rechaza(salida: Path, texto: bytes | None) -> None:
    publicar(salida, VIEJO)
    (salida / "manifiesto.json").unlink()
    if texto is not None:
        (salida / "manifiesto.json").write_bytes(texto)
    assert "no tiene un manifiesto legible" in rechazo(salida)


def sobreescribir(pagina: Path) -> None:
    pagina.write_bytes(b"PORTADA")


def reemplazar(pagina: Path) -> None:
    otra = pagina.with_suffix(".otra")
    otra.write_bytes(b"PORTADA")
    otra.replace(pagina)


def enlazar(pagina: Path) -> None:
    pagina.unlink()
    pagina.symlink_to("actas/01.html")


@pytest.mark.parametrize("alterar", [sobreescribir, reemplazar, enlazar, Path.unlink])
def test_lo_cambiado_a_mano_no_se_publica(salida: Path, alterar: Any) -> None:
    publicar(salida, VIEJO)
    publicar(salida, {**VIEJO, "z": b"z"})
    alterar(salida / "index.html")
    mensaje = rechazo(salida)
    assert "«index.html»" in mensaje
    if alterar is not enlazar:  # un enlace es, además, un archivo ajeno
        assert mensaje.endswith("luego use `construir --limpio`.")
        # Lo que salió de lo público pasa a la reserva, pero lo cambiado a mano nunca vuelve.
        for ruta, limpio in (("x", True), ("y", False), ("w", False)):
            publicar(salida, {**VIEJO, ruta: b""}, limpio=limpio)
            assert paginas_de(salida) == {**VIEJO, ruta: b""}


def test_tocar_la_hora_no_es_alterar(salida: Path) -> None:
    publicar(salida, VIEJO)
    os.utime(salida / "index.html", (2**33, 2**33))
    publicar(salida, NUEVO)
    assert paginas_de(salida) == NUEVO


def test_una_reserva_incompleta_se_hace_de_nuevo(salida: Path) -> None:
    publicar(salida, VIEJO)
    publicar(salida, NUEVO)
    (salida.parent / ".generador/publicado/reserva/actas/01.html").unlink()
    publicar(salida, VIEJO)
    assert paginas_de(salida) == VIEJO


def test_la_memoria_de_otros_en_el_taller_no_se_toca(salida: Path) -> None:
    publicar(salida, VIEJO)
    ajeno = salida.parent / ".generador/publicado/memoria.bin"
    ajeno.write_bytes(b"memoria")
    publicar(salida, NUEVO, limpio=True)
    assert ajeno.read_bytes() == b"memoria"
    assert list((salida.parent / ".generador/publicado/obra").iterdir()) == []


@pytest.mark.parametrize(
    "ruta",
    [
        *("", "/x", "../x", "a/../x", "a//b", "a/", "./a", ".", "a\\b", "a\0", "a\nb", "\ud800"),
        *(".generador-salida", "manifiesto.json", "Manifiesto.JSON"),
    ],
)
def test_una_ruta_hostil_es_un_error_de_quien_llama(salida: Path, ruta: str) -> None:
    with abrir_salida(salida, orden="construir") as obra:
        with pytest.raises(ValueError, match="ruta de salida inválida"):
            escribir_en(obra.carpeta, ruta, b"")
        with pytest.raises(ValueError, match="ruta de salida inválida"):
            obra.asentar({ruta: Ficha("0" * 64, 0)})
    assert not salida.exists()


def test_asentar_lo_que_nadie_escribio_es_un_error_de_quien_llama(salida: Path) -> None:
    publicar(salida, VIEJO)
    with abrir_salida(salida, orden="construir") as obra:
        x = escribir_en(obra.carpeta, "x", b"x")
        for fichas, extra in (
            ({"y": x}, {}),
            ({"x": x._replace(bytes=2)}, {}),
            ({"x": x, "x/y": x}, {}),
            ({"x": x}, {"archivos": 1}),
            ({"x": x}, {"n": float("nan")}),
        ):
            with pytest.raises(ValueError):
                obra.asentar(fichas, extra)
    assert paginas_de(salida) == VIEJO


def test_lo_escrito_de_mas_no_se_publica(salida: Path) -> None:
    with abrir_salida(salida, orden="construir") as obra:
        escribir_en(obra.carpeta, "a/sobra.html", b"x")
        obra.asentar({"b.html": escribir_en(obra.carpeta, "b.html", b"b")})
    assert paginas_de(salida) == {"b.html": b"b"}


def test_el_fallo_de_entorno_pasa_entero_de_un_proceso_a_otro() -> None:
    fallo = pickle.loads(pickle.dumps(SalidaRechazada("Qué.", "Cómo.")))
    assert (type(fallo), str(fallo), fallo.remedio) == (SalidaRechazada, "Qué. Cómo.", "Cómo.")


def test_un_nombre_demasiado_largo_es_un_fallo_de_entorno(tmp_path: Path) -> None:
    with pytest.raises(FalloDeEntorno, match=r"demasiado largo.*sigue entero"):
        escribir_en(tmp_path, "a" * 300, b"")


def test_se_sincroniza_una_vez_y_antes_del_cambio(
    salida: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publicar(salida, VIEJO)
    visto = []
    monkeypatch.setattr(sistema, "sincronizar", lambda c: visto.append(paginas_de(salida)))
    publicar(salida, NUEVO)
    assert (visto, paginas_de(salida)) == ([VIEJO], NUEVO)


def test_sincronizar_de_verdad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    sistema.sincronizar(tmp_path)
    with pytest.raises(FileNotFoundError):
        sistema.sincronizar(tmp_path / "no")


RUTAS = st.sampled_from(["i", "a/b", "a/c", "a/d/e", "d", "d/e", "d/e/f", "ñ/á é.html"])
SITIOS = st.dictionaries(RUTAS, st.sampled_from([b"", b"1", b"22", b"33"])).filter(
    lambda s: not any(o.startswith(f"{r}/") for r in s for o in s)
)


@settings(max_examples=30)
@given(sitios=st.lists(st.tuples(SITIOS, st.booleans()), min_size=2, max_size=6))
def test_tras_cualquier_historia_se_ve_el_ultimo_sitio(
    tmp_path_factory: pytest.TempPathFactory, sitios: list[tuple[dict[str, bytes], bool]]
) -> None:
    salida = tmp_path_factory.mktemp("historia") / "publicado"
    for sitio, limpio in sitios:
        publicar(salida, sitio, limpio=limpio)
        assert paginas_de(salida) == sitio
        assert sorted(json.loads((salida / "manifiesto.json").read_bytes())["archivos"]) == sorted(
            sitio
        )
    shutil.rmtree(salida.parent)


def test_otro_proceso_puede_crear_la_misma_carpeta_a_la_vez(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crear, disputada = os.mkdir, f"{tmp_path}/buscador/textos"

    def con_otro(carpeta: str, *resto: int) -> None:
        if carpeta == disputada and Path(carpeta).parent.is_dir():
            crear(carpeta)
        crear(carpeta, *resto)

    monkeypatch.setattr(os, "mkdir", con_otro)
    escribir_en(tmp_path, "buscador/textos/mesa/0.json", b"uno")
    assert Path(disputada, "mesa/0.json").read_bytes() == b"uno"
