"""Words of syntax: tokens with their clitics cut off, and the form in which the model knows each.

Universal Dependencies takes "didn't" for two words. A word is cut out of a token by its form alone, so that each has
characters of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

CONTRACTED = {"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3}  # where the second word begins
_CLITIC = re.compile(r"(?i)(?<=[^\W\d_])(?:n['’]t|['’](?:ll|re|ve|d|m|em))$")

OPENING, CLOSING = "“", "”"
_DOUBLE = {'"': "", "“": OPENING, "„": OPENING, "«": OPENING, "``": OPENING, "”": CLOSING, "»": CLOSING, "''": CLOSING}
_SINGLE = {"'": "", "‘": "‘", "’": "’", "`": "‘"}
_DASH = re.compile(r"[–—―]|--+")


@lru_cache(maxsize=1 << 16)
def cuts(form: str) -> tuple[int, ...]:
    """Where the words of a token begin: (0,) for most, (0, 3) for "didn't", (0, 5, 8) for "shouldn't've"."""
    if form.lower() in CONTRACTED:
        return 0, CONTRACTED[form.lower()]
    found: list[int] = []
    while match := _CLITIC.search(form):
        found.insert(0, match.start())
        form = form[: match.start()]
    return 0, *found


def _direction(mark: str, glued_left: bool, glued_right: bool, is_open: bool) -> bool:
    """Whether a straight mark opens: by the white space round it, or where that tells nothing, in turn."""
    return not is_open if glued_left == glued_right else glued_right


def canonical(forms: Sequence[str], starts: Sequence[int], ends: Sequence[int], sentences: Sequence[int]) -> list[str]:
    """Each word as the model knows it: marks of quotation open or close, dashes and apostrophes are of one kind."""
    canon: list[str] = []
    is_open, sentence = {"“": False, "‘": False}, -1
    for i, form in enumerate(forms):
        if sentences[i] != sentence:
            sentence, is_open = sentences[i], {"“": False, "‘": False}
        table, mark = (_DOUBLE, "“") if form in _DOUBLE else (_SINGLE, "‘")
        if form in table:
            known = table[form]
            left = i > 0 and sentences[i - 1] == sentence and ends[i - 1] == starts[i]
            right = i + 1 < len(forms) and sentences[i + 1] == sentence and starts[i + 1] == ends[i]
            opens = known == mark if known else _direction(form, left, right, is_open[mark])
            is_open[mark] = opens
            canon.append(mark if opens else {"“": "”", "‘": "’"}[mark])
        else:
            canon.append("—" if _DASH.fullmatch(form) else "…" if form[:2] == ".." else form.replace("’", "'"))
    return canon
