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
python3 - "$FIGURES" <<'PYTHON'
import re, sys
f = dict(line.split() for line in open(sys.argv[1]) if len(line.split()) == 2)
kb = lambda name: f"{int(f[name]) / 1024:.1f} KB"
over = lambda value, budget: "" if value <= budget else " (over budget)"
rows = [
    ("public page, first visit, all resources", kb("public_page_first_bytes"), "30 KB" + over(int(f["public_page_first_bytes"]), 30 * 1024)),
    ("public page, second visit", kb("public_page_second_bytes"), "3 KB" + over(int(f["public_page_second_bytes"]), 3 * 1024)),
    ("report page with encryption, first visit", kb("report_page_first_bytes") + f", {f['report_page_first_requests']} requests", "40 KB, 4 requests before use" + over(int(f["report_page_first_bytes"]), 40 * 1024)),
    ("report page, second visit", kb("report_page_second_bytes"), "3 KB" + over(int(f["report_page_second_bytes"]), 3 * 1024)),
    ("what is added while typing an answer; hearing one prompt", kb("step_typing_bytes") + "; " + kb("step_prompt_bytes"), ""),
    ("what is added by the recorder, the first file, the review, sending", ", ".join(kb(f"step_{one}_bytes") for one in ("recorder", "files", "review", "send")), ""),
    ("50 kbit/s, 600 ms, CPU 6×: form usable", f["slow_phone_form_usable_seconds"] + " s", ""),
    ("the same: ready to encrypt", f["slow_phone_ready_to_encrypt_seconds"] + " s", ""),
    ("the same: from Send to the receipt", f["slow_phone_send_to_receipt_seconds"] + " s", ""),
    ("the same: text report, cold to receipt", f["slow_phone_text_cold_to_receipt_seconds"] + " s", ""),
    ("the same: survey by pictures alone, cold to receipt", f["slow_phone_pictures_cold_to_receipt_seconds"] + " s", ""),
    ("the same: a spoken minute, cold to receipt, the minute itself left out", f["slow_phone_voice_cold_to_receipt_seconds"] + " s", ""),
    ("a spoken minute, everything sent up", kb("voice_minute_up_bytes"), "130 KB and a report" + over(int(f["voice_minute_up_bytes"]), 150 * 1024)),
    (f"the same on a link that is cut every 20 s ({f['cut_link_cuts']} cuts): cold to receipt; sent twice", f"{f['cut_link_voice_cold_to_receipt_seconds']} s; {f['cut_link_sent_twice_percent']} %", ""),
    ("100 MB encrypted and sent: what the page holds more than before; growth of its process, garbage included", f"{f['hundred_megabytes_held_growth']} MB; {f['hundred_megabytes_resident_growth']} MB", "2 MB held" + over(float(f["hundred_megabytes_held_growth"]), 2)),
    ("intake against a bare handler with the same commit", f"{f['intake_ratio']} ({f['intake_per_second']} and {f['bare_per_second']} reports/s)", "0.80" + over(0.8, float(f["intake_ratio"]))),
    (f"the same under attack ({f['attack_connections']} idle and slow connections, 2,000 unfinished uploads, 100 requests of junk a second), against no attack", f"{f['attacked_ratio']} ({f['attacked_per_second']} reports/s)", ""),
    ("ticket at normal load, in a Worker, CPU 6×: mean; 95th percentile", f"{f['ticket_mean_seconds']} s; {f['ticket_p95_seconds']} s", "1 s" + over(float(f["ticket_mean_seconds"]), 1)),
    ("10,000 reports at the desk, nothing kept from before: first rows; all open; all indexed", f"{f['desk_cold_first_row_seconds']} s; {f['desk_cold_open_seconds']} s; {f['desk_cold_indexed_seconds']} s", "10 s" + over(float(f["desk_cold_indexed_seconds"]), 10)),
    ("the same against as many bare decapsulations on as many cores; with the ciphertext kept from before", f"{f['desk_cold_ratio']}; {f['desk_kept_ratio']}", "2" + over(float(f["desk_cold_ratio"]), 2)),
    ("the same: a search; memory of the page; longest task of the main thread", f"{f['desk_cold_search_milliseconds']} ms; {f['desk_cold_heap_megabytes']} MB; {f['desk_cold_longest_task_milliseconds']} ms (0: none over 50)", ""),
    ("idle memory", f["idle_megabytes"] + " MB", "40 MB" + over(float(f["idle_megabytes"]), 40)),
    ("start to first answer", f["start_milliseconds"] + " ms", "500 ms" + over(int(f["start_milliseconds"]), 500)),
    ("binary", f["binary_megabytes"] + " MB", ""),
]
table = "| what | measured | budget |\n|---|---|---|\n" + "".join(f"| {a} | {b} | {c} |\n" for a, b, c in rows)
def write(path, table):
    text = open(path).read()
    text = re.sub(r"(<!-- figures:start -->\n).*?(<!-- figures:end -->)", lambda m: m[1] + table + m[2], text, flags=re.S)
    open(path, "w").write(text)
    print(table)
write("README.md", table)
ways = [("text, a few lines", "text"), ("pictures alone", "pictures"), ("ten seconds of voice (a minute for the seconds)", "voice")]
path = "| by | screens | taps | words on them | down | up | seconds at 50 kbit/s |\n|---|---|---|---|---|---|---|\n" + "".join(
    f"| {said} | {f[w + '_screens']} | {f[w + '_taps']} | {f[w + '_words']} | {kb(w + '_down')} | {kb(w + '_up')} | {f['slow_phone_' + w + '_cold_to_receipt_seconds']} |\n" for said, w in ways)
write("docs/citizen-path.md", path)
PYTHON
