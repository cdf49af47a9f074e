"""Exports: each opens in what reads that format, with hostile text as text."""

import csv
import io
import json
import xml.etree.ElementTree as ET

import edtf
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import Article, timeline, timexes
from dateline.exports.times import formula_safe, to_csv, to_edtf, to_parquet, to_timelinejs, to_timeml

TIMEX_COLUMNS = ["tid", "start", "end", "timex_type", "value", "mod", "anchor"]
TIMELINE_COLUMNS = ["event", "value", "mod", "first_day", "last_day", "kind", "text", "who"]


def times(*rows):
    return pd.DataFrame(rows, columns=TIMEX_COLUMNS)


def events(*rows):
    return pd.DataFrame([(i, *row) for i, row in enumerate(rows)], columns=TIMELINE_COLUMNS)


def spans(xml):
    """Text of TEXT, and start, end and attributes of each TIMEX3 in it, as a parser sees them."""
    text, found = "", []
    root = ET.fromstring(xml.encode("utf-8")).find("TEXT")
    text = root.text or ""
    for child in root:
        found.append((len(text), len(text) + len(child.text or ""), child.attrib))
        text += (child.text or "") + (child.tail or "")
    return text, found


def test_timeml_keeps_text_offsets_and_values():
    article = Article("It rained on Friday & last fall.", published="2018-09-09")
    table = times(("t1", 13, 19, "DATE", "2018-09-07", None, "published"), ("t2", 22, 31, "DATE", None, "START", "t1"))
    text, found = spans(to_timeml(article, table))
    assert text == article.text
    assert [(start, end) for start, end, _ in found] == [(13, 19), (22, 31)]
    assert found[0][2]["value"] == "2018-09-07"
    assert found[0][2]["anchorTimeID"] == "t0"
    assert found[1][2]["mod"] == "START"
    assert found[1][2]["value"] == "XXXX-XX-XX"
    assert found[1][2]["anchorTimeID"] == "t1"


def test_timeml_holds_the_publication_date_as_t0():
    root = ET.fromstring(to_timeml(Article("Rain.", published="2018-09-09T18:30"), times()).encode())
    dct = root.find("DCT/TIMEX3")
    assert (dct.get("tid"), dct.get("type"), dct.get("value")) == ("t0", "TIME", "2018-09-09T18:30")
    assert dct.get("functionInDocument") == "CREATION_TIME"
    assert ET.fromstring(to_timeml(Article("Rain."), times()).encode()).find("DCT/TIMEX3").get("value") == "XXXX-XX-XX"


def test_timeml_keeps_the_first_of_two_spans_that_overlap():
    table = times(("t1", 0, 4, "DATE", "2018", None, "text"), ("t2", 2, 6, "DATE", "2019", None, "text"))
    assert [a["tid"] for _, _, a in spans(to_timeml(Article("abcdefgh"), table))[1]] == ["t1"]


@pytest.mark.parametrize(
    "text", ["]]>", "<script>x</script>", "a\x00b\x0bc", "a\r\nb", "\ud800", "&amp; &", "\ufffe\U0001f600"]
)
def test_timeml_of_hostile_text_is_text_of_one_length(text):
    read, _ = spans(to_timeml(Article(text), times()))
    assert len(read) == len(text)
    assert all(a == b or b == "\ufffd" for a, b in zip(text, read, strict=True))


@given(st.text(max_size=60), st.data())
def test_timeml_of_any_text_and_span_round_trips(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    value = data.draw(st.text(max_size=8))
    read, found = spans(to_timeml(Article(text, title=value), times(("t1", start, end, "DATE", value, value, "text"))))
    assert len(read) == len(text)
    assert [(a, b) for a, b, _ in found] == ([(start, end)] if end > start else [])


def test_timelinejs_gives_dates_no_finer_than_known():
    table = events(
        ("2018", None, "2018-01-01", "2018-12-31", "event", "It rained", "it"),
        ("2017-FA/2018", None, "2017-09-01", "2018-12-31", "event", "They met", None),
        ("2018-09-08", None, "2018-09-08", "2018-09-08", "reporting", "<script>alert(1)</script>", "<b>"),
        ("2017-FA", None, "2017-09-01", "2017-11-30", "event", "He left", "he"),
    )
    made = json.loads(json.dumps(to_timelinejs(Article("x", title="A & B"), table)))
    year, meetings, day, fall = made["events"]
    assert year["start_date"] == {"year": 2018}
    assert meetings["start_date"] == {"year": 2017, "month": 9}
    assert meetings["end_date"] == {"year": 2018}
    assert day["start_date"] == {"year": 2018, "month": 9, "day": 8}
    assert "end_date" not in day
    assert day["text"]["headline"] == "&lt;script&gt;alert(1)&lt;/script&gt;"
    assert day["group"] == "reporting"
    assert fall["display_date"] == "fall 2017"
    assert made["title"]["text"]["headline"] == "A &amp; B"
    assert len({event["unique_id"] for event in made["events"]}) == 4


def test_timelinejs_says_between_which_days_an_open_date_lies():
    table = events(("XXXX-WXX-6", None, "2018-08-04", "2018-12-29", "reporting", "They said", "they"))
    event = to_timelinejs(Article("x"), table)["events"][0]
    assert event["display_date"] == "between 2018-08-04 and 2018-12-29"
    assert event["end_date"] == {"year": 2018, "month": 12, "day": 29}


def test_a_set_keeps_its_frequency_in_timeml():
    article = Article("She swims twice a week and every Friday.", published="2018-09-09")
    found = [a for _, _, a in spans(to_timeml(article, timexes(article)))[1]]
    assert [(a["type"], a["value"], a.get("freq"), a.get("quant")) for a in found] == [
        ("SET", "P1W", "2X", None),
        ("SET", "XXXX-WXX-5", None, "EVERY"),
    ]


@pytest.mark.parametrize("published", ["2018-09-09", None])
def test_the_seed_opens_in_what_reads_each_format(seed, published):
    article = Article(seed.text, published=published)
    times_, happened = timexes(article), timeline(article)
    text, found = spans(to_timeml(article, times_))
    assert text == article.text
    assert [(start, end) for start, end, _ in found] == list(zip(times_["start"], times_["end"], strict=True))
    assert [a["value"] for _, _, a in found if a["tid"] != "t7"] == list(times_["value"].dropna())
    assert len(json.loads(json.dumps(to_timelinejs(article, happened)))["events"]) == len(happened) == 6
    assert all(str(edtf.parse_edtf(form)) == form for form in to_edtf(happened))
    rows = list(csv.DictReader(io.StringIO(to_csv(happened), newline="")))
    assert [(row["first_day"], row["last_day"]) for row in rows] == list(
        zip(happened["first_day"], happened["last_day"], strict=True)
    )


def test_timelinejs_keeps_hours():
    table = events(
        ("2018-09-08T18:30", None, "2018-09-08", "2018-09-08", "event", "It rained", "it"),
        ("2018-09-08T09:00/2018-09-08T11:15", None, "2018-09-08", "2018-09-08", "event", "They met", None),
        ("2018-12-31T24:00", None, "2018-12-31", "2018-12-31", "event", "It ended", None),
        ("2018-09-08TMO", None, "2018-09-08", "2018-09-08", "event", "He left", "he"),
    )
    rain, meeting, midnight, morning = to_timelinejs(Article("x"), table)["events"]
    day = {"year": 2018, "month": 9, "day": 8}
    assert rain["start_date"] == day | {"hour": 18, "minute": 30}
    assert (meeting["start_date"], meeting["end_date"]) == (
        day | {"hour": 9, "minute": 0},
        day | {"hour": 11, "minute": 15},
    )
    assert midnight["start_date"] == {"year": 2019, "month": 1, "day": 1, "hour": 0, "minute": 0}
    assert morning["start_date"] == day
    assert not any("end_date" in event for event in (rain, midnight, morning))


def test_timeml_gives_an_impossible_day_no_value():
    found = spans(to_timeml(a := Article("It fell on 31 April 2023, or 30 Feb."), timexes(a)))[1]
    assert [(row["value"], row["comment"]) for _, _, row in found] == [("XXXX-XX-XX", "not resolved")] * 2


def test_timelinejs_leaves_out_what_has_no_date():
    assert to_timelinejs(Article("x"), events((None, None, None, None, "event", "a", None)))["events"] == []


EDTF = [
    ("2018", None, "2018-01-01", "2018-12-31", "2018"),
    ("2018-09", None, "2018-09-01", "2018-09-30", "2018-09"),
    ("2018-09-08", None, "2018-09-08", "2018-09-08", "2018-09-08"),
    ("2018-09", "APPROX", "2018-09-01", "2018-09-30", "2018-09~"),
    ("2017-SP", None, "2017-03-01", "2017-05-31", "2017-21"),
    ("2017-FA", None, "2017-09-01", "2017-11-30", "2017-23"),
    ("2017-FA", "APPROX", "2017-09-01", "2017-11-30", "2017-23"),
    ("2018-Q1", None, "2018-01-01", "2018-03-31", "2018-33"),
    ("2018-H2", None, "2018-07-01", "2018-12-31", "2018-41"),
    ("199", None, "1990-01-01", "1999-12-31", "199X"),
    ("19", None, "1900-01-01", "1999-12-31", "19XX"),
    ("2018-W36", None, "2018-09-03", "2018-09-09", "2018-09-03/2018-09-09"),
    ("2018-09-08T18:30", None, "2018-09-08", "2018-09-08", "2018-09-08T18:30:00"),
    ("2018-09-08TMO", None, "2018-09-08", "2018-09-08", "2018-09-08"),
    ("2017-FA/2018", None, "2017-09-01", "2018-12-31", "2017-23/2018"),
    ("2015/..", None, "2015-01-01", "2018-09-09", "2015/.."),
    ("199/2003", None, "1990-01-01", "2003-12-31", "1990-01-01/2003-12-31"),
    ("2018-02-30", None, None, None, ""),
    ("BC0044", None, None, None, "-0043"),
    ("BC0001", None, None, None, "0000"),
    ("BC0044-03-15", None, None, None, "-0043-03-15"),
    ("BC0217-SP", None, None, None, "-0216-21"),
    ("BC05", None, None, None, "-04XX"),
    ("BC0500", "APPROX", None, None, "-0499~"),
    ("XXXX-WXX-6", None, "2018-08-04", "2018-12-29", "[2018-08-04..2018-12-29]"),
    ("XXXX-WXX-6", None, None, None, ""),
    (None, None, None, None, ""),
]


@pytest.mark.parametrize(("value", "mod", "first_day", "last_day", "form"), EDTF)
def test_edtf_is_what_its_parser_reads(value, mod, first_day, last_day, form):
    table = pd.DataFrame(
        {"value": [value], "mod": [mod], "first_day": [first_day], "last_day": [last_day]}, dtype=object
    )
    assert list(to_edtf(table)) == [form]
    if form:
        assert str(edtf.parse_edtf(form)) == form


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\tx", "\rx"])
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe(cell):
    assert formula_safe(cell) == "'" + cell
    read = list(csv.reader(io.StringIO(to_csv(pd.DataFrame({"=a": [cell], "n": [-1]})), newline="")))
    assert read == [["'=a", "n"], ["'" + cell, "-1"]]


@pytest.mark.parametrize("cell", ["a=b", "", "-", "@", 3, None, -1.5])
def test_other_cells_stay(cell):
    assert formula_safe(cell) is cell


def test_csv_keeps_dates_as_iso_text():
    assert (
        to_csv(pd.DataFrame({"first_day": ["2018-09-08"], "text": ['a, "b"\nc']}))
        == 'first_day,text\r\n2018-09-08,"a, ""b""\nc"\r\n'
    )


def test_parquet_gives_back_the_table(seed):
    table = timeline(seed)
    back = pd.read_parquet(io.BytesIO(to_parquet(table)))
    assert list(back.columns) == list(table.columns)
    assert back["first_day"].tolist() == table["first_day"].tolist()
    assert back["text"].tolist() == table["text"].tolist()


def test_an_empty_table_is_parquet_with_its_columns():
    assert list(pd.read_parquet(io.BytesIO(to_parquet(timeline(Article(""))))).columns) == list(timeline(Article("")))
