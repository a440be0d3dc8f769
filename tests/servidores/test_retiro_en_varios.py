"""Lo que un destino retira definitivamente no vuelve a escribirse al publicar en los demás."""

from __future__ import annotations

import gzip
import shutil
import zipfile
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from apoyo.reales import generador, hacer_sitio, poner_acta

ACTA = "instancias/mesa/actas/2020/01.html"
ANEXO = "instancias/mesa/actas/2020/01/anexo.pdf"
BORRAR = ("--retirar-definitivo", ACTA, "--solo-lo-anterior", "--motivo", "Un dato personal")
SECRETO = "Casa de Rosalba"
NOMBRES = ("uno", "dos", "tres.zip")


def _con_lo_de_adentro(archivo: Path) -> Iterator[bytes]:
    """Los bytes de un archivo y, si es un comprimido, los de lo que lleva."""
    datos = archivo.read_bytes()
    yield _suelto(datos)
    if archivo.suffix == ".zip":
        with zipfile.ZipFile(archivo) as paquete:
            yield from (_suelto(paquete.read(nombre)) for nombre in paquete.namelist())


def _suelto(datos: bytes) -> bytes:
    return gzip.decompress(datos) if datos.startswith(b"\x1f\x8b") else datos


def _lo_guardan(*lugares: Path) -> list[str]:
    todos = (p for lugar in lugares for p in (lugar, *lugar.rglob("*")) if p.is_file())
    return sorted(str(p) for p in todos if any(b"Rosalba" in d for d in _con_lo_de_adentro(p)))


def _publicar(raiz: Path, destino: Path, *mas: str) -> str:
    hecho = generador(raiz, "publicar", str(destino), "--sin-buscador", *mas)
    assert hecho.codigo == 0, hecho.dicho
    return hecho.dicho


@pytest.mark.parametrize("orden", list(permutations(NOMBRES)), ids="-".join)
def test_en_ningun_orden_vuelve_a_quedar_lo_retirado(
    tmp_path: Path, orden: tuple[str, ...]
) -> None:
    raiz = hacer_sitio(tmp_path / "sitio")
    destinos = [tmp_path / nombre for nombre in orden]
    poner_acta(raiz, 1, lugar=SECRETO)
    for destino in destinos:
        _publicar(raiz, destino)
    assert _lo_guardan(*destinos), "si no se publicó, no hay qué retirar"
    poner_acta(raiz, 1, lugar="Sala de juntas")
    if destinos[1] < destinos[2]:
        # En la mitad de los órdenes ya se había corregido en otro destino, que lo anotó.
        _publicar(raiz, destinos[1])
    _publicar(raiz, destinos[0], *BORRAR)
    limpios = [raiz, destinos[0]]
    assert _lo_guardan(*limpios) == []
    for vuelta in ("primera", "segunda"):
        for n, destino in enumerate(reversed(destinos)):
            # También cambia el mismo documento del que se borró lo anterior.
            poner_acta(raiz, 1 + n % 2, lugar=f"Sala {vuelta} {n}")
            _publicar(raiz, destino)
            limpios.append(destino)
            assert _lo_guardan(*limpios) == []


def test_una_copia_sin_la_correccion_tampoco_lo_publica_en_otro_destino(tmp_path: Path) -> None:
    """Del retiro no queda la huella de lo que decía, y el otro destino todavía lo muestra igual."""
    raiz, uno, dos, nuevo = hacer_sitio(tmp_path / "sitio"), *(tmp_path / n for n in "abc")
    poner_acta(raiz, 1, lugar=SECRETO)
    _publicar(raiz, uno)
    _publicar(raiz, dos)
    poner_acta(raiz, 1, lugar="Sala de juntas")
    _publicar(raiz, uno, *BORRAR)
    poner_acta(raiz, 1, lugar=SECRETO)
    for destino in (dos, nuevo):
        vuelve = generador(raiz, "publicar", str(destino))
        assert vuelve.codigo == 3 and "volvería a mostrar lo que se retiró" in vuelve.dicho
    assert not (nuevo / "actual").exists()


def test_otro_retiro_en_un_destino_con_uno_pendiente_no_dice_lo_borrado(tmp_path: Path) -> None:
    raiz, uno, dos = hacer_sitio(tmp_path / "sitio"), tmp_path / "uno", tmp_path / "dos"
    poner_acta(raiz, 1, lugar=SECRETO)
    _publicar(raiz, uno)
    _publicar(raiz, dos)
    poner_acta(raiz, 1, lugar="Sala de juntas")
    _publicar(raiz, uno, *BORRAR)
    poner_acta(raiz, 2, lugar="Otra sala")
    _publicar(raiz, dos, BORRAR[0], ACTA.replace("01.html", "02.html"), *BORRAR[2:])
    assert _lo_guardan(raiz, uno, dos) == []


def test_lo_que_el_registro_todavia_dice_se_borra_repitiendo_la_orden(tmp_path: Path) -> None:
    """El destino no guarda otra versión ni el registro otra huella, pero sí lo que decía antes."""
    raiz, uno = hacer_sitio(tmp_path / "sitio"), tmp_path / "uno"
    _publicar(raiz, uno)
    poner_acta(raiz, 1, lugar="Sala de juntas")
    _publicar(raiz, uno, *BORRAR)
    (entrada,) = (raiz / "contenido/publicaciones").glob("*-2.yaml")
    escrito, accion = entrada.read_text("utf-8"), '    accion: "cambiado"\n'
    dicho = f'    cambios:\n      - campo: "lugar"\n        antes: "{SECRETO}"\n'
    assert escrito.count(accion) == 1
    entrada.write_text(escrito.replace(accion, accion + dicho), "utf-8")
    _publicar(raiz, uno, *BORRAR)
    assert _lo_guardan(raiz, uno) == []


def test_repetir_un_retiro_donde_ya_no_queda_nada_no_acusa_a_otro_documento(
    tmp_path: Path,
) -> None:
    raiz, uno, dos = hacer_sitio(tmp_path / "sitio"), tmp_path / "uno", tmp_path / "dos"
    _publicar(raiz, uno)
    _publicar(raiz, dos)
    acta = raiz / "contenido/instancias/mesa/actas/2020/01.md"
    acta.unlink()
    shutil.rmtree(acta.with_suffix(""))
    orden = ("--retirar-definitivo", ACTA, "--retirar-definitivo", ANEXO, "--motivo", "Otro")
    _publicar(raiz, uno, *orden)
    # El segundo se limpia al publicar en él como todos los días, y la orden pedía repetirse.
    _publicar(raiz, dos)
    assert "Nada que borrar" in _publicar(raiz, dos, *orden)
    mal = ACTA.replace("01.html", "01/anexos.pdf")
    otra = generador(raiz, "publicar", str(dos), "--retirar-definitivo", mal, *orden[-2:])
    assert otra.codigo == 3 and "o ya se borró de él. Nada se publicó" in otra.dicho, otra.dicho
