"""The table of an article's time expressions, and the seed as a careful reader reads it."""

import pytest

from dateline.article import Article
from dateline.timex import creation_evidence, creation_window, timexes

COLUMNS = [
    "tid", "sentence", "start", "end", "text", "timex_type", "value", "mod", "anchor", "first_day", "last_day",
    "confidence", "why", "quant", "freq",
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
    assert (row["first_day"], row["last_day"], row["anchor"], row["sentence"]) == (
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
    assert (window["first_day"], window["last_day"]) == ("2018-08-04", "2018-12-31")
    reasons = {e["reason"].split(",")[0]: e["weak"] for e in window["evidence"]}
    assert reasons["in 2018"] is False
    assert reasons["not before 2018-08-04"] is True


@pytest.mark.parametrize(
    ("article", "first_day", "last_day"),
    [
        (Article("He left.", published="2018-09-09T10:00"), "2018-09-09", "2018-09-09"),
        (
            Article("A headline here\n\nMarch 3, 2014\n\nHe left the house in 2012, she said."),
            "2014-03-03",
            "2014-03-03",
        ),
        (Article("He left.", url="https://example.org/2014/03/03/he-left"), "2014-03-03", "2014-03-03"),
        (Article("He left the house in March 2014, she said."), "2014-03-01", None),
        (Article("The plan will end in 2050, she said."), None, "2050-12-31"),
        (
            Article("It began in 2016. On Saturday, September 8, it ended. It will reopen in 2019."),
            "2018-09-08",
            "2018-12-31",
        ),
        (Article("It began in 2016. On Saturday, September 8, it ended."), "2016-01-01", None),
        (Article("He ran for the 2020 election. He was jailed until 2024. He fled in 2014."), "2014-01-01", None),
        (Article("He left the house in 2012 and will come back in 2010."), "2012-01-01", None),
        (Article("He left."), None, None),
    ],
)
def test_creation_window(article, first_day, last_day):
    window = creation_window(article)
    assert (window["first_day"], window["last_day"]) == (first_day, last_day)


def test_evidence_is_a_table_with_all_together_first():
    table = creation_evidence(Article("It began in 2016. On Saturday, September 8, it ended. It will reopen in 2019."))
    assert list(table.columns) == ["first_day", "last_day", "reason", "weak"]
    assert list(table["first_day"]) == ["2018-09-08", "2016-01-01", None, "2018-09-08", "2018-09-08"]
    assert list(table["weak"]) == [False, False, True, True, True]
    alone = creation_evidence(Article("He left.", published="2018-09-09"))
    assert alone.to_dict("records") == [
        {"first_day": "2018-09-09", "last_day": "2018-09-09", "reason": "the publication date is given", "weak": False}
    ]
    nothing = creation_evidence(Article("He left."))
    assert list(nothing["reason"]) == ["nothing in the text says when it was written"]


def test_without_its_date_the_seed_has_intervals_of_less_confidence(seed):
    dated = timexes(Article(seed.text, published="2018-09-09")).set_index("tid")
    undated = timexes(Article(seed.text)).set_index("tid")
    saturday = undated.loc["t2"]
    assert (saturday["value"], saturday["anchor"]) == ("XXXX-WXX-6", "window")
    assert (saturday["first_day"], saturday["last_day"]) == ("2018-08-04", "2018-12-29")
    # "last fall" is the fall that the text names with its year, whichever end of the window it was written at
    assert (undated.at["t3", "value"], undated.at["t6", "value"]) == ("2017-FA", "2018-08-04")
    assert "2018-08-04" in undated.at["t7", "why"]
    leaning = ["t2", "t3", "t4", "t5", "t6"]
    assert (undated.loc[leaning, "confidence"] < dated.loc[leaning, "confidence"]).all()
    assert (undated.loc[leaning, "first_day"] <= dated.loc[leaning, "first_day"]).all()
    assert (undated.loc[leaning, "last_day"] >= dated.loc[leaning, "last_day"]).all()


def test_a_window_open_on_one_side_resolves_nothing():
    row = timexes(Article("He left in March 2014. She came on Friday.")).iloc[1]
    assert (row["value"], row["anchor"], row["first_day"], row["last_day"]) == ("XXXX-WXX-5", "unknown", None, None)
    assert row["why"].endswith("written not before 2014-03-01")


def test_another_language_is_not_read():
    table = timexes(Article("It fell on March 4, 2014.", language="fr"))
    assert list(table.columns) == COLUMNS
    assert len(table) == 0
    assert creation_window(Article("It fell in March 2014.", language="fr"))["first_day"] is None


def test_sets_say_how_often():
    table = timexes(Article("She swims twice a week and runs every Friday.", published="2018-09-09"))
    assert [tuple(row) for row in table[["value", "quant", "freq"]].to_numpy()] == [
        ("P1W", None, "2X"),
        ("XXXX-WXX-5", "EVERY", None),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell on a Monday morning in May.", ["XXXX-WXX-1TMO", "2024-05"]),
        ("She said so in a statement Monday.", ["2024-05-13"]),
        ("The Sept. 11 attacks and the September 11 hijackers changed it.", ["2001-09-11", "2001-09-11"]),
        ("He came one Friday.", ["XXXX-WXX-5"]),
        ("A Monday vote was held.", ["2024-05-13"]),  # the vote on Monday
        ("It began to rain on June 2.", ["2023-06-02"]),
        ("They refused to leave on March 2.", ["2024-03-02"]),
        ("They plan to leave on June 2.", ["2024-06-02"]),
        ("It was forecast to reach Leeds on Monday.", ["2024-05-20"]),
    ],
)
def test_a_day_of_no_week_and_a_deed_that_was_begun(text, expected):
    assert timexes(Article(text, published="2024-05-17"))["value"].tolist() == expected
