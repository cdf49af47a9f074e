"""How well time expressions are found and resolved, on the halves kept for tuning and for confirmation.

    PYTHONPATH=lib:. python benchmarks/timex_accuracy.py          one table, peers beside it
    DATELINE_GOLD names the folder of development data (by default ../shared/gold beside the checkout)

The scorer is the one that lies beside the data (TempEval-3 task A); `benchmarks.timex_accuracy:tag` is the adapter it
calls. Peers stand beside the figures, with what was published of them.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GOLD = Path(os.environ.get("DATELINE_GOLD", ROOT.parent / "shared" / "gold"))
SCORER = GOLD.parent / "tools" / "score_timex.py"
COLUMNS = ("tagger", "figures", "set", "half", "docs", "relaxed", "strict", "type", "value", "docs/s")
# Published in the project's design, measured there with the same scorer on the whole sets, on two cores.
PEERS = [
    ("HeidelTime", "published", "timebank", "all", 183, 91.9, 85.3, None, 79.5, "2-3"),
    ("HeidelTime", "published", "aquaint", "all", 73, 92.5, 81.3, None, 72.9, "2-3"),
    ("SUTime", "published", "timebank", "all", 183, 91.3, 82.1, None, 68.5, "2-6"),
    ("SUTime", "published", "aquaint", "all", 73, 89.2, 76.7, None, 67.3, "2-6"),
]


def tag(text: str, dct: str | None) -> list[dict[str, Any]]:
    """The core tagger in the scorer's words."""
    from dateline.timex.tagger import tag as core

    return [{"start": t.start, "end": t.end, "type": t.type, "value": t.value or ""} for t in core(text, dct)]


def half(name: str) -> str:
    """Which half a document belongs to, by a hash of its name."""
    return "tune" if int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 0 else "confirm"


def score(folder: Path) -> dict[str, Any]:
    """What the scorer says of one folder."""
    with tempfile.TemporaryDirectory() as out:
        result = Path(out) / "result.json"
        command = [sys.executable, str(SCORER), "--gold", str(folder), "--tagger", "benchmarks.timex_accuracy:tag"]
        path = os.pathsep.join([str(ROOT / "lib"), str(ROOT)])
        subprocess.run(
            [*command, "--json", str(result)],
            check=True, capture_output=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip
        return json.loads(result.read_text())


def main() -> None:
    if not SCORER.is_file():
        sys.exit("no development data: set DATELINE_GOLD to their folder")
    print(_line(COLUMNS))
    # the corrected sets have the same texts and spans, with the values that ARTime's authors mended
    for corpus in ("timebank", "timebank-corrected", "aquaint", "aquaint-corrected"):
        for row in (*measured(corpus), *(peer for peer in PEERS if peer[2] == corpus)):
            print(_line(row))
    print("F1 in per cent. measured: here, now; published: in the project's design, same scorer, whole sets.")


def measured(corpus: str) -> Iterator[tuple[Any, ...]]:
    """One row for each half of a set and one for the whole."""
    files = sorted((GOLD / "timex" / corpus).glob("[!.]*.tml"))
    for part in ("tune", "confirm", "all"):
        with tempfile.TemporaryDirectory() as folder:
            for file in files:
                if part in (half(file.name), "all"):
                    (Path(folder) / file.name).symlink_to(file.resolve())
            r = score(Path(folder))
        figures = [r[k][2] for k in ("relaxed", "strict", "type", "value")]
        yield ("dateline", "measured", corpus, part, r["docs"], *figures, round(r["docs_per_s"]))


def _line(row: tuple[Any, ...]) -> str:
    cells = ["–" if cell is None else f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in row]
    return "".join(f"{cell:<20}" for cell in cells[:4]) + "".join(f"{cell:>8}" for cell in cells[4:])


if __name__ == "__main__":
    main()
