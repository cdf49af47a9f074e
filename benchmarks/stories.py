"""How well articles are grouped into stories (BASIL: 50 events, three outlets each), and events ordered (SemEval-2015).

    python benchmarks/stories.py

The threshold is chosen on half of the events and measured on the other half, both ways. How fast articles are grouped
says corpus_speed.py --stories.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

from dateline import Article, timeline
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


def documents() -> dict[str, tuple[Article, list[tuple[str, int, int]]]]:
    """By number: the article, and the number, start and end of each sentence as the annotators have it."""
    found = {}
    for path in sorted((GOLD / "stories" / "timelines" / "documents").glob("*.tml")):
        root, text, spans = ElementTree.parse(path).getroot(), "", list[tuple[str, int, int]]()
        for element in root.iter("s"):
            words = " ".join("".join(element.itertext()).split())
            spans.append((element.get("id", ""), len(text), len(text) + len(words)))
            text += words + "\n\n"
        day = "".join(next(root.iter("DCT")).itertext()).strip()
        found[root.findtext("DOCID", "").strip()] = Article(text, published=day), spans
    return found


def told_of(target: str, given: dict[str, tuple[Article, list[tuple[str, int, int]]]]) -> dict[str, str]:
    """Day of each event ("document-sentence-word") that the timelines tell in a sentence that names the target."""
    found = {}
    for number, (article, spans) in given.items():
        for row in timeline(article).dropna(subset=["verb"]).itertuples():
            for sentence, start, end in spans:
                words = article.text[start:end].lower()
                is_named = target.lower() in words or target == row.who_entity
                if start <= row.start < end and is_named:
                    found[f"{number}-{sentence}-{row.verb.lower().split()[0]}"] = row.first_day
    return found


def in_pairs(places: dict[str, str] | dict[str, int]) -> set[tuple[str, str, int]]:
    """Which of two events comes first (-1, 0 for neither, 1), for each pair of them."""
    order = sorted(places)
    return {(a, b, (places[a] > places[b]) - (places[a] < places[b])) for a, b in combinations(order, 2)}


def timelines() -> tuple[float, float, float]:
    """Micro-F1, precision and recall of the order of two events of a target, from raw text (SemEval-2015 task 4, trial
    part). Each pair counts as it is given: the task's own scorer first reduces the graph of a timeline."""
    given, right, said, true = documents(), 0, 0, 0
    for path in sorted((GOLD / "stories" / "timelines" / "gold").glob("*.txt")):
        target, *rows = path.read_text(encoding="utf-8").splitlines()
        cells = [row.split("\t") for row in rows if row.strip()]
        places = {event.lower().split("_")[0]: int(place) for place, _, *own in cells for event in own if place != "0"}
        gold, found = in_pairs(places), in_pairs(told_of(target, given))
        right, said, true = right + len(gold & found), said + len(found), true + len(gold)
    return 2 * right / (said + true), right / max(said, 1), right / true


def main() -> None:
    articles, events = basil()
    print(f"nearest article of the same event: {nearest(articles, events):.3f}")
    f1, precision, recall = pairwise(grouping.grouped(articles), events)
    print(f"pairwise at {grouping.ALIKE}: F1 {f1:.3f}, precision {precision:.3f}, recall {recall:.3f}")
    for threshold, score in folded(articles, events):
        print(f"threshold {threshold} chosen on one half: F1 {score:.3f} on the other")
    print("order of events: F1 {:.3f}, precision {:.3f}, recall {:.3f}".format(*timelines()))


if __name__ == "__main__":
    main()
