"""One timeline of several articles: a row an event, who tells it, who told it first, and where they differ.

Rows of two articles are merged only where actor, action and days fit and their clauses share telling words: a wrong
merge is worse than two rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from dateline.article import Article
from dateline.entities import mentions
from dateline.events import timeline
from dateline.events.wordlists import LIGHT_VERBS, STATES
from dateline.figures import quantities
from dateline.reading import Reading
from dateline.segments.sayings import PRONOUNS
from dateline.segments.tokenization import tokens
from dateline.segments.wordlists import CALENDAR_WORDS
from dateline.story.followed import same_person
from dateline.story.grouping import given_articles, in_time, labels
from dateline.tables import table

MERGED_COLUMNS = [
    "event", "value", "first_day", "last_day", "kind", "who", "verb", "article", "sentence", "start", "end", "text",
    "told_by", "told_in", "first_told", "differs", "confidence",
]  # fmt: skip
_ALIKE = 0.4  # share of the shorter clause's telling words that both have
_FEW = 0.25  # the same, of two words and more
_SAME = 0.6  # the same, where the day or the actor is not the same
_WORDS = 3  # that both have then, at least
LIGHT = LIGHT_VERBS | STATES  # tell nothing by themselves
_LOOKED_AT = 20  # latest events of one verb or noun
_DAYS_APART = 3  # of two accounts that differ on the day
_LONGEST = 31  # days; "in 2018" fits much, so that the words must be the same


class Told(NamedTuple):
    """One dated event as one article tells it."""

    article: int
    row: Any
    first: int  # day
    last: int
    lemma: str
    words: frozenset[str]
    actor: str
    actor_words: frozenset[str]
    places: frozenset[str]
    numbers: dict[tuple[str, str], list[float]]  # (kind, of what) -> values


def _told(article: Article, number: int) -> Iterator[Told]:
    reading = Reading.of(article)
    read, named, amounts = tokens(reading), mentions(reading), quantities(reading)
    content = read[read["kind"].isin(["word", "name"]) & ~read["is_stop"]]
    for row in timeline(reading).itertuples():
        if row.kind in ("reporting", "caption") or not row.verb:
            continue
        inside, within, counted = (
            part.iloc[slice(*part["start"].searchsorted([row.start, row.end]))] for part in (content, named, amounts)
        )
        lemmas = dict(zip(inside["text"].str.lower(), inside["lemma"], strict=True))
        verb, *who = ([lemmas.get(word, word) for word in str(part or "").lower().split()]
                      for part in (row.verb, row.who, row.who_entity))  # fmt: skip
        first, last = (date.fromisoformat(day[:10]).toordinal() for day in (row.first_day, row.last_day))
        numbers: dict[tuple[str, str], list[float]] = defaultdict(list)
        for amount in counted.dropna(subset=["of"]).itertuples():
            numbers[amount.kind, amount.of.split(" ")[-1].lower()].append(amount.value)
        actor = (row.who_entity or row.who or "").removeprefix("The ").removeprefix("the ")
        words = frozenset(lemmas.values()) - CALENDAR_WORDS - set(verb)
        places = frozenset(within.loc[within["kind"].eq("place"), "entity"])
        yield Told(
            number, row, first, last, " ".join(verb), words, actor, frozenset([*who[0], *who[1]]), places, numbers
        )


def _is_one(one: Told, other: Told) -> bool:
    """Whether two articles tell one event."""
    longest = max(one.last - one.first, other.last - other.first)
    apart = max(one.first, other.first) - min(one.last, other.last)
    if one.article == other.article or one.lemma != other.lemma or apart > _DAYS_APART:
        return False
    known = same_person(one.actor, other.actor)
    is_same = known or (known is None and one.actor.casefold() == other.actor.casefold() != "")
    if is_same and apart <= 0:
        both, share = _shared(one.words - one.actor_words, other.words - other.actor_words)
        is_bare = one.words <= one.actor_words or other.words <= other.actor_words  # "Farenthold resigned on Friday"
        if longest > _LONGEST:
            is_named = one.actor.casefold() not in PRONOUNS
            is_one_span = (one.first, one.last) == (other.first, other.last)
            return is_one_span and ((both > 1 and share >= _SAME) or (is_bare and is_named))
        likely = (both >= 1 + (one.lemma in LIGHT) and share >= _ALIKE) or (both > 1 and share >= _FEW)
        return likely or (is_bare and not longest)
    if longest > _LONGEST:
        return False
    if is_same:  # they differ on the day
        both, share = _shared(one.words, other.words)
        return both >= _WORDS and share >= _SAME
    if bool(one.actor) != bool(other.actor):
        return False
    actors = one.actor_words | other.actor_words
    both, share = _shared(one.words - actors, other.words - actors)
    return apart <= 0 and not longest and share >= _SAME and both >= _WORDS + (known is False)


def _shared(one: frozenset[str], other: frozenset[str]) -> tuple[int, float]:
    """How many words both have, and the share of those of the shorter."""
    return len(one & other), len(one & other) / max(min(len(one), len(other)), 1)


def _groups(told: Iterable[Told]) -> list[list[Told]]:
    """Each row joins the first group all of whose rows tell the same event, and none of whose is of its article."""
    groups: list[list[Told]] = []
    by_lemma: dict[str, list[list[Told]]] = defaultdict(list)
    for one in told:
        near = by_lemma[one.lemma]
        group = next((g for g in near[-_LOOKED_AT:] if all(_is_one(one, other) for other in g)), None)
        if group is None:
            group = []
            near.append(group)
            groups.append(group)
        group.append(one)
    return groups


def _differs(group: list[Told], names: list[str]) -> str:
    """Where those who tell an event differ on its date, actor, place or numbers; silence is no difference.

    "date: 2018-01-02 (a), 2018-01-03 (b, c)".
    """
    said: dict[str, list[tuple[str, Told]]] = {}
    if max(told.first for told in group) > min(told.last for told in group):
        said["date"] = [(told.row.value, told) for told in group]
    if any(same_person(one.actor, other.actor) is False for one in group for other in group):
        said["actor"] = [(told.actor, told) for told in group]
    placed = [told for told in group if told.places]
    if len(placed) > 1 and not frozenset.intersection(*(told.places for told in placed)):
        said["place"] = [(", ".join(sorted(told.places)), told) for told in placed]
    for key in sorted({key for told in group for key in told.numbers}):
        one = [told for told in group if len(told.numbers.get(key, ())) == 1]
        said.setdefault(f"number of {key[1]}", []).extend((f"{told.numbers[key][0]:,.10g}", told) for told in one)
    parts = []
    for what, cells in said.items():
        by: dict[str, list[str]] = defaultdict(list)
        for value, told in cells:
            by[value].append(names[told.article])
        if len(by) > 1:
            parts.append(f"{what}: " + ", ".join(f"{value} ({', '.join(who)})" for value, who in by.items()))
    return "; ".join(parts)


def merged_timeline(articles: Iterable[Article]) -> pd.DataFrame:
    """What happened when, by several articles: a row an event, with all who tell it and where they differ.

    Two accounts are taken for one event where the verb (or noun) is the same, the actor and the days fit, and their
    clauses share telling words; of one article no two rows are merged here. Reports of who said what are left out.

    Arguments:
        articles: of one story.

    Returns:
        event (from 0, by first_day), value, first_day, last_day, kind (as in `timeline`), who, verb, and article,
        sentence, start, end, text of the account that was published first; told_by (how many articles tell it), told_in
        ("a 2; b 5": each article with its sentences), first_told (the article that was published first; missing where
        one of several is undated or two came on one day), differs ("date: 2018-01-02 (a), 2018-01-03 (b)"; date, actor,
        place or number; "" where nothing does), confidence (the least of the accounts).

    Raises:
        TableError: what is given is no list of articles.

    Example:
        >>> import dateline as dl
        >>> one = dl.Article('Ada Brown opened the old bridge on Monday.', '2024-02-14', source='A')
        >>> two = dl.Article('Brown opened the bridge on Feb. 12.', '2024-02-15', source='B')
        >>> dl.merged_timeline([one, two])[['first_day', 'told_in', 'first_told']].values.tolist()
        [['2024-02-12', 'a 0; b 0', 'a']]
    """
    given = given_articles(articles)
    names, order = labels(given), in_time(given)
    groups = _groups(told for i in order for told in _told(given[i], i))
    groups.sort(key=lambda group: (group[0].first, group[0].last, order.index(group[0].article), group[0].row.start))
    rows = []
    for number, group in enumerate(groups):
        row, first = group[0].row, names[group[0].article]
        when = [given[told.article].published for told in group]
        is_first = len(group) == 1 or (all(when) and str(when[0])[:10] < str(when[1])[:10])
        told_in = "; ".join(f"{names[told.article]} {told.row.sentence}" for told in group)
        rows.append({
            **row._asdict(), "event": number, "article": first, "told_by": len(group), "told_in": told_in,
            "first_told": first if is_first else None, "differs": _differs(group, names),
            "confidence": min(told.row.confidence for told in group),
        })  # fmt: skip
    return table(rows, MERGED_COLUMNS, told_by="int64", first_told="object")
