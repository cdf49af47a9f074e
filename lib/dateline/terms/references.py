"""What keyness holds an article against, from a path."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from dateline.article import ReadError, is_missing
from dateline.given import plain_text
from dateline.readers import MANIFEST, articles_in, endings, find, names_of, read
from dateline.segments.tokenization import tokens


def reference(path: str | Path | None = None) -> pd.DataFrame | None:
    """What `keyness` takes as its reference.

    Arguments:
        path: another article; a folder of articles; a word list, a CSV file with the columns term and n; or None for
            general English.

    Returns:
        the tokens of the article; those of the folder's articles, with a column `article`, its file's name; the
        word list; or None. Its attrs["name"] is the name of the file or folder, as `keyness` calls the reference.

    Raises:
        ReadError: where there is no such file, no article in the folder, or no column term or n in the list.

    Example:
        >>> import dateline as dl
        >>> dl.reference() is None  # general English
        True
    """
    if is_missing(path):
        return None
    file = find(plain_text("reference", path))
    if file.is_dir():
        table = _folder(file)
    else:
        table = _word_list(file) if file.suffix.lower() == ".csv" else tokens(read(file))
    table.attrs["name"] = file.name
    return table


def _folder(folder: Path) -> pd.DataFrame:
    """Tokens of each article right in the folder, in the order of their names."""
    names = [name for file in articles_in(folder, endings())[0] for name in names_of(str(file))]
    if not names:
        raise ReadError(f"{folder}: has no article in it; put text files or saved web pages there")
    return pd.concat([tokens(read(name)).assign(article=Path(name).name) for name in names], ignore_index=True)


def _word_list(file: Path) -> pd.DataFrame:
    if file.name == MANIFEST:
        raise ReadError(f"{file}: lists articles; name its folder to take them as the reference")
    try:
        table = pd.read_csv(file, dtype={"term": "str"}, keep_default_na=False, encoding="utf-8-sig")
        return table[["term", "n"]].astype({"n": "int64"})
    except (KeyError, ValueError, OSError) as error:
        raise ReadError(f"{file}: is no word list ({error}); it needs the columns term and n, whole numbers") from None
