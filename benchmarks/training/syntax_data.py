"""Trees as numbers: lists of words, tags and relations, and batches with changes of case, marks and final stops."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from glove import glove
from treebank import Tree

from dateline.syntax.features import hashed_row, normal, rows, shape
from dateline.syntax.words import canonical

LISTED = 20_000  # of the commonest words of GloVe
LEARNED = 3  # how often a word is met before it has a row of its own
SHAPE = 6  # the column of the shape
KEPT = 0.9  # how many words are known by their row in training
NO_STOP, TITLE, CAPITALS = 0.12, 0.05, 0.02  # shares of sentences so changed in training


@dataclass
class Lists:
    """What the model knows by name. Words with a row of their own come first."""

    words: dict[str, int]
    learned: int
    vectors: np.ndarray
    upos: list[str]
    xpos: list[str]
    relations: list[str]


@dataclass
class Sentence:
    rows: np.ndarray  # words, features
    shapes: np.ndarray  # of each word in title case, in capitals
    upos: np.ndarray
    xpos: np.ndarray
    heads: np.ndarray  # 0 the root
    relations: np.ndarray
    marks: np.ndarray


def forms_of(tree: Tree) -> list[str]:
    return canonical(tree.forms, [s for s, _ in tree.spans], [e for _, e in tree.spans], [0] * len(tree.spans))


def lists_of(trees: list[Tree]) -> Lists:
    met = Counter(normal(form) for tree in trees for form in forms_of(tree))
    names, vectors = glove()
    at = {word: i for i, word in enumerate(names)}
    learned = sorted(word for word, n in met.items() if n >= LEARNED)
    known = set(learned)
    listed = [w for w in names[:LISTED] if w not in known and any(c.isalpha() for c in w)]
    listed += sorted(w for w, n in met.items() if n == 2 and w in at and at[w] >= LISTED)
    words = {"": 0} | {word: i + 1 for i, word in enumerate([*learned, *listed])}
    table = np.zeros((len(words), vectors.shape[1]), dtype=np.float32)
    for word, row in words.items():
        if word in at:
            table[row] = vectors[at[word]]
    upos = sorted({tag for tree in trees for tag in tree.upos})
    xpos = sorted({tag for tree in trees for tag in tree.xpos})
    relations = [r for r, n in Counter(r for tree in trees for r in tree.relations).items() if n >= 20]
    return Lists(words, len(learned) + 1, table, upos, xpos, sorted(relations))


def sentences_of(trees: list[Tree], lists: Lists) -> list[Sentence]:
    place = {name: {tag: i for i, tag in enumerate(getattr(lists, name))} for name in ("upos", "xpos", "relations")}
    kind = lambda r: place["relations"].get(r, place["relations"].get(r.split(":")[0], -1))  # noqa: E731
    made, seen = [], {}
    for tree in trees:
        found = []
        for form in forms_of(tree):
            if form not in seen:
                cells = rows(form, lists.words)
                own = cells[0] if cells[0] < lists.learned else 0
                cased = form[:1].upper() + form[1:], form.upper()
                seen[form] = (own, *cells[1:]), [hashed_row("shape", shape(f)) for f in cased]
            found.append(seen[form])
        sentence = Sentence(
            np.array([f[0] for f in found]),
            np.array([f[1] for f in found]),
            np.array([place["upos"].get(t, -1) for t in tree.upos]),
            np.array([place["xpos"].get(t, -1) for t in tree.xpos]),
            np.array(tree.heads) + 1,
            np.array([kind(r) for r in tree.relations]),
            np.array([t == "PUNCT" for t in tree.upos]),
        )
        made.append(sentence)
    return made


def changed(s: Sentence) -> Sentence:
    """In title case, in capitals or without its final stop, now and then."""
    table, n, chance = s.rows, len(s.rows), random.random()
    if chance < TITLE + CAPITALS:
        table = table.copy()
        table[:, SHAPE] = s.shapes[:, 0 if chance < TITLE else 1]
    if n > 2 and s.marks[-1] and n not in s.heads and random.random() < NO_STOP:
        n -= 1
    return Sentence(table[:n], s.shapes, s.upos[:n], s.xpos[:n], s.heads[:n], s.relations[:n], s.marks[:n])


def batches(sentences: list[Sentence], size: int, shuffle=False, augment=False) -> Iterator[dict]:
    """Sentences of like length together, about `size` words a batch."""
    lengths = [len(s.rows) + (random.uniform(-2, 2) if shuffle else 0) for s in sentences]
    groups, current, longest = [], [], 0
    for i in sorted(range(len(sentences)), key=lengths.__getitem__):
        n = len(sentences[i].rows)
        if current and max(longest, n) * (len(current) + 1) > size:
            groups.append(current)
            current, longest = [], 0
        current.append(i)
        longest = max(longest, n)
    groups.append(current)
    if shuffle:
        random.shuffle(groups)
    for group in groups:
        yield padded([changed(sentences[i]) if augment else sentences[i] for i in group], augment)


def padded(group: list[Sentence], augment: bool) -> dict:
    b, n = len(group), max(len(s.rows) for s in group)
    rows = np.zeros((b, n, group[0].rows.shape[1]), dtype=np.int64)
    cells = {name: np.zeros((b, n), dtype=np.int64) for name in ("upos", "xpos", "heads", "relations", "marks")}
    mask = np.zeros((b, n), dtype=bool)
    for k, s in enumerate(group):
        m = len(s.rows)
        rows[k, :m], mask[k, :m] = s.rows, True
        for name, table in cells.items():
            table[k, :m] = getattr(s, name)
    if augment:
        unknown = np.random.random((b, n)) > KEPT
        rows[unknown, :2] = 0
    made = {"rows": torch.tensor(rows), "mask": torch.tensor(mask)}
    made |= {name: torch.tensor(table) for name, table in cells.items()}
    made["marks"] = made["marks"].bool()
    return made
