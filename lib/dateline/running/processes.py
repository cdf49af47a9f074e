"""Calls in processes of their own, many at a time: forked from a fork server, or started anew where nothing forks; or
the same on other machines, the workers of a dask scheduler, each with a fork server of its own."""

from __future__ import annotations

import contextlib
import os
import pickle
import pkgutil
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, NoReturn

from dateline.running.fork_server import Request
from dateline.running.forks import SHARED, NoFork, fork, server_address
from dateline.running.surroundings import folder

_PATIENCE = 10  # seconds for a scheduler to answer
_CALLS = 25  # that one process makes: a fork and its first steps cost as much as a small notebook's own work


class Died(Exception):
    """The process of a call has died before it was done."""


class NoScheduler(Exception):
    """The scheduler cannot be had; says why."""


@dataclass(frozen=True)
class Outcome:
    """What became of one item: the value returned or the error raised, and how many seconds it took."""

    item: Any
    value: Any
    error: Exception | None
    seconds: float


@dataclass
class _Worker:
    """A process that makes one call after another: a fork, which ends with its connection, or one started anew."""

    connection: Connection
    process: Any = None
    item: tuple = ()
    started: float = 0.0
    calls: int = 0

    def close(self) -> None:
        self.connection.close()
        if self.process:
            self.process.kill()
            self.process.join()


def in_processes(
    function: Callable | str,
    items: Iterable[tuple],
    workers: int,
    *,
    preload: tuple[str, ...] = (),
    kernels: tuple[str, ...] = (),
) -> Iterator[Outcome]:
    """Call `function(*item)` for each item, `workers` at a time, in other processes.

    They are forked from a parent which has imported the function's module; each makes some calls, one at a time, and
    none after one that failed. A call that fails, and a process that dies, is the outcome of its own item only. When
    the iterator is closed, or this process dies, the calls under way are killed.

    Arguments:
        function: one of a module, not of a script; or its name, "module:function", which need not be imported here.
        items: its arguments; no more are taken than can be under way.
        workers: how many calls at a time.
        preload: what the fork server imports ("module") and calls ("module:function") before the function's module.
        kernels: the same for a second fork server, which forks the Jupyter kernels that the calls ask for: both import
            at the same time. With () kernels are started cold.
    """
    what = function if isinstance(function, str) else f"{function.__module__}:{function.__qualname__}"
    folder()  # before the first process, which is to know it
    items = iter(items)
    idle: list[_Worker] = []
    busy: dict[Any, _Worker] = {}
    try:
        while True:
            for item in islice(items, workers - len(busy)):
                shared = _address(kernels) if kernels else ""  # first, so that both servers import at the same time
                worker = next((worker for worker in idle if not worker.connection.poll()), None)  # else it has died
                worker = idle.pop(idle.index(worker)) if worker else _new_worker(what, preload)
                worker.item, worker.started, worker.calls = item, time.monotonic(), worker.calls + 1
                with contextlib.suppress(OSError):  # it has died since, as its end of the connection tells
                    worker.connection.send((item, shared))
                busy[worker.connection] = worker
            if not busy:
                return
            for connection in wait(list(busy)):
                worker = busy.pop(connection)
                value, error = _answer(worker)
                if error is None and worker.calls < _CALLS:
                    idle.append(worker)
                else:
                    worker.close()
                yield Outcome(worker.item, value, error, time.monotonic() - worker.started)
    finally:
        for worker in (*idle, *busy.values()):
            worker.close()


def _address(modules: tuple[str, ...]) -> str:
    """Of a fork server; "" where there can be none."""
    try:
        return server_address(sys.executable, os.environ, modules)
    except NoFork:
        return ""


def _new_worker(what: str, preload: tuple[str, ...]) -> _Worker:
    own = what.partition(":")[0]
    if address := _address(preload if own in preload else (*preload, own)):
        with contextlib.suppress(NoFork):
            request = Request(f"{__name__}:answer", (what,), dict(os.environ), os.getcwd())
            return _Worker(fork(address, request).connection)
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=answer, args=(theirs, what))
    process.start()
    theirs.close()
    return _Worker(ours, process)


def answer(connection: Connection, what: str) -> NoReturn:
    """In a process of its own: make the calls that are asked for, send back (value, error) of each."""
    function = pkgutil.resolve_name(what)
    with contextlib.suppress(EOFError, OSError):  # nobody asks for more
        while True:
            item, os.environ[SHARED] = connection.recv()  # a fork server of its own for each would be dear
            made: tuple[Any, Exception | None]
            try:
                made = function(*item), None
            except Exception as raised:
                made = None, raised
            sys.stdout.flush()
            sys.stderr.flush()
            try:
                pickle.loads(pickle.dumps(made))
            except Exception as unsendable:  # an error whose class cannot be made from its arguments, too
                made = None, RuntimeError(f"{made!r} cannot be sent: {unsendable}")
            connection.send(made)
    os._exit(0)  # tearing down a thousand modules takes as long as a cell


def _answer(worker: _Worker) -> tuple[Any, Exception | None]:
    try:
        received = worker.connection.recv()
    except (EOFError, OSError):
        received = -signal.SIGKILL  # its fork server was killed, and it with it
        if worker.process:
            worker.process.join()
            received = worker.process.exitcode
    if isinstance(received, tuple):
        return received
    if isinstance(received, Exception):
        return None, received
    how = signal.Signals(-received).name if received < 0 else f"exit status {received}"
    return None, Died(f"its process ended with {how}")


def scheduler_client(address: str) -> Any:
    """A client of a dask scheduler, to be closed. Raises NoScheduler."""
    try:
        from distributed import Client
    except ImportError:
        raise NoScheduler("--scheduler needs dask; pip install 'dateline[cluster]'") from None
    try:
        return Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoScheduler(f"--scheduler {address}: no answer ({type(error).__name__}); is it running?") from None


def on_cluster(
    what: str, items: Iterable[tuple], address: str, preload: tuple[str, ...], kernels: tuple[str, ...]
) -> Iterator[Outcome]:
    """As `in_processes`, on the workers of a scheduler, which must have this package in the same version, and see the
    same files; a call whose worker dies is made by another."""
    with scheduler_client(address) as client:
        from distributed import as_completed

        asked = {client.submit(call, what, item, preload, kernels, pure=False): item for item in items}
        for future in as_completed(list(asked), loop=client.loop):
            item, failure = asked.pop(future), future.exception()
            yield Outcome(item, None, failure, 0.0) if failure else future.result()
            future.release()


def call(what: str, item: tuple, preload: tuple[str, ...], kernels: tuple[str, ...]) -> Outcome:
    """On a worker: one call, made in a process of its own."""
    (outcome,) = in_processes(what, [item], 1, preload=preload, kernels=kernels)
    return outcome
