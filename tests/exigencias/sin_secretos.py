"""Ningún secreto queda donde no debe: ni en lo dicho, ni en lo guardado, ni en lo publicado."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from apoyo.reales import Corrida, Ssh, generador, hacer_sitio, poner_acta, sshd
from apoyo.secretos import buscar_secretos, trozos_de_llave

from exigencias.base import Cuenta

CONTRASENA = "S3creta-de-prueba"


def sin_secretos(carpeta: Path, cuenta: Cuenta) -> None:
    """Publica a todas partes, bien y mal, con llaves y una contraseña, y las busca después."""
    with sshd(carpeta / "ssh") as ssh:
        raiz, firma = hacer_sitio(carpeta / "sitio", 1), carpeta / "ssh/firma"
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(firma)], check=True
        )
        dichos = [h.dicho for h in publicar_de_todo(raiz, carpeta, ssh, firma)]
    llaves = {f"la llave {n}": carpeta / "ssh" / n for n in ("firma", "cliente", "servidor")}
    hallados = buscar_en(carpeta, llaves, dichos)
    for hallado in hallados:
        cuenta.probar(False, hallado)
    cuenta.probar(len(dichos) > 10 and "".join(dichos).count("a la vista.") == 6, "no se publicó")
    cuenta.intentos += len(dichos)
    cuenta.notas.append(
        f"{len(dichos)} órdenes con llaves y contraseñas: {len(hallados)} secretos en lo que "
        "dijeron, guardaron y publicaron"
    )


def buscar_en(carpeta: Path, llaves: Mapping[str, Path], dichos: list[str]) -> list[str]:
    """Los secretos en lo dicho y en todo lo que hay en la carpeta, salvo en las llaves mismas."""
    secretos = {n: trozos_de_llave(p) for n, p in llaves.items()}
    secretos["la contraseña"] = (CONTRASENA.encode(),)
    return buscar_secretos(secretos, [carpeta], dichos, menos=llaves.values())


def publicar_de_todo(raiz: Path, carpeta: Path, ssh: Ssh, firma: Path) -> list[Corrida]:
    """Cada clase de destino, firmando, con las llaves por variables; y todos los errores."""
    subprocess.run(["git", "init", "-q", "--bare", str(carpeta / "repo")], check=True)
    puerto, base = ssh.puerto, ssh.carpeta
    entorno = {
        "GENERADOR_SSH_LLAVE": str(base / "cliente"),
        "GENERADOR_SSH_CONOCIDOS": str(ssh.known_hosts),
        "GENERADOR_FIRMA": str(firma),
    }
    lugares = (
        f"ssh://127.0.0.1:{puerto}{carpeta}/por-ssh",
        f"sftp://127.0.0.1:{puerto}{carpeta}/por-sftp",
        f"git+ssh://127.0.0.1:{puerto}{carpeta}/repo#sitio",
        str(carpeta / "entrega.zip"),
    )
    hechas = []
    for n, lugar in enumerate((*lugares, lugares[0])):
        poner_acta(raiz, 1, lugar=f"Sala {n}")
        hechas.append(generador(raiz, "publicar", lugar, **entorno))
    hechas.append(generador(raiz, "publicar", lugares[0], "--deshacer", **entorno))
    return hechas + _con_errores(raiz, carpeta, lugares[0], entorno, firma)


def _con_errores(
    raiz: Path, carpeta: Path, lugar: str, entorno: Mapping[str, str], firma: Path
) -> list[Corrida]:
    """La llave misma donde va su ruta, una contraseña en el lugar, y una llave que otros leen."""
    poner_acta(raiz, 1, lugar="Otra")
    secreta, abierta = firma.read_text(), carpeta / "ssh/abierta"
    shutil.copy(carpeta / "ssh/cliente", abierta)
    abierta.chmod(0o644)
    con = f"//ana:{CONTRASENA}@127.0.0.1/x"
    hechas = [
        generador(raiz, "publicar", lugar, **{**entorno, variable: secreta})
        for variable in ("GENERADOR_FIRMA", "GENERADOR_SSH_LLAVE", "GENERADOR_SSH_CONOCIDOS")
    ]
    hechas += [generador(raiz, "publicar", f"{e}{con}") for e in ("ssh:", "sftp:", "git+https:")]
    hechas.append(
        generador(raiz, "publicar", lugar, **{**entorno, "GENERADOR_SSH_LLAVE": str(abierta)})
    )
    abierta.unlink()
    escrito = raiz / "contenido/sitio.yaml"
    antes = escrito.read_text("utf-8")
    escrito.write_text(f"{antes}destinos:\n  - nombre: web\n    lugar: ssh:{con}\n", "utf-8")
    hechas += [
        generador(raiz, orden, *resto) for orden, *resto in (("revisar",), ("publicar", "web"))
    ]
    escrito.write_text(antes, "utf-8")
    return hechas
