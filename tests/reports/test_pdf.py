"""PDFs: which are printed, what of them is counted, and what is said where no browser prints."""

import stat

import psutil
import pytest

from dateline.article import ReadError
from dateline.reports import pdf
from dateline.reports.storage import Store
from reports.conftest import record, wait_for

OWN = ("--notebook", "try.ipynb", "--jobs", "2", "--pdf")
PRINTS = """for argument; do case $argument in --print-to-pdf=*) printf %s "%PDF-1.4" > "${argument#*=}";; esac; done"""


@pytest.fixture
def browser(tmp_path, monkeypatch):
    """Makes a stand-in for the browser, a script."""

    def make(script: str) -> str:
        program = tmp_path / "browser"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(pdf, "BROWSERS", (str(program),))
        return str(program)

    return make


@pytest.fixture
def store(tmp_path):
    folder = Store(tmp_path / "made")
    folder.write("a/x.html", "<h1>One</h1>")
    folder.write("a/y.html", "<h1>Two</h1>")
    return folder


def test_without_a_browser_nothing_is_begun(place, report, monkeypatch):
    monkeypatch.setattr(pdf, "BROWSERS", ("/nowhere/chromium",))
    code, out, err = report("a.txt", *OWN)
    assert (code, out) == (2, "")
    assert err.startswith("dateline: --pdf: no Chromium or Chrome is found; install one")
    assert err.count("\n") == 1
    assert not (place / "reports").exists()


def test_a_run_prints_what_is_missing_and_a_report_made_anew_loses_its_old_one(place, report, browser):
    browser(PRINTS)
    code, out, _ = report("a.txt", "b.txt", *OWN)
    assert (code, out) == (0, "2 made, 0 kept, 0 failed; PDF: 2 made, 0 kept, 0 failed; open reports/index.html\n")
    assert (place / "reports" / "a" / "try.pdf").read_bytes() == b"%PDF-1.4"
    assert 'href="a/try.pdf"' in (place / "reports" / "index.html").read_text(encoding="utf-8")
    (place / "reports" / "a" / "try.pdf").unlink()
    assert report("a.txt", "b.txt", *OWN)[1].startswith("0 made, 2 kept, 0 failed; PDF: 1 made, 1 kept, 0 failed")
    assert record(place)["pdf"] == {
        "made": 1,
        "kept": 1,
        "failed": 0,
        "files": [
            {"path": "reports/a/try.pdf", "state": "made", "error": None},
            {"path": "reports/b/try.pdf", "state": "kept", "error": None},
        ],
    }
    (place / "a.txt").write_text("Another bridge to close", encoding="utf-8")
    report("a.txt", "b.txt", *OWN[:-1])
    assert [path.parent.name for path in (place / "reports").rglob("*.pdf")] == ["b"]
    assert "pdf" not in record(place)


def test_a_page_that_cannot_be_printed_is_a_failure_of_the_run(place, report, browser):
    program = browser("exit 7")
    code, out, err = report("a.txt", *OWN)
    assert code == 1
    assert out.startswith("1 made, 0 kept, 0 failed; PDF: 0 made, 0 kept, 1 failed")
    assert err == f"failed: reports/a/try.pdf: {program} ended with exit status 7\n"
    assert record(place)["pdf"]["failed"] == 1


def test_a_browser_that_makes_nothing_or_hangs_is_said(store, browser):
    program = browser("exit 0")
    assert next(pdf.print_pages(["a/x"], store, program, 1)).error == f"{program} made no PDF"
    program = browser("exec sleep 60")
    with pytest.raises(pdf.NotPrinted, match="was not done in"):
        pdf.print_page("a/x", store, program, 0.2)
    assert not store.has("a/x.pdf")


def test_a_run_that_is_stopped_ends_its_browsers(store, browser, tmp_path):
    """The first to begin prints; the second writes its process down and would go on for a minute."""
    program = browser(f"if mkdir {tmp_path}/first; then {PRINTS}; else echo $$ > {tmp_path}/pid; sleep 60; fi")
    printing = pdf.print_pages(["a/x", "a/y"], store, program, 2)
    assert next(printing).state == "made"
    wait_for(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text())
    printing.close()
    wait_for(lambda: not psutil.pid_exists(int((tmp_path / "pid").read_text())))


def test_the_dates_of_printing_go_and_the_offsets_stay():
    content = (
        b"%PDF-1.4 /Title (x /CreationDate \\(D:1\\))\n/CreationDate (D:20261125034323+00'00')\n/ModDate (D:2026)>>"
    )
    blank = pdf.undated(content)
    assert len(blank) == len(content)
    assert blank.split() == [b"%PDF-1.4", b"/Title", b"(x", b"/CreationDate", b"\\(D:1\\))", b">>"]


def test_the_browser_of_this_machine_prints_the_same_twice(store):
    try:
        program = pdf.browser()
    except ReadError:
        pytest.skip("no chromium: apt-get install chromium")
    made = []
    for _ in range(2):
        assert [page.error for page in pdf.print_pages(["a/x"], store, program, 1)] == [None]
        made.append(store.read("a/x.pdf"))
    assert made[0] == made[1]
    assert len(made[0]) > 1000
