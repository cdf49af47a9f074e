"""Many notebooks through papermill, each as `execution.execute` runs one.

papermill is imported where a notebook is run; the process that hands them out does not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from dateline.running.forks import LIBRARIES
from dateline.running.processes import Died, Outcome, in_processes

__all__ = ["LIBRARIES", "Died", "Job", "Outcome", "run_many"]

_REHEARSED = ("dateline.running.late_parser:put_off", "dateline.running.execution:rehearse")


class Job(NamedTuple):
    """A notebook to run, the file it becomes, and the values of its parameters."""

    notebook: str
    output: str
    parameters: dict[str, Any]


def run_many(
    jobs: Iterable[Job | tuple],
    workers: int,
    *,
    warm: bool = True,
    timeout: int | None = None,
    preload: tuple[str, ...] = LIBRARIES,
) -> Iterator[Outcome]:
    """Run `jobs`, `workers` at a time, each with a kernel of its own.

    Arguments:
        jobs: (notebook, output, parameters) each; they are taken as they can be run.
        workers: how many at a time.
        warm, timeout: as in `execution.execute`.
        preload: what kernels have imported when they start.

    Returns:
        The outcome of each job as it is done; `item` is the job, `value` None, `error` one of `execution.execute`, or
        `Died`.
    """
    items = ((Job(*job), warm, timeout) for job in jobs)
    for outcome in in_processes(_execute_job, items, workers, warm=warm, preload=_REHEARSED, kernels=preload):
        yield replace(outcome, item=outcome.item[0])


def _execute_job(job: Job, warm: bool, timeout: int | None) -> None:
    from dateline.running.execution import execute

    execute(*job, warm=warm, timeout=timeout)
