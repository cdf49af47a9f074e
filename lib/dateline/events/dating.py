"""Which happening each date of an article is said of, and which two dates are the ends of one range."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Any

from dateline.attribution import antecedents
from dateline.calendar.naming import UNKNOWN, inferred_parts, stated_parts
from dateline.entities import mentions
from dateline.events import wordlists as w
from dateline.events.attachment import Happening, happening_of, head_of, predicate
from dateline.events.clauses import Clauses, clauses_of
from dateline.events.sharing import shared_with
from dateline.reading import Reading, once
from dateline.segments.sayings import REPORTING
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
_JOINED = re.compile(r"(?i)^,\s*$|\b(?:and|or|to)\b")  # two dates of one happening
_SINCE = re.compile(r"(?i)\bsince\s+(?:at\s+least\s+|about\s+|around\s+)?(?:the\s+)?$")
_OF_ANOTHER = re.compile(r"\b(?:of|for|to|in|at|by|from|with|on|and|or)\b|['’]s?\s")  # "aides to Lee", "Ann and Lee"
_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")  # how the value of a day or a time in it begins
LENGTHS = {"DURATION": "says how long, not when", "SET": "says how often, not when"}
STORY = ("title", "caption", "body", "dateline", "byline")
_NO_CONTENT = STOP_WORDS | CALENDAR_WORDS

Dates = list[Any]  # a row of `timexes`, or the two of a range


@dataclass
class DatedRow:
    """A happening with its date, on its way to the timeline."""

    value: str
    mod: str | None
    first_day: str
    last_day: str
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


def _lies_within(inner: Any, outer: Any) -> bool:
    wider = (inner.first_day, inner.last_day) != (outer.first_day, outer.last_day)
    return wider and outer.first_day <= inner.first_day and inner.last_day <= outer.last_day


def _is_narrowed(text: str, row: Any, after: Any) -> bool:
    """Whether a coarse date is made precise by the next ("earlier this week, on Wednesday")."""
    is_beside = row.sentence == after.sentence and _APPOSITION.fullmatch(text, row.end, after.start)
    return bool(is_beside) and _lies_within(after, row)


def _paired(text: str, rows: Dates) -> Iterator[Dates]:
    """The dates in order, two together where they are the ends of one range."""
    at = 0
    while at < len(rows):
        size = 2 if at + 1 < len(rows) and _is_range(text, *rows[at : at + 2]) else 1
        yield rows[at : at + size]
        at += size


def _is_range(text: str, first: Any, second: Any) -> bool:
    apart = first.sentence != second.sentence or second.start - first.end > _LEAD
    if apart or first.first_day > second.last_day:
        return False
    lead, gap = text[max(first.start - _LEAD, 0) : first.start], text[first.end : second.start]
    return any(opens.search(lead) and goes_on.fullmatch(gap) for opens, goes_on in RANGES)


def _receipt(dates: Dates) -> tuple[list[str], list[str]]:
    """The parts of dates that their words state, and those inferred with what they lean on."""
    stated: dict[str, None] = {}
    inferred: dict[str, None] = {}
    for row in dates:
        parts = ["the days it can be"] if UNKNOWN in row.value else inferred_parts(row.text, row.value)
        stated |= dict.fromkeys(stated_parts(row.text, row.value))
        if parts:
            source = f" (from {row.anchor})" if isinstance(row.anchor, str) else ""
            inferred[", ".join(parts) + source] = None
    return list(stated), list(inferred)


def is_report(clauses: Clauses, word: int) -> bool:
    """Whether a word says when something was reported."""
    if clauses.trees.upos[word] != "VERB":
        return False
    if clauses.lemmas[word] in w.LIGHT_VERBS:
        return any(clauses.lemmas[c] in w.SPEECH_NOUNS for c in clauses.trees.children(word, "obj"))
    return clauses.lemmas[word] in REPORTING


def first_in(spans: list[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """The first of some spans, which are in order, between two characters."""
    at = bisect_left(spans, (start,))
    return spans[at] if at < len(spans) and spans[at][1] <= end else None


class Dating:
    """One article's dates and what each is said of, which its tables are made of."""

    def __init__(self, reading: Reading) -> None:
        self.article, self.clauses = reading.article, clauses_of(reading)
        self.roles = dict(sentences(reading)[["sentence", "role"]].itertuples(index=False, name=None))
        self.timexes = timexes(reading).sort_values("start", kind="stable").reset_index(drop=True)
        self.written = creation_window(reading)["last_day"]
        rows = list(self.timexes.itertuples(index=False))
        self.on_axis = [self._is_on_axis(row) for row in rows]
        dates = [row for row, placed in zip(rows, self.on_axis, strict=True) if placed]
        self.placed = [(row.start, row.end) for row in dates]
        self.starts = self.timexes["start"].to_numpy()[self.on_axis]
        open_ = (r for r, placed in zip(rows, self.on_axis, strict=True) if not placed and r.timex_type not in LENGTHS)
        self.unplaced = [(row.start, row.end) for row in open_]
        named, meant = mentions(reading), antecedents(reading)
        self.names = sorted(zip(named["end"], named["start"], named["entity"], strict=True))
        self.meant = dict(zip(zip(meant["start"], meant["end"], strict=True), meant["entity"], strict=True))
        self.date_words = {i for span in self.placed for i in self.clauses.words_in(*span)}
        self.why_not: dict[str, str] = {}  # of a date that tells no happening, by its tid
        self.wider: dict[str, str] = {}  # the tid of what a date makes precise, by its own
        self.told: set[int] = set()  # words that a row of the timeline tells
        self.rows = self._rows(dates)  # in the order of the text

    def _is_on_axis(self, row: Any) -> bool:
        """Whether a time expression has a place on the time axis."""
        is_dated = row.first_day and row.last_day and row.timex_type not in LENGTHS and not row.value.endswith("_REF")
        return bool(is_dated) and self.roles.get(row.sentence) in STORY

    def _rows(self, dates: Dates) -> list[DatedRow]:
        text = self.article.text
        self.wider = {b.tid: a.tid for a, b in pairwise(dates) if _is_narrowed(text, a, b)}
        precise = [row for row in dates if row.tid not in self.wider.values()]
        said = [(pair, dated) for pair in _paired(text, precise) if (dated := self._said_of(pair)) is not None]
        said = self._of_one_time(self._narrowest(said))
        self.told = {dated.word for _, dated in said}
        told = []
        for pair, dated in said:
            shared = [also for also in self._shared(pair, dated) if also.word not in self.told]
            told += [(pair, dated, False), *((pair, also, True) for also in shared)]
            self.told |= {also.word for also in shared}
        clauses = frozenset(word for word in self.told if self.clauses.is_predicate(word))
        return [self._row(pair, dated, is_shared, clauses - {dated.word}) for pair, dated, is_shared in told]

    def _narrowest(self, said: list[tuple[Dates, Happening]]) -> list[tuple[Dates, Happening]]:
        """Of two dates of one happening, one inside the other, the narrower."""
        days: dict[int, Dates] = defaultdict(list)  # by the word that they are said of
        for pair, dated in said:
            days[dated.word] += pair if len(pair) == 1 else []
        kept = []
        for pair, dated in said:
            inner = (o for o in days[dated.word] if len(pair) == 1 and o is not pair[0] and _lies_within(o, pair[0]))
            if (within := next(inner, None)) is None:
                kept.append((pair, dated))
            else:
                self.wider.setdefault(within.tid, pair[0].tid)
        return kept

    def _of_one_time(self, said: list[tuple[Dates, Happening]]) -> list[tuple[Dates, Happening]]:
        """Of dates of one happening only those nearest to it in the tree: "left on Monday after talk of May"; two
        that are joined ("on Monday and on Friday") both stay."""
        depths: list[tuple[int, bool]] = []
        before: dict[int, int] = {}  # the date before of each word, by its place in `said`
        for at, (pair, dated) in enumerate(said):
            last = before.get(dated.word)
            gap = "" if last is None else self.article.text[said[last][0][-1].end : pair[0].start]
            is_joined = len(gap) <= _LEAD and _JOINED.search(gap) is not None
            depths.append(depths[last] if is_joined and last is not None else self._depth(pair, dated.word))
            before[dated.word] = at
        nearest = {word: min(d for d, (_, o) in zip(depths, said, strict=True) if o.word == word) for word in before}
        kept = []
        for depth, (pair, dated) in zip(depths, said, strict=True):
            if depth == nearest[dated.word]:
                kept.append((pair, dated))
            else:
                self.why_not |= {row.tid: "stands beside the date of what happened" for row in pair}
        return kept

    def _depth(self, dates: Dates, word: int) -> tuple[int, bool]:
        """How many words lead from a date up to its happening in the tree, and whether it stands right behind a noun,
        whose date it may be: "met her in a row over the vote in 2005"."""
        t = self.clauses.trees
        at = head_of(self.clauses, self._words(dates[:1]))
        before = min([at, *t.children(at, "case", "det")]) - 1
        is_behind = before > word and t.upos[before] in ("NOUN", "PROPN")
        return sum(1 for _ in takewhile(lambda above: above != word, t.above(at))), is_behind

    def _words(self, dates: Dates) -> range:
        return self.clauses.words_in(dates[0].start, dates[-1].end)

    def _said_of(self, dates: Dates) -> Happening | None:
        """What a date or range is said of; the reason is kept where it is said of nothing."""
        first, text = dates[0], self.article.text
        words = self._words(dates[:1])
        is_ahead = bool(self.written and self.article.published and first.first_day > self.written)
        found = happening_of(self.clauses, words, is_ahead) if words else "stands inside a word"
        if len(dates) > 1 and text[max(first.start - 1, 0)] + text[dates[-1].end : dates[-1].end + 1] == "()":
            found = "dates what is named, not what happened"  # "Ada Brown (1931-2024)"
        if isinstance(found, str) and self.roles.get(first.sentence) == "dateline":
            found = self._in_post(first) or found
        if isinstance(found, Happening):
            return found
        tids = [row.tid for row in dates]
        self.why_not |= dict.fromkeys([*tids, *(self.wider[t] for t in tids if t in self.wider)], found)
        return None

    def _in_post(self, clock: Any) -> Happening | None:
        """What the first sentence behind the clock of a post tells as of then: "14:20 The bridge has reopened"."""
        t, clauses = self.clauses.trees, self.clauses
        first = bisect_left(t.start, clock.end)
        inside = range(first, bisect_right(t.sentence, t.sentence[first])) if first < len(t.text) else range(0)
        root = next((i for i in inside if t.head[i] < 0), None)
        if root is None or clock.timex_type != "TIME":
            return None
        told = t.child(root, "ccomp") if clauses.lemmas[root] in REPORTING else None
        word = root if told is None else told
        is_now = clauses.is_predicate(word) and clauses.tense(word) in ("perfect", "present")
        return predicate(clauses, word)._replace(rule="post") if is_now and not self._has_date(word) else None

    def _shared(self, dates: Dates, dated: Happening) -> list[Happening]:
        is_coarse = len(dates) > 1 or not _A_DAY.match(dates[0].value)
        found = shared_with(self.clauses, dated, self._words(dates), is_coarse)
        return list({also.word: also for also in found if not self._has_date(also.word)}.values())

    def _has_date(self, word: int) -> bool:
        """Whether a date depends on the word itself."""
        return not self.date_words.isdisjoint(self.clauses.trees.children(word))

    def _row(self, dates: Dates, told: Happening, is_shared: bool, cut: frozenset[int]) -> DatedRow:
        clauses, first, word = self.clauses, dates[0], told.word
        is_beside = not is_shared and told.rule != "post"
        start, end = clauses.extent(word, cut, self._words(dates) if is_beside else range(0))
        value, last_day, open_from = self._value(dates, told)
        stated, inferred = _receipt(dates)
        tids = [self.wider[first.tid]] if first.tid in self.wider else []
        content, named = self._content(start, end)
        return DatedRow(
            value, next((row.mod for row in dates if row.mod), None), first.first_day, last_day,
            self._kind(dates, word), clauses.trees.sentence[word], word, self._lemma(told), start, end,
            *self.doer(word), self.article.text[slice(*told.shown)], [*tids, *(row.tid for row in dates)],
            *self._confidence(dates, is_shared), stated, inferred + open_from, content, named,
        )  # fmt: skip

    def _kind(self, dates: Dates, word: int) -> str:
        role = self.roles[self.clauses.trees.sentence[word]]
        if role == "caption":
            return "caption"
        ends = dates[-1].last_day if self._is_to_come(word) else dates[0].first_day
        if self.written and ends > self.written:
            return "coming"
        report = is_report(self.clauses, word) and len(dates) == 1
        return "reporting" if report or role in ("dateline", "byline") else "event"

    def _is_to_come(self, word: int) -> bool:
        """Whether what happens in a stretch that has begun lies ahead: "will vote this week", "is due by June"."""
        clauses, lemma = self.clauses, self.clauses.lemmas[word]
        is_due = lemma in w.SCHEDULING | {"due"} and clauses.tense(word) == "present"
        return clauses.tense(word) == "future" or is_due

    def _confidence(self, dates: Dates, is_shared: bool) -> tuple[float, str | None]:
        """How far a row holds, and where that is not far, why: its date, or what the date is said of."""
        of_date = min(row.confidence for row in dates)
        link = self.clauses.certainty(head_of(self.clauses, self._words(dates[:1])))
        sure = round(of_date * link * (SHARED if is_shared else 1.0), 3)
        if sure >= DOUBTFUL:
            return sure, None
        if of_date < DOUBTFUL or (not is_shared and link == 1.0):
            return sure, dates[0].why if isinstance(dates[0].why, str) else "the date is not sure"
        return sure, "its date is another clause's" if is_shared else "the date may belong to another word"

    def _value(self, dates: Dates, told: Happening) -> tuple[str, str, list[str]]:
        """Value and last day of a date or range, and from what the end of an open range is inferred."""
        first, last = dates[0], dates[-1]
        if len(dates) > 1:
            return f"{first.value}/{last.value}", last.last_day, []
        lead = self.article.text[max(first.start - _LEAD, 0) : first.start]
        is_since = told.rule == "since" or ("/" not in first.value and _SINCE.search(lead) is not None)
        if not (is_since and self.clauses.is_predicate(told.word)):
            return first.value, first.last_day, []
        if self.written and self.written >= first.last_day:
            source = "published" if self.article.published else "window"
            return f"{first.value}/..", self.written, [f"end (from {source})"]
        return f"{first.value}/..", first.last_day, []

    def _lemma(self, told: Happening) -> str:
        """The word that tells one happening from another: of "published a report" the noun."""
        shown = self.clauses.words_in(*told.shown)
        return self.clauses.lemmas[shown[-1] if told.rule == "light verb" and shown else told.word]

    def doer(self, word: int) -> tuple[str | None, str | None]:
        """Who or what a happening is about, as the text words it, and the name of whom or what that means."""
        clauses = self.clauses
        find = clauses.doer if clauses.is_predicate(word) else clauses.doer_of_noun
        found = find(word, self.date_words)
        return (self.article.text[slice(*found)], self._entity(*found)) if found else (None, None)

    def _entity(self, start: int, end: int) -> str | None:
        """The one name that a phrase ends with, or whom a pronoun or a description means where that is safe to say."""
        at = bisect_left(self.names, (end,))
        if at < len(self.names) and self.names[at][0] == end and self.names[at][1] >= start:
            before = self.article.text[start : self.names[at][1]]
            return None if _OF_ANOTHER.search(before) else self.names[at][2]
        return self.meant.get((start, end))

    def _content(self, start: int, end: int) -> tuple[frozenset[str], frozenset[str]]:
        """Lemmas of the words that tell something between two characters, and those of names and numbers."""
        t, types, lemmas = self.clauses.trees, self.clauses.types, self.clauses.lemmas
        inside = (i for i in self.clauses.words_in(start, end) if t.text[i][0].isalnum() and i not in self.date_words)
        kept = [i for i in inside if types[i] not in _NO_CONTENT]
        return frozenset(lemmas[i] for i in kept), frozenset(lemmas[i] for i in kept if t.upos[i] in ("PROPN", "NUM"))


@once
def dating_of(reading: Reading) -> Dating:
    """That of an article, made once for all its tables."""
    return Dating(reading)
