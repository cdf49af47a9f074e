"""How well time expressions are found and resolved, on the halves kept for tuning and for confirmation.

    PYTHONPATH=lib:. python benchmarks/timex_accuracy.py          a table, and each half by itself
    DATELINE_GOLD names the folder of development data (by default ../shared/gold beside the checkout)

The scorer is the one that lies beside the data (TempEval-3 task A); `benchmarks.timex_accuracy:tag` is the adapter it
calls. Peers, measured with the same scorer on the whole sets, stand below the figures.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GOLD = Path(os.environ.get("DATELINE_GOLD", ROOT.parent / "shared" / "gold"))
SCORER = GOLD.parent / "tools" / "score_timex.py"
PEERS = """HeidelTime   timebank 91.9 / 85.3 / 79.5   aquaint 92.5 / 81.3 / 72.9   2-3 docs/s
SUTime       timebank 91.3 / 82.1 / 68.5   aquaint 89.2 / 76.7 / 67.3   2-6 docs/s"""


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
    print("set       half      docs  relaxed  strict  type   value  docs/s")
    for corpus in ("timebank", "aquaint"):
        files = sorted((GOLD / "timex" / corpus).glob("[!.]*.tml"))
        for part in ("tune", "confirm", "all"):
            with tempfile.TemporaryDirectory() as folder:
                for file in files:
                    if part in (half(file.name), "all"):
                        (Path(folder) / file.name).symlink_to(file.resolve())
                r = score(Path(folder))
            figures = "  ".join(f"{r[k][2]:5.1f}" for k in ("relaxed", "strict", "type", "value"))
            print(f"{corpus:9} {part:9} {r['docs']:4}  {figures}  {r['docs_per_s']:6.0f}")
    print(PEERS)


if __name__ == "__main__":
    main()
