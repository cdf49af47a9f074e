"""A run where little is allowed: limits, a home or temporary files that cannot be written, a narrow console."""

import io
import os
import resource
import subprocess
from pathlib import Path

import pytest

from dateline.reports.cli import say
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


def test_open_files_that_may_be_had(place):
    done = report(*ONE, text=True, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 256)))
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


def test_no_place_for_temporary_files_is_said_in_a_line(monkeypatch):
    def nowhere(**_: object) -> str:
        raise FileNotFoundError("No usable temporary directory found")

    monkeypatch.delenv(FOLDER, raising=False)
    monkeypatch.setattr(surroundings.tempfile, "mkdtemp", nowhere)
    with pytest.raises(OSError, match="no folder for temporary files can be written; name one that can be") as raised:
        surroundings.folder()
    assert raised.value.filename == "TMPDIR"


def test_jupyter_looks_beside_the_packages_too(monkeypatch, tmp_path):
    monkeypatch.delenv(FOLDER, raising=False)
    monkeypatch.setenv("JUPYTER_PATH", "before")
    monkeypatch.setattr(surroundings.tempfile, "tempdir", str(tmp_path))
    (tmp_path / "share").mkdir()
    monkeypatch.setattr(surroundings, "_BESIDE", tmp_path / "share")
    assert Path(surroundings.folder()).parent == tmp_path
    assert os.environ["JUPYTER_PATH"] == f"before{os.pathsep}{tmp_path / 'share'}"


@pytest.mark.parametrize(
    ("encoding", "shown"), [("cp1252", "?\xf3d? “a”"), ("ascii", "??d? ?a?"), ("utf-8", "Łódź “a”")]
)
def test_a_console_that_lacks_some_signs_shows_question_marks(encoding, shown):
    said = io.BytesIO()
    say("Łódź “a”", stream := io.TextIOWrapper(said, encoding=encoding))
    assert said.getvalue().decode(encoding) == f"{shown}\n"
    stream.detach()
