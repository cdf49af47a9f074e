"""read() and read_all(): the doors in. `formats` has the table of what is read; a new format is one line there."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from io import BytesIO
from itertools import chain, groupby, islice
from pathlib import Path
from typing import Any, BinaryIO

from dateline.article import Article, ReadError, is_missing
from dateline.given import plain_text
from dateline.readers.files import MANIFEST, articles_in, parted, passed_over
from dateline.readers.formats import ENDINGS, parts_in
from dateline.readers.limits import LIMITS, Part, whole
from dateline.readers.page import read_html
from dateline.readers.sidecars import corrections_of, described, listed, manifest_notes, manifest_rows, unlisted

__all__ = ["MANIFEST", "STANDARD_INPUT", "articles_in", "endings", "find", "listed", "manifest_notes",
           "manifest_rows", "names_of", "parted", "passed_over", "read", "read_each", "read_file", "read_html",
           "unlisted"]  # fmt: skip

_PACKAGED = Path(__file__).resolve().parents[1]  # the wheel carries seeds/ inside the package
STANDARD_INPUT = "-"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:/", re.IGNORECASE)


def endings() -> frozenset[str]:
    """Of the files of a folder that are articles, in small letters; a .json is as often something else."""
    return ENDINGS - {"", ".json"}


def find(path: str | Path) -> Path:
    """A path as it stands; in a notebook also a relative one under the folder above; or a seed of the package. A typo
    must not read another file: no other folder is looked in. Raises ReadError where nothing of that name is found."""
    if str(path) == STANDARD_INPUT:
        raise ReadError("-: standard input can be read once only; save the text in a file and name that")
    if _ADDRESS.match(str(path)):
        raise ReadError(f"{path}: is an address, and nothing is fetched; save the page and name its file")
    with contextlib.suppress(RuntimeError):  # "~name/", where no such user is
        path = Path(path).expanduser()
    try:
        for name in (str(path), parted(str(path))[0]):
            for folder in _folders(Path(name).parts):
                if (folder / name).exists():
                    return folder / name
    except (OSError, ValueError) as error:
        raise ReadError(f"{path}: cannot be opened ({getattr(error, 'strerror', error)}); check the path") from None
    raise ReadError(f"{path}: no such file; check the path (looked in {Path.cwd()})")


def _folders(parts: tuple[str, ...]) -> Iterator[Path]:
    """Where a path may begin; one that is absolute begins in none of them."""
    yield Path.cwd()
    if len(parts) > 1 and parts[0] != ".." and _is_in_notebook():
        yield Path.cwd().parent  # JupyterLab runs notebooks/x.ipynb in notebooks/, papermill where it was started
    if parts[:1] == ("seeds",):
        yield from (_PACKAGED, _PACKAGED.parents[1])  # in a wheel, in a clone


def _is_in_notebook() -> bool:
    """Whether this process is the kernel of a notebook."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and ipython.get_ipython() is not None


def read(path: str | Path, published: str | date | None = None) -> Article:
    """One article from a file.

    Arguments:
        path: a file in one of the formats that the README lists, "-" for standard input, or one article of a file that
            has several: "inbox.mbox#3" is the third. In a notebook a relative path is tried against the folder above
            too. A file articles.csv beside it, or one in the two folders above that names it, supplies date, title,
            source and note; a file corrections.csv beside it, what a person set right.
        published: ISO date of publication; overrides what articles.csv or the file says.

    Raises:
        ReadError: where there is no such file, nothing in it that can be read, several articles, or a table beside it
            that is none.

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
    found = next(read_each([plain_text("article", path)], published))
    if isinstance(found, ReadError):
        raise found
    return found


def names_of(path: str) -> list[str]:
    """A name for each article of a file, without reading them: its own if there is one, else with #1, #2 ... behind.
    Raises ReadError as `read` does."""
    return [path] if parted(path)[1] is not None else [name for name, _ in _parts(path)]


def read_each(names: Iterable[str], published: str | date | None = None) -> Iterator[Article | ReadError]:
    """What each name of `names_of` stands for, in order; a file is opened once for those that follow each other."""
    for file, group in groupby(names, key=lambda name: parted(name)[0]):
        at, parts = 0, _parts(file)
        for name in group:
            number = parted(name)[1]
            try:
                if at == 0 or (number or 1) <= at:
                    at, parts = 0, _parts(file)
                found = next(islice(parts, (number or 1) - at - 1, None), None)
                if found is None:
                    raise ReadError(f"{name}: there is no such article in it")
                own, part = found
                if number is None and own != file:
                    raise ReadError(f"{name}: has several articles; read_all gives them all, read({own!r}) the first")
                at = number or 1
                yield _read(own, part, name, published)
            except ReadError as error:
                at = 0
                yield error


def read_file(path: str) -> Iterator[Article | ReadError]:
    """The articles of a file; in the place of each that cannot be read, why."""
    if parted(path)[1] is not None:
        yield from read_each([path])
        return
    try:
        for name, part in _parts(path):
            yield _read(name, part, name)
    except ReadError as error:
        yield error


def _read(name: str, part: Part, path: str, published: str | date | None = None) -> Article | ReadError:
    """An article with what the tables beside its file say of it, and the date that the caller gives."""
    try:
        with _one_line(name):
            article, given = replace(part(), path=path), dict[str, Any]()
            found_in = dict(article.provenance)
            if name != STANDARD_INPUT:
                path, number = parted(name)
                file = find(path)
                marked = file.with_name(file.name + (f"#{number}" if number else ""))
                given |= described(marked)
                found_in |= {field: MANIFEST for field, value in given.items() if value != getattr(article, field)}
                given["corrections"] = corrections_of(marked, lambda: bool(number) or len(beside(file)) > 1)
            if not is_missing(published):
                given["published"], found_in["published"] = str(published), "the caller"
            return replace(article, **given, provenance=tuple(sorted(found_in.items())))
    except ReadError as error:
        return error


@contextlib.contextmanager
def _one_line(name: str) -> Iterator[None]:
    """Whatever a library raises on a file that it cannot cope with becomes one line that names the file."""
    try:
        yield
    except ReadError as error:
        is_named = str(error).startswith((f"{name}:", f"{Path(name).parent}/"))
        raise ReadError(str(error) if is_named else f"{name}: {error}") from None
    except Exception as error:
        kind = type(error).__name__
        raise ReadError(f"{name}: cannot be read ({kind}: {error}); copy the article into a .txt file") from None


def _parts(path: str) -> Iterator[tuple[str, Part]]:
    """The articles of a file with their names, each to be read when it is called."""
    with _opened(path) as stream, _one_line(path):
        if path == STANDARD_INPUT or (state := find(path).stat()).st_size > LIMITS["article"]:
            parts = parts_in(stream, path)
        else:
            parts = iter(_taken_apart(os.path.abspath(find(path)), state.st_mtime_ns, state.st_size))
        first = list(islice(parts, 2))
        if not first:
            raise ReadError("has no article in it")
        for number, part in enumerate(chain(first, parts), start=1):
            yield path if len(first) == 1 else f"{path}#{number}", part


@lru_cache(maxsize=1)  # each report of a file's articles asks for the same
def _taken_apart(path: str, changed: int, size: int) -> list[Part]:
    with open(path, "rb") as stream:
        return list(parts_in(stream, path))


def _opened(path: str) -> BinaryIO:
    """A file for reading, or standard input."""
    if path == STANDARD_INPUT:
        with _one_line(path):
            return BytesIO(whole(sys.stdin.buffer))
    file = find(path)
    if file.is_dir():
        raise ReadError(f"{file}: is a folder; name one article in it")
    if not file.is_file():
        raise ReadError(f"{file}: is a device or a pipe; save the article's text in a file")
    try:
        if (size := file.stat().st_size) > LIMITS["file"]:
            most = f"the limit of {LIMITS['file'] / 1e6:,.0f} MB"
            raise ReadError(f"{file}: {size / 1e6:,.0f} MB is above {most}; split it")
        return file.open("rb")
    except OSError as error:
        raise ReadError(f"{file}: cannot be opened ({error.strerror}); check its permissions") from None


def beside(file: Path) -> set[str]:
    """The names of the articles in a file's folder, itself included: those of its articles.csv, or all of a format."""
    named = set(manifest_rows(file.parent))
    return (named or {article.name for article in articles_in(file.parent, endings())[0]}) | {file.name}
