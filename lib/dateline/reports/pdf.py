"""Pages as PDF, printed by a Chromium or Chrome of this machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dateline.article import ReadError
from dateline.reports.jobs import Job, Result, one_line, page_of
from dateline.reports.storage import Store
from dateline.running.processes import in_processes
from dateline.running.surroundings import folder

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# It prints one page and looks for nothing outside: no updates, no sync, no field trials.
_FLAGS = (
    "--headless --disable-gpu --disable-dev-shm-usage --disable-background-networking --disable-component-update "
    "--disable-extensions --disable-sync --no-first-run --no-pdf-header-footer"
).split()
_PATIENCE = 120  # seconds a page; one of ours takes two
_DATES = re.compile(rb"/(?:Creation|Mod)Date \(D:[^)]*\)")


class NotPrinted(Exception):
    """A page that could not be printed; says why."""


def browser() -> str:
    """The Chromium or Chrome of this machine; raises ReadError where there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise ReadError("--pdf: no Chromium or Chrome is found; install one, or print the pages from your own browser")
    return found


def print_pages(stems: list[str], store: Store, program: str, workers: int) -> Iterator[Result]:
    """The page of each notebook as STEM.pdf, so many at a time; a PDF that is there is kept. Closing the iterator ends
    what is under way."""
    there = {stem for stem in stems if store.has(f"{stem}.pdf")}
    yield from (Result(Job(stem), "kept", store.show(f"{stem}.pdf")) for stem in stems if stem in there)
    items = ((stem, store, program) for stem in stems if stem not in there)
    for outcome in in_processes(print_page, items, workers):
        stem, why = outcome.item[0], outcome.error
        error = str(why) if isinstance(why, NotPrinted) else one_line(why) if why else None
        yield Result(Job(stem), "failed" if error else "made", store.show(f"{stem}.pdf"), error)


def print_page(stem: str, store: Store, program: str, patience: float = _PATIENCE) -> None:
    """In a process of its own, which ends what a browser leaves behind; `patience` is in seconds."""
    place, _, notebook = stem.rpartition("/")
    with tempfile.TemporaryDirectory(dir=folder(), ignore_cleanup_errors=True) as where:
        page, made = Path(where).resolve() / "page.html", Path(where).resolve() / "page.pdf"
        page.write_bytes(store.read(f"{place}/{page_of(notebook)}") or b"")
        own = [f"--user-data-dir={made.parent / 'profile'}", f"--print-to-pdf={made}"]
        own += ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium gives none to root
        none = subprocess.DEVNULL  # what it says is of desktop services that a server has not
        command = [program, *_FLAGS, *own, page.as_uri()]
        try:
            subprocess.run(command, timeout=patience, check=True, stdin=none, stdout=none, stderr=none)
        except subprocess.TimeoutExpired:
            raise NotPrinted(f"{program} was not done in {patience} seconds") from None
        except subprocess.CalledProcessError as error:
            raise NotPrinted(f"{program} ended with exit status {error.returncode}") from None
        content = made.read_bytes() if made.is_file() else b""
    if not content.startswith(b"%PDF-"):
        raise NotPrinted(f"{program} made no PDF")
    store.write(f"{stem}.pdf", undated(content))


def undated(content: bytes) -> bytes:
    """A PDF without the dates of its printing, so that the same page gives the same bytes; spaces keep its offsets."""
    return _DATES.sub(lambda match: b" " * len(match[0]), content, count=2)
