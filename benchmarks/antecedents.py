"""Whom pronouns and descriptions mean, on the dev and test parts of GUM's coreference.

    python benchmarks/antecedents.py        a table; DATELINE_GOLD names the folder of development data

Right is a row of `antecedents` whose entity has a name in the chain of the phrase. Precision is of the rows with an
entity whose phrase has a chain in GUM; recall of all pronouns (he, she and their forms) whose chain has a name among
`mentions`, and of all other phrases of rows for which that holds.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).parent / "training"))

from coreference import NEWS, Document, documents, head_entities

from dateline import Article, mentions
from dateline.attribution.quotations import antecedents
from dateline.entities.discourse import PRONOUNS
from dateline.reading import Reading
from dateline.syntax import trees_of


def chains(document: Document, names: pd.DataFrame, heads: dict[int, int]) -> dict[str, set[int]]:
    """Entity -> the numbers that GUM gives to what most of its names are, or end."""
    found: dict[str, Counter[int]] = {}
    ends: dict[int, set[int]] = {}
    for start, end, number, kind in document.spans:
        if kind in ("person", "organization"):
            ends.setdefault(end, set()).add((start, number))
    for row in names.itertuples():
        numbers = {number for start, number in ends.get(row.end, ()) if start <= row.start}
        numbers |= {heads[at] for at in range(row.start, row.end) if at in heads}
        found.setdefault(row.entity, Counter()).update(numbers)
    times = names["entity"].value_counts()
    return {e: {n for n, count in numbers.items() if 2 * count >= times[e]} for e, numbers in found.items()}


def rows_of(document: Document) -> list[tuple[str, str, bool, bool, bool]]:
    """Kind, genre, whether an entity is given, whether it is right, whether there is a name to be found."""
    reading = Reading.of(Article(document.text))
    trees = trees_of(reading)
    words = head_entities(document, trees.start, trees.end, trees.head)
    heads = {trees.start[word]: number for word, number in words.items()}
    known = chains(document, mentions(reading), heads)
    rows = []
    for row in antecedents(reading).itertuples():
        inside = [w for w in range(len(trees.start)) if row.start <= trees.start[w] < row.end]
        head = next((w for w in inside if trees.head[w] not in inside), None)
        if head not in words:
            continue
        is_named = any(words[head] in numbers for numbers in known.values())
        kind = "he, she" if row.text.lower() in PRONOUNS else "other"
        is_right = row.entity is not None and words[head] in known[row.entity]
        rows.append((kind, document.genre, row.entity is not None, is_right, is_named))
    return rows


def main() -> None:
    columns = ["phrase", "genre", "given", "right", "named"]
    found = pd.DataFrame(
        [row for part in ("dev", "test") for d in documents(part) for row in rows_of(d)], columns=columns
    )
    lines = []
    for kind, rows in found.groupby("phrase"):
        for name, some in (("all genres", rows), (", ".join(NEWS), rows[rows["genre"].isin(NEWS)])):
            given, right, named = (int(some[column].sum()) for column in columns[2:])
            lines.append((kind, name, given, right, named, right / max(given, 1), right / max(named, 1)))
    table = pd.DataFrame(lines, columns=["phrase", "genres", "given", "right", "named", "precision", "recall"])
    print(table.round(3).to_string(index=False))


if __name__ == "__main__":
    main()
