"""Lexical diversity and readability.

Both are written out here: of the libraries one needs textblob with NLTK's data (lexicalrichness), the others NLTK's
cmudict (textstat) or a licence that rules out commercial use (taaled). Each formula is held to published values.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import lgamma

import numpy as np
import pandas as pd
import regex

from dateline.segments.tokenization import counted
from dateline.tables import expects, expects_by

MATTR_WINDOW = 50  # words
MTLD_THRESHOLD = 0.72
HDD_SAMPLE = 42  # words

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
    n = len(codes)
    if n < window or window < 1:
        return np.nan
    place = np.arange(n)
    before = pd.Series(place).groupby(codes).shift(fill_value=-1).to_numpy()
    # the windows in which a word is the first of its type begin after its last occurrence and no later than itself
    first, last = np.maximum(np.maximum(before + 1, place - window + 1), 0), np.minimum(place, n - window)
    return float(np.maximum(last - first + 1, 0).sum() / (window * (n - window + 1)))


def mtld(terms: Sequence[str], threshold: float = MTLD_THRESHOLD) -> float:
    """Measure of textual lexical diversity: the mean length of runs whose type-token ratio stays above the threshold,
    read forward and backward (McCarthy and Jarvis 2010). NaN where no word is repeated."""
    return float(np.mean([_mtld_one_way(terms, threshold), _mtld_one_way(list(terms)[::-1], threshold)]))


def _mtld_one_way(terms: Sequence[str], threshold: float) -> float:
    factors, length = 0.0, 0
    seen: set[str] = set()
    for term in terms:
        seen.add(term)
        length += 1
        if len(seen) / length <= threshold:
            factors, seen, length = factors + 1, set(), 0
    if length:
        factors += (1 - len(seen) / length) / (1 - threshold)
    return len(terms) / factors if factors else np.nan


def hdd(terms: Sequence[str], sample: int = HDD_SAMPLE) -> float:
    """HD-D: the type-token ratio expected of a random sample (McCarthy and Jarvis 2007); NaN for fewer words."""
    counts = pd.Series(terms, dtype="object").value_counts()
    n = int(counts.sum())
    if n < sample:
        return np.nan

    def absent(f: int) -> float:
        """Chance that a term of frequency f is not in the sample: C(n - f, sample) / C(n, sample)."""
        if n - f < sample:
            return 0.0
        return float(np.exp(lgamma(n - f + 1) - lgamma(n - f - sample + 1) - lgamma(n + 1) + lgamma(n - sample + 1)))

    return sum(times * (1 - absent(f)) for f, times in counts.value_counts().sort_index().items()) / sample


def diversity_measures(terms: Sequence[str]) -> dict[str, float]:
    """How many different terms a text uses.

    With N words and V types, logarithms natural, NaN where undefined: ttr, V / N; root_ttr, V / sqrt N (Guiraud 1954);
    corrected_ttr, V / sqrt 2N (Carroll 1964); herdan_c, log V / log N; summer_s, log log V / log log N; dugast_u,
    log^2 N / (log N - log V); maas, its inverse (Maas 1972); yule_k, 10^4 (M - N) / N^2 with M the sum of squared
    frequencies; yule_i, V^2 / (M - V); simpson_d, the chance that two words are the same type; herdan_vm,
    sqrt(M / N^2 - 1 / V) (Herdan 1955); mattr, mtld and hdd as the functions of these names.
    """
    counts = pd.Series(terms, dtype="object").value_counts().to_numpy(dtype=float)
    n, v, m = counts.sum(), float(len(counts)), (counts**2).sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        log_n, log_v = np.log(n), np.log(v)
        measures = {
            "ttr": v / n,
            "root_ttr": v / np.sqrt(n),
            "corrected_ttr": v / np.sqrt(2 * n),
            "herdan_c": log_v / log_n,
            "summer_s": np.log(log_v) / np.log(log_n),
            "dugast_u": log_n**2 / (log_n - log_v),
            "maas": (log_n - log_v) / log_n**2,
            "yule_k": 1e4 * (m - n) / n**2,
            "yule_i": v**2 / (m - v) if m > v else np.nan,
            "simpson_d": (m - n) / (n * (n - 1)),
            "herdan_vm": np.sqrt(max(m / n**2 - 1 / v, 0.0)) if v else np.nan,
        }
    measures |= {"mattr": mattr(terms), "mtld": mtld(terms) if len(counts) else np.nan, "hdd": hdd(terms)}
    return {name: float(value) if np.isfinite(value) else np.nan for name, value in measures.items()}


def diversity(tokens: pd.DataFrame, by: str = "type") -> pd.DataFrame:
    """Lexical diversity of title and body, numbers and addresses left out.

    Arguments:
        tokens: a table as `tokens` gives it.
        by: the column that is counted: type or lemma.

    Returns:
        measure, value, n (words): one row for each measure of `diversity_measures`.

    Example:
        >>> import dateline as dl
        >>> table = dl.diversity(dl.tokens(dl.Article('Rain fell and rain fell.')))
        >>> table.query("measure == 'ttr'").values.tolist()
        [['ttr', 0.6, 5]]
    """
    expects(tokens, "role kind", "tokens")
    expects_by(tokens, by)
    words = _words(tokens)
    measures = diversity_measures(words[by].tolist())
    return pd.DataFrame({"measure": list(measures), "value": list(measures.values()), "n": len(words)})


def _words(tokens: pd.DataFrame) -> pd.DataFrame:
    words = counted(tokens)
    return words[words["kind"].isin(["word", "name"])]


@lru_cache(maxsize=1 << 16)
def syllables(word: str) -> int:
    """Syllables of an English word, estimated from its spelling; at least 1."""
    groups = len(regex.findall(r"[aeiouy]+", word := regex.sub(r"[^a-z]", "", word.casefold())))
    return max(1, groups - len(_SILENT.findall(word)) + len(_EXTRA.findall(word)))


def readability_measures(
    words: float, sentences: float, letters: float, syllables: float, polysyllables: float, long_words: float
) -> dict[str, float]:
    """How hard a text is by the length of its words and sentences; NaN where undefined.

    Arguments:
        words, sentences, letters, syllables: their numbers.
        polysyllables: words of three syllables and more.
        long_words: words of seven letters and more.

    Returns:
        flesch, 0 hard to 100 easy (Flesch 1948); flesch_kincaid (Kincaid et al. 1975), fog (Gunning 1952), smog
        (McLaughlin 1969), ari (Senter and Smith 1967) and coleman_liau (Coleman and Liau 1975), US school grades;
        lix (Bjornsson 1968) and rix (Anderson 1983), which rise with difficulty.
    """
    if not words or not sentences:
        names = ("flesch", "flesch_kincaid", "fog", "smog", "ari", "coleman_liau", "lix", "rix")
        return dict.fromkeys(names, np.nan)
    length = words / sentences
    return {
        "flesch": 206.835 - 1.015 * length - 84.6 * syllables / words,
        "flesch_kincaid": 0.39 * length + 11.8 * syllables / words - 15.59,
        "fog": 0.4 * (length + 100 * polysyllables / words),
        "smog": 1.043 * (30 * polysyllables / sentences) ** 0.5 + 3.1291,
        "ari": 0.5 * length + 4.71 * letters / words - 21.43,
        "coleman_liau": 5.88 * letters / words - 29.6 * sentences / words - 15.8,
        "lix": length + 100 * long_words / words,
        "rix": long_words / sentences,
    }


def readability(tokens: pd.DataFrame) -> pd.DataFrame:
    """Readability of title and body, numbers and addresses left out.

    Syllables are estimated from spelling, and with them flesch, flesch_kincaid, fog and smog; the others are exact.

    Arguments:
        tokens: a table as `tokens` gives it.

    Returns:
        measure, value, n (words): one row for each measure of `readability_measures`.

    Example:
        >>> import dateline as dl
        >>> table = dl.readability(dl.tokens(dl.Article('The old harbour ferry sank.')))
        >>> table.query("measure == 'lix'").values.tolist()
        [['lix', 25.0, 5]]
    """
    expects(tokens, "role kind type", "tokens")
    words = _words(tokens)
    letters = words["type"].str.count(r"[^\W_]")
    counts = words["type"].map(syllables)
    measures = readability_measures(
        len(words),
        words["sentence"].nunique(),
        letters.sum(),
        counts.sum(),
        (counts >= 3).sum(),
        (letters >= 7).sum(),
    )
    return pd.DataFrame({"measure": list(measures), "value": list(measures.values()), "n": len(words)})
