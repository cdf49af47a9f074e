"""Keyness: which terms an article has more of, or less, than a reference has."""

from __future__ import annotations

import numpy as np
import pandas as pd
import wordfreq
from numpy.typing import ArrayLike

from dateline.tables import expects, expects_by
from dateline.terms.contingency import likelihood_sum, log_likelihood
from dateline.terms.counts import countable, frequency
from dateline.terms.forms import spelt_like
from dateline.terms.intervals import holm, p_of_chi_squared, ratio_limits
from dateline.terms.thresholds import LEAST_N_GENERAL, above_floor

GENERAL_ENGLISH = "general English (wordfreq)"
_RAREST = 1e-8  # the share below which wordfreq's English list ends

MEASURES = ["log_likelihood", "log_ratio", "log_likelihood_two_cell", "diff_percent", "odds_ratio", "difference"]
MEASURES += ["simple_maths", "bic", "p", "p_corrected", "log_ratio_low", "log_ratio_high", "conservative"]
SPREAD = ["range_target", "range_reference", "log_likelihood_range", "superiority"]
KEYNESS_COLUMNS = ["term", "n_target", "n_reference", *MEASURES, *SPREAD, "reference"]


def contrast_measures(
    n_target: ArrayLike, words_target: float, n_reference: ArrayLike, words_reference: float, alpha: float = 0.05
) -> pd.DataFrame:
    """How much more of each term one set of words has than another.

    Arguments:
        n_target, n_reference: occurrences of each term, arrays of one length; the number of terms is what the
            corrections are for.
        words_target, words_reference: all words of each.
        alpha: what the confidence limits leave out, before the correction.

    Returns:
        log_likelihood, G2 over four cells (Dunning 1993), below 0 where the target has less than expected;
        log_ratio, log2 of the ratio of rates with 1/2 added to each count and to each total (Hardie 2014, smoothing
        of Walter 1975); log_likelihood_two_cell, the same over the two cells of the term (Rayson and Garside 2000);
        diff_percent, the difference of rates in % of the reference's (Gabrielatos and Marchi 2011); odds_ratio
        (Pojanapunya and Todd 2016); difference, of rates over their sum, from -1 to 1 (Hofland and Johansson 1982);
        simple_maths, the ratio of rates a million words, each + 1 (Kilgarriff 2009); bic, |G2| - ln of all words
        (Wilson 2013: above 2 positive, above 10 very strong evidence); p of G2, and p_corrected for the number of
        terms (Holm 1979); log_ratio_low and log_ratio_high, exact limits of the unsmoothed log ratio, of alpha over
        the number of terms (Bonferroni), and conservative, the one of them that is nearer to 0, or 0 where 0 lies
        between them (Evert 2022). NaN where undefined.
    """
    n1, n2 = (np.atleast_1d(np.asarray(n, dtype=float)) for n in (n_target, n_reference))
    words = words_target + words_reference
    with np.errstate(divide="ignore", invalid="ignore"):
        rate_1, rate_2 = n1 / words_target, n2 / words_reference
        sign = np.where(rate_1 >= rate_2, 1.0, -1.0)
        g2 = sign * log_likelihood(n1, n1 + n2, words_target, words)
        expected = np.stack([words_target * (n1 + n2), words_reference * (n1 + n2)]) / words
        low, high = ratio_limits(n1, words_target, n2, words_reference, alpha / max(len(n1), 1))
        table = pd.DataFrame(
            {
                "log_likelihood": g2,
                "log_ratio": np.log2((n1 + 0.5) / (words_target + 0.5) / ((n2 + 0.5) / (words_reference + 0.5))),
                "log_likelihood_two_cell": sign * likelihood_sum(np.stack([n1, n2]), expected),
                "diff_percent": 100 * (rate_1 - rate_2) / rate_2,
                "odds_ratio": rate_1 / (1 - rate_1) / (rate_2 / (1 - rate_2)),
                "difference": (rate_1 - rate_2) / (rate_1 + rate_2),
                "simple_maths": (rate_1 * 1e6 + 1) / (rate_2 * 1e6 + 1),
                "bic": np.abs(g2) - np.log(words),
                "p": p_of_chi_squared(g2),
                "p_corrected": holm(p_of_chi_squared(g2)),
                "log_ratio_low": np.log2(low),
                "log_ratio_high": np.log2(high),
                "conservative": np.where(low > 1, np.log2(low), np.where(high < 1, np.log2(high), 0.0)),
            }
        )
    table[["diff_percent", "odds_ratio"]] = table[["diff_percent", "odds_ratio"]].replace(np.inf, np.nan)
    return table


def keyness(target: pd.DataFrame, reference: pd.DataFrame | None = None, by: str = "type") -> pd.DataFrame:
    """Which terms the target has more of, or less, than the reference.

    Arguments:
        target: a table as `tokens` or `ngrams` gives it, of one article or, with a column `article`, of several.
        reference: the same; or a word list with the columns term and n, complete, since its total is the sum of n; or
            None for the frequencies of general English that the package wordfreq has (CC BY-SA 4.0). Those are rounded
            shares and no counts, so only log_ratio is given, of terms with n_target of at least 3.
        by: the column that is counted: type, lemma, or term for n-grams and merged spellings. The spellings that the
            target has of a term count together in the reference too; spellings that only the reference has, of
            general English, do not, which flatters the term a little. General English knows no lemmas.

    Returns:
        term, n_target, n_reference; the columns of `contrast_measures`; range_target and range_reference, in how many
        articles the term is; log_likelihood_range, G2 of these (text dispersion keyness, Egbert and Biber 2019), where
        each side has two articles and more; superiority, how often an article of the target has a higher rate of the
        term than one of the reference, ties as half (the rank sum of Kilgarriff 2001, scaled to 0 to 1), where either
        side has; reference, what the target was held against. One row for each term of either side, those of the target
        alone against general English. By falling log_likelihood (log_ratio against general English), then by term. NaN
        where undefined; an empty side leaves all measures NaN.

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
    if reference is not None:
        expects(reference, "", "tokens")
    if reference is None:
        return _against_general_english(target, by)
    name = reference.attrs.get("name", "the reference")
    if by == "term" and "type" in target:
        reference = spelt_like(reference, target)
    n_1, n_2 = _counts(target, by), _counts(reference, by)
    terms = n_1.index.union(n_2.index, sort=True)
    table = pd.DataFrame({"term": pd.Series(terms, dtype="str")})
    table["n_target"] = n_1.reindex(terms, fill_value=0).to_numpy(dtype=np.int64)
    table["n_reference"] = n_2.reindex(terms, fill_value=0).to_numpy(dtype=np.int64)
    words_1, words_2 = int(n_1.sum()), int(n_2.sum())
    if words_1 and words_2:
        table = table.join(contrast_measures(table["n_target"], words_1, table["n_reference"], words_2))
    table = table.join(_spread(target, reference, by, terms)).assign(reference=f"{name}, {words_2:,} words")
    table = table.reindex(columns=KEYNESS_COLUMNS)
    return table.sort_values(["log_likelihood", "term"], ascending=[False, True], ignore_index=True)


def _is_word_list(table: pd.DataFrame) -> bool:
    return {"term", "n"} <= set(table.columns)


def _counts(table: pd.DataFrame, by: str) -> pd.Series:
    if _is_word_list(table):
        return table.groupby("term")["n"].sum()
    return frequency(table, by).set_index("term")["n"]


def _against_general_english(target: pd.DataFrame, by: str) -> pd.DataFrame:
    if by not in ("type", "term"):
        raise ValueError(f"general English has no counts by {by}: use by='type' or 'term', or give a reference")
    counts = _counts(target, by)
    table = pd.DataFrame({"term": pd.Series(counts.index, dtype="str"), "n_target": counts.to_numpy()})
    rates = table["n_target"] / max(int(counts.sum()), 1)
    enough = table["term"][table["n_target"] >= LEAST_N_GENERAL]
    table["log_ratio"] = np.log2(rates / enough.map(_general_rates(target, by, enough)).astype(float))
    table = table.assign(reference=GENERAL_ENGLISH).reindex(columns=KEYNESS_COLUMNS)
    numbers = [column for column in KEYNESS_COLUMNS if column not in ("term", "n_target", "reference")]
    table[numbers] = table[numbers].astype(float)
    return table.sort_values(["log_ratio", "n_target", "term"], ascending=[False, False, True], ignore_index=True)


def _general_rates(target: pd.DataFrame, by: str, terms: pd.Series) -> pd.Series:
    """Term -> its share of general English, that of the spellings the target has of it together."""
    spelt = pd.DataFrame({"term": terms, "type": terms})
    if by == "term" and "type" in target:
        spelt = target.loc[target["term"].isin(terms), ["term", "type"]].drop_duplicates()
    return spelt.assign(rate=spelt["type"].map(general_rate)).groupby("term")["rate"].sum(min_count=1)


def general_rate(term: str) -> float:
    """The share of a term among all words of general English, by wordfreq.

    Terms in capitals ("US") are NaN, since wordfreq counts them together with the pronoun; those that it does not
    know get the share at which its list ends, 1 in 100 million. That of several words is its estimate from the words.
    """
    return np.nan if term.isupper() else max(wordfreq.word_frequency(term, "en", wordlist="large"), _RAREST)


KEY_COLUMNS = ["term", "kind", "n_target", "n_reference", "log_ratio", "weight", "reference"]


def key_terms(keyness: pd.DataFrame, frequency: pd.DataFrame) -> pd.DataFrame:
    """What the target is about: the terms that it has often, and more often than the reference.

    Arguments:
        keyness: a table as `keyness` gives it.
        frequency: a table as `frequency` gives it, of the same target, filtered to the terms that are wanted.

    Returns:
        term, kind, n_target (3 and more), n_reference, log_ratio (above 0), weight (n_target times log_ratio, the
        bits by which the reference underrates the term), reference. By falling weight, then by term.

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
    table = table[table["n_target"].ge(LEAST_N_GENERAL) & table["log_ratio"].gt(0)]
    table = table.assign(weight=table["n_target"] * table["log_ratio"])
    return table.sort_values(["weight", "term"], ascending=[False, True], ignore_index=True)[KEY_COLUMNS]


CORRECTED = ["term", "log_likelihood", "bic", "p_corrected", "log_ratio_low", "log_ratio_high", "conservative"]


def adjusted(keyness: pd.DataFrame) -> pd.DataFrame:
    """The measures of keyness that lean on length, or a row that says why they are not shown.

    Arguments:
        keyness: a table as `keyness` gives it, whole: its counts add up to the words of each side.

    Returns:
        the columns CORRECTED of terms that the target has more of; or the column `not shown`, where the smaller side
        has fewer than 1,000 words or the reference has no counts.

    Example:
        >>> import dateline as dl
        >>> ours, theirs = (dl.tokens(dl.Article(text)) for text in ('rain rain snow', 'sun sun snow'))
        >>> dl.adjusted(dl.keyness(ours, theirs)).values.tolist()
        [['n = 3 words in the smaller side, fewer than 1,000']]
    """
    expects(keyness, "n_target n_reference log_likelihood", "keyness")
    general = keyness["reference"].eq(GENERAL_ENGLISH).any()
    words = 0 if general else int(keyness[["n_target", "n_reference"]].sum().min())
    return above_floor(keyness.loc[keyness["log_likelihood"].gt(0), CORRECTED], words, "keyness")


def _articles(table: pd.DataFrame) -> int:
    return 0 if _is_word_list(table) else table["article"].nunique() if "article" in table else 1


def _rates(table: pd.DataFrame, by: str, terms: pd.Index) -> pd.DataFrame:
    """term (its place in `terms`), rate: a row for each term of each article."""
    words = countable(table)
    article = words["article"] if "article" in words else pd.Series(0, index=words.index)
    counts = words.groupby([terms.get_indexer(pd.Index(words[by])), article.to_numpy()]).size()
    sizes = article.value_counts()
    article_of = counts.index.get_level_values(1)
    return pd.DataFrame(
        {"term": counts.index.get_level_values(0), "rate": counts.to_numpy() / sizes[article_of].to_numpy()}
    )


def _spread(target: pd.DataFrame, reference: pd.DataFrame, by: str, terms: pd.Index) -> pd.DataFrame:
    """The columns SPREAD, one row a term."""
    m, r = _articles(target), _articles(reference)
    table = pd.DataFrame(np.nan, index=range(len(terms)), columns=SPREAD)
    if not m or not r:
        return table
    rates = pd.concat([_rates(target, by, terms).assign(side=1), _rates(reference, by, terms).assign(side=0)])
    table["range_target"] = np.bincount(rates["term"], weights=rates["side"], minlength=len(terms))
    table["range_reference"] = np.bincount(rates["term"], weights=1 - rates["side"], minlength=len(terms))
    if m > 1 and r > 1:
        both = table["range_target"] + table["range_reference"]
        sign = np.where(table["range_target"] / m >= table["range_reference"] / r, 1, -1)
        table["log_likelihood_range"] = sign * log_likelihood(table["range_target"], both, m, m + r)
    if m > 1 or r > 1:
        table["superiority"] = _superiority(rates, table["range_target"].to_numpy(), m, r, len(terms))
    return table


def _superiority(rates: pd.DataFrame, with_term: np.ndarray, m: int, r: int, n_terms: int) -> np.ndarray:
    """U / (m r) of Mann and Whitney; articles without the term share the lowest ranks."""
    without = m + r - np.bincount(rates["term"], minlength=n_terms)
    ranks = rates.groupby("term")["rate"].rank().to_numpy() + without[rates["term"]]
    of_those_with = np.bincount(rates["term"], weights=ranks * rates["side"], minlength=n_terms)
    rank_sum = of_those_with + (m - with_term) * (without + 1) / 2
    return (rank_sum - m * (m + 1) / 2) / (m * r)
