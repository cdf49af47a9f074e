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
from dateline.story.followed import words_in
from dateline.tables import MARKS, table, written
from dateline.timex import timexes
from dateline.voices.passages import whose
from dateline.voices.sourcing import hedges

CHANGE_COLUMNS = ["article", "kind", "sentence", "start", "end", "text", "before", "after", MARKS]
VERSION = 0.6  # share of sentences that two articles have in common, in order, from which they are versions of one
_REWORDED = 0.5  # likeness of two sentences in one place, from which the one has become the other
_BARE = re.compile(r"[\"“”'‘’]")


def _facts(article: Article) -> dict[int, dict[str, list[str]]]:
    """Sentence -> kind -> what stands there, as far as a change of it is a change of the news."""
    reading = Reading.of(article)
    said = quotes(reading)
    direct = said[said["kind"].ne("indirect")]
    found: dict[int, dict[str, list[str]]] = {}
    parts = {
        "date": timexes(reading)[["sentence", "text"]],
        "number": quantities(reading)[["sentence", "text"]],
        "speaker": said.assign(text=whose(said))[["sentence", "text"]],
        "quotation": direct[["sentence", "text"]],
        "hedge": hedges(reading)[["sentence", "text"]],
        "name": mentions(reading)[["sentence", "text"]],
    }
    for kind, rows in parts.items():
        for sentence, text in rows.dropna().itertuples(index=False):
            plain = " ".join(_BARE.sub("", text).split()).rstrip(".,") if kind == "quotation" else text
            found.setdefault(int(sentence), {}).setdefault(kind, []).append(plain)
    return found


def _kinds(old: dict[str, list[str]], new: dict[str, list[str]], role: str) -> list[tuple[str, str, str]]:
    """(kind, before, after) of all facts in which two wordings of a sentence are not alike."""
    found = [("headline", "", "")] if role == "title" else []
    for kind in ("date", "number", "speaker", "quotation", "hedge", "name"):
        a, b = old.get(kind, []), new.get(kind, [])
        gone, come = [x for x in a if x not in b], [x for x in b if x not in a]
        if gone or come:
            found.append((kind, "; ".join(gone), "; ".join(come)))
    return found or [("wording", "", "")]


def changes(articles: list[Article], names: list[str]) -> pd.DataFrame:
    """What the later of two versions of one article changes; no rows where they are none.

    Two articles are versions where most of their sentences are the same, in order.

    Returns:
        article, kind (headline, date, number, speaker, quotation, hedge, name, wording; added, removed), sentence,
        start, end, text (of the later version, of a removed sentence of the earlier one), before, after (what of that
        kind stood there, and stands now), marks (the words that are new; in a removed sentence all).
    """
    if len(articles) != 2:
        return table([], CHANGE_COLUMNS)
    old, new = sorted((0, 1), key=lambda i: (articles[i].published or "9", i))
    a, b = (sentences(Reading.of(articles[i])) for i in (old, new))
    texts = a["text"].tolist(), b["text"].tolist()
    if not _are_versions(*texts):
        return table([], CHANGE_COLUMNS)
    facts = _facts(articles[old]), _facts(articles[new])
    rows: list[tuple[object, ...]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, *texts).get_opcodes():
        if tag == "equal":
            continue
        pairs = _paired(texts[0][i1:i2], texts[1][j1:j2])
        for i, j in pairs:
            if j is None:
                rows.append(_row(names[old], "removed", a.iloc[i1 + (i or 0)]))
            elif i is None:
                rows.append(_row(names[new], "added", b.iloc[j1 + j]))
            else:
                was, now = a.iloc[i1 + i], b.iloc[j1 + j]
                marks = _new_words(was["text"], now["text"])
                told = facts[0].get(int(was["sentence"]), {}), facts[1].get(int(now["sentence"]), {})
                rows += [
                    _row(names[new], kind, now, before, after, marks) for kind, before, after in
                    ((k, x or was["text"] if k in ("headline", "wording") else x,
                      y or now["text"] if k in ("headline", "wording") else y)
                     for k, x, y in _kinds(*told, now["role"]))
                ]  # fmt: skip
    return table(rows, CHANGE_COLUMNS)


def _are_versions(one: list[str], other: list[str]) -> bool:
    if not one or not other or one == other:
        return False
    same = SequenceMatcher(None, one, other).get_matching_blocks()
    alike = sum(block.size for block in same)
    there, here = set(other), set(one)
    gone, come = [t for t in one if t not in there], [t for t in other if t not in here]
    alike += sum(i is not None and j is not None for i, j in _paired(gone, come))
    return alike >= VERSION * min(len(one), len(other))


def _paired(old: list[str], new: list[str]) -> list[tuple[int | None, int | None]]:
    """Sentences of two stretches in order: those that became one another, those that went, those that came."""
    pairs: list[tuple[int | None, int | None]] = []
    done = 0
    for i, text in enumerate(old):
        words = words_in(text, 0, len(text)).types
        near = range(done, min(done + 5, len(new)))
        like = [
            (SequenceMatcher(None, words, words_in(new[j], 0, len(new[j])).types, autojunk=False).ratio(), -j)
            for j in near
        ]
        best, place = max(like, default=(0.0, 0))
        if best >= _REWORDED:
            pairs += [(None, j) for j in range(done, -place)] + [(i, -place)]
            done = 1 - place
        else:
            pairs.append((i, None))
    return pairs + [(None, j) for j in range(done, len(new))]


def _new_words(was: str, now: str) -> list[tuple[int, int, str, str]]:
    a, b = words_in(was, 0, len(was)), words_in(now, 0, len(now))
    codes = SequenceMatcher(None, a.types, b.types, autojunk=False).get_opcodes()
    marks = []
    for tag, i1, i2, j1, j2 in codes:
        if tag != "equal" and j2 > j1:
            why = f"before: {was[a.spans[i1][0] : a.spans[i2 - 1][1]]}" if i2 > i1 else "new"
            marks.append((b.spans[j1][0], b.spans[j2 - 1][1], "plus", why))
    return marks


def _row(
    article: str, kind: str, row: pd.Series, before: str = "", after: str = "",
    marks: list[tuple[int, int, str, str]] | None = None,
) -> tuple[object, ...]:  # fmt: skip
    text = row["text"]
    if kind in ("added", "removed"):
        marks = [(0, len(text), "plus" if kind == "added" else "minus", kind)]
    return article, kind, row["sentence"], row["start"], row["end"], text, before, after, written(marks or [])
