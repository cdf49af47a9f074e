"""Which files of a folder are articles, and which lie there for another reason."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from dateline.readers.correction_table import CORRECTIONS
from dateline.readers.manifest import MANIFEST

_ABOUT = ("README", "LICENSE")  # of the folder, not of the day
_LEFT_BY_OTHERS = (".", "~$")  # hidden files, what a Mac writes beside each, and the locks of open documents
_OURS = re.compile(rb'<meta name="generator" content="dateline')
_NAME_OF_TEXTS = rb"text|body|content|article|fulltext|articlebody|inhalt"
_TEXT_COLUMN = re.compile(rb"(?i)(?:^|[,;\t\"'| ])(?:" + _NAME_OF_TEXTS + rb")(?:[,;\t\"'| \r\n]|$)")
_HEAD = 2048  # bytes of a page in which it says who made it
_NAMED = 3  # files named one by one


def articles_in(folder: Path, endings: Collection[str]) -> tuple[list[Path], list[Path]]:
    """The articles right in a folder, in the order of their names, and the files that are passed over; tables that
    say something of the articles are neither."""
    files = sorted(file for file in folder.iterdir() if file.name not in (MANIFEST, CORRECTIONS) and not file.is_dir())
    articles = [file for file in files if _is_article(file, endings)]
    return articles, [file for file in files if file not in set(articles)]


def _is_article(file: Path, endings: Collection[str]) -> bool:
    is_meant = file.suffix.lower() in endings and not is_left_out(file.name)
    return is_meant and not _is_own_page(file) and not _is_other_table(file)


def is_left_out(name: str) -> bool:
    """Whether a file of that name lies in a folder for another reason than to be read."""
    return name.startswith(_LEFT_BY_OTHERS) or name.partition(".")[0].upper() in _ABOUT


def _is_own_page(file: Path) -> bool:
    if not file.suffix.lower().endswith("html") or not file.is_file():
        return False
    try:
        with file.open("rb") as page:
            return is_ours(page.read(_HEAD))
    except OSError:  # reading it will say so
        return False


def _is_other_table(file: Path) -> bool:
    """Whether a table's first line names no column of texts: what lies beside articles is mostly of something else."""
    if file.suffix.lower() not in (".csv", ".tsv") or not file.is_file():
        return False
    try:
        with file.open("rb") as table:
            return _TEXT_COLUMN.search(table.readline(_HEAD).replace(b"\0", b"")) is None
    except OSError:
        return False


def is_ours(page: bytes) -> bool:
    """Whether a page is one of our own reports."""
    return _OURS.search(page[:_HEAD]) is not None


def passed_over(folder: str, files: Collection[Path]) -> str:
    """How many files were passed over and which, as a line."""
    what = "files that are no articles" if len(files) > 1 else "file that is no article"
    names = ", ".join(sorted(file.name for file in files)[:_NAMED]) + (", ..." if len(files) > _NAMED else "")
    return f"{folder}: passed over {len(files)} {what}: {names}"
