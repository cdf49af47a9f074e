"""Quotations followed through several articles: whole, cut, in other words, given to another, or in one alone."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from itertools import groupby, islice, pairwise
from typing import Any, NamedTuple
from unicodedata import combining, normalize

import pandas as pd

from dateline.article import Article
from dateline.attribution import quotes
from dateline.entities import lists
from dateline.reading import Reading
from dateline.segments.tokenization import TOKEN, kind_of, type_of
from dateline.segments.wordlists import STOP_WORDS
from dateline.tables import MARKS, table, written
from dateline.voices.passages import whose

QUOTATION_COLUMNS = [
    "article", "quotation", "kind", "speaker", "sentence", "start", "end", "text", "dropped", MARKS,
]  # fmt: skip
ONLY_HERE, WHOLE, CUT, REWORDED = "only here", "whole", "cut", "reworded"
PARAPHRASED, OTHER = "paraphrased", "given to somebody else"

_LONGEST = 300  # words of a quotation that are compared
_LOOKED_AT = 20  # quotations or statements that share a word or run
_LEAST_WORDS = 4  # of a quotation; fewer are anybody's
_CONTAINED = 0.8  # share of a quotation's words that the longest version has, in runs, from which it is a version
_FRAGMENT = 0.25  # share of the longest version, from which fewer words are a version of it
_ALL = 0.9  # share of the longest version's words, from which it is whole
_RUN, _LONG_RUN = 2, 8  # words in a row that count as the same; that make one quotation of two by themselves
_INSTEAD = 2  # words of the longest version that one other word can stand for; more are left out
_REPORTED = 0.6  # share of the telling words of the shorter, from which a reported statement is a paraphrase
_IN_BOTH = 0.4  # the same, of the words of both
_TELLING = 3  # such words that both have, at least

Inner = dict[tuple[int, int], list[tuple[int, int]]]  # (article, quotation) -> where it quotes itself
TITLES = {title.rstrip(".").casefold() for title in lists.TITLES}
_ENDINGS = {"jr", "sr", "ii", "iii"}
_QUOTING = re.compile(r"[\"“”]|(?<!\w)['‘]")


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


def is_name(words: str) -> bool:
    """Whether words are a name from end to end: not "he", "the mayor", "Republican senators"."""
    return words[:1].isupper() and words.split()[-1][0].isupper()


def same_person(one: str, other: str) -> bool | None:
    """Whether two names can be one person's; None where either is no name ("he", "the mayor"), or one alone is in the
    middle of the other ("Rosselló", "Ricardo Rosselló Nevares")."""
    if not (is_name(one) and is_name(other)):
        return None
    (*given, family, ending), (*others, other_family, other_ending) = name_parts(one), name_parts(other)
    if not (given and others):
        in_middle = family in others[1:] or other_family in given[1:]
        return None if in_middle else family == other_family
    is_one = given[0].startswith(others[0]) or others[0].startswith(given[0])
    return family == other_family and ending == other_ending and is_one


def family(name: str) -> str:
    return name_parts(name)[-2]


def _is_another(one: Said, other: Said) -> bool:
    """Whether somebody of another family says it: Mike and Michael Brown may be one."""
    return same_person(one.speaker, other.speaker) is False and family(one.speaker) != family(other.speaker)


def name_parts(name: str) -> list[str]:
    """Given names, family name and what follows it ("jr" or ""), without titles and accents."""
    plain = "".join(c for c in normalize("NFKD", name.replace("’", "'")) if not combining(c))
    words = [word.strip(".,").casefold() for word in plain.split()]
    ending = words.pop() if len(words) > 1 and words[-1] in _ENDINGS else ""
    return [*([word for word in words if word not in TITLES] or words), ending]


def _aligned(longer: Words, shorter: Words) -> tuple[list[range], list[range]]:
    """Which words of the longer both have, in runs, and for which of it the shorter has others."""
    blocks = SequenceMatcher(None, longer.types, shorter.types, autojunk=False).get_matching_blocks()
    runs = [block for block in blocks if block.size >= _RUN]
    others, at, own = [], 0, 0
    for block in [*runs, blocks[-1]]:
        if 0 < block.a - at <= _INSTEAD * (block.b - own):
            others.append(range(at, block.a))
        at, own = block.a + block.size, block.b + block.size
    return [range(block.a, block.a + block.size) for block in runs], others


def _is_version(head: Said, one: Said, inner: Inner) -> bool:
    """Whether one is the head's words or some of them; not what the head quotes itself, or a title."""
    words, runs = one.words.types, _aligned(head.words, one.words)[0]
    same = sum(map(len, runs))
    if _is_another(head, one):
        return same >= _CONTAINED * len(head.words.types)
    if len(words) < _LEAST_WORDS:
        is_part = {*words} - STOP_WORDS and same_person(head.speaker, one.speaker)
        return bool(is_part) and same >= max(_CONTAINED * len(words), _FRAGMENT * len(head.words.types))
    said = (head.words.spans[i][0] for run in runs for i in run if head.words.types[i] not in STOP_WORDS)
    own = inner.get((head.article, head.row.quote)) if len(words) < len(head.words.types) else None
    if own and all(any(start <= at < end for start, end in own) for at in said):
        return False
    return same >= _CONTAINED * len(words) or max(map(len, runs), default=0) >= _LONG_RUN


def _said(articles: list[Article]) -> list[Said]:
    found = []
    for number, article in enumerate(articles):
        rows = quotes(Reading.of(article))
        for row, speaker in zip(rows.itertuples(), whose(rows), strict=True):
            found.append(Said(number, row, speaker, words_in(article.text, row.start, row.end)))
    return found


def _versions(said: list[Said], inner: Inner) -> list[list[Said]]:
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
        number = next((g for g in near if _is_version(groups[g][0], one, inner)), len(groups))
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
        both, shorter = len(own & telling), min(len(own), len(telling))
        is_one = both >= max(_TELLING, _REPORTED * shorter, _IN_BOTH * (len(own) + len(telling)) / 2)
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
        reworded, with other words in place of a tenth and more; paraphrased, without marks; given to somebody else,
        where both speakers are names), speaker, sentence, start, end, text, dropped (the words of the longest version
        for which this article has none, function words aside), marks (in the longest version: what others dropped).
        Those in most articles first.
    """
    said = _said(articles)
    inner: Inner = defaultdict(list)
    for s in said:
        if pd.notna(s.row.nested_in):
            inner[s.article, s.row.nested_in].append((s.row.start, s.row.end))
    direct = [s for s in said if s.row.kind != "indirect" and pd.isna(s.row.nested_in)]
    groups = _versions([s for s in direct if s.row.kind != "scare" or len(s.words.types) < _LEAST_WORDS], inner)
    reported = _by_word([s for s in said if s.row.kind == "indirect" and not _QUOTING.search(s.row.text)])
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
    text, (types, spans) = articles[first.article].text, first.words
    same: dict[int, set[int]] = defaultdict(set)  # an article can have a quotation in several pieces
    instead: dict[int, set[int]] = defaultdict(set)
    own: dict[int, set[str]] = defaultdict(set)  # what it has in another order is not left out
    for one in group:
        own[one.article].update(one.words.types)
        runs, others_for = _aligned(first.words, one.words)
        same[one.article].update(*runs)
        instead[one.article].update(*others_for)
    left: dict[int, list[list[int]]] = {}
    for article, words in same.items():
        gaps = groupby(range(len(spans)), (words | instead[article]).__contains__)
        parts = ([*part] for has, part in gaps if not has)
        left[article] = [part for part in parts if {types[i] for i in part} - STOP_WORDS - own[article]]
    places = {i: [(spans[part[0]][0], spans[part[-1]][1]) for part in parts] for i, parts in left.items()}
    begin = first.row.start
    marks = [(a - begin, b - begin, "minus", f"left out by {names[i]}") for i in places for a, b in places[i]]
    rows: list[tuple[object, ...]] = []
    for one in sorted(group, key=lambda s: (s is not first, s.article, s.row.start)) + others:
        kind, dropped = PARAPHRASED, ""
        if one not in others:
            is_cut = sum(map(len, left[one.article])) > (1 - _ALL) * len(spans)
            is_other = len(instead[one.article] - same[one.article]) > (1 - _ALL) * len(spans)
            kind = CUT if is_cut else REWORDED if is_other else WHOLE
            kind = OTHER if _is_another(one, first) else kind
            dropped = " … ".join(text[a:b] for a, b in places[one.article])
        if count == 1:
            kind, dropped = ONLY_HERE, ""
        place = one.row.sentence, one.row.start, one.row.end, one.row.text
        rows.append(
            (names[one.article], number, kind, one.speaker, *place, dropped, written(marks if one is first else []))
        )
    return rows
