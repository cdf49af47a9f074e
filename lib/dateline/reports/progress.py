"""How far a run is, on standard error: a bar on a terminal, a line now and then elsewhere; and what came of it."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from importlib.metadata import version
from typing import Any, TextIO

from dateline.article import printable
from dateline.reports.jobs import Result
from dateline.reports.pdf import Printed
from dateline.reports.terminal import say

_EVERY = 10  # seconds between two lines
_NAMED = 20  # failures named one by one; run.json has all
_UNITS: tuple[tuple[int, int, str], ...] = (
    (5400, 3600, "h"),
    (90, 60, "min"),
    (0, 1, "s"),
)  # from so many seconds on, seconds in one, name


class Progress(AbstractContextManager):
    """Counts reports, or what else, as they are done.

    Arguments:
        total: how many are to be made.
        stream: where to say so, by default standard error.
        now: a clock in seconds.
        what: what they are.
    """

    def __init__(
        self,
        total: int,
        stream: TextIO | None = None,
        now: Callable[[], float] = time.monotonic,
        what: str = "reports",
    ) -> None:
        self.total, self.what, self.stream, self.now = total, what, stream or sys.stderr, now
        self.done = self.failed = 0
        self.said = now()
        self.first: float | None = None  # when the first was done, which has waited for the imports
        self.bar = None
        if total and self.stream.isatty():
            from tqdm import tqdm

            self.bar = tqdm(total=total, unit=f" {what}", file=self.stream, dynamic_ncols=True)

    def step(self, has_failed: bool) -> None:
        """One more is done."""
        self.done += 1
        self.failed += has_failed
        time_now = self.now()
        if self.first is None:
            self.first = time_now
        if self.bar is not None:
            self.bar.set_postfix(failed=self.failed, refresh=False) if self.failed else None
            self.bar.update()
        elif self.done < self.total and time_now - self.said >= _EVERY:
            self.said = time_now
            print(self.line(time_now - self.first), file=self.stream, flush=True)

    def line(self, seconds: float) -> str:
        """So many of how many, and how fast and how long yet, by the seconds since the first was done."""
        failed = f", {self.failed} failed" if self.failed else ""
        said = f"{self.done} of {self.total} {self.what}{failed}"
        if self.done == 1 or seconds <= 0:
            return said
        rate = (self.done - 1) / seconds
        return f"{said}, {rate:.2g} a second, {_span((self.total - self.done) / rate)} left"

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.close()


def _span(seconds: float) -> str:
    unit, name = next(row[1:] for row in _UNITS if seconds >= row[0])
    return f"{seconds / unit:.0f} {name}"


def counts(results: Sequence[Result | Printed], unreadable: Sequence[tuple[str, str]] = ()) -> str:
    """So many made, kept, failed; an article that cannot be read is one failure."""
    states = Counter(result.state for result in results)
    return f"{states['made']} made, {states['kept']} kept, {states['failed'] + len(unreadable)} failed"


def failures(
    results: list[Result], unreadable: list[tuple[str, str]], printed: Sequence[Printed] = ()
) -> list[tuple[str, str]]:
    """(path, the one line that matters) of each."""
    made: list[Result | Printed] = [*results, *printed]
    return unreadable + [(result.path, result.error or "") for result in made if result.state == "failed"]


def print_failures(failed: list[tuple[str, str]]) -> None:
    """The first of them, and how many more."""
    for what, reason in failed[:_NAMED]:
        say(f"failed: {reason if reason.startswith(printable(what)) else f'{what}: {reason}'}")
    if len(failed) > _NAMED:
        say(f"failed: {len(failed) - _NAMED} more, see run.json")


def print_notes(notes: list[str]) -> None:
    """What else there is to say, a line each."""
    for note in notes[:_NAMED]:
        say(f"note: {note}")
    if len(notes) > _NAMED:
        say(f"note: {len(notes) - _NAMED} more")


def record(
    results: list[Result],
    unreadable: list[tuple[str, str]],
    not_begun: int,
    printed: Sequence[Printed] | None = None,
    notes: Sequence[str] = (),
    what: str = "reports",
) -> str:
    """The run as JSON: reports, or what else, in the order of the plan, and PDFs where any were wanted."""
    states = Counter(result.state for result in results)
    reports = [
        {
            **result.job.account,
            "state": result.state,
            "path": result.path,
            "error": result.error,
            "seconds": result.seconds,
        }
        for result in results
    ]
    run: dict[str, Any] = {
        "dateline": version("dateline"),
        "made": states["made"],
        "kept": states["kept"],
        "failed": states["failed"] + len(unreadable),
        "not_begun": not_begun,
        what: reports,
        "unreadable": [{"article" if what == "reports" else "row": name, "error": why} for name, why in unreadable],
        "notes": list(notes),
    }
    if printed is not None:
        prints = Counter(page.state for page in printed)
        numbers = {state: prints[state] for state in ("made", "kept", "failed")}
        run["pdf"] = {**numbers, "files": [page._asdict() for page in printed]}
    return json.dumps(run, indent=1) + "\n"
