"""Values that no calendar, clock or century bears out are not given. 2024-05-10 is a Friday."""

import random
import re
from datetime import date

import pytest

from dateline.calendar.values import span
from dateline.timex import tag
from dateline.timex.rules import LEXICON

PUBLISHED = "2024-05-10"


def read(text, dct=PUBLISHED):
    return [(t.text, t.value) for t in tag(text, dct)]


@pytest.mark.parametrize(
    "clock", ["7.75pm", "7.60 p.m.", "11.99am", "9:75", "24:30", "24.10 p.m.", "0875 hours", "1975 GMT"]
)
def test_an_hour_has_sixty_minutes(clock):
    assert read(f"They left at {clock} on Tuesday.") == [("Tuesday", "2024-05-07")]


@pytest.mark.parametrize(
    ("clock", "value"),
    [("7.45pm", "T19:45"), ("11.59am", "T11:59"), ("9:05", "T09:05"), ("24:00", "T24:00"), ("0815 hours", "T08:15"),
     ("1955 GMT", "T19:55Z")],
)  # fmt: skip
def test_a_clock_on_its_day(clock, value):
    assert read(f"They left at {clock} on Tuesday.") == [(f"{clock} on Tuesday", f"2024-05-07{value}")]


@pytest.mark.parametrize("dct", [PUBLISHED, None])
@pytest.mark.parametrize(
    "words",
    ["31 June 2022", "June 31, 2022", "31st of September 2019", "Feb. 30, 2024", "29 February 2023",
     "Monday, 31 November 2021", "2023-02-29", "31/11/2022", "31.4.2022", "31 April", "Feb. 30",
     "the week of April 31, 2023",
     "31 June 2022 at 5 p.m."],
)  # fmt: skip
def test_a_day_that_no_calendar_has_is_no_value(words, dct):
    (found,) = tag(f"The lease ended on {words}, they said.", dct)
    assert (found.value, found.confidence) == (None, 0.2)
    assert found.why.startswith("no such date")


def test_a_leap_day_is_a_day():
    assert read("It fell on Feb. 29, 2020.") == [("Feb. 29, 2020", "2020-02-29")]
    assert read("It fell on 29 February.") == [("29 February", "2024-02-29")]
    assert read("It fell on 29 February.", None) == [("29 February", "XXXX-02-29")]


def test_a_bare_day_lacks_its_month():
    (found,) = tag("It rained on the 31st.", PUBLISHED)
    assert (found.text, found.value) == ("the 31st", "2024-03-31")
    assert found.why == "no month in the text: the latest up to the publication date"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("half a dozen years", "P6Y"),
        ("a half-dozen weeks", "P6W"),
        ("half-a-dozen days", "P6D"),
        ("a dozen months", "P12M"),
        ("two dozen years", "P24Y"),
        ("several dozen years", "PXY"),
        ("half a century", "P50Y"),
        ("half a year", "P6M"),
        ("one-and-a-half hours", "PT1H30M"),
        ("two-and-a-half years", "P2Y6M"),
        ("three and one-half days", "P3DT12H"),
        ("one and a half days", "P1DT12H"),
        ("1-1/2 hours", "PT1H30M"),
        ("10-1/2 hours", "PT10H30M"),
        ("3 1/4 hours", "PT3H15M"),
        ("2½ hours", "PT2H30M"),
        ("an hour and a half", "PT1H30M"),
        ("a year and a half", "P1Y6M"),
        ("two hours and a half", "PT2H30M"),
        ("an hour-and-a-half", "PT1H30M"),
    ],
)
def test_halves_and_dozens(words, value):
    assert read(f"It lasted {words}.") == [(words, value)]


def test_halves_and_dozens_ago():
    assert read("It fell half a dozen years ago.") == [("half a dozen years ago", "2018")]
    assert read("It fell half a century ago.") == [("half a century ago", "1974")]
    assert read("It fell two-and-a-half years ago.") == [("two-and-a-half years ago", "2021-11")]


@pytest.mark.parametrize(
    ("words", "freq"),
    [("half a dozen times a day", "6X"), ("a dozen times a day", "12X"), ("two dozen times a day", "24X")],
)
def test_dozens_of_times(words, freq):
    (found,) = tag(f"He called {words}.", PUBLISHED)
    assert (found.text, found.value, found.expression.freq) == (words, "P1D", freq)
    assert read("He called half a dozen times.") == []


@pytest.mark.parametrize(
    "words",
    [
        "the corresponding quarter",
        "the comparable quarter",
        "the year-ago quarter",
        "the corresponding quarter last year",
    ],
)
def test_a_quarter_to_compare_with_is_one_of_the_year_before(words):
    assert read(f"Sales rose beside {words}.") == [(words, "2023-Q1")]


@pytest.mark.parametrize(
    ("words", "value", "begin", "end"),
    [
        ("the 1800s", "18", "1800-01-01", "1899-12-31"),
        ("the early 1700s", "17", "1700-01-01", "1799-12-31"),
        ("the late 1900s", "19", "1900-01-01", "1999-12-31"),
        ("the 1810s", "181", "1810-01-01", "1819-12-31"),
        ("the 1990s", "199", "1990-01-01", "1999-12-31"),
        ("the 2000s", "200", "2000-01-01", "2009-12-31"),
        ("early 1900s", "19", "1900-01-01", "1999-12-31"),
    ],
)
def test_hundreds_of_years_are_a_century(words, value, begin, end):
    assert read(f"The house dates from {words}.") == [(words, value)]
    assert tuple(day.isoformat() for day in span(value)) == (begin, end)


@pytest.mark.parametrize(
    ("words", "value"),
    [("the summer of '36", "XX36-SU"), ("'68", "XX68"), ("5 May '45", "XX45-05-05"), ("the '80s", "XX8")],
)
def test_without_a_publication_date_a_short_year_is_of_no_century(words, value):
    (found,) = tag(f"It fell in {words}.")
    assert (found.text, found.value, found.anchor, found.confidence) == (words, value, "unknown", 0.3)
    assert found.why == "no century in the text, and the publication date is not known"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell in the summer of '36.", "1936-SU"),
        ("It fell in the summer of '31.", "1931-SU"),
        ("It fell in the summer of '19.", "2019-SU"),
        ("The games will be held in the summer of '28.", "2028-SU"),
        ("The '28 election looms.", "2028"),
        ("She was born on 4 May '31.", "1931-05-04"),
    ],
)
def test_with_a_publication_date_the_clause_says_which_century(text, value):
    (found,) = tag(text, PUBLISHED)
    assert (found.value, found.confidence, found.why) == (value, 0.9, "stated in the text: the century is not")


def test_every_value_of_any_words_is_in_the_calendar():
    rng = random.Random(3)
    words = [word for _, words in LEXICON for word in words]
    more = [
        "31",
        "30",
        "29",
        "7.75",
        "12:59",
        "2023",
        "'36",
        "1800s",
        "dozen",
        "half",
        "1/2",
        "0875",
        "-",
        ",",
        "the",
        "of",
        "at",
    ]
    for _ in range(600):
        text = " ".join(rng.choice(words if rng.random() < 0.5 else more) for _ in range(8))
        for found in tag(text, rng.choice([PUBLISHED, None])):
            value = found.value or ""
            if day := re.match(r"\d{4}-\d\d-\d\d", value):
                date.fromisoformat(day[0])
            if clock := re.search(r"T(\d\d):(\d\d)", value):
                assert (int(clock[1]) < 24 and int(clock[2]) < 60) or clock[0] == "T24:00", (text, value)
