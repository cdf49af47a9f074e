"""Tone of a sentence: a linear model with one weight a word, changed by the word's context.

    raw = bias + sum(weight × factor of its context) / sqrt(words / 20)

Weights were learned from raters' judgements of news sentences (models/sentence.md says which); the square root keeps a
long sentence from speaking louder than a short one. `tone` is `bounded(raw)`, an increasing function.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import pandas as pd

from dateline.polarity.shares import Contribution, contribution_table
from dateline.polarity.wording import CONDITIONALS, DIMINISHERS, INTENSIFIERS, Word, words

EDGE = 0.05  # tone at the thresholds beyond which raters would not say neutral
USUAL, FEWEST = 20, 5  # words of a usual sentence; below FEWEST a text counts as having so many
# These speak through the words that follow them; comparatives and "too" say something of their own as well.
DEGREES = (INTENSIFIERS | DIMINISHERS | CONDITIONALS) - {"more", "most", "too", "so", "such", "less", "little"}


@cache
def weights() -> dict[str, float]:
    """The weight of each word form."""
    text = (files("dateline.polarity") / "models" / "sentence.csv").read_text(encoding="utf-8")
    return {row["word"]: float(row["weight"]) for row in csv.DictReader(text.splitlines())}


@cache
def calibration() -> dict[str, float]:
    """bias: the raw score where nothing speaks; low, high: the raw scores between which raters would say neutral."""
    return json.loads((files("dateline.polarity") / "models" / "sentence.json").read_text(encoding="utf-8"))


def bounded(raw: float, bias: float, low: float, high: float) -> float:
    """Tone of a raw score: increasing, 0 at the bias, ±0.05 at the thresholds, then a tanh towards ±1."""
    if raw >= high:
        return EDGE + (1 - EDGE) * math.tanh((raw - high) / (1 - EDGE))
    if raw <= low:
        return -EDGE + (1 - EDGE) * math.tanh((raw - low) / (1 - EDGE))
    return EDGE * (raw - bias) / (high - bias if raw >= bias else bias - low)


def length_norm(found: Sequence[Word]) -> float:
    return math.sqrt(max(FEWEST, sum(word.form[0].isalpha() for word in found)) / USUAL)


def weight(form: str) -> float:
    """The weight of a word; of a possessive, its noun's; of a hyphenated word not in the table, its parts' together."""
    table = weights()
    if form in table:
        return table[form]
    if form.endswith("'s"):
        return table.get(form[:-2], 0.0)
    return sum(table.get(part, 0.0) for part in form.split("-")) if "-" in form else 0.0


def word_contributions(text: str, neutral: Sequence[tuple[int, int]]) -> list[Contribution]:
    """What each word that speaks adds to the raw score, without the table round it."""
    found = words(text, neutral)
    norm, parts = length_norm(found), []
    for word in found:
        own = weight(word.form)
        if own:
            why = f"weight {own:+.3f}" + (f", {word.context} (×{word.factor:.2f})" if word.context else "")
            parts.append(Contribution(word.start, word.end, own * word.factor / norm, why))
    return parts


def tone(text: str, neutral: Sequence[tuple[int, int]] = ()) -> float:
    """Tone of a sentence's wording.

    Arguments:
        text: a sentence.
        neutral: spans (start, end) in characters whose words carry no tone: names, quoted titles.

    Returns:
        tone in (-1, 1), on the scale of twenty raters' mean divided by its maximum; within ±0.05 raters would say
        neutral; 0 where nothing speaks, NaN for empty text.

    Example:
        >>> import dateline as dl
        >>> dl.tone('It was a terrible day.') < 0 < dl.tone('It was a wonderful day.')
        True
        >>> dl.tone('')
        nan
    """
    if not text.strip():
        return math.nan
    scale = calibration()
    return bounded(scale["bias"] + sum(part.contribution for part in word_contributions(text, neutral)), **scale)


def contributions(text: str, neutral: Sequence[tuple[int, int]] = ()) -> pd.DataFrame:
    """What each word adds to the raw score of a sentence, of which `tone` is an increasing function (`bounded`).

    Arguments:
        text: a sentence.
        neutral: spans (start, end) in characters whose words carry no tone: names, quoted titles.

    Returns:
        a first row for the bias, then one for each word that speaks: start, end (characters), text, contribution,
        why (its weight and what its context did to it). Empty for empty text.

    Example:
        >>> import dateline as dl
        >>> parts = dl.contributions('It was a terrible day.')
        >>> parts.set_index('text')['contribution'].idxmin()
        'terrible'
    """
    return contribution_table(text, word_contributions(text, neutral) if text.strip() else [], calibration()["bias"])
