"""Las vistas de las listas de una instancia y del sitio, como valores enteros."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from apoyo.fabrica import (
    acervo,
    acta,
    contexto,
    documento,
    huella_de,
    instancia,
    plan,
    reglamento,
    sin_sesiones,
)
from apoyo.paginas import resumenes_de
from msgspec.structs import replace

from generador.acervo import Acervo
from generador.configuracion import Contexto, Icono, Sector
from generador.vistas.acuerdos import VistaSeguimiento
from generador.vistas.asistencia_por_anios import (
    CeldaDeAsistencia,
    FilaDeAnios,
    GrupoDeAnios,
    TablaDeAnios,
    VistaAsistenciaPorAnios,
    vista_asistencia_por_anios,
)
from generador.vistas.compromisos import (
    CompromisoListado,
    GrupoDeCompromisos,
    VistaCompromisos,
    vista_compromisos_de,
    vista_compromisos_por_entidad,
    vista_compromisos_por_estado,
)
from generador.vistas.comunes import COMPROMISOS, INICIO, enlace_a_instancia, hacer_marco
from generador.vistas.conformacion import FilaDeIntegrante, SectorDeIntegrantes
from generador.vistas.contacto import SecretariaTecnica, VistaContacto, vista_contacto
from generador.vistas.decisiones import (
    AnioDeDecisiones,
    DecisionListada,
    VistaDecisiones,
    vista_decisiones,
    vista_decisiones_de,
)
from generador.vistas.documentos import (
    AnioDeDocumentos,
    DocumentoListado,
    VistaDocumentos,
    vista_documentos,
    vista_documentos_de,
)
from generador.vistas.integrantes import VistaIntegrantes, vista_integrantes
from generador.vistas.listados import RenglonDeListado
from generador.vistas.marco import Enlace, Marco, VistaDocumento
from generador.vistas.partes import marco_de_parte
from generador.vistas.proxima import VistaProxima, VistaSesionFutura, vista_proxima
from generador.vistas.registros import Dato
from generador.vistas.seguimientos import Salto, estado_de_compromiso, leyenda_de_compromisos
from generador.vistas.versiones import VersionListada, VistaVersiones, vista_versiones

MUJER = "Secretaría Distrital de la Mujer"
ACTA_1 = Enlace(
    "Acta de la sesión ordinaria del 1 de marzo de 2023", "instancias/mesa/actas/2023/01.html"
)
ACTA_2 = Enlace(
    "Acta de la sesión ordinaria del 1 de febrero de 2024", "instancias/mesa/actas/2024/02.html"
)
MESA = enlace_a_instancia("mesa", "Mesa de Prueba")
CARGOS = [
    {
        "id": "d",
        "sector": "13",
        "entidad": "mujer",
        "cargo": "Directora",
        "roles": ["P", "I"],
        "voto": "si",
    },
    {
        "id": "l",
        "sector": "2",
        "entidad": "alcaldia-mayor",
        "cargo": "Alcaldías",
        "roles": ["I"],
        "voto": "no",
        "cupos": "20",
        "hasta": "2024-01-30",
    },
]
ACORDADO = {
    "decisiones": [
        {
            "id": "abrir",
            "decision": "Abrir el parque.",
            "icono": "otra",
            "afecta_al_publico": "si",
            "fundamento": "Ley 1",
        }
    ],
    "compromisos": [
        {
            "id": "carta",
            "compromiso": "Enviar la carta.",
            "responsable": "d",
            "fecha_limite": "2023-04-01",
        },
        {"id": "aseo", "compromiso": "Asear.", "responsable": "Vecinos"},
    ],
}
SEGUIDO = [
    {"de": "actas/2023/01#carta", "texto": "Se envió.", "estado": "cumplido"},
    {"de": "actas/2023/01#abrir", "texto": "Abrió."},
]


def vino(**cargos: str) -> list[dict[str, str]]:
    return [{"integrante": id_, "asistio": si} for id_, si in cargos.items()]


def mesa(**campos: Any) -> Acervo:
    """Dos sesiones: en la segunda se sigue lo que se acordó en la primera."""
    return acervo(
        instancia(**({"integrantes": CARGOS} | campos)),
        reglamento("2023-01-15"),
        acta(
            "2023-03-01",
            **ACORDADO,
            asistencia=vino(d="si", l="si"),
            original=documento("acta.pdf", fecha="2023-03-09"),
        ),
        acta(
            "2024-02-01",
            "02",
            asistencia=vino(d="no"),
            fecha_publicacion="2024-02-05",
            seguimientos=SEGUIDO,
        ),
        sin_sesiones("2022"),
        archivos=["instancias/mesa/actas/2023/01/acta.pdf"],
    )


def con(corte: str = "2024-12-31") -> Contexto:
    return dataclasses.replace(
        contexto(corte),
        iconos={"otra": Icono("otra", "●", "Otra decisión")},
        sectores={2: Sector(2, "Gobierno"), 13: Sector(13, "Mujeres")},
    )


def parte(nombre: str, titulo: str, descripcion: str) -> Marco:
    return marco_de_parte(mesa(), con(), nombre, titulo, f"{descripcion}: Mesa de Prueba.")


# --- decisiones -------------------------------------------------------------------------------


DECISION = DecisionListada(
    enlace=Enlace("Abrir el parque.", f"{ACTA_1.ruta}#abrir"),
    fecha="1 de marzo de 2023",
    acta=replace(ACTA_1, ruta=f"{ACTA_1.ruta}#abrir"),
    simbolo="●",
    icono="Otra decisión",
    sintesis="",
    sintesis_resumen=False,
    afecta_al_publico="Sí",
    fundamento="Ley 1",
    insignias=(),
    despues=(VistaSeguimiento(ACTA_2, "Abrió.", ""),),
)


def test_las_decisiones_de_una_instancia() -> None:
    assert vista_decisiones_de(mesa(), con()) == VistaDecisiones(
        parte("decisiones", "Decisiones", "Qué ha decidido, cuándo y qué se dijo después"),
        "Mesa de Prueba",
        "1 decisión",
        (),
        "",
        (AnioDeDecisiones(2023, (DECISION,)),),
    )


def test_en_el_sitio_cada_decision_dice_de_quien_es_y_si_es_ficticia() -> None:
    ficticia = vista_decisiones(resumenes_de(con(), mesa(ficticia="si")), con())
    esperada = replace(
        DECISION, instancia=replace(MESA, texto="Mesa de Prueba (instancia ficticia)")
    )
    assert ficticia.anios == (AnioDeDecisiones(2023, (esperada,)),)
    assert ficticia.marco.avisos == ()


def test_lo_que_paso_despues_del_corte_todavia_no_se_sabe() -> None:
    (anio,) = vista_decisiones_de(mesa(), con("2024-01-31")).anios
    assert anio.decisiones == (replace(DECISION, despues=()),)
    assert vista_decisiones_de(mesa(), con("2023-02-28")).anios == ()


# --- compromisos ------------------------------------------------------------------------------


CARTA = CompromisoListado(
    enlace=Enlace("Enviar la carta.", f"{ACTA_1.ruta}#carta"),
    acta=replace(ACTA_1, ruta=f"{ACTA_1.ruta}#carta"),
    fecha="1 de marzo de 2023",
    responsable="Directora",
    entidad=MUJER,
    fecha_limite="1 de abril de 2023",
    ultimo="",
    insignias=(),
    despues=(VistaSeguimiento(ACTA_2, "Se envió.", "Cumplido"),),
)
ASEO = CompromisoListado(
    enlace=Enlace("Asear.", f"{ACTA_1.ruta}#aseo"),
    acta=replace(ACTA_1, ruta=f"{ACTA_1.ruta}#aseo"),
    fecha="1 de marzo de 2023",
    responsable="Vecinos",
    entidad="",
    fecha_limite="",
    ultimo="",
    insignias=(),
    despues=(),
)


def grupo(estado: str, *filas: CompromisoListado) -> GrupoDeCompromisos:
    return GrupoDeCompromisos(estado, estado_de_compromiso(estado), filas)


def test_los_compromisos_de_una_instancia() -> None:
    descripcion = "Quién quedó de hacer qué, para cuándo y cómo va"
    ruta = "instancias/mesa/compromisos.html"
    assert vista_compromisos_de(mesa(), con()) == VistaCompromisos(
        parte("compromisos", "Compromisos", descripcion),
        "Compromisos",
        "Mesa de Prueba",
        "2 compromisos",
        (
            Salto(Enlace("Compromisos programados", f"{ruta}#s_programado"), "1"),
            Salto(Enlace("Compromisos cumplidos", f"{ruta}#s_cumplido"), "1"),
        ),
        (),
        (grupo("programado", ASEO), grupo("cumplido", CARTA)),
        leyenda_de_compromisos(),
    )


@pytest.mark.parametrize(
    ("corte", "estado", "ultimo"),
    [("2023-04-01", "programado", ""), ("2023-04-02", "vencido", "Programado")],
)
def test_un_compromiso_vence_al_dia_siguiente_de_su_fecha_limite(
    corte: str, estado: str, ultimo: str
) -> None:
    grupos = vista_compromisos_de(mesa(), con(corte)).grupos
    assert grupos[0].clave == estado
    assert grupos[0].filas[0] == replace(CARTA, despues=(), ultimo=ultimo)


def test_los_compromisos_de_una_entidad_y_los_de_un_estado() -> None:
    resumenes = resumenes_de(con(), mesa())
    marco = hacer_marco(
        con(),
        "compromisos/entidad/mujer.html",
        f"Compromisos: {MUJER}",
        f"Compromisos a cargo de {MUJER} en las instancias de este sitio.",
        (INICIO, COMPROMISOS),
        clase="pagina-compromisos",
    )
    estados = (
        Salto(Enlace("Compromisos vencidos", "compromisos/vencido.html"), "0"),
        Salto(Enlace("Compromisos programados", "compromisos/programado.html"), "1"),
        Salto(Enlace("Compromisos cumplidos en parte", "compromisos/parcial.html"), "0"),
        Salto(Enlace("Compromisos incumplidos", "compromisos/incumplido.html"), "0"),
        Salto(Enlace("Compromisos cumplidos", "compromisos/cumplido.html"), "1"),
    )
    entidades = (
        Salto(Enlace(MUJER, "compromisos/entidad/mujer.html"), "1"),
        Salto(Enlace("Entidad sin dato", "compromisos/sin-entidad.html"), "1"),
    )
    carta, aseo = replace(CARTA, instancia=MESA), replace(ASEO, instancia=MESA)
    assert vista_compromisos_por_entidad("mujer", resumenes, con()) == VistaCompromisos(
        marco,
        "Compromisos",
        MUJER,
        "1 compromiso",
        estados,
        entidades,
        (grupo("cumplido", carta),),
        leyenda_de_compromisos(),
    )
    programados = vista_compromisos_por_estado("programado", resumenes, con())
    assert programados.grupos == (grupo("programado", aseo),)
    assert vista_compromisos_por_estado("vencido", resumenes, con()).grupos == ()


# --- asistencia -------------------------------------------------------------------------------


def test_la_asistencia_por_cargo_por_entidad_y_por_sector() -> None:
    def fila(nombre: str, detalle: str, nota: str, *celdas: CeldaDeAsistencia) -> FilaDeAnios:
        return FilaDeAnios(nombre, detalle, nota, (mudo, *celdas))

    mudo = CeldaDeAsistencia("2022", "sin sesiones", None)
    todo, nada = CeldaDeAsistencia("2023", "1 de 1", 100), CeldaDeAsistencia("2024", "0 de 1", 0)
    ya_no = CeldaDeAsistencia("2024", "no existía", None)
    oculta = "la cifra oculta las ausencias individuales"
    incluye = f"Incluye un cargo colectivo: {oculta}"
    anios = ("2022", "2023", "2024")
    alcaldias = fila(
        "Alcaldías", "Alcaldía Mayor de Bogotá", f"Agrupa 20 puestos: {oculta}", todo, ya_no
    )
    descripcion = "A cuántas sesiones fue cada cargo, cada entidad y cada sector"
    assert vista_asistencia_por_anios(mesa(), con()) == VistaAsistenciaPorAnios(
        parte("asistencia", "Asistencia", descripcion),
        "Mesa de Prueba",
        "2 sesiones realizadas",
        True,
        "",
        (
            TablaDeAnios(
                "por-cargo",
                "Sesiones a las que fue cada cargo, por año",
                "Cargo",
                anios,
                (
                    GrupoDeAnios("2. Gobierno", (alcaldias,)),
                    GrupoDeAnios("13. Mujeres", (fila("Directora", MUJER, "", todo, nada),)),
                ),
            ),
            TablaDeAnios(
                "por-entidad",
                "Asistencias de los cargos de cada entidad, por año",
                "Entidad u organismo",
                anios,
                (
                    GrupoDeAnios(
                        "",
                        (
                            fila("Alcaldía Mayor de Bogotá", "1 cargo", incluye, todo, ya_no),
                            fila(MUJER, "1 cargo", "", todo, nada),
                        ),
                    ),
                ),
            ),
            TablaDeAnios(
                "por-sector",
                "Asistencias de los cargos de cada sector, por año",
                "Sector",
                anios,
                (
                    GrupoDeAnios(
                        "",
                        (
                            fila("2. Gobierno", "1 cargo", incluye, todo, ya_no),
                            fila("13. Mujeres", "1 cargo", "", todo, nada),
                        ),
                    ),
                ),
            ),
        ),
        "",
        "datos/mesa/asistencia-por-cargo.csv",
    )


@pytest.mark.parametrize(
    ("de", "falta"),
    [
        (acervo(acta("2023-03-01")), "No consta quiénes la integran."),
        (acervo(instancia(integrantes="ninguno")), "Se sabe que no tiene integrantes."),
        (
            acervo(instancia(integrantes=CARGOS), acta("2025-03-01")),
            "No consta ninguna sesión realizada en estos registros.",
        ),
    ],
)
def test_sin_asistencia_que_contar_se_dice_por_que(de: Acervo, falta: str) -> None:
    vista = vista_asistencia_por_anios(de, con())
    assert (vista.tablas, vista.falta) == ((), falta)


def test_lo_que_el_acta_no_dice_no_cuenta_ni_a_favor_ni_en_contra() -> None:
    de = acervo(
        instancia(integrantes=CARGOS[:1]),
        acta("2023-03-01", asistencia=vino(d="si")),
        acta("2023-04-01", "02"),
        acta("2024-04-01"),
    )
    (grupo_unico,) = vista_asistencia_por_anios(de, con()).tablas[0].grupos
    assert grupo_unico.filas[0].celdas == (
        CeldaDeAsistencia("2023", "1 de 1", 100, "sin dato de 1 más"),
        CeldaDeAsistencia("2024", "sin dato", None),
    )


# --- integrantes ------------------------------------------------------------------------------


def test_los_integrantes_de_ahora_y_los_de_antes() -> None:
    directora = FilaDeIntegrante(
        MUJER, "", "Directora", ("P", "I"), "Sí", 1, "", "", "", desde="", hasta=""
    )
    alcaldias = FilaDeIntegrante(
        "Alcaldía Mayor de Bogotá", "", "Alcaldías", ("I",), "No", 20, "",
        "Hasta el 30 de enero de 2024", "", desde="", hasta="30 de enero de 2024",
    )  # fmt: skip
    descripcion = "Qué entidades y cargos la integran, con qué rol y con qué voto"
    assert vista_integrantes(mesa(), con()) == VistaIntegrantes(
        marco=parte("integrantes", "Integrantes", descripcion),
        de="Mesa de Prueba",
        datos=(
            Dato("Cargos", "1"),
            Dato("Puestos", "1", "un cargo colectivo tiene varios"),
            Dato("Puestos con voto", "1"),
            Dato("Puestos sin voto", "0"),
        ),
        actuales=(SectorDeIntegrantes("13. Mujeres", (directora,)),),
        futuros=(),
        anteriores=(SectorDeIntegrantes("2. Gobierno", (alcaldias,)),),
        roles=(
            ("P", "Presidencia", "dirige las sesiones y firma las actas"),
            (
                "I",
                "Integrante",
                "hace parte de la instancia y delibera; el reglamento dice si vota",
            ),
        ),
        asistencia=Enlace(
            "Asistencia por cargo: Mesa de Prueba", "instancias/mesa/asistencia.html"
        ),
    )


def test_no_saber_quienes_la_integran_no_es_que_no_la_integre_nadie() -> None:
    assert vista_integrantes(acervo(), con()).actuales is None
    nadie = vista_integrantes(acervo(instancia(integrantes="ninguno")), con())
    assert (nadie.actuales, nadie.datos) == ((), ())


# --- documentos y reglamento ------------------------------------------------------------------


def test_los_documentos_van_por_anio_con_lo_que_permite_comprobarlos() -> None:
    pdf = VistaDocumento(
        titulo="Documento acta.pdf, 9 de marzo de 2023",
        ruta="instancias/mesa/actas/2023/01/acta.pdf",
        formato="PDF",
        tamano="1 kB",
        sha256=huella_de("instancias/mesa/actas/2023/01/acta.pdf"),
        fecha="9 de marzo de 2023",
        publicacion_declarada="",
        publicacion_probada="",
    )

    def listado(enlace: Enlace, clase: str, fecha: str, publicada: str = "") -> DocumentoListado:
        return DocumentoListado(enlace, clase, (), fecha, publicada, False, ())

    acta_2 = listado(ACTA_2, "Acta", "1 de febrero de 2024", "5 de febrero de 2024")
    acta_1 = replace(listado(ACTA_1, "Acta", "1 de marzo de 2023"), archivos=(pdf,))
    norma = listado(
        Enlace(
            "Reglamento interno del 15 de enero de 2023",
            "instancias/mesa/reglamento/2023-01-15.html",
        ),
        "Reglamento interno",
        "15 de enero de 2023",
    )
    constancia = listado(
        Enlace(
            "Constancia de que no hubo sesiones en 2022",
            "instancias/mesa/actas/2022/sin-sesiones.html",
        ),
        "Constancia",
        "31 de diciembre de 2022",
    )
    anios = (("2024", [acta_2]), ("2023", [acta_1, norma]), ("2022", [constancia]))
    ruta = "instancias/mesa/documentos.html"
    propia = vista_documentos_de(mesa(), con())
    assert propia == VistaDocumentos(
        parte("documentos", "Documentos", "Reglamentos, actas, planes, informes y anexos, por año"),
        "Mesa de Prueba",
        "4 documentos",
        tuple(
            Salto(Enlace(f"Documentos de {n}", f"{ruta}#s_{n}"), str(len(suyos)))
            for n, suyos in anios
        ),
        "",
        tuple(AnioDeDocumentos(n, tuple(suyos)) for n, suyos in anios),
    )
    # Los de todo el sitio son los mismos, y cada uno dice de qué instancia es.
    todos = vista_documentos(resumenes_de(con(), mesa()), con())
    assert todos.anios == tuple(
        AnioDeDocumentos(n, tuple(replace(d, instancia=MESA) for d in suyos)) for n, suyos in anios
    )


def test_un_documento_retenido_esta_en_la_lista_sin_direccion_y_no_sale_de_la_instancia() -> None:
    retenido = documento("lista.pdf", clasificacion="publica_clasificada", fundamento="Ley 1712")
    ruta = "instancias/mesa/actas/2023/01/lista.pdf"
    de = acervo(acta("2023-03-01", anexos=[retenido]), archivos=[ruta])
    (anio,) = vista_documentos_de(de, con()).anios
    (visto,) = anio.documentos[0].archivos
    assert (visto.ruta, visto.sha256, visto.fundamento) == ("", "", "Ley 1712")
    (del_sitio,) = vista_documentos(resumenes_de(con(), de), con()).anios
    assert del_sitio.documentos[0].archivos == ()


def test_las_versiones_del_reglamento() -> None:
    renglon = RenglonDeListado(
        Enlace(
            "Reglamento interno del 15 de enero de 2023",
            "instancias/mesa/reglamento/2023-01-15.html",
        ),
        (),
        "15 de enero de 2023",
        "",
        "",
        None,
    )
    assert vista_versiones(mesa(), con()) == VistaVersiones(
        parte("reglamento/index", "Reglamento interno", "El reglamento que rige y los anteriores"),
        "Mesa de Prueba",
        (
            VersionListada(
                renglon,
                "Rige desde el 15 de enero de 2023; estos registros no tienen una versión "
                "posterior",
            ),
        ),
    )


# --- la próxima sesión ------------------------------------------------------------------------


def test_la_proxima_sesion_convocada_y_la_que_el_plan_preve() -> None:
    de = acervo(
        instancia(como_asistir={"abierta": "si"}, contacto={"telefono": "1"}),
        acta("2024-02-01", proxima_sesion="2024-03"),
        acta(
            "2024-03-05",
            "02",
            estado_sesion="convocada",
            hora_inicio="08:30",
            lugar="Sala 1",
            orden_del_dia=["Saludo"],
        ),
        plan(
            2024,
            sesiones=[
                {"fecha": "2024-02"},
                {"fecha": "2024-03"},
                {"fecha": "2024-06-18", "tipo": "extraordinaria"},
                {"fecha": "2024-01-10"},
            ],
        ),
    )
    descripcion = "Sesión ordinaria del 5 de marzo de 2024, y cómo asistir: Mesa de Prueba."
    assert vista_proxima(de, con("2024-02-10")) == VistaProxima(
        marco=marco_de_parte(
            de, con("2024-02-10"), "proxima-sesion", "Próxima sesión", descripcion
        ),
        de="Mesa de Prueba",
        proxima=VistaSesionFutura(
            "Sesión ordinaria del 5 de marzo de 2024",
            "Está convocada",
            Enlace(
                "Sesión ordinaria del 5 de marzo de 2024, 8:30 a. m. (convocada)",
                "instancias/mesa/actas/2024/02.html",
            ),
            (
                Dato("Hora de inicio", "8:30 a. m."),
                Dato("Modalidad"),
                Dato("Lugar o medio", "Sala 1"),
            ),
            ("Saludo",),
        ),
        siguientes=(
            VistaSesionFutura(
                "Sesión extraordinaria del 18 de junio de 2024",
                "La prevé el plan; no consta que esté convocada",
                Enlace("Plan de trabajo de 2024", "instancias/mesa/planes/2024.html"),
                (),
                (),
            ),
        ),
        asistir=(Dato("¿Es abierta al público?", "Sí"), Dato("Cómo asistir")),
        contacto=("Teléfono: 1",),
        pqrsd=None,
        hasta="5 de marzo de 2024",
    )


@pytest.mark.parametrize(
    ("registros", "corte", "nombre"),
    [
        ((), "2024-01-01", None),
        ((acta("2024-02-01", proxima_sesion="2024-03/2024-04"),), "2024-04-30",
         "Sesión de marzo de 2024 a abril de 2024"),
        ((acta("2024-02-01", proxima_sesion="2024-03"),), "2024-04-01", None),
        ((acta("2024-02-01", estado_sesion="aplazada", aplazada_a="2024-03-01"),), "2024-02-15",
         "Sesión ordinaria del 1 de marzo de 2024"),
        ((acta("2024-02-01", estado_sesion="aplazada", aplazada_a="2024-03-01"),
          acta("2024-03-01", "02")), "2024-02-15", None),
        ((acta("2024-02-01", estado_sesion="cancelada"),), "2024-01-15", None),
        ((plan(2024, sesiones=[{"fecha": "2024-05", "estado": "realizada"}]),), "2024-01-01", None),
        ((plan(2024, sesiones=[{"tipo": "extraordinaria"}]),), "2024-01-01", None),
    ],
)  # fmt: skip
def test_cual_es_la_proxima(registros: tuple[Any, ...], corte: str, nombre: str | None) -> None:
    vista = vista_proxima(acervo(*registros), con(corte))
    assert (vista.proxima.nombre if vista else None) == nombre


# --- contacto ---------------------------------------------------------------------------------


def test_el_contacto_dice_solo_lo_que_se_sabe() -> None:
    datos = {"pqrsd": "https://www.ejemplo.gov.co/pqrsd", "correo": "a@ejemplo.gov.co"}
    sitio = contexto("2024-12-31", contacto=datos)
    vista = vista_contacto(resumenes_de(sitio, acervo()), sitio)
    assert vista == VistaContacto(
        hacer_marco(
            sitio,
            "contacto.html",
            "Contacto y PQRSD",
            "Cómo comunicarse con la entidad y presentar peticiones, quejas y reclamos.",
            (INICIO,),
            clase="pagina-contacto",
        ),
        MUJER,
        (
            Dato(
                "PQRSD",
                enlaces=(
                    Enlace(
                        "Peticiones, quejas, reclamos, sugerencias y denuncias (PQRSD)",
                        "https://www.ejemplo.gov.co/pqrsd",
                    ),
                ),
            ),
            Dato(
                "Correo institucional",
                enlaces=(Enlace("a@ejemplo.gov.co", "mailto:a@ejemplo.gov.co"),),
            ),
        ),
        (SecretariaTecnica(MESA, MUJER),),
    )
