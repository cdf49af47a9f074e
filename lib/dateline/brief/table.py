"""The table of findings: one row a sentence, by the kinds that the table below names."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd

from dateline.brief import caveats, content, sourcing
from dateline.brief.happenings import namer_of
from dateline.brief.main_event import main_event
from dateline.brief.wording import Finding, bare, sentence, when, year_of
from dateline.reading import Reading, once
from dateline.segments.language import READ_LANGUAGE
from dateline.tables import table

COLUMNS = ["finding", "kind", "text", "rests_on", "n"]


def _main_event(reading: Reading) -> Iterator[Finding]:
    """What happened, when and where; what of that is not stated."""
    found = main_event(reading)
    if found is None:
        return
    namer, text, row = namer_of(reading), found.happening.on(), found.dated
    spans, article = list(found.happening.spans), reading.article
    day = when(row.value, row.mod, year_of(reading)) if row else None
    notes = []
    if row is not None and day is not None:
        spans.append((row.start, row.end))
        dated = namer.dated(row, year_of(reading)) if found.is_own and row.word == found.happening.word else None
        text = dated[1] if dated else text
        if dated is None:
            notes.append(f"the date that stands nearest to it is {bare(day)}")
    else:
        notes.append("when is not stated")
    by = namer.according_to(found.happening)
    if by is None:
        return
    if found.where is None:
        notes.append("where is not stated")
    elif (where := article.text[slice(*found.where)]) not in text:
        text += f", in {where}"
        spans.append(found.where)
    if notes == ["when is not stated", "where is not stated"]:
        notes = ["when and where are not stated"]
    yield sentence("; ".join([text + by, *notes])), tuple(spans), 1


# Kind -> what finds its sentences; in the order that they are printed in.
KINDS: dict[str, Callable[[Reading], Iterator[Finding]]] = {
    "main event": _main_event,
    "sources": sourcing.who_speaks,
    "unnamed sources": sourcing.unnamed_sources,
    "no answer": sourcing.no_answer,
    "accused, not heard": sourcing.accused_unheard,
    "dates ahead": content.dates_ahead,
    "figures": content.figures,
    "denied or disputed": content.denied,
    "odd": caveats.odd,
    "to check": caveats.to_check,
}


@once
def findings(reading: Reading) -> pd.DataFrame:
    """What an editor wants to know of an article, in sentences.

    Arguments:
        reading: an article, or the reading of one.

    Returns:
        finding (from 0), kind (one of KINDS, in their order), text (a sentence), rests_on (the characters it rests on,
        a tuple of (start, end); empty for what is known from outside the text), n (how many rows it rests on). A
        sentence that the article's tables do not carry is not there; an article that is not in English has only what
        is odd about it.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article("The court closed the bridge on Monday. It will reopen on 4 March.", "2024-02-14")
        >>> dl.findings(article)["text"][0]
        'The court closed the bridge on Monday 12 February; where is not stated.'
    """
    kinds = KINDS if reading.article.language == READ_LANGUAGE else {"odd": KINDS["odd"]}
    rows: list[tuple[object, ...]] = []
    for kind, find in kinds.items():
        for text, spans, n in find(reading):
            rows.append((len(rows), kind, text, tuple(sorted(set(spans))), n))
    found = table([(*row[:3], "", row[4]) for row in rows], COLUMNS, finding="int64")
    return found.assign(rests_on=pd.Series([row[3] for row in rows], index=found.index, dtype=object))
