"""What an article or a paper must say of a report: what was read, with which versions, and what was left out; and the
key figures of each report, a handful of counts that the index repeats."""

from __future__ import annotations

import platform
from collections import Counter
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version

import pandas as pd

from dateline.article import Article
from dateline.attribution import quotes
from dateline.entities import mentions
from dateline.segments.language import READ_LANGUAGE
from dateline.segments.segmentation import paragraphs
from dateline.segments.tokenization import counted, tokens
from dateline.tables import TableError, expects, table
from dateline.timex import timexes

_NAMED = ("nltk", "pandas", "numpy", "matplotlib", "seaborn", "papermill", "nbconvert")
_ROLES = {
    "boilerplate": "what belongs to the site",
    "correction": "what the paper set right",
    "caption": "captions",
    "byline": "bylines",
    "dateline": "datelines",
    "label": "labels of speakers",
}
KEY_FIGURE_COLUMNS = ["figure", "result"]
CORRECTION_COLUMNS = ["start", "end", "text", "field", "value", "who", "why", "state"]
APPLIED, MISFIT = "applied", "does not fit"
# Field of a correction -> the table whose rows it sets right.
TABLES = {"speaker": quotes, "date": timexes, "entity": mentions, "role": paragraphs}
_DIGITS = 12  # of the digest: enough to tell two texts apart


@lru_cache(maxsize=1)
def versions() -> str:
    """What makes a report: "dateline 0.1.0 on Python 3.11.7 with nltk 3.10.4, ..."."""
    others = ", ".join(f"{name} {version(name)}" for name in _NAMED)
    return f"dateline {version('dateline')} on Python {platform.python_version()} with {others}"


def account(article: Article) -> str:
    """What was read of an article and what was not, in sentences for a methods paragraph."""
    words, n = counted(tokens(article)), Counter(paragraphs(article)["role"])
    title = f"“{article.title}”" if article.title else "The article"
    source = ", ".join(filter(None, (article.source, article.published or "without a date of publication")))
    digest = sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    said = [
        f"{title} ({source}; {len(words):,} words in {words['sentence'].nunique():,} sentences of title and body; "
        f"SHA-256 of the text {digest}…) was read by {versions()}."
    ]
    if article.language != READ_LANGUAGE:
        said.append("It seems not to be in English, of which alone tone, quotations and times are read.")
    out = [f"{what} ({n[role]} paragraph{'s' * (n[role] > 1)})" for role, what in _ROLES.items() if n[role]]
    said.append(f"Left out of all counts: {', '.join(out)}." if out else "No paragraph was left out of the counts.")
    applied = int(corrections(article)["state"].eq(APPLIED).sum())
    by_hand = f"Of {len(article.corrections)} corrections by hand {applied} applied."
    said.append(by_hand if article.corrections else "Nothing was corrected by hand.")
    return " ".join(said)


def corrections(article: Article) -> pd.DataFrame:
    """What corrections.csv sets right, and whether a row of the table that the field belongs to has this span."""
    spans: dict[str, set[tuple[int, int]]] = {}
    for field in {c.field for c in article.corrections} & set(TABLES):
        found = TABLES[field](article)
        spans[field] = set(zip(found["start"], found["end"], strict=True))
    rows = [
        (c.start, c.end, article.text[c.start : c.end], c.field, c.value, c.who, c.why,
         APPLIED if (c.start, c.end) in spans.get(c.field, ()) else MISFIT)
        for c in article.corrections
    ]  # fmt: skip
    return table(rows, CORRECTION_COLUMNS, value="str", who="str")


def key_figures(table: pd.DataFrame) -> pd.DataFrame:
    """What a reader wants to know of a table first.

    Arguments:
        table: a table as `tokens`, `sentiment` or `timexes` gives it.

    Returns:
        figure, result (text). Of tokens: words, sentences and distinct words of title and body; of sentiment:
        quotations, speakers named with them, share of characters inside quotation marks; of timexes: dates and times
        with a place on the calendar, those without one.

    Raises:
        TableError: the table is none of these.

    Example:
        >>> import dateline as dl
        >>> dl.key_figures(dl.tokens(dl.Article('It rained. It rained.'))).values.tolist()
        [['words', '4'], ['sentences', '2'], ['distinct words', '2']]
    """
    expects(table, "", "tokens, sentiment or timexes")
    rows: dict[str, object]
    if {"type", "role"} <= {*table}:
        words = counted(table)
        rows = {"words": len(words)}
        rows |= {"sentences": words["sentence"].nunique(), "distinct words": words["type"].nunique()}
    elif {"voice", "quote", "speaker_entity"} <= {*table}:
        size, said = table["end"] - table["start"], table["voice"].eq("quotation")
        speaker = table["speaker_entity"].fillna(table["speaker"])  # "he" and whom that safely means are one
        rows = {"quotations": table.loc[said, "quote"].nunique(), "speakers": speaker[said].nunique()}
        rows["quoted"] = f"{size[said].sum() / size.sum():.0%}" if len(table) else "–"
    elif {"timex_type", "first_day"} <= {*table}:
        points = table.loc[table["timex_type"].isin(["DATE", "TIME"]), "first_day"]
        rows = {"dates worked out": points.notna().sum(), "left open": points.isna().sum()}
    else:
        raise TableError("no key figures are known of this table: give one as tokens, sentiment or timexes gives it")
    pairs = [(name, n if isinstance(n, str) else f"{n:,}") for name, n in rows.items()]
    return pd.DataFrame(pairs, columns=KEY_FIGURE_COLUMNS, dtype="str")
