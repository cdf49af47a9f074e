"""Minutes of a match: how long it had gone on, which is no time of the calendar and no length."""

from __future__ import annotations

import regex as re

from dateline.calendar.expression import Expression
from dateline.segments.genres import MINUTE
from dateline.timex.rules import NUMBER_WORDS, ORDINAL_WORDS
from dateline.timex.scanner import Found

MINUTE_RULE = "match_minute"


def with_minutes(text: str, found: list[Found]) -> list[Found]:
    """The expressions of a match report, with its minutes: TIME, of ISO 8601's time elapsed ("PT38M") for a value.

    "90+3'" is PT93M; "stoppage time" has no value.
    """
    minutes = [
        Found(m.start(), m.end(), Expression("stated", "TIME", MINUTE_RULE, value=_value(m)))
        for m in MINUTE.finditer(text)
        if not m["word"] or _number(m["word"])
    ]
    at = 0
    kept: list[Found] = []
    for item in found:
        while at < len(minutes) and minutes[at].end <= item.start:
            at += 1
        if at == len(minutes) or item.end <= minutes[at].start:
            kept.append(item)
    return sorted([*kept, *minutes], key=lambda item: item.start)


def _value(match: re.Match[str]) -> str | None:
    minute = _number(match["word"]) if match["word"] else int(match["of"] or 0) + int(match["more"] or 0)
    return f"PT{minute}M" if minute else None


def _number(word: str) -> int:
    """ "Ninth", "twenty-third", "fortieth"; 0 for what is no number."""
    tens, _, ones = word.rpartition("-")
    stem = ones.removesuffix("th")
    known = ORDINAL_WORDS.get(ones) or NUMBER_WORDS.get(stem) or NUMBER_WORDS.get(stem.replace("ie", "y"))
    return int(NUMBER_WORDS.get(tens, 0)) + int(known or (12 if stem == "twelf" else 0))
