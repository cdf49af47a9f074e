"""Numbers in digits and words: "1,200", "3.5 million", "two hundred and five", "half a million", "hundreds", "a third".

Ours, not a library's: quantulum3 (24 MB) reads "$1bn" as a "dollar bit newton" and "between 5 and 7 million" as their
mean; word2number gives no spans and reads "half a million" as a million.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from dateline.timex.rules import NUMBER_WORDS

SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7,
    "dozen": 12.0,
}  # fmt: skip
_LETTERS = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12, "trn": 1e12}
_ALL_SCALES = SCALES | _LETTERS
_FRACTIONS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 1 / 5, "⅛": 1 / 8}
_VALUES: dict[str, float] = {"zero": 0.0, "a": 1.0, "an": 1.0, "score": 20.0} | NUMBER_WORDS | _FRACTIONS
_PARTS = {
    "half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
_LONGEST = 15  # digits; what is longer is a code, and a float does not tell its last ones

_WORD = "|".join(sorted(NUMBER_WORDS.keys() | {"zero"}, key=len, reverse=True))
_TENS = "|".join(word for word in NUMBER_WORDS if word.endswith("ty"))
_SMALL = rf"(?:(?:{_TENS})[-\s](?:one|two|three|four|five|six|seven|eight|nine)|{_WORD})\b"
_SCALE = rf"(?:{'|'.join(SCALES)})\b"
_TOP = f"[{''.join(_FRACTIONS)}]"
_HALF = r"[-\s]and[-\s]a[-\s]half\b"
_HERE = r"(?<![\w,/:@#'’+&])(?<!(?<!\bRs)\.)"  # a hyphen before may be that of a range
_DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d\d)+,\d{3}|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d,.:/])|\d+)"
    r"(?!\d)(?:\.\d+)?"
)
# form -> what it looks like
_PATTERNS = {
    "digits": rf"{_HERE}(?:{_DIGITS}(?:\s?{_TOP}|\s[1-9]/[2-9]\b|{_HALF})?|(?<!\d){_TOP})"
    rf"(?:(?:[-\s]?{_SCALE}){{1,2}}|\s?(?:mn|mln|bn|trn|tn)\b|[kmb]\b)?",
    "words": rf"\b{_SMALL}{_HALF}(?:[-\s]{_SCALE})?"
    rf"|\b(?:{_SMALL}|an?(?=[-\s]{_SCALE}))(?:(?:[-\s]{_SCALE}){{1,3}}(?:\s(?:and\s)?{_SMALL})?){{0,4}}"
    rf"|\b(?:half|(?:an?\s|one\s|three[-\s])quarters?)[-\s](?:of\s)?(?:an?[-\s])?{_SCALE}",
    "vague": r"\b(?:several|a\sfew|many)[-\s](?:hundred|thousand|million|billion|dozen)\b"
    rf"|\b(?:(?:ten|hundred|thousand)s\sof\s)?(?:{'|'.join(SCALES)})s\b|\bscores(?=\sof\b)",
    "share": rf"\b(?P<n>an?|{_WORD})[-\s](?P<part>{'|'.join(_PARTS)})s?\b"
    r"|\bhalf(?=\s(?:of|the|its|their|his|her|our|all)\b)"
    rf"|\b(?P<some>{_WORD}|\d\d?)(?P<in>\sin\s|\sout\sof\s)(?:every\s)?(?P<all>{_SMALL}|{_DIGITS})\b",
}
_COMPILED = {form: re.compile(pattern, re.IGNORECASE) for form, pattern in _PATTERNS.items()}
_HALVES = [  # words, and the sign that means the same
    (re.compile(r"[-\s]and[-\s]a[-\s]half"), " ½"),
    (re.compile(r"half[-\s](?:of\s)?(?:an?[-\s])?"), "½ "),
    (re.compile(r"three[-\s]quarters?[-\s](?:of\s)?(?:an?[-\s])?"), "¾ "),
    (re.compile(r"(?:an?|one)\squarter[-\s](?:of\s)?(?:an?[-\s])?"), "¼ "),
]
_PIECE = re.compile(rf"\d/\d|\d+(?:[,\s]\d\d\d?)*(?:\.\d+)?|[^\W\d_]+|{_TOP}")
_LAST_SCALES = re.compile(rf"(?:[-\s]?(?:{_SCALE}|(?<=\d)\s?(?:{'|'.join(_LETTERS)})\b))*$", re.IGNORECASE)


class Numeral(NamedTuple):
    """A number where it stands."""

    start: int
    end: int
    value: float
    form: str  # digits, words, vague, share
    scale: float = 1.0  # what its last word or letter multiplies: 1e6 of "3 million"
    letter: str = ""  # that letter: "m" of "3m"


def numerals(text: str, start: int, end: int) -> list[Numeral]:
    """The numbers between two characters, in order: of two that overlap the one that begins first, then the longer."""
    found = []
    for form, pattern in _COMPILED.items():
        for match in pattern.finditer(text, start, end):
            if form == "share":
                found += _share(match)
            elif sum(c.isdigit() for c in match[0]) <= _LONGEST:
                last = _LAST_SCALES.search(match[0])
                scales = re.findall(r"[a-z]+", last[0].lower()) if last else []
                letter = scales[0] if scales and scales[0] in _LETTERS else ""
                scale = math.prod(_ALL_SCALES[word] for word in scales)
                found.append(Numeral(*match.span(), amount(match[0]), form, scale, letter))
    kept: list[Numeral] = []
    for numeral in sorted(found, key=lambda n: (n.start, -n.end)):
        if not kept or numeral.start >= kept[-1].end:
            kept.append(numeral)
    return kept


def amount(words: str) -> float:
    """ "two hundred and five thousand", "3.5m" or "tens of thousands" as a number."""
    words = words.lower()
    for pattern, sign in _HALVES:
        words = pattern.sub(sign, words)
    total, current = 0.0, 0.0
    for piece in _PIECE.findall(words):
        word = piece.removesuffix("s")
        if piece[0].isdigit():
            over = piece.split("/")
            current += int(over[0]) / int(over[1]) if len(over) == 2 else float(re.sub(r"[^\d.]", "", piece))
        elif word in ("hundred", "dozen"):
            current = (current or 1) * SCALES[word]
        elif word in _ALL_SCALES:  # of "one lakh crore" each multiplies
            factor = _ALL_SCALES[word]
            total, current = (total + current * factor if current else (total or 1) * factor), 0.0
        else:
            current += _VALUES.get(piece, _VALUES.get(word, 0.0))
    return total + current


def _share(match: re.Match[str]) -> list[Numeral]:
    """ "A third", "half the", "one in five"; nothing where it is none."""
    if match["in"]:
        some, whole = amount(match["some"]), amount(match["all"])
        is_share = 0 < some < whole and (some == 1 or "out" in match["in"].lower() or whole in (10, 100))
        value = some / whole if is_share else 1.0
    else:
        part = (match["part"] or "half").lower()
        value = _VALUES[(match["n"] or "a").lower()] / _PARTS[part]
        is_share = value < 1 and (part != "quarter" or value != 0.5)  # two quarters are half a year
    return [Numeral(*match.span(), value, "share")] if is_share else []
