"""The same run on the workers of a dask scheduler, and into places that fsspec knows. One needs dateline[cluster]."""

import importlib.util
import subprocess
import sys
import time

import pytest

from reports.conftest import files, states, write_notebook

OWN = ("--notebook", "try.ipynb")


@pytest.fixture
def cluster(place):
    """(address, processes of two workers)."""
    pytest.importorskip("distributed")
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    file = place / "scheduler.json"
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    processes = [subprocess.Popen([*dask, *options], **quiet)]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(file), "--no-nanny"]
    worker += ["--nthreads", "1", "--no-dashboard", "--local-directory", str(place / "dask")]
    processes += [subprocess.Popen(worker, **quiet) for _ in range(2)]
    try:
        yield file, processes[1:]
    finally:
        for process in processes:
            process.kill()
            process.wait()


def test_a_worker_dies_and_every_report_is_made(place, cluster, report):
    import json

    file, workers = cluster
    deadline = time.monotonic() + 30
    while not file.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    address = json.loads(file.read_text())["address"]
    marks = str(place / "killed")
    # The first report to be made kills one of the workers.
    cell = f"import os, pathlib\nmarks = pathlib.Path({marks!r})\n"
    cell += f"if not marks.exists():\n  marks.touch(); os.kill({workers[0].pid}, 9)"
    write_notebook(place / "try.ipynb", cell)
    code, out, err = report("a.txt", "b.txt", "c.txt", *OWN, "--scheduler", address)
    assert (code, out.split(";")[0]) == (0, "3 made, 0 kept, 0 failed"), err
    assert workers[0].wait(timeout=10) == -9
    assert report("a.txt", "b.txt", "c.txt", *OWN, "--out", "here")[0] == 0
    assert files(place / "reports") == files(place / "here")


def test_no_scheduler_is_a_word(place, report, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr("dateline.running.processes._PATIENCE", 0.5)
    code, _, err = report("a.txt", *OWN, "--scheduler", "tcp://127.0.0.1:1")
    assert code == 2
    assert "tcp://127.0.0.1:1: no answer" in err


def test_reports_go_where_fsspec_says(place, report):
    out = f"file://{place}/remote"
    assert report("a.txt", *OWN, "--out", out)[:2] == (0, f"1 made, 0 kept, 0 failed; open {out}/index.html\n")
    assert report("a.txt", *OWN, "--out", out)[1].startswith("0 made, 1 kept")
    (place / "remote" / "a" / "try.html").write_bytes(b"")
    assert report("a.txt", *OWN, "--out", out)[1].startswith("1 made")
    assert report("a.txt", *OWN)[0] == 0
    there, here = files(place / "remote"), files(place / "reports")
    # An article is known by its path from a folder on, and by its whole path where there is none.
    assert there.pop("index.json").replace(str(place).encode(), b"..") == here.pop("index.json")
    assert there == here
    assert states(place) == ["made"]


def test_an_unknown_place_is_a_word(place, report):
    code, _, err = report("a.txt", *OWN, "--out", "nowhere://x")
    assert code == 2
    assert err.startswith("dateline: --out nowhere://x: ")


@pytest.mark.parametrize(
    ("out", "package"),
    [
        ("s3://bucket/x", "s3fs"),
        ("gs://bucket/x", "gcsfs"),
        ("gcs://bucket", "gcsfs"),
        ("abfs://box@account/x", "adlfs"),
    ],
)
def test_a_place_that_needs_a_package_names_it(place, report, out, package):
    if importlib.util.find_spec(package):
        pytest.skip(f"{package} is here")
    code, _, err = report("a.txt", *OWN, "--out", out)
    assert code == 2
    assert err.startswith(f"dateline: --out {out}: ")
    assert package in err
    assert err.count("\n") == 1
