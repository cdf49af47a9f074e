"""The cells of an executed notebook as the page of an article shows them: the question, what was found, its method."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

METHOD = "## How this was "  # how the last cell of a notebook begins, where it says what was done
_HOW = "## How to read this page"
_NOTHING = "Nothing to show here"


def arranged(notebook: NotebookNode, beside: bool) -> NotebookNode:
    """The notebook with findings first and its method after them, without what has no result.

    Arguments:
        notebook: an executed one of ours; it stays as it is.
        beside: whether the marked article stands on a page beside this one, and so not on this.
    """
    kept: list[NotebookNode] = []
    missing: list[tuple[str, str]] = []
    for heading, section in _sections(notebook.cells):
        reasons = [_missing(cell) for cell in section]
        is_elsewhere = [_is_picker(cell) or (beside and "view" in _kinds(cell)) for cell in section]
        rest = [cell for cell, why, gone in zip(section, reasons, is_elsewhere, strict=True) if not why and not gone]
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
        for output in cell.get("outputs", []):
            if output.get("metadata", {}).get("dateline", {}).get("kind") == "heading":
                html = output.data["text/html"]
                output.data["text/html"] = html.replace("<h2>", "<h1>", 1).replace("</h2>", "</h1>", 1)
                return NotebookNode({**notebook, "cells": cells[1:]})
    return notebook


def _labels(cell: NotebookNode) -> Iterator[dict[str, Any]]:
    for output in cell.get("outputs", []):
        yield output.get("metadata", {}).get("dateline", {})


def _kinds(cell: NotebookNode) -> set[str]:
    return {label["kind"] for label in _labels(cell) if label}


def _is_picker(cell: NotebookNode) -> bool:
    """Whether a cell is for who can pick something, as on no page."""
    return any(label.get("name") == "explored" for label in _labels(cell))


def _missing(cell: NotebookNode) -> str:
    """Why nothing is shown by a cell, "" where something is."""
    reasons = [label.get("missing", "") for label in _labels(cell)]
    return reasons[0] if reasons and all(reasons) else ""


def _sections(cells: list[NotebookNode]) -> Iterator[tuple[str, list[NotebookNode]]]:
    """Each heading of the second rank with the cells under it; "" for what stands before the first."""
    heading = ""

    def current(cell: NotebookNode) -> str:
        nonlocal heading
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            heading = cell.source.partition("\n")[0].removeprefix("## ").strip()
        return heading

    for name, section in groupby(cells, current):
        yield name, list(section)


def _method_last(cells: list[NotebookNode], missing: list[tuple[str, str]]) -> list[NotebookNode]:
    """The question alone at the head; what stood under it behind the findings, with what has no result."""
    if not cells or cells[0].cell_type != "markdown":
        return cells
    question, _, under = cells[0].source.partition("\n")
    names = dict.fromkeys(f"{heading.rstrip('?')} ({reason.rstrip('.')})" for heading, reason in missing if heading)
    nothing = f"\n\n{_NOTHING}: {'; '.join(names)}." if names else ""
    head = new_markdown_cell(question, id="question")
    how = new_markdown_cell(f"{_HOW}\n{under.rstrip()}{nothing}", id="how-to-read")
    last = [cell for cell in cells[-1:] if cell.cell_type == "markdown" and cell.source.startswith(METHOD)]
    return [head, *cells[1 : len(cells) - len(last)], how, *last]
