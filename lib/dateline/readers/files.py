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
_TEXT_COLUMN = re.compile(
    rb"(?i)(?:^|[,;\t\"'| ])(?:text|body|content|article|fulltext|articlebody|inhalt)(?:[,;\t\"'| \r\n]|$)"
)
_HEAD = 2048  # bytes of a page in which it says who made it
_NAMED = 3  # files named one by one


def articles_in(folder: Path, endings: Collection[str]) -> tuple[list[Path], list[Path]]:
    """The articles right in a folder, in the order of their names, and the files that are passed over; tables that
    say something of the articles are neither."""
    files = sorted(file for file in folder.iterdir() if file.name not in (MANIFEST, CORRECTIONS) and not file.is_dir())
    articles = [file for file in files if _is_article(file, endings)]
    return articles, [file for file in files if file not in set(articles)]


def _is_article(file: Path, endings: Collection[str]) -> bool:
    """Whether a file is meant to be read: no report of ours, and no table whose first line names no column of texts,
    for what lies beside articles is mostly of something else."""
    ending = file.suffix.lower()
    if ending not in endings or is_left_out(file.name):
        return False
    if ending not in (".html", ".xhtml", ".csv", ".tsv") or not file.is_file():
        return True
    try:
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:  # reading it will say so
        return True
    return (
        not is_ours(head)
        if "html" in ending
        else bool(_TEXT_COLUMN.search(head.partition(b"\n")[0].replace(b"\0", b"")))
    )


def is_left_out(name: str) -> bool:
    """Whether a file of that name lies in a folder for another reason than to be read."""
    return name.startswith(_LEFT_BY_OTHERS) or name.partition(".")[0].upper() in _ABOUT


def is_ours(page: bytes) -> bool:
    """Whether a page is one of our own reports."""
    return _OURS.search(page[:_HEAD]) is not None


def passed_over(folder: str, files: Collection[Path]) -> str:
    """How many files were passed over and which, as a line."""
    what = "files that are no articles" if len(files) > 1 else "file that is no article"
    names = ", ".join(sorted(file.name for file in files)[:_NAMED]) + (", ..." if len(files) > _NAMED else "")
    return f"{folder}: passed over {len(files)} {what}: {names}"
