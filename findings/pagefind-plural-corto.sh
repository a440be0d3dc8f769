#!/usr/bin/env bash
# Pagefind 1.5.2, sitio en español: el plural de una palabra corta no halla su singular.
#
# Lo que uno esperaría: el índice y la consulta pasan por el mismo lematizador del español, así que
# «actas» y «acta» hallan lo mismo, como «comités» y «comité».
# Lo que se ve: «acta» halla las dos páginas, porque es el comienzo de «actas»; «actas» halla solo la
# que lo dice en plural. Igual «año» y «años». El lematizador no acorta las palabras de dos sílabas
# como estas, y lo que une a «acta» con «actas» es solo que una empieza como la otra.
# Lo que sale:
#   acta: dos uno / actas: dos / año: dos uno / años: dos / comité: dos uno / comités: dos uno
#
# Pide Python 3, con venv y pip, y Node 18 o posterior.
set -euo pipefail
aqui=$(mktemp -d)
trap 'rm -rf "$aqui"' EXIT
cd "$aqui"

python3 -m venv entorno
entorno/bin/pip install --quiet --disable-pip-version-check pagefind==1.5.2 pagefind-bin==1.5.2
mkdir sitio
pagina() { printf '<!doctype html><html lang="es"><title>%s</title><body><p>%s</p></body></html>' "$1" "$2"; }
pagina Uno "El acta del comité. En un año." > sitio/uno.html
pagina Dos "Las actas de los comités. En dos años." > sitio/dos.html
entorno/bin/python -m pagefind --site sitio > indice.log

cat > buscar.mjs <<'JS'
import { readFile } from "node:fs/promises";
// Lo poco del navegador que la biblioteca usa para leer su índice.
globalThis.document = { querySelector: () => ({ getAttribute: () => "es" }), currentScript: null };
globalThis.window = globalThis;
globalThis.location = new URL("http://sitio.invalid/");
globalThis.fetch = async (que) =>
  new Response(await readFile("sitio" + new URL(String(que), location).pathname));
const pagefind = await import("./sitio/pagefind/pagefind.js");
await pagefind.options({ basePath: "/pagefind/", baseUrl: "/" });
await pagefind.init();
for (const consulta of process.argv.slice(2)) {
  const { results } = await pagefind.search(consulta);
  const datos = await Promise.all(results.map((r) => r.data()));
  const hallados = datos.map((d) => d.url.slice(1, -5)).sort();
  console.log(`${consulta}: ${hallados.join(" ")}`);
}
JS
node buscar.mjs acta actas año años comité comités | tee visto.txt
diff visto.txt - <<'VISTO'
acta: dos uno
actas: dos
año: dos uno
años: dos
comité: dos uno
comités: dos uno
VISTO
echo "Sigue igual."
