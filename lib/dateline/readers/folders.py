"""Many articles by their paths: of folders and lists, each once, and a name for each."""

from __future__ import annotations

import contextlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from unicodedata import normalize

from dateline.article import Article, ReadError
from dateline.given import plain_text
from dateline.readers import STANDARD_INPUT, endings, find, names_of, read, read_file
from dateline.readers.files import MANIFEST, articles_in, passed_over
from dateline.readers.sidecars import listed, manifest_notes, manifest_rows, unlisted

_LONGEST_NAME = 100  # characters; a file system takes 255 bytes, and notebooks put theirs behind it
Reasons = list[tuple[str, str]]  # paths that cannot be read, and why


def seed_articles() -> list[str]:
    """The articles of seeds/articles.csv, as paths. Raises ReadError where there is no such file."""
    folder = find("seeds")
    if not (folder / MANIFEST).is_file():
        raise ReadError(f"{folder / MANIFEST}: no such file; name the articles to read")
    return [f"seeds/{path}" for path in manifest_rows(folder)]


def _articles_of(path: str, unreadable: Reasons, notes: list[str]) -> list[str]:
    """One article, those of a folder in the order of their names, or those of a list named articles.csv in its order.
    To `unreadable` is added what the folder's articles.csv names and no file fits, to `notes` what is passed over."""
    file = Path(path)
    is_list = file.name == MANIFEST and file.is_file()
    if not is_list and not file.is_dir():
        with contextlib.suppress(ReadError, OSError):  # reading the article says so
            notes += [*manifest_notes(file.parent), *unlisted(file)]
        return [path]
    folder = file.parent if is_list else file
    found, misfits = listed(folder, endings())
    unreadable += misfits
    notes += manifest_notes(folder)
    if not is_list:
        found, others = articles_in(folder, endings())
        notes += [passed_over(path, others)] if others else []
    if not found and not misfits:
        raise ReadError(f"{path}: has no article in it; they end in {', '.join(sorted(endings()))}")
    return [str(article) for article in found]


def read_story(articles: str) -> list[Article]:
    """The articles of one story, to be compared.

    Arguments:
        articles: paths with commas between them, or a folder, whose articles.csv supplies dates and titles.

    Raises:
        ReadError: one of them cannot be read, or the folder has none.

    Example:
        >>> import dateline as dl
        >>> len(dl.read_story('seeds/venezuela-coup-talks.txt'))
        1
    """
    unreadable: Reasons = []
    given = [str(find(part.strip())) for part in plain_text("articles", articles).split(",") if part.strip()]
    paths = expanded(given, unreadable, [])
    for path, why in unreadable:
        raise ReadError(why if path in why else f"{path}: {why}")
    return [read(path) for path in paths]


def expanded(articles: list[str], unreadable: Reasons, notes: list[str]) -> list[str]:
    """The articles of each path, each once; to `unreadable` is added what cannot be read, and to `notes` what else is
    to be said, a line each."""
    names: dict[str, str] = {}
    for path in articles:
        try:
            if path == STANDARD_INPUT:
                find(path)  # says that a report, which reads it again, needs a file
            found = _articles_of(path, unreadable, notes)
        except (ReadError, OSError) as error:
            unreadable.append((path, str(error)))
            continue
        for file in found:
            own = [file]
            with contextlib.suppress(ReadError, OSError):  # reading it says so
                own = names_of(file) if os.path.abspath(file) not in names else []
            for name in own:
                names.setdefault(os.path.abspath(name), name)
    notes[:] = dict.fromkeys(notes)
    return list(names.values())


def read_all(paths: str | Path | Iterable[str | Path]) -> Iterator[Article | ReadError]:
    """The articles of files and folders, one after the other, in constant memory.

    Arguments:
        paths: files, folders, lists named articles.csv, "-" for standard input, and single articles as in
            "inbox.mbox#3"; of a folder those files that are articles, in the order of their names.

    Returns:
        an iterator; what cannot be read comes as the ReadError that says why, in its place.

    Example:
        >>> import dateline as dl
        >>> [type(found).__name__ for found in dl.read_all(['nowhere.txt'])]
        ['ReadError']
    """
    for path in [paths] if isinstance(paths, str | Path) else paths:
        unreadable: Reasons = []
        try:
            files = _articles_of(str(path), unreadable, [])
        except (ReadError, OSError) as error:
            yield error if isinstance(error, ReadError) else ReadError(f"{path}: {error.strerror}")
            continue
        yield from (ReadError(reason) for _, reason in unreadable)
        for file in files:
            yield from read_file(file)


def slug_of(path: str) -> str:
    """The name of an article's place, if no other has it."""
    plain = normalize("NFKD", Path(path).stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_NAME].strip("-") or "article"


def numbered(base: str, number: int) -> str:
    """The first of one name has it plain, the second with -2 behind it."""
    return base if number == 1 else f"{base}-{number}"


def slugs(
    paths: list[str], own: Sequence[str | None] = (), is_taken: Callable[[str], bool] = lambda name: False
) -> list[str]:
    """A folder name for each article: its own if it has one already; a name that comes again, or is taken by an
    article that is not among these, gets a number (-2, -3 ...), none is used twice."""
    taken, found = set(own), []
    tried: Counter[str] = Counter()
    for path, mine in zip(paths, own or [None] * len(paths), strict=True):
        base, name = slug_of(path), mine or ""
        while not name or (not mine and (name in taken or is_taken(name))):
            tried[base] += 1
            name = numbered(base, tried[base])
        taken.add(name)
        found.append(name)
    return found
