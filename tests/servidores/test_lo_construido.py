"""Lo que se publica es lo que `construir` da: con su búsqueda, y ni un archivo de menos."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from apoyo.formatos_minimos import pdf_en_blanco
from apoyo.reales import generador, hacer_sitio, nombrar, poner_acta, servido

from generador import reloj
from generador.cli import comun
from generador.integridad.sello import COMPRIMIDOS, SELLOS
from generador.modelo.publicaciones import BORRADOS
from generador.publicacion import envio, registro, versiones
from generador.publicacion.interfaz import CAMPOS

PAGINA = "instancias/mesa/actas/2020/01.html"


def _de_carpeta(base: Path) -> dict[str, bytes]:
    return {p.relative_to(base).as_posix(): p.read_bytes() for p in base.rglob("*") if p.is_file()}


def _en_carpeta(base: Path) -> tuple[str, Callable[[], Mapping[str, bytes]]]:
    return str(base / "d"), lambda: _de_carpeta((base / "d/actual").resolve())


def _en_zip(base: Path) -> tuple[str, Callable[[], Mapping[str, bytes]]]:
    def leer() -> dict[str, bytes]:
        with zipfile.ZipFile(base / "d.zip") as paquete:
            nombres = [n for n in paquete.namelist() if n.startswith("sitio/")]
            return {n.removeprefix("sitio/"): paquete.read(n) for n in nombres}

    return str(base / "d.zip"), leer


def _en_rama(base: Path) -> tuple[str, Callable[[], Mapping[str, bytes]]]:
    subprocess.run(["git", "init", "-q", "--bare", str(base / "d.git")], check=True)

    def leer() -> dict[str, bytes]:
        copia = base / "copia"
        orden = ["git", "clone", "-q", "-b", "web", str(base / "d.git"), str(copia)]
        subprocess.run(orden, check=True)
        return {r: d for r, d in _de_carpeta(copia).items() if not r.startswith(".git/")}

    return f"git+file://{base}/d.git#web", leer


@pytest.mark.parametrize("destino", [_en_carpeta, _en_zip, _en_rama])
def test_lo_publicado_es_lo_que_da_construir(
    destino: Callable[[Path], tuple[str, Callable[[], Mapping[str, bytes]]]], tmp_path: Path
) -> None:
    raiz = hacer_sitio(tmp_path / "sitio")
    lugar, leer = destino(tmp_path)
    assert generador(raiz, "construir").codigo == 0
    construido = _de_carpeta((raiz / "publicado").resolve())
    assert "buscador/indice.json" in construido
    hecho = generador(raiz, "publicar", lugar)
    assert hecho.codigo == 0, hecho.dicho
    publicado = leer()
    agregados = {CAMPOS, *SELLOS, *(r for r in publicado if r.endswith(COMPRIMIDOS))}
    propios = {r for r in construido if r not in {".generador-salida", "manifiesto.json"}}
    assert set(publicado) - agregados == propios
    assert [r for r in propios if publicado[r] != construido[r]] == []
    assert _de_carpeta((raiz / "publicado").resolve()).keys() == construido.keys()
    assert "no hay nada que publicar" in generador(raiz, "publicar", lugar).dicho


def test_publicar_construye_una_vez(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generador import publicacion

    raiz, veces = hacer_sitio(tmp_path / "sitio", 1), []
    construir = publicacion.construir
    monkeypatch.setattr(
        publicacion, "construir", lambda pedido: veces.append(pedido) or construir(pedido)
    )
    for n in (1, 2):
        poner_acta(raiz, 1, lugar=f"Sala {n}")
        assert generador(raiz, "publicar", str(tmp_path / "d")).codigo == 0
    assert len(veces) == 2


def test_las_opciones_del_sitio_son_las_mismas(tmp_path: Path) -> None:
    """Sin búsqueda a propósito: se publica así, y quien verifica lo sabe y no lo acusa."""
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "d"
    for orden in (["construir"], ["publicar", str(destino)]):
        assert generador(raiz, *orden, "--sin-buscador").codigo == 0
    assert not (destino / "actual/buscador").exists()
    hecho = generador(raiz, "verificar", str(destino))
    assert hecho.codigo == 0 and "se construyó sin ella" in hecho.dicho, hecho.dicho
    assert "Publicación 2" in generador(raiz, "publicar", str(destino)).dicho
    assert (destino / "actual/buscador/indice.json").is_file()


def test_verificar_nota_que_falta_la_busqueda(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "d"
    generador(raiz, "publicar", str(destino), "--sin-buscador")
    archivo = destino / "actual/manifiesto.json"
    dicho = archivo.read_text("utf-8").replace('"sin_buscador": true,\n', "")
    archivo.unlink()
    archivo.write_text(dicho, "utf-8")
    hecho = generador(raiz, "verificar", str(destino))
    assert hecho.codigo == 1 and "buscador-falta" in hecho.dicho, hecho.dicho


def test_sin_buscador_no_deja_su_carpeta_vacia(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), str(tmp_path / "d")
    assert generador(raiz, "publicar", destino).codigo == 0
    assert generador(raiz, "publicar", destino, "--sin-buscador").codigo == 0
    assert not (tmp_path / "d/actual/buscador").exists()
    visto = generador(raiz, "verificar", destino)
    assert visto.codigo == 0, visto.dicho


def test_las_copias_gz_son_las_mismas_con_cualquier_python(tmp_path: Path) -> None:
    """El octavo byte de más de un GZIP dice en qué sistema se hizo, y cada versión pone uno."""
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "d"
    generador(raiz, "publicar", str(destino))
    copias = [p.read_bytes() for p in (destino / "actual").resolve().rglob("*.html.gz")]
    assert copias and {c[:10] for c in copias} == {b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"}


# --- el registro solo cambia con lo publicado --------------------------------------------------


def _publicar_las_cedulas(raiz: Path, destino: Path) -> Path:
    """Publica en ese destino lo que no debía, y lo quita del contenido."""
    secreto = raiz / "contenido/instancias/mesa/actas/2020/02/cedulas.pdf"
    secreto.write_text(pdf_en_blanco("cedulas"))
    nombrar(raiz, 2, "cedulas.pdf")
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    secreto.unlink()
    poner_acta(raiz, 2)
    return destino


def _con_cedulas(tmp_path: Path) -> tuple[Path, Path, list[str]]:
    """Un sitio que publicó lo que no debía, ya sin ello, y la orden que lo retira."""
    raiz = hacer_sitio(tmp_path / "sitio", 2)
    destino = _publicar_las_cedulas(raiz, tmp_path / "d")
    ruta = "instancias/mesa/actas/2020/02/cedulas.pdf"
    return raiz, destino, ["publicar", str(destino), "--retirar-definitivo", ruta, "--motivo", "No"]


def test_un_retiro_que_no_construye_no_toca_el_registro(tmp_path: Path) -> None:
    raiz, destino, orden = _con_cedulas(tmp_path)
    antes = _de_carpeta(raiz / "contenido/publicaciones")
    acta = raiz / "contenido/instancias/mesa/actas/2020/01.md"
    sano = acta.read_text("utf-8")
    acta.write_text(sano.replace("2020-02-15", "2020-02-31"), "utf-8")
    hecho = generador(raiz, *orden)
    assert hecho.codigo == 1 and "No se publicó nada" in hecho.dicho
    assert _de_carpeta(raiz / "contenido/publicaciones") == antes
    acta.write_text(sano, "utf-8")
    assert generador(raiz, *orden).codigo == 0
    quedan = [*raiz.rglob("*"), *destino.rglob("*")]
    assert [p for p in quedan if p.is_file() and b"cedulas" in p.read_bytes()] == []
    sano_ = generador(raiz, "verificar", str(destino), "--registro", "contenido/publicaciones")
    assert sano_.codigo == 0, sano_.dicho


@pytest.mark.parametrize("final", [".md", ".html.br", ".html.gz"])
def test_ni_el_archivo_ni_la_copia_comprimida_pasan_por_la_pagina(
    final: str, tmp_path: Path
) -> None:
    """Se retira la página o nada: su copia comprimida va con ella, y no es un documento."""
    raiz, destino = hacer_sitio(tmp_path / "sitio", 2), tmp_path / "d"
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    pagina = "instancias/mesa/actas/2020/02.html"
    assert (destino / f"actual/{pagina}.br").is_file()
    antes = _de_carpeta(raiz / "contenido/publicaciones")
    escrita = pagina.replace(".html", final)
    escrita = f"contenido/{escrita}" if final == ".md" else escrita
    orden = ("--retirar-definitivo", escrita, "--motivo", "Datos personales")
    hecho = generador(raiz, "publicar", str(destino), *orden)
    assert hecho.codigo == 3 and "nunca se publicó" in hecho.dicho, hecho.dicho
    assert f"¿Quiso decir «{pagina}»?" in hecho.dicho
    assert _de_carpeta(raiz / "contenido/publicaciones") == antes


def test_una_direccion_mal_escrita_no_retira_nada(tmp_path: Path) -> None:
    raiz, _destino, orden = _con_cedulas(tmp_path)
    antes = _de_carpeta(raiz / "contenido/publicaciones")
    mal = [a.replace("cedulas.pdf", "cedula.pdf") for a in orden]
    hecho = generador(raiz, *mal)
    assert hecho.codigo == 3 and "nunca se publicó en este destino" in hecho.dicho, hecho.dicho
    assert "¿Quiso decir «instancias/mesa/actas/2020/02/cedulas.pdf»?" in hecho.dicho
    assert _de_carpeta(raiz / "contenido/publicaciones") == antes
    assert generador(raiz, *orden).codigo == 0
    # La misma otra vez no anota otro retiro; y otra mal escrita tampoco pasa por hecha.
    registro = _de_carpeta(raiz / "contenido/publicaciones")
    repetida = generador(raiz, *orden)
    assert repetida.codigo == 0 and "Nada que borrar" in repetida.dicho, repetida.dicho
    for ruta in ("instancias/mesa/actas/2020/02/anexos.pdf", "../../x", "index.html"):
        otra = [*orden[:3], ruta, *orden[4:]]
        hecho = generador(raiz, *otra)
        assert hecho.codigo == 3 and "Nada se publicó ni se borró" in hecho.dicho, hecho.dicho
    assert _de_carpeta(raiz / "contenido/publicaciones") == registro


def test_un_retiro_nombra_los_otros_destinos_y_se_repite_en_ellos(tmp_path: Path) -> None:
    raiz, destino, orden = _con_cedulas(tmp_path)
    assert "también se publicó" not in generador(raiz, *orden, "--simular").dicho
    otro = tmp_path / "otro"
    secreto = raiz / "contenido" / orden[3]
    secreto.write_text(pdf_en_blanco("cedulas"))
    nombrar(raiz, 2, "cedulas.pdf")
    assert generador(raiz, "publicar", str(otro)).codigo == 0
    secreto.unlink()
    poner_acta(raiz, 2)
    hecho = generador(raiz, *orden)
    assert hecho.codigo == 0 and "también se publicó en otro-" in hecho.dicho, hecho.dicho
    assert (otro / "actual" / orden[3]).exists()
    repetido = generador(raiz, "publicar", str(otro), *orden[2:])
    assert repetido.codigo == 0, repetido.dicho
    quedan = [p for d in (destino, otro) for p in d.rglob("*") if p.is_file()]
    assert [p for p in quedan if b"cedulas" in p.read_bytes()] == []


def test_lo_que_un_deshacer_volvio_a_mostrar_se_dice_y_se_puede_retirar(tmp_path: Path) -> None:
    raiz, destino, orden = _con_cedulas(tmp_path)
    (raiz / "contenido/retirados.yaml").write_text(
        f"documentos:\n  - ruta: {orden[3]}\n    fecha: 2026-11-22\n    motivo: Datos personales\n"
    )
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    assert not (destino / "actual" / orden[3]).exists()
    deshecho = generador(raiz, "publicar", str(destino), "--deshacer")
    assert f"había retirado {orden[3]}, y otra vez está a la vista" in deshecho.dicho
    otra_vez = generador(raiz, "publicar", str(destino))
    assert "repita «--deshacer» para volver a mostrarlo" in otra_vez.dicho
    assert (destino / "actual" / orden[3]).exists()
    avisado = generador(raiz, *orden)
    assert avisado.codigo == 3 and "Quite de contenido/retirados.yaml su entrada" in avisado.dicho
    (raiz / "contenido/retirados.yaml").unlink()
    hecho = generador(raiz, *orden)
    assert hecho.codigo == 0 and "Publicación 4 a la vista" in hecho.dicho, hecho.dicho
    assert not (destino / "actual" / orden[3]).exists()
    quedan = [p for p in destino.rglob("*") if p.is_file() and b"cedulas" in p.read_bytes()]
    assert quedan == []
    cuadra = generador(raiz, "verificar", str(destino), "--registro", "contenido/publicaciones")
    assert cuadra.codigo == 0, cuadra.dicho


class _Muerte(BaseException):
    """Lo que nadie atrapa: la orden se corta ahí."""


_PASOS = (
    (versiones.ConVersiones, "subir"),
    (versiones.ConVersiones, "comparar"),
    (versiones.ConVersiones, "cambiar"),
    (versiones.ConVersiones, "purgar"),
    (registro, "agregar"),
    (envio, "olvidar"),
)


@pytest.mark.parametrize("despues", [False, True], ids=["antes", "después"])
@pytest.mark.parametrize("paso", _PASOS, ids=lambda p: str(p[1]))
def test_un_retiro_cortado_en_cualquier_paso_se_termina_al_repetir(
    paso: tuple[object, str], despues: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raiz, destino, orden = _con_cedulas(tmp_path)
    antes = _de_carpeta(raiz / "contenido/publicaciones")
    donde, nombre = paso
    hacer = getattr(donde, nombre)

    def cortado(*argumentos: object) -> None:
        if despues:
            hacer(*argumentos)
        raise _Muerte

    with monkeypatch.context() as parche, pytest.raises(_Muerte):
        parche.setattr(donde, nombre, cortado)
        generador(raiz, *orden)
    a_la_vista = json.loads((destino / "actual/manifiesto.json").read_bytes())["publicacion"]
    if a_la_vista == 1:
        ahora = _de_carpeta(raiz / "contenido/publicaciones")
        # Las huellas de lo que se va a borrar se anotan antes que nada.
        ahora.pop(BORRADOS, None)
        assert ahora == antes
    assert generador(raiz, *orden).codigo == 0
    quedan = [*raiz.rglob("*"), *destino.rglob("*")]
    assert [p for p in quedan if p.is_file() and b"cedulas" in p.read_bytes()] == []
    sano = generador(raiz, "verificar", str(destino), "--registro", "contenido/publicaciones")
    assert sano.codigo == 0, sano.dicho


# --- los archivos de quien sirve el sitio -------------------------------------------------------


def test_el_cname_que_puso_el_servicio_sigue_ahi(tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 1)
    lugar, leer = _en_rama(tmp_path)
    assert generador(raiz, "publicar", lugar).codigo == 0
    copia = tmp_path / "otra"
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@b.co", "-C", str(copia))
    subprocess.run(
        ["git", "clone", "-q", "-b", "web", str(tmp_path / "d.git"), str(copia)], check=True
    )
    (copia / "CNAME").write_text("instancias.ejemplo.gov.co\n")
    for orden in (["add", "-A"], ["commit", "-qm", "Create CNAME"], ["push", "-q"]):
        subprocess.run([*git, *orden], check=True)
    poner_acta(raiz, 1, lugar="Sala mayor")
    hecho = generador(raiz, "publicar", lugar)
    assert hecho.codigo == 0, hecho.dicho
    publicado = leer()
    assert publicado["CNAME"] == b"instancias.ejemplo.gov.co\n"
    assert b"Sala mayor" in publicado[PAGINA]


def test_lo_de_la_raiz_se_declara_y_se_publica(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "d"
    propia = raiz / "contenido/raiz"
    for nombre in ("CNAME", "nojekyll", "well-known/security.txt", "robots.txt"):
        (propia / nombre).parent.mkdir(parents=True, exist_ok=True)
        (propia / nombre).write_text(f"{nombre}\n")
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    actual = destino / "actual"
    for nombre in ("CNAME", ".nojekyll", ".well-known/security.txt", "robots.txt"):
        assert (actual / nombre).is_file(), nombre
    assert generador(raiz, "verificar", str(destino)).codigo == 0
    (actual / ".well-known").resolve().joinpath("prueba.txt").write_text("de quien sirve")
    poner_acta(raiz, 1, lugar="Otra")
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    assert (actual / ".well-known/prueba.txt").read_text() == "de quien sirve"
    visto = generador(raiz, "verificar", str(destino))
    assert visto.codigo == 0 and "prueba.txt" in visto.dicho, visto.dicho
    (propia / "puerta.php").write_text("x")
    hecho = generador(raiz, "construir")
    assert hecho.codigo == 1 and "no es de los archivos que van en la raíz" in hecho.dicho


def test_git_cambio_los_finales_de_renglon(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "d"
    anexo = raiz / "contenido/instancias/mesa/actas/2020/01/lista.csv"
    anexo.write_bytes(b"cargo,asistio\nA,si\n")
    nombrar(raiz, 1, "lista.csv")
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    anexo.write_bytes(anexo.read_bytes().replace(b"\n", b"\r\n"))
    hecho = generador(raiz, "revisar")
    assert hecho.codigo == 1 and "git le cambió los finales de renglón" in hecho.dicho, hecho.dicho
    assert hashlib.sha256(anexo.read_bytes()).hexdigest() not in hecho.dicho


def test_lo_publicado_se_busca_en_la_direccion_publica(tmp_path: Path) -> None:
    """El camino entero en pequeño: se publica, se sirve bajo una subcarpeta y se verifica."""
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "d"
    generador(raiz, "publicar", str(destino))
    with servido(destino / "actual", "/instancias/") as direccion:
        hecho = generador(raiz, "verificar", direccion)
    assert hecho.codigo == 0, hecho.dicho


# --- lo publicado que deja de estar --------------------------------------------------------------

_APARTAN = {
    "borrador": ("numero: 1\n", "numero: 1\nborrador: si\n"),
    "estado": ("estado: firmada", "estado: borrador"),
    "fecha_publicacion": ("numero: 1\n", "numero: 1\nfecha_publicacion: 2031-01-01\n"),
}


@pytest.mark.parametrize("clave", _APARTAN)
def test_el_registro_que_existe_se_explica_en_su_linea(clave: str, tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 2)
    assert generador(raiz, "publicar", str(tmp_path / "d")).codigo == 0
    acta = raiz / "contenido/instancias/mesa/actas/2020/01.md"
    acta.write_text(acta.read_text("utf-8").replace(*_APARTAN[clave], 1), "utf-8")
    renglon = next(
        n for n, r in enumerate(acta.read_text("utf-8").splitlines(), 1) if r.startswith(clave)
    )
    hecho = generador(raiz, "revisar")
    assert hecho.codigo == 1 and hecho.dicho.count("direccion-perdida") == 1, hecho.dicho
    assert f"actas/2020/01.md:{renglon}:" in hecho.dicho, hecho.dicho
    assert "retirados.yaml:" not in hecho.dicho


def test_un_error_de_escritura_no_trae_consecuencias(tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 2)
    assert generador(raiz, "publicar", str(tmp_path / "d")).codigo == 0
    acta = raiz / "contenido/instancias/mesa/actas/2020/01.md"
    acta.write_text(acta.read_text("utf-8").replace("tipo: ordinaria", "tipo: ordinari"), "utf-8")
    instancia = raiz / "contenido/instancias/mesa/instancia.md"
    for archivo, malo in ((acta, None), (instancia, "---\nnombre: [\n---\n")):
        if malo:
            archivo.write_text(malo, "utf-8")
        hecho = generador(raiz, "revisar")
        assert hecho.codigo == 1 and "direccion-perdida" not in hecho.dicho, hecho.dicho
    instancia.unlink()
    hecho = generador(raiz, "revisar")
    assert "instancia-falta" in hecho.dicho and "direccion-perdida" not in hecho.dicho, hecho.dicho


def test_lo_que_no_esta_se_dice_en_la_entrada_que_lo_publico(tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 2)
    assert generador(raiz, "publicar", str(tmp_path / "d")).codigo == 0
    (raiz / "contenido/instancias/mesa/actas/2020/02.md").unlink()
    (raiz / "contenido/instancias/mesa/actas/2020/02/anexo.pdf").unlink()
    hecho = generador(raiz, "revisar")
    assert hecho.codigo == 1 and hecho.dicho.count("direccion-perdida") == 1, hecho.dicho
    (entrada,) = (raiz / "contenido/publicaciones").iterdir()
    assert f"publicaciones/{entrada.name}" in hecho.dicho
    assert "actas/2020/02.html», que la publicación 1 mostró, ya no está" in hecho.dicho
    assert "ni otra dirección suya" in hecho.dicho
    # El ejemplo declara las dos.
    assert "- ruta: instancias/mesa/actas/2020/02/anexo.pdf" in hecho.dicho


def test_el_acta_que_se_borra_sin_su_carpeta_es_una_sola_causa(tmp_path: Path) -> None:
    """Ni quien la cita lleva otra acta por propuesta, ni sus anexos se dicen aparte."""
    raiz = hacer_sitio(tmp_path / "sitio", 3)
    otra = raiz / "contenido/instancias/mesa/actas/2020/03.md"
    cita = "---\naprobacion_de_actas: [actas/2020/02]\n"
    otra.write_text(otra.read_text("utf-8").replace("---\n", cita, 1), "utf-8")
    assert generador(raiz, "publicar", str(tmp_path / "d"), "--sin-buscador").codigo == 0
    (raiz / f"{ACTA_2}.md").unlink()
    dicho = generador(raiz, "revisar").dicho
    assert dicho.count("  error  ") == 1 and "¿Quiso decir" not in dicho, dicho
    assert "- ruta: instancias/mesa/actas/2020/02/anexo.pdf" in dicho


def test_publicar_el_sitio_de_un_dia_anterior_dice_que_fue_la_fecha(tmp_path: Path) -> None:
    """Y no señala el registro, que nadie tocó."""
    raiz = hacer_sitio(tmp_path / "sitio", 2)
    assert generador(raiz, "publicar", str(tmp_path / "d"), "--sin-buscador").codigo == 0
    antes = (tmp_path / "d/actual" / PAGINA).read_bytes()
    hecho = generador(raiz, "publicar", str(tmp_path / "d"), "--fecha", "2020-01-02")
    assert hecho.codigo == 1 and hecho.dicho.count("  error  ") == 1, hecho.dicho
    assert "Publique sin --fecha" in hecho.dicho and "publicaciones/" in hecho.dicho
    assert (tmp_path / "d/actual" / PAGINA).read_bytes() == antes


def test_la_instancia_que_se_aparta_o_se_borra_es_una_sola_causa(tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 3)
    assert generador(raiz, "publicar", str(tmp_path / "d"), "--sin-buscador").codigo == 0
    ficha = raiz / "contenido/instancias/mesa/instancia.md"
    sana = ficha.read_text("utf-8")
    ficha.write_text(sana.replace("---\n", "---\nborrador: si\n", 1), "utf-8")
    apartada = generador(raiz, "revisar").dicho
    assert apartada.count("  error  ") == 1 and "mesa/instancia.md:2:" in apartada, apartada
    shutil.rmtree(ficha.parent)
    borrada = generador(raiz, "revisar").dicho
    assert borrada.count("  error  ") == 1 and "direcciones suyas" in borrada, borrada


def test_de_un_acta_publicada_que_quedo_vacia_no_se_propone_borrarla(tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 2)
    assert generador(raiz, "publicar", str(tmp_path / "d"), "--sin-buscador").codigo == 0
    (raiz / f"{ACTA_2}.md").write_text("")
    dicho = generador(raiz, "revisar").dicho
    assert "archivo-vacio" in dicho and "borre el archivo «" not in dicho, dicho


ACTA_2 = "contenido/instancias/mesa/actas/2020/02"
RENOMBRADOS = {
    "un acta y su carpeta": ((f"{ACTA_2}.md", "002.md"), (ACTA_2, "002")),
    "solo el acta": ((f"{ACTA_2}.md", "acta-2.md"),),
    "la instancia": (("contenido/instancias/mesa", "mesa-de-prueba"),),
}


@pytest.mark.parametrize("cambiado", RENOMBRADOS)
def test_lo_publicado_con_otro_nombre_pide_el_suyo(cambiado: str, tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 3)
    assert generador(raiz, "publicar", str(tmp_path / "d"), "--sin-buscador").codigo == 0
    for archivo, nombre in RENOMBRADOS[cambiado]:
        (raiz / archivo).rename((raiz / archivo).with_name(nombre))
    hecho = generador(raiz, "revisar")
    assert hecho.codigo == 1 and hecho.dicho.count("direccion-perdida") == 1, hecho.dicho
    viejo, nuevo = RENOMBRADOS[cambiado][0]
    assert str(Path(viejo).with_name(nuevo)) + ":1:1  error  direccion-perdida" in hecho.dicho
    assert f"Devuélvale el nombre, «{Path(viejo).name}»" in hecho.dicho
    assert "publicaciones/" not in hecho.dicho


def test_el_cambio_de_nombre_a_proposito_se_declara(tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 2)
    assert generador(raiz, "publicar", str(tmp_path / "d"), "--sin-buscador").codigo == 0
    acta = raiz / f"{ACTA_2}.md"
    (raiz / ACTA_2).rename(acta.with_name("002"))
    acta = acta.rename(acta.with_name("002.md"))
    (antes,) = re.findall(r"«(antes: .+?)»", generador(raiz, "revisar").dicho)
    acta.write_text(acta.read_text("utf-8").replace("---\n", f"---\n{antes}\n", 1), "utf-8")
    assert generador(raiz, "revisar").codigo == 0


def test_la_norma_publicada_que_se_borra_no_se_llama_de_otra_manera(tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 2)
    norma = raiz / "contenido/normas/acuerdo-7-2020-uno.md"
    norma.parent.mkdir(exist_ok=True)
    norma.write_text(
        "---\ntipo: acuerdo\nnumero: 7\nanio: 2020\nemisor: uno\nfecha: 2020-01-01\n"
        "epigrafe: Por el cual se prueba\nvigencia: vigente\nconfianza: ficticia\n---\n"
    )
    assert generador(raiz, "publicar", str(tmp_path / "d"), "--sin-buscador").codigo == 0
    norma.unlink()
    dicho = generador(raiz, "revisar").dicho
    assert dicho.count("  error  ") == 1 and "normas/acuerdo-7-2020-uno.html», que" in dicho, dicho
    assert "retirados.yaml" in dicho and "Devuélvale el nombre" not in dicho


def _a_otro_anio(raiz: Path) -> Path:
    """El acta 2, con sus anexos, en la carpeta de 2019."""
    otro = raiz / "contenido/instancias/mesa/actas/2019"
    otro.mkdir()
    for parte in ("02.md", "02"):
        (raiz / "contenido/instancias/mesa/actas/2020" / parte).rename(otro / parte)
    return otro / "02.md"


def test_un_acta_publicada_que_va_a_otro_anio_con_su_fecha_se_dice_donde_esta(
    tmp_path: Path,
) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 2)
    assert generador(raiz, "publicar", str(tmp_path / "d"), "--sin-buscador").codigo == 0
    acta = _a_otro_anio(raiz)
    acta.write_text(acta.read_text("utf-8").replace("fecha: 2020-", "fecha: 2019-"), "utf-8")
    dicho = generador(raiz, "revisar").dicho
    assert dicho.count("  error  ") == 1 and "actas/2019/02.md:1:1" in dicho, dicho
    assert "Devuélvalo, con su carpeta de anexos, a contenido/instancias/mesa/actas/2020/" in dicho


def test_un_acta_publicada_que_va_a_otro_anio_se_dice_por_su_causa(tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 2)
    assert generador(raiz, "publicar", str(tmp_path / "d"), "--sin-buscador").codigo == 0
    _a_otro_anio(raiz)
    hecho = generador(raiz, "revisar")
    assert hecho.codigo == 1 and "actas/2019/02.md" in hecho.dicho
    assert hecho.dicho.count("  error  ") == hecho.dicho.count("error  acta-otro-anio") == 1
    # Esa dirección nunca se publicó: no hay nada que conservar.
    assert "«antes»" not in hecho.dicho


def test_un_anexo_publicado_con_otro_nombre_se_dice_en_su_registro(tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 2)
    assert generador(raiz, "publicar", str(tmp_path / "d"), "--sin-buscador").codigo == 0
    acta = raiz / f"{ACTA_2}.md"
    acta.write_text(acta.read_text("utf-8").replace("anexo.pdf", "lista.pdf"), "utf-8")
    anexo = raiz / ACTA_2 / "anexo.pdf"
    anexo.rename(anexo.with_name("lista.pdf"))
    hecho = generador(raiz, "revisar")
    assert f"{ACTA_2}.md:1:1  error  direccion-perdida" in hecho.dicho, hecho.dicho
    assert hecho.dicho.count("  error  ") == 1
    assert "uno nuevo, «lista.pdf»" in hecho.dicho and "devuélvaselo, «anexo.pdf»" in hecho.dicho


def test_el_acta_renombrada_no_acusa_a_sus_anexos(tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 2)
    assert generador(raiz, "publicar", str(tmp_path / "d"), "--sin-buscador").codigo == 0
    acta = raiz / f"{ACTA_2}.md"
    acta.rename(acta.with_name("2.md"))
    hecho = generador(raiz, "revisar")
    assert hecho.dicho.count("  error  ") == hecho.dicho.count("error  direccion-perdida") == 1


def test_de_un_acta_renombrada_otra_vez_se_proponen_todas_sus_direcciones(tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 2)
    assert generador(raiz, "publicar", str(tmp_path / "d"), "--sin-buscador").codigo == 0
    acta = raiz / f"{ACTA_2}.md"
    pagina = ACTA_2.removeprefix("contenido/")
    texto = acta.read_text("utf-8").replace("---\n", f"---\nantes: [{pagina}.html]\n", 1)
    acta.unlink()
    acta.with_name("20.md").write_text(texto, "utf-8")
    acta.with_suffix("").rename(acta.with_name("20"))
    hecho = generador(raiz, "revisar")
    juntas = " ".join(hecho.dicho.split())
    assert f"«antes: [{pagina}.html, {pagina}/anexo.pdf]»" in juntas, hecho.dicho


@pytest.mark.parametrize("a", ["d", "d.zip"])
def test_firmar_lo_que_ya_esta_a_la_vista_lo_firma(a: str, tmp_path: Path) -> None:
    """Y la llave que no sirve se dice aunque no haya nada nuevo."""
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), str(tmp_path / a)
    assert generador(raiz, "publicar", destino, "--sin-buscador").codigo == 0
    llave = tmp_path / "llave"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(llave)], check=True)
    firmar = ("publicar", destino, "--sin-buscador", "--firmar")
    assert generador(raiz, *firmar, str(tmp_path / "no-existe")).codigo == 3
    firmado = generador(raiz, *firmar, str(llave))
    assert firmado.codigo == 0 and "Publicación 2 a la vista" in firmado.dicho, firmado.dicho
    otra = generador(raiz, *firmar, str(llave))
    assert "no hay nada que publicar" in otra.dicho, otra.dicho
    if a == "d":
        visto = generador(raiz, "verificar", destino, "--llave", f"{llave}.pub")
        assert visto.codigo == 0, visto.dicho


# --- varios destinos --------------------------------------------------------------------------


def test_un_destino_no_se_acusa_por_lo_que_se_publico_en_otro(tmp_path: Path) -> None:
    raiz, uno, otro = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "uno", tmp_path / "otro"
    for destino in (uno, otro):
        assert generador(raiz, "publicar", str(destino), "--sin-buscador").codigo == 0
    poner_acta(raiz, 2)
    assert generador(raiz, "publicar", str(uno), "--sin-buscador").codigo == 0
    for destino in (uno, otro):
        visto = generador(raiz, "verificar", str(destino))
        assert visto.codigo == 0, visto.dicho
        assert "no guarda, como las de otros" in visto.dicho, visto.dicho
        todo = ("--registro", "contenido/publicaciones")
        assert generador(raiz, "verificar", str(destino), *todo).codigo == 0


def test_del_destino_que_no_ha_retirado_se_dice_eso(tmp_path: Path) -> None:
    raiz, _destino, orden = _con_cedulas(tmp_path)
    otro = _publicar_las_cedulas(raiz, tmp_path / "otro")
    hecho = generador(raiz, *orden)
    assert hecho.codigo == 0 and "también se publicó en" in hecho.dicho, hecho.dicho
    registro = ("--registro", "contenido/publicaciones")
    visto = generador(raiz, "verificar", str(otro), *registro)
    assert visto.codigo == 1 and "retiro-pendiente" in visto.dicho, visto.dicho
    assert "registro-alterado" not in visto.dicho
    atras = generador(raiz, "publicar", str(otro), "--deshacer")
    assert atras.codigo == 3 and "retiró algo definitivamente" in atras.dicho, atras.dicho
    repetida = generador(raiz, "publicar", str(otro), *orden[2:])
    assert repetida.codigo == 0, repetida.dicho
    assert generador(raiz, "verificar", str(otro), *registro).codigo == 0


def test_una_copia_de_la_rama_se_verifica_como_esta(tmp_path: Path) -> None:
    raiz, (lugar, leer) = hacer_sitio(tmp_path / "sitio", 1), _en_rama(tmp_path)
    assert generador(raiz, "publicar", lugar, "--sin-buscador").codigo == 0
    assert leer()
    visto = generador(raiz, "verificar", str(tmp_path / "copia"))
    assert visto.codigo == 0, visto.dicho


def test_los_pdf_no_dejan_de_verse_por_olvidar_una_opcion(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "d"
    publicar = ("publicar", str(destino), "--sin-buscador")
    assert generador(raiz, *publicar, "--pdf").codigo == 0
    pdf = destino / "actual/instancias/mesa/actas/2020/01.pdf"
    assert pdf.is_file()
    poner_acta(raiz, 2)
    sin = generador(raiz, *publicar)
    assert sin.codigo == 3 and "Repita con --pdf" in sin.dicho, sin.dicho
    assert pdf.is_file()
    sitio = raiz / "contenido/sitio.yaml"
    sitio.write_text(f"{sitio.read_text('utf-8')}pdf: si\n", "utf-8")
    assert generador(raiz, *publicar).codigo == 0
    assert pdf.is_file()


def test_publicar_donde_se_guarda_lo_que_otro_retiro_tambien_lo_borra(tmp_path: Path) -> None:
    """Una publicación de todos los días no lo deja guardado, ni se puede volver a él."""
    raiz, _destino, orden = _con_cedulas(tmp_path)
    otro = _publicar_las_cedulas(raiz, tmp_path / "otro")
    assert generador(raiz, *orden).codigo == 0
    hecho = generador(raiz, "publicar", str(otro))
    assert hecho.codigo == 0 and "también aquí se borra" in hecho.dicho, hecho.dicho
    assert [p for p in otro.rglob("*") if "cedulas" in p.name] == []
    atras = generador(raiz, "publicar", str(otro), "--deshacer")
    assert atras.codigo == 3, atras.dicho
    visto = generador(raiz, "verificar", str(otro), "--registro", "contenido/publicaciones")
    assert visto.codigo == 0, visto.dicho
    assert "no hay nada que publicar" in generador(raiz, "publicar", str(otro)).dicho


# --- la fecha de lo que se publica ---------------------------------------------------------------


def _con_acta_para_despues(tmp_path: Path) -> tuple[Path, str, date]:
    """Un sitio publicado, con un acta que se publica dentro de unos días."""
    raiz, hoy = hacer_sitio(tmp_path / "sitio", 2), reloj.hoy()
    acta, cuando = raiz / f"{ACTA_2}.md", hoy + timedelta(days=16)
    texto = acta.read_text("utf-8").replace("---\n", f"---\nfecha_publicacion: {cuando}\n", 1)
    acta.write_text(texto, "utf-8")
    assert generador(raiz, "publicar", str(tmp_path / "d"), "--sin-buscador").codigo == 0
    return raiz, str(tmp_path / "d"), cuando


def test_el_sitio_de_un_dia_que_no_ha_llegado_no_se_publica(tmp_path: Path) -> None:
    raiz, destino, cuando = _con_acta_para_despues(tmp_path)
    publicar = ("publicar", destino, "--sin-buscador")
    for mas in ((), ("--simular",)):
        hecho = generador(raiz, *publicar, "--fecha", str(cuando), *mas)
        assert hecho.codigo == 2 and "no ha llegado" in hecho.dicho, hecho.dicho
        assert "Publique sin --fecha; con ella, el sitio de ese día se construye" in hecho.dicho
    assert not (tmp_path / "d/actual/instancias/mesa/actas/2020/02.html").exists()
    assert generador(raiz, *publicar, "--fecha", str(reloj.hoy())).codigo == 0


def test_lo_que_se_publico_antes_de_tiempo_se_quita_y_sale_el_dia_debido(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raiz, destino, cuando = _con_acta_para_despues(tmp_path)
    publicar = ("publicar", destino, "--sin-buscador")
    orden = sys.modules["generador.cli.publicar"]
    with monkeypatch.context() as parche:
        parche.setattr(orden, "_exigir_que_ya_llegue", lambda _: None)
        mas = ("--fecha", str(cuando + timedelta(days=5)))
        assert generador(raiz, *publicar, *mas).codigo == 0
    acta = tmp_path / "d/actual/instancias/mesa/actas/2020/02.html"
    assert acta.exists()
    hecho = generador(raiz, *publicar)
    assert hecho.codigo == 1 and "publicar DESTINO --deshacer»" in hecho.dicho, hecho.dicho
    assert generador(raiz, *publicar, "--deshacer").codigo == 0
    assert not acta.exists()
    assert "no hay nada que publicar" in generador(raiz, *publicar).dicho
    # El día debido sale, aunque nadie haya cambiado nada.
    for modulo in (comun, orden):
        monkeypatch.setattr(modulo, "hoy", lambda: cuando)
    hecho = generador(raiz, *publicar)
    assert hecho.codigo == 0 and acta.exists(), hecho.dicho
