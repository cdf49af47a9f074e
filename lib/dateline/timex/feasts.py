"""The day a named day falls on: fixed days, the nth weekday of a month, Easter, and feasts of moving calendars."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from .granules import day
from .patterns import HOLIDAYS


@cache
def feast(name: str, year: int) -> date | None:
    """The day a holiday falls on in a year of the Gregorian calendar; None where the tables do not reach."""
    rule, argument = HOLIDAYS[name]
    if not 1 <= year <= 9999:
        return None
    if rule == "fixed":
        return day(year, *argument)
    if rule == "nth":
        month, weekday, n = argument
        if n < 0:
            last = day(year, month + 1, 1)
            assert last is not None
            last -= timedelta(1)
            return last - timedelta((last.isoweekday() - weekday) % 7)
        first = date(year, month, 1)
        return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (n - 1))
    if rule == "election":
        first = date(year, 11, 1)
        return first + timedelta((1 - first.isoweekday()) % 7 + 1)
    if rule == "after_thanksgiving":
        thanksgiving = feast("Thanksgiving", year)
        return thanksgiving + timedelta(argument) if thanksgiving else None
    if rule == "easter":
        from dateutil.easter import easter

        return easter(year) + timedelta(argument) if year >= 1583 else None
    return _library_holiday(rule, argument, year)


def _library_holiday(rule: str, argument: str | int, year: int) -> date | None:
    """Holidays of moving calendars, from the `holidays` package."""
    import warnings

    import holidays

    if rule.startswith("islamic"):
        from holidays.calendars.islamic import _IslamicLunar

        calendar = _IslamicLunar()
        name = {9: "ramadan_beginning", "Eid al-Fitr": "eid_al_fitr", "Eid al-Adha": "eid_al_adha"}[argument]
        return next((on for on, _ in getattr(calendar, f"{name}_dates")(year) if on.year == year), None)
    country = {"israel": "IL", "china": "CN", "india": "IN", "canada": "CA"}[rule]
    language = "en_US" if country in ("IL", "CN") else None
    with warnings.catch_warnings():  # it warns of years its tables do not reach, where we say that nothing is known
        warnings.simplefilter("ignore")
        kinds = getattr(holidays, country).supported_categories
        table = holidays.country_holidays(country, years=year, language=language, categories=kinds)
    days = {on for on, names in table.items() if str(argument).lower() in names.lower()}
    # a feast of several days is meant by its first; one that began in the year before is not this year's
    return max((on for on in days if on - timedelta(1) not in days), default=None)
