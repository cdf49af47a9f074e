"""Keyphrases on 500N-KPCrowd: macro F1@10, stemmed exact match, dateline beside YAKE, TextRank and tf-idf.

    python benchmarks/keyphrases_accuracy.py [folder with docsutf8/ and keys/]

"held out" fits the weights on four fifths of the stories and scores the rest, five times: the figure to hold beside the
peers, none of which was fitted here. "shipped" scores the weights in `dateline.terms.phrases`, which saw all stories.
YAKE runs with single words, where it does best here, and as it comes, with up to three. Peers that are not installed
are left out (pip install yake summa). Documents a second are of the processor. The last line is the fit over all
stories.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
from nltk.stem import PorterStemmer

from dateline.article import Article
from dateline.segments.wordlists import STOP_WORDS
from dateline.terms import phrases

GOLD = Path(os.environ.get("DATELINE_GOLD", "../shared/gold")) / "terms" / "kpcrowd-dev"
FOLDS = 5
stem = lru_cache(None)(PorterStemmer().stem)


def score(text: str, k: int = 10) -> list[str]:
    """The function that a scorer of keyphrases calls."""
    return phrases.keyphrases(Article(text), k)["phrase"].tolist()


def normal(phrase: str) -> str:
    return " ".join(stem(word) for word in re.findall(r"[\w']+", phrase.lower()))


def f1(found: list[str], gold: set[str], k: int = 10) -> float:
    unique = list(dict.fromkeys(filter(None, map(normal, found))))[:k]
    hits = len(set(unique) & gold)
    return 2 * hits / (len(unique) + len(gold)) if hits else 0.0


def fit(tables: list[pd.DataFrame], golds: list[set[str]]) -> dict[str, float]:
    """Weights by logistic regression (reweighted least squares, ridge 1) on distances from the story's mean."""
    names = list(phrases.WEIGHTS)
    table = pd.concat([t[names].astype(float) - t[names].astype(float).mean() for t in tables])
    y = np.concatenate([[normal(p) in gold for p in t["phrase"]] for t, gold in zip(tables, golds, strict=True)])
    x = np.column_stack([table.to_numpy(), np.ones(len(table))])
    count = np.where(pd.concat(tables)["words"] > 0, 0.3, 1.0)
    beta = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ beta))
        hessian = (x * (count * p * (1 - p))[:, None]).T @ x + np.eye(len(beta))
        beta += np.linalg.solve(hessian, x.T @ (count * (y - p)) - beta)
    return dict(zip(phrases.WEIGHTS, beta[:-1].round(2).tolist(), strict=True))


def ranked(table: pd.DataFrame, weights: dict[str, float]) -> list[str]:
    """As `keyphrases` ranks them, by other weights."""
    scored = table.assign(score=table[list(weights)].to_numpy() @ np.array(list(weights.values())))
    return scored["phrase"].iloc[phrases.whole_first(scored, 10)].tolist()


def tf_idf(texts: list[str]) -> Callable[[str], list[str]]:
    """Words by count times log inverse document frequency in the other stories, stop words out."""
    bags = [Counter(re.findall(r"[^\W\d_]{2,}", text.lower())) for text in texts]
    documents = Counter(word for bag in bags for word in bag)

    def tool(text: str) -> list[str]:
        bag = Counter(re.findall(r"[^\W\d_]{2,}", text.lower()))
        weight = {w: n * np.log(len(texts) / documents[w]) for w, n in bag.items() if w not in STOP_WORDS}
        return sorted(weight, key=lambda w: (-weight[w], w))

    return tool


def peers(texts: list[str]) -> dict[str, Callable[[str], list[str]]]:
    tools = {"tf-idf, these stories as reference": tf_idf(texts)}
    try:
        import yake

        single, longer = (yake.KeywordExtractor(lan="en", n=n, top=30) for n in (1, 3))
        tools["YAKE, single words"] = lambda text: [phrase for phrase, _ in single.extract_keywords(text)]
        tools["YAKE, up to three words"] = lambda text: [phrase for phrase, _ in longer.extract_keywords(text)]
    except ImportError:
        pass
    try:
        from summa import keywords

        tools["TextRank (summa)"] = lambda text: keywords.keywords(text, split=True, words=30)
    except ImportError:
        pass
    return tools


def quiet(tool: Callable[[str], list[str]], text: str) -> list[str]:
    """A peer that fails on a text finds nothing in it."""
    try:
        return tool(text)
    except Exception:
        return []


def main(folder: Path) -> None:
    names = sorted((folder / "docsutf8").glob("*.txt"))
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in names]
    keys = [(folder / "keys" / f"{path.stem}.key").read_text(encoding="utf-8", errors="replace") for path in names]
    golds = [{normal(line) for line in key.splitlines()} - {""} for key in keys]
    began = time.process_time()
    found = [score(text) for text in texts]
    rows = [("dateline, shipped weights", found, time.process_time() - began)]
    tables = [phrases.candidates(Article(text)) for text in texts]
    held_out: list[list[str]] = [[] for _ in texts]
    for fold in range(FOLDS):
        rest = [story for story in range(len(texts)) if story % FOLDS != fold]
        weights = fit([tables[story] for story in rest], [golds[story] for story in rest])
        held_out[fold::FOLDS] = [ranked(table, weights) for table in tables[fold::FOLDS]]
    rows.append(("dateline, held out", held_out, np.nan))
    for name, tool in peers(texts).items():
        began = time.process_time()
        rows.append((name, [quiet(tool, text) for text in texts], time.process_time() - began))
    table = pd.DataFrame(
        {
            "tool": [name for name, _, _ in rows],
            "F1@10": [np.mean([f1(f, g) for f, g in zip(found, golds, strict=True)]) for _, found, _ in rows],
            "docs/s": [len(texts) / seconds for _, _, seconds in rows],
        }
    )
    table = table.sort_values("F1@10", ascending=False, kind="stable").set_index("tool").rename_axis(None)
    print(f"{len(texts)} stories, macro F1@10")
    print(table.round({"F1@10": 3, "docs/s": 0}).to_string(na_rep="–"))
    print("weights:", fit(tables, golds))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD)
