"""La lectura de los bloques, renglón por renglón, como la define CommonMark.

De cada renglón se mira qué cajas abiertas siguen en él, qué bloques nuevos empieza, y lo que queda
es texto del párrafo abierto o de uno nuevo. Cada renglón se mira una vez.
"""

from __future__ import annotations

from collections.abc import Callable

from generador.lectura.markdown.bloques import renglones as r
from generador.lectura.markdown.bloques.apuntes import Apuntes
from generador.lectura.markdown.bloques.cajas import Caja, CajaDeTexto, Tipo
from generador.lectura.markdown.bloques.definiciones import Referencias, sin_definiciones
from generador.lectura.markdown.bloques.notas import GuardarNota, sigue_nota

NIVELES_MAXIMOS = 16
# Un acta larga no llega a la décima parte; cada uno cuesta lo suyo en memoria y en tiempo.
BLOQUES_MAXIMOS = 30_000
CELDAS_MAXIMAS = 10_000
_SANGRIA_DE_CODIGO = "    "
_CON_TEXTO_LIBRE = frozenset({Tipo.CODIGO, Tipo.CERCA})


class Lector:
    """Un texto a medio leer: las cajas abiertas, de afuera adentro, y la hoja abierta."""

    def __init__(
        self, apuntes: Apuntes, referencias: Referencias, guardar_nota: GuardarNota | None
    ) -> None:
        self._apuntes = apuntes
        self._referencias = referencias
        self._guardar_nota = guardar_nota
        self._abiertas = [Caja(Tipo.DOCUMENTO)]
        self._hoja: CajaDeTexto | None = None
        self._linea = 0
        self._bloques = self._celdas = 0
        # Cuántas cajas abiertas siguen en el renglón que se lee.
        self._siguen = 1

    def leer(self, renglon: str) -> None:
        """Un renglón más, sin su salto y con los tabuladores ya vueltos espacios."""
        self._linea += 1
        resto = self._seguir_cajas(renglon)
        if self._hoja and self._sigue_en_la_hoja(self._hoja, resto):
            return
        if not resto or resto.isspace():
            self._en_blanco()
            return
        texto = self._abrir(resto)
        if texto is not None:
            self._texto(texto)

    def terminar(self) -> Caja:
        """El documento entero."""
        self._cerrar_hoja()
        return self._abiertas[0]

    def _seguir_cajas(self, resto: str) -> str:
        """Lo que queda del renglón sin las marcas de las cajas que siguen en él."""
        self._siguen = 1
        for caja in self._abiertas[1:]:
            if caja.tipo is Tipo.CITA:
                marca = r.CITA.match(resto)
                if not marca:
                    break
                resto = resto[marca.end() :]
            elif caja.tipo is Tipo.ELEMENTO:
                if not resto or resto.isspace():
                    if not caja.hijos:
                        break
                    resto = resto[caja.ancho :]
                elif resto[: caja.ancho].isspace():
                    resto = resto[caja.ancho :]
                else:
                    break
            self._siguen += 1
        return resto

    @property
    def _siguen_todas(self) -> bool:
        return self._siguen == len(self._abiertas)

    def _sigue_en_la_hoja(self, hoja: CajaDeTexto, resto: str) -> bool:
        """Si el renglón es de un código o de una nota que ya está abierta."""
        if not self._siguen_todas:
            return False
        if hoja.tipo is Tipo.CERCA:
            self._seguir_cerca(hoja, resto)
            return True
        if hoja.tipo is Tipo.CODIGO:
            return _sigue_codigo(hoja, resto)
        return hoja.tipo is Tipo.NOTA and sigue_nota(hoja, resto, bool(r.NOTA.match(resto)))

    def _seguir_cerca(self, hoja: CajaDeTexto, resto: str) -> None:
        cierre = resto.strip()
        corto = len(resto) - len(resto.lstrip()) < len(_SANGRIA_DE_CODIGO)
        if corto and cierre.startswith(hoja.marca) and not cierre.strip(hoja.marca[0]):
            self._hoja = None
            return
        # La sangría de la cerca no es del código.
        sangria = min(hoja.nivel, len(resto) - len(resto.lstrip(" ")))
        hoja.lineas.append(resto[sangria:])

    def _en_blanco(self) -> None:
        self._cerrar_sobrantes()
        caja = self._abiertas[-1]
        if self._hoja and self._hoja.tipo not in _CON_TEXTO_LIBRE:
            self._cerrar_hoja()
        if caja.hijos:
            caja.hijos[-1].blanco = True
        for abierta in self._abiertas:
            abierta.blanco = False
        recien_abierto = caja.tipo is Tipo.ELEMENTO and not caja.hijos and caja.linea == self._linea
        caja.blanco = caja.tipo is not Tipo.CITA and not recien_abierto

    def _abrir(self, resto: str) -> str | None:
        """Abre lo que el renglón empieza; da el texto que falta poner, o nada si ya está puesto."""
        while r.ABRE.match(resto):
            if resto.startswith(_SANGRIA_DE_CODIGO):
                return self._abrir_codigo(resto)
            inicial = resto.lstrip(" ")[0]
            abrir = _APERTURAS.get(inicial, _ninguna)
            sigue = abrir(self, resto)
            if sigue is None:
                return None
            if sigue is resto:
                return resto
            resto = sigue
            if not resto or resto.isspace():
                return None
        return resto

    def _abrir_codigo(self, resto: str) -> str | None:
        # Un código con sangría no interrumpe un párrafo.
        if self._hoja and self._hoja.tipo is Tipo.PARRAFO:
            return resto
        self._apuntes.lenguajes.append("")
        hoja = self._poner(CajaDeTexto(Tipo.CODIGO, self._linea))
        hoja.lineas.append(resto[len(_SANGRIA_DE_CODIGO) :])
        return None

    def _abrir_cita(self, resto: str) -> str:
        marca = r.CITA.match(resto)
        if not marca or not self._cabe():
            return resto
        self._meter(Caja(Tipo.CITA, self._linea))
        return resto[marca.end() :]

    def _abrir_titulo(self, resto: str) -> str | None:
        m = r.TITULO.match(resto)
        if not m:
            return resto
        self._poner(CajaDeTexto(Tipo.TITULO, self._linea, [m[2] or ""], len(m[1])))
        self._hoja = None
        return None

    def _abrir_cerca(self, resto: str) -> str | None:
        m = r.CERCA.match(resto)
        if not m:
            return resto
        self._apuntes.lenguajes.append(resto[m.end() :])
        self._poner(CajaDeTexto(Tipo.CERCA, self._linea, nivel=m.start(1), marca=m[1]))
        return None

    def _abrir_nota(self, resto: str) -> str | None:
        m = self._guardar_nota and r.NOTA.match(resto)
        if not m or len(self._abiertas) > 1:
            return resto
        self._poner(CajaDeTexto(Tipo.NOTA, self._linea, [resto[m.end() :]], marca=m[1]))
        return None

    def _abrir_guion(self, resto: str) -> str | None:
        """Un guion puede ser el subrayado de un título, una tabla, una raya o una viñeta."""
        if self._subrayar(resto):
            return None
        # «- | -» separa las filas de una tabla, y para GitHub es antes una viñeta.
        if not r.VINETA.match(resto) and self._abrir_tabla(resto):
            return None
        return self._abrir_raya(resto)

    def _abrir_igual(self, resto: str) -> str | None:
        return None if self._subrayar(resto) else resto

    def _abrir_barra(self, resto: str) -> str | None:
        return None if self._abrir_tabla(resto) else resto

    def _abrir_raya(self, resto: str) -> str | None:
        if not r.RAYA.match(resto):
            return self._abrir_vineta(resto)
        self._poner(CajaDeTexto(Tipo.RAYA, self._linea))
        self._hoja = None
        return None

    def _abrir_vineta(self, resto: str) -> str:
        m = r.VINETA.match(resto)
        if not m or (self._en_parrafo and not resto[m.end() :].strip()):
            return resto
        return self._abrir_elemento(resto, m.end(2), m[3] or "", m[2], "")

    def _abrir_numero(self, resto: str) -> str:
        m = r.NUMERO.match(resto)
        if not m:
            return resto
        # Para que un año al comienzo de un renglón no parta el párrafo, solo el 1 lo interrumpe.
        if self._en_parrafo and (int(m[2]) != 1 or not resto[m.end() :].strip()):
            self._apuntes.numeros_en_parrafo.append(self._linea)
            return resto
        return self._abrir_elemento(resto, m.end(3), m[4] or "", m[3], m[2])

    def _abrir_elemento(
        self, resto: str, tras_marca: int, espacios: str, marca: str, numero: str
    ) -> str:
        if not self._cabe():
            return resto
        if numero:
            self._apuntes.numeros.append(numero)
        vacio = not resto[tras_marca:].strip()
        # Con cinco espacios o más, lo que sigue es un código dentro del elemento.
        ancho = tras_marca + (len(espacios) if not vacio and len(espacios) <= 4 else 1)
        self._cerrar_sobrantes()
        self._cerrar_hoja()
        lista = self._abiertas[-1]
        if lista.tipo is Tipo.LISTA and lista.marca != marca:
            self._abiertas.pop()
        if self._abiertas[-1].tipo is not Tipo.LISTA:
            self._meter(Caja(Tipo.LISTA, self._linea, marca=marca))
        self._meter(Caja(Tipo.ELEMENTO, self._linea, numero=int(numero or 0), ancho=ancho))
        return resto[ancho:]

    @property
    def _en_parrafo(self) -> bool:
        """Si el renglón seguiría un párrafo abierto en su misma caja."""
        return self._siguen_todas and self._hoja is not None and self._hoja.tipo is Tipo.PARRAFO

    def _subrayar(self, resto: str) -> bool:
        """Vuelve título el párrafo abierto, si el renglón lo subraya."""
        hoja, m = self._hoja, r.SUBRAYADO.match(resto)
        if not m or not hoja or not self._en_parrafo:
            return False
        texto = sin_definiciones("\n".join(hoja.lineas), self._referencias)
        if not texto:
            # Solo eran definiciones: no queda nada que subrayar.
            self._hoja, hoja.lineas = None, []
            return False
        hoja.lineas = texto.split("\n")
        hoja.tipo, hoja.nivel = Tipo.TITULO, 1 if m[1][0] == "=" else 2
        self._hoja = None
        return True

    def _abrir_tabla(self, resto: str) -> bool:
        """Vuelve tabla el último renglón del párrafo abierto, si este la separa de sus filas."""
        hoja = self._hoja
        if not hoja or not self._en_parrafo or hoja.sin_tabla or not r.SEPARADOR.match(resto):
            return False
        encabezado = hoja.lineas[-1]
        columnas = r.celdas(resto)
        if "|" not in encabezado + resto:
            return False
        if len(r.celdas(encabezado)) != len(columnas):
            # GitHub no vuelve a buscar una tabla en el mismo párrafo.
            hoja.sin_tabla = True
            return False
        hoja.lineas.pop()
        if not hoja.lineas:
            self._abiertas[-1].hijos.pop()
        self._cerrar_hoja()
        self._poner(CajaDeTexto(Tipo.TABLA, self._linea - 1, [encabezado], columnas=columnas))
        self._contar(0, len(columnas))
        return True

    def _texto(self, resto: str) -> None:
        hoja = self._hoja
        if hoja and hoja.tipo is Tipo.PARRAFO:
            # También el de una caja que este renglón no nombra: así se escribe a mano una cita.
            hoja.lineas.append(resto.lstrip(" "))
        elif hoja and hoja.tipo is Tipo.TABLA and self._siguen_todas:
            hoja.lineas.append(resto)
            self._contar(0, len(hoja.columnas))
        else:
            self._poner(CajaDeTexto(Tipo.PARRAFO, self._linea, [resto.lstrip(" ")]))
        for caja in self._abiertas:
            caja.blanco = False

    def _cabe(self) -> bool:
        """Si se puede entrar un nivel más."""
        cajas = sum(caja.tipo is not Tipo.LISTA for caja in self._abiertas)
        if cajas > NIVELES_MAXIMOS:
            self._impedir(f"más de {NIVELES_MAXIMOS} niveles de listas o de citas")
        return cajas <= NIVELES_MAXIMOS

    def _contar(self, bloques: int, celdas: int = 0) -> None:
        self._bloques += bloques
        self._celdas += celdas
        if self._bloques > BLOQUES_MAXIMOS:
            self._impedir(f"más de {BLOQUES_MAXIMOS} párrafos, elementos y citas")
        if self._celdas > CELDAS_MAXIMAS:
            self._impedir(f"más de {CELDAS_MAXIMAS} celdas de tablas")

    def _impedir(self, detalle: str) -> None:
        if not self._apuntes.impedimento:
            self._apuntes.impedimento = self._linea, detalle

    def _poner(self, hoja: CajaDeTexto) -> CajaDeTexto:
        """La hoja, abierta en la última caja que sigue."""
        self._cerrar_sobrantes()
        self._cerrar_hoja()
        if self._abiertas[-1].tipo is Tipo.LISTA:
            self._abiertas.pop()
        self._abiertas[-1].hijos.append(hoja)
        self._siguen = len(self._abiertas)
        for caja in self._abiertas:
            caja.blanco = False
        self._hoja = hoja
        self._contar(1)
        return hoja

    def _meter(self, caja: Caja) -> None:
        self._cerrar_sobrantes()
        self._cerrar_hoja()
        if caja.tipo is not Tipo.ELEMENTO and self._abiertas[-1].tipo is Tipo.LISTA:
            self._abiertas.pop()
        self._abiertas[-1].hijos.append(caja)
        self._abiertas.append(caja)
        self._siguen = len(self._abiertas)
        self._contar(1)
        for abierta in self._abiertas:
            abierta.blanco = False

    def _cerrar_sobrantes(self) -> None:
        if not self._siguen_todas:
            self._cerrar_hoja()
            del self._abiertas[self._siguen :]

    def _cerrar_hoja(self) -> None:
        hoja, self._hoja = self._hoja, None
        if hoja is None:
            return
        if hoja.tipo is Tipo.NOTA and self._guardar_nota:
            self._guardar_nota(hoja.marca, "\n".join(hoja.lineas).strip())
        elif hoja.tipo is Tipo.PARRAFO and hoja.lineas and hoja.lineas[0].startswith("["):
            texto = sin_definiciones("\n".join(hoja.lineas), self._referencias)
            hoja.lineas = texto.split("\n") if texto else []


def _sigue_codigo(hoja: CajaDeTexto, resto: str) -> bool:
    en_blanco = not resto or resto.isspace()
    if not en_blanco and not resto.startswith(_SANGRIA_DE_CODIGO):
        return False
    hoja.lineas.append(resto[len(_SANGRIA_DE_CODIGO) :])
    hoja.blanco = en_blanco
    return True


def _ninguna(lector: Lector, resto: str) -> str:
    return resto


_APERTURAS: dict[str, Callable[[Lector, str], str | None]] = {
    ">": Lector._abrir_cita,
    "#": Lector._abrir_titulo,
    "`": Lector._abrir_cerca,
    "~": Lector._abrir_cerca,
    "[": Lector._abrir_nota,
    "=": Lector._abrir_igual,
    "|": Lector._abrir_barra,
    ":": Lector._abrir_barra,
    "-": Lector._abrir_guion,
    "*": Lector._abrir_raya,
    "_": Lector._abrir_raya,
    "+": Lector._abrir_vineta,
    **dict.fromkeys("0123456789", Lector._abrir_numero),
}
