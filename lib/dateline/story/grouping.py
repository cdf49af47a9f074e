"""Which articles tell the same story: a single pass in the order of time over rare words and names.

Each article joins the story that it is most like on the average, if that is like enough and its last article is a week
off at most (single-pass clustering of topic detection and tracking: Allan, Papka and Lavrenko 1998). An inverted index
over each article's most telling terms names the stories that are looked at, so the work grows with the articles.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from dateline.article import Article
from dateline.segments.tokenization import TOKEN, kind_of, type_of
from dateline.segments.wordlists import STOP_WORDS
from dateline.tables import TableError
from dateline.terms.contrast import general_rate

# Mean cosine to a story's articles. Cross-validation takes 0.14 to 0.16, and F1 is .95 and more from 0.10 to 0.24
# (benchmarks/stories.py): above the middle, since two stories in one are worse than one in two.
ALIKE = 0.20
DAYS_APART = 7  # from the story's latest article
_KEY_TERMS = 16  # of an article, by which its story is found
_LOOKED_AT = 50  # latest stories of a key term
_NAME = 2.0  # weight of a term written with a capital, or of a number, against other words
_LENGTH = 300  # words: of the article in which general English is thought to have a term or not
_PRIOR = 100  # articles of general English that stand beside those given, so that few articles have weights too

STORY_COLUMNS = ["article", "story", "copy_of", "share"]
Vector = dict[str, float]


def given_articles(articles: Iterable[Article]) -> list[Article]:
    """What was given, as a list.

    Raises:
        TableError: where it is no list of articles.
    """
    if isinstance(articles, Article):
        return [articles]
    is_list = isinstance(articles, Iterable) and not hasattr(articles, "columns")
    found: list[Article] = list(articles) if is_list else []
    if not is_list or not all(isinstance(article, Article) for article in found):
        raise TableError("a list of articles is wanted: read(path) or Article(text) makes each")
    return found


_SLUG_LENGTH = 40  # characters


def labels(articles: list[Article]) -> list[str]:
    """A name for each of several articles: its outlet, else its title or first words, as a slug; no two alike."""
    made: dict[str, None] = {}
    same: Counter[str] = Counter()
    for article in articles:
        said = article.source or article.title or article.text.strip().partition("\n")[0]
        slug = re.sub(r"[^a-z0-9]+", "-", said.casefold())[:_SLUG_LENGTH].strip("-") or "article"
        slug = slug if slug[0].isalpha() else f"a-{slug}"
        while (name := f"{slug}-{same[slug] + 1}" if same[slug] else slug) in made:
            same[slug] += 1
        made[name] = None
    return list(made)


@lru_cache(maxsize=1 << 16)
def _term(form: str) -> tuple[str, bool] | None:
    """What a token counts as and whether it is written as a name or a number; None for what tells nothing."""
    if kind_of(form) not in ("word", "number") or (term := type_of(form).removesuffix("'s")) in STOP_WORDS:
        return None
    return term, form[0].isupper() or form[0].isdigit()


@lru_cache(maxsize=1 << 16)
def _in_general(term: str) -> float:
    """The chance that an article of general English has a term."""
    rate = general_rate(term)
    return 0.5 if rate != rate else -math.expm1(-_LENGTH * rate)


def _weights(article: Article) -> Vector:
    counts: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for form in TOKEN.findall(f"{article.title or ''}\n{article.text}"):
        if found := _term(form):
            counts[found[0]] += 1
            named[found[0]] += found[1]
    return {term: (1 + math.log(n)) * (_NAME if 2 * named[term] > n else 1.0) for term, n in counts.items()}


def _vectors(articles: list[Article]) -> list[Vector]:
    """tf-idf of each article, of length 1; idf leans on general English where the articles are few."""
    raw = [_weights(article) for article in articles]
    having = Counter(term for weights in raw for term in weights)
    total = len(articles) + _PRIOR + 0.5
    idf = {term: -math.log((n + _PRIOR * _in_general(term)) / total) for term, n in having.items()}
    vectors = []
    for weights in raw:
        vector = {term: weight * idf[term] for term, weight in weights.items()}
        length = math.sqrt(sum(x * x for x in vector.values())) or 1.0
        vectors.append({term: x / length for term, x in vector.items()})
    return vectors


def _day(article: Article) -> float:
    return date.fromisoformat(article.published[:10]).toordinal() if article.published else math.inf


class _Story:
    """The sum of its articles' vectors, how many they are, the day of the latest."""

    def __init__(self) -> None:
        self.sum: Vector = defaultdict(float)
        self.n = 0
        self.day = -math.inf

    def add(self, vector: Vector, day: float) -> None:
        for term, x in vector.items():
            self.sum[term] += x
        self.n, self.day = self.n + 1, day if math.isfinite(day) else self.day

    def likeness(self, vector: Vector) -> float:
        return sum(x * self.sum.get(term, 0.0) for term, x in vector.items()) / self.n


def grouped(articles: list[Article], alike: float = ALIKE) -> list[int]:
    """The number of each article's story, counted in the order of the articles."""
    vectors, days = _vectors(articles), [_day(article) for article in articles]
    found: list[_Story] = []
    by_term: dict[str, list[int]] = defaultdict(list)
    story_of = [0] * len(articles)
    for i in sorted(range(len(articles)), key=lambda i: (days[i], i)):
        vector, day = vectors[i], days[i]
        keys = sorted(vector, key=lambda term: (-vector[term], term))[:_KEY_TERMS]
        near = {story for key in keys for story in by_term[key][-_LOOKED_AT:]}
        near = {s for s in near if math.isinf(day) or day - found[s].day <= DAYS_APART}
        likeness, nearest = max(((found[s].likeness(vector), -s) for s in near), default=(0.0, 0))
        number = -nearest if likeness >= alike else len(found)
        if number == len(found):
            found.append(_Story())
        found[number].add(vector, day)
        story_of[i] = number
        for key in keys:
            if number not in by_term[key][-_LOOKED_AT:]:
                by_term[key].append(number)
    order: dict[int, int] = {}
    return [order.setdefault(number, len(order)) for number in story_of]
