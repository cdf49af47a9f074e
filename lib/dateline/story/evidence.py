"""What a comparison shows, in plain English: sentences that the rows under them carry, and no verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from dateline.given import ParameterError
from dateline.story.comparison import DIFFER
from dateline.story.followed import CUT, ONLY_HERE, OTHER, PARAPHRASED
from dateline.tables import table

FINDING_COLUMNS = ["finding", "told_in"]
_WORDS = "no one two three four five six seven eight nine ten".split()


def _n(n: int, what: str = "") -> str:
    """ "three quotations", "one quotation", "12 quotations"."""
    said = _WORDS[n] if n < len(_WORDS) else f"{n:,}"
    return f"{said} {what}{'s' * (n != 1)}" if what else said


def _told(rows: pd.DataFrame) -> str:
    """ "a 2, 5; b 3": where rows stand."""
    parts = rows.groupby("article", sort=False)["sentence"]
    return "; ".join(f"{name} {', '.join(map(str, sorted(set(found))))}" for name, found in parts)


def _of(n: int, total: int, what: str, verbs: tuple[str, str]) -> str:
    """ "Three of the five quotations stand"."""
    one, many = verbs
    part = "none of the" if not n else "all" if n == total > 1 else f"{_n(n)} of the"
    said = f"{part} {_n(total, what)}" if total > 1 else f"the {what}" if n else f"not the one {what}"
    return f"{said[0].upper()}{said[1:]} {one if n <= 1 else many}"


def _copies(facts: pd.DataFrame) -> Iterator[tuple[str, str]]:
    for row in facts.dropna(subset=["copy_of"]).itertuples():
        yield f"{row.article} is for the most part a copy of {row.copy_of}: {row.share:.0%} of its words.", ""
    undated = facts.loc[facts["published"].isna(), "article"].tolist()
    if undated:
        yield f"Without a date of publication, so that who told first is not known: {', '.join(undated)}.", ""


def _quotations(rows: pd.DataFrame) -> Iterator[tuple[str, str]]:
    total = rows["quotation"].nunique()
    for kind, verbs, rest in (
        (ONLY_HERE, ("stands", "stand"), "in one article alone"),
        (CUT, ("is", "are"), "cut in some article"),
        (PARAPHRASED, ("is", "are"), "put in other words, without quotation marks, in some article"),
        (OTHER, ("is", "are"), "given to different people"),
    ):
        found = rows[rows["kind"].eq(kind)]
        n = found["quotation"].nunique()
        if n or (kind == ONLY_HERE and total):
            yield f"{_of(n, total, 'quotation', verbs)} {rest}.", "" if kind == ONLY_HERE else _told(found)


def _sources(rows: pd.DataFrame) -> Iterator[tuple[str, str]]:
    named = rows[rows["source"].str[:1].str.isupper()]
    last = named["source"].str.split().str[-1].str.casefold()  # "Mayor Nordmann" is Kari Nordmann
    in_articles = named.groupby(last)["article"].nunique()
    if len(in_articles):
        n = int((in_articles == 1).sum())
        yield f"{_of(n, len(in_articles), 'named source', ('speaks', 'speak'))} in one article alone.", ""


def _differences(tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, str]]:
    for of, rows in tables["amounts"][tables["amounts"]["state"].eq(DIFFER)].groupby("of", sort=False):
        said = ", ".join(f"{text} ({name})" for name, text in zip(rows["article"], rows["text"], strict=True))
        yield f"The articles differ on the number of {of}: {said}.", _told(rows)
    events = tables["events"]
    many = events[events["told_by"].gt(1)]
    if len(events):
        yield f"{_of(len(many), len(events), 'dated event', ('is', 'are'))} told by more than one article.", ""
    for row in many[many["differs"].ne("")].itertuples():
        yield f"On “{' '.join(row.text.split())}” they differ: {row.differs}.", row.told_in


def compared_findings(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What a comparison shows, a sentence a row.

    Arguments:
        tables: as `compare` gives them.

    Returns:
        finding, told_in ("a 2, 5; b 3": the articles and sentences it rests on; "" where a whole table carries it).

    Raises:
        ParameterError: what is given is no comparison.

    Example:
        >>> import dateline as dl
        >>> dl.compared_findings(dl.compare([dl.Article('Rain fell.')]))['finding'].tolist()
        ['One article was given: there is nothing to compare it with.']
    """
    if not isinstance(tables, Mapping) or not {"articles", "quotations", "changes"} <= set(tables):
        raise ParameterError("the tables of a comparison are wanted, as compare gives them")
    n = len(tables["articles"])
    if n < 2:
        alone = "One article was given: there is" if n else "No article was given: there is"
        return table([(f"{alone} nothing to compare{' it with' * n}.", "")], FINDING_COLUMNS)
    rows = [*_copies(tables["articles"]), *_sources(tables["sources"]), *_quotations(tables["quotations"])]
    rows += _differences(tables)
    if len(changes := tables["changes"]):
        counts = changes["kind"].value_counts(sort=False)
        said = ", ".join(f"{kind} {count}" for kind, count in counts.items())
        rows.append((f"The two are versions of one article; what was changed: {said}.", _told(changes)))
    return table(rows or [("The articles have nothing in common that is compared here.", "")], FINDING_COLUMNS)
