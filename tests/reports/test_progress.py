"""What a run says of itself, worked out by hand with a clock of its own."""

import io
import json

import pytest

from dateline.reports.jobs import Job, Result
from dateline.reports.progress import Progress, _span, counts, failures, print_failures, record


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_lines_now_and_then_where_there_is_no_terminal():
    clock = iter([0.0, 40.0, 45.0, 50.0])
    said = io.StringIO()
    with Progress(10, said, lambda: next(clock)) as bar:
        bar.step(False)  # after 40 s, most of them imports: no rate yet
        bar.step(True)
        bar.step(False)  # two in the ten seconds since
    assert said.getvalue() == "1 of 10 reports\n3 of 10 reports, 1 failed, 0.2 a second, 35 s left\n"


def test_a_bar_on_a_terminal():
    said = Terminal()
    with Progress(2, said) as bar:
        bar.step(True)
        bar.step(False)
    assert "2/2" in said.getvalue()
    assert "failed=1" in said.getvalue()


@pytest.mark.parametrize(("seconds", "text"), [(0, "0 s"), (89, "89 s"), (120, "2 min"), (7200, "2 h")])
def test_a_span_is_said_in_one_unit(seconds, text):
    assert _span(seconds) == text


def test_counts_and_record():
    job = Job("a.txt", "a", "timeline")
    results = [Result(job, "made", "r/a/x.ipynb"), Result(job, "kept", "k"), Result(job, "failed", "f", "E: <no>")]
    unreadable = [("b\u2028.txt", "b.txt: is empty")]
    assert counts(results, unreadable) == "1 made, 1 kept, 2 failed"
    assert failures(results, unreadable) == [("b\u2028.txt", "b.txt: is empty"), ("f", "E: <no>")]
    run = json.loads(record(results, unreadable, 4))
    assert (run["made"], run["kept"], run["failed"], run["not_begun"]) == (1, 1, 2, 4)
    assert [report["error"] for report in run["reports"]] == [None, None, "E: <no>"]
    assert run["unreadable"] == [{"article": "b\u2028.txt", "error": "b.txt: is empty"}]


def test_many_failures_are_not_all_named(capsys):
    print_failures([(f"{number}.txt", "is empty") for number in range(25)])
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "failed: 0.txt: is empty"
    assert lines[-1] == "failed: 5 more, see run.json"
    assert len(lines) == 21
