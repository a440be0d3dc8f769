"""YAML leído como texto: todo escalar es un texto con su lugar, y nada se adivina.

`yaml.safe_load` convierte `NO` en falso, `012` en diez y pierde en silencio una clave
repetida. Aquí se leen los eventos de libyaml y se rechaza lo que un registro público no
necesita: anclas, alias, etiquetas, segundos documentos y claves repetidas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from generador.hallazgo import Accion, Arreglo, Certeza, Hallazgo, Origen, error
from generador.lectura.donde_falla import donde_falla
from generador.lectura.escalares import AUSENTES, citado, con_rayas
from generador.lectura.escritura import LEGIBLE, Escritura, Posicion, posicion_de
from generador.lectura.pegado import con_otra_marca
from generador.lectura.por_que_falla import explicar_falla
from generador.lectura.seguidos import texto_seguido
from generador.modelo.correcciones import es_un_signo
from generador.modelo.tipos import Ruta, sin_tildes

PROFUNDIDAD_MAXIMA = 12
VALORES_MAXIMOS = 20_000
# Marcas que invierten el sentido del texto, que en un registro público solo sirven para engañar; y
# los signos que parten un renglón sin que se vea, que YAML toma por finales de línea.
# Los que parten el renglón, cambian el sentido de la lectura o no se ven.
_OCULTO = "\x85\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
_OCULTOS = re.compile(f"[{_OCULTO}]")
_ADORNOS = ("yaml-ancla", "yaml-etiqueta")
_AUSENTES = AUSENTES | {"", "~"}


@dataclass(slots=True)
class ArbolDeYaml:
    """Un documento YAML como textos, listas y mapas.

    `posiciones` da línea y columna de cada valor; `claves`, las de cada clave; `comienzos`, las de
    la primera letra de un texto que va entre comillas o en un bloque. `datos` es `None` si el
    documento no se pudo leer entero. `signos` son los valores que solo son una raya, sin comillas;
    `dudosos`, lo hallado en un valor que solo es un defecto si en su campo cabe cualquier texto.
    """

    datos: dict[str, Any] | None = None
    posiciones: dict[Ruta, Posicion] = field(default_factory=dict)
    claves: dict[Ruta, Posicion] = field(default_factory=dict)
    comienzos: dict[Ruta, Posicion] = field(default_factory=dict)
    hallazgos: list[Hallazgo] = field(default_factory=list)
    signos: list[Ruta] = field(default_factory=list)
    dudosos: dict[Ruta, Hallazgo] = field(default_factory=dict)
    _por_grupo: dict[Ruta, list[Ruta]] = field(default_factory=dict)

    def comienzo_de(self, ruta: Ruta) -> Posicion:
        """Dónde está la primera letra de un texto."""
        return self.comienzos.get(ruta) or self.posiciones[ruta]

    def claves_de(self, grupo: Ruta) -> list[Ruta]:
        """Los caminos de las claves escritas en un grupo, en su orden."""
        if not self._por_grupo:
            for camino in self.claves:
                self._por_grupo.setdefault(camino[:-1], []).append(camino)
        return self._por_grupo.get(grupo, [])


def leer_yaml(
    texto: str, archivo: str, linea_inicial: int = 1, maximo: int = VALORES_MAXIMOS
) -> ArbolDeYaml:
    """Lee un documento YAML de hasta `maximo` valores. Los defectos quedan en `hallazgos`."""
    lector = _ArmadorDelArbol(texto, archivo, linea_inicial, maximo)
    if not texto.isascii() and _OCULTOS.search(texto):
        # El primero de cada línea: con él se dicen los demás.
        for m in re.finditer(rf"(?m)^([^{_OCULTO}\n]*)[{_OCULTO}]", texto):
            lector.anotar_invisible(texto, m.end() - 1)
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
    return _BLANCOS_AL_COMIENZO.sub(lambda m: BLANCO_RARO.sub(blanco, m[0]), texto)


def _sin_blancos_raros(texto: str, archivo: str, linea_inicial: int, maximo: int) -> ArbolDeYaml:
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
        raro = BLANCO_RARO.search(comienzo[0]) if comienzo else None
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
                Arreglo(Accion.CAMBIAR, BLANCO_RARO.sub(blanco, suyo), antes=suyo),
            )


def _eventos(texto: str) -> Iterator[Any]:
    cargador = yaml.CLoader(texto)
    try:
        while cargador.check_event():
            yield cargador.get_event()
    finally:
        cargador.dispose()


class _Repetida(NamedTuple):
    """Una clave que ya estaba: si su valor es igual, y las que van antes, en su orden."""

    evento: Any
    clave: str
    iguales: bool
    antes: tuple[str, ...]


class _Insalvable(Exception):
    """El documento no se puede seguir leyendo; el hallazgo ya quedó anotado."""


class _ArmadorDelArbol:
    """Arma el árbol a partir de los eventos, anotando cada defecto con su lugar."""

    def __init__(self, texto: str, archivo: str, linea_inicial: int, maximo: int) -> None:
        self.arbol = ArbolDeYaml()
        self._escritura = Escritura(texto, self.anotar, self._dudar)
        self._en_llaves = 0
        self._archivo = archivo
        self._linea = linea_inicial
        self._cuantos = 0
        self._maximo = maximo

    def documento(self, eventos: Iterator[Any]) -> None:
        """El documento entero: un mapa y nada después."""
        for evento in eventos:
            if isinstance(evento, (yaml.StreamStartEvent, yaml.StreamEndEvent)):
                continue
            if isinstance(evento, yaml.DocumentStartEvent):
                if self.arbol.datos is not None:
                    self.anotar(
                        "yaml-segundo-documento",
                        posicion_de(evento),
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
            self.arbol.posiciones[()] = (self._linea, 1)

    def _seguir_igual(self, evento: Any) -> tuple[Arreglo, ...]:
        """Quitar el «---», salvo que lo que sigue repita una clave: entonces es otro registro."""
        siguen = self._escritura.lineas[evento.start_mark.line + 1 :]
        suyas = {sin_tildes(t.partition(":")[0]) for t in siguen}
        if suyas.intersection(self.arbol.datos or ()):
            return ()
        return (Arreglo(Accion.RENGLONES, certeza=Certeza.PROBABLE),)

    def anotar(
        self, codigo: str, posicion: Posicion, mensaje: str, remedio: str, *arreglos: Arreglo
    ) -> None:
        """Un hallazgo en una posición de libyaml, que cuenta desde cero."""
        lugar = self._origen(posicion)
        self.arbol.hallazgos.append(error(codigo, lugar, mensaje, remedio, *arreglos))

    def _dudar(
        self,
        ruta: Ruta,
        codigo: str,
        posicion: Posicion,
        mensaje: str,
        remedio: str,
        *arreglos: Arreglo,
    ) -> None:
        """Como `anotar`, de lo que solo es un defecto si en el campo cabe cualquier texto."""
        lugar = self._origen(posicion)
        self.arbol.dudosos[ruta] = error(codigo, lugar, mensaje, remedio, *arreglos)

    def anotar_invisible(self, texto: str, posicion: int) -> None:
        """Un carácter de control, o uno que invierte el sentido del texto."""
        antes = texto[:posicion]
        self.anotar(
            "yaml-roto",
            (antes.count("\n"), len(antes) - antes.rfind("\n") - 1),
            "Hay un carácter invisible que no se puede publicar",
            "Borre ese carácter y escríbalo de nuevo; suele venir de un texto pegado",
            LEGIBLE,
        )

    def anotar_falla(self, falla: yaml.MarkedYAMLError, texto: str) -> None:
        """Un error de sintaxis de libyaml, dicho en palabras de editor."""
        lineas = texto.split("\n")
        lugar = donde_falla(falla, lineas)
        fila = min(lugar[0], len(lineas) - 1)
        antes = next((t for t in reversed(lineas[:fila]) if t.strip()), "")
        seguido = texto_seguido(lineas, fila) is not None
        mensaje, remedio = explicar_falla(
            falla.problem or "", lineas[fila], lugar[1], antes, seguido=seguido
        )
        if (cortada := self._linea_cortada(falla)) is not None:
            lugar = cortada, self._escritura.almohadillas[cortada].rindex("#")
            mensaje, remedio = _CORTADA
        # Lo que no se puede leer, o el cierre perdido, ya dice lo de esa línea.
        suya, todos = lugar[0] + self._linea, cortada is not None
        self.arbol.hallazgos = [
            h
            for h in self.arbol.hallazgos
            if (h.origen.linea != suya or not (todos or h.codigo == "yaml-roto"))
            # De lo que va en una lista, con otra marca, primero se dice que le falta el guion.
            and not con_otra_marca(lineas[h.origen.linea - self._linea])
        ]
        # «*Sala principal*»: lo que no se entiende es lo que sigue al adorno, del que ya se dijo.
        if not any(h.origen.linea == suya and h.codigo in _ADORNOS for h in self.arbol.hallazgos):
            self.anotar("yaml-roto", lugar, mensaje, remedio, LEGIBLE)

    def _linea_cortada(self, falla: yaml.MarkedYAMLError) -> int | None:
        """La línea de lo que no se entiende en que una almohadilla se comió el cierre."""
        marcas = [m.line for m in (falla.context_mark, falla.problem_mark) if m is not None]
        tramo = range(min(marcas, default=0), max(marcas, default=-1) + 1)
        return next(
            (n for n in tramo if _SIN_CERRAR.search(self._escritura.almohadillas.get(n, ""))), None
        )

    def _origen(self, posicion: Posicion) -> Origen:
        return Origen(self._archivo, posicion[0] + self._linea, posicion[1] + 1)

    def _raiz(self, evento: Any, eventos: Iterator[Any]) -> None:
        valor = self._valor(evento, eventos, ())
        if isinstance(valor, dict):
            self.arbol.datos = valor
            return
        self.arbol.datos = {}
        if valor:
            self.anotar(
                "tipo-incorrecto",
                posicion_de(evento),
                "El registro debe tener claves con sus valores",
                "Escriba una clave por línea, por ejemplo «titulo: Mi sitio»",
                LEGIBLE,
            )
            # Decir además que le falta todo no ayuda.
            raise _Insalvable

    def _valor(self, evento: Any, eventos: Iterator[Any], ruta: Ruta) -> Any:
        self._cuantos += 1
        if len(ruta) > PROFUNDIDAD_MAXIMA or self._cuantos > self._maximo:
            self.anotar(
                "yaml-muy-profundo",
                posicion_de(evento),
                f"El registro pasa de {PROFUNDIDAD_MAXIMA} niveles o {self._maximo} valores",
                "Revise la sangría; un registro normal no pasa de cinco niveles",
            )
            raise _Insalvable
        self._revisar_adornos(evento)
        if isinstance(evento, yaml.AliasEvent):
            return None
        posicion = posicion_de(evento)
        self.arbol.posiciones[ruta] = (posicion[0] + self._linea, posicion[1] + 1)
        if isinstance(evento, yaml.CollectionStartEvent):
            return self._coleccion(evento, eventos, ruta)
        self._escritura.revisar(evento, ruta, en_llaves=self._en_llaves > 0)
        valor = evento.value.strip()
        if evento.style and valor:
            linea, columna = self._escritura.primera_letra(evento)
            self.arbol.comienzos[ruta] = (linea + self._linea, columna + 1)
        if not evento.style and es_un_signo(valor):
            self.arbol.signos.append(ruta)
        return None if not evento.style and valor.lower() in _AUSENTES else valor or None

    def _coleccion(self, evento: Any, eventos: Iterator[Any], ruta: Ruta) -> Any:
        self._en_llaves += bool(evento.flow_style)
        leer = self._mapa if isinstance(evento, yaml.MappingStartEvent) else self._lista
        valor = leer(eventos, ruta)
        self._en_llaves -= bool(evento.flow_style)
        return valor

    def _revisar_adornos(self, evento: Any) -> None:
        if isinstance(evento, yaml.AliasEvent) or evento.anchor:
            self.anotar(
                "yaml-ancla",
                posicion_de(evento),
                "Las anclas (&) y los alias (*) no se admiten",
                "Escriba el valor completo en cada lugar; si el texto empieza por & o *, "
                "póngalo entre comillas",
                LEGIBLE,
            )
        elif evento.tag:
            self.anotar(
                "yaml-etiqueta",
                posicion_de(evento),
                f"La etiqueta «{evento.tag}» no se admite",
                "Borre la etiqueta; si el texto empieza por «!», póngalo entre comillas",
                LEGIBLE,
            )

    def _mapa(self, eventos: Iterator[Any], ruta: Ruta) -> dict[str, Any] | None:
        mapa: dict[str, Any] = {}
        orden: list[str] = []
        repetidas: list[_Repetida] = []
        for evento in eventos:
            if isinstance(evento, yaml.MappingEndEvent):
                self._escritura.revisar_cierre(evento)
                break
            clave = self._clave(evento, ruta)
            sigue = next(eventos)
            if self._en_llaves and not evento.style and self._sin_dos_puntos(evento, sigue):
                self.anotar(
                    "yaml-roto",
                    posicion_de(evento),
                    f"Entre llaves van claves con su valor, y «{evento.value}» no lo tiene",
                    "Si es un texto, póngalo entre comillas, con sus llaves; si es una clave, "
                    "escriba después dos puntos y su valor",
                )
            valor = self._valor(sigue, eventos, (*ruta, clave))
            if clave in orden:
                repetidas.append(_Repetida(evento, clave, mapa.get(clave) == valor, tuple(orden)))
                continue
            orden.append(clave)
            linea, columna = posicion_de(evento)
            self.arbol.claves[(*ruta, clave)] = (linea + self._linea, columna + 1)
            if valor is not None:
                mapa[clave] = valor
        self._decir_repetidas(repetidas, mapa, ruta)
        return mapa or None

    def _decir_repetidas(
        self, repetidas: list[_Repetida], mapa: dict[str, Any], ruta: Ruta
    ) -> None:
        """De una que está junto a su gemela sobra una. De otra, quizá falte un guion o la sangría.

        Si lo que falta es el guion, lo dice la primera: de las demás no hay más que decir.
        """
        sola = len(repetidas) == 1
        en_lista = bool(ruta) and isinstance(ruta[-1], int) and not self._en_llaves
        for r in repetidas:
            junta = r.antes[-1] == r.clave
            en_blanco = next((c for c in reversed(r.antes) if c not in mapa), "")
            if r.iguales and junta and sola:
                remedio = "Deje una sola"
            elif en_lista:
                remedio = (
                    "Si aquí empieza otro elemento de la lista, le falta el guion: escriba "
                    f"«- {r.clave}:» en vez de «{r.clave}:»; si no, deje una sola"
                )
            elif en_blanco:
                remedio = (
                    f"Si va dentro de «{en_blanco}», que está en blanco, póngale dos espacios "
                    "delante; si no, deje una sola"
                )
            else:
                remedio = (
                    "Deje una sola con el valor que es; si los dos hacen falta, escríbalos "
                    "juntos en una"
                )
            self.anotar(
                "yaml-clave-repetida",
                posicion_de(r.evento),
                f"La clave «{r.clave}» está dos veces en el mismo lugar: "
                f"ya está en la línea {self.arbol.claves[(*ruta, r.clave)][0]}",
                f"{remedio}. Las dos formas con y sin tilde son la misma clave",
                *((Arreglo(Accion.QUITAR),) if r.iguales and junta and sola else ()),
            )
            if en_lista:
                break

    def _sin_dos_puntos(self, clave: Any, sigue: Any) -> bool:
        """«{Sala}»: YAML lee una clave en blanco, y lo escrito no se publicaría."""
        vacio = isinstance(sigue, yaml.ScalarEvent) and not sigue.value and not sigue.style
        if not vacio or clave.end_mark.line != sigue.start_mark.line:
            return False
        entre = self._escritura.lineas[clave.end_mark.line][
            clave.end_mark.column : sigue.end_mark.column
        ]
        return ":" not in entre

    def _clave(self, evento: Any, ruta: Ruta) -> str:
        if not isinstance(evento, yaml.ScalarEvent):
            self.anotar(
                "yaml-roto",
                posicion_de(evento),
                "Una clave debe ser un texto sencillo",
                "Si el texto empieza por {, [ o *, póngalo entre comillas",
                LEGIBLE,
            )
            raise _Insalvable
        self._revisar_adornos(evento)
        if evento.style == '"':
            self._escritura.revisar_escapes(evento)
        if evento.value == "<<" and not evento.style:
            self.anotar(
                "yaml-ancla",
                posicion_de(evento),
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
                self._escritura.revisar_cierre(evento)
                if self._en_llaves:
                    desde = self.arbol.posiciones[ruta][0] - self._linea
                    self._escritura.revisar_notas_entre_corchetes(desde, evento, ruta)
                break
            n = len(lista)
            valor = self._valor(evento, eventos, (*ruta, n))
            if valor is None and self._ya_se_dijo(evento):
                continue
            if valor is None and not isinstance(evento, yaml.AliasEvent):
                self._elemento_vacio(evento, (*ruta, n))
                continue
            lista.append(valor)
        return lista or None

    def _elemento_vacio(self, evento: Any, ruta: Ruta) -> None:
        """Un guion sin nada, o un texto que por terminar en dos puntos se leyó como clave."""
        fila, columna = posicion_de(evento)
        # Un elemento vacío no ocupa lugar: en el suyo pueden estar las claves de otro.
        lugares = ((c, lugar) for c, lugar in self.arbol.claves.items() if c[:-1] == ruta)
        claves = [c for c, (linea, _) in lugares if linea >= fila + self._linea]
        if not claves:
            self.anotar(
                "lista-elemento-vacio",
                posicion_de(evento),
                "Hay un guion sin nada al lado",
                "Escriba el elemento o borre el guion",
                Arreglo(Accion.QUITAR, certeza=Certeza.PROBABLE),
            )
            return
        escrito = self._escritura.lineas[fila][columna:].rstrip()
        es_texto = len(claves) == 1 and escrito.endswith(":") and " " in escrito
        self.anotar(
            "lista-elemento-vacio",
            (fila, columna),
            f"El elemento solo tiene «{escrito}», que por los dos puntos se lee como una clave "
            "sin valor",
            "Si es un texto, póngalo entre comillas o quite los dos puntos; si es una clave, "
            "escriba su valor",
            *((Arreglo(Accion.CAMBIAR, citado(escrito), Certeza.PROBABLE, escrito),) * es_texto),
        )


# Una llave o un corchete que se abre antes de « #» y se cierra después.
_SIN_CERRAR = re.compile(r"^[^#\"']*[{\[][^#\"']*[ \t]#.*[}\]]\s*$")
_CORTADA = (
    "Lo que sigue a « #» no se lee, ni el cierre: para YAML es un comentario",
    "Ponga entre comillas el texto que lleva «#»",
)
BLANCO_RARO = re.compile("[\xa0\u2007\u202f\u2002-\u200a]")
_BLANCOS_AL_COMIENZO = re.compile(rf"^(?: |- *|{BLANCO_RARO.pattern})+", re.MULTILINE)
