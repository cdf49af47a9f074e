"""How well and how fast articles are grouped into stories: BASIL (50 events, three outlets each), Wikinews repeated.

    python benchmarks/stories.py [--speed]

The threshold is chosen on half of the events and measured on the other half, both ways. The speed is that of grouping
alone, on Wikinews repeated with a fifth of each article's paragraphs left out and other days.
"""

from __future__ import annotations

import csv
import json
import os
import random
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from dateline import Article
from dateline.story import grouping

GOLD = Path(os.environ.get("DATELINE_GOLD", Path(__file__).parents[2] / "shared" / "gold"))
THRESHOLDS = [t / 100 for t in range(10, 32, 2)]


def basil() -> tuple[list[Article], list[str]]:
    """The articles and the event of each."""
    rows = [json.loads(line) for line in (GOLD / "stories" / "basil.jsonl").read_text(encoding="utf-8").splitlines()]
    return [Article(**{k: r[k] for k in ("text", "published", "title", "source")}) for r in rows], [
        r["event"] for r in rows
    ]


def pairwise(found: list[int], events: list[str]) -> tuple[float, float, float]:
    """F1, precision and recall of the pairs of articles that are said to be of one story."""
    pairs = list(combinations(range(len(events)), 2))
    said = {(i, j) for i, j in pairs if found[i] == found[j]}
    true = {(i, j) for i, j in pairs if events[i] == events[j]}
    right = len(said & true)
    return 2 * right / (len(said) + len(true)), right / max(len(said), 1), right / len(true)


def nearest(articles: list[Article], events: list[str]) -> float:
    """How often the most like of all other articles, by words alone, is of the same event."""
    vectors = grouping._vectors(articles)
    right = 0
    for i, vector in enumerate(vectors):
        like = [(sum(x * other.get(t, 0.0) for t, x in vector.items()), j) for j, other in enumerate(vectors) if j != i]
        right += events[max(like)[1]] == events[i]
    return right / len(articles)


def folded(articles: list[Article], events: list[str]) -> Iterator[tuple[float, float]]:
    """(threshold, F1) of each half of the events, with the threshold that is best on the other half."""
    names = sorted(set(events))
    random.Random(1).shuffle(names)
    halves = [set(names[::2]), set(names[1::2])]
    for own, other in (halves, halves[::-1]):
        scores = {}
        for part in (own, other):
            rows = [i for i, event in enumerate(events) if event in part]
            of = [articles[i] for i in rows], [events[i] for i in rows]
            scores[frozenset(part)] = {t: pairwise(grouping.grouped(of[0], t), of[1])[0] for t in THRESHOLDS}
        best = max(scores[frozenset(own)].values())
        chosen = [t for t, score in scores[frozenset(own)].items() if score == best]
        threshold = chosen[len(chosen) // 2]
        yield threshold, scores[frozenset(other)][threshold]


def repeated(n: int) -> Iterable[Article]:
    """Articles of Wikinews, again and again: a fifth of the paragraphs left out, days moved."""
    rows: list[dict[str, str]] = []
    csv.field_size_limit(10**8)
    for path in sorted((GOLD / "corpora" / "wikinews" / "data").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file)
    chance = random.Random(1)
    for i in range(n):
        row = rows[i % len(rows)]
        parts = [part for part in row["text"].split("\n") if chance.random() > 0.2]
        day = date(2019, 1, 1) + timedelta(days=chance.randrange(365) + 400 * (i // len(rows)))
        yield Article("\n".join(parts), published=day.isoformat(), title=row.get("title"))


def main() -> None:
    articles, events = basil()
    print(f"nearest article of the same event: {nearest(articles, events):.3f}")
    f1, precision, recall = pairwise(grouping.grouped(articles), events)
    print(f"pairwise at {grouping.ALIKE}: F1 {f1:.3f}, precision {precision:.3f}, recall {recall:.3f}")
    for threshold, score in folded(articles, events):
        print(f"threshold {threshold} chosen on one half: F1 {score:.3f} on the other")
    for n in (2500, 5000, 10_000) if "--speed" in sys.argv else ():
        many = list(repeated(n))
        began = time.process_time()
        found = grouping.grouped(many)
        print(f"{n:,} articles: {time.process_time() - began:.1f} s, {len(set(found)):,} stories")


if __name__ == "__main__":
    main()
