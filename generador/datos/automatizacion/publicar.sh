#!/bin/sh
# Publica el sitio y guarda en el repositorio la entrada del registro.
#
#   sh automatizacion/publicar.sh DESTINO
#
# Variables secretas, las que hagan falta:
#
#   PUBLICAR_LLAVE  llave privada de SSH con que se entra al servidor
#   PUBLICAR_FIRMA  llave privada Ed25519 con que se firma el manifiesto
#   PUBLICAR_TOKEN  con qué se escribe en este repositorio, donde no baste lo que ya hay
#
# Las llaves van del entorno al agente de SSH, y el token lo lee git del entorno: ninguno se escribe
# en un archivo, ni en la línea de una orden, ni en lo que esta muestra.
set -eu
cd "$(dirname "$0")/.."
if [ $# -ne 1 ]; then
  echo "Uso: sh automatizacion/publicar.sh DESTINO" >&2
  exit 2
fi
destino=$1

temporal=$(mktemp -d)
agente=
# La llama «trap».
# shellcheck disable=SC2317
terminar() {
  [ -z "$agente" ] || ssh-agent -k >/dev/null
  rm -rf "$temporal"
}
trap terminar EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Una llave puede venir tal cual, o en base64 y en un solo renglón para que se pueda enmascarar.
cargar() {
  case $1 in
    -----BEGIN*) printf '%s\n' "$1" ;;
    *) printf '%s' "$1" | base64 -d ;;
  esac | tr -d '\r' | ssh-add -q -
}

# --- las llaves -------------------------------------------------------------------------------

set --
if [ -n "${PUBLICAR_LLAVE:-}${PUBLICAR_FIRMA:-}" ]; then
  eval "$(ssh-agent -s)" >/dev/null
  agente=si
fi
if [ -n "${PUBLICAR_FIRMA:-}" ]; then
  cargar "$PUBLICAR_FIRMA"
  # Es la parte pública: le dice al agente con cuál de sus llaves firmar.
  ssh-add -L >"$temporal/firma.pub"
  set -- --firmar "$temporal/firma.pub"
fi
if [ -n "${PUBLICAR_LLAVE:-}" ]; then
  cargar "$PUBLICAR_LLAVE"
fi
unset PUBLICAR_LLAVE PUBLICAR_FIRMA

# Solo los servidores que alguien revisó y anotó; uno que no esté ahí se rechaza.
if grep -qs '^[^#[:space:]]' automatizacion/known_hosts; then
  cat >"$temporal/ssh_config" <<FIN
Host *
  UserKnownHostsFile "$PWD/automatizacion/known_hosts"
  GlobalKnownHostsFile /dev/null
  Include "${GENERADOR_SSH_CONFIG:-~/.ssh/config}"
FIN
  export GENERADOR_SSH_CONFIG="$temporal/ssh_config"
fi

# El token se ofrece solo al servidor de este repositorio.
servidor=${CI_SERVER_URL:-${GITHUB_SERVER_URL:-}}
if [ -n "${PUBLICAR_TOKEN:-}" ] && [ -n "$servidor" ]; then
  export GIT_CONFIG_COUNT=1
  export GIT_CONFIG_KEY_0="credential.$servidor.helper"
  # Las comillas son esas: el token lo pone git al correrlo, no este guion.
  # shellcheck disable=SC2016
  export GIT_CONFIG_VALUE_0='!entrar() { [ "$1" != get ] || { echo "username=${PUBLICAR_USUARIO:-oauth2}"; echo "password=$PUBLICAR_TOKEN"; }; }; entrar'
fi

# --- publicar ---------------------------------------------------------------------------------

# Lo que se publicara sin guardar no estaría en ninguna otra copia: la siguiente lo quitaría de la vista.
if [ -n "$(git status --porcelain -- contenido ':(exclude)contenido/publicaciones')" ]; then
  echo "En contenido/ hay cambios sin guardar en el repositorio. No se publicó nada." >&2
  echo "Remedio: guárdelos con git commit, y repita." >&2
  exit 3
fi

codigo=0
generador publicar "$destino" "$@" || codigo=$?

# --- el registro ------------------------------------------------------------------------------
# Aunque algo haya fallado después de publicar: lo que quedó a la vista se anota.

[ -d contenido/publicaciones ] || exit "$codigo"
git add --all contenido/publicaciones
if git diff --cached --quiet -- contenido/publicaciones; then
  exit "$codigo"
fi

export GIT_AUTHOR_NAME="${PUBLICAR_NOMBRE:-Publicación automática}"
export GIT_AUTHOR_EMAIL="${PUBLICAR_CORREO:-publicacion@localhost}"
export GIT_COMMITTER_NAME="$GIT_AUTHOR_NAME" GIT_COMMITTER_EMAIL="$GIT_AUTHOR_EMAIL"
rama=${CI_COMMIT_BRANCH:-${GITHUB_REF_NAME:-$(git branch --show-current)}}
remoto=origin
if [ -n "${PUBLICAR_TOKEN:-}" ] && [ -n "${CI_PROJECT_URL:-}" ]; then
  remoto=$CI_PROJECT_URL.git
fi

# [skip ci]: guardar el registro no enciende otra publicación.
git commit --quiet --no-verify -m "Registro de publicaciones [skip ci]" -- contenido/publicaciones
for _ in 1 2 3; do
  if git push --quiet "$remoto" "HEAD:refs/heads/$rama"; then
    exit "$codigo"
  fi
  git pull --quiet --rebase "$remoto" "$rama" || break
done
echo "El sitio quedó publicado, y su entrada del registro no se pudo guardar en «$rama»." >&2
echo "Remedio: deje que la automatización escriba en esa rama. La próxima publicación trae del" >&2
echo "destino la entrada que falta; ninguna se pierde." >&2
exit 3
