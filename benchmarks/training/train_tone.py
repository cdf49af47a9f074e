"""Train the sentence model: python benchmarks/training/train_tone.py [--write]

Prints r and macro-F1 by cross-validation over articles; with --write, stores the model in the package.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np
import wordfreq
from features import LEXICONS, common_words, lemma, word_features
from gold import Rated, editorials, headlines, targets
from linear import Sparse, frequent, ridge

from dateline.polarity.sentence import DEGREES, bounded, length_norm
from dateline.polarity.vader import vader_tone
from dateline.polarity.wording import MASKS, words

MODELS = Path(__file__).parents[2] / "lib" / "dateline" / "polarity" / "models"
PENALTY, LEAST = 140.0, 2
# A target's tone says something about the sentence, but less, and on a wider scale than the raters of editorials use.
OTHER_WEIGHT, OTHER_SCALE = 0.06, 0.3
FOLDS, CLASS_EDGE = 5, 0.05


def features(text: str, known: set[str]) -> dict[str, float]:
    found = words(text)
    norm, row = length_norm(found), Counter[str]()
    for word in found:
        if word.form in known and word.form not in DEGREES and word.form not in MASKS:
            for name, value in word_features(word.form).items():
                row[name] += value * word.factor / norm
    return row


def sentence_means(rated: list[Rated]) -> list[Rated]:
    """One row a sentence: the mean over its targets."""
    by: dict[str, list[float]] = {}
    for row in rated:
        by.setdefault(row.text, []).append(row.tone)
    return [Rated(text, 0, 0, float(np.mean(tones)), "") for text, tones in by.items()]


def known_words(texts: list[str]) -> set[str]:
    seen = common_words(texts)
    return seen | {f"{word}'s" for word in seen} | {word for words_ in LEXICONS.values() for word in words_}


def macro_f1(gold: np.ndarray, predicted: np.ndarray) -> float:
    scores = []
    for k in (-1, 0, 1):
        both = int(((gold == k) & (predicted == k)).sum())
        scores.append(2 * both / max(1, int((gold == k).sum() + (predicted == k).sum())))
    return float(np.mean(scores))


def classes(values: np.ndarray, low: float, high: float) -> np.ndarray:
    return np.where(values <= low, -1, np.where(values >= high, 1, 0))


def thresholds(gold: np.ndarray, scores: np.ndarray) -> tuple[float, float]:
    """The two raw scores between which a sentence counts as neutral: the mean of the best twentieth by macro-F1.

    The top is flat; its single highest point follows chance.
    """
    grid = np.quantile(scores, np.linspace(0.2, 0.8, 61))
    pairs = [(macro_f1(gold, classes(scores, low, high)), low, high) for low in grid for high in grid if low < high]
    best = sorted(pairs, reverse=True)[: len(pairs) // 20]
    return float(np.mean([low for _, low, _ in best])), float(np.mean([high for _, _, high in best]))


def fit(rows: list[dict], tones: np.ndarray, weights: np.ndarray) -> tuple[float, dict[str, float]]:
    names = frequent(rows, LEAST)
    bias, learned = ridge(Sparse(rows, names), tones, PENALTY, weights)
    return bias, dict(zip(names, learned.tolist(), strict=True))


def score(row: dict[str, float], bias: float, learned: dict[str, float]) -> float:
    return bias + sum(value * learned.get(name, 0.0) for name, value in row.items())


def folds_of(groups: list[str], n: int) -> np.ndarray:
    names = sorted(set(groups))
    order = dict(zip(np.random.default_rng(7).permutation(names), range(len(names)), strict=True))
    return np.array([order[group] % n for group in groups])


class Data(NamedTuple):
    """Features and tones: editorials (with their fold and class), and the sentences of NewsMTSC."""

    known: set[str]
    rows: list[dict[str, float]]
    tones: np.ndarray
    folds: np.ndarray
    classes: np.ndarray
    other_rows: list[dict[str, float]]
    other_tones: np.ndarray


def load() -> Data:
    own, other = editorials(), sentence_means(targets())
    known = known_words([row.text for row in own + other])
    rows, other_rows = ([features(row.text, known) for row in rated] for rated in (own, other))
    y, z = (np.array([row.tone for row in rated]) for rated in (own, other))
    folds = folds_of([row.group for row in own], FOLDS)
    return Data(known, rows, y, folds, classes(y, -CLASS_EDGE, CLASS_EDGE), other_rows, z)


def train(data: Data, keep: np.ndarray) -> tuple[float, dict[str, float]]:
    """Bias and weights from the editorials marked in `keep` and all sentences of NewsMTSC."""
    kept = [row for row, k in zip(data.rows, keep, strict=True) if k]
    case = np.concatenate([np.ones(len(kept)), np.full(len(data.other_tones), OTHER_WEIGHT)])
    return fit(kept + data.other_rows, np.concatenate([data.tones[keep], OTHER_SCALE * data.other_tones]), case)


def out_of_fold(data: Data) -> np.ndarray:
    """Raw scores of the editorials, each by a model that has not seen its article."""
    raw = np.zeros(len(data.tones))
    for k in range(FOLDS):
        bias, learned = train(data, data.folds != k)
        mine = [row for row, fold in zip(data.rows, data.folds, strict=True) if fold == k]
        raw[data.folds == k] = [score(row, bias, learned) for row in mine]
    return raw


def cross_validated(data: Data | None = None) -> np.ndarray:
    """Tones of the editorials, each by a model and by thresholds that have not seen its article."""
    data = data or load()
    raw = out_of_fold(data)
    tones = np.zeros(len(raw))
    for k in range(FOLDS):
        here = data.folds == k
        low, high = thresholds(data.classes[~here], raw[~here])
        tones[here] = [bounded(value, (low + high) / 2, low, high) for value in raw[here]]
    return tones


def figures(name: str, gold: np.ndarray, told: np.ndarray) -> None:
    f1 = macro_f1(classes(gold, -CLASS_EDGE, CLASS_EDGE), classes(told, -CLASS_EDGE, CLASS_EDGE))
    print(f"{name}: r {np.corrcoef(told, gold)[0, 1]:.3f}, macro-F1 {f1:.3f}")


def main(write: bool) -> None:
    data = load()
    figures(f"editorials, {FOLDS} folds by article", data.tones, cross_validated(data))
    figures("editorials, VADER", data.tones, np.array([vader_tone(row.text) for row in editorials()]))
    bias, learned = train(data, np.ones(len(data.tones), dtype=bool))
    low, high = thresholds(data.classes, out_of_fold(data))
    calibration = {"bias": bias, "low": min(low, bias - 1e-3), "high": max(high, bias + 1e-3)}
    heads = headlines()
    gold = np.array([row.tone for row in heads])
    raw = [score(features(row.text, data.known), bias, learned) for row in heads]
    figures("headlines", gold, np.array([bounded(value, **calibration) for value in raw]))
    figures("headlines, VADER", gold, np.array([vader_tone(row.text) for row in heads]))
    if write:
        store(data.known, learned, calibration)


def store(known: set[str], learned: dict[str, float], calibration: dict[str, float]) -> None:
    """One weight a word, summed over its features; words of the language whose lemma was met come along."""
    related = {word for word in wordfreq.top_n_list("en", 40_000) if word.isalpha() and lemma(word) in known}
    table = {}
    for word in sorted(known | related):
        if word in DEGREES or word.endswith("'s"):
            continue
        weight = score(word_features(word), 0.0, learned)
        if abs(weight) >= 0.004:
            table[word] = round(weight, 4)
    with (MODELS / "sentence.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("word", "weight"), *table.items()])
    kept = {name: round(value, 6) for name, value in calibration.items()}
    (MODELS / "sentence.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(len(table), "words stored")


if __name__ == "__main__":
    main("--write" in sys.argv)
