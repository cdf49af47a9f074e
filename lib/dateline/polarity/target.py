"""Tone toward a target: how favourable a sentence's wording is for one person, organisation or thing in it.

A multinomial logistic model: log-odds of "negative" and of "positive" against "neutral" are sums over the words, each
with a weight for where it stands (anywhere; left or right of the target; within seven, three or one words of it) and
for its part in the grammar round the target (`Roles`), over pairs of words, over the phrases that touch the target.

    raw = s(log-odds of positive) - s(log-odds of negative),    s(x) = log((1 + exp(12 x)) / 2) / 12

Beyond s's bend (`HALF`) the likeliest class is not neutral. The score is taken apart by integrated gradients
(Sundararajan, Taly and Yan 2017, Axiomatic attribution for deep networks, ICML), here in closed form: each side is
shared out in proportion to what each word adds to its log-odds. `target_tone` is an increasing function of it.
"""

from __future__ import annotations

import csv
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import pandas as pd

from dateline.article import Article
from dateline.polarity.frame import PRONOUNS, Load, Roles, frame
from dateline.polarity.sentence import EDGE, Contribution, contribution_table, flattened, length_norm
from dateline.polarity.wording import APOSTROPHES, CUE, NAME, TERM, words
from dateline.syntax import Trees, trees_of

SLOTS = (
    "any", "left", "left7", "left3", "left1", "leftclear", "right", "right7", "right3", "right1", "rightclear",
)  # fmt: skip
# how much a pair of words, a phrase that touches the target, a fact of its frame, a word's part and its lean in that
# part count beside a word
PAIR, TOUCH, FACT, PART, LEAN = 0.5, 2.0, 0.6, 0.6, 0.36
SLOTS_AT = {
    side: [("any", side, *(f"{side}{reach}" for reach in (7, 3, 1)[:n])) for n in range(4)]
    for side in ("left", "right")
}
SHARPNESS = 12.0
HALF = math.log(2) / SHARPNESS  # a raw score beyond it means that the likeliest class is negative or positive
_APOSTROPHE, _QUOTES = re.compile(r"['’]s?(?!\w)"), re.compile('["“”«»]')
_FURTHEST = 40  # words and marks on either side that can speak of a target
_SILENT = (NAME, CUE, TERM)


class Evidence(NamedTuple):
    """A word with the slots it stands in, or a phrase; the factor of their weights; more keys and factors."""

    start: int
    end: int
    key: str
    slots: tuple[str, ...]
    value: float
    context: str
    more: tuple[tuple[str, float], ...] = ()


class Sentence:
    """What of a text, which begins at `offset` in its trees, is the same for each target in it.

    Words in the neutral spans (names, the targets too) are no evidence; `known` may speak, and `pairs` (None: all);
    `signs` says how much a lexicon holds a word for good or ill, -1 to 1.
    """

    def __init__(
        self,
        text: str,
        neutral: Sequence[tuple[int, int]],
        trees: Trees,
        offset: int,
        known: Container[str],
        pairs: Container[str] | None,
        signs: Mapping[str, float],
    ) -> None:
        self.text, self.trees, self.offset, self.signs = text, trees, offset, signs
        self.words = words(text, neutral)
        self.forms = forms = [word.form for word in self.words]
        self.ends = [word.end for word in self.words]
        self.load = Load(self.words, signs)
        is_word = [form[0].isalpha() or form[0] == "_" for form in forms]
        parts = [[form] if form in known else form.removesuffix("'s").split("-") for form in forms]
        speaks = [
            form not in _SILENT and any(p in known for p in some) for form, some in zip(forms, parts, strict=True)
        ]
        self.speaking = [i for i, form in enumerate(forms) if is_word[i] and speaks[i]]
        both = [i for i in range(len(forms) - 1) if is_word[i] and is_word[i + 1]]
        self.pairs = [i for i in both if pairs is None or f"{forms[i]} {forms[i + 1]}" in pairs]

    def words_of(self, start: int, end: int) -> tuple[int, int]:
        """First word and end of a span; nothing where no word is in it."""
        first = last = bisect_left(self.ends, start + 1)
        while last < len(self.words) and self.words[last].start < end:
            last += 1
        return first, last


def clear(forms: Sequence[str], first: int, last: int, begin: int, end: int) -> range:
    """The words round the target up to the next name on either side, which blame or praise may be meant for."""
    start, stop = first, last
    for is_name in (True, False):  # over the target's own names, then up to the next
        while start > begin and (forms[start - 1] == NAME) == is_name:
            start -= 1
        while stop < end and (forms[stop] == NAME) == is_name:
            stop += 1
    return range(start, stop)


def slots(i: int, first: int, last: int, near: range) -> tuple[str, ...]:
    """Where the i-th word stands to a target of the words first ... last - 1; `near`: up to the next names."""
    side, distance = ("left", first - i) if i < first else ("right", i - last + 1)
    reached = SLOTS_AT[side][sum(distance <= reach for reach in (7, 3, 1))]
    return (*reached, f"{side}clear") if i in near else reached


def touching(found: Sequence[str], first: int, last: int, pronoun: bool) -> Iterator[tuple[int, int, str]]:
    """Runs of one to three words and marks that touch the target, and what kind of mention the target is."""
    for size in (1, 2, 3):
        if first >= size:
            yield first - size, first, "before " + " ".join(found[first - size : first])
        if last + size <= len(found):
            yield last, last + size, "after " + " ".join(found[last : last + size])
    yield first, last, "target pronoun" if pronoun else "target name"


def evidence(sentence: Sentence, start: int, end: int) -> list[Evidence]:
    """Everything in a sentence that can speak about the target at start ... end."""
    first, last = sentence.words_of(start, end)
    if first == last:
        return []
    begin, stop = max(first - _FURTHEST, 0), min(last + _FURTHEST, len(sentence.words))
    found, forms, trees, offset = sentence.words, sentence.forms, sentence.trees, sentence.offset
    norm = length_norm(found[begin:stop])
    near = clear(forms, first, last, begin, stop)
    roles = Roles(trees, offset + start, offset + end)
    parts, elsewhere = [], set[int]()
    for i in within(sentence.speaking, begin, stop):
        if not first <= i < last:
            word = found[i]
            at = bisect_right(trees.start, offset + word.start) - 1
            in_tree = at >= 0 and offset + word.start < trees.end[at]
            part, share, why = roles.part(at) if in_tree else ("", 1.0, "")
            elsewhere |= {i} if why else set()
            value, context = word.factor * share / norm, ", ".join(filter(None, (word.context, why)))
            lean = sentence.signs.get(word.form, 0.0)
            places = (part, f"{roles.role}, {part}") if in_tree else ()
            more = [(f"part {place}: {word.form}", PART * value) for place in places]
            if lean:
                more += [(f"lean {place}", lean * value) for place in places]
                more += [(f"sign {place}", math.copysign(LEAN, lean) * value) for place in places]
            where = slots(i, first, last, near)
            parts.append(Evidence(word.start, word.end, word.form, where, value, context, tuple(more)))
    for i in within(sentence.pairs, begin, stop - 1):
        if (i + 1 < first or i >= last) and elsewhere.isdisjoint((i, i + 1)):
            pair = f"pair {forms[i]} {forms[i + 1]}"
            parts.append(Evidence(found[i].start, found[i + 1].end, pair, (), PAIR / norm, "pair"))
    form = (sentence.text[start:end].lower().split() or [""])[0]
    for i, j, key in touching(forms, first, last, form in PRONOUNS):
        parts.append(Evidence(found[i].start, found[j - 1].end, key, (), TOUCH / norm, "touches the target"))
    kind = mention(sentence.text, start, end, form)
    facts = frame(forms, sentence.load, (first, last), (begin, stop), *kind)
    for fact in (*facts, f"role {roles.role}", f"role {roles.role} {roles.governor}"):
        parts.append(Evidence(found[first].start, found[last - 1].end, f"frame {fact}", (), FACT, fact))
    return parts


def within(places: Sequence[int], begin: int, stop: int) -> Sequence[int]:
    return places[bisect_left(places, begin) : bisect_left(places, stop)]


def mention(text: str, start: int, end: int, form: str) -> tuple[str, bool, str]:
    """What kind of mention a target is, whether it is a possessive, and how it stands to quotation marks."""
    kind = "the" if form == "the" else "pronoun" if form in PRONOUNS else "name" if text[start].isupper() else "word"
    possessive = _APOSTROPHE.match(text, end) or _APOSTROPHE.match(text, max(start, end - 2), end)
    marks = len(_QUOTES.findall(text, 0, start))
    quoted = "inside" if marks % 2 else "outside" if marks or _QUOTES.search(text, end) else "no marks"
    return kind, bool(possessive) or form in ("his", "its", "their"), quoted


def _rows(name: str) -> list[list[str]]:
    text = (files("dateline.polarity") / "models" / name).read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))[1:]


@cache
def word_rows() -> dict[str, list[str]]:
    """For each word its sign and its weights in hundredths by slot; an article has few, so numbers are read late."""
    return {form: cells for form, *cells in _rows("target_words.csv")}


@cache
def word_signs() -> dict[str, float]:
    return {form: int(sign) / 100 for form, (sign, *_) in word_rows().items() if sign}


@cache
def phrase_weights() -> dict[str, tuple[float, float]]:
    return {key: (int(negative) / 100, int(positive) / 100) for key, negative, positive in _rows("target_phrases.csv")}


@cache
def pairs() -> frozenset[str]:
    return frozenset(key.removeprefix("pair ") for key in phrase_weights() if key.startswith("pair "))


@lru_cache(maxsize=1 << 16)
def weights_at(form: str, places: tuple[str, ...]) -> tuple[float, float]:
    """The weights of a word in the slots it stands in, summed; of a possessive or a compound, those of its parts."""
    table = word_rows()
    parts = [form] if form in table else form.removesuffix("'s").split("-")
    cells = [table[part][1:] for part in parts if part in table]
    both = ((2 * SLOTS.index(slot) + side for slot in places) for side in (0, 1))
    negative, positive = (sum(int(row[at] or 0) for at in ats for row in cells) / 100 for ats in map(list, both))
    return negative, positive


def log_odds(part: Evidence) -> tuple[float, float]:
    """What a piece of evidence adds to the log-odds of negative and of positive."""
    table = phrase_weights()
    found = weights_at(part.key, part.slots) if part.slots else table.get(part.key, (0.0, 0.0))
    told = [(found, part.value), *((table[key], value) for key, value in part.more if key in table)]
    return sum(pair[0] * value for pair, value in told), sum(pair[1] * value for pair, value in told)


def soft(odds: float) -> float:
    """0 where the odds are even, as steep as they are beyond, and flat below."""
    x = SHARPNESS * odds
    return (max(x, 0.0) + math.log1p(math.exp(-abs(x)))) / SHARPNESS - HALF


def balance(negative: float, positive: float) -> float:
    """The raw score of two log-odds."""
    return soft(positive) - soft(negative)


def scaled(raw: float) -> float:
    """Tone of a raw score: increasing, linear up to ±0.05 where raters would say neutral, then flatter; never ±1."""
    if abs(raw) <= HALF:
        return EDGE * raw / HALF
    return math.copysign(EDGE + (1 - EDGE) * flattened(abs(raw) - HALF), raw)


def sentence_of(text: str, neutral: Sequence[tuple[int, int]], trees: Trees | None = None, offset: int = 0) -> Sentence:
    """A sentence as the stored model reads it, by the trees of a text round it or its own."""
    trees = trees_of(Article(text.translate(APOSTROPHES))) if trees is None else trees
    return Sentence(text, neutral, trees, offset, word_rows(), pairs(), word_signs())


def tone_toward(sentence: Sentence, start: int, end: int) -> float:
    """`target_tone` of a sentence that was read before."""
    added = [log_odds(part) for part in evidence(sentence, start, end)]
    return scaled(balance(sum(pair[0] for pair in added), sum(pair[1] for pair in added)))


def target_tone(text: str, start: int, end: int, neutral: Sequence[tuple[int, int]] = ()) -> float:
    """Tone of a sentence toward the target at text[start:end].

    Arguments:
        text: a sentence.
        start, end: the target's span in characters.
        neutral: spans (start, end) in characters whose words carry no tone: other names, quoted titles.

    Returns:
        tone in (-1, 1), within ±0.05 where raters would say neutral; 0 where nothing speaks or the span holds no word,
        NaN for empty text.

    Example:
        >>> import dateline as dl
        >>> dl.target_tone('Critics accuse Brown of fraud.', 15, 20) < 0
        True
    """
    if not text.strip():
        return math.nan
    return tone_toward(sentence_of(text, [*neutral, (start, end)]), start, end)


def target_contributions(text: str, start: int, end: int, neutral: Sequence[tuple[int, int]] = ()) -> pd.DataFrame:
    """What each word and phrase adds to the raw score of `target_tone`; arguments as there.

    Returns:
        a first row for the bias (0: no evidence, no lean), then one for each word, pair or phrase that speaks:
        start, end (characters), text, contribution, why (what it does to the odds of negative and of positive).
        Empty for empty text.
    """
    if not text.strip():
        return contribution_table(text, [], 0.0)
    spoken = [(part, log_odds(part)) for part in evidence(sentence_of(text, [*neutral, (start, end)]), start, end)]
    sums = [sum(pair[side] for _, pair in spoken) for side in (0, 1)]
    slopes = [soft(total) / total if total else 0.5 for total in sums]
    parts = []
    for part, (negative, positive) in spoken:
        if negative or positive:
            context = f"{part.context}, " if part.context else ""
            why = f"{context}log-odds negative {negative:+.2f}, positive {positive:+.2f}"
            parts.append(Contribution(part.start, part.end, slopes[1] * positive - slopes[0] * negative, why))
    return contribution_table(text, parts, 0.0)
