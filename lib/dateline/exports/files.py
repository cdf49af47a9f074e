"""Articles in the formats of other tools: what `dateline export` writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from dateline.amendments import marked, marks
from dateline.article import Article, ReadError
from dateline.attribution import quotes
from dateline.brief import findings
from dateline.entities import mentions
from dateline.events import timeline
from dateline.exports.corpora import BRAT_CONFIGURATION, to_brat, to_concordance, to_corpus, to_tokens
from dateline.exports.documents import to_excel, to_markdown
from dateline.exports.times import to_csv, to_edtf, to_timelinejs, to_timeml
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


def readable(paths: list[str], published: str | None, notes: list[str]) -> tuple[Articles, list[tuple[str, str]]]:
    """Those articles that can be read, by the name that their reports have too; (path, reason) for those that cannot.

    `paths` are of files, folders, or lists named articles.csv; `published` is the ISO date of all of them; to `notes`
    is added what else is to be said, a line each.
    """
    articles: Articles = {}
    unreadable: list[tuple[str, str]] = []
    unique = expanded(paths, unreadable, notes)
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


def _edtf(article: Article) -> str:
    found = timexes(article)
    dates = found[["tid", "start", "end", "text", "value"]].assign(edtf=to_edtf(found))
    return to_csv(marked(dates, marks(found)))


def _excel(article: Article) -> bytes:
    sheets = (sentences, quotes, timeline, timexes, mentions, quantities, sentiment, sources)
    return to_excel(article, {made_by.__name__: made_by(article) for made_by in sheets})


# What is a file for each article, by format: its ending, and what is in it.
EACH: dict[str, tuple[str, Callable[[Article], str | bytes]]] = {
    "edtf": ("csv", _edtf),
    "excel": ("xlsx", _excel),
    "markdown": ("md", lambda article: to_markdown(article, findings(article))),
    "timelinejs": ("json", lambda article: json.dumps(to_timelinejs(article, timeline(article)), indent=1) + "\n"),
    "timeml": ("tml", lambda article: to_timeml(article, timexes(article))),
}


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
        lines = {name: kwic(tokens(article), pattern or "") for name, article in articles.items()}
        return {"concordance.tsv": to_concordance(lines)}
    if form == "quanteda":
        words = to_tokens({name: tokens(article) for name, article in articles.items()})
        return {"corpus.csv": to_csv(to_corpus(articles)), "tokens.csv": to_csv(words)}
    if form == "brat":
        files: Files = {"annotation.conf": BRAT_CONFIGURATION}
        for name, article in articles.items():
            made = to_brat(article, quotes(article), timexes(article), mentions(article))
            files |= zip((f"{name}.txt", f"{name}.ann"), made, strict=True)
        return files
    ending, made_of = EACH[form]
    return {f"{name}.{ending}": made_of(article) for name, article in articles.items()}
