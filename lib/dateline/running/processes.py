"""Calls in processes of their own, many at a time: forked from a fork server, or from a pool where nothing forks."""

from __future__ import annotations

import contextlib
import os
import pkgutil
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor
from concurrent.futures import wait as futures_wait
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, NoReturn

from dateline.running.fork_server import Request
from dateline.running.forks import SHARED, Gone, NoFork, fork, limits, refuse, server_address
from dateline.running.surroundings import folder

_TRIES = 100  # to reach the fork server; it may just have been killed, and another be started
_PAUSE = 0.05  # seconds between them
_SAFE_PATH = "PYTHONSAFEPATH"
_CALLS = 25  # that one process makes: a fork and its first steps cost as much as a small notebook's own work


class Died(Exception):
    """The process of a call has died before it was done."""


@dataclass(frozen=True)
class Outcome:
    """What became of one item: the value returned or the error raised, and how many seconds it took."""

    item: Any
    value: Any
    error: Exception | None
    seconds: float


@dataclass(frozen=True)
class _Call:
    """One under way; `number` counts those of its process."""

    item: tuple
    started: float
    is_second: bool = False
    number: int = 1


def in_processes(
    function: Callable | str,
    items: Iterable[tuple],
    workers: int,
    *,
    warm: bool = True,
    preload: tuple[str, ...] = (),
    kernels: tuple[str, ...] = (),
) -> Iterator[Outcome]:
    """Call `function(*item)` for each item, `workers` at a time, in other processes.

    Warm, the processes are forked from a parent which has imported the function's module; each makes some calls, one
    at a time, and none after one that failed. Cold, or where nothing can be forked, they are those of a pool. A call
    that fails, and a process that dies, is the outcome of its own item only; a call whose fork server was killed, or
    that of its kernel, is made once more. When the iterator is closed, or this process dies, the calls under way are
    killed.

    Arguments:
        function: one of a module, not of a script; or its name, "module:function", which need not be imported here.
        items: its arguments; no more are taken than can be under way.
        workers: how many calls at a time.
        warm: whether to fork.
        preload: what the fork server imports ("module") and calls ("module:function") before the function's module.
        kernels: the same for a second fork server, which forks the Jupyter kernels that the calls ask for: both import
            at the same time. With () kernels are started cold.
    """
    items = iter(items)
    folder()  # before the first process, which is to know it
    what = function if isinstance(function, str) else f"{function.__module__}:{function.__qualname__}"
    if warm:
        yield from _in_forks(what, items, workers, preload, kernels)
    else:
        yield from _in_pool(what, items, workers)


def _in_forks(
    what: str, items: Iterator[tuple], workers: int, preload: tuple[str, ...], kernels: tuple[str, ...]
) -> Iterator[Outcome]:
    running: dict[Any, _Call] = {}
    idle: list[tuple[Connection, int]] = []  # processes that wait for a call, and how many they have made
    unforked: list[tuple] = []

    def start(item: tuple, is_second: bool = False) -> None:
        calls = 0
        try:
            connection, calls = _reused(idle, item) or (_fork(what, item, preload, kernels), 0)
        except NoFork:
            unforked.append(item)
        else:
            running[connection] = _Call(item, time.monotonic(), is_second, calls + 1)

    try:
        while True:
            while not unforked and len(running) < workers and (found := list(islice(items, 1))):
                start(found[0])
            if len(running) < workers:  # there is no more to do
                _close(idle)
            if not running:
                break
            for connection in wait(list(running)):
                assert isinstance(connection, Connection)
                call = running.pop(connection)
                value, error, has_lost_server = _answer(connection)
                if error is None and call.number < _CALLS:
                    idle.append((connection, call.number))
                else:
                    connection.close()
                if has_lost_server and not call.is_second:
                    start(call.item, is_second=True)
                    continue
                yield Outcome(call.item, value, error, time.monotonic() - call.started)
    finally:
        _close(idle)
        for connection in running:
            connection.close()
    if unforked:
        yield from _in_pool(what, chain(unforked, items), workers)


def _close(idle: list[tuple[Connection, int]]) -> None:
    while idle:
        idle.pop()[0].close()


def _reused(idle: list[tuple[Connection, int]], item: tuple) -> tuple[Connection, int] | None:
    """A process that waits, now with a call to make, and how many it has made; None if there is none."""
    while idle:
        connection, calls = idle.pop()
        with contextlib.suppress(OSError):
            if not connection.poll():  # else it has died: what can be read is how
                connection.send(item)
                return connection, calls
        connection.close()
    return None


def _fork(what: str, item: tuple, preload: tuple[str, ...], kernels: tuple[str, ...]) -> Connection:
    """The connection on which a fork will answer.

    Raises:
        NoFork: this process or this system cannot have one.
    """
    own = what.partition(":")[0]
    modules = preload if own in preload else (*preload, own)
    for tries in range(1, _TRIES + 1):
        try:
            shared = server_address(sys.executable, os.environ, kernels) if kernels else ""
            address = server_address(sys.executable, os.environ, modules)
            env = {**os.environ, SHARED: shared}
            request = Request(f"{__name__}:answer", (what, item), env, os.getcwd(), limits())
            return fork(address, request).connection
        except Gone:
            if tries == _TRIES:
                raise
            time.sleep(_PAUSE)
    raise AssertionError("the last try returns or raises")


def answer(connection: Connection, what: str, item: tuple) -> NoReturn:
    """In a fork: make the call, send back (value, error), wait for the next item."""
    refuse()  # kernels come from the parent that is shared; each fork with one of its own would be dear
    function = pkgutil.resolve_name(what)
    with contextlib.suppress(EOFError, OSError):  # nobody asks for more
        while True:
            try:
                value, error = function(*item), None
            except Exception as raised:
                value, error = None, raised
            sys.stdout.flush()
            sys.stderr.flush()
            try:
                connection.send((value, error))
            except Exception as unsendable:
                connection.send((None, RuntimeError(f"{error or value!r} cannot be sent: {unsendable}")))
            item = connection.recv()
    os._exit(0)  # tearing down a thousand modules takes as long as a cell


def _answer(connection: Connection) -> tuple[Any, Exception | None, bool]:
    """(value, error, whether a fork server died and the call with it)."""
    has_lost_server = False
    try:
        received = connection.recv()
    except (EOFError, OSError):
        received, has_lost_server = -signal.SIGKILL, True
    except Exception as unreadable:  # an error whose class cannot be made from its arguments
        received = None, RuntimeError(f"unreadable answer: {unreadable}")
    if isinstance(received, tuple):
        value, error = received
        return value, error, isinstance(error, Gone)
    if isinstance(received, Exception):
        return None, received, False
    return None, Died(f"its process ended with {_status(received)}"), has_lost_server


def _status(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit status {code}"


@contextlib.contextmanager
def _safe_path() -> Iterator[str | None]:
    """Start processes that do not look for the standard library in the working directory first; yields what was set."""
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = before or "1"
    try:
        yield before
    finally:
        if before is None:
            del os.environ[_SAFE_PATH]


def _begin(safe_path: str | None) -> None:
    """In a process of the pool: it has no fork server, and its notebooks find the modules beside them as ever."""
    refuse()
    if safe_path is None:
        os.environ.pop(_SAFE_PATH, None)


def _in_pool(what: str, items: Iterator[tuple], workers: int) -> Iterator[Outcome]:
    function = pkgutil.resolve_name(what)
    pool = None
    running: dict[Future, _Call] = {}
    try:
        while True:
            with _safe_path() as before:
                pool = pool or ProcessPoolExecutor(workers, get_context("spawn"), _begin, (before,))
                for item in islice(items, workers - len(running)):
                    running[pool.submit(function, *item)] = _Call(item, time.monotonic())
            if not running:
                return
            for future in futures_wait(running, return_when=FIRST_COMPLETED).done:
                call = running.pop(future)
                error = future.exception()
                if isinstance(error, BrokenExecutor):
                    pool, error = None, Died("the process of one of the calls under way has died")
                value = None if error else future.result()
                yield Outcome(call.item, value, error, time.monotonic() - call.started)  # type: ignore[arg-type]
    finally:
        if pool:
            for process in list((pool._processes or {}).values()) if running else ():
                process.kill()
            pool.shutdown(wait=not running, cancel_futures=True)
