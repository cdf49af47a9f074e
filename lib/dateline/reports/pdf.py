"""Pages as PDF, printed by a Chromium or Chrome of this machine."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

from dateline.reports.jobs import page_of
from dateline.reports.storage import Store

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


class NoBrowser(Exception):
    """No browser that prints; says what to do."""


class Printed(NamedTuple):
    """What became of a PDF: made, kept or failed; `error` is the one line that matters."""

    path: str
    state: str
    error: str | None = None


def browser() -> str:
    """The Chromium or Chrome of this machine.

    Raises:
        NoBrowser: there is none.
    """
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise NoBrowser("--pdf: no Chromium or Chrome is found; install one, or print the pages from your own browser")
    return found


def print_pages(stems: list[str], store: Store, program: str, workers: int) -> Generator[Printed]:
    """The page of each notebook as STEM.pdf, `workers` at a time; closing the iterator ends what is under way.

    Arguments:
        stems: names of the notebooks in the store, without their ending.
        store: where the pages are, and the PDFs go.
        program: as `browser` gives it.
        workers: browsers at a time.
    """
    under_way: set[subprocess.Popen] = set()
    pool = ThreadPoolExecutor(workers)
    try:
        for done in as_completed([pool.submit(_print, stem, store, program, under_way) for stem in stems]):
            yield done.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in list(under_way):
            _kill(process)
        pool.shutdown()


def _print(stem: str, store: Store, program: str, under_way: set[subprocess.Popen]) -> Printed:
    name = f"{stem}.pdf"
    try:
        with tempfile.TemporaryDirectory(
            prefix="dateline-", dir=store.workspace(), ignore_cleanup_errors=True
        ) as folder:
            page, made = Path(folder).resolve() / "page.html", Path(folder).resolve() / "page.pdf"
            place, _, notebook = stem.rpartition("/")
            page.write_bytes(store.read(f"{place}/{page_of(notebook)}") or b"")
            error = _run(_command(program, page, made), under_way)
            content = made.read_bytes() if made.is_file() else b""
        if error is None and content.startswith(b"%PDF-"):
            store.write(name, undated(content))
            return Printed(store.show(name), "made")
    except OSError as raised:
        error = f"{raised.strerror}: {raised.filename}"
    return Printed(store.show(name), "failed", error or f"{program} made no PDF")


def _command(program: str, page: Path, made: Path) -> list[str]:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0  # whom Chromium gives no sandbox
    own = [f"--user-data-dir={made.parent / 'profile'}", f"--print-to-pdf={made}"]
    return [program, *_FLAGS, *(["--no-sandbox"] if is_root else []), *own, page.as_uri()]


def _run(command: list[str], under_way: set[subprocess.Popen]) -> str | None:
    """What went wrong, if anything. The browser is a group of processes of its own, to be ended as one."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,  # what it says there is of desktop services that a server has not
        start_new_session=True,
    )
    under_way.add(process)
    try:
        status = process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        return f"{command[0]} was not done in {_PATIENCE} seconds"
    finally:
        _kill(process)
        under_way.discard(process)
    return f"{command[0]} ended with exit status {status}" if status else None


def _kill(process: subprocess.Popen) -> None:
    """With all that it started; a browser that is done may have left some."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:  # Windows
            process.kill()
    process.wait()


def undated(content: bytes) -> bytes:
    """A PDF without the dates of its printing, so that the same page gives the same bytes; spaces keep its offsets."""
    return _DATES.sub(lambda match: b" " * len(match[0]), content, count=2)
