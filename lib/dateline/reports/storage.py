"""Where reports are kept: a folder, or a place that fsspec knows (s3://, sftp:// ...); each file whole or not."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from dateline.article import ReadError

_WORKING = ".making"  # what is not whole yet; on the same file system, so that it can be moved into place
_ABSENT = (FileNotFoundError, NotADirectoryError, IsADirectoryError)


class Store:
    """A place for reports, as --out names it: a folder, or an address that fsspec knows."""

    def __init__(self, place: str | Path) -> None:
        self.place = str(place).rstrip("/") or "/"
        self.is_folder = "://" not in self.place
        self.system, self.root = LocalFileSystem(), os.path.abspath(self.place)
        if self.is_folder:
            return
        try:
            self.system, self.root = url_to_fs(self.place)
        except (ImportError, ValueError) as error:  # a package is missing, or nobody knows the protocol
            raise ReadError(f"--out {self.place}: {error}") from None

    def show(self, name: str = "") -> str:
        """A file as a user would type it."""
        return str(Path(self.place, name)) if self.is_folder else f"{self.place}/{name}"

    def read(self, name: str) -> bytes | None:
        """The bytes of a file, None where there is none."""
        with contextlib.suppress(*_ABSENT):
            return self.system.cat_file(f"{self.root}/{name}")
        return None

    def notebooks(self) -> list[str]:
        """All notebooks that lie in a folder of it, as FOLDER/NAME.ipynb."""
        folders = self.system.walk(self.root, maxdepth=2)
        found = (f"{folder}/{name}".removeprefix(f"{self.root}/") for folder, _, names in folders for name in names)
        return sorted(name for name in found if name.endswith(".ipynb") and "/" in name)

    def size(self, name: str) -> int | None:
        """Of a file in bytes, None where there is none."""
        with contextlib.suppress(*_ABSENT):
            found = self.system.info(f"{self.root}/{name}")
            return found["size"] if found["type"] == "file" else None
        return None

    def has(self, name: str) -> bool:
        return self.size(name) is not None

    def write(self, name: str, content: str | bytes) -> int:
        """Puts a file in place whole or not at all, power cuts included, and returns its size in bytes. A text is
        UTF-8, half a character in it, as names of files may have, a question mark."""
        path = f"{self.root}/{name}"
        data = content.encode("utf-8", "replace") if isinstance(content, str) else content
        self.system.makedirs(os.path.dirname(path), exist_ok=True)
        if not self.is_folder:  # stores of objects show a file when it is whole
            self.system.pipe_file(path, data)
            return len(data)
        temporary = Path(self.root, _WORKING, uuid4().hex)
        try:
            temporary.parent.mkdir(exist_ok=True)
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException as error:
            temporary.unlink(missing_ok=True)
            if isinstance(error, OSError):  # which file it is that the user misses
                error.filename, error.filename2 = self.show(name), None
            raise
        with contextlib.suppress(OSError):  # it is there for good when its folder is on the disk
            handle = os.open(os.path.dirname(path), os.O_RDONLY)
            os.fsync(handle)
            os.close(handle)
        return len(data)

    def remove(self, name: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            self.system.rm_file(f"{self.root}/{name}")

    @contextlib.contextmanager
    def reserved(self) -> Iterator[None]:
        """A folder for this process alone, with nothing half made in it; elsewhere whoever writes last has written."""
        if not self.is_folder:
            yield
            return
        try:
            os.makedirs(os.path.join(self.root, _WORKING), exist_ok=True)
            handle = os.open(self.root, os.O_RDONLY)
        except OSError as error:
            raise ReadError(
                f"--out {self.place}: cannot be written ({error.strerror}); choose another folder"
            ) from None
        try:
            _lock(handle, self.place)
            working = os.path.join(self.root, _WORKING)
            shutil.rmtree(working, ignore_errors=True)  # what a killed run has left
            try:
                yield
            finally:
                shutil.rmtree(working, ignore_errors=True)
        finally:
            os.close(handle)


def _lock(handle: int, place: str) -> None:
    """Goes with the process, however that ends."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise ReadError(f"--out {place}: another run writes there; wait for its end or choose another folder") from None
    except OSError:  # a file system without locks
        return
