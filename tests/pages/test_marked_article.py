"""The reading view keeps every character of the article, nests its marks and lets nothing of the text become a tag."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import Article, paragraphs, reading_view, sentences
from dateline.pages.marked_article import LAYERS, Mark, marks_of, nested

VOID = {"input", "br"}


class Page(HTMLParser):
    """Tags in order, whether they close properly, and the text that is the article's own (chips left out)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict]] = []
        self.text = ""
        self.chip = 0
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        self.chip += tag == "small"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self.chip -= tag == "small"

    def handle_data(self, data):
        self.text += "" if self.chip else data


def view(text: str, **facts) -> str:
    return reading_view(Article(text, **facts)).data["text/html"]


def body(html: str) -> str:
    return re.search(r'<div class="text".*?>(.*)</div></details>', html, re.DOTALL).group(1)


def test_crossing_marks_are_cut_at_the_border():
    marks = [Mark(0, 0, 4, "quote", "q", "Ann"), Mark(2, 2, 6, "time", "t", "", "2018")]
    assert nested("abcdefg", 0, 7, marks) == (
        '<mark class="quote" tabindex="0" title="q"><small class="speaker">Ann</small>ab'
        '<mark class="time" tabindex="0" title="t">cd</mark></mark>'
        '<mark class="time" title="t">ef<small class="value">2018</small></mark>g'
    )


def test_a_mark_that_began_before_has_its_speaker_there_and_no_second_stop_for_the_keyboard():
    assert nested("abcd", 2, 4, [Mark(0, 0, 4, "quote", "q", "Ann")]) == '<mark class="quote" title="q">cd</mark>'


SPANS = st.lists(st.tuples(st.integers(0, len(LAYERS) - 1), st.integers(0, 12), st.integers(1, 6)), max_size=8)


@given(st.text("ab<&\"' \n", min_size=12, max_size=12), SPANS)
def test_any_marks_nest_and_no_character_is_lost(text, spans):
    marks = sorted(Mark(rank, start, start + size, "x", "why", "before", "after") for rank, start, size in spans)
    marks = [mark for mark in sorted(marks, key=lambda mark: mark.start) if mark.start < len(text)]
    page = Page(nested(text, 0, len(text), marks))
    assert page.text == text
    assert sum("tabindex" in attrs for _, attrs in page.seen) == sum(mark.rank != 1 for mark in marks)


@settings(deadline=None, max_examples=30)  # the first article loads the rules
@given(st.text("aB.“” <>&\n2019Friday", max_size=80))
def test_the_article_is_shown_whole(text):
    shown = Page(body(view(text))).text if text.strip() else ""
    assert "".join(shown.split()) == "".join(text.split())


def test_the_seed_is_shown_whole_and_each_sentence_has_its_address(seed):
    page = Page(body(reading_view(seed).data["text/html"]))
    parts = [seed.text[row.start : row.end] for row in paragraphs(seed).itertuples()]
    assert page.text == "".join(parts)
    ids = [attrs["id"] for tag, attrs in page.seen if "id" in attrs]
    assert ids == [f"s{number}" for number in sentences(seed)["sentence"]]


def test_each_layer_marks_what_a_reader_would(seed):
    marked = {(mark.kind, seed.text[mark.start : mark.end]): mark for mark in marks_of(seed)}
    assert marked["time", "August 4"].after == "2018-08-04"
    assert "value: 2018-08-04; type: DATE; leans on: published" in marked["time", "August 4"].why
    assert marked["quote sentence", '"We were frustrated"'].before == "an ex-military commander in Venezuela"
    assert marked["name person", "Donald Trump"].why == "person: Donald Trump"
    assert marked["word minus", "frustrated"].why.startswith("−")
    assert ("piece", '"We were frustrated"') in marked


def test_what_is_not_known_is_said_to_be_unknown():
    marks = marks_of(Article("It rained at that time. “Nobody knows,” it says on the wall."))
    assert [mark.after for mark in marks if mark.kind == "time doubtful"] == ["?"]
    assert all("nan" not in mark.why.split() and "None" not in mark.why for mark in marks)


def test_captions_and_the_sites_own_lines_are_named(seed):
    html = reading_view(seed).data["text/html"]
    assert '<p class="caption" dir="auto"><small class="role">caption</small>' in html
    assert '<small class="role">belongs to the site, not read</small>' in html


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style></section>"])
def test_hostile_text_stays_text(text):
    said = f"{text}\n\n“{text}” said {text} Ann {text} on Friday, 4 May 2018 {text}."
    page = Page(view(said, title=text, language='en"><b>'))
    assert {tag for tag, _ in page.seen} <= {
        "style", "section", "details", "summary", "fieldset", "legend", "label", "input", "span", "small", "mark",
        "div", "p", "code",
    }  # fmt: skip
    assert {name for _, attrs in page.seen for name in attrs} <= {
        "class", "id", "aria-label", "open", "type", "checked", "title", "tabindex", "dir", "lang"
    }  # fmt: skip


def test_an_empty_text_says_so():
    assert "not shown: n = 0 characters" in view("")


def test_the_same_article_gives_the_same_view(seed):
    assert reading_view(seed).data == reading_view(seed).data


def test_a_book_is_not_shown():
    assert "not shown: n = 300,001 characters" in reading_view(Article("a" * 300_001)).data["text/html"]


def test_a_time_that_says_its_own_value_has_no_chip():
    marks = {
        mark.start: mark.after for mark in marks_of(Article("It ran in 1987 and on 4 May 1988.")) if mark.kind == "time"
    }
    assert marks == {10: "", 22: "1988-05-04"}
