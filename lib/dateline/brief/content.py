"""What the article tells: the dates ahead, the figures that matter, what is denied."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dateline.brief.happenings import namer_of
from dateline.brief.main_event import main_event
from dateline.brief.wording import Finding, year_of
from dateline.events.dating import DatedRow, dating_of
from dateline.figures import quantities
from dateline.reading import Reading
from dateline.segments.segmentation import sentences
from dateline.tables import DOUBTFUL

MOST_AHEAD = 5
MOST_FIGURES = 3
FEWEST = 10  # counts below are no figures
_SUMS = 3  # of a currency, of which the largest is told that a sentence can be made of
_LEAD = 3  # sentences of the body that are the lead
_DISPUTING = frozenset("deny dispute reject refute contest rebut contradict".split())
# What is asked for is turned down, and not said to be untrue.
_UNTRUE = frozenset(
    """
    accusation account allegation argument assertion blame charge claim count criticism finding guilt idea involvement
    knowledge link notion offence offense report responsibility role rumour rumor suggestion theory view wrongdoing
    """.split()
)
_KINDS = ("money", "percent", "share", "count", "multiple", "length", "area", "volume", "weight", "magnitude", "speed")


def dates_ahead(reading: Reading) -> Iterator[Finding]:
    """What lies ahead of the publication, each with its day."""
    namer, done = namer_of(reading), set[int]()
    coming = [row for row in dating_of(reading).rows if row.kind == "coming" and row.confidence >= DOUBTFUL]
    for row in sorted(coming, key=lambda row: row.first_day):
        dated = namer.dated(row, year_of(reading))
        is_again = any(_is_closer(other, row) for other in coming)
        if dated is None or is_again or dated[0].word in done or len(done) == MOST_AHEAD:
            continue
        found, text = dated
        if (whole := namer.told(found, text if found.who else f"still to come: {text}")) is not None:
            done.add(found.word)
            yield whole, ((row.start, row.end),), 1


def _is_closer(other: DatedRow, row: DatedRow) -> bool:
    """Whether another row tells the day of the same: "the hearing in October" is that "on 17 October"."""
    is_inside = row.first_day <= other.first_day <= other.last_day <= row.last_day
    return is_inside and other.value != row.value and other.lemma == row.lemma


def figures(reading: Reading) -> Iterator[Finding]:
    """The largest sum of money and the figures of the lead, each in its clause, in the order of the text."""
    namer, found, lines, main = namer_of(reading), quantities(reading), sentences(reading), main_event(reading)
    body = lines.loc[lines["role"].eq("body"), "sentence"]
    found = found[found["kind"].isin(_KINDS) & found["sentence"].isin(body)]
    money = found[found["kind"].eq("money")]
    matters = found["sentence"].isin(body.head(_LEAD)) & (found["kind"].ne("count") | found["value"].ge(FEWEST))
    largest = money.sort_values("value", ascending=False, kind="stable").groupby("unit").head(_SUMS)
    done, told, sums = list(main.happening.spans) if main else [], list[Finding](), set[str]()
    for row in pd.concat([largest.assign(is_sum=True), found[matters].assign(is_sum=False)]).itertuples():
        inside = namer.clauses.words_in(row.start, row.end)
        is_known = any(a <= row.start < b for a, b in done)
        if len(told) == MOST_FIGURES or not inside or is_known or (row.is_sum and row.unit in sums):
            sums |= {row.unit} if is_known else set()
            continue
        clause = namer.happening(namer.trees.clause_of(inside[0]))
        if clause is None or not any(a <= row.start and row.end <= b for a, b in clause.spans):
            continue
        if (text := namer.told(clause)) is not None:
            done += clause.spans
            sums.add(row.unit)
            told.append((text, clause.spans, 1))
    yield from sorted(told, key=lambda finding: min(finding[1]))


def denied(reading: Reading) -> Iterator[Finding]:
    """What somebody denies or disputes."""
    namer = namer_of(reading)
    t, clauses = namer.trees, namer.clauses
    for word, lemma in enumerate(clauses.lemmas):
        if lemma not in _DISPUTING or t.upos[word] != "VERB" or t.is_passive(word) or clauses.is_negated(word):
            continue
        objects = {clauses.lemmas[c] for c in t.children(word, "obj")}
        is_claim = bool(objects & _UNTRUE) or t.child(word, "ccomp", "xcomp") is not None
        found = namer.happening(word) if is_claim else None
        if found is not None and found.word == word and (text := namer.told(found)) is not None:
            yield text, found.spans, 1
