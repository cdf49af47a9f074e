"""What a report was made from, as one hash; where it is the same, the report need not be made again."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

_PACKAGE = Path(__file__).resolve().parents[1]


def digest(*parts: Any) -> str:
    """SHA-256 of some values; those that JSON has no form for by their repr."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=repr).encode()).hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@lru_cache(maxsize=1)
def of_software() -> str:
    """Of Python, this package's files, and the versions of all that it needs."""
    files = sorted(path for path in _PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    sources = [(str(path.relative_to(_PACKAGE)), file_digest(path)) for path in files]
    return digest(platform.python_version(), sources, sorted(versions(["dateline"]).items()))


def versions(names: Iterable[str]) -> dict[str, str]:
    """The installed version of each of these packages and of all that they need, extras aside."""
    found: dict[str, str] = {}
    left = list(names)
    while left:
        name = left.pop().lower().replace("_", "-")
        if name in found:
            continue
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        found[name] = package.version
        left += _needed(package.requires or [])
    return found


def _needed(requires: list[str]) -> list[str]:
    """The names in lines such as `papermill>=2.7; sys_platform != "emscripten"`, of those that are for here."""
    wanted = map(Requirement, requires)
    return [line.name for line in wanted if line.marker is None or line.marker.evaluate({"extra": ""})]
