"""A notebook through papermill, fast. Many at a time: `processes.in_processes` calls `execute` for each."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import papermill
from jupyter_client.localinterfaces import local_ips
from jupyter_client.provisioning import KernelProvisionerFactory
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines
from papermill.iorw import load_notebook_node

from dateline.running.forks import Gone, has_lost_server
from dateline.running.kernels import NAME, PromptKernelManager
from dateline.running.surroundings import folder

COLD = "python3"  # the kernelspec that ipykernel brings
_START = 60  # seconds that a kernel may take to answer
_SHORTEST = 0.001  # seconds that a cell is given at least: 0 is no limit


class TooMuchOutput(Exception):
    """A notebook put out more than it may."""


class TookTooLong(Exception):
    """A notebook took longer than it may, all cells together."""


class NeverStarted(Exception):
    """A kernel died before its first cell, and so did the one started after it."""


class MeteredClient(PapermillNotebookClient):
    """papermill's client, which stops a kernel that puts out more than `output_limit` characters, and the cell that is
    under way when the notebook has taken `time_limit` seconds."""

    def __init__(
        self, nb_man: NotebookExecutionManager, output_limit: float, time_limit: float, **options: Any
    ) -> None:
        super().__init__(nb_man, timeout_func=self._seconds_left, **options)
        self.output_limit = output_limit
        self.time_limit, self.deadline = time_limit, float("inf")
        self.last: NotebookNode | None = None  # the cell that was begun last
        self.cut: int | None = None  # index of the cell that put out too much

    def _seconds_left(self, cell: NotebookNode) -> float | None:
        if self.last is None:  # the kernel is there: its start, which may wait for imports, has a limit of its own
            self.deadline = time.monotonic() + self.time_limit
        self.last = cell
        left = max(self.deadline - time.monotonic(), _SHORTEST)
        return min(left, self.timeout or left) if self.timeout or left < float("inf") else None

    def process_message(self, msg: dict, cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        content = msg["content"]
        self.output_limit -= len(content.get("text", "")) + sum(map(len, map(str, content.get("data", {}).values())))
        if self.output_limit >= 0 or msg["msg_type"] == "status":
            return super().process_message(msg, cell, cell_index)
        if self.cut is None:
            self.cut = cell_index
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
        log_output: bool = False,
        stdout_file: Any = None,
        stderr_file: Any = None,
        start_timeout: int = _START,
        execution_timeout: int | None = None,
        output_limit: float | None = None,
        time_limit: float | None = None,
        input_path: str | None = None,
        **options: Any,
    ) -> None:
        client = MeteredClient(
            nb_man,
            float("inf") if output_limit is None else output_limit,
            float("inf") if time_limit is None else time_limit,
            kernel_name=kernel_name,
            log=papermill.log.logger,
            timeout=execution_timeout,
            startup_timeout=start_timeout,
            **options,
        )
        save, nb_man.save = nb_man.save, lambda **_: None
        with TemporaryFile(dir=folder()) as said:  # by a kernel that cannot start; later ones speak in their cells
            try:
                client.execute(stderr=said)
            except BaseException as error:
                nb_man.save = save  # papermill itself writes what nothing has stopped
                if client.cut is not None and isinstance(error, DeadKernelError | CellTimeoutError):
                    cell = _readers_number(client.cut, nb_man.nb, input_path)
                    raise TooMuchOutput(f"cell {cell} put out more than is allowed") from None
                if isinstance(error, CellTimeoutError) and time.monotonic() >= client.deadline:
                    (index,) = [index for index, cell in enumerate(nb_man.nb.cells) if cell is client.last]
                    cell = _readers_number(index, nb_man.nb, input_path)
                    raise TookTooLong(f"more than {time_limit} s in all; cell {cell} was under way") from None
                if _never_started(error):
                    raise RuntimeError(f"{error}: {_last_line(said)}") from None
                raise


def _readers_number(index: int, notebook: NotebookNode, input_path: str | None) -> int:
    """What number a cell has in the notebook that the user opens, where papermill's own may not be yet."""
    is_added = input_path and len(load_notebook_node(input_path).cells) < len(notebook.cells)
    tags = [cell.metadata.get("tags", []) for cell in notebook.cells[: index + 1]]
    return index + 1 - int(bool(is_added) and any("injected-parameters" in tagged for tagged in tags))


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

    A kernel that dies before its first cell (under load it may lose the race for its ports) is started once more.

    Arguments:
        notebook_path: the notebook.
        output_path: where it goes, with its outputs; its folder must exist.
        parameters: what replaces the values of its cell tagged `parameters`.
        warm: with a kernel forked from a fork server; else the stock way.
        timeout: seconds that a cell may take; None for no limit.
        time_limit: seconds that the notebook may take, all cells together; None for no limit.
        output_limit: characters that the notebook may put out; None for no limit.

    Returns:
        The notebook with its outputs.

    Raises:
        papermill.PapermillExecutionError: a cell failed; the output is there.
        nbclient.exceptions.CellTimeoutError, DeadKernelError: a cell took too long, or its kernel died.
        TookTooLong: the notebook took longer than it may.
        TooMuchOutput: it put out more than it may.
        NeverStarted: two kernels died before the first cell.
        Gone: the fork server that this process shares has died, and the kernel with it.
    """

    def attempt() -> NotebookNode:
        return papermill.execute_notebook(
            _literal(notebook_path),
            _literal(output_path),
            parameters,
            kernel_name=NAME if warm else COLD,
            language="python",  # a notebook need not say so
            engine_name=SaveOnceEngine.name,
            progress_bar=False,
            autosave_cell_every=0,
            request_save_on_cell_execute="://" not in str(output_path),  # there each write is a transfer
            start_timeout=_START,
            execution_timeout=timeout,
            time_limit=time_limit,
            output_limit=output_limit,
            # Kill the kernel: who answers for its last words waits .4 s for them. Nothing is lost but its atexit
            # functions.
            shutdown_kernel="immediate",
            kernel_manager_class=PromptKernelManager,
        )

    try:
        return attempt()
    except Exception as error:
        if warm and has_lost_server():
            raise Gone("the fork server of its kernel has died") from error
        if not _never_started(error):
            raise
    try:
        return attempt()
    except RuntimeError as error:
        if not _never_started(error):
            raise
        raise NeverStarted(f"two kernels died before the first cell ({error})") from None


def _never_started(error: BaseException) -> bool:
    return type(error) is RuntimeError and "before replying to kernel_info" in str(error)


def rehearse() -> None:
    """In the fork server: what papermill and jupyter_client look up or compile once, before their first notebook."""
    notebook = new_notebook(cells=[new_code_cell("x = 1", metadata={"tags": ["parameters"]})])
    papermill.execute_notebook(notebook, None, {"x": 2}, kernel_name=COLD, language="python", prepare_only=True)
    KernelProvisionerFactory.instance()
    local_ips()
