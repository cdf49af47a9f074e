"""Whose the places of reports are, and what the index says of each; kept in index.json, from one run to the next."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

from dateline.article import ReadError
from dateline.readers import find, parted
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
        self._own = {entry["file"]: slug for slug, entry in self.entries.items()}
        self.notebooks: dict[str, list[str]] = {}
        for slug, _, name in (path.partition("/") for path in store.notebooks()):
            if _SLUG.fullmatch(slug):
                self.notebooks.setdefault(slug, []).append(name)

    def file_of(self, article: str) -> str:
        """What an article is known by."""
        try:
            file, number = find(article), parted(article)[1]
            path = os.path.abspath(file) + (f"#{number}" if number else "")
        except ReadError:
            path = os.path.abspath(article)
        return Path(os.path.relpath(path, self.store.root)).as_posix() if self.store.is_folder else path

    def pages(self, slug: str) -> list[str]:
        """The names of the notebooks that are whole there."""
        return [name.removesuffix(".ipynb") for name in self.notebooks.get(slug, []) if not name.endswith(_FAILED)]

    def is_taken(self, slug: str) -> bool:
        return slug in self.entries or slug in self.notebooks

    def of(self, article: str) -> str | None:
        """An article's own place; None if it has none yet."""
        return self._own.get(self.file_of(article))

    def claim(self, articles: dict[str, str]) -> None:
        """Write down whose these places will be, so that a killed run loses nothing."""
        new = {slug: article for slug, article in articles.items() if slug not in self.entries}
        for slug, article in new.items():
            self.entries[slug] = unread(article, self.file_of(article))
        if new:
            self.write(self.entries)

    def write(self, entries: dict[str, dict[str, Any]]) -> None:
        self.store.write(LEDGER, json.dumps(entries, indent=1) + "\n")


def unread(article: str, file: str, *notes: str) -> dict[str, Any]:
    """What is said of an article that nobody has read."""
    return {**dict.fromkeys(_TEXTS, ""), "article": article, "file": file, "title": article, "notes": list(notes)}


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
    return all(isinstance(said, str) for said in (*entry["notes"], *map(entry.get, _TEXTS)))
