"""Whom "he" or "she" means: the speaker just named, where nobody else can be meant; else a list of candidates."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import NamedTuple

import pandas as pd

from dateline.attribution.marks import NESTING
from dateline.entities.links import gender_of

PRONOUN_GENDER = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
LINKED = 0.75  # confidence in a pronoun that goes on with the speaker before it
UNLINKED = 0.4  # the most that is given to a pronoun that stays one
CANDIDATES = 3
_FAR = 600  # characters between a name and the pronoun that may still mean it
_TITLE_BEFORE = re.compile(r"(\w+)\.?\s+$")


class Named(NamedTuple):
    """A person named outside quotation marks."""

    entity: str
    start: int
    end: int


def within(spans: list[tuple[int, int]], at: int) -> bool:
    """Whether an offset lies in one of some spans, sorted and apart from each other but for those inside another."""
    i = bisect_right(spans, (at, float("inf")))
    return any(start <= at < end for start, end in spans[max(0, i - NESTING) : i])


class People:
    """The people whom the narration names, and the gender that titles and given names tell."""

    def __init__(self, text: str, names: pd.DataFrame, quoted: list[tuple[int, int]]) -> None:
        rows, quoted = names[names["kind"].eq("person")].sort_values("start"), sorted(quoted)
        self.named = [
            Named(row.entity, row.start, row.end) for row in rows.itertuples() if not within(quoted, row.start)
        ]
        titles: dict[str, set[str]] = {}
        for row in rows.itertuples():
            before = _TITLE_BEFORE.search(text[max(0, row.start - 20) : row.start])
            titles.setdefault(row.entity, set()).update({before[1].lower()} if before else ())
        self.gender = {entity: gender_of(entity, found) for entity, found in titles.items()}

    def candidates(self, pronoun: str, at: int) -> str | None:
        """The people named last before a pronoun whom it may mean, nearest first, joined by "; "."""
        wanted = PRONOUN_GENDER.get(pronoun.lower())
        if wanted is None and pronoun.lower() != "they":
            return None
        possible: dict[str, None] = {}
        for person in reversed(self.named[: bisect_right(self.named, at, key=attrgetter("end"))]):
            if self._may_be(person.entity, wanted):
                possible[person.entity] = None
            if len(possible) == CANDIDATES:
                break
        return "; ".join(possible) or None

    def _may_be(self, entity: str, wanted: str | None) -> bool:
        return wanted is None or self.gender[entity] in ("u", wanted)

    def antecedent(self, pronoun: str, at: int, speaker: str | None, since: int) -> str | None:
        """The speaker before, if the pronoun can mean nobody else named since; None where it is not safe to say.

        Arguments:
            pronoun: as it stands.
            at: its offset.
            speaker: the person who spoke the piece before it, None where that is not known.
            since: where that speaker was named.
        """
        wanted = PRONOUN_GENDER.get(pronoun.lower())
        if wanted is None or speaker is None or self.gender.get(speaker) != wanted:
            return None
        first, last = (bisect_left(self.named, offset, key=attrgetter("start")) for offset in (since, at))
        named = self.named[first:last]
        near = at - max([since, *(p.end for p in named if p.entity == speaker)]) <= _FAR
        alone = all(p.entity == speaker or not self._may_be(p.entity, wanted) for p in named)
        return speaker if near and alone else None
