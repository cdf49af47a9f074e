"""A run where little is allowed: limits, a home or temporary files that cannot be written, a narrow console."""

import fcntl
import os
import resource
import subprocess
import tempfile
from pathlib import Path

import pytest

from dateline.running import surroundings
from dateline.running.surroundings import FOLDER
from reports.conftest import BIN, write_notebook

ONE = ("a.txt", "--notebook", "try.ipynb", "--jobs", "2")
MADE = "1 made, 0 kept, 0 failed; open reports/index.html\n"


def report(*arguments: str, environment: dict[str, str] | None = None, **options) -> subprocess.CompletedProcess:
    """`dateline report` as a process of its own, with a folder of its own."""
    return subprocess.run(
        [BIN / "dateline", "report", *arguments],
        env={**os.environ, FOLDER: "", **(environment or {})},
        capture_output=True,
        timeout=120,
        **options,
    )


@pytest.mark.parametrize(
    ("limit", "allowed", "says"),
    [
        (resource.RLIMIT_NOFILE, 64, "64 open files are allowed, a report needs 72 or more; try ulimit -n 256"),
        (resource.RLIMIT_NOFILE, 40, "40 open files are allowed, a report needs 72 or more; try ulimit -n 256"),
        (
            resource.RLIMIT_AS,
            1 << 30,
            "1048576 KB of memory are allowed, a report needs 2097152 or more; try ulimit -v unlimited",
        ),
    ],
)
def test_what_is_too_little_for_any_kernel_is_said_in_a_line(place, limit, allowed, says):
    done = report(*ONE, text=True, preexec_fn=lambda: resource.setrlimit(limit, (allowed, allowed)))
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"dateline: {says}\n")
    assert not (place / "reports").exists()


@pytest.mark.parametrize(("soft", "hard"), [(256, 256), (64, 4096)])
def test_open_files_that_are_enough_or_may_be_had(place, soft, hard):
    done = report(*ONE, text=True, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard)))
    assert (done.returncode, done.stdout, done.stderr) == (0, MADE, "")


@pytest.mark.parametrize("options", [(), ("--cold",)])
def test_a_home_that_cannot_be_written(place, options):
    """A file in its place cannot, whoever runs the test."""
    write_notebook(place / "try.ipynb", "import matplotlib.pyplot as plt", "plt.plot([1, 2])", "%matplotlib inline")
    (place / "home").write_text("")
    nowhere = {"HOME": str(place / "home"), "TMPDIR": str(place / "tmp")}
    nowhere |= dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), str(place / "home" / "x"))
    (place / "tmp").mkdir()
    done = report(*ONE, *options, environment=nowhere, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, MADE, "")
    assert list((place / "tmp").iterdir()) == []


def test_no_place_for_temporary_files_is_said_in_a_line(monkeypatch, tmp_path):
    def nowhere() -> str:
        raise FileNotFoundError("No usable temporary directory found")

    (tmp_path / "file").write_text("")
    monkeypatch.delenv(FOLDER, raising=False)
    monkeypatch.setattr(surroundings.tempfile, "gettempdir", nowhere)
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "file" / "runtime"))
    with pytest.raises(OSError, match="no folder for temporary files can be written; name one that can be") as raised:
        surroundings.folder()
    assert raised.value.filename == "TMPDIR"


@pytest.fixture
def short():
    """A folder with a path that leaves room for the names of sockets."""
    with tempfile.TemporaryDirectory(prefix="d", dir="/tmp") as folder:
        yield Path(folder)


def test_what_killed_runs_have_left_goes_and_what_others_use_stays(place, short):
    left, used, strange = (short / name for name in ("dateline-run-left", "dateline-run-used", "another"))
    for folder in (left, used, strange):
        folder.mkdir()
        (folder / "0123abcd.json").write_text("{}")
    handle = os.open(used, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    done = report(*ONE, environment={"TMPDIR": str(short)}, text=True)
    os.close(handle)
    assert done.stdout == MADE
    assert sorted(short.iterdir()) == [strange, used]
    assert (used / "0123abcd.json").exists()


def test_jupyter_looks_beside_the_packages_too(monkeypatch, tmp_path, short):
    monkeypatch.delenv(FOLDER, raising=False)
    monkeypatch.setenv("JUPYTER_PATH", "before")
    monkeypatch.setattr(surroundings, "_own", None)
    monkeypatch.setattr(surroundings.tempfile, "tempdir", str(short))
    (tmp_path / "share").mkdir()
    monkeypatch.setattr(surroundings, "_BESIDE", tmp_path / "share")
    own = Path(surroundings.folder())
    assert own.parent == short
    assert os.environ["JUPYTER_PATH"] == f"before{os.pathsep}{tmp_path / 'share'}"


@pytest.mark.parametrize(
    ("encoding", "shown"), [("cp1252", "?\xf3d? “a”"), ("ascii", "??d? ?a?"), ("utf-8", "Łódź “a”")]
)
def test_a_console_that_lacks_some_signs_shows_question_marks(place, encoding, shown):
    done = report(*ONE, "--out", "Łódź “a”", environment={"PYTHONIOENCODING": encoding})
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode(encoding) == f"1 made, 0 kept, 0 failed; open {shown}/index.html\n"
