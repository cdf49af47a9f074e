"""Tone toward a target: how favourable a sentence's wording is for one person, organisation or thing in it.

A multinomial logistic model: log-odds of "negative" and of "positive" against "neutral" are sums over the words, each
with a weight for where it stands (anywhere; left or right of the target; within seven, three or one words of it), over
pairs of words, and over the phrases that touch the target. The raw score is P(positive) - P(negative) with the log-odds
sharpened, so that its sign follows the likeliest class. It is taken apart by integrated gradients (Sundararajan, Taly
and Yan 2017, Axiomatic attribution for deep networks, ICML), whose parts sum to it; `target_tone` is an increasing
function of it (`scaled`).
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import pandas as pd

from dateline.polarity.frame import PRONOUNS, frame
from dateline.polarity.sentence import EDGE, length_norm
from dateline.polarity.shares import Contribution, contribution_table
from dateline.polarity.wording import CUE, NAME, Word, words_round

SLOTS = (
    "any", "left", "left7", "left3", "left1", "leftclear", "right", "right7", "right3", "right1", "rightclear",
)  # fmt: skip
# how much a pair of words, a phrase that touches the target, and a fact of its frame count beside a word
PAIR, TOUCH, FACT = 0.5, 2.0, 0.6
SLOTS_AT = {
    side: [("any", side, *(f"{side}{reach}" for reach in (7, 3, 1)[:n])) for n in range(4)]
    for side in ("left", "right")
}
SHARPNESS = 12.0
APOSTROPHE, QUOTES = re.compile(r"['’]s?(?!\w)"), re.compile('["“”«»]')
FURTHEST = 100  # words and marks on either side that can speak of a target
HALF = 0.5  # a raw score beyond it means that the likeliest class is negative or positive
NODES, NODE_WEIGHTS = (values / 2 for values in np.polynomial.legendre.leggauss(64))


class Evidence(NamedTuple):
    """A word with the slots it stands in, or a phrase (no slots); value is what its weights are multiplied by."""

    start: int
    end: int
    key: str
    slots: tuple[str, ...]
    value: float
    context: str


def is_word(word: Word) -> bool:
    return word.form[0].isalpha() or word.form in (NAME, CUE)


def clear(forms: Sequence[str], first: int, last: int) -> range:
    """The words round the target up to the next name on either side, which blame or praise may be meant for."""
    start, stop = first, last
    while start > 0 and forms[start - 1] == NAME:
        start -= 1
    while start > 0 and forms[start - 1] != NAME:
        start -= 1
    while stop < len(forms) and forms[stop] == NAME:
        stop += 1
    while stop < len(forms) and forms[stop] != NAME:
        stop += 1
    return range(start, stop)


def slots(i: int, first: int, last: int, near: range) -> tuple[str, ...]:
    """Where the i-th word stands to a target of the words first ... last - 1; `near`: up to the next names."""
    side, distance = ("left", first - i) if i < first else ("right", i - last + 1)
    reached = SLOTS_AT[side][sum(distance <= reach for reach in (7, 3, 1))]
    return (*reached, f"{side}clear") if i in near else reached


def touching(found: Sequence[Word], first: int, last: int) -> Iterator[tuple[int, int, str]]:
    """Runs of one to three words and marks that touch the target, and what kind of mention the target is."""
    for size in (1, 2, 3):
        if first >= size:
            yield first - size, first, "before " + " ".join(word.form for word in found[first - size : first])
        if last + size <= len(found):
            yield last, last + size, "after " + " ".join(word.form for word in found[last : last + size])
    form = found[first].form
    yield first, last, "target pronoun" if form in PRONOUNS else "target name"


def evidence(
    text: str, start: int, end: int, neutral: Sequence[tuple[int, int]], signs: Mapping[str, int]
) -> list[Evidence]:
    """Everything in a sentence that can speak about the target at start ... end; signs: see `frame`."""
    found = words_round(text, start, end, neutral)
    inside = [i for i, word in enumerate(found) if word.start < end and start < word.end]
    if not inside:
        return []
    before = max(inside[0] - FURTHEST, 0)
    first, last = inside[0] - before, inside[-1] + 1 - before
    found = found[before : before + last + FURTHEST]
    norm = length_norm(found)
    near = clear([word.form for word in found], first, last)
    parts = []
    read = [is_word(word) for word in found]
    for i, word in enumerate(found):
        if first <= i < last or not read[i]:
            continue
        if word.form not in (NAME, CUE):
            value = word.factor / norm
            parts.append(Evidence(word.start, word.end, word.form, slots(i, first, last, near), value, word.context))
        if i + 1 < len(found) and i + 1 != first and read[i + 1]:
            pair = f"{word.form} {found[i + 1].form}"
            parts.append(Evidence(word.start, found[i + 1].end, f"pair {pair}", (), PAIR / norm, "pair"))
    for i, j, key in touching(found, first, last):
        parts.append(Evidence(found[i].start, found[j - 1].end, key, (), TOUCH / norm, "touches the target"))
    middle, stop = found[first].start, found[last - 1].end
    for fact in frame(found, first, last, signs, *mention(text, start, end, found[first].form)):
        parts.append(Evidence(middle, stop, f"frame {fact}", (), FACT, fact))
    return parts


def mention(text: str, start: int, end: int, form: str) -> tuple[str, bool, str]:
    """What kind of mention a target is, whether it is a possessive, and how it stands to quotation marks."""
    kind = "the" if form == "the" else "pronoun" if form in PRONOUNS else "name" if text[start].isupper() else "word"
    possessive = APOSTROPHE.match(text, end) or APOSTROPHE.match(text, max(start, end - 2), end)
    marks = len(QUOTES.findall(text, 0, start))
    quoted = "inside" if marks % 2 else "outside" if marks or QUOTES.search(text, end) else "no marks"
    return kind, bool(possessive) or form in ("his", "its", "their"), quoted


def rows(name: str) -> list[list[str]]:
    text = (files("dateline.polarity") / "models" / name).read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))[1:]


@cache
def word_rows() -> dict[str, list[str]]:
    """For each word its sign and its weights in hundredths, for negative and positive in each slot; numbers are read
    when they are wanted, for an article has few of these words."""
    return {form: cells for form, *cells in rows("target_words.csv")}


def slot_weights(form: str, slot: str) -> tuple[float, float]:
    """The weights of a word for negative and for positive in one slot."""
    _, *weights = word_rows()[form]
    at = 2 * SLOTS.index(slot)
    return int(weights[at] or 0) / 100, int(weights[at + 1] or 0) / 100


@cache
def word_signs() -> dict[str, int]:
    """1 or -1 for each word that a lexicon holds for good or ill."""
    return {form: int(sign) for form, (sign, *_) in word_rows().items() if sign}


@cache
def phrase_weights() -> dict[str, tuple[float, float]]:
    return {key: (int(negative) / 100, int(positive) / 100) for key, negative, positive in rows("target_phrases.csv")}


@lru_cache(maxsize=1 << 16)
def weights_at(form: str, places: tuple[str, ...]) -> tuple[float, float]:
    """The weights of a word in the slots it stands in, summed; of a possessive or a compound, those of its parts."""
    table = word_rows()
    forms = [form] if form in table else form.removesuffix("'s").split("-")
    pairs = [slot_weights(part, slot) for part in forms if part in table for slot in places]
    return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)


def log_odds(part: Evidence) -> tuple[float, float]:
    """What a piece of evidence adds to the log-odds of negative and of positive."""
    found = weights_at(part.key, part.slots) if part.slots else phrase_weights().get(part.key, (0.0, 0.0))
    return found[0] * part.value, found[1] * part.value


def balance(negative: float, positive: float) -> float:
    """P(positive) - P(negative) at sharpened log-odds."""
    a, b = SHARPNESS * negative, SHARPNESS * positive
    top = max(a, b, 0.0)
    n, p, o = math.exp(a - top), math.exp(b - top), math.exp(-top)
    return (p - n) / (p + n + o)


def path_gradients(negative: float, positive: float) -> tuple[float, float]:
    """Mean slopes of `balance` in its two arguments on the straight way from no evidence to all of it."""
    a, b = SHARPNESS * (NODES + 0.5) * negative, SHARPNESS * (NODES + 0.5) * positive
    top = np.maximum(np.maximum(a, b), 0.0)
    n, p, o = np.exp(a - top), np.exp(b - top), np.exp(-top)
    total = n + p + o
    n, p = n / total, p / total
    # d(p - n)/da = -n (1 - n + p), d(p - n)/db = p (1 - p + n)
    return (
        float(-SHARPNESS * NODE_WEIGHTS @ (n * (1 - n + p))),
        float(SHARPNESS * NODE_WEIGHTS @ (p * (1 - p + n))),
    )


def scaled(raw: float) -> float:
    """Tone of a raw score: increasing, linear between (-1, -1), (-HALF, -0.05), (HALF, 0.05) and (1, 1)."""
    return float(np.interp(raw, [-1.0, -HALF, HALF, 1.0], [-1.0, -EDGE, EDGE, 1.0]))


def target_tone(text: str, start: int, end: int, neutral: Sequence[tuple[int, int]] = ()) -> float:
    """Tone of a sentence toward the target at text[start:end].

    Arguments:
        text: a sentence.
        start, end: the target's span in characters.
        neutral: spans (start, end) in characters whose words carry no tone: other names, quoted titles.

    Returns:
        tone in [-1, 1], within ±0.05 where raters would say neutral; 0 where nothing speaks or the span holds no word,
        NaN for empty text.

    Example:
        >>> import dateline as dl
        >>> dl.target_tone('Critics accuse Brown of fraud.', 15, 20) < 0
        True
    """
    if not text.strip():
        return math.nan
    added = [log_odds(part) for part in evidence(text, start, end, neutral, word_signs())]
    return scaled(balance(sum(pair[0] for pair in added), sum(pair[1] for pair in added)))


def target_contributions(text: str, start: int, end: int, neutral: Sequence[tuple[int, int]] = ()) -> pd.DataFrame:
    """What each word and phrase adds to the raw score toward a target; `target_tone` is an increasing function of it.

    Arguments:
        text: a sentence.
        start, end: the target's span in characters.
        neutral: spans (start, end) in characters whose words carry no tone: other names, quoted titles.

    Returns:
        a first row for the bias (0: no evidence, no lean), then one for each word, pair or phrase that speaks:
        start, end (characters), text, contribution, why (what it does to the odds of negative and of positive).
        Empty for empty text.
    """
    if not text.strip():
        return contribution_table(text, [], 0.0)
    spoken = [(part, log_odds(part)) for part in evidence(text, start, end, neutral, word_signs())]
    added = sum(pair[0] for _, pair in spoken), sum(pair[1] for _, pair in spoken)
    slopes = path_gradients(*added)
    parts = []
    for part, (negative, positive) in spoken:
        if negative or positive:
            context = f"{part.context}, " if part.context else ""
            why = f"{context}log-odds negative {negative:+.2f}, positive {positive:+.2f}"
            parts.append(Contribution(part.start, part.end, slopes[0] * negative + slopes[1] * positive, why))
    # The numerical integral leaves a remainder far below what is read; it is spread so that the parts sum exactly.
    size = sum(abs(part.contribution) for part in parts)
    rest = (balance(*added) - sum(part.contribution for part in parts)) / size if size else 0.0
    even = [part._replace(contribution=part.contribution + rest * abs(part.contribution)) for part in parts]
    return contribution_table(text, even, 0.0)
