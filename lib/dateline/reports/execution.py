"""Notebooks through papermill, fast: one with `execute`, many at a time with `run_many`."""

from __future__ import annotations

import os
import pkgutil
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor
from concurrent.futures import wait as futures_wait
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import papermill
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.localinterfaces import local_ips
from jupyter_client.provisioning import KernelProvisionerFactory
from nbformat.v4 import new_code_cell, new_notebook
from papermill.engines import NBClientEngine, NotebookExecutionManager, papermill_engines

from dateline.reports.kernels import PromptKernelManager
from dateline.reports.nursery import Request
from dateline.reports.warm import PRELOAD, SHARED, NoFork, fork, limits, nursery_address

COLD, WARM = "python3", "dateline"  # kernelspecs


class SaveOnceEngine(NBClientEngine):
    """papermill's engine, which writes the notebook when it starts and when it is done, however that comes about: not
    twice a cell."""

    name = "dateline"

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: Any) -> None:
        save, nb_man.save = nb_man.save, lambda **_: None
        try:
            super().execute_managed_notebook(nb_man, kernel_name, **options)
        finally:
            nb_man.save = save


papermill_engines.register(SaveOnceEngine.name, SaveOnceEngine)


class Died(Exception):
    """The process of a job has died before it was done."""


class Job(NamedTuple):
    """A notebook to run, the file it becomes, and the values of its parameters."""

    notebook: str
    output: str
    parameters: dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What became of one item: the value returned or the error raised, and how many seconds it took."""

    item: Any
    value: Any
    error: Exception | None
    seconds: float


def execute(
    notebook_path: str | Path,
    output_path: str | Path,
    parameters: dict[str, Any],
    *,
    warm: bool = True,
    timeout: int | None = None,
) -> None:
    """Run one notebook as `papermill.execute_notebook` does, without the waits.

    Arguments:
        notebook_path: the notebook.
        output_path: where it goes, with its outputs; its folder must exist.
        parameters: what replaces the values of its cell tagged `parameters`.
        warm: with a kernel forked from a warm parent; else the stock way.
        timeout: seconds that a cell may take; None for no limit.

    Raises:
        papermill.PapermillExecutionError: a cell failed; the output is there.
        nbclient.exceptions.CellTimeoutError, DeadKernelError: a cell took too long, or its kernel died.
    """
    papermill.execute_notebook(
        str(notebook_path),
        str(output_path),
        parameters,
        kernel_name=WARM if warm else COLD,
        engine_name=SaveOnceEngine.name,
        progress_bar=False,
        autosave_cell_every=0,
        execution_timeout=timeout,
        # Kill the kernel: who answers for its last words waits .4 s for them. Nothing is lost but its atexit functions.
        shutdown_kernel="immediate",
        kernel_manager_class=PromptKernelManager,
    )


def run_many(
    jobs: Iterable[Job | tuple], workers: int, *, warm: bool = True, timeout: int | None = None
) -> Iterator[Outcome]:
    """Run `jobs`, `workers` at a time, each in a process of its own.

    Arguments:
        jobs: (notebook, output, parameters) each; they are taken as they can be run.
        workers: how many at a time.
        warm, timeout: as in `execute`.

    Returns:
        The outcome of each job as it is done; `item` is the job, `value` None, `error` one of `execute`, or `Died`.
    """
    items = ((Job(*job), warm, timeout) for job in jobs)
    for outcome in in_processes(_execute_job, items, workers, warm=warm):
        yield replace(outcome, item=outcome.item[0])


def _execute_job(job: Job, warm: bool, timeout: int | None) -> None:
    execute(*job, warm=warm, timeout=timeout)


def in_processes(function: Callable, items: Iterable[tuple], workers: int, *, warm: bool = True) -> Iterator[Outcome]:
    """Call `function(*item)` for each item, `workers` at a time, in other processes.

    Warm, each call has a process of its own, forked from a parent which has imported the function's module; cold, or
    where nothing can be forked, it has one of a pool's. A call that fails, and a process that dies, is the outcome of
    its own item only. When the iterator is closed, or this process dies, the calls under way are killed.

    Arguments:
        function: one of a module, not of a script.
        items: its arguments; no more are taken than can be under way.
        workers: how many calls at a time.
    """
    if warm:
        try:
            _address(function)
        except NoFork as reason:
            papermill.log.logger.info("Cold: %s", reason)
            warm = False
    return (_in_forks if warm else _in_pool)(function, iter(items), workers)


def _in_forks(function: Callable, items: Iterator[tuple], workers: int) -> Iterator[Outcome]:
    running: dict[Any, tuple[tuple, float]] = {}
    try:
        while True:
            for item in islice(items, workers - len(running)):
                running[_fork(function, item)] = item, time.monotonic()
            if not running:
                return
            for connection in wait(list(running)):
                item, started = running.pop(connection)
                yield Outcome(item, *_answer(connection), time.monotonic() - started)  # type: ignore[arg-type]
    finally:
        for connection in running:
            connection.close()


def _fork(function: Callable, item: tuple) -> Connection:
    address = _address(function)
    what = f"{function.__module__}:{function.__qualname__}"
    request = Request(f"{__name__}:answer", (what, item), {**os.environ, SHARED: address}, os.getcwd(), limits())
    return fork(address, request).connection


def _address(function: Callable) -> str:
    return nursery_address(sys.executable, os.environ, (*PRELOAD, f"{__name__}:rehearse", function.__module__))


def rehearse() -> None:
    """In the warm parent: what papermill and jupyter_client look up or compile once, before their first notebook."""
    notebook = new_notebook(cells=[new_code_cell("x = 1", metadata={"tags": ["parameters"]})])
    papermill.execute_notebook(notebook, None, {"x": 2}, kernel_name=COLD, language="python", prepare_only=True)
    KernelProvisionerFactory.instance()
    KernelSpecManager().get_kernel_spec(WARM)
    local_ips()


def answer(connection: Connection, what: str, item: tuple) -> NoReturn:
    """In a fork: make the call, send back (value, error)."""
    try:
        value, error = pkgutil.resolve_name(what)(*item), None
    except Exception as raised:
        value, error = None, raised
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        connection.send((value, error))
    except Exception as unsendable:
        connection.send((None, RuntimeError(f"{error or value!r} cannot be sent: {unsendable}")))
    os._exit(0)  # tearing down a thousand modules takes as long as a cell


def _answer(connection: Connection) -> tuple[Any, Exception | None]:
    try:
        received = connection.recv()
    except (EOFError, OSError):
        received = -signal.SIGKILL  # the warm parent was killed, and its forks with it
    except Exception as unreadable:  # an error whose class cannot be made from its arguments
        received = None, RuntimeError(f"unreadable answer: {unreadable}")
    connection.close()
    if isinstance(received, tuple):
        return received
    if isinstance(received, Exception):
        return None, received
    return None, Died(f"its process ended with {_status(received)}")


def _status(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit status {code}"


def _in_pool(function: Callable, items: Iterator[tuple], workers: int) -> Iterator[Outcome]:
    pool = None
    running: dict[Future, tuple[tuple, float]] = {}
    try:
        while True:
            pool = pool or ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
            for item in islice(items, workers - len(running)):
                running[pool.submit(function, *item)] = item, time.monotonic()
            if not running:
                return
            for future in futures_wait(running, return_when=FIRST_COMPLETED).done:
                item, started = running.pop(future)
                error = future.exception()
                if isinstance(error, BrokenExecutor):
                    pool, error = None, Died("the process of one of the calls under way has died")
                value = None if error else future.result()
                yield Outcome(item, value, error, time.monotonic() - started)  # type: ignore[arg-type]
    finally:
        if pool:
            pool.shutdown(wait=not running, cancel_futures=True)
