"""ZIP archives, of anything that is read; MAFF and the archives of saved pages are such."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

from dateline.article import Article, ReadError
from dateline.readers.files import is_left_out
from dateline.readers.limits import LIMITS, Part, opened_zip, unzipped


def members(
    stream: BinaryIO, parts: Callable[[BinaryIO, str], Iterator[Part]], is_read: Callable[[str], bool]
) -> Iterator[Part]:
    """The articles of each member, in the order of their names, which are names and no places.

    Arguments:
        parts: what yields the articles of a member and its name.
        is_read: whether a member of a name is of a format that is read.
    """
    archive = opened_zip(stream)
    names = [info.filename for info in archive.infolist() if not info.is_dir()]
    wanted = sorted(name for name in set(names) if is_read(name) and not is_left_out(posixpath.basename(name)))
    if not wanted:
        raise ReadError("has nothing in it that is read")
    left = LIMITS["unpacked"]
    for name in wanted:
        try:
            data = unzipped(archive, name)
            left -= len(data)
            if left < 0:
                raise ReadError("unpacks to more than is read of a ZIP; split it")
            for part in parts(io.BytesIO(data), name):
                yield partial(_named, name, part)
        except ReadError as error:
            yield partial(_refused, f"{name} in it: {error}" if name not in str(error) else str(error))
            if left < 0:
                return


def _named(name: str, part: Part) -> Article:
    try:
        return part()
    except ReadError as error:
        raise ReadError(f"{name} in it: {error}") from None


def _refused(message: str) -> Article:
    raise ReadError(message)
