"""`dateline run` as a user types it: any notebook, a run a row, and nothing of ours in it."""

import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from conftest import ROOT
from dateline.reports.cli import main
from dateline.reports.page import SCRIPT
from dateline.reports.secrets import is_secret
from reports.conftest import BIN, files, wait_for, write_notebook

PARAMETERS = "city = 'Leeds'\nn = 1\nrate = 0.5\nis_full = False\nday = None\nsince = max(2000, 1)"
PRINT = "print([city, n, rate, is_full, day, since])"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> Callable:
    """`dateline run ARGUMENTS` in tmp_path, where sales.ipynb is: (exit code, standard output, standard error)."""
    monkeypatch.chdir(tmp_path)
    write_notebook(Path("sales.ipynb"), PRINT, parameters=PARAMETERS)

    def call(*arguments: object) -> tuple[int, str, str]:
        code = main(["run", *map(str, arguments)])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return code, said.out, said.err

    return call


def printed(path: str) -> str:
    cells = nbformat.read(path, 4).cells
    return "".join(output.get("text", "") for cell in cells for output in cell.get("outputs", []))


def record() -> dict:
    return json.loads(Path("runs/run.json").read_text())


def names() -> list[str]:
    return sorted(path.name for path in Path("runs").iterdir() if path.name != "run.json")


def test_a_row_is_a_run_with_values_of_the_notebooks_own_types(run):
    Path("rows.csv").write_text(
        "City;n;rate;is_full;day;since;code\nYork;007;2;true;1e5;1990;A/1\nBath;;;;;no year;b 2\n", encoding="utf-8-sig"
    )
    code, out, err = run("sales.ipynb", "--table", "rows.csv", "--name", "code", "--param", "n=5")
    assert (code, out) == (0, "2 made, 0 kept, 0 failed; see runs\n"), err
    assert names() == ["a-1.ipynb", "b-2.ipynb"]
    assert printed("runs/a-1.ipynb") == "['York', 7, 2.0, True, '1e5', 1990]\n"
    assert printed("runs/b-2.ipynb") == "['Bath', 5, 0.5, False, None, 'no year']\n"
    assert [(item["name"], item["state"]) for item in record()["runs"]] == [("a-1", "made"), ("b-2", "made")]
    assert record()["runs"][1]["parameters"] == {"n": 5, "city": "Bath", "since": "no year"}


def test_without_a_table_it_is_one_run_and_without_a_name_they_are_numbered(run):
    assert run("sales.ipynb", "--param", "city=Ely")[:2] == (0, "1 made, 0 kept, 0 failed; see runs\n")
    Path("rows.csv").write_text("n\n3\n4\n")
    assert run("sales.ipynb", "--table", "rows.csv")[0] == 0
    assert names() == ["sales-1.ipynb", "sales-2.ipynb", "sales.ipynb"]
    assert printed("runs/sales.ipynb").startswith("['Ely', 1,")
    assert printed("runs/sales-2.ipynb").startswith("['Leeds', 4,")


def test_a_notebook_without_parameters_or_kernelspec_runs(run):
    nbformat.write(new_notebook(cells=[new_code_cell("print(6 * 7)")]), "plain.ipynb")
    assert run("plain.ipynb")[0] == 0
    assert printed("runs/plain.ipynb") == "42\n"
    assert len(nbformat.read("runs/plain.ipynb", 4).cells) == 1


def test_what_is_there_is_kept_and_what_has_changed_is_run_again(run):
    Path("rows.csv").write_text("city,n\nYork,1\nBath,2\n")
    command = ("sales.ipynb", "--table", "rows.csv", "--name", "city")
    assert run(*command)[1].startswith("2 made, 0 kept")
    before = files(Path("runs"))
    assert run(*command)[1].startswith("0 made, 2 kept")
    assert run(*command, "--force")[1].startswith("2 made, 0 kept")
    assert files(Path("runs")) == before
    Path("rows.csv").write_text("city,n\nYork,1\nBath,3\nEly,4\n")
    assert run(*command)[1].startswith("2 made, 1 kept")
    assert run(*command, "--html")[1].startswith("3 made, 0 kept")
    assert run(*command)[1].startswith("0 made, 3 kept")  # with their pages
    Path("runs/bath.html").write_text("cut")
    assert run(*command)[1].startswith("1 made, 2 kept")
    write_notebook(Path("sales.ipynb"), PRINT, "1", parameters=PARAMETERS)
    assert run(*command)[1].startswith("3 made, 0 kept")


def test_a_row_that_fails_is_a_line_and_stops_nothing(run):
    write_notebook(Path("sales.ipynb"), "print(1 / n)\nif n == 9:\n  while True: pass", parameters="n = 1")
    Path("rows.csv").write_text("n\n1\n0\ntwo\n9\n2\n")
    code, out, err = run("sales.ipynb", "--table", "rows.csv", "--time-limit", "2")
    assert (code, out) == (1, "2 made, 0 kept, 3 failed; see runs\n")
    assert [line for line in err.splitlines() if line.startswith("failed")] == [
        "failed: rows.csv, row 4, n: 'two' is not a whole number",
        "failed: runs/sales-2.failed.ipynb: ZeroDivisionError: division by zero",
        "failed: runs/sales-4.failed.ipynb: TookTooLong: more than 2 s in all; cell 3 was under way",
    ]
    assert names() == ["sales-1.ipynb", "sales-2.failed.ipynb", "sales-4.failed.ipynb", "sales-5.ipynb"]
    assert record()["unreadable"] == [
        {"row": "rows.csv, row 4", "error": "rows.csv, row 4, n: 'two' is not a whole number"}
    ]


@pytest.mark.parametrize(
    ("table", "options", "says"),
    [
        ("city,nn\nYork,2\n", (), "rows.csv: column 'nn' is no parameter of sales.ipynb; it has city, n, rate, "),
        ("city,n\n", (), "rows.csv: has no row; its first line names parameters, each other line is a run"),
        ("city,n\nYork,2,3\n", (), "rows.csv, row 2: has 3 cells, the first line 2"),
        (None, (), "rows.csv: no such file; check the path"),
        ("n\n2\n", ("--name", "town"), "--name town: rows.csv has no such column; it has n"),
        ("n,api_key\n2,abcdef\n", ("--name", "api_key"), "--name api_key: is a secret, which no file may be named by"),
        ("n\n2\n", ("--param", "n=x"), "--param n: 'x' is not a whole number"),
        ("n\n2\n", ("--param", "m=2"), "--param m: no notebook has this parameter; sales has city, n, rate, "),
    ],
)  # fmt: skip
def test_a_wrong_table_or_option_starts_nothing(run, table, options, says):
    if table is not None:
        Path("rows.csv").write_text(table)
    code, out, err = run("sales.ipynb", "--table", "rows.csv", *options)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"dateline: {says}")
    assert not Path("runs").exists()


@pytest.mark.parametrize(
    ("notebook", "arguments", "says"),
    [
        (None, (), "other.ipynb: cannot be opened"),
        ("no JSON", (), "other.ipynb: is no notebook of format 4"),
        ('{"cells": [], "metadata": {"kernelspec": {"language": "R"}}}', (), "other.ipynb: is in R"),
        ('{"cells": [], "metadata": {}}', ("--param", "n=2"), "--param n: no notebook has this parameter"),
        ('{"cells": [], "metadata": {}}', ("--name", "n"), "--name n: names the rows of a table; add --table FILE"),
    ],
)
def test_a_notebook_that_cannot_be_run_is_a_line(run, notebook, arguments, says):
    if notebook is not None:
        Path("other.ipynb").write_text(notebook)
    code, out, err = run("other.ipynb", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert says in err


def test_nothing_that_is_there_is_written_over(run):
    Path("more").mkdir()
    write_notebook(Path("more/sales.ipynb"), "print('another')", parameters="n = 1")
    before = Path("sales.ipynb").read_bytes()
    assert run("sales.ipynb", "--out", ".")[0] == 2  # the notebook itself
    assert Path("sales.ipynb").read_bytes() == before
    assert run("sales.ipynb")[0] == 0
    code, _, err = run("more/sales.ipynb", "--force")
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith("dateline: runs/sales.ipynb: is there, no run of more/sales.ipynb; take another --out")
    for name in ("ely.html", "ely.pdf"):
        Path(f"runs/{name}").write_text("mine")
    Path("rows.csv").write_text("city\nEly\n")
    assert run("sales.ipynb", "--table", "rows.csv", "--name", "city", "--html")[0] == 2
    assert run("sales.ipynb", "--table", "rows.csv", "--name", "city")[0] == 0
    assert [Path(f"runs/{name}").read_text() for name in ("ely.html", "ely.pdf")] == ["mine", "mine"]


def test_hostile_names_and_values_stay_text(run):
    hostile = [
        "../../up",
        "a/b\\c",
        "<script>alert(1)</script>",
        "x\n\n</code></pre><img src=x>",
        "Київ",
        "CITY",
        "city",
        "`$x$`",
    ]
    lines = "\n".join('"' + text.replace('"', '""') + '"' for text in hostile)
    Path("rows.csv").write_text(f"city\n{lines}\n", encoding="utf-8")
    assert run("sales.ipynb", "--table", "rows.csv", "--name", "city", "--html")[:2] == (
        0,
        "8 made, 0 kept, 0 failed; see runs\n",
    )
    stems = {path.stem for path in Path("runs").glob("*.ipynb")}
    assert {"up", "a-b-c", "script-alert-1-script", "sales-5", "city", "city-2", "x"} < stems
    assert not [path for path in Path().rglob("*") if path.is_file() and path.parent.name not in ("", "runs")]
    for page in Path("runs").glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert text.count("<script") == text.count(f"<script>{SCRIPT}</script>") == 1
        assert "<img" not in text


def test_the_parameters_stand_at_the_head_one_a_line(run):
    document = new_notebook(cells=[new_markdown_cell("# Sales"), new_code_cell(PARAMETERS), new_code_cell(PRINT)])
    document.cells[1].metadata["tags"] = ["parameters"]
    nbformat.write(document, "titled.ipynb")
    assert run("titled.ipynb", "--param", "city=a\n# b", "--html")[0] == 0
    head = "Parameters:\n\n    city = 'a\\n# b'\n    n = 1\n    rate = 0.5\n    is_full = False\n    day = None"
    assert nbformat.read("runs/titled.ipynb", 4).cells[1].source == head
    page = Path("runs/titled.html").read_text()
    assert "<title>Sales</title>" in page
    assert "city = 'a\\n# b'\nn = 1\n" in page
    assert "Methods, to paste" not in page
    assert "../index.html" not in page
    assert run("sales.ipynb")[0] == 0
    assert nbformat.read("runs/sales.ipynb", 4).cells[0].source.startswith("# sales · sales\n\n    city = 'Leeds'\n")


SECRET = 'p&ss "wörd"\'\\s'
LEAKS = """import sys, html, urllib.parse
from IPython.display import HTML, display
print(db_password); print(repr(db_password), file=sys.stderr)
display(HTML(html.escape(db_password)))
display({"text/plain": "x", "application/json": {"a": [db_password]}}, raw=True)
print("db://me:" + urllib.parse.quote(db_password, safe="") + "@host")
if fails: raise ValueError("refused: " + db_password)"""


@pytest.mark.parametrize("fails", ["true", "false"])
def test_secrets_are_in_nothing_that_is_written(run, fails):
    parameters = "db_password = ''\napi_key = 'own-key-of-mine'\nuse_token = True\npin_key = 0\nfails = False"
    write_notebook(Path("sales.ipynb"), LEAKS, "print(api_key, pin_key, use_token)", parameters=parameters)
    given = ("--param", f"db_password={SECRET}", "--param", "pin_key=7", "--param", f"fails={fails}")
    code, _, err = run("sales.ipynb", "--html", *given)
    assert code == (1 if fails == "true" else 0)
    made = [path for path in Path("runs").rglob("*") if path.is_file()]
    assert len(made) == (2 if fails == "true" else 3)
    written = "".join(path.read_text(encoding="utf-8") for path in made) + err
    assert not re.findall(r"w\\*(?:ö|xf6|u00f6|%C3%B6|&ouml;)rd|p&(?:amp;)?ss|own-key", written)
    assert '"pin_key": 7' not in written
    assert "pin_key = 7" not in written
    assert written.count("***") > 5
    assert "use_token = True" in written
    if fails == "true":
        assert err == "failed: runs/sales.failed.ipynb: ValueError: refused: ***\n"


def test_a_secret_that_is_wrong_is_not_said(run):
    write_notebook(Path("sales.ipynb"), parameters="pin_key = 0")
    code, _, err = run("sales.ipynb", "--param", "pin_key=hidden")
    assert (code, err) == (2, "dateline: --param pin_key: what is given is not a whole number\n")
    Path("rows.csv").write_text("pin_key\nhidden\n")
    code, _, err = run("sales.ipynb", "--table", "rows.csv")
    assert (code, err) == (1, "failed: rows.csv, row 2, pin_key: what is given is not a whole number\n")
    assert "hidden" not in Path("runs/run.json").read_text()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("password", True), ("DB_PASSWORD", True), ("api_key", True), ("x_token", True), ("client_secret", True),
        ("key", False), ("keys", False), ("monkey", False), ("secretary", False), ("token_count", False),
    ],
)  # fmt: skip
def test_which_names_are_secret(name, expected):
    assert is_secret(name) is expected


def test_another_secret_is_another_run(run):
    write_notebook(Path("sales.ipynb"), "print(len(api_token))", parameters="api_token = ''")
    assert run("sales.ipynb", "--param", "api_token=abcdef")[1].startswith("1 made")
    assert run("sales.ipynb", "--param", "api_token=abcdef")[1].startswith("0 made, 1 kept")
    assert run("sales.ipynb", "--param", "api_token=abcdefg")[1].startswith("1 made")


def start(*arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [BIN / "dateline", "run", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_says_so_and_goes_on_from_there(run, number, code):
    third = Path("third").absolute()  # two run at a time: when it begins, the first is counted
    code_of = f"import pathlib, time; n == 3 and pathlib.Path({str(third)!r}).touch(); time.sleep(0 if n == 1 else 600)"
    write_notebook(Path("sales.ipynb"), code_of, parameters="n = 1")
    Path("rows.csv").write_text("n\n1\n2\n3\n")
    running = start("sales.ipynb", "--table", "rows.csv", "--jobs", "2")
    wait_for(third.exists)
    family = psutil.Process(running.pid).children(recursive=True)
    running.send_signal(number)
    out, err = running.communicate(timeout=20)
    assert (running.returncode, out) == (code, "")
    said = "stopped: 1 made, 0 kept, 0 failed, 2 not begun or ended; the same command goes on from here\n"
    assert err.endswith(said)
    assert psutil.wait_procs(family, timeout=10)[1] == []
    assert names() == ["sales-1.ipynb"]
    assert record()["not_begun"] == 2


def test_a_limit_for_the_whole_notebook_ends_it_with_its_processes(run):
    cells = ["import time; time.sleep(1.2)", "import subprocess\nsubprocess.run(['sleep', '86397'])"]
    write_notebook(Path("sales.ipynb"), *cells, parameters="n = 1")
    code, _, err = run("sales.ipynb", "--time-limit", "2", "--timeout", "600")
    assert (code, err) == (
        1,
        "failed: runs/sales.failed.ipynb: TookTooLong: more than 2 s in all; cell 3 was under way\n",
    )
    left = [process for process in psutil.process_iter(["cmdline"]) if "86397" in (process.info["cmdline"] or [])]
    assert psutil.wait_procs(left, timeout=10)[1] == []
    assert run("sales.ipynb", "--time-limit", "600", "--timeout", "1")[2].startswith(
        "failed: runs/sales.failed.ipynb: CellTimeoutError: A cell timed out"
    )


def test_the_lines_of_the_front_page_work_as_they_stand(tmp_path):
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Any notebook of yours\n")[2]
    lines = [line.strip() for line in section.partition("\n## ")[0].splitlines() if line.startswith("    ")]
    assert len(lines) == 2
    for folder in ("notebooks", "seeds"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    shell = ["sh", "-e", "-c", "\n".join(lines)]
    done = subprocess.run(shell, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "2 made, 0 kept, 0 failed; see runs\n"), done.stderr
    assert sorted(path.name for path in (tmp_path / "runs").iterdir()) == [
        "3.html", "3.ipynb", "9.html", "9.ipynb", "run.json",
    ]  # fmt: skip


def test_cold_and_warm_runs_are_the_same(run):
    assert run("sales.ipynb", "--out", "warm", "--html")[0] == 0
    assert run("sales.ipynb", "--out", "cold", "--html", "--cold")[0] == 0
    assert files(Path("warm")) == files(Path("cold"))
