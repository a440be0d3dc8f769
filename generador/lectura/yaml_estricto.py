"""YAML leído como texto: todo escalar es un texto con su lugar, y nada se adivina.

`yaml.safe_load` convierte `NO` en falso, `012` en diez y pierde en silencio una clave
repetida. Aquí se leen los eventos de libyaml y se rechaza lo que un registro público no
necesita: anclas, alias, etiquetas, segundos documentos y claves repetidas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from generador.hallazgo import Accion, Arreglo, Certeza, Hallazgo, Origen, error
from generador.lectura.almohadilla import (
    ValorCortado,
    corte,
    corte_tras_comillas,
    lineas_con_almohadilla,
)
from generador.lectura.donde_falla import donde_falla
from generador.lectura.escalares import citado, con_rayas, escalar
from generador.lectura.pegado import COMIENZO_DE_ELEMENTO, VINETAS_SEGURAS
from generador.lectura.por_que_falla import BARRA, HASTA_LA_CLAVE, explicar_falla
from generador.modelo.correcciones import es_un_signo
from generador.modelo.invisibles import INVISIBLE
from generador.modelo.tipos import Ruta, sin_tildes

PROFUNDIDAD_MAXIMA = 12
VALORES_MAXIMOS = 20_000
# Marcas que invierten el sentido del texto, que en un registro público solo sirven para engañar; y
# los signos que parten un renglón sin que se vea, que YAML toma por finales de línea.
_DIRECCIONALES = re.compile("[\x85\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_AUSENTES = frozenset(("", "~", "null", "sin_dato", "sin dato"))
# El texto vacío está en cualquier otro, y en una tupla no.
_VINETAS = frozenset(VINETAS_SEGURAS)
_Marca = tuple[int, int]
_LEGIBLE = Arreglo(Accion.SINTAXIS)


@dataclass(slots=True)
class Arbol:
    """Un documento YAML como textos, listas y mapas.

    `marcas` da línea y columna de cada valor; `claves`, las de cada clave. `datos` es `None`
    si el documento no se pudo leer entero. `signos` son los valores que solo son una raya, sin
    comillas.
    """

    datos: dict[str, Any] | None = None
    marcas: dict[Ruta, _Marca] = field(default_factory=dict)
    claves: dict[Ruta, _Marca] = field(default_factory=dict)
    hallazgos: list[Hallazgo] = field(default_factory=list)
    signos: list[Ruta] = field(default_factory=list)
    _por_grupo: dict[Ruta, list[Ruta]] = field(default_factory=dict)

    def claves_de(self, grupo: Ruta) -> list[Ruta]:
        """Los caminos de las claves escritas en un grupo, en su orden."""
        if not self._por_grupo:
            for camino in self.claves:
                self._por_grupo.setdefault(camino[:-1], []).append(camino)
        return self._por_grupo.get(grupo, [])


def leer_yaml(
    texto: str, archivo: str, linea_inicial: int = 1, maximo: int = VALORES_MAXIMOS
) -> Arbol:
    """Lee un documento YAML de hasta `maximo` valores. Los defectos quedan en `hallazgos`."""
    lector = _Lector(texto, archivo, linea_inicial, maximo)
    if not texto.isascii() and (marca := _DIRECCIONALES.search(texto)):
        lector.anotar_invisible(texto, marca.start())
        return lector.arbol
    if not texto.isascii() and _corriente(texto, " ") != texto:
        return _sin_blancos_raros(texto, archivo, linea_inicial, maximo)
    try:
        lector.documento(_eventos(texto))
    except yaml.MarkedYAMLError as falla:
        if (legible := con_rayas(texto)) != texto:
            return leer_yaml(legible, archivo, linea_inicial, maximo)
        lector.anotar_falla(falla, texto)
    except yaml.reader.ReaderError as falla:
        lector.anotar_invisible(texto, falla.position)
    except _Insalvable:
        pass
    else:
        return lector.arbol
    lector.arbol.datos = None
    return lector.arbol


def _corriente(texto: str, blanco: str) -> str:
    return _BLANCOS_AL_COMIENZO.sub(lambda m: _BLANCO_RARO.sub(blanco, m[0]), texto)


def _sin_blancos_raros(texto: str, archivo: str, linea_inicial: int, maximo: int) -> Arbol:
    """Lo que se lee con espacios corrientes en su lugar o, si así no se entiende, sin ellos."""
    arbol, blanco = leer_yaml(_corriente(texto, " "), archivo, linea_inicial, maximo), " "
    if arbol.datos is None:
        sin_ellos = leer_yaml(_corriente(texto, ""), archivo, linea_inicial, maximo)
        if sin_ellos.datos is not None:
            arbol, blanco = sin_ellos, ""
    arbol.hallazgos += _con_blancos_raros(texto, archivo, linea_inicial, blanco)
    return arbol


def _con_blancos_raros(
    texto: str, archivo: str, linea_inicial: int, blanco: str
) -> Iterator[Hallazgo]:
    """Los espacios de Word o de una página web en la sangría, o entre un guion y su elemento.

    `blanco` es lo que va en su lugar.
    """
    for numero, linea in enumerate(texto.split("\n")):
        comienzo = _BLANCOS_AL_COMIENZO.match(linea)
        raro = _BLANCO_RARO.search(comienzo[0]) if comienzo else None
        if comienzo and raro:
            # Con la palabra que sigue, para que se vea dónde está.
            hasta = comienzo.end() + len(re.split(r"\s", linea[comienzo.end() :], maxsplit=1)[0])
            suyo = linea[raro.start() : hasta]
            yield error(
                "yaml-roto",
                Origen(archivo, linea_inicial + numero, raro.start() + 1),
                f"Delante de «{suyo.strip()}» hay un espacio que no es el corriente, de los que no "
                "dejan partir el renglón",
                f"{'Cámbielo por un espacio corriente' if blanco else 'Bórrelo'}; "
                "suele venir de un texto pegado",
                Arreglo(Accion.CAMBIAR, _BLANCO_RARO.sub(blanco, suyo), antes=suyo),
            )


def _eventos(texto: str) -> Iterator[Any]:
    cargador = yaml.CLoader(texto)
    try:
        while cargador.check_event():
            yield cargador.get_event()
    finally:
        cargador.dispose()


class _Insalvable(Exception):
    """El documento no se puede seguir leyendo; el hallazgo ya quedó anotado."""


class _Lector:
    """Arma el árbol a partir de los eventos, anotando cada defecto con su lugar."""

    def __init__(self, texto: str, archivo: str, linea_inicial: int, maximo: int) -> None:
        self.arbol = Arbol()
        self._almohadillas = lineas_con_almohadilla(texto)
        self._texto = texto
        self._en_llaves = 0
        self._archivo = archivo
        self._linea = linea_inicial
        self._cuantos = 0
        self._maximo = maximo

    @cached_property
    def _lineas(self) -> list[str]:
        return self._texto.split("\n")

    def documento(self, eventos: Iterator[Any]) -> None:
        """El documento entero: un mapa y nada después."""
        for evento in eventos:
            if isinstance(evento, (yaml.StreamStartEvent, yaml.StreamEndEvent)):
                continue
            if isinstance(evento, yaml.DocumentStartEvent):
                if self.arbol.datos is not None:
                    self.anotar(
                        "yaml-segundo-documento",
                        _marca(evento),
                        "Hay un segundo documento después de una línea «---»",
                        "Deje un solo registro por archivo: si lo que sigue es del mismo, borre la "
                        "línea «---»; si es otro, llévelo a un archivo suyo",
                        *self._seguir_igual(evento),
                    )
                    raise _Insalvable
                self._raiz(next(eventos), eventos)
        if self.arbol.datos is None:
            # Nada escrito, o solo comentarios: es un registro al que le falta todo.
            self.arbol.datos = {}
            self.arbol.marcas[()] = (self._linea, 1)

    def _seguir_igual(self, evento: Any) -> tuple[Arreglo, ...]:
        """Quitar el «---», salvo que lo que sigue repita una clave: entonces es otro registro."""
        siguen = self._lineas[evento.start_mark.line + 1 :]
        suyas = {sin_tildes(t.partition(":")[0]) for t in siguen}
        if suyas.intersection(self.arbol.datos or ()):
            return ()
        return (Arreglo(Accion.RENGLONES, certeza=Certeza.PROBABLE),)

    def anotar(
        self, codigo: str, marca: _Marca, mensaje: str, remedio: str, *arreglos: Arreglo
    ) -> None:
        """Un hallazgo en una marca de libyaml, que cuenta desde cero."""
        lugar = self._origen(marca)
        self.arbol.hallazgos.append(error(codigo, lugar, mensaje, remedio, *arreglos))

    def anotar_invisible(self, texto: str, posicion: int) -> None:
        """Un carácter de control, o uno que invierte el sentido del texto."""
        antes = texto[:posicion]
        self.anotar(
            "yaml-roto",
            (antes.count("\n"), len(antes) - antes.rfind("\n") - 1),
            "Hay un carácter invisible que no se puede publicar",
            "Borre ese carácter y escríbalo de nuevo; suele venir de un texto pegado",
            _LEGIBLE,
        )

    def anotar_falla(self, falla: yaml.MarkedYAMLError, texto: str) -> None:
        """Un error de sintaxis de libyaml, dicho en palabras de editor."""
        lineas = texto.split("\n")
        lugar = donde_falla(falla, lineas)
        fila = min(lugar[0], len(lineas) - 1)
        antes = next((t for t in reversed(lineas[:fila]) if t.strip()), "")
        mensaje, remedio = explicar_falla(falla.problem or "", lineas[fila], lugar[1], antes)
        if (cortada := self._linea_cortada(falla)) is not None:
            lugar = cortada, self._almohadillas[cortada].rindex("#")
            mensaje, remedio = _CORTADA
        # Lo que no se puede leer, o el cierre perdido, ya dice lo de esa línea.
        suya, todos = lugar[0] + self._linea, cortada is not None
        self.arbol.hallazgos = [
            h
            for h in self.arbol.hallazgos
            if h.origen.linea != suya or not (todos or h.codigo == "yaml-roto")
        ]
        self.anotar("yaml-roto", lugar, mensaje, remedio, _LEGIBLE)

    def _linea_cortada(self, falla: yaml.MarkedYAMLError) -> int | None:
        """La línea de lo que no se entiende en que una almohadilla se comió el cierre."""
        marcas = [m.line for m in (falla.context_mark, falla.problem_mark) if m is not None]
        tramo = range(min(marcas, default=0), max(marcas, default=-1) + 1)
        return next((n for n in tramo if _SIN_CERRAR.search(self._almohadillas.get(n, ""))), None)

    def _origen(self, marca: _Marca) -> Origen:
        return Origen(self._archivo, marca[0] + self._linea, marca[1] + 1)

    def _raiz(self, evento: Any, eventos: Iterator[Any]) -> None:
        valor = self._valor(evento, eventos, ())
        if isinstance(valor, dict):
            self.arbol.datos = valor
            return
        self.arbol.datos = {}
        if valor:
            self.anotar(
                "tipo-incorrecto",
                _marca(evento),
                "El registro debe tener claves con sus valores",
                "Escriba una clave por línea, por ejemplo «titulo: Mi sitio»",
                _LEGIBLE,
            )
            # Decir además que le falta todo no ayuda.
            raise _Insalvable

    def _valor(self, evento: Any, eventos: Iterator[Any], ruta: Ruta) -> Any:
        self._cuantos += 1
        if len(ruta) > PROFUNDIDAD_MAXIMA or self._cuantos > self._maximo:
            self.anotar(
                "yaml-muy-profundo",
                _marca(evento),
                f"El registro pasa de {PROFUNDIDAD_MAXIMA} niveles o {self._maximo} valores",
                "Revise la sangría; un registro normal no pasa de cinco niveles",
            )
            raise _Insalvable
        self._revisar_adornos(evento)
        if isinstance(evento, yaml.AliasEvent):
            return None
        marca = _marca(evento)
        self.arbol.marcas[ruta] = (marca[0] + self._linea, marca[1] + 1)
        if isinstance(evento, yaml.CollectionStartEvent):
            return self._coleccion(evento, eventos, ruta)
        self._revisar_escalar(evento, ruta)
        valor = evento.value.strip()
        if not evento.style:
            self._revisar_signos(evento, valor, ruta)
        return None if not evento.style and valor.lower() in _AUSENTES else valor or None

    def _revisar_escalar(self, evento: Any, ruta: Ruta) -> None:
        """Lo que de un valor no se leería, o se leería de otro modo que como está escrito."""
        con_almohadilla = evento.end_mark.line in self._almohadillas
        if not evento.style:
            if con_almohadilla and not es_un_signo(evento.value):
                self._revisar_corte(evento)
            if evento.start_mark.line < evento.end_mark.line and ruta:
                self._revisar_guiones(evento, ruta[-1])
        elif evento.style in ("'", '"') and con_almohadilla:
            self._revisar_tras_comillas(evento)
        if evento.style == '"':
            self._revisar_escapes(evento)
        if evento.value and ruta:
            self._revisar_comentario_siguiente(evento, ruta[-1])

    def _coleccion(self, evento: Any, eventos: Iterator[Any], ruta: Ruta) -> Any:
        self._en_llaves += bool(evento.flow_style)
        leer = self._mapa if isinstance(evento, yaml.MappingStartEvent) else self._lista
        valor = leer(eventos, ruta)
        self._en_llaves -= bool(evento.flow_style)
        return valor

    def _revisar_signos(self, evento: Any, valor: str, ruta: Ruta) -> None:
        """Una raya en vez del valor, o una viñeta al comienzo; entre comillas, son del texto."""
        if es_un_signo(valor):
            self.arbol.signos.append(ruta)
        elif ruta and isinstance(ruta[-1], int) and valor[:1] in _VINETAS:
            self._anotar_vineta(evento, valor)

    def _anotar_vineta(self, evento: Any, valor: str) -> None:
        """La viñeta que quedó entre el guion y el texto de un elemento: se publicaría con él."""
        texto = valor[1:].lstrip(" \t\xa0")
        en_una = evento.start_mark.line == evento.end_mark.line and texto
        self.anotar(
            "markdown-vineta",
            _marca(evento),
            "El guion ya empieza el elemento: la viñeta que sigue se publicaría con el texto",
            "Borre la viñeta y deje el guion",
            *((Arreglo(Accion.VALOR, escalar(texto)),) if en_una else ()),
        )

    def _revisar_escapes(self, evento: Any) -> None:
        """Un signo invisible escrito con su escape, «\\u202e», o una barra que se perdería."""
        inicio, fin = evento.start_mark, evento.end_mark
        escrito = self._lineas[inicio.line][inicio.column : fin.column]
        oculto = INVISIBLE.search(evento.value)
        # «\\x96» lo escribe un programa, y no alguien que quería la barra.
        de_programa = oculto is not None and re.search(r"\\[xuU]", escrito) is not None
        en_una = inicio.line == fin.line and not de_programa
        if en_una and (_BARRA_PERDIDA.search(escrito) or _CARPETA_DE_WINDOWS.search(escrito)):
            mensaje, remedio = BARRA
            segura = oculto is None and not _CARPETA_DE_WINDOWS.search(escrito)
            arreglos = (_LEGIBLE,) if segura else _con_su_barra(escrito)
            self.anotar("yaml-roto", _marca(evento), mensaje, remedio, *arreglos)
        elif oculto is not None:
            self.anotar(
                "yaml-roto",
                _marca(evento),
                "El valor lleva un carácter invisible que no se puede publicar "
                f"(U+{ord(oculto[0]):04X})",
                "Quite de las comillas el escape, que empieza por «\\», y escriba el texto como se "
                "ve",
            )

    def _revisar_corte(self, evento: Any) -> None:
        """Un valor sin comillas al que una almohadilla le quita lo que sigue."""
        inicio, fin = evento.start_mark, evento.end_mark
        en_una = inicio.line == fin.line
        linea = self._almohadillas[fin.line]
        desde = inicio.column if en_una else 0
        hallado = corte(linea, desde, fin.column, en_llaves=self._en_llaves > 0)
        if hallado is None:
            return
        # Entre comillas, un tabulador sería un signo más del valor.
        valor = re.sub(r"[ \t]*\t[ \t]*", " ", hallado.valor)
        se_sabe = en_una and not (self._en_llaves and re.search(r"[}\]]", hallado.entero))
        leido = f"solo se lee «{evento.value}»" if evento.value else "no se lee nada"
        self.anotar(
            "yaml-almohadilla",
            (fin.line, linea.index("#", fin.column)),
            f"De «{hallado.entero}» {leido}: lo que sigue a « #» es un comentario",
            _remedio_de_corte(valor, hallado, se_sabe),
            *((_entre_comillas(valor, hallado),) if se_sabe else ()),
        )

    def _revisar_guiones(self, evento: Any, paso: str | int) -> None:
        """El guion que quedó más adentro que el de su lista, o dentro de un texto: se unen."""
        primera, inicio = _marca(evento), evento.start_mark.line + 1
        suelta = not self._lineas[primera[0]][: primera[1]].strip()
        siguen = self._lineas[inicio : evento.end_mark.line + 1]
        for fila, renglon in _marcados(siguen, inicio):
            # Si el texto empieza en un renglón suyo, lo que sobra puede ser ese.
            lugar = primera if suelta else (fila, len(renglon) - len(renglon.lstrip()))
            self.anotar("yaml-roto", lugar, *_guion_de_mas(renglon.strip(), paso))
            if suelta:
                return

    def _revisar_comentario_siguiente(self, evento: Any, paso: str | int) -> None:
        """La línea que sigue a un valor y está más adentro que su clave parece parte de él."""
        en_bloque = evento.style in ("|", ">")
        fila = evento.end_mark.line + (0 if en_bloque else 1)
        if fila >= len(self._lineas) or not self._lineas[fila].lstrip().startswith("#"):
            return
        linea, antes = self._lineas[fila], self._lineas[fila - 1]
        clave = HASTA_LA_CLAVE.match(self._lineas[evento.start_mark.line])
        sangria = len(linea) - len(linea.lstrip())
        # Debajo de un elemento, o de un valor en su renglón, lo que sigue empieza donde él.
        suelto = (
            isinstance(paso, int)
            or not self._lineas[evento.start_mark.line][: evento.start_mark.column].strip()
        )
        adentro = clave is not None and sangria + suelto > clave.end()
        if antes.strip() and (_CON_NUMERO.match(linea) if en_bloque else adentro):
            self.anotar(
                "yaml-almohadilla",
                (fila, linea.index("#")),
                f"«{linea.strip()}» sigue a un valor y no se lee: es un comentario",
                "Si es parte del valor, escríbalo todo en un renglón, entre comillas; si es un "
                "comentario, alinéelo con la clave y deje antes una línea en blanco",
            )

    def _revisar_tras_comillas(self, evento: Any) -> None:
        """Un valor entre comillas con un número después, que es parte de él."""
        inicio, fin = evento.start_mark, evento.end_mark
        linea = self._almohadillas[fin.line]
        hallado = corte_tras_comillas(linea, inicio.column, fin.column)
        if hallado is None or inicio.line != fin.line:
            return
        cola = linea[fin.column :].strip().removesuffix(hallado.comentario).rstrip()
        valor, se_sabe = f"{evento.value} {cola}", not self._en_llaves
        self.anotar(
            "yaml-almohadilla",
            (fin.line, linea.index("#", fin.column)),
            f"De «{hallado.entero}» solo se lee «{evento.value}»: lo que sigue a « #» es un "
            "comentario",
            _remedio_de_corte(valor, hallado, se_sabe),
            *((_entre_comillas(valor, hallado),) if se_sabe else ()),
        )

    def _revisar_adornos(self, evento: Any) -> None:
        if isinstance(evento, yaml.AliasEvent) or evento.anchor:
            self.anotar(
                "yaml-ancla",
                _marca(evento),
                "Las anclas (&) y los alias (*) no se admiten",
                "Escriba el valor completo en cada lugar; si el texto empieza por & o *, "
                "póngalo entre comillas",
                _LEGIBLE,
            )
        elif evento.tag:
            self.anotar(
                "yaml-etiqueta",
                _marca(evento),
                f"La etiqueta «{evento.tag}» no se admite",
                "Borre la etiqueta; si el texto empieza por «!», póngalo entre comillas",
                _LEGIBLE,
            )

    def _mapa(self, eventos: Iterator[Any], ruta: Ruta) -> dict[str, Any] | None:
        mapa: dict[str, Any] = {}
        vistas: set[str] = set()
        for evento in eventos:
            if isinstance(evento, yaml.MappingEndEvent):
                break
            clave = self._clave(evento, eventos, ruta)
            sigue = next(eventos)
            if self._en_llaves and not evento.style and self._sin_dos_puntos(evento, sigue):
                self.anotar(
                    "yaml-roto",
                    _marca(evento),
                    f"Entre llaves van claves con su valor, y «{evento.value}» no lo tiene",
                    "Si es un texto, póngalo entre comillas, con sus llaves; si es una clave, "
                    "escriba después dos puntos y su valor",
                )
            valor = self._valor(sigue, eventos, (*ruta, clave))
            if clave in vistas:
                iguales = mapa.get(clave) == valor
                self.anotar(
                    "yaml-clave-repetida",
                    _marca(evento),
                    f"La clave «{clave}» está dos veces en el mismo lugar: "
                    f"ya está en la línea {self.arbol.claves[(*ruta, clave)][0]}",
                    "Deje una sola; las dos formas con y sin tilde son la misma clave"
                    if iguales
                    else "Deje una sola con el valor que es; si los dos hacen falta, escríbalos "
                    "juntos en una. Las dos formas con y sin tilde son la misma clave",
                    *((Arreglo(Accion.QUITAR),) if iguales else ()),
                )
                continue
            vistas.add(clave)
            linea, columna = _marca(evento)
            self.arbol.claves[(*ruta, clave)] = (linea + self._linea, columna + 1)
            if valor is not None:
                mapa[clave] = valor
        return mapa or None

    def _sin_dos_puntos(self, clave: Any, sigue: Any) -> bool:
        """«{Sala}»: YAML lee una clave en blanco, y lo escrito no se publicaría."""
        vacio = isinstance(sigue, yaml.ScalarEvent) and not sigue.value and not sigue.style
        if not vacio or clave.end_mark.line != sigue.start_mark.line:
            return False
        entre = self._lineas[clave.end_mark.line][clave.end_mark.column : sigue.end_mark.column]
        return ":" not in entre

    def _clave(self, evento: Any, eventos: Iterator[Any], ruta: Ruta) -> str:
        if not isinstance(evento, yaml.ScalarEvent):
            self.anotar(
                "yaml-roto",
                _marca(evento),
                "Una clave debe ser un texto sencillo",
                "Si el texto empieza por {, [ o *, póngalo entre comillas",
                _LEGIBLE,
            )
            raise _Insalvable
        self._revisar_adornos(evento)
        if evento.style == '"':
            self._revisar_escapes(evento)
        if evento.value == "<<" and not evento.style:
            self.anotar(
                "yaml-ancla",
                _marca(evento),
                "La mezcla de claves (<<) no se admite",
                "Escriba todas las claves en cada lugar",
                Arreglo(Accion.RENGLONES, certeza=Certeza.PROBABLE),
            )
        return sin_tildes(evento.value) if len(ruta) == 0 or ruta[0] != "extra" else evento.value

    def _ya_se_dijo(self, evento: Any) -> bool:
        """Si lo último hallado es la almohadilla que dejó vacío ese elemento."""
        ultimo = self.arbol.hallazgos[-1] if self.arbol.hallazgos else None
        return (
            ultimo is not None
            and ultimo.codigo == "yaml-almohadilla"
            and ultimo.origen.linea == evento.start_mark.line + self._linea
        )

    def _lista(self, eventos: Iterator[Any], ruta: Ruta) -> list[Any] | None:
        lista: list[Any] = []
        for evento in eventos:
            if isinstance(evento, yaml.SequenceEndEvent):
                break
            valor = self._valor(evento, eventos, (*ruta, len(lista)))
            if valor is None and self._ya_se_dijo(evento):
                continue
            if valor is None and not isinstance(evento, yaml.AliasEvent):
                self.anotar(
                    "lista-elemento-vacio",
                    _marca(evento),
                    "Hay un guion sin nada al lado",
                    "Escriba el elemento o borre el guion",
                    Arreglo(Accion.QUITAR, certeza=Certeza.PROBABLE),
                )
                continue
            lista.append(valor)
        return lista or None


def _marcados(renglones: list[str], desde: int) -> Iterator[tuple[int, str]]:
    """Los que empiezan como un elemento; un número o una letra, solo si hay varios así."""
    filas = list(enumerate(renglones, desde))
    numerados = [f for f in filas if COMIENZO_DE_ELEMENTO.match(f[1].lstrip())]
    for fila in filas:
        seguro = _CON_GUION.match(fila[1]) or fila[1].lstrip()[:1] in _VINETAS
        if seguro or (len(numerados) > 1 and fila in numerados):
            yield fila


def _guion_de_mas(renglon: str, paso: str | int) -> tuple[str, str]:
    """La causa y el remedio de un guion dentro de un elemento de una lista, o de un texto."""
    if isinstance(paso, int):
        return (
            f"«{renglon}» se lee como parte del elemento anterior, por su sangría",
            f"{_ALINEE if renglon[0] == '-' else _CADA_UNO}; si el texto es uno solo, escríbalo "
            "entre comillas",
        )
    return (
        f"«{renglon}» se lee como parte del texto de «{paso}», y saldría seguido, con su marca",
        "Escríbalo seguido, sin guiones; si la clave admite varios, dé a cada uno su guion, "
        "también al primero",
    )


def _entre_comillas(valor: str, hallado: ValorCortado) -> Arreglo:
    """El valor entre comillas, con su comentario detrás, si lo tiene."""
    certeza = Certeza.MECANICO if hallado.seguro else Certeza.PROBABLE
    entero = " ".join(filter(None, (citado(valor), hallado.comentario)))
    return Arreglo(Accion.CAMBIAR, entero, certeza, antes=hallado.entero)


def _remedio_de_corte(valor: str, hallado: ValorCortado, se_propone: bool) -> str:
    dudoso = se_propone and not hallado.seguro
    return (
        "Ponga todo el valor entre comillas; si es un comentario, escríbalo en su propia línea"
        f"{f'. Como se propone, se publicaría «{valor}»' if dudoso else ''}"
    )


def _marca(evento: Any) -> _Marca:
    marca = evento.start_mark
    return (marca.line, marca.column)


# Una llave o un corchete que se abre antes de « #» y se cierra después.
_SIN_CERRAR = re.compile(r"^[^#\"']*[{\[][^#\"']*[ \t]#.*[}\]]\s*$")
_CORTADA = (
    "Lo que sigue a « #» no se lee, ni el cierre: para YAML es un comentario",
    "Ponga entre comillas el texto que lleva «#»",
)
_CON_NUMERO = re.compile(r"\s*#\s*\d")
_ALINEE = "Alinee el guion con los demás de la lista"
_CADA_UNO = "Empiece cada uno con un guion alineado con los demás de la lista"
_CON_GUION = re.compile(r"\s*-(?: |\w)")
# Las que YAML entiende y nadie escribe adrede: de «\ piso» quedaría « piso».
_BARRA_PERDIDA = re.compile(r"(?<!\\)(?:\\\\)*\\[ /_0abefrvxNLP]")
_CARPETA_DE_WINDOWS = re.compile(r"\b[A-Z]:\\[a-z]")
_BLANCO_RARO = re.compile("[\xa0\u2007\u202f\u2002-\u200a]")
_BLANCOS_AL_COMIENZO = re.compile(rf"^(?: |- *|{_BLANCO_RARO.pattern})+", re.MULTILINE)


def _con_su_barra(escrito: str) -> tuple[Arreglo, ...]:
    """El valor con sus barras tal cual, si no lleva además comillas suyas."""
    adentro = escrito[1:-1]
    return () if r"\"" in adentro else (Arreglo(Accion.VALOR, citado(adentro), Certeza.PROBABLE),)
