"""Lo que calculan las vistas de la portada, de una instancia y de su cumplimiento."""

from __future__ import annotations

from datetime import date
from typing import Any

from apoyo.fabrica import acervo, acta, contexto
from apoyo.pintar import representador
from msgspec.structs import replace

from generador.modelo.acta import Acta
from generador.modelo.base import Documento
from generador.verificacion.resultados import Estado, Referencia, Renglon
from generador.vistas.comunes import (
    SIN_ARCHIVO,
    formato_de,
    tamano_en_palabras,
    vista_documento,
    vista_estado,
)
from generador.vistas.cumplimiento import validez, vista_cumplimiento
from generador.vistas.instancia import vista_instancia
from generador.vistas.marco import Enlace, VistaDocumento
from generador.vistas.matriz import (
    EstadoEnElCuadro,
    por_instancias,
)
from generador.vistas.matriz_por_anios import por_requisitos

CORTE = "2026-11-22"


def renglon(
    requisito: str = "informe",
    anio: int = 2020,
    estado: Estado = Estado.CUMPLE,
    lista: str = "publicacion-web",
    **otros: Any,
) -> Renglon:
    """Un renglón de una sola cosa, cumplida."""
    base = Renglon(
        instancia="mesa",
        anio=anio,
        lista=lista,
        requisito=requisito,
        titulo=requisito.capitalize(),
        pregunta="¿Está?",
        estado=estado,
        cumplidos=1,
        exigidos=1,
        declarado=None,
        exigencias=(),
        evidencias=(),
        faltantes=(),
        vencimiento=None,
        plazo_firme=False,
        plazo_fuente="",
        base_legal=(),
        explicacion="",
        valido_hasta=None,
    )
    return replace(base, **otros)


def casilla(titulo: str, estado: Estado, ancla: str, cuenta: str = "") -> EstadoEnElCuadro:
    ruta = f"instancias/mesa/cumplimiento.html#{ancla}"
    return EstadoEnElCuadro(titulo, vista_estado(estado), cuenta, ruta)


# --- requisitos -------------------------------------------------------------------------------


def test_una_prueba_no_repite_la_fecha_que_su_titulo_ya_dice() -> None:
    dicha = Referencia("Acta del 3 de enero de 2020", "a.html", date(2020, 1, 3))
    callada = Referencia("Listado", "b.html", date(2020, 1, 4))
    renglones = (renglon(evidencias=(dicha, callada)),)
    vista = vista_cumplimiento(acervo(), contexto(CORTE), renglones)
    pagina = representador().representar("cumplimiento_instancia.html", vista).decode()
    assert pagina.count("3 de enero de 2020") == 1
    assert '>Listado</a><span class="nota"> · 4 de enero de 2020</span>' in pagina


def test_la_pagina_vale_hasta_que_el_primero_de_sus_estados_puede_cambiar() -> None:
    dias = (None, date(2021, 3, 1), date(2021, 2, 1))
    todos = [renglon(valido_hasta=dia) for dia in dias]
    assert (validez(todos), validez(todos[:1])) == ("Válido hasta el 1 de febrero de 2021", "")


# --- cuadros ----------------------------------------------------------------------------------


def test_el_cuadro_de_requisitos_va_del_ultimo_al_primero_y_dice_lo_que_no_se_sabe() -> None:
    titulos = {"publicacion-web": "Oficial", "ampliada": "Ampliada"}
    renglones = [
        renglon("plan", 2021, Estado.FALTA, "ampliada"),
        renglon("actas", 2020, Estado.PARCIAL, exigidos=3),
        renglon("actas", 2021, Estado.SIN_DATO),
        renglon("actas", 2022, Estado.CUMPLE),
        renglon("informe", 2022, Estado.NO_APLICA),
        *(renglon("informe", anio, Estado.SIN_DATO) for anio in (2019, 2020, 2021)),
    ]
    cuadro = por_requisitos(renglones, titulos)
    assert cuadro is not None
    dichos = [
        (lista.titulo, q.titulo, [(a.anio, a.estado.clave, a.cuenta) for a in q.anios])
        for lista in cuadro.listas
        for q in lista.requisitos
    ]
    assert dichos == [
        ("Oficial", "Actas", [("2022", "cumple", ""), ("2020", "parcial", "1 de 3")]),
        ("Ampliada", "Plan", [("2021", "falta", "")]),
    ]
    (actas,) = cuadro.listas[0].requisitos
    assert actas.anios[0].ruta.endswith("cumplimiento.html#publicacion-web-2022-actas")
    assert cuadro.sin_dato == "actas, 2021; informe, 2019 a 2021"
    assert por_requisitos([], titulos) is None


def test_el_cuadro_por_instancias_junta_las_de_las_mismas_listas_y_cuenta_las_que_cumplen() -> None:
    titulos = {"publicacion-web": "Oficial", "otra": "Otra"}
    instancias = [
        (
            Enlace("A", "a"),
            (
                *(renglon(anio=n, estado=Estado.SIN_DATO) for n in (2016, 2017, 2018)),
                renglon(anio=2019, estado=Estado.PARCIAL),
                renglon(anio=2020),
                renglon(anio=2021, estado=Estado.FALTA),
            ),
        ),
        (Enlace("B", "b"), (renglon(anio=2019, estado=Estado.CUMPLE_TARDE),)),
        (Enlace("C", "c"), (renglon(estado=Estado.NO_APLICA),)),
        (Enlace("D", "d"), (renglon(lista="otra"),)),
        (Enlace("E", "e"), ()),
    ]
    oficial, otra = por_instancias(instancias, titulos)
    assert [(f.nombre.texto, f.detalle) for f in oficial.filas] == [
        ("A", "en 2021"), ("B", "en 2019"), ("C", "en 2020"),
    ]  # fmt: skip
    assert (oficial.titulo, oficial.totales) == ("Oficial", ("1 de 2",))
    # La fila es del último año, y dice lo que se debe de los anteriores.
    antes = [c.antes for f in oficial.filas for c in f.celdas if c]
    assert antes == ["sin dato de 2016 a 2018; falta de 2019", "", ""]
    assert (otra.titulo, [f.nombre.texto for f in otra.filas]) == ("Otra", ["D"])


# --- la próxima sesión ------------------------------------------------------------------------


def test_la_proxima_sesion_se_dice_si_a_la_fecha_de_corte_no_ha_pasado() -> None:
    def proxima(corte: str, *actas: Acta) -> list[tuple[str, Enlace]]:
        datos = vista_instancia(acervo(*actas), contexto(corte), ()).datos
        return [(d.nombre, *d.enlaces) for d in datos if d.nombre == "Próxima sesión"]

    def dicha(nombre: str) -> list[tuple[str, Enlace]]:
        return [("Próxima sesión", Enlace(nombre, "instancias/mesa/proxima-sesion.html"))]

    anuncia = acta("2024-01-01", proxima_sesion="2024-03")
    convocada = acta("2024-03-05", "02", estado_sesion="convocada")
    assert proxima("2024-03-31", anuncia) == dicha("Sesión de marzo de 2024")
    assert proxima("2024-04-01", anuncia) == []
    de_marzo = dicha("Sesión ordinaria del 5 de marzo de 2024")
    assert proxima("2024-03-05", anuncia, convocada) == de_marzo
    # La convocada ya pasó y no consta que se hiciera: lo anunciado sigue en pie.
    assert proxima("2024-03-06", anuncia, convocada) == dicha("Sesión de marzo de 2024")
    assert proxima("2024-02-01", anuncia, acta("2024-04-01", "02")) == []


# --- documentos -------------------------------------------------------------------------------


def test_de_un_archivo_que_no_esta_se_dice_que_no_esta() -> None:
    """Es un error y no se publica, pero la vista previa lo muestra."""
    a = acta("2024-01-01", original={"titulo": "Acta de 2024", "archivo": "otra.pdf"})
    assert isinstance(a.original, Documento)
    visto = vista_documento(a, a.original, acervo(a), contexto(CORTE))
    assert visto == VistaDocumento("Acta de 2024", "", "PDF", "", "", "", "", "", SIN_ARCHIVO)


def test_el_tamano_y_el_formato_en_palabras() -> None:
    tamanos = [0, 999, 1000, 48_123, 999_499, 999_500, 1_248_123]
    assert list(map(tamano_en_palabras, tamanos)) == [
        "0 B", "999 B", "1 kB", "48 kB", "999 kB", "1,0 MB", "1,2 MB",
    ]  # fmt: skip
    nombres = ["a.PDF", "a.docx", "a.xyz", "sinpunto", "https://x.co/a", "https://x.co/a.pdf"]
    assert list(map(formato_de, nombres)) == ["PDF", "Word", "XYZ", "", "Página web", "PDF"]
