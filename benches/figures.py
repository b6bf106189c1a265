"""Writes measured figures into README.md and docs/citizen-path.md: `python3 benches/figures.py FILE`.

FILE holds a name and a value a line, as the benchmarks print them.
"""

import re
import sys

with open(sys.argv[1]) as lines:
    F = dict(line.split() for line in lines if len(line.split()) == 2)


def kb(name):
    return f"{int(F[name]) / 1024:.1f} KB"


def seconds(*names):
    return "; ".join(f"{F[name]} s" for name in names)


def budget(words, name, limit):
    return words + ("" if float(F[name]) <= limit else " (over budget)")


def intake_budget():
    return "0.80" + ("" if float(F["intake_ratio"]) >= 0.8 else " (over budget)")


ROWS = [
    (
        "public page, first visit, all resources",
        kb("public_page_first_bytes"),
        budget("30 KB", "public_page_first_bytes", 30 * 1024),
    ),
    (
        "public page, second visit",
        kb("public_page_second_bytes"),
        budget("3 KB", "public_page_second_bytes", 3 * 1024),
    ),
    (
        "report page with encryption, first visit",
        kb("report_page_first_bytes") + f", {F['report_page_first_requests']} requests",
        budget("40 KB, 4 requests before use", "report_page_first_bytes", 40 * 1024),
    ),
    (
        "report page, second visit",
        kb("report_page_second_bytes"),
        budget("3 KB", "report_page_second_bytes", 3 * 1024),
    ),
    (
        "what is added while typing an answer; hearing one prompt",
        kb("step_typing_bytes") + "; " + kb("step_prompt_bytes"),
        "",
    ),
    (
        "what is added by the recorder, the first file, the review, sending",
        ", ".join(kb(f"step_{step}_bytes") for step in ("recorder", "files", "review", "send")),
        "",
    ),
    ("50 kbit/s, 600 ms, CPU 6×: form usable", seconds("slow_phone_form_usable_seconds"), ""),
    ("the same: ready to encrypt", seconds("slow_phone_ready_to_encrypt_seconds"), ""),
    ("the same: from Send to the receipt", seconds("slow_phone_send_to_receipt_seconds"), ""),
    ("the same: text report, cold to receipt", seconds("slow_phone_text_cold_to_receipt_seconds"), ""),
    (
        "the same: survey by pictures alone, cold to receipt",
        seconds("slow_phone_pictures_cold_to_receipt_seconds"),
        "",
    ),
    (
        "the same: a spoken minute, cold to receipt, the minute itself left out",
        seconds("slow_phone_voice_cold_to_receipt_seconds"),
        "",
    ),
    (
        "a spoken minute, everything sent up",
        kb("voice_minute_up_bytes"),
        budget("130 KB and a report", "voice_minute_up_bytes", 150 * 1024),
    ),
    (
        f"the same on a link that is cut every 20 s ({F['cut_link_cuts']} cuts): cold to receipt; sent twice",
        seconds("cut_link_voice_cold_to_receipt_seconds") + f"; {F['cut_link_sent_twice_percent']} %",
        "",
    ),
    (
        "100 MB encrypted and sent: what the page holds more than before; growth of its process, garbage included",
        f"{F['hundred_megabytes_held_growth']} MB; {F['hundred_megabytes_resident_growth']} MB",
        budget("2 MB held", "hundred_megabytes_held_growth", 2),
    ),
    (
        "intake against a bare handler with the same commit",
        f"{F['intake_ratio']} ({F['intake_per_second']} and {F['bare_per_second']} reports/s)",
        intake_budget(),
    ),
    (
        f"the same under attack ({F['attack_connections']} idle and slow connections, 2,000 unfinished uploads, "
        "100 requests of junk a second), against no attack",
        f"{F['attacked_ratio']} ({F['attacked_per_second']} reports/s)",
        "",
    ),
    (
        "ticket at normal load, in a Worker, CPU 6×: mean; 95th percentile",
        seconds("ticket_mean_seconds", "ticket_p95_seconds"),
        budget("1 s", "ticket_mean_seconds", 1),
    ),
    (
        "10,000 reports at the desk, nothing kept from before: first rows; all open; all indexed",
        seconds("desk_cold_first_row_seconds", "desk_cold_open_seconds", "desk_cold_indexed_seconds"),
        budget("10 s", "desk_cold_indexed_seconds", 10),
    ),
    (
        "the same against as many bare decapsulations on as many cores; with the ciphertext kept from before",
        f"{F['desk_cold_ratio']}; {F['desk_kept_ratio']}",
        budget("2", "desk_cold_ratio", 2),
    ),
    (
        "the same: a search; memory of the page; longest task of the main thread",
        f"{F['desk_cold_search_milliseconds']} ms; {F['desk_cold_heap_megabytes']} MB; "
        f"{F['desk_cold_longest_task_milliseconds']} ms (0: none over 50)",
        "",
    ),
    ("idle memory", F["idle_megabytes"] + " MB", budget("40 MB", "idle_megabytes", 40)),
    ("start to first answer", F["start_milliseconds"] + " ms", budget("500 ms", "start_milliseconds", 500)),
    ("binary", F["binary_megabytes"] + " MB", ""),
]

WAYS = [
    ("text, a few lines", "text"),
    ("pictures alone", "pictures"),
    ("ten seconds of voice (a minute for the seconds)", "voice"),
]


def way_row(title, way):
    walked = [F[f"{way}_{what}"] for what in ("screens", "taps", "words")]
    sent = [kb(f"{way}_down"), kb(f"{way}_up"), F[f"slow_phone_{way}_cold_to_receipt_seconds"]]
    return (title, *walked, *sent)


def table(head, rows):
    lines = [head, ("---",) * len(head), *rows]
    return "".join("|" + "|".join(line) + "|\n" if line[0] == "---" else f"| {' | '.join(line)} |\n" for line in lines)


def write(path, figures):
    with open(path) as file:
        text = file.read()
    marks = r"(<!-- figures:start -->\n).*?(<!-- figures:end -->)"
    text = re.sub(marks, lambda found: found[1] + figures + found[2], text, flags=re.S)
    with open(path, "w") as file:
        file.write(text)
    print(figures)


write("README.md", table(("what", "measured", "budget"), ROWS))
COLUMNS = ("by", "screens", "taps", "words on them", "down", "up", "seconds at 50 kbit/s")
write("docs/citizen-path.md", table(COLUMNS, [way_row(title, way) for title, way in WAYS]))
