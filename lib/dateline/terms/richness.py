"""Lexical diversity and readability, written out: the libraries for them need data that is not ours to ship."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd
import regex

from dateline.segments.tokenization import counted
from dateline.tables import expects

MATTR_WINDOW = 50  # words
MTLD_THRESHOLD = 0.72

# Vowel groups that are one syllable less, or one more, than they look; the counts are summed.
_SILENT = regex.compile(
    r"(?<![aeiouy])e$|(?<=[^aeioudt])ed$|(?<=[^aeiouscgzx]|[^cs]h)es$|(?<=[^aeiouy])e(?=ly$|ment|ful)"
)
_EXTRA = regex.compile(
    r"(?<=[^aeiouy])les?$|ia(?!ns?$|ls?$)|(?<![cst])i(?=o|ans?$|als?$)|(?<![cst])ie(?=n[ct])|(?<!p)eo|ua(?!r)"
    r"|ue(?=l$|nt)|ui(?=ty)|ism$|(?<=[aeiou])ing$|ier$|iet"
)


def mattr(terms: Sequence[str], window: int = MATTR_WINDOW) -> float:
    """Moving-average type-token ratio (Covington and McFall 2010); NaN for fewer words than the window."""
    codes = pd.factorize(np.asarray(terms, dtype=object))[0]
    n, place = len(codes), np.arange(len(codes))
    if n < window:
        return np.nan
    before = pd.Series(place).groupby(codes).shift(fill_value=-1).to_numpy()
    # the windows in which a word is the first of its type begin after its last occurrence and no later than itself
    first, last = np.maximum(np.maximum(before + 1, place - window + 1), 0), np.minimum(place, n - window)
    return float(np.maximum(last - first + 1, 0).sum() / (window * (n - window + 1)))


def mtld(terms: Sequence[str], threshold: float = MTLD_THRESHOLD) -> float:
    """Measure of textual lexical diversity: the mean length of runs whose type-token ratio stays above the threshold,
    read forward and backward (McCarthy and Jarvis 2010). NaN where no word is repeated."""
    lengths = []
    for words in (terms, terms[::-1]):
        factors, length = 0.0, 0
        seen: set[str] = set()
        for word in words:
            seen.add(word)
            length += 1
            if len(seen) / length <= threshold:
                factors, seen, length = factors + 1, set(), 0
        factors += (1 - len(seen) / length) / (1 - threshold) if length else 0
        lengths.append(len(words) / (factors or np.nan))
    return float(np.mean(lengths))


def _measured(tokens: pd.DataFrame) -> pd.DataFrame:
    words = counted(tokens)
    return words[words["kind"].isin(["word", "name"])]


def diversity(tokens: pd.DataFrame) -> pd.DataFrame:
    """Lexical diversity of title and body, numbers and addresses left out.

    Arguments:
        tokens: a table as `tokens` gives it.

    Returns:
        measure, value, n (words): ttr, types over tokens; `mattr`; `mtld`. NaN where undefined.

    Example:
        >>> import dateline as dl
        >>> table = dl.diversity(dl.tokens(dl.Article('Rain fell and rain fell.')))
        >>> table.query("measure == 'ttr'").values.tolist()
        [['ttr', 0.6, 5]]
    """
    expects(tokens, "role kind type", "tokens")
    terms = _measured(tokens)["type"].tolist()
    values = [len(set(terms)) / (len(terms) or np.nan), mattr(terms), mtld(terms)]
    return pd.DataFrame({"measure": ["ttr", "mattr", "mtld"], "value": values, "n": len(terms)})


@lru_cache(maxsize=1 << 16)
def syllables(word: str) -> int:
    """Syllables of an English word, estimated from its spelling; at least 1."""
    groups = len(regex.findall(r"[aeiouy]+", word := regex.sub(r"[^a-z]", "", word.casefold())))
    return max(1, groups - len(_SILENT.findall(word)) + len(_EXTRA.findall(word)))


def readability_measures(words: float, sentences: float, syllables: float, long_words: float) -> dict[str, float]:
    """Readability by the numbers of words, sentences, syllables and words of seven letters and more: see `readability`;
    NaN where undefined."""
    length, words = words / (sentences or np.nan), words or np.nan
    return {
        "flesch": 206.835 - 1.015 * length - 84.6 * syllables / words,
        "flesch_kincaid": 0.39 * length + 11.8 * syllables / words - 15.59,
        "lix": length + 100 * long_words / words,
    }


def readability(tokens: pd.DataFrame) -> pd.DataFrame:
    """How hard title and body are by the length of words and sentences, numbers and addresses left out.

    Syllables are estimated from spelling, and with them flesch and flesch_kincaid; lix is exact.

    Arguments:
        tokens: a table as `tokens` gives it.

    Returns:
        measure, value, n (words): flesch, 0 hard to 100 easy (Flesch 1948); flesch_kincaid, a US school grade (Kincaid
        et al. 1975); lix, which rises with difficulty (Bjornsson 1968). NaN where undefined.

    Example:
        >>> import dateline as dl
        >>> table = dl.readability(dl.tokens(dl.Article('The old harbour ferry sank.')))
        >>> table.query("measure == 'lix'").values.tolist()
        [['lix', 25.0, 5]]
    """
    expects(tokens, "role kind type", "tokens")
    words = _measured(tokens)
    long_words = words["type"].str.count(r"[^\W_]").ge(7).sum()
    spoken = sum(map(syllables, words["type"]))
    measures = readability_measures(len(words), words["sentence"].nunique(), spoken, long_words)
    return pd.DataFrame({"measure": list(measures), "value": list(measures.values()), "n": len(words)})
