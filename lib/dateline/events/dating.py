"""Which clause each date of an article is said of, and which two dates are the ends of one range."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from dateline.calendar.naming import UNKNOWN, inferred_parts, stated_parts
from dateline.events import grammar as g
from dateline.events.happenings import Happening, Sentence, name_ends, read_sentences
from dateline.reading import Reading, once
from dateline.segments.segmentation import sentences
from dateline.timex import creation_window, timexes

CUT = 0.9  # confidence in a clause cut out of a longer sentence

_LEAD = 40  # characters before a date that can open a range
# How a range opens before its first date, and how it goes on to its second.
RANGES = (
    (re.compile(r"(?i)\b(?:from|starting|beginning|began|begun|started|opened)\s+(?:(?:in|on|with)\s+)?(?:the\s+)?$"),
     re.compile(r"(?i),?\s+(?:and\s+)?(?:(?:continu|last|end|runn|go|stretch)\w+\s+)?(?:on\s+)?(?:in)?"
                r"(?:to|through|until|till)\s+(?:the\s+)?")),
    (re.compile(r"(?i)\bbetween\s+(?:the\s+)?$"), re.compile(r"(?i)\s+and\s+(?:the\s+)?")),
    (re.compile(r"$"), re.compile(r"(?i)\s?[–—-]\s?|\s+(?:through|thru|until|till)\s+(?:the\s+)?")),
)  # fmt: skip
_YEAR = re.compile(r"\d{4}")  # before its noun it dates what the noun names ("the 2019 marathon"), not the clause
_APPOSITION = re.compile(r"(?i),?\s+(?:on|at)\s+(?:the\s+)?|,\s+")
_SINCE = re.compile(r"(?i)\bsince\s+(?:at\s+least\s+|about\s+|around\s+)?(?:the\s+)?$")

LENGTHS = {"DURATION": "says how long, not when", "SET": "says how often, not when"}
STORY = ("title", "caption", "body", "dateline", "byline")


@dataclass
class DatedClause:
    """A dated clause on its way to the timeline."""

    value: str
    mod: str | None
    first_day: str
    last_day: str | None
    kind: str
    happening: Happening
    tids: list[str]
    confidence: float
    stated: list[str]
    inferred: list[str]
    content: frozenset[str]  # lemmas that tell it from other events of its day


def or_none(value) -> str | None:
    """A cell as text, None where it is empty or NaN."""
    return None if value is None or pd.isna(value) or str(value) == "" else str(value)


def roles_of(reading: Reading) -> dict[int, str]:
    return dict(sentences(reading)[["sentence", "role"]].itertuples(index=False, name=None))


def on_axis(table: pd.DataFrame, roles: dict[int, str]) -> np.ndarray:
    """Which time expressions have a place on the time axis."""
    dated = [
        bool(or_none(first) and or_none(last))
        for first, last in zip(table["first_day"], table["last_day"], strict=True)
    ]
    kinds = ~table["timex_type"].isin(list(LENGTHS)) & ~table["value"].astype(str).str.endswith("_REF")
    story = table["sentence"].map(roles).isin(STORY)
    return np.asarray(dated, dtype=bool) & (kinds & story).to_numpy(dtype=bool)


def _narrowed(text: str, rows: list) -> dict[str, str]:
    """The tids of coarse dates that the next one makes precise ("earlier this week, on Wednesday"), by its tid."""
    return {after.tid: row.tid for row, after in pairwise(rows) if _is_narrowed(text, row, after)}


def _is_narrowed(text: str, row, after) -> bool:
    if row.sentence != after.sentence or not _APPOSITION.fullmatch(text[row.end : after.start]):
        return False
    wider = (row.first_day, row.last_day) != (after.first_day, after.last_day)
    return wider and str(row.first_day) <= str(after.first_day) and str(after.last_day) <= str(row.last_day)


def _pairs(text: str, rows: list) -> Iterator[tuple]:
    """The dates in order, two at a time where they are the ends of one range."""
    i = 0
    while i < len(rows):
        row, after = rows[i], rows[i + 1] if i + 1 < len(rows) else None
        if after is not None and _is_range(text, row, after):
            yield row, after
            i += 2
        else:
            yield row, None
            i += 1


def _is_range(text: str, first, second) -> bool:
    apart = first.sentence != second.sentence or second.start - first.end > _LEAD
    if apart or str(first.first_day) > str(second.last_day):
        return False
    lead, gap = text[max(first.start - _LEAD, 0) : first.start], text[first.end : second.start]
    return any(opens.search(lead) and goes_on.fullmatch(gap) for opens, goes_on in RANGES)


def receipt(row) -> tuple[list[str], list[str]]:
    """The parts of a date that its words state, and those inferred with what they lean on."""
    parts, anchor = inferred_parts(row.text, row.value), or_none(row.anchor)
    source = f" (from {anchor})" if anchor else ""
    if UNKNOWN in row.value:
        parts = ["the days it can be"]
    return stated_parts(row.text, row.value), [", ".join(parts) + source] if parts else []


def is_report(sentence: Sentence, k: int) -> bool:
    """Whether the verb of a clause says when something was reported."""
    clause = sentence.clauses[k]
    if clause.head is None:
        return False
    lemma = sentence.words[clause.head].lemma
    after = sentence.words[clause.head + 1 : clause.head + 6]
    spoken = lemma in g.LIGHT_VERBS and any(word.lemma in g.SPEECH_NOUNS for word in after)
    return lemma in g.REPORTING or spoken


def _noun_it_marks(sentence: Sentence, row) -> tuple[int, int] | None:
    """The noun phrase that a date stands in before its noun ("the 2003 invasion", "Saturday's attack")."""
    first = sentence.word_at(row.start)
    end = sentence.word_at(row.end - 1) + 1
    genitive = end < len(sentence.words) and sentence.words[end].type in ("'s", "’s")
    stop = end + genitive
    while stop < min(len(sentence.words), end + 5) and _is_noun(sentence.words[stop]):
        stop += 1
    marked = genitive or (first > 0 and sentence.words[first - 1].type in g.DETERMINERS | {"'s", "’s"})
    if not marked and first > 1 and _is_open(sentence.words[first - 1]):  # "a recalled 2005 model"
        marked, first = sentence.words[first - 2].type in g.DETERMINERS, first - 1
    if stop == end + genitive or not marked or sentence.words[stop - 1].lemma in g.SPEECH_NOUNS:
        return None
    return first - (first > 0 and sentence.words[first - 1].type in g.DETERMINERS), stop - 1


_CLOSED = g.PREPOSITIONS | g.DETERMINERS | g.PRONOUNS | g.COORDINATORS | frozenset(g.OPENERS) | g.ADVERBS


def _is_open(word) -> bool:
    return word.kind in ("word", "name") and word.type not in _CLOSED


def _is_noun(word) -> bool:
    return _is_open(word) and word.sort in ("", "present")


class Dating:
    """One article's sentences, names and dates, which its tables are made of."""

    def __init__(self, reading: Reading) -> None:
        self.article, self.roles = reading.article, roles_of(reading)
        self.read, self.names = read_sentences(reading), name_ends(reading)
        self.numbers = list(self.read)
        self.timexes = timexes(reading).sort_values("start", kind="stable").reset_index(drop=True)
        self.on_axis = on_axis(self.timexes, self.roles)
        self.written = creation_window(reading)["last_day"]
        self.starts = self.timexes["start"].to_numpy()[self.on_axis]
        self.ends = self.timexes["end"].to_numpy()[self.on_axis]
        vague = self.timexes[~self.on_axis & self.timexes["timex_type"].isin(["DATE", "TIME"]).to_numpy(dtype=bool)]
        self.vague = list(zip(vague["start"], vague["end"], strict=True))
        self.vague_starts = [start for start, _ in self.vague]
        self.wider: dict[str, str] = {}
        self.dated: set[tuple[int, int]] = set()  # (sentence, clause) that a row of the timeline tells
        self.rows = self._rows()  # one for each date or range, in the order of the text

    def _rows(self) -> list[DatedClause]:
        dates = list(self.timexes[self.on_axis].itertuples(index=False))
        self.wider = _narrowed(self.article.text, dates)
        told = set(self.wider.values())
        dates = [row for row in dates if row.tid not in told]
        return [self._row(*pair) for pair in _pairs(self.article.text, dates)]

    def _row(self, first, second) -> DatedClause:
        # one token may fill sentences that were parted for their length; its words stand in the first
        sentence = self.read[self.numbers[bisect_right(self.numbers, int(first.sentence)) - 1]]
        k = sentence.at(first.start)
        lead = sentence.lead(k)
        self.dated |= {(sentence.number, k), (sentence.number, lead)}
        happening, kind = self._told(sentence, k, lead, first, second)
        stated, inferred = receipt(first)
        confidence = float(first.confidence)
        value, last_day, tids, mod = first.value, str(first.last_day), [str(first.tid)], or_none(first.mod)
        if first.tid in self.wider:
            tids.insert(0, self.wider[first.tid])
        if second is not None:
            value, last_day, tids = f"{value}/{second.value}", str(second.last_day), [*tids, str(second.tid)]
            mod = mod or or_none(second.mod)
            confidence = min(confidence, float(second.confidence))
            more = receipt(second)
            stated, inferred = list(dict.fromkeys(stated + more[0])), list(dict.fromkeys(inferred + more[1]))
        elif self._is_since(first):
            open_end = self.written if self.written and self.written >= last_day else None
            value, last_day = f"{value}/..", open_end or last_day
            source = "published" if self.article.published else "window"
            inferred = [*inferred, f"end (from {source})"] if open_end else inferred
        confidence *= 1.0 if happening.alone else CUT
        return DatedClause(
            value, mod, str(first.first_day), last_day, kind, happening, tids, round(confidence, 3), stated, inferred,
            sentence.content(happening.start, happening.end),
        )  # fmt: skip

    def _is_since(self, row) -> bool:
        text = self.article.text
        return "/" not in row.value and _SINCE.search(text[max(row.start - _LEAD, 0) : row.start]) is not None

    def _told(self, sentence: Sentence, k: int, lead: int, first, second) -> tuple[Happening, str]:
        report = is_report(sentence, lead)
        head = sentence.clauses[lead].head
        noun = _noun_it_marks(sentence, first)
        says = head is not None and sentence.words[head].lemma in g.SAYING | g.THINKING
        if noun and second is None and (report or says or _YEAR.fullmatch(first.text)):
            start, end = sentence.trimmed(*noun)
            told = Happening(sentence.number, k, start, end, None, None, None, alone=False)
            return told, self._kind(sentence, report=False)
        also = (k,) if lead != k else ()
        said = sentence.what_is_said(lead) if says else None
        if said is not None and not self._has_date(sentence, said):
            also = (*also, said)
        return sentence.happening(lead, self.names, also), self._kind(sentence, report and second is None)

    def _has_date(self, sentence: Sentence, k: int) -> bool:
        clause = sentence.clauses[k]
        start, end = sentence.words[clause.first].start, sentence.words[clause.last].end
        return bool(np.searchsorted(self.starts, start) < np.searchsorted(self.starts, end))

    def placed_in(self, start: int, end: int) -> tuple[int, int] | None:
        """The first resolved date between two characters."""
        at = int(np.searchsorted(self.starts, start))
        return (int(self.starts[at]), int(self.ends[at])) if at < len(self.starts) and self.ends[at] <= end else None

    def unplaced_in(self, start: int, end: int) -> tuple[int, int] | None:
        """The first date or time between two characters that was recognised and not resolved."""
        at = bisect_left(self.vague_starts, start)
        return self.vague[at] if at < len(self.vague) and self.vague[at][1] <= end else None

    def _kind(self, sentence: Sentence, report: bool) -> str:
        if sentence.role == "caption":
            return "caption"
        return "reporting" if report or sentence.role in ("dateline", "byline") else "event"


@once
def dating_of(reading: Reading) -> Dating:
    """That of an article, made once for all its tables."""
    return Dating(reading)
