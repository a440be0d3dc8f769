"""El temporizador de systemd para la publicación diaria que un día nuevo puede necesitar."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TareaProgramada:
    """La publicación diaria.

    `programa` es la ruta de `generador`; `carpeta`, la del sitio; `usuario`, la cuenta que publica.
    `escribe` es la carpeta del destino, si está en el mismo computador. `firma` es la llave con que
    se firma, si se firma.
    """

    programa: str
    carpeta: str
    destino: str
    usuario: str
    escribe: str = ""
    firma: str = ""


def unidades(tarea: TareaProgramada) -> dict[str, str]:
    """El servicio y su temporizador, por nombre de archivo.

    Corre pasada la medianoche de Bogotá y, si la máquina estaba apagada, al encender.
    """
    firmar = f" --firmar {_c(tarea.firma)}" if tarea.firma else ""
    escribe = "".join(f"ReadWritePaths={_c(c)}\n" for c in (tarea.carpeta, tarea.escribe) if c)
    servicio = f"""\
[Unit]
Description=Publica el sitio de instancias si hoy dice algo distinto de ayer
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
User={tarea.usuario}
WorkingDirectory={_c(tarea.carpeta)}
ExecStart={_c(tarea.programa)} publicar {tarea.destino}{firmar} --silencio
NoNewPrivileges=yes
ProtectSystem=strict
{escribe}PrivateTmp=yes
PrivateDevices=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictSUIDSGID=yes
TimeoutStartSec=1h
"""
    temporizador = """\
[Unit]
Description=Cada día, pasada la medianoche de Bogotá

[Timer]
OnCalendar=*-*-* 00:20:00 America/Bogota
RandomizedDelaySec=10m
Persistent=true

[Install]
WantedBy=timers.target
"""
    return {"generador-publicar.service": servicio, "generador-publicar.timer": temporizador}


def _c(texto: str) -> str:
    return texto.replace("%", "%%").replace(" ", "\\x20")
