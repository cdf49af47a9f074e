"""The fork server: one process that has imported everything, and forks others on request.

A notebook's kernel spends most of its time on imports. The server does them once; each request gets a fork of it, in a
session of its own, with the environment, working directory and streams of whoever asked. It runs as

    python -c "from dateline.running.fork_server import main; main()" LISTENER NAME...

with a listening Unix socket as file descriptor LISTENER and, as standard input, a pipe from its owner; it ends with it.
Each fork dies with the server (`PR_SET_PDEATHSIG`), and with the connection on which it was asked for; what it leaves
behind, in whatever session, is ended after it (`PR_SET_CHILD_SUBREAPER`). Forking is only safe from a process with one
thread, so the server has no thread, no event loop and no signal handler: deaths are noticed through pidfds.
"""

import contextlib
import ctypes
import gc
import io
import os
import pathlib
import pkgutil
import random
import select
import signal
import socket
import struct
import sys
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, NoReturn

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36  # <linux/prctl.h>
_prctl = ctypes.CDLL(None).prctl
_STREAMS = 3  # stdin, stdout, stderr
# Loaded before there is a running shell, they find none, and plots and bars would vanish.
_NEEDS_SHELL = ("matplotlib_inline.backend_inline", "tqdm.auto", "tqdm.autonotebook")
set_by_imports: dict[str, str] = {}  # environment variables, which a stock kernel would have as well


class Unfit(Exception):
    """This process may not be forked."""


@dataclass(frozen=True)
class Request:
    """What to run in a fork: `target` is "module:function", called with `args`."""

    target: str
    args: tuple
    env: dict[str, str]
    cwd: str


def preload(names: list[str]) -> None:
    """Import what `names` lists ("module"), call what it has ("module:function"), and see that this can be forked."""
    gc.disable()  # what is imported stays: looking through it again and again for garbage takes a fifth of the time
    for name in names:
        found = pkgutil.resolve_name(name)
        if ":" in name:
            found()
    if loaded := [module for module in _NEEDS_SHELL if module in sys.modules]:
        raise Unfit(f"{loaded[0]} is loaded")
    # OpenBLAS has a thread pool which it puts away before each fork and makes again on use, so fork once and count.
    if (child := os.fork()) == 0:
        os._exit(0)
    os.waitpid(child, 0)
    if len(os.listdir("/proc/self/task")) > 1:
        raise Unfit("an import has started a thread")
    gc.collect()
    gc.freeze()  # a collection in a fork would otherwise touch, and so copy, every page
    gc.enable()


def serve(listener: socket.socket) -> tuple[Request, Connection]:
    """Fork for whoever asks, until standard input ends. Returns in a fork only, with what it is to do and for whom."""
    forks: dict[int, tuple[int, Connection]] = {}  # by pidfd
    while True:
        poll = select.poll()
        for fd in (0, listener.fileno(), *forks):
            poll.register(fd, select.POLLIN)
        askers = {asker.fileno(): (pid, asker) for pid, asker in forks.values() if not asker.closed}
        for fd in askers:
            poll.register(fd, select.POLLRDHUP)  # what asker and fork say to each other is not for the server
        for fd, _ in poll.poll():
            if fd == 0:
                _end(forks)
            elif fd in forks:
                _reap(forks, fd)
            elif fd in askers:
                pid, asker = askers[fd]
                if not asker.closed:
                    asker.close()
                    kill_session(pid)
            elif asked := _accept(listener):
                request, asker, streams = asked
                server = os.getpid()
                if (child := os.fork()) == 0:
                    os.setsid()
                    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
                    if os.getppid() != server:
                        os._exit(1)
                    _prctl(PR_SET_CHILD_SUBREAPER, 1)  # its own leave nothing to the server as long as it lives
                    for other in (listener.detach(), *forks):
                        os.close(other)
                    for _, other_asker in forks.values():
                        other_asker.close()
                    for number, stream in enumerate(streams):
                        os.dup2(stream, number)
                        os.close(stream)
                    return request, asker
                for stream in streams:
                    os.close(stream)
                forks[os.pidfd_open(child)] = child, asker


def _accept(listener: socket.socket) -> tuple[Request, Connection, list[int]] | None:
    """What the next in line asks for, and its streams; None if it is another user, or has died."""
    sock, _ = listener.accept()
    credentials = sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    if struct.unpack("3i", credentials)[1] != os.getuid():
        sock.close()
        return None
    streams = socket.recv_fds(sock, 1, _STREAMS)[1]
    asker = Connection(sock.detach())
    try:
        return asker.recv(), asker, streams
    except EOFError:
        asker.close()
        return None


def _reap(forks: dict[int, tuple[int, Connection]], pidfd: int) -> None:
    """A fork has died: end what it left behind, and tell the asker how it died."""
    child, asker = forks.pop(pidfd)
    _, status = os.waitpid(child, 0)
    os.close(pidfd)
    _end_orphans({pid for pid, _ in forks.values()})
    with contextlib.suppress(OSError):
        asker.send(os.waitstatus_to_exitcode(status))
    asker.close()


def _end_orphans(own: set[int]) -> None:
    """What forks that have died left behind is this process's now, and so are then its own children."""
    with contextlib.suppress(OSError):  # an operating system that does not list them
        children = pathlib.Path(f"/proc/self/task/{os.getpid()}/children")
        while orphans := set(map(int, children.read_text().split())) - own:
            for orphan in orphans:
                os.kill(orphan, signal.SIGKILL)
                os.waitpid(orphan, 0)


def _end(forks: dict[int, tuple[int, Connection]]) -> NoReturn:
    """The owner has gone, or needs no more forks."""
    for child, _ in forks.values():
        kill_session(child)
    for child, _ in forks.values():
        os.waitpid(child, 0)
    _end_orphans(set())
    os._exit(0)


def kill_session(pid: int) -> None:
    for kill in (os.killpg, os.kill):  # the group exists as soon as the fork has made its session
        with contextlib.suppress(ProcessLookupError):
            kill(pid, signal.SIGKILL)


def settle(request: Request) -> None:
    """Give a fork the surroundings of whoever asked for it, and a chance of its own."""
    os.environ.clear()
    os.environ.update(request.env)
    time.tzset()
    os.chdir(request.cwd)
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def ipython_kernel(connection: Connection, arguments: list[str]) -> None:
    """What `python -m ipykernel_launcher` does; `arguments` are what follows it."""
    from ipykernel import kernelapp

    class IPKernelApp(kernelapp.IPKernelApp):
        def write_connection_file(self, **kwargs: Any) -> None:
            super().write_connection_file(**kwargs)
            # All ports are bound: a client that connected before would be refused, and wait .1 s to try again. And its
            # manager can read the file, which the kernel writes anew where the keys of an encryption stand in it.
            connection.send(os.getpid())
            connection.close()

    sys.argv = [sys.modules["ipykernel"].__path__[0] + "_launcher.py", *arguments]
    os.environ.update(set_by_imports)
    os.environ["JPY_PARENT_PID"] = str(os.getppid())
    # The default of parent_handle was read from the environment when the class was made, in the fork server.
    IPKernelApp.launch_instance(arguments, parent_handle=os.getppid())


def draw() -> None:
    """Draw a small plot, to find the fonts and fill the caches; the figure is not one of pyplot's."""
    import seaborn
    from matplotlib.figure import Figure

    figure = Figure()
    seaborn.barplot({"term": ["one", "two"], "n": [1, 2]}, x="n", y="term", ax=figure.subplots())
    for form in ("png", "svg"):
        figure.savefig(io.BytesIO(), format=form, bbox_inches="tight")


def import_papermill() -> None:
    """It imports jsonschema, which builds a second parser, for checks of addresses that no notebook asks for."""
    parser = "rfc3987_syntax"
    is_new = sys.modules.setdefault(parser, None) is None  # type: ignore[arg-type]  # it cannot be imported
    pkgutil.resolve_name("dateline.running.execution")
    if is_new:
        del sys.modules[parser]


def main() -> None:
    listener, *names = sys.argv[1:]
    before = dict(os.environ)
    try:
        preload(names)
    except Exception as reason:  # unfit, or an import fails: then it fails in the notebook that asks for it too
        kind = "" if isinstance(reason, Unfit) else f"{type(reason).__name__}: "
        sys.exit(f"dateline: no fork server, so this takes longer: {kind}{reason}")
    set_by_imports.update(os.environ.items() - before.items())
    _prctl(PR_SET_CHILD_SUBREAPER, 1)
    request, connection = serve(socket.socket(fileno=int(listener)))
    try:
        settle(request)
        run = pkgutil.resolve_name(request.target)
    except Exception as error:
        connection.send(error)
        raise
    run(connection, *request.args)
