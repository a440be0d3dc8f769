"""Lo que es de todo el sitio: configuración, entidades, normas, listas y datos del producto.

Los datos que vienen con el producto (sectores, iconos, calendario, listas) se leen igual que
los del sitio, y un archivo del sitio con el mismo nombre toma su lugar.
"""

from __future__ import annotations

import stat
from collections.abc import Container, Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

from generador.configuracion import Contexto
from generador.configuracion.citables import CITABLES, exigir_citables
from generador.hallazgo import (
    Accion,
    Arreglo,
    Certeza,
    Hallazgo,
    Origen,
    aplazado,
    ejemplo,
    error,
)
from generador.lectura.archivos import (
    hay_archivo,
    hay_carpeta,
    recorrer,
)
from generador.lectura.carpetas import carpetas_de_instancias
from generador.lectura.contenido import Contenido
from generador.lectura.datos import (
    carpeta_del_producto,
    leer_accesibilidad,
    leer_calendario,
    leer_del_producto,
    leer_emisores,
    leer_iconos,
    leer_menu,
    leer_sectores,
)
from generador.lectura.destinos import destinos_repetidos
from generador.lectura.dias import dias_de_mas
from generador.lectura.leido import CitaLeida, ContextoLeido, anotar, entender, leer_arbol
from generador.lectura.listas import contradicciones
from generador.lectura.normas import leer_normas
from generador.lectura.raiz import leer_raiz
from generador.lectura.sobrantes import sobrantes
from generador.lectura.supuesto import sitio_supuesto
from generador.lectura.validar import validar
from generador.lectura.yaml_estricto import ArbolDeYaml
from generador.modelo.archivos import (
    DIRECCIONES,
    ENTIDADES,
    LISTAS,
    PUBLICACIONES,
    RETIRADOS,
    SITIO,
)
from generador.modelo.base import Valor
from generador.modelo.calendario import Festivo
from generador.modelo.citas import citas_de
from generador.modelo.correcciones import identificador
from generador.modelo.norma import Norma
from generador.modelo.sitio import (
    Entidad,
    ListaDeRequisitos,
    Publicacion,
    Retirado,
    Retirados,
    Sitio,
    Visita,
    Visitas,
)
from generador.modelo.tipos import Ruta

COMUNES = (Sitio, Entidad, ListaDeRequisitos, Publicacion, Retirados, Visitas, Norma)
"""Los modelos de lo que no es de una instancia."""
exigir_citables(COMUNES)

_V = TypeVar("_V", bound=Valor)
_VALORES = 2_000_000
_SITIO = "formato: 1\ntitulo: Nombre del sitio\nentidad: ⟨entidad⟩\n"


def leer_contexto(
    contenido: Contenido, corte: date, *, con_borradores: bool = False
) -> ContextoLeido:
    """Lee todo lo de `contenido/` que no es de una instancia.

    `con_borradores` es solo de la vista previa: da aparte las normas en borrador.
    """
    leido = ContextoLeido(contenido)
    sitio = _leer_valor(SITIO, Sitio, leido)
    supuesto = sitio or _sitio_supuesto(contenido)
    if sitio is not None:
        escrito = contenido.entendido(SITIO, entender)
        leido.hallazgos += [*dias_de_mas(sitio, escrito), *destinos_repetidos(sitio, escrito)]
    entidades = _leer_entidades(leido)
    normas, archivos = leer_normas(leido, con_borradores)
    listas = _leer_listas(leido)
    publicaciones = _leer_publicaciones(leido)
    leido.de_la_raiz, defectos = leer_raiz(contenido)
    leido.hallazgos += defectos
    leido.hallazgos += sobrantes(contenido)
    leido.instancias = carpetas_de_instancias(leido)
    if supuesto is not None:
        leido.para_revisar = Contexto(
            corte=corte,
            sitio=supuesto,
            calendario=replace(
                leer_calendario(leido),
                propios=_dias_propios(supuesto),
            ),
            entidades=entidades,
            normas={id_: n for id_, n in normas.items() if not n.borrador},
            normas_en_borrador={
                id_: n for id_, n in normas.items() if n.borrador and con_borradores
            },
            archivos_de_normas=archivos,
            listas_de_requisitos=listas,
            sectores=leer_sectores(leido),
            iconos=leer_iconos(leido),
            accesibilidad=leer_accesibilidad(leido),
            menu=leer_menu(leido),
            emisores=leer_emisores(leido),
            instancias=leido.instancias,
            publicaciones=publicaciones,
            retirados=_leer_retirados(leido),
            visitas=_leer_visitas(leido),
        )
        leido.hallazgos += _citas_perdidas(leido, leido.para_revisar)
    leido.contexto = leido.para_revisar if sitio is not None else None
    return leido


def leer_sitio(contenido: Contenido) -> Sitio | None:
    """La configuración, o `None` si no se puede leer: entonces no se puede construir nada."""
    return _leer_valor(SITIO, Sitio, ContextoLeido(contenido))


def leer_publicaciones(contenido: Contenido) -> tuple[Publicacion, ...]:
    """El registro de publicaciones, en su orden; sin las entradas que no se pueden leer."""
    return _leer_publicaciones(ContextoLeido(contenido))


def leer_retirados(contenido: Contenido) -> tuple[Retirado, ...]:
    """Los avisos de lo retirado; ninguno si no se pueden leer."""
    return _leer_retirados(ContextoLeido(contenido))


def _sitio_supuesto(contenido: Contenido) -> Sitio | None:
    """El de un `sitio.yaml` con errores, que ya se dijeron; `None` si no está."""
    if not hay_archivo(contenido, SITIO, []):
        return None
    return sitio_supuesto(contenido.entendido(SITIO, entender).datos or {})


def _citas_perdidas(leido: ContextoLeido, contexto: Contexto) -> Iterator[Hallazgo]:
    """Un error por cada cosa que se cita en lo de todo el sitio y no está."""
    for cita, valor, origen, aplazada in leido.citas:
        codigo, sin_citado = CITABLES[cita]
        if dicho := sin_citado(valor, contexto):
            hallazgo = error(codigo, origen, *dicho, citado=str(valor))
            yield aplazado(hallazgo) if aplazada else hallazgo


def _leer_valor(archivo: str, modelo: type[_V], leido: ContextoLeido) -> _V | None:
    if not hay_archivo(leido.contenido, archivo, leido.hallazgos):
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
    arbol = leer_arbol(archivo, leido)
    return _validar(modelo, arbol, archivo, leido) if arbol else None


def _validar(
    modelo: type[_V], arbol: ArbolDeYaml, archivo: str, leido: ContextoLeido, raiz: Ruta = ()
) -> _V | None:
    """El valor, o `None`; lo hallado y lo que cita, en `leido`."""
    valor, defectos = validar(modelo, arbol, archivo, raiz)
    leido.hallazgos += defectos
    # Lo que cita el producto no lo tiene que registrar cada sitio.
    if valor is not None and archivo.startswith("contenido/"):
        leido.citas += (
            CitaLeida(c.cita, c.valor, Origen(archivo, *arbol.posiciones[c.camino]))
            for c in citas_de(valor, raiz)
        )
    return valor


def _leer_entidades(leido: ContextoLeido) -> dict[str, Entidad]:
    archivo = ENTIDADES
    if not hay_archivo(leido.contenido, archivo, leido.hallazgos):
        return {}
    arbol = leer_arbol(archivo, leido)
    entidades: dict[str, Entidad] = {}
    if arbol is None:
        return entidades
    # Por las claves y no por los datos: una sin nada debajo también es una entidad, sin su nombre.
    anterior = ""
    for id_ in (str(camino[0]) for camino in arbol.claves if len(camino) == 1):
        if anterior and id_ in Entidad.model_fields and _no_es_grupo(arbol, id_):
            lugar = Origen(archivo, *arbol.claves[id_,])
            leido.hallazgos.append(_sin_sangria(id_, anterior, lugar))
            continue
        anterior = id_
        entidad = _validar(Entidad, arbol, archivo, leido, (id_,))
        debido = identificador(id_)
        if id_ != debido:
            lugar = Origen(archivo, *arbol.claves[id_,])
            leido.hallazgos.append(_mal_identificada(id_, lugar, arbol.datos or {}))
        if entidad is not None:
            entidades.setdefault(debido, entidad)
    return entidades


def _no_es_grupo(arbol: ArbolDeYaml, clave: str) -> bool:
    valor = (arbol.datos or {}).get(clave)
    return valor is not None and not isinstance(valor, dict)


def _sin_sangria(clave: str, entidad: str, lugar: Origen) -> Hallazgo:
    """El de un campo de una entidad, escrito donde va el nombre de otra."""
    return error(
        "clave-desconocida",
        lugar,
        f"La clave «{clave}» es de «{entidad}», y le falta la sangría",
        "Ponga espacios delante, los mismos que llevan las demás claves de su grupo",
        Arreglo(Accion.SANGRAR, certeza=Certeza.PROBABLE),
    )


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


def _leer_listas(leido: ContextoLeido) -> dict[str, ListaDeRequisitos]:
    propias = {a.rpartition("/")[2]: a for a in _yaml_de(LISTAS, leido)}
    del_producto = {p.name for p in carpeta_del_producto("listas").iterdir()}
    listas = {}
    for nombre in sorted(propias.keys() | del_producto):
        archivo = propias.get(nombre, "")
        arbol = leer_arbol(archivo, leido) if archivo else None
        if not archivo:
            archivo = f"generador/datos/listas/{nombre}"
            arbol = leer_del_producto(f"listas/{nombre}", leido)
        if arbol is None:
            continue
        lista = _validar(ListaDeRequisitos, arbol, archivo, leido)
        if lista is not None:
            listas[nombre.removesuffix(".yaml")] = lista
            leido.hallazgos += contradicciones(lista, arbol, archivo)
    return listas


def _yaml_de(carpeta: str, leido: ContextoLeido) -> list[str]:
    """Los archivos `.yaml` de una carpeta del sitio, por orden de nombre; ninguno si no está."""
    if not hay_carpeta(leido.contenido, carpeta, leido.hallazgos):
        return []
    hallados, defectos = recorrer(leido.contenido, carpeta)
    leido.hallazgos += defectos
    sueltos = (a.ruta for a in hallados if "/" not in a.ruta)
    return [f"{carpeta}/{ruta}" for ruta in sueltos if ruta.endswith(".yaml")]


def _leer_publicaciones(leido: ContextoLeido) -> tuple[Publicacion, ...]:
    publicaciones = []
    for archivo in _yaml_de(PUBLICACIONES, leido):
        # No se guarda entendida: la de un sitio grande son millones de valores.
        arbol = anotar(entender(leido.contenido.crudo(archivo), archivo, _VALORES), leido)
        if arbol is None:
            continue
        publicacion = _validar(Publicacion, arbol, archivo, leido)
        if publicacion is not None:
            publicaciones.append(publicacion)
            leido.hallazgos += _otra_que_su_nombre(publicacion, arbol, archivo)
    return tuple(sorted(publicaciones, key=lambda p: p.numero))


def _otra_que_su_nombre(
    publicacion: Publicacion, arbol: ArbolDeYaml, archivo: str
) -> Iterator[Hallazgo]:
    """El registro prueba lo que se publicó: nadie corrige una entrada, ni le cambia el nombre."""
    nombre = archivo.removeprefix(f"{PUBLICACIONES}/").removesuffix(".yaml")
    fecha, numero = publicacion.fecha.isoformat(), publicacion.numero
    if nombre == f"{fecha}-{numero}":
        return
    clave = "numero" if nombre.startswith(f"{fecha}-") else "fecha"
    yield error(
        "publicacion-cambiada",
        Origen(archivo, *arbol.claves.get((clave,), (1, 1))),
        f"El archivo se llama «{nombre}.yaml» y dice que es la publicación {numero}, del {fecha}: "
        "alguien cambió el archivo o su nombre después de publicar",
        "Déjelo como lo escribió «publicar»: una entrada del registro no se corrige. Está en la "
        f"historia del repositorio (git checkout -- {archivo})",
    )


def _leer_retirados(leido: ContextoLeido) -> tuple[Retirado, ...]:
    archivo = RETIRADOS
    if leido.contenido.que_es(archivo) in (0, stat.S_IFDIR):
        return ()
    retirados = _leer_valor(archivo, Retirados, leido)
    return (retirados.documentos or ()) if retirados else ()


def _leer_visitas(leido: ContextoLeido) -> dict[str, Visita]:
    """Lo que se vio en cada dirección ajena, por la dirección."""
    if leido.contenido.que_es(DIRECCIONES) in (0, stat.S_IFDIR):
        return {}
    visitas = _leer_valor(DIRECCIONES, Visitas, leido)
    return {v.url: v for v in (visitas.direcciones or ())} if visitas else {}


def _dias_propios(sitio: Sitio) -> tuple[Festivo, ...]:
    dias = sitio.dias_no_habiles or ()
    return tuple(Festivo(dia.fecha, dia.motivo, dia.fuente) for dia in dias)
