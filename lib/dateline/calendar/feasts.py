"""The day a named day falls on: fixed days, the nth weekday of a month, Easter, and feasts of moving calendars."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from dateline.calendar.values import day, nth_weekday, step_days

# Named days: words as they stand in the text, and how `feast` finds the date.
HOLIDAYS: dict[str, tuple[Any, ...]] = {
    "New Year's Day": ("fixed", (1, 1)), "New Year's": ("fixed", (1, 1)), "New Year": ("fixed", (1, 1)),
    "New Year's Eve": ("fixed", (12, 31)), "Epiphany": ("fixed", (1, 6)),
    "Martin Luther King Jr. Day": ("nth", (1, 1, 3)), "Martin Luther King Day": ("nth", (1, 1, 3)),
    "Groundhog Day": ("fixed", (2, 2)), "Valentine's Day": ("fixed", (2, 14)), "Presidents Day": ("nth", (2, 1, 3)),
    "Presidents' Day": ("nth", (2, 1, 3)), "St. Patrick's Day": ("fixed", (3, 17)),
    "International Women's Day": ("fixed", (3, 8)), "April Fools' Day": ("fixed", (4, 1)),
    "April Fool's Day": ("fixed", (4, 1)), "Earth Day": ("fixed", (4, 22)), "Anzac Day": ("fixed", (4, 25)),
    "May Day": ("fixed", (5, 1)), "Cinco de Mayo": ("fixed", (5, 5)), "Mother's Day": ("nth", (5, 7, 2)),
    "Victoria Day": ("canada", "Victoria Day"), "Memorial Day": ("nth", (5, 1, -1)), "Flag Day": ("fixed", (6, 14)),
    "D-Day": ("once", "1944-06-06"), "Juneteenth": ("fixed", (6, 19)), "Father's Day": ("nth", (6, 7, 3)),
    "Canada Day": ("fixed", (7, 1)), "Independence Day": ("fixed", (7, 4)), "Fourth of July": ("fixed", (7, 4)),
    "July Fourth": ("fixed", (7, 4)), "Bastille Day": ("fixed", (7, 14)), "Labor Day": ("nth", (9, 1, 1)),
    "Labour Day": ("nth", (9, 1, 1)), "Columbus Day": ("nth", (10, 1, 2)), "Halloween": ("fixed", (10, 31)),
    "All Saints' Day": ("fixed", (11, 1)), "All Saints Day": ("fixed", (11, 1)), "Guy Fawkes Night": ("fixed", (11, 5)),
    "Bonfire Night": ("fixed", (11, 5)), "Election Day": ("nth", (11, 1, 1), 1), "Veterans Day": ("fixed", (11, 11)),
    "Veterans' Day": ("fixed", (11, 11)), "Armistice Day": ("fixed", (11, 11)), "Remembrance Day": ("fixed", (11, 11)),
    "Remembrance Sunday": ("nth", (11, 7, 2)), "Thanksgiving Day": ("nth", (11, 4, 4)),
    "Thanksgiving": ("nth", (11, 4, 4)), "Black Friday": ("nth", (11, 4, 4), 1),
    "Cyber Monday": ("nth", (11, 4, 4), 4), "Christmas Eve": ("fixed", (12, 24)),
    "Christmas Day": ("fixed", (12, 25)), "Christmas": ("fixed", (12, 25)), "Xmas": ("fixed", (12, 25)),
    "Boxing Day": ("fixed", (12, 26)), "Australia Day": ("fixed", (1, 26)),
    "Shrove Tuesday": ("easter", -47), "Mardi Gras": ("easter", -47), "Ash Wednesday": ("easter", -46),
    "Palm Sunday": ("easter", -7), "Maundy Thursday": ("easter", -3), "Good Friday": ("easter", -2),
    "Easter Sunday": ("easter", 0), "Easter Monday": ("easter", 1), "Easter": ("easter", 0),
    "Ascension Day": ("easter", 39), "Pentecost": ("easter", 49), "Whit Monday": ("easter", 50),
    "Ramadan": ("islamic_month", "First Day of Ramadan"), "Eid al-Fitr": ("islamic", "Eid al-Fitr"),
    "Eid al-Adha": ("islamic", "Eid al-Adha"),
    "Rosh Hashanah": ("israel", "Rosh Hashanah"), "Yom Kippur": ("israel", "Yom Kippur"),
    "Passover": ("israel", "Pesach"), "Hanukkah": ("israel", "Hanukkah"), "Sukkot": ("israel", "Sukkot"),
    "Lunar New Year": ("china", "Chinese New Year (Spring Festival)"),
    "Chinese New Year": ("china", "Chinese New Year (Spring Festival)"), "Diwali": ("india", "Diwali"),
}  # fmt: skip


# whose calendar the `holidays` package is asked for; the Maldives have all feasts of the Islamic one in every year
_CALENDARS = {"islamic": "MV", "islamic_month": "MV", "israel": "IL", "china": "CN", "india": "IN", "canada": "CA"}


@cache
def feast(name: str, year: int) -> date | None:
    """The day a holiday falls on in a year of the Gregorian calendar; None where the tables do not reach."""
    rule, argument, *later = HOLIDAYS[name]
    if not 1 <= year <= 9999:
        return None
    if rule == "fixed":
        return day(year, *argument)
    if rule == "nth":
        return step_days(nth_weekday(year, *argument) or date.max, sum(later))
    if rule == "easter":
        from dateutil.easter import easter

        return easter(year) + timedelta(argument) if year >= 1583 else None
    return _library_holiday(_CALENDARS[rule], argument, year)


def _library_holiday(country: str, name: str, year: int) -> date | None:
    """Holidays of moving calendars, from the `holidays` package."""
    import warnings

    import holidays

    with warnings.catch_warnings():  # it warns of years its tables do not reach, where we say that nothing is known
        warnings.simplefilter("ignore")
        kinds = getattr(holidays, country).supported_categories
        table = holidays.country_holidays(country, years=year, language="en_US", categories=kinds)
    days = {on for on, names in table.items() if name.lower() in names.lower()}
    # a feast of several days is meant by its first; one that began in the year before is not this year's
    return max((on for on in days if on - timedelta(1) not in days), default=None)
