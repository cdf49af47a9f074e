"""What is to be made: a notebook on an article or with the values of a row, how, and what became of it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.reports.secrets import masked_values

NOTEBOOKS = ("brief", "sentiment", "term_frequency", "timeline")
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
    def place(self) -> str:
        """Where its files lie."""
        return f"{self.slug}/"

    @property
    def stem(self) -> str:
        """Of its files in the place of the reports."""
        return f"{self.place}{self.notebook}"

    @property
    def given(self) -> dict[str, Any]:
        """The values of all its parameters."""
        return {"article": self.article, **({"published": self.published} if self.published else {}), **self.parameters}

    @property
    def account(self) -> dict[str, Any]:
        """What the record of a run says of it."""
        return {"article": self.article, "notebook": self.notebook}


@dataclass(frozen=True)
class TableRun:
    """A notebook to run with the values of one row.

    `stem` is the name of its files, `path` the notebook, `source` the same as it is known from where the runs are kept;
    `given` are values for its parameters, `values` these and those that it has itself.
    """

    stem: str
    path: str
    source: str
    given: dict[str, Any]
    values: dict[str, Any]
    fingerprint: str
    has_page: bool = False

    @property
    def notebook(self) -> str:
        return Path(self.path).stem

    @property
    def place(self) -> str:
        """How the names of its files begin."""
        return f"{self.stem}."

    @property
    def wanted(self) -> tuple[str, ...]:
        """The files without which it is not whole."""
        return (f"{self.stem}.html",) if self.has_page else ()

    @property
    def account(self) -> dict[str, Any]:
        """What the record of a run says of it."""
        return {"name": self.stem, "notebook": self.path, "parameters": masked_values(self.given)}

    @property
    def shown(self) -> str:
        """Name and value of each parameter, a line each."""
        return "\n".join(f"{name} = {value!r}" for name, value in masked_values(self.values).items())


@dataclass(frozen=True)
class Settings:
    """How reports are made; none of it changes what is in them."""

    warm: bool = True
    timeout: int | None = None  # seconds a cell
    time_limit: int | None = None  # seconds a notebook
    output_limit: int | None = None  # characters a notebook
    folder: str = field(default_factory=os.getcwd)  # where relative paths begin


@dataclass(frozen=True)
class Result:
    """What became of a job: made, kept or failed; `error` is the one line that matters, `path` what to look at."""

    job: Job | TableRun
    state: str
    path: str
    error: str | None = None
    seconds: float = 0.0


def notebook_path(name: str) -> Path:
    """Where a notebook of ours lies: in the wheel beside the package, in a clone at its root."""
    packaged = _PACKAGE / "notebooks" / f"{name}.ipynb"
    return packaged if packaged.is_file() else _PACKAGE.parents[1] / "notebooks" / f"{name}.ipynb"
