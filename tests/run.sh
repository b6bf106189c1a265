#!/usr/bin/env bash
# Runs all tests: formatting, lints, types, unit and integration tests on SQLite and PostgreSQL, browser tests in
# Chromium on both. Installs what is missing on Debian or Ubuntu: Chromium, PostgreSQL, lynx, exiftool,
# ffmpeg, Python (the second reader), and a speech synthesiser and recogniser for the altered voice.
#
# Prints at the end how long each stage took, and the slowest tests. What runs beside a stage (`beside`) shows its
# output when it is waited for (`await`).
set -euo pipefail
cd "$(dirname "$0")/.."

WORK=$(mktemp -d)
STAGES=$WORK/stages
TIMES=$WORK/times
touch "$STAGES" "$TIMES"
STAGE=
exec 3>&1
declare -A RUNNING=()

say() { printf '\n== %s\n' "$*"; }

note() { printf '%5d s  %s\n' "$2" "$1" >>"$STAGES"; }

# Ends the stage before and begins another.
stage() { # name
  [ -z "$STAGE" ] || note "$STAGE" $((SECONDS - BEGUN))
  STAGE=$1
  BEGUN=$SECONDS
  say "$STAGE"
}

# Starts a command beside what follows; its output is kept.
beside() { # name, command
  local name=$1
  shift
  (
    begun=$SECONDS
    trap 'echo $((SECONDS - begun)) >"$WORK/$name.seconds"' EXIT
    "$@"
  ) >"$WORK/$name.log" 2>&1 </dev/null &
  RUNNING[$name]=$!
}

# Waits for a command that was started with `beside`, and shows what it said.
await() { # name
  local name=$1 status=0
  wait "${RUNNING[$name]}" || status=$?
  unset "RUNNING[$name]"
  say "$name"
  cat "$WORK/$name.log"
  [ "$status" = 0 ] || name="FAILED: $name"
  note "$name (beside others)" "$(cat "$WORK/$1.seconds")"
  return "$status"
}

# What is printed last, however the tests end.
summary() {
  say "stages"
  cat "$STAGES"
  printf '%5d s  in all\n' "$SECONDS"
  say "the ten slowest tests, in seconds"
  sort -rn "$TIMES" | sed -n 1,10p
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

need() { # command, package
  command -v "$1" >/dev/null 2>&1 && return
  echo "installing $2"
  [ -n "${APT_UPDATED:-}" ] || { as_root apt-get update -q; APT_UPDATED=1; }
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$2"
}

pg_bin() { find /usr/lib/postgresql -type d -name bin 2>/dev/null | sort -V | tail -n 1; }

programs() {
  need chromium chromium
  # Where a distribution has no such package the whole browser does its work.
  need chromium-headless-shell chromium-headless-shell || echo "there is none: the whole browser is used"
  need lynx lynx
  need curl curl
  need exiftool libimage-exiftool-perl
  need ffmpeg ffmpeg
  need flite flite
  need python3 python3
  python3 -c "import ensurepip" 2>/dev/null || need /usr/share/python3/none python3-venv
  need pocketsphinx_continuous pocketsphinx
  [ -d /usr/share/pocketsphinx/model/en-us/en-us ] || need /usr/share/pocketsphinx/none pocketsphinx-en-us
  [ -n "$(pg_bin)" ] || need /usr/lib/postgresql/any postgresql
}

# A PostgreSQL of our own, on a socket in a temporary folder.
PG=$WORK/postgres
# Below the ports that systems hand out by themselves.
PG_PORT=${TEST_PG_PORT:-25432}
export TEST_PG="postgres://sutura@127.0.0.1:$PG_PORT"

as_postgres() {
  if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

postgres() {
  mkdir "$PG"
  chmod 755 "$WORK" "$PG"
  [ "$(id -u)" != 0 ] || chown postgres "$PG"
  as_postgres "$(pg_bin)/initdb" -D "$PG/data" -U sutura -A trust -E UTF8 --no-sync >/dev/null
  as_postgres "$(pg_bin)/pg_ctl" -D "$PG/data" -w -l "$PG/log" \
    -o "-p $PG_PORT -k $PG -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off" start >/dev/null ||
    { cat "$PG/log"; return 1; }
}

finish() {
  local status=$?
  # The command that failed may have had its output elsewhere.
  exec >&3
  [ "$status" = 0 ] || STAGE="FAILED: $STAGE"
  note "$STAGE" $((SECONDS - BEGUN))
  for name in "${!RUNNING[@]}"; do
    kill "${RUNNING[$name]}" 2>/dev/null || true
    say "$name, as far as it came"
    cat "$WORK/$name.log"
  done
  [ ! -d "$PG" ] || as_postgres "$(pg_bin)/pg_ctl" -D "$PG/data" -m immediate stop >/dev/null 2>&1 || true
  summary
  [ "$status" != 0 ] || say "all tests passed"
  rm -rf "$WORK"
}
trap finish EXIT

web_tests() {
  (cd web && npm run --silent test) | tee "$WORK/web-tests"
  sed -nE 's/^ *✔ (.*) \(([0-9]+)\.[0-9]+ms\)$/\2 web: \1/p' "$WORK/web-tests" |
    awk '{ printf "%8.1f  ", $1 / 1000; $1 = ""; print substr($0, 2) }' >>"$TIMES"
}

browser_packages() {
  (cd tests/browser && npm ci --ignore-scripts --no-audit --no-fund)
}

# Tests must not lend the program a feature of a dependency that it lacks when it is built for use. They lend only this
# one, whose functions clippy.toml forbids.
LENT="tokio test-util"

features() { # kinds of dependencies
  cargo tree --locked --workspace --edges "$1" --format '{p} {f}' --prefix none --no-dedupe |
    awk '{ split($NF, features, ","); if (NF > 2) for (i in features) print $1, $2, features[i] }' | sort -u
}

lent() {
  features normal,build >"$WORK/used"
  features normal,build,dev >"$WORK/tested"
  # Only of packages that are used: what tests alone depend on does not count.
  cut -d' ' -f1,2 "$WORK/used" | sort -u >"$WORK/packages"
  comm -13 "$WORK/used" "$WORK/tested" | grep -F -f "$WORK/packages" | cut -d' ' -f1,3 | sort -u >"$WORK/lent"
  grep -vxF "$LENT" "$WORK/lent" || return 0
  echo "these features exist only in tests: a release is built without them"
  return 1
}

# One compilation for lints and tests: the linter compiles what it reads.
export RUSTC_WORKSPACE_WRAPPER=clippy-driver
export CLIPPY_ARGS=-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__

# Runs Rust tests and notes their seconds. The runner's report of times is not yet stable: it is switched on for the
# compiled tests alone, by the variable that their runner reads.
rust_tests() { # name, options of cargo, --, options of the runner
  local name=$1
  shift
  cargo test --locked --config "target.'cfg(all())'.runner = ['env', 'RUSTC_BOOTSTRAP=1']" \
    "$@" -Zunstable-options --report-time 2>&1 | tee "$WORK/rust-tests"
  sed -nE 's/^test (.*) \.\.\. ok <([0-9.]+)s>$/\2 \1/p' "$WORK/rust-tests" |
    awk -v of="$name" '{ printf "%8.1f  %s: %s\n", $1, of, $2 }' >>"$TIMES"
}

# These have no database, or always SQLite.
NO_DATABASE="architecture:: deploy:: documents:: full:: logging:: process:: questionnaire:: texts:: vectors::"

postgres_tests() {
  local skip=()
  for module in $NO_DATABASE; do skip+=(--skip "$module"); done
  TEST_DATABASE=postgres rust_tests postgres --test integration -- "${skip[@]}"
}

# The browser tests read the protocol's own sources: their types are known once the packages of both are there.
scripts() {
  npm --prefix web run --silent check && (cd tests/browser && npx tsc --noEmit)
}

browser_tests() { # options of Playwright
  (cd tests/browser && TEST_TIMES=$TIMES npx playwright test "$@")
}

# Sweeps over pages that look the same on every database are left to the run on SQLite.
SAME_PAGES="public pages have no violation|every step of the form is accessible|can be read and filled in a text browser"

browser_tests_on_postgres() {
  as_postgres "$(pg_bin)/createdb" -h 127.0.0.1 -p "$PG_PORT" -U sutura sutura_browser
  TEST_DATABASE_URL="$TEST_PG/sutura_browser" browser_tests --project=browser --project=phone \
    --grep-invert "$SAME_PAGES" path.spec.ts plain.spec.ts files.spec.ts
}

stage "programs that the tests need"
programs
beside "packages of the browser tests" browser_packages

stage "formatting of Rust"
cargo fmt --all --check

stage "features that tests lend"
lent

beside "licences, sources and bans of crates" bash tests/audit.sh crates

stage "starting PostgreSQL"
postgres

stage "packages and bundles of the pages"
make --no-print-directory web-tools web
await "packages of the browser tests"
beside "formatting, lints and types of TypeScript" scripts
beside "tests of the protocol in TypeScript" web_tests

stage "lints of Rust, and compiling it with its tests"
cargo test --locked --workspace --all-targets --no-run
await "licences, sources and bans of crates"
await "formatting, lints and types of TypeScript"
await "tests of the protocol in TypeScript"

stage "unit and integration tests on SQLite"
rust_tests sqlite --workspace --lib --bins --tests --

stage "integration tests on PostgreSQL"
postgres_tests

stage "browser tests on SQLite"
browser_tests

stage "browser tests on PostgreSQL"
browser_tests_on_postgres
