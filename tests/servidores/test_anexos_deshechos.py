"""Un anexo no cambia de bytes en la misma dirección, ni aunque se haya dejado de ver un tiempo."""

from __future__ import annotations

from pathlib import Path

from apoyo.reales import Corrida, generador, hacer_sitio, nombrar

ANEXO = "contenido/instancias/mesa/actas/2020/02/nuevo.csv"


def _publica(raiz: Path, *mas: str) -> Corrida:
    return generador(raiz, "publicar", str(raiz.parent / "d"), "--sin-buscador", *mas)


def _con_el_anexo_deshecho(tmp_path: Path) -> Path:
    raiz = hacer_sitio(tmp_path / "sitio")
    assert _publica(raiz).codigo == 0
    (raiz / ANEXO).write_text("cargo,asistió\n", "utf-8")
    nombrar(raiz, 2, "nuevo.csv")
    assert _publica(raiz).codigo == 0
    assert _publica(raiz, "--deshacer").codigo == 0
    return raiz


def test_con_otros_bytes_se_dice_y_no_se_publica(tmp_path: Path) -> None:
    raiz = _con_el_anexo_deshecho(tmp_path)
    (raiz / ANEXO).write_text("cargo,asistió\nOtro,no\n", "utf-8")
    for orden in (generador(raiz, "revisar"), _publica(raiz)):
        assert orden.codigo == 1 and "anexo-cambiado" in orden.dicho, orden.dicho
        assert "se quitó de la vista" in orden.dicho and "vuelve a verse" not in orden.dicho
    # Con lo que se le pide, sigue.
    (raiz / ANEXO).rename((raiz / ANEXO).with_name("nuevo-2.csv"))
    acta = raiz / "contenido/instancias/mesa/actas/2020/02.md"
    acta.write_text(acta.read_text("utf-8").replace("nuevo.csv", "nuevo-2.csv"), "utf-8")
    hecho = _publica(raiz)
    assert hecho.codigo == 0, hecho.dicho


def test_con_los_mismos_bytes_vuelve(tmp_path: Path) -> None:
    raiz = _con_el_anexo_deshecho(tmp_path)
    acta = raiz / "contenido/instancias/mesa/actas/2020/02.md"
    acta.write_text(
        acta.read_text("utf-8").replace("Otro anexo, 2020", "Asistencia, 2020"), "utf-8"
    )
    hecho = _publica(raiz)
    assert hecho.codigo == 0, hecho.dicho
    assert (raiz.parent / "d/actual" / ANEXO.removeprefix("contenido/")).is_file()


def test_al_deshacer_la_vuelta_se_sabe_que_decia(tmp_path: Path) -> None:
    """La entrada que lo devuelve a la vista no trae su huella: la trae la primera."""
    raiz = _con_el_anexo_deshecho(tmp_path)
    assert _publica(raiz, "--deshacer").codigo == 0
    (raiz / ANEXO).write_text("cargo,asistió\nOtro,no\n", "utf-8")
    hecho = _publica(raiz)
    assert hecho.codigo == 1 and "anexo-cambiado" in hecho.dicho, hecho.dicho
