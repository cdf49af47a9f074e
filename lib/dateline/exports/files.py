"""Articles in the formats of other tools: what `dateline export` writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from dateline.amendments import marked, marks
from dateline.article import Article, ReadError
from dateline.attribution import quotes
from dateline.brief import findings
from dateline.entities import mentions
from dateline.events import timeline
from dateline.exports.corpora import BRAT_CONFIGURATION, to_brat, to_concordance, to_corpus, to_tokens
from dateline.exports.markdown import to_markdown
from dateline.exports.times import to_csv, to_edtf, to_timelinejs, to_timeml
from dateline.exports.workbook import to_excel
from dateline.figures import quantities
from dateline.readers import find, read_each
from dateline.readers.folders import expanded, slugs
from dateline.segments.segmentation import sentences
from dateline.segments.tokenization import tokens
from dateline.terms.context import kwic
from dateline.timex import timexes
from dateline.voices import sentiment
from dateline.voices.sourcing import sources

Articles = dict[str, Article]
Files = dict[str, str | bytes]


def readable(
    paths: list[str], published: str | None = None, notes: list[str] | None = None
) -> tuple[Articles, list[tuple[str, str]]]:
    """Those articles that can be read, by the name that their reports have too; (path, reason) for those that cannot.

    Arguments:
        paths: of files, folders, or lists named articles.csv.
        published: ISO date of publication of all of them.
        notes: what else is to be said is added to it, a line each.
    """
    articles: Articles = {}
    unreadable: list[tuple[str, str]] = []
    unique = expanded(paths, unreadable, [] if notes is None else notes)
    for path, name, found in zip(unique, slugs(unique), read_each(unique, published), strict=True):
        if isinstance(found, ReadError):
            unreadable.append((path, str(found).replace(str(Path.cwd() / path), path)))
        else:
            articles[name] = found
    return articles, unreadable


def is_one_of(path: str | None, folder: str, files: Files) -> bool:
    """Whether a file that was read is one of those to be written."""
    written = (Path(folder) / name for name in files)
    return path is not None and any(file.exists() and file.samefile(find(path)) for file in written)


def _brat(name: str, article: Article) -> Files:
    text, standoff = to_brat(article, quotes(article), timexes(article), mentions(article))
    return {f"{name}.txt": text, f"{name}.ann": standoff, "annotation.conf": BRAT_CONFIGURATION}


def _timeml(name: str, article: Article) -> Files:
    return {f"{name}.tml": to_timeml(article, timexes(article))}


def _timelinejs(name: str, article: Article) -> Files:
    return {f"{name}.json": json.dumps(to_timelinejs(article, timeline(article)), indent=1) + "\n"}


def _edtf(name: str, article: Article) -> Files:
    table = timexes(article)
    dates = table[["tid", "start", "end", "text", "value"]].assign(edtf=to_edtf(table))
    return {f"{name}.csv": to_csv(marked(dates, marks(table)))}


def _excel(name: str, article: Article) -> Files:
    sheets = (sentences, quotes, timeline, timexes, mentions, quantities, sentiment, sources)
    return {f"{name}.xlsx": to_excel(article, {made_by.__name__: made_by(article) for made_by in sheets})}


def _markdown(name: str, article: Article) -> Files:
    return {f"{name}.md": to_markdown(article, findings(article))}


# What is a file for each article, and what is a table of all.
EACH: dict[str, Callable[[str, Article], Files]] = {
    "brat": _brat,
    "edtf": _edtf,
    "excel": _excel,
    "markdown": _markdown,
    "timelinejs": _timelinejs,
    "timeml": _timeml,
}


def _tables(articles: Articles) -> Files:
    return {
        "corpus.csv": to_csv(to_corpus(articles)),
        "tokens.csv": to_csv(to_tokens({name: tokens(article) for name, article in articles.items()})),
    }


def _concordance(articles: Articles, pattern: str) -> Files:
    lines: dict[str, pd.DataFrame] = {name: kwic(tokens(article), pattern) for name, article in articles.items()}
    return {"concordance.tsv": to_concordance(lines)}


def files_of(articles: Articles, form: str, pattern: str | None = None) -> Files:
    """The files of one format.

    Arguments:
        articles: by the name that their files, or their rows of a table, are to have.
        form: brat, concordance, edtf, excel, markdown, quanteda, timelinejs or timeml.
        pattern: what a concordance is of.

    Returns:
        contents by file name.

    Raises:
        ReadError: the pattern cannot be searched for.
    """
    if form == "concordance":
        return _concordance(articles, pattern or "")
    if form == "quanteda":
        return _tables(articles)
    return {file: text for name, article in articles.items() for file, text in EACH[form](name, article).items()}
