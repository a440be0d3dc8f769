"""Lo que una orden supuso, o lo que le faltó, se dice en el momento y con su remedio."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from apoyo.casos import BASE, escribir_sitio
from apoyo.reales import generador

from generador.publicacion.taller import Obrador

FECHA = ("--fecha", "2026-11-28")
SITIO = "contenido/sitio.yaml"


# --- los nombres de varias palabras -----------------------------------------------------------


@pytest.mark.parametrize(
    ("escrita", "debida"),
    [
        ("nuevo acta Mesa de X", 'nuevo acta "Mesa de X"'),
        ("nuevo acta --tipo ordinaria Mesa de X", 'nuevo acta --tipo ordinaria "Mesa de X"'),
        ("nuevo plan Mesa X --anio 2026", 'nuevo plan "Mesa X" --anio 2026'),
        ("nuevo reglamento Mesa X", 'nuevo reglamento "Mesa X"'),
        ("nuevo informe Mesa X 2026", 'nuevo informe "Mesa X" 2026'),
        ("informe Mesa de X 2026", 'informe "Mesa de X" 2026'),
        ("informe mesa segundo trimestre de 2026", 'informe mesa "segundo trimestre de 2026"'),
        ("informe Mesa X tercer trimestre de 2026", 'informe "Mesa X" "tercer trimestre de 2026"'),
        ("plazos Mesa X --json", 'plazos "Mesa X" --json'),
        ("lista Mesa X", 'lista "Mesa X"'),
        ("nuevo instancia --nombre Mesa de X", 'nuevo instancia --nombre "Mesa de X"'),
        ("nuevo instancia Mesa de X --id x", 'nuevo instancia --nombre "Mesa de X" --id x'),
        ("nuevo sitio Mi carpeta", 'nuevo sitio "Mi carpeta"'),
    ],
)
def test_un_nombre_de_varias_palabras_se_muestra_entre_comillas(
    escrita: str, debida: str, tmp_path: Path
) -> None:
    escribir_sitio(tmp_path, {})
    hecha = generador(tmp_path, *escrita.split())
    assert hecha.codigo == 2
    assert hecha.dicho.endswith(f"va entre comillas. Escriba:\ngenerador {debida}\n")


@pytest.mark.parametrize("escrita", ["servidor nginx apache", "explicar a b", "diagnostico x y"])
def test_donde_no_va_un_nombre_no_se_habla_de_comillas(escrita: str, tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {})
    hecha = generador(tmp_path, *escrita.split())
    assert hecha.codigo == 2
    assert "comillas" not in hecha.dicho


def test_de_la_opcion_que_no_existe_se_dice_eso_y_no_lo_que_sobra(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {})
    hecha = generador(tmp_path, *["informe", "mesa", "2020", "--destino", "x"])
    assert hecha.codigo == 2
    assert "No existe la opción «--destino»" in hecha.dicho


_MESA = "mesa-de-ejemplo"


@pytest.mark.parametrize(
    ("escrita", "porque", "debida"),
    [
        (f"nuevo acta {_MESA} 2026-12-01", "fecha", f"nuevo acta {_MESA} --fecha 2026-12-01"),
        (
            f"nuevo acta {_MESA} --tipo ordinaria 1 de diciembre de 2026",
            "fecha",
            f"nuevo acta {_MESA} --tipo ordinaria --fecha 2026-12-01",
        ),
        (f"nuevo acta {_MESA} 3", "número", f"nuevo acta {_MESA} --numero 3"),
        (f"nuevo acta {_MESA} Informativa", "tipo", f"nuevo acta {_MESA} --tipo informativa"),
        ("nuevo acta Mesa de ejemplo 4", "número", 'nuevo acta "Mesa de ejemplo" --numero 4'),
        (f"nuevo acta {_MESA} 2026", "no escoge un año; «2026» sobra", f"nuevo acta {_MESA}"),
        (f"nuevo plan {_MESA} 2027", "año", f"nuevo plan {_MESA} --anio 2027"),
        (
            f"nuevo convocatoria {_MESA} 10/12/2026 extraordinaria",
            "tipo va con --tipo",
            f"nuevo convocatoria {_MESA} --fecha 2026-12-10 --tipo extraordinaria",
        ),
        (
            f"nuevo reglamento {_MESA} 2026-12-01",
            "fecha",
            f"nuevo reglamento {_MESA} --fecha 2026-12-01",
        ),
        (f"lista {_MESA} 2026", "no escoge un año; «2026» sobra", f"lista {_MESA}"),
        (f"lista {_MESA} 2026-11-29", "fecha", f"lista {_MESA} --fecha 2026-11-29"),
        (f"plazos {_MESA} 60 --json", "días", f"plazos {_MESA} --json --dias 60"),
        (
            f"nuevo informe {_MESA} 2026 2026-11-30",
            "y del periodo solo van opciones: la fecha",
            f"nuevo informe {_MESA} 2026 --fecha 2026-11-30",
        ),
    ],
)
def test_lo_que_sigue_a_la_instancia_va_en_su_opcion(
    escrita: str, porque: str, debida: str, tmp_path: Path
) -> None:
    assert generador(tmp_path, "nuevo", "sitio", "s", "--fecha", "2026-11-28").codigo == 0
    hecha = generador(tmp_path / "s", *escrita.split())
    assert hecha.codigo == 2
    assert "Después de la instancia" in hecha.dicho and porque in hecha.dicho
    assert hecha.dicho.endswith(f". Escriba:\ngenerador {debida}\n")
    propuesta = generador(tmp_path / "s", *shlex.split(debida))
    assert propuesta.codigo == 0, propuesta.dicho


def test_de_lo_que_sobra_y_no_se_entiende_no_se_proponen_comillas(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {})
    for escrita in ("informe mesa uno dos", "nuevo acta mesa 2026-12-01 --fecha 2026-12-02"):
        hecha = generador(tmp_path, *escrita.split())
        assert (hecha.codigo, "comillas" in hecha.dicho) == (2, False), hecha.dicho
    hecha = generador(tmp_path, "nuevo", "acta", "Mesa", "de", "X", "2026-12-01")
    assert 'nuevo acta "Mesa de X" --fecha 2026-12-01' in hecha.dicho


# --- el servidor ------------------------------------------------------------------------------


@pytest.mark.parametrize("clase", ["nginx", "apache", "caddy"])
def test_sin_direccion_se_dice_que_se_supuso_la_raiz(
    clase: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    escribir_sitio(tmp_path, {})
    assert generador(tmp_path, "construir", *FECHA).codigo == 0
    orden = ("servidor", clase, "--base", "/srv/x")
    supuesto = "se supuso que el sitio ocupa la raíz de su servidor"
    assert supuesto in generador(tmp_path, *orden).dicho
    for opciones in (("--prefijo", "/actas"), ("--prefijo", "/"), ("--entero",)):
        assert supuesto not in generador(tmp_path, *orden, *opciones).dicho
    en_raiz = f"{BASE[SITIO]}direccion: https://x.gov.co/\n"
    (tmp_path / SITIO).write_text(en_raiz, encoding="utf-8")
    assert supuesto not in generador(tmp_path, *orden).dicho


# --- cuando no hay qué mirar ------------------------------------------------------------------


@pytest.mark.parametrize("ficha", ["", "---\nborrador: si\nnombre: M\ntipo: mesa\n"])
def test_que_no_haya_hallazgos_no_dice_nada_si_no_habia_que_examinar(
    ficha: str, tmp_path: Path
) -> None:
    mesa = "contenido/instancias/mesa/instancia.md"
    escribir_sitio(tmp_path, {mesa: f"{ficha}secretaria_tecnica: uno\n---\n"})
    if not ficha:
        (tmp_path / mesa).unlink()
        (tmp_path / mesa).parent.rmdir()
    dicho = generador(tmp_path, "revisar", *FECHA).dicho
    assert dicho.endswith(
        "Ninguna regla tuvo qué examinar\nSin hallazgos: no hay ninguna instancia que se publique\n"
    )


# --- lo que se creó, y por qué ----------------------------------------------------------------

MESA = "contenido/instancias/mesa"
ACTA = "---\nnumero: 1\ntipo: ordinaria\nfecha: 2026-03-01\n---\n"


def test_el_acta_nueva_dice_su_archivo_su_numero_y_de_donde_sale(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {f"{MESA}/actas/2026/01.md": ACTA})
    dicho = generador(tmp_path, "nuevo", "acta", "mesa", *FECHA).dicho
    assert f"Creado {MESA}/actas/2026/02.md\n" in dicho
    assert "Le quedó el número 2: la última de 2026 es la 1." in dicho
    otro = generador(tmp_path, "nuevo", "acta", "mesa", "--fecha", "2027-01-15").dicho
    assert "Le quedó el número 1: es la primera de 2027." in otro
    dado = generador(tmp_path, "nuevo", "acta", "mesa", *FECHA, "--numero", "7").dicho
    assert "Le quedó" not in dado


@pytest.mark.parametrize(
    ("danado", "orden"),
    [
        (SITIO, "nuevo norma --tipo ley --numero 1 --anio 2020 --emisor uno"),
        (SITIO, "nuevo instancia --nombre M --tipo mesa"),
        (f"{MESA}/instancia.md", "nuevo acta mesa"),
        (f"{MESA}/instancia.md", "nuevo informe mesa 2026"),
    ],
)
def test_lo_que_no_se_crea_dice_por_que(danado: str, orden: str, tmp_path: Path) -> None:
    texto = BASE[danado].replace("entidad: uno", "entidad: [").replace("tipo: mesa", "tipo: junta")
    escribir_sitio(tmp_path, {danado: texto})
    hecha = generador(tmp_path, *orden.split(), *FECHA)
    assert hecha.codigo == 1
    assert "\nNo se " in hecha.dicho
    assert hecha.dicho.splitlines()[-1].split(": ")[1].startswith(("lo que se propone", "con erro"))


def test_publicar_en_un_lugar_que_no_es_un_destino_dice_cual_es(tmp_path: Path) -> None:
    sitio = tmp_path / "sitio"
    escribir_sitio(sitio, {})
    dicho = generador(sitio, "publicar", "../x", *FECHA).dicho
    assert f"Destino: {tmp_path / 'x'} (no está en «destinos» de sitio.yaml)\n" in dicho
    nombrado = f"{BASE[SITIO]}destinos:\n  - {{nombre: web, lugar: ../x}}\n"
    (sitio / SITIO).write_text(nombrado, encoding="utf-8")
    assert "Destino:" not in generador(sitio, "publicar", "web", *FECHA).dicho


MAL_DADOS = {
    "una llave que no existe": ("--llave", "noexiste.pub"),
    "una carpeta por llave": ("--llave", ".."),
    "unos bytes por llave": ("--llave", "bytes.pub"),
    "una memoria en ninguna parte": ("--memoria", "nodir/m.json"),
    "una carpeta por memoria": ("--memoria", ".."),
}


@pytest.mark.parametrize("caso", MAL_DADOS)
def test_verificar_dice_que_archivo_no_sirve(caso: str, tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {})
    (tmp_path / "bytes.pub").write_bytes(b"\xff\xfe\x00\x93")
    (tmp_path / "copia").mkdir()
    hecho = generador(tmp_path, "verificar", "copia", *MAL_DADOS[caso])
    assert hecho.codigo == 2 and "Traceback" not in hecho.dicho, hecho.dicho
    assert f"«{MAL_DADOS[caso][1]}»" in hecho.dicho


@pytest.mark.parametrize("lugar", ["http://[::1/", "https://ñ..gov/", "http://", ""])
def test_verificar_no_pide_una_direccion_que_no_lo_es(lugar: str, tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {})
    hecho = generador(tmp_path, "verificar", lugar)
    assert hecho.codigo == 2 and f"«{lugar}» no es una dirección" in hecho.dicho, hecho.dicho


def test_de_una_publicacion_cortada_antes_de_anotarla_se_dice_la_salida(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitio, destino = tmp_path / "sitio", str(tmp_path / "destino")
    escribir_sitio(sitio, {})
    registro = ("--registro", "contenido/publicaciones")
    assert generador(sitio, "publicar", destino, *FECHA).codigo == 0
    (sitio / f"{MESA}/actas/2026").mkdir(parents=True)
    (sitio / f"{MESA}/actas/2026/01.md").write_text(ACTA, encoding="utf-8")

    def cortar(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as corte:
        corte.setattr(Obrador, "anotar", cortar)
        assert generador(sitio, "publicar", destino, *FECHA).codigo != 0
    hecho = generador(sitio, "verificar", destino, *registro)
    assert hecho.codigo == 1 and "publique otra vez en ese destino" in hecho.dicho, hecho.dicho
    assert generador(sitio, "publicar", destino, *FECHA).codigo == 0
    assert generador(sitio, "verificar", destino, *registro).codigo == 0


def test_un_pdf_donde_no_se_puede_escribir_se_dice(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {f"{MESA}/actas/2026/01.md": ACTA})
    orden = ("informe", "mesa", "2026", "--formato", "pdf", "--salida-pdf", "/proc/x.pdf")
    hecho = generador(tmp_path, *orden, *FECHA)
    assert hecho.codigo == 3 and "«/proc/.x.pdf.nuevo», y ahí no" in hecho.dicho, hecho.dicho


@pytest.mark.parametrize(
    "orden",
    [
        "construir --sin-buscador --salida /proc/x",
        "nuevo sitio /proc/x",
        "esquemas --salida /proc/x",
    ],
)
def test_donde_nada_se_puede_crear_se_dice(orden: str, tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {})
    hecho = generador(tmp_path, *orden.split())
    assert hecho.codigo == 3 and "ahí no se puede crear" in hecho.dicho, hecho.dicho


def test_el_acta_es_de_la_clase_que_se_convoco(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {})
    for clase, *mas in (("convocatoria", "--tipo", "extraordinaria"), ("acta",)):
        assert generador(tmp_path, "nuevo", clase, "mesa", *FECHA, *mas).codigo == 0
    (acta,) = (tmp_path / "contenido/instancias/mesa/actas").rglob("*.md")
    assert "tipo: extraordinaria\n" in acta.read_text("utf-8")
    assert "convocatoria: convocatorias/" in acta.read_text("utf-8")
