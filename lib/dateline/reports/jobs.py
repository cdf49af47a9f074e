"""What is to be made: a notebook on an article, how, and what became of it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NOTEBOOKS = ("sentiment", "term_frequency", "timeline")
_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Job:
    """One notebook to run on one article.

    `notebook` is its name and `path` its file; `published` is None where the article or its manifest knows the date;
    `fingerprint` is of all that the report depends on, `touched` tells whether the article was changed since.
    """

    article: str
    slug: str
    notebook: str
    published: str | None = None
    path: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    fingerprint: str = ""
    touched: tuple[int, ...] = ()

    @property
    def siblings(self) -> tuple[str, ...]:
        """The reports that its page links to: ours to each other."""
        return NOTEBOOKS if self.notebook in NOTEBOOKS else ()

    @property
    def stem(self) -> str:
        """Of its files in the place of the reports."""
        return f"{self.slug}/{self.notebook}"


@dataclass(frozen=True)
class Settings:
    """How reports are made; none of it changes what is in them."""

    warm: bool = True
    timeout: int | None = None  # seconds a cell
    output_limit: int | None = None  # characters a notebook
    folder: str = field(default_factory=os.getcwd)  # where relative paths begin


@dataclass(frozen=True)
class Result:
    """What became of a job: made, kept or failed; `error` is the one line that matters, `path` what to look at."""

    job: Job
    state: str
    path: str
    error: str | None = None
    seconds: float = 0.0


def notebook_path(name: str) -> Path:
    """Where a notebook of ours lies: in the wheel beside the package, in a clone at its root."""
    packaged = _PACKAGE / "notebooks" / f"{name}.ipynb"
    return packaged if packaged.is_file() else _PACKAGE.parents[1] / "notebooks" / f"{name}.ipynb"
