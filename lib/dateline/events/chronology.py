"""What happened when: dated clauses in order of time, undated ones in order of the text, and what stayed unresolved.

A date is said of a clause, so each row is a clause; a range is one row; verbs of saying are kept apart, since they date
the report and not the event.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from dateline.amendments import marked, marks
from dateline.calendar.values import moment
from dateline.events import wordlists as w
from dateline.events.dating import LENGTHS, STORY, DatedRow, Dating, dating_of, first_in, is_report
from dateline.reading import Reading, once
from dateline.segments.language import READ_LANGUAGE
from dateline.tables import table
from dateline.timex import creation_window

TIMELINE_COLUMNS = [
    "event", "value", "mod", "first_day", "last_day", "kind", "start", "end", "text", "who", "who_entity", "verb",
    "tids", "confidence", "doubt", "sentence", "stated", "inferred", "overlaps",
]  # fmt: skip
UNDATED_COLUMNS = ["sentence", "kind", "start", "end", "text", "who", "verb", "hint", "hint_start", "hint_end"]
UNRESOLVED_COLUMNS = ["tid", "sentence", "start", "end", "text", "timex_type", "value", "anchor", "why"]

BACKGROUND_DAYS = 366  # what ended longer ago than this, seen from publication, is background
SAME = 0.5  # share of the shorter clause's content words that two mentions of one event have in common
_COMPARED = 20  # earlier mentions of a date that a mention is compared with

# What can be said of an event with no date: what it came before, after or with, or a word that orders it loosely.
RELATIVE_TO = re.compile(
    r"(?i)\b(?:after|before|following|during|since|until|amid|prior to|ahead of|in the wake of|by the time of)"
    r"(?:\s+[^\W\d_][\w'’-]*){1,8}"
)
LOOSELY = re.compile(
    r"(?i)\b(?:later|earlier|previously|recently|subsequently|eventually|already|finally|then|soon|meanwhile|once)\b"
)
NO_HINT = "no date in the text"
_ORDERING = frozenset("when while as after before since until once".split())  # open a clause that orders another


def _ordinal(iso: str | None) -> float:
    try:
        return date.fromisoformat((iso or "")[:10]).toordinal()
    except ValueError:
        return np.nan


def _same_event(one: DatedRow, other: DatedRow) -> bool:
    """Whether two rows of one date tell one event: one word twice, or clauses that share most of their words.

    Where each has a name or a number that the other has not, they tell two.
    """
    if one.word == other.word or one.sentence == other.sentence or one.lemma != other.lemma:
        return one.word == other.word
    if one.named - other.named and other.named - one.named:
        return False
    shorter = min(len(one.content), len(other.content))
    return shorter > 0 and len(one.content & other.content) / shorter >= SAME


def _merged(rows: Iterable[DatedRow], titles: set[int]) -> list[DatedRow]:
    """Rows that tell one event on one date as one row: the first mention in the text, the title last."""
    by_date: dict[tuple, list[DatedRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.sentence in titles, row.start)):
        told = by_date[(row.first_day, row.last_day, row.kind)]
        same = next((other for other in told[-_COMPARED:] if _same_event(row, other)), None)
        if same is None:
            told.append(replace(row, tids=list(row.tids)))  # the article's other tables are made of the row as it is
            continue
        same.tids += row.tids
        same.value = max(same.value, row.value, key=len)
        if row.confidence > same.confidence:
            same.confidence, same.doubt = row.confidence, row.doubt
        same.stated = [*same.stated, *(part for part in row.stated if part not in same.stated)]
        same.inferred = min(same.inferred, row.inferred, key=len)
    return [row for told in by_date.values() for row in told]


def _background(rows: list[DatedRow], written: str | None) -> None:
    """Mark what ended long before publication, unless that is most of the story: then the story is history."""
    ends = [_ordinal(row.last_day) for row in rows]
    latest = _ordinal(written) if written else max((end for end in ends if end == end), default=np.nan)
    events = [row for row, end in zip(rows, ends, strict=True) if row.kind == "event"]
    old = [r for r, end in zip(rows, ends, strict=True) if r.kind == "event" and end < latest - BACKGROUND_DAYS]
    if 2 * len(old) <= len(events):
        for row in old:
            row.kind = "background"


def _overlaps(spans: list[tuple[float, float]]) -> list[int]:
    """For each interval, how many others share a day with it and are not the same interval."""
    begins, ends = sorted(begin for begin, _ in spans), sorted(end for _, end in spans)
    same = Counter(spans)
    return [bisect_right(begins, b) - bisect_left(ends, a) - same[a, b] for a, b in spans]


@once
def timeline(reading: Reading) -> pd.DataFrame:
    """The dated events of an article, in order of time.

    Each resolved date or time gives the happening it depends on: a verb, or a noun such as "vote", to which copulas and
    light verbs hand it. What happens while something dated does is a row of its own with the same date. A range ("from
    March to May", "since 2015") is one row; mentions of one event on one date are merged into the first of them, where
    their words, names and numbers agree.

    Arguments:
        article: the article; with no `published`, dates lean on what `creation_window` found.

    Returns:
        event (from 0, by first_day, then the narrower interval, then the time of day where it is known), value (TIMEX3,
        "first/last" for a range, "first/.." for an open one), mod, first_day, last_day (ISO dates, inclusive), kind
        (event; reporting: says when something was said or published; coming: lies ahead of publication, or will be in
        a stretch that has begun; caption;
        background: ended more than BACKGROUND_DAYS before publication, where most of the story did not), start, end,
        text (the clause), who (who or what it is told of, as it stands: the subject, of a passive with "by" that;
        None where there is none), who_entity (the name of whom or what that means, also of a pronoun or a
        description, where it is safe to say), verb (the words that tell what happened: "fell", "had surgery",
        "vote"), tids (of `timexes`, with a space between), confidence, doubt (the reason, where confidence is below
        .6), sentence, stated and inferred (the parts of the date that the text gives and that it does not, and from
        what), overlaps (how many other rows share a day with this one, so that their order is not certain);
        corrected, where a person set one of its dates right.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('The court closed the bridge on Monday.', published='2024-02-14')
        >>> dl.timeline(article)[['value', 'first_day', 'last_day', 'who', 'verb']].values.tolist()
        [['2024-02-12', '2024-02-12', '2024-02-12', 'The court', 'closed']]
    """
    dating, text = dating_of(reading), reading.article.text
    rows = _merged(dating.rows, {number for number, role in dating.roles.items() if role == "title"})
    _background(rows, creation_window(reading)["first_day"])
    days = {id(row): (_ordinal(row.first_day), _ordinal(row.last_day)) for row in rows}

    def place(row: DatedRow) -> tuple:
        begin, end = days[id(row)]
        return row.first_day, end - begin, moment(row.value.partition("/")[0]), row.start

    rows.sort(key=place)
    told = [
        vars(row)
        | {"event": n, "text": text[row.start : row.end], "tids": " ".join(row.tids), "overlaps": others}
        | {"stated": ", ".join(row.stated), "inferred": ", ".join(row.inferred)}
        for n, (row, others) in enumerate(zip(rows, _overlaps([days[id(row)] for row in rows]), strict=True))
    ]
    right = set(dating.timexes.loc[marks(dating.timexes), "tid"])
    return marked(table(told, TIMELINE_COLUMNS), [not right.isdisjoint(row.tids) for row in rows])


def _happens(dating: Dating, word: int) -> bool:
    """Whether a word tells an event: a verb of the past or to come, not denied, that is no state."""
    clauses = dating.clauses
    if clauses.trees.upos[word] != "VERB" or clauses.lemmas[word] in w.STATES or clauses.is_negated(word):
        return False
    return clauses.tense(word) in ("past", "perfect", "future") and not clauses.is_conditional(word)


@once
def undated(reading: Reading) -> pd.DataFrame:
    """Events of the article's body and captions that no date is said of, in the order of the text.

    Counted are clauses whose verb stands in the past, the perfect or the future; states ("was", "knew"), what is denied
    and what only may be are left out.

    Returns:
        sentence, kind (event, reporting, caption), start, end, text (the clause), who, verb, hint (what the text
        says of its time: "after the explosion", "beside August 4" for another date in its sentence, else
        NO_HINT), hint_start, hint_end (where that stands; NaN for none). Empty for an article that is not in English.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('The court closed the bridge. It rained on Monday.', published='2024-02-14')
        >>> dl.undated(article)[['text', 'who', 'verb']].values.tolist()
        [['The court closed the bridge', 'The court', 'closed']]
    """
    dating = dating_of(reading)
    t, read = dating.clauses.trees, reading.article.language == READ_LANGUAGE
    roles = [dating.roles[number] for number in t.sentence] if read else []
    happened = [i for i, role in enumerate(roles) if role in ("body", "caption") and _happens(dating, i)]
    apart = frozenset(happened) | dating.told
    told = [_undated_row(dating, i, apart) for i in happened if i not in dating.told]
    return table(told, UNDATED_COLUMNS).sort_values(["start", "end"], kind="stable", ignore_index=True)


def _undated_row(dating: Dating, word: int, apart: frozenset[int]) -> tuple:
    clauses, text = dating.clauses, dating.article.text
    sentence, verb = clauses.trees.sentence[word], clauses.trees.text[word]
    start, end = clauses.extent(word, apart - {word})
    kind = "reporting" if is_report(clauses, word) else "event"
    kind = "caption" if dating.roles[sentence] == "caption" else kind
    return sentence, kind, start, end, text[start:end], dating.doer(word)[0], verb, *_hint(dating, word, start, end)


def _hint(dating: Dating, word: int, start: int, end: int) -> tuple[str, float, float]:
    """What the text says of the time of a clause: a clause or phrase it hangs on, or a loose word."""
    text, t = dating.article.text, dating.clauses.trees
    for child in t.children(word, "advcl"):
        if not _ORDERING.isdisjoint(t.forms(child, "mark", "advmod")):
            first, last = t.span(child)
            return text[first:last], first, last
    vague = first_in(dating.unplaced, start, end)
    if vague is not None:
        return text[slice(*vague)], *vague
    match = RELATIVE_TO.search(text, start, end) or LOOSELY.search(text, start, end)
    if match:
        return match.group(), *match.span()
    words = t.words_of(word)
    beside = first_in(dating.placed, t.start[words[0]], t.end[words[-1]])
    return (f"beside {text[slice(*beside)]}", *beside) if beside is not None else (NO_HINT, np.nan, np.nan)


@once
def unresolved(reading: Reading) -> pd.DataFrame:
    """The time expressions that have no place on the timeline, and why.

    Returns:
        tid, sentence, start, end, text, timex_type, value, anchor, why (corrected, where `timexes` has it); with the
        rows of `timeline` every expression that `timexes` finds is accounted for. A date that tells no happening ("up
        3 percent compared with January") is here with the reason.

    Example:
        >>> import dateline as dl
        >>> dl.unresolved(dl.Article('It rained on Monday.'))[['text', 'value']].values.tolist()
        [['Monday', 'XXXX-WXX-1']]
    """
    dating = dating_of(reading)
    placed = np.array(dating.on_axis, dtype=bool) & ~dating.timexes["tid"].isin(list(dating.why_not))
    left = dating.timexes[~placed].reset_index(drop=True)
    why = [_why_not(row, dating) for row in left.itertuples(index=False)]
    return marked(left.assign(why=pd.Series(why, dtype="str", index=left.index))[UNRESOLVED_COLUMNS], marks(left))


def _why_not(row: Any, dating: Dating) -> str:
    if row.tid in dating.why_not:
        return dating.why_not[row.tid]
    if dating.roles.get(row.sentence) not in STORY:
        return "stands in the site's own text, not in the story"
    if row.timex_type in LENGTHS:
        return LENGTHS[row.timex_type]
    if str(row.value).startswith("BC"):
        return "lies before our era, where the timeline does not reach"
    if str(row.value).endswith("_REF"):
        return "points to the past, the present or the future, at no date"
    return row.why if isinstance(row.why, str) else "no rule dates it"
