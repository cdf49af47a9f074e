"""A long run of `dateline report`: its rate, its memory, and that nothing is lost.

    DATELINE_GOLD=... python benchmarks/batch_run.py [--articles 200] [--broken 20] [--kill] [OPTIONS]

Articles are made in a temporary folder from the development texts (corpora/wikinews), each with its date; some are
broken on purpose. With --kill the run is killed by SIGKILL when half of it is done, and started again. Memory is the
proportional set size of the whole process tree, looked at every two seconds.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

DATELINE = Path(sys.executable).parent / "dateline"
BROKEN = (b"", b"\x00\x01\x02" * 99, b"%PDF-1.7")
LOOK = 2  # seconds; each look costs the machine a twentieth of a second


def write_articles(folder: Path, count: int, broken: int) -> None:
    gold = Path(os.environ["DATELINE_GOLD"])
    texts = []
    for source in sorted((gold / "corpora" / "wikinews").rglob("*.csv")):
        with source.open(encoding="utf-8", newline="") as lines:
            texts += list(csv.DictReader(lines))
    rows = []
    for number in range(count):
        name = f"{number:05}.txt"
        if number % max(count // max(broken, 1), 1) == 0 and number // max(count // max(broken, 1), 1) < broken:
            (folder / name).write_bytes(BROKEN[number % len(BROKEN)])
            continue
        row = texts[number % len(texts)]
        (folder / name).write_text(f"{row['title']}\n\n{row['text']}\n\nCopy {number}.", encoding="utf-8")
        rows.append({"path": name, "published": row["date"][:10]})
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, ["path", "published"])
        writer.writeheader()
        writer.writerows(rows)


def memory(process: psutil.Process) -> int:
    """Bytes; what several processes share is counted once."""
    total = 0
    for member in [process, *process.children(recursive=True)]:
        try:
            total += member.memory_full_info().pss
        except psutil.Error:  # it has just ended
            continue
    return total


def watch(command: list[str], out: Path, stop_at: int | None) -> tuple[int, list[tuple[float, int, int]]]:
    """(exit code, [(seconds, notebooks there, bytes)])."""
    started = time.monotonic()
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seen = []
    while run.poll() is None:
        done = sum(1 for _ in out.glob("*/*.ipynb"))
        seen.append((time.monotonic() - started, done, memory(psutil.Process(run.pid))))
        if stop_at and done >= stop_at:
            run.kill()
        time.sleep(LOOK)
    return run.returncode, seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200, help="how many (default: 200)")
    parser.add_argument("--broken", type=int, default=20, help="how many of them cannot be read (default: 20)")
    parser.add_argument("--kill", action="store_true", help="kill the run half-way and start it again")
    parser.add_argument("options", nargs="*", help="of dateline report")
    options = parser.parse_args()
    print(f"load at the start {os.getloadavg()[0]:.1f}, at the end ", end="")
    with tempfile.TemporaryDirectory() as place:
        folder, out = Path(place) / "articles", Path(place) / "reports"
        folder.mkdir()
        write_articles(folder, options.articles, options.broken)
        command = [str(DATELINE), "report", str(folder), "--out", str(out), *options.options]
        started = time.monotonic()
        code, seen = watch(command, out, options.articles * 3 // 2 if options.kill else None)
        if options.kill:
            code, more = watch(command, out, None)
            seen += [(seconds + seen[-1][0], done, size) for seconds, done, size in more]
        elapsed = time.monotonic() - started
        record = json.loads((out / "run.json").read_text())
        left = [str(path.relative_to(out)) for path in out.rglob(".*")]
    print(f"{os.getloadavg()[0]:.1f}")
    made = record["made"] + record["kept"]
    print(f"exit {code}; {record['made']} made, {record['kept']} kept, {record['failed']} failed; left over: {left}")
    print(f"{made} reports in {elapsed:.0f} s: {elapsed / max(made, 1):.3f} s a report, index and start included")
    quarter = len(seen) // 4 or 1
    for part in range(4):
        rows = seen[part * quarter : (part + 1) * quarter + 1]
        rate = (rows[-1][1] - rows[0][1]) / max(rows[-1][0] - rows[0][0], 1e-9)
        sizes = [size / 2**20 for _, _, size in rows]
        usual = statistics.median(sizes)
        print(f"quarter {part + 1}: {rate:5.2f} reports/s, median {usual:5.0f} MB, most {max(sizes):5.0f} MB")


if __name__ == "__main__":
    main()
