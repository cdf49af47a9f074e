"""Trees over our own words, made of Universal Dependencies treebanks (CoNLL-U).

Our tokenizer is run over the sentence as it stands in print. Words of the treebank inside one of ours become one, with
the head and tags of the highest of them ("15-year"); where ours are finer, the first with a letter takes the place of
the whole, and the others depend on it ("Mr" and its full stop).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from dateline.segments.tokenization import TOKEN
from dateline.syntax.words import cuts

ROOT = Path(__file__).parents[2]
GOLD = Path(os.environ.get("DATELINE_GOLD", ROOT.parent / "shared" / "gold"))


@dataclass
class Tree:
    """A sentence: its text, the spans of its words, and for each its tags, head (-1 the root) and relation."""

    text: str
    genre: str
    spans: list[tuple[int, int]]
    upos: list[str]
    xpos: list[str]
    heads: list[int]
    relations: list[str]

    @property
    def forms(self) -> list[str]:
        return [self.text[start:end] for start, end in self.spans]


def read(path: Path, ours: bool = True) -> Iterator[Tree]:
    """The trees of a file, over our words, or over the treebank's own."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        meta = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
        rows = [cells for line in lines if (cells := line.split("\t"))[0].isdigit()]
        if rows and (tree := _tree(meta.get("text", ""), meta.get("sent_id", ""), rows)):
            yield mapped(tree) if ours else tree


def _tree(text: str, name: str, rows: list[list[str]]) -> Tree | None:
    spans, at = [], 0
    for row in rows:
        start = text.find(row[1], at)
        if start < 0 or text[at:start].strip():  # a form that is not in print
            return None
        at = start + len(row[1])
        spans.append((start, at))
    genre = name.split("_")[1] if name.startswith("GUM") else name.split("-")[0]
    heads = [int(row[6]) - 1 for row in rows]
    return Tree(text, genre, spans, [r[3] for r in rows], [r[4] for r in rows], heads, [r[7] for r in rows])


def our_spans(text: str) -> list[tuple[int, int]]:
    """The words of syntax of a text."""
    spans = []
    for match in TOKEN.finditer(text):
        edges = [*cuts(match.group()), len(match.group())]
        spans += [(match.start() + a, match.start() + b) for a, b in pairwise(edges)]
    return spans


def _groups(theirs: list[tuple[int, int]], ours: list[tuple[int, int]]) -> Iterator[tuple[list[int], list[int]]]:
    """Smallest runs of their words and ours that cover the same characters."""
    i = j = 0
    while i < len(theirs) and j < len(ours):
        a, b = [i], [j]
        while theirs[a[-1]][1] != ours[b[-1]][1]:
            if theirs[a[-1]][1] < ours[b[-1]][1]:
                if a[-1] + 1 == len(theirs) or theirs[a[-1] + 1][0] >= ours[b[-1]][1]:
                    break
                a.append(a[-1] + 1)
            else:
                if b[-1] + 1 == len(ours) or ours[b[-1] + 1][0] >= theirs[a[-1]][1]:
                    break
                b.append(b[-1] + 1)
        yield a, b
        i, j = a[-1] + 1, b[-1] + 1


def mapped(tree: Tree) -> Tree:
    """The same tree over our words."""
    ours = our_spans(tree.text)
    depth = [_depth(tree.heads, i) for i in range(len(tree.heads))]
    chief, owner = {}, {}  # of each of our words the treebank's; of each of theirs ours
    parts: dict[int, int] = {}  # our finer words, and the one they depend on
    for theirs, mine in _groups(tree.spans, ours):
        top = min(theirs, key=lambda i: depth[i])
        main = next((j for j in mine if any(c.isalnum() for c in tree.text[slice(*ours[j])])), mine[0])
        chief[main] = top
        owner |= dict.fromkeys(theirs, main)
        parts |= {j: main for j in mine if j != main}
    kept = [j for j in range(len(ours)) if j in chief or j in parts]
    new = {j: k for k, j in enumerate(kept)}
    upos, xpos, heads, relations = [], [], [], []
    for j in kept:
        word = tree.text[slice(*ours[j])]
        if j in parts:
            is_mark = not any(c.isalnum() for c in word)
            upos.append("PUNCT" if is_mark else tree.upos[chief[parts[j]]])
            xpos.append("." if is_mark else tree.xpos[chief[parts[j]]])
            heads.append(new[parts[j]])
            relations.append("punct" if is_mark else "flat")
        else:
            i = chief[j]
            upos.append(tree.upos[i])
            xpos.append(tree.xpos[i])
            heads.append(-1 if tree.heads[i] < 0 else new[owner[tree.heads[i]]])
            relations.append(tree.relations[i])
    return Tree(tree.text, tree.genre, [ours[j] for j in kept], upos, xpos, heads, relations)


def _depth(heads: list[int], i: int) -> int:
    steps = 0
    while heads[i] >= 0:
        i, steps = heads[i], steps + 1
    return steps


def gold(part: str) -> list[Tree]:
    """ "train", "dev" or "test" of both treebanks."""
    return [tree for name in ("ewt", "gum") for tree in read(GOLD / "trees" / f"{name}-{part}.conllu")]


def pud(ours: bool = True) -> list[Tree]:
    """Parallel UD, news and Wikipedia: for testing only."""
    return list(read(GOLD / "tags" / "en_pud-ud-test.conllu", ours))
