"""One report, or one run of a table, in a process of its own: the notebook run, its page, tables and figures put in
place, and judged by what it was to make."""

from __future__ import annotations

import contextlib
import logging
import os
import tempfile
from typing import Any

import nbformat
import papermill
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from dateline.article import ReadError
from dateline.readers import find, read
from dateline.reports.jobs import Job, Settings, one_line, page_of, report_of, touched
from dateline.reports.page import files_of, missing_outputs, to_page
from dateline.reports.secrets import mask_notebook, mask_text, masked_values
from dateline.reports.storage import Store
from dateline.reports.without_text import Hidden
from dateline.running.execution import execute
from dateline.running.surroundings import folder


def make(job: Job, store: Store, settings: Settings) -> tuple[str, str | None]:
    """Makes one report, or runs one row of a table: the path of the notebook to look at, and what is wrong, in a line.
    It is whole when its notebook is there, which is written last; one that fails leaves NAME.failed.ipynb, and what an
    earlier run has made."""
    papermill.log.logger.setLevel(logging.CRITICAL)  # what it would say of a failure is in the result
    options = vars(settings) | {}
    os.chdir(options.pop("folder"))
    notebook, error, hidden = None, None, None
    with tempfile.TemporaryDirectory(dir=folder()) as place:
        working = os.path.join(place, f"{job.notebook}.ipynb")
        try:
            hidden = Hidden(read(str(job.article), job.given.get("published")).text) if job.hides_text else None
            notebook = execute(job.path, working, job.given, **options)
        except Exception as failure:  # whatever a notebook does, the batch goes on
            error = mask_text(one_line(failure), job.values)
            with contextlib.suppress(OSError, ValueError):  # there is none, or on a full disk half of one
                notebook = nbformat.read(working, as_version=4)
    if notebook is None:
        return store.show(f"{job.stem}.ipynb"), error
    mask_notebook(notebook, job.values)
    if hidden:
        hidden.take_out(notebook)
        error = error and hidden.outside(error)
    if not job.article:
        _show_values(job, notebook)
    error = error or _changed(job) or _put(job, notebook, store)
    stem = f"{job.stem}.failed" if error else job.stem
    if error:
        store.write(f"{stem}.ipynb", nbformat.writes(notebook))
    return store.show(f"{stem}.ipynb"), error


def _changed(job: Job) -> str | None:
    """What is wrong if the article is not the file any more that the fingerprint is of."""
    if not job.touched:
        return None
    with contextlib.suppress(ReadError, OSError):  # it is gone
        if touched(find(job.article or "")) == job.touched:
            return None
    return f"{job.article}: was changed while its report was made; run the same command again"


def _put(job: Job, notebook: NotebookNode, store: Store) -> str | None:
    """Puts the files of a report in place; returns what is wrong with it, if anything."""
    if missing := missing_outputs(notebook):
        return f"not made: {', '.join(missing)}"
    try:
        names = _files(job, notebook)
    except ReadError as error:
        return str(error)
    for cell in notebook.cells:  # papermill gives its own a new id each time; reports are to come out the same
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = "injected-parameters"
    earlier = report_of(store.read(f"{job.stem}.ipynb")).get("files", {})
    if job.article:
        store.remove(f"{job.stem}.pdf")  # printed from the page that goes now
    try:
        sizes = {name: store.write(name, content) for name, content in names.items()}
        ours = notebook.metadata.setdefault("dateline", {})
        ours["report"] = {"fingerprint": job.fingerprint, "files": sizes}
        if job.source:
            ours["report"]["source"] = job.source
        store.write(f"{job.stem}.ipynb", nbformat.writes(notebook))
    except OSError:  # a page without its notebook is no report, and on a full disk it takes room
        for name in names.keys() - earlier.keys():
            store.remove(name)
        raise
    for name in earlier.keys() - names.keys():
        if name.startswith((f"{job.slug}/", f"{job.stem}.")) and ".." not in name:
            store.remove(name)
    store.remove(f"{job.stem}.failed.ipynb")
    return None


def _files(job: Job, notebook: NotebookNode) -> dict[str, Any]:
    """What lies beside the notebook, by the names of the files."""
    if not job.article:
        title = f"{job.notebook} · {job.stem}"
        return {f"{job.stem}.html": to_page(notebook, title, is_report=False)} if job.has_page else {}
    files: dict[str, Any] = files_of(notebook, job.notebook)
    files[page_of(job.notebook)] = to_page(notebook, job.notebook, job.siblings)
    return {f"{job.slug}/{name}": content for name, content in sorted(files.items())}


def _show_values(job: Job, notebook: NotebookNode) -> None:
    """Puts the values of a row at the head of its run, as a block that no value ends."""
    if job.values:
        has_title = bool(notebook.cells) and notebook.cells[0].cell_type == "markdown"
        head = "Parameters:" if has_title else f"# {job.notebook} · {job.stem}"
        block = "\n".join(f"    {name} = {value!r}" for name, value in masked_values(job.values).items())
        notebook.cells.insert(int(has_title), new_markdown_cell(f"{head}\n\n{block}", id="parameters-of-this-run"))
