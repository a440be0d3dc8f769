"""El destino con versiones: una carpeta donde lo público es un enlace que se cambia de una vez.

<carpeta>/actual -> publicaciones/000007-4be01c77aa12     lo que sirve el servidor web
<carpeta>/anterior -> publicaciones/000006-9f2c6a1d0b33   para deshacer, y para los recursos
                                                          de quien abrió la página antes
<carpeta>/publicaciones/   un árbol por versión; los archivos iguales son enlaces duros
<carpeta>/cadena/          las entradas del registro, para rehacer una que se pierda
"""

from __future__ import annotations

import io
import shlex
import tarfile
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generador.arboles import MANIFIESTO, FalloDeEntorno, manifiesto_de
from generador.integridad.sello import FIRMA, SELLOS, SUMAS, huella, numero_de_entrada, sumas
from generador.modelo.raiz import es_de_la_raiz
from generador.publicacion.fallos import (
    AJENA,
    OCUPADO,
    OTRO,
    SIN_PERMISO,
    fallo_de_conexion,
)
from generador.publicacion.interfaz import CAMPOS, FalloDeDestino, LoPublicado, Version
from generador.publicacion.maquina import Maquina

MARCA = ".generador-destino"
_CORTE = b"\n==\n"
_FIN = "FIN"

_MIRAR = f"""
madre=$(dirname -- "$BASE")
if [ ! -e "$BASE" ]; then [ -d "$madre" ] && [ -w "$madre" ] || exit {SIN_PERMISO}; fi
if [ -e "$BASE" ]; then
  cd -- "$BASE" 2>/dev/null && [ -w . ] || exit {SIN_PERMISO}
  if [ ! -e {MARCA} ] && [ -n "$(ls -A)" ]; then exit {AJENA}; fi
fi
date +%s
if [ ! -e "$BASE/{MARCA}" ]; then printf '==\\n{_FIN}'; exit 0; fi
readlink actual || echo
readlink anterior || echo
ls -A | grep -vxE '{MARCA}|actual|anterior|publicaciones|cadena|cerrojo|\\.nuevo-.*' || true
if [ -e actual/ ]; then cd actual/ && find . ! -type d | sed 's|^\\./|actual/|'; cd "$BASE"; fi
printf '==\\n'
set --
for x in cadena/*.yaml actual/{MANIFIESTO} actual/{FIRMA} actual/{CAMPOS} anterior/{MANIFIESTO}; do
  [ -f "$x" ] && set -- "$@" "$x"
done
if [ $# -gt 0 ]; then tar -cf - -- "$@" || exit 1; fi
printf '{_FIN}'
"""

# Aparta el turno: lo tiene el último que llega, y lo que otro intento dejó a medias se borra antes,
# porque podría ser lo que llenó el disco. Con el cerrojo tomado, porque lo que un instante antes
# era un intento puede ser ya lo que está a la vista, aun con este mismo nombre. Quien perdió el
# turno no halla su lista y se detiene. Cada orden lo aparta una sola vez: dos que lo tomaran de
# vuelta se borrarían la una a la otra, y ninguna llegaría. Por la entrada llega la lista de lo que
# puso quien sirve el sitio: pasa de lo que está a la vista, aunque se parta de otra versión.
_APARTAR = f"""
set -e
mkdir -p -- "$BASE"; cd -- "$BASE"
[ -e {MARCA} ] || echo 'Esta carpeta la escribe generador publicar.' > {MARCA}
mkdir -p publicaciones cadena
exec 9> cerrojo
flock -w 20 9 || exit {OCUPADO}
a=$(readlink actual || true); b=$(readlink anterior || true)
[ "$a" != "publicaciones/$NOMBRE" ] || exit {OTRO}
for x in publicaciones/* publicaciones/.[0-9]*; do
  case "$x" in "$a"|"$b"|"publicaciones/$NOMBRE"|"publicaciones/.$NOMBRE.lista") ;;
    *) rm -rf -- "$x" ;; esac
done
cd publicaciones
if [ ! -e ".$NOMBRE.lista" ]; then
  rm -rf -- "$NOMBRE"
  if [ -n "$DE" ]; then cp -al -- "$DE" "$NOMBRE"; else mkdir -- "$NOMBRE"; fi
  (cd -- "$NOMBRE" && rm -f -- {" ".join(sorted(SELLOS))})
  [ "$a" = "publicaciones/$DE" ] || while IFS= read -r x; do
    mkdir -p -- "$NOMBRE/$(dirname -- "$x")"
    rm -f -- "$NOMBRE/$x"; cp -p -- "$BASE/$a/$x" "$NOMBRE/$x"
  done
  : > ".$NOMBRE.lista"
fi
"""

_EN_TURNO = f"""
[ -e "$BASE/publicaciones/.$NOMBRE.lista" ] || exit {OTRO}
"""

# Por qué no se pudo copiar: el turno es de otro, o no cabe más. Quien copia por la red no siempre
# alcanza a decir que el disco del otro lado se llenó.
_POR_QUE = f"""{_EN_TURNO}
prueba="$BASE/publicaciones/.$NOMBRE.prueba"
head -c 65536 /dev/zero > "$prueba"
paso=$?
rm -f -- "$prueba"
exit $paso
"""

# Lo que llega por la entrada es la lista de lo que debe haber: lo demás sobra y se quita.
_COMPARAR = f"""{_EN_TURNO}
set -e
cd -- "$BASE/publicaciones/$NOMBRE"
find . ! -type f ! -type d -exec rm -f -- {{}} +
find . -type f | sed 's|^\\./||' | sort > "../.$NOMBRE.hay"
sort | comm -13 - "../.$NOMBRE.hay" | tr '\\n' '\\0' | xargs -0 -r rm -f --
rm -f "../.$NOMBRE.hay"
find . -depth -mindepth 1 -type d -empty -exec rmdir -- {{}} \\;
find . -type d ! -perm 0755 -exec chmod 0755 {{}} +
find . -type f ! -perm 0644 -exec chmod 0644 {{}} +
printf '%s  {SUMAS}\\n' "$SUMA" | sha256sum --quiet -c - 2>/dev/null || true
sha256sum --quiet -c {SUMAS} 2>/dev/null || true
"""

_DANADOS = f"""
cd -- "$BASE/actual/" || exit 0
printf '%s  {SUMAS}\\n' "$SUMA" | sha256sum --quiet -c - 2>/dev/null || true
sha256sum --quiet -c {SUMAS} 2>/dev/null || true
"""

_CAMBIAR = f"""
set -e
cd -- "$BASE"
exec 9> cerrojo
flock -w 20 9 || exit {OCUPADO}
[ "$(readlink actual || true)" = "$ESPERADO" ] || exit {OTRO}
{_EN_TURNO}
cat > ".nuevo-entrada"
mv -f -- .nuevo-entrada "cadena/$ENTRADA"
sync -f "publicaciones/$NOMBRE"
if [ -n "$ESPERADO" ]; then
  rm -f .nuevo-anterior; ln -s -- "$ESPERADO" .nuevo-anterior; mv -fT .nuevo-anterior anterior
fi
rm -f .nuevo-actual; ln -s -- "publicaciones/$NOMBRE" .nuevo-actual; mv -fT .nuevo-actual actual
sync -f .
set +e
a=$(readlink actual); b=$(readlink anterior)
for x in publicaciones/* publicaciones/.[0-9]*; do
  case "$x" in "$a"|"$b") ;; *) rm -rf -- "$x" ;; esac
done
exit 0
"""

_PURGAR = """
set -e
cd -- "$BASE"
exec 9> cerrojo
flock -w 20 9
for x in publicaciones/* publicaciones/.[0-9]*; do
  [ "$x" = "publicaciones/$NOMBRE" ] || rm -rf -- "$x"
done
rm -rf .nuevo-cadena; mkdir .nuevo-cadena; tar -xf - -C .nuevo-cadena
rm -rf cadena; mv -T .nuevo-cadena cadena
# De último: mientras esté, el retiro no ha terminado.
rm -f anterior
"""


@dataclass(frozen=True, slots=True)
class ConVersiones:
    """Una carpeta con versiones, en este computador o en otro."""

    maquina: Maquina
    donde: str

    @property
    def debilidades(self) -> tuple[str, ...]:
        """Ninguna: compara huellas allá y cambia en un paso."""
        return ()

    def mirar(self) -> LoPublicado:
        """Lo que está a la vista, lo anterior, la cadena y lo ajeno, en una sola pregunta."""
        # Antes del corte hay al menos la hora, terminada en un salto de renglón.
        cabeza, corte, cuerpo = self.maquina.correr(_MIRAR).partition(_CORTE)
        renglones = cabeza.decode("utf-8", "surrogateescape").split("\n")
        if corte and not cuerpo.endswith(_FIN.encode()):
            # Una respuesta a medias no se puede confundir con un destino que tiene menos.
            raise fallo_de_conexion(b"", self.donde)
        if not corte or not renglones[0].isdigit():
            raise FalloDeDestino(
                f"«{self.donde}» respondió algo que no se entiende. No se tocó nada.",
                "Revise que la cuenta entre con un intérprete de órdenes que no escriba saludos.",
            )
        desfase = int(renglones[0]) - int(time.time())
        if len(renglones) < 3:
            return LoPublicado(desfase=desfase)
        archivos = _desempacar(cuerpo.removesuffix(_FIN.encode()))
        manifiesto = archivos.pop(f"actual/{MANIFIESTO}", b"")
        firma = archivos.pop(f"actual/{FIRMA}", b"")
        campos = archivos.pop(f"actual/{CAMPOS}", b"")
        anterior = archivos.pop(f"anterior/{MANIFIESTO}", b"")
        return LoPublicado(
            actual=renglones[1].removeprefix("publicaciones/"),
            manifiesto=manifiesto,
            firma=firma,
            campos=campos,
            anterior=renglones[2].removeprefix("publicaciones/"),
            manifiesto_anterior=anterior,
            entradas={nombre.removeprefix("cadena/"): d for nombre, d in archivos.items()},
            ajenos=_ajenos(renglones[3:], manifiesto),
            de_quien_sirve=_de_quien_sirve(renglones[3:], manifiesto),
            desfase=desfase,
        )

    def subir(self, version: Version) -> None:
        """Parte de los enlaces de la versión base y lleva solo lo que cambia."""
        if not version.de_nuevo:
            guion = _con(_APARTAR, NOMBRE=version.nombre, DE=version.base)
            self.maquina.correr(guion, _lista(version.conservar))
        rutas = (*version.cambian, *sorted(version.sellos))
        try:
            self.maquina.copiar(version.arbol, rutas, f"publicaciones/{version.nombre}")
        except FalloDeEntorno:
            self.maquina.correr(_con(_POR_QUE, NOMBRE=version.nombre))
            raise

    def comparar(self, version: Version) -> tuple[str, ...]:
        """Todas las huellas, calculadas allá con `sha256sum`."""
        debidas = {*version.manifiesto.archivos, *version.sellos, *version.conservar}
        guion = _con(_COMPARAR, NOMBRE=version.nombre, SUMA=huella(version.sellos[SUMAS]))
        return _malas(self.maquina.correr(guion, _lista(debidas)))

    def danados(self, estado: LoPublicado) -> tuple[str, ...]:
        """Todas las huellas de lo que está a la vista, calculadas allá."""
        publicado = estado.publicado
        suma = huella(sumas(publicado)) if publicado else ""
        return _malas(self.maquina.correr(_con(_DANADOS, SUMA=suma)))

    def cambiar(self, version: Version, estado: LoPublicado) -> None:
        """Un cambio de nombre del enlace, con el cerrojo del destino tomado."""
        esperado = f"publicaciones/{estado.actual}" if estado.actual else ""
        guion = _con(
            _CAMBIAR,
            NOMBRE=version.nombre,
            ESPERADO=esperado,
            ENTRADA=version.nombre_de_entrada,
        )
        self.maquina.correr(guion, version.entrada)

    def purgar(self, version: Version, entradas: Mapping[str, bytes]) -> None:
        """Borra las demás versiones y reescribe la cadena."""
        self.maquina.correr(_con(_PURGAR, NOMBRE=version.nombre), _empacar(entradas))


def _con(guion: str, **valores: str) -> str:
    return "".join(f"{k}={shlex.quote(v)}\n" for k, v in valores.items()) + guion


def _lista(rutas: Iterable[str]) -> bytes:
    return "".join(f"{r}\n" for r in sorted(rutas)).encode()


def _malas(dicho: bytes) -> tuple[str, ...]:
    """Las rutas de las que `sha256sum` dice que no son lo debido, o que no están."""
    malas = (r.rpartition(": FAILED")[0] for r in dicho.decode("utf-8", "replace").splitlines())
    return tuple(sorted({m for m in malas if m}))


def _ajenos(hallados: Iterable[str], manifiesto: bytes) -> tuple[str, ...]:
    """Lo que está allá, generador no escribió y no es de quien sirve el sitio."""
    suyos = _no_publicados(hallados, manifiesto)
    return tuple(sorted(h for h in suyos if not es_de_la_raiz(h.removeprefix("actual/"))))


def _de_quien_sirve(hallados: Iterable[str], manifiesto: bytes) -> frozenset[str]:
    en_el_sitio = (h for h in _no_publicados(hallados, manifiesto) if h.startswith("actual/"))
    return frozenset(filter(es_de_la_raiz, (h.removeprefix("actual/") for h in en_el_sitio)))


def _no_publicados(hallados: Iterable[str], manifiesto: bytes) -> Iterator[str]:
    leido = manifiesto_de(manifiesto)
    propios = {f"actual/{r}" for r in (*(leido.archivos if leido else ()), *SELLOS)}
    return (h for h in hallados if h and h not in propios)


def _desempacar(datos: bytes) -> dict[str, bytes]:
    if not datos:
        return {}
    archivos = {}
    with tarfile.open(fileobj=io.BytesIO(datos)) as paquete:
        for miembro in paquete:
            contenido = paquete.extractfile(miembro) if miembro.isfile() else None
            if contenido is not None:
                archivos[miembro.name] = contenido.read()
    return archivos


def _empacar(entradas: Mapping[str, bytes]) -> bytes:
    salida = io.BytesIO()
    with tarfile.open(fileobj=salida, mode="w") as paquete:
        for nombre, datos in sorted(entradas.items()):
            if numero_de_entrada(nombre) is not None:
                miembro = tarfile.TarInfo(nombre)
                miembro.size = len(datos)
                paquete.addfile(miembro, io.BytesIO(datos))
    return salida.getvalue()
