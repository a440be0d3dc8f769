"""Exacto: lo que se quita, se mueve, se aparta o se aplaza no deja rastro."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from exigencias.base import Cuenta, Parte, Promesa
from exigencias.desempacar import donde_aparece
from exigencias.procesos import calentar, construir, correr
from exigencias.sitios import MESA, NORMA, acta, foto, sitio_pequeno

ACTAS = f"{MESA}/actas/2026"
Orden = Callable[[], int]


def canario(n: int) -> str:
    """Una palabra que no está en ninguna otra parte y que sirve de nombre de archivo."""
    return f"zq{n:04d}xkanario"


def nombra(anexo: str) -> str:
    """El renglón con que un acta nombra su anexo."""
    return f"anexos: [{{titulo: 'Lista de {anexo}, 2026', archivo: {anexo}.csv}}]\n"


class Registro:
    """Un acta con su anexo, y el canario que la delata por su texto, su dato y su archivo."""

    def __init__(self, raiz: Path, n: int) -> None:
        self.raiz, self.n, self.marca = raiz, n, canario(n)
        self.nombre = self.marca
        self.escribir()
        anexos = self.archivo.with_suffix("")
        anexos.mkdir()
        (anexos / f"{self.marca}.csv").write_text(f"{self.marca}\n")

    @property
    def archivo(self) -> Path:
        return self.raiz / ACTAS / f"{self.nombre}.md"

    def escribir(self, mas: str = "") -> None:
        """Escribe el acta; `mas` son datos que la apartan."""
        dia = f"2026-{1 + self.n % 9:02d}-{1 + self.n % 27:02d}"
        datos = f"serie: s{self.n}\nlugar: Sala {self.marca}\n{nombra(self.marca)}{mas}"
        self.archivo.parent.mkdir(parents=True, exist_ok=True)
        self.archivo.write_text(acta(dia, 1, f"Se habló de {self.marca}.", datos), "utf-8")

    def mover(self, nombre: str) -> None:
        """Cambia el nombre del acta y de su carpeta de anexos."""
        viejo = self.archivo
        self.nombre = nombre
        viejo.rename(self.archivo)
        viejo.with_suffix("").rename(self.archivo.with_suffix(""))

    def borrar(self) -> None:
        """Quita el acta y sus anexos."""
        self.archivo.unlink()
        shutil.rmtree(self.archivo.with_suffix(""))


def aplicar(registro: Registro, que: str, n: int) -> list[str]:
    """Hace el cambio y devuelve lo que ya no puede aparecer."""
    marca = registro.marca
    if que == "borrado":
        registro.borrar()
        return [marca]
    if que == "renombrado":
        viejo = registro.nombre
        (registro.archivo.with_suffix("") / f"{marca}.csv").unlink()
        registro.mover(f"r{n}")
        texto = registro.archivo.read_text("utf-8").replace(nombra(marca), "")
        registro.archivo.write_text(texto.replace(marca, "otra cosa"), "utf-8")
        return [viejo, marca]
    if que == "retirado":
        registro.escribir("borrador: si\n")
        return [marca]
    registro.escribir("fecha_publicacion: 2027-02-01\n")
    return [marca]


CAMBIOS = ("borrado", "renombrado", "retirado", "aplazado")


def sin_rastro(veces: int, orden: Orden | None, carpeta: Path, cuenta: Cuenta) -> None:
    """Publica registros, aparta uno de alguna manera, y ni rastro; igual que hecho de cero."""
    orden = orden or construir()
    raiz = carpeta / "sitio"
    raiz.mkdir()
    sitio_pequeno(raiz)
    calentar(raiz)
    azar, vivos, n = random.Random(veces), list[Registro](), 0
    for vez in range(veces):
        while len(vivos) < 3:
            n += 1
            vivos.append(Registro(raiz, n))
        antes = correr(raiz, orden)
        if not cuenta.probar(antes.codigo == 0, f"no se publicó: {antes.dijo[-300:]}"):
            return
        elegido = vivos.pop(azar.randrange(len(vivos)))
        visto = donde_aparece(elegido.marca, raiz / "publicado")
        cuenta.probar(bool(visto), f"{elegido.marca} no se llegó a publicar")
        que = CAMBIOS[vez % len(CAMBIOS)]
        ausentes = aplicar(elegido, que, n)
        despues = correr(raiz, orden)
        rastros = {a: donde_aparece(a, raiz / "publicado") for a in ausentes}
        bien = despues.codigo == 0 and not any(rastros.values())
        cuenta.probar(bien, f"{que}: {rastros} {despues.dijo[-300:]}")
        if vez % 4 == 3:
            cuenta.probar(_igual_que_de_cero(raiz, carpeta), f"tras {que}, no es lo de cero")


def _igual_que_de_cero(raiz: Path, carpeta: Path) -> bool:
    limpio = carpeta / "limpio"
    shutil.copytree(raiz / "contenido", limpio / "contenido")
    corrida = correr(limpio, construir())
    igual = corrida.codigo == 0 and foto(limpio / "publicado") == foto(raiz / "publicado")
    shutil.rmtree(limpio)
    return igual


def plantar(raiz: Path) -> dict[str, str]:
    """Pone un canario en cada sitio que no es público; dice cuál es cuál."""
    plantados: dict[str, str] = {}

    def nuevo(que: str) -> str:
        plantados[que] = canario(9000 + len(plantados))
        return plantados[que]

    def en_extra(ruta: str) -> None:
        archivo = raiz / ruta
        lineas = f"extra:\n  {nuevo(f'clave de extra en {ruta}')}: {nuevo(f'extra en {ruta}')}\n"
        texto = archivo.read_text("utf-8")
        portada = texto.startswith("---\n")
        nuevo_texto = texto.replace("---\n", f"---\n{lineas}", 1) if portada else texto + lineas
        nuevo_texto = nuevo_texto.replace("extra:", f"# {nuevo(f'nota en {ruta}')}\nextra:")
        archivo.write_text(nuevo_texto, "utf-8")

    for ruta in ("contenido/sitio.yaml", f"{MESA}/instancia.md", f"{ACTAS}/01.md", NORMA):
        en_extra(ruta)
    _plantar_apartados(raiz, nuevo)
    for nombre in (".{}", "{}.md~", "#{}#", ".{}/dentro.md"):
        oculto = raiz / ACTAS / nombre.format(nuevo(f"nombre oculto {nombre}"))
        oculto.parent.mkdir(exist_ok=True)
        oculto.write_text(nuevo(f"contenido oculto {nombre}"))
    (raiz / f"temas/base/plantillas/.{nuevo('oculto en el tema')}").write_text("x")
    (raiz / nuevo("archivo suelto en la raíz")).write_text(nuevo("contenido suelto en la raíz"))
    return plantados


def _plantar_apartados(raiz: Path, nuevo: Callable[[str], str]) -> None:
    """Borradores y documentos futuros de varias clases, cada uno con su anexo."""
    apartar = {"borrador": "borrador: si\n", "futuro": "fecha_publicacion: 2027-01-01\n"}
    for clase, mas in apartar.items():
        nombre = nuevo(f"nombre de un acta en {clase}")
        texto = nuevo(f"texto de un acta en {clase}")
        ruta = raiz / ACTAS / f"{nombre}.md"
        lugar = f"lugar: {nuevo(f'dato de un acta en {clase}')}\nserie: {clase}\n"
        anexo = nuevo(f"anexo de un acta en {clase}")
        ruta.write_text(acta("2026-06-01", 1, texto, lugar + nombra(anexo) + mas), "utf-8")
        ruta.with_suffix("").mkdir()
        (ruta.with_suffix("") / f"{anexo}.csv").write_text(nuevo(f"datos del anexo en {clase}"))
    norma = raiz / f"contenido/normas/decreto-9-2020-{nuevo('norma en borrador')}.md"
    emisor = norma.stem.rpartition("-")[2]
    norma.write_text(
        f"---\ntipo: decreto\nnumero: 9\nanio: 2020\nemisor: {emisor}\nborrador: si\n"
        f"epigrafe: {nuevo('epígrafe de una norma en borrador')}\n---\n",
        "utf-8",
    )
    otra = raiz / "contenido/instancias" / nuevo("instancia en borrador") / "instancia.md"
    otra.parent.mkdir()
    otra.write_text(
        f"---\nnombre: {nuevo('nombre de una instancia en borrador')}\ntipo: mesa\n"
        "secretaria_tecnica: uno\nborrador: si\nintegrantes: ninguno\nfunciones: ninguna\n---\n",
        "utf-8",
    )


def canarios(orden: Orden | None, carpeta: Path, cuenta: Cuenta) -> None:
    """Nada interno aparece en los bytes de lo publicado, ni desempacado."""
    # El lugar del disco tampoco es público: su nombre es otro canario.
    raiz = carpeta / canario(8000)
    raiz.mkdir()
    sitio_pequeno(raiz)
    (raiz / "temas/base/plantillas").mkdir(parents=True)
    plantados = plantar(raiz)
    plantados["carpeta del sitio"] = canario(8000)
    calentar(raiz)
    corrida = correr(raiz, orden or construir("--limpio"))
    cuenta.probar(corrida.codigo == 0, f"no se construyó: {corrida.dijo}")
    for que, marca in plantados.items():
        visto = donde_aparece(marca, raiz / "publicado")
        cuenta.probar(not visto, f"{que}: está en {visto}")
    cuenta.notas.append(f"{len(plantados)} canarios plantados")


def partes(completa: bool) -> Mapping[str, Parte]:
    """Cada parte con el tamaño que toca."""
    return {
        "quitar, mover, apartar y aplazar": partial(sin_rastro, 200 if completa else 8, None),
        "canarios": partial(canarios, None),
    }


PROMESA = Promesa(
    2,
    "Exacto",
    "Lo que se borra, se renombra, se retira o se aplaza no deja rastro en páginas, listas ni "
    "datos. Los borradores, los documentos futuros, los campos internos y los nombres de archivos "
    "que no son registros no aparecen en los bytes de lo publicado, ni desempacados.",
    partes,
)
