"""Scores the parser on treebanks, over our words: tags, heads and relations; and times it.

    python benchmarks/syntax_accuracy.py            # the folder of development data: $DATELINE_GOLD or ../shared/gold

UPOS: share of all words. UAS, LAS: share of words that are no punctuation with the right head, and with the right
relation too (LAS without its subtype, as CoNLL 2018 counts; LAS full with it). EWT test, GUM test and its news and
interviews, PUD. Over the treebank's own words with --theirs. Speed with one thread: OMP_NUM_THREADS=1.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parent / "training"))

from treebank import GOLD, Tree, pud, read

from dateline.article import Article
from dateline.segments.tokenization import tokens
from dateline.syntax import dependencies
from dateline.syntax.model import model, parse
from dateline.syntax.words import canonical


def bare(relations: np.ndarray) -> np.ndarray:
    return np.array([relation.partition(":")[0] for relation in relations])


def scores(name: str, trees: list[Tree]) -> dict[str, float | str]:
    """One row of the table."""
    starts = [[start for start, _ in tree.spans] for tree in trees]
    ends = [[end for _, end in tree.spans] for tree in trees]
    forms = [canonical(t.forms, s, e, [0] * len(s)) for t, s, e in zip(trees, starts, ends, strict=True)]
    found = parse(forms)
    upos, heads, relations = (
        np.concatenate([np.array(getattr(t, column), dtype=object) for t in trees])
        for column in ("upos", "heads", "relations")
    )
    counted = upos != "PUNCT"
    head = (found.heads == heads.astype(int))[counted]
    row: dict[str, float | str] = {"set": name, "words": len(upos), "UPOS": 100 * float((found.upos == upos).mean())}
    same, alike = found.relations == relations, bare(found.relations) == bare(relations)
    row |= {"UAS": 100 * float(head.mean()), "LAS": 100 * float((head & alike[counted]).mean())}
    return row | {"LAS full": 100 * float((head & same[counted]).mean())}


def speed() -> dict[str, float]:
    """Words a second of the processor, of articles whose tokens are known and of fresh ones; seconds to load."""
    begun = time.process_time()
    model()
    row = {"load, s": time.process_time() - begun}
    paths = sorted((GOLD / "readings").glob("*.txt"))
    articles = [Article(path.read_text(encoding="utf-8")) for path in paths]
    dependencies(articles[0])
    parsed, whole = [], []
    for i in range(5):
        words = bare_time = whole_time = 0.0
        for article in articles:
            fresh = Article(f"{article.text}\n\n{i}")
            begun = time.process_time()
            tokens(fresh)
            middle = time.process_time()
            words += len(dependencies(fresh))
            end = time.process_time()
            bare_time, whole_time = bare_time + end - middle, whole_time + end - begun
        parsed.append(words / bare_time)
        whole.append(words / whole_time)
    return row | {"articles": len(articles), "words a second": max(parsed), "with tokens": max(whole)}


def main() -> None:
    if not GOLD.exists():
        sys.exit(f"no development data at {GOLD}: set DATELINE_GOLD to their folder")
    ours, timed = "--theirs" not in sys.argv, speed()
    ewt, gum = (list(read(GOLD / "trees" / f"{name}-test.conllu", ours)) for name in ("ewt", "gum"))
    sets = {"EWT test": ewt, "GUM test": gum}
    sets |= {f"GUM {genre}": [tree for tree in gum if tree.genre == genre] for genre in ("news", "interview")}
    rows = [scores(name, trees) for name, trees in {**sets, "PUD": pud(ours)}.items()]
    print(pd.DataFrame(rows).round(2).to_string(index=False))
    print(pd.DataFrame([timed | {"threads": os.environ.get("OMP_NUM_THREADS", "all")}]).round(3).to_string(index=False))


if __name__ == "__main__":
    main()
