"""From what an expression says to the TIMEX3 value it has, given what it leans on: pure functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from .feasts import feast
from .granules import SEASONS, day, grain, span, step_days, step_months, week
from .patterns import HOLIDAYS

DIRECTIONS = ("past", "future", "nearest", "onward")


@dataclass(frozen=True, slots=True)
class Expression:
    """What the words of one time expression say, before any of it is resolved.

    `form` names the function below that resolves it; the other fields hold what the words contribute and are None
    where they say nothing. `rel` is the step from the reference ("last" -1, "this" 0, "next" 1), `sign` the direction
    of a distance ("ago" -1, "later" 1), `amount` a number or "X" where it is vague ("several").
    """

    form: str
    kind: str
    rule: str = ""
    year: int | None = None
    short_year: int | None = None
    month: int | None = None
    dom: int | None = None
    weekday: int | None = None
    unit: str | None = None
    amount: float | str | None = None
    rel: int | None = None
    sign: int | None = None
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    zone: str | None = None
    season: str | None = None
    ordinal: int | None = None
    decade: int | None = None
    holiday: str | None = None
    value: str | None = None
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    era: str | None = None
    anaphor: bool = False
    latest: bool = False
    back: bool = False
    order: str | None = None

    @property
    def stated(self) -> bool:
        """Whether the words alone give the whole value."""
        if self.form in ("duration", "set", "ref", "decade", "century"):
            return self.decade is None or self.decade >= 100
        if self.form == "holiday" and self.value:  # 9/11 is the day of one year
            return True
        if self.form == "moment" and self.year is None and self.month is None:
            return False
        return self.year is not None or self.short_year is not None


def resolve(expression: Expression | str, reference: str | None, direction: str = "past") -> str | None:
    """The TIMEX3 value of an expression.

    Arguments:
        expression: an `Expression`, or words that hold exactly one ("last fall").
        reference: the value it leans on ("2018-09-09", "1998-03-04T18:30", "1989-Q3"), None where nothing is known.
        direction: where several days fit: "past" (the latest up to the reference), "future" (the first from it on),
            "nearest", or "onward" (in a narrative: the same year as the reference, or what follows it).

    Returns:
        the value, with X for what is not known ("XXXX-08-04"); None where it must not be resolved.

    Raises:
        ValueError: where a text holds no time expression, or the direction is none of the four.
    """
    if direction not in DIRECTIONS:
        raise ValueError(f"direction={direction!r} is none of {', '.join(DIRECTIONS)}")
    if isinstance(expression, str):
        from .scanner import expressions  # the scanner builds Expressions, so it imports this module

        found = expressions(expression)
        if not found:
            raise ValueError(f"{expression!r} holds no time expression")
        expression = found[0].expression
    return FORM[expression.form](expression, reference, direction)


def _reference_day(reference: str | None) -> date | None:
    spanned = span(reference)
    return spanned[0] if spanned else None


def _century(two_digits: int, reference: date | None) -> int:
    """The full year '68 stands for: the latest that is at most ten years ahead of the reference."""
    limit = (reference.year if reference else 2026) + 10
    return limit - (limit - two_digits) % 100


def _year(e: Expression, ref: date | None) -> int | None:
    """The year an expression states, or states in relation to the reference ("July last year")."""
    if e.year is not None:
        return e.year
    if e.short_year is not None:
        return _century(e.short_year, ref)
    if e.rel is not None and e.unit == "Y" and ref:
        return ref.year + e.rel
    return None


def _pick(make: Callable[[int], date | None], ref: date, direction: str, strict: bool = False) -> date | None:
    """Of the days a yearly date falls on, the one the direction asks for."""
    days = [d for d in (make(y) for y in range(ref.year - 8, ref.year + 9)) if d]
    before = [d for d in days if (d < ref if strict else d <= ref)]
    after = [d for d in days if (d > ref if strict else d >= ref)]
    if direction == "nearest":
        return min(days, key=lambda d: (abs((d - ref).days), d), default=None)
    if direction == "future":
        return after[0] if after else None
    return before[-1] if before else None


def _date(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "Oct. 4 2017", "August 4", "last May", "early March"."""
    ref = _reference_day(reference)
    year = _year(e, ref)
    if e.month is None:
        return _day_of_month(e.dom or 1, ref, direction)
    if year is None and ref is None:
        return f"XXXX-{e.month:02d}" + (f"-{e.dom:02d}" if e.dom else "")
    if year is None:
        assert ref is not None
        month, dom = e.month, e.dom
        if e.rel is not None:
            # "last May" never is the month of the reference, "this May" lies in its year
            anchor = ref.replace(day=1) if not dom else ref
            if e.rel == 0 and not e.anaphor:
                year = ref.year
            else:
                picked = _pick(lambda y: day(y, month, dom or 1), anchor, "future" if e.rel > 0 else "past", True)
                year = picked.year if picked else None
        elif direction == "onward":
            year = _onward(reference, ref, month, dom)
        else:
            anchor = ref if dom else ref.replace(day=1)
            picked = _pick(lambda y: day(y, month, dom or 1), anchor, direction)
            year = picked.year if picked else None
    if year is None:
        return None
    if not e.dom:
        return f"{year:04d}-{e.month:02d}"
    return f"{year:04d}-{e.month:02d}-{e.dom:02d}"


def _day_of_month(dom: int, ref: date | None, direction: str) -> str | None:
    """ "the 4th": of the month of the reference, or of the one before or after it."""
    if ref is None:
        return f"XXXX-XX-{dom:02d}"
    months = [step_months(ref.year, ref.month, n) for n in range(-2, 3)]
    days = [d for d in (day(y, m, dom) for y, m in months) if d]
    if direction == "future":
        fitting = [d for d in days if d >= ref]
    elif direction == "onward":
        fitting = [d for d in days if (d.year, d.month) == (ref.year, ref.month)]
    else:
        fitting = [d for d in days if d <= ref][::-1]
    return fitting[0].isoformat() if fitting else None


def _onward(reference: str | None, ref: date, month: int, dom: int | None) -> int:
    """In a narrative the year of the last date named, or the next where its month is long past by then."""
    if grain(reference) in ("M", "D", "SEASON", "Q") and month + 6 < ref.month:
        return ref.year + 1
    return ref.year


def _weekday(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "Friday", "last Friday", "this Friday"."""
    ref = _reference_day(reference)
    assert e.weekday is not None
    if ref is None:
        return f"XXXX-WXX-{e.weekday}"
    back = (ref.isoweekday() - e.weekday) % 7
    if e.unit == "W":  # "Monday last week"
        found = step_days(ref, 7 * (e.rel or 0) - ref.isoweekday() + e.weekday)
    elif e.rel is None or (e.rel == 0 and e.anaphor):
        forward = {"future": True, "onward": True, "nearest": back > 3}.get(direction, False)
        found = step_days(ref, (7 - back) % 7 if forward else -back)
    elif e.rel < 0:
        found = step_days(ref, -(back or 7))
    elif e.rel > 0:
        found = step_days(ref, (7 - back) % 7 or 7)
    else:
        found = step_days(ref, e.weekday - ref.isoweekday())
        if found and direction == "future" and found < ref:  # "will meet this Monday", written on a Sunday
            found = step_days(found, 7)
    return found.isoformat() if found else None


def _units(ref: date, unit: str, steps: int) -> str | None:
    """The day, week, month ... some steps from the one the reference lies in."""
    if unit == "D":
        found = step_days(ref, steps)
        return found.isoformat() if found else None
    if unit in ("W", "FN", "WE"):
        found = step_days(ref, steps * (14 if unit == "FN" else 7))
        return (week(found) + ("-WE" if unit == "WE" else "")) if found else None
    if unit in ("M", "Q"):
        year, month = step_months(ref.year, ref.month, steps * (3 if unit == "Q" else 1))
        if not 1 <= year <= 9999:
            return None
        return f"{year:04d}-Q{(month + 2) // 3}" if unit == "Q" else f"{year:04d}-{month:02d}"
    size = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}.get(unit)
    if size is None:
        return None
    number = ref.year // size + steps
    return f"{number:0{5 - len(str(size))}d}" if number > 0 else None


def _relative(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "yesterday", "last week", "this year", "the following month"."""
    ref = _reference_day(reference)
    unit, rel = e.unit or "D", e.rel or 0
    if ref is None:
        blank = {"D": "XXXX-XX-XX", "M": "XXXX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "Q": "XXXX-QX"}
        return blank.get(unit, "XXXX")
    if unit == "WE" and direction == "past" and rel == 0 and not e.anaphor and ref.isoweekday() < 5:
        rel = -1  # "over the weekend", written on a Monday
    if unit in ("H", "MIN", "S"):
        return None
    return _units(ref, unit, rel)


def _definite(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "the year", "the weekend": the one the reference lies in."""
    return _relative(e, reference, direction)


def _offset(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "five months ago", "two years later", "ten days from now"."""
    sign = e.sign or 0
    if e.amount == "X" or e.amount is None:
        return "PAST_REF" if sign < 0 else "FUTURE_REF"
    ref = _reference_day(reference)
    unit = e.unit or "D"
    if ref is None:
        blank = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "Q": "XXXX-QX", "DE": "XXX", "CE": "XX"}
        return blank.get(unit, "XXXX-XX-XX")
    amount = float(e.amount)
    if amount > 100_000:
        return None
    if unit == "Y" and grain(reference) == "Q" and reference and e.back:
        return f"{ref.year + sign * int(amount):04d}-Q{(ref.month + 2) // 3}"
    if unit in ("DE", "CE", "ML"):
        unit, amount = "Y", amount * {"DE": 10, "CE": 100, "ML": 1000}[unit]
    if amount != int(amount) and unit in ("Y", "W"):
        unit, amount = ("M", amount * 12) if unit == "Y" else ("D", amount * 7)
    if unit in ("H", "MIN", "S"):
        return _clock_offset(reference, ref, sign * amount, unit)
    return _units(ref, unit, sign * round(amount))


def _clock_offset(reference: str | None, ref: date, amount: float, unit: str) -> str | None:
    """Hours and minutes from a reference with a clock time; the day alone where it has none."""
    from datetime import datetime

    if not reference or "T" not in reference or not reference.split("T")[1][:2].isdigit():
        return ref.isoformat()
    try:
        at = datetime.fromisoformat(reference[:16])
        at += timedelta(seconds=amount * {"H": 3600, "MIN": 60, "S": 1}[unit])
    except (ValueError, OverflowError):
        return None
    return at.strftime("%Y-%m-%dT%H:%M")


def _split(amount: float, unit: str) -> str:
    """ "2.5 years" as 2Y6M, "5 1/2 hours" as 5H30M; whole amounts as they are."""
    whole = int(amount)
    finer = {"Y": ("M", 12), "D": ("H", 24), "H": ("M", 60), "MIN": ("S", 60), "W": ("D", 7)}.get(unit)
    letter = {"MIN": "M"}.get(unit, unit)
    if amount == whole:
        return f"{whole}{letter}"
    if finer and amount * finer[1] == int(amount * finer[1]):
        rest = int((amount - whole) * finer[1])
        if unit == "D":
            return f"{whole}DT{rest}H" if whole else f"T{rest}H"
        return (f"{whole}{letter}" if whole else "") + f"{rest}{finer[0]}"
    return f"{amount:g}{letter}"


def duration_value(amount: float | str | None, unit: str | None) -> str:
    """A length of time as ISO 8601 writes it: P2W, PT5H30M, PXY; decades and centuries in years."""
    unit = unit or "X"
    clock = unit in ("H", "MIN", "S")
    if amount == "X" or amount is None:
        return ("PTX" if clock else "PX") + {"MIN": "M", "FN": "W", "X": "X"}.get(unit, unit)
    size = {"DE": ("Y", 10), "CE": ("Y", 100), "ML": ("Y", 1000), "FN": ("W", 2)}.get(unit)
    if size:
        unit, amount = size[0], float(amount) * size[1]
    return ("PT" if clock else "P") + _split(float(amount), unit)


def _duration(e: Expression, reference: str | None, direction: str) -> str | None:
    return e.value or duration_value(e.amount, e.unit)


def _stated(e: Expression, reference: str | None, direction: str) -> str | None:
    return e.value


def _year_form(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "1998", "'68", "early 1990", "fiscal 1989"."""
    year = _year(e, _reference_day(reference))
    if year is None:
        return None
    return f"BC{year:04d}" if e.era == "BC" else f"{year:04d}"


def _decade(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "the 1990s", "the '80s", "the eighties"."""
    assert e.decade is not None
    if e.decade >= 100:
        return f"{e.decade:03d}"
    ref = _reference_day(reference)
    return f"{_century(e.decade * 10, ref.replace(year=ref.year - 10) if ref and ref.year > 10 else ref) // 10:03d}"


def _century_form(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "the 20th century" is 19."""
    number = (e.ordinal or 1) - (0 if e.era == "BC" else 1)
    return f"BC{number:02d}" if e.era == "BC" else f"{number:02d}"


def _season(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "last fall", "the summer", "the spring of 1998"."""
    ref = _reference_day(reference)
    assert e.season is not None
    year = _year(e, ref)
    if year is None and ref is None:
        return f"XXXX-{e.season}"
    if year is None:
        assert ref is not None
        first = SEASONS[e.season][0]
        inside = span(f"{ref.year - (ref.month < 3):04d}-{e.season}")
        inside_now = bool(inside and inside[0] <= ref <= inside[1])
        anchor = inside[0] if inside and inside_now else ref
        if e.rel in (-1, 1):
            picked = _pick(lambda y: day(y, first, 1), anchor, "past" if e.rel < 0 else "future", True)
        elif e.rel == 0 and not inside_now:
            picked = _pick(lambda y: day(y, first, 1), ref, "nearest")
            if picked and abs(picked.year - ref.year) and first != 12:
                picked = picked.replace(year=ref.year)
        elif direction == "onward":
            picked = day(ref.year, first, 1)
        else:
            picked = _pick(lambda y: day(y, first, 1), anchor, direction)
        year = picked.year if picked else None
    return f"{year:04d}-{e.season}" if year else None


def _quarter(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "the third quarter", "this year's first quarter", "the latest quarter", "the year-ago period"."""
    ref = _reference_day(reference)
    year = _year(e, ref)
    number = e.ordinal
    if number is None:
        if ref is None:
            return "XXXX-QX"
        now = (ref.month + 2) // 3
        if grain(reference) == "Y":
            return f"{(year or ref.year) - e.back:04d}"
        if grain(reference) == "Q":
            if e.rel and e.unit != "Y" and not e.back:
                return _units(ref, "Q", e.rel)
            return f"{(year if year is not None else ref.year - e.back):04d}-Q{now}"
        if year is not None:
            return f"{year:04d}-QX" if not e.back else f"{year:04d}"
        return _units(ref, "Q", -5 if e.back else -1 if e.latest else (e.rel or 0))
    if number > 4:
        return None
    if year is None and ref is None:
        return f"XXXX-Q{number}"
    if year is None:
        assert ref is not None
        now = (ref.month + 2) // 3
        year = ref.year
        if direction == "future" and number < now:
            year += 1
        elif direction == "past" and number > now + 1:
            year -= 1
        elif direction == "past" and number > now and now == 1:
            year -= number > 2
        if e.back:
            year -= 1
    return f"{year:04d}-Q{number}"


def _half(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "the first half of 1990"."""
    ref = _reference_day(reference)
    year = _year(e, ref) or (ref.year if ref else None)
    return f"{f'{year:04d}' if year else 'XXXX'}-H{e.ordinal}"


def _yearend(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "year-end": the 31 December it means."""
    ref = _reference_day(reference)
    year = _year(e, ref) or (ref.year - (direction == "past" and e.back) if ref else None)
    return f"{year:04d}-12-31" if year else "XXXX-12-31"


def _holiday(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "Christmas", "last Thanksgiving", "Labor Day 1998", "Easter week"."""
    ref = _reference_day(reference)
    name = e.holiday or ""
    if e.value:
        return e.value
    year = _year(e, ref)
    rule, argument = HOLIDAYS[name]
    if year is None and ref is None:
        return f"XXXX-{argument[0]:02d}-{argument[1]:02d}" if rule == "fixed" else "XXXX-XX-XX"
    if year is None:
        assert ref is not None
        towards = {-1: "past", 1: "future"}.get(e.rel if e.rel is not None else 9, direction)
        if e.rel == 0 or direction == "onward":
            found = feast(name, ref.year)
        else:
            found = _pick(lambda y: feast(name, y), ref, towards, e.rel is not None)
    else:
        found = feast(name, year)
    if found is None:
        return f"{year:04d}-XX-XX" if year else None
    if rule == "islamic_month":
        return f"{found.year:04d}-{found.month:02d}"
    if e.unit in ("W", "WE"):
        if e.unit == "WE" and found.isoweekday() < 4:  # the weekend of a Monday is the one before it
            found = step_days(found, -found.isoweekday()) or found
        return week(found) + ("-WE" if e.unit == "WE" else "")
    return found.isoformat()


def _moment(e: Expression, reference: str | None, direction: str) -> str | None:
    """A clock time or part of a day, on the day it names or leans on."""
    if e.value:  # a day written in figures
        on: str | None = e.value
    elif e.month:
        on = _date(e, reference, direction)
    elif e.weekday:
        on = _weekday(e, reference, direction)
    elif e.unit == "D" or e.rel is not None:
        ref = _reference_day(reference)
        on = _units(ref, "D", e.rel or 0) if ref else "XXXX-XX-XX"
    else:
        ref = _reference_day(reference)
        on = ref.isoformat() if ref else "XXXX-XX-XX"
    if on is None:
        return None
    if e.hour is None:
        return f"{on}T{e.part}" if e.part else on
    clock = f"{on}T{e.hour:02d}:{e.minute or 0:02d}"
    return clock + (f":{e.second:02d}" if e.second is not None else "")


def _weekof(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "the week of March 6"."""
    on = span(_date(e, reference, direction))
    return week(on[0]) if on else "XXXX-WXX"


def _shifted(e: Expression, reference: str | None, direction: str) -> str | None:
    """ "the day before yesterday", "the day after Christmas": a unit away from the day the rest names."""
    base = resolve(_day_of(e), reference, direction)
    ref = _reference_day(base)
    return _units(ref, e.unit or "D", e.sign or 0) if ref else None


def _day_of(e: Expression) -> Expression:
    form = "date" if e.month else "weekday" if e.weekday else "moment" if e.value else "relative"
    return Expression(
        form, "DATE", year=e.year, short_year=e.short_year, month=e.month, dom=e.dom, weekday=e.weekday, rel=e.rel,
        unit="D" if form == "relative" else None, value=e.value,
    )  # fmt: skip


def _unresolved(e: Expression, reference: str | None, direction: str) -> str | None:
    return None


FORM: dict[str, Callable[[Expression, str | None, str], str | None]] = {
    "date": _date, "weekday": _weekday, "relative": _relative, "definite": _definite, "offset": _offset,
    "duration": _duration, "set": _stated, "ref": _stated, "year": _year_form, "decade": _decade,
    "century": _century_form, "season": _season, "quarter": _quarter, "half": _half, "yearend": _yearend,
    "holiday": _holiday, "moment": _moment, "weekof": _weekof, "shifted": _shifted, "dayshift": _shifted,
    "stated": _stated, "anaphor": _unresolved,
}  # fmt: skip
