"""Keyness: which terms an article has more of, or less, than a reference has."""

from __future__ import annotations

from math import erfc

import numpy as np
import pandas as pd
import wordfreq
from numpy.typing import ArrayLike

from dateline.segments.wordlists import CALENDAR_WORDS
from dateline.tables import expects, expects_by
from dateline.terms.association import association_measures
from dateline.terms.counts import frequency
from dateline.terms.forms import spelt_like
from dateline.terms.thresholds import LEAST_N_GENERAL, WORDS_FOR_KEYNESS

GENERAL_ENGLISH = "everyday English (wordfreq)"
_RAREST = 1e-8  # the share below which wordfreq's English list ends

KEYNESS_COLUMNS = ["term", "n_target", "n_reference", "log_likelihood", "log_ratio", "p_corrected", "reference"]

# Words of every news text, whatever it is about.
REPORTING_WORDS = frozenset(
    "say says said saying tell tells told report reports reported according add adds added".split()
)


def contrast_measures(
    n_target: ArrayLike, words_target: float, n_reference: ArrayLike, words_reference: float
) -> pd.DataFrame:
    """How much more of each term one set of words has than another.

    Arguments:
        n_target, n_reference: occurrences of each term, arrays of one length.
        words_target, words_reference: all words of each.

    Returns:
        log_likelihood, G2 over four cells (Dunning 1993), below 0 where the target has less than expected; log_ratio,
        log2 of the ratio of rates with 1/2 added to each count and to each total (Hardie 2014, smoothing of Walter
        1975); p_corrected, p of G2 corrected for the number of terms (Holm 1979). NaN where undefined.
    """
    n1, n2 = (np.atleast_1d(np.asarray(n, dtype=float)) for n in (n_target, n_reference))
    sign = np.where(n1 / words_target >= n2 / words_reference, 1.0, -1.0)
    g2 = association_measures(n1, n1 + n2, words_target, words_target + words_reference)["log_likelihood"].to_numpy()
    ratio = (n1 + 0.5) / (words_target + 0.5) / ((n2 + 0.5) / (words_reference + 0.5))
    return pd.DataFrame({"log_likelihood": sign * g2, "log_ratio": np.log2(ratio), "p_corrected": holm(p_of_g2(g2))})


def p_of_g2(statistic: ArrayLike) -> np.ndarray:
    """p of X2 or G2 with one degree of freedom."""
    return np.vectorize(erfc, otypes=[float])(np.sqrt(np.abs(np.asarray(statistic, dtype=float)) / 2))


def holm(p: ArrayLike) -> np.ndarray:
    """p values corrected for their number (Holm 1979); NaN stays NaN and is not counted."""
    ordered = pd.Series(np.asarray(p, dtype=float)).sort_values(kind="stable")
    left = ordered.count() - np.arange(len(ordered))  # NaN are last
    return (ordered * left).cummax().clip(upper=1).sort_index().to_numpy()


def keyness(target: pd.DataFrame, reference: pd.DataFrame | None = None, by: str = "type") -> pd.DataFrame:
    """Which terms the target has more of, or less, than the reference.

    Arguments:
        target: a table as `tokens` or `ngrams` gives it, of one article or, with a column `article`, of several.
        reference: the same; or a word list with the columns term and n, complete, since its total is the sum of n; or
            None for the frequencies of general English that the package wordfreq has (CC BY-SA 4.0). Those are rounded
            shares and no counts, so only log_ratio is given, of terms with n_target of at least 3.
        by: the column that is counted: type, lemma, or term for n-grams and merged spellings. The spellings that the
            target has of a term count together in the reference too. General English knows no lemmas.

    Returns:
        term, n_target, n_reference; the columns of `contrast_measures`, p_corrected where the smaller side has 1,000
        words and more; reference, what the target was held against. One row for each term of either side, those of
        the target alone against general English. By falling log_likelihood (log_ratio against general English), then
        by term. NaN where undefined.

    Raises:
        ValueError: where general English is asked for by lemma.

    Example:
        >>> import dateline as dl
        >>> ours, theirs = (dl.tokens(dl.Article(text)) for text in ('rain rain snow', 'sun sun snow'))
        >>> dl.keyness(ours, theirs)[['term', 'n_target', 'n_reference']].values.tolist()
        [['rain', 2, 0], ['snow', 1, 1], ['sun', 0, 2]]
    """
    expects(target, "", "tokens")
    if not _is_word_list(target):
        expects_by(target, by)
    if reference is None:
        return _against_general_english(target, by)
    expects(reference, "", "tokens")
    name = reference.attrs.get("name", "the reference")
    if by == "term" and "type" in target:
        reference = spelt_like(reference, target)
    counts = pd.DataFrame({"n_target": _counts(target, by), "n_reference": _counts(reference, by)})
    table = counts.fillna(0).astype("int64").rename_axis("term").reset_index().astype({"term": "str"})
    words, others = table["n_target"].sum(), table["n_reference"].sum()
    if words and others:
        table = table.join(contrast_measures(table["n_target"], words, table["n_reference"], others))
    table = table.assign(reference=f"{name}, {others:,} words").reindex(columns=KEYNESS_COLUMNS)
    if min(words, others) < WORDS_FOR_KEYNESS:
        table["p_corrected"] = np.nan
    return table.sort_values(["log_likelihood", "term"], ascending=[False, True], ignore_index=True)


def _is_word_list(table: pd.DataFrame) -> bool:
    return {"term", "n"} <= set(table.columns)


def _counts(table: pd.DataFrame, by: str) -> pd.Series:
    if _is_word_list(table):
        return table.groupby("term")["n"].sum()
    return frequency(table, by).set_index("term")["n"]


def _against_general_english(target: pd.DataFrame, by: str) -> pd.DataFrame:
    """Keyness by the share that the spellings which the target has of a term have together in general English."""
    if by not in ("type", "term"):
        raise ValueError(f"general English has no counts by {by}: use by='type' or 'term', or give a reference")
    table = _counts(target, by).rename("n_target").reset_index()
    enough = table[table["n_target"].ge(LEAST_N_GENERAL)]
    spelt = target if by == "term" and "type" in target else enough.assign(type=enough["term"])
    spelt = spelt.loc[spelt["term"].isin(enough["term"]), ["term", "type"]].drop_duplicates()
    usual = spelt["type"].map(general_rate).groupby(spelt["term"]).sum(min_count=1)
    rates = table["n_target"] / max(int(table["n_target"].sum()), 1)
    table["log_ratio"] = np.log2(rates / table["term"].map(usual).astype(float))
    table = table.assign(reference=GENERAL_ENGLISH).reindex(columns=KEYNESS_COLUMNS)
    table = table.astype({"term": "str"} | dict.fromkeys(KEYNESS_COLUMNS[2:-1], float))
    return table.sort_values(["log_ratio", "n_target", "term"], ascending=[False, False, True], ignore_index=True)


def general_rate(term: str) -> float:
    """The share of a term among all words of general English, by wordfreq.

    Terms in capitals ("US") are NaN, since wordfreq counts them together with the pronoun; those that it does not
    know get the share at which its list ends, 1 in 100 million. That of several words is its estimate from the words.
    """
    return np.nan if term.isupper() else max(wordfreq.word_frequency(term, "en", wordlist="large"), _RAREST)


KEY_COLUMNS = ["term", "kind", "n_target", "n_reference", "times_usual", "score", "log_likelihood", "p_corrected"]
KEY_COLUMNS += ["log_ratio", "reference"]


def key_terms(keyness: pd.DataFrame, frequency: pd.DataFrame) -> pd.DataFrame:
    """What the target is about: the terms that it has often, and more often than the reference; not the words with
    which all news is reported and dated.

    Arguments:
        keyness: a table as `keyness` gives it.
        frequency: a table as `frequency` gives it, of the same target, filtered to the terms that are wanted.

    Returns:
        term, kind, n_target (3 and more), n_reference; times_usual, how many times the rate of the reference; score,
        n_target times log_ratio, the bits by which the reference underrates the term; log_likelihood, p_corrected,
        log_ratio (above 0) and reference as in `keyness`. By falling score, then by term.

    Example:
        >>> import dateline as dl
        >>> words = dl.with_terms(dl.tokens(dl.Article('Ferry to ferry. A ferry ran.')))
        >>> keyness = dl.keyness(words, by='term')
        >>> dl.key_terms(keyness, dl.frequency(words, by='term'))[['term', 'n_target']].values.tolist()
        [['ferry', 3]]
    """
    expects(keyness, "n_target log_ratio", "keyness")
    expects(frequency, "term kind", "frequency")
    table = keyness.merge(frequency[["term", "kind"]], on="term")
    is_reporting = table["kind"].eq("word") & table["term"].str.lower().isin(REPORTING_WORDS | CALENDAR_WORDS)
    table = table[table["n_target"].ge(LEAST_N_GENERAL) & table["log_ratio"].gt(0) & ~is_reporting]
    table = table.assign(times_usual=2 ** table["log_ratio"], score=table["n_target"] * table["log_ratio"])
    return table.sort_values(["score", "term"], ascending=[False, True], ignore_index=True)[KEY_COLUMNS]
