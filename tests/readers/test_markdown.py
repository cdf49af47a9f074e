"""Markdown is read as Markdown: its front matter as fields, its marks as none of the text."""

import pytest

from dateline import read
from dateline.readers.markdown import plain


def _read(folder, text):
    (folder / "a.md").write_text(text, encoding="utf-8")
    return read(folder / "a.md")


FRONT = """---
title: "Ferry sinks: two saved"
date: 2023-11-05
authors:
  - Mia Holt
  - Jon Poe
source: The Harbour Times  # weekly
tags: [sea, news]
---

The ferry sank on **Monday**.
"""


def test_front_matter_becomes_the_fields(tmp_path):
    article = _read(tmp_path, FRONT)
    assert article.text == "Ferry sinks: two saved\n\nThe ferry sank on Monday.\n"
    assert (article.title, article.published) == ("Ferry sinks: two saved", "2023-11-05")
    assert (article.byline, article.source) == ("Mia Holt, Jon Poe", "The Harbour Times")


@pytest.mark.parametrize(
    ("said", "byline"),
    [("author: Mia Holt", "Mia Holt"), ("authors: [Mia Holt, 'Jon Poe']", "Mia Holt, Jon Poe"),
     ("author:\n  - name: Mia Holt\n    role: editor", "Mia Holt"), ("Author: ''", None)],
)  # fmt: skip
def test_authors_as_they_are_written(tmp_path, said, byline):
    assert _read(tmp_path, f"---\n{said}\n---\nThe ferry sank.").byline == byline


def test_front_matter_may_call_fields_as_tables_do(tmp_path):
    article = _read(tmp_path, "---\nheadline: Ferry sinks\ncategory: Sea\nbody: none\n---\nThe ferry sank.")
    assert (article.title, article.section) == ("Ferry sinks", "Sea")
    assert article.text == "Ferry sinks\n\nThe ferry sank."


def test_a_date_that_is_none_is_said(tmp_path):
    article = _read(tmp_path, "---\ndate: 5/11/23\n---\nThe ferry sank.")
    assert article.published is None
    assert article.note == "The date “5/11/23” of its front matter is not read: write it as YYYY-MM-DD."


def test_articles_csv_goes_before_front_matter(tmp_path):
    (tmp_path / "articles.csv").write_text("path,published\na.md,2023-11-06\n")
    assert _read(tmp_path, FRONT).published == "2023-11-06"


def test_a_rule_at_the_top_is_no_front_matter(tmp_path):
    assert _read(tmp_path, "---\nThe ferry sank.\n\n---\n\nTwo were saved.").text.split() == (
        "The ferry sank. Two were saved.".split()
    )


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("# Ferry sinks #", "Ferry sinks"),
        ("Ferry sinks\n===========\n\nAll saved.", "Ferry sinks\n\nAll saved."),
        ("It was *very **bad*** and __late__, ~~he~~ she _said_.", "It was very bad and late, he she said."),
        ("A snake_case_name, 2 * 3 * 4, 5*, f_x and y_.", "A snake_case_name, 2 * 3 * 4, 5*, f_x and y_."),
        ("A [harbour](https://a.example/x_(y) 'z'), a [port][1].\n\n[1]: https://b.example", "A harbour, a port.\n\n"),
        ("See ![a map](m.png) <https://a.example>now.[^2]", "See now."),
        ("> “We go,” he said.\n>\n> Then he left.", "“We go,” he said.\n\nThen he left."),
        ("- bread\n* salt\n\n1918. A year.", "bread\nsalt\n\n1918. A year."),
        ("One.\n\n```py\nx = 'said Ann'\n```\n\nTwo.", "One.\n\n\nTwo."),
        ("One.\n\n* * *\n\nTwo `x*y*`.", "One.\n\n\nTwo x*y*."),
        (r"\*not so\* \# 5 \[x\](y)", "*not so* # 5 [x](y)"),
        ("A line  \nends <br>here, a < b > c.", "A line\nends here, a < b > c."),
        ("<!-- note\nto self -->The ferry sank.", "The ferry sank."),
        ("Plain text.\n\n    Indented - and so on.\n", "Plain text.\n\n    Indented - and so on.\n"),
    ],
)  # fmt: skip
def test_marks_are_no_text(written, text):
    assert plain(written) == text


def test_the_first_heading_is_the_title(tmp_path):
    article = _read(tmp_path, "# *Ferry* sinks\n\nThe ferry &amp; its crew sank.\n")
    assert (article.title, article.text) == ("Ferry sinks", "Ferry sinks\n\nThe ferry & its crew sank.\n")


def test_the_title_stands_once(tmp_path):
    assert _read(tmp_path, "---\ntitle: Ferry sinks\n---\n\n# Ferry sinks\n\nAll saved.").text == (
        "Ferry sinks\n\nAll saved."
    )
