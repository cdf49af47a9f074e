"""What is said of a time, seen from the first day there is, the last, and the one that most years lack."""

import pytest

from dateline import Article, timeline, timexes, unresolved
from dateline.calendar.values import span
from dateline.timex import tag

_EXPRESSIONS = """
    next year; last year; this year; last decade; next decade; the '80s; the eighties; '68; in 300 years; 300
    years ago; 9,000 years ago; five centuries ago; two millennia ago; yesterday; tomorrow; tonight; last night;
    next week; last week; last weekend; over the weekend; a fortnight ago; last month; next month; 13 months ago;
    last quarter; the first quarter; the fourth quarter; the year-ago quarter; last fall; next spring; this
    winter; the summer; Monday; last Friday; next Sunday; Monday last week; the 29th; the 31st; Feb. 29; January
    1; December 31; last May; next May; May; Christmas; next Easter; Thanksgiving; Ramadan; the third Thursday of
    November; the last Friday of the month; the week of March 6; the first half; year-end; two hours ago; 10:30;
    Monday morning; the day before yesterday; the day after Christmas; a week from Monday; two days later; the
    following day; the previous year; that week; July last year; May next year; the first century; 44 BC; next
    fiscal year; every Monday; half a year ago; 2.5 years ago; a million years ago; May 3-5; Feb. 28-29; between
    May and July; Dec. 31, 9999; 9999-12-31
    """
EXPRESSIONS = " ".join(_EXPRESSIONS.split()).split("; ")
DAYS = [
    "0001-01-01", "0001-03-15", "0009-12-31", "0012-02-29", "0096-02-29", "2024-02-29", "9996-02-29", "9999-01-01",
    "9999-11-30", "9999-12-01", "9999-12-31", "9999-12-31T23:59",
]  # fmt: skip


@pytest.mark.parametrize("day", DAYS)
def test_each_expression_has_a_value_of_the_calendar_or_none(day):
    for sentence in ("It was so {}.", "They will meet {}.", "It fell on Jan. 1, 1066. {} it rose."):
        for expression in EXPRESSIONS:
            for found in tag(sentence.format(expression), day):
                value = found.value
                if value and value[0].isdigit() and "X" not in value and not value.startswith("9999"):
                    assert span(value) is not None, (expression, value)
                assert value is None or not value.startswith(("0000", "-", "10000"))


@pytest.mark.parametrize("day", ["0001-01-01", "2024-02-29", "9999-12-01", "9999-12-31"])
def test_each_expression_is_accounted_for(day):
    article = Article("\n\n".join(f"They met {expression}." for expression in EXPRESSIONS), published=day)
    placed = {tid for tids in timeline(article)["tids"] for tid in tids.split()}
    assert len(placed) > 5
    assert placed | set(unresolved(article)["tid"]) == set(timexes(article)["tid"])


@pytest.mark.parametrize(
    ("expression", "day", "value"),
    [
        ("the '80s", "2024-02-29", "198"),
        ("the eighties", "2020-02-29", "198"),
        ("the '20s", "2016-02-29", "192"),
        ("next year", "9999-12-31", None),
        ("next decade", "9995-02-28", None),
        ("last year", "0001-01-01", None),
        ("May next year", "9999-03-01", None),
        ("July last year", "0001-03-01", None),
        ("tomorrow", "9999-12-31", None),
        ("yesterday", "0001-01-01", None),
        ("300 years ago", "0200-05-05", "PAST_REF"),
        ("300 years ago", "2024-02-29", "1724"),
    ],
)
def test_at_the_ends_of_the_calendar(expression, day, value):
    (found,) = tag(f"It was {expression}.", day)
    assert found.value == value
