"""Sentences that several articles share: word for word, with a few words changed, or re-spun.

Candidates share a run of four words, or two names or numbers in a row; each is then compared word by word. A re-spun
sentence has other words where it can: its names, numbers and function words stay, in their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import compress, pairwise
from typing import NamedTuple

import pandas as pd

from dateline.article import Article
from dateline.attribution.marks import paired
from dateline.reading import Reading
from dateline.segments.roles import COUNTED_ROLES
from dateline.segments.segmentation import paragraphs, sentences
from dateline.segments.tokenization import TOKEN, kind_of, type_of
from dateline.segments.wordlists import STOP_WORDS
from dateline.story.grouping import STORY_COLUMNS, given_articles, grouped, in_time, labels
from dateline.tables import table

SHARED_COLUMNS = ["article", "shared", "kind", "sentence", "start", "end", "text", "likeness", "first_in"]
LEAST_WORDS = 6  # of a sentence; "He declined to comment" is nobody's
COPY = 0.5  # share of an article's words in sentences of one earlier article, from which it is called a copy
_SAME, _CHANGED, _RESPUN = 0.98, 0.7, 0.4  # likeness in words, from which a sentence is so called
_FRAME = 0.8  # likeness of the names, numbers and function words alone, in a re-spun sentence
_LEAST_FRAME, _LEAST_NAMED = 6, 2  # how many of these, and how many of them names and numbers
_RUN = 4  # words
_LOOKED_AT = 20  # earliest sentences that hold a run
_COMPARED = 5  # of them, those that hold most of the runs
_LONGEST = 120  # words that are compared
_QUOTED = 0.5  # share of a sentence in quotation marks, from which it is a quotation that several report


class Sentence(NamedTuple):
    """A sentence of one of several articles, and what of its words is compared."""

    article: int
    sentence: int
    start: int
    end: int
    words: tuple[str, ...]  # case-folded
    names: tuple[str, ...]  # and numbers
    frame: tuple[str, ...]  # names, numbers and function words
    quoted: float  # share in quotation marks

    def keys(self) -> set[tuple[str, ...]]:
        return set(zip(*(self.words[i:] for i in range(_RUN)), strict=False)) | set(pairwise(self.names))


def sentences_of(article: Article, number: int) -> list[Sentence]:
    """The sentences of title and body, each with its words."""
    read, parts = sentences(Reading.of(article)), paragraphs(Reading.of(article))
    text = article.text
    quoted = bytearray(len(text))
    for span in paired(text, list(zip(parts["start"], parts["end"], strict=True)), [*read["end"], len(text)]):
        quoted[span.start : span.end] = b"\1" * (span.end - span.start)
    made = []
    for row in read[read["role"].isin(COUNTED_ROLES)].itertuples():
        forms = [form for form in TOKEN.findall(row.text) if kind_of(form) != "mark"][:_LONGEST]
        words = tuple(map(type_of, forms))
        is_name = [
            form[0].isdigit() or (i > 0 and form[0].isupper() and words[i] not in STOP_WORDS)
            for i, form in enumerate(forms)
        ]
        is_frame = [named or word in STOP_WORDS for word, named in zip(words, is_name, strict=True)]
        share = quoted.count(1, row.start, row.end) / (row.end - row.start)
        kept = tuple(compress(words, is_name)), tuple(compress(words, is_frame))
        made.append(Sentence(number, int(row.sentence), int(row.start), int(row.end), words, *kept, share))
    return made


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """How much two runs of words have in common, in order: 2 M / T of Ratcliff and Obershelp, 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def kind_of_pair(one: Sentence, other: Sentence) -> tuple[str, float]:
    """What a later sentence is to an earlier one ("" where it is nothing), and how alike their words are."""
    if 2 * min(len(one.words), len(other.words)) < max(len(one.words), len(other.words)):
        return "", 0.0
    likeness = alike(one.words, other.words)
    if likeness >= _CHANGED:
        kind = "same" if likeness >= _SAME else "changed"
        return "quotation" if max(one.quoted, other.quoted) >= _QUOTED else kind, likeness
    is_respun = (
        likeness >= _RESPUN
        and min(len(one.frame), len(other.frame)) >= _LEAST_FRAME
        and min(len(one.names), len(other.names)) >= _LEAST_NAMED
        and alike(one.names, other.names) >= _FRAME
        and alike(one.frame, other.frame) >= _FRAME
    )
    return "re-spun" if is_respun else "", likeness


class Match(NamedTuple):
    """A sentence that an earlier article has, what it is, how alike, and the first sentence of its kin."""

    sentence: Sentence
    kind: str
    likeness: float
    first: Sentence


def _matches(articles: list[Article]) -> list[Match]:
    found: dict[Sentence, Match] = {}
    by_key: dict[tuple[str, ...], list[Sentence]] = defaultdict(list)
    for number in in_time(articles):
        mine = [s for s in sentences_of(articles[number], number) if len(s.words) >= LEAST_WORDS]
        keys = [sorted(s.keys()) for s in mine]
        for sentence, own in zip(mine, keys, strict=True):
            seen = Counter(other for key in own for other in by_key.get(key, ()))
            likely = sorted(seen, key=lambda o: (-seen[o], o.article, o.sentence))[:_COMPARED]
            kinds = [(*kind_of_pair(sentence, other), other) for other in likely]
            kind, likeness, other = max((m for m in kinds if m[0]), key=lambda m: m[1], default=("", 0.0, sentence))
            if kind:
                found[sentence] = Match(sentence, kind, likeness, found[other].first if other in found else other)
        for sentence, own in zip(mine, keys, strict=True):
            for key in own:
                if len(by_key[key]) < _LOOKED_AT:
                    by_key[key].append(sentence)
    # other words with the same names can be chance once, hardly twice in one pair of articles
    respun = Counter((m.sentence.article, m.first.article) for m in found.values() if m.kind == "re-spun")
    return [m for m in found.values() if m.kind != "re-spun" or respun[m.sentence.article, m.first.article] > 1]


def shared_sentences(articles: Iterable[Article]) -> pd.DataFrame:
    """The sentences that several articles have in common, each counted once by its number.

    Title and body are read, sentences of six words and more. The earliest by date of publication is called the first;
    undated articles come last, in the order given.

    Arguments:
        articles: of one story, or any.

    Returns:
        article (its name: a slug of its outlet or title), shared (number of the sentence, from 0; each of its rows is
        one article's wording), kind (first; same, word for word; changed, a few words; re-spun, other words with names,
        numbers and function words in their place; quotation, where most of it stands in quotation marks: that two
        report it makes none a copy), sentence, start, end, text, likeness (to the first, 0 to 1, of words in common in
        their order), first_in (the article that has it first). By shared, then in order of time.

    Raises:
        TableError: what is given is no list of articles.

    Example:
        >>> import dateline as dl
        >>> one = dl.Article('The old ferry sank off Oslo on Monday.', source='A')
        >>> two = dl.Article('The old ferry sank near Oslo on Monday.', source='B')
        >>> dl.shared_sentences([one, two])[['article', 'kind', 'first_in']].values.tolist()
        [['a', 'first', 'a'], ['b', 'changed', 'a']]
    """
    given = given_articles(articles)
    names = labels(given)
    kin: dict[Sentence, list[Match]] = defaultdict(list)
    for match in _matches(given):
        kin[match.first].append(match)
    rows = []
    for number, root in enumerate(sorted(kin, key=lambda s: (s.article, s.sentence))):
        for s, kind, likeness, _ in [Match(root, "first", 1.0, root), *kin[root]]:
            span = s.start, s.end, given[s.article].text[s.start : s.end]
            rows.append((names[s.article], number, kind, s.sentence, *span, likeness, names[root.article]))
    return table(rows, SHARED_COLUMNS, shared="int64", likeness="float64")


def _copied(articles: list[Article]) -> dict[int, tuple[int, float]]:
    """Of each article of one story but the first: the earlier one most of whose words it has, and the share of them."""
    read = {s[:2]: s.words for i, article in enumerate(articles) for s in sentences_of(article, i)}
    taken: dict[tuple[int, int], set[int]] = defaultdict(set)
    for sentence, kind, _, root in _matches(articles):
        if kind == "quotation":
            continue
        own = taken[sentence.article, root.article]
        own.add(sentence.sentence)
        for step in (1, -1):  # what is the same beside a copied sentence is copied too, short ones and quotations
            i, j = sentence.sentence + step, root.sentence + step
            while (words := read.get((sentence.article, i))) and words == read.get((root.article, j)):
                own.add(i)
                i, j = i + step, j + step
    found: dict[int, tuple[int, float]] = {}
    for place in in_time(articles)[1:]:
        total = sum(len(words) for (article, _), words in read.items() if article == place)
        shares = [(sum(len(read[at, i]) for i in own), -of) for (at, of), own in taken.items() if at == place]
        n, of = max(shares, default=(0, 0))
        found[place] = -of, n / total if total else float("nan")
    return found


def stories(articles: Iterable[Article]) -> pd.DataFrame:
    """Which of several articles tell the same story, and which of them are copies.

    Articles are alike by tf-idf over words and names, and at most a week apart; undated ones go by words alone. The
    work grows with the number of articles. Within a story sentences are compared as `shared_sentences` does it.

    Arguments:
        articles: any number of them.

    Returns:
        article (its name: a slug of its outlet or title), story (from 0, in the order given), copy_of (the earlier
        article of the story that at least half of its words come from, sentence by sentence, re-spun ones too; None
        where there is none), share (of its words, in sentences of that one earlier article that it has most of;
        quotations aside; missing for the first of a story). A row an article, in the order given.

    Raises:
        TableError: what is given is no list of articles.

    Example:
        >>> import dateline as dl
        >>> text = 'The old ferry Aurora sank off Oslo on Monday. All 41 passengers were saved by fishermen.'
        >>> other = 'The central bank of Peru raised its interest rate to 5 percent.'
        >>> found = dl.stories([dl.Article(text, source='A'), dl.Article(other), dl.Article(text, source='B')])
        >>> found[['article', 'story', 'copy_of']].values.tolist()
        [['a', 0, None], ['the-central-bank-of-peru-raised-its', 1, None], ['b', 0, 'a']]
    """
    given = given_articles(articles)
    names, numbers = labels(given), grouped(given)
    rows = [[name, number, None, float("nan")] for name, number in zip(names, numbers, strict=True)]
    in_story: dict[int, list[int]] = defaultdict(list)
    for i, number in enumerate(numbers):
        in_story[number].append(i)
    for members in in_story.values():
        for place, (of, share) in _copied([given[i] for i in members]).items():
            rows[members[place]][2:] = names[members[of]] if share >= COPY else None, share
    return table(rows, STORY_COLUMNS, story="int64", copy_of="object")
