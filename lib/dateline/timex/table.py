"""The time expressions of an article as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from dateline.amendments import marked, reason
from dateline.calendar.expression import Timex
from dateline.calendar.values import span
from dateline.reading import Reading, once
from dateline.segments.segmentation import sentences_at
from dateline.tables import table
from dateline.timex.tagger import CORRECTED
from dateline.timex.written import creation_window, tagged

COLUMNS = (
    "tid", "sentence", "start", "end", "text", "timex_type", "value", "mod", "anchor", "first_day", "last_day",
    "confidence", "why", "quant", "freq",
)  # fmt: skip
_WINDOW_SURE = 0.8  # factor on confidence where the whole window gives one value
_WINDOW_WIDE = 0.5  # and where its ends give two

Row = tuple[object, ...]


@once
def timexes(reading: Reading) -> pd.DataFrame:
    """The time expressions of an article, in order.

    Returns:
        tid (t1, t2, ...), sentence (from 0), start, end, text, timex_type (DATE, TIME, DURATION, SET),
        value (TIMEX3; X for what is unknown, None where it must not be resolved), mod (TIMEX3, None where there is
        none), anchor (what the value leans on: "text" where it is stated, "published", "unknown", "corrected" where a
        person set it right, or the tid of an earlier expression), first_day and last_day (ISO dates it spans, both
        included; None where it has none), confidence (0 to 1), why (one line), quant and freq (TIMEX3, of sets:
        "EVERY", "2X"; None elsewhere). Empty for an article that is not in English. Where a person set a value
        right, also corrected (bool).

        Where the publication date is not known and `creation_window` bounds it on both sides, what leans on it has the
        anchor "window": first_day and last_day are the first and last day it can mean, the value is that of the whole
        window where its ends agree, and confidence is lowered.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('It rained on Monday and in March 2014.', published='2024-02-14')
        >>> dl.timexes(article)[['text', 'value', 'anchor']].values.tolist()
        [['Monday', '2024-02-12', 'published'], ['March 2014', '2014-03', 'text']]
    """
    article = reading.article
    made = table(_rows(reading), COLUMNS, sentence="Int64")
    made["sentence"] = pd.array(sentences_at(reading, made["start"]), dtype="Int64")
    right = made["anchor"].eq(CORRECTED)
    for row in made[right].itertuples():
        made.at[row.Index, "why"] = reason(article, "date", row.start, row.end)
    return marked(made, right)


def _rows(reading: Reading) -> list[Row]:
    article = reading.article
    found = tagged(reading, article.published)
    if article.published or not found:
        return [_row(t) for t in found]
    window = creation_window(reading)
    if not window["first_day"] or not window["last_day"]:
        # what must wait for the publication date, with the one side that is known of it
        side, on = ("after", window["last_day"]) if window["last_day"] else ("before", window["first_day"])
        waits = [bool(on) and t.anchor == "unknown" and "publication date" in t.why for t in found]
        bound = f"; written not {side} {on}"
        return [_row(replace(t, why=t.why + bound * w)) for t, w in zip(found, waits, strict=True)]
    # what the words are does not depend on the date, so the three readings run in step
    early, late = tagged(reading, window["first_day"]), tagged(reading, window["last_day"])
    seasons = {t.value for t in found if t.expression.form == "season" and t.expression.stated}
    return [_row(*_within(*readings, seasons)) for readings in zip(found, early, late, strict=True)]


def _within(t: Timex, early: Timex, late: Timex, seasons: set[str | None]) -> tuple[Timex, tuple[date, date] | None]:
    """An expression of an undated article, read from both ends of the window it was written in.

    Of two readings of "last fall" the one that the text itself names with its year ("the fall of 2017") stands.
    """
    if len({early.value, late.value} & seasons) == 1:
        early = late = early if early.value in seasons else late
    if t.value is early.value is late.value is None:
        return replace(t, why=late.why), None
    first, last = span(early.value), span(late.value)
    if span(t.value) or not first or not last or t.type not in ("DATE", "TIME"):
        return t, span(t.value)
    same = early.value == late.value
    anchor = early.anchor if early.anchor == late.anchor and early.anchor != "published" else "window"
    why = late.why.replace("the publication date", "the days it can have been written on")
    sure = round(min(early.confidence, late.confidence) * (_WINDOW_SURE if same else _WINDOW_WIDE), 3)
    read = replace(t, value=early.value if same else t.value or "XXXX-XX-XX", anchor=anchor, confidence=sure, why=why)
    return read, (min(first[0], last[0]), max(first[1], last[1]))


def _row(t: Timex, days: tuple[date, date] | None = None) -> Row:
    days = days or span(t.value)
    first_day, last_day = (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
    return (
        t.tid, None, t.start, t.end, t.text, t.type, t.value, t.mod, t.anchor, first_day, last_day, t.confidence, t.why,
        t.expression.quant, t.expression.freq,
    )  # fmt: skip
