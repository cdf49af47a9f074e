"""The methods paragraph says what was read, with what, and what was left out."""

from dataclasses import replace

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from dateline import Article, heading
from dateline.article import Correction
from dateline.pages.methods import account, versions
from dateline.reports.page import methods_paragraph, to_page

TEXT = (
    "Ferry runs\n\nBy Ann Author\n\nThe ferry ran on Friday. “We are glad,” said Bob Baker.\n\nRelated articles\n\nMore"
)
ARTICLE = Article(TEXT, published="2018-05-05", title="Ferry runs", source="The Daily")


def test_the_account_of_an_article():
    said = account(ARTICLE)
    assert said.startswith(
        "“Ferry runs” (The Daily, 2018-05-05; 13 words in 3 sentences of title and body; SHA-256 of the text "
    )
    assert versions() in said
    assert "Left out of all counts: what belongs to the site (2 paragraphs), bylines (1 paragraph)." in said
    assert said.endswith("Nothing was corrected by hand.")


def test_an_article_of_which_nothing_is_known():
    said = account(Article("The ferry ran. It sank."))
    assert said.startswith("The article (without a date of publication; 5 words in 2 sentences")
    assert "No paragraph was left out of the counts." in said


def test_another_text_has_another_digest():
    assert account(ARTICLE) != account(replace(ARTICLE, text=TEXT + " "))


def test_corrections_are_counted_and_so_are_those_that_do_not_fit():
    at = TEXT.index("Friday")
    fits, misfits = Correction(at, at + 6, "date", "2018-05-04"), Correction(0, 3, "date", "2018")
    assert account(replace(ARTICLE, corrections=(fits, misfits))).endswith("Of 2 corrections by hand 1 applied.")


def test_another_language_is_said():
    assert "in English, of which alone" in account(replace(ARTICLE, language="es"))


def executed(*, last: str) -> object:
    shown = heading(ARTICLE)
    output = new_output("display_data", shown.data, metadata=shown.metadata)
    tags = [{"tags": ["parameters"]}, {"tags": ["injected-parameters"]}]
    return new_notebook(
        cells=[
            new_markdown_cell("# What?"),
            new_code_cell(
                "article = 'x'  # type: str\npublished = None\nn = 2  # type: int\nterm = None", metadata=tags[0]
            ),
            new_code_cell("n = 3", metadata=tags[1]),
            new_code_cell("dl.heading(text)", outputs=[output]),
            new_markdown_cell(last),
        ]
    )


def test_the_paragraph_has_parameters_as_they_were_and_the_notebooks_own_words():
    said = methods_paragraph(executed(last="## How this was counted\n\nBy `hand`\nand eye."))
    assert said == f"{account(ARTICLE)} Parameters: n = 3, term not set. By hand and eye."


def test_a_page_says_it_once():
    page = to_page(executed(last="## How this was counted\n\nBy hand."), "x")
    assert page.count("By hand.") == 1
    assert "How this was counted" not in page
    assert page.count("## ") == 0


def test_a_last_cell_of_another_kind_stays_where_it_is():
    notebook = executed(last="## What next?\n\nBy hand.")
    assert "By hand." not in methods_paragraph(notebook)
    assert to_page(notebook, "x").count("By hand.") == 1


@pytest.mark.parametrize("cells", [[], [new_code_cell("n = (", metadata={"tags": ["parameters"]})]])
def test_a_notebook_that_says_nothing_has_its_versions(cells):
    assert methods_paragraph(new_notebook(cells=cells)) == f"Made by {versions()}."


def test_hostile_titles_stay_text():
    article = replace(ARTICLE, title="</blockquote><script>alert(1)</script>")
    shown = heading(article)
    output = new_output("display_data", shown.data, metadata=shown.metadata)
    page = to_page(new_notebook(cells=[new_code_cell("x", outputs=[output])]), "x")
    assert "<script>alert" not in page
