"""Which numbers of a sentence are quantities, of which kind, and how far each reaches."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from dateline.entities import mentions
from dateline.figures import cues, units
from dateline.figures.counted import Counted
from dateline.figures.numerals import Numeral, numerals
from dateline.figures.units import Unit
from dateline.reading import Reading
from dateline.timex import timexes

Span = tuple[int, int]

_WINDOW = 60  # characters before a number in which its bound stands
_LONGEST = 200  # characters; no name and no expression of time is longer
_SIGNED = ("percent", "money", "temperature")  # what can be below zero
_OLDEST = 110


class Found(NamedTuple):
    """A quantity where it stands."""

    start: int
    end: int
    kind: str
    value: float
    upper: float | None = None
    unit: str | None = None
    bound: str = ""
    of: Span | None = None


class Lead(NamedTuple):
    """What stands before a number: where it begins, its currency, whether it is below zero, its bound."""

    start: int
    currency: str
    is_minus: bool
    is_between: bool
    bound: str
    word: str


class Finder:
    """One article, asked for the quantities of its sentences."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.article.text
        self.counted = Counted(reading)
        named = mentions(reading)
        self.times, self.names = _spans(timexes(reading)), _spans(named)
        self.people = {end: (start, end) for start, end in _spans(named[named["kind"].eq("person")])}
        self.has_sterling = cues.CUES["sterling"].search(self.text) is not None
        self.start = self.stop = 0

    def of_sentence(self, start: int, stop: int) -> list[Found]:
        """The quantities between two characters, in order; "one person" counts only beside another count."""
        self.start, self.stop = start, stop
        rows = list(self._numbers())
        for match in cues.CUES["decade_of_life"].finditer(self.text, start, stop):  # "in her early 40s"
            tens = cues.DECADES.get(match["tens"].lower()) or int(match["tens"])
            rows.append(Found(*match.span("age"), "age", tens, tens + 9, "years"))
        rows.sort(key=lambda row: row.start)
        several = sum(row.kind == "count" for row in rows) > 1
        return [r for r in rows if several or r.bound or r.upper is not None or (r.kind, r.value) != ("count", 1)]

    def _numbers(self) -> Iterator[Found]:
        found, at, i = numerals(self.text, self.start, self.stop), 0, 0
        previous: Found | None = None
        while i < len(found):
            rows = self._pair(found[i], found[i + 1]) if i + 1 < len(found) else None
            i += 1 if rows is None else 2
            for row in [self._single(found[i - 1], previous)] if rows is None else rows:
                if row and row.start >= at:
                    yield row
                    previous, at = row, row.end

    def _before(self, cue: str, at: int, window: int = 20) -> re.Match[str] | None:
        return cues.CUES[cue].search(self.text, max(self.start, at - window), at)

    def _behind(self, cue: str, at: int) -> re.Match[str] | None:
        return cues.CUES[cue].match(self.text, at, self.stop)

    def _around(self, cue: str, start: int, end: int) -> re.Match[str] | None:
        """The match that is nearest to some characters, in the same sentence."""
        found = cues.CUES[cue].finditer(self.text, max(self.start, start - cues.NEAR), min(self.stop, end + cues.NEAR))
        return min(found, key=lambda match: max(match.start() - end, start - match.end()), default=None)

    def _is_free(self, start: int, end: int, is_age: bool = False) -> bool:
        """Whether no name and no expression of time (but for an age) has a part in these characters."""
        return not _overlaps(self.names, start, end) and (is_age or not _overlaps(self.times, start, end))

    # two numbers joined

    def _pair(self, a: Numeral, b: Numeral) -> list[Found | None] | None:
        """The rows of two numbers that are joined, which can be none; None where each stands for itself."""
        if b.start - a.end > _WINDOW or not cues.CUES["joining"].search(self.text, a.end, b.start):
            return None
        unit_a, unit, lead, last = self._unit(a), self._unit(b), self._lead(a.start), self._lead(b.start)
        join = cues.CUES["joins"].fullmatch(self.text, unit_a.end if unit_a else a.end, max(last.start, a.end))
        if not join or {a.form, b.form} & {"share", "vague"} or (last.currency and not lead.currency):
            return None
        if unit_a and (not unit or unit_a[1:3] != unit[1:3]):
            return None
        if not lead.currency and not unit_a and (row := self._contest(a, b, join)):
            return [row]
        is_scaled = a.scale == 1 < b.scale and not unit_a and a.value * b.scale < b.value
        low = a._replace(value=a.value * b.scale, scale=b.scale) if is_scaled else a
        is_dash = join["dash"] is not None
        if low.value >= b.value or join["votes"] or (join["and"] and not lead.is_between):
            return [] if is_dash else None
        if join["to"] and self._before("from", lead.start):  # rose from 5 to 7 percent
            shared = unit._replace(end=a.end) if unit and not unit_a else unit_a
            second = self._row(b, last._replace(currency=lead.currency), unit)
            first = self._row(low, lead, shared)
            return [first and first._replace(of=first.of or (second and second.of)), second]
        row = self._row(low, lead, unit, b)
        return [row] if row or is_dash else None

    def _contest(self, a: Numeral, b: Numeral, join: re.Match[str]) -> Found | None:
        """ "won 7-5", "voted 52 to 48", "61 votes to 58", "two-to-one": two numbers that are no range."""
        is_whole = a.scale == b.scale == 1 and a.value.is_integer() and b.value.is_integer()
        if not is_whole or not self._is_free(a.start, b.end):
            return None
        kind = "vote" if join["votes"] else "ratio" if join["ratio"] and b.value == 1 else ""
        if join.lastgroup in ("dash", "to") and self._before("ratio_before", a.start, _WINDOW):
            kind = "ratio"
        is_tight = join["dash"] and len(join[0]) == 1 and len(self.text[a.start : b.end]) <= 7
        is_said = is_tight or join["ratio"] or (join["to"] and self._before("contest_before", a.start))
        stands_alone = not self._behind("goes_on", b.end) and self.text[a.start - 1 : a.start] != "-"
        if not kind and is_said and stands_alone and a.form == b.form == "digits":
            is_noun = self._behind("contest_noun", b.end) is None and self.counted.has_noun(b.end)
            cue = None if is_noun else self._around("contest", a.start, b.end)
            kind = str(cue.lastgroup) if cue else ""
        return Found(a.start, b.end, kind, a.value, b.value) if kind else None

    # one number

    def _single(self, n: Numeral, previous: Found | None) -> Found | None:
        if self._before("code_before", n.start) and not self._before("magnitude_before", n.start):
            return None
        unit, lead = self._unit(n), self._lead(n.start)
        if not unit and not lead.currency and previous and previous.unit == "years":  # aged 24 and 31
            gap = self.text[previous.end : n.start]
            if gap in (" and ", ", ", ", and ", " or ") and self.text[previous.end - 1].isdigit():
                unit = self._bare_age(n)
        return self._row(n, lead, unit)

    def _bare_age(self, n: Numeral) -> Unit | None:
        is_age = n.value.is_integer() and 0 < n.value < _OLDEST and self._behind("age_ends", n.end)
        return Unit(n.end, "age", "years") if is_age else None

    def _row(self, n: Numeral, lead: Lead, unit: Unit | None, upper: Numeral | None = None) -> Found | None:
        """The row of a number, or of a range up to another."""
        last = upper or n
        person = self.people.get(n.start - 2) if self.text[n.start - 2 : n.start] == ", " else None  # Ada Brown, 44,
        if lead.currency:
            unit = Unit(last.end, "money", lead.currency)
        elif not unit and self._before("aged", lead.start) and last.value < _OLDEST:
            unit = Unit(last.end, "age", "years")
        elif not unit and n.form == "digits" and not upper and (person or self._before("is_old", n.start)):
            unit = self._bare_age(n)
        end, kind, name, factor, more = unit or Unit(last.end, "share" if n.form == "share" else "count", None)
        if (lead.is_minus and kind not in _SIGNED) or not self._is_free(n.start, last.end, kind == "age"):
            return None
        is_quantity, of = self._of(n, kind, lead, end)
        if not is_quantity or self._behind("goes_on_behind_unit" if unit else "goes_on", end):
            return None
        of = person if person and kind == "age" else of
        value = (n.value * factor + more) * (-1 if lead.is_minus else 1)
        start, end, bound = self._bounded(n, last, lead, kind, end)
        return Found(start, end, kind, value, upper.value * factor if upper else None, name, bound, of)

    def _lead(self, at: int) -> Lead:
        sign = units.SIGN_BEFORE.search(self.text, max(at - 6, 0), at)  # "Rs." can seem to end a sentence
        start = sign.start() if sign else at
        minus = self._before("minus", start)
        between = self._before("between", start := minus.start() if minus else start)
        bound = self._before("bounds", start := between.start() if between else start, _WINDOW)
        name = str(bound.lastgroup) if bound else ""
        word = bound[name].lower() if bound else ""
        start, currency = (
            bound.start() if bound else start,
            units.SIGNS.get(sign[0].strip(), sign[0].strip()) if sign else "",
        )
        return Lead(start, currency, bool(minus), bool(between), name.replace("_", " "), word)

    def _bounded(self, n: Numeral, last: Numeral, lead: Lead, kind: str, end: int) -> tuple[int, int, str]:
        """Where a quantity begins and ends with the words that bound it, and what they say."""
        start, bound = lead.start, lead.bound
        if kind == "count" and lead.word in cues.PLACING and not self.counted.is_bounded(lead.start, n):
            start, bound = n.start, ""
        if after := self._behind("after", last.end) or self._behind("after", end):
            end, bound = max(end, after.end()), str(after.lastgroup).replace("_", " ")
        return start, end, bound or ("at least" if n.form == "vague" else "")

    def _of(self, n: Numeral, kind: str, lead: Lead, end: int) -> tuple[bool, Span | None]:
        """Whether a number is a quantity, and what it is of."""
        if kind == "count":
            after = self._behind("after", end)
            is_label = not lead.bound and (self._before("label", n.start) or self._is_name(n))
            return (False, None) if is_label else self.counted.of_count(n, after.end() if after else end, self.stop)
        if kind == "share":
            is_said = self._behind("of_share", end) or re.search(r"\s(?:in|out)\s", self.text[n.start : end])
            is_said = is_said or (self._before("by", lead.start) and self._behind("share_ends", end))
            if not is_said or self._before("part_before", lead.start):
                return False, None
        if kind == "age" and (aged := self._before("aged", lead.start)):
            of = self.counted.noun_before(aged.start())
            return True, None if of and _overlaps(self.times, *of) else of
        return True, None if kind in ("temperature", "multiple") else self.counted.of_amount(kind, lead.start, end)

    def _is_name(self, n: Numeral) -> bool:
        """Whether a word of number has a capital inside a sentence: "the Seven Sisters"."""
        opening = self.text[max(self.start, n.start - _WINDOW) : n.start].strip(" \"'‘([–-")
        return n.form in ("words", "vague") and self.text[n.start].isupper() and opening[-1:] not in ("", ":", "“", "—")

    # the unit behind a number

    def _unit(self, n: Numeral) -> Unit | None:
        behind = self._behind("after", n.end)
        at = behind.end() if behind else n.end
        if n.form == "vague" and self.text.startswith(" of ", at):
            at += 3
        if old := self._behind("old", at):
            return Unit(old.end(), "age", f"{old['unit'].lower()}s") if n.value < _OLDEST else None
        if n.letter == "m" and self._behind("metres", at):
            return Unit(at, "length", "m", 1 / n.scale)
        if unit := units.unit_after(self.text, at, self.stop):
            return self._sure(n, at, unit)
        if times := self._behind("times", at):
            return Unit(times.end(), "multiple", "times")
        magnitude = self._behind("magnitude", at)
        is_magnitude = n.value < 10 and (magnitude or self._before("magnitude_before", n.start))
        return Unit(magnitude.end() if magnitude else n.end, "magnitude", None) if is_magnitude else None

    def _sure(self, n: Numeral, at: int, unit: Unit) -> Unit | None:
        """A unit, where its word means nothing else: pounds can be weight, "won" a verb, degrees angles."""
        word = self.text[at : unit.end].lower().strip("- ")
        if word in ("°", "degree", "degrees", "c", "f"):
            return unit if self._around("warm", n.start, at) else None
        if (word == "won" and n.value < 1000) or (word == "p" and n.value >= 100):
            return None
        if word not in ("pound", "pounds") or n.value >= 1e5 or self.has_sterling:
            return unit
        is_weight = self.text[at] == "-" or self.text.startswith(" of ", unit.end)
        is_weight = is_weight or self._around("weighed", n.start, unit.end) is not None
        return unit._replace(kind="weight", unit="lb") if is_weight else None


def _spans(found: pd.DataFrame) -> list[Span]:
    return sorted(zip(found["start"].tolist(), found["end"].tolist(), strict=True))


def _overlaps(spans: list[Span], start: int, end: int) -> bool:
    """Whether one of ordered spans has a character of these."""
    touching = spans[bisect_left(spans, (start - _LONGEST, 0)) : bisect_left(spans, (end, 0))]
    return any(stop > start for _, stop in touching)
