"""Las copias comprimidas que viajan: se guardan, y las que hizo otro programa se hacen de nuevo."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from generador.arboles import Ficha, Manifiesto
from generador.publicacion import preparar
from generador.publicacion.preparar import Compresor, preparar_arbol
from generador.publicacion.valores import escribir_valores
from generador.vigencia.programa import con_la_huella

PAGINA = b"<p>Una frase que se repite.</p>" * 50


def _copia(raiz: Path, monkeypatch: pytest.MonkeyPatch, version: str, nivel: int) -> bytes:
    """La copia que se prepara con un compresor de esa versión."""
    compresor = Compresor(version, lambda datos: gzip.compress(datos, nivel, mtime=0))
    monkeypatch.setattr(preparar, "compresores", lambda: {".gz": compresor})
    (raiz / "salida").mkdir(exist_ok=True)
    (raiz / "salida/a.html").write_bytes(PAGINA)
    construido = Manifiesto({"a.html": Ficha("a" * 64, len(PAGINA))}, {})
    arbol, _ = preparar_arbol(raiz / "salida", construido, raiz / "taller")
    return (arbol / "a.html.gz").read_bytes()


def test_los_campos_que_viajan_no_dicen_con_que_sistema_se_hicieron() -> None:
    """El décimo byte es el sistema de origen, y cada versión de Python anota uno (RFC 1952)."""
    assert escribir_valores({"actas/1": {"titulo": "Acta 1"}})[9] == 255


def test_la_que_hizo_otra_version_se_hace_de_nuevo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    una = _copia(tmp_path, monkeypatch, "1", 9)
    # La guardada vale: con el mismo compresor no se comprime otra vez, sea como sea.
    assert _copia(tmp_path, monkeypatch, "1", 1) == una
    otra = _copia(tmp_path, monkeypatch, "2", 1)
    assert otra != una and gzip.decompress(otra) == PAGINA
    with con_la_huella("la de otro programa"):
        assert _copia(tmp_path, monkeypatch, "2", 9) == una
