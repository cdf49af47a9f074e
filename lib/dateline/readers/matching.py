"""Which file a name in a table means, where accents are put together, cases or endings written in another way."""

from __future__ import annotations

import os
import posixpath
import re
import unicodedata
from collections.abc import Collection
from pathlib import Path, PurePosixPath

_NUMBERED = re.compile(r"(.+)#([1-9]\d{0,6})", re.DOTALL)
_DRIVE = re.compile(r"[A-Za-z]:/")


class Misfit(Exception):
    """A name that no file of the folder fits; says why."""


def parted(name: str) -> tuple[str, int | None]:
    """The file of an article and which of its articles it is: ("inbox.mbox", 3) for "inbox.mbox#3"; None where it is
    the only one, or where a file has that very name."""
    match = _NUMBERED.fullmatch(name)
    return (match[1], int(match[2])) if match and not os.path.lexists(name) else (name, None)


def plain_path(folder: str | Path, path: str) -> str:
    """A path with slashes and without detours; from the folder on, if it is absolute and leads there."""
    plain = PurePosixPath(posixpath.normpath(path.replace("\\", "/")))
    root = os.path.abspath(folder)
    return str(plain.relative_to(root) if plain.is_relative_to(root) else plain)


def meant(folder: Path, path: str, taken: Collection[str], endings: Collection[str]) -> Path:
    """The file that a row means: of that name, or the only one whose name differs in how its accents are put together,
    in case, or in an ending that the row leaves out. Raises Misfit where there is none, there are several, or it lies
    elsewhere: a list from somebody else is not to read what is none of its business."""
    if path.startswith(("../", "/")) or path == ".." or _DRIVE.match(path):
        raise Misfit("lies outside the folder of this list; name it on the command line")
    if (folder / path).exists():
        return folder / path
    if (numbered := _NUMBERED.fullmatch(path)) is not None:
        file = meant(folder, numbered[1], (), endings)
        return file.with_name(f"{file.name}#{numbered[2]}")
    *above, name = PurePosixPath(path).parts
    places = [folder]
    for part in above:
        places = [inside for place in places for inside in _entries(place, part, ()) if inside.is_dir()]
    found = [file for place in places for file in _entries(place, name, endings) if not file.is_dir()]
    found = [file for file in found if file.relative_to(folder).as_posix() not in taken]
    if len(found) != 1:
        several = ", ".join(file.name for file in found)
        many = f"fits several files ({several}); write the whole name"
        raise Misfit(many if found else "no such file beside it; mend the row")
    return found[0]


def _entries(folder: Path, name: str, endings: Collection[str]) -> list[Path]:
    """What a folder has under a name, or under it with one of these endings."""
    key, inside = key_of(name), sorted(folder.iterdir())
    return [e for e in inside if key_of(e.name) == key or (e.suffix.lower() in endings and key_of(e.stem) == key)]


def key_of(path: str) -> str:
    """What two names have in common that differ in case or in how their accents are put together."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
