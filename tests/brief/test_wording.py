"""Numbers and dates as a newspaper prints them."""

import pytest

from dateline.brief.wording import counted, listed, number, quoted, sentence, when

DATES = {
    ("2024-02-12", None): "on Monday 12 February",
    ("2023-02-12", None): "on 12 February 2023",
    ("2024-02-12T15:30", None): "at 3:30pm on Monday 12 February",
    ("2024-02-12T12:00", None): "at noon on Monday 12 February",
    ("2024-02-12TNI", None): "on the night of Monday 12 February",
    ("2024-02", None): "in February",
    ("2025-02", "END"): "late in February 2025",
    ("2019", "APPROX"): "about 2019",
    ("2024-SU", None): "in the summer",
    ("2019-WI", None): "in the winter of 2019",
    ("2024-Q3", None): "in the third quarter of 2024",
    ("2024-W07", None): "in the week of Monday 12 February",
    ("199", None): "in the 1990s",
    ("2009/2012", None): "from 2009 to 2012",
    ("2024-02-12/..", None): "since Monday 12 February",
    ("XXXX-WXX-1", None): None,
}


@pytest.mark.parametrize(("value", "mod"), DATES)
def test_dates(value, mod):
    assert when(value, mod, 2024) == DATES[value, mod]


def test_numbers_and_lists():
    assert [number(n) for n in (0, 1, 9, 10, 1200, 3.5)] == ["0", "one", "nine", "10", "1,200", "3.5"]
    assert [counted(n, "statement") for n in (1, 12)] == ["one statement", "12 statements"]
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "a", "c"]) == "a, b and c"
    assert listed(list("abcdefgh"), 3) == "a, b and six more"


def test_sentences():
    assert sentence("the firm  paid") == "The firm paid."
    assert sentence("he called it “late.”") == "He called it “late.”"
    assert quoted("“one two three”", 9) == "“one two …”"
