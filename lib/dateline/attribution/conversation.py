"""Who speaks each turn of an interview or transcript: whom its label names, or whom the interview is with."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from dateline.attribution.cue_speakers import Attribution
from dateline.attribution.marks import Span
from dateline.entities import mentions
from dateline.reading import Reading
from dateline.segments.genres import form_of
from dateline.segments.segmentation import sentences
from dateline.segments.turns import name_of

_ANSWER = frozenset(["", "A", "Answer", "ANSWER"])
_NAMING = ("title", "body", "caption")  # roles
_LONGEST_INITIALS = 4
_SURE, _GUESSED = 0.95, 0.8
_ASKED_BY = re.compile(r"\b(?:she|he|they)\s+(?:(?:spoke|talked|speaks|talks)\s+(?:to|with)|told|tells)\s+$", re.I)
_NEAR = 40  # characters


class _Person(NamedTuple):
    start: int
    end: int
    entity: str
    in_title: bool
    asks: bool  # "she spoke to Jonah Pike"


def spoken(reading: Reading) -> tuple[dict[Span, Attribution | None], Attribution | None]:
    """The turns of an article as quotations, with who speaks each, and whom an interview is with.

    An interviewer's questions are the paper's own words and no turns here.
    """
    form = form_of(reading)
    if not form.turns:
        return {}, None
    text, people, begin = reading.article.text, _people(reading), form.turns[0].start
    labels = {t.name: _name_in(text, *t.label) for t in form.turns[::-1] if t.label}
    voices = {name: _voice(name, labels, people, begin) for name in {"", *(t.name for t in form.turns)}}
    turns = {Span(t.start, t.end, 0, True, "turn"): voices[t.name] for t in form.turns if not t.asks}
    answering = set(turns.values()) or {voices[""]}
    return turns, answering.pop() if form.genre == "interview" and len(answering) == 1 else None


def _people(reading: Reading) -> list[_Person]:
    """The people named outside of labels, in order."""
    roles, text = sentences(reading)["role"].tolist(), reading.article.text
    rows = mentions(reading).query("kind == 'person'")[["start", "end", "entity", "sentence"]]
    return [
        _Person(a, b, entity, roles[at] == "title", bool(_ASKED_BY.search(text, max(a - _NEAR, 0), a)))
        for a, b, entity, at in rows.itertuples(index=False)
        if roles[at] in _NAMING
    ]


def _voice(name: str, labels: dict[str, tuple[int, int]], people: list[_Person], begin: int) -> Attribution | None:
    """The speaker of a label's turns: a person named in the text, else the longest label with that surname."""
    meant = _interviewee(people, begin) if name in _ANSWER else _meant(name, people)
    place = meant[:2] if meant else None
    if place is None and name in labels and name not in _ANSWER:  # "A" is nobody
        place = labels[max((n for n in labels if _surname(n) == _surname(name)), key=len)]
    sure = _GUESSED if name in _ANSWER else _SURE
    return Attribution(*place, "", sure, "turn", None, (((place[0], *place),),)) if place else None


def _name_in(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the name stands in a label."""
    name = name_of(text[start:end])
    first = text.index(name, start)
    return first, first + len(name)


def _surname(name: str) -> str:
    return name.split()[-1].casefold()


def _meant(name: str, people: list[_Person]) -> _Person | None:
    """The person whose surname a label ends with, or whose initials it is; none where two have them."""
    found = [p for p in people if _surname(p.entity) == _surname(name)]
    if not found and name.isupper() and len(name) <= _LONGEST_INITIALS:
        found = [p for p in people if "".join(w[0] for w in p.entity.split()) == name.replace(".", "")]
    return found[0] if len({p.entity for p in found}) == 1 else None


def _interviewee(people: list[_Person], begin: int) -> _Person | None:
    """Whom an interview is with: the one person of its title, else the one named most often before it begins."""
    asking = {p.entity for p in people if p.asks}
    before = [p for p in people if p.start < begin and p.entity not in asking]
    titled = {p.entity for p in before if p.in_title}
    often = Counter(p.entity for p in before if len(titled) != 1 or p.in_title).most_common(2)
    if not often or (len(often) > 1 and often[0][1] == often[1][1]):
        return None
    return next(p for p in before if p.entity == often[0][0])
