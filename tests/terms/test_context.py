import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article import Article, ReadError
from dateline.segments.tokenization import tokens
from dateline.terms.context import KWIC_COLUMNS, kwic
from dateline.terms.counts import occurrences
from dateline.terms.forms import with_terms

TEXT = 'The US met us. "Coup plotters met the US envoy," he said. A coup failed.'


@pytest.fixture(scope="module")
def table():
    return tokens(Article(TEXT))


def lines(table):
    return list(zip(table["pre"], table["text"], table["post"], strict=True))


def test_a_word_in_context(table):
    assert lines(kwic(table, "met", window=2)) == [
        ("The US", "met", 'us. "Coup'),
        ("Coup plotters", "met", "the US"),
    ]


def test_marks_that_touch_the_match_stay_outside(table):
    assert lines(kwic(table, "coup", window=1)) == [('us. "', "Coup", "plotters"), ("A", "coup", "failed")]


def test_us_is_not_us(table):
    assert kwic(table, "US")["start"].to_list() == [4, 38]
    assert kwic(table, "us")["text"].to_list() == ["us"]
    assert kwic(table, "/us/")["text"].to_list() == ["us"]
    assert kwic(table, "/US/")["text"].to_list() == ["US", "US"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("coup", ["Coup", "coup"]),
        ("COUP", []),
        ("coup plotters", ["Coup plotters"]),
        ("coup plot*", ["Coup plotters"]),
        ("?oup", ["Coup", "coup"]),
        ("*e*", ["The", "met", "plotters", "met", "the", "envoy", "he", "failed"]),
        ("/coup (fail|plot)/", ["Coup plotters", "coup failed"]),
        ("/oup$/", []),
        ("/^he/", []),
        ("/ed$/", ["failed"]),
        ("/m.t/", ["met", "met"]),
        ("/(met|the) +/", ["The", "met", "met", "the"]),
        ("met met", []),
        ("us coup", []),  # not across a sentence end
        ("zebra", []),
        ("", []),
        ("!", []),
        ("//", []),
        ("/x*/", []),
    ],
)
def test_what_patterns_find(table, pattern, found):
    assert kwic(table, pattern)["text"].to_list() == found


def test_a_pattern_may_be_a_possessive():
    assert kwic(tokens(Article("Maduro’s men. Maduro spoke.")), "Maduro's")["text"].to_list() == ["Maduro", "Maduro"]


def test_a_match_is_the_articles_characters_and_its_context_one_line():
    found = kwic(tokens(Article("when the  United\xa0 States \xa0said no")), "united states", window=2)
    assert lines(found) == [("when the", "United\xa0 States", "said no")]


def test_occurrences_in_context():
    words = with_terms(tokens(article := Article("The USA met us. The United States, he said, left.")))
    found = kwic(tokens(article), occurrences(words, ["United States"], by="term"), window=1)
    assert lines(found) == [("The", "USA", "met"), ("The", "United States", ", he")]
    assert kwic(tokens(article), occurrences(words, [], by="term")).empty


def test_context_stays_in_its_article(as_tokens):
    both = pd.concat([as_tokens(["a", "x"]).assign(article="one"), as_tokens(["x", "b"]).assign(article="two")])
    found = kwic(both, "x")
    assert lines(found) == [("a", "x", ""), ("", "x", "b")]
    assert found["article"].to_list() == ["one", "two"]
    assert lines(kwic(both, "x x")) == []


@pytest.mark.parametrize("pattern", ["/(a/", "/[/", "/a{2,1}/", "/(?P<x>a)(?P<x/", "/*/"])
def test_an_invalid_expression_is_one_line(table, pattern):
    with pytest.raises(ReadError, match="not a valid regular expression") as error:
        kwic(table, pattern)
    assert "\n" not in str(error.value)


def test_catastrophic_patterns_are_refused():
    hostile = tokens(Article("a" * 3000 + "!"))
    with pytest.raises(ReadError, match="takes longer"):
        kwic(hostile, "/(a|aa)+$^/")
    with pytest.raises(ReadError, match="600 characters"):
        kwic(hostile, "x" * 600)
    assert kwic(hostile, "*a" * 40 + "b").empty


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("/((((a{99}){99}){99}){99})/", "counts that multiply"),  # gigabytes, were it compiled
        ("/(?x) (?:a{ 1000 }){ 1000 }/", "counts that multiply"),
        ("/(?R)/", "too much memory"),
    ],
)
def test_patterns_that_eat_memory_are_refused(table, pattern, message):
    with pytest.raises(ReadError, match=message) as error:
        kwic(table, pattern)
    assert "\n" not in str(error.value)


def test_counts_that_a_reader_would_write(table):
    assert kwic(table, r"/\w{3,10} (\w{2}){2,40}/")["text"].to_list() == ["Coup plotters", "coup failed"]


def test_empty_input():
    assert list(kwic(tokens(Article("")), "a")) == KWIC_COLUMNS
    assert kwic(tokens(Article("a")), "a", window=0)[["pre", "post"]].to_numpy().tolist() == [["", ""]]


@pytest.mark.parametrize(
    ("name", "pattern"),
    [("terror", "terror*"), ("unitedstates", "united states")],
)
def test_same_lines_as_quanteda(gold, speeches, as_tokens, name, pattern):
    """Their positions are from 1 and their tokens hold no marks and no sentences, as in this table."""
    theirs = pd.read_csv(gold / f"inaugural_kwic_{name}.csv", keep_default_na=False)
    ours = []
    for document in speeches:
        found = kwic(as_tokens(speeches[document]), pattern, window=5)
        found.insert(0, "docname", document)
        ours.append(found.assign(**{"from": found["position"] + 1}))
    joined = pd.concat(ours, ignore_index=True)
    for column in ("docname", "from", "pre", "text", "post"):
        assert joined[column].to_list() == theirs[column.replace("text", "keyword")].to_list()


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="abU S.,'’“\n-*é", max_size=60), st.text(alphabet="abUS*?/.()[+ ", max_size=8))
def test_spans_hold_for_any_text_and_pattern(text, pattern):
    article = Article(text)
    try:
        found = kwic(tokens(article), pattern)
    except ReadError:
        return
    for row in found.itertuples():
        assert article.text[row.start : row.end] == row.text
