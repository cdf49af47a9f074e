"""What happened when: dated clauses in order of time, undated ones in order of the text, and what stayed unresolved.

A date is said of a clause, so each row is a clause; a range is one row; verbs of saying are kept apart, since they date
the report and not the event.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from dateline.amendments import marked, marks
from dateline.article import Article
from dateline.calendar.values import moment
from dateline.events import grammar as g
from dateline.events.dating import LENGTHS, STORY, DatedClause, Dating, dating_of, is_report, or_none, receipt
from dateline.events.happenings import Sentence
from dateline.reading import Reading, once
from dateline.segments.language import READ_LANGUAGE
from dateline.tables import table
from dateline.timex import creation_window

TIMELINE_COLUMNS = [
    "event", "value", "mod", "first_day", "last_day", "kind", "start", "end", "text", "who", "verb", "tids",
    "confidence", "sentence", "stated", "inferred", "overlaps",
]  # fmt: skip
UNDATED_COLUMNS = ["sentence", "kind", "start", "end", "text", "who", "verb", "hint", "hint_start", "hint_end"]
UNRESOLVED_COLUMNS = ["tid", "sentence", "start", "end", "text", "timex_type", "value", "anchor", "why"]
PROVENANCE_COLUMNS = ["tid", "start", "end", "text", "value", "stated", "inferred", "anchor", "why"]

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


def _ordinal(iso: str | None) -> float:
    try:
        return date.fromisoformat((iso or "")[:10]).toordinal()
    except ValueError:
        return np.nan


def _same_event(one: DatedClause, other: DatedClause) -> bool:
    """Whether two rows of one date tell one event: one clause twice, or clauses that share most of their words."""
    a, b = one.happening, other.happening
    if a.start < b.end and b.start < a.end:
        return True
    shorter = min(len(one.content), len(other.content))
    return shorter > 0 and len(one.content & other.content) / shorter >= SAME


def _merged(rows: Iterable[DatedClause], titles: set[int]) -> list[DatedClause]:
    """Rows that tell one event on one date as one row: the first mention in the text, the title last."""
    by_date: dict[tuple, list[DatedClause]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.happening.sentence in titles, row.happening.start)):
        told = by_date[(row.first_day, row.last_day, row.kind)]
        same = next((other for other in told[-_COMPARED:] if _same_event(row, other)), None)
        if same is None:
            told.append(replace(row, tids=list(row.tids)))  # the article's other tables are made of the row as it is
            continue
        same.tids += row.tids
        same.value = max(same.value, row.value, key=len)
        same.confidence = max(same.confidence, row.confidence)
        same.stated = [*same.stated, *(part for part in row.stated if part not in same.stated)]
        same.inferred = min(same.inferred, row.inferred, key=len)
    return [row for told in by_date.values() for row in told]


def _background(rows: list[DatedClause], written: str | None) -> None:
    """Mark what ended long before publication, unless that is most of the story: then the story is history."""
    ends = [_ordinal(row.last_day) for row in rows]
    latest = _ordinal(written) if written else max((end for end in ends if end == end), default=np.nan)
    events = [row for row, end in zip(rows, ends, strict=True) if row.kind == "event"]
    old = [r for r, end in zip(rows, ends, strict=True) if r.kind == "event" and end < latest - BACKGROUND_DAYS]
    if 2 * len(old) <= len(events):
        for row in old:
            row.kind = "background"


def _overlaps(begins: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """For each interval, how many others share a day with it and are not the same interval."""
    sorted_begins, sorted_ends = np.sort(begins), np.sort(ends)
    touching = np.searchsorted(sorted_begins, ends, side="right") - np.searchsorted(sorted_ends, begins, side="left")
    same = pd.Series(list(zip(begins, ends, strict=True))).map(
        pd.Series(list(zip(begins, ends, strict=True))).value_counts()
    )
    return touching - same.to_numpy(dtype=int)


@once
def timeline(reading: Reading) -> pd.DataFrame:
    """The dated events of an article, in order of time.

    Each resolved date or time gives the clause it is said of. A range ("from March to May", "since 2015") is one row;
    mentions of one event on one date are merged into the first of them.

    Arguments:
        article: the article; with no `published`, dates lean on what `creation_window` found.

    Returns:
        event (from 0, by first_day, then the narrower interval, then the time of day where it is known), value (TIMEX3,
        "first/last" for a range, "first/.." for an open one), mod, first_day, last_day (ISO dates, inclusive), kind
        (event; reporting: says when something was said or published; caption; background: ended more than
        BACKGROUND_DAYS before publication, where most of the story did not), start, end, text (the clause), who (a
        name where it is safe, a pronoun as it stands, a noun phrase that can be someone, else None), verb (the main
        verb as it stands), tids (of `timexes`, with a space between), confidence, sentence, stated and inferred (the
        parts of the date that the text gives and that it does not, and from what), overlaps (how many other rows share
        a day with this one, so that their order is not certain); corrected, where a person set one of its dates right.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('The court closed the bridge on Monday.', published='2024-02-14')
        >>> dl.timeline(article)[['value', 'first_day', 'last_day', 'who', 'verb']].values.tolist()
        [['2024-02-12', '2024-02-12', '2024-02-12', 'The court', 'closed']]
    """
    dating = dating_of(reading)
    titles = {number for number, role in dating.roles.items() if role == "title"}
    rows = _merged(dating.rows, titles)
    _background(rows, creation_window(reading)["first_day"])
    spans = [(_ordinal(row.first_day), _ordinal(row.last_day)) for row in rows]
    moments = [moment(row.value.partition("/")[0]) for row in rows]
    order = sorted(
        range(len(rows)),
        key=lambda i: (rows[i].first_day, spans[i][1] - spans[i][0], moments[i], rows[i].happening.start),
    )
    days = np.array([spans[i] for i in order], dtype=float).reshape(-1, 2)
    others = _overlaps(days[:, 0], days[:, 1]) if rows else ()
    told = [(*_timeline_row(reading.article, n, rows[i]), others[n]) for n, i in enumerate(order)]
    found = table(told, TIMELINE_COLUMNS)
    right = set(dating.timexes.loc[marks(dating.timexes), "tid"])
    return marked(found, [not right.isdisjoint(tids.split()) for tids in found["tids"]])


def _timeline_row(article: Article, n: int, row: DatedClause) -> tuple:
    told = row.happening
    span = told.start, told.end, article.text[told.start : told.end]
    receipt = told.sentence, ", ".join(row.stated), ", ".join(row.inferred)
    dates = row.value, row.mod, row.first_day, row.last_day
    return n, *dates, row.kind, *span, told.who, told.verb, " ".join(row.tids), row.confidence, *receipt


def _happens(sentence: Sentence, k: int) -> bool:
    """Whether a clause tells an event: a verb of the past or to come, not denied, that is no state."""
    clause = sentence.clauses[k]
    if clause.verb is None or clause.verb.negated or clause.verb.tense in ("modal", "present") or clause.last < 0:
        return False
    lemma = sentence.words[clause.verb.head].lemma
    return lemma not in g.STATES and sentence.words[clause.verb.head].sort != "auxiliary"


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
    told = []
    for sentence in dating.read.values() if reading.article.language == READ_LANGUAGE else ():
        if sentence.role not in ("body", "caption"):
            continue
        for k in range(len(sentence.clauses)):
            if (sentence.number, k) not in dating.dated and _happens(sentence, k):
                told.append(_undated_row(dating, sentence, k))
    return table(told, UNDATED_COLUMNS).sort_values(["start", "end"], kind="stable", ignore_index=True)


def _undated_row(dating: Dating, sentence: Sentence, k: int) -> tuple:
    report = is_report(sentence, k)
    said = sentence.what_is_said(k)
    also = (
        (said,)
        if said is not None and (sentence.number, said) not in dating.dated and not _happens(sentence, said)
        else ()
    )
    told = sentence.happening(k, dating.names, also)
    kind = "caption" if sentence.role == "caption" else "reporting" if report else "event"
    text = dating.article.text[told.start : told.end]
    return sentence.number, kind, told.start, told.end, text, told.who, told.verb, *_hint(dating, sentence, k, told)


def _hint(dating: Dating, sentence: Sentence, k: int, told) -> tuple[str, float, float]:
    """What the text says of the time of a clause: a clause or phrase it hangs on, or a loose word."""
    text = dating.article.text
    for j in range(k + 1, min(k + 4, len(sentence.clauses))):
        child = sentence.clauses[j]
        if child.parent == k and child.form in ("time", "sequence"):
            start, end = sentence.span(j)
            return text[start:end], start, end
    vague = dating.unplaced_in(told.start, told.end)
    if vague is not None:
        return text[slice(*vague)], *vague
    match = RELATIVE_TO.search(text, told.start, told.end) or LOOSELY.search(text, told.start, told.end)
    if match:
        return match.group(), *match.span()
    beside = dating.placed_in(sentence.words[0].start, sentence.words[-1].end)
    return (f"beside {text[slice(*beside)]}", *beside) if beside is not None else (NO_HINT, np.nan, np.nan)


@once
def unresolved(reading: Reading) -> pd.DataFrame:
    """The time expressions that have no place on the timeline, and why.

    Returns:
        tid, sentence, start, end, text, timex_type, value, anchor, why (corrected, where `timexes` has it); with the
        rows of `timeline` every expression that `timexes` finds is accounted for.

    Example:
        >>> import dateline as dl
        >>> dl.unresolved(dl.Article('It rained on Monday.'))[['text', 'value']].values.tolist()
        [['Monday', 'XXXX-WXX-1']]
    """
    dating = dating_of(reading)
    left = dating.timexes[~dating.on_axis].reset_index(drop=True)
    why = [_why_not(row, dating.roles) for row in left.itertuples(index=False)]
    return marked(left.assign(why=pd.Series(why, dtype="str", index=left.index))[UNRESOLVED_COLUMNS], marks(left))


def _why_not(row, roles: dict[int, str]) -> str:
    if roles.get(row.sentence) not in STORY:
        return "stands in the site's own text, not in the story"
    if row.timex_type in LENGTHS:
        return LENGTHS[row.timex_type]
    if str(row.value).startswith("BC"):
        return "lies before our era, where the timeline does not reach"
    if str(row.value).endswith("_REF"):
        return "points to the past, the present or the future, at no date"
    return or_none(row.why) or "no rule dates it"


@once
def provenance(reading: Reading) -> pd.DataFrame:
    """For each dated expression, which parts of its date the words state and which were inferred.

    Returns:
        tid, start, end, text, value, stated ("month, day"), inferred ("year (from published)"), anchor, why; corrected,
        where `timexes` has it.
    """
    dating = dating_of(reading)
    found = dating.timexes[dating.on_axis].reset_index(drop=True)
    parts = [receipt(row) for row in found.itertuples(index=False)]
    found["stated"] = pd.Series([", ".join(stated) for stated, _ in parts], dtype="str")
    found["inferred"] = pd.Series([", ".join(inferred) for _, inferred in parts], dtype="str")
    return marked(found[PROVENANCE_COLUMNS], marks(found))
