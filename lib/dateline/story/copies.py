"""Sentences that several articles share: word for word, with a few words changed, or re-spun.

Candidates share a run of four words, or two names or numbers in a row; each is then compared word by word. A re-spun
sentence has other words where it can: its names, numbers and function words stay, in their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from dateline.article import Article
from dateline.attribution.marks import paired
from dateline.reading import Reading
from dateline.segments.roles import COUNTED_ROLES
from dateline.segments.segmentation import paragraphs, sentences
from dateline.segments.tokenization import TOKEN, kind_of, type_of
from dateline.segments.wordlists import STOP_WORDS
from dateline.story.grouping import STORY_COLUMNS, given_articles, grouped, labels
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
    """A sentence of one of several articles: `words` case-folded, `named` which of them are names or numbers."""

    article: int
    sentence: int
    start: int
    end: int
    words: tuple[str, ...]
    named: tuple[bool, ...]
    quoted: float

    @property
    def names(self) -> list[str]:
        return [word for word, named in zip(self.words, self.named, strict=True) if named]

    @property
    def frame(self) -> list[str]:
        """Names, numbers and function words."""
        return [w for w, named in zip(self.words, self.named, strict=True) if named or w in STOP_WORDS]

    def keys(self) -> set[tuple[str, ...]]:
        names = self.names
        return set(zip(*(self.words[i:] for i in range(_RUN)), strict=False)) | set(pairwise(names))


def sentences_of(article: Article, number: int) -> list[Sentence]:
    """The sentences of title and body, each with its words."""
    reading = Reading.of(article)
    read, parts = sentences(reading), paragraphs(reading)
    text = article.text
    quoted = bytearray(len(text))
    for span in paired(text, list(zip(parts["start"], parts["end"], strict=True)), [*read["end"], len(text)]):
        quoted[span.start : span.end] = b"\1" * (span.end - span.start)
    made = []
    for row in read[read["role"].isin(COUNTED_ROLES)].itertuples():
        forms = [form for form in TOKEN.findall(row.text) if kind_of(form) != "mark"][:_LONGEST]
        words = tuple(type_of(form) for form in forms)
        named = tuple(
            form[0].isdigit() or (i > 0 and form[0].isupper() and words[i] not in STOP_WORDS)
            for i, form in enumerate(forms)
        )
        share = quoted.count(1, row.start, row.end) / (row.end - row.start)
        made.append(Sentence(number, int(row.sentence), int(row.start), int(row.end), words, named, share))
    return made


def alike(one: Iterable[str], other: Iterable[str]) -> float:
    """How much two runs of words have in common, in order: 2 M / T of Ratcliff and Obershelp, 0 to 1."""
    return SequenceMatcher(None, list(one), list(other), autojunk=False).ratio()


def kind_of_pair(one: Sentence, other: Sentence) -> tuple[str, float]:
    """What a later sentence is to an earlier one ("" where it is nothing), and how alike their words are."""
    if 2 * min(len(one.words), len(other.words)) < max(len(one.words), len(other.words)):
        return "", 0.0
    likeness = alike(one.words, other.words)
    if likeness >= _CHANGED:
        return "same" if likeness >= _SAME else "changed", likeness
    frames, names = (one.frame, other.frame), (one.names, other.names)
    is_respun = (
        likeness >= _RESPUN
        and min(map(len, frames)) >= _LEAST_FRAME
        and min(map(len, names)) >= _LEAST_NAMED
        and alike(*names) >= _FRAME
        and alike(*frames) >= _FRAME
    )
    return "re-spun" if is_respun else "", likeness


def _matches(articles: list[Article], order: list[int]) -> list[tuple[Sentence, str, float, Sentence]]:
    """Each sentence that an earlier article has, what it is, how alike, and the first sentence of its kin."""
    found: list[tuple[Sentence, str, float, Sentence]] = []
    by_key: dict[tuple[str, ...], list[Sentence]] = defaultdict(list)
    first: dict[tuple[int, int], Sentence] = {}
    for number in order:
        mine = [s for s in sentences_of(articles[number], number) if len(s.words) >= LEAST_WORDS]
        keys = [sorted(s.keys()) for s in mine]
        for sentence, own in zip(mine, keys, strict=True):
            seen = Counter(other for key in own for other in by_key.get(key, ()))
            likely = sorted(seen, key=lambda o: (-seen[o], o.article, o.sentence))[:_COMPARED]
            kinds = [(*kind_of_pair(sentence, other), other) for other in likely]
            kinds = [match for match in kinds if match[0]]
            if kinds:
                kind, likeness, other = max(kinds, key=lambda match: match[1])
                root = first.get((other.article, other.sentence), other)
                first[sentence.article, sentence.sentence] = root
                found.append(
                    (sentence, "quotation" if max(sentence.quoted, other.quoted) >= _QUOTED else kind, likeness, root)
                )
        for sentence, own in zip(mine, keys, strict=True):
            for key in own:
                if len(by_key[key]) < _LOOKED_AT:
                    by_key[key].append(sentence)
    # other words with the same names can be chance once, hardly twice in one pair of articles
    respun = Counter((match[0].article, match[3].article) for match in found if match[1] == "re-spun")
    alone = {pair for pair, n in respun.items() if n == 1}
    return [m for m in found if m[1] != "re-spun" or (m[0].article, m[3].article) not in alone]


def _in_time(articles: list[Article]) -> list[int]:
    return sorted(range(len(articles)), key=lambda i: (articles[i].published or "9", i))


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
    kin: dict[Sentence, list[tuple[Sentence, str, float]]] = defaultdict(list)
    for sentence, kind, likeness, root in _matches(given, _in_time(given)):
        kin[root].append((sentence, kind, likeness))
    rows = []
    for number, root in enumerate(sorted(kin, key=lambda s: (s.article, s.sentence))):
        for s, kind, likeness in [(root, "first", 1.0), *kin[root]]:
            text = given[s.article].text[s.start : s.end]
            rows.append(
                (names[s.article], number, kind, s.sentence, s.start, s.end, text, likeness, names[root.article])
            )
    return table(rows, SHARED_COLUMNS, shared="int64", likeness="float64")


def _copied(articles: list[Article], names: list[str], members: list[int]) -> dict[int, tuple[str | None, float]]:
    """Of the articles of one story: the earlier one most of whose words each has, and the share of them."""
    group = [articles[i] for i in members]
    order = _in_time(group)
    read = {i: {s.sentence: s for s in sentences_of(article, i)} for i, article in enumerate(group)}
    taken: dict[tuple[int, int], set[int]] = defaultdict(set)
    for sentence, kind, _, root in _matches(group, order):
        if kind != "quotation":
            taken[sentence.article, root.article] |= _run_of(sentence, root, read)
    found: dict[int, tuple[str | None, float]] = {}
    for place in order[1:]:
        total = sum(len(s.words) for s in read[place].values())
        words = {of: sum(len(read[place][i].words) for i in own) for (at, of), own in taken.items() if at == place}
        n, of = max(((n, -of) for of, n in words.items()), default=(0, 0))
        share = n / total if total else float("nan")
        found[members[place]] = (names[members[-of]] if share >= COPY else None, share)
    return found


def _run_of(one: Sentence, other: Sentence, read: dict[int, dict[int, Sentence]]) -> set[int]:
    """The numbers of a copied sentence and of those beside it that are the same in both, short ones and quotations."""
    mine, theirs = read[one.article], read[other.article]
    found = {one.sentence}
    for step in (1, -1):
        i, j = one.sentence + step, other.sentence + step
        while i in mine and j in theirs and mine[i].words == theirs[j].words:
            found.add(i)
            i, j = i + step, j + step
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
        [['a', 0, None], ['the-central-bank-of-peru-raised-its-inte', 1, None], ['b', 0, 'a']]
    """
    given = given_articles(articles)
    names, numbers = labels(given), grouped(given)
    members: dict[int, list[int]] = defaultdict(list)
    for i, number in enumerate(numbers):
        members[number].append(i)
    copied: dict[int, tuple[str | None, float]] = {}
    for group in members.values():
        if len(group) > 1:
            copied |= _copied(given, names, group)
    nothing = (None, float("nan"))
    rows = [(names[i], number, *copied.get(i, nothing)) for i, number in enumerate(numbers)]
    return table(rows, STORY_COLUMNS, story="int64", copy_of="object")
