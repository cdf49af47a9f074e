"""The table of an article's time expressions, and the seed as a careful reader reads it."""

import pytest

from dateline.article import Article
from dateline.timex import creation_window, timexes

COLUMNS = [
    "tid", "sentence", "start", "end", "text", "timex_type", "value", "mod", "anchor", "begin", "end_date",
    "confidence", "why",
]  # fmt: skip


def test_seed_is_read_as_a_careful_reader_reads_it(seed, reading):
    table = timexes(Article(seed.text, published="2018-09-09"))
    found = [
        {"start": r.start, "end": r.end, "text": r.text, "type": r.timex_type, "value": r.value}
        for r in table.itertuples()
    ]
    wanted = [{k: t[k] for k in ("start", "end", "text", "type", "value")} for t in reading["timexes"]]
    assert found == wanted
    assert (table["text"] == [seed.text[a:b] for a, b in zip(table["start"], table["end"], strict=True)]).all()
    assert "2018-08-04" in table.set_index("text").at["Around the same time", "why"]


def test_columns():
    table = timexes(Article("He left on August 4.", published="2018-09-09"))
    assert list(table.columns) == COLUMNS
    row = table.iloc[0]
    assert (row["begin"], row["end_date"], row["anchor"], row["sentence"]) == (
        "2018-08-04",
        "2018-08-04",
        "published",
        0,
    )


def test_empty():
    table = timexes(Article(""))
    assert list(table.columns) == COLUMNS
    assert len(table) == 0


def test_the_seed_without_its_date_comes_from_the_end_of_2018(seed):
    window = creation_window(Article(seed.text))
    assert (window["begin"], window["end_date"]) == ("2018-08-04", "2018-12-31")
    reasons = {e["reason"].split(",")[0]: e["weak"] for e in window["evidence"]}
    assert reasons["in 2018"] is False
    assert reasons["not before 2018-08-04"] is True


@pytest.mark.parametrize(
    ("article", "begin", "end"),
    [
        (Article("He left.", published="2018-09-09T10:00"), "2018-09-09", "2018-09-09"),
        (
            Article("A headline here\n\nMarch 3, 2014\n\nHe left the house in 2012, she said."),
            "2014-03-03",
            "2014-03-03",
        ),
        (Article("He left.", url="https://example.org/2014/03/03/he-left"), "2014-03-03", "2014-03-03"),
        (Article("He left the house in March 2014, she said."), "2014-03-01", None),
        (Article("The plan will end in 2050, she said."), None, None),
        (Article("He left."), None, None),
    ],
)
def test_creation_window(article, begin, end):
    window = creation_window(article)
    assert (window["begin"], window["end_date"]) == (begin, end)
