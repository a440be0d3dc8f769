#!/bin/sh
# Revisa los registros antes de guardar un cambio en git. Se enciende una vez en cada copia:
#
#   git config core.hooksPath .githooks
set -eu

if git diff --cached --quiet -- contenido temas; then
  exit 0
fi

PATH="$PWD/.venv/bin:$PATH"
if ! command -v generador >/dev/null; then
  echo "No se revisaron los registros: falta la orden «generador»." >&2
  echo "Remedio: instálela con «sh automatizacion/instalar.sh», o póngala en la búsqueda (PATH)." >&2
  exit 1
fi

# Se revisa lo que está en la carpeta; si algo de ahí no va en el cambio, se dice.
generador revisar --silencio
fuera=$(git -c core.quotePath=off ls-files --others --modified --exclude-standard -- contenido temas)
if [ -n "$fuera" ]; then
  echo "Esto no va en este cambio. Si hace falta, agréguelo con «git add»:" >&2
  printf '%s\n' "$fuera" | sed 's/^/  /' >&2
fi
