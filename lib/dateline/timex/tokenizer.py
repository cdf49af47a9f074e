"""Text as tokens: the code point of each, what numbers and names of days say, one paragraph at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from dateline.calendar.feasts import HOLIDAYS
from dateline.calendar.values import is_clock
from dateline.timex.exclusions import CURRENCY
from dateline.timex.rules import (
    CODE,
    DECADE_WORDS,
    FILLER,
    NUMBER_WORDS,
    ORDINAL_WORDS,
    SCALE_WORDS,
    SHAPE_CODE,
    Features,
)

_HOLIDAY_NAMES = {re.sub(r"['’.]", "", name): name for name in HOLIDAYS}

_HOLIDAY = "|".join(
    re.escape(name).replace("\\ ", r"\s+").replace("'", "['’]?").replace(r"St\.", r"St\.?").replace(r"Jr\.", r"Jr\.?")
    for name in sorted(HOLIDAYS, key=lambda n: (-len(n), n))
)

TOKEN = re.compile(
    r"(?P<barrier>\n[ \t\r]*\n\s*)"
    rf"|(?P<holiday>(?<!\w)(?=[A-Z])(?:{_HOLIDAY})(?!\w))"
    r"|(?P<ampm>(?<![A-Za-z])[aApP]\.\s?[mM](?:\.|(?!\w)))"
    r"|(?P<era>(?<!\w)(?:B\.C\.(?:E\.)?|A\.D\.))"
    r"|(?P<quarter>(?<!\w)Q[1-4](?!\w))"
    r"|(?P<circa>(?<!\w)ca?\.(?=\s?\d))"
    rf"|(?P<mixed>(?<!\w)(?:{'|'.join(w for w in CODE if w[0] == '2' and len(w) > 3)})(?!\w))"
    r"|(?P<half>(?<!\w)H[12](?=\s(?:of\s)?(?:19|20)\d\d\b))"
    r"|(?P<abbreviation>(?<!\w)(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Weds?|Thur?s?|Fri|Sat|Sun)\.)"
    r"|(?P<word>[^\W\d_]+(?:['’]clock)?)"
    r"|(?P<poss>['’][sS](?![^\W_]))"
    r"|(?P<short>(?<![\w'’‘`])['’‘`]\d\ds?(?!\w))"
    r"|(?P<iso>(?<![\w.-])\d{4}-[01]\d-[0-3]\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))"
    r"|(?P<slash>(?<![\w./-])(?:\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d\d)|\d{4}/\d{1,2}/\d{1,2})(?![\w/]|[.-]\d))"
    r"|(?P<event>(?<![\w./-])9/11(?![\w/]))"
    r"|(?P<fraction>(?:(?<![\w./-])|(?<=(?<![\d-])\d-)|(?<=(?<![\d-])\d\d-))[1-9]/[2-9](?![\w/]))"
    r"|(?P<clock>(?<![\w:.])[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?![\d:]))"
    r"|(?P<decade>(?<!\w)(?:1\d|20)?\d0['’]?s(?!\w))"
    r"|(?P<odd>(?<!\w)\d{1,3}(?:st|nd|rd|th)(?!\w))"
    r"|(?P<number>\d+(?:[.,]\d+)*(?:\+(?=[\s-]))?)"
    r"|(?P<dash>[-–—]|(?<=\b\d{4})/(?=\d\d(?![\d/])))"
    r"|(?P<mark>[^\w\s])"
)


class Tokens:
    """One block of text as tokens: their code points, ends, and what numbers among them say."""

    __slots__ = ("code", "ends", "extra", "starts")

    def __init__(self) -> None:
        self.code: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.extra: dict[int, Features] = {}

    def add(self, point: str, start: int, end: int, extra: Features | None = None) -> None:
        if extra:
            self.extra[len(self.code)] = extra
        self.code.append(point)
        self.starts.append(start)
        self.ends.append(end)


@lru_cache(maxsize=1 << 15)
def _says_nothing(word: str) -> bool:
    """Whether a word can be no part of an expression, nor of a number."""
    lower = word.lower()
    known = (CODE, NUMBER_WORDS, SCALE_WORDS, DECADE_WORDS)
    return word not in CODE and not any(lower in words for words in known) and not lower.endswith("clock")


def blocks(text: str) -> Iterator[Tokens]:
    """Tokens of one paragraph at a time, so that the memory in use does not grow with the text."""
    tokens = Tokens()
    number: list[tuple[int, int, str]] = []  # the words of a number that is not yet over
    for match in TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "word":
            word = match[0]
            if not number and _says_nothing(word):
                if not tokens.code or tokens.code[-1] != FILLER:  # many that say nothing are as one
                    tokens.add(FILLER, match.start(), match.end())
                continue
            lower = word.lower()
            if lower in NUMBER_WORDS or (number and lower in SCALE_WORDS):
                number.append((match.start(), match.end(), lower))
                continue
            if number:
                if lower in ORDINAL_WORDS and _is_tens(number):
                    tens = NUMBER_WORDS[number[0][2]]
                    tokens.add(*_ordinal(tens + ORDINAL_WORDS[lower], number[0][0], match.end()))
                    number.clear()
                    continue
                if lower == "and" and number[-1][2] in SCALE_WORDS:
                    number.append((match.start(), match.end(), lower))
                    continue
                _close_number(number, tokens)
            _word(text, match, word, lower, tokens)
            continue
        if number:
            if kind == "dash" and number[-1][2] != "-" and match.start() == number[-1][1]:
                number.append((match.start(), match.end(), "-"))
                continue
            _close_number(number, tokens)
        if kind == "barrier":
            yield tokens
            tokens = Tokens()
        else:
            _other(text, match, kind or "mark", tokens)
    if number:
        _close_number(number, tokens)
    yield tokens


def _is_tens(number: list[tuple[int, int, str]]) -> bool:
    """Whether "first" can follow: "twenty", "twenty-"."""
    words = [word for _, _, word in number]
    return words[:1] != [] and words[1:] in ([], ["-"]) and NUMBER_WORDS.get(words[0], 0) in range(20, 100, 10)


def _ordinal(amount: int, start: int, end: int) -> tuple[str, int, int, Features]:
    return SHAPE_CODE["ODD" if amount <= 31 else "CENTORD"], start, end, {"ordinal": amount}


def _word(text: str, match: re.Match[str], word: str, lower: str, tokens: Tokens) -> None:
    point = CODE.get(word) or (CODE.get(lower) if word[0].isupper() and lower not in ("sun", "sat") else None)
    end = match.end()
    if point is None:
        if lower in DECADE_WORDS:
            tokens.add(SHAPE_CODE["DECADE"], match.start(), end, {"decade": DECADE_WORDS[lower], "spelled": True})
            return
        if lower.replace("’", "'") == "o'clock":
            point = CODE["o'clock"]
    tokens.add(point or FILLER, match.start(), end)


def _close_number(number: list[tuple[int, int, str]], tokens: Tokens) -> None:
    """Number words as one amount, or as a year where they pair up (nineteen ninety-six); trailing joints go back."""
    parts = number[:]
    number.clear()
    trailing = []
    while parts[-1][2] in ("-", "and"):
        trailing.append(parts.pop())
    words = [w for _, _, w in parts if w not in ("-", "and")]
    total, group = 0, 0
    groups: list[int] = []
    scaled = any(w in SCALE_WORDS for w in words)
    for w in words:
        if w in SCALE_WORDS:
            if SCALE_WORDS[w] == 1000:
                total, group = total + (group or 1) * 1000, 0
            else:
                group = (group or 1) * 100
            continue
        n = NUMBER_WORDS[w]
        if not scaled and groups and not (groups[-1] % 10 == 0 and groups[-1] >= 20 and n < 10):
            groups.append(n)
        elif not scaled and groups:
            groups[-1] += n
        else:
            groups.append(n)
        group += n
    amount = total + group if scaled else sum(groups)
    start, end = parts[0][0], parts[-1][1]
    if not scaled and len(groups) == 2 and groups[0] in range(16, 21) and 10 <= groups[1] <= 99:
        tokens.add(SHAPE_CODE["YEARWORD"], start, end, {"year": 100 * groups[0] + groups[1]})
    elif not scaled and len(groups) > 1:
        for s, e, w in parts:  # "two one": no number
            if w == "-":
                tokens.add(CODE["-"], s, e)
            else:
                tokens.add(SHAPE_CODE["NUMWORD"], s, e, {"number": NUMBER_WORDS.get(w, 0)})
    elif words == ["one"]:
        tokens.add(CODE["one"], start, end, {"number": 1})
    elif scaled and 2000 <= amount <= 2030 and words[:2] == ["two", "thousand"]:
        tokens.add(SHAPE_CODE["NUM"], start, end, {"number": amount})
        tokens.extra[len(tokens.code) - 1]["spelled_year"] = amount
    else:
        tokens.add(SHAPE_CODE["NUMWORD"], start, end, {"number": amount})
    for s, e, w in reversed(trailing):
        tokens.add(CODE.get(w, FILLER), s, e)


def _other(text: str, match: re.Match[str], kind: str, tokens: Tokens) -> None:
    """Tokens that are no words: their shape, and what the figures say."""
    start, end, raw = match.start(), match.end(), match[0]
    shape, extra = _SHAPES[kind](raw) if kind in _SHAPES else (None, None)
    if kind == "number":
        before = text[start - 1 : start]
        if before and (before in CURRENCY or before.isalpha()) and text[max(0, start - 2) : start] != "FY":
            shape = None
        else:
            shape, extra = _number(raw)
            if shape in ("D1", "D2", "NUM") and len(raw) == 2 and _follows_year(tokens, start, text[end : end + 1]):
                year = tokens.extra[len(tokens.code) - 2]["year"]
                full = year // 100 * 100 + int(raw)
                if full > year:
                    shape, extra = "SHORTYEAR", {"year": full}
            if shape == "OLDYEAR" and tokens.code[-3:] == [CODE["circa"], SHAPE_CODE["OLDYEAR"], CODE["-"]]:
                shape, extra = "YEAR", {"number": int(raw), "year": int(raw)}  # c. 290 – 346
    if kind == "dash":
        tokens.add(CODE["-"], start, end)
    elif kind == "abbreviation":
        tokens.add(CODE[raw[:-1]], start, end)
    elif kind in ("circa", "mixed"):
        tokens.add(CODE["circa" if kind == "circa" else raw], start, end)
    elif kind == "ampm":
        tokens.add(CODE[raw[0].lower() + ".m."], start, end)
    elif kind == "era":
        tokens.add(CODE["B.C." if raw[0] == "B" else "A.D."], start, end)
    elif kind == "poss":
        tokens.add(CODE["'s"], start, end)
    elif shape:
        tokens.add(SHAPE_CODE[shape], start, end, extra)
    else:
        tokens.add(CODE[raw] if raw in (",", "(", ")") else FILLER, start, end)


def _follows_year(tokens: Tokens, start: int, after: str) -> bool:
    """Whether a figure stands in "2015-17", or in "2015 – 17," with a mark after it."""
    n = len(tokens.code)
    return (
        n >= 2
        and tokens.code[-1] == CODE["-"]
        and tokens.code[-2] == SHAPE_CODE["YEAR"]
        and start - tokens.ends[-1] == tokens.starts[-1] - tokens.ends[-2] <= (after in (",", ".", ")", ";"))
    )


def _number(raw: str) -> tuple[str | None, Features | None]:
    if raw.endswith("+"):  # 30+ years
        shape, extra = _number(raw[:-1])
        return ("NUM" if shape else None), {"number": (extra or {}).get("number"), "mod": "EQUAL_OR_MORE"}
    if len(raw) > 12:  # no amount of time is written so
        return None, None
    if "." in raw:
        try:
            amount = float(raw.replace(",", ""))
        except ValueError:
            return None, None
        hour, minute = raw.split(".")[:2]
        timed = hour.isdigit() and len(minute) == 2 and is_clock(int(hour), int(minute))
        clock = {"hour": int(hour), "minute": int(minute)} if timed else {}
        return "DECIMAL", {"number": amount, **clock}
    digits = raw.replace(",", "")
    n = int(digits)
    if len(raw) == 4 and (raw[0] == "0" or n >= 2200) and is_clock(n // 100, n % 100):
        return "MILTIME", {"hour": n // 100, "minute": n % 100, "number": n}
    if len(raw) == 4 and raw[0] == "0":
        return None, None
    if len(raw) == 4 and 1000 <= n < 2200:
        return "YEAR", {"number": n, "year": n}
    if len(raw) <= 2 and n <= 12:
        return "D1", {"number": n}
    if len(raw) <= 2 and n <= 31:
        return "D2", {"number": n}
    return ("OLDYEAR", {"number": n, "old": n}) if len(raw) == 3 else ("NUM", {"number": n})


def _iso(raw: str) -> tuple[str, Features]:
    return "ISO", {"value": raw, "year": int(raw[:4])}


def _slash(raw: str) -> tuple[str | None, Features]:
    parts = [int(p) for p in re.split(r"[/.-]", raw)]
    order = None
    if len(raw.split("/")[0]) == 4:
        year, month, dom = parts
    elif "." in raw or parts[0] > 12:
        dom, month, year = parts
        order = "day first" if "/" in raw else None
    else:
        month, dom, year = parts
        order = "month first" if dom > 12 else "either" if dom != month else None
    if not (1 <= month <= 12 and 1 <= dom <= 31):
        return None, {}
    years = {"short_year": year} if year < 100 else {"year": year}
    return "SLASHDATE", {"month": month, "dom": dom, "order": order, **years}


def _clock(raw: str) -> tuple[str | None, Features]:
    parts = [int(p) for p in raw.split(":")]
    if not is_clock(*parts):
        return None, {}
    return "CLOCK", {"hour": parts[0], "minute": parts[1]} | ({"second": parts[2]} if len(parts) == 3 else {})


def _short(raw: str) -> tuple[str, Features]:
    if raw.endswith("s"):
        return "DECADE", {"decade": int(raw[1])}
    return "SHORTYEAR", {"short_year": int(raw[1:3])}


def _odd(raw: str) -> tuple[str, Features]:
    n = int(raw[:-2])
    return ("ODD" if 1 <= n <= 31 else "CENTORD"), {"ordinal": n}


def _fraction(raw: str) -> tuple[str, Features]:
    return "FRACTION", {"fraction": int(raw[0]) / int(raw[2])}


def _holiday(raw: str) -> tuple[str, Features]:
    name = _HOLIDAY_NAMES.get(re.sub(r"['’.]", "", " ".join(raw.split())), "")
    rule, day, *_ = HOLIDAYS[name] if name else ("", None)
    return "HOLIDAY", {"holiday": name} | ({"value": day} if rule == "once" else {})


_SHAPES: dict[str, Any] = {
    "iso": _iso,
    "slash": _slash,
    "clock": _clock,
    "short": _short,
    "odd": _odd,
    "fraction": _fraction,
    "decade": lambda raw: ("DECADE", {"decade": int(re.sub(r"\D", "", raw)) // 10}),
    "event": lambda raw: ("EVENTDAY", {"value": "2001-09-11"}),
    "quarter": lambda raw: ("QUARTERNAME", {"ordinal": int(raw[1])}),
    "half": lambda raw: ("HALFNAME", {"ordinal": int(raw[1])}),
    "holiday": _holiday,
}
