"""The frozen article and its one error."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from dateline import Article, ReadError


def test_an_article_is_frozen():
    article = Article("Some text.")
    with pytest.raises(FrozenInstanceError):
        article.text = "other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2018-09-09", "2018-09-09"),
        (" 2018-09-09 ", "2018-09-09"),
        ("2018-09-09T18:30", "2018-09-09T18:30"),
        (date(2018, 9, 9), "2018-09-09"),
        ("20180909", "2018-09-09"),
        ("2018-W36-7", "2018-09-09"),
        (None, None),
        ("", None),
        ("None", None),
    ],
)
def test_published_is_iso_text(given, kept):
    assert Article("x", published=given).published == kept


@pytest.mark.parametrize("given", ["2018-13-01", "09/09/2018", "yesterday", "2018-02-30"])
def test_a_date_that_is_no_date_is_refused_in_one_line(given):
    with pytest.raises(ReadError, match="is not a date: write it as YYYY-MM-DD") as caught:
        Article("x", published=given)
    assert "\n" not in str(caught.value)


def test_the_error_renders_as_one_line_in_a_notebook():
    assert ReadError("a.txt: is empty")._render_traceback_() == ["ReadError: a.txt: is empty"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("He left \ud83d at noon.", "He left \ufffd at noon."),
        ("\udfff\ud800", "\ufffd\ufffd"),
        ("\x00 stays \u202e and 😀", "\x00 stays \u202e and 😀"),
    ],
)
def test_half_a_pair_that_no_file_can_hold_is_replaced_where_it_stands(given, kept):
    article = Article(given, title=given, source=given, url=given, byline=given, note=given)
    assert {article.text, article.title, article.source, article.url, article.byline, article.note} == {kept}
    assert len(article.text) == len(given)
    assert article.text.encode()
