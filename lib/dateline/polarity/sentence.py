"""Tone of a sentence: a linear model with one weight a word, changed by the word's context.

    raw = bias + sum(weight × factor of its context) / sqrt(words / 20)

Weights were learned from raters' judgements of news sentences (models/sentence.md says which); the square root keeps a
long sentence from speaking louder than a short one. `tone` is `bounded(raw)`, an increasing function.
A word of a lexicon of one's own has the weight that stands there.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from dateline.article import storable
from dateline.given import ParameterError
from dateline.polarity.wording import NAME, WORDS, Word, plain, words
from dateline.readers import find
from dateline.readers.tables import read_table, table_bytes
from dateline.tables import table

EDGE = 0.05  # tone at the thresholds beyond which raters would not say neutral
USUAL, FEWEST = 20, 5  # words of a usual sentence; below FEWEST a text counts as having so many
# These speak through the words that follow them; comparatives and "too" say something of their own as well.
_DEGREES = WORDS["intensifier"] | WORDS["diminisher"] | WORDS["conditional"] | WORDS["negation"]
DEGREES = _DEGREES - set("more most too so such less little".split())
_LEXICON_COLUMNS = ("word", "weight", "why")


class Own(NamedTuple):
    """A weight that takes the place of a word's, and why: the file and what it says."""

    weight: float
    why: str


Lexicon = Mapping[str, Own]


def read_lexicon(path: str | Path | None) -> Lexicon:
    """The words of a CSV file with the columns word, weight (-1 to 1, 0: no tone) and perhaps why; None: no words.

    Raises:
        ReadError: there is no such file, or it is no CSV.
        ParameterError: it lacks a column, a row is no single word, has no such weight, or says a word again.
    """
    if path is None:
        return {}
    file, own = find(path), dict[str, Own]()
    rows = read_table(file, table_bytes(file), _LEXICON_COLUMNS)
    if missing := [name for name in _LEXICON_COLUMNS[:2] if name not in rows.columns]:
        raise ParameterError(f"{file}: has no column {missing[0]}; its first line must be word,weight,why")
    for number, cells in rows.rows:
        word, weight = plain(cells["word"]).lower(), math.nan
        with suppress(ValueError):
            weight = float(cells["weight"])
        if not word or word.split() != [word]:
            raise ParameterError(f"{file}, row {number}: {cells['word']!r} is no word; give one word a row")
        if not abs(weight) <= 1:
            raise ParameterError(f"{file}, row {number}: {cells['weight']!r} is no weight; give a number from -1 to 1")
        if word in own:
            raise ParameterError(f"{file}, row {number}: {word!r} stands there before; keep one row")
        own[word] = Own(weight, ": ".join(filter(None, (file.name, cells.get("why")))))
    return own


class Contribution(NamedTuple):
    """What the characters from start to end add to a raw score, and why."""

    start: int
    end: int
    contribution: float
    why: str


def contribution_table(text: str, parts: Iterable[Contribution], bias: float) -> pd.DataFrame:
    """One row for the bias (an empty span at 0), then one for each part, in the order of the text; empty for none."""
    rows = [Contribution(0, 0, bias, "bias"), *sorted(parts)] if text.strip() else []
    text = storable(text)
    cells = [(row.start, row.end, text[row.start : row.end], row.contribution, row.why) for row in rows]
    return table(cells, ["start", "end", "text", "contribution", "why"], contribution="float64")


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
    """Tone of a raw score: increasing, 0 at the bias, ±0.05 at the thresholds, then flatter; it never reaches ±1."""
    if raw >= high:
        return EDGE + (1 - EDGE) * flattened((raw - high) / (1 - EDGE))
    if raw <= low:
        return -EDGE + (1 - EDGE) * flattened((raw - low) / (1 - EDGE))
    return EDGE * (raw - bias) / (high - bias if raw >= bias else bias - low)


def flattened(x: float) -> float:
    """x where it is small, towards ±1 where it is not."""
    return x / math.hypot(1, x)


def length_norm(found: Sequence[Word]) -> float:
    return math.sqrt(max(FEWEST, sum(word.form[0].isalpha() for word in found)) / USUAL)


def weight(form: str) -> float:
    """The weight of a word; of a possessive, its noun's; of a hyphenated word not in the table, its parts' together."""
    known = weights()
    if form in known:
        return known[form]
    return sum(known.get(part, 0.0) for part in ([form[:-2]] if form.endswith("'s") else form.split("-")))


def word_contributions(text: str, neutral: Sequence[tuple[int, int]], own: Lexicon | None = None) -> list[Contribution]:
    """What each word that speaks adds to the raw score; `own` goes before our weights."""
    found = words(text, neutral)
    norm, parts = length_norm(found), []
    for word in found:
        given = own.get(plain(text[word.start : word.end]).lower()) if own and word.form != NAME else None
        size = given.weight if given else weight(word.form)
        if size:
            why = f"{given.why}, weight {size:+.3f}" if given else f"weight {size:+.3f}"
            why += f", {word.context} (×{word.factor:.2f})" if word.context else ""
            parts.append(Contribution(word.start, word.end, size * word.factor / norm, why))
    return parts


def raw_score(parts: Sequence[Contribution]) -> float:
    return calibration()["bias"] + sum(part.contribution for part in parts)


def tone(text: str, neutral: Sequence[tuple[int, int]] = (), lexicon: str | Path | None = None) -> float:
    """Tone of a sentence's wording.

    Arguments:
        text: a sentence.
        neutral: spans (start, end) in characters whose words carry no tone: names, quoted titles.
        lexicon: a CSV file of your own weights: word, weight (-1 to 1), why; they go before ours.

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
    parts = word_contributions(text, neutral, read_lexicon(lexicon))
    return bounded(raw_score(parts), **calibration())


def contributions(
    text: str, neutral: Sequence[tuple[int, int]] = (), lexicon: str | Path | None = None
) -> pd.DataFrame:
    """What each word adds to the raw score of a sentence, of which `tone` is a function; arguments as there.

    Returns:
        a first row for the bias, then one for each word that speaks: start, end (characters), text, contribution,
        why (its weight and what its context did to it). Empty for empty text.

    Example:
        >>> import dateline as dl
        >>> parts = dl.contributions('It was a terrible day.')
        >>> parts.set_index('text')['contribution'].idxmin()
        'terrible'
    """
    parts = word_contributions(text, neutral, read_lexicon(lexicon)) if text.strip() else []
    return contribution_table(text, parts, calibration()["bias"])
