#!/usr/bin/env bash
# Runs all tests: formatting, lints, types, unit and integration tests on SQLite and PostgreSQL, browser tests in
# Chromium on both. Installs what is missing on Debian or Ubuntu: Chromium, PostgreSQL, lynx, exiftool,
# ffmpeg, Python (the second reader), and a speech synthesiser and recogniser for the altered voice.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\n== %s\n' "$*"; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

need() { # command, package
  command -v "$1" >/dev/null 2>&1 && return
  say "installing $2"
  [ -n "${APT_UPDATED:-}" ] || { as_root apt-get update -q; APT_UPDATED=1; }
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$2"
}

pg_bin() { find /usr/lib/postgresql -type d -name bin 2>/dev/null | sort -V | tail -n 1; }

need chromium chromium
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

# A PostgreSQL of our own, on a socket in a temporary folder.
PG=$(mktemp -d)
chmod 755 "$PG"
as_postgres() {
  if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}
[ "$(id -u)" != 0 ] || chown postgres "$PG"
PG_PORT=${TEST_PG_PORT:-54329}
stop() {
  # What ran beside the linter when that failed.
  [ -z "${WEB:-}" ] || { kill "$WEB" 2>/dev/null || true; cat "$PG/web"; }
  as_postgres "$(pg_bin)/pg_ctl" -D "$PG/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$PG"
}
trap stop EXIT
say "starting PostgreSQL"
as_postgres "$(pg_bin)/initdb" -D "$PG/data" -U sutura -A trust -E UTF8 >/dev/null
as_postgres "$(pg_bin)/pg_ctl" -D "$PG/data" -w -l "$PG/log" \
  -o "-p $PG_PORT -k $PG -c listen_addresses=127.0.0.1 -c fsync=off" start >/dev/null
export TEST_PG="postgres://sutura@127.0.0.1:$PG_PORT"
new_database() {
  as_postgres "$(pg_bin)/createdb" -h 127.0.0.1 -p "$PG_PORT" -U sutura "$1"
}

say "formatting, lints, types; beside them the protocol in TypeScript"
(cd web && npm run --silent check && npm run --silent test) >"$PG/web" 2>&1 &
WEB=$!
cargo fmt --all --check
cargo clippy --workspace --all-targets -- -D warnings
# As it is built for use: what tests depend on lends it no feature.
cargo check --workspace
wait "$WEB"
cat "$PG/web"
WEB=

# The program itself is built with its tests.
say "unit and integration tests on SQLite"
cargo test --workspace

say "integration tests on PostgreSQL"
TEST_DATABASE=postgres cargo test --test integration

say "browser tests on SQLite"
cd tests/browser
[ -d node_modules ] || npm ci --ignore-scripts --no-audit --no-fund
npx tsc --noEmit
npx playwright test

say "browser tests on PostgreSQL"
new_database sutura_browser
TEST_DATABASE_URL="$TEST_PG/sutura_browser" npx playwright test --project=phone path.spec.ts plain.spec.ts files.spec.ts

say "all tests passed"
