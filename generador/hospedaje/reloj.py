"""El temporizador de systemd para la publicación diaria que un día nuevo puede necesitar."""

from __future__ import annotations


def unidades(programa: str, carpeta: str, destino: str, usuario: str) -> dict[str, str]:
    """El servicio y su temporizador, por nombre de archivo.

    `programa` es la ruta de `generador`; `carpeta`, la del sitio. Corre pasada la medianoche de
    Bogotá y, si la máquina estaba apagada, al encender.
    """
    servicio = f"""\
[Unit]
Description=Publica el sitio de instancias si hoy dice algo distinto de ayer
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
User={usuario}
WorkingDirectory={_c(carpeta)}
ExecStart={_c(programa)} publicar {destino} --silencio
NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths={_c(carpeta)}
PrivateTmp=yes
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
