"""Lines for a terminal: names and errors come from elsewhere, and none of them may move a cursor or end a line."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn, TextIO

from dateline.article import printable


def say(line: str, stream: TextIO | None = None) -> None:
    """One line on standard error, or another stream; what its encoding has no sign for is a question mark."""
    stream = stream or sys.stderr
    encoding = stream.encoding or "utf-8"
    print(printable(line).encode(encoding, "replace").decode(encoding), file=stream, flush=True)


class Parser(argparse.ArgumentParser):
    """argparse's, whose errors repeat what was typed."""

    def error(self, message: str) -> NoReturn:
        super().error(printable(message))
