"""The main event of an article: who, what, when, where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.brief.happenings import Happening, is_report, namer_of
from dateline.brief.wording import Span
from dateline.entities import mentions
from dateline.events.dating import dating_of
from dateline.reading import Reading, once
from dateline.segments.segmentation import sentences
from dateline.segments.wordlists import STOP_WORDS

_SENTENCES = 5  # of the body that are looked through


@dataclass(frozen=True)
class MainEvent:
    """What an article tells first; parts that it does not state are None."""

    happening: Happening
    value: str | None
    mod: str | None
    when_span: Span | None
    where: str | None
    where_span: Span | None


def _content(namer, start: int, end: int) -> set[str]:
    clauses = namer.clauses
    return {
        clauses.lemmas[i]
        for i in clauses.words_in(start, end)
        if clauses.types[i] not in STOP_WORDS and clauses.types[i][0].isalnum()
    }


@once
def main_event(reading: Reading) -> MainEvent | None:
    """The clause of headline or lead that tells most of what the headline says, with its day and place."""
    namer = namer_of(reading)
    lines = sentences(reading)
    body = lines[lines["role"].eq("body")].head(_SENTENCES)
    title = lines[lines["role"].eq("title")]
    head: set[str] = set()
    for row in title.itertuples():
        head |= _content(namer, row.start, row.end)
    best: tuple[float, Happening] | None = None
    for place, row in enumerate(body.itertuples()):
        for word in namer.clauses.words_in(row.start, row.end):
            if not namer.clauses.is_predicate(word):
                continue
            found = namer.happening(word)
            if found is None:
                continue
            words = set().union(*(_content(namer, *span) for span in found.spans))
            score = 3 * len(words & head) / max(len(head), 1) - 0.3 * place - is_report(namer, word)
            score += 0.5 * any(r.word == word for r in dating_of(reading).rows)
            if best is None or score > best[0]:
                best = score, found
    if best is None:
        return None
    found = best[1]
    dated = next((r for r in dating_of(reading).rows if r.word == found.word), None)
    value, mod = (dated.value, dated.mod) if dated else (None, None)
    span = (dated.start, dated.end) if dated else None
    where = _where(reading, found)
    return MainEvent(found, value, mod, span, reading.article.text[slice(*where)] if where else None, where)


def _where(reading: Reading, found: Happening) -> Span | None:
    namer = namer_of(reading)
    named = mentions(reading)
    number = namer.trees.sentence[found.word]
    places = named[named["kind"].eq("place") & named["sentence"].eq(number)]
    for row in places.itertuples():
        at = list(namer.clauses.words_in(row.start, row.end))
        if at and namer.clauses.preposition_of(at[-1]) in ("in", "at", "near", "outside"):
            return row.start, row.end
    return None


_ = Iterator
