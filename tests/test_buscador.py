"""El índice de búsqueda: qué se halla, de qué depende cada archivo y cuándo se rehace."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from apoyo.mirada import CORTE, construido
from apoyo.reales import hacer_sitio, poner_acta
from hypothesis import given, settings
from hypothesis import strategies as st

from generador.arboles import Almacen, Ficha
from generador.buscador import Grupo, Hallable, Indexador, grupo_de, hacer_indice
from generador.buscador import trozos as de_trozos
from generador.buscador.aporte import huella_corta
from generador.buscador.pagina import texto_de
from generador.buscador.palabras import clave, partir
from generador.buscador.vocabulario import vocabulario
from generador.construccion import Pedido, construir
from generador.vigencia.programa import con_la_huella, huella_del_programa

ACTA = "instancias/mesa/actas/2020/01.html"
PAGINA = (
    b'<!doctype html><head><link href="estilo.1.css"></head><body><main class="x"><h1>Acta</h1>'
    b'<nav>Otra parte</nav><p id="a" class="b">La territorializaci\xc3\xb3n.</p></main>pie</body>'
)
MESA = grupo_de(
    "mesa",
    "Mesa",
    "Uno",
    (
        Hallable(ACTA, "Acta 1", "Acta", "9 de junio de 2020", "2020-06-09", "2020",
                 pagina=ACTA, atajos=("acta 1 2020",)),
        Hallable(f"{ACTA}#d", "Abrir un parque", "Decisión", "9 de junio de 2020", "2020-06-09",
                 "2020", texto="Abrir un parque <b>grande</b>."),
    ),
)  # fmt: skip


class Sitio:
    """Un sitio en memoria, con su índice hecho una y otra vez."""

    def __init__(self, almacen: Path) -> None:
        self.almacen = Almacen(almacen)
        self.paginas: dict[str, bytes] = {ACTA: PAGINA}
        self.publicados: dict[str, bytes] = {}
        self.escritos: set[str] = set()

    def indexar(self, *grupos: Grupo) -> dict[str, bytes]:
        """Los archivos del índice de esos grupos; `escritos` son los que no estaban iguales."""
        antes = dict(self.publicados)
        todos = {**antes, **self.paginas}
        self.escritos = set()

        def escribir(ruta: str, crudo: bytes) -> Ficha:
            todos[ruta] = crudo
            if antes.get(ruta) != crudo:
                self.escritos.add(ruta)
            return ficha(crudo)

        indexador = Indexador(
            {r: ficha(c) for r, c in self.paginas.items()},
            {r: ficha(c) for r, c in antes.items()},
            self.almacen,
            todos.__getitem__,
            escribir,
            lambda tarea, claves: [tarea(c) for c in claves],
        )
        fichas = hacer_indice(grupos or (MESA,), indexador)
        self.publicados = {ruta: todos[ruta] for ruta in fichas}
        assert {r: ficha(c) for r, c in self.publicados.items()} == fichas
        return self.publicados


def ficha(crudo: bytes) -> Ficha:
    return Ficha(hashlib.sha256(crudo).hexdigest(), len(crudo))


def leer(archivos: dict[str, bytes], nombre: str) -> Any:
    return json.loads(archivos[f"buscador/{nombre}"])


def palabras_de(archivos: dict[str, bytes]) -> dict[str, Any]:
    """Todas las del índice, con dónde está cada una."""
    trozos = (json.loads(c) for r, c in archivos.items() if "/palabras/" in r)
    return {palabra: donde for trozo in trozos for palabra, donde in trozo.items()}


def dicen(n: int, *textos: str) -> Grupo:
    """Un grupo con un acuerdo por texto, uno por día."""
    return grupo_de(
        f"mesa-{n}",
        f"Mesa {n}",
        "Uno",
        tuple(
            Hallable(f"{n}.html#{k}", texto, "Decisión", "", f"2020-01-{k + 1:02}", "2020")
            for k, texto in enumerate(textos)
        ),
    )


def test_lo_que_lleva_el_indice(tmp_path: Path) -> None:
    hecho = Sitio(tmp_path).indexar()
    indice = leer(hecho, "indice.json")
    assert indice["letras"] == 1
    # El nueve de junio: un acta y una decisión. El año es el de ese día.
    (mesa,) = indice["grupos"]
    assert mesa[:5] == ["mesa", "Mesa", "Uno", ["Acta", "Decisión"], [[20200609, 0, 0, 1]]]
    ((texto, crudo),) = ((r, c) for r, c in hecho.items() if "/textos/" in r)
    assert texto == f"buscador/textos/mesa/0-{huella_corta(crudo)}.json"
    assert json.loads(crudo) == [
        [ACTA, "Acta 1", "9 de junio de 2020", "", "La territorialización."],
        [
            f"{ACTA}#d",
            "Abrir un parque",
            "9 de junio de 2020",
            "",
            "Abrir un parque <b>grande</b>.",
        ],
    ]
    palabras = palabras_de(hecho)
    # Con la clave con que el navegador la busca: sin tilde y sin lo que la hace plural.
    assert palabras["parqu"] == [[0, [1, 30]]]
    assert {"territorializacion", "acta", "abrir", "2020:acta 1 2020"} <= palabras.keys()
    assert {"otra", "pie"}.isdisjoint(palabras)


def test_dos_indices_de_lo_mismo_tienen_los_mismos_bytes(tmp_path: Path) -> None:
    uno, otro = Sitio(tmp_path / "a").indexar(), Sitio(tmp_path / "b").indexar()
    assert uno and uno == otro


def test_se_rehace_solo_si_cambio_lo_que_cubre(tmp_path: Path) -> None:
    sitio = Sitio(tmp_path)
    primero = dict(sitio.indexar())
    assert sitio.indexar() == primero and not sitio.escritos
    # Otra hoja de estilo cambia todas las páginas y ningún texto.
    sitio.paginas[ACTA] = PAGINA.replace(b"estilo.1", b"estilo.2")
    assert sitio.indexar() == primero and not sitio.escritos
    sitio.paginas[ACTA] = PAGINA.replace(b"La terr", b"Una terr")
    assert sitio.indexar() != primero
    # Cambia el trozo de «una», y el de «la» se queda sin palabras.
    assert [r.partition("-")[0] for r in sitio.escritos if "/palabras/" in r] == [
        "buscador/palabras/u"
    ]
    assert "l" not in leer(sitio.publicados, "indice.json")["trozos"]


def test_si_lo_publicado_o_lo_guardado_se_dana_se_rehace(tmp_path: Path) -> None:
    sitio = Sitio(tmp_path)
    entero = dict(sitio.indexar())
    for ruta in entero:
        sitio.publicados.pop(ruta)
        assert sitio.indexar() == entero and ruta in sitio.escritos
    for archivo in [a for a in tmp_path.rglob("*") if a.is_file()]:
        archivo.write_text("{dañado")
        sitio.paginas[ACTA] = PAGINA.replace(b"La terr", b"Una terr")
        sitio.indexar()
        sitio.paginas[ACTA] = PAGINA
        assert sitio.indexar() == entero, archivo


def test_lo_que_quedo_a_medias_no_se_cree(tmp_path: Path) -> None:
    """Lo guardado de un grupo es más nuevo que el índice: la construcción se cortó después."""
    sitio = Sitio(tmp_path)
    sitio.indexar()
    publicados = dict(sitio.publicados)
    recuerdo = sitio.almacen.leer_bytes("buscador", huella_del_programa())
    sitio.paginas[ACTA] = PAGINA.replace(b"La terr", b"Una terr")
    esperado = dict(sitio.indexar())
    assert recuerdo is not None
    sitio.publicados = publicados
    sitio.almacen.guardar_bytes("buscador", recuerdo, huella_del_programa())
    assert sitio.indexar() == esperado


def test_lo_que_guardo_otro_programa_no_se_mezcla_con_lo_de_este(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Con otro largo del comienzo, una palabra que se quede en su trozo de antes no se halla."""
    sitio = Sitio(tmp_path / "uno")
    sitio.indexar()
    monkeypatch.setattr(de_trozos, "_LETRAS", ((0, 3),))
    sitio.paginas[ACTA] = PAGINA.replace(b"La terr", b"Una terr")
    with con_la_huella("la de otro programa"):
        limpio = Sitio(tmp_path / "dos")
        limpio.paginas = sitio.paginas
        assert sitio.indexar() == limpio.indexar()


PALABRAS = ("acta", "actas", "sede", "voz", "voces", "plan", "2020", "PM2.5", "comité", "a", "zeta")
frases = st.lists(
    st.lists(st.sampled_from(PALABRAS), min_size=1, max_size=4).map(" ".join),
    min_size=1,
    max_size=4,
)
sitios = st.lists(frases, min_size=1, max_size=4)


@settings(max_examples=60)
@given(pasos=st.lists(sitios, min_size=1, max_size=4))
def test_da_lo_mismo_por_partes_que_de_una_vez(
    pasos: list[list[list[str]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Grupos que cambian, llegan y se van, y sitios que crecen: lo último es como hecho de cero."""
    sitio = Sitio(tmp_path_factory.mktemp("partes"))
    hecho: dict[str, bytes] = {}
    with pytest.MonkeyPatch.context() as cambios:
        cambios.setattr(de_trozos, "_LETRAS", ((6, 1), (9, 2)))
        for paso in pasos:
            grupos = [dicen(n, *textos) for n, textos in enumerate(paso)]
            hecho = sitio.indexar(*grupos)
        assert hecho == Sitio(tmp_path_factory.mktemp("cero")).indexar(*grupos)


@pytest.mark.parametrize(("documentos", "letras"), [(1, 1), (500, 1), (501, 2), (5_001, 3)])
def test_cuantas_letras_nombran_un_trozo(documentos: int, letras: int) -> None:
    assert de_trozos.letras_de(documentos) == letras


@pytest.mark.parametrize(
    ("texto", "palabras"),
    [
        ("Comité y Ñuñoa", ["comite", "y", "nunoa"]),
        ("El D.C., EE.UU. y PM2.5", ["el", "d", "c", "ee", "uu", "y", "pm2", "5", "dc", "eeuu",
                                     "pm25"]),
        ("$1.234.567,89", ["1", "234", "567", "89", "123456789"]),
    ],
)  # fmt: skip
def test_las_palabras_de_un_texto(texto: str, palabras: list[str]) -> None:
    assert list(partir(texto)) == palabras


@pytest.mark.parametrize(
    "formas", ["sede sedes", "voz voces", "reunion reuniones", "acta actas", "mes meses"]
)
def test_una_clave_para_el_singular_y_el_plural(formas: str) -> None:
    assert len({clave(forma) for forma in formas.split()}) == 1


def test_lo_del_titulo_pesa_mas_y_repetirlo_no_lo_hace_pesar_sin_fin(tmp_path: Path) -> None:
    def peso(titulo: str, texto: str) -> int:
        grupo = grupo_de("m", "M", "", (Hallable("a.html#1", titulo, "Decisión", texto=texto),))
        palabras = palabras_de(
            Sitio(tmp_path / hashlib.sha256(texto.encode()).hexdigest()).indexar(grupo)
        )
        ((_, (_, suyo)),) = palabras["parqu"]
        return int(suyo)

    una, diez, mil = (peso("Otra cosa", "parque " * n) for n in (1, 10, 1000))
    assert una < diez <= 20 and mil <= 20
    assert peso("Un parque", "otra cosa") > una


@pytest.mark.parametrize(
    ("dibujado", "leido"),
    [
        ('<p>Gobierno<span class="menor">Secretaría</span></p>', "Gobierno, Secretaría."),
        (
            "<h2>Datos</h2><dl><div><dt>Lugar</dt>\n<dd>Sala 1</dd></div></dl>",
            "Datos. Lugar: Sala 1.",
        ),
        ("<table><tr><th>Sede 1</th>\n<td>sí</td><td>2</td></tr></table>", "Sede 1; sí; 2."),
        (
            '<tr><td data-titulo="Rol"><span>P</span></td><td data-titulo="¿Asistió?">Sí</td></tr>',
            "Rol: P; ¿Asistió? Sí.",
        ),
        ("<ul><li><p>Uno.</p></li><li>Dos</li></ul>", "Uno. Dos."),
        ('<p><span class="rotulo">Síntesis</span> El mapa.</p>', "Síntesis: El mapa."),
        ('<p class="solo-impreso">Mesa</p><p class="descarga">Descargar</p><p>Uno</p>', "Uno."),
    ],
)
def test_lo_que_separa_el_dibujo_lo_separa_un_signo(dibujado: str, leido: str) -> None:
    """Un extracto se lee como frases: dos celdas de una tabla no quedan pegadas."""
    assert texto_de(f"<main>{dibujado}</main>".encode()) == leido


def test_se_indexa_el_contenido_y_nada_mas() -> None:
    assert texto_de(PAGINA) == "La territorialización."
    assert texto_de(b"<p>sin main</p>") == ""
    menu = '<nav><p>En esta página</p><a>Acta<span class="oculto"> en esta página</span></a></nav>'
    visible = '<a>2024<span class="oculto">: cumple, Actas</span></a>'
    assert texto_de(f"<main>{menu}{visible}</main>".encode()) == "2024"
    assert texto_de(b"<main><p>A &lt;b&gt; c</p><p>d</p></main>") == "A <b> c. d."


def test_lo_que_falta_en_un_documento_lo_dice_el_mismo(tmp_path: Path) -> None:
    """Un aviso aparte podría ir antes que el documento de que habla."""
    salida = construido(tmp_path, "base")
    textos = (json.loads(a.read_bytes()) for a in salida.glob("buscador/textos/*/*.json"))
    filas = {ruta: resto for todas in textos for ruta, *resto in todas}
    *_, marcas, texto = filas["instancias/consejo-de-ejemplo/actas/2026/03.html"]
    assert "Incompleta" in marcas and "Falta el documento original." in texto
    avisos = [t for ruta, (t, *_) in filas.items() if "#falta-" in ruta]
    assert avisos and not [t for t in avisos if "incompleta" in t]


def test_el_vocabulario_son_las_palabras_como_estan_escritas(tmp_path: Path) -> None:
    grupo = dicen(1, "Comité y Parque", "I.D.U.: parque sede 2 C40 PM2.5")
    palabras = ["parque", "c40", "comité", "idu", "pm2", "pm25", "sede"]
    hecho = Sitio(tmp_path).indexar(grupo)
    assert leer(hecho, "vocabulario.json") == {"palabras": palabras, "partes": ""}


def test_del_vocabulario_no_se_queda_ninguna_palabra_por_fuera() -> None:
    muchas = {f"b{'aeiou'[n % 5]}{n}": 2 for n in range(5_000)}
    archivos = vocabulario({"zócalo": 1, "órgano": 1, "otro": 1, **muchas})
    leidos = {nombre: json.loads(datos) for nombre, datos in archivos.items()}
    todo = leidos.pop("vocabulario.json")
    assert len(todo["palabras"]) == 5_000
    assert leidos == {"vocabulario-o.json": ["otro", "órgano"], "vocabulario-z.json": ["zócalo"]}
    assert todo["partes"] == "oz"


def test_el_sitio_lo_lleva_si_se_pide_y_un_acta_rehace_lo_suyo(tmp_path: Path) -> None:
    raiz = hacer_sitio(tmp_path, 3)
    salida = raiz / "publicado"

    def archivos(procesos: int = 1, *, buscador: bool = True) -> dict[str, bytes]:
        construir(Pedido(raiz, salida, CORTE, procesos=procesos, buscador=buscador))
        suya = salida / "buscador"
        return {str(a.relative_to(suya)): a.read_bytes() for a in suya.rglob("*") if a.is_file()}

    primero = archivos()
    poner_acta(raiz, 2, lugar="Xilófono")
    segundo = archivos()
    nuevos = {n.partition("-")[0] for n in segundo.keys() - primero.keys()}
    assert "palabras/x" in nuevos and len(nuevos) < 5
    poner_acta(raiz, 2)
    assert archivos(2) == primero
    # Sin pedirlo, se retira.
    assert archivos(buscador=False) == {} and not (salida / "buscador").exists()
    assert archivos() == primero


def test_todo_resultado_lleva_a_una_pagina_y_a_su_parte(tmp_path: Path) -> None:
    salida = construido(tmp_path, "base")
    textos = (json.loads(a.read_bytes()) for a in salida.glob("buscador/textos/*/*.json"))
    rutas = {ruta for filas in textos for ruta, *_ in filas}
    assert len(rutas) > 100
    for ruta in rutas:
        pagina, _, ancla = ruta.partition("#")
        escrita = (salida / pagina).read_text("utf-8")
        assert not ancla or f'id="{ancla}"' in escrita, ruta
