"""La configuración de un servidor web, escrita a partir de lo que el sitio construido usa."""

from __future__ import annotations

from generador.hospedaje.apache import configurar_apache
from generador.hospedaje.caddy import configurar_caddy
from generador.hospedaje.nginx import configurar_nginx
from generador.hospedaje.pedido import Hospedaje
from generador.hospedaje.uso import Uso, mirar_uso

__all__ = ["SERVIDORES", "Hospedaje", "Uso", "mirar_uso"]

SERVIDORES = {"nginx": configurar_nginx, "apache": configurar_apache, "caddy": configurar_caddy}
"""Cada servidor y la función que escribe su configuración."""
