"""Lo que hace falta mirar del sitio para resolver un arreglo: sus archivos y lo ya publicado."""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from generador.arboles import ArchivoCambio
from generador.arreglos.lineas import TextoEnLineas
from generador.arreglos.nombres import (
    nombre_de_norma,
    nombres_de_entidades,
    nombres_de_funciones,
    nombres_de_iconos,
    nombres_de_instancias,
    nombres_de_integrantes,
    nombres_de_listas,
    nombres_de_metas,
    nombres_de_normas,
    nombres_de_sectores,
    quien_se_llama,
)
from generador.hallazgo import Origen
from generador.lectura.contenido import Contenido
from generador.lectura.lugares import periodo_del_nombre
from generador.lectura.validar import en_camino
from generador.lectura.yaml_estricto import ArbolDeYaml, leer_yaml
from generador.modelo.archivos import (
    ENTIDADES,
    EXTENSIONES,
    INSTANCIAS,
    LISTAS,
    NORMAS,
    PUBLICACIONES,
    RETIRADOS,
)
from generador.modelo.citas import Cita
from generador.modelo.clases import PUBLICABLES, clase_en
from generador.modelo.correcciones import periodo
from generador.modelo.fechas import PATRON_DE_PERIODO
from generador.modelo.nombres import ID_DE_NORMA

_QUE_SE_LLAMA = "_que_se_llama"
_ANIO_DE_LA = "anio_de_la_"
_PRODUCTO = Path(__file__).parent.parent / "datos"
_AL_FINAL = re.compile(r"(?m)([^\s'\":,{}]+)['\"]?\s*$")
_QUE_SE_PUBLICO = (f"{PUBLICACIONES}/", RETIRADOS)
_CLASES = tuple(c.nombre for c in PUBLICABLES)
_EN_SUS_LUGARES = re.compile(r"contenido/(.+?)(?:\.(?:md|yaml))?")


@dataclass(slots=True)
class Mesa:
    """El contenido de un sitio, con lo que ya se entendió de él.

    `salida` es la carpeta donde se construye: lo que está allí se da por publicado.
    """

    contenido: Contenido
    salida: Path | None = None
    _textos: dict[str, TextoEnLineas | None] = field(default_factory=dict)
    _sabido: dict[tuple[str, str], str] = field(default_factory=dict)
    _arboles: dict[str, ArbolDeYaml] = field(default_factory=dict)
    _anotadas: frozenset[str] | None = None

    def texto(self, archivo: str) -> TextoEnLineas | None:
        """El archivo en líneas; ninguno si no está o no se puede leer."""
        if archivo not in self._textos:
            self._textos[archivo] = self._leer(archivo)
        return self._textos[archivo]

    def _leer(self, archivo: str) -> TextoEnLineas | None:
        try:
            return TextoEnLineas.de(self.contenido.crudo(archivo))
        except (OSError, ArchivoCambio, UnicodeDecodeError):
            return None

    def existe(self, ruta: str) -> bool:
        """Si hay algo con ese nombre, sea lo que sea."""
        return bool(self.contenido.que_es(ruta))

    def carpeta(self, ruta: str) -> bool:
        """Si es una carpeta."""
        return self.contenido.que_es(ruta) == stat.S_IFDIR

    def publicado(self, archivo: str) -> bool:
        """Si la dirección del archivo ya se publicó, o se retiró: su nombre no se toca."""
        hallado = _EN_SUS_LUGARES.fullmatch(archivo)
        if hallado is None:
            return False
        ruta = re.sub(r"/instancia$", "/index", hallado[1])
        posibles = (f"{ruta}.html", archivo.removeprefix("contenido/"))
        return any(self._en_la_salida(p) or self._anotado(p) for p in posibles)

    def _en_la_salida(self, direccion: str) -> bool:
        return self.salida is not None and (self.salida / direccion).is_file()

    def _anotado(self, direccion: str) -> bool:
        """Si el registro de publicaciones o el de retiros la nombra."""
        if self._anotadas is None:
            hay = self.contenido.bajo("contenido")
            suyos = (a for a in hay if a.startswith(_QUE_SE_PUBLICO) and a.endswith(".yaml"))
            crudos = map(self.contenido.crudo, suyos)
            textos = (crudo.decode(errors="replace") for crudo in crudos)
            self._anotadas = frozenset(r for t in textos for r in _AL_FINAL.findall(t))
        return direccion in self._anotadas

    def conocido(self, que: str, lugar: Origen) -> str:
        """Un valor que existe, de la clase que se pide, para un ejemplo en ese lugar."""
        archivo = lugar.archivo
        if que in ("entidad", "integrante", "norma", "quien_lo_nombra"):
            # De todos los hallazgos de un archivo se pregunta lo mismo.
            if (que, archivo) not in self._sabido:
                self._sabido[que, archivo] = self._unico(que, lugar)
            return self._sabido[que, archivo]
        if que == Cita.REGISTRO.value or que in _CLASES:
            return self._unico_registro(que, archivo)
        if que.endswith(_QUE_SE_LLAMA):
            return self._el_que_se_llama(que.removesuffix(_QUE_SE_LLAMA), lugar)
        if que == "nombre_de_norma":
            return nombre_de_norma(self._arbol(archivo).datos or {})
        if que in ("fecha", "fecha_escrita") or que.startswith(_ANIO_DE_LA):
            return self._fecha(que, lugar)
        if que == "periodo_escrito":
            return self._periodo(archivo)
        return _del_camino(que, archivo)

    def _el_que_se_llama(self, clase: str, lugar: Origen) -> str:
        """El identificador de quien está escrito con su nombre en ese lugar."""
        arbol = self._arbol(lugar.archivo)
        donde = next(
            (c for c, m in arbol.posiciones.items() if m == (lugar.linea, lugar.columna)), ()
        )
        escrito = en_camino(arbol.datos, donde)
        return (
            quien_se_llama(escrito, self._nombres(clase, lugar)) if isinstance(escrito, str) else ""
        )

    def _nombres(self, clase: str, lugar: Origen) -> dict[str, list[str]]:
        """Lo que se puede citar en ese lugar, con sus nombres; nada si no se cita por su nombre."""
        match Cita(clase):
            case Cita.ENTIDAD:
                return nombres_de_entidades(self._datos(ENTIDADES))
            case Cita.CARGO:
                return nombres_de_integrantes(self._ficha(lugar.archivo))
            case Cita.FUNCION:
                return nombres_de_funciones(self._ficha(lugar.archivo))
            case Cita.NORMA:
                hay = map(PurePosixPath, self.contenido.bajo(NORMAS))
                return nombres_de_normas(n.stem for n in hay if n.match("normas/*.md"))
            case Cita.SECTOR:
                return nombres_de_sectores(self._del_sitio_o_producto("sectores.yaml"))
            case Cita.ICONO:
                return nombres_de_iconos(self._del_sitio_o_producto("iconos.yaml"))
            case Cita.META:
                return nombres_de_metas(self._datos(lugar.archivo))
            case Cita.INSTANCIA:
                rutas = self.contenido.bajo(INSTANCIAS)
                carpetas = dict.fromkeys("/".join(r.split("/")[:3]) for r in rutas)
                fichas = {c.rpartition("/")[2]: self._ficha(f"{c}/") for c in carpetas}
                return nombres_de_instancias(fichas)
            case Cita.LISTA:
                return nombres_de_listas(self._listas())
            case Cita.REGISTRO | Cita.ACUERDO:
                return {}

    def _listas(self) -> dict[str, Mapping[str, Any]]:
        propias = [p for p in self.contenido.bajo(LISTAS) if p.endswith(".yaml")]
        del_producto = [f"listas/{p.name}" for p in sorted((_PRODUCTO / "listas").glob("*.yaml"))]
        # Una del sitio toma el lugar de la que se llama igual.
        return {PurePosixPath(a).stem: self._datos(a) for a in (*del_producto, *propias)}

    def _del_sitio_o_producto(self, nombre: str) -> Mapping[str, Any]:
        return self._datos(f"contenido/datos/{nombre}") or self._datos(nombre)

    def _datos(self, archivo: str) -> Mapping[str, Any]:
        return self._arbol(archivo).datos or {}

    def _arbol(self, archivo: str) -> ArbolDeYaml:
        """Los datos de un archivo, del sitio o del producto; vacío si no está o no se lee."""
        if archivo not in self._arboles:
            del_sitio = archivo.startswith("contenido/")
            texto = self.texto(archivo) if del_sitio else _del_producto(archivo)
            self._arboles[archivo] = ArbolDeYaml() if texto is None else _leer_datos(texto, archivo)
        return self._arboles[archivo]

    def _unico(self, que: str, lugar: Origen) -> str:
        """El único que hay: uno de varios sería un hecho que nadie escribió."""
        if que == "quien_lo_nombra":
            return self._quien_nombra(lugar.archivo)
        posibles = self._nombres(que, lugar)
        return next(iter(posibles)) if len(posibles) == 1 else ""

    def _unico_registro(self, clase: str, archivo: str) -> str:
        """El único otro de esa clase en la instancia del archivo, por su camino dentro de ella."""
        carpeta = _carpeta_de_instancia(archivo)
        hay = self.contenido.bajo(carpeta) if carpeta else ()
        registros = (r.removeprefix(f"{carpeta}/") for r in hay if r.endswith(EXTENSIONES))
        # Un registro puede estar en dos archivos.
        caminos = {r.rpartition(".")[0] for r in registros}
        caminos.discard(archivo.removeprefix(f"{carpeta}/").rpartition(".")[0])
        suyos = [c for c in caminos if _es_de(clase, c)]
        return suyos[0] if len(suyos) == 1 else ""

    def _fecha(self, que: str, lugar: Origen) -> str:
        """La del registro, o la que dice el nombre de su archivo; ninguna otra es la suya."""
        archivo, texto = lugar.archivo, self.texto(lugar.archivo)
        if que == "fecha":
            return _del_camino(que, archivo)
        renglones = "\n".join(texto.lineas) if texto else ""
        clave = que.removeprefix(_ANIO_DE_LA) if que.startswith(_ANIO_DE_LA) else "fecha"
        suya = re.search(rf"(?m)^{clave}: *(\d{{4}}-\d{{2}}-\d{{2}})\s*$", renglones)
        return suya[1][: 4 if que.startswith(_ANIO_DE_LA) else 10] if suya else ""

    def _periodo(self, archivo: str) -> str:
        """El que dice el informe, o el año que dice el plan; si no dicen, el del nombre."""
        datos = self._arbol(archivo).datos or {}
        dicho = str(datos.get("periodo") or datos.get("anio") or "")
        return periodo(dicho) or periodo_del_nombre(archivo)

    def _quien_nombra(self, archivo: str) -> str:
        """El único registro de la misma carpeta cuyo texto nombra ese archivo."""
        carpeta, _, nombre = archivo.rpartition("/")
        hay = (v for v in map(PurePosixPath, self.contenido.bajo(carpeta)) if v.name != nombre)
        textos = {v.stem: self.texto(str(v)) for v in hay if str(v.parent) == carpeta}
        suyos = [s for s, t in textos.items() if t and any(nombre in linea for linea in t.lineas)]
        return suyos[0] if len(suyos) == 1 else ""

    def _ficha(self, archivo: str) -> Mapping[str, Any]:
        """Los datos de `instancia.md` de la instancia de un archivo; ninguno si no se leen."""
        carpeta = _carpeta_de_instancia(archivo)
        posibles = (f"{carpeta}/instancia{x}" for x in EXTENSIONES) if carpeta else ()
        return next(filter(None, (self._arbol(p).datos for p in posibles)), {})


def _es_de(nombre: str, camino: str) -> bool:
    """Si en ese camino va un registro de la clase de ese nombre, o de cualquiera."""
    clase = clase_en(camino)
    return clase is not None and nombre in (clase.nombre, Cita.REGISTRO.value)


def _carpeta_de_instancia(archivo: str) -> str:
    """La de la instancia de un archivo; vacía si no es de ninguna."""
    carpeta = re.match(rf"{INSTANCIAS}/[^/]+(?=/)", archivo)
    return carpeta[0] if carpeta else ""


def _leer_datos(texto: TextoEnLineas, archivo: str) -> ArbolDeYaml:
    region = texto.portada if archivo.endswith(".md") else (0, len(texto.lineas))
    return leer_yaml(texto.en_yaml(*region), archivo)


def _del_producto(archivo: str) -> TextoEnLineas:
    return TextoEnLineas.de((_PRODUCTO / archivo).read_bytes())


def _del_camino(que: str, archivo: str) -> str:
    """Lo que dice el camino del archivo: año, periodo, fecha, o los datos de una norma.

    El texto vacío si no lo dice.
    """
    nombre = archivo.rpartition("/")[2].partition(".")[0]
    norma = ID_DE_NORMA.fullmatch(nombre)
    if que in ("tipo", "numero", "emisor"):
        return norma[{"tipo": 1, "numero": 2, "emisor": 4}[que]] if norma else ""
    if que == "fecha":
        dia = re.fullmatch(r"\d{4}-\d{2}-\d{2}", nombre)
        return dia[0] if dia else ""
    anio = re.search(r"(?<!\d)(\d{4})(?!\d)", archivo.removeprefix("contenido/"))
    if que == "periodo":
        periodo = re.fullmatch(PATRON_DE_PERIODO, nombre)
        return periodo[0] if periodo else anio[1] if anio else "2020"
    return anio[1] if anio else "2020"
