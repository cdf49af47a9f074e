"""Every row of published_values.json that is of a measure we give, to the digits printed.

The same values stand as literals beside the tests of each function, where they hold without the file.
"""

import json

import numpy as np
import pytest

from dateline.article import Article
from dateline.segments.tokenization import tokens
from dateline.terms.association import association_measures
from dateline.terms.contrast import contrast_measures
from dateline.terms.richness import diversity, mattr
from dateline.terms.spread import dispersion_measures

ASSOCIATION = {"PMI (log2)": "mi", "t-score": "t", "t-score (1-sample)": "t"}
CONTRAST = {"log ratio, equal freq": "log_ratio"}
DISPERSION = {"Juilland D": "juilland_d", "Gries DPnorm": "dp_norm"}
DIVERSITY = {"ttr": "ttr", "mtld(.72)": "mtld"}
KEPT = {*ASSOCIATION, *CONTRAST, *DISPERSION, "lexdiv mattr(5)", *(f"lexdiv {name}" for name in DIVERSITY)}


def margins(given):
    """both, first, second, total, from cells or from margins; Dice needs no total."""
    if "o" in given:
        (o11, o12), (o21, o22) = given["o"]
        given = {"o11": o11, "o12": o12, "o21": o21, "o22": o22}
    if "o12" in given:
        o11, o12, o21, o22 = (given[cell] for cell in ("o11", "o12", "o21", "o22"))
        return o11, o11 + o12, o11 + o21, o11 + o12 + o21 + o22
    return given["o11"], given["f1"], given["f2"], given.get("N", 10**6)


def computed(stat, given, text):
    """The value by dateline; `text` is LexicalRichness's, which several rows share."""
    if stat.startswith("G2") or stat in ASSOCIATION:
        return association_measures(*margins(given)).loc[0, ASSOCIATION.get(stat, "log_likelihood")]
    if stat in CONTRAST:
        sides = (given[name] for name in ("f1", "n1", "f2", "n2"))
        return contrast_measures(*sides).loc[0, CONTRAST[stat]]
    if stat in DISPERSION:
        return dispersion_measures([given["v"]], np.full(len(given["v"]), 10)).loc[0, DISPERSION[stat]]
    name, words = stat.removeprefix("lexdiv "), tokens(Article(text))
    if name == "mattr(5)":
        return mattr(words.loc[words["kind"].isin(["word", "name"]), "type"].to_list(), 5)
    return diversity(words).set_index("measure").loc[DIVERSITY[name], "value"]


def test_all_published_values(gold):
    rows = json.loads((gold / "published_values.json").read_text())
    text = next(row["input"]["text"] for row in rows if "text" in row["input"])
    rows = [row for row in rows if row["stat"].startswith("G2") or row["stat"] in KEPT]
    values = [float(computed(row["stat"], row["input"], text)) for row in rows]
    assert len(values) == 14
    assert [round(value, row["digits"]) for value, row in zip(values, rows, strict=True)] == pytest.approx(
        [row["published"] for row in rows], abs=1e-12
    )
