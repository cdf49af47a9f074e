"""Quotations followed through several articles: whole, cut, paraphrased, given to somebody else, or in one alone."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from itertools import groupby, islice, pairwise
from typing import Any, NamedTuple

import pandas as pd

from dateline.article import Article
from dateline.attribution import quotes
from dateline.entities.lists import TITLES
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
_FRAGMENT = 0.25  # share of the longest version, from which fewer words are a version of it
_ALL = 0.9  # share of the longest version's words, from which it is whole
_RUN, _LONG_RUN = 2, 8  # words in a row that count as the same; that make one quotation of two by themselves
_REPORTED = 0.6  # share of the telling words of the shorter, from which a reported statement is a paraphrase
_TELLING = 3  # such words that both have, at least


_TITLES = {title.rstrip(".").casefold() for title in TITLES}
_ENDINGS = {"jr", "sr", "ii", "iii"}


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


def words_in(text: str, start: int = 0, end: int | None = None) -> Words:
    words = (m for m in TOKEN.finditer(text, start, len(text) if end is None else end) if kind_of(m.group()) != "mark")
    found = list(islice(words, _LONGEST))
    return Words([type_of(m.group()).replace(".", "") for m in found], [m.span() for m in found])


def same_person(one: str, other: str) -> bool | None:
    """Whether two names can be one person's; None where either is no name ("he", "the mayor")."""
    if not (one[:1].isupper() and other[:1].isupper()):
        return None
    (*given, family, ending), (*others, other_family, other_ending) = name_parts(one), name_parts(other)
    if family != other_family or not (given and others):
        return family == other_family
    return ending == other_ending and (given[0].startswith(others[0]) or others[0].startswith(given[0]))


def name_parts(name: str) -> list[str]:
    """Given names, family name and what follows it ("jr" or ""), without titles."""
    words = [word.strip(".,").casefold() for word in name.split()]
    ending = words.pop() if len(words) > 1 and words[-1] in _ENDINGS else ""
    return [*([word for word in words if word not in _TITLES] or words), ending]


def _runs(longer: Words, shorter: Words) -> list[range]:
    """Which words of the longer both have in runs."""
    blocks = SequenceMatcher(None, longer.types, shorter.types, autojunk=False).get_matching_blocks()
    return [range(block.a, block.a + block.size) for block in blocks if block.size >= _RUN]


def _is_version(longer: Words, shorter: Words) -> bool:
    same = [len(run) for run in _runs(longer, shorter)]
    return sum(same) >= _CONTAINED * len(shorter.types) or max(same, default=0) >= _LONG_RUN


def _said(articles: list[Article]) -> list[Said]:
    found = []
    for number, article in enumerate(articles):
        rows = quotes(Reading.of(article))
        for row, speaker in zip(rows.itertuples(), whose(rows), strict=True):
            found.append(Said(number, row, speaker, words_in(article.text, row.start, row.end)))
    return found


def _versions(said: list[Said]) -> list[list[Said]]:
    """Quotations in groups, the longest version first; each other one is within it, or has a long run of it.

    Two or three words are a version of a short one by the same speaker, and else anybody's.
    """
    groups: list[list[Said]] = []
    by_run: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for one in sorted(said, key=lambda s: (-len(s.words.types), s.article, s.row.start)):
        words = one.words.types
        is_short = len(words) < _LEAST_WORDS
        runs = {*(pairwise(words) if is_short else zip(words, words[1:], words[2:], strict=False))}
        near = sorted({group for run in runs for group in by_run[run]})[:_LOOKED_AT]
        if is_short:
            heads = [(g, groups[g][0]) for g in near if {*words} - STOP_WORDS]
            near = [g for g, head in heads if same_person(head.speaker, one.speaker)
                    and len(words) >= _FRAGMENT * len(head.words.types)]  # fmt: skip
        number = next((g for g in near if _is_version(groups[g][0].words, one.words)), len(groups))
        if is_short and number == len(groups):
            continue
        if number == len(groups):
            runs |= {*pairwise(words)}
            groups.append([])
            for run in runs:
                by_run[run].add(number)
        groups[number].append(one)
    return groups


def _by_word(reported: list[Said]) -> dict[str, list[Said]]:
    """The first statements that have each telling word."""
    found: dict[str, list[Said]] = defaultdict(list)
    for one in reported:
        for word in sorted({*one.words.types} - STOP_WORDS):
            if len(found[word]) < _LOOKED_AT:
                found[word].append(one)
    return found


def _paraphrases(group: list[Said], by_word: dict[str, list[Said]]) -> list[Said]:
    """Statements without marks, in articles that do not quote it, by the same speaker and in most of the same words."""
    quoting, telling = {s.article for s in group}, {*group[0].words.types} - STOP_WORDS
    found: dict[int, Said] = {}
    near = {(one.article, one.row.start): one for word in telling for one in by_word.get(word, ())}
    for (article, _), one in sorted(near.items()):
        own = {*one.words.types} - STOP_WORDS
        is_one = len(own & telling) >= max(_TELLING, _REPORTED * min(len(own), len(telling)))
        if article not in quoting and is_one and same_person(one.speaker, group[0].speaker):
            found.setdefault(article, one)
    return list(found.values())


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
    groups = _versions([s for s in direct if s.row.kind != "scare" or len(s.words.types) < _LEAST_WORDS])
    reported = _by_word([s for s in said if s.row.kind == "indirect"])
    told = [(group, _paraphrases(group, reported)) for group in groups]
    in_articles = [len({s.article for s in group + others}) for group, others in told]
    order = sorted(range(len(told)), key=lambda i: (-in_articles[i], told[i][0][0].article, told[i][0][0].row.start))
    rows: list[tuple[object, ...]] = []
    for number, i in enumerate(order):
        rows += _rows_of(number, *told[i], articles, names, in_articles[i])
    return table(rows, QUOTATION_COLUMNS, quotation="int64")


def _rows_of(
    number: int, group: list[Said], others: list[Said], articles: list[Article], names: list[str], count: int
) -> list[tuple[object, ...]]:
    first = group[0]
    text, spans = articles[first.article].text, first.words.spans
    kept: dict[int, set[int]] = defaultdict(set)  # an article can have a quotation in several pieces
    for one in group:
        kept[one.article].update(*(_runs(first.words, one.words) if one is not first else [range(len(spans))]))
    left: dict[int, list[tuple[int, int]]] = {}
    for article, words in kept.items():
        parts = ([*part] for has, part in groupby(range(len(spans)), words.__contains__) if not has)
        left[article] = [(spans[part[0]][0], spans[part[-1]][1]) for part in parts]
    begin = first.row.start
    marks = [(a - begin, b - begin, "minus", f"left out by {names[i]}") for i, parts in left.items() for a, b in parts]
    rows: list[tuple[object, ...]] = []
    for one in sorted(group, key=lambda s: (s is not first, s.article, s.row.start)) + others:
        dropped = ""
        if count == 1:
            kind = ONLY_HERE
        elif one in others:
            kind = PARAPHRASED
        else:
            is_whole = len(kept[one.article]) >= _ALL * len(spans)
            kind = OTHER if same_person(one.speaker, first.speaker) is False else WHOLE if is_whole else CUT
            dropped = " … ".join(text[a:b] for a, b in left[one.article])
        place = one.row.sentence, one.row.start, one.row.end, one.row.text
        rows.append(
            (names[one.article], number, kind, one.speaker, *place, dropped, written(marks if one is first else []))
        )
    return rows
