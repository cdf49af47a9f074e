"""Whole articles read by hand: what dateline reads in them, by the scorer that lies beside the data.

    python benchmarks/readings.py                 the table, and how far the confidences hold
    python benchmarks/readings.py --errors FILE   each miss in its place, too

DATELINE_GOLD names the folder of development data. `reading` is the adapter that the scorer takes; a row of the
timeline is right where its words hold the verb, its clause overlaps and its value is the same.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

import dateline as dl

HERE = Path(__file__).resolve().parent
GOLD = Path(os.environ.get("DATELINE_GOLD", HERE.parents[1] / "shared" / "gold"))
KINDS = {"indirect": "reported", "scare": "term"}
LEVELS = (0.0, 0.6, 0.75, 0.9, 1.01)  # confidences from one to below the next


def _given(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def reading(text: str, published: str | None) -> dict[str, list[tuple]]:
    """What the scorer asks for: dated, times, said and names of a text, as tuples."""
    article = dl.Article(text=text, published=published)
    dated, said = dl.timeline(article), dl.quotes(article)
    return {
        "dated": [
            (row.start, row.end, _given(row.value) or "", _given(row.verb) or row.text, _given(row.who), row.kind)
            for row in dated.itertuples()
        ],
        "times": [(row.start, row.end, _given(row.value)) for row in dl.timexes(article).itertuples()],
        "said": [
            (row.start, row.end, KINDS.get(row.kind, "quoted"), _given(row.speaker_entity) or _given(row.speaker))
            for row in said.itertuples()
        ],
        "names": [(row.start, row.end, row.entity, row.kind) for row in dl.mentions(article).itertuples()],
    }


def articles() -> Iterator[tuple[dict, dl.Article]]:
    """The gold of each article, and the article."""
    for path in sorted((GOLD / "readings").glob("*.txt")):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        yield gold, dl.Article(path.read_text(encoding="utf-8"), published=gold["published"])


def scorer() -> ModuleType:
    """The scorer, which has the name of this file and so is taken by its path."""
    path = GOLD.parent / "tools" / "readings.py"
    if not path.is_file():
        sys.exit("no development data: set DATELINE_GOLD to their folder")
    spec = importlib.util.spec_from_file_location("scorer_of_readings", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def confidences(scored: ModuleType) -> pd.DataFrame:
    """Of dated events and times: n and the share that is right, by level of confidence."""
    match, overlap, value_key = scored.match, scored.overlap, scored.value_key
    rows = []
    for gold, article in articles():
        dated, times = dl.timeline(article), dl.timexes(article)
        wanted = [(g["start"], g["end"], g["value"], g["verb"].lower()) for g in gold["dated"]]
        found = [(r.start, r.end, r.value, str(r.verb).lower()) for r in dated.itertuples()]
        fits = match(wanted, found, lambda g, f: overlap(g, f) if g[2] == f[2] and g[3] in f[3] else 0)
        right = {j for _, j in fits}
        rows += [("dated events", r.confidence, j in right) for j, r in enumerate(dated.itertuples())]
        wanted = [(g["start"], g["end"], value_key(g["value"])) for g in gold["times"]]
        found = [(r.start, r.end, value_key(_given(r.value))) for r in times.itertuples()]
        right = {j for i, j in match(wanted, found, overlap) if wanted[i][2] == found[j][2]}
        rows += [("times", r.confidence, j in right) for j, r in enumerate(times.itertuples())]
    table = pd.DataFrame(rows, columns=["table", "confidence", "right"])
    level = pd.cut(table["confidence"], LEVELS, right=False, labels=["below .6", ".6", ".75", ".9"])
    return table.groupby(["table", level], observed=True)["right"].agg(n="size", right="mean").round(2).reset_index()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", help="a file for each miss in its place")
    args = parser.parse_args()
    scored = scorer()
    scored.score(GOLD / "readings", reading, args.errors, None)
    print(confidences(scored).to_string(index=False))


if __name__ == "__main__":
    main()
