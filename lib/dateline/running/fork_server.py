"""The fork server: one process that has imported everything, and forks others on request.

A notebook's kernel spends most of its time on imports. The server does them once; each request gets a fork of it, in a
session of its own, with the environment, working directory, limits and streams of whoever asked. It runs as

    python -c "from dateline.running.fork_server import main; main()" OWNER LISTENER NAME...

with the process id of its owner (0: not to be watched), a listening Unix socket as file descriptor LISTENER and, as
standard input, a pipe that the owner never writes to.

Nothing outlives its owner. End of file on standard input ends the server and all it forked; so does the owner's death,
should somebody else hold the pipe. Each fork dies with the server (`PR_SET_PDEATHSIG`), and with the connection on
which it was asked for. What a fork leaves behind, in whatever session (`PR_SET_CHILD_SUBREAPER`), is ended after it.

Forking is only safe from a process with one thread, so the server has no thread, no event loop and no signal handler:
deaths are noticed through pidfds.
"""

import contextlib
import ctypes
import gc
import os
import pathlib
import pkgutil
import random
import resource
import select
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, NoReturn

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36  # <linux/prctl.h>
STREAMS = 3  # stdin, stdout, stderr
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
    limits: dict[int, tuple[int, int]] = field(default_factory=dict)  # of `resource`: soft, hard


def prctl(option: int, value: int) -> None:
    ctypes.CDLL(None).prctl(option, value)


def die_with_parent(parent: int) -> None:
    """Have the kernel of the operating system kill this process when the process `parent` dies."""
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def preload(names: list[str]) -> None:
    """Import what `names` lists ("module"), call what it has ("module:function"), and see that this can be forked.

    Raises:
        Unfit: a module keeps a thread across a fork, or one is loaded that must see its IPython shell first.
    """
    gc.disable()  # what is imported stays: looking through it again and again for garbage takes a fifth of the time
    for name in names:
        found = pkgutil.resolve_name(name)
        if ":" in name:
            found()
    # Its import registers the drawing of figures with the running shell: here there is none, and plots would vanish.
    # tqdm.auto looks for the shell likewise, to choose between a bar and a widget.
    for module in ("matplotlib_inline.backend_inline", "tqdm.auto", "tqdm.autonotebook"):
        if module in sys.modules:
            raise Unfit(f"{module} is loaded")
    # OpenBLAS has a thread pool which it puts away before each fork and makes again on use, so fork once and count.
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    if len(os.listdir("/proc/self/task")) > 1:
        tasks = sorted(os.listdir("/proc/self/task"), key=int)[1:]
        names = [pathlib.Path(f"/proc/self/task/{task}/comm").read_text().strip() for task in tasks]
        raise Unfit(f"an import has started a thread ({', '.join(names)})")
    gc.collect()
    gc.freeze()  # a collection in a fork would otherwise touch, and so copy, every page
    gc.enable()


class ForkServer:
    """The process of that name: its listener, what tells that its owner has gone (a pipe, a pidfd), and its forks."""

    def __init__(self, listener: socket.socket, owners_ends: list[int]):
        self.listener, self.owners_ends = listener, owners_ends
        self.poll = select.epoll()
        self.answers: dict[int, Callable[[], Any]] = {}  # by file descriptor: what is done when it has something
        self.watch(listener.fileno(), self.accept)
        for end in owners_ends:
            self.watch(end, self.close)
        self.children: dict[int, tuple[int, Connection]] = {}  # pid -> pidfd, connection

    def watch(self, fd: int, answer: Callable[[], Any], events: int = select.EPOLLIN) -> None:
        self.poll.register(fd, events)
        self.answers[fd] = answer

    def unwatch(self, fd: int) -> None:
        if self.answers.pop(fd, None):
            self.poll.unregister(fd)

    def serve(self) -> tuple[Request, Connection]:
        """Answer requests for ever. Returns in a fork only, with what it is to do."""
        while True:
            for fd, _ in self.poll.poll():
                if fd in self.answers:  # an earlier event of this round may have closed it
                    mine = self.answers[fd]()
                    if mine is not None:
                        return mine

    def accept(self) -> tuple[Request, Connection] | None:
        """Fork for the next in line, if it is this user."""
        sock, _ = self.listener.accept()
        credentials = sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        if struct.unpack("3i", credentials)[1] != os.getuid():
            sock.close()
            return None
        streams = socket.recv_fds(sock, 1, STREAMS)[1]
        connection = Connection(sock.detach())
        try:
            request = connection.recv()
        except EOFError:  # asked, and died
            connection.close()
            return None
        server = os.getpid()
        child = os.fork()
        if child == 0:
            os.setsid()
            die_with_parent(server)
            prctl(PR_SET_CHILD_SUBREAPER, 1)  # its own leave nothing to the server as long as it lives
            self.forget()
            for fd, stream in enumerate(streams):
                os.dup2(stream, fd)
                os.close(stream)
            return request, connection
        for stream in streams:
            os.close(stream)
        pidfd = os.pidfd_open(child)
        self.children[child] = pidfd, connection
        self.watch(pidfd, lambda: self.reap(child))
        # Its end only: what asker and fork say to each other there is not for the server.
        self.watch(connection.fileno(), lambda: self.hang_up(child), select.EPOLLRDHUP)
        return None

    def hang_up(self, child: int) -> None:
        """The asker has closed the connection, or died: its fork goes too."""
        self.unwatch(self.children[child][1].fileno())
        kill_session(child)

    def reap(self, child: int) -> None:
        """A fork has died: tell the asker how."""
        pidfd, connection = self.children.pop(child)
        _, status = os.waitpid(child, 0)
        self.unwatch(pidfd)
        os.close(pidfd)
        self.unwatch(connection.fileno())
        self.end_orphans()
        with contextlib.suppress(OSError):
            connection.send(os.waitstatus_to_exitcode(status))
        connection.close()

    def end_orphans(self) -> None:
        """End what forks that have died left behind: it is this process's now, and so are then its own children."""
        while orphans := _children() - self.children.keys():
            for orphan in orphans:
                os.kill(orphan, signal.SIGKILL)
                os.waitpid(orphan, 0)

    def close(self) -> NoReturn:
        """The owner has gone, or needs no more forks."""
        for child in self.children:
            kill_session(child)
        while self.children:
            os.waitpid(self.children.popitem()[0], 0)
        self.end_orphans()
        os._exit(0)

    def forget(self) -> None:
        """Close, in a fork, what belongs to the fork server and to its siblings."""
        self.poll.close()
        self.listener.close()
        for end in self.owners_ends:
            if end > 0:
                os.close(end)
        for pidfd, connection in self.children.values():
            os.close(pidfd)
            connection.close()


def _children() -> set[int]:
    with contextlib.suppress(OSError):  # an operating system that does not list them
        return set(map(int, pathlib.Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()))
    return set()


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
    for limit, values in request.limits.items():
        resource.setrlimit(limit, values)
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


def _owners_ends(owner: int) -> list[int]:
    """What has something to read when the owner has gone. From now on the server ends its forks itself: killed,
    it could not."""
    if not owner:
        return [0]
    pidfd = os.pidfd_open(owner)
    prctl(PR_SET_PDEATHSIG, 0)
    if os.getppid() != owner:
        os._exit(1)
    return [0, pidfd]


def main() -> None:
    owner, listener, *names = sys.argv[1:]
    if int(owner):
        die_with_parent(int(owner))
    before = dict(os.environ)
    try:
        preload(names)
    except Exception as reason:  # unfit, or an import fails: then it fails in the notebook that asks for it too
        kind = "" if isinstance(reason, Unfit) else f"{type(reason).__name__}: "
        sys.exit(f"dateline: no fork server, so this takes longer: {kind}{reason}")
    set_by_imports.update(os.environ.items() - before.items())
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    request, connection = ForkServer(socket.socket(fileno=int(listener)), _owners_ends(int(owner))).serve()
    try:
        settle(request)
        run = pkgutil.resolve_name(request.target)
    except Exception as error:
        connection.send(error)
        raise
    run(connection, *request.args)
