"""Expressions against references worked out on a calendar by hand. 2018-09-09 is a Sunday."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.calendar import resolution
from dateline.calendar.values import span
from dateline.timex.scanner import expressions

SUNDAY = "2018-09-09"


def resolve(words: str, reference: str | None, direction: str = "past") -> str | None:
    """The value of the first expression in some words."""
    return resolution.resolve(expressions(words)[0].expression, reference, direction)


@pytest.mark.parametrize(
    ("words", "reference", "direction", "value"),
    [
        ("Oct. 4 2017", SUNDAY, "past", "2017-10-04"),
        ("4 October", SUNDAY, "past", "2017-10-04"),
        ("4 October", SUNDAY, "future", "2018-10-04"),
        ("August 4", SUNDAY, "past", "2018-08-04"),
        ("10/04/17", SUNDAY, "past", "2017-10-04"),
        ("24.12.2010", SUNDAY, "past", "2010-12-24"),
        ("on the 4th", SUNDAY, "past", "2018-09-04"),
        ("Saturday", SUNDAY, "past", "2018-09-08"),
        ("Sunday", SUNDAY, "past", "2018-09-09"),
        ("Saturday", SUNDAY, "future", "2018-09-15"),
        ("last Sunday", SUNDAY, "past", "2018-09-02"),
        ("last fall", SUNDAY, "past", "2017-FA"),
        ("last spring", SUNDAY, "past", "2018-SP"),
        ("the fall of 2017", None, "past", "2017-FA"),
        ("this year", SUNDAY, "past", "2018"),
        ("last week", SUNDAY, "past", "2018-W35"),
        ("next month", "2018-12-31", "past", "2019-01"),
        ("July last year", SUNDAY, "past", "2017-07"),
        ("the mid-1990s", SUNDAY, "past", "199"),
        ("the 19th century", SUNDAY, "past", "18"),
        ("'68", SUNDAY, "past", "1968"),
        ("'15", SUNDAY, "past", "2015"),
        ("44 BC", SUNDAY, "past", "BC0044"),
        ("the third quarter", "1989-10-26", "past", "1989-Q3"),
        ("the fourth quarter", "1998-02-06", "past", "1997-Q4"),
        ("a year earlier", "1989-Q3", "past", "1988-Q3"),
        ("a year earlier", "1998-02-06", "past", "1997"),
        ("the year-ago quarter", "1989-Q3", "past", "1988-Q3"),
        ("the first half of 1990", SUNDAY, "past", "1990-H1"),
        ("fiscal 2016", SUNDAY, "past", "2016"),
        ("five months ago", "2018-03-31", "past", "2017-10"),
        ("11 days ago", "1999-04-19", "past", "1999-04-08"),
        ("two weeks ago", SUNDAY, "past", "2018-W34"),
        ("two decades ago", SUNDAY, "past", "1998"),
        ("two hours ago", "2018-09-09T01:30", "past", "2018-09-08T23:30"),
        ("several years ago", SUNDAY, "past", "PAST_REF"),
        ("the day before yesterday", SUNDAY, "past", "2018-09-07"),
        ("10 p.m. on Friday", SUNDAY, "past", "2018-09-07T22:00"),
        ("18:30 GMT", SUNDAY, "past", "2018-09-09T18:30Z"),
        ("last night", SUNDAY, "past", "2018-09-08TNI"),
        ("Labor Day", SUNDAY, "past", "2018-09-03"),
        ("last Thanksgiving", SUNDAY, "past", "2017-11-23"),
        ("Easter 2016", SUNDAY, "past", "2016-03-27"),
        ("Ramadan 2019", SUNDAY, "past", "2019-05"),
        ("9/11", SUNDAY, "past", "2001-09-11"),
        ("two and a half years", SUNDAY, "past", "P2Y6M"),
        ("5 1/2 hours", SUNDAY, "past", "PT5H30M"),
        ("several years", SUNDAY, "past", "PXY"),
        ("two decades", SUNDAY, "past", "P20Y"),
        ("every Friday", SUNDAY, "past", "XXXX-WXX-5"),
        ("twice a week", SUNDAY, "past", "P1W"),
        ("every other day", SUNDAY, "past", "P2D"),
        ("August 4", None, "past", "XXXX-08-04"),
        ("Saturday", None, "past", "XXXX-WXX-6"),
        ("the following month", "1914-12", "past", "1915-01"),
        ("the following spring", "1916", "past", "1917-SP"),
        ("the following spring", "1916-02-03", "past", "1916-SP"),
        ("the following May", "1916", "past", "1917-05"),
        ("the previous May", "1916", "past", "1915-05"),
        ("this Monday", SUNDAY, "future", "2018-09-10"),
        ("this Monday", SUNDAY, "past", "2018-09-03"),
        ("Memorial Day weekend", SUNDAY, "nearest", "2018-W21-WE"),
        ("Eid al-Fitr", SUNDAY, "past", "2018-06-15"),
        ("Eid al-Adha 2019", SUNDAY, "past", "2019-08-11"),
        ("Yom Kippur", SUNDAY, "future", "2018-09-19"),
        ("January", "1914-11-20", "onward", "1915-01"),
        ("December", "1914-11-20", "onward", "1914-12"),
        ("around the same time", SUNDAY, "past", None),
    ],
)
def test_value(words, reference, direction, value):
    assert resolve(words, reference, direction) == value


def test_an_unknown_direction_is_refused():
    with pytest.raises(ValueError, match="direction"):
        resolve("Saturday", SUNDAY, "sideways")


@pytest.mark.parametrize(
    ("value", "begin", "end"),
    [
        ("2017-FA", "2017-09-01", "2017-11-30"),
        ("2016-WI", "2016-12-01", "2017-02-28"),
        ("2017-10-04T18:30", "2017-10-04", "2017-10-04"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("1989-Q3", "1989-07-01", "1989-09-30"),
        ("1990-H2", "1990-07-01", "1990-12-31"),
        ("199", "1990-01-01", "1999-12-31"),
        ("18", "1800-01-01", "1899-12-31"),
        ("2018-W36", "2018-09-03", "2018-09-09"),
        ("2018-W36-WE", "2018-09-08", "2018-09-09"),
    ],
)
def test_days_spanned(value, begin, end):
    assert tuple(d.isoformat() for d in span(value)) == (begin, end)


@pytest.mark.parametrize("value", [None, "", "PXY", "P2W", "PAST_REF", "XXXX-08-04", "1989-QX", "2018-02-30", "BC0044"])
def test_what_spans_no_days(value):
    assert span(value) is None


@given(st.dates(), st.sampled_from(["monday", "wednesday", "sunday"]))
def test_a_past_weekday_lies_in_the_week_up_to_the_reference(on, name):
    value = resolve(name, on.isoformat(), "past")
    found = span(value)
    if found:
        assert 0 <= (on - found[0]).days < 7
        assert found[0].strftime("%A").lower() == name


@given(st.dates(min_value=date(1800, 1, 1)), st.integers(1, 300))
def test_days_ago_go_back_as_many_days(on, n):
    assert (on - span(resolve(f"{n} days ago", on.isoformat()))[0]).days == n


def test_the_calendar_opens_neither_pandas_nor_holidays():
    heavy = ("pandas", "nltk", "holidays")
    code = f"import sys, dateline.calendar.resolution; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
