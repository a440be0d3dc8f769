"""Las listas que una instancia elige, con instancias ficticias que muestran sus estados."""

from __future__ import annotations

from typing import Any

import pytest
from apoyo import fabrica as f

from generador.acervo import Acervo
from generador.modelo.base import Registro
from generador.modelo.sitio import Evidencia, ListaDeRequisitos
from generador.verificacion.cumplimiento import cumplimiento
from generador.verificacion.exigencias import DE_CADA_EVIDENCIA
from generador.verificacion.resultados import Renglon

ELEGIBLES = (
    "argentina-27275",
    "comite-de-conciliacion",
    "concejo-municipal",
    "consejo-de-juventud",
    "ley-1712",
    "peru-pte",
)


def instancia(*listas: str, **campos: Any) -> Registro:
    return f.instancia(listas=list(listas), registros_desde="2025-01-01", ficticia="si", **campos)


def renglones(acervo: Acervo, corte: str = "2026-06-30") -> dict[tuple[str, int], Renglon]:
    todos = cumplimiento(acervo, f.contexto(corte))
    return {(r.requisito, r.anio): r for r in todos}


def dos_al_mes(mes: int, *dias: int, **campos: Any) -> list[Registro]:
    return [
        f.acta(f"2025-{mes:02}-{dia:02}", f"{mes:02}-{n}", numero=str(mes * 10 + n), **campos)
        for n, dia in enumerate(dias)
    ]


def test_son_las_que_trae_el_producto_y_a_nadie_se_le_aplican_sin_elegirlas() -> None:
    listas = f.listas_oficiales()
    assert tuple(sorted(i for i, lista in listas.items() if lista.por_eleccion)) == ELEGIBLES
    de_todas = {r.lista for r in cumplimiento(f.acervo(), f.contexto("2026-06-30"))}
    assert de_todas.isdisjoint(ELEGIBLES)
    elegida = f.acervo(instancia("ley-1712"))
    assert {r.lista for r in cumplimiento(elegida, f.contexto("2026-06-30"))} == {"ley-1712"}


def test_a_quien_rige_otra_ley_no_se_le_aplican_las_del_distrito_si_no_las_nombra() -> None:
    """Un comité de conciliación no es una instancia de coordinación; la Ley 1712 es de todos."""

    def aplicadas(*listas: str) -> set[str]:
        real = f.acervo(f.instancia(listas=list(listas), registros_desde="2025-01-01"))
        return {r.lista for r in cumplimiento(real, f.contexto("2026-06-30"))}

    distrito = {"ampliada", "publicacion-web"}
    assert aplicadas() == distrito
    assert aplicadas("ley-1712") == {"ley-1712"} | distrito
    assert aplicadas("comite-de-conciliacion", "ley-1712") == {"comite-de-conciliacion", "ley-1712"}
    con_una = aplicadas("comite-de-conciliacion", "publicacion-web")
    assert con_una == {"comite-de-conciliacion", "publicacion-web"}
    de_otra_ley = set(ELEGIBLES) - {"ley-1712"}
    assert all(not aplicadas(lista) & distrito for lista in de_otra_ley)


@pytest.mark.parametrize("lista", ELEGIBLES)
def test_de_una_instancia_sin_nada_no_se_dice_que_cumpla(lista: str) -> None:
    estados = {r.estado for r in renglones(f.acervo(instancia(lista))).values()}
    assert estados and estados.isdisjoint({"cumple", "cumple_tarde"})


# --- comité de conciliación -------------------------------------------------------------------


def conciliacion(*registros: Registro) -> dict[tuple[str, int], Renglon]:
    return renglones(f.acervo(instancia("comite-de-conciliacion"), *registros))


def test_dos_sesiones_al_mes_se_cuentan_mes_por_mes() -> None:
    todo_el_anio = [a for mes in range(1, 13) for a in dos_al_mes(mes, 3, 17)]
    assert conciliacion(*todo_el_anio)["dos-sesiones-al-mes", 2025].estado == "cumple"
    sin_una = [a for a in todo_el_anio if a.ruta != "instancias/mesa/actas/2025/03-1"]
    fila = conciliacion(*sin_una)["dos-sesiones-al-mes", 2025]
    assert (fila.estado, fila.cumplidos, fila.exigidos) == ("parcial", 11, 12)
    assert fila.faltantes == ("Sesiones de marzo de 2025 (consta 1 de 2)",)
    assert fila.explicacion.startswith("Periodos con las sesiones debidas: 11 de 12.")


def firmada(dia: str) -> dict[str, Any]:
    return {"firmas": [{"nombre": "Ana Ruiz", "fecha": dia}], "fecha_publicacion": "2026-01-30"}


def test_el_termino_es_para_firmar_el_acta_y_no_para_publicarla() -> None:
    """Del lunes 3 de marzo de 2025 van cinco días hábiles hasta el lunes 10."""
    a_tiempo = dos_al_mes(3, 3, **firmada("2025-03-10"))
    assert conciliacion(*a_tiempo)["actas-firmadas", 2025].estado == "cumple"
    tarde = dos_al_mes(3, 3, **firmada("2025-03-11"))
    assert conciliacion(*tarde)["actas-firmadas", 2025].estado == "cumple_tarde"
    sin_firma = dos_al_mes(3, 3, estado="aprobada")
    fila = conciliacion(*sin_firma)["actas-firmadas", 2025]
    assert (fila.estado, "no consta su firma" in fila.faltantes[0]) == ("incumple", True)
    assert not fila.es_de_publicar


@pytest.mark.parametrize("tipo", ["extraordinaria", "informativa"])
def test_al_consejo_de_juventud_se_le_pide_que_la_del_mes_sea_ordinaria(tipo: str) -> None:
    actas = [f.acta(f"2025-{mes:02}-05", f"{mes:02}") for mes in range(1, 13)]
    todas = renglones(f.acervo(instancia("consejo-de-juventud"), *actas))
    assert todas["una-sesion-al-mes", 2025].cumplidos == 12
    de_otro_tipo = f.acta("2025-03-05", "03", tipo=tipo)
    cambiadas = [*actas[:2], de_otro_tipo, *actas[3:]]
    fila = renglones(f.acervo(instancia("consejo-de-juventud"), *cambiadas))
    assert fila["una-sesion-al-mes", 2025].faltantes == (
        "Sesiones de marzo de 2025 (constan 0 de 1)",
    )


def _firmas(*roles: str) -> dict[str, Any]:
    firmas = [{"nombre": "Ana Ruiz", "rol": r, "fecha": "2025-03-05"} for r in roles]
    return {"firmas": firmas, "fecha_publicacion": "2026-01-30"}


def test_el_acta_de_un_comite_la_firman_la_presidencia_y_la_secretaria() -> None:
    entera = conciliacion(*dos_al_mes(3, 3, **_firmas("P", "S")))["actas-firmadas", 2025]
    assert entera.estado == "cumple"
    sola = conciliacion(*dos_al_mes(3, 3, **_firmas("S")))["actas-firmadas", 2025]
    assert "no consta la firma de la presidencia" in sola.faltantes[0]


def test_dos_actas_de_una_sesion_se_juzgan_juntas() -> None:
    provisional = f.acta("2025-03-03", "01", estado="provisional")
    completa = f.acta("2025-03-03", "02", misma_sesion="actas/2025/01", **_firmas("P", "S"))
    fila = conciliacion(provisional, completa)["actas-firmadas", 2025]
    assert (fila.estado, fila.cumplidos, fila.exigidos) == ("cumple", 1, 1)


# --- concejo municipal ------------------------------------------------------------------------


def test_un_acta_se_aprueba_en_la_sesion_siguiente() -> None:
    primera = f.acta("2025-03-03", "01", estado="provisional")
    segunda = f.acta("2025-04-03", "02", aprobacion_de_actas=["actas/2025/01"])
    tercera = f.acta("2025-05-05", "03", aprobacion_de_actas=["actas/2025/02"])
    en_orden = renglones(f.acervo(instancia("concejo-municipal"), primera, segunda, tercera))
    assert en_orden["actas-aprobadas", 2025].estado == "cumple"
    callada = f.acta("2025-04-03", "02")
    despues = f.acta("2025-05-05", "03", aprobacion_de_actas=["actas/2025/01"])
    tarde = renglones(f.acervo(instancia("concejo-municipal"), primera, callada, despues))
    assert tarde["actas-aprobadas", 2025].estado == "cumple_tarde"


@pytest.mark.parametrize(
    ("lista", "item"),
    [
        ("concejo-municipal", "actas-publicadas"),
        ("peru-pte", "actas-de-sesiones"),
        ("argentina-27275", "actas-de-deliberaciones"),
    ],
)
def test_donde_la_ley_no_pide_aprobarla_el_acta_provisional_esta_publicada(
    lista: str, item: str
) -> None:
    provisional = f.acta("2025-03-03", estado="provisional", fecha_publicacion="2025-03-10")
    acervo = f.acervo(instancia(lista), provisional)
    assert renglones(acervo)[item, 2025].estado == "cumple"
    en_el_distrito = renglones(f.acervo(f.instancia(), provisional))
    de_actas = [r for r in en_el_distrito.values() if r.requisito == "actas-con-anexos"]
    assert "no consta su aprobación" in de_actas[0].faltantes[0]


def test_el_acta_que_espera_la_sesion_siguiente_todavia_no_se_pide() -> None:
    primera = f.acta("2025-03-03", "01", estado="provisional")
    ultima = f.acta("2025-04-03", "02", estado="provisional", aprobacion_de_actas=["actas/2025/01"])
    fila = renglones(f.acervo(instancia("concejo-municipal"), primera, ultima))
    aprobadas = fila["actas-aprobadas", 2025]
    assert (aprobadas.estado, aprobadas.cumplidos, aprobadas.exigidos) == ("cumple", 1, 1)


def test_a_la_que_dejo_de_estar_vigente_no_se_le_pide_lo_de_despues() -> None:
    cesada = instancia("consejo-de-juventud", estado="no_vigente", estado_desde="2025-07-01")
    fila = renglones(f.acervo(cesada, *[f.acta(f"2025-{m:02}-05", f"{m:02}") for m in range(1, 7)]))
    assert fila["una-sesion-al-mes", 2025].exigidos == 6
    assert ("una-sesion-al-mes", 2026) not in fila


# --- las demás --------------------------------------------------------------------------------


def test_de_lo_que_afecta_al_publico_se_piden_las_razones() -> None:
    decision = {"id": "a", "decision": "Cerrar la plaza", "afecta_al_publico": "si"}
    acta = f.acta("2025-03-03", decisiones=[decision])
    fila = renglones(f.acervo(instancia("ley-1712"), acta))["razones-de-las-decisiones", 2025]
    assert (fila.estado, fila.es_de_publicar) == ("falta", True)
    razonada = f.acta("2025-03-03", decisiones=[{**decision, "fundamento": "Por obras"}])
    fila = renglones(f.acervo(instancia("ley-1712"), razonada))["razones-de-las-decisiones", 2025]
    assert fila.estado == "cumple"
    ninguna = f.acta("2025-03-03", decisiones=[{**decision, "afecta_al_publico": "no"}])
    fila = renglones(f.acervo(instancia("ley-1712"), ninguna))["razones-de-las-decisiones", 2025]
    assert fila.estado == "no_aplica"


def test_una_sesion_al_mes_y_el_informe_del_semestre() -> None:
    actas = [f.acta(f"2025-{mes:02}-05", f"{mes:02}") for mes in range(1, 13)]
    informes = [f.informe(p, fecha_publicacion="2026-01-30") for p in ("2025-s1", "2025-s2")]
    filas = renglones(f.acervo(instancia("consejo-de-juventud"), *actas, *informes))
    assert filas["una-sesion-al-mes", 2025].estado == "cumple"
    assert filas["informe-semestral", 2025].estado == "cumple"
    assert filas["plan-de-trabajo", 2025].estado == "falta"


@pytest.mark.parametrize(
    ("lista", "item"),
    [("peru-pte", "actas-de-sesiones"), ("argentina-27275", "actas-de-deliberaciones")],
)
def test_afuera_tambien_se_piden_las_actas(lista: str, item: str) -> None:
    publicada = f.acta("2025-03-03", fecha_publicacion="2025-12-30")
    fila = renglones(f.acervo(instancia(lista), publicada))[item, 2025]
    # El plazo del Perú está por confirmar, y la Argentina no tiene: nadie llega tarde.
    assert fila.estado == "cumple"
    sin_original = f.acta("2025-03-03", original=None)
    assert renglones(f.acervo(instancia(lista), sin_original))[item, 2025].estado == "falta"


def test_cada_clase_de_evidencia_se_sabe_juzgar() -> None:
    assert set(DE_CADA_EVIDENCIA) == set(Evidencia)


def test_rinde_cuentas_la_sesion_que_lo_dice() -> None:
    requisito = {
        "item": "cuentas",
        "titulo": "Rendición de cuentas",
        "pregunta": "¿Hubo una?",
        "evidencia": "rendicion_de_cuentas",
        "periodicidad": [{"cada": "anual", "confianza": "ficticia"}],
    }
    datos = {"titulo": "Propia", "confianza": "ficticia", "requisitos": [requisito]}
    lista = {"propia": ListaDeRequisitos.model_validate({**datos, "por_eleccion": "si"})}

    def estado(**campos: str) -> str:
        acervo = f.acervo(instancia("propia"), f.acta("2025-03-03", **campos))
        filas = cumplimiento(acervo, f.contexto("2026-06-30", listas=lista))
        return next(r.estado for r in filas if r.anio == 2025)

    assert [estado(), estado(rendicion_de_cuentas="no")] == ["falta", "falta"]
    assert estado(rendicion_de_cuentas="si") == "cumple"
