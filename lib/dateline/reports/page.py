"""An executed notebook as an HTML page, and the tables and figures in it as files."""

from __future__ import annotations

import ast
import base64
import contextlib
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
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from dateline.pages.methods import versions
from dateline.reports.jobs import BRIEF, PAGES, page_of
from dateline.reports.sections import METHOD, arranged, with_headline

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
_NO_ALT = re.compile(r"<img(?![^>]*\balt=)")
_PLAIN_NAME = re.compile(r"[\w-]{1,80}", re.ASCII)


class BadName(Exception):
    """A table or figure has a name that no file may have."""


def _utf8(text: object) -> bytes:
    """Half a character becomes a question mark, as in every file of a report."""
    return str(text).encode("utf-8", "replace")


def _kept(tag: str, name: str, value: str) -> str | None:
    return value if value.startswith(_ADDRESSES.get(name, "")) else None


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes={"https", "http", "data"},
        link_rel=None,
    )


@lru_cache(maxsize=512)  # the prose of a notebook is the same in each of its reports
def clean_html(html: str) -> str:
    """HTML with nothing in it that runs or that comes from elsewhere; headings, tables and pictures stay."""
    return _cleaner().clean(_utf8(html).decode())


class PageExporter(HTMLExporter):
    """nbconvert's, without its second pass over the whole page, which takes half its time to find pictures without an
    alternative text."""

    def from_notebook_node(  # type: ignore[override]
        self, nb: nbformat.NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        page, found = TemplateExporter.from_notebook_node(self, nb, self._init_resources(resources), **options)
        return _NO_ALT.sub('<img alt="No description has been provided for this image"', page), found


@lru_cache(maxsize=1)
def _exporter() -> PageExporter:
    places = {"template_name": "page", "extra_template_basedirs": [str(TEMPLATES)], "template_file": "index.html.j2"}
    # Validated once, not after each of a dozen steps that change nothing.
    exporter = PageExporter(**places, sanitize_html=True, optimistic_validation=True)
    exporter.register_preprocessor(TagRemovePreprocessor(**_TAGS_REMOVE), enabled=True)
    exporter.register_filter("clean_html", clean_html)
    exporter.register_filter("text_base64", lambda text: base64.b64encode(_utf8(text)).decode())
    exporter.register_filter("highlight_code", Highlight2HTML(pygments_lexer="ipython3"))
    return exporter


def rehearse() -> None:
    """In the fork server: compile the templates, schemas and lexers that every page needs."""
    outputs = [new_output("display_data", {"text/html": "<p>x</p>"}), new_output("stream", text="x")]
    cells = [new_markdown_cell("# x\n\n`x` *x*"), new_code_cell("x = 1  # x", outputs=outputs)]
    notebook = new_notebook(cells=cells)
    to_page(notebook, "x")
    nbformat.reads(nbformat.writes(notebook), as_version=4)


def shown_outputs(notebook: nbformat.NotebookNode) -> list[tuple[str, str, dict]]:
    """(kind, name, data) of each output that a notebook showed by `dateline.pages.shown`, in order."""
    found = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            label = output.get("metadata", {}).get("dateline")
            if label:
                found.append((label["kind"], label["name"], output["data"]))
    return found


def declared_outputs(notebook: nbformat.NotebookNode) -> list[str]:
    """The names of the tables and figures that a notebook says it makes, from its metadata."""
    return list(notebook.metadata.get("dateline", {}).get("deliverables", []))


def missing_outputs(notebook: nbformat.NotebookNode) -> list[str]:
    """Those that it says it makes and did not."""
    made = {name for _, name, _ in shown_outputs(notebook)}
    return [name for name in declared_outputs(notebook) if name not in made]


def _parameters(notebook: nbformat.NotebookNode) -> dict[str, str]:
    """Name -> value, as they stand in the notebook; what was put in by a run goes before its defaults."""
    found = {}
    for cell in notebook.cells:
        if {"parameters", "injected-parameters"} & set(cell.metadata.get("tags", [])):
            with contextlib.suppress(SyntaxError):  # another language's, or one that has failed on it
                for line in ast.parse(cell.source).body:
                    if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
                        found[line.targets[0].id] = ast.unparse(line.value)
    return found


def _method(notebook: nbformat.NotebookNode) -> str:
    """What the notebook's last cell says of how it was done; "" where it says nothing."""
    last = notebook.cells[-1] if notebook.cells else {"cell_type": "code"}
    if last["cell_type"] != "markdown" or not last["source"].startswith(METHOD):
        return ""
    return " ".join(last["source"].partition("\n")[2].replace("`", "").split())


def methods_paragraph(notebook: nbformat.NotebookNode) -> str:
    """A paragraph to paste into an article or a paper: text, versions, what was left out, parameters, and how."""
    labels = (
        output.get("metadata", {}).get("dateline", {}) for cell in notebook.cells for output in cell.get("outputs", [])
    )
    account = next((label["account"] for label in labels if "account" in label), f"Made by {versions()}.")
    given = {name: value for name, value in _parameters(notebook).items() if name not in _ARTICLE}
    own = [f"{name} {'not set' if value == 'None' else f'= {value}'}" for name, value in given.items()]
    parameters = f"Parameters: {', '.join(own)}." if own else ""
    return " ".join(filter(None, (account, parameters, _method(notebook))))


def to_page(notebook: nbformat.NotebookNode, name: str, siblings: tuple[str, ...] = (), is_report: bool = True) -> str:
    """The notebook as one self-contained HTML page.

    Arguments:
        notebook: an executed one.
        name: of the notebook; with the word of a run, where it is no report.
        siblings: those of ours that are made of the same article, itself among them; () for a notebook that is none of
            ours, whose page has its cells as they stand.
        is_report: whether it is of an article, with a paragraph of methods.
    """
    methods = methods_paragraph(notebook) if is_report else ""
    links = {page_of(other): PAGES.get(other, other) for other in siblings}
    beside = name != BRIEF and BRIEF in siblings
    shell: dict[str, Any] = {"policy": POLICY, "script": SCRIPT, "methods": methods, "siblings": links}
    if siblings:
        notebook = arranged(notebook, beside)
        notebook = with_headline(notebook) if name == BRIEF else notebook
    if methods and _method(notebook):  # it stands in the methods paragraph
        notebook = nbformat.NotebookNode({**notebook, "cells": notebook.cells[:-1]})
    shell |= {"name": name, "here": page_of(name), "files": is_report}
    page, _ = _exporter().from_notebook_node(notebook, resources={"metadata": {"name": name}, "page": shell})
    return _SENTENCE.sub(rf'href="{page_of(BRIEF)}#s', page) if beside else str(page)


def files_of(notebook: nbformat.NotebookNode, prefix: str) -> dict[str, str | bytes]:
    """Each table as tables/PREFIX_NAME.csv (UTF-8 with BOM, for Excel), each figure as figures/PREFIX_NAME.svg|png.

    Raises:
        BadName: a name is not made of letters, digits, _ and -.
    """
    files: dict[str, str | bytes] = {}
    for kind, name, data in shown_outputs(notebook):
        if not _PLAIN_NAME.fullmatch(name):
            raise BadName(f"{kind} {name!r}: a name is made of letters, digits, _ and -")
        if kind == "table":
            files[f"tables/{prefix}_{name}.csv"] = "\ufeff" + data["text/csv"]
        elif kind == "figure":
            files[f"figures/{prefix}_{name}.svg"] = data["image/svg+xml"]
            files[f"figures/{prefix}_{name}.png"] = base64.b64decode(data["image/png"])
    return files
