"""A notebook through papermill, fast. Many at a time: `processes.in_processes` calls `execute` for each."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines

from dateline.running.kernels import NAME, PromptKernelManager
from dateline.running.surroundings import folder

COLD = "python3"  # the kernelspec that ipykernel brings
_START = 120  # seconds that a kernel may take to answer
_SHORTEST = 0.001  # seconds that a cell is given at least: 0 is no limit


class TooMuchOutput(Exception):
    """A notebook put out more than it may."""


class TookTooLong(Exception):
    """A notebook took longer than it may, all cells together."""


class MeteredClient(PapermillNotebookClient):
    """papermill's client, which stops a kernel that puts out more than `output_limit` characters, and the cell that is
    under way when the notebook has taken `time_limit` seconds."""

    def __init__(self, nb_man: Any, output_limit: float | None, time_limit: float | None, **options: Any) -> None:
        super().__init__(nb_man, timeout_func=self._seconds_left, **options)
        self.output_left = float("inf") if output_limit is None else output_limit
        self.time_limit, self.deadline = float("inf") if time_limit is None else time_limit, float("inf")
        self.last: NotebookNode | None = None  # the cell that was begun last
        self.is_cut = False  # whether it put out too much

    def _seconds_left(self, cell: NotebookNode) -> float | None:
        if self.last is None:  # the kernel is there: its start, which may wait for imports, has a limit of its own
            self.deadline = time.monotonic() + self.time_limit
        self.last = cell
        left = max(self.deadline - time.monotonic(), _SHORTEST)
        return min(left, self.timeout or left) if self.timeout or left < float("inf") else None

    def process_message(self, msg: dict, cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        content = msg["content"]
        self.output_left -= len(content.get("text", "")) + sum(map(len, map(str, content.get("data", {}).values())))
        if self.output_left >= 0 or msg["msg_type"] == "status":
            return super().process_message(msg, cell, cell_index)
        if not self.is_cut:
            self.is_cut = True
            cell.outputs = [new_output("stream", name="stderr", text="Its output was too much and is left out.\n")]
            self.km.provisioner.process.kill()
        return None


class SaveOnceEngine(Engine):
    """papermill's engine, which writes the notebook when it starts and when it is done, however that comes about: not
    twice a cell."""

    name = "dateline"

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        output_limit: float | None,
        time_limit: float | None,
        input_path: Any,  # not for the client
        start_timeout: int,
        **options: Any,
    ) -> None:
        options |= {"kernel_name": kernel_name, "startup_timeout": start_timeout, "log": papermill.log.logger}
        client = MeteredClient(nb_man, output_limit, time_limit, **options)
        save, nb_man.save = nb_man.save, lambda **_: None
        with TemporaryFile(dir=folder()) as said:  # by a kernel that cannot start; later ones speak in their cells
            try:
                client.execute(stderr=said)
            except BaseException as error:
                nb_man.save = save  # papermill itself writes what nothing has stopped
                cell = next((n for n, cell in enumerate(nb_man.nb.cells, start=1) if cell is client.last), 0)
                if client.is_cut and isinstance(error, DeadKernelError | CellTimeoutError):
                    raise TooMuchOutput(f"cell {cell} put out more than is allowed") from None
                if isinstance(error, CellTimeoutError) and time.monotonic() >= client.deadline:
                    raise TookTooLong(f"more than {time_limit} s in all; cell {cell} was under way") from None
                if type(error) is RuntimeError and client.last is None:
                    raise RuntimeError(f"{error}: {_last_line(said)}") from None
                raise


def _last_line(said: IO[bytes]) -> str:
    said.seek(0)
    lines = said.read().decode(errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")


papermill_engines.register(SaveOnceEngine.name, SaveOnceEngine)


def _literal(path: str | Path) -> str:
    """papermill puts parameters where a path has {braces}."""
    return str(path).replace("{", "{{").replace("}", "}}")


def execute(
    notebook_path: str | Path,
    output_path: str | Path,
    parameters: dict[str, Any],
    *,
    warm: bool = True,
    timeout: int | None = None,
    time_limit: float | None = None,
    output_limit: float | None = None,
) -> NotebookNode:
    """Run one notebook as `papermill.execute_notebook` does, without the waits.

    Arguments:
        warm: with a kernel forked from a fork server; else the stock way.
        timeout, time_limit: seconds that a cell, and all cells together, may take.
        output_limit: characters that the notebook may put out.

    Raises:
        papermill.PapermillExecutionError, nbclient.exceptions.CellTimeoutError, DeadKernelError: as papermill does.
        TookTooLong, TooMuchOutput: as they say.
    """
    return papermill.execute_notebook(
        _literal(notebook_path),
        _literal(output_path),
        parameters,
        kernel_name=NAME if warm else COLD,
        language="python",  # a notebook need not say so
        engine_name=SaveOnceEngine.name,
        progress_bar=False,
        autosave_cell_every=0,
        start_timeout=_START,
        timeout=timeout,
        time_limit=time_limit,
        output_limit=output_limit,
        # Kill the kernel: who answers for its last words waits .4 s for them. Nothing is lost but its atexit functions.
        shutdown_kernel="immediate",
        kernel_manager_class=PromptKernelManager,
    )
