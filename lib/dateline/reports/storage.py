"""Where reports are kept: a folder, or a place that fsspec knows (s3://, sftp:// ...); each file whole or not."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

_WORKING = ".making"  # what is not whole yet; on the same file system, so that it can be moved into place


class StorageError(Exception):
    """A place that cannot be used; says what to do."""


def _bytes(content: str | bytes) -> bytes:
    """As UTF-8; half a character, as names of files may have, becomes a question mark."""
    return content.encode("utf-8", "replace") if isinstance(content, str) else content


class Folder:
    """A folder of this machine, or one that all machines share."""

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root)

    def show(self, name: str = "") -> str:
        """A file as a user would type it."""
        return str(self.root / name)

    def read(self, name: str) -> bytes | None:
        """The bytes of a file, None where there is none."""
        try:
            return (self.root / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def notebooks(self) -> list[str]:
        """All notebooks that lie in a folder of it, as FOLDER/NAME.ipynb."""
        return sorted(path.relative_to(self.root).as_posix() for path in self.root.glob("*/*.ipynb"))

    def size(self, name: str) -> int | None:
        """Of a file in bytes, None where there is none."""
        path = self.root / name
        return path.stat().st_size if path.is_file() else None

    def has(self, name: str) -> bool:
        return self.size(name) is not None

    def write(self, name: str, content: str | bytes) -> int:
        """Puts a file in place whole or not at all, power cuts included; its permissions are what the umask leaves.

        Returns:
            its size in bytes.

        Raises:
            OSError: where it cannot be written.
        """
        path, data = self.root / name, _bytes(content)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(self.workspace(), uuid4().hex)
        try:
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException as error:
            temporary.unlink(missing_ok=True)
            if isinstance(error, OSError):  # which file it is that the user misses
                error.filename, error.filename2 = str(path), None
            raise
        _settle(path.parent)
        return len(data)

    def remove(self, name: str) -> None:
        (self.root / name).unlink(missing_ok=True)

    def workspace(self) -> str:
        """A folder of this machine for what is not whole yet."""
        working = self.root / _WORKING
        working.mkdir(parents=True, exist_ok=True)
        return str(working)

    @contextlib.contextmanager
    def reserved(self) -> Iterator[None]:
        """The folder for this process alone, and nothing half made left in it.

        Raises:
            StorageError: it cannot be written, or another run writes there.
        """
        try:
            (self.root / _WORKING).mkdir(parents=True, exist_ok=True)
            handle = os.open(self.root, os.O_RDONLY)
        except OSError as error:
            raise StorageError(f"{self.root}: cannot be written ({error.strerror}); choose another folder") from None
        try:
            _lock(handle, self.root)
            with contextlib.suppress(OSError):  # what a killed run has left
                shutil.rmtree(self.root / _WORKING)
            try:
                yield
            finally:
                with contextlib.suppress(OSError):
                    shutil.rmtree(self.root / _WORKING)
        finally:
            os.close(handle)


def _settle(folder: Path) -> None:
    """A file that has been moved into a folder is there for good when the folder is on the disk."""
    with contextlib.suppress(OSError):  # Windows opens no folder, some file systems have nothing to do
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _lock(handle: int, root: Path) -> None:
    """Goes with the process, however that ends."""
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise StorageError(f"{root}: another run writes there; wait for its end or choose another folder") from None
    except OSError:  # a file system without locks
        return


# What brings a protocol, beside fsspec itself; where it is missing, fsspec says so without the name of a package.
_BRINGS = {
    **dict.fromkeys(("s3", "s3a"), "s3fs"),
    **dict.fromkeys(("gs", "gcs"), "gcsfs"),
    **dict.fromkeys(("abfs", "abfss", "adl", "az"), "adlfs"),
    **dict.fromkeys(("sftp", "ssh"), "paramiko fsspec"),
}


class Remote:
    """A place that fsspec knows. Stores of objects show a file when it is whole."""

    def __init__(self, root: str) -> None:
        self.root = root.rstrip("/")

    def _open(self) -> tuple[Any, str]:
        try:
            import fsspec

            return fsspec.core.url_to_fs(self.root)
        except ImportError as error:
            brings = _BRINGS.get(self.root.partition("://")[0], "'dateline[cluster]'")
            raise StorageError(f"{self.root}: {error}; pip install {brings}") from None
        except ValueError as error:
            raise StorageError(f"{self.root}: {error}") from None

    def show(self, name: str = "") -> str:
        return f"{self.root}/{name}"

    def read(self, name: str) -> bytes | None:
        system, root = self._open()
        try:
            return system.cat_file(f"{root}/{name}")
        except FileNotFoundError:
            return None

    def notebooks(self) -> list[str]:
        system, root = self._open()
        return sorted("/".join(path.split("/")[-2:]) for path in system.glob(f"{root}/*/*.ipynb"))

    def size(self, name: str) -> int | None:
        system, root = self._open()
        try:
            return system.info(f"{root}/{name}")["size"]
        except FileNotFoundError:
            return None

    def has(self, name: str) -> bool:
        return self.size(name) is not None

    def write(self, name: str, content: str | bytes) -> int:
        system, root = self._open()
        path, data = f"{root}/{name}", _bytes(content)
        system.makedirs(path.rpartition("/")[0], exist_ok=True)
        system.pipe_file(path, data)
        return len(data)

    def remove(self, name: str) -> None:
        system, root = self._open()
        with contextlib.suppress(FileNotFoundError):
            system.rm_file(f"{root}/{name}")

    def workspace(self) -> str | None:
        """None: any of this machine."""
        return None

    @contextlib.contextmanager
    def reserved(self) -> Iterator[None]:
        """No lock is to be had there: whoever writes last has written."""
        self._open()
        yield


Store = Folder | Remote


def open_store(place: str) -> Store:
    """What --out names."""
    return Remote(place) if "://" in place else Folder(place)


class FsspecHandler:
    """papermill's reading and writing of notebooks, for places that it does not know: papermill_io.register("sftp://",
    FsspecHandler())."""

    def read(self, path: str) -> str:
        import fsspec

        with fsspec.open(path, "r", encoding="utf-8") as file:
            return file.read()

    def write(self, text: str, path: str) -> None:
        import fsspec

        with fsspec.open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def listdir(self, path: str) -> list[str]:
        import fsspec

        system, root = fsspec.core.url_to_fs(path)
        return [system.unstrip_protocol(name) for name in system.ls(root, detail=False)]

    def pretty_path(self, path: str) -> str:
        return path
