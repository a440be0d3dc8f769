"""Los mismos registros con Pelican.

Consejos de velocidad de su guía que se siguen: nada de lo que no se usa (canales, archivos,
autores, resúmenes), y del Markdown solo las extensiones que hacen falta.
"""

import json
from datetime import date
from pathlib import Path

MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip


def fecha_larga(dia: date) -> str:
    return f"{dia.day} de {MESES[dia.month - 1]} de {dia.year}"


SITENAME = "Sitio de medición"
SITEURL = ""
AUTHOR = "Entidad 1"
PATH = "content"
THEME = "tema"
TIMEZONE = "America/Bogota"
DEFAULT_LANG = "es"
COMUNES = json.loads(Path("comunes.json").read_text(encoding="utf-8"))
JINJA_FILTERS = {"fecha_larga": fecha_larga}
JINJA_ENVIRONMENT = {"autoescape": True}
MARKDOWN = {"extensions": ["tables"], "output_format": "html5"}
PLUGINS = ["pelican.plugins.yaml_metadata", "pelican.plugins.neighbors"]

ARTICLE_PATHS = ["instancias"]
ARTICLE_URL = "instancias/{category}/{slug}.html"
ARTICLE_SAVE_AS = ARTICLE_URL
CATEGORY_URL = "instancias/{slug}/index.html"
CATEGORY_SAVE_AS = CATEGORY_URL
# Cada instancia tiene su acta 1: el mismo nombre no las hace traducciones unas de otras.
ARTICLE_TRANSLATION_ID = None
STATIC_PATHS = ["estaticos"]
THEME_STATIC_PATHS = []
DIRECT_TEMPLATES = ["index"]
AUTHOR_SAVE_AS = ""
TAG_SAVE_AS = ""
DEFAULT_PAGINATION = False
SUMMARY_MAX_LENGTH = 0
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
