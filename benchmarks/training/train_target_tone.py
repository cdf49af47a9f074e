"""Train the model of tone toward a target: python benchmarks/training/train_target_tone.py [--write]

Trained on NewsMTSC's train part alone; prints macro-F1 by cross-validation over events, and on its two dev parts.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from functools import cache

import numpy as np
import wordfreq
from features import LEXICONS, lemma, word_features
from gold import Rated, targets
from linear import Sparse, frequent, multinomial
from train_tone import FOLDS, MODELS, classes, folds_of, known_words, macro_f1

from dateline import Article
from dateline.polarity.target import HALF, SLOTS, Sentence, balance, evidence
from dateline.syntax import Trees, trees_of

PENALTY, LEAST = 40.0, 3
LOADED = 0.05  # the lexicon value beyond which a word counts as good or ill
SIDED = 0.6  # scale of a word's weight in a slot, beside its weight anywhere
VECTOR = 1.0  # scale of a word's vector, beside that of `word_features`
VECTOR_SLOTS = frozenset({"any", "left", "right", "leftclear", "rightclear"})
FAINT = 0.01  # a weight below it is not stored
PHRASES = ("pair", "before", "after", "target", "frame", "part", "lean", "sign")


def sign(word: str) -> float:
    """How much the lexicons, on average, hold a word (or its lemma) for good or ill; 0 where it is little."""
    values = [words.get(word) or words.get(lemma(word)) or 0.0 for words in LEXICONS.values()]
    mean = sum(values) / max(1, sum(value != 0 for value in values))
    return 0.0 if abs(mean) <= LOADED else round(max(-1.0, min(1.0, mean)), 2)


@cache
def trees(text: str) -> Trees:
    return trees_of(Article(text))


def slot_features(word: str, slot: str) -> dict[str, float]:
    """What the weight of a word in a slot is a sum of, with its scales."""
    scale = 1.0 if slot == "any" else SIDED
    return {
        name: value * (VECTOR if name.startswith("vector") else scale)
        for name, value in word_features(word).items()
        if slot in VECTOR_SLOTS or not name.startswith("vector")
    }


def features(row: Rated, known: set[str], signs: dict[str, float]) -> dict[str, float]:
    found, span = Counter[str](), (row.start, row.end)
    sentence = Sentence(row.text, [span], trees(row.text), 0, known, None, signs)
    for part in evidence(sentence, *span):
        if not part.slots:
            found[part.key] += part.value
        for slot in part.slots:
            for name, value in slot_features(part.key, slot).items():
                found[f"{slot} {name}"] += value * part.value
        for key, value in part.more:
            found[key] += value
    return dict(found)


def predict(x: Sparse, learned: np.ndarray) -> np.ndarray:
    return np.column_stack([x.times(learned[:, 0].copy()), x.times(learned[:, 1].copy())])


def balances(scores: np.ndarray) -> np.ndarray:
    return np.array([balance(negative, positive) for negative, positive in scores])


def main(write: bool) -> None:
    rated = targets("train")
    known = known_words([row.text for row in rated])
    signs = {word: load for word in known if (load := sign(word))}
    rows = [features(row, known, signs) for row in rated]
    y = np.array([int(row.tone) for row in rated])
    folds = folds_of([row.group for row in rated], FOLDS)
    scores = np.zeros((len(y), 2))
    for k in range(FOLDS):
        kept = [row for row, f in zip(rows, folds, strict=True) if f != k]
        left = [row for row, f in zip(rows, folds, strict=True) if f == k]
        names = frequent(kept, LEAST)
        scores[folds == k] = predict(Sparse(left, names), multinomial(Sparse(kept, names), y[folds != k], PENALTY))
    raw = balances(scores)
    likeliest = np.column_stack([scores[:, 0], np.zeros(len(y)), scores[:, 1]]).argmax(axis=1) - 1
    print(f"train, {FOLDS} folds by event: macro-F1 {macro_f1(y, classes(raw, -HALF, HALF)):.3f}", end=" ")
    print(f"(likeliest class {macro_f1(y, likeliest):.3f})")
    names = frequent(rows, LEAST)
    learned = multinomial(Sparse(rows, names), y, PENALTY)
    for part in ("rw_dev", "mt_dev"):
        dev = targets(part)
        z = np.array([int(row.tone) for row in dev])
        told = balances(predict(Sparse([features(row, known, signs) for row in dev], names), learned))
        print(f"{part}: macro-F1 {macro_f1(z, classes(told, -HALF, HALF)):.3f}")
    if write:
        store(known | related_words(rated, known), dict(zip(names, learned, strict=True)))


def related_words(rated: list[Rated], known: set[str]) -> set[str]:
    """Words of the language that training never met, but whose lemma is known: they share its weights."""
    met = {form for row in rated for form in re.findall(r"[^\W\d_]+", row.text.lower())}
    common = wordfreq.top_n_list("en", 40_000)
    return {word for word in common if word.isalpha() and word not in met and lemma(word) in known}


def store(words: set[str], learned: dict[str, np.ndarray]) -> None:
    """Weights in hundredths: a row a word with its sign and two for each slot, and a row a phrase with two."""
    table = []
    for word in sorted(words):
        if word.endswith("'s"):
            continue
        cells: list[int] = []
        for slot in SLOTS:
            parts = [
                value * learned[f"{slot} {name}"]
                for name, value in slot_features(word, slot).items()
                if f"{slot} {name}" in learned
            ]
            cells += [round(100 * float(number)) for number in np.sum(parts, axis=0)] if parts else [0, 0]
        load = sign(word)
        if load or max(map(abs, cells)) >= 3:
            table.append((word, round(100 * load) or "", *(cell or "" for cell in cells)))
    phrases = [
        (name, *(round(100 * float(number)) for number in weights))
        for name, weights in learned.items()
        if name.split()[0] in PHRASES and np.abs(weights).max() >= FAINT
    ]
    header = ["word", "sign", *(f"{slot}_{sign}" for slot in SLOTS for sign in ("negative", "positive"))]
    for file_name, lines in (
        ("target_words.csv", [header, *table]),
        ("target_phrases.csv", [["phrase", "negative", "positive"], *phrases]),
    ):
        with (MODELS / file_name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(lines)
    print(len(table), "words and", len(phrases), "phrases stored")


if __name__ == "__main__":
    main("--write" in sys.argv)
