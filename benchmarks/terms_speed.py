"""Tokens a second on one core: counting, the token table, statistics of a corpus, and peers in the same run.

    python benchmarks/terms_speed.py [tokens, default 1000000] [a folder of .txt, else made-up news]

Seconds are of the processor, the best of some runs, so that other work on the machine tells little. The tokens are
dateline's own for dateline, each peer's own for the peer. Peers do less or other work than the line above them: NLTK's
RegexpTokenizer has dateline's pattern and gives spans alone, its word_tokenize strings, CountVectorizer counts of words
of two letters and more. Those that are not installed are left out (pip install scikit-learn).
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
from nltk.tokenize import NLTKWordTokenizer, RegexpTokenizer
from nltk.tokenize.punkt import PunktSentenceTokenizer

from dateline.article import Article
from dateline.segments.segmentation import paragraphs, sentences
from dateline.segments.tokenization import TOKEN, TOKEN_PATTERN, ngrams, tokens
from dateline.terms.association import collocations
from dateline.terms.contrast import keyness
from dateline.terms.counts import count_words, frequency
from dateline.terms.forms import with_terms
from dateline.terms.spread import dispersion


def made_up_news(n: int) -> str:
    """About n tokens: 40,000 words by Zipf's law, in sentences and paragraphs; the same each time."""
    rng = random.Random(7)
    syllables = ["ba", "co", "den", "fi", "gor", "hal", "in", "jo", "ker", "lim", "mo", "nat", "or", "pre", "sti", "tu"]
    words = ["".join(rng.choices(syllables, k=1 + i % 4)) for i in range(40_000)]
    weights = [1 / (rank + 2) for rank in range(len(words))]
    drawn, pieces = rng.choices(words, weights, k=n), []
    for i in range(0, n, 18):
        sentence = drawn[i : i + 18]
        pieces.append(" ".join([sentence[0].capitalize(), *sentence[1:]]) + (".\n\n" if i % 90 == 0 else ". "))
    return "".join(pieces)


def spent(work: Callable[[Any], object], prepare: Callable[[], Any] = lambda: None, runs: int = 3) -> float:
    """The best of some runs of the work on what was prepared, in seconds of the processor."""
    times = []
    for _ in range(runs):
        given = prepare()
        began = time.process_time()
        work(given)
        times.append(time.process_time() - began)
    return min(times)


class Fresh:
    """Articles of one text that no cache knows."""

    made = 0

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self) -> Article:
        Fresh.made += 1
        return Article(self.text, url=str(Fresh.made))

    def with_sentences(self) -> Article:
        article = self()
        sentences(article)
        return article


def counting(text: str) -> list[tuple[str, int, float]]:
    """What, tokens, seconds: dateline's rooms and their peers."""
    fresh, size = Fresh(text), len(TOKEN.findall(text))
    split = sentences(Article(text))["text"].to_list()
    blocks = paragraphs(Article(text))["text"].to_list()
    treebank, punkt = NLTKWordTokenizer(), PunktSentenceTokenizer()
    treebank_size = sum(len(treebank.tokenize(sentence)) for sentence in split)
    rows = [
        ("dateline: tokenise and count", size, spent(lambda _: count_words(text))),
        ("  plain pattern, findall and Counter", size, spent(lambda _: Counter(TOKEN.findall(text)))),
        ("dateline: token table, sentences given", size, spent(tokens, fresh.with_sentences)),
        (
            "  NLTK RegexpTokenizer, spans alone",
            size,
            spent(lambda _: list(RegexpTokenizer(TOKEN_PATTERN).span_tokenize(text))),
        ),
        (
            "  NLTK word_tokenize, sentences given",
            treebank_size,
            spent(lambda _: [treebank.tokenize(sentence) for sentence in split], runs=1),
        ),
        ("dateline: sentences", size, spent(sentences, fresh)),
        ("  NLTK Punkt, by paragraph", size, spent(lambda _: [list(punkt.span_tokenize(b)) for b in blocks], runs=1)),
    ]
    try:
        from sklearn.feature_extraction.text import CountVectorizer
    except ImportError:
        return rows
    vectorizer = CountVectorizer()
    row = ("  scikit-learn CountVectorizer", size, spent(lambda _: vectorizer.fit_transform([text])))
    return [rows[0], row, *rows[1:]]


def statistics(table: pd.DataFrame) -> list[tuple[str, int, float]]:
    """What, tokens, seconds: statistics of a token table."""
    n, half = len(table), table["position"] < len(table) // 2
    top = frequency(table)["term"].head(20)
    work: dict[str, Callable[[Any], object]] = {
        "frequency": lambda _: frequency(table),
        "n-grams of 2, and their frequency": lambda _: frequency(ngrams(table, 2), by="term"),
        "n-grams of 5, and their frequency": lambda _: frequency(ngrams(table, 5), by="term"),
        "keyness, one half against the other": lambda _: keyness(table[half], table[~half]),
        "collocations, window 2": lambda _: collocations(table),
        "dispersion of 20 terms": lambda _: dispersion(table, top),
        "merged spellings": lambda _: with_terms(table),
    }
    return [(f"dateline: {name}", n, spent(job, runs=1)) for name, job in work.items()]


def growth() -> pd.DataFrame:
    """Seconds for each million tokens, of texts ten times as long as the one before, each read as one article."""
    return pd.DataFrame([seconds_a_million(n) for n in (10**4, 10**5, 10**6, 10**7)])


def seconds_a_million(n: int) -> dict[str, float]:
    """By what is done, and how many tokens there are."""
    text = made_up_news(n)
    fresh = Fresh(text)
    table = tokens(fresh())
    millions, half = len(table) / 10**6, table["position"] < len(table) // 2
    work: dict[str, tuple[Callable[[Any], object], Callable[[], Any]]] = {
        "count": (count_words, lambda: text),
        "sentences": (sentences, fresh),
        "token table": (tokens, fresh.with_sentences),
        "frequency": (frequency, lambda: table),
        "2-grams": (lambda table: frequency(ngrams(table, 2), by="term"), lambda: table),
        "keyness": (lambda table: keyness(table[half], table[~half]), lambda: table),
        "collocations": (collocations, lambda: table),
    }
    runs = 3 if n < 10**6 else 1
    return {"tokens": len(table)} | {name: spent(job, given, runs) / millions for name, (job, given) in work.items()}


def main(n: int, folder: str | None) -> None:
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(Path(folder or ".").glob("*.txt"))]
    text = "\n\n".join(texts) if folder else made_up_news(n)
    table = tokens(Article(text))
    report = pd.DataFrame(counting(text) + statistics(table), columns=["what", "tokens", "seconds"])
    report["M tokens/s"] = report["tokens"] / report["seconds"] / 10**6
    report["what"] = report["what"].str.ljust(report["what"].str.len().max())
    print(report.set_index("what").rename_axis(None).round(2).to_string())
    memory = table.memory_usage(deep=True).sum() / len(table)
    print(f"\ntoken table: {memory:.0f} bytes a token, strings held by {table['text'].dtype.storage}")
    print("\nseconds a million tokens, as the text grows (the last takes 5 GB of memory):")
    print(growth().round(2).to_string(index=False))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, sys.argv[2] if len(sys.argv) > 2 else None)
