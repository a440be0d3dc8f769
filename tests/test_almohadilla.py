"""« #» en un valor: o el texto se lee entero, o se dice que se cortaría."""

from __future__ import annotations

from pathlib import Path

import pytest
from apoyo.casos import escribir_sitio
from apoyo.remedios import hacer, leer
from hypothesis import given
from hypothesis import strategies as st

from generador.cli import principal
from generador.hallazgo import Certeza
from generador.lectura.validar import validar
from generador.lectura.yaml_estricto import leer_yaml
from generador.modelo.acta import Acta

COMENTARIOS = (
    "# tipo: extraordinaria\ntipo: ordinaria\n",
    "tipo: ordinaria  # la primera del año\n",
    "tipo: ordinaria   # (véase el acta)\n",
    "tipo: 'ordinaria' # la primera\n",
    "fecha: 2020-06-09 # martes\n",
    "numero: 3 # según el acta\n",
    "borrador: si # por revisar\n",
    "lugar: # dónde fue\n",
    "anexos:  # los de la sesión\n  - uno\n",
    "objeto: |  # como está en el acta\n  Calle 8 # 10-65\n",
    "hora_fin: sin_dato  # 25:30\n",
    "lugar: C#\n",
)
CORTADOS = (
    ("lugar: Carrera 8 # 10-65\n", "Carrera 8 # 10-65", True),
    ("lugar: Carrera 8 #10-65\n", "Carrera 8 #10-65", True),
    ("lugar: Carrera 8  #10-65\n", "Carrera 8  #10-65", True),
    ("lugar: Carrera 8\t# 10-65\n", "Carrera 8 # 10-65", True),
    ("lugar: Cra. 8 No # 10\n", "Cra. 8 No # 10", True),
    ("decision: Aprobar el contrato #45 de 2020\n", "Aprobar el contrato #45 de 2020", True),
    ("- Sala\n- Calle 26 # 51-53\n", "", True),
    ("contacto:\n  direccion: L'Hôtel, calle 1 # 2\n", "", True),
    ("campos: [\n  Calle 1 # 2,\n  b]\n", "", True),
    ("lugar: Parque #BogotaReverdece\n", "Parque #BogotaReverdece", False),
    ("decision: Aprobar # de cupos\n", "Aprobar # de cupos", False),
    ("modalidad: presencial # 2 horas\n", "presencial # 2 horas", False),
    ("numero: 3 #4\n", "3 #4", False),
    ("lugar: #10-65\n", "#10-65", False),
    ("lugar: Carrera 8 # 10-65 # confirmar con Ana\n", "Carrera 8 # 10-65", False),
    ("- Sala\n- Revisar el contrato #45 # ojo: aún no es público\n", "", False),
    ("lugar: Sala # 300 000 0000, Ana\n", "", False),
    ("lugar: Carrera 8 # 10-65 #2\n", "", False),
    ("objeto: Queda en la\n  Carrera 8 # 10-65\n", "", False),
)


@pytest.mark.parametrize("texto", COMENTARIOS)
def test_lo_que_es_un_comentario(texto: str) -> None:
    assert leer_yaml(texto, "x").hallazgos == []


@pytest.mark.parametrize(("texto", "entero", "seguro"), CORTADOS)
def test_lo_que_se_cortaria_se_dice(texto: str, entero: str, seguro: bool) -> None:
    arbol = leer_yaml(texto, "x")
    dichos = [h for h in arbol.hallazgos if "#" in h.mensaje]
    assert dichos
    assert dichos[0].origen.linea == next(n for n, t in enumerate(texto.split("\n"), 1) if "#" in t)
    mecanicos = [a for h in dichos for a in h.arreglos if a.certeza is Certeza.MECANICO]
    assert bool(mecanicos) is seguro
    for arreglo in (a for a in mecanicos if a.antes):
        arreglado = leer_yaml(texto.replace(arreglo.antes, arreglo.texto), "x")
        assert not [h for h in arreglado.hallazgos if "#" in h.mensaje]
        assert entero in (*(arreglado.datos or {}).values(), "")


# En un campo de texto nada de esto es un comentario, y sí en los demás.
DUDOSOS = ("301 # piso 3", "50% # del plan", "2027 # plan", "No # de actas", "26  # carrera 30")
DE_TEXTO = (
    "lugar: {}",
    "orden_del_dia:\n  - Lectura\n  - {}",
    "decisiones:\n  - id: uno\n    decision: {}",
    "citacion:\n  medio: {}",
    "lugar: Queda en la\n  {}",
)
DE_OTRA_COSA = (
    "fecha_publicacion: 2020-06-20  # el viernes",
    "hora_inicio: 08:30 # en punto",
    "numero: 3 # según el acta",
    "modalidad: virtual  # por Teams",
    "resumen: no # es el texto",
    "orden_del_dia: ninguno  # no consta",
    "lugar: sin_dato  # Sala 3",
    "lugar: Ninguno # fue virtual",
    "lugar: 'Calle 26'  # carrera 30",
    "anexos:\n  - titulo: Acta\n    archivo: acta.pdf  # la firmada",
    "extra:\n  oficina: 301 # piso 3",
)


def _hallados_en_un_acta(renglones: str) -> list[str]:
    arbol = leer_yaml(f"tipo: ordinaria\nfecha: 2020-06-09\n{renglones}\n", "x")
    _, defectos = validar(Acta, arbol, "x")
    return [h.codigo for h in (*arbol.hallazgos, *defectos)]


@pytest.mark.parametrize("campo", DE_TEXTO)
@pytest.mark.parametrize("valor", DUDOSOS)
def test_en_un_campo_de_texto_se_dice(campo: str, valor: str) -> None:
    assert _hallados_en_un_acta(campo.format(valor)) == ["yaml-almohadilla"]


@pytest.mark.parametrize("renglones", DE_OTRA_COSA)
def test_al_lado_de_otra_cosa_es_un_comentario(renglones: str) -> None:
    assert _hallados_en_un_acta(renglones) == []


@given(st.text("Cra 8#10,x-", min_size=1, max_size=14))
def test_un_texto_se_lee_entero_o_se_dice(escrito: str) -> None:
    arbol = leer_yaml(f"lugar: c{escrito}\n", "x")
    leido = (arbol.datos or {}).get("lugar")
    comentario = "  # " in escrito or escrito.strip().endswith("#")
    assert arbol.hallazgos or comentario or leido == f"c{escrito}".strip()


def test_en_cualquier_archivo_y_la_orden_lo_arregla(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """La dirección llega entera a la página."""
    acta = "contenido/instancias/mesa/actas/2020/01.md"
    calle = "Carrera 8 # 10-65"
    archivos = {
        "contenido/sitio.yaml": "formato: 1\ntitulo: Sitio\nentidad: uno\ncontacto:\n"
        f"  direccion: {calle}\n",
        "contenido/entidades.yaml": f"uno:\n  nombre: Entidad de la {calle}\ndos:\n  nombre: Dos\n",
        acta: f"---\ntipo: ordinaria\nfecha: 2020-06-09\nlugar: {calle}\ndecisiones:\n"
        f"  - id: sede\n    decision: Mudarse a la {calle}\n---\n",
    }
    escribir_sitio(tmp_path, archivos)
    base = ["--contenido", str(tmp_path / "contenido"), "--fecha", "2026-11-28"]

    def correr(*orden: str) -> int:
        with pytest.raises(SystemExit) as fin:
            principal([*orden, *base])
        assert isinstance(fin.value.code, int)
        return fin.value.code

    assert correr("revisar") == 1
    assert "\n4 errores" in capsys.readouterr().out
    assert correr("revisar", "--arreglar", "--si") == 0
    assert correr("construir", "--salida", str(tmp_path / "publicado")) == 0
    publicado = tmp_path / "publicado"
    pagina = publicado / "instancias/mesa/actas/2020/01.html"
    assert pagina.read_text(encoding="utf-8").count(calle) >= 2
    assert calle in (publicado / "contacto.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("linea", "entero"),
    [
        ('lugar: "Calle 26" #51-53', "'Calle 26 #51-53'"),
        ("lugar: 'Calle 26'  #51-53", "'Calle 26 #51-53'"),
    ],
)
def test_un_numero_pegado_despues_de_las_comillas_es_parte_del_valor(
    linea: str, entero: str
) -> None:
    (hallado,) = leer_yaml(f"{linea}\n", "a.yaml").hallazgos
    assert hallado.codigo == "yaml-almohadilla"
    assert hallado.arreglos[0].texto == entero


@pytest.mark.parametrize("cola", ["# dónde fue", "#dónde fue", "# a las 3"])
def test_otra_cosa_despues_de_las_comillas_es_un_comentario(cola: str) -> None:
    arbol = leer_yaml(f'lugar: "Calle 26" {cola}\n', "a.yaml")
    assert arbol.hallazgos == [] and arbol.datos == {"lugar": "Calle 26"}


NOTA = "confirmar con Ana, cel 300 000 0000"


@pytest.mark.parametrize(
    ("valor", "publicado"),
    [
        (f"Carrera 8 # 10-65 # {NOTA}", "Carrera 8 # 10-65"),
        (f"Revisar el contrato #45  # {NOTA}", "Revisar el contrato #45"),
        (f'"Calle 26" #51-53 # {NOTA}', "Calle 26 #51-53"),
        (f"Sala: piso 2 # {NOTA}", "Sala: piso 2"),
    ],
)
def test_la_nota_de_quien_escribe_no_se_publica(
    valor: str, publicado: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No es un arreglo cierto, y lo que se propone deja la nota fuera."""
    acta = "contenido/instancias/mesa/actas/2020/01.md"
    texto = f"---\ntipo: ordinaria\nfecha: 2020-06-09\nlugar: {valor}\n---\n"
    escribir_sitio(tmp_path, {acta: texto})
    orden = ["revisar", "--contenido", str(tmp_path / "contenido"), "--fecha", "2026-11-28"]
    with pytest.raises(SystemExit):
        principal([*orden, "--arreglar", "--si"])
    assert (tmp_path / acta).read_text(encoding="utf-8") == texto
    capsys.readouterr()
    with pytest.raises(SystemExit):
        principal(orden)
    salida = capsys.readouterr().out
    assert "    Arreglo: " not in salida
    (propuesta,) = [p for p in leer(salida) if p.gravedad == "error"]
    hacer(tmp_path, propuesta)
    arbol = leer_yaml((tmp_path / acta).read_text(encoding="utf-8").split("---\n")[1], acta)
    assert arbol.hallazgos == [] and (arbol.datos or {})["lugar"] == publicado
    assert NOTA in (tmp_path / acta).read_text(encoding="utf-8")


def test_lo_que_se_publicaria_se_dice() -> None:
    (hallado,) = leer_yaml("lugar: Carrera 8 # 10-65 # nota\n", "x").hallazgos
    assert hallado.remedio.endswith("se publicaría «Carrera 8 # 10-65»")


@pytest.mark.parametrize(
    ("texto", "hay"),
    [
        ("funciones: [1, 2] # 3\n", True),
        ("citacion: {medio: Correo} #45\n", True),
        ("votos:\n  - {id: a, limite: 2026-12-30} # 45 de 2026\n", True),
        ("funciones: [\n  1, 2\n] # 3\n", True),
        ("funciones: [1, 2] # las dos\n", False),
        ("objeto: |\n  [1, 2] # 3\n", False),
    ],
)
def test_lo_que_sigue_al_cierre_se_dice(texto: str, hay: bool) -> None:
    assert [h.codigo for h in leer_yaml(texto, "x").hallazgos] == ["yaml-almohadilla"] * hay


@pytest.mark.parametrize(
    "renglones",
    [
        "lugar:\n  - Carrera 8 # 10-65\n  - Piso 3",
        "lugar:\n  - Piso 3\n  - Carrera 8 # 10-65",
        "decisiones:\n  - Aprobar el acta # 3 de 2026",
        "quorum: Sí # 3",
    ],
)
def test_de_lo_cortado_no_se_propone_una_parte(
    renglones: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Primero se lee entero; después se dice cómo va."""
    acta = "contenido/instancias/mesa/actas/2020/01.md"
    texto = f"---\ntipo: ordinaria\nfecha: 2020-06-09\n{renglones}\n---\n"
    escribir_sitio(tmp_path, {acta: texto})
    orden = ["revisar", "--contenido", str(tmp_path / "contenido"), "--fecha", "2026-11-28"]
    for _ in range(3):
        with pytest.raises(SystemExit):
            principal(orden)
        for problema in leer(capsys.readouterr().out):
            if problema.pasos:
                hacer(tmp_path, problema)
                break
        queda = (tmp_path / acta).read_text(encoding="utf-8")
        sin_notas = "\n".join(t for t in queda.splitlines() if "  # " not in t)
        assert all(p in sin_notas for p in renglones.replace(":", " ").split() if p.isalnum())
