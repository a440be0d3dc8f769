"""Un bloque más en la tabla del formulario sale en todas partes, y en el orden de la tabla."""

from __future__ import annotations

import json
from datetime import date

import pytest
from apoyo.completos import acervo_completo, contexto_completo
from apoyo.informes import calcular
from apoyo.pdf import junto, texto_de
from apoyo.pintar import representador
from msgspec import Struct
from msgspec.structs import asdict

from generador.cli.formulario import piezas_del_formulario
from generador.cli.presentar import renglones
from generador.nuevo.cifras import cifras_en_palabras
from generador.pdf import abrir_imprenta, datos_de, datos_para_firmar
from generador.planeacion import Oficial
from generador.verificacion.exportar_informe import informe_json
from generador.verificacion.resultados import Cifra, Coincide, InformeCalculado
from generador.vistas.formulario import BLOQUES, Bloque, Campo, Cifras, Cuadro, Formulario
from generador.vistas.informe import vista_informe
from generador.vistas.para_firmar import contradicciones, por_completar, vista_para_firmar


class FilaInventada(Struct, frozen=True):
    """Una fila de un bloque que el formulario no tiene."""

    cual: str
    cuantas: Cifra[int]


class ConOtroBloque(InformeCalculado, frozen=True):
    """Lo calculado, con el dato de ese bloque."""

    visitas: tuple[FilaInventada, ...] = ()


VISITAS = (FilaInventada("Visita a la plaza", Cifra(41, 43, Coincide.NO)),)
INVENTADO = Bloque(
    "visitas",
    "Visitas inventadas",
    (
        Cuadro(
            "t_visitas",
            "Visitas, una por una",
            "calculado.visitas",
            (Campo("Cuál visita", "cual"), Campo("Cuántas personas", "cuantas")),
        ),
        Cifras((Campo("Visitas sin contar", lambda _: Cifra(None, None, Coincide.SIN_DATO)),)),
    ),
)
DE, CON = acervo_completo(), contexto_completo()
SUYO = DE.informes[0]


@pytest.fixture(scope="module")
def salidas() -> dict[str, str]:
    """Lo que dice cada salida de un formulario que empieza por un bloque inventado."""
    campos = asdict(calcular(DE, "2021", CON))
    calculado = ConOtroBloque(**campos, visitas=VISITAS)
    formulario, bloques = Formulario(calculado, DE, CON, SUYO), (INVENTADO, *BLOQUES)
    vista = vista_informe(SUYO, calculado, DE, CON, bloques)
    imprenta = abrir_imprenta(representador().tema)
    oficial = Oficial("ab" * 32, date(2021, 12, 31))
    hoja = datos_para_firmar(vista_para_firmar(formulario, bloques), "", date(2021, 12, 31))
    return {
        "json": json.dumps(informe_json(calculado), ensure_ascii=False),
        "pagina": representador().representar("informe.html", vista).decode(),
        "pdf": texto_de(imprenta.imprimir("informe", datos_de(vista, oficial))),
        "hoja": texto_de(imprenta.imprimir("para-firmar", hoja)),
        "terminal": "\n".join(renglones(piezas_del_formulario(formulario, bloques))),
        "borrador": "\n".join(cifras_en_palabras(formulario, bloques)),
        "en blanco": "; ".join(por_completar(formulario, bloques)),
        "dispares": "; ".join(contradicciones(formulario, bloques)),
    }


DICHOS = {
    "json": ('"visitas": [{"cual": "Visita a la plaza", "cuantas": {"calculado": 41',),
    "pagina": ("Visitas inventadas", "Visita a la plaza", ">41<", ">43<", "visitas sin contar"),
    "pdf": ("Visitas inventadas", "Cuántas personas", "Calculado: 41", "Visitas sin contar"),
    "hoja": ("VISITAS INVENTADAS", "Cuántas personas", "Visita a la plaza43"),
    "terminal": ("Visitas inventadas", "Visita a la plaza  41", "Visitas sin contar"),
    "borrador": ("  Visita a la plaza: cuántas personas: 41",),
    "en blanco": ("visitas sin contar",),
    "dispares": ("cuántas personas (Visita a la plaza)",),
}


@pytest.mark.parametrize("salida", DICHOS)
def test_un_bloque_de_la_tabla_sale_en(salida: str, salidas: dict[str, str]) -> None:
    texto = salidas[salida]
    partido = salida in ("pdf", "hoja")
    assert [d for d in DICHOS[salida] if (junto(d) if partido else d) not in texto] == []


@pytest.mark.parametrize("salida", ["pagina", "pdf", "hoja", "terminal"])
def test_los_bloques_van_en_el_orden_de_la_tabla(salida: str, salidas: dict[str, str]) -> None:
    texto = salidas[salida].upper()
    partido = salida in ("pdf", "hoja")
    titulos = [b.titulo for b in (INVENTADO, *BLOQUES) if b.oficial and "{" not in b.titulo]
    if salida == "hoja":
        # Su título es el nombre de la instancia, y el de las sesiones, el de sus casillas.
        titulos = [t for t in titulos if t not in ("Identificación", "Funciones específicas")]
        titulos = ["Sesiones ordinarias" if t.startswith("Sesiones") else t for t in titulos]
    lugares = [texto.find((junto(t) if partido else t).upper()) for t in titulos]
    assert -1 not in lugares and lugares == sorted(lugares)
