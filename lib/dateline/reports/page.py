"""An executed notebook as an HTML page, and the tables and figures in it as files; the page of an article has first the
question, then what was found, then its method."""

from __future__ import annotations

import ast
import base64
import contextlib
import copy
import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
import nh3
from nbconvert import HTMLExporter, TemplateExporter
from nbconvert.filters import Highlight2HTML
from nbconvert.preprocessors import TagRemovePreprocessor
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from dateline.article import ReadError
from dateline.pages.methods import versions
from dateline.reports.jobs import BRIEF, PAGES, page_of
from dateline.reports.parameters import assignments

TEMPLATES = Path(__file__).parent / "template"
SCRIPT = (TEMPLATES / "page" / "page.js").read_text(encoding="utf-8")
# A page runs this one script, by its hash, and loads nothing: what an article smuggles in stays text.
POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    f"script-src 'sha256-{base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()}'"
)
_ARTICLE = ("article", "published")  # parameters that the account of the article has already


# What may stand in HTML that is not from dateline.pages.shown: no script, no style, no form, nothing from elsewhere.
_TAGS = set(
    "a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 "
    "h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr "
    "u ul var".split()
)
_ATTRIBUTES = {"*": set("alt class colspan id rowspan scope title".split()), "a": {"href"}, "img": {"src"}}
_ADDRESSES = {"href": ("https://", "http://", "#"), "src": ("data:image/",)}  # how one that may stay begins
# Tags that JupyterLab's users know, in the spellings of Jupyter Book and of older tools; code is folded away as it is.
_TAGS_REMOVE = {
    "remove_cell_tags": {"remove-cell", "remove_cell"},
    "remove_input_tags": {"remove-input", "remove_input", "hide-input", "hide_input"},
    "remove_all_outputs_tags": {"remove-output", "remove_output"},
}
_SENTENCE = re.compile(r'href="#s(?=\d+")')  # a link to a sentence of the marked article
METHOD = "## How this was "  # how the last cell of a notebook begins, where it says what was done
_HOW = "## How to read this page"
_NOTHING = "Nothing to show here"
_NO_ALT = re.compile(r"<img(?![^>]*\balt=)")
_PLAIN_NAME = re.compile(r"[\w-]{1,80}", re.ASCII)


def _utf8(text: object) -> bytes:
    """Half a character becomes a question mark, as in every file of a report."""
    return str(text).encode("utf-8", "replace")


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags={"script", "style"},
    attributes=_ATTRIBUTES,
    attribute_filter=lambda tag, name, value: value if value.startswith(_ADDRESSES.get(name, "")) else None,
    url_schemes={"https", "http", "data"},
    link_rel=None,
)


@lru_cache(maxsize=512)  # the prose of a notebook is the same in each of its reports
def clean_html(html: str) -> str:
    """HTML with nothing in it that runs or that comes from elsewhere; headings, tables and pictures stay."""
    return _CLEANER.clean(_utf8(html).decode())


@lru_cache(maxsize=1)
def _exporter() -> HTMLExporter:
    places = {"template_name": "page", "extra_template_basedirs": [str(TEMPLATES)], "template_file": "index.html.j2"}
    # Validated once, not after each of a dozen steps that change nothing.
    exporter = HTMLExporter(**places, sanitize_html=True, optimistic_validation=True)
    exporter.register_preprocessor(TagRemovePreprocessor(**_TAGS_REMOVE), enabled=True)
    exporter.register_filter("clean_html", clean_html)
    exporter.register_filter("text_base64", lambda text: base64.b64encode(_utf8(text)).decode())
    exporter.register_filter("highlight_code", Highlight2HTML(pygments_lexer="ipython3"))
    return exporter


def rehearse() -> None:
    """In the fork server: compile the templates, schemas and lexers that every page needs."""
    outputs = [new_output("display_data", {"text/html": "<p>x</p>"}), new_output("stream", text="x")]
    notebook = new_notebook(cells=[new_markdown_cell("`x` *x*"), new_code_cell("x = 1  # x", outputs=outputs)])
    to_page(notebook, "x")
    nbformat.reads(nbformat.writes(notebook), as_version=4)


def shown_outputs(notebook: NotebookNode) -> list[tuple[str, str, dict]]:
    """(kind, name, data) of each output that a notebook showed by `dateline.pages.shown`, in order."""
    shown = ((label, output) for cell in notebook.cells for label, output in labelled(cell) if label)
    return [(label["kind"], label["name"], output["data"]) for label, output in shown]


def missing_outputs(notebook: NotebookNode) -> list[str]:
    """The names of the tables and figures that a notebook says, in its metadata, that it makes, and did not."""
    made = {name for _, name, _ in shown_outputs(notebook)}
    return [name for name in notebook.metadata.get("dateline", {}).get("deliverables", []) if name not in made]


def _parameters(notebook: NotebookNode) -> dict[str, str]:
    """Name -> value, as they stand in the notebook; what was put in by a run goes before its defaults."""
    found: dict[str, str] = {}
    for cell in notebook.cells:
        if {"parameters", "injected-parameters"} & set(cell.metadata.get("tags", [])):
            with contextlib.suppress(SyntaxError):  # another language's, or one that has failed on it
                found |= {name: ast.unparse(code) for name, code in assignments(cell.source).items()}
    return found


def _method(notebook: NotebookNode) -> str:
    """What the notebook's last cell says of how it was done; "" where it says nothing."""
    last = notebook.cells[-1] if notebook.cells else {"cell_type": "code"}
    if last["cell_type"] != "markdown" or not last["source"].startswith(METHOD):
        return ""
    return " ".join(last["source"].partition("\n")[2].replace("`", "").split())


def methods_paragraph(notebook: NotebookNode) -> str:
    """A paragraph to paste into an article or a paper: text, versions, what was left out, parameters, and how."""
    labels = (label for cell in notebook.cells for label, _ in labelled(cell))
    account = next((label["account"] for label in labels if "account" in label), f"Made by {versions()}.")
    given = {name: value for name, value in _parameters(notebook).items() if name not in _ARTICLE}
    own = [f"{name} {'not set' if value == 'None' else f'= {value}'}" for name, value in given.items()]
    parameters = f"Parameters: {', '.join(own)}." if own else ""
    return " ".join(filter(None, (account, parameters, _method(notebook))))


def to_page(notebook: NotebookNode, name: str, siblings: tuple[str, ...] = (), is_report: bool = True) -> str:
    """An executed notebook of that name as one self-contained HTML page. `siblings` are those of ours that are made of
    the same article, itself among them; one that is none of ours has none, and its cells stay as they stand. A report,
    which is of an article, has a paragraph of methods."""
    methods = methods_paragraph(notebook) if is_report else ""
    beside = name != BRIEF and BRIEF in siblings
    if siblings:
        notebook = arranged(notebook, beside)
        notebook = with_headline(notebook) if name == BRIEF else notebook
    if methods and _method(notebook):  # it stands in the methods paragraph
        notebook = NotebookNode({**notebook, "cells": notebook.cells[:-1]})
    shell = {
        "policy": POLICY,
        "script": SCRIPT,
        "methods": methods,
        "siblings": {page_of(other): PAGES.get(other, other) for other in siblings},
        "name": name,
        "here": page_of(name),
        "files": is_report,
    }
    resources = _exporter()._init_resources({"metadata": {"name": name}, "page": shell})
    # Not HTMLExporter's own, which goes over the whole page once more to find pictures without an alternative text.
    page, _ = TemplateExporter.from_notebook_node(_exporter(), notebook, resources)
    page = _NO_ALT.sub('<img alt="No description has been provided for this image"', page)
    return _SENTENCE.sub(rf'href="{page_of(BRIEF)}#s', page) if beside else page


def files_of(notebook: NotebookNode, prefix: str) -> dict[str, str | bytes]:
    """Each table as tables/PREFIX_NAME.csv (UTF-8 with BOM, for Excel), each figure as figures/PREFIX_NAME.svg|png."""
    files: dict[str, str | bytes] = {}
    for kind, name, data in shown_outputs(notebook):
        if not _PLAIN_NAME.fullmatch(name):
            raise ReadError(f"{kind} {name!r}: a name is made of letters, digits, _ and -")
        if kind == "table":
            files[f"tables/{prefix}_{name}.csv"] = "\ufeff" + data["text/csv"]
        elif kind == "figure":
            files[f"figures/{prefix}_{name}.svg"] = data["image/svg+xml"]
            if "image/png" in data:
                files[f"figures/{prefix}_{name}.png"] = base64.b64decode(data["image/png"])
    return files


def arranged(notebook: NotebookNode, beside: bool) -> NotebookNode:
    """An executed notebook of ours with findings first and its method after them, without what has no result; `beside`
    tells whether the marked article stands on a page beside this one, and so not on this."""
    kept: list[NotebookNode] = []
    missing: list[tuple[str, str]] = []
    for heading, section in _sections(notebook.cells):
        reasons = [_missing(cell) for cell in section]
        rest = [c for c, why in zip(section, reasons, strict=True) if not why and not _is_elsewhere(c, beside)]
        has_result = any(cell.cell_type == "code" for cell in rest)
        if has_result or len(rest) == len(section):  # else only prose is left
            kept += rest
        name = f"part of {heading}" if heading and has_result else heading
        missing += [(name, why) for why in reasons if why]
    return NotebookNode({**notebook, "cells": _method_last(kept, missing)})


def with_headline(notebook: NotebookNode) -> NotebookNode:
    """The notebook with the headline of the article in the place of its question."""
    cells = copy.deepcopy(notebook.cells)
    for cell in cells[1:]:
        for label, output in labelled(cell):
            if label.get("kind") == "heading":
                html = output.data["text/html"]
                output.data["text/html"] = html.replace("<h2>", "<h1>", 1).replace("</h2>", "</h1>", 1)
                return NotebookNode({**notebook, "cells": cells[1:]})
    return notebook


def labelled(cell: NotebookNode) -> list[tuple[dict[str, Any], NotebookNode]]:
    """Each output of a cell after what `dateline.pages.shown` says of it, {} where it is another's."""
    return [(output.get("metadata", {}).get("dateline", {}), output) for output in cell.get("outputs", [])]


def _is_elsewhere(cell: NotebookNode, beside: bool) -> bool:
    """Whether a cell is for who can pick something, as on no page, or is the article, which stands on another."""
    return any(
        label.get("name") == "explored" or (beside and label.get("kind") == "view") for label, _ in labelled(cell)
    )


def _missing(cell: NotebookNode) -> str:
    """Why nothing is shown by a cell, "" where something is."""
    reasons = [label.get("missing", "") for label, _ in labelled(cell)]
    return reasons[0] if reasons and all(reasons) else ""


def _sections(cells: list[NotebookNode]) -> list[tuple[str, list[NotebookNode]]]:
    """Each heading of the second rank with the cells under it; "" for what stands before the first."""
    found: list[tuple[str, list[NotebookNode]]] = [("", [])]
    for cell in cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            found.append((cell.source.partition("\n")[0].removeprefix("## ").strip(), []))
        found[-1][1].append(cell)
    return found


def _method_last(cells: list[NotebookNode], missing: list[tuple[str, str]]) -> list[NotebookNode]:
    """The question alone at the head; what stood under it behind the findings, with what has no result."""
    if not cells or cells[0].cell_type != "markdown":
        return cells
    question, _, under = cells[0].source.partition("\n")
    reasons = dict(reversed(missing))  # the first of each
    names = [f"{heading.rstrip('?')} ({reasons[heading].rstrip('.')})" for heading in dict(missing) if heading]
    nothing = f"\n\n{_NOTHING}: {'; '.join(names)}." if names else ""
    head = new_markdown_cell(question, id="question")
    how = new_markdown_cell(f"{_HOW}\n{under.rstrip()}{nothing}", id="how-to-read")
    last = [cell for cell in cells[-1:] if cell.cell_type == "markdown" and cell.source.startswith(METHOD)]
    return [head, *cells[1 : len(cells) - len(last)], how, *last]
