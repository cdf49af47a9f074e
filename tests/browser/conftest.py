"""A real browser, the distribution's chromium, and a JupyterLab for it; without chromium these tests are skipped."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT, SEED

playwright = pytest.importorskip("playwright.sync_api", reason="no playwright: pip install -e .[dev]")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
LAB_STARTS = 180  # seconds, on a busy machine
# It must not look for anything outside: no updates, no sync, no field trials.
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
).split()


@pytest.fixture(scope="session")
def browser() -> Iterator:
    if CHROMIUM is None:
        pytest.skip("no chromium: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        yield driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


HOSTILE = """Ferry runs again <script>window.hacked=1</script>

The ferry “<img src=x onerror=window.hacked=1>” ran on Friday, 4 May 2018. <script>window.hacked=1</script>

“We are <b onclick=window.hacked=1>glad</b>,” said Ann Author "><svg onload=window.hacked=1></style></section>.
"""


@pytest.fixture(scope="session")
def begun(browser, tmp_path_factory) -> Iterator:
    """The run that makes the reports of the seed and of a hostile article; JupyterLab starts meanwhile."""
    folder = tmp_path_factory.mktemp("browser")
    (folder / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    manifest = f"path,published,title\nhostile.txt,2018-05-05,{HOSTILE.splitlines()[0]}\n"
    (folder / "articles.csv").write_text(manifest, encoding="utf-8")
    out = folder / "reports"
    command = [Path(sys.executable).parent / "dateline", "report", "--out", out, SEED, folder / "hostile.txt"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as run:
        yield run, out


@pytest.fixture(scope="session")
def reports(begun) -> Path:
    """The reports of the seed and of a hostile article."""
    run, out = begun
    said = run.communicate()[1]
    assert run.returncode == 0, said
    return out


@pytest.fixture
def page(browser) -> Iterator:
    """A page that keeps the errors its console names, in `page.said`."""
    context = browser.new_context(viewport={"width": 1100, "height": 900})
    opened = context.new_page()
    opened.said = []
    opened.on("console", lambda message: message.type == "error" and opened.said.append(message.text))
    opened.on("pageerror", lambda error: opened.said.append(str(error)))
    yield opened
    context.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=5).close()
    except OSError:
        return False
    return True


@pytest.fixture(scope="session")
def lab_home(tmp_path_factory) -> Path:
    """The folder that JupyterLab shows."""
    return tmp_path_factory.mktemp("lab")


@pytest.fixture(scope="session")
def lab(begun, browser, lab_home) -> Iterator[str]:
    """The address of a JupyterLab, token included, on a copy of the notebooks; it touches no settings of ours."""
    home = lab_home
    shutil.copytree(ROOT / "notebooks", home / "notebooks")
    shutil.copytree(ROOT / "seeds", home / "seeds")
    settings = home / "settings" / "@jupyterlab"
    for folder, values in {
        "notebook-extension/tracker": {"windowingMode": "none"},
        "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    }.items():
        (settings / folder).parent.mkdir(parents=True, exist_ok=True)
        (settings / f"{folder}.jupyterlab-settings").write_text(json.dumps(values), encoding="utf-8")
    port, token = _free_port(), secrets.token_hex(8)
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--notebook-dir={home}", f"--port={port}",
        "--ip=127.0.0.1", f"--IdentityProvider.token={token}", f"--LabApp.user_settings_dir={home / 'settings'}",
        f"--LabApp.workspaces_dir={home / 'workspaces'}", "--expose-app-in-browser", "--LabApp.check_for_updates_class="
        "jupyterlab.handlers.announcements.NeverCheckForUpdate",
    ]  # fmt: skip
    folders = ("JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")
    environment = {**os.environ, **{name: str(home / name.lower()) for name in folders}}
    with (home / "lab.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=home, env=environment, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + LAB_STARTS
        while not _answers(f"http://127.0.0.1:{port}/api?token={token}"):
            late = server.poll() is not None or time.monotonic() > deadline
            assert not late, (home / "lab.log").read_text(encoding="utf-8")[-2000:]
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/lab?reset&token={token}"
    finally:
        server.terminate()
        server.wait(20)
