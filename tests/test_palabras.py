"""Qué clave mal escrita es la misma palabra, y cuál es otra que se le parece."""

from __future__ import annotations

from pathlib import Path

import pytest
from apoyo.casos import BASE, escribir_sitio
from apoyo.claves import CLASES_CON_CLAVES
from pydantic import BaseModel

from generador.cli import principal
from generador.lectura.palabras import la_misma, la_que_parece

# Palabras corrientes en los papeles de una entidad; ninguna es, ahí, otra manera de decir la clave
# a la que más se parece.
_CORRIENTES = """
    acceso accion acuerdos adicion agenda ambiente anotaciones apertura apoyo aprobado area
    articulo asistentes asunto ausentes autoridad avance ayuda balance barrio calificacion canal
    capacitacion capitulo carga caso causa celular cierre ciudad clave comentario comentarios
    comite comision comunidad conclusiones concepto condicion consecutivo consejo contenido
    contrato convocatoria coordinador copia corregido costo cronograma cuenta cuerpo cuorum datos
    debate departamento derecho descripcion desarrollo destinatario detalle dia diligencia
    dirigido discusion division documento documentos duracion edad elaborado elaboro empresa
    encargado enlace entrega enviado escrito espacio etapa evento excusas expediente facilitador
    ficha fin final firmado folio forma formas formato foto fotos fundamentos grupo hora horas
    hombre idioma imagen indicador inicio interno intervenciones introduccion invitados jefe
    jornada justificacion lectura lema localidad lista logo mesa mes miembros miedo minuta minutos
    mision movilidad municipio normal notificado objetivo objetivos obligacion observador oficio
    opinion ordenador organizador origen pagina pais palabras participantes personal pie plan
    plano plazos poblacion precedencia presencia presentacion presentes prioridad problema
    producto programa propuesta proposiciones proposito proyecto publico puntos radicado rector
    recursos redactor referencia remitente representante residencia respuesta resultado resultados
    reunion revisado riesgo sala seccion secciones sede seguridad semana servicio sistema
    situacion solicitud subtema suplente tareas tema temas territorio termino testigos titular
    tramite transporte turno ubicacion unidad usuario varios vector version viabilidad visita
    votacion votante zona
    fecha_inicio fecha_fin fecha_final fecha_acta fecha_sesion fecha_entrega fecha_cierre
    hora_final hora_cierre numero_acta numero_sesion tipo_acta tipo_reunion lugar_fecha
    estado_acta nombre_acta orden_dia proxima_reunion
"""
CORRIENTES = tuple(_CORRIENTES.split())
# Estas sí son la clave, en singular o en plural, o con una partícula de más o de menos.
_SON_LA_MISMA = {
    ("articulo", "articulos"),
    ("dia", "dias"),
    ("documento", "documentos"),
    ("excusas", "excusa"),
    ("formas", "forma"),
    ("fundamentos", "fundamento"),
    ("horas", "hora"),
    ("lista", "listas"),
    ("orden_dia", "orden_del_dia"),
    ("plazos", "plazo"),
    ("puntos", "punto"),
    ("resultados", "resultado"),
    ("temas", "tema"),
}


@pytest.mark.parametrize("modelo", CLASES_CON_CLAVES, ids=lambda m: m.__name__)
def test_ninguna_palabra_corriente_se_vuelve_otra_clave(modelo: type[BaseModel]) -> None:
    assert len(CORRIENTES) >= 150
    hechas = {(p, la_misma(p, modelo.model_fields)) for p in CORRIENTES}
    assert {(p, c) for p, c in hechas if c not in ("", p)} <= _SON_LA_MISMA


MAL_ESCRITAS = {
    "Modalidad": "modalidad",
    "modalidád": "modalidad",
    "modaliad": "modalidad",
    "modalidadd": "modalidad",
    "modallidad": "modalidad",
    "modaildad": "modalidad",
    "hora inicio": "hora_inicio",
    "hora-inicio": "hora_inicio",
    "horainicio": "hora_inicio",
    "hora_de_inicio": "hora_inicio",
    "Fecha de publicación": "fecha_publicacion",
    "lugares": "lugar",
    "anexo": "anexos",
    "desiciones": "decisiones",
    "decisión": "decisiones",
    "compromizos": "compromisos",
    "asitencia": "asistencia",
    # De estas hay duda, o no son ninguna.
    "hora": "",
    "objetivo": "",
    "fecha_inicio": "",
    "voto": "",
    "ficha": "",
    "movilidad": "",
}


@pytest.mark.parametrize("escrita", MAL_ESCRITAS)
def test_la_misma_palabra_mal_escrita(escrita: str) -> None:
    from generador.modelo.acta import Acta

    assert la_misma(escrita, Acta.model_fields) == MAL_ESCRITAS[escrita]


def test_si_dos_claves_pudieron_querer_decirse_ninguna() -> None:
    assert la_misma("metsa", ("metas", "mesas")) == ""
    assert la_que_parece("mesos", ("metos", "menos")) == ""


def test_la_orden_no_cambia_una_clave_por_otra(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Lo que el acta dice queda donde estaba, y se propone solo lo que dice lo mismo."""
    acta = "contenido/instancias/mesa/actas/2020/01.md"
    texto = (
        "---\ntipo: ordinaria\nfecha: 2020-06-09\nhora: 8:00\nobjetivo: Revisar el plan\n"
        "compromisos:\n  - {id: uno, compromiso: Enviar, responsable: alfa, fecha_inicio: "
        "2020-06-10}\ndecisiones:\n  - {id: dos, decision: Aprobar, descripcion: x}\n---\n"
    )
    escribir_sitio(tmp_path, {**BASE, acta: texto})
    orden = ["revisar", "--contenido", str(tmp_path / "contenido"), "--fecha", "2026-11-28"]
    with pytest.raises(SystemExit):
        principal([*orden, "--arreglar", "--si"])
    assert (tmp_path / acta).read_text(encoding="utf-8") == texto
    capsys.readouterr()
    with pytest.raises(SystemExit):
        principal(orden)
    dicho = capsys.readouterr().out
    assert "¿Quiso decir «hora_inicio» o «hora_fin»?" in dicho
    for otra in ("«motivo»?", "«fecha_limite»?", "«decision»?"):
        assert otra not in dicho
