"""The rows of one article in each table: a pure function, to be called in any process on any machine."""

from __future__ import annotations

from hashlib import sha256

import pandas as pd
import pyarrow as pa

from dateline.article import Article, printable
from dateline.attribution import quotes
from dateline.corpus.schema import arrow
from dateline.entities import mentions
from dateline.events import timeline
from dateline.figures import quantities
from dateline.reading import Reading
from dateline.segments.segmentation import sentences
from dateline.segments.tokenization import counted, tokens
from dateline.terms.counts import frequency
from dateline.timex import timexes

Rows = dict[str, pa.Table]


def _terms(reading: Reading) -> pd.DataFrame:
    words = counted(tokens(reading))
    first = words.drop_duplicates("type").set_index("type")[["start", "end"]]
    return frequency(words).join(first, on="term")


_MADE_BY = {
    "sentences": sentences,
    "quotations": quotes,
    "mentions": mentions,
    "time_expressions": timexes,
    "events": timeline,
    "quantities": quantities,
    "terms": _terms,
}


def id_of(article: Article) -> str:
    """What tells an article from all others, today and tomorrow."""
    parts = (article.text, article.published or "", article.source or "")
    return sha256("\0".join(parts).encode()).hexdigest()[:16]


def rows_of(article: Article) -> Rows:
    """The rows of an article by the table that they belong to."""
    reading, own = Reading(article), id_of(article)
    made = {name: make(reading) for name, make in _MADE_BY.items()}
    facts = vars(article) | {"outlet": article.source, "start": 0, "end": len(article.text)}
    facts["words"] = int(made["terms"]["n"].sum())
    made["articles"] = pd.DataFrame([facts])
    return {name: arrow(name, table.assign(article=own)) for name, table in made.items()}


def try_rows(article: Article) -> Rows | str:
    """The rows of an article, or in one line why there are none: whatever an article does, the others go on."""
    try:
        return rows_of(article)
    except Exception as error:
        return printable(f"{type(error).__name__}: {error}")
