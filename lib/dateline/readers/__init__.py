"""read(): the one door in. READERS is the table of formats; a new format is one module and one line here."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from dateline.article import Article, ReadError, is_missing
from dateline.given import plain_text
from dateline.readers.correction_table import corrections_of
from dateline.readers.files import articles_in, is_ours, passed_over
from dateline.readers.manifest import MANIFEST, described, listed, manifest_notes, manifest_rows, unlisted
from dateline.readers.markdown import read_markdown
from dateline.readers.page import looks_like_page, read_html
from dateline.readers.text import read_text

__all__ = [
    "MANIFEST",
    "articles_in",
    "endings",
    "find",
    "listed",
    "manifest_notes",
    "manifest_rows",
    "passed_over",
    "read",
    "read_html",
    "unlisted",
]

READERS: dict[str, Callable[[bytes], Article]] = {
    **dict.fromkeys((".txt", ".text", ""), read_text),
    ".md": read_markdown,
    **dict.fromkeys((".html", ".htm", ".xhtml"), read_html),
}
WHAT_IS_READ = "dateline reads plain text (.txt, .md) and saved web pages (.html)"
LARGEST_FILE = 20_000_000  # bytes
_PACKAGED = Path(__file__).resolve().parents[1]  # the wheel carries seeds/ inside the package
_SEEDS = "seeds"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:/", re.IGNORECASE)


def endings() -> frozenset[str]:
    """Of the files that are articles, in small letters."""
    return frozenset(READERS) - {""}


def find(path: str | Path) -> Path:
    """A path as it stands; in a notebook also a relative one under the folder above; or a seed of the package.

    A typo must not read another file: no other folder is looked in, and a bare name is looked for in no other.

    Raises:
        ReadError: where nothing of that name is found.
    """
    if str(path) == "-":
        raise ReadError("-: standard input is not read; save the text in a file and name that")
    if _ADDRESS.match(str(path)):
        raise ReadError(f"{path}: is an address, and nothing is fetched; save the page and name its file")
    with contextlib.suppress(RuntimeError):  # "~name/", where no such user is
        path = Path(path).expanduser()
    try:
        for candidate in (folder / path for folder in _folders(Path(path).parts)):
            if candidate.exists():
                return candidate
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ReadError(f"{path}: cannot be opened ({reason}); check the path") from None
    raise ReadError(f"{path}: no such file; check the path (looked in {Path.cwd()})")


def _folders(parts: tuple[str, ...]) -> Iterator[Path]:
    """Where a path may begin; one that is absolute begins in none of them."""
    yield Path.cwd()
    if len(parts) > 1 and parts[0] != ".." and _is_in_notebook():
        yield Path.cwd().parent  # JupyterLab runs notebooks/x.ipynb in notebooks/, papermill where it was started
    if parts[:1] == (_SEEDS,):
        yield from (_PACKAGED, _PACKAGED.parents[1])  # in a wheel, in a clone


def _is_in_notebook() -> bool:
    """Whether this process is the kernel of a notebook."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and ipython.get_ipython() is not None


def read(path: str | Path, published: str | date | None = None) -> Article:
    """One article from a file.

    Arguments:
        path: a text file or a saved web page. In a notebook a relative path is tried against the folder above too. A
            file articles.csv beside it, or one in the two folders above that names it, supplies date, title, source and
            note; a file corrections.csv beside it, what a person set right.
        published: ISO date of publication; overrides what articles.csv or the page says.

    Raises:
        ReadError: where there is no such file, nothing in it that can be read, or a table beside it that is none.

    Example:
        >>> import dateline as dl
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder) / 'ferry.txt'
        ...     _ = path.write_text('The ferry ran again on Friday.', encoding='utf-8')
        ...     dl.read(path, published='2024-05-17').text
        'The ferry ran again on Friday.'
    """
    file = find(path := plain_text("article", path))
    try:
        article = replace(_reader(file)(_bytes(file)), path=str(path))
        given = described(file, endings()) | ({} if is_missing(published) else {"published": str(published)})
        right = corrections_of(file, lambda: len(beside(file)) > 1, endings())
        return replace(article, **given, corrections=right)
    except ReadError:
        raise
    except Exception as error:  # of a library, on a file that it cannot cope with: the others are read
        kind = type(error).__name__
        raise ReadError(f"{file}: cannot be read ({kind}: {error}); copy the article into a .txt file") from None


def beside(file: Path) -> set[str]:
    """The names of the articles in a file's folder, itself included: those of its articles.csv, or all of a format."""
    named = set(manifest_rows(file.parent))
    return (named or {article.name for article in articles_in(file.parent, endings())[0]}) | {file.name}


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
        if is_ours(data):
            raise ReadError(f"{file}: is a page of dateline's own reports; name the article that it is of")
        page = reader is not read_html and looks_like_page(data)
        try:
            return read_html(data) if page else reader(data)
        except ReadError as error:
            raise ReadError(f"{file}: {error}") from None

    return named
