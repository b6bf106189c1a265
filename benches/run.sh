#!/usr/bin/env bash
# Measures what README quotes and writes it between the marks there. Needs Chromium and flite (make test installs them).
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --release
BINARY=target/release/sutura
[ -d tests/browser/node_modules ] || (cd tests/browser && npm ci --ignore-scripts --no-audit --no-fund)
FOLDER=$(mktemp -d)
FIGURES=$FOLDER/figures
trap 'kill "${SERVER:-0}" 2>/dev/null || true; rm -rf "$FOLDER"' EXIT

"$BINARY" demo --data "$FOLDER/d" --listen 127.0.0.1:8791 >/dev/null &
SERVER=$!
until [ -f "$FOLDER/d/demo.json" ]; do sleep 0.2; done
node benches/pages.mjs "$FOLDER/d/demo.json" | tee -a "$FIGURES"
node benches/path.mjs "$FOLDER/d/demo.json" | tee -a "$FIGURES"
node benches/ticket.mjs | tee -a "$FIGURES"
kill "$SERVER" && wait "$SERVER" 2>/dev/null || true
"$BINARY" demo --data "$FOLDER/desk" --listen 127.0.0.1:8792 --ticket-work 4 >/dev/null &
SERVER=$!
until [ -f "$FOLDER/desk/demo.json" ]; do sleep 0.2; done
node benches/desk.mjs "$FOLDER/desk/demo.json" 10000 | tee -a "$FIGURES"
kill "$SERVER" && wait "$SERVER" 2>/dev/null || true

started() { # milliseconds until the first answer
  local begin end
  begin=$(date +%s%N)
  "$BINARY" serve --data "$FOLDER/d" --listen 127.0.0.1:8791 >/dev/null 2>&1 &
  SERVER=$!
  until curl -sf -o /dev/null http://127.0.0.1:8791/api/instance; do sleep 0.005; done
  end=$(date +%s%N)
  echo $(((end - begin) / 1000000))
}
echo "start_milliseconds $(started)" | tee -a "$FIGURES"
SERVER=$(pgrep -n -f "$BINARY serve")
sleep 2
echo "idle_megabytes $(awk '/VmRSS/ {printf "%.1f", $2 / 1024}' "/proc/$SERVER/status")" | tee -a "$FIGURES"
kill "$SERVER" || true
echo "binary_megabytes $(stat -c %s "$BINARY" | awk '{printf "%.1f", $1 / 1e6}')" | tee -a "$FIGURES"
cargo bench --bench intake 2>/dev/null | tee -a "$FIGURES"
cargo bench --bench attack 2>/dev/null | tee -a "$FIGURES"
python3 benches/figures.py "$FIGURES"
