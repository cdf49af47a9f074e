"""One timeline of several articles: a row an event, who tells it, who told it first, and where they differ.

Rows of two articles are merged only where actor, act and days fit and what they tell is telling: a wrong merge is worse
than two rows.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd
from nltk.stem import PorterStemmer

from dateline.article import Article
from dateline.events import timeline
from dateline.events.wordlists import ASPECT, LIGHT_VERBS, STATES
from dateline.figures import quantities
from dateline.reading import Reading
from dateline.segments.sayings import PRONOUNS
from dateline.segments.tokenization import tokens
from dateline.segments.wordlists import CALENDAR_WORDS, STOP_WORDS
from dateline.story.followed import same_person
from dateline.story.grouping import given_articles, in_time, labels
from dateline.tables import table
from dateline.terms.contrast import general_rate

MERGED_COLUMNS = [
    "event", "value", "first_day", "last_day", "kind", "who", "verb", "article", "sentence", "start", "end", "text",
    "told_by", "told_in", "first_told", "differs", "confidence",
]  # fmt: skip
_ALIKE = 0.4  # share of the shorter clause's words that both have
_FEW = 0.25  # the same, of two words and more
_SAME = 0.6  # the same, where the day or the actor is not the same
_WORDS = 3  # that both have then, at least
_COMMONEST = 1e-4  # share of a word in general English, from which it tells nothing
_RARE_ACT = 0.9  # "arraigned": two that are on one day are one
_BARE_ACT = 0.3  # the same, where nothing else is told: "Tuesday's ruling"
_TELLING, _OF_ACTOR = 0.5, 1.0  # of words that both have: with one act; with one actor, "picked" and "appointed"
_NO_ACT = LIGHT_VERBS | STATES | ASPECT | STOP_WORDS  # tell nothing by themselves
_LOOKED_AT = 20  # latest events of one act or actor
_DAYS_APART = 3  # of two accounts that differ on the day
_LONGEST = 31  # days; "in 2018" fits much, so that the words must be the same
_stem = lru_cache(maxsize=1 << 14)(PorterStemmer().stem)
_LIGHT = frozenset(map(_stem, _NO_ACT))


class Told(NamedTuple):
    """One dated event as one article tells it."""

    article: int
    row: Any
    first: int  # day
    last: int
    act: dict[str, float]  # what is done, "arrested" or "made an arrest": stem -> how telling it is
    words: dict[str, float]  # the same, of all other words
    actor: str
    actor_words: frozenset[str]
    numbers: dict[tuple[str, str], list[float]]  # (kind, of what) -> values


def _told(article: Article, number: int) -> Iterator[Told]:
    reading = Reading.of(article)
    read, amounts = tokens(reading), quantities(reading).query("bound == ''")
    content = read[read["kind"].isin(["word", "name"]) & ~read["is_stop"]]
    for row in timeline(reading).itertuples():
        if row.kind in ("reporting", "caption") or not row.verb:
            continue
        inside, counted = (
            part.iloc[slice(*part["start"].searchsorted([row.start, row.end]))] for part in (content, amounts)
        )
        lemmas = dict(zip(inside["text"].str.lower(), inside["lemma"], strict=True))
        verb, *who = ({word: _stem(lemmas.get(word, word)) for word in str(part or "").lower().split()}
                      for part in (row.verb, row.who, row.who_entity))  # fmt: skip
        done = [word for word in verb if lemmas.get(word, word) not in _NO_ACT]
        act = {verb[word]: telling(word) for word in done or verb}
        words = {_stem(lemma): telling(lemma) for lemma in lemmas.values() if lemma not in CALENDAR_WORDS}
        first, last = (date.fromisoformat(day[:10]).toordinal() for day in (row.first_day, row.last_day))
        numbers: dict[tuple[str, str], list[float]] = defaultdict(list)
        for amount in counted.dropna(subset=["of"]).itertuples():
            numbers[amount.kind, amount.of.split(" ")[-1].lower()].append(amount.value)
        actor = (row.who_entity or row.who or "").removeprefix("The ").removeprefix("the ")
        words = {word: told for word, told in words.items() if word not in act}
        actor_words = frozenset([*who[0].values(), *who[1].values()])
        yield Told(number, row, first, last, act, words, actor, actor_words, numbers)


@lru_cache(maxsize=1 << 14)
def telling(word: str) -> float:
    """How telling a word is: 1 where general English has it once in 100,000 words, 2 once in a million."""
    return max(0.0, math.log10(_COMMONEST / general_rate(word)))


def _is_one(one: Told, other: Told) -> bool:
    """Whether two articles tell one event."""
    longest = max(one.last - one.first, other.last - other.first)
    apart = max(one.first, other.first) - min(one.last, other.last)
    if one.article == other.article or apart > _DAYS_APART:
        return False
    known, act = same_person(one.actor, other.actor), one.act.keys() & other.act.keys()
    is_same = known or (known is None and one.actor.casefold() == other.actor.casefold() != "")
    is_named = one.actor.casefold() not in PRONOUNS
    if apart > 0:  # they differ on the day
        both, share = _shared(one.words.keys(), other.words.keys())
        return is_same and bool(act) and longest <= _LONGEST and len(both) >= _WORDS and share >= _SAME
    own, its = (told.words.keys() - one.actor_words - other.actor_words - act for told in (one, other))
    both, share = _shared(own, its)
    is_bare = not own or not its or own == its  # "Farenthold resigned on Friday"
    if known is False:
        return bool(act) and not longest and share >= _SAME and len(both) > _WORDS
    if longest > _LONGEST:
        is_one_span = (one.first, one.last) == (other.first, other.last) and is_same and bool(act)
        return is_one_span and ((len(both) > 1 and share >= _SAME) or (is_bare and is_named))
    weight = sum(one.words[word] for word in both)
    if not act:
        return is_same and is_named and len(both) > 1 and weight >= _OF_ACTOR
    rare = sum(one.act[word] for word in act) if not longest else 0.0
    is_alike = len(both) > 1 and weight >= _TELLING and not act <= _LIGHT
    if is_alike or rare >= (_BARE_ACT if is_bare else _RARE_ACT):
        return True
    likely = (len(both) >= 1 + (act <= _LIGHT) and share >= _ALIKE) or (len(both) > 1 and share >= _FEW)
    return is_same and (likely or (is_bare and not longest))


def _shared(one: Set[str], other: Set[str]) -> tuple[set[str], float]:
    """The words that both have, and the share of those of the shorter."""
    both = {*one} & {*other}
    return both, len(both) / max(min(len(one), len(other)), 1)


def _groups(told: Iterable[Told]) -> list[list[Told]]:
    """Each row joins the first group all of whose rows tell the same event, and none of whose is of its article."""
    groups: list[list[Told]] = []
    by_key: dict[str, list[int]] = defaultdict(list)
    for one in told:
        keys = sorted({*one.act, one.actor.casefold()})
        near = sorted({number for key in keys for number in by_key[key][-_LOOKED_AT:]})
        number = next((n for n in near if all(_is_one(one, other) for other in groups[n])), len(groups))
        if number == len(groups):
            groups.append([])
        groups[number].append(one)
        for key in keys:
            if number not in by_key[key][-_LOOKED_AT:]:
                by_key[key].append(number)
    return groups


def _differs(group: list[Told], names: list[str]) -> str:
    """Where those who tell an event differ on its date, actor or exact numbers; silence is no difference.

    "date: 2018-01-02 (a), 2018-01-03 (b, c)".
    """
    said: dict[str, list[tuple[str, Told]]] = {}
    if max(told.first for told in group) > min(told.last for told in group):
        said["date"] = [(told.row.value, told) for told in group]
    if any(same_person(one.actor, other.actor) is False for one in group for other in group):
        said["actor"] = [(told.actor, told) for told in group]
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

    Two accounts are taken for one event where verb or noun have one stem ("arrested", "made an arrest"), actor and
    days fit, and the act is a rare one or the clauses share telling words; or where one actor does something else told
    in the same words ("picked", "appointed"). Of one article no two rows are merged here. Reports of who said what are
    left out.

    Arguments:
        articles: of one story.

    Returns:
        event (from 0, by first_day), value, first_day, last_day, kind (as in `timeline`), who, verb, and article,
        sentence, start, end, text of the account that was published first; told_by (how many articles tell it), told_in
        ("a 2; b 5": each article with its sentences), first_told (the article that was published first; missing where
        one of several is undated or two came on one day), differs ("date: 2018-01-02 (a), 2018-01-03 (b)"; date, actor
        or number; "" where nothing does), confidence (the least of the accounts).

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
