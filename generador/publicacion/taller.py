"""Lo que se pide, lo que se hizo y lo que se tiene a mano durante una publicación."""

from __future__ import annotations

from collections.abc import Mapping, Set
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generador.arboles import TALLER, cerrojo
from generador.construccion import Pedido, Resultado
from generador.integridad import sello
from generador.lectura.contenido import Contenido
from generador.modelo.publicaciones import Olvido
from generador.modelo.raiz import ADMITIDOS, CARPETA, publicado
from generador.modelo.sitio import DestinoEscrito, DocumentoPublicado
from generador.publicacion import registro
from generador.publicacion.interfaz import Destino, FalloDeDestino, LoPublicado
from generador.publicacion.lugar import abrir_destino, buscar_destino

_DESFASE_TOLERADO = 600
_DE_LA_FUENTE = "/contenido/sitio.yaml"
_DONDE_VA = (
    "no son del sitio. Un documento va en contenido/ como anexo del registro que lo nombra; lo que "
    f"pide quien sirve el sitio va en {CARPETA}/, que solo admite {ADMITIDOS}."
)


@dataclass(frozen=True, slots=True)
class Peticion:
    """Lo que se pide publicar: qué sitio, a qué destino y qué día es hoy en Bogotá.

    `firmar` es la llave privada Ed25519, fuera de la carpeta del sitio. `retirar` son direcciones
    que se borran de todas las versiones, por `motivo`; con `solo_lo_anterior` siguen a la vista, y
    se borra lo que decían antes. `recuperar` dice que aquí está todo lo publicado, y que del
    registro se traiga del destino lo que falte. `todo` envía también lo que el destino ya tiene:
    no todo destino sabe decir si alguien lo cambió allá.
    """

    pedido: Pedido
    destino: str
    hoy: date
    simular: bool = False
    firmar: Path | None = None
    retirar: tuple[str, ...] = ()
    motivo: str = ""
    recuperar: bool = False
    solo_lo_anterior: bool = False
    todo: bool = False

    @property
    def olvido(self) -> Olvido:
        """Lo que el registro deja de decir, con las direcciones como son dentro del sitio."""
        return Olvido(tuple(r.strip("/") for r in self.retirar), self.solo_lo_anterior)


@dataclass(frozen=True, slots=True)
class Hecho:
    """Qué se hizo. Si `construccion` trae errores, no se publicó nada.

    `numero` es 0 si no se publicó: no había qué, es lo mismo que se deshizo (`deshecho`), o lo que
    se retira ya no está en ninguna parte (`ya_borrado`); `a_la_vista`, la que el destino muestra.
    `vuelta` dice qué se deshace y qué vuelve a verse; `cuenta_lo_de_otros`, si el destino muestra
    por primera vez qué decía antes un documento que cambió en otro. Las rutas son archivos del
    sitio sin las copias comprimidas.
    """

    construccion: Resultado | None = None
    numero: int = 0
    agregados: tuple[str, ...] = ()
    cambiados: tuple[str, ...] = ()
    retirados: tuple[str, ...] = ()
    viajan: int = 0
    octetos: int = 0
    documentos: tuple[DocumentoPublicado, ...] = ()
    entrada: str = ""
    recuperadas: tuple[str, ...] = ()
    reparados: tuple[str, ...] = ()
    advertencias: tuple[str, ...] = ()
    simulado: bool = False
    deshecho: bool = False
    ya_borrado: bool = False
    vuelta: str = ""
    a_la_vista: int = 0
    direccion: str = ""
    cuenta_lo_de_otros: bool = False


@dataclass(slots=True)
class Obrador:
    """Lo que se necesita a mano durante una publicación.

    `contenido` son los archivos del sitio como se vieron en esta orden; `propias`, las entradas del
    registro de aquí, por nombre de archivo; `recuperadas`, las que
    estaban solo en el destino. `limpias` son las que nombraban
    lo que se retira, ya sin nombrarlo: se escriben en el registro solo cuando la publicación está a
    la vista. Si se retira algo, `borradas` son las huellas de lo que decía cada dirección;
    `con_palabras`, las direcciones de las que el registro dice qué decían antes; y `conocidas`,
    toda dirección que nombra el registro o guarda el destino.
    `danados` es lo que alguien cambió o borró en el destino.
    """

    peticion: Peticion
    escrito: DestinoEscrito
    destino: Destino
    carpeta: Path
    contenido: Contenido
    estado: LoPublicado = field(default_factory=LoPublicado)
    propias: dict[str, bytes] = field(default_factory=dict)
    recuperadas: dict[str, bytes] = field(default_factory=dict)
    limpias: dict[str, bytes] = field(default_factory=dict)
    borradas: Mapping[str, frozenset[str]] = field(default_factory=dict)
    con_palabras: Set[str] = frozenset()
    conocidas: frozenset[str] = frozenset()
    advertencias: list[str] = field(default_factory=list)
    danados: tuple[str, ...] = ()

    @property
    def otro_numero(self) -> bool:
        """Si el número de lo que se ve aquí lo lleva en el registro la publicación de otro destino.

        Pasa cuando dos personas publican a la vez, cada una en un destino distinto.
        """
        if self.estado.sin_manifiesto:
            return False
        numero, propias = self.estado.numero, self.propias.items()
        entradas = (d for n, d in propias if sello.numero_de_entrada(n) == numero)
        debido = sello.huella(self.estado.manifiesto)
        return any(sello.manifiesto_de_entrada(d) != debido for d in entradas)

    @property
    def raiz(self) -> Path:
        return self.peticion.pedido.raiz

    @property
    def entradas(self) -> dict[str, bytes]:
        """El registro de aquí, lo que se recuperó del destino y, al retirar, sin lo retirado."""
        return {**self.propias, **self.recuperadas, **self.limpias}

    def anotar(self, nombre: str, entrada: bytes) -> None:
        """Escribe una entrada en el registro."""
        registro.agregar(self.raiz, nombre, entrada)
        self.propias[nombre] = entrada

    def contenido_al_dia(self) -> Contenido:
        """Los archivos del sitio; los que ya se leyeron y siguen iguales no se abren otra vez."""
        self.contenido = self.contenido.al_dia()
        return self.contenido


def abrir(peticion: Peticion, conocidos: tuple[DestinoEscrito, ...], pila: ExitStack) -> Obrador:
    raiz = peticion.pedido.raiz
    carpeta = raiz / TALLER / "_publicacion"
    carpeta.mkdir(parents=True, exist_ok=True)
    pila.enter_context(cerrojo.tomar(carpeta / "cerrojo", "publicar"))
    escrito = buscar_destino(peticion.destino, conocidos)
    destino = abrir_destino(escrito, raiz, carpeta)
    contenido = peticion.pedido.contenido or Contenido(raiz)
    propias = registro.leer_archivos(contenido)
    taller = Obrador(peticion, escrito, destino, carpeta, contenido, destino.mirar(), propias)
    taller.advertencias += destino.debilidades
    return taller


def exigir_sin_ajenos(estado: LoPublicado) -> None:
    if any(f"/{a}".endswith(_DE_LA_FUENTE) for a in estado.ajenos):
        raise FalloDeDestino(
            "La rama del destino tiene los registros del sitio, y publicar los borraría. No se "
            "tocó nada.",
            "El sitio publicado va en una rama propia, que se crea sola: ponga su nombre después "
            "de «#», por ejemplo git+<repositorio>#publico.",
        )
    # Sin el manifiesto no se sabe cuáles son ajenos; nada se pierde: lo que hay pasa a «anterior».
    if estado.ajenos and not estado.sin_manifiesto:
        nombres = ", ".join(f"«{a}»" for a in estado.ajenos[:10])
        resto = f" y {len(estado.ajenos) - 10} más" if len(estado.ajenos) > 10 else ""
        raise FalloDeDestino(
            f"En el destino hay archivos que generador no escribió y que publicar borraría: "
            f"{nombres}{resto}. No se tocó nada.",
            f"{_que_hacer(estado.ajenos)} Luego repita. Si nadie sabe de dónde salieron, antes de "
            "tocarlos lea en la guía qué hacer después de una intrusión.",
        )


def _que_hacer(ajenos: tuple[str, ...]) -> str:
    """Qué se hace con cada uno: los de la raíz se pueden declarar; lo demás no es del sitio."""
    de_la_raiz = [a for a in ajenos if publicado(a.removeprefix("actual/"))]
    if not de_la_raiz:
        return f"Bórrelos allá: {_DONDE_VA}"
    nombres = ", ".join(f"«{a}»" for a in de_la_raiz[:10])
    declarar = (
        f"Si hacen falta, ponga en {CARPETA}/, con el mismo nombre, {nombres}: de ahí se publican."
    )
    if len(de_la_raiz) == len(ajenos):
        return f"{declarar} Hagan falta o no, bórrelos allá."
    return f"{declarar} Bórrelos todos allá, estos y los demás: {_DONDE_VA}"


def exigir_reloj(taller: Obrador, ultima: int) -> None:
    """El día de una entrada no puede ser anterior al de la que la precede."""
    fechas = [n[:10] for n in taller.entradas if sello.numero_de_entrada(n) == ultima]
    hoy = taller.peticion.hoy.isoformat()
    if fechas and fechas[0] > hoy:
        raise FalloDeDestino(
            f"La última publicación es del {fechas[0]} y este computador dice que hoy es {hoy}. "
            "Nada se publicó.",
            "Ponga en hora el reloj y repita.",
        )
    minutos = abs(taller.estado.desfase) // 60
    if abs(taller.estado.desfase) > _DESFASE_TOLERADO:
        taller.advertencias.append(
            f"el reloj de este computador y el del destino difieren en {minutos} minutos: el día "
            "que se anota es el de este"
        )
