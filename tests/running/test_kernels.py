"""Warm kernels do what stock kernels do; and nothing of them is left behind."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import psutil
import pytest
from jupyter_client.manager import start_new_kernel
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from kernel_cases import CELLS, ENDINGS
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from dateline.running import forks as warm
from dateline.running.fork_server import Request
from dateline.running.kernels import PromptKernelManager

KERNELS = ("python3", "dateline")


def run(kernel: str, cells: list[str], cwd: Path, is_warm: bool = True, **options) -> tuple[str, list]:
    """(the error that ended it, the outputs of each cell)."""
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    client = NotebookClient(
        notebook,
        kernel_name=kernel,
        resources={"metadata": {"path": str(cwd)}},
        coalesce_streams=True,
        shutdown_kernel="immediate",
        **({"kernel_manager_class": PromptKernelManager} if kernel == "dateline" else {}),
        on_notebook_start=lambda **_: forked.append(isinstance(client.km.provisioner.process, warm.ForkedProcess)),
        **options,
    )
    forked: list[bool] = []
    error = ""
    try:
        # Under pytest, ipykernel does not capture what is written to file descriptors.
        client.execute(env={name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"})
    except Exception as raised:
        error = f"{type(raised).__name__}: {raised}"
    assert forked == [kernel == "dateline" and is_warm]
    return neutral(error), [neutral(nbformat.from_dict(cell.get("outputs", []))) for cell in notebook.cells]


def neutral(found):
    """Without what differs from one stock kernel to the next, and without the numbers of threads."""
    if isinstance(found, str):
        return re.sub(r"ipykernel_\d+|0x[0-9a-f]{6,}|kernel-[-\w]+\.json|Thread-\d+", "#", found)
    if isinstance(found, dict):
        return {name: neutral(value) for name, value in found.items()}
    if isinstance(found, list):
        return [neutral(value) for value in found]
    return found


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, list]]:
    """What each cell put out, by kernel and name of the cell."""
    cwd = tmp_path_factory.mktemp("cells")
    # A stock kernel started by nbclient keeps its history in memory; ours is told so in its kernelspec.
    return {
        kernel: dict(zip(CELLS, run(kernel, list(CELLS.values()), cwd, allow_errors=True)[1], strict=True))
        for kernel in KERNELS
    }


@pytest.mark.xdist_group("cells")  # one worker runs them, once
@pytest.mark.parametrize("case", CELLS)
def test_cell_puts_out_the_same(case: str, outputs: dict) -> None:
    assert outputs["dateline"][case] == outputs["python3"][case]


def test_cells_did_run(outputs: dict) -> None:
    silent = {name for name, found in outputs["dateline"].items() if not found}
    assert silent == {"time magic", "child left behind"}
    assert outputs["dateline"]["plot"][0]["data"]["image/png"]
    assert "StdinNotImplementedError" in str(outputs["dateline"]["input refused"])
    assert "too much" in str(outputs["dateline"]["memory limit"])


@pytest.mark.parametrize("case", ENDINGS)
def test_ending_is_the_same(case: str, tmp_path: Path) -> None:
    cells, options = ENDINGS[case]
    stock, ours = (run(kernel, cells, tmp_path, **options) for kernel in KERNELS)
    assert ours == stock


def living(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def gone(processes: list[psutil.Process], within: float = 10) -> bool:
    deadline = time.monotonic() + within
    while any(living(process) for process in processes) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not any(living(process) for process in processes)


@pytest.fixture
def kernel(tmp_path: Path) -> Iterator[tuple]:
    """(manager, client) of a warm kernel in tmp_path."""
    manager, client = start_new_kernel(kernel_name="dateline", cwd=str(tmp_path))
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def value_of(client, expression: str) -> str:
    reply = client.execute("0", user_expressions={"value": expression}, reply=True, timeout=30)
    return reply["content"]["user_expressions"]["value"]["data"]["text/plain"]


def server_of(manager) -> psutil.Process:
    assert isinstance(manager.provisioner.process, warm.ForkedProcess)
    return psutil.Process(manager.provisioner.pid).parent()


@pytest.mark.parametrize("draw", ["__import__('random').random()", "__import__('numpy').random.random()"])
def test_kernels_draw_different_random_numbers(draw: str, tmp_path: Path) -> None:
    numbers = [run("dateline", [draw], tmp_path)[1][0][0]["data"]["text/plain"] for _ in range(2)]
    assert numbers[0] != numbers[1]


def test_kernel_is_forked_from_a_server_of_one_thread(kernel: tuple) -> None:
    server = server_of(kernel[0])
    assert server.ppid() == os.getpid()
    assert server.num_threads() == 1
    assert value_of(kernel[1], "'matplotlib.pyplot' in __import__('sys').modules") == "True"


def test_kernel_holds_nothing_of_the_fork_server(kernel: tuple) -> None:
    listing = "[link for fd in os.listdir('/proc/self/fd') if os.path.islink(path := f'/proc/self/fd/{fd}') "
    listing = f"(os := __import__('os')) and {listing} and 'pidfd' in (link := os.readlink(path))]"
    assert value_of(kernel[1], listing) == "[]"
    links = psutil.Process(kernel[0].provisioner.pid).net_connections("unix")
    assert {link.laddr for link in links if link.laddr} == {f"{kernel[0].ip}-{port}" for port in kernel[0].ports}


def test_kernel_has_the_folder_and_environment_asked_for(tmp_path: Path) -> None:
    manager, client = start_new_kernel(kernel_name="dateline", cwd=str(tmp_path), env={**os.environ, "SPECIAL": "yes"})
    try:
        assert value_of(client, "__import__('os').environ['SPECIAL']") == "'yes'"
        assert value_of(client, "__import__('os').getcwd()") == repr(str(tmp_path))
        assert isinstance(manager.provisioner.process, subprocess.Popen)  # another environment: started cold
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_what_lies_in_the_folder_comes_first(tmp_path: Path) -> None:
    (tmp_path / "pandas.py").write_text("mine = True")
    (tmp_path / "matplotlibrc").write_text("lines.linewidth: 7")
    cell = "import matplotlib, pandas\ngetattr(pandas, 'mine', False), matplotlib.rcParams['lines.linewidth']"
    assert "(True, 7.0)" in str(run("dateline", [cell], tmp_path, is_warm=False)[1])


def test_kernel_restarts_and_is_interrupted(kernel: tuple) -> None:
    manager, client = kernel
    first = manager.provisioner.pid
    client.execute("mark = 1")
    manager.restart_kernel(now=True)
    client.wait_for_ready(timeout=30)
    assert manager.provisioner.pid != first
    assert value_of(client, "'mark' in globals()") == "False"
    waiting = client.execute("import time; time.sleep(30)")
    time.sleep(0.5)
    manager.interrupt_kernel()
    while (reply := client.get_shell_msg(timeout=10))["parent_header"]["msg_id"] != waiting:
        pass
    assert reply["content"]["ename"] == "KeyboardInterrupt"


def test_polite_shutdown_runs_exit_functions(tmp_path: Path) -> None:
    manager, client = start_new_kernel(kernel_name="dateline", cwd=str(tmp_path))
    client.execute("import atexit, pathlib; atexit.register(pathlib.Path('left').touch)", reply=True, timeout=30)
    client.stop_channels()
    manager.shutdown_kernel()
    assert (tmp_path / "left").exists()


def test_kernel_and_its_children_go_with_the_connection(kernel: tuple) -> None:
    manager, client = kernel
    client.execute("import subprocess; child = subprocess.Popen(['sleep', '600'])", reply=True, timeout=30)
    process = psutil.Process(manager.provisioner.pid)
    family = [process, *process.children(recursive=True)]
    assert len(family) == 2
    manager.provisioner.process.connection.close()  # as when the client dies
    assert gone(family)
    manager.provisioner.process = None


LEFT_BEHIND = {
    "a session of its own": "import subprocess; subprocess.Popen(['sleep', '611'], start_new_session=True)",
    "a daemon": "import subprocess; subprocess.run('setsid sleep 611 >&- 2>&- & exit', shell=True)",
    "a fork of a fork": "import os\nif os.fork() == 0:\n  os.setsid()\n"
    "  if os.fork() == 0: os.execlp('sleep', 'sleep', '611')\n  os._exit(0)",
}


@pytest.mark.parametrize("case", LEFT_BEHIND)
def test_what_a_kernel_leaves_in_another_session_ends_after_it(case: str, kernel: tuple) -> None:
    manager, client = kernel
    client.execute(LEFT_BEHIND[case], reply=True, timeout=30)
    process = psutil.Process(manager.provisioner.pid)
    deadline = time.monotonic() + 10
    while not (left := [child for child in process.children(recursive=True) if child.name() == "sleep"]):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert os.getsid(left[0].pid) != os.getsid(process.pid)
    process.kill()
    assert gone(left)


def test_nothing_outlives_a_killed_client(tmp_path: Path) -> None:
    script = (
        "import sys, time\nfrom jupyter_client.manager import start_new_kernel\n"
        "manager, client = start_new_kernel(kernel_name='dateline')\n"
        'client.execute(\'import subprocess; subprocess.Popen(["setsid", "sleep", "611"])\', reply=True)\n'
        "print(manager.provisioner.pid, flush=True)\ntime.sleep(600)"
    )
    client = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=tmp_path)
    assert client.stdout
    process = psutil.Process(int(client.stdout.readline()))
    family = [process, process.parent(), *process.children()]
    assert family[1].ppid() == client.pid
    assert len(family) == 3
    client.kill()
    client.communicate()
    assert gone(family)


def test_killed_fork_server_takes_its_kernels_and_another_is_started(kernel: tuple, tmp_path: Path) -> None:
    manager, _ = kernel
    server = server_of(manager)
    process = psutil.Process(manager.provisioner.pid)
    server.send_signal(signal.SIGKILL)
    assert gone([process])
    assert manager.provisioner.process.wait(timeout=5) == -signal.SIGKILL
    error, outputs = run("dateline", ["__import__('os').getppid()"], tmp_path)
    assert not error
    assert int(outputs[0][0]["data"]["text/plain"]) not in (server.pid, os.getpid())


def test_no_zombies(kernel: tuple, tmp_path: Path) -> None:
    server = server_of(kernel[0])
    for _ in range(3):
        run("dateline", ["1"], tmp_path)
    time.sleep(0.2)
    assert [child.pid for child in server.children()] == [kernel[0].provisioner.pid]


def test_a_fork_server_with_threads_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "threaded.py").write_text(
        "import threading, time\nthreading.Thread(target=time.sleep, args=(600,), daemon=True).start()"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    server = warm.OwnServer(sys.executable, os.environ, ("threaded",))
    assert server.process.wait(timeout=30) > 0


def test_a_fork_of_the_owner_ends_none_of_its_fork_servers(kernel: tuple) -> None:
    child = os.fork()
    if child == 0:
        warm.close_servers()
        os._exit(0)
    os.waitpid(child, 0)
    assert server_of(kernel[0]).is_running()


def test_where_a_shared_fork_server_has_died_nothing_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = f"{warm._origin_of(sys.executable, os.environ)}-lost"
    monkeypatch.setenv(warm.SHARED, lost)
    assert warm.server_address(sys.executable, os.environ) == lost
    with pytest.raises(warm.NoFork):
        warm.fork(lost, Request("os:getpid", (), {}, "."))


def test_jupyter_server_and_its_debugger_take_the_kernel(tmp_path: Path) -> None:
    async def use() -> list[bool]:
        kernels = AsyncMappingKernelManager(root_dir=str(tmp_path))
        started = await kernels.start_kernel(kernel_name="dateline", path=".")
        await kernels.restart_kernel(started)
        manager = kernels.get_kernel(started)
        client = manager.client()
        client.start_channels()
        await client.wait_for_ready(timeout=30)
        arguments = {"clientID": "test", "adapterID": "", "pathFormat": "path"}
        request = {"type": "request", "seq": 1, "command": "initialize", "arguments": arguments}
        client.control_channel.send(client.session.msg("debug_request", request))
        reply = await client.get_control_msg(timeout=30)
        is_warm = isinstance(manager.provisioner.process, warm.ForkedProcess)
        client.stop_channels()
        await kernels.shutdown_kernel(started, now=True)
        return [is_warm, reply["content"]["success"]]

    # in a thread of its own: a browser driven from this one keeps an event loop running here
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, use()).result() == [True, True]
