"""Lo que la gente escribe mal: qué se le dice, y que hacer lo que se le dice lo arregla.

Cada caso trae la salida entera de `generador revisar`. Un programa que no sabe nada del generador
(`apoyo/remedios.py`) la lee y hace lo que dice, hasta que no quede nada que hacer: entonces el
sitio pasa la revisión.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from apoyo.equivocaciones import (
    Equivocacion,
    comparar,
    copiar_sano,
    diferencias,
    equivocar,
    foto,
    leer_todas,
)
from apoyo.remedios import Impreso, hacer, leer

from generador.cli import principal

TODAS = leer_todas()
FECHA = ("--fecha", "2026-11-22")
_CUENTAS = re.compile(
    r"^(?:\d+ reglas? examin\w+ \d+ casos?|Ninguna regla tuvo qué examinar)\n", re.MULTILINE
)
_RONDAS = 12


class Revision:
    """Corre `revisar` en este proceso y da lo que imprime."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, raiz: Path, *opciones: str) -> str:
        orden = ["revisar", "--contenido", str(raiz / "contenido"), *FECHA, *opciones]
        with pytest.raises(SystemExit):
            principal(orden)
        salida, mensajes = self._capsys.readouterr()
        assert mensajes == ""
        return salida


@pytest.fixture
def revisar(capsys: pytest.CaptureFixture[str]) -> Revision:
    return Revision(capsys)


def sin_cuentas(salida: str) -> str:
    """Sin cuántos casos examinó cada regla: cambian con cada regla que se agrega."""
    return _CUENTAS.sub("", salida)


def _que(impreso: Impreso) -> tuple[str, str]:
    return (impreso.codigo, impreso.mensaje)


def _lo_que_hay_que_arreglar(impresos: list[Impreso]) -> set[tuple[str, str]]:
    """Los errores; si no los hay, los avisos."""
    return {_que(i) for i in impresos if i.gravedad == "error"} or set(map(_que, impresos))


def arreglar(raiz: Path, revisar: Revision) -> list[tuple[str, str]]:
    """Hace los remedios impresos, uno por vez y lo más seguro primero; da lo que quedó por hacer.

    Cada remedio hace desaparecer su hallazgo, y ninguno trae un error que no estuviera.
    """
    impresos = leer(revisar(raiz))
    pedido = _lo_que_hay_que_arreglar(impresos)
    for _ in range(_RONDAS):
        pendientes = [i for i in impresos if i.gravedad == "error" or _que(i) in pedido]
        con_pasos = [i for i in pendientes if i.pasos]
        if not con_pasos:
            break
        elegido = min(con_pasos, key=lambda i: (i.gravedad != "error", i.seguridad))
        hacer(raiz, elegido)
        antes, impresos = impresos, leer(revisar(raiz))
        lugares = [(i.archivo, *_que(i)) for i in impresos]
        assert (elegido.archivo, *_que(elegido)) not in lugares, "el remedio no lo arregla"
        _sin_errores_nuevos(antes, impresos, elegido)
    return [_que(i) for i in impresos if i.gravedad == "error" or _que(i) in pedido]


def _sin_errores_nuevos(antes: list[Impreso], ahora: list[Impreso], elegido: Impreso) -> None:
    """Al arreglar uno no aparece otro; salvo que antes no se pudiera leer el archivo."""
    if elegido.codigo.startswith(("yaml-", "portada-", "archivo-", "nombre-")):
        return
    conocidos = set(map(_que, antes))
    nuevos = [_que(i) for i in ahora if i.gravedad == "error" and _que(i) not in conocidos]
    # La muestra de lo que falta la cambia quien sabe qué va: que lo diga es lo debido.
    assert [(codigo, m) for codigo, m in nuevos if codigo != "texto-de-muestra"] == []


def test_el_sitio_sano_no_tiene_hallazgos(tmp_path: Path, revisar: Revision) -> None:
    assert sin_cuentas(revisar(copiar_sano(tmp_path))) == "Sin hallazgos\n"


# Lo que falta es un hecho, que solo sabe quien tiene el documento: el remedio lo pide en palabras.
SIN_PASOS = {
    "El 31 de junio, con barras": "fecha-imposible",
    "Lo que quedó de unir dos versiones": "archivo-en-conflicto",
    "El 30 de febrero": "fecha-imposible",
    "El año 0202": "fecha-imposible",
    "Solo el mes, donde va un día": "fecha-no-iso",
    "Con guiones y el año de dos cifras": "fecha-no-iso",
    "La fecha vacía": "campo-falta",
    "Falta la fecha del acta": "campo-falta",
    "Falta la fecha del acta en dos archivos": "campo-falta",
    "Con la zona": "fecha-con-zona",
    "Falta el tipo del acta": "campo-falta",
    "Falta la secretaría técnica": "campo-falta",
    "Faltan los roles de un integrante": "campo-falta",
    "Falta quién asistió": "campo-falta",
    "La norma con solo su identificador": "tipo-incorrecto",
    "El borrador en blanco": "tipo-incorrecto",
    "La clasificación de un anexo en blanco": "tipo-incorrecto",
    "Dos actas con el mismo número": "identidad-repetida",
    "Tres actas tres": "identidad-repetida",
    "Dos funciones con el mismo número": "identificador-repetido",
    "La asistencia de un cargo, dos veces": "identificador-repetido",
    "Una sesión en el futuro": "sesion-futura",
    "Más presentes de los que asistieron": "quorum-otra-asistencia",
    "Un quórum que dice que no hubo": "quorum-contradictorio",
    "El quórum requerido no es el del reglamento": "quorum-otra-regla",
    "El acta sin el documento que la prueba": "acta-sin-original",
    "El total que no suma": "declarado-total-distinto",
    "El plan aprobado en un acta de otro día": "plan-otra-aprobacion",
    "El reglamento que reemplaza a uno posterior": "reglamento-sin-reemplaza",
    "Sin el archivo del sitio": "sitio-falta",
    "Las entidades vacías": "archivo-vacio",
    "Una carpeta sin instancia.md": "instancia-falta",
    "Una instancia que es un archivo": "campo-falta campo-falta",
    "La numeración que salta": "acta-salto-numero",
    "Un mes que no existe en un lapso": "fecha-imposible",
    "La misma clave dos veces, con otra cosa": "yaml-clave-repetida",
    "Una coma de millares entre corchetes": "yaml-coma",
    "La citación es su fecha y su medio": "tipo-incorrecto",
    "Un comentario de HTML": "markdown-html",
    "Una nota entre los elementos de una lista entre corchetes": "yaml-almohadilla",
    "A la segunda fila de la asistencia le falta el guion": "yaml-clave-repetida",
    "Las claves de la citación no llevan sangría": "yaml-clave-repetida clave-desconocida",
    "Dos registros en un archivo": "yaml-segundo-documento",
    "Una clave que no existe, dentro de un grupo": "clave-desconocida",
    "Una clave que no existe, entre llaves": "clave-desconocida",
    "El tipo de instancia con otra palabra": "valor-desconocido",
    "Un texto que termina en dos puntos, con una lista debajo": "yaml-roto",
    "Un texto con almohadilla tras las comillas, con una lista debajo": (
        "yaml-almohadilla yaml-roto"
    ),
    "Una nota al lado de un texto que sigue abajo": "yaml-almohadilla yaml-roto",
    "Un rol que no existe": "valor-desconocido",
    "El estado de una sesión del plan": "valor-desconocido",
    "La cadencia de una lista": "valor-desconocido",
    "El anexo que nadie copió": "anexo-no-existe",
    "El documento sin archivo ni dirección": "documento-sin-lugar",
    "Un cargo que no está": "cargo-desconocido",
    "Una función que no está": "funcion-desconocida",
    "La evidencia de una actividad": "registro-desconocido",
    "Un sector que no existe": "sector-desconocido",
    "El sector de una entidad que no existe": "sector-desconocido",
    "La próxima sesión, con su semestre": "fecha-no-iso",
    "Un icono que no existe": "icono-desconocido",
    "La publicación antes de la sesión": "publicacion-anterior",
    "La citación después de la sesión": "citacion-posterior",
    "La aprobación antes de la sesión": "acta-aprobada-antes",
    "La firma antes de la sesión": "acta-firmada-antes",
    "El compromiso vence antes de la sesión": "compromiso-vence-antes",
    "La sesión termina antes de empezar": "hora-al-reves",
    "Una sesión convocada que ya pasó": (
        "sesion-convocada-pasada declarado-fecha-sin-sesion sesion-sin-acta"
    ),
    "Una sesión aplazada sin nueva fecha": "aplazada-sin-fecha",
    "Una sesión aplazada para antes": "aplazada-hacia-atras",
    "Una sesión cancelada sin motivo": "sesion-sin-motivo",
    "Un compromiso sin responsable": "compromiso-sin-responsable",
    "Un compromiso sin fecha": "compromiso-sin-fecha",
    "El registro reconstruido que no dice de qué": "reconstruida-sin-fuente",
    "Nadie preside": "presidencia-sin-cargo",
    "Nadie es secretaría técnica": "secretaria-sin-cargo",
    "El documento retenido sin fundamento": "documento-retenido",
}


@pytest.mark.parametrize("caso", TODAS, ids=lambda c: c.nombre)
def test_la_equivocacion_se_dice_y_el_remedio_la_arregla(
    caso: Equivocacion, tmp_path: Path, revisar: Revision
) -> None:
    equivocar(copiar_sano(tmp_path), caso.cambios)
    salida, equivocado = sin_cuentas(revisar(tmp_path)), foto(tmp_path)
    assert leer(salida), "no se dice nada"
    restos = arreglar(tmp_path, revisar)
    comparar(caso, salida, diferencias(equivocado, foto(tmp_path)))
    debidos = SIN_PASOS.get(caso.nombre.partition(": ")[2], "").split()
    assert [codigo for codigo, _ in restos if codigo != "texto-de-muestra"] == debidos


def test_son_mas_de_doscientas_y_ninguna_se_llama_igual() -> None:
    nombres = [c.nombre for c in TODAS]
    assert len(nombres) >= 200
    assert len(set(nombres)) == len(nombres)


@pytest.mark.parametrize("caso", TODAS[::40], ids=lambda c: c.nombre)
def test_la_orden_de_verdad_dice_lo_mismo(caso: Equivocacion, tmp_path: Path) -> None:
    equivocar(copiar_sano(tmp_path), caso.cambios)
    orden = [sys.executable, "-m", "generador", "revisar", *FECHA]
    hecha = subprocess.run(
        orden, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (sin_cuentas(hecha.stdout), hecha.stderr) == (caso.salida, "")
    assert hecha.returncode == int("error" in caso.salida.splitlines()[-1])
