"""How fast a corpus is made and searched, and in how much memory.

    python benchmarks/corpus_speed.py                                   100 and 300 whole articles, 1 and 2 processes
    python benchmarks/corpus_speed.py --n 100 1000 5000 --words 60      the growth, in short articles
    python benchmarks/corpus_speed.py --stories 2500 5000 10000         the grouping alone

Articles are those of Wikinews in DATELINE_GOLD, again and again, each time a month later. Each measurement has a
process of its own; its memory is the most that it, or the largest of those that it started, ever had.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pandas as pd

from dateline import Article, Corpus, read_all, stories
from dateline.corpus import making
from dateline.corpus.schema import arrow
from dateline.reports.storage import Store

GOLD = Path(os.environ.get("DATELINE_GOLD", Path(__file__).parents[2] / "shared" / "gold"))
QUESTIONS = {"words": "president", "expression": "/elect(ed|ions?)/", "name": "Trump", "speaker": "Trump"}


@cache
def wikinews() -> list[Article]:
    """All of them, read once."""
    files = sorted((GOLD / "corpora" / "wikinews" / "data").glob("*.csv"))
    return [article for article in read_all(files) if isinstance(article, Article)]


def articles(n: int, words: int | None) -> Iterator[tuple[str, Article]]:
    """n articles by a name, each cut after so many words."""
    given = wikinews()
    for number, article in enumerate(islice(cycle(given), n)):
        text = " ".join(article.text.split(" ")[:words])
        day = date.fromisoformat((article.published or "2019-01-01")[:10])
        later = day + timedelta(days=30 * (number // len(given)))
        yield f"{number}", replace(article, text=text, published=later.isoformat(), source=f"Outlet {number % 7}")


def peak() -> float:
    """MB of this process or the largest of its children."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


def spent() -> np.ndarray:
    """Processor seconds of this process, and of those it started that have ended."""
    return np.array([sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)])


def rate(n: int, seconds: float, processor: np.ndarray) -> dict[str, object]:
    """What a measurement says of n articles; the processor's milliseconds of this process and of the others."""
    own, others = 1000 * processor / n
    return {"seconds": seconds, "own_ms_each": own, "others_ms_each": others, "MB": peak()}


def tables(n: int, jobs: int, words: int | None) -> dict[str, object]:
    """All tables of n articles but the stories."""
    making.story_rows = lambda rows, year: arrow("stories", pd.DataFrame())
    with tempfile.TemporaryDirectory() as folder:
        start = partial(ProcessPoolExecutor, jobs, get_context("spawn"))  # children of ours, whose cost is told
        before, few = spent(), 2 * jobs
        making.make_tables(articles(few, words), Store(f"{folder}/first"), start, 8 * jobs)
        began, imports = time.perf_counter(), spent() - before
        making.make_tables(articles(n, words), Store(folder), start, 8 * jobs)
        seconds, processor = time.perf_counter() - began, spent() - before - imports * [1, 2]  # ours are there by now
        found: dict[str, object] = {"n": n, "jobs": jobs, **rate(n - few, seconds, processor)}
        corpus = Corpus(folder)
        for what, pattern in QUESTIONS.items():
            began = time.perf_counter()
            corpus.search(**{"words" if what == "expression" else what: pattern})
            found[f"s_{what}"] = time.perf_counter() - began
    return found


def grouping(n: int, words: int | None) -> dict[str, object]:
    """`stories` of n articles."""
    given = [article for _, article in articles(n, words)]
    began = time.perf_counter()
    found = stories(given)
    seconds = time.perf_counter() - began
    return {
        "n": n,
        "seconds": seconds,
        "ms_each": 1000 * seconds / n,
        "stories": found["story"].nunique(),
        "MB": peak(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--n", type=int, nargs="*", default=[100, 300])
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--words", type=int, help="of each article, at most")
    parser.add_argument("--stories", type=int, nargs="*", help="group so many articles, and nothing else")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        made = grouping(options.stories[0], options.words) if options.stories else None
        print(json.dumps(made or tables(options.n[0], options.jobs[0], options.words)))
        return
    sizes = [["--stories", n] for n in options.stories or []]
    sizes = sizes or [["--n", n, "--jobs", jobs] for n in options.n for jobs in options.jobs]
    own = [sys.executable, __file__, "--one", *(["--words", options.words] if options.words else [])]
    for size in sizes:
        done = subprocess.run([str(word) for word in [*own, *size]], stdout=subprocess.PIPE, check=True)
        print(pd.DataFrame([json.loads(done.stdout)]).round(2).to_string(index=False), flush=True)


if __name__ == "__main__":
    main()
