"""Un hallazgo que es consecuencia de otro se calla; uno que solo se le parece, no."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from apoyo.casos import BASE, escribir_sitio
from apoyo.formatos_minimos import pdf_en_blanco

from generador.arreglos import Mesa, decir, pasos_de
from generador.construccion import revisar
from generador.construccion.vecindad import Vecindad
from generador.lectura.contenido import Contenido

MESA = "contenido/instancias/mesa/actas/2020"
DANADA = "---\nfecha: [2020\n---\n"


def _acta(cuerpo: str, campos: str = "") -> str:
    return f"---\ntipo: ordinaria\nfecha: 2020-12-09\n{campos}---\n\n{cuerpo}\n"


def _codigos(raiz: Path, archivos: dict[str, str]) -> dict[str, list[str]]:
    escribir_sitio(raiz, archivos)
    hallados: dict[str, list[str]] = {}
    for h in revisar(Contenido(raiz), date(2026, 11, 28)).hallazgos:
        if h.gravedad == "error":
            hallados.setdefault(h.codigo, []).append(h.citado)
    return hallados


def test_un_acta_danada_no_calla_a_la_que_empieza_igual(tmp_path: Path) -> None:
    citan = _acta(
        "Vea [la 1](1.md) y [la 12](12.md).",
        "aprobacion_de_actas: [actas/2020/1, actas/2020/12]\n"
        "seguimientos:\n  - {de: actas/2020/1#x, texto: Va}\n"
        "  - {de: actas/2020/12#x, texto: Va}\n",
    )
    hallados = _codigos(tmp_path, {f"{MESA}/1.md": DANADA, f"{MESA}/20.md": citan})
    assert hallados["registro-desconocido"] == ["actas/2020/12"]
    assert hallados["seguimiento-desconocido"] == ["actas/2020/12#x"]
    assert hallados["enlace-roto"] == ["instancias/mesa/actas/2020/12.html"]


def test_el_mismo_nombre_en_otra_instancia_es_otro_registro(tmp_path: Path) -> None:
    otra = "contenido/instancias/otra"
    ficha = "---\nnombre: Otra\ntipo: comite\nsecretaria_tecnica: uno\n---\n"
    archivos = {
        f"{otra}/instancia.md": ficha,
        f"{otra}/actas/2020/1.md": DANADA,
        f"{MESA}/20.md": _acta("", "aprobacion_de_actas: [actas/2020/1]\n"),
    }
    assert _codigos(tmp_path, archivos)["registro-desconocido"] == ["actas/2020/1"]


def test_el_mismo_anexo_de_otra_acta_es_otro_archivo(tmp_path: Path) -> None:
    con_anexo = "anexos:\n  - {titulo: Lista, archivo: lista.pdf}\n"
    archivos = {
        f"{MESA}/01.md": _acta("", con_anexo),
        f"{MESA}/01/Lista.pdf": pdf_en_blanco(),
        f"{MESA}/02.md": _acta("", con_anexo).replace("12-09", "12-10"),
    }
    hallados = _codigos(tmp_path, archivos)
    assert len(hallados["nombre-de-archivo"]) == 1
    assert hallados["anexo-no-existe"] == ["lista.pdf"]


DE_UN_ANEXO = {
    "el acta está dañada": DANADA,
    "el acta está vacía": "",
    "el acta nombra mal su anexo": _acta("", "anexos:\n  - {titulo: Datos, archivo: otros.csv}\n"),
}


@pytest.mark.parametrize("acta", DE_UN_ANEXO.values(), ids=DE_UN_ANEXO.keys())
def test_el_enlace_a_un_anexo_de_un_acta_con_errores_no_es_otra_causa(
    acta: str, tmp_path: Path
) -> None:
    enlaza = _acta("Vea [el acta](01.md) y [los datos](01/compromisos.csv).")
    archivos = {f"{MESA}/01.md": acta, f"{MESA}/01/compromisos.csv": "a,b\n"}
    assert "enlace-roto" not in _codigos(tmp_path, archivos | {f"{MESA}/02.md": enlaza})


def test_lo_que_escribe_el_programa_no_se_propone_por_un_anexo() -> None:
    vecindad = Vecindad(["datos/mesa/compromisos.csv", "instancias/mesa/actas/2020/02.html"])
    assert vecindad.la_mas_cercana("instancias/mesa/actas/2020/01/compromisos.csv") == ""
    assert vecindad.la_mas_cercana("datos/compromisos.csv") == "datos/mesa/compromisos.csv"


def test_de_un_anexo_que_no_esta_se_dice_cuales_hay(tmp_path: Path) -> None:
    acta = _acta("", "anexos:\n  - {titulo: Datos, archivo: datos.csv}\n")
    escribir_sitio(tmp_path, {f"{MESA}/01.md": acta, f"{MESA}/01/compromisos.csv": "a,b\n"})
    (dicho,) = (
        h.mensaje
        for h in revisar(Contenido(tmp_path), date(2026, 11, 28)).hallazgos
        if h.codigo == "anexo-no-existe"
    )
    assert dicho.endswith("Ahí está «compromisos.csv».")


def test_de_un_acta_que_se_lee_con_errores_sus_anexos_se_conocen(tmp_path: Path) -> None:
    """Lo que falta se dice en la misma corrida, en ella y en las que la enlazan."""
    con_error = _acta(
        "", "hora_inicio: 10:00\nhora_fin: 09:00\naprobacion_de_actas: [actas/2020/9]\n"
    )
    archivos = {
        f"{MESA}/01.md": f"{con_error}\n![La mesa](01/foto.png)\n",
        f"{MESA}/02.md": _acta("Vea [los datos](01/datos.csv)."),
    }
    carpeta = "instancias/mesa/actas/2020/01"
    rotos = _codigos(tmp_path, archivos)["enlace-roto"]
    assert sorted(rotos) == [f"{carpeta}/datos.csv", f"{carpeta}/foto.png"]


def test_de_lo_que_se_cita_y_es_un_borrador_se_dice_eso(tmp_path: Path) -> None:
    """Y no se propone citar otra cosa."""
    acta = _acta(
        "Vea [el acta](02.md) y [el anexo](02/plan.csv).", "aprobacion_de_actas: [actas/2020/02]\n"
    )
    borrador = (
        _acta("Se habló.").replace("12-09", "11-09").replace("---\n", "---\nborrador: si\n", 1)
    )
    escribir_sitio(tmp_path, {f"{MESA}/03.md": acta, f"{MESA}/02.md": borrador})
    errores = [
        h
        for h in revisar(Contenido(tmp_path), date(2026, 11, 28)).hallazgos
        if h.gravedad == "error"
    ]
    assert {h.mensaje for h in errores} == {
        f"Lo que se cita está en {MESA}/02.md, que aún no se publica: Borrador"
    }
    assert [h.arreglos for h in errores] == [(), (), ()]


def test_un_acta_con_otro_numero_no_se_propone_por_la_que_no_esta(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {f"{MESA}/03.md": _acta("Vea [el acta](02.md).")})
    (roto,) = [
        h
        for h in revisar(Contenido(tmp_path), date(2026, 11, 28)).hallazgos
        if h.gravedad == "error"
    ]
    assert "¿Quiso decir" not in roto.mensaje


CITAN_OTRA = {
    "aprobacion_de_actas: [actas/2020/02]": "",
    "seguimientos:\n  - {de: actas/2020/02#plan, texto: Va}": "",
    "seguimientos:\n  - {de: actas/2020/01#estudios, texto: Va}": "",
    "aprobacion_de_actas: [actas/2020/1]": "actas/2020/01",
    "seguimientos:\n  - {de: actas/2020/01#plann, texto: Va}": "actas/2020/01#plan",
    "seguimientos:\n  - {de: plan, texto: Va}": "actas/2020/01#plan",
}


@pytest.mark.parametrize("cita", CITAN_OTRA)
def test_solo_se_propone_citar_lo_que_puede_ser_lo_mismo(cita: str, tmp_path: Path) -> None:
    una = _acta("", "decisiones:\n  - {id: plan, decision: Se hace}\n").replace("12-09", "11-09")
    escribir_sitio(tmp_path, {f"{MESA}/01.md": una, f"{MESA}/03.md": _acta("", f"{cita}\n")})
    (roto,) = [
        h
        for h in revisar(Contenido(tmp_path), date(2026, 11, 28)).hallazgos
        if h.gravedad == "error"
    ]
    assert [a.texto for a in roto.arreglos] == [t for t in (CITAN_OTRA[cita],) if t]
    assert ("¿Quiso decir" in roto.mensaje) == bool(CITAN_OTRA[cita])


def test_de_los_anexos_de_un_registro_que_no_esta_se_dice_de_quien_son(tmp_path: Path) -> None:
    escribir_sitio(tmp_path, {f"{MESA}/01.md": _acta("Se habló."), f"{MESA}/02/a.csv": "a,b\n"})
    (suelto,) = [
        h
        for h in revisar(Contenido(tmp_path), date(2026, 11, 28)).hallazgos
        if h.gravedad == "error"
    ]
    assert "«actas/2020/02.md», que no existe" in suelto.mensaje and not suelto.arreglos


@pytest.mark.parametrize("lista", ["decisiones", "compromisos"])
def test_cambiar_un_identificador_no_es_seguro_porque_otros_lo_citan(
    lista: str, tmp_path: Path
) -> None:
    campos = {"decisiones": "decision: Aprobar", "compromisos": "compromiso: Proponer"}
    suyo = f"{lista}:\n  - {{id: Plan 1, {campos[lista]}}}\n"
    cita = "seguimientos:\n  - {de: 'actas/2020/01#Plan 1', texto: Se hizo}\n"
    acta = "---\ntipo: ordinaria\nfecha: 2020-0{}-09\n{}---\n"
    escribir_sitio(
        tmp_path,
        {f"{MESA}/01.md": acta.format(6, suyo), f"{MESA}/02.md": acta.format(7, cita)},
    )
    (unico,) = (
        h
        for h in revisar(Contenido(tmp_path), date(2026, 11, 28)).hallazgos
        if h.gravedad == "error"
    )
    (paso,) = pasos_de(unico, Mesa(Contenido(tmp_path)))
    assert (unico.origen.archivo, paso.certeza) == (f"{MESA}/01.md", "probable")
    assert unico.remedio == "Escriba plan-1, también donde se cita"


@pytest.mark.parametrize("clave", ["Entidad Dos", "entidad_dos", "ENTIDAD DOS"])
def test_una_entidad_mal_identificada_se_dice_en_su_archivo(clave: str, tmp_path: Path) -> None:
    ficha = BASE["contenido/instancias/mesa/instancia.md"].replace("dos", "entidad-dos")
    escribir_sitio(
        tmp_path,
        {
            "contenido/entidades.yaml": f"uno: {{nombre: U}}\n{clave}:\n  nombre: E\n",
            "contenido/instancias/mesa/instancia.md": ficha,
        },
    )
    (unico,) = (
        h
        for h in revisar(Contenido(tmp_path), date(2026, 11, 28)).hallazgos
        if h.gravedad == "error"
    )
    (paso,) = pasos_de(unico, Mesa(Contenido(tmp_path)))
    assert (unico.origen.archivo, unico.origen.linea) == ("contenido/entidades.yaml", 2)
    assert decir(paso, unico.origen.archivo) == (
        f"en la línea 2, cambie «{clave}:» por «entidad-dos:»",
        (),
    )


@pytest.mark.parametrize("anio", ["2019", "2021"])
def test_de_un_acta_copiada_a_otro_anio_solo_se_dice_la_copia(anio: str, tmp_path: Path) -> None:
    acta = _acta("", "numero: 1\nanexos:\n  - {titulo: Lista, archivo: lista.pdf}\n")
    copia = f"contenido/instancias/mesa/actas/{anio}/01.md"
    lista = {f"{MESA}/01/lista.pdf": pdf_en_blanco()}
    escribir_sitio(tmp_path, {f"{MESA}/01.md": acta, copia: acta, **lista})
    (unico,) = (
        h
        for h in revisar(Contenido(tmp_path), date(2026, 11, 28)).hallazgos
        if h.gravedad == "error"
    )
    assert (unico.codigo, unico.origen.archivo) == ("acta-otro-anio", copia)
    assert f"si es una copia de {MESA}/01.md, bórrela" in unico.remedio
    assert pasos_de(unico, Mesa(Contenido(tmp_path))) == ()


def test_de_un_plan_copiado_con_otro_nombre_solo_se_dice_la_copia(tmp_path: Path) -> None:
    planes = "contenido/instancias/mesa/planes"
    plan = "---\nanio: 2026\n---\n"
    escribir_sitio(tmp_path, {f"{planes}/2025.md": plan, f"{planes}/2026.md": plan})
    errores = [
        h
        for h in revisar(Contenido(tmp_path), date(2026, 11, 28)).hallazgos
        if h.gravedad == "error"
    ]
    assert [(h.codigo, h.origen.archivo) for h in errores] == [
        ("plan-otro-anio", f"{planes}/2025.md")
    ]


def test_de_una_fecha_que_no_ha_llegado_no_se_propone_llevar_el_acta_a_ese_anio(
    tmp_path: Path,
) -> None:
    acta = _acta("", "fecha_publicacion: 2020-12-20\n").replace("fecha: 2020", "fecha: 2062", 1)
    escribir_sitio(tmp_path, {f"{MESA}/01.md": acta})
    hallados = revisar(Contenido(tmp_path), date(2026, 11, 28)).hallazgos
    (unico,) = (h for h in hallados if h.gravedad == "error")
    assert unico.codigo == "acta-otro-anio"
    assert "sesion-futura" not in {h.codigo for h in hallados}
    assert unico.remedio.startswith("Corrija la fecha: ese día no ha llegado")
    assert pasos_de(unico, Mesa(Contenido(tmp_path))) == ()


@pytest.mark.parametrize("registro", ["instancia", "actas/2020/01"])
def test_de_un_registro_en_dos_archivos_no_se_propone_quitar_lo_escrito(
    registro: str, tmp_path: Path
) -> None:
    lugar = f"contenido/instancias/mesa/{registro}"
    archivos = {f"{MESA}/01.md": _acta(""), f"{lugar}.yaml": "notas: [Una nota]\n"}
    escribir_sitio(tmp_path, archivos)
    (unico,) = (
        h
        for h in revisar(Contenido(tmp_path), date(2026, 11, 28)).hallazgos
        if h.gravedad == "error"
    )
    assert (unico.codigo, unico.origen.archivo) == ("portada-doble", f"{lugar}.md")
    assert unico.remedio.startswith("Deje todas las claves en uno solo")
    assert pasos_de(unico, Mesa(Contenido(tmp_path))) == ()


def test_una_entidad_sin_nada_debajo_no_tiene_nombre_y_se_dice(tmp_path: Path) -> None:
    escribir_sitio(
        tmp_path, {"contenido/entidades.yaml": "uno: {nombre: U}\ndos: {nombre: D}\ntres:\n"}
    )
    (unico,) = (
        h
        for h in revisar(Contenido(tmp_path), date(2026, 11, 28)).hallazgos
        if h.gravedad == "error"
    )
    assert (unico.codigo, unico.origen.linea) == ("campo-falta", 3)


@pytest.mark.parametrize("carpeta", ["contenido", "instancia", "norma", "publicado", "actas"])
def test_una_carpeta_mal_puesta_en_contenido_no_calla_a_sus_vecinas(
    carpeta: str, tmp_path: Path
) -> None:
    archivos = {
        f"contenido/{carpeta}/nota.md": "Nota",
        f"contenido/{carpeta}/{carpeta}/otra.md": "Otra",
        "contenido/suelto.txt": "Suelto",
        "contenido/acta.docx": "Word",
    }
    escribir_sitio(tmp_path, archivos)
    dichos = {h.origen.archivo for h in revisar(Contenido(tmp_path), date(2026, 11, 28)).hallazgos}
    debidos = {f"contenido/{n}" for n in (carpeta, "suelto.txt", "acta.docx")}
    assert debidos <= dichos


def test_del_acta_que_no_se_lee_no_se_dice_que_falte(tmp_path: Path) -> None:
    """Lo dice cada regla de sí misma: `sigue_a_lo_que_falta`."""
    convocatoria = "---\nfecha: 2020-06-01\nsesion: 2020-06-09\ntipo: ordinaria\n---\n"
    archivos = {"contenido/instancias/mesa/convocatorias/2020/01.md": convocatoria}

    def avisos() -> set[str]:
        escribir_sitio(tmp_path, archivos)
        hallazgos = revisar(Contenido(tmp_path), date(2026, 11, 28)).hallazgos
        return {h.codigo for h in hallazgos if h.gravedad == "aviso"}

    assert "convocatoria-sin-acta" in avisos()
    archivos[f"{MESA}/01.md"] = DANADA
    assert "convocatoria-sin-acta" not in avisos()


@pytest.mark.parametrize("anio", ["2016", "2021"])
def test_de_un_anio_mal_escrito_se_dice_eso_y_nada_mas(tmp_path: Path, anio: str) -> None:
    """La asistencia, la citación, la aprobación y las firmas son de otra fecha por lo mismo."""
    ficha = (
        "---\nnombre: Mesa\ntipo: mesa\nsecretaria_tecnica: uno\nintegrantes:\n"
        "  - {id: a, sector: 1, entidad: uno, cargo: Directora, roles: [P], desde: 2018-01-01}\n"
        "---\n"
    )
    sana = (
        "---\ntipo: ordinaria\nfecha: 2020-03-10\ncitacion: {fecha: 2020-03-01}\n"
        "fecha_aprobacion: 2020-06-09\nfecha_publicacion: 2020-06-12\noriginal: este_registro\n"
        "asistencia:\n  - {integrante: a, asistio: si}\n"
        "compromisos:\n  - {id: c, compromiso: Ir, fecha_limite: 2020-04-01, responsable: a}\n"
        "firmas:\n  - {nombre: Ana Ruiz, cargo: Directora, fecha: 2020-06-09}\n---\n"
    )
    siguiente = (
        "---\ntipo: ordinaria\nfecha: 2020-06-09\naprobacion_de_actas: [actas/2020/01]\n---\n"
    )
    actas = "contenido/instancias/mesa/actas/2020"
    archivos = {
        "contenido/instancias/mesa/instancia.md": ficha,
        f"{actas}/01.md": sana,
        f"{actas}/02.md": siguiente,
    }
    for fecha, esperado in (("2020", set()), (anio, {"acta-otro-anio"})):
        archivos[f"{actas}/01.md"] = sana.replace("fecha: 2020-03-10", f"fecha: {fecha}-03-10")
        escribir_sitio(tmp_path, archivos)
        hallados = revisar(Contenido(tmp_path), date(2026, 11, 22)).hallazgos
        assert {h.codigo for h in hallados if h.gravedad == "error"} == esperado


@pytest.mark.parametrize(
    "ruta",
    [
        "actas/2020/01/01.md",
        "actas/2020/01/01.yaml",
        "actas/2020/01/01.md.txt",
        "actas/2020/sin-sesiones/sin-sesiones.md",
        "reglamento/2016-03-16/2016-03-16.md",
        "convocatorias/2020/01/01.md",
        "planes/2020/2020.md",
        "informes/2020-t3/2020-t3.md",
        "documentos/2020/cronograma/cronograma.md",
    ],
)
@pytest.mark.parametrize("con_anexo", [False, True])
def test_un_registro_arrastrado_a_la_carpeta_de_sus_anexos_no_desaparece(
    ruta: str, con_anexo: bool, tmp_path: Path
) -> None:
    """Si nada se dijera, la siguiente publicación lo quitaría de lo que está a la vista."""
    base = "contenido/instancias/mesa"
    anexo = {f"{base}/{ruta.rpartition('/')[0]}/lista.pdf": pdf_en_blanco()} if con_anexo else {}
    escribir_sitio(tmp_path, {f"{base}/{ruta}": _acta("Se habló."), **anexo})
    hallados = revisar(Contenido(tmp_path), date(2026, 11, 28)).hallazgos
    errores = [h for h in hallados if h.gravedad == "error"]
    assert f"{base}/{ruta}" in {h.origen.archivo for h in errores}
    assert "archivo-fuera-de-lugar" in {h.codigo for h in errores}
