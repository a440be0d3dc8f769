"""Qué decir de cada valor que no cabe en su campo, y cómo se escribe el que sí.

Lo que aquí se propone se escribe tal cual en el YAML. Un ejemplo puede nombrar algo del sitio que
aquí no se conoce: «⟨entidad⟩», «⟨integrante⟩», «⟨anio⟩»… los reemplaza quien conoce el sitio.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, get_args

from msgspec.structs import replace
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generador.hallazgo import (
    Accion,
    Arreglo,
    Certeza,
    ejemplo,
)
from generador.lectura.escalares import en_comillas, escalar
from generador.lectura.pegado import COMIENZO_DE_ELEMENTO
from generador.lectura.vocabulario import la_palabra
from generador.modelo.base import campos_de
from generador.modelo.citas import Cita, LoQueCita, cita_de, lo_que_cita
from generador.modelo.clases import camino_de
from generador.modelo.correcciones import desnudo, dice_que_no_se_sabe, es_una_ausencia, si_no
from generador.modelo.fechas import sugerir_iso
from generador.modelo.norma import TipoNorma
from generador.modelo.sin_dato import SIN_DATO
from generador.modelo.tipos import Lectura

SobreUnValor = tuple[str, str, str, tuple[Arreglo, ...]]
"""Código, causa, remedio y arreglos."""

Sugerencia = tuple[str, tuple[Arreglo, ...]]
"""Remedio y arreglos."""

_AJENOS = {
    "anio": "⟨anio⟩",
    "fecha": "⟨fecha⟩",
    "periodo": "⟨periodo⟩",
    "numero": "⟨numero⟩",
    "emisor": "⟨emisor⟩",
    "id": "ejemplo",
}
_DE_MUESTRA = ("si", "ninguno", "14:30")
"""Lo que un campo muestra de su forma, y dicho de algo que no se entendió sería un hecho."""
ENLISTADO = "⟦cada renglón, un elemento⟧"
_DONDE_ESTAN = {
    Cita.ENTIDAD: "el identificador de la entidad, como está en contenido/entidades.yaml; si no "
    "está, agréguela allí",
    Cita.CARGO: "el identificador del cargo, como está en «integrantes» de instancia.md",
    Cita.NORMA: "el nombre de su archivo en contenido/normas/, sin «.md»: su tipo, su número, su "
    "año y su emisor",
    Cita.SECTOR: "el número del sector",
    Cita.ICONO: "el identificador de un icono, como «aprobacion» u «otra»",
    Cita.FUNCION: "el número de la función, como está en «funciones» de instancia.md",
    Cita.META: "el identificador de la meta, como está en «metas» del plan",
    Cita.INSTANCIA: "el nombre de su carpeta en contenido/instancias/",
    Cita.LISTA: "el nombre de su archivo, sin «.yaml»: es una de contenido/listas/ o de las que "
    "trae el generador",
}
_QUE_SE_CONOCEN = (Cita.ENTIDAD, Cita.CARGO, Cita.NORMA, Cita.REGISTRO)
CITADO = "⟦lo escrito, entre comillas⟧"
"""En vez de un valor: lo que ya está, como un solo texto."""
CADA_TEXTO = "⟦el texto del renglón⟧"
"""Después de ENLISTADO va el grupo de claves de cada elemento; ahí, el texto que le toca."""


def valor_desconocido(
    escrito: Any,
    nombre: str,
    posibles: list[str],
    campo: FieldInfo | None,
    documento: type[BaseModel] | None = None,
) -> SobreUnValor:
    """Una palabra que no es del vocabulario de su campo.

    `documento` es el grupo de claves que también cabe en el campo, si cabe alguno.
    """
    suya = la_palabra(str(escrito), posibles)
    remedio = f"Escriba uno de estos: {', '.join(posibles)}"
    arreglos: tuple[Arreglo, ...] = (suya,) if suya else ()
    if suya is None and documento is not None:
        remedio = _O_UN_DOCUMENTO.format(nombre=nombre, palabra=posibles[0])
        arreglos = _documento_escrito(escrito, documento) or (_en_blanco(escrito),)
    elif suya is None and isinstance(escrito, str) and _puede_faltar(campo):
        remedio, arreglos = _si_se_sabe(remedio), (_en_blanco(escrito),)
    elif suya is None and len(posibles) == 1:
        # Una cualquiera de varias sería un hecho que nadie escribió.
        arreglos = (ejemplo(Accion.VALOR, posibles[0]),)
    pregunta = f" ¿Quiso decir «{suya.texto}»?" if suya else ""
    mensaje = f"«{escrito}» no es un valor de «{nombre}».{pregunta}"
    return "valor-desconocido", mensaje, remedio, arreglos


_ARCHIVO = re.compile(r"[\w.-]+\.\w{2,4}")
_DIRECCION = re.compile(r"https?://\S+")
_O_UN_DOCUMENTO = (
    "Si no se sabe, déjelo en blanco; si es un documento, escriba «titulo:», y «archivo:» o "
    "«url:», debajo de «{nombre}:»; si el registro mismo lo es, escriba «{palabra}»"
)
_UN_TEXTO = ("Aquí va un texto, no una lista ni un grupo de claves", "Escriba el texto en la línea")
_UN_GRUPO = (
    "Aquí va un grupo de claves con sus valores",
    "Escriba cada clave en su propia línea, con sangría",
)
_GENERAL = ("El valor no tiene la forma esperada", "Compárelo con la referencia de campos")
_FORMAS: Mapping[str, tuple[str, str]] = {
    "string_type": _UN_TEXTO,
    "string_too_short": ("El texto está vacío", "Escriba el texto o borre la clave"),
    "string_too_long": ("El texto es demasiado largo", "Póngalo en el cuerpo o en un anexo"),
    "model_type": _UN_GRUPO,
    "model_attributes_type": _UN_GRUPO,
    "dict_type": _UN_GRUPO,
    "tuple_type": (
        "Aquí va una lista",
        "Escriba cada elemento en su propia línea, con un guion y un espacio delante",
    ),
}


def por_su_nombre(cita: Cita | None, escrito: Any) -> Sugerencia | None:
    """Quien se cita por su nombre y no por su identificador; ninguno si el campo no cita a nadie.

    Lo hay solo si uno, y nada más que uno, se llama así: lo sabe quien conoce el sitio.
    """
    if cita not in _DONDE_ESTAN or not isinstance(escrito, str):
        return None
    if cita is Cita.FUNCION and re.search(r"\d", escrito):
        # El número ya está escrito, de otra manera.
        return None
    return f"Escriba {_DONDE_ESTAN[cita]}", (Arreglo(Accion.VALOR, f"⟨{cita.value}_que_se_llama⟩"),)


def ausencia(escrito: Any, fila: Any) -> Sugerencia | None:
    """«asistio: excusa»: no asistió, y por qué se dice al lado."""
    if not isinstance(escrito, str) or not es_una_ausencia(escrito) or "observacion" in fila:
        return None
    remedio = "Escriba «no» en «asistio», y por qué en «observacion»"
    texto = f"asistio: no\nobservacion: {escalar(escrito)}"
    return remedio, (Arreglo(Accion.PAREJA, texto, Certeza.PROBABLE),)


def sin_inventar(
    remedio: str, arreglos: tuple[Arreglo, ...], escrito: Any, campo: FieldInfo | None
) -> Sugerencia:
    """Lo que puede no saberse se deja sin dato, con lo escrito al lado: no se muestra un hecho."""
    if isinstance(escrito, str) and _ACLARACION.search(escrito):
        arreglos = tuple(_con_lo_escrito(a, escrito) for a in arreglos)
    if isinstance(escrito, (list, dict)) and escrito:
        # Una muestra no dice nada de lo que alguien escribió en varias partes.
        return remedio, tuple(a for a in arreglos if a.certeza is not Certeza.EJEMPLO)
    if not isinstance(escrito, str) or all(_conserva(a, escrito) for a in arreglos):
        en_grupos = any(a.texto.startswith(f"{ENLISTADO}\n") for a in arreglos)
        dudoso = en_grupos and _puede_faltar(campo)
        return _si_se_sabe(remedio) if dudoso else remedio, arreglos
    if not _puede_faltar(campo):
        de_muestra = (a.texto.isdecimal() or a.texto in _DE_MUESTRA for a in arreglos)
        return remedio, tuple(a for a, suyo in zip(arreglos, de_muestra, strict=True) if not suyo)
    return _si_se_sabe(remedio), (_en_blanco(escrito),)


# «15/11/2026 (borrador)» dice más que una fecha.
_ACLARACION = re.compile(r"\d.*\([^()]*[^\W\d]{3}[^()]*\)")


def _con_lo_escrito(arreglo: Arreglo, escrito: str) -> Arreglo:
    """La muestra, con lo escrito al lado: se saca de ello, y no lo dice todo."""
    es_muestra = arreglo.accion is Accion.VALOR and arreglo.certeza is Certeza.EJEMPLO
    nota = f"  # {' '.join(escrito.split())}"
    return replace(arreglo, texto=f"{arreglo.texto}{nota}") if es_muestra else arreglo


def sin_valor(remedio: str, campo: FieldInfo | None) -> Sugerencia:
    """La clave sin valor, en vez de una raya; si no puede faltar, solo cómo se escribe."""
    if not _puede_faltar(campo):
        return remedio, ()
    return _si_se_sabe(remedio), (Arreglo(Accion.VALOR, "", Certeza.PROBABLE),)


def _documento_escrito(escrito: str, documento: type[BaseModel]) -> tuple[Arreglo, ...]:
    """El documento con el nombre del archivo o la dirección que se escribieron, si son eso."""
    es_uno = _ARCHIVO.fullmatch(escrito) or _DIRECCION.fullmatch(escrito)
    return _grupo_de_ejemplo(escrito, documento) if es_uno else ()


def _puede_faltar(campo: FieldInfo | None) -> bool:
    return campo is not None and not campo.is_required() and campo.default is None


_EN_BLANCO = "Si no se sabe, déjelo en blanco"


def _si_se_sabe(remedio: str) -> str:
    if remedio.startswith(_EN_BLANCO):
        return remedio
    return f"{_EN_BLANCO}; si se sabe, {remedio[0].lower()}{remedio[1:]}"


def _conserva(arreglo: Arreglo, escrito: str) -> bool:
    """Si lo que se muestra sale de lo que está escrito."""
    if arreglo.texto.startswith(ENLISTADO):
        return True
    if arreglo.accion is not Accion.VALOR or arreglo.certeza is not Certeza.EJEMPLO:
        return True
    cifras, escritas = _cifras(arreglo.texto), _cifras(escrito)
    # De un año puede estar solo el final: «25/08/20».
    return bool(cifras) and all(n in escritas or n % 100 in escritas for n in cifras)


def _cifras(texto: str) -> set[int]:
    """Los números de dos cifras o más: una sola puede ser de cualquier cosa."""
    return set(map(int, re.findall(r"\d{2,9}", texto)))


def _en_blanco(escrito: str) -> Arreglo:
    en_una = " ".join(escrito.split())
    return ejemplo(Accion.VALOR, f"{SIN_DATO}  # {en_una}")


def forma_incorrecta(
    clase: str, entrada: Any, hoja: type[BaseModel] | None, campo: FieldInfo | None = None
) -> tuple[str, str, tuple[Arreglo, ...]]:
    """Causa, remedio y arreglos de un valor de otra clase: una lista por un texto, o al revés."""
    causa, remedio = _FORMAS.get(clase, _GENERAL)
    if clase == "tuple_type" and (posibles := palabras_de(campo)):
        remedio = f"Escriba entre corchetes uno o varios de estos: {', '.join(posibles)}"
        lista = _lista_de_palabras(entrada, posibles)
        return causa, remedio, (Arreglo(Accion.VALOR, lista),) if lista else ()
    if clase == "string_type" and (texto := _en_texto(entrada)):
        return causa, remedio, (Arreglo(Accion.VALOR, texto, Certeza.PROBABLE),)
    if clase == "tuple_type" and (lista := en_lista(entrada, hoja)):
        dudosa = lista == ENLISTADO or _CON_Y.search(entrada) or _CON_Y_COMPARTIDA.search(entrada)
        certeza = Certeza.PROBABLE if dudosa else Certeza.MECANICO
        return causa, remedio, (Arreglo(Accion.VALOR, lista, certeza),)
    if clase == "string_too_long":
        return causa, remedio, ()
    if hoja is not None and clase in ("model_type", "model_attributes_type"):
        remedio = f"{remedio}; las claves son: {', '.join(f'«{c}»' for c in hoja.model_fields)}"
        if _puede_faltar(campo) and isinstance(entrada, str):
            remedio = _si_se_sabe(remedio)
            if dice_que_no_se_sabe(entrada):
                return causa, remedio, (_en_blanco(entrada),)
        return causa, remedio, _grupo_de_ejemplo(entrada, hoja)
    # Lo que alguien escribió no se propone quitarlo.
    return causa, remedio, () if entrada else (ejemplo(Accion.QUITAR, ""),)


def _en_texto(entrada: Any) -> str:
    """Una lista o un grupo como el texto que dice: «a», «a; b» o «clave: valor»."""
    if isinstance(entrada, list) and all(isinstance(e, str) for e in entrada):
        return escalar("; ".join(entrada))
    if isinstance(entrada, dict) and all(isinstance(v, str) for v in entrada.values()):
        return CITADO
    return ""


# «Mercadeo y ventas» puede ser uno solo.
_CON_Y = re.compile(r" y (?=\w+$)")
# «Lectura, discusión y aprobación del acta» es uno solo: lo que sigue a la «y» es de todos.
_CON_Y_COMPARTIDA = re.compile(r",(?=[^,;\n]* [ye] \w+ [^,;\n]+$)")
# «El acta 3, de 2026» y «1,5» no son varios.
_SIGUE_IGUAL = "(?:de|del|en|con|por|para|a|al|que|o|u|según|sin|sobre|desde|hasta|como|así)"
_COMA = r"(?<!\d),|,(?!\d)"
_ENTRE_VARIOS = re.compile(rf"[;\n]|(?:{_COMA})(?!\s+{_SIGUE_IGUAL}\b)|{_CON_Y.pattern}")


def palabras_de(campo: FieldInfo | None) -> list[str]:
    """El vocabulario de un campo; ninguno si no lo tiene."""
    clases = _clases(campo.annotation) if campo else ()
    return [str(v.value) for c in clases if _es_vocabulario(c) for v in c]


def _lista_de_palabras(entrada: Any, posibles: list[str]) -> str:
    """Lo escrito como una lista, si cada parte es una palabra del vocabulario."""
    partes = re.split(r"[;,/\n]| y ", entrada) if isinstance(entrada, str) else []
    suyas = [la_palabra(p, posibles) for p in map(desnudo, partes)]
    seguras = [a.texto for a in suyas if a and a.certeza is Certeza.MECANICO]
    return f"[{', '.join(seguras)}]" if seguras and len(seguras) == len(suyas) else ""


def en_lista(entrada: Any, hoja: type[BaseModel] | None, campo: FieldInfo | None = None) -> str:
    """Lo escrito como una lista de textos; el texto vacío si la lista no es de textos."""
    if hoja is not None or not isinstance(entrada, str):
        claves = isinstance(entrada, dict) and all(isinstance(v, str) for v in entrada.values())
        # «Primero: Verificación» es un texto con dos puntos.
        return ENLISTADO if hoja is None and claves and _es_de_textos(campo) else ""
    if COMIENZO_DE_ELEMENTO.match(entrada):
        return ENLISTADO
    es_uno = _CON_Y_COMPARTIDA.search(entrada) and not re.search(r"[;\n]", entrada)
    escritas = [entrada] if es_uno else _ENTRE_VARIOS.split(entrada)
    partes = [p for p in map(desnudo, escritas) if p]
    if (
        campo is not None
        and int in _clases(campo.annotation)
        and not all(map(str.isdecimal, partes))
    ):
        # «1 - 2» y «1.2» pueden ser dos números, o todos los que hay entre ellos.
        return ""
    return f"[{', '.join(en_comillas(p) for p in partes)}]"


def _es_de_textos(campo: FieldInfo | None) -> bool:
    """Si cada elemento es un texto cualquiera, y no una cita ni un número."""
    clases = tuple(_clases(campo.annotation)) if campo else ()
    dichas = (*(campo.metadata if campo else ()), *clases)
    return (
        str in clases and cita_de(campo) is None and not any(isinstance(d, Lectura) for d in dichas)
    )


def en_lista_de_grupos(entrada: Any, hoja: type[BaseModel] | None) -> str:
    """Un grupo suelto como lista: «gobierno: si» es un elemento de dos claves.

    De unos renglones con viñetas, cada uno es el texto de un elemento.
    """
    if hoja is not None and isinstance(entrada, str):
        return ENLISTADO + "".join(a.texto for a in _grupo_de_ejemplo(CADA_TEXTO, hoja))
    if hoja is None or not isinstance(entrada, dict):
        return ""
    if not all(isinstance(v, str) for v in entrada.values()):
        return ""
    if entrada.keys() & hoja.model_fields.keys():
        return f"\n- {_entre_llaves(entrada)}"
    # Los que tiene que llevar, y después los demás: «1: Coordinar» es su número y su texto.
    campos = sorted(campos_de(hoja).items(), key=lambda par: not par[1].is_required())
    (uno, _), (otro, _) = campos[:2]
    return "".join(f"\n- {_entre_llaves({uno: c, otro: v})}" for c, v in entrada.items())


def _entre_llaves(grupo: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{c}: {en_comillas(v)}' for c, v in grupo.items())}}}"


def _grupo_de_ejemplo(entrada: Any, hoja: type[BaseModel]) -> tuple[Arreglo, ...]:
    """El texto escrito, en la clave que lo recibe, y las demás que hacen falta.

    Si ninguna lo recibe, o lo demás serían hechos, nada: lo que se mostrara no lo dice nadie.
    """
    campos = hoja.model_fields
    obligatorios = [c for c, info in campos.items() if info.is_required()]
    suya, valor = _clave_que_lo_recibe(entrada, hoja)
    puestos = {suya: valor} if suya else {}
    if "archivo" in campos and _ARCHIVO.fullmatch(str(entrada)):
        puestos = {"archivo": str(entrada)}
    if "url" in campos and _DIRECCION.fullmatch(str(entrada)):
        puestos = {"url": str(entrada)}
    if not puestos:
        return ()
    claves = dict.fromkeys((*obligatorios, *puestos))
    renglones = [
        f"{c}: {puestos[c]}" if c in puestos else campo_de_ejemplo(c, campos[c]) for c in claves
    ]
    return (ejemplo(Accion.VALOR, "\n" + "\n".join(renglones)),) if all(renglones) else ()


_ALGUN_ANIO = re.compile(r"\b(?:19|20)\d{2}\b")
_QUE_LO_HUBO = re.compile(r",?\s+(?:lo )?hubo(?: qu[oó]rum)?\W*$", re.IGNORECASE)


def _clave_que_lo_recibe(entrada: Any, hoja: type[BaseModel]) -> tuple[str, str]:
    """La clave en que cabe el texto, y cómo se escribe en ella."""
    if not isinstance(entrada, str) or not entrada.strip():
        return "", ""
    # «No consta» no es un no, ni «sí, aunque no decisorio» es solo un sí; «sí hubo», sí.
    afirma = si_no(_QUE_LO_HUBO.sub("", entrada))
    clases = {c: tuple(_clases(i.annotation)) for c, i in hoja.model_fields.items()}
    for campo, suyas in clases.items():
        if afirma and bool in suyas:
            return campo, afirma
    if "norma" in clases:
        return "norma", entrada
    con_fecha = "fecha" in clases and not any(i.is_required() for i in hoja.model_fields.values())
    if con_fecha and (dia := sugerir_iso(entrada)):
        return "fecha", dia
    if con_fecha and _ALGUN_ANIO.search(entrada):
        # «13 de noviembre de 2026 por correo» dice dos cosas: se escribe cada una en su clave.
        return "", ""
    for campo, suyas in clases.items():
        dichas = (*hoja.model_fields[campo].metadata, *suyas)
        if str in suyas and not any(isinstance(d, Lectura) for d in dichas):
            return campo, escalar(entrada)
    return "", ""


def lo_que_falta(nombre: str, campo: FieldInfo | None) -> Sugerencia:
    """Cómo se escribe una clave que falta. Su valor solo lo sabe una persona: no se le da uno."""
    if posibles := palabras_de(campo):
        cuantos = "uno o varios" if campo and tuple in _clases(campo.annotation) else "uno"
        remedio = f"Escriba «{nombre}:» con {cuantos} de estos: {', '.join(posibles)}"
    elif donde := _donde_esta(lo_que_cita(campo)):
        remedio = f"Escriba «{nombre}:» con {donde}"
    else:
        remedio = f"Escriba la clave «{nombre}:» con su valor"
    muestra = campo_de_ejemplo(nombre, campo) if campo else ""
    return remedio, (ejemplo(Accion.CAMPO, muestra),) if muestra else ()


def _donde_esta(que: LoQueCita | None) -> str:
    """Qué se escribe para citar eso y dónde se halla; vacío si no se sabe."""
    if que is None:
        return ""
    return camino_de(que.clase) if que.cita is Cita.REGISTRO else _DONDE_ESTAN.get(que.cita, "")


def campo_de_ejemplo(nombre: str, campo: FieldInfo) -> str:
    """«clave: valor» con un valor de la forma que pide el campo; nada si sería un hecho."""
    que = lo_que_cita(campo)
    citado = f"⟨{que.clase or que.cita.value}⟩" if que and que.cita in _QUE_SE_CONOCEN else ""
    valor = _AJENOS.get(nombre) or citado or _valor_de_ejemplo(campo)
    return f"{nombre}: {valor}" if valor else ""


def _valor_de_ejemplo(campo: FieldInfo) -> str:
    """Lo que se lee como muestra. Una fecha, un sí o una palabra de un vocabulario son hechos."""
    clases = tuple(_clases(campo.annotation))
    modelos = [c for c in clases if isinstance(c, type) and issubclass(c, BaseModel)]
    if modelos:
        valor = _en_llaves(modelos[0])
    elif str not in clases or any(map(_es_vocabulario, clases)):
        # Qué tipo de norma es lo dice el nombre de su archivo.
        valor = "⟨tipo⟩" if TipoNorma in clases else ""
    else:
        formas = [m.ejemplo for m in (*campo.metadata, *clases) if isinstance(m, Lectura)]
        valor = formas[0] if formas else escalar(texto_de_muestra(campo))
    return f"[{valor}]" if valor and tuple in clases else valor


def texto_de_muestra(campo: FieldInfo) -> str:
    """Lo que se muestra donde cabe cualquier texto: su descripción, hasta la primera pausa."""
    return re.split(r"[.,;:]", campo.description or "Un texto")[0]


def _es_vocabulario(clase: Any) -> bool:
    return isinstance(clase, type) and issubclass(clase, Enum)


def _en_llaves(modelo: type[BaseModel]) -> str:
    """Un grupo con lo que es obligatorio, en una línea; nada si algo de eso sería un hecho."""
    campos = {c: info for c, info in modelo.model_fields.items() if info.is_required()}
    de_muestra = [campo_de_ejemplo(c, info) for c, info in campos.items()]
    return f"{{{', '.join(de_muestra)}}}" if all(de_muestra) else ""


def _clases(anotacion: Any) -> Iterable[Any]:
    """La anotación y todo lo que la compone."""
    yield getattr(anotacion, "__origin__", anotacion)
    yield from getattr(anotacion, "__metadata__", ())
    for parte in get_args(anotacion):
        yield from _clases(parte)
