"""What is to be made: a notebook on an article or with the values of a row, how, from what, and what became of it."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

BRIEF = "brief"  # the notebook whose page is the first of an article, with the article itself
# Our notebooks -> what their pages are called.
PAGES = {
    BRIEF: "Brief and article",
    "sentiment": "Who says it, in which tone",
    "term_frequency": "What it is about",
    "timeline": "What happened when",
}
NOTEBOOKS = tuple(PAGES)
_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Job:
    """One notebook to run: on an article, or with the values of a row.

    `stem` is the name of its files in the store, SLUG/NOTEBOOK or that of the row, `path` the notebook; `given` are
    values for its parameters, `values` these and those that it has itself; `account` is what the record says of it;
    `fingerprint` is of all that it depends on, `touched` tells whether the article was changed since; `siblings` are
    those of ours that are made of the article with it; `source` is the notebook from where the runs of rows are kept.
    """

    stem: str
    path: str = ""
    given: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    account: dict[str, Any] = field(default_factory=dict)
    fingerprint: str = ""
    article: str | None = None
    touched: tuple[int, ...] = ()
    siblings: tuple[str, ...] = ()
    source: str | None = None
    has_page: bool = True
    hides_text: bool = False  # of the article, in all that is written

    @property
    def slug(self) -> str:
        return self.stem.partition("/")[0]

    @property
    def notebook(self) -> str:
        return Path(self.stem if self.article else self.path.removesuffix(".ipynb")).name


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
    """What became of a job, or of the PDF of a page: made, kept or failed; `error` is the one line that matters, `path`
    what to look at."""

    job: Job
    state: str
    path: str
    error: str | None = None
    seconds: float = 0.0


def page_of(notebook: str) -> str:
    """The file of a notebook's page in the place of its article."""
    return "index.html" if notebook == BRIEF else f"{notebook}.html"


def notebook_path(name: str) -> Path:
    """Where a notebook of ours lies: in the wheel beside the package, in a clone at its root."""
    packaged = _PACKAGE / "notebooks" / f"{name}.ipynb"
    return packaged if packaged.is_file() else _PACKAGE.parents[1] / "notebooks" / f"{name}.ipynb"


def touched(article: Path) -> tuple[int, ...]:
    """What becomes another whenever a file is written, even if it is then as it was before."""
    status = article.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def one_line(error: Exception) -> str:
    """What is wrong, in a line."""
    kind, text = type(error).__name__, str(error)
    if hasattr(error, "evalue"):  # papermill's own text has the whole traceback
        kind, text = error.ename, error.evalue  # type: ignore[attr-defined]
    if isinstance(error, OSError) and error.strerror:
        kind, text = error.strerror, error.filename or ""
    lines = str(text).splitlines()
    return f"{kind}: {lines[0]}" if lines and lines[0] else kind


def report_of(content: bytes | None) -> dict[str, Any]:
    """What a made notebook says of its report: fingerprint, and files with their sizes; {} for anything else."""
    try:
        report = json.loads(content or b"{}")["metadata"]["dateline"]["report"]
        files = dict(report["files"].items())
        return {"fingerprint": str(report["fingerprint"]), "source": report.get("source"), "files": files}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def digest(*parts: Any) -> str:
    """SHA-256 of some values; those that JSON has no form for by their repr."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=repr).encode()).hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@lru_cache(maxsize=1)
def of_software() -> str:
    """Of Python, this package's files, and the versions of all packages that are installed with it."""
    files = sorted(path for path in _PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    sources = [(str(path.relative_to(_PACKAGE)), file_digest(path)) for path in files]
    return digest(platform.python_version(), sources, sorted((p.name, p.version) for p in metadata.distributions()))
