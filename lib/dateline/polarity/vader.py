"""VADER as the named baseline: NLTK's implementation, with every score taken apart by VADER's own rules.

Method: C. J. Hutto and E. Gilbert (2014), VADER: a parsimonious rule-based model for sentiment analysis of social media
text, ICWSM. The lexicon is the one of the `vaderSentiment` package (MIT).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import pandas as pd
from nltk.sentiment.vader import SentimentIntensityAnalyzer, SentiText, VaderConstants

from dateline.polarity.characters import plain
from dateline.polarity.shares import Contribution, contribution_table

RULES = VaderConstants()
ALPHA = 15.0  # VADER's constant in score / sqrt(score² + alpha)


class Word(NamedTuple):
    """A word as VADER sees it, with its place in the text."""

    form: str
    start: int
    end: int


class _Analyzer(SentimentIntensityAnalyzer):
    """NLTK's, given the text of the lexicon: NLTK reads no file outside its own folders, nor one with two names, which
    conda and uv make of every file that they install."""

    def __init__(self, lexicon: str) -> None:
        self.lexicon_file, self.constants = lexicon, VaderConstants()
        self.lexicon = self.make_lex_dict()


@cache
def analyzer() -> SentimentIntensityAnalyzer:
    """NLTK's analyzer over the lexicon file of the `vaderSentiment` package."""
    lexicon = files("vaderSentiment") / "vader_lexicon.txt"
    return _Analyzer(lexicon.read_text(encoding="utf-8"))


def words(text: str, seen: SentiText) -> list[Word]:
    """VADER's words with their places: chunks between spaces, of two characters or more, less one mark at an edge."""
    chunks = (match for match in re.finditer(r"\S+", text) if len(match.group()) > 1)
    found = []
    for match, form in zip(chunks, seen.words_and_emoticons, strict=True):
        start = match.start() + match.group().find(form)
        found.append(Word(form, start, start + len(form)))
    return found


def modifiers(forms: Sequence[str], i: int) -> list[str]:
    """The words before the i-th one that VADER lets change its valence."""
    lexicon = analyzer().lexicon
    return [
        form
        for form in forms[max(0, i - 3) : i]
        if form.lower() not in lexicon
        and (form.lower() in RULES.BOOSTER_DICT or form.lower() == "least" or RULES.negated([form]))
    ]


def emphasis(text: str, sign: int) -> list[Contribution]:
    """VADER's emphasis by exclamation and question marks: it strengthens whatever sign the words have together."""
    exclamations = [match.start() for match in re.finditer("!", text)][:4]
    questions = [match.start() for match in re.finditer(r"\?", text)]
    each = 0.0 if len(questions) < 2 else 0.18 if len(questions) <= 3 else 0.96 / len(questions)
    marks = [(at, 0.292) for at in exclamations] + [(at, each) for at in questions if each]
    return [Contribution(at, at + 1, sign * weight, "emphasis") for at, weight in sorted(marks)]


def overlaps(word: Word, spans: Sequence[tuple[int, int]]) -> bool:
    return any(word.start < end and start < word.end for start, end in spans)


def pieces(text: str, neutral: Sequence[tuple[int, int]]) -> list[Contribution]:
    """What each word and mark adds to VADER's sum, in the order of the text."""
    vader, simple = analyzer(), plain(text)
    seen = SentiText(simple, RULES.PUNC_LIST, RULES.REGEX_REMOVE_PUNCTUATION)
    found, forms = words(simple, seen), seen.words_and_emoticons
    lowered = [form.lower() for form in forms]
    but = lowered.index("but") if "but" in lowered else None
    first: dict[str, int] = {}
    for i, form in enumerate(forms):
        first.setdefault(form, i)
    parts = []
    for k, word in enumerate(found):
        # NLTK reads a repeated word in the context of its first occurrence; the baseline keeps to that.
        i, lower = first[word.form], lowered[k]
        kind_of = lower == "kind" and lowered[i + 1 : i + 2] == ["of"]
        if lower not in vader.lexicon or kind_of or lower in RULES.BOOSTER_DICT or overlaps(word, neutral):
            continue
        valence = vader.sentiment_valence(0, seen, word.form, i, [])[0]
        why = f"lexicon {vader.lexicon[lower]:+.1f}"
        if changed := modifiers(forms, i):
            why += f", after {' '.join(changed)}: {valence:+.2f}"
        elif valence != vader.lexicon[lower]:
            why += f", in its context: {valence:+.2f}"
        if but is not None and k != but:
            factor = 0.5 if k < but else 1.5
            valence, why = valence * factor, f"{why}, times {factor} {'before' if k < but else 'after'} but"
        parts.append(Contribution(word.start, word.end, float(valence), why))
    total = sum(part.contribution for part in parts)
    return parts + (emphasis(text, 1 if total > 0 else -1) if total else [])


def vader_tone(text: str, neutral: Sequence[tuple[int, int]] = ()) -> float:
    """VADER's compound score of a text, not rounded.

    Arguments:
        text: a sentence.
        neutral: spans (start, end) in characters whose words carry no tone: names, cue verbs, quoted titles.

    Returns:
        s / sqrt(s² + 15) in (-1, 1), where s is the sum of `vader_contributions`; 0 where nothing speaks, NaN for
        empty text.
    """
    if not text.strip():
        return math.nan
    score = sum(part.contribution for part in pieces(text, neutral))
    return score / math.sqrt(score * score + ALPHA)


def vader_contributions(text: str, neutral: Sequence[tuple[int, int]] = ()) -> pd.DataFrame:
    """What each word and mark adds to VADER's raw score.

    Arguments:
        text: a sentence.
        neutral: spans (start, end) in characters whose words carry no tone: names, cue verbs, quoted titles.

    Returns:
        a row for each word of the lexicon, each mark of emphasis, and a first row for the bias (VADER has none: 0):
        start, end (characters), text, contribution (its share of the raw score), why (the rules that made it).
    """
    return contribution_table(text, pieces(text, neutral) if text.strip() else [], bias=0.0)
