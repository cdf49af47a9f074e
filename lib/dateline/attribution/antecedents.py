"""Whom "he" or "she" means: the speaker just named, where nobody else can be meant; else a list of candidates."""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from dateline.entities.links import gender_of

PRONOUN_GENDER = {"he": "m", "she": "f"}
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


class People:
    """The people whom the narration names, and the gender that titles and given names tell."""

    def __init__(self, text: str, names: pd.DataFrame, quoted: list[tuple[int, int]]) -> None:
        rows = names[names["kind"].eq("person")]
        self.named = [
            Named(row.entity, row.start, row.end)
            for row in rows.itertuples()
            if not any(a <= row.start < b for a, b in quoted)
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
        possible = [p.entity for p in self.named if p.end <= at and self._may_be(p.entity, wanted)]
        return "; ".join(list(dict.fromkeys(reversed(possible)))[:CANDIDATES]) or None

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
        named = [p for p in self.named if since <= p.start < at]
        near = at - max([since, *(p.end for p in named if p.entity == speaker)]) <= _FAR
        alone = all(p.entity == speaker or not self._may_be(p.entity, wanted) for p in named)
        return speaker if near and alone else None
