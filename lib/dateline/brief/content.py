"""What the article tells: the dates ahead, the figures that matter, what is denied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.brief.happenings import Happening, namer_of
from dateline.brief.main_event import main_event
from dateline.brief.wording import Span, sentence, when
from dateline.events import timeline
from dateline.events.dating import dating_of
from dateline.figures import quantities
from dateline.reading import Reading
from dateline.segments.segmentation import sentences
from dateline.tables import DOUBTFUL

Finding = tuple[str, tuple[Span, ...], int]

MOST_AHEAD = 5
MOST_FIGURES = 3
FEWEST = 10  # counts below are no figures
_LEAD = 3  # sentences of the body that are the lead
_DISPUTING = frozenset("deny dispute reject refute contest rebut contradict".split())
# What somebody asked for is turned down, not denied to be so.
_ASKED_FOR = frozenset(
    """
    request bail visa access entry permission application parole appeal motion petition service care asylum right
    chance opportunity funding benefit offer bid deal plan proposal bill amendment call demand advance him her them
    people man woman person
    """.split()
)
_KINDS = ("money", "percent", "share", "count", "multiple", "length", "area", "volume", "weight", "magnitude", "speed")


def year_of(reading: Reading) -> int | None:
    """The article's year, where its date of publication is known."""
    published = reading.article.published
    return int(published[:4]) if published else None


def rows_of(reading: Reading) -> Iterator[tuple[Any, int]]:
    """The rows of the timeline, each with the word that tells it."""
    words = {(row.start, row.end, row.verb): row.word for row in dating_of(reading).rows}
    for row in timeline(reading).itertuples():
        if (row.start, row.end, row.verb) in words:
            yield row, words[row.start, row.end, row.verb]


def told(reading: Reading, found: Happening, day: str = "") -> str | None:
    """A happening in words, with the source that says so; None where a quotation says it and nobody is named."""
    start = min(a for a, _ in found.spans)
    by, is_safe = namer_of(reading).according_to((start, max(b for _, b in found.spans)))
    return found.on(day) + by if is_safe else None


def dates_ahead(reading: Reading) -> Iterator[Finding]:
    """What lies ahead of the publication, each with its day."""
    namer, written = namer_of(reading), 0
    for row, word in rows_of(reading):
        if row.kind != "coming" or row.confidence < DOUBTFUL or written == MOST_AHEAD:
            continue
        found, day = namer.happening(word), when(row.value, row.mod, year_of(reading))
        if found is None or day is None or (text := told(reading, found, day)) is None:
            continue
        written += 1
        is_noun = not found.who
        yield sentence(f"still to come {day}: {found.text}" if is_noun else text), ((row.start, row.end),), 1


def figures(reading: Reading) -> Iterator[Finding]:
    """The figures of headline and lead and the largest sum of money, each in its clause or with what it counts."""
    found = quantities(reading)
    found = found[found["kind"].isin(_KINDS)]
    lines = sentences(reading)
    lead = lines.loc[lines["role"].isin(["title", "body"]), "sentence"].tolist()[: _LEAD + 1]
    rows = [
        row for row in found[found["sentence"].isin(lead)].itertuples() if row.kind != "count" or row.value >= FEWEST
    ]
    money = found[found["kind"].eq("money")]
    rows += list(money.loc[money.groupby("unit")["value"].idxmax()].itertuples()) if len(money) else []
    done: set[Span] = set(main.happening.spans) if (main := main_event(reading)) else set()
    written = 0
    for row in sorted(rows, key=lambda row: row.kind != "money"):
        if written < MOST_FIGURES and not any(a <= row.start < b for a, b in done):
            told_of = _figure(reading, row)
            written += told_of is not None
            done |= {*(told_of[1] if told_of else ()), (row.start, row.end)}
            yield from [told_of] if told_of else []


def _figure(reading: Reading, row: Any) -> Finding | None:
    """ "First-quarter profit rose 12 percent", or "About 1,200 people"."""
    namer = namer_of(reading)
    inside = list(namer.clauses.words_in(row.start, row.end))
    clause = namer.happening(namer.trees.clause_of(inside[0])) if inside else None
    if clause is not None and any(a <= row.start and row.end <= b for a, b in clause.spans):
        text = told(reading, clause)
        return (sentence(text), clause.spans, 1) if text else None
    return None


def denied(reading: Reading) -> Iterator[Finding]:
    """What somebody denies or disputes."""
    namer = namer_of(reading)
    t, clauses = namer.trees, namer.clauses
    for word in range(len(t.text)):
        if t.upos[word] != "VERB" or clauses.lemmas[word] not in _DISPUTING or t.is_passive(word):
            continue
        objects = [clauses.lemmas[c] for c in t.children(word, "obj", "iobj")]
        is_request = any(lemma in _ASKED_FOR for lemma in objects) or t.child(word, "iobj") is not None
        if is_request or not (objects or t.child(word, "ccomp", "xcomp")) or clauses.is_negated(word):
            continue
        found = namer.happening(word)
        if found is not None and found.word == word and (text := told(reading, found)) is not None:
            yield sentence(text), found.spans, 1
