"""Who speaks each turn of an interview or transcript: whom its label names, or whom the interview is with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from dateline.attribution.cue_speakers import Attribution
from dateline.attribution.marks import NESTING, Span
from dateline.entities import mentions
from dateline.reading import Reading
from dateline.segments.genres import Turn, form_of
from dateline.segments.segmentation import sentences
from dateline.segments.turns import name_of

_ANSWER = frozenset(["", "A", "Answer", "ANSWER"])
_LONGEST_INITIALS = 4
_SURE, _GUESSED = 0.95, 0.8


class _Person(NamedTuple):
    start: int
    end: int
    entity: str


def spoken(reading: Reading) -> dict[Span, Attribution | None]:
    """The turns of an article as quotations, with who speaks each; an interviewer's questions are the paper's own."""
    turns = form_of(reading).turns
    people = _people(reading) if turns else []
    labels = {t.name: t.label for t in sorted(turns, key=lambda t: (len(t.name), -t.start)) if t.label}
    labels |= {name: next(reversed([labels[n] for n in labels if _surname(n) == _surname(name)])) for name in labels}
    known = {name: _voice(reading, name, labels.get(name), people, turns[0].start) for name in {t.name for t in turns}}
    return {Span(t.start, t.end, 0, True, "turn"): known[t.name] for t in turns if not t.asks}


def of_headline(reading: Reading, turns: dict[Span, Attribution | None]) -> Attribution | None:
    """Who speaks what the headline of an interview quotes and gives to nobody: the one whom it is with."""
    voices = set(turns.values())
    return voices.pop() if form_of(reading).genre == "interview" and len(voices) == 1 else None


def _people(reading: Reading) -> list[_Person]:
    """The people named outside of labels, in order."""
    lines, found = sentences(reading), mentions(reading)
    read = lines.loc[lines["role"].isin(["title", "body", "caption"]), "sentence"]
    rows = found[found["kind"].eq("person") & found["sentence"].isin(read)]
    return [_Person(*row) for row in rows[["start", "end", "entity"]].itertuples(index=False)]


def _voice(
    reading: Reading, name: str, label: tuple[int, int] | None, people: list[_Person], begin: int
) -> Attribution | None:
    """The speaker of a label's turns: a person named in the text, else the label itself."""
    is_answer = name in _ANSWER
    meant = _interviewee(reading, people, begin) if is_answer else _meant(name, people)
    if meant is not None:
        place = meant.start, meant.end
    elif label is not None:
        place = _name_in(reading.article.text, *label)
    else:
        return None
    return Attribution(*place, "", _GUESSED if is_answer else _SURE, "turn", None, (((place[0], *place),),))


def _name_in(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the name stands in a label."""
    label = text[start:end]
    name = name_of(label)
    first = start + label.index(name)
    return first, first + len(name)


def _meant(name: str, people: list[_Person]) -> _Person | None:
    """The person whose surname a label ends with, or whose initials it is; none where two have them."""
    last, is_short = _surname(name), name.isupper() and len(name) <= _LONGEST_INITIALS
    found = [p for p in people if _surname(p.entity) == last]
    found = found or [p for p in people if is_short and _initials(p.entity) == name.replace(".", "")]
    return found[0] if len({p.entity for p in found}) == 1 else None


def _surname(name: str) -> str:
    return name.split()[-1].casefold()


def _initials(entity: str) -> str:
    return "".join(word[0] for word in entity.split())


def _interviewee(reading: Reading, people: list[_Person], begin: int) -> _Person | None:
    """Whom an interview is with: the person named most often before it begins."""
    before = [p for p in people if p.start < begin]
    often = Counter(p.entity for p in before).most_common(2)
    if not often or (len(often) > 1 and often[0][1] == often[1][1] and not _is_in_title(reading, before)):
        return None
    entity = before[0].entity if _is_in_title(reading, before) else often[0][0]
    return next(p for p in before if p.entity == entity)


def _is_in_title(reading: Reading, before: list[_Person]) -> bool:
    """Whether the title names one person."""
    lines = sentences(reading)
    titles = list(lines.loc[lines["role"].eq("title"), ["start", "end"]].itertuples(index=False, name=None))
    return len({p.entity for p in before if any(a <= p.start < b for a, b in titles)}) == 1


def among(spans: list[Span], turns: list[Span]) -> list[Span]:
    """Turns and quotations in order: one in a turn is nested in it, one that crosses its edge is none."""
    return sorted([*turns, *_outside(spans, turns)], key=lambda s: (s.start, -s.end))


def _outside(spans: list[Span], turns: list[Span]) -> Iterator[Span]:
    at = 0
    for span in spans:
        while at < len(turns) and turns[at].end <= span.start:
            at += 1
        turn = turns[at] if at < len(turns) else None
        if turn is None or span.end <= turn.start:
            yield span
        elif turn.start <= span.start and span.end <= turn.end and span.depth + 1 < NESTING:
            yield span._replace(depth=span.depth + 1)
