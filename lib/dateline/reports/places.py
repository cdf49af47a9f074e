"""Whose the places of reports are, and what the index says of each; kept in index.json, from one run to the next."""

from __future__ import annotations

import json
import os
import re
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from dateline.article import ReadError
from dateline.readers import find, parted
from dateline.readers.folders import numbered, slug_of
from dateline.reports.storage import Store

LEDGER = "index.json"
_SLUG = re.compile(r"[a-z0-9-]+")
_FAILED = ".failed.ipynb"
_TEXTS = ("article", "file", "title", "published", "source", "text")


class Places:
    """The places that are in a store. Each belongs to one file, which is known by its path from the store on, so that
    reports and articles can be moved together."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.entries = _entries(store.read(LEDGER))
        self.notebooks: dict[str, list[str]] = {}
        for slug, _, name in (path.partition("/") for path in store.notebooks()):
            if _SLUG.fullmatch(slug):
                self.notebooks.setdefault(slug, []).append(name)
        self._own = {entry["file"]: slug for slug, entry in self.entries.items()}

    def file_of(self, article: str) -> str:
        """What an article is known by."""
        try:
            file, number = find(article), parted(article)[1]
            path = os.path.abspath(file) + (f"#{number}" if number else "")
        except ReadError:
            path = os.path.abspath(article)
        root = self.store.show().removeprefix("file://")
        try:
            return path if "://" in root else Path(os.path.relpath(path, root)).as_posix()
        except ValueError:  # on another drive
            return path

    def pages(self, slug: str) -> list[str]:
        """The names of the notebooks that are whole there."""
        return [name.removesuffix(".ipynb") for name in self.notebooks.get(slug, []) if not name.endswith(_FAILED)]

    def article_of(self, slug: str) -> str | None:
        """The article that a place is of, as it was named; None if nothing there says it."""
        if slug in self.entries:
            return self.entries[slug]["article"]
        for name in self.notebooks.get(slug, []):
            try:
                notebook = json.loads(self.store.read(f"{slug}/{name}") or b"")
                return str(notebook["metadata"]["papermill"]["parameters"]["article"])
            except (ValueError, KeyError, TypeError):
                continue
        return None

    def is_taken(self, slug: str) -> bool:
        return slug in self.entries or slug in self.notebooks

    def of(self, article: str) -> str | None:
        """An article's own place; None if it has none yet."""
        file = self.file_of(article)
        if file in self._own:
            return self._own[file]
        for name in map(partial(numbered, slug_of(article)), count(1)):
            if not self.is_taken(name):
                return None
            named = None if name in self.entries else self.article_of(name)  # of a run that was killed, or an old one
            if named is not None and self.file_of(named) == file:
                return name
        return None  # the names have no end


def _entries(content: bytes | None) -> dict[str, dict[str, Any]]:
    """What index.json says of each place; of what is not of its form nothing."""
    try:
        places = dict(json.loads(content or b"{}"))
    except (ValueError, TypeError):
        return {}
    return {slug: entry for slug, entry in places.items() if _SLUG.fullmatch(slug) and _is_entry(entry)}


def _is_entry(entry: Any) -> bool:
    if not isinstance(entry, dict) or not isinstance(entry.get("notes"), list):
        return False
    is_text = all(isinstance(entry.get(key), str) for key in _TEXTS)
    return is_text and all(isinstance(note, str) for note in entry["notes"])
