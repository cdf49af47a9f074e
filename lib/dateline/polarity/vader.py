"""VADER as the named baseline: NLTK's implementation over the lexicon of the `vaderSentiment` package (MIT).

Method: C. J. Hutto and E. Gilbert (2014), VADER: a parsimonious rule-based model for sentiment analysis of social media
text, ICWSM.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

from dateline.polarity.wording import plain


class _Analyzer(SentimentIntensityAnalyzer):
    """NLTK's, given the lexicon as text: NLTK reads no file with two names, as conda and uv make of every file."""

    def __init__(self, lexicon: str) -> None:
        self.lexicon_file, self.constants = lexicon, VaderConstants()
        self.lexicon = self.make_lex_dict()


@cache
def analyzer() -> SentimentIntensityAnalyzer:
    return _Analyzer((files("vaderSentiment") / "vader_lexicon.txt").read_text(encoding="utf-8"))


def vader_tone(text: str, neutral: Sequence[tuple[int, int]] = ()) -> float:
    """VADER's compound score of a sentence, -1 to 1; words in neutral spans say nothing, NaN for empty text."""
    if not text.strip():
        return math.nan
    read = plain(text)
    for start, end in neutral:
        read = read[:start] + "".join("0" if c.isalnum() else c for c in read[start:end]) + read[end:]
    return analyzer().polarity_scores(read)["compound"]
