"""De una página publicada al texto que se indexa y que un resultado muestra."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

_CONTENIDO = re.compile(rb"<main\b[^>]*>(.*)</main>", re.DOTALL)
# El título y de quién es se muestran aparte; los caminos, los dibujos, los avisos, las descargas,
# la historia, la cita y lo que no se ve, que distingue un enlace de otro, no son de lo que trata.
_MENUDOS = re.compile(
    r"<(nav|svg|caption|thead|h1"
    r"|details(?= class=\"huella\")|p(?= class=\"(?:aviso|solo-impreso|descarga|permanente)\")"
    r"|section(?= class=\"seccion\" aria-labelledby=\"s_(?:historia|citar)\")"
    r"|span(?= class=\"oculto\"))\b"
    r".*?</\1>",
    re.DOTALL,
)
_MARCAS = re.compile(r"<[^>]*>")
# Lo que en la página separa el dibujo, en un texto seguido lo separa un signo. Cada clase de cierre
# deja una señal, y de varias seguidas queda la que más separa.
_ROTULO, _FIN, _CELDA, _MENOR = "\ue000", "\ue001", "\ue002", "\ue003"
_SEPARAN = (
    (re.compile(r'<td\b[^>]* data-titulo="([^"]*)"[^>]*>'), rf" \1{_ROTULO}"),
    (re.compile("</dt>"), _ROTULO),
    (re.compile(r'(<span class="rotulo">[^<]*)</span>'), rf"\1{_ROTULO}"),
    (re.compile(r"</(?:p|li|dd|tr|h[2-6]|summary|figcaption|blockquote)>"), _FIN),
    (re.compile(r"</t[dh]>"), _CELDA),
    (re.compile(r'(<span class="insignia[^>]*>[^<]*)</span>'), rf"\1{_FIN}"),
    # En letra menor va una aclaración, o una frase entera.
    (re.compile(r'<span class="(?:menor|nota)">(?=[A-ZÁÉÍÓÚÑ¿][^<]*\.</span>)'), _FIN),
    (re.compile(r'<span class="(?:menor|nota)">'), _MENOR),
)
_SIGNOS = {_ROTULO: ": ", _FIN: ". ", _CELDA: "; ", _MENOR: ", "}
_SENALES = re.compile(rf"([{''.join(_SIGNOS)}][\s{''.join(_SIGNOS)}]*)")
_YA_SEPARAN = ".:;,!?¿…·"


def texto_de(publicada: bytes) -> str:
    """El texto del contenido principal de una página, sin su título; vacío si no tiene."""
    hallado = _CONTENIDO.search(publicada)
    contenido = _MENUDOS.sub(" ", hallado[1].decode("utf-8")) if hallado else ""
    for patron, senal in _SEPARAN:
        contenido = patron.sub(senal, contenido)
    # Entre dos renglones hay al menos un espacio: si no, sus palabras se pegan.
    llano = unescape(_MARCAS.sub("", contenido.replace("><", "> <")))
    *pares, final = _SENALES.split(llano)
    dichos = (_con_su_signo(*par) for par in zip(pares[::2], pares[1::2], strict=True))
    return " ".join(f"{''.join(dichos)}{final}".split())


def _con_su_signo(dicho: str, senales: str) -> str:
    """Lo dicho con el signo que lo separa de lo que sigue; sin él, si trae uno o no dice nada."""
    dicho = dicho.rstrip()
    if not dicho or dicho[-1] in _YA_SEPARAN:
        return f"{dicho} "
    return dicho + _signo(senales)


@cache
def _signo(senales: str) -> str:
    """El de la señal que más separa."""
    return next(signo for senal, signo in _SIGNOS.items() if senal in senales)
