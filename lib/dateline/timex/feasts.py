"""The day a named day falls on: fixed days, the nth weekday of a month, Easter, and feasts of moving calendars."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from .granules import day, nth_weekday
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
        return nth_weekday(year, *argument)
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


# Whose calendar the `holidays` package is asked for, and how a name is found in it. The Maldives have all three feasts
# of the Islamic calendar, in every year of its tables.
_CALENDARS = {"islamic": "MV", "islamic_month": "MV", "israel": "IL", "china": "CN", "india": "IN", "canada": "CA"}
_TRANSLATED = ("MV", "IL", "CN")


def _library_holiday(rule: str, argument: str, year: int) -> date | None:
    """Holidays of moving calendars, from the `holidays` package."""
    import warnings

    import holidays

    country = _CALENDARS[rule]
    language = "en_US" if country in _TRANSLATED else None
    with warnings.catch_warnings():  # it warns of years its tables do not reach, where we say that nothing is known
        warnings.simplefilter("ignore")
        kinds = getattr(holidays, country).supported_categories
        table = holidays.country_holidays(country, years=year, language=language, categories=kinds)
    days = {on for on, names in table.items() if argument.lower() in names.lower()}
    # a feast of several days is meant by its first; one that began in the year before is not this year's
    return max((on for on in days if on - timedelta(1) not in days), default=None)
