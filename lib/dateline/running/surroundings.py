"""What a run asks of its machine: files that it may open, memory, and a folder of its own for as long as it lives."""

from __future__ import annotations

import atexit
import contextlib
import errno
import fcntl
import os
import resource
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

# Tells the folder to the processes started below the one that owns it.
FOLDER = "DATELINE_FOLDER"
LONGEST_NAME = 107  # bytes; of a Unix socket on Linux, 103 elsewhere
_PREFIX = "dateline-run-"
_ROOM = 24  # bytes that a socket's name takes below the folder's: /0123abcd-ipc-5, and mkstemp's letters
# What libraries write below the home, and the variable that leads them elsewhere.
_CACHES = {"MPLCONFIGDIR": "~/.config/matplotlib", "IPYTHONDIR": "~/.ipython"}
# Where `pip install --target` puts kernelspecs and the templates of pages: beside the packages.
_BESIDE = Path(__file__).resolve().parents[2] / "share" / "jupyter"
# The least with which a kernel starts on a machine of two cores; more of them ask for more memory.
_LEAST = (
    (resource.RLIMIT_NOFILE, 72, 1, "open files", "ulimit -n 256"),
    (resource.RLIMIT_AS, 2 << 20, 1024, "KB of memory", "ulimit -v unlimited"),
)
_WANTED_FILES = 1024

_own: tuple[int, str, int] | None = None  # process, folder, the handle that locks it


class TooLittle(Exception):
    """A run cannot begin here; says what is wanting."""


def check_limits() -> None:
    """See that a kernel can start under the limits of this process; more open files are taken where they may be.

    Raises:
        TooLittle: it cannot.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < _WANTED_FILES:
        most = _WANTED_FILES if hard == resource.RLIM_INFINITY else min(hard, _WANTED_FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
    for limit, least, unit, what, command in _LEAST:
        allowed = resource.getrlimit(limit)[0]
        if allowed != resource.RLIM_INFINITY and allowed // unit < least:
            raise TooLittle(f"{allowed // unit} {what} are allowed, a report needs {least} or more; try {command}")


def folder() -> str:
    """A folder for what goes with this run: connection files, sockets of kernels, and the caches of libraries where
    the home cannot be written. It is locked by its owner as long as that lives, and what killed ones have left is
    removed.

    Raises:
        OSError: no folder for temporary files can be written.
    """
    global _own
    shared = os.environ.get(FOLDER, "")
    if os.path.isdir(shared):
        return shared
    for base in _bases():
        _sweep(base)
        with contextlib.suppress(OSError):
            _own = (os.getpid(), *_locked(base))
            os.environ[FOLDER] = _own[1]
            _lead_libraries(Path(_own[1]))
            return _own[1]
    raise OSError(errno.EACCES, "no folder for temporary files can be written; name one that can be", "TMPDIR")


def _bases() -> list[Path]:
    """Where the folder may lie, best first: those whose sockets have names that are not too long."""
    from jupyter_core.paths import jupyter_runtime_dir

    found = []
    for place in (tempfile.gettempdir, jupyter_runtime_dir):
        with contextlib.suppress(OSError, RuntimeError):  # nowhere can be written, there is no home
            found.append(Path(place()))
    return sorted(found, key=lambda base: len(os.fsencode(base / _PREFIX)) + _ROOM > LONGEST_NAME)


def _locked(base: Path) -> tuple[str, int]:
    """A new folder in `base` and the handle that locks it."""
    base.mkdir(mode=0o700, parents=True, exist_ok=True)
    while True:
        new = tempfile.mkdtemp(prefix=_PREFIX, dir=base)
        with contextlib.suppress(FileNotFoundError, BlockingIOError):  # just swept by another
            handle = os.open(new, os.O_RDONLY)
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.isdir(new):
                return new, handle


def _sweep(base: Path) -> None:
    """Remove the folders of runs that were killed: nobody locks them."""
    for left in _left(base):
        with contextlib.suppress(OSError):  # another user's, or locked
            handle = os.open(left, os.O_RDONLY)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left)
            finally:
                os.close(handle)


def _left(base: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from base.glob(f"{_PREFIX}*")


def _lead_libraries(own: Path) -> None:
    if os.path.expanduser("~") == "~":  # no variable, no entry in the list of users
        os.environ["HOME"] = str(own)
    for variable, usual in _CACHES.items():
        if variable not in os.environ and not _can_be_made(Path(os.path.expanduser(usual))):
            (own / variable).mkdir()
            os.environ[variable] = str(own / variable)
    if _BESIDE.is_dir():  # Jupyter looks below the interpreter and the home only
        os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [os.environ.get("JUPYTER_PATH"), str(_BESIDE)]))


def _can_be_made(path: Path) -> bool:
    """Whether there can be a folder that this process may write to."""
    there = next(above for above in (path, *path.parents) if above.exists())
    return there.is_dir() and os.access(there, os.W_OK)


@atexit.register
def remove_folder() -> None:
    """Remove the folder, if this process owns it."""
    if _own and _own[0] == os.getpid():
        shutil.rmtree(_own[1], ignore_errors=True)
