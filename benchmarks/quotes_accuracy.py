"""Quotations and their speakers on PolNeAR's dev part, by the scorer that lies beside the data.

    python benchmarks/quotes_accuracy.py        a table; DATELINE_GOLD names the folder of development data

The functions are adapters for that scorer, which takes the spans of `quotes` with the speaker's words:

    score_quotes.py --scorer quotes_accuracy:score                what stands in the marks that the gold data know
    score_quotes.py --scorer quotes_accuracy:score_every_mark     all quotation marks
    score_quotes.py --scorer quotes_accuracy:score_all --kind all     with indirect statements

The gold counts as a direct quotation what holds one of " “ ”; articles that write ''so'' and headlines that write
‘so’ have no direct quotations in it, however many they have, so that finding them can only lower the precision.
"""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd

from dateline import Article, quotes

HERE = Path(__file__).resolve().parent
GOLD = Path(os.environ.get("DATELINE_GOLD", HERE.parents[1] / "shared" / "gold"))
SCORER = GOLD.parent / "tools" / "score_quotes.py"
# Name, adapter, what is scored. Peers were measured by the same scorer, on the marks that the gold knows.
ROWS = [
    ("dateline", "score", "direct"),
    ("dateline, every kind of mark", "score_every_mark", "direct"),
    ("dateline, with indirect speech", "score_all", "all"),
]
PEERS = """textacy and spaCy (published)        .739      -      -  .827  .558
regular expression, 20 lines (published)  .871      -      -  .623  .508"""

GOLD_MARKS = tuple('"“”')
Scored = list[tuple[int, int, str | None]]


def _rows(table: pd.DataFrame) -> Scored:
    speakers = [None if pd.isna(speaker) else speaker for speaker in table["speaker"]]
    return list(zip(table["start"], table["end"], speakers, strict=True))


def score_all(text: str) -> Scored:
    """(start, end, speaker or None) of each outer quotation and statement of a text."""
    table = quotes(Article(text))
    return _rows(table[table["nested_in"].isna()])


def score_every_mark(text: str) -> Scored:
    """(start, end, speaker or None) of each outer quotation of a text."""
    table = quotes(Article(text))
    return _rows(table[table["nested_in"].isna() & table["kind"].ne("indirect")])


def score(text: str) -> Scored:
    """The same, of those in the gold's marks."""
    return [row for row in score_every_mark(text) if text[row[0]] in GOLD_MARKS]


def measured(adapter: str, kind: str) -> dict[str, float]:
    """The scorer's figures for one adapter."""
    command = [sys.executable, str(SCORER), "--scorer", f"quotes_accuracy:{adapter}", "--kind", kind]
    path = os.pathsep.join([str(HERE.parent / "lib"), str(HERE)])
    environment = {**os.environ, "PYTHONPATH": path, "QUOTES_DATA": str(GOLD / "quotes")}
    printed = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    return ast.literal_eval(printed[printed.index("{") :])


def main() -> None:
    if not SCORER.is_file():
        sys.exit("no development data: set DATELINE_GOLD to their folder")
    print(f"{'':36} F1      P      R  speaker  both right")
    for name, adapter, kind in ROWS:
        r = measured(adapter, kind)
        figures = (r[key] for key in ("F1", "P", "R", "speaker_acc_of_found", "end2end_R"))
        print(f"{name:34}", "  ".join(f"{figure:.3f}" for figure in figures))
    print(PEERS)


if __name__ == "__main__":
    main()
