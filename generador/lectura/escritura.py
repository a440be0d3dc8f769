"""Lo que de un valor no se lee como está escrito: se corta, se une a otro o esconde algo."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from itertools import islice
from typing import Any

from generador.hallazgo import Accion, Arreglo, Certeza
from generador.lectura.almohadilla import (
    ValorCortado,
    corte,
    corte_tras_comillas,
    lineas_con_almohadilla,
)
from generador.lectura.escalares import citado, escalar
from generador.lectura.pegado import COMIENZO_DE_ELEMENTO, VINETAS_SEGURAS
from generador.lectura.por_que_falla import BARRA, HASTA_LA_CLAVE
from generador.lectura.seguidos import sigue_abajo
from generador.modelo.clases import CAMPOS_DE_MARKDOWN
from generador.modelo.correcciones import es_un_signo
from generador.modelo.invisibles import INVISIBLE
from generador.modelo.tipos import Ruta

Posicion = tuple[int, int]
"""La línea y la columna de un evento, que libyaml cuenta desde cero."""
LEGIBLE = Arreglo(Accion.SINTAXIS)

# El texto vacío está en cualquier otro, y en una tupla no.
_VINETAS = frozenset(VINETAS_SEGURAS)
_CON_NUMERO = re.compile(r"\s*#\s*\d")
_ALINEE = "Alinee el guion con los demás de la lista"
_CADA_UNO = "Empiece cada uno con un guion alineado con los demás de la lista"
_SUELTA = (
    "Si es una aclaración, escríbala en su propia línea, encima, después de «#»; si es parte del "
    "valor, póngalo todo entre comillas"
)
_CON_BARRA = (
    "Cambie el signo «>» de la clave por «|», y deje un renglón en blanco antes de la lista"
)
_CON_GUION = re.compile(r"\s*-(?: |\w)")
# Las que YAML entiende y nadie escribe adrede: de «\ piso» quedaría « piso».
_BARRA_PERDIDA = re.compile(r"(?<!\\)(?:\\\\)*\\[ /_0abefrvxNLP]")
_CARPETA_DE_WINDOWS = re.compile(r"\b[A-Z]:\\[a-z]")
_COMA_DE_UN_NUMERO = re.compile("[0-9],[0-9]")
_NOTA_TRAS_COMA = re.compile(r"[,\[][ \t]+(#.*)")


def posicion_de(evento: Any) -> Posicion:
    """Dónde empieza un evento."""
    return evento.start_mark.line, evento.start_mark.column


class Escritura:
    """Los renglones de un documento.

    `anotar` recibe código, posición, mensaje, remedio y arreglos.

    `dudar` recibe además, delante, el camino de un valor: lo hallado solo lo es si en su campo cabe
    cualquier texto, y eso no se sabe al leer.
    """

    def __init__(self, texto: str, anotar: Callable[..., None], dudar: Callable[..., None]) -> None:
        self.almohadillas = lineas_con_almohadilla(texto)
        self._texto = texto
        self.anotar = anotar
        self.dudar = dudar

    @cached_property
    def lineas(self) -> list[str]:
        """Las del documento."""
        return self._texto.split("\n")

    def primera_letra(self, evento: Any) -> Posicion:
        """Dónde empieza lo escrito entre comillas o en un bloque que no está vacío."""
        fila, columna = posicion_de(evento)
        # Detrás de la comilla, o debajo del signo del bloque.
        fila, columna = (fila, columna + 1) if evento.style in ("'", '"') else (fila + 1, 0)
        while not self.lineas[fila][columna:].strip():
            fila, columna = fila + 1, 0
        resto = self.lineas[fila][columna:]
        return fila, columna + len(resto) - len(resto.lstrip())

    def revisar(self, evento: Any, ruta: Ruta, *, en_llaves: bool) -> None:
        """Anota lo que de un valor no se leería, o se leería de otro modo que como está escrito."""
        con_almohadilla = evento.end_mark.line in self.almohadillas
        if not evento.style:
            if con_almohadilla and not es_un_signo(evento.value):
                self._revisar_corte(evento, ruta, en_llaves)
            if evento.start_mark.line < evento.end_mark.line and ruta:
                self._revisar_guiones(evento, ruta[-1])
            self._revisar_vineta(evento, ruta)
            if en_llaves and ruta and isinstance(ruta[-1], int):
                self._revisar_coma(evento, ruta)
        elif evento.style in ("'", '"') and con_almohadilla:
            self._revisar_tras_comillas(evento, en_llaves)
        elif evento.style in ("|", ">") and ruta:
            self._revisar_bloque(evento, ruta)
        if evento.style == '"':
            self.revisar_escapes(evento)
        if evento.value and ruta:
            self._revisar_comentario_siguiente(evento, ruta[-1])

    def _revisar_coma(self, evento: Any, ruta: Ruta) -> None:
        """La coma de «[Adición de 1,5 millones]», que parte el texto en dos elementos."""
        fila, columna = posicion_de(evento)
        linea = self.lineas[fila]
        if not _COMA_DE_UN_NUMERO.match(linea[max(0, columna - 2) : columna + 1]):
            return
        self.dudar(
            ruta,
            "yaml-coma",
            (fila, columna - 1),
            f"La coma de «{linea[columna - 2 : columna + 1]}» parte el texto en dos elementos",
            "Si es parte de un número, ponga el texto entero entre comillas; si separa dos "
            "elementos, deje un espacio después",
        )

    def revisar_notas_entre_corchetes(self, desde: int, evento: Any, ruta: Ruta) -> None:
        """Lo que, entre los elementos de una lista entre corchetes, se lee como un comentario."""
        for fila in range(desde, evento.end_mark.line):
            linea = self.almohadillas.get(fila, "")
            if nota := _NOTA_TRAS_COMA.search(linea):
                self.dudar(
                    ruta,
                    "yaml-almohadilla",
                    (fila, nota.start(1)),
                    f"«{nota[1].strip()}» no se lee: lo que sigue a « #» es un comentario",
                    "Si es parte de la lista, póngalo entre comillas; si es un comentario, "
                    "escríbalo en su propia línea",
                )

    def _revisar_vineta(self, evento: Any, ruta: Ruta) -> None:
        """La viñeta que quedó entre el guion y el texto de un elemento: se publicaría con él."""
        valor = evento.value.strip()
        if not ruta or not isinstance(ruta[-1], int) or valor[:1] not in _VINETAS:
            return
        texto = valor[1:].lstrip(" \t\xa0")
        en_una = evento.start_mark.line == evento.end_mark.line and texto
        self.anotar(
            "markdown-vineta",
            posicion_de(evento),
            "El guion ya empieza el elemento: la viñeta que sigue se publicaría con el texto",
            "Borre la viñeta y deje el guion",
            *((Arreglo(Accion.VALOR, escalar(texto)),) if en_una else ()),
        )

    def revisar_escapes(self, evento: Any) -> None:
        """Un signo invisible escrito con su escape, «\\u202e», o una barra que se perdería."""
        inicio, fin = evento.start_mark, evento.end_mark
        escrito = self.lineas[inicio.line][inicio.column : fin.column]
        oculto = INVISIBLE.search(evento.value)
        # «\\x96» lo escribe un programa, y no alguien que quería la barra.
        de_programa = oculto is not None and re.search(r"\\[xuU]", escrito) is not None
        en_una = inicio.line == fin.line and not de_programa
        if en_una and (_BARRA_PERDIDA.search(escrito) or _CARPETA_DE_WINDOWS.search(escrito)):
            mensaje, remedio = BARRA
            segura = oculto is None and not _CARPETA_DE_WINDOWS.search(escrito)
            arreglos = (LEGIBLE,) if segura else _con_su_barra(escrito)
            self.anotar("yaml-roto", posicion_de(evento), mensaje, remedio, *arreglos)
        elif oculto is not None:
            self.anotar(
                "yaml-roto",
                posicion_de(evento),
                "El valor lleva un carácter invisible que no se puede publicar "
                f"(U+{ord(oculto[0]):04X})",
                "Quite de las comillas el escape, que empieza por «\\», y escriba el texto como se "
                "ve",
            )

    def _revisar_corte(self, evento: Any, ruta: Ruta, en_llaves: bool) -> None:
        """Un valor sin comillas al que una almohadilla le quita lo que sigue."""
        inicio, fin = evento.start_mark, evento.end_mark
        en_una = inicio.line == fin.line
        linea = self.almohadillas[fin.line]
        desde = inicio.column if en_una else 0
        cierto = corte(linea, desde, fin.column, en_llaves=en_llaves)
        hallado = cierto or corte(linea, desde, fin.column, en_llaves=en_llaves, de_texto=True)
        if hallado is None:
            return
        decir = self.anotar if cierto else partial(self.dudar, ruta)
        # Entre comillas, un tabulador sería un signo más del valor.
        valor = re.sub(r"[ \t]*\t[ \t]*", " ", hallado.valor)
        # Con solo el primer renglón entre comillas, el texto que sigue abajo quedaría partido.
        parte = evento.value and not en_llaves and sigue_abajo(self.lineas, fin.line)
        de_lista = en_llaves and re.search(r"[}\],]", hallado.entero)
        # De «aprobada # con ajustes» no se sabe, sin su campo, si lo que sigue es una aclaración.
        suelta = hallado.es_de_palabras
        se_sabe = en_una and not (parte or de_lista or suelta)
        leido = f"solo se lee «{evento.value}»" if evento.value else "no se lee nada"
        decir(
            "yaml-almohadilla",
            (fin.line, linea.index("#", fin.column)),
            f"De «{hallado.entero}» {leido}: lo que sigue a « #» es un comentario",
            _SUELTA if suelta else _remedio_de_corte(valor, hallado, se_sabe),
            *((_entre_comillas(valor, hallado),) if se_sabe else ()),
        )

    def _revisar_guiones(self, evento: Any, paso: str | int) -> None:
        """El guion que quedó más adentro que el de su lista, o dentro de un texto: se unen."""
        primera, inicio = posicion_de(evento), evento.start_mark.line + 1
        suelta = not self.lineas[primera[0]][: primera[1]].strip()
        siguen = self.lineas[inicio : evento.end_mark.line + 1]
        for fila, renglon in _marcados(siguen, inicio):
            # Si el texto empieza en un renglón suyo, lo que sobra puede ser ese.
            lugar = primera if suelta else (fila, len(renglon) - len(renglon.lstrip()))
            self.anotar("yaml-roto", lugar, *_guion_de_mas(renglon.strip(), paso))
            if suelta:
                return

    def _revisar_bloque(self, evento: Any, ruta: Ruta) -> None:
        """Lo que se enumera en un texto en bloque: «>» une sus renglones y, sin Markdown, «|»."""
        con_markdown = len(ruta) == 1 and ruta[0] in CAMPOS_DE_MARKDOWN
        if evento.style == "|" and con_markdown:
            return
        inicio = evento.start_mark.line + 1
        renglones = self.lineas[inicio : evento.end_mark.line]
        # Del primero basta: los demás se corrigen con él.
        for fila, renglon in islice(_marcados(renglones, inicio), 1):
            lugar = fila, len(renglon) - len(renglon.lstrip())
            causa, remedio = _guion_de_mas(renglon.strip(), ruta[-1])
            remedio = _CON_BARRA if con_markdown else remedio
            self.dudar(ruta, "yaml-roto", lugar, causa, remedio)

    def _revisar_comentario_siguiente(self, evento: Any, paso: str | int) -> None:
        """La línea que sigue a un valor y está más adentro que su clave parece parte de él."""
        en_bloque = evento.style in ("|", ">")
        fila = evento.end_mark.line + (0 if en_bloque else 1)
        if fila >= len(self.lineas) or not self.lineas[fila].lstrip().startswith("#"):
            return
        linea, antes = self.lineas[fila], self.lineas[fila - 1]
        clave = HASTA_LA_CLAVE.match(self.lineas[evento.start_mark.line])
        sangria = len(linea) - len(linea.lstrip())
        # Debajo de un elemento, o de un valor en su renglón, lo que sigue empieza donde él.
        suelto = (
            isinstance(paso, int)
            or not self.lineas[evento.start_mark.line][: evento.start_mark.column].strip()
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

    def revisar_cierre(self, evento: Any) -> None:
        """El número que quedó detrás de lo que va entre corchetes o entre llaves."""
        fila, columna = evento.end_mark.line, evento.end_mark.column
        linea = self.almohadillas.get(fila, "")
        cierre = linea[columna - 1 : columna] if columna else ""
        if cierre not in ("]", "}") or not corte_tras_comillas(linea, columna, columna):
            return
        cola = linea[columna:].strip()
        self.anotar(
            "yaml-almohadilla",
            (fila, linea.index("#", columna)),
            f"«{cola}» está después de «{cierre}» y no se lee: es un comentario",
            f"Si es parte de lo último, páselo antes de «{cierre}», con todo su valor entre "
            "comillas; si es un comentario, escríbalo en su propia línea",
        )

    def _revisar_tras_comillas(self, evento: Any, en_llaves: bool) -> None:
        """Un valor entre comillas con un número después, que es parte de él."""
        inicio, fin = evento.start_mark, evento.end_mark
        linea = self.almohadillas[fin.line]
        hallado = corte_tras_comillas(linea, inicio.column, fin.column)
        if hallado is None or inicio.line != fin.line:
            return
        cola = linea[fin.column :].strip().removesuffix(hallado.comentario).rstrip()
        valor = f"{evento.value} {cola}"
        se_sabe = not en_llaves and not sigue_abajo(self.lineas, fin.line)
        self.anotar(
            "yaml-almohadilla",
            (fin.line, linea.index("#", fin.column)),
            f"De «{hallado.entero}» solo se lee «{evento.value}»: lo que sigue a « #» es un "
            "comentario",
            _remedio_de_corte(valor, hallado, se_sabe),
            *((_entre_comillas(valor, hallado),) if se_sabe else ()),
        )


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


def _con_su_barra(escrito: str) -> tuple[Arreglo, ...]:
    """El valor con sus barras tal cual, si no lleva además comillas suyas."""
    adentro = escrito[1:-1]
    return () if r"\"" in adentro else (Arreglo(Accion.VALOR, citado(adentro), Certeza.PROBABLE),)
