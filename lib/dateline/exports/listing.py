"""What was understood of articles before any report is made of them: a table to look at and to set right."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from dateline.article import Article, ReadError
from dateline.readers import read_each

COLUMNS = ("path", "published", "title", "source", "note", "byline", "section", "url", "word_count", "found_in", "odd")
_SHORT = 50  # words
_SHARE = 0.25  # by which the words of a text may differ from those that a database counts


def listing(names: Iterable[str], folder: str | Path = ".") -> pd.DataFrame:
    """A row for each article, as articles.csv has them.

    Arguments:
        names: of articles, as `expanded` gives them.
        folder: where the table is to lie; paths are written as from there.

    Returns:
        path, published, title, source, note, byline, section, url; word_count of its text; found_in, where each field
        came from; odd, what a person should look at. Of what cannot be read, path and odd.
    """
    names = list(names)
    rows = [_row(name, found, folder) for name, found in zip(names, read_each(names), strict=True)]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"word_count": "Int64"})


def _row(name: str, found: Article | ReadError, folder: str | Path) -> dict[str, object]:
    path = Path(os.path.relpath(name, folder)).as_posix()
    if isinstance(found, ReadError):
        return {"path": path, "odd": f"not read: {str(found).removeprefix(f'{name}: ')}"}
    words, length = len(found.text.split()), found.length or 0
    is_other = length and found.language not in ("zh", "ja", "th") and abs(words - length) > _SHARE * length + 20
    odd = {
        "no date": found.published is None,
        "no title": found.title is None,
        "no source": found.source is None,
        f"only {words} words": words < _SHORT,
        f"its database counts {length} words": is_other,
        f"language {found.language}": found.language != "en",
        "lies outside this table's folder, where its row is not looked for": path.startswith("../"),
    }
    said = {"odd": "; ".join(what for what, holds in odd.items() if holds), "word_count": words, "path": path}
    came = "; ".join(f"{field}: {where}" for field, where in found.provenance)
    return {column: getattr(found, column, None) for column in COLUMNS} | said | {"found_in": came}
