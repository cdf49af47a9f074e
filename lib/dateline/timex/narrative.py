"""The time of a narrative: which stated dates carry a story on, and which are named in passing.

The years of a passage are decided together. Of the dates it states with their year, those named in passing are left
out (in brackets, of a birth, in a comparison, in a clause of its own), and of the rest the longest run in ascending
order is its chain: "1942 ... 1774 ... 1943" goes on from 1942 to 1943, and what stands between them does not go back to
1774.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dateline.calendar.values import grain
from dateline.timex.scanner import Found

_LOOK = 160  # characters before a date in which its clause is looked for
# A sentence that opens with a participle: "Elected in 1994, she stepped down in January"
_PARTICIPLE = r"(?:[A-Z][a-z]+ed|Born|Built|Held|Begun|Written|Known|Made|Led|Won|Sold|Bought|Found|Sent|Set)"
_PASSING = re.compile(
    r"\([^()]*$"
    r"|\bborn\b[^,;.]*$"
    r"|\b(?:than|compared (?:with|to)|unlike|since|(?:far )?back (?:to|as)|dat(?:es|ed|ing) (?:from|to))\s+"
    r"(?:(?:that|those|the \w+)\s+)?(?:(?:in|of|on|early|late|mid)\s+)*$"
    r"|,\s(?:who|which|whose|where)\b[^,;.]*$"
    r"|\bhad\b(?! to\b)[^,;.]*$"
    rf"|^\W*{_PARTICIPLE}\b[^,;.]*$"
)
# "the 2016 election"
_DETERMINED = re.compile(r"(?:\b(?:the|an?|his|her|its|their|this|that)|['’]s)\s+$", re.I)
_NOUN_AFTER = re.compile(r"\s+(?!(?:and|or|in|at|by|on|when|where|to|for|with|of|was|were|had|after|before|as)\b)\w")


@dataclass(frozen=True, slots=True)
class Step:
    """How a date lies in the narrative of its paragraph: whether it is told and not named in passing, whether it
    carries the narrative on, and the place among all expressions of the next that does so with its year."""

    told: bool
    carries: bool
    following: int | None


def steps(text: str, found: list[Found], paragraphs: Sequence[int], starts: Sequence[int]) -> list[Step]:
    """For each expression its step in the narrative.

    Arguments:
        text: the text they stand in.
        found: its expressions, in order.
        paragraphs: the number of the paragraph of each.
        starts: where its sentences start.
    """
    main = [f.expression.kind in ("DATE", "TIME") and not _is_passing(text, f, starts) for f in found]
    chain: set[int] = set()
    for paragraph, group in groupby(range(len(found)), key=paragraphs.__getitem__):
        stated = [i for i in group if main[i] and found[i].expression.year and not found[i].expression.era]
        if not (paragraph == 0 and _is_title(text, found[stated[0]] if stated else None)):
            chain.update(_ascending([(found[i].expression.year or 0, i) for i in stated]))
    out: list[Step] = []
    following: int | None = None
    for i in reversed(range(len(found))):
        if i + 1 < len(found) and paragraphs[i + 1] != paragraphs[i]:
            following = None
        out.append(Step(main[i], main[i] if not found[i].expression.year else i in chain, following))
        following = i if i in chain else following
    return out[::-1]


def _is_passing(text: str, found: Found, starts: Sequence[int]) -> bool:
    """Whether a date is named in passing, by what stands before and after it in its sentence."""
    number = bisect_right(starts, found.start) - 1
    before = text[max(starts[number] if number >= 0 else 0, found.start - _LOOK) : found.start]
    named = found.expression.form == "year" and _DETERMINED.search(before) and _NOUN_AFTER.match(text, found.end)
    return bool(named or _PASSING.search(before))


def _is_title(text: str, found: Found | None) -> bool:
    """Whether the first line of a text is no sentence."""
    if found is None:
        return False
    end = text.find("\n", found.end)
    return end >= 0 and text[found.start : end].rstrip()[-1:] not in tuple('.!?"”’')


def _ascending(dates: list[tuple[int, int]]) -> list[int]:
    """Of dates, as (year, which), the longest run whose years go up or stay; the earlier told of two as long."""
    tails: list[int] = []  # the highest year, negated, with which a run of each length can go on to the end
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for year, which in reversed(dates):
        k = bisect_right(tails, -year)
        before[which] = ends[k - 1] if k else None
        tails[k : k + 1], ends[k : k + 1] = [-year], [which]
    run: list[int] = []
    at = ends[-1] if ends else None
    while at is not None:
        run.append(at)
        at = before[at]
    return run


def is_frame(value: str | None) -> bool:
    """Whether a month or day can be one of the year that a value lies in."""
    return grain(value) in ("Y", "H", "SEASON", "Q", "M", "W", "WE", "D")
