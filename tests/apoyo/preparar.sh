#!/usr/bin/env bash
# Deja listos los programas que usan las pruebas y que pip no trae.
# Con permisos de administración, o con CI=true, los instala; si no, dice cuáles faltan.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

faltantes() {
  local programa paquete motivo
  while read -r programa paquete motivo; do
    [[ -z $programa || $programa == \#* ]] && continue
    command -v "$programa" >/dev/null || printf '%s\t%s\n' "$paquete" "$motivo"
  done <paquetes-debian.txt
}

puede_instalar() {
  command -v apt-get >/dev/null && { [[ $(id -u) == 0 ]] || [[ ${CI:-} == true ]]; }
}

administrar() {
  if [[ $(id -u) == 0 ]]; then "$@"; else sudo -n "$@"; fi
}

instalar() {
  local salida
  salida=$(mktemp)
  if administrar apt-get update -qq >"$salida" 2>&1 &&
    administrar env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "$@" >"$salida" 2>&1; then
    rm -f "$salida"
    return
  fi
  cat "$salida" >&2
  rm -f "$salida"
  echo "No se pudo instalar: $*" >&2
  return 1
}

preparar_debian() {
  local lista paquetes
  lista=$(faltantes)
  [[ -z $lista ]] && return
  mapfile -t paquetes < <(cut -f1 <<<"$lista")
  if puede_instalar; then
    echo "Instalo de Debian: ${paquetes[*]}"
    instalar "${paquetes[@]}"
  else
    echo "Para correr todas las pruebas faltan estos programas:"
    sed 's/\t/: /; s/^/  /' <<<"$lista"
    echo "Se instalan con: sudo apt-get install ${paquetes[*]}"
  fi
}

preparar_node() {
  # npm deja ahí su copia del candado: mientras sea la más nueva, no hay nada que hacer.
  [[ node_modules/.package-lock.json -nt package-lock.json ]] && return
  command -v npm >/dev/null || return 0
  echo "Instalo de npm lo que piden las pruebas"
  npm ci --ignore-scripts --no-audit --no-fund --silent
  touch node_modules/.package-lock.json
}

preparar_debian
preparar_node
