"""Lo que es de todo el sitio: configuración, entidades, normas, listas y datos del producto.

Los datos que vienen con el producto (sectores, iconos, calendario, listas) se leen igual que
los del sitio, y un archivo del sitio con el mismo nombre toma su lugar.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from generador.configuracion import Contexto, Icono, LineaDeAccesibilidad, Sector
from generador.hallazgo import (
    Accion,
    Arreglo,
    Certeza,
    Hallazgo,
    Origen,
    ejemplo,
    error,
    escribir_parecido,
    parecido,
)
from generador.lectura.anclas import anclar, pagina_de
from generador.lectura.archivos import (
    ANEXO_MAXIMO,
    defecto_de_clase,
    hay_archivo,
    hay_carpeta,
    interpretar_texto,
    leer_publicable,
    leer_texto,
    listar,
    para_quien_edita,
    recorrer,
    reservado,
)
from generador.lectura.lugares import (
    bien_terminado,
    cambiar_terminacion,
    es_para_quien_edita,
    es_reservado,
    tronco_de,
)
from generador.lectura.raiz import leer_raiz
from generador.lectura.registros import EnlaceInterno, con_su_ancla, leer_registro
from generador.lectura.sobrantes import sobrantes
from generador.lectura.supuesto import sitio_supuesto
from generador.lectura.validar import validar
from generador.lectura.yaml_estricto import VALORES_MAXIMOS, Arbol, leer_yaml
from generador.modelo.anexos import se_publica
from generador.modelo.base import Archivo, Confianza, Html, Valor
from generador.modelo.calendario import Festivo, calendario_desde
from generador.modelo.clases import NORMA
from generador.modelo.correcciones import identificador, nombre_de_archivo
from generador.modelo.nombres import partes_de_norma
from generador.modelo.norma import Norma
from generador.modelo.sitio import (
    Entidad,
    ListaDeRequisitos,
    Publicacion,
    Retirado,
    Retirados,
    Sitio,
)

_V = TypeVar("_V", bound=Valor)
ENTRADA_MAXIMA = 64 * 1_048_576
"""Lo más que puede pesar una entrada del registro de publicaciones, en bytes."""

_VALORES = 2_000_000
_ARCHIVO_DEL_SITIO = "contenido/sitio.yaml"
_SITIO = "formato: 1\ntitulo: Nombre del sitio\nentidad: ⟨entidad⟩\n"


@dataclass(slots=True)
class ContextoLeido:
    """El contexto, o `None` si la configuración no se puede leer, y lo hallado al leerlo.

    `para_revisar` es el mismo contexto o, si `sitio.yaml` tiene errores, uno con lo que en él está
    bien: con él nada se publica, pero se halla de una vez lo que esté mal en lo demás.
    `huellas` dice de cada archivo leído cuáles eran sus bytes; `normas_sin_publicar`, qué normas
    son todavía un borrador.
    """

    raiz: Path
    contexto: Contexto | None = None
    para_revisar: Contexto | None = None
    instancias: tuple[str, ...] = ()
    de_la_raiz: dict[str, Archivo] = field(default_factory=dict)
    textos_de_normas: dict[tuple[str, str], Html] = field(default_factory=dict)
    enlaces: list[EnlaceInterno] = field(default_factory=list)
    anclas: dict[str, frozenset[str]] = field(default_factory=dict)
    hallazgos: list[Hallazgo] = field(default_factory=list)
    huellas: list[str] = field(default_factory=list)
    normas_sin_publicar: list[str] = field(default_factory=list)

    def huella(self) -> str:
        """La huella de todo lo leído: cambia si cambia cualquier archivo común del sitio."""
        return sha256("\n".join(self.huellas).encode()).hexdigest()


def leer_contexto(raiz: Path, corte: date, *, con_borradores: bool = False) -> ContextoLeido:
    """Lee todo lo de `contenido/` que no es de una instancia.

    `con_borradores` es solo de la vista previa: da aparte las normas en borrador.
    """
    leido = ContextoLeido(raiz)
    sitio = _leer_valor(raiz, _ARCHIVO_DEL_SITIO, Sitio, leido)
    supuesto = sitio or _sitio_supuesto(raiz)
    entidades = _leer_entidades(raiz, leido)
    normas, archivos = _leer_normas(raiz, leido, con_borradores)
    listas = _leer_listas(raiz, leido)
    publicaciones = _leer_publicaciones(raiz, leido)
    leido.de_la_raiz, defectos = leer_raiz(raiz)
    leido.hallazgos += defectos
    leido.hallazgos += sobrantes(raiz)
    leido.instancias = _slugs(raiz, leido)
    if sitio is not None:
        leido.hallazgos += _entidad_del_sitio(raiz, sitio, entidades)
    if supuesto is not None:
        leido.para_revisar = Contexto(
            corte=corte,
            sitio=supuesto,
            calendario=replace(
                calendario_desde(_dato(raiz, "calendario/colombia.yaml", leido)),
                propios=_dias_propios(supuesto),
            ),
            entidades=entidades,
            normas={id_: n for id_, n in normas.items() if not n.borrador},
            normas_en_borrador={
                id_: n for id_, n in normas.items() if n.borrador and con_borradores
            },
            archivos_de_normas=archivos,
            listas_de_requisitos=listas,
            sectores=_sectores(_dato(raiz, "sectores.yaml", leido)),
            iconos=_iconos(_dato(raiz, "iconos.yaml", leido)),
            accesibilidad=_accesibilidad(_dato(raiz, "accesibilidad.yaml", leido)),
            publicaciones=publicaciones,
            retirados=_leer_retirados(raiz, leido),
        )
    leido.contexto = leido.para_revisar if sitio is not None else None
    return leido


def _sitio_supuesto(raiz: Path) -> Sitio | None:
    """El de un `sitio.yaml` con errores, que ya se dijeron; `None` si no está."""
    if not (raiz / _ARCHIVO_DEL_SITIO).is_file():
        return None
    arbol = leer_yaml(leer_texto(raiz, _ARCHIVO_DEL_SITIO)[0], _ARCHIVO_DEL_SITIO)
    return sitio_supuesto(arbol.datos or {})


def _entidad_del_sitio(
    raiz: Path, sitio: Sitio, entidades: dict[str, Entidad]
) -> Iterator[Hallazgo]:
    """Un error si la entidad que publica no está entre las del sitio."""
    if sitio.entidad in entidades:
        return
    archivo = _ARCHIVO_DEL_SITIO
    arbol = leer_yaml(leer_texto(raiz, archivo)[0], archivo)
    nueva = f"{sitio.entidad}:\n  nombre: Nombre de la entidad"
    agregarla = ejemplo(Accion.AL_FINAL, nueva, Origen("contenido/entidades.yaml"))
    yield error(
        "entidad-desconocida",
        Origen(archivo, *arbol.marcas.get(("entidad",), (1, 1))),
        f"La entidad «{sitio.entidad}» no está en contenido/entidades.yaml."
        f"{parecido(sitio.entidad, entidades)}",
        "Corrija el identificador o agregue la entidad en contenido/entidades.yaml",
        *(escribir_parecido(sitio.entidad, entidades) or (agregarla,)),
    )


def _leer_arbol(raiz: Path, archivo: str, leido: ContextoLeido) -> Arbol | None:
    return _interpretar(leer_texto(raiz, archivo), archivo, leido)


def _interpretar(
    texto_leido: tuple[str, str, list[Hallazgo]],
    archivo: str,
    leido: ContextoLeido,
    maximo: int = VALORES_MAXIMOS,
) -> Arbol | None:
    texto, suma, defectos = texto_leido
    leido.huellas.append(f"{archivo} {suma}")
    leido.hallazgos += defectos
    if not texto:
        return None
    arbol = leer_yaml(texto, archivo, maximo=maximo)
    leido.hallazgos += arbol.hallazgos
    return arbol if arbol.datos is not None else None


def _leer_valor(raiz: Path, archivo: str, modelo: type[_V], leido: ContextoLeido) -> _V | None:
    if not hay_archivo(raiz, archivo, leido.hallazgos):
        leido.hallazgos.append(
            error(
                "sitio-falta",
                Origen(archivo),
                f"No existe {archivo}",
                "Cree el archivo, o ejecute la orden desde la carpeta del sitio",
                ejemplo(Accion.CREAR, _SITIO),
            )
        )
        return None
    arbol = _leer_arbol(raiz, archivo, leido)
    if arbol is None:
        return None
    valor, defectos = validar(modelo, arbol, archivo)
    leido.hallazgos += defectos
    return valor


def _leer_entidades(raiz: Path, leido: ContextoLeido) -> dict[str, Entidad]:
    archivo = "contenido/entidades.yaml"
    if not hay_archivo(raiz, archivo, leido.hallazgos):
        return {}
    arbol = _leer_arbol(raiz, archivo, leido)
    entidades: dict[str, Entidad] = {}
    if arbol is None:
        return entidades
    # Por las claves y no por los datos: una sin nada debajo también es una entidad, sin su nombre.
    for id_ in (str(camino[0]) for camino in arbol.claves if len(camino) == 1):
        entidad, defectos = validar(Entidad, arbol, archivo, (id_,))
        debido = identificador(id_)
        if id_ != debido:
            lugar = Origen(archivo, *arbol.claves[id_,])
            leido.hallazgos.append(_mal_identificada(id_, lugar, arbol.datos or {}))
        leido.hallazgos += defectos
        if entidad is not None:
            entidades.setdefault(debido, entidad)
    return entidades


def _mal_identificada(id_: str, lugar: Origen, hay: Container[str]) -> Hallazgo:
    """El de la clave de una entidad que no sirve como identificador."""
    debido = identificador(id_)
    libre = debido != "" and debido not in hay
    return error(
        "tipo-incorrecto",
        lugar,
        f"«{id_}» no sirve como identificador de una entidad",
        f"Escriba {debido}, también donde se cita"
        if libre
        else "Use minúsculas sin tildes, cifras y guiones, y que no sea el de otra entidad",
        *((Arreglo(Accion.CLAVE, debido, Certeza.PROBABLE),) if libre else ()),
    )


def _leer_normas(
    raiz: Path, leido: ContextoLeido, con_borradores: bool
) -> tuple[dict[str, Norma], dict[str, Archivo]]:
    carpeta = "contenido/normas"
    normas: dict[str, Norma] = {}
    archivos: dict[str, Archivo] = {}
    if not hay_carpeta(raiz, carpeta, leido.hallazgos):
        return normas, archivos
    hallados, defectos = recorrer(raiz, carpeta)
    leido.hallazgos += defectos
    for hallado in hallados:
        ruta = f"normas/{hallado.ruta}"
        id_ = hallado.ruta.removesuffix(".md")
        if _es_norma_en_carpeta(hallado.ruta, {h.ruta for h in hallados}):
            leido.hallazgos.append(_norma_en_carpeta(hallado.ruta))
        elif "/" in hallado.ruta and hallado.bytes <= ANEXO_MAXIMO:
            archivos[ruta], defectos = leer_publicable(raiz, f"contenido/{ruta}", ruta)
            leido.huellas.append(f"{ruta} {archivos[ruta].sha256}")
            leido.hallazgos += defectos
        elif debido := _norma_bien_terminada(hallado.ruta):
            ya_esta = debido in {h.ruta for h in hallados}
            leido.hallazgos.append(_norma_mal_terminada(hallado.ruta, debido, ya_esta))
        elif hallado.ruta.endswith(".md"):
            _leer_norma(raiz, id_, normas, leido, con_borradores)
        else:
            leido.hallazgos.append(
                error(
                    "archivo-fuera-de-lugar",
                    Origen(f"contenido/{ruta}"),
                    f"«{hallado.ruta}» no es una norma",
                    f"Una norma va en {NORMA.ejemplo}; sus archivos, en la carpeta de igual nombre",
                    *_a_su_norma(hallado.ruta, [h.ruta for h in hallados]),
                )
            )
    publicos = _originales(normas, archivos, leido)
    sin_leer = {h.ruta.removesuffix(".md") for h in hallados} - normas.keys()
    leido.hallazgos += (
        _sin_nombrar(normas.get(_su_norma(ruta)), ruta)
        for ruta in archivos.keys() - {a.ruta for a in publicos.values()}
        if _su_norma(ruta) not in sin_leer and se_publica(ruta)
    )
    return normas, publicos


def _es_norma_en_carpeta(ruta: str, hay: Container[str]) -> bool:
    """Si es un texto en una carpeta que no es de ninguna norma: «2026/decreto-2.md»."""
    carpeta = ruta.partition("/")[0]
    return "/" in ruta and ruta.endswith(".md") and f"{carpeta}.md" not in hay


def _norma_en_carpeta(ruta: str) -> Hallazgo:
    return error(
        "archivo-fuera-de-lugar",
        Origen(f"contenido/normas/{ruta}"),
        f"«{ruta}» está en una carpeta, y ninguna norma se llama como ella",
        f"Una norma va en contenido/normas/, sin más carpetas, como {NORMA.ejemplo}; llévela allí",
        Arreglo(Accion.MUDAR, "contenido/normas/⟨nombre_de_norma⟩", Certeza.PROBABLE),
    )


def _norma_bien_terminada(ruta: str) -> str:
    """El archivo de la norma con su extensión, si le falta, es otra de texto o está repetida."""
    tronco, extension = tronco_de(ruta)
    if not extension and NORMA.lugar.fullmatch(tronco):
        return f"{tronco}.md"
    debido = bien_terminado(ruta)
    return debido if debido.endswith(".md") and NORMA.lugar.fullmatch(tronco) else ""


def _norma_mal_terminada(ruta: str, debido: str, ya_esta: bool) -> Hallazgo:
    remedio, arreglos = cambiar_terminacion("contenido/normas", debido, ya_esta)
    return error(
        "archivo-fuera-de-lugar",
        Origen(f"contenido/normas/{ruta}"),
        f"«{ruta}» está donde va una norma, y su nombre debe terminar en .md, una sola vez",
        remedio,
        *arreglos,
    )


def _a_su_norma(nombre: str, vecinos: list[str]) -> tuple[Arreglo, ...]:
    """El archivo, en la carpeta de la norma que se llama como él, si hay una."""
    tronco = nombre.partition(".")[0]
    normas = [v.removesuffix(".md") for v in vecinos if v.endswith(".md") and "/" not in v]
    suyas = [n for n in normas if n.startswith(tronco) or tronco.startswith(n)]
    if len(suyas) != 1:
        return ()
    return (Arreglo(Accion.MOVER, f"contenido/normas/{suyas[0]}/{nombre}", Certeza.PROBABLE),)


def _originales(
    normas: dict[str, Norma], archivos: dict[str, Archivo], leido: ContextoLeido
) -> dict[str, Archivo]:
    """Lo que las normas nombran: su texto, por el identificador; lo demás, por su ruta."""
    nombrados = {e.direccion for e in leido.enlaces if e.registro.removeprefix("normas/") in normas}
    nombrados |= {f"normas/{id_}/{n.original.reemplaza}" for id_, n in normas.items() if n.original}
    originales = {r: a for r, a in archivos.items() if r in nombrados}
    for id_, norma in normas.items():
        nombre = norma.original.archivo if norma.original else None
        if nombre is None:
            continue
        archivo = archivos.get(f"normas/{id_}/{nombre}")
        if archivo is not None:
            originales[id_] = archivo
            continue
        leido.hallazgos.append(
            error(
                "anexo-no-existe",
                norma.origen("original", "archivo"),
                f"El archivo «{nombre}» no está en normas/{id_}/",
                f"Copie el archivo en contenido/normas/{id_}/ o corrija el nombre",
                *_archivo_que_hay(f"normas/{id_}", nombre, archivos),
                citado=nombre,
            )
        )
    return originales


def _archivo_que_hay(carpeta: str, nombre: str, archivos: Iterable[str]) -> tuple[Arreglo, ...]:
    """El mismo nombre, como está en la carpeta; si no, el más parecido."""
    debido, rutas = nombre_de_archivo(nombre), tuple(archivos)
    if f"{carpeta}/{debido}" in rutas:
        return (Arreglo(Accion.VALOR, debido),)
    return escribir_parecido(nombre, (r.rpartition("/")[2] for r in rutas))


def _su_norma(ruta: str) -> str:
    return ruta.split("/")[1]


def _sin_nombrar(norma: Norma | None, ruta: str) -> Hallazgo:
    """Un archivo de la carpeta de normas que ninguna nombra: lo dice su norma, si la hay."""
    nombre = ruta.rpartition("/")[2]
    return error(
        "anexo-sin-nombrar",
        norma.origen() if norma else Origen(f"contenido/{ruta}"),
        f"El archivo «{nombre}» está en la carpeta normas/{_su_norma(ruta)}/ y nadie lo nombra",
        "Nómbrelo en «original» o enlácelo en el texto de su norma; si no se publica, llévelo "
        "fuera de contenido/",
        *(_como_original(norma, nombre) if norma else ()),
    )


def _como_original(norma: Norma, nombre: str) -> tuple[Arreglo, ...]:
    """El archivo de una norma que no tiene el de su texto es, casi siempre, ese."""
    if norma.original is not None:
        return ()
    campo = f"original:\n  titulo: Texto de la norma\n  archivo: {nombre}"
    return (Arreglo(Accion.CAMPO, campo, Certeza.PROBABLE, donde=norma.origen()),)


def _leer_norma(
    raiz: Path, id_: str, normas: dict[str, Norma], leido: ContextoLeido, con_borradores: bool
) -> None:
    archivo = f"contenido/normas/{id_}.md"
    lectura = leer_registro(raiz, {".md": archivo}, f"normas/{id_}", NORMA)
    leido.hallazgos += lectura.hallazgos
    propias = {pagina_de(f"normas/{id_}"): lectura.anclas}
    leido.anclas |= propias
    leido.enlaces += (con_su_ancla(e, propias) for e in lectura.enlaces)
    for campo, html in lectura.textos.items():
        leido.textos_de_normas[f"normas/{id_}", campo] = anclar(html, f"normas/{id_}", propias)
    norma = lectura.registro
    leido.huellas.append(f"{archivo} {norma.fuente.sha256 if norma else ''}")
    if isinstance(norma, Norma) and norma.borrador:
        leido.normas_sin_publicar.append(archivo)
    if not isinstance(norma, Norma) or (norma.borrador and not con_borradores):
        return
    normas[id_] = norma
    partes = partes_de_norma(id_)
    if partes != (norma.tipo, norma.numero, norma.anio, norma.emisor):
        debido = f"{norma.tipo}-{norma.numero}-{norma.anio}-{norma.emisor}.md"
        leido.hallazgos.append(
            error(
                "norma-mal-nombrada",
                Origen(archivo),
                "El nombre del archivo no corresponde al tipo, número, año y emisor de la norma",
                f"Cambie el nombre a {debido}, o corrija esos datos",
                Arreglo(
                    Accion.MUDAR,
                    f"contenido/normas/{debido.removesuffix('.md')}",
                    Certeza.PROBABLE if partes else Certeza.MECANICO,
                ),
            )
        )


def _leer_listas(raiz: Path, leido: ContextoLeido) -> dict[str, ListaDeRequisitos]:
    propias = {a.rpartition("/")[2]: a for a in _yaml_de(raiz, "contenido/listas", leido)}
    del_producto = {p.name for p in _producto("listas").iterdir()}
    listas = {}
    for nombre in sorted(propias.keys() | del_producto):
        archivo = propias.get(nombre, "")
        arbol = _leer_arbol(raiz, archivo, leido) if archivo else None
        if not archivo:
            archivo = f"generador/datos/listas/{nombre}"
            arbol = _leer_del_producto(f"listas/{nombre}", leido)
        if arbol is None:
            continue
        lista, defectos = validar(ListaDeRequisitos, arbol, archivo)
        leido.hallazgos += defectos
        if lista is not None:
            listas[nombre.removesuffix(".yaml")] = lista
    return listas


def _yaml_de(raiz: Path, carpeta: str, leido: ContextoLeido) -> list[str]:
    """Los archivos `.yaml` de una carpeta del sitio, por orden de nombre; ninguno si no está."""
    if not hay_carpeta(raiz, carpeta, leido.hallazgos):
        return []
    hallados, defectos = recorrer(raiz, carpeta)
    leido.hallazgos += defectos
    sueltos = (a.ruta for a in hallados if "/" not in a.ruta)
    return [f"{carpeta}/{ruta}" for ruta in sueltos if ruta.endswith(".yaml")]


def _leer_publicaciones(raiz: Path, leido: ContextoLeido) -> tuple[Publicacion, ...]:
    publicaciones = []
    for archivo in _yaml_de(raiz, "contenido/publicaciones", leido):
        # Lo escribe `publicar`: la primera entrada de un sitio grande enumera todo el sitio.
        arbol = _interpretar(leer_texto(raiz, archivo, ENTRADA_MAXIMA), archivo, leido, _VALORES)
        if arbol is None:
            continue
        publicacion, defectos = validar(Publicacion, arbol, archivo)
        leido.hallazgos += defectos
        if publicacion is not None:
            publicaciones.append(publicacion)
    return tuple(sorted(publicaciones, key=lambda p: p.numero))


def _leer_retirados(raiz: Path, leido: ContextoLeido) -> tuple[Retirado, ...]:
    archivo = "contenido/retirados.yaml"
    if not (raiz / archivo).is_file():
        return ()
    retirados = _leer_valor(raiz, archivo, Retirados, leido)
    return (retirados.documentos or ()) if retirados else ()


def _slugs(raiz: Path, leido: ContextoLeido) -> tuple[str, ...]:
    """Las carpetas de `contenido/instancias/`, por orden de nombre."""
    carpeta = "contenido/instancias"
    if not hay_carpeta(raiz, carpeta, leido.hallazgos):
        return ()
    slugs = []
    hay = dict(listar(raiz, carpeta))
    for nombre, modo in hay.items():
        lugar = Origen(f"{carpeta}/{nombre}")
        if stat.S_ISDIR(modo):
            slugs.append(nombre)
            leido.hallazgos += _nombre_de_instancia(nombre, lugar, hay)
        else:
            leido.hallazgos.append(defecto_de_clase(lugar, modo) or _no_es_instancia(lugar))
    return tuple(slugs)


def _nombre_de_instancia(nombre: str, lugar: Origen, hay: Container[str]) -> Iterator[Hallazgo]:
    """Un error si el nombre de la carpeta no sirve para la dirección de la instancia."""
    if es_reservado(nombre):
        yield reservado(lugar)
        return
    debido = identificador(nombre)
    cambio = Arreglo(Accion.MOVER, f"contenido/instancias/{debido}", Certeza.PROBABLE)
    remedio = f"Cambie el nombre a {debido}" if debido else "Use minúsculas, cifras y guiones"
    if debido in hay:
        remedio = f"Ya hay otra carpeta {debido}: deje una sola, o póngale a esta otro nombre"
    if nombre != debido and not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", nombre):
        yield error(
            "nombre-de-archivo",
            lugar,
            f"La carpeta «{nombre}» tiene mayúsculas, tildes, espacios o signos, y su nombre es la "
            "dirección de la instancia",
            remedio,
            *((cambio,) if debido and debido not in hay else ()),
        )


def _no_es_instancia(lugar: Origen) -> Hallazgo:
    if es_para_quien_edita(lugar.archivo.rpartition("/")[2]):
        return para_quien_edita(lugar)
    return error(
        "archivo-fuera-de-lugar",
        lugar,
        f"«{lugar.archivo.rpartition('/')[2]}» no es la carpeta de una instancia",
        "Deje aquí solo carpetas, una por instancia",
        *_a_su_carpeta(lugar.archivo),
    )


def _a_su_carpeta(archivo: str) -> tuple[Arreglo, ...]:
    """«comite.md» es, de seguro, la instancia «comite»."""
    if not archivo.endswith(".md"):
        return ()
    destino = f"{archivo.removesuffix('.md')}/instancia.md"
    return (Arreglo(Accion.MOVER, destino, Certeza.PROBABLE),)


def _producto(ruta: str) -> Path:
    return Path(__file__).parent.parent / "datos" / ruta


def _leer_del_producto(ruta: str, leido: ContextoLeido) -> Arbol | None:
    # Aquí sí se siguen enlaces: hay instaladores que ponen así los archivos de un paquete.
    archivo = f"generador/datos/{ruta}"
    return _interpretar(interpretar_texto(_producto(ruta).read_bytes(), archivo), archivo, leido)


def _dato(raiz: Path, nombre: str, leido: ContextoLeido) -> dict[str, Any]:
    """Un archivo de datos: el del sitio (`contenido/datos/…`) o el del producto."""
    propio = f"contenido/datos/{nombre}"
    if hay_archivo(raiz, propio, leido.hallazgos):
        arbol = _leer_arbol(raiz, propio, leido)
        if arbol is not None:
            return arbol.datos or {}
    arbol = _leer_del_producto(nombre, leido)
    return (arbol.datos if arbol else None) or {}


def _dias_propios(sitio: Sitio) -> tuple[Festivo, ...]:
    dias = sitio.dias_no_habiles or ()
    return tuple(Festivo(dia.fecha, dia.motivo, dia.fuente) for dia in dias)


def _sectores(datos: dict[str, Any]) -> dict[int, Sector]:
    general = str(datos.get("fuente", ""))
    return {
        int(s["numero"]): Sector(int(s["numero"]), str(s["nombre"]), str(s.get("fuente", general)))
        for s in datos["sectores"]
    }


def _iconos(datos: dict[str, Any]) -> dict[str, Icono]:
    return {i["id"]: Icono(i["id"], i["simbolo"], i["nombre"]) for i in datos["iconos"]}


def _accesibilidad(datos: dict[str, Any]) -> tuple[LineaDeAccesibilidad, ...]:
    return tuple(
        LineaDeAccesibilidad(
            linea["cc"],
            linea["texto"],
            Confianza(linea.get("confianza", Confianza.POR_CONFIRMAR)),
            tuple(linea.get("wcag", ())),
            linea.get("alcance", ""),
            tuple(linea.get("pruebas", ())),
        )
        for linea in datos["lineas"]
    )
