"""Corregir un dato que no se debía publicar: el documento sigue, y lo que decía no queda."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from apoyo.formatos_minimos import pdf_en_blanco
from apoyo.reales import generador, hacer_sitio, poner_acta

from generador.lectura.contenido import Contenido
from generador.modelo.publicaciones import BORRADOS
from generador.modelo.sitio import CAMBIO_DE_DIRECCION, Publicacion
from generador.publicacion.registro import leer_archivos

ACTA = "instancias/mesa/actas/2020/01.html"
ANEXO = "instancias/mesa/actas/2020/01/anexo.pdf"
BORRAR = ("--retirar-definitivo", ACTA, "--solo-lo-anterior", "--motivo", "Un dato personal")


def _los_que_dicen(palabra: bytes, *carpetas: Path) -> list[str]:
    todos = (p for carpeta in carpetas for p in carpeta.rglob("*") if p.is_file())
    return sorted({p.name for p in todos if palabra in p.read_bytes()})


def test_lo_que_un_acta_decia_no_queda_en_ninguna_parte(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio"), tmp_path / "destino"
    poner_acta(raiz, 1, lugar="Casa de Rosalba")
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    poner_acta(raiz, 1, lugar="Sala de juntas")
    corregida = generador(raiz, "publicar", str(destino))
    assert corregida.codigo == 0 and "--solo-lo-anterior" in corregida.dicho
    historia = destino / "actual/publicaciones.html"
    poner_acta(raiz, 2, lugar="Otra sala")
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    for pagina in (historia, destino / "actual" / ACTA):
        assert "Antes: Casa de Rosalba" in pagina.read_text(encoding="utf-8")
    hecho = generador(raiz, "publicar", str(destino), *BORRAR)
    assert hecho.codigo == 0, hecho.dicho
    assert _los_que_dicen(b"Rosalba", raiz, destino) == []
    assert "Sala de juntas" in (destino / "actual" / ACTA).read_text(encoding="utf-8")
    assert generador(raiz, "publicar", str(destino), "--deshacer").codigo == 3
    poner_acta(raiz, 3, lugar="Sala de juntas")
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    escrito = historia.read_text(encoding="utf-8")
    assert "Se borró lo que un documento decía antes. Motivo: Un dato personal" in escrito
    assert "Rosalba" not in escrito
    assert generador(raiz, "verificar", str(destino / "actual")).codigo == 0


def test_se_corrige_y_se_borra_en_la_misma_orden_y_repetirla_no_anota_otra(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio"), tmp_path / "destino"
    poner_acta(raiz, 1, lugar="Casa de Rosalba")
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    poner_acta(raiz, 1, lugar="Sala de juntas")
    assert generador(raiz, "publicar", str(destino), *BORRAR).codigo == 0
    assert _los_que_dicen(b"Rosalba", raiz, destino) == []
    otra = generador(raiz, "publicar", str(destino), *BORRAR)
    assert otra.codigo == 0 and "Nada que borrar" in otra.dicho
    assert len(list((raiz / "contenido/publicaciones").glob("*.yaml"))) == 2


def test_ni_lo_que_no_esta_ni_lo_que_sigue_se_confunden(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio"), tmp_path / "destino"
    movida = generador(raiz, "publicar", str(destino))
    assert movida.codigo == 0, movida.dicho
    entero = generador(raiz, "publicar", str(destino), *(o for o in BORRAR if o != BORRAR[2]))
    assert entero.codigo == 3 and "agregue «--solo-lo-anterior»" in entero.dicho
    ausente = generador(raiz, "publicar", str(destino), BORRAR[0], "x.html", *BORRAR[2:])
    assert ausente.codigo == 3 and "nunca se publicó" in ausente.dicho
    suelta = generador(raiz, "publicar", str(destino), "--solo-lo-anterior")
    assert suelta.codigo == 2


def test_otra_copia_no_vuelve_a_decir_lo_que_se_borro(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio"), tmp_path / "destino"
    poner_acta(raiz, 1, lugar="Casa de Rosalba")
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    poner_acta(raiz, 1, lugar="Sala de juntas")
    assert generador(raiz, "publicar", str(destino), *BORRAR).codigo == 0
    # Le llegó el registro, y no la corrección.
    poner_acta(raiz, 1, lugar="Casa de Rosalba")
    poner_acta(raiz, 2, lugar="Otra sala")
    otra = generador(raiz, "publicar", str(destino))
    assert otra.codigo == 3 and "volvería a mostrar lo que se retiró" in otra.dicho
    assert _los_que_dicen(b"Rosalba", destino) == []


def _permisos(dicho: str) -> list[str]:
    return re.findall(r"se-puede-ver [0-9a-f]{32} [0-9a-f]{32}", dicho)


def test_lo_que_decia_sin_nada_malo_vuelve_si_alguien_dice_que_se_puede_ver(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio"), tmp_path / "destino"
    borrados = raiz / "contenido/publicaciones" / BORRADOS
    for lugar, opciones in (
        ("Sala de las 10", ()),
        ("Casa de Rosalba", ()),
        ("Sala de las 11", BORRAR),
    ):
        poner_acta(raiz, 1, lugar=lugar)
        assert generador(raiz, "publicar", str(destino), *opciones).codigo == 0
    poner_acta(raiz, 1, lugar="Sala de las 10")
    se_detiene = generador(raiz, "publicar", str(destino))
    assert se_detiene.codigo == 3 and "dígalo con esta línea al final de" in se_detiene.dicho
    (permiso,) = _permisos(se_detiene.dicho)
    con_permiso = f"{borrados.read_text('utf-8')}{permiso}\n"
    borrados.write_text(con_permiso, "utf-8")
    # Vale para eso y para nada más.
    poner_acta(raiz, 1, lugar="Casa de Rosalba")
    otra = generador(raiz, "publicar", str(destino))
    assert otra.codigo == 3 and _permisos(otra.dicho) not in ([], [permiso])
    poner_acta(raiz, 1, lugar="Sala de las 10")
    vuelve = generador(raiz, "publicar", str(destino))
    assert vuelve.codigo == 0, vuelve.dicho
    assert "Sala de las 10" in (destino / "actual" / ACTA).read_text("utf-8")
    assert _los_que_dicen(b"Rosalba", destino) == []
    assert generador(raiz, "revisar").codigo == 0
    # Si después eso mismo se retira, el permiso se va con ello.
    poner_acta(raiz, 1, lugar="Sala de las 12")
    assert permiso in borrados.read_text("utf-8")
    assert generador(raiz, "publicar", str(destino), *BORRAR).codigo == 0
    assert _permisos(borrados.read_text("utf-8")) == []
    poner_acta(raiz, 1, lugar="Sala de las 10")
    assert generador(raiz, "publicar", str(destino)).codigo == 3


def test_sin_corregir_nada_no_hay_que_borrar(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio"), tmp_path / "destino"
    poner_acta(raiz, 1, lugar="Casa de Rosalba")
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    igual = generador(raiz, "publicar", str(destino), *BORRAR)
    assert igual.codigo == 3 and "Corrija primero" in igual.dicho


def test_de_lo_que_decia_no_queda_ni_la_huella(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio"), tmp_path / "destino"
    poner_acta(raiz, 1, lugar="Casa de Rosalba")
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    (primera,) = leer_archivos(Contenido(raiz)).values()
    publicacion = Publicacion.model_validate(yaml.safe_load(primera))
    (dicha,) = [d.valores for d in publicacion.documentos or () if d.ruta == ACTA]
    assert dicha is not None
    poner_acta(raiz, 1, lugar="Sala de juntas")
    assert generador(raiz, "publicar", str(destino), *BORRAR).codigo == 0
    # Con la huella se probarían nombres hasta dar con el que era.
    assert _los_que_dicen(dicha.encode(), raiz, destino) == []
    assert not (destino / "actual" / BORRADOS).exists()
    assert generador(raiz, "revisar").codigo == 0


def test_un_documento_retirado_no_vuelve_desde_otra_copia(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio"), tmp_path / "destino"
    acta, anexo = raiz / "contenido/instancias/mesa/actas/2020/03.md", "anexo.pdf"
    registro, bytes_del_anexo = acta.read_text("utf-8"), (acta.parent / "03" / anexo).read_bytes()
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    acta.unlink()
    shutil.rmtree(acta.parent / "03")
    del_acta = ACTA.replace("01.html", "03.html")
    suyos = (
        "--retirar-definitivo",
        del_acta,
        "--retirar-definitivo",
        "instancias/mesa/actas/2020/03/anexo.pdf/",
    )
    assert generador(raiz, "publicar", str(destino), *suyos, "--motivo", "Otro").codigo == 0
    # A otra copia le llega el registro, y no el retiro.
    poner_acta(raiz, 3)
    vuelve = generador(raiz, "publicar", str(destino))
    assert vuelve.codigo == 3 and "volvería a mostrar lo que se retiró" in vuelve.dicho
    # Son el acta y su anexo, y se dicen los dos.
    assert len(_permisos(vuelve.dicho)) == 2 and " También: «" in vuelve.dicho
    assert acta.read_text("utf-8") == registro
    assert (acta.parent / "03" / anexo).read_bytes() == bytes_del_anexo
    # Otro documento en la misma dirección sí se publica.
    poner_acta(raiz, 3, lugar="Otra sala")
    (acta.parent / "03" / anexo).write_text(pdf_en_blanco("otro"))
    assert generador(raiz, "publicar", str(destino)).codigo == 0


def test_una_copia_sin_la_correccion_no_la_deshace_callada(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio"), tmp_path / "destino"
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    poner_acta(raiz, 1, lugar="Sala corregida")
    corregida = generador(raiz, "publicar", str(destino))
    assert "vuelve a verse" not in corregida.dicho
    poner_acta(raiz, 1)
    poner_acta(raiz, 2, lugar="Otra sala")
    vuelve = generador(raiz, "publicar", str(destino))
    assert vuelve.codigo == 0
    assert f"«{ACTA}» vuelve a verse como en la publicación 1; la 2" in vuelve.dicho


def test_de_un_acta_que_cambio_de_lugar_se_borra_lo_que_alli_se_veia(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio"), tmp_path / "destino"
    poner_acta(raiz, 1, lugar="Casa de Rosalba")
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    carpeta = raiz / "contenido/instancias/mesa/actas/2020"
    poner_acta(raiz, 1, lugar="Sala de juntas")
    texto = (carpeta / "01.md").read_text("utf-8").replace("numero: 1\n", "numero: 9\n")
    texto = texto.replace("---\n", f"---\nantes: [{ACTA}, {ANEXO}]\n", 1)
    (carpeta / "01.md").unlink()
    (carpeta / "01").rename(carpeta / "09")
    (carpeta / "09.md").write_text(texto, "utf-8")
    movida = generador(raiz, "publicar", str(destino))
    assert movida.codigo == 0, movida.dicho
    (ultima,) = (raiz / "contenido/publicaciones").glob("*-2.yaml")
    movidos = [
        d["ruta"]
        for d in yaml.safe_load(ultima.read_text("utf-8"))["documentos"]
        if d.get("motivo") == CAMBIO_DE_DIRECCION
    ]
    assert movidos == [ACTA, ANEXO]
    entero = generador(raiz, "publicar", str(destino), *(o for o in BORRAR if o != BORRAR[2]))
    assert entero.codigo == 3 and "antes de cambiar de lugar" in entero.dicho
    hecho = generador(raiz, "publicar", str(destino), *BORRAR)
    assert hecho.codigo == 0, hecho.dicho
    assert _los_que_dicen(b"Rosalba", raiz, destino) == []
    assert (destino / "actual" / ACTA).exists()
    historia = (destino / "actual/publicaciones.html").read_text("utf-8")
    assert "Cambió de dirección" in historia and "Se retiró" not in historia
    assert generador(raiz, "verificar", str(destino / "actual")).codigo == 0


def test_la_vista_previa_cerrada_tampoco_lo_guarda(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio"), tmp_path / "destino"
    vista = raiz / ".vista/sitio"
    vista.parent.mkdir()
    poner_acta(raiz, 1, lugar="Casa de Rosalba")
    assert generador(raiz, "construir", "--salida", str(vista)).codigo == 0
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    poner_acta(raiz, 1, lugar="Sala de juntas")
    assert generador(raiz, "publicar", str(destino), *BORRAR).codigo == 0
    assert _los_que_dicen(b"Rosalba", raiz, destino) == []


def _cortar_tras(monkeypatch: pytest.MonkeyPatch, donde: str) -> None:
    """El próximo retiro muere al ir a hacer eso, como con un corte de luz."""

    def morir(*_: object, **__: object) -> None:
        monkeypatch.undo()
        raise KeyboardInterrupt

    monkeypatch.setattr(donde, morir)


@pytest.mark.parametrize("entero", [False, True], ids=["lo anterior", "el documento"])
def test_un_retiro_cortado_lo_termina_la_misma_orden_y_nadie_lo_da_por_hecho(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entero: bool
) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio"), tmp_path / "destino"
    poner_acta(raiz, 1, lugar="Casa de Rosalba")
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    acta = raiz / "contenido/instancias/mesa/actas/2020/01.md"
    if entero:
        acta.unlink()
        shutil.rmtree(acta.with_suffix(""))
        orden = ("--retirar-definitivo", ACTA, "--retirar-definitivo", ANEXO, "--motivo", "Otro")
    else:
        poner_acta(raiz, 1, lugar="Sala de juntas")
        orden = BORRAR
    _cortar_tras(monkeypatch, "generador.publicacion.taller.Obrador.anotar")
    cortada = generador(raiz, "publicar", str(destino), *orden)
    assert cortada.codigo == 130 and "Repita la misma orden" in cortada.dicho
    poner_acta(raiz, 2, lugar="Otra sala")
    for mas in ((), ("--deshacer",), ("--retirar-definitivo", "x.html", "--motivo", "Otro")):
        otra = generador(raiz, "publicar", str(destino), *mas)
        assert otra.codigo == 3 and "se cortó antes de terminar" in otra.dicho, otra.dicho
    assert generador(raiz, "publicar", str(destino), *orden).codigo == 0
    assert _los_que_dicen(b"Rosalba", raiz, destino) == []
    poner_acta(raiz, 1, lugar="Casa de Rosalba")
    vuelve = generador(raiz, "publicar", str(destino))
    assert vuelve.codigo == 3 and "volvería a mostrar lo que se retiró" in vuelve.dicho


def _en_dos_destinos(carpeta: Path, *lugares: str) -> tuple[Path, list[Path]]:
    """Un sitio y dos destinos: el acta 1 se publicó en los dos con cada lugar."""
    raiz, destinos = hacer_sitio(carpeta / "sitio"), [carpeta / "uno", carpeta / "dos"]
    for lugar in lugares:
        poner_acta(raiz, 1, lugar=lugar)
        for destino in destinos:
            assert generador(raiz, "publicar", str(destino)).codigo == 0
    return raiz, destinos


def test_en_dos_destinos_se_borra_lo_anterior_con_la_misma_orden(tmp_path: Path) -> None:
    """El primero limpia el registro; lo que guarda el segundo sigue por borrar."""
    raiz, destinos = _en_dos_destinos(tmp_path, "Casa de Rosalba", "Sala de juntas")
    for destino in destinos:
        hecho = generador(raiz, "publicar", str(destino), *BORRAR)
        assert hecho.codigo == 0, hecho.dicho
    assert _los_que_dicen(b"Rosalba", raiz, *destinos) == []
    for destino in destinos:
        assert generador(raiz, "verificar", str(destino)).codigo == 0


def test_lo_deshecho_en_un_segundo_destino_no_vuelve(tmp_path: Path) -> None:
    """Lo que cambió lo anotó la publicación del primero, y el segundo también lo mostró."""
    raiz, destinos = _en_dos_destinos(tmp_path, "Sala 1", "Sala equivocada")
    for destino in destinos:
        assert generador(raiz, "publicar", str(destino), "--deshacer").codigo == 0
    poner_acta(raiz, 2, lugar="Otra sala")
    for destino in destinos:
        hecho = generador(raiz, "publicar", str(destino))
        assert hecho.codigo == 3 and f"«{ACTA}» (lugar)" in hecho.dicho, hecho.dicho
    poner_acta(raiz, 1, lugar="Sala 1")
    for destino in destinos:
        hecho = generador(raiz, "publicar", str(destino))
        assert hecho.codigo == 0 and "no es de ningún documento" not in hecho.dicho, hecho.dicho
        # Su historia dice lo que dijo; la página, lo que dice.
        paginas = (destino / "actual/instancias").rglob("*.html")
        dichos = (p.read_text("utf-8").partition('id="s_historia"')[0] for p in paginas)
        assert not any("equivocada" in dicho for dicho in dichos)


def test_deshacer_con_la_configuracion_danada_anota_lo_que_se_deshace(tmp_path: Path) -> None:
    """El registro se lee solo: no hace falta entender lo demás del sitio."""
    raiz, (destino, _) = _en_dos_destinos(tmp_path, "Sala 1", "Sala equivocada")
    (raiz / "contenido/sitio.yaml").write_text("titulo: [\n")
    hecho = generador(raiz, "publicar", str(destino), "--deshacer")
    assert hecho.codigo == 0, hecho.dicho
    entradas = leer_archivos(Contenido(raiz))
    ultima = yaml.safe_load(entradas[max(entradas, key=lambda n: int(n[11:-5]))])
    assert ultima["deshace"] and [d["ruta"] for d in ultima["documentos"]] == [ACTA]
