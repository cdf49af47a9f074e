"""Start a fork server (see fork_server.py), and ask it for forks."""

from __future__ import annotations

import atexit
import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
import uuid
from collections.abc import Mapping
from multiprocessing.connection import Connection

from dateline.running.fork_server import Request
from dateline.running.surroundings import FOLDER

# What most notebooks import, and what a kernel, its first table and first plot import on their way.
LIBRARIES = (
    "numpy",
    "pandas",
    "pandas.io.formats.html",
    "pandas.io.formats.string",
    "pandas.io.formats.style",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "seaborn",
    "nltk",
    "PIL.BmpImagePlugin",
    "PIL.GifImagePlugin",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
    "PIL.PpmImagePlugin",
    "sqlite3",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    "faulthandler",
    "tornado.platform.asyncio",
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "debugpy.server.api",
    "dateline.running.fork_server:draw",
)
PAPERMILL = ("dateline.running.fork_server:import_papermill",)  # what a process does before its first notebook
# Says which fork server is there already ("": none), to processes that are to start none.
SHARED = "DATELINE_FORK_SERVER"
# What a stock kernel's environment has by the time these are imported: where plots go, and a debugger that keeps quiet.
_FROM_THE_START = {"MPLBACKEND": "module://matplotlib_inline.backend_inline", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
# pandas imports pyarrow where it is installed, whose allocator would start a thread: nothing could be forked.
_THREADLESS = {"JE_ARROW_MALLOC_CONF": "background_thread:false"}
# A process a core, of which more threads of their own would make the others wait; whoever sets it has it his way.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
# Without the working directory, whose modules must not hide those of the standard library.
_COMMAND = "import sys; sys.path[:1] == [''] and sys.path.pop(0); from dateline.running.fork_server import main; main()"
# Variables that differ from kernel to kernel and that no module reads when it is imported.
_PASSING = ("JPY_", "PAPERMILL_", "PYTEST_CURRENT_TEST", SHARED, FOLDER, "PWD", "OLDPWD", "SHLVL", "_")
_PATIENCE = 1  # second for a fork server to end its forks and itself
# Where an import may find something else than the fork server did.
_SHADOWS = {name.split(".")[0] for name in LIBRARIES} | {"matplotlibrc", "IPython", "zmq", "tornado"}


class NoFork(Exception):
    """No fork is to be had; start the stock way."""


class ForkedProcess:
    """A fork, as far as its users are concerned a `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.pid = 0  # until it has said that it runs
        self.returncode: int | None = None

    def begin(self, seconds: float) -> None:
        """Wait until it runs; raises NoFork where it could not, or not in time."""
        try:
            answer = self.connection.recv() if self.connection.poll(seconds) else f"not ready within {seconds} s"
        except (EOFError, OSError) as error:
            raise NoFork("the fork server has died") from error
        if not isinstance(answer, int) or answer <= 0:
            self.connection.close()
            raise NoFork(f"the fork failed: {answer}")
        self.pid = answer

    def poll(self) -> int | None:
        if self.returncode is None and self.connection.poll():
            try:
                self.returncode = self.connection.recv()
            except (EOFError, OSError):  # the fork server was killed, and its forks with it
                self.returncode = -signal.SIGKILL
            self.connection.close()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None and not self.connection.poll(timeout):
            raise subprocess.TimeoutExpired("fork", timeout or 0)
        return self.poll() or 0

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def hides_preloaded(folder: str) -> bool:
    """Whether `folder`, as working directory, holds a module or settings that an import must find before ours."""
    try:
        return any(name.removesuffix(".py") in _SHADOWS for name in os.listdir(folder))
    except OSError:
        return True


def _lasting(env: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in env.items() if not name.startswith(_PASSING)}


def _origin_of(python: str, env: Mapping[str, str]) -> str:
    """A digest of all that a process has from its start on: interpreter and environment."""
    return hashlib.sha256(repr((python, sorted(_lasting(env).items()))).encode()).hexdigest()[:16]


class OwnServer:
    """A fork server that this process has started and ends; forks of it can be had in the same environment only."""

    def __init__(self, python: str, env: Mapping[str, str], modules: tuple[str, ...]) -> None:
        self.origin = _origin_of(python, env)
        self.address = f"{self.origin}-{uuid.uuid4().hex}"
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind("\0" + self.address)
            listener.listen(128)
            self.process: subprocess.Popen = subprocess.Popen(
                [python, "-c", _COMMAND, str(listener.fileno()), *modules],
                stdin=subprocess.PIPE,
                pass_fds=[listener.fileno()],
                env=_FROM_THE_START | _THREADLESS | _ONE_THREAD | _lasting(env),
                start_new_session=True,
            )

    def close(self) -> None:
        """End it and all its forks."""
        self.process.stdin.close()  # type: ignore[union-attr]
        try:
            self.process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:  # it is still importing, and has no forks
            self.process.kill()
            self.process.wait()


_starting = threading.Lock()  # threads share a fork server, so one of them starts it
_own: dict[tuple[str, ...], OwnServer] = {}  # by what they import

os.register_at_fork(after_in_child=_own.clear)  # they are the parent's, who ends them


def server_address(python: str, env: Mapping[str, str], modules: tuple[str, ...] = LIBRARIES) -> str:
    """The address of a fork server of this origin: one shared from above, or this process's own, started if need be.
    Raises NoFork where there is none, and none will be: on macOS, what has loaded its libraries is not safe to fork."""
    origin, shared = _origin_of(python, env), os.environ.get(SHARED)
    if shared and shared.startswith(origin):
        return shared
    if shared is not None or sys.platform != "linux":
        raise NoFork("nothing forks safely here")
    with _starting:
        server = _own.get(modules)
        if server is None or (server.process.poll() or 0) < 0:  # none yet, or killed
            server = _own[modules] = OwnServer(python, env, modules)
    if server.process.poll() is not None:
        raise NoFork("the fork server found itself unfit, see its message above")
    if server.origin != origin:
        raise NoFork("the fork server was started in another environment")
    return server.address


@atexit.register
def close_servers() -> None:
    """End this process's own fork servers and all their forks."""
    while _own:
        _own.popitem()[1].close()


def fork(address: str, request: Request, stdout: int = 1, stderr: int = 2) -> ForkedProcess:
    """A new fork, its standard input empty; raises NoFork where the fork server has died, or a stream is closed."""
    empty, end = os.pipe()
    os.close(end)
    try:
        with socket.socket(socket.AF_UNIX) as sock:
            sock.connect("\0" + address)
            socket.send_fds(sock, [b"\0"], [empty, stdout, stderr])
            connection = Connection(sock.detach())
        connection.send(request)
    except OSError as error:
        raise NoFork(f"no fork is to be had: {error}") from error
    finally:
        os.close(empty)
    return ForkedProcess(connection)
