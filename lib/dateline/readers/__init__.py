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
from itertools import chain, count, groupby
from pathlib import Path
from typing import Any, BinaryIO

from dateline.article import Article, ReadError, is_missing
from dateline.given import plain_text
from dateline.readers.correction_table import corrections_of
from dateline.readers.files import articles_in, passed_over
from dateline.readers.formats import ENDINGS, parts_in
from dateline.readers.limits import LIMITS, Part, whole
from dateline.readers.manifest import MANIFEST, described, listed, manifest_notes, manifest_rows, unlisted
from dateline.readers.matching import parted
from dateline.readers.page import read_html

__all__ = [
    "MANIFEST",
    "STANDARD_INPUT",
    "articles_in",
    "articles_with_numbers",
    "endings",
    "find",
    "listed",
    "manifest_notes",
    "manifest_rows",
    "names_of",
    "parted",
    "passed_over",
    "read",
    "read_each",
    "read_html",
    "unlisted",
]

_PACKAGED = Path(__file__).resolve().parents[1]  # the wheel carries seeds/ inside the package
_SEEDS = "seeds"
STANDARD_INPUT = "-"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:/", re.IGNORECASE)


def endings() -> frozenset[str]:
    """Of the files of a folder that are articles, in small letters; a .json is as often something else."""
    return ENDINGS - {"", ".json"}


def find(path: str | Path) -> Path:
    """A path as it stands; in a notebook also a relative one under the folder above; or a seed of the package.

    A typo must not read another file: no other folder is looked in, and a bare name is looked for in no other.

    Raises:
        ReadError: where nothing of that name is found.
    """
    if str(path) == STANDARD_INPUT:
        raise ReadError("-: standard input can be read once only; save the text in a file and name that")
    if _ADDRESS.match(str(path)):
        raise ReadError(f"{path}: is an address, and nothing is fetched; save the page and name its file")
    with contextlib.suppress(RuntimeError):  # "~name/", where no such user is
        path = Path(path).expanduser()
    try:
        for name in dict.fromkeys((str(path), parted(str(path))[0])):
            for candidate in (folder / name for folder in _folders(Path(name).parts)):
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
    name = plain_text("article", path)
    numbered = articles_with_numbers(name, published, parted(name)[1])
    _, found = next(numbered)
    if next(numbered, None) is not None:
        raise ReadError(f"{name}: has several articles; read_all gives them all, read({name + '#1'!r}) the first")
    if isinstance(found, ReadError):
        raise found
    return found


def names_of(path: str) -> list[str]:
    """A name for each article of a file, without reading them: its own if there is one, else with #1, #2 ... behind.

    Raises:
        ReadError: as `read`.
    """
    if parted(path)[1] is not None:
        return [path]
    with _parts(path) as parts:
        many = sum(1 for _ in parts)
    return [path] if many == 1 else [f"{path}#{number}" for number in range(1, many + 1)]


def read_each(names: Iterable[str], published: str | date | None = None) -> Iterator[Article | ReadError]:
    """What each name of `names_of` stands for, in order; a file is opened once for those that follow each other."""
    for file, group in groupby(names, key=lambda name: parted(name)[0]):
        wanted = [parted(name)[1] or 0 for name in group]
        if len(wanted) == 1 or wanted != sorted(set(wanted)):
            for number in wanted:
                try:
                    yield read(f"{file}#{number}" if number else file, published)
                except ReadError as error:
                    yield error
            continue
        last = 0
        for number, found in articles_with_numbers(file, published):
            if number in wanted or (isinstance(found, ReadError) and not number):
                yield found
            last = number
            if number == wanted[-1]:
                break
        yield from (ReadError(f"{file}#{number}: there is no such article in it") for number in wanted if number > last)


def articles_with_numbers(
    path: str, published: str | date | None = None, only: int | None = None
) -> Iterator[tuple[int, Article | ReadError]]:
    """The articles of a file with their numbers, those that cannot be read as errors; or only the one of a number.
    What is wrong with the file itself has the number 0 and is the last."""
    file_name = path if only is None else parted(path)[0]
    try:
        with _parts(file_name) as parts:
            first = next(parts, None)
            second = next(parts, None) if first is not None else None
            if first is None:
                raise ReadError("has no article in it")
            is_one = second is None
            rest = chain([first], [] if second is None else [second], parts)
            for number, part in zip(count(1), rest, strict=False):
                if only is not None and number != only:
                    continue
                name = file_name if is_one else f"{file_name}#{number}"
                try:
                    with _one_line(name):
                        article = replace(part(), path=path if only is not None else name)
                        found: Article | ReadError = _with_tables(article, name, published)
                except ReadError as error:
                    found = error
                yield number, found
                if only is not None:
                    return
    except ReadError as error:
        yield 0, error
        return
    if only is not None:
        yield 0, ReadError(f"{path}: there is no such article in it")


def _with_tables(article: Article, name: str, published: str | date | None) -> Article:
    """An article with what the tables beside its file say of it, and the date that the caller gives."""
    if name == STANDARD_INPUT:
        return article if is_missing(published) else replace(article, published=str(published))
    path, number = parted(name)
    file = find(path)
    mark = f"#{number}" if number is not None else ""
    given: dict[str, Any] = {**described(file.with_name(file.name + mark), ENDINGS)}
    if not is_missing(published):
        given["published"] = str(published)
    new = [field for field, value in given.items() if value != getattr(article, field)]
    provenance = {**dict(article.provenance), **dict.fromkeys(new, MANIFEST)}
    if not is_missing(published):
        provenance["published"] = "the caller"
    several = (lambda: True) if mark else (lambda: len(beside(file)) > 1)
    right = corrections_of(file.with_name(file.name + mark), several, ENDINGS)
    return replace(article, **given, corrections=right, provenance=tuple(sorted(provenance.items())))


@contextlib.contextmanager
def _one_line(name: str) -> Iterator[None]:
    """Whatever a library raises on a file that it cannot cope with becomes one line that names the file."""
    try:
        yield
    except ReadError as error:
        told = str(error)
        raise ReadError(
            told if told.startswith(f"{name}:") or told.startswith(str(Path(name).parent) + "/") else f"{name}: {told}"
        ) from None
    except Exception as error:
        kind = type(error).__name__
        raise ReadError(f"{name}: cannot be read ({kind}: {error}); copy the article into a .txt file") from None


@contextlib.contextmanager
def _parts(path: str) -> Iterator[Iterator[Part]]:
    """The articles of a file, each to be read when it is called. What is read whole is taken apart once."""
    with _opened(path) as stream, _one_line(path):
        if path == STANDARD_INPUT or (state := find(path).stat()).st_size > LIMITS["article"]:
            yield parts_in(stream, path)
        else:
            yield iter(_taken_apart(os.path.abspath(find(path)), state.st_mtime_ns, state.st_size))


@lru_cache(maxsize=1)  # each report of a file's articles asks for the same
def _taken_apart(path: str, changed: int, size: int) -> list[Part]:
    with open(path, "rb") as stream:
        return list(parts_in(stream, path))


@contextlib.contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    """A file for reading, or standard input.

    Raises:
        ReadError: where it cannot be.
    """
    if path == STANDARD_INPUT:
        yield BytesIO(whole(sys.stdin.buffer))
        return
    file = find(path)
    if file.is_dir():
        raise ReadError(f"{file}: is a folder; name one article in it")
    if not file.is_file():
        raise ReadError(f"{file}: is a device or a pipe; save the article's text in a file")
    try:
        if (size := file.stat().st_size) > LIMITS["file"]:
            raise ReadError(
                f"{file}: {size / 1e6:,.0f} MB is above the limit of {LIMITS['file'] / 1e6:,.0f} MB; split it"
            )
        stream = file.open("rb")
    except OSError as error:
        raise ReadError(f"{file}: cannot be opened ({error.strerror}); check its permissions") from None
    with stream:
        yield stream


def beside(file: Path) -> set[str]:
    """The names of the articles in a file's folder, itself included: those of its articles.csv, or all of a format."""
    named = set(manifest_rows(file.parent))
    return (named or {article.name for article in articles_in(file.parent, endings())[0]}) | {file.name}
