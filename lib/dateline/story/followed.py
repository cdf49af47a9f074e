"""Quotations followed through several articles: whole, cut, paraphrased, given to somebody else, or in one alone."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from itertools import islice, pairwise
from typing import Any, NamedTuple

import pandas as pd

from dateline.article import Article
from dateline.attribution import quotes
from dateline.reading import Reading
from dateline.segments.tokenization import TOKEN, kind_of, type_of
from dateline.segments.wordlists import STOP_WORDS
from dateline.tables import MARKS, table, written
from dateline.voices.passages import whose

QUOTATION_COLUMNS = [
    "article", "quotation", "kind", "speaker", "sentence", "start", "end", "text", "dropped", MARKS,
]  # fmt: skip
ONLY_HERE, WHOLE, CUT, PARAPHRASED, OTHER = "only here", "whole", "cut", "paraphrased", "given to somebody else"

_LONGEST = 300  # words of a quotation that are compared
_LOOKED_AT = 20  # quotations or statements that share a word or run
_LEAST_WORDS = 4  # of a quotation; fewer are anybody's
_CONTAINED = 0.8  # share of a quotation's words that the longest version has, in runs, from which it is a version
_ALL = 0.9  # share of the longest version's words, from which it is whole
_RUN = 2  # words in a row that count as the same
_REPORTED = 0.6  # share of the telling words of the shorter, from which a reported statement is a paraphrase
_TELLING = 3  # such words that both have, at least


class Words(NamedTuple):
    """The words of a stretch of text and where each stands."""

    types: list[str]
    spans: list[tuple[int, int]]


class Said(NamedTuple):
    """One quotation or reported statement of one of several articles."""

    article: int
    row: Any
    speaker: str
    words: Words


def words_in(text: str, start: int, end: int) -> Words:
    words = (m for m in TOKEN.finditer(text, start, end) if kind_of(m.group()) != "mark")
    found = list(islice(words, _LONGEST))
    return Words([type_of(m.group()) for m in found], [m.span() for m in found])


def same_person(one: str, other: str) -> bool | None:
    """Whether two names are one person's; None where either is no name ("he", "the mayor")."""
    if not (one[:1].isupper() and other[:1].isupper()):
        return None
    return one.split()[-1].casefold() == other.split()[-1].casefold()


def _runs(longer: list[str], shorter: list[str]) -> list[tuple[int, int]]:
    """(start, end) in the longer of what both have in runs."""
    blocks = SequenceMatcher(None, longer, shorter, autojunk=False).get_matching_blocks()
    return [(b.a, b.a + b.size) for b in blocks if b.size >= _RUN]


def _telling(words: list[str]) -> set[str]:
    return {word for word in words if word not in STOP_WORDS}


def _said(articles: list[Article]) -> list[Said]:
    found = []
    for number, article in enumerate(articles):
        rows = quotes(Reading.of(article))
        for row, speaker in zip(rows.itertuples(), whose(rows), strict=True):
            found.append(Said(number, row, speaker, words_in(article.text, row.start, row.end)))
    return found


def _versions(said: list[Said]) -> list[list[Said]]:
    """Quotations in groups, the longest version first; each other one is within it."""
    groups: list[list[Said]] = []
    by_run: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for one in sorted(said, key=lambda s: (-len(s.words.types), s.article, s.row.start)):
        words = one.words.types
        runs = set(zip(words, words[1:], words[2:], strict=False))
        near = sorted({group for run in runs for group in by_run[run]})[:_LOOKED_AT]
        for number in near:
            same = sum(b - a for a, b in _runs(groups[number][0].words.types, words))
            if same >= _CONTAINED * len(words):
                groups[number].append(one)
                break
        else:
            for run in runs:
                by_run[run].add(len(groups))
            groups.append([one])
    return groups


def _by_word(reported: list[Said]) -> dict[str, list[Said]]:
    """The first statements that have each telling word."""
    found: dict[str, list[Said]] = defaultdict(list)
    for one in reported:
        for word in _telling(one.words.types):
            if len(found[word]) < _LOOKED_AT:
                found[word].append(one)
    return found


def _paraphrases(group: list[Said], by_word: dict[str, list[Said]]) -> list[Said]:
    """Statements without marks, in articles that do not quote it, by the same speaker and in most of the same words."""
    quoting, telling = {s.article for s in group}, _telling(group[0].words.types)
    found: dict[int, Said] = {}
    near = {(one.article, one.row.start): one for word in sorted(telling) for one in by_word.get(word, ())}
    for _, one in sorted(near.items()):
        own = _telling(one.words.types)
        both = len(own & telling)
        is_one = both >= max(_TELLING, _REPORTED * min(len(own), len(telling)))
        if one.article not in quoting and is_one and same_person(one.speaker, group[0].speaker):
            found.setdefault(one.article, one)
    return list(found.values())


def _kind(one: Said, group: list[Said], kept: list[tuple[int, int]], count: int) -> str:
    first = group[0]
    if one is not first and same_person(one.speaker, first.speaker) is False:
        return OTHER
    # an article can have a quotation in several pieces
    return WHOLE if sum(b - a for a, b in kept) >= _ALL * len(first.words.types) else CUT if count > 1 else ONLY_HERE


def _left_out(kept: list[tuple[int, int]], n: int) -> list[tuple[int, int]]:
    """What of n words lies in none of the runs."""
    has = [False] * n
    for a, b in kept:
        has[a:b] = [True] * (b - a)
    edges = [i for i in range(n + 1) if (i < n and has[i]) != (i > 0 and has[i - 1])] if n else []
    bounds = sorted({0, n, *edges})
    return [(a, b) for a, b in pairwise(bounds) if not has[a]]


def quotations(articles: list[Article], names: list[str]) -> pd.DataFrame:
    """The quotations of several articles, those that are versions of one beside each other.

    Quotations of four words and more; the longest version (of equals the first article's) is what others are held
    against.

    Arguments:
        articles, names: what they are, and what they are called.

    Returns:
        article, quotation (its number, from 0: rows of one number are versions of it), kind (only here, in one article
        alone; whole, nine tenths of the longest version's words or more in this article, in one piece or several; cut;
        paraphrased, without marks; given to somebody else, where both speakers are names), speaker, sentence, start,
        end, text, dropped (the words of the longest version that this article lacks), marks (in the longest version:
        what others dropped). Those in most articles first.
    """
    said = _said(articles)
    direct = [s for s in said if s.row.kind != "indirect" and pd.isna(s.row.nested_in)]
    groups = _versions([s for s in direct if s.row.kind != "scare" and len(s.words.types) >= _LEAST_WORDS])
    reported = _by_word([s for s in said if s.row.kind == "indirect"])
    whole = [(group, _paraphrases(group, reported)) for group in groups]

    def told_in(item: tuple[list[Said], list[Said]]) -> int:
        return len({s.article for part in item for s in part})

    whole.sort(key=lambda item: (-told_in(item), item[0][0].article, item[0][0].row.start))
    rows: list[tuple[object, ...]] = []
    for number, (group, others) in enumerate(whole):
        rows += _rows_of(number, group, others, articles, names, told_in((group, others)))
    return table(rows, QUOTATION_COLUMNS, quotation="int64")


def _rows_of(
    number: int, group: list[Said], others: list[Said], articles: list[Article], names: list[str], count: int
) -> list[tuple[object, ...]]:
    first, n = group[0], len(group[0].words.types)
    kept: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one in group:
        kept[one.article] += _runs(first.words.types, one.words.types) if one is not first else [(0, n)]
    text, spans = articles[first.article].text, first.words.spans
    left = {article: _left_out(sorted(runs), n) for article, runs in kept.items()}
    marked = [
        (spans[a][0] - first.row.start, spans[b - 1][1] - first.row.start, "minus", f"left out by {names[article]}")
        for article, parts in left.items()
        for a, b in parts
    ]
    rows: list[tuple[object, ...]] = []
    for one in sorted(group, key=lambda s: (s is not first, s.article, s.row.start)) + others:
        is_reported = one in others
        kind = PARAPHRASED if is_reported else _kind(one, group, _merged(kept[one.article]), count)
        lacking = [] if is_reported or kind == ONLY_HERE else left[one.article]
        dropped = " … ".join(text[spans[a][0] : spans[b - 1][1]] for a, b in lacking)
        marks = written(marked if one is first else [])
        place = one.row.sentence, one.row.start, one.row.end, one.row.text
        rows.append(
            (names[one.article], number, ONLY_HERE if count == 1 else kind, one.speaker, *place, dropped, marks)
        )
    return rows


def _merged(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs that overlap as one."""
    found: list[tuple[int, int]] = []
    for a, b in sorted(runs):
        if found and a <= found[-1][1]:
            found[-1] = found[-1][0], max(b, found[-1][1])
        else:
            found.append((a, b))
    return found
