"""Un arreglo es seguro o no es un arreglo.

Se hacen todos los arreglos seguros de todos los casos y se revisa otra vez: no hay ningún hallazgo
que no estuviera, ningún valor pasó a decir otra cosa, y todo lo que no señalaba un hallazgo sigue
con los mismos bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from apoyo.casos import BASE, escribir_sitio, leer_caso
from apoyo.ejemplos import CORTE as CORTE_DE_EJEMPLOS
from apoyo.equivocaciones import copiar_sano, equivocar, foto, leer_todas
from apoyo.formatos_minimos import pdf_en_blanco
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generador.arreglos import Mesa, pasos_de
from generador.arreglos.mecanicos import arreglar
from generador.arreglos.sintaxis import hacer_legible
from generador.cli import principal
from generador.cli.arreglar import hacer as hacer_arreglos
from generador.construccion import revisar
from generador.hallazgo import Certeza, Hallazgo
from generador.lectura.contenido import Contenido
from generador.lectura.ejemplos import leer_ejemplo
from generador.lectura.palabras import la_misma
from generador.lectura.portada import partir
from generador.lectura.yaml_estricto import ArbolDeYaml, leer_yaml
from generador.modelo.tipos import Ruta
from generador.verificacion.catalogo import CATALOGO

CORTE = date(2026, 11, 22)
_LECTURA = Path(__file__).parent / "sitios/lectura"
_EJEMPLOS = {c: e for c in CATALOGO if (e := leer_ejemplo(c)) and e.mal}
# Al poder leer el archivo se ve lo que ya estaba mal en él.
_NO_DEJAN_VER = ("yaml-", "portada-", "archivo-no-utf8", "archivo-fuera")


def _hacer_y_comparar(raiz: Path, corte: date = CORTE) -> None:
    antes, hallados = foto(raiz), revisar(Contenido(raiz), corte).hallazgos
    hacer_arreglos(raiz, arreglar(raiz, lambda nuevo: revisar(nuevo, corte).hallazgos))
    ahora = foto(raiz)
    if antes == ahora:
        return
    quedan = revisar(Contenido(raiz), corte).hallazgos
    if not any(h.codigo.startswith(_NO_DEJAN_VER) for h in hallados):
        # Los avisos de un registro se dicen cuando ya no tiene errores: esos sí pueden aparecer.
        assert _errores(quedan) <= _errores(hallados)
    assert len([h for h in quedan if h.gravedad == "error"]) <= len(hallados)
    for ruta in antes.keys() & ahora.keys():
        _nada_mas_cambio(ruta, antes[ruta], ahora[ruta], hallados)


def _errores(hallazgos: Iterable[Hallazgo]) -> set[str]:
    return {h.codigo for h in hallazgos if h.gravedad == "error"}


def _nada_mas_cambio(ruta: str, antes: bytes, ahora: bytes, hallados: Iterable[Hallazgo]) -> None:
    suyos = [h for h in hallados if h.origen.archivo == f"contenido/{ruta}"]
    if antes == ahora or any(h.codigo == "archivo-no-utf8" for h in suyos):
        return
    citan = any(h.codigo == "nombre-de-archivo" for h in hallados)
    assert suyos or citan, f"{ruta} cambió sin tener un hallazgo"
    _mismos_extremos(antes, ahora)
    viejo, nuevo = (crudo.decode("utf-8-sig").replace("\r\n", "\n") for crudo in (antes, ahora))
    if ruta.endswith(".md") and not any(h.codigo.startswith("portada-") for h in suyos):
        assert len(_cuerpo(viejo)) == len(_cuerpo(nuevo))
    elif ruta.endswith(".md"):
        assert [t for t in viejo.split("\n") if _es_texto(t)] == [
            t for t in nuevo.split("\n") if _es_texto(t)
        ]
    _mismo_sentido(_arbol(ruta, viejo), _arbol(ruta, nuevo))


def _es_texto(linea: str) -> bool:
    return re.search(r"\w", linea) is not None


def _mismos_extremos(antes: bytes, ahora: bytes) -> None:
    """La marca del comienzo y los finales de línea son los que eran."""
    assert antes.startswith(b"\xef\xbb\xbf") == ahora.startswith(b"\xef\xbb\xbf")
    assert (b"\r\n" in antes) == (b"\r\n" in ahora)


def _cuerpo(texto: str) -> list[str]:
    return texto.split("\n---\n", 1)[-1].split("\n")


def _arbol(ruta: str, texto: str) -> ArbolDeYaml:
    return partir(texto, ruta).arbol if ruta.endswith(".md") else leer_yaml(texto, ruta)


def _mismo_sentido(antes: ArbolDeYaml, ahora: ArbolDeYaml) -> None:
    """Cada clave que había sigue, con ese nombre o con el mismo bien escrito."""
    if antes.datos is None or ahora.datos is None:
        return
    quedan = {_claves(camino) for camino in ahora.claves}
    for camino in map(_claves, antes.claves):
        igual = [c for c in quedan if _dicen_lo_mismo(camino, c)]
        assert igual, f"la clave {camino} ya no está"


def _claves(camino: Ruta) -> tuple[str, ...]:
    # Un blanco que YAML no toma por sangría hace de una clave de más adentro otra de más afuera.
    return tuple(str(p).strip() for p in camino if isinstance(p, str))[-1:]


def _dicen_lo_mismo(unas: tuple[str, ...], otras: tuple[str, ...]) -> bool:
    return all(u == o or la_misma(u, [o]) for u, o in zip(unas, otras, strict=True))


@pytest.mark.parametrize("caso", leer_todas(), ids=lambda c: c.nombre)
def test_las_equivocaciones(caso: object, tmp_path: Path) -> None:
    equivocar(copiar_sano(tmp_path), caso.cambios)  # type: ignore[attr-defined]
    _hacer_y_comparar(tmp_path)


@pytest.mark.parametrize("archivo", sorted(_LECTURA.glob("*.txt")), ids=lambda a: a.stem)
def test_los_casos_de_lectura(archivo: Path, tmp_path: Path) -> None:
    secciones = leer_caso(archivo)
    escribir_sitio(tmp_path, {n: t for n, t in secciones.items() if n.startswith("contenido/")})
    _hacer_y_comparar(tmp_path)


@pytest.mark.parametrize("codigo", _EJEMPLOS)
def test_los_ejemplos_de_cada_codigo(codigo: str, tmp_path: Path) -> None:
    ejemplo = _EJEMPLOS[codigo]
    archivos = {f"contenido/{ruta}": texto for ruta, texto in (*ejemplo.con, *ejemplo.mal)}
    escribir_sitio(tmp_path, archivos)
    _hacer_y_comparar(tmp_path, CORTE_DE_EJEMPLOS)


# --- lo que parece seguro y no lo es ----------------------------------------------------------

ACTA = "contenido/instancias/mesa/actas/2020/01.md"
SANA = "---\ntipo: ordinaria\nfecha: 2020-06-09\n---\n\nSe habló de la sesión.\n"
NO_SON_ARREGLOS = {
    "una fecha que puede ser dos": SANA.replace("2020-06-09", "09/06/2020").encode(),
    "un byte dañado entre buenos": SANA.encode().replace("ó".encode(), "ó\xff".encode("latin-1"), 1)
    + "Más texto".encode(),
    "un byte que no es de nadie": SANA.replace("ó", "o").encode() + b"\x81\n",
    "la codificación de MS-DOS": SANA.replace("sesión", "sesi\xa2n").encode("latin-1"),
    "un texto que empieza como una clave": b"Asunto: la sesion\n\nSe habl\xc3\xb3 de todo.\n",
    "una entidad que no existe": SANA.replace(
        "---\n\n", "firmas:\n  - {nombre: Ana, entidad: Entidad Tres}\n---\n\n"
    ).encode(),
    "una clave con el valor de otra": SANA.replace("tipo:", "anexo: Sala\ntipo:").encode(),
}


@pytest.mark.parametrize("cual", NO_SON_ARREGLOS)
def test_lo_que_puede_ser_dos_cosas_no_se_toca(cual: str, tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {ACTA: ""})
    (tmp_path / ACTA).write_bytes(NO_SON_ARREGLOS[cual])
    assert arreglar(tmp_path, lambda nuevo: revisar(nuevo, CORTE).hallazgos) == ()


def test_una_portada_sin_cerrar_no_se_cierra_en_medio_del_texto(tmp_path: Path) -> None:
    texto = (
        "---\ntipo: ordinaria\nfecha: 2020-06-09\n\nSe habló.\n\n***\n\nY se acordó.\n\n"
        "* * *\n\n- - -\n\n...\n"
    )
    escribir_sitio(tmp_path, {ACTA: texto})
    (hecho,) = arreglar(tmp_path, lambda nuevo: revisar(nuevo, CORTE).hallazgos)
    debido = texto.replace("2020-06-09\n", "2020-06-09\n---\n")
    assert hecho.crudo_ahora.decode() == debido


CITADOS = {
    ("secretaria_tecnica: uno", "secretaria_tecnica: Entidad Dos"): "secretaria_tecnica: dos",
    ("sector: 2", "sector: Ambiente"): "sector: 10",
    ("roles: [S]", "roles: [secretaría técnica]"): "roles: [S]",
}


@pytest.mark.parametrize("cambio", CITADOS, ids=lambda c: c[1])
def test_quien_se_cita_por_su_nombre(
    cambio: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ficha = "contenido/instancias/mesa/instancia.md"
    escribir_sitio(tmp_path, {ficha: BASE[ficha].replace(*cambio)})
    with pytest.raises(SystemExit) as fin:
        orden = ["revisar", "--contenido", str(tmp_path / "contenido"), "--arreglar", "--si"]
        principal([*orden, "--fecha", CORTE.isoformat()])
    assert fin.value.code == 0
    assert CITADOS[cambio] in (tmp_path / ficha).read_text(encoding="utf-8")


NOMBRES = {
    "instancias/mesa/actas/2020/Acta No. 1 Comité.md": "acta-no-1-comite.md",
    "instancias/mesa/actas/2020/01/Acta No. 1 Comité.PDF": "acta-no-1-comite.pdf",
    "normas/Acuerdo 3 de 2026.md": "acuerdo-3-2026-uno.md",
}
_NORMA = "---\ntipo: acuerdo\nnumero: 3\nanio: 2026\nemisor: uno\n---\n"


@pytest.mark.parametrize("ruta", NOMBRES)
def test_un_nombre_queda_bien_o_no_se_cambia(ruta: str, tmp_path: Path) -> None:
    # De otro día: dos actas iguales tendrían el mismo título.
    texto = _NORMA if ruta.startswith("normas") else SANA.replace("2020-06-09", "2020-08-25")
    nombrado = "anexos: [{titulo: Acta firmada, archivo: acta-no-1-comite.pdf}]\n---\n"
    es_anexo = ruta.endswith(".PDF")
    acta = SANA.replace("---\n", "\0", 1).replace("---\n", nombrado, 1).replace("\0", "---\n")
    sitio = {ACTA: acta if es_anexo else SANA}
    pdf = pdf_en_blanco()
    escribir_sitio(tmp_path, {**sitio, f"contenido/{ruta}": pdf if es_anexo else texto})
    hechos = arreglar(tmp_path, lambda nuevo: revisar(nuevo, CORTE).hallazgos)
    debido = Path("contenido", ruta).with_name(NOMBRES[ruta]).as_posix()
    assert [h.ahora for h in hechos if h.antes != h.ahora] == [debido]
    hacer_arreglos(tmp_path, hechos)
    assert not [h for h in revisar(Contenido(tmp_path), CORTE).hallazgos if h.gravedad == "error"]


def test_una_carpeta_con_un_punto_en_su_nombre(tmp_path: Path) -> None:
    carpeta = "contenido/instancias/mesa/actas/2020/Acta No. 1 Comité"
    escribir_sitio(tmp_path, {f"{carpeta}.md": SANA, f"{carpeta}/lista.pdf": pdf_en_blanco()})
    hechos = arreglar(tmp_path, lambda nuevo: revisar(nuevo, CORTE).hallazgos)
    hacer_arreglos(tmp_path, hechos)
    hallados = sorted(p.name for p in (tmp_path / carpeta).parent.iterdir())
    assert hallados == ["acta-no-1-comite", "acta-no-1-comite.md"]


@pytest.mark.parametrize("ruta", ["planes/Mi plan.md", "informes/Informe Final.md"])
def test_un_registro_que_no_cabria_con_ese_nombre_no_se_cambia_solo(
    ruta: str, tmp_path: Path
) -> None:
    escribir_sitio(tmp_path, {f"contenido/instancias/mesa/{ruta}": SANA})
    assert arreglar(tmp_path, lambda nuevo: revisar(nuevo, CORTE).hallazgos) == ()


@pytest.mark.parametrize(
    ("puesta", "seguro"),
    [
        ("ACTAS/2020", "actas/2020"),
        ("actas/2020 ", "actas/2020"),
        ("Acta/2020", ""),
        ("actas/Actas 2020", ""),
        ("actas/año 2020", ""),
        ("Fotos/2020", ""),
    ],
)
def test_una_carpeta_cambia_de_nombre_sola_si_con_el_queda_en_su_lugar(
    puesta: str, seguro: str, tmp_path: Path
) -> None:
    """Con un nombre bien escrito y que no es de ninguna clase, nada de lo de adentro se publica."""
    escribir_sitio(tmp_path, {f"contenido/instancias/mesa/{puesta}/01.md": SANA})
    hechos = arreglar(tmp_path, lambda nuevo: revisar(nuevo, CORTE).hallazgos)
    esperado = [f"contenido/instancias/mesa/{seguro}/01.md"] if seguro else []
    assert [h.ahora for h in hechos] == esperado


def test_un_cargo_que_quedaria_dos_veces_se_propone_y_no_se_cambia_solo(tmp_path: Path) -> None:
    ficha = (
        "---\nnombre: Mesa\ntipo: mesa\nsecretaria_tecnica: uno\nintegrantes:\n"
        "  - {id: planes, sector: 1, entidad: uno, cargo: Directora de Planes, roles: [P]}\n---\n"
    )
    lista = "asistencia:\n  - integrante: Directora de Planes\n    asistio: si\n"
    acta = SANA.replace("---\n", f"---\n{lista}  - integrante: planes\n    asistio: no\n", 1)
    escribir_sitio(tmp_path, {"contenido/instancias/mesa/instancia.md": ficha, ACTA: acta})
    assert arreglar(tmp_path, lambda nuevo: revisar(nuevo, CORTE).hallazgos) == ()
    (hallado,) = (h for h in revisar(Contenido(tmp_path), CORTE).hallazgos if h.arreglos)
    (paso,) = pasos_de(hallado, Mesa(Contenido(tmp_path)))
    assert paso.certeza is Certeza.PROBABLE


def test_una_copia_de_otra_acta_no_recibe_sola_un_buen_nombre(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Con él se publicaría dos veces la misma; y de que no se hizo se dice por qué."""
    numerada = SANA.replace("---\n", "---\nnumero: 1\n", 1)
    copia = ACTA.replace("01.md", "Acta 03.md")
    escribir_sitio(tmp_path, {ACTA: numerada, copia: numerada})
    assert arreglar(tmp_path, lambda nuevo: revisar(nuevo, CORTE).hallazgos) == ()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        principal(["revisar", "--arreglar", "--si", "--fecha", str(CORTE)])
    assert f"En {copia}:1 no se hizo el arreglo: dejaría otro error" in capsys.readouterr().out


PEGADAS = {
    "lugar: Auditorio\nmodalidad: presencial\n": "lugar: Auditoriomodalidad: presencial\n",
    "citacion:\n  medio: web\nestado: aprobada\n": "citacion:\n  medio: webestado: aprobada\n",
    "hora_inicio: 14:00\nhora_fin: 16:00\n": "hora_inicio: 14:00hora_fin: 16:00\n",
    "quorum:\n  hubo: si\n": "quorum: hubo: si\n",
    "original:\n  archivo: acta.pdf\n": "original: archivo: acta.pdf\n",
    "decisiones:\n  - id: plan\n    decision: Ir.\n": "decisiones:\n  - id: plandecision: Ir.\n",
}
"""Dos claves y cómo quedan si se borra el salto de línea que las separa."""


@pytest.mark.parametrize("sanas", PEGADAS)
def test_dos_claves_pegadas_se_proponen_separadas_y_no_se_citan(sanas: str, tmp_path: Path) -> None:
    """Citarlas deja un registro sano que publica una clave y pierde la otra."""
    lineas = tuple(PEGADAS[sanas].rstrip("\n").split("\n"))
    ensayo = hacer_legible(lineas, next(n for n, t in enumerate(lineas) if t.count(": ") > 1))
    assert ensayo is not None and ensayo.certeza is Certeza.PROBABLE
    fin = ensayo.desde + ensayo.cuantas
    assert "\n".join((*lineas[: ensayo.desde], *ensayo.nuevas, *lineas[fin:], "")) == sanas
    pegado = SANA.replace("---\n\n", f"{PEGADAS[sanas]}---\n\n")
    escribir_sitio(tmp_path, {ACTA: pegado})
    assert arreglar(tmp_path, lambda nuevo: revisar(nuevo, CORTE).hallazgos) == ()


@pytest.mark.parametrize("linea", ["-5 millones", "-10 % en 2026"])
def test_un_guion_pegado_a_una_cifra_puede_ser_su_signo(linea: str, tmp_path: Path) -> None:
    orden = f"orden_del_dia:\n  - Ajuste de\n  {linea}\n"
    escribir_sitio(tmp_path, {ACTA: SANA.replace("---\n\n", f"{orden}---\n\n")})
    assert arreglar(tmp_path, lambda nuevo: revisar(nuevo, CORTE).hallazgos) == ()


def test_lo_que_sigue_a_las_claves_puede_ser_el_texto(tmp_path: Path) -> None:
    """Sin el cierre, «Motivo: …» pegado a las claves no se vuelve un dato sin preguntar."""
    abierta = "---\ntipo: ordinaria\nfecha: 2020-06-09\nMotivo: Se aplazó.\n\nSe habló.\n"
    escribir_sitio(tmp_path, {ACTA: abierta})
    assert arreglar(tmp_path, lambda nuevo: revisar(nuevo, CORTE).hallazgos) == ()


# --- propiedad --------------------------------------------------------------------------------

_TROZOS = (
    "modaliad: virtual|fecha: 25/08/2020|lugar: Sala: 3|lugar: \xe9|\xff|***|Sesi\xc3\xb3n|- - -"
    "|---|lugar: Calle 1 # 2-3|tipo ordinaria|# nota|numero: 1.|\ttexto: x|Asunto: x||hora: 8:00"
)
_RENGLONES = st.sampled_from([t.encode("latin-1") for t in _TROZOS.split("|")])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    renglones=st.lists(_RENGLONES, max_size=8),
    final=st.sampled_from([b"\n", b"\r\n"]),
    marca=st.sampled_from([b"", b"\xef\xbb\xbf"]),
    ultimo=st.booleans(),
)
def test_ningun_arreglo_toca_lo_que_nadie_senalo(
    tmp_path: Path, renglones: list[bytes], final: bytes, marca: bytes, ultimo: bool
) -> None:
    """Ni la marca del comienzo, ni los finales de línea, ni un renglón que no tiene hallazgo."""
    crudo = marca + final.join([b"---", b"tipo: ordinaria", *renglones]) + final * ultimo
    escribir_sitio(tmp_path, {ACTA: ""})
    (tmp_path / ACTA).write_bytes(crudo)
    for hecho in arreglar(tmp_path, lambda nuevo: revisar(nuevo, CORTE).hallazgos):
        assert hecho.crudo_ahora.startswith(b"\xef\xbb\xbf") == bool(marca)
        assert hecho.crudo_ahora.endswith(b"\n") == crudo.endswith(b"\n")
        finales = re.findall(rb"\r?\n", hecho.crudo_ahora)
        assert set(finales) <= {final}
        if b"\xff" in crudo:
            assert b"\xff" in hecho.crudo_ahora
        assert hecho.crudo_ahora.count("ó".encode()) >= crudo.count("ó".encode())
