"""One report, in a process of its own: the notebook run, its page, tables and figures put in place, and judged by what
it was to make."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.article import ReadError
from dateline.readers import find
from dateline.running.forks import Gone

# The imports of papermill and nbconvert stand in the functions: the process that plans a run needs neither of them,
# and the one that makes a report is forked from one that has them.
if TYPE_CHECKING:
    from nbformat import NotebookNode

    from dateline.reports.jobs import Job, Settings
    from dateline.reports.storage import Store


def make(job: Job, store: Store, settings: Settings) -> tuple[str, str | None]:
    """Makes one report.

    A report is whole when its notebook is there, which is written last. One that fails leaves NAME.failed.ipynb, and
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
    if notebook is None:
        return store.show(f"{job.stem}.ipynb"), error
    error = error or _changed(job) or _put(job, notebook, store)
    if error is None:
        return store.show(f"{job.stem}.ipynb"), None
    store.write(f"{job.stem}.failed.ipynb", nbformat.writes(notebook))
    return store.show(f"{job.stem}.failed.ipynb"), error


def touched(article: Path) -> tuple[int, ...]:
    """What becomes another whenever a file is written, even if it is then as it was before."""
    status = article.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _changed(job: Job) -> str | None:
    """What is wrong if the article is not the file any more that the fingerprint is of."""
    with contextlib.suppress(ReadError, OSError):  # it is gone
        if not job.touched or touched(find(job.article)) == job.touched:
            return None
    return f"{job.article}: was changed while its report was made; run the same command again"


def _executed(job: Job, working: str, settings: Settings) -> tuple[NotebookNode | None, str | None]:
    import papermill

    from dateline.running.execution import execute

    papermill.log.logger.setLevel(logging.CRITICAL)  # what it would say of a failure is in the result
    parameters = {"article": job.article, **({"published": job.published} if job.published else {}), **job.parameters}
    limits = {"timeout": settings.timeout, "output_limit": settings.output_limit}
    try:
        return execute(job.path, working, parameters, warm=settings.warm, **limits), None
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


def _put(job: Job, notebook: NotebookNode, store: Store) -> str | None:
    """Puts the files of a report in place; returns what is wrong with it, if anything."""
    import nbformat

    from dateline.reports.page import BadName, files_of, missing_outputs, to_page

    if missing := missing_outputs(notebook):
        return f"not made: {', '.join(missing)}"
    try:
        files: dict[str, Any] = files_of(notebook, job.notebook)
    except BadName as error:
        return str(error)
    _name_cells(notebook)
    files[f"{job.notebook}.html"] = to_page(notebook, f"{job.notebook} · {job.slug}", job.siblings)
    names = {f"{job.slug}/{name}": content for name, content in sorted(files.items())}
    earlier = report_of(store.read(f"{job.stem}.ipynb")).get("files", {})
    store.remove(f"{job.stem}.pdf")  # printed from the page that goes now
    try:
        sizes = {name: store.write(name, content) for name, content in names.items()}
        ours = notebook.metadata.setdefault("dateline", {})
        ours["report"] = {"fingerprint": job.fingerprint, "files": sizes}
        store.write(f"{job.stem}.ipynb", nbformat.writes(notebook))
    except OSError:  # a page without its notebook is no report, and on a full disk it takes room
        for name in names.keys() - earlier.keys():
            store.remove(name)
        raise
    for name in earlier.keys() - names.keys():
        if name.startswith(f"{job.slug}/") and ".." not in name:
            store.remove(name)
    store.remove(f"{job.stem}.failed.ipynb")
    return None


def _name_cells(notebook: NotebookNode) -> None:
    """papermill gives the cell that it puts in a new id each time; reports are to come out the same."""
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = "injected-parameters"


def report_of(content: bytes | None) -> dict[str, Any]:
    """What a made notebook says of its report: fingerprint, and files with their sizes; {} for anything else."""
    try:
        report = json.loads(content or b"{}")["metadata"]["dateline"]["report"]
        return {"fingerprint": str(report["fingerprint"]), "files": dict(report["files"].items())}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
