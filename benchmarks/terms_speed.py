"""Tokens a second on one core: counting, the token table, statistics of a corpus, and peers in the same run.

    python benchmarks/terms_speed.py [tokens, default 1000000] [a folder of .txt, else made-up news]

The tokens are dateline's own for dateline, each peer's own for the peer. The table of growing sizes shows that time
grows as the text does. scikit-learn's CountVectorizer runs where it is installed.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from nltk.tokenize import NLTKWordTokenizer, RegexpTokenizer

from dateline.article import Article
from dateline.segment import TOKEN, TOKEN_PATTERN, ngrams, sentences, tokens
from dateline.terms.association import collocations
from dateline.terms.contrast import keyness
from dateline.terms.counts import count_words, frequency
from dateline.terms.spread import dispersion

LARGEST_TABLE = 10**6  # tokens in one table; a larger corpus is read article by article


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


def spent(work: Callable[[], object], runs: int = 3) -> float:
    """The best of some runs, in seconds."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def main(n: int, folder: str | None) -> None:
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(Path(folder or ".").glob("*.txt"))]
    text = "\n\n".join(texts) if folder else made_up_news(n)
    size, article = len(TOKEN.findall(text)), Article(text)
    rows: list[tuple[str, int, float]] = []

    def row(name: str, work: Callable[[], object], count: int = size, runs: int = 3) -> None:
        rows.append((name, count, spent(work, runs)))

    def fresh() -> Article:
        """The same text in an article that no cache knows."""
        fresh.number += 1  # type: ignore[attr-defined]
        return Article(text, url=str(fresh.number))  # type: ignore[attr-defined]

    fresh.number = 0  # type: ignore[attr-defined]
    row("dateline: tokenise and count", lambda: count_words(text))
    row("dateline: sentences alone", lambda: sentences(fresh()))
    row("dateline: sentences and token table", lambda: tokens(fresh()))
    row("pattern alone: TOKEN.findall and Counter", lambda: Counter(TOKEN.findall(text)))
    row("NLTK RegexpTokenizer, spans", lambda: list(RegexpTokenizer(TOKEN_PATTERN).span_tokenize(text)))
    treebank = NLTKWordTokenizer()
    own = sum(len(treebank.tokenize(sentence)) for sentence in sentences(article)["text"])
    row(
        "NLTK word_tokenize, sentences given",
        lambda: [treebank.tokenize(s) for s in sentences(article)["text"]],
        own,
        1,
    )
    try:
        from sklearn.feature_extraction.text import CountVectorizer

        vectorizer = CountVectorizer()
        row("scikit-learn CountVectorizer", lambda: vectorizer.fit_transform([text]), size, 3)
    except ImportError:
        pass
    table = tokens(article)
    half = table["position"] < len(table) // 2
    row("frequency", lambda: frequency(table), len(table))
    row("n-grams of 2, and their frequency", lambda: frequency(ngrams(table, 2), by="term"), len(table), 1)
    row("keyness, one half against the other", lambda: keyness(table[half], table[~half]), len(table), 1)
    row("collocations, window 2", lambda: collocations(table), len(table), 1)
    row("dispersion of 20 terms", lambda: dispersion(table, frequency(table)["term"].head(20)), len(table), 1)
    report = pd.DataFrame(rows, columns=["what", "tokens", "seconds"])
    report["tokens/s"] = (report["tokens"] / report["seconds"]).round().astype(int)
    print(report.round({"seconds": 3}).to_string(index=False))
    print(f"token table: {table.memory_usage(deep=True).sum() / len(table):.0f} bytes a token")
    print("\ntime grows as the text does (seconds):")
    growing = []
    for wanted in (10**4, 10**5, 10**6, 10**7):
        grown = made_up_news(wanted)
        count = spent(lambda grown=grown: count_words(grown), 1)  # type: ignore[misc]
        whole = wanted <= LARGEST_TABLE
        seconds = spent(lambda grown=grown: tokens(Article(grown, note="new")), 1) if whole else float("nan")  # type: ignore[misc]
        growing.append({"tokens": wanted, "count": count, "table": seconds})
    print(pd.DataFrame(growing).round(3).to_string(index=False))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, sys.argv[2] if len(sys.argv) > 2 else None)
