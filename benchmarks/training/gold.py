"""The training data: sentences with the raters' tone, read from the folder that DATELINE_GOLD names."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
GOLD = Path(os.environ.get("DATELINE_GOLD", ROOT.parent / "shared" / "gold")) / "sentiment"


class Rated(NamedTuple):
    """A text with its tone in [-1, 1], the span of its target (or 0, 0), and the article or event it belongs to."""

    text: str
    start: int
    end: int
    tone: float
    group: str


def editorials() -> list[Rated]:
    """Sentences of newspaper editorials; the mean of twenty raters on a scale of -4 to 4, divided by 4."""
    path = GOLD / "vader" / "hutto_ICWSM_2014" / "nytEditorialSnippets_GroundTruth.txt"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8", errors="replace").splitlines())
    return [Rated(row[2], 0, 0, float(row[1]) / 4, row[0].split("_")[0]) for row in rows if len(row) > 2]


def targets(part: str = "train") -> list[Rated]:
    """Targets in news sentences (NewsMTSC), -1, 0 or 1; grouped by the event or article they come from."""
    rated = []
    for line in (GOLD / "newsmtsc" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        parts = row["primary_gid"].split("_")
        group = "_".join([parts[0], parts[2]])
        for target in row["targets"]:
            span = target["from"], target["to"]
            rated.append(Rated(row["sentence_normalized"], *span, (target["polarity"] - 4) / 2, group))
    return rated


def headlines() -> list[Rated]:
    """Headlines of the SemEval-2007 trial set: for measuring only, their licence is not stated."""
    import html
    import re

    folder = GOLD / "semeval07"
    lines = (folder / "affectivetext_trial.valence.gold").read_text().splitlines()
    gold = dict(line.split()[:2] for line in lines if line.strip())
    raw = (folder / "affectivetext_trial.xml").read_text(encoding="utf-8", errors="replace")
    found = re.findall(r'<instance id="(\d+)">(.*?)</instance>', raw, re.S)
    return [Rated(html.unescape(text).strip(), 0, 0, float(gold[i]) / 100, i) for i, text in found if i in gold]


def lexicon(name: str) -> dict[str, float]:
    """Word valences: "vader" (MIT), "adjectives" (pattern.en, PDDL), "news" (written for this package)."""
    if name == "vader":
        from dateline.polarity.vader import analyzer

        return {word.lower(): valence / 4 for word, valence in analyzer().lexicon.items()}
    with (Path(__file__).parent / ("news_words.csv" if name == "news" else f"{name}.csv")).open(
        encoding="utf-8"
    ) as file:
        rows = list(csv.DictReader(file))
    if name == "news":
        return {word: float(row["valence"]) / 4 for row in rows for word in row["words"].split()}
    return {row["word"]: float(row["polarity"]) for row in rows}
