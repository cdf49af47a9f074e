"""Every row of published_values.json, to the digits printed: none is left out.

The same values stand as literals beside the tests of each function, where they hold without the file.
"""

import json

import numpy as np
import pandas as pd
import pytest

from dateline.article import Article
from dateline.segments.tokenization import tokens
from dateline.terms.association import association_measures
from dateline.terms.contingency import chi_squared, fisher_exact, log_likelihood
from dateline.terms.contrast import contrast_measures, keyness
from dateline.terms.richness import diversity, hdd, mattr
from dateline.terms.spread import dispersion_measures, position_measures

ASSOCIATION = {"PMI (log2)": "mi", "t-score": "t", "t-score (1-sample)": "t", "Dice": "dice"}
ASSOCIATION |= {"deltaP 2|1": "delta_p_2_1", "deltaP 1|2": "delta_p_1_2", "NPMI (o11 only)": "npmi"}
CONTRAST = {"%DIFF": "diff_percent", "odds ratio": "odds_ratio", "difference coefficient": "difference"}
CONTRAST |= {"simple maths (n=1 per million)": "simple_maths", "log ratio, equal freq": "log_ratio"}
DISPERSION = {"Juilland D": "juilland_d", "Carroll D2": "carroll_d2", "Rosengren S": "rosengren_s"}
DISPERSION |= {"Gries DPnorm": "dp_norm", "Lyne D3": "lyne_d3"}
DIVERSITY = {"ttr": "ttr", "rttr": "root_ttr", "cttr": "corrected_ttr", "Herdan": "herdan_c", "Summer": "summer_s"}
DIVERSITY |= {"Dugast": "dugast_u", "Maas": "maas", "yulek": "yule_k", "yulei": "yule_i", "herdanvm": "herdan_vm"}
DIVERSITY |= {"simpsond": "simpson_d", "mtld(.72)": "mtld"}
POSITIONS = ["ARF", "AWT", "ALD"]


def margins(given):
    """both, first, second, total, from cells or from margins; Dice needs no total."""
    if "o" in given:
        (o11, o12), (o21, o22) = given["o"]
        given = {"o11": o11, "o12": o12, "o21": o21, "o22": o22}
    if "o12" in given:
        o11, o12, o21, o22 = (given[cell] for cell in ("o11", "o12", "o21", "o22"))
        return o11, o11 + o12, o11 + o21, o11 + o12 + o21 + o22
    return given["o11"], given["f1"], given["f2"], given.get("N", 10**6)


def rank_sum(x, y):
    """U + 15 of samples of five, as `keyness` scales it: articles of 100 words with so many of the term."""

    def articles(counts, side):
        texts = [tokens(Article("key " * n + "no " * (100 - n))).assign(role="body") for n in counts]
        return pd.concat([table.assign(article=f"{side}{i}") for i, table in enumerate(texts)])

    return keyness(articles(x, "x"), articles(y, "y")).set_index("term").loc["key", "superiority"] * 25 + 15


def computed(stat, given, text, word_list):
    """The value by dateline; `text` is LexicalRichness's, `word_list` Gries's, which several rows share."""
    if stat.startswith("G2"):
        return log_likelihood(*margins(given))
    if stat.startswith("chi2"):
        return chi_squared(*margins(given), yates="Yates" in stat)
    if stat.startswith("Fisher"):  # ours is the right side; both are twice the less likely one of a symmetrical table
        both, first, second, total = margins(given)
        return 2 * fisher_exact(first - both, first, total - second, total)[0]
    if stat in ASSOCIATION:
        return association_measures(*margins(given)).loc[0, ASSOCIATION[stat]]
    if stat in CONTRAST:
        sides = (given[name] for name in ("f1", "n1", "f2", "n2"))
        return contrast_measures(*sides).loc[0, CONTRAST[stat]]
    if stat in DISPERSION:
        return dispersion_measures([given["v"]], np.full(len(given["v"]), 10)).loc[0, DISPERSION[stat]]
    if stat in POSITIONS:
        places = [i for i, word in enumerate(word_list) if word == given["word"]]
        return position_measures(places, len(word_list))[POSITIONS.index(stat)]
    if stat.startswith("Mann-Whitney"):
        return rank_sum(given["x"], given["y"])
    name, words = stat.removeprefix("lexdiv "), tokens(Article(text))
    if name in ("mattr(5)", "hdd(5)"):
        types = words.loc[words["kind"].isin(["word", "name"]), "type"].to_list()
        return {"mattr(5)": mattr, "hdd(5)": hdd}[name](types, 5)
    return diversity(words).set_index("measure").loc[DIVERSITY[name], "value"]


def test_all_published_values(gold):
    rows = json.loads((gold / "published_values.json").read_text())
    text = next(row["input"]["text"] for row in rows if "text" in row["input"])
    word_list = next(row["input"]["tokens"] for row in rows if row["stat"] == "ARF").split()
    values = [float(computed(row["stat"], row["input"], text, word_list)) for row in rows]
    assert len(values) == 45
    assert [round(value, row["digits"]) for value, row in zip(values, rows, strict=True)] == pytest.approx(
        [row["published"] for row in rows], abs=1e-12
    )
