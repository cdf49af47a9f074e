"""One report, or one run of a table, in a process of its own: the notebook run, its page, tables and figures put in
place, and judged by what it was to make."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import tempfile
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.article import ReadError
from dateline.readers import find
from dateline.reports.jobs import TableRun, page_of
from dateline.reports.secrets import mask_notebook, mask_text
from dateline.running.forks import Gone

# The imports of papermill and nbconvert stand in the functions: the process that plans a run needs neither of them,
# and the one that makes a report is forked from one that has them.
if TYPE_CHECKING:
    from nbformat import NotebookNode

    from dateline.reports.jobs import Job, Settings
    from dateline.reports.storage import Store


def make(job: Job | TableRun, store: Store, settings: Settings) -> tuple[str, str | None]:
    """Makes one report, or runs one row of a table.

    It is whole when its notebook is there, which is written last. One that fails leaves NAME.failed.ipynb, and
    what an earlier run has made.

    Returns:
        path of the notebook to look at, the one line that matters if it failed.
    """
    import nbformat

    os.chdir(settings.folder)
    with tempfile.TemporaryDirectory(prefix="dateline-", dir=store.workspace()) as folder:
        working = os.path.join(folder, f"{job.notebook}.ipynb")
        notebook, error = _executed(job, working, settings)
        if notebook is None:
            with contextlib.suppress(OSError, ValueError):  # there is none, or on a full disk half of one
                notebook = nbformat.read(working, as_version=4)
    values = job.values if isinstance(job, TableRun) else job.given
    error = error and mask_text(error, values)
    if notebook is None:
        return store.show(f"{job.stem}.ipynb"), error
    mask_notebook(notebook, values)
    _show_parameters(job, notebook)
    error = error or _changed(job) or _put(job, notebook, store)
    if error is None:
        return store.show(f"{job.stem}.ipynb"), None
    store.write(f"{job.stem}.failed.ipynb", nbformat.writes(notebook))
    return store.show(f"{job.stem}.failed.ipynb"), error


def touched(article: Path) -> tuple[int, ...]:
    """What becomes another whenever a file is written, even if it is then as it was before."""
    status = article.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _changed(job: Job | TableRun) -> str | None:
    """What is wrong if the article is not the file any more that the fingerprint is of."""
    if isinstance(job, TableRun):
        return None
    with contextlib.suppress(ReadError, OSError):  # it is gone
        if not job.touched or touched(find(job.article)) == job.touched:
            return None
    return f"{job.article}: was changed while its report was made; run the same command again"


def _executed(job: Job | TableRun, working: str, settings: Settings) -> tuple[NotebookNode | None, str | None]:
    import papermill

    from dateline.running.execution import execute

    papermill.log.logger.setLevel(logging.CRITICAL)  # what it would say of a failure is in the result
    limits = {"timeout": settings.timeout, "time_limit": settings.time_limit, "output_limit": settings.output_limit}
    try:
        return execute(job.path, working, job.given, warm=settings.warm, **limits), None
    except Gone:  # no fault of the notebook's: it is run once more
        raise
    except Exception as failure:  # whatever a notebook does, the batch goes on
        return None, one_line(failure)


def one_line(error: Exception) -> str:
    """What is wrong, in a line."""
    kind, text = type(error).__name__, str(error)
    if hasattr(error, "evalue"):  # papermill's own text has the whole traceback
        kind, text = error.ename, error.evalue  # type: ignore[attr-defined]
    if isinstance(error, OSError) and error.strerror:
        kind, text = error.strerror, error.filename or ""
    lines = str(text).splitlines()
    return f"{kind}: {lines[0]}" if lines and lines[0] else kind


def _put(job: Job | TableRun, notebook: NotebookNode, store: Store) -> str | None:
    """Puts the files of a report in place; returns what is wrong with it, if anything."""
    import nbformat

    from dateline.reports.page import BadName, missing_outputs

    if missing := missing_outputs(notebook):
        return f"not made: {', '.join(missing)}"
    try:
        names = _files(job, notebook)
    except BadName as error:
        return str(error)
    _name_cells(notebook)
    earlier = report_of(store.read(f"{job.stem}.ipynb")).get("files", {})
    if not isinstance(job, TableRun):
        store.remove(f"{job.stem}.pdf")  # printed from the page that goes now
    try:
        sizes = {name: store.write(name, content) for name, content in names.items()}
        ours = notebook.metadata.setdefault("dateline", {})
        ours["report"] = {"fingerprint": job.fingerprint, "files": sizes}
        if isinstance(job, TableRun):
            ours["report"]["source"] = job.source
        store.write(f"{job.stem}.ipynb", nbformat.writes(notebook))
    except OSError:  # a page without its notebook is no report, and on a full disk it takes room
        for name in names.keys() - earlier.keys():
            store.remove(name)
        raise
    for name in earlier.keys() - names.keys():
        if name.startswith(job.place) and ".." not in name:
            store.remove(name)
    store.remove(f"{job.stem}.failed.ipynb")
    return None


def _files(job: Job | TableRun, notebook: NotebookNode) -> dict[str, Any]:
    """What lies beside the notebook, by the names of the files.

    Raises:
        BadName: one has a name that no file may have.
    """
    from dateline.reports.page import files_of, to_page

    if isinstance(job, TableRun):
        title = f"{job.notebook} · {job.stem}"
        return {name: to_page(notebook, title, is_report=False) for name in job.wanted}
    files: dict[str, Any] = files_of(notebook, job.notebook)
    files[page_of(job.notebook)] = to_page(notebook, job.notebook, job.siblings)
    return {f"{job.place}{name}": content for name, content in sorted(files.items())}


def _show_parameters(job: Job | TableRun, notebook: NotebookNode) -> None:
    """At the head of the run of a row: what its values are, as a block that no value ends. A report has them among its
    methods."""
    if isinstance(job, TableRun) and job.shown:
        from nbformat.v4 import new_markdown_cell

        has_title = bool(notebook.cells) and notebook.cells[0].cell_type == "markdown"
        head = "Parameters:" if has_title else f"# {job.notebook} · {job.stem}"
        block = textwrap.indent(job.shown, "    ")
        notebook.cells.insert(int(has_title), new_markdown_cell(f"{head}\n\n{block}", id="parameters-of-this-run"))


def _name_cells(notebook: NotebookNode) -> None:
    """papermill gives the cell that it puts in a new id each time; reports are to come out the same."""
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = "injected-parameters"


def report_of(content: bytes | None) -> dict[str, Any]:
    """What a made notebook says of its report: fingerprint, and files with their sizes; {} for anything else."""
    try:
        report = json.loads(content or b"{}")["metadata"]["dateline"]["report"]
        files = dict(report["files"].items())
        return {"fingerprint": str(report["fingerprint"]), "source": report.get("source"), "files": files}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
