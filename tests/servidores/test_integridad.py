"""Verificar: todo cambio se descubre y nada intacto se acusa."""

from __future__ import annotations

import json
import random
import shlex
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from apoyo.formatos_minimos import pdf_en_blanco
from apoyo.reales import generador, hacer_sitio, poner_acta, puerto_libre, servido
from exigencias.publicacion import Copia, alterar, cambiar_al_azar

from generador.integridad import Apoyos, Carpeta, Visto, sello, verificar
from generador.modelo.fechas import fecha_larga

CAMBIOS = 40


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Copia:
    """Tres publicaciones firmadas."""
    return Copia.hacer(tmp_path_factory.mktemp("firmado"))


@pytest.fixture
def copia(original: Copia, tmp_path: Path) -> Copia:
    return original.copiar(tmp_path / "copia")


def test_lo_intacto_no_se_acusa(copia: Copia) -> None:
    for _ in range(20):
        dictamen = copia.verificar()
        assert (dictamen.defectos, dictamen.firmado, dictamen.publicacion) == ([], True, 3)


def test_sha256sum_solo_basta(copia: Copia) -> None:
    orden = ["sha256sum", "--strict", "--quiet", "-c", sello.SUMAS]
    subprocess.run(orden, cwd=copia.arbol, check=True)


def test_todo_cambio_al_azar_se_descubre(copia: Copia) -> None:
    azar = random.Random(8)
    for n in range(CAMBIOS):
        with cambiar_al_azar(copia, azar) as que:
            assert not copia.verificar().integro, f"cambio {n} sin descubrir: {que}"
    assert copia.verificar().integro


def test_una_copia_vieja_bien_firmada_se_descubre(copia: Copia) -> None:
    vieja = copia.anterior()
    assert verificar(Carpeta(vieja), Apoyos(firmantes=copia.firmantes)).integro
    con_registro = verificar(Carpeta(vieja), Apoyos(copia.registro(), copia.firmantes))
    assert "publicacion-antigua" in {d.codigo for d in con_registro.defectos}
    visto = Visto(3, sello.huella((copia.arbol / "manifiesto.json").read_bytes()))
    con_memoria = verificar(Carpeta(vieja), Apoyos(visto=visto))
    assert [d.codigo for d in con_memoria.defectos] == ["publicacion-antigua"]


def test_la_orden_dice_que_y_con_que_codigo(copia: Copia, tmp_path: Path) -> None:
    registro = ("--registro", str(copia.entradas))
    bien = generador(tmp_path, "verificar", str(copia.arbol), *registro)
    assert bien.codigo == 0, bien.dicho
    alterar(copia, "pagina")
    mal = generador(tmp_path, "verificar", str(copia.arbol), "--json", *registro)
    datos = json.loads(mal.dicho)
    assert (mal.codigo, datos["integro"]) == (1, False)
    assert [(d["codigo"], d["ruta"]) for d in datos["defectos"]] == [
        ("archivo-alterado", "index.html")
    ]
    nadie = generador(tmp_path, "verificar", "http://127.0.0.1:9/")
    assert nadie.codigo == 3 and "nadie responde" in nadie.dicho
    assert generador(tmp_path, "verificar", "no-existe").codigo == 2


def test_la_memoria_descubre_un_retroceso(copia: Copia, tmp_path: Path) -> None:
    memoria = ("--memoria", str(tmp_path / "visto.json"))
    assert generador(tmp_path, "verificar", str(copia.arbol), *memoria).codigo == 0
    hecho = generador(tmp_path, "verificar", str(copia.anterior()), *memoria)
    assert hecho.codigo == 1 and "publicacion-antigua" in hecho.dicho


def test_la_llave_dentro_del_sitio_se_rechaza(tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 1)
    (raiz / "llave").write_text("-----BEGIN OPENSSH PRIVATE KEY-----\n")
    hecho = generador(raiz, "publicar", str(tmp_path / "d"), "--firmar", "llave")
    assert hecho.codigo == 3 and "dentro de la carpeta del sitio" in hecho.dicho
    assert not (tmp_path / "d/actual").exists()


def test_las_direcciones_publicadas_responden_siempre(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio", 2), tmp_path / "d"
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    actas = raiz / "contenido/instancias/mesa/actas/2020"
    (actas / "02.md").unlink()
    shutil.rmtree(actas / "02")
    perdida = generador(raiz, "publicar", str(destino))
    assert perdida.codigo == 1 and "direccion-perdida" in perdida.dicho
    (raiz / "contenido/retirados.yaml").write_text(
        "documentos:\n"
        "  - ruta: instancias/mesa/actas/2020/02.html\n"
        "    fecha: 2026-11-20\n    motivo: Se publicó dos veces\n"
        "  - ruta: instancias/mesa/actas/2020/02/anexo.pdf\n"
        "    fecha: 2026-11-20\n    motivo: Se publicó dos veces\n"
    )
    hecho = generador(raiz, "publicar", str(destino))
    assert hecho.codigo == 0, hecho.dicho
    aviso = (destino / "actual/instancias/mesa/actas/2020/02.html").read_text("utf-8")
    assert "Se retiró el 20 de noviembre de 2026. Motivo: Se publicó dos veces" in aviso
    entrada = (raiz / "contenido/publicaciones").glob("*-2.yaml")
    assert next(entrada).read_text("utf-8").count('accion: "retirado"') == 2


def test_un_anexo_publicado_no_cambia_de_bytes(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "d"
    generador(raiz, "publicar", str(destino))
    (raiz / "contenido/instancias/mesa/actas/2020/01/anexo.pdf").write_text(pdf_en_blanco("otro"))
    for orden in (["revisar"], ["construir"], ["publicar", str(destino)]):
        hecho = generador(raiz, *orden)
        assert hecho.codigo == 1 and "anexo-cambiado" in hecho.dicho, hecho.dicho


def test_una_entrada_del_registro_que_es_un_enlace_no_se_sigue(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "d"
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    entrada = next((raiz / "contenido/publicaciones").iterdir())
    entrada.rename(tmp_path / entrada.name)
    entrada.symlink_to(tmp_path / entrada.name)
    hecho = generador(raiz, "publicar", str(destino))
    assert hecho.codigo == 3 and entrada.name in hecho.dicho and "Nada se publicó" in hecho.dicho


def test_la_fecha_se_prueba_leyendo_en_la_direccion_publica(tmp_path: Path) -> None:
    """Entregar en una carpeta no prueba nada; leer de vuelta, sí, y sale en la siguiente."""
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "d"
    generador(raiz, "publicar", str(destino))
    poner_acta(raiz, 2)
    generador(raiz, "publicar", str(destino))
    pagina = destino / "actual/instancias/mesa/actas/2020/01.html"
    assert "no consta que se leyera" in probada(pagina)
    with servido(destino / "actual") as direccion:
        agregar_destino(raiz, destino, direccion)
        hecho = generador(raiz, "publicar", "publico")
        assert hecho.codigo == 0 and "Leído de vuelta" in hecho.dicho, hecho.dicho
        poner_acta(raiz, 3)
        assert generador(raiz, "publicar", "publico").codigo == 0
    entradas = sorted((raiz / "contenido/publicaciones").glob("*.yaml"))
    leidas = [direccion in e.read_text("utf-8") for e in entradas]
    # La segunda se leyó de vuelta después, cuando ya estaba a la vista y nada había cambiado.
    assert leidas == [False, True, True], hecho.dicho
    assert fecha_larga(date.fromisoformat(entradas[1].name[:10])) in probada(pagina)
    sano = generador(raiz, "verificar", str(destino), "--registro", "contenido/publicaciones")
    assert sano.codigo == 0, sano.dicho


def test_lo_que_ya_estaba_a_la_vista_se_prueba_sin_publicar_otra_vez(tmp_path: Path) -> None:
    """La dirección no respondía al publicar; cuando responde, basta repetir la orden."""
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "d"
    agregar_destino(raiz, destino, f"http://127.0.0.1:{puerto_libre()}/")
    hecho = generador(raiz, "publicar", "publico")
    assert hecho.codigo == 3 and "no se pudo leer de vuelta" in hecho.dicho, hecho.dicho
    with servido(destino / "actual") as direccion:
        agregar_destino(raiz, destino, direccion)
        hecho = generador(raiz, "publicar", "publico")
    assert hecho.codigo == 0, hecho.dicho


def test_un_segundo_destino_no_es_un_cambio(tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 2)
    for nombre in ("uno", "dos"):
        assert generador(raiz, "publicar", str(tmp_path / nombre)).codigo == 0
    segunda = next((raiz / "contenido/publicaciones").glob("*-2.yaml")).read_text("utf-8")
    assert "documentos: ninguno" in segunda, segunda
    poner_acta(raiz, 2, lugar="Sala nueva")
    for nombre in ("dos", "uno"):
        assert generador(raiz, "publicar", str(tmp_path / nombre)).codigo == 0
    tercera, cuarta = (
        next((raiz / "contenido/publicaciones").glob(f"*-{n}.yaml")).read_text("utf-8")
        for n in (3, 4)
    )
    assert 'antes: "Sala 1"' in tercera and 'ahora: "Sala nueva"' in tercera
    assert "documentos: ninguno" in cuarta


def agregar_destino(raiz: Path, lugar: Path, direccion: str) -> None:
    """Deja en sitio.yaml un solo destino, «publico»."""
    sitio = raiz / "contenido/sitio.yaml"
    antes = sitio.read_text("utf-8").partition("destinos:")[0]
    destino = f"  - nombre: publico\n    lugar: {lugar}\n    direccion: {direccion}\n"
    sitio.write_text(f"{antes}destinos:\n{destino}", "utf-8")


def probada(pagina: Path) -> str:
    """Lo que la página dice de qué día consta que era pública."""
    return pagina.read_text("utf-8").split('id="s_historia"', 1)[1].partition("</p>")[0]


def test_cada_destino_se_compara_con_lo_suyo(tmp_path: Path) -> None:
    """Publicar también en otra parte no envejece lo que ya estaba publicado."""
    raiz = hacer_sitio(tmp_path / "sitio", 2)
    registro = ("--registro", str(raiz / "contenido/publicaciones"))
    carpeta, entrega = str(tmp_path / "web"), str(tmp_path / "web.zip")
    for destino in (carpeta, entrega):
        assert generador(raiz, "publicar", destino, "--sin-buscador").codigo == 0
    sano = generador(raiz, "verificar", carpeta, *registro)
    assert sano.codigo == 0 and "publicacion-antigua" not in sano.dicho, sano.dicho
    # Una copia de lo que la misma carpeta mostraba antes sí lo es.
    shutil.copytree((tmp_path / "web/actual").resolve(), tmp_path / "vieja")
    poner_acta(raiz, 1, lugar="Otra sala")
    assert generador(raiz, "publicar", f"{carpeta}/", "--sin-buscador").codigo == 0
    vieja = generador(raiz, "verificar", str(tmp_path / "vieja"), *registro)
    assert vieja.codigo == 1 and "publicacion-antigua" in vieja.dicho, vieja.dicho


def test_de_un_destino_que_no_se_lee_asi_se_dice_como_se_comprueba(tmp_path: Path) -> None:
    """Los renglones que se proponen, escritos como están, lo comprueban."""
    raiz = hacer_sitio(tmp_path / "sitio", 1)
    rama = f"git+{tmp_path / 'r.git'}#publico"
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "r.git")], check=True)
    for n, lugar in enumerate((str(tmp_path / "a b.zip"), rama)):
        assert generador(raiz, "publicar", lugar, "--sin-buscador").codigo == 0
        hecho = generador(raiz, "verificar", lugar)
        assert hecho.codigo == 2 and "O dé la dirección" in hecho.dicho, hecho.dicho
        *_, traer, comprobar, _ = hecho.dicho.splitlines()
        aqui = tmp_path / str(n)
        aqui.mkdir()
        subprocess.run(shlex.split(traer), cwd=aqui, check=True, capture_output=True)
        copia = comprobar.removeprefix("generador verificar ")
        comprobado = generador(raiz, "verificar", str(aqui / copia))
        assert comprobado.codigo == 0, comprobado.dicho
    for lugar, dicho in (
        ("ssh://publica@ejemplo.gov.co/srv", "traiga de ese servidor una copia"),
        ("no-esta", "Dé la dirección con que se visita el sitio, con https://"),
        ("git+https://yo:clave@ejemplo.gov.co/x#rama", "lleva una contraseña"),
    ):
        hecho = generador(raiz, "verificar", lugar)
        assert hecho.codigo == 2 and dicho in hecho.dicho, hecho.dicho
        assert "clave" not in hecho.dicho
