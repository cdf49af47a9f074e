"""Accuracy and speed of tone beside its peers: python benchmarks/tone_accuracy.py

Sentence tone on the editorials (ours by 5-fold cross-validation over articles, as the stored model has seen them) and
on headlines; tone toward a target on NewsMTSC's dev parts. Intervals: 95 %, bootstrap over articles, fixed seed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parent / "training"))
from gold import Rated, editorials, headlines, targets
from train_tone import CLASS_EDGE, classes, cross_validated, macro_f1

from dateline.polarity import target_tone, tone, vader_tone

DRAWS = 500
Scorer = Callable[[Rated], float]


def peers() -> dict[str, Scorer]:
    """Scorers of a sentence, VADER and those of TextBlob and AFINN that are installed."""
    found: dict[str, Scorer] = {"VADER (NLTK)": lambda row: vader_tone(row.text)}
    if find_spec("textblob"):
        from textblob import TextBlob

        found["TextBlob"] = lambda row: TextBlob(row.text).sentiment.polarity
    if find_spec("afinn"):
        from afinn import Afinn

        afinn = Afinn()
        found["AFINN"] = lambda row: float(np.tanh(afinn.score(row.text) / 5))
    for name in {"TextBlob", "AFINN"} - set(found):
        print(f"not measured: {name} is not installed")
    return found


def interval(groups: list[str], measure: Callable[[np.ndarray], float]) -> str:
    """The 95 % interval of a measure of row numbers, by drawing groups with replacement."""
    random = np.random.default_rng(0)
    members = [np.flatnonzero(np.array(groups) == group) for group in sorted(set(groups))]
    draws = [
        measure(np.concatenate([members[i] for i in random.integers(len(members), size=len(members))]))
        for _ in range(DRAWS)
    ]
    low, high = np.quantile(draws, [0.025, 0.975])
    return f"{low:.3f}-{high:.3f}"


def line(data: str, method: str, rated: list[Rated], told: np.ndarray, seconds: float | None) -> dict[str, object]:
    gold = np.array([row.tone for row in rated])
    groups = [row.group for row in rated]
    three, guessed = classes(gold, -CLASS_EDGE, CLASS_EDGE), classes(told, -CLASS_EDGE, CLASS_EDGE)

    def r(i: np.ndarray) -> float:
        return float(np.corrcoef(gold[i], told[i])[0, 1])

    def f1(i: np.ndarray) -> float:
        return macro_f1(three[i], guessed[i])

    every = np.arange(len(gold))
    return {
        "data": data,
        "method": method,
        "n": len(gold),
        "r": round(r(every), 3),
        "r_interval": interval(groups, r),
        "macro_f1": round(f1(every), 3),
        "f1_interval": interval(groups, f1),
        "per_second": round(len(gold) / seconds) if seconds else "",
    }


def timed(scorer: Scorer, rated: list[Rated]) -> tuple[np.ndarray, float]:
    scorer(rated[0])
    begin = time.perf_counter()
    told = np.array([scorer(row) for row in rated])
    return told, time.perf_counter() - begin


def main() -> None:
    others = peers()
    rows = [line("editorials", "tone, 5 folds by article", editorials(), cross_validated(), None)]
    for data, rated in (("editorials", editorials()), ("headlines", headlines())):
        ours: dict[str, Scorer] = {"tone": lambda row: tone(row.text)} if data == "headlines" else {}
        rows += [line(data, name, rated, *timed(scorer, rated)) for name, scorer in (ours | others).items()]
    for data in ("rw_dev", "mt_dev"):
        ours = {"target_tone": lambda row: target_tone(row.text, row.start, row.end)}
        rated = targets(data)
        rows += [line(data, name, rated, *timed(scorer, rated)) for name, scorer in (ours | others).items()]
    print(pd.DataFrame(rows).to_string(index=False))


if __name__ == "__main__":
    main()
