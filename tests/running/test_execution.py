"""One notebook, and many: what is made, what fails, what is left."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import papermill
import psutil
import pytest
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from jupyter_client.provisioning import KernelProvisionerFactory
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from dateline.running import forks as warm
from dateline.running import processes
from dateline.running.execution import TooMuchOutput, execute
from dateline.running.processes import Died, Outcome, in_processes
from dateline.running.surroundings import FOLDER

METADATA = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def write(path: Path, *cells: str) -> Path:
    parameters = new_code_cell("n = 1", metadata={"tags": ["parameters"]})
    notebook = new_notebook(cells=[parameters, *map(new_code_cell, cells)], metadata=METADATA)
    nbformat.write(notebook, path)
    return path


def texts(path: Path) -> list[str]:
    return [output.get("text", "") for cell in nbformat.read(path, 4).cells for output in cell.get("outputs", [])]


def run_many(runs: list[tuple], workers: int, **options: Any) -> Iterator[Outcome]:
    """(notebook, output, parameters) each."""
    options = {"preload": warm.PAPERMILL, "kernels": warm.LIBRARIES, **options}
    return in_processes("dateline.running.execution:execute", runs, workers, **options)


def square(number: int) -> int:
    """For in_processes: fails, dies or answers."""
    if number == 13:
        raise LookupError("no 13")
    if number == 14:
        os._exit(5)
    if number == 15:
        os.kill(os.getppid(), 9)
        time.sleep(60)
    return number * number


@pytest.mark.parametrize("is_warm", [True, False])
def test_execute_fills_in_and_writes(is_warm: bool, tmp_path: Path) -> None:
    notebook = write(tmp_path / "in.ipynb", "print(n + 1)")
    execute(notebook, tmp_path / "out.ipynb", {"n": 4}, warm=is_warm)
    assert texts(tmp_path / "out.ipynb") == ["5\n"]


def test_our_kernel_is_known_where_jupyter_knows_of_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*arguments: object, **options: object) -> None:
        raise NoSuchKernel("dateline")

    monkeypatch.setattr(KernelSpecManager, "get_kernel_spec", unknown)
    monkeypatch.setattr(KernelProvisionerFactory, "create_provisioner_instance", unknown)
    notebook = write(tmp_path / "in.ipynb", "import sys; print(n, 'seaborn' in sys.modules)")
    execute(notebook, tmp_path / "out.ipynb", {"n": 4})
    assert texts(tmp_path / "out.ipynb") == ["4 True\n"]


@pytest.mark.parametrize("metadata", [{}, {"kernelspec": {"name": "gone", "display_name": "Gone"}}])
def test_a_notebook_that_names_no_language_is_python(metadata: dict, tmp_path: Path) -> None:
    notebook = write(tmp_path / "in.ipynb", "print(n)")
    bare = nbformat.read(notebook, 4)
    bare.metadata = nbformat.from_dict(metadata)
    nbformat.write(bare, notebook)
    execute(notebook, tmp_path / "out.ipynb", {"n": 4})
    assert texts(tmp_path / "out.ipynb") == ["4\n"]


FLOOD = "for _ in range(9): print('x' * 20_000, flush=True)\nimport time; time.sleep(60)"


def test_a_cell_has_the_number_that_it_has_in_what_is_left(tmp_path: Path) -> None:
    notebook = write(tmp_path / "in.ipynb", FLOOD)
    document = nbformat.read(notebook, 4)
    document.cells.insert(0, new_markdown_cell("Words count as cells."))
    nbformat.write(document, notebook)
    with pytest.raises(TooMuchOutput, match=r"^cell 4 put"):
        execute(notebook, tmp_path / "made.ipynb", {"n": 4}, output_limit=50_000)
    assert [cell.source for cell in nbformat.read(tmp_path / "made.ipynb", 4).cells].index(FLOOD) == 3


def test_output_is_that_of_stock_papermill(tmp_path: Path) -> None:
    notebook = write(tmp_path / "in.ipynb", "print(n)\nn", "import pandas as pd\npd.DataFrame({'a': [n]})")
    papermill.execute_notebook(notebook, tmp_path / "stock.ipynb", {"n": 4}, progress_bar=False)
    execute(notebook, tmp_path / "ours.ipynb", {"n": 4})

    def without_times(path: Path) -> tuple:
        made = nbformat.read(path, 4)
        metadata = {name: value for name, value in made.metadata.items() if name != "papermill"}
        return metadata, [(cell.source, cell.metadata.get("tags"), cell.outputs) for cell in made.cells]

    assert without_times(tmp_path / "ours.ipynb") == without_times(tmp_path / "stock.ipynb")


@pytest.mark.parametrize(
    ("cell", "error", "timeout"),
    [
        ("1 / 0", papermill.PapermillExecutionError, None),
        ("import os; os._exit(1)", DeadKernelError, None),
        ("import time; time.sleep(60)", CellTimeoutError, 1),
    ],
)
def test_failed_notebook_is_there_with_what_came_before(cell: str, error: type, timeout: int, tmp_path: Path) -> None:
    notebook = write(tmp_path / "in.ipynb", "print('before')", cell)
    with pytest.raises(error):
        execute(notebook, tmp_path / "out.ipynb", {}, timeout=timeout)
    assert "before\n" in texts(tmp_path / "out.ipynb")


def test_one_failure_never_stops_the_rest(tmp_path: Path) -> None:
    good, bad = write(tmp_path / "good.ipynb", "print(n)"), write(tmp_path / "bad.ipynb", "1 / 0")
    jobs = [(good, tmp_path / "1.ipynb", {"n": 1}), (bad, tmp_path / "2.ipynb", {}), (good, tmp_path / "3.ipynb", {})]
    outcomes = {outcome.item[1].name: outcome for outcome in run_many(jobs, 2)}
    assert [outcomes[name].error for name in ("1.ipynb", "3.ipynb")] == [None, None]
    error = outcomes["2.ipynb"].error
    assert isinstance(error, papermill.PapermillExecutionError)
    assert error.ename == "ZeroDivisionError"
    assert texts(tmp_path / "3.ipynb") == ["1\n"]


@pytest.mark.parametrize("is_warm", [True, False])
def test_a_call_that_fails_or_dies_is_its_own_outcome_only(is_warm: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)
    if not is_warm:
        monkeypatch.setattr(processes, "_address", lambda _: "")
    numbers = [(2,), (13,), (14,), (3,)]
    outcomes = {outcome.item[0]: outcome for outcome in in_processes(square, numbers, 1)}
    assert [outcomes[number].value for number in (2, 13, 14, 3)] == [4, None, None, 9]
    assert repr(outcomes[13].error) == "LookupError('no 13')"
    assert isinstance(outcomes[14].error, Died)
    assert all(outcome.seconds > 0 for outcome in outcomes.values())


def test_a_killed_fork_server_loses_the_calls_under_way_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)
    outcomes = {outcome.item[0]: outcome for outcome in in_processes(square, [(2,), (15,), (3,)], 1)}
    assert (outcomes[2].value, outcomes[3].value) == (4, 9)
    assert isinstance(outcomes[15].error, Died)
    assert "SIGKILL" in str(outcomes[15].error)


@pytest.mark.parametrize(
    ("module", "code", "says"),
    [
        (
            "threaded",
            "import threading, time; threading.Thread(target=time.sleep, args=(600,), daemon=True).start()",
            "an import has started a thread",
        ),
        ("broken", "import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
    ],
)
def test_kernels_without_a_fork_server_are_cold(
    module: str, code: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f"{module}.py").write_text(code)
    notebook = write(tmp_path / "in.ipynb", "print(n)")
    jobs = [(str(notebook), str(tmp_path / f"{number}.ipynb"), {"n": number}) for number in (2,)]
    calls = f"in_processes('dateline.running.execution:execute', {jobs}, 1, kernels=({module!r},))"
    run = f"from dateline.running.processes import in_processes\nprint([outcome.error for outcome in {calls}])"
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, timeout=120)
    assert done.stdout == "[None]\n"
    assert texts(tmp_path / "2.ipynb") == ["2\n"]
    (line,) = [line for line in done.stderr.splitlines() if "IPKernelApp" not in line]
    assert line.startswith("dateline: no fork server, so this takes longer: ")
    assert says in line


def servers() -> list[psutil.Process]:
    """Those of run_many: of its jobs and of their kernels."""
    last = ("dateline.running.execution", warm.LIBRARIES[-1])
    return [psutil.Process(own.process.pid) for end in last for names, own in warm._own.items() if names[-1] == end]


def forks() -> list[psutil.Process]:
    return [fork for server in servers() for fork in server.children()]


def test_closing_ends_what_is_under_way(tmp_path: Path) -> None:
    quick, slow = write(tmp_path / "quick.ipynb"), write(tmp_path / "slow.ipynb", "import time; time.sleep(600)")
    outcomes = run_many([(quick, tmp_path / "q.ipynb", {}), (slow, tmp_path / "s.ipynb", {})], 2)
    next(outcomes)
    deadline = time.monotonic() + 20
    # the process that is done, the slow job and its kernel; that of the quick one goes
    while len(under_way := forks()) != 3 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(under_way) == 3
    outcomes.close()
    assert psutil.wait_procs(under_way, timeout=10)[1] == []


def test_kernels_of_all_jobs_share_one_fork_server(tmp_path: Path) -> None:
    notebook = write(tmp_path / "in.ipynb", "import os; print(os.getppid())")
    outputs = [tmp_path / f"{number}.ipynb" for number in range(3)]
    assert [outcome.error for outcome in run_many([(notebook, output, {}) for output in outputs], 2)] == [None] * 3
    assert [texts(output) for output in outputs] == [[f"{servers()[1].pid}\n"]] * 3


def test_memory_and_processes_stay_flat(tmp_path: Path) -> None:
    notebook = write(tmp_path / "in.ipynb", "1")
    sizes = []
    for _ in run_many([(notebook, tmp_path / "out.ipynb", {})] * 24, 2):
        sizes.append(sum(server.memory_info().rss for server in servers()))
        assert len(forks()) <= 6
    assert max(sizes[12:]) - max(sizes[:12]) < 2**20


def short_place(_: Path) -> dict[str, str]:
    return {FOLDER: ""}


def long_place(folder: Path) -> dict[str, str]:
    """No Unix socket can have a name that begins like that."""
    (long := folder / ("x" * 100)).mkdir()
    return {FOLDER: "", "TMPDIR": str(long), "XDG_DATA_HOME": str(long), "JUPYTER_RUNTIME_DIR": str(long)}


TEMPORARY = {"short": short_place, "long": long_place}


@pytest.mark.parametrize("place", TEMPORARY)
def test_plain_papermill_takes_the_kernel_and_speaks_with_it_in_private(place: str, tmp_path: Path) -> None:
    notebook = write(tmp_path / "in.ipynb", "import os, sys\nprint(os.getppid(), 'seaborn' in sys.modules)")
    command = [sys.executable, "-m", "papermill", "-k", "dateline", str(notebook), str(tmp_path / "out.ipynb")]
    client = subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.PIPE, env={**os.environ, **TEMPORARY[place](tmp_path)}
    )
    _, said = client.communicate(timeout=180)
    assert client.returncode == 0
    assert b"encryption" not in said
    parent, is_loaded = texts(tmp_path / "out.ipynb")[0].split()
    assert is_loaded == "True"
    assert not psutil.pid_exists(int(parent))


def test_nbconvert_takes_the_kernel(tmp_path: Path) -> None:
    notebook = write(tmp_path / "in.ipynb", "import sys\nprint('seaborn' in sys.modules)")
    command = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--output", "out.ipynb"]
    command += ["--ExecutePreprocessor.kernel_name=dateline", str(notebook)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert texts(tmp_path / "out.ipynb") == ["True\n"]


def test_a_parser_that_is_put_off_is_there_when_it_is_asked_for() -> None:
    code = (
        "from dateline.running.fork_server import import_papermill; import_papermill(); import sys\n"
        "assert 'lark' not in sys.modules\n"
        "import rfc3987_syntax; print(rfc3987_syntax.is_valid_syntax('iri', 'http://é.example/x'))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["True"]


def test_no_import_changes_what_other_imports_find() -> None:
    code = (
        "import dateline, importlib, pkgutil, sys\n"
        "for found in pkgutil.walk_packages(dateline.__path__, 'dateline.'):\n"
        "    importlib.import_module(found.name)\n"
        "print(sorted(name for name, module in sys.modules.items() if getattr(module, '__spec__', None)"
        " and getattr(module.__spec__, 'name', name) != name and name.startswith(('rfc', 'json'))))\n"
        "import rfc3987_syntax; print(hasattr(rfc3987_syntax, 'is_valid_syntax_iri'), 'lark' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split()[0] == "[]"
    assert found.stdout.split()[-1] == "True"
