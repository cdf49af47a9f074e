"""Dates as a reader names them."""

import pytest

from dateline.calendar.naming import dated

DAYS = ("2018-01-01", "2018-12-31")


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ("2018", "2018"),
        ("2018-05-04", "2018-05-04"),
        ("199", "1990s"),
        ("18", "19th century"),
        ("20", "21st century"),
        ("10", "11th century"),
        ("2018-FA", "fall 2018"),
        ("2018-Q3", "Q3 2018"),
        ("2018-H1", "H1 2018"),
        ("2018-W07", "week 7, 2018"),
        ("2018-W07-WE", "weekend of week 7, 2018"),
        ("2018-05-04TEV", "2018-05-04 evening"),
        ("2018-05-04T17:30", "2018-05-04 17:30"),
        ("2018-05-04T17:30Z", "2018-05-04 17:30 UTC"),
        ("198/199", "1980s – 1990s"),
        ("2015/..", "since 2015"),
        ("XXXX-05-04", "2018-01-01 … 2018-12-31"),
        ("-0043", "-0043"),
    ],
)
def test_a_date_as_a_reader_names_it(value: str, named: str) -> None:
    assert dated(value, *DAYS) == named
