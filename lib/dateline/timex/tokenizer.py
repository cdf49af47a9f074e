"""Text as tokens: the code point of each, what numbers and names of days say, one paragraph at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from dateline.calendar.feasts import HOLIDAYS
from dateline.calendar.values import is_clock
from dateline.timex.exclusions import CURRENCY
from dateline.timex.rules import CODE, DECADE_WORDS, FILLER, NUMBER_WORDS, ORDINAL_WORDS, SHAPE_CODE, Features

_HOLIDAY_NAMES = {re.sub(r"['’.]", "", name): name for name in HOLIDAYS}

_HOLIDAY = "|".join(
    re.escape(name).replace("\\ ", r"\s+").replace("'", "['’]?").replace(r"St\.", r"St\.?").replace(r"Jr\.", r"Jr\.?")
    for name in sorted(HOLIDAYS, key=lambda n: (-len(n), n))
)

# Numbers in words: "twenty-first", "nineteen ninety-six" (a year), "five hundred and ten", "two thousand five hundred"
_TENS = "|".join(word for word, n in NUMBER_WORDS.items() if n >= 20)
_ONES = "|".join(word for word, n in NUMBER_WORDS.items() if n < 10)
_TEENS = "|".join(word for word, n in NUMBER_WORDS.items() if 10 <= n < 20)
_SMALL = rf"(?:(?:{_TENS})(?:[-\s](?:{_ONES})\b)?|{_TEENS}|{_ONES})\b"
_HUNDREDS = rf"{_SMALL}(?:[-\s]hundred\b(?:\s(?:and\s)?{_SMALL})?)?"
_ORDINAL = rf"(?:{_TENS})[-\s](?:{'|'.join(ORDINAL_WORDS)})"
_YEAR = rf"(?:{_TEENS}|twenty)[-\s](?:(?:{_TENS})(?:[-\s](?:{_ONES})\b)?|{_TEENS})"
_SPELLED = rf"{_YEAR}|{_HUNDREDS}(?:[-\s]thousand\b(?:\s(?:and\s)?{_HUNDREDS})?)?"

TOKEN = re.compile(
    r"(?P<barrier>\n[ \t\r]*\n\s*)"
    rf"|(?P<holiday>(?<!\w)(?=[A-Z])(?:{_HOLIDAY})(?!\w))"
    r"|(?P<ampm>(?<![A-Za-z])[aApP]\.\s?[mM](?:\.|(?!\w)))"
    r"|(?P<era>(?<!\w)(?:B\.C\.(?:E\.)?|A\.D\.))"
    r"|(?P<quarter>(?<!\w)Q[1-4](?!\w))"
    r"|(?P<circa>(?<!\w)ca?\.(?=\s?\d))"
    rf"|(?P<mixed>(?<!\w)(?:{'|'.join(w for w in CODE if w[0] == '2' and len(w) > 3)})(?!\w))"
    r"|(?P<half>(?<!\w)H[12](?=\s(?:of\s)?(?:19|20)\d\d\b))"
    r"|(?P<event>(?<![\w./-])9/11(?![\w/])"  # "the Sept. 11 attacks" are those of 2001
    r"|(?<!\w)Sept(?:ember|\.)?\s11(?=[,\s]\s?(?:attacks|hijackers)\b|\svictims))"
    r"|(?P<abbreviation>(?<!\w)(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Weds?|Thur?s?|Fri|Sat|Sun)\.)"
    rf"|(?P<spelled>(?=[otfsenOTFSEN])(?<!\w)(?i:{_ORDINAL}|{_SPELLED})(?!\w))"
    r"|(?P<word>[^\W\d_]+(?:['’]clock)?)"
    r"|(?P<poss>['’][sS](?![^\W_]))"
    r"|(?P<short>(?<![\w'’‘`])['’‘`]\d\ds?(?!\w))"
    r"|(?P<iso>(?<![\w.-])\d{4}-[01]\d-[0-3]\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))"
    r"|(?P<slash>(?<![\w./-])(?:\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d\d)|\d{4}/\d{1,2}/\d{1,2})(?![\w/]|[.-]\d))"
    r"|(?P<fraction>(?:(?<![\w./-])|(?<=(?<![\d-])\d-)|(?<=(?<![\d-])\d\d-))[1-9]/[2-9](?![\w/]))"
    r"|(?P<clock>(?<![\w:.])[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?![\d:]))"
    r"|(?P<decade>(?<!\w)(?:1\d|20)?\d0['’]?s(?!\w))"
    r"|(?P<odd>(?<!\w)\d{1,3}(?:st|nd|rd|th)(?!\w))"
    r"|(?P<number>\d+(?:[.,]\d+)*(?:\+(?=[\s-]))?)"
    r"|(?P<dash>[-–—]|(?<=\b\d{4})/(?=\d\d(?![\d/])))"
    r"|(?P<mark>[^\w\s])"
)


@dataclass(slots=True)
class Tokens:
    """One block of text as tokens: their code points, ends, and what numbers among them say."""

    code: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    extra: dict[int, Features] = field(default_factory=dict)

    def add(self, point: str, start: int, end: int, extra: Features | None = None) -> None:
        if extra:
            self.extra[len(self.code)] = extra
        self.code.append(point)
        self.starts.append(start)
        self.ends.append(end)


@lru_cache(maxsize=1 << 15)
def _point(word: str) -> str:
    """The code point of a word; `FILLER` for one that can be no part of an expression."""
    lower = word.lower().replace("’", "'")
    if word in CODE or lower == "o'clock":
        return CODE.get(word) or CODE["o'clock"]
    if lower in DECADE_WORDS:
        return SHAPE_CODE["DECADE"]
    return CODE.get(lower, FILLER) if word[0].isupper() and lower not in ("sun", "sat") else FILLER


def blocks(text: str) -> Iterator[Tokens]:
    """Tokens of one paragraph at a time, so that the memory in use does not grow with the text."""
    tokens = Tokens()
    for match in TOKEN.finditer(text):
        kind, raw = match.lastgroup or "mark", match[0]
        point = _point(raw) if kind == "word" else ""
        if point == FILLER and tokens.code and tokens.code[-1] == FILLER:  # many that say nothing are as one
            continue
        start, end = match.span()
        if point:
            decade = DECADE_WORDS.get(raw.lower()) if point == SHAPE_CODE["DECADE"] else None
            tokens.add(point, start, end, None if decade is None else {"decade": decade, "spelled": True})
        elif kind == "barrier":
            yield tokens
            tokens = Tokens()
        elif kind in _WORDS:
            tokens.add(CODE.get(_WORDS[kind](raw), FILLER), start, end)
        else:
            shape, extra = _SHAPES[kind](raw)
            if kind == "number":
                shape, extra = _in_place(text, tokens, raw, start, end, shape, extra)
            tokens.add(SHAPE_CODE[shape] if shape in SHAPE_CODE else CODE.get(shape or "", FILLER), start, end, extra)
    yield tokens


# Of tokens that stand for a word of the lexicon: which
_WORDS: dict[str, Callable[[str], str]] = {
    "abbreviation": lambda raw: raw[:-1],
    "ampm": lambda raw: raw[0].lower() + ".m.",
    "circa": lambda raw: "circa",
    "dash": lambda raw: "-",
    "era": lambda raw: "B.C." if raw[0] == "B" else "A.D.",
    "mark": lambda raw: raw,
    "mixed": lambda raw: raw,
    "poss": lambda raw: "'s",
}


def _spelled(raw: str) -> tuple[str, Features]:
    """A number in words: an ordinal, a year where two numbers pair up, or an amount."""
    words = [word for word in re.split(r"[-\s]", raw.lower()) if word != "and"]
    total = group = 0
    for word in words:
        if word == "thousand":
            total, group = group * 1000, 0
        elif word == "hundred":
            group *= 100
        else:
            n = NUMBER_WORDS.get(word) or ORDINAL_WORDS[word]
            group = 100 * group + n if 10 <= group <= 20 and n >= 10 else group + n  # nineteen ninety-six
    amount = total + group
    if words[-1] in ORDINAL_WORDS:
        return _odd(f"{amount}th")
    if "hundred" not in words and "thousand" not in words and amount > 99:
        return "YEARWORD", {"year": amount}
    if words[:2] == ["two", "thousand"] and amount <= 2030:
        return "NUM", {"number": amount, "spelled_year": amount}
    return "one" if words == ["one"] else "NUMWORD", {"number": amount}


def _in_place(
    text: str, tokens: Tokens, raw: str, start: int, end: int, shape: str | None, extra: Features
) -> tuple[str | None, Features]:
    """What a figure is by what stands round it."""
    before = text[start - 1 : start]
    if before and (before in CURRENCY or before.isalpha()) and text[max(0, start - 2) : start] != "FY":
        return None, {}
    if shape == "OLDYEAR" and tokens.code[-3:] == [CODE["circa"], SHAPE_CODE["OLDYEAR"], CODE["-"]]:
        return "YEAR", {"number": int(raw), "year": int(raw)}  # c. 290 – 346
    is_after_year = len(raw) == 2 and tokens.code[-2:] == [SHAPE_CODE["YEAR"], CODE["-"]]
    if is_after_year and shape in ("D1", "D2", "NUM"):  # "2015-17", or "2015 – 17," with a mark after it
        gap, year = start - tokens.ends[-1], tokens.extra[len(tokens.code) - 2]["year"]
        full = year // 100 * 100 + int(raw)
        if gap == tokens.starts[-1] - tokens.ends[-2] <= (text[end : end + 1] in (",", ".", ")", ";")) and full > year:
            return "SHORTYEAR", {"year": full}
    return shape, extra


def _number(raw: str) -> tuple[str | None, Features]:
    if raw.endswith("+"):  # 30+ years
        shape, extra = _number(raw[:-1])
        return ("NUM" if shape else None), {"number": extra.get("number"), "mod": "EQUAL_OR_MORE"}
    digits = raw.replace(",", "")
    if len(raw) > 12 or digits.count(".") > 1:  # no amount of time is written so
        return None, {}
    if "." in raw:
        hour, minute = digits.split(".")
        timed = len(minute) == 2 and "," not in raw and is_clock(int(hour), int(minute))
        return "DECIMAL", {"number": float(digits)} | ({"hour": int(hour), "minute": int(minute)} if timed else {})
    n, size = int(digits), len(raw)
    if size == 4 and (raw[0] == "0" or n >= 2200):
        is_time = is_clock(*divmod(n, 100))
        return (
            ("MILTIME", {"hour": n // 100, "minute": n % 100, "number": n})
            if is_time
            else ((None, {}) if raw[0] == "0" else ("NUM", {"number": n}))
        )
    if size == 4 and n >= 1000:
        return "YEAR", {"number": n, "year": n}
    if size == 3:
        return "OLDYEAR", {"number": n, "old": n}
    return "NUM" if size > 2 or n > 31 else "D1" if n <= 12 else "D2", {"number": n}


def _slash(raw: str) -> tuple[str | None, Features]:
    first, second, third = (int(p) for p in re.split(r"[/.-]", raw))
    order = None
    if first > 31:
        year, month, dom = first, second, third
    elif "." in raw or first > 12:
        dom, month, year = first, second, third
        order = "day first" if "/" in raw else None
    else:
        month, dom, year = first, second, third
        order = "month first" if dom > 12 else "either" if dom != month else None
    if not (1 <= month <= 12 and 1 <= dom <= 31):
        return None, {}
    return "SLASHDATE", {"month": month, "dom": dom, "order": order, "short_year" if year < 100 else "year": year}


def _clock(raw: str) -> tuple[str | None, Features]:
    parts = [int(p) for p in raw.split(":")]
    known = dict(zip(("hour", "minute", "second"), parts, strict=False))
    return ("CLOCK", known) if is_clock(*parts) else (None, {})


def _odd(raw: str) -> tuple[str, Features]:
    n = int(raw[:-2])
    return ("ODD" if 1 <= n <= 31 else "CENTORD"), {"ordinal": n}


def _holiday(raw: str) -> tuple[str, Features]:
    name = _HOLIDAY_NAMES.get(re.sub(r"['’.]", "", " ".join(raw.split())), "")
    rule, day, *_ = HOLIDAYS[name] if name else ("", None)
    return "HOLIDAY", {"holiday": name} | ({"value": day} if rule == "once" else {})


_SHAPES: dict[str, Callable[[str], tuple[str | None, Features]]] = {
    "spelled": _spelled,
    "number": _number,
    "slash": _slash,
    "clock": _clock,
    "odd": _odd,
    "holiday": _holiday,
    "iso": lambda raw: ("ISO", {"value": raw, "year": int(raw[:4])}),
    "short": lambda raw: (
        ("DECADE", {"decade": int(raw[1])}) if raw.endswith("s") else ("SHORTYEAR", {"short_year": int(raw[1:3])})
    ),
    "fraction": lambda raw: ("FRACTION", {"fraction": int(raw[0]) / int(raw[2])}),
    "decade": lambda raw: ("DECADE", {"decade": int(re.sub(r"\D", "", raw)) // 10}),
    "event": lambda raw: ("EVENTDAY", {"value": "2001-09-11"}),
    "quarter": lambda raw: ("QUARTERNAME", {"ordinal": int(raw[1])}),
    "half": lambda raw: ("HALFNAME", {"ordinal": int(raw[1])}),
}
