"""Learns the weights of entities/antecedents.csv from the train part of GUM's coreference, and writes them.

    python benchmarks/training/train_antecedents.py

A log-linear choice for each pronoun of the third person among its candidates and "nobody", as
`dateline.entities.antecedents` finds them, with the pronouns before it settled as GUM has them.
"""

from __future__ import annotations

import csv

import numpy as np
from coreference import Document, documents, head_entities
from treebank import ROOT

from dateline import Article, mentions
from dateline.attribution.quotations import said_of
from dateline.entities.antecedents import Resolver
from dateline.entities.discourse import PRONOUNS, Discourse, Referent
from dateline.reading import Reading
from dateline.segments.segmentation import sentences
from dateline.syntax import trees_of

PENALTY = 1.0
# What is believed before the data: GUM has little of news in which somebody goes on speaking.
BELIEVED = {
    "speaker goes on": 2.0, "across marks": -1.0, "subject of the clause above": 2.0, "subject of the same clause": 3.0,
    "ahead": 3.0, "far": -1.0, "subject of the sentence before speaks": 1.0,
}  # fmt: skip
STEPS, RATE = 1000, 0.002
FILE = ROOT / "lib" / "dateline" / "entities" / "antecedents.csv"


def discourse_of(document: Document) -> tuple[Discourse, dict[int, int]]:
    """The discourse of a document, and the number of the entity that each word heads."""
    reading = Reading.of(Article(document.text))
    trees = trees_of(reading)
    discourse = Discourse(trees, mentions(reading), said_of(reading), sentences(reading))
    return discourse, head_entities(document, trees.start, trees.end, trees.head)


def meant(someone: Referent, entities: dict[int, int]) -> set[int]:
    """The entities of GUM that the phrases for somebody head; of a name, only what most of them head."""
    numbers = [entities[w] for w in someone.words if w in entities]
    return {n for n in numbers if 2 * numbers.count(n) >= len(numbers)}


def choices(document: Document) -> list[tuple[list[dict[str, float]], list[int]]]:
    """For each pronoun the features of "nobody" and of each candidate, and which are right."""
    discourse, entities = discourse_of(document)
    resolver, rows = Resolver(discourse), []
    for word in resolver.words():
        if discourse.trees.text[word].lower() not in PRONOUNS:
            resolver.settle(word)
            continue
        if word not in entities:
            continue
        possible = discourse.candidates(word)
        right = [k + 1 for k, (someone, _) in enumerate(possible) if entities[word] in meant(someone, entities)]
        features = [discourse.none(word, len(possible))]
        features += [discourse.features(word, s, last, k, len(possible) == 1) for k, (s, last) in enumerate(possible)]
        rows.append((features, right or [0]))
        someone = possible[right[0] - 1][0] if right else Referent(None)
        someone.gender = PRONOUNS[discourse.trees.text[word].lower()]
        discourse.mean(word, someone)
    return rows


def learned(rows: list[tuple[list[dict[str, float]], list[int]]]) -> dict[str, float]:
    """The weights that make the right choices likeliest, small ones preferred."""
    names = sorted({name for features, _ in rows for row in features for name in row})
    place = {name: k for k, name in enumerate(names)}
    arrays = []
    for features, right in rows:
        array = np.zeros((len(features), len(names)))
        for k, row in enumerate(features):
            for name, value in row.items():
                array[k, place[name]] = value
        arrays.append((array, right))

    believed = np.array([BELIEVED.get(name, 0.0) for name in names])
    weights, step = believed.copy(), np.zeros(len(names))
    for _ in range(STEPS):
        slope = PENALTY * (weights - believed)
        for array, right in arrays:
            scores = array @ weights
            p = np.exp(scores - np.logaddexp.reduce(scores))
            slope = slope + p @ array - (p[right] / p[right].sum()) @ array[right]
        step = 0.9 * step - RATE * slope
        weights = weights + step
    return dict(zip(names, weights.round(2).tolist(), strict=True))


def main() -> None:
    rows = [row for document in documents("train") for row in choices(document)]
    weights = learned(rows)
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["feature", "weight"])
        writer.writerows(weights.items())
    print(f"{len(rows)} pronouns, {sum(right == [0] for _, right in rows)} of them with nobody")
    for name, weight in sorted(weights.items(), key=lambda pair: -abs(pair[1])):
        print(f"{weight:7.2f} {name}")


if __name__ == "__main__":
    main()
