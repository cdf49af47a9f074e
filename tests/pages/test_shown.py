"""Article text is hostile: what is shown of it must stay text, in HTML, CSV and figures."""

import base64
import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pandas as pd
import pytest

from dateline import Article, heading, marked_events, plot_frequency, show_figure, show_table, timeline, timexes
from dateline.pages.table_html import LONGEST_TABLE, SHOWN_AT_ONCE, marked_html
from dateline.tables import written

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<a href='javascript:alert(1)'>x</a>",
    "{{ 7*7 }} {% raw %}",
    "</table></div><iframe>",
    "line one\nline two\u2028three",
    "it's \"quoted\" & 'so'",
    "]]> --> <!--",
]
HARMLESS = {"div", "table", "caption", "thead", "tbody", "tr", "th", "td", "p", "mark", "header", "h2", "details",
            "summary", "figure", "picture", "source", "img"}  # fmt: skip


class Tags(HTMLParser):
    """The tags and attributes that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.data: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.data.append(data)


def html_of(shown) -> Tags:
    return Tags(shown._repr_mimebundle_()[0]["text/html"])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    places = [(0, 3, "plus", text)]
    table = pd.DataFrame({text: [text], "text": [text], "marks": [written(places)]})
    for shown in (
        show_table(table, "x", text),
        heading(Article(text, title=text, source=text, byline=text, note=text)),
    ):
        page = html_of(shown)
        assert page.tags <= HARMLESS
        assert page.attributes <= {"class", "scope", "title", "role"}
    assert "".join(Tags(marked_html(text, places)).data) == text


def test_marks_point_at_their_words():
    assert marked_html("a bad day", [(2, 5, "minus", "-1")]) == 'a <mark class="minus" title="-1">bad</mark> day'


def test_of_two_overlapping_marks_the_first_stands():
    assert marked_html("abc", [(0, 2, "x", ""), (1, 3, "y", "")]) == '<mark class="x" title="">ab</mark>c'


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_text_starts_a_formula(cell):
    rows = show_table(pd.DataFrame({"text": [cell, cell]}), "a").data["text/csv"]
    assert rows.count("'" + cell) == 2


def test_numbers_are_not_touched_in_csv():
    assert show_table(pd.DataFrame({"n": [-1.5], "t": ["a"]}), "a").data["text/csv"] == "n,t\r\n-1.5,a\r\n"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(-0.001, "0.00"), (0.0, "0"), (-0.25, "−0.25"), (10.0, "10"), (0.1, "0.10"), (1234.5, "1,234")],
)
def test_a_number_has_two_decimals_a_true_minus_and_no_negative_zero(value, shown):
    assert f'<td class="number">{shown}</td>' in show_table(pd.DataFrame({"n": [value]}), "a").data["text/html"]


def test_what_is_undefined_is_a_dash_not_a_zero():
    known = {"a": [float("nan"), 1.5], "b": [None, "x"], "c": pd.array([pd.NA, 2], dtype="Int64"), "d": [True, False]}
    said = ["a", "b", "c", "d", "–", "–", "–", "yes", "1.50", "x", "2"]
    assert html_of(show_table(pd.DataFrame(known), "x")).data == said


def test_a_column_of_which_nothing_is_known_is_in_the_csv_alone():
    shown = show_table(pd.DataFrame({"a": [1, 2], "b": [None, None], "c": [float("nan")] * 2}), "x")
    assert html_of(shown).data == ["a", "1", "2"]
    assert shown.data["text/csv"].startswith("a,b,c")


def test_a_sentence_is_a_link_to_it_in_its_article():
    table = pd.DataFrame({"sentence": pd.array([12, pd.NA], dtype="Int64"), "n": [3, 4]})
    html = show_table(table, "x").data["text/html"]
    assert html.count("<a ") == 1
    assert '<td class="number"><a href="#s12">13</a></td><td class="number">3</td>' in html
    assert '<a href="#the-sun-s12">13</a>' in show_table(table.assign(article="the-sun"), "x").data["text/html"]
    assert "<a " not in show_table(table.assign(article="The Sun"), "x").data["text/html"]  # no name of a place
    assert "<a " not in show_table(pd.DataFrame({"sentence": ['1"><script>']}), "x").data["text/html"]


def test_a_list_of_sentences_is_a_link_each_and_a_count_is_none():
    html = show_table(pd.DataFrame({"sentences": ["0, 12 +2", "7, <b>"]}), "x").data["text/html"]
    assert '<a href="#s0">1</a>, <a href="#s12">13</a> +2' in html
    assert html.count("<a ") == 2
    assert "<a " not in show_table(pd.DataFrame({"sentences": [3]}), "x").data["text/html"]


def test_a_small_loss_is_no_negative_zero():
    assert html_of(show_table(pd.DataFrame({"tone": [-0.001, -0.01]}), "x")).data == ["tone", "0.00", "−0.01"]


def test_an_empty_table_says_so():
    shown = show_table(pd.DataFrame(columns=["a"]), "x")
    assert "None found." in html_of(shown).data
    assert shown.metadata["dateline"]["missing"] == "None found."


def test_long_tables_are_folded_and_cut_but_whole_in_csv():
    table = pd.DataFrame({"n": range(LONGEST_TABLE + 1)})
    shown = show_table(table, "x")
    text = html_of(shown).data
    assert f"{LONGEST_TABLE - SHOWN_AT_ONCE} more rows" in text
    assert f"{LONGEST_TABLE} of {LONGEST_TABLE + 1} rows are shown; the CSV has all." in text
    assert shown.data["text/csv"].count("\n") == LONGEST_TABLE + 2


def test_columns_narrow_what_is_shown_and_not_the_csv():
    shown = show_table(pd.DataFrame({"when": ["2018"], "wide": ["x" * 9]}), "x", columns=["when"])._repr_mimebundle_()[
        0
    ]
    assert "wide" not in shown["text/html"]
    assert shown["text/csv"] == "when,wide\r\n2018,xxxxxxxxx\r\n"


def test_the_timeline_as_shown_marks_the_words_that_date_it():
    article = Article("It began in the fall of 2017. The bridge fell on August 4, he said Saturday, as last fall.")
    table = marked_events(article, timeline(article), timexes(article))
    assert list(table.columns) == [
        "when", "value", "first_day", "last_day", "kind", "sentence", "text", "who", "stated", "inferred",
            "confidence", "doubt", "marks",
    ]  # fmt: skip
    said = table[table["value"] == "XXXX-WXX-6"].iloc[0]
    assert said["when"] == "2018-08-04 … 2018-12-29"
    start, end, kind, _ = json.loads(said["marks"])[0]
    assert (said["text"][start:end], kind) == ("Saturday", "time")
    page = show_table(table, "x", columns=["when", "text"]).data
    assert page["text/html"].count(">Saturday</mark>") == 1
    assert "marks" not in page["text/csv"]


def test_the_heading_of_an_undated_article_says_when_it_was_written():
    between = heading(Article("It began in the fall of 2017. The bridge fell on August 4, as last fall."))
    assert "between 4 August 2018 and 31 December 2018" in between._repr_mimebundle_()[0]["text/plain"]
    after = heading(Article("It began in 2017."))
    assert "not before 2017." in after._repr_mimebundle_()[0]["text/plain"]
    assert heading(Article("It rained.")).data["text/plain"].endswith("No publication date is known.")


def test_a_figure_is_the_same_bytes_twice_and_valid_svg():
    table = pd.DataFrame({"term": ["$x^2$ <b>", "$$"], "n": [3, 1], "kind": ["word", "name"]})
    first, second = (show_figure(plot_frequency(table), "x", 'a "figure" <b>') for _ in range(2))
    assert first.data == second.data
    ElementTree.fromstring(first.data["image/svg+xml"])
    assert base64.b64decode(first.data["image/png"]).startswith(b"\x89PNG")
    assert html_of(first).tags == {"figure", "picture", "source", "img"}


def test_the_heading_says_what_is_odd():
    said = " ".join(html_of(heading(Article("Texto.", language="es", note="Re-spun."))).data)
    assert "Re-spun." in said
    assert "Spanish" in said
    assert "No publication date is known" in said


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["2018-09-08", "2017-FA/2018", None], "code"),  # would break at a hyphen
        (["2018-09-08 … 2018-09-14", "199"], "code"),
        (["2018-09-08", "a year"], ""),
        (["of the United States of America and of others"], "prose"),
    ],
)
def test_a_column_of_dates_stays_in_one_piece(cells, kind):
    table = pd.DataFrame({"when": cells})
    assert ("code" in table_classes(table)) == (kind == "code")
    assert ("prose" in table_classes(table)) == (kind == "prose")


def table_classes(table: pd.DataFrame) -> set[str]:
    html = show_table(table, "x").data["text/html"]
    return {name for found in re.findall(r'<td class="([^"]*)"', html) for name in found.split()}


@pytest.mark.parametrize(("more", "said"), [(1, ">1 more row<"), (2, ">2 more rows<")])
def test_one_row_more_is_no_rows(more, said):
    table = pd.DataFrame({"n": range(SHOWN_AT_ONCE + more)})
    assert said in show_table(table, "x").data["text/html"]
