"""What of a notebook stands in its page: tags that take something out, and controls that work nowhere else."""

import copy

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

from dateline.reports.page import methods_paragraph, to_page
from reports.conftest import write_notebook

CODE, OUTPUT, PROSE = "SECRET_CODE = 1  # import x", "SECRET OUTPUT", "SECRET PROSE"


def page_of(tag: str) -> tuple[str, nbformat.NotebookNode]:
    tags = {"tags": [tag, "other"]}
    cells = [
        new_markdown_cell("# A question"),
        new_code_cell(CODE, metadata=tags, outputs=[new_output("stream", text=OUTPUT)]),
        new_markdown_cell(f"## {PROSE}", metadata=tags),
        new_code_cell("kept = 1", outputs=[new_output("stream", text="kept output")]),
    ]
    notebook = new_notebook(cells=cells)
    before = copy.deepcopy(notebook)
    page = to_page(notebook, "x")
    assert notebook == before  # what is saved beside the page has all
    assert "kept output" in page
    return page, notebook


@pytest.mark.parametrize(
    ("tag", "code", "output", "prose"),
    [
        ("none", True, True, True),
        ("remove-cell", False, False, False),
        ("remove_cell", False, False, False),
        ("remove-output", True, False, True),
        ("remove_output", True, False, True),
        ("remove-input", False, True, True),
        ("remove_input", False, True, True),
        ("hide-input", False, True, True),
        ("hide_input", False, True, True),
    ],
)
def test_a_tag_takes_out_what_it_says(tag, code, output, prose):
    page, _ = page_of(tag)
    assert ("SECRET_CODE" in page, OUTPUT in page, PROSE in page) == (code, output, prose)


def test_parameters_that_are_hidden_stay_in_the_methods():
    cell = new_code_cell("article = 'a.txt'\nn = 71", metadata={"tags": ["parameters", "remove-cell"]})
    notebook = new_notebook(cells=[cell, new_raw_cell("RAW", metadata={"tags": ["remove_cell"]})])
    page = to_page(notebook, "x")
    assert "n = 71" in methods_paragraph(notebook)
    assert page.count("71") == 1
    assert "RAW" not in page


WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.mark.parametrize(
    "state", [None, {"abc": {"model_name": "HTMLModel", "state": {"value": "<script>x</script>"}}}]
)
@pytest.mark.parametrize("plain", [{}, {"text/plain": "VBox(children=())"}])
def test_a_control_leaves_a_word(plain, state):
    output = new_output("display_data", {WIDGET: {"model_id": "abc", "version_major": 2, "version_minor": 0}, **plain})
    notebook = new_notebook(cells=[new_code_cell("x", outputs=[output])])
    if state:
        notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": state}}
    page = to_page(notebook, "x")
    assert page.count("an interactive control that works only in JupyterLab") == 1
    assert "VBox" not in page
    assert page.count("<script") == 1


def test_a_removed_table_is_a_file_all_the_same(place, report):
    table = "import pandas as pd\nfrom dateline import show_table\nshow_table(pd.DataFrame({'n': [7]}), 'numbers')"
    write_notebook(place / "try.ipynb", table, "print('seen')", shows=("numbers",))
    document = nbformat.read(place / "try.ipynb", 4)
    document.cells[1].metadata["tags"] = ["remove-cell"]
    nbformat.write(document, place / "try.ipynb")
    assert report("a.txt", "--notebook", "try.ipynb")[0] == 0
    page = (place / "reports/a/try.html").read_text()
    assert "<td" not in page
    assert "seen" in page
    assert (place / "reports/a/tables/try_numbers.csv").read_text("utf-8-sig").split() == ["n", "7"]
