"""Lo que un campo cita lo dice su tipo: la regla, la sugerencia y la referencia salen de ahí."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import pytest
from apoyo import fabrica as f
from apoyo.casos import BASE, escribir_sitio
from apoyo.construcciones import LISTA
from pydantic import BaseModel, Field, create_model

from generador.arreglos import Mesa, decir, pasos_de
from generador.configuracion.citables import CITABLES, exigir_citables
from generador.construccion import revisar
from generador.esquemas.campos import esquema_de_modelo
from generador.hallazgo import Hallazgo, Origen
from generador.lectura import contexto
from generador.lectura.contenido import Contenido
from generador.lectura.sugerencias import _DONDE_ESTAN
from generador.lectura.validar import validar
from generador.lectura.yaml_estricto import leer_yaml
from generador.modelo.acta import Acta
from generador.modelo.base import Valor
from generador.modelo.citas import (
    CaminoDeActa,
    CaminoDeRegistro,
    Cita,
    IdDeCargo,
    IdDeEntidad,
    IdDeNorma,
    citas_de,
    citas_posibles,
    grupos_de,
    lo_que_cita,
)
from generador.modelo.clases import POR_NOMBRE
from generador.modelo.norma import Norma
from generador.modelo.sitio import Sitio
from generador.modelo.tipos import Entero, ListaDe, Texto
from generador.verificacion.reglas.citas import DE_CADA_CITA, REGLAS, reglas_de
from generador.verificacion.reglas.regla import examinar


class Huesped(Valor):
    """Un grupo de claves que aún no existe en el producto."""

    entidad: IdDeEntidad = Field(description="Entidad del huésped.")
    con: ListaDe[IdDeCargo] = Field(None, description="Cargos con que vino.")
    tema: Texto | None = Field(None, description="De qué habló.")


class ActaCrecida(Acta):
    """Un acta con dos campos más."""

    huespedes: ListaDe[Huesped] = Field(None, description="Quiénes se hospedaron.")
    base_legal: ListaDe[IdDeNorma] = Field(None, description="Normas en que se apoyó.")


ACTA = "---\ntipo: ordinaria\nfecha: 2020-06-09\n---\n"
CRECIDA = {
    "tipo": "ordinaria",
    "fecha": "2020-06-09",
    "huespedes": [{"entidad": "nadie", "con": ["fantasma"], "tema": "Agua"}],
    "base_legal": ["ley-1-2020-nadie"],
    "funciones": ["99"],
}


def test_cada_cita_se_halla_con_su_camino() -> None:
    acta = f.registro(ActaCrecida, "instancias/mesa/actas/2020/01", **CRECIDA)
    assert [(c.camino, c.cita, c.valor) for c in citas_de(acta)] == [
        (("funciones", 0), Cita.FUNCION, 99),
        (("huespedes", 0, "entidad"), Cita.ENTIDAD, "nadie"),
        (("huespedes", 0, "con", 0), Cita.CARGO, "fantasma"),
        (("base_legal", 0), Cita.NORMA, "ley-1-2020-nadie"),
    ]


def test_un_campo_nuevo_que_cita_se_comprueba_sin_escribir_nada_mas() -> None:
    acta = f.registro(ActaCrecida, "instancias/mesa/actas/2020/01", **CRECIDA)
    _, hallazgos = examinar(REGLAS, f.acervo(acta), f.contexto("2026-11-28"))
    suyos = {h.codigo for h in hallazgos if h.origen.archivo.endswith("actas/2020/01.md")}
    assert suyos == {
        "cargo-desconocido",
        "entidad-desconocida",
        "funcion-desconocida",
        "norma-desconocida",
    }


@pytest.mark.parametrize(
    ("escrito", "dicho"),
    [
        ("huespedes:\n  - entidad: Secretaría de Agua\n", "contenido/entidades.yaml"),
        ("huespedes:\n  - con: [La Directora]\n    entidad: uno\n", "«integrantes»"),
        ("base_legal: [Ley uno]\n", "contenido/normas/"),
    ],
)
def test_y_quien_la_escribe_por_su_nombre_sabe_donde_buscarla(escrito: str, dicho: str) -> None:
    arbol = leer_yaml(f"tipo: ordinaria\nfecha: 2020-06-09\n{escrito}", "01.yaml")
    _, hallazgos = validar(ActaCrecida, arbol, "01.yaml")
    assert [dicho in h.remedio for h in hallazgos] == [True], hallazgos


class ActaQueSigueAOtra(Acta):
    """Un acta con un campo que cita una, y otro que cita cualquier registro."""

    sigue_a: CaminoDeActa = Field(description="Acta de la que es continuación.")
    vistas: ListaDe[CaminoDeActa] = Field(None, description="Actas que se leyeron.")
    apoyo: CaminoDeRegistro | None = Field(None, description="Registro en que se apoyó.")


def sobre_lo_que_cita(**citas: object) -> list[tuple[str, str, str, list[str]]]:
    """Código, mensaje, remedio y propuestas de lo que se halla en un acta que cita eso."""
    datos = {"tipo": "ordinaria", "fecha": "2020-06-09", "sigue_a": "actas/2020/01"} | citas
    acta = f.registro(ActaQueSigueAOtra, "instancias/mesa/actas/2020/02", **datos)
    registros = (f.acta("2020-06-09"), acta, f.plan(2020))
    _, hallazgos = examinar(REGLAS, f.acervo(*registros), f.contexto("2026-11-28"))
    suyos = [h for h in hallazgos if h.origen.archivo.endswith("actas/2020/02.md")]
    return [(h.codigo, h.mensaje, h.remedio, [a.texto for a in h.arreglos]) for h in suyos]


UN_ACTA = "Escriba el camino de un acta dentro de la instancia, por ejemplo actas/2020/01"


def test_de_un_campo_nuevo_que_cita_un_acta_se_comprueba_que_lo_sea() -> None:
    assert sobre_lo_que_cita(vistas=["actas/2020/01"], apoyo="planes/2020") == []
    assert sobre_lo_que_cita(sigue_a="actas/2020/1", apoyo="planes/20") == [
        (
            "registro-desconocido",
            "No hay ningún registro en «actas/2020/1». ¿Quiso decir «actas/2020/01»?",
            UN_ACTA,
            ["actas/2020/01"],
        ),
        (
            "registro-desconocido",
            "No hay ningún registro en «planes/20».",
            "Escriba el camino de un registro dentro de la instancia, por ejemplo actas/2020/01",
            [],
        ),
    ]
    de_otra = ("registro-de-otra-clase", "«planes/2020» es un plan, y aquí va un acta.", UN_ACTA)
    assert sobre_lo_que_cita(vistas=["planes/2020"]) == [(*de_otra, [])]


def test_lo_que_se_muestra_despues_tambien_tiene_que_ser_de_su_clase() -> None:
    acta = f.acta("2020-06-09", misma_sesion="planes/2027")
    posterior = f.plan(2027, fecha_publicacion="2027-02-01")
    acervo = replace(f.acervo(acta), posteriores={posterior.ruta: posterior})
    _, hallazgos = examinar(REGLAS, acervo, f.contexto("2026-11-28"))
    assert {h.codigo for h in hallazgos if h.gravedad == "error"} == {"registro-de-otra-clase"}


def test_y_quien_escribe_sabe_que_clase_de_registro_va(tmp_path: Path) -> None:
    """Si falta, lo dicen el remedio y, si hay una sola, la propuesta; en el editor, su campo."""
    escribir_sitio(tmp_path, {"contenido/instancias/mesa/actas/2020/01.md": ACTA})
    archivo = "contenido/instancias/mesa/actas/2020/02.yaml"
    arbol = leer_yaml("tipo: ordinaria\nfecha: 2020-06-09\n", archivo)
    _, (falta,) = validar(ActaQueSigueAOtra, arbol, archivo)
    assert falta.remedio == UN_ACTA.replace("Escriba", "Escriba «sigue_a:» con")
    mesa = Mesa(Contenido(tmp_path))
    assert [a.texto for a in falta.arreglos] == ["sigue_a: ⟨acta⟩"]
    assert mesa.conocido("acta", Origen(archivo)) == "actas/2020/01"
    assert mesa.conocido("acta", Origen(archivo.replace("02.yaml", "01.md"))) == ""
    assert mesa.conocido("plan", Origen(archivo)) == ""
    propiedades = esquema_de_modelo(ActaQueSigueAOtra, {})["properties"]
    assert propiedades["vistas"]["description"].endswith("Por ejemplo: actas/2020/01")


class Caja(Valor):
    """Un grupo que lleva dentro otros como él, y citas de todas las maneras."""

    de: IdDeEntidad | Huesped | None = Field(None, description="De una entidad o de alguien.")
    varias: ListaDe[Huesped | Lugar] = Field(None, description="De dos clases de grupos.")
    por_clave: dict[str, Huesped] = Field({}, description="Por una clave cualquiera.")
    ids: dict[str, tuple[IdDeEntidad, ...]] = Field({}, description="Listas por clave.")
    filas: ListaDe[tuple[IdDeEntidad, ...]] = Field(None, description="Listas de listas.")
    dentro: ListaDe[Caja] = Field(None, description="Otras cajas.")
    otra: Caja | None = Field(None, description="Otra caja.")


class Lugar(Valor):
    """Un grupo que no cita a quien se invita."""

    norma: IdDeNorma | None = Field(None, description="Norma que lo nombra.")


Caja.model_rebuild()


def test_se_hallan_por_dentro_de_cualquier_valor() -> None:
    vino = {"entidad": "uno", "con": ["alfa"]}
    caja = Caja.model_validate(
        {
            "de": {"entidad": "dos"},
            "varias": [vino, {"norma": "ley-1-2020-uno"}],
            "por_clave": {"a": vino},
            "ids": {"b": ["tres", "cuatro"]},
            "filas": [["cinco"], ["seis"]],
            "dentro": [{"de": "siete", "otra": {"de": "ocho"}}],
        }
    )
    assert [(c.camino, c.cita, c.valor) for c in citas_de(caja)] == [
        (("de", "entidad"), Cita.ENTIDAD, "dos"),
        (("varias", 0, "entidad"), Cita.ENTIDAD, "uno"),
        (("varias", 0, "con", 0), Cita.CARGO, "alfa"),
        (("varias", 1, "norma"), Cita.NORMA, "ley-1-2020-uno"),
        (("por_clave", "a", "entidad"), Cita.ENTIDAD, "uno"),
        (("por_clave", "a", "con", 0), Cita.CARGO, "alfa"),
        (("ids", "b", 0), Cita.ENTIDAD, "tres"),
        (("ids", "b", 1), Cita.ENTIDAD, "cuatro"),
        (("filas", 0, 0), Cita.ENTIDAD, "cinco"),
        (("filas", 1, 0), Cita.ENTIDAD, "seis"),
        (("dentro", 0, "de"), Cita.ENTIDAD, "siete"),
        (("dentro", 0, "otra", "de"), Cita.ENTIDAD, "ocho"),
    ]


@pytest.mark.parametrize(
    "tipo",
    [IdDeEntidad | IdDeNorma, IdDeEntidad | Texto, tuple[IdDeEntidad, int], Annotated[str, "x"]],
)
def test_un_campo_que_puede_citar_una_cosa_o_ser_otra_no_se_admite(tipo: object) -> None:
    class Dudoso(Valor):
        """Un grupo con un campo del que no se sabe qué dice."""

        que: tipo = Field(description="No se sabe.")  # type: ignore[valid-type]

    if tipo == Annotated[str, "x"]:
        assert list(citas_de(Dudoso(que="nada"))) == []
        return
    with pytest.raises(TypeError, match="no puede citar una cosa o ser otra"):
        list(citas_de(Dudoso.model_construct(que="nada")))


def todos_los_modelos(raiz: type[BaseModel] = Valor) -> set[type[BaseModel]]:
    suyos = {m for m in raiz.__subclasses__() if m.__module__.startswith("generador.")}
    return suyos.union(*map(todos_los_modelos, raiz.__subclasses__()))


def test_de_todo_campo_de_los_modelos_se_sabe_que_cita() -> None:
    modelos = todos_los_modelos()
    assert {Acta, Sitio, Norma} <= modelos
    for modelo in modelos:
        citan = {c: que for c in modelo.model_fields.values() if (que := lo_que_cita(c))}
        assert all(c.description for c in citan)
        assert {que.clase for que in citan.values()} <= {"", *POR_NOMBRE}


def que_cita(base: type[Valor], cita: Cita) -> type[Any]:
    """El mismo modelo con un campo más, que cita eso."""
    numero = cita in (Cita.FUNCION, Cita.SECTOR)
    tipo = Annotated[Entero, cita] if numero else Annotated[Texto, cita]
    campo = (tipo | None, Field(None, description="Lo que se cita."))
    return create_model(f"{base.__name__}QueCita", __base__=base, nuevo=campo)  # type: ignore[call-overload, no-any-return]


def test_cada_cita_tiene_su_regla() -> None:
    assert DE_CADA_CITA.keys() == set(Cita)
    for cita, citable in CITABLES.items():
        assert DE_CADA_CITA[cita].codigo == citable.codigo
    with pytest.raises(TypeError, match=r"Nadie comprueba .* Cita\.LISTA"):
        reglas_de({c: v for c, v in DE_CADA_CITA.items() if c is not Cita.LISTA})


@pytest.mark.parametrize("cita", Cita)
def test_un_campo_nuevo_de_un_registro_se_comprueba_cite_lo_que_cite(cita: Cita) -> None:
    modelo = que_cita(Acta, cita)
    datos = {"tipo": "ordinaria", "fecha": "2020-06-09", "nuevo": "99"}
    acta = f.registro(modelo, "instancias/mesa/actas/2020/01", **datos)
    _, hallazgos = examinar(REGLAS, f.acervo(acta), f.contexto("2026-11-28"))
    suyos = [h for h in hallazgos if h.origen.archivo.endswith("actas/2020/01.md")]
    assert [h.codigo for h in suyos] == [DE_CADA_CITA[cita].codigo]


@pytest.mark.parametrize("cita", Cita)
def test_un_campo_nuevo_de_lo_comun_se_comprueba_o_no_se_admite(
    cita: Cita, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modelo = que_cita(Sitio, cita)
    if cita not in CITABLES:
        with pytest.raises(TypeError, match=rf"SitioQueCita no es de una instancia.*{cita}"):
            exigir_citables((modelo,))
        return
    exigir_citables((modelo,))
    sitio = "contenido/sitio.yaml"
    escribir_sitio(tmp_path, {sitio: f"{BASE[sitio]}nuevo: '99'\n"})
    monkeypatch.setattr(contexto, "Sitio", modelo)
    assert [h.codigo for h in errores(tmp_path)] == [CITABLES[cita].codigo]


def test_de_todo_lo_comun_se_sabe_que_se_comprueba() -> None:
    """De todo lo que se lee fuera de las instancias; los datos del producto no citan."""
    propios = {m for m in todos_los_modelos() if m.__module__.endswith("modelo.sitio")}
    por_dentro = {g for m in contexto.COMUNES for g in grupos_por_dentro(m)}
    assert propios <= {*contexto.COMUNES, *por_dentro}
    assert citas_posibles(Norma) >= {Cita.NORMA}
    assert citas_posibles(Acta) - CITABLES.keys()


def grupos_por_dentro(modelo: type[BaseModel]) -> set[type[BaseModel]]:
    suyos = {g for campo in modelo.model_fields.values() for g in grupos_de(campo)}
    return suyos.union(*(grupos_por_dentro(g) for g in suyos - {modelo}))


def test_lo_que_se_pregunta_de_una_instancia_queda_anotado() -> None:
    """La que la cita se vuelve a trabajar cuando la citada ya no está."""
    antes = replace(f.contexto("2026-11-28"), instancias=("mesa",)).anotando()
    assert CITABLES[Cita.INSTANCIA].sin_citado("mesa", antes) is None
    assert antes.anotadas
    assert antes.sigue_igual(antes.anotadas, {})
    assert not replace(antes, instancias=()).sigue_igual(antes.anotadas, {})


MAL_ESCRITAS = {
    "aplica_a": ("contenido/listas/propia.yaml", "instancia-desconocida", "mesa"),
    "plazos_aceptados": ("contenido/sitio.yaml", "lista-desconocida", "propia"),
}


@pytest.mark.parametrize("campo", MAL_ESCRITAS)
def test_una_instancia_o_una_lista_mal_escrita_se_dice(campo: str, tmp_path: Path) -> None:
    archivo, codigo, debido = MAL_ESCRITAS[campo]
    lista, sitio = "contenido/listas/propia.yaml", "contenido/sitio.yaml"
    archivos = {
        lista: LISTA.format("Propia") + "aplica_a: [mesa]\n",
        sitio: f"{BASE[sitio]}plazos_aceptados: [propia]\n",
    }
    escribir_sitio(tmp_path, archivos)
    assert not errores(tmp_path)
    archivos[archivo] = archivos[archivo].replace(f"[{debido}]", f"[{debido}s]")
    escribir_sitio(tmp_path, archivos)
    (hallado,) = errores(tmp_path)
    assert (hallado.codigo, hallado.origen.archivo) == (codigo, archivo)
    assert f"¿Quiso decir «{debido}»?" in hallado.mensaje
    assert [a.texto for a in hallado.arreglos] == [debido]


SITIO = f"{BASE['contenido/sitio.yaml']}plazos_aceptados: [{{}}]\n"
PLAN = (
    "---\nanio: 2020\nmetas:\n  - {id: dialogo, texto: Dialogar más}\n"
    "actividades:\n  - {id: a, texto: Reunir, meta: Dialogar más}\n---\n"
)
POR_SU_NOMBRE = {
    "contenido/listas/propia.yaml": (
        LISTA.format("Propia") + "aplica_a: [Mesa de prueba]\n",
        "mesa",
    ),
    "contenido/sitio.yaml": (SITIO.format("Lo que se debe"), "otra"),
    "contenido/instancias/mesa/planes/2020.md": (PLAN, "dialogo"),
}


@pytest.mark.parametrize("archivo", POR_SU_NOMBRE)
def test_lo_que_se_cita_por_su_nombre_recibe_su_identificador(archivo: str, tmp_path: Path) -> None:
    escrito, debido = POR_SU_NOMBRE[archivo]
    otra = {"contenido/listas/otra.yaml": LISTA.format("Lo que se debe")}
    escribir_sitio(tmp_path, otra | {archivo: escrito})
    (hallado,) = errores(tmp_path)
    (paso,) = pasos_de(hallado, Mesa(Contenido(tmp_path)))
    assert (hallado.codigo, hallado.origen.archivo) == ("tipo-incorrecto", archivo)
    assert debido in decir(paso, archivo)[0].rpartition("por «")[2]


def test_de_toda_cita_con_identificador_se_sabe_donde_esta(tmp_path: Path) -> None:
    """Las que son un camino se escriben como un texto cualquiera."""
    assert set(Cita) - _DONDE_ESTAN.keys() == {Cita.REGISTRO, Cita.ACUERDO}
    escribir_sitio(tmp_path, {})
    for cita in Cita:
        mesa = Mesa(Contenido(tmp_path))
        lugar = Origen("contenido/instancias/mesa/instancia.md", 2, 9)
        assert mesa.conocido(f"{cita.value}_que_se_llama", lugar) in ("", "mesa")


def test_el_emisor_de_una_norma_es_una_entidad_del_sitio(tmp_path: Path) -> None:
    ruta = "contenido/normas/decreto-1-2019-unos.md"
    norma = "---\ntipo: decreto\nnumero: 1\nanio: 2019\nemisor: unos\n---\n"
    escribir_sitio(tmp_path, {ruta: norma})
    (hallado,) = errores(tmp_path)
    assert (hallado.codigo, hallado.origen.archivo) == ("entidad-desconocida", ruta)
    assert [a.texto for a in hallado.arreglos] == ["uno"]


def test_una_lista_que_no_se_lee_no_es_una_lista_desconocida(tmp_path: Path) -> None:
    sitio = "contenido/sitio.yaml"
    acepta = f"{BASE[sitio]}plazos_aceptados: [propia]\n"
    escribir_sitio(tmp_path, {"contenido/listas/propia.yaml": "titulo: [\n", sitio: acepta})
    assert {h.codigo for h in errores(tmp_path)} == {"yaml-roto"}


def errores(raiz: Path) -> list[Hallazgo]:
    hallados = revisar(Contenido(raiz), date(2026, 11, 28)).hallazgos
    return [h for h in hallados if h.gravedad == "error"]
