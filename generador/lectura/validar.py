"""De los textos de un registro a un valor del modelo, con cada defecto dicho en español.

Pydantic encuentra todos los errores de una vez, con su camino; aquí se traducen a hallazgos
con línea, columna, causa y remedio.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from msgspec.structs import replace
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from generador.hallazgo import Accion, Arreglo, Certeza, Hallazgo, Origen, error
from generador.lectura.claves import clave_desconocida
from generador.lectura.claves_del_modelo import campos_con_su_clave, campos_en, modelo_en
from generador.lectura.sugerencias import (
    SobreUnValor,
    Sugerencia,
    ausencia,
    en_lista,
    en_lista_de_grupos,
    forma_incorrecta,
    lo_que_falta,
    por_su_nombre,
    sin_inventar,
    sin_valor,
    texto_de_muestra,
    valor_desconocido,
)
from generador.lectura.yaml_estricto import ArbolDeYaml
from generador.modelo.base import Valor, formas_del_modelo, posicion_cercana
from generador.modelo.citas import cita_de
from generador.modelo.correcciones import dice_que_no_se_sabe, es_un_signo
from generador.modelo.libres import es_de_texto, es_de_varios
from generador.modelo.tipos import Resguardo, Ruta, no_hubo

_V = TypeVar("_V", bound=Valor)


def validar(
    modelo: type[_V], arbol: ArbolDeYaml, archivo: str, raiz: Ruta = ()
) -> tuple[_V | None, list[Hallazgo]]:
    """El valor, o `None` y todos los defectos. `raiz` es el camino del valor dentro del árbol."""
    datos = en_camino(arbol.datos, raiz)
    if raiz and datos is not None and not isinstance(datos, dict):
        causa, remedio, arreglos = forma_incorrecta("model_type", datos, modelo)
        lugar = Origen(archivo, *arbol.posiciones.get(raiz, (1, 1)))
        return None, [error("tipo-incorrecto", lugar, causa, remedio, *arreglos)]
    try:
        valor = modelo.model_validate(datos if isinstance(datos, dict) else {})
        sin_decir = [
            *_rayas(modelo, arbol, archivo, raiz),
            *_de_muestra(modelo, arbol, archivo, raiz),
            *_sin_resguardo(modelo, arbol, archivo, raiz),
            *_cortados(modelo, arbol, raiz, {}).values(),
        ]
        return None if sin_decir else valor, sin_decir
    except ValidationError as falla:
        fallas = falla.errors(include_url=False, include_input=True)
        dichos = [
            (_camino_real(e["loc"], datos), _traducir(e, modelo, arbol, archivo, raiz))
            for e in fallas
            if not _es_eco(e, fallas)
        ]
        partidos = list(_partidos(dichos, arbol, archivo, raiz))
        if partidos:
            # De lo que le falta a cada mitad no hay más que decir.
            sobran = {mitad for mitades, _ in partidos for mitad in mitades}
            dichos = [(c, h) for c, h in dichos if c[:-1] not in sobran]
            dichos += [(mitades[1], hallazgo) for mitades, hallazgo in partidos]
        con_otro_nombre = {
            c: (*c[:-1], a.texto) for c, h in dichos for a in h.arreglos if _renombra(a)
        }
        cortados = _cortados(modelo, arbol, raiz, con_otro_nombre)
        llamados = set(con_otro_nombre.values())
        debidos = [
            _sin_escribir_encima(h, c, cortados)
            for c, h in dichos
            if h.codigo != "campo-falta" or c not in llamados
        ]
        ya_dichos = {h.origen for h in debidos}
        rayas = (h for h in _rayas(modelo, arbol, archivo, raiz) if h.origen not in ya_dichos)
        sin_resguardo = _sin_resguardo(modelo, arbol, archivo, raiz)
        return None, [*debidos, *rayas, *sin_resguardo, *cortados.values()]


def _partidos(
    dichos: list[tuple[Ruta, Hallazgo]], arbol: ArbolDeYaml, archivo: str, raiz: Ruta
) -> Iterator[tuple[tuple[Ruta, Ruta], Hallazgo]]:
    """Los elementos que un guion de más parte en dos: a cada mitad le falta lo que dice la otra."""
    faltan: dict[Ruta, set[object]] = {}
    for camino, hallazgo in dichos:
        if hallazgo.codigo == "campo-falta" and len(camino) > 1 and isinstance(camino[-2], int):
            faltan.setdefault(camino[:-1], set()).add(camino[-1])
    for mitad, suyos in faltan.items():
        otra = (*mitad[:-1], int(mitad[-1]) + 1)
        una, dos = (en_camino(arbol.datos, (*raiz, *m)) for m in (mitad, otra))
        if otra not in faltan or not (isinstance(una, dict) and isinstance(dos, dict)):
            continue
        if suyos <= dos.keys() and faltan[otra] <= una.keys() and not una.keys() & dos.keys():
            linea, columna = arbol.posiciones[(*raiz, *otra)]
            lugar = Origen(archivo, linea, max(1, columna - 2))
            yield (
                (mitad, otra),
                error(
                    "campo-falta",
                    lugar,
                    f"Un guion de más parte en dos un elemento de «{_campo(mitad)}»",
                    "Quite ese guion, y ponga en su lugar un espacio: las claves de un elemento "
                    "van una debajo de otra",
                    Arreglo(Accion.CAMBIAR, "  ", Certeza.PROBABLE, antes="- "),
                ),
            )


def _cortados(
    modelo: type[BaseModel], arbol: ArbolDeYaml, raiz: Ruta, con_otro_nombre: Mapping[Ruta, Ruta]
) -> dict[Ruta, Hallazgo]:
    """Los valores que una almohadilla corta, si en su campo cabe cualquier texto.

    `con_otro_nombre` dice el camino que debe tener lo que está bajo una clave mal escrita.
    """
    cortados = {}
    for completo, hallazgo in arbol.dudosos.items():
        camino = completo[len(raiz) :]
        nombrado = _bien_nombrado(camino, con_otro_nombre)
        campo = _info(modelo, nombrado[: _hasta_la_clave(nombrado)])
        if completo[: len(raiz)] != raiz or campo is None or not es_de_texto(campo):
            continue
        # De lo que se enumera en un texto, donde va una lista, ya se dice que es una lista.
        if hallazgo.codigo != "yaml-roto" or not es_de_varios(campo):
            cortados[camino] = hallazgo
    return cortados


def _bien_nombrado(camino: Ruta, con_otro_nombre: Mapping[Ruta, Ruta]) -> Ruta:
    for hasta in range(len(camino), 0, -1):
        if bueno := con_otro_nombre.get(camino[:hasta]):
            return (*bueno, *camino[hasta:])
    return camino


def _hasta_la_clave(camino: Ruta) -> int:
    """Cuántos pasos hay hasta la última clave: los que siguen son posiciones en una lista."""
    return next((n for n in range(len(camino), 0, -1) if isinstance(camino[n - 1], str)), 0)


def _sin_escribir_encima(
    hallazgo: Hallazgo, camino: Ruta, cortados: Mapping[Ruta, Hallazgo]
) -> Hallazgo:
    """Sin lo que propone otro valor, si de él o de una parte no se lee todo: se perdería."""
    if not any(cortado[: len(camino)] == camino for cortado in cortados):
        return hallazgo
    quedan = tuple(a for a in hallazgo.arreglos if a.accion is not Accion.VALOR)
    return replace(hallazgo, arreglos=quedan)


def _rayas(
    modelo: type[BaseModel], arbol: ArbolDeYaml, archivo: str, raiz: Ruta
) -> Iterator[Hallazgo]:
    """Donde cabe cualquier texto, el que solo es una raya, un signo de pregunta, «N/A» o «S/N»."""
    for completo in arbol.signos:
        camino = completo[len(raiz) :]
        if completo[: len(raiz)] == raiz and camino[:1] != ("extra",):
            remedio, arreglos = sin_valor("Escriba el texto", _info(modelo, camino))
            lugar = Origen(archivo, *arbol.posiciones[completo])
            escrito = en_camino(arbol.datos, completo)
            yield error("tipo-incorrecto", lugar, _es_un_signo(escrito, camino), remedio, *arreglos)


def _de_muestra(
    modelo: type[BaseModel], arbol: ArbolDeYaml, archivo: str, raiz: Ruta
) -> Iterator[Hallazgo]:
    """Los textos que son la muestra de su campo: nadie los escribió, y se publicarían."""
    for camino in _donde_dice(_muestras(), en_camino(arbol.datos, raiz), ()):
        campo, completo = _info(modelo, camino), (*raiz, *camino)
        texto = en_camino(arbol.datos, completo)
        if campo is not None and es_de_texto(campo) and texto == texto_de_muestra(campo):
            yield error(
                "texto-de-muestra",
                Origen(archivo, *arbol.posiciones[completo]),
                f"«{texto}» es la muestra de «{completo[-1]}», y se publicaría así",
                "Escriba lo que va ahí, o borre lo que sobre",
            )


def _donde_dice(buscados: frozenset[str], valor: Any, camino: Ruta) -> Iterator[Ruta]:
    """Los caminos de los textos buscados. Recorre cada valor de cada registro: solo compara."""
    if isinstance(valor, str):
        if valor in buscados:
            yield camino
        return
    dentro = valor.items() if isinstance(valor, dict) else enumerate(valor or ())
    for paso, hijo in dentro:
        if hijo.__class__ is not str or hijo in buscados:
            yield from _donde_dice(buscados, hijo, (*camino, paso))


@cache
def _muestras() -> frozenset[str]:
    """Las de todos los campos, para no mirar el campo de cada texto."""
    campos = (campo for modelo in formas_del_modelo() for campo in modelo.model_fields.values())
    return frozenset(map(texto_de_muestra, campos))


def _sin_resguardo(
    modelo: type[BaseModel], arbol: ArbolDeYaml, archivo: str, raiz: Ruta
) -> Iterator[Hallazgo]:
    """Las claves en blanco que, con su valor, dejarían algo fuera de lo público."""
    for completo in arbol.claves:
        if completo[-1] not in _con_resguardo() or completo[: len(raiz)] != raiz:
            continue
        campo = _info(modelo, completo[len(raiz) :])
        resguardo = _resguardo_de(campo) if campo else None
        if resguardo is None or en_camino(arbol.datos, completo) is not None:
            continue
        lugar = Origen(archivo, *arbol.posiciones[completo])
        mensaje = f"«{completo[-1]}» está en blanco, y así {resguardo.que} se publicaría"
        # Cuál de los dos es lo sabe quien escribe: no se propone ninguno.
        yield error("tipo-incorrecto", lugar, mensaje, resguardo.remedio)


def _resguardo_de(campo: FieldInfo) -> Resguardo | None:
    return next((m for m in campo.metadata if isinstance(m, Resguardo)), None)


def _es_un_signo(escrito: str, camino: Ruta) -> str:
    que = f"«{escrito}»" if escrito[0].isalpha() else "Una raya o un signo de pregunta"
    return f"{que} no es un valor de «{_campo(camino)}»"


def _renombra(arreglo: Arreglo) -> bool:
    """Si propone otro nombre para una clave: la que se llama así no falta, está mal escrita."""
    return arreglo.accion is Accion.CLAVE and arreglo.certeza is not Certeza.EJEMPLO


def _es_eco(falla: Any, fallas: list[Any]) -> bool:
    """Si solo repite que un elemento de la lista está mal: la lista no está corta, lo parece."""
    loc = falla["loc"]
    return falla["type"] == "too_short" and any(
        otra["loc"][: len(loc)] == loc and len(otra["loc"]) > len(loc) for otra in fallas
    )


def en_camino(datos: Any, camino: Ruta) -> Any:
    """El valor al final de un camino, o `None` si el camino no existe."""
    for paso in camino:
        if isinstance(datos, dict):
            datos = datos.get(paso)
        elif isinstance(datos, list) and isinstance(paso, int) and paso < len(datos):
            datos = datos[paso]
        else:
            return None
    return datos


def _traducir(
    falla: Any, modelo: type[BaseModel], arbol: ArbolDeYaml, archivo: str, raiz: Ruta
) -> Hallazgo:
    datos = en_camino(arbol.datos, raiz)
    camino = _camino_real(falla["loc"], datos)
    completo = (*raiz, *camino)
    codigo, mensaje, remedio, arreglos = _decir(falla, camino, modelo, datos)
    if codigo == "clave-desconocida":
        posicion = arbol.claves.get(completo)
        if grupo := _grupo_anterior(completo, raiz, modelo, arbol):
            mensaje = f"La clave «{completo[-1]}» es de {grupo}, y le falta la sangría"
            remedio = "Ponga espacios delante, los mismos que llevan las demás claves de su grupo"
            # Con otra del grupo también sin sangría, y repetida, sangrar solo esta lo rompería.
            sola = not any(h.codigo == "yaml-clave-repetida" for h in arbol.hallazgos)
            arreglos = (Arreglo(Accion.SANGRAR, certeza=Certeza.PROBABLE),) if sola else ()
        elif _es_de_mas_afuera(completo, raiz, modelo, arbol):
            mensaje = f"La clave «{completo[-1]}» no es de «{completo[-2]}»: le sobra la sangría"
            remedio = "Quite los espacios que le sobran delante"
            arreglos = (Arreglo(Accion.SACAR, certeza=Certeza.PROBABLE),)
    elif codigo == "campo-falta":
        # La clave puede estar, y sin valor.
        posicion = arbol.claves.get(completo) or posicion_cercana(arbol.posiciones, completo[:-1])
    else:
        posicion = posicion_cercana(arbol.posiciones, completo)
        # Sin la posición del valor mismo no se sabe qué habría que cambiar.
        arreglos = arreglos if completo in arbol.posiciones else ()
    return error(codigo, Origen(archivo, *(posicion or (1, 1))), mensaje, remedio, *arreglos)


def _es_de_mas_afuera(
    completo: Ruta, raiz: Ruta, modelo: type[BaseModel], arbol: ArbolDeYaml
) -> bool:
    """Si el grupo de más afuera sí tiene esa clave, y no está escrita en él."""
    afuera = completo[:-2]
    if len(completo) - len(raiz) < 2 or not isinstance(completo[-2], str):
        return False
    admitidas = campos_en(modelo, afuera[len(raiz) :])
    return completo[-1] in admitidas and completo[-1] not in (en_camino(arbol.datos, afuera) or {})


def _grupo_anterior(completo: Ruta, raiz: Ruta, modelo: type[BaseModel], arbol: ArbolDeYaml) -> str:
    """La clave que está antes, si es un grupo que sí tiene esta: solo le falta la sangría."""
    *padre, nombre = completo
    hermanas = arbol.claves_de(tuple(padre))
    antes = hermanas.index(completo) if completo in hermanas else 0
    for previa in reversed(hermanas[:antes]):
        grupo = en_camino(arbol.datos, previa)
        if grupo is None or isinstance(grupo, dict):
            suyos = campos_en(modelo, previa[len(raiz) :])
            return f"«{previa[-1]}»" if nombre in suyos and nombre not in (grupo or {}) else ""
        if isinstance(grupo, list) and grupo and isinstance(grupo[-1], dict):
            suyos = campos_en(modelo, (*previa[len(raiz) :], len(grupo) - 1))
            es_suya = nombre in suyos and nombre not in grupo[-1]
            return f"lo último de «{previa[-1]}»" if es_suya else ""
        if previa[-1] in campos_en(modelo, tuple(padre)[len(raiz) :]):
            return ""
    return ""


def _camino_real(loc: tuple[str | int, ...], datos: Any) -> Ruta:
    """El camino sin los nombres de variante que Pydantic intercala en las uniones."""
    camino: list[str | int] = []
    for n, paso in enumerate(loc):
        ultimo = n == len(loc) - 1
        siguiente = en_camino(datos, (paso,))
        if siguiente is None and not ultimo and paso in _VARIANTES:
            continue
        camino.append(paso)
        datos = siguiente
    if len(camino) > 1 and camino[-1] in _VARIANTES:
        camino.pop()
    return tuple(camino)


_VARIANTES = ("documento", "este_registro")


def _decir(falla: Any, camino: Ruta, modelo: type[BaseModel], datos: Any) -> SobreUnValor:
    """Código, causa, remedio y arreglos de un error de Pydantic."""
    codigo, mensaje, remedio, arreglos = _decir_falla(falla, camino, modelo, datos)
    escrito = falla["input"]
    if codigo == "clave-desconocida" or not (isinstance(escrito, str) and es_un_signo(escrito)):
        return codigo, mensaje, remedio, arreglos
    return codigo, _es_un_signo(escrito, camino), *sin_valor(remedio, _info(modelo, camino))


def _decir_falla(falla: Any, camino: Ruta, modelo: type[BaseModel], datos: Any) -> SobreUnValor:
    clase, contexto = falla["type"], falla.get("ctx") or {}
    nombre = str(camino[-1]) if camino else ""
    if clase == "extra_forbidden":
        escritas = en_camino(datos, camino[:-1])
        return clave_desconocida(nombre, falla["input"], modelo_en(modelo, camino[:-1]), escritas)
    if clase in ("missing", "too_short"):
        remedio, arreglos = lo_que_falta(nombre, _info(modelo, camino))
        # Una lista corta ya tiene su clave: no se agrega otra.
        arreglos = arreglos if clase == "missing" else ()
        mensaje = f"Falta «{nombre}»: {_descripcion(modelo, camino)}"
        return "campo-falta", mensaje, remedio, arreglos
    if clase in ("enum", "literal_error"):
        posibles = re.findall(r"'([^']*)'", contexto.get("expected", ""))
        campo, documento = _info(modelo, camino), modelo_en(modelo, camino)
        return valor_desconocido(falla["input"], _campo(camino), posibles, campo, documento)
    hoja = modelo_en(modelo, camino)
    if "remedio" in contexto:
        if dicho := _citar(falla["input"], camino, modelo, datos):
            return clase, contexto["mensaje"], *dicho
        arreglos = _corregir(falla, contexto, hoja, _info(modelo, camino))
        remedio = contexto["remedio"]
        if contexto["valor"] == "ninguno" and hoja is not None:
            claves = ", ".join(f"«{c}»" for c in hoja.model_fields)
            remedio = f"{remedio}; las claves de cada elemento son: {claves}"
        if camino[-1:] == ("id",):
            # Con él lo citan otros: cambiarlo aquí no cambia las citas.
            remedio += ", también donde se cita"
            arreglos = tuple(_probable(a) for a in arreglos)
        return (
            clase,
            contexto["mensaje"],
            *sin_inventar(remedio, arreglos, falla["input"], _info(modelo, camino)),
        )
    return "tipo-incorrecto", *forma_incorrecta(clase, falla["input"], hoja, _info(modelo, camino))


def _citar(escrito: Any, camino: Ruta, modelo: type[BaseModel], datos: Any) -> Sugerencia | None:
    """Cómo se escribe a quien se citó por su nombre, o que alguien se excusó."""
    if camino[-1:] == ("asistio",):
        return ausencia(escrito, en_camino(datos, camino[:-1]))
    en_lista = bool(camino) and isinstance(camino[-1], int)
    return por_su_nombre(cita_de(_info(modelo, camino[:-1] if en_lista else camino)), escrito)


def _info(modelo: type[BaseModel], camino: Ruta) -> FieldInfo | None:
    """El campo al que se llega por el camino; ninguno si es un elemento de una lista."""
    padre = modelo_en(modelo, camino[:-1])
    return padre.model_fields.get(str(camino[-1])) if padre and camino else None


def _corregir(
    falla: Any, contexto: Any, hoja: type[BaseModel] | None, campo: FieldInfo | None
) -> tuple[Arreglo, ...]:
    lista = _en_varios(falla["input"], hoja, campo) if contexto["valor"] == "ninguno" else ""
    if lista:
        return (Arreglo(Accion.VALOR, lista, Certeza.PROBABLE),)
    if not contexto["valor"]:
        return ()
    return (Arreglo(Accion.VALOR, contexto["valor"], Certeza(contexto["certeza"])),)


def _en_varios(escrito: Any, hoja: type[BaseModel] | None, campo: FieldInfo | None) -> str:
    """Lo escrito como una lista; nada si dice que no hay dato, o que no hubo."""
    no_dice_nada = isinstance(escrito, str) and (dice_que_no_se_sabe(escrito) or no_hubo(escrito))
    if no_dice_nada:
        return ""
    return en_lista(escrito, hoja, campo) or en_lista_de_grupos(escrito, hoja)


def _probable(arreglo: Arreglo) -> Arreglo:
    """El mismo, que ya no es seguro; un ejemplo lo sigue siendo."""
    if arreglo.certeza is Certeza.EJEMPLO:
        return arreglo
    return replace(arreglo, certeza=Certeza.PROBABLE)


def _campo(camino: Ruta) -> str:
    """El nombre del campo más cercano: el último paso que no es la posición en una lista."""
    return next((str(p) for p in reversed(camino) if isinstance(p, str)), "")


def _descripcion(modelo: type[BaseModel], camino: Ruta) -> str:
    padre = modelo_en(modelo, camino[:-1])
    campo = padre.model_fields.get(str(camino[-1])) if padre else None
    texto = (campo.description if campo else None) or "es obligatorio"
    inicial = texto[0].lower() if texto[1:2].islower() else texto[0]
    return inicial + texto[1:].rstrip(".")


@cache
def _con_resguardo() -> frozenset[str]:
    """Los nombres de los campos que dejan algo fuera de lo público."""
    return frozenset(clave for clave, campo in campos_con_su_clave() if _resguardo_de(campo))
