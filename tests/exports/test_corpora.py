"""Interchange: each opens in what reads that format, or in a parser after its documented grammar; offsets hold."""

import csv
import io
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import Article, kwic, mentions, quotes, timexes, to_csv
from dateline import tokens as tokens_of
from dateline.exports import to_brat, to_concordance, to_corpus, to_tokens
from dateline.exports.times import formula_safe

QUOTES = ["kind", "start", "end", "speaker_start", "speaker_end", "speaker_entity", "confidence"]
TIMES = ["timex_type", "start", "end", "value", "mod", "confidence", "why"]
NAMES = ["kind", "start", "end", "entity"]

# brat.nlplab.org/standoff.html, the lines that we write.
GRAMMAR = {
    "T": re.compile(r"T\d+\t(?P<type>[\w-]+) (?P<spans>\d+ \d+(?:;\d+ \d+)*)\t(?P<text>.*)", re.ASCII),
    "R": re.compile(r"R\d+\t(?P<type>[\w-]+) Arg1:(?P<first>T\d+) Arg2:(?P<second>T\d+)", re.ASCII),
    "A": re.compile(r"A\d+\t(?P<type>[\w-]+) (?P<of>T\d+) (?P<value>\S+)"),
    "#": re.compile(r"#\d+\tAnnotatorNotes (?P<of>T\d+)\t(?P<text>.*)"),
}


def parsed(standoff):
    """The fields of each line by its id; every id once, every reference to a span that is there."""
    lines = standoff.splitlines()
    assert lines == standoff.split("\n")[:-1]
    found = {line.split("\t")[0]: GRAMMAR[line[0]].fullmatch(line).groupdict() for line in lines}
    assert len(found) == len(lines)
    assert {row[key] for row in found.values() for key in ("of", "first", "second") if key in row} <= found.keys()
    return found


def spans(row):
    return [tuple(map(int, span.split())) for span in row["spans"].split(";")]


def standoff_of(text, quoted=(), timed=(), named=()):
    tables = (pd.DataFrame(rows, columns=names) for rows, names in ((quoted, QUOTES), (timed, TIMES), (named, NAMES)))
    return to_brat(Article(text), *tables)


def test_brat_has_a_quotation_with_its_speaker():
    text, standoff = standoff_of(
        '"Yes," he said. "No," he said.',
        quoted=[("sentence", 0, 6, 7, 9, "Ann Author", 0.9), ("fragment", 16, 21, 7, 9, None, 0.4)],
    )
    assert text == '"Yes," he said. "No," he said.'
    assert standoff.splitlines() == [
        'T1\tQuotation 0 6\t"Yes,"',
        "A1\tKind T1 sentence",
        "A2\tConfidence T1 0.90",
        "T2\tSpeaker 7 9\the",
        "#1\tAnnotatorNotes T2\tAnn Author",
        "R1\tSaidBy Arg1:T1 Arg2:T2",
        'T3\tQuotation 16 21\t"No,"',
        "A3\tKind T3 fragment",
        "A4\tConfidence T3 0.40",
        "R2\tSaidBy Arg1:T3 Arg2:T2",
    ]


def test_brat_has_the_value_of_a_time_and_the_entity_of_a_name():
    timed = [("DATE", 0, 6, "2018-09-07", None, 0.9, "a\treason"), ("DATE", 8, 12, None, "APPROX", None, "")]
    found = parsed(standoff_of("Friday, then in UK", timed=timed, named=[("place", 16, 18, "United Kingdom")])[1])
    assert found["A1"] == {"type": "Value", "of": "T1", "value": "2018-09-07"}
    assert found["#1"] == {"of": "T1", "text": "a reason"}
    assert [row for row in found.values() if row.get("of") == "T2"] == [{"type": "Mod", "of": "T2", "value": "APPROX"}]
    assert found["T3"] == {"type": "Place", "spans": "16 18", "text": "UK"}
    assert found["#2"]["text"] == "United Kingdom"


@pytest.mark.parametrize(
    ("raw", "place", "words"),
    [
        ("one\ntwo", "0 7", "one two"),
        ("one \n\n  two\t3", "0 13", "one     two 3"),
        ("\n\tone\ttwo\n", "2 9", "one two"),
        ("a\u2028b\x85c\r\nd", "0 8", "a b c  d"),
        ("\U0001f600 \U0001f600\nb", "0 5", "\U0001f600 \U0001f600 b"),  # code points: an emoji is one
    ],
)
def test_brat_keeps_a_span_in_one_piece_where_a_line_ends(raw, place, words):
    text, standoff = standoff_of(raw, named=[("person", 0, len(raw), "x")])
    assert parsed(standoff)["T1"] == {"type": "Person", "spans": place, "text": words}
    assert len(text) == len(raw)
    assert text.strip() == words


def test_brat_keeps_the_lines_between_spans():
    assert standoff_of("Ann\nLee\nspoke.", named=[("person", 0, 7, "Ann Lee")])[0] == "Ann Lee\nspoke."


def test_brat_leaves_out_a_span_of_white_space_and_what_hangs_on_it():
    quoted = [("sentence", 1, 3, 0, 1, None, 0.5)]
    assert parsed(standoff_of("a\n b", quoted=quoted)[1]) == {"T1": {"type": "Speaker", "spans": "0 1", "text": "a"}}


ROUGH = st.lists(st.sampled_from([*'ab .,"“”\n\t\r\x85\u2028\U0001f600', "said ", "Ann ", "Monday "]), max_size=40)


@given(ROUGH.map("".join), st.data())
def test_brat_of_any_text_parses_and_its_spans_are_its_words(raw, data):
    place = st.tuples(*[st.integers(0, len(raw))] * 2).map(sorted)
    named = [("person", *data.draw(place), data.draw(st.text(max_size=9))) for _ in range(3)]
    timed = [("SET", *data.draw(place), data.draw(st.text(max_size=9)), None, 1, data.draw(st.text(max_size=9)))]
    text, standoff = standoff_of(raw, timed=timed, named=named)
    assert len(text) == len(raw)
    for row in parsed(standoff).values():
        if "spans" in row:
            assert row["text"] == " ".join(text[start:end] for start, end in spans(row))
            assert "".join(row["text"].split()) in "".join(raw.split())


def test_brat_of_the_seed_has_every_row(seed):
    said, when, who = quotes(seed), timexes(seed), mentions(seed)
    text, standoff = to_brat(seed, said, when, who)
    found = parsed(standoff)
    kinds = [row["type"] for row in found.values() if "spans" in row]
    assert text == seed.text
    assert kinds.count("Quotation") == len(said) > 5
    assert kinds.count("DATE") == len(when) > 5
    assert sum(kind in ("Person", "Organisation", "Place", "Group", "Other") for kind in kinds) == len(who) > 5
    values = [row["value"] for row in found.values() if row.get("type") == "Value"]
    assert values == when["value"].dropna().tolist()
    assert sum(row.get("type") == "SaidBy" for row in found.values()) == said["speaker_start"].notna().sum()


def test_the_corpus_opens_in_pandas_with_the_text_as_it_was():
    articles = {"a": Article('Rain,\n"again".\n\n\U0001f600', published="2018-09-09", title="=1+1"), "b": Article("b")}
    back = pd.read_csv(io.StringIO(to_csv(to_corpus(articles)), newline=""), keep_default_na=False)
    assert list(back.columns[:2]) == ["doc_id", "text"]
    assert list(back["text"]) == [articles["a"].text, "b"]
    assert back.loc[0, ["title", "published", "source"]].tolist() == ["'=1+1", "2018-09-09", ""]


def test_tokens_count_from_one_in_each_sentence_and_point_into_the_text():
    articles = {"a": Article("Ann met Bob. He ran - fast."), "b": Article("Null and NA.")}
    table = to_tokens({name: tokens_of(article) for name, article in articles.items()})
    back = pd.read_csv(io.StringIO(to_csv(table), newline=""), keep_default_na=False)
    assert list(zip(back["doc_id"], back["sentence_id"], back["token_id"], back["word"], strict=True)) == [
        ("a", 1, 1, "ann"), ("a", 1, 2, "met"), ("a", 1, 3, "bob"), ("a", 1, 4, "."), ("a", 2, 1, "he"),
        ("a", 2, 2, "ran"), ("a", 2, 3, "-"), ("a", 2, 4, "fast"), ("a", 2, 5, "."), ("b", 1, 1, "null"),
        ("b", 1, 2, "and"), ("b", 1, 3, "na"), ("b", 1, 4, "."),
    ]  # fmt: skip
    assert table["is_stop"].iloc[:5].tolist() == ["FALSE", "FALSE", "FALSE", "FALSE", "TRUE"]
    assert back["is_stop"].dtype == bool
    for row in back.itertuples():
        assert articles[row.doc_id].text[row.start : row.end] == row.token


def test_a_concordance_has_one_line_for_each_occurrence():
    article = Article('The "ferry" ran.\nA ferry\n"=1+1" sank.')
    table = kwic(tokens_of(article), "ferry", window=2)
    text = to_concordance({"a": table.assign(post=["x\ty\u2028z", "=1"])})
    back = pd.read_csv(io.StringIO(text), sep="\t", keep_default_na=False)
    assert list(back.columns) == ["doc_id", "sentence_id", "start", "end", "pre", "keyword", "post"]
    assert list(back["keyword"]) == ["ferry", "ferry"]
    assert list(back["post"]) == ["x y z", "'=1"]
    assert [article.text[row.start : row.end] for row in back.itertuples()] == ["ferry", "ferry"]
    assert list(csv.reader(text.splitlines(), delimiter="\t"))[1][4] == 'The "'
    assert len(text.splitlines()) == 3


def test_no_article_is_a_table_without_rows():
    assert to_tokens({}).columns.tolist()[:2] == ["doc_id", "sentence_id"]
    assert to_concordance({}).splitlines() == ["doc_id\tsentence_id\tstart\tend\tpre\tkeyword\tpost"]
    assert len(to_corpus({})) == 0


def test_a_text_that_begins_with_a_sign_keeps_its_offsets():
    article = Article("- He left.\n\nThe bridge closed.")
    back = pd.read_csv(io.StringIO(to_csv(to_corpus({"a": article}))), keep_default_na=False)
    assert back.loc[0, "text"] == article.text


def test_a_title_that_only_the_text_has_is_in_the_corpus():
    table = to_corpus({"a": Article("Bridge closes after fire\n\nThe bridge closed on Monday, the mayor said.")})
    assert table["title"].tolist() == ["Bridge closes after fire"]


@pytest.mark.parametrize(("cell", "safe"), [("-0043-03-15", "-0043-03-15"), ("-04XX", "-04XX"), ("-1+2", "'-1+2"),
                                            ("=A(1)\nx", "'=A(1)\nx")])  # fmt: skip
def test_a_year_before_our_era_is_no_formula(cell, safe):
    assert formula_safe(cell) == safe
