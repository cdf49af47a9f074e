"""One timeline of several articles: a row an event, who tells it, who told it first, and where they differ.

Rows of two articles are merged only where actor, action and days fit and their clauses share telling words: a wrong
merge is worse than two rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from dateline.article import Article
from dateline.entities import mentions
from dateline.events import timeline
from dateline.events.wordlists import LIGHT_VERBS, STATES
from dateline.figures import quantities
from dateline.reading import Reading
from dateline.segments.tokenization import tokens
from dateline.segments.wordlists import CALENDAR_WORDS
from dateline.story.followed import same_person
from dateline.story.grouping import given_articles, labels
from dateline.tables import table

MERGED_COLUMNS = [
    "event", "value", "first_day", "last_day", "kind", "who", "verb", "article", "sentence", "start", "end", "text",
    "told_by", "told_in", "first_told", "differs", "confidence",
]  # fmt: skip
_ALIKE = 0.4  # share of the shorter clause's telling words that both have
_SAME = 0.6  # the same, where the day or the actor is not the same
_WORDS = 3  # that both have then, at least
LIGHT = LIGHT_VERBS | STATES  # tell nothing by themselves
_LOOKED_AT = 20  # latest events of one verb or noun
_DAYS_APART = 3  # of two accounts that differ on the day
_LONGEST = 31  # days; "in 2018" fits too much to be merged by


class Told(NamedTuple):
    """One dated event as one article tells it."""

    article: int
    row: Any
    lemma: str
    words: frozenset[str]
    actor: frozenset[str]
    places: frozenset[str]
    numbers: frozenset[tuple[str, float, str]]


def _between(table: pd.DataFrame, start: int, end: int) -> pd.DataFrame:
    first, last = table["start"].searchsorted([start, end])
    return table.iloc[first:last]


def _told(article: Article, number: int) -> list[Told]:
    reading = Reading.of(article)
    read, named, amounts = tokens(reading), mentions(reading), quantities(reading)
    content = read[read["kind"].isin(["word", "name"]) & ~read["is_stop"]]
    found = []
    for row in timeline(reading).itertuples():
        if row.kind in ("reporting", "caption") or not row.verb:
            continue
        inside, within, counted = (_between(part, row.start, row.end) for part in (content, named, amounts))
        lemmas = dict(zip(inside["text"].str.lower(), inside["lemma"], strict=True))
        verb = str(row.verb).lower().split()
        numbers = frozenset(
            (q.kind, float(q.value), (q.of or "").split(" ")[-1].lower()) for q in counted.itertuples() if q.of
        )
        places = frozenset(within.loc[within["kind"].eq("place"), "entity"])
        lemma = " ".join(lemmas.get(word, word) for word in verb)
        words = frozenset(lemmas.values()) - CALENDAR_WORDS - set(lemma.split())
        actor = frozenset(lemmas.get(word, word) for word in f"{row.who or ''} {row.who_entity or ''}".lower().split())
        found.append(Told(number, row, lemma, words, actor, places, numbers))
    return found


def _days(row: Any) -> tuple[int, int]:
    return date.fromisoformat(row.first_day[:10]).toordinal(), date.fromisoformat(row.last_day[:10]).toordinal()


def _actor(told: Told) -> str:
    who = told.row.who_entity or told.row.who or ""
    return who.removeprefix("The ").removeprefix("the ")


def _is_one(one: Told, other: Told) -> bool:
    """Whether two articles tell one event."""
    if one.article == other.article or one.lemma != other.lemma:
        return False
    (a, b), (c, d) = _days(one.row), _days(other.row)
    longest, overlap = max(b - a, d - c), max(a, c) <= min(b, d)
    if longest > _LONGEST or max(a, c) - min(b, d) > _DAYS_APART:
        return False
    actors = _actor(one), _actor(other)
    known = same_person(*actors)
    is_same = known or (known is None and actors[0].casefold() == actors[1].casefold() != "")
    if is_same and overlap:
        both, share = _shared(one.words - one.actor, other.words - other.actor)
        is_bare = not (one.words - one.actor) or not (other.words - other.actor)  # "Farenthold resigned on Friday"
        return (both >= 1 + (one.lemma in LIGHT) and share >= _ALIKE) or (is_bare and not longest)
    if is_same:  # they differ on the day
        both, share = _shared(one.words, other.words)
        return both >= _WORDS and share >= _SAME
    if not all(actors) and any(actors):
        return False
    both, share = _shared(one.words - one.actor - other.actor, other.words - other.actor - one.actor)
    return overlap and not longest and share >= _SAME and both >= _WORDS + (known is False)


def _shared(one: frozenset[str], other: frozenset[str]) -> tuple[int, float]:
    """How many words both have, and the share of those of the shorter."""
    return len(one & other), len(one & other) / max(min(len(one), len(other)), 1)


def _groups(told: list[Told]) -> list[list[Told]]:
    """Each row joins the first group all of whose rows tell the same event, and none of whose is of its article."""
    groups: list[list[Told]] = []
    by_lemma: dict[str, list[int]] = {}
    for one in told:
        near = by_lemma.setdefault(one.lemma, [])
        place = next((g for g in near[-_LOOKED_AT:] if all(_is_one(one, other) for other in groups[g])), None)
        if place is None:
            near.append(len(groups))
            groups.append([one])
        else:
            groups[place].append(one)
    return groups


def _said_by(what: str, said: dict[str, list[str]]) -> str:
    """ "date: 2018-01-02 (a), 2018-01-03 (b, c)"; "" where all say one thing."""
    parts = [f"{value} ({', '.join(by)})" for value, by in said.items()]
    return f"{what}: {', '.join(parts)}" if len(parts) > 1 else ""


def _differs(group: list[Told], names: list[str]) -> str:
    """Where those who tell an event differ on its date, actor, place or numbers; silence is no difference."""
    said: dict[str, dict[str, list[str]]] = {"date": {}, "actor": {}, "place": {}}
    days = [_days(told.row) for told in group]
    if max(a for a, _ in days) > min(b for _, b in days):
        for told in group:
            said["date"].setdefault(told.row.value, []).append(names[told.article])
    if any(same_person(_actor(one), _actor(other)) is False for one in group for other in group):
        for told in group:
            said["actor"].setdefault(_actor(told), []).append(names[told.article])
    placed = [told for told in group if told.places]
    if len(placed) > 1 and not frozenset.intersection(*(told.places for told in placed)):
        for told in placed:
            said["place"].setdefault(", ".join(sorted(told.places)), []).append(names[told.article])
    for kind, of in sorted({(kind, of) for told in group for kind, _, of in told.numbers}):
        for told in group:
            values = sorted(value for k, value, o in told.numbers if (k, o) == (kind, of))
            if len(values) == 1:
                said.setdefault(f"number of {of}", {}).setdefault(f"{values[0]:,.10g}", []).append(names[told.article])
    return "; ".join(filter(None, (_said_by(what, values) for what, values in said.items())))


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
    names = labels(given)
    order = sorted(range(len(given)), key=lambda i: (given[i].published or "9", i))
    groups = _groups([told for i in order for told in _told(given[i], i)])
    groups.sort(key=lambda group: (_days(group[0].row), order.index(group[0].article), group[0].row.start))
    rows = []
    for number, group in enumerate(groups):
        row = group[0].row
        when = [given[told.article].published for told in group]
        is_first = len(group) == 1 or (all(when) and str(when[0])[:10] < str(when[1])[:10])
        told_in = "; ".join(f"{names[told.article]} {told.row.sentence}" for told in group)
        rows.append(
            (number, row.value, row.first_day, row.last_day, row.kind, row.who, row.verb, names[group[0].article],
             row.sentence, row.start, row.end, row.text, len(group), told_in,
             names[group[0].article] if is_first else None, _differs(group, names),
             min(told.row.confidence for told in group))
        )  # fmt: skip
    return table(rows, MERGED_COLUMNS, told_by="int64", first_told="object")
