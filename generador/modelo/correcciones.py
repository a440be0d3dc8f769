"""Lo que un valor mal escrito quiere decir, cuando solo puede querer decir una cosa.

Cada función recibe lo que alguien escribió y da cómo se escribe, o el texto vacío si hay duda:
ante la duda se muestra un ejemplo y decide una persona.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterator

from generador.modelo.anexos import se_publica
from generador.modelo.fechas import ANIO_MAXIMO, ANIO_MINIMO, MESES, Periodo, sugerir_iso

_ADORNOS = "\"'“”„‟‘’‚‛«»`´ \t\xa0\u2007\u202f\u200b\u200c\u200d\u2060\ufeff"
# Una equis puede marcar la casilla o tacharla.
_SI = frozenset(("si", "s", "true", "verdadero", "yes", "y", "1", "ok", "✓", "✔"))
_NO = frozenset(("no", "n", "false", "falso", "0"))
_HORA = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?(?:h|hs|hrs?|horas)?(am|pm|m)?", re.IGNORECASE
)
_SIGNO = re.compile(r"[-‐‑‒–—―−?¿]+|[nN]/[aA]\.?|[nN]\. ?[aA]\.|[sS]/[nN]\.?")
_CON_EXCUSA = re.compile(r"excus|justific|ausen|permiso|incapacidad|vacacion|licencia|no asisti")
PATRON_DE_DIRECCION = r"https?://[^\s<>\"'\\]+"
# «No hubo quórum» y «no se alcanzó» sí dicen algo.
_SIN_DATO = re.compile(
    r"no (?:aplica|consta|hay|fue|registra|reporta|disponible)\b|n\.? ?/?a\.?$|pendiente|por defin"
    r"|no se (?:sabe|verific|tiene|conoce|registr|inform|report|consign|indic|precis|diligenc)"
    r"|sin (?:dato|informaci|registr|verific|defin|establec)|desconocid|se desconoce"
)
_CORTA = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\w)")
_MES = re.compile(r"(\d{4})[-/.](\d{1,2})")
_SIN_ESQUEMA = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_ORDINALES = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "primer": 1, "segundo": 2, "tercer": 3}
_ORDINALES |= {"primero": 1, "tercero": 3, "cuarto": 4, "1er": 1, "2do": 2, "3er": 3, "4to": 4}
_LETRAS = ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve")


def desnudo(texto: str) -> str:
    """El texto sin las comillas, los blancos y los signos que trae lo pegado de otro programa."""
    return texto.strip(_ADORNOS).rstrip(".;,").strip(_ADORNOS)


def sin_tildes(texto: str) -> str:
    """El texto en minúsculas y sin tildes; `ñ` pasa a `ni` para que `año` sea `anio`."""
    if texto.isascii():
        return texto.lower()
    descompuesto = unicodedata.normalize("NFD", texto.lower().replace("ñ", "ni"))
    return "".join(c for c in descompuesto if not unicodedata.combining(c))


def fecha(texto: str) -> str:
    """La fecha AAAA-MM-DD que el texto dice, aunque venga con adornos; ninguna si hay duda."""
    limpia = desnudo(texto)
    return "" if fechas_posibles(limpia) else sugerir_iso(limpia) or ""


def fechas_posibles(texto: str) -> tuple[str, ...]:
    """Las dos fechas que «09/06/2020» puede ser, primero la que empieza por el día."""
    corta = _CORTA.fullmatch(desnudo(texto))
    if corta is None or len(corta[3]) != 4 or int(corta[1]) == int(corta[2]):
        return ()
    anio = int(corta[3])
    posibles = [
        _si_existe(anio, int(m), int(d)) for d, m in ((corta[1], corta[2]), corta.group(2, 1))
    ]
    return tuple(posibles) if all(posibles) else ()


def _si_existe(anio: int, mes: int, dia: int) -> str:
    if not (ANIO_MINIMO <= anio <= ANIO_MAXIMO and 1 <= mes <= 12):
        return ""
    return f"{anio:04}-{mes:02}-{dia:02}" if 1 <= dia <= calendar.monthrange(anio, mes)[1] else ""


def fecha_de_ejemplo(texto: str) -> str:
    """La fecha que dicen las mismas cifras en otro orden, para que una persona la confirme.

    Si con ellas no se hace ninguna, «⟨fecha⟩», la que dice el nombre del archivo, que pone quien lo
    conoce: otra sería inventarla.
    """
    limpia = desnudo(texto)
    if m := _ISO.search(limpia):
        return _de_las_mismas_cifras(int(m[1]), int(m[2]), int(m[3]))
    if m := _CORTA.match(limpia):
        return _de_las_mismas_cifras(int(m[3]), int(m[2]), int(m[1])) if len(m[3]) == 4 else ""
    if _MES.fullmatch(limpia):
        return ""
    # Un día de la semana que no corresponde: vale más el número.
    return sugerir_iso(re.sub(r"^[^\W\d]+,? +(?=\d)", "", limpia)) or "⟨fecha⟩"


def mes(texto: str) -> str:
    """El mes AAAA-MM de «11/2026», «nov-2026» o «noviembre de 2026»; vacío, si no es uno."""
    llano = sin_tildes(desnudo(texto).lower())
    if m := re.fullmatch(r"(\d{1,2})[/-](\d{4})", llano):
        numero, anio = int(m[1]), int(m[2])
    elif m := re.fullmatch(r"([a-z]{3,10})\.?(?: del? |[ /-])(\d{4})", llano):
        numero = next((n for n, nombre in enumerate(MESES, 1) if nombre.startswith(m[1])), 0)
        anio = int(m[2])
    else:
        return ""
    existe = 1 <= numero <= len(MESES) and ANIO_MINIMO <= anio <= ANIO_MAXIMO
    return f"{anio}-{numero:02}" if existe else ""


def lapso_de_ejemplo(texto: str, parte: str, propuesta: str) -> str:
    """El lapso con la parte mala corregida; si de ella no se sabe nada, sin ella."""
    nombre = next((n for n, mes in enumerate(MESES, 1) if sin_tildes(desnudo(parte)) == mes), 0)
    if nombre:
        return texto.replace(parte, f"⟨anio⟩-{nombre:02d}", 1)
    if propuesta and "⟨" not in propuesta:
        return texto.replace(parte, propuesta)
    buenas = [p.strip() for p in texto.split("/", 1) if p.strip() != parte]
    return buenas[0] if buenas else propuesta


def _de_las_mismas_cifras(anio: int, mes: int, dia: int) -> str:
    # Un mes que no existe suele ser el día: se cambiaron de lugar.
    return _si_existe(anio, mes, dia) or _si_existe(anio, dia, mes)


def hora(texto: str) -> str:
    """La hora HH:MM de «2:30 p. m.», «2.30 pm», «14h30», «8 am» o «14:30:00»."""
    plano = re.sub(r"[\s\xa0]", "", desnudo(texto.lower()))
    plano = re.sub(r"([apm])\.?m\.?$", r"\1m", plano) if not plano.endswith("horas") else plano
    m = _HORA.fullmatch(plano.replace("a.m", "am").replace("p.m", "pm"))
    if not m or not (m[2] or m[3]):
        return ""
    horas, minutos, mitad = int(m[1]), int(m[2] or 0), m[3] or ""
    if mitad in ("am", "pm") and not 1 <= horas <= 12:
        # «14:30 pm» se entiende; «14:30 am» y «0:30 pm», no.
        return f"{horas}:{minutos:02}" if mitad == "pm" and 12 < horas < 24 and minutos < 60 else ""
    if (horas, mitad) == (12, "am"):
        # Es medianoche, y en Colombia mucha gente lo escribe del mediodía.
        return ""
    horas = horas % 12 + (12 if mitad == "pm" else 0) if mitad in ("am", "pm") else horas
    return f"{horas:02}:{minutos:02}" if horas < 24 and minutos < 60 else ""


def si_no(texto: str) -> str:
    """`si` o `no`, de lo que otros programas y formularios escriben."""
    palabra = sin_tildes(desnudo(texto))
    return "si" if palabra in _SI else "no" if palabra in _NO else ""


def es_un_signo(texto: str) -> bool:
    """Si es una raya, un signo de pregunta, «N/A» o «S/N»: que no hay, o que no se sabe."""
    return _SIGNO.fullmatch(texto) is not None


def dice_que_no_se_sabe(texto: str) -> bool:
    """Si dice que no hay dato, y no un no: «no consta», «no se verificó», «pendiente»."""
    return _SIN_DATO.match(sin_tildes(desnudo(texto))) is not None


def es_una_ausencia(texto: str) -> bool:
    """Si dice que no asistió, y por qué: «excusa», «ausente», «de permiso»."""
    return _CON_EXCUSA.search(sin_tildes(desnudo(texto))) is not None


def entero(texto: str) -> str:
    """Las cifras de «3.», «N.º 3», «1.200», «5 (cinco)» o «tres»."""
    plano = sin_tildes(desnudo(texto))
    plano = re.sub(r"^(?:acta|funcion|n|no|num|numero|nro)?\.? ?[º°#]? ?(?=\d)", "", plano)
    # «3.0» es de una hoja de cálculo; «1.000» puede ser mil.
    plano = re.sub(r" ?\([a-z ]+\)$|\.00?$|[º°]$", "", plano)
    if re.fullmatch(r"\d{1,3}\.000", plano):
        return ""
    if re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+", plano):
        plano = re.sub(r"[. ]", "", plano)
    if plano in _LETRAS:
        return str(_LETRAS.index(plano))
    return plano if plano.isascii() and plano.isdigit() and len(plano) <= 9 else ""


def porcentaje(texto: str) -> str:
    """El porcentaje de «85 por ciento» o de «85,0 %»."""
    plano = re.sub(r" ?(?:%|por ciento|pct)$", "", sin_tildes(desnudo(texto)))
    if re.fullmatch(r"1[.,]0+", plano):
        # En una hoja de cálculo, 1,0 es 100 %.
        return ""
    cifras = entero(re.sub(r"[.,]0+$", "", plano))
    return cifras if cifras and int(cifras) <= 100 else ""


def periodo(texto: str) -> str:
    """2020, 2020-s1 o 2020-t3, de «2020-S1», «2020-II semestre» o «tercer trimestre de 2020».

    También de uno a otro: «2020-T1 a 2020-T3», «primer al tercer trimestre de 2020».
    """
    plano = sin_tildes(desnudo(texto))
    if m := re.fullmatch(r"(.+?)(?:-a-| al? | hasta (?:el )?)(.+)", plano):
        return _tramo(m[1], m[2])
    if m := re.fullmatch(r"(\d{4})[-_ /]*([st])[-_ ]*([1-4])", plano):
        return _periodo(m[1], m[2], int(m[3]))
    if m := re.fullmatch(r"([st])[-_ ]*([1-4])[-_ /]*(?:de |del )?(\d{4})", plano):
        return _periodo(m[3], m[1], int(m[2]))
    anio = re.search(r"\b(\d{4})\b", plano)
    clase = re.search(r"semestre|trimestre", plano)
    ordinales = [_ORDINALES[p] for p in re.findall(r"\w+", plano) if p in _ORDINALES]
    if anio and clase and len(ordinales) == 1:
        return _periodo(anio[1], clase[0][0], ordinales[0])
    return anio[1] if anio and re.fullmatch(r"(?:ano|anio|anual|vigencia)? ?\d{4}", plano) else ""


def _tramo(primero: str, ultimo: str) -> str:
    """El del primero al último; lo que al primero le falta, como el año, lo dice el último."""
    fin = periodo(ultimo)
    inicio = next(
        (p for resto in ("", *_finales(ultimo)) if (p := periodo(f"{primero}{resto}"))), ""
    )
    escrito = f"{inicio}-a-{fin}"
    try:
        return Periodo.leer(escrito).clave if inicio and fin else ""
    except ValueError:
        return ""


def _finales(texto: str) -> Iterator[str]:
    """« de 2020» y « trimestre de 2020», de «tercer trimestre de 2020»."""
    palabras = texto.split()
    yield from (f" {' '.join(palabras[n:])}" for n in range(len(palabras) - 1, 0, -1))


def periodos_posibles(texto: str) -> tuple[str, ...]:
    """Los que «2026-1», «III-2026», «2026-09» o «26» pueden ser; ninguno si no lo parece.

    «2026-09» es un mes: los que lo tienen. «2026-s3» no existe: el tercer trimestre y el año.
    """
    plano = sin_tildes(desnudo(texto))
    if m := re.fullmatch(r"\d{2}", plano):
        return (f"20{m[0]}",)
    if (mes := mes_escrito(texto)) is not None:
        anio, numero = mes
        return (f"{anio}-t{(numero + 2) // 3}", f"{anio}-s{(numero + 5) // 6}", f"{anio}")
    if m := re.fullmatch(r"(\d{4})[-_ /]*([st])[-_ ]*(\d)", plano):
        return tuple(p for p in (_periodo(m[1], "t", int(m[3])), m[1]) if p)
    anio, numero = _anio_y_ordinal(plano)
    return tuple(p for clase in "st" if (p := _periodo(anio, clase, numero))) if numero else ()


def mes_escrito(texto: str) -> tuple[str, int] | None:
    """El año y el mes de «2026-09», «09/2026» o «septiembre de 2026»."""
    plano = sin_tildes(desnudo(texto))
    numero = r"(?:0[1-9]|1[0-2]|[5-9])"
    if m := re.fullmatch(rf"(\d{{4}})[-_ /.]({numero})", plano):
        return m[1], int(m[2])
    if m := re.fullmatch(rf"({numero})[-_ /.](\d{{4}})", plano):
        return m[2], int(m[1])
    if m := re.fullmatch(r"([a-z]+)(?: de| del)?[-_ /.]*(\d{4})", plano):
        return (m[2], MESES.index(m[1]) + 1) if m[1] in MESES else None
    return None


def _anio_y_ordinal(plano: str) -> tuple[str, int]:
    """Las dos partes de «2026-1», «1-2026», «2026-III» o «III de 2026»; 0 si no son eso."""
    m = re.fullmatch(r"(\d{4})[-_ /.]*(\w+)", plano)
    anio, cual = m.groups() if m else ("", "")
    if m := re.fullmatch(r"([a-z]+|\d)(?: de| del)?[-_ /.]+(\d{4})", plano):
        cual, anio = m.groups()
    numero = int(cual) if re.fullmatch(r"[1-4]", cual) else _ORDINALES.get(cual, 0)
    return anio, numero


def _periodo(anio: str, clase: str, numero: int) -> str:
    existe = 1 <= numero <= (4 if clase == "t" else 2)
    return f"{anio}-{clase}{numero}" if existe else ""


def identificador(texto: str) -> str:
    """El texto en minúsculas ASCII con guiones: «Alcaldías Locales» → `alcaldias-locales`."""
    return re.sub(r"[^a-z0-9]+", "-", sin_tildes(desnudo(texto))).strip("-")


def direccion(texto: str) -> str:
    """La dirección completa de «www.ejemplo.gov.co» o «https:/ejemplo.gov.co»."""
    limpia = desnudo(texto).strip("<>").replace("\\", "/")
    esquema = re.match(r"(https?):/*", limpia, re.IGNORECASE)
    if esquema:
        resto = limpia[esquema.end() :]
        servidor = resto.partition("/")[0]
        es_servidor = "." in servidor and not se_publica(servidor)
        if not esquema[0].endswith("://") and not es_servidor:
            # «https:///actas/2.pdf» perdió el servidor: lo que sigue es el camino.
            return ""
        completa = f"{esquema[1].lower()}://{resto}"
    elif _SIN_ESQUEMA.fullmatch(limpia) and ("/" in limpia or not se_publica(limpia)):
        # «lista.csv» es el nombre de un archivo, aunque pueda serlo de un servidor.
        completa = f"https://{limpia}"
    else:
        return ""
    return completa if re.fullmatch(PATRON_DE_DIRECCION, completa) else ""


def nombre_de_archivo(nombre: str) -> str:
    """El nombre en minúsculas ASCII, con guiones en vez de espacios y signos.

    Un punto es el de la extensión solo si lo que sigue lo parece: «Acta No. 1» no la tiene.
    """
    # Un ZIP hecho en un Mac trae la «ñ» como una «n» y una tilde.
    nombre = unicodedata.normalize("NFC", nombre)
    partes = re.fullmatch(r"(.+)\.([A-Za-z0-9]{1,8})", nombre)
    base, extension = partes.groups() if partes else (nombre, "")
    limpio = re.sub(r"[^a-z0-9]+", "-", sin_tildes(base)).strip("-")
    return (limpio or "archivo") + (f".{extension.lower()}" if extension else "")
