"""Names found in sentences: once through for evidence, once through for the mentions."""

from __future__ import annotations

from typing import NamedTuple

from dateline.entities.capitals import Words, runs, words
from dateline.entities.kinds import kinds_of


class Found(NamedTuple):
    """A name where it stands, before it is known whom it means."""

    start: int
    end: int
    kind: str
    title: str
    words: tuple[str, ...]


def capitalised_inside(sentences: list[Words]) -> set[str]:
    """Words that stand with a capital where no rule of writing asks for one, and never stand without."""
    capital: set[str] = set()
    small: set[str] = set()
    for w in sentences:
        if w.shouted:
            continue
        for k, form in enumerate(w.forms):
            if form[0].isupper():
                if k and w.forms[k - 1] not in "\"“‘'.:;!?(—–-":
                    capital.add(form)
            elif form[0].islower():
                small.add(form)
    return {form for form in capital if form.lower() not in small}


def found(text: str, spans: list[tuple[int, int]]) -> list[Found]:
    """The names of a text in reading order, with (start, end) of its sentences."""
    rows = [words(text, start, end) for start, end in spans]
    seen = capitalised_inside(rows)
    possible = [(w, run) for w in rows for run in runs(w, seen)]
    kinds = kinds_of(possible, seen)
    return [
        Found(w.starts[run.first], w.ends[run.last - 1], kind, run.title, tuple(w.forms[run.first : run.last]))
        for (w, run), kind in zip(possible, kinds, strict=True)
        if kind
    ]
