#!/usr/bin/env bash
# pikepdf 10.10.0: la mitad de un PDF se abre con todas sus hojas, o tiene escrito dónde termina.
#
# Lo que uno esperaría: que para saber si un PDF llegó entero baste con abrirlo, o con hallar en él
# «startxref», un número y «%%EOF», que es como termina.
# Lo que se ve: la primera mitad de un PDF corriente, que no tiene ese final, se abre sin error y
# dice tener sus veinte hojas; al leer lo que hay en ellas, varias ya no tienen nada. Y la primera
# mitad de uno guardado para leer por partes («linealizado», ISO 32000-1, anexo F) sí tiene
# «startxref», un cero y «%%EOF»: van al comienzo, después de su primera tabla; esa no se abre.
# Lo que sirve: exigir que el último «startxref» no diga cero.
# Lo que sale:
#   corriente: final ninguno; se abre con 20 hojas, 9 con texto
#   por partes: final startxref 0 %%EOF; no se abre
#
# Pide Python 3, con venv y pip.
set -euo pipefail
aqui=$(mktemp -d)
trap 'rm -rf "$aqui"' EXIT
cd "$aqui"

python3 -m venv entorno
entorno/bin/pip install --quiet --disable-pip-version-check pikepdf==10.10.0
cat > mitad.py <<'PY'
import io
import re
import warnings

import pikepdf

FINAL = re.compile(rb"startxref\s+\d+\s+%%EOF")


def hecho(por_partes: bool) -> bytes:
    pdf = pikepdf.new()
    for n in range(20):
        hoja = pdf.add_blank_page(page_size=(612, 792))
        hoja.Contents = pdf.make_stream(f"BT 50 700 Td (hoja {n}) Tj ET\n".encode() * 40)
    salida = io.BytesIO()
    sin = pikepdf.ObjectStreamMode.disable
    pdf.save(salida, linearize=por_partes, object_stream_mode=sin, compress_streams=False)
    return salida.getvalue()


def abierta(mitad: bytes) -> str:
    try:
        pdf = pikepdf.open(io.BytesIO(mitad), suppress_warnings=True)
    except pikepdf.PdfError:
        return "no se abre"
    con_texto = sum(b"hoja" in (h.Contents.read_bytes() if "/Contents" in h else b"") for h in pdf.pages)
    return f"se abre con {len(pdf.pages)} hojas, {con_texto} con texto"


warnings.simplefilter("ignore")
for nombre, por_partes in (("corriente", False), ("por partes", True)):
    entero = hecho(por_partes)
    mitad = entero[: len(entero) // 2]
    hallado = FINAL.search(mitad)
    final = " ".join(hallado[0].decode().split()) if hallado else "ninguno"
    print(f"{nombre}: final {final}; {abierta(mitad)}")
PY
entorno/bin/python mitad.py | tee visto.txt
diff visto.txt - <<'VISTO'
corriente: final ninguno; se abre con 20 hojas, 9 con texto
por partes: final startxref 0 %%EOF; no se abre
VISTO
echo "Sigue igual."
