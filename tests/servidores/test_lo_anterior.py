"""Corregir un dato que no se debía publicar: el documento sigue, y lo que decía no queda."""

from __future__ import annotations

from pathlib import Path

from apoyo.reales import generador, hacer_sitio, poner_acta

ACTA = "instancias/mesa/actas/2020/01.html"
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
    assert "Antes: Casa de Rosalba" in historia.read_text(encoding="utf-8")
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
    assert len(list((raiz / "contenido/publicaciones").iterdir())) == 2


def test_ni_lo_que_no_esta_ni_lo_que_sigue_se_confunden(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio"), tmp_path / "destino"
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    entero = generador(raiz, "publicar", str(destino), *(o for o in BORRAR if o != BORRAR[2]))
    assert entero.codigo == 3 and "agregue «--solo-lo-anterior»" in entero.dicho
    ausente = generador(raiz, "publicar", str(destino), BORRAR[0], "x.html", *BORRAR[2:])
    assert ausente.codigo == 3 and "no está en contenido/" in ausente.dicho
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
    assert otra.codigo == 3 and "volvería a decir lo que se borró" in otra.dicho
    assert _los_que_dicen(b"Rosalba", destino) == []


def test_sin_corregir_nada_no_hay_que_borrar(tmp_path: Path) -> None:
    raiz, destino = hacer_sitio(tmp_path / "sitio"), tmp_path / "destino"
    poner_acta(raiz, 1, lugar="Casa de Rosalba")
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    igual = generador(raiz, "publicar", str(destino), *BORRAR)
    assert igual.codigo == 3 and "Corrija primero" in igual.dicho
