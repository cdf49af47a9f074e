"""How much of a file is read at most, in one table, and the ways to read no more."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from typing import BinaryIO

from dateline.article import Article, ReadError

Part = Callable[[], Article]  # reads one article of a file; raises ReadError

LIMITS = {
    "article": 20_000_000,  # bytes of one article, or of a document that is read whole
    "table": 200_000_000,  # bytes of a table that is read whole
    "file": 2_000_000_000,  # bytes of a file that is read piece by piece
    "members": 100_000,  # files in a ZIP
    "unpacked": 2_000_000_000,  # bytes of all members of a ZIP
    "ratio": 500,  # bytes unpacked for each byte packed
    "depth": 3,  # a ZIP in a mail in a ZIP
    "tags": 40_000,  # of a web page; saved ones have a tenth of it
    "pages": 500,  # of a PDF
    "lines": 2_000_000,  # rows of a table
    "entries": 10_000,  # of a feed; those that outlets give have some hundred
}
_MEGA = 1_000_000


def whole(stream: BinaryIO, most: int = LIMITS["article"]) -> bytes:
    """All bytes of a stream. Raises ReadError where there are more than an article may have."""
    data = stream.read(most + 1)
    if len(data) > most:
        raise ReadError(f"is above the limit of {most // _MEGA} MB; split it")
    return data


def unzipped(archive: zipfile.ZipFile, name: str) -> bytes:
    """A member of a ZIP, whatever it says of its own size; nothing is ever written under its name."""
    try:
        info = archive.getinfo(name)
        if info.flag_bits & 1:
            raise ReadError("is encrypted; unpack it with its password")
        if info.file_size > _MEGA and info.file_size > LIMITS["ratio"] * max(info.compress_size, 1):
            raise ReadError(f"unpacks to {info.file_size / _MEGA:.0f} MB, out of proportion; not read")
        with archive.open(info) as member:
            return whole(member)  # type: ignore[arg-type]
    except ReadError:
        raise
    except Exception as error:  # of zipfile, zlib, bz2 or lzma, each with its own
        raise ReadError(f"cannot be unpacked ({error}); save it again") from None


def opened_zip(stream: BinaryIO) -> zipfile.ZipFile:
    """A ZIP whose list of members is sound."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise ReadError(f"is a broken ZIP or Office file ({error}); save it again") from None
    if len(archive.infolist()) > LIMITS["members"]:
        raise ReadError(f"has more than {LIMITS['members']:,} files in it; split it")
    return archive
