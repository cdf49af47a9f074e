"""An executed notebook as an HTML page, and the tables and figures in it as files."""

from __future__ import annotations

import base64
import os
import tempfile
from functools import lru_cache
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter

TEMPLATES = Path(__file__).parent / "template"


@lru_cache(maxsize=1)
def _exporter() -> HTMLExporter:
    return HTMLExporter(template_name="page", extra_template_basedirs=[str(TEMPLATES)], template_file="index.html.j2")


def write_atomically(path: Path, content: str | bytes) -> None:
    """Puts a file in place whole or not at all.

    Raises:
        OSError: where the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
        os.chmod(name, 0o644)  # mkstemp's 600 would keep a report from those it is meant for
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def shown_outputs(notebook: nbformat.NotebookNode) -> list[tuple[str, str, dict]]:
    """(kind, name, data) of each output that a notebook showed by `dateline.display`, in order."""
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


def to_page(notebook: nbformat.NotebookNode, title: str) -> str:
    """The notebook as one self-contained HTML page, code folded away."""
    page, _ = _exporter().from_notebook_node(notebook, resources={"metadata": {"name": title}})
    return str(page)


def write_outputs(notebook: nbformat.NotebookNode, folder: Path, prefix: str) -> None:
    """Each table as tables/PREFIX_NAME.csv (UTF-8 with BOM, for Excel), each figure as figures/PREFIX_NAME.svg|png."""
    for kind, name, data in shown_outputs(notebook):
        if kind == "table":
            write_atomically(folder / "tables" / f"{prefix}_{name}.csv", "\ufeff" + data["text/csv"])
        elif kind == "figure":
            write_atomically(folder / "figures" / f"{prefix}_{name}.svg", data["image/svg+xml"])
            write_atomically(folder / "figures" / f"{prefix}_{name}.png", base64.b64decode(data["image/png"]))
