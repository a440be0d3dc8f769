#!/bin/sh
# Deja la orden «generador» en .venv/bin. De dónde sale:
#
#   1. Si la máquina ya la tiene, de ahí, y no se instala nada.
#   2. Si la variable GENERADOR_FUENTE dice algo que pip sabe instalar, de ahí. Por ejemplo
#      git+https://ejemplo.gov.co/generador.git@v0.1.0
#   3. Si no, de esta carpeta: la rueda generador-*.whl y su requisitos.txt, guardados en el
#      repositorio. Es lo mejor: cada paquete se comprueba por su huella y nada cambia solo.
set -eu
cd "$(dirname "$0")/.."

if command -v generador >/dev/null; then
  generador --version
  exit 0
fi

if [ -z "${GENERADOR_FUENTE:-}" ] && [ ! -f automatizacion/requisitos.txt ]; then
  echo "No se sabe de dónde instalar «generador»." >&2
  echo "Remedio: ponga la rueda y requisitos.txt en «automatizacion», o dé GENERADOR_FUENTE." >&2
  exit 3
fi

python3 -m venv .venv
if [ -n "${GENERADOR_FUENTE:-}" ]; then
  .venv/bin/python -m pip install --quiet "$GENERADOR_FUENTE"
else
  .venv/bin/python -m pip install --quiet --require-hashes -r automatizacion/requisitos.txt
  .venv/bin/python -m pip install --quiet --no-deps automatizacion/generador-*.whl
fi

# En GitHub, así lo hallan los pasos que siguen.
if [ -n "${GITHUB_PATH:-}" ]; then
  echo "$PWD/.venv/bin" >>"$GITHUB_PATH"
fi
.venv/bin/generador --version
