"""Publicar o deshacer desde una copia a la que le falta lo que otra persona publicó."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from apoyo.formatos_minimos import pdf_en_blanco
from apoyo.reales import Corrida, generador, hacer_sitio, nombrar, poner_acta

from generador.lectura.contenido import Contenido
from generador.modelo.archivos import PUBLICACIONES
from generador.publicacion import registro

ACTA = "instancias/mesa/actas/2020/01.html"
CEDULAS = "instancias/mesa/actas/2020/02/cedulas.pdf"
RETIRAR = ("--retirar-definitivo", CEDULAS, "--motivo", "Datos personales")
GIT = ("git", "-c", "user.name=prueba", "-c", "user.email=prueba@ejemplo.gov.co")


@dataclass(frozen=True, slots=True)
class Equipo:
    """Dos personas, Ana y Beto, cada una con su copia de un repositorio, y un destino."""

    base: Path

    @property
    def ana(self) -> Path:
        return self.base / "ana"

    @property
    def beto(self) -> Path:
        return self.base / "beto"

    @property
    def destino(self) -> Path:
        return self.base / "d"

    def publica(self, copia: Path, *mas: str) -> Corrida:
        return generador(copia, "publicar", str(self.destino), "--sin-buscador", *mas)

    def guarda(self, copia: Path) -> None:
        """Guarda lo que hay en la carpeta de una persona y lo envía."""
        self.git(copia, "add", "-A")
        self.git(copia, "commit", "-qm", "Cambio")
        self.git(copia, "push", "-q")

    def git(self, copia: Path, *orden: str) -> None:
        subprocess.run([*GIT, "-C", str(copia), *orden], check=True)

    def clona(self, nombre: str) -> Path:
        orden = [*GIT, "clone", "-q", str(self.base / "central"), str(self.base / nombre)]
        subprocess.run(orden, check=True)
        return self.base / nombre

    def a_la_vista(self) -> tuple[int, bool]:
        """La publicación que se ve, y si se ve lo que no se debía."""
        manifiesto = json.loads((self.destino / "actual/manifiesto.json").read_bytes())
        return manifiesto["publicacion"], (self.destino / "actual" / CEDULAS).exists()

    def entradas(self, copia: Path) -> dict[str, bytes]:
        return registro.leer_archivos(Contenido(copia))


@pytest.fixture
def equipo(tmp_path: Path) -> Equipo:
    """Ana publicó la 1, con un anexo que no debía, y la guardó; Beto la tiene."""
    sitio = hacer_sitio(tmp_path / "sitio", 3)
    (sitio / "contenido" / CEDULAS).write_text(pdf_en_blanco("cedulas"))
    nombrar(sitio, 2, "cedulas.pdf")
    (sitio / ".gitignore").write_text("publicado/\n.generador/\n")
    for orden in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "Primero"]):
        subprocess.run([*GIT, "-C", str(sitio), *orden], check=True)
    orden = [*GIT, "clone", "-q", "--bare", str(sitio), str(tmp_path / "central")]
    subprocess.run(orden, check=True)
    equipo = Equipo(tmp_path)
    ana = equipo.clona("ana")
    assert equipo.publica(ana).codigo == 0
    equipo.guarda(ana)
    equipo.clona("beto")
    return equipo


def _sin_las_cedulas(copia: Path) -> None:
    (copia / "contenido" / CEDULAS).unlink()
    poner_acta(copia, 2)


def _exigir_que_se_niegue(equipo: Equipo, hecho: Corrida, numero: int) -> None:
    assert hecho.codigo == 3, hecho.dicho
    assert f"El destino muestra la publicación {numero}, del " in hecho.dicho
    assert "Traiga los cambios del repositorio (git pull) y repita" in hecho.dicho
    assert equipo.a_la_vista()[0] == numero


def test_quien_no_trajo_un_retiro_no_vuelve_a_mostrar_lo_retirado(equipo: Equipo) -> None:
    _sin_las_cedulas(equipo.ana)
    assert equipo.publica(equipo.ana, *RETIRAR).codigo == 0
    equipo.guarda(equipo.ana)
    antes = equipo.entradas(equipo.beto)
    poner_acta(equipo.beto, 1, lugar="Sala de Beto")
    for mas in ((), ("--simular",), ("--deshacer",)):
        _exigir_que_se_niegue(equipo, equipo.publica(equipo.beto, *mas), 2)
    assert equipo.a_la_vista() == (2, False)
    assert equipo.entradas(equipo.beto) == antes
    # Con lo que se le pide, sigue.
    equipo.git(equipo.beto, "stash", "-q")
    equipo.git(equipo.beto, "pull", "-q")
    equipo.git(equipo.beto, "stash", "pop", "-q")
    hecho = equipo.publica(equipo.beto)
    assert hecho.codigo == 0 and equipo.a_la_vista() == (3, False), hecho.dicho
    assert "Tenga en cuenta" not in hecho.dicho


def test_quien_no_trajo_una_correccion_no_la_tapa(equipo: Equipo) -> None:
    poner_acta(equipo.ana, 1, lugar="Sala corregida")
    equipo.guarda(equipo.ana)
    assert equipo.publica(equipo.ana).codigo == 0
    equipo.guarda(equipo.ana)
    poner_acta(equipo.beto, 3, lugar="Sala de Beto")
    _exigir_que_se_niegue(equipo, equipo.publica(equipo.beto), 2)
    assert "Sala corregida" in (equipo.destino / "actual" / ACTA).read_text("utf-8")


def test_deshacer_dice_cual_y_no_deshace_la_de_otra_persona(equipo: Equipo) -> None:
    poner_acta(equipo.beto, 1, lugar="Sala de Beto")
    assert equipo.publica(equipo.beto).codigo == 0
    equipo.guarda(equipo.beto)
    equipo.git(equipo.ana, "pull", "-q")
    poner_acta(equipo.ana, 1, lugar="Sala de Ana")
    assert equipo.publica(equipo.ana).codigo == 0
    for mas in ((), ("--simular",)):
        _exigir_que_se_niegue(equipo, equipo.publica(equipo.beto, "--deshacer", *mas), 3)
    for mas, numero in ((("--simular",), 3), ((), 4)):
        hecho = equipo.publica(equipo.ana, "--deshacer", *mas)
        assert "Deshace la publicación 3, del " in hecho.dicho, hecho.dicho
        assert ": vuelve a verse la 2\n" in hecho.dicho
        assert equipo.a_la_vista()[0] == numero


# --- cuando solo falta la entrada ---------------------------------------------------------------


def test_si_lo_de_aqui_es_lo_publicado_se_recupera_la_entrada(equipo: Equipo) -> None:
    for copia in (equipo.ana, equipo.beto):
        poner_acta(copia, 1, lugar="La misma sala")
    assert equipo.publica(equipo.ana).codigo == 0
    hecho = equipo.publica(equipo.beto)
    assert hecho.codigo == 0 and "no hay nada que publicar" in hecho.dicho, hecho.dicho
    assert "Se recuperó del destino" in hecho.dicho
    assert "guárdela (git add, git commit) antes de git pull" in hecho.dicho
    assert equipo.entradas(equipo.beto) == equipo.entradas(equipo.ana)


class _Muerte(BaseException):
    """Lo que nadie atrapa: la orden se corta ahí."""


def test_quien_se_corto_antes_de_anotar_sigue_aunque_haya_cambiado_algo(
    equipo: Equipo, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cortado(*_: object) -> None:
        raise _Muerte

    poner_acta(equipo.beto, 1, lugar="Sala de Beto")
    with monkeypatch.context() as parche, pytest.raises(_Muerte):
        parche.setattr(registro, "agregar", cortado)
        equipo.publica(equipo.beto)
    assert equipo.a_la_vista()[0] == 2 and len(equipo.entradas(equipo.beto)) == 1
    poner_acta(equipo.beto, 1, lugar="Otra sala de Beto")
    hecho = equipo.publica(equipo.beto)
    assert hecho.codigo == 0 and "Se recuperó del destino" in hecho.dicho, hecho.dicho
    assert equipo.a_la_vista()[0] == 3 and len(equipo.entradas(equipo.beto)) == 3


def test_quien_devolvio_su_copia_a_lo_de_antes_no_tapa_lo_que_publico(equipo: Equipo) -> None:
    """La publicó este mismo computador, y ya no la tiene."""
    poner_acta(equipo.beto, 1, lugar="Sala de Beto")
    assert equipo.publica(equipo.beto).codigo == 0
    equipo.git(equipo.beto, "stash", "-q", "-u")
    poner_acta(equipo.beto, 3, lugar="Otra cosa")
    _exigir_que_se_niegue(equipo, equipo.publica(equipo.beto), 2)


@pytest.mark.parametrize("limpia", [True, False], ids=["guardado", "con-cambios"])
def test_la_automatizacion_que_no_guardo_su_entrada(limpia: bool, equipo: Equipo) -> None:
    """Si publicó lo que está en el repositorio, la copia que lo tiene sigue."""
    poner_acta(equipo.ana, 1, lugar="Sala nueva")
    equipo.guarda(equipo.ana)
    if not limpia:
        poner_acta(equipo.ana, 1, lugar="Sala que nadie guardó")
    assert equipo.publica(equipo.ana).codigo == 0
    equipo.git(equipo.beto, "pull", "-q")
    poner_acta(equipo.beto, 3, lugar="Sala de Beto")
    hecho = equipo.publica(equipo.beto)
    if not limpia:
        _exigir_que_se_niegue(equipo, hecho, 2)
        return
    assert hecho.codigo == 0 and "Se recuperó del destino" in hecho.dicho, hecho.dicho
    assert equipo.a_la_vista()[0] == 3


def test_con_la_opcion_se_recupera_lo_que_se_perdio(equipo: Equipo) -> None:
    poner_acta(equipo.ana, 1, lugar="Sala nueva")
    assert equipo.publica(equipo.ana).codigo == 0
    poner_acta(equipo.beto, 1, lugar="Sala nueva")
    poner_acta(equipo.beto, 3, lugar="Y otra")
    _exigir_que_se_niegue(equipo, equipo.publica(equipo.beto), 2)
    hecho = equipo.publica(equipo.beto, "--recuperar-registro")
    assert hecho.codigo == 0 and "Se recuperó del destino" in hecho.dicho, hecho.dicho
    assert equipo.a_la_vista()[0] == 3 and len(equipo.entradas(equipo.beto)) == 3


def test_una_entrada_de_mas_atras_se_recupera_como_siempre(equipo: Equipo) -> None:
    poner_acta(equipo.ana, 1, lugar="Sala nueva")
    assert equipo.publica(equipo.ana).codigo == 0
    (primera,) = (equipo.ana / PUBLICACIONES).glob("*-1.yaml")
    dicha = primera.read_bytes()
    primera.unlink()
    poner_acta(equipo.ana, 1, lugar="Otra más")
    hecho = equipo.publica(equipo.ana)
    assert hecho.codigo == 0 and primera.read_bytes() == dicha, hecho.dicho


@pytest.mark.parametrize("cortado", [False, True], ids=["completo", "sin-borrar"])
def test_ni_con_la_opcion_vuelve_lo_retirado_definitivamente(
    cortado: bool, equipo: Equipo, monkeypatch: pytest.MonkeyPatch
) -> None:
    def morir(*_: object) -> None:
        raise _Muerte

    _sin_las_cedulas(equipo.ana)
    if cortado:
        from generador.publicacion.versiones import ConVersiones

        with monkeypatch.context() as parche, pytest.raises(_Muerte):
            parche.setattr(ConVersiones, "purgar", morir)
            equipo.publica(equipo.ana, *RETIRAR)
    else:
        assert equipo.publica(equipo.ana, *RETIRAR).codigo == 0
    antes = equipo.entradas(equipo.beto)
    hecho = equipo.publica(equipo.beto, "--recuperar-registro")
    assert hecho.codigo == 3 and f"«{CEDULAS}» se retiró definitivamente" in hecho.dicho
    assert equipo.entradas(equipo.beto) == antes
    assert equipo.a_la_vista() == (2, False)
    if cortado:
        return
    # Sin ello en contenido/, sigue, y su registro tampoco lo nombra más.
    _sin_las_cedulas(equipo.beto)
    poner_acta(equipo.beto, 1, lugar="Sala de Beto")
    hecho = equipo.publica(equipo.beto, "--recuperar-registro")
    assert hecho.codigo == 0 and equipo.a_la_vista() == (3, False), hecho.dicho
    assert "el registro de aquí nombraba algo que se retiró" in hecho.dicho
    assert [d for d in equipo.entradas(equipo.beto).values() if b"cedulas" in d] == []
    todo = ("--registro", "contenido/publicaciones")
    visto = generador(equipo.beto, "verificar", str(equipo.destino), *todo)
    assert visto.codigo == 0, visto.dicho


# --- lo que se deshizo ------------------------------------------------------------------------


def test_lo_deshecho_no_vuelve_con_el_cambio_de_otra_persona(equipo: Equipo) -> None:
    poner_acta(equipo.ana, 1, lugar="Sala equivocada")
    assert equipo.publica(equipo.ana).codigo == 0
    assert equipo.publica(equipo.ana, "--deshacer").codigo == 0
    equipo.guarda(equipo.ana)
    equipo.git(equipo.beto, "pull", "-q")
    # Sin nada más que publicar, la tarea de cada día termina bien y lo dice.
    nada = equipo.publica(equipo.beto)
    assert nada.codigo == 0 and "es el mismo que se deshizo" in nada.dicho, nada.dicho
    # Lo mismo si, además, a la misma acta se le cambió otra cosa.
    for texto in ("Se trataron asuntos.", "Se trataron otros asuntos."):
        poner_acta(equipo.beto, 1, lugar="Sala equivocada", texto=texto)
        poner_acta(equipo.beto, 3, lugar="Sala de Beto")
        for mas in (("--simular",), ()):
            hecho = equipo.publica(equipo.beto, *mas)
            assert hecho.codigo == 3, hecho.dicho
            assert f"lo que la publicación 3 deshizo: «{ACTA}» (lugar)" in hecho.dicho
    assert equipo.a_la_vista()[0] == 3
    poner_acta(equipo.beto, 1, lugar="Sala corregida")
    hecho = equipo.publica(equipo.beto)
    assert hecho.codigo == 0 and equipo.a_la_vista()[0] == 4, hecho.dicho


def test_si_lo_deshecho_estaba_bien_se_vuelve_a_mostrar_y_se_sigue(equipo: Equipo) -> None:
    poner_acta(equipo.ana, 1, lugar="Sala nueva")
    assert equipo.publica(equipo.ana).codigo == 0
    assert equipo.publica(equipo.ana, "--deshacer").codigo == 0
    poner_acta(equipo.ana, 3, lugar="Otra cosa")
    assert equipo.publica(equipo.ana).codigo == 3
    assert equipo.publica(equipo.ana, "--deshacer").codigo == 0
    hecho = equipo.publica(equipo.ana)
    assert hecho.codigo == 0 and equipo.a_la_vista()[0] == 5, hecho.dicho
    assert "Sala nueva" in (equipo.destino / "actual" / ACTA).read_text("utf-8")


def test_un_acta_nueva_que_se_deshizo_vuelve_corregida_con_su_mismo_anexo(equipo: Equipo) -> None:
    poner_acta(equipo.ana, 4)
    assert equipo.publica(equipo.ana).codigo == 0
    assert equipo.publica(equipo.ana, "--deshacer").codigo == 0
    poner_acta(equipo.ana, 3, lugar="Otra cosa")
    hecho = equipo.publica(equipo.ana)
    assert hecho.codigo == 3 and "«instancias/mesa/actas/2020/04.html»" in hecho.dicho, hecho.dicho
    assert "«instancias/mesa/actas/2020/04/anexo.pdf»" in hecho.dicho
    poner_acta(equipo.ana, 4, lugar="Sala debida")
    hecho = equipo.publica(equipo.ana)
    assert hecho.codigo == 0, hecho.dicho
    assert (equipo.destino / "actual/instancias/mesa/actas/2020/04/anexo.pdf").is_file()


def test_quien_no_tiene_lo_que_se_deshizo_tampoco_publica(equipo: Equipo) -> None:
    """Lo que se ve es lo suyo, pero encima publicaría alguien que no supo de lo deshecho."""
    poner_acta(equipo.ana, 1, lugar="Sala equivocada")
    equipo.guarda(equipo.ana)
    assert equipo.publica(equipo.ana).codigo == 0
    assert equipo.publica(equipo.ana, "--deshacer").codigo == 0
    for lugar in ("Sala 1", "Sala de Beto"):
        poner_acta(equipo.beto, 3, lugar=lugar)
        _exigir_que_se_niegue(equipo, equipo.publica(equipo.beto), 3)
    equipo.git(equipo.beto, "pull", "-q")
    hecho = equipo.publica(equipo.beto)
    assert hecho.codigo == 3 and f"«{ACTA}» (lugar)" in hecho.dicho, hecho.dicho


def test_un_retiro_definitivo_se_hace_y_avisa_de_lo_deshecho(equipo: Equipo) -> None:
    poner_acta(equipo.ana, 1, lugar="Sala equivocada")
    assert equipo.publica(equipo.ana).codigo == 0
    assert equipo.publica(equipo.ana, "--deshacer").codigo == 0
    _sin_las_cedulas(equipo.ana)
    hecho = equipo.publica(equipo.ana, *RETIRAR)
    assert hecho.codigo == 0 and equipo.a_la_vista() == (4, False), hecho.dicho
    assert (
        f"vuelve a verse, igual, lo que la publicación 3 deshizo: «{ACTA}» (lugar)" in hecho.dicho
    )


def test_de_lo_deshecho_vuelve_un_campo_y_se_dice(equipo: Equipo) -> None:
    acta = equipo.ana / "contenido/instancias/mesa/actas/2020/01.md"
    for lugar in ("Sala equivocada", "Otra sala"):
        if lugar == "Otra sala":
            assert equipo.publica(equipo.ana).codigo == 0
            assert equipo.publica(equipo.ana, "--deshacer").codigo == 0
        poner_acta(equipo.ana, 1, lugar=lugar)
        acta.write_text(acta.read_text("utf-8").replace("lugar:", "modalidad: virtual\nlugar:"))
    hecho = equipo.publica(equipo.ana)
    assert hecho.codigo == 0 and f"deshizo: «{ACTA}»" in hecho.dicho


def test_dos_destinos_con_el_mismo_numero_salen_con_lo_que_se_les_dice(equipo: Equipo) -> None:
    """Ana publica en uno y Beto en el otro, a la vez: los dos hacen la 2."""
    otro = equipo.base / "otro"
    destinos = {"uno": equipo.destino, "otro": otro}
    registro_de_beto = equipo.beto / "contenido/publicaciones"
    verificar = ("verificar", str(otro / "actual"), "--registro", str(registro_de_beto))
    sitio = equipo.ana / "contenido/sitio.yaml"
    uno, dos = (f"  - nombre: {n}\n    lugar: {d}\n" for n, d in destinos.items())
    sitio.write_text(f"{sitio.read_text('utf-8')}destinos:\n{uno}{dos}", "utf-8")
    equipo.guarda(equipo.ana)
    equipo.git(equipo.beto, "pull", "-q")
    poner_acta(equipo.ana, 1, lugar="Sala de Ana")
    equipo.guarda(equipo.ana)
    assert generador(equipo.ana, "publicar", "uno", "--sin-buscador").codigo == 0
    equipo.guarda(equipo.ana)
    assert generador(equipo.beto, "publicar", "otro", "--sin-buscador").codigo == 0
    (suya,) = [n for n in equipo.entradas(equipo.beto) if n.endswith("-2.yaml")]
    # Beto trae lo de Ana, que se queda con el número.
    (equipo.beto / "contenido/publicaciones" / suya).unlink()
    equipo.git(equipo.beto, "pull", "-q")
    deshecho = generador(equipo.beto, "publicar", "otro", "--deshacer")
    assert deshecho.codigo == 3 and "Publique aquí sin" in deshecho.dicho
    mira = generador(equipo.beto, *verificar)
    assert "la de «uno»" in mira.dicho and "Publique otra vez en este destino" in mira.dicho
    hecho = generador(equipo.beto, "publicar", "otro", "--sin-buscador")
    assert hecho.codigo == 0 and "Publicación 3 a la vista" in hecho.dicho, hecho.dicho
    mira = generador(equipo.beto, *verificar)
    assert mira.codigo == 0, mira.dicho
    equipo.guarda(equipo.beto)
    equipo.git(equipo.ana, "pull", "-q")
    assert generador(equipo.ana, "publicar", "otro", "--sin-buscador").codigo == 0
    assert generador(equipo.ana, "publicar", "uno", "--sin-buscador").codigo == 0


def test_una_copia_sin_historia_sabe_como_traerla(equipo: Equipo) -> None:
    orden = [
        *GIT,
        "clone",
        "-q",
        "--depth",
        "1",
        f"file://{equipo.base}/central",
        str(equipo.base / "corta"),
    ]
    subprocess.run(orden, check=True)
    poner_acta(equipo.ana, 1, lugar="Sala corregida")
    equipo.guarda(equipo.ana)
    assert equipo.publica(equipo.ana).codigo == 0
    assert "git fetch --unshallow" in equipo.publica(equipo.base / "corta").dicho
