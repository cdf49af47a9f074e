"""What a run asks of its machine: files that it may open, memory, and a folder of its own for as long as it lives."""

from __future__ import annotations

import atexit
import errno
import os
import resource
import shutil
import tempfile
from pathlib import Path

# Tells the folder to the processes started below the one that owns it.
FOLDER = "DATELINE_FOLDER"
LONGEST_NAME = 107  # bytes; of a Unix socket on Linux, 103 elsewhere
# What libraries write below the home, and the variable that leads them elsewhere.
_CACHES = {"MPLCONFIGDIR": "~/.config/matplotlib", "IPYTHONDIR": "~/.ipython"}
# Where `pip install --target` puts kernelspecs and the templates of pages: beside the packages.
_BESIDE = Path(__file__).resolve().parents[2] / "share" / "jupyter"
_WANTED_FILES = 1024


def folder() -> str:
    """A folder for what goes with this run: connection files, sockets of kernels, and the caches of libraries where
    the home cannot be written. Its maker also takes more open files, where it may."""
    if not os.path.isdir(os.environ.get(FOLDER, "")):
        try:
            own = tempfile.mkdtemp(prefix="dateline-")
        except OSError:
            what = "no folder for temporary files can be written; name one that can be"
            raise OSError(errno.EACCES, what, "TMPDIR") from None
        atexit.register(_remove, own, os.getpid())
        os.environ[FOLDER] = own
        _lead_libraries(Path(own))
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _WANTED_FILES if hard == resource.RLIM_INFINITY else min(hard, _WANTED_FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    return os.environ[FOLDER]


def _remove(own: str, owner: int) -> None:
    if os.getpid() == owner:
        shutil.rmtree(own, ignore_errors=True)


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
