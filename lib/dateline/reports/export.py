"""An executed notebook as an HTML page, and the tables and figures in it as files."""

from __future__ import annotations

import base64
import hashlib
import os
import platform
import tempfile
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter

TEMPLATES = Path(__file__).parent / "template"
SCRIPT = (TEMPLATES / "page" / "page.js").read_text(encoding="utf-8")
# A page runs this one script, by its hash, and loads nothing: what an article smuggles in stays text.
POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    f"script-src 'sha256-{base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()}'"
)
_NAMED = ("nltk", "pandas", "numpy", "matplotlib", "seaborn", "papermill", "nbconvert")


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


@lru_cache(maxsize=1)
def versions() -> str:
    """A sentence that names what made a page, for its methods paragraph."""
    others = ", ".join(f"{name} {version(name)}" for name in _NAMED)
    return f"Made offline by dateline {version('dateline')} on Python {platform.python_version()} with {others}."


def to_page(notebook: nbformat.NotebookNode, title: str) -> str:
    """The notebook as one self-contained HTML page, code folded away."""
    shell = {"policy": POLICY, "script": SCRIPT, "versions": versions()}
    page, _ = _exporter().from_notebook_node(notebook, resources={"metadata": {"name": title}, "page": shell})
    return str(page)


def write_outputs(notebook: nbformat.NotebookNode, folder: Path, prefix: str) -> None:
    """Each table as tables/PREFIX_NAME.csv (UTF-8 with BOM, for Excel), each figure as figures/PREFIX_NAME.svg|png."""
    for kind, name, data in shown_outputs(notebook):
        if kind == "table":
            write_atomically(folder / "tables" / f"{prefix}_{name}.csv", "\ufeff" + data["text/csv"])
        elif kind == "figure":
            write_atomically(folder / "figures" / f"{prefix}_{name}.svg", data["image/svg+xml"])
            write_atomically(folder / "figures" / f"{prefix}_{name}.png", base64.b64decode(data["image/png"]))
