"""A page of an article: findings first, its method last, what has no result in one line, the article on one page."""

import copy

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from dateline.reports.page import arranged, to_page, with_headline


def shown(name: str, missing: str = "", kind: str = "table") -> nbformat.NotebookNode:
    label = {"kind": kind, "name": name} | ({"missing": missing} if missing else {})
    html = f'<h2>Rain</h2><a href="#s3">{name}</a>'
    data = {"text/html": html, "text/plain": name} | ({"image/png": "iVBORw0KGgo="} if kind == "figure" else {})
    output = new_output("display_data", data, metadata={"dateline": label})
    return new_code_cell(f"show({name!r})", outputs=[output])


def notebook() -> nbformat.NotebookNode:
    cells = [
        new_markdown_cell("# Who?\n\nThe method.\n\n**Limits.** Few."),
        shown("heading", kind="heading"),
        shown("reading", kind="view"),
        new_markdown_cell("## First"),
        shown("one"),
        shown("two", "fewer than 1,000 words"),
        new_markdown_cell("## Second?\n\nProse."),
        shown("three", "None in this article."),
        new_markdown_cell("*How to read it.*"),
        shown("explored"),
        new_markdown_cell("## How this was made\n\nBy hand."),
    ]
    return new_notebook(cells=cells)


def sources(made: nbformat.NotebookNode) -> list[str]:
    return [cell.source for cell in made.cells]


def test_what_has_no_result_is_one_line_at_the_end():
    given = notebook()
    before = copy.deepcopy(given)
    made = sources(arranged(given, beside=True))
    assert made == [
        "# Who?",
        "show('heading')",
        "## First",
        "show('one')",
        "## How to read this page\n\nThe method.\n\n**Limits.** Few.\n\n"
        "Nothing to show here: part of First (fewer than 1,000 words); Second (None in this article).",
        "## How this was made\n\nBy hand.",
    ]
    assert given == before  # what is saved beside the page has all


def test_a_section_with_two_empty_parts_is_named_once():
    given = notebook()
    second = next(i for i, cell in enumerate(given.cells) if cell.source.startswith("## Second"))
    given.cells.insert(second + 1, shown("four", "fewer than 100 words"))
    told = next(text for text in sources(arranged(given, beside=True)) if "Nothing to show here" in text)
    assert told.endswith("part of First (fewer than 1,000 words); Second (fewer than 100 words).")


def test_the_article_stands_on_one_page_and_the_others_lead_there():
    made = {name: to_page(notebook(), name, ("brief", "timeline")) for name in ("brief", "timeline")}
    assert ">reading</a>" in made["brief"]
    assert 'href="#s3"' in made["brief"]
    assert ">reading</a>" not in made["timeline"]
    assert 'href="index.html#s3">one' in made["timeline"]
    assert 'href="index.html"' in made["timeline"]
    alone = to_page(notebook(), "timeline", ("timeline",))
    assert ">reading</a>" in alone
    assert 'href="#s3"' in alone


def test_the_first_page_is_headed_by_the_headline():
    made = with_headline(arranged(notebook(), beside=False))
    assert sources(made)[0] == "show('heading')"
    assert made.cells[0].outputs[0].data["text/html"].startswith("<h1>Rain</h1>")


def test_a_table_and_a_figure_lead_to_their_files():
    page = to_page(new_notebook(cells=[shown("one"), shown("bars", kind="figure"), shown("no", "none")]), "try")
    assert '<a href="tables/try_one.csv">CSV</a>' in page
    assert '<a href="figures/try_bars.svg">SVG</a> · <a href="figures/try_bars.png">PNG</a>' in page
    assert "try_no" not in page


def test_a_notebook_that_is_none_of_ours_stays_as_it_is():
    page = to_page(notebook(), "mine")
    assert page.index("The method.") < page.index(">one</a>")
    assert "Nothing to show here" not in page
