"""Una clave que no es de su grupo: la que se quiso escribir, o qué se hace con lo escrito."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from generador.hallazgo import Accion, Arreglo, Certeza
from generador.lectura.palabras import la_misma, la_que_parece, llana
from generador.lectura.sugerencias import SobreUnValor
from generador.lectura.yaml_estricto import leer_yaml
from generador.modelo.base import campos_de, formas_del_modelo

_EN_EXTRA = "extra:\n  "
_NOMBRE_DE_ARCHIVO = re.compile(r"[^/\\:]+\.\w{2,5}")


def clave_desconocida(
    nombre: str, valor: Any, modelo: type[BaseModel] | None, escritas: Mapping[str, Any]
) -> SobreUnValor:
    """Qué se dice de una clave que no es de su grupo; las ya escritas no se proponen.

    Lo que alguien escribió nunca se propone quitarlo.
    """
    campos = tuple(campos_de(modelo)) if modelo else ()
    libres = tuple(c for c in campos if c not in escritas)
    arreglo = _arreglo(nombre, valor, modelo, escritas)
    propuesta = arreglo.texto if arreglo and arreglo.texto in libres else ""
    pregunta = f" ¿Quiso decir «{propuesta}»?" if propuesta else _entre_varias(nombre, libres)
    mensaje = f"La clave «{nombre}» no existe aquí.{pregunta}"
    se_sabe = arreglo is not None and arreglo.certeza is not Certeza.EJEMPLO
    remedio = _remedio(campos, libres, se_sabe=se_sabe)
    return "clave-desconocida", mensaje, remedio, (arreglo,) if arreglo else ()


def _arreglo(
    nombre: str, valor: Any, modelo: type[BaseModel] | None, escritas: Mapping[str, Any]
) -> Arreglo | None:
    if blancos := nombre[: len(nombre) - len(nombre.lstrip())]:
        # Un blanco que YAML no toma por sangría.
        return Arreglo(Accion.CAMBIAR, " " * len(blancos), antes=blancos)
    if modelo is None:
        return None
    debida = la_misma(nombre, modelo.model_fields)
    propuesta = debida or _por_su_sinonimo(nombre, valor, modelo, escritas)
    propuesta = propuesta or la_que_parece(nombre, modelo.model_fields)
    if propuesta and propuesta not in escritas:
        segura = bool(debida and cabe(modelo, debida, valor))
        certeza = Certeza.MECANICO if segura else Certeza.PROBABLE
        return Arreglo(Accion.CLAVE, propuesta, certeza)
    if nombre in _de_algun_modelo():
        # Es una clave de otro grupo o de otra clase de registro: guardarla donde nadie la ve
        # callaría lo que dice.
        return None
    if "extra" in modelo.model_fields and "extra" not in escritas:
        # La clave con todo su valor pasa a ser parte del grupo «extra».
        return Arreglo(Accion.CLAVE, _EN_EXTRA, Certeza.EJEMPLO)
    return None


@cache
def _de_algun_modelo() -> frozenset[str]:
    """Todas las claves que algún grupo de algún registro tiene."""
    return frozenset(campo for modelo in formas_del_modelo() for campo in modelo.model_fields)


def _remedio(campos: tuple[str, ...], libres: tuple[str, ...], *, se_sabe: bool) -> str:
    en_extra = "dentro de «extra:», que no se muestra"
    propio = "extra" in campos
    if se_sabe and propio:
        return f"Corrija el nombre; si es un dato propio del sitio, póngalo {en_extra}"
    if se_sabe:
        return f"Las claves posibles son: {', '.join(campos)}"
    donde = en_extra if propio else "en otra clave"
    return (
        f"Las claves posibles son: {', '.join(libres or campos)}. Si lo escrito no es de ninguna, "
        f"consérvelo {donde}, en el cuerpo o en un comentario, que empieza por «#»"
    )


def _entre_varias(nombre: str, campos: tuple[str, ...]) -> str:
    """Las que empiezan por esa palabra, si son varias: «hora» es «hora_inicio» o «hora_fin»."""
    suyas = [c for c in campos if c.startswith(f"{llana(nombre)}_")]
    if not 1 < len(suyas) < 4:
        return ""
    return f" ¿Quiso decir {' o '.join(f'«{c}»' for c in suyas)}?"


# --- por su sinónimo ---------------------------------------------------------------------------


def _por_su_sinonimo(
    nombre: str, valor: Any, modelo: type[BaseModel], escritas: Mapping[str, Any]
) -> str:
    """La clave que se suele llamar así, si no está escrita y lo escrito tiene su forma."""
    for campo, palabras in _sinonimos_de(modelo):
        if (
            campo not in escritas
            and la_misma(nombre, palabras)
            and _tiene_la_forma(modelo, campo, valor)
        ):
            return campo
    return ""


def _sinonimos_de(modelo: type[BaseModel]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for clase in modelo.__mro__:
        for campo, palabras in sinonimos().get(clase.__name__.lower(), {}).items():
            yield campo, tuple(palabras)


@lru_cache(maxsize=1)
def sinonimos() -> Mapping[str, Mapping[str, list[str]]]:
    """Por clase de grupo, en minúsculas, y por clave, las palabras con que también se la llama."""
    archivo = resources.files("generador") / "datos" / "claves.yaml"
    return leer_yaml(archivo.read_text(encoding="utf-8"), "claves.yaml").datos or {}


def _tiene_la_forma(modelo: type[BaseModel], campo: str, valor: Any) -> bool:
    """Si es de la clase que pide el campo, aunque por dentro tenga defectos."""
    if campo == "archivo":
        return isinstance(valor, str) and _NOMBRE_DE_ARCHIVO.fullmatch(valor) is not None
    return valor is not None and not any(map(_es_de_otra_clase, _fallas(modelo, campo, valor)))


def _es_de_otra_clase(camino: tuple[int | str, ...]) -> bool:
    """Si lo que falla es el valor mismo, o un elemento entero de la lista."""
    return len(camino) == 0 or (len(camino) == 1 and isinstance(camino[0], int))


def cabe(modelo: type[BaseModel], campo: str, valor: Any) -> bool:
    """Si lo escrito se puede leer como el valor de ese campo; lo que falta cabe en cualquiera."""
    return valor is None or not _fallas(modelo, campo, valor)


def _fallas(modelo: type[BaseModel], campo: str, valor: Any) -> list[tuple[int | str, ...]]:
    """Dónde falla lo escrito, leído como el valor de ese campo."""
    try:
        _lector(modelo, campo).validate_python(valor)
    except ValidationError as falla:
        return [e["loc"] for e in falla.errors(include_url=False)]
    return []


@lru_cache(maxsize=256)
def _lector(modelo: type[BaseModel], campo: str) -> TypeAdapter[Any]:
    info = modelo.model_fields[campo]
    anotacion: Any = Annotated[info.annotation, info]
    return TypeAdapter(anotacion)
