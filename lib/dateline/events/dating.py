"""Which happening each date of an article is said of, and which two dates are the ends of one range."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from dateline.attribution import antecedents
from dateline.calendar.naming import UNKNOWN, inferred_parts, stated_parts
from dateline.entities import mentions
from dateline.events import wordlists as w
from dateline.events.attachment import Happening, happening_of, head_of, predicate
from dateline.events.clauses import Clauses, clauses_of
from dateline.events.sharing import shared_with
from dateline.reading import Reading, once
from dateline.segments.segmentation import sentences
from dateline.segments.wordlists import CALENDAR_WORDS, STOP_WORDS
from dateline.tables import DOUBTFUL
from dateline.timex import creation_window, timexes

SHARED = 0.8  # confidence in a date that is another happening's first

_LEAD = 40  # characters before a date that can open a range
# How a range opens before its first date, and how it goes on to its second.
RANGES = (
    (re.compile(r"(?i)\b(?:from|starting|beginning|began|begun|started|opened)\s+(?:(?:in|on|with)\s+)?(?:the\s+)?$"),
     re.compile(r"(?i),?\s+(?:and\s+)?(?:(?:continu|last|end|runn|go|stretch)\w+\s+)?(?:on\s+)?(?:in)?"
                r"(?:to|through|until|till)\s+(?:the\s+)?")),
    (re.compile(r"(?i)\bbetween\s+(?:the\s+)?$"), re.compile(r"(?i)\s+and\s+(?:the\s+)?")),
    (re.compile(r"$"), re.compile(r"(?i)\s?[–—-]\s?|\s+(?:through|thru|until|till)\s+(?:the\s+)?")),
)  # fmt: skip
_APPOSITION = re.compile(r"(?i),?\s+(?:on|at)\s+(?:the\s+)?|,\s+")
_SINCE = re.compile(r"(?i)\bsince\s+(?:at\s+least\s+|about\s+|around\s+)?(?:the\s+)?$")

_OF_ANOTHER = re.compile(r"\b(?:of|for|to|in|at|by|from|with|on|and|or)\b|['’]s?\s")  # "aides to Lee", "Ann and Lee"
LENGTHS = {"DURATION": "says how long, not when", "SET": "says how often, not when"}
STORY = ("title", "caption", "body", "dateline", "byline")
_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")  # how the value of a day or a time in it begins


@dataclass
class DatedRow:
    """A happening with its date, on its way to the timeline."""

    value: str
    mod: str | None
    first_day: str
    last_day: str | None
    kind: str
    sentence: int
    word: int
    lemma: str
    start: int
    end: int
    who: str | None
    who_entity: str | None
    verb: str
    tids: list[str]
    confidence: float
    doubt: str | None
    stated: list[str]
    inferred: list[str]
    content: frozenset[str]  # lemmas that tell it from other events of its day
    named: frozenset[str]  # those of them that are names or numbers


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
    return _lies_within(after, row)


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


def is_report(clauses: Clauses, word: int) -> bool:
    """Whether a word says when something was reported."""
    t = clauses.trees
    lemma = clauses.lemmas[word]
    if lemma in w.LIGHT_VERBS and t.upos[word] == "VERB":
        return any(clauses.lemmas[c] in w.SPEECH_NOUNS for c in t.children(word, "obj"))
    return t.upos[word] == "VERB" and lemma in w.REPORTING


def _lies_within(inner, outer) -> bool:
    wider = (inner.first_day, inner.last_day) != (outer.first_day, outer.last_day)
    return wider and str(outer.first_day) <= str(inner.first_day) and str(inner.last_day) <= str(outer.last_day)


class Dating:
    """One article's dates and what each is said of, which its tables are made of."""

    def __init__(self, reading: Reading) -> None:
        self.article, self.roles = reading.article, roles_of(reading)
        self.clauses = clauses_of(reading)
        self.timexes = timexes(reading).sort_values("start", kind="stable").reset_index(drop=True)
        self.on_axis = on_axis(self.timexes, self.roles)
        self.written = creation_window(reading)["last_day"]
        self.starts = self.timexes["start"].to_numpy()[self.on_axis]
        self.ends = self.timexes["end"].to_numpy()[self.on_axis]
        vague = self.timexes[~self.on_axis & self.timexes["timex_type"].isin(["DATE", "TIME"]).to_numpy(dtype=bool)]
        self.vague = list(zip(vague["start"], vague["end"], strict=True))
        self.vague_starts = [start for start, _ in self.vague]
        named, meant = mentions(reading), antecedents(reading)
        self.names = sorted(zip(named["end"], named["start"], named["entity"], strict=True))
        self.meant = dict(zip(zip(meant["start"], meant["end"], strict=True), meant["entity"], strict=True))
        self.date_words = {i for a, b in zip(self.starts, self.ends, strict=True) for i in self.clauses.words_in(a, b)}
        self.why_not: dict[str, str] = {}  # of a date that tells no happening, by its tid
        self.wider: dict[str, str] = {}
        self.told: set[int] = set()  # words that a row of the timeline tells
        self.rows = self._rows()  # in the order of the text

    def _rows(self) -> list[DatedRow]:
        dates = list(self.timexes[self.on_axis].itertuples(index=False))
        self.wider = _narrowed(self.article.text, dates)
        wide = set(self.wider.values())
        pairs = list(_pairs(self.article.text, [row for row in dates if row.tid not in wide]))
        said = self._narrowest([(*pair, dated) for pair in pairs if (dated := self._said_of(*pair)) is not None])
        own = {dated.word for _, _, dated in said}
        told = []
        for first, second, dated in said:
            told.append((first, second, dated, False))
            told += [(first, second, also, True) for also in self._shared(first, second, dated) if also.word not in own]
            own |= {row[2].word for row in told}
        self.told = own
        clauses = frozenset(word for word in own if self.clauses.is_predicate(word))
        return [self._row(*row, cut=clauses - {row[2].word}) for row in told]

    def _narrowest(self, said: list[tuple]) -> list[tuple]:
        """Of two dates of one happening, one inside the other, the narrower."""
        days: dict[int, list] = defaultdict(list)  # by the word that they are said of
        for first, second, dated in said:
            if second is None:
                days[dated.word].append(first)
        kept = []
        for first, second, dated in said:
            inner = (other for other in days[dated.word] if other is not first)
            within = next((o for o in inner if second is None and _lies_within(o, first)), None)
            if within is None:
                kept.append((first, second, dated))
            else:
                self.wider.setdefault(within.tid, first.tid)
        return kept

    def _words(self, first, second) -> range:
        return self.clauses.words_in(int(first.start), int((second or first).end))

    def _said_of(self, first, second) -> Happening | None:
        """What a date or range is said of; the reason is kept where it is said of nothing."""
        words = self.clauses.words_in(int(first.start), int(first.end))
        is_ahead = bool(self.written and self.article.published and str(first.first_day) > self.written)
        found = happening_of(self.clauses, words, is_ahead) if words else "stands inside a word"
        if second is not None and self._is_in_brackets(int(first.start), int(second.end)):
            found = "dates what is named, not what happened"  # "Ada Brown (1931-2024)"
        if isinstance(found, str) and self.roles.get(first.sentence) == "dateline" and (now := self._in_post(first)):
            return now
        if isinstance(found, Happening):
            return found
        tids = [row.tid for row in (first, second) if row is not None]
        self.why_not |= dict.fromkeys([*tids, *(self.wider[t] for t in tids if t in self.wider)], found)
        return None

    def _in_post(self, clock) -> Happening | None:
        """What the first sentence behind the clock of a post tells as of then: "14:20 The bridge has reopened"."""
        t, clauses = self.clauses.trees, self.clauses
        first = bisect_left(t.start, int(clock.end))
        inside = range(first, bisect_right(t.sentence, t.sentence[first])) if first < len(t.text) else range(0)
        root = next((i for i in inside if t.head[i] < 0), None)
        if root is None or clock.timex_type != "TIME":
            return None
        told = t.child(root, "ccomp") if clauses.lemmas[root] in w.REPORTING else None
        word = root if told is None else told
        is_now = clauses.is_predicate(word) and clauses.tense(word) in ("perfect", "present")
        told_now = predicate(clauses, word)._replace(rule="post")
        return told_now if is_now and not self._has_date(word) else None

    def _is_in_brackets(self, start: int, end: int) -> bool:
        return self.article.text[max(start - 1, 0) : start] + self.article.text[end : end + 1] == "()"

    def _shared(self, first, second, dated: Happening) -> list[Happening]:
        is_coarse = second is not None or not _A_DAY.match(first.value)
        found = shared_with(self.clauses, dated, self._words(first, second), is_coarse)
        return list({also.word: also for also in found if not self._has_date(also.word)}.values())

    def _has_date(self, word: int) -> bool:
        """Whether a date depends on the word itself."""
        return any(i in self.date_words for i in self.clauses.trees.children(word))

    def _row(self, first, second, told: Happening, is_shared: bool, cut: frozenset[int]) -> DatedRow:
        clauses, text = self.clauses, self.article.text
        apart = is_shared or told.rule == "post"
        start, end = clauses.extent(told.word, cut, range(0) if apart else self._words(first, second))
        value, last_day, open_from = self._value(first, second, told)
        both = [row for row in (first, second) if row is not None]
        parts = [receipt(row) for row in both]
        stated = list(dict.fromkeys(part for one, _ in parts for part in one))
        inferred = list(dict.fromkeys([*(part for _, one in parts for part in one), *open_from]))
        tids = [str(row.tid) for row in both]
        if first.tid in self.wider:
            tids.insert(0, self.wider[first.tid])
        sentence = clauses.trees.sentence[told.word]
        kind = self._kind(sentence, is_report(clauses, told.word) and second is None, str(first.first_day))
        content, named = self._content(start, end)
        return DatedRow(
            value, next((mod for row in both if (mod := or_none(row.mod))), None), str(first.first_day), last_day, kind,
            sentence, told.word, self._lemma(told), start, end, *self.doer(told.word), text[slice(*told.shown)], tids,
            *self._confidence(first, both, is_shared), stated, inferred, content, named,
        )  # fmt: skip

    def _confidence(self, first, both: list, is_shared: bool) -> tuple[float, str | None]:
        """How far a row holds, and where that is not far, why: its date, or what the date is said of."""
        of_date = min(float(row.confidence) for row in both)
        words = self.clauses.words_in(int(first.start), int(first.end))
        link = self.clauses.certainty(head_of(self.clauses, words))
        sure = round(of_date * link * (SHARED if is_shared else 1.0), 3)
        if sure >= DOUBTFUL:
            return sure, None
        if of_date < DOUBTFUL or (not is_shared and link == 1.0):
            return sure, or_none(both[0].why) or "the date is not sure"
        return sure, "its date is another clause's" if is_shared else "the date may belong to another word"

    def _value(self, first, second, told: Happening) -> tuple[str, str, list[str]]:
        """Value and last day of a date or range, and from what the end of an open range is inferred."""
        if second is not None:
            return f"{first.value}/{second.value}", str(second.last_day), []
        last_day = str(first.last_day)
        is_since = told.rule == "since" or self._is_since(first)
        if not (is_since and self.clauses.is_predicate(told.word)):
            return first.value, last_day, []
        source = "published" if self.article.published else "window"
        if self.written and self.written >= last_day:
            return f"{first.value}/..", self.written, [f"end (from {source})"]
        return f"{first.value}/..", last_day, []

    def _lemma(self, told: Happening) -> str:
        """The word that tells one happening from another: of "published a report" the noun."""
        shown = self.clauses.words_in(*told.shown)
        return self.clauses.lemmas[shown[-1] if told.rule == "light verb" and shown else told.word]

    def doer(self, word: int) -> tuple[str | None, str | None]:
        """Who or what a happening is about, as the text words it, and the name of whom or what that means."""
        clauses = self.clauses
        is_verb = clauses.is_predicate(word)
        found = clauses.doer(word, self.date_words) if is_verb else clauses.doer_of_noun(word, self.date_words)
        return (self.article.text[slice(*found)], self._entity(*found)) if found else (None, None)

    def _entity(self, start: int, end: int) -> str | None:
        """The one name that a phrase ends with, or whom a pronoun or a description means where that is safe to say."""
        at = bisect_left(self.names, (end,))
        if at < len(self.names) and self.names[at][0] == end and self.names[at][1] >= start:
            before = self.article.text[start : self.names[at][1]]
            return None if _OF_ANOTHER.search(before) else self.names[at][2]
        return self.meant.get((start, end))

    def _is_since(self, row) -> bool:
        text = self.article.text
        return "/" not in row.value and _SINCE.search(text[max(row.start - _LEAD, 0) : row.start]) is not None

    def _content(self, start: int, end: int) -> tuple[frozenset[str], frozenset[str]]:
        """Lemmas of the words that tell something between two characters, and those of names and numbers."""
        clauses = self.clauses
        inside = [i for i in clauses.words_in(start, end) if clauses.trees.text[i][0].isalnum()]
        kept = [i for i in inside if i not in self.date_words and clauses.types[i] not in _NO_CONTENT]
        named = [i for i in kept if clauses.trees.upos[i] in ("PROPN", "NUM")]
        return frozenset(clauses.lemmas[i] for i in kept), frozenset(clauses.lemmas[i] for i in named)

    def placed_in(self, start: int, end: int) -> tuple[int, int] | None:
        """The first resolved date between two characters."""
        at = int(np.searchsorted(self.starts, start))
        return (int(self.starts[at]), int(self.ends[at])) if at < len(self.starts) and self.ends[at] <= end else None

    def unplaced_in(self, start: int, end: int) -> tuple[int, int] | None:
        """The first date or time between two characters that was recognised and not resolved."""
        at = bisect_left(self.vague_starts, start)
        return self.vague[at] if at < len(self.vague) and self.vague[at][1] <= end else None

    def _kind(self, sentence: int, report: bool, first_day: str) -> str:
        role = self.roles[sentence]
        if role == "caption":
            return "caption"
        if self.written and first_day > self.written:
            return "coming"
        return "reporting" if report or role in ("dateline", "byline") else "event"


_NO_CONTENT = STOP_WORDS | CALENDAR_WORDS


@once
def dating_of(reading: Reading) -> Dating:
    """That of an article, made once for all its tables."""
    return Dating(reading)
