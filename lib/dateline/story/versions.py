"""Two versions of one article: what was changed from the one to the other, by kind."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

import pandas as pd

from dateline.article import Article
from dateline.attribution import quotes
from dateline.entities import mentions
from dateline.figures import quantities
from dateline.reading import Reading
from dateline.segments.segmentation import sentences
from dateline.story.copies import alike
from dateline.story.followed import words_in
from dateline.story.grouping import in_time
from dateline.tables import MARKS, table, written
from dateline.timex import timexes
from dateline.voices.passages import whose
from dateline.voices.sourcing import hedges

CHANGE_COLUMNS = ["article", "kind", "sentence", "start", "end", "text", "before", "after", MARKS]
VERSION = 0.6  # share of sentences that two articles have in common, in order, from which they are versions of one
_REWORDED = 0.5  # likeness of two sentences in one place, from which the one has become the other
_LOOKED_AT = 5  # sentences further on that one may have become
_KINDS = "date number speaker quotation hedge name".split()
_MARKS = re.compile(r"[\"“”'‘’]|[.,]$")

Facts = dict[tuple[int, str], list[str]]


def _facts(article: Article) -> Facts:
    """(sentence, kind) -> what stands there, as far as a change of it is a change of the news."""
    reading = Reading.of(article)
    said = quotes(reading)
    direct = said[said["kind"].ne("indirect")]
    bare = [_MARKS.sub("", " ".join(_MARKS.sub("", text).split())) for text in direct["text"]]
    parts = (
        timexes(reading), quantities(reading), said.assign(text=whose(said)), direct.assign(text=bare),
        hedges(reading), mentions(reading),
    )  # fmt: skip
    found: Facts = {}
    for kind, rows in zip(_KINDS, parts, strict=True):
        for sentence, text in rows[["sentence", "text"]].dropna().itertuples(index=False):
            found.setdefault((int(sentence), kind), []).append(text)
    return found


def changes(articles: list[Article], names: list[str]) -> pd.DataFrame:
    """What the later of two versions of one article changes; no rows where they are none.

    Returns:
        article, kind (headline, date, number, speaker, quotation, hedge, name, wording; added, removed), sentence,
        start, end, text (of the later version, of a removed sentence of the earlier one), before, after (what of that
        kind stood there, and stands now), marks (the words that are new; in a removed sentence all).
    """
    if len(articles) != 2 or articles[0].text == articles[1].text:
        return table([], CHANGE_COLUMNS)
    old, new = in_time(articles)
    a, b = (list(sentences(Reading.of(articles[i])).itertuples()) for i in (old, new))
    # one headline is another's successor, however worded
    pairs = _paired(*(["" if row.role == "title" else row.text for row in rows] for rows in (a, b)))
    if sum(None not in pair for pair in pairs) < VERSION * max(min(len(a), len(b)), 1):
        return table([], CHANGE_COLUMNS)
    facts = _facts(articles[old]), _facts(articles[new])
    rows: list[tuple[object, ...]] = []
    for i, j in pairs:
        if i is None or j is None:
            row, name, kind, mark = b[j or 0], new, "added", "plus"
            if i is not None:
                row, name, kind, mark = a[i], old, "removed", "minus"
            found, marks = [(kind, "", "")], [(0, len(row.text), mark, kind)]
        elif a[i].text == b[j].text:
            continue
        else:
            row, name, marks = b[j], new, _new_words(a[i].text, b[j].text)
            whole = a[i].text, b[j].text
            found = [("headline", *whole)] if row.role == "title" else []
            for kind in _KINDS:
                was, now = facts[0].get((a[i].sentence, kind), []), facts[1].get((row.sentence, kind), [])
                gone, come = "; ".join(x for x in was if x not in now), "; ".join(x for x in now if x not in was)
                found += [(kind, gone, come)] if gone or come else []
            found = found or [("wording", *whole)]
        for kind, before, after in found:
            place = row.sentence, row.start, row.end, row.text
            rows.append((names[name], kind, *place, before, after, written(marks)))
    return table(rows, CHANGE_COLUMNS)


def _paired(old: list[str], new: list[str]) -> list[tuple[int | None, int | None]]:
    """Sentences in order: those that stayed or became one another, those that went, those that came."""
    pairs: list[tuple[int | None, int | None]] = []
    for tag, i1, i2, done, j2 in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            pairs += zip(range(i1, i2), range(done, j2), strict=True)
            continue
        for i in range(i1, i2):
            words = words_in(old[i]).types
            near = range(done, min(done + _LOOKED_AT, j2))
            best, at = max(((alike(words, words_in(new[j]).types), -j) for j in near), default=(0.0, 0))
            if best < _REWORDED:
                pairs.append((i, None))
            else:
                pairs += [*((None, j) for j in range(done, -at)), (i, -at)]
                done = 1 - at
        pairs += [(None, j) for j in range(done, j2)]
    return pairs


def _new_words(was: str, now: str) -> list[tuple[int, int, str, str]]:
    a, b = words_in(was), words_in(now)
    marks = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a.types, b.types, autojunk=False).get_opcodes():
        if tag != "equal" and j2 > j1:
            why = f"before: {was[a.spans[i1][0] : a.spans[i2 - 1][1]]}" if i2 > i1 else "new"
            marks.append((b.spans[j1][0], b.spans[j2 - 1][1], "plus", why))
    return marks
