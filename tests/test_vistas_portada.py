"""Las vistas de la portada, de una instancia y de su cumplimiento, como valores enteros."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from apoyo.fabrica import (
    acervo,
    acta,
    contexto,
    documento,
    huella_de,
    sin_sesiones,
)
from msgspec.structs import replace

from generador.modelo.acta import Acta
from generador.modelo.base import Confianza
from generador.verificacion.plazos import DiaSaltado, Vencimiento
from generador.verificacion.resultados import Estado, Exigencia, Referencia, Renglon
from generador.vistas.comunes import (
    CUMPLIMIENTO,
    ENLACE_SIN_COMPROBAR,
    FALTANTES,
    INICIO,
    LISTADOS,
    SIN_ARCHIVO,
    formato_de,
    hacer_marco,
    leyenda,
    tamano_en_palabras,
    vista_documento,
    vista_estado,
)
from generador.vistas.cumplimiento import (
    VistaPlazo,
    VistaPrueba,
    VistaRenglon,
    VistaUnidad,
    validez,
    vista_renglon,
)
from generador.vistas.faltantes import Faltantes
from generador.vistas.inicio import VistaInicio, vista_inicio
from generador.vistas.instancia import UltimaDecision, VistaInstancia, vista_instancia
from generador.vistas.listados import AnioDeActas, RenglonDeListado, anios_de_actas
from generador.vistas.marco import Enlace, Marco, VistaDocumento
from generador.vistas.matriz import (
    Casilla,
    FilaDeMatriz,
    GrupoDeColumnas,
    VistaMatriz,
    por_anios,
    por_instancias,
)
from generador.vistas.no_encontrada import vista_no_encontrada
from generador.vistas.registros import Dato

CORTE = "2026-11-22"
NAVEGACION = (INICIO, *LISTADOS)
PARTES = tuple(
    Enlace(texto, f"instancias/mesa/{parte}.html")
    for texto, parte in (
        ("Presentación", "index"),
        ("Decisiones", "decisiones"),
        ("Compromisos", "compromisos"),
        ("Asistencia", "asistencia"),
        ("Integrantes", "integrantes"),
        ("Documentos", "documentos"),
        ("En cifras", "cifras"),
        ("Cumplimiento", "cumplimiento"),
    )
)
ACTA_PDF = "instancias/mesa/actas/2024/01/acta.pdf"


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


def casilla(titulo: str, estado: Estado, ancla: str, cuenta: str = "") -> Casilla:
    ruta = f"instancias/mesa/cumplimiento.html#{ancla}"
    return Casilla(titulo, vista_estado(estado), cuenta, ruta)


def con_partes(*datos: Any) -> Marco:
    """El marco de la página de la mesa, con sus páginas hermanas."""
    return replace(hacer_marco(*datos), partes=PARTES)


# --- vistas enteras ---------------------------------------------------------------------------


def test_una_instancia_de_la_que_no_se_sabe_nada_lo_dice_en_cada_parte() -> None:
    vacia, con = acervo(), contexto(CORTE, demostracion="si")
    assert vista_instancia(vacia, con, ()) == VistaInstancia(
        marco=con_partes(
            con,
            "instancias/mesa/index.html",
            "Mesa de Prueba",
            "Mesa de Prueba: actas, reglamento, planes e informes.",
            (INICIO,),
            (),
            "pagina-instancia",
        ),
        reconstruida_de="",
        tipo="Mesa",
        estado="Estado: sin dato",
        alias=(),
        antes=(),
        objeto="",
        objeto_resumen=False,
        ultima_decision=None,
        veredicto=None,
        datos=(
            Dato("Secretaría técnica", "Secretaría Distrital de la Mujer"),
            Dato("Presidencia"),
            Dato("Última sesión", nota="No consta ninguna en estos registros"),
            Dato("Sectores"),
        ),
        cumplimiento=Enlace("Cumplimiento: Mesa de Prueba", "instancias/mesa/cumplimiento.html"),
        matriz=None,
        validez="",
        faltantes=Faltantes("No se sabe de ninguna", "", False, ()),
        actas=(),
        reglamento=None,
        reglamentos_anteriores=(),
        planes=(),
        informes=(),
        normas=None,
        sectores=None,
        roles=(),
        funciones=None,
        cuerpo=None,
        asistir=(),
        contacto=(),
        pqrsd=None,
        notas=(),
    )


def test_la_portada_de_un_sitio_vacio() -> None:
    con = contexto(CORTE)
    assert vista_inicio((), con) == VistaInicio(
        marco=hacer_marco(con, "index.html", "Sitio de prueba", "", clase="pagina-inicio"),
        bajada="",
        matrices=(),
        leyenda=leyenda(),
        validez="",
        cumplimiento=CUMPLIMIENTO,
        faltantes=FALTANTES,
        cuenta_de_faltantes="No se sabe de ninguna",
        cubre="",
        decisiones=(),
        instancias=(),
        cesadas=(),
        documentos=(),
    )


def test_un_renglon_entero_dice_que_lo_prueba_que_falta_y_como_se_conto() -> None:
    prueba = Referencia("Acta 1", "a/01.html", date(2020, 1, 3), "ab" * 32)
    vence = Vencimiento(
        date(2020, 1, 13), date(2020, 1, 3), 5, "habiles",
        (DiaSaltado(date(2020, 1, 4), "sábado"), DiaSaltado(date(2020, 1, 6), "Reyes", "Ley 51")),
    )  # fmt: skip
    unidades = (
        Exigencia("Acta 1", True, (prueba,), "", date(2020, 1, 9), vence, True),
        Exigencia("Acta 2", False, falta="no está"),
    )
    visto = vista_renglon(
        renglon(
            "actas", estado=Estado.PARCIAL, exigidos=2, declarado=False, exigencias=unidades,
            evidencias=(prueba,), faltantes=("Acta 2",), vencimiento=vence, plazo_firme=True,
            plazo_confianza=Confianza.CONFIRMADO, plazo_fuente="Resolución 1",
            base_legal=("Ley 1",), explicacion="falta una.", valido_hasta=date(2020, 12, 31),
        )
    )  # fmt: skip
    prueba_vista = VistaPrueba(Enlace("Acta 1", "a/01.html"), "3 de enero de 2020", "ab" * 32)
    assert visto == VistaRenglon(
        ancla="publicacion-web-2020-actas",
        titulo="Actas",
        pregunta="¿Está?",
        estado=vista_estado(Estado.PARCIAL),
        cuenta="1 de 2",
        explicacion="Falta una.",
        pruebas=(prueba_vista,),
        faltantes=("Acta 2",),
        unidades=(
            VistaUnidad(
                "Acta 1", True, "", "9 de enero de 2020", "13 de enero de 2020", (prueba_vista,)
            ),
            VistaUnidad("Acta 2", False, "no está", "", "", ()),
        ),
        plazo=VistaPlazo(
            "13 de enero de 2020",
            "5 días hábiles desde el 3 de enero de 2020: vence el 13 de enero de 2020",
            ("4 de enero de 2020: sábado", "6 de enero de 2020: Reyes (Ley 51)"),
            "confirmado",
            "Resolución 1",
        ),
        declarado="No",
        base_legal=("Ley 1",),
        validez="Válido hasta el 31 de diciembre de 2020",
    )


def test_una_prueba_no_repite_la_fecha_que_su_titulo_ya_dice() -> None:
    dicha = Referencia("Acta del 3 de enero de 2020", "a.html", date(2020, 1, 3))
    sola = VistaPrueba(Enlace("Acta del 3 de enero de 2020", "a.html"), "", "")
    assert vista_renglon(renglon(evidencias=(dicha,))).pruebas == (sola,)


def test_la_pagina_vale_hasta_que_el_primero_de_sus_estados_puede_cambiar() -> None:
    dias = (None, date(2021, 3, 1), date(2021, 2, 1))
    todos = [renglon(valido_hasta=dia) for dia in dias]
    assert (validez(todos), validez(todos[:1])) == ("Válido hasta el 1 de febrero de 2021", "")


# --- cuadros ----------------------------------------------------------------------------------


def test_el_cuadro_por_anios_va_del_ultimo_al_primero_y_deja_ver_lo_que_no_se_exigia() -> None:
    titulos = {"publicacion-web": "Oficial", "ampliada": "Ampliada"}
    renglones = [
        renglon("plan", 2021, Estado.FALTA, "ampliada"),
        renglon("actas", 2020, Estado.PARCIAL, exigidos=3),
        renglon("actas", 2021, Estado.SIN_DATO),
    ]
    assert por_anios("mesa", renglones, titulos) == VistaMatriz(
        "cuadro",
        "Estado de cada requisito, por año",
        "Año",
        (GrupoDeColumnas("Oficial", ("Actas",)), GrupoDeColumnas("Ampliada", ("Plan",))),
        (
            FilaDeMatriz(
                Enlace("2021", "instancias/mesa/cumplimiento.html#anio-2021"),
                "",
                (
                    casilla("Actas", Estado.SIN_DATO, "publicacion-web-2021-actas"),
                    casilla("Plan", Estado.FALTA, "ampliada-2021-plan"),
                ),
            ),
            FilaDeMatriz(
                Enlace("2020", "instancias/mesa/cumplimiento.html#anio-2020"),
                "",
                (casilla("Actas", Estado.PARCIAL, "publicacion-web-2020-actas", "1 de 3"), None),
            ),
        ),
    )


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
    antes = [c.antes for f in oficial.filas for c in f.casillas if c]
    assert antes == ["sin dato de 2016 a 2018; falta de 2019", "", ""]
    assert (otra.titulo, [f.nombre.texto for f in otra.filas]) == ("Otra", ["D"])


# --- listados ---------------------------------------------------------------------------------


def test_las_actas_van_por_anio_con_sus_insignias_su_original_y_sus_constancias() -> None:
    firmada = documento("acta.pdf", titulo="Acta 1 firmada", fecha="2024-03-05")
    de = acervo(
        acta("2024-03-01", numero="1", sesion="43", original=firmada, procedencia="reconstruida",
             reconstruida_de="otro", fecha_publicacion="2024-03-09"),
        acta("2024-05-01", "02", estado_sesion="cancelada", motivo="Paro"),
        sin_sesiones("2022"),
        archivos=[ACTA_PDF],
    )  # fmt: skip
    publicaciones = [
        {"numero": "1", "fecha": "2024-04-01", "leida": "https://www.ejemplo.gov.co/",
         "documentos": [{"ruta": ACTA_PDF, "accion": "publicado"}]}
    ]  # fmt: skip
    con = contexto(CORTE, publicaciones=publicaciones)
    original = VistaDocumento(
        "Acta 1 firmada, 5 de marzo de 2024", ACTA_PDF, "PDF", "1 kB", huella_de(ACTA_PDF),
        "5 de marzo de 2024", "", "1 de abril de 2024",
    )  # fmt: skip
    assert anios_de_actas(de, con, {}) == (
        AnioDeActas(
            2024,
            (
                RenglonDeListado(
                    Enlace("Sesión ordinaria del 1 de mayo de 2024 (cancelada)",
                           "instancias/mesa/actas/2024/02.html"),
                    (), "1 de mayo de 2024", "", "", None, "Paro",
                ),
                RenglonDeListado(
                    Enlace("Acta 1 de la sesión ordinaria del 1 de marzo de 2024",
                           "instancias/mesa/actas/2024/01.html"),
                    ("sesión 43", "reconstruida"),
                    "1 de marzo de 2024", "9 de marzo de 2024", "", original,
                ),
            ),
            (),
        ),
        AnioDeActas(
            2022,
            (
                RenglonDeListado(
                    Enlace("Constancia de que no hubo sesiones en 2022",
                           "instancias/mesa/actas/2022/sin-sesiones.html"),
                    (), "31 de diciembre de 2022", "", "", None, "No hubo asuntos",
                ),
            ),
            (),
        ),
    )  # fmt: skip


def test_la_ultima_decision_es_la_del_acta_mas_reciente_que_trae_alguna() -> None:
    de = acervo(
        acta("2024-01-01", decisiones=[{"id": "a", "decision": "Uno."}]),
        acta("2024-02-01", "02", decisiones=[{"id": "b", "decision": "Dos."}]),
        acta("2024-03-01", "03", decisiones="ninguna"),
    )
    assert vista_instancia(de, contexto(CORTE), ()).ultima_decision == UltimaDecision(
        "Dos.",
        "1 de febrero de 2024",
        Enlace(
            "Acta de la sesión ordinaria del 1 de febrero de 2024",
            "instancias/mesa/actas/2024/02.html#b",
        ),
        (),
    )


def test_la_proxima_sesion_se_dice_si_a_la_fecha_de_corte_no_ha_pasado() -> None:
    def proxima(corte: str, *actas: Acta) -> list[tuple[str, Enlace]]:
        datos = vista_instancia(acervo(*actas), contexto(corte), ()).datos
        return [(d.nombre, *d.enlaces) for d in datos[3:-1]]

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


def ver_documento(**campos: Any) -> VistaDocumento:
    a = acta("2024-01-01", original={"titulo": "Acta de 2024"} | campos)
    assert not isinstance(a.original, str) and a.original is not None
    return vista_documento(a, a.original, acervo(a, archivos=[ACTA_PDF]), contexto(CORTE))


@pytest.mark.parametrize(
    ("campos", "esperado"),
    [
        (
            {"archivo": "acta.pdf"},
            VistaDocumento(
                "Acta de 2024", ACTA_PDF, "PDF", "1 kB", huella_de(ACTA_PDF), "", "", ""
            ),
        ),
        (
            {"archivo": "otra.pdf"},
            VistaDocumento("Acta de 2024", "", "PDF", "", "", "", "", "", SIN_ARCHIVO),
        ),
        (
            {"url": "https://ejemplo.gov.co/acta", "fecha_publicacion": "2024-02-01"},
            VistaDocumento(
                "Acta de 2024", "https://ejemplo.gov.co/acta", "Página web", "", "", "",
                "1 de febrero de 2024", "", ENLACE_SIN_COMPROBAR,
            ),
        ),
        (
            {"archivo": "acta.pdf", "clasificacion": "publica_reservada", "fundamento": "Ley 1"},
            VistaDocumento(
                "Acta de 2024", "", "", "", "", "", "", "",
                "Información pública reservada: no se publica", "Ley 1",
            ),
        ),
    ],
)  # fmt: skip
def test_un_documento_dice_lo_que_permite_comprobarlo(
    campos: dict[str, str], esperado: VistaDocumento
) -> None:
    assert ver_documento(**campos) == esperado


def test_el_tamano_y_el_formato_en_palabras() -> None:
    tamanos = [0, 999, 1000, 48_123, 999_499, 999_500, 1_248_123]
    assert list(map(tamano_en_palabras, tamanos)) == [
        "0 B", "999 B", "1 kB", "48 kB", "999 kB", "1,0 MB", "1,2 MB",
    ]  # fmt: skip
    nombres = ["a.PDF", "a.docx", "a.xyz", "sinpunto", "https://x.co/a", "https://x.co/a.pdf"]
    assert list(map(formato_de, nombres)) == ["PDF", "Word", "XYZ", "", "Página web", "PDF"]


# --- la página 404 ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("direccion", "raiz", "enlaces"),
    [
        ("https://www.ejemplo.gov.co/mesas/", "/mesas/", NAVEGACION),
        ("https://www.ejemplo.gov.co", "/", NAVEGACION),
        (None, "", ()),
    ],
)
def test_la_404_no_lleva_enlaces_que_fallarian(
    direccion: str | None, raiz: str, enlaces: tuple[Enlace, ...]
) -> None:
    vista = vista_no_encontrada(contexto(CORTE, **({"direccion": direccion} if direccion else {})))
    assert (vista.marco.raiz, vista.enlaces) == (raiz, enlaces)
    assert vista.marco.sitio.navegacion == enlaces
