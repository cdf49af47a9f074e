"""The same calls on other machines: the workers of a dask scheduler, each with a fork server of its own."""

from __future__ import annotations

import pkgutil
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dateline.running.processes import Died, Outcome, in_processes

_PATIENCE = 10  # seconds for the scheduler to answer


class NoScheduler(Exception):
    """The scheduler cannot be had; says why."""


def on_cluster(
    function: Callable, items: Iterable[tuple], address: str, preload: tuple[str, ...], kernels: tuple[str, ...]
) -> Iterator[Outcome]:
    """Call `function(*item)` for each item, in processes of the workers of a scheduler.

    A call whose worker dies is made by another. The workers must have this package in the same version, and see the
    same files.

    Arguments:
        function: one of a module.
        items: its arguments.
        address: of the scheduler, such as tcp://host:8786.
        preload, kernels: as in `in_processes`.

    Raises:
        NoScheduler: dask is not installed, or nobody answers there.
    """
    try:
        from distributed import Client, as_completed
    except ImportError:
        raise NoScheduler("--scheduler needs dask; pip install 'dateline[cluster]'") from None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoScheduler(f"--scheduler {address}: no answer ({type(error).__name__}); is it running?") from None
    with client:
        what = f"{function.__module__}:{function.__qualname__}"
        started = time.monotonic()
        asked = {client.submit(call, what, item, preload, kernels, pure=False): item for item in items}
        for future in as_completed(list(asked), loop=client.loop):
            item = asked.pop(future)
            failure = future.exception()
            value, seconds = (None, time.monotonic() - started) if failure else future.result()
            yield Outcome(item, value, failure, seconds)
            future.release()


def call(what: str, item: tuple, preload: tuple[str, ...], kernels: tuple[str, ...]) -> tuple[Any, float]:
    """On a worker: the value of one call, made in a process of its own, and its seconds.

    Raises:
        what the call raises, or Died.
    """
    calls = in_processes(pkgutil.resolve_name(what), [item], 1, preload=preload, kernels=kernels)
    for outcome in calls:
        if outcome.error:
            raise outcome.error
        return outcome.value, outcome.seconds
    raise Died("no answer")
