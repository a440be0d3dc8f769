#!/usr/bin/env bash
# Typst 0.15.2: un documento sin fecha (`date: none`) no se puede sacar en ninguna PDF/A.
#
# Lo que uno esperaría: que `set document(date: none)` deje el archivo sin fecha de creación con
# cualquier norma, porque lo hace sin norma y con PDF/UA-1, que pide más metadatos.
# Lo que se ve: cada PDF/A se niega con «missing document date». Quien no sabe la fecha de un documento
# y necesita PDF/A tiene que escoger una verdadera: no hay manera de callarla.
# Lo que sale:
#   sin norma: sale sin fecha / ua-1: sale sin fecha / a-2b, a-2a, a-3b, a-4: missing document date
#
# Pide Python 3, con venv y pip.
set -euo pipefail
aqui=$(mktemp -d)
trap 'rm -rf "$aqui"' EXIT
cd "$aqui"

python3 -m venv entorno
entorno/bin/pip install --quiet --disable-pip-version-check typst==0.15.2
cat > hoja.typ <<'TYPST'
#set document(title: "Hoja", date: none)
#set text(lang: "es")
Una hoja.
TYPST
cat > sacar.py <<'PY'
import typst

for norma in ("", "ua-1", "a-2b", "a-2a", "a-3b", "a-4"):
    pedida = {"pdf_standards": [norma]} if norma else {}
    try:
        salio = typst.compile("hoja.typ", format="pdf", **pedida)
        dicho = "con fecha" if b"CreationDate" in salio else "sale sin fecha"
    except typst.TypstError as falla:
        dicho = str(falla).partition("error: ")[2].splitlines()[0]
    print(f"{norma or 'sin norma'}: {dicho}")
PY
entorno/bin/python sacar.py | tee visto.txt
diff visto.txt - <<'VISTO'
sin norma: sale sin fecha
ua-1: sale sin fecha
a-2b: missing document date
a-2a: missing document date
a-3b: missing document date
a-4: missing document date
VISTO
echo "Sigue igual."
