"""What a run says of itself."""

import io
import json
import sys

from dateline.reports.cli import counted, counts, failures, record, say_some
from dateline.reports.jobs import Job, Result

JOB = Job("a/timeline")
RESULTS = [Result(JOB, "made", "r/a/x.ipynb"), Result(JOB, "kept", "k"), Result(JOB, "failed", "f", "E: <no>")]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_on_a_terminal_and_nothing_elsewhere(monkeypatch):
    for stream, is_shown in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", stream)
        assert list(counted(RESULTS, 3, "reports")) == RESULTS
        assert ("3/3" in stream.getvalue(), "failed=1" in stream.getvalue()) == (is_shown, is_shown)


def test_counts_and_record():
    unreadable = [("b\u2028.txt", "b.txt: is empty")]
    assert counts(RESULTS, unreadable) == "1 made, 1 kept, 2 failed"
    assert failures(RESULTS) == [("f", "E: <no>")]
    run = json.loads(record(RESULTS, unreadable, 4))
    assert (run["made"], run["kept"], run["failed"], run["not_begun"]) == (1, 1, 2, 4)
    assert [report["error"] for report in run["reports"]] == [None, None, "E: <no>"]
    assert run["unreadable"] == [{"article": "b\u2028.txt", "error": "b.txt: is empty"}]


def test_many_failures_are_not_all_named(capsys):
    say_some("failed", [f"{number}.txt: is empty" for number in range(25)])
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "failed: 0.txt: is empty"
    assert lines[-1] == "failed: 5 more"
    assert len(lines) == 21
