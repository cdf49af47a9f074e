"""The table of findings, one row a sentence, and short names for the events of a timeline, as a figure wants them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd

from dateline.article import Article
from dateline.brief import caveats, content, sourcing
from dateline.brief.happenings import namer_of
from dateline.brief.main_event import main_event
from dateline.brief.wording import Finding, bare, sentence, when, year_of
from dateline.given import ParameterError
from dateline.reading import Reading
from dateline.segments.genres import form_of
from dateline.segments.language import READ_LANGUAGE
from dateline.tables import expects, of_article, table

COLUMNS = ["finding", "kind", "text", "rests_on", "n"]

_NO_NEWS = ("interview", "opinion", "transcript", "live blog")  # genres whose first sentences tell no event


def _main_event(reading: Reading) -> Iterator[Finding]:
    """What happened, when and where; what of that is not stated."""
    namer, year = namer_of(reading), year_of(reading)
    found = None if form_of(reading).genre in _NO_NEWS else main_event(reading)
    by = namer.according_to(found.happening) if found else None
    if found is None or by is None:
        return
    told, row, place = found.happening, found.row, found.where
    spans, missing, near = list(told.spans), [], ""
    own = next((row for row in namer.dating.rows if row.word == told.word), None)
    dated = namer.dated(own, year) if own else None
    text = dated[1] if dated else told.on()
    if dated is None and not any(a <= at < b for a, b in told.spans for at in namer.days_at):
        is_sure = row is not None and "/" not in row.value and row.stated != ["time of day"]
        if row and is_sure and (day := when(row.value, row.mod, year)):
            near = f"; nearest date given: {bare(day)}"
            spans.append((row.start, row.end))
        elif found.is_undated:
            missing.append("when")
    if place and reading.article.text[slice(*place)] not in text:
        last = namer.clauses.words_in(*place)[-1]
        text += f", {namer.clauses.preposition_of(last) or 'in'} {reading.article.text[slice(*place)]}"
        spans.append(place)
    elif found.is_placeless:
        missing.append("where")
    unsaid = f"; {' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not stated" if missing else ""
    yield sentence(text + by + near + unsaid), tuple(spans), 1


# Kind -> what finds its sentences; in the order that they are printed in.
KINDS: dict[str, Callable[[Reading], Iterator[Finding]]] = {
    "main event": _main_event,
    "sources": sourcing.who_speaks,
    "unnamed sources": sourcing.unnamed_sources,
    "no answer": sourcing.no_answer,
    "dates ahead": content.dates_ahead,
    "figures": content.figures,
    "denied or disputed": content.denied,
    "odd": caveats.odd,
    "to check": caveats.to_check,
}


def findings(article: Article | Reading, *kinds: str) -> pd.DataFrame:
    """What an editor wants to know of an article, in sentences.

    Arguments:
        article: an article, or the reading of one.
        kinds: those that are wanted, of KINDS; all, where none is named.

    Returns:
        finding (from 0), kind (one of KINDS, in their order), text (a sentence), rests_on (the characters it rests on,
        a tuple of (start, end); empty for what is known from outside the text), n (how many rows it rests on). A
        sentence that the article's tables do not carry is not there; an article that is not in English has only what
        is odd about it.

    Raises:
        ParameterError: there is no such kind.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article("The court closed the bridge on Monday. It will reopen on 4 March.", "2024-02-14")
        >>> dl.findings(article)["text"][0]
        'The court closed the bridge on Monday 12 February; where is not stated.'
    """
    reading = Reading.of(article)
    if unknown := next((kind for kind in kinds if kind not in KINDS), None):
        raise ParameterError(f"there is no finding of the kind {unknown!r}: choose of {', '.join(KINDS)}")
    readable = KINDS if reading.article.language == READ_LANGUAGE else ("odd",)
    told: dict[str, tuple[object, ...]] = {}  # what lies ahead may be the main event
    for kind in [kind for kind in readable if kind in (kinds or KINDS)]:
        for text, spans, n in KINDS[kind](reading):
            told.setdefault(text, (len(told), kind, text, tuple(sorted(set(spans))), n))
    found = table([(*row[:3], "", row[4]) for row in told.values()], COLUMNS, finding="int64")
    return found.assign(rests_on=pd.Series([row[3] for row in told.values()], index=found.index, dtype=object))


def with_labels(article: Article, timeline: pd.DataFrame) -> pd.DataFrame:
    """The timeline with a name for each event, of who or what it is told and what happened.

    Arguments:
        article: whose timeline it is.
        timeline: a table as `timeline` gives it.

    Returns:
        the table and label (text): "the court closed the bridge"; where no such name can stand alone, the clause.

    Raises:
        TableError: the timeline is of another article.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('On Monday, after a long debate, the court closed the bridge.', '2024-02-14')
        >>> dl.with_labels(article, dl.timeline(article))['label'].tolist()
        ['the court closed the bridge']
    """
    expects(timeline, "start end text verb", "timeline")
    of_article(article, timeline)
    namer = namer_of(Reading.of(article))
    rows = ((row, namer.happening(row.word, namer.date_of(row))) for row in namer.dating.rows)
    named = {(row.start, row.end, row.verb): found.on() for row, found in rows if found}
    keys = zip(timeline["start"], timeline["end"], timeline["verb"], strict=True)
    labels = [named.get(key, "") or text for key, text in zip(keys, timeline["text"], strict=True)]
    return timeline.assign(label=pd.Series(labels, index=timeline.index, dtype="str"))
