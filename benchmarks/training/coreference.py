"""GUM's coreference over plain texts: documents as articles, and which entity each word is the head of.

A document is put together from its sentences, a paragraph a block. An entity of GUM's last column, `Entity=(3-person-`,
is known by its number; of the spans that a word heads the smallest counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from treebank import GOLD

_BRACKET = re.compile(r"\((\d+)-([^()]*)(\)?)|(\d+)\)")
NEWS = ("news", "interview", "bio")


@dataclass
class Document:
    """A text with the spans of its entities: (start, end, number, type)."""

    name: str
    text: str = ""
    spans: list[tuple[int, int, int, str]] = field(default_factory=list)

    @property
    def genre(self) -> str:
        return self.name.split("_")[1]


def documents(part: str) -> Iterator[Document]:
    """The documents of "train", "dev" or "test"."""
    content = (GOLD / "trees" / f"gum-{part}.conllu").read_text(encoding="utf-8")
    for block in re.split(r"(?m)^# newdoc id = ", content)[1:]:
        document = Document(block.partition("\n")[0].strip())
        opened: dict[int, list[tuple[int, str]]] = {}
        for number, sentence in enumerate(block.strip().split("\n\n")):
            _add(document, sentence, opened, number == 0)
        yield document


def _add(document: Document, sentence: str, opened: dict[int, list[tuple[int, str]]], is_first: bool) -> None:
    surface = next(line[9:] for line in sentence.splitlines() if line.startswith("# text = "))
    begins = re.search(r"(?m)^# newpar", sentence) is not None
    document.text += ("" if is_first else "\n\n" if begins else " ") + surface
    base, at = len(document.text) - len(surface), 0
    for line in sentence.splitlines():
        cells = line.split("\t")
        if not cells[0].isdigit():
            continue
        start = surface.find(cells[1], at)
        at = start + len(cells[1])
        marks = re.search(r"(?:^|\|)Entity=(.*?)(?:\|[A-Z]\w+=|$)", cells[9])
        for opening, told, single, closing in _BRACKET.findall(marks[1] if marks else ""):
            if closing:
                begin, kind = opened[int(closing)].pop()
                document.spans.append((begin, base + at, int(closing), kind))
            elif single:
                document.spans.append((base + start, base + at, int(opening), told.split("-")[0]))
            else:
                opened.setdefault(int(opening), []).append((base + start, told.split("-")[0]))


def head_entities(document: Document, starts: list[int], ends: list[int], heads: list[int]) -> dict[int, int]:
    """Word -> number of the entity that it is the head of."""
    found: dict[int, int] = {}
    at = {start: word for word, start in enumerate(starts)}
    until = {end: word for word, end in enumerate(ends)}
    for start, end, number, _ in sorted(document.spans, key=lambda span: span[0] - span[1]):
        first, last = at.get(start), until.get(end)
        if first is not None and last is not None:
            inside = range(first, last + 1)
            found[next((w for w in inside if heads[w] not in inside), first)] = number
    return found
