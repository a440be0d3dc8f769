"""Lo que `publicar` comprueba en el camino, y lo que pasaría si no lo hiciera."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from apoyo.formatos_minimos import pdf_en_blanco
from apoyo.reales import Corrida, Cortador, Ssh, generador, hacer_sitio, nombrar, poner_acta, sshd

from generador import publicacion
from generador.integridad import Carpeta, verificar
from generador.publicacion import construido, interfaz, registro, valores, versiones
from generador.publicacion.fallos import fallo_de_conexion
from generador.publicacion.interfaz import LoPublicado, Version
from generador.publicacion.maquina import Local
from generador.publicacion.paquete_zip import Paquete
from generador.publicacion.rama_git import RamaGit
from generador.publicacion.sftp import PorSftp
from generador.publicacion.taller import Obrador
from generador.publicacion.versiones import ConVersiones

CLASES = {"local": ConVersiones, "sftp": PorSftp, "git": RamaGit, "zip": Paquete}


@pytest.fixture(scope="module")
def servidor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ssh]:
    with sshd(tmp_path_factory.mktemp("ssh")) as encendido:
        yield encendido


def lugar_de(clase: str, carpeta: Path, ssh: Ssh) -> str:
    if clase == "git":
        subprocess.run(["git", "init", "-q", "--bare", str(carpeta / "repo")], check=True)
    return {
        "local": str(carpeta / "destino"),
        "sftp": f"sftp://127.0.0.1:{ssh.puerto}{carpeta}/destino",
        "git": f"git+{carpeta}/repo#sitio",
        "zip": str(carpeta / "entrega.zip"),
    }[clase]


def traer(clase: str, carpeta: Path) -> Path:
    """Lo que el destino muestra, en una carpeta."""
    if clase in ("local", "sftp"):
        return (carpeta / "destino/actual").resolve()
    traido = carpeta / "traido"
    if clase == "git":
        orden = ["git", "-C", str(carpeta / "repo"), "archive", "sitio"]
        datos = subprocess.run(orden, check=True, capture_output=True).stdout
        traido.mkdir()
        subprocess.run(["tar", "-x", "-C", str(traido)], input=datos, check=True)
        return traido
    shutil.unpack_archive(carpeta / "entrega.zip", traido)
    return traido / "sitio"


def danar_en_el_camino(subir: Callable[..., None]) -> Callable[..., None]:
    """Un byte de la portada cambia entre sellar la versión y que el destino la reciba."""

    def subir_danado(destino: object, version: Version) -> None:
        portada = version.arbol / "index.html"
        datos = portada.read_bytes()
        # Un archivo nuevo: el que hay se comparte con lo construido.
        portada.unlink()
        portada.write_bytes(datos[:-3] + b"X" + datos[-2:])
        subir(destino, version)

    return subir_danado


@pytest.mark.parametrize("clase", CLASES)
@pytest.mark.parametrize("con_ella", [True, False], ids=["comparando", "sin-comparar"])
def test_lo_que_llega_danado_no_se_hace_visible(
    clase: str, con_ella: bool, servidor: Ssh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Con la comparación al otro lado se niega; sin ella, el daño queda a la vista."""
    raiz, tipo = hacer_sitio(tmp_path / "sitio", 1), CLASES[clase]
    monkeypatch.setattr(tipo, "subir", danar_en_el_camino(tipo.subir))  # type: ignore[attr-defined]
    if not con_ella:
        monkeypatch.setattr(tipo, "comparar", lambda *_: ())
    hecho = generador(raiz, "publicar", lugar_de(clase, tmp_path, servidor), **servidor.entorno)
    if con_ella:
        assert hecho.codigo == 3 and "no quedaron los bytes debidos en 1 archivos" in hecho.dicho
        assert not (tmp_path / "destino/actual").exists()
        return
    assert hecho.codigo == 0, hecho.dicho
    defectos = verificar(Carpeta(traer(clase, tmp_path))).defectos
    assert [(d.codigo, d.ruta) for d in defectos] == [("archivo-alterado", "index.html")]


_RENGLONES = {
    "los archivos": "sha256sum --quiet -c SHA256SUMS ",
    "las sumas": "printf '%s  SHA256SUMS",
    "lo que sobra": "sort | comm -13 ",
}
GUARDAS = {
    que: next(r for r in versiones._COMPARAR.splitlines(keepends=True) if r.startswith(comienzo))
    for que, comienzo in _RENGLONES.items()
}


@pytest.mark.parametrize("que", GUARDAS)
def test_cada_comparacion_del_guion_hace_falta(
    que: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alguien toca la versión mientras sube: el guion entero lo ve; sin ese renglón, no."""
    subir = ConVersiones.subir

    def subir_y_tocar(destino: ConVersiones, version: Version) -> None:
        subir(destino, version)
        aparte = tmp_path / f"destino-{len(vistos)}/publicaciones" / version.nombre
        if que == "lo que sobra":
            (aparte / "puerta.html").write_text("x")
            return
        archivo = aparte / ("index.html" if que == "los archivos" else "SHA256SUMS")
        datos = archivo.read_bytes()
        archivo.unlink()
        archivo.write_bytes(datos + b"\n" if que == "los archivos" else datos[:-80])

    raiz, vistos = hacer_sitio(tmp_path / "sitio", 1), []
    monkeypatch.setattr(ConVersiones, "subir", subir_y_tocar)
    for guion in (versiones._COMPARAR, versiones._COMPARAR.replace(GUARDAS[que], "")):
        monkeypatch.setattr(versiones, "_COMPARAR", guion)
        destino = tmp_path / f"destino-{len(vistos)}"
        hecho = generador(raiz, "publicar", str(destino))
        a_la_vista = (destino / "actual").exists()
        integro = a_la_vista and verificar(Carpeta((destino / "actual").resolve())).integro
        vistos.append((hecho.codigo, integro))
    # Lo que sobra se quita y se sigue; lo alterado, que se vuelve a alterar, no se publica.
    assert vistos == [(0, True) if que == "lo que sobra" else (3, False), (0, False)]


def test_quien_pierde_el_turno_no_se_lo_quita_a_quien_lo_tiene(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otra persona sube a mitad de la comparación: esta se detiene, y lo de la otra sigue allá."""
    una, otra = (hacer_sitio(tmp_path / n, 1) for n in ("una", "otra"))
    poner_acta(otra, 1, lugar="Otra sala")
    destino, comparar = tmp_path / "destino", ConVersiones.comparar

    def morir(*_: object) -> None:
        raise interfaz.FalloDeDestino("se fue la luz", "repita")

    def comparar_tarde(lugar: ConVersiones, version: Version) -> tuple[str, ...]:
        monkeypatch.setattr(ConVersiones, "comparar", comparar)
        with monkeypatch.context() as durante:
            durante.setattr(ConVersiones, "cambiar", morir)
            assert generador(otra, "publicar", str(destino)).codigo != 0
        return ("index.html",)

    monkeypatch.setattr(ConVersiones, "comparar", comparar_tarde)
    hecho = generador(una, "publicar", str(destino))
    assert hecho.codigo == 3 and "Otra persona publica en este destino" in hecho.dicho
    (turno,) = (destino / "publicaciones").glob(".*.lista")
    assert generador(otra, "publicar", str(destino)).codigo == 0
    assert f".{(destino / 'actual').resolve().name}.lista" == turno.name


@pytest.mark.parametrize("lleno", [True, False], ids=["lleno", "con-lugar"])
def test_si_al_copiar_se_corta_se_pregunta_si_fue_por_falta_de_espacio(
    lleno: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    destino = tmp_path / "destino"

    def cortarse(maquina: Local, origen: Path, rutas: object, carpeta: str) -> None:
        aparte = destino / carpeta
        if lleno:
            (aparte.parent / f".{aparte.name}.prueba").symlink_to("/dev/full")
        raise fallo_de_conexion(b"", "destino", 11)

    monkeypatch.setattr(Local, "copiar", cortarse)
    hecho = generador(hacer_sitio(tmp_path / "sitio", 1), "publicar", str(destino))
    dice = "El disco del destino está lleno" if lleno else "se cortó (código 11)"
    assert hecho.codigo == 3 and dice in hecho.dicho
    assert not list(destino.glob("publicaciones/*.prueba"))


def test_publicar_lo_mismo_desde_dos_copias_no_borra_lo_que_ya_se_ve(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Con los mismos bytes, la versión de la otra copia se llama igual que la de esta."""
    una, otra = (hacer_sitio(tmp_path / n, 1) for n in ("una", "otra"))
    destino, subir, vistos = tmp_path / "destino", ConVersiones.subir, []

    def subir_tarde(lugar: ConVersiones, version: Version) -> None:
        monkeypatch.setattr(ConVersiones, "subir", subir)
        assert generador(otra, "publicar", str(destino)).codigo == 0
        visto = (destino / "actual").resolve()
        assert visto.name == version.nombre
        vistos.append(visto.stat().st_ino)
        subir(lugar, version)

    monkeypatch.setattr(ConVersiones, "subir", subir_tarde)
    hecho = generador(una, "publicar", str(destino))
    assert hecho.codigo == 3 and "Otra persona publica en este destino" in hecho.dicho
    assert [(destino / "actual").stat().st_ino] == vistos
    assert verificar(Carpeta((destino / "actual").resolve())).integro


@pytest.mark.parametrize("con_ella", [True, False], ids=["con-la-huella", "sin-la-huella"])
def test_la_huella_de_lo_construido_es_la_primera_que_lo_ve(
    con_ella: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sin ella lo alterado viaja entero, y solo se descubre al otro lado."""
    raiz, construir = hacer_sitio(tmp_path / "sitio", 1), publicacion.construir

    def construir_y_danar(pedido: object) -> object:
        resultado = construir(pedido)  # type: ignore[arg-type]
        pagina = raiz / "publicado/index.html"
        datos = pagina.read_bytes()
        pagina.unlink()
        pagina.write_bytes(datos[:-1] + b"X")
        return resultado

    monkeypatch.setattr(publicacion, "construir", construir_y_danar)
    if not con_ella:
        monkeypatch.setattr(construido, "alterados", lambda *_, **__: ())
    hecho = generador(raiz, "publicar", str(tmp_path / "d"))
    dice = "no son los que se construyeron" if con_ella else "no quedaron los bytes debidos"
    assert hecho.codigo == 3 and dice in hecho.dicho
    assert (tmp_path / "d").exists() is not con_ella
    assert not (tmp_path / "d/actual").exists()


def test_los_campos_de_antes_se_creen_solo_si_son_los_sellados(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "d"
    generador(raiz, "publicar", str(destino))
    actual = (destino / "actual").resolve()
    manifiesto = (actual / "manifiesto.json").read_bytes()
    campos = (actual / interfaz.CAMPOS).read_bytes()
    leidos = valores.valores_publicados(LoPublicado(manifiesto=manifiesto, campos=campos))
    assert leidos is not None
    assert leidos["instancias/mesa/actas/2020/01.html"]["lugar"] == "Sala 1"
    otros = valores.escribir_valores({})
    assert valores.valores_publicados(LoPublicado(manifiesto=manifiesto, campos=otros)) is None


def test_un_registro_que_no_es_el_del_destino(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dos copias con la misma publicación 1: se niega. Sin mirarlo, la cadena mentiría."""
    una, otra = hacer_sitio(tmp_path / "una", 1), hacer_sitio(tmp_path / "otra", 2)

    def publicar(raiz: Path, lugar: str) -> Corrida:
        sitio = raiz / "contenido/sitio.yaml"
        propio, _, _ = sitio.read_text("utf-8").partition("destinos:")
        lugar = f"destinos:\n  - nombre: produccion\n    lugar: {tmp_path / lugar}\n"
        sitio.write_text(propio + lugar, "utf-8")
        return generador(raiz, "publicar", "produccion")

    assert publicar(una, "d").codigo == publicar(otra, "otro").codigo == 0
    hecho = publicar(otra, "d")
    assert hecho.codigo == 3 and "no es la que tiene el destino" in hecho.dicho
    monkeypatch.setattr(registro, "perdidas", lambda *_: {})
    monkeypatch.setattr(Obrador, "otro_numero", False)
    assert publicar(otra, "d").codigo == 0
    antes = (tmp_path / "d/anterior/manifiesto.json").read_bytes()
    cadena = json.loads((tmp_path / "d/actual/manifiesto.json").read_bytes())["cadena"]
    assert interfaz.manifiesto_de(antes) and cadena != [registro.manifiesto_de_entrada(antes)]


def test_solo_viaja_lo_que_cambia(servidor: Ssh, tmp_path: Path) -> None:
    """Un anexo de dos millones de bytes viaja una vez, no con cada publicación."""
    raiz, cortador = hacer_sitio(tmp_path / "sitio", 1), Cortador(servidor.puerto)
    anexo = raiz / "contenido/instancias/mesa/actas/2020/01/anexo.pdf"
    anexo.write_bytes(b"%PDF-1.4\n" + os.urandom(2_000_000) + pdf_en_blanco().encode())
    lugar = f"ssh://127.0.0.1:{cortador.puerto}{tmp_path}/destino"
    pasaron = []
    for n in (1, 2):
        poner_acta(raiz, 1, lugar=f"Sala {n}")
        cortador.poner(None)
        hecho = generador(raiz, "publicar", lugar, **servidor.por(cortador.puerto).entorno)
        assert hecho.codigo == 0, hecho.dicho
        pasaron.append(cortador.pasaron)
    cortador.cerrar()
    assert pasaron[0] > 2_000_000 > 600_000 > pasaron[1]


def test_un_retiro_que_se_corta_no_deja_deshacer_y_se_termina(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio", 2), tmp_path / "d"
    secreto = raiz / "contenido/instancias/mesa/actas/2020/02/cedulas.pdf"
    secreto.write_text(pdf_en_blanco("cedulas"))
    nombrar(raiz, 2, "cedulas.pdf")
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    secreto.unlink()
    poner_acta(raiz, 2)
    retirar = ("--retirar-definitivo", "instancias/mesa/actas/2020/02/cedulas.pdf")
    orden = ("publicar", str(destino), *retirar, "--motivo", "Por error")

    def cortado(*_: object) -> None:
        raise fallo_de_conexion(b"", "el servidor")

    with monkeypatch.context() as parche:
        parche.setattr(ConVersiones, "purgar", cortado)
        hecho = generador(raiz, *orden)
    assert hecho.codigo == 3 and "todavía lo guarda" in hecho.dicho, hecho.dicho
    deshecho = generador(raiz, "publicar", str(destino), "--deshacer")
    assert deshecho.codigo == 3 and "retiró algo definitivamente" in deshecho.dicho
    assert generador(raiz, *orden).codigo == 0
    quedan = [p for c in (raiz, destino) for p in c.rglob("*") if p.is_file()]
    assert [p for p in quedan if b"cedulas" in p.name.encode() + p.read_bytes()] == []


def test_al_dia_siguiente_de_una_correccion_no_hay_nada_que_publicar(tmp_path: Path) -> None:
    """La página del acta cuenta ahora su corrección, pero el sitio dice lo mismo."""
    raiz, destino = hacer_sitio(tmp_path / "sitio", 1), tmp_path / "d"
    primera = generador(raiz, "publicar", str(destino), "--fecha", "2026-11-20")
    assert primera.codigo == 0, primera.dicho
    poner_acta(raiz, 1, lugar="Otra sala")
    assert generador(raiz, "publicar", str(destino), "--fecha", "2026-11-21").codigo == 0
    siguiente = generador(raiz, "publicar", str(destino), "--fecha", "2026-11-22")
    assert siguiente.codigo == 0 and "no hay nada que publicar" in siguiente.dicho
    acta = (raiz / "publicado/instancias/mesa/actas/2020/01.html").read_text("utf-8")
    assert "Antes: Sala 1" in acta and "Ahora: Otra sala" in acta
    poner_acta(raiz, 1, lugar="Una sala más")
    otra = generador(raiz, "publicar", str(destino), "--fecha", "2026-11-23")
    assert otra.codigo == 0 and "Publicación 3 a la vista." in otra.dicho


def test_se_avisa_si_un_destino_va_a_contar_lo_que_se_corrigio_en_otro(tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path / "sitio", 1)
    practica, verdad = str(tmp_path / "practica"), str(tmp_path / "verdad")
    assert generador(raiz, "publicar", practica).codigo == 0
    poner_acta(raiz, 1, lugar="Otra sala")
    assert generador(raiz, "publicar", practica).codigo == 0
    dicho = "qué decían antes los documentos que cambiaron en publicaciones a otros destinos"
    primera = generador(raiz, "publicar", verdad)
    assert primera.codigo == 0 and dicho in primera.dicho
    poner_acta(raiz, 1, lugar="Una sala más")
    assert dicho not in generador(raiz, "publicar", verdad).dicho
