"""Lo que puede salir mal al publicar, hecho de verdad: cada función es una parte de la promesa 6.

De cada falla se prueba lo mismo: que lo que estaba a la vista siga entero, que la orden diga qué
pasó sin una traza, y que repetirla complete.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from apoyo.reales import Corrida, Ssh, en_otro_proceso, generador, hacer_sitio, poner_acta, sshd

from exigencias.base import Cuenta, NoSePuede
from generador.integridad import Carpeta, Dictamen, verificar

ACTA = "instancias/mesa/actas/2020/01.html"
NADIE = 65534


def a_la_vista(destino: Path) -> Dictamen:
    """Lo que muestra un destino con versiones."""
    return verificar(Carpeta((destino / "actual").resolve()))


def _se_nego(cuenta: Cuenta, hecho: Corrida, esperado: str, que: str) -> None:
    bien = hecho.codigo == 3 and esperado in hecho.dicho and "Traceback" not in hecho.dicho
    cuenta.probar(bien, f"{que}: {hecho.codigo}, {hecho.dicho[-300:]}")


# --- un disco que se llena --------------------------------------------------------------------


def disco_lleno(cuantos: int, carpeta: Path, cuenta: Cuenta) -> None:
    """Un disco pequeño al otro lado de SSH, que se llena en un punto al azar de la publicación."""
    disco, azar = carpeta / "disco", random.Random(11)
    disco.mkdir()
    montar = ["mount", "-t", "tmpfs", "-o", "size=4m,nr_inodes=4k", "tmpfs", str(disco)]
    if os.geteuid() != 0 or subprocess.run(montar, check=False).returncode != 0:
        raise NoSePuede("montar un disco pequeño exige permisos de administración")
    try:
        with sshd(carpeta / "ssh") as ssh:
            _llenar_varias_veces(cuantos, carpeta, disco, ssh, azar, cuenta)
    finally:
        subprocess.run(["umount", "-l", str(disco)], check=True)


def _llenar_varias_veces(
    cuantos: int, carpeta: Path, disco: Path, ssh: Ssh, azar: random.Random, cuenta: Cuenta
) -> None:
    raiz, destino, relleno = hacer_sitio(carpeta / "sitio", 2), disco / "destino", disco / "relleno"
    lugar = f"ssh://127.0.0.1:{ssh.puerto}{destino}"
    assert generador(raiz, "publicar", lugar, **ssh.entorno).codigo == 0
    for n in range(cuantos):
        poner_acta(raiz, 1, lugar=f"Sala {n}", texto="Acta larga. " * azar.randrange(200))
        libre = os.statvfs(disco).f_bavail * 4096
        # Lo que queda no alcanza para todo: según cuánto sea, falla al subir, al comparar o antes.
        relleno.write_bytes(bytes(max(0, libre - 4096 * azar.randrange(12))))
        antes = a_la_vista(destino).publicacion
        hecho = generador(raiz, "publicar", lugar, **ssh.entorno)
        visto = a_la_vista(destino)
        entero = visto.integro and visto.publicacion in (antes, (antes or 0) + 1)
        cuenta.probar(entero, f"disco lleno: {visto.defectos[:3]}")
        if hecho.codigo:
            _se_nego(cuenta, hecho, "lleno", "disco lleno")
        relleno.unlink()
        otra = generador(raiz, "publicar", lugar, **ssh.entorno)
        completo = otra.codigo == 0 and f"Sala {n}<" in (destino / "actual" / ACTA).read_text()
        cuenta.probar(completo and a_la_vista(destino).integro, f"sin completar: {otra.dicho}")


# --- dos a la vez -----------------------------------------------------------------------------


def dos_a_la_vez(cuantas: int, carpeta: Path, cuenta: Cuenta) -> None:
    """Dos personas, cada una con su copia, publican al mismo tiempo y repiten hasta lograrlo."""
    raices = [hacer_sitio(carpeta / n, 1) for n in ("una", "otra")]
    destino = carpeta / "destino"
    # Son copias sin repositorio: con la opción, el turno es lo único que detiene a una.
    orden = ("publicar", str(destino), "--recuperar-registro")
    hechas = 0
    for n in range(cuantas):
        for quien, raiz in enumerate(raices):
            poner_acta(raiz, 1, lugar=f"Sala {n} de {quien}")
        procesos = [en_otro_proceso(raiz, *orden) for raiz in raices]
        dichos = [p.communicate(timeout=120)[0] for p in procesos]
        for proceso, dicho in zip(procesos, dichos, strict=True):
            bien = proceso.returncode in (0, 3) and "Traceback" not in dicho
            cuenta.probar(bien, f"dos a la vez: {dicho[-300:]}")
            hechas += "a la vista." in dicho
        llego = any(p.returncode == 0 for p in procesos)
        cuenta.probar(llego, f"de dos a la vez no llegó ninguna: {dichos}")
        cuenta.probar(a_la_vista(destino).integro, "dos a la vez dejaron un sitio roto")
    cadena = sorted(int(p.stem[11:]) for p in (destino / "cadena").iterdir())
    cuenta.probar(cadena == list(range(1, hechas + 1)), f"de {hechas} quedaron {cadena}")
    for raiz in raices:
        repetida = generador(raiz, *orden)
        cuenta.probar(repetida.codigo == 0, f"repetir no completó: {repetida.dicho}")


# --- la muerte de quien publica ---------------------------------------------------------------

CLASES = ("carpeta", "git", "zip")
PASOS = ("mirar", "subir", "comparar", "cambiar", "agregar")


def muertes(clases: Sequence[str], vueltas: int, carpeta: Path, cuenta: Cuenta) -> None:
    """SIGKILL a quien publica, antes y después de cada paso, en cada clase de destino."""
    subprocess.run(["git", "init", "-q", "--bare", str(carpeta / "repo")], check=True)
    lugares = {
        "carpeta": str(carpeta / "destino"),
        "git": f"git+{carpeta / 'repo'}#sitio",
        "zip": str(carpeta / "entrega.zip"),
    }
    for clase in clases:
        lugar = lugares[clase]
        raiz = hacer_sitio(carpeta / f"sitio-{clase}", 1)
        assert generador(raiz, "publicar", lugar).codigo == 0
        for vuelta in range(vueltas):
            for paso in PASOS:
                for despues in (False, True):
                    poner_acta(raiz, 1, lugar=f"Sala {paso} {despues} {vuelta}")
                    _matar(raiz, lugar, paso, despues)
                    visto = _traer(clase, carpeta)
                    cuenta.probar(visto.integro, f"{clase}, {paso}: {visto.defectos[:3]}")
                    otra = generador(raiz, "publicar", lugar)
                    _traer(clase, carpeta)
                    pagina = (carpeta / f"traido-{clase}" / ACTA).read_text("utf-8")
                    bien = otra.codigo == 0 and f"{paso} {despues} {vuelta}<" in pagina
                    cuenta.probar(bien, f"{clase}, {paso}: {otra.dicho}")
        _exigir_cuenta_corrida(raiz, clase, carpeta, cuenta)


def _matar(raiz: Path, lugar: str, paso: str, despues: bool) -> None:
    hijo = os.fork()
    if not hijo:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        _armar(paso, despues)
        generador(raiz, "publicar", lugar)
        os._exit(0)
    _, estado = os.waitpid(hijo, 0)
    assert os.WIFSIGNALED(estado), f"nadie murió en {paso}"


def _armar(paso: str, despues: bool) -> None:
    """Desde ahora el proceso muere al llegar a ese paso, sin alcanzar a recoger nada."""
    from generador.publicacion import registro
    from generador.publicacion.paquete_zip import Paquete
    from generador.publicacion.rama_git import RamaGit
    from generador.publicacion.versiones import ConVersiones

    donde = (registro,) if paso == "agregar" else (ConVersiones, RamaGit, Paquete)
    for cosa in donde:
        setattr(cosa, paso, _mortal(getattr(cosa, paso), despues))


def _mortal(original: Callable[..., object], despues: bool) -> Callable[..., object]:
    def muere(*argumentos: object) -> object:
        if despues:
            original(*argumentos)
        os.kill(os.getpid(), signal.SIGKILL)
        return None

    return muere


def _traer(clase: str, carpeta: Path) -> Dictamen:
    """Lo que muestra el destino, copiado a una carpeta donde se verifica."""
    traido = carpeta / f"traido-{clase}"
    shutil.rmtree(traido, ignore_errors=True)
    if clase == "carpeta":
        shutil.copytree((carpeta / "destino/actual").resolve(), traido)
    elif clase == "git":
        orden = ["git", "clone", "-q", "-b", "sitio", str(carpeta / "repo"), str(traido)]
        subprocess.run(orden, check=True)
        shutil.rmtree(traido / ".git")
    else:
        shutil.unpack_archive(carpeta / "entrega.zip", carpeta / "abierto")
        (carpeta / "abierto/sitio").rename(traido)
        shutil.rmtree(carpeta / "abierto")
    return verificar(Carpeta(traido))


def _exigir_cuenta_corrida(raiz: Path, clase: str, carpeta: Path, cuenta: Cuenta) -> None:
    numeros = sorted(int(p.stem[11:]) for p in (raiz / "contenido/publicaciones").iterdir())
    vista = _traer(clase, carpeta).publicacion
    bien = numeros == list(range(1, len(numeros) + 1)) and vista == numeros[-1]
    cuenta.probar(bien, f"{clase}: se perdió una publicación: {numeros}, a la vista {vista}")


# --- permisos, llaves y relojes ---------------------------------------------------------------


def sin_permiso(carpeta: Path, cuenta: Cuenta) -> None:
    """La cuenta no puede escribir: en la carpeta, en la que la contiene, o en una de solo leer."""
    for madre in (carpeta, carpeta.parent):
        madre.chmod(0o755)
    raiz, destino = hacer_sitio(carpeta / "sitio", 1), carpeta / "destino"
    assert generador(raiz, "publicar", str(destino)).codigo == 0
    cerrada = carpeta / "cerrada"
    cerrada.mkdir(mode=0o755)
    poner_acta(raiz, 1, lugar="Otra sala")
    if os.geteuid() == 0:
        subprocess.run(["chown", "-R", str(NADIE), str(raiz)], check=True)
    else:
        destino.chmod(0o555)
        cerrada.chmod(0o555)
    for lugar in (destino, cerrada / "nuevo"):
        hecho = _como_nadie(raiz, "publicar", str(lugar))
        _se_nego(cuenta, hecho, "No se puede escribir", "sin permiso")
    cuenta.probar(a_la_vista(destino).publicacion == 1, "sin permiso, y cambió lo que se ve")
    cuenta.probar(list(cerrada.iterdir()) == [], "sin permiso, y escribió")


def _como_nadie(raiz: Path, *orden: str) -> Corrida:
    """La orden en otro proceso, con una cuenta que no es dueña del destino."""
    # Antes de dejar de ser quien lee el programa: esa cuenta puede no llegar a su carpeta.
    generador(raiz, "publicar", str(raiz.parent / "calentar"))
    lee, escribe = os.pipe()
    hijo = os.fork()
    if not hijo:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setresgid(NADIE, NADIE, NADIE)
            os.setresuid(NADIE, NADIE, NADIE)
        hecho = generador(raiz, *orden)
        os.write(escribe, hecho.dicho.encode())
        os._exit(hecho.codigo)
    os.close(escribe)
    with os.fdopen(lee, encoding="utf-8") as dicho:
        texto = dicho.read()
    return Corrida(os.waitstatus_to_exitcode(os.waitpid(hijo, 0)[1]), texto)


def llaves_ajenas(carpeta: Path, cuenta: Cuenta) -> None:
    """Un servidor con otra llave o desconocido, y una llave de entrada que no sirve."""
    raiz, otra = hacer_sitio(carpeta / "sitio", 1), carpeta / "otra"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(otra)], check=True)
    ajena = " ".join(otra.with_suffix(".pub").read_text().split()[:2])
    with sshd(carpeta / "ssh") as ssh:
        base = ssh.configuracion.read_text()
        conocidos, configuracion = carpeta / "conocidos", carpeta / "config"
        entorno = {"GENERADOR_SSH_CONFIG": str(configuracion)}
        orden = ("publicar", f"ssh://127.0.0.1:{ssh.puerto}{carpeta}/destino")
        configuracion.write_text(base.replace(str(ssh.known_hosts), str(conocidos)))
        for lista in (f"[127.0.0.1]:{ssh.puerto} {ajena}\n", ""):
            conocidos.write_text(lista)
            hecho = generador(raiz, *orden, **entorno)
            _se_nego(cuenta, hecho, "no mostró la llave que se conoce", "servidor ajeno")
            cuenta.probar(conocidos.read_text() == lista, "aceptó por su cuenta una llave")
        configuracion.write_text(base.replace(f"{ssh.carpeta}/cliente", str(otra)))
        _se_nego(cuenta, generador(raiz, *orden, **entorno), "no aceptó su llave", "llave ajena")
        cuenta.probar(not (carpeta / "destino").exists(), "sin poder entrar, y escribió")


def relojes(desfases: Sequence[int], carpeta: Path, cuenta: Cuenta) -> None:
    """El reloj de allá dos horas adelante o atrás, y archivos fechados igual de lejos."""
    for n, desfase in enumerate(desfases):
        aparte = carpeta / f"reloj-{n}"
        (aparte / "bin").mkdir(parents=True)
        programa = aparte / "bin/date"
        programa.write_text(f'#!/bin/sh\nexec /bin/date -d "now {desfase:+d} seconds" "$@"\n')
        programa.chmod(0o755)
        with sshd(aparte / "ssh", str(aparte / "bin")) as ssh:
            _con_otro_reloj(aparte, ssh, desfase, cuenta)


def _con_otro_reloj(carpeta: Path, ssh: Ssh, desfase: int, cuenta: Cuenta) -> None:
    raiz, destino = hacer_sitio(carpeta / "sitio", 2), carpeta / "destino"
    lugar = f"ssh://127.0.0.1:{ssh.puerto}{destino}"
    for n in range(1, 3):
        poner_acta(raiz, 1, lugar=f"Sala {n}")
        acta = raiz / "contenido/instancias/mesa/actas/2020/01.md"
        momento = acta.stat().st_mtime + desfase * (-1) ** n
        os.utime(acta, (momento, momento))
        hecho = generador(raiz, "publicar", lugar, **ssh.entorno)
        cuenta.probar(hecho.codigo == 0 and "difieren en 1" in hecho.dicho, hecho.dicho[-300:])
        visto = a_la_vista(destino)
        entero = visto.integro and visto.publicacion == n
        bien = entero and f"Sala {n}<" in (destino / "actual" / ACTA).read_text("utf-8")
        cuenta.probar(bien, f"con el reloj {desfase} segundos aparte se perdió la publicación {n}")
        nada = generador(raiz, "publicar", lugar, **ssh.entorno)
        cuenta.probar("no hay nada que publicar" in nada.dicho, nada.dicho[-300:])
