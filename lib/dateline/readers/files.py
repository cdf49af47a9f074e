"""Which files of a folder are articles, and how an article of several in a file is named."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Collection
from pathlib import Path

MANIFEST = "articles.csv"
CORRECTIONS = "corrections.csv"
NUMBERED = re.compile(r"(.+)#([1-9]\d{0,6})", re.DOTALL)
_ABOUT = ("README", "LICENSE")  # of the folder, not of the day
_LEFT_BY_OTHERS = (".", "~$")  # hidden files, what a Mac writes beside each, and the locks of open documents
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
    if ending in (".html", ".xhtml", ".csv", ".tsv") and file.is_file():
        with contextlib.suppress(OSError), file.open("rb") as stream:  # reading it will say so
            head = stream.read(_HEAD)
            first = head.partition(b"\n")[0].replace(b"\0", b"")
            return not is_ours(head) if "html" in ending else _TEXT_COLUMN.search(first) is not None
    return True


def is_left_out(name: str) -> bool:
    """Whether a file of that name lies in a folder for another reason than to be read."""
    return name.startswith(_LEFT_BY_OTHERS) or name.partition(".")[0].upper() in _ABOUT


def is_ours(page: bytes) -> bool:
    """Whether a page is one of our own reports."""
    return b'<meta name="generator" content="dateline' in page[:_HEAD]


def passed_over(folder: str, files: Collection[Path]) -> str:
    """How many files were passed over and which, as a line."""
    what = "files that are no articles" if len(files) > 1 else "file that is no article"
    names = ", ".join(sorted(file.name for file in files)[:_NAMED]) + (", ..." if len(files) > _NAMED else "")
    return f"{folder}: passed over {len(files)} {what}: {names}"


def parted(name: str) -> tuple[str, int | None]:
    """The file of an article and which of its articles it is: ("inbox.mbox", 3) for "inbox.mbox#3"; None where it is
    the only one, or where a file has that very name."""
    match = NUMBERED.fullmatch(name)
    return (match[1], int(match[2])) if match and not os.path.lexists(name) else (name, None)
