"""Un sitio pequeño y completo, que se construye tal como queda: para cambiarlo, no para copiarlo.

Las fechas se cuentan desde el día en que se hace, para que nada en él esté por venir.
"""

from __future__ import annotations

from datetime import date, timedelta

from generador.modelo.acta import Acta
from generador.modelo.archivos import ENTIDADES, SITIO
from generador.modelo.clases import INSTANCIA, POR_MODELO
from generador.modelo.norma import Reglamento
from generador.nuevo.escribir import Claves, yaml_de
from generador.nuevo.registro import Nuevo

MESA = "mesa-de-ejemplo"
_ENTIDAD = "mi-entidad"
_EMISOR = "alcaldia-de-ejemplo"


def archivos_del_sitio(hoy: date) -> dict[str, str]:
    """Cada archivo del sitio nuevo, por su camino desde la raíz."""
    sesion, reglamento = hoy - timedelta(days=30), hoy - timedelta(days=90)
    anexo = "compromisos.csv"
    acta = _acta(sesion, anexo)
    archivos = {
        ".gitattributes": _GITATTRIBUTES,
        ".gitignore": _GITIGNORE,
        "LEEME.md": _LEEME,
        SITIO: yaml_de(_sitio(reglamento), _SOBRE_EL_SITIO),
        ENTIDADES: yaml_de(_entidades()),
        f"contenido/{acta.ruta}/{anexo}": _ANEXO,
    }
    for nuevo in (_norma(reglamento.year), _instancia(reglamento), _reglamento(reglamento), acta):
        archivos |= nuevo.archivos()
    return archivos


# --- los registros ----------------------------------------------------------------------------

_SOBRE_EL_SITIO = {
    "direccion": ("La dirección pública, con su subcarpeta, si ya se conoce.",),
    "registros_desde": ("Desde cuándo se exige que cada cosa esté publicada.",),
    "demostracion": ("Cada página dice que no es oficial. Cuando lo sea, quite la línea.",),
}


def _sitio(desde: date) -> Claves:
    return {
        "formato": "1",
        "titulo": "Instancias de coordinación",
        "entidad": _ENTIDAD,
        "direccion": None,
        "registros_desde": desde.isoformat(),
        "demostracion": "si",
    }


def _entidades() -> Claves:
    return {
        _ENTIDAD: {"nombre": "Nombre de mi entidad", "sigla": "SIGLA", "sector": "1"},
        "otra-entidad": {"nombre": "Nombre de otra entidad", "sector": "2"},
        _EMISOR: {"nombre": "Alcaldía de ejemplo"},
    }


def _id_de_norma(anio: int) -> str:
    return f"decreto-1-{anio}-{_EMISOR}"


def _norma(anio: int) -> Nuevo:
    arbol: Claves = {
        "tipo": "decreto",
        "numero": "1",
        "anio": str(anio),
        "emisor": _EMISOR,
        "fecha": f"{anio}-01-01",
        "epigrafe": "Por el cual se crea la Mesa de ejemplo",
        "vigencia": "vigente",
        "confianza": "ficticia",
    }
    return Nuevo(f"normas/{_id_de_norma(anio)}", arbol)


def _instancia(desde: date) -> Nuevo:
    arbol: Claves = {
        "nombre": "Mesa de ejemplo",
        "tipo": "mesa",
        "estado": "vigente",
        "objeto": "Mostrar qué publica una instancia de coordinación.",
        "sectores": ["1", "2"],
        "secretaria_tecnica": _ENTIDAD,
        "normas": [{"norma": _id_de_norma(desde.year), "relacion": "crea"}],
        "integrantes": [
            _cargo("presidencia", "2", "otra-entidad", "Directora", "P"),
            _cargo("secretaria-tecnica", "1", _ENTIDAD, "Jefe de oficina", "S"),
            _cargo("planeacion", "1", _ENTIDAD, "Subdirectora de planeación", "I"),
        ],
        "funciones": [
            {"numero": "1", "texto": "Coordinar lo que hacen las dos entidades."},
            {"numero": "2", "texto": "Hacer seguimiento a los compromisos."},
        ],
    }
    return Nuevo(INSTANCIA.ruta(MESA, "instancia"), arbol)


def _cargo(id_: str, sector: str, entidad: str, cargo: str, rol: str) -> Claves:
    return {
        "id": id_,
        "sector": sector,
        "entidad": entidad,
        "cargo": cargo,
        "roles": [rol],
        "voto": "no" if rol == "S" else "si",
    }


def _reglamento(fecha: date) -> Nuevo:
    arbol: Claves = {
        "numero": "ninguno",
        "fecha": fecha.isoformat(),
        "fecha_publicacion": (fecha + timedelta(days=1)).isoformat(),
        "original": "este_registro",
        "quorum": {"base": "mitad_mas_uno"},
        "admite_delegados": "si",
        "numeracion": "anual",
    }
    cuerpo = "## Artículo 1. Quórum\n\nHay quórum con la mitad más uno de los cargos con voto.\n"
    return Nuevo(POR_MODELO[Reglamento].ruta(MESA, fecha), arbol, {}, cuerpo)


def _acta(fecha: date, anexo: str) -> Nuevo:
    arbol: Claves = {
        "numero": "1",
        "tipo": "ordinaria",
        "modalidad": "presencial",
        "fecha": fecha.isoformat(),
        "hora_inicio": "08:30",
        "hora_fin": "10:00",
        "lugar": "Sala de juntas",
        "estado": "aprobada",
        "fecha_publicacion": (fecha + timedelta(days=5)).isoformat(),
        "original": "este_registro",
        "asistencia": [
            {"integrante": "presidencia", "asistio": "si"},
            {"integrante": "secretaria-tecnica", "asistio": "si"},
            {"integrante": "planeacion", "asistio": "si"},
        ],
        "quorum": {"requerido": "2", "presentes": "2", "hubo": "si"},
        "orden_del_dia": ["Verificación del quórum", "Compromisos"],
        "decisiones": "ninguna",
        "compromisos": [
            {
                "id": "calendario",
                "compromiso": "Proponer el calendario de sesiones.",
                "responsable": "secretaria-tecnica",
                "fecha_limite": (fecha + timedelta(days=60)).isoformat(),
            }
        ],
        "funciones": ["2"],
        "anexos": [
            {
                "titulo": f"Lista de compromisos, {fecha.year}",
                "archivo": anexo,
                "fecha": fecha.isoformat(),
            }
        ],
    }
    cuerpo = "## Desarrollo\n\nSe verificó el quórum y se acordó un calendario de sesiones.\n"
    return Nuevo(POR_MODELO[Acta].ruta(MESA, fecha.year, "01"), arbol, {}, cuerpo)


_ANEXO = "compromiso,responsable\nProponer el calendario de sesiones,Secretaría técnica\n"

_GITIGNORE = """\
# Lo que escribe el generador: se reconstruye siempre desde contenido/
/.generador/
/.vista/
/publicado
# Las hojas para firmar, y lo que queda junto a un ZIP que se publica
para-firmar-*.pdf
*.cerrojo
*.anterior.zip
*.nuevo.zip
*.paso.zip

# El programa mismo, si se instala en esta carpeta
/.venv/
"""

# Con los finales de renglón cambiados, un anexo ya publicado sería otro archivo.
_GITATTRIBUTES = """\
# Git guarda y entrega cada archivo tal como está: un anexo publicado no puede cambiar ni en los
# finales de sus renglones.
* -text
"""

_LEEME = f"""\
# Mi sitio

Los registros están en `contenido/`; el sitio construido queda en `publicado/`, que no se edita. Las
entidades, la norma, la mesa y sus fechas son un ejemplo: cámbielas por las suyas.

## Qué sigue

1. Escriba en `contenido/sitio.yaml` y en `contenido/entidades.yaml` los datos de su entidad.
2. Haga su instancia con `generador nuevo instancia` y borre la de ejemplo
   (`contenido/instancias/{MESA}` y su norma).
3. Guarde esta carpeta en git: `git init`, `git add .` y `git commit -m "Primer registro"`.
4. Mire el sitio mientras escribe con `generador servir`.
5. Cuando sea oficial, quite de `contenido/sitio.yaml` la línea `demostracion: si`, y publique.

## Las órdenes de cada día

Desde esta carpeta:

```sh
generador nuevo acta {MESA}   # propone el acta de la próxima sesión
generador revisar                  # dice los defectos y cómo se arreglan
generador construir                # construye el sitio: abra publicado/index.html
```

Para que cada propuesta se revise sola y la rama principal se publique sola, `generador nuevo
automatizacion` escribe lo que hace falta en GitHub o en GitLab.

## Qué hay aquí

| Archivo | Para qué |
|---|---|
| `contenido/` | Los registros: lo único que se edita. |
| `.gitattributes` | Que git no cambie los archivos: un anexo publicado queda como está. |
| `.gitignore` | Lo que se reconstruye y no se guarda. |
"""
