"""A run as a user types it: what is made, kept, failed, and what lies there afterwards."""

import json
import os
import pty
import re
import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path

import nbformat
import psutil
import pytest

from conftest import SEED
from dateline.reports.cli import main
from dateline.reports.jobs import notebook_path
from dateline.reports.storage import Store
from dateline.running import forks as warm
from dateline.running.surroundings import FOLDER
from reports.conftest import BIN, files, record, states, wait_for, write_notebook

OWN = ("--notebook", "try.ipynb", "--jobs", "2")


def test_a_second_run_keeps_what_has_not_changed(place, report):
    code, out, _ = report("a.txt", "b.txt", *OWN)
    assert (code, out.strip()) == (0, "2 made, 0 kept, 0 failed; open reports/index.html")
    before = files(place / "reports")
    times = {path: path.stat().st_mtime_ns for path in (place / "reports").rglob("*.ipynb")}
    code, out, _ = report("a.txt", "b.txt", *OWN)
    assert (code, out.strip()) == (0, "0 made, 2 kept, 0 failed; open reports/index.html")
    assert {path: path.stat().st_mtime_ns for path in (place / "reports").rglob("*.ipynb")} == times
    assert report("a.txt", "b.txt", "--force", *OWN)[1].startswith("2 made, 0 kept")
    assert files(place / "reports") == before


def change_article(place: Path) -> None:
    (place / "a.txt").write_text("Another bridge to close", encoding="utf-8")


def change_list(place: Path) -> None:
    (place / "articles.csv").write_text("path,published\na.txt,2020-01-01\n", encoding="utf-8")


def change_notebook(place: Path) -> None:
    write_notebook(place / "try.ipynb", "print(article)")


def lose_table(place: Path) -> None:
    (place / "reports" / "a" / "tables" / "try_numbers.csv").unlink()


def lose_page(place: Path) -> None:
    (place / "reports" / "a" / "try.html").unlink()


def empty_page(place: Path) -> None:
    (place / "reports" / "a" / "try.html").write_bytes(b"")


def cut_table(place: Path) -> None:
    table = place / "reports" / "a" / "tables" / "try_numbers.csv"
    table.write_bytes(table.read_bytes()[:-1])


def forget_sizes(place: Path) -> None:
    """As a version of before they were recorded has left it."""
    path = place / "reports" / "a" / "try.ipynb"
    notebook = nbformat.read(path, 4)
    notebook.metadata["dateline"]["report"]["files"] = list(notebook.metadata["dateline"]["report"]["files"])
    nbformat.write(notebook, path)


def cut_notebook(place: Path) -> None:
    path = place / "reports" / "a" / "try.ipynb"
    path.write_bytes(path.read_bytes()[:-20])


def spoil_notebook(place: Path) -> None:
    (place / "reports" / "a" / "try.ipynb").write_text("{")


def test_what_has_changed_is_made_again(place, report):
    report("a.txt", "b.txt", *OWN)
    changes = [lose_table, lose_page, empty_page, cut_table, cut_notebook, forget_sizes, spoil_notebook]
    for change in (*changes, change_article, change_list, change_notebook):
        change(place)
        assert report("a.txt", "b.txt", *OWN)[0] == 0
        assert states(place) == ["made", "made" if change is change_notebook else "kept"], change.__name__
    assert report("a.txt", "b.txt", *OWN)[1].startswith("0 made, 2 kept")


def test_a_parameter_makes_a_report_anew_and_a_table_that_is_no_more_goes(place, report):
    report("a.txt", *OWN)
    report("a.txt", *OWN, "--param", "n=7")
    assert states(place) == ["made"]
    assert (place / "reports/a/tables/try_numbers.csv").read_text("utf-8-sig").split() == ["n", "7"]
    change_notebook(place)
    report("a.txt", *OWN)
    assert not (place / "reports/a/tables/try_numbers.csv").exists()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("nn=1", "no notebook has this parameter; try has article, n"),
        ("n;import os=1", "no notebook has this parameter"),
        ("n=x", "'x' is not a whole number"),
        ("n=1.5", "'1.5' is not a whole number"),
        ("n=", "'' is not a whole number"),
        ("n=nan", "'nan' is not a whole number"),
        ("n", "write --param NAME=VALUE"),
        ("article=b.txt", "name the articles themselves"),
        ("published=2020-01-01", "use --published or articles.csv"),
    ],
)
def test_a_wrong_parameter_starts_nothing(place, report, given, says):
    code, out, err = report("a.txt", *OWN, "--param", given)
    assert (code, out) == (2, "")
    assert says in err
    assert not (place / "reports").exists()


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        (
            "article = None",
            "n = 1",
            'try.ipynb: has 2 cells tagged "parameters", and papermill puts what is given behind',
        ),
        ("article = None; n = len('x')", None, "its parameters are not plain values"),
    ],
)
def test_a_notebook_has_one_cell_of_plain_parameters(place, report, first, second, says):
    write_notebook(place / "try.ipynb", second or "1", parameters=first)
    document = nbformat.read(place / "try.ipynb", 4)
    document.cells[1].metadata["tags"] = ["parameters"] if second else []
    nbformat.write(document, place / "try.ipynb")
    code, out, err = report("a.txt", *OWN)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert says in err


def test_values_are_of_the_type_that_the_notebook_has(place, report):
    parameters = "article = None\nn = 1\nm = 1\nx = 1.0\nyes = False\nname = 'a'\nday = None\nwords = ['a']"
    write_notebook(place / "try.ipynb", "print([n, m, x, yes, name, day, words])", parameters=parameters)
    hostile = "007 '\"\\ {n} \u2028\n<script>"
    given = {"n": "007", "m": "6.0", "x": "3", "yes": "true", "name": hostile, "day": "1e5", "words": "['b', 'c']"}
    options = [word for name, value in given.items() for word in ("--param", f"{name}={value}")]
    assert report("a.txt", *OWN, *options)[0] == 0
    (cell,) = [c for c in nbformat.read(place / "reports/a/try.ipynb", 4).cells if c.get("outputs")]
    assert cell.outputs[0].text.strip() == repr([7, 6, 3.0, True, hostile, "1e5", ["b", "c"]])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "cannot be opened"),
        ("no JSON", "is no notebook"),
        ('{"cells": [], "metadata": {}}', 'sets no article in a cell tagged "parameters"'),
    ],
)
def test_a_notebook_that_cannot_be_used_is_named(place, report, content, says):
    (place / "try.ipynb").unlink() if content is None else (place / "try.ipynb").write_text(content)
    code, _, err = report("a.txt", *OWN)
    assert code == 2
    assert "try.ipynb: " in err
    assert says in err


FAILURES = {
    "raises": ("raise ValueError('first line\\nsecond')", "ValueError: first line"),
    "makes nothing": ("pass", "not made: numbers"),
    "exits": ("import os; os._exit(3)", "DeadKernelError: Kernel died"),
    "is killed": ("import os; os.kill(os.getpid(), 9)", "DeadKernelError: Kernel died"),
    "never ends": ("while True: pass", "CellTimeoutError: A cell timed out"),
    "floods": (
        "import time\nwhile True: print('x' * 20_000); time.sleep(0.01)",
        "TooMuchOutput: cell 4 put out more than is allowed",
    ),
    "names a path": (
        "import pandas as pd\nfrom dateline import show_table\nshow_table(pd.DataFrame({'n': [1]}), '../x')",
        "not made: numbers",
    ),
    "kills its job": (
        "import os, psutil\nfor parent in psutil.Process().parent().parent().children():\n"
        "  for fork in parent.children():\n    if fork.pid != os.getpid(): fork.kill()",
        "Died: its process ended with SIGKILL",
    ),
}


def test_failures_are_named_in_a_line_and_stop_nothing(place, report):
    for name, (cell, _) in FAILURES.items():
        write_notebook(place / f"{name}.ipynb", "print('before')", cell, shows=("numbers",))
    options = [word for name in [*FAILURES, "try"] for word in ("--notebook", f"{name}.ipynb")]
    # One at a time: one of them kills its neighbours.
    code, out, err = report("a.txt", *options, "--jobs", "1", "--timeout", "2", "--output-limit", "1")
    assert code == 1
    assert out.strip() == f"1 made, 0 kept, {len(FAILURES)} failed; open reports/index.html"
    made = {item["notebook"]: item for item in record(place)["reports"]}
    for name, (_, error) in FAILURES.items():
        assert made[name]["error"].startswith(error), name
        assert f"failed: {made[name]['path']}: {made[name]['error']}" in err
        assert not (place / "reports" / "a" / f"{name}.ipynb").exists()
        if name != "kills its job":
            assert made[name]["path"] == f"reports/a/{name}.failed.ipynb"
            assert "before" in (place / made[name]["path"]).read_text()
    assert (place / "reports/a/floods.failed.ipynb").stat().st_size < 100_000
    assert made["try"]["state"] == "made"
    page = (place / "reports/index.html").read_text()
    assert "ValueError: first line" in page
    assert not list((place / "reports").rglob(".*"))


def test_a_report_has_a_limit_for_the_whole_notebook_and_hides_secrets_too(place, report):
    cells = ["import time; time.sleep(1.2); print(db_token)", "while True: pass"]
    write_notebook(place / "try.ipynb", *cells, parameters="article = None\ndb_token = ''")
    code, _, err = report("a.txt", *OWN, "--time-limit", "2", "--param", "db_token=open-sesame")
    assert code == 1
    assert err == "failed: reports/a/try.failed.ipynb: TookTooLong: more than 2 s in all; cell 4 was under way\n"
    left = (place / "reports/a/try.failed.ipynb").read_text()
    assert "***" in left
    assert "sesame" not in left


def test_what_failed_is_made_when_it_can_be(place, report):
    write_notebook(place / "try.ipynb", "1 / 0")
    assert report("a.txt", *OWN)[0] == 1
    write_notebook(place / "try.ipynb", "1")
    assert report("a.txt", *OWN)[0] == 0
    assert sorted(path.name for path in (place / "reports/a").iterdir()) == ["try.html", "try.ipynb"]


def test_a_failure_leaves_the_earlier_report(place, report):
    report("a.txt", *OWN)
    before = files(place / "reports" / "a")
    write_notebook(place / "try.ipynb", "1 / 0")
    assert report("a.txt", *OWN)[0] == 1
    after = files(place / "reports" / "a")
    assert after.pop("try.failed.ipynb")
    assert after == before


def test_articles_come_from_files_folders_and_lists(place, report):
    (place / "more").mkdir()
    for name in ("z.txt", "y.html", "x.csv", "empty.txt"):
        (place / "more" / name).write_text(
            "" if name == "empty.txt" else "<html><body><p>Some news of today.</p></body></html>"
        )
    (place / "articles.csv").write_text("path,published\nc.txt,2020-01-01\nb.txt,\n", encoding="utf-8")
    code, out, err = report("a.txt", "more", "articles.csv", *OWN)
    assert [item["article"] for item in record(place)["reports"]] == [
        "a.txt",
        "more/y.html",
        "more/z.txt",
        "c.txt",
        "b.txt",
    ]
    assert (code, out.strip()) == (1, "5 made, 0 kept, 1 failed; open reports/index.html")
    assert "failed: more/empty.txt: is empty" in err


def test_cold_and_warm_reports_are_the_same(place, report):
    assert report(SEED, "--out", "warm")[0] == 0
    assert report(SEED, "--out", "cold", "--cold")[0] == 0
    warm_files, cold_files = files(place / "warm"), files(place / "cold")
    assert len(warm_files) > 30
    assert warm_files.keys() == cold_files.keys()
    assert [name for name in warm_files if warm_files[name] != cold_files[name]] == []


def test_a_cold_run_says_nothing_but_its_summary(place):
    command = [BIN / "dateline", "report", "a.txt", *OWN, "--cold"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("1 made, 0 kept, 0 failed; open reports/index.html\n", "")


def start(*arguments: object, **options) -> subprocess.Popen:
    """In a process of its own, as a shell would start it."""
    command = [BIN / "dateline", "report", *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, **options
    )


def many(place: Path, count: int) -> Path:
    (place / "many").mkdir()
    for number in range(count):
        (place / "many" / f"{number:02}.txt").write_text(f"News number {number} of today.", encoding="utf-8")
    return place / "many"


def test_kill_in_the_middle_then_the_same_command_gives_the_same_reports(place, report):
    many(place, 24)
    assert report("many", *OWN, "--out", "undisturbed")[0] == 0
    running = start("many", *OWN)
    wait_for(lambda: len(list((place / "reports").glob("*/try.ipynb"))) >= 5)
    family = psutil.Process(running.pid).children(recursive=True)
    running.kill()
    running.communicate()
    assert psutil.wait_procs(family, timeout=10)[1] == []
    for path in (place / "reports").glob("*/try.ipynb"):
        nbformat.read(path, as_version=4)  # whole
    code, _, _ = report("many", *OWN)
    assert code == 0
    assert {"made", "kept"} == set(states(place))
    assert files(place / "reports") == files(place / "undisturbed")


@pytest.mark.parametrize(
    ("number", "code", "options"),
    [(signal.SIGINT, 130, ()), (signal.SIGTERM, 143, ()), (signal.SIGHUP, 129, ()), (signal.SIGINT, 130, ("--cold",))],
)
def test_a_signal_stops_cleanly(place, number, code, options):
    write_notebook(
        place / "try.ipynb",
        "import subprocess; subprocess.Popen(['setsid', 'sleep', '612'])",
        "import time; time.sleep(0.0 if article.endswith('00.txt') else 600)",
    )
    many(place, 9)
    (place / "tmp").mkdir()
    # A shell's background jobs, and so what they start, ignore Ctrl-C: the tests may be one.
    running = start(
        *("many", *OWN, *options),
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        env={**os.environ, FOLDER: "", "TMPDIR": str(place / "tmp")},
    )
    wait_for(lambda: list((place / "reports").glob("*/try.ipynb")))
    wait_for(lambda: any(each.name() == "sleep" for each in psutil.Process(running.pid).children(recursive=True)))
    family = psutil.Process(running.pid).children(recursive=True)
    os.killpg(running.pid, number)  # as a terminal does
    out, err = running.communicate(timeout=20)
    assert (running.returncode, out) == (code, "")
    # The signal may come between the last file of the first report and the word that it is made.
    said = r"dateline: stopped: (1 made, 0 kept, 0 failed, 8|0 made, 0 kept, 0 failed, 9) not begun or ended; "
    assert re.search(said + "the same command goes on from here\n$", err)
    assert psutil.wait_procs(family, timeout=10)[1] == []
    assert record(place)["not_begun"] in (8, 9)
    assert (place / "reports" / "index.html").is_file()
    assert not list((place / "reports").rglob(".*"))
    assert list((place / "tmp").iterdir()) == []


def test_a_signal_that_is_ignored_stays_so(place):
    """As nohup has it."""
    running = start("a.txt", *OWN, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    wait_for(lambda: (place / "reports").is_dir())
    running.send_signal(signal.SIGHUP)
    out, _ = running.communicate(timeout=60)
    assert (running.returncode, out) == (0, "1 made, 0 kept, 0 failed; open reports/index.html\n")


def test_a_terminal_that_hangs_up_gets_no_word_but_its_run_ends(place):
    write_notebook(place / "try.ipynb", "import time; time.sleep(0.0 if article == 'a.txt' else 600)")
    ours, theirs = pty.openpty()
    command = [BIN / "dateline", "report", "a.txt", "b.txt", *OWN]
    take = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
    terminal = dict.fromkeys(("stdin", "stdout", "stderr"), theirs)
    running = subprocess.Popen([BIN / "python", "-c", take, *command], start_new_session=True, **terminal)
    os.close(theirs)
    wait_for(lambda: list((place / "reports").glob("*/try.ipynb")))
    os.close(ours)
    assert running.wait(20) == 129
    assert record(place)["not_begun"] in (1, 2)  # what is written may not be counted yet
    assert (place / "reports" / "index.html").is_file()


def test_killed_fork_server_costs_the_reports_under_way(place, report):
    marks = place / "killed"
    cell = f"import os, pathlib\nmarks = pathlib.Path({str(marks)!r})"
    cell += "\nif not marks.exists():\n  import time; marks.touch(); os.kill(os.getppid(), 9); time.sleep(60)"
    write_notebook(place / "try.ipynb", cell)
    code, out, err = report("a.txt", "b.txt", "c.txt", "--notebook", "try.ipynb", "--jobs", "1")
    assert marks.exists()
    assert err == "failed: reports/a/try.failed.ipynb: DeadKernelError: Kernel died\n"
    assert (code, out.split(";")[0]) == (1, "2 made, 0 kept, 1 failed")
    assert report("a.txt", "b.txt", "c.txt", *OWN)[1].startswith("1 made, 2 kept, 0 failed")


def test_where_nothing_forks_a_pool_does(place, report, monkeypatch):
    def refuse(*_):
        raise warm.NoFork("for the test")

    monkeypatch.setattr("dateline.running.processes.server_address", refuse)
    assert report("a.txt", *OWN)[1].startswith("1 made")


def hide_the_standard_library(place: Path) -> None:
    """Modules of the user's own, which are not what others look for by their names."""
    for name in ("select", "random", "json", "socket", "signal", "dataclasses", "types", "operator"):
        (place / f"{name}.py").write_text("raise ImportError('this is the module of the user')")


def test_modules_of_the_user_hide_nothing_from_a_run(place):
    hide_the_standard_library(place)
    done = subprocess.run([BIN / "dateline", "report", "a.txt", *OWN], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "1 made, 0 kept, 0 failed; open reports/index.html\n", "")


def test_a_kernel_that_cannot_start_says_why_in_the_line_of_its_report(place):
    hide_the_standard_library(place)  # from a kernel started as papermill does
    done = subprocess.run([BIN / "dateline", "report", "a.txt", *OWN, "--cold"], capture_output=True, text=True)
    assert done.returncode == 1
    assert re.fullmatch(
        r"failed: reports/a/try\.failed\.ipynb: RuntimeError: Kernel died "
        r"before replying to kernel_info: ImportError: this is the module of the user\n",
        done.stderr,
    )


def test_two_runs_into_one_folder(place, report):
    write_notebook(place / "try.ipynb", "import time; time.sleep(600)")
    running = start("a.txt", *OWN)
    wait_for(lambda: (place / "reports").is_dir())
    time.sleep(0.3)
    code, _, err = report("b.txt", *OWN)
    running.kill()
    running.communicate()
    assert code == 2
    assert "another run writes there" in err


def test_a_full_disk_is_named_and_leaves_nothing_half_written(place, report):
    """A limit on the size of files stands in for it."""
    write_notebook(place / "try.ipynb", "print('x' * 200_000)")
    limit = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))}
    running = start("a.txt", *OWN, **limit)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 1
    assert "File too large" in err
    assert "Traceback" not in err
    assert not [path for path in (place / "reports").rglob("*") if path.is_file() and path.parent.name == "a"]
    assert report("a.txt", *OWN)[1].startswith("1 made")


def test_a_file_is_on_the_disk_before_it_takes_its_name_and_its_folder_after(tmp_path, monkeypatch):
    steps = []
    for step in (os.fsync, os.replace):

        def noted(*arguments, step=step):
            steps.append(step.__name__)
            return step(*arguments)

        monkeypatch.setattr(os, step.__name__, noted)
    assert Store(tmp_path).write("a/x.txt", "día") == 4
    assert steps == ["fsync", "replace", "fsync"]
    assert (tmp_path / "a" / "x.txt").read_text(encoding="utf-8") == "día"


def test_a_report_that_cannot_be_written_whole_leaves_no_page(place, report):
    """Its page is small enough for the disk, its notebook, which holds the table in three forms, is not."""
    rows = "import pandas as pd\nfrom dateline import show_table\n"
    rows += "show_table(pd.DataFrame({'n': range(9_000)}), 'numbers')"
    write_notebook(place / "try.ipynb", rows, shows=("numbers",))
    assert report("a.txt", *OWN)[0] == 0
    size = (place / "reports/a/try.ipynb").stat().st_size - 1000  # times in it have more or fewer digits
    assert (place / "reports/a/try.html").stat().st_size < size
    shutil.rmtree(place / "reports")
    limit = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))}
    running = start("a.txt", *OWN, **limit)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 1
    assert "File too large" in err
    assert [path.name for path in (place / "reports" / "a").rglob("*") if path.is_file()] == []


def test_reports_have_the_permissions_that_the_umask_leaves(place):
    umask = 0o027
    running = start("a.txt", *OWN, umask=umask)
    assert running.communicate()[0].startswith("1 made")
    made = [path for path in (place / "reports").rglob("*") if path.is_file()]
    assert len(made) == 6
    assert {path.stat().st_mode & 0o777 for path in made} == {0o666 & ~umask}
    assert (place / "reports" / "a").stat().st_mode & 0o777 == 0o777 & ~umask


def test_an_article_that_goes_during_the_run_costs_its_own_report_alone(place, report):
    write_notebook(place / "try.ipynb", "import os\nif article == 'b.txt': os.remove(article)")
    code, out, err = report("a.txt", "b.txt", *OWN)
    assert (code, out) == (1, "1 made, 0 kept, 1 failed; open reports/index.html\n")
    assert err.startswith("failed: reports/b/try.failed.ipynb: ")
    assert err.count("\n") == 1
    assert states(place) == ["made", "failed"]


def test_an_index_that_cannot_be_written_is_named_and_the_reports_are_counted(place, report):
    (place / "reports" / "index.html").mkdir(parents=True)
    code, out, err = report("a.txt", *OWN)
    assert (code, out) == (1, "1 made, 0 kept, 0 failed\n")
    assert err == "failed: reports/index.html: Is a directory: reports/index.html\n"
    assert report("a.txt", *OWN)[1] == "0 made, 1 kept, 0 failed\n"


def test_our_notebook_by_its_file_is_ours_and_an_edited_copy_is_not(place, report):
    ours = notebook_path("timeline")
    assert report("a.txt", "--notebook", ours, "--notebook", "timeline")[0] == 0
    assert [item["notebook"] for item in record(place)["reports"]] == ["timeline"]
    shutil.copy(ours, place / "timeline.ipynb")
    assert report("a.txt", "--notebook", "timeline.ipynb")[1].startswith("0 made, 1 kept")
    before = files(place / "reports" / "a")
    write_notebook(place / "timeline.ipynb", "print('edited')")
    assert report("a.txt", "--notebook", "timeline.ipynb", "--notebook", ours)[1].startswith("1 made, 1 kept")
    after = files(place / "reports" / "a")
    assert {name for name in after if name not in before} == {"timeline-edited.html", "timeline-edited.ipynb"}
    assert {name: after[name] for name in before} == before
    assert "sentiment.html" not in (place / "reports/a/timeline-edited.html").read_text()
    index = (place / "reports/index.html").read_text()
    assert 'href="a/timeline-edited.html"' in index
    assert 'href="a/timeline.html"' in index


def test_two_notebooks_of_one_name_are_refused(place, report):
    for folder in ("one", "two"):
        (place / folder).mkdir()
        write_notebook(place / folder / "timeline.ipynb", f"print({folder!r})")
        shutil.copy(place / "try.ipynb", place / folder / "try.ipynb")
    for name, called in (("timeline", "timeline-edited"), ("try", "try")):
        given = [f"{folder}/{name}.ipynb" for folder in ("one", "two")]
        code, _, err = report("a.txt", "--notebook", given[0], "--notebook", given[1])
        assert (code, err) == (2, f"dateline: --notebook {given[1]}: another is called {called}; rename one\n")
    code, _, err = report("a.txt", "--notebook", "none/timeline.ipynb")
    assert code == 2
    assert "none/timeline.ipynb: cannot be opened" in err


HOSTILE_NAME = "a\x1b[31m\u202eb\rc\nd\x9be\u2028f"


def test_what_a_name_or_an_error_holds_never_moves_a_cursor(place, report, capsys):
    (place / f"{HOSTILE_NAME}.txt").write_text("")
    (place / f"{HOSTILE_NAME}.rtf").write_text("x")
    write_notebook(place / f"{HOSTILE_NAME}.ipynb", f"raise ValueError({HOSTILE_NAME!r})")
    write_notebook(place / "exits.ipynb", "1", shows=(HOSTILE_NAME,))
    own = ("--notebook", f"{HOSTILE_NAME}.ipynb", "--notebook", "exits.ipynb")
    said = [report("a.txt", f"{HOSTILE_NAME}.txt", f"{HOSTILE_NAME}.rtf", *own, "--out", HOSTILE_NAME)]
    assert said[0][0] == 1
    assert len(said[0][2].splitlines()) == 4
    assert (
        json.loads((place / HOSTILE_NAME / "run.json").read_text())["unreadable"][0]["article"] == f"{HOSTILE_NAME}.txt"
    )
    said += [report("a.txt", "--notebook", "try.ipynb", *options) for options in (
        ("--param", HOSTILE_NAME), ("--param", f"{HOSTILE_NAME}=1"), ("--param", f"n={HOSTILE_NAME}"),
        ("--published", HOSTILE_NAME), ("--notebook", f"none{HOSTILE_NAME}.ipynb"), ("--out", f"a.txt/{HOSTILE_NAME}"),
    )]  # fmt: skip
    for options in (("--jobs", HOSTILE_NAME), (f"--{HOSTILE_NAME}",), ("export", "a.txt", "--to", HOSTILE_NAME)):
        with pytest.raises(SystemExit):
            main([*(() if options[0] == "export" else ("report",)), *options])
        said.append((2, *capsys.readouterr()))
    assert [code for code, *_ in said[1:]] == [2] * 9
    for _, out, err in said:
        assert re.sub(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]", "", out + err) == ""
        assert "?[31m?b?c?d?e?f" in out + err or r"\x1b" in err


def test_a_name_outside_the_encoding_of_the_terminal_is_no_failure(place):
    (place / "naïve Ω.txt").write_text("The council met.", encoding="utf-8")
    command = [BIN / "dateline", "report", "naïve Ω.txt", "none Ω.txt", *OWN, "--out", "Ω é"]
    done = subprocess.run(
        command, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}, check=False
    )
    assert done.stdout.decode("cp1252") == "1 made, 0 kept, 1 failed; open ? é/index.html\n"
    assert done.stderr.decode("cp1252").startswith("failed: none ?.txt: no such file")
    assert done.returncode == 1


@pytest.mark.parametrize("out", ["a.txt", "a.txt/reports", "/proc/reports"])
def test_a_folder_that_cannot_be_written_is_named(place, report, out):
    code, _, err = report("b.txt", *OWN, "--out", out)
    assert code == 2
    assert err.startswith(f"dateline: --out {out}: cannot be written")


def test_names_with_braces_and_quotes(place, report):
    odd = place / "{n} 'día' \"x\""
    odd.mkdir()
    (place / "try.ipynb").rename(odd / "my {n} 'note'.ipynb")
    (place / "a.txt").rename(odd / "a {n}.txt")
    options = ("--notebook", odd / "my {n} 'note'.ipynb", "--out", odd / "{out}")
    assert report(odd / "a {n}.txt", *options)[0] == 0
    assert (odd / "{out}" / "a-n" / "my {n} 'note'.ipynb").is_file()


def test_help_comes_at_once():
    code = "import sys; from dateline.reports.cli import main\n"
    code += "try: main(['report', '--help'])\nfinally: assert 'pandas' not in sys.modules"
    subprocess.run([BIN / "python", "-c", code], check=False, capture_output=True)
    with pytest.raises(SystemExit):
        main(["report", "--jobs", "0"])
