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


def in_time(articles: list[Article]) -> list[int]:
    """Their numbers by date of publication, undated ones last, in the order given."""
    return sorted(range(len(articles)), key=lambda i: (articles[i].published or "9", i))


def labels(articles: list[Article]) -> list[str]:
    """A name for each of several articles: its outlet, else its title or first words, as a slug; no two alike."""
    made: dict[str, None] = {}
    same: Counter[str] = Counter()
    for article in articles:
        said = article.source or article.title or article.text.strip().partition("\n")[0]
        slug = re.sub(r"[^a-z0-9]+", "-", said.casefold()).strip("-") or "article"
        slug = slug if len(slug) <= _SLUG_LENGTH else slug[: _SLUG_LENGTH + 1].rpartition("-")[0] or slug[:_SLUG_LENGTH]
        slug = slug if slug[0].isalpha() else f"a-{slug}"
        while (name := f"{slug}-{same[slug] + 1}" if same[slug] else slug) in made:
            same[slug] += 1
        made[name] = None
    return list(made)


@lru_cache(maxsize=1 << 16)
def _term(form: str) -> str:
    """What a token counts as; "" for what tells nothing."""
    term = type_of(form).removesuffix("'s") if kind_of(form) in ("word", "number") else ""
    return "" if term in STOP_WORDS else term


@lru_cache(maxsize=1 << 16)
def _in_general(term: str) -> float:
    """The chance that an article of general English has a term."""
    rate = general_rate(term)
    return 0.5 if rate != rate else -math.expm1(-_LENGTH * rate)


def _vectors(articles: list[Article]) -> list[Vector]:
    """tf-idf of each article, of length 1; idf leans on general English where the articles are few."""
    vectors: list[Vector] = []
    for article in articles:
        forms = [(_term(form), form) for form in TOKEN.findall(f"{article.title or ''}\n{article.text}")]
        counts = Counter(term for term, _ in forms if term)
        named = Counter(term for term, form in forms if form[0].isupper() or form[0].isdigit())
        vectors.append({t: (1 + math.log(n)) * (_NAME if 2 * named[t] > n else 1) for t, n in counts.items()})
    having = Counter(term for vector in vectors for term in vector)
    total = len(articles) + _PRIOR + 0.5
    idf = {term: -math.log((n + _PRIOR * _in_general(term)) / total) for term, n in having.items()}
    for vector in vectors:
        length = math.hypot(*(weight * idf[term] for term, weight in vector.items())) or 1
        vector.update({term: weight * idf[term] / length for term, weight in vector.items()})
    return vectors


class _Story:
    """The sum of its articles' vectors, how many they are, the day of the latest."""

    def __init__(self) -> None:
        self.sum: Vector = defaultdict(float)
        self.n, self.day = 0, -math.inf

    def add(self, vector: Vector, day: float) -> None:
        for term, x in vector.items():
            self.sum[term] += x
        self.n, self.day = self.n + 1, day if math.isfinite(day) else self.day

    def likeness(self, vector: Vector) -> float:
        return sum(x * self.sum.get(term, 0.0) for term, x in vector.items()) / self.n


def grouped(articles: list[Article], alike: float = ALIKE) -> list[int]:
    """The number of each article's story, counted in the order of the articles."""
    vectors = _vectors(articles)
    found: list[_Story] = []
    by_term: dict[str, list[int]] = defaultdict(list)
    story_of = [0] * len(articles)
    for i in in_time(articles):
        vector, published = vectors[i], articles[i].published
        day = date.fromisoformat(published[:10]).toordinal() if published else math.inf
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
