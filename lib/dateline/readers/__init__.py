"""read(): the one door in. READERS is the table of formats; a new format is one module and one line here."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from dateline.article import Article, ReadError, is_missing
from dateline.given import plain_text
from dateline.readers.corrections import corrections_of
from dateline.readers.manifest import MANIFEST, described, manifest_rows
from dateline.readers.page import looks_like_page, read_html
from dateline.readers.text import read_text

__all__ = ["MANIFEST", "described", "find", "manifest_rows", "read", "read_html"]

READERS: dict[str, Callable[[bytes], Article]] = {
    **dict.fromkeys((".txt", ".text", ".md", ""), read_text),
    **dict.fromkeys((".html", ".htm", ".xhtml"), read_html),
}
WHAT_IS_READ = "dateline reads plain text (.txt, .md) and saved web pages (.html)"
LARGEST_FILE = 20_000_000  # bytes
_PACKAGED = Path(__file__).resolve().parents[1]  # the wheel carries seeds/ inside the package


def find(path: str | Path) -> Path:
    """A path as it stands, or a relative one under a parent of the working directory, or the seed of the package.

    Raises:
        ReadError: where nothing of that name is found.
    """
    with contextlib.suppress(RuntimeError):  # "~name/", where no such user is
        path = Path(path).expanduser()
    folders = (Path.cwd(), *Path.cwd().parents, _PACKAGED)  # one that is absolute stands in none of them
    try:
        for candidate in (folder / path for folder in folders):
            if candidate.exists():
                return candidate
    except OSError as error:
        raise ReadError(f"{path}: cannot be opened ({error.strerror}); check the path") from None
    raise ReadError(f"{path}: no such file; check the path (looked from {Path.cwd()} upwards)")


def read(path: str | Path, published: str | date | None = None) -> Article:
    """One article from a file.

    Arguments:
        path: a text file or a saved web page; a relative path is tried against the working directory, then against
            its parents. A file articles.csv beside it, or one in the folder above that names it, supplies date, title,
            source and note; a file corrections.csv, what a person set right.
        published: ISO date of publication; overrides what articles.csv or the page says.

    Raises:
        ReadError: where there is no such file, nothing in it that can be read, or a table beside it that is none.
    """
    file = find(path := plain_text("article", path))
    article = replace(_reader(file)(_bytes(file)), path=str(path))
    given = described(file) | ({} if is_missing(published) else {"published": str(published)})
    return replace(article, **given, corrections=corrections_of(file, lambda: len(beside(file)) > 1))


def beside(file: Path) -> set[str]:
    """The names of the articles in a file's folder, itself included: those of its articles.csv, or all of a format."""
    listed = set(manifest_rows(file.parent))
    return (listed or {f.name for f in file.parent.iterdir() if f.suffix and f.suffix.lower() in READERS}) | {file.name}


def _bytes(file: Path) -> bytes:
    if file.is_dir():
        raise ReadError(f"{file}: is a folder; name one article in it")
    if not file.is_file():
        raise ReadError(f"{file}: is a device or a pipe; save the article's text in a file")
    try:
        size, data = file.stat().st_size, b""
        if size <= LARGEST_FILE:
            data = file.read_bytes()
    except OSError as error:
        raise ReadError(f"{file}: cannot be opened ({error.strerror}); check its permissions") from None
    if size > LARGEST_FILE:
        raise ReadError(f"{file}: {size / 1e6:.0f} MB is above the limit of {LARGEST_FILE / 1e6:.0f} MB; split it")
    if not data.strip():
        raise ReadError(f"{file}: is empty; save the article's text in it")
    return data


def _reader(file: Path) -> Callable[[bytes], Article]:
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        raise ReadError(f"{file}: {file.suffix} files are not read; {WHAT_IS_READ}: save the article as one of these")

    def named(data: bytes) -> Article:
        page = reader is read_text and looks_like_page(data)
        try:
            return read_html(data) if page else reader(data)
        except ReadError as error:
            raise ReadError(f"{file}: {error}") from None

    return named
